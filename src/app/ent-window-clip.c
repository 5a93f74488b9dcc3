/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cut, copy and paste of what is chosen, between windows and programs; and rows of a table that become actors and
 * relations. What comes from the clipboard is read as any foreign file is. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-clip-provider.h"
#include "ent-clip.h"
#include "ent-date-words.h"
#include "ent-dialog.h"
#include "ent-format.h"
#include "ent-rows.h"

/* Of the preview's list, with text of the usual size, in pixels. */
#define LIST_WIDTH 340
#define LIST_HEIGHT 280
#define ROW_HEIGHT 44
/* Rows that the preview lists; the others are counted. */
#define MOST_ROWS 100
/* Bytes of a clip: more is opened as a file, not pasted. */
#define MOST_BYTES (64 * 1024 * 1024)

static void
put_on_clipboard (EntWindow *self, EntSnapshot *clip)
{
  g_autoptr (GdkContentProvider) provider = ent_clip_provider_new (clip);

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), provider);
}

void
ent_window_copy (EntWindow *self)
{
  g_auto (GStrv) ids = ent_window_dup_chosen (self);
  g_autoptr (EntSnapshot) clip
      = ent_clip_new (ent_window_get_map (self), (const char *const *) ids, g_strv_length (ids));

  if (!ent_clip_is_empty (clip))
    put_on_clipboard (self, clip);
}

void
ent_window_cut (EntWindow *self)
{
  g_auto (GStrv) ids = ent_window_dup_chosen (self);
  guint n = g_strv_length (ids);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSnapshot) clip = ent_clip_cut (ent_window_get_map (self), (const char *const *) ids, n, &error);
  g_autofree char *message = NULL;

  if (clip == NULL)
    {
      ent_window_tell_error (self, _ ("Nothing was cut"), error);
      return;
    }
  put_on_clipboard (self, clip);
  message = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u thing cut", "%u things cut", n), n);
  ent_window_toast (self, message, TRUE);
}

/* --- Rows --- */

typedef struct
{
  EntWindow *window;
  EntRows *rows;
  EntPoint place;
} Preview;

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  g_object_unref (preview->window);
  ent_rows_free (preview->rows);
  g_free (preview);
}

static void
on_preview_answer (Preview *preview, const char *response)
{
  EntWindow *self = preview->window;
  g_auto (GStrv) made = NULL;
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "add"))
    return;
  made = ent_rows_paste (preview->rows, ent_window_get_map (self), preview->place, &error);
  if (made == NULL)
    ent_window_tell_error (self, _ ("Nothing was pasted"), error);
  else
    ent_window_choose_ids (self, (const char *const *) made);
}

/* What else a row says: kind, date, quote and address, as far as it has them. (transfer full) */
static char *
row_detail (const EntRow *row)
{
  g_autofree char *when = ent_date_to_words (row->when);
  g_autofree char *quote = row->quote[0] != '\0' ? g_strdup_printf (_ ("“%s”"), row->quote) : g_strdup ("");
  const char *parts[] = { row->kind, when, quote, row->url };
  GString *detail = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i][0] != '\0')
      g_string_append_printf (detail, "%s%s", detail->len > 0 ? " · " : "", parts[i]);
  return g_string_free (detail, FALSE);
}

static GtkWidget *
line_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
row_label (const EntRow *row)
{
  g_autofree char *what
      = row->target[0] == '\0'
            ? g_strdup (row->source)
            : g_strdup_printf ("%s → %s → %s", row->source, row->label[0] != '\0' ? row->label : "–", row->target);
  g_autofree char *text = row->problem == NULL
                              ? g_strdup (what)
                              /* Translators: a line number, then what is wrong with it */
                              : g_strdup_printf (_ ("Line %u is left out: %s"), row->line, row->problem);
  g_autofree char *detail = row->problem == NULL ? row_detail (row) : g_strdup ("");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), line_new (text, row->problem != NULL ? "error" : NULL));
  if (detail[0] != '\0')
    {
      GtkWidget *line = line_new (detail, "dim-label");

      gtk_widget_add_css_class (line, "caption");
      gtk_box_append (GTK_BOX (box), line);
    }
  return box;
}

static GtkWidget *
row_list (EntWindow *self, const EntRows *rows)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  for (guint i = 0; i < MIN (rows->rows->len, MOST_ROWS); i++)
    gtk_box_append (GTK_BOX (box), row_label (g_ptr_array_index (rows->rows, i)));
  if (rows->rows->len > MOST_ROWS)
    {
      guint more = rows->rows->len - MOST_ROWS;
      g_autofree char *text
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %u more row", "and %u more rows", more), more);

      gtk_box_append (GTK_BOX (box), gtk_label_new (text));
    }
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_widget_set_size_request (box, ent_dialog_pixels (GTK_WINDOW (self), LIST_WIDTH), -1);
  /* A dialog gives a list no more than it must. */
  gtk_scrolled_window_set_min_content_height (
      GTK_SCROLLED_WINDOW (scrolled), ent_dialog_pixels (GTK_WINDOW (self), MIN ((int) rows->rows->len * ROW_HEIGHT, LIST_HEIGHT)));
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), ent_dialog_pixels (GTK_WINDOW (self), LIST_HEIGHT));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), box);
  return scrolled;
}

static char *
say_rows (const EntRows *rows)
{
  guint n = rows->new_actors->len;
  g_autofree char *actors = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u new actor", "%u new actors", n), n);
  g_autofree char *relations = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u relation", "%u relations", rows->n_relations), rows->n_relations);
  g_autofree char *excerpts = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u excerpt", "%u excerpts", rows->n_excerpts), rows->n_excerpts);

  return rows->n_excerpts > 0 ? g_strdup_printf ("%s, %s, %s", actors, relations, excerpts)
                              : g_strdup_printf ("%s, %s", actors, relations);
}

void
ent_window_preview_rows (EntWindow *self, const char *text, EntPoint place)
{
  Preview *preview = g_new0 (Preview, 1);
  AdwMessageDialog *dialog;
  g_autofree char *body = NULL;

  preview->window = g_object_ref (self);
  preview->rows = ent_rows_new (ent_window_get_map (self), text);
  preview->place = place;
  body = say_rows (preview->rows);
  dialog = ADW_MESSAGE_DIALOG (ent_message_dialog_new (GTK_WINDOW (self), _ ("Add These Rows?"), body));
  adw_message_dialog_set_extra_child (dialog, row_list (self, preview->rows));
  adw_message_dialog_add_response (dialog, "cancel", _ ("_Cancel"));
  adw_message_dialog_add_response (dialog, "add", _ ("_Add"));
  adw_message_dialog_set_response_appearance (dialog, "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_response_enabled (dialog, "add", preview->rows->rows->len > preview->rows->n_problems);
  adw_message_dialog_set_default_response (dialog, "add");
  adw_message_dialog_set_close_response (dialog, "cancel");
  g_object_set_data_full (G_OBJECT (dialog), "preview", preview, preview_free);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (on_preview_answer), preview);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* --- Pasting --- */

static void
paste_clip (EntWindow *self, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSnapshot) clip = ent_format_read (bytes, NULL, NULL, &error);
  g_auto (GStrv) made = NULL;
  EntPoint place, middle;

  if (clip != NULL && !ent_clip_is_empty (clip))
    {
      place = ent_canvas_free_place (self->canvas);
      middle = ent_clip_get_middle (clip);
      made = ent_clip_paste (ent_window_get_map (self), clip, ent_point (place.x - middle.x, place.y - middle.y),
                             &error);
    }
  if (made != NULL)
    ent_window_choose_ids (self, (const char *const *) made);
  else if (error != NULL)
    ent_window_tell_error (self, _ ("Nothing was pasted"), error);
}

static void
on_spliced (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error) < 0)
    {
      ent_window_tell_error (self, _ ("Nothing was pasted"), error);
      return;
    }
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (source));
  if (g_bytes_get_size (bytes) <= MOST_BYTES && ent_window_is_on_page (self, "map"))
    paste_clip (self, bytes);
}

static void
on_clip_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr (GOutputStream) memory = NULL;

  if (stream == NULL)
    {
      ent_window_tell_error (self, _ ("Nothing was pasted"), error);
      return;
    }
  memory = g_memory_output_stream_new_resizable ();
  g_output_stream_splice_async (memory, stream,
                                G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                G_PRIORITY_DEFAULT, NULL, on_spliced, g_object_ref (self));
}

static void
on_text_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);

  if (text == NULL || g_strstrip (text)[0] == '\0')
    ent_window_toast (self, _ ("There is nothing on the clipboard to paste here"), FALSE);
  else if (ent_window_is_on_page (self, "map"))
    ent_window_preview_rows (self, text, ent_canvas_free_place (self->canvas));
}

void
ent_window_paste (EntWindow *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  const char *types[] = { ENT_CLIP_MIME_TYPE, NULL };

  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), ENT_CLIP_MIME_TYPE))
    gdk_clipboard_read_async (clipboard, types, G_PRIORITY_DEFAULT, NULL, on_clip_read, g_object_ref (self));
  else
    gdk_clipboard_read_text_async (clipboard, NULL, on_text_read, g_object_ref (self));
}
