/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random articles, excerpts of them, and random edits of which every code point's origin is known. */
#pragma once

#include "ent-types.h"

/* A text as code points; `origin`: which code point of the article each came from (copies have that of their original), -1 for new. */
typedef struct
{
  GArray *chars;   /* gunichar */
  GArray *origins; /* gint32 */
} Edited;

/* An article of about @size code points of sentences in many scripts, one in ten a repetition of an earlier one, with @n excerpts: whole
 * sentences or parts. (transfer full) */
EntArticle *random_article (GRand *rand, guint size, guint n);

Edited *edited_new (const char *text);
void edited_free (Edited *self);
/* @n edits: sentences inserted, deleted, moved, doubled; a letter's case, quotes, blanks and single characters changed. */
void edited_apply (Edited *self, GRand *rand, guint n);
char *edited_text (const Edited *self);

/* What became of an excerpt. */
typedef struct
{
  gboolean whole;    /* it stands unchanged somewhere */
  gint64 start, end; /* the stretch that came from it (where it stands in several: the first whole one) */
  guint differences; /* characters changed, gone or come between; large when it was torn apart */
} Fate;

Fate edited_fate (const Edited *self, const EntArticle *article, const EntExcerpt *excerpt);
/* TRUE when at least four fifths of the code points from @start to @end are those of the excerpt, in order, and of it: the rest may have
 * become what it was by chance. */
gboolean edited_is_right (const Edited *self, const EntExcerpt *excerpt, gint64 start, gint64 end);
