/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Labels, buttons and links of the panel. Invariant: text from a map is only ever given to gtk_label_set_text (). */
#include "ent-panel-parts.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-panel-words.h"

GtkWidget *
ent_label_new (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

GtkWidget *
ent_text_new (const char *text, const char *css_class)
{
  GtkWidget *label = ent_label_new (text, css_class);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  ent_set_accessible_name (label, text);
  return label;
}

GtkWidget *
ent_heading_new (const char *text, int count)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = ent_label_new (text, "heading");

  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_margin_top (box, 12);
  gtk_box_append (GTK_BOX (box), label);
  if (count >= 0)
    {
      g_autofree char *number = g_strdup_printf ("%d", count);
      GtkWidget *figure = gtk_label_new (number);

      gtk_widget_add_css_class (figure, "dim");
      gtk_widget_add_css_class (figure, "counts");
      gtk_box_append (GTK_BOX (box), figure);
    }
  return box;
}

GtkWidget *
ent_chip_new (const char *text, const char *css_class)
{
  GtkWidget *label = ent_label_new (text, "chip");

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

void
ent_set_accessible_name (gpointer widget, const char *name)
{
  /* Newer GTK names a button after its child and would not listen to a name of its own. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

void
ent_name_menu_button (GtkWidget *button, const char *name)
{
  ent_set_accessible_name (button, name);
  for (GtkWidget *child = gtk_widget_get_first_child (button); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      ent_set_accessible_name (child, name);
}

GtkWidget *
ent_text_button_new (const char *text, const char *css_class)
{
  GtkWidget *button = gtk_button_new ();

  gtk_button_set_child (GTK_BUTTON (button), ent_label_new (text, NULL));
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  if (css_class != NULL)
    gtk_widget_add_css_class (button, css_class);
  ent_set_accessible_name (button, text);
  return button;
}

GtkWidget *
ent_icon_button_new (const char *icon, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_set_tooltip_text (button, name);
  ent_set_accessible_name (button, name);
  return button;
}

GtkWidget *
ent_decoration_new (const char *icon)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", icon, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

GtkWidget *
ent_web_link_new (const char *title, const char *url)
{
  GtkWidget *button, *box;
  g_autofree char *name = NULL;

  if (!ent_words_is_web_address (url))
    return NULL;
  button = gtk_link_button_new (url);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  if (title != NULL && title[0] != '\0')
    gtk_box_append (GTK_BOX (box), ent_label_new (title, NULL));
  gtk_box_append (GTK_BOX (box), ent_label_new (url, "small"));
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "step");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  name = title != NULL && title[0] != '\0' ? g_strdup_printf ("%s, %s", title, url) : g_strdup (url);
  ent_set_accessible_name (button, name);
  return button;
}

GtkWidget *
ent_page_box_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);

  gtk_widget_add_css_class (box, "panel-page");
  return box;
}

GtkWidget *
ent_find_named (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;

  if (strcmp (gtk_widget_get_name (widget), name) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = ent_find_named (child, name);
  return found;
}

static void
actor_button_clicked (GtkButton *button, EntPanel *panel)
{
  ent_panel_choose (panel, ENT_TARGET_ACTOR, g_object_get_data (G_OBJECT (button), "actor"), NULL, TRUE);
}

GtkWidget *
ent_actor_button_new (EntPanel *panel, const EntActor *actor, const char *css_class)
{
  g_autofree char *name = ent_name_isolated (actor->name);
  GtkWidget *button = ent_text_button_new (name, css_class);

  g_object_set_data_full (G_OBJECT (button), "actor", g_strdup (actor->id), g_free);
  gtk_widget_set_name (button, actor->id);
  g_signal_connect (button, "clicked", G_CALLBACK (actor_button_clicked), panel);
  return button;
}

static void
edit_clicked (EntPanel *panel)
{
  ent_panel_set_editing (panel, TRUE);
}

GtkWidget *
ent_edit_button_new (EntPanel *panel, const char *text)
{
  GtkWidget *button = ent_text_button_new (text, NULL);

  gtk_button_set_has_frame (GTK_BUTTON (button), TRUE);
  gtk_widget_set_name (button, "edit");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (edit_clicked), panel);
  return button;
}
