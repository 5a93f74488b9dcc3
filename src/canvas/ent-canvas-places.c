/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the view stood: for each thing that was chosen, when it was let go, so that going back in what was chosen goes
 * back to what was seen; and for the whole map, so that the window can remember it. */
#include "ent-canvas-private.h"

/* Beyond that all are forgotten: a way back through so many is none. */
#define MOST_PLACES 500

static char *
key_of (EntTarget target)
{
  return g_strdup_printf ("%d\x01%s\x01%s", (int) target.kind, target.id, target.other);
}

void
ent_canvas_note_place (EntCanvas *self)
{
  char *now = key_of (ent_selection_get (self->selection));

  if (g_strcmp0 (now, self->place_key) == 0)
    {
      g_free (now);
      return;
    }
  if (g_hash_table_size (self->places) >= MOST_PLACES)
    g_hash_table_remove_all (self->places);
  if (self->place_key != NULL && self->view.width > 0)
    g_hash_table_insert (self->places, g_steal_pointer (&self->place_key),
                         g_memdup2 (ent_canvas_goal (self), sizeof (EntViewport)));
  g_free (self->place_key);
  self->place_key = now;
}

void
ent_canvas_forget_places (EntCanvas *self)
{
  g_hash_table_remove_all (self->places);
  g_clear_pointer (&self->place_key, g_free);
  self->first_zoom = 0;
}

void
ent_canvas_return (EntCanvas *self)
{
  const EntViewport *place;

  g_return_if_fail (ENT_IS_CANVAS (self));

  if (self->selection == NULL)
    return;
  ent_canvas_note_place (self);
  place = g_hash_table_lookup (self->places, self->place_key);
  if (place == NULL)
    return;
  ent_canvas_set_view (self,
                       (EntViewport){ .width = self->view.width,
                                      .height = self->view.height,
                                      .middle = place->middle,
                                      .zoom = place->zoom },
                       TRUE);
}

gboolean
ent_canvas_get_place (EntCanvas *self, EntPoint *middle, double *zoom)
{
  const EntViewport *goal;

  g_return_val_if_fail (ENT_IS_CANVAS (self), FALSE);

  goal = ent_canvas_goal (self);
  if (self->scene == NULL || self->fresh || self->fit != ENT_FIT_NONE)
    return FALSE;
  *middle = ent_point (goal->middle.x / self->text_scale, goal->middle.y / self->text_scale);
  *zoom = goal->zoom;
  return TRUE;
}

void
ent_canvas_set_place (EntCanvas *self, EntPoint middle, double zoom)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  self->first_middle = middle;
  self->first_zoom = zoom;
}

gboolean
ent_canvas_get_view (EntCanvas *self, EntPoint *middle, double *zoom)
{
  const EntViewport *goal;

  g_return_val_if_fail (ENT_IS_CANVAS (self), FALSE);

  goal = ent_canvas_goal (self);
  if (self->scene == NULL || self->fresh || goal->width <= 0)
    return FALSE;
  *middle = ent_point (goal->middle.x / self->text_scale, goal->middle.y / self->text_scale);
  *zoom = goal->zoom;
  return TRUE;
}

void
ent_canvas_look (EntCanvas *self, EntPoint middle, double zoom)
{
  EntViewport view;

  g_return_if_fail (ENT_IS_CANVAS (self));

  ent_canvas_update_scene (self);
  if (self->scene == NULL || self->view.width <= 0)
    return;
  view = self->view;
  view.middle = ent_point (middle.x * self->text_scale, middle.y * self->text_scale);
  view.zoom = CLAMP (zoom, ENT_ZOOM_MIN, ENT_ZOOM_MAX);
  ent_canvas_set_view (self, view, TRUE);
}
