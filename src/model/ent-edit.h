/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The edits that people make, each one transaction with a name for the menu ("Undo Move China").
 * All return FALSE (or NULL) with @error and an unchanged map when the map cannot take the edit; an edit that changes nothing
 * succeeds silently. */
#pragma once

#include "ent-geometry.h"
#include "ent-map.h"

G_BEGIN_DECLS

gboolean ent_edit_set_title (EntMap *map, const char *title, GError **error);

/* Moves actors to @positions (map units, rounded to 0.1). Moves of the same actors one after another become one undo step while
 * @merge is TRUE (a drag under way). O(n + list). */
gboolean ent_edit_move_actors (EntMap *map, const char *const *ids, const EntPoint *positions, guint n, gboolean merge,
                               GError **error);

/* The same as one step called @label ("Arrange as Circle"). An id that the map has no more is passed over. */
gboolean ent_edit_arrange_actors (EntMap *map, const char *label, const char *const *ids, const EntPoint *positions, guint n,
                                  GError **error);

/* Pins actors, so that no arrangement moves them, or frees them. */
gboolean ent_edit_set_pinned (EntMap *map, const char *const *ids, guint n, gboolean pinned, GError **error);

/* Adds an actor of @name and @kind ("" for other) at @position; returns its id. (transfer full) */
char *ent_edit_add_actor (EntMap *map, const char *name, const char *kind, EntPoint position, GError **error);

/* How many relations go when these actors go. */
guint ent_edit_count_relations_of (EntMap *map, const char *const *ids, guint n);
/* Deletes actors and all that names them: their relations, their places in groups, in story steps and as reporters. Excerpts stay in
 * their articles. */
gboolean ent_edit_delete_actors (EntMap *map, const char *const *ids, guint n, GError **error);
gboolean ent_edit_delete_relations (EntMap *map, const char *const *ids, guint n, GError **error);

/* Adds a relation from @source to @target; returns its id. (transfer full) */
char *ent_edit_add_relation (EntMap *map, const char *source, const char *target, const char *label, GError **error);

/* Adds the text of @article from code point @start to @end as evidence of @relation in @role. An excerpt of exactly that place is
 * used again. Returns the excerpt's id. (transfer full) */
char *ent_edit_add_evidence (EntMap *map, const char *relation, const char *article, gint64 start, gint64 end, EntRole role,
                             GError **error);

/* Adds an article with its text as read (UTF-8, already NFC and LF); returns its id. (transfer full) */
char *ent_edit_add_article (EntMap *map, const char *title, const char *text, GError **error);

G_END_DECLS
