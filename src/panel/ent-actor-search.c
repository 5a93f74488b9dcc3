/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each letter looks through all actors, in the order of the map, until there are rows enough. */
#include "ent-actor-search.h"

#include <glib/gi18n.h>

#include "ent-panel-parts.h"
#include "ent-panel-words.h"

#define MAX_HITS 6

struct _EntActorSearch
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  GtkWidget *field, *hits;
};

static guint picked;

G_DEFINE_FINAL_TYPE (EntActorSearch, ent_actor_search, GTK_TYPE_WIDGET)

static void
hit_activated (GtkListBox *list, EntRow *row, EntActorSearch *self)
{
  const EntActor *actor = ent_map_actor (ent_panel_get_map (self->panel), ent_row_get_target (row).id);

  if (actor == NULL)
    return;
  gtk_widget_set_visible (self->hits, FALSE);
  g_signal_emit (self, picked, 0, actor->id);
}

static void
changed (EntActorSearch *self)
{
  EntMap *map = ent_panel_get_map (self->panel);
  g_autofree char *query = ent_words_fold (gtk_editable_get_text (GTK_EDITABLE (self->field)));
  GtkWidget *row;
  guint n = 0;

  while ((row = gtk_widget_get_first_child (self->hits)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->hits), row);
  g_strstrip (query);
  for (guint i = 0; query[0] != '\0' && i < ent_map_n (map, ENT_LIST_ACTORS) && n < MAX_HITS; i++)
    {
      const EntActor *actor = ent_map_nth (map, ENT_LIST_ACTORS, i);

      if (!ent_words_match_actor (actor, query))
        continue;
      gtk_list_box_append (GTK_LIST_BOX (self->hits), ent_actor_row_new (self->panel, actor));
      n++;
    }
  gtk_widget_set_visible (self->hits, n > 0);
}

static void
activated (EntActorSearch *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (self->hits), 0);

  if (row != NULL)
    g_signal_emit_by_name (row, "activate");
}

static void
ent_actor_search_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ent_actor_search_parent_class)->dispose (object);
}

static gboolean
grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (ENT_ACTOR_SEARCH (widget)->field);
}

static void
ent_actor_search_class_init (EntActorSearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_actor_search_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = grab_focus;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  picked = g_signal_new ("picked", ENT_TYPE_ACTOR_SEARCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
ent_actor_search_init (EntActorSearch *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 8);
}

GtkWidget *
ent_actor_search_new (EntPanel *panel, const char *prompt, const char *name)
{
  EntActorSearch *self = g_object_new (ENT_TYPE_ACTOR_SEARCH, NULL);

  self->panel = panel;
  self->field = gtk_search_entry_new ();
  g_object_set (self->field, "placeholder-text", prompt, NULL);
  ent_set_accessible_name (self->field, name);
  gtk_widget_set_parent (self->field, GTK_WIDGET (self));
  self->hits = ent_row_list_new (panel, _ ("Actors"));
  g_signal_handlers_disconnect_matched (self->hits, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, panel);
  g_signal_connect (self->hits, "row-activated", G_CALLBACK (hit_activated), self);
  gtk_widget_set_parent (self->hits, GTK_WIDGET (self));
  gtk_widget_set_visible (self->hits, FALSE);
  g_signal_connect_swapped (self->field, "changed", G_CALLBACK (changed), self);
  g_signal_connect_swapped (self->field, "activate", G_CALLBACK (activated), self);
  return GTK_WIDGET (self);
}
