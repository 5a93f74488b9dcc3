/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Notices that others changed or removed a file that is open here. */
#pragma once

#include <gio/gio.h>

#include "ent-file-stamp.h"

G_BEGIN_DECLS

#define ENT_TYPE_FILE_WATCH (ent_file_watch_get_type ())
G_DECLARE_FINAL_TYPE (EntFileWatch, ent_file_watch, ENT, FILE_WATCH, GObject)

/**
 * EntFileWatch::changed-on-disk:
 * @state: an #EntFileState: CHANGED, GONE, or SAME when what others did has been undone
 *
 * Emitted on the thread that made the watch, once each time the state becomes another, never for our own saves.
 */

/**
 * ent_file_watch_new:
 *
 * Returns: (transfer full): a watch of nothing
 */
EntFileWatch *ent_file_watch_new (void);

/**
 * ent_file_watch_set:
 * @path: (nullable): the file, NULL for none
 * @stamp: (nullable): what it is like; copied. NULL only with a NULL @path
 *
 * Starts anew, from the state SAME and without a signal. Ends a pause.
 */
void ent_file_watch_set (EntFileWatch *self, const char *path, const EntFileStamp *stamp);

/**
 * ent_file_watch_pause:
 *
 * Sees nothing until ent_file_watch_resume() or ent_file_watch_set(): for the time of a save of our own.
 */
void ent_file_watch_pause (EntFileWatch *self);

/**
 * ent_file_watch_resume:
 *
 * Ends a pause with the file and stamp as before, and looks at once.
 */
void ent_file_watch_resume (EntFileWatch *self);

/**
 * ent_file_watch_check:
 *
 * Looks at the file now, in a thread. For the moment when a window gets the focus: not every file system tells changes.
 */
void ent_file_watch_check (EntFileWatch *self);

EntFileState ent_file_watch_get_state (EntFileWatch *self);

G_END_DECLS
