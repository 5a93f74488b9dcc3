/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writer walks the field tables: a member is written where its record says so (ent_record_is_written()), known ones in the order
 * of the table, then the unknown ones.
 * Invariant: what it returns passes the reader's gate. */
#include "ent-map-writer.h"

#include <string.h>

#include "ent-json-gate.h"
#include "ent-json-text.h"

static void append_record (GString *out, const EntRecord *record);

static void
append_records (GString *out, const EntRecords *records)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < ent_records_n (records); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_record (out, records->items[i]);
    }
  g_string_append_c (out, ']');
}

static void
append_strings (GString *out, const EntStrings *strings)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < ent_strings_n (strings); i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      ent_json_append_string (out, strings->items[i], strlen (strings->items[i]));
    }
  g_string_append_c (out, ']');
}

static void
append_integers (GString *out, const EntIntegers *integers)
{
  g_string_append_c (out, '[');
  for (guint i = 0; integers != NULL && i < integers->n; i++)
    g_string_append_printf (out, i > 0 ? ",%" G_GINT64_FORMAT : "%" G_GINT64_FORMAT, integers->items[i]);
  g_string_append_c (out, ']');
}

static void
append_value (GString *out, const EntRecord *record, guint i)
{
  gpointer slot = ent_record_slot (record, i);

  switch (record->type->fields[i].kind)
    {
    case ENT_FIELD_STRING:
      ent_json_append_string (out, *(char **) slot, strlen (*(char **) slot));
      break;
    case ENT_FIELD_BOOL:
      g_string_append (out, *(gboolean *) slot ? "true" : "false");
      break;
    case ENT_FIELD_NUMBER:
      ent_json_append_number (out, *(double *) slot);
      break;
    case ENT_FIELD_INTEGER:
      g_string_append_printf (out, "%" G_GINT64_FORMAT, *(gint64 *) slot);
      break;
    case ENT_FIELD_STRINGS:
      append_strings (out, *(EntStrings **) slot);
      break;
    case ENT_FIELD_INTEGERS:
      append_integers (out, *(EntIntegers **) slot);
      break;
    case ENT_FIELD_RECORD:
      append_record (out, *(EntRecord **) slot);
      break;
    case ENT_FIELD_RECORDS:
      append_records (out, *(EntRecords **) slot);
      break;
    case ENT_FIELD_LIST:
      break;
    }
}

/* A member's name and colon, with the comma that parts it from the one before. */
static void
append_name (GString *out, const char *name)
{
  if (out->str[out->len - 1] != '{')
    g_string_append_c (out, ',');
  ent_json_append_string (out, name, strlen (name));
  g_string_append_c (out, ':');
}

static void
append_unknown (GString *out, const EntUnknown *unknown)
{
  for (guint i = 0; unknown != NULL && i < unknown->n; i++)
    {
      append_name (out, unknown->items[i].name);
      g_string_append (out, unknown->items[i].json);
    }
}

static void
append_record (GString *out, const EntRecord *record)
{
  g_string_append_c (out, '{');
  for (guint i = 0; i < record->type->n_fields; i++)
    if (ent_record_is_written (record, i))
      {
        append_name (out, record->type->fields[i].name);
        append_value (out, record, i);
      }
  append_unknown (out, record->unknown);
  g_string_append_c (out, '}');
}

static gboolean
append_list (GString *out, const EntRecords *list, GCancellable *cancellable, GError **error)
{
  g_string_append_c (out, '[');
  for (guint i = 0; i < ent_records_n (list); i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (out->len > ENT_JSON_MAX_BYTES)
        break; /* told at the end */
      if (i > 0)
        g_string_append_c (out, ',');
      append_record (out, list->items[i]);
    }
  g_string_append_c (out, ']');
  return TRUE;
}

static gboolean
append_map (GString *out, const EntSnapshot *map, GCancellable *cancellable, GError **error)
{
  const EntRecord *head = &map->head->record;
  EntListId list = 0;

  g_string_append_c (out, '{');
  for (guint i = 0; i < head->type->n_fields; i++)
    {
      const EntRecords *records = NULL;
      gboolean is_list = head->type->fields[i].kind == ENT_FIELD_LIST;

      if (is_list)
        records = map->lists[list++];
      if (records == NULL && !ent_record_is_written (head, i))
        continue;
      append_name (out, head->type->fields[i].name);
      if (!is_list)
        append_value (out, head, i);
      else if (!append_list (out, records, cancellable, error))
        return FALSE;
    }
  append_unknown (out, head->unknown);
  g_string_append_c (out, '}');
  return TRUE;
}

/* The reader's own gate tells whether @bytes could be read again. */
static gboolean
passes_gate (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntProblem) problem = NULL;
  g_autoptr (EntJsonGate) gate = ent_json_gate_new (bytes, &ent_head_type, cancellable, &problem);

  if (problem != NULL)
    ent_problem_to_error (problem, error);
  else if (gate == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return gate != NULL;
}

GBytes *
ent_map_write (const EntSnapshot *map, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) compact = g_string_new (NULL);
  g_autoptr (GBytes) bytes = NULL;
  GString *text;

  if (!append_map (compact, map, cancellable, error))
    return NULL;
  if (compact->len > ENT_JSON_MAX_BYTES)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT, "the map is larger than 128 MiB, the limit of a map file");
      return NULL;
    }
  text = g_string_sized_new (compact->len + compact->len / 8);
  ent_json_append_laid_out (text, compact->str, compact->len);
  g_string_append_c (text, '\n');
  bytes = g_string_free_to_bytes (text);
  return passes_gate (bytes, cancellable, error) ? g_steal_pointer (&bytes) : NULL;
}
