/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each map was looked at last, and by what filter, kept in the user's state folder and not in the map's file: so that looking at a map
 * changes nothing in it. At most ENT_LAST_VIEWS maps are remembered, those looked at last. */
#pragma once

#include <gio/gio.h>

#include "ent-geometry.h"

G_BEGIN_DECLS

#define ENT_LAST_VIEWS 200

/* Longer texts are not remembered, in bytes. */
#define ENT_LAST_VIEW_TEXT 1000

typedef struct
{
  gboolean placed; /* else the view follows the whole map, and the next two say nothing */
  EntPoint middle; /* of the view, map units */
  double zoom;     /* 1.0 is 100 % */
  char *filter;    /* owned, nullable: as whoever filters writes it down */
  gboolean hide;   /* what the filter leaves out is not there at all */
} EntLastView;

void ent_last_view_clear (EntLastView *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EntLastView, ent_last_view_clear)

/* The file they are kept in: entente/views in the user's state folder. (transfer full) */
char *ent_last_view_dup_path (void);
/* FALSE where nothing sensible is known of @file; @view is set all the same. */
gboolean ent_last_view_load (const char *path, GFile *file, EntLastView *view);
/* @view NULL, or one that says nothing: forgets it. What cannot be written is not told: nothing is lost that anybody made. O(ENT_LAST_VIEWS). */
void ent_last_view_store (const char *path, GFile *file, const EntLastView *view);

G_END_DECLS
