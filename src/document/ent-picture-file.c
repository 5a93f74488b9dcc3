/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bytes go to entente-read-picture unseen, and what comes back is a PNG that was written by a library of ours: nothing foreign
 * gets into the map or is decoded here. */
#include "ent-picture-file.h"

#include "ent-child.h"
#include "ent-document-error.h"
#include "ent-file-load.h"

#define DEED "read the picture"
#define HELPER "entente-read-picture"
#define MOST_BYTES ((gsize) 24 * 1024 * 1024)

/* librsvg needs up to 2.5 GB for hostile files; a photo of 60 million pixels some 300 MiB. */
static const EntChildLimits limits
    = { .memory = (guint64) 768 * 1024 * 1024, .cpu_seconds = 3, .seconds = 15, .output = 8 * 1024 * 1024 };

static void
say (GError **error, const GError *cause, const char *name)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    ent_document_error_set (error, ENT_DOCUMENT_ERROR_INVALID, DEED, name,
                            "it is no PNG, JPEG, WebP or SVG picture, or larger than 60 million pixels");
  else
    ent_document_error_set (error, ENT_DOCUMENT_ERROR_INVALID, DEED, name,
                            "it is broken, or takes more time or memory than a picture may");
}

char *
ent_picture_read (GBytes *bytes, const char *name, guint side, GCancellable *cancellable, GError **error)
{
  g_autofree char *helper = ent_child_find (HELPER);
  g_autofree char *pixels = g_strdup_printf ("%u", side);
  const char *argv[] = { helper, pixels, "square", NULL };
  g_autoptr (GError) cause = NULL;
  g_autoptr (GBytes) png = NULL;
  g_autofree char *encoded = NULL;

  if (helper == NULL)
    {
      ent_document_error_set (error, ENT_DOCUMENT_ERROR_FAILED, DEED, name,
                              "the program that reads pictures, " HELPER ", is not installed");
      return NULL;
    }
  png = ent_child_run (argv, bytes, &limits, cancellable, &cause);
  if (png == NULL)
    {
      say (error, cause, name);
      return NULL;
    }
  encoded = g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
  return g_strconcat ("data:image/png;base64,", encoded, NULL);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const char *path = g_file_peek_path (source);
  g_autofree char *uri = g_file_get_uri (source);
  g_autoptr (GBytes) bytes = NULL;
  GError *error = NULL;
  char *url = NULL;

  if (path != NULL)
    bytes = ent_file_load (path, MOST_BYTES, NULL, cancellable, &error);
  else
    ent_document_error_set (&error, ENT_DOCUMENT_ERROR_FAILED, DEED, uri, "it is on no disk of this computer");
  if (bytes != NULL)
    url = ent_picture_read (bytes, path, GPOINTER_TO_UINT (data), cancellable, &error);
  if (url != NULL)
    g_task_return_pointer (task, url, g_free);
  else
    g_task_return_error (task, error);
}

void
ent_picture_file_read_async (GFile *file, guint side, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (file, cancellable, callback, user_data);

  g_task_set_source_tag (task, ent_picture_file_read_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (side), NULL);
  g_task_run_in_thread (task, read_in_thread);
}

char *
ent_picture_file_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
