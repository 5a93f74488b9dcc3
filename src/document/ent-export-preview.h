/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export as it will be, small enough to look at: the same bytes, drawn by librsvg, or the words of a written form. */
#pragma once

#include "ent-export.h"

G_BEGIN_DECLS

typedef struct
{
  char *text;     /* nullable: the beginning of a written form */
  GBytes *pixels; /* nullable: CAIRO_FORMAT_ARGB32 */
  int width, height, stride;
  double map_width, map_height; /* of the picture in map units: its pixels at scale 1 */
  double largest_scale;         /* of a PNG */
  guint n_pages;                /* of a PDF, else 0 */
  gsize n_bytes;                /* of the file, where it was made for the preview; else 0 */
  EntExportNotes notes;
} EntExportPreview;

void ent_export_preview_free (EntExportPreview *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntExportPreview, ent_export_preview_free)

/* What ent_export() makes of @map and @options, as a picture of at most @width x @height pixels. What it refuses is refused here.
 * Any thread. (transfer full) */
EntExportPreview *ent_export_preview (EntSnapshot *map, const EntExportOptions *options, int width, int height, GCancellable *cancellable,
                                      GError **error);

G_END_DECLS
