/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One actor, and its relations by partner in the order in which the map tells them; or several actors chosen together.
 */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-connect-form.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-wrap-layout.h"

/* More rows than this of one partner are one click further away, on the pair's page. */
#define MAX_ROWS 8

static const char *
partner_of (const EntRelation *relation, const char *id)
{
  return strcmp (relation->source, id) == 0 ? relation->target : relation->source;
}

static void
delete_actors (EntPanel *panel, const char *const *ids, guint n)
{
  EntMap *map = ent_panel_get_map (panel);
  guint relations = ent_edit_count_relations_of (map, ids, n);
  const EntActor *first = ent_map_actor (map, ids[0]);
  g_autofree char *count = g_strdup_printf (ngettext ("%u relation", "%u relations", relations), relations);
  g_autofree char *what = NULL, *message = NULL;
  g_autoptr (GError) error = NULL;

  if (first == NULL)
    return;
  what = n == 1 ? ent_name_isolated (first->name) : g_strdup_printf (ngettext ("%u actor", "%u actors", n), n);
  message = relations > 0 ? g_strdup_printf (_ ("Deleted %s and %s"), what, count)
                          : g_strdup_printf (_ ("Deleted %s"), what);
  if (!ent_edit_delete_actors (map, ids, n, &error))
    ent_panel_say_error (panel, g_steal_pointer (&error));
  else
    ent_panel_say (panel, message, TRUE);
}

static void
delete_clicked (GtkButton *button, EntPanel *panel)
{
  char **ids = g_object_get_data (G_OBJECT (button), "actors");

  delete_actors (panel, (const char *const *) ids, g_strv_length (ids));
}

/* A button about the actors @ids, which its "actors" data holds. */
static GtkWidget *
actors_button_new (EntPanel *panel,
                   const char *text,
                   const char *css_class,
                   const char *const *ids,
                   guint n,
                   void (*clicked) (GtkButton *button, EntPanel *panel))
{
  GtkWidget *button = ent_text_button_new (text, css_class);
  GStrvBuilder *builder = g_strv_builder_new ();

  for (guint i = 0; i < n; i++)
    g_strv_builder_add (builder, ids[i]);
  g_object_set_data_full (G_OBJECT (button), "actors", g_strv_builder_end (builder), (GDestroyNotify) g_strfreev);
  g_strv_builder_unref (builder);
  gtk_button_set_has_frame (GTK_BUTTON (button), TRUE);
  g_signal_connect (button, "clicked", G_CALLBACK (clicked), panel);
  return button;
}

static void
link_clicked (GtkButton *button, EntPanel *panel)
{
  char **ids = g_object_get_data (G_OBJECT (button), "actors");

  ent_panel_show_link (panel, ids[0], ids[1]);
}

/* How the one actor is linked with another to be chosen, or the two with each other. */
static GtkWidget *
link_button_new (EntPanel *panel, const char *const *ids, guint n)
{
  GtkWidget *button = actors_button_new (panel, n == 1 ? _ ("How linked to…") : _ ("How are they linked?"), NULL, ids, n, link_clicked);

  gtk_widget_set_tooltip_text (button, _ ("The shortest and the best-proved chain of quotes between two actors"));
  return button;
}

static gboolean
all_pinned (EntPanel *panel, const char *const *ids, guint n)
{
  for (guint i = 0; i < n; i++)
    if (!ent_map_actor (ent_panel_get_map (panel), ids[i])->pinned)
      return FALSE;
  return TRUE;
}

static void
pin_clicked (GtkButton *button, EntPanel *panel)
{
  const char *const *ids = g_object_get_data (G_OBJECT (button), "actors");
  guint n = g_strv_length ((char **) ids);
  g_autoptr (GError) error = NULL;

  if (!ent_edit_set_pinned (ent_panel_get_map (panel), ids, n, !all_pinned (panel, ids, n), &error))
    ent_panel_say_error (panel, g_steal_pointer (&error));
}

/* Pins them all, or frees them where all are pinned. */
static GtkWidget *
pin_button_new (EntPanel *panel, const char *const *ids, guint n)
{
  gboolean pinned = all_pinned (panel, ids, n);
  GtkWidget *button = actors_button_new (panel, pinned ? _ ("Unpin") : _ ("Pin"), NULL, ids, n, pin_clicked);

  gtk_widget_set_tooltip_text (button, pinned ? _ ("Let arrangements of the map move it again")
                                              : _ ("Keep it in its place when the map is arranged"));
  return button;
}

static void
add_relation_clicked (GtkButton *button, GtkRevealer *revealer)
{
  gboolean open = !gtk_revealer_get_reveal_child (revealer);

  gtk_widget_set_visible (GTK_WIDGET (revealer), open);
  gtk_revealer_set_reveal_child (revealer, open);
  if (open)
    gtk_widget_grab_focus (gtk_revealer_get_child (revealer));
}

static void
all_clicked (GtkButton *button, EntPanel *panel)
{
  ent_panel_choose (panel, ENT_TARGET_PAIR, g_object_get_data (G_OBJECT (button), "a"),
                    g_object_get_data (G_OBJECT (button), "b"), TRUE);
}

static GtkWidget *
all_button_new (EntPanel *panel, const char *a, const char *b, guint n, gboolean alone)
{
  g_autofree char *text = g_strdup_printf (
      alone ? ngettext ("%u relation between them", "%u relations between them", n) : _ ("All %u"), n);
  g_autofree char *name = ent_map_index_describe_pair (ent_map_peek_index (ent_panel_get_map (panel)), a, b);
  GtkWidget *button = ent_text_button_new (text, "step");

  ent_set_accessible_name (button, name);
  gtk_widget_set_tooltip_text (button, name);
  g_object_set_data_full (G_OBJECT (button), "a", g_strdup (a), g_free);
  g_object_set_data_full (G_OBJECT (button), "b", g_strdup (b), g_free);
  g_signal_connect (button, "clicked", G_CALLBACK (all_clicked), panel);
  return button;
}

/* The relations of @actor with @partner, under the partner's name. */
static void
add_partner (EntPanel *panel, GtkBox *page, const EntActor *actor, const EntActor *partner, GPtrArray *relations)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *button = ent_actor_button_new (panel, partner, "partner");
  GtkWidget *list = ent_row_list_new (panel, partner->name), *group = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_widget_set_hexpand (button, TRUE);
  gtk_box_append (GTK_BOX (head), button);
  if (relations->len > 1 && partner != actor)
    gtk_box_append (GTK_BOX (head), all_button_new (panel, actor->id, partner->id, relations->len, FALSE));
  gtk_box_append (GTK_BOX (group), head);
  for (guint i = 0; i < MIN (relations->len, MAX_ROWS); i++)
    gtk_list_box_append (GTK_LIST_BOX (list),
                         ent_relation_row_new (panel, g_ptr_array_index (relations, i), actor->id));
  gtk_box_append (GTK_BOX (group), list);
  gtk_box_append (page, group);
}

static void
add_relations (EntPanel *panel, GtkBox *page, const EntActor *actor)
{
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (panel));
  GPtrArray *relations = ent_map_index_relations_of (index, actor->id);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  gtk_box_append (page, ent_heading_new (_ ("Relations"), (int) relations->len));
  if (relations->len == 0)
    gtk_box_append (page, ent_label_new (_ ("None yet. Add the first one with “Add relation…”."), "dim"));
  for (guint i = 0; i < relations->len; i++)
    {
      const char *partner = partner_of (g_ptr_array_index (relations, i), actor->id);

      if (g_hash_table_add (seen, (gpointer) partner))
        add_partner (panel, page, actor, ent_map_index_actor (index, partner),
                     ent_map_index_relations_between (index, actor->id, partner));
    }
}

static void
add_facts (GtkBox *page, const EntActor *actor)
{
  for (guint i = 0; i < ent_records_n (actor->links); i++)
    {
      const EntLink *link = (const EntLink *) actor->links->items[i];
      GtkWidget *button = ent_web_link_new (link->title, link->url);

      if (button == NULL) /* no web address: shown, never opened */
        {
          g_autofree char *text = g_strstrip (g_strdup_printf ("%s %s", link->title, link->url));

          button = ent_text_new (text, "small");
        }
      gtk_box_append (page, button);
    }
  if (actor->note[0] != '\0')
    gtk_box_append (page, ent_text_new (actor->note, "dim"));
}

GtkWidget *
ent_actor_page_new (EntPanel *panel, const EntActor *actor)
{
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (panel));
  GtkWidget *page = ent_page_box_new (), *chips = ent_wrap_box_new (8), *buttons = ent_wrap_box_new (8);
  GtkWidget *form = ent_connect_form_new (panel, actor->id, NULL), *revealer = gtk_revealer_new ();
  GtkWidget *add = ent_text_button_new (_ ("Add relation…"), NULL), *picture = ent_picture_new (panel, actor->image, 64);
  const char *ids[] = { actor->id };

  if (picture != NULL)
    {
      gtk_widget_set_halign (picture, GTK_ALIGN_START);
      gtk_box_append (GTK_BOX (page), picture);
    }
  gtk_box_append (GTK_BOX (page), ent_label_new (actor->name, "title"));
  gtk_box_append (GTK_BOX (chips), ent_chip_new (ent_words_kind (index, actor->kind), NULL));
  for (guint i = 0; i < ent_strings_n (actor->tags); i++)
    if (actor->tags->items[i][0] != '\0')
      gtk_box_append (GTK_BOX (chips), ent_chip_new (actor->tags->items[i], NULL));
  gtk_box_append (GTK_BOX (page), chips);
  if (ent_strings_n (actor->aliases) > 0)
    {
      g_autoptr (GString) names = g_string_new (_ ("Also: "));

      for (guint i = 0; i < actor->aliases->n; i++)
        {
          g_autofree char *name = ent_name_isolated (actor->aliases->items[i]);

          g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", name);
        }
      gtk_box_append (GTK_BOX (page), ent_label_new (names->str, "dim"));
    }
  if (actor->description[0] != '\0')
    gtk_box_append (GTK_BOX (page), ent_text_new (actor->description, NULL));
  add_facts (GTK_BOX (page), actor);
  gtk_box_append (GTK_BOX (buttons), ent_edit_button_new (panel, _ ("Edit actor")));
  gtk_button_set_has_frame (GTK_BUTTON (add), TRUE);
  gtk_box_append (GTK_BOX (buttons), add);
  gtk_box_append (GTK_BOX (buttons), link_button_new (panel, ids, 1));
  gtk_box_append (GTK_BOX (buttons), pin_button_new (panel, ids, 1));
  gtk_box_append (GTK_BOX (buttons),
                  actors_button_new (panel, _ ("Delete actor"), "delete", ids, 1, delete_clicked));
  gtk_box_append (GTK_BOX (page), buttons);
  gtk_revealer_set_child (GTK_REVEALER (revealer), form);
  gtk_widget_set_visible (revealer, FALSE);
  gtk_box_append (GTK_BOX (page), revealer);
  g_signal_connect (add, "clicked", G_CALLBACK (add_relation_clicked), revealer);
  add_relations (panel, GTK_BOX (page), actor);
  return page;
}

GtkWidget *
ent_actors_page_new (EntPanel *panel, const char *const *ids, guint n)
{
  EntMap *map = ent_panel_get_map (panel);
  GtkWidget *page = ent_page_box_new (), *list = ent_row_list_new (panel, _ ("Actors")), *buttons;
  g_autofree char *title = g_strdup_printf (ngettext ("%u actor chosen", "%u actors chosen", n), n);

  gtk_box_append (GTK_BOX (page), ent_label_new (title, "title"));
  if (n == 2)
    {
      gtk_box_append (GTK_BOX (page), ent_label_new (_ ("Connect the two with a new relation:"), NULL));
      gtk_box_append (GTK_BOX (page), ent_connect_form_new (panel, ids[0], ids[1]));
    }
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (GTK_LIST_BOX (list), ent_actor_row_new (panel, ent_map_actor (map, ids[i])));
  gtk_box_append (GTK_BOX (page), list);
  if (n == 2)
    {
      GPtrArray *between = ent_map_index_relations_between (ent_map_peek_index (map), ids[0], ids[1]);

      if (between->len > 0)
        gtk_box_append (GTK_BOX (page), all_button_new (panel, ids[0], ids[1], between->len, TRUE));
    }
  buttons = ent_wrap_box_new (8);
  if (n == 2)
    gtk_box_append (GTK_BOX (buttons), link_button_new (panel, ids, n));
  gtk_box_append (GTK_BOX (buttons), pin_button_new (panel, ids, n));
  gtk_box_append (GTK_BOX (buttons),
                  actors_button_new (panel, _ ("Delete actors"), "delete", ids, n, delete_clicked));
  gtk_box_append (GTK_BOX (page), buttons);
  return page;
}
