/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture: tiles that threads draw, put together anew for each view; then the ring around what has the keyboard;
 * then what lies upon the map. At rest every tile is drawn for just this zoom and device scale and lies on whole pixels
 * of the device. While the zoom changes, tiles of the nearest step of zoom are stretched, unless drawing is so quick
 * that each frame can have its own. */
#include "ent-canvas-private.h"

#include "ent-style.h"

#include <glib/gi18n.h>

#include <gsk/gsk.h>

#define RING_WIDTH 2.0 /* pixels */
#define RING_GAP 3.0
/* Pixels, the paddings at 100 % text. */
#define HINT_MARGIN 12.0
#define HINT_PAD_X 14.0
#define HINT_PAD_Y 6.0
/* Pictures kept, at most. */
#define MOST_BYTES (64u * 1024 * 1024)
/* Milliseconds without a change until the zoom counts as at rest. */
#define REST 80
/* Milliseconds that a frame may draw tiles itself. */
#define PATIENCE 4.0
#define WHILE_MOVING 200.0
#define FIRST 60.0 /* the first picture of a map is to come at once, and not tile by tile */
#define HINT_CLEAR 48.0 /* from the pointer */

static void
rounded_path (cairo_t *cr, EntRect r, double radius)
{
  radius = MIN (radius, MIN (r.width, r.height) / 2);
  cairo_new_sub_path (cr);
  cairo_arc (cr, r.x + r.width - radius, r.y + radius, radius, -G_PI / 2, 0);
  cairo_arc (cr, r.x + r.width - radius, r.y + r.height - radius, radius, 0, G_PI / 2);
  cairo_arc (cr, r.x + radius, r.y + r.height - radius, radius, G_PI / 2, G_PI);
  cairo_arc (cr, r.x + radius, r.y + radius, radius, G_PI, G_PI * 3 / 2);
  cairo_close_path (cr);
}

static gboolean
shows_focus (EntCanvas *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return GTK_IS_WINDOW (root) && gtk_window_get_focus_visible (GTK_WINDOW (root));
}

/* Around the thing that has the keyboard, or inside of the widget's edge where the whole map has it. */
static void
draw_focus (EntCanvas *self, cairo_t *cr)
{
  const EntPalette *palette = ent_palette_get (self->theme);
  EntTarget target = ent_canvas_focused_target (self);
  EntRect box;

  if (!shows_focus (self))
    return;
  if (self->scene != NULL && ent_canvas_target_box (self->scene, target, &box))
    box = ent_rect_grow (ent_viewport_rect_to_widget (&self->view, box), RING_GAP + RING_WIDTH / 2);
  else if (gtk_widget_has_focus (GTK_WIDGET (self)))
    box = ent_rect_grow (ent_rect (0, 0, self->view.width, self->view.height), -RING_WIDTH);
  else
    return;
  /* A lighter line beneath keeps the ring apart from what it runs over. */
  rounded_path (cr, box, 10);
  cairo_set_source_rgb (cr, palette->background.r, palette->background.g, palette->background.b);
  cairo_set_line_width (cr, RING_WIDTH + 2);
  cairo_stroke_preserve (cr);
  cairo_set_source_rgb (cr, palette->accent.r, palette->accent.g, palette->accent.b);
  cairo_set_line_width (cr, RING_WIDTH);
  cairo_stroke (cr);
}

void
ent_canvas_show_hint (EntCanvas *self, EntTarget target)
{
  g_autofree char *sentence = target.kind != ENT_TARGET_NONE ? ent_canvas_describe (self->scene, target) : NULL;

  if (g_strcmp0 (sentence, self->hint) == 0)
    return;
  g_free (self->hint);
  self->hint = g_steal_pointer (&sentence);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* What the corner says: what is under the pointer, else what is not to be seen. (transfer full), nullable */
static char *
hint_text (EntCanvas *self)
{
  g_autofree char *drawn = NULL, *all = NULL;

  if (self->typed->len > 0)
    return g_strdup_printf (self->typed_found ? _ ("Actor: %s") : _ ("No actor: %s"), self->typed->str);
  if (self->hint != NULL)
    return g_strdup (self->hint);
  if (self->scene == NULL)
    return g_strdup (self->build_told ? _ ("Drawing the map…") : self->halted ? _ ("The map is not drawn") : NULL);
  if (self->lines_scale == 0 || self->lines_drawn >= self->lines)
    return NULL;
  drawn = g_strdup_printf ("%'u", self->lines_drawn);
  all = g_strdup_printf ("%'u", self->lines);
  return g_strdup_printf (_ ("%s of %s lines drawn"), drawn, all);
}

/* A tooltip would hide what it speaks of: this stands at the lower start corner, or at the end where the pointer is
 * near. It is drawn, so that no motion of the pointer makes GTK lay out anything. */
static void
draw_hint (EntCanvas *self, cairo_t *cr)
{
  g_autofree char *text = hint_text (self);
  const EntPalette *palette = ent_palette_get (self->theme);
  double pad_x = HINT_PAD_X * self->text_scale, pad_y = HINT_PAD_Y * self->text_scale;
  gboolean at_right = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle size;
  EntRect box, overview;
  double pointer;

  if (text == NULL)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_ellipsize (layout, PANGO_ELLIPSIZE_END);
  pango_layout_get_pixel_extents (layout, NULL, &size);
  box.width = MIN (size.width + 2 * pad_x, self->view.width - 2 * HINT_MARGIN);
  box.height = size.height + 2 * pad_y;
  if (box.width <= 2 * pad_x)
    return;
  pango_layout_set_width (layout, (int) ((box.width - 2 * pad_x) * PANGO_SCALE));
  pango_layout_get_pixel_extents (layout, NULL, &size);
  box.y = self->view.height - HINT_MARGIN - box.height;
  pointer = at_right ? self->view.width - self->pointer.x : self->pointer.x;
  if (self->pointer.y > box.y - HINT_CLEAR && pointer < box.width + HINT_MARGIN + HINT_CLEAR)
    at_right = !at_right;
  box.x = at_right ? self->view.width - HINT_MARGIN - box.width : HINT_MARGIN;
  if (ent_canvas_overview_box (self, &overview) && ent_rect_overlaps (overview, ent_rect_grow (box, HINT_MARGIN)))
    box.y = overview.y - HINT_MARGIN - box.height;
  rounded_path (cr, ent_rect_grow (box, -0.5), box.height / 2);
  cairo_set_source_rgb (cr, palette->card.r, palette->card.g, palette->card.b);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, palette->card_text.r, palette->card_text.g, palette->card_text.b);
  cairo_set_line_width (cr, ent_theme_is_contrast (self->theme) ? 1 : 0.3);
  cairo_stroke (cr);
  cairo_move_to (cr, box.x + pad_x - size.x, box.y + pad_y);
  pango_cairo_show_layout (cr, layout);
}

/* --- Tiles --- */

static void
tiles_arrived (gpointer tiles, gpointer data)
{
  gtk_widget_queue_draw (GTK_WIDGET (data));
}

void
ent_canvas_init_drawing (EntCanvas *self)
{
  self->tiles = ent_tiles_new (0, MOST_BYTES, tiles_arrived, self);
  ent_tiles_set_kept_free (self->tiles, g_object_unref);
}

void
ent_canvas_dispose_drawing (EntCanvas *self)
{
  g_clear_handle_id (&self->rest_timeout, g_source_remove);
  g_clear_object (&self->sketch);
}

static gboolean
come_to_rest (gpointer data)
{
  EntCanvas *self = data;

  self->rest_timeout = 0;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/* TRUE while the zoom is not at rest. */
static gboolean
is_zooming (EntCanvas *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->view.zoom != self->drawn_zoom)
    {
      self->zoomed_at = self->drawn_zoom > 0 ? now : 0;
      self->drawn_zoom = self->view.zoom;
      g_clear_handle_id (&self->rest_timeout, g_source_remove);
    }
  if (now - self->zoomed_at >= REST * 1000)
    return FALSE;
  if (self->rest_timeout == 0)
    self->rest_timeout = g_timeout_add (REST, come_to_rest, self);
  return TRUE;
}

static EntTilesView
tiles_view (EntCanvas *self)
{
  EntTilesView view = { .device = gtk_widget_get_scale_factor (GTK_WIDGET (self)), .patience = PATIENCE };
  EntTilesState state = ent_tiles_get_state (self->tiles);
  gboolean moving = (self->drag == ENT_DRAG_MOVE && !self->drag_carried) || self->glide_scene != NULL;

  view.scale = self->view.zoom * view.device;
  view.width = (int) ceil (self->view.width * view.device);
  view.height = (int) ceil (self->view.height * view.device);
  /* Whole pixels: a picture between them would be blurred. */
  view.left = (int) round (self->view.middle.x * view.scale - self->view.width * view.device / 2);
  view.top = (int) round (self->view.middle.y * view.scale - self->view.height * view.device / 2);
  /* What moves is seen in each frame where it is, and once more where it has come to stay. */
  view.urgent = moving || self->drawn_moving || !self->drawn;
  if (view.urgent)
    view.patience = self->drawn ? WHILE_MOVING : FIRST;
  self->drawn_moving = moving;
  view.zooming = is_zooming (self) && state.tile_ms * (view.width / 256 + 2) * (view.height / 256 + 2) > PATIENCE;
  /* Those of other zooms stand in, and the next ones are drawn ahead. */
  if (view.zooming && !view.urgent)
    view.patience = 0;
  return view;
}

static void
paint_piece (cairo_t *cr, const EntTilePiece *piece)
{
  cairo_matrix_t matrix;

  cairo_set_source_surface (cr, piece->surface, 0, 0);
  cairo_matrix_init_scale (&matrix, 1 / piece->factor, 1 / piece->factor);
  cairo_matrix_translate (&matrix, -piece->tile_x, -piece->tile_y);
  cairo_pattern_set_matrix (cairo_get_source (cr), &matrix);
  cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
  cairo_pattern_set_filter (cairo_get_source (cr), piece->factor == 1 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
  cairo_rectangle (cr, piece->x, piece->y, piece->width, piece->height);
  cairo_fill (cr);
}

/* The cairo renderer of GTK before 4.10 converts and copies a texture in each frame, which costs twice as much as
 * painting the same pixels; all others keep textures and are best served with the same ones again. */
static gboolean
prefers_cairo (GtkWidget *widget)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));

  return gtk_get_minor_version () < 10 && GSK_IS_CAIRO_RENDERER (renderer);
}

static GdkTexture *
texture_of (const EntTilePiece *piece)
{
  if (*piece->kept == NULL)
    {
      int stride = cairo_image_surface_get_stride (piece->surface);
      g_autoptr (GBytes) bytes = g_bytes_new_with_free_func (
          cairo_image_surface_get_data (piece->surface), (gsize) stride * ENT_TILE_SIZE,
          (GDestroyNotify) cairo_surface_destroy, cairo_surface_reference (piece->surface));

      *piece->kept = gdk_memory_texture_new (ENT_TILE_SIZE, ENT_TILE_SIZE, GDK_MEMORY_DEFAULT, bytes, (gsize) stride);
    }
  return *piece->kept;
}

static void
append_piece (GtkSnapshot *snapshot, const EntTilePiece *piece, double device)
{
  double side = ENT_TILE_SIZE * piece->factor / device;
  graphene_rect_t clip
      = GRAPHENE_RECT_INIT (piece->x / device, piece->y / device, piece->width / device, piece->height / device);
  graphene_rect_t whole = GRAPHENE_RECT_INIT (piece->tile_x / device, piece->tile_y / device, side, side);
  gboolean cut = piece->factor != 1;

  if (cut)
    gtk_snapshot_push_clip (snapshot, &clip);
  gtk_snapshot_append_texture (snapshot, texture_of (piece), &whole);
  if (cut)
    gtk_snapshot_pop (snapshot);
}

/* What is carried is not in the tiles. (transfer full) */
static EntSceneEmphasis *
emphasis_of_tiles (EntCanvas *self)
{
  EntSceneEmphasis *emphasis = ent_scene_emphasis_copy (self->scene, self->emphasis);
  EntCarried carried;

  if (!ent_canvas_drag_carried (self, &carried))
    return emphasis;
  for (guint i = 0; i < carried.n_nodes; i++)
    emphasis->nodes[carried.nodes[i]] = ENT_EMPHASIS_HIDDEN;
  for (guint i = 0; i < carried.n_edges; i++)
    emphasis->edges[carried.edges[i]] = ENT_EMPHASIS_HIDDEN;
  return emphasis;
}

/* What is drawn over the tiles: in logical pixels of the widget. */
static void
draw_over (EntCanvas *self, cairo_t *cr, const EntTilesView *view)
{
  EntCarried carried;

  if (self->scene != NULL && ent_canvas_drag_carried (self, &carried))
    {
      cairo_save (cr);
      cairo_translate (cr, -view->left / (double) view->device, -view->top / (double) view->device);
      cairo_scale (cr, self->view.zoom, self->view.zoom);
      ent_painter_draw_carried (self->painter, cr, self->scene, self->emphasis, self->theme, view->scale, &carried);
      cairo_restore (cr);
    }
  draw_focus (self, cr);
  draw_hint (self, cr);
}

void
ent_canvas_get_lines_drawn (EntCanvas *self, guint *drawn, guint *all)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  *drawn = self->lines_drawn;
  *all = self->lines;
}

static void
draw_map (EntCanvas *self, GtkSnapshot *snapshot, const graphene_rect_t *bounds)
{
  EntColour ground = ent_palette_get (self->theme)->background;
  GdkRGBA colour = { (float) ground.r, (float) ground.g, (float) ground.b, 1 };
  EntTilesView view = tiles_view (self);
  const EntTilePiece *pieces = NULL;
  gboolean covered = FALSE;
  guint n = 0;

  if (self->scene != NULL)
    {
      if (self->picture_stale)
        self->lines_scale = 0;
      if (!ent_tiles_show_scene (self->tiles, self->scene))
        ent_canvas_overview_changed (self);
      if (self->picture_stale || !ent_tiles_show_scene (self->tiles, self->scene))
        ent_tiles_set_picture (self->tiles, self->scene, emphasis_of_tiles (self), self->theme);
      self->picture_stale = FALSE;
      pieces = ent_tiles_frame (self->tiles, &view, &n);
      self->drawn = TRUE;
      covered = ent_tiles_get_state (self->tiles).covered;
      if (!view.zooming && self->lines_scale != view.scale)
        {
          self->lines_drawn = ent_painter_count_lines (self->scene, view.scale, &self->lines);
          self->lines_scale = view.scale;
        }
    }
  if (prefers_cairo (GTK_WIDGET (self)))
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

      cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
      if (!covered)
        {
          cairo_set_source_rgb (cr, ground.r, ground.g, ground.b);
          cairo_paint (cr);
        }
      cairo_save (cr);
      cairo_scale (cr, 1.0 / view.device, 1.0 / view.device);
      for (guint i = 0; i < n; i++)
        paint_piece (cr, &pieces[i]);
      cairo_restore (cr);
      cairo_set_operator (cr, CAIRO_OPERATOR_OVER);
      draw_over (self, cr, &view);
      cairo_destroy (cr);
      return;
    }
  gtk_snapshot_append_color (snapshot, &colour, bounds);
  for (guint i = 0; i < n; i++)
    append_piece (snapshot, &pieces[i], view.device);
  if (self->hint != NULL || self->typed->len > 0 || shows_focus (self) || self->drag_carried || self->lines_drawn < self->lines
      || self->scene == NULL)
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, bounds);

      draw_over (self, cr, &view);
      cairo_destroy (cr);
    }
}

void
ent_canvas_set_sketch (EntCanvas *self, GdkTexture *sketch)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  /* A large map that has just changed is not drawn yet: ent-canvas-build.c ends the sketch when it is. */
  if (sketch == NULL && (self->scene_stale || self->building))
    return;
  if (g_set_object (&self->sketch, sketch))
    gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ent_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EntCanvas *self = ENT_CANVAS (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, self->view.width, self->view.height);

  if (self->view.width <= 0 || self->view.height <= 0)
    return;
  if (self->sketch != NULL)
    gtk_snapshot_append_texture (snapshot, self->sketch, &bounds);
  else
    {
      draw_map (self, snapshot, &bounds);
      ent_canvas_draw_ground (self, snapshot, &bounds);
      ent_canvas_draw_hand (self, snapshot, &bounds);
    }
  if (self->sketch == NULL)
    gtk_widget_snapshot_child (widget, self->overview, snapshot);
  gtk_widget_snapshot_child (widget, self->legend, snapshot);
  gtk_widget_snapshot_child (widget, self->legend_toggle, snapshot);
  gtk_widget_snapshot_child (widget, self->controls, snapshot);
}
