/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scale is the table of ent-sources.h. Invariant: a grade is changed only through ent-edit-field.h. */
#include "ent-evidence-grades.h"

#include <glib/gi18n.h>

#include "ent-edit-field.h"
#include "ent-panel-parts.h"

static void
grade_clicked (GtkToggleButton *button, EntPanel *panel)
{
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (button), GTK_TYPE_POPOVER);
  const char *code = gtk_toggle_button_get_active (button) ? g_object_get_data (G_OBJECT (button), "code") : "";
  g_autofree char *id = g_strdup (g_object_get_data (G_OBJECT (button), "id"));
  const char *field = g_object_get_data (G_OBJECT (button), "field");
  g_autoptr (GError) error = NULL;

  /* Before the page goes that has the keyboard. */
  if (popover != NULL)
    gtk_popover_popdown (GTK_POPOVER (popover));
  if (!ent_edit_set_field (ent_panel_get_map (panel), id, field, ent_value_string (code), &error))
    ent_panel_say_error (panel, g_steal_pointer (&error));
}

/* A row of the scale's grades; the one that holds is pressed, and pressing it again takes it away. */
static GtkWidget *
choice_new (EntPanel *panel, const char *name, const char *id, const char *field, const EntGrade *grades, const char *code)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2), *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  GtkWidget *caption = ent_label_new (name, "dim");

  gtk_widget_add_css_class (row, "linked");
  for (guint i = 0; grades[i].code != NULL; i++)
    {
      GtkWidget *button = gtk_toggle_button_new_with_label (grades[i].code);
      g_autofree char *tip = g_strdup_printf ("%s: %s", grades[i].code, gettext (grades[i].name));
      g_autofree char *accessible = g_strdup_printf ("%s, %s", name, tip);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (button), g_str_equal (grades[i].code, code));
      gtk_widget_set_tooltip_text (button, tip);
      ent_set_accessible_name (button, accessible);
      gtk_widget_set_hexpand (button, TRUE);
      g_object_set_data (G_OBJECT (button), "code", (gpointer) grades[i].code);
      g_object_set_data (G_OBJECT (button), "field", (gpointer) field);
      g_object_set_data_full (G_OBJECT (button), "id", g_strdup (id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (grade_clicked), panel);
      gtk_box_append (GTK_BOX (row), button);
    }
  gtk_widget_add_css_class (caption, "small");
  gtk_widget_set_margin_start (caption, 8);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), row);
  gtk_widget_set_margin_top (box, 4);
  return box;
}

GtkWidget *
ent_evidence_grades_new (EntPanel *panel, const char *excerpt_id)
{
  const EntArticle *article = NULL;
  const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (panel), excerpt_id, &article);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);

  if (excerpt == NULL)
    return box;
  gtk_box_append (GTK_BOX (box), choice_new (panel, _ ("Grade of the source"), article->id, "reliability", ent_reliability_grades, article->reliability));
  gtk_box_append (GTK_BOX (box), choice_new (panel, _ ("Grade of the information"), excerpt->id, "credibility", ent_credibility_grades, excerpt->credibility));
  return box;
}

GtkWidget *
ent_evidence_grade_chip_new (const EntArticle *article, const EntExcerpt *excerpt)
{
  const EntGrade *source = ent_grade_find (ent_reliability_grades, article->reliability);
  const EntGrade *information = ent_grade_find (ent_credibility_grades, excerpt->credibility);
  g_autofree char *code = NULL, *words = NULL;
  GtkWidget *chip;

  if (source == NULL && information == NULL)
    return NULL;
  code = g_strdup_printf ("%s%s", source != NULL ? source->code : "–", information != NULL ? information->code : "–");
  words = g_strdup_printf (_ ("Source: %s. Information: %s."), source != NULL ? gettext (source->name) : _ ("not graded"),
                           information != NULL ? gettext (information->name) : _ ("not graded"));
  chip = ent_chip_new (code, NULL);
  gtk_label_set_wrap (GTK_LABEL (chip), FALSE);
  gtk_widget_set_tooltip_text (chip, words);
  ent_set_accessible_name (chip, words);
  return chip;
}

static void
add (GString *text, const char *form, guint n)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append_printf (text, form, n);
}

GtkWidget *
ent_evidence_summary_new (EntPanel *panel, const EntRelation *relation)
{
  EntSources *sources = ent_panel_peek_sources (panel);
  guint roles[3] = { 0 };
  GString *text = g_string_new (NULL);
  g_autofree char *said = NULL;
  GtkWidget *label;

  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    roles[ent_evidence_role ((const EntEvidence *) relation->evidence->items[i])]++;
  if (roles[ENT_ROLE_SUPPORTS] > 0)
    add (text, ngettext ("%u supports this", "%u support this", roles[ENT_ROLE_SUPPORTS]), roles[ENT_ROLE_SUPPORTS]);
  if (roles[ENT_ROLE_DISPUTES] > 0)
    add (text, ngettext ("%u disputes it", "%u dispute it", roles[ENT_ROLE_DISPUTES]), roles[ENT_ROLE_DISPUTES]);
  if (roles[ENT_ROLE_MENTIONS] > 0)
    add (text, ngettext ("%u mentions it", "%u mention it", roles[ENT_ROLE_MENTIONS]), roles[ENT_ROLE_MENTIONS]);
  if (sources != NULL)
    {
      EntSupport support = ent_sources_support (sources, relation);

      if (support.supporting_sources > 0)
        add (text, ngettext ("%u independent source", "%u independent sources", support.supporting_sources), support.supporting_sources);
    }
  said = g_string_free (text, FALSE);
  label = ent_label_new (said, "dim");
  gtk_widget_add_css_class (label, "small");
  gtk_widget_set_tooltip_text (label, _ ("Articles that copy each other count as one source"));
  return label;
}
