/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines, their heads, and the halo of a chosen one. The geometry is all in ent-shapes.h. */
#include "ent-painter-private.h"

#include "ent-style.h"

/* A dash pattern has at most so many numbers. */
#define MAX_DASHES 8
/* A dash shorter than that many target pixels is a grey blur that costs much time. */
#define LEAST_DASH 1.2
/* Heads under that many target pixels are specks. */
#define LEAST_HEAD 2.5
#define HALO_CHOSEN 9 /* wider than the line by so much */
#define HALO_HOVERED 5

static void
paint_stroke (const EntPaint *paint, const EntSceneEdge *edge, const EntStroke *stroke, EntColour colour)
{
  EntPath *path = ent_paint_path (paint);
  double unit = ent_edge_unit (edge);
  int n;
  const double *dash = ent_line_dash (stroke->stance, edge->proof, &n);

  ent_path_edge (path, edge, stroke->offset);
  if (n > 0 && dash[0] * unit * paint->scale >= LEAST_DASH)
    {
      double grown[MAX_DASHES];

      for (int i = 0; i < MIN (n, MAX_DASHES); i++)
        grown[i] = dash[i] * unit;
      cairo_set_dash (paint->cr, grown, MIN (n, MAX_DASHES), 0);
    }
  ent_paint_stroke (paint, path, colour, stroke->width);
  cairo_set_dash (paint->cr, NULL, 0, 0);
}

static void
paint_head (const EntPaint *paint, const EntSceneEdge *edge, gboolean at_target, EntColour colour)
{
  EntPath *path = ent_paint_path (paint);
  EntHeadStyle style = ent_path_edge_head (path, edge, at_target);

  if (path->len == 0)
    return;
  if (style.fill_line || style.fill_background)
    ent_paint_fill (paint, path, style.fill_line ? colour : paint->palette->background);
  if (style.stroke)
    ent_paint_stroke (paint, path, colour, ENT_HEAD_STROKE * ent_edge_unit (edge));
}

static void
paint_halo (const EntPaint *paint, const EntSceneEdge *edge, EntEmphasis emphasis)
{
  EntPath *path = ent_paint_path (paint);
  double by = emphasis == ENT_EMPHASIS_CHOSEN ? HALO_CHOSEN : HALO_HOVERED;

  ent_path_edge (path, edge, 0);
  cairo_set_line_cap (paint->cr, CAIRO_LINE_CAP_ROUND);
  ent_paint_stroke (paint, path, ent_halo_colour (paint->theme), edge->width + by * ent_edge_unit (edge));
  cairo_set_line_cap (paint->cr, CAIRO_LINE_CAP_BUTT);
}

void
ent_paint_edge (const EntPaint *paint, const EntSceneEdge *edge, EntEmphasis emphasis)
{
  EntColour head = ent_line_colour (paint->theme, edge->stance, emphasis);
  EntStroke strokes[3];
  guint n = ent_edge_strokes (edge, strokes);

  if (emphasis == ENT_EMPHASIS_CHOSEN || emphasis == ENT_EMPHASIS_HOVERED)
    paint_halo (paint, edge, emphasis);
  for (guint i = 0; i < n; i++)
    paint_stroke (paint, edge, &strokes[i], ent_line_colour (paint->theme, strokes[i].stance, emphasis));
  if (ent_head_length (ENT_HEAD_FILLED, edge->width) * paint->scale < LEAST_HEAD)
    return;
  paint_head (paint, edge, TRUE, head);
  paint_head (paint, edge, FALSE, head);
}
