/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A picture on sheets of paper: one as large as the picture, one that it is made to fit, or a poster of as many as it takes. The PDF, the
 * printer and the preview draw the same. Sizes are points (1/72 inch). */
#pragma once

#include <cairo.h>
#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _EntSheets EntSheets;

/* Width and height of "a4" and "letter", upright; FALSE for any other. */
gboolean ent_paper_size (const char *paper, double *width, double *height);

/* @svg on sheets of @paper_width x @paper_height, turned as it suits the picture where they @may_turn, with @margin on all sides; 0 x 0:
 * one sheet as large as the picture. @tiles: a poster at full size, 1 px of the SVG as 0.75 pt, row by row; else made smaller or larger to fit one sheet.
 * ENT_ERROR_LIMIT for a poster of more than 400. One thread at a time. (transfer full) */
EntSheets *ent_sheets_new (GBytes *svg, double paper_width, double paper_height, double margin, gboolean may_turn, gboolean tiles,
                           GCancellable *cancellable, GError **error);
void ent_sheets_free (EntSheets *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSheets, ent_sheets_free)

/* @draw is called for each sheet before the picture is drawn, with the picture's own coordinates, and clipped as it is: what covers it
 * hides it. */
typedef void (*EntSheetsDrawFunc) (cairo_t *cr, gpointer data);
void ent_sheets_set_below (EntSheets *self, EntSheetsDrawFunc draw, gpointer data);

guint ent_sheets_n (EntSheets *self);
void ent_sheets_get_size (EntSheets *self, double *width, double *height);
/* Draws sheet @n, from 0, with cutting lines where there are several. */
gboolean ent_sheets_draw (EntSheets *self, cairo_t *cr, guint n, GError **error);
/* All sheets as they are put together, @width x @height. */
void ent_sheets_get_whole_size (EntSheets *self, double *width, double *height);
/* Draws that, on white paper where it is paper, the seams as lines @seam wide. */
gboolean ent_sheets_draw_whole (EntSheets *self, cairo_t *cr, double seam, GError **error);

G_END_DECLS
