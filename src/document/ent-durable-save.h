/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts bytes in a file's place so that at any moment, whatever fails, the old file or the new one is there, whole. */
#pragma once

#include <gio/gio.h>

#include "ent-file-stamp.h"

G_BEGIN_DECLS

/**
 * EntSaveVerifyFunc:
 * @bytes: what shall be saved
 * @error: return place of the reason for refusing
 *
 * Returns: whether @bytes could be opened again
 */
typedef gboolean (*EntSaveVerifyFunc) (GBytes *bytes, gpointer user_data, GCancellable *cancellable, GError **error);

/**
 * ent_durable_save:
 * @path: the file, in the file system's encoding; symbolic links are followed and kept
 * @bytes: its new content
 * @expected: (nullable): what the file must still be like (a stamp of absence: nothing may be there); NULL: overwrite
 * @verify: (nullable) (scope call): asked before anything is written; what is written is then read back and must
 *   be the very bytes that @verify saw
 * @verify_data: for @verify
 * @cancellable: (nullable): until the new file stands in its place
 * @new_stamp: (out caller-allocates) (optional): of the saved file; set also with ENT_DOCUMENT_ERROR_NOT_DURABLE
 * @error: %ENT_DOCUMENT_ERROR, with CHANGED_ON_DISK or GONE where the file is not as @expected, REFUSED where @verify or
 *   the reading back says no, NOT_DURABLE where the file is saved but may not survive a power cut; %G_IO_ERROR_CANCELLED
 *
 * The file keeps its permissions, access list, user's attributes, and its owner and group where the system lets it. A new
 * file gets the usual permissions (0666 less the umask). Another hard link to the old file keeps the old content. Leavings of
 * saves killed more than a day ago are swept up. Blocks: call it in a thread. O(size).
 *
 * Returns: whether the file is saved for certain
 */
gboolean ent_durable_save (const char *path, GBytes *bytes, const EntFileStamp *expected, EntSaveVerifyFunc verify,
                           gpointer verify_data, GCancellable *cancellable, EntFileStamp *new_stamp, GError **error);

G_END_DECLS
