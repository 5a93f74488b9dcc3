/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The form keeps in line with the map while it is open, and goes with its article. */
#include "ent-article-details.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "ent-field-form.h"
#include "ent-panel-parts.h"
#include "ent-sources.h"

#define WIDTH 520
#define HEIGHT 640

static void
bring_in_line (GtkWindow *window)
{
  if (!ent_field_form_sync (g_object_get_data (G_OBJECT (window), "form")))
    gtk_window_destroy (window);
}

static void
add_reliability (EntFieldForm *form)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new (), names = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (ids, (gpointer) "");
  g_ptr_array_add (names, g_strdup (_ ("not graded")));
  for (guint i = 0; ent_reliability_grades[i].code != NULL; i++)
    {
      g_ptr_array_add (ids, (gpointer) ent_reliability_grades[i].code);
      g_ptr_array_add (names,
                       g_strdup_printf ("%s – %s", ent_reliability_grades[i].code, _ (ent_reliability_grades[i].name)));
    }
  g_ptr_array_add (ids, NULL);
  g_ptr_array_add (names, NULL);
  ent_field_form_add_choice (form, "reliability", _ ("Reliability of the source"), (const char *const *) ids->pdata,
                             (const char *const *) names->pdata);
}

/* Those that a citation tells apart. */
static void
add_kind (EntFieldForm *form)
{
  const char *const ids[] = { "", "article", "webpage", "report", "book", "interview", "speech", NULL };
  const char *const names[] = { _ ("not told"), _ ("newspaper article"), _ ("web page"), _ ("report"), _ ("book"), _ ("interview"),
                                _ ("speech"), NULL };

  ent_field_form_add_choice (form, "kind", _ ("Kind"), ids, names);
}

static GtkWidget *
form_new (EntPanel *panel, const char *article)
{
  GtkWidget *widget = ent_field_form_new (panel, article);
  EntFieldForm *form = ENT_FIELD_FORM (widget);

  ent_field_form_add_text (form, "title", _ ("Title"));
  add_kind (form);
  ent_field_form_add_text (form, "publisher", _ ("Publisher"));
  ent_field_form_add_text (form, "author", _ ("Author"));
  ent_field_form_add_date (form, "published", _ ("Published"));
  ent_field_form_add_date (form, "accessed", _ ("Retrieved"));
  ent_field_form_add_text (form, "url", _ ("Web address"));
  ent_field_form_add_text (form, "language", _ ("Language"));
  add_reliability (form);
  ent_field_form_add_note (form, "note", _ ("Note"));
  return widget;
}

void
ent_article_details_present (EntPanel *panel, const char *article)
{
  EntMap *map = ent_panel_get_map (panel);
  GtkWidget *window, *box, *scroller, *page, *form;
  GtkEventController *keys;

  if (map == NULL || ent_map_article (map, article) == NULL)
    return;
  window = adw_window_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  scroller = gtk_scrolled_window_new ();
  page = ent_page_box_new ();
  form = form_new (panel, article);
  gtk_window_set_title (GTK_WINDOW (window), _ ("Article Details"));
  gtk_window_set_transient_for (GTK_WINDOW (window), GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (panel))));
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  gtk_window_set_destroy_with_parent (GTK_WINDOW (window), TRUE);
  gtk_window_set_default_size (GTK_WINDOW (window), WIDTH, HEIGHT);
  gtk_box_append (GTK_BOX (page), form);
  gtk_widget_set_margin_start (page, 18);
  gtk_widget_set_margin_end (page, 18);
  gtk_widget_set_margin_bottom (page, 18);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), page);
  gtk_widget_set_vexpand (scroller, TRUE);
  gtk_box_append (GTK_BOX (box), adw_header_bar_new ());
  gtk_box_append (GTK_BOX (box), scroller);
  adw_window_set_content (ADW_WINDOW (window), box);
  g_object_set_data (G_OBJECT (window), "form", form);
  g_signal_connect_object (map, "changed", G_CALLBACK (bring_in_line), window, G_CONNECT_SWAPPED);
  keys = gtk_shortcut_controller_new ();
  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new (gtk_keyval_trigger_new (GDK_KEY_Escape, 0), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (window, keys);
  gtk_window_present (GTK_WINDOW (window));
}
