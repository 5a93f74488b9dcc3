/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links in a form: a title and an address a line. A line is known by its place in the list. */
#include "ent-field-form-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-panel-parts.h"

static EntRecords *
links_of (EntFieldRow *row)
{
  gpointer slot = ent_field_row_slot (row);

  return slot != NULL ? *(EntRecords **) slot : NULL;
}

/* Takes @links. */
static void
put_links (EntFieldRow *row, EntRecords *links)
{
  ent_field_row_set (row, ent_value_records (links));
  ent_records_unref (links);
}

static guint
place_of (GtkWidget *line)
{
  guint n = 0;

  while ((line = gtk_widget_get_prev_sibling (line)) != NULL)
    n++;
  return n;
}

static void
link_changed (GtkWidget *entry, EntFieldRow *row)
{
  GtkWidget *line = gtk_widget_get_parent (entry);
  GtkEditable *title = GTK_EDITABLE (gtk_widget_get_first_child (line));
  GtkEditable *address = GTK_EDITABLE (gtk_widget_get_next_sibling (GTK_WIDGET (title)));
  guint place = place_of (line);
  EntLink *link;

  if (ent_field_form_is_syncing (row->form) || place >= ent_records_n (links_of (row)))
    return;
  link = (EntLink *) ent_record_copy (links_of (row)->items[place]);
  ent_record_set_string (&link->title, gtk_editable_get_text (title));
  ent_record_set_string (&link->url, gtk_editable_get_text (address));
  put_links (row, ent_records_replace (links_of (row), place, &link->record));
}

static void
link_removed (GtkWidget *button, EntFieldRow *row)
{
  guint place = place_of (gtk_widget_get_parent (button));

  ent_panel_end_step (ent_field_form_get_panel (row->form));
  if (place < ent_records_n (links_of (row)))
    put_links (row, ent_records_remove (links_of (row), place));
  ent_panel_end_step (ent_field_form_get_panel (row->form));
}

static void
link_added (EntFieldRow *row)
{
  ent_panel_end_step (ent_field_form_get_panel (row->form));
  put_links (row, ent_records_insert (links_of (row), ent_records_n (links_of (row)), ent_link_new ("", "https://")));
}

static GtkWidget *
link_entry_new (EntFieldRow *row, const char *name)
{
  GtkWidget *entry = ent_field_entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  ent_set_accessible_name (entry, name);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (ent_panel_end_step), ent_field_form_get_panel (row->form));
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static void
add_link_line (EntFieldRow *row)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  GtkWidget *title = link_entry_new (row, _ ("Title")), *address = link_entry_new (row, _ ("Address"));
  GtkWidget *remove = ent_icon_button_new ("user-trash-symbolic", _ ("Remove the link"));

  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), address);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (GTK_BOX (row->widget), line);
  g_signal_connect (title, "changed", G_CALLBACK (link_changed), row);
  g_signal_connect (address, "changed", G_CALLBACK (link_changed), row);
  g_signal_connect (remove, "clicked", G_CALLBACK (link_removed), row);
}

static void
show_text (GtkWidget *entry, const char *text)
{
  if (strcmp (gtk_editable_get_text (GTK_EDITABLE (entry)), text) != 0)
    gtk_editable_set_text (GTK_EDITABLE (entry), text);
}

static void
sync_links (EntFieldRow *row)
{
  EntRecords *links = links_of (row);
  GtkWidget *line;

  while (gtk_widget_get_last_child (row->widget) != NULL
         && place_of (gtk_widget_get_last_child (row->widget)) >= ent_records_n (links))
    gtk_box_remove (GTK_BOX (row->widget), gtk_widget_get_last_child (row->widget));
  line = gtk_widget_get_first_child (row->widget);
  for (guint i = 0; i < ent_records_n (links); i++)
    {
      const EntLink *link = (const EntLink *) links->items[i];

      if (line == NULL)
        {
          add_link_line (row);
          line = gtk_widget_get_last_child (row->widget);
        }
      show_text (gtk_widget_get_first_child (line), link->title);
      show_text (gtk_widget_get_next_sibling (gtk_widget_get_first_child (line)), link->url);
      line = gtk_widget_get_next_sibling (line);
    }
}

void
ent_field_form_add_links (EntFieldForm *self, const char *field, const char *name)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *add = ent_text_button_new (_ ("Add link"), "step");
  EntFieldRow *row = ent_field_row_add (self, ENT_ROW_OTHER, field, name, lines, lines);

  row->sync = sync_links;
  ent_field_row_fill (row);
  gtk_widget_set_parent (add, GTK_WIDGET (self));
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (link_added), row);
}
