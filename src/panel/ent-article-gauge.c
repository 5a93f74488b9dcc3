/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A place in the text is a share of its characters: near enough for the eye, and known without a layout. For the pointer alone; the
 * keyboard goes from excerpt to excerpt. */
#include "ent-article-gauge.h"

#include "ent-article-marks.h"

#define WIDTH 10
#define LEAST 3.0 /* pixels of a mark's height */
#define NEAR 6.0  /* pixels from a mark that a click may be */

struct _EntArticleGauge
{
  GtkWidget parent_instance;

  GArray *marks; /* EntMark */
  gint64 length;
};

G_DEFINE_FINAL_TYPE (EntArticleGauge, ent_article_gauge, GTK_TYPE_WIDGET)

static guint go_signal;

static void
measure (GtkWidget *widget, GtkOrientation orientation, int for_size, int *minimum, int *natural, int *minimum_baseline,
         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? WIDTH : 0;
}

/* Pixels from the top. */
static double
place_of (EntArticleGauge *self, gint64 position)
{
  return (double) position / (double) MAX (self->length, 1) * gtk_widget_get_height (GTK_WIDGET (self));
}

static GdkRGBA
colour_of (GtkStyleContext *style, const EntMark *mark)
{
  static const char *const names[] = { "success_color", "error_color", "view_fg_color" };
  guint stances = (mark->stances & 3) != 0 ? mark->stances & 3 : mark->stances & 7;
  gboolean one = stances != 0 && (stances & (stances - 1)) == 0;
  const char *name = one ? names[g_bit_nth_lsf (stances, -1)] : "view_fg_color";
  GdkRGBA colour = { 0.5f, 0.5f, 0.5f, 1 };

  gtk_style_context_lookup_color (style, name, &colour);
  colour.alpha = mark->chosen ? 1 : g_str_equal (name, "view_fg_color") ? 0.45f : 0.6f;
  return colour;
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  EntArticleGauge *self = ENT_ARTICLE_GAUGE (widget);
  GtkStyleContext *style = gtk_widget_get_style_context (widget);
  float width = (float) gtk_widget_get_width (widget);

  for (int chosen = 0; chosen < 2; chosen++)
    for (guint i = 0; i < self->marks->len; i++)
      {
        const EntMark *mark = &g_array_index (self->marks, EntMark, i);
        double top = place_of (self, mark->start), height = MAX (place_of (self, mark->end) - top, LEAST);
        GdkRGBA colour = colour_of (style, mark);
        float inset = mark->chosen ? 0 : 2;

        if (mark->chosen == (chosen == 1))
          gtk_snapshot_append_color (snap, &colour, &GRAPHENE_RECT_INIT (inset, (float) top, width - 2 * inset, (float) height));
      }
}

static void
pressed (GtkGestureClick *click, int n_press, double x, double y, EntArticleGauge *self)
{
  gint64 position = (gint64) (y / MAX (gtk_widget_get_height (GTK_WIDGET (self)), 1) * (double) self->length);
  double least = NEAR;

  for (guint i = 0; i < self->marks->len; i++)
    {
      const EntMark *mark = &g_array_index (self->marks, EntMark, i);
      double top = place_of (self, mark->start), bottom = MAX (place_of (self, mark->end), top + LEAST);
      double far = y < top ? top - y : y > bottom ? y - bottom : 0;

      if (far < least)
        {
          least = far;
          position = mark->start;
        }
    }
  g_signal_emit (self, go_signal, 0, CLAMP (position, 0, self->length));
}

void
ent_article_gauge_set_marks (EntArticleGauge *self, GArray *marks, gint64 length)
{
  g_array_set_size (self->marks, 0);
  g_array_append_vals (self->marks, marks->data, marks->len);
  self->length = length;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
ent_article_gauge_finalize (GObject *object)
{
  g_array_unref (ENT_ARTICLE_GAUGE (object)->marks);
  G_OBJECT_CLASS (ent_article_gauge_parent_class)->finalize (object);
}

static void
ent_article_gauge_class_init (EntArticleGaugeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ent_article_gauge_finalize;
  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  gtk_widget_class_set_css_name (widget_class, "articlegauge");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
  go_signal = g_signal_new ("go", ENT_TYPE_ARTICLE_GAUGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
}

static void
ent_article_gauge_init (EntArticleGauge *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->marks = g_array_new (FALSE, FALSE, sizeof (EntMark));
  g_signal_connect (click, "pressed", G_CALLBACK (pressed), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "pointer");
}

GtkWidget *
ent_article_gauge_new (void)
{
  return g_object_new (ENT_TYPE_ARTICLE_GAUGE, NULL);
}
