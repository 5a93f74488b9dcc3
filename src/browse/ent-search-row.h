/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One answer of a search as a row: what fits, with the words marked, and what it is. */
#pragma once

#include <gtk/gtk.h>

#include "ent-search.h"

G_BEGIN_DECLS

#define ENT_TYPE_SEARCH_ROW (ent_search_row_get_type ())
G_DECLARE_FINAL_TYPE (EntSearchRow, ent_search_row, ENT, SEARCH_ROW, GtkListBoxRow)

GtkWidget *ent_search_row_new (EntMapIndex *index, EntSearchSection section, const EntFound *found, const char *question);
EntSearchSection ent_search_row_get_section (EntSearchRow *self);
const char *ent_search_row_get_id (EntSearchRow *self);
/* Where in an article's text, code points; -1, -1 for elsewhere. */
void ent_search_row_get_place (EntSearchRow *self, gint64 *start, gint64 *end);

G_END_DECLS
