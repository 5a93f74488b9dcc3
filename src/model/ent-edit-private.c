/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels, refusals and the putting of one changed record, for all edits. */
#include "ent-edit-private.h"

#include <math.h>
#include <string.h>

#include "ent-anchor.h"

#include "ent-field-rules.h"

#define MAX_NAME_IN_LABEL 40 /* code points */

gboolean
ent_edit_no_such (GError **error, const char *what, const char *id)
{
  g_set_error (error, ENT_ERROR, ENT_ERROR_REFERENCE, "there is no %s “%s”", what, id);
  return FALSE;
}

gboolean
ent_edit_refuse (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (ENT_ERROR, ENT_ERROR_EDIT, format, args);
  va_end (args);
  return FALSE;
}

gboolean
ent_edit_is_good (gpointer record, GError **error)
{
  g_autofree char *wrong = ent_record_check (record);

  if (wrong == NULL)
    return TRUE;
  ent_record_unref (record);
  return ent_edit_refuse (error, "%s", wrong);
}

gboolean
ent_edit_is_place (EntPoint place, GError **error)
{
  const char *wrong = ent_field_check_number (&ent_position_type.fields[0], place.x);

  if (wrong == NULL)
    wrong = ent_field_check_number (&ent_position_type.fields[1], place.y);
  return wrong == NULL || ent_edit_refuse (error, "%s", wrong);
}

char *
ent_edit_label_for (const char *verb, const char *name)
{
  g_autofree char *start = NULL;

  if (g_utf8_strlen (name, -1) <= MAX_NAME_IN_LABEL)
    return g_strdup_printf ("%s %s", verb, name);
  start = g_utf8_substring (name, 0, MAX_NAME_IN_LABEL);
  return g_strdup_printf ("%s %s…", verb, start);
}

/* "Actor" of one, "Actors" of many; "Story Step". (transfer full) */
static char *
type_title (const EntRecordType *type, gboolean many)
{
  GString *title = g_string_new (type->name);
  gboolean start = TRUE;

  for (gsize i = 0; i < title->len; i++)
    {
      if (start)
        title->str[i] = g_ascii_toupper (title->str[i]);
      start = title->str[i] == ' ';
    }
  if (many)
    g_string_append_c (title, 's');
  return g_string_free (title, FALSE);
}

char *
ent_edit_name_of (EntMap *map, const EntRecord *record)
{
  static const char *const names[] = { "name", "title", "label", "text", "exact" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      int field = ent_record_type_find (record->type, names[i]);
      g_autofree char *line = NULL;

      if (field < 0)
        continue;
      line = g_strstrip (g_strdup (*(char **) ent_record_slot (record, (guint) field)));
      if (line[0] != '\0')
        return g_strdelimit (g_steal_pointer (&line), "\n", ' ');
    }
  return type_title (record->type, FALSE);
}

char *
ent_edit_label_for_many (EntMap *map, const char *verb, const char *const *ids, guint n)
{
  const EntRecordType *type = NULL;
  g_autofree char *things = NULL;

  if (n == 1)
    {
      g_autofree char *name = ent_edit_name_of (map, ent_map_find (map, ids[0]));

      return ent_edit_label_for (verb, name);
    }
  for (guint i = 0; i < n; i++)
    {
      const EntRecord *record = ent_map_find (map, ids[i]);

      if (type != NULL && record->type != type)
        return g_strdup_printf ("%s %u Things", verb, n);
      type = record->type;
    }
  things = type_title (type, TRUE);
  return g_strdup_printf ("%s %u %s", verb, n, things);
}

static double
rounded (double v)
{
  return round (v * 10) / 10;
}

void
ent_edit_set_place (EntPosition **slot, EntPoint place)
{
  EntPosition *position = *slot != NULL ? (EntPosition *) ent_record_copy (&(*slot)->record)
                                        : (EntPosition *) ent_record_new (&ent_position_type);

  position->x = rounded (place.x);
  position->y = rounded (place.y);
  ent_record_set_record (slot, position);
  ent_record_unref (&position->record);
}

static void
put_excerpt (EntMap *map, const EntArticle *article, const EntExcerpt *old, EntRecord *fresh)
{
  EntArticle *copy = (EntArticle *) ent_record_copy (&article->record);
  int where = ent_map_index_of (map, ENT_LIST_ARTICLES, article->id);

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    if (article->excerpts->items[i] == &old->record)
      {
        g_autoptr (EntRecords) list = ent_records_replace (article->excerpts, i, ent_record_ref (fresh));

        ent_record_set_records (&copy->excerpts, list);
        break;
      }
  ent_record_unref (fresh);
  ent_map_replace (map, ENT_LIST_ARTICLES, (guint) where, copy);
}

void
ent_edit_put (EntMap *map, const char *id, gpointer record)
{
  const EntArticle *article = NULL;
  const EntExcerpt *excerpt = ent_map_excerpt (map, id, &article);

  if (excerpt != NULL)
    {
      put_excerpt (map, article, excerpt, record);
      return;
    }
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    if (ent_list_record_type (list) == ((EntRecord *) record)->type)
      {
        ent_map_replace (map, list, (guint) ent_map_index_of (map, list, id), record);
        return;
      }
  g_return_if_reached ();
}

char *
ent_edit_put_excerpt (EntMap *map, const char *article_id, gint64 start, gint64 end, GError **error)
{
  const EntArticle *article = ent_map_article (map, article_id);
  const EntExcerpt *old;
  EntExcerpt *excerpt;
  EntArticle *copy;
  g_autofree char *id = NULL;
  g_autoptr (EntRecords) list = NULL;

  if (article == NULL)
    return ent_edit_no_such (error, "article", article_id), NULL;
  old = ent_anchor_find (article, start, end);
  if (old != NULL)
    return g_strdup (old->id);
  id = ent_map_new_id (map, "x");
  excerpt = ent_anchor_new_excerpt (article, id, start, end, error);
  if (excerpt == NULL)
    return NULL;
  list = ent_records_insert (article->excerpts, ent_records_n (article->excerpts), &excerpt->record);
  copy = (EntArticle *) ent_record_copy (&article->record);
  ent_record_set_records (&copy->excerpts, list);
  ent_edit_put (map, article_id, copy);
  return g_steal_pointer (&id);
}

void
ent_edit_settle_collapsed (EntMap *map, const char *id)
{
  const EntGroup *mine = (const EntGroup *) ent_map_find (map, id);

  if (!mine->collapsed)
    return;
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_GROUPS); i++)
    {
      const EntGroup *group = ent_map_nth (map, ENT_LIST_GROUPS, i);
      gboolean shares = FALSE;

      for (guint j = 0; group != mine && group->collapsed && j < ent_strings_n (group->members); j++)
        shares |= ent_strings_contains (mine->members, group->members->items[j]);
      if (shares)
        {
          EntGroup *copy = (EntGroup *) ent_record_copy (&group->record);

          copy->collapsed = FALSE;
          ent_map_replace (map, ENT_LIST_GROUPS, i, copy);
        }
    }
}

char *
ent_edit_commit_id (EntMap *map, char *id, GError **error)
{
  if (ent_map_commit (map, error))
    return id;
  g_free (id);
  return NULL;
}
