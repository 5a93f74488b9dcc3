/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines of text of a PDF with their places, and the text that they make. */
#pragma once

#include "ent-reading.h"

G_BEGIN_DECLS

/* Points from the upper left corner of the page. */
typedef struct
{
  double left, top, right, bottom;
  char *text; /* NFC, trimmed */
  guint page;
  gboolean dropped;
} EntPdfLine;

typedef struct
{
  double width, height;
  guint first, n; /* lines */
} EntPdfPage;

typedef struct
{
  char *title, *author, *created, *program; /* "" where not stated */
  GArray *pages, *lines;
  gboolean cut;
} EntPdfLines;

/* Reads what entente-read-pdf wrote. @size bytes of any kind; NULL with @error where they are not whole. O(size).
 * (transfer full) */
EntPdfLines *ent_pdf_lines_new (const char *data, gsize size, GError **error);
void ent_pdf_lines_free (EntPdfLines *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPdfLines, ent_pdf_lines_free)

/* Fills @reading: a line for each paragraph, pages, title, author and date. O(lines). */
void ent_pdf_flow (EntPdfLines *self, EntReading *reading);
/* Drops running heads and page numbers; returns how many lines. */
guint ent_pdf_drop_heads (EntPdfLines *self);

G_END_DECLS
