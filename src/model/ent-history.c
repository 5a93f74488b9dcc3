/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two stacks of steps. Each step remembers the mark (a number never used twice) of the moment behind it, so the saved moment is
 * found again after any undo and redo, and lost for good when its branch is cut off. */
#include "ent-history.h"

#include "ent-map-private.h"

typedef struct
{
  EntChangeSet *set;
  guint64 before, after; /* marks of the moments on both sides */
} Step;

struct _EntHistory
{
  GObject parent_instance;

  EntMap *map;
  gulong handler;
  GArray *undo, *redo; /* Step */
  guint64 now, next, saved;
  gboolean may_merge;
  /* What was told last. */
  gboolean can_undo, can_redo, modified;
  char *undo_label, *redo_label;
};

enum
{
  PROP_CAN_UNDO = 1,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
  PROP_MODIFIED,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (EntHistory, ent_history, G_TYPE_OBJECT)

static void
step_clear (gpointer data)
{
  ent_change_set_unref (((Step *) data)->set);
}

static const char *
top_label (GArray *stack)
{
  return stack->len > 0 ? g_array_index (stack, Step, stack->len - 1).set->label : "";
}

static void
tell_flag (EntHistory *self, gboolean *told, gboolean value, guint prop)
{
  if (*told == value)
    return;
  *told = value;
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
tell_label (EntHistory *self, char **told, const char *value, guint prop)
{
  if (g_strcmp0 (*told, value) == 0)
    return;
  g_free (*told);
  *told = g_strdup (value);
  g_object_notify_by_pspec (G_OBJECT (self), props[prop]);
}

static void
tell (EntHistory *self)
{
  g_object_freeze_notify (G_OBJECT (self));
  tell_flag (self, &self->can_undo, self->undo->len > 0, PROP_CAN_UNDO);
  tell_flag (self, &self->can_redo, self->redo->len > 0, PROP_CAN_REDO);
  tell_flag (self, &self->modified, self->now != self->saved, PROP_MODIFIED);
  tell_label (self, &self->undo_label, top_label (self->undo), PROP_UNDO_LABEL);
  tell_label (self, &self->redo_label, top_label (self->redo), PROP_REDO_LABEL);
  g_object_thaw_notify (G_OBJECT (self));
}

static void
map_changed (EntMap *map, EntChangeSet *set, int origin, EntHistory *self)
{
  Step *top = self->undo->len > 0 ? &g_array_index (self->undo, Step, self->undo->len - 1) : NULL;

  if (origin == ENT_CHANGE_UNDO || origin == ENT_CHANGE_REDO)
    return;
  g_array_set_size (self->redo, 0);
  if (origin == ENT_CHANGE_RELOAD)
    {
      g_array_set_size (self->undo, 0);
      self->now = self->saved = self->next++;
    }
  else if (top != NULL && self->may_merge && set->merge_key != NULL && g_strcmp0 (top->set->merge_key, set->merge_key) == 0
           && self->saved != self->now)
    {
      ent_change_set_merge (top->set, set);
      top->after = self->now = self->next++;
    }
  else
    {
      Step step = { .set = ent_change_set_ref (set), .before = self->now, .after = self->next };

      self->now = self->next++;
      g_array_append_val (self->undo, step);
    }
  self->may_merge = TRUE;
  tell (self);
}

static void
ent_history_dispose (GObject *object)
{
  EntHistory *self = ENT_HISTORY (object);

  if (self->map != NULL)
    g_clear_signal_handler (&self->handler, self->map);
  g_clear_object (&self->map);
  G_OBJECT_CLASS (ent_history_parent_class)->dispose (object);
}

static void
ent_history_finalize (GObject *object)
{
  EntHistory *self = ENT_HISTORY (object);

  g_array_unref (self->undo);
  g_array_unref (self->redo);
  g_free (self->undo_label);
  g_free (self->redo_label);
  G_OBJECT_CLASS (ent_history_parent_class)->finalize (object);
}

static void
ent_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EntHistory *self = ENT_HISTORY (object);

  switch (id)
    {
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, self->can_undo);
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, self->can_redo);
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, self->undo_label);
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, self->redo_label);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, self->modified);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ent_history_class_init (EntHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ent_history_dispose;
  object_class->finalize = ent_history_finalize;
  object_class->get_property = ent_history_get_property;
  props[PROP_CAN_UNDO] = g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, flags);
  props[PROP_CAN_REDO] = g_param_spec_boolean ("can-redo", NULL, NULL, FALSE, flags);
  props[PROP_UNDO_LABEL] = g_param_spec_string ("undo-label", NULL, NULL, "", flags);
  props[PROP_REDO_LABEL] = g_param_spec_string ("redo-label", NULL, NULL, "", flags);
  props[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
ent_history_init (EntHistory *self)
{
  self->undo = g_array_new (FALSE, FALSE, sizeof (Step));
  self->redo = g_array_new (FALSE, FALSE, sizeof (Step));
  g_array_set_clear_func (self->undo, step_clear);
  g_array_set_clear_func (self->redo, step_clear);
  self->now = self->saved = 1;
  self->next = 2;
  self->undo_label = g_strdup ("");
  self->redo_label = g_strdup ("");
}

EntHistory *
ent_history_new (EntMap *map)
{
  EntHistory *self = g_object_new (ENT_TYPE_HISTORY, NULL);

  self->map = g_object_ref (map);
  self->handler = g_signal_connect (map, "changed", G_CALLBACK (map_changed), self);
  return self;
}

gboolean
ent_history_get_can_undo (EntHistory *self)
{
  return self->undo->len > 0;
}

gboolean
ent_history_get_can_redo (EntHistory *self)
{
  return self->redo->len > 0;
}

const char *
ent_history_get_undo_label (EntHistory *self)
{
  return top_label (self->undo);
}

const char *
ent_history_get_redo_label (EntHistory *self)
{
  return top_label (self->redo);
}

gboolean
ent_history_get_modified (EntHistory *self)
{
  return self->now != self->saved;
}

/* Moves @n steps from one stack to the other, then applies them with one "changed". */
static void
go (EntHistory *self, GArray *from, GArray *to, guint n, EntChangeOrigin origin)
{
  g_autoptr (GPtrArray) sets = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_change_set_unref);
  g_autoptr (EntChangeSet) joined = NULL;

  n = MIN (n, from->len);
  if (n == 0)
    return;
  for (guint i = 0; i < n; i++)
    {
      Step step = g_array_index (from, Step, from->len - 1);

      ent_change_set_ref (step.set);
      g_array_append_val (to, step);
      g_array_set_size (from, from->len - 1);
      self->now = origin == ENT_CHANGE_UNDO ? step.before : step.after;
      /* In the order in which they were done, as one set is. */
      g_ptr_array_insert (sets, origin == ENT_CHANGE_UNDO ? 0 : -1, ent_change_set_ref (step.set));
    }
  self->may_merge = FALSE;
  if (n > 1)
    joined = ent_change_set_new_joined (sets);
  ent_map_apply (self->map, joined != NULL ? joined : g_ptr_array_index (sets, 0), origin);
  tell (self);
}

void
ent_history_undo (EntHistory *self)
{
  go (self, self->undo, self->redo, 1, ENT_CHANGE_UNDO);
}

void
ent_history_redo (EntHistory *self)
{
  go (self, self->redo, self->undo, 1, ENT_CHANGE_REDO);
}

guint
ent_history_get_n_steps (EntHistory *self)
{
  return self->undo->len + self->redo->len;
}

guint
ent_history_get_position (EntHistory *self)
{
  return self->undo->len;
}

static const Step *
step_at (EntHistory *self, guint i)
{
  g_return_val_if_fail (i < ent_history_get_n_steps (self), NULL);
  if (i < self->undo->len)
    return &g_array_index (self->undo, Step, i);
  return &g_array_index (self->redo, Step, self->redo->len - 1 - (i - self->undo->len));
}

const char *
ent_history_get_step_label (EntHistory *self, guint i)
{
  const Step *step = step_at (self, i);

  return step != NULL ? step->set->label : "";
}

char **
ent_history_get_step_ids (EntHistory *self, guint i)
{
  const Step *step = step_at (self, i);

  return step != NULL ? ent_change_set_get_ids (step->set) : g_new0 (char *, 1);
}

gboolean
ent_history_is_of_list (EntHistory *self, guint i, EntListId list)
{
  const Step *step = step_at (self, i);

  for (guint k = 0; step != NULL && k < step->set->changes->len; k++)
    if (g_array_index (step->set->changes, EntChange, k).list != list)
      return FALSE;
  return step != NULL && step->set->changes->len > 0;
}

/* Of a relation its source stands for it. */
static const EntPosition *
position_of (EntHistory *self, const EntChange *change)
{
  const EntRecord *record = change->after != NULL ? change->after : change->before;
  const EntActor *actor;
  int field;

  if (record->type == &ent_relation_type)
    {
      actor = ent_map_actor (self->map, ((const EntRelation *) record)->source);
      return actor != NULL ? actor->position : NULL;
    }
  field = ent_record_type_find (record->type, "position");
  return field >= 0 ? *(EntPosition **) ent_record_slot (record, (guint) field) : NULL;
}

gboolean
ent_history_get_step_place (EntHistory *self, guint i, EntPoint *place)
{
  const Step *step = step_at (self, i);

  for (guint k = 0; step != NULL && k < step->set->changes->len; k++)
    {
      const EntPosition *position = position_of (self, &g_array_index (step->set->changes, EntChange, k));

      if (position == NULL)
        continue;
      *place = ent_point (position->x, position->y);
      return TRUE;
    }
  return FALSE;
}

void
ent_history_go_to (EntHistory *self, guint position)
{
  guint now = self->undo->len;

  g_return_if_fail (position <= ent_history_get_n_steps (self));
  if (position < now)
    go (self, self->undo, self->redo, now - position, ENT_CHANGE_UNDO);
  else
    go (self, self->redo, self->undo, position - now, ENT_CHANGE_REDO);
}

void
ent_history_break_merge (EntHistory *self)
{
  self->may_merge = FALSE;
}

guint64
ent_history_get_mark (EntHistory *self)
{
  return self->now;
}

void
ent_history_set_saved_mark (EntHistory *self, guint64 mark)
{
  self->saved = mark;
  tell (self);
}

void
ent_history_forget_saved (EntHistory *self)
{
  self->saved = 0;
  tell (self);
}
