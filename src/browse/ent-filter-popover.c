/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows are built when the popover opens or the map has other values; a change of the filter only tells them their counts anew, so that
 * the one with the keyboard stays.
 *
 * Invariant: while `syncing`, what the controls tell is not a wish of the user. */
#include "ent-filter-popover.h"

#include "config.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-browse-style.h"
#include "ent-browse-words.h"

/* Values shown of one facet, the most frequent first; those chosen are always among them. */
#define MOST_VALUES 40
#define MOST_EXCERPTS 99

struct _EntFilterPopover
{
  GtkPopover parent_instance;

  EntFilterState *state;
  gulong handler;
  EntFacts *facts; /* that the rows are of; nullable */
  gboolean syncing;
  GtkWidget *sections, *waiting, *clear, *least, *hide, *scrolled;
  GPtrArray *rows; /* Row */
};

/* A value's check button. */
typedef struct
{
  EntFacet facet;
  guint code;
  const char *value; /* of the facts */
  char *name;
  GtkWidget *check, *count;
} Row;

G_DEFINE_FINAL_TYPE (EntFilterPopover, ent_filter_popover, GTK_TYPE_POPOVER)

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->name);
  g_free (row);
}

static void
on_toggled (GtkCheckButton *check, gpointer data)
{
  EntFilterPopover *self = data;
  Row *row = g_object_get_data (G_OBJECT (check), "row");

  if (!self->syncing)
    ent_filter_state_take (self->state, ent_filter_with_value (ent_filter_state_get (self->state), row->facet, row->value,
                                                               gtk_check_button_get_active (check)));
}

static guint
count_of (const EntShown *shown, EntFacet facet, guint code)
{
  return g_array_index (shown->counts[facet], guint, code);
}

/* Counts and checks as the filter has them. */
static void
sync_rows (EntFilterPopover *self)
{
  EntShown *shown = ent_filter_state_ask_shown (self->state);
  EntFilter *filter = ent_filter_state_get (self->state);

  self->syncing = TRUE;
  for (guint i = 0; shown != NULL && i < self->rows->len; i++)
    {
      Row *row = self->rows->pdata[i];
      guint n = count_of (shown, row->facet, row->code);
      g_autofree char *number = g_strdup_printf ("%'u", n);
      g_autofree char *words
          = row->facet == ENT_FACET_ACTOR_KIND ? ent_browse_count_actors (n) : ent_browse_count_relations (n);
      g_autofree char *name = g_strdup_printf ("%s, %s", row->name, words);

      gtk_label_set_text (GTK_LABEL (row->count), number);
      gtk_accessible_update_property (GTK_ACCESSIBLE (row->check), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
      gtk_check_button_set_active (GTK_CHECK_BUTTON (row->check), ent_filter_has_value (filter, row->facet, row->value));
    }
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (self->least), ent_filter_get_least_excerpts (filter));
  gtk_check_button_set_active (GTK_CHECK_BUTTON (self->hide), ent_filter_state_get_hide (self->state));
  gtk_widget_set_sensitive (self->clear, !ent_filter_is_empty (filter));
  self->syncing = FALSE;
}

/* --- Building --- */

static void
add_row (EntFilterPopover *self, GtkWidget *list, EntFacet facet, guint code)
{
  const EntFacetColumn *column = &self->facts->columns[facet];
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label;
  Row *row = g_new0 (Row, 1);

  row->facet = facet;
  row->code = code;
  row->value = column->values->pdata[code];
  row->name = ent_browse_value_name (ent_map_peek_index (ent_filter_state_get_map (self->state)), facet, row->value);
  row->check = gtk_check_button_new ();
  row->count = gtk_label_new (NULL);
  label = gtk_label_new (row->name);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 30);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_add_css_class (row->count, "filter-count");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), row->count);
  gtk_check_button_set_child (GTK_CHECK_BUTTON (row->check), box);
  g_object_set_data (G_OBJECT (row->check), "row", row);
  g_signal_connect (row->check, "toggled", G_CALLBACK (on_toggled), self);
  gtk_box_append (GTK_BOX (list), row->check);
  g_ptr_array_add (self->rows, row);
}

typedef struct
{
  guint code, n;
  gboolean chosen;
} Value;

static int
compare_values (gconstpointer a, gconstpointer b)
{
  const Value *first = a, *second = b;

  if (first->chosen != second->chosen)
    return first->chosen ? -1 : 1;
  return first->n != second->n ? (first->n > second->n ? -1 : 1) : (first->code < second->code ? -1 : 1);
}

/* Articles and reporters by how often they occur, all others in their own order. */
static GArray *
values_of (EntFilterPopover *self, EntFacet facet, const EntShown *shown)
{
  const EntFacetColumn *column = &self->facts->columns[facet];
  GArray *values = g_array_new (FALSE, FALSE, sizeof (Value));

  for (guint i = 0; i < column->values->len; i++)
    {
      Value value = { i, count_of (shown, facet, i),
                      ent_filter_has_value (ent_filter_state_get (self->state), facet, column->values->pdata[i]) };

      g_array_append_val (values, value);
    }
  if (facet == ENT_FACET_ARTICLE || facet == ENT_FACET_REPORTER || values->len > MOST_VALUES)
    g_array_sort (values, compare_values);
  return values;
}

static void
add_section (EntFilterPopover *self, EntFacet facet, const EntShown *shown)
{
  const EntFacetColumn *column = &self->facts->columns[facet];
  g_autoptr (GArray) values = NULL;
  GtkWidget *title, *list;

  /* With one value there is nothing to choose. */
  if (column->values->len < 2 && ent_filter_get_values (ent_filter_state_get (self->state), facet) == NULL)
    return;
  values = values_of (self, facet, shown);
  title = gtk_label_new (ent_browse_facet_title (facet));
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (title, "filter-title");
  list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_box_append (GTK_BOX (self->sections), title);
  gtk_box_append (GTK_BOX (self->sections), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, ent_browse_facet_title (facet), -1);
  for (guint i = 0; i < MIN (values->len, MOST_VALUES); i++)
    add_row (self, list, facet, g_array_index (values, Value, i).code);
  if (values->len > MOST_VALUES)
    {
      guint rest = values->len - MOST_VALUES;
      g_autofree char *words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "and %'u more", "and %'u more", rest), rest);
      GtkWidget *more = gtk_label_new (words);

      gtk_label_set_xalign (GTK_LABEL (more), 0);
      gtk_widget_add_css_class (more, "filter-count");
      gtk_box_append (GTK_BOX (list), more);
    }
}

/* The order in which people narrow down. */
static const EntFacet order[] = { ENT_FACET_STANCE,      ENT_FACET_ACTOR_KIND, ENT_FACET_STATUS,        ENT_FACET_PROOF,
                                  ENT_FACET_CONTESTED,   ENT_FACET_ARTICLE,    ENT_FACET_REPORTER,      ENT_FACET_RELIABILITY,
                                  ENT_FACET_CREDIBILITY, ENT_FACET_RELATION_KIND };

static void
forget_rows (EntFilterPopover *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->sections)) != NULL)
    gtk_box_remove (GTK_BOX (self->sections), child);
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->facts, ent_facts_unref);
}

static void
refresh (EntFilterPopover *self)
{
  EntShown *shown;
  EntFacts *facts;

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  shown = ent_filter_state_ask_shown (self->state);
  facts = ent_filter_state_ask_facts (self->state);
  gtk_widget_set_visible (self->waiting, shown == NULL);
  if (facts != self->facts)
    {
      forget_rows (self);
      self->facts = facts != NULL ? ent_facts_ref (facts) : NULL;
      for (guint i = 0; shown != NULL && i < G_N_ELEMENTS (order); i++)
        add_section (self, order[i], shown);
    }
  sync_rows (self);
}

/* Rows that are made while it opens come too late for the popover's own choice. */
static void
focus_first (EntFilterPopover *self)
{
  gtk_widget_grab_focus (self->rows->len > 0 ? ((Row *) self->rows->pdata[0])->check : self->least);
}

/* --- What does not depend on the map --- */

static void
on_clear (EntFilterPopover *self)
{
  g_autoptr (EntFilter) nothing = ent_filter_new ();

  ent_filter_state_set (self->state, nothing);
  gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
on_least (EntFilterPopover *self)
{
  if (!self->syncing)
    ent_filter_state_take (self->state, ent_filter_with_least_excerpts (
                                            ent_filter_state_get (self->state),
                                            (guint) gtk_spin_button_get_value_as_int (GTK_SPIN_BUTTON (self->least))));
}

static void
on_hide (EntFilterPopover *self)
{
  if (!self->syncing)
    ent_filter_state_set_hide (self->state, gtk_check_button_get_active (GTK_CHECK_BUTTON (self->hide)));
}

static GtkWidget *
labelled (const char *text, GtkWidget *control)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), control);
  gtk_accessible_update_property (GTK_ACCESSIBLE (control), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  return box;
}

static void
ent_filter_popover_dispose (GObject *object)
{
  EntFilterPopover *self = ENT_FILTER_POPOVER (object);

  if (self->state != NULL)
    g_clear_signal_handler (&self->handler, self->state);
  g_clear_object (&self->state);
  g_clear_pointer (&self->facts, ent_facts_unref);
  G_OBJECT_CLASS (ent_filter_popover_parent_class)->dispose (object);
}

static void
ent_filter_popover_finalize (GObject *object)
{
  g_ptr_array_unref (ENT_FILTER_POPOVER (object)->rows);
  G_OBJECT_CLASS (ent_filter_popover_parent_class)->finalize (object);
}

static void
ent_filter_popover_class_init (EntFilterPopoverClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_filter_popover_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_filter_popover_finalize;
  ent_browse_load_style ();
}

static GtkWidget *
build_top (EntFilterPopover *self)
{
  GtkWidget *top = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *title = gtk_label_new (_ ("Show Only"));

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (title, "title-4");
  self->clear = gtk_button_new_with_label (_ ("Clear"));
  g_signal_connect_swapped (self->clear, "clicked", G_CALLBACK (on_clear), self);
  gtk_box_append (GTK_BOX (top), title);
  gtk_box_append (GTK_BOX (top), self->clear);
  return top;
}

static void
ent_filter_popover_init (EntFilterPopover *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6), *bottom = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  self->rows = g_ptr_array_new_with_free_func (row_free);
  self->sections = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  self->waiting = gtk_label_new (_ ("Counting…"));
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), 460);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->sections);
  self->least = gtk_spin_button_new_with_range (0, MOST_EXCERPTS, 1);
  self->hide = gtk_check_button_new_with_label (_ ("Hide what is left out"));
  g_signal_connect_swapped (self->least, "value-changed", G_CALLBACK (on_least), self);
  g_signal_connect_swapped (self->hide, "toggled", G_CALLBACK (on_hide), self);
  gtk_box_append (GTK_BOX (bottom), labelled (_ ("At least so many excerpts"), self->least));
  gtk_box_append (GTK_BOX (bottom), self->hide);
  gtk_box_append (GTK_BOX (box), build_top (self));
  gtk_box_append (GTK_BOX (box), self->waiting);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_box_append (GTK_BOX (box), gtk_separator_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_box_append (GTK_BOX (box), bottom);
  gtk_widget_add_css_class (box, "filter-popover");
  gtk_widget_set_size_request (box, 280, -1);
  gtk_popover_set_child (GTK_POPOVER (self), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Show Only"), -1);
  g_signal_connect (self, "show", G_CALLBACK (refresh), NULL);
  g_signal_connect_after (self, "show", G_CALLBACK (focus_first), NULL);
}

GtkWidget *
ent_filter_popover_new (EntFilterState *state)
{
  EntFilterPopover *self = g_object_new (ENT_TYPE_FILTER_POPOVER, NULL);

  self->state = g_object_ref (state);
  self->handler = g_signal_connect_swapped (state, "changed", G_CALLBACK (refresh), self);
  return GTK_WIDGET (self);
}
