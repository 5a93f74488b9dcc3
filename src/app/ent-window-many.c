/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Choosing many things, and what is done with all that is chosen, each as one step. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-clip.h"
#include "ent-edit-field.h"
#include "ent-edit-merge.h"
#include "ent-edit-place.h"

/* More are not chosen after undo: their list would say nothing. */
#define MOST_SHOWN 50

/* --- What is chosen --- */

char **
ent_window_dup_chosen (EntWindow *self)
{
  EntTarget target = ent_selection_get (self->selection);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  for (guint i = 0; i < n; i++)
    g_strv_builder_add (ids, actors[i]);
  if (target.kind == ENT_TARGET_RELATION)
    g_strv_builder_add (ids, target.id);
  else if (target.kind == ENT_TARGET_PAIR)
    {
      GPtrArray *between
          = ent_map_index_relations_between (ent_map_peek_index (ent_window_get_map (self)), target.id, target.other);

      for (guint i = 0; i < between->len; i++)
        g_strv_builder_add (ids, ((const EntRelation *) g_ptr_array_index (between, i))->id);
    }
  return g_strv_builder_end (ids);
}

static char **
dup_actors (EntWindow *self, guint *n)
{
  return g_strdupv ((char **) ent_selection_get_actors (self->selection, n));
}

static gboolean
is_ground (EntMap *map, const char *id)
{
  const EntRecord *record = ent_map_find (map, id);

  return record != NULL && (record->type == &ent_caption_type || record->type == &ent_group_type);
}

gboolean
ent_window_choose_ids (EntWindow *self, const char *const *ids)
{
  EntMap *map = ent_window_get_map (self);
  g_autoptr (GPtrArray) actors = g_ptr_array_new ();
  const char *relation = NULL, *ground = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (ent_map_actor (map, ids[i]) != NULL)
        g_ptr_array_add (actors, (gpointer) ids[i]);
      else if (relation == NULL && ent_map_relation (map, ids[i]) != NULL)
        relation = ids[i];
      else if (ground == NULL && is_ground (map, ids[i]))
        ground = ids[i];
    }
  if (actors->len > 0)
    {
      if (actors->len <= MOST_SHOWN)
        ent_selection_choose_actors (self->selection, (const char *const *) actors->pdata, actors->len);
      ent_canvas_reveal (self->canvas, ENT_TARGET_ACTOR, g_ptr_array_index (actors, 0), "", FALSE);
    }
  else if (relation != NULL)
    {
      ent_selection_choose_relation (self->selection, relation);
      ent_canvas_reveal (self->canvas, ENT_TARGET_RELATION, relation, "", FALSE);
    }
  else if (ground != NULL)
    {
      ent_selection_choose_none (self->selection);
      ent_canvas_set_ground (self->canvas, ground);
      ent_canvas_see_ground (self->canvas, ground);
      ent_window_actions_update (self);
    }
  return actors->len > 0 || relation != NULL || ground != NULL;
}

void
ent_window_select_all (EntWindow *self)
{
  EntMap *map = ent_window_get_map (self);
  guint n = ent_map_n (map, ENT_LIST_ACTORS);
  g_autofree const char **ids = g_new (const char *, n + 1);

  for (guint i = 0; i < n; i++)
    ids[i] = ((const EntActor *) ent_map_nth (map, ENT_LIST_ACTORS, i))->id;
  if (n > 0)
    ent_selection_choose_actors (self->selection, ids, n);
}

/* Adds all that are joined with those chosen, at any distance. */
void
ent_window_select_connected (EntWindow *self)
{
  EntMapIndex *index = ent_map_peek_index (ent_window_get_map (self));
  EntTarget target = ent_selection_get (self->selection);
  const EntRelation *relation = ent_map_relation (ent_window_get_map (self), target.id);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  guint n;
  g_auto (GStrv) start = dup_actors (self, &n);
  const char *more[] = { target.kind == ENT_TARGET_PAIR ? target.id
                         : relation != NULL             ? relation->source
                                                        : NULL,
                         target.kind == ENT_TARGET_PAIR ? target.other
                         : relation != NULL             ? relation->target
                                                        : NULL };

  for (guint i = 0; i < n; i++)
    if (g_hash_table_add (seen, start[i]))
      g_ptr_array_add (ids, start[i]);
  for (guint i = 0; n == 0 && i < G_N_ELEMENTS (more); i++)
    if (more[i] != NULL && g_hash_table_add (seen, (gpointer) ent_map_index_actor (index, more[i])->id))
      g_ptr_array_add (ids, (gpointer) ent_map_index_actor (index, more[i])->id);
  for (guint i = 0; i < ids->len; i++)
    {
      GPtrArray *relations = ent_map_index_relations_of (index, g_ptr_array_index (ids, i));

      for (guint j = 0; j < relations->len; j++)
        {
          const EntRelation *to = g_ptr_array_index (relations, j);
          char *ends[] = { to->source, to->target };

          for (guint k = 0; k < 2; k++)
            if (g_hash_table_add (seen, ends[k]))
              g_ptr_array_add (ids, ends[k]);
        }
    }
  if (ids->len > 0)
    ent_selection_choose_actors (self->selection, (const char *const *) ids->pdata, ids->len);
}

/* --- Changes of many --- */

static void
tell (EntWindow *self, gboolean done, const GError *error)
{
  if (!done)
    ent_window_tell_error (self, _ ("Nothing was changed"), error);
}

void
ent_window_align (EntWindow *self, const char *how)
{
  static const char *const names[] = { "left", "centre", "right", "top", "middle", "bottom", "across", "down", NULL };
  EntMap *map = ent_window_get_map (self);
  guint n, which = 0;
  g_auto (GStrv) ids = dup_actors (self, &n);
  g_autofree EntPoint *sizes = g_new (EntPoint, n);
  g_autoptr (GError) error = NULL;
  gboolean done;

  while (names[which] != NULL && !g_str_equal (names[which], how))
    which++;
  if (names[which] == NULL)
    return;
  for (guint i = 0; i < n; i++)
    sizes[i] = ent_canvas_size_of (self->canvas, ids[i]);
  if (which <= ENT_ALIGN_BOTTOM)
    done = ent_edit_align (map, (const char *const *) ids, sizes, n, (EntAlign) which, &error);
  else
    done = ent_edit_distribute (map, (const char *const *) ids, sizes, n, g_str_equal (how, "down"), &error);
  tell (self, done, error);
}

void
ent_window_set_kind (EntWindow *self, const char *kind)
{
  guint n;
  g_auto (GStrv) ids = dup_actors (self, &n);
  g_autoptr (GError) error = NULL;

  if (n > 0)
    tell (self,
          ent_edit_set_field_of_many (ent_window_get_map (self), (const char *const *) ids, n, "kind",
                                      ent_value_string (kind), &error),
          error);
}

/* Of the relations chosen; with actors chosen, of those among them. */
char **
ent_window_dup_relations (EntWindow *self)
{
  EntMapIndex *index = ent_map_peek_index (ent_window_get_map (self));
  EntTarget target = ent_selection_get (self->selection);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  if (n == 0 && target.kind != ENT_TARGET_NONE)
    return ent_window_dup_chosen (self);
  for (guint i = 0; i < n; i++)
    {
      GPtrArray *relations = ent_map_index_relations_of (index, actors[i]);

      for (guint j = 0; j < relations->len; j++)
        {
          const EntRelation *relation = g_ptr_array_index (relations, j);

          /* Each once: where its source is. */
          if (g_str_equal (relation->source, actors[i]) && g_strv_contains (actors, relation->target))
            g_strv_builder_add (ids, relation->id);
        }
    }
  return g_strv_builder_end (ids);
}

void
ent_window_set_stance (EntWindow *self, const char *stance)
{
  g_auto (GStrv) ids = ent_window_dup_relations (self);
  guint n = g_strv_length (ids);
  g_autoptr (GError) error = NULL;

  if (n > 0)
    tell (self,
          ent_edit_set_field_of_many (ent_window_get_map (self), (const char *const *) ids, n, "stance",
                                      ent_value_string (stance), &error),
          error);
}

/* Into the one chosen first. */
void
ent_window_merge (EntWindow *self)
{
  EntMap *map = ent_window_get_map (self);
  guint n;
  g_auto (GStrv) ids = dup_actors (self, &n);
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;

  if (n < 2)
    return;
  if (!ent_edit_merge_actors (map, ids[0], (const char *const *) ids + 1, n - 1, &error))
    {
      ent_window_tell_error (self, _ ("The actors were not merged"), error);
      return;
    }
  ent_selection_choose_actor (self->selection, ids[0]);
  message = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%u actor merged into “%s”", "%u actors merged into “%s”", n - 1), n - 1,
      ent_map_actor (map, ids[0])->name);
  ent_window_toast (self, message, TRUE);
}

void
ent_window_duplicate (EntWindow *self)
{
  g_auto (GStrv) ids = ent_window_dup_chosen (self);
  g_auto (GStrv) made = NULL;
  g_autoptr (GError) error = NULL;

  made = ent_edit_duplicate (ent_window_get_map (self), (const char *const *) ids, g_strv_length (ids),
                             ent_point (40, 80), &error);
  if (made == NULL)
    ent_window_tell_error (self, _ ("Nothing was duplicated"), error);
  else
    ent_window_choose_ids (self, (const char *const *) made);
}
