/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One way to shape text for measuring and for painting, so that what was measured is what is drawn. */
#pragma once

#include <pango/pangocairo.h>

G_BEGIN_DECLS

/* A context whose glyphs scale evenly: no hinting, no rounding to whole pixels. It belongs to the calling thread. (transfer full) */
PangoContext *ent_font_context_new (void);

/* One unbroken line of @text at @size (scene units = device units at 100 %), never parsed as markup. Its direction comes from its own
 * letters. (transfer full) */
PangoLayout *ent_font_layout_new (PangoContext *context, const char *text, double size, gboolean bold, gboolean italic);

/* The advance width of such a layout in scene units. */
double ent_font_layout_width (PangoLayout *layout);

G_END_DECLS
