/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bringing back the content of another moment as one step of undo. */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

/* Makes @map what @content is. What both have alike at the start and the end of a list is left alone. O(size). FALSE with @error, and
 * nothing changed, where @content is no good map. */
gboolean ent_edit_restore (EntMap *map, const char *label, EntSnapshot *content, GError **error);

G_END_DECLS
