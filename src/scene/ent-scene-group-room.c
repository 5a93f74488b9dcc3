/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for the node of a group that is about to be collapsed: the nearest place to the one wished where its card covers neither another
 * card nor a caption. Its members are gone then, so their places count as free. Nobody else moves. */
#include <math.h>

#include "ent-scene-private.h"

/* Map units: between the card and what is beside it, and from one ring of places to the next. */
#define GAP 14.0
#define RING 16.0
/* Rings around the place wished; where the map is full so far around, the card stands where it was wished. */
#define MOST_RINGS 100

/* @card: scene units. */
static gboolean
is_free (EntScene *self, EntRect card, const EntStrings *members)
{
  g_autoptr (GArray) nodes = ent_scene_nodes_in (self, card);
  guint n_nodes, n;
  const EntSceneNode *all = ent_scene_nodes (self, &n_nodes);
  const EntSceneCaption *captions = ent_scene_captions (self, &n);

  for (guint i = 0; i < nodes->len; i++)
    if (!ent_strings_contains (members, all[g_array_index (nodes, guint, i)].actor->id))
      return FALSE;
  for (guint i = 0; i < n; i++)
    if (ent_rect_overlaps (captions[i].box, card))
      return FALSE;
  return TRUE;
}

EntPoint
ent_scene_place_of_group (EntScene *self, const EntGroup *group, EntPoint wished)
{
  guint n = ent_strings_n (group->members);
  g_autofree char *kind = g_strdup_printf (n == 1 ? "group of %u actor" : "group of %u actors", n);
  EntPoint size = ent_scene_measure_folded (group->name[0] != '\0' ? group->name : "Group", kind);
  double scale = self->text_scale, width = (size.x + 2 * GAP) * scale, height = (size.y + 2 * GAP) * scale;

  for (guint ring = 0; ring < MOST_RINGS; ring++)
    for (guint i = 0; i < MAX (1, ring * 6); i++)
      {
        double angle = 2 * G_PI * i / MAX (1, ring * 6);
        EntPoint place = ent_point (wished.x + cos (angle) * ring * RING, wished.y + sin (angle) * ring * RING);

        if (is_free (self, ent_rect_around (ent_point (place.x * scale, place.y * scale), width, height), group->members))
          return place;
      }
  return wished;
}
