/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article's newer text, pasted or from a file: what it does to the excerpts is told before it takes the place of the old one. */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-reanchor.h"
#include "ent-verify.h"
#include "ent-wrap-layout.h"

#define ENT_TYPE_EDITION_PAGE (ent_edition_page_get_type ())
G_DECLARE_FINAL_TYPE (EntEditionPage, ent_edition_page, ENT, EDITION_PAGE, GtkWidget)

struct _EntEditionPage
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  char *article;
  GtkTextBuffer *buffer;
  GtkWidget *result, *use;
  GtkFileChooserNative *chooser; /* nullable */
};

G_DEFINE_FINAL_TYPE (EntEditionPage, ent_edition_page, GTK_TYPE_WIDGET)

/* LF and composed, as texts are kept. (transfer full) */
static char *
dup_text (EntEditionPage *self)
{
  GtkTextIter start, end;
  g_autofree char *typed = NULL;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  typed = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  return g_utf8_normalize (typed, -1, G_NORMALIZE_DEFAULT_COMPOSE);
}

/* What the text does to the excerpts, in a sentence. */
static void
check (EntEditionPage *self)
{
  const EntArticle *article = ent_map_article (ent_panel_get_map (self->panel), self->article);
  g_autofree char *text = dup_text (self), *message = NULL;
  g_autoptr (EntPlainText) plain = NULL;
  g_autoptr (EntVerifier) verifier = NULL;
  guint counts[ENT_FINDING_UNCHECKED + 1] = { 0 };

  gtk_widget_set_sensitive (self->use, text != NULL && text[0] != '\0' && article != NULL);
  if (article == NULL || text == NULL || text[0] == '\0')
    {
      gtk_label_set_text (GTK_LABEL (self->result), "");
      return;
    }
  if (strcmp (text, article->text) == 0)
    {
      gtk_label_set_text (GTK_LABEL (self->result), _ ("This is the text that the map holds already."));
      gtk_widget_set_sensitive (self->use, FALSE);
      return;
    }
  plain = ent_plain_text_new (text);
  verifier = ent_verifier_new (article, plain);
  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    counts[ent_verifier_check (verifier, (const EntExcerpt *) article->excerpts->items[i], NULL).state]++;
  message = g_strdup_printf (_ ("Of the excerpts %u stand where they did, %u moved, %u are ambiguous, %u changed, %u are missing."),
                             counts[ENT_FINDING_EXACT], counts[ENT_FINDING_MOVED], counts[ENT_FINDING_AMBIGUOUS], counts[ENT_FINDING_CHANGED],
                             counts[ENT_FINDING_MISSING]);
  gtk_label_set_text (GTK_LABEL (self->result), message);
}

static void
use (EntEditionPage *self)
{
  EntPanel *panel = self->panel;
  EntMap *map = ent_panel_get_map (panel);
  g_autofree char *text = dup_text (self), *article = g_strdup (self->article);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");
  g_autoptr (GError) error = NULL;

  if (!ent_edit_reanchor (map, article, text, today, &error))
    {
      ent_panel_say_error (panel, g_steal_pointer (&error));
      return;
    }
  ent_panel_say (panel, _ ("The article has its new text"), TRUE);
  if (ent_anchor_count_detached (ent_map_article (map, article)) > 0)
    ent_panel_show_decisions (panel, article);
  else
    ent_panel_show_article (panel, article, "");
}

static void
chosen (EntEditionPage *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EntPlainText) text = NULL;
  g_autoptr (GError) error = NULL;

  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  bytes = g_file_load_bytes (file, NULL, NULL, &error);
  if (bytes != NULL)
    text = ent_plain_text_new_from_bytes (bytes, &error);
  if (text == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->result), error->message);
      return;
    }
  gtk_text_buffer_set_text (self->buffer, ent_plain_text_get (text), -1);
}

static void
open_clicked (EntEditionPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  if (self->chooser != NULL)
    return;
  self->chooser = gtk_file_chooser_native_new (_ ("Open Newer Text"), GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL,
                                               GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_swapped (self->chooser, "response", G_CALLBACK (chosen), self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
ent_edition_page_dispose (GObject *object)
{
  EntEditionPage *self = ENT_EDITION_PAGE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_object (&self->chooser);
  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  self->buffer = NULL;
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_edition_page_parent_class)->dispose (object);
}

static void
ent_edition_page_finalize (GObject *object)
{
  g_free (ENT_EDITION_PAGE (object)->article);
  G_OBJECT_CLASS (ent_edition_page_parent_class)->finalize (object);
}

static void
ent_edition_page_class_init (EntEditionPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_edition_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_edition_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_edition_page_init (EntEditionPage *self)
{
}

static GtkWidget *
field_new (EntEditionPage *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *view = gtk_text_view_new ();

  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  ent_set_accessible_name (view, _ ("Newer text"));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 220);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "field");
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (check), self);
  return scrolled;
}

GtkWidget *
ent_edition_page_new (EntPanel *panel, const EntArticle *article)
{
  EntEditionPage *self = g_object_new (ENT_TYPE_EDITION_PAGE, NULL);
  GtkWidget *page = ent_page_box_new (), *steps = ent_wrap_box_new (6), *open = gtk_button_new_with_label (_ ("Open file…"));

  self->panel = panel;
  self->article = g_strdup (article->id);
  gtk_box_append (GTK_BOX (page), ent_label_new (_ ("Check against a newer text"), "title"));
  gtk_box_append (GTK_BOX (page), ent_label_new (ent_words_source (article), "dim"));
  gtk_box_append (GTK_BOX (page), ent_label_new (_ ("Paste the article as it is now, or open a text file. Excerpts that stand in it follow; "
                                                    "for all others you decide. The old text is kept while it is needed."),
                                                 NULL));
  gtk_box_append (GTK_BOX (page), field_new (self));
  self->result = ent_label_new ("", NULL);
  gtk_box_append (GTK_BOX (page), self->result);
  self->use = ent_text_button_new (_ ("Use this text"), "suggested-action");
  gtk_button_set_has_frame (GTK_BUTTON (self->use), TRUE);
  gtk_widget_set_sensitive (self->use, FALSE);
  g_signal_connect_swapped (self->use, "clicked", G_CALLBACK (use), self);
  g_signal_connect_swapped (open, "clicked", G_CALLBACK (open_clicked), self);
  gtk_box_append (GTK_BOX (steps), open);
  gtk_box_append (GTK_BOX (steps), self->use);
  gtk_box_append (GTK_BOX (page), steps);
  gtk_widget_set_parent (page, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
