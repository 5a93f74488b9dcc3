/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of a map as a map of its own: what is copied, cut and pasted, also between windows and programs.
 *
 * A clip is a snapshot that is valid by itself, so the format writes and reads it as any map (ent_map_write(), ent_map_read()). */
#pragma once

#include "ent-geometry.h"
#include "ent-map.h"

G_BEGIN_DECLS

/* The things called @ids with what they need: relations with both ends, groups with their actors, and the relations among all these
 * actors; the excerpts that prove them, each in its article; the own kinds in use. Ids of other things are passed over. What was
 * merged into an actor stays behind. O(map). (transfer full) */
EntSnapshot *ent_clip_new (EntMap *map, const char *const *ids, guint n);
/* The same, and deletes @ids as one step "Cut ...". (transfer full) */
EntSnapshot *ent_clip_cut (EntMap *map, const char *const *ids, guint n, GError **error);
/* TRUE when there is nothing in it to paste. */
gboolean ent_clip_is_empty (const EntSnapshot *clip);

/* The middle of the positions in it; 0, 0 where it has none. */
EntPoint ent_clip_get_middle (const EntSnapshot *clip);

/* Puts @clip into @map as one step, moved by @offset. Everything but articles, excerpts and kinds gets a new id: an article with the
 * same text is used again, an excerpt of the same range too, a kind of the same id and name too. Returns the ids of the actors,
 * relations, captions and groups made. (transfer full), NULL-terminated; NULL with @error */
char **ent_clip_paste (EntMap *map, const EntSnapshot *clip, EntPoint offset, GError **error);

/* Copies and pastes in one step, sharing the excerpts. A relation whose ends are not among @ids is copied between the same ends. */
char **ent_edit_duplicate (EntMap *map, const char *const *ids, guint n, EntPoint offset, GError **error);

G_END_DECLS
