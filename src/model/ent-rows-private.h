/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading of rows and the making of things from them. */
#pragma once

#include "ent-rows.h"

G_BEGIN_DECLS

/* The rows of @text; those that are no rows have a problem. (transfer full) */
GPtrArray *ent_rows_parse (const char *text);

/* A name as names are compared: NFC and case folded. (transfer full) */
char *ent_rows_fold (const char *name);

/* Actors by folded name and alias -> id, the first of a name winning. (transfer full) */
GHashTable *ent_rows_actors (EntMap *map);

/* Where the quote of @row stands: an article and the code point of its start (-1: it has no text), or NULL for one to be made. FALSE where
 * the quote is not in the text of its article. */
gboolean ent_rows_find_quote (EntMap *map, const EntRow *row, const EntArticle **article, gint64 *start);

G_END_DECLS
