/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The whole text of one article, with every excerpt marked in the colour of what it proves. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

#define ENT_TYPE_ARTICLE_READER (ent_article_reader_get_type ())
G_DECLARE_FINAL_TYPE (EntArticleReader, ent_article_reader, ENT, ARTICLE_READER, GtkWidget)

GtkWidget *ent_article_reader_new (EntPanel *panel);

/* Shows @article_id and scrolls to @excerpt_id ("" for the chosen relation's first excerpt, or the start). */
void ent_article_reader_open (EntArticleReader *self, const char *article_id, const char *excerpt_id);
/* Selects code points @start to @end of the article shown, and scrolls there. */
void ent_article_reader_select (EntArticleReader *self, gint64 start, gint64 end);
/* The map or the selection has changed. FALSE when there is nothing left to read here: the article is gone. */
gboolean ent_article_reader_refresh (EntArticleReader *self);
/* TRUE when the relation is proved in the article shown. */
gboolean ent_article_reader_proves (EntArticleReader *self, const char *relation_id);
/* Scrolls to the chosen relation's excerpt: the one asked for, else the first. */
void ent_article_reader_scroll_to_chosen (EntArticleReader *self);
/* Scrolls to the selected words. */
void ent_article_reader_scroll_to_selection (EntArticleReader *self);

/* The size of the text as a multiple of the desktop's. */
#define ENT_READER_SCALE_MIN 0.5
#define ENT_READER_SCALE_MAX 3.0
#define ENT_READER_SCALE_STEP 1.1
double ent_article_reader_get_scale (EntArticleReader *self);
void ent_article_reader_set_scale (EntArticleReader *self, double scale);
/* One step larger (1) or smaller (-1), or as the desktop has it (0). Emits "scaled". */
void ent_article_reader_zoom (EntArticleReader *self, int by);
/* Selects these words and opens the form of a relation that they prove. */
void ent_article_reader_draft (EntArticleReader *self, gint64 start, gint64 end);
/* Asks for the words that are @excerpt now, near code point @near. */
void ent_article_reader_reselect (EntArticleReader *self, const char *excerpt, gint64 near);
/* Opens the field to find words in the text. */
gboolean ent_article_reader_find (EntArticleReader *self);
/* Words dropped on @target: evidence of a relation, else a new relation of the actors there. FALSE where they are not the selected ones. */
gboolean ent_article_reader_take_drop (EntArticleReader *self, const char *words, EntTarget target);

/* Signal "scaled": the size of the text was changed by hand. */

G_END_DECLS
