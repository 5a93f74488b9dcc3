/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The clip is a snapshot, so what is pasted is what was copied, whatever became of the map since. */
#include "ent-clip-provider.h"

#include <string.h>

#include "ent-map-writer.h"
#include "ent-rows.h"
#include "ent-svg.h"

struct _EntClipProvider
{
  GdkContentProvider parent_instance;

  EntSnapshot *clip;
};

G_DEFINE_FINAL_TYPE (EntClipProvider, ent_clip_provider, GDK_TYPE_CONTENT_PROVIDER)

static const char *const mime_types[]
    = { ENT_CLIP_MIME_TYPE, "image/svg+xml", "text/plain;charset=utf-8", "text/plain" };

static GdkContentFormats *
ref_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_new ((const char **) mime_types, G_N_ELEMENTS (mime_types));
}

static GBytes *
write_svg (EntSnapshot *clip, GCancellable *cancellable, GError **error)
{
  EntSvgOptions options = ENT_SVG_OPTIONS_INIT;
  EntSceneOptions look = { .text_scale = 1, .open_all = TRUE };
  g_autoptr (EntMapIndex) index = ent_map_index_new (clip);
  g_autoptr (EntScene) scene = ent_scene_new (index, &look);

  options.legend = FALSE;
  return ent_svg_write (scene, &options, cancellable, error);
}

/* In a thread. */
static void
make (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  EntClipProvider *self = source;
  const char *mime_type = g_object_get_data (G_OBJECT (task), "mime-type");
  GOutputStream *stream = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (g_str_equal (mime_type, ENT_CLIP_MIME_TYPE))
    bytes = ent_map_write (self->clip, cancellable, &error);
  else if (g_str_equal (mime_type, "image/svg+xml"))
    bytes = write_svg (self->clip, cancellable, &error);
  else
    {
      char *rows = ent_rows_from_clip (self->clip);

      bytes = g_bytes_new_take (rows, strlen (rows));
    }
  if (bytes == NULL
      || !g_output_stream_write_all (stream, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL,
                                     cancellable, &error))
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_boolean (task, TRUE);
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

  g_task_set_priority (task, priority);
  g_task_set_source_tag (task, write_mime_type_async);
  if (!g_strv_contains ((const char *const[]){ mime_types[0], mime_types[1], mime_types[2], mime_types[3], NULL },
                        mime_type))
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "Not offered: %s", mime_type);
      return;
    }
  g_object_set_data_full (G_OBJECT (task), "mime-type", g_strdup (mime_type), g_free);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  g_task_run_in_thread (task, make);
}

static gboolean
write_mime_type_finish (GdkContentProvider *provider, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ent_clip_provider_finalize (GObject *object)
{
  ent_snapshot_unref (ENT_CLIP_PROVIDER (object)->clip);
  G_OBJECT_CLASS (ent_clip_provider_parent_class)->finalize (object);
}

static void
ent_clip_provider_class_init (EntClipProviderClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ent_clip_provider_finalize;
  provider_class->ref_formats = ref_formats;
  provider_class->write_mime_type_async = write_mime_type_async;
  provider_class->write_mime_type_finish = write_mime_type_finish;
}

static void
ent_clip_provider_init (EntClipProvider *self)
{
}

GdkContentProvider *
ent_clip_provider_new (EntSnapshot *clip)
{
  EntClipProvider *self = g_object_new (ENT_TYPE_CLIP_PROVIDER, NULL);

  self->clip = ent_snapshot_ref (clip);
  return GDK_CONTENT_PROVIDER (self);
}
