/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The numbers are in the message; the lines themselves on a page that follows the map, so that it tells when they are proved again. */
#include "ent-article-delete.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-edit-delete.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"

/* Rows; what more there are is told as a number. */
#define MOST_ROWS 100

#define ENT_TYPE_BEREFT_PAGE (ent_bereft_page_get_type ())
G_DECLARE_FINAL_TYPE (EntBereftPage, ent_bereft_page, ENT, BEREFT_PAGE, GtkWidget)

/* The lines whose last evidence was deleted. */
struct _EntBereftPage
{
  GtkWidget parent_instance;

  EntPanel *panel; /* outlives its pages */
  char **relations;
  GtkWidget *status, *list, *more;
};

G_DEFINE_FINAL_TYPE (EntBereftPage, ent_bereft_page, GTK_TYPE_WIDGET)

static void
build (EntBereftPage *self)
{
  EntMap *map = ent_panel_get_map (self->panel);
  GtkWidget *child;
  guint n = 0;
  g_autofree char *text = NULL, *more = NULL;

  while ((child = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), child);
  for (guint i = 0; map != NULL && self->relations[i] != NULL; i++)
    {
      const EntRelation *relation = ent_map_relation (map, self->relations[i]);

      if (relation != NULL && ent_records_n (relation->evidence) == 0 && n++ < MOST_ROWS)
        gtk_list_box_append (GTK_LIST_BOX (self->list), ent_relation_row_new (self->panel, relation, NULL));
    }
  text = n > 0 ? g_strdup_printf (ngettext ("%u line has no evidence any more:", "%u lines have no evidence any more:", n), n)
               : g_strdup (_ ("All of these lines have evidence, or are gone."));
  more = g_strdup_printf (ngettext ("%u more", "%u more", n - MIN (n, MOST_ROWS)), n - MIN (n, MOST_ROWS));
  gtk_label_set_text (GTK_LABEL (self->status), text);
  gtk_label_set_text (GTK_LABEL (self->more), more);
  gtk_widget_set_visible (self->more, n > MOST_ROWS);
  gtk_widget_set_visible (self->list, n > 0);
}

static void
ent_bereft_page_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_bereft_page_parent_class)->dispose (object);
}

static void
ent_bereft_page_finalize (GObject *object)
{
  g_strfreev (ENT_BEREFT_PAGE (object)->relations);
  G_OBJECT_CLASS (ent_bereft_page_parent_class)->finalize (object);
}

static void
ent_bereft_page_class_init (EntBereftPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_bereft_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_bereft_page_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_bereft_page_init (EntBereftPage *self)
{
}

/* Takes @relations. */
static GtkWidget *
page_new (EntPanel *panel, const char *title, char **relations)
{
  EntBereftPage *self = g_object_new (ENT_TYPE_BEREFT_PAGE, NULL);
  GtkWidget *page = ent_page_box_new ();

  self->panel = panel;
  self->relations = relations;
  gtk_box_append (GTK_BOX (page), ent_label_new (_ ("Article deleted"), "title"));
  gtk_box_append (GTK_BOX (page), ent_label_new (title, "dim"));
  self->status = ent_label_new ("", NULL);
  gtk_box_append (GTK_BOX (page), self->status);
  self->list = ent_row_list_new (panel, _ ("Lines without evidence"));
  gtk_box_append (GTK_BOX (page), self->list);
  self->more = ent_label_new ("", "dim");
  gtk_box_append (GTK_BOX (page), self->more);
  gtk_widget_set_parent (page, GTK_WIDGET (self));
  g_signal_connect_object (ent_panel_get_map (panel), "changed", G_CALLBACK (build), self, G_CONNECT_SWAPPED);
  build (self);
  return GTK_WIDGET (self);
}

/* (transfer full) */
static char *
say_deleted (const char *title, guint excerpts, guint unproved)
{
  g_autofree char *name = ent_name_isolated (title);
  g_autofree char *with = g_strdup_printf (ngettext ("%u excerpt", "%u excerpts", excerpts), excerpts);
  g_autofree char *lines = g_strdup_printf (ngettext ("%u line has no evidence now", "%u lines have no evidence now", unproved), unproved);

  if (excerpts == 0)
    return g_strdup_printf (_ ("Deleted %s"), name);
  if (unproved == 0)
    return g_strdup_printf (_ ("Deleted %s and %s"), name, with);
  /* Translators: "12 excerpts deleted with it; 5 lines have no evidence now" */
  return g_strdup_printf (_ ("%s deleted with it; %s"), with, lines);
}

void
ent_article_delete (EntPanel *panel, const char *article_id)
{
  EntMap *map = ent_panel_get_map (panel);
  const EntArticle *article = map != NULL ? ent_map_article (map, article_id) : NULL;
  g_autofree char *id = g_strdup (article_id), *title = NULL, *message = NULL;
  const char *ids[] = { id };
  g_auto (GStrv) unproved = NULL;
  GError *error = NULL;

  if (article == NULL)
    return;
  title = g_strdup (ent_words_source (article));
  unproved = ent_edit_unproved_by_deletion (map, ids, 1);
  message = say_deleted (title, ent_records_n (article->excerpts), g_strv_length (unproved));
  if (!ent_edit_delete (map, ids, 1, &error))
    {
      ent_panel_say_error (panel, error);
      return;
    }
  if (unproved[0] != NULL)
    ent_panel_show_extra (panel, page_new (panel, title, g_steal_pointer (&unproved)));
  ent_panel_say (panel, message, TRUE);
}
