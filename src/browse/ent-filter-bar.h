/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line below the map: what of it is shown, and the ways to change that. Its buttons call actions of the window: "win.filter" is the
 * menu button's own, "win.focus" (int32 steps, 0: the whole map), "win.list" and "win.timeline" (states). */
#pragma once

#include <gtk/gtk.h>

#include "ent-filter-state.h"

G_BEGIN_DECLS

#define ENT_TYPE_FILTER_BAR (ent_filter_bar_get_type ())
G_DECLARE_FINAL_TYPE (EntFilterBar, ent_filter_bar, ENT, FILTER_BAR, GtkWidget)

GtkWidget *ent_filter_bar_new (EntFilterState *state);
/* Opens what can be asked for. */
void ent_filter_bar_popup (EntFilterBar *self);

G_END_DECLS
