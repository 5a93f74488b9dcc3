/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row has two texts: the stored one (as the file holds it; of a list its strings one a line) and the shown one.
 * Typing parses the shown text into the stored one; the map's changes are shown only where they differ from what the
 * shown text means. */
#include "ent-field-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-date-words.h"
#include "ent-edit-field.h"
#include "ent-panel-parts.h"

typedef enum
{
  ROW_TEXT,
  ROW_NOTE,
  ROW_LIST,
  ROW_DATE,
  ROW_COLOUR,
  ROW_CHOICE,
  ROW_LINKS
} RowKind;

typedef struct
{
  EntFieldForm *form;
  RowKind kind;
  const char *field;
  GtkWidget *widget;
  GtkWidget *problem;
  GtkWidget *clear; /* COLOUR: takes it away */
  char **ids;       /* CHOICE */
  gboolean empty;   /* COLOUR: none is set */
} Row;

struct _EntFieldForm
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  char *id;
  GPtrArray *rows;
  gboolean syncing; /* the widgets are changed by the form, not by hand */
};

G_DEFINE_FINAL_TYPE (EntFieldForm, ent_field_form, GTK_TYPE_WIDGET)

/* --- The two texts --- */

static gpointer
slot_of (Row *row)
{
  EntRecord *record = ent_map_find (ent_panel_get_map (row->form->panel), row->form->id);
  int field = record != NULL ? ent_record_type_find (record->type, row->field) : -1;

  return field >= 0 ? ent_record_slot (record, (guint) field) : NULL;
}

static char *
join (const EntStrings *strings)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ent_strings_n (strings); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "\n" : "", strings->items[i]);
  return g_string_free (text, FALSE);
}

/* What the map holds. (transfer full) (nullable) */
static char *
dup_stored (Row *row)
{
  gpointer slot = slot_of (row);

  if (slot == NULL)
    return NULL;
  return row->kind == ROW_LIST ? join (*(EntStrings **) slot) : g_strdup (*(char **) slot);
}

static char *
dup_view_text (GtkWidget *view)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static char *
clean_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  GString *clean = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (line[0] != '\0')
        g_string_append_printf (clean, "%s%s", clean->len > 0 ? "\n" : "", line);
    }
  return g_string_free (clean, FALSE);
}

static char *
dup_colour (Row *row)
{
  GdkRGBA colour;

  if (row->empty)
    return g_strdup ("");
  gtk_color_chooser_get_rgba (GTK_COLOR_CHOOSER (row->widget), &colour);
  return g_strdup_printf ("#%02x%02x%02x", (guint) (colour.red * 255 + 0.5f), (guint) (colour.green * 255 + 0.5f),
                          (guint) (colour.blue * 255 + 0.5f));
}

/* What the shown text means. (transfer full) NULL with @error where it means nothing. */
static char *
dup_meant (Row *row, GError **error)
{
  g_autofree char *text = NULL;
  guint chosen;

  switch (row->kind)
    {
    case ROW_NOTE:
      return dup_view_text (row->widget);
    case ROW_LIST:
      text = dup_view_text (row->widget);
      return clean_lines (text);
    case ROW_DATE:
      return ent_date_from_words (gtk_editable_get_text (GTK_EDITABLE (row->widget)), error);
    case ROW_COLOUR:
      return dup_colour (row);
    case ROW_CHOICE:
      chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->widget));
      return g_strdup (chosen != GTK_INVALID_LIST_POSITION ? row->ids[chosen] : "");
    case ROW_TEXT:
    case ROW_LINKS:
    default:
      return g_strdup (gtk_editable_get_text (GTK_EDITABLE (row->widget)));
    }
}

static void
show_colour (Row *row, const char *stored)
{
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1 };

  row->empty = stored[0] == '\0';
  if (!row->empty)
    gdk_rgba_parse (&colour, stored);
  gtk_color_chooser_set_rgba (GTK_COLOR_CHOOSER (row->widget), &colour);
  gtk_widget_set_sensitive (row->clear, !row->empty);
}

static void
show_stored (Row *row, const char *stored)
{
  g_autofree char *words = NULL;

  switch (row->kind)
    {
    case ROW_NOTE:
    case ROW_LIST:
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (row->widget)), stored, -1);
      break;
    case ROW_DATE:
      words = ent_date_to_words (stored);
      gtk_editable_set_text (GTK_EDITABLE (row->widget), words);
      break;
    case ROW_COLOUR:
      show_colour (row, stored);
      break;
    case ROW_CHOICE:
      for (guint i = 0; row->ids[i] != NULL; i++)
        if (strcmp (row->ids[i], stored) == 0)
          gtk_drop_down_set_selected (GTK_DROP_DOWN (row->widget), i);
      break;
    case ROW_TEXT:
    case ROW_LINKS:
    default:
      gtk_editable_set_text (GTK_EDITABLE (row->widget), stored);
    }
}

/* --- Setting --- */

/* @error is nullable: there is no problem. */
static void
show_problem (Row *row, const GError *error)
{
  gtk_label_set_text (GTK_LABEL (row->problem), error != NULL ? error->message : "");
  gtk_widget_set_visible (row->problem, error != NULL);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row->widget), GTK_ACCESSIBLE_STATE_INVALID,
                               error != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
  if (error != NULL)
    gtk_widget_add_css_class (row->widget, "error");
  else
    gtk_widget_remove_css_class (row->widget, "error");
}

static void
set_row (Row *row)
{
  EntMap *map = ent_panel_get_map (row->form->panel);
  g_autofree char *meant = NULL;
  g_autofree char *stored = NULL;
  g_auto (GStrv) list = NULL;
  g_autoptr (GError) error = NULL;
  EntValue value;

  if (row->form->syncing)
    return;
  meant = dup_meant (row, &error);
  stored = dup_stored (row);
  if (meant == NULL && row->kind == ROW_DATE)
    return; /* a date on its way: told when the field is left */
  if (meant == NULL || stored == NULL)
    return;
  if (row->kind == ROW_LIST)
    {
      list = meant[0] != '\0' ? g_strsplit (meant, "\n", -1) : NULL;
      value = ent_value_strings ((const char *const *) list);
    }
  else
    value = ent_value_string (meant);
  if (strcmp (meant, stored) != 0)
    ent_edit_set_field (map, row->form->id, row->field, value, &error);
  show_problem (row, error);
}

/* The next change of the field is a step of its own. */
static void
leave_row (Row *row)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *meant = dup_meant (row, &error);

  if (row->kind == ROW_DATE)
    show_problem (row, error);
  ent_panel_end_step (row->form->panel);
}

static void
set_and_leave (Row *row)
{
  if (row->form->syncing)
    return;
  ent_panel_end_step (row->form->panel);
  set_row (row);
  ent_panel_end_step (row->form->panel);
}

static void
colour_set (Row *row)
{
  row->empty = FALSE;
  set_and_leave (row);
}

static void
colour_cleared (Row *row)
{
  row->empty = TRUE;
  set_and_leave (row);
}

/* --- Rows --- */

static void
row_free (gpointer data)
{
  Row *row = data;

  g_strfreev (row->ids);
  g_free (row);
}

/* What a menu or drop-down button is made of has no name of its own. */
static void
name_inside (GtkWidget *widget, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_BUTTON (child))
      ent_set_accessible_name (child, name);
}

static Row *
add_row (EntFieldForm *self, RowKind kind, const char *field, const char *name, GtkWidget *widget, GtkWidget *shown)
{
  Row *row = g_new0 (Row, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *label = ent_label_new (name, "dim");
  GtkEventController *focus = gtk_event_controller_focus_new ();

  row->form = self;
  row->kind = kind;
  row->field = field;
  row->widget = widget;
  row->problem = ent_label_new ("", "problem");
  gtk_widget_add_css_class (label, "small");
  gtk_widget_set_visible (row->problem, FALSE);
  ent_set_accessible_name (widget, name);
  name_inside (widget, name);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), shown);
  gtk_box_append (GTK_BOX (box), row->problem);
  gtk_widget_set_parent (box, GTK_WIDGET (self));
  g_ptr_array_add (self->rows, row);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (leave_row), row);
  gtk_widget_add_controller (widget, focus);
  return row;
}

static void
fill (Row *row)
{
  g_autofree char *stored = dup_stored (row);

  row->form->syncing = TRUE;
  if (stored != NULL)
    show_stored (row, stored);
  row->form->syncing = FALSE;
}

static GtkWidget *
entry_new (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  return entry;
}

static Row *
add_entry (EntFieldForm *self, RowKind kind, const char *field, const char *name)
{
  GtkWidget *entry = entry_new ();
  Row *row = add_row (self, kind, field, name, entry, entry);

  fill (row);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (set_row), row);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (leave_row), row);
  return row;
}

void
ent_field_form_add_text (EntFieldForm *self, const char *field, const char *name)
{
  add_entry (self, ROW_TEXT, field, name);
}

void
ent_field_form_add_date (EntFieldForm *self, const char *field, const char *name)
{
  Row *row = add_entry (self, ROW_DATE, field, name);

  gtk_entry_set_placeholder_text (GTK_ENTRY (row->widget), _ ("May 2018, since 2017, about 1961"));
}

static void
add_view (EntFieldForm *self, RowKind kind, const char *field, const char *name)
{
  GtkWidget *view = gtk_text_view_new (), *scrolled = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  Row *row;

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), 56);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), 180);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "field");
  row = add_row (self, kind, field, name, view, scrolled);
  fill (row);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (set_row), row);
}

void
ent_field_form_add_note (EntFieldForm *self, const char *field, const char *name)
{
  add_view (self, ROW_NOTE, field, name);
}

void
ent_field_form_add_list (EntFieldForm *self, const char *field, const char *name)
{
  add_view (self, ROW_LIST, field, name);
}

void
ent_field_form_add_colour (EntFieldForm *self, const char *field, const char *name)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *button = gtk_color_button_new ();
  GtkWidget *clear = ent_text_button_new (_ ("Default colour"), NULL);
  Row *row;

  gtk_color_button_set_title (GTK_COLOR_BUTTON (button), name);
  gtk_box_append (GTK_BOX (box), button);
  gtk_box_append (GTK_BOX (box), clear);
  row = add_row (self, ROW_COLOUR, field, name, button, box);
  row->clear = clear;
  fill (row);
  g_signal_connect_swapped (button, "color-set", G_CALLBACK (colour_set), row);
  g_signal_connect_swapped (clear, "clicked", G_CALLBACK (colour_cleared), row);
}

void
ent_field_form_add_choice (
    EntFieldForm *self, const char *field, const char *name, const char *const *ids, const char *const *names)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (names);
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_autofree char *stored = NULL;
  gboolean has_search = g_strv_length ((char **) ids) > 12;
  GtkWidget *drop = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));
  Row *row;

  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), has_search);
  row = add_row (self, ROW_CHOICE, field, name, drop, drop);
  stored = dup_stored (row);
  g_strv_builder_addv (all, (const char **) ids);
  if (stored != NULL && !g_strv_contains (ids, stored))
    {
      g_strv_builder_add (all, stored);
      gtk_string_list_append (list, stored);
    }
  row->ids = g_strv_builder_end (all);
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop), G_LIST_MODEL (list));
  fill (row);
  g_signal_connect_swapped (drop, "notify::selected", G_CALLBACK (set_and_leave), row);
}

void
ent_field_form_add_widget (EntFieldForm *self, GtkWidget *widget)
{
  gtk_widget_set_parent (widget, GTK_WIDGET (self));
}

/* --- Links --- */

static EntRecords *
links_of (Row *row)
{
  gpointer slot = slot_of (row);

  return slot != NULL ? *(EntRecords **) slot : NULL;
}

/* Takes @links. */
static void
put_links (Row *row, EntRecords *links)
{
  g_autoptr (GError) error = NULL;

  ent_edit_set_field (ent_panel_get_map (row->form->panel), row->form->id, row->field, ent_value_records (links),
                      &error);
  show_problem (row, error);
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
link_changed (GtkWidget *entry, Row *row)
{
  GtkWidget *line = gtk_widget_get_parent (entry);
  GtkEditable *title = GTK_EDITABLE (gtk_widget_get_first_child (line));
  GtkEditable *address = GTK_EDITABLE (gtk_widget_get_next_sibling (GTK_WIDGET (title)));
  guint place = place_of (line);
  EntLink *link;

  if (row->form->syncing || place >= ent_records_n (links_of (row)))
    return;
  link = (EntLink *) ent_record_copy (links_of (row)->items[place]);
  ent_record_set_string (&link->title, gtk_editable_get_text (title));
  ent_record_set_string (&link->url, gtk_editable_get_text (address));
  put_links (row, ent_records_replace (links_of (row), place, &link->record));
}

static void
link_removed (GtkWidget *button, Row *row)
{
  guint place = place_of (gtk_widget_get_parent (button));

  ent_panel_end_step (row->form->panel);
  if (place < ent_records_n (links_of (row)))
    put_links (row, ent_records_remove (links_of (row), place));
  ent_panel_end_step (row->form->panel);
}

static void
link_added (Row *row)
{
  ent_panel_end_step (row->form->panel);
  put_links (row, ent_records_insert (links_of (row), ent_records_n (links_of (row)), ent_link_new ("", "https://")));
}

static GtkWidget *
link_entry_new (Row *row, const char *name)
{
  GtkWidget *entry = entry_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_widget_set_hexpand (entry, TRUE);
  gtk_editable_set_width_chars (GTK_EDITABLE (entry), 8);
  ent_set_accessible_name (entry, name);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (ent_panel_end_step), row->form->panel);
  gtk_widget_add_controller (entry, focus);
  return entry;
}

static void
add_link_line (Row *row)
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
sync_links (Row *row)
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
  Row *row = add_row (self, ROW_LINKS, field, name, lines, lines);

  self->syncing = TRUE;
  sync_links (row);
  self->syncing = FALSE;
  gtk_widget_set_parent (add, GTK_WIDGET (self));
  g_signal_connect_swapped (add, "clicked", G_CALLBACK (link_added), row);
}

/* --- The form --- */

gboolean
ent_field_form_sync (EntFieldForm *self)
{
  if (ent_map_find (ent_panel_get_map (self->panel), self->id) == NULL)
    return FALSE;
  self->syncing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      g_autofree char *stored = NULL;
      g_autofree char *meant = NULL;

      if (row->kind == ROW_LINKS)
        {
          sync_links (row);
          continue;
        }
      stored = dup_stored (row);
      meant = dup_meant (row, NULL);
      if (meant == NULL && (gtk_widget_get_state_flags (row->widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0)
        continue; /* a date on its way */
      if (g_strcmp0 (stored, meant) != 0)
        {
          show_stored (row, stored);
          show_problem (row, NULL);
        }
      if (row->kind == ROW_COLOUR)
        gtk_widget_set_sensitive (row->clear, stored[0] != '\0');
    }
  self->syncing = FALSE;
  return TRUE;
}

static void
ent_field_form_dispose (GObject *object)
{
  EntFieldForm *self = ENT_FIELD_FORM (object);
  GtkWidget *child;

  self->syncing = TRUE;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ent_field_form_parent_class)->dispose (object);
}

static void
ent_field_form_finalize (GObject *object)
{
  EntFieldForm *self = ENT_FIELD_FORM (object);

  g_ptr_array_unref (self->rows);
  g_free (self->id);
  G_OBJECT_CLASS (ent_field_form_parent_class)->finalize (object);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  EntFieldForm *self = ENT_FIELD_FORM (widget);

  return self->rows->len > 0 && gtk_widget_grab_focus (((Row *) g_ptr_array_index (self->rows, 0))->widget);
}

/* Ctrl+Z takes back the step of the map, as everywhere; a text would keep the keys even where it has no undo of its
 * own. */
static void
add_undo_keys (EntFieldForm *self)
{
  static const char *const keys[][2] = { { "<Control>z", "win.undo" }, { "<Control><Shift>z|<Control>y", "win.redo" } };
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i][0]), gtk_named_action_new (keys[i][1])));
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
ent_field_form_class_init (EntFieldFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_field_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_field_form_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
ent_field_form_init (EntFieldForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 10);
  self->rows = g_ptr_array_new_with_free_func (row_free);
  add_undo_keys (self);
}

GtkWidget *
ent_field_form_new (EntPanel *panel, const char *id)
{
  EntFieldForm *self = g_object_new (ENT_TYPE_FIELD_FORM, NULL);

  self->panel = panel;
  self->id = g_strdup (id);
  return GTK_WIDGET (self);
}
