/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Old versions of a file: what its last saves wrote, and what they replaced, kept in the user's state folder.
 *
 * At most 20 of one file and 64 MiB together, the oldest dropped first; the newest is kept whatever its size. Each content is kept once.
 * Everything here blocks: call it in a thread. */
#pragma once

#include <gio/gio.h>

#include "ent-map.h"

G_BEGIN_DECLS

#define ENT_VERSIONS_MAX 20
#define ENT_VERSIONS_MAX_BYTES ((guint64) 64 * 1024 * 1024)

typedef struct
{
  char *path;   /* of the copy */
  gint64 time;  /* when it was saved, microseconds since 1970 */
  guint64 size; /* bytes */
} EntVersion;

void ent_version_free (EntVersion *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntVersion, ent_version_free)

/* The folder where versions are: entente/versions in the user's state folder. (transfer full) */
char *ent_versions_dup_folder (void);
/* Keeps @bytes as what @path held at @time (microseconds since 1970; 0: now). A content that is kept already becomes the newest.
 * FALSE with @error where it cannot be kept; what was kept before stays. O(size). */
gboolean ent_versions_keep (const char *folder, const char *path, GBytes *bytes, gint64 time, GError **error);
/* As that, of what stands at @path now, where it is not the newest version already; TRUE where there is no such file. */
gboolean ent_versions_keep_file (const char *folder, const char *path, GError **error);
/* The versions of @path, the newest first. (transfer full) of EntVersion */
GPtrArray *ent_versions_list (const char *folder, const char *path);
/* (transfer full), NULL with @error. O(size). */
EntSnapshot *ent_version_read (const EntVersion *self, GCancellable *cancellable, GError **error);

G_END_DECLS
