/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was looked over becomes part of the map: new articles, and new texts of articles that are there, all as one step. */
#pragma once

#include "ent-intake-item.h"

G_BEGIN_DECLS

/* How far it is; each is written by the thread and may be read at any time (g_atomic_int_get ()). */
typedef struct
{
  int item;     /* of the articles, from 0 */
  int n;        /* how many there are */
  int permille; /* of the excerpts of that one that were looked up */
} EntIntakeProgress;

/* Makes articles of those of @items (EntIntakeItem; others are passed over) that can be added, in a thread, and then takes them into @map as
 * one step. @progress (nullable) must stay until it is finished. Nothing may be changed in the items meanwhile. */
void ent_intake_items_add_async (EntMap *map, GListModel *items, EntIntakeProgress *progress, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer data);
/* The ids of the articles added, then of the @n_changed (nullable) that got a new text; NULL with @error, also when cancelled, and then the map is as it was.
 * (transfer full) */
char **ent_intake_items_add_finish (GAsyncResult *result, guint *n_changed, GError **error);

G_END_DECLS
