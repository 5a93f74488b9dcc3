/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One item is shown at a time; with several, a list above tells how each fares. The widgets show the item and write
 * what is typed into it, nothing else keeps state. */
#include "ent-intake-dialog.h"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-decode.h"
#include "ent-intake-add.h"
#include "ent-panel-parts.h"
#include "ent-sources.h"

#define WIDTH 760
#define HEIGHT 700
#define FRAME 60 /* pixels that panels and the frame of a window take of the screen's height */
#define TEXT_HEIGHT 220
/* Code points of the text that are shown: enough to see that it is the right one, and quick with any length. */
#define SHOWN 20000

struct _EntIntakeDialog
{
  AdwWindow parent_instance;

  EntMap *map;
  GListStore *items;
  EntIntakeItem *item; /* the one shown; borrowed from items */
  GtkWidget *list;     /* of all; not there for one alone */
  GtkWidget *busy, *spinner, *busy_label;
  GtkWidget *problem; /* why it cannot be added */
  GtkWidget *notes;
  GtkWidget *choice, *as_edition, *as_own;
  GtkWidget *form, *entries[ENT_INTAKE_N_FIELDS], *problems[ENT_INTAKE_N_FIELDS];
  GtkWidget *encoding_label, *encoding;
  GtkWidget *text_head, *text;
  GtkWidget *add;
  GtkWidget *fields; /* all that is edited */
  GtkWidget *adding_row, *adding_label, *adding_bar;
  GCancellable *adding; /* there exactly while it is being added */
  guint adding_tick;
  EntIntakeProgress *progress; /* of the adding */
  gboolean focused; /* the first field had the keyboard */
  gboolean filling; /* the widgets are changed by the dialog, not by hand */
};

G_DEFINE_FINAL_TYPE (EntIntakeDialog, ent_intake_dialog, ADW_TYPE_WINDOW)

static guint added_signal;

/* --- Words --- */

static const char *
title_of (EntIntakeItem *item)
{
  const char *title = ent_intake_item_get (item, ENT_INTAKE_TITLE);

  return title[0] != '\0' ? title : ent_intake_item_get_name (item);
}

/* (transfer full) */
static char *
say_state (EntIntakeItem *item)
{
  switch (ent_intake_item_get_state (item))
    {
    case ENT_INTAKE_READING:
      return g_strdup (_ ("Reading…"));
    case ENT_INTAKE_FAILED:
      return g_strdup_printf (_ ("Cannot be read: %s"), ent_intake_item_get_problem (item));
    case ENT_INTAKE_SAME:
      return g_strdup (_ ("The map has this text already"));
    case ENT_INTAKE_READY:
    default:
      if (ent_intake_item_get_is_edition (item))
        return g_strdup (_ ("A new text of an article of the map"));
      return g_strdup (title_of (item));
    }
}

/* What should be known about the reading, a sentence a line; "" for nothing. (transfer full) */
static char *
say_notes (const EntReading *reading)
{
  GString *notes = g_string_new (NULL);

  if (reading->guessed)
    g_string_append_printf (notes, _ ("The encoding %s is a guess. Choose another one if letters look wrong.\n"),
                            reading->encoding);
  if (reading->replaced > 0)
    g_string_append_printf (notes,
                            g_dngettext (GETTEXT_PACKAGE, "%u place is no letter in this encoding.\n",
                                         "%u places are no letters in this encoding.\n", reading->replaced),
                            reading->replaced);
  if (reading->no_pick)
    g_string_append (notes, _ ("No part of the page looks like an article, so all of its text is here.\n"));
  else if (reading->left_out > 0)
    g_string_append_printf (
        notes,
        g_dngettext (GETTEXT_PACKAGE, "%u part of the page is left out: menus, scripts, comments and the like.\n",
                     "%u parts of the page are left out: menus, scripts, comments and the like.\n", reading->left_out),
        reading->left_out);
  if (reading->heads > 0)
    g_string_append_printf (notes,
                            g_dngettext (GETTEXT_PACKAGE, "%u running head or page number is left out.\n",
                                         "%u running heads and page numbers are left out.\n", reading->heads),
                            reading->heads);
  if (reading->joined > 0)
    g_string_append_printf (notes,
                            g_dngettext (GETTEXT_PACKAGE, "%u word that was parted at the end of a line is joined.\n",
                                         "%u words that were parted at ends of lines are joined.\n", reading->joined),
                            reading->joined);
  if (reading->pictures > 0)
    g_string_append_printf (notes,
                            g_dngettext (GETTEXT_PACKAGE, "%u page has no text, only pictures.\n",
                                         "%u pages have no text, only pictures.\n", reading->pictures),
                            reading->pictures);
  if (reading->cut)
    g_string_append (notes, _ ("It is longer than what is read of one file: only the beginning is here.\n"));
  if (notes->len > 0)
    g_string_truncate (notes, notes->len - 1);
  return g_string_free (notes, FALSE);
}

/* --- Showing the item --- */

static void
show_fields (EntIntakeDialog *self)
{
  for (guint i = 0; i < ENT_INTAKE_N_FIELDS; i++)
    {
      const char *value = ent_intake_item_get (self->item, i);

      if (i == ENT_INTAKE_RELIABILITY)
        {
          guint chosen = 0;

          for (guint k = 0; ent_reliability_grades[k].code != NULL; k++)
            if (strcmp (ent_reliability_grades[k].code, value) == 0)
              chosen = k + 1;
          gtk_drop_down_set_selected (GTK_DROP_DOWN (self->entries[i]), chosen);
        }
      else if (strcmp (gtk_editable_get_text (GTK_EDITABLE (self->entries[i])), value) != 0)
        gtk_editable_set_text (GTK_EDITABLE (self->entries[i]), value);
    }
}

static void
show_problems (EntIntakeDialog *self)
{
  gboolean can_add = FALSE;

  for (guint i = 0; i < ENT_INTAKE_N_FIELDS; i++)
    {
      g_autofree char *problem = ent_intake_item_check (self->item, i);

      if (self->problems[i] == NULL)
        continue;
      gtk_label_set_text (GTK_LABEL (self->problems[i]), problem != NULL ? problem : "");
      gtk_widget_set_visible (self->problems[i], problem != NULL);
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->entries[i]), GTK_ACCESSIBLE_STATE_INVALID,
                                   problem != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
      if (problem != NULL)
        gtk_widget_add_css_class (self->entries[i], "error");
      else
        gtk_widget_remove_css_class (self->entries[i], "error");
    }
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (EntIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      can_add |= ent_intake_item_can_add (item);
    }
  gtk_widget_set_sensitive (self->add, can_add);
}

static void
show_encoding (EntIntakeDialog *self, const EntReading *reading)
{
  gboolean has = reading != NULL && reading->encoding[0] != '\0';

  gtk_widget_set_visible (self->encoding, has);
  gtk_widget_set_visible (self->encoding_label, has);
  if (!has)
    return;
  gtk_drop_down_set_selected (GTK_DROP_DOWN (self->encoding), GTK_INVALID_LIST_POSITION);
  for (guint i = 0; ent_decode_names ()[i] != NULL; i++)
    if (g_ascii_strcasecmp (ent_decode_names ()[i], reading->encoding) == 0)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (self->encoding), i);
}

static void
show_text (EntIntakeDialog *self, const EntReading *reading)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->text));
  glong length = reading != NULL ? g_utf8_strlen (reading->text, -1) : 0;
  g_autofree char *start = NULL, *head = NULL;

  if (reading == NULL)
    return;
  start = length > SHOWN ? g_utf8_substring (reading->text, 0, SHOWN) : g_strdup (reading->text);
  gtk_text_buffer_set_text (buffer, start, -1);
  if (length > SHOWN)
    /* Translators: the first number is of letters shown, the second of all */
    head = g_strdup_printf (_ ("Text: the first %d of %ld characters"), SHOWN, length);
  else
    head = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "Text: %ld character", "Text: %ld characters", (gulong) length), length);
  gtk_label_set_text (GTK_LABEL (self->text_head), head);
}

static void
show_choice (EntIntakeDialog *self)
{
  const EntArticle *twin = ent_intake_item_get_twin (self->item);
  gboolean asked = twin != NULL && ent_intake_item_get_state (self->item) == ENT_INTAKE_READY;

  gtk_widget_set_visible (self->choice, asked);
  if (asked)
    {
      g_autofree char *text = g_strdup_printf (
          _ ("New text of “%s”, which is from the same address: its excerpts are looked up in it"), twin->title);

      gtk_label_set_text (GTK_LABEL (gtk_check_button_get_child (GTK_CHECK_BUTTON (self->as_edition))), text);
      ent_set_accessible_name (self->as_edition, text);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->as_edition), ent_intake_item_get_is_edition (self->item));
      gtk_check_button_set_active (GTK_CHECK_BUTTON (self->as_own), !ent_intake_item_get_is_edition (self->item));
    }
}

static void
show_rows (EntIntakeDialog *self)
{
  for (guint i = 0; self->list != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (EntIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), (int) i);
      g_autofree char *state = say_state (item), *escaped = g_markup_escape_text (state, -1);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), escaped);
    }
}

static void
show_item (EntIntakeDialog *self)
{
  const EntReading *reading = ent_intake_item_get_reading (self->item);
  EntIntakeState state = ent_intake_item_get_state (self->item);
  gboolean reads = state == ENT_INTAKE_READING;
  g_autofree char *notes = reading != NULL ? say_notes (reading) : g_strdup (""), *text = NULL;

  self->filling = TRUE;
  gtk_widget_set_visible (self->busy, reads);
  gtk_spinner_set_spinning (GTK_SPINNER (self->spinner), reads);
  if (reads)
    {
      text = g_strdup_printf (_ ("Reading “%s”…"), ent_intake_item_get_name (self->item));
      gtk_label_set_text (GTK_LABEL (self->busy_label), text);
    }
  else if (state == ENT_INTAKE_FAILED)
    text = g_strdup_printf (_ ("“%s” cannot be read: %s."), ent_intake_item_get_name (self->item),
                            ent_intake_item_get_problem (self->item));
  else if (state == ENT_INTAKE_SAME && ent_intake_item_get_twin (self->item) != NULL)
    text = g_strdup_printf (_ ("The map has this text already, as “%s”. It is not added again."),
                            ent_intake_item_get_twin (self->item)->title);
  gtk_label_set_text (GTK_LABEL (self->problem), !reads && text != NULL ? text : "");
  gtk_widget_set_visible (self->problem, !reads && text != NULL);
  gtk_label_set_text (GTK_LABEL (self->notes), notes);
  gtk_widget_set_visible (self->notes, notes[0] != '\0' && state != ENT_INTAKE_FAILED);
  gtk_widget_set_visible (self->form, reading != NULL);
  gtk_widget_set_visible (self->text_head, reading != NULL);
  gtk_widget_set_visible (gtk_widget_get_ancestor (self->text, GTK_TYPE_SCROLLED_WINDOW), reading != NULL);
  show_choice (self);
  show_fields (self);
  show_encoding (self, reading);
  show_text (self, reading);
  show_rows (self);
  show_problems (self);
  self->filling = FALSE;
  if (reading != NULL && !self->focused)
    {
      /* Not the button that was there first. */
      gtk_entry_grab_focus_without_selecting (GTK_ENTRY (self->entries[ENT_INTAKE_TITLE]));
      gtk_editable_set_position (GTK_EDITABLE (self->entries[ENT_INTAKE_TITLE]), 0);
      self->focused = TRUE;
    }
}

/* --- By hand --- */

static void
on_item_changed (EntIntakeDialog *self, EntIntakeItem *item)
{
  if (item == self->item)
    show_item (self);
  else
    {
      show_rows (self);
      show_problems (self);
    }
}

static void
on_edited (GtkWidget *entry, gpointer data)
{
  EntIntakeDialog *self = ENT_INTAKE_DIALOG (gtk_widget_get_root (entry));

  if (self->filling)
    return;
  ent_intake_item_set (self->item, GPOINTER_TO_UINT (data), gtk_editable_get_text (GTK_EDITABLE (entry)));
  show_rows (self);
  show_problems (self);
}

static void
on_graded (EntIntakeDialog *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->entries[ENT_INTAKE_RELIABILITY]));

  if (!self->filling && chosen != GTK_INVALID_LIST_POSITION)
    ent_intake_item_set (self->item, ENT_INTAKE_RELIABILITY, chosen > 0 ? ent_reliability_grades[chosen - 1].code : "");
}

static void
on_encoding (EntIntakeDialog *self)
{
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->encoding));

  if (!self->filling && chosen != GTK_INVALID_LIST_POSITION)
    ent_intake_item_set_encoding (self->item, ent_decode_names ()[chosen]);
}

static void
on_choice (EntIntakeDialog *self)
{
  if (self->filling)
    return;
  ent_intake_item_set_is_edition (self->item, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->as_edition)));
  show_rows (self);
}

static void
on_row (EntIntakeDialog *self, GtkListBoxRow *row)
{
  g_autoptr (EntIntakeItem) item = NULL;

  if (row == NULL)
    return;
  item = g_list_model_get_item (G_LIST_MODEL (self->items), (guint) gtk_list_box_row_get_index (row));
  self->item = item;
  show_item (self);
}

/* --- Adding --- */

/* What is over soon never shows. */
static gboolean
show_adding (gpointer data)
{
  EntIntakeDialog *self = data;
  int item = g_atomic_int_get (&self->progress->item), n = g_atomic_int_get (&self->progress->n);
  int permille = g_atomic_int_get (&self->progress->permille);
  double share = n > 0 ? (item + permille / 1000.0) / n : 0;
  g_autofree char *text = NULL;

  text = n > 1 ? g_strdup_printf (_ ("Adding article %d of %d; its excerpts are looked up…"), item + 1, n)
               : g_strdup (_ ("Adding the article; its excerpts are looked up…"));
  gtk_label_set_text (GTK_LABEL (self->adding_label), text);
  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (self->adding_bar), CLAMP (share, 0, 1));
  gtk_widget_set_visible (self->adding_row, TRUE);
  return G_SOURCE_CONTINUE;
}

static void
set_adding (EntIntakeDialog *self, gboolean adding)
{
  g_clear_object (&self->adding);
  g_clear_handle_id (&self->adding_tick, g_source_remove);
  if (adding)
    {
      self->adding = g_cancellable_new ();
      self->adding_tick = g_timeout_add (100, show_adding, self);
    }
  gtk_widget_set_visible (self->adding_row, FALSE);
  /* No field becomes insensitive with the keyboard in it: its caret would go on blinking, and GTK warns of that. */
  if (adding)
    gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_widget_set_sensitive (self->fields, !adding);
  if (adding)
    gtk_widget_set_sensitive (self->add, FALSE);
  else
    show_problems (self);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntIntakeDialog) self = data;
  g_autoptr (GError) error = NULL;
  guint n_changed;
  g_auto (GStrv) ids = ent_intake_items_add_finish (result, &n_changed, &error);

  if (self->items == NULL)
    return; /* closed by force */
  set_adding (self, FALSE);
  if (ids == NULL)
    {
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          gtk_label_set_text (GTK_LABEL (self->problem), error->message);
          gtk_widget_set_visible (self->problem, TRUE);
        }
      return;
    }
  g_signal_emit (self, added_signal, 0, ids, n_changed);
  /* No field goes with the keyboard in it. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
on_add (EntIntakeDialog *self)
{
  if (self->adding != NULL)
    return;
  set_adding (self, TRUE);
  ent_intake_items_add_async (self->map, G_LIST_MODEL (self->items), self->progress, self->adding, on_added, g_object_ref (self));
}

/* Cancel and Escape end the adding first, then the dialog. */
static gboolean
on_close (EntIntakeDialog *self)
{
  if (self->adding == NULL)
    return GDK_EVENT_PROPAGATE;
  g_cancellable_cancel (self->adding);
  return GDK_EVENT_STOP;
}

/* --- Building --- */

static GtkWidget *
dim_label (const char *text)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_RIGHT);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_add_css_class (label, "dim-label");
  return label;
}

static GtkWidget *
grades_new (void)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("not graded"));
  for (guint i = 0; ent_reliability_grades[i].code != NULL; i++)
    {
      g_autofree char *name
          = g_strdup_printf ("%s – %s", ent_reliability_grades[i].code, _ (ent_reliability_grades[i].name));

      gtk_string_list_append (names, name);
    }
  return gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL);
}

/* The label of field @i, its widget, and in a row below what is wrong with it. */
static void
attach (EntIntakeDialog *self, guint i, const char *name, GtkWidget *widget, GtkWidget **problem)
{
  GtkWidget *label = dim_label (name);

  gtk_label_set_mnemonic_widget (GTK_LABEL (label), widget);
  ent_set_accessible_name (widget, name);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_grid_attach (GTK_GRID (self->form), label, 0, 2 * (int) i, 1, 1);
  gtk_grid_attach (GTK_GRID (self->form), widget, 1, 2 * (int) i, 1, 1);
  if (problem == NULL)
    return;
  *problem = ent_label_new ("", "error");
  gtk_widget_set_visible (*problem, FALSE);
  gtk_grid_attach (GTK_GRID (self->form), *problem, 1, 2 * (int) i + 1, 1, 1);
}

static GtkWidget *
form_new (EntIntakeDialog *self)
{
  static const char *const names[] = { N_ ("Title"),     N_ ("Publisher"),   N_ ("Author"),  N_ ("Published"),
                                       N_ ("Retrieved"), N_ ("Web address"), N_ ("Language") };

  self->form = gtk_grid_new ();
  gtk_grid_set_row_spacing (GTK_GRID (self->form), 8);
  gtk_grid_set_column_spacing (GTK_GRID (self->form), 12);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      self->entries[i] = gtk_entry_new ();
      if (i == ENT_INTAKE_PUBLISHED || i == ENT_INTAKE_ACCESSED)
        gtk_entry_set_placeholder_text (GTK_ENTRY (self->entries[i]), _ ("17 May 2018"));
      gtk_entry_set_activates_default (GTK_ENTRY (self->entries[i]), TRUE);
      g_signal_connect (self->entries[i], "changed", G_CALLBACK (on_edited), GUINT_TO_POINTER (i));
      attach (self, i, _ (names[i]), self->entries[i], &self->problems[i]);
    }
  self->entries[ENT_INTAKE_RELIABILITY] = grades_new ();
  g_signal_connect_swapped (self->entries[ENT_INTAKE_RELIABILITY], "notify::selected", G_CALLBACK (on_graded), self);
  attach (self, ENT_INTAKE_RELIABILITY, _ ("Reliability of the source"), self->entries[ENT_INTAKE_RELIABILITY], NULL);
  self->encoding = gtk_drop_down_new_from_strings (ent_decode_names ());
  g_signal_connect_swapped (self->encoding, "notify::selected", G_CALLBACK (on_encoding), self);
  attach (self, ENT_INTAKE_N_FIELDS, _ ("Encoding"), self->encoding, NULL);
  self->encoding_label = gtk_grid_get_child_at (GTK_GRID (self->form), 0, 2 * ENT_INTAKE_N_FIELDS);
  return self->form;
}

static GtkWidget *
check_new (const char *text)
{
  GtkWidget *check = gtk_check_button_new (), *label = ent_label_new (text, NULL);

  /* A check button's own label does not wrap. */
  gtk_check_button_set_child (GTK_CHECK_BUTTON (check), label);
  ent_set_accessible_name (check, text);
  return check;
}

static GtkWidget *
choice_new (EntIntakeDialog *self)
{
  self->choice = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->as_edition = check_new ("");
  self->as_own = check_new (_ ("An article of its own"));
  gtk_check_button_set_group (GTK_CHECK_BUTTON (self->as_own), GTK_CHECK_BUTTON (self->as_edition));
  g_signal_connect_swapped (self->as_edition, "toggled", G_CALLBACK (on_choice), self);
  gtk_box_append (GTK_BOX (self->choice), self->as_edition);
  gtk_box_append (GTK_BOX (self->choice), self->as_own);
  return self->choice;
}

static GtkWidget *
list_new (EntIntakeDialog *self)
{
  self->list = gtk_list_box_new ();
  gtk_widget_add_css_class (self->list, "boxed-list");
  ent_set_accessible_name (self->list, _ ("What is to be added"));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (EntIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);
      g_autofree char *escaped = g_markup_escape_text (ent_intake_item_get_name (item), -1);
      GtkWidget *row = adw_action_row_new ();

      adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), escaped);
      adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 2);
      gtk_list_box_append (GTK_LIST_BOX (self->list), row);
    }
  return self->list;
}

static GtkWidget *
text_new (EntIntakeDialog *self)
{
  GtkWidget *scroller = gtk_scrolled_window_new (), *frame = gtk_frame_new (NULL);

  self->text = gtk_text_view_new ();
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_view_set_cursor_visible (GTK_TEXT_VIEW (self->text), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->text), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->text), 12);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->text), 12);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->text), 9);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->text), 9);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (self->text), 6);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->text), FALSE);
  ent_set_accessible_name (self->text, _ ("Text"));
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller), TEXT_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), self->text);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_frame_set_child (GTK_FRAME (frame), scroller);
  gtk_widget_set_vexpand (frame, TRUE);
  return frame;
}

static GtkWidget *
body_new (EntIntakeDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 15), *scroller = gtk_scrolled_window_new ();

  self->busy = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  self->spinner = gtk_spinner_new ();
  self->busy_label = ent_label_new ("", NULL);
  ent_set_accessible_name (self->spinner, _ ("Reading…"));
  gtk_box_append (GTK_BOX (self->busy), self->spinner);
  gtk_box_append (GTK_BOX (self->busy), self->busy_label);
  self->adding_row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->adding_label = ent_label_new ("", NULL);
  self->adding_bar = gtk_progress_bar_new ();
  ent_set_accessible_name (self->adding_bar, _ ("Adding"));
  gtk_box_append (GTK_BOX (self->adding_row), self->adding_label);
  gtk_box_append (GTK_BOX (self->adding_row), self->adding_bar);
  gtk_widget_set_visible (self->adding_row, FALSE);
  self->problem = ent_label_new ("", "error");
  self->notes = ent_label_new ("", "dim-label");
  self->text_head = ent_label_new ("", "heading");
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 1)
    gtk_box_append (GTK_BOX (box), list_new (self));
  gtk_box_append (GTK_BOX (box), self->busy);
  gtk_box_append (GTK_BOX (box), self->problem);
  gtk_box_append (GTK_BOX (box), choice_new (self));
  gtk_box_append (GTK_BOX (box), form_new (self));
  gtk_box_append (GTK_BOX (box), self->notes);
  gtk_box_append (GTK_BOX (box), self->text_head);
  gtk_box_append (GTK_BOX (box), text_new (self));
  gtk_widget_set_margin_start (box, 18);
  gtk_widget_set_margin_end (box, 18);
  gtk_widget_set_margin_top (box, 18);
  gtk_widget_set_margin_bottom (box, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_widget_set_vexpand (scroller, TRUE);
  return scroller;
}

/* What tells of the adding stands above all that it makes insensitive, and does not scroll. */
static GtkWidget *
content_new (EntIntakeDialog *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->fields = body_new (self);
  gtk_widget_set_margin_start (self->adding_row, 18);
  gtk_widget_set_margin_end (self->adding_row, 18);
  gtk_widget_set_margin_top (self->adding_row, 12);
  gtk_box_append (GTK_BOX (box), self->adding_row);
  gtk_box_append (GTK_BOX (box), self->fields);
  return box;
}

static GtkWidget *
bar_new (EntIntakeDialog *self)
{
  GtkWidget *bar = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (bar), FALSE);
  self->add = gtk_button_new_with_mnemonic (_ ("_Add"));
  gtk_widget_add_css_class (self->add, "suggested-action");
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (on_add), self);
  adw_header_bar_pack_start (ADW_HEADER_BAR (bar), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (bar), self->add);
  return bar;
}

/* No higher than the screen of @parent has room for. */
static int
height_on (GtkWindow *parent)
{
  GdkSurface *surface = parent != NULL ? gtk_native_get_surface (GTK_NATIVE (parent)) : NULL;
  GdkMonitor *monitor
      = surface != NULL ? gdk_display_get_monitor_at_surface (gdk_surface_get_display (surface), surface) : NULL;
  GdkRectangle place = { 0 };

  if (monitor != NULL)
    gdk_monitor_get_geometry (monitor, &place);
  return place.height > 0 ? CLAMP (place.height - FRAME, 1, HEIGHT) : HEIGHT;
}

GtkWidget *
ent_intake_dialog_new (GtkWindow *parent, EntMap *map, GListStore *items)
{
  EntIntakeDialog *self = g_object_new (ENT_TYPE_INTAKE_DIALOG, "transient-for", parent, "modal", TRUE, "default-width",
                                        WIDTH, "default-height", height_on (parent), NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (items));

  self->map = g_object_ref (map);
  self->items = g_object_ref (items);
  gtk_window_set_title (GTK_WINDOW (self), n > 1 ? _ ("Add Articles") : _ ("Add Article"));
  gtk_box_append (GTK_BOX (box), bar_new (self));
  gtk_box_append (GTK_BOX (box), content_new (self));
  adw_window_set_content (ADW_WINDOW (self), box);
  gtk_window_set_default_widget (GTK_WINDOW (self), self->add);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (EntIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (items), i);

      if (i == 0)
        self->item = item;
      g_signal_connect_object (item, "changed", G_CALLBACK (on_item_changed), self, G_CONNECT_SWAPPED);
    }
  if (self->list != NULL)
    {
      g_signal_connect_swapped (self->list, "row-selected", G_CALLBACK (on_row), self);
      gtk_list_box_select_row (GTK_LIST_BOX (self->list), gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0));
    }
  show_item (self);
  return GTK_WIDGET (self);
}

static void
ent_intake_dialog_dispose (GObject *object)
{
  EntIntakeDialog *self = ENT_INTAKE_DIALOG (object);

  for (guint i = 0; self->items != NULL && i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
    {
      g_autoptr (EntIntakeItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

      ent_intake_item_cancel (item);
    }
  g_cancellable_cancel (self->adding);
  g_clear_object (&self->adding);
  g_clear_handle_id (&self->adding_tick, g_source_remove);
  self->filling = TRUE; /* what the widgets say as they go is not from people */
  g_clear_object (&self->items);
  g_clear_object (&self->map);
  G_OBJECT_CLASS (ent_intake_dialog_parent_class)->dispose (object);
}

static void
ent_intake_dialog_finalize (GObject *object)
{
  /* Whoever adds holds the dialog. */
  g_free (ENT_INTAKE_DIALOG (object)->progress);
  G_OBJECT_CLASS (ent_intake_dialog_parent_class)->finalize (object);
}

static void
ent_intake_dialog_class_init (EntIntakeDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_intake_dialog_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_intake_dialog_finalize;
  gtk_widget_class_add_binding_action (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, "window.close", NULL);
  added_signal = g_signal_new ("added", ENT_TYPE_INTAKE_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                               G_TYPE_STRV, G_TYPE_UINT);
}

static void
ent_intake_dialog_init (EntIntakeDialog *self)
{
  g_object_set (self, "accessible-role", GTK_ACCESSIBLE_ROLE_DIALOG, NULL);
  self->progress = g_new0 (EntIntakeProgress, 1);
  g_signal_connect (self, "close-request", G_CALLBACK (on_close), NULL);
}
