/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits that put excerpts where they stand, each one transaction, as those of ent-edit.h. A place that a person
 * decides on is ent_edit_move_excerpt(). */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

/* Gives @article the text @text (NULL: keeps its own) and puts those of its excerpts there that are exact or moved, with fresh prefix
 * and suffix. All others keep what they are. The old text joins the editions while any excerpt is not exact, unless it is there already;
 * page starts go with it. @accessed: the day of the new text (EDTF), "" for none. FALSE with @error where the map cannot take it; a call
 * that changes nothing succeeds silently. O(excerpts x text). */
gboolean ent_edit_reanchor (EntMap *map, const char *article, const char *text, const char *accessed, GError **error);

/* Forgets the earlier texts of @article. */
gboolean ent_edit_forget_editions (EntMap *map, const char *article, GError **error);

G_END_DECLS
