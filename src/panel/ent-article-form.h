/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The compact form of a relation that selected words prove: from whom, what, to whom. Enter in any field makes it. */
#pragma once

#include "ent-panel-private.h"
#include "ent-propose.h"

G_BEGIN_DECLS

#define ENT_TYPE_ARTICLE_FORM (ent_article_form_get_type ())
G_DECLARE_FINAL_TYPE (EntArticleForm, ent_article_form, ENT, ARTICLE_FORM, GtkWidget)

/* Filled with @proposal, which is read at once. The words are those of @article from code point @start to @end. */
GtkWidget *ent_article_form_new (EntPanel *panel, const EntProposal *proposal, const char *article, gint64 start, gint64 end);
/* Gives the keyboard to what is to be filled in first. */
void ent_article_form_focus (EntArticleForm *self);

/* Signal "done" (char *relation): made, or given up where @relation is "". */

G_END_DECLS
