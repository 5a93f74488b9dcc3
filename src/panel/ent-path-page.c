/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How two actors are linked: the shortest path and the best-proved one, each a chain from actor to actor by relations with their quotes,
 * word for word. One actor alone asks for the other first.
 *
 * The paths are looked for in a thread, anew when the map has come to rest after a change. What the page shows of them is emphasized on the
 * map for as long as the page is to be seen. */
#include <glib/gi18n.h>

#include "ent-actor-search.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-path.h"
#include "ent-stance-line.h"
#include "ent-wrap-layout.h"

/* Milliseconds without a change until the paths are looked for anew. */
#define REST 150

#define ENT_TYPE_PATH_PAGE (ent_path_page_get_type ())
G_DECLARE_FINAL_TYPE (EntPathPage, ent_path_page, ENT, PATH_PAGE, GtkWidget)

struct _EntPathPage
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  char *a, *b;     /* b nullable: not chosen yet */
  GtkWidget *names, *search, *status, *chains;
  char **marked;   /* ids of relations, nullable */
  GCancellable *cancellable; /* of the look-up under way */
  guint rest_source;
};

G_DEFINE_FINAL_TYPE (EntPathPage, ent_path_page, GTK_TYPE_WIDGET)

static void
clear (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void
set_status (EntPathPage *self, const char *text)
{
  gtk_label_set_text (GTK_LABEL (self->status), text);
  gtk_widget_set_visible (self->status, text[0] != '\0');
}

/* --- A chain --- */

static GtkWidget *
quote_new (EntPathPage *self, const EntRelation *relation, const EntEvidence *evidence)
{
  const EntArticle *article;
  const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (self->panel), evidence->excerpt, &article);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *source;
  EntRole role = ent_evidence_role (evidence);
  g_autofree char *text = NULL, *place = NULL;

  if (excerpt == NULL)
    return card;
  text = g_strdup_printf (_ ("“%s”"), excerpt->exact);
  place = ent_words_place (article, excerpt);
  gtk_widget_add_css_class (card, "quote");
  if (role == ENT_ROLE_SUPPORTS)
    gtk_widget_add_css_class (card, ent_stance_css_class (ent_relation_stance (relation)));
  else
    gtk_box_append (GTK_BOX (card), ent_label_new (role == ENT_ROLE_DISPUTES ? _ ("Disputes this") : _ ("Mentions this"), "heading"));
  gtk_box_append (GTK_BOX (card), ent_text_new (text, NULL));
  source = ent_label_new (place, "dim");
  gtk_widget_add_css_class (source, "small");
  gtk_box_append (GTK_BOX (card), source);
  return card;
}

static void
add_hop (EntPathPage *self, GtkBox *chain, const EntHop *hop)
{
  g_autofree char *name = ent_map_index_describe_relation (ent_map_peek_index (ent_panel_get_map (self->panel)), hop->relation->id);
  GtkWidget *list = ent_row_list_new (self->panel, name);

  gtk_list_box_append (GTK_LIST_BOX (list), ent_relation_row_new (self->panel, hop->relation, hop->from->id));
  gtk_box_append (chain, list);
  for (guint i = 0; i < ent_records_n (hop->relation->evidence); i++)
    gtk_box_append (chain, quote_new (self, hop->relation, (const EntEvidence *) hop->relation->evidence->items[i]));
  gtk_box_append (chain, ent_actor_button_new (self->panel, hop->to, "partner"));
}

static void
add_chain (EntPathPage *self, const char *title, const EntPath *path)
{
  guint n = path->hops->len;
  g_autofree char *count = g_strdup_printf (ngettext ("%u relation", "%u relations", n), n);
  /* Translators: first "3 relations", then how well a chain of quotes is proved, 0 to 1. */
  g_autofree char *detail = g_strdup_printf (_ ("%s · score %.2g"), count, path->score);
  GtkWidget *label = ent_label_new (detail, "dim"), *chain = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (self->chains), ent_heading_new (title, -1));
  gtk_widget_add_css_class (label, "small");
  gtk_widget_set_tooltip_text (label, _ ("The product of what the evidence of each relation is worth, 0 to 1: independent sources and good "
                                         "grades raise it, disputes lower it, and a relation without evidence has nearly none."));
  gtk_box_append (GTK_BOX (self->chains), label);
  gtk_box_append (GTK_BOX (chain), ent_actor_button_new (self->panel, g_array_index (path->hops, EntHop, 0).from, "partner"));
  for (guint i = 0; i < n; i++)
    add_hop (self, GTK_BOX (chain), &g_array_index (path->hops, EntHop, i));
  gtk_box_append (GTK_BOX (self->chains), chain);
}

/* --- What is emphasized on the map --- */

static void
mark (EntPathPage *self, const EntPaths *paths)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  const EntPath *both[] = { &paths->shortest, &paths->best };

  for (guint k = 0; k < G_N_ELEMENTS (both); k++)
    for (guint i = 0; i < both[k]->hops->len; i++)
      g_strv_builder_add (ids, g_array_index (both[k]->hops, EntHop, i).relation->id);
  g_strfreev (self->marked);
  self->marked = g_strv_builder_end (ids);
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    ent_panel_mark (self->panel, (const char *const *) self->marked);
}

static void
ent_path_page_map (GtkWidget *widget)
{
  EntPathPage *self = ENT_PATH_PAGE (widget);

  GTK_WIDGET_CLASS (ent_path_page_parent_class)->map (widget);
  if (self->marked != NULL)
    ent_panel_mark (self->panel, (const char *const *) self->marked);
}

static void
ent_path_page_unmap (GtkWidget *widget)
{
  ent_panel_mark (ENT_PATH_PAGE (widget)->panel, NULL);
  GTK_WIDGET_CLASS (ent_path_page_parent_class)->unmap (widget);
}

/* --- Looking --- */

/* Records of the paths that the map has no more are not shown: a look-up of the map as it is now is under way then. */
static gboolean
still_holds (EntPathPage *self, const EntPaths *paths)
{
  return ent_map_index_get_snapshot (paths->index) == ent_map_peek (ent_panel_get_map (self->panel));
}

static void
show_paths (EntPathPage *self, const EntPaths *paths)
{
  g_autofree char *a = ent_name_isolated (paths->a->name), *b = ent_name_isolated (paths->b->name);

  clear (self->chains);
  mark (self, paths);
  if (paths->a == paths->b)
    {
      g_autofree char *text = g_strdup_printf (_ ("Both are %s."), a);

      set_status (self, text);
    }
  else if (!paths->found)
    {
      g_autofree char *text = g_strdup_printf (_ ("Nothing links %s and %s: no row of relations leads from one to the other."), a, b);

      set_status (self, text);
    }
  else
    {
      set_status (self, "");
      if (ent_path_equal (&paths->shortest, &paths->best))
        add_chain (self, _ ("Shortest and best proved"), &paths->best);
      else
        {
          add_chain (self, _ ("Shortest"), &paths->shortest);
          add_chain (self, _ ("Best proved"), &paths->best);
        }
    }
}

static void
looked_up (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntPathPage) self = ENT_PATH_PAGE (data);
  g_autoptr (EntPaths) paths = ent_paths_new_finish (result, NULL);

  /* Cancelled, or the page was put away meanwhile. */
  if (paths == NULL || self->chains == NULL || ent_panel_get_map (self->panel) == NULL)
    return;
  if (still_holds (self, paths))
    show_paths (self, paths);
}

/* @a → @b as buttons; FALSE where one of them is gone. */
static gboolean
show_names (EntPathPage *self)
{
  EntMap *map = ent_panel_get_map (self->panel);
  const EntActor *a = ent_map_actor (map, self->a), *b = self->b != NULL ? ent_map_actor (map, self->b) : NULL;

  clear (self->names);
  if (a != NULL)
    gtk_box_append (GTK_BOX (self->names), ent_actor_button_new (self->panel, a, "name"));
  if (b != NULL)
    {
      gtk_box_append (GTK_BOX (self->names), ent_label_new (_ ("and"), "dim"));
      gtk_box_append (GTK_BOX (self->names), ent_actor_button_new (self->panel, b, "name"));
    }
  return a != NULL && (b != NULL || self->b == NULL);
}

static gboolean
look_up (gpointer data)
{
  EntPathPage *self = data;

  self->rest_source = 0;
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  if (ent_panel_get_map (self->panel) == NULL)
    return G_SOURCE_REMOVE;
  if (!show_names (self))
    {
      clear (self->chains);
      set_status (self, _ ("One of the two is no longer in the map."));
      g_clear_pointer (&self->marked, g_strfreev);
      ent_panel_mark (self->panel, NULL);
      return G_SOURCE_REMOVE;
    }
  if (self->b == NULL)
    {
      set_status (self, _ ("Choose the other actor."));
      return G_SOURCE_REMOVE;
    }
  if (gtk_widget_get_first_child (self->chains) == NULL)
    set_status (self, _ ("Looking for a path…"));
  self->cancellable = g_cancellable_new ();
  ent_paths_new_async (ent_map_peek_index (ent_panel_get_map (self->panel)), self->a, self->b, self->cancellable, looked_up,
                       g_object_ref (self));
  return G_SOURCE_REMOVE;
}

static void
map_changed (EntPathPage *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (REST, look_up, self);
}

static void
on_picked (EntPathPage *self, const char *id)
{
  g_free (self->b);
  self->b = g_strdup (id);
  gtk_widget_set_visible (self->search, FALSE);
  look_up (self);
  gtk_widget_child_focus (self->names, GTK_DIR_TAB_FORWARD);
}

static void
ent_path_page_dispose (GObject *object)
{
  EntPathPage *self = ENT_PATH_PAGE (object);
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&child, gtk_widget_unparent);
  self->chains = NULL;
  G_OBJECT_CLASS (ent_path_page_parent_class)->dispose (object);
}

static void
ent_path_page_finalize (GObject *object)
{
  EntPathPage *self = ENT_PATH_PAGE (object);

  g_clear_object (&self->cancellable);
  g_strfreev (self->marked);
  g_free (self->a);
  g_free (self->b);
  G_OBJECT_CLASS (ent_path_page_parent_class)->finalize (object);
}

static void
ent_path_page_class_init (EntPathPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_path_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_path_page_finalize;
  GTK_WIDGET_CLASS (klass)->map = ent_path_page_map;
  GTK_WIDGET_CLASS (klass)->unmap = ent_path_page_unmap;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_path_page_init (EntPathPage *self)
{
}

GtkWidget *
ent_path_page_new (EntPanel *panel, const char *a, const char *b)
{
  EntPathPage *self = g_object_new (ENT_TYPE_PATH_PAGE, NULL);
  GtkWidget *page = ent_page_box_new ();

  self->panel = panel;
  self->a = g_strdup (a);
  self->b = g_strdup (b);
  gtk_box_append (GTK_BOX (page), ent_label_new (_ ("How are these two linked?"), "title"));
  self->search = ent_actor_search_new (panel, _ ("And whom?"), _ ("The other actor"));
  gtk_widget_set_visible (self->search, b == NULL);
  g_signal_connect_swapped (self->search, "picked", G_CALLBACK (on_picked), self);
  self->names = ent_wrap_box_new (10);
  gtk_box_append (GTK_BOX (page), self->names);
  gtk_box_append (GTK_BOX (page), self->search);
  self->status = ent_label_new ("", "dim");
  gtk_box_append (GTK_BOX (page), self->status);
  self->chains = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (page), self->chains);
  gtk_widget_set_parent (page, GTK_WIDGET (self));
  g_signal_connect_object (ent_panel_get_map (panel), "changed", G_CALLBACK (map_changed), self, G_CONNECT_SWAPPED);
  look_up (self);
  return GTK_WIDGET (self);
}
