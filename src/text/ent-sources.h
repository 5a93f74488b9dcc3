/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Independent sources: articles that are copies of one text, with little changed, count as one. And the scale by which sources and
 * pieces of information are graded. */
#pragma once

#include <gio/gio.h>

#include "ent-map.h"

G_BEGIN_DECLS

/* The share of five-word sequences that two texts have in common: of both together, and of the shorter one. 0 to 1. */
typedef struct
{
  double both, shorter;
} EntResemblance;

/* O(a + b). */
EntResemblance ent_text_resemblance (const char *a, const char *b);

typedef struct _EntSources EntSources;

/* Groups the articles of @map. Two are copies when they share three tenths of their five-word shingles (Broder 1997, "On the resemblance
 * and containment of documents"), or one, of at least 40 shingles, has six tenths of its own in the other; an article without text is a
 * source of its own. Candidates come from an index of a quarter of the shingles. NULL with @error only when cancelled.
 * O(text + pairs that share something). (transfer full) */
EntSources *ent_sources_new (EntSnapshot *map, GCancellable *cancellable, GError **error);
void ent_sources_free (EntSources *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSources, ent_sources_free)

/* How many different sources the map has. */
guint ent_sources_count (EntSources *self);
/* The number of the source of @article, from 0 in file order; G_MAXUINT for no article. O(1). */
guint ent_sources_of_article (EntSources *self, const char *article);

/* What stands behind a relation. */
typedef struct
{
  guint supports, disputes, mentions;   /* excerpts */
  guint supporting_sources, disputing_sources; /* independent ones */
} EntSupport;

/* O(evidence). */
EntSupport ent_sources_support (EntSources *self, const EntRelation *relation);

/* The Admiralty code (NATO STANAG 2511, AJP-2.1): a row a grade, NULL-terminated by its code. */
typedef struct
{
  const char *code, *name, *meaning;
} EntGrade;

extern const EntGrade ent_reliability_grades[]; /* of sources: A to F */
extern const EntGrade ent_credibility_grades[]; /* of information: 1 to 6 */
/* NULL where @code is none of @grades. */
const EntGrade *ent_grade_find (const EntGrade *grades, const char *code);

G_END_DECLS
