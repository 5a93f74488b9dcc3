/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The error domain of the program, and the problem: one thing wrong at one place of a file.
 * Errors are for users: the message is a sentence, or for a problem `PATH: REASON` without the file's name. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ENT_ERROR (ent_error_quark ())

typedef enum
{
  ENT_ERROR_SYNTAX,          /* not RFC 8259 JSON in UTF-8, or not XML */
  ENT_ERROR_LIMIT,           /* a named limit is passed */
  ENT_ERROR_FORMAT,          /* JSON, but not a valid map */
  ENT_ERROR_REFERENCE,       /* an id that nothing has, or that two things have */
  ENT_ERROR_EDIT,            /* a change that the map cannot take */
  ENT_ERROR_FILE,            /* a file cannot be read or written */
  ENT_ERROR_CHANGED_ON_DISK, /* the file is not the one that was read */
  ENT_ERROR_NOT_A_MAP,       /* the content is of another kind */
  ENT_ERROR_GLYPH,           /* no installed font has a character */
  ENT_ERROR_USAGE            /* wrong words on the command line */
} EntErrorCode;

GQuark ent_error_quark (void);

typedef enum
{
  ENT_SEVERITY_ERROR,
  ENT_SEVERITY_WARNING
} EntSeverity;

/* One thing wrong at one place. line and column count from 1 (columns in code points), 0 where not known. */
typedef struct
{
  EntSeverity severity;
  EntErrorCode code;
  guint line, column;
  char *path;   /* such as `relations[3].source`; "" for the whole */
  char *reason; /* a plain clause without full stop */
} EntProblem;

/* Takes copies of @path and @reason. Free with ent_problem_free(). */
EntProblem *ent_problem_new (EntSeverity severity, EntErrorCode code, guint line, guint column, const char *path,
                             const char *reason);
void ent_problem_free (EntProblem *problem);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntProblem, ent_problem_free)

/* The line that `entente check` prints: `FILE:LINE:COLUMN: PATH: REASON`, with what is known of it;
 * a warning reads `FILE: PATH: warning: REASON`. (transfer full) */
char *ent_problem_to_line (const EntProblem *problem, const char *file);

/* Sets @error from @problem, as `LINE:COLUMN: PATH: REASON` with what is known. */
void ent_problem_to_error (const EntProblem *problem, GError **error);

G_END_DECLS
