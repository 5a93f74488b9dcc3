/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cutting a valid map out of another: a set of ids is closed over what its members need, then each list is filtered by it.
 * Invariant: no reference of a clip leads out of it. */
#include "ent-clip.h"

#include <string.h>

#include "ent-edit-delete.h"
#include "ent-clip-private.h"
#include "ent-edit-private.h"

static gboolean
has (GHashTable *set, const char *id)
{
  return g_hash_table_contains (set, id);
}

/* Closes @ids over the ends of relations, the members of groups, and the relations among the actors. Keys are the map's strings. */
static GHashTable *
closed (EntMap *map, const char *const *ids, guint n)
{
  GHashTable *set = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    {
      const EntRecord *record = ent_map_find (map, ids[i]);

      if (record == NULL)
        continue;
      g_hash_table_add (set, (gpointer) ent_record_id (record));
      if (record->type == &ent_relation_type)
        {
          g_hash_table_add (set, ((EntRelation *) record)->source);
          g_hash_table_add (set, ((EntRelation *) record)->target);
        }
      for (guint j = 0; record->type == &ent_group_type && j < ent_strings_n (((EntGroup *) record)->members); j++)
        g_hash_table_add (set, ((EntGroup *) record)->members->items[j]);
    }
  return set;
}

/* The relations that go with @set, and what they and the actors use. */
static void
add_what_is_used (EntMap *map, GHashTable *set, gboolean among)
{
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_RELATIONS); i++)
    {
      const EntRelation *relation = ent_map_nth (map, ENT_LIST_RELATIONS, i);

      if (among && has (set, relation->source) && has (set, relation->target))
        g_hash_table_add (set, relation->id);
      if (!has (set, relation->id))
        continue;
      for (guint j = 0; j < ent_records_n (relation->evidence); j++)
        g_hash_table_add (set, ((EntEvidence *) relation->evidence->items[j])->excerpt);
    }
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ACTORS); i++)
    {
      const EntActor *actor = ent_map_nth (map, ENT_LIST_ACTORS, i);

      const EntRecord *kind = has (set, actor->id) ? ent_map_find (map, actor->kind) : NULL;

      if (kind != NULL && kind->type == &ent_kind_type)
        g_hash_table_add (set, actor->kind);
    }
}

static EntRecord *
article_for_clip (const EntArticle *article, GHashTable *set)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();
  g_autoptr (EntRecords) list = NULL;
  EntArticle *copy;

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    if (has (set, ent_record_id (article->excerpts->items[i])))
      g_ptr_array_add (kept, article->excerpts->items[i]);
  if (kept->len == 0 && !has (set, article->id))
    return NULL;
  for (guint i = 0; i < kept->len; i++)
    ent_record_ref (g_ptr_array_index (kept, i));
  list = ent_records_new_take ((EntRecord **) kept->pdata, kept->len);
  copy = (EntArticle *) ent_record_copy (&article->record);
  ent_record_set_records (&copy->excerpts, list);
  return &copy->record;
}

/* @record as it is in a clip, NULL where it is not. (transfer full) */
static EntRecord *
for_clip (EntListId list, EntRecord *record, GHashTable *set, gboolean keep_reporters)
{
  if (list == ENT_LIST_ARTICLES)
    return article_for_clip ((EntArticle *) record, set);
  if (list == ENT_LIST_STORY || !has (set, ent_record_id (record)))
    return NULL;
  if (list == ENT_LIST_ACTORS && ((EntActor *) record)->merged != NULL)
    {
      EntActor *copy = (EntActor *) ent_record_copy (record);

      ent_record_set_records (&copy->merged, NULL);
      return &copy->record;
    }
  if (list == ENT_LIST_RELATIONS && ((EntRelation *) record)->reporter[0] != '\0' && !keep_reporters
      && !has (set, ((EntRelation *) record)->reporter))
    {
      EntRelation *copy = (EntRelation *) ent_record_copy (record);

      ent_record_set_string (&copy->reporter, "");
      return &copy->record;
    }
  return ent_record_ref (record);
}

EntSnapshot *
ent_clip_cut_out (EntMap *map, const char *const *ids, guint n, gboolean among, gboolean keep_reporters)
{
  g_autoptr (GHashTable) set = closed (map, ids, n);
  EntRecords *lists[ENT_N_LISTS];
  EntHead *head = (EntHead *) ent_record_new (&ent_head_type);

  head->version = ENT_MAP_VERSION;
  add_what_is_used (map, set, among);
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    {
      g_autoptr (GPtrArray) kept = g_ptr_array_new ();

      for (guint i = 0; i < ent_map_n (map, list); i++)
        {
          EntRecord *record = for_clip (list, (EntRecord *) ent_map_nth (map, list, i), set, keep_reporters);

          if (record != NULL)
            g_ptr_array_add (kept, record);
        }
      lists[list] = ent_records_new_take ((EntRecord **) kept->pdata, kept->len);
    }
  return ent_snapshot_new_take (head, lists);
}

EntSnapshot *
ent_clip_new (EntMap *map, const char *const *ids, guint n)
{
  return ent_clip_cut_out (map, ids, n, TRUE, FALSE);
}

EntSnapshot *
ent_clip_cut (EntMap *map, const char *const *ids, guint n, GError **error)
{
  g_autoptr (EntSnapshot) clip = ent_clip_new (map, ids, n);

  return ent_edit_delete_as (map, "Cut", ids, n, error) ? g_steal_pointer (&clip) : NULL;
}

gboolean
ent_clip_is_empty (const EntSnapshot *clip)
{
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    if (clip->lists[list] != NULL && list != ENT_LIST_KINDS && list != ENT_LIST_STORY)
      return FALSE;
  return TRUE;
}

EntPoint
ent_clip_get_middle (const EntSnapshot *clip)
{
  static const EntListId placed[] = { ENT_LIST_ACTORS, ENT_LIST_CAPTIONS };
  double left = 0, right = 0, top = 0, bottom = 0;
  gboolean any = FALSE;

  for (guint l = 0; l < G_N_ELEMENTS (placed); l++)
    for (guint i = 0; i < ent_records_n (clip->lists[placed[l]]); i++)
      {
        const EntRecord *record = clip->lists[placed[l]]->items[i];
        const EntPosition *place = *(EntPosition **) ent_record_slot (record, (guint) ent_record_type_find (record->type, "position"));

        if (place == NULL)
          continue;
        left = any ? MIN (left, place->x) : place->x;
        right = any ? MAX (right, place->x) : place->x;
        top = any ? MIN (top, place->y) : place->y;
        bottom = any ? MAX (bottom, place->y) : place->y;
        any = TRUE;
      }
  return ent_point ((left + right) / 2, (top + bottom) / 2);
}
