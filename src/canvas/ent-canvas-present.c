/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How what is drawn is handed to GTK.
 *
 * The cairo renderer gives each cairo node an image of its own size first and lays that upon the window's. Memory for a
 * large one is mapped anew in each frame, and a fault of each of its pages costs more than all that is painted there. So
 * no node here is larger than what it shows, and the picture of the map goes in strips small enough for the allocator
 * to keep the memory of one for the next. */
#include "ent-canvas-private.h"

#include <gsk/gsk.h>

/* Bytes of a strip: less than what glibc gives back to the system when it is freed (128 KiB). */
#define STRIP (96 * 1024)

gboolean
ent_canvas_prefers_cairo (EntCanvas *self)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (GTK_WIDGET (self)));

  return gtk_get_minor_version () < 10 && GSK_IS_CAIRO_RENDERER (renderer);
}

cairo_t *
ent_canvas_append_cairo (EntCanvas *self, GtkSnapshot *snapshot, EntRect box)
{
  double left = MAX (0, floor (box.x)), top = MAX (0, floor (box.y));
  double right = MIN (ceil (self->view.width), ceil (box.x + box.width));
  double bottom = MIN (ceil (self->view.height), ceil (box.y + box.height));

  if (right <= left || bottom <= top)
    return NULL;
  return gtk_snapshot_append_cairo (
      snapshot, &GRAPHENE_RECT_INIT ((float) left, (float) top, (float) (right - left), (float) (bottom - top)));
}

/* In strips, each all covered by what is painted. */
static void
append_strips (GtkSnapshot *snapshot, const EntTilePiece *piece, int device)
{
  int rows = MAX (1, STRIP / (piece->width * 4 * device)) * device;
  cairo_matrix_t matrix;

  cairo_matrix_init_scale (&matrix, 1 / piece->factor, 1 / piece->factor);
  cairo_matrix_translate (&matrix, -piece->tile_x, -piece->tile_y);
  for (int top = piece->y; top < piece->y + piece->height; top += rows)
    {
      graphene_rect_t bounds = GRAPHENE_RECT_INIT ((float) piece->x / (float) device, (float) top / (float) device,
                                                   (float) piece->width / (float) device,
                                                   (float) MIN (rows, piece->y + piece->height - top) / (float) device);
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);
      cairo_pattern_t *pattern;

      cairo_scale (cr, 1.0 / device, 1.0 / device);
      cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
      cairo_set_source_surface (cr, piece->surface, 0, 0);
      pattern = cairo_get_source (cr);
      cairo_pattern_set_matrix (pattern, &matrix);
      cairo_pattern_set_extend (pattern, CAIRO_EXTEND_PAD);
      cairo_pattern_set_filter (pattern, piece->factor == 1 ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_BILINEAR);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
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

void
ent_canvas_append_pieces (EntCanvas *self,
                          GtkSnapshot *snapshot,
                          const EntTilesView *view,
                          const EntTilePiece *pieces,
                          guint n,
                          const GdkRGBA *ground,
                          gboolean covered)
{
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, (float) self->view.width, (float) self->view.height);

  gboolean cairo = ent_canvas_prefers_cairo (self);

  if (!cairo || !covered)
    gtk_snapshot_append_color (snapshot, ground, &bounds);
  for (guint i = 0; i < n; i++)
    if (cairo)
      append_strips (snapshot, &pieces[i], view->device);
    else
      append_piece (snapshot, &pieces[i], view->device);
}
