/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map as dots or boxes and straight lines, for pictures that are small or soon gone: previews of arrangements, and an
 * arrangement under way. Plain arrays that are only read, so it may be drawn in any thread. */
#pragma once

#include <cairo.h>

#include "ent-geometry.h"
#include "ent-map-index.h"
#include "ent-style.h"

G_BEGIN_DECLS

typedef struct
{
  guint n;
  const EntPoint *places;   /* middles, any unit; those that are not finite are not drawn */
  const EntRect *boxes;     /* nullable: no node is drawn larger than a dot */
  const EntColour *colours;
  const gboolean *faded;    /* nullable: none is */
  guint n_ties;
  const guint *ties;        /* 2 × n_ties numbers of nodes */
  guint most_ties;          /* of more, as many are left out evenly */
  double most_scale;        /* pixels for a unit at most; 0: as fits */
} EntSketch;

/* Fits it into 0, 0, @width, @height of @cr with @margin around. O(nodes + lines drawn). */
void ent_sketch_draw (const EntSketch *self, cairo_t *cr, double width, double height, double margin, EntTheme theme);

/* The colour of each actor of @index's snapshot, in its order. Any thread. (transfer full): g_free(). */
EntColour *ent_sketch_colours (EntMapIndex *index, EntTheme theme);

G_END_DECLS
