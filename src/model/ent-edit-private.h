/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of edits share. */
#pragma once

#include "ent-geometry.h"
#include "ent-map.h"

G_BEGIN_DECLS

/* Sets @error and returns FALSE. */
gboolean ent_edit_no_such (GError **error, const char *what, const char *id);
gboolean ent_edit_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* TRUE when the reader would take @record; else unrefs it and sets @error. */
gboolean ent_edit_is_good (gpointer record, GError **error);
/* FALSE with @error when a place is outside of what the format holds. */
gboolean ent_edit_is_place (EntPoint place, GError **error);

/* "Move China", with a long name cut. (transfer full) */
char *ent_edit_label_for (const char *verb, const char *name);
/* What people call @record: its name, title, label or text, else its type. (transfer full) */
char *ent_edit_name_of (EntMap *map, const EntRecord *record);
/* "Delete China" of one, "Delete 5 Actors" or "Delete 5 Things" of many. (transfer full) */
char *ent_edit_label_for_many (EntMap *map, const char *verb, const char *const *ids, guint n);

/* Sets a place, rounded to 0.1; what is unknown in the old record is kept. */
void ent_edit_set_place (EntPosition **slot, EntPoint place);

/* Replaces the record that stands as @id by @record, in the open transaction; an excerpt in its article. Takes @record. */
void ent_edit_put (EntMap *map, const char *id, gpointer record);

/* The id of the excerpt of @article from code point @start to @end, put into the open transaction where there is none of exactly that place.
 * NULL with @error when there is no such place. (transfer full) */
char *ent_edit_put_excerpt (EntMap *map, const char *article, gint64 start, gint64 end, GError **error);

/* Expands the collapsed groups that share a member with the collapsed group @id, in the open transaction. */
void ent_edit_settle_collapsed (EntMap *map, const char *id);

/* ent_edit_delete() under another name: "Cut". */
gboolean ent_edit_delete_as (EntMap *map, const char *verb, const char *const *ids, guint n, GError **error);

/* Commits, or on failure returns NULL instead of @id. Takes @id. */
char *ent_edit_commit_id (EntMap *map, char *id, GError **error);

G_END_DECLS
