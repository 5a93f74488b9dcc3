/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of all actors and relations below the map: what is chosen in it is shown on the map, and the other way round. */
#include "ent-window-private.h"

#include "ent-settings.h"

/* Of the height that map and list share, where nobody has moved the handle yet. */
#define INITIAL_SHARE 0.42
/* Pixels; less is no list. */
#define LEAST_HEIGHT 120

static void
on_chosen (EntWindow *self, int kind, const char *id)
{
  EntTarget target = ent_selection_get (self->selection);

  ent_window_update_covered (self);
  ent_canvas_reveal (self->canvas, (EntTargetKind) kind, id, target.other, FALSE);
}

static void
on_activated (EntWindow *self, int kind, const char *id)
{
  ent_split_set_panel_shown (self->split, TRUE);
  on_chosen (self, kind, id);
  /* To what proves it: the keyboard goes where the eye goes. */
  gtk_widget_child_focus (GTK_WIDGET (self->panel), GTK_DIR_TAB_FORWARD);
}

/* The handle stands where it was, or where both have room; of a window not seen yet once it has its size. */
static gboolean
place_handle (GtkWidget *paned, GdkFrameClock *clock, gpointer data)
{
  EntWindow *self = data;
  int whole = gtk_widget_get_height (paned);
  int height = self->list_height > 0 ? self->list_height : (int) (whole * INITIAL_SHARE);

  if (whole == 0)
    return G_SOURCE_CONTINUE;
  gtk_paned_set_position (self->list_paned, MAX (0, whole - MAX (height, LEAST_HEIGHT)));
  return G_SOURCE_REMOVE;
}

static void
keep_height (EntWindow *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self->list));

  if (height > 0)
    self->list_height = height;
}

gboolean
ent_window_list_has_focus (EntWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->list));
}

static void
show_list (EntWindow *self, gboolean shown)
{
  gboolean within = ent_window_list_has_focus (self);

  if (!shown)
    keep_height (self);
  else if (!gtk_widget_get_visible (GTK_WIDGET (self->list)))
    {
      if (place_handle (GTK_WIDGET (self->list_paned), NULL, self) == G_SOURCE_CONTINUE)
        gtk_widget_add_tick_callback (GTK_WIDGET (self->list_paned), place_handle, self, NULL);
    }
  gtk_widget_set_visible (GTK_WIDGET (self->list), shown);
  if (!shown && within)
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
on_list_state (GSimpleAction *action, GVariant *state, gpointer data)
{
  EntWindow *self = data;

  g_simple_action_set_state (action, state);
  show_list (self, g_variant_get_boolean (state));
  if (g_variant_get_boolean (state))
    ent_list_view_focus_rows (self->list);
}

void
ent_window_list_init (EntWindow *self)
{
  const GActionEntry entries[] = { { .name = "list", .state = "false", .change_state = on_list_state } };

  g_action_map_add_action_entries (G_ACTION_MAP (self), entries, G_N_ELEMENTS (entries), self);
}

GtkWidget *
ent_window_list_build (EntWindow *self, GtkWidget *map)
{
  GtkWidget *paned = gtk_paned_new (GTK_ORIENTATION_VERTICAL);

  self->list_paned = GTK_PANED (paned);
  self->list = ENT_LIST_VIEW (ent_list_view_new (self->filter_state));
  gtk_widget_set_visible (GTK_WIDGET (self->list), FALSE);
  gtk_paned_set_start_child (self->list_paned, map);
  gtk_paned_set_end_child (self->list_paned, GTK_WIDGET (self->list));
  gtk_paned_set_resize_end_child (self->list_paned, FALSE);
  gtk_paned_set_shrink_start_child (self->list_paned, TRUE);
  gtk_paned_set_shrink_end_child (self->list_paned, FALSE);
  gtk_widget_set_vexpand (paned, TRUE);
  g_signal_connect_swapped (self->list, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (self->list, "activated", G_CALLBACK (on_activated), self);
  return paned;
}

void
ent_window_list_keep_settings (EntWindow *self)
{
  EntSettings *settings = ent_window_get_settings (self);

  keep_height (self);
  if (self->list_height > 0)
    ent_settings_set_int (settings, ENT_SETTING_LIST_HEIGHT, self->list_height);
  ent_settings_set_boolean (settings, ENT_SETTING_LIST_VISIBLE, gtk_widget_get_visible (GTK_WIDGET (self->list)));
}

void
ent_window_list_use_settings (EntWindow *self)
{
  EntSettings *settings = ent_window_get_settings (self);
  gboolean shown = ent_settings_get_boolean (settings, ENT_SETTING_LIST_VISIBLE, FALSE);
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "list");

  self->list_height = ent_settings_get_int (settings, ENT_SETTING_LIST_HEIGHT, 0);
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_boolean (shown));
  show_list (self, shown);
}
