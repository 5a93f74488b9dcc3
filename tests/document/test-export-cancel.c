/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export that is cancelled, at moments by chance, either was in place whole before that, or leaves the old file as it was; in every form. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ent-document-error.h"
#include "ent-durable-save.h"
#include "ent-export.h"
#include "ent-format.h"

#define TIMES 12
#define OLD "what stood there before\n"

static EntSnapshot *
bundled (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  EntSnapshot *map;
  gsize length;

  g_assert_true (g_file_get_contents (g_getenv ("BUNDLED"), &text, &length, NULL));
  bytes = g_bytes_new (text, length);
  map = ent_format_read (bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  return map;
}

/* As the window and the command line do it. */
static gboolean
export_to (EntSnapshot *map, EntExportKind kind, const char *path, GCancellable *cancellable, GError **error)
{
  EntExportOptions options = ENT_EXPORT_OPTIONS_INIT;
  EntExportNotes notes = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  options.kind = kind;
  bytes = ent_export (map, &options, &notes, cancellable, error);
  ent_export_notes_clear (&notes);
  return bytes != NULL && ent_durable_save (path, bytes, NULL, NULL, NULL, cancellable, NULL, error);
}

typedef struct
{
  GCancellable *cancellable;
  gulong microseconds;
} Cancel;

static gpointer
cancel_later (gpointer data)
{
  Cancel *cancel = data;

  g_usleep (cancel->microseconds);
  g_cancellable_cancel (cancel->cancellable);
  return NULL;
}

static char *
content (const char *path, gsize *length)
{
  char *data = NULL;

  g_assert_true (g_file_get_contents (path, &data, length, NULL));
  return data;
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_kind (gconstpointer data)
{
  EntExportKind kind = (EntExportKind) GPOINTER_TO_UINT (data);
  g_autoptr (EntSnapshot) map = bundled ();
  g_autoptr (GRand) chance = g_rand_new_with_seed (11 + kind);
  g_autofree char *folder = g_dir_make_tmp ("entente-cancel-XXXXXX", NULL), *name = g_strconcat ("old", ent_export_extension (kind), NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL), *wanted = NULL;
  g_autoptr (GError) error = NULL;
  gint64 began, lasts;
  gsize n_wanted;
  guint n_cancelled = 0, n_done = 0;

  export_to (map, kind, path, NULL, &error); /* fonts are loaded */
  g_assert_no_error (error);
  began = g_get_monotonic_time ();
  export_to (map, kind, path, NULL, &error);
  g_assert_no_error (error);
  lasts = g_get_monotonic_time () - began;
  wanted = content (path, &n_wanted);
  for (guint i = 0; i < TIMES; i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Cancel cancel = { cancellable, (gulong) g_rand_double_range (chance, 0, (double) lasts * 1.2) };
      g_autoptr (GError) reason = NULL;
      g_autofree char *now = NULL;
      gboolean done;
      gsize length;
      GThread *thread;

      /* The first is cancelled before it begins, the last never. */
      if (i == 0)
        g_cancellable_cancel (cancellable);
      if (i + 1 == TIMES)
        cancel.microseconds = 30 * G_USEC_PER_SEC;
      g_assert_true (g_file_set_contents (path, OLD, -1, NULL));
      thread = i + 1 < TIMES ? g_thread_new ("cancel", cancel_later, &cancel) : NULL;
      done = export_to (map, kind, path, cancellable, &reason);
      if (thread != NULL)
        g_thread_join (thread);
      now = content (path, &length);
      if (done)
        g_assert_cmpmem (now, length, wanted, n_wanted);
      else
        {
          g_assert_error (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED);
          g_assert_cmpmem (now, length, OLD, strlen (OLD));
        }
      g_assert_cmpuint (count_files (folder), ==, 1);
      n_cancelled += !done;
      n_done += done;
    }
  g_test_message ("%u cancelled, %u done", n_cancelled, n_done);
  g_assert_cmpuint (n_cancelled, >, 0);
  g_assert_cmpuint (n_done, >, 0);
  g_unlink (path);
  g_rmdir (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint kind = 0; kind < ENT_N_EXPORTS; kind++)
    {
      g_autofree char *path = g_strconcat ("/export-cancel/", ent_export_extension ((EntExportKind) kind) + 1, NULL);

      g_test_add_data_func (path, GUINT_TO_POINTER (kind), test_kind);
    }
  return g_test_run ();
}
