/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folding makes another map, so that nothing that measures, routes, places or draws has to know of it. What is not folded is shared:
 * the same records, in the same order. */
#include "ent-scene-fold.h"

#include <string.h>

/* No file holds such a kind: it would have to be written as an escape on purpose, and is then only drawn alike. */
#define KIND "\x1fgroup"

typedef struct
{
  const EntSnapshot *map;
  GHashTable *group_of; /* actor id -> EntGroup */
  GHashTable *places;   /* EntGroup -> Sum */
} Fold;

typedef struct
{
  double x, y;
  guint n_placed, n;
} Sum;

gboolean
ent_kind_is_folded (const char *kind)
{
  return g_str_has_prefix (kind, KIND);
}

/* Notes the members of collapsed groups that are in the map; each belongs to the first. */
static void
note_members (Fold *fold)
{
  const EntRecords *groups = fold->map->lists[ENT_LIST_GROUPS], *actors = fold->map->lists[ENT_LIST_ACTORS];

  for (guint i = 0; i < ent_records_n (groups); i++)
    {
      EntGroup *group = (EntGroup *) groups->items[i];

      for (guint k = 0; group->collapsed && k < ent_strings_n (group->members); k++)
        if (!g_hash_table_contains (fold->group_of, group->members->items[k]))
          g_hash_table_insert (fold->group_of, group->members->items[k], group);
    }
  for (guint i = 0; g_hash_table_size (fold->group_of) > 0 && i < ent_records_n (actors); i++)
    {
      const EntActor *actor = (const EntActor *) actors->items[i];
      EntGroup *group = g_hash_table_lookup (fold->group_of, actor->id);
      Sum *sum = group != NULL ? g_hash_table_lookup (fold->places, group) : NULL;

      if (group == NULL)
        continue;
      if (sum == NULL)
        {
          sum = g_new0 (Sum, 1);
          g_hash_table_insert (fold->places, group, sum);
        }
      sum->n++;
      if (actor->position != NULL)
        {
          sum->x += actor->position->x;
          sum->y += actor->position->y;
          sum->n_placed++;
        }
    }
}

static char *
kind_of (const Sum *sum)
{
  return g_strdup_printf (KIND "-%u", sum->n);
}

static EntRecord *
actor_of (const EntGroup *group, const Sum *sum)
{
  EntActor *actor = (EntActor *) ent_record_new (&ent_actor_type);
  g_autofree char *kind = kind_of (sum);

  ent_record_set_string (&actor->id, group->id);
  ent_record_set_string (&actor->name, group->name[0] != '\0' ? group->name : "Group");
  ent_record_set_string (&actor->kind, kind);
  ent_record_set_string (&actor->colour, group->colour);
  if (group->position != NULL)
    ent_record_set_record (&actor->position, group->position);
  else if (sum->n_placed > 0)
    {
      actor->position = (EntPosition *) ent_record_new (&ent_position_type);
      actor->position->x = sum->x / sum->n_placed;
      actor->position->y = sum->y / sum->n_placed;
    }
  return &actor->record;
}

/* (transfer full) */
static EntRecords *
to_list (GPtrArray *records)
{
  return ent_records_new_take ((EntRecord **) records->pdata, records->len);
}

/* The first member's place in the list is the group's. */
static EntRecords *
fold_actors (Fold *fold)
{
  const EntRecords *actors = fold->map->lists[ENT_LIST_ACTORS];
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GHashTable) done = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      EntGroup *group = g_hash_table_lookup (fold->group_of, ((const EntActor *) actors->items[i])->id);

      if (group == NULL)
        g_ptr_array_add (all, ent_record_ref (actors->items[i]));
      else if (g_hash_table_add (done, group))
        g_ptr_array_add (all, actor_of (group, g_hash_table_lookup (fold->places, group)));
    }
  return to_list (all);
}

static EntRecords *
fold_kinds (Fold *fold)
{
  const EntRecords *kinds = fold->map->lists[ENT_LIST_KINDS];
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  g_autoptr (GHashTable) done = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer sum;

  for (guint i = 0; i < ent_records_n (kinds); i++)
    g_ptr_array_add (all, ent_record_ref (kinds->items[i]));
  g_hash_table_iter_init (&iter, fold->places);
  while (g_hash_table_iter_next (&iter, NULL, &sum))
    {
      g_autofree char *id = kind_of (sum);
      g_autofree char *name = NULL;
      EntKind *kind;

      if (!g_hash_table_add (done, g_strdup (id)))
        continue;
      name = g_strdup_printf (((Sum *) sum)->n == 1 ? "group of %u actor" : "group of %u actors", ((Sum *) sum)->n);
      kind = (EntKind *) ent_record_new (&ent_kind_type);
      ent_record_set_string (&kind->id, id);
      ent_record_set_string (&kind->name, name);
      g_ptr_array_add (all, kind);
    }
  return to_list (all);
}

static const char *
end_of (Fold *fold, const char *actor)
{
  const EntGroup *group = g_hash_table_lookup (fold->group_of, actor);

  return group != NULL ? group->id : actor;
}

static EntRecords *
fold_relations (Fold *fold)
{
  const EntRecords *relations = fold->map->lists[ENT_LIST_RELATIONS];
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      EntRelation *relation = (EntRelation *) relations->items[i];
      const char *source = end_of (fold, relation->source), *target = end_of (fold, relation->target);

      if (source == relation->source && target == relation->target)
        g_ptr_array_add (all, ent_record_ref (&relation->record));
      else if (strcmp (source, target) != 0)
        {
          relation = (EntRelation *) ent_record_copy (&relation->record);
          ent_record_set_string (&relation->source, source);
          ent_record_set_string (&relation->target, target);
          g_ptr_array_add (all, relation);
        }
    }
  return to_list (all);
}

/* Open groups go around the nodes of the collapsed ones. */
static EntRecords *
fold_groups (Fold *fold)
{
  const EntRecords *groups = fold->map->lists[ENT_LIST_GROUPS];
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < ent_records_n (groups); i++)
    {
      EntGroup *group = (EntGroup *) groups->items[i];
      g_autoptr (GPtrArray) members = NULL;

      if (g_hash_table_contains (fold->places, group))
        continue;
      members = g_ptr_array_new ();
      for (guint k = 0; k < ent_strings_n (group->members); k++)
        g_ptr_array_add (members, (gpointer) end_of (fold, group->members->items[k]));
      group = (EntGroup *) ent_record_copy (&group->record);
      g_clear_pointer (&group->members, ent_strings_unref);
      group->members = ent_strings_new ((const char *const *) members->pdata, members->len);
      g_ptr_array_add (all, group);
    }
  return to_list (all);
}

EntMapIndex *
ent_scene_fold (EntMapIndex *index)
{
  Fold fold = { .map = ent_map_index_get_snapshot (index) };
  g_autoptr (GHashTable) group_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) places = g_hash_table_new_full (NULL, NULL, NULL, g_free);
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  g_autoptr (EntSnapshot) folded = NULL;

  fold.group_of = group_of;
  fold.places = places;
  note_members (&fold);
  if (g_hash_table_size (places) == 0)
    return ent_map_index_ref (index);
  for (guint i = 0; i < ENT_N_LISTS; i++)
    if (fold.map->lists[i] != NULL)
      lists[i] = ent_records_ref (fold.map->lists[i]);
  g_clear_pointer (&lists[ENT_LIST_ACTORS], ent_records_unref);
  g_clear_pointer (&lists[ENT_LIST_KINDS], ent_records_unref);
  g_clear_pointer (&lists[ENT_LIST_RELATIONS], ent_records_unref);
  g_clear_pointer (&lists[ENT_LIST_GROUPS], ent_records_unref);
  lists[ENT_LIST_ACTORS] = fold_actors (&fold);
  lists[ENT_LIST_KINDS] = fold_kinds (&fold);
  lists[ENT_LIST_RELATIONS] = fold_relations (&fold);
  lists[ENT_LIST_GROUPS] = fold_groups (&fold);
  folded = ent_snapshot_new_take ((EntHead *) ent_record_ref (&fold.map->head->record), lists);
  return ent_map_index_new (folded);
}
