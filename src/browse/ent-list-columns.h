/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The columns of the tables: what their cells say, how wide they are, and by which of them the rows are sorted. */
#pragma once

#include "ent-list-model.h"

G_BEGIN_DECLS

/* A view of @model with all columns of its list, called @title by screen readers. */
GtkWidget *ent_list_columns_new (EntListModel *model, const char *title);
/* The columns of @list in order, ended by -1. */
const int *ent_list_columns_of (EntListId list);
/* "Relations". (transfer none) */
const char *ent_list_column_title (int column);
/* Sorts the rows by it, and says so in its head. */
void ent_list_columns_sort (GtkColumnView *view, int column, GtkSortType direction);
/* What the rows are sorted by, the most important first; returns how many of @by are set. */
guint ent_list_columns_get_order (GtkColumnView *view, EntTableOrder by[ENT_MOST_ORDERS]);
/* Brings the row into sight, and gives the keyboard to it where that is wished. */
void ent_list_columns_scroll_to (GtkColumnView *view, guint position, gboolean focus);

G_END_DECLS
