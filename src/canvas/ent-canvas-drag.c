/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving actors by hand. While the pointer is down only the picture changes: a scene in which they stand elsewhere,
 * made from the one at the start, at most one a frame. The map hears of it once, at the end, as one edit. */
#include "ent-canvas-private.h"

/* The actors that go along when @node is dragged: all chosen ones where it is one of them, else it alone. */
static void
collect (EntCanvas *self, const EntSceneNode *node)
{
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  for (guint i = 0; i < n; i++)
    if (g_strcmp0 (actors[i], node->actor->id) == 0)
      {
        for (guint j = 0; j < n; j++)
          if (ent_scene_node_of (self->scene, actors[j]) >= 0)
            g_ptr_array_add (self->drag_ids, g_strdup (actors[j]));
        return;
      }
  g_ptr_array_add (self->drag_ids, g_strdup (node->actor->id));
}

void
ent_canvas_drag_start (EntCanvas *self, guint node)
{
  ent_canvas_glide_finish (self);
  collect (self, ent_canvas_node (self->scene, node));
  for (guint i = 0; i < self->drag_ids->len; i++)
    {
      int at = ent_scene_node_of (self->scene, g_ptr_array_index (self->drag_ids, i));
      EntPoint middle = ent_rect_middle (ent_canvas_node (self->scene, at)->box);

      g_array_append_val (self->drag_places, middle);
    }
  self->drag = ENT_DRAG_MOVE;
  self->drag_scene = ent_scene_ref (self->scene);
  self->drag_last = ent_point (0, 0);
}

void
ent_canvas_drag_move (EntCanvas *self, EntPoint offset)
{
  self->drag_last = offset;
  ent_canvas_queue_update (self);
}

/* Where the actors stand now, scene units. (transfer full) */
static EntPoint *
places_now (EntCanvas *self)
{
  EntPoint *places = g_new (EntPoint, self->drag_places->len);

  for (guint i = 0; i < self->drag_places->len; i++)
    {
      EntPoint from = g_array_index (self->drag_places, EntPoint, i);

      places[i]
          = ent_point (from.x + self->drag_last.x / self->view.zoom, from.y + self->drag_last.y / self->view.zoom);
    }
  return places;
}

void
ent_canvas_drag_update (EntCanvas *self)
{
  g_autofree EntPoint *places = NULL;

  if (self->drag != ENT_DRAG_MOVE)
    return;
  places = places_now (self);
  ent_scene_unref (self->scene);
  self->scene = ent_scene_new_moved (self->drag_scene, (const char *const *) self->drag_ids->pdata, places,
                                     self->drag_ids->len);
  self->emphasis_stale = TRUE;
}

static void
clear (EntCanvas *self)
{
  self->drag = ENT_DRAG_NONE;
  g_clear_pointer (&self->drag_scene, ent_scene_unref);
  g_ptr_array_set_size (self->drag_ids, 0);
  g_array_set_size (self->drag_places, 0);
}

void
ent_canvas_drag_finish (EntCanvas *self)
{
  g_autofree EntPoint *places = NULL;
  g_autoptr (GError) error = NULL;

  if (self->drag != ENT_DRAG_MOVE)
    {
      self->drag = ENT_DRAG_NONE;
      return;
    }
  ent_canvas_drag_update (self);
  places = places_now (self);
  for (guint i = 0; i < self->drag_ids->len; i++)
    places[i] = ent_point (places[i].x / self->text_scale, places[i].y / self->text_scale);
  if (self->history != NULL)
    ent_history_break_merge (self->history);
  if (!ent_edit_move_actors (self->map, (const char *const *) self->drag_ids->pdata, places, self->drag_ids->len, FALSE,
                             &error))
    g_info ("Actors stay where they were: %s", error->message);
  if (self->history != NULL)
    ent_history_break_merge (self->history);
  /* The scene as moved stays until the map's own is built in the next frame; where the map refused, that puts things
   * back. */
  self->scene_stale = TRUE;
  clear (self);
  ent_canvas_queue_update (self);
}

void
ent_canvas_drag_cancel (EntCanvas *self)
{
  if (self->drag == ENT_DRAG_MOVE)
    {
      ent_scene_unref (self->scene);
      self->scene = ent_scene_ref (self->drag_scene);
      self->emphasis_stale = TRUE;
      ent_canvas_queue_update (self);
    }
  clear (self);
}

gboolean
ent_canvas_nudge (EntCanvas *self, double dx, double dy)
{
  guint n;
  const char *const *ids;
  g_autofree EntPoint *places = NULL;
  g_autoptr (GError) error = NULL;

  ent_canvas_update_scene (self);
  ent_canvas_glide_finish (self);
  if (self->scene == NULL)
    return FALSE;
  ids = ent_selection_get_actors (self->selection, &n);
  if (n == 0)
    return FALSE;
  places = g_new (EntPoint, n);
  for (guint i = 0; i < n; i++)
    {
      int node = ent_scene_node_of (self->scene, ids[i]);
      EntPoint middle;

      if (node < 0)
        return FALSE;
      middle = ent_rect_middle (ent_canvas_node (self->scene, node)->box);
      places[i] = ent_point (middle.x / self->text_scale + dx, middle.y / self->text_scale + dy);
    }
  if (!ent_edit_move_actors (self->map, ids, places, n, TRUE, &error))
    g_info ("Actors stay where they were: %s", error->message);
  return TRUE;
}
