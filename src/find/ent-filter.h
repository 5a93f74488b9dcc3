/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a map is wanted: an immutable value, to be kept, compared and remembered. It knows no map: ids and values that a map has not
 * wait in it until it has them. ent-shown.h asks a map with it.
 *
 * Within one facet any of the chosen values will do; all facets together must be met. An empty facet asks nothing. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef enum
{
  ENT_FACET_ACTOR_KIND,
  ENT_FACET_RELATION_KIND,
  ENT_FACET_STANCE,
  ENT_FACET_STATUS,
  ENT_FACET_PROOF,       /* "none", "single" (one independent source), "several" */
  ENT_FACET_CONTESTED,   /* "yes", "no" */
  ENT_FACET_RELIABILITY, /* of the articles: "A" to "F", "" for ungraded */
  ENT_FACET_CREDIBILITY, /* of the excerpts: "1" to "6", "" for ungraded */
  ENT_FACET_ARTICLE,     /* the id of one that proves */
  ENT_FACET_REPORTER,    /* the id of an actor, "" for what the articles say themselves */
  ENT_N_FACETS
} EntFacet;

/* The name in a saved filter: "stance". */
const char *ent_facet_name (EntFacet facet);

/* Days as in ent-edtf.h, both ends included. */
typedef struct
{
  gint64 first, last;
} EntDays;

#define ENT_TYPE_FILTER (ent_filter_get_type ())
typedef struct _EntFilter EntFilter;

GType ent_filter_get_type (void);
/* Wants everything. (transfer full) */
EntFilter *ent_filter_new (void);
EntFilter *ent_filter_ref (EntFilter *self);
void ent_filter_unref (EntFilter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntFilter, ent_filter_unref)

/* NULL-terminated and sorted; NULL where the facet asks nothing. (transfer none) */
const char *const *ent_filter_get_values (const EntFilter *self, EntFacet facet);
gboolean ent_filter_has_value (const EntFilter *self, EntFacet facet, const char *value);
/* At least so many excerpts; 0 asks nothing. */
guint ent_filter_get_least_excerpts (const EntFilter *self);
/* FALSE where time asks nothing. */
gboolean ent_filter_get_days (const EntFilter *self, EntDays *days);
/* TRUE: only what lies in the days with certainty; FALSE (the default): what may lie in them. */
gboolean ent_filter_get_certainly (const EntFilter *self);
/* TRUE (the default): relations without a date are wanted too, whatever the days. */
gboolean ent_filter_get_undated (const EntFilter *self);
/* The actors around which the map is wanted, and within how many steps; NULL for the whole map. (transfer none) */
const char *const *ent_filter_get_focus (const EntFilter *self, guint *steps);

/* The same with one thing changed; @self itself where nothing is. (transfer full) */
EntFilter *ent_filter_with_value (EntFilter *self, EntFacet facet, const char *value, gboolean on);
EntFilter *ent_filter_without_facet (EntFilter *self, EntFacet facet);
EntFilter *ent_filter_with_least_excerpts (EntFilter *self, guint least);
EntFilter *ent_filter_with_days (EntFilter *self, const EntDays *days /* nullable */);
EntFilter *ent_filter_with_certainly (EntFilter *self, gboolean certainly);
EntFilter *ent_filter_with_undated (EntFilter *self, gboolean undated);
/* @ids NULL or empty: the whole map. */
EntFilter *ent_filter_with_focus (EntFilter *self, const char *const *ids, guint steps);

/* TRUE when it wants everything of any map. */
gboolean ent_filter_is_empty (const EntFilter *self);
gboolean ent_filter_equal (const EntFilter *a, const EntFilter *b);

/* As a{sv}, of what it asks alone. (transfer floating) */
GVariant *ent_filter_to_variant (const EntFilter *self);
/* What it does not understand of @variant asks nothing. (transfer full) */
EntFilter *ent_filter_new_from_variant (GVariant *variant);

G_END_DECLS
