/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files of the article reader share: -reader.c which article and where, -head.c what stands above the text, -view.c the text and
 * its looks, -select.c what is made of selected words, -fill.c a long text in pieces, -find.c finding words, -walk.c from excerpt to
 * excerpt, -idle.c excerpts that prove nothing, -names.c names of actors. */
#pragma once

#include "ent-anchor.h"
#include "ent-article-form.h"
#include "ent-article-gauge.h"
#include "ent-article-reader.h"
#include "ent-fold.h"

G_BEGIN_DECLS

/* Tags of marks: stances (8) times chosen (2) times how many excerpts lie over each other (1, 2, more). */
#define ENT_ARTICLE_DEPTHS 3
#define ENT_ARTICLE_TAGS (16 * ENT_ARTICLE_DEPTHS)

/* What is to be done at `goal` once all of a long text is there. */
typedef enum
{
  ENT_LATE_NONE,
  ENT_LATE_SCROLL,
  ENT_LATE_SELECT
} EntLate;

struct _EntArticleReader
{
  GtkWidget parent_instance;

  EntPanel *panel;
  char *article, *excerpt; /* ids; "" for none */
  char *text;              /* what the buffer holds, or is being filled with */
  gsize text_size, filled; /* bytes */
  gint64 length;           /* code points of `text` */
  EntRecord *shown;        /* nullable: the article whose text that is */
  EntRecord *known;        /* nullable: the article that `states` are of; a record never changes */
  EntAnchorState *states;  /* of its excerpts */
  guint fill_source;       /* there until the buffer is filled */
  EntLate late;
  GSimpleActionGroup *actions;

  /* From top to bottom */
  GtkWidget *back, *title, *source, *find_bar, *idle, *idle_use, *none, *text_area, *form_slot, *bar, *hint, *detached, *detached_text;
  GtkWidget *scrolled, *clamp, *view, *gauge, *step_count;
  GtkWidget *popover, *popover_list; /* relations under one place */
  GtkTextBuffer *buffer;
  GtkTextTag *tags[ENT_ARTICLE_TAGS], *found_tag, *current_tag, *name_tag, *pending_tag;
  GArray *tagged; /* TaggedRange of ent-article-view.c: where tags of marks are */
  GtkCssProvider *size;
  double scale; /* of the text, 1: as the desktop has it */
  guint tick, frames; /* of a scroll that waits for the layout */
  guint in_view;      /* frames in which its goal was seen */
  gint64 goal, goal_end; /* code points: what that scroll is to show */
  guint measure_source, click_source, press_source;
  int clicked; /* code point */

  /* Selected words */
  GtkWidget *select_bar, *select_row, *select_label, *select_support, *select_dispute, *select_mention;
  GtkWidget *select_again;
  char *again;      /* the excerpt whose words are asked for, "" for none */
  gboolean pressed; /* words are being selected by the pointer */

  /* Finding */
  GtkWidget *find_entry, *find_count;
  EntFold *fold;         /* nullable: of `text` */
  GCancellable *folding; /* there while a thread makes it */
  GArray *found; /* EntStretch */
  guint found_at;

  /* Names of actors */
  gboolean names_shown, names_tagged;
  GCancellable *names_cancellable; /* nullable */
  EntRecords *names_of; /* nullable: the actors */
  GArray *namings;      /* EntNaming; nullable: those that are being marked */
  guint names_at, names_source;
};

/* ent-article-reader.c */
/* NULL when it is gone. */
const EntArticle *ent_article_reader_article (EntArticleReader *self);
const EntRelation *ent_article_reader_relation (EntArticleReader *self);
/* Where the excerpts of @article, the one shown, stand. O(text) for another article, else O(1). (transfer none) */
const EntAnchorState *ent_article_reader_states (EntArticleReader *self, const EntArticle *article);
/* Scrolls so that the text from @start to @end is in view, and puts the cursor at @start. */
void ent_article_reader_scroll_to (EntArticleReader *self, gint64 start, gint64 end);
void ent_article_reader_get_iters (EntArticleReader *self, gint64 start, gint64 end, GtkTextIter *from, GtkTextIter *to);

/* ent-article-head.c */
GtkWidget *ent_article_head_new (EntArticleReader *self);
void ent_article_head_update (EntArticleReader *self, const EntArticle *article);

/* ent-article-fill.c */
/* Gives the buffer another text; a long one comes in pieces. */
void ent_article_fill (EntArticleReader *self, const char *text);
gboolean ent_article_fill_is_done (EntArticleReader *self);

/* ent-article-view.c */
GtkWidget *ent_article_view_new (EntArticleReader *self);
void ent_article_view_mark (EntArticleReader *self, const EntArticle *article);
/* The buffer has another text, without tags. */
void ent_article_view_forget_marks (EntArticleReader *self);
void ent_article_view_colour (EntArticleReader *self);
void ent_article_view_measure (EntArticleReader *self);

/* ent-article-select.c */
void ent_article_select_init (EntArticleReader *self, GtkOverlay *overlay);
/* Shows what can be done with the words selected now. */
void ent_article_select_update (EntArticleReader *self);
/* Selects the sentence at that code point. */
void ent_article_select_sentence (EntArticleReader *self, gint64 position);
/* Opens the form of a new relation proved by the selected words; @source and @target (nullable) are given actors. FALSE without words. */
gboolean ent_article_select_relation (EntArticleReader *self, const char *source, const char *target);
/* Makes the selected words evidence of @relation. */
gboolean ent_article_select_evidence (EntArticleReader *self, const char *relation, EntRole role);

/* ent-article-find.c */
GtkWidget *ent_article_find_new (EntArticleReader *self);
void ent_article_find_open (EntArticleReader *self);
/* FALSE when it is not open. */
gboolean ent_article_find_close (EntArticleReader *self);
void ent_article_find_step (EntArticleReader *self, int by);
/* The text is another one. */
void ent_article_find_reset (EntArticleReader *self);
/* Puts the tags of what is found again. */
void ent_article_find_mark (EntArticleReader *self);

/* ent-article-idle.c */
/* The excerpt shown, where it proves nothing; else NULL. */
const EntExcerpt *ent_article_idle_excerpt (EntArticleReader *self, const EntArticle *article);
/* What can be done with it. */
GtkWidget *ent_article_idle_new (EntArticleReader *self);
void ent_article_idle_update (EntArticleReader *self, const EntArticle *article);
/* Shows the excerpt at code point @position that proves nothing, if there is one. */
void ent_article_idle_choose (EntArticleReader *self, const EntArticle *article, gint64 position);

/* ent-article-walk.c */
/* Chooses the next (1) or previous (-1) excerpt of the text, and what it proves. */
void ent_article_walk (EntArticleReader *self, int by);
void ent_article_walk_update (EntArticleReader *self);

/* ent-article-names.c */
/* Marks the names of known actors, where they are wished. */
void ent_article_names_update (EntArticleReader *self);
/* The text is another one, or goes. */
void ent_article_names_forget (EntArticleReader *self);

G_END_DECLS
