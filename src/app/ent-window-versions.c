/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The old versions of the window's file: a list to open one as a map of its own, or to bring it back as one step of undo. They are read in
 * a thread. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-dialog.h"
#include "ent-edit-restore.h"
#include "ent-panel-parts.h"
#include "ent-versions.h"

/* Pixels. */
#define LIST_WIDTH 500
#define ROW_HEIGHT 55
#define ROWS_SHOWN 6

typedef struct
{
  EntSnapshot *content; /* NULL where it cannot be read */
  gint64 time;          /* microseconds since 1970 */
  guint64 size;         /* bytes */
} Old;

static void
old_free (gpointer data)
{
  Old *old = data;

  g_clear_pointer (&old->content, ent_snapshot_unref);
  g_free (old);
}

static void
list_in_thread (GTask *task, gpointer source, gpointer path, GCancellable *cancellable)
{
  g_autofree char *folder = ent_versions_dup_folder ();
  g_autoptr (GPtrArray) versions = ent_versions_list (folder, path);
  GPtrArray *olds = g_ptr_array_new_with_free_func (old_free);

  for (guint i = 0; i < versions->len; i++)
    {
      const EntVersion *version = g_ptr_array_index (versions, i);
      Old *old = g_new0 (Old, 1);

      old->content = ent_version_read (version, cancellable, NULL);
      old->time = version->time;
      old->size = version->size;
      g_ptr_array_add (olds, old);
    }
  g_task_return_pointer (task, olds, (GDestroyNotify) g_ptr_array_unref);
}

static const Old *
old_of (GtkWidget *button)
{
  return g_object_get_data (G_OBJECT (gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW)), "old");
}

static void
close_dialog (GtkWidget *button)
{
  gtk_window_close (GTK_WINDOW (gtk_widget_get_root (button)));
}

static void
on_open (GtkWidget *button, EntWindow *self)
{
  ent_application_show_copy (ent_window_get_app (self), old_of (button)->content);
  close_dialog (button);
}

static void
on_restore (GtkWidget *button, EntWindow *self)
{
  g_autoptr (GError) error = NULL;

  if (ent_edit_restore (ent_window_get_map (self), "Restore Old Version", old_of (button)->content, &error))
    ent_window_toast (self, _ ("The old version is back"), TRUE);
  else
    ent_window_tell_error (self, _ ("The map stays as it is"), error);
  close_dialog (button);
}

static void
add_button (EntWindow *self, GtkWidget *row, const char *label, const char *when, GCallback callback)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *name = g_strdup_printf ("%s %s", label, when);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  ent_set_accessible_name (button, name);
  g_signal_connect_object (button, "clicked", callback, self, 0);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
}

static GtkWidget *
make_row (EntWindow *self, const Old *old)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (old->time / G_USEC_PER_SEC);
  g_autofree char *when = g_date_time_format (time, "%c"), *size = g_format_size (old->size), *subtitle = NULL;
  EntSnapshot *map = old->content;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), when);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "old", (gpointer) old);
  if (map == NULL)
    /* Translators: %s is the size of a file */
    subtitle = g_strdup_printf (_ ("%s · cannot be read"), size);
  else
    {
      guint n_actors = ent_records_n (map->lists[ENT_LIST_ACTORS]), n_relations = ent_records_n (map->lists[ENT_LIST_RELATIONS]);
      g_autofree char *actors = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u actor", "%u actors", n_actors), n_actors);
      g_autofree char *relations
          = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u relation", "%u relations", n_relations), n_relations);

      subtitle = g_strdup_printf ("%s · %s · %s", size, actors, relations);
      add_button (self, row, _ ("Open a Copy"), when, G_CALLBACK (on_open));
      if (!ent_document_get_read_only (self->document))
        add_button (self, row, _ ("Restore"), when, G_CALLBACK (on_restore));
    }
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}

static void
on_listed (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = ENT_WINDOW (data);
  GPtrArray *olds = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkWidget *dialog, *list, *scroller;

  if (olds == NULL)
    return;
  if (self->document == NULL)
    {
      g_ptr_array_unref (olds);
      return;
    }
  dialog = ent_message_dialog_new (GTK_WINDOW (self), _ ("Old Versions"),
                                   olds->len > 0 ? _ ("What the last saves of this map wrote. Restoring one can be undone.")
                                                 : _ ("No old version is kept yet: each save keeps one."));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "close");
  g_object_set_data_full (G_OBJECT (dialog), "olds", olds, (GDestroyNotify) g_ptr_array_unref);
  if (olds->len > 0)
    {
      list = gtk_list_box_new ();
      gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
      gtk_widget_add_css_class (list, "boxed-list");
      gtk_widget_set_size_request (list, ent_dialog_pixels (GTK_WINDOW (self), LIST_WIDTH), -1);
      gtk_widget_set_valign (list, GTK_ALIGN_START);
      for (guint i = 0; i < olds->len; i++)
        gtk_list_box_append (GTK_LIST_BOX (list), make_row (self, g_ptr_array_index (olds, i)));
      scroller = gtk_scrolled_window_new ();
      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN ((int) olds->len, ROWS_SHOWN) * ent_dialog_pixels (GTK_WINDOW (self), ROW_HEIGHT));
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), list);
      adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
    }
  gtk_window_present (GTK_WINDOW (dialog));
}

void
ent_window_show_versions (EntWindow *self)
{
  GFile *file = ent_document_get_file (self->document);
  g_autoptr (GTask) task = NULL;

  if (file == NULL)
    return;
  task = g_task_new (NULL, NULL, on_listed, g_object_ref (self));
  g_task_set_source_tag (task, ent_window_show_versions);
  g_task_set_task_data (task, g_file_get_path (file), g_free);
  g_task_run_in_thread (task, list_in_thread);
}
