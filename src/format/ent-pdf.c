/* SPDX-License-Identifier: GPL-3.0-or-later */
/* librsvg draws text as glyphs with their characters and turns <a> into cairo's link tags, so all that is left to do is pages. */
#include "ent-pdf.h"

#include <cairo-pdf.h>
#include <librsvg/rsvg.h>
#include <math.h>

#include "ent-error.h"

#define POINTS_PER_PIXEL 0.75 /* CSS: 96 px are 72 pt */
#define LARGEST_PAGE 14400.0  /* points; ISO 32000-1, annex C */
#define PAGE_MARGIN 28.0      /* most printers reach this far */
#define MOST_TILES 400

static const struct
{
  const char *name;
  double width, height; /* points */
} papers[] = { { "a4", 595.276, 841.89 }, { "letter", 612, 792 } };

typedef struct
{
  double page_width, page_height, margin;
  double width, height; /* of the picture, in points */
  guint columns, rows;
} Pages;

static int
find_paper (const char *paper)
{
  for (guint i = 0; paper != NULL && i < G_N_ELEMENTS (papers); i++)
    if (g_ascii_strcasecmp (paper, papers[i].name) == 0)
      return (int) i;
  return -1;
}

gboolean
ent_pdf_knows_paper (const char *paper)
{
  return find_paper (paper) >= 0;
}

/* A sheet lies the way that needs fewer of them, or shows more. */
static Pages
lay_out (double width, double height, const EntPdfOptions *options)
{
  int paper = find_paper (options->paper);
  double scale = MIN (1, LARGEST_PAGE / MAX (width, height));
  Pages pages = { .width = width * scale, .height = height * scale, .columns = 1, .rows = 1 };
  double inner_width, inner_height, shorter, longer;

  if (paper < 0)
    {
      pages.page_width = pages.width;
      pages.page_height = pages.height;
      return pages;
    }
  pages.margin = PAGE_MARGIN;
  shorter = papers[paper].width;
  longer = papers[paper].height;
  pages.page_width = width > height ? longer : shorter;
  pages.page_height = width > height ? shorter : longer;
  inner_width = pages.page_width - 2 * PAGE_MARGIN;
  inner_height = pages.page_height - 2 * PAGE_MARGIN;
  if (options->tiles)
    {
      pages.columns = (guint) ceil (pages.width / inner_width - 1e-6);
      pages.rows = (guint) ceil (pages.height / inner_height - 1e-6);
      return pages;
    }
  scale = MIN (inner_width / width, inner_height / height);
  pages.width = width * scale;
  pages.height = height * scale;
  return pages;
}

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
cutting_lines (cairo_t *cr, double width, double height)
{
  cairo_rectangle (cr, PAGE_MARGIN, PAGE_MARGIN, width, height);
  cairo_set_source_rgb (cr, 0.6, 0.6, 0.6);
  cairo_set_line_width (cr, 0.4);
  cairo_stroke (cr);
}

static gboolean
draw_page (RsvgHandle *handle, cairo_t *cr, const Pages *pages, guint column, guint row, GError **error)
{
  double inner_width = pages->page_width - 2 * pages->margin, inner_height = pages->page_height - 2 * pages->margin;
  gboolean tiled = pages->columns * pages->rows > 1, drawn;
  RsvgRectangle viewport = { pages->margin, pages->margin, pages->width, pages->height };

  if (tiled)
    {
      viewport.x -= column * inner_width;
      viewport.y -= row * inner_height;
    }
  else
    {
      viewport.x = (pages->page_width - pages->width) / 2;
      viewport.y = (pages->page_height - pages->height) / 2;
    }
  /* cairo 1.16 points to a tree of structure that it does not write where a page has links alone. */
  cairo_tag_begin (cr, "Document", NULL);
  cairo_save (cr);
  if (tiled)
    {
      cairo_rectangle (cr, pages->margin, pages->margin, inner_width, inner_height);
      cairo_clip (cr);
    }
  drawn = rsvg_handle_render_document (handle, cr, &viewport, error);
  cairo_restore (cr);
  if (tiled)
    cutting_lines (cr, inner_width, inner_height);
  cairo_tag_end (cr, "Document");
  cairo_show_page (cr);
  return drawn;
}

static GBytes *
draw (RsvgHandle *handle, const Pages *pages, const EntPdfOptions *options, GCancellable *cancellable, GError **error)
{
  GByteArray *pdf = g_byte_array_new ();
  cairo_surface_t *surface = cairo_pdf_surface_create_for_stream (append, pdf, pages->page_width, pages->page_height);
  cairo_t *cr = cairo_create (surface);
  gboolean done = TRUE;
  cairo_status_t status;

  describe (surface, options);
  for (guint i = 0; done && i < pages->columns * pages->rows; i++)
    done = draw_page (handle, cr, pages, i % pages->columns, i / pages->columns, error)
           && !g_cancellable_set_error_if_cancelled (cancellable, error);
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
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (svg);
  RsvgHandle *handle = rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, cancellable, error);
  double width, height;
  GBytes *pdf = NULL;

  if (handle == NULL)
    return NULL;
  if (!rsvg_handle_get_intrinsic_size_in_pixels (handle, &width, &height) || !(width > 0) || !(height > 0))
    g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT, "the picture has no size");
  else
    {
      Pages pages = lay_out (width * POINTS_PER_PIXEL, height * POINTS_PER_PIXEL, options);

      if ((double) pages.columns * pages.rows > MOST_TILES)
        g_set_error (error, ENT_ERROR, ENT_ERROR_LIMIT, "the poster would be of %u pages; at most %d", pages.columns * pages.rows, MOST_TILES);
      else
        pdf = draw (handle, &pages, options, cancellable, error);
    }
  g_object_unref (handle);
  return pdf;
}
