/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writes the canonical form of the map file: equal maps are equal bytes on every machine and in every locale. */
#pragma once

#include <gio/gio.h>

#include "ent-map.h"

G_BEGIN_DECLS

/* The canonical bytes of @map. Fails with ENT_ERROR_LIMIT where the file would be over a limit and could not be read again, or when
 * cancelled. Any thread. O(size). (transfer full) */
GBytes *ent_map_write (const EntSnapshot *map, GCancellable *cancellable, GError **error);

G_END_DECLS
