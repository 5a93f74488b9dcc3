/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a table that become actors and relations: source, target, label, kind, when, quote, url.
 *
 * Tab- or comma-separated as RFC 4180 has it (fields in "", "" for a quotation mark, line breaks inside). A first row that names the columns
 * ("source", "target" ...) sets their order. A row with a source alone makes an actor. Names find the actors of the map by name
 * or alias, whatever their case. A quote is looked for in the article of that url, or without one in all articles; where there is none, it
 * is kept in an article of that url without text. A url without quote becomes the relation's note. */
#pragma once

#include "ent-geometry.h"
#include "ent-map.h"

G_BEGIN_DECLS

typedef struct
{
  guint line;                                                    /* of the text, from 1 */
  char *source, *target, *label, *kind, *when, *quote, *url; /* never NULL; `when` is EDTF already */
  char *problem;                                                 /* why the row makes nothing, a clause; NULL when it is good */
} EntRow;

/* What pasting would do now. */
typedef struct
{
  GPtrArray *rows;       /* of EntRow, in order */
  GPtrArray *new_actors; /* of char *: the names of the actors that would be made */
  guint n_relations, n_articles, n_excerpts, n_problems;
} EntRows;

/* The preview of @text for @map, which is not changed. O(text + map; with quotes, quotes x articles' texts). (transfer full) */
EntRows *ent_rows_new (EntMap *map, const char *text);
void ent_rows_free (EntRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntRows, ent_rows_free)

/* Makes what the good rows say as one step; new actors stand in a grid around @place. Returns the ids of the actors and relations
 * made. (transfer full), NULL-terminated; NULL with @error, also when no row is good */
char **ent_rows_paste (const EntRows *self, EntMap *map, EntPoint place, GError **error);

/* A clip as such rows, for other programs: a row for each relation and each of its supporting excerpts, one for an actor without
 * relations. (transfer full) */
char *ent_rows_from_clip (const EntSnapshot *clip);

G_END_DECLS
