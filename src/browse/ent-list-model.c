/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order is EntTable's; here are its threads, and what GTK wants of a list.
 * Invariant: the table stands for the map's present content from the moment when the change was told; `making` is there while a thread
 * sorts or searches it anew, and what it brings counts only while the map is the same. */
#include "ent-list-model.h"

#include <string.h>

#include "ent-browse-words.h"
#include "ent-list-row.h"

/* Rows; fewer are sorted at once. */
#define LARGE 4000
/* GTK goes through all rows of a range to find again the 200 that it keeps; of longer ranges it is told in two parts, and makes them anew,
 * which takes as long. */
#define LONG_RANGE 100000

struct _EntListModel
{
  GObject parent_instance;

  EntFilterState *state;
  EntMap *map;             /* nullable */
  EntSelection *selection; /* nullable, with map */
  EntTable *table;
  EntTableAsk ask;
  GHashTable *rows;        /* id -> EntListRow that somebody holds, borrowed */
  GHashTable *chosen;      /* ids of actors; NULL until asked for */
  GCancellable *making;    /* nullable */
  gboolean choosing;       /* by our own hand */
  guint held_at, held_back; /* so many rows from there on are not told of yet */
};

enum
{
  CHOSEN,
  SETTLED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (EntListModel, ent_list_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL, selection_model_init))

/* --- Rows --- */

static GType
get_item_type (GListModel *model)
{
  return ENT_TYPE_LIST_ROW;
}

static guint
get_n_items (GListModel *model)
{
  EntListModel *self = ENT_LIST_MODEL (model);

  return ent_table_get_n (self->table) - self->held_back;
}

/* NULL past the end. */
static const EntRecord *
record_at (EntListModel *self, guint position)
{
  if (position >= self->held_at)
    position += self->held_back;
  return position < ent_table_get_n (self->table) ? ent_table_get_record (self->table, position) : NULL;
}

static gpointer
get_item (GListModel *model, guint position)
{
  EntListModel *self = ENT_LIST_MODEL (model);
  const EntRecord *record = record_at (self, position);

  return record != NULL ? ent_list_row_get (self->rows, ent_record_id (record)) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* GTK goes through all rows of a range to find again the few that it shows: of a long one it is told that all go, and then that all come. */
static void
on_moved (guint position, guint removed, guint added, gpointer data)
{
  EntListModel *self = data;

  if (removed > 0 && added > LONG_RANGE)
    {
      self->held_at = position;
      self->held_back = added;
      g_list_model_items_changed (G_LIST_MODEL (self), position, removed, 0);
      self->held_back = 0;
      removed = 0;
    }
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

/* --- Selection --- */

/* The ids of the actors that are chosen, each once. */
static GHashTable *
get_chosen (EntListModel *self)
{
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  if (self->chosen == NULL)
    {
      self->chosen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      for (guint i = 0; i < n; i++)
        g_hash_table_add (self->chosen, g_strdup (actors[i]));
    }
  return self->chosen;
}

static gboolean
is_chosen (EntListModel *self, const EntRecord *record)
{
  const EntRelation *relation = (const EntRelation *) record;
  EntTarget target = ent_selection_get (self->selection);

  if (self->ask.list == ENT_LIST_ACTORS)
    return g_hash_table_contains (get_chosen (self), ent_record_id (record));
  if (target.kind == ENT_TARGET_PAIR)
    return (g_str_equal (relation->source, target.id) && g_str_equal (relation->target, target.other))
           || (g_str_equal (relation->source, target.other) && g_str_equal (relation->target, target.id));
  return target.kind == ENT_TARGET_RELATION && g_str_equal (relation->id, target.id);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  EntListModel *self = ENT_LIST_MODEL (model);

  const EntRecord *record = record_at (self, position);

  return self->selection != NULL && record != NULL && is_chosen (self, record);
}

static void
choose_actors (EntListModel *self, GtkBitset *selected, GtkBitset *mask)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) let_go = g_hash_table_new (g_str_hash, g_str_equal);
  gboolean all = gtk_bitset_get_size (mask) >= ent_table_get_n (self->table);
  GtkBitsetIter iter;
  guint n, position;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  if (!all)
    {
      for (gboolean more = gtk_bitset_iter_init_first (&iter, mask, &position); more; more = gtk_bitset_iter_next (&iter, &position))
        g_hash_table_add (let_go, (gpointer) ent_record_id (ent_table_get_record (self->table, position)));
      for (guint i = 0; i < n; i++)
        if (!g_hash_table_contains (let_go, actors[i]))
          g_ptr_array_add (ids, g_strdup (actors[i]));
    }
  for (gboolean more = gtk_bitset_iter_init_first (&iter, selected, &position); more; more = gtk_bitset_iter_next (&iter, &position))
    if (gtk_bitset_contains (mask, position))
      g_ptr_array_add (ids, g_strdup (ent_record_id (ent_table_get_record (self->table, position))));
  if (ids->len > 1)
    ent_selection_choose_actors (self->selection, (const char *const *) ids->pdata, ids->len);
  else if (ids->len == 1)
    ent_selection_choose_actor (self->selection, ids->pdata[0]);
  else
    ent_selection_choose_none (self->selection);
}

/* Only one can be chosen. */
static void
choose_relation (EntListModel *self, GtkBitset *selected)
{
  g_autofree char *id = NULL;

  if (gtk_bitset_is_empty (selected))
    {
      ent_selection_choose_none (self->selection);
      return;
    }
  id = g_strdup (ent_record_id (ent_table_get_record (self->table, gtk_bitset_get_minimum (selected))));
  ent_selection_choose_relation (self->selection, id);
}

static gboolean
set_selection (GtkSelectionModel *model, GtkBitset *selected, GtkBitset *mask)
{
  EntListModel *self = ENT_LIST_MODEL (model);

  if (self->selection == NULL)
    return FALSE;
  self->choosing = TRUE;
  if (self->ask.list == ENT_LIST_ACTORS)
    choose_actors (self, selected, mask);
  else
    choose_relation (self, selected);
  self->choosing = FALSE;
  g_signal_emit (self, signals[CHOSEN], 0);
  return TRUE;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->set_selection = set_selection;
}

static void
on_selection (EntListModel *self)
{
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  if (get_n_items (G_LIST_MODEL (self)) > 0)
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), 0, get_n_items (G_LIST_MODEL (self)));
}

int
ent_list_model_find_chosen (EntListModel *self)
{
  EntTarget target;

  if (self->selection == NULL)
    return -1;
  target = ent_selection_get (self->selection);
  if (target.kind == (self->ask.list == ENT_LIST_ACTORS ? ENT_TARGET_ACTOR : ENT_TARGET_RELATION))
    return ent_table_find (self->table, target.id);
  for (guint i = 0; target.kind == ENT_TARGET_PAIR && i < ent_table_get_n (self->table); i++)
    if (is_chosen (self, ent_table_get_record (self->table, i)))
      return (int) i;
  return -1;
}

gboolean
ent_list_model_get_choosing (EntListModel *self)
{
  return self->choosing;
}

/* --- Making the rows --- */

typedef struct
{
  EntMapIndex *index;
  EntTableAsk ask;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  ent_map_index_unref (job->index);
  g_free (job->ask.question);
  g_free (job);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  EntTableRows *rows = ent_table_rows_new (job->index, &job->ask, cancellable);

  if (rows != NULL)
    g_task_return_pointer (task, rows, (GDestroyNotify) ent_table_rows_free);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
}

/* What the filter says of the table's content; while it is not known of it, rows stay as they are. */
static void
use_filter (EntListModel *self)
{
  EntShown *shown;

  if (self->map == NULL)
    return;
  if (ent_filter_is_empty (ent_filter_state_get (self->state)))
    {
      ent_table_set_shown (self->table, NULL);
      return;
    }
  shown = ent_filter_state_ask_shown (self->state);
  if (shown != NULL && shown->snapshot == ent_table_get_snapshot (self->table))
    ent_table_set_shown (self->table, self->ask.list == ENT_LIST_ACTORS ? shown->actors : shown->relations);
}

static void make_rows (EntListModel *self);

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntListModel) self = ENT_LIST_MODEL (data);
  EntTableRows *rows = g_task_propagate_pointer (G_TASK (result), NULL);

  if (rows == NULL)
    return; /* something else is asked now */
  g_clear_object (&self->making);
  if (rows->snapshot != ent_map_peek (self->map))
    {
      ent_table_rows_free (rows);
      make_rows (self);
      return;
    }
  ent_table_set_rows (self->table, &self->ask, rows);
  use_filter (self);
  g_signal_emit (self, signals[SETTLED], 0);
}

/* Of large maps in a thread; until then those of a new content stand as in the file. */
static void
make_rows (EntListModel *self)
{
  EntMapIndex *index = ent_map_peek_index (self->map);
  g_autoptr (GTask) task = NULL;
  Job *job;

  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  if (ent_map_n (self->map, self->ask.list) <= LARGE)
    {
      ent_table_set_rows (self->table, &self->ask, ent_table_rows_new (index, &self->ask, NULL));
      use_filter (self);
      g_signal_emit (self, signals[SETTLED], 0);
      return;
    }
  if (ent_table_get_snapshot (self->table) != ent_map_peek (self->map))
    {
      EntTableAsk plain = { .list = self->ask.list, .kind_name = self->ask.kind_name };

      ent_table_set_rows (self->table, &plain, ent_table_rows_new (index, &plain, NULL));
      use_filter (self);
    }
  self->making = g_cancellable_new ();
  job = g_new0 (Job, 1);
  job->index = ent_map_index_ref (index);
  job->ask = self->ask;
  job->ask.question = g_strdup (self->ask.question);
  task = g_task_new (NULL, self->making, on_made, g_object_ref (self));
  g_task_set_source_tag (task, make_rows);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, work);
}

gboolean
ent_list_model_sort (EntListModel *self, const EntTableOrder *by, guint n_by)
{
  g_return_val_if_fail (ENT_IS_LIST_MODEL (self), FALSE);

  n_by = MIN (n_by, ENT_MOST_ORDERS);
  if (n_by == self->ask.n_by && memcmp (by, self->ask.by, n_by * sizeof *by) == 0)
    return FALSE;
  memcpy (self->ask.by, by, n_by * sizeof *by);
  self->ask.n_by = n_by;
  if (self->map != NULL)
    make_rows (self);
  return self->map != NULL;
}

void
ent_list_model_ask (EntListModel *self, const char *question)
{
  g_return_if_fail (ENT_IS_LIST_MODEL (self));

  if (g_strcmp0 (question, self->ask.question) == 0)
    return;
  g_free (self->ask.question);
  self->ask.question = g_strdup (question);
  if (self->map != NULL)
    make_rows (self);
}

/* --- Following --- */

static void
tell_rows (EntListModel *self, GHashTable *ids /* nullable: all */)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  GHashTableIter iter;
  gpointer id, row;

  g_hash_table_iter_init (&iter, self->rows);
  while (g_hash_table_iter_next (&iter, &id, &row))
    if (ids == NULL || g_hash_table_contains (ids, id))
      g_ptr_array_add (rows, g_object_ref (row));
  for (guint i = 0; i < rows->len; i++)
    ent_list_row_changed (rows->pdata[i]);
}

static void
on_map (EntListModel *self, EntChangeSet *set, int origin)
{
  g_autoptr (GHashTable) touched = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean followed = set != NULL
                      && ent_table_follow (self->table, ent_map_peek_index (self->map), set, origin == ENT_CHANGE_UNDO, touched);

  if (!followed)
    make_rows (self);
  tell_rows (self, followed ? touched : NULL);
}

static void
leave (EntListModel *self)
{
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_pointer (&self->chosen, g_hash_table_unref);
  if (self->map != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->map, self);
      g_signal_handlers_disconnect_by_data (self->selection, self);
      g_signal_handlers_disconnect_by_data (self->state, self);
    }
  g_clear_object (&self->map);
  g_clear_object (&self->selection);
}

void
ent_list_model_set_content (EntListModel *self, EntMap *map, EntSelection *selection)
{
  guint n = ent_table_get_n (self->table);

  g_return_if_fail (ENT_IS_LIST_MODEL (self) && (map != NULL) == (selection != NULL));

  leave (self);
  ent_table_free (self->table);
  self->table = ent_table_new (self->ask.list, self->ask.kind_name, on_moved, self);
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
  if (map == NULL)
    return;
  self->map = g_object_ref (map);
  self->selection = g_object_ref (selection);
  g_signal_connect_swapped (map, "changed", G_CALLBACK (on_map), self);
  g_signal_connect_swapped (selection, "changed", G_CALLBACK (on_selection), self);
  g_signal_connect_swapped (self->state, "changed", G_CALLBACK (use_filter), self);
  make_rows (self);
}

EntMap *
ent_list_model_get_map (EntListModel *self)
{
  g_return_val_if_fail (ENT_IS_LIST_MODEL (self), NULL);

  return self->map;
}

EntListId
ent_list_model_get_list (EntListModel *self)
{
  return self->ask.list;
}

/* --- Life --- */

static void
ent_list_model_dispose (GObject *object)
{
  leave (ENT_LIST_MODEL (object));
  G_OBJECT_CLASS (ent_list_model_parent_class)->dispose (object);
}

static void
ent_list_model_finalize (GObject *object)
{
  EntListModel *self = ENT_LIST_MODEL (object);

  ent_table_free (self->table);
  g_hash_table_unref (self->rows);
  g_free (self->ask.question);
  g_object_unref (self->state);
  G_OBJECT_CLASS (ent_list_model_parent_class)->finalize (object);
}

static void
ent_list_model_class_init (EntListModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_list_model_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_list_model_finalize;
  signals[CHOSEN] = g_signal_new ("chosen", ENT_TYPE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[SETTLED] = g_signal_new ("settled", ENT_TYPE_LIST_MODEL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_list_model_init (EntListModel *self)
{
  self->rows = ent_list_row_pool_new ();
}

static char *
name_kind (EntMapIndex *index, const char *kind)
{
  return ent_browse_value_name (index, ENT_FACET_ACTOR_KIND, kind);
}

EntListModel *
ent_list_model_new (EntListId list, EntFilterState *state)
{
  EntListModel *self = g_object_new (ENT_TYPE_LIST_MODEL, NULL);

  self->ask.list = list;
  self->ask.kind_name = name_kind;
  self->state = g_object_ref (state);
  self->table = ent_table_new (list, name_kind, on_moved, self);
  return self;
}
