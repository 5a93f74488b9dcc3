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

/* Told in the thread of the preview when all of a picture is known but its pixels: librsvg takes long for a large map. @facts: (transfer
 * full) */
typedef void (*EntExportPreviewFunc) (EntExportPreview *facts, gpointer data);

/* What ent_export() makes of @map and @options, as a picture of at most @width x @height pixels. What it refuses is refused here. @made:
 * nullable. Any thread; pictures are drawn one at a time, so that those that nobody waits for any more do not pile up. (transfer full) */
EntExportPreview *ent_export_preview (EntSnapshot *map, const EntExportOptions *options, int width, int height, EntExportPreviewFunc made,
                                      gpointer data, GCancellable *cancellable, GError **error);

G_END_DECLS
