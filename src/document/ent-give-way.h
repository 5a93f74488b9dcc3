/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Room for actors that are put down among others. */
#pragma once

#include "ent-scene.h"

G_BEGIN_DECLS

/* The actors @ids of @scene are about to stand at @places (EntPoint, scene units). Those that they would cover, unless pinned, are added
 * to both, each with the nearest free place; all others stay. @ids then points into @scene. O(n log n). */
void ent_give_way (EntScene *scene, GPtrArray *ids, GArray *places);

G_END_DECLS
