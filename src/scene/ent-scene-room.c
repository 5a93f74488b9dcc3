/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room in a picture that shows every line of every bundle: on the screen the bundles are closed, so a map may stand
 * too close for all of its labels. The whole grows evenly, by the least of a few steps; the arrangement stays the one
 * that is known. */
#include "ent-scene.h"

/* Larger pictures have too much to look through. */
#define MOST_NODES 150
#define MOST_EDGES 400
#define GROWTH 1.1
#define STEPS 6

/* @self with all actors @size times as far from the middle of all. (transfer full) */
static EntScene *
grown (EntScene *self, double size)
{
  guint n;
  const EntSceneNode *nodes = ent_scene_nodes (self, &n);
  g_autofree const char **ids = g_new (const char *, n + 1);
  g_autofree EntPoint *places = g_new (EntPoint, n + 1);
  EntPoint middle = ent_rect_middle (ent_scene_bounds (self));

  for (guint i = 0; i < n; i++)
    {
      EntPoint at = ent_rect_middle (nodes[i].box);

      ids[i] = nodes[i].actor->id;
      places[i] = ent_point (middle.x + (at.x - middle.x) * size, middle.y + (at.y - middle.y) * size);
    }
  return ent_scene_new_moved (self, ids, places, n);
}

EntScene *
ent_scene_new_roomy (EntScene *self)
{
  g_autoptr (EntScene) best = ent_scene_ref (self);
  guint n_nodes, n_edges, n_captions, least;
  double size = 1;

  ent_scene_nodes (self, &n_nodes);
  ent_scene_edges (self, &n_edges);
  ent_scene_captions (self, &n_captions);
  /* Captions have places of their own, which would no longer be beside what they speak of. */
  if (n_nodes > MOST_NODES || n_edges > MOST_EDGES || n_captions > 0)
    return g_steal_pointer (&best);
  {
    g_autoptr (GPtrArray) faults = ent_scene_faults (self);

    least = faults->len;
  }
  for (guint step = 0; step < STEPS && least > 0; step++)
    {
      g_autoptr (EntScene) tried = NULL;
      g_autoptr (GPtrArray) faults = NULL;

      size *= GROWTH;
      tried = grown (self, size);
      faults = ent_scene_faults (tried);
      if (faults->len >= least)
        continue;
      least = faults->len;
      ent_scene_unref (best);
      best = g_steal_pointer (&tried);
    }
  return g_steal_pointer (&best);
}
