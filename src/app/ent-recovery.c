/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each draft is restored, thrown away or left for later. Invariant: a draft that is listed is locked, so no other process offers it; what
 * is left for later is let go with the dialog. */
#include "ent-recovery.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-dialog.h"
#include "ent-draft.h"
#include "ent-panel-parts.h"
#include "ent-window.h"

/* Pixels. */
#define LIST_WIDTH 460
#define ROW_HEIGHT 55
#define ROWS_SHOWN 4

typedef struct
{
  EntApplication *application;
  GPtrArray *drafts; /* of EntDraft; NULL where one is done with */
  GtkWidget *dialog, *list;
  guint left;
} Recovery;

typedef struct
{
  GPtrArray *drafts;
  guint n_broken;
} Found;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_clear_pointer (&found->drafts, g_ptr_array_unref);
  g_free (found);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *folder = ent_draft_dup_folder ();
  Found *found = g_new0 (Found, 1);

  found->drafts = ent_draft_find (folder, &found->n_broken, cancellable);
  g_task_return_pointer (task, found, found_free);
}

static void
recovery_free (gpointer data, GClosure *closure)
{
  Recovery *self = data;

  for (guint i = 0; i < self->drafts->len; i++)
    ent_draft_free (g_ptr_array_index (self->drafts, i));
  g_ptr_array_unref (self->drafts);
  g_application_release (G_APPLICATION (self->application));
  g_object_unref (self->application);
  g_free (self);
}

static EntDraft *
take (Recovery *self, GtkWidget *row)
{
  guint i = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "draft"));
  EntDraft *draft = g_steal_pointer (&g_ptr_array_index (self->drafts, i));

  gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  self->left--;
  return draft;
}

static GtkWidget *
row_of (GtkWidget *button)
{
  return gtk_widget_get_ancestor (button, GTK_TYPE_LIST_BOX_ROW);
}

static void
close_when_done (Recovery *self)
{
  if (self->left == 0)
    gtk_window_close (GTK_WINDOW (self->dialog));
}

static void
on_restore (GtkWidget *button, Recovery *self)
{
  ent_application_restore (self->application, take (self, row_of (button)));
  close_when_done (self);
}

static void
on_discard (GtkWidget *button, Recovery *self)
{
  EntDraft *draft = take (self, row_of (button));

  ent_draft_remove (draft);
  ent_draft_free (draft);
  close_when_done (self);
}

static void
on_response (Recovery *self, const char *response)
{
  if (!g_str_equal (response, "restore"))
    return;
  while (self->left > 0)
    ent_application_restore (self->application, take (self, gtk_widget_get_first_child (self->list)));
}

static GtkWidget *
row_button (const char *label, const char *name)
{
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  ent_set_accessible_name (button, name);
  return button;
}

static GtkWidget *
make_row (Recovery *self, guint i)
{
  const EntDraft *draft = g_ptr_array_index (self->drafts, i);
  GtkWidget *row = adw_action_row_new (), *restore, *discard;
  g_autofree char *base = draft->path != NULL ? g_path_get_basename (draft->path) : NULL;
  g_autofree char *file = base != NULL ? g_filename_display_name (base) : g_strdup (_ ("never saved"));
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (draft->time);
  g_autofree char *when = g_date_time_format (time, "%c");
  /* Translators: a file name, then a date and time */
  g_autofree char *subtitle = g_strdup_printf (_ ("%s · %s"), file, when);
  const char *title = draft->content->head->title[0] != '\0' ? draft->content->head->title : _ ("Untitled map");
  g_autofree char *shown = g_markup_escape_text (title, -1), *shown_subtitle = g_markup_escape_text (subtitle, -1);
  /* Translators: %s is the title of a map */
  g_autofree char *restore_name = g_strdup_printf (_ ("Restore %s"), title), *discard_name = g_strdup_printf (_ ("Discard %s"), title);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), shown);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), shown_subtitle);
  restore = row_button (_ ("Restore"), restore_name);
  discard = row_button (_ ("Discard"), discard_name);
  g_signal_connect (restore, "clicked", G_CALLBACK (on_restore), self);
  g_signal_connect (discard, "clicked", G_CALLBACK (on_discard), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), discard);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), restore);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  g_object_set_data (G_OBJECT (row), "draft", GUINT_TO_POINTER (i));
  return row;
}

static void
offer (EntApplication *application, Found *found)
{
  GtkWindow *window = gtk_application_get_active_window (GTK_APPLICATION (application));
  g_autofree char *broken = NULL;
  g_autoptr (GString) body = g_string_new (NULL);
  Recovery *self;

  if (found->drafts->len > 0)
    g_string_append (body, _ ("Entente ended before these changes were saved."));
  if (found->n_broken > 0)
    {
      g_autofree char *folder = ent_draft_dup_folder ();

      broken = g_build_filename (folder, "broken", NULL);
      if (body->len > 0)
        g_string_append_c (body, '\n');
      g_string_append_printf (body,
                              g_dngettext (GETTEXT_PACKAGE, "%u draft cannot be read. It is kept in %s.",
                                           "%u drafts cannot be read. They are kept in %s.", found->n_broken),
                              found->n_broken, broken);
    }
  self = g_new0 (Recovery, 1);
  self->application = g_object_ref (application);
  g_application_hold (G_APPLICATION (application));
  self->drafts = g_ptr_array_new ();
  self->left = found->drafts->len;
  self->dialog = ent_message_dialog_new (window, _ ("Restore Unsaved Maps?"), body->str);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  gtk_widget_set_size_request (self->list, LIST_WIDTH, -1);
  for (guint i = 0; i < found->drafts->len; i++)
    {
      g_ptr_array_add (self->drafts, g_ptr_array_index (found->drafts, i));
      gtk_list_box_append (GTK_LIST_BOX (self->list), make_row (self, i));
    }
  /* The dialog has them now. */
  g_ptr_array_set_free_func (found->drafts, NULL);
  if (self->left > 0)
    {
      GtkWidget *scroller = gtk_scrolled_window_new ();

      gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
      gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
      gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), MIN ((int) self->left, ROWS_SHOWN) * ROW_HEIGHT);
      gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->list);
      adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (self->dialog), scroller);
      adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (self->dialog), "later", _ ("_Later"), "restore", _ ("Restore _All"), NULL);
      adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (self->dialog), "restore", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (self->dialog), "restore");
    }
  else
    {
      adw_message_dialog_set_heading (ADW_MESSAGE_DIALOG (self->dialog), _ ("Unsaved changes were lost"));
      adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (self->dialog), "later", _ ("_Close"));
    }
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (self->dialog), "later");
  g_signal_connect_data (self->dialog, "response", G_CALLBACK (on_response), self, recovery_free, G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (self->dialog));
}

static void
on_found (GObject *source, GAsyncResult *result, gpointer data)
{
  Found *found = g_task_propagate_pointer (G_TASK (result), NULL);

  if (found->drafts->len > 0 || found->n_broken > 0)
    offer (ENT_APPLICATION (source), found);
  found_free (found);
  g_application_release (G_APPLICATION (source));
}

void
ent_recovery_start (EntApplication *application)
{
  g_autoptr (GTask) task = g_task_new (application, NULL, on_found, NULL);

  g_application_hold (G_APPLICATION (application));
  g_task_set_source_tag (task, ent_recovery_start);
  g_task_run_in_thread (task, find_in_thread);
}
