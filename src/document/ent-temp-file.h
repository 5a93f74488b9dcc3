/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The temporary file beside the file that is saved, and the sweeping of those that a crash left. */
#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/**
 * ent_temp_file_open:
 * @dir_fd: the open folder
 * @name: the file that shall be replaced
 * @mode: of the new file, before the umask
 * @temp_name: (out) (transfer full): the name made, `.NAME.XXXXXX`; NAME is cut where it would be too long
 *
 * Returns: the file, open for reading and writing, or -1 with `errno` set
 */
int ent_temp_file_open (int dir_fd, const char *name, mode_t mode, char **temp_name);

/**
 * ent_temp_file_is_ours:
 * @candidate: a name in the folder
 * @name: the file that is saved
 *
 * Three of the six characters are computed from the rest of the name, so that a file such as `.NAME.backup`, which
 * somebody else keeps there, is not taken for one of ours (1 in 238,328 would be).
 *
 * Returns: whether ent_temp_file_open() could have made @candidate for @name
 */
gboolean ent_temp_file_is_ours (const char *candidate, const char *name);

/**
 * ent_temp_file_sweep:
 * @dir_fd: the open folder, readable
 * @name: the file that is saved
 *
 * Removes what killed saves of @name left there more than a day ago. Failures do not matter. O(entries of the folder).
 */
void ent_temp_file_sweep (int dir_fd, const char *name);

G_END_DECLS
