/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The story of the map: a list of its steps, and one step to be read or edited. The way through is what a published page does: one step
 * after the other, with what it shows emphasized on the map and all else faded.
 *
 * Invariant: a step that is open is found again by its id when steps come, go and move; one of a file without ids by its place. */
#include <glib/gi18n.h>

#include "ent-edit-things.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-story-private.h"
#include "ent-wrap-layout.h"

G_DEFINE_FINAL_TYPE (EntStoryPage, ent_story_page, GTK_TYPE_WIDGET)

EntMap *
ent_story_map (EntStoryPage *self)
{
  return ent_panel_get_map (self->panel);
}

guint
ent_story_n (EntStoryPage *self)
{
  return ent_map_n (ent_story_map (self), ENT_LIST_STORY);
}

const EntStep *
ent_story_step (EntStoryPage *self)
{
  return ent_map_nth (ent_story_map (self), ENT_LIST_STORY, self->at);
}

void
ent_story_tell (EntStoryPage *self, GError *error)
{
  if (error != NULL)
    ent_panel_say_error (self->panel, error);
}

GtkWidget *
ent_story_button_new (EntStoryPage *self, const char *name, const char *text, void (*clicked) (EntStoryPage *self))
{
  GtkWidget *button = ent_text_button_new (text, NULL);

  gtk_button_set_has_frame (GTK_BUTTON (button), TRUE);
  gtk_widget_set_name (button, name);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked), self);
  return button;
}

/* --- The list --- */

static void
play_clicked (EntStoryPage *self)
{
  ent_story_go (self, ENT_STORY_READ, 0);
}

static guint
row_of (GtkWidget *button)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "step"));
}

static void
step_clicked (GtkWidget *button, EntStoryPage *self)
{
  ent_story_go (self, ENT_STORY_READ, row_of (button));
}

static void
move_step (EntStoryPage *self, guint from, guint to)
{
  GError *error = NULL;

  ent_edit_move_step (ent_story_map (self), from, to, &error);
  ent_story_tell (self, error);
}

static void
up_clicked (GtkWidget *button, EntStoryPage *self)
{
  move_step (self, row_of (button), row_of (button) - 1);
}

static void
down_clicked (GtkWidget *button, EntStoryPage *self)
{
  move_step (self, row_of (button), row_of (button) + 1);
}

static GtkWidget *
arrow_new (EntStoryPage *self, gboolean up, guint i, const char *title)
{
  /* Translators: %s is the title of a step of the story */
  g_autofree char *text = g_strdup_printf (up ? _ ("Move “%s” up") : _ ("Move “%s” down"), title);
  g_autofree char *name = g_strdup_printf ("%s-%u", up ? "up" : "down", i);
  GtkWidget *button = ent_icon_button_new (up ? "go-up-symbolic" : "go-down-symbolic", text);

  gtk_widget_set_name (button, name);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_sensitive (button, up ? i > 0 : i + 1 < ent_story_n (self));
  g_object_set_data (G_OBJECT (button), "step", GUINT_TO_POINTER (i));
  g_signal_connect (button, "clicked", up ? G_CALLBACK (up_clicked) : G_CALLBACK (down_clicked), self);
  return button;
}

static char *
dup_title (const EntStep *step)
{
  return step->title[0] != '\0' ? ent_name_isolated (step->title) : g_strdup (_ ("Step without a title"));
}

static char *
dup_detail (const EntStep *step)
{
  guint n = ent_strings_n (step->focus), quotes = ent_strings_n (step->excerpts);
  g_autofree char *shown = n == 0 ? g_strdup (_ ("the whole map"))
                                  : g_strdup_printf (ngettext ("shows %u thing", "shows %u things", n), n);
  g_autofree char *quoted = g_strdup_printf (ngettext ("%u excerpt", "%u excerpts", quotes), quotes);

  return quotes > 0 ? g_strdup_printf ("%s · %s", shown, quoted) : g_steal_pointer (&shown);
}

static GtkWidget *
step_row_new (EntStoryPage *self, guint i)
{
  const EntStep *step = ent_map_nth (ent_story_map (self), ENT_LIST_STORY, i);
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2), *button = gtk_button_new (), *box, *detail_label;
  g_autofree char *title = dup_title (step), *detail = dup_detail (step), *name = g_strdup_printf ("step-%u", i);
  g_autofree char *heading = g_strdup_printf ("%u. %s", i + 1, title);
  g_autofree char *spoken = g_strdup_printf (_ ("Step %u: %s"), i + 1, title);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  detail_label = ent_label_new (detail, "dim");
  gtk_widget_add_css_class (detail_label, "small");
  gtk_box_append (GTK_BOX (box), ent_label_new (heading, "heading"));
  gtk_box_append (GTK_BOX (box), detail_label);
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_button_set_has_frame (GTK_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "story-step");
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_name (button, name);
  ent_set_accessible_name (button, spoken);
  g_object_set_data (G_OBJECT (button), "step", GUINT_TO_POINTER (i));
  g_signal_connect (button, "clicked", G_CALLBACK (step_clicked), self);
  gtk_box_append (GTK_BOX (line), button);
  gtk_box_append (GTK_BOX (line), arrow_new (self, TRUE, i, title));
  gtk_box_append (GTK_BOX (line), arrow_new (self, FALSE, i, title));
  return line;
}

static GtkWidget *
action_button_new (const char *name, const char *text, const char *action)
{
  GtkWidget *button = ent_text_button_new (text, NULL);

  gtk_button_set_has_frame (GTK_BUTTON (button), TRUE);
  gtk_widget_set_name (button, name);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  return button;
}

static void
add_opening_view (EntStoryPage *self, GtkBox *page)
{
  gboolean own = ent_map_peek (ent_story_map (self))->head->view != NULL;
  GtkWidget *buttons = ent_wrap_box_new (8);

  gtk_box_append (page, ent_heading_new (_ ("Opening view"), -1));
  gtk_box_append (page, ent_label_new (own ? _ ("Whoever opens the map for the first time sees the view that is kept in it.")
                                           : _ ("Whoever opens the map for the first time sees the whole of it."),
                                       NULL));
  gtk_box_append (GTK_BOX (buttons), action_button_new ("set-view", _ ("Use the present view"), "win.set-opening-view"));
  if (own)
    {
      gtk_box_append (GTK_BOX (buttons), action_button_new ("show-view", _ ("Show it"), "win.opening-view"));
      gtk_box_append (GTK_BOX (buttons), action_button_new ("clear-view", _ ("Clear"), "win.clear-opening-view"));
    }
  gtk_box_append (page, buttons);
}

static void
fill_list (EntStoryPage *self, GtkBox *page)
{
  guint n = ent_story_n (self);
  GtkWidget *buttons = ent_wrap_box_new (8);

  gtk_box_append (page, ent_label_new (_ ("Story"), "title"));
  if (n == 0)
    gtk_box_append (page, ent_label_new (_ ("A story leads through the map step by step: each step shows a part of it, with words of yours. "
                                            "Choose something on the map, and add a step that shows it."),
                                         NULL));
  for (guint i = 0; i < n; i++)
    gtk_box_append (page, step_row_new (self, i));
  if (n > 0)
    {
      GtkWidget *play = ent_story_button_new (self, "play", _ ("Play"), play_clicked);

      gtk_widget_add_css_class (play, "suggested-action");
      gtk_box_append (GTK_BOX (buttons), play);
    }
  gtk_box_append (GTK_BOX (buttons), action_button_new ("add-step", _ ("Add step from what is seen"), "win.add-step"));
  gtk_box_append (page, buttons);
  add_opening_view (self, page);
}

/* --- One step --- */

static void
previous_clicked (EntStoryPage *self)
{
  if (self->at > 0)
    ent_story_go (self, ENT_STORY_READ, self->at - 1);
}

static void
next_clicked (EntStoryPage *self)
{
  ent_story_go (self, ENT_STORY_READ, self->at + 1);
}

static void
edit_clicked (EntStoryPage *self)
{
  ent_story_go (self, ENT_STORY_EDIT, self->at);
}

static void
done_clicked (EntStoryPage *self)
{
  ent_story_go (self, ENT_STORY_READ, self->at);
}

static void
all_clicked (EntStoryPage *self)
{
  ent_story_go (self, ENT_STORY_LIST, 0);
}

void
ent_story_delete (EntStoryPage *self)
{
  GError *error = NULL;

  ent_panel_end_step (self->panel);
  if (ent_edit_delete_step (ent_story_map (self), self->at, &error))
    {
      ent_panel_say (self->panel, _ ("Step deleted"), TRUE);
      ent_story_go (self, ENT_STORY_LIST, 0);
    }
  ent_story_tell (self, error);
}

static GtkWidget *
turn_new (EntStoryPage *self, gboolean forward)
{
  GtkWidget *button = ent_icon_button_new (forward ? "go-next-symbolic" : "go-previous-symbolic",
                                           forward ? _ ("Next step") : _ ("Previous step"));

  gtk_widget_set_name (button, forward ? "next" : "previous");
  gtk_widget_set_sensitive (button, forward ? self->at + 1 < ent_story_n (self) : self->at > 0);
  g_signal_connect_swapped (button, "clicked", forward ? G_CALLBACK (next_clicked) : G_CALLBACK (previous_clicked), self);
  return button;
}

static char *
dup_place (EntStoryPage *self)
{
  return g_strdup_printf (_ ("Step %u of %u"), self->at + 1, ent_story_n (self));
}

/* "Step 2 of 5" between the way back and on; the buttons stay where they are from step to step. */
static GtkWidget *
head_new (EntStoryPage *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label, *edit;
  g_autofree char *place = dup_place (self);
  gboolean editing = self->mode == ENT_STORY_EDIT;

  label = self->place = ent_label_new (place, "dim");
  gtk_widget_add_css_class (label, "counts");
  gtk_widget_set_hexpand (label, TRUE);
  edit = ent_story_button_new (self, "edit", editing ? _ ("Done") : _ ("Edit"), editing ? done_clicked : edit_clicked);
  if (!editing)
    {
      gtk_box_append (GTK_BOX (head), turn_new (self, FALSE));
      gtk_box_append (GTK_BOX (head), turn_new (self, TRUE));
    }
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), edit);
  return head;
}

static void
fill_step (EntStoryPage *self, GtkBox *page)
{
  gboolean editing = self->mode == ENT_STORY_EDIT;
  GtkWidget *all;

  gtk_box_append (page, head_new (self));
  if (editing)
    {
      self->form = ent_field_form_new (self->panel, self->id);
      ent_field_form_add_text (ENT_FIELD_FORM (self->form), "title", _ ("Title"));
      ent_field_form_add_note (ENT_FIELD_FORM (self->form), "text", _ ("Text"));
      gtk_box_append (page, self->form);
      self->rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
      gtk_box_append (page, self->rest);
      ent_story_fill_fields (self, GTK_BOX (self->rest));
    }
  else
    ent_story_fill_reading (self, page);
  all = ent_text_button_new (_ ("All steps…"), "step");
  gtk_widget_set_name (all, "all");
  g_signal_connect_swapped (all, "clicked", G_CALLBACK (all_clicked), self);
  gtk_box_append (page, all);
}

/* --- The page --- */

/* The name of the widget inside that has the keyboard; "" where it has none, NULL where none inside has it. (transfer full) */
static char *
dup_focus_name (EntStoryPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return NULL;
  return g_strdup (gtk_widget_get_name (focus));
}

/* @name as dup_focus_name() gave it; nothing happens where what had the keyboard has it still. */
static void
give_focus (EntStoryPage *self, const char *name)
{
  static const char *const ways[] = { "next", "edit", "play", "add-step" };
  g_autofree char *now = dup_focus_name (self);
  GtkWidget *again = name != NULL ? ent_find_named (GTK_WIDGET (self), name) : NULL;

  if (name == NULL || g_strcmp0 (now, name) == 0 || (again != NULL && gtk_widget_grab_focus (again)))
    return;
  /* Not the first of all: a text that gets the keyboard selects all of itself. */
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if ((again = ent_find_named (GTK_WIDGET (self), ways[i])) != NULL && gtk_widget_grab_focus (again))
      return;
}

static void
show_marks (EntStoryPage *self)
{
  g_auto (GStrv) shown = NULL;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  shown = self->mode != ENT_STORY_LIST ? ent_story_dup_shown (ent_story_map (self), ent_story_step (self)) : NULL;
  ent_panel_mark (self->panel, (const char *const *) shown);
}

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
build (EntStoryPage *self)
{
  g_autofree char *focus = dup_focus_name (self);

  self->form = self->place = self->rest = NULL;
  clear (self->page);
  if (self->mode == ENT_STORY_LIST)
    fill_list (self, GTK_BOX (self->page));
  else
    fill_step (self, GTK_BOX (self->page));
  give_focus (self, focus);
  show_marks (self);
}

void
ent_story_go (EntStoryPage *self, EntStoryMode mode, guint at)
{
  g_autofree char *id = NULL;
  GError *error = NULL;

  if (mode != ENT_STORY_LIST && at >= ent_story_n (self))
    return;
  if (self->mode == ENT_STORY_EDIT)
    ent_panel_end_step (self->panel);
  if (mode == ENT_STORY_EDIT)
    {
      id = ent_edit_name_step (ent_story_map (self), at, &error);
      ent_story_tell (self, error);
      if (id == NULL)
        return;
    }
  self->mode = mode;
  self->at = at;
  g_free (self->id);
  self->id = g_strdup (mode == ENT_STORY_LIST ? "" : ent_record_id (&ent_story_step (self)->record));
  build (self);
  if (mode == ENT_STORY_READ)
    ent_story_look (self);
}

/* FALSE when the step that is open is gone. */
static gboolean
find_step (EntStoryPage *self)
{
  int at = self->id[0] != '\0' ? ent_map_index_of (ent_story_map (self), ENT_LIST_STORY, self->id) : (int) self->at;

  if (at < 0 || (guint) at >= ent_story_n (self))
    return FALSE;
  self->at = (guint) at;
  return TRUE;
}

static gboolean
refresh (gpointer data)
{
  EntStoryPage *self = data;
  g_autofree char *focus = NULL, *place = NULL;

  self->refresh_source = 0;
  if (ent_story_map (self) == NULL)
    return G_SOURCE_REMOVE;
  if (self->mode != ENT_STORY_LIST && !find_step (self))
    self->mode = ENT_STORY_LIST;
  if (self->mode != ENT_STORY_EDIT)
    {
      build (self);
      return G_SOURCE_REMOVE;
    }
  ent_field_form_sync (ENT_FIELD_FORM (self->form));
  place = dup_place (self);
  gtk_label_set_text (GTK_LABEL (self->place), place);
  focus = dup_focus_name (self);
  clear (self->rest);
  ent_story_fill_fields (self, GTK_BOX (self->rest));
  give_focus (self, focus);
  show_marks (self);
  return G_SOURCE_REMOVE;
}

static void
map_changed (EntStoryPage *self)
{
  if (self->refresh_source == 0)
    self->refresh_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh, self, NULL);
}

static void
ent_story_page_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (ent_story_page_parent_class)->map (widget);
  if (ent_story_map (ENT_STORY_PAGE (widget)) != NULL)
    show_marks (ENT_STORY_PAGE (widget));
}

static void
ent_story_page_unmap (GtkWidget *widget)
{
  ent_panel_mark (ENT_STORY_PAGE (widget)->panel, NULL);
  GTK_WIDGET_CLASS (ent_story_page_parent_class)->unmap (widget);
}

static void
ent_story_page_dispose (GObject *object)
{
  EntStoryPage *self = ENT_STORY_PAGE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_story_page_parent_class)->dispose (object);
}

static void
ent_story_page_finalize (GObject *object)
{
  g_free (ENT_STORY_PAGE (object)->id);
  G_OBJECT_CLASS (ent_story_page_parent_class)->finalize (object);
}

static void
ent_story_page_class_init (EntStoryPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_story_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_story_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = ent_story_page_map;
  GTK_WIDGET_CLASS (klass)->unmap = ent_story_page_unmap;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_story_page_init (EntStoryPage *self)
{
  self->id = g_strdup ("");
  self->page = ent_page_box_new ();
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
}

/* The page of the story that is open; NULL where another is. */
static EntStoryPage *
open_page (EntPanel *panel)
{
  GtkWidget *extra = ent_panel_get_map (panel) != NULL ? ent_panel_peek_extra (panel) : NULL;

  return extra != NULL && ENT_IS_STORY_PAGE (extra) ? ENT_STORY_PAGE (extra) : NULL;
}

static void
show (EntPanel *panel, EntStoryMode mode, guint at)
{
  EntStoryPage *self = open_page (panel);

  if (ent_panel_get_map (panel) == NULL)
    return;
  if (self == NULL)
    {
      self = g_object_new (ENT_TYPE_STORY_PAGE, NULL);
      self->panel = panel;
      g_signal_connect_object (ent_panel_get_map (panel), "changed", G_CALLBACK (map_changed), self, G_CONNECT_SWAPPED);
      build (self);
      ent_panel_show_extra (panel, GTK_WIDGET (self));
    }
  ent_story_go (self, mode, at);
  if (mode == ENT_STORY_EDIT && self->form != NULL)
    gtk_widget_grab_focus (self->form);
}

void
ent_panel_show_story (EntPanel *panel)
{
  show (panel, ENT_STORY_LIST, 0);
}

void
ent_panel_show_step (EntPanel *panel, guint index, gboolean editing)
{
  show (panel, editing ? ENT_STORY_EDIT : ENT_STORY_READ, index);
}

int
ent_panel_get_step (EntPanel *panel)
{
  EntStoryPage *page = open_page (panel);

  if (page == NULL)
    return -2;
  return page->mode != ENT_STORY_LIST ? (int) page->at : -1;
}

gboolean
ent_panel_turn_step (EntPanel *panel, int by)
{
  EntMap *map = ent_panel_get_map (panel);
  int at = ent_panel_get_step (panel), to = at < 0 ? 0 : at + by;

  if (map == NULL || to < 0 || to >= (int) ent_map_n (map, ENT_LIST_STORY))
    return FALSE;
  show (panel, ENT_STORY_READ, (guint) to);
  return TRUE;
}
