/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One plain sentence says what is shown and why: "14 of 18 actors, 31 of 78 relations · cooperative". */
#include "ent-filter-bar.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-browse-style.h"
#include "ent-browse-words.h"
#include "ent-filter-popover.h"

struct _EntFilterBar
{
  GtkWidget parent_instance;

  EntFilterState *state;
  gulong handler;
  GtkWidget *box, *filter, *focus, *counts, *why, *clear, *list, *time;
};

G_DEFINE_FINAL_TYPE (EntFilterBar, ent_filter_bar, GTK_TYPE_WIDGET)

/* "14 of 18 actors, 31 of 78 relations". */
static char *
counts_words (const EntShown *shown)
{
  g_autofree char *actors = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "%'u of %'u actor", "%'u of %'u actors", shown->all_actors), shown->n_actors, shown->all_actors);
  g_autofree char *relations
      = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u of %'u relation", "%'u of %'u relations", shown->all_relations),
                         shown->n_relations, shown->all_relations);

  /* Translators: "14 of 18 actors", "31 of 78 relations" */
  return g_strdup_printf (_ ("%s, %s"), actors, relations);
}

static char *
all_words (EntMap *map)
{
  g_autofree char *actors = ent_browse_count_actors (ent_map_n (map, ENT_LIST_ACTORS));
  g_autofree char *relations = ent_browse_count_relations (ent_map_n (map, ENT_LIST_RELATIONS));

  return g_strdup_printf (_ ("%s, %s"), actors, relations);
}

static void
refresh (EntFilterBar *self)
{
  EntMap *map = ent_filter_state_get_map (self->state);
  EntFilter *filter = ent_filter_state_get (self->state);
  gboolean empty = ent_filter_is_empty (filter);
  EntShown *shown = empty || map == NULL ? NULL : ent_filter_state_ask_shown (self->state);
  g_autofree char *counts = NULL, *why = NULL, *whole = NULL;

  if (map == NULL || ent_map_in_transaction (map))
    return;
  if (!empty)
    why = ent_browse_describe_filter (ent_map_peek_index (map), filter);
  counts = empty ? all_words (map) : shown != NULL ? counts_words (shown) : g_strdup (_ ("Counting…"));
  gtk_label_set_text (GTK_LABEL (self->counts), counts);
  gtk_label_set_text (GTK_LABEL (self->why), why != NULL ? why : "");
  gtk_widget_set_visible (self->why, why != NULL);
  gtk_widget_set_hexpand (self->list, why == NULL);
  whole = why != NULL ? g_strdup_printf ("%s · %s", counts, why) : g_strdup (counts);
  gtk_widget_set_tooltip_text (self->counts, whole);
  gtk_widget_set_tooltip_text (self->why, whole);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
  gtk_widget_set_visible (self->clear, !empty);
  if (empty)
    gtk_widget_remove_css_class (self->filter, "filtering");
  else
    gtk_widget_add_css_class (self->filter, "filtering");
}

static void
on_map (EntFilterBar *self)
{
  refresh (self);
}

void
ent_filter_bar_popup (EntFilterBar *self)
{
  g_return_if_fail (ENT_IS_FILTER_BAR (self));

  gtk_menu_button_popup (GTK_MENU_BUTTON (self->filter));
}

static void
ent_filter_bar_dispose (GObject *object)
{
  EntFilterBar *self = ENT_FILTER_BAR (object);

  if (self->state != NULL)
    g_clear_signal_handler (&self->handler, self->state);
  g_clear_object (&self->state);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_filter_bar_parent_class)->dispose (object);
}

static void
ent_filter_bar_class_init (EntFilterBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_filter_bar_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entfilterbar");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  ent_browse_load_style ();
}

static void
ent_filter_bar_init (EntFilterBar *self)
{
}

/* The button that a menu button is made of has no name of its own. */
static GtkWidget *
menu_button (const char *label, const char *tip)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_direction (GTK_MENU_BUTTON (button), GTK_ARROW_UP);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (button)), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  return button;
}

static GMenuModel *
focus_menu (void)
{
  GMenu *menu = g_menu_new (), *steps = g_menu_new (), *whole = g_menu_new ();

  g_menu_append (steps, _ ("_1 Step Around What Is Chosen"), "win.focus(1)");
  g_menu_append (steps, _ ("_2 Steps Around"), "win.focus(2)");
  g_menu_append (steps, _ ("_3 Steps Around"), "win.focus(3)");
  g_menu_append (whole, _ ("_Whole Map"), "win.focus(0)");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (steps));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (whole));
  g_object_unref (steps);
  g_object_unref (whole);
  return G_MENU_MODEL (menu);
}

static GtkWidget *
line_label (const char *css)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, css);
  return label;
}

static void
build (EntFilterBar *self)
{
  g_autoptr (GMenuModel) focus = focus_menu ();

  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  self->filter = menu_button (_ ("Filter"), _ ("Show only some (Ctrl+Shift+F)"));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (self->filter), ent_filter_popover_new (self->state));
  self->focus = menu_button (_ ("Focus"), _ ("Show what is around the chosen actors"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->focus), focus);
  self->counts = line_label ("filter-counts");
  self->why = line_label ("filter-why");
  gtk_widget_set_hexpand (self->why, TRUE);
  self->clear = gtk_button_new_with_label (_ ("Show All"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->clear), "win.clear-filter");
  gtk_widget_add_css_class (self->clear, "flat");
  self->list = gtk_toggle_button_new ();
  gtk_button_set_icon_name (GTK_BUTTON (self->list), "view-list-symbolic");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("List"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->list), "win.list");
  gtk_widget_add_css_class (self->list, "flat");
  gtk_widget_set_halign (self->list, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (self->list, _ ("All actors and relations (Ctrl+B)"));
  self->time = gtk_toggle_button_new_with_label (_ ("Timeline"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->time), "win.timeline");
  gtk_widget_add_css_class (self->time, "flat");
  gtk_widget_set_tooltip_text (self->time, _ ("Relations by time (Ctrl+Shift+I)"));
  gtk_box_append (GTK_BOX (self->box), self->filter);
  gtk_box_append (GTK_BOX (self->box), self->focus);
  gtk_box_append (GTK_BOX (self->box), self->counts);
  gtk_box_append (GTK_BOX (self->box), self->why);
  gtk_box_append (GTK_BOX (self->box), self->clear);
  gtk_box_append (GTK_BOX (self->box), self->list);
  gtk_box_append (GTK_BOX (self->box), self->time);
  gtk_widget_set_halign (self->time, GTK_ALIGN_END);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

GtkWidget *
ent_filter_bar_new (EntFilterState *state)
{
  EntFilterBar *self = g_object_new (ENT_TYPE_FILTER_BAR, NULL);

  self->state = g_object_ref (state);
  build (self);
  self->handler = g_signal_connect_swapped (state, "changed", G_CALLBACK (on_map), self);
  refresh (self);
  return GTK_WIDGET (self);
}
