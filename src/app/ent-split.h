/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Map and panel side by side with a handle between them, or, where there is no room for both, the panel folded over the map. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ENT_TYPE_SPLIT (ent_split_get_type ())
G_DECLARE_FINAL_TYPE (EntSplit, ent_split, ENT, SPLIT, GtkWidget)

/* Properties "folded" and "panel-shown", each notified once a change. */
GtkWidget *ent_split_new (GtkWidget *map, GtkWidget *panel);

gboolean ent_split_get_folded (EntSplit *self);
/* Beside the map and over it are two different wishes: a panel that was put away over the map is there again beside it. */
gboolean ent_split_get_panel_shown (EntSplit *self);
void ent_split_set_panel_shown (EntSplit *self, gboolean shown);

/* What the folded panel covers of the map: pixels at the end of the line and at the bottom; one of them is 0, both while it is away. */
void ent_split_get_covered (EntSplit *self, int *end, int *bottom);

/* The panel's width beside the map, in pixels. */
int ent_split_get_panel_width (EntSplit *self);
void ent_split_set_panel_width (EntSplit *self, int width);
/* What is wished for beside the map, whatever is now. */
gboolean ent_split_get_panel_wished (EntSplit *self);
void ent_split_set_panel_wished (EntSplit *self, gboolean wished);

G_END_DECLS
