/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads a whole file, or a pipe to its end, and never more than a limit. */
#pragma once

#include <gio/gio.h>

#include "ent-file-stamp.h"

G_BEGIN_DECLS

/* The largest map file, 128 MiB (the map format's limit). */
#define ENT_FILE_LOAD_MAX ((gsize) 128 * 1024 * 1024)

/**
 * ent_file_load:
 * @path: the file, in the file system's encoding; a link is followed, a pipe is waited for
 * @max_bytes: the limit; one byte more is an error, found before or as it is read
 * @stamp: (out caller-allocates) (optional): what the file was like when it was read, from the open file
 * @cancellable: (nullable): stops also a wait for a pipe
 * @error: %ENT_DOCUMENT_ERROR with NOT_FOUND, NOT_REGULAR (a folder), TOO_BIG or FAILED, or %G_IO_ERROR_CANCELLED
 *
 * A file that others change while it is read is read again, three times at most. Blocks: call it in a thread. O(size).
 *
 * Returns: (transfer full) (nullable): the bytes, or NULL with @error set
 */
GBytes *ent_file_load (const char *path, gsize max_bytes, EntFileStamp *stamp, GCancellable *cancellable,
                       GError **error);

/**
 * ent_file_load_fd:
 * @fd: an open file, pipe, terminal or socket such as standard input; not closed
 * @name: what messages call it
 *
 * As ent_file_load(), without a stamp.
 */
GBytes *ent_file_load_fd (int fd, const char *name, gsize max_bytes, GCancellable *cancellable, GError **error);

G_END_DECLS
