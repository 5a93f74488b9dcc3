/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of what the screen shows: the same immutable scene that the canvas draws goes to a worker, which makes the
 * bytes. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-durable-save.h"
#include "ent-svg.h"

/* Pixels per map unit, so that a picture is sharp on dense screens and in print. */
#define PNG_SCALE 2.0

typedef struct
{
  EntScene *scene;
  EntSceneEmphasis *emphasis; /* nullable */
  EntTheme theme;
  GFile *file;     /* nullable: for the clipboard */
  gboolean as_png; /* what goes to the file */
  gboolean overwrite;
  GBytes *svg, *png; /* what was made */
  char *missing;     /* nullable: characters that no font has */
} Picture;

static void
picture_free (gpointer data)
{
  Picture *picture = data;

  ent_scene_unref (picture->scene);
  g_clear_pointer (&picture->emphasis, ent_scene_emphasis_free);
  g_clear_object (&picture->file);
  g_clear_pointer (&picture->svg, g_bytes_unref);
  g_clear_pointer (&picture->png, g_bytes_unref);
  g_free (picture->missing);
  g_free (picture);
}

static gboolean
make (Picture *picture, GCancellable *cancellable, GError **error)
{
  EntSvgOptions options = ENT_SVG_OPTIONS_INIT;
  EntFileStamp absent;

  options.theme = picture->theme;
  options.emphasis = picture->emphasis;
  picture->missing = ent_scene_missing_glyphs (picture->scene);
  picture->svg = ent_svg_write (picture->scene, &options, cancellable, error);
  if (picture->svg == NULL)
    return FALSE;
  if (picture->as_png || picture->file == NULL)
    {
      picture->png = ent_svg_to_png (picture->svg, PNG_SCALE, cancellable, error);
      if (picture->png == NULL)
        return FALSE;
    }
  if (picture->file == NULL)
    return TRUE;
  ent_file_stamp_set_absent (&absent);
  return ent_durable_save (g_file_peek_path (picture->file), picture->as_png ? picture->png : picture->svg,
                           picture->overwrite ? NULL : &absent, NULL, NULL, cancellable, NULL, error);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (make (data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
to_clipboard (EntWindow *self, Picture *picture)
{
  EntMapIndex *index = ent_scene_get_map_index (picture->scene);
  g_autofree char *counts = ent_map_index_describe (index);
  g_autofree char *text = g_strdup_printf ("%s\n%s", ent_map_index_get_snapshot (index)->head->title, counts);
  GdkContentProvider *providers[] = {
    gdk_content_provider_new_for_bytes ("image/png", picture->png),
    gdk_content_provider_new_for_bytes ("image/svg+xml", picture->svg),
    gdk_content_provider_new_typed (G_TYPE_STRING, text),
  };
  g_autoptr (GdkContentProvider) all = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));

  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntWindow) self = ENT_WINDOW (data);
  Picture *picture = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;
  gboolean made = g_task_propagate_boolean (G_TASK (result), &error);

  if (made && picture->file == NULL && self->document != NULL)
    to_clipboard (self, picture);
  ent_window_export_done (self, made ? picture->file : NULL, picture->missing, error);
}

GCancellable *
ent_window_export_begin (EntWindow *self, const char *text)
{
  self->exporting = TRUE;
  ent_window_actions_update (self);
  return ent_progress_begin (self->export_progress, text);
}

void
ent_window_export_done (EntWindow *self, GFile *file, const char *missing, const GError *error)
{
  g_autofree char *message = NULL;

  self->exporting = FALSE;
  if (self->document == NULL)
    return;
  ent_progress_end (self->export_progress);
  ent_window_actions_update (self);
  if (error == NULL && self->after_save == ENT_AFTER_SAVE_CLOSE && !ent_document_get_busy (self->document))
    {
      self->after_save = ENT_AFTER_SAVE_STAY;
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (error != NULL)
    {
      self->after_save = ENT_AFTER_SAVE_STAY;
      ent_window_tell_error (self, _ ("Nothing was exported"), error);
      return;
    }
  if (file == NULL)
    message = g_strdup (_ ("Picture copied"));
  else
    {
      g_autofree char *base = g_file_get_basename (file);
      g_autofree char *name = g_filename_display_name (base);

      /* Translators: %s is a file name */
      message = g_strdup_printf (_ ("Exported as “%s”"), name);
    }
  ent_window_toast (self, message, FALSE);
  if (missing != NULL)
    {
      /* Translators: %s are characters */
      g_autofree char *boxes = g_strdup_printf (_ ("No installed font has these characters: %s"), missing);

      ent_window_toast (self, boxes, FALSE);
    }
}

static void
begin (EntWindow *self, GFile *file, gboolean as_png, gboolean overwrite)
{
  EntScene *scene = ent_canvas_get_scene (self->canvas);
  g_autoptr (GTask) task = NULL;
  GCancellable *cancellable;
  Picture *picture;

  if (scene == NULL || self->exporting)
    return;
  picture = g_new0 (Picture, 1);
  picture->scene = ent_scene_ref (scene);
  picture->emphasis = ent_canvas_dup_emphasis (self->canvas);
  picture->theme = ent_canvas_get_theme (self->canvas);
  g_set_object (&picture->file, file);
  picture->as_png = as_png;
  picture->overwrite = overwrite;
  cancellable = ent_window_export_begin (self, file != NULL ? _ ("Exporting the picture…") : _ ("Copying the picture…"));
  task = g_task_new (NULL, cancellable, on_made, g_object_ref (self));
  /* A file that is in place is told as exported, however late somebody cancelled. */
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_source_tag (task, begin);
  g_task_set_task_data (task, picture, picture_free);
  g_task_run_in_thread (task, make_in_thread);
}

void
ent_window_copy_picture (EntWindow *self)
{
  begin (self, NULL, FALSE, FALSE);
}

static void
on_chosen (EntWindow *self, int response, gboolean as_png)
{
  g_autoptr (GFile) chosen = NULL;
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    chosen = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (self->chooser));
  ent_window_end_choice (self, response == GTK_RESPONSE_ACCEPT);
  if (chosen == NULL || g_file_peek_path (chosen) == NULL)
    return;
  file = ent_window_with_extension (chosen, as_png ? ".png" : ".svg");
  begin (self, file, as_png, g_file_equal (file, chosen));
}

static void
on_svg_chosen (EntWindow *self, int response)
{
  on_chosen (self, response, FALSE);
}

static void
on_png_chosen (EntWindow *self, int response)
{
  on_chosen (self, response, TRUE);
}

char *
ent_window_dup_stem (EntWindow *self)
{
  const char *name = gettext (ent_document_get_name (self->document));

  return g_str_has_suffix (name, ".entente") ? g_strndup (name, strlen (name) - strlen (".entente")) : g_strdup (name);
}

void
ent_window_export (EntWindow *self, gboolean as_png)
{
  g_autofree char *stem = ent_window_dup_stem (self);
  g_autofree char *proposed = g_strconcat (stem, as_png ? ".png" : ".svg", NULL);
  GtkFileFilter *filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, as_png ? _ ("PNG Pictures") : _ ("SVG Pictures"));
  gtk_file_filter_add_suffix (filter, as_png ? "png" : "svg");
  ent_window_choose_file (self, GTK_FILE_CHOOSER_ACTION_SAVE, as_png ? _ ("Export as PNG") : _ ("Export as SVG"),
                          proposed, filter, as_png ? G_CALLBACK (on_png_chosen) : G_CALLBACK (on_svg_chosen));
}
