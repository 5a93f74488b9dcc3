/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of the panel, without a widget: search, citations, and what is said about a relation. */
#pragma once

#include "ent-map-index.h"

G_BEGIN_DECLS

/* @text without case, accents and other marks (Unicode NFKD, marks dropped, case folded). (transfer full) O(text). */
char *ent_words_fold (const char *text);
/* TRUE when each word of @folded_query, itself folded, is in @text. An empty query is in every text. */
gboolean ent_words_match (const char *text, const char *folded_query);
/* By name or alias. */
gboolean ent_words_match_actor (const EntActor *actor, const char *folded_query);
/* By label, or by the names and aliases of its two actors and its label together. */
gboolean ent_words_match_relation (EntMapIndex *index, const EntRelation *relation, const char *folded_query);

/* TRUE for an http or https address that names a host: the only addresses that are offered to open. */
gboolean ent_words_is_web_address (const char *url);

/* The article's title, else its publisher, else words for an article without a name. (transfer none) */
const char *ent_words_source (const EntArticle *article);
/* “Quote.” Title, Author, Publisher, 2024-11-01, paragraph 14. https://… with what is known. A @start below 0 gives no
 * paragraph. (transfer full) */
char *ent_words_citation (const EntArticle *article, const char *quote, gint64 start);

/* The source of @excerpt, and its paragraph where it stands in the text. (transfer full) O(text). */
char *ent_words_place (const EntArticle *article, const EntExcerpt *excerpt);

const char *ent_words_stance (EntStance stance);
const char *ent_words_status (EntStatus status);
/* The name of an actor kind, the map's own kinds included. (transfer none) */
const char *ent_words_kind (EntMapIndex *index, const char *kind);
/* The name of a kind of relations; one that is not built in is its own. (transfer none) */
const char *ent_words_relation_kind (const char *kind);
/* "China supports North Korea". (transfer full) */
char *ent_words_relation (EntMapIndex *index, const EntRelation *relation);
/* "possible · North Korea → China · 2017 · says Brookings Institution · unproved"; the direction is told where it is
 * not from
 * @from. (transfer full) */
char *ent_words_detail (EntMapIndex *index, const EntRelation *relation, const char *from);

G_END_DECLS
