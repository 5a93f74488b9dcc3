/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Placing many things by one another. */
#pragma once

#include "ent-geometry.h"
#include "ent-map.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_ALIGN_LEFT,
  ENT_ALIGN_CENTRE, /* on one vertical line */
  ENT_ALIGN_RIGHT,
  ENT_ALIGN_TOP,
  ENT_ALIGN_MIDDLE, /* on one horizontal line */
  ENT_ALIGN_BOTTOM
} EntAlign;

/* Aligns actors and captions, as one step. @sizes (map units, width in x and height in y) are those of the cards, for their edges.
 * What has no position yet is passed over. O(n x list). */
gboolean ent_edit_align (EntMap *map, const char *const *ids, const EntPoint *sizes, guint n, EntAlign align, GError **error);
/* The same gap between neighbours, from left to right or from top to bottom; the outer two stay. */
gboolean ent_edit_distribute (EntMap *map, const char *const *ids, const EntPoint *sizes, guint n, gboolean vertical, GError **error);

G_END_DECLS
