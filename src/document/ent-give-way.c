/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The layout engine settles the map with all held but the few that are covered. What covered something before, away
 * from the hand, is left as it is. */
#include "ent-give-way.h"

#include "ent-layout.h"

#include <math.h>

#define GAP 12.0 /* between cards, scene units */

static gboolean
meet (const EntLayoutGraph *g, int i, int j, double gap)
{
  return fabs (g->x[i] - g->x[j]) < (g->width[i] + g->width[j]) / 2 + gap
         && fabs (g->y[i] - g->y[j]) < (g->height[i] + g->height[j]) / 2 + gap;
}

void
ent_give_way (EntScene *scene, GPtrArray *ids, GArray *places)
{
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_SETTLE);
  guint n, n_put = ids->len;
  const EntSceneNode *nodes = ent_scene_nodes (scene, &n);
  g_autofree double *numbers = g_new (double, 6 * (gsize) n + 1);
  double *width = numbers, *height = width + n, *x = height + n, *y = x + n, *to_x = y + n, *to_y = to_x + n;
  g_autofree bool *held = g_new (bool, n + 1);
  EntLayoutGraph graph = { .n_nodes = (int) n, .width = width, .height = height, .x = x, .y = y, .pinned = held };
  gboolean any = FALSE;

  options.gap = GAP;
  for (guint i = 0; i < n; i++)
    {
      EntPoint middle = ent_rect_middle (nodes[i].box);

      width[i] = nodes[i].box.width, height[i] = nodes[i].box.height;
      x[i] = middle.x, y[i] = middle.y;
      held[i] = true;
    }
  for (guint k = 0; k < n_put; k++)
    {
      int at = ent_scene_node_of (scene, g_ptr_array_index (ids, k));

      if (at >= 0)
        x[at] = g_array_index (places, EntPoint, k).x, y[at] = g_array_index (places, EntPoint, k).y;
    }
  for (guint k = 0; k < n_put; k++)
    {
      int at = ent_scene_node_of (scene, g_ptr_array_index (ids, k));

      for (int i = 0; i < (int) n && at >= 0; i++)
        if (i != at && !nodes[i].actor->pinned && meet (&graph, i, at, 0))
          held[i] = false, any = TRUE;
    }
  for (guint k = 0; k < n_put; k++)
    {
      int at = ent_scene_node_of (scene, g_ptr_array_index (ids, k));

      if (at >= 0)
        held[at] = true;
    }
  if (!any || ent_layout_run (&graph, &options, to_x, to_y) != ENT_LAYOUT_DONE)
    return;
  for (guint i = 0; i < n; i++)
    if (!held[i] && (to_x[i] != x[i] || to_y[i] != y[i]))
      {
        EntPoint place = ent_point (to_x[i], to_y[i]);

        g_ptr_array_add (ids, (gpointer) nodes[i].actor->id);
        g_array_append_val (places, place);
      }
}
