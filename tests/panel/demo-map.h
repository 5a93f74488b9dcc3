/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A small map with every case that the panel shows: all stances and statuses, overlaps, detached and unchecked
 * excerpts, right-to-left names, markup in names. */
#pragma once

#include "ent-map.h"

EntMap *demo_map_new (void);
