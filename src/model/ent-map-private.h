/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shared by the two halves of the map: content (ent-map.c) and changing it (ent-map-changes.c). */
#pragma once

#include "ent-map-index.h"

G_BEGIN_DECLS

struct _EntMap
{
  GObject parent_instance;

  EntSnapshot *state; /* changed in place while nobody else holds it, copied before the first change otherwise */
  GHashTable *ids;    /* id (owned by the record) -> EntEntry */
  EntChangeSet *open; /* the transaction under way, NULL */
  EntMapIndex *index; /* of `state`, NULL until asked for */
  GError *failure;    /* of the transaction under way: its commit will fail with it */
};

/* Where an id stands. */
typedef struct
{
  EntRecord *record;
  EntListId list;     /* of the record, or of the article that holds the excerpt */
  EntArticle *holder; /* the article of an excerpt, else NULL */
  gboolean reserved;  /* inside `merged`: taken, but nothing that can be found */
} EntEntry;

/* Calls @visit for @record and for everything in it that has an id of its own: an article's excerpts (with it as @holder), and
 * what is reserved in an actor's `merged`. */
void ent_map_each_id (EntRecord *record, void (*visit) (EntRecord *record, EntArticle *holder, gboolean reserved, gpointer data),
                      gpointer data);
void ent_map_index_record (EntMap *self, EntListId list, EntRecord *record);
void ent_map_unindex_record (EntMap *self, EntListId list, EntRecord *record);
void ent_map_emit_changed (EntMap *self, EntChangeSet *set, EntChangeOrigin origin);

/* The index of what @map is since @set changed it, forwards or backwards: @self itself where nobody else holds it, else one that shares
 * with it; NULL where it is better made anew. Takes @self. (transfer full) */
EntMapIndex *ent_map_index_follow (EntMapIndex *self, EntMap *map, const EntChangeSet *set);

/* All that @sets (of EntChangeSet, in order) did, as one. (transfer full) */
EntChangeSet *ent_change_set_new_joined (GPtrArray *sets);

G_END_DECLS
