/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the search share: the question taken apart, and the texts of one section, folded and laid end to end. */
#pragma once

#include "ent-search.h"

G_BEGIN_DECLS

/* More words are not looked for. */
#define ENT_MOST_WORDS 8

typedef struct
{
  char *phrase; /* all of it, folded, without blanks around */
  gsize phrase_length;
  char *words[ENT_MOST_WORDS]; /* longest first */
  gsize lengths[ENT_MOST_WORDS];
  guint n;
} EntQuestion;

void ent_question_init (EntQuestion *self, const char *question);
void ent_question_clear (EntQuestion *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EntQuestion, ent_question_clear)

/* A text of a thing. */
typedef struct
{
  guint owner; /* place of the thing in its list; of an excerpt, counted over all articles */
  guint part;  /* 0 its name or label, then its aliases; of an article 0 the title, 1 the text */
} EntSearchEntry;

/* Immutable once made. */
typedef struct
{
  gatomicrefcount ref;
  GString *text;      /* folded, each entry ended by a line feed, which no folded text has */
  GArray *starts;     /* gsize, by entry, and the end */
  GArray *entries;    /* EntSearchEntry */
  GArray *weights;    /* guint, by owner: what comes first among equals */
  GPtrArray *holders; /* excerpts: EntArticle by owner; else NULL */
  GPtrArray *records; /* EntRecord by owner, borrowed */
} EntSearchTexts;

EntSearchTexts *ent_search_texts_new (EntMapIndex *index, EntSearchSection section);
EntSearchTexts *ent_search_texts_ref (EntSearchTexts *self);
void ent_search_texts_unref (EntSearchTexts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSearchTexts, ent_search_texts_unref)

/* The text of an entry as the map has it. (transfer none) */
const char *ent_search_texts_original (const EntSearchTexts *self, EntSearchSection section, const EntSearchEntry *entry);

/* How @needle stands in @text at its best. FALSE where it does not. */
gboolean ent_search_match (const char *text, gsize length, const char *needle, gsize needle_length, EntMatch *match);

G_END_DECLS
