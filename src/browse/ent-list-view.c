/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A bar, and one of two tables below it. Invariant: only the table that is seen has rows; the other one is as empty as both are while the
 * list is put away. */
#include "ent-list-view.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-browse-style.h"
#include "ent-list-columns.h"
#include "ent-list-row.h"

typedef struct
{
  EntListModel *model;
  GtkWidget *view, *scroller;
  GMenu *menu; /* by what to sort */
} Table;

struct _EntListView
{
  GtkWidget parent_instance;

  EntFilterState *state;
  EntMap *map;
  EntSelection *selection;
  GtkWidget *box, *tabs[2], *question, *counts, *sort, *nothing, *pages;
  Table tables[2]; /* actors, relations */
  guint shown;     /* the table that is seen */
  GSimpleActionGroup *actions;
  guint count_source;
  guint follow_tick, follow_frames; /* frames since what is shown last changed */
  gboolean focus_rows; /* once there are rows */
  gboolean had_focus;  /* before the rows changed that are changing */
  gboolean resorted, from_top; /* a new order is on its way; it has come and is to be read from its start */
};

enum
{
  CHOSEN,
  ACTIVATED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntListView, ent_list_view, GTK_TYPE_WIDGET)

static Table *
shown_table (EntListView *self)
{
  return &self->tables[self->shown];
}

static EntTargetKind
kind_of (const Table *table)
{
  return ent_list_model_get_list (table->model) == ENT_LIST_ACTORS ? ENT_TARGET_ACTOR : ENT_TARGET_RELATION;
}

/* --- Counts --- */

static gboolean
count (gpointer data)
{
  EntListView *self = data;
  Table *table = shown_table (self);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (table->model));
  guint all = self->map != NULL ? ent_map_n (self->map, ent_list_model_get_list (table->model)) : 0;
  g_autofree char *text = self->shown == 0
                              ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u of %'u actor", "%'u of %'u actors", all), n, all)
                              : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'u of %'u relation", "%'u of %'u relations", all), n, all);

  self->count_source = 0;
  gtk_label_set_text (GTK_LABEL (self->counts), text);
  gtk_label_set_text (GTK_LABEL (self->nothing), all > 0 ? _ ("No row has these words and meets the filter.")
                                                 : self->shown == 0 ? _ ("The map has no actors yet.")
                                                                    : _ ("The map has no relations yet."));
  gtk_widget_set_visible (self->nothing, n == 0);
  return G_SOURCE_REMOVE;
}

static void
count_soon (EntListView *self)
{
  if (self->count_source == 0)
    self->count_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, count, self, NULL);
}

/* --- What is chosen --- */

static gboolean
has_focus (EntListView *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, shown_table (self)->view);
}

static void
follow_chosen (EntListView *self)
{
  Table *table = shown_table (self);
  int position = ent_list_model_find_chosen (table->model);
  gboolean focus = self->focus_rows || has_focus (self);

  if (g_list_model_get_n_items (G_LIST_MODEL (table->model)) == 0)
    return;
  self->focus_rows = FALSE;
  if (position >= 0)
    ent_list_columns_scroll_to (GTK_COLUMN_VIEW (table->view), (guint) position, focus);
  else if (self->from_top)
    gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (table->scroller)), 0);
  else if (focus)
    gtk_widget_grab_focus (table->view);
  self->from_top = FALSE;
}

/* Rows have their places once a frame has laid them out: GTK 4.8 complains of a list that is scrolled before. The second frame begins
 * after the layout of the first. */
static gboolean
follow_on_frame (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EntListView *self = ENT_LIST_VIEW (widget);

  if (self->follow_frames++ < 1)
    return G_SOURCE_CONTINUE;
  self->follow_tick = 0;
  follow_chosen (self);
  return G_SOURCE_REMOVE;
}

static void
follow_soon (EntListView *self)
{
  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  self->follow_frames = 0;
  if (self->follow_tick == 0)
    self->follow_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), follow_on_frame, NULL, NULL);
}

/* Rows in another order are not read on from where the old order was left. */
static void
on_settled (EntListView *self)
{
  self->from_top = self->from_top || self->resorted;
  self->resorted = FALSE;
  follow_soon (self);
}

/* The row with the keyboard may go. */
static void
before_items_changed (EntListView *self)
{
  self->had_focus = has_focus (self);
}

static void
after_items_changed (EntListView *self)
{
  count_soon (self);
  self->follow_frames = 0;
  if (!self->had_focus || has_focus (self))
    return;
  self->focus_rows = TRUE;
  follow_soon (self);
}

static void show_table (EntListView *self, guint which);

/* What was chosen elsewhere is shown, in its table. */
static void
on_selection (EntListView *self)
{
  EntTarget target = ent_selection_get (self->selection);

  if (ent_list_model_get_choosing (shown_table (self)->model) || target.kind == ENT_TARGET_NONE)
    return;
  show_table (self, target.kind == ENT_TARGET_ACTOR ? 0 : 1);
  follow_soon (self);
}

static void
on_chosen (EntListModel *model, EntListView *self)
{
  EntTarget target = ent_selection_get (self->selection);
  g_autofree char *id = g_strdup (target.id);

  if (target.kind != ENT_TARGET_NONE)
    g_signal_emit (self, signals[CHOSEN], 0, (int) target.kind, id);
}

static void
on_activate (GtkColumnView *view, guint position, EntListView *self)
{
  Table *table = shown_table (self);
  g_autoptr (EntListRow) row = g_list_model_get_item (G_LIST_MODEL (table->model), position);

  if (row == NULL)
    return;
  gtk_selection_model_select_item (GTK_SELECTION_MODEL (table->model), position, TRUE);
  g_signal_emit (self, signals[ACTIVATED], 0, (int) kind_of (table), ent_list_row_get_id (row));
}

/* --- Order --- */

static void
say_order (EntListView *self, const EntTableOrder *by)
{
  g_autofree char *words = g_strdup_printf (by->descending ? _ ("Sorted by %s, downwards") : _ ("Sorted by %s"),
                                            ent_list_column_title (by->column));
  GAction *sort = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "sort");
  GAction *down = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "down");

  g_simple_action_set_state (G_SIMPLE_ACTION (sort), g_variant_new_int32 ((int) by->column));
  g_simple_action_set_state (G_SIMPLE_ACTION (down), g_variant_new_boolean (by->descending));
  gtk_widget_set_tooltip_text (self->sort, words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (gtk_widget_get_first_child (self->sort)), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->sort), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
use_order (EntListView *self, Table *table)
{
  EntTableOrder by[ENT_MOST_ORDERS];
  guint n = ent_list_columns_get_order (GTK_COLUMN_VIEW (table->view), by);

  self->resorted = TRUE;
  if (!ent_list_model_sort (table->model, by, n))
    self->resorted = FALSE;
  if (n > 0 && table == shown_table (self))
    say_order (self, by);
  follow_soon (self);
}

static void
on_sorter (EntListView *self)
{
  use_order (self, shown_table (self));
}

static void
on_sort (GSimpleAction *action, GVariant *value, gpointer data)
{
  EntListView *self = data;
  GAction *down = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "down");
  g_autoptr (GVariant) descending = g_action_get_state (down);

  ent_list_columns_sort (GTK_COLUMN_VIEW (shown_table (self)->view), g_variant_get_int32 (value),
                         g_variant_get_boolean (descending) ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

static void
on_down (GSimpleAction *action, GVariant *value, gpointer data)
{
  EntListView *self = data;
  GAction *sort = g_action_map_lookup_action (G_ACTION_MAP (self->actions), "sort");
  g_autoptr (GVariant) column = g_action_get_state (sort);

  ent_list_columns_sort (GTK_COLUMN_VIEW (shown_table (self)->view), g_variant_get_int32 (column),
                         g_variant_get_boolean (value) ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
}

/* --- Tables --- */

/* Only the table that is seen follows the map. */
static void
use_content (EntListView *self)
{
  gboolean mapped = gtk_widget_get_mapped (GTK_WIDGET (self));

  for (guint i = 0; i < G_N_ELEMENTS (self->tables); i++)
    {
      EntMap *map = mapped && i == self->shown ? self->map : NULL;

      if (ent_list_model_get_map (self->tables[i].model) == map)
        continue;
      ent_list_model_ask (self->tables[i].model, gtk_editable_get_text (GTK_EDITABLE (self->question)));
      ent_list_model_set_content (self->tables[i].model, map, map != NULL ? self->selection : NULL);
    }
  count_soon (self);
}

static void
show_table (EntListView *self, guint which)
{
  if (which == self->shown)
    return;
  self->shown = which;
  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tabs[i]), i == which);
  /* No stack: GTK 4.8 tells assistive technology of its hidden pages as if they were seen. */
  for (guint i = 0; i < G_N_ELEMENTS (self->tables); i++)
    gtk_widget_set_visible (self->tables[i].scroller, i == which);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->sort), G_MENU_MODEL (shown_table (self)->menu));
  use_content (self);
  use_order (self, shown_table (self));
}

static void
on_tab (GtkToggleButton *tab, EntListView *self)
{
  if (gtk_toggle_button_get_active (tab))
    show_table (self, GTK_WIDGET (tab) == self->tabs[1]);
}

static void
on_question (EntListView *self)
{
  ent_list_model_ask (shown_table (self)->model, gtk_editable_get_text (GTK_EDITABLE (self->question)));
}

static void
on_question_stopped (EntListView *self)
{
  if (gtk_editable_get_text (GTK_EDITABLE (self->question))[0] != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->question), "");
  else
    ent_list_view_focus_rows (self);
}

static gboolean
on_question_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, EntListView *self)
{
  EntListModel *model = shown_table (self)->model;

  if (key != GDK_KEY_Down && key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return FALSE;
  if (ent_list_model_find_chosen (model) < 0 && g_list_model_get_n_items (G_LIST_MODEL (model)) > 0)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (model), 0, TRUE);
  ent_list_view_focus_rows (self);
  return TRUE;
}

void
ent_list_view_focus_rows (EntListView *self)
{
  g_return_if_fail (ENT_IS_LIST_VIEW (self));

  self->focus_rows = TRUE;
  follow_soon (self);
}

void
ent_list_view_set_content (EntListView *self, EntMap *map, EntSelection *selection)
{
  g_return_if_fail (ENT_IS_LIST_VIEW (self));

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  for (guint i = 0; i < G_N_ELEMENTS (self->tables); i++)
    ent_list_model_set_content (self->tables[i].model, NULL, NULL);
  g_set_object (&self->map, map);
  g_set_object (&self->selection, selection);
  if (selection != NULL)
    g_signal_connect_swapped (selection, "changed", G_CALLBACK (on_selection), self);
  if (self->question != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->question), "");
  use_content (self);
}

/* --- Life --- */

static void
ent_list_view_map (GtkWidget *widget)
{
  EntListView *self = ENT_LIST_VIEW (widget);

  GTK_WIDGET_CLASS (ent_list_view_parent_class)->map (widget);
  use_content (self);
  if (self->selection != NULL)
    on_selection (self);
  follow_soon (self);
}

static void
ent_list_view_unmap (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ent_list_view_parent_class)->unmap (widget);
  use_content (ENT_LIST_VIEW (widget));
}

static void
ent_list_view_dispose (GObject *object)
{
  EntListView *self = ENT_LIST_VIEW (object);

  if (self->selection != NULL)
    g_signal_handlers_disconnect_by_data (self->selection, self);
  g_clear_handle_id (&self->count_source, g_source_remove);
  for (guint i = 0; i < G_N_ELEMENTS (self->tables); i++)
    {
      if (self->tables[i].model != NULL)
        {
          /* As it goes the view takes its columns out of its order. */
          g_signal_handlers_disconnect_by_data (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (self->tables[i].view)), self);
          g_signal_handlers_disconnect_by_data (self->tables[i].model, self);
          ent_list_model_set_content (self->tables[i].model, NULL, NULL);
        }
      g_clear_object (&self->tables[i].menu);
    }
  g_clear_pointer (&self->box, gtk_widget_unparent);
  for (guint i = 0; i < G_N_ELEMENTS (self->tables); i++)
    g_clear_object (&self->tables[i].model);
  g_clear_object (&self->map);
  g_clear_object (&self->selection);
  g_clear_object (&self->state);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (ent_list_view_parent_class)->dispose (object);
}

static void
ent_list_view_class_init (EntListViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_list_view_dispose;
  widget_class->map = ent_list_view_map;
  widget_class->unmap = ent_list_view_unmap;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entlistview");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
  ent_browse_load_style ();
  signals[CHOSEN] = g_signal_new ("chosen", ENT_TYPE_LIST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2, G_TYPE_INT,
                                  G_TYPE_STRING);
  signals[ACTIVATED] = g_signal_new ("activated", ENT_TYPE_LIST_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                     G_TYPE_INT, G_TYPE_STRING);
}

static void
ent_list_view_init (EntListView *self)
{
}

/* --- Parts --- */

static void
name (GtkWidget *widget, const char *words)
{
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static GMenu *
sort_menu (EntListId list)
{
  const int *all = ent_list_columns_of (list);
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) by = g_menu_new (), way = g_menu_new ();

  for (guint i = 0; all[i] >= 0; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (ent_list_column_title (all[i]), NULL);

      g_menu_item_set_action_and_target (item, "list.sort", "i", all[i]);
      g_menu_append_item (by, item);
    }
  g_menu_append (way, _ ("_Downwards"), "list.down");
  g_menu_append_section (menu, _ ("Sort By"), G_MENU_MODEL (by));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (way));
  return menu;
}

static void
build_table (EntListView *self, guint which, EntListId list, const char *title)
{
  Table *table = &self->tables[which];

  table->model = ent_list_model_new (list, self->state);
  /* The view listens from then on. */
  g_signal_connect_swapped (table->model, "items-changed", G_CALLBACK (before_items_changed), self);
  table->view = ent_list_columns_new (table->model, title);
  table->menu = sort_menu (list);
  table->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (table->scroller), table->view);
  gtk_widget_set_vexpand (table->scroller, TRUE);
  gtk_widget_set_hexpand (table->scroller, TRUE);
  gtk_widget_set_visible (table->scroller, which == self->shown);
  gtk_box_append (GTK_BOX (self->pages), table->scroller);
  g_signal_connect (table->view, "activate", G_CALLBACK (on_activate), self);
  g_signal_connect (table->model, "chosen", G_CALLBACK (on_chosen), self);
  g_signal_connect_swapped (table->model, "items-changed", G_CALLBACK (after_items_changed), self);
  g_signal_connect_swapped (table->model, "settled", G_CALLBACK (on_settled), self);
  ent_list_columns_sort (GTK_COLUMN_VIEW (table->view), ent_list_columns_of (list)[0], GTK_SORT_ASCENDING);
  use_order (self, table);
  g_signal_connect_object (gtk_column_view_get_sorter (GTK_COLUMN_VIEW (table->view)), "changed", G_CALLBACK (on_sorter), self,
                           G_CONNECT_SWAPPED);
}

static GtkWidget *
build_tabs (EntListView *self)
{
  GtkWidget *tabs = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);

  self->tabs[0] = gtk_toggle_button_new_with_label (_ ("Actors"));
  self->tabs[1] = gtk_toggle_button_new_with_label (_ ("Relations"));
  gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (self->tabs[1]), GTK_TOGGLE_BUTTON (self->tabs[0]));
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (self->tabs[0]), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (self->tabs); i++)
    {
      gtk_box_append (GTK_BOX (tabs), self->tabs[i]);
      g_signal_connect (self->tabs[i], "toggled", G_CALLBACK (on_tab), self);
    }
  gtk_widget_add_css_class (tabs, "linked");
  return tabs;
}

static GtkWidget *
build_question (EntListView *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->question = gtk_search_entry_new ();
  g_object_set (self->question, "placeholder-text", _ ("Only rows with…"), NULL);
  name (self->question, _ ("Only rows with these words"));
  gtk_editable_set_width_chars (GTK_EDITABLE (self->question), 3);
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->question), 10);
  gtk_widget_set_hexpand (self->question, TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (on_question_key), self);
  gtk_widget_add_controller (self->question, keys);
  g_signal_connect_swapped (self->question, "search-changed", G_CALLBACK (on_question), self);
  g_signal_connect_swapped (self->question, "stop-search", G_CALLBACK (on_question_stopped), self);
  return self->question;
}

static GtkWidget *
build_bar (EntListView *self)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");

  self->counts = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->counts), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->counts, "list-counts");
  self->sort = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->sort), "view-sort-ascending-symbolic");
  gtk_widget_add_css_class (self->sort, "flat");
  gtk_actionable_set_action_name (GTK_ACTIONABLE (close), "win.list");
  gtk_widget_set_tooltip_text (close, _ ("Put the List Away (Ctrl+B)"));
  name (close, _ ("Put the List Away"));
  gtk_widget_add_css_class (close, "flat");
  gtk_box_append (GTK_BOX (bar), build_tabs (self));
  gtk_box_append (GTK_BOX (bar), build_question (self));
  gtk_box_append (GTK_BOX (bar), self->counts);
  gtk_box_append (GTK_BOX (bar), self->sort);
  gtk_box_append (GTK_BOX (bar), close);
  gtk_widget_add_css_class (bar, "list-bar");
  return bar;
}

static void
add_actions (EntListView *self)
{
  const GActionEntry entries[] = {
    { .name = "sort", .parameter_type = "i", .state = "0", .change_state = on_sort },
    { .name = "down", .state = "false", .change_state = on_down },
  };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "list", G_ACTION_GROUP (self->actions));
}

GtkWidget *
ent_list_view_new (EntFilterState *state)
{
  EntListView *self = g_object_new (ENT_TYPE_LIST_VIEW, NULL);
  GtkWidget *overlay = gtk_overlay_new ();

  self->state = g_object_ref (state);
  add_actions (self);
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (self->box), build_bar (self));
  self->pages = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  self->nothing = gtk_label_new (NULL);
  gtk_label_set_wrap (GTK_LABEL (self->nothing), TRUE);
  gtk_widget_set_valign (self->nothing, GTK_ALIGN_CENTER);
  gtk_widget_set_can_target (self->nothing, FALSE);
  gtk_widget_add_css_class (self->nothing, "dim-label");
  gtk_overlay_set_child (GTK_OVERLAY (overlay), self->pages);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), self->nothing);
  build_table (self, 0, ENT_LIST_ACTORS, _ ("Actors"));
  build_table (self, 1, ENT_LIST_RELATIONS, _ ("Relations"));
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->sort), G_MENU_MODEL (self->tables[0].menu));
  gtk_box_append (GTK_BOX (self->box), overlay);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
