/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the commands share: their table, the words of a command line, reading maps and putting results where they belong. */
#pragma once

#include <gio/gio.h>

#include "ent-command.h"
#include "ent-export.h"
#include "ent-map.h"

G_BEGIN_DECLS

enum
{
  ENT_EXIT_DONE = 0,
  ENT_EXIT_FAILED = 1, /* a file cannot be read, is not valid or cannot be written */
  ENT_EXIT_USAGE = 2   /* nothing was read or written */
};

typedef struct
{
  const char *name;
  const char *usage;   /* the words after the name */
  const char *summary; /* one line, no full stop */
  const char *details; /* for COMMAND --help; lines end with a line feed */
  /* @argv[0] is the command's name; its own --help is done already. Returns the exit status. */
  int (*run) (int argc, char **argv);
} EntCommand;

extern const EntCommand ent_command_check, ent_command_info, ent_command_verify, ent_command_coverage, ent_command_convert,
    ent_command_export, ent_command_layout, ent_command_path, ent_command_describe;

/* Parses @argv by @entries (NULL: no options) into options and files. @n_min to @n_max files must remain. FALSE after wrong
 * usage, which is told already. (transfer full) @files */
gboolean ent_command_parse (const EntCommand *command, const GOptionEntry *entries, int argc, char **argv, guint n_min,
                            guint n_max, char ***files);
/* Tells wrong usage on standard error; returns ENT_EXIT_USAGE. */
int ent_command_usage_error (const EntCommand *command, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Prints to standard output or error as one write; control characters other than line feed, which a terminal would obey, become
 * U+FFFD. */
void ent_command_print (const char *text);
void ent_command_print_line (const char *format, ...) G_GNUC_PRINTF (1, 2);
void ent_command_tell (const char *format, ...) G_GNUC_PRINTF (1, 2);
/* The same as it is, for what programs read. */
void ent_command_print_exact (const char *text);
/* Appends a member (@name NULL: an item) to compact JSON under way, with the comma before it where one belongs; @value NULL: the
 * caller appends the value. */
void ent_command_add_json (GString *out, const char *name, const char *value);
void ent_command_add_json_number (GString *out, const char *name, double value);
/* Prints compact JSON laid out, and a line feed. */
void ent_command_print_json (const GString *compact);
/* What --json prints when @file could not be read: {"file", "error"}. */
void ent_command_print_failure_json (const char *file, const char *reason);
/* FALSE when something printed did not reach standard output; told already. */
gboolean ent_command_flush (void);

/* How messages call @file: "-" stays, and what is not UTF-8 is made so. (transfer full) */
char *ent_command_display (const char *file);
/* The reason in @error without the file's name. */
const char *ent_command_reason (const GError *error);

/* The bytes of @file; "-" is standard input. (transfer full) */
GBytes *ent_command_load (const char *file, GError **error);
/* The map in @file, warnings told on standard error. NULL after telling why, the first reason also in @reason (nullable, out,
 * transfer full). (transfer full) */
EntSnapshot *ent_command_read_map (const char *file, char **reason);

/* By @file's extension, in any case of letters; "-" is the native form. FALSE where it is none of them. */
gboolean ent_command_output_kind (const char *file, EntExportKind *kind);
/* @map, read from @in, as @options say into @out, which is replaced whole or not touched. Failures are told; ENT_EXIT_USAGE where the
 * options name what is not in the map. */
int ent_command_write_map (const char *in, EntSnapshot *map, const char *out, const EntExportOptions *options);

G_END_DECLS
