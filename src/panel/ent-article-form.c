/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An end of the relation is what its field says: the actor that bears the name or alias typed, else a new one of that name.
 * Invariant: nothing is made before Enter, and what is made is one step. */
#include "ent-article-form.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-edit-prove.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-wrap-layout.h"

#define MOST_HITS 4
/* From one new actor to the other, map units: a card and some room. */
#define NEW_APART 260

typedef struct
{
  EntArticleForm *form;
  GtkWidget *entry, *hint, *hits;
} Side;

struct _EntArticleForm
{
  GtkWidget parent_instance;

  EntPanel *panel;
  char *article;
  gint64 start, end;
  char **named; /* ids of the actors that the sentence names */
  Side source, target;
  GtkWidget *label, *stance, *direction, *add;
};

G_DEFINE_FINAL_TYPE (EntArticleForm, ent_article_form, GTK_TYPE_WIDGET)

static guint done_signal;

/* --- An end --- */

/* The actor that is called so, by name before alias. (nullable) */
static const EntActor *
actor_called (EntMap *map, const char *folded)
{
  const EntActor *by_alias = NULL;

  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ACTORS); i++)
    {
      const EntActor *actor = ent_map_nth (map, ENT_LIST_ACTORS, i);
      g_autofree char *name = ent_words_fold (actor->name);

      if (strcmp (name, folded) == 0)
        return actor;
      for (guint j = 0; j < ent_strings_n (actor->aliases) && by_alias == NULL; j++)
        {
          g_autofree char *alias = ent_words_fold (actor->aliases->items[j]);

          if (strcmp (alias, folded) == 0)
            by_alias = actor;
        }
    }
  return by_alias;
}

/* What is typed, folded and without blanks around. (transfer full) */
static char *
typed (Side *side)
{
  return g_strstrip (ent_words_fold (gtk_editable_get_text (GTK_EDITABLE (side->entry))));
}

static const EntActor *
actor_of (Side *side)
{
  g_autofree char *folded = typed (side);

  return actor_called (ent_panel_get_map (side->form->panel), folded);
}

static void
update_add (EntArticleForm *self)
{
  g_autofree char *source = typed (&self->source), *target = typed (&self->target);

  gtk_widget_set_sensitive (self->add, source[0] != '\0' && target[0] != '\0');
}

static void
show_hint (Side *side)
{
  g_autofree char *folded = typed (side);
  const EntActor *actor = actor_of (side);
  g_autofree char *text = NULL;

  if (actor != NULL && strcmp (actor->name, g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (side->entry))))) != 0)
    {
      g_autofree char *name = ent_name_isolated (actor->name);

      /* Translators: typed was another name of this actor. */
      text = g_strdup_printf (_ ("This is %s."), name);
    }
  else if (actor == NULL && folded[0] != '\0')
    text = g_strdup (_ ("A new actor"));
  gtk_label_set_text (GTK_LABEL (side->hint), text != NULL ? text : "");
  gtk_widget_set_visible (side->hint, text != NULL);
}

static void
add_hit (Side *side, const EntActor *actor)
{
  gtk_list_box_append (GTK_LIST_BOX (side->hits), ent_actor_row_new (side->form->panel, actor));
}

/* What may be meant: by what is typed, or where nothing is, the actors that the sentence names. */
static void
fill_hits (Side *side)
{
  EntMap *map = ent_panel_get_map (side->form->panel);
  g_autofree char *folded = typed (side);
  gboolean known = folded[0] != '\0' && actor_of (side) != NULL;
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (side->hits)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (side->hits), row);
  for (guint i = 0; folded[0] == '\0' && side->form->named[i] != NULL && n < MOST_HITS; i++)
    {
      const EntActor *actor = ent_map_actor (map, side->form->named[i]);

      if (actor != NULL)
        {
          add_hit (side, actor);
          n++;
        }
    }
  for (guint i = 0; folded[0] != '\0' && !known && i < ent_map_n (map, ENT_LIST_ACTORS) && n < MOST_HITS; i++)
    if (ent_words_match_actor (ent_map_nth (map, ENT_LIST_ACTORS, i), folded))
      {
        add_hit (side, ent_map_nth (map, ENT_LIST_ACTORS, i));
        n++;
      }
  gtk_widget_set_visible (side->hits, n > 0);
}

static void
side_changed (Side *side)
{
  if (ent_panel_get_map (side->form->panel) == NULL)
    return;
  fill_hits (side);
  show_hint (side);
  update_add (side->form);
}

static void
hit_activated (GtkListBox *list, EntRow *row, Side *side)
{
  const EntActor *actor = ent_map_actor (ent_panel_get_map (side->form->panel), ent_row_get_target (row).id);

  if (actor == NULL)
    return;
  gtk_editable_set_text (GTK_EDITABLE (side->entry), actor->name);
  gtk_widget_grab_focus (side->entry);
  gtk_editable_set_position (GTK_EDITABLE (side->entry), -1);
}

static gboolean
side_key (Side *side, guint key, guint code, GdkModifierType state)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (side->hits), 0);

  return key == GDK_KEY_Down && row != NULL && gtk_widget_get_visible (side->hits) && gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* --- The whole --- */

static void
done (EntArticleForm *self, const char *relation)
{
  g_signal_emit (self, done_signal, 0, relation);
}

static EntNewEnd
end_of (Side *side, EntPoint place)
{
  const EntActor *actor = actor_of (side);
  EntNewEnd end = { actor != NULL ? actor->id : NULL, gtk_editable_get_text (GTK_EDITABLE (side->entry)), place };

  return end;
}

static void
make (EntArticleForm *self)
{
  static const char *const stances[] = { "cooperative", "conflictual", "neutral" };
  static const char *const directions[] = { "", "both", "none" };
  g_autofree char *source = typed (&self->source), *target = typed (&self->target), *id = NULL;
  EntPoint place = ent_panel_free_place (self->panel);
  g_autoptr (GError) error = NULL;
  EntNewRelation wanted = { .label = gtk_editable_get_text (GTK_EDITABLE (self->label)), .article = self->article };
  guint stance = gtk_drop_down_get_selected (GTK_DROP_DOWN (self->stance));

  if (source[0] == '\0' || target[0] == '\0')
    {
      gtk_widget_grab_focus (source[0] == '\0' ? self->source.entry : self->target.entry);
      return;
    }
  wanted.source = end_of (&self->source, place);
  wanted.target = end_of (&self->target, ent_point (place.x + (wanted.source.id == NULL ? NEW_APART : 0), place.y));
  /* Neutral is what a relation without a kind is anyway. */
  wanted.stance = stance == 2 ? "" : stances[MIN (stance, 2)];
  wanted.direction = directions[MIN (gtk_drop_down_get_selected (GTK_DROP_DOWN (self->direction)), 2)];
  wanted.start = self->start;
  wanted.end = self->end;
  id = ent_edit_add_proved_relation (ent_panel_get_map (self->panel), &wanted, &error);
  if (id == NULL)
    ent_panel_say_error (self->panel, g_steal_pointer (&error));
  else
    done (self, id);
}

static void
give_up (EntArticleForm *self)
{
  done (self, "");
}

static void
swap (EntArticleForm *self)
{
  g_autofree char *source = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->source.entry)));
  g_autofree char *target = g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->target.entry)));

  gtk_editable_set_text (GTK_EDITABLE (self->source.entry), target);
  gtk_editable_set_text (GTK_EDITABLE (self->target.entry), source);
}

static gboolean
form_key (EntArticleForm *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  give_up (self);
  return TRUE;
}

void
ent_article_form_focus (EntArticleForm *self)
{
  g_autofree char *source = typed (&self->source), *target = typed (&self->target);
  GtkWidget *first = source[0] == '\0' ? self->source.entry : target[0] == '\0' ? self->target.entry : self->label;

  gtk_widget_grab_focus (first);
  gtk_editable_select_region (GTK_EDITABLE (first), 0, -1);
}

static void
ent_article_form_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ent_article_form_parent_class)->dispose (object);
}

static void
ent_article_form_finalize (GObject *object)
{
  g_free (ENT_ARTICLE_FORM (object)->article);
  g_strfreev (ENT_ARTICLE_FORM (object)->named);
  G_OBJECT_CLASS (ent_article_form_parent_class)->finalize (object);
}

static void
ent_article_form_class_init (EntArticleFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_article_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_article_form_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
  done_signal = g_signal_new ("done", ENT_TYPE_ARTICLE_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ent_article_form_init (EntArticleForm *self)
{
}

/* A caption and a field in one row of @grid. */
static void
attach (GtkGrid *grid, int row, const char *caption, GtkWidget *field)
{
  GtkWidget *label = gtk_label_new (caption);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "dim");
  gtk_widget_add_css_class (label, "small");
  gtk_widget_set_hexpand (field, TRUE);
  gtk_grid_attach (grid, label, 0, row, 1, 1);
  gtk_grid_attach (grid, field, 1, row, 1, 1);
}

static void
add_side (EntArticleForm *self, GtkGrid *grid, int row, Side *side, const char *caption, const EntActor *actor)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  side->form = self;
  side->entry = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (side->entry), 8);
  gtk_entry_set_placeholder_text (GTK_ENTRY (side->entry), _ ("Name of an actor"));
  ent_set_accessible_name (side->entry, caption);
  side->hint = ent_label_new ("", "dim");
  gtk_widget_add_css_class (side->hint, "small");
  side->hits = ent_row_list_new (self->panel, _ ("Actors"));
  g_signal_handlers_disconnect_matched (side->hits, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, self->panel);
  g_signal_connect (side->hits, "row-activated", G_CALLBACK (hit_activated), side);
  attach (grid, row, caption, side->entry);
  gtk_grid_attach (grid, side->hint, 1, row + 1, 1, 1);
  gtk_grid_attach (grid, side->hits, 1, row + 2, 1, 1);
  gtk_editable_set_text (GTK_EDITABLE (side->entry), actor != NULL ? actor->name : "");
  g_signal_connect_swapped (side->entry, "changed", G_CALLBACK (side_changed), side);
  g_signal_connect_swapped (side->entry, "activate", G_CALLBACK (make), self);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (side_key), side);
  gtk_widget_add_controller (side->entry, keys);
}

static GtkWidget *
choice_new (const char *const *names, const char *accessible, guint selected)
{
  GtkWidget *choice = gtk_drop_down_new_from_strings (names);

  gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), selected);
  ent_name_menu_button (choice, accessible);
  return choice;
}

static GtkWidget *
choices_new (EntArticleForm *self, gboolean both)
{
  const char *stances[] = { _ ("cooperative"), _ ("conflictual"), _ ("neutral"), NULL };
  const char *directions[] = { _ ("one way"), _ ("both ways"), _ ("no direction"), NULL };
  GtkWidget *box = ent_wrap_box_new (6), *turn = ent_text_button_new (_ ("Swap"), "step");

  self->stance = choice_new (stances, _ ("Stance"), 2);
  self->direction = choice_new (directions, _ ("Direction"), both ? 1 : 0);
  gtk_widget_set_margin_start (turn, 0);
  gtk_widget_set_margin_end (turn, 0);
  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (turn))), FALSE);
  gtk_widget_set_tooltip_text (turn, _ ("Swap the two actors"));
  g_signal_connect_swapped (turn, "clicked", G_CALLBACK (swap), self);
  gtk_box_append (GTK_BOX (box), self->stance);
  gtk_box_append (GTK_BOX (box), self->direction);
  gtk_box_append (GTK_BOX (box), turn);
  return box;
}

static GtkWidget *
buttons_new (EntArticleForm *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *cancel = ent_text_button_new (_ ("Cancel"), NULL);

  self->add = ent_text_button_new (_ ("Add relation"), "suggested-action");
  gtk_button_set_has_frame (GTK_BUTTON (self->add), TRUE);
  gtk_button_set_has_frame (GTK_BUTTON (cancel), TRUE);
  gtk_widget_set_halign (box, GTK_ALIGN_END);
  gtk_box_append (GTK_BOX (box), cancel);
  gtk_box_append (GTK_BOX (box), self->add);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (give_up), self);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (make), self);
  return box;
}

static char **
ids_of (GPtrArray *actors)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < actors->len; i++)
    g_ptr_array_add (ids, g_strdup (((const EntActor *) g_ptr_array_index (actors, i))->id));
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

GtkWidget *
ent_article_form_new (EntPanel *panel, const EntProposal *proposal, const char *article, gint64 start, gint64 end)
{
  EntArticleForm *self = g_object_new (ENT_TYPE_ARTICLE_FORM, NULL);
  GtkWidget *grid = gtk_grid_new (), *scrolled = gtk_scrolled_window_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->panel = panel;
  self->article = g_strdup (article);
  self->start = start;
  self->end = end;
  self->named = ids_of (proposal->named);
  gtk_widget_add_css_class (grid, "bar");
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 8);
  add_side (self, GTK_GRID (grid), 0, &self->source, _ ("Who"), proposal->source);
  self->label = gtk_entry_new ();
  gtk_editable_set_width_chars (GTK_EDITABLE (self->label), 8);
  gtk_editable_set_text (GTK_EDITABLE (self->label), proposal->label);
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->label), _ ("What it does: “supports”"));
  ent_set_accessible_name (self->label, _ ("Label of the relation"));
  g_signal_connect_swapped (self->label, "activate", G_CALLBACK (make), self);
  attach (GTK_GRID (grid), 3, _ ("does"), self->label);
  add_side (self, GTK_GRID (grid), 4, &self->target, _ ("To whom"), proposal->target);
  gtk_grid_attach (GTK_GRID (grid), choices_new (self, proposal->both), 0, 7, 2, 1);
  gtk_grid_attach (GTK_GRID (grid), buttons_new (self), 0, 8, 2, 1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scrolled), TRUE);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), grid);
  gtk_widget_set_parent (scrolled, GTK_WIDGET (self));
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (form_key), self);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  fill_hits (&self->source);
  fill_hits (&self->target);
  show_hint (&self->source);
  show_hint (&self->target);
  update_add (self);
  return GTK_WIDGET (self);
}
