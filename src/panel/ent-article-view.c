/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text and its looks: a measure of some 66 characters, lines half as far again apart as their letters are high, marks that
 * are told apart without colour. Lengths follow the size of the letters, which the desktop and the reader set. */
#include <adwaita.h>
#include <glib/gi18n.h>

#include "ent-anchor.h"
#include "ent-article-marks.h"
#include "ent-article-private.h"
#include "ent-panel-parts.h"
#include "ent-text-settle.h"

/* 66 characters of running text: Bringhurst, "The Elements of Typographic Style", 2.1.2. */
#define MEASURE "The line that is read with ease has some sixty-six characters in it"
#define SIDE_MARGIN 18
/* Of the letters' height. */
#define BETWEEN_LINES 0.3
#define BETWEEN_PARAGRAPHS 0.65

static GdkRGBA
named_colour (EntArticleReader *self, const char *name, float alpha)
{
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (gtk_widget_get_style_context (self->view), name, &colour);
  colour.alpha = alpha;
  return colour;
}

/* One stance: its own tint, and for conflict a line below, so that the two are told apart without colour. Neutral
 * yields to the others. Cooperation and conflict together: a neutral tint above the line of conflict. Excerpts over each other are
 * darker the more they are. */
static void
colour_tag (EntArticleReader *self, guint i)
{
  static const char *const names[] = { "success_color", "error_color", "view_fg_color" };
  guint kind = i % 16, depth = i / 16;
  guint stances = (kind & 3) != 0 ? kind & 3 : kind & 7;
  gboolean chosen = kind >= 8, several = (stances & (stances - 1)) != 0;
  int low = (stances & 2) != 0 ? ENT_STANCE_CONFLICTUAL : g_bit_nth_lsf (stances, -1);
  const char *tint = several || low < 0 ? "view_fg_color" : names[low];
  float alpha = (several || low < 0 || low == ENT_STANCE_NEUTRAL ? 0.07f : 0.13f) * (1 + 0.6f * (float) depth);
  GdkRGBA back = named_colour (self, tint, chosen ? MIN (alpha * 2.6f, 0.5f) : alpha);
  GdkRGBA below = named_colour (self, low < 0 ? "view_fg_color" : names[low], chosen ? 1 : 0.45f);

  g_object_set (self->tags[i], "background-rgba", &back, "underline-rgba", &below, "underline",
                several || chosen || low == ENT_STANCE_CONFLICTUAL ? PANGO_UNDERLINE_SINGLE : PANGO_UNDERLINE_NONE, NULL);
}

void
ent_article_view_colour (EntArticleReader *self)
{
  GdkRGBA found = named_colour (self, "warning_color", 0.3f), current = named_colour (self, "warning_color", 0.6f);
  GdkRGBA pending = named_colour (self, "accent_color", 0.3f);

  for (guint i = 0; i < ENT_ARTICLE_TAGS; i++)
    colour_tag (self, i);
  g_object_set (self->found_tag, "background-rgba", &found, NULL);
  g_object_set (self->current_tag, "background-rgba", &current, NULL);
  g_object_set (self->pending_tag, "background-rgba", &pending, NULL);
}

static gboolean
recolour (gpointer data)
{
  ent_article_view_colour (data);
  return G_SOURCE_REMOVE;
}

/* The style sheet follows the notification: the colours are read a moment later. */
static void
style_changed (EntArticleReader *self)
{
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, recolour, g_object_ref (self), g_object_unref);
}

/* A tag of marks from code point to code point. */
typedef struct
{
  gint64 start, end;
  guint tag;
} TaggedRange;

static int
compare_ranges (const TaggedRange *a, const TaggedRange *b)
{
  if (a->start != b->start)
    return a->start < b->start ? -1 : 1;
  if (a->end != b->end)
    return a->end < b->end ? -1 : 1;
  return (a->tag > b->tag) - (a->tag < b->tag);
}

/* Takes away (@put FALSE) or puts the ranges that @ranges has and @others has not; both are in order. */
static void
put_unlike (EntArticleReader *self, GArray *ranges, GArray *others, gboolean put)
{
  guint k = 0;

  for (guint i = 0; i < ranges->len; i++)
    {
      const TaggedRange *range = &g_array_index (ranges, TaggedRange, i);
      GtkTextIter start, end;

      while (k < others->len && compare_ranges (&g_array_index (others, TaggedRange, k), range) < 0)
        k++;
      if (k < others->len && compare_ranges (&g_array_index (others, TaggedRange, k), range) == 0)
        continue;
      ent_article_reader_get_iters (self, range->start, range->end, &start, &end);
      if (put)
        gtk_text_buffer_apply_tag (self->buffer, self->tags[range->tag], &start, &end);
      else
        gtk_text_buffer_remove_tag (self->buffer, self->tags[range->tag], &start, &end);
    }
}

void
ent_article_view_forget_marks (EntArticleReader *self)
{
  g_array_set_size (self->tagged, 0);
}

void
ent_article_view_mark (EntArticleReader *self, const EntArticle *article)
{
  EntMapIndex *index = ent_map_peek_index (ent_panel_get_map (self->panel));
  const EntRelation *relation = ent_article_reader_relation (self);
  g_autoptr (GArray) marks = ent_article_marks (index, article, ent_article_reader_states (self, article),
                                               relation != NULL ? relation->id : "", self->excerpt);
  g_autoptr (GArray) ranges = g_array_sized_new (FALSE, FALSE, sizeof (TaggedRange), marks->len);

  for (guint i = 0; i < marks->len; i++)
    {
      EntMark *mark = &g_array_index (marks, EntMark, i);
      TaggedRange range = { mark->start, mark->end, (MIN (mark->depth, ENT_ARTICLE_DEPTHS) - 1) * 16 };

      mark->stances = ent_article_mark_look (mark, relation);
      range.tag += mark->stances + (mark->chosen ? 8 : 0);
      g_array_append_val (ranges, range);
    }
  ent_article_gauge_set_marks (ENT_ARTICLE_GAUGE (self->gauge), marks, self->length);
  if (!ent_article_fill_is_done (self))
    return;
  put_unlike (self, self->tagged, ranges, FALSE);
  put_unlike (self, ranges, self->tagged, TRUE);
  g_array_unref (self->tagged);
  self->tagged = g_steal_pointer (&ranges);
}

/* --- Measure --- */

void
ent_article_view_measure (EntArticleReader *self)
{
  g_autoptr (PangoLayout) line = gtk_widget_create_pango_layout (self->view, MEASURE);
  GtkTextView *view = GTK_TEXT_VIEW (self->view);
  int width, height;

  pango_layout_get_pixel_size (line, &width, &height);
  gtk_text_view_set_pixels_inside_wrap (view, (int) (height * BETWEEN_LINES));
  gtk_text_view_set_pixels_below_lines (view, (int) (height * BETWEEN_PARAGRAPHS));
  adw_clamp_scrollable_set_maximum_size (ADW_CLAMP_SCROLLABLE (self->clamp), width + 2 * SIDE_MARGIN);
  adw_clamp_scrollable_set_tightening_threshold (ADW_CLAMP_SCROLLABLE (self->clamp), width + 2 * SIDE_MARGIN);
}

static gboolean
measure_now (gpointer data)
{
  EntArticleReader *self = data;

  self->measure_source = 0;
  ent_article_view_measure (self);
  return G_SOURCE_REMOVE;
}

/* The letters have another size once the style is computed anew. */
static void
size_changed (EntArticleReader *self)
{
  if (self->measure_source == 0)
    self->measure_source = g_idle_add (measure_now, self);
}

double
ent_article_reader_get_scale (EntArticleReader *self)
{
  return self->scale;
}

void
ent_article_reader_set_scale (EntArticleReader *self, double scale)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];
  g_autofree char *css = NULL;

  self->scale = CLAMP (scale, ENT_READER_SCALE_MIN, ENT_READER_SCALE_MAX);
  g_ascii_formatd (number, sizeof number, "%.3f", self->scale * 1.08);
  css = g_strdup_printf ("textview { font-size: %sem; }", number);
  gtk_css_provider_load_from_data (self->size, css, -1);
  size_changed (self);
}

/* --- The widget --- */

static void
gauge_go (EntArticleReader *self, gint64 position)
{
  ent_article_reader_scroll_to (self, position, position);
  gtk_widget_grab_focus (self->view);
}

GtkWidget *
ent_article_view_new (EntArticleReader *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
  AdwStyleManager *style = adw_style_manager_get_default ();
  GtkTextView *view;

  self->tagged = g_array_new (FALSE, FALSE, sizeof (TaggedRange));
  self->view = gtk_text_view_new ();
  view = GTK_TEXT_VIEW (self->view);
  self->buffer = gtk_text_view_get_buffer (view);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_accepts_tab (view, FALSE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_left_margin (view, SIDE_MARGIN);
  gtk_text_view_set_right_margin (view, SIDE_MARGIN);
  gtk_text_view_set_top_margin (view, 6);
  gtk_text_view_set_bottom_margin (view, 24);
  gtk_widget_add_css_class (self->view, "article");
  ent_set_accessible_name (self->view, _ ("Text of the article"));
  self->size = gtk_css_provider_new ();
  gtk_style_context_add_provider (gtk_widget_get_style_context (self->view), GTK_STYLE_PROVIDER (self->size),
                                  GTK_STYLE_PROVIDER_PRIORITY_APPLICATION + 1);
  /* What is found lies over marks, names under nothing: later tags win. */
  for (guint i = 0; i < ENT_ARTICLE_TAGS; i++)
    self->tags[i] = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->name_tag = gtk_text_buffer_create_tag (self->buffer, NULL, "weight", PANGO_WEIGHT_BOLD, NULL);
  self->pending_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->found_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->current_tag = gtk_text_buffer_create_tag (self->buffer, NULL, NULL);
  self->clamp = adw_clamp_scrollable_new ();
  adw_clamp_scrollable_set_child (ADW_CLAMP_SCROLLABLE (self->clamp), self->view);
  self->scrolled = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scrolled), self->clamp);
  gtk_widget_set_hexpand (self->scrolled, TRUE);
  gtk_widget_set_vexpand (box, TRUE);
  self->gauge = ent_article_gauge_new ();
  g_signal_connect_swapped (self->gauge, "go", G_CALLBACK (gauge_go), self);
  gtk_box_append (GTK_BOX (box), self->scrolled);
  gtk_box_append (GTK_BOX (box), self->gauge);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (gtk_settings_get_default (), "notify::gtk-xft-dpi", G_CALLBACK (size_changed), self, G_CONNECT_SWAPPED);
  g_signal_connect_swapped (self, "map", G_CALLBACK (ent_article_view_colour), self);
  g_signal_connect_swapped (self, "map", G_CALLBACK (ent_article_view_measure), self);
  ent_text_settle_before_frames (view);
  ent_article_reader_set_scale (self, 1);
  return box;
}
