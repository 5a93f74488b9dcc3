/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The invariant: the name always leads to a whole file. The new content grows under a temporary name in the same
 * folder, is forced to the disk, read back and compared, and takes the name by rename(2), which is atomic; then the folder is
 * forced to the disk too. Nothing ever opens the old file for writing. Each way out before the rename removes the temporary
 * file; only a kill leaves it, for a later sweep.
 *
 * g_file_replace_contents() truncates the old file in place on a full disk, and g_file_set_contents() replaces links and
 * permissions; hence system calls. */
#include "ent-durable-save.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "ent-document-error.h"
#include "ent-save-target.h"
#include "ent-temp-file.h"

#define DEED "save"
/* Small enough that a cancel is heard at once, large enough that calls cost nothing. */
#define CHUNK ((gsize) 1024 * 1024)
#define ACL_ACCESS "system.posix_acl_access"

typedef struct
{
  const char *path;
  GBytes *bytes;
  EntSaveTarget target;
  char *temp;
  int fd;
} Save;

static gboolean
fail_errno (const Save *save, GError **error)
{
  ent_document_error_set_errno (error, errno, DEED, save->path);
  return FALSE;
}

/* A file system that cannot hold owners or permissions (FAT, some network ones) is no reason not to save. */
static gboolean
is_unsupported (int number)
{
  return number == EPERM || number == EINVAL || number == ENOSYS || number == EOPNOTSUPP;
}

/* FALSE with ERROR set unless the file on disk is what the caller expects. */
static gboolean
check_expected (const Save *save, const EntFileStamp *expected, GCancellable *cancellable, GError **error)
{
  EntFileState state = ENT_FILE_STATE_CHANGED;
  int failed;

  if (expected == NULL)
    return TRUE;
  failed = ent_file_stamp_check_at (expected, save->target.dir_fd, save->target.name, &state, cancellable);
  if (failed != 0)
    {
      if (!g_cancellable_set_error_if_cancelled (cancellable, error))
        ent_document_error_set_errno (error, failed, DEED, save->path);
      return FALSE;
    }
  if (state == ENT_FILE_STATE_CHANGED && !expected->exists)
    ent_document_error_set (error, ENT_DOCUMENT_ERROR_CHANGED_ON_DISK, DEED, save->path,
                            "there is a file of this name already");
  else if (state == ENT_FILE_STATE_CHANGED)
    ent_document_error_set (error, ENT_DOCUMENT_ERROR_CHANGED_ON_DISK, DEED, save->path,
                            "another program has changed it meanwhile");
  else if (state == ENT_FILE_STATE_GONE)
    ent_document_error_set (error, ENT_DOCUMENT_ERROR_GONE, DEED, save->path,
                            "it has been moved or deleted meanwhile");
  return state == ENT_FILE_STATE_SAME;
}

/* User's attributes (tags, comments) and the access list. Where one cannot be kept the save goes on: the content counts. */
static void
copy_attributes (int from, int to, gboolean with_acl)
{
  gssize length = flistxattr (from, NULL, 0);
  g_autofree char *names = length > 0 ? g_malloc ((gsize) length) : NULL;

  /* The folder's default list, which the new file inherited, could let in people whom the old file kept out. */
  fremovexattr (to, ACL_ACCESS);
  if (names != NULL)
    length = flistxattr (from, names, (gsize) length);
  for (const char *name = names; length > 0 && name < names + length; name += strlen (name) + 1)
    {
      g_autofree char *value = NULL;
      gssize size;

      if (!g_str_has_prefix (name, "user.") && !(with_acl && strcmp (name, ACL_ACCESS) == 0))
        continue;
      size = fgetxattr (from, name, NULL, 0);
      if (size < 0)
        continue;
      value = g_malloc ((gsize) size + 1);
      size = fgetxattr (from, name, value, (gsize) size);
      if (size >= 0)
        fsetxattr (to, name, value, (gsize) size, 0);
    }
}

/* Owner, group, permissions, attributes of the old file. Group and list are not given where the group cannot be kept:
 * what it was allowed would fall to another group. */
static gboolean
copy_metadata (const Save *save, GError **error)
{
  const struct stat *old = &save->target.st;
  mode_t mode = old->st_mode & 07777;
  gboolean same_group = TRUE;
  struct stat st;
  int from;

  if (fstat (save->fd, &st) != 0)
    return fail_errno (save, error);
  if (st.st_uid != old->st_uid && fchown (save->fd, old->st_uid, (gid_t) -1) != 0)
    {
      if (!is_unsupported (errno))
        return fail_errno (save, error);
      mode &= 01777;
    }
  if (st.st_gid != old->st_gid && fchown (save->fd, (uid_t) -1, old->st_gid) != 0)
    {
      if (!is_unsupported (errno))
        return fail_errno (save, error);
      same_group = FALSE;
      mode = (mode & 01707) | (mode & 07) << 3;
    }
  from = openat (save->target.dir_fd, save->target.name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
  if (from >= 0)
    {
      copy_attributes (from, save->fd, same_group);
      close (from);
    }
  if (fchmod (save->fd, mode) != 0 && !is_unsupported (errno))
    return fail_errno (save, error);
  return TRUE;
}

static gboolean
write_all (const Save *save, GCancellable *cancellable, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (save->bytes, &size);

  for (gsize done = 0; done < size;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = write (save->fd, data + done, MIN (size - done, CHUNK));
      if (n > 0)
        done += (gsize) n;
      else if (n == 0 || errno != EINTR)
        {
          /* A write that takes nothing and names no error has no room. */
          if (n == 0)
            errno = ENOSPC;
          return fail_errno (save, error);
        }
    }
  return TRUE;
}

static int
sync_fd (int fd)
{
  int result;

  do
    result = fsync (fd);
  while (result != 0 && errno == EINTR);
  return result;
}

/* What the file holds must be what was verified, byte for byte: memory, cable or disk may lie. */
static gboolean
read_back (const Save *save, GCancellable *cancellable, GError **error)
{
  g_autofree char *buffer = g_malloc (CHUNK);
  gsize size;
  const char *data = g_bytes_get_data (save->bytes, &size);
  gsize done = 0;

  for (;;)
    {
      gssize n;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      n = pread (save->fd, buffer, CHUNK, (off_t) done);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return fail_errno (save, error);
      if (n == 0 && done == size)
        return TRUE;
      if (n == 0 || (gsize) n > size - done || memcmp (buffer, data + done, (gsize) n) != 0)
        {
          ent_document_error_set (error, ENT_DOCUMENT_ERROR_REFUSED, DEED, save->path,
                                  "the disk gave back other bytes than were written");
          return FALSE;
        }
      done += (gsize) n;
    }
}

/* Makes the temporary file, whole and on the disk, and its stamp (nullable: its digest takes time). On failure it may be there in part. */
static gboolean
write_temp (Save *save, EntFileStamp *stamp, GCancellable *cancellable, GError **error)
{
  struct stat st;
  int fd;

  /* A new file's permissions are left to the kernel: the umask cannot be read without changing it for other threads. */
  save->fd = ent_temp_file_open (save->target.dir_fd, save->target.name, save->target.exists ? 0600 : 0666, &save->temp);
  if (save->fd < 0)
    {
      int failed = errno;

      if (failed == EACCES || failed == EPERM || failed == EROFS)
        {
          g_autofree char *shown = g_filename_display_name (save->target.dir_path);

          ent_document_error_set (error, ENT_DOCUMENT_ERROR_FAILED, DEED, save->path,
                                  failed == EROFS ? "the disk of the folder “%s” can only be read"
                                                  : "you may not write in the folder “%s”",
                                  shown);
          return FALSE;
        }
      return fail_errno (save, error);
    }
  if (save->target.exists && !copy_metadata (save, error))
    return FALSE;
  if (!write_all (save, cancellable, error))
    return FALSE;
  if (sync_fd (save->fd) != 0)
    return fail_errno (save, error);
  if (!read_back (save, cancellable, error))
    return FALSE;
  if (fstat (save->fd, &st) != 0)
    return fail_errno (save, error);
  if (stamp != NULL)
    ent_file_stamp_set (stamp, &st, save->bytes);

  /* Network file systems tell only at close that there was no room. Linux has closed the file even when it says EINTR. */
  fd = save->fd;
  save->fd = -1;
  if (close (fd) != 0 && errno != EINTR)
    return fail_errno (save, error);
  return TRUE;
}

static gboolean
take_the_name (const Save *save, const EntFileStamp *expected, GError **error)
{
  int dir = save->target.dir_fd;
  int result;

  if (expected != NULL && !expected->exists)
    {
      /* Even a file that came since the last check is not replaced. */
      result = renameat2 (dir, save->temp, dir, save->target.name, RENAME_NOREPLACE);
      if (result != 0 && errno == EEXIST)
        {
          ent_document_error_set (error, ENT_DOCUMENT_ERROR_CHANGED_ON_DISK, DEED, save->path,
                                  "there is a file of this name already");
          return FALSE;
        }
      if (result == 0 || !is_unsupported (errno))
        return result == 0 || fail_errno (save, error);
    }
  return renameat (dir, save->temp, dir, save->target.name) == 0 || fail_errno (save, error);
}

/* Without this a power cut may bring the old name back (fsync(2)). Some file systems cannot do it, and need not. */
static gboolean
sync_folder (const Save *save, GError **error)
{
  if (!save->target.can_sync_dir || sync_fd (save->target.dir_fd) == 0 || is_unsupported (errno) || errno == EBADF)
    return TRUE;
  ent_document_error_set (error, ENT_DOCUMENT_ERROR_NOT_DURABLE, DEED, save->path,
                          "it is written, but the disk did not confirm it (%s); save it once more, or elsewhere",
                          g_strerror (errno));
  return FALSE;
}

static gboolean
verify_bytes (const Save *save, EntSaveVerifyFunc verify, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (verify == NULL || verify (save->bytes, data, cancellable, &reason))
    return TRUE;
  if (g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&reason));
  else
    ent_document_error_set (error, ENT_DOCUMENT_ERROR_REFUSED, DEED, save->path, "it could not be opened again: %s",
                            ent_document_error_get_reason (reason));
  return FALSE;
}

static gboolean
save_to_target (Save *save,
                const EntFileStamp *expected,
                EntSaveVerifyFunc verify,
                gpointer verify_data,
                GCancellable *cancellable,
                EntFileStamp *stamp,
                gboolean *in_place,
                GError **error)
{
  if (!ent_save_target_open (&save->target, save->path, error)
      || !check_expected (save, expected, cancellable, error)
      || !verify_bytes (save, verify, verify_data, cancellable, error))
    return FALSE;
  if (save->target.can_sync_dir)
    ent_temp_file_sweep (save->target.dir_fd, save->target.name);
  if (!write_temp (save, stamp, cancellable, error)
      || !check_expected (save, expected, cancellable, error)
      || g_cancellable_set_error_if_cancelled (cancellable, error)
      || !take_the_name (save, expected, error))
    return FALSE;
  *in_place = TRUE;
  return sync_folder (save, error);
}

gboolean
ent_durable_save (const char *path, GBytes *bytes, const EntFileStamp *expected, EntSaveVerifyFunc verify,
                  gpointer verify_data, GCancellable *cancellable, EntFileStamp *new_stamp, GError **error)
{
  Save save = { .path = path, .bytes = bytes, .target = ENT_SAVE_TARGET_INIT, .fd = -1 };
  EntFileStamp stamp;
  gboolean in_place = FALSE;
  gboolean saved;

  saved = save_to_target (&save, expected, verify, verify_data, cancellable, new_stamp != NULL ? &stamp : NULL, &in_place, error);
  if (save.fd >= 0)
    close (save.fd);
  if (save.temp != NULL && !in_place)
    unlinkat (save.target.dir_fd, save.temp, 0);
  if (in_place && new_stamp != NULL)
    *new_stamp = stamp;
  g_free (save.temp);
  ent_save_target_clear (&save.target);
  return saved;
}
