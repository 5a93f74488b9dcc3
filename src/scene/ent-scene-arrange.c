/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places for actors that the map gives none: rings around the actor with the most relations, right of what has its
 * place.
 *
 * Invariant: no two cards overlap, since neighbours on a ring and on the next are at least the largest card apart in x
 * or in y. Ring k holds 6 k actors on an ellipse whose half-axes are k times a step of that size. O(n log n). */
#include "ent-scene-private.h"

#define GAP_X 70.0
#define GAP_Y 90.0

typedef struct
{
  guint node, degree;
} Waiting;

static int
by_degree (gconstpointer a, gconstpointer b)
{
  const Waiting *x = a, *y = b;

  if (x->degree != y->degree)
    return x->degree > y->degree ? -1 : 1;
  return x->node < y->node ? -1 : x->node > y->node;
}

static double
rounded (double value)
{
  return round (value * 10) / 10;
}

void
ent_scene_arrange (const EntScenePlan *plan, EntSceneParts *parts)
{
  g_autoptr (GArray) waiting = g_array_new (FALSE, FALSE, sizeof (Waiting));
  EntRect placed = { 0 };
  gboolean any = FALSE;
  double width = 0, height = 0;
  guint rings = 0, ring = 0, on_ring = 0;
  EntPoint middle = { 0, 0 };

  for (guint i = 0; i < parts->nodes->len; i++)
    {
      const EntSceneNode *node = ent_node (parts, i);

      if (node->actor->position == NULL)
        {
          Waiting item = { i, ent_map_index_relations_of (plan->index, node->actor->id)->len };

          g_array_append_val (waiting, item);
          width = MAX (width, node->box.width);
          height = MAX (height, node->box.height);
        }
      else
        {
          placed = any ? ent_rect_union (placed, node->box) : node->box;
          any = TRUE;
        }
    }
  if (waiting->len == 0)
    return;
  g_array_sort (waiting, by_degree);
  while (1 + 3 * rings * (rings + 1) < waiting->len)
    rings++;
  if (any)
    middle = ent_point (placed.x + placed.width + GAP_X + rings * (width + GAP_X) + width / 2,
                        placed.y + placed.height / 2);
  for (guint i = 0; i < waiting->len; i++)
    {
      double angle = ring > 0 ? 2 * G_PI * on_ring / (6 * ring) : 0;

      ent_scene_node_move (ent_node (parts, g_array_index (waiting, Waiting, i).node),
                           ent_point (rounded (middle.x + ring * (width + GAP_X) * cos (angle)),
                                      rounded (middle.y + ring * (height + GAP_Y) * sin (angle))));
      if (ring == 0 || ++on_ring == 6 * ring)
        {
          ring++;
          on_ring = 0;
        }
    }
}
