/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the hand does besides moving: the rubber band that chooses, the handle from which a relation is drawn to another
 * actor, and asking for a menu. Nothing here changes the map: the window is told what was meant. */
#include "ent-canvas-private.h"

#include "ent-style.h"

#define HANDLE_RADIUS 6.0 /* pixels */
#define HANDLE_RIM 2.0
#define CONNECTION_WIDTH 2.5
#define HANDLE_REACH 11.0
#define HANDLE_LEAST 18.0 /* pixels of the card's height: smaller ones have no handle */

static gboolean
handle_place (EntCanvas *self, EntPoint *place)
{
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int node = self->handle != NULL && self->scene != NULL ? ent_scene_node_of (self->scene, self->handle) : -1;
  EntRect box;

  if (node < 0)
    return FALSE;
  box = ent_viewport_rect_to_widget (&self->view, ent_canvas_node (self->scene, (guint) node)->box);
  *place = ent_point (rtl ? box.x : box.x + box.width, box.y + box.height / 2);
  return box.height >= HANDLE_LEAST;
}

gboolean
ent_canvas_on_handle (EntCanvas *self, EntPoint widget)
{
  EntPoint place;

  return handle_place (self, &place) && hypot (place.x - widget.x, place.y - widget.y) <= HANDLE_REACH;
}

void
ent_canvas_update_handle (EntCanvas *self, EntTarget target)
{
  if (self->drag == ENT_DRAG_CONNECT)
    return;
  if (target.kind == ENT_TARGET_ACTOR
          ? g_strcmp0 (target.id, self->handle) == 0
          : self->handle == NULL || (self->pointer_in && ent_canvas_on_handle (self, self->pointer)))
    return;
  g_free (self->handle);
  self->handle = target.kind == ENT_TARGET_ACTOR ? g_strdup (target.id) : NULL;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* --- Dragging --- */

/* Scene units. */
static EntRect
band (EntCanvas *self)
{
  EntPoint a = ent_viewport_to_scene (&self->view, self->drag_start);
  EntPoint b = ent_viewport_to_scene (
      &self->view, ent_point (self->drag_start.x + self->drag_last.x, self->drag_start.y + self->drag_last.y));

  return ent_rect (MIN (a.x, b.x), MIN (a.y, b.y), fabs (a.x - b.x), fabs (a.y - b.y));
}

/* What the band touches is chosen besides what was. */
static void
choose_in_band (EntCanvas *self)
{
  g_autoptr (GArray) nodes = ent_scene_nodes_in (self->scene, band (self));
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  guint n;
  const char *const *chosen = ent_selection_get_actors (self->selection, &n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids, g_strdup (chosen[i]));
  for (guint i = 0; i < nodes->len; i++)
    {
      const char *id = ent_canvas_node (self->scene, g_array_index (nodes, guint, i))->actor->id;

      if (ent_canvas_hides_node (self, g_array_index (nodes, guint, i)))
        continue;
      if (ent_map_actor (self->map, id) != NULL && !g_ptr_array_find_with_equal_func (ids, id, g_str_equal, NULL))
        g_ptr_array_add (ids, g_strdup (id));
    }
  if (ids->len > 0)
    ent_selection_choose_actors (self->selection, (const char *const *) ids->pdata, ids->len);
}

static void
connect_at (EntCanvas *self, EntPoint at)
{
  EntHit hit = ent_canvas_hit (self, at);

  if (hit.kind == ENT_HIT_NODE && self->handle != NULL)
    {
      g_autofree char *source = g_strdup (self->handle);
      g_autofree char *target = g_strdup (ent_canvas_node (self->scene, hit.index)->actor->id);

      ent_canvas_emit_connect (self, source, target, at);
    }
}

void
ent_canvas_hand_move (EntCanvas *self, EntPoint offset)
{
  self->drag_last = offset;
  self->pointer = ent_point (self->drag_start.x + offset.x, self->drag_start.y + offset.y);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ent_canvas_hand_finish (EntCanvas *self)
{
  EntCanvasDrag drag = self->drag;

  self->drag = ENT_DRAG_NONE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  ent_canvas_update_scene (self);
  if (self->scene == NULL)
    return;
  if (drag == ENT_DRAG_BAND)
    choose_in_band (self);
  else
    connect_at (self, ent_point (self->drag_start.x + self->drag_last.x, self->drag_start.y + self->drag_last.y));
}

/* --- Drawing --- */

static GdkRGBA
accent (EntCanvas *self, float alpha)
{
  EntColour colour = ent_palette_get (self->theme)->accent;

  return (GdkRGBA){ (float) colour.r, (float) colour.g, (float) colour.b, alpha };
}

static void
draw_band (EntCanvas *self, GtkSnapshot *snapshot)
{
  EntRect box = ent_viewport_rect_to_widget (&self->view, band (self));
  GdkRGBA fill = accent (self, 0.15f), line = accent (self, 1);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) floor (box.x), (float) floor (box.y), (float) ceil (box.width) + 1,
                                               (float) ceil (box.height) + 1);
  GskRoundedRect outline;

  gsk_rounded_rect_init_from_rect (&outline, &bounds, 0);
  gtk_snapshot_append_color (snapshot, &fill, &bounds);
  gtk_snapshot_append_border (snapshot, &outline, (float[4]){ 1, 1, 1, 1 }, (GdkRGBA[4]){ line, line, line, line });
}

static void
draw_connection (EntCanvas *self, GtkSnapshot *snapshot, EntPoint from)
{
  GdkRGBA line = accent (self, 1);
  EntPoint to = ent_point (self->drag_start.x + self->drag_last.x, self->drag_start.y + self->drag_last.y);
  EntRect box = ent_rect (MIN (from.x, to.x), MIN (from.y, to.y), fabs (to.x - from.x), fabs (to.y - from.y));
  cairo_t *cr = ent_canvas_append_cairo (self, snapshot, ent_rect_grow (box, CONNECTION_WIDTH / 2));

  if (cr == NULL)
    return;
  gdk_cairo_set_source_rgba (cr, &line);
  cairo_set_line_width (cr, CONNECTION_WIDTH);
  cairo_set_line_cap (cr, CAIRO_LINE_CAP_ROUND);
  cairo_move_to (cr, from.x, from.y);
  cairo_line_to (cr, to.x, to.y);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

static void
draw_handle (EntCanvas *self, GtkSnapshot *snapshot, EntPoint place)
{
  EntColour ground = ent_palette_get (self->theme)->background;
  GdkRGBA fill = accent (self, 1);
  double side = 2 * HANDLE_RADIUS + HANDLE_RIM;
  cairo_t *cr = ent_canvas_append_cairo (self, snapshot, ent_rect_around (place, side, side));

  if (cr == NULL)
    return;
  cairo_arc (cr, place.x, place.y, HANDLE_RADIUS, 0, 2 * G_PI);
  gdk_cairo_set_source_rgba (cr, &fill);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, ground.r, ground.g, ground.b);
  cairo_set_line_width (cr, HANDLE_RIM);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

void
ent_canvas_draw_hand (EntCanvas *self, GtkSnapshot *snapshot)
{
  EntPoint place;
  gboolean shown = handle_place (self, &place) && self->drag != ENT_DRAG_MOVE && self->drag != ENT_DRAG_PAN;

  if (self->drag == ENT_DRAG_BAND)
    draw_band (self, snapshot);
  else if (shown)
    {
      if (self->drag == ENT_DRAG_CONNECT)
        draw_connection (self, snapshot, place);
      draw_handle (self, snapshot, place);
    }
}

/* --- Menus --- */

static gboolean
is_inside (const EntSceneGroup *group, EntPoint at)
{
  gboolean inside = FALSE;

  for (guint i = 0, j = group->n_hull - 1; i < group->n_hull; j = i++)
    {
      EntPoint a = group->hull[i], b = group->hull[j];

      if ((a.y > at.y) != (b.y > at.y) && at.x < (b.x - a.x) * (at.y - a.y) / (b.y - a.y) + a.x)
        inside = !inside;
    }
  return inside;
}

/* The caption or group there, else "". */
static const char *
ground_at (EntCanvas *self, EntHit hit, EntPoint at)
{
  guint n;
  const EntSceneGroup *groups = ent_scene_groups (self->scene, &n);

  if (hit.kind == ENT_HIT_CAPTION)
    return ent_scene_captions (self->scene, NULL)[hit.index].caption->id;
  while (n-- > 0)
    if (groups[n].n_hull > 2 && is_inside (&groups[n], at))
      return groups[n].group->id;
  return "";
}

static gboolean
is_chosen (EntCanvas *self, EntTarget target)
{
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  for (guint i = 0; target.kind == ENT_TARGET_ACTOR && i < n; i++)
    if (g_strcmp0 (actors[i], target.id) == 0)
      return TRUE;
  return ent_canvas_target_equal (target, ent_selection_get (self->selection));
}

/* The menu is about what is chosen: what it is asked on is so, first. */
void
ent_canvas_menu_at (EntCanvas *self, EntPoint widget)
{
  EntHit hit;
  EntTarget target;

  ent_canvas_update_scene (self);
  if (self->scene == NULL)
    return;
  hit = ent_canvas_hit (self, widget);
  target = ent_canvas_target_of_hit (self->scene, hit);
  ent_canvas_target_set (&self->pressed, target);
  target = ent_canvas_target_get (&self->pressed);
  if (target.kind != ENT_TARGET_NONE && !is_chosen (self, target))
    ent_canvas_choose (self, target);
  if (target.kind == ENT_TARGET_NONE)
    {
      g_autofree char *ground = g_strdup (ground_at (self, hit, ent_viewport_to_scene (&self->view, widget)));

      target.id = ground;
      ent_canvas_emit_menu (self, target, widget);
    }
  else
    ent_canvas_emit_menu (self, target, widget);
}

void
ent_canvas_menu_of (EntCanvas *self, EntTarget target)
{
  EntRect box;
  EntPoint at = ent_point (self->view.width / 2, self->view.height / 2);

  ent_canvas_target_set (&self->pressed, target);
  target = ent_canvas_target_get (&self->pressed);
  if (target.kind != ENT_TARGET_NONE && ent_canvas_target_box (self->scene, target, &box))
    {
      if (!is_chosen (self, target))
        ent_canvas_choose (self, target);
      at = ent_rect_middle (ent_viewport_rect_to_widget (&self->view, box));
    }
  ent_canvas_emit_menu (self, target, at);
}

/* --- For the window --- */

gboolean
ent_canvas_box_of (EntCanvas *self, EntTargetKind kind, const char *id, const char *other, EntRect *box)
{
  EntRect found;

  g_return_val_if_fail (ENT_IS_CANVAS (self), FALSE);

  ent_canvas_update_scene (self);
  if (self->scene == NULL || !ent_canvas_target_box (self->scene, (EntTarget){ kind, id, other }, &found))
    return FALSE;
  *box = ent_viewport_rect_to_widget (&self->view, found);
  return TRUE;
}

EntPoint
ent_canvas_size_of (EntCanvas *self, const char *actor)
{
  EntScene *scene = ent_canvas_get_scene (self);
  int node = scene != NULL ? ent_scene_node_of (scene, actor) : -1;
  EntRect box;

  if (node < 0)
    return ent_point (0, 0);
  box = ent_canvas_node (scene, (guint) node)->box;
  return ent_point (box.width / self->text_scale, box.height / self->text_scale);
}

EntPoint
ent_canvas_to_map (EntCanvas *self, EntPoint widget)
{
  EntPoint at = ent_viewport_to_scene (&self->view, widget);

  return ent_point (at.x / self->text_scale, at.y / self->text_scale);
}
