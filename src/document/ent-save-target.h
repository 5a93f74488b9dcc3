/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a save really goes: the open folder, and the name in it. */
#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/**
 * EntSaveTarget:
 * @path: the real place, links followed; for messages and for watching
 * @dir_path: its folder
 * @name: its name in the folder
 * @dir_fd: the open folder, -1 when closed
 * @can_sync_dir: whether the folder could be opened for reading, as fsync needs
 * @exists: whether a regular file is there
 * @st: of that file
 */
typedef struct
{
  char *path;
  char *dir_path;
  char *name;
  int dir_fd;
  gboolean can_sync_dir;
  gboolean exists;
  struct stat st;
} EntSaveTarget;

#define ENT_SAVE_TARGET_INIT { .dir_fd = -1 }

/**
 * ent_save_target_open:
 * @target: (out caller-allocates): from %ENT_SAVE_TARGET_INIT; clear it also after a failure
 * @path: as the user named it; symbolic links are followed, also one whose target is not there yet
 * @error: %ENT_DOCUMENT_ERROR: a folder that is not there, a loop, something else than a file, a file that
 *   is write-protected
 *
 * Returns: whether a file may be put there, as far as can be told without trying
 */
gboolean ent_save_target_open (EntSaveTarget *target, const char *path, GError **error);

void ent_save_target_clear (EntSaveTarget *target);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (EntSaveTarget, ent_save_target_clear)

G_END_DECLS
