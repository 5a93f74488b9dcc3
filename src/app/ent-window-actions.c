/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's actions are its interface: menus, keys, tests and assistive technology call the same ones. One table
 * says what each does, one function when it can be done. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#define ZOOM_STEP 1.25

static void
act_open (EntWindow *self, GVariant *parameter)
{
  ent_window_open (self);
}

static void
act_open_recent (EntWindow *self, GVariant *parameter)
{
  ent_window_open_recent (self, g_variant_get_string (parameter, NULL));
}

static void
act_save (EntWindow *self, GVariant *parameter)
{
  ent_window_save (self, ENT_SAVE_DEFAULT);
}

static void
act_save_as (EntWindow *self, GVariant *parameter)
{
  ent_window_save_as (self, ent_document_get_read_only (self->document) ? ENT_SAVE_COPY : ENT_SAVE_DEFAULT);
}

static void
act_save_copy (EntWindow *self, GVariant *parameter)
{
  ent_window_save_as (self, ENT_SAVE_COPY);
}

static void
act_reload (EntWindow *self, GVariant *parameter)
{
  ent_window_reload (self);
}

static void
act_keep_mine (EntWindow *self, GVariant *parameter)
{
  ent_window_save (self, ENT_SAVE_OVERWRITE);
}

static void
act_warnings (EntWindow *self, GVariant *parameter)
{
  ent_window_show_warnings (self);
}

static void
act_retry (EntWindow *self, GVariant *parameter)
{
  ent_window_retry (self);
}

static void
act_cancel (EntWindow *self, GVariant *parameter)
{
  ent_window_cancel (self);
}

static void
act_copy_problems (EntWindow *self, GVariant *parameter)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), ent_error_page_get_text (self->error_page));
}

static void
act_close (EntWindow *self, GVariant *parameter)
{
  gtk_window_close (GTK_WINDOW (self));
}

static void
act_undo (EntWindow *self, GVariant *parameter)
{
  ent_window_undo (self);
}

static void
act_redo (EntWindow *self, GVariant *parameter)
{
  ent_window_redo (self);
}

static void
act_add_actor (EntWindow *self, GVariant *parameter)
{
  ent_window_ask_actor (self, NULL, FALSE);
}

static void
act_add_article (EntWindow *self, GVariant *parameter)
{
  ent_window_add_article (self);
}

static void
act_paste_article (EntWindow *self, GVariant *parameter)
{
  ent_window_paste_article (self);
}

static void
act_delete (EntWindow *self, GVariant *parameter)
{
  const char *ground = ent_window_get_ground (self);

  if (ground != NULL)
    {
      ent_window_delete_ground (self, ground);
      return;
    }
  ent_window_delete_chosen (self);
}

static void
act_connect (EntWindow *self, GVariant *parameter)
{
  ent_window_connect_chosen (self);
}

static void
act_link (EntWindow *self, GVariant *parameter)
{
  ent_window_link (self);
}

static void
act_arrange (EntWindow *self, GVariant *parameter)
{
  ent_window_arrange (self, g_variant_get_string (parameter, NULL));
}

static void
act_layout_menu (EntWindow *self, GVariant *parameter)
{
  gtk_menu_button_popup (self->layout_button);
}

static void
act_pin (EntWindow *self, GVariant *parameter)
{
  ent_window_toggle_pins (self);
}

static void
act_search (EntWindow *self, GVariant *parameter)
{
  if (!ent_panel_find_in_text (self->panel))
    ent_window_search (self);
}

static void
act_filter (EntWindow *self, GVariant *parameter)
{
  ent_window_filter (self);
}

static void
act_clear_filter (EntWindow *self, GVariant *parameter)
{
  ent_window_clear_filter (self);
}

static void
act_focus (EntWindow *self, GVariant *parameter)
{
  ent_window_focus (self, g_variant_get_int32 (parameter));
}

static void
act_zoom_in (EntWindow *self, GVariant *parameter)
{
  if (!ent_panel_zoom_text (self->panel, 1))
    ent_canvas_zoom_by (self->canvas, ZOOM_STEP);
}

static void
act_zoom_out (EntWindow *self, GVariant *parameter)
{
  if (!ent_panel_zoom_text (self->panel, -1))
    ent_canvas_zoom_by (self->canvas, 1 / ZOOM_STEP);
}

static void
act_zoom_normal (EntWindow *self, GVariant *parameter)
{
  if (!ent_panel_zoom_text (self->panel, 0))
    ent_canvas_zoom_to (self->canvas, 1);
}

static void
act_zoom_fit (EntWindow *self, GVariant *parameter)
{
  ent_canvas_fit (self->canvas);
}

static void
act_back (EntWindow *self, GVariant *parameter)
{
  if (!ent_panel_leave_article (self->panel))
    {
      ent_selection_go_back (self->selection);
      ent_canvas_return (self->canvas);
    }
}

static void
act_forward (EntWindow *self, GVariant *parameter)
{
  ent_selection_go_forward (self->selection);
  ent_canvas_return (self->canvas);
}

static void
act_export (EntWindow *self, GVariant *parameter)
{
  ent_window_publish (self);
}

static void
act_print (EntWindow *self, GVariant *parameter)
{
  ent_window_print (self);
}

static void
act_export_svg (EntWindow *self, GVariant *parameter)
{
  ent_window_export (self, FALSE);
}

static void
act_export_png (EntWindow *self, GVariant *parameter)
{
  ent_window_export (self, TRUE);
}

static void
act_copy_picture (EntWindow *self, GVariant *parameter)
{
  ent_window_copy_picture (self);
}

static void
act_menu (EntWindow *self, GVariant *parameter)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu_button));
}

static void
act_history (EntWindow *self, GVariant *parameter)
{
  ent_window_show_history (self);
}

static void
act_cut (EntWindow *self, GVariant *parameter)
{
  ent_window_cut (self);
}

static void
act_copy (EntWindow *self, GVariant *parameter)
{
  ent_window_copy (self);
}

static void
act_paste (EntWindow *self, GVariant *parameter)
{
  ent_window_paste (self);
}

static void
act_duplicate (EntWindow *self, GVariant *parameter)
{
  ent_window_duplicate (self);
}

static void
act_select_all (EntWindow *self, GVariant *parameter)
{
  ent_window_select_all (self);
}

static void
act_select_connected (EntWindow *self, GVariant *parameter)
{
  ent_window_select_connected (self);
}

static void
act_rename (EntWindow *self, GVariant *parameter)
{
  ent_window_rename (self);
}

static void
act_merge (EntWindow *self, GVariant *parameter)
{
  ent_window_merge (self);
}

static void
act_group (EntWindow *self, GVariant *parameter)
{
  ent_window_ask_group (self);
}

static void
act_add_caption (EntWindow *self, GVariant *parameter)
{
  ent_window_ask_caption (self);
}

static void
act_align (EntWindow *self, GVariant *parameter)
{
  ent_window_align (self, g_variant_get_string (parameter, NULL));
}

static void
act_kind (EntWindow *self, GVariant *parameter)
{
  ent_window_set_kind (self, g_variant_get_string (parameter, NULL));
}

static void
act_stance (EntWindow *self, GVariant *parameter)
{
  ent_window_set_stance (self, g_variant_get_string (parameter, NULL));
}

static void
act_choose_picture (EntWindow *self, GVariant *parameter)
{
  const char *id, *field;

  g_variant_get (parameter, "(&s&s)", &id, &field);
  ent_window_choose_picture (self, id, field);
}

static void
act_kinds (EntWindow *self, GVariant *parameter)
{
  ent_window_show_kinds (self);
}

static void
act_add_actor_here (EntWindow *self, GVariant *parameter)
{
  ent_window_ask_actor (self, &self->menu_place, TRUE);
}

static void
act_edit (EntWindow *self, GVariant *parameter)
{
  ent_split_set_panel_shown (self->split, TRUE);
  ent_panel_set_editing (self->panel, TRUE);
}

/* What an action needs to be of use. */
typedef enum
{
  NEED_NOTHING = 0,
  NEED_MAP = 1 << 0,   /* the map is on show */
  NEED_IDLE = 1 << 1,  /* nothing is being opened or saved */
  NEED_ACTOR = 1 << 2, /* there is something to see on the map */
  NEED_ERROR = 1 << 3  /* the error page is on show */
} Needs;

static void
act_versions (EntWindow *self, GVariant *parameter)
{
  ent_window_show_versions (self);
}

static void
act_coverage (EntWindow *self, GVariant *parameter)
{
  ent_window_show_coverage (self);
}

static void
act_copy_sources (EntWindow *self, GVariant *parameter)
{
  ent_window_copy_sources (self, g_variant_get_string (parameter, NULL));
}

static void
act_export_sources (EntWindow *self, GVariant *parameter)
{
  ent_window_export_sources (self, g_variant_get_string (parameter, NULL));
}

static const struct
{
  const char *name; /* without "win." */
  void (*act) (EntWindow *self, GVariant *parameter);
  const char *parameter; /* type, nullable */
  Needs needs;
} table[] = {
  { "open", act_open, NULL, NEED_NOTHING },
  { "open-recent", act_open_recent, "s", NEED_NOTHING },
  { "save", act_save, NULL, NEED_MAP | NEED_IDLE },
  { "save-as", act_save_as, NULL, NEED_MAP | NEED_IDLE },
  { "save-copy", act_save_copy, NULL, NEED_MAP | NEED_IDLE },
  { "reload", act_reload, NULL, NEED_MAP | NEED_IDLE },
  { "keep-mine", act_keep_mine, NULL, NEED_MAP | NEED_IDLE },
  { "versions", act_versions, NULL, NEED_MAP | NEED_IDLE },
  { "warnings", act_warnings, NULL, NEED_MAP },
  { "retry", act_retry, NULL, NEED_ERROR },
  { "copy-problems", act_copy_problems, NULL, NEED_ERROR },
  { "cancel", act_cancel, NULL, NEED_NOTHING },
  { "close", act_close, NULL, NEED_NOTHING },
  { "undo", act_undo, NULL, NEED_MAP },
  { "redo", act_redo, NULL, NEED_MAP },
  { "add-actor", act_add_actor, NULL, NEED_MAP },
  { "add-article", act_add_article, NULL, NEED_MAP },
  { "paste-article", act_paste_article, NULL, NEED_MAP },
  { "delete", act_delete, NULL, NEED_MAP },
  { "connect", act_connect, NULL, NEED_MAP },
  { "link", act_link, NULL, NEED_MAP },
  { "history", act_history, NULL, NEED_MAP },
  { "cut", act_cut, NULL, NEED_MAP },
  { "copy", act_copy, NULL, NEED_MAP },
  { "paste", act_paste, NULL, NEED_MAP },
  { "duplicate", act_duplicate, NULL, NEED_MAP },
  { "select-all", act_select_all, NULL, NEED_MAP | NEED_ACTOR },
  { "select-connected", act_select_connected, NULL, NEED_MAP },
  { "rename", act_rename, NULL, NEED_MAP },
  { "merge", act_merge, NULL, NEED_MAP },
  { "group", act_group, NULL, NEED_MAP },
  { "add-caption", act_add_caption, NULL, NEED_MAP },
  { "align", act_align, "s", NEED_MAP },
  { "kind", act_kind, "s", NEED_MAP },
  { "stance", act_stance, "s", NEED_MAP },
  { "kinds", act_kinds, NULL, NEED_MAP },
  { "choose-picture", act_choose_picture, "(ss)", NEED_MAP },
  { "add-actor-here", act_add_actor_here, NULL, NEED_MAP },
  { "edit", act_edit, NULL, NEED_MAP },
  { "arrange", act_arrange, "s", NEED_MAP | NEED_ACTOR },
  { "layout-menu", act_layout_menu, NULL, NEED_MAP | NEED_ACTOR },
  { "pin", act_pin, NULL, NEED_MAP },
  { "search", act_search, NULL, NEED_MAP },
  { "filter", act_filter, NULL, NEED_MAP | NEED_ACTOR },
  { "clear-filter", act_clear_filter, NULL, NEED_MAP },
  { "focus", act_focus, "i", NEED_MAP | NEED_ACTOR },
  { "zoom-in", act_zoom_in, NULL, NEED_MAP },
  { "zoom-out", act_zoom_out, NULL, NEED_MAP },
  { "zoom-normal", act_zoom_normal, NULL, NEED_MAP },
  { "zoom-fit", act_zoom_fit, NULL, NEED_MAP | NEED_ACTOR },
  { "back", act_back, NULL, NEED_MAP },
  { "forward", act_forward, NULL, NEED_MAP },
  { "export", act_export, NULL, NEED_MAP | NEED_ACTOR },
  { "print", act_print, NULL, NEED_MAP | NEED_ACTOR },
  { "export-svg", act_export_svg, NULL, NEED_MAP | NEED_ACTOR },
  { "export-png", act_export_png, NULL, NEED_MAP | NEED_ACTOR },
  { "copy-picture", act_copy_picture, NULL, NEED_MAP | NEED_ACTOR },
  { "coverage", act_coverage, NULL, NEED_MAP },
  { "copy-sources", act_copy_sources, "s", NEED_MAP },
  { "export-sources", act_export_sources, "s", NEED_MAP },
  { "menu", act_menu, NULL, NEED_NOTHING },
};

static void
on_action (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntWindow *self = ENT_WINDOW (data);
  const char *name = g_action_get_name (G_ACTION (action));

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    if (g_str_equal (table[i].name, name))
      table[i].act (self, parameter);
}

static void
on_panel_state (GSimpleAction *action, GVariant *state, gpointer data)
{
  ent_split_set_panel_shown (ENT_WINDOW (data)->split, g_variant_get_boolean (state));
}

static void
on_timeline_state (GSimpleAction *action, GVariant *state, gpointer data)
{
  ent_window_set_timeline_shown (ENT_WINDOW (data), g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static GSimpleAction *
get_action (EntWindow *self, const char *name)
{
  return G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name));
}

static void
sync_panel_action (EntWindow *self)
{
  g_simple_action_set_state (get_action (self, "panel"),
                             g_variant_new_boolean (ent_split_get_panel_shown (self->split)));
}

static void
enable (EntWindow *self, const char *name, gboolean enabled)
{
  GSimpleAction *action = get_action (self, name);

  g_simple_action_set_enabled (action, enabled && g_action_get_enabled (G_ACTION (action)));
}

/* Puts the item at @position of the menu anew, with the label that fits now. */
static void
name_step_item (
    EntWindow *self, int position, const char *plain, const char *with_step, const char *step)
{
  g_autoptr (GMenuItem) item = NULL;
  g_autoptr (GString) label = g_string_new (step);
  g_autofree char *now = NULL;

  /* A menu takes a single underscore for a mnemonic. */
  g_string_replace (label, "_", "__", 0);
  if (step[0] != '\0')
    {
      g_autofree char *named = g_strdup_printf (with_step, label->str);

      g_string_assign (label, named);
    }
  else
    g_string_assign (label, plain);
  if (g_menu_model_get_item_attribute (G_MENU_MODEL (self->step_menu), position, G_MENU_ATTRIBUTE_LABEL, "s", &now)
      && g_str_equal (now, label->str))
    return;
  item = g_menu_item_new_from_model (G_MENU_MODEL (self->step_menu), position);
  g_menu_item_set_label (item, label->str);
  g_menu_remove (self->step_menu, position);
  g_menu_insert_item (self->step_menu, position, item);
}

/* "Undo Move China"; the label comes from the history. */
static void
name_step_button (GtkWidget *button, const char *plain, const char *with_step, const char *step)
{
  g_autofree char *name = step[0] != '\0' ? g_strdup_printf (with_step, step) : g_strdup (plain);

  ent_window_name_button (button, name);
}

/* What is done with what is chosen. */
static void
enable_by_choice (EntWindow *self, guint n_actors)
{
  EntTargetKind kind = ent_selection_get (self->selection).kind;
  gboolean any = kind != ENT_TARGET_NONE;
  gboolean one = n_actors == 1 || kind == ENT_TARGET_RELATION;

  enable (self, "cut", any);
  enable (self, "copy", any);
  enable (self, "duplicate", any);
  enable (self, "select-connected", any);
  enable (self, "rename", one || ent_window_get_ground (self) != NULL);
  enable (self, "edit", one);
  enable (self, "merge", n_actors > 1);
  enable (self, "group", n_actors > 0);
  ent_window_ground_update (self, n_actors);
  ent_window_story_update (self);
  enable (self, "align", n_actors > 1);
  enable (self, "kind", n_actors > 0);
  enable (self, "stance", kind == ENT_TARGET_RELATION || kind == ENT_TARGET_PAIR || n_actors > 1);
}

void
ent_window_actions_update (EntWindow *self)
{
  EntHistory *history = ent_document_get_history (self->document);
  gboolean on_map = ent_window_is_on_page (self, "map");
  gboolean busy = ent_document_get_busy (self->document);
  Needs met = (on_map ? NEED_MAP : 0) | (!busy ? NEED_IDLE : 0)
              | (ent_map_n (ent_window_get_map (self), ENT_LIST_ACTORS) > 0 ? NEED_ACTOR : 0)
              | (ent_window_is_on_page (self, "error") ? NEED_ERROR : 0);
  guint n_chosen;

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    g_simple_action_set_enabled (get_action (self, table[i].name), (table[i].needs & ~met) == 0);
  g_simple_action_set_enabled (get_action (self, "panel"), on_map);
  g_simple_action_set_enabled (get_action (self, "timeline"), on_map);
  g_simple_action_set_enabled (get_action (self, "list"), on_map);
  enable (self, "undo", ent_history_get_can_undo (history));
  enable (self, "redo", ent_history_get_can_redo (history));
  enable (self, "save", !ent_document_get_read_only (self->document));
  enable (self, "versions", ent_document_get_file (self->document) != NULL);
  enable (self, "cancel", self->cancellable != NULL);
  enable (self, "warnings", ent_document_get_warnings (self->document)->len > 0);
  enable (self, "delete", ent_window_count_deletable (self) > 0 || ent_window_get_ground (self) != NULL);
  ent_selection_get_actors (self->selection, &n_chosen);
  enable (self, "connect", n_chosen == 2);
  enable (self, "link", ent_window_can_link (self));
  enable (self, "pin", n_chosen > 0);
  enable_by_choice (self, n_chosen);
  enable (self, "history", ent_history_get_n_steps (history) > 0);
  enable (self, "copy-sources", ent_map_n (ent_window_get_map (self), ENT_LIST_ARTICLES) > 0);
  enable (self, "export-sources", ent_map_n (ent_window_get_map (self), ENT_LIST_ARTICLES) > 0);
  enable (self, "back", TRUE);
  enable (self, "choose-picture", !self->reading_picture);
  enable (self, "focus", ent_window_can_focus (self));
  enable (self, "forward", ent_selection_can_go_forward (self->selection));
  enable (self, "export", !self->exporting);
  enable (self, "print", !self->exporting);
  enable (self, "export-svg", !self->exporting);
  enable (self, "export-png", !self->exporting);
  enable (self, "copy-picture", !self->exporting);
  gtk_widget_set_sensitive (GTK_WIDGET (self->layout_button),
                            g_action_get_enabled (G_ACTION (get_action (self, "layout-menu"))));
  /* Translators: %s is what was done last, such as "Move China" */
  name_step_button (self->undo_button, _ ("Undo"), _ ("Undo %s"), ent_history_get_undo_label (history));
  /* Translators: %s is what was undone last, such as "Move China" */
  name_step_button (self->redo_button, _ ("Redo"), _ ("Redo %s"), ent_history_get_redo_label (history));
  /* Translators: %s is what was done last, such as "Move China" */
  name_step_item (self, 0, _ ("_Undo"), _ ("_Undo %s"), ent_history_get_undo_label (history));
  /* Translators: %s is what was undone last, such as "Move China" */
  name_step_item (self, 1, _ ("_Redo"), _ ("_Redo %s"), ent_history_get_redo_label (history));
}

/* Keys that a text field being typed in must get first; the application's keys come before it. */
static void
add_late_keys (EntWindow *self)
{
  static const struct
  {
    const char *trigger, *action;
  } keys[] = {
    { "Delete|KP_Delete", "win.delete" },
    { "<Control>z", "win.undo" },
    { "<Control><Shift>z|<Control>y", "win.redo" },
    { "<Control>x", "win.cut" },
    { "<Control>c", "win.copy" },
    { "<Control>v", "win.paste" },
    { "<Control>a", "win.select-all" },
    { "<Control><Shift>a", "win.select-connected" },
    { "<Control>d", "win.duplicate" },
    { "F2", "win.rename" },
    { "<Alt>Return", "win.edit" },
  };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger), gtk_named_action_new (keys[i].action)));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static gboolean
leave_article (EntWindow *self)
{
  return ent_split_get_panel_shown (self->split)
         && (ent_panel_leave_article (self->panel) || ent_panel_leave_editing (self->panel));
}

/* On the map Esc lets go what is chosen; the article is left before that. A button held down is a drag, which Esc ends. */
static gboolean
on_map_key (EntWindow *self, guint key, guint code, GdkModifierType state)
{
  return key == GDK_KEY_Escape && (state & GDK_BUTTON1_MASK) == 0 && leave_article (self);
}

static void
add_map_key (EntWindow *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (on_map_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->canvas), controller);
}

/* Esc undoes what was opened last: the article, then what is chosen, then the panel where it lies over the map. */
static gboolean
on_escape (GtkWidget *widget, GVariant *args, gpointer data)
{
  EntWindow *self = ENT_WINDOW (widget);

  if (ent_document_get_busy (self->document) && ent_window_is_on_page (self, "busy"))
    ent_window_cancel (self);
  else if (self->arranging != NULL)
    ent_window_layout_cancel (self);
  else if (!ent_window_is_on_page (self, "map"))
    return GDK_EVENT_PROPAGATE;
  else if (leave_article (self))
    return GDK_EVENT_STOP;
  else if (ent_selection_get (self->selection).kind != ENT_TARGET_NONE)
    {
      /* Before the page goes that may have the keyboard: the handle beside it would have it then. */
      gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
      ent_selection_choose_none (self->selection);
    }
  else if (ent_split_get_folded (self->split) && ent_split_get_panel_shown (self->split))
    ent_split_set_panel_shown (self->split, FALSE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* Around the pages is the toast overlay, which would take the key to put a message away. */
static gboolean
on_page_key (EntWindow *self, guint key, guint code, GdkModifierType state)
{
  return key == GDK_KEY_Escape && (state & gtk_accelerator_get_default_mod_mask ()) == 0
         && on_escape (GTK_WIDGET (self), NULL, NULL);
}

static void
add_page_key (EntWindow *self)
{
  GtkEventController *controller = gtk_event_controller_key_new ();

  g_signal_connect_swapped (controller, "key-pressed", G_CALLBACK (on_page_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self->pages), controller);
}

void
ent_window_actions_install (EntWindowClass *klass)
{
  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, on_escape, NULL);
}

void
ent_window_actions_init (EntWindow *self)
{
  const GActionEntry states[] = {
    { .name = "panel", .activate = NULL, .state = "true", .change_state = on_panel_state },
    { .name = "timeline", .activate = NULL, .state = "false", .change_state = on_timeline_state },
  };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      g_autoptr (GVariantType) type = table[i].parameter != NULL ? g_variant_type_new (table[i].parameter) : NULL;
      g_autoptr (GSimpleAction) action = g_simple_action_new (table[i].name, type);

      g_signal_connect (action, "activate", G_CALLBACK (on_action), self);
      g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
    }
  g_action_map_add_action_entries (G_ACTION_MAP (self), states, G_N_ELEMENTS (states), self);
  add_late_keys (self);
  add_map_key (self);
  add_page_key (self);
  g_signal_connect_swapped (self->split, "notify::panel-shown", G_CALLBACK (sync_panel_action), self);
}
