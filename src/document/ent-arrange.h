/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New places for the actors of a map: from a map to the arrays of the layout engine and back to one step of undo.
 *
 * Invariant: pinned actors stay (unless they are freed), and so do those that were not asked for. Places are rounded to 0.1 and depend on
 * the map, the options and the seed alone. Everything but ent_arrangement_apply() may be called in any thread. */
#pragma once

#include <gio/gio.h>

#include "ent-geometry.h"
#include "ent-layout.h"
#include "ent-map-index.h"

G_BEGIN_DECLS

/* How far it is, for a picture while it runs. */
typedef struct
{
  guint n;
  const EntPoint *places; /* of every actor, at whatever scale, turned as the end will be; NAN: nowhere yet */
  guint n_ties;
  const guint *ties;      /* 2 × n_ties places in the list */
} EntArrangeState;

/* What tells how a long arrangement gets on. Both are called in the thread that works, and change nothing in what comes
 * of it. */
typedef struct
{
  void (*progress) (double part, gpointer data); /* from 0 to 1 */
  void (*look) (const EntArrangeState *state, gpointer data); /* for ORGANIC on the whole of a large map */
  atomic_bool look_wanted; /* set by any thread to have look() called soon; unset when that was done */
  gpointer data;
} EntArrangeWatch;

typedef struct
{
  EntLayoutAlgorithm algorithm;
  guint64 seed;
  const char *const *actors; /* nullable: only these move; of ids that the map has not nothing is said */
  guint n_actors;
  const char *root;     /* nullable: the actor in the middle of RINGS; else the one with most partners */
  gboolean free_pinned; /* pinned actors move like all others */
  gboolean quick;       /* a first result, not looked through for labels that have no room: for a small preview */
  EntArrangeWatch *watch; /* nullable; has to live until the arrangement is there */
} EntArrangeOptions;

/* Every actor of the map, in its order. */
typedef struct
{
  EntLayoutAlgorithm algorithm;
  guint n;
  char **ids;
  EntPoint *from;  /* as the map has them; NAN where it gave none */
  EntPoint *to;
  gboolean *pinned; /* stood still because of a pin */
  EntRect *boxes;  /* of the cards at their new places, map units */
  guint n_ties;    /* pairs of actors with at least one relation */
  guint *ties;     /* 2 × n_ties places in the list */
  double seconds;  /* of the layout call */
} EntArrangement;

void ent_arrangement_free (EntArrangement *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntArrangement, ent_arrangement_free)

/* The name on the command line ("circle"), and back; FALSE where no algorithm is called so. */
const char *ent_arrange_name (EntLayoutAlgorithm algorithm);
gboolean ent_arrange_find (const char *name, EntLayoutAlgorithm *algorithm);

/* Arranges the actors of @index's snapshot. NULL with G_IO_ERROR_CANCELLED when @cancellable was, within 16 ms. Cost: the engine's, and
 * for maps of up to 150 actors that of four scenes. (transfer full) */
EntArrangement *ent_arrange (EntMapIndex *index, const EntArrangeOptions *options, GCancellable *cancellable, GError **error);
/* The same in a thread. */
void ent_arrange_async (EntMapIndex *index, const EntArrangeOptions *options, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
EntArrangement *ent_arrange_finish (GAsyncResult *result, GError **error);

/* Moves @map's actors as one step ("Arrange as Circle"). The map may have moved on since: actors that are gone are left out and new ones
 * stay where they are; but when an actor was moved or pinned by hand meanwhile, nothing is done and ENT_ERROR_EDIT returned. */
gboolean ent_arrangement_apply (const EntArrangement *self, EntMap *map, GError **error);
/* @snapshot, whose arrangement it is, with the new places. (transfer full) */
EntSnapshot *ent_arrangement_to_snapshot (const EntArrangement *self, EntSnapshot *snapshot);

/* The engine's figures for the new places and real cards, and the farthest that an actor with a place was moved. O(n m + m^2). */
typedef struct
{
  EntLayoutScore score;
  double largest_move;
} EntArrangeReport;

EntArrangeReport ent_arrangement_report (const EntArrangement *self);

/* Gives places to the actors that have none: all of them anew where no actor has one, else near their partners, and what has a place
 * stays. @snapshot itself (a new reference) where none is missing. NULL when cancelled. (transfer full) */
EntSnapshot *ent_arrange_missing (EntSnapshot *snapshot, GCancellable *cancellable, GError **error);

G_END_DECLS
