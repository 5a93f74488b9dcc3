/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a map must be as a whole: ids unique, references whole, excerpts on their text, groups without conflict. */
#pragma once

#include "ent-map-problems.h"
#include "ent-map.h"

G_BEGIN_DECLS

/* Adds what is wrong with @map to @problems. A part of it that could not be read is the record of defaults; of that, nothing more is
 * told. FALSE when cancelled. O(size). */
gboolean ent_map_check (const EntSnapshot *map, EntMapProblems *problems, GCancellable *cancellable);

G_END_DECLS
