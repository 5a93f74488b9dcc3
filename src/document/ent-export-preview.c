/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PNG and PDF are made of the SVG, so that their preview is that SVG: no file of 200 Mpixel is made to be looked at small. */
#include "ent-export-preview.h"

#include <string.h>

#include "ent-error.h"
#include "ent-pdf.h"
#include "ent-sheets.h"
#include "ent-svg.h"

#define MOST_TEXT 60000 /* bytes */

static GMutex drawing;

/* Without text and pixels. (transfer full) */
static EntExportPreview *
facts_of (const EntExportPreview *self)
{
  EntExportPreview *facts = g_memdup2 (self, sizeof *self);

  facts->text = NULL;
  facts->pixels = NULL;
  facts->notes.missing = g_strdup (self->notes.missing);
  return facts;
}

void
ent_export_preview_free (EntExportPreview *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_clear_pointer (&self->pixels, g_bytes_unref);
  ent_export_notes_clear (&self->notes);
  g_free (self);
}

static char *
beginning (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *cut = g_strndup (data, MIN (size, MOST_TEXT));
  const char *end;

  g_utf8_validate (cut, -1, &end);
  return size > MOST_TEXT ? g_strdup_printf ("%.*s\n…", (int) (end - cut), cut) : g_strndup (cut, (gsize) (end - cut));
}

/* The picture in a page, with the style for the dark left out. (transfer full) */
static GBytes *
picture_in (GBytes *page)
{
  gsize size;
  const char *data = g_bytes_get_data (page, &size);
  const char *from = g_strstr_len (data, (gssize) size, "<svg"), *to = g_strstr_len (data, (gssize) size, "</svg>\n");

  g_assert (from != NULL && to > from);
  return g_bytes_new_from_bytes (page, (gsize) (from - data), (gsize) (to - from) + strlen ("</svg>\n"));
}

static gboolean
paint (EntExportPreview *self, EntSheets *sheets, int width, int height, GError **error)
{
  double whole_width, whole_height, scale;
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean drawn;

  ent_sheets_get_whole_size (sheets, &whole_width, &whole_height);
  scale = MIN (width / whole_width, height / whole_height);
  self->width = MAX (1, (int) (whole_width * scale));
  self->height = MAX (1, (int) (whole_height * scale));
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, self->width, self->height);
  cr = cairo_create (surface);
  cairo_scale (cr, scale, scale);
  drawn = ent_sheets_draw_whole (sheets, cr, 1 / scale, error);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  self->stride = cairo_image_surface_get_stride (surface);
  if (drawn)
    self->pixels = g_bytes_new (cairo_image_surface_get_data (surface), (gsize) self->stride * (gsize) self->height);
  cairo_surface_destroy (surface);
  return drawn;
}

static gboolean
draw (EntExportPreview *self, GBytes *svg, const EntExportOptions *options, int width, int height, EntExportPreviewFunc made, gpointer data,
      GCancellable *cancellable, GError **error)
{
  gboolean drawn;
  gboolean is_pdf = options->kind == ENT_EXPORT_PDF;
  double paper_width = 0, paper_height = 0;
  g_autoptr (EntSheets) sheets = NULL;

  if (!ent_svg_measure (svg, &self->map_width, &self->map_height, cancellable, error))
    return FALSE;
  self->largest_scale = ent_png_largest_scale (self->map_width, self->map_height);
  if (made != NULL && !is_pdf)
    made (facts_of (self), data);
  if (is_pdf && options->paper != NULL)
    ent_paper_size (options->paper, &paper_width, &paper_height);
  sheets = ent_sheets_new (svg, paper_width, paper_height, ENT_PDF_MARGIN, TRUE, is_pdf && options->tiles, cancellable, error);
  if (sheets == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  self->n_pages = is_pdf ? ent_sheets_n (sheets) : 0;
  if (made != NULL && is_pdf)
    made (facts_of (self), data); /* its pages are counted only now */
  g_mutex_lock (&drawing);
  drawn = !g_cancellable_set_error_if_cancelled (cancellable, error) && paint (self, sheets, width, height, error);
  g_mutex_unlock (&drawing);
  return drawn;
}

EntExportPreview *
ent_export_preview (EntSnapshot *map,
                    const EntExportOptions *options,
                    int width,
                    int height,
                    EntExportPreviewFunc made_func,
                    gpointer data,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (EntExportPreview) self = g_new0 (EntExportPreview, 1);
  EntExportOptions made = *options;
  gboolean from_svg = options->kind == ENT_EXPORT_PNG || options->kind == ENT_EXPORT_PDF;
  g_autoptr (GBytes) bytes = NULL, svg = NULL;

  if (from_svg)
    made.kind = ENT_EXPORT_SVG;
  bytes = ent_export (map, &made, &self->notes, cancellable, error);
  if (bytes == NULL)
    return NULL;
  if (!from_svg)
    self->n_bytes = g_bytes_get_size (bytes);
  if (options->kind == ENT_EXPORT_HTML && !options->report)
    svg = picture_in (bytes);
  else if (from_svg || options->kind == ENT_EXPORT_SVG)
    svg = g_bytes_ref (bytes);
  else
    self->text = beginning (bytes);
  if (svg != NULL && !draw (self, svg, options, width, height, made_func, data, cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}
