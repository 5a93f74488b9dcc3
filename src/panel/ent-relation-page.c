/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One relation, and what proves it: each excerpt word for word, with where it stands and whether it still stands there.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-evidence-grades.h"
#include "ent-evidence-menu.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-stance-line.h"
#include "ent-wrap-layout.h"

static void
show_clicked (GtkButton *button, EntPanel *panel)
{
  ent_panel_show_article (panel, g_object_get_data (G_OBJECT (button), "article"),
                          g_object_get_data (G_OBJECT (button), "excerpt"));
}

static void
copy_clicked (GtkButton *button, EntPanel *panel)
{
  const EntArticle *article;
  const EntExcerpt *excerpt
      = ent_map_excerpt (ent_panel_get_map (panel), g_object_get_data (G_OBJECT (button), "excerpt"), &article);
  g_autofree char *text = NULL;

  if (excerpt == NULL)
    return;
  text = ent_words_citation (article, excerpt->exact,
                             ent_anchor_state (article, excerpt) == ENT_ANCHOR_EXACT ? excerpt->start : -1);
  ent_panel_copy (panel, text);
}

static GtkWidget *
quote_button_new (EntPanel *panel, const char *text, const char *article, const char *excerpt, GCallback clicked)
{
  GtkWidget *button = ent_text_button_new (text, "step");

  g_object_set_data_full (G_OBJECT (button), "article", g_strdup (article), g_free);
  g_object_set_data_full (G_OBJECT (button), "excerpt", g_strdup (excerpt), g_free);
  g_signal_connect (button, "clicked", clicked, panel);
  return button;
}

static GtkWidget *
quote_new (EntPanel *panel, const EntRelation *relation, guint i)
{
  const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[i];
  EntStance stance = ent_relation_stance (relation);
  const EntArticle *article;
  const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (panel), evidence->excerpt, &article);
  EntAnchorState state = ent_anchor_state (article, excerpt);
  EntRole role = ent_evidence_role (evidence);
  g_autofree char *text = g_strdup_printf (_ ("“%s”"), excerpt->exact);
  g_autofree char *place = ent_words_place (article, excerpt);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *steps = ent_wrap_box_new (20), *link, *source, *grade;
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (card, "quote");
  if (role == ENT_ROLE_SUPPORTS)
    gtk_widget_add_css_class (card, ent_stance_css_class (stance));
  if (role != ENT_ROLE_SUPPORTS)
    gtk_box_append (GTK_BOX (card),
                    ent_label_new (role == ENT_ROLE_DISPUTES ? _ ("Disputes this") : _ ("Mentions this"), "heading"));
  gtk_box_append (GTK_BOX (card), ent_text_new (text, "lead"));
  source = ent_label_new (place, "dim");
  gtk_widget_add_css_class (source, "small");
  gtk_widget_set_hexpand (source, TRUE);
  gtk_box_append (GTK_BOX (line), source);
  grade = ent_evidence_grade_chip_new (article, excerpt);
  if (grade != NULL)
    gtk_box_append (GTK_BOX (line), grade);
  gtk_box_append (GTK_BOX (line), ent_evidence_menu_new (panel, relation, i));
  gtk_box_append (GTK_BOX (card), line);
  link = ent_web_link_new (NULL, article->url);
  if (link != NULL)
    gtk_box_append (GTK_BOX (card), link);
  if (state == ENT_ANCHOR_DETACHED)
    gtk_box_append (GTK_BOX (card),
                    ent_label_new (_ ("Detached: the article's text no longer has these words here."), "notice"));
  else if (state == ENT_ANCHOR_UNCHECKED)
    gtk_box_append (GTK_BOX (card), ent_label_new (_ ("Unchecked: the map holds no text of this article."), "notice"));
  if (evidence->note[0] != '\0')
    gtk_box_append (GTK_BOX (card), ent_text_new (evidence->note, "dim"));
  if (excerpt->note[0] != '\0')
    gtk_box_append (GTK_BOX (card), ent_text_new (excerpt->note, "dim"));
  gtk_box_append (GTK_BOX (steps), quote_button_new (panel, _ ("Copy as citation"), article->id, excerpt->id,
                                                     G_CALLBACK (copy_clicked)));
  if (state != ENT_ANCHOR_UNCHECKED)
    {
      GtkWidget *show
          = quote_button_new (panel, _ ("Show in article"), article->id, excerpt->id, G_CALLBACK (show_clicked));

      gtk_widget_set_hexpand (show, TRUE);
      gtk_box_append (GTK_BOX (steps), show);
    }
  gtk_box_append (GTK_BOX (card), steps);
  return card;
}

/* "Add excerpt": opens the reader, of the article that is asked for where there are several. NULL without any text. */
static GtkWidget *
add_excerpt_new (EntPanel *panel)
{
  EntMap *map = ent_panel_get_map (panel);
  GtkWidget *list = g_object_ref_sink (ent_row_list_new (panel, _ ("Articles"))), *button = NULL;
  const EntArticle *last = NULL;
  guint n = 0;

  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ARTICLES); i++)
    {
      const EntArticle *article = ent_map_nth (map, ENT_LIST_ARTICLES, i);

      if (article->text[0] == '\0')
        continue;
      gtk_list_box_append (GTK_LIST_BOX (list), ent_article_row_new (panel, article));
      last = article;
      n++;
    }
  if (n == 1)
    button = quote_button_new (panel, _ ("Add excerpt…"), last->id, "", G_CALLBACK (show_clicked));
  else if (n > 1)
    {
      GtkWidget *popover = gtk_popover_new (), *scrolled = gtk_scrolled_window_new ();

      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
      gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
      gtk_popover_set_child (GTK_POPOVER (popover), scrolled);
      button = gtk_menu_button_new ();
      gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("Add excerpt…"));
      gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
      gtk_widget_add_css_class (button, "step");
      gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
      ent_set_accessible_name (button, _ ("Add excerpt…"));
    }
  g_object_unref (list);
  if (button != NULL)
    gtk_widget_set_tooltip_text (button, _ ("Opens the article: select the words that prove this relation"));
  return button;
}

static void
delete_clicked (GtkButton *button, EntPanel *panel)
{
  const char *ids[] = { g_object_get_data (G_OBJECT (button), "relation") };
  g_autoptr (GError) error = NULL;

  if (!ent_edit_delete_relations (ent_panel_get_map (panel), ids, 1, &error))
    ent_panel_say_error (panel, g_steal_pointer (&error));
  else
    ent_panel_say (panel, _ ("Relation deleted"), TRUE);
}

static void
add_head (EntPanel *panel, GtkBox *page, const EntRelation *relation)
{
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (panel));
  EntStance stance = ent_relation_stance (relation);
  const EntActor *reporter = ent_map_index_actor (index, relation->reporter);
  GtkWidget *names = ent_wrap_box_new (12), *chips = ent_wrap_box_new (8);

  gtk_box_append (GTK_BOX (names), ent_actor_button_new (panel, ent_map_index_actor (index, relation->source), "name"));
  gtk_box_append (GTK_BOX (names), ent_stance_line_new (relation, relation->source));
  gtk_box_append (GTK_BOX (names), ent_actor_button_new (panel, ent_map_index_actor (index, relation->target), "name"));
  gtk_box_append (page, names);
  if (relation->label[0] != '\0')
    gtk_box_append (page, ent_text_new (relation->label, "lead"));
  gtk_box_append (GTK_BOX (chips), ent_chip_new (ent_words_stance (stance), ent_stance_css_class (stance)));
  gtk_box_append (GTK_BOX (chips), ent_chip_new (ent_words_status (ent_relation_status (relation)), NULL));
  if (ent_relation_direction (relation) != ENT_DIRECTION_FORWARD)
    gtk_box_append (
        GTK_BOX (chips),
        ent_chip_new (ent_relation_direction (relation) == ENT_DIRECTION_BOTH ? _ ("both ways") : _ ("no direction"),
                      NULL));
  gtk_box_append (GTK_BOX (chips), ent_chip_new (relation->when[0] != '\0' ? relation->when : _ ("undated"), NULL));
  for (guint i = 0; i < ent_strings_n (relation->tags); i++)
    if (relation->tags->items[i][0] != '\0')
      gtk_box_append (GTK_BOX (chips), ent_chip_new (relation->tags->items[i], NULL));
  gtk_box_append (page, chips);
  if (reporter != NULL)
    {
      GtkWidget *says = ent_wrap_box_new (6);

      gtk_box_append (GTK_BOX (says), ent_label_new (_ ("says"), "dim"));
      gtk_box_append (GTK_BOX (says), ent_actor_button_new (panel, reporter, "partner"));
      gtk_widget_set_margin_start (gtk_widget_get_last_child (says), 0);
      gtk_box_append (page, says);
    }
  if (relation->note[0] != '\0')
    gtk_box_append (page, ent_text_new (relation->note, "dim"));
}

static void
add_evidence (EntPanel *panel, GtkBox *page, const EntRelation *relation)
{
  GtkWidget *head = ent_wrap_box_new (16), *add = add_excerpt_new (panel);
  guint n = ent_records_n (relation->evidence);

  gtk_widget_set_margin_top (head, 12);
  gtk_box_append (GTK_BOX (head), ent_label_new (_ ("Evidence"), "heading"));
  if (add != NULL)
    {
      gtk_widget_set_hexpand (add, TRUE);
      gtk_box_append (GTK_BOX (head), add);
    }
  gtk_box_append (page, head);
  if (n > 0)
    gtk_box_append (page, ent_evidence_summary_new (panel, relation));
  if (n == 0)
    gtk_box_append (page, ent_label_new (add != NULL ? _ ("Unproved: no excerpt proves this relation yet.")
                                                     : _ ("Unproved: the map has no article to prove it with."),
                                         "notice"));
  if (ent_relation_is_contested (relation))
    gtk_box_append (page, ent_label_new (_ ("Contested: some excerpts support this, some dispute it."), "notice"));
  for (guint i = 0; i < n; i++)
    gtk_box_append (
        page, quote_new (panel, relation, i));
}

static void
add_others (EntPanel *panel, GtkBox *page, const EntRelation *relation)
{
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (panel));
  GPtrArray *between = ent_map_index_relations_between (index, relation->source, relation->target);
  g_autofree char *a = ent_name_isolated (ent_map_index_actor (index, relation->source)->name);
  g_autofree char *b = ent_name_isolated (ent_map_index_actor (index, relation->target)->name);
  g_autofree char *title = g_strdup_printf (_ ("Also between %s and %s"), a, b);
  GtkWidget *list;

  if (between->len < 2)
    return;
  list = ent_row_list_new (panel, title);
  gtk_box_append (page, ent_heading_new (title, (int) between->len - 1));
  for (guint i = 0; i < between->len; i++)
    {
      const EntRelation *other = g_ptr_array_index (between, i);

      if (strcmp (other->id, relation->id) != 0)
        gtk_list_box_append (GTK_LIST_BOX (list), ent_relation_row_new (panel, other, relation->source));
    }
  gtk_box_append (page, list);
}

GtkWidget *
ent_relation_page_new (EntPanel *panel, const EntRelation *relation)
{
  GtkWidget *page = ent_page_box_new (), *delete = ent_text_button_new (_ ("Delete relation"), "delete");

  add_head (panel, GTK_BOX (page), relation);
  gtk_box_append (GTK_BOX (page), ent_edit_button_new (panel, _ ("Edit relation")));
  add_evidence (panel, GTK_BOX (page), relation);
  add_others (panel, GTK_BOX (page), relation);
  gtk_button_set_has_frame (GTK_BUTTON (delete), TRUE);
  g_object_set_data_full (G_OBJECT (delete), "relation", g_strdup (relation->id), g_free);
  g_signal_connect (delete, "clicked", G_CALLBACK (delete_clicked), panel);
  gtk_widget_set_margin_top (delete, 18);
  gtk_box_append (GTK_BOX (page), delete);
  return page;
}
