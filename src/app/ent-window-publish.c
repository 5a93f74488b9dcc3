/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The export dialog of a window: what it is told of the screen, where its file goes, and what is remembered for the next time. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-durable-save.h"
#include "ent-export-dialog.h"

typedef struct
{
  EntSnapshot *map;
  EntExportChoice *choice;
  char *map_path; /* nullable: nothing is remembered */
  GFile *file;
  gboolean overwrite;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  ent_snapshot_unref (job->map);
  ent_export_choice_free (job->choice);
  g_free (job->map_path);
  g_object_unref (job->file);
  g_free (job);
}

/* --- What the screen shows --- */

static char **
dup_shown (EntWindow *self)
{
  double width = gtk_widget_get_width (GTK_WIDGET (self->canvas)), height = gtk_widget_get_height (GTK_WIDGET (self->canvas));
  EntScene *scene = ent_canvas_get_scene (self->canvas);
  g_autoptr (GStrvBuilder) shown = g_strv_builder_new ();
  guint n;
  const EntSceneNode *nodes = ent_scene_nodes (scene, &n);

  for (guint i = 0; i < n; i++)
    {
      EntRect box;

      if (ent_canvas_box_of (self->canvas, ENT_TARGET_ACTOR, nodes[i].actor->id, "", &box) && box.x < width && box.y < height
          && box.x + box.width > 0 && box.y + box.height > 0)
        g_strv_builder_add (shown, nodes[i].actor->id);
    }
  return g_strv_builder_end (shown);
}

/* Pairs whose relations are lines of their own. */
static char **
dup_open_pairs (EntScene *scene)
{
  g_autoptr (GStrvBuilder) pairs = g_strv_builder_new ();
  guint n;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n);

  for (guint i = 0; i < n; i++)
    if (edges[i].n_relations == 1)
      {
        g_strv_builder_add (pairs, edges[i].relation->source);
        g_strv_builder_add (pairs, edges[i].relation->target);
      }
  return g_strv_builder_end (pairs);
}

EntExportChoice *
ent_window_dup_export_choice (EntWindow *self)
{
  GFile *file = ent_document_get_file (self->document);
  const char *path = file != NULL ? g_file_peek_path (file) : NULL;
  g_autofree char *folder = ent_export_memory_dup_folder ();
  EntExportChoice *choice = path != NULL ? ent_export_choice_recall (folder, path) : ent_export_choice_new ();
  EntTarget target = ent_selection_get (self->selection);

  choice->shown = dup_shown (self);
  choice->chosen = ent_window_dup_chosen (self);
  choice->open_pairs = dup_open_pairs (ent_canvas_get_scene (self->canvas));
  choice->focus_kind = (int) target.kind;
  choice->focus = g_strdup (target.id);
  choice->focus_other = g_strdup (target.other);
  return choice;
}

/* --- Writing --- */

static gboolean
write_export (Job *job, GCancellable *cancellable, GError **error)
{
  EntExportScratch scratch;
  EntExportOptions options = ent_export_choice_options (job->choice, &scratch);
  EntExportNotes notes = { 0 };
  g_autoptr (GBytes) bytes = ent_export (job->map, &options, &notes, cancellable, error);
  EntFileStamp absent;

  ent_export_scratch_clear (&scratch);
  ent_export_notes_clear (&notes); /* the dialog told of them */
  if (bytes == NULL)
    return FALSE;
  ent_file_stamp_set_absent (&absent);
  if (!ent_durable_save (g_file_peek_path (job->file), bytes, job->overwrite ? NULL : &absent, NULL, NULL, cancellable, NULL, error))
    return FALSE;
  if (job->map_path != NULL)
    {
      g_autofree char *folder = ent_export_memory_dup_folder ();
      g_autoptr (GError) forgotten = NULL;

      if (!ent_export_choice_remember (job->choice, folder, job->map_path, &forgotten))
        g_info ("An export is not remembered: %s", forgotten->message);
    }
  return TRUE;
}

static void
write_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_export (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
on_written (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = ENT_WINDOW (data);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean done = g_task_propagate_boolean (G_TASK (result), &error);

  ent_window_export_done (self, done ? job->file : NULL, NULL, error);
}

static void
begin (EntWindow *self, EntExportDialog *dialog, GFile *chosen)
{
  g_autoptr (GTask) task = NULL;
  Job *job;
  GFile *file = ent_document_get_file (self->document);

  if (self->exporting)
    return;
  job = g_new0 (Job, 1);
  job->map = ent_snapshot_ref (g_object_get_data (G_OBJECT (dialog), "map"));
  job->choice = ent_export_choice_copy (ent_export_dialog_get_choice (dialog));
  job->map_path = file != NULL ? g_file_get_path (file) : NULL;
  job->file = ent_window_with_extension (chosen, ent_export_extension (job->choice->kind));
  job->overwrite = g_file_equal (job->file, chosen);
  task = g_task_new (NULL, ent_window_export_begin (self, _ ("Exporting…")), on_written, g_object_ref (self));
  /* A file that is in place is told as exported, however late somebody cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, write_in_thread);
}

/* --- Asking --- */

static void
on_file (EntExportDialog *dialog, int response, GtkFileChooserNative *chooser)
{
  EntWindow *self = ENT_WINDOW (gtk_window_get_transient_for (GTK_WINDOW (dialog)));
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (chooser)) : NULL;

  g_object_set_data (G_OBJECT (dialog), "chooser", NULL);
  if (file == NULL || g_file_peek_path (file) == NULL || self == NULL || self->document == NULL)
    return;
  begin (self, dialog, file);
  gtk_window_close (GTK_WINDOW (dialog));
}

static void
on_export (EntExportDialog *dialog, EntWindow *self)
{
  const char *extension = ent_export_extension (ent_export_dialog_get_choice (dialog)->kind);
  g_autofree char *stem = ent_window_dup_stem (self), *name = g_strconcat (stem, extension, NULL);
  GFile *file = ent_document_get_file (self->document);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  GtkFileChooserNative *chooser;

  if (g_object_get_data (G_OBJECT (dialog), "chooser") != NULL)
    return;
  chooser = gtk_file_chooser_native_new (_ ("Export"), GTK_WINDOW (dialog), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", G_CALLBACK (on_file), dialog, G_CONNECT_SWAPPED);
  g_object_set_data_full (G_OBJECT (dialog), "chooser", chooser, g_object_unref);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

void
ent_window_publish (EntWindow *self)
{
  g_autoptr (EntSnapshot) map = NULL;
  g_autofree char *stem = NULL;
  GtkWidget *dialog;

  if (ent_canvas_get_scene (self->canvas) == NULL)
    return;
  map = ent_map_snapshot (ent_window_get_map (self));
  stem = ent_window_dup_stem (self);
  dialog = ent_export_dialog_new (GTK_WINDOW (self), map, stem, ent_window_dup_export_choice (self));
  g_object_set_data_full (G_OBJECT (dialog), "map", ent_snapshot_ref (map), (GDestroyNotify) ent_snapshot_unref);
  g_signal_connect_object (dialog, "export", G_CALLBACK (on_export), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
