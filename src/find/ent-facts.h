/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a filter asks of a map, looked up once for all its relations: columns of numbers, so that each question is one pass over
 * arrays. Made anew when the map changes; never changed, so that any thread may read it. */
#pragma once

#include <gio/gio.h>

#include "ent-edtf.h"
#include "ent-filter.h"
#include "ent-map-index.h"

G_BEGIN_DECLS

/* The values of one facet that occur, and who has which. Codes are places in `values`. */
typedef struct
{
  GPtrArray *values;  /* char *, in an order to be shown: by rank or name */
  GHashTable *codes;  /* value -> code */
  guint *starts;      /* of relation i's codes in `items`; NULL: each has one, items[i] */
  guint *items;       /* for ENT_FACET_ACTOR_KIND by actor, else by relation */
} EntFacetColumn;

/* By the map's own order of actors and relations. */
typedef struct
{
  gatomicrefcount ref;
  EntSnapshot *snapshot;
  guint n_actors, n_relations;
  GHashTable *actor_places; /* id -> place + 1 */
  guint *sources, *targets; /* places of actors */
  EntSpan *spans;           /* of relations; where there is no date first is behind last */
  guint *excerpts;          /* how many prove it, whatever their role */
  EntFacetColumn columns[ENT_N_FACETS];
  guint n_dated;
  EntDays days; /* from the first day to the last that any date names; an open end counts as the other one */
} EntFacts;

/* NULL with @error only when cancelled. O(map). (transfer full) */
EntFacts *ent_facts_new (EntMapIndex *index, GCancellable *cancellable, GError **error);
EntFacts *ent_facts_ref (EntFacts *self);
void ent_facts_unref (EntFacts *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFacts, ent_facts_unref)

/* The same in a thread. */
void ent_facts_new_async (EntMapIndex *index, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntFacts *ent_facts_new_finish (GAsyncResult *result, GError **error);

static inline gboolean
ent_span_is_dated (const EntSpan *span)
{
  return span->first <= span->last;
}

G_END_DECLS
