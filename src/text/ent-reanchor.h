/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits that put excerpts where they stand, each one transaction, as those of ent-edit.h. A place that a person
 * decides on is ent_edit_move_excerpt(). */
#pragma once

#include <gio/gio.h>

#include "ent-map.h"
#include "ent-verify.h"

G_BEGIN_DECLS

/* @article with the text @text (NULL: its own), and those of its excerpts placed that are exact or moved, with fresh prefix and suffix. All
 * others keep what they are. The old text joins the editions while any excerpt is not exact, unless it is there already; page starts go
 * with it. @accessed: the day of the new text (EDTF), "" for none. @article itself where nothing changes. In any thread: records of a map
 * never change. @counts (nullable): how many of its excerpts were in each state. @progress (nullable) is set to 0 ... 1000 as it goes.
 * NULL with @error: no text an article may have, or cancelled. O(excerpts x text). (transfer full) */
EntArticle *ent_reanchor_article (const EntArticle *article, const char *text, const char *accessed,
                                  guint counts[ENT_FINDING_UNCHECKED + 1], int *progress, GCancellable *cancellable, GError **error);

/* The same in @map, as one step. FALSE with @error where the map cannot take it; a call that changes nothing succeeds silently. */
gboolean ent_edit_reanchor (EntMap *map, const char *article, const char *text, const char *accessed, GError **error);

/* Forgets the earlier texts of @article. */
gboolean ent_edit_forget_editions (EntMap *map, const char *article, GError **error);

G_END_DECLS
