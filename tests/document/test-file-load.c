/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading: the limit to the byte, pipes, waiting and cancelling, and what messages say. */
#include "ent-document-error.h"
#include "ent-file-load.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char *folder;

static char *
put (const char *name, char letter, gsize size)
{
  char *path = g_build_filename (folder, name, NULL);
  g_autofree char *data = g_malloc (size + 1);

  memset (data, letter, size);
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
  return path;
}

static void
test_limit (void)
{
  static const gsize limits[] = { 1, 10, 65534, 65535, 65536, 65537, 200000, 1048576, 3000001 };

  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    for (int more = -1; more <= 1; more++)
      {
        gsize size = limits[i] + (gsize) more;
        g_autofree char *path = put ("limit", 'x', size);
        g_autoptr (GError) error = NULL;
        g_autoptr (GBytes) bytes = ent_file_load (path, limits[i], NULL, NULL, &error);

        if (more > 0)
          {
            g_assert_error (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_TOO_BIG);
            g_assert_null (bytes);
            continue;
          }
        g_assert_no_error (error);
        g_assert_cmpuint (g_bytes_get_size (bytes), ==, size);
        g_assert_cmpint (size == 0 || ((const char *) g_bytes_get_data (bytes, NULL))[size - 1] == 'x', ==, TRUE);
      }
}

static void
test_limit_in_words (void)
{
  g_autofree char *path = g_build_filename (folder, "sparse", NULL);
  g_autoptr (GError) error = NULL;
  int fd = g_open (path, O_WRONLY | O_CREAT, 0600);

  g_assert_cmpint (ftruncate (fd, (off_t) ENT_FILE_LOAD_MAX + 1), ==, 0);
  close (fd);
  g_assert_null (ent_file_load (path, ENT_FILE_LOAD_MAX, NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, "128"));
  g_assert_nonnull (strstr (error->message, "sparse"));
  g_unlink (path);
}

/* Has no end, and no size that could warn. */
static void
test_endless (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ent_file_load ("/dev/zero", 5000000, NULL, NULL, &error));
  g_assert_error (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_TOO_BIG);
}

static void
test_failures (void)
{
  static const struct
  {
    const char *name, *words;
    int code;
  } cases[] = {
    { "none", "does not exist", ENT_DOCUMENT_ERROR_NOT_FOUND },
    { "file/below", "not a folder", ENT_DOCUMENT_ERROR_NOT_FOUND },
    { ".", "it is a folder", ENT_DOCUMENT_ERROR_NOT_REGULAR },
    { "loop", "circle", ENT_DOCUMENT_ERROR_FAILED },
  };
  g_autofree char *file = put ("file", 'x', 3);
  g_autofree char *loop = g_build_filename (folder, "loop", NULL);

  g_assert_nonnull (file);
  g_assert_cmpint (symlink ("loop", loop), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_build_filename (folder, cases[i].name, NULL);
      g_autoptr (GError) error = NULL;
      EntFileStamp stamp;

      g_assert_null (ent_file_load (path, 100, &stamp, NULL, &error));
      g_assert_error (error, ENT_DOCUMENT_ERROR, cases[i].code);
      g_assert_nonnull (strstr (error->message, path));
      g_assert_nonnull (strstr (error->message, cases[i].words));
    }
}

/* Files of the kernel have no size, and content nevertheless. */
static void
test_size_unknown (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ent_file_load ("/proc/self/status", 1000000, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), >, 100);
}

typedef struct
{
  int fd;
  char *path; /* of a named pipe to be opened, else NULL */
  gsize size;
} Writer;

static gpointer
write_slowly (gpointer data)
{
  Writer *writer = data;

  g_usleep (50000);
  if (writer->path != NULL)
    writer->fd = g_open (writer->path, O_WRONLY, 0);
  for (gsize done = 0; done < writer->size;)
    {
      gssize n = write (writer->fd, "0123456789abcdef", MIN (16, writer->size - done));

      if (n <= 0)
        break;
      done += (gsize) n;
      if (done % 16384 == 0)
        g_usleep (1000);
    }
  close (writer->fd);
  return NULL;
}

static void
test_pipe (void)
{
  for (gsize size = 99999; size <= 100001; size++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GBytes) bytes = NULL;
      Writer writer = { -1, NULL, size };
      GThread *thread;
      int fds[2];

      g_assert_true (g_unix_open_pipe (fds, FD_CLOEXEC, NULL));
      writer.fd = fds[1];
      thread = g_thread_new ("writer", write_slowly, &writer);
      bytes = ent_file_load_fd (fds[0], "standard input", 100000, NULL, &error);
      close (fds[0]);
      g_thread_join (thread);
      if (size > 100000)
        g_assert_error (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_TOO_BIG);
      else
        {
          g_assert_no_error (error);
          g_assert_cmpuint (g_bytes_get_size (bytes), ==, size);
        }
    }
}

/* The writer comes late: an end of file before the first writer is no end. */
static void
test_named_pipe (void)
{
  g_autofree char *path = g_build_filename (folder, "pipe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;
  Writer writer = { -1, path, 40000 };
  GThread *thread;

  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
  thread = g_thread_new ("writer", write_slowly, &writer);
  bytes = ent_file_load (path, 100000, NULL, NULL, &error);
  g_thread_join (thread);
  g_assert_no_error (error);
  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 40000);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (50000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  g_autofree char *pipe_path = g_build_filename (folder, "silent", NULL);
  g_autofree char *file = put ("file", 'x', 3);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread;

  g_assert_cmpint (mkfifo (pipe_path, 0600), ==, 0);
  thread = g_thread_new ("cancel", cancel_soon, cancellable);
  g_assert_null (ent_file_load (pipe_path, 100, NULL, cancellable, &error));
  g_thread_join (thread);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_null (ent_file_load (file, 100, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static EntFileState
check (const EntFileStamp *stamp, const char *path)
{
  EntFileState state;

  g_assert_cmpint (ent_file_stamp_check_at (stamp, AT_FDCWD, path, &state, NULL), ==, 0);
  return state;
}

static void
test_stamp (void)
{
  g_autofree char *path = put ("stamped", 'x', 5000);
  g_autofree char *none = g_build_filename (folder, "none", NULL);
  g_autoptr (GBytes) bytes = NULL;
  EntFileStamp stamp, absent;

  bytes = ent_file_load (path, 10000, &stamp, NULL, NULL);
  g_assert_cmpuint (stamp.size, ==, 5000);
  g_assert_cmpint (check (&stamp, path), ==, ENT_FILE_STATE_SAME);
  g_free (put ("stamped", 'y', 5000));
  g_assert_cmpint (check (&stamp, path), ==, ENT_FILE_STATE_CHANGED);
  g_free (put ("stamped", 'x', 5001));
  g_assert_cmpint (check (&stamp, path), ==, ENT_FILE_STATE_CHANGED);
  g_free (put ("stamped", 'x', 5000));
  g_assert_cmpint (check (&stamp, path), ==, ENT_FILE_STATE_SAME);
  g_unlink (path);
  g_assert_cmpint (check (&stamp, path), ==, ENT_FILE_STATE_GONE);
  g_assert_cmpint (g_mkdir (path, 0755), ==, 0);
  g_assert_cmpint (check (&stamp, path), ==, ENT_FILE_STATE_CHANGED);
  g_rmdir (path);

  ent_file_stamp_set_absent (&absent);
  g_assert_cmpint (check (&absent, none), ==, ENT_FILE_STATE_SAME);
  g_assert_cmpint (check (&absent, folder), ==, ENT_FILE_STATE_CHANGED);
}

int
main (int argc, char **argv)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;
  int result;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("entente-load-XXXXXX", NULL);
  g_test_add_func ("/file-load/limit", test_limit);
  g_test_add_func ("/file-load/limit-in-words", test_limit_in_words);
  g_test_add_func ("/file-load/endless", test_endless);
  g_test_add_func ("/file-load/failures", test_failures);
  g_test_add_func ("/file-load/size-unknown", test_size_unknown);
  g_test_add_func ("/file-load/pipe", test_pipe);
  g_test_add_func ("/file-load/named-pipe", test_named_pipe);
  g_test_add_func ("/file-load/cancel", test_cancel);
  g_test_add_func ("/file-load/stamp", test_stamp);
  result = g_test_run ();
  dir = g_dir_open (folder, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
  g_free (folder);
  return result;
}
