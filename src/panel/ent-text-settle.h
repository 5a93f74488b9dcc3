/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Has the lines of @view that are in sight measured before every frame is drawn, for as long as the heights of its lines are not all known;
 * see ent-text-settle.c. Once for a view, after it was given its buffer; what it connects goes with the view. O(lines in sight) a frame,
 * nothing at rest. */
void ent_text_settle_before_frames (GtkTextView *view);

G_END_DECLS
