/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Moving actors by hand. While the pointer is down only the picture changes: a scene in which they stand elsewhere,
 * made from the one at the start, at most one a frame. On a large map that would take too long: there the actors and
 * their lines are carried over a picture without them, and such a scene is made when they are let go. The map hears of
 * it once, at the end, as one edit. */
#include "ent-canvas-private.h"

#include "ent-edit-things.h"

/* Lines of a map that is laid out anew in each frame. */
#define MOST_ROUTED 150

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

/* What is carried leaves the tiles, or comes back to them, in one frame. */
static void
change_picture (EntCanvas *self)
{
  self->picture_stale = self->picture_stale || self->drag_carried;
  self->drawn_moving = self->drawn_moving || self->drag_carried;
}

/* Notes the nodes that move and the lines that go along. */
static void
note_carried (EntCanvas *self)
{
  guint n, n_nodes;
  const EntSceneEdge *edges = ent_scene_edges (self->scene, &n);
  g_autofree gboolean *moves = NULL;

  ent_scene_nodes (self->scene, &n_nodes);
  moves = g_new0 (gboolean, n_nodes + 1);
  for (guint i = 0; i < self->drag_ids->len; i++)
    {
      guint at = (guint) ent_scene_node_of (self->scene, g_ptr_array_index (self->drag_ids, i));

      moves[at] = TRUE;
      g_array_append_val (self->drag_nodes, at);
    }
  for (guint i = 0; i < n; i++)
    if (moves[edges[i].source] || moves[edges[i].target])
      g_array_append_val (self->drag_edges, i);
  self->drag_carried = n > MOST_ROUTED;
  change_picture (self);
}

gboolean
ent_canvas_drag_carried (EntCanvas *self, EntCarried *carried)
{
  if (self->drag != ENT_DRAG_MOVE || !self->drag_carried)
    return FALSE;
  carried->nodes = (const guint *) (gpointer) self->drag_nodes->data;
  carried->n_nodes = self->drag_nodes->len;
  carried->edges = (const guint *) (gpointer) self->drag_edges->data;
  carried->n_edges = self->drag_edges->len;
  carried->offset = ent_point (self->drag_last.x / self->view.zoom, self->drag_last.y / self->view.zoom);
  return TRUE;
}

/* Begins to move what is in `drag_ids`. */
static void
start (EntCanvas *self)
{
  for (guint i = 0; i < self->drag_ids->len; i++)
    {
      int at = ent_scene_node_of (self->scene, g_ptr_array_index (self->drag_ids, i));
      EntPoint middle = ent_rect_middle (ent_canvas_node (self->scene, at)->box);

      g_array_append_val (self->drag_places, middle);
    }
  note_carried (self);
  self->drag = ENT_DRAG_MOVE;
  self->drag_scene = ent_scene_ref (self->scene);
  self->drag_last = ent_point (0, 0);
}

void
ent_canvas_drag_start (EntCanvas *self, guint node)
{
  ent_canvas_glide_finish (self);
  collect (self, ent_canvas_node (self->scene, node));
  start (self);
}

void
ent_canvas_drag_start_ids (EntCanvas *self, const char *const *ids, guint n)
{
  ent_canvas_glide_finish (self);
  for (guint i = 0; i < n; i++)
    if (ent_scene_node_of (self->scene, ids[i]) >= 0)
      g_ptr_array_add (self->drag_ids, g_strdup (ids[i]));
  start (self);
}

void
ent_canvas_drag_move (EntCanvas *self, EntPoint offset)
{
  self->drag_last = offset;
  ent_canvas_queue_update (self);
}

void
ent_canvas_set_give_way (EntCanvas *self, EntCanvasGiveWay give_way)
{
  self->give_way = give_way;
}

/* Which actors stand elsewhere now, and where, scene units: those that are dragged, and what gives way to them. */
static void
places_now (EntCanvas *self, GPtrArray *ids, GArray *places)
{
  for (guint i = 0; i < self->drag_places->len; i++)
    {
      EntPoint from = g_array_index (self->drag_places, EntPoint, i);
      EntPoint place
          = ent_point (from.x + self->drag_last.x / self->view.zoom, from.y + self->drag_last.y / self->view.zoom);

      g_ptr_array_add (ids, g_ptr_array_index (self->drag_ids, i));
      g_array_append_val (places, place);
    }
  if (self->give_way != NULL)
    self->give_way (self->drag_scene, ids, places);
}

static void
move_scene (EntCanvas *self, GPtrArray *ids, GArray *places)
{
  ent_scene_unref (self->scene);
  self->scene = ent_scene_new_moved (self->drag_scene, (const char *const *) ids->pdata,
                                     (const EntPoint *) (gpointer) places->data, ids->len);
  self->emphasis_stale = TRUE;
}

void
ent_canvas_drag_update (EntCanvas *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (EntPoint));

  if (self->drag != ENT_DRAG_MOVE)
    return;
  if (self->drag_carried)
    gtk_widget_queue_draw (GTK_WIDGET (self));
  else
    {
      places_now (self, ids, places);
      move_scene (self, ids, places);
    }
}

static void
clear (EntCanvas *self)
{
  self->drag = ENT_DRAG_NONE;
  g_clear_pointer (&self->drag_scene, ent_scene_unref);
  g_ptr_array_set_size (self->drag_ids, 0);
  g_array_set_size (self->drag_places, 0);
  g_array_set_size (self->drag_nodes, 0);
  g_array_set_size (self->drag_edges, 0);
  change_picture (self);
  self->drag_carried = FALSE;
}

/* FALSE where a collapsed group is among them. */
static gboolean
are_actors (EntCanvas *self, GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    if (ent_map_actor (self->map, g_ptr_array_index (ids, i)) == NULL)
      return FALSE;
  return TRUE;
}

void
ent_canvas_drag_finish (EntCanvas *self)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (EntPoint));
  g_autoptr (GError) error = NULL;

  if (self->drag != ENT_DRAG_MOVE)
    {
      self->drag = ENT_DRAG_NONE;
      return;
    }
  places_now (self, ids, places);
  move_scene (self, ids, places);
  for (guint i = 0; i < places->len; i++)
    {
      EntPoint *place = &g_array_index (places, EntPoint, i);

      *place = ent_point (place->x / self->text_scale, place->y / self->text_scale);
    }
  if (self->history != NULL)
    ent_history_break_merge (self->history);
  if (!(are_actors (self, ids) ? ent_edit_move_actors : ent_edit_move_things) (
          self->map, (const char *const *) ids->pdata, (const EntPoint *) (gpointer) places->data, ids->len, FALSE, &error))
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
    return ent_canvas_ground_nudge (self, dx, dy);
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
