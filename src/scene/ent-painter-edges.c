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
/* A line up to that many pixels wide may go straight into the pixels. */
#define MOST_RASTER 1.6
/* How far a flattened line may lie off its curve, in pixels. */
#define RASTER_OFF 0.15
#define MOST_PIECES 64
#define HALO_CHOSEN 9 /* wider than the line by so much */
#define HALO_HOVERED 5

/* Into the pixels, flattened by how much it bends. @dash in scene units. */
static void
raster_curve (const EntPaint *paint, const EntPoint c[4], double width, const double *dash, guint n_dash, EntColour colour)
{
  EntPoint line[MOST_PIECES + 1];
  double bend = MAX (hypot (c[0].x - 2 * c[1].x + c[2].x, c[0].y - 2 * c[1].y + c[2].y),
                     hypot (c[1].x - 2 * c[2].x + c[3].x, c[1].y - 2 * c[2].y + c[3].y));
  /* A piece of parameter length 1 / n lies off its chord by at most 6 / 8 bend / n^2. */
  double wished = ceil (sqrt (0.75 * bend * paint->scale / RASTER_OFF));
  guint n = (guint) CLAMP (wished, 1, MOST_PIECES);

  for (guint i = 0; i <= n; i++)
    {
      double t = (double) i / n, u = 1 - t, b0 = u * u * u, b1 = 3 * u * u * t, b2 = 3 * u * t * t, b3 = t * t * t;

      line[i] = ent_point (b0 * c[0].x + b1 * c[1].x + b2 * c[2].x + b3 * c[3].x,
                           b0 * c[0].y + b1 * c[1].y + b2 * c[2].y + b3 * c[3].y);
    }
  ent_raster_line (paint->raster, line, n + 1, MAX (width * paint->scale, ENT_LEAST_LINE), dash, n_dash, colour);
}

static void
paint_stroke (const EntPaint *paint, const EntSceneEdge *edge, const EntStroke *stroke, EntColour colour)
{
  EntPath *path = ent_paint_path (paint);
  double unit = ent_edge_unit (edge), grown[MAX_DASHES];
  EntPoint curve[4];
  int n;
  const double *dash = ent_line_dash (stroke->stance, edge->proof, &n);

  if (n > 0 && dash[0] * unit * paint->scale < LEAST_DASH)
    n = 0;
  n = MIN (n, MAX_DASHES);
  for (int i = 0; i < n; i++)
    grown[i] = dash[i] * unit;
  if (paint->raster != NULL && stroke->width * paint->scale <= MOST_RASTER)
    {
      if (stroke->offset == 0 && !ent_paint_shows_heads (paint, edge))
        {
          raster_curve (paint, edge->curve, stroke->width, grown, (guint) n, colour);
          return;
        }
      ent_path_edge (path, edge, stroke->offset);
      curve[0] = g_array_index (path, EntPathStep, 0).p[0];
      for (guint i = 0; i < 3; i++)
        curve[i + 1] = g_array_index (path, EntPathStep, 1).p[i];
      raster_curve (paint, curve, stroke->width, grown, (guint) n, colour);
      return;
    }
  ent_path_edge (path, edge, stroke->offset);
  cairo_set_dash (paint->cr, grown, n, 0);
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

gboolean
ent_paint_shows_heads (const EntPaint *paint, const EntSceneEdge *edge)
{
  return ent_head_length (ENT_HEAD_FILLED, edge->width) * paint->scale >= LEAST_HEAD;
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
  if (!ent_paint_shows_heads (paint, edge))
    return;
  paint_head (paint, edge, TRUE, head);
  paint_head (paint, edge, FALSE, head);
}
