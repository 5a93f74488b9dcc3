/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evidence, excerpts and the texts of articles. See ent-edit.h for adding evidence and articles. */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

/* Makes the excerpt @excerpt, that is there already, evidence of @relation in @role. Nothing happens where it is. */
gboolean ent_edit_use_excerpt (EntMap *map, const char *relation, const char *excerpt, EntRole role, GError **error);
/* Takes it away again; the excerpt stays in its article. */
gboolean ent_edit_remove_evidence (EntMap *map, const char *relation, const char *excerpt, GError **error);
gboolean ent_edit_set_evidence_role (EntMap *map, const char *relation, const char *excerpt, EntRole role, GError **error);
gboolean ent_edit_set_evidence_note (EntMap *map, const char *relation, const char *excerpt, const char *note, GError **error);
/* Moves the evidence at @index so that it stands at @to. */
gboolean ent_edit_move_evidence (EntMap *map, const char *relation, guint index, guint to, GError **error);

/* Adds an excerpt of @article from code point @start to @end that proves nothing yet; one of exactly that place is used again.
 * Returns its id. (transfer full) */
char *ent_edit_add_excerpt (EntMap *map, const char *article, gint64 start, gint64 end, GError **error);
/* Moves an excerpt to another range of its article's text, and so attaches one that was detached. */
gboolean ent_edit_move_excerpt (EntMap *map, const char *excerpt, gint64 start, gint64 end, GError **error);

/* One place of an excerpt. */
typedef struct
{
  const char *excerpt;
  gint64 start, end; /* code points of its article's text */
} EntPlacing;

/* The same for many excerpts as one step. O(n x article). */
gboolean ent_edit_move_excerpts (EntMap *map, const EntPlacing *placings, guint n, GError **error);

/* Gives an article another text (UTF-8, already NFC and LF) and its checksum. Each excerpt is looked up in it: where its words stand
 * exactly once, and stood once before too or have prefix and suffix beside them, it follows; else it stays as it is, detached, and
 * the earlier text is kept among the editions. O(text x excerpts). ent_edit_reanchor() also tells what is ambiguous at its place. */
gboolean ent_edit_set_article_text (EntMap *map, const char *article, const char *text, GError **error);

G_END_DECLS
