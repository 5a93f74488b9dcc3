/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A row has two texts: the stored one (as the file holds it; of a list its strings one a line) and the shown one.
 * Typing parses the shown text into the stored one; the map's changes are shown only where they differ from what the
 * shown text means. */
#include "ent-field-form-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ent-date-words.h"
#include "ent-error.h"
#include "ent-panel-parts.h"
#include "ent-place-words.h"

typedef EntFieldRow Row;

/* Of a text of several lines, in pixels; what is around its lines. */
#define LEAST_HEIGHT 56
#define MOST_HEIGHT 240
#define TEXT_PADDING 12

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

/* NULL when it is gone. */
static EntRecord *
record_of (EntFieldForm *self)
{
  EntMap *map = ent_panel_get_map (self->panel);

  return self->id[0] == '\0' ? &ent_map_peek (map)->head->record : ent_map_find (map, self->id);
}

gpointer
ent_field_row_slot (Row *row)
{
  EntRecord *record = record_of (row->form);
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

static char *
dup_place (const EntLocation *location)
{
  return location != NULL ? ent_place_to_words (location->lat, location->lon) : g_strdup ("");
}

static char *
dup_number (double number, double unit)
{
  return isnan (number) ? g_strdup ("") : ent_number_to_words (round (number * unit * 1e4) / 1e4);
}

/* What the map holds. (transfer full) (nullable) */
static char *
dup_stored (Row *row)
{
  gpointer slot = ent_field_row_slot (row);

  if (slot == NULL)
    return NULL;
  switch (row->kind)
    {
    case ENT_ROW_LIST:
      return join (*(EntStrings **) slot);
    case ENT_ROW_PLACE:
      return dup_place (*(EntLocation **) slot);
    case ENT_ROW_NUMBER:
      return dup_number (*(double *) slot, row->unit);
    default:
      return g_strdup (*(char **) slot);
    }
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

static char *
place_meant (const char *text, GError **error)
{
  double lat, lon;

  if (text[strspn (text, " ")] == '\0')
    return g_strdup ("");
  return ent_place_from_words (text, &lat, &lon, error) ? ent_place_to_words (lat, lon) : NULL;
}

static char *
number_meant (const char *text, double unit, GError **error)
{
  g_autofree char *number = g_strstrip (g_strdup (text));
  double written;
  char *end;

  g_strdelimit (number, ",", '.');
  if (unit == 100 && g_str_has_suffix (number, "%"))
    number[strlen (number) - 1] = '\0';
  if (g_strstrip (number)[0] == '\0')
    return g_strdup ("");
  written = g_ascii_strtod (number, &end);
  if (*end == '\0' && isfinite (written))
    return dup_number (written / unit, unit);
  g_set_error_literal (error, ENT_ERROR, ENT_ERROR_EDIT, unit == 100 ? _ ("Write a number of per cent, or nothing") : _ ("Write a number, or nothing"));
  return NULL;
}

/* What the shown text means. (transfer full) NULL with @error where it means nothing. */
static char *
dup_meant (Row *row, GError **error)
{
  g_autofree char *text = NULL;
  guint chosen;

  switch (row->kind)
    {
    case ENT_ROW_NOTE:
      return dup_view_text (row->widget);
    case ENT_ROW_LIST:
      text = dup_view_text (row->widget);
      return clean_lines (text);
    case ENT_ROW_DATE:
      return ent_date_from_words (gtk_editable_get_text (GTK_EDITABLE (row->widget)), error);
    case ENT_ROW_PLACE:
      return place_meant (gtk_editable_get_text (GTK_EDITABLE (row->widget)), error);
    case ENT_ROW_NUMBER:
      return number_meant (gtk_editable_get_text (GTK_EDITABLE (row->widget)), row->unit, error);
    case ENT_ROW_COLOUR:
      return dup_colour (row);
    case ENT_ROW_CHOICE:
      chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (row->widget));
      return g_strdup (chosen != GTK_INVALID_LIST_POSITION ? row->ids[chosen] : "");
    case ENT_ROW_TEXT:
    case ENT_ROW_OTHER:
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
    case ENT_ROW_NOTE:
    case ENT_ROW_LIST:
      gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (row->widget)), stored, -1);
      break;
    case ENT_ROW_DATE:
      words = ent_date_to_words (stored);
      gtk_editable_set_text (GTK_EDITABLE (row->widget), words);
      break;
    case ENT_ROW_COLOUR:
      show_colour (row, stored);
      break;
    case ENT_ROW_CHOICE:
      for (guint i = 0; row->ids[i] != NULL; i++)
        if (strcmp (row->ids[i], stored) == 0)
          gtk_drop_down_set_selected (GTK_DROP_DOWN (row->widget), i);
      break;
    case ENT_ROW_TEXT:
    case ENT_ROW_OTHER:
    default:
      gtk_editable_set_text (GTK_EDITABLE (row->widget), stored);
    }
}

/* --- Setting --- */

/* @error is nullable: there is no problem. */
void
ent_field_row_say (Row *row, const GError *error)
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
know (Row *row, const char *stored)
{
  g_free (row->known);
  row->known = g_strdup (stored);
}

/* TRUE where what is being typed means nothing before its end. */
static gboolean
may_be_on_its_way (const Row *row)
{
  return row->kind == ENT_ROW_DATE || row->kind == ENT_ROW_PLACE || row->kind == ENT_ROW_NUMBER;
}

static void
put (EntMap *map, Row *row, const char *meant, GError **error)
{
  g_auto (GStrv) list = NULL;
  g_autoptr (EntRecord) record = NULL;
  EntValue value = ent_value_string (meant);
  double lat, lon;

  if (row->kind == ENT_ROW_LIST)
    {
      list = meant[0] != '\0' ? g_strsplit (meant, "\n", -1) : NULL;
      value = ent_value_strings ((const char *const *) list);
    }
  else if (row->kind == ENT_ROW_PLACE)
    {
      record = meant[0] != '\0' && ent_place_from_words (meant, &lat, &lon, NULL) ? ent_location_new (lat, lon) : NULL;
      value = ent_value_record (record);
    }
  else if (row->kind == ENT_ROW_NUMBER)
    value = ent_value_number (meant[0] != '\0' ? g_ascii_strtod (meant, NULL) / row->unit : NAN);
  if (ent_edit_set_field (map, row->form->id, row->field, value, error))
    know (row, meant);
}

static gboolean
has_keyboard (const Row *row)
{
  return (gtk_widget_get_state_flags (row->widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
set_row (Row *row)
{
  EntMap *map = ent_panel_get_map (row->form->panel);
  g_autofree char *meant = NULL;
  g_autofree char *stored = NULL;
  g_autoptr (GError) error = NULL;

  if (row->form->syncing)
    return;
  meant = dup_meant (row, &error);
  stored = dup_stored (row);
  if (meant == NULL && may_be_on_its_way (row))
    return; /* told when the field is left */
  if (meant != NULL && meant[0] == '\0' && may_be_on_its_way (row) && has_keyboard (row) && !row->left)
    return; /* most likely typed over: taken away when the field is left */
  if (meant == NULL || stored == NULL)
    return;
  if (strcmp (meant, stored) != 0)
    put (map, row, meant, &error);
  ent_field_row_say (row, error);
}

/* The next change of the field is a step of its own. */
static void
leave_row (Row *row)
{
  g_autoptr (GError) error = NULL;

  if (may_be_on_its_way (row))
    {
      row->left = TRUE;
      set_row (row);
      row->left = FALSE;
      g_free (dup_meant (row, &error));
      ent_field_row_say (row, error);
    }
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
  g_free (row->known);
  g_free (row);
}

/* What a menu or drop-down button is made of has no name of its own. */
static void
name_inside (GtkWidget *widget, const char *name)
{
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      /* By this the keyboard comes back to it when the page is built anew. */
      gtk_widget_set_name (child, gtk_widget_get_name (widget));
      if (GTK_IS_BUTTON (child))
        ent_set_accessible_name (child, name);
    }
}

Row *
ent_field_row_add (EntFieldForm *self, EntRowKind kind, const char *field, const char *name, GtkWidget *widget, GtkWidget *shown)
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
  gtk_widget_set_name (widget, field);
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
  know (row, stored);
  row->form->syncing = FALSE;
}

GtkWidget *
ent_field_entry_new (void)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_enable_undo (GTK_EDITABLE (entry), FALSE);
  return entry;
}

static void
connect_entry (Row *row)
{
  fill (row);
  g_signal_connect_swapped (row->widget, "changed", G_CALLBACK (set_row), row);
  g_signal_connect_swapped (row->widget, "activate", G_CALLBACK (leave_row), row);
}

static Row *
add_entry (EntFieldForm *self, EntRowKind kind, const char *field, const char *name)
{
  GtkWidget *entry = ent_field_entry_new ();
  Row *row = ent_field_row_add (self, kind, field, name, entry, entry);

  connect_entry (row);
  return row;
}

void
ent_field_form_add_text (EntFieldForm *self, const char *field, const char *name)
{
  add_entry (self, ENT_ROW_TEXT, field, name);
}

void
ent_field_form_add_date (EntFieldForm *self, const char *field, const char *name)
{
  Row *row = add_entry (self, ENT_ROW_DATE, field, name);

  gtk_entry_set_placeholder_text (GTK_ENTRY (row->widget), _ ("May 2018, since 2017, about 1961"));
}

void
ent_field_form_add_place (EntFieldForm *self, const char *field, const char *name)
{
  Row *row = add_entry (self, ENT_ROW_PLACE, field, name);

  gtk_entry_set_placeholder_text (GTK_ENTRY (row->widget), _ ("39.9, 116.4 or 39.9 N, 116.4 E"));
}

void
ent_field_form_add_number (EntFieldForm *self, const char *field, const char *name, double unit, const char *none)
{
  GtkWidget *entry = ent_field_entry_new ();
  Row *row = ent_field_row_add (self, ENT_ROW_NUMBER, field, name, entry, entry);

  row->unit = unit;
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), none);
  connect_entry (row);
}

/* GTK asks a text for its height before it knows its width, and would show one line of what wraps: as tall as the text is, up to
 * MOST_HEIGHT. */
static gboolean
fit_height (gpointer scrolled)
{
  GtkWidget *view = gtk_scrolled_window_get_child (scrolled);
  GtkTextIter end;
  GdkRectangle last;
  int height;

  gtk_text_buffer_get_end_iter (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), &end);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &end, &last);
  height = CLAMP (last.y + last.height + TEXT_PADDING, LEAST_HEIGHT, MOST_HEIGHT);
  if (height != gtk_scrolled_window_get_min_content_height (scrolled))
    gtk_scrolled_window_set_min_content_height (scrolled, height);
  g_object_set_data (scrolled, "fit", NULL);
  return G_SOURCE_REMOVE;
}

/* Not at once: this may be in the middle of an allocation. */
static void
queue_fit (GtkWidget *scrolled)
{
  if (g_object_get_data (G_OBJECT (scrolled), "fit") != NULL)
    return;
  g_object_set_data (G_OBJECT (scrolled), "fit", scrolled);
  g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_height, g_object_ref (scrolled), g_object_unref);
}

static void
add_view (EntFieldForm *self, EntRowKind kind, const char *field, const char *name)
{
  GtkWidget *view = gtk_text_view_new (), *scrolled = gtk_scrolled_window_new ();
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  Row *row;

  gtk_text_buffer_set_enable_undo (buffer, FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scrolled), LEAST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), view);
  gtk_widget_add_css_class (scrolled, "field");
  row = ent_field_row_add (self, kind, field, name, view, scrolled);
  fill (row);
  g_signal_connect_swapped (buffer, "changed", G_CALLBACK (set_row), row);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (queue_fit), scrolled, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled)), "changed", G_CALLBACK (queue_fit), scrolled,
                           G_CONNECT_SWAPPED);
}

void
ent_field_form_add_note (EntFieldForm *self, const char *field, const char *name)
{
  add_view (self, ENT_ROW_NOTE, field, name);
}

void
ent_field_form_add_list (EntFieldForm *self, const char *field, const char *name)
{
  add_view (self, ENT_ROW_LIST, field, name);
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
  row = ent_field_row_add (self, ENT_ROW_COLOUR, field, name, button, box);
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
  row = ent_field_row_add (self, ENT_ROW_CHOICE, field, name, drop, drop);
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

/* --- For other kinds of rows --- */

EntPanel *
ent_field_form_get_panel (EntFieldForm *self)
{
  return self->panel;
}

const char *
ent_field_form_get_id (EntFieldForm *self)
{
  return self->id;
}

gboolean
ent_field_form_is_syncing (EntFieldForm *self)
{
  return self->syncing;
}

void
ent_field_row_fill (EntFieldRow *row)
{
  row->form->syncing = TRUE;
  row->sync (row);
  row->form->syncing = FALSE;
}

void
ent_field_row_set (EntFieldRow *row, EntValue value)
{
  g_autoptr (GError) error = NULL;

  ent_edit_set_field (ent_panel_get_map (row->form->panel), row->form->id, row->field, value, &error);
  ent_field_row_say (row, error);
}

/* --- The form --- */

gboolean
ent_field_form_sync (EntFieldForm *self)
{
  if (record_of (self) == NULL)
    return FALSE;
  self->syncing = TRUE;
  for (guint i = 0; i < self->rows->len; i++)
    {
      Row *row = g_ptr_array_index (self->rows, i);
      g_autofree char *stored = NULL;
      g_autofree char *meant = NULL;

      if (row->kind == ENT_ROW_OTHER)
        {
          row->sync (row);
          continue;
        }
      stored = dup_stored (row);
      meant = dup_meant (row, NULL);
      /* What means nothing stays to be mended, until the map holds something else than before. */
      if ((meant == NULL && g_strcmp0 (stored, row->known) == 0)
          || ((meant == NULL || meant[0] == '\0') && may_be_on_its_way (row) && has_keyboard (row)))
        continue;
      if (g_strcmp0 (stored, meant) != 0)
        {
          show_stored (row, stored);
          know (row, stored);
          ent_field_row_say (row, NULL);
        }
      if (row->kind == ENT_ROW_COLOUR)
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
