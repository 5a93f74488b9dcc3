/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How two actors are linked: the shortest path, and the one that is proved best. Lines are walked either way. */
#pragma once

#include "ent-map-index.h"
#include "ent-sources.h"

G_BEGIN_DECLS

typedef struct
{
  const EntRelation *relation;
  const EntActor *from, *to; /* as the path walks it, which may be against the relation's own direction */
  double score;              /* how well it is proved, 0 to 1 */
} EntHop;

typedef struct
{
  GArray *hops; /* EntHop, from the first actor to the second; none where both are one */
  double score; /* the product of the hops': how well all of it holds; 1 for no hop */
} EntPath;

/* Records are borrowed from `index`. */
typedef struct
{
  EntMapIndex *index;
  const EntActor *a, *b;
  gboolean found; /* FALSE: nothing joins them, and the paths are empty */
  EntPath shortest; /* of the fewest hops; among those the best proved */
  EntPath best;     /* of the best score; among those of the fewest hops */
} EntPaths;

/* How well @relation is proved by its evidence, from ENT_PATH_UNPROVED to 1. ent-path.c has the table. O(evidence). */
double ent_path_proof (EntMapIndex *index, EntSources *sources, const EntRelation *relation);

/* What a relation without support counts: so little that six hops of one ungraded excerpt each are better. */
#define ENT_PATH_UNPROVED 0.01

/* Paths between actors @a and @b of the map, which must exist. Of equal paths the one whose relations' ids come first, hop by hop, so that
 * the order of the file says nothing. NULL with @error only when cancelled. O((actors + relations) log relations + text of articles).
 * (transfer full) */
EntPaths *ent_paths_new (EntMapIndex *index, const char *a, const char *b, GCancellable *cancellable, GError **error);
void ent_paths_free (EntPaths *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPaths, ent_paths_free)
/* TRUE when both are the same row of relations. */
gboolean ent_path_equal (const EntPath *a, const EntPath *b);

/* The same in a thread. */
void ent_paths_new_async (EntMapIndex *index, const char *a, const char *b, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
EntPaths *ent_paths_new_finish (GAsyncResult *result, GError **error);

G_END_DECLS
