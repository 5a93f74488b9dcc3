/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands above the text: where it comes from, the steps from excerpt to excerpt, and what is amiss with its excerpts. */
#include <glib/gi18n.h>

#include "ent-article-private.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-wrap-layout.h"

static void
tool (GtkWidget *line, const char *icon, const char *name, const char *action)
{
  GtkWidget *button = ent_icon_button_new (icon, name);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (line), button);
}

static GtkWidget *
menu_new (void)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/entente/Entente/reader-menu.ui");
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "view-more-symbolic");
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), G_MENU_MODEL (gtk_builder_get_object (builder, "reader")));
  gtk_widget_set_tooltip_text (button, _ ("Menu of the article"));
  ent_name_menu_button (button, _ ("Menu of the article"));
  return button;
}

GtkWidget *
ent_article_head_new (EntArticleReader *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *line = ent_wrap_box_new (0);
  GtkWidget *tools = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0), *decide;

  gtk_widget_add_css_class (head, "reader-head");
  self->back = ent_text_button_new (_ ("Back"), "step");
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->back))), FALSE);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->back))), PANGO_ELLIPSIZE_END);
  gtk_box_append (GTK_BOX (line), self->back);
  /* At the far end, or on a line of their own where letters are large. */
  gtk_widget_set_hexpand (tools, TRUE);
  gtk_box_append (GTK_BOX (line), tools);
  tool (tools, "go-up-symbolic", _ ("Previous excerpt (P)"), "reader.previous-excerpt");
  self->step_count = gtk_label_new ("");
  gtk_widget_add_css_class (self->step_count, "dim");
  gtk_widget_add_css_class (self->step_count, "small");
  gtk_widget_add_css_class (self->step_count, "counts");
  gtk_widget_set_tooltip_text (self->step_count, _ ("What the excerpts of this article prove"));
  gtk_box_append (GTK_BOX (tools), self->step_count);
  tool (tools, "go-down-symbolic", _ ("Next excerpt (N)"), "reader.next-excerpt");
  tool (tools, "edit-find-symbolic", _ ("Find in the text"), "reader.find");
  gtk_box_append (GTK_BOX (tools), menu_new ());
  self->title = ent_label_new ("", "heading");
  self->source = ent_label_new ("", "dim");
  gtk_widget_add_css_class (self->source, "small");
  gtk_box_append (GTK_BOX (head), line);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->source);
  self->detached = ent_wrap_box_new (8);
  gtk_widget_add_css_class (self->detached, "notice");
  self->detached_text = ent_label_new ("", NULL);
  gtk_box_append (GTK_BOX (self->detached), self->detached_text);
  decide = ent_text_button_new (_ ("Decide…"), "step");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (decide), "reader.decide");
  gtk_box_append (GTK_BOX (self->detached), decide);
  gtk_box_append (GTK_BOX (head), self->detached);
  gtk_box_append (GTK_BOX (head), ent_article_idle_new (self));
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (ent_panel_leave_article), self->panel);
  return head;
}

static void
name_back (EntArticleReader *self)
{
  const char *name = ent_article_reader_relation (self) != NULL ? _ ("Back to the evidence") : _ ("Back");

  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->back))), name);
  ent_set_accessible_name (self->back, name);
}

static void
show_detached (EntArticleReader *self, const EntArticle *article)
{
  const EntAnchorState *states = ent_article_reader_states (self, article);
  guint n = 0;
  g_autofree char *text = NULL;

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    n += states[i] == ENT_ANCHOR_DETACHED;
  text = g_strdup_printf (ngettext ("%u excerpt is detached.", "%u excerpts are detached.", n), n);
  gtk_label_set_text (GTK_LABEL (self->detached_text), text);
  gtk_widget_set_visible (self->detached, n > 0);
}

void
ent_article_head_update (EntArticleReader *self, const EntArticle *article)
{
  g_autoptr (GString) source = g_string_new (NULL);
  const char *known[3];

  known[0] = article->title[0] != '\0' ? article->publisher : "";
  known[1] = article->author;
  known[2] = article->published;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i][0] != '\0')
      g_string_append_printf (source, "%s%s", source->len > 0 ? " · " : "", known[i]);
  gtk_label_set_text (GTK_LABEL (self->title), ent_words_source (article));
  /* Most texts begin with their own headline. */
  gtk_widget_set_visible (self->title, article->title[0] == '\0' || !g_str_has_prefix (article->text, article->title));
  gtk_label_set_text (GTK_LABEL (self->source), source->str);
  gtk_widget_set_visible (self->source, source->len > 0);
  name_back (self);
  show_detached (self, article);
  ent_article_idle_update (self, article);
}
