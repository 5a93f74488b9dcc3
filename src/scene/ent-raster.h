/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Thin lines and boxes straight into an image's pixels: what a far view has tens of thousands of and a near one
 * hundreds, and what cairo takes some twenty times as long for. It looks the same: coverage is computed, not sampled. */
#pragma once

#include <cairo.h>

#include "ent-geometry.h"
#include "ent-style.h"

G_BEGIN_DECLS

typedef struct
{
  guint32 *pixels; /* opaque ARGB32 */
  int stride;      /* in pixels */
  int width, height;
  EntPoint origin; /* of the left upper corner, scene units */
  double scale;    /* pixels a unit */
} EntRaster;

/* Over @surface (ARGB32 and opaque), which is to be marked dirty afterwards. */
EntRaster ent_raster_on (cairo_surface_t *surface, EntPoint origin, double scale);
/* The line through @points (scene units), @width pixels wide; its ends are cut straight. @dash (nullable): lengths of
 * line and gap by turns, scene units, begun @phase of them before. O(pieces, dashes, and pixels of it inside of the image). */
void ent_raster_line (const EntRaster *self,
                      const EntPoint *points,
                      guint n,
                      double width,
                      const double *dash,
                      guint n_dash,
                      double phase,
                      EntColour colour);
void ent_raster_rect (const EntRaster *self, EntRect rect, EntColour colour);
/* The same with corners of @radius (scene units; cut to half the shorter side), @alpha 0 to 1. */
void ent_raster_rounded (const EntRaster *self, EntRect rect, double radius, EntColour colour, double alpha);

G_END_DECLS
