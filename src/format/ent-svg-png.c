/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An SVG as pixels, by librsvg: the PNG is the SVG, seen. */
#include "ent-svg.h"

#include <cairo.h>
#include <librsvg/rsvg.h>
#include <libxml/xmlreader.h>
#include <math.h>
#include <string.h>

#include "ent-error.h"

#define MAX_SIDE 16384.0
#define MAX_PIXELS 200e6
#define BEGINNING ((gsize) 64 * 1024) /* bytes: the first element is in them */

double
ent_png_largest_scale (double width, double height)
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

static RsvgHandle *
load (GBytes *svg, GCancellable *cancellable, GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (svg);

  /* No base file, so that librsvg loads nothing else; UNLIMITED for texts over 10 MB in <metadata>. */
  return rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, cancellable, error);
}

static gboolean
size_of (RsvgHandle *handle, double *width, double *height, GError **error)
{
  if (rsvg_handle_get_intrinsic_size_in_pixels (handle, width, height) && *width > 0 && *height > 0)
    return TRUE;
  g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT, "the picture has no size");
  return FALSE;
}

/* From an attribute of the element that @reader stands on: a number alone, over 0. */
static gboolean
read_side (xmlTextReaderPtr reader, const char *name, double *side)
{
  xmlChar *text = xmlTextReaderGetAttribute (reader, (const xmlChar *) name);
  char *end = NULL;
  gboolean good;

  *side = text != NULL ? g_ascii_strtod ((const char *) text, &end) : 0;
  good = text != NULL && *end == '\0' && isfinite (*side) && *side > 0;
  xmlFree (text);
  return good;
}

/* Our own pictures say their size in the first element; all of a large one need not be read for it. */
static gboolean
measure_quickly (GBytes *svg, double *width, double *height)
{
  gsize size;
  const char *data = g_bytes_get_data (svg, &size);
  xmlTextReaderPtr reader
      = xmlReaderForMemory (data, (int) MIN (size, BEGINNING), NULL, NULL, XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
  gboolean measured = FALSE;

  while (reader != NULL && xmlTextReaderRead (reader) == 1)
    if (xmlTextReaderNodeType (reader) == XML_READER_TYPE_ELEMENT)
      {
        measured = read_side (reader, "width", width) && read_side (reader, "height", height);
        break;
      }
  xmlFreeTextReader (reader);
  return measured;
}

gboolean
ent_svg_measure (GBytes *svg, double *width, double *height, GCancellable *cancellable, GError **error)
{
  RsvgHandle *handle;
  gboolean measured;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (measure_quickly (svg, width, height))
    return TRUE;
  handle = load (svg, cancellable, error);
  measured = handle != NULL && size_of (handle, width, height, error);

  g_clear_object (&handle);
  return measured;
}

/* The whole picture in pixels; FALSE where that is over a limit. */
static gboolean
measure (RsvgHandle *handle, double scale, RsvgRectangle *viewport, GError **error)
{
  double width, height;

  if (!size_of (handle, &width, &height, error))
    return FALSE;
  /* As large as the picture exactly, so that its background reaches every pixel; render() cuts off the last piece of one. */
  *viewport = (RsvgRectangle) { 0, 0, MAX (1, width * scale), MAX (1, height * scale) };
  if (viewport->width <= MAX_SIDE && viewport->height <= MAX_SIDE && viewport->width * viewport->height <= MAX_PIXELS)
    return TRUE;
  g_set_error (
      error, ENT_ERROR, ENT_ERROR_LIMIT,
      "the picture would be %.0f x %.0f pixels; at most 16,384 a side and 200 million in all: the largest possible "
      "scale is %.2f",
      viewport->width, viewport->height, ent_png_largest_scale (width, height));
  return FALSE;
}

GBytes *
ent_svg_to_png (GBytes *svg, double scale, GCancellable *cancellable, GError **error)
{
  RsvgHandle *handle;
  RsvgRectangle viewport;
  GBytes *png = NULL;

  g_return_val_if_fail (scale > 0, NULL);
  handle = load (svg, cancellable, error);
  if (handle == NULL)
    return NULL;
  if (measure (handle, scale, &viewport, error))
    png = render (handle, &viewport, cancellable, error);
  g_object_unref (handle);
  return png;
}

/* --- Pixels per inch --- */

/* PNG (second edition), annex D: the CRC of ISO 3309, bit by bit, for it is over 13 bytes only. */
static guint32
crc_of (const guint8 *bytes, gsize n)
{
  guint32 crc = 0xffffffff;

  for (gsize i = 0; i < n; i++)
    {
      crc ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
    }
  return ~crc;
}

static void
put (guint8 *at, guint32 value)
{
  value = GUINT32_TO_BE (value);
  memcpy (at, &value, sizeof value);
}

GBytes *
ent_png_set_dpi (GBytes *png, double dpi)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (png, &size);
  const gsize head = 8 + 12 + 13; /* signature and IHDR, after which pHYs may stand */
  guint8 chunk[12 + 9] = { 0, 0, 0, 9, 'p', 'H', 'Y', 's' };
  guint32 per_metre = (guint32) (CLAMP (dpi, 1, 100000) / 0.0254 + 0.5);
  GByteArray *out;

  g_return_val_if_fail (size > head, NULL);
  put (chunk + 8, per_metre);
  put (chunk + 12, per_metre);
  chunk[16] = 1; /* the unit is the metre */
  put (chunk + 17, crc_of (chunk + 4, 13));
  out = g_byte_array_sized_new ((guint) (size + sizeof chunk));
  g_byte_array_append (out, data, (guint) head);
  g_byte_array_append (out, chunk, sizeof chunk);
  g_byte_array_append (out, data + head, (guint) (size - head));
  return g_byte_array_free_to_bytes (out);
}
