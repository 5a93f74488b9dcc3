/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actors that are one, joined; and put apart again. */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

/* Joins the actors @ids into @into, which keeps its own name and fields and gets their names and aliases as aliases, their links and
 * tags; their relations with all evidence, what they reported, their places in groups and in the story become its own. Each is kept in its
 * `merged`, with the ends that were moved. A relation between two of them becomes one of the actor with itself. O(map). */
gboolean ent_edit_merge_actors (EntMap *map, const char *into, const char *const *ids, guint n, GError **error);

/* Takes @merged (an id in `merged` of @actor, at the first level) out again as an actor of its own, with the ends that were moved and still
 * are there. What it brought as aliases goes with it. O(map). */
gboolean ent_edit_split_actor (EntMap *map, const char *actor, const char *merged, GError **error);

G_END_DECLS
