/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the view stands, and how it gets there. All moves end in set_view(), which keeps the view over the map and
 * tells of the zoom. */
#include "ent-canvas-private.h"

/* Of a card as it is usual, at 100 %. */
#define CARD_WIDTH 160
#define CARD_HEIGHT 60
#define ANIMATION_SECONDS 0.25
#define FIT_MAX_ZOOM 1.0
#define START_MIN_ZOOM 0.6 /* below, labels can no longer be read */

static void
show_view (EntCanvas *self, EntViewport view)
{
  gboolean zoomed = view.zoom != self->view.zoom;

  if (ent_viewport_equal (&view, &self->view))
    return;
  self->view = view;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  ent_canvas_queue_things (self);
  /* Not at once: this may be in the middle of an allocation, where a label's new text would ask for another. */
  ent_canvas_queue_update (self);
  if (zoomed)
    {
      self->zoom_stale = TRUE;
      g_object_notify (G_OBJECT (self), "zoom");
    }
}

void
ent_canvas_stop_animation (EntCanvas *self)
{
  if (self->anim_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->anim_tick);
  self->anim_tick = 0;
}

static gboolean
animate (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EntCanvas *self = ENT_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double t;

  if (self->anim_start == 0)
    self->anim_start = now;
  t = MIN (1, (now - self->anim_start) / (ANIMATION_SECONDS * G_USEC_PER_SEC));
  if (t >= 1)
    self->anim_tick = 0;
  show_view (self, ent_viewport_between (&self->anim_from, &self->anim_to, 1 - pow (1 - t, 3)));
  return t < 1 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

const EntViewport *
ent_canvas_goal (EntCanvas *self)
{
  return self->anim_tick != 0 ? &self->anim_to : &self->view;
}

void
ent_canvas_set_view (EntCanvas *self, EntViewport view, gboolean animated)
{
  gboolean animations = FALSE;

  if (self->scene != NULL)
    view = ent_viewport_kept_over (&view, ent_scene_bounds (ent_canvas_final_scene (self)));
  self->fit = ENT_FIT_NONE;
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  ent_canvas_stop_animation (self);
  if (!animated || !animations || !gtk_widget_get_mapped (GTK_WIDGET (self)))
    show_view (self, view);
  else if (!ent_viewport_equal (&view, &self->view))
    {
      self->anim_from = self->view;
      self->anim_to = view;
      self->anim_start = 0;
      self->anim_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), animate, NULL, NULL);
    }
}

/* All of the map, as large as can be: it goes under the controls where they cover nothing. */
static EntViewport
whole_view (EntCanvas *self)
{
  EntRect bounds = ent_scene_bounds (ent_canvas_final_scene (self));
  EntInsets clear = ent_canvas_get_insets (self), insets = clear;
  EntViewport view, below = ent_viewport_fitted (&self->view, bounds, clear, FIT_MAX_ZOOM);

  insets.top = insets.bottom;
  view = ent_viewport_fitted (&self->view, bounds, insets, FIT_MAX_ZOOM);
  for (int step = 1; step < 4 && view.zoom > below.zoom && ent_canvas_controls_cover (self, &view); step++)
    {
      insets.top = clear.bottom + (clear.top - clear.bottom) * step / 4;
      view = ent_viewport_fitted (&self->view, bounds, insets, FIT_MAX_ZOOM);
    }
  return view.zoom > below.zoom && !ent_canvas_controls_cover (self, &view) ? view : below;
}

/* Where the middle of a view of @size units comes nearest to @wished without showing what lies beside the map. */
static double
middle_within (double wished, double size, double start, double length)
{
  return size >= length ? start + length / 2 : CLAMP (wished, start + size / 2, start + length - size / 2);
}

/* The whole map where its labels can be read then; else what lies around the actor with the most relations. */
static EntViewport
start_view (EntCanvas *self)
{
  EntViewport view = whole_view (self);
  EntRect bounds = ent_scene_bounds (ent_canvas_final_scene (self));
  EntInsets insets = ent_canvas_get_insets (self);
  guint n, most = 0;
  const EntSceneNode *nodes = ent_scene_nodes (self->scene, &n);
  EntPoint middle = ent_rect_middle (bounds);

  if (view.zoom >= START_MIN_ZOOM)
    return view;
  view.zoom = START_MIN_ZOOM;
  for (guint i = 0; i < n; i++)
    {
      guint relations = ent_map_index_relations_of (ent_scene_get_index (self->scene), nodes[i].actor->id)->len;

      if (relations > most)
        middle = ent_rect_middle (nodes[i].box);
      most = MAX (most, relations);
    }
  /* With a margin, and the map's top may come down from under the controls. */
  bounds = ent_rect (bounds.x - insets.left / view.zoom, bounds.y - insets.top / view.zoom,
                     bounds.width + (insets.left + insets.right) / view.zoom,
                     bounds.height + (insets.top + insets.bottom) / view.zoom);
  view.middle.x = middle_within (middle.x, view.width / view.zoom, bounds.x, bounds.width);
  view.middle.y = middle_within (middle.y, view.height / view.zoom, bounds.y, bounds.height);
  return view;
}

static void
fit (EntCanvas *self, EntCanvasFit how, gboolean animated)
{
  if (self->scene == NULL || self->view.width <= 0)
    return;
  ent_canvas_set_view (self, how == ENT_FIT_START ? start_view (self) : whole_view (self), animated);
  self->fit = how;
}

void
ent_canvas_view_start (EntCanvas *self)
{
  const EntHead *head;

  if (!self->fresh || self->scene == NULL || self->view.width <= 0)
    return;
  self->fresh = FALSE;
  head = ent_map_index_get_snapshot (ent_scene_get_index (self->scene))->head;
  if (self->first_zoom > 0 && self->fit == ENT_FIT_NONE)
    {
      EntViewport view = self->view;

      view.middle = ent_point (self->first_middle.x * self->text_scale, self->first_middle.y * self->text_scale);
      view.zoom = CLAMP (self->first_zoom, ENT_ZOOM_MIN, ENT_ZOOM_MAX);
      ent_canvas_set_view (self, view, FALSE);
      self->first_zoom = 0;
    }
  else if (head->view != NULL && self->fit == ENT_FIT_NONE)
    {
      EntViewport view = self->view;

      view.middle = ent_point (head->view->x * self->text_scale, head->view->y * self->text_scale);
      view.zoom = CLAMP (head->view->zoom, ENT_ZOOM_MIN, ENT_ZOOM_MAX);
      ent_canvas_set_view (self, view, FALSE);
    }
  else
    fit (self, self->fit == ENT_FIT_WHOLE ? ENT_FIT_WHOLE : ENT_FIT_START, FALSE);
}

void
ent_canvas_view_refit (EntCanvas *self)
{
  if (self->fit != ENT_FIT_NONE && !self->fresh && self->anim_tick == 0)
    fit (self, self->fit, FALSE);
}

void
ent_canvas_view_resize (EntCanvas *self, int width, int height)
{
  if (width == self->view.width && height == self->view.height)
    return;
  if (self->anim_tick != 0)
    {
      EntViewport end = self->anim_to;

      ent_canvas_stop_animation (self);
      show_view (self, end);
    }
  show_view (self, ent_viewport_resized (&self->view, width, height));
  ent_canvas_view_start (self);
  if (self->fit != ENT_FIT_NONE)
    fit (self, self->fit, FALSE);
}

void
ent_canvas_zoom_at (EntCanvas *self, double zoom, EntPoint widget, gboolean animated)
{
  ent_canvas_set_view (self, ent_viewport_zoomed (animated ? ent_canvas_goal (self) : &self->view, zoom, widget), animated);
}

void
ent_canvas_pan_by (EntCanvas *self, double dx, double dy, gboolean animated)
{
  ent_canvas_set_view (self, ent_viewport_panned (animated ? ent_canvas_goal (self) : &self->view, dx, dy), animated);
}

double
ent_canvas_get_zoom (EntCanvas *self)
{
  g_return_val_if_fail (ENT_IS_CANVAS (self), 1);

  return self->view.zoom;
}

void
ent_canvas_zoom_by (EntCanvas *self, double factor)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  ent_canvas_zoom_to (self, ent_canvas_goal (self)->zoom * factor);
}

void
ent_canvas_zoom_to (EntCanvas *self, double zoom)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  ent_canvas_zoom_at (self, zoom, ent_point (self->view.width / 2, self->view.height / 2), TRUE);
}

void
ent_canvas_refit (EntCanvas *self)
{
  if (self->fit == ENT_FIT_WHOLE)
    fit (self, ENT_FIT_WHOLE, TRUE);
}

void
ent_canvas_fit (EntCanvas *self)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  ent_canvas_update_scene (self);
  fit (self, ENT_FIT_WHOLE, TRUE);
}

void
ent_canvas_set_covered (EntCanvas *self, double end, double bottom)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  self->covered_end = end;
  self->covered_bottom = bottom;
}

/* The least move that has @box in sight: it goes beside the legend and the controls where there is room, else below. */
static EntViewport
revealed_view (EntCanvas *self, EntRect box, gboolean centre)
{
  EntInsets below = ent_canvas_get_insets (self), beside;
  EntViewport view;
  EntRect overview;

  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    below.left += self->covered_end;
  else
    below.right += self->covered_end;
  beside = below;
  beside.top = below.bottom;
  below.bottom += self->covered_bottom;
  beside.bottom = below.bottom;
  if (ent_canvas_overview_box (self, &overview))
    {
      view = ent_viewport_revealed (ent_canvas_goal (self), box, beside, centre);
      if (ent_rect_overlaps (overview, ent_viewport_rect_to_widget (&view, box)))
        beside.bottom = below.bottom = MAX (below.bottom, self->view.height - overview.y);
    }
  view = ent_viewport_revealed (ent_canvas_goal (self), box, beside, centre);
  return ent_canvas_controls_touch (self, ent_viewport_rect_to_widget (&view, box))
             ? ent_viewport_revealed (ent_canvas_goal (self), box, below, centre)
             : view;
}

void
ent_canvas_reveal (EntCanvas *self, EntTargetKind kind, const char *id, const char *other, gboolean centre)
{
  EntTarget target = { kind, id, other };
  EntViewport view;
  EntRect box;

  g_return_if_fail (ENT_IS_CANVAS (self));

  ent_canvas_update_scene (self);
  if (self->scene == NULL || self->view.width <= 0 || !ent_canvas_target_box (ent_canvas_final_scene (self), target, &box))
    return;
  view = revealed_view (self, box, centre);
  if (!ent_viewport_equal (&view, ent_canvas_goal (self)))
    ent_canvas_set_view (self, view, TRUE);
}

void
ent_canvas_reveal_ground (EntCanvas *self, const char *id)
{
  EntRect box;

  g_return_if_fail (ENT_IS_CANVAS (self));

  ent_canvas_update_scene (self);
  if (self->scene != NULL && self->view.width > 0 && ent_canvas_ground_box (ent_canvas_final_scene (self), id, &box))
    ent_canvas_set_view (self, revealed_view (self, box, TRUE), TRUE);
}

/* @box: scene units. */
static void
see (EntCanvas *self, EntRect box)
{
  EntViewport view = revealed_view (self, box, FALSE);

  if (!ent_viewport_equal (&view, ent_canvas_goal (self)))
    ent_canvas_set_view (self, view, TRUE);
}

void
ent_canvas_see_place (EntCanvas *self, EntPoint place)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  ent_canvas_update_scene (self);
  if (self->scene != NULL && self->view.width > 0)
    see (self, ent_rect_around (ent_point (place.x * self->text_scale, place.y * self->text_scale), CARD_WIDTH * self->text_scale,
                                CARD_HEIGHT * self->text_scale));
}

void
ent_canvas_see_ground (EntCanvas *self, const char *id)
{
  EntRect box;

  g_return_if_fail (ENT_IS_CANVAS (self));

  ent_canvas_update_scene (self);
  if (self->scene != NULL && self->view.width > 0 && ent_canvas_ground_box (ent_canvas_final_scene (self), id, &box))
    see (self, box);
}

void
ent_canvas_see_things (EntCanvas *self, const char *const *ids)
{
  EntRect all = { 0 }, box;
  gboolean any = FALSE;

  g_return_if_fail (ENT_IS_CANVAS (self));

  ent_canvas_update_scene (self);
  if (self->scene == NULL || self->view.width <= 0)
    return;
  for (guint i = 0; ids[i] != NULL; i++)
    {
      EntScene *scene = ent_canvas_final_scene (self);
      int edge = ent_scene_edge_of (scene, ids[i]);
      EntTarget target = { edge >= 0 ? ENT_TARGET_RELATION : ENT_TARGET_ACTOR, ids[i], "" };

      if (!ent_canvas_target_box (scene, target, &box))
        continue;
      if (edge >= 0)
        {
          const EntSceneEdge *line = ent_canvas_edge (scene, (guint) edge);

          box = ent_rect_union (box, ent_canvas_node (scene, line->source)->box);
          box = ent_rect_union (box, ent_canvas_node (scene, line->target)->box);
        }
      all = any ? ent_rect_union (all, box) : box;
      any = TRUE;
    }
  if (any)
    see (self, all);
}

/* TRUE when a card around @at touches nothing that is drawn. */
static gboolean
is_free (EntScene *scene, EntPoint at, double scale)
{
  EntRect card = ent_rect_around (at, 180 * scale, 72 * scale);
  g_autoptr (GArray) nodes = ent_scene_nodes_in (scene, card);
  guint n;
  const EntSceneLabel *labels = ent_scene_labels (scene, &n);

  if (nodes->len > 0)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (ent_rect_overlaps (labels[i].box, card))
      return FALSE;
  return TRUE;
}

EntPoint
ent_canvas_free_place (EntCanvas *self)
{
  EntPoint middle, best;
  double scale;

  g_return_val_if_fail (ENT_IS_CANVAS (self), ent_point (0, 0));

  ent_canvas_update_scene (self);
  scale = self->text_scale;
  middle = best = self->view.middle;
  /* Rings around the middle, 24 units apart, until one has a place: at most as many as the map is large. */
  for (guint ring = 0; self->scene != NULL && ring < 400; ring++)
    {
      guint steps = MAX (1, ring * 6);
      guint i;

      for (i = 0; i < steps; i++)
        {
          double angle = 2 * G_PI * i / steps;

          best = ent_point (middle.x + cos (angle) * ring * 24 * scale, middle.y + sin (angle) * ring * 24 * scale);
          if (is_free (ent_canvas_final_scene (self), best, scale))
            break;
        }
      if (i < steps)
        break;
    }
  return ent_point (best.x / scale, best.y / scale);
}
