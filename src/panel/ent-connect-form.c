/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Source, target and label are three steps; "Connect" can be pressed once both actors are known. A relation may join an
 * actor with itself, and may have no label yet. */
#include "ent-connect-form.h"

#include <glib/gi18n.h>

#include "ent-actor-search.h"
#include "ent-panel-parts.h"

struct _EntConnectForm
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  char *source, *target;
  GtkWidget *names, *find, *label, *add;
};

G_DEFINE_FINAL_TYPE (EntConnectForm, ent_connect_form, GTK_TYPE_WIDGET)

static void
show_names (EntConnectForm *self)
{
  EntMap *map = ent_panel_get_map (self->panel);
  const EntActor *source = ent_map_actor (map, self->source);
  const EntActor *target = self->target != NULL ? ent_map_actor (map, self->target) : NULL;
  g_autofree char *a = ent_name_isolated (source != NULL ? source->name : "");
  g_autofree char *b = ent_name_isolated (target != NULL ? target->name : "…");
  g_autofree char *text = g_strdup_printf ("%s → %s", a, b);

  gtk_label_set_text (GTK_LABEL (self->names), text);
  gtk_widget_set_sensitive (self->add, source != NULL && target != NULL);
}

static void
connect_actors (EntConnectForm *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->label))));
  g_autofree char *id = NULL;

  if (self->target == NULL)
    {
      gtk_widget_grab_focus (self->find);
      return;
    }
  id = ent_edit_add_relation (ent_panel_get_map (self->panel), self->source, self->target, label, &error);
  if (id == NULL)
    {
      ent_panel_say_error (self->panel, g_steal_pointer (&error));
      return;
    }
  ent_panel_choose (self->panel, ENT_TARGET_RELATION, id, NULL, TRUE);
  ent_panel_say (self->panel, _ ("Relation added"), TRUE);
}

static void
swap (EntConnectForm *self)
{
  char *source = self->source;

  self->source = self->target;
  self->target = source;
  show_names (self);
}

static void
on_picked (EntConnectForm *self, const char *id)
{
  g_free (self->target);
  self->target = g_strdup (id);
  show_names (self);
  gtk_widget_grab_focus (self->label);
}

static void
ent_connect_form_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ent_connect_form_parent_class)->dispose (object);
}

static void
ent_connect_form_finalize (GObject *object)
{
  g_free (ENT_CONNECT_FORM (object)->source);
  g_free (ENT_CONNECT_FORM (object)->target);
  G_OBJECT_CLASS (ent_connect_form_parent_class)->finalize (object);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  EntConnectForm *self = ENT_CONNECT_FORM (widget);

  return gtk_widget_grab_focus (self->find != NULL ? self->find : self->label);
}

static void
ent_connect_form_class_init (EntConnectFormClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_connect_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_connect_form_finalize;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
ent_connect_form_init (EntConnectForm *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
}

static GtkWidget *
append (EntConnectForm *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return child;
}

static void
add_search (EntConnectForm *self)
{
  self->find = append (self, ent_actor_search_new (self->panel, _ ("To whom?"), _ ("To whom")));
  g_signal_connect_swapped (self->find, "picked", G_CALLBACK (on_picked), self);
}

static void
add_swap (EntConnectForm *self)
{
  GtkWidget *button = append (self, ent_text_button_new (_ ("Swap direction"), "step"));

  g_signal_connect_swapped (button, "clicked", G_CALLBACK (swap), self);
}

GtkWidget *
ent_connect_form_new (EntPanel *panel, const char *source, const char *target)
{
  EntConnectForm *self = g_object_new (ENT_TYPE_CONNECT_FORM, NULL);

  self->panel = panel;
  self->source = g_strdup (source);
  self->target = g_strdup (target);
  if (target == NULL)
    add_search (self);
  self->names = append (self, ent_label_new ("", "heading"));
  if (target != NULL)
    add_swap (self);
  self->label = append (self, gtk_entry_new ());
  gtk_entry_set_placeholder_text (GTK_ENTRY (self->label), _ ("What it does: “supports”"));
  ent_set_accessible_name (self->label, _ ("Label of the relation"));
  g_signal_connect_swapped (self->label, "activate", G_CALLBACK (connect_actors), self);
  self->add = append (self, ent_text_button_new (target != NULL ? _ ("Connect") : _ ("Add"), "suggested-action"));
  gtk_button_set_has_frame (GTK_BUTTON (self->add), TRUE);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (connect_actors), self);
  show_names (self);
  return GTK_WIDGET (self);
}
