/* SPDX-License-Identifier: GPL-3.0-or-later */
/* First all ids that go are gathered, and by the map's index the records of its large lists that go or name what goes; then every list is
 * walked once, from its end: what goes is removed, what names it is copied without the name.
 * Invariant: nothing that names a deleted id is left behind, so a map that was whole stays whole. */
#include "ent-edit-delete.h"

#include <string.h>

#include "ent-edit-private.h"
#include "ent-map-index.h"

/* Kinds apart: an actor names its kind by any string, which may be the id of something else. */
typedef struct
{
  GHashTable *ids, *kinds;
  GHashTable *touched; /* actors, relations and articles (EntRecord, borrowed) that go or name what goes: others need no look */
  gboolean actors, excerpts; /* whether any of these are among the ids: else nobody looks for them */
} Gone;

static gboolean
is_gone (GHashTable *gone, const char *id)
{
  return g_hash_table_contains (gone, id);
}

static void
add_id (EntRecord *record, EntArticle *holder, gboolean reserved, gpointer gone)
{
  if (!reserved)
    g_hash_table_add (gone, g_strdup (ent_record_id (record)));
}

/* Those that name an actor as reporter, or a kind: no index tells them. */
static void
add_naming (EntMap *map, const Gone *gone, GHashTable *touched)
{
  for (guint i = 0; gone->actors && i < ent_map_n (map, ENT_LIST_RELATIONS); i++)
    {
      const EntRelation *relation = ent_map_nth (map, ENT_LIST_RELATIONS, i);

      if (relation->reporter[0] != '\0' && is_gone (gone->ids, relation->reporter))
        g_hash_table_add (touched, (gpointer) relation);
    }
  for (guint i = 0; g_hash_table_size (gone->kinds) > 0 && i < ent_map_n (map, ENT_LIST_ACTORS); i++)
    {
      const EntActor *actor = ent_map_nth (map, ENT_LIST_ACTORS, i);

      if (is_gone (gone->kinds, actor->kind))
        g_hash_table_add (touched, (gpointer) actor);
    }
}

/* (transfer full) */
static GHashTable *
find_touched (EntMap *map, const Gone *gone)
{
  GHashTable *touched = g_hash_table_new (NULL, NULL);
  EntMapIndex *index = ent_map_peek_index (map);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, gone->ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      const EntArticle *holder = NULL;
      GPtrArray *proved = ent_map_index_relations_proved_by (index, id);

      g_hash_table_add (touched, ent_map_find (map, id));
      if (ent_map_excerpt (map, id, &holder) != NULL)
        g_hash_table_add (touched, (gpointer) holder);
      for (guint i = 0; i < proved->len; i++)
        g_hash_table_add (touched, g_ptr_array_index (proved, i));
    }
  add_naming (map, gone, touched);
  return touched;
}

/* What goes when @ids go. */
static Gone
gather (EntMap *map, const char *const *ids, guint n)
{
  GHashTable *gone = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTable *kinds = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  Gone all;
  gboolean actors = FALSE, excerpts = FALSE;

  for (guint i = 0; i < n; i++)
    {
      EntRecord *record = ent_map_find (map, ids[i]);

      if (record == NULL)
        continue;
      actors |= record->type == &ent_actor_type;
      excerpts |= record->type == &ent_excerpt_type || record->type == &ent_article_type;
      g_hash_table_add (gone, g_strdup (ids[i]));
      if (record->type == &ent_kind_type)
        g_hash_table_add (kinds, g_strdup (ids[i]));
      for (guint j = 0; record->type == &ent_article_type && j < ent_records_n (((EntArticle *) record)->excerpts); j++)
        add_id (((EntArticle *) record)->excerpts->items[j], NULL, FALSE, gone);
    }
  for (guint i = 0; actors && i < n; i++)
    {
      GPtrArray *relations = ent_map_index_relations_of (ent_map_peek_index (map), ids[i]);

      for (guint j = 0; ent_map_actor (map, ids[i]) != NULL && j < relations->len; j++)
        g_hash_table_add (gone, g_strdup (((EntRelation *) g_ptr_array_index (relations, j))->id));
    }
  all = (Gone) { gone, kinds, NULL, actors, excerpts };
  all.touched = find_touched (map, &all);
  return all;
}

static void
gone_clear (Gone *gone)
{
  g_hash_table_unref (gone->ids);
  g_hash_table_unref (gone->kinds);
  g_hash_table_unref (gone->touched);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Gone, gone_clear)

/* TRUE and the rest in @kept when an id of @list is gone. */
static gboolean
without_gone (const EntStrings *list, GHashTable *gone, EntStrings **kept)
{
  g_autoptr (GPtrArray) rest = NULL;

  for (guint i = 0; i < ent_strings_n (list); i++)
    if (is_gone (gone, list->items[i]))
      {
        if (rest == NULL)
          {
            rest = g_ptr_array_new ();
            for (guint j = 0; j < i; j++)
              g_ptr_array_add (rest, (gpointer) list->items[j]);
          }
      }
    else if (rest != NULL)
      g_ptr_array_add (rest, (gpointer) list->items[i]);
  if (rest != NULL)
    *kept = ent_strings_new ((const char *const *) rest->pdata, rest->len);
  return rest != NULL;
}

/* The evidence that names no excerpt that is gone; the same list where all of it stays. (transfer full) (nullable) */
static EntRecords *
evidence_without_gone (const EntRelation *relation, GHashTable *gone)
{
  EntRecords *list = relation->evidence != NULL ? ent_records_ref (relation->evidence) : NULL;

  for (guint i = ent_records_n (list); i-- > 0;)
    if (is_gone (gone, ((EntEvidence *) list->items[i])->excerpt))
      list = ent_records_splice (list, i, TRUE, NULL);
  return list;
}

/* A copy of @relation without the ids in @gone, NULL when it has none. */
static gpointer
forget_in_relation (const EntRelation *relation, const Gone *gone)
{
  g_autoptr (EntRecords) evidence = gone->excerpts ? evidence_without_gone (relation, gone->ids) : NULL;
  gboolean reported = gone->actors && relation->reporter[0] != '\0' && is_gone (gone->ids, relation->reporter);
  gboolean proved_less = gone->excerpts && evidence != relation->evidence;
  EntRelation *copy;

  if (!reported && !proved_less)
    return NULL;
  copy = (EntRelation *) ent_record_copy (&relation->record);
  if (proved_less)
    ent_record_set_records (&copy->evidence, evidence);
  if (reported)
    ent_record_set_string (&copy->reporter, "");
  return copy;
}

static gpointer
forget_in_group (const EntGroup *group, GHashTable *gone)
{
  EntStrings *kept = NULL;
  EntGroup *copy;

  if (!without_gone (group->members, gone, &kept))
    return NULL;
  copy = (EntGroup *) ent_record_copy (&group->record);
  ent_strings_unref (copy->members);
  copy->members = kept;
  return copy;
}

static gpointer
forget_in_step (const EntStep *step, GHashTable *gone)
{
  EntStrings *focus = NULL, *excerpts = NULL;
  gboolean less_focus = without_gone (step->focus, gone, &focus), less_excerpts = without_gone (step->excerpts, gone, &excerpts);
  EntStep *copy;

  if (!less_focus && !less_excerpts)
    return NULL;
  copy = (EntStep *) ent_record_copy (&step->record);
  if (less_focus)
    {
      ent_strings_unref (copy->focus);
      copy->focus = focus;
    }
  if (less_excerpts)
    {
      ent_strings_unref (copy->excerpts);
      copy->excerpts = excerpts;
    }
  return copy;
}

static gpointer
forget_in_actor (const EntActor *actor, GHashTable *kinds)
{
  EntActor *copy;

  if (actor->kind[0] == '\0' || !is_gone (kinds, actor->kind))
    return NULL;
  copy = (EntActor *) ent_record_copy (&actor->record);
  ent_record_set_string (&copy->kind, "other");
  return copy;
}

static gpointer
forget_in_article (const EntArticle *article, GHashTable *gone)
{
  EntRecords *list = article->excerpts != NULL ? ent_records_ref (article->excerpts) : NULL;
  EntArticle *copy = NULL;

  for (guint i = ent_records_n (list); i-- > 0;)
    if (is_gone (gone, ent_record_id (list->items[i])))
      list = ent_records_splice (list, i, TRUE, NULL);
  if (list != article->excerpts)
    {
      copy = (EntArticle *) ent_record_copy (&article->record);
      ent_record_set_records (&copy->excerpts, list);
    }
  ent_records_unref (list);
  return copy;
}

static gpointer
forget (EntListId list, gconstpointer record, const Gone *gone)
{
  switch (list)
    {
    case ENT_LIST_ACTORS:
      return forget_in_actor (record, gone->kinds);
    case ENT_LIST_ARTICLES:
      return gone->excerpts ? forget_in_article (record, gone->ids) : NULL;
    case ENT_LIST_RELATIONS:
      return forget_in_relation (record, gone);
    case ENT_LIST_GROUPS:
      return forget_in_group (record, gone->ids);
    case ENT_LIST_STORY:
      return forget_in_step (record, gone->ids);
    case ENT_LIST_KINDS:
    case ENT_LIST_CAPTIONS:
    case ENT_N_LISTS:
      break;
    }
  return NULL;
}

gboolean
ent_edit_delete_as (EntMap *map, const char *verb, const char *const *ids, guint n, GError **error)
{
  g_auto (Gone) gone = gather (map, ids, n);
  g_autofree char *label = NULL;

  for (guint i = 0; i < n; i++)
    if (ent_map_find (map, ids[i]) == NULL)
      return ent_edit_no_such (error, "thing", ids[i]);
  if (n == 0)
    return TRUE;
  label = ent_edit_label_for_many (map, verb, ids, n);
  ent_map_begin (map, label, NULL);
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    for (guint i = ent_map_n (map, list); i-- > 0;)
      {
        const EntRecord *record = ent_map_nth (map, list, i);
        EntRecord *copy;

        if ((list == ENT_LIST_ACTORS || list == ENT_LIST_RELATIONS || list == ENT_LIST_ARTICLES)
            && !g_hash_table_contains (gone.touched, record))
          continue;
        if (is_gone (gone.ids, ent_record_id (record)))
          ent_map_remove (map, list, i);
        else if ((copy = forget (list, record, &gone)) != NULL)
          ent_map_replace (map, list, i, copy);
      }
  return ent_map_commit (map, error);
}

gboolean
ent_edit_delete (EntMap *map, const char *const *ids, guint n, GError **error)
{
  return ent_edit_delete_as (map, "Delete", ids, n, error);
}

EntDeletion
ent_edit_count_deletion (EntMap *map, const char *const *ids, guint n)
{
  g_auto (Gone) gone = gather (map, ids, n);
  EntDeletion counts = { 0 };
  const struct
  {
    const EntRecordType *type;
    guint *count;
  } counters[] = { { &ent_actor_type, &counts.actors },     { &ent_relation_type, &counts.relations },
                   { &ent_article_type, &counts.articles }, { &ent_excerpt_type, &counts.excerpts },
                   { &ent_group_type, &counts.groups },     { &ent_caption_type, &counts.captions },
                   { &ent_step_type, &counts.steps },       { &ent_kind_type, &counts.kinds } };
  GHashTableIter iter;
  gpointer id, record;

  g_hash_table_iter_init (&iter, gone.ids);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    for (guint i = 0; i < G_N_ELEMENTS (counters); i++)
      *counters[i].count += ent_map_find (map, id)->type == counters[i].type;
  g_hash_table_iter_init (&iter, gone.touched);
  while (g_hash_table_iter_next (&iter, &record, NULL))
    if (((EntRecord *) record)->type == &ent_relation_type && !is_gone (gone.ids, ((EntRelation *) record)->id))
      {
        const EntRelation *relation = record;
        g_autoptr (EntRecords) kept = evidence_without_gone (relation, gone.ids);

        counts.evidence += ent_records_n (relation->evidence) - ent_records_n (kept);
        counts.unproved += ent_records_n (relation->evidence) > 0 && ent_records_n (kept) == 0;
      }
  return counts;
}

char **
ent_edit_unproved_by_deletion (EntMap *map, const char *const *ids, guint n)
{
  g_auto (Gone) gone = gather (map, ids, n);
  g_autoptr (GStrvBuilder) unproved = g_strv_builder_new ();

  for (guint i = 0; g_hash_table_size (gone.touched) > 0 && i < ent_map_n (map, ENT_LIST_RELATIONS); i++)
    {
      const EntRelation *relation = ent_map_nth (map, ENT_LIST_RELATIONS, i);
      g_autoptr (EntRecords) kept = NULL;

      if (!g_hash_table_contains (gone.touched, relation) || is_gone (gone.ids, relation->id))
        continue;
      kept = evidence_without_gone (relation, gone.ids);
      if (ent_records_n (relation->evidence) > 0 && ent_records_n (kept) == 0)
        g_strv_builder_add (unproved, relation->id);
    }
  return g_strv_builder_end (unproved);
}
