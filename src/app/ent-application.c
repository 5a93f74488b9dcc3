/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Knows which window shows which file. Actions of the whole program are here; those of a window are in
 * ent-window-actions.c. */
#include "ent-application.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-app-resources.h"
#include "ent-menu-names.h"
#include "ent-preferences.h"
#include "ent-recovery.h"
#include "ent-window.h"

struct _EntApplication
{
  AdwApplication parent_instance;

  EntSettings *settings;
  gboolean recovered; /* drafts of an earlier run were looked for */
};

G_DEFINE_FINAL_TYPE (EntApplication, ent_application, ADW_TYPE_APPLICATION)

static EntWindow *
new_window (EntApplication *self)
{
  EntWindow *window = ent_window_new (self);

  gtk_window_present (GTK_WINDOW (window));
  return window;
}

static EntWindow *
find_window_of (EntApplication *self, GFile *file)
{
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    if (ENT_IS_WINDOW (item->data) && ent_window_shows_file (item->data, file))
      return item->data;
  return NULL;
}

/* The window used last, where it is one of ours. */
static EntWindow *
get_active_window (EntApplication *self)
{
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    if (ENT_IS_WINDOW (item->data))
      return item->data;
  return NULL;
}

void
ent_application_show_file (EntApplication *self, GFile *file, GtkWindow *window)
{
  EntWindow *shown = find_window_of (self, file);

  g_return_if_fail (ENT_IS_APPLICATION (self));
  if (shown != NULL)
    {
      gtk_window_present (GTK_WINDOW (shown));
      return;
    }
  shown = window != NULL ? ENT_WINDOW (window) : get_active_window (self);
  if (shown == NULL || !ent_window_is_pristine (shown))
    shown = ent_window_new (self);
  ent_window_load (shown, file);
  gtk_window_present (GTK_WINDOW (shown));
}

void
ent_application_restore (EntApplication *self, EntDraft *draft)
{
  g_autoptr (GFile) file = draft->path != NULL ? g_file_new_for_path (draft->path) : NULL;
  EntWindow *window = file != NULL ? find_window_of (self, file) : NULL;

  if (window != NULL && !ent_window_is_unchanged (window))
    {
      g_clear_pointer (&draft->path, g_free);
      window = NULL;
    }
  else if (window == NULL && get_active_window (self) != NULL && ent_window_is_pristine (get_active_window (self)))
    window = get_active_window (self);
  if (window == NULL)
    window = ent_window_new (self);
  ent_window_restore (window, draft);
  gtk_window_present (GTK_WINDOW (window));
}

void
ent_application_show_copy (EntApplication *self, EntSnapshot *content)
{
  EntWindow *window = ent_window_new (self);

  ent_window_show_copy (window, content);
  gtk_window_present (GTK_WINDOW (window));
}

static void
recover_once (EntApplication *self)
{
  if (!self->recovered)
    ent_recovery_start (self);
  self->recovered = TRUE;
}

static void
ent_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++)
    ent_application_show_file (ENT_APPLICATION (application), files[i], NULL);
  recover_once (ENT_APPLICATION (application));
}

static void
ent_application_activate (GApplication *application)
{
  EntWindow *window = get_active_window (ENT_APPLICATION (application));

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (window));
  else
    new_window (ENT_APPLICATION (application));
  recover_once (ENT_APPLICATION (application));
}

static void
on_new_window (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  new_window (ENT_APPLICATION (data));
}

/* Each window asks about its own changes; the program ends with the last of them. */
static void
on_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (GTK_APPLICATION (data)));

  for (GList *item = windows; item != NULL; item = item->next)
    if (ENT_IS_WINDOW (item->data))
      gtk_window_close (GTK_WINDOW (item->data));
}

static void
on_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  const char *developers[] = { _ ("The Entente developers"), NULL };

  adw_show_about_window (gtk_application_get_active_window (GTK_APPLICATION (data)), "application-name", "Entente",
                         "application-icon", ENT_APP_ID, "version", ENT_VERSION, "developer-name",
                         _ ("The Entente developers"), "developers", developers, "comments",
                         _ ("Maps who stands how to whom, with the sentences that prove it."), "license-type",
                         GTK_LICENSE_GPL_3_0, "copyright", _ ("© The Entente developers"), "translator-credits",
                         /* Translators: your names, one a line */
                         _ ("translator-credits"), NULL);
}

static void
on_preferences (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntWindow *window = get_active_window (ENT_APPLICATION (data));

  if (window != NULL)
    gtk_window_present (GTK_WINDOW (ent_preferences_new (ENT_APPLICATION (data), GTK_WINDOW (window))));
}

/* What the desktop says of animations counts where nothing is set here. */
static void
use_animations (gboolean wanted)
{
  GtkSettings *settings = gtk_settings_get_default ();

  if (wanted)
    gtk_settings_reset_property (settings, "gtk-enable-animations");
  else
    g_object_set (settings, "gtk-enable-animations", FALSE, NULL);
}

void
ent_application_use_settings (EntApplication *self)
{
  g_autofree char *style = ent_settings_dup_string (self->settings, ENT_SETTING_STYLE);

  adw_style_manager_set_color_scheme (adw_style_manager_get_default (),
                                      g_str_equal (style, "dark")    ? ADW_COLOR_SCHEME_FORCE_DARK
                                      : g_str_equal (style, "light") ? ADW_COLOR_SCHEME_FORCE_LIGHT
                                                                     : ADW_COLOR_SCHEME_DEFAULT);
  use_animations (ent_settings_get_boolean (self->settings, ENT_SETTING_ANIMATIONS, TRUE));
  for (GList *item = gtk_application_get_windows (GTK_APPLICATION (self)); item != NULL; item = item->next)
    if (ENT_IS_WINDOW (item->data))
      ent_window_use_preferences (item->data);
}

static void
set_accels (EntApplication *self)
{
  static const struct
  {
    const char *action;
    const char *accels[4];
  } keys[] = {
    { "app.new-window", { "<Control>n", NULL } },
    { "app.preferences", { "<Control>comma", NULL } },
    { "app.quit", { "<Control>q", NULL } },
    { "win.open", { "<Control>o", NULL } },
    { "win.save", { "<Control>s", NULL } },
    { "win.save-as", { "<Control><Shift>s", NULL } },
    { "win.close", { "<Control>w", NULL } },
    { "win.search", { "<Control>f", NULL } },
    { "win.filter", { "<Control><Shift>f", NULL } },
    { "win.timeline", { "<Control><Shift>i", NULL } },
    { "win.list", { "<Control>b", NULL } },
    { "win.focus(1)", { "<Alt>1", NULL } },
    { "win.focus(2)", { "<Alt>2", NULL } },
    { "win.focus(3)", { "<Alt>3", NULL } },
    { "win.focus(0)", { "<Alt>0", NULL } },
    { "win.add-actor", { "<Control><Shift>n", NULL } },
    { "win.add-article", { "<Control><Shift>r", NULL } },
    { "win.paste-article", { "<Control><Shift>v", NULL } },
    { "win.connect", { "<Control>l", NULL } },
    { "win.link", { "<Control>k", NULL } },
    { "win.history", { "<Control>h", NULL } },
    { "win.group", { "<Control>g", NULL } },
    { "win.merge", { "<Control>m", NULL } },
    { "win.add-caption", { "<Control><Shift>t", NULL } },
    { "win.story", { "<Control>j", NULL } },
    { "win.add-step", { "<Control><Shift>j", NULL } },
    { "win.next-step", { "<Alt>Page_Down", NULL } },
    { "win.previous-step", { "<Alt>Page_Up", NULL } },
    { "win.layout-menu", { "<Control><Shift>l", NULL } },
    { "win.arrange('organic')", { "<Control><Shift>o", NULL } },
    { "win.pin", { "<Control><Shift>p", NULL } },
    { "win.print", { "<Control>p", NULL } },
    { "win.export", { "<Control><Shift>e", NULL } },
    { "win.export-svg", { "<Control>e", NULL } },
    { "win.export-png", { "<Control><Alt>e", NULL } },
    { "win.copy-picture", { "<Control><Shift>c", NULL } },
    { "win.zoom-in", { "<Control>plus", "<Control>equal", "<Control>KP_Add", NULL } },
    { "win.zoom-out", { "<Control>minus", "<Control>KP_Subtract", NULL } },
    { "win.zoom-normal", { "<Control>0", "<Control>KP_0", NULL } },
    { "win.zoom-fit", { "<Control>9", "<Control>KP_9", NULL } },
    { "win.overview", { "<Control><Shift>m", NULL } },
    { "win.panel", { "F9", NULL } },
    { "win.back", { "<Alt>Left", NULL } },
    { "win.forward", { "<Alt>Right", NULL } },
    { "win.menu", { "F10", NULL } },
  };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (self), keys[i].action, keys[i].accels);
}

static void
ent_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { .name = "new-window", .activate = on_new_window },
    { .name = "quit", .activate = on_quit },
    { .name = "preferences", .activate = on_preferences },
    { .name = "about", .activate = on_about },
  };

  g_resources_register (ent_app_get_resource ());
  G_APPLICATION_CLASS (ent_application_parent_class)->startup (application);
  ent_menu_names_init ();
  g_set_application_name ("Entente");
  gtk_window_set_default_icon_name (ENT_APP_ID);
  g_action_map_add_action_entries (G_ACTION_MAP (application), actions, G_N_ELEMENTS (actions), application);
  set_accels (ENT_APPLICATION (application));
  ent_application_use_settings (ENT_APPLICATION (application));
}

static void
ent_application_finalize (GObject *object)
{
  ent_settings_free (ENT_APPLICATION (object)->settings);
  G_OBJECT_CLASS (ent_application_parent_class)->finalize (object);
}

static void
ent_application_class_init (EntApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ent_application_finalize;
  application_class->startup = ent_application_startup;
  application_class->activate = ent_application_activate;
  application_class->open = ent_application_open;
}

static void
ent_application_init (EntApplication *self)
{
  self->settings = ent_settings_new ();
}

EntApplication *
ent_application_new (void)
{
  return g_object_new (ENT_TYPE_APPLICATION, "application-id", ENT_APP_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/org/entente/Entente", NULL);
}

EntSettings *
ent_application_get_settings (EntApplication *self)
{
  return self->settings;
}
