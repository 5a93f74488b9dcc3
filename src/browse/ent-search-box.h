/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One box over all words of a map: what is typed is looked for in a thread, answers come grouped, with what fits marked. Focus stays
 * in the entry until Down; Up and Down go through the answers, Enter takes one, Esc closes. */
#pragma once

#include <gtk/gtk.h>

#include "ent-search.h"

G_BEGIN_DECLS

#define ENT_TYPE_SEARCH_BOX (ent_search_box_get_type ())
G_DECLARE_FINAL_TYPE (EntSearchBox, ent_search_box, ENT, SEARCH_BOX, GtkWidget)

GtkWidget *ent_search_box_new (void);
void ent_search_box_set_map (EntSearchBox *self, EntMap *map /* nullable */);
/* Shows it, with all of the last question selected, and takes the keyboard. */
void ent_search_box_open (EntSearchBox *self);
/* Hides it; the question stays. */
void ent_search_box_close (EntSearchBox *self);

/* Signals:
 * "found" (int section, char *id, int64 start, int64 end): that answer was taken; the box has closed.
 * "closed" (gboolean taken): it was closed; FALSE when no answer was taken, so that focus goes back to where it was. */

G_END_DECLS
