/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What new actors and relations of a map begin with, where nothing else is said. Not part of the map's content: it is no step of the
 * history and is not saved. */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

/* @actor_kind and @relation_kind are built-in kinds, or "" for none in particular; @actor_colour is "#rrggbb" or "". What is neither
 * counts as "". */
void ent_map_set_defaults (EntMap *map, const char *actor_kind, const char *actor_colour, const char *relation_kind);
/* "" where none is set. (transfer none) */
const char *ent_map_get_default_actor_kind (EntMap *map);

/* Gives a new record, not yet in the map, what it has not of its own. */
void ent_map_fill_actor (EntMap *map, EntActor *actor);
void ent_map_fill_relation (EntMap *map, EntRelation *relation);

G_END_DECLS
