/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits of the map that the window offers; each is one step of ent-edit.h, and says what it did. */
#include "ent-window-private.h"

#include "config.h"

#include <glib/gi18n.h>

#include "ent-defaults.h"

/* --- Adding an actor --- */

typedef struct
{
  EntWindow *window; /* borrowed: the form is inside of it */
  GtkEditable *name;
  GtkDropDown *kind;
  GtkWidget *add;
  char **ids; /* of the kinds, in the order of the list */
} ActorForm;

static void
actor_form_free (gpointer data)
{
  ActorForm *form = data;

  g_strfreev (form->ids);
  g_free (form);
}

/* The built-in kinds, then the map's own. */
char **
ent_window_dup_kinds (EntMap *map, GtkStringList *names)
{
  GStrvBuilder *ids = g_strv_builder_new ();
  char **all;

  for (guint i = 0; ent_actor_kinds[i] != NULL; i++)
    {
      g_strv_builder_add (ids, ent_actor_kinds[i]);
      gtk_string_list_append (names, gettext (ent_actor_kinds[i]));
    }
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_KINDS); i++)
    {
      const EntKind *kind = ent_map_nth (map, ENT_LIST_KINDS, i);

      g_strv_builder_add (ids, kind->id);
      gtk_string_list_append (names, kind->name[0] != '\0' ? kind->name : kind->id);
    }
  all = g_strv_builder_end (ids);
  g_strv_builder_unref (ids);
  return all;
}

static char *
dup_name (ActorForm *form)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (form->name)));
}

static void
on_name_changed (ActorForm *form)
{
  g_autofree char *name = dup_name (form);

  gtk_widget_set_sensitive (form->add, name[0] != '\0');
}

static void
on_add (ActorForm *form)
{
  EntWindow *self = form->window;
  g_autofree char *name = dup_name (form);
  guint chosen = gtk_drop_down_get_selected (form->kind);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  if (name[0] == '\0')
    return;
  id = ent_edit_add_actor (ent_window_get_map (self), name,
                           chosen != GTK_INVALID_LIST_POSITION ? form->ids[chosen] : "", self->add_place, &error);
  gtk_popover_popdown (GTK_POPOVER (self->add_popover));
  if (id == NULL)
    {
      ent_window_tell_error (self, _ ("The actor was not added"), error);
      return;
    }
  ent_selection_choose_actor (self->selection, id);
  ent_canvas_reveal (self->canvas, ENT_TARGET_ACTOR, id, "", FALSE);
  ent_window_give_keyboard_back (self);
}

static gboolean
unparent (gpointer data)
{
  gtk_widget_unparent (data);
  return G_SOURCE_REMOVE;
}

/* Not at once: what closed the popover may still be using it. */
static void
on_popover_closed (EntWindow *self)
{
  if (self->add_popover != NULL)
    g_idle_add_full (G_PRIORITY_DEFAULT, unparent, g_object_ref (self->add_popover), g_object_unref);
  self->add_popover = NULL;
}

static void
choose_usual_kind (ActorForm *form, const char *kind)
{
  for (guint i = 0; form->ids[i] != NULL; i++)
    if (g_str_equal (form->ids[i], kind))
      gtk_drop_down_set_selected (form->kind, i);
}

static GtkWidget *
build_form (EntWindow *self, const char *name)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  ActorForm *form = g_new0 (ActorForm, 1);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *heading = gtk_label_new (_ ("New Actor"));
  GtkWidget *entry = gtk_entry_new ();

  form->window = self;
  form->ids = ent_window_dup_kinds (ent_window_get_map (self), names);
  form->name = GTK_EDITABLE (entry);
  form->kind = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_steal_pointer (&names)), NULL));
  choose_usual_kind (form, ent_map_get_default_actor_kind (ent_window_get_map (self)));
  form->add = gtk_button_new_with_mnemonic (_ ("_Add"));
  gtk_widget_add_css_class (heading, "heading");
  gtk_entry_set_placeholder_text (GTK_ENTRY (entry), _ ("Name"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Name of the actor"), -1);
  ent_window_name_button (GTK_WIDGET (form->kind), _ ("Kind of actor"));
  gtk_widget_add_css_class (form->add, "suggested-action");
  gtk_widget_set_sensitive (form->add, FALSE);
  gtk_box_append (GTK_BOX (box), heading);
  gtk_box_append (GTK_BOX (box), entry);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (form->kind));
  gtk_box_append (GTK_BOX (box), form->add);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (on_name_changed), form);
  g_signal_connect_swapped (entry, "activate", G_CALLBACK (on_add), form);
  g_signal_connect_swapped (form->add, "clicked", G_CALLBACK (on_add), form);
  g_object_set_data_full (G_OBJECT (box), "form", form, actor_form_free);
  gtk_editable_set_text (form->name, name);
  gtk_widget_set_size_request (box, 240, -1);
  return box;
}

/* Where the pointer is, in @widget's coordinates; @point stays where that is not known. */
static void
find_pointer (EntWindow *self, GtkWidget *widget, graphene_point_t *point)
{
  GdkSurface *surface = gtk_native_get_surface (GTK_NATIVE (self));
  GdkDevice *pointer = gdk_seat_get_pointer (gdk_display_get_default_seat (gtk_widget_get_display (widget)));
  double x, y, shift_x, shift_y;
  graphene_point_t in_window;

  if (pointer == NULL || !gdk_surface_get_device_position (surface, pointer, &x, &y, NULL))
    return;
  gtk_native_get_surface_transform (GTK_NATIVE (self), &shift_x, &shift_y);
  graphene_point_init (&in_window, (float) (x - shift_x), (float) (y - shift_y));
  if (!gtk_widget_compute_point (GTK_WIDGET (self), widget, &in_window, point))
    graphene_point_init (point, 0, 0);
}

void
ent_window_popup (EntWindow *self, GtkWidget *child, GtkWidget *of, EntRect at)
{
  GtkWidget *split = GTK_WIDGET (self->split);
  GtkPopover *popover = GTK_POPOVER (gtk_popover_new ());
  graphene_point_t corner = GRAPHENE_POINT_INIT ((float) at.x, (float) at.y);
  GdkRectangle spot;

  g_return_if_fail (self->add_popover == NULL);
  self->popup_from_list = ent_window_list_has_focus (self);
  self->add_popover = GTK_WIDGET (popover);
  gtk_popover_set_child (popover, child);
  gtk_widget_set_parent (GTK_WIDGET (popover), split);
  if (!gtk_widget_compute_point (of, split, &corner, &corner))
    graphene_point_init (&corner, 0, 0);
  spot = (GdkRectangle){ (int) corner.x, (int) corner.y, MAX (1, (int) at.width), MAX (1, (int) at.height) };
  gtk_popover_set_pointing_to (popover, &spot);
  g_signal_connect_swapped (popover, "closed", G_CALLBACK (on_popover_closed), self);
  gtk_popover_popup (popover);
}

void
ent_window_give_keyboard_back (EntWindow *self)
{
  if (self->popup_from_list)
    ent_list_view_focus_rows (self->list);
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
ask_actor (EntWindow *self, EntPoint place, const char *name, graphene_point_t at)
{
  if (self->add_popover != NULL)
    return;
  self->add_place = place;
  ent_window_popup (self, build_form (self, name), GTK_WIDGET (self->canvas), ent_rect (at.x, at.y, 1, 1));
}

void
ent_window_ask_actor (EntWindow *self, const EntPoint *place, gboolean point_at_it)
{
  graphene_point_t at = GRAPHENE_POINT_INIT (gtk_widget_get_width (GTK_WIDGET (self->canvas)) / 2.0f, 60);

  if (point_at_it)
    find_pointer (self, GTK_WIDGET (self->canvas), &at);
  ask_actor (self, place != NULL ? *place : ent_canvas_free_place (self->canvas), "", at);
}

void
ent_window_ask_actor_named (EntWindow *self, const char *name, EntPoint widget)
{
  graphene_point_t at = GRAPHENE_POINT_INIT ((float) widget.x, (float) widget.y);

  ask_actor (self, ent_canvas_to_map (self->canvas, widget), name, at);
}

/* --- Deleting --- */

/* The ids of the actors chosen, borrowed from the selection. (transfer container) */
static GPtrArray *
chosen_actors (EntWindow *self)
{
  GPtrArray *ids = g_ptr_array_new ();
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (ids, (gpointer) actors[i]);
  return ids;
}

guint
ent_window_count_deletable (EntWindow *self)
{
  g_autoptr (GPtrArray) actors = chosen_actors (self);

  return actors->len + (ent_selection_get (self->selection).kind == ENT_TARGET_RELATION ? 1 : 0);
}

static char *
say_deleted (EntMap *map, GPtrArray *actors, guint n_relations)
{
  const EntActor *first = ent_map_actor (map, g_ptr_array_index (actors, 0));
  g_autofree char *what
      = actors->len == 1
            /* Translators: %s is an actor's name */
            ? g_strdup_printf (_ ("“%s” deleted"), first->name)
            : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u actor deleted", "%u actors deleted", actors->len),
                               actors->len);
  g_autofree char *with = NULL;

  if (n_relations == 0)
    return g_steal_pointer (&what);
  with = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u relation", "%u relations", n_relations), n_relations);
  /* Translators: "“China” deleted", "14 relations" */
  return g_strdup_printf (_ ("%s, with %s"), what, with);
}

void
ent_window_delete_chosen (EntWindow *self)
{
  EntMap *map = ent_window_get_map (self);
  EntTarget target = ent_selection_get (self->selection);
  g_autoptr (GPtrArray) actors = chosen_actors (self);
  g_autofree char *relation = target.kind == ENT_TARGET_RELATION ? g_strdup (target.id) : NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  gboolean deleted;

  if (relation != NULL)
    {
      const char *ids[] = { relation };

      message = g_strdup (_ ("Relation deleted"));
      deleted = ent_edit_delete_relations (map, ids, 1, &error);
    }
  else if (actors->len > 0)
    {
      const char *const *ids;
      g_auto (GStrv) own = NULL;

      g_ptr_array_add (actors, NULL);
      own = g_strdupv ((char **) actors->pdata);
      g_ptr_array_set_size (actors, (int) actors->len - 1);
      ids = (const char *const *) own;
      message = say_deleted (map, actors, ent_edit_count_relations_of (map, ids, actors->len));
      deleted = ent_edit_delete_actors (map, ids, actors->len, &error);
    }
  else
    return;
  if (deleted)
    ent_window_toast (self, message, TRUE);
  else
    ent_window_tell_error (self, _ ("Nothing was deleted"), error);
}

/* --- Connecting --- */

void
ent_window_connect_chosen (EntWindow *self)
{
  guint n;
  const char *const *actors = ent_selection_get_actors (self->selection, &n);
  g_autofree char *a = NULL;
  g_autofree char *b = NULL;

  if (n != 2)
    return;
  a = g_strdup (actors[0]);
  b = g_strdup (actors[1]);
  ent_selection_choose_pair (self->selection, a, b);
  ent_split_set_panel_shown (self->split, TRUE);
}
