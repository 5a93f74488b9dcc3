/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An excerpt that no relation names: it was kept for later, or is what is left of a relation that went. It is a stop like others in the
 * text; while it is the one shown, a bar says so and offers what can be done with it. */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-article-private.h"
#include "ent-edit-delete.h"
#include "ent-edit-proof.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-wrap-layout.h"

static gboolean
is_idle (EntArticleReader *self, const char *excerpt)
{
  return ent_map_index_relations_proved_by (ent_map_peek_index (ent_panel_get_map (self->panel)), excerpt)->len == 0;
}

const EntExcerpt *
ent_article_idle_excerpt (EntArticleReader *self, const EntArticle *article)
{
  const EntArticle *holder = NULL;
  const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (self->panel), self->excerpt, &holder);

  return excerpt != NULL && holder == article && is_idle (self, excerpt->id) ? excerpt : NULL;
}

void
ent_article_idle_choose (EntArticleReader *self, const EntArticle *article, gint64 position)
{
  const EntAnchorState *states = ent_article_reader_states (self, article);

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];

      if (states[i] != ENT_ANCHOR_EXACT || position < excerpt->start || position >= excerpt->end || !is_idle (self, excerpt->id))
        continue;
      g_free (self->excerpt);
      self->excerpt = g_strdup (excerpt->id);
      ent_article_reader_refresh (self);
      return;
    }
}

static const EntExcerpt *
shown (EntArticleReader *self, const EntArticle **article)
{
  *article = ent_article_reader_article (self);
  return *article != NULL ? ent_article_idle_excerpt (self, *article) : NULL;
}

static void
use_clicked (EntArticleReader *self)
{
  const EntArticle *article;
  const EntExcerpt *excerpt = shown (self, &article);
  const EntRelation *relation = ent_article_reader_relation (self);
  GError *error = NULL;

  if (excerpt == NULL || relation == NULL)
    return;
  gtk_widget_grab_focus (self->view); /* the bar goes */
  if (ent_edit_use_excerpt (ent_panel_get_map (self->panel), relation->id, excerpt->id, ENT_ROLE_SUPPORTS, &error))
    ent_panel_say (self->panel, _ ("Excerpt added"), TRUE);
  else
    ent_panel_say_error (self->panel, error);
}

/* The words are selected, and the form proposes who does what; of exactly these words the excerpt is used again. */
static void
relate_clicked (EntArticleReader *self)
{
  const EntArticle *article;
  const EntExcerpt *excerpt = shown (self, &article);

  if (excerpt != NULL)
    ent_article_reader_draft (self, excerpt->start, excerpt->end);
}

static void
delete_clicked (EntArticleReader *self)
{
  const EntArticle *article;
  const EntExcerpt *excerpt = shown (self, &article);
  const char *ids[] = { excerpt != NULL ? excerpt->id : NULL };
  GError *error = NULL;

  if (excerpt == NULL)
    return;
  gtk_widget_grab_focus (self->view);
  if (ent_edit_delete (ent_panel_get_map (self->panel), ids, 1, &error))
    ent_panel_say (self->panel, _ ("Excerpt deleted"), TRUE);
  else
    ent_panel_say_error (self->panel, error);
}

static GtkWidget *
add_button (EntArticleReader *self, const char *text, GCallback clicked)
{
  GtkWidget *button = ent_text_button_new (text, "step");

  g_signal_connect_swapped (button, "clicked", clicked, self);
  gtk_box_append (GTK_BOX (self->idle), button);
  return button;
}

GtkWidget *
ent_article_idle_new (EntArticleReader *self)
{
  self->idle = ent_wrap_box_new (8);
  gtk_widget_add_css_class (self->idle, "notice");
  gtk_widget_set_visible (self->idle, FALSE);
  gtk_box_append (GTK_BOX (self->idle), ent_label_new (_ ("This excerpt proves nothing."), NULL));
  self->idle_use = add_button (self, "", G_CALLBACK (use_clicked));
  add_button (self, _ ("New relation…"), G_CALLBACK (relate_clicked));
  add_button (self, _ ("Delete excerpt"), G_CALLBACK (delete_clicked));
  return self->idle;
}

void
ent_article_idle_update (EntArticleReader *self, const EntArticle *article)
{
  const EntRelation *relation = ent_article_reader_relation (self);
  gboolean idle = ent_article_idle_excerpt (self, article) != NULL;

  gtk_widget_set_visible (self->idle, idle);
  gtk_widget_set_visible (self->idle_use, relation != NULL);
  if (idle && relation != NULL)
    {
      g_autofree char *label = ent_name_isolated (relation->label[0] != '\0' ? relation->label : _ ("no label"));
      /* Translators: %s is the label of a relation. */
      g_autofree char *text = g_strdup_printf (_ ("Use for ‹%s›"), label);

      gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->idle_use))), text);
      ent_set_accessible_name (self->idle_use, text);
    }
}
