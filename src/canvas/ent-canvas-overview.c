/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole map, small, in the lower end corner, with a frame around what is seen of it: pressing beside the frame goes
 * there, dragging moves the view. It is there while it helps: not when all of the map is in view, nor in a small window.
 *
 * Its picture is drawn by a thread when the map has come to rest, and kept: a frame costs a small picture and a
 * rectangle, whatever the size of the map. */
#include "ent-canvas-private.h"

#include "ent-style.h"

#include <glib/gi18n.h>

/* Pixels. */
#define MOST_WIDTH 200.0
#define MOST_HEIGHT 150.0
#define LEAST 48.0
#define PAD 6.0 /* around the map */
#define MARGIN 12.0
/* A canvas smaller than that many of its sides has no corner to spare. */
#define LEAST_ROOM 3.0
/* Milliseconds without a change of the scene until it is drawn anew. */
#define REST_MS 250

#define ENT_TYPE_CANVAS_OVERVIEW (ent_canvas_overview_get_type ())
G_DECLARE_FINAL_TYPE (EntCanvasOverview, ent_canvas_overview, ENT, CANVAS_OVERVIEW, GtkWidget)

struct _EntCanvasOverview
{
  GtkWidget parent_instance;
  gboolean off;              /* put away by hand */
  cairo_surface_t *picture;  /* nullable */
  EntRect bounds;            /* of the map in `picture`, scene units */
  double scale;              /* pixels a scene unit */
  EntTheme theme;            /* of `picture` or of what is on the way there */
  int device;                /* likewise */
  gboolean stale, due, drawing;
  guint serial;              /* what was begun with another one is of another map */
  guint timeout;
  EntPoint grip; /* of a drag: from the middle of the view, scene units */
};

G_DEFINE_FINAL_TYPE (EntCanvasOverview, ent_canvas_overview, GTK_TYPE_WIDGET)

static EntCanvas *
canvas_of (EntCanvasOverview *self)
{
  return ENT_CANVAS (gtk_widget_get_parent (GTK_WIDGET (self)));
}

/* --- Its picture, in a thread --- */

typedef struct
{
  EntScene *scene;
  EntSceneEmphasis *emphasis; /* what a filter leaves out */
  EntTheme theme;
  EntRect bounds;
  double scale;
  int device;
  guint serial;
  cairo_surface_t *surface;
} Drawing;

static void
drawing_free (gpointer data)
{
  Drawing *drawing = data;

  ent_scene_emphasis_free (drawing->emphasis);
  ent_scene_unref (drawing->scene);
  g_clear_pointer (&drawing->surface, cairo_surface_destroy);
  g_free (drawing);
}

static void
draw_picture (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Drawing *drawing = data;
  g_autoptr (EntPainter) painter = ent_painter_new ();
  double pixels = drawing->scale * drawing->device;

  drawing->surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) ceil (drawing->bounds.width * pixels),
                                                 (int) ceil (drawing->bounds.height * pixels));
  ent_painter_draw_tile (painter, drawing->surface, drawing->scene, drawing->emphasis, drawing->theme,
                         ent_point (drawing->bounds.x, drawing->bounds.y), pixels, drawing->device);
  cairo_surface_set_device_scale (drawing->surface, drawing->device, drawing->device);
  g_task_return_boolean (task, TRUE);
}

static void
picture_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntCanvasOverview) self = ENT_CANVAS_OVERVIEW (data);
  Drawing *drawing = g_task_get_task_data (G_TASK (result));
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  self->drawing = FALSE;
  if (drawing->serial != self->serial)
    return;
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  self->picture = g_steal_pointer (&drawing->surface);
  self->bounds = drawing->bounds;
  self->scale = drawing->scale;
  if (parent != NULL)
    ent_canvas_update_overview (ENT_CANVAS (parent));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
start_drawing (EntCanvasOverview *self)
{
  EntCanvas *canvas = canvas_of (self);
  Drawing *drawing = g_new0 (Drawing, 1);
  g_autoptr (GTask) task = g_task_new (NULL, NULL, picture_drawn, g_object_ref (self));
  EntRect bounds = ent_scene_bounds (canvas->scene);
  double scale = MIN ((MOST_WIDTH - 2 * PAD) / MAX (bounds.width, 1), (MOST_HEIGHT - 2 * PAD) / MAX (bounds.height, 1));

  drawing->scene = ent_scene_ref (canvas->scene);
  drawing->emphasis = ent_scene_emphasis_new (canvas->scene, 0, "", "", 0, "", "");
  ent_canvas_veil (canvas, drawing->emphasis);
  drawing->theme = canvas->theme;
  drawing->scale = scale;
  drawing->device = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  /* Long thin maps get some ground beside them. */
  bounds = ent_rect_grow (bounds, PAD / scale);
  drawing->bounds = ent_rect_around (ent_rect_middle (bounds), MAX (bounds.width, LEAST / scale),
                                     MAX (bounds.height, LEAST / scale));
  self->theme = canvas->theme;
  self->device = drawing->device;
  self->stale = self->due = FALSE;
  drawing->serial = self->serial;
  self->drawing = TRUE;
  g_task_set_task_data (task, drawing, drawing_free);
  g_task_run_in_thread (task, draw_picture);
}

static gboolean
come_to_rest (gpointer data)
{
  EntCanvasOverview *self = data;

  self->timeout = 0;
  self->due = TRUE;
  ent_canvas_update_overview (canvas_of (self));
  return G_SOURCE_REMOVE;
}

/* It is drawn once nothing has changed for a while: a drag makes a new scene in each frame. */
static void
changed (EntCanvasOverview *self)
{
  self->stale = TRUE;
  self->due = FALSE;
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (REST_MS, come_to_rest, self);
}

static void
follow (EntCanvasOverview *self)
{
  if (!self->stale
      && (self->theme != canvas_of (self)->theme || self->device != gtk_widget_get_scale_factor (GTK_WIDGET (self))))
    changed (self);
  if (self->stale && self->due && !self->drawing)
    start_drawing (self);
}

/* --- The widget --- */

static EntRect
frame (EntCanvasOverview *self)
{
  EntRect seen = ent_viewport_visible (&canvas_of (self)->view);

  return ent_rect ((seen.x - self->bounds.x) * self->scale, (seen.y - self->bounds.y) * self->scale,
                   seen.width * self->scale, seen.height * self->scale);
}

static void
overview_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EntCanvasOverview *self = ENT_CANVAS_OVERVIEW (widget);
  const EntPalette *palette = ent_palette_get (self->theme);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  gboolean contrast = ent_theme_is_contrast (self->theme);
  EntRect seen;
  cairo_t *cr;

  if (self->picture == NULL)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_set_source_surface (cr, self->picture, 0, 0);
  cairo_paint (cr);
  seen = frame (self);
  /* What is out of view lies in shade. */
  cairo_rectangle (cr, 0, 0, width, height);
  cairo_rectangle (cr, seen.x + seen.width, seen.y, -seen.width, seen.height);
  cairo_set_source_rgba (cr, palette->dots.r, palette->dots.g, palette->dots.b, contrast ? 0 : 0.45);
  cairo_fill (cr);
  /* At least its corner stays to be seen where it leaves the picture. */
  cairo_rectangle (cr, MAX (seen.x, 0) + 1, MAX (seen.y, 0) + 1,
                   MAX (MIN (seen.x + seen.width, width) - MAX (seen.x, 0) - 2, 2),
                   MAX (MIN (seen.y + seen.height, height) - MAX (seen.y, 0) - 2, 2));
  cairo_set_source_rgb (cr, palette->accent.r, palette->accent.g, palette->accent.b);
  cairo_set_line_width (cr, contrast ? 3 : 2);
  cairo_stroke (cr);
  cairo_rectangle (cr, 0.5, 0.5, width - 1, height - 1);
  cairo_set_source_rgba (cr, palette->card_text.r, palette->card_text.g, palette->card_text.b, contrast ? 1 : 0.35);
  cairo_set_line_width (cr, 1);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

/* The middle of the view goes to @at of the picture, less where the frame is held. */
static void
move_view (EntCanvasOverview *self, EntPoint at)
{
  EntCanvas *canvas = canvas_of (self);
  EntViewport view = canvas->view;

  view.middle = ent_point (self->bounds.x + at.x / self->scale - self->grip.x,
                           self->bounds.y + at.y / self->scale - self->grip.y);
  ent_canvas_set_view (canvas, view, FALSE);
}

static void
drag_began (EntCanvasOverview *self, double x, double y, GtkGesture *gesture)
{
  EntRect seen = frame (self);
  EntPoint middle = ent_rect_middle (seen);

  gtk_gesture_set_state (gesture, GTK_EVENT_SEQUENCE_CLAIMED);
  self->grip = ent_point (0, 0);
  if (ent_rect_contains (seen, ent_point (x, y)))
    self->grip = ent_point ((x - middle.x) / self->scale, (y - middle.y) / self->scale);
  else
    move_view (self, ent_point (x, y));
}

static void
dragged (EntCanvasOverview *self, double dx, double dy, GtkGestureDrag *gesture)
{
  double x, y;

  if (gtk_gesture_drag_get_start_point (gesture, &x, &y))
    move_view (self, ent_point (x + dx, y + dy));
}

static void
overview_dispose (GObject *object)
{
  EntCanvasOverview *self = ENT_CANVAS_OVERVIEW (object);

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->picture, cairo_surface_destroy);
  G_OBJECT_CLASS (ent_canvas_overview_parent_class)->dispose (object);
}

static void
ent_canvas_overview_class_init (EntCanvasOverviewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = overview_dispose;
  GTK_WIDGET_CLASS (klass)->snapshot = overview_snapshot;
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "entoverview");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_IMG);
}

static void
ent_canvas_overview_init (EntCanvasOverview *self)
{
  GtkGesture *drag = gtk_gesture_drag_new ();

  g_signal_connect_swapped (drag, "drag-begin", G_CALLBACK (drag_began), self);
  g_signal_connect_swapped (drag, "drag-update", G_CALLBACK (dragged), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drag));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "move");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Overview of the map"), -1);
}

/* --- For the canvas --- */

void
ent_canvas_init_overview (EntCanvas *self)
{
  self->overview = g_object_new (ENT_TYPE_CANVAS_OVERVIEW, NULL);
  gtk_widget_set_parent (self->overview, GTK_WIDGET (self));
  gtk_widget_set_visible (self->overview, FALSE);
}

/* Some of the map is out of view, and there is room. */
static gboolean
helps (EntCanvas *self)
{
  EntRect seen, map;

  if (self->scene == NULL || self->view.width < LEAST_ROOM * MOST_WIDTH || self->view.height < LEAST_ROOM * MOST_HEIGHT)
    return FALSE;
  seen = ent_rect_grow (ent_viewport_visible (&self->view), 1);
  map = ent_scene_bounds (ent_canvas_final_scene (self));
  return map.x < seen.x || map.y < seen.y || map.x + map.width > seen.x + seen.width
         || map.y + map.height > seen.y + seen.height;
}

void
ent_canvas_update_overview (EntCanvas *self)
{
  EntCanvasOverview *overview = ENT_CANVAS_OVERVIEW (self->overview);
  gboolean wanted = !overview->off && helps (self), shown;

  if (wanted)
    follow (overview);
  shown = wanted && overview->picture != NULL;
  if (shown != gtk_widget_get_visible (self->overview))
    gtk_widget_set_visible (self->overview, shown);
  if (shown)
    {
      ent_canvas_allocate_overview (self);
      gtk_widget_queue_draw (self->overview);
    }
}

void
ent_canvas_overview_changed (EntCanvas *self)
{
  changed (ENT_CANVAS_OVERVIEW (self->overview));
}

void
ent_canvas_clear_overview (EntCanvas *self)
{
  EntCanvasOverview *overview;

  if (self->overview == NULL)
    return; /* the canvas is being taken down */
  overview = ENT_CANVAS_OVERVIEW (self->overview);
  overview->serial++;
  overview->stale = TRUE;
  g_clear_handle_id (&overview->timeout, g_source_remove);
  g_clear_pointer (&overview->picture, cairo_surface_destroy);
  gtk_widget_set_visible (self->overview, FALSE);
}

gboolean
ent_canvas_overview_box (EntCanvas *self, EntRect *box)
{
  EntCanvasOverview *overview = ENT_CANVAS_OVERVIEW (self->overview);
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  double width, height;

  if (overview->picture == NULL || !gtk_widget_get_visible (self->overview))
    return FALSE;
  width = ceil (overview->bounds.width * overview->scale);
  height = ceil (overview->bounds.height * overview->scale);
  *box = ent_rect (rtl ? MARGIN : self->view.width - MARGIN - width, self->view.height - MARGIN - height, width, height);
  return TRUE;
}

void
ent_canvas_allocate_overview (EntCanvas *self)
{
  EntRect box = ent_rect (0, 0, 0, 0);

  if (!ent_canvas_overview_box (self, &box))
    return;
  gtk_widget_measure (self->overview, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (self->overview,
                            &(GtkAllocation){ (int) box.x, (int) box.y, (int) box.width, (int) box.height }, -1);
}

gboolean
ent_canvas_get_overview (EntCanvas *self)
{
  g_return_val_if_fail (ENT_IS_CANVAS (self), FALSE);

  return !ENT_CANVAS_OVERVIEW (self->overview)->off;
}

void
ent_canvas_set_overview (EntCanvas *self, gboolean shown)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  ENT_CANVAS_OVERVIEW (self->overview)->off = !shown;
  ent_canvas_queue_update (self);
}
