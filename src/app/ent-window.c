/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Puts the parts of a window together, and keeps title, notice and actions true to the document.
 * Invariant: canvas and panel show the document's map and the window's one selection, and know nothing of each other.
 */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-defaults.h"
#include "ent-dialog.h"
#include "ent-spare.h"
#include "ent-versions.h"

/* Of a window that was never seen before, in pixels. */
#define INITIAL_WIDTH 1440
#define INITIAL_HEIGHT 900
#define INITIAL_PANEL_WIDTH 380
/* The smallest window that is of use. */
#define SMALLEST_WIDTH 360
#define SMALLEST_HEIGHT 300
#define TOAST_SECONDS 6

G_DEFINE_FINAL_TYPE (EntWindow, ent_window, ADW_TYPE_APPLICATION_WINDOW)

EntApplication *
ent_window_get_app (EntWindow *self)
{
  return ENT_APPLICATION (gtk_window_get_application (GTK_WINDOW (self)));
}

EntSettings *
ent_window_get_settings (EntWindow *self)
{
  return ent_application_get_settings (ent_window_get_app (self));
}

EntMap *
ent_window_get_map (EntWindow *self)
{
  return ent_document_get_map (self->document);
}

/* --- What is shown --- */

void
ent_window_show_page (EntWindow *self, const char *page)
{
  gtk_stack_set_visible_child_name (self->pages, page);
  gtk_spinner_set_spinning (self->busy_spinner, g_str_equal (page, "busy"));
  ent_window_update_title (self);
  ent_window_update_notice (self);
  ent_window_actions_update (self);
}

gboolean
ent_window_is_on_page (EntWindow *self, const char *page)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), page) == 0;
}

void
ent_window_update_title (EntWindow *self)
{
  EntDocument *document = self->document;
  const char *name = gettext (ent_document_get_name (document));
  const char *title = ent_map_get_title (ent_window_get_map (self));
  gboolean modified = ent_document_get_modified (document);
  g_autofree char *subtitle = NULL;
  g_autofree char *marked = NULL;
  g_autofree char *window_title = NULL;
  const char *state;

  if (!ent_window_is_on_page (self, "map") && self->loading != NULL)
    {
      g_autofree char *base = g_file_get_basename (self->loading);
      g_autofree char *shown = g_filename_display_name (base);

      adw_window_title_set_title (self->title, shown);
      adw_window_title_set_subtitle (self->title, "");
      gtk_window_set_title (GTK_WINDOW (self), shown);
      return;
    }
  if (title[0] == '\0' || g_str_equal (title, name))
    title = name;
  if (ent_document_get_read_only (document))
    state = _ ("read-only");
  else if (modified)
    state = _ ("unsaved changes");
  else if (ent_document_get_file (document) == NULL)
    state = _ ("not saved yet");
  else
    state = _ ("saved");
  /* Translators: a file name, then whether it is saved */
  subtitle = title != name ? g_strdup_printf (_ ("%s · %s"), name, state) : ent_capitalised (state);
  marked = g_strconcat (modified ? "• " : "", title, NULL);
  window_title = g_strconcat (marked, " — ", name, NULL);
  adw_window_title_set_title (self->title, marked);
  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_window_set_title (GTK_WINDOW (self), title == name ? marked : window_title);
}

static void
forget_undo_toast (EntWindow *self)
{
  g_clear_object (&self->undo_toast);
}

void
ent_window_toast (EntWindow *self, const char *message, gboolean with_undo)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, TOAST_SECONDS);
  if (with_undo)
    {
      if (self->undo_toast != NULL)
        adw_toast_dismiss (self->undo_toast);
      adw_toast_set_button_label (toast, _ ("Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      g_set_object (&self->undo_toast, toast);
      g_signal_connect_object (toast, "dismissed", G_CALLBACK (forget_undo_toast), self, G_CONNECT_SWAPPED);
    }
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
ent_window_toast_with_button (EntWindow *self, const char *message, const char *label, const char *action)
{
  g_autofree char *escaped = g_markup_escape_text (message, -1);
  AdwToast *toast = adw_toast_new (escaped);

  adw_toast_set_timeout (toast, TOAST_SECONDS);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
ent_window_tell_error (EntWindow *self, const char *heading, const GError *error)
{
  GtkWidget *dialog;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  dialog = ent_message_dialog_new (GTK_WINDOW (self), heading, error->message);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

/* The button that a menu button or split button is made of has no name of its own. */
static void
name_inner_buttons (GtkWidget *widget, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      if (GTK_IS_TOGGLE_BUTTON (child))
        gtk_accessible_update_property (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      else if (!GTK_IS_POPOVER (child))
        name_inner_buttons (child, name);
    }
}

void
ent_window_name_button (GtkWidget *button, const char *name)
{
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  name_inner_buttons (button, name);
}

/* --- What happens --- */

static void
on_document_changed (EntWindow *self)
{
  ent_window_update_title (self);
  ent_window_update_notice (self);
  ent_window_actions_update (self);
}

static void
on_map_changed (EntWindow *self, EntChangeSet *set, int origin)
{
  /* The offer to undo was for the step before this one. */
  if (self->undo_toast != NULL)
    adw_toast_dismiss (self->undo_toast);
  ent_window_update_title (self);
  ent_window_actions_update (self);
  if (set == NULL || ent_change_set_touches (set, ENT_LIST_KINDS) || ent_change_set_touches (set, ENT_LIST_CAPTIONS)
      || ent_change_set_touches (set, ENT_LIST_GROUPS))
    ent_window_update_menus (self);
}

/* What lies under the folded panel counts as out of sight. */
static void
reveal (EntWindow *self, EntTargetKind kind, const char *id, const char *other)
{
  ent_window_update_covered (self);
  ent_canvas_reveal (self->canvas, kind, id, other, FALSE);
}

/* Over the map the panel comes with what is chosen and goes with it; beside it stays. */
static void
on_selection_changed (EntWindow *self)
{
  EntTarget target = ent_selection_get (self->selection);

  if (ent_split_get_folded (self->split))
    {
      GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
      gboolean in_panel = focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->panel));

      if (target.kind != ENT_TARGET_NONE)
        {
          ent_split_set_panel_shown (self->split, TRUE);
          reveal (self, target.kind, target.id, target.other);
        }
      else if (!in_panel)
        ent_split_set_panel_shown (self->split, FALSE);
    }
  ent_window_actions_update (self);
}

static void
on_activate_target (EntWindow *self, int kind, const char *id, const char *other)
{
  ent_split_set_panel_shown (self->split, TRUE);
}

static void
on_add_actor_at (EntWindow *self, double x, double y)
{
  EntPoint place = ent_point (x, y);

  ent_window_ask_actor (self, &place, TRUE);
}

static void
on_reveal (EntWindow *self, int kind, const char *id, const char *other)
{
  reveal (self, (EntTargetKind) kind, id, other);
}

static void
on_panel_close (EntWindow *self)
{
  ent_split_set_panel_shown (self->split, FALSE);
}

static void
on_panel_toast (EntWindow *self, const char *message, gboolean with_undo)
{
  ent_window_toast (self, message, with_undo);
}

static void
on_panel_end_step (EntWindow *self)
{
  ent_history_break_merge (ent_document_get_history (self->document));
}

static void
on_folded (EntWindow *self)
{
  gboolean folded = ent_split_get_folded (self->split);

  for (guint i = 0; i < G_N_ELEMENTS (self->narrow) && self->narrow[i] != NULL; i++)
    gtk_widget_set_visible (self->narrow[i], !folded);
}

static void
follow_style (EntWindow *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();
  gboolean dark = adw_style_manager_get_dark (style);

  if (adw_style_manager_get_high_contrast (style))
    ent_canvas_set_theme (self->canvas, dark ? ENT_THEME_DARK_CONTRAST : ENT_THEME_LIGHT_CONTRAST);
  else
    ent_canvas_set_theme (self->canvas, dark ? ENT_THEME_DARK : ENT_THEME_LIGHT);
}

static void
on_active (EntWindow *self)
{
  if (gtk_window_is_active (GTK_WINDOW (self)))
    ent_document_check_disk (self->document);
}

void
ent_window_show_content (EntWindow *self)
{
  EntMap *map = ent_window_get_map (self);

  ent_window_layout_cancel (self);
  ent_window_keep_view (self);
  if (self->selection != NULL)
    g_clear_signal_handler (&self->selection_handler, self->selection);
  g_clear_object (&self->selection);
  self->selection = ent_selection_new (map);
  self->selection_handler
      = g_signal_connect_swapped (self->selection, "changed", G_CALLBACK (on_selection_changed), self);
  ent_canvas_set_content (self->canvas, map, self->selection, ent_document_get_history (self->document));
  ent_panel_set_content (self->panel, map, self->selection);
  ent_window_find_show_content (self);
  ent_window_restore_view (self);
  ent_window_update_menus (self);
  ent_window_show_page (self, "map");
}

gboolean
ent_window_is_pristine (EntWindow *self)
{
  return ent_document_is_pristine (self->document) && self->loading == NULL;
}

gboolean
ent_window_is_unchanged (EntWindow *self)
{
  return self->loading == NULL && !ent_document_get_busy (self->document) && !ent_document_get_modified (self->document);
}

void
ent_window_restore (EntWindow *self, EntDraft *draft)
{
  g_return_if_fail (ent_window_is_unchanged (self));
  ent_document_restore (self->document, draft->content, draft->path, &draft->stamp, draft->name);
  ent_autosave_adopt (self->autosave, draft);
  ent_window_show_content (self);
}

void
ent_window_show_copy (EntWindow *self, EntSnapshot *content)
{
  g_return_if_fail (ent_window_is_unchanged (self));
  ent_document_restore (self->document, content, NULL, NULL, NULL);
  ent_window_show_content (self);
}

static void
on_autosave_failed (EntWindow *self, const char *message)
{
  ent_window_toast (self, message, FALSE);
}

/* Two names of one file, by a symbolic link on the way: it must not be open twice. */
static gboolean
is_same_on_disk (GFile *a, GFile *b)
{
  g_autofree char *real_a = g_file_peek_path (a) != NULL ? realpath (g_file_peek_path (a), NULL) : NULL;
  g_autofree char *real_b = g_file_peek_path (b) != NULL ? realpath (g_file_peek_path (b), NULL) : NULL;

  return real_a != NULL && real_b != NULL && g_str_equal (real_a, real_b);
}

gboolean
ent_window_shows_file (EntWindow *self, GFile *file)
{
  GFile *shown = self->loading != NULL ? self->loading : ent_document_get_file (self->document);

  return shown != NULL && (g_file_equal (shown, file) || is_same_on_disk (shown, file));
}

/* --- The window's life --- */

static void
keep_settings (EntWindow *self)
{
  EntSettings *settings = ent_window_get_settings (self);
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  ent_settings_set_int (settings, ENT_SETTING_WINDOW_WIDTH, width);
  ent_settings_set_int (settings, ENT_SETTING_WINDOW_HEIGHT, height);
  ent_settings_set_boolean (settings, ENT_SETTING_MAXIMIZED, gtk_window_is_maximized (GTK_WINDOW (self)));
  ent_settings_set_int (settings, ENT_SETTING_PANEL_WIDTH, ent_split_get_panel_width (self->split));
  ent_settings_set_boolean (settings, ENT_SETTING_PANEL_VISIBLE, ent_split_get_panel_wished (self->split));
  ent_settings_set_boolean (settings, ENT_SETTING_TIMELINE_VISIBLE, gtk_widget_get_visible (GTK_WIDGET (self->timeline)));
  ent_window_list_keep_settings (self);
}

static void
use_settings (EntWindow *self)
{
  EntSettings *settings = ent_window_get_settings (self);

  gtk_window_set_default_size (
      GTK_WINDOW (self), MAX (SMALLEST_WIDTH, ent_settings_get_int (settings, ENT_SETTING_WINDOW_WIDTH, INITIAL_WIDTH)),
      MAX (SMALLEST_HEIGHT, ent_settings_get_int (settings, ENT_SETTING_WINDOW_HEIGHT, INITIAL_HEIGHT)));
  if (ent_settings_get_boolean (settings, ENT_SETTING_MAXIMIZED, FALSE))
    gtk_window_maximize (GTK_WINDOW (self));
  ent_split_set_panel_width (self->split,
                             ent_settings_get_int (settings, ENT_SETTING_PANEL_WIDTH, INITIAL_PANEL_WIDTH));
  ent_split_set_panel_wished (self->split, ent_settings_get_boolean (settings, ENT_SETTING_PANEL_VISIBLE, TRUE));
  ent_window_use_preferences (self);
  ent_window_view_use_settings (self);
  ent_window_set_timeline_shown (self, ent_settings_get_boolean (settings, ENT_SETTING_TIMELINE_VISIBLE, FALSE));
  ent_window_list_use_settings (self);
}

void
ent_window_use_preferences (EntWindow *self)
{
  EntSettings *settings = ent_window_get_settings (self);
  g_autofree char *kind = ent_settings_dup_string (settings, ENT_SETTING_ACTOR_KIND);
  g_autofree char *colour = ent_settings_dup_string (settings, ENT_SETTING_ACTOR_COLOUR);
  g_autofree char *relation = ent_settings_dup_string (settings, ENT_SETTING_RELATION_KIND);

  ent_autosave_set_wanted (self->autosave, ent_settings_get_boolean (settings, ENT_SETTING_AUTOSAVE, TRUE));
  ent_map_set_defaults (ent_window_get_map (self), kind, colour, relation);
  ent_window_use_reader_scale (self);
}

static gboolean
ent_window_close_request (GtkWindow *window)
{
  EntWindow *self = ENT_WINDOW (window);

  if (ent_window_hold_close (self))
    return GDK_EVENT_STOP;
  keep_settings (self);
  g_set_object (&self->viewed, ent_document_get_file (self->document));
  ent_window_keep_view (self);
  return GTK_WINDOW_CLASS (ent_window_parent_class)->close_request (window);
}

static void
ent_window_dispose (GObject *object)
{
  EntWindow *self = ENT_WINDOW (object);

  ent_window_files_dispose (self);
  ent_window_view_dispose (self);
  ent_window_find_dispose (self);
  if (self->document != NULL)
    ent_window_layout_cancel (self);
  if (self->autosave != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->autosave, self);
      ent_autosave_close (self->autosave);
    }
  g_clear_object (&self->autosave);
  g_clear_object (&self->undo_toast);
  if (self->selection != NULL)
    g_clear_signal_handler (&self->selection_handler, self->selection);
  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->document, self);
      g_signal_handlers_disconnect_by_data (ent_document_get_map (self->document), self);
      g_signal_handlers_disconnect_by_data (ent_document_get_history (self->document), self);
    }
  g_clear_object (&self->selection);
  g_clear_object (&self->viewed);
  g_clear_object (&self->document);
  g_clear_object (&self->recent_menu);
  g_clear_object (&self->step_menu);
  g_clear_object (&self->menus);
  G_OBJECT_CLASS (ent_window_parent_class)->dispose (object);
}

static void
ent_window_class_init (EntWindowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_window_dispose;
  GTK_WINDOW_CLASS (klass)->close_request = ent_window_close_request;
  ent_window_actions_install (klass);
}

/* --- The header bar --- */

static GtkWidget *
icon_button (const char *icon, const char *name, const char *action)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  ent_window_name_button (button, name);
  return button;
}

static GtkWidget *
menu_button (const char *icon, const char *name, GMenuModel *menu)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), icon);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (button), menu);
  ent_window_name_button (button, name);
  return button;
}

/* Goes where there is no room for it, so that the window can be made as narrow as half a screen. */
static GtkWidget *
optional (GtkWidget *button)
{
  GtkWidget *squeezer = adw_squeezer_new ();

  adw_squeezer_set_allow_none (ADW_SQUEEZER (squeezer), TRUE);
  adw_squeezer_set_homogeneous (ADW_SQUEEZER (squeezer), FALSE);
  adw_squeezer_add (ADW_SQUEEZER (squeezer), button);
  return squeezer;
}

static GtkWidget *
panel_button (void)
{
  GtkWidget *button = gtk_toggle_button_new ();

  gtk_button_set_icon_name (GTK_BUTTON (button), "sidebar-show-right-symbolic");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.panel");
  ent_window_name_button (button, _ ("Side Panel"));
  return button;
}

static GtkWidget *
open_button (EntWindow *self)
{
  GtkWidget *button = adw_split_button_new ();

  adw_split_button_set_label (ADW_SPLIT_BUTTON (button), _ ("_Open"));
  adw_split_button_set_use_underline (ADW_SPLIT_BUTTON (button), TRUE);
  adw_split_button_set_menu_model (ADW_SPLIT_BUTTON (button), G_MENU_MODEL (self->recent_menu));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open");
  name_inner_buttons (button, _ ("Recent Maps"));
  g_signal_connect_object (adw_split_button_get_popover (ADW_SPLIT_BUTTON (button)), "show",
                           G_CALLBACK (ent_window_update_recent), self, G_CONNECT_SWAPPED);
  adw_split_button_set_dropdown_tooltip (ADW_SPLIT_BUTTON (button), _ ("Recent Maps"));
  return button;
}

static GtkWidget *
build_header (EntWindow *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/entente/Entente/menus.ui");
  AdwHeaderBar *bar = ADW_HEADER_BAR (adw_header_bar_new ());
  GtkWidget *new_button = optional (icon_button ("document-new-symbolic", _ ("New Map"), "app.new-window"));
  GtkWidget *add_button = optional (icon_button ("list-add-symbolic", _ ("Add Actor"), "win.add-actor"));
  GtkWidget *export_button = gtk_menu_button_new ();
  GtkWidget *search_button = icon_button ("edit-find-symbolic", _ ("Search"), "win.search");
  GtkWidget *layout_button = ent_window_layout_button (self);
  GtkWidget *end[6];

  self->title = ADW_WINDOW_TITLE (adw_window_title_new ("", ""));
  adw_header_bar_set_title_widget (bar, GTK_WIDGET (self->title));
  self->undo_button = icon_button ("edit-undo-symbolic", _ ("Undo"), "win.undo");
  self->redo_button = icon_button ("edit-redo-symbolic", _ ("Redo"), "win.redo");
  gtk_menu_button_set_label (GTK_MENU_BUTTON (export_button), _ ("Export"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (export_button),
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "export")));
  ent_window_name_button (export_button, _ ("Export"));
  gtk_widget_set_tooltip_text (export_button, NULL);
  ent_window_name_button (layout_button, _ ("Layout"));
  gtk_widget_set_tooltip_text (layout_button, NULL);
  self->menus = g_object_ref (builder);
  self->step_menu = G_MENU (g_object_ref (gtk_builder_get_object (builder, "steps")));
  self->menu_button
      = menu_button ("open-menu-symbolic", _ ("Main Menu"), G_MENU_MODEL (gtk_builder_get_object (builder, "primary")));
  self->narrow[0] = ent_spare_new (new_button);
  self->narrow[1] = ent_spare_new (add_button);
  self->narrow[2] = ent_spare_new (export_button);
  self->narrow[3] = ent_spare_new (self->redo_button);
  self->narrow[4] = ent_spare_new (layout_button);
  adw_header_bar_pack_start (bar, open_button (self));
  adw_header_bar_pack_start (bar, self->narrow[0]);
  adw_header_bar_pack_start (bar, self->undo_button);
  adw_header_bar_pack_start (bar, self->narrow[3]);
  end[0] = self->menu_button;
  end[1] = panel_button ();
  end[2] = self->narrow[2];
  end[3] = self->narrow[4];
  end[4] = search_button;
  end[5] = self->narrow[1];
  for (guint i = 0; i < G_N_ELEMENTS (end); i++)
    adw_header_bar_pack_end (bar, end[i]);
  return GTK_WIDGET (bar);
}

/* --- The body --- */

static GtkWidget *
build_busy_page (EntWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  GtkWidget *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  self->busy_spinner = GTK_SPINNER (gtk_spinner_new ());
  gtk_widget_set_size_request (GTK_WIDGET (self->busy_spinner), 48, 48);
  self->busy_label = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->busy_label, TRUE);
  gtk_label_set_wrap_mode (self->busy_label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_justify (self->busy_label, GTK_JUSTIFY_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (cancel), "win.cancel");
  gtk_widget_add_css_class (cancel, "pill");
  gtk_widget_set_halign (cancel, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->busy_spinner));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->busy_label));
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (box, "window-page");
  return box;
}

static GtkWidget *
notice_button (const char *label, const char *action)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  return button;
}

/* A notice that is put away takes neither room nor focus. */
static void
on_notice_revealed (GtkRevealer *notice)
{
  if (!gtk_revealer_get_reveal_child (notice) && !gtk_revealer_get_child_revealed (notice))
    gtk_widget_set_visible (GTK_WIDGET (notice), FALSE);
}

static GtkWidget *
build_notice (EntWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  self->notice_text = GTK_LABEL (gtk_label_new (""));
  gtk_label_set_wrap (self->notice_text, TRUE);
  gtk_label_set_xalign (self->notice_text, 0);
  gtk_widget_set_hexpand (GTK_WIDGET (self->notice_text), TRUE);
  self->notice_reload = notice_button (_ ("_Reload"), "win.reload");
  self->notice_keep = notice_button (_ ("_Keep Mine"), "win.keep-mine");
  self->notice_copy = notice_button (_ ("Save a _Copy…"), "win.save-copy");
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->notice_text));
  gtk_box_append (GTK_BOX (box), self->notice_reload);
  gtk_box_append (GTK_BOX (box), self->notice_keep);
  gtk_box_append (GTK_BOX (box), self->notice_copy);
  gtk_widget_add_css_class (box, "notice");
  self->notice = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->notice, box);
  gtk_widget_set_visible (GTK_WIDGET (self->notice), FALSE);
  g_signal_connect (self->notice, "notify::child-revealed", G_CALLBACK (on_notice_revealed), NULL);
  return GTK_WIDGET (self->notice);
}

static void
build (EntWindow *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->canvas = ENT_CANVAS (ent_canvas_new ());
  self->panel = ENT_PANEL (ent_panel_new ());
  self->split = ENT_SPLIT (
      ent_split_new (ent_window_find_build_map (self, GTK_WIDGET (self->canvas)), GTK_WIDGET (self->panel)));
  self->error_page = ENT_ERROR_PAGE (ent_error_page_new ());
  self->pages = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_named (self->pages, ent_window_find_build (self, GTK_WIDGET (self->split)), "map");
  gtk_stack_add_named (self->pages, build_busy_page (self), "busy");
  gtk_stack_add_named (self->pages, GTK_WIDGET (self->error_page), "error");
  gtk_stack_set_hhomogeneous (self->pages, FALSE);
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->pages));
  gtk_widget_set_vexpand (GTK_WIDGET (self->toasts), TRUE);
  gtk_box_append (GTK_BOX (box), build_header (self));
  gtk_box_append (GTK_BOX (box), build_notice (self));
  self->draw_progress = ENT_PROGRESS (ent_progress_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->draw_progress));
  self->save_progress = ENT_PROGRESS (ent_progress_new ());
  self->export_progress = ENT_PROGRESS (ent_progress_new ());
  self->picture_progress = ENT_PROGRESS (ent_progress_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->save_progress));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->export_progress));
  self->layout_progress = ENT_PROGRESS (ent_progress_new ());
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->layout_progress));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->picture_progress));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->toasts));
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (self), box);
  gtk_widget_set_size_request (GTK_WIDGET (self), SMALLEST_WIDTH, SMALLEST_HEIGHT);
}

static void
connect (EntWindow *self)
{
  EntHistory *history = ent_document_get_history (self->document);
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (follow_style), self, G_CONNECT_SWAPPED);
  follow_style (self);
  g_signal_connect_swapped (self->autosave, "failed", G_CALLBACK (on_autosave_failed), self);
  g_signal_connect_swapped (self->document, "notify", G_CALLBACK (on_document_changed), self);
  g_signal_connect_swapped (history, "notify", G_CALLBACK (ent_window_actions_update), self);
  g_signal_connect_swapped (ent_window_get_map (self), "changed", G_CALLBACK (on_map_changed), self);
  g_signal_connect_swapped (self->canvas, "activate-target", G_CALLBACK (on_activate_target), self);
  g_signal_connect_swapped (self->canvas, "add-actor-at", G_CALLBACK (on_add_actor_at), self);
  g_signal_connect_swapped (self->panel, "reveal", G_CALLBACK (on_reveal), self);
  g_signal_connect_swapped (self->panel, "close", G_CALLBACK (on_panel_close), self);
  g_signal_connect_swapped (self->panel, "toast", G_CALLBACK (on_panel_toast), self);
  g_signal_connect_swapped (self->panel, "end-step", G_CALLBACK (on_panel_end_step), self);
  g_signal_connect_swapped (self->split, "notify::folded", G_CALLBACK (on_folded), self);
  g_signal_connect (self, "notify::is-active", G_CALLBACK (on_active), NULL);
}

static void
ent_window_init (EntWindow *self)
{
  g_autofree char *drafts = ent_draft_dup_folder (), *versions = ent_versions_dup_folder ();

  self->document = ent_document_new ();
  self->autosave = ent_autosave_new (self->document, drafts);
  ent_document_set_versions_folder (self->document, versions);
  self->recent_menu = g_menu_new ();
  build (self);
  ent_window_actions_init (self);
  ent_window_view_init (self);
  ent_window_forms_init (self);
  ent_window_history_init (self);
  ent_window_evidence_init (self);
  ent_window_link_init (self);
  ent_window_list_init (self);
  ent_window_picture_init (self);
  ent_window_ground_init (self);
  ent_window_story_init (self);
  ent_window_drag_init (self);
  ent_window_files_init (self);
  connect (self);
  ent_window_show_content (self);
}

EntWindow *
ent_window_new (EntApplication *application)
{
  EntWindow *self = g_object_new (ENT_TYPE_WINDOW, "application", application, NULL);

  use_settings (self);
  return self;
}
