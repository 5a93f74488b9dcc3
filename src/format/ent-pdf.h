/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An SVG of ours as PDF, by librsvg and cairo: vectors, text that can be chosen and searched, links alive. Invariant: same SVG and
 * options, same bytes; no date but the one given. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ENT_PDF_MARGIN 28.0 /* points: most printers reach this far */

typedef struct
{
  const char *title, *author; /* nullable */
  const char *date;           /* nullable: ISO 8601 */
  const char *paper;          /* nullable: "a4" or "letter"; else one page as large as the picture */
  const GArray *coloured;     /* nullable: what of the SVG is drawn in colours (EntSvgColoured), to be found as text all the same */
  gboolean tiles;             /* as many pages as it takes at full size, with cutting lines, row by row */
} EntPdfOptions;

/* 1 px of the SVG is 0.75 pt, less where a page could not hold it. ENT_ERROR_LIMIT for a poster of more than 400 pages. Any thread.
 * (transfer full) */
GBytes *ent_svg_to_pdf (GBytes *svg, const EntPdfOptions *options, GCancellable *cancellable, GError **error);

G_END_DECLS
