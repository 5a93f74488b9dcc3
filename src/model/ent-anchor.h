/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where an excerpt stands in an article: W3C Web Annotation quote and position selectors, in Unicode code points.
 * Positions in the format are code points; everything here converts at its own border and never guesses. */
#pragma once

#include "ent-text-index.h"
#include "ent-types.h"

G_BEGIN_DECLS

/* The byte at which code point @position starts, or -1 past the end. O(text). */
gssize ent_text_byte_of (const char *text, gint64 position);
/* The code point that starts at byte @byte. O(text). */
gint64 ent_text_position_of (const char *text, gsize byte);
/* Code points in @text. O(text). */
gint64 ent_text_length (const char *text);

typedef enum
{
  ENT_ANCHOR_EXACT,    /* the text from start to end is `exact` */
  ENT_ANCHOR_DETACHED, /* it is not, or end is past the text */
  ENT_ANCHOR_UNCHECKED /* the article has no text */
} EntAnchorState;

/* O(text up to end). */
EntAnchorState ent_anchor_state (const EntArticle *article, const EntExcerpt *excerpt);

/* The same of every excerpt of @article, in its order. O(text + excerpts log excerpts). (transfer full) */
EntAnchorState *ent_anchor_states (const EntArticle *article);
/* How many of them are detached. */
guint ent_anchor_count_detached (const EntArticle *article);

/* The excerpt of @article that stands exactly from @start to @end, or NULL. O(excerpts), and the text where one fits. */
const EntExcerpt *ent_anchor_find (const EntArticle *article, gint64 start, gint64 end);

/* The paragraph (line of the text, from 1, empty lines not counted) that holds code point @position. O(text). */
guint ent_text_paragraph (const char *text, gint64 position);

/* A new excerpt of @article from code point @start to @end with 32 code points of prefix and suffix, more until the three
 * together stand only once, fewer at the ends of the text. NULL with @error when the range is empty or outside.
 * (transfer full) O(text x growth). */
EntExcerpt *ent_anchor_new_excerpt (const EntArticle *article, const char *id, gint64 start, gint64 end, GError **error);
/* The same for many excerpts of one text, that stand from code point @start, byte @from, to code point @end, byte @to of it. (transfer
 * full) As two questions to @text for each growth. */
EntExcerpt *ent_anchor_new_excerpt_in (EntTextIndex *text, const char *id, gint64 start, gsize from, gint64 end, gsize to);

/* The first place of @text, in code points, where @words stand as they are, but for the white space between them: other programs break lines
 * elsewhere. FALSE where there is none, or no word. O(text) for usual texts. */
gboolean ent_text_find_words (const char *text, const char *words, gint64 *start, gint64 *end);

G_END_DECLS
