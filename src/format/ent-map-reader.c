/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads records along the field tables. json-glib is given one item of a list at a time, so its tree (about 200 bytes a value) is
 * never that of the whole file; the head's own members make one small object.
 * Invariant: what could not be read is a record of defaults, so that paths stay true; such a map is never returned. */
#include "ent-map-reader.h"

#include <json-glib/json-glib.h>
#include <math.h>
#include <string.h>

#include "ent-field-rules.h"
#include "ent-json-gate.h"
#include "ent-json-text.h"
#include "ent-map-checks.h"
#include "ent-map-problems.h"

typedef struct
{
  EntMapProblems problems;
  JsonParser *parser;
  GCancellable *cancellable;
} Reader;

#define error_here(reader, ...) ent_map_problems_error (&(reader)->problems, ENT_ERROR_FORMAT, __VA_ARGS__)

static EntRecord *read_record (Reader *reader, JsonNode *node, const EntRecordType *type);

/* The node as compact canonical JSON. Recurses at most to the gate's depth. */
static void
append_node (GString *out, JsonNode *node)
{
  switch (json_node_get_node_type (node))
    {
    case JSON_NODE_OBJECT:
      {
        JsonObjectIter iter;
        const char *name;
        JsonNode *value;

        json_object_iter_init_ordered (&iter, json_node_get_object (node));
        g_string_append_c (out, '{');
        while (json_object_iter_next_ordered (&iter, &name, &value))
          {
            if (out->str[out->len - 1] != '{')
              g_string_append_c (out, ',');
            ent_json_append_string (out, name, strlen (name));
            g_string_append_c (out, ':');
            append_node (out, value);
          }
        g_string_append_c (out, '}');
        break;
      }
    case JSON_NODE_ARRAY:
      g_string_append_c (out, '[');
      for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
        {
          if (i > 0)
            g_string_append_c (out, ',');
          append_node (out, json_array_get_element (json_node_get_array (node), i));
        }
      g_string_append_c (out, ']');
      break;
    case JSON_NODE_VALUE:
      if (json_node_get_value_type (node) == G_TYPE_STRING)
        ent_json_append_string (out, json_node_get_string (node), strlen (json_node_get_string (node)));
      else if (json_node_get_value_type (node) == G_TYPE_BOOLEAN)
        g_string_append (out, json_node_get_boolean (node) ? "true" : "false");
      else
        ent_json_append_number (out, json_node_get_double (node));
      break;
    case JSON_NODE_NULL:
      g_string_append (out, "null");
    }
}

static char *
json_of (JsonNode *node)
{
  g_autoptr (GString) json = g_string_new (NULL);

  append_node (json, node);
  return g_ref_string_new_len (json->str, (gssize) json->len);
}

static gboolean
is_number (JsonNode *node)
{
  return json_node_get_value_type (node) == G_TYPE_INT64 || json_node_get_value_type (node) == G_TYPE_DOUBLE;
}

/* A whole number, however it is written. */
static gboolean
is_integer (JsonNode *node)
{
  double number;

  if (!JSON_NODE_HOLDS_VALUE (node) || !is_number (node))
    return FALSE;
  number = json_node_get_double (node);
  return number == trunc (number) && fabs (number) <= 9007199254740992.0;
}

static gboolean
is_string (JsonNode *node)
{
  return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING;
}

static void
check_string (Reader *reader, const EntField *field, const char *value)
{
  g_autofree char *wrong = reader->problems.newer ? ent_field_check_string_of_newer (field, value) : ent_field_check_string (field, value);

  if (wrong != NULL)
    error_here (reader, "%s", wrong);
  if ((field->flags & ENT_FIELD_PICTURE) != 0 && value[0] != '\0' && !ent_is_picture (value))
    ent_map_problems_warn (&reader->problems, "not a data: URL of PNG, JPEG, WebP or SVG in base64: shown as no picture");
}

static void
check_number (Reader *reader, const EntField *field, double value)
{
  const char *wrong = ent_field_check_number (field, value);

  if (wrong != NULL)
    error_here (reader, "%s", wrong);
}

/* What the value at @node should be, or NULL where it is that. */
static const char *
wrong_kind (JsonNode *node, const EntField *field)
{
  switch (field->kind)
    {
    case ENT_FIELD_STRING:
      return is_string (node) ? NULL : "a string";
    case ENT_FIELD_BOOL:
      return JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN ? NULL : "true or false";
    case ENT_FIELD_NUMBER:
      return JSON_NODE_HOLDS_VALUE (node) && is_number (node) ? NULL : "a number";
    case ENT_FIELD_INTEGER:
      return is_integer (node) ? NULL : "a whole number";
    case ENT_FIELD_RECORD:
      return JSON_NODE_HOLDS_OBJECT (node) ? NULL : "an object";
    case ENT_FIELD_STRINGS:
    case ENT_FIELD_INTEGERS:
    case ENT_FIELD_RECORDS:
    case ENT_FIELD_LIST:
      break;
    }
  return JSON_NODE_HOLDS_ARRAY (node) ? NULL : "a list";
}

static EntStrings *
read_strings (Reader *reader, JsonArray *array)
{
  guint n = json_array_get_length (array);
  g_autofree const char **items = g_new (const char *, n);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      items[i] = is_string (node) ? json_node_get_string (node) : "";
      if (is_string (node))
        continue;
      ent_map_problems_enter_item (&reader->problems, i);
      error_here (reader, "a string should stand here");
      ent_map_problems_leave (&reader->problems);
    }
  return ent_strings_new (items, n);
}

static EntIntegers *
read_integers (Reader *reader, JsonArray *array)
{
  guint n = json_array_get_length (array);
  g_autofree gint64 *items = g_new0 (gint64, n);

  for (guint i = 0; i < n; i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (is_integer (node))
        {
          items[i] = (gint64) json_node_get_double (node);
          continue;
        }
      ent_map_problems_enter_item (&reader->problems, i);
      error_here (reader, "a whole number should stand here");
      ent_map_problems_leave (&reader->problems);
    }
  return ent_integers_new (items, n);
}

static EntRecords *
read_records (Reader *reader, JsonArray *array, const EntRecordType *type)
{
  guint n = json_array_get_length (array);
  g_autofree EntRecord **items = g_new (EntRecord *, n);

  for (guint i = 0; i < n; i++)
    {
      ent_map_problems_enter_item (&reader->problems, i);
      items[i] = read_record (reader, json_array_get_element (array, i), type);
      ent_map_problems_leave (&reader->problems);
    }
  return ent_records_new_take (items, n);
}

static void
read_field (Reader *reader, EntRecord *record, guint i, JsonNode *node)
{
  const EntField *field = &record->type->fields[i];
  const char *wanted = wrong_kind (node, field);
  gpointer slot = ent_record_slot (record, i);

  if (wanted != NULL)
    {
      error_here (reader, "%s should stand here", wanted);
      return;
    }
  ent_record_set_present (record, i, TRUE);
  switch (field->kind)
    {
    case ENT_FIELD_STRING:
      ent_record_set_string (slot, json_node_get_string (node));
      check_string (reader, field, *(char **) slot);
      break;
    case ENT_FIELD_BOOL:
      *(gboolean *) slot = json_node_get_boolean (node);
      break;
    case ENT_FIELD_NUMBER:
      *(double *) slot = json_node_get_double (node);
      check_number (reader, field, *(double *) slot);
      break;
    case ENT_FIELD_INTEGER:
      *(gint64 *) slot = (gint64) json_node_get_double (node); /* within +-2^53, where doubles are exact */
      break;
    case ENT_FIELD_STRINGS:
      *(EntStrings **) slot = read_strings (reader, json_node_get_array (node));
      break;
    case ENT_FIELD_INTEGERS:
      *(EntIntegers **) slot = read_integers (reader, json_node_get_array (node));
      break;
    case ENT_FIELD_RECORD:
      *(EntRecord **) slot = read_record (reader, node, field->record);
      break;
    case ENT_FIELD_RECORDS:
      *(EntRecords **) slot = read_records (reader, json_node_get_array (node), field->record);
      break;
    case ENT_FIELD_LIST:
      break;
    }
}

static void
check_excerpt (Reader *reader, const EntExcerpt *excerpt)
{
  int start = ent_record_type_find (&ent_excerpt_type, "start"), end = ent_record_type_find (&ent_excerpt_type, "end");

  if (!ent_record_is_present (&excerpt->record, (guint) start) || !ent_record_is_present (&excerpt->record, (guint) end))
    return;
  if (excerpt->start < 0 || excerpt->start > ENT_MAX_POSITION)
    {
      ent_map_problems_enter (&reader->problems, "start");
      error_here (reader, "a position lies from 0 to 2^31");
    }
  else if (excerpt->end <= excerpt->start || excerpt->end > ENT_MAX_POSITION)
    {
      ent_map_problems_enter (&reader->problems, "end");
      error_here (reader, "the end lies behind the start, up to 2^31");
    }
  else
    return;
  ent_map_problems_leave (&reader->problems);
}

static void
check_required (Reader *reader, const EntRecord *record, JsonObject *object)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const EntField *field = &record->type->fields[i];

      if ((field->flags & ENT_FIELD_REQUIRED) == 0 || json_object_has_member (object, field->name))
        continue;
      ent_map_problems_enter (&reader->problems, field->name);
      error_here (reader, "missing: every %s has it", record->type->name);
      ent_map_problems_leave (&reader->problems);
    }
}

/* Always a record; one of defaults where @node is no object. (transfer full) */
static EntRecord *
read_record (Reader *reader, JsonNode *node, const EntRecordType *type)
{
  EntRecord *record = ent_record_new (type);
  g_autoptr (GArray) unknown = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    {
      error_here (reader, "an object should stand here");
      return record;
    }
  json_object_iter_init_ordered (&iter, json_node_get_object (node));
  while (json_object_iter_next_ordered (&iter, &name, &value))
    {
      int i = ent_record_type_find (type, name);

      if (i >= 0)
        {
          ent_map_problems_enter (&reader->problems, type->fields[i].name);
          read_field (reader, record, (guint) i, value);
          ent_map_problems_leave (&reader->problems);
        }
      else
        {
          EntUnknownMember member = { .name = g_ref_string_new (name), .json = json_of (value) };

          if (unknown == NULL)
            unknown = g_array_new (FALSE, FALSE, sizeof member);
          g_array_append_val (unknown, member);
        }
    }
  if (unknown != NULL)
    ent_record_take_unknown (record, ent_unknown_new_take ((EntUnknownMember *) (gpointer) unknown->data, unknown->len));
  check_required (reader, record, json_node_get_object (node));
  if (type == &ent_excerpt_type)
    check_excerpt (reader, (const EntExcerpt *) record);
  return record;
}

/* The tree of the value at @range. The gate has let it through, so json-glib takes it too. (transfer none, until the next call) */
static JsonNode *
parse (Reader *reader, EntJsonRange range)
{
  g_autoptr (GError) error = NULL;

  if (json_parser_load_from_data (reader->parser, reader->problems.gate->text + range.from, (gssize) (range.to - range.from), &error))
    return json_parser_get_root (reader->parser);
  error_here (reader, "json-glib cannot read this: %s", error->message);
  return NULL;
}

/* One known member of the head. */
static void
read_head_field (Reader *reader, EntRecord *head, guint i, const EntJsonMember *member)
{
  JsonNode *node;

  ent_map_problems_enter (&reader->problems, head->type->fields[i].name);
  if (head->type->fields[i].kind == ENT_FIELD_LIST)
    {
      ent_record_set_present (head, i, TRUE);
      if (member->items == NULL)
        error_here (reader, "a list should stand here");
    }
  else if ((node = parse (reader, member->value)) != NULL)
    read_field (reader, head, i, node);
  ent_map_problems_leave (&reader->problems);
}

/* The head's unknown members may hold anything, up to the whole file: no tree is made of them. */
static void
read_unknown_of_head (Reader *reader, EntRecord *head)
{
  const EntJsonGate *gate = reader->problems.gate;
  g_autoptr (GArray) unknown = g_array_new (FALSE, FALSE, sizeof (EntUnknownMember));
  g_autoptr (GString) json = g_string_new (NULL);

  for (guint i = 0; i < gate->members->len; i++)
    {
      const EntJsonMember *member = &g_array_index (gate->members, EntJsonMember, i);
      EntUnknownMember kept;

      if (ent_record_type_find (head->type, member->name) >= 0)
        continue;
      g_string_truncate (json, 0);
      ent_json_append_compact (json, gate->text + member->value.from, member->value.to - member->value.from);
      kept.name = g_ref_string_new (member->name);
      kept.json = g_ref_string_new_len (json->str, (gssize) json->len);
      g_array_append_val (unknown, kept);
    }
  ent_record_take_unknown (head, ent_unknown_new_take ((EntUnknownMember *) (gpointer) unknown->data, unknown->len));
}

static void
check_head (Reader *reader, const EntHead *head)
{
  if (strcmp (head->format, "entente-map") != 0)
    {
      ent_map_problems_enter (&reader->problems, "format");
      ent_map_problems_error (&reader->problems, ENT_ERROR_NOT_A_MAP, "this is not \"entente-map\": the file is of another kind");
      ent_map_problems_leave (&reader->problems);
    }
  ent_map_problems_enter (&reader->problems, "version");
  if (ent_record_is_present (&head->record, (guint) ent_record_type_find (&ent_head_type, "version")) && head->version < 1)
    error_here (reader, "a version is 1 or more");
  reader->problems.newer = head->version > ENT_MAP_VERSION;
  if (reader->problems.newer)
    ent_map_problems_warn (&reader->problems,
                           "the file is of version %" G_GINT64_FORMAT ", newer than version %d that this program knows",
                           head->version, ENT_MAP_VERSION);
  ent_map_problems_leave (&reader->problems);
}

static EntHead *
read_head (Reader *reader)
{
  EntRecord *head = ent_record_new (&ent_head_type);

  for (guint i = 0; i < head->type->n_fields; i++)
    {
      const EntField *field = &head->type->fields[i];
      const EntJsonMember *member = ent_json_gate_member (reader->problems.gate, field->name);

      if (member != NULL)
        read_head_field (reader, head, i, member);
      else if ((field->flags & ENT_FIELD_REQUIRED) != 0)
        {
          ent_map_problems_enter (&reader->problems, field->name);
          error_here (reader, "missing: every map has it");
          ent_map_problems_leave (&reader->problems);
        }
    }
  check_head (reader, (EntHead *) head);
  return (EntHead *) head;
}

static EntRecords *
read_list (Reader *reader, EntListId list)
{
  const EntJsonMember *member = ent_json_gate_member (reader->problems.gate, ent_list_name (list));
  g_autofree EntRecord **items = NULL;
  guint n;

  if (member == NULL || member->items == NULL)
    return NULL;
  items = g_new (EntRecord *, member->items->len);
  ent_map_problems_enter (&reader->problems, ent_list_name (list));
  for (n = 0; n < member->items->len && !g_cancellable_is_cancelled (reader->cancellable); n++)
    {
      JsonNode *node;

      ent_map_problems_enter_item (&reader->problems, n);
      node = parse (reader, g_array_index (member->items, EntJsonRange, n));
      items[n] = node != NULL ? read_record (reader, node, ent_list_record_type (list)) : ent_record_new (ent_list_record_type (list));
      ent_map_problems_leave (&reader->problems);
      if (reader->problems.errors->len >= ENT_MAP_MAX_PROBLEMS)
        {
          n++;
          break;
        }
    }
  ent_map_problems_leave (&reader->problems);
  return ent_records_new_take (items, n);
}

/* The map, good or not; whether it is good is in the problems. NULL when cancelled. */
static EntSnapshot *
read_map (Reader *reader)
{
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntHead *head = read_head (reader);
  gboolean is_map = reader->problems.errors->len == 0;
  EntSnapshot *map;

  if (is_map)
    {
      read_unknown_of_head (reader, &head->record);
      for (EntListId list = 0; list < ENT_N_LISTS; list++)
        lists[list] = read_list (reader, list);
    }
  map = ent_snapshot_new_take (head, lists);
  if (g_cancellable_is_cancelled (reader->cancellable)
      || (is_map && reader->problems.errors->len < ENT_MAP_MAX_PROBLEMS
          && !ent_map_check (map, &reader->problems, reader->cancellable)))
    g_clear_pointer (&map, ent_snapshot_unref);
  return map;
}

EntSnapshot *
ent_map_read (GBytes *bytes, GPtrArray *problems, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntProblem) refusal = NULL;
  g_autoptr (EntJsonGate) gate = ent_json_gate_new (bytes, &ent_head_type, cancellable, &refusal);
  g_autoptr (EntSnapshot) map = NULL;
  Reader reader = { .cancellable = cancellable };

  if (gate != NULL && gate->members == NULL)
    refusal = ent_problem_new (ENT_SEVERITY_ERROR, ENT_ERROR_FORMAT, 1, 1, NULL, "a map file holds one object");
  if (refusal != NULL)
    {
      ent_problem_to_error (refusal, error);
      if (problems != NULL)
        g_ptr_array_add (problems, g_steal_pointer (&refusal));
      return NULL;
    }
  if (gate != NULL)
    {
      ent_map_problems_init (&reader.problems, gate);
      reader.parser = json_parser_new_immutable ();
      map = read_map (&reader);
      if (map != NULL && !ent_map_problems_finish (&reader.problems, problems, error))
        {
          ent_map_problems_clear (&reader.problems);
          g_object_unref (reader.parser);
          return NULL;
        }
      ent_map_problems_clear (&reader.problems);
      g_object_unref (reader.parser);
    }
  if (map == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return g_steal_pointer (&map);
}
