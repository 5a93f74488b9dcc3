/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that stand for an actor, a relation or an article. Each has a sentence as its name, and an action of its own:
 * GTK 4.8 offers assistive technology no way to activate a plain list row. */
#include <glib/gi18n.h>

#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-stance-line.h"
#include "ent-wrap-layout.h"

struct _EntRow
{
  GtkListBoxRow parent_instance;

  EntTargetKind kind;
  char *id;
  gboolean article; /* @id is an article */
};

G_DEFINE_FINAL_TYPE (EntRow, ent_row, GTK_TYPE_LIST_BOX_ROW)

static void
activate (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_signal_emit_by_name (widget, "activate");
}

static void
ent_row_finalize (GObject *object)
{
  g_free (ENT_ROW (object)->id);
  G_OBJECT_CLASS (ent_row_parent_class)->finalize (object);
}

static void
ent_row_class_init (EntRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_row_finalize;
  gtk_widget_class_install_action (GTK_WIDGET_CLASS (klass), "row.choose", NULL, activate);
}

static void
ent_row_init (EntRow *self)
{
}

EntTarget
ent_row_get_target (EntRow *self)
{
  EntTarget target = { self->kind, self->id, "" };

  return target;
}

static void
row_activated (GtkListBox *list, GtkListBoxRow *row, EntPanel *panel)
{
  EntRow *self = ENT_ROW (row);

  if (self->article)
    ent_panel_show_article (panel, self->id, "");
  else
    ent_panel_choose (panel, self->kind, self->id, NULL, TRUE);
}

GtkWidget *
ent_row_list_new (EntPanel *panel, const char *name)
{
  GtkWidget *list = gtk_list_box_new ();

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list, "rows");
  ent_set_accessible_name (list, name);
  g_signal_connect (list, "row-activated", G_CALLBACK (row_activated), panel);
  return list;
}

/* A row of a picture (nullable), title and detail in one line where both fit, else in two, and a mark that it leads
 * somewhere. */
static EntRow *
row_new (const char *id, GtkWidget *picture, const char *title, const char *detail, const char *name)
{
  EntRow *self = g_object_new (ENT_TYPE_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *lines = ent_wrap_box_new (8);
  GtkWidget *next = ent_decoration_new ("go-next-symbolic");

  self->id = g_strdup (id);
  if (picture != NULL)
    gtk_box_append (GTK_BOX (box), picture);
  gtk_box_append (GTK_BOX (lines), ent_label_new (title, NULL));
  if (detail[0] != '\0')
    {
      GtkWidget *label = ent_label_new (detail, "dim");

      gtk_widget_add_css_class (label, "small");
      gtk_widget_set_hexpand (label, TRUE);
      gtk_box_append (GTK_BOX (lines), label);
    }
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_widget_set_valign (lines, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), lines);
  gtk_widget_add_css_class (next, "next");
  gtk_box_append (GTK_BOX (box), next);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  gtk_widget_set_name (GTK_WIDGET (self), id);
  ent_set_accessible_name (self, name);
  return self;
}

GtkWidget *
ent_actor_row_new (EntPanel *panel, const EntActor *actor)
{
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (panel));
  guint n = ent_map_index_relations_of (index, actor->id)->len;
  g_autofree char *count = g_strdup_printf (ngettext ("%u relation", "%u relations", n), n);
  g_autofree char *detail = g_strdup_printf ("%s · %s", ent_words_kind (index, actor->kind), count);
  g_autofree char *name = ent_map_index_describe_actor (index, actor->id);
  EntRow *self = row_new (actor->id, NULL, actor->name, detail, name);

  self->kind = ENT_TARGET_ACTOR;
  return GTK_WIDGET (self);
}

GtkWidget *
ent_relation_row_new (EntPanel *panel, const EntRelation *relation, const char *from)
{
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (panel));
  g_autofree char *both = ent_words_relation (index, relation);
  g_autofree char *detail = ent_words_detail (index, relation, from != NULL ? from : relation->source);
  g_autofree char *name = ent_map_index_describe_relation (index, relation->id);
  const char *label = relation->label[0] != '\0' ? relation->label : _ ("no label");
  EntRow *self
      = row_new (relation->id, ent_stance_line_new (relation, from), from != NULL ? label : both, detail, name);

  self->kind = ENT_TARGET_RELATION;
  return GTK_WIDGET (self);
}

GtkWidget *
ent_article_row_new (EntPanel *panel, const EntArticle *article)
{
  guint n = ent_records_n (article->excerpts);
  g_autofree char *count = g_strdup_printf (ngettext ("%u excerpt", "%u excerpts", n), n);
  GString *detail = g_string_new (NULL);
  const char *known[] = { article->title[0] != '\0' ? article->publisher : "", article->published };
  g_autofree char *text = NULL;
  g_autofree char *name = g_strdup_printf (_ ("Read %s, %s"), ent_words_source (article), count);
  EntRow *self;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i][0] != '\0')
      g_string_append_printf (detail, "%s · ", known[i]);
  g_string_append (detail, count);
  text = g_string_free (detail, FALSE);
  self = row_new (article->id, ent_decoration_new ("x-office-document-symbolic"), ent_words_source (article), text,
                  name);
  self->article = TRUE;
  return GTK_WIDGET (self);
}
