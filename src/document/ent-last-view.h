/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where each map was looked at last, kept in the user's state folder and not in the map's file: so that looking at a map
 * changes nothing in it. At most ENT_LAST_VIEWS maps are remembered, those looked at last. */
#pragma once

#include <gio/gio.h>

#include "ent-geometry.h"

G_BEGIN_DECLS

#define ENT_LAST_VIEWS 200

typedef struct
{
  EntPoint middle; /* of the view, map units */
  double zoom;     /* 1.0 is 100 % */
} EntLastView;

/* The file they are kept in: entente/views in the user's state folder. (transfer full) */
char *ent_last_view_dup_path (void);
/* FALSE where nothing sensible is known of @file. */
gboolean ent_last_view_load (const char *path, GFile *file, EntLastView *view);
/* @view NULL: forgets it. What cannot be written is not told: nothing is lost that anybody made. O(ENT_LAST_VIEWS). */
void ent_last_view_store (const char *path, GFile *file, const EntLastView *view);

G_END_DECLS
