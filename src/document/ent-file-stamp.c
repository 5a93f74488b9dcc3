/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stamp holds the numbers of a file, which are cheap to compare, and the digest of its content, which decides.
 *
 * Times are kept by file systems in ticks of 4 ms to 2 s, so a file changed twice within a tick bears one time: the
 * trouble that git calls "racily clean" (Documentation/technical/racy-git). A stamp taken while the file was younger
 * than the coarsest tick is therefore marked fresh, and never believed by its numbers alone. */
#include "ent-file-stamp.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

/* FAT keeps times in steps of 2 s, the coarsest that is in use. */
#define FRESH_NS (G_GINT64_CONSTANT (2000000000))
#define CHUNK (256 * 1024)

static gint64
mtime_ns (const struct stat *st)
{
  return (gint64) st->st_mtim.tv_sec * G_GINT64_CONSTANT (1000000000) + st->st_mtim.tv_nsec;
}

void
ent_file_stamp_set_absent (EntFileStamp *stamp)
{
  memset (stamp, 0, sizeof *stamp);
}

void
ent_file_stamp_set (EntFileStamp *stamp, const struct stat *st, GBytes *content)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = sizeof stamp->digest;
  gsize size = 0;
  gconstpointer data = content != NULL ? g_bytes_get_data (content, &size) : NULL;

  memset (stamp, 0, sizeof *stamp);
  stamp->exists = TRUE;
  stamp->device = st->st_dev;
  stamp->inode = st->st_ino;
  stamp->size = (guint64) st->st_size;
  stamp->mtime_ns = mtime_ns (st);
  stamp->fresh = g_get_real_time () * 1000 - stamp->mtime_ns < FRESH_NS;
  if (size > 0)
    g_checksum_update (sum, data, (gssize) size);
  g_checksum_get_digest (sum, stamp->digest, &length);
}

gboolean
ent_file_stamp_same_file (const EntFileStamp *stamp, const struct stat *st)
{
  return stamp->exists && stamp->device == st->st_dev && stamp->inode == st->st_ino
         && stamp->size == (guint64) st->st_size && stamp->mtime_ns == mtime_ns (st);
}

/* Reads the file through to its digest; 0 or errno. */
static int
digest_at (int dir_fd, const char *name, guint8 *digest, GCancellable *cancellable)
{
  g_autoptr (GChecksum) sum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guint8 *buffer = g_malloc (CHUNK);
  gsize length = ENT_FILE_STAMP_DIGEST_SIZE;
  int failed = 0;
  int fd;

  do
    fd = openat (dir_fd, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  while (fd < 0 && errno == EINTR);
  if (fd < 0)
    return errno;
  for (;;)
    {
      gssize n = read (fd, buffer, CHUNK);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        failed = errno;
      if (n <= 0)
        break;
      g_checksum_update (sum, buffer, n);
      if (g_cancellable_is_cancelled (cancellable))
        {
          failed = ECANCELED;
          break;
        }
    }
  close (fd);
  g_checksum_get_digest (sum, digest, &length);
  return failed;
}

int
ent_file_stamp_check_at (const EntFileStamp *stamp, int dir_fd, const char *name, EntFileState *state,
                         GCancellable *cancellable)
{
  guint8 digest[ENT_FILE_STAMP_DIGEST_SIZE];
  struct stat st;
  int failed;

  if (fstatat (dir_fd, name, &st, 0) != 0)
    {
      if (errno != ENOENT && errno != ENOTDIR)
        return errno;
      *state = stamp->exists ? ENT_FILE_STATE_GONE : ENT_FILE_STATE_SAME;
      return 0;
    }
  if (!stamp->exists || !S_ISREG (st.st_mode) || stamp->size != (guint64) st.st_size)
    {
      *state = ENT_FILE_STATE_CHANGED;
      return 0;
    }
  if (!stamp->fresh && ent_file_stamp_same_file (stamp, &st))
    {
      *state = ENT_FILE_STATE_SAME;
      return 0;
    }
  failed = digest_at (dir_fd, name, digest, cancellable);
  if (failed == 0)
    *state = memcmp (digest, stamp->digest, sizeof digest) == 0 ? ENT_FILE_STATE_SAME : ENT_FILE_STATE_CHANGED;
  else if (failed == ENOENT)
    {
      *state = ENT_FILE_STATE_GONE;
      failed = 0;
    }
  return failed;
}
