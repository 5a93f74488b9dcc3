/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invariant: `facts` and `shown` are of the map as it is now, or NULL; `making` is there while facts are made in a thread, and what it
 * brings counts only while it is the same. A change of the map tells once per turn of the main loop. */
#include "ent-filter-state.h"

/* Actors and relations; facts of smaller maps are made at once. */
#define LARGE 4000
/* Before the next frame is laid out, as GDK_PRIORITY_REDRAW is. */
#define BEFORE_FRAME (G_PRIORITY_HIGH_IDLE + 15)

struct _EntFilterState
{
  GObject parent_instance;

  EntMap *map; /* nullable */
  EntFilter *filter;
  gboolean hide;
  EntFacts *facts;       /* nullable */
  EntShown *shown;       /* nullable */
  GCancellable *making;  /* nullable */
  guint told_source;
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntFilterState, ent_filter_state, G_TYPE_OBJECT)

static void
forget (EntFilterState *self)
{
  g_cancellable_cancel (self->making);
  g_clear_object (&self->making);
  g_clear_pointer (&self->facts, ent_facts_unref);
  g_clear_pointer (&self->shown, ent_shown_unref);
}

static void
tell (EntFilterState *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
tell_once (gpointer data)
{
  EntFilterState *self = data;

  self->told_source = 0;
  tell (self);
  return G_SOURCE_REMOVE;
}

static void
map_changed (EntFilterState *self)
{
  forget (self);
  if (self->told_source == 0)
    self->told_source = g_idle_add_full (BEFORE_FRAME, tell_once, self, NULL);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntFilterState) self = data;
  EntFacts *facts = ent_facts_new_finish (result, NULL);

  if (facts == NULL)
    return; /* cancelled: the map is another now */
  g_clear_object (&self->making);
  self->facts = facts;
  tell (self);
}

EntFacts *
ent_filter_state_ask_facts (EntFilterState *self)
{
  g_return_val_if_fail (ENT_IS_FILTER_STATE (self), NULL);

  if (self->facts != NULL || self->making != NULL || self->map == NULL || ent_map_in_transaction (self->map))
    return self->facts;
  if (ent_map_n (self->map, ENT_LIST_ACTORS) + ent_map_n (self->map, ENT_LIST_RELATIONS) <= LARGE
      && ent_map_n (self->map, ENT_LIST_ARTICLES) <= 1)
    {
      self->facts = ent_facts_new (ent_map_peek_index (self->map), NULL, NULL);
      return self->facts;
    }
  self->making = g_cancellable_new ();
  ent_facts_new_async (ent_map_peek_index (self->map), self->making, on_made, g_object_ref (self));
  return NULL;
}

EntShown *
ent_filter_state_ask_shown (EntFilterState *self)
{
  EntFacts *facts = ent_filter_state_ask_facts (self);

  if (self->shown == NULL && facts != NULL)
    self->shown = ent_shown_new (facts, self->filter);
  return self->shown;
}

EntFilter *
ent_filter_state_get (EntFilterState *self)
{
  g_return_val_if_fail (ENT_IS_FILTER_STATE (self), NULL);

  return self->filter;
}

void
ent_filter_state_set (EntFilterState *self, EntFilter *filter)
{
  g_return_if_fail (ENT_IS_FILTER_STATE (self));

  if (ent_filter_equal (filter, self->filter))
    return;
  ent_filter_ref (filter);
  ent_filter_unref (self->filter);
  self->filter = filter;
  g_clear_pointer (&self->shown, ent_shown_unref);
  tell (self);
}

void
ent_filter_state_take (EntFilterState *self, EntFilter *filter)
{
  ent_filter_state_set (self, filter);
  ent_filter_unref (filter);
}

gboolean
ent_filter_state_get_hide (EntFilterState *self)
{
  g_return_val_if_fail (ENT_IS_FILTER_STATE (self), FALSE);

  return self->hide;
}

void
ent_filter_state_set_hide (EntFilterState *self, gboolean hide)
{
  g_return_if_fail (ENT_IS_FILTER_STATE (self));

  if (hide == self->hide)
    return;
  self->hide = hide;
  tell (self);
}

EntMap *
ent_filter_state_get_map (EntFilterState *self)
{
  g_return_val_if_fail (ENT_IS_FILTER_STATE (self), NULL);

  return self->map;
}

static void
leave_map (EntFilterState *self)
{
  forget (self);
  g_clear_handle_id (&self->told_source, g_source_remove);
  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (self->map, self);
  g_clear_object (&self->map);
}

void
ent_filter_state_set_map (EntFilterState *self, EntMap *map)
{
  g_return_if_fail (ENT_IS_FILTER_STATE (self));

  leave_map (self);
  if (map != NULL)
    {
      self->map = g_object_ref (map);
      g_signal_connect_swapped (map, "changed", G_CALLBACK (map_changed), self);
    }
  ent_filter_unref (self->filter);
  self->filter = ent_filter_new ();
  tell (self);
}

static void
ent_filter_state_dispose (GObject *object)
{
  leave_map (ENT_FILTER_STATE (object));
  G_OBJECT_CLASS (ent_filter_state_parent_class)->dispose (object);
}

static void
ent_filter_state_finalize (GObject *object)
{
  ent_filter_unref (ENT_FILTER_STATE (object)->filter);
  G_OBJECT_CLASS (ent_filter_state_parent_class)->finalize (object);
}

static void
ent_filter_state_class_init (EntFilterStateClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_filter_state_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_filter_state_finalize;
  signals[CHANGED] = g_signal_new ("changed", ENT_TYPE_FILTER_STATE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_filter_state_init (EntFilterState *self)
{
  self->filter = ent_filter_new ();
}

EntFilterState *
ent_filter_state_new (void)
{
  return g_object_new (ENT_TYPE_FILTER_STATE, NULL);
}
