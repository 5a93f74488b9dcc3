/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A cell is a label; it hears of its row's changes while it shows it. The first cell of a row also names the row by the sentence that a
 * screen reader gets of the thing on the map.
 *
 * The view's sorter is asked which columns it goes by, and which way, by being watched: GTK 4.8 does not tell. It compares by its
 * columns' sorters one after another as long as they find no difference; ours write down that they were asked, and the last one asked finds
 * one. */
#include "ent-list-columns.h"

#include <glib/gi18n.h>

#include "ent-browse-words.h"
#include "ent-date-words.h"
#include "ent-list-row.h"

/* Stands in an empty cell. */
#define NOTHING "–"

typedef struct
{
  int column;
  gulong handler;
  EntListRow *row; /* owned, while bound */
  EntListModel *model;
} Cell;

static const struct
{
  const char *title;
  int width; /* average characters */
  gboolean number, expands;
} columns[] = {
  [ENT_COLUMN_NAME] = { N_ ("Name"), 24, FALSE, TRUE },
  [ENT_COLUMN_KIND] = { N_ ("Kind"), 18, FALSE, FALSE },
  [ENT_COLUMN_RELATIONS] = { N_ ("Relations"), 13, TRUE, FALSE },
  [ENT_COLUMN_EXCERPTS] = { N_ ("Excerpts"), 13, TRUE, FALSE },
  [ENT_COLUMN_SOURCE] = { N_ ("Source"), 22, FALSE, TRUE },
  [ENT_COLUMN_LABEL] = { N_ ("Relation"), 26, FALSE, TRUE },
  [ENT_COLUMN_TARGET] = { N_ ("Target"), 22, FALSE, TRUE },
  [ENT_COLUMN_STANCE] = { N_ ("Stance"), 16, FALSE, FALSE },
  [ENT_COLUMN_WHEN] = { N_ ("When"), 16, FALSE, FALSE },
  [ENT_COLUMN_GRADE] = { N_ ("Grade"), 10, FALSE, FALSE },
};

const int *
ent_list_columns_of (EntListId list)
{
  static const int of_actors[] = { ENT_COLUMN_NAME, ENT_COLUMN_KIND, ENT_COLUMN_RELATIONS, ENT_COLUMN_EXCERPTS, -1 };
  static const int of_relations[] = { ENT_COLUMN_SOURCE, ENT_COLUMN_LABEL, ENT_COLUMN_TARGET, ENT_COLUMN_STANCE, ENT_COLUMN_WHEN,
                                      ENT_COLUMN_EXCERPTS, ENT_COLUMN_GRADE, -1 };

  return list == ENT_LIST_ACTORS ? of_actors : of_relations;
}

const char *
ent_list_column_title (int column)
{
  return _ (columns[column].title);
}

/* --- Cells --- */

static char *
actor_text (EntMapIndex *index, const EntActor *actor, int column)
{
  switch (column)
    {
    case ENT_COLUMN_NAME:
      return ent_name_isolated (actor->name);
    case ENT_COLUMN_KIND:
      return ent_browse_value_name (index, ENT_FACET_ACTOR_KIND, actor->kind);
    case ENT_COLUMN_RELATIONS:
      return g_strdup_printf ("%'u", ent_map_index_relations_of (index, actor->id)->len);
    default:
      return g_strdup_printf ("%'u", ent_table_count_excerpts (index, &actor->record));
    }
}

static char *
name_of (EntMapIndex *index, const char *id)
{
  const EntActor *actor = ent_map_index_actor (index, id);

  return ent_name_isolated (actor != NULL ? actor->name : id);
}

static char *
relation_text (EntMapIndex *index, const EntRelation *relation, int column)
{
  char grade[2], source[2] = "", information[2] = "";

  switch (column)
    {
    case ENT_COLUMN_SOURCE:
      return name_of (index, relation->source);
    case ENT_COLUMN_TARGET:
      return name_of (index, relation->target);
    case ENT_COLUMN_LABEL:
      return ent_name_isolated (relation->label);
    case ENT_COLUMN_STANCE:
      return g_strdup (_ (ent_stance_name (ent_relation_stance (relation))));
    case ENT_COLUMN_WHEN:
      return ent_date_to_words (relation->when);
    case ENT_COLUMN_GRADE:
      ent_table_grade (index, relation, grade);
      if (grade[0] == '\0' && grade[1] == '\0')
        return g_strdup ("");
      source[0] = grade[0];
      information[0] = grade[1];
      return g_strconcat (grade[0] != '\0' ? source : "–", grade[1] != '\0' ? information : "–", NULL);
    default:
      return g_strdup_printf ("%'u", ent_table_count_excerpts (index, &relation->record));
    }
}

static void
name (GtkWidget *widget, const char *words)
{
  if (widget != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

/* The widget around the label is told as "Stance: neutral"; the one around all cells names the row. */
static void
name_parents (GtkWidget *label, int column, const char *text, const char *sentence /* nullable */)
{
  GtkWidget *cell = gtk_widget_get_parent (label);
  /* Translators: a column's title, then what stands in it */
  g_autofree char *words = g_strdup_printf (_ ("%s: %s"), ent_list_column_title (column), text);

  name (cell, words);
  if (sentence != NULL && cell != NULL)
    name (gtk_widget_get_parent (cell), sentence);
}

static void
fill (GtkWidget *label)
{
  Cell *cell = g_object_get_data (G_OBJECT (label), "cell");
  EntMap *map = ent_list_model_get_map (cell->model);
  EntListId list = ent_list_model_get_list (cell->model);
  const char *id;
  EntMapIndex *index;
  gconstpointer record;
  g_autofree char *text = NULL, *sentence = NULL;

  if (map == NULL || cell->row == NULL)
    return;
  id = ent_list_row_get_id (cell->row);
  index = ent_map_peek_index (map);
  record = list == ENT_LIST_ACTORS ? (gconstpointer) ent_map_index_actor (index, id) : ent_map_index_relation (index, id);
  if (record == NULL)
    return;
  text = list == ENT_LIST_ACTORS ? actor_text (index, record, cell->column) : relation_text (index, record, cell->column);
  if (cell->column == ent_list_columns_of (list)[0])
    sentence = list == ENT_LIST_ACTORS ? ent_map_index_describe_actor (index, id) : ent_map_index_describe_relation (index, id);
  gtk_label_set_text (GTK_LABEL (label), text[0] != '\0' ? text : NOTHING);
  name_parents (label, cell->column, text[0] != '\0' ? text : NOTHING, sentence);
}

static void
cell_free (gpointer data)
{
  g_object_unref (((Cell *) data)->model);
  g_free (data);
}

static void
set_up (GtkSignalListItemFactory *factory, GtkListItem *item, EntListModel *model)
{
  int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (factory), "column"));
  GtkWidget *label = gtk_label_new (NULL);
  Cell *cell = g_new0 (Cell, 1);

  cell->column = column;
  cell->model = g_object_ref (model);
  g_object_set_data_full (G_OBJECT (label), "cell", cell, cell_free);
  gtk_label_set_xalign (GTK_LABEL (label), columns[column].number ? 1 : 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_single_line_mode (GTK_LABEL (label), TRUE);
  if (columns[column].number)
    gtk_widget_add_css_class (label, "numeric");
  gtk_list_item_set_child (item, label);
}

static void
bind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_list_item_get_child (item);
  Cell *cell = g_object_get_data (G_OBJECT (label), "cell");

  cell->row = g_object_ref (gtk_list_item_get_item (item));
  cell->handler = g_signal_connect_swapped (cell->row, "changed", G_CALLBACK (fill), label);
  fill (label);
}

static void
unbind (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  Cell *cell = g_object_get_data (G_OBJECT (gtk_list_item_get_child (item)), "cell");

  g_clear_signal_handler (&cell->handler, cell->row);
  g_clear_object (&cell->row);
}

/* --- Sorting --- */

/* What is asked for the time being; the main thread alone sorts. */
static struct
{
  gboolean on;
  int found[G_N_ELEMENTS (columns)];
  guint n, differ_at; /* the sorter asked as that one finds a difference */
} watch;

static int
compare (gconstpointer a, gconstpointer b, gpointer column)
{
  if (!watch.on || watch.n == G_N_ELEMENTS (watch.found))
    return 0;
  watch.found[watch.n++] = GPOINTER_TO_INT (column);
  return watch.n - 1 == watch.differ_at ? -1 : 0;
}

guint
ent_list_columns_get_order (GtkColumnView *view, EntTableOrder by[ENT_MOST_ORDERS])
{
  GtkSorter *sorter = gtk_column_view_get_sorter (view);
  GHashTable *pool = ent_list_row_pool_new ();
  /* Two that are not one, or none is asked. */
  EntListRow *a = ent_list_row_get (pool, "a"), *b = ent_list_row_get (pool, "b");
  guint n = 0;

  watch.on = TRUE;
  for (; n < ENT_MOST_ORDERS; n++)
    {
      GtkOrdering found;

      watch.n = 0;
      watch.differ_at = n;
      found = gtk_sorter_compare (sorter, a, b);
      if (watch.n <= n)
        break;
      by[n] = (EntTableOrder) { (EntColumn) watch.found[n], found == GTK_ORDERING_LARGER };
    }
  watch.on = FALSE;
  g_object_unref (a);
  g_object_unref (b);
  g_hash_table_unref (pool);
  return n;
}

void
ent_list_columns_sort (GtkColumnView *view, int column, GtkSortType direction)
{
  GListModel *all = gtk_column_view_get_columns (view);

  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (all, i);

      if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (one), "column")) == column)
        gtk_column_view_sort_by_column (view, one, direction);
    }
}

/* --- Views --- */

static GtkColumnViewColumn *
column_new (int column, EntListModel *model)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *self;
  GtkSorter *sorter;

  g_object_set_data (G_OBJECT (factory), "column", GINT_TO_POINTER (column));
  g_signal_connect_object (factory, "setup", G_CALLBACK (set_up), model, 0);
  g_signal_connect (factory, "bind", G_CALLBACK (bind), NULL);
  g_signal_connect (factory, "unbind", G_CALLBACK (unbind), NULL);
  self = gtk_column_view_column_new (ent_list_column_title (column), factory);
  g_object_set_data (G_OBJECT (self), "column", GINT_TO_POINTER (column));
  sorter = GTK_SORTER (gtk_custom_sorter_new (compare, GINT_TO_POINTER (column), NULL));
  gtk_column_view_column_set_sorter (self, sorter);
  g_object_unref (sorter);
  gtk_column_view_column_set_resizable (self, TRUE);
  gtk_column_view_column_set_expand (self, columns[column].expands);
  return self;
}

/* By the size of the text; what a hand has set stays until that changes. */
static void
set_widths (GtkColumnView *view)
{
  PangoContext *context = gtk_widget_get_pango_context (GTK_WIDGET (view));
  PangoFontMetrics *metrics = pango_context_get_metrics (context, NULL, NULL);
  int unit = pango_font_metrics_get_approximate_char_width (metrics);
  GListModel *all = gtk_column_view_get_columns (view);

  pango_font_metrics_unref (metrics);
  if (GPOINTER_TO_INT (g_object_get_data (G_OBJECT (view), "unit")) == unit)
    return;
  g_object_set_data (G_OBJECT (view), "unit", GINT_TO_POINTER (unit));
  for (guint i = 0; i < g_list_model_get_n_items (all); i++)
    {
      g_autoptr (GtkColumnViewColumn) one = g_list_model_get_item (all, i);
      int column = GPOINTER_TO_INT (g_object_get_data (G_OBJECT (one), "column"));

      gtk_column_view_column_set_fixed_width (one, PANGO_PIXELS_CEIL (columns[column].width * unit));
    }
}

/* The part of @view that scrolls. */
static GtkWidget *
find_list (GtkWidget *view)
{
  for (GtkWidget *child = gtk_widget_get_first_child (view); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      return child;
  return NULL;
}

/* The widget that shows @row now; NULL where it is out of reach. GTK 4.8 has no other way to give it the keyboard. */
static GtkWidget *
find_row (GtkWidget *list, EntListRow *row)
{
  for (GtkWidget *child = gtk_widget_get_first_child (list); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *first = gtk_widget_get_first_child (child), *label = first != NULL ? gtk_widget_get_first_child (first) : NULL;
      Cell *cell = label != NULL ? g_object_get_data (G_OBJECT (label), "cell") : NULL;

      if (cell != NULL && cell->row == row)
        return child;
    }
  return NULL;
}

void
ent_list_columns_scroll_to (GtkColumnView *view, guint position, gboolean focus)
{
  GtkWidget *list = find_list (GTK_WIDGET (view)), *widget;
  g_autoptr (EntListRow) row = g_list_model_get_item (G_LIST_MODEL (gtk_column_view_get_model (view)), position);

  if (list == NULL || row == NULL || gtk_widget_get_height (list) == 0)
    return;
  gtk_widget_activate_action (list, "list.scroll-to-item", "u", position);
  widget = focus ? find_row (list, row) : NULL;
  if (widget != NULL)
    gtk_widget_grab_focus (widget);
}

static void
name_parts (GtkWidget *view, const char *title)
{
  name (view, title);
  name (gtk_widget_get_first_child (view), _ ("Headings"));
  name (find_list (view), title);
}

GtkWidget *
ent_list_columns_new (EntListModel *model, const char *title)
{
  GtkWidget *view = gtk_column_view_new (GTK_SELECTION_MODEL (g_object_ref (model)));
  const int *all = ent_list_columns_of (ent_list_model_get_list (model));

  for (guint i = 0; all[i] >= 0; i++)
    {
      GtkColumnViewColumn *column = column_new (all[i], model);

      gtk_column_view_append_column (GTK_COLUMN_VIEW (view), column);
      g_object_unref (column);
    }
  name_parts (view, title);
  gtk_column_view_set_show_row_separators (GTK_COLUMN_VIEW (view), TRUE);
  gtk_widget_add_css_class (view, "data-table");
  g_signal_connect (view, "map", G_CALLBACK (set_widths), NULL);
  return view;
}
