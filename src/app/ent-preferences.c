/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each row shows one setting, stores what is chosen, and has the whole program follow. Invariant: a row that is being filled stores
 * nothing. */
#include "ent-preferences.h"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>

#include "ent-panel-parts.h"
#include "ent-panel-words.h"

typedef struct
{
  EntApplication *application;
  const char *key;
  char **values; /* of a list: what is stored for each line */
  GtkWidget *widget, *clear;
} Setting;

static void
setting_free (gpointer data, GClosure *closure)
{
  Setting *setting = data;

  g_strfreev (setting->values);
  g_free (setting);
}

static EntSettings *
settings_of (const Setting *setting)
{
  return ent_application_get_settings (setting->application);
}

static Setting *
setting_new (EntApplication *application, const char *key, GtkWidget *widget)
{
  Setting *setting = g_new0 (Setting, 1);

  setting->application = application;
  setting->key = key;
  setting->widget = widget;
  return setting;
}

static void
follow (const Setting *setting)
{
  ent_application_use_settings (setting->application);
}

/* --- Rows --- */

static AdwPreferencesGroup *
group_new (AdwPreferencesPage *page, const char *title)
{
  AdwPreferencesGroup *group = ADW_PREFERENCES_GROUP (adw_preferences_group_new ());

  adw_preferences_group_set_title (group, title);
  adw_preferences_page_add (page, group);
  return group;
}

static GtkWidget *
row_new (AdwPreferencesGroup *group, const char *title, const char *subtitle, GtkWidget *widget)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_set_valign (widget, GTK_ALIGN_CENTER);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), widget);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), widget);
  ent_set_accessible_name (widget, title);
  ent_set_accessible_name (row, title);
  adw_preferences_group_add (group, row);
  return row;
}

static void
on_switched (GObject *widget, GParamSpec *pspec, const Setting *setting)
{
  ent_settings_set_boolean (settings_of (setting), setting->key, gtk_switch_get_active (GTK_SWITCH (widget)));
  follow (setting);
}

static void
add_switch (AdwPreferencesGroup *group, EntApplication *application, const char *key, const char *title, const char *subtitle)
{
  GtkWidget *widget = gtk_switch_new ();

  row_new (group, title, subtitle, widget);
  gtk_switch_set_active (GTK_SWITCH (widget), ent_settings_get_boolean (ent_application_get_settings (application), key, TRUE));
  g_signal_connect_data (widget, "notify::active", G_CALLBACK (on_switched), setting_new (application, key, widget), setting_free, 0);
}

static void
on_chosen (GObject *widget, GParamSpec *pspec, const Setting *setting)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (widget));

  if (chosen == GTK_INVALID_LIST_POSITION)
    return;
  ent_settings_set_string (settings_of (setting), setting->key, setting->values[chosen]);
  follow (setting);
}

/* Takes @values; the first is what holds where nothing fits. */
static void
add_list (AdwPreferencesGroup *group,
          EntApplication *application,
          const char *key,
          const char *title,
          const char *subtitle,
          char **values,
          GtkStringList *names)
{
  g_autofree char *stored = ent_settings_dup_string (ent_application_get_settings (application), key);
  GtkExpression *words = gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string");
  GtkWidget *widget = gtk_drop_down_new (G_LIST_MODEL (names), words);
  Setting *setting = setting_new (application, key, widget);

  setting->values = values;
  row_new (group, title, subtitle, widget);
  ent_name_menu_button (widget, title);
  for (guint i = 0; values[i] != NULL; i++)
    if (g_str_equal (values[i], stored))
      gtk_drop_down_set_selected (GTK_DROP_DOWN (widget), i);
  g_signal_connect_data (widget, "notify::selected", G_CALLBACK (on_chosen), setting, setting_free, 0);
}

static void
add_kinds (AdwPreferencesGroup *group,
           EntApplication *application,
           const char *key,
           const char *title,
           const char *const *kinds,
           const char *(*words) (const char *kind))
{
  g_autoptr (GStrvBuilder) values = g_strv_builder_new ();
  GtkStringList *names = gtk_string_list_new (NULL);

  g_strv_builder_add (values, "");
  gtk_string_list_append (names, _ ("None in particular"));
  for (guint i = 0; kinds[i] != NULL; i++)
    {
      g_strv_builder_add (values, kinds[i]);
      gtk_string_list_append (names, words (kinds[i]));
    }
  add_list (group, application, key, title, NULL, g_strv_builder_end (values), names);
}

static void
on_coloured (GtkWidget *widget, const Setting *setting)
{
  GdkRGBA colour;
  g_autofree char *text = NULL;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (widget), &colour);
  text = g_strdup_printf ("#%02x%02x%02x", (guint) lround (colour.red * 255), (guint) lround (colour.green * 255),
                          (guint) lround (colour.blue * 255));
  ent_settings_set_string (settings_of (setting), setting->key, text);
  gtk_widget_set_sensitive (setting->clear, TRUE);
  follow (setting);
}

static void
on_colour_cleared (GtkWidget *button, const Setting *setting)
{
  ent_settings_set_string (settings_of (setting), setting->key, "");
  gtk_widget_set_sensitive (setting->clear, FALSE);
  follow (setting);
}

static void
add_colour (AdwPreferencesGroup *group, EntApplication *application, const char *key, const char *title, const char *subtitle)
{
  g_autofree char *stored = ent_settings_dup_string (ent_application_get_settings (application), key);
  GtkWidget *widget = gtk_color_button_new (), *clear = gtk_button_new_with_label (_ ("None"));
  Setting *setting = setting_new (application, key, widget);
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1 };
  GtkWidget *row;

  setting->clear = clear;
  gdk_rgba_parse (&colour, stored);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (widget), &colour);
  gtk_color_button_set_title (GTK_COLOR_BUTTON (widget), title);
  row = row_new (group, title, subtitle, widget);
  ent_name_menu_button (widget, title);
  gtk_widget_set_valign (clear, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (clear, stored[0] != '\0');
  ent_set_accessible_name (clear, _ ("No colour for new actors"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), clear);
  g_signal_connect_data (widget, "color-set", G_CALLBACK (on_coloured), setting, setting_free, 0);
  g_signal_connect (clear, "clicked", G_CALLBACK (on_colour_cleared), setting);
}

static void
on_scaled (GtkSpinButton *widget, const Setting *setting)
{
  ent_settings_set_double (settings_of (setting), setting->key, gtk_spin_button_get_value (widget) / 100);
  follow (setting);
}

static void
add_scale (AdwPreferencesGroup *group, EntApplication *application, const char *key, const char *title, const char *subtitle)
{
  GtkWidget *widget = gtk_spin_button_new_with_range (50, 300, 10);

  row_new (group, title, subtitle, widget);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (widget),
                             100 * ent_settings_get_double (ent_application_get_settings (application), key, 1));
  g_signal_connect_data (widget, "value-changed", G_CALLBACK (on_scaled), setting_new (application, key, widget), setting_free, 0);
}

/* --- The window --- */

static const char *
actor_kind_words (const char *kind)
{
  return gettext (kind);
}

static void
add_appearance (AdwPreferencesPage *page, EntApplication *application)
{
  static const char *const styles[] = { "system", "light", "dark", NULL };
  const char *names[] = { _ ("As the desktop"), _ ("Light"), _ ("Dark"), NULL };
  AdwPreferencesGroup *group = group_new (page, _ ("Appearance"));

  add_list (group, application, ENT_SETTING_STYLE, _ ("Style"), NULL, g_strdupv ((char **) styles), gtk_string_list_new (names));
  add_switch (group, application, ENT_SETTING_ANIMATIONS, _ ("Animations"),
              _ ("Actors and the view glide to their places, where the desktop allows it"));
  add_scale (group, application, ENT_SETTING_READER_TEXT_SCALE, _ ("Text size of articles"),
             _ ("In per cent of the size of all other text"));
}

static void
add_new_things (AdwPreferencesPage *page, EntApplication *application)
{
  AdwPreferencesGroup *group = group_new (page, _ ("New Actors and Relations"));

  add_kinds (group, application, ENT_SETTING_ACTOR_KIND, _ ("Kind of new actors"), ent_actor_kinds, actor_kind_words);
  add_colour (group, application, ENT_SETTING_ACTOR_COLOUR, _ ("Colour of new actors"), _ ("Without one they have the colour of their kind"));
  add_kinds (group, application, ENT_SETTING_RELATION_KIND, _ ("Kind of new relations"), ent_relation_kinds, ent_words_relation_kind);
}

GtkWidget *
ent_preferences_new (EntApplication *application, GtkWindow *parent)
{
  GtkWidget *window = adw_preferences_window_new ();
  AdwPreferencesPage *page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());

  gtk_window_set_title (GTK_WINDOW (window), _ ("Preferences"));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), 620, 700);
  adw_preferences_page_set_title (page, _ ("General"));
  adw_preferences_page_set_icon_name (page, "preferences-system-symbolic");
  adw_preferences_window_set_search_enabled (ADW_PREFERENCES_WINDOW (window), FALSE);
  add_appearance (page, application);
  add_switch (group_new (page, _ ("Unsaved Changes")), application, ENT_SETTING_AUTOSAVE, _ ("Keep a draft"),
              _ ("A crash or power cut loses 3 seconds of work at most"));
  add_new_things (page, application);
  adw_preferences_window_add (ADW_PREFERENCES_WINDOW (window), page);
  return window;
}
