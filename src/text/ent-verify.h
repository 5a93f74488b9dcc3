/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether excerpts still stand: in the map's own text of their article, or in another text of it.
 *
 * States are decided by code points alone. Only "exact" and "moved" may ever be applied without asking; all else is a proposal. */
#pragma once

#include <gio/gio.h>

#include "ent-map.h"
#include "ent-plain-text.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_FINDING_EXACT,     /* from start to end stands `exact`; where it stands elsewhere too, prefix or suffix fits or the text is the
                            one whose SHA-256 the article records */
  ENT_FINDING_MOVED,     /* it stands exactly once, elsewhere, and stood once in the map's own text or has prefix and suffix beside it */
  ENT_FINDING_AMBIGUOUS, /* it stands somewhere, but which place is meant is not certain */
  ENT_FINDING_CHANGED,   /* it stands nowhere, but something near does */
  ENT_FINDING_MISSING,   /* nothing near */
  ENT_FINDING_UNCHECKED  /* the map holds no text of the article */
} EntFindingState;

typedef struct
{
  EntFindingState state;
  gint64 start, end; /* code points of the text looked in; -1 without a place. Ambiguous: the place whose surroundings fit best, -1 when
                        two fit alike */
  double score;      /* 1 exact and moved; below 1 how well the place fits; 0 without a place */
} EntFinding;

/* Static: "exact" ... */
const char *ent_finding_state_name (EntFindingState state);

/* All excerpts of one article against one text; both are prepared once. Belongs to one thread. */
typedef struct _EntVerifier EntVerifier;

/* @against: another text of the article, NULL for the map's own; borrowed, as @article is. O(1). (transfer full) */
EntVerifier *ent_verifier_new (const EntArticle *article, EntPlainText *against);
void ent_verifier_free (EntVerifier *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntVerifier, ent_verifier_free)

/* O(excerpt) for an exact one whose surroundings fit, O(text) for one that stands elsewhere, as ent_approximate_find() for others.
 * Unfinished (any state) when cancelled. */
EntFinding ent_verifier_check (EntVerifier *self, const EntExcerpt *excerpt, GCancellable *cancellable);

/* One excerpt in its own article. */
EntFinding ent_verify_excerpt (const EntArticle *article, const EntExcerpt *excerpt);

/* Every place of @exact in @text, as code points where it starts, at most @most: what may be chosen for an ambiguous one.
 * (transfer full) (element-type gint64) */
GArray *ent_verify_places (EntPlainText *text, const char *exact, guint most);

G_END_DECLS
