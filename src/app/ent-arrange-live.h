/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a long arrangement looks like while it runs: sketches drawn in the thread that works, told to the main thread.
 * The main thread asks for the next one when it has shown the last, so they never pile up, and drawing takes a small
 * part of the time whatever the size of the map.
 *
 * Invariant: after ent_arrange_live_end() nothing is told any more. */
#pragma once

#include <gtk/gtk.h>

#include "ent-arrange.h"
#include "ent-style.h"

G_BEGIN_DECLS

typedef struct _EntArrangeLive EntArrangeLive;

/* In the main thread: @part of the work is done, and this is the map so far (transfer none); nullable: no news of it. */
typedef void (*EntArrangeLiveTell) (double part, GdkTexture *picture, gpointer data);

/* (transfer full) */
EntArrangeLive *ent_arrange_live_new (EntMapIndex *index, EntTheme theme, EntArrangeLiveTell tell, gpointer data);
/* The next pictures are of this size, logical pixels, at that scale factor. */
void ent_arrange_live_resize (EntArrangeLive *self, int width, int height, int device);
/* For EntArrangeOptions; lives as long as @self. */
EntArrangeWatch *ent_arrange_live_watch (EntArrangeLive *self);
/* From now on it is told: what is over sooner is not shown. A size must be set. */
void ent_arrange_live_begin (EntArrangeLive *self);
void ent_arrange_live_end (EntArrangeLive *self);
EntArrangeLive *ent_arrange_live_ref (EntArrangeLive *self);
void ent_arrange_live_unref (EntArrangeLive *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntArrangeLive, ent_arrange_live_unref)

G_END_DECLS
