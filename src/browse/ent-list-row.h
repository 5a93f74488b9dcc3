/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list holds for each of its rows: the id of an actor or relation. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ENT_TYPE_LIST_ROW (ent_list_row_get_type ())
G_DECLARE_FINAL_TYPE (EntListRow, ent_list_row, ENT, LIST_ROW, GObject)

/* The one that @pool (id -> EntListRow, borrowed) has, or a new one that is in it as long as it lives; keeps @pool. (transfer full) */
EntListRow *ent_list_row_get (GHashTable *pool, const char *id);
GHashTable *ent_list_row_pool_new (void);
const char *ent_list_row_get_id (EntListRow *self);
/* Tells "changed": what it shows is another now. */
void ent_list_row_changed (EntListRow *self);

G_END_DECLS
