/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A strip beside the scroll bar that shows where the marks of a text are in the whole of it. A click goes there. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ENT_TYPE_ARTICLE_GAUGE (ent_article_gauge_get_type ())
G_DECLARE_FINAL_TYPE (EntArticleGauge, ent_article_gauge, ENT, ARTICLE_GAUGE, GtkWidget)

GtkWidget *ent_article_gauge_new (void);

/* @marks: array of EntMark, copied; @length of the text in code points. */
void ent_article_gauge_set_marks (EntArticleGauge *self, GArray *marks, gint64 length);

/* Signal "go" (gint64 position): a click at that code point, on a mark where one is near. */

G_END_DECLS
