/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is under the pointer. Backwards through the arrays, so that what is painted last is hit first. O(items), with
 * boxes first. */
#include "ent-scene-private.h"

EntHit
ent_scene_hit (EntScene *self, EntPoint point, double reach)
{
  EntHit hit = { ENT_HIT_NOTHING, 0 };
  const EntSceneParts *parts = self->shown;
  double least = reach;

  for (guint i = parts->labels->len; i-- > 0;)
    {
      const EntSceneLabel *label = ent_label (parts, i);

      if (ent_rect_contains (label->box, point) || ent_rect_contains (label->badge, point))
        return (EntHit){ ENT_HIT_LABEL, label->edge };
    }
  for (guint i = parts->nodes->len; i-- > 0;)
    if (ent_rect_contains (ent_node (parts, i)->box, point))
      return (EntHit){ ENT_HIT_NODE, i };
  for (guint i = parts->edges->len; i-- > 0;)
    {
      const EntSceneEdge *edge = ent_edge (parts, i);
      double distance;

      if (!ent_rect_contains (ent_rect_grow (edge->bounds, reach), point))
        continue;
      distance = MAX (0, ent_curve_distance (edge->curve, point) - edge->width / 2);
      if (distance < least || (distance <= least && hit.kind == ENT_HIT_NOTHING))
        {
          least = distance;
          hit = (EntHit){ ENT_HIT_EDGE, i };
        }
    }
  if (hit.kind != ENT_HIT_NOTHING)
    return hit;
  for (guint i = parts->captions->len; i-- > 0;)
    if (ent_rect_contains (ent_caption (parts, i)->box, point))
      return (EntHit){ ENT_HIT_CAPTION, i };
  return hit;
}

GArray *
ent_scene_nodes_in (EntScene *self, EntRect area)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->shown->nodes->len; i++)
    if (ent_rect_overlaps (ent_node (self->shown, i)->box, area))
      g_array_append_val (found, i);
  return found;
}
