/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Opening, saving and closing. One operation runs at a time; its cancellable is there exactly while it runs.
 * Invariant: nothing on disk is replaced that the person has not been asked about, and no change is dropped unasked. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-dialog.h"
#include "ent-drag-out.h"

/* Operations that are over sooner are not shown. */
#define BUSY_DELAY_MS 100
#define MAX_RECENT 10
#define MAP_EXTENSION ".entente"
#define MAP_TYPE "application/vnd.entente.map+json"

/* --- One operation at a time --- */

static gboolean
show_busy (gpointer data)
{
  EntWindow *self = data;
  g_autofree char *base = g_file_get_basename (self->loading);
  g_autofree char *name = g_filename_display_name (base);
  g_autofree char *text = g_strdup_printf (_ ("Opening “%s”…"), name);

  self->busy_source = 0;
  gtk_label_set_text (self->busy_label, text);
  ent_window_show_page (self, "busy");
  return G_SOURCE_REMOVE;
}

static GCancellable *
begin (EntWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  return self->cancellable;
}

static void
end (EntWindow *self)
{
  g_clear_handle_id (&self->busy_source, g_source_remove);
  g_clear_object (&self->cancellable);
  ent_window_actions_update (self);
}

void
ent_window_cancel (EntWindow *self)
{
  g_cancellable_cancel (self->cancellable);
}

/* --- Choosing files --- */

static GtkFileFilter *
map_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Maps"));
  gtk_file_filter_add_suffix (filter, "entente");
  gtk_file_filter_add_suffix (filter, "svg");
  return filter;
}

static GtkFileFilter *
all_filter (void)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("All Files"));
  gtk_file_filter_add_pattern (filter, "*");
  return filter;
}

void
ent_window_choose_file (EntWindow *self,
                        GtkFileChooserAction action,
                        const char *title,
                        const char *name,
                        GtkFileFilter *filter,
                        GCallback response)
{
  g_autofree char *last = ent_settings_dup_string (ent_window_get_settings (self), ENT_SETTING_LAST_FOLDER);
  g_autoptr (GtkFileFilter) own = filter;
  g_autoptr (GtkFileFilter) all = all_filter ();
  GFile *file = ent_document_get_file (self->document);
  g_autoptr (GFile) folder = NULL;
  GtkFileChooser *chooser;

  if (self->chooser != NULL)
    {
      gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
      return;
    }
  self->chooser = gtk_file_chooser_native_new (title, GTK_WINDOW (self), action, NULL, NULL);
  chooser = GTK_FILE_CHOOSER (self->chooser);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  gtk_file_chooser_add_filter (chooser, own);
  gtk_file_chooser_add_filter (chooser, all);
  if (file != NULL)
    folder = g_file_get_parent (file);
  else if (last[0] != '\0')
    folder = g_file_new_for_uri (last);
  if (folder != NULL && g_file_query_file_type (folder, G_FILE_QUERY_INFO_NONE, NULL) == G_FILE_TYPE_DIRECTORY)
    gtk_file_chooser_set_current_folder (chooser, folder, NULL);
  if (name != NULL)
    gtk_file_chooser_set_current_name (chooser, name);
  if (action == GTK_FILE_CHOOSER_ACTION_OPEN)
    gtk_file_chooser_set_select_multiple (chooser, TRUE);
  g_signal_connect_swapped (self->chooser, "response", response, self);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

void
ent_window_end_choice (EntWindow *self, gboolean accepted)
{
  if (accepted)
    {
      g_autoptr (GFile) file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
      g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

      if (folder != NULL)
        {
          g_autofree char *uri = g_file_get_uri (folder);

          ent_settings_set_string (ent_window_get_settings (self), ENT_SETTING_LAST_FOLDER, uri);
        }
    }
  g_clear_object (&self->chooser);
}

GFile *
ent_window_with_extension (GFile *file, const char *extension)
{
  g_autofree char *base = g_file_get_basename (file);
  g_autofree char *named = NULL;
  g_autoptr (GFile) folder = NULL;

  if (strchr (base + 1, '.') != NULL)
    return g_object_ref (file);
  named = g_strconcat (base, extension, NULL);
  folder = g_file_get_parent (file);
  return g_file_get_child (folder, named);
}

/* --- Recent files --- */

static void
remember (EntWindow *self, GFile *file)
{
  char *groups[] = { NULL };
  g_autofree char *uri = g_file_get_uri (file);
  GtkRecentData data = {
    .mime_type = (char *) MAP_TYPE,
    .app_name = (char *) g_get_application_name (),
    .app_exec = (char *) "entente %u",
    .groups = groups,
  };

  gtk_recent_manager_add_full (gtk_recent_manager_get_default (), uri, &data);
}

static int
newer_first (gconstpointer a, gconstpointer b)
{
  return g_date_time_compare (gtk_recent_info_get_modified ((GtkRecentInfo *) b),
                              gtk_recent_info_get_modified ((GtkRecentInfo *) a));
}

/* "name (folder)", with underscores doubled: a menu takes single ones for mnemonics. */
static char *
recent_label (GtkRecentInfo *info)
{
  g_autoptr (GFile) file = g_file_new_for_uri (gtk_recent_info_get_uri (info));
  g_autoptr (GFile) parent = g_file_get_parent (file);
  g_autofree char *folder = parent != NULL ? g_file_get_basename (parent) : g_strdup ("");
  g_autofree char *shown = g_filename_display_name (folder);
  /* Translators: a file name, then the folder that holds it */
  g_autoptr (GString) label = g_string_new (NULL);

  g_string_printf (label, _ ("%s (in %s)"), gtk_recent_info_get_display_name (info), shown);
  g_string_replace (label, "_", "__", 0);
  return g_string_free (g_steal_pointer (&label), FALSE);
}

void
ent_window_update_recent (EntWindow *self)
{
  GList *items = g_list_sort (gtk_recent_manager_get_items (gtk_recent_manager_get_default ()), newer_first);
  g_autoptr (GMenu) section = g_menu_new ();
  int n = 0;

  for (GList *item = items; item != NULL && n < MAX_RECENT; item = item->next)
    {
      GtkRecentInfo *info = item->data;
      g_autofree char *label = NULL;
      g_autoptr (GMenuItem) entry = NULL;

      if (!gtk_recent_info_has_application (info, g_get_application_name ()) || !gtk_recent_info_exists (info))
        continue;
      label = recent_label (info);
      entry = g_menu_item_new (label, NULL);
      g_menu_item_set_action_and_target (entry, "win.open-recent", "s", gtk_recent_info_get_uri (info));
      g_menu_append_item (section, entry);
      n++;
    }
  g_list_free_full (items, (GDestroyNotify) gtk_recent_info_unref);
  g_menu_remove_all (self->recent_menu);
  if (n > 0)
    g_menu_append_section (self->recent_menu, _ ("Recent Maps"), G_MENU_MODEL (section));
  else
    {
      g_autoptr (GMenu) none = g_menu_new ();

      g_menu_append (none, _ ("Open…"), "win.open");
      g_menu_append_section (self->recent_menu, _ ("No Recent Maps"), G_MENU_MODEL (none));
    }
}

void
ent_window_open_recent (EntWindow *self, const char *uri)
{
  g_autoptr (GFile) file = g_file_new_for_uri (uri);

  ent_application_show_file (ent_window_get_app (self), file, GTK_WINDOW (self));
}

/* --- Opening --- */

/* What the reader of the file found strange, though not wrong. */
static void
tell_warnings (EntWindow *self)
{
  GPtrArray *warnings = ent_document_get_warnings (self->document);
  g_autoptr (GString) text = g_string_new (NULL);

  if (warnings->len == 0 || ent_document_get_read_only (self->document))
    return;
  g_string_printf (text,
                   g_dngettext (GETTEXT_PACKAGE, "%u thing in this map is not as it should be: %s",
                                "%u things in this map are not as they should be. The first: %s", warnings->len),
                   warnings->len, ((EntProblem *) g_ptr_array_index (warnings, 0))->reason);
  ent_window_toast_with_button (self, text->str, _ ("Show All"), "win.warnings");
}

void
ent_window_show_warnings (EntWindow *self)
{
  GPtrArray *warnings = ent_document_get_warnings (self->document);
  g_autofree char *body
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u thing in this map is not as it should be. It is kept.",
                                      "%u things in this map are not as they should be. They are kept.", warnings->len),
                         warnings->len);
  GtkWidget *dialog = ent_message_dialog_new (GTK_WINDOW (self), _ ("Warnings"), body);
  GtkWidget *scroller = gtk_scrolled_window_new ();

  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 320);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), ent_problem_list_new (warnings, ENT_SEVERITY_WARNING));
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), scroller);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = data;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;
  gboolean loaded = ent_document_load_finish (ENT_DOCUMENT (source), result, &problems, &error);
  gboolean empty;

  if (self->document == NULL)
    return;
  end (self);
  empty = ent_document_is_pristine (self->document);
  if (loaded)
    {
      remember (self, self->loading);
      g_clear_object (&self->loading);
      ent_window_show_content (self);
      tell_warnings (self);
    }
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_clear_object (&self->loading);
      ent_window_show_page (self, "map");
    }
  else if (empty)
    {
      ent_error_page_set (self->error_page, self->loading, error, problems);
      ent_window_show_page (self, "error");
    }
  else
    {
      g_clear_object (&self->loading);
      ent_window_show_page (self, "map");
      ent_window_tell_error (self, _ ("The map stays as it is"), error);
    }
}

void
ent_window_load (EntWindow *self, GFile *file)
{
  g_return_if_fail (ENT_IS_WINDOW (self));
  g_set_object (&self->loading, file);
  if (self->busy_source == 0)
    self->busy_source = g_timeout_add (BUSY_DELAY_MS, show_busy, self);
  ent_document_load_async (self->document, file, begin (self), on_loaded, g_object_ref (self));
  ent_window_actions_update (self);
}

void
ent_window_retry (EntWindow *self)
{
  g_autoptr (GFile) file = self->loading != NULL ? g_object_ref (self->loading) : NULL;

  if (file != NULL)
    ent_window_load (self, file);
}

static void
on_reload_answer (EntWindow *self, const char *response)
{
  if (g_str_equal (response, "reload"))
    ent_window_load (self, ent_document_get_file (self->document));
}

static GtkWidget *
ask (EntWindow *self, const char *heading, const char *body, const char *stay)
{
  GtkWidget *dialog = ent_message_dialog_new (GTK_WINDOW (self), heading, body);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "cancel", stay);
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  return dialog;
}

void
ent_window_reload (EntWindow *self)
{
  GtkWidget *dialog;

  if (ent_document_get_file (self->document) == NULL)
    return;
  if (!ent_document_get_modified (self->document))
    {
      ent_window_load (self, ent_document_get_file (self->document));
      return;
    }
  dialog = ask (self, _ ("Reload the map?"), _ ("Your changes since the last save will be lost."), _ ("_Cancel"));
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "reload", _ ("_Reload"));
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "reload", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (on_reload_answer), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_open_chosen (EntWindow *self, int response)
{
  g_autoptr (GListModel) files = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (self->chooser));
  ent_window_end_choice (self, response == GTK_RESPONSE_ACCEPT);
  for (guint i = 0; files != NULL && i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      /* From the error page another file takes the place of the one that could not be read. */
      if (i == 0 && ent_window_is_on_page (self, "error"))
        g_clear_object (&self->loading);
      ent_application_show_file (ent_window_get_app (self), file, GTK_WINDOW (self));
    }
}

void
ent_window_open (EntWindow *self)
{
  ent_window_choose_file (self, GTK_FILE_CHOOSER_ACTION_OPEN, _ ("Open Map"), NULL, map_filter (),
                          G_CALLBACK (on_open_chosen));
}

static gboolean
on_drop (GtkDropTarget *target, const GValue *value, double x, double y, gpointer data)
{
  EntWindow *self = data;
  g_autoptr (GListStore) articles = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GSList) files = NULL;

  if (ent_drag_out_is_source (gtk_drop_target_get_current_drop (target)))
    return FALSE;
  files = gdk_file_list_get_files (g_value_get_boxed (value));
  for (GSList *item = files; item != NULL; item = item->next)
    if (ent_window_is_map_file (item->data) || !ent_window_is_on_page (self, "map"))
      ent_application_show_file (ent_window_get_app (self), item->data, GTK_WINDOW (self));
    else
      g_list_store_append (articles, item->data);
  if (g_list_model_get_n_items (G_LIST_MODEL (articles)) > 0)
    ent_window_take_articles (self, G_LIST_MODEL (articles));
  return files != NULL;
}

/* --- Saving --- */

typedef struct
{
  EntWindow *window; /* owned */
  GFile *file;       /* nullable: the document's own */
  EntSaveFlags flags;
} Saving;

static void
saving_free (Saving *saving)
{
  g_object_unref (saving->window);
  g_clear_object (&saving->file);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static void save_to (EntWindow *self, GFile *file, EntSaveFlags flags);

static void
on_conflict_answer (Saving *saving, const char *response)
{
  EntWindow *self = saving->window;

  if (g_str_equal (response, "overwrite"))
    save_to (self, saving->file, saving->flags | ENT_SAVE_OVERWRITE);
  else if (g_str_equal (response, "save-as"))
    ent_window_save_as (self, saving->flags & ENT_SAVE_COPY);
  else
    self->after_save = ENT_AFTER_SAVE_STAY;
}

static void
free_saving_with_dialog (gpointer data, GClosure *closure)
{
  saving_free (data);
}

/* Others put something in the place where the save goes, or took it away. */
static void
ask_about_conflict (Saving *saving, const GError *error)
{
  GtkWidget *dialog = ask (saving->window, _ ("Save over it?"), error->message, _ ("_Cancel"));

  adw_message_dialog_add_responses (
      ADW_MESSAGE_DIALOG (dialog), "save-as", _ ("Save _As…"), "overwrite",
      g_error_matches (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_GONE) ? _ ("_Save Again") : _ ("_Overwrite"),
      NULL);
  if (!g_error_matches (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_GONE))
    adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "overwrite", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_data (dialog, "response", G_CALLBACK (on_conflict_answer), saving, free_saving_with_dialog,
                         G_CONNECT_SWAPPED);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_failure_answer (EntWindow *self, const char *response)
{
  if (g_str_equal (response, "save-as"))
    ent_window_save_as (self, ENT_SAVE_DEFAULT);
}

static void
tell_save_error (EntWindow *self, const GError *error)
{
  GtkWidget *dialog = ask (self, _ ("The map is not saved"), error->message, _ ("_Close"));

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "save-as", _ ("Save _As…"));
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (on_failure_answer), self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (Saving) saving = data;
  EntWindow *self = saving->window;
  g_autoptr (GError) error = NULL;
  gboolean saved = ent_document_save_finish (ENT_DOCUMENT (source), result, &error);
  EntAfterSave after = self->after_save;

  if (self->document == NULL)
    return;
  ent_progress_end (self->save_progress);
  ent_window_actions_update (self);
  if (saved)
    {
      GFile *file = saving->file != NULL ? saving->file : ent_document_get_file (self->document);

      self->after_save = ENT_AFTER_SAVE_STAY;
      remember (self, file);
      if ((saving->flags & ENT_SAVE_COPY) != 0 && after != ENT_AFTER_SAVE_CLOSE)
        ent_window_toast (self, _ ("A copy is saved"), FALSE);
      if (after == ENT_AFTER_SAVE_CLOSE && self->exporting)
        self->after_save = after;
      else if (after == ENT_AFTER_SAVE_CLOSE)
        gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (g_error_matches (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_CHANGED_ON_DISK)
      || g_error_matches (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_GONE))
    {
      ask_about_conflict (g_steal_pointer (&saving), error);
      return;
    }
  self->after_save = ENT_AFTER_SAVE_STAY;
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    tell_save_error (self, error);
}

static void
save_to (EntWindow *self, GFile *file, EntSaveFlags flags)
{
  g_autofree char *base = NULL;
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  Saving *saving;

  if (ent_document_get_busy (self->document))
    return;
  saving = g_new0 (Saving, 1);
  saving->window = g_object_ref (self);
  g_set_object (&saving->file, file);
  saving->flags = flags;
  base = g_file_get_basename (file != NULL ? file : ent_document_get_file (self->document));
  name = g_filename_display_name (base);
  /* Translators: %s is a file name */
  text = g_strdup_printf (_ ("Saving “%s”…"), name);
  ent_document_save_async (self->document, file, flags, ent_progress_begin (self->save_progress, text), on_saved, saving);
  ent_window_actions_update (self);
}

void
ent_window_save (EntWindow *self, EntSaveFlags flags)
{
  if (ent_document_get_file (self->document) == NULL)
    ent_window_save_as (self, ENT_SAVE_DEFAULT);
  else
    save_to (self, NULL, flags);
}

static void
on_save_chosen (EntWindow *self, int response, EntSaveFlags flags)
{
  g_autoptr (GFile) chosen = NULL;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  ent_window_end_choice (self, response == GTK_RESPONSE_ACCEPT);
  if (chosen == NULL)
    {
      self->after_save = ENT_AFTER_SAVE_STAY;
      return;
    }
  file = ent_window_with_extension (chosen, MAP_EXTENSION);
  /* The chooser asked about a file of the name that was typed, and of no other. */
  if (g_file_equal (file, chosen))
    flags |= ENT_SAVE_OVERWRITE;
  save_to (self, file, flags);
}

static void
on_save_as_chosen (EntWindow *self, int response)
{
  on_save_chosen (self, response, ENT_SAVE_DEFAULT);
}

static void
on_save_copy_chosen (EntWindow *self, int response)
{
  on_save_chosen (self, response, ENT_SAVE_COPY);
}

void
ent_window_save_as (EntWindow *self, EntSaveFlags flags)
{
  gboolean copy = (flags & ENT_SAVE_COPY) != 0;
  const char *name = gettext (ent_document_get_name (self->document));
  g_autofree char *proposed = NULL;

  if (!g_str_has_suffix (name, MAP_EXTENSION))
    proposed = g_strconcat (name, MAP_EXTENSION, NULL);
  ent_window_choose_file (self, GTK_FILE_CHOOSER_ACTION_SAVE, copy ? _ ("Save a Copy") : _ ("Save Map"),
                          proposed != NULL ? proposed : name, map_filter (),
                          copy ? G_CALLBACK (on_save_copy_chosen) : G_CALLBACK (on_save_as_chosen));
}

/* --- Closing --- */

static gboolean
close_window (gpointer data)
{
  gtk_window_close (data);
  return G_SOURCE_REMOVE;
}

static void
on_close_answer (EntWindow *self, const char *response)
{
  self->asking = FALSE;
  if (g_str_equal (response, "save"))
    {
      self->after_save = ENT_AFTER_SAVE_CLOSE;
      ent_window_save (self, ENT_SAVE_DEFAULT);
    }
  else if (g_str_equal (response, "discard"))
    {
      self->discard = TRUE;
      /* Not at once: the dialog that goes with the window is still telling what was answered. */
      g_idle_add_full (G_PRIORITY_DEFAULT, close_window, g_object_ref (self), g_object_unref);
    }
}

static void
ask_to_save (EntWindow *self)
{
  const char *name = gettext (ent_document_get_name (self->document));
  /* Translators: %s is a file name */
  g_autofree char *body
      = g_strdup_printf (_ ("“%s” has changes that are not saved. Without saving they are lost."), name);
  GtkWidget *dialog = ask (self, _ ("Save changes?"), body, _ ("_Cancel"));
  AdwMessageDialog *message = ADW_MESSAGE_DIALOG (dialog);
  gboolean read_only = ent_document_get_read_only (self->document);

  adw_message_dialog_add_response (message, "discard", _ ("_Discard"));
  adw_message_dialog_set_response_appearance (message, "discard", ADW_RESPONSE_DESTRUCTIVE);
  if (!read_only)
    {
      adw_message_dialog_add_response (message, "save", _ ("_Save"));
      adw_message_dialog_set_response_appearance (message, "save", ADW_RESPONSE_SUGGESTED);
      adw_message_dialog_set_default_response (message, "save");
    }
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (on_close_answer), self);
  self->asking = TRUE;
  gtk_window_present (GTK_WINDOW (dialog));
}

gboolean
ent_window_hold_close (EntWindow *self)
{
  if (self->asking)
    return TRUE;
  /* What is being written is finished first, and told if it fails. */
  if (self->exporting || (ent_document_get_busy (self->document) && self->loading == NULL))
    {
      self->after_save = ENT_AFTER_SAVE_CLOSE;
      return TRUE;
    }
  if (self->discard || !ent_document_get_modified (self->document))
    return FALSE;
  gtk_window_present (GTK_WINDOW (self));
  ask_to_save (self);
  return TRUE;
}

/* --- What others do to the file --- */

void
ent_window_update_notice (EntWindow *self)
{
  EntDocument *document = self->document;
  EntFileState state = ent_document_get_disk_state (document);
  const char *text = NULL;

  if (!ent_window_is_on_page (self, "map"))
    text = NULL;
  else if (state == ENT_FILE_STATE_CHANGED)
    text = _ ("Another program has changed the file of this map.");
  else if (state == ENT_FILE_STATE_GONE)
    text = _ ("The file of this map has been moved or deleted.");
  else if (ent_document_get_read_only (document))
    text = _ ("This map was made by a newer version of Entente. It can be read, and saved as a copy.");
  if (text != NULL)
    gtk_label_set_text (self->notice_text, text);
  gtk_widget_set_visible (self->notice_reload, state == ENT_FILE_STATE_CHANGED);
  gtk_widget_set_visible (self->notice_keep, state != ENT_FILE_STATE_SAME && !ent_document_get_read_only (document));
  if (text != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->notice), TRUE);
  gtk_revealer_set_reveal_child (self->notice, text != NULL);
}

void
ent_window_files_init (EntWindow *self)
{
  GtkDropTarget *drop = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  /* Before a text under the pointer, that takes no files but says it does. */
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (drop), GTK_PHASE_CAPTURE);
  g_signal_connect (drop, "drop", G_CALLBACK (on_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (drop));
  g_signal_connect_object (gtk_recent_manager_get_default (), "changed", G_CALLBACK (ent_window_update_recent), self,
                           G_CONNECT_SWAPPED);
  ent_window_update_recent (self);
}

void
ent_window_files_dispose (EntWindow *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_handle_id (&self->busy_source, g_source_remove);
  if (self->chooser != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->chooser, self);
      gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (self->chooser));
    }
  g_clear_object (&self->chooser);
  g_clear_object (&self->loading);
}
