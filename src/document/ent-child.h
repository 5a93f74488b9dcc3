/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Foreign bytes are read by a helper process with little memory and little time, so that what breaks is the helper. */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What the helper may use; 0 is no limit, for `output` nothing at all. */
typedef struct
{
  guint64 memory;    /* bytes of address space */
  guint cpu_seconds; /* of computing */
  guint seconds;     /* on the clock */
  gsize output;      /* bytes that it may write to its standard output */
} EntChildLimits;

/**
 * ent_child_find:
 * @name: a helper's file name
 *
 * Looks in the folder that ENTENTE_HELPERS names, in the program's own folder, in the build's, and where helpers are installed.
 *
 * Returns: (transfer full) (nullable): its path; NULL where there is none that can be run
 */
char *ent_child_find (const char *name);

/**
 * ent_child_run:
 * @argv: (array zero-terminated): the helper's path and its arguments
 * @input: (nullable): what it finds on its standard input, a file in memory that it can read at any place
 * @limits: what it may use
 * @cancellable: (nullable): kills it
 * @error: %G_IO_ERROR_TIMED_OUT where it used up its time, %G_IO_ERROR_MESSAGE_TOO_LARGE where it wrote more than it may,
 *   %G_IO_ERROR_INVALID_DATA where it ended with another status than 0, %G_IO_ERROR_FAILED where it broke down, as it does
 *   without enough memory, or could not be started; %G_IO_ERROR_CANCELLED. The messages are plain English for a log: say it better
 *
 * The helper starts with an empty environment but for the language, cannot write files, leaves no core and no messages, and
 * goes when the calling thread goes. Blocks: call it in a thread. Some 3 ms and what the helper needs.
 *
 * Returns: (transfer full) (nullable): all that it wrote; NULL with @error set
 */
GBytes *ent_child_run (const char *const *argv,
                       GBytes *input,
                       const EntChildLimits *limits,
                       GCancellable *cancellable,
                       GError **error);

G_END_DECLS
