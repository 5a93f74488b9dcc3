/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row a kind, each edited in place. Invariant: the rows are those of the map; they are built anew only where kinds came or went, so
 * that what is typed in keeps the keyboard. */
#include "ent-kinds-dialog.h"

#include "config.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ent-edit-delete.h"
#include "ent-edit-field.h"
#include "ent-edit-things.h"
#include "ent-map-index.h"
#include "ent-painter.h"
#include "ent-panel-parts.h"
#include "ent-window-private.h"

/* Pixels at 100 %. */
#define ICON 24
#define WIDTH 460
#define HEIGHT 460
/* Of a name that are to be seen at least, however large the text is. */
#define NAME_CHARS 24

typedef struct
{
  GtkWidget *dialog; /* owns this */
  EntMap *map;
  EntTheme theme;
  void (*end_step) (gpointer data);
  gpointer data;
  GtkWidget *list, *name, *add, *empty, *problem;
  GPtrArray *rows; /* Row */
  gboolean filling;
  gulong handler;
} Kinds;

typedef struct
{
  Kinds *kinds;
  char *id;
  GtkWidget *row, *icon, *image, *name, *colour, *no_colour, *remove;
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->id);
  g_free (row);
}

static void
stop_listening (Kinds *self)
{
  g_clear_signal_handler (&self->handler, self->map);
  self->filling = TRUE;
}

static void
kinds_free (gpointer data)
{
  Kinds *self = data;

  g_ptr_array_unref (self->rows);
  g_object_unref (self->map);
  g_free (self);
}

static void
tell (Kinds *self, const GError *error)
{
  gtk_label_set_text (GTK_LABEL (self->problem), error != NULL ? error->message : "");
  gtk_widget_set_visible (self->problem, error != NULL);
}

static void
set (Row *row, const char *field, const char *value)
{
  Kinds *self = row->kinds;
  g_autoptr (GError) error = NULL;

  if (self->filling)
    return;
  ent_edit_set_field (self->map, row->id, field, ent_value_string (value), &error);
  tell (self, error);
}

static void
end_step (Kinds *self)
{
  if (!self->filling)
    self->end_step (self->data);
}

/* --- Icons --- */

/* As on the map: the kind's icon in its colour. */
static GdkPaintable *
paint (Kinds *self, const char *svg, gboolean symbolic, const char *kind, const char *colour)
{
  return ent_window_paint_svg (svg, symbolic, 2 * ICON, ent_kind_colour (self->theme, kind, colour));
}

static void
on_bundled (GtkButton *button, Row *row)
{
  g_autofree char *url = ent_bundled_icon_url (g_object_get_data (G_OBJECT (button), "icon"));

  gtk_menu_button_popdown (GTK_MENU_BUTTON (row->icon));
  end_step (row->kinds);
  set (row, "icon", url);
}

static void
on_own (Row *row)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (row->icon));
  gtk_widget_activate_action (row->kinds->dialog, "win.choose-picture", "(ss)", row->id, "icon");
}

static void
on_no_icon (Row *row)
{
  gtk_menu_button_popdown (GTK_MENU_BUTTON (row->icon));
  end_step (row->kinds);
  set (row, "icon", "");
}

static const char *
icon_words (guint i)
{
  static const char *const words[]
      = { N_ ("Flag"),     N_ ("Person"),    N_ ("House"),    N_ ("Rings"),     N_ ("Columns"), N_ ("Shield"),  N_ ("Pin"),     N_ ("Calendar"),
          N_ ("Group"),    N_ ("Briefcase"), N_ ("Coins"),    N_ ("Newspaper"), N_ ("Ballot"),  N_ ("Mortarboard"), N_ ("Factory"), N_ ("Ship"),
          N_ ("Aircraft"), N_ ("Rocket"),    N_ ("Document"), N_ ("Scales"),    N_ ("Bulb"),    N_ ("Box"),     N_ ("Network"), N_ ("Dot") };

  return i < G_N_ELEMENTS (words) ? _ (words[i]) : ent_bundled_icons[i];
}

static GtkWidget *
menu_item_new (const char *text, GCallback clicked, Row *row)
{
  GtkWidget *button = ent_text_button_new (text, NULL);

  g_signal_connect_swapped (button, "clicked", clicked, row);
  return button;
}

static void
fill_icon_menu (GtkMenuButton *menu, gpointer data)
{
  Row *row = data;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *grid = gtk_grid_new (), *popover = gtk_popover_new ();

  for (guint i = 0; ent_bundled_icons[i] != NULL; i++)
    {
      g_autofree char *url = ent_bundled_icon_url (ent_bundled_icons[i]);
      gsize size;
      g_autofree char *svg = (char *) g_base64_decode (strchr (url, ',') + 1, &size), *text = g_strndup (svg, size);
      g_autoptr (GdkPaintable) paintable = paint (row->kinds, text, TRUE, "other", "");
      GtkWidget *button = gtk_button_new (), *image = gtk_image_new_from_paintable (paintable);

      gtk_image_set_pixel_size (GTK_IMAGE (image), ICON);
      gtk_button_set_child (GTK_BUTTON (button), image);
      gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
      gtk_widget_set_tooltip_text (button, icon_words (i));
      ent_set_accessible_name (button, icon_words (i));
      g_object_set_data (G_OBJECT (button), "icon", (gpointer) ent_bundled_icons[i]);
      g_signal_connect (button, "clicked", G_CALLBACK (on_bundled), row);
      gtk_grid_attach (GTK_GRID (grid), button, (int) i % 6, (int) i / 6, 1, 1);
    }
  gtk_box_append (GTK_BOX (box), grid);
  gtk_box_append (GTK_BOX (box), menu_item_new (_ ("Own picture…"), G_CALLBACK (on_own), row));
  gtk_box_append (GTK_BOX (box), menu_item_new (_ ("No icon"), G_CALLBACK (on_no_icon), row));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  gtk_menu_button_set_popover (menu, popover);
}

/* --- Rows --- */

static void
on_named (Row *row)
{
  const char *name = gtk_editable_get_text (GTK_EDITABLE (row->name));

  if (name[0] != '\0' && !row->kinds->filling)
    set (row, "name", name);
}

static void
on_coloured (Row *row)
{
  GdkRGBA colour;
  g_autofree char *text = NULL;

  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (row->colour), &colour);
  text = g_strdup_printf ("#%02x%02x%02x", (guint) lround (colour.red * 255), (guint) lround (colour.green * 255),
                          (guint) lround (colour.blue * 255));
  end_step (row->kinds);
  set (row, "colour", text);
}

static void
on_no_colour (Row *row)
{
  end_step (row->kinds);
  set (row, "colour", "");
}

static void
on_remove (Row *row)
{
  Kinds *self = row->kinds;
  g_autofree char *id = g_strdup (row->id); /* the row goes */
  const char *ids[] = { id };
  g_autoptr (GError) error = NULL;

  ent_edit_delete (self->map, ids, 1, &error);
  tell (self, error);
}

static void
fill_row (Row *row)
{
  Kinds *self = row->kinds;
  EntMapIndex *index = ent_map_peek_index (self->map);
  const EntKind *kind = ent_map_index_kind (index, row->id);
  gboolean symbolic;
  g_autofree char *svg = ent_icon_svg (index, row->id, &symbolic);
  g_autoptr (GdkPaintable) paintable = paint (self, svg, symbolic, "other", kind->colour);
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1 };
  const char *shown = kind->name[0] != '\0' ? kind->name : kind->id;
  g_autofree char *remove = NULL;

  gtk_image_set_from_paintable (GTK_IMAGE (row->image), paintable);
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (row->name)), kind->name) != 0)
    gtk_editable_set_text (GTK_EDITABLE (row->name), kind->name);
  gdk_rgba_parse (&colour, kind->colour);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (row->colour), &colour);
  gtk_widget_set_sensitive (row->no_colour, kind->colour[0] != '\0');
  /* Translators: %s is a kind of actors */
  remove = g_strdup_printf (_ ("Delete the kind %s"), shown);
  ent_set_accessible_name (row->remove, remove);
  gtk_widget_set_tooltip_text (row->remove, _ ("Delete the kind; its actors stay"));
}

static GtkWidget *
entry_new (const char *name)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_widget_set_hexpand (entry, TRUE);
  ent_set_accessible_name (entry, name);
  return entry;
}

static void
add_row (Kinds *self, const EntKind *kind)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkEventController *focus = gtk_event_controller_focus_new ();
  g_autofree char *icon_name = NULL, *colour_name = NULL;
  const char *shown = kind->name[0] != '\0' ? kind->name : kind->id;

  row->kinds = self;
  row->id = g_strdup (kind->id);
  row->row = gtk_list_box_row_new ();
  row->image = gtk_image_new ();
  row->icon = gtk_menu_button_new ();
  row->name = entry_new (_ ("Name of the kind"));
  gtk_editable_set_width_chars (GTK_EDITABLE (row->name), NAME_CHARS);
  row->colour = gtk_color_button_new ();
  row->no_colour = ent_icon_button_new ("edit-clear-symbolic", _ ("Default colour"));
  row->remove = ent_icon_button_new ("user-trash-symbolic", _ ("Delete the kind"));
  /* Translators: %s is a kind of actors */
  icon_name = g_strdup_printf (_ ("Icon of %s"), shown);
  /* Translators: %s is a kind of actors */
  colour_name = g_strdup_printf (_ ("Colour of %s"), shown);
  gtk_image_set_pixel_size (GTK_IMAGE (row->image), ICON);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (row->icon), row->image);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (row->icon), fill_icon_menu, row, NULL);
  ent_name_menu_button (row->icon, icon_name);
  gtk_widget_set_tooltip_text (row->icon, icon_name);
  gtk_color_button_set_title (GTK_COLOR_BUTTON (row->colour), colour_name);
  ent_name_menu_button (row->colour, colour_name);
  gtk_box_append (GTK_BOX (box), row->icon);
  gtk_box_append (GTK_BOX (box), row->name);
  gtk_box_append (GTK_BOX (box), row->colour);
  gtk_box_append (GTK_BOX (box), row->no_colour);
  gtk_box_append (GTK_BOX (box), row->remove);
  gtk_widget_set_margin_start (box, 8);
  gtk_widget_set_margin_end (box, 8);
  gtk_widget_set_margin_top (box, 8);
  gtk_widget_set_margin_bottom (box, 8);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row->row), box);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row->row), FALSE);
  gtk_widget_set_focusable (row->row, FALSE);
  ent_set_accessible_name (row->row, shown);
  g_ptr_array_add (self->rows, row);
  fill_row (row);
  g_signal_connect_swapped (row->name, "changed", G_CALLBACK (on_named), row);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (end_step), self);
  gtk_widget_add_controller (row->name, focus);
  g_signal_connect_swapped (row->colour, "color-set", G_CALLBACK (on_coloured), row);
  g_signal_connect_swapped (row->no_colour, "clicked", G_CALLBACK (on_no_colour), row);
  g_signal_connect_swapped (row->remove, "clicked", G_CALLBACK (on_remove), row);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row->row);
}

static gboolean
has_same_rows (Kinds *self)
{
  guint n = ent_map_n (self->map, ENT_LIST_KINDS);

  if (n != self->rows->len)
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (strcmp (((Row *) g_ptr_array_index (self->rows, i))->id, ent_record_id (ent_map_nth (self->map, ENT_LIST_KINDS, i))) != 0)
      return FALSE;
  return TRUE;
}

static void
fill (Kinds *self)
{
  guint n = ent_map_n (self->map, ENT_LIST_KINDS);

  self->filling = TRUE;
  if (has_same_rows (self))
    for (guint i = 0; i < n; i++)
      fill_row (g_ptr_array_index (self->rows, i));
  else
    {
      GtkRoot *root = gtk_widget_get_root (self->list);
      GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

      if (focus != NULL && gtk_widget_is_ancestor (focus, self->list))
        gtk_widget_grab_focus (self->name);
      for (guint i = 0; i < self->rows->len; i++)
        gtk_list_box_remove (GTK_LIST_BOX (self->list), ((Row *) g_ptr_array_index (self->rows, i))->row);
      g_ptr_array_set_size (self->rows, 0);
      for (guint i = 0; i < n; i++)
        add_row (self, ent_map_nth (self->map, ENT_LIST_KINDS, i));
    }
  gtk_widget_set_visible (self->list, n > 0);
  gtk_widget_set_visible (self->empty, n == 0);
  self->filling = FALSE;
}

static void
on_map_changed (Kinds *self, EntChangeSet *changes)
{
  if (changes == NULL || ent_change_set_touches (changes, ENT_LIST_KINDS))
    fill (self);
}

/* --- A new one --- */

static char *
dup_new_name (Kinds *self)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->name))));
}

static void
on_new_name (Kinds *self)
{
  g_autofree char *name = dup_new_name (self);

  gtk_widget_set_sensitive (self->add, name[0] != '\0');
}

static void
on_add (Kinds *self)
{
  g_autofree char *name = dup_new_name (self), *id = NULL;
  g_autoptr (GError) error = NULL;

  if (name[0] == '\0')
    return;
  id = ent_edit_add_kind (self->map, name, "", "", &error);
  tell (self, error);
  if (id != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->name), "");
}

/* --- The dialog --- */

/* Undo is that of the map, also while a name is typed. */
static void
add_keys (GtkWidget *dialog)
{
  static const char *const keys[][2]
      = { { "<Control>z", "win.undo" }, { "<Control><Shift>z|<Control>y", "win.redo" }, { "Escape", "window.close" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i][0]), gtk_named_action_new (keys[i][1])));
  gtk_widget_add_controller (dialog, controller);
}

static GtkWidget *
build (Kinds *self)
{
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *scrolled = gtk_scrolled_window_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->list = gtk_list_box_new ();
  self->name = entry_new (_ ("Name of a new kind"));
  self->add = gtk_button_new_with_mnemonic (_ ("_Add"));
  self->empty = ent_label_new (_ ("This map has no kinds of its own yet. A kind gives its actors a name, an icon and a colour."), "dim");
  self->problem = ent_label_new ("", "problem");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "boxed-list");
  ent_set_accessible_name (self->list, _ ("Kinds of actors"));
  gtk_widget_add_css_class (self->add, "suggested-action");
  gtk_box_append (GTK_BOX (line), self->name);
  gtk_box_append (GTK_BOX (line), self->add);
  gtk_box_append (GTK_BOX (page), line);
  gtk_box_append (GTK_BOX (page), self->problem);
  gtk_box_append (GTK_BOX (page), self->empty);
  gtk_box_append (GTK_BOX (page), self->list);
  gtk_widget_set_margin_start (page, 18);
  gtk_widget_set_margin_end (page, 18);
  gtk_widget_set_margin_top (page, 18);
  gtk_widget_set_margin_bottom (page, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), page);
  gtk_widget_set_vexpand (scrolled, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scrolled);
  g_signal_connect_swapped (self->name, "changed", G_CALLBACK (on_new_name), self);
  g_signal_connect_swapped (self->name, "activate", G_CALLBACK (on_add), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add), self);
  tell (self, NULL);
  on_new_name (self);
  return box;
}

GtkWidget *
ent_kinds_dialog_new (GtkWindow *parent, EntMap *map, EntTheme theme, void (*step_ended) (gpointer data), gpointer data)
{
  Kinds *self = g_new0 (Kinds, 1);

  self->dialog = adw_window_new ();
  self->map = g_object_ref (map);
  self->theme = theme;
  self->end_step = step_ended;
  self->data = data;
  self->rows = g_ptr_array_new_with_free_func (row_free);
  gtk_window_set_title (GTK_WINDOW (self->dialog), _ ("Kinds of Actors"));
  gtk_window_set_transient_for (GTK_WINDOW (self->dialog), parent);
  gtk_window_set_modal (GTK_WINDOW (self->dialog), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (self->dialog), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (self->dialog), WIDTH, HEIGHT);
  gtk_widget_insert_action_group (self->dialog, "win", G_ACTION_GROUP (parent));
  adw_window_set_content (ADW_WINDOW (self->dialog), build (self));
  add_keys (self->dialog);
  fill (self);
  self->handler = g_signal_connect_swapped (map, "changed", G_CALLBACK (on_map_changed), self);
  /* Its widgets go between the two. */
  g_signal_connect_swapped (self->dialog, "destroy", G_CALLBACK (stop_listening), self);
  g_object_set_data_full (G_OBJECT (self->dialog), "kinds", self, kinds_free);
  gtk_widget_grab_focus (self->name);
  return self->dialog;
}
