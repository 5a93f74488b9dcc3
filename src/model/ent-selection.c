/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A list of places visited and a cursor in it: the place under the cursor is what is chosen.
 * Invariant: the place under the cursor exists in the map (or is nothing). */
#include "ent-selection.h"

#include <string.h>

#define MAX_PLACES 500

typedef struct
{
  EntTargetKind kind;
  char *id, *other;
} Place;

struct _EntSelection
{
  GObject parent_instance;

  EntMap *map;
  gulong handler;
  GPtrArray *places; /* Place; [0] is "nothing" */
  guint cursor;
  GPtrArray *actors; /* char *, NULL-terminated */
  Place hover;
};

enum
{
  CHANGED,
  HOVER_CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntSelection, ent_selection, G_TYPE_OBJECT)

static Place *
place_new (EntTargetKind kind, const char *id, const char *other)
{
  Place *place = g_new (Place, 1);

  place->kind = kind;
  place->id = g_strdup (id != NULL ? id : "");
  place->other = g_strdup (other != NULL ? other : "");
  return place;
}

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->id);
  g_free (place->other);
  g_free (place);
}

static Place *
here (EntSelection *self)
{
  return g_ptr_array_index (self->places, self->cursor);
}

static gboolean
is_place (const Place *place, EntTargetKind kind, const char *id, const char *other)
{
  return place->kind == kind && strcmp (place->id, id != NULL ? id : "") == 0
         && strcmp (place->other, other != NULL ? other : "") == 0;
}

static gboolean
exists (EntSelection *self, const Place *place)
{
  switch (place->kind)
    {
    case ENT_TARGET_ACTOR:
      return ent_map_actor (self->map, place->id) != NULL;
    case ENT_TARGET_RELATION:
      return ent_map_relation (self->map, place->id) != NULL;
    case ENT_TARGET_PAIR:
      return ent_map_actor (self->map, place->id) != NULL && ent_map_actor (self->map, place->other) != NULL;
    case ENT_TARGET_NONE:
      break;
    }
  return TRUE;
}

/* The actors chosen follow the place: one actor, or none. */
static void
reset_actors (EntSelection *self)
{
  g_ptr_array_set_size (self->actors, 0);
  if (here (self)->kind == ENT_TARGET_ACTOR)
    g_ptr_array_add (self->actors, g_strdup (here (self)->id));
  g_ptr_array_add (self->actors, NULL);
}

static void
visit (EntSelection *self, EntTargetKind kind, const char *id, const char *other)
{
  g_autofree char *own_id = g_strdup (id), *own_other = g_strdup (other); /* they may belong to a place that goes */

  if (is_place (here (self), kind, own_id, own_other))
    return;
  g_ptr_array_set_size (self->places, (int) self->cursor + 1);
  if (self->places->len > MAX_PLACES)
    g_ptr_array_remove_index (self->places, 0);
  g_ptr_array_add (self->places, place_new (kind, own_id, own_other));
  self->cursor = self->places->len - 1;
}

static void
choose (EntSelection *self, EntTargetKind kind, const char *id, const char *other)
{
  if (is_place (here (self), kind, id, other) && self->actors->len <= 2)
    return;
  visit (self, kind, id, other);
  reset_actors (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
map_changed (EntMap *map, EntChangeSet *set, int origin, EntSelection *self)
{
  gboolean told = FALSE;

  for (guint i = self->actors->len; i-- > 0;)
    {
      const char *id = g_ptr_array_index (self->actors, i);

      if (id != NULL && ent_map_actor (map, id) == NULL)
        {
          g_ptr_array_remove_index (self->actors, i);
          told = TRUE;
        }
    }
  if (!exists (self, here (self)))
    {
      visit (self, ENT_TARGET_NONE, NULL, NULL);
      reset_actors (self);
      told = TRUE;
    }
  if (told)
    g_signal_emit (self, signals[CHANGED], 0);
  if (!exists (self, &self->hover))
    ent_selection_set_hover (self, ENT_TARGET_NONE, NULL, NULL);
}

static void
ent_selection_dispose (GObject *object)
{
  EntSelection *self = ENT_SELECTION (object);

  if (self->map != NULL)
    g_clear_signal_handler (&self->handler, self->map);
  g_clear_object (&self->map);
  G_OBJECT_CLASS (ent_selection_parent_class)->dispose (object);
}

static void
ent_selection_finalize (GObject *object)
{
  EntSelection *self = ENT_SELECTION (object);

  g_ptr_array_unref (self->places);
  g_ptr_array_unref (self->actors);
  g_free (self->hover.id);
  g_free (self->hover.other);
  G_OBJECT_CLASS (ent_selection_parent_class)->finalize (object);
}

static void
ent_selection_class_init (EntSelectionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_selection_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_selection_finalize;
  signals[CHANGED]
      = g_signal_new ("changed", ENT_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[HOVER_CHANGED]
      = g_signal_new ("hover-changed", ENT_TYPE_SELECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_selection_init (EntSelection *self)
{
  self->places = g_ptr_array_new_with_free_func (place_free);
  g_ptr_array_add (self->places, place_new (ENT_TARGET_NONE, NULL, NULL));
  self->actors = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->actors, NULL);
  self->hover.id = g_strdup ("");
  self->hover.other = g_strdup ("");
}

EntSelection *
ent_selection_new (EntMap *map)
{
  EntSelection *self = g_object_new (ENT_TYPE_SELECTION, NULL);

  self->map = g_object_ref (map);
  self->handler = g_signal_connect (map, "changed", G_CALLBACK (map_changed), self);
  return self;
}

static EntTarget
target_of (const Place *place)
{
  EntTarget target = { place->kind, place->id, place->other };

  return target;
}

EntTarget
ent_selection_get (EntSelection *self)
{
  return target_of (here (self));
}

void
ent_selection_choose_none (EntSelection *self)
{
  choose (self, ENT_TARGET_NONE, NULL, NULL);
}

void
ent_selection_choose_actor (EntSelection *self, const char *id)
{
  g_return_if_fail (ent_map_actor (self->map, id) != NULL);
  choose (self, ENT_TARGET_ACTOR, id, NULL);
}

void
ent_selection_choose_relation (EntSelection *self, const char *id)
{
  g_return_if_fail (ent_map_relation (self->map, id) != NULL);
  choose (self, ENT_TARGET_RELATION, id, NULL);
}

void
ent_selection_choose_pair (EntSelection *self, const char *a, const char *b)
{
  g_return_if_fail (ent_map_actor (self->map, a) != NULL && ent_map_actor (self->map, b) != NULL);
  if (strcmp (a, b) > 0)
    choose (self, ENT_TARGET_PAIR, b, a);
  else
    choose (self, ENT_TARGET_PAIR, a, b);
}

const char *const *
ent_selection_get_actors (EntSelection *self, guint *n)
{
  if (n != NULL)
    *n = self->actors->len - 1;
  return (const char *const *) self->actors->pdata;
}

void
ent_selection_choose_actors (EntSelection *self, const char *const *ids, guint n)
{
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_free);
  gboolean same = n == self->actors->len - 1;

  for (guint i = 0; i < n; i++)
    {
      g_return_if_fail (ent_map_actor (self->map, ids[i]) != NULL);
      same = same && strcmp (ids[i], g_ptr_array_index (self->actors, i)) == 0;
      g_ptr_array_add (fresh, g_strdup (ids[i]));
    }
  g_ptr_array_add (fresh, NULL);
  if (same && (n > 0 || here (self)->kind == ENT_TARGET_NONE))
    return;
  visit (self, n > 0 ? ENT_TARGET_ACTOR : ENT_TARGET_NONE, g_ptr_array_index (fresh, 0), NULL);
  g_ptr_array_unref (self->actors);
  self->actors = g_steal_pointer (&fresh);
  g_signal_emit (self, signals[CHANGED], 0);
}

void
ent_selection_toggle_actor (EntSelection *self, const char *id)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  gboolean had = FALSE;

  for (guint i = 0; i + 1 < self->actors->len; i++)
    {
      const char *old = g_ptr_array_index (self->actors, i);

      if (strcmp (old, id) == 0)
        had = TRUE;
      else
        g_ptr_array_add (ids, g_strdup (old));
    }
  if (!had)
    g_ptr_array_add (ids, g_strdup (id));
  ent_selection_choose_actors (self, (const char *const *) ids->pdata, ids->len);
}

EntTarget
ent_selection_get_hover (EntSelection *self)
{
  return target_of (&self->hover);
}

void
ent_selection_set_hover (EntSelection *self, EntTargetKind kind, const char *id, const char *other)
{
  if (is_place (&self->hover, kind, id, other))
    return;
  g_free (self->hover.id);
  g_free (self->hover.other);
  self->hover.kind = kind;
  self->hover.id = g_strdup (id != NULL ? id : "");
  self->hover.other = g_strdup (other != NULL ? other : "");
  g_signal_emit (self, signals[HOVER_CHANGED], 0);
}

/* The nearest place before (or behind) the cursor that still exists, or -1. */
static int
next_place (EntSelection *self, int step)
{
  for (int i = (int) self->cursor + step; i >= 0 && i < (int) self->places->len; i += step)
    {
      const Place *place = g_ptr_array_index (self->places, i);

      if (exists (self, place) && !is_place (here (self), place->kind, place->id, place->other))
        return i;
    }
  return -1;
}

static void
go (EntSelection *self, int step)
{
  int place = next_place (self, step);

  if (place < 0)
    return;
  self->cursor = (guint) place;
  reset_actors (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

gboolean
ent_selection_can_go_back (EntSelection *self)
{
  return next_place (self, -1) >= 0;
}

gboolean
ent_selection_can_go_forward (EntSelection *self)
{
  return next_place (self, 1) >= 0;
}

void
ent_selection_go_back (EntSelection *self)
{
  go (self, -1);
}

void
ent_selection_go_forward (EntSelection *self)
{
  go (self, 1);
}
