/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The popover of the Layout button: one button an arrangement, with a small picture of what it would make of this map. Pressing one
 * activates "win.arrange" with the algorithm's name. */
#pragma once

#include <gtk/gtk.h>

#include "ent-arrange.h"
#include "ent-style.h"

G_BEGIN_DECLS

#define ENT_TYPE_LAYOUT_MENU (ent_layout_menu_get_type ())
G_DECLARE_FINAL_TYPE (EntLayoutMenu, ent_layout_menu, ENT, LAYOUT_MENU, GtkPopover)

GtkWidget *ent_layout_menu_new (void);

/* Makes the pictures anew, one after another in a thread, until the popover is closed. @actors: those that would move, NULL for all;
 * @root: for the rings, nullable. */
void ent_layout_menu_preview (EntLayoutMenu *self, EntMapIndex *index, const char *const *actors, guint n_actors,
                              const char *root, EntTheme theme);

G_END_DECLS
