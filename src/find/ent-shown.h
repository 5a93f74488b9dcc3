/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a filter lets through of a map, and how much there is of each value. */
#pragma once

#include "ent-facts.h"

G_BEGIN_DECLS

typedef struct
{
  gatomicrefcount ref;
  EntSnapshot *snapshot;
  guint8 *actors, *relations; /* 1 shown, 0 not; by the snapshot's own order */
  guint n_actors, n_relations; /* shown */
  guint all_actors, all_relations;
  guint undated;               /* relations without a date that all but time lets through */
  GArray *counts[ENT_N_FACETS]; /* of guint by code: how many there are with that value once the other facets are met */
} EntShown;

/* O(map); about 10 ns a relation and facet. (transfer full)
 *
 * A relation is shown when it meets the filter and both its actors do; an actor when it meets what is asked of actors, and, where
 * anything is asked of relations, has one that is shown. The actors in focus are always shown. */
EntShown *ent_shown_new (const EntFacts *facts, const EntFilter *filter);
EntShown *ent_shown_ref (EntShown *self);
void ent_shown_unref (EntShown *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntShown, ent_shown_unref)

/* How many dated relations that all but time lets through may lie in each of @n stretches of time: from @bounds[i] to before
 * @bounds[i + 1], days. One that spans several counts in each. (transfer full) of @n guint. O(map + counts). */
guint *ent_shown_histogram (const EntFacts *facts, const EntFilter *filter, const gint64 *bounds, guint n);

/* The rule of time by itself. */
gboolean ent_span_meets (const EntSpan *span, EntDays days, gboolean certainly);

G_END_DECLS
