/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relations by time: how many there may be in each year or month, a range to filter by, and play. */
#pragma once

#include <gtk/gtk.h>

#include "ent-filter-state.h"

G_BEGIN_DECLS

#define ENT_TYPE_TIMELINE (ent_timeline_get_type ())
G_DECLARE_FINAL_TYPE (EntTimeline, ent_timeline, ENT, TIMELINE, GtkWidget)

/* Asks nothing of the map until it is shown. */
GtkWidget *ent_timeline_new (EntFilterState *state);

/* Goes through time from where the range stands, or stops doing so. */
void ent_timeline_set_playing (EntTimeline *self, gboolean playing);
gboolean ent_timeline_get_playing (EntTimeline *self);

G_END_DECLS
