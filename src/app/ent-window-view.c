/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the map is looked at, beyond the zoom: what the arrow keys do, the overview,
 * and where the view stands when a map is opened again. A choice holds for all windows opened later. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-give-way.h"
#include "ent-last-view.h"
#include "ent-settings.h"

static void
on_arrows (GSimpleAction *action, GVariant *state, gpointer data)
{
  EntWindow *self = ENT_WINDOW (data);
  gboolean near = g_str_equal (g_variant_get_string (state, NULL), "near");

  g_simple_action_set_state (action, state);
  ent_canvas_set_arrows_near (self->canvas, near);
  ent_settings_set_boolean (ent_window_get_settings (self), ENT_SETTING_ARROWS_NEAR, near);
}

static void
on_overview (GSimpleAction *action, GVariant *state, gpointer data)
{
  EntWindow *self = ENT_WINDOW (data);

  g_simple_action_set_state (action, state);
  ent_canvas_set_overview (self->canvas, g_variant_get_boolean (state));
  ent_settings_set_boolean (ent_window_get_settings (self), ENT_SETTING_OVERVIEW, g_variant_get_boolean (state));
}

static void
on_give_way (GSimpleAction *action, GVariant *state, gpointer data)
{
  EntWindow *self = ENT_WINDOW (data);
  gboolean wanted = g_variant_get_boolean (state);

  g_simple_action_set_state (action, state);
  ent_canvas_set_give_way (self->canvas, wanted ? ent_give_way : NULL);
  ent_settings_set_boolean (ent_window_get_settings (self), ENT_SETTING_GIVE_WAY, wanted);
}

/* --- The picture of a large map --- */

static gboolean
tell_drawing (gpointer data)
{
  EntWindow *self = data;
  g_autofree char *text
      = g_strdup_printf (_ ("Drawing the map… %d %%"), (int) (100 * MAX (0, ent_canvas_get_building (self->canvas))));

  ent_progress_tell (self->draw_progress, text);
  return G_SOURCE_CONTINUE;
}

static void
stop_drawing (EntWindow *self)
{
  ent_canvas_stop_building (self->canvas);
}

static void
on_building (EntWindow *self)
{
  gboolean building = ent_canvas_get_building (self->canvas) >= 0, halted = ent_canvas_is_halted (self->canvas);
  GAction *draw = g_action_map_lookup_action (G_ACTION_MAP (self), "draw-map");

  if (building && self->draw_source == 0)
    {
      g_signal_connect_object (ent_progress_begin (self->draw_progress, _ ("Drawing the map…")), "cancelled",
                               G_CALLBACK (stop_drawing), self, G_CONNECT_SWAPPED);
      self->draw_source = g_timeout_add (250, tell_drawing, self);
    }
  else if (!building && self->draw_source != 0)
    {
      g_clear_handle_id (&self->draw_source, g_source_remove);
      ent_progress_end (self->draw_progress);
    }
  g_simple_action_set_enabled (G_SIMPLE_ACTION (draw), halted);
  if (halted)
    ent_window_toast_with_button (self, _ ("The map was not drawn"), _ ("Draw It"), "win.draw-map");
}

static void
on_draw_map (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_simple_action_set_enabled (action, FALSE);
  ent_canvas_draw_map (ENT_WINDOW (data)->canvas);
}

void
ent_window_view_dispose (EntWindow *self)
{
  g_clear_handle_id (&self->draw_source, g_source_remove);
  if (self->canvas != NULL)
    g_signal_handlers_disconnect_by_func (self->canvas, on_building, self);
}

void
ent_window_view_init (EntWindow *self)
{
  const GActionEntry entries[] = {
    { .name = "arrows", .parameter_type = "s", .state = "'lines'", .change_state = on_arrows },
    { .name = "overview", .state = "true", .change_state = on_overview },
    { .name = "give-way", .state = "false", .change_state = on_give_way },
    { .name = "draw-map", .activate = on_draw_map },
  };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
  g_signal_connect_swapped (self->canvas, "building-changed", G_CALLBACK (on_building), self);
  on_building (self);
}

void
ent_window_view_use_settings (EntWindow *self)
{
  gboolean near = ent_settings_get_boolean (ent_window_get_settings (self), ENT_SETTING_ARROWS_NEAR, FALSE);

  g_action_group_change_action_state (G_ACTION_GROUP (self), "arrows", g_variant_new_string (near ? "near" : "lines"));
  g_action_group_change_action_state (
      G_ACTION_GROUP (self), "overview",
      g_variant_new_boolean (ent_settings_get_boolean (ent_window_get_settings (self), ENT_SETTING_OVERVIEW, TRUE)));
  g_action_group_change_action_state (
      G_ACTION_GROUP (self), "give-way",
      g_variant_new_boolean (ent_settings_get_boolean (ent_window_get_settings (self), ENT_SETTING_GIVE_WAY, FALSE)));
}

void
ent_window_keep_view (EntWindow *self)
{
  g_autofree char *path = ent_last_view_dup_path ();
  g_auto (EntLastView) view = { 0 };

  if (self->viewed == NULL)
    return;
  view.placed = ent_canvas_get_place (self->canvas, &view.middle, &view.zoom);
  ent_window_find_keep_filter (self, &view);
  ent_last_view_store (path, self->viewed, view.placed || view.filter != NULL ? &view : NULL);
}

void
ent_window_restore_view (EntWindow *self)
{
  g_autofree char *path = ent_last_view_dup_path ();
  g_auto (EntLastView) view = { 0 };

  g_set_object (&self->viewed, ent_document_get_file (self->document));
  if (self->viewed == NULL || !ent_last_view_load (path, self->viewed, &view))
    return;
  if (view.placed)
    ent_canvas_set_place (self->canvas, view.middle, view.zoom);
  ent_window_find_use_filter (self, &view);
}
