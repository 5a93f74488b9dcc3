/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Only the rows that a view holds exist; each stays the same object while its row moves, so that the view keeps its place. */
#include "ent-list-row.h"

struct _EntListRow
{
  GObject parent_instance;

  char *id;
  GHashTable *pool;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntListRow, ent_list_row, G_TYPE_OBJECT)

const char *
ent_list_row_get_id (EntListRow *self)
{
  g_return_val_if_fail (ENT_IS_LIST_ROW (self), NULL);

  return self->id;
}

void
ent_list_row_changed (EntListRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ent_list_row_finalize (GObject *object)
{
  EntListRow *self = ENT_LIST_ROW (object);

  g_hash_table_remove (self->pool, self->id);
  g_hash_table_unref (self->pool);
  g_free (self->id);
  G_OBJECT_CLASS (ent_list_row_parent_class)->finalize (object);
}

static void
ent_list_row_class_init (EntListRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_list_row_finalize;
  signals[CHANGED] = g_signal_new ("changed", ENT_TYPE_LIST_ROW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_list_row_init (EntListRow *self)
{
}

GHashTable *
ent_list_row_pool_new (void)
{
  return g_hash_table_new (g_str_hash, g_str_equal);
}

EntListRow *
ent_list_row_get (GHashTable *pool, const char *id)
{
  EntListRow *self = g_hash_table_lookup (pool, id);

  if (self != NULL)
    return g_object_ref (self);
  self = g_object_new (ENT_TYPE_LIST_ROW, NULL);
  self->id = g_strdup (id);
  self->pool = g_hash_table_ref (pool);
  g_hash_table_insert (pool, self->id, self);
  return self;
}
