/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be asked of the map: each facet with its values and how many there are of each. */
#pragma once

#include <gtk/gtk.h>

#include "ent-filter-state.h"

G_BEGIN_DECLS

#define ENT_TYPE_FILTER_POPOVER (ent_filter_popover_get_type ())
G_DECLARE_FINAL_TYPE (EntFilterPopover, ent_filter_popover, ENT, FILTER_POPOVER, GtkPopover)

GtkWidget *ent_filter_popover_new (EntFilterState *state);

G_END_DECLS
