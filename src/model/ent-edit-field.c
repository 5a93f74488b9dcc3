/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One setter over the field tables. The value is put in a copy of the record, and the copy is checked as the reader would.
 * Invariant: nothing is begun before every value is known to be good, so a refusal leaves no trace. */
#include "ent-edit-field.h"

#include <math.h>
#include <string.h>

#include "ent-edit-private.h"
#include "ent-field-rules.h"

/* What people call a field, where it is not its name with a capital. */
static const struct
{
  const char *field, *title;
} titles[] = { { "image", "Picture" },   { "labelAt", "Label Place" }, { "when", "Date" },        { "published", "Publication Date" },
               { "accessed", "Access Date" }, { "url", "Address" },   { "excerpts", "Excerpts" }, { "view", "Opening View" } };

static char *
title_of (const EntRecordType *type, const char *field)
{
  char *title;

  if (type == &ent_step_type && strcmp (field, "view") == 0)
    return g_strdup ("View");
  if (type == &ent_step_type && strcmp (field, "focus") == 0)
    return g_strdup ("What Is Shown");

  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (strcmp (titles[i].field, field) == 0)
      return g_strdup (titles[i].title);
  title = g_strdup (field);
  title[0] = g_ascii_toupper (title[0]);
  return title;
}

/* Fields with edits of their own, or that nobody sets. */
gboolean
ent_field_is_settable (const EntRecordType *type, const EntField *field)
{
  static const struct
  {
    const EntRecordType *type;
    const char *field;
  } others[] = { { &ent_excerpt_type, "exact" },   { &ent_excerpt_type, "prefix" },   { &ent_excerpt_type, "suffix" },
                 { &ent_excerpt_type, "start" },   { &ent_excerpt_type, "end" },      { &ent_article_type, "text" },
                 { &ent_article_type, "sha256" },  { &ent_article_type, "excerpts" }, { &ent_relation_type, "evidence" },
                 { &ent_head_type, "format" },     { &ent_head_type, "version" } };

  if ((field->flags & (ENT_FIELD_ID | ENT_FIELD_RESERVED)) != 0 || field->kind == ENT_FIELD_LIST)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    if (others[i].type == type && strcmp (others[i].field, field->name) == 0)
      return FALSE;
  return TRUE;
}

static gboolean
records_are_of (const EntRecords *records, const EntRecordType *type)
{
  for (guint i = 0; i < ent_records_n (records); i++)
    if (records->items[i]->type != type)
      return FALSE;
  return TRUE;
}

/* What is wrong with @value beyond what a file may hold: an edit is held to more than a reader. */
static char *
check_value (const EntField *field, EntValue value)
{
  g_return_val_if_fail (value.kind == field->kind, g_strdup ("a value of another kind"));
  if (value.kind == ENT_FIELD_STRING && value.as.string[0] == '\0' && (field->flags & ENT_FIELD_REQUIRED) != 0)
    return g_strdup ("this may not be empty");
  if (value.kind == ENT_FIELD_STRING && (field->flags & ENT_FIELD_PICTURE) != 0 && value.as.string[0] != '\0'
      && !ent_is_picture (value.as.string))
    return g_strdup ("a picture is PNG, JPEG, WebP or SVG");
  if (value.kind == ENT_FIELD_RECORD && value.as.record != NULL)
    g_return_val_if_fail (value.as.record->type == field->record, g_strdup ("a record of another type"));
  if (value.kind == ENT_FIELD_RECORDS)
    g_return_val_if_fail (records_are_of (value.as.records, field->record), g_strdup ("records of another type"));
  return NULL;
}

static void
set_slot (EntRecord *record, guint i, EntValue value)
{
  const EntField *field = &record->type->fields[i];
  gpointer slot = ent_record_slot (record, i);

  switch (value.kind)
    {
    case ENT_FIELD_STRING:
      /* "" of a choice with a default means the default. */
      ent_record_set_string (slot, value.as.string[0] == '\0' && field->choices != NULL ? field->initial : value.as.string);
      break;
    case ENT_FIELD_BOOL:
      *(gboolean *) slot = value.as.flag != FALSE;
      break;
    case ENT_FIELD_NUMBER:
      *(double *) slot = value.as.number;
      break;
    case ENT_FIELD_STRINGS:
      ent_strings_unref (*(EntStrings **) slot);
      *(EntStrings **) slot
          = value.as.strings != NULL ? ent_strings_new (value.as.strings, g_strv_length ((char **) value.as.strings)) : NULL;
      break;
    case ENT_FIELD_INTEGERS:
      ent_integers_unref (*(EntIntegers **) slot);
      *(EntIntegers **) slot = value.as.integers != NULL ? ent_integers_ref (value.as.integers) : NULL;
      break;
    case ENT_FIELD_RECORD:
      ent_record_set_record (slot, value.as.record);
      break;
    case ENT_FIELD_RECORDS:
      ent_record_set_records (slot, value.as.records);
      break;
    case ENT_FIELD_INTEGER:
    case ENT_FIELD_LIST:
      break;
    }
}

/* A copy of @record with the value, or NULL with @error. */
static EntRecord *
changed_copy (EntMap *map, const EntRecord *record, const char *name, EntValue value, GError **error)
{
  int i = ent_record_type_find (record->type, name);
  const EntField *field;
  EntRecord *copy;
  g_autofree char *wrong = NULL, *title = title_of (record->type, name);

  g_return_val_if_fail (i >= 0 && ent_field_is_settable (record->type, &record->type->fields[i]), NULL);
  field = &record->type->fields[i];
  wrong = check_value (field, value);
  if (wrong != NULL)
    {
      ent_edit_refuse (error, "%s: %s", title, wrong);
      return NULL;
    }
  copy = ent_record_copy (record);
  set_slot (copy, (guint) i, value);
  wrong = ent_record_is_written (copy, (guint) i) ? ent_record_field_check (copy, (guint) i) : NULL;
  if (wrong == NULL)
    return copy;
  ent_edit_refuse (error, "%s: %s", title, wrong);
  ent_record_unref (copy);
  return NULL;
}

/* The menu's name of the step. */
static char *
label_of (EntMap *map, const EntRecord *record, const char *const *ids, guint n, const char *field)
{
  g_autofree char *title = title_of (record->type, field), *verb = NULL, *name = NULL;

  if (record->type == &ent_head_type)
    return g_strdup_printf ("Change %s", title);
  if (n == 1 && strcmp (field, "name") == 0)
    {
      name = ent_edit_name_of (map, record);
      return ent_edit_label_for ("Rename", name);
    }
  verb = g_strdup_printf (g_str_has_prefix (title, "What ") ? "Change %s in" : "Change %s of", title);
  return ent_edit_label_for_many (map, verb, ids, n);
}

/* NULL where each change is a step of its own: choices, references, flags and lists. */
static char *
merge_key_of (const EntRecord *record, const char *name, EntValue value)
{
  const EntField *field = &record->type->fields[ent_record_type_find (record->type, name)];
  const guint chosen = ENT_FIELD_COLOUR | ENT_FIELD_PICTURE | ENT_FIELD_REF_ACTOR;

  if ((value.kind != ENT_FIELD_STRING && value.kind != ENT_FIELD_NUMBER && field->record != &ent_location_type) || field->choices != NULL || (field->flags & chosen) != 0
      || strcmp (name, "kind") == 0)
    return NULL;
  return g_strdup_printf ("field\x01%s\x01%s", name, ent_record_id (record));
}

/* Takes @copy, which is gone where it changes nothing. */
static void
put_changed (EntMap *map, EntRecord *copy, const char *field)
{
  g_autofree char *id = g_strdup (ent_record_id (copy));
  gboolean may_collapse
      = copy->type == &ent_group_type && (strcmp (field, "collapsed") == 0 || strcmp (field, "members") == 0);

  if (copy->type == &ent_head_type)
    {
      ent_map_replace_head (map, copy);
      return;
    }
  ent_edit_put (map, id, copy);
  if (may_collapse)
    ent_edit_settle_collapsed (map, id);
}

static const EntRecord *
record_of (EntMap *map, const char *id)
{
  return id[0] == '\0' ? &ent_map_peek (map)->head->record : ent_map_find (map, id);
}

/* Where in @list each of many stands: one walk instead of one for each. */
static void
put_all (EntMap *map, EntRecord **copies, guint n, const char *field)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  EntListId list = ENT_N_LISTS;

  for (EntListId l = 0; l < ENT_N_LISTS; l++)
    if (ent_list_record_type (l) == copies[0]->type)
      list = l;
  if (n == 1 || list == ENT_N_LISTS || list == ENT_LIST_GROUPS)
    {
      for (guint i = 0; i < n; i++)
        put_changed (map, copies[i], field);
      return;
    }
  for (guint i = 0; i < n; i++)
    g_hash_table_insert (wanted, g_strdup (ent_record_id (copies[i])), copies[i]);
  for (guint i = 0; i < ent_map_n (map, list); i++)
    {
      EntRecord *copy = g_hash_table_lookup (wanted, ent_record_id (ent_map_nth (map, list, i)));

      if (copy != NULL)
        ent_map_replace (map, list, i, copy);
    }
}

gboolean
ent_edit_set_field_of_many (EntMap *map, const char *const *ids, guint n, const char *field, EntValue value, GError **error)
{
  g_autoptr (GPtrArray) copies = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_record_unref);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *label = NULL, *key = NULL;
  const EntRecord *first = NULL;

  for (guint i = 0; i < n; i++)
    {
      const EntRecord *record = record_of (map, ids[i]);
      EntRecord *copy;

      if (record == NULL)
        return ent_edit_no_such (error, "thing", ids[i]);
      if (first != NULL && record->type != first->type)
        return ent_edit_refuse (error, "things of different kinds cannot be changed at once");
      first = first != NULL ? first : record;
      if (!g_hash_table_add (seen, (gpointer) ids[i]))
        continue;
      copy = changed_copy (map, record, field, value, error);
      if (copy == NULL)
        return FALSE;
      g_ptr_array_add (copies, copy);
    }
  if (copies->len == 0)
    return TRUE;
  label = label_of (map, first, ids, n, field);
  key = n == 1 ? merge_key_of (first, field, value) : NULL;
  ent_map_begin (map, label, key);
  g_ptr_array_set_free_func (copies, NULL); /* the map takes them */
  put_all (map, (EntRecord **) copies->pdata, copies->len, field);
  return ent_map_commit (map, error);
}

gboolean
ent_edit_set_field (EntMap *map, const char *id, const char *field, EntValue value, GError **error)
{
  return ent_edit_set_field_of_many (map, &id, 1, field, value, error);
}

EntRecord *
ent_link_new (const char *title, const char *url)
{
  EntLink *link = (EntLink *) ent_record_new (&ent_link_type);

  ent_record_set_string (&link->title, title);
  ent_record_set_string (&link->url, url);
  return &link->record;
}

EntRecord *
ent_location_new (double lat, double lon)
{
  EntLocation *location = (EntLocation *) ent_record_new (&ent_location_type);

  location->lat = lat;
  location->lon = lon;
  return &location->record;
}

EntRecord *
ent_view_new (double x, double y, double zoom)
{
  EntView *view = (EntView *) ent_record_new (&ent_view_type);

  view->x = x;
  view->y = y;
  view->zoom = zoom;
  return &view->record;
}

EntRecord *
ent_position_new (double x, double y)
{
  EntPosition *position = (EntPosition *) ent_record_new (&ent_position_type);

  position->x = x;
  position->y = y;
  return &position->record;
}
