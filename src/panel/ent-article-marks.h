/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which stretches of an article's text are marked, and how: excerpts may overlap, and one excerpt may prove several
 * relations. */
#pragma once

#include "ent-anchor.h"
#include "ent-map-index.h"

G_BEGIN_DECLS

/* A stretch of text under the same excerpts. */
typedef struct
{
  gint64 start, end; /* code points, end excluded */
  guint stances;     /* bit s: a relation of EntStance s is proved here; 0: an excerpt that proves nothing */
  guint depth;       /* excerpts that lie over each other here, 1 or more */
  gboolean chosen;   /* an excerpt of the chosen relation, or the excerpt asked for */
} EntMark;

/* The marks of @article in the order of its text, apart from each other; detached excerpts have none: @states is what ent_anchor_states() says of them. @relation: the
 * chosen one's id, "" for none; @excerpt likewise. Array of EntMark. (transfer full) O(n log n), n the relations proved
 * by the article. */
GArray *ent_article_marks (EntMapIndex *index, const EntArticle *article, const EntAnchorState *states, const char *relation,
                           const char *excerpt);

/* The stances in whose look @mark is shown while @relation (nullable) is the chosen one: that of the relation alone where it is proved there.
 * An excerpt that was asked for and proves nothing, or another line, keeps its own. */
guint ent_article_mark_look (const EntMark *mark, const EntRelation *relation);

/* The relations (EntRelation, borrowed) proved by the excerpts at code point @position, each once. (transfer full)
 * O(excerpts). */
GPtrArray *ent_article_relations_at (EntMapIndex *index, const EntArticle *article, gint64 position);

G_END_DECLS
