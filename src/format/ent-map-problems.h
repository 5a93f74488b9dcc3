/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a map file while it is read: where the reader stands now, and the problems found so far.
 * Invariant: the path is built, and the place looked up, only when there is a problem. */
#pragma once

#include "ent-json-gate.h"

G_BEGIN_DECLS

/* More than these are not kept: they are of no more use to anybody. */
#define ENT_MAP_MAX_PROBLEMS 100

/* A member, or (name NULL) an item of a list. */
typedef struct
{
  const char *name;
  guint index;
} EntMapStep;

typedef struct
{
  EntJsonGate *gate;
  GArray *steps; /* of EntMapStep: the way to the value that is looked at */
  GPtrArray *errors, *warnings;
  gboolean newer; /* the file is of a version newer than this program's */
} EntMapProblems;

void ent_map_problems_init (EntMapProblems *self, EntJsonGate *gate);
void ent_map_problems_clear (EntMapProblems *self);

/* Go down to member @name (kept as a pointer), or to item @index, and back up. */
void ent_map_problems_enter (EntMapProblems *self, const char *name);
void ent_map_problems_enter_item (EntMapProblems *self, guint index);
void ent_map_problems_leave (EntMapProblems *self);

/* A problem of the value where the reader stands now. */
void ent_map_problems_error (EntMapProblems *self, EntErrorCode code, const char *format, ...) G_GNUC_PRINTF (3, 4);
void ent_map_problems_warn (EntMapProblems *self, const char *format, ...) G_GNUC_PRINTF (2, 3);

/* Sorts errors by place, moves them (or where there are none, the warnings) to @problems (nullable), and sets @error from the first.
 * TRUE when there was no error. */
gboolean ent_map_problems_finish (EntMapProblems *self, GPtrArray *problems, GError **error);

G_END_DECLS
