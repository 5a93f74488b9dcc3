/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pictures of somebody else's making may be given to librsvg in this process. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* TRUE when @svg is made of plain shapes and gradients alone, small enough to be drawn at once. O(size). */
gboolean ent_icon_is_plain (const char *svg, gsize size);

G_END_DECLS
