/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invariant: what stands in a map is shown as plain text; marks are attributes, never markup. */
#include "ent-search-row.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-browse-words.h"

/* Code points of a snippet. */
#define SNIPPET 110

struct _EntSearchRow
{
  GtkListBoxRow parent_instance;

  EntSearchSection section;
  char *id;
  gint64 start, end;
};

G_DEFINE_FINAL_TYPE (EntSearchRow, ent_search_row, GTK_TYPE_LIST_BOX_ROW)

static void
ent_search_row_finalize (GObject *object)
{
  g_free (ENT_SEARCH_ROW (object)->id);
  G_OBJECT_CLASS (ent_search_row_parent_class)->finalize (object);
}

static void
ent_search_row_class_init (EntSearchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_search_row_finalize;
}

static void
ent_search_row_init (EntSearchRow *self)
{
}

EntSearchSection
ent_search_row_get_section (EntSearchRow *self)
{
  return self->section;
}

const char *
ent_search_row_get_id (EntSearchRow *self)
{
  return self->id;
}

void
ent_search_row_get_place (EntSearchRow *self, gint64 *start, gint64 *end)
{
  *start = self->start;
  *end = self->end;
}

/* Heavier, and on the accent's ground: seen without colour too. */
static void
mark (PangoAttrList *attributes, EntSearchMark stretch, const GdkRGBA *accent)
{
  PangoAttribute *parts[] = {
    pango_attr_weight_new (PANGO_WEIGHT_BOLD),
    pango_attr_background_new ((guint16) (accent->red * 65535), (guint16) (accent->green * 65535), (guint16) (accent->blue * 65535)),
    pango_attr_background_alpha_new (65535 / 4),
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      parts[i]->start_index = stretch.start;
      parts[i]->end_index = stretch.end;
      pango_attr_list_insert (attributes, parts[i]);
    }
}

static GtkWidget *
label_new (const char *text, const char *css)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 1); /* the box says how wide it is */
  gtk_widget_set_hexpand (label, TRUE);
  if (css != NULL)
    gtk_widget_add_css_class (label, css);
  return label;
}

static void
set_marks (GtkWidget *label, const char *question)
{
  g_autoptr (GArray) marks = ent_search_marks (gtk_label_get_text (GTK_LABEL (label)), question);
  g_autoptr (PangoAttrList) attributes = pango_attr_list_new ();
  GdkRGBA accent = { 0.2f, 0.5f, 0.9f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (label), "accent_bg_color", &accent);
  for (guint i = 0; i < marks->len; i++)
    mark (attributes, g_array_index (marks, EntSearchMark, i), &accent);
  gtk_label_set_attributes (GTK_LABEL (label), attributes);
}

/* --- What the row says --- */

static char *
actor_detail (EntMapIndex *index, const EntFound *found)
{
  const EntActor *actor = ent_map_index_actor (index, found->id);
  g_autofree char *kind = ent_browse_value_name (index, ENT_FACET_ACTOR_KIND, actor->kind);
  g_autofree char *relations = ent_browse_count_relations (ent_map_index_relations_of (index, actor->id)->len);
  g_autofree char *name = NULL;

  if (found->text == actor->name)
    return g_strdup_printf ("%s · %s", kind, relations);
  /* Found by an alias. */
  name = ent_name_isolated (actor->name);
  return g_strdup_printf ("%s · %s · %s", name, kind, relations);
}

static char *
ground_detail (EntMapIndex *index, const char *id)
{
  const EntRecords *groups = ent_map_index_get_snapshot (index)->lists[ENT_LIST_GROUPS];

  for (guint i = 0; i < ent_records_n (groups); i++)
    if (strcmp (((const EntGroup *) groups->items[i])->id, id) == 0)
      return g_strdup (_ ("group"));
  return g_strdup (_ ("caption"));
}

static const EntArticle *
find_article (EntMapIndex *index, const char *id)
{
  const EntRecords *articles = ent_map_index_get_snapshot (index)->lists[ENT_LIST_ARTICLES];

  for (guint i = 0; i < ent_records_n (articles); i++)
    if (strcmp (((const EntArticle *) articles->items[i])->id, id) == 0)
      return (const EntArticle *) articles->items[i];
  return NULL;
}

static char *
excerpt_detail (EntMapIndex *index, const char *id)
{
  const EntArticle *article = NULL;
  GPtrArray *proved = ent_map_index_relations_proved_by (index, id);
  g_autofree char *title = NULL, *ends = NULL;

  ent_map_index_excerpt (index, id, &article);
  title = ent_name_isolated (article != NULL ? ent_browse_article_title (article) : "");
  if (proved->len == 0)
    return g_steal_pointer (&title);
  ends = ent_browse_ends (index, proved->pdata[0]);
  return g_strdup_printf ("%s · %s", ends, title);
}

static char *
detail_of (EntMapIndex *index, EntSearchSection section, const EntFound *found)
{
  const EntArticle *article;

  switch (section)
    {
    case ENT_SEARCH_ACTORS:
      return actor_detail (index, found);
    case ENT_SEARCH_RELATIONS:
      return ent_browse_ends (index, ent_map_index_relation (index, found->id));
    case ENT_SEARCH_GROUND:
      return ground_detail (index, found->id);
    case ENT_SEARCH_EXCERPTS:
      return excerpt_detail (index, found->id);
    case ENT_SEARCH_ARTICLES:
      article = find_article (index, found->id);
      return found->start >= 0 && article != NULL ? ent_name_isolated (ent_browse_article_title (article)) : g_strdup (_ ("title"));
    case ENT_N_SEARCH_SECTIONS:
    default:
      return g_strdup ("");
    }
}

GtkWidget *
ent_search_row_new (EntMapIndex *index, EntSearchSection section, const EntFound *found, const char *question)
{
  EntSearchRow *self = g_object_new (ENT_TYPE_SEARCH_ROW, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *text, *below;
  g_autofree char *snippet = ent_search_snippet (found->text, question, found->start, SNIPPET);
  g_autofree char *detail = detail_of (index, section, found), *name = NULL;

  self->section = section;
  self->id = g_strdup (found->id);
  self->start = found->start;
  self->end = found->end;
  text = label_new (snippet, NULL);
  set_marks (text, question);
  if (section == ENT_SEARCH_EXCERPTS || found->start >= 0)
    {
      gtk_label_set_wrap (GTK_LABEL (text), TRUE);
      gtk_label_set_wrap_mode (GTK_LABEL (text), PANGO_WRAP_WORD_CHAR);
      gtk_label_set_lines (GTK_LABEL (text), 2);
    }
  below = label_new (detail, "found-detail");
  gtk_box_append (GTK_BOX (box), text);
  gtk_box_append (GTK_BOX (box), below);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), box);
  name = g_strdup_printf ("%s, %s", snippet, detail);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return GTK_WIDGET (self);
}
