/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Deleting anything, with all that makes no sense without it. */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

/* What goes with what is deleted, for a message: "Deleted China and 14 relations". */
typedef struct
{
  guint actors, relations, articles, excerpts, evidence, groups, captions, steps, kinds;
  guint unproved; /* relations that stay, but lose the last of their evidence */
} EntDeletion;

/* Counts without deleting. Ids that the map has not are passed over. */
EntDeletion ent_edit_count_deletion (EntMap *map, const char *const *ids, guint n);

/* Which relations these are: their ids in file order. (transfer full) */
char **ent_edit_unproved_by_deletion (EntMap *map, const char *const *ids, guint n);

/* Deletes things of any kind, excerpts too, as one step: an actor with its relations, an article with its excerpts, an excerpt with the
 * evidence that names it; and takes them out of groups, story steps and reporters. Actors of an own kind that goes become `other`.
 * O(map). */
gboolean ent_edit_delete (EntMap *map, const char *const *ids, guint n, GError **error);

G_END_DECLS
