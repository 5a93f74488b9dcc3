/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small questions upon the map, each a popover with one line of text, and the menus of what is on it. Esc leaves
 * nothing behind. */
#include "ent-window-private.h"

#include <glib/gi18n.h>

#include "ent-edit-field.h"
#include "ent-edit-things.h"
#include "ent-kinds-dialog.h"

typedef struct _Question Question;

struct _Question
{
  EntWindow *window; /* borrowed: the question is inside of it */
  GtkEditable *entry;
  GtkWidget *button;
  gboolean may_be_empty;
  gboolean (*answer) (EntWindow *self, const char *text, const Question *question, GError **error);
  char *a, *b; /* for answer */
};

static void
question_free (gpointer data)
{
  Question *question = data;

  g_free (question->a);
  g_free (question->b);
  g_free (question);
}

static char *
dup_answer (Question *question)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (question->entry)));
}

static void
on_text_changed (Question *question)
{
  g_autofree char *text = dup_answer (question);

  gtk_widget_set_sensitive (question->button, question->may_be_empty || text[0] != '\0');
}

static void
on_answer (Question *question)
{
  EntWindow *self = question->window;
  GtkWidget *popover = self->add_popover;
  g_autofree char *text = dup_answer (question);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (text[0] == '\0' && !question->may_be_empty)
    return;
  ent_history_break_merge (ent_document_get_history (self->document));
  done = question->answer (self, text, question, &error);
  ent_history_break_merge (ent_document_get_history (self->document));
  ent_window_give_keyboard_back (self);
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  if (!done)
    ent_window_tell_error (self, _ ("Nothing was changed"), error);
}

/* @at: pixels of the canvas. */
static Question *
ask (EntWindow *self, const char *heading, const char *name, const char *verb, const char *text, EntRect at)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12), *label = gtk_label_new (heading);
  GtkWidget *entry = gtk_entry_new (), *button = gtk_button_new_with_mnemonic (verb);
  Question *question = g_new0 (Question, 1);

  question->window = self;
  question->entry = GTK_EDITABLE (entry);
  question->button = button;
  gtk_widget_add_css_class (label, "heading");
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_editable_set_text (question->entry, text);
  gtk_widget_add_css_class (button, "suggested-action");
  gtk_widget_set_size_request (box, 240, -1);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), button);
  g_object_set_data_full (G_OBJECT (box), "question", question, question_free);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_text_changed), question);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_answer), question);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (on_answer), question);
  on_text_changed (question);
  ent_window_popup (self, box, GTK_WIDGET (self->canvas), at);
  gtk_widget_grab_focus (entry);
  return question;
}

/* --- Names --- */

static gboolean
answer_field (EntWindow *self, const char *text, const Question *question, GError **error)
{
  return ent_edit_set_field (ent_window_get_map (self), question->a, question->b, ent_value_string (text), error);
}

static EntRect
middle_of_view (EntWindow *self)
{
  return ent_rect (gtk_widget_get_width (GTK_WIDGET (self->canvas)) / 2.0, 60, 1, 1);
}

static void
ask_field (EntWindow *self, const char *heading, const char *name, const char *id, const char *field, EntRect at)
{
  EntRecord *record = ent_map_find (ent_window_get_map (self), id);
  Question *question;

  if (record == NULL || self->add_popover != NULL)
    return;
  question = ask (self, heading, name, _ ("_Rename"),
                  *(char **) ent_record_slot (record, (guint) ent_record_type_find (record->type, field)), at);
  question->answer = answer_field;
  question->a = g_strdup (id);
  question->b = g_strdup (field);
  question->may_be_empty = g_str_equal (field, "label");
  on_text_changed (question);
}

void
ent_window_rename (EntWindow *self)
{
  EntTarget target = ent_selection_get (self->selection);
  EntRect at = middle_of_view (self);

  if (target.kind == ENT_TARGET_NONE && ent_window_get_ground (self) != NULL)
    ent_window_rename_ground (self, ent_window_get_ground (self));
  ent_canvas_box_of (self->canvas, target.kind, target.id, target.other, &at);
  if (target.kind == ENT_TARGET_ACTOR)
    ask_field (self, _ ("Rename Actor"), _ ("Name of the actor"), target.id, "name", at);
  else if (target.kind == ENT_TARGET_RELATION)
    ask_field (self, _ ("Rename Relation"), _ ("Label of the relation"), target.id, "label", at);
}

static void
on_rename_actor (EntWindow *self, const char *id)
{
  if (ent_map_actor (ent_window_get_map (self), id) != NULL)
    {
      ent_selection_choose_actor (self->selection, id);
      ent_window_rename (self);
    }
  else if (ent_window_is_collapsed (self, id))
    ent_window_collapse_group (self, id);
  else
    ent_window_rename_ground (self, id);
}

/* --- A relation drawn by hand --- */

static gboolean
answer_relation (EntWindow *self, const char *text, const Question *question, GError **error)
{
  g_autofree char *id = ent_edit_add_relation (ent_window_get_map (self), question->a, question->b, text, error);

  if (id != NULL)
    ent_selection_choose_relation (self->selection, id);
  return id != NULL;
}

static void
on_connect_actors (EntWindow *self, const char *source, const char *target, double x, double y)
{
  const EntActor *a = ent_map_actor (ent_window_get_map (self), source);
  const EntActor *b = ent_map_actor (ent_window_get_map (self), target);
  g_autofree char *heading = NULL;
  Question *question;

  if (a == NULL || b == NULL || self->add_popover != NULL)
    return;
  heading = g_strdup_printf ("%s → %s", a->name, b->name);
  question = ask (self, heading, _ ("Label of the relation"), _ ("_Connect"), "", ent_rect (x, y, 1, 1));
  question->answer = answer_relation;
  question->a = g_strdup (source);
  question->b = g_strdup (target);
  question->may_be_empty = TRUE;
  on_text_changed (question);
}

/* --- Captions and groups --- */

static gboolean
answer_caption (EntWindow *self, const char *text, const Question *question, GError **error)
{
  g_autofree char *id = ent_edit_add_caption (ent_window_get_map (self), text, self->add_place, error);

  return id != NULL;
}

void
ent_window_ask_caption (EntWindow *self)
{
  if (self->add_popover != NULL)
    return;
  self->add_place = ent_canvas_free_place (self->canvas);
  ask (self, _ ("New Caption"), _ ("Text of the caption"), _ ("_Add"), "", middle_of_view (self))->answer
      = answer_caption;
}

static gboolean
answer_group (EntWindow *self, const char *text, const Question *question, GError **error)
{
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);
  g_autofree char *id = ent_edit_add_group (ent_window_get_map (self), text, actors, n, error);

  return id != NULL;
}

void
ent_window_ask_group (EntWindow *self)
{
  EntTarget target = ent_selection_get (self->selection);
  EntRect at = middle_of_view (self);

  if (self->add_popover != NULL)
    return;
  ent_canvas_box_of (self->canvas, target.kind, target.id, target.other, &at);
  ask (self, _ ("New Group"), _ ("Name of the group"), _ ("_Add"), "", at)->answer = answer_group;
}

void
ent_window_rename_ground (EntWindow *self, const char *id)
{
  EntRecord *record = ent_map_find (ent_window_get_map (self), id);
  EntRect at = middle_of_view (self);

  if (record == NULL)
    return;
  ent_canvas_ground_box_of (self->canvas, id, &at);
  if (record->type == &ent_caption_type)
    ask_field (self, _ ("Edit Caption"), _ ("Text of the caption"), id, "text", at);
  else if (record->type == &ent_group_type)
    ask_field (self, _ ("Rename Group"), _ ("Name of the group"), id, "name", at);
}

static void
end_step (gpointer data)
{
  ent_history_break_merge (ent_document_get_history (ENT_WINDOW (data)->document));
}

void
ent_window_show_kinds (EntWindow *self)
{
  gtk_window_present (GTK_WINDOW (ent_kinds_dialog_new (GTK_WINDOW (self), ent_window_get_map (self),
                                                        ent_canvas_get_theme (self->canvas), end_step, self)));
}

/* --- Menus --- */

static GMenu *
get_menu (EntWindow *self, const char *name)
{
  return G_MENU (gtk_builder_get_object (self->menus, name));
}

static void
fill_kinds (GMenu *menu, EntMap *map)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_auto (GStrv) ids = ent_window_dup_kinds (map, names);

  g_menu_remove_all (menu);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (gtk_string_list_get_string (names, i), NULL);

      g_menu_item_set_action_and_target (item, "win.kind", "s", ids[i]);
      g_menu_append_item (menu, item);
    }
}

void
ent_window_update_menus (EntWindow *self)
{
  EntMap *map = ent_window_get_map (self);

  fill_kinds (get_menu (self, "kinds"), map);
  fill_kinds (get_menu (self, "actor-kinds"), map);
  ent_window_fill_ground_menu (self, get_menu (self, "ground"));
}

static const char *
menu_for (EntTargetKind kind)
{
  switch (kind)
    {
    case ENT_TARGET_ACTOR:
      return "context-actor";
    case ENT_TARGET_RELATION:
      return "context-relation";
    case ENT_TARGET_PAIR:
      return "context-pair";
    case ENT_TARGET_NONE:
    default:
      return "context-empty";
    }
}

static gboolean
unparent_menu (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/* Not at once: the item chosen is activated after the menu has closed. */
static void
on_menu_closed (GtkWidget *menu)
{
  g_idle_add_full (G_PRIORITY_DEFAULT, unparent_menu, g_object_ref (menu), g_object_unref);
}

static void
on_context_menu (EntWindow *self, int kind, const char *id, const char *other, double x, double y)
{
  g_autoptr (GMenu) ground = g_menu_new ();
  EntRecord *record = ent_map_find (ent_window_get_map (self), id);
  graphene_point_t at = GRAPHENE_POINT_INIT ((float) x, (float) y);
  GtkWidget *menu;
  GdkRectangle spot;

  self->menu_place = ent_canvas_to_map (self->canvas, ent_point (x, y));
  /* The node of a collapsed group is drawn as an actor. */
  if (record != NULL && record->type != &ent_caption_type && record->type != &ent_group_type)
    record = NULL;
  if (record != NULL)
    {
      kind = ENT_TARGET_NONE;
      ent_canvas_set_ground (self->canvas, id);
    }
  if (record != NULL)
    ent_window_add_ground_items (self, ground, id, record->type == &ent_caption_type ? _ ("Caption") : _ ("Group"));
  menu = gtk_popover_menu_new_from_model (NULL);
  g_menu_append_section (ground, NULL, G_MENU_MODEL (get_menu (self, menu_for ((EntTargetKind) kind))));
  gtk_popover_menu_set_menu_model (GTK_POPOVER_MENU (menu), G_MENU_MODEL (ground));
  gtk_popover_set_has_arrow (GTK_POPOVER (menu), FALSE);
  gtk_widget_set_halign (menu, GTK_ALIGN_START);
  gtk_widget_set_parent (menu, GTK_WIDGET (self->split));
  if (!gtk_widget_compute_point (GTK_WIDGET (self->canvas), GTK_WIDGET (self->split), &at, &at))
    graphene_point_init (&at, 0, 0);
  spot = (GdkRectangle){ (int) at.x, (int) at.y, 1, 1 };
  gtk_popover_set_pointing_to (GTK_POPOVER (menu), &spot);
  g_signal_connect (menu, "closed", G_CALLBACK (on_menu_closed), NULL);
  gtk_popover_popup (GTK_POPOVER (menu));
}

void
ent_window_forms_init (EntWindow *self)
{
  g_signal_connect_swapped (self->canvas, "rename-actor", G_CALLBACK (on_rename_actor), self);
  g_signal_connect_swapped (self->canvas, "connect-actors", G_CALLBACK (on_connect_actors), self);
  g_signal_connect_swapped (self->canvas, "context-menu", G_CALLBACK (on_context_menu), self);
}
