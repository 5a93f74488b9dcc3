/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What cutting out and pasting share. */
#pragma once

#include "ent-clip.h"

G_BEGIN_DECLS

/* @among: with the relations among the actors that are not in @ids themselves. @keep_reporters: reporters that are not in the clip stay
 * named, for a paste into the same map. */
EntSnapshot *ent_clip_cut_out (EntMap *map, const char *const *ids, guint n, gboolean among, gboolean keep_reporters);

G_END_DECLS
