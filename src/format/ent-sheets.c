/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands inside the margins of neighbouring sheets adjoins, so that cut sheets make one picture. */
#include "ent-sheets.h"

#include <librsvg/rsvg.h>
#include <math.h>

#include "ent-error.h"

#define POINTS_PER_PIXEL 0.75 /* CSS: 96 px are 72 pt */
#define LARGEST_PAGE 14400.0  /* points; ISO 32000-1, annex C */
#define MOST_SHEETS 400
#define CUTTING_GREY 0.6

static const struct
{
  const char *name;
  double width, height; /* points */
} papers[] = { { "a4", 595.276, 841.89 }, { "letter", 612, 792 } };

struct _EntSheets
{
  RsvgHandle *handle;
  double page_width, page_height, margin;
  double width, height; /* of the picture */
  guint columns, rows;
  double full_width; /* of the picture in its own units */
  EntSheetsDrawFunc below; /* nullable */
  gpointer below_data;
};

gboolean
ent_paper_size (const char *paper, double *width, double *height)
{
  for (guint i = 0; paper != NULL && i < G_N_ELEMENTS (papers); i++)
    if (g_ascii_strcasecmp (paper, papers[i].name) == 0)
      {
        *width = papers[i].width;
        *height = papers[i].height;
        return TRUE;
      }
  return FALSE;
}

/* @width and @height are the picture at full size. */
static void
lay_out (EntSheets *self, double width, double height, double paper_width, double paper_height, gboolean may_turn, gboolean tiles)
{
  double scale = MIN (1, LARGEST_PAGE / MAX (width, height));
  gboolean turned = may_turn && (width > height) != (paper_width > paper_height);
  double inner_width, inner_height;

  self->width = width * scale;
  self->height = height * scale;
  self->columns = self->rows = 1;
  if (paper_width <= 0 || paper_height <= 0)
    {
      self->page_width = self->width;
      self->page_height = self->height;
      self->margin = 0;
      return;
    }
  self->page_width = turned ? paper_height : paper_width;
  self->page_height = turned ? paper_width : paper_height;
  inner_width = self->page_width - 2 * self->margin;
  inner_height = self->page_height - 2 * self->margin;
  if (tiles)
    {
      self->columns = (guint) MAX (1, ceil (self->width / inner_width - 1e-6));
      self->rows = (guint) MAX (1, ceil (self->height / inner_height - 1e-6));
      return;
    }
  scale = MIN (inner_width / width, inner_height / height);
  self->width = width * scale;
  self->height = height * scale;
}

EntSheets *
ent_sheets_new (GBytes *svg,
                double paper_width,
                double paper_height,
                double margin,
                gboolean may_turn,
                gboolean tiles,
                GCancellable *cancellable,
                GError **error)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (svg);
  g_autoptr (EntSheets) self = g_new0 (EntSheets, 1);
  double width, height;

  self->handle = rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, cancellable, error);
  self->margin = margin;
  if (self->handle == NULL)
    return NULL;
  if (!rsvg_handle_get_intrinsic_size_in_pixels (self->handle, &width, &height) || !(width > 0) || !(height > 0))
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT, "the picture has no size");
      return NULL;
    }
  self->full_width = width;
#if LIBRSVG_CHECK_VERSION(2, 60, 0)
  rsvg_handle_set_cancellable_for_rendering (self->handle, cancellable);
#endif
  lay_out (self, width * POINTS_PER_PIXEL, height * POINTS_PER_PIXEL, paper_width, paper_height, may_turn, tiles);
  if ((double) self->columns * self->rows <= MOST_SHEETS)
    return g_steal_pointer (&self);
  g_set_error (error, ENT_ERROR, ENT_ERROR_LIMIT, "the poster would be of %u pages; at most %d", self->columns * self->rows, MOST_SHEETS);
  return NULL;
}

void
ent_sheets_free (EntSheets *self)
{
  if (self == NULL)
    return;
  g_clear_object (&self->handle);
  g_free (self);
}

void
ent_sheets_set_below (EntSheets *self, EntSheetsDrawFunc draw, gpointer data)
{
  self->below = draw;
  self->below_data = data;
}

guint
ent_sheets_n (EntSheets *self)
{
  return self->columns * self->rows;
}

void
ent_sheets_get_size (EntSheets *self, double *width, double *height)
{
  *width = self->page_width;
  *height = self->page_height;
}

static void
cutting_lines (cairo_t *cr, double x, double y, double width, double height, double line)
{
  cairo_rectangle (cr, x, y, width, height);
  cairo_set_source_rgb (cr, CUTTING_GREY, CUTTING_GREY, CUTTING_GREY);
  cairo_set_line_width (cr, line);
  cairo_stroke (cr);
}

gboolean
ent_sheets_draw (EntSheets *self, cairo_t *cr, guint n, GError **error)
{
  double inner_width = self->page_width - 2 * self->margin, inner_height = self->page_height - 2 * self->margin;
  gboolean tiled = ent_sheets_n (self) > 1, drawn;
  RsvgRectangle viewport = { self->margin, self->margin, self->width, self->height };

  g_return_val_if_fail (n < ent_sheets_n (self), FALSE);
  cairo_save (cr);
  if (tiled)
    {
      viewport.x -= n % self->columns * inner_width;
      viewport.y -= n / self->columns * inner_height;
      cairo_rectangle (cr, self->margin, self->margin, inner_width, inner_height);
      cairo_clip (cr);
    }
  else
    {
      viewport.x = (self->page_width - self->width) / 2;
      viewport.y = (self->page_height - self->height) / 2;
    }
  if (self->below != NULL)
    {
      cairo_save (cr);
      cairo_translate (cr, viewport.x, viewport.y);
      cairo_scale (cr, viewport.width / self->full_width, viewport.width / self->full_width);
      self->below (cr, self->below_data);
      cairo_restore (cr);
    }
  drawn = rsvg_handle_render_document (self->handle, cr, &viewport, error);
  cairo_restore (cr);
  if (tiled)
    cutting_lines (cr, self->margin, self->margin, inner_width, inner_height, 0.4);
  return drawn;
}

void
ent_sheets_get_whole_size (EntSheets *self, double *width, double *height)
{
  *width = self->columns * (self->page_width - 2 * self->margin) + 2 * self->margin;
  *height = self->rows * (self->page_height - 2 * self->margin) + 2 * self->margin;
}

gboolean
ent_sheets_draw_whole (EntSheets *self, cairo_t *cr, double seam, GError **error)
{
  double inner_width = self->page_width - 2 * self->margin, inner_height = self->page_height - 2 * self->margin, width, height;
  gboolean tiled = ent_sheets_n (self) > 1;
  RsvgRectangle viewport = { self->margin, self->margin, self->width, self->height };

  ent_sheets_get_whole_size (self, &width, &height);
  if (self->margin > 0)
    {
      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_rectangle (cr, 0, 0, width, height);
      cairo_fill (cr);
    }
  if (!tiled)
    {
      viewport.x = (self->page_width - self->width) / 2;
      viewport.y = (self->page_height - self->height) / 2;
    }
  if (!rsvg_handle_render_document (self->handle, cr, &viewport, error))
    return FALSE;
  for (guint i = 0; tiled && i < ent_sheets_n (self); i++)
    cutting_lines (cr, self->margin + i % self->columns * inner_width, self->margin + i / self->columns * inner_height, inner_width,
                   inner_height, seam);
  return TRUE;
}
