/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies near a rectangle or a straight piece, by a uniform grid. Each grid is its user's own: asking changes it. */
#pragma once

#include "ent-geometry.h"

G_BEGIN_DECLS

typedef struct _EntGrid EntGrid;

/* Over @area; what lies outside goes to the cells at its rim. A cell that holds @most items takes no more (0: any
 * number). */
EntGrid *ent_grid_new (EntRect area, guint n_items, guint most);
void ent_grid_free (EntGrid *self);
void ent_grid_add (EntGrid *self, guint item, EntRect box);
/* The same, in the cells alone that the straight piece from @a to @b passes. */
void ent_grid_add_piece (EntGrid *self, guint item, EntPoint a, EntPoint b);
const guint *ent_grid_near_piece (EntGrid *self, EntPoint a, EntPoint b, guint *n);
/* The same along a line of @n_pieces straight pieces, @by around each. */
const guint *ent_grid_near_line (EntGrid *self, const EntPoint *line, guint n_pieces, double by, guint *n);
/* The length of a cell's side. */
double ent_grid_side (const EntGrid *self);
/* The items added near @box, each once, in no order. Valid until the next call. */
const guint *ent_grid_near (EntGrid *self, EntRect box, guint *n);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntGrid, ent_grid_free)

G_END_DECLS
