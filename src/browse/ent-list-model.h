/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All actors or all relations of a map as a GListModel of EntListRow that is its own GtkSelectionModel: what is selected in it is what is
 * chosen in the window. It follows the map, the window's filter and a question of its own. */
#pragma once

#include <gtk/gtk.h>

#include "ent-filter-state.h"
#include "ent-selection.h"
#include "ent-table.h"

G_BEGIN_DECLS

#define ENT_TYPE_LIST_MODEL (ent_list_model_get_type ())
G_DECLARE_FINAL_TYPE (EntListModel, ent_list_model, ENT, LIST_MODEL, GObject)

EntListModel *ent_list_model_new (EntListId list, EntFilterState *state);
/* The map and what is chosen; NULL for both: no rows, and nothing is followed. */
void ent_list_model_set_content (EntListModel *self, EntMap *map, EntSelection *selection);
EntMap *ent_list_model_get_map (EntListModel *self);
EntListId ent_list_model_get_list (EntListModel *self);
/* Of large maps the rows come in that order a little later. FALSE where they are in it already, or there are none. */
gboolean ent_list_model_sort (EntListModel *self, const EntTableOrder *by, guint n_by);
void ent_list_model_ask (EntListModel *self, const char *question);
/* The row to show of what is chosen, or -1. */
int ent_list_model_find_chosen (EntListModel *self);
/* TRUE while what is chosen changes by a hand upon the list. */
gboolean ent_list_model_get_choosing (EntListModel *self);

/* Signals:
 * "chosen": something was chosen here, and not elsewhere.
 * "settled": the rows are those that were asked for. */

G_END_DECLS
