/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random edits from the whole set of operations, good and bad arguments mixed; for the random-edit program and the fuzzer. */
#pragma once

#include "ent-map-index.h"

G_BEGIN_DECLS

/* A number from 0 to @n - 1 (@n > 0). */
typedef guint (*EditDice) (gpointer data, guint n);

typedef struct
{
  EntMap *map;
  EditDice dice;
  gpointer data;
  EntSnapshot *clip; /* what was copied last, nullable */
} EditOps;

/* Does one edit; returns its name, for messages. @done: whether it succeeded. An edit that is refused has @error. */
const char *edit_ops_do (EditOps *ops, gboolean *done, GError **error);
guint edit_ops_n (void);
const char *edit_ops_name (guint i);

/* Fails the test unless ids are unique, references whole, places in lists true, excerpts equal to their texts, actors in one collapsed
 * group at most. @loose (nullable): quotes of excerpts that were not exact from the start. */
void edit_ops_check (EntMap *map, GHashTable *loose);

/* Fails the test unless @kept answers as an index made anew does, also for the ids of another moment. */
void edit_ops_check_index (EntMapIndex *kept, EntSnapshot *ids_of);

G_END_DECLS
