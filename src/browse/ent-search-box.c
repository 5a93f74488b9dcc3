/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Answers replace those before them only when the first of the new ones is there, so that nothing flickers while one types.
 *
 * Invariant: `asking` is there exactly while a question is on its way; an older one is cancelled and tells nothing any more. */
#include "ent-search-box.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-browse-style.h"
#include "ent-search-row.h"

/* Answers shown of one group. */
#define MOST 20
/* As wide as it likes to be, where there is room; it shrinks to what the window has. */
#define WIDTH_CHARS 56
#define MOST_HEIGHT 440

struct _EntSearchBox
{
  GtkWidget parent_instance;

  EntMap *map; /* nullable */
  EntSearch *search; /* of the map as it was when it was last asked; nullable */
  gboolean stale;    /* the map has changed since */
  GCancellable *asking;
  gboolean fresh; /* nothing of this question was shown yet */
  gboolean eager; /* Enter was pressed meanwhile: the first answer is to be taken */
  char *question; /* that the answers are of */
  guint totals[ENT_N_SEARCH_SECTIONS];
  gboolean opened;
  GtkWidget *box, *entry, *scrolled, *list, *status;
};

enum
{
  FOUND,
  CLOSED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntSearchBox, ent_search_box, GTK_TYPE_WIDGET)

/* --- Answers --- */

static void
clear_answers (EntSearchBox *self)
{
  GtkWidget *row;

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), 0);
}

static const char *
question_of (EntSearchBox *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->entry));
}

static GtkListBoxRow *
first_row (EntSearchBox *self)
{
  return gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), 0);
}

static void
show_status (EntSearchBox *self)
{
  gboolean any = first_row (self) != NULL, blank = ent_search_is_blank (question_of (self));

  gtk_widget_set_visible (self->scrolled, any);
  gtk_widget_set_visible (self->status, !any && !blank && self->asking == NULL);
}

static void take (EntSearchBox *self, GtkListBoxRow *row);

static void
on_told (EntFoundSection *section, gpointer data)
{
  EntSearchBox *self = data;

  if (self->fresh)
    clear_answers (self);
  self->fresh = FALSE;
  self->totals[section->section] = section->total;
  for (guint i = 0; i < section->found->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->list),
                         ent_search_row_new (ent_search_get_index (self->search), section->section,
                                             &g_array_index (section->found, EntFound, i), self->question));
  if (gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)) == NULL)
    gtk_list_box_select_row (GTK_LIST_BOX (self->list), first_row (self));
  show_status (self);
}

static void
on_answered (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntSearchBox) self = data;

  if (!ent_search_finish (result, NULL))
    return; /* a later question took its place, or the box is gone */
  g_clear_object (&self->asking);
  if (self->fresh)
    clear_answers (self);
  self->fresh = FALSE;
  show_status (self);
  if (self->eager)
    take (self, first_row (self));
}

static void
stop_asking (EntSearchBox *self)
{
  g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* A search over the map as it is now. */
static void
renew_search (EntSearchBox *self)
{
  EntSearch *before = g_steal_pointer (&self->search);

  self->search = ent_search_new (ent_map_peek_index (self->map), before);
  self->stale = FALSE;
  g_clear_pointer (&before, ent_search_unref);
}

static void
ask (EntSearchBox *self)
{
  stop_asking (self);
  if (self->map == NULL || !self->opened || ent_map_in_transaction (self->map))
    return;
  if (self->search == NULL || self->stale)
    renew_search (self);
  g_free (self->question);
  self->question = g_strdup (question_of (self));
  self->fresh = TRUE;
  self->eager = FALSE;
  if (ent_search_is_blank (self->question))
    {
      clear_answers (self);
      show_status (self);
      return;
    }
  self->asking = g_cancellable_new ();
  ent_search_async (self->search, self->question, MOST, on_told, self, self->asking, on_answered, g_object_ref (self));
}

static void
map_changed (EntSearchBox *self)
{
  self->stale = TRUE;
  ask (self);
}

/* --- Groups --- */

static const char *
section_title (EntSearchSection section)
{
  static const char *const titles[ENT_N_SEARCH_SECTIONS] = {
    [ENT_SEARCH_ACTORS] = N_ ("Actors"),     [ENT_SEARCH_RELATIONS] = N_ ("Relations"), [ENT_SEARCH_GROUND] = N_ ("Groups and Captions"),
    [ENT_SEARCH_EXCERPTS] = N_ ("Excerpts"), [ENT_SEARCH_ARTICLES] = N_ ("Articles"),
  };

  return _ (titles[section]);
}

/* The heading above the first row of each group, with how many there are. */
static void
set_header (GtkListBoxRow *row, GtkListBoxRow *before, gpointer data)
{
  EntSearchBox *self = data;
  EntSearchSection section = ent_search_row_get_section (ENT_SEARCH_ROW (row));
  GtkWidget *box, *title, *count;
  g_autofree char *number = NULL;

  if (before != NULL && ent_search_row_get_section (ENT_SEARCH_ROW (before)) == section)
    {
      gtk_list_box_row_set_header (row, NULL);
      return;
    }
  box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  title = gtk_label_new (section_title (section));
  number = g_strdup_printf ("%'u", self->totals[section]);
  count = gtk_label_new (number);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (count, "found-detail");
  gtk_widget_add_css_class (box, "found-heading");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_header (row, box);
}

/* --- Opening, taking, closing --- */

static void
close_box (EntSearchBox *self, gboolean taken)
{
  if (!self->opened)
    return;
  self->opened = FALSE;
  stop_asking (self);
  g_signal_emit (self, signals[CLOSED], 0, taken);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static void
take (EntSearchBox *self, GtkListBoxRow *row)
{
  EntSearchRow *answer;
  g_autofree char *id = NULL;
  gint64 start, end;
  int section;

  if (row == NULL)
    return;
  answer = ENT_SEARCH_ROW (row);
  id = g_strdup (ent_search_row_get_id (answer));
  section = (int) ent_search_row_get_section (answer);
  ent_search_row_get_place (answer, &start, &end);
  close_box (self, TRUE);
  g_signal_emit (self, signals[FOUND], 0, section, id, start, end);
}

static void
row_activated (EntSearchBox *self, GtkListBoxRow *row)
{
  take (self, row);
}

/* Enter in the entry takes the answer that is marked, which is the first until another is; who types faster than answers come gets the
 * first of them. */
static void
entry_activated (EntSearchBox *self)
{
  self->eager = self->asking != NULL && self->fresh;
  if (!self->fresh)
    take (self, gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)));
}

static void
move_to (EntSearchBox *self, GtkListBoxRow *row)
{
  gtk_list_box_select_row (GTK_LIST_BOX (self->list), row);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* Down and Up lead from the entry into the answers and back. */
static gboolean
key_pressed (EntSearchBox *self, guint key, guint code, GdkModifierType state)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (GTK_WIDGET (self)));
  gboolean in_list = focus != NULL && gtk_widget_is_ancestor (focus, self->list);
  GtkListBoxRow *chosen = gtk_list_box_get_selected_row (GTK_LIST_BOX (self->list)), *row;

  if (key == GDK_KEY_Escape)
    {
      close_box (self, FALSE);
      return TRUE;
    }
  if ((state & gtk_accelerator_get_default_mod_mask ()) != 0 || chosen == NULL)
    return FALSE;
  switch (key)
    {
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      /* The first is marked already: from the entry the second comes. */
      row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), gtk_list_box_row_get_index (chosen) + 1);
      move_to (self, row != NULL ? row : chosen);
      return TRUE;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (!in_list)
        return FALSE;
      if (gtk_list_box_row_get_index (chosen) == 0)
        gtk_widget_grab_focus (self->entry);
      else
        move_to (self, gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->list), gtk_list_box_row_get_index (chosen) - 1));
      return TRUE;
    default:
      return FALSE;
    }
}

/* Elsewhere pressed: the box goes, as a popover does. */
static void
focus_left (EntSearchBox *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  /* A row that is taken away gives its focus up for a moment; another window may have it. */
  if (focus != NULL && !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    close_box (self, TRUE);
}

void
ent_search_box_open (EntSearchBox *self)
{
  g_return_if_fail (ENT_IS_SEARCH_BOX (self));

  if (self->map == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  if (self->opened)
    return;
  self->opened = TRUE;
  if (self->search == NULL || self->stale)
    renew_search (self);
  ent_search_prepare_async (self->search, NULL);
  ask (self);
}

void
ent_search_box_close (EntSearchBox *self)
{
  g_return_if_fail (ENT_IS_SEARCH_BOX (self));

  close_box (self, TRUE);
}

static void
forget_map (EntSearchBox *self)
{
  close_box (self, TRUE);
  stop_asking (self);
  if (self->map != NULL)
    g_signal_handlers_disconnect_by_data (self->map, self);
  g_clear_object (&self->map);
  g_clear_pointer (&self->search, ent_search_unref);
}

void
ent_search_box_set_map (EntSearchBox *self, EntMap *map)
{
  g_return_if_fail (ENT_IS_SEARCH_BOX (self));

  forget_map (self);
  clear_answers (self);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  if (map == NULL)
    return;
  self->map = g_object_ref (map);
  g_signal_connect_swapped (map, "changed", G_CALLBACK (map_changed), self);
}

/* --- The widget --- */

static void
ent_search_box_dispose (GObject *object)
{
  EntSearchBox *self = ENT_SEARCH_BOX (object);

  self->opened = FALSE;
  forget_map (self);
  g_clear_pointer (&self->box, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_search_box_parent_class)->dispose (object);
}

static void
ent_search_box_finalize (GObject *object)
{
  g_free (ENT_SEARCH_BOX (object)->question);
  G_OBJECT_CLASS (ent_search_box_parent_class)->finalize (object);
}

static void
ent_search_box_class_init (EntSearchBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ent_search_box_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_search_box_finalize;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "entsearchbox");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  signals[FOUND] = g_signal_new ("found", ENT_TYPE_SEARCH_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 4, G_TYPE_INT,
                                 G_TYPE_STRING, G_TYPE_INT64, G_TYPE_INT64);
  signals[CLOSED]
      = g_signal_new ("closed", ENT_TYPE_SEARCH_BOX, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);
  ent_browse_load_style ();
}

static void
add_controllers (EntSearchBox *self)
{
  GtkEventController *keys = gtk_event_controller_key_new (), *focus = gtk_event_controller_focus_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_left), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}

static void
ent_search_box_init (EntSearchBox *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->entry = gtk_search_entry_new ();
  gtk_editable_set_max_width_chars (GTK_EDITABLE (self->entry), WIDTH_CHARS);
  g_object_set (self->entry, "placeholder-text", _ ("Names, relations, excerpts, articles"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search the map"), -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Search"), -1);
  self->list = gtk_list_box_new ();
  gtk_list_box_set_header_func (GTK_LIST_BOX (self->list), set_header, self, NULL);
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_BROWSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Found"), -1);
  gtk_widget_add_css_class (self->list, "found");
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (self->scrolled), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (self->scrolled), MOST_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->list);
  self->status = gtk_label_new (_ ("Nothing found. Try fewer letters, or another name."));
  gtk_label_set_wrap (GTK_LABEL (self->status), TRUE);
  gtk_widget_add_css_class (self->status, "found-nothing");
  gtk_box_append (GTK_BOX (self->box), self->entry);
  gtk_box_append (GTK_BOX (self->box), self->scrolled);
  gtk_box_append (GTK_BOX (self->box), self->status);
  gtk_widget_add_css_class (self->box, "search-box");
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  gtk_widget_set_visible (self->scrolled, FALSE);
  gtk_widget_set_visible (self->status, FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_halign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->entry), self->list);
  g_signal_connect_swapped (self->entry, "changed", G_CALLBACK (ask), self);
  g_signal_connect_swapped (self->entry, "activate", G_CALLBACK (entry_activated), self);
  g_signal_connect_swapped (self->list, "row-activated", G_CALLBACK (row_activated), self);
  add_controllers (self);
}

GtkWidget *
ent_search_box_new (void)
{
  return g_object_new (ENT_TYPE_SEARCH_BOX, NULL);
}
