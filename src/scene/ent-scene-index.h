/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where things are: what of a scene lies in a rectangle or near a point, in time that does not grow with the map. Made
 * once a scene, when first asked for; never changed after that, so that any thread may ask. */
#pragma once

#include "ent-scene.h"

G_BEGIN_DECLS

typedef struct _EntSceneIndex EntSceneIndex;

/* The index of @scene, made now where it has none yet: some 2 microseconds a line. Any thread. (transfer none) */
const EntSceneIndex *ent_scene_peek_places (EntScene *scene);

typedef enum
{
  ENT_PLACES_NODES,
  ENT_PLACES_LABELS,
  ENT_PLACES_EDGES,
  ENT_N_PLACES
} EntPlaces;

/* Sets @found (of guint) to the items that may touch @area (all that do, and some near it), ascending: the order of
 * painting. An edge counts with all that is drawn of it. O(found), and a bit an item of the scene. */
void ent_scene_index_find (const EntSceneIndex *self, EntPlaces what, EntRect area, GArray *found);

/* What ent_scene_hit_seen() says, captions aside. O(what is near). */
EntHit ent_scene_index_hit (const EntSceneIndex *self, EntScene *scene, const EntSceneEmphasis *emphasis, EntPoint point, double reach);

/* The length of all lines together, scene units. */
double ent_scene_index_ink (const EntSceneIndex *self);
/* A number for edge @i that its relation's id alone gives, even over all of them: who is left out where not all can be
 * drawn. */
guint ent_scene_index_rank (const EntSceneIndex *self, guint i);

void ent_scene_index_free (EntSceneIndex *self);

G_END_DECLS
