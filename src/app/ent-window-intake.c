/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Articles come in: chosen, dropped or pasted. All of it is looked over in one dialog before it is added. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-intake-dialog.h"

/* What is dropped or chosen at once; a row each in the dialog. */
#define MOST_FILES 500
#define HTML_TYPE "text/html"

/* (transfer full) */
static char *
say_added (guint n_fresh, guint n_changed)
{
  if (n_fresh == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u article has a new text", "%u articles have a new text", n_changed), n_changed);
  if (n_changed == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u article added", "%u articles added", n_fresh), n_fresh);
  /* Translators: both numbers are of articles */
  return g_strdup_printf (_ ("%u added, %u with a new text"), n_fresh, n_changed);
}

static void
on_added (EntWindow *self, const char *const *ids, guint n_changed)
{
  guint n = g_strv_length ((char **) ids);
  g_autofree char *message = NULL;

  if (n == 0)
    return;
  message = say_added (n - n_changed, n_changed);
  ent_split_set_panel_shown (self->split, TRUE);
  if (n_changed == 1 && n == 1 && ent_anchor_count_detached (ent_map_article (ent_window_get_map (self), ids[0])) > 0)
    ent_panel_show_decisions (self->panel, ids[0]);
  else if (n == 1)
    ent_panel_show_article (self->panel, ids[0], "");
  ent_window_toast (self, message, TRUE);
}

static void
show_dialog (EntWindow *self, GListStore *items)
{
  GtkWidget *dialog;

  if (g_list_model_get_n_items (G_LIST_MODEL (items)) == 0)
    return;
  dialog = ent_intake_dialog_new (GTK_WINDOW (self), ent_window_get_map (self), items);
  g_signal_connect_object (dialog, "added", G_CALLBACK (on_added), self, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

void
ent_window_take_articles (EntWindow *self, GListModel *files)
{
  g_autoptr (GListStore) items = g_list_store_new (ENT_TYPE_INTAKE_ITEM);

  for (guint i = 0; i < MIN (g_list_model_get_n_items (files), MOST_FILES); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *base = g_file_get_basename (file);
      g_autofree char *name = g_filename_display_name (base);
      g_autoptr (EntIntakeItem) item
          = ent_intake_item_new (ent_window_get_map (self), file, NULL, ENT_SOURCE_TEXT, name);

      g_list_store_append (items, item);
    }
  show_dialog (self, items);
}

gboolean
ent_window_is_map_file (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file), *lower = g_ascii_strdown (name, -1);

  return g_str_has_suffix (lower, ".entente") || g_str_has_suffix (lower, ".svg") || g_str_has_suffix (lower, ".json");
}

/* --- Choosing --- */

static GtkFileFilter *
article_filter (void)
{
  static const char *const endings[] = { "html", "htm", "xhtml", "pdf", "txt", "text", "md", "markdown" };
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Web pages, PDF and text"));
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    gtk_file_filter_add_suffix (filter, endings[i]);
  return filter;
}

static void
on_chosen (EntWindow *self, int response)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
  ent_window_end_choice (self, response == GTK_RESPONSE_ACCEPT);
  if (files != NULL && ent_window_is_on_page (self, "map"))
    ent_window_take_articles (self, files);
}

void
ent_window_add_article (EntWindow *self)
{
  ent_window_choose_file (self, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Add Articles"), NULL, article_filter (),
                          G_CALLBACK (on_chosen));
}

/* --- Pasting --- */

static void
take_bytes (EntWindow *self, GBytes *bytes, EntSourceKind kind, const char *name)
{
  g_autoptr (GListStore) items = g_list_store_new (ENT_TYPE_INTAKE_ITEM);
  g_autoptr (EntIntakeItem) item = NULL;

  if (!ent_window_is_on_page (self, "map"))
    return;
  item = ent_intake_item_new (ent_window_get_map (self), NULL, bytes, kind, name);
  g_list_store_append (items, item);
  show_dialog (self, items);
}

static void
take_pasted (EntWindow *self, GBytes *bytes, EntSourceKind kind)
{
  take_bytes (self, bytes, kind, _ ("Clipboard"));
}

void
ent_window_take_text (EntWindow *self, const char *text, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  take_bytes (self, bytes, ENT_SOURCE_TEXT, name);
}

static void
tell_nothing (EntWindow *self)
{
  ent_window_toast (self, _ ("There is no text on the clipboard"), FALSE);
}

static void
on_text (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = data;
  char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GBytes) bytes = NULL;

  if (self->document == NULL || text == NULL)
    {
      if (self->document != NULL)
        tell_nothing (self);
      g_free (text);
      return;
    }
  bytes = g_bytes_new_take (text, strlen (text));
  /* Source text of a page may be what was copied. */
  take_pasted (self, bytes, ent_intake_sniff (bytes, NULL));
}

static void
read_text (EntWindow *self, GdkClipboard *clipboard)
{
  gdk_clipboard_read_text_async (clipboard, NULL, on_text, g_object_ref (self));
}

static void
on_spliced (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = data;
  g_autoptr (GBytes) bytes = NULL;

  if (self->document == NULL)
    return;
  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, NULL) < 0)
    {
      read_text (self, gtk_widget_get_clipboard (GTK_WIDGET (self)));
      return;
    }
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  take_pasted (self, bytes, ENT_SOURCE_HTML);
}

static void
on_html (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = data;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);
  g_autoptr (GOutputStream) memory = NULL;

  if (self->document == NULL)
    return;
  if (stream == NULL)
    {
      read_text (self, GDK_CLIPBOARD (source));
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, on_spliced, g_object_ref (self));
}

void
ent_window_paste_article (EntWindow *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  const char *types[] = { HTML_TYPE, NULL };

  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), HTML_TYPE))
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, on_html, g_object_ref (self));
  else
    read_text (self, clipboard);
}
