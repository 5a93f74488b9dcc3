/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is under the pointer, and what a rubber band catches: asked of the scene's places. */
#include "ent-scene-private.h"

EntHit
ent_scene_hit (EntScene *self, EntPoint point, double reach)
{
  return ent_scene_hit_seen (self, NULL, point, reach);
}

EntHit
ent_scene_hit_seen (EntScene *self, const EntSceneEmphasis *emphasis, EntPoint point, double reach)
{
  EntHit hit = ent_scene_index_hit (ent_scene_peek_places (self), self, emphasis, point, reach);

  /* A caption is over the lines that run through it. */
  for (guint i = self->shown->captions->len; (hit.kind == ENT_HIT_NOTHING || hit.kind == ENT_HIT_EDGE) && i-- > 0;)
    if (ent_rect_contains (ent_caption (self->shown, i)->box, point))
      hit = (EntHit){ ENT_HIT_CAPTION, i };
  return hit;
}

GArray *
ent_scene_nodes_in (EntScene *self, EntRect area)
{
  GArray *found = g_array_new (FALSE, FALSE, sizeof (guint));
  guint n = 0;

  ent_scene_index_find (ent_scene_peek_places (self), ENT_PLACES_NODES, area, found);
  for (guint i = 0; i < found->len; i++)
    {
      guint item = g_array_index (found, guint, i);

      if (ent_rect_overlaps (ent_node (self->shown, item)->box, area))
        g_array_index (found, guint, n++) = item;
    }
  g_array_set_size (found, n);
  return found;
}
