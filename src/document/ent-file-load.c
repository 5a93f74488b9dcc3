/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One loop for files and pipes: never holds more than the limit and one byte, whatever a size in the file system says.
 *
 * Opened without blocking, so that a named pipe with no writer can be waited for with a cancellable in hand. A pipe's
 * first poll waits for a writer (Linux reports no hang-up before there was one), so an early end of file cannot be
 * taken for an empty file. */
#include "ent-file-load.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "ent-document-error.h"

#define DEED "open"
#define FIRST_GUESS (64 * 1024)
#define TRIES 3

/* Waits until FD has bytes or an end. Returns FALSE with ERROR set when cancelled or failed. */
static gboolean
wait_readable (int fd, const char *name, GCancellable *cancellable, GError **error)
{
  GPollFD polls[2] = { { fd, G_IO_IN | G_IO_HUP | G_IO_ERR, 0 }, { -1, 0, 0 } };
  gboolean has_cancel = g_cancellable_make_pollfd (cancellable, &polls[1]);
  int n;

  do
    n = g_poll (polls, has_cancel ? 2 : 1, -1);
  while (n < 0 && errno == EINTR);
  if (n < 0)
    ent_document_error_set_errno (error, errno, DEED, name);
  if (has_cancel)
    g_cancellable_release_fd (cancellable);
  return n >= 0 && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
set_too_big (GError **error, const char *name, gsize max_bytes)
{
  g_autofree char *limit = g_format_size_full (max_bytes, G_FORMAT_SIZE_IEC_UNITS);

  ent_document_error_set (error, ENT_DOCUMENT_ERROR_TOO_BIG, DEED, name, "it is larger than %s, the limit", limit);
}

/* EXPECTED is the size that the file system tells, 0 when it is unknown: a guess, never a promise. */
static GBytes *
read_all (int fd, const char *name, gboolean may_wait, gsize expected, gsize max_bytes, GCancellable *cancellable,
          GError **error)
{
  gsize room = MIN (MAX (expected, FIRST_GUESS - 1), max_bytes) + 1;
  gsize length = 0;
  guint8 *data = g_try_malloc (room);

  while (data != NULL)
    {
      gssize n;

      if (may_wait ? !wait_readable (fd, name, cancellable, error)
                   : g_cancellable_set_error_if_cancelled (cancellable, error))
        break;
      n = read (fd, data + length, MIN (room - length, 1024 * 1024));
      if (n == 0)
        return g_bytes_new_take (g_realloc (data, MAX (length, 1)), length);
      if (n < 0 && (errno == EINTR || (errno == EAGAIN && may_wait)))
        continue;
      if (n < 0)
        {
          ent_document_error_set_errno (error, errno, DEED, name);
          break;
        }
      length += (gsize) n;
      if (length > max_bytes)
        {
          set_too_big (error, name, max_bytes);
          break;
        }
      if (length == room)
        {
          guint8 *larger;

          room = MIN (room * 2, max_bytes + 1);
          larger = g_try_realloc (data, room);
          if (larger == NULL)
            g_free (data);
          data = larger;
        }
    }
  if (data == NULL)
    ent_document_error_set (error, ENT_DOCUMENT_ERROR_FAILED, DEED, name, "there is not enough memory");
  g_free (data);
  return NULL;
}

static gboolean
stat_fd (int fd, struct stat *st, const char *name, gsize max_bytes, GError **error)
{
  if (fstat (fd, st) != 0)
    {
      ent_document_error_set_errno (error, errno, DEED, name);
      return FALSE;
    }
  if (S_ISDIR (st->st_mode))
    {
      ent_document_error_set (error, ENT_DOCUMENT_ERROR_NOT_REGULAR, DEED, name, "it is a folder");
      return FALSE;
    }
  if (S_ISREG (st->st_mode) && (guint64) st->st_size > max_bytes)
    {
      set_too_big (error, name, max_bytes);
      return FALSE;
    }
  return TRUE;
}

GBytes *
ent_file_load_fd (int fd, const char *name, gsize max_bytes, GCancellable *cancellable, GError **error)
{
  struct stat st;

  if (!stat_fd (fd, &st, name, max_bytes, error))
    return NULL;
  return read_all (fd, name, !S_ISREG (st.st_mode), S_ISREG (st.st_mode) ? (gsize) st.st_size : 0, max_bytes,
                   cancellable, error);
}

static GBytes *
load_once (const char *path, gsize max_bytes, EntFileStamp *stamp, gboolean *steady, GCancellable *cancellable,
           GError **error)
{
  GBytes *bytes = NULL;
  struct stat before, after;
  int fd;

  *steady = TRUE;
  do
    fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  while (fd < 0 && errno == EINTR);
  if (fd < 0)
    {
      ent_document_error_set_errno (error, errno, DEED, path);
      return NULL;
    }
  if (stat_fd (fd, &before, path, max_bytes, error))
    bytes = read_all (fd, path, !S_ISREG (before.st_mode), S_ISREG (before.st_mode) ? (gsize) before.st_size : 0,
                      max_bytes, cancellable, error);
  if (bytes != NULL)
    {
      EntFileStamp taken;

      /* The earlier of the two: should others write while we read, the stamp is already out of date, and a save will
       * not believe that it knows the file. */
      ent_file_stamp_set (&taken, &before, stamp != NULL ? bytes : NULL);
      if (S_ISREG (before.st_mode))
        *steady = fstat (fd, &after) == 0 && ent_file_stamp_same_file (&taken, &after);
      if (stamp != NULL)
        *stamp = taken;
    }
  close (fd);
  return bytes;
}

GBytes *
ent_file_load (const char *path, gsize max_bytes, EntFileStamp *stamp, GCancellable *cancellable, GError **error)
{
  for (int i = 1;; i++)
    {
      gboolean steady;
      GBytes *bytes = load_once (path, max_bytes, stamp, &steady, cancellable, error);

      if (bytes == NULL || steady || i == TRIES)
        return bytes;
      g_bytes_unref (bytes);
    }
}
