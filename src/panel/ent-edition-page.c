/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article's newer text, pasted or from a file: what it does to the excerpts is told before it takes the place of the old one. A thread
 * makes the article that would be; to use the text is only to put that into the map.
 * Invariant: `made` is of the text that is shown and of the article as `from` is, or it is NULL. */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-compose.h"
#include "ent-edit-articles.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-reanchor.h"
#include "ent-verify.h"
#include "ent-wrap-layout.h"

/* A longer text is kept beside the field, which then shows only its beginning. */
#define LONG ((gsize) 1000 * 1000)
#define SHOWN 20000 /* code points of it */
#define MOST_BYTES ((gsize) 16 * 1024 * 1024)
/* Milliseconds without a key until what is typed is looked at; until progress shows, and between two looks at it. */
#define AT_REST 200
#define SHOW_AFTER 100

#define ENT_TYPE_EDITION_PAGE (ent_edition_page_get_type ())
G_DECLARE_FINAL_TYPE (EntEditionPage, ent_edition_page, ENT, EDITION_PAGE, GtkWidget)

struct _EntEditionPage
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  char *article;
  GtkTextBuffer *buffer;
  GtkWidget *view, *note, *clear, *result, *use, *busy, *bar;
  GtkFileChooserNative *chooser; /* nullable */
  GCancellable *loading;         /* nullable */
  GBytes *whole;                 /* the text where it is long; nullable */
  gboolean filling;              /* the field is changed by the page */

  GCancellable *cancellable; /* there exactly while a thread works */
  int *progress;             /* of it */
  guint source;              /* waits for rest, or looks at the progress */
  EntArticle *from, *made;   /* nullable, both or none */
};

G_DEFINE_FINAL_TYPE (EntEditionPage, ent_edition_page, GTK_TYPE_WIDGET)

/* --- What the text does to the excerpts --- */

typedef struct
{
  EntArticle *from, *made;
  GBytes *text;
  char *today;
  int progress;
  gboolean same; /* the map has this text */
  guint counts[ENT_FINDING_UNCHECKED + 1];
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  ent_record_unref (&job->from->record);
  if (job->made != NULL)
    ent_record_unref (&job->made->record);
  g_bytes_unref (job->text);
  g_free (job->today);
  g_free (job);
}

static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  g_autoptr (EntPlainText) plain = ent_plain_text_new_from_bytes (job->text, &error);
  /* LF and composed, as texts are kept. */
  g_autofree char *text = plain != NULL ? ent_compose (ent_plain_text_get (plain)) : NULL;

  if (text != NULL)
    {
      job->same = strcmp (text, job->from->text) == 0;
      job->made = ent_reanchor_article (job->from, text, job->today, job->counts, &job->progress, cancellable, &error);
    }
  if (job->made != NULL)
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* Nothing is known of the text any more, and nobody works on it. */
static void
forget (EntEditionPage *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->source, g_source_remove);
  self->progress = NULL;
  if (self->made != NULL)
    {
      ent_record_unref (&self->made->record);
      ent_record_unref (&self->from->record);
      self->made = self->from = NULL;
    }
  gtk_widget_set_sensitive (self->use, FALSE);
  gtk_widget_set_visible (self->busy, FALSE);
  gtk_label_set_text (GTK_LABEL (self->result), "");
}

static void
made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntEditionPage) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  Job *job = g_task_get_task_data (G_TASK (result));
  gboolean good = g_task_propagate_boolean (G_TASK (result), &error);

  if (self->cancellable == NULL || g_task_get_cancellable (G_TASK (result)) != self->cancellable)
    return; /* the text is another one by now */
  forget (self);
  if (!good)
    {
      gtk_label_set_text (GTK_LABEL (self->result), error->message);
      return;
    }
  if (job->same)
    {
      gtk_label_set_text (GTK_LABEL (self->result), _ ("This is the text that the map holds already."));
      return;
    }
  self->made = g_steal_pointer (&job->made);
  self->from = (EntArticle *) ent_record_ref (&job->from->record);
  message = g_strdup_printf (_ ("Of the excerpts %u stand where they did, %u moved, %u are ambiguous, %u changed, %u are missing."),
                             job->counts[ENT_FINDING_EXACT], job->counts[ENT_FINDING_MOVED], job->counts[ENT_FINDING_AMBIGUOUS],
                             job->counts[ENT_FINDING_CHANGED], job->counts[ENT_FINDING_MISSING]);
  gtk_label_set_text (GTK_LABEL (self->result), message);
  gtk_widget_set_sensitive (self->use, TRUE);
}

static gboolean
show_progress (gpointer data)
{
  EntEditionPage *self = data;

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->bar), g_atomic_int_get (self->progress) / 1000.0);
  gtk_widget_set_visible (self->busy, TRUE);
  return G_SOURCE_CONTINUE;
}

/* The text that is to be taken. (transfer full) */
static GBytes *
get_bytes (EntEditionPage *self)
{
  GtkTextIter start, end;
  char *typed;

  if (self->whole != NULL)
    return g_bytes_ref (self->whole);
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  typed = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  return g_bytes_new_take (typed, strlen (typed));
}

static void
check (EntEditionPage *self)
{
  EntMap *map = ent_panel_get_map (self->panel);
  const EntArticle *article = map != NULL ? ent_map_article (map, self->article) : NULL;
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GTask) task = NULL;
  g_autoptr (GBytes) text = get_bytes (self);
  Job *job;

  forget (self);
  if (article == NULL || g_bytes_get_size (text) == 0)
    return;
  job = g_new0 (Job, 1);
  job->from = (EntArticle *) ent_record_ref ((EntRecord *) &article->record);
  job->text = g_steal_pointer (&text);
  job->today = g_date_time_format (now, "%Y-%m-%d");
  self->cancellable = g_cancellable_new ();
  self->progress = &job->progress;
  self->source = g_timeout_add (SHOW_AFTER, show_progress, self);
  task = g_task_new (NULL, self->cancellable, made, g_object_ref (self));
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, make);
}

static gboolean
check_at_rest (gpointer data)
{
  EntEditionPage *self = data;

  self->source = 0;
  check (self);
  return G_SOURCE_REMOVE;
}

static void
typed (EntEditionPage *self)
{
  if (self->filling)
    return;
  forget (self);
  self->source = g_timeout_add (AT_REST, check_at_rest, self);
}

/* What is cancelled is told, and begins anew with the next change of the text. */
static void
cancel_clicked (EntEditionPage *self)
{
  forget (self);
  gtk_label_set_text (GTK_LABEL (self->result), _ ("Cancelled. Nothing was changed."));
}

static void
use (EntEditionPage *self)
{
  EntPanel *panel = self->panel;
  EntMap *map = ent_panel_get_map (panel);
  g_autofree char *article = g_strdup (self->article);
  EntArticle *changed;
  g_auto (GStrv) ids = NULL;
  GError *error = NULL;

  if (self->made == NULL)
    return;
  if (ent_map_article (map, article) != self->from)
    {
      ent_panel_say (panel, _ ("The article was changed meanwhile: it is looked at again"), FALSE);
      check (self);
      return;
    }
  changed = g_steal_pointer (&self->made);
  ent_record_unref (&self->from->record);
  self->from = NULL;
  ids = ent_edit_take_articles (map, NULL, 0, &changed, 1, &error);
  if (ids == NULL)
    {
      ent_panel_say_error (panel, error);
      return;
    }
  ent_panel_say (panel, _ ("The article has its new text"), TRUE);
  if (ent_anchor_count_detached (ent_map_article (map, article)) > 0)
    ent_panel_show_decisions (panel, article);
  else
    ent_panel_show_article (panel, article, "");
}

/* --- Where the text is from --- */

/* Shows @text, all of it or its beginning. (transfer none) */
static void
take_text (EntEditionPage *self, GBytes *text)
{
  gsize size;
  const char *data = g_bytes_get_data (text, &size);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntPlainText) plain = ent_plain_text_new_from_bytes (text, &error);
  gboolean is_long = size > LONG;
  g_autofree char *start = NULL, *note = NULL;

  forget (self);
  if (plain == NULL)
    {
      gtk_label_set_text (GTK_LABEL (self->result), error->message);
      return;
    }
  data = ent_plain_text_get (plain);
  g_clear_pointer (&self->whole, g_bytes_unref);
  if (is_long)
    {
      glong length = g_utf8_strlen (data, -1);

      self->whole = g_bytes_ref (text);
      start = g_utf8_substring (data, 0, MIN (length, SHOWN));
      /* Translators: the first number is of letters shown, the second of all */
      note = g_strdup_printf (_ ("Text: the first %d of %ld characters"), SHOWN, length);
    }
  self->filling = TRUE;
  gtk_text_buffer_set_text (self->buffer, is_long ? start : data, -1);
  self->filling = FALSE;
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), !is_long);
  gtk_label_set_text (GTK_LABEL (self->note), note != NULL ? note : "");
  gtk_widget_set_visible (self->note, is_long);
  gtk_widget_set_visible (self->clear, is_long);
  check (self);
}

static void
clear_clicked (EntEditionPage *self)
{
  g_autoptr (GBytes) none = g_bytes_new_static ("", 0);

  take_text (self, none);
  gtk_widget_grab_focus (self->view);
}

static void
loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntEditionPage) self = data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  char *contents = NULL;
  gsize size = 0;
  gboolean good = g_file_load_partial_contents_finish (G_FILE (source), result, &contents, &size, NULL, &error);

  if (good)
    bytes = g_bytes_new_take (contents, size);
  if (self->buffer == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->loading);
  if (good)
    take_text (self, bytes);
  else
    gtk_label_set_text (GTK_LABEL (self->result), error->message);
}

/* Enough to know that it is longer than an article may be. */
static gboolean
wants_more (const char *contents, goffset size, gpointer data)
{
  return size <= (goffset) MOST_BYTES;
}

static void
chosen (EntEditionPage *self, int response)
{
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser)) : NULL;

  g_clear_object (&self->chooser);
  if (file == NULL)
    return;
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  self->loading = g_cancellable_new ();
  g_file_load_partial_contents_async (file, self->loading, wants_more, loaded, g_object_ref (self));
}

static void
pasted (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntEditionPage) self = data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  gsize size = text != NULL ? strlen (text) : 0;
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new_take (text, size) : NULL;

  if (self->buffer == NULL || text == NULL || !gtk_text_view_get_editable (GTK_TEXT_VIEW (self->view)))
    return;
  if (size > LONG)
    {
      take_text (self, bytes);
      return;
    }
  gtk_text_buffer_begin_user_action (self->buffer);
  gtk_text_buffer_delete_selection (self->buffer, TRUE, TRUE);
  gtk_text_buffer_insert_interactive_at_cursor (self->buffer, text, (int) size, TRUE);
  gtk_text_buffer_end_user_action (self->buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (self->view), gtk_text_buffer_get_insert (self->buffer));
}

/* A field of some megabytes would stand still, so the page pastes by itself. */
static void
paste (GtkTextView *view, EntEditionPage *self)
{
  g_signal_stop_emission_by_name (view, "paste-clipboard");
  gdk_clipboard_read_text_async (gtk_widget_get_clipboard (GTK_WIDGET (view)), NULL, pasted, g_object_ref (self));
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
  g_cancellable_cancel (self->loading);
  g_clear_object (&self->loading);
  if (self->buffer != NULL)
    {
      forget (self);
      g_signal_handlers_disconnect_by_data (self->buffer, self);
    }
  self->buffer = NULL;
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_edition_page_parent_class)->dispose (object);
}

static void
ent_edition_page_finalize (GObject *object)
{
  EntEditionPage *self = ENT_EDITION_PAGE (object);

  g_clear_pointer (&self->whole, g_bytes_unref);
  g_free (self->article);
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

  self->view = view;
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  ent_set_accessible_name (view, _ ("Newer text"));
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 220);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "field");
  g_signal_connect_swapped (self->buffer, "changed", G_CALLBACK (typed), self);
  g_signal_connect (view, "paste-clipboard", G_CALLBACK (paste), self);
  return scrolled;
}

/* Shown while a thread works for long. */
static GtkWidget *
busy_new (EntEditionPage *self)
{
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel")), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->busy = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  self->bar = gtk_progress_bar_new ();
  ent_set_accessible_name (self->bar, _ ("Looking the excerpts up…"));
  gtk_box_append (GTK_BOX (box), ent_label_new (_ ("Looking the excerpts up…"), NULL));
  gtk_box_append (GTK_BOX (box), self->bar);
  gtk_widget_set_hexpand (box, TRUE);
  gtk_widget_set_valign (cancel, GTK_ALIGN_CENTER);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (cancel_clicked), self);
  gtk_box_append (GTK_BOX (self->busy), box);
  gtk_box_append (GTK_BOX (self->busy), cancel);
  gtk_widget_set_visible (self->busy, FALSE);
  return self->busy;
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
  self->note = ent_label_new ("", "dim");
  gtk_widget_set_visible (self->note, FALSE);
  gtk_box_append (GTK_BOX (page), self->note);
  gtk_box_append (GTK_BOX (page), busy_new (self));
  self->result = ent_label_new ("", NULL);
  gtk_box_append (GTK_BOX (page), self->result);
  self->use = ent_text_button_new (_ ("Use this text"), "suggested-action");
  gtk_button_set_has_frame (GTK_BUTTON (self->use), TRUE);
  gtk_widget_set_sensitive (self->use, FALSE);
  g_signal_connect_swapped (self->use, "clicked", G_CALLBACK (use), self);
  g_signal_connect_swapped (open, "clicked", G_CALLBACK (open_clicked), self);
  self->clear = gtk_button_new_with_mnemonic (_ ("C_lear"));
  gtk_widget_set_visible (self->clear, FALSE);
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (clear_clicked), self);
  gtk_box_append (GTK_BOX (steps), open);
  gtk_box_append (GTK_BOX (steps), self->clear);
  gtk_box_append (GTK_BOX (steps), self->use);
  gtk_box_append (GTK_BOX (page), steps);
  gtk_widget_set_parent (page, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
