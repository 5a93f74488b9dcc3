/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture: one cairo node with background and scene, drawn anew for every view so that it is crisp at each zoom and
 * device scale; then the ring around what has the keyboard; then what lies upon the map. */
#include "ent-canvas-private.h"

#include "ent-style.h"

#define RING_WIDTH 2.0 /* pixels */
#define RING_GAP 3.0
/* Pixels, the paddings at 100 % text. */
#define HINT_MARGIN 12.0
#define HINT_PAD_X 14.0
#define HINT_PAD_Y 6.0
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

/* Around the thing that has the keyboard, or inside of the widget's edge where the whole map has it. */
static void
draw_focus (EntCanvas *self, cairo_t *cr)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  const EntPalette *palette = ent_palette_get (self->theme);
  EntTarget target = ent_canvas_focused_target (self);
  EntRect box;

  if (!GTK_IS_WINDOW (root) || !gtk_window_get_focus_visible (GTK_WINDOW (root)))
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

/* A tooltip would hide what it speaks of: this stands at the lower start corner, or at the end where the pointer is
 * near. It is drawn, so that no motion of the pointer makes GTK lay out anything. */
static void
draw_hint (EntCanvas *self, cairo_t *cr)
{
  const EntPalette *palette = ent_palette_get (self->theme);
  double pad_x = HINT_PAD_X * self->text_scale, pad_y = HINT_PAD_Y * self->text_scale;
  gboolean at_right = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  g_autoptr (PangoLayout) layout = NULL;
  PangoRectangle size;
  EntRect box;
  double pointer;

  if (self->hint == NULL)
    return;
  layout = gtk_widget_create_pango_layout (GTK_WIDGET (self), self->hint);
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
  rounded_path (cr, ent_rect_grow (box, -0.5), box.height / 2);
  cairo_set_source_rgb (cr, palette->card.r, palette->card.g, palette->card.b);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, palette->card_text.r, palette->card_text.g, palette->card_text.b);
  cairo_set_line_width (cr, ent_theme_is_contrast (self->theme) ? 1 : 0.3);
  cairo_stroke (cr);
  cairo_move_to (cr, box.x + pad_x - size.x, box.y + pad_y);
  pango_cairo_show_layout (cr, layout);
}

void
ent_canvas_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  EntCanvas *self = ENT_CANVAS (widget);
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, self->view.width, self->view.height);
  EntRect visible = ent_viewport_visible (&self->view);
  double scale = self->view.zoom * gtk_widget_get_scale_factor (widget);
  cairo_t *cr;

  if (self->view.width <= 0 || self->view.height <= 0)
    return;
  cr = gtk_snapshot_append_cairo (snapshot, &bounds);
  cairo_save (cr);
  cairo_translate (cr, self->view.width / 2, self->view.height / 2);
  cairo_scale (cr, self->view.zoom, self->view.zoom);
  cairo_translate (cr, -self->view.middle.x, -self->view.middle.y);
  ent_painter_draw_background (self->painter, cr, self->theme, visible, scale);
  if (self->scene != NULL)
    ent_painter_draw (self->painter, cr, self->scene, self->emphasis, self->theme, visible, scale);
  cairo_restore (cr);
  draw_focus (self, cr);
  draw_hint (self, cr);
  cairo_destroy (cr);
  gtk_widget_snapshot_child (widget, self->legend, snapshot);
  gtk_widget_snapshot_child (widget, self->legend_toggle, snapshot);
  gtk_widget_snapshot_child (widget, self->controls, snapshot);
}
