/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Captions and groups: what the menus, the map and the keyboard do with them. What is marked on the map is what Delete and F2 are about
 * while nothing is chosen. */
#include "ent-window-private.h"

#include <glib/gi18n.h>

#include "ent-edit-delete.h"
#include "ent-edit-things.h"

static const EntGroup *
find_group (EntWindow *self, const char *id)
{
  const EntRecord *record = ent_map_find (ent_window_get_map (self), id);

  return record != NULL && record->type == &ent_group_type ? (const EntGroup *) record : NULL;
}

static void
tell (EntWindow *self, gboolean done, const GError *error)
{
  if (!done)
    ent_window_tell_error (self, _ ("Nothing was changed"), error);
}

const char *
ent_window_get_ground (EntWindow *self)
{
  return ent_selection_get (self->selection).kind == ENT_TARGET_NONE ? ent_canvas_get_ground (self->canvas) : NULL;
}

gboolean
ent_window_is_collapsed (EntWindow *self, const char *id)
{
  const EntGroup *group = find_group (self, id);

  return group != NULL && group->collapsed;
}

void
ent_window_edit_ground (EntWindow *self, const char *id)
{
  g_autofree char *own = g_strdup (id);

  ent_selection_choose_none (self->selection);
  ent_canvas_set_ground (self->canvas, own);
  ent_split_set_panel_shown (self->split, TRUE);
  ent_panel_show_ground (self->panel, own);
  ent_window_actions_update (self);
}

/* Amid those of its actors that have a place, or as near to that as its node covers nothing. */
static EntPoint
place_of (EntWindow *self, const EntGroup *group)
{
  double x = 0, y = 0;
  guint n = 0;

  for (guint i = 0; i < ent_strings_n (group->members); i++)
    {
      const EntActor *actor = ent_map_actor (ent_window_get_map (self), group->members->items[i]);

      if (actor == NULL || actor->position == NULL)
        continue;
      x += actor->position->x;
      y += actor->position->y;
      n++;
    }
  return n > 0 ? ent_canvas_place_of_group (self->canvas, group, ent_point (x / n, y / n)) : ent_canvas_free_place (self->canvas);
}

void
ent_window_collapse_group (EntWindow *self, const char *id)
{
  const EntGroup *group = find_group (self, id);
  g_autoptr (GError) error = NULL;

  if (group != NULL)
    tell (self, ent_edit_collapse_group (ent_window_get_map (self), id, !group->collapsed, place_of (self, group), &error), error);
}

void
ent_window_add_to_group (EntWindow *self, const char *id, gboolean add)
{
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);
  g_autoptr (GError) error = NULL;

  if (find_group (self, id) != NULL && n > 0)
    tell (self, (add ? ent_edit_add_members : ent_edit_remove_members) (ent_window_get_map (self), id, actors, n, &error), error);
}

void
ent_window_choose_group (EntWindow *self, const char *id)
{
  const EntGroup *group = find_group (self, id);

  if (group != NULL && ent_strings_n (group->members) > 0)
    ent_selection_choose_actors (self->selection, (const char *const *) group->members->items, group->members->n);
}

void
ent_window_delete_ground (EntWindow *self, const char *id)
{
  EntMap *map = ent_window_get_map (self);
  EntRecord *record = ent_map_find (map, id);
  const char *ids[] = { id };
  g_autoptr (GError) error = NULL;
  gboolean caption;

  if (record == NULL || (record->type != &ent_caption_type && record->type != &ent_group_type))
    return;
  caption = record->type == &ent_caption_type;
  if (ent_edit_delete (map, ids, 1, &error))
    ent_window_toast (self, caption ? _ ("Caption deleted") : _ ("Group deleted; its actors stay"), TRUE);
  else
    ent_window_tell_error (self, _ ("Nothing was deleted"), error);
}

/* --- Menus --- */

static void
add_item (GMenu *menu, const char *label, const char *action, const char *id)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", id);
  g_menu_append_item (menu, item);
}

void
ent_window_add_ground_items (EntWindow *self, GMenu *menu, const char *id, const char *name)
{
  const EntGroup *group = find_group (self, id);
  g_autoptr (GMenu) section = g_menu_new ();

  add_item (section, _ ("_Rename…"), "win.rename-ground", id);
  add_item (section, _ ("_Edit Fields"), "win.edit-ground", id);
  if (group != NULL)
    {
      add_item (section, group->collapsed ? _ ("E_xpand") : _ ("_Collapse"), "win.collapse-group", id);
      add_item (section, _ ("Choose Its _Actors"), "win.choose-group", id);
      add_item (section, _ ("Add Ch_osen Actors"), "win.add-to-group", id);
      add_item (section, _ ("_Take Chosen Actors Out"), "win.take-from-group", id);
    }
  add_item (section, _ ("_Delete"), "win.delete-ground", id);
  g_menu_append_section (menu, name, G_MENU_MODEL (section));
}

/* So that captions and groups can be reached without a pointer. */
void
ent_window_fill_ground_menu (EntWindow *self, GMenu *menu)
{
  EntMap *map = ent_window_get_map (self);

  g_menu_remove_all (menu);
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_CAPTIONS); i++)
    {
      const EntCaption *caption = ent_map_nth (map, ENT_LIST_CAPTIONS, i);

      ent_window_add_ground_items (self, menu, caption->id, caption->text);
    }
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_GROUPS); i++)
    {
      const EntGroup *group = ent_map_nth (map, ENT_LIST_GROUPS, i);

      ent_window_add_ground_items (self, menu, group->id, group->name);
    }
}

/* --- On the map --- */

/* Over the map the panel would hide what was clicked: it comes by a double click or the menu. */
static void
on_choose_ground (EntWindow *self, const char *id)
{
  g_autofree char *own = g_strdup (id);

  if (!ent_split_get_folded (self->split))
    ent_panel_show_ground (self->panel, own);
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
  ent_window_actions_update (self);
}

/* --- Actions --- */

static void
on_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntWindow *self = ENT_WINDOW (data);
  const char *name = g_action_get_name (G_ACTION (action)), *id = g_variant_get_string (parameter, NULL);

  if (g_str_equal (name, "edit-ground"))
    ent_window_edit_ground (self, id);
  else if (g_str_equal (name, "rename-ground"))
    ent_window_rename_ground (self, id);
  else if (g_str_equal (name, "delete-ground"))
    ent_window_delete_ground (self, id);
  else if (g_str_equal (name, "collapse-group"))
    ent_window_collapse_group (self, id);
  else if (g_str_equal (name, "choose-group"))
    ent_window_choose_group (self, id);
  else
    ent_window_add_to_group (self, id, g_str_equal (name, "add-to-group"));
}

void
ent_window_ground_update (EntWindow *self, guint n_chosen)
{
  static const char *const names[] = { "add-to-group", "take-from-group" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), names[i])), n_chosen > 0);
}

void
ent_window_ground_init (EntWindow *self)
{
  static const char *const names[]
      = { "edit-ground", "rename-ground", "delete-ground", "collapse-group", "choose-group", "add-to-group", "take-from-group" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GSimpleAction) action = g_simple_action_new (names[i], G_VARIANT_TYPE_STRING);

      g_signal_connect (action, "activate", G_CALLBACK (on_action), self);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
  g_signal_connect_swapped (self->canvas, "choose-ground", G_CALLBACK (on_choose_ground), self);
}
