/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Going through the steps: one by one, or by the list of all of them. Selection and view come to where the change was.
 */
#include "ent-window-private.h"

#include <glib/gi18n.h>

/* The article that came, went or has other fields or another text by a step that changed no actor, as far as it is there; its lines changed
 * only with it. NULL for any other step. */
static const char *
changed_article (EntMap *map, char **ids)
{
  const char *article = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (ent_map_actor (map, ids[i]) != NULL)
        return NULL;
      if (article == NULL && ent_map_article (map, ids[i]) != NULL)
        article = ids[i];
    }
  return article;
}

static void
show_step (EntWindow *self, guint step)
{
  g_auto (GStrv) ids = ent_history_get_step_ids (ent_document_get_history (self->document), step);
  const char *article = changed_article (ent_window_get_map (self), ids);
  EntPoint place;

  if (ids[0] != NULL && ent_history_is_of_list (ent_document_get_history (self->document), step, ENT_LIST_STORY))
    ent_window_show_step (self, ids[0]);
  else if (article != NULL)
    ent_panel_show_article (self->panel, article, "");
  else if (!ent_window_choose_ids (self, (const char *const *) ids)
           && ent_history_get_step_place (ent_document_get_history (self->document), step, &place))
    ent_canvas_see_place (self->canvas, place);
}

void
ent_window_undo (EntWindow *self)
{
  EntHistory *history = ent_document_get_history (self->document);

  ent_history_undo (history);
  show_step (self, ent_history_get_position (history));
}

void
ent_window_redo (EntWindow *self)
{
  EntHistory *history = ent_document_get_history (self->document);

  ent_history_redo (history);
  show_step (self, ent_history_get_position (history) - 1);
}

/* --- The list --- */

/* The first row is the map before any step. */
static void
on_step_activated (EntWindow *self, guint row)
{
  EntHistory *history = ent_document_get_history (self->document);
  guint before = ent_history_get_position (history);

  if (self->add_popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (self->add_popover));
  if (row > ent_history_get_n_steps (history) || row == before)
    return;
  ent_history_go_to (history, row);
  show_step (self, row > before ? row - 1 : row);
}

static void
on_setup (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_label_new ("");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_list_item_set_child (item, label);
}

static void
on_bind (GtkSignalListItemFactory *factory, GtkListItem *item, EntWindow *self)
{
  guint position = ent_history_get_position (ent_document_get_history (self->document));
  GtkWidget *label = gtk_list_item_get_child (item);
  guint row = gtk_list_item_get_position (item);

  gtk_label_set_text (GTK_LABEL (label), gtk_string_object_get_string (gtk_list_item_get_item (item)));
  gtk_widget_remove_css_class (label, "heading");
  gtk_widget_remove_css_class (label, "dim-label");
  if (row == position)
    gtk_widget_add_css_class (label, "heading");
  else if (row > position)
    gtk_widget_add_css_class (label, "dim-label");
}

static GtkWidget *
build_list (EntWindow *self)
{
  EntHistory *history = ent_document_get_history (self->document);
  g_autoptr (GtkStringList) steps = gtk_string_list_new (NULL);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkSingleSelection *chosen;
  GtkWidget *list;

  gtk_string_list_append (steps, _ ("As it was opened"));
  for (guint i = 0; i < ent_history_get_n_steps (history); i++)
    gtk_string_list_append (steps, ent_history_get_step_label (history, i));
  g_signal_connect (factory, "setup", G_CALLBACK (on_setup), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (on_bind), self);
  chosen = gtk_single_selection_new (G_LIST_MODEL (g_steal_pointer (&steps)));
  gtk_single_selection_set_selected (chosen, ent_history_get_position (history));
  list = gtk_list_view_new (GTK_SELECTION_MODEL (chosen), factory);
  gtk_list_view_set_single_click_activate (GTK_LIST_VIEW (list), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("History"), -1);
  g_signal_connect_swapped (list, "activate", G_CALLBACK (on_step_activated), self);
  return list;
}

void
ent_window_show_history (EntWindow *self)
{
  EntHistory *history = ent_document_get_history (self->document);
  GtkWidget *scrolled, *list, *button = self->undo_button;

  if (self->add_popover != NULL)
    return;
  scrolled = gtk_scrolled_window_new ();
  list = build_list (self);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 360);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  gtk_widget_set_size_request (scrolled, 280, -1);
  ent_window_popup (self, scrolled, button,
                    ent_rect (0, 0, gtk_widget_get_width (button), gtk_widget_get_height (button)));
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", ent_history_get_position (history));
  gtk_widget_grab_focus (list);
}

/* A long press, or the secondary button. */
static void
on_ask (EntWindow *self)
{
  if (ent_history_get_n_steps (ent_document_get_history (self->document)) > 0)
    ent_window_show_history (self);
}

void
ent_window_history_init (EntWindow *self)
{
  GtkGesture *press = gtk_gesture_long_press_new (), *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_SECONDARY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (press), GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (press, "pressed", G_CALLBACK (on_ask), self);
  g_signal_connect_swapped (click, "pressed", G_CALLBACK (on_ask), self);
  gtk_widget_add_controller (self->undo_button, GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (self->undo_button, GTK_EVENT_CONTROLLER (click));
}
