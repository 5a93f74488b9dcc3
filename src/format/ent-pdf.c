/* SPDX-License-Identifier: GPL-3.0-or-later */
/* librsvg draws text as glyphs with their characters and turns <a> into cairo's link tags, so all that is left to do is pages. */
#include "ent-pdf.h"

#include <cairo-pdf.h>

#include "ent-error.h"
#include "ent-sheets.h"

#define EDGE 0.02 /* points: nothing that can be seen */

static cairo_status_t
append (void *data, const unsigned char *bytes, unsigned int length)
{
  g_byte_array_append (data, bytes, length);
  return CAIRO_STATUS_SUCCESS;
}

static void
describe (cairo_surface_t *surface, const EntPdfOptions *options)
{
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_TITLE, options->title != NULL ? options->title : "");
  if (options->author != NULL)
    cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_AUTHOR, options->author);
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATOR, "Entente");
  /* Set in any case: cairo takes the clock otherwise. */
  cairo_pdf_surface_set_metadata (surface, CAIRO_PDF_METADATA_CREATE_DATE, options->date != NULL ? options->date : "");
}

static gboolean
draw_page (EntSheets *sheets, cairo_t *cr, guint n, GError **error)
{
  gboolean drawn;
  double width, height;

  ent_sheets_get_size (sheets, &width, &height);
  /* A ground that covers all of the page would make cairo forget what was recorded before it, and with that the beginning of the tag. */
  cairo_rectangle (cr, EDGE, EDGE, width - 2 * EDGE, height - 2 * EDGE);
  cairo_clip (cr);
  /* cairo 1.16 points to a tree of structure that it does not write where a page has links alone. */
  cairo_tag_begin (cr, "Document", NULL);
  drawn = ent_sheets_draw (sheets, cr, n, error);
  cairo_tag_end (cr, "Document");
  cairo_show_page (cr);
  cairo_reset_clip (cr);
  return drawn;
}

static GBytes *
draw (EntSheets *sheets, const EntPdfOptions *options, GCancellable *cancellable, GError **error)
{
  GByteArray *pdf = g_byte_array_new ();
  double width, height;
  cairo_surface_t *surface;
  cairo_t *cr;
  gboolean done = TRUE;
  cairo_status_t status;

  ent_sheets_get_size (sheets, &width, &height);
  surface = cairo_pdf_surface_create_for_stream (append, pdf, width, height);
  cr = cairo_create (surface);
  describe (surface, options);
  for (guint i = 0; done && i < ent_sheets_n (sheets); i++)
    done = draw_page (sheets, cr, i, error) && !g_cancellable_set_error_if_cancelled (cancellable, error);
  cairo_destroy (cr);
  cairo_surface_finish (surface);
  status = cairo_surface_status (surface);
  cairo_surface_destroy (surface);
  if (done && status == CAIRO_STATUS_SUCCESS)
    return g_byte_array_free_to_bytes (pdf);
  if (done)
    g_set_error (error, ENT_ERROR, ENT_ERROR_LIMIT, "no PDF could be made: %s", cairo_status_to_string (status));
  g_byte_array_unref (pdf);
  return NULL;
}

GBytes *
ent_svg_to_pdf (GBytes *svg, const EntPdfOptions *options, GCancellable *cancellable, GError **error)
{
  double width = 0, height = 0;
  g_autoptr (EntSheets) sheets = NULL;

  ent_paper_size (options->paper, &width, &height);
  sheets = ent_sheets_new (svg, width, height, ENT_PDF_MARGIN, TRUE, options->tiles, cancellable, error);
  return sheets != NULL ? draw (sheets, options, cancellable, error) : NULL;
}
