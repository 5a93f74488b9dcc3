/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The page lives as long as the panel, so that a query and a half-typed title outlive a change of the map. Long lists
 * show a part and offer the rest: a row is a widget, and ten thousand of them would be slow. */
#include "ent-overview-page.h"

#include <glib/gi18n.h>

#include "ent-field-form.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"

#define ROWS_AT_ONCE 100
/* Actors stand below them. */
#define ARTICLES_AT_ONCE 20

struct _EntOverviewPage
{
  GtkWidget parent_instance;

  EntPanel *panel;
  GtkWidget *title, *title_label, *title_entry; /* the title as read, and as edited: one is visible */
  GtkWidget *description, *describe, *description_form; /* as read, what opens the form, and the form: nullable while it is not open */
  GtkWidget *description_box, *counts, *intro, *empty;
  GtkWidget *articles_head, *articles, *more_articles, *add_article, *gaps, *story;
  GtkWidget *find, *hits, *status;
  guint description_source;
  guint shown;          /* rows of each list at most */
  guint articles_shown; /* the same for articles */
};

G_DEFINE_FINAL_TYPE (EntOverviewPage, ent_overview_page, GTK_TYPE_WIDGET)

static void
clear_box (GtkWidget *box)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (box)) != NULL)
    gtk_box_remove (GTK_BOX (box), child);
}

static void fill_hits (EntOverviewPage *self);

static void
more_clicked (EntOverviewPage *self)
{
  self->shown += ROWS_AT_ONCE * 2;
  fill_hits (self);
}

/* The matching records of @list under a heading; returns how many there are. */
static guint
add_section (EntOverviewPage *self, EntListId id, const char *heading, const char *query)
{
  EntMap *map = ent_panel_get_map (self->panel);
  EntMapIndex *index = ent_map_peek_index (map);
  GtkWidget *list = ent_row_list_new (self->panel, heading);
  guint n = 0;

  g_object_ref_sink (list);
  for (guint i = 0; i < ent_map_n (map, id); i++)
    {
      gconstpointer record = ent_map_nth (map, id, i);
      gboolean actor = id == ENT_LIST_ACTORS;

      if (actor ? !ent_words_match_actor (record, query) : !ent_words_match_relation (index, record, query))
        continue;
      if (n++ >= self->shown)
        continue;
      gtk_list_box_append (GTK_LIST_BOX (list), actor ? ent_actor_row_new (self->panel, record)
                                                      : ent_relation_row_new (self->panel, record, NULL));
    }
  if (n > 0)
    {
      gtk_box_append (GTK_BOX (self->hits), ent_heading_new (heading, (int) n));
      gtk_box_append (GTK_BOX (self->hits), list);
    }
  if (n > self->shown)
    {
      g_autofree char *text = g_strdup_printf (_ ("Show more (%u left)"), n - self->shown);
      GtkWidget *more = ent_text_button_new (text, "step");

      g_signal_connect_swapped (more, "clicked", G_CALLBACK (more_clicked), self);
      gtk_box_append (GTK_BOX (self->hits), more);
    }
  g_object_unref (list);
  return n;
}

static void
fill_hits (EntOverviewPage *self)
{
  g_autofree char *query = ent_words_fold (gtk_editable_get_text (GTK_EDITABLE (self->find)));
  guint n;

  g_strstrip (query);
  clear_box (self->hits);
  n = add_section (self, ENT_LIST_ACTORS, _ ("Actors"), query);
  if (query[0] != '\0')
    n += add_section (self, ENT_LIST_RELATIONS, _ ("Relations"), query);
  gtk_widget_set_visible (self->status, n == 0 && query[0] != '\0');
}

static void
find_changed (EntOverviewPage *self)
{
  if (ent_panel_get_map (self->panel) == NULL)
    return;
  self->shown = ROWS_AT_ONCE;
  fill_hits (self);
}

static GtkWidget *
first_list (EntOverviewPage *self)
{
  GtkWidget *head = gtk_widget_get_first_child (self->hits);

  return head != NULL ? gtk_widget_get_next_sibling (head) : NULL;
}

static void
find_activated (EntOverviewPage *self)
{
  GtkWidget *list = first_list (self);

  if (list != NULL && gtk_editable_get_text (GTK_EDITABLE (self->find))[0] != '\0')
    g_signal_emit_by_name (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0), "activate");
}

static void
find_stopped (EntOverviewPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->find), "");
}

static gboolean
find_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, EntOverviewPage *self)
{
  GtkWidget *list = first_list (self);

  if (key != GDK_KEY_Down || list == NULL)
    return FALSE;
  return gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0)));
}

static void
show_title_entry (EntOverviewPage *self, gboolean edited)
{
  gtk_widget_set_visible (self->title_entry, edited);
  gtk_widget_set_visible (self->title, !edited);
}

static void
title_activated (EntOverviewPage *self)
{
  g_autoptr (GError) error = NULL;

  show_title_entry (self, FALSE);
  if (!ent_edit_set_title (ent_panel_get_map (self->panel), gtk_editable_get_text (GTK_EDITABLE (self->title_entry)),
                           &error))
    ent_panel_say_error (self->panel, g_steal_pointer (&error));
}

/* Leaving the entry keeps what was typed; Escape does not. */
static void
title_left (EntOverviewPage *self)
{
  if (gtk_widget_get_visible (self->title_entry) && ent_panel_get_map (self->panel) != NULL)
    title_activated (self);
}

static gboolean
title_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, EntOverviewPage *self)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  show_title_entry (self, FALSE);
  gtk_widget_grab_focus (self->find);
  return TRUE;
}

static void
edit_title (EntOverviewPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->title_entry), ent_map_get_title (ent_panel_get_map (self->panel)));
  show_title_entry (self, TRUE);
  gtk_widget_grab_focus (self->title_entry);
}

/* --- The description --- */

static void
show_description (EntOverviewPage *self)
{
  const char *text = ent_map_peek (ent_panel_get_map (self->panel))->head->description;
  gboolean open = self->description_form != NULL;

  gtk_label_set_text (GTK_LABEL (self->description), text);
  gtk_widget_set_visible (self->description, text[0] != '\0' && !open);
  gtk_widget_set_visible (self->describe, !open);
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->describe))),
                      text[0] != '\0' ? _ ("Edit the description") : _ ("Add a description"));
  ent_set_accessible_name (self->describe, text[0] != '\0' ? _ ("Edit the description") : _ ("Add a description"));
  if (open)
    ent_field_form_sync (ENT_FIELD_FORM (self->description_form));
}

static gboolean
close_description (gpointer data)
{
  EntOverviewPage *self = data;

  self->description_source = 0;
  if (self->description_form == NULL)
    return G_SOURCE_REMOVE;
  gtk_box_remove (GTK_BOX (self->description_box), self->description_form);
  self->description_form = NULL;
  if (ent_panel_get_map (self->panel) != NULL)
    show_description (self);
  return G_SOURCE_REMOVE;
}

/* Not at once: the keyboard is on its way to somewhere else. */
static void
description_left (EntOverviewPage *self)
{
  if (self->description_source == 0)
    self->description_source = g_idle_add (close_description, self);
}

static gboolean
description_key (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, EntOverviewPage *self)
{
  if (key != GDK_KEY_Escape)
    return FALSE;
  gtk_widget_set_visible (self->describe, TRUE);
  gtk_widget_grab_focus (self->describe);
  return TRUE;
}

static void add_key_handler (GtkWidget *widget, GCallback handler, EntOverviewPage *self);

static void
edit_description (EntOverviewPage *self)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_clear_handle_id (&self->description_source, g_source_remove);
  if (self->description_form != NULL)
    return;
  self->description_form = ent_field_form_new (self->panel, "");
  ent_field_form_add_note (ENT_FIELD_FORM (self->description_form), "description", _ ("Description of the map"));
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (description_left), self);
  gtk_widget_add_controller (self->description_form, focus);
  add_key_handler (self->description_form, G_CALLBACK (description_key), self);
  gtk_box_append (GTK_BOX (self->description_box), self->description_form);
  gtk_widget_grab_focus (self->description_form);
  show_description (self);
}

static void
fill_articles (EntOverviewPage *self, EntMap *map)
{
  guint n = ent_map_n (map, ENT_LIST_ARTICLES), shown = MIN (n, self->articles_shown);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (self->articles)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->articles), child);
  for (guint i = 0; i < shown; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->articles),
                         ent_article_row_new (self->panel, ent_map_nth (map, ENT_LIST_ARTICLES, i)));
  if (n > shown)
    {
      g_autofree char *text = g_strdup_printf (_ ("Show more (%u left)"), n - shown);

      gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->more_articles))), text);
      ent_set_accessible_name (self->more_articles, text);
    }
  gtk_widget_set_visible (self->more_articles, n > shown);
  gtk_widget_set_visible (self->articles, n > 0);
  gtk_widget_set_visible (self->articles_head, n > 0);
  gtk_widget_set_visible (self->gaps, n > 0);
}

static void
more_articles_clicked (EntOverviewPage *self)
{
  self->articles_shown += 5 * ARTICLES_AT_ONCE;
  fill_articles (self, ent_panel_get_map (self->panel));
}

static char *
counts_of (EntMap *map)
{
  guint actors = ent_map_n (map, ENT_LIST_ACTORS), relations = ent_map_n (map, ENT_LIST_RELATIONS);
  guint excerpts = 0, articles = ent_map_n (map, ENT_LIST_ARTICLES);
  g_autofree char *a = g_strdup_printf (ngettext ("%u actor", "%u actors", actors), actors);
  g_autofree char *b = g_strdup_printf (ngettext ("%u relation", "%u relations", relations), relations);
  g_autofree char *c = g_strdup_printf (ngettext ("%u article", "%u articles", articles), articles);
  g_autofree char *d = NULL;

  for (guint i = 0; i < articles; i++)
    excerpts += ent_records_n (((const EntArticle *) ent_map_nth (map, ENT_LIST_ARTICLES, i))->excerpts);
  d = g_strdup_printf (ngettext ("%u excerpt", "%u excerpts", excerpts), excerpts);
  return g_strdup_printf ("%s · %s · %s · %s", a, b, c, d);
}

static void
name_story (EntOverviewPage *self, guint n)
{
  g_autofree char *steps = g_strdup_printf (ngettext ("Story, %u step…", "Story, %u steps…", n), n);
  const char *text = n > 0 ? steps : _ ("Story…");

  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->story))), text);
  ent_set_accessible_name (self->story, text);
}

void
ent_overview_page_refresh (EntOverviewPage *self)
{
  EntMap *map = ent_panel_get_map (self->panel);
  const char *title = ent_map_get_title (map);
  gboolean empty = ent_map_n (map, ENT_LIST_ACTORS) == 0;
  g_autofree char *counts = counts_of (map);

  gtk_label_set_text (GTK_LABEL (self->title_label), title[0] != '\0' ? title : _ ("Untitled map"));
  show_description (self);
  gtk_label_set_text (GTK_LABEL (self->counts), counts);
  gtk_widget_set_visible (self->intro, !empty);
  gtk_widget_set_visible (self->find, !empty);
  gtk_widget_set_visible (self->empty, empty);
  name_story (self, ent_map_n (map, ENT_LIST_STORY));
  fill_articles (self, map);
  fill_hits (self);
}

static void
ent_overview_page_dispose (GObject *object)
{
  GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (object));

  g_clear_handle_id (&ENT_OVERVIEW_PAGE (object)->description_source, g_source_remove);
  g_clear_pointer (&child, gtk_widget_unparent);
  G_OBJECT_CLASS (ent_overview_page_parent_class)->dispose (object);
}

static void
ent_overview_page_class_init (EntOverviewPageClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_overview_page_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
ent_overview_page_init (EntOverviewPage *self)
{
  self->shown = ROWS_AT_ONCE;
  self->articles_shown = ARTICLES_AT_ONCE;
}

static void
add_key_handler (GtkWidget *widget, GCallback handler, EntOverviewPage *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", handler, self);
  gtk_widget_add_controller (widget, keys);
}

static void
add_title (EntOverviewPage *self, GtkBox *page)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *edit = ent_icon_button_new ("document-edit-symbolic", _ ("Edit the title"));
  GtkEventController *focus = gtk_event_controller_focus_new ();

  self->title_label = ent_label_new ("", "title");
  gtk_widget_set_hexpand (self->title_label, TRUE);
  gtk_widget_set_valign (edit, GTK_ALIGN_START);
  g_signal_connect_swapped (edit, "clicked", G_CALLBACK (edit_title), self);
  gtk_box_append (GTK_BOX (row), self->title_label);
  gtk_box_append (GTK_BOX (row), edit);
  self->title_entry = gtk_entry_new ();
  gtk_widget_set_valign (self->title_entry, GTK_ALIGN_START);
  ent_set_accessible_name (self->title_entry, _ ("Title of the map"));
  g_signal_connect_swapped (self->title_entry, "activate", G_CALLBACK (title_activated), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (title_left), self);
  gtk_widget_add_controller (self->title_entry, focus);
  add_key_handler (self->title_entry, G_CALLBACK (title_key), self);
  self->title = row;
  gtk_widget_set_visible (self->title_entry, FALSE);
  gtk_box_append (page, row);
  gtk_box_append (page, self->title_entry);
}

static GtkWidget *
find_new (EntOverviewPage *self)
{
  GtkWidget *find = gtk_search_entry_new ();

  g_object_set (find, "placeholder-text", _ ("Find actors and relations"), NULL);
  ent_set_accessible_name (find, _ ("Find actors and relations"));
  gtk_widget_set_margin_top (find, 12);
  g_signal_connect_swapped (find, "changed", G_CALLBACK (find_changed), self);
  g_signal_connect_swapped (find, "activate", G_CALLBACK (find_activated), self);
  g_signal_connect_swapped (find, "stop-search", G_CALLBACK (find_stopped), self);
  add_key_handler (find, G_CALLBACK (find_key), self);
  return find;
}

static GtkWidget *
empty_new (void)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8), *image = ent_decoration_new ("list-add-symbolic");
  const char *lines[] = { _ ("An empty map"), _ ("Double-click on the map to add the first actor."),
                          _ ("Choose two actors to connect them, and an article to prove it.") };

  gtk_image_set_pixel_size (GTK_IMAGE (image), 48);
  gtk_widget_add_css_class (image, "dim");
  gtk_widget_set_margin_top (box, 48);
  gtk_box_append (GTK_BOX (box), image);
  for (guint i = 0; i < G_N_ELEMENTS (lines); i++)
    {
      GtkWidget *label = ent_label_new (lines[i], i == 0 ? "heading" : "dim");

      gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
      gtk_label_set_xalign (GTK_LABEL (label), 0.5);
      gtk_box_append (GTK_BOX (box), label);
    }
  return box;
}

GtkWidget *
ent_overview_page_new (EntPanel *panel)
{
  EntOverviewPage *self = g_object_new (ENT_TYPE_OVERVIEW_PAGE, NULL);
  GtkWidget *page = ent_page_box_new ();

  self->panel = panel;
  add_title (self, GTK_BOX (page));
  self->description = ent_label_new ("", NULL);
  self->describe = ent_text_button_new ("", "step");
  g_signal_connect_swapped (self->describe, "clicked", G_CALLBACK (edit_description), self);
  self->description_box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (self->description_box), self->description);
  gtk_box_append (GTK_BOX (self->description_box), self->describe);
  self->counts = ent_label_new ("", "dim");
  self->intro = ent_label_new (
      _ ("Choose a node or a line on the map to see what is known about it, and the sentences that prove it."), NULL);
  self->empty = empty_new ();
  self->articles_head = ent_heading_new (_ ("Articles"), -1);
  self->articles = ent_row_list_new (panel, _ ("Articles"));
  self->gaps = ent_text_button_new (_ ("What the map leaves out…"), "step");
  g_signal_connect_swapped (self->gaps, "clicked", G_CALLBACK (ent_panel_show_coverage), panel);
  self->story = ent_text_button_new ("", "step");
  gtk_widget_set_tooltip_text (self->story, _ ("Leads through the map step by step, and says what view it opens with"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->story), "win.story");
  self->more_articles = ent_text_button_new ("", "step");
  g_signal_connect_swapped (self->more_articles, "clicked", G_CALLBACK (more_articles_clicked), self);
  self->add_article = ent_text_button_new (_ ("Add article…"), "step");
  gtk_widget_set_tooltip_text (self->add_article, _ ("From a web page, PDF or text file; files can also be dropped on the window"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->add_article), "win.add-article");
  self->find = find_new (self);
  self->status = ent_label_new (_ ("Nothing found. Try fewer letters, or another name."), "dim");
  self->hits = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_box_append (GTK_BOX (page), self->description_box);
  gtk_box_append (GTK_BOX (page), self->counts);
  gtk_box_append (GTK_BOX (page), self->intro);
  gtk_box_append (GTK_BOX (page), self->empty);
  gtk_box_append (GTK_BOX (page), self->articles_head);
  gtk_box_append (GTK_BOX (page), self->articles);
  gtk_box_append (GTK_BOX (page), self->more_articles);
  gtk_box_append (GTK_BOX (page), self->add_article);
  gtk_box_append (GTK_BOX (page), self->gaps);
  gtk_box_append (GTK_BOX (page), self->story);
  gtk_box_append (GTK_BOX (page), self->find);
  gtk_box_append (GTK_BOX (page), self->status);
  gtk_box_append (GTK_BOX (page), self->hits);
  gtk_widget_set_parent (page, GTK_WIDGET (self));
  return GTK_WIDGET (self);
}
