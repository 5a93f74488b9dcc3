/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of the map, and its opening view: steps are made from what is chosen and from where the map is looked at, and shown by going
 * there. The panel holds the words; it knows nothing of the canvas, and calls these actions. */
#include "ent-window-private.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ent-edit-field.h"
#include "ent-edit-things.h"

static void
tell (EntWindow *self, gboolean done, const GError *error)
{
  if (!done)
    ent_window_tell_error (self, _ ("Nothing was changed"), error);
}

/* Where the map is looked at, rounded as places are. (transfer full) NULL while there is no picture. */
static EntRecord *
dup_view (EntWindow *self)
{
  EntPoint middle;
  double zoom;

  if (!ent_canvas_get_view (self->canvas, &middle, &zoom))
    return NULL;
  return ent_view_new (round (middle.x * 10) / 10, round (middle.y * 10) / 10, round (zoom * 1e4) / 1e4);
}

/* What is chosen, or the caption or group that is marked. (transfer full), NULL-terminated */
static char **
dup_shown (EntWindow *self)
{
  const char *ground = ent_window_get_ground (self);

  return ground != NULL ? g_strdupv ((char *[]) { (char *) ground, NULL }) : ent_window_dup_chosen (self);
}

/* A name to begin with: what one thing is called; "" of many. (transfer none) */
static const char *
name_of (EntWindow *self, char **ids)
{
  const EntRecord *record = g_strv_length (ids) == 1 ? ent_map_find (ent_window_get_map (self), ids[0]) : NULL;

  if (record == NULL)
    return "";
  return record->type == &ent_actor_type      ? ((const EntActor *) record)->name
         : record->type == &ent_relation_type ? ((const EntRelation *) record)->label
         : record->type == &ent_group_type    ? ((const EntGroup *) record)->name
         : record->type == &ent_caption_type  ? ((const EntCaption *) record)->text
                                              : "";
}

static void
show_story (EntWindow *self)
{
  ent_split_set_panel_shown (self->split, TRUE);
  ent_panel_show_story (self->panel);
}

void
ent_window_show_step (EntWindow *self, const char *id)
{
  int at = ent_map_index_of (ent_window_get_map (self), ENT_LIST_STORY, id), open = ent_panel_get_step (self->panel);

  ent_split_set_panel_shown (self->split, TRUE);
  if (at < 0 && open != -1)
    ent_panel_show_story (self->panel);
  else if (at >= 0 && open != at && open != -1)
    ent_panel_show_step (self->panel, (guint) at, FALSE);
}

/* Behind the step that is open, else at the end; its title is there to be written. */
static void
add_step (EntWindow *self)
{
  EntMap *map = ent_window_get_map (self);
  g_auto (GStrv) shown = dup_shown (self);
  g_autoptr (EntRecord) view = dup_view (self);
  g_autoptr (GError) error = NULL;
  int at = ent_panel_get_step (self->panel), index = at >= 0 ? at + 1 : -1;
  g_autofree char *title = g_strdelimit (g_strdup (name_of (self, shown)), "\n", ' ');
  g_autofree char *id = ent_edit_add_step (map, title, index, (const char *const *) shown, g_strv_length (shown), (EntView *) view, &error);

  tell (self, id != NULL, error);
  if (id == NULL)
    return;
  ent_split_set_panel_shown (self->split, TRUE);
  ent_panel_show_step (self->panel, (guint) ent_map_index_of (map, ENT_LIST_STORY, id), TRUE);
}

static void
turn (EntWindow *self, int by)
{
  gboolean turned = ent_panel_turn_step (self->panel, by);

  /* Over the map the panel goes when nothing is chosen. */
  if (turned)
    ent_split_set_panel_shown (self->split, TRUE);
}

static void
set_opening_view (EntWindow *self, EntRecord *view, const char *message)
{
  g_autoptr (GError) error = NULL;
  gboolean done = ent_edit_set_field (ent_window_get_map (self), "", "view", ent_value_record (view), &error);

  tell (self, done, error);
  if (done)
    ent_window_toast (self, message, TRUE);
}

static void
step_view (EntWindow *self, const char *step)
{
  g_autoptr (EntRecord) view = dup_view (self);
  g_autoptr (GError) error = NULL;

  if (view != NULL)
    tell (self, ent_edit_set_field (ent_window_get_map (self), step, "view", ent_value_record (view), &error), error);
}

static void
step_add_chosen (EntWindow *self, const char *id)
{
  EntMap *map = ent_window_get_map (self);
  const EntRecord *record = ent_map_find (map, id);
  const EntStep *step = record != NULL && record->type == &ent_step_type ? (const EntStep *) record : NULL;
  g_auto (GStrv) chosen = dup_shown (self), all = NULL;
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autoptr (GError) error = NULL;

  if (step == NULL)
    return;
  if (chosen[0] == NULL)
    {
      ent_window_toast (self, _ ("Nothing is chosen on the map"), FALSE);
      return;
    }
  for (guint i = 0; i < ent_strings_n (step->focus); i++)
    g_strv_builder_add (ids, step->focus->items[i]);
  for (guint i = 0; chosen[i] != NULL; i++)
    if (!ent_strings_contains (step->focus, chosen[i]))
      g_strv_builder_add (ids, chosen[i]);
  all = g_strv_builder_end (ids);
  tell (self, ent_edit_set_field (map, id, "focus", ent_value_strings ((const char *const *) all), &error), error);
}

/* --- Actions --- */

static void
on_story (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  show_story (ENT_WINDOW (data));
}

static void
on_add_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  add_step (ENT_WINDOW (data));
}

static void
on_next_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  turn (ENT_WINDOW (data), 1);
}

static void
on_previous_step (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  turn (ENT_WINDOW (data), -1);
}

static void
on_opening_view (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntWindow *self = ENT_WINDOW (data);
  const EntView *view = ent_map_peek (ent_window_get_map (self))->head->view;

  if (view != NULL)
    ent_canvas_look (self->canvas, ent_point (view->x, view->y), view->zoom);
}

static void
on_set_opening_view (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntWindow *self = ENT_WINDOW (data);
  g_autoptr (EntRecord) view = dup_view (self);

  if (view != NULL)
    set_opening_view (self, view, _ ("The map opens with this view now"));
}

static void
on_clear_opening_view (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  set_opening_view (ENT_WINDOW (data), NULL, _ ("The map opens with the whole of it now"));
}

static void
on_step_view (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_view (ENT_WINDOW (data), g_variant_get_string (parameter, NULL));
}

static void
on_step_add_chosen (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  step_add_chosen (ENT_WINDOW (data), g_variant_get_string (parameter, NULL));
}

static void
on_look (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  double x, y, zoom;

  g_variant_get (parameter, "(ddd)", &x, &y, &zoom);
  ent_canvas_look (ENT_WINDOW (data)->canvas, ent_point (x, y), zoom);
}

static void
on_see_things (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntWindow *self = ENT_WINDOW (data);
  g_autofree const char **ids = g_variant_get_strv (parameter, NULL);

  ent_window_update_covered (self);
  ent_canvas_see_things (self->canvas, ids);
}

static const GActionEntry entries[] = {
  { .name = "story", .activate = on_story },
  { .name = "add-step", .activate = on_add_step },
  { .name = "next-step", .activate = on_next_step },
  { .name = "previous-step", .activate = on_previous_step },
  { .name = "opening-view", .activate = on_opening_view },
  { .name = "set-opening-view", .activate = on_set_opening_view },
  { .name = "clear-opening-view", .activate = on_clear_opening_view },
  { .name = "step-view", .activate = on_step_view, .parameter_type = "s" },
  { .name = "step-add-chosen", .activate = on_step_add_chosen, .parameter_type = "s" },
  { .name = "look", .activate = on_look, .parameter_type = "(ddd)" },
  { .name = "see-things", .activate = on_see_things, .parameter_type = "as" },
};

static void
enable (EntWindow *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), enabled);
}

void
ent_window_story_update (EntWindow *self)
{
  EntMap *map = ent_window_get_map (self);
  gboolean on_map = ent_window_is_on_page (self, "map"), has_view = ent_map_peek (map)->head->view != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    enable (self, entries[i].name, on_map);
  enable (self, "next-step", on_map && ent_map_n (map, ENT_LIST_STORY) > 0);
  enable (self, "previous-step", on_map && ent_map_n (map, ENT_LIST_STORY) > 0);
  enable (self, "set-opening-view", on_map && ent_map_n (map, ENT_LIST_ACTORS) > 0);
  enable (self, "opening-view", on_map && has_view);
  enable (self, "clear-opening-view", on_map && has_view);
}

void
ent_window_story_init (EntWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}
