/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The command line: check, info, convert, export. No GTK, no display, no settings.
 * Invariant: results on standard output, all else on standard error; exit 0, 1 or 2 and never another. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE when @word is a command's name, --help or --version: then the program runs it and opens no window. */
gboolean ent_command_is_command (const char *word);

/* Runs @argv[1] with its words; returns the exit status. */
int ent_command_run (int argc, char **argv);

G_END_DECLS
