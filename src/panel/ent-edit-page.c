/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages that edit every field of an actor and of a relation. They stay while the map changes, and are brought in
 * line with it. */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-edit-merge.h"
#include "ent-edit-field.h"
#include "ent-edit-things.h"
#include "ent-field-form.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-wrap-layout.h"

/* Ids and names of a choice. */
typedef struct
{
  GPtrArray *ids, *names;
} Choices;

static void
choices_init (Choices *self)
{
  self->ids = g_ptr_array_new_with_free_func (g_free);
  self->names = g_ptr_array_new_with_free_func (g_free);
}

static void
choices_add (Choices *self, const char *id, const char *name)
{
  g_ptr_array_add (self->ids, g_strdup (id));
  g_ptr_array_add (self->names, g_strdup (name));
}

/* Puts the row and frees the choices. */
static void
choices_take (Choices *self, EntFieldForm *form, const char *field, const char *name)
{
  g_ptr_array_add (self->ids, NULL);
  g_ptr_array_add (self->names, NULL);
  ent_field_form_add_choice (form, field, name, (const char *const *) self->ids->pdata,
                             (const char *const *) self->names->pdata);
  g_ptr_array_unref (self->ids);
  g_ptr_array_unref (self->names);
}

static void
done_clicked (EntPanel *panel)
{
  ent_panel_set_editing (panel, FALSE);
}

static EntFieldForm *
add_form (GtkWidget *page, EntPanel *panel, const char *title, const char *id)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12), *done = ent_text_button_new (_ ("Done"), "edit");
  GtkWidget *form = ent_field_form_new (panel, id), *label = ent_label_new (title, "title");

  gtk_button_set_has_frame (GTK_BUTTON (done), TRUE);
  gtk_widget_set_name (done, "edit");
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (head), label);
  gtk_box_append (GTK_BOX (head), done);
  gtk_box_append (GTK_BOX (page), head);
  gtk_box_append (GTK_BOX (page), form);
  g_object_set_data (G_OBJECT (page), "form", form);
  g_signal_connect_swapped (done, "clicked", G_CALLBACK (done_clicked), panel);
  return ENT_FIELD_FORM (form);
}

/* --- Actors --- */

static void
add_kinds (EntPanel *panel, EntFieldForm *form)
{
  EntMap *map = ent_panel_get_map (panel);
  EntMapIndex *index = ent_map_peek_index (map);
  Choices choices;

  choices_init (&choices);
  choices_add (&choices, "", _ ("not told"));
  for (guint i = 0; ent_actor_kinds[i] != NULL; i++)
    choices_add (&choices, ent_actor_kinds[i], ent_words_kind (index, ent_actor_kinds[i]));
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_KINDS); i++)
    {
      const EntKind *kind = ent_map_nth (map, ENT_LIST_KINDS, i);

      choices_add (&choices, kind->id, ent_words_kind (index, kind->id));
    }
  choices_take (&choices, form, "kind", _ ("Kind"));
}

static void
kind_named (GtkEntry *entry, EntPanel *panel)
{
  EntMap *map = ent_panel_get_map (panel);
  const char *actor = g_object_get_data (G_OBJECT (entry), "actor");
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (entry))));
  g_autoptr (GError) error = NULL;
  g_autofree char *kind = NULL;

  if (name[0] == '\0')
    return;
  /* Before the page goes that has the keyboard. */
  gtk_popover_popdown (GTK_POPOVER (gtk_widget_get_ancestor (GTK_WIDGET (entry), GTK_TYPE_POPOVER)));
  kind = ent_edit_add_kind (map, name, "", "", &error);
  if (kind == NULL || !ent_edit_set_field (map, actor, "kind", ent_value_string (kind), &error))
    ent_panel_say_error (panel, g_steal_pointer (&error));
}

static GtkWidget *
new_kind_new (EntPanel *panel, const char *actor)
{
  GtkWidget *button = gtk_menu_button_new (), *popover = gtk_popover_new (), *entry = gtk_entry_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), _ ("New kind…"));
  gtk_menu_button_set_has_frame (GTK_MENU_BUTTON (button), FALSE);
  gtk_widget_add_css_class (button, "step");
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  ent_set_accessible_name (button, _ ("New kind…"));
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name of the kind"));
  ent_set_accessible_name (entry, _ ("Name of the kind"));
  g_object_set_data_full (G_OBJECT (entry), "actor", g_strdup (actor), g_free);
  g_signal_connect (entry, "activate", G_CALLBACK (kind_named), panel);
  gtk_popover_set_child (GTK_POPOVER (popover), entry);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  return button;
}

static GtkWidget *
kinds_button_new (void)
{
  GtkWidget *button = ent_text_button_new (_ ("Icons and colours of kinds…"), "step");

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.kinds");
  return button;
}

static void
split_clicked (GtkButton *button, EntPanel *panel)
{
  g_autoptr (GError) error = NULL;

  if (!ent_edit_split_actor (ent_panel_get_map (panel), g_object_get_data (G_OBJECT (button), "actor"),
                             g_object_get_data (G_OBJECT (button), "merged"), &error))
    ent_panel_say_error (panel, g_steal_pointer (&error));
}

static void
add_merged (EntPanel *panel, EntFieldForm *form, const EntActor *actor)
{
  for (guint i = 0; i < ent_records_n (actor->merged); i++)
    {
      const EntMerged *merged = (const EntMerged *) actor->merged->items[i];
      g_autofree char *name = NULL;
      g_autofree char *text = NULL;
      GtkWidget *button;

      if (merged->actor == NULL)
        continue;
      name = ent_name_isolated (merged->actor->name);
      text = g_strdup_printf (_ ("Take “%s” out again"), name);
      button = ent_text_button_new (text, "step");
      gtk_widget_set_tooltip_text (button, _ ("Makes it an actor of its own, with the relations that were moved"));
      g_object_set_data_full (G_OBJECT (button), "actor", g_strdup (actor->id), g_free);
      g_object_set_data_full (G_OBJECT (button), "merged", g_strdup (merged->actor->id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (split_clicked), panel);
      ent_field_form_add_widget (form, button);
    }
}

GtkWidget *
ent_actor_edit_page_new (EntPanel *panel, const EntActor *actor)
{
  GtkWidget *page = ent_page_box_new ();
  EntFieldForm *form = add_form (page, panel, _ ("Edit Actor"), actor->id);

  ent_field_form_add_text (form, "name", _ ("Name"));
  add_kinds (panel, form);
  ent_field_form_add_widget (form, new_kind_new (panel, actor->id));
  ent_field_form_add_widget (form, kinds_button_new ());
  ent_field_form_add_list (form, "aliases", _ ("Other names, one a line"));
  ent_field_form_add_note (form, "description", _ ("Description"));
  ent_field_form_add_links (form, "links", _ ("Links"));
  ent_field_form_add_list (form, "tags", _ ("Tags, one a line"));
  ent_field_form_add_picture (form, "image", _ ("Picture"));
  ent_field_form_add_colour (form, "colour", _ ("Colour"));
  ent_field_form_add_place (form, "location", _ ("Place on the Earth"));
  ent_field_form_add_note (form, "note", _ ("Note"));
  add_merged (panel, form, actor);
  return page;
}

/* --- Relations --- */

static void
add_relation_kinds (EntFieldForm *form)
{
  Choices choices;

  choices_init (&choices);
  for (guint i = 0; ent_relation_kinds[i] != NULL; i++)
    choices_add (&choices, ent_relation_kinds[i], ent_words_relation_kind (ent_relation_kinds[i]));
  choices_take (&choices, form, "kind", _ ("Kind"));
}

static void
add_stances (EntFieldForm *form, const EntRelation *relation)
{
  g_autofree char *usual
      = g_strdup_printf (_ ("as its kind: %s"), ent_words_stance (ent_relation_kind_stance (relation->kind)));
  Choices choices;

  choices_init (&choices);
  choices_add (&choices, "", usual);
  for (EntStance i = ENT_STANCE_COOPERATIVE; i <= ENT_STANCE_NEUTRAL; i++)
    choices_add (&choices, ent_stance_name (i), ent_words_stance (i));
  choices_take (&choices, form, "stance", _ ("Stance"));
}

static void
add_statuses (EntFieldForm *form)
{
  Choices choices;

  choices_init (&choices);
  for (EntStatus i = ENT_STATUS_ASSERTED; i <= ENT_STATUS_ENDED; i++)
    choices_add (&choices, ent_status_name (i), ent_words_status (i));
  choices_take (&choices, form, "status", _ ("Status"));
}

static void
swap_clicked (GtkButton *button, EntPanel *panel)
{
  g_autoptr (GError) error = NULL;

  if (!ent_edit_swap_ends (ent_panel_get_map (panel), g_object_get_data (G_OBJECT (button), "relation"), &error))
    ent_panel_say_error (panel, g_steal_pointer (&error));
}

static void
add_directions (EntPanel *panel, EntFieldForm *form, const EntRelation *relation)
{
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (panel));
  g_autofree char *a = ent_name_isolated (ent_map_index_actor (index, relation->source)->name);
  g_autofree char *b = ent_name_isolated (ent_map_index_actor (index, relation->target)->name);
  g_autofree char *forward = g_strdup_printf ("%s → %s", a, b);
  g_autofree char *back = g_strdup_printf (_ ("Swap: %s → %s"), b, a);
  GtkWidget *swap = ent_text_button_new (back, "step");
  Choices choices;

  choices_init (&choices);
  choices_add (&choices, ent_direction_name (ENT_DIRECTION_FORWARD), forward);
  choices_add (&choices, ent_direction_name (ENT_DIRECTION_BOTH), _ ("both ways"));
  choices_add (&choices, ent_direction_name (ENT_DIRECTION_NONE), _ ("no direction"));
  choices_take (&choices, form, "direction", _ ("Direction"));
  g_object_set_data_full (G_OBJECT (swap), "relation", g_strdup (relation->id), g_free);
  g_signal_connect (swap, "clicked", G_CALLBACK (swap_clicked), panel);
  ent_field_form_add_widget (form, swap);
}

/* One of all actors; @none (nullable) says what it means that there is none. */
static void
add_actors (EntPanel *panel, EntFieldForm *form, const char *field, const char *name, const char *none)
{
  EntMap *map = ent_panel_get_map (panel);
  Choices choices;

  choices_init (&choices);
  if (none != NULL)
    choices_add (&choices, "", none);
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ACTORS); i++)
    {
      const EntActor *actor = ent_map_nth (map, ENT_LIST_ACTORS, i);

      choices_add (&choices, actor->id, actor->name);
    }
  choices_take (&choices, form, field, name);
}

GtkWidget *
ent_relation_edit_page_new (EntPanel *panel, const EntRelation *relation)
{
  GtkWidget *page = ent_page_box_new ();
  EntFieldForm *form = add_form (page, panel, _ ("Edit Relation"), relation->id);

  ent_field_form_add_text (form, "label", _ ("Label"));
  add_relation_kinds (form);
  add_actors (panel, form, "source", _ ("From"), NULL);
  add_actors (panel, form, "target", _ ("To"), NULL);
  add_directions (panel, form, relation);
  add_stances (form, relation);
  add_statuses (form);
  ent_field_form_add_date (form, "when", _ ("When"));
  add_actors (panel, form, "reporter", _ ("Who says so"), _ ("nobody in particular"));
  ent_field_form_add_list (form, "tags", _ ("Tags, one a line"));
  ent_field_form_add_note (form, "note", _ ("Note"));
  ent_field_form_add_number (form, "bend", _ ("Bend of the line, in per cent of its length, to the left"), 100,
                             _ ("as the program routes it"));
  ent_field_form_add_number (form, "labelAt", _ ("Place of the label along the line, in per cent"), 100,
                             _ ("as the program places it"));
  return page;
}

/* --- In line with the map --- */

gboolean
ent_edit_page_sync (GtkWidget *page)
{
  return ent_field_form_sync (g_object_get_data (G_OBJECT (page), "form"));
}

gboolean
ent_edit_page_focus (GtkWidget *page)
{
  return gtk_widget_grab_focus (g_object_get_data (G_OBJECT (page), "form"));
}

/* What only building anew can show. */
char *
ent_edit_page_key (EntMap *map, EntTarget target)
{
  GString *key = g_string_new ("edit");
  const EntActor *actor = target.kind == ENT_TARGET_ACTOR ? ent_map_actor (map, target.id) : NULL;
  const EntRelation *relation = target.kind == ENT_TARGET_RELATION ? ent_map_relation (map, target.id) : NULL;

  if (actor != NULL)
    g_string_append_printf (key, "\n%u\n%u", ent_records_n (actor->merged), ent_map_n (map, ENT_LIST_KINDS));
  else if (relation != NULL)
    g_string_append_printf (key, "\n%s\n%s\n%s\n%u", relation->source, relation->target, relation->kind,
                            ent_map_n (map, ENT_LIST_ACTORS));
  return g_string_free (key, FALSE);
}
