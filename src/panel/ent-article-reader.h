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
/* The map or the selection has changed. FALSE when there is nothing left to read here: the article is gone. */
gboolean ent_article_reader_refresh (EntArticleReader *self);
/* TRUE when the relation is proved in the article shown. */
gboolean ent_article_reader_proves (EntArticleReader *self, const char *relation_id);
/* Scrolls to the chosen relation's first excerpt. */
void ent_article_reader_scroll_to_chosen (EntArticleReader *self);

G_END_DECLS
