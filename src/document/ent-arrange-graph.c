/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine gets to know of a map: cards, ties, pins, groups, times, and who stands above whom. */
#include "ent-arrange-graph.h"

#include "ent-edtf.h"

#include <string.h>

/* A label stands between two cards, so each card brings half of the room; lines meet at angles, so less is enough. */
#define LABEL_SHARE 0.4
#define MAX_ROOM_WIDTH 110.0
#define LABEL_GAP 9.0
#define MIN_ROOM 24.0
/* Of a pair; so many need no longer line than one. */
#define FEW_RELATIONS 2
#define LENGTH_A_RELATION 0.1

static EntArrangeGraph *
graph_alloc (int n, int m)
{
  EntArrangeGraph *self = g_new0 (EntArrangeGraph, 1);
  gsize nodes = (gsize) n + 1, edges = (gsize) m + 1; /* never NULL */

  self->card_width = g_new0 (double, nodes);
  self->card_height = g_new0 (double, nodes);
  self->room_width = g_new0 (double, nodes);
  self->room_height = g_new0 (double, nodes);
  self->width = g_new0 (double, nodes);
  self->height = g_new0 (double, nodes);
  self->x = g_new0 (double, nodes);
  self->y = g_new0 (double, nodes);
  self->when = g_new0 (double, nodes);
  self->pinned = g_new0 (bool, nodes);
  self->group = g_new0 (int, nodes);
  self->source = g_new0 (int, edges);
  self->target = g_new0 (int, edges);
  self->length = g_new0 (double, edges);
  self->root = -1;
  self->graph = (EntLayoutGraph){ .n_nodes = n,
                                  .width = self->width,
                                  .height = self->height,
                                  .source = self->source,
                                  .target = self->target,
                                  .length = self->length,
                                  .x = self->x,
                                  .y = self->y,
                                  .pinned = self->pinned,
                                  .group = self->group,
                                  .when = self->when };
  return self;
}

void
ent_arrange_graph_free (EntArrangeGraph *self)
{
  gpointer arrays[] = { self->ties,        self->nodes,  self->card_width, self->card_height, self->room_width,
                        self->room_height, self->width,  self->height,     self->x,           self->y,
                        self->when,        self->length, self->pinned,     self->group,       self->source,
                        self->target,      self->tie_relations };

  for (guint i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_free (arrays[i]);
  g_free (self);
}

static void
add_edge (EntArrangeGraph *self, int source, int target, double length)
{
  self->source[self->graph.n_edges] = source;
  self->target[self->graph.n_edges] = target;
  self->length[self->graph.n_edges++] = length;
}

/* --- Nodes --- */

static void
add_cards (EntArrangeGraph *self, EntScene *scene, const EntArrangeOptions *options)
{
  const EntSceneNode *nodes = ent_scene_nodes (scene, NULL);
  g_autoptr (GHashTable) chosen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; options->actors != NULL && i < options->n_actors; i++)
    g_hash_table_add (chosen, (gpointer) options->actors[i]);
  for (int i = 0; i < self->graph.n_nodes; i++)
    {
      const EntActor *actor = nodes[i].actor;
      gboolean stays = (actor->pinned && !options->free_pinned)
                       || (options->actors != NULL && !g_hash_table_contains (chosen, actor->id));

      self->card_width[i] = nodes[i].box.width;
      self->card_height[i] = nodes[i].box.height;
      self->x[i] = actor->position != NULL ? actor->position->x : NAN;
      self->y[i] = actor->position != NULL ? actor->position->y : NAN;
      self->pinned[i] = stays && actor->position != NULL;
      self->n_movable += !self->pinned[i];
    }
}

/* By the map's groups; where it has none, by the kinds of actors. */
static void
add_groups (EntArrangeGraph *self, EntScene *scene)
{
  const EntRecords *groups = ent_map_index_get_snapshot (ent_scene_get_index (scene))->lists[ENT_LIST_GROUPS];
  const EntSceneNode *nodes = ent_scene_nodes (scene, NULL);
  g_autoptr (GHashTable) kinds = g_hash_table_new (g_str_hash, g_str_equal);

  for (int i = 0; i < self->graph.n_nodes; i++)
    {
      char *kind = nodes[i].actor->kind;

      self->group[i] = -1;
      if (ent_records_n (groups) > 0)
        continue;
      if (!g_hash_table_contains (kinds, kind))
        g_hash_table_insert (kinds, kind, GUINT_TO_POINTER (g_hash_table_size (kinds)));
      self->group[i] = (int) GPOINTER_TO_UINT (g_hash_table_lookup (kinds, kind));
    }
  for (guint i = 0; i < ent_records_n (groups); i++)
    {
      const EntStrings *members = ((const EntGroup *) groups->items[i])->members;

      for (guint k = 0; k < ent_strings_n (members); k++)
        {
          int node = ent_scene_node_of (scene, members->items[k]);

          if (node >= 0 && self->group[node] < 0)
            self->group[node] = (int) i;
        }
    }
}

/* When the first of its relations starts, in years. */
static void
add_times (EntArrangeGraph *self, EntScene *scene)
{
  const EntRecords *relations = ent_map_index_get_snapshot (ent_scene_get_index (scene))->lists[ENT_LIST_RELATIONS];

  for (int i = 0; i < self->graph.n_nodes; i++)
    self->when[i] = NAN;
  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      const EntRelation *relation = (const EntRelation *) relations->items[i];
      double when = ent_edtf_start (relation->when);
      int ends[] = { ent_scene_node_of (scene, relation->source), ent_scene_node_of (scene, relation->target) };

      for (guint k = 0; k < G_N_ELEMENTS (ends); k++)
        if (!(self->when[ends[k]] <= when)) /* also where either is NAN */
          self->when[ends[k]] = isnan (when) ? self->when[ends[k]] : when;
    }
}

/* --- Labels --- */

/* The room for labels and parallel lines: half the widest label at each side, and the height of all labels of the pair
 * that has most. */
static void
add_room (EntArrangeGraph *self, EntScene *scene)
{
  guint n_edges;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n_edges);
  const EntSceneLabel *labels = ent_scene_labels (scene, NULL);

  for (int i = 0; i < self->graph.n_nodes; i++)
    self->room_width[i] = self->room_height[i] = MIN_ROOM;
  for (guint i = 0; i < n_edges;)
    {
      guint end = i;
      double width = 0, height = 0;

      /* Lines of one pair follow each other. */
      for (; end < n_edges
             && MIN (edges[end].source, edges[end].target) == MIN (edges[i].source, edges[i].target)
             && MAX (edges[end].source, edges[end].target) == MAX (edges[i].source, edges[i].target);
           end++)
        if (edges[end].label != G_MAXUINT)
          {
            width = MAX (width, labels[edges[end].label].box.width);
            height += labels[edges[end].label].box.height + LABEL_GAP;
          }
      for (guint k = 0; k < 2; k++)
        {
          guint node = k == 0 ? edges[i].source : edges[i].target;

          self->room_width[node] = MAX (self->room_width[node], MIN (MAX_ROOM_WIDTH, width * 2 * LABEL_SHARE));
          self->room_height[node] = MAX (self->room_height[node], height + LABEL_GAP);
        }
      i = end;
    }
}

void
ent_arrange_graph_set_room (EntArrangeGraph *self, double room)
{
  for (int i = 0; i < self->graph.n_nodes; i++)
    {
      self->width[i] = self->card_width[i] + room * self->room_width[i];
      self->height[i] = self->card_height[i] + room * self->room_height[i];
    }
}

/* --- Ties --- */

static void
add_ties (EntArrangeGraph *self, EntScene *scene)
{
  guint n_edges;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n_edges);
  guint last[] = { G_MAXUINT, G_MAXUINT };

  self->ties = g_new (guint, 2 * n_edges + 1);
  self->tie_relations = g_new0 (guint, n_edges + 1);
  for (guint i = 0; i < n_edges; i++)
    {
      guint a = MIN (edges[i].source, edges[i].target), b = MAX (edges[i].source, edges[i].target);

      if (a == b)
        continue;
      if (a == last[0] && b == last[1])
        {
          self->tie_relations[self->n_ties - 1] += edges[i].n_relations;
          continue;
        }
      self->tie_relations[self->n_ties] = edges[i].n_relations;
      self->ties[2 * self->n_ties] = last[0] = a;
      self->ties[2 * self->n_ties++ + 1] = last[1] = b;
    }
}

/* How much longer than others the line of a pair with so many relations is drawn: all of them have to find room beside
 * each other in a picture that shows each. */
static double
length_of (guint relations)
{
  return 1 + LENGTH_A_RELATION * MAX (0, (int) relations - FEW_RELATIONS);
}

/* --- Hierarchy --- */

/* 1: the source stands above the target, -1: below, 0: neither says so. */
static int
rank_of_kind (const char *kind)
{
  static const char *const above[] = { "leads", "represents", "owns" }, *const below[] = { "member", "part" };

  for (guint i = 0; i < G_N_ELEMENTS (above); i++)
    if (g_str_equal (kind, above[i]))
      return 1;
  for (guint i = 0; i < G_N_ELEMENTS (below); i++)
    if (g_str_equal (kind, below[i]))
      return -1;
  return 0;
}

/* TRUE when edges lead from @from to @to. O(nodes + edges). */
static gboolean
leads_to (const EntArrangeGraph *self, GArray **below, int from, int to)
{
  g_autofree gboolean *seen = g_new0 (gboolean, self->graph.n_nodes);
  g_autoptr (GArray) stack = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_append_val (stack, from);
  while (stack->len > 0)
    {
      int node = g_array_index (stack, int, stack->len - 1);

      g_array_set_size (stack, stack->len - 1);
      if (node == to)
        return TRUE;
      if (seen[node])
        continue;
      seen[node] = TRUE;
      g_array_append_vals (stack, below[node]->data, below[node]->len);
    }
  return FALSE;
}

/* Who leads, represents or owns whom, or is not a part of whom, points downwards. Of the other ties only those of actors
 * that no such relation places: they point as their first relation does, unless that would close a ring. */
static void
add_hierarchy (EntArrangeGraph *self, EntScene *scene)
{
  const EntRecords *relations = ent_map_index_get_snapshot (ent_scene_get_index (scene))->lists[ENT_LIST_RELATIONS];
  int n = self->graph.n_nodes;
  g_autofree gboolean *ranked = g_new0 (gboolean, n + 1);
  g_autofree GArray **below = g_new (GArray *, n + 1);
  g_autoptr (GHashTable) pairs = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (int i = 0; i < n; i++)
    below[i] = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint pass = 0; pass < 2; pass++)
    {
      g_autofree gboolean *placed = g_memdup2 (ranked, sizeof *ranked * ((gsize) n + 1));

      for (guint i = 0; i < ent_records_n (relations); i++)
        {
          const EntRelation *relation = (const EntRelation *) relations->items[i];
          int source = ent_scene_node_of (scene, relation->source), target = ent_scene_node_of (scene, relation->target);
          int rank = rank_of_kind (relation->kind), top = rank < 0 ? target : source, bottom = rank < 0 ? source : target;
          gint64 key = (gint64) MIN (source, target) << 32 | MAX (source, target);

          if (source == target || (pass == 0) != (rank != 0) || g_hash_table_contains (pairs, &key)
              || (pass == 1 && placed[source] && placed[target]))
            continue;
          g_hash_table_add (pairs, g_memdup2 (&key, sizeof key));
          if (leads_to (self, below, bottom, top))
            {
              int swap = top;

              top = bottom;
              bottom = swap;
            }
          g_array_append_val (below[top], bottom);
          add_edge (self, top, bottom, 1);
          ranked[top] = ranked[bottom] = TRUE;
        }
    }
  for (int i = 0; i < n; i++)
    g_array_unref (below[i]);
}

/* --- Together --- */

EntArrangeGraph *
ent_arrange_graph_new (EntScene *scene, const EntArrangeOptions *options)
{
  guint n_nodes, n_edges;
  EntArrangeGraph *self;

  ent_scene_nodes (scene, &n_nodes);
  ent_scene_edges (scene, &n_edges);
  self = graph_alloc ((int) n_nodes, (int) n_edges);
  add_cards (self, scene, options);
  add_room (self, scene);
  add_groups (self, scene);
  add_times (self, scene);
  add_ties (self, scene);
  if (options->algorithm == ENT_LAYOUT_LAYERED)
    add_hierarchy (self, scene);
  else
    for (guint i = 0; i < self->n_ties; i++)
      add_edge (self, (int) self->ties[2 * i], (int) self->ties[2 * i + 1], length_of (self->tie_relations[i]));
  if (options->root != NULL)
    self->root = ent_scene_node_of (scene, options->root);
  ent_arrange_graph_set_room (self, 1);
  return self;
}

EntArrangeGraph *
ent_arrange_graph_movable (const EntArrangeGraph *self)
{
  EntArrangeGraph *part = graph_alloc (self->n_movable, self->graph.n_edges);
  g_autofree int *place = g_new (int, self->graph.n_nodes + 1);
  int n = 0;

  part->n_movable = self->n_movable;
  part->nodes = g_new (int, self->n_movable + 1);
  for (int i = 0; i < self->graph.n_nodes; i++)
    {
      place[i] = -1;
      if (self->pinned[i])
        continue;
      place[i] = n;
      part->nodes[n] = i;
      part->card_width[n] = self->card_width[i];
      part->card_height[n] = self->card_height[i];
      part->room_width[n] = self->room_width[i];
      part->room_height[n] = self->room_height[i];
      part->width[n] = self->width[i];
      part->height[n] = self->height[i];
      part->x[n] = self->x[i];
      part->y[n] = self->y[i];
      part->when[n] = self->when[i];
      part->group[n++] = self->group[i];
    }
  for (int i = 0; i < self->graph.n_edges; i++)
    if (place[self->source[i]] >= 0 && place[self->target[i]] >= 0)
      add_edge (part, place[self->source[i]], place[self->target[i]], self->length[i]);
  part->root = self->root >= 0 ? place[self->root] : -1;
  return part;
}
