/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sorted by keys made once. Each order is total: the place in the file decides last. */
#include "ent-describe.h"

#include <math.h>

/* Map units: actors whose middles differ less in height stand in one row, as for Home and End on the canvas. */
#define ROW 48.0

typedef struct
{
  double row, x, y;
  guint place;
} ActorKey;

typedef struct
{
  guint first, second; /* ranks of its actors, the lesser one first */
  guint place;
} RelationKey;

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

static int
compare_actors (gconstpointer first, gconstpointer second)
{
  const ActorKey *a = first, *b = second;
  int order = compare_numbers (a->row, b->row);

  if (order == 0)
    order = compare_numbers (a->x, b->x);
  if (order == 0)
    order = compare_numbers (a->y, b->y);
  return order != 0 ? order : compare_numbers (a->place, b->place);
}

static int
compare_relations (gconstpointer first, gconstpointer second)
{
  const RelationKey *a = first, *b = second;
  int order = compare_numbers (a->first, b->first);

  if (order == 0)
    order = compare_numbers (a->second, b->second);
  return order != 0 ? order : compare_numbers (a->place, b->place);
}

GPtrArray *
ent_describe_actors (EntMapIndex *index)
{
  EntRecords *actors = ent_map_index_get_snapshot (index)->lists[ENT_LIST_ACTORS];
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (ActorKey));
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      const EntPosition *at = ((const EntActor *) actors->items[i])->position;
      ActorKey key = { G_MAXDOUBLE, 0, 0, i };

      if (at != NULL && isfinite (at->x) && isfinite (at->y))
        key = (ActorKey){ floor (at->y / ROW), at->x, at->y, i };
      g_array_append_val (keys, key);
    }
  g_array_sort (keys, compare_actors);
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (out, actors->items[g_array_index (keys, ActorKey, i).place]);
  return out;
}

GPtrArray *
ent_describe_relations (EntMapIndex *index)
{
  EntRecords *relations = ent_map_index_get_snapshot (index)->lists[ENT_LIST_RELATIONS];
  g_autoptr (GPtrArray) actors = ent_describe_actors (index);
  g_autoptr (GHashTable) ranks = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (RelationKey));
  GPtrArray *out = g_ptr_array_new ();

  for (guint i = 0; i < actors->len; i++)
    g_hash_table_insert (ranks, ((EntActor *) g_ptr_array_index (actors, i))->id, GUINT_TO_POINTER (i));
  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      const EntRelation *relation = (const EntRelation *) relations->items[i];
      guint source = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, relation->source));
      guint target = GPOINTER_TO_UINT (g_hash_table_lookup (ranks, relation->target));
      RelationKey key = { MIN (source, target), MAX (source, target), i };

      g_array_append_val (keys, key);
    }
  g_array_sort (keys, compare_relations);
  for (guint i = 0; i < keys->len; i++)
    g_ptr_array_add (out, relations->items[g_array_index (keys, RelationKey, i).place]);
  return out;
}
