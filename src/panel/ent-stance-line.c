/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The colour comes from the style sheet, so light, dark and high contrast need nothing here. Decoration: what it says
 * is always said in words beside it. */
#include "ent-stance-line.h"

#include <string.h>

#define LENGTH 30
#define HEIGHT 14
#define HEAD 8.0

struct _EntStanceLine
{
  GtkWidget parent_instance;

  EntStance stance;
  EntStatus status;
  gboolean head_at_start, head_at_end, unproved;
};

G_DEFINE_FINAL_TYPE (EntStanceLine, ent_stance_line, GTK_TYPE_WIDGET)

const char *
ent_stance_css_class (EntStance stance)
{
  return ent_stance_name (stance);
}

static void
measure (GtkWidget *widget,
         GtkOrientation orientation,
         int for_size,
         int *minimum,
         int *natural,
         int *minimum_baseline,
         int *natural_baseline)
{
  *minimum = *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? LENGTH : HEIGHT;
}

/* A head whose tip is at @x, pointing right for @way 1 and left for -1: filled asserted, hollow planned and possible,
 * an open V asked, hollow with a bar denied, a bar alone ended. */
static void
draw_head (cairo_t *cr, EntStatus status, double x, double y, int way)
{
  double back = x - way * HEAD;

  if (status == ENT_STATUS_ENDED || status == ENT_STATUS_DENIED)
    {
      double bar = status == ENT_STATUS_ENDED ? x - way : back - way * 4;

      cairo_move_to (cr, bar, y - 5);
      cairo_line_to (cr, bar, y + 5);
      cairo_stroke (cr);
      if (status == ENT_STATUS_ENDED)
        return;
    }
  cairo_move_to (cr, back, y - 4.5);
  cairo_line_to (cr, x - way, y);
  cairo_line_to (cr, back, y + 4.5);
  if (status == ENT_STATUS_ASKED)
    {
      cairo_stroke (cr);
      return;
    }
  cairo_close_path (cr);
  if (status == ENT_STATUS_ASSERTED)
    cairo_fill_preserve (cr);
  cairo_stroke (cr);
}

static void
snapshot (GtkWidget *widget, GtkSnapshot *snap)
{
  EntStanceLine *self = ENT_STANCE_LINE (widget);
  int width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  gboolean left = rtl ? self->head_at_end : self->head_at_start, right = rtl ? self->head_at_start : self->head_at_end;
  double room = self->status == ENT_STATUS_ASKED || self->status == ENT_STATUS_ENDED ? 1 : HEAD;
  GdkRGBA colour;
  cairo_t *cr = gtk_snapshot_append_cairo (snap, &GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height));

  gtk_style_context_get_color (gtk_widget_get_style_context (widget), &colour);
  gdk_cairo_set_source_rgba (cr, &colour);
  cairo_set_line_width (cr, self->unproved ? 1.2 : 2);
  if (self->unproved)
    cairo_set_dash (cr, (double[]){ 1.5, 3 }, 2, 0);
  else if (self->stance == ENT_STANCE_CONFLICTUAL)
    cairo_set_dash (cr, (double[]){ 6, 3.5 }, 2, 0);
  cairo_move_to (cr, left ? room : 1, height / 2.0);
  cairo_line_to (cr, width - (right ? room : 1), height / 2.0);
  cairo_stroke (cr);
  cairo_set_dash (cr, NULL, 0, 0);
  cairo_set_line_width (cr, 1.5);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  if (left)
    draw_head (cr, self->status, 0, height / 2.0, -1);
  if (right)
    draw_head (cr, self->status, width, height / 2.0, 1);
  cairo_destroy (cr);
}

static void
ent_stance_line_class_init (EntStanceLineClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->measure = measure;
  widget_class->snapshot = snapshot;
  gtk_widget_class_set_css_name (widget_class, "stanceline");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ent_stance_line_init (EntStanceLine *self)
{
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_CENTER);
}

GtkWidget *
ent_stance_line_new (const EntRelation *relation, const char *from)
{
  EntStanceLine *self = g_object_new (ENT_TYPE_STANCE_LINE, NULL);
  EntDirection direction = ent_relation_direction (relation);
  gboolean turned = from != NULL && strcmp (relation->source, from) != 0;

  self->stance = ent_relation_stance (relation);
  self->status = ent_relation_status (relation);
  self->unproved = ent_relation_proof (relation) == ENT_PROOF_NONE;
  if (from != NULL)
    {
      self->head_at_end = direction == ENT_DIRECTION_BOTH || (direction == ENT_DIRECTION_FORWARD && !turned);
      self->head_at_start = direction == ENT_DIRECTION_BOTH || (direction == ENT_DIRECTION_FORWARD && turned);
    }
  gtk_widget_add_css_class (GTK_WIDGET (self), ent_stance_css_class (self->stance));
  return GTK_WIDGET (self);
}
