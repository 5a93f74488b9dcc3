/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Who is joined with whom, and what proves what: read-only answers over one snapshot.
 * Built once in O(actors + relations + evidence); each answer is O(1) plus its own length. Readable by any thread. */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

typedef struct _EntMapIndex EntMapIndex;

EntMapIndex *ent_map_index_new (EntSnapshot *snapshot);
/* The index of @map's present content, made when first asked for and then kept true to each change in O(what changed + relations / 100),
 * so that it costs nothing to ask again. Keep a reference to read it beyond the next change or in another thread. (transfer none) */
EntMapIndex *ent_map_peek_index (EntMap *map);
/* As ent_map_reload(), with an index of the new content that a thread has made: of large maps it takes a second. */
void ent_map_reload_indexed (EntMap *map, EntMapIndex *index);
EntMapIndex *ent_map_index_ref (EntMapIndex *self);
void ent_map_index_unref (EntMapIndex *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntMapIndex, ent_map_index_unref)

EntSnapshot *ent_map_index_get_snapshot (EntMapIndex *self);

/* Relations in file order; never NULL; elements are borrowed. (transfer none) */
GPtrArray *ent_map_index_relations_of (EntMapIndex *self, const char *actor_id);         /* of EntRelation */
GPtrArray *ent_map_index_relations_between (EntMapIndex *self, const char *a, const char *b); /* either way round */
GPtrArray *ent_map_index_relations_proved_by (EntMapIndex *self, const char *excerpt_id);

/* By id; NULL where there is none. O(1). */
const EntActor *ent_map_index_actor (EntMapIndex *self, const char *id);
const EntRelation *ent_map_index_relation (EntMapIndex *self, const char *id);
const EntExcerpt *ent_map_index_excerpt (EntMapIndex *self, const char *id, const EntArticle **article);
const EntKind *ent_map_index_kind (EntMapIndex *self, const char *id);

/* The actor whose id @word is, else the one whose name or alias it is; NULL with @error (ENT_ERROR_USAGE) where there is none or more than
 * one. O(actors + aliases). (transfer none) */
const EntActor *ent_snapshot_actor_called (EntSnapshot *map, const char *word, GError **error);

/* The counts of `entente info`. */
typedef struct
{
  guint actors, relations, articles, excerpts, unproved, detached;
} EntMapCounts;

/* O(text), for the detached ones. */
EntMapCounts ent_map_index_count (EntMapIndex *self);

/* A name set off from the text around it (Unicode UAX #9, FSI and PDI) where its direction could disturb it. (transfer full) */
char *ent_name_isolated (const char *name);

/* The sentences that a screen reader reads, and the name of a thing anywhere in the program:
 * "China, state, 14 relations"; "China keeps friendly relations with North Korea, cooperative, 1 excerpt". Names are isolated for
 * bidirectional text where they need it. (transfer full) */
char *ent_map_index_describe_actor (EntMapIndex *self, const char *actor_id);
char *ent_map_index_describe_relation (EntMapIndex *self, const char *relation_id);
/* "China and North Korea, 13 relations". */
char *ent_map_index_describe_pair (EntMapIndex *self, const char *a, const char *b);
/* "18 actors, 62 relations, 1 article, 55 excerpts". */
char *ent_map_index_describe (EntMapIndex *self);

G_END_DECLS
