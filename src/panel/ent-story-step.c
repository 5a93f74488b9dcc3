/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One step of the story: its words, the excerpts it quotes and the things it shows, to be read; and what all this is chosen by. A step that
 * is read lets go what is chosen, so that nothing but what it shows stands out. */
#include <glib/gi18n.h>

#include "ent-edit-field.h"
#include "ent-edit-things.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-story-private.h"
#include "ent-wrap-layout.h"

/* With more excerpts than that only those are offered that prove what is shown. */
#define MOST_EXCERPTS 500

/* --- What it shows --- */

char **
ent_story_dup_shown (EntMap *map, const EntStep *step)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();

  for (guint i = 0; i < ent_strings_n (step->focus); i++)
    {
      const EntRecord *record = ent_map_find (map, step->focus->items[i]);
      const EntStrings *members = record != NULL && record->type == &ent_group_type ? ((const EntGroup *) record)->members : NULL;

      if (record != NULL && (record->type == &ent_actor_type || record->type == &ent_relation_type))
        g_strv_builder_add (ids, step->focus->items[i]);
      for (guint j = 0; j < ent_strings_n (members); j++)
        g_strv_builder_add (ids, members->items[j]);
    }
  return g_strv_builder_end (ids);
}

void
ent_story_look (EntStoryPage *self)
{
  const EntStep *step = ent_story_step (self);
  g_auto (GStrv) shown = ent_story_dup_shown (ent_story_map (self), step);

  ent_panel_let_go (self->panel);
  if (step->view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.look", "(ddd)", step->view->x, step->view->y, step->view->zoom);
  else if (shown[0] != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.see-things", "^as", shown);
}

/* --- Reading --- */

static void
place_clicked (GtkButton *button, EntPanel *panel)
{
  ent_panel_show_article (panel, g_object_get_data (G_OBJECT (button), "article"), g_object_get_data (G_OBJECT (button), "excerpt"));
}

static GtkWidget *
quote_new (EntStoryPage *self, const char *id)
{
  const EntArticle *article;
  const EntExcerpt *excerpt = ent_map_excerpt (ent_story_map (self), id, &article);
  GtkWidget *card, *source;
  g_autofree char *text = NULL, *place = NULL;

  if (excerpt == NULL)
    return NULL;
  card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  text = g_strdup_printf (_ ("“%s”"), excerpt->exact);
  place = ent_words_place (article, excerpt);
  source = ent_text_button_new (place, "step");
  gtk_widget_add_css_class (source, "small");
  gtk_widget_set_tooltip_text (source, _ ("Show in article"));
  gtk_widget_set_name (source, id);
  g_object_set_data_full (G_OBJECT (source), "article", g_strdup (article->id), g_free);
  g_object_set_data_full (G_OBJECT (source), "excerpt", g_strdup (excerpt->id), g_free);
  g_signal_connect (source, "clicked", G_CALLBACK (place_clicked), self->panel);
  gtk_widget_add_css_class (card, "quote");
  gtk_box_append (GTK_BOX (card), ent_text_new (text, NULL));
  gtk_box_append (GTK_BOX (card), source);
  return card;
}

static void
ground_clicked (GtkButton *button, EntStoryPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.edit-ground", "s", g_object_get_data (G_OBJECT (button), "ground"));
}

/* What people call it. (transfer full) */
static char *
dup_name (EntMap *map, const char *id)
{
  const EntRecord *record = ent_map_find (map, id);
  const char *name;

  if (record == NULL)
    return g_strdup (id);
  if (record->type == &ent_relation_type)
    return ent_words_relation (ent_map_peek_index (map), (const EntRelation *) record);
  name = record->type == &ent_actor_type     ? ((const EntActor *) record)->name
         : record->type == &ent_group_type   ? ((const EntGroup *) record)->name
         : record->type == &ent_caption_type ? ((const EntCaption *) record)->text
         : record->type == &ent_kind_type    ? ((const EntKind *) record)->name
         : record->type == &ent_article_type ? ent_words_source ((const EntArticle *) record)
         : record->type == &ent_excerpt_type ? ((const EntExcerpt *) record)->exact
         : record->type == &ent_step_type    ? ((const EntStep *) record)->title
                                             : id;
  return ent_name_isolated (name[0] != '\0' ? name : id);
}

/* Rows for actors, relations and articles, a quote for an excerpt, a button for a group or caption; of others the name. */
static GtkWidget *
shown_new (EntStoryPage *self, const char *id)
{
  EntMap *map = ent_story_map (self);
  const EntRecord *record = ent_map_find (map, id);
  g_autofree char *name = dup_name (map, id);
  GtkWidget *row = NULL, *list;

  if (record != NULL && record->type == &ent_actor_type)
    row = ent_actor_row_new (self->panel, (const EntActor *) record);
  else if (record != NULL && record->type == &ent_relation_type)
    row = ent_relation_row_new (self->panel, (const EntRelation *) record, NULL);
  else if (record != NULL && record->type == &ent_article_type)
    row = ent_article_row_new (self->panel, (const EntArticle *) record);
  else if (record != NULL && record->type == &ent_excerpt_type)
    return quote_new (self, id);
  else if (record != NULL && (record->type == &ent_group_type || record->type == &ent_caption_type))
    {
      GtkWidget *button = ent_text_button_new (name, "partner");

      gtk_widget_set_name (button, id);
      g_object_set_data_full (G_OBJECT (button), "ground", g_strdup (id), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (ground_clicked), self);
      return button;
    }
  if (row == NULL)
    return ent_label_new (name, NULL);
  list = ent_row_list_new (self->panel, name);
  gtk_list_box_append (GTK_LIST_BOX (list), row);
  return list;
}

void
ent_story_fill_reading (EntStoryPage *self, GtkBox *box)
{
  const EntStep *step = ent_story_step (self);
  g_autofree char *title = ent_name_isolated (step->title);

  gtk_box_append (box, ent_label_new (step->title[0] != '\0' ? title : _ ("Step without a title"), "title"));
  if (step->text[0] != '\0')
    gtk_box_append (box, ent_text_new (step->text, "lead"));
  for (guint i = 0; i < ent_strings_n (step->excerpts); i++)
    {
      GtkWidget *quote = quote_new (self, step->excerpts->items[i]);

      if (quote != NULL)
        gtk_box_append (box, quote);
    }
  if (ent_strings_n (step->focus) > 0)
    gtk_box_append (box, ent_heading_new (_ ("What is shown"), (int) ent_strings_n (step->focus)));
  for (guint i = 0; i < ent_strings_n (step->focus); i++)
    gtk_box_append (box, shown_new (self, step->focus->items[i]));
}

/* --- Editing --- */

/* Sets @field to @ids without the one at @without (-1: all) and with @also (nullable) at the end. */
static void
set_ids (EntStoryPage *self, const char *field, const EntStrings *ids, int without, const char *also)
{
  g_autoptr (GStrvBuilder) all = g_strv_builder_new ();
  g_auto (GStrv) strings = NULL;
  GError *error = NULL;

  for (guint i = 0; i < ent_strings_n (ids); i++)
    if ((int) i != without)
      g_strv_builder_add (all, ids->items[i]);
  if (also != NULL)
    g_strv_builder_add (all, also);
  strings = g_strv_builder_end (all);
  ent_edit_set_field (ent_story_map (self), self->id, field, ent_value_strings ((const char *const *) strings), &error);
  ent_story_tell (self, error);
}

static void
remove_clicked (GtkWidget *button, EntStoryPage *self)
{
  gboolean quote = g_object_get_data (G_OBJECT (button), "quote") != NULL;
  const EntStep *step = ent_story_step (self);

  set_ids (self, quote ? "excerpts" : "focus", quote ? step->excerpts : step->focus,
           GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "at")), NULL);
}

static void
add_removable (EntStoryPage *self, GtkBox *box, const EntStrings *ids, guint i, gboolean quote)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *label, *remove;
  g_autofree char *name = dup_name (ent_story_map (self), ids->items[i]);
  g_autofree char *quoted = quote ? g_strdup_printf (_ ("“%s”"), name) : NULL;
  /* Translators: %s is the name of something of the map, or a quote */
  g_autofree char *text = g_strdup_printf (_ ("Take %s out of the step"), quote ? quoted : name);
  g_autofree char *widget_name = g_strdup_printf ("%s-%u", quote ? "excerpt" : "shown", i);

  label = ent_label_new (quote ? quoted : name, NULL);
  gtk_label_set_lines (GTK_LABEL (label), 3);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  remove = ent_icon_button_new ("list-remove-symbolic", text);
  gtk_widget_set_valign (remove, GTK_ALIGN_START);
  gtk_widget_set_name (remove, widget_name);
  g_object_set_data (G_OBJECT (remove), "at", GINT_TO_POINTER ((int) i));
  g_object_set_data (G_OBJECT (remove), "quote", GINT_TO_POINTER (quote));
  g_signal_connect (remove, "clicked", G_CALLBACK (remove_clicked), self);
  gtk_box_append (GTK_BOX (line), label);
  gtk_box_append (GTK_BOX (line), remove);
  gtk_box_append (box, line);
}

static void
add_chosen_clicked (EntStoryPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.step-add-chosen", "s", self->id);
}

static void
excerpt_selected (GtkDropDown *drop, GParamSpec *pspec, EntStoryPage *self)
{
  GPtrArray *ids = g_object_get_data (G_OBJECT (drop), "excerpts");
  guint chosen = gtk_drop_down_get_selected (drop);
  g_autofree char *id = NULL; /* of a widget that goes */

  if (chosen == 0 || chosen > ids->len)
    return;
  id = g_strdup (g_ptr_array_index (ids, chosen - 1));
  set_ids (self, "excerpts", ent_story_step (self)->excerpts, -1, id);
}

static void
offer (EntMap *map, const EntStep *step, const char *id, GtkStringList *texts, GPtrArray *ids, GHashTable *seen)
{
  const EntExcerpt *excerpt = ent_map_excerpt (map, id, NULL);
  g_autofree char *text = NULL;

  if (excerpt == NULL || ent_strings_contains (step->excerpts, id) || !g_hash_table_add (seen, (gpointer) excerpt->id))
    return;
  text = g_strdelimit (g_strdup (excerpt->exact), "\n", ' ');
  gtk_string_list_append (texts, text);
  g_ptr_array_add (ids, g_strdup (id));
}

/* Those that prove what the step shows come first. O(relations shown + MOST_EXCERPTS). */
static void
offer_excerpts (EntStoryPage *self, GtkStringList *texts, GPtrArray *ids)
{
  EntMap *map = ent_story_map (self);
  EntMapIndex *index = ent_map_peek_index (map);
  const EntStep *step = ent_story_step (self);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) relations = g_ptr_array_new ();
  g_auto (GStrv) shown = ent_story_dup_shown (map, step);
  guint n = 0;

  for (guint i = 0; shown[i] != NULL; i++)
    {
      const EntRelation *relation = ent_map_relation (map, shown[i]);
      GPtrArray *of_actor = relation == NULL ? ent_map_index_relations_of (index, shown[i]) : NULL;

      if (relation != NULL)
        g_ptr_array_add (relations, (gpointer) relation);
      for (guint j = 0; of_actor != NULL && j < of_actor->len; j++)
        g_ptr_array_add (relations, g_ptr_array_index (of_actor, j));
    }
  for (guint i = 0; i < relations->len && ids->len < MOST_EXCERPTS; i++)
    {
      const EntRelation *relation = g_ptr_array_index (relations, i);

      for (guint j = 0; j < ent_records_n (relation->evidence); j++)
        offer (map, step, ((const EntEvidence *) relation->evidence->items[j])->excerpt, texts, ids, seen);
    }
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ARTICLES); i++)
    n += ent_records_n (((const EntArticle *) ent_map_nth (map, ENT_LIST_ARTICLES, i))->excerpts);
  for (guint i = 0; n <= MOST_EXCERPTS && i < ent_map_n (map, ENT_LIST_ARTICLES); i++)
    {
      const EntRecords *excerpts = ((const EntArticle *) ent_map_nth (map, ENT_LIST_ARTICLES, i))->excerpts;

      for (guint j = 0; j < ent_records_n (excerpts); j++)
        offer (map, step, ent_record_id (excerpts->items[j]), texts, ids, seen);
    }
}

static void
setup_text (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = ent_label_new ("", NULL);

  gtk_label_set_lines (GTK_LABEL (label), 2);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_width_chars (GTK_LABEL (label), 20);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 40);
  gtk_list_item_set_child (item, label);
}

static void
bind_text (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

/* A quote is long: it would make the panel as wide as it is. */
static GtkListItemFactory *
text_factory_new (void)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (setup_text), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_text), NULL);
  return factory;
}

static GtkWidget *
adder_new (EntStoryPage *self)
{
  g_autoptr (GtkListItemFactory) factory = text_factory_new ();
  g_autoptr (GtkStringList) texts = gtk_string_list_new (NULL);
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GtkWidget *drop = gtk_drop_down_new (NULL, gtk_property_expression_new (GTK_TYPE_STRING_OBJECT, NULL, "string"));

  gtk_string_list_append (texts, _ ("Add an excerpt…"));
  offer_excerpts (self, texts, ids);
  gtk_drop_down_set_enable_search (GTK_DROP_DOWN (drop), ids->len > 12);
  gtk_drop_down_set_factory (GTK_DROP_DOWN (drop), factory);
  gtk_drop_down_set_model (GTK_DROP_DOWN (drop), G_LIST_MODEL (texts));
  gtk_widget_set_sensitive (drop, ids->len > 0);
  gtk_widget_set_name (drop, "add-excerpt");
  ent_name_menu_button (drop, _ ("Add an excerpt to the step"));
  g_object_set_data_full (G_OBJECT (drop), "excerpts", ids, (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect (drop, "notify::selected", G_CALLBACK (excerpt_selected), self);
  return drop;
}

static void
use_view_clicked (EntStoryPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.step-view", "s", self->id);
}

static void
clear_view_clicked (EntStoryPage *self)
{
  GError *error = NULL;

  ent_edit_set_field (ent_story_map (self), self->id, "view", ent_value_record (NULL), &error);
  ent_story_tell (self, error);
}

static void
show_view_clicked (EntStoryPage *self)
{
  const EntView *view = ent_story_step (self)->view;

  if (view != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.look", "(ddd)", view->x, view->y, view->zoom);
}

static void
move_by (EntStoryPage *self, int by)
{
  GError *error = NULL;

  ent_edit_move_step (ent_story_map (self), self->at, (guint) ((int) self->at + by), &error);
  ent_story_tell (self, error);
}

static void
earlier_clicked (EntStoryPage *self)
{
  move_by (self, -1);
}

static void
later_clicked (EntStoryPage *self)
{
  move_by (self, 1);
}

static void
add_view (EntStoryPage *self, GtkBox *box, const EntStep *step)
{
  GtkWidget *buttons = ent_wrap_box_new (8);

  gtk_box_append (box, ent_heading_new (_ ("View"), -1));
  gtk_box_append (box, ent_label_new (step->view != NULL ? _ ("It is seen from a view of its own.")
                                                         : _ ("What it shows is brought into sight, wherever the map stands."),
                                      "dim"));
  gtk_box_append (GTK_BOX (buttons), ent_story_button_new (self, "use-view", _ ("Use the present view"), use_view_clicked));
  if (step->view != NULL)
    {
      gtk_box_append (GTK_BOX (buttons), ent_story_button_new (self, "show-view", _ ("Show it"), show_view_clicked));
      gtk_box_append (GTK_BOX (buttons), ent_story_button_new (self, "clear-view", _ ("Clear"), clear_view_clicked));
    }
  gtk_box_append (box, buttons);
}

void
ent_story_fill_fields (EntStoryPage *self, GtkBox *box)
{
  const EntStep *step = ent_story_step (self);
  GtkWidget *buttons = ent_wrap_box_new (8), *button;

  gtk_box_append (box, ent_heading_new (_ ("What is shown"), (int) ent_strings_n (step->focus)));
  for (guint i = 0; i < ent_strings_n (step->focus); i++)
    add_removable (self, box, step->focus, i, FALSE);
  button = ent_story_button_new (self, "add-chosen", _ ("Add what is chosen on the map"), add_chosen_clicked);
  gtk_box_append (box, button);
  gtk_box_append (box, ent_heading_new (_ ("Excerpts"), (int) ent_strings_n (step->excerpts)));
  for (guint i = 0; i < ent_strings_n (step->excerpts); i++)
    add_removable (self, box, step->excerpts, i, TRUE);
  gtk_box_append (box, adder_new (self));
  add_view (self, box, step);
  gtk_widget_set_margin_top (buttons, 12);
  button = ent_story_button_new (self, "earlier", _ ("Move up"), earlier_clicked);
  gtk_widget_set_sensitive (button, self->at > 0);
  gtk_box_append (GTK_BOX (buttons), button);
  button = ent_story_button_new (self, "later", _ ("Move down"), later_clicked);
  gtk_widget_set_sensitive (button, self->at + 1 < ent_story_n (self));
  gtk_box_append (GTK_BOX (buttons), button);
  button = ent_story_button_new (self, "delete", _ ("Delete step"), ent_story_delete);
  gtk_widget_add_css_class (button, "delete");
  gtk_box_append (GTK_BOX (buttons), button);
  gtk_box_append (box, buttons);
}
