/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of maps are mostly one colour: what is not shown at the moment takes a fraction of the room as runs of equal
 * pixels, and is back in a hundredth of the time that drawing it takes. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Packs @n pixels (at least 1) into at most @most words; NULL where they take more. @n_packed words are in what is
 * returned. (transfer full) O(n). */
guint32 *ent_tile_pack (const guint32 *pixels, guint n, guint most, guint *n_packed);
/* The pixels back, all that were packed. O(pixels). */
void ent_tile_unpack (const guint32 *packed, guint n_packed, guint32 *pixels);

G_END_DECLS
