/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Offsets of the text buffer are code points, as positions in the format are. Invariant: the buffer holds exactly the
 * article's text (a long one's beginning until it is filled), so that what is selected is what is quoted. */
#include "ent-article-private.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-article-delete.h"
#include "ent-article-details.h"
#include "ent-article-marks.h"
#include "ent-evidence-cite.h"
#include "ent-pages.h"
#include "ent-panel-parts.h"
#include "ent-panel-words.h"
#include "ent-wrap-layout.h"

/* Milliseconds in which a second click follows as a rule. */
#define CLICK_DELAY 250
/* Then a place that does not come into view is given up. */
#define MOST_FRAMES 60

G_DEFINE_FINAL_TYPE (EntArticleReader, ent_article_reader, GTK_TYPE_WIDGET)

enum
{
  SCALED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

const EntArticle *
ent_article_reader_article (EntArticleReader *self)
{
  EntMap *map = ent_panel_get_map (self->panel);

  return map != NULL ? ent_map_article (map, self->article) : NULL;
}

const EntRelation *
ent_article_reader_relation (EntArticleReader *self)
{
  EntSelection *selection = ent_panel_get_selection (self->panel);
  EntTarget target = { ENT_TARGET_NONE, "", "" };

  if (selection != NULL)
    target = ent_selection_get (selection);
  return target.kind == ENT_TARGET_RELATION ? ent_map_relation (ent_panel_get_map (self->panel), target.id) : NULL;
}

const EntAnchorState *
ent_article_reader_states (EntArticleReader *self, const EntArticle *article)
{
  if (self->known != &article->record)
    {
      g_free (self->states);
      self->states = ent_anchor_states (article);
      g_clear_pointer (&self->known, ent_record_unref);
      self->known = ent_record_ref ((EntRecord *) &article->record);
    }
  return self->states;
}

void
ent_article_reader_get_iters (EntArticleReader *self, gint64 start, gint64 end, GtkTextIter *from, GtkTextIter *to)
{
  gtk_text_buffer_get_iter_at_offset (self->buffer, from, (int) start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, to, (int) end);
}

/* --- Scrolling --- */

/* A text view that was not laid out yet forgets where it was asked to scroll: the second frame is the first after a layout. On a busy
 * machine it may be a later one, and lines above are measured only as time allows, so it is asked again until the goal has been in view
 * for two frames. The end is brought into view first, the start has the last word. */
static gboolean
scroll_on_frame (GtkWidget *view, GdkFrameClock *clock, gpointer data)
{
  EntArticleReader *self = data;
  GtkTextIter start, end;
  GdkRectangle visible, first, last;

  if (self->frames++ < 2)
    return G_SOURCE_CONTINUE;
  ent_article_reader_get_iters (self, self->goal, self->goal_end, &start, &end);
  gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (view), &visible);
  gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &start, &first);
  if (self->frames > 3 && visible.height > 0 && first.y >= visible.y && first.y < visible.y + visible.height)
    self->in_view++;
  else
    {
      self->in_view = 0;
      gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (view), &start, 0, TRUE, 0, 0.25);
      gtk_text_view_get_visible_rect (GTK_TEXT_VIEW (view), &visible);
      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &start, &first);
      gtk_text_view_get_iter_location (GTK_TEXT_VIEW (view), &end, &last);
      if (last.y + last.height - first.y > visible.height * 3 / 4)
        gtk_text_view_scroll_to_iter (GTK_TEXT_VIEW (view), &start, 0, TRUE, 0, 0.02);
    }
  if (self->in_view < 2 && self->frames < MOST_FRAMES)
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

static void
queue_scroll (EntArticleReader *self, gint64 start, gint64 end)
{
  self->goal = start;
  self->goal_end = end;
  self->frames = self->in_view = 0;
  if (self->tick == 0)
    self->tick = gtk_widget_add_tick_callback (self->view, scroll_on_frame, self, NULL);
}

void
ent_article_reader_scroll_to (EntArticleReader *self, gint64 start, gint64 end)
{
  GtkTextIter iter;

  self->late = ent_article_fill_is_done (self) ? ENT_LATE_NONE : ENT_LATE_SCROLL;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, (int) start);
  gtk_text_buffer_place_cursor (self->buffer, &iter);
  queue_scroll (self, start, end);
}

void
ent_article_reader_scroll_to_selection (EntArticleReader *self)
{
  GtkTextIter start, end;

  if (gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
    queue_scroll (self, gtk_text_iter_get_offset (&start), gtk_text_iter_get_offset (&end));
}

/* Where the chosen relation is proved here: by the excerpt asked for, else by the first. (nullable) */
static const EntExcerpt *
chosen_excerpt (EntArticleReader *self, const EntArticle *article)
{
  const EntRelation *relation = ent_article_reader_relation (self);
  const EntExcerpt *first = NULL;

  for (guint i = 0; relation != NULL && i < ent_records_n (relation->evidence); i++)
    {
      const EntArticle *holder;
      const EntExcerpt *excerpt = ent_map_excerpt (
          ent_panel_get_map (self->panel), ((const EntEvidence *) relation->evidence->items[i])->excerpt, &holder);
      gboolean asked = strcmp (excerpt->id, self->excerpt) == 0;

      /* To ask where it stands costs as much as the text is long. */
      if (holder != article || (first != NULL && !asked) || ent_anchor_state (article, excerpt) != ENT_ANCHOR_EXACT)
        continue;
      if (asked)
        return excerpt;
      if (first == NULL)
        first = excerpt;
    }
  return first;
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
  const EntArticle *article = ent_article_reader_article (self);
  const EntExcerpt *excerpt = article != NULL ? chosen_excerpt (self, article) : NULL;

  if (excerpt == NULL)
    return;
  if (strcmp (excerpt->id, self->excerpt) != 0)
    {
      g_free (self->excerpt);
      self->excerpt = g_strdup (excerpt->id);
      ent_article_view_mark (self, article);
      ent_article_walk_update (self);
      ent_article_idle_update (self, article);
    }
  ent_article_reader_scroll_to (self, excerpt->start, excerpt->end);
}

/* --- Content --- */

gboolean
ent_article_reader_refresh (EntArticleReader *self)
{
  const EntArticle *article = ent_article_reader_article (self);

  if (article == NULL)
    return FALSE;
  if (self->shown != &article->record)
    {
      if (g_strcmp0 (self->text, article->text) != 0)
        {
          ent_article_fill (self, article->text);
          ent_article_find_reset (self);
        }
      g_clear_pointer (&self->shown, ent_record_unref);
      self->shown = ent_record_ref ((EntRecord *) &article->record);
    }
  gtk_widget_set_visible (self->none, article->text[0] == '\0');
  gtk_widget_set_visible (self->text_area, article->text[0] != '\0');
  ent_article_view_mark (self, article);
  ent_article_names_update (self);
  ent_article_walk_update (self);
  ent_article_select_update (self);
  ent_article_head_update (self, article);
  return TRUE;
}

void
ent_article_reader_open (EntArticleReader *self, const char *article_id, const char *excerpt_id)
{
  const EntArticle *holder = NULL, *article;
  const EntExcerpt *excerpt = ent_map_excerpt (ent_panel_get_map (self->panel), excerpt_id, &holder);

  g_clear_handle_id (&self->click_source, g_source_remove);
  g_free (self->again);
  self->again = g_strdup ("");
  if (self->article != article_id)
    {
      g_free (self->article);
      self->article = g_strdup (article_id);
    }
  g_free (self->excerpt);
  self->excerpt = g_strdup (excerpt != NULL ? excerpt_id : "");
  if (!ent_article_reader_refresh (self))
    return;
  article = ent_article_reader_article (self);
  if (excerpt == NULL || holder != article || ent_anchor_state (article, excerpt) != ENT_ANCHOR_EXACT)
    excerpt = chosen_excerpt (self, article);
  ent_article_reader_scroll_to (self, excerpt != NULL ? excerpt->start : 0, excerpt != NULL ? excerpt->end : 0);
  gtk_widget_grab_focus (self->view);
}

void
ent_article_reader_select (EntArticleReader *self, gint64 start, gint64 end)
{
  GtkTextIter from, to;

  ent_article_reader_scroll_to (self, start, end);
  if (!ent_article_fill_is_done (self))
    {
      self->late = ENT_LATE_SELECT;
      return;
    }
  gtk_text_buffer_get_iter_at_offset (self->buffer, &from, (int) start);
  gtk_text_buffer_get_iter_at_offset (self->buffer, &to, (int) end);
  gtk_text_buffer_select_range (self->buffer, &from, &to);
}

static void
choose_at (EntArticleReader *self, GtkTextIter *iter)
{
  const EntArticle *article = ent_article_reader_article (self);
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
    {
      ent_article_idle_choose (self, article, gtk_text_iter_get_offset (iter));
      return;
    }
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

static gboolean
choose_clicked (gpointer data)
{
  EntArticleReader *self = data;
  GtkTextIter iter;

  self->click_source = 0;
  gtk_text_buffer_get_iter_at_offset (self->buffer, &iter, self->clicked);
  choose_at (self, &iter);
  return G_SOURCE_REMOVE;
}

/* A click may be the first of two, that choose a word. */
static void
pressed (GtkGestureClick *gesture, int n_press, double x, double y, EntArticleReader *self)
{
  g_clear_handle_id (&self->click_source, g_source_remove);
}

static void
released (GtkGestureClick *gesture, int n_press, double x, double y, EntArticleReader *self)
{
  GtkTextIter iter;

  if (n_press == 3 && iter_at (self, x, y, &iter))
    ent_article_select_sentence (self, gtk_text_iter_get_offset (&iter));
  if (n_press != 1 || gtk_text_buffer_get_has_selection (self->buffer) || !iter_at (self, x, y, &iter))
    return;
  self->clicked = gtk_text_iter_get_offset (&iter);
  g_clear_handle_id (&self->click_source, g_source_remove);
  self->click_source = g_timeout_add (CLICK_DELAY, choose_clicked, self);
}

/* What was dragged elsewhere is let go there, and the gestures of GTK 4.8 do not hear of it: they would wait for that for ever. */
static void
let_go (EntArticleReader *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (self->view);

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_GESTURE (controller))
        gtk_event_controller_reset (controller);
    }
  self->pressed = FALSE;
  ent_article_select_update (self);
}

static void
pointer_moved (GtkEventControllerMotion *controller, double x, double y, EntArticleReader *self)
{
  GtkTextIter iter;
  gboolean over = FALSE;

  if (self->pressed && self->press_source == 0 && (gtk_event_controller_get_current_event_state (GTK_EVENT_CONTROLLER (controller)) & GDK_BUTTON1_MASK) == 0)
    let_go (self);
  if (iter_at (self, x, y, &iter))
    {
      GSList *tags = gtk_text_iter_get_tags (&iter);

      over = tags != NULL;
      g_slist_free (tags);
    }
  gtk_widget_set_cursor_from_name (self->view, over ? "pointer" : "text");
}

static gboolean
words_chosen (gpointer data)
{
  EntArticleReader *self = data;

  self->press_source = 0;
  self->pressed = FALSE;
  ent_article_select_update (self);
  return G_SOURCE_REMOVE;
}

/* What can be done with words is offered once they are chosen: no button is held, and none will be pressed again where the offer would
 * come under the pointer. */
static gboolean
button_event (EntArticleReader *self, GdkEvent *event)
{
  GdkEventType type = gdk_event_get_event_type (event);

  if ((type != GDK_BUTTON_PRESS && type != GDK_BUTTON_RELEASE) || gdk_button_event_get_button (event) != GDK_BUTTON_PRIMARY)
    return FALSE;
  g_clear_handle_id (&self->press_source, g_source_remove);
  if (type == GDK_BUTTON_RELEASE)
    self->press_source = g_timeout_add (CLICK_DELAY, words_chosen, self);
  else if (!self->pressed)
    {
      self->pressed = TRUE;
      ent_article_select_update (self);
    }
  return FALSE;
}

static gboolean
key_pressed (GtkEventControllerKey *controller, guint key, guint code, GdkModifierType state, EntArticleReader *self)
{
  static const struct
  {
    guint key;
    GdkModifierType state;
    const char *action;
  } keys[] = {
    { GDK_KEY_e, 0, "sentence" },          { GDK_KEY_r, 0, "new-relation" },      { GDK_KEY_a, 0, "new-actor" },
    { GDK_KEY_s, 0, "support" },           { GDK_KEY_d, 0, "dispute" },
    { GDK_KEY_m, 0, "mention" },           { GDK_KEY_n, 0, "next-excerpt" },
    { GDK_KEY_p, 0, "previous-excerpt" },  { GDK_KEY_F3, 0, "find-next" },
    { GDK_KEY_g, GDK_CONTROL_MASK, "find-next" }, { GDK_KEY_F3, GDK_SHIFT_MASK, "find-previous" },
    { GDK_KEY_g, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "find-previous" },
  };
  GtkTextIter iter;

  state &= gtk_accelerator_get_default_mod_mask ();
  if (key == GDK_KEY_Escape)
    return ent_article_find_close (self) || ent_panel_leave_article (self->panel);
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    if (gdk_keyval_to_lower (key) == keys[i].key && state == keys[i].state)
      {
        g_action_group_activate_action (G_ACTION_GROUP (self->actions), keys[i].action, NULL);
        return TRUE;
      }
  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter)
    return FALSE;
  /* The text would keep the keys of the window with it. */
  if (state != 0)
    return state == GDK_ALT_MASK && gtk_widget_activate_action (self->view, "win.edit", NULL);
  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  choose_at (self, &iter);
  return TRUE;
}

static void
act (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  EntArticleReader *self = data;
  const char *name = g_action_get_name (G_ACTION (action));

  if (g_str_equal (name, "next-excerpt"))
    ent_article_walk (self, 1);
  else if (g_str_equal (name, "previous-excerpt"))
    ent_article_walk (self, -1);
  else if (g_str_equal (name, "sentence"))
    {
      GtkTextIter cursor;

      gtk_text_buffer_get_iter_at_mark (self->buffer, &cursor, gtk_text_buffer_get_insert (self->buffer));
      ent_article_select_sentence (self, gtk_text_iter_get_offset (&cursor));
    }
  else if (g_str_equal (name, "find"))
    ent_article_find_open (self);
  else if (g_str_equal (name, "find-close"))
    ent_article_find_close (self);
  else if (g_str_equal (name, "find-next"))
    ent_article_find_step (self, 1);
  else if (g_str_equal (name, "find-previous"))
    ent_article_find_step (self, -1);
  else if (g_str_equal (name, "details"))
    ent_article_details_present (self->panel, self->article);
  else if (g_str_equal (name, "delete"))
    ent_article_delete (self->panel, self->article);
  else if (g_str_equal (name, "cite-article"))
    ent_evidence_cite (self->panel, self->article, NULL, g_variant_get_string (parameter, NULL));
  else if (g_str_equal (name, "decide"))
    ent_panel_show_decisions (self->panel, self->article);
  else if (g_str_equal (name, "check-newer") && ent_article_reader_article (self) != NULL)
    ent_panel_show_extra (self->panel, ent_edition_page_new (self->panel, ent_article_reader_article (self)));
  else if (g_str_equal (name, "larger"))
    ent_article_reader_zoom (self, 1);
  else if (g_str_equal (name, "smaller"))
    ent_article_reader_zoom (self, -1);
  else
    ent_article_reader_zoom (self, 0);
}

static void
names_changed (GSimpleAction *action, GVariant *state, gpointer data)
{
  EntArticleReader *self = data;

  g_simple_action_set_state (action, state);
  self->names_shown = g_variant_get_boolean (state);
  ent_article_names_update (self);
}

void
ent_article_reader_zoom (EntArticleReader *self, int by)
{
  double step = by > 0 ? ENT_READER_SCALE_STEP : 1 / ENT_READER_SCALE_STEP;
  double scale = by == 0 ? 1 : CLAMP (ent_article_reader_get_scale (self) * step, ENT_READER_SCALE_MIN, ENT_READER_SCALE_MAX);

  ent_article_reader_set_scale (self, fabs (scale - 1) < 0.02 ? 1 : scale);
  g_signal_emit (self, signals[SCALED], 0);
}

void
ent_article_reader_draft (EntArticleReader *self, gint64 start, gint64 end)
{
  GtkTextIter from, to;

  ent_article_reader_get_iters (self, start, end, &from, &to);
  gtk_text_buffer_select_range (self->buffer, &to, &from);
  ent_article_select_relation (self, NULL, NULL);
}

void
ent_article_reader_reselect (EntArticleReader *self, const char *excerpt, gint64 near)
{
  g_free (self->again);
  self->again = g_strdup (excerpt);
  ent_article_reader_scroll_to (self, near, near);
  ent_article_select_update (self);
}

gboolean
ent_article_reader_find (EntArticleReader *self)
{
  ent_article_find_open (self);
  return TRUE;
}

gboolean
ent_article_reader_take_drop (EntArticleReader *self, const char *words, EntTarget target)
{
  GtkTextIter start, end;
  g_autofree char *selected = NULL;

  if (!gtk_text_buffer_get_selection_bounds (self->buffer, &start, &end))
    return FALSE;
  selected = gtk_text_buffer_get_text (self->buffer, &start, &end, TRUE);
  if (strcmp (selected, words) != 0)
    return FALSE;
  let_go (self);
  if (target.kind == ENT_TARGET_RELATION)
    return ent_article_select_evidence (self, target.id, ENT_ROLE_SUPPORTS);
  return ent_article_select_relation (self, target.id, target.kind == ENT_TARGET_PAIR ? target.other : NULL);
}

static void
ent_article_reader_dispose (GObject *object)
{
  EntArticleReader *self = ENT_ARTICLE_READER (object);
  GtkWidget *child;

  self->popover = NULL;
  g_clear_handle_id (&self->measure_source, g_source_remove);
  g_clear_handle_id (&self->fill_source, g_source_remove);
  g_clear_handle_id (&self->click_source, g_source_remove);
  g_clear_handle_id (&self->press_source, g_source_remove);
  ent_article_names_forget (self);
  g_cancellable_cancel (self->folding);
  if (self->scrolled != NULL)
    g_signal_handlers_disconnect_by_data (gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scrolled)), self);
  if (self->buffer != NULL)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  self->scrolled = NULL;
  self->buffer = NULL;
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
  g_free (self->again);
  g_free (self->states);
  g_clear_pointer (&self->known, ent_record_unref);
  g_clear_pointer (&self->shown, ent_record_unref);
  g_clear_object (&self->folding);
  g_clear_object (&self->actions);
  g_clear_object (&self->size);
  g_clear_pointer (&self->fold, ent_fold_free);
  g_clear_pointer (&self->found, g_array_unref);
  g_clear_pointer (&self->tagged, g_array_unref);
  G_OBJECT_CLASS (ent_article_reader_parent_class)->finalize (object);
}

static void
ent_article_reader_class_init (EntArticleReaderClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ent_article_reader_dispose;
  G_OBJECT_CLASS (klass)->finalize = ent_article_reader_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BOX_LAYOUT);
  signals[SCALED] = g_signal_new ("scaled", ENT_TYPE_ARTICLE_READER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ent_article_reader_init (EntArticleReader *self)
{
  self->article = g_strdup ("");
  self->excerpt = g_strdup ("");
  self->again = g_strdup ("");
  gtk_orientable_set_orientation (GTK_ORIENTABLE (gtk_widget_get_layout_manager (GTK_WIDGET (self))),
                                  GTK_ORIENTATION_VERTICAL);
}

static void
add_actions (EntArticleReader *self)
{
  static const GActionEntry entries[]
      = { { .name = "sentence", .activate = act },      { .name = "next-excerpt", .activate = act },  { .name = "previous-excerpt", .activate = act },
          { .name = "find", .activate = act },          { .name = "find-close", .activate = act },
          { .name = "find-next", .activate = act },     { .name = "find-previous", .activate = act },
          { .name = "larger", .activate = act },        { .name = "smaller", .activate = act },
          { .name = "details", .activate = act },       { .name = "delete", .activate = act },
          { .name = "cite-article", .activate = act, .parameter_type = "s" },
          { .name = "decide", .activate = act },        { .name = "check-newer", .activate = act },
          { .name = "normal-size", .activate = act },   { .name = "names", .state = "false", .change_state = names_changed } };

  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "reader", G_ACTION_GROUP (self->actions));
}

static void
add_controllers (EntArticleReader *self)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/org/entente/Entente/reader-menu.ui");
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *motion = gtk_event_controller_motion_new (), *keys = gtk_event_controller_key_new ();
  GtkEventController *buttons = gtk_event_controller_legacy_new ();

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (click), GTK_PHASE_CAPTURE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), GDK_BUTTON_PRIMARY);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  g_signal_connect (click, "released", G_CALLBACK (released), self);
  gtk_widget_add_controller (self->view, GTK_EVENT_CONTROLLER (click));
  g_signal_connect (motion, "motion", G_CALLBACK (pointer_moved), self);
  gtk_widget_add_controller (self->view, motion);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed), self);
  gtk_widget_add_controller (self->view, keys);
  gtk_event_controller_set_propagation_phase (buttons, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (buttons, "event", G_CALLBACK (button_event), self);
  gtk_widget_add_controller (self->view, buttons);
  gtk_text_view_set_extra_menu (GTK_TEXT_VIEW (self->view), G_MENU_MODEL (gtk_builder_get_object (builder, "words")));
}

static GtkWidget *
bar_new (EntArticleReader *self)
{
  GtkWidget *bar = ent_wrap_box_new (8);

  gtk_widget_add_css_class (bar, "bar");
  self->hint = ent_label_new ("", "dim");
  gtk_widget_add_css_class (self->hint, "small");
  gtk_box_append (GTK_BOX (bar), self->hint);
  return bar;
}

static GtkWidget *
append (EntArticleReader *self, GtkWidget *child)
{
  gtk_widget_set_parent (child, GTK_WIDGET (self));
  return child;
}

GtkWidget *
ent_article_reader_new (EntPanel *panel)
{
  EntArticleReader *self = g_object_new (ENT_TYPE_ARTICLE_READER, NULL);

  self->panel = panel;
  add_actions (self);
  append (self, ent_article_head_new (self));
  self->find_bar = append (self, ent_article_find_new (self));
  self->none = append (self, ent_label_new (_ ("The map holds no text of this article."), "dim"));
  gtk_widget_add_css_class (self->none, "panel-page");
  self->text_area = append (self, gtk_overlay_new ());
  gtk_widget_set_vexpand (self->text_area, TRUE);
  gtk_overlay_set_child (GTK_OVERLAY (self->text_area), ent_article_view_new (self));
  self->form_slot = append (self, gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_visible (self->form_slot, FALSE);
  self->bar = append (self, bar_new (self));
  ent_article_select_init (self, GTK_OVERLAY (self->text_area));
  self->popover = append (self, gtk_popover_new ());
  self->popover_list = ent_row_list_new (panel, _ ("Relations"));
  gtk_popover_set_child (GTK_POPOVER (self->popover), self->popover_list);
  gtk_widget_set_size_request (self->popover_list, 260, -1);
  g_signal_connect_swapped (self->popover_list, "row-activated", G_CALLBACK (gtk_popover_popdown), self->popover);
  add_controllers (self);
  return GTK_WIDGET (self);
}
