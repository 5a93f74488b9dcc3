/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order in which a map is read aloud. The sentences themselves are ent_map_index_describe…(), the same for the names of things on the
 * canvas, in exports and on the command line. */
#pragma once

#include "ent-map-index.h"

G_BEGIN_DECLS

/* Actors as one reads a page: by rows from top to bottom, in a row from left to right; those without a place come last, as in the file.
 * O(n log n). (transfer full), of EntActor, borrowed */
GPtrArray *ent_describe_actors (EntMapIndex *index);
/* Relations by the first of their actors in that order, then by the other one, then as in the file. (transfer full), of EntRelation, borrowed */
GPtrArray *ent_describe_relations (EntMapIndex *index);

G_END_DECLS
