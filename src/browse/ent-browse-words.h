/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How facets, their values and counts are called. */
#pragma once

#include "ent-filter.h"
#include "ent-map-index.h"

G_BEGIN_DECLS

/* "Stance". (transfer none) */
const char *ent_browse_facet_title (EntFacet facet);
/* "cooperative"; of an actor or article its name. Names of people come isolated for bidirectional text. (transfer full) */
char *ent_browse_value_name (EntMapIndex *index, EntFacet facet, const char *value);
/* "3 relations", "1 actor". (transfer full) */
char *ent_browse_count_actors (guint n);
char *ent_browse_count_relations (guint n);
/* "China → North Korea", by the relation's direction. (transfer full) */
char *ent_browse_ends (EntMapIndex *index, const EntRelation *relation);
/* The article's title, or what else it is known by. (transfer none) */
const char *ent_browse_article_title (const EntArticle *article);

/* The dates of @days as short as they can be: "2017", "2017–2019", "March 2017 – May 2018"; open ends are left out. (transfer full) */
char *ent_browse_days (const EntDays *days);
/* What @filter asks, as one line: "within 1 step of China · cooperative · 2017–2019"; "" where it asks nothing. (transfer full) */
char *ent_browse_describe_filter (EntMapIndex *index, const EntFilter *filter);

G_END_DECLS
