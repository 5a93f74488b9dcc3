/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Printing: the picture is made in a thread, before the desktop's dialog asks how; its sheets are drawn when the printer wants them. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-sheets.h"
#include "ent-svg.h"

/* Of one print operation. */
typedef struct
{
  GBytes *svg;
  EntSheets *sheets; /* NULL until the paper is known */
  GtkWidget *poster; /* a check button in the dialog, nullable */
  gboolean tiles;
} Print;

static void
print_free (gpointer data)
{
  Print *print = data;

  g_bytes_unref (print->svg);
  ent_sheets_free (print->sheets);
  g_free (print);
}

/* --- The operation --- */

static GtkWidget *
on_widget (GtkPrintOperation *operation, Print *print)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  print->poster = gtk_check_button_new_with_mnemonic (_ ("A _poster of as many sheets as full size takes"));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (print->poster), print->tiles);
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_box_append (GTK_BOX (box), print->poster);
  return box;
}

static void
on_widget_apply (GtkPrintOperation *operation, GtkWidget *widget, Print *print)
{
  print->tiles = gtk_check_button_get_active (GTK_CHECK_BUTTON (print->poster));
}

static void
on_begin (GtkPrintOperation *operation, GtkPrintContext *context, Print *print)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&print->sheets, ent_sheets_free);
  /* Inside the printer's margins, so without any of ours; it lies as the page setup says. */
  print->sheets = ent_sheets_new (print->svg, gtk_print_context_get_width (context), gtk_print_context_get_height (context), 0, FALSE,
                                  print->tiles, NULL, &error);
  if (print->sheets == NULL)
    {
      g_object_set_data_full (G_OBJECT (operation), "error", g_steal_pointer (&error), (GDestroyNotify) g_error_free);
      gtk_print_operation_set_n_pages (operation, 1);
      gtk_print_operation_cancel (operation);
      return;
    }
  gtk_print_operation_set_n_pages (operation, (int) ent_sheets_n (print->sheets));
}

static void
on_draw (GtkPrintOperation *operation, GtkPrintContext *context, int page, Print *print)
{
  g_autoptr (GError) error = NULL;

  if (print->sheets != NULL && !ent_sheets_draw (print->sheets, gtk_print_context_get_cairo_context (context), (guint) page, &error))
    {
      g_object_set_data_full (G_OBJECT (operation), "error", g_steal_pointer (&error), (GDestroyNotify) g_error_free);
      gtk_print_operation_cancel (operation);
    }
}

static void
on_done (GtkPrintOperation *operation, GtkPrintOperationResult result, EntWindow *self)
{
  g_autoptr (GError) error = NULL;
  const GError *own = g_object_get_data (G_OBJECT (operation), "error");

  if (result == GTK_PRINT_OPERATION_RESULT_ERROR)
    gtk_print_operation_get_error (operation, &error);
  if (self->document == NULL)
    return;
  if (own != NULL || error != NULL)
    ent_window_tell_error (self, _ ("Nothing was printed"), own != NULL ? own : error);
  else if (result == GTK_PRINT_OPERATION_RESULT_APPLY)
    ent_window_toast (self, _ ("Printed"), FALSE);
}

/* The sheet lies as the map does, until somebody turns it. */
static void
turn_sheet (GtkPrintOperation *operation, GBytes *svg)
{
  g_autoptr (GtkPageSetup) setup = gtk_page_setup_new ();
  double width, height;

  if (!ent_svg_measure (svg, &width, &height, NULL, NULL))
    return;
  gtk_page_setup_set_orientation (setup, width > height ? GTK_PAGE_ORIENTATION_LANDSCAPE : GTK_PAGE_ORIENTATION_PORTRAIT);
  gtk_print_operation_set_default_page_setup (operation, setup);
}

/* A printed file is called as the map, and goes beside it. */
static void
name_output (EntWindow *self, GtkPrintOperation *operation)
{
  g_autoptr (GtkPrintSettings) settings = gtk_print_settings_new ();
  g_autofree char *stem = ent_window_dup_stem (self);
  GFile *file = ent_document_get_file (self->document);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;

  gtk_print_operation_set_job_name (operation, stem);
  gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_BASENAME, stem);
  if (folder != NULL && g_file_peek_path (folder) != NULL)
    gtk_print_settings_set (settings, GTK_PRINT_SETTINGS_OUTPUT_DIR, g_file_peek_path (folder));
  gtk_print_operation_set_print_settings (operation, settings);
}

static void
run (EntWindow *self, GBytes *svg)
{
  g_autoptr (GtkPrintOperation) operation = gtk_print_operation_new ();
  g_autoptr (GError) error = NULL;
  Print *print = g_new0 (Print, 1);

  print->svg = g_bytes_ref (svg);
  g_object_set_data_full (G_OBJECT (operation), "print", print, print_free);
  name_output (self, operation);
  gtk_print_operation_set_unit (operation, GTK_UNIT_POINTS);
  gtk_print_operation_set_embed_page_setup (operation, TRUE);
  gtk_print_operation_set_custom_tab_label (operation, _ ("Map"));
  gtk_print_operation_set_allow_async (operation, TRUE);
  turn_sheet (operation, svg);
  g_signal_connect (operation, "create-custom-widget", G_CALLBACK (on_widget), print);
  g_signal_connect (operation, "custom-widget-apply", G_CALLBACK (on_widget_apply), print);
  g_signal_connect (operation, "begin-print", G_CALLBACK (on_begin), print);
  g_signal_connect (operation, "draw-page", G_CALLBACK (on_draw), print);
  g_signal_connect_object (operation, "done", G_CALLBACK (on_done), self, 0);
  if (gtk_print_operation_run (operation, GTK_PRINT_OPERATION_ACTION_PRINT_DIALOG, GTK_WINDOW (self), &error) == GTK_PRINT_OPERATION_RESULT_ERROR)
    ent_window_tell_error (self, _ ("Nothing was printed"), error);
}

/* --- The picture --- */

static void
draw_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EntExportWork *work = data;
  EntExportScratch scratch;
  EntExportOptions options;
  GError *error = NULL;
  GBytes *svg;

  work->choice->kind = ENT_EXPORT_SVG;
  work->choice->what = ENT_EXPORT_WHOLE;
  work->choice->letters = ENT_EXPORT_TEXT;
  work->choice->look = work->choice->look == ENT_EXPORT_DARK ? ENT_EXPORT_LIGHT : work->choice->look;
  options = ent_export_choice_options (work->choice, &scratch);
  svg = ent_export (work->map, &options, NULL, cancellable, &error);
  ent_export_scratch_clear (&scratch);
  if (svg != NULL)
    g_task_return_pointer (task, svg, (GDestroyNotify) g_bytes_unref);
  else
    g_task_return_error (task, error);
}

static void
on_drawn (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = ENT_WINDOW (data);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = g_task_propagate_pointer (G_TASK (result), &error);

  self->exporting = FALSE;
  if (self->document == NULL)
    return;
  ent_progress_end (self->export_progress);
  ent_window_actions_update (self);
  if (svg != NULL)
    run (self, svg);
  else
    ent_window_tell_error (self, _ ("Nothing was printed"), error);
}

void
ent_window_print (EntWindow *self)
{
  g_autoptr (GTask) task = NULL;

  if (self->exporting || ent_canvas_get_scene (self->canvas) == NULL)
    return;
  task = g_task_new (NULL, ent_window_export_begin (self, _ ("Preparing to print…")), on_drawn, g_object_ref (self));
  g_task_set_source_tag (task, ent_window_print);
  g_task_set_task_data (task, ent_export_work_new (ent_map_snapshot (ent_window_get_map (self)), ent_window_dup_export_choice (self)),
                        ent_export_work_free);
  g_task_run_in_thread (task, draw_in_thread);
}
