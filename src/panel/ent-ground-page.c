/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages of a group and of a caption: their fields, and below them what is done with them. The form stays while the map changes, so
 * that what is typed in keeps the keyboard; the rest is built anew. */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-edit-delete.h"
#include "ent-edit-things.h"
#include "ent-field-form.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-wrap-layout.h"

#define ENT_TYPE_GROUND_PAGE (ent_ground_page_get_type ())
G_DECLARE_FINAL_TYPE (EntGroundPage, ent_ground_page, ENT, GROUND_PAGE, GtkWidget)

struct _EntGroundPage
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  char *id;
  GtkWidget *page, *form, *rest;
  guint refresh_source;
};

G_DEFINE_FINAL_TYPE (EntGroundPage, ent_ground_page, GTK_TYPE_WIDGET)

static EntMap *
map_of (EntGroundPage *self)
{
  return ent_panel_get_map (self->panel);
}

/* NULL for a caption, or where it is gone. */
static const EntGroup *
group_of (EntGroundPage *self)
{
  const EntRecord *record = ent_map_find (map_of (self), self->id);

  return record != NULL && record->type == &ent_group_type ? (const EntGroup *) record : NULL;
}

static void
tell (EntGroundPage *self, GError *error)
{
  if (error != NULL)
    ent_panel_say_error (self->panel, error);
}

/* --- What is done with a group --- */

/* The window knows where on the map there is room. */
static void
collapse_clicked (EntGroundPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.collapse-group", "s", self->id);
}

static void
choose_clicked (EntGroundPage *self)
{
  const EntGroup *group = group_of (self);

  if (group != NULL && ent_strings_n (group->members) > 0)
    ent_selection_choose_actors (ent_panel_get_selection (self->panel), (const char *const *) group->members->items, group->members->n);
}

static void
delete_clicked (EntGroundPage *self)
{
  const char *ids[] = { self->id };
  gboolean is_group = group_of (self) != NULL;
  EntPanel *panel = self->panel; /* the page goes */
  GError *error = NULL;

  if (ent_edit_delete (map_of (self), ids, 1, &error))
    ent_panel_say (panel, is_group ? _ ("Group deleted; its actors stay") : _ ("Caption deleted"), TRUE);
  else
    ent_panel_say_error (panel, error);
}

static void
remove_clicked (GtkButton *button, EntGroundPage *self)
{
  const char *ids[] = { g_object_get_data (G_OBJECT (button), "actor") };
  GError *error = NULL;

  ent_edit_remove_members (map_of (self), self->id, ids, 1, &error);
  tell (self, error);
}

static void
add_selected (GtkDropDown *drop, GParamSpec *pspec, EntGroundPage *self)
{
  GPtrArray *actors = g_object_get_data (G_OBJECT (drop), "actors");
  guint chosen = gtk_drop_down_get_selected (drop);
  const char *ids[1];
  g_autofree char *id = NULL; /* of a widget that goes */
  GError *error = NULL;

  if (chosen == 0 || chosen > actors->len)
    return;
  id = g_strdup (g_ptr_array_index (actors, chosen - 1));
  ids[0] = id;
  ent_edit_add_members (map_of (self), self->id, ids, 1, &error);
  tell (self, error);
}

/* --- The rest of the page --- */

static GtkWidget *
button_new (EntGroundPage *self, const char *text, const char *css_class, void (*clicked) (EntGroundPage *self))
{
  GtkWidget *button = ent_text_button_new (text, css_class);

  gtk_button_set_has_frame (GTK_BUTTON (button), TRUE);
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (clicked), self);
  return button;
}

/* Chooses one of the actors that are no members yet. */
static GtkWidget *
adder_new (EntGroundPage *self, const EntGroup *group)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  GPtrArray *actors = g_ptr_array_new_with_free_func (g_free);
  EntMap *map = map_of (self);
  GtkWidget *drop = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_string_list_append (names, _ ("Add an actor…"));
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ACTORS); i++)
    {
      const EntActor *actor = ent_map_nth (map, ENT_LIST_ACTORS, i);

      if (ent_strings_contains (group->members, actor->id))
        continue;
      gtk_string_list_append (names, actor->name);
      g_ptr_array_add (actors, g_strdup (actor->id));
    }
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), actors->len > 12);
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop), G_LIST_MODEL (names));
  gtk_widget_set_sensitive (drop, actors->len > 0);
  ent_name_menu_button (drop, _ ("Add an actor to the group"));
  g_object_set_data_full (G_OBJECT (drop), "actors", actors, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect (drop, "notify::selected", G_CALLBACK (add_selected), self);
  return drop;
}

static void
add_member (EntGroundPage *self, const char *id)
{
  const EntActor *actor = ent_map_actor (map_of (self), id);
  GtkWidget *line, *name, *remove;
  g_autofree char *text = NULL, *isolated = NULL;

  if (actor == NULL)
    return;
  line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  name = ent_actor_button_new (self->panel, actor, "partner");
  isolated = ent_name_isolated (actor->name);
  /* Translators: %s is an actor's name */
  text = g_strdup_printf (_ ("Take %s out of the group"), isolated);
  remove = ent_icon_button_new ("list-remove-symbolic", text);
  gtk_widget_set_hexpand (name, TRUE);
  g_object_set_data_full (G_OBJECT (remove), "actor", g_strdup (id), g_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_clicked), self);
  gtk_box_append (GTK_BOX (line), name);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (GTK_BOX (self->rest), line);
}

static void
build_rest (EntGroundPage *self)
{
  const EntGroup *group = group_of (self);
  GtkWidget *buttons = ent_wrap_box_new (8);

  if (self->rest != NULL)
    gtk_box_remove (GTK_BOX (self->page), self->rest);
  self->rest = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->page), self->rest);
  if (group != NULL)
    {
      gtk_box_append (GTK_BOX (buttons),
                      button_new (self, group->collapsed ? _ ("Expand group") : _ ("Collapse group"), NULL, collapse_clicked));
      if (!group->collapsed)
        gtk_box_append (GTK_BOX (buttons), button_new (self, _ ("Choose its actors"), NULL, choose_clicked));
    }
  gtk_box_append (GTK_BOX (buttons),
                  button_new (self, group != NULL ? _ ("Delete group") : _ ("Delete caption"), "delete", delete_clicked));
  gtk_box_append (GTK_BOX (self->rest), buttons);
  if (group == NULL)
    return;
  gtk_box_append (GTK_BOX (self->rest), ent_heading_new (_ ("Actors"), (int) ent_strings_n (group->members)));
  for (guint i = 0; i < ent_strings_n (group->members); i++)
    add_member (self, group->members->items[i]);
  gtk_box_append (GTK_BOX (self->rest), adder_new (self, group));
}

static gboolean
refresh (gpointer data)
{
  EntGroundPage *self = data;
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && gtk_widget_is_ancestor (focus, self->rest);

  self->refresh_source = 0;
  if (map_of (self) == NULL)
    return G_SOURCE_REMOVE;
  if (!ent_field_form_sync (ENT_FIELD_FORM (self->form)))
    {
      if (gtk_widget_get_mapped (GTK_WIDGET (self)))
        ent_panel_leave_article (self->panel);
      return G_SOURCE_REMOVE;
    }
  if (had_focus)
    gtk_widget_grab_focus (self->form);
  build_rest (self);
  return G_SOURCE_REMOVE;
}

static void
map_changed (EntGroundPage *self, EntChangeSet *set)
{
  if (self->refresh_source == 0
      && (set == NULL || ent_change_set_touches (set, ENT_LIST_GROUPS) || ent_change_set_touches (set, ENT_LIST_CAPTIONS)
          || ent_change_set_touches (set, ENT_LIST_ACTORS)))
    self->refresh_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh, self, NULL);
}

static void
ent_ground_page_dispose (GObject *object)
{
  EntGroundPage *self = ENT_GROUND_PAGE (object);

  g_clear_handle_id (&self->refresh_source, g_source_remove);
  g_clear_pointer (&self->page, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_ground_page_parent_class)->dispose (object);
}

static void
ent_ground_page_finalize (GObject *object)
{
  g_free (ENT_GROUND_PAGE (object)->id);
  G_OBJECT_CLASS (ent_ground_page_parent_class)->finalize (object);
}

static void
ent_ground_page_class_init (EntGroundPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_ground_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_ground_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_ground_page_init (EntGroundPage *self)
{
}

static void
add_fields (EntFieldForm *form, gboolean is_group)
{
  if (is_group)
    {
      ent_field_form_add_text (form, "name", _ ("Name"));
      ent_field_form_add_colour (form, "colour", _ ("Colour"));
      ent_field_form_add_note (form, "note", _ ("Note"));
      return;
    }
  ent_field_form_add_note (form, "text", _ ("Text"));
  ent_field_form_add_colour (form, "colour", _ ("Colour"));
  ent_field_form_add_number (form, "size", _ ("Size of the letters"), 1, _ ("as it is usual"));
  ent_field_form_add_number (form, "width", _ ("Width at which lines break"), 1, _ ("only where a new line begins"));
}

void
ent_panel_show_ground (EntPanel *panel, const char *id)
{
  EntMap *map = ent_panel_get_map (panel);
  const EntRecord *record = map != NULL ? ent_map_find (map, id) : NULL;
  gboolean is_group = record != NULL && record->type == &ent_group_type;
  EntGroundPage *self;

  if (record == NULL || (!is_group && record->type != &ent_caption_type))
    return;
  self = g_object_new (ENT_TYPE_GROUND_PAGE, NULL);
  self->panel = panel;
  self->id = g_strdup (id);
  self->page = ent_page_box_new ();
  self->form = ent_field_form_new (panel, id);
  gtk_widget_set_parent (self->page, GTK_WIDGET (self));
  gtk_box_append (GTK_BOX (self->page), ent_label_new (is_group ? _ ("Group") : _ ("Caption"), "title"));
  gtk_box_append (GTK_BOX (self->page), self->form);
  add_fields (ENT_FIELD_FORM (self->form), is_group);
  build_rest (self);
  g_signal_connect_object (map, "changed", G_CALLBACK (map_changed), self, G_CONNECT_SWAPPED);
  ent_panel_show_extra (panel, GTK_WIDGET (self));
}
