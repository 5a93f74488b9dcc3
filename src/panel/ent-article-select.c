/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From words to a line. A small bar beside the selected words offers what can be made of them; menu, keys and the canvas, on which words
 * are dropped, come to the same functions. The bar lies over the text, below the words where there is room, and goes with them.
 * Invariant: each is one step of the history. */
#include <glib/gi18n.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-article-private.h"
#include "ent-edit-proof.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-wrap-layout.h"

#define GAP 8 /* pixels between words and bar */
/* Of a name that is offered: longer ones are passages. */
#define MOST_NAME 120

/* The selected words without the blanks around them, code points. FALSE where there are none. */
static gboolean
get_words (EntArticleReader *self, gint64 *start, gint64 *end)
{
  GtkTextIter from, to;

  if (!gtk_text_buffer_get_selection_bounds (self->buffer, &from, &to))
    return FALSE;
  while (gtk_text_iter_compare (&from, &to) < 0 && g_unichar_isspace (gtk_text_iter_get_char (&from)))
    gtk_text_iter_forward_char (&from);
  while (gtk_text_iter_compare (&from, &to) < 0)
    {
      GtkTextIter before = to;

      gtk_text_iter_backward_char (&before);
      if (!g_unichar_isspace (gtk_text_iter_get_char (&before)))
        break;
      to = before;
    }
  *start = gtk_text_iter_get_offset (&from);
  *end = gtk_text_iter_get_offset (&to);
  return *start < *end;
}

void
ent_article_select_sentence (EntArticleReader *self, gint64 position)
{
  const EntArticle *article = ent_article_reader_article (self);
  EntStretch sentence;
  GtkTextIter from, to;

  if (article == NULL)
    return;
  sentence = ent_sentences_around (article->text, article->language, position, position);
  ent_article_reader_get_iters (self, sentence.start, sentence.end, &from, &to);
  gtk_text_buffer_select_range (self->buffer, &to, &from);
}

/* --- What is made --- */

static void
close_form (EntArticleReader *self)
{
  GtkWidget *form = gtk_widget_get_first_child (self->form_slot);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->pending_tag, &start, &end);
  gtk_widget_set_visible (self->form_slot, FALSE);
  if (form != NULL)
    gtk_box_remove (GTK_BOX (self->form_slot), form);
}

static void
form_done (EntArticleForm *form, const char *made, EntArticleReader *self)
{
  g_autofree char *relation = g_strdup (made);
  GtkTextIter start, end;

  /* First, so that no field goes with the keyboard in it. */
  gtk_widget_grab_focus (self->view);
  close_form (self);
  if (relation[0] != '\0')
    {
      if (gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
        gtk_text_buffer_place_cursor (self->buffer, &start);
      ent_panel_choose (self->panel, ENT_TARGET_RELATION, relation, NULL, TRUE);
      ent_panel_say (self->panel, _ ("Relation added, with its excerpt"), TRUE);
    }
  ent_article_select_update (self);
}

gboolean
ent_article_select_relation (EntArticleReader *self, const char *source, const char *target)
{
  const EntArticle *article = ent_article_reader_article (self);
  EntSnapshot *map = ent_map_peek (ent_panel_get_map (self->panel));
  g_autoptr (EntNames) names = NULL;
  g_autoptr (EntProposal) proposal = NULL;
  GtkTextIter from, to;
  GtkWidget *form;
  gint64 start, end;

  if (article == NULL || !get_words (self, &start, &end))
    return FALSE;
  names = ent_names_new (map->lists[ENT_LIST_ACTORS]);
  proposal = ent_propose_relation (names, article->text, article->language, start, end);
  if (source != NULL)
    {
      const EntActor *given = ent_map_actor (ent_panel_get_map (self->panel), source);

      /* Who else is named is what the given one does something to. */
      if (proposal->target == given)
        proposal->target = proposal->source;
      proposal->source = given;
      if (proposal->target == given)
        proposal->target = NULL;
    }
  if (target != NULL)
    proposal->target = ent_map_actor (ent_panel_get_map (self->panel), target);
  close_form (self);
  /* The selection is not drawn while the form has the keyboard. */
  ent_article_reader_get_iters (self, start, end, &from, &to);
  gtk_text_buffer_apply_tag (self->buffer, self->pending_tag, &from, &to);
  form = ent_article_form_new (self->panel, proposal, article->id, start, end);
  g_signal_connect (form, "done", G_CALLBACK (form_done), self);
  gtk_box_append (GTK_BOX (self->form_slot), form);
  gtk_widget_set_visible (self->form_slot, TRUE);
  ent_article_select_update (self);
  ent_article_reader_scroll_to_selection (self);
  ent_article_form_focus (ENT_ARTICLE_FORM (form));
  return TRUE;
}

/* The excerpt of @relation that stands exactly there already. (nullable) */
static const EntEvidence *
evidence_at (const EntRelation *relation, const EntArticle *article, gint64 start, gint64 end)
{
  const EntExcerpt *excerpt = ent_anchor_find (article, start, end);

  for (guint i = 0; excerpt != NULL && i < ent_records_n (relation->evidence); i++)
    if (strcmp (((const EntEvidence *) relation->evidence->items[i])->excerpt, excerpt->id) == 0)
      return (const EntEvidence *) relation->evidence->items[i];
  return NULL;
}

gboolean
ent_article_select_evidence (EntArticleReader *self, const char *relation_id, EntRole role)
{
  EntMap *map = ent_panel_get_map (self->panel);
  const EntArticle *article = ent_article_reader_article (self);
  const EntRelation *relation = ent_map_relation (map, relation_id);
  const char *messages[] = { _ ("Excerpt added"), _ ("Excerpt added: it disputes this"), _ ("Excerpt added: it mentions this") };
  const EntEvidence *there;
  g_autoptr (GError) error = NULL;
  GtkTextIter from;
  gint64 start, end;
  gboolean good;

  if (article == NULL || relation == NULL || !get_words (self, &start, &end))
    return FALSE;
  there = evidence_at (relation, article, start, end);
  if (there != NULL)
    good = ent_edit_set_evidence_role (map, relation_id, there->excerpt, role, &error);
  else
    {
      g_autofree char *id = ent_edit_add_evidence (map, relation_id, article->id, start, end, role, &error);

      good = id != NULL;
    }
  if (!good)
    {
      ent_panel_say_error (self->panel, g_steal_pointer (&error));
      return TRUE;
    }
  /* Without a selection the button goes away: the keyboard would be anywhere then. */
  gtk_widget_grab_focus (self->view);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, (int) start);
  gtk_text_buffer_place_cursor (self->buffer, &from);
  ent_panel_say (self->panel, messages[role], TRUE);
  return TRUE;
}

static void
add_actor (EntArticleReader *self)
{
  EntMap *map = ent_panel_get_map (self->panel);
  g_autofree char *name = NULL, *id = NULL, *message = NULL, *shown = NULL;
  g_autoptr (GError) error = NULL;
  GtkTextIter from, to;
  gint64 start, end;

  if (!get_words (self, &start, &end))
    return;
  ent_article_reader_get_iters (self, start, MIN (end, start + MOST_NAME), &from, &to);
  name = gtk_text_buffer_get_text (self->buffer, &from, &to, TRUE);
  g_strdelimit (name, "\n\r\t", ' ');
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ACTORS); i++)
    {
      const EntActor *actor = ent_map_nth (map, ENT_LIST_ACTORS, i);

      if (strcmp (actor->name, name) != 0)
        continue;
      shown = ent_name_isolated (name);
      message = g_strdup_printf (_ ("%s is on the map already"), shown);
      ent_panel_reveal (self->panel, ENT_TARGET_ACTOR, actor->id);
      ent_panel_say (self->panel, message, FALSE);
      return;
    }
  id = ent_edit_add_actor (map, name, "", ent_panel_free_place (self->panel), &error);
  if (id == NULL)
    {
      ent_panel_say_error (self->panel, g_steal_pointer (&error));
      return;
    }
  shown = ent_name_isolated (name);
  message = g_strdup_printf (_ ("Actor %s added"), shown);
  ent_panel_reveal (self->panel, ENT_TARGET_ACTOR, id);
  ent_panel_say (self->panel, message, TRUE);
}

static void
cite (EntArticleReader *self)
{
  const EntArticle *article = ent_article_reader_article (self);
  GtkTextIter from, to;
  g_autofree char *quote = NULL, *text = NULL;
  gint64 start, end;

  if (article == NULL || !get_words (self, &start, &end))
    return;
  ent_article_reader_get_iters (self, start, end, &from, &to);
  quote = gtk_text_buffer_get_slice (self->buffer, &from, &to, TRUE);
  text = ent_words_citation (article, quote, start);
  ent_panel_copy (self->panel, text);
}

/* The selected words are what the excerpt asked for is now. */
static void
select_again (EntArticleReader *self)
{
  g_autofree char *excerpt = g_strdup (self->again);
  g_autoptr (GError) error = NULL;
  gint64 start, end;

  if (excerpt[0] == '\0' || !get_words (self, &start, &end))
    return;
  if (!ent_edit_move_excerpt (ent_panel_get_map (self->panel), excerpt, start, end, &error))
    {
      ent_panel_say_error (self->panel, g_steal_pointer (&error));
      return;
    }
  g_free (self->again);
  self->again = g_strdup ("");
  ent_panel_say (self->panel, _ ("Excerpt placed"), TRUE);
  ent_panel_leave_article (self->panel);
}

static void
act (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntArticleReader *self = data;
  const char *name = g_action_get_name (G_ACTION (action));
  const EntRelation *relation = ent_article_reader_relation (self);

  if (g_str_equal (name, "new-relation"))
    ent_article_select_relation (self, NULL, NULL);
  else if (g_str_equal (name, "new-actor"))
    add_actor (self);
  else if (g_str_equal (name, "cite"))
    cite (self);
  else if (g_str_equal (name, "again"))
    select_again (self);
  else if (relation != NULL)
    ent_article_select_evidence (self, relation->id,
                                 g_str_equal (name, "dispute")   ? ENT_ROLE_DISPUTES
                                 : g_str_equal (name, "mention") ? ENT_ROLE_MENTIONS
                                                                 : ENT_ROLE_SUPPORTS);
}

/* --- The bar --- */

/* Below the words, above where that is beyond the edge; FALSE where the words are out of sight. */
static gboolean
place_bar (GtkOverlay *overlay, GtkWidget *bar, GdkRectangle *place, EntArticleReader *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  int width = gtk_widget_get_width (GTK_WIDGET (overlay)), height = gtk_widget_get_height (GTK_WIDGET (overlay));
  GtkTextIter from, to;
  GdkRectangle first, last;
  int x, y, bottom, natural;
  double to_x, to_y, to_bottom;

  if (bar != self->select_bar || !gtk_text_buffer_get_selection_bounds (self->buffer, &from, &to))
    return FALSE;
  gtk_text_view_get_iter_location (view, &from, &first);
  gtk_text_view_get_iter_location (view, &to, &last);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, last.x, last.y + last.height, &x, &bottom);
  gtk_text_view_buffer_to_window_coords (view, GTK_TEXT_WINDOW_WIDGET, first.x, first.y, &x, &y);
  gtk_widget_translate_coordinates (self->view, GTK_WIDGET (overlay), x, y, &to_x, &to_y);
  gtk_widget_translate_coordinates (self->view, GTK_WIDGET (overlay), x, bottom, &to_x, &to_bottom);
  gtk_widget_measure (bar, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  place->width = MIN (natural, width - 2 * GAP);
  gtk_widget_measure (bar, GTK_ORIENTATION_VERTICAL, place->width, NULL, &place->height, NULL, NULL);
  place->x = CLAMP ((int) to_x, GAP, MAX (GAP, width - GAP - place->width));
  place->y = (int) to_bottom + GAP;
  if (place->y + place->height > height)
    place->y = (int) to_y - GAP - place->height;
  /* Of a passage longer than the view the end of the view is as near as any place. */
  place->y = CLAMP (place->y, 0, MAX (0, height - place->height));
  return TRUE;
}

void
ent_article_select_update (EntArticleReader *self)
{
  static const char *const words_actions[] = { "new-relation", "new-actor", "cite", "again", "support", "dispute", "mention" };
  const EntRelation *relation = ent_article_reader_relation (self);
  gint64 start, end;
  gboolean words = get_words (self, &start, &end), form = gtk_widget_get_visible (self->form_slot);

  for (guint i = 0; i < G_N_ELEMENTS (words_actions); i++)
    g_simple_action_set_enabled (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), words_actions[i])),
                                 words && (i < 4 || relation != NULL));
  gtk_widget_set_visible (self->select_bar, words && !self->pressed && !form);
  gtk_widget_set_visible (self->select_row, relation != NULL);
  gtk_widget_set_visible (self->bar, !words && (relation != NULL || self->again[0] != '\0') && !form);
  gtk_widget_set_visible (self->select_again, self->again[0] != '\0');
  if (relation != NULL)
    {
      const char *names[] = { _ ("Add as excerpt of %s"), _ ("Add to %s: it disputes this"), _ ("Add to %s: it mentions this") };
      GtkWidget *buttons[] = { self->select_support, self->select_dispute, self->select_mention };
      g_autofree char *label = ent_name_isolated (relation->label[0] != '\0' ? relation->label : _ ("no label"));
      g_autofree char *quoted = g_strdup_printf (_ ("‹%s›"), label);
      g_autofree char *hint = g_strdup_printf (_ ("Select words to add them to %s."), quoted);

      gtk_label_set_text (GTK_LABEL (self->select_label), quoted);
      gtk_label_set_text (GTK_LABEL (self->hint), hint);
      for (guint i = 0; i < 3; i++)
        {
          g_autofree char *name = g_strdup_printf (names[i], quoted);

          ent_set_accessible_name (buttons[i], name);
          gtk_widget_set_tooltip_text (buttons[i], name);
        }
    }
  if (self->again[0] != '\0')
    gtk_label_set_text (GTK_LABEL (self->hint), _ ("Select the words that are this excerpt now."));
  gtk_widget_queue_allocate (gtk_widget_get_parent (self->select_bar));
}

static GtkWidget *
button_new (GtkWidget *box, const char *text, const char *tip, const char *action)
{
  GtkWidget *button = ent_text_button_new (text, NULL);

  gtk_widget_set_tooltip_text (button, tip);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (GTK_BOX (box), button);
  return button;
}

static void
moved (EntArticleReader *self)
{
  if (gtk_widget_get_visible (self->select_bar))
    gtk_widget_queue_allocate (gtk_widget_get_parent (self->select_bar));
}

void
ent_article_select_init (EntArticleReader *self, GtkOverlay *overlay)
{
  static const GActionEntry entries[] = { { .name = "new-relation", .activate = act }, { .name = "new-actor", .activate = act },
                                          { .name = "cite", .activate = act },         { .name = "support", .activate = act },
                                          { .name = "dispute", .activate = act },      { .name = "mention", .activate = act },
                                          { .name = "again", .activate = act } };
  GtkWidget *upper = ent_wrap_box_new (2), *lower, *cite_button;

  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  self->select_bar = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  gtk_widget_add_css_class (self->select_bar, "select-bar");
  self->select_again = button_new (upper, _ ("This is the excerpt"), _ ("The excerpt stands here now"), "reader.again");
  button_new (upper, _ ("New relation"), _ ("A relation that these words prove (R)"), "reader.new-relation");
  button_new (upper, _ ("New actor"), _ ("An actor of this name (A)"), "reader.new-actor");
  cite_button = button_new (upper, _ ("Cite"), _ ("Copy as citation"), "reader.cite");
  ent_set_accessible_name (cite_button, _ ("Copy as citation"));
  lower = ent_wrap_box_new (2);
  self->select_row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  self->select_label = ent_label_new ("", "dim");
  gtk_label_set_ellipsize (GTK_LABEL (self->select_label), PANGO_ELLIPSIZE_END);
  gtk_label_set_wrap (GTK_LABEL (self->select_label), FALSE);
  gtk_label_set_max_width_chars (GTK_LABEL (self->select_label), 36);
  gtk_widget_add_css_class (self->select_label, "small");
  gtk_widget_set_margin_start (self->select_label, 8);
  gtk_box_append (GTK_BOX (self->select_row), self->select_label);
  self->select_support = button_new (lower, _ ("Supports"), NULL, "reader.support");
  self->select_dispute = button_new (lower, _ ("Disputes"), NULL, "reader.dispute");
  self->select_mention = button_new (lower, _ ("Mentions"), NULL, "reader.mention");
  gtk_box_append (GTK_BOX (self->select_row), lower);
  gtk_box_append (GTK_BOX (self->select_bar), upper);
  gtk_box_append (GTK_BOX (self->select_bar), self->select_row);
  gtk_widget_set_visible (self->select_bar, FALSE);
  gtk_overlay_add_overlay (overlay, self->select_bar);
  g_signal_connect (overlay, "get-child-position", G_CALLBACK (place_bar), self);
  g_signal_connect_swapped (self->buffer, "notify::has-selection", G_CALLBACK (ent_article_select_update), self);
  g_signal_connect_swapped (self->buffer, "notify::cursor-position", G_CALLBACK (ent_article_select_update), self);
  g_signal_connect_swapped (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), "value-changed",
                            G_CALLBACK (moved), self);
}
