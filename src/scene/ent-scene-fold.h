/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collapsed groups: the map as it is drawn, with one node in place of all members. */
#pragma once

#include "ent-map-index.h"

G_BEGIN_DECLS

/* @index itself where no group is collapsed, else that of a map in which each collapsed group is an actor of the group's id, name and
 * colour and of a kind of its own ("group of 5 actors"); the relations of its members end at it, and those among them are not there.
 * It stands at the group's position, else amid its members. O(map). (transfer full) */
EntMapIndex *ent_scene_fold (EntMapIndex *index);
/* TRUE for the kinds that ent_scene_fold() makes. */
gboolean ent_kind_is_folded (const char *kind);

G_END_DECLS
