/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offsets of the text buffer are code points, as positions in the format are. Invariant: the buffer holds exactly the
 * article's text, so that what is selected is what is quoted. */
#include "ent-article-reader.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-article-marks.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-wrap-layout.h"

/* Longer lines are hard to read; pixels at 100 % text. */
#define COLUMN_WIDTH 640
#define N_TAGS 16 /* stances (8) times chosen (2) */

struct _EntArticleReader
{
  GtkWidget parent_instance;

  EntPanel *panel;
  char *article, *excerpt; /* ids; "" for none */
  char *text;              /* what the buffer holds */
  GtkWidget *back, *title, *source, *view, *none, *scrolled, *bar, *hint, *add, *copy, *popover, *popover_list;
  GtkTextBuffer *buffer;
  GtkTextTag *tags[N_TAGS];
  guint tick, frames; /* of a scroll that waits for the layout */
};

G_DEFINE_FINAL_TYPE (EntArticleReader, ent_article_reader, GTK_TYPE_WIDGET)

static const EntArticle *
article_of (EntArticleReader *self)
{
  EntMap *map = ent_panel_get_map (self->panel);

  return map != NULL ? ent_map_article (map, self->article) : NULL;
}

static const EntRelation *
chosen_relation (EntArticleReader *self)
{
  EntTarget target = ent_selection_get (ent_panel_get_selection (self->panel));

  return target.kind == ENT_TARGET_RELATION ? ent_map_relation (ent_panel_get_map (self->panel), target.id) : NULL;
}

static GdkRGBA
named_colour (EntArticleReader *self, const char *name, float alpha)
{
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (self->view), name, &colour);
  colour.alpha = alpha;
  return colour;
}

/* One stance: its own tint, and for conflict a line below, so that the two are told apart without colour. Neutral
 * yields to the others. Cooperation and conflict together: a neutral tint above the line of conflict. */
static void
colour_tags (EntArticleReader *self)
{
  static const char *const names[] = { "success_color", "error_color", "view_fg_color" };

  for (guint i = 0; i < N_TAGS; i++)
    {
      guint stances = (i & 3) != 0 ? i & 3 : i & 7;
      gboolean chosen = i >= 8, several = (stances & (stances - 1)) != 0;
      int low = (stances & 2) != 0 ? ENT_STANCE_CONFLICTUAL : g_bit_nth_lsf (stances, -1);
      const char *tint = several || low < 0 ? "view_fg_color" : names[low];
      float alpha = several || low < 0 || low == ENT_STANCE_NEUTRAL ? 0.07f : 0.13f;
      GdkRGBA back = named_colour (self, tint, chosen ? alpha * 2.6f : alpha);
      GdkRGBA below = named_colour (self, low < 0 ? "view_fg_color" : names[low], chosen ? 1 : 0.45f);

      g_object_set (self->tags[i], "background-rgba", &back, "underline-rgba", &below, "underline",
                    several || chosen || low == ENT_STANCE_CONFLICTUAL ? PANGO_UNDERLINE_SINGLE : PANGO_UNDERLINE_NONE,
                    NULL);
    }
}

static gboolean
recolour (gpointer data)
{
  colour_tags (data);
  return G_SOURCE_REMOVE;
}

/* The style sheet follows the notification: the colours are read a moment later. */
static void
style_changed (EntArticleReader *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, recolour, g_object_ref (self), g_object_unref);
}

static void
apply_marks (EntArticleReader *self, const EntArticle *article)
{
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (self->panel));
  const EntRelation *relation = chosen_relation (self);
  g_autoptr (GArray) marks = ent_article_marks (index, article, relation != NULL ? relation->id : "", self->excerpt);
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_all_tags (self->buffer, &start, &end);
  for (guint i = 0; i < marks->len; i++)
    {
      const EntMark *mark = &g_array_index (marks, EntMark, i);
      guint stances = mark->chosen && relation != NULL ? 1u << ent_relation_stance (relation) : mark->stances;

      gtk_text_buffer_get_iter_at_offset (self->buffer, &start, (int) mark->start);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &end, (int) mark->end);
      gtk_text_buffer_apply_tag (self->buffer, self->tags[stances + (mark->chosen ? 8 : 0)], &start, &end);
    }
}

/* A text view that was not laid out yet forgets where it was asked to scroll: the second frame is the first after a
 * layout. */
static gboolean
scroll_on_frame (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  EntArticleReader *self = data;

  if (self->frames++ < 2)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  gtk_text_view_scroll_to_mark (GTK_TEXT_VIEW (view), gtk_text_buffer_get_insert (self->buffer), 0, TRUE, 0, 0.25);
  return G_SOURCE_REMOVE;
}

static void
scroll_to (EntArticleReader *self, gint64 position)
{
  GtkTextIter iter;

  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int) position);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  self->frames = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->view, scroll_on_frame, self, NULL);
}

static gint64
first_chosen (EntArticleReader *self, const EntArticle *article)
{
  const EntRelation *relation = chosen_relation (self);

  for (guint i = 0; relation != NULL && i < ent_records_n (relation->evidence); i++)
    {
      const EntArticle *holder;
      const EntExcerpt *excerpt = ent_map_excerpt (
          ent_panel_get_map (self->panel), ((const EntEvidence *) relation->evidence->items[i])->excerpt, &holder);

      if (holder == article && ent_anchor_state (article, excerpt) == ENT_ANCHOR_EXACT)
        return excerpt->start;
    }
  return -1;
}

gboolean
ent_article_reader_proves (EntArticleReader *self, const char *relation_id)
{
  EntMap *map = ent_panel_get_map (self->panel);
  const EntRelation *relation = ent_map_relation (map, relation_id);

  for (guint i = 0; relation != NULL && i < ent_records_n (relation->evidence); i++)
    {
      const EntArticle *holder;

      ent_map_excerpt (map, ((const EntEvidence *) relation->evidence->items[i])->excerpt, &holder);
      if (strcmp (holder->id, self->article) == 0)
        return TRUE;
    }
  return FALSE;
}

void
ent_article_reader_scroll_to_chosen (EntArticleReader *self)
{
  const EntArticle *article = article_of (self);
  gint64 position = article != NULL ? first_chosen (self, article) : -1;

  if (position >= 0)
    scroll_to (self, position);
}

/* What can be done with the text selected now. */
static void
show_bar (EntArticleReader *self)
{
  const EntRelation *relation = chosen_relation (self);
  gboolean selected = gtk_text_buffer_get_has_selection (self->buffer);

  gtk_widget_set_visible (self->add, selected && relation != NULL);
  gtk_widget_set_visible (self->copy, selected);
  gtk_widget_set_visible (self->hint, !selected && relation != NULL);
  gtk_widget_set_visible (self->bar, selected || relation != NULL);
  if (relation != NULL)
    {
      g_autofree char *label = ent_name_isolated (relation->label[0] != '\0' ? relation->label : _ ("no label"));
      g_autofree char *text = g_strdup_printf (_ ("Add as excerpt of ‹%s›"), label);
      g_autofree char *hint = g_strdup_printf (_ ("Select words to add them to ‹%s›."), label);

      gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->add))), text);
      ent_set_accessible_name (self->add, text);
      gtk_label_set_text (GTK_LABEL (self->hint), hint);
    }
  gtk_label_set_text (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (self->back))),
                      relation != NULL ? _ ("Back to the evidence") : _ ("Back"));
  ent_set_accessible_name (self->back, relation != NULL ? _ ("Back to the evidence") : _ ("Back"));
}

gboolean
ent_article_reader_refresh (EntArticleReader *self)
{
  const EntArticle *article = article_of (self);
  g_autoptr (GString) source = g_string_new (NULL);
  const char *known[3];

  if (article == NULL)
    return FALSE;
  known[0] = article->title[0] != '\0' ? article->publisher : "";
  known[1] = article->author;
  known[2] = article->published;
  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (known[i][0] != '\0')
      g_string_append_printf (source, "%s%s", source->len > 0 ? " · " : "", known[i]);
  gtk_label_set_text (GTK_LABEL (self->title), ent_words_source (article));
  /* Most texts begin with their own headline. */
  gtk_widget_set_visible (self->title, article->title[0] == '\0' || !g_str_has_prefix (article->text, article->title));
  gtk_label_set_text (GTK_LABEL (self->source), source->str);
  gtk_widget_set_visible (self->source, source->len > 0);
  if (g_strcmp0 (self->text, article->text) != 0)
    {
      g_free (self->text);
      self->text = g_strdup (article->text);
      gtk_text_buffer_set_text (self->buffer, article->text, -1);
    }
  gtk_widget_set_visible (self->none, article->text[0] == '\0');
  gtk_widget_set_visible (self->scrolled, article->text[0] != '\0');
  apply_marks (self, article);
  show_bar (self);
  return TRUE;
}

void
ent_article_reader_open (EntArticleReader *self, const char *article_id, const char *excerpt_id)
{
  const EntArticle *holder = NULL;
  const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (self->panel), excerpt_id, &holder);
  const EntArticle *article;
  gint64 position;

  if (self->article != article_id)
    {
      g_free (self->article);
      self->article = g_strdup (article_id);
    }
  g_free (self->excerpt);
  self->excerpt = g_strdup (excerpt != NULL ? excerpt_id : "");
  if (!ent_article_reader_refresh (self))
    return;
  article = article_of (self);
  if (excerpt != NULL && holder == article && ent_anchor_state (article, excerpt) == ENT_ANCHOR_EXACT)
    position = excerpt->start;
  else
    position = first_chosen (self, article);
  scroll_to (self, MAX (position, 0));
  gtk_widget_grab_focus (self->view);
}

static void
choose_at (EntArticleReader *self, GtkTextIter *iter)
{
  const EntArticle *article = article_of (self);
  g_autoptr (GPtrArray) relations = NULL;
  GtkWidget *row;
  GdkRectangle place;
  int x, y;
  double to_x, to_y;

  if (article == NULL)
    return;
  relations = ent_article_relations_at (ent_map_peek_index (ent_panel_get_map (self->panel)), article,
                                        gtk_text_iter_get_offset (iter));
  if (relations->len == 0)
    return;
  if (relations->len == 1)
    {
      const EntRelation *relation = g_ptr_array_index (relations, 0);

      ent_panel_choose (self->panel, ENT_TARGET_RELATION, relation->id, NULL, TRUE);
      return;
    }
  while ((row = gtk_widget_get_first_child (self->popover_list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->popover_list), row);
  for (guint i = 0; i < relations->len; i++)
    gtk_list_box_append (GTK_LIST_BOX (self->popover_list),
                         ent_relation_row_new (self->panel, g_ptr_array_index (relations, i), NULL));
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (self->view), iter, &place);
  gtk_text_view_buffer_to_window_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, place.x, place.y, &x, &y);
  gtk_widget_translate_coordinates (self->view, GTK_WIDGET (self), x, y, &to_x, &to_y);
  place.x = (int) to_x;
  place.y = (int) to_y;
  gtk_popover_set_pointing_to (GTK_POPOVER (self->popover), &place);
  gtk_popover_popup (GTK_POPOVER (self->popover));
}

/* The iter under the pointer; FALSE beside the text. */
static gboolean
iter_at (EntArticleReader *self, double x, double y, GtkTextIter *iter)
{
  int buffer_x, buffer_y;

  gtk_text_view_window_to_buffer_coords (GTK_TEXT_VIEW (self->view), GTK_TEXT_WINDOW_WIDGET, (int) x, (int) y,
                                         &buffer_x, &buffer_y);
  return gtk_text_view_get_iter_at_location (GTK_TEXT_VIEW (self->view), iter, buffer_x, buffer_y);
}

static void
released (GtkGestureClick *gesture, int n_press, double x, double y, EntArticleReader *self)
{
  GtkTextIter iter;

  if (n_press == 1 && !gtk_text_buffer_get_has_selection (self->buffer) && iter_at (self, x, y, &iter))
    choose_at (self, &iter);
}

static void
pointer_moved (GtkEventControllerMotion *controller, double x, double y, EntArticleReader *self)
{
  GtkTextIter iter;
  gboolean over = FALSE;

  if (iter_at (self, x, y, &iter))
    {
      GSList *tags = gtk_text_iter_get_tags (&iter);

      over = tags != NULL;
      g_slist_free (tags);
    }
  gtk_widget_set_cursor_from_name (self->view, over ? "pointer" : "text");
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, EntArticleReader *self)
{
  GtkTextIter iter;

  if (key == GDK_KEY_Escape)
    return ent_panel_leave_article (self->panel);
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return FALSE;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  choose_at (self, &iter);
  return TRUE;
}

static void
add_clicked (EntArticleReader *self)
{
  const EntRelation *relation = chosen_relation (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  GtkTextIter start, end;

  if (relation == NULL || !gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
    return;
  id = ent_edit_add_evidence (ent_panel_get_map (self->panel), relation->id, self->article,
                              gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end), ENT_ROLE_SUPPORTS,
                              &error);
  if (id == NULL)
    {
      ent_panel_say_error (self->panel, g_steal_pointer (&error));
      return;
    }
  /* Without a selection the button goes away: the keyboard would be anywhere then. */
  gtk_widget_grab_focus (self->view);
  gtk_text_buffer_place_cursor (self->buffer, &start);
  ent_panel_say (self->panel, _ ("Excerpt added"), TRUE);
}

static void
copy_clicked (EntArticleReader *self)
{
  const EntArticle *article = article_of (self);
  GtkTextIter start, end;
  g_autofree char *quote = NULL, *text = NULL;

  if (article == NULL || !gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
    return;
  quote = gtk_text_buffer_get_slice (self->buffer, &start, &end, TRUE);
  text = ent_words_citation (article, quote, gtk_text_iter_get_offset (&start));
  ent_panel_copy (self->panel, text);
}

static void
ent_article_reader_dispose (GObject *object)
{
  EntArticleReader *self = ENT_ARTICLE_READER (object);
  GtkWidget *child;

  self->popover = NULL;
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  G_OBJECT_CLASS (ent_article_reader_parent_class)->dispose (object);
}

static void
ent_article_reader_finalize (GObject *object)
{
  EntArticleReader *self = ENT_ARTICLE_READER (object);

  g_free (self->article);
  g_free (self->excerpt);
  g_free (self->text);
  G_OBJECT_CLASS (ent_article_reader_parent_class)->finalize (object);
}

static void
ent_article_reader_class_init (EntArticleReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_article_reader_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_article_reader_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
}

static void
ent_article_reader_init (EntArticleReader *self)
{
  self->article = g_strdup ("");
  self->excerpt = g_strdup ("");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

static GtkWidget *
head_new (EntArticleReader *self)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4), *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (head, "panel-page");
  self->back = ent_text_button_new (_ ("Back"), "step");
  gtk_box_append (GTK_BOX (line), self->back);
  self->title = ent_label_new ("", "heading");
  self->source = ent_label_new ("", "dim");
  gtk_widget_add_css_class (self->source, "small");
  gtk_box_append (GTK_BOX (head), line);
  gtk_box_append (GTK_BOX (head), self->title);
  gtk_box_append (GTK_BOX (head), self->source);
  g_signal_connect_swapped (self->back, "clicked", G_CALLBACK (ent_panel_leave_article), self->panel);
  return head;
}

static void
add_controllers (EntArticleReader *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), self);
  gtk_widget_add_controller (self->view, motion);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (self->view, keys);
}

static GtkWidget *
text_new (EntArticleReader *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new (), *clamp = adw_clamp_scrollable_new ();

  self->view = gtk_text_view_new ();
  self->buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (self->view));
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_text_view_set_editable (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (self->view), FALSE);
  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (self->view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_pixels_inside_wrap (GTK_TEXT_VIEW (self->view), 5);
  gtk_text_view_set_pixels_below_lines (GTK_TEXT_VIEW (self->view), 12);
  gtk_text_view_set_left_margin (GTK_TEXT_VIEW (self->view), 18);
  gtk_text_view_set_right_margin (GTK_TEXT_VIEW (self->view), 18);
  gtk_text_view_set_top_margin (GTK_TEXT_VIEW (self->view), 6);
  gtk_text_view_set_bottom_margin (GTK_TEXT_VIEW (self->view), 24);
  gtk_widget_add_css_class (self->view, "article");
  ent_set_accessible_name (self->view, _ ("Text of the article"));
  for (guint i = 0; i < N_TAGS; i++)
    self->tags[i] = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  g_signal_connect_swapped (self->buffer, "notify::has-selection", G_CALLBACK (show_bar), self);
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (clamp), COLUMN_WIDTH);
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (clamp), self->view);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), clamp);
  gtk_widget_set_vexpand (scrolled, TRUE);
  return scrolled;
}

static GtkWidget *
bar_new (EntArticleReader *self)
{
  GtkWidget *bar = ent_wrap_box_new (8);

  gtk_widget_add_css_class (bar, "bar");
  self->hint = ent_label_new ("", "dim");
  gtk_widget_add_css_class (self->hint, "small");
  self->add = ent_text_button_new ("", "suggested-action");
  self->copy = ent_text_button_new (_ ("Copy as citation"), NULL);
  gtk_button_set_has_frame (GTK_BUTTON (self->add), TRUE);
  gtk_button_set_has_frame (GTK_BUTTON (self->copy), TRUE);
  gtk_box_append (GTK_BOX (bar), self->hint);
  gtk_box_append (GTK_BOX (bar), self->add);
  gtk_box_append (GTK_BOX (bar), self->copy);
  g_signal_connect_swapped (self->add, "clicked", G_CALLBACK (add_clicked), self);
  g_signal_connect_swapped (self->copy, "clicked", G_CALLBACK (copy_clicked), self);
  return bar;
}

GtkWidget *
ent_article_reader_new (EntPanel *panel)
{
  EntArticleReader *self = g_object_new (ENT_TYPE_ARTICLE_READER, NULL);
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->panel = panel;
  gtk_widget_set_parent (head_new (self), GTK_WIDGET (self));
  self->none = ent_label_new (_ ("The map holds no text of this article."), "dim");
  gtk_widget_add_css_class (self->none, "panel-page");
  gtk_widget_set_parent (self->none, GTK_WIDGET (self));
  self->scrolled = text_new (self);
  gtk_widget_set_parent (self->scrolled, GTK_WIDGET (self));
  self->bar = bar_new (self);
  gtk_widget_set_parent (self->bar, GTK_WIDGET (self));
  self->popover = gtk_popover_new ();
  self->popover_list = ent_row_list_new (panel, _ ("Relations"));
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->popover_list);
  gtk_widget_set_size_request (self->popover_list, 260, -1);
  gtk_widget_set_parent (self->popover, GTK_WIDGET (self));
  g_signal_connect_swapped (self->popover_list, "row-activated", G_CALLBACK (gtk_popover_popdown), self->popover);
  add_controllers (self);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self, "map", G_CALLBACK (colour_tags), self);
  return GTK_WIDGET (self);
}
