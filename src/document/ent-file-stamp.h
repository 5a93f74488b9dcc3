/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file on disk was like when we last read or wrote it. */
#pragma once

#include <gio/gio.h>
#include <sys/stat.h>

G_BEGIN_DECLS

#define ENT_FILE_STAMP_DIGEST_SIZE 32

/**
 * EntFileStamp:
 * @exists: whether there was a file at all; when not, the other members mean nothing
 * @device: number of the file system
 * @inode: number of the file on it
 * @size: bytes
 * @mtime_ns: time of the last change of content, nanoseconds since 1970
 * @fresh: whether the file was so young when the stamp was taken that a later change could bear the same time
 * @digest: SHA-256 of the content
 *
 * A plain value: copy it by assignment, nothing to free.
 */
typedef struct
{
  gboolean exists;
  guint64 device;
  guint64 inode;
  guint64 size;
  gint64 mtime_ns;
  gboolean fresh;
  guint8 digest[ENT_FILE_STAMP_DIGEST_SIZE];
} EntFileStamp;

/**
 * EntFileState:
 * @ENT_FILE_STATE_SAME: the content is what the stamp says
 * @ENT_FILE_STATE_CHANGED: the content is another, or there is a file where there was none
 * @ENT_FILE_STATE_GONE: there is no file any more
 */
typedef enum
{
  ENT_FILE_STATE_SAME,
  ENT_FILE_STATE_CHANGED,
  ENT_FILE_STATE_GONE,
} EntFileState;

/**
 * ent_file_stamp_set_absent:
 * @stamp: (out caller-allocates): becomes the stamp of "no file here"
 */
void ent_file_stamp_set_absent (EntFileStamp *stamp);

/**
 * ent_file_stamp_set:
 * @stamp: (out caller-allocates): becomes the stamp of the file
 * @st: of the open file, taken before @content was read or after it was written
 * @content: (nullable): all its bytes; NULL where no digest is wanted, for the numbers alone
 *
 * O(size of @content), for the digest.
 */
void ent_file_stamp_set (EntFileStamp *stamp, const struct stat *st, GBytes *content);

/**
 * ent_file_stamp_same_file:
 *
 * Returns: whether @st is of the same file with the same size and times, content aside
 */
gboolean ent_file_stamp_same_file (const EntFileStamp *stamp, const struct stat *st);

/**
 * ent_file_stamp_check_at:
 * @stamp: what the file was like
 * @dir_fd: an open folder, or `AT_FDCWD`
 * @name: the file, from there
 * @state: (out): how the file is now
 *
 * A file that was only touched, or replaced by one with the same content, is the same. The content is read, O(size), only
 * when the numbers differ and the size does not, or when the stamp was fresh; else O(1).
 *
 * Returns: 0, or the `errno` that kept us from knowing; `ECANCELED` when cancelled
 */
int ent_file_stamp_check_at (const EntFileStamp *stamp, int dir_fd, const char *name, EntFileState *state,
                             GCancellable *cancellable);

G_END_DECLS
