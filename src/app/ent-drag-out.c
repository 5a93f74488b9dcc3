/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The file is written to a folder of its own in the user's cache, since a program that takes it may read it long after the drop; folders
 * of earlier days are swept when the next file is written. */
#include "ent-drag-out.h"

#include <glib/gstdio.h>
#include <string.h>

#define ICON_SIDE 200 /* of the picture that is dragged along */
#define KEPT_SECONDS (24 * 60 * 60)
#define FOLDERS "dragged"
/* Pixels per map unit of a PNG beside another form. */
#define PNG_SCALE 2.0

#define URIS "text/uri-list"
#define SVG "image/svg+xml"
#define PNG "image/png"
#define WORDS "text/plain;charset=utf-8"
#define PLAIN "text/plain"

/* By EntExportKind. */
static const char *const mime_types[ENT_N_EXPORTS]
    = { "application/vnd.entente.map+json", SVG, PNG, "application/pdf", "text/html", "text/markdown", "text/csv", "text/vnd.graphviz" };

struct _EntDragOut
{
  GdkContentProvider parent_instance;

  EntSnapshot *map;
  EntExportChoice *choice;
  char *stem;
};

G_DEFINE_FINAL_TYPE (EntDragOut, ent_drag_out, GDK_TYPE_CONTENT_PROVIDER)

static guint failed_signal;

static gboolean
is_picture (const EntExportChoice *choice)
{
  return choice->kind == ENT_EXPORT_SVG || choice->kind == ENT_EXPORT_PNG || choice->kind == ENT_EXPORT_PDF;
}

/* What @mime_type holds: the chosen form, or another one beside it. FALSE where it is not offered. */
static gboolean
kind_of (EntDragOut *self, const char *mime_type, EntExportKind *kind)
{
  EntExportKind chosen = self->choice->kind;

  *kind = chosen;
  if (g_str_equal (mime_type, URIS) || g_str_equal (mime_type, mime_types[chosen]))
    return TRUE;
  if (g_str_equal (mime_type, WORDS) || g_str_equal (mime_type, PLAIN))
    {
      /* Forms that are words anyway are those words. */
      *kind = chosen == ENT_EXPORT_MARKDOWN || chosen == ENT_EXPORT_CSV || chosen == ENT_EXPORT_DOT ? chosen : ENT_EXPORT_MARKDOWN;
      return TRUE;
    }
  *kind = g_str_equal (mime_type, PNG) ? ENT_EXPORT_PNG : ENT_EXPORT_SVG;
  return is_picture (self->choice) && (g_str_equal (mime_type, PNG) || g_str_equal (mime_type, SVG));
}

static GdkContentFormats *
ref_formats (GdkContentProvider *provider)
{
  EntDragOut *self = ENT_DRAG_OUT (provider);
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_mime_type (builder, mime_types[self->choice->kind]);
  if (is_picture (self->choice))
    {
      gdk_content_formats_builder_add_mime_type (builder, SVG);
      gdk_content_formats_builder_add_mime_type (builder, PNG);
    }
  gdk_content_formats_builder_add_mime_type (builder, URIS);
  gdk_content_formats_builder_add_mime_type (builder, WORDS);
  gdk_content_formats_builder_add_mime_type (builder, PLAIN);
  return gdk_content_formats_builder_free_to_formats (builder);
}

/* --- Making --- */

static void
sweep (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *old = g_build_filename (folder, name, NULL);
      g_autoptr (GDir) inside = NULL;
      GStatBuf st;
      const char *file;

      if (g_lstat (old, &st) != 0 || !S_ISDIR (st.st_mode) || now - st.st_mtime < KEPT_SECONDS)
        continue;
      inside = g_dir_open (old, 0, NULL);
      while (inside != NULL && (file = g_dir_read_name (inside)) != NULL)
        {
          g_autofree char *path = g_build_filename (old, file, NULL);

          g_unlink (path);
        }
      g_rmdir (old);
    }
}

/* @bytes as a file, told as a list of one address. (transfer full) */
static GBytes *
to_file (EntDragOut *self, GBytes *bytes, GError **error)
{
  g_autofree char *folders = g_build_filename (g_get_user_cache_dir (), "entente", FOLDERS, NULL);
  g_autofree char *folder = g_build_filename (folders, "XXXXXX", NULL);
  g_autofree char *name = g_strconcat (self->stem, ent_export_extension (self->choice->kind), NULL);
  g_autofree char *path = NULL, *uri = NULL;
  char *list;

  g_mkdir_with_parents (folders, 0700);
  sweep (folders);
  if (g_mkdtemp (folder) == NULL)
    {
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s: %s", folders, g_strerror (errno));
      return NULL;
    }
  g_strdelimit (name, "/", '-');
  path = g_build_filename (folder, name, NULL);
  if (!g_file_set_contents_full (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), G_FILE_SET_CONTENTS_NONE, 0600,
                                 error))
    return NULL;
  uri = g_filename_to_uri (path, NULL, error);
  if (uri == NULL)
    return NULL;
  list = g_strconcat (uri, "\r\n", NULL);
  return g_bytes_new_take (list, strlen (list));
}

static GBytes *
make (EntDragOut *self, const char *mime_type, GCancellable *cancellable, GError **error)
{
  EntExportKind kind = self->choice->kind;
  EntExportScratch scratch;
  EntExportOptions options = ent_export_choice_options (self->choice, &scratch);
  EntExportNotes notes = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  kind_of (self, mime_type, &kind);
  if (kind != options.kind)
    {
      options.kind = kind;
      options.scale = PNG_SCALE;
      options.dpi = 0;
      options.report = FALSE;
    }
  bytes = ent_export (self->map, &options, &notes, cancellable, error);
  ent_export_scratch_clear (&scratch);
  ent_export_notes_clear (&notes); /* told in the dialog */
  if (bytes == NULL || !g_str_equal (mime_type, URIS))
    return g_steal_pointer (&bytes);
  return to_file (self, bytes, error);
}

static void
make_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *mime_type = g_object_get_data (G_OBJECT (task), "mime-type");
  GError *error = NULL;
  g_autoptr (GBytes) bytes = make (source, mime_type, cancellable, &error);

  if (bytes != NULL
      && g_output_stream_write_all (data, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
write_mime_type_async (GdkContentProvider *provider,
                       const char *mime_type,
                       GOutputStream *stream,
                       int priority,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (provider, cancellable, callback, data);
  EntExportKind kind;

  g_task_set_priority (task, priority);
  g_task_set_source_tag (task, write_mime_type_async);
  if (!kind_of (ENT_DRAG_OUT (provider), mime_type, &kind))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Not offered: %s", mime_type);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), "mime-type", g_strdup (mime_type), g_free);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  g_task_run_in_thread (task, make_in_thread);
}

static gboolean
write_mime_type_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  g_autoptr (GError) failed = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &failed))
    return TRUE;
  /* A program that no longer listens is no failure of ours. */
  if (!g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_CANCELLED) && !g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_BROKEN_PIPE)
      && !g_error_matches (failed, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED))
    g_signal_emit (provider, failed_signal, 0, failed);
  g_propagate_error (error, g_steal_pointer (&failed));
  return FALSE;
}

static void
ent_drag_out_finalize (GObject *object)
{
  EntDragOut *self = ENT_DRAG_OUT (object);

  ent_snapshot_unref (self->map);
  ent_export_choice_free (self->choice);
  g_free (self->stem);
  G_OBJECT_CLASS (ent_drag_out_parent_class)->finalize (object);
}

static void
ent_drag_out_class_init (EntDragOutClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ent_drag_out_finalize;
  provider_class->ref_formats = ref_formats;
  provider_class->write_mime_type_async = write_mime_type_async;
  provider_class->write_mime_type_finish = write_mime_type_finish;
  failed_signal = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
ent_drag_out_init (EntDragOut *self)
{
}

GdkContentProvider *
ent_drag_out_new (EntSnapshot *map, const EntExportChoice *choice, const char *stem)
{
  EntDragOut *self = g_object_new (ENT_TYPE_DRAG_OUT, NULL);

  self->map = ent_snapshot_ref (map);
  self->choice = ent_export_choice_copy (choice);
  self->stem = g_strdup (stem);
  return GDK_CONTENT_PROVIDER (self);
}

void
ent_drag_out_set_icon (GtkDragSource *source, GdkPaintable *whole)
{
  double width = gdk_paintable_get_intrinsic_width (whole), height = gdk_paintable_get_intrinsic_height (whole);
  double scale = MIN (ICON_SIDE / MAX (width, height), 1);
  g_autoptr (GtkSnapshot) snapshot = gtk_snapshot_new ();
  g_autoptr (GdkPaintable) small = NULL;

  if (width <= 0 || height <= 0)
    return;
  gdk_paintable_snapshot (whole, GDK_SNAPSHOT (snapshot), width * scale, height * scale);
  small = gtk_snapshot_to_paintable (snapshot, NULL);
  gtk_drag_source_set_icon (source, small, (int) (width * scale / 2), (int) (height * scale / 2));
}

gboolean
ent_drag_out_is_source (GdkDrop *drop)
{
  GdkDrag *drag = drop != NULL ? gdk_drop_get_drag (drop) : NULL;

  return drag != NULL && ENT_IS_DRAG_OUT (gdk_drag_get_content (drag));
}
