/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table names the styles; what is copied is made when it is asked for. */
#include "ent-evidence-cite.h"

#include <glib/gi18n.h>
#include <string.h>

#include "ent-citation.h"
#include "ent-panel-parts.h"
#include "ent-wrap-layout.h"

static const struct
{
  const char *id, *name;
} styles[] = { { "apa", "APA" }, { "chicago", "Chicago" }, { "mla", "MLA" }, { "csl-json", "CSL-JSON" }, { "bibtex", "BibTeX" } };

/* (transfer full) */
static char *
text_of (const EntArticle *article, const EntExcerpt *excerpt, const char *style)
{
  EntCitationStyle prose = strcmp (style, "chicago") == 0 ? ENT_CITATION_CHICAGO : strcmp (style, "mla") == 0 ? ENT_CITATION_MLA : ENT_CITATION_APA;

  if (strcmp (style, "csl-json") == 0)
    return ent_citation_csl_json_of (article, excerpt);
  if (strcmp (style, "bibtex") == 0)
    return ent_citation_bibtex_of (article, excerpt);
  return excerpt != NULL ? ent_citation_of_excerpt (article, excerpt, prose) : ent_citation_of_article (article, prose);
}

void
ent_evidence_cite (EntPanel *panel, const char *article_id, const char *excerpt_id, const char *style)
{
  EntMap *map = ent_panel_get_map (panel);
  const EntArticle *article = excerpt_id == NULL ? ent_map_article (map, article_id) : NULL;
  const EntExcerpt *excerpt = excerpt_id != NULL ? ent_map_excerpt (map, excerpt_id, &article) : NULL;
  g_autofree char *text = NULL;

  if (article == NULL)
    return;
  text = text_of (article, excerpt, style);
  ent_panel_copy (panel, text);
}

static void
clicked (GtkButton *button, EntPanel *panel)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);

  ent_evidence_cite (panel, g_object_get_data (G_OBJECT (button), "article"), g_object_get_data (G_OBJECT (button), "excerpt"),
                     g_object_get_data (G_OBJECT (button), "style"));
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
}

GtkWidget *
ent_evidence_cite_new (EntPanel *panel, const char *article, const char *excerpt)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *row = ent_wrap_box_new (0);
  GtkWidget *caption = ent_label_new (_ ("Copy citation as"), "dim");

  gtk_widget_add_css_class (caption, "small");
  gtk_widget_set_margin_top (caption, 6);
  gtk_widget_set_margin_start (caption, 8);
  gtk_box_append (GTK_BOX (box), caption);
  for (guint i = 0; i < G_N_ELEMENTS (styles); i++)
    {
      GtkWidget *button = ent_text_button_new (styles[i].name, NULL);
      g_autofree char *name = g_strdup_printf (_ ("Copy citation as %s"), styles[i].name);

      ent_set_accessible_name (button, name);
      g_object_set_data_full (G_OBJECT (button), "article", g_strdup (article), g_free);
      g_object_set_data_full (G_OBJECT (button), "excerpt", g_strdup (excerpt), g_free);
      g_object_set_data (G_OBJECT (button), "style", (gpointer) styles[i].id);
      g_signal_connect (button, "clicked", G_CALLBACK (clicked), panel);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_box_append (GTK_BOX (box), row);
  return box;
}
