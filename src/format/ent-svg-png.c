/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An SVG as pixels, by librsvg: the PNG is the SVG, seen. */
#include "ent-svg.h"

#include <cairo.h>
#include <librsvg/rsvg.h>
#include <math.h>

#include "ent-error.h"

#define MAX_SIDE 16384.0
#define MAX_PIXELS 200e6

/* The largest scale at which a picture of @width x @height map units stays within the limits, rounded down to two
 * decimals so that it may be typed in as told. */
static double
largest_scale (double width, double height)
{
  double by_side = MAX_SIDE / MAX (width, height), by_area = sqrt (MAX_PIXELS / (width * height));

  return floor (MIN (by_side, by_area) * 100) / 100;
}

static cairo_status_t
append (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

/* (transfer full), NULL with @error set. */
static GBytes *
encode (cairo_surface_t *surface, GError **error)
{
  GByteArray *png = g_byte_array_new ();
  cairo_status_t status = cairo_surface_write_to_png_stream (surface, append, png);

  if (status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (png);
  g_byte_array_unref (png);
  g_set_error (error, ENT_ERROR, ENT_ERROR_LIMIT, "no PNG could be made: %s", cairo_status_to_string (status));
  return NULL;
}

/* Draws @handle, known to be within the limits. (transfer full) */
static GBytes *
render (RsvgHandle *handle, const RsvgRectangle *viewport, GCancellable *cancellable, GError **error)
{
  /* A little more, for 99.999 that is 100. */
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) (viewport->width + 1e-6),
                                                         (int) (viewport->height + 1e-6));
  cairo_t *cr = cairo_create (surface);
  GBytes *png = NULL;

  if (rsvg_handle_render_document (handle, cr, viewport, error)
      && !g_cancellable_set_error_if_cancelled (cancellable, error))
    png = encode (surface, error);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
  return png;
}

/* The whole picture in pixels; FALSE where that is over a limit. */
static gboolean
measure (RsvgHandle *handle, double scale, RsvgRectangle *viewport, GError **error)
{
  double width, height;

  if (!rsvg_handle_get_intrinsic_size_in_pixels (handle, &width, &height) || !(width > 0) || !(height > 0))
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT, "the picture has no size");
      return FALSE;
    }
  /* As large as the picture exactly, so that its background reaches every pixel; render() cuts off the last piece of one. */
  *viewport = (RsvgRectangle) { 0, 0, MAX (1, width * scale), MAX (1, height * scale) };
  if (viewport->width <= MAX_SIDE && viewport->height <= MAX_SIDE && viewport->width * viewport->height <= MAX_PIXELS)
    return TRUE;
  g_set_error (
      error, ENT_ERROR, ENT_ERROR_LIMIT,
      "the picture would be %.0f x %.0f pixels; at most 16,384 a side and 200 million in all: the largest possible "
      "scale is %.2f",
      viewport->width, viewport->height, largest_scale (width, height));
  return FALSE;
}

GBytes *
ent_svg_to_png (GBytes *svg, double scale, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (svg);
  RsvgHandle *handle;
  RsvgRectangle viewport;
  GBytes *png = NULL;

  g_return_val_if_fail (scale > 0, NULL);
  /* No base file, so that librsvg loads nothing else; UNLIMITED for texts over 10 MB in <metadata>. */
  handle = rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, cancellable, error);
  if (handle == NULL)
    return NULL;
  if (measure (handle, scale, &viewport, error))
    png = render (handle, &viewport, cancellable, error);
  g_object_unref (handle);
  return png;
}
