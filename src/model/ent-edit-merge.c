/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Merging renames one actor to another in everything that names it, and keeps a record of the ends that it moved.
 * Invariant: splitting puts back no end that somebody has changed since. */
#include "ent-edit-merge.h"

#include <string.h>

#include "ent-edit-private.h"

/* A merged actor stands four levels deeper in the file, which may be 64 deep. */
#define MAX_DEPTH 8

static guint
depth_of (const EntActor *actor)
{
  guint deepest = 0;

  for (guint i = 0; i < ent_records_n (actor->merged); i++)
    if (((EntMerged *) actor->merged->items[i])->actor != NULL)
      deepest = MAX (deepest, 1 + depth_of (((EntMerged *) actor->merged->items[i])->actor));
  return deepest;
}

/* @list and what of @more is not in it, without @not. (transfer full) (nullable) */
static EntStrings *
union_of (const EntStrings *list, const char *first, const EntStrings *more, const char *not)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < ent_strings_n (list); i++)
    {
      g_hash_table_add (seen, list->items[i]);
      g_ptr_array_add (all, list->items[i]);
    }
  if (not != NULL)
    g_hash_table_add (seen, (gpointer) not);
  if (first != NULL && g_hash_table_add (seen, (gpointer) first))
    g_ptr_array_add (all, (gpointer) first);
  for (guint i = 0; i < ent_strings_n (more); i++)
    if (g_hash_table_add (seen, more->items[i]))
      g_ptr_array_add (all, more->items[i]);
  return ent_strings_new ((const char *const *) all->pdata, all->len);
}

static void
replace_strings (EntStrings **slot, EntStrings *list)
{
  ent_strings_unref (*slot);
  *slot = list;
}

/* @list with @from renamed to @to, each once; NULL with FALSE where @from is not in it. */
static gboolean
renamed (const EntStrings *list, const char *from, const char *to, EntStrings **result)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  gboolean there = ent_strings_contains (list, to);

  if (!ent_strings_contains (list, from))
    return FALSE;
  for (guint i = 0; i < ent_strings_n (list); i++)
    if (strcmp (list->items[i], from) != 0)
      g_ptr_array_add (all, (gpointer) list->items[i]);
    else if (!there)
      {
        g_ptr_array_add (all, (gpointer) to);
        there = TRUE;
      }
  *result = ent_strings_new ((const char *const *) all->pdata, all->len);
  return TRUE;
}

static void
note_end (GPtrArray *ends, const char *relation, const char *end)
{
  EntMergedEnd *record = (EntMergedEnd *) ent_record_new (&ent_merged_end_type);

  ent_record_set_string (&record->id, relation);
  ent_record_set_string (&record->end, end);
  g_ptr_array_add (ends, record);
}

/* The names of a relation's actors, as `merged` knows them. */
static const struct
{
  const char *end;
  gsize offset;
} ends_of_relation[] = { { "source", G_STRUCT_OFFSET (EntRelation, source) },
                         { "target", G_STRUCT_OFFSET (EntRelation, target) },
                         { "reporter", G_STRUCT_OFFSET (EntRelation, reporter) } };

#define END(relation, i) ((char **) G_STRUCT_MEMBER_P (relation, ends_of_relation[i].offset))

/* Moves every end at @from to @to; what was moved goes to @ends. */
static void
move_ends (EntMap *map, const char *from, const char *to, GPtrArray *ends)
{
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_RELATIONS); i++)
    {
      const EntRelation *relation = ent_map_nth (map, ENT_LIST_RELATIONS, i);
      EntRelation *copy = NULL;

      for (guint e = 0; e < G_N_ELEMENTS (ends_of_relation); e++)
        if (strcmp (*END (relation, e), from) == 0)
          {
            if (copy == NULL)
              copy = (EntRelation *) ent_record_copy (&relation->record);
            ent_record_set_string (END (copy, e), to);
            note_end (ends, relation->id, ends_of_relation[e].end);
          }
      if (copy != NULL)
        ent_map_replace (map, ENT_LIST_RELATIONS, i, copy);
    }
}

/* Renames @from to @to in groups and in the story. */
static void
move_mentions (EntMap *map, const char *from, const char *to)
{
  EntStrings *list;

  for (guint i = 0; i < ent_map_n (map, ENT_LIST_GROUPS); i++)
    {
      const EntGroup *group = ent_map_nth (map, ENT_LIST_GROUPS, i);

      if (renamed (group->members, from, to, &list))
        {
          g_autofree char *id = g_strdup (group->id);
          EntGroup *copy = (EntGroup *) ent_record_copy (&group->record);

          replace_strings (&copy->members, list);
          ent_map_replace (map, ENT_LIST_GROUPS, i, copy);
          ent_edit_settle_collapsed (map, id);
        }
    }
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_STORY); i++)
    {
      const EntStep *step = ent_map_nth (map, ENT_LIST_STORY, i);

      if (renamed (step->focus, from, to, &list))
        {
          EntStep *copy = (EntStep *) ent_record_copy (&step->record);

          replace_strings (&copy->focus, list);
          ent_map_replace (map, ENT_LIST_STORY, i, copy);
        }
    }
}

static EntRecords *
links_of_both (const EntActor *a, const EntActor *b)
{
  EntRecords *list = a->links != NULL ? ent_records_ref (a->links) : NULL;

  for (guint i = 0; i < ent_records_n (b->links); i++)
    {
      gboolean there = FALSE;

      for (guint j = 0; j < ent_records_n (list) && !there; j++)
        there = ent_record_equal (list->items[j], b->links->items[i]);
      if (!there)
        list = ent_records_splice (list, ent_records_n (list), FALSE, ent_record_ref (b->links->items[i]));
    }
  return list;
}

/* Joins @id into @into in the open transaction. */
static void
merge_one (EntMap *map, const char *into, const char *id)
{
  g_autoptr (GPtrArray) ends = g_ptr_array_new ();
  g_autoptr (EntRecord) gone = ent_record_ref (&ent_map_actor (map, id)->record);
  g_autoptr (EntRecords) links = NULL, list = NULL, moved = NULL;
  const EntActor *other = (EntActor *) gone, *actor;
  EntMerged *merged = (EntMerged *) ent_record_new (&ent_merged_type);
  EntActor *copy;

  move_ends (map, id, into, ends);
  move_mentions (map, id, into);
  ent_map_remove (map, ENT_LIST_ACTORS, (guint) ent_map_index_of (map, ENT_LIST_ACTORS, id));

  actor = ent_map_actor (map, into);
  ent_record_set_record (&merged->actor, gone);
  moved = ent_records_new_take ((EntRecord **) ends->pdata, ends->len);
  ent_record_set_records (&merged->relations, moved);
  list = ent_records_insert (actor->merged, ent_records_n (actor->merged), &merged->record);
  links = links_of_both (actor, other);
  copy = (EntActor *) ent_record_copy (&actor->record);
  ent_record_set_records (&copy->merged, list);
  ent_record_set_records (&copy->links, links);
  replace_strings (&copy->aliases, union_of (actor->aliases, other->name, other->aliases, actor->name));
  replace_strings (&copy->tags, union_of (actor->tags, NULL, other->tags, NULL));
  ent_edit_put (map, into, copy);
}

gboolean
ent_edit_merge_actors (EntMap *map, const char *into, const char *const *ids, guint n, GError **error)
{
  const EntActor *actor = ent_map_actor (map, into);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autofree char *label = NULL, *own_into = g_strdup (into);

  if (actor == NULL)
    return ent_edit_no_such (error, "actor", into);
  for (guint i = 0; i < n; i++)
    {
      const EntActor *other = ent_map_actor (map, ids[i]);

      if (other == NULL)
        return ent_edit_no_such (error, "actor", ids[i]);
      if (other == actor || !g_hash_table_add (seen, (gpointer) ids[i]))
        return ent_edit_refuse (error, "an actor cannot be merged with itself");
      if (depth_of (other) >= MAX_DEPTH)
        return ent_edit_refuse (error, "“%s” was merged from others %u times over: merge the others into it instead", other->name, MAX_DEPTH);
    }
  if (n == 0)
    return TRUE;
  label = ent_edit_label_for (n == 1 ? "Merge into" : "Merge Actors into", actor->name);
  ent_map_begin (map, label, NULL);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup (ids[i]);

      merge_one (map, own_into, id);
    }
  return ent_map_commit (map, error);
}

/* Puts the ends that @merged lists and that are still at @from back to @to. */
static void
put_back_ends (EntMap *map, const EntMerged *merged, const char *from, const char *to)
{
  for (guint i = 0; i < ent_records_n (merged->relations); i++)
    {
      const EntMergedEnd *end = (EntMergedEnd *) merged->relations->items[i];
      const EntRelation *relation = ent_map_relation (map, end->id);
      EntRelation *copy;

      for (guint e = 0; relation != NULL && e < G_N_ELEMENTS (ends_of_relation); e++)
        if (strcmp (ends_of_relation[e].end, end->end) == 0 && strcmp (*END (relation, e), from) == 0)
          {
            copy = (EntRelation *) ent_record_copy (&relation->record);
            ent_record_set_string (END (copy, e), to);
            ent_edit_put (map, end->id, copy);
            break;
          }
    }
}

/* @list without the names of @other. */
static EntStrings *
without_names (const EntStrings *list, const EntActor *other)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; i < ent_strings_n (list); i++)
    if (strcmp (list->items[i], other->name) != 0 && !ent_strings_contains (other->aliases, list->items[i]))
      g_ptr_array_add (kept, (gpointer) list->items[i]);
  return ent_strings_new ((const char *const *) kept->pdata, kept->len);
}

gboolean
ent_edit_split_actor (EntMap *map, const char *actor_id, const char *merged_id, GError **error)
{
  const EntActor *actor = ent_map_actor (map, actor_id);
  g_autofree char *id = g_strdup (actor_id), *out = g_strdup (merged_id), *label = NULL;
  g_autoptr (EntRecord) kept = NULL;
  g_autoptr (EntRecords) list = NULL;
  const EntMerged *merged;
  EntActor *copy;
  guint i;

  if (actor == NULL)
    return ent_edit_no_such (error, "actor", actor_id);
  for (i = 0; i < ent_records_n (actor->merged); i++)
    {
      merged = (EntMerged *) actor->merged->items[i];
      if (merged->actor != NULL && strcmp (merged->actor->id, merged_id) == 0)
        break;
    }
  if (i == ent_records_n (actor->merged))
    return ent_edit_no_such (error, "merged actor", merged_id);
  kept = ent_record_ref (actor->merged->items[i]);
  merged = (EntMerged *) kept;
  list = ent_records_remove (actor->merged, i);
  label = ent_edit_label_for ("Split off", merged->actor->name);
  copy = (EntActor *) ent_record_copy (&actor->record);
  ent_record_set_records (&copy->merged, list);
  replace_strings (&copy->aliases, without_names (actor->aliases, merged->actor));
  ent_map_begin (map, label, NULL);
  ent_edit_put (map, id, copy);
  ent_map_insert (map, ENT_LIST_ACTORS, -1, ent_record_ref (&merged->actor->record));
  put_back_ends (map, merged, id, out);
  return ent_map_commit (map, error);
}
