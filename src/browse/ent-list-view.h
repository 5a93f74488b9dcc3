/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list: all actors and all relations of a map as two tables, the equal of the picture for those who do not see it. Both follow the
 * map, the window's filter and what is chosen. It works only while it is visible. */
#pragma once

#include <gtk/gtk.h>

#include "ent-filter-state.h"
#include "ent-selection.h"

G_BEGIN_DECLS

#define ENT_TYPE_LIST_VIEW (ent_list_view_get_type ())
G_DECLARE_FINAL_TYPE (EntListView, ent_list_view, ENT, LIST_VIEW, GtkWidget)

/* "win.list" is the action of its close button. */
GtkWidget *ent_list_view_new (EntFilterState *state);
void ent_list_view_set_content (EntListView *self, EntMap *map /* nullable */, EntSelection *selection /* nullable */);
/* Gives the keyboard to the row of what is chosen, else to the first. */
void ent_list_view_focus_rows (EntListView *self);

/* Signals:
 * "chosen" (int kind, char *id): that row was chosen here.
 * "activated" (int kind, char *id): Enter or a double click. */

G_END_DECLS
