/* SPDX-License-Identifier: GPL-3.0-or-later */
/* librsvg draws text as glyphs with their characters and turns <a> into cairo's link tags, so what is left to do is pages, and text that
 * is drawn in colours: cairo makes pictures of it. Below each lies a full stop that stands for its characters (as ActualText), hidden by
 * what is drawn above. A glyph without ink would not be written. */
#include "ent-pdf.h"

#include <cairo-pdf.h>
#include <string.h>

#include "ent-error.h"
#include "ent-font.h"
#include "ent-sheets.h"
#include "ent-style.h"
#include "ent-svg.h"

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

static void
draw_stops (cairo_t *cr, gpointer data)
{
  const GArray *coloured = data;
  PangoContext *context = ent_font_context_new ();
  PangoLayout *layout = ent_font_layout_new (context, ".", 10, FALSE, FALSE);
  PangoLayoutRun *run = pango_layout_get_line_readonly (layout, 0)->runs->data;
  cairo_scaled_font_t *font = pango_cairo_font_get_scaled_font (PANGO_CAIRO_FONT (run->item->analysis.font));

  cairo_set_font_face (cr, cairo_scaled_font_get_font_face (font));
  cairo_set_source_rgb (cr, 1, 1, 1);
  for (guint i = 0; i < coloured->len; i++)
    {
      const EntSvgColoured *piece = &g_array_index (coloured, EntSvgColoured, i);
      cairo_glyph_t stop = { run->glyphs->glyphs[0].glyph, piece->x + piece->width / 2, piece->baseline };
      cairo_text_cluster_t cluster = { (int) strlen (piece->text), 1 };

      cairo_set_font_size (cr, piece->size);
      cairo_show_text_glyphs (cr, piece->text, cluster.num_bytes, &stop, 1, &cluster, 1, 0);
    }
  g_object_unref (layout);
  g_object_unref (context);
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
  if (sheets == NULL)
    return NULL;
  if (options->coloured != NULL && options->coloured->len > 0)
    ent_sheets_set_below (sheets, draw_stops, (gpointer) options->coloured);
  return draw (sheets, options, cancellable, error);
}
