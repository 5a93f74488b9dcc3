/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines, their heads, and the halo of a chosen one. The geometry is all in ent-shapes.h. */
#include "ent-painter-private.h"

#include "ent-scene-private.h"
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
/* And a stroked one. */
#define STROKE_OFF 0.05
#define MOST_PIECES 64
/* Where a curve comes near what is drawn is looked for in so many pieces. */
#define SOUGHT 32
/* A line that reaches no further than that many pixels is drawn as a whole. */
#define LONG 600
/* What is drawn beside a line, at most: heads, halo. */
#define BESIDE 24.0
#define HALO_CHOSEN 9 /* wider than the line by so much */
#define HALO_HOVERED 5

/* The part of a curve, in parameters, that comes near what is drawn. */
typedef struct
{
  double from, to;
} Part;

/* How much it bends, at most: a piece of parameter length t lies off its chord by no more than 6 / 8 of that, times t². */
static double
bend_of (const EntPoint c[4])
{
  EntPoint a = ent_point (c[0].x - 2 * c[1].x + c[2].x, c[0].y - 2 * c[1].y + c[2].y);
  EntPoint b = ent_point (c[1].x - 2 * c[2].x + c[3].x, c[1].y - 2 * c[2].y + c[3].y);

  return sqrt (MAX (a.x * a.x + a.y * a.y, b.x * b.x + b.y * b.y));
}

/* Into the pixels, flattened by how much it bends: the same points whatever the part, so that tiles meet. @dash in scene
 * units. */
static void
raster_curve (const EntPaint *paint,
              const EntPoint c[4],
              Part part,
              double width,
              const double *dash,
              guint n_dash,
              EntColour colour)
{
  EntPoint line[MOST_PIECES + 1];
  double bend = bend_of (c);
  double wished = ceil (sqrt (0.75 * bend * paint->scale / RASTER_OFF)), before = 0;
  guint n = (guint) CLAMP (wished, 1, MOST_PIECES), first = (guint) (part.from * n), end = (guint) ceil (part.to * n);

  for (guint i = n_dash > 0 ? 0 : first; i <= end; i++)
    {
      line[i] = ent_curve_point (c, (double) i / n);
      if (i > 0 && i <= first && n_dash > 0)
        before += ent_distance (line[i - 1], line[i]);
    }
  ent_raster_line (paint->raster, line + first, end - first + 1, MAX (width * paint->scale, ENT_LEAST_LINE), dash, n_dash,
                   before, colour);
}

/* The curve lies within it. */
static EntRect
around (const EntPoint c[4])
{
  double x0 = MIN (MIN (c[0].x, c[1].x), MIN (c[2].x, c[3].x)), x1 = MAX (MAX (c[0].x, c[1].x), MAX (c[2].x, c[3].x));
  double y0 = MIN (MIN (c[0].y, c[1].y), MIN (c[2].y, c[3].y)), y1 = MAX (MAX (c[0].y, c[1].y), MAX (c[2].y, c[3].y));

  return ent_rect (x0, y0, x1 - x0, y1 - y0);
}

/* TRUE for one that reaches further than LONG across the picture. */
static gboolean
is_long (const EntPaint *paint, const EntPoint c[4])
{
  EntRect box = around (c);

  return MAX (box.width, box.height) * paint->scale > LONG;
}

/* What of @c comes within @beside of what is drawn: a long line crosses dozens of tiles, and stroking all of it for each
 * would cost more than all else. FALSE where nothing does. */
static gboolean
find_part (const EntPaint *paint, const EntPoint c[4], double beside, Part *part)
{
  double bend = bend_of (c);
  EntRect near = ent_rect_grow (paint->visible, beside + 0.75 * bend / (SOUGHT * SOUGHT)), box = around (c);
  EntPoint a = c[0];
  guint first = SOUGHT, last = 0;

  *part = (Part){ 0, 1 };
  if (box.x > near.x + near.width || box.x + box.width < near.x || box.y > near.y + near.height
      || box.y + box.height < near.y)
    return FALSE;
  if (!is_long (paint, c))
    return TRUE;
  for (guint i = 0; i < SOUGHT; i++)
    {
      EntPoint b = ent_curve_point (c, (i + 1.0) / SOUGHT);

      if (MIN (a.x, b.x) <= near.x + near.width && MAX (a.x, b.x) >= near.x && MIN (a.y, b.y) <= near.y + near.height
          && MAX (a.y, b.y) >= near.y)
        {
          first = MIN (first, i);
          last = i;
        }
      a = b;
    }
  *part = (Part){ (double) first / SOUGHT, (last + 1.0) / SOUGHT };
  return first < SOUGHT;
}

/* The painter's path, with that part in it; of a long line as pieces whose ends hang on the line alone, so that tiles
 * meet. @before is the length of what is left out before it. */
static EntPath *
path_of_part (const EntPaint *paint, const EntPoint c[4], Part part, double *before)
{
  EntPath *path = ent_paint_path (paint);
  double bend = bend_of (c);
  double wished = ceil (sqrt (0.75 * bend * paint->scale / STROKE_OFF) / SOUGHT);
  guint n = SOUGHT * (guint) CLAMP (wished, 1, MOST_PIECES), first = (guint) (part.from * n + 0.5),
        end = (guint) (part.to * n + 0.5);
  EntPoint last = c[0];

  *before = 0;
  if (!is_long (paint, c))
    {
      ent_path_move (path, c[0]);
      ent_path_curve (path, c[1], c[2], c[3]);
      return path;
    }
  for (guint i = 0; i <= end; i++)
    {
      EntPoint p = ent_curve_point (c, (double) i / n);

      if (i <= first)
        *before += ent_distance (last, p);
      if (i == first)
        ent_path_move (path, p);
      else if (i > first)
        ent_path_line (path, p);
      last = p;
    }
  return path;
}

/* What ent_path_edge() draws. */
static void
drawn_curve (const EntPaint *paint, const EntSceneEdge *edge, double offset, EntPoint curve[4])
{
  EntPath *path = ent_paint_path (paint);

  ent_path_edge (path, edge, offset);
  curve[0] = g_array_index (path, EntPathStep, 0).p[0];
  for (guint i = 0; i < 3; i++)
    curve[i + 1] = g_array_index (path, EntPathStep, 1).p[i];
}

static void
paint_stroke (const EntPaint *paint, const EntSceneEdge *edge, const EntStroke *stroke, EntColour colour)
{
  EntPath *path;
  double unit = ent_edge_unit (edge), grown[MAX_DASHES], before;
  Part part;
  EntPoint curve[4];
  int n;
  const double *dash = ent_line_dash (stroke->stance, edge->proof, &n);

  if (n > 0 && dash[0] * unit * paint->scale < LEAST_DASH)
    n = 0;
  n = MIN (n, MAX_DASHES);
  for (int i = 0; i < n; i++)
    grown[i] = dash[i] * unit;
  if (stroke->offset == 0 && !ent_paint_shows_heads (paint, edge))
    memcpy (curve, edge->curve, sizeof curve);
  else
    drawn_curve (paint, edge, stroke->offset, curve);
  if (!find_part (paint, curve, stroke->width, &part))
    return;
  if (paint->raster != NULL && stroke->width * paint->scale <= MOST_RASTER)
    {
      raster_curve (paint, curve, part, stroke->width, grown, (guint) n, colour);
      return;
    }
  path = path_of_part (paint, curve, part, &before);
  cairo_set_dash (paint->cr, grown, n, before);
  ent_paint_stroke (paint, path, colour, stroke->width);
  cairo_set_dash (paint->cr, NULL, 0, 0);
}

static void
paint_head (const EntPaint *paint, const EntSceneEdge *edge, gboolean at_target, EntColour colour)
{
  EntPoint tip = at_target ? edge->curve[3] : edge->curve[0];
  double unit = ent_edge_unit (edge), reach = (2 * ent_head_length (ENT_HEAD_FILLED, edge->width / unit) + 4) * unit;
  EntPath *path = ent_paint_path (paint);
  EntHeadStyle style;

  if (!ent_rect_contains (ent_rect_grow (paint->visible, reach), tip))
    return;
  style = ent_path_edge_head (path, edge, at_target);

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
  EntPath *path;
  double by = emphasis == ENT_EMPHASIS_CHOSEN ? HALO_CHOSEN : HALO_HOVERED, before;
  Part part;
  EntPoint curve[4];

  drawn_curve (paint, edge, 0, curve);
  if (!find_part (paint, curve, edge->width + by * ent_edge_unit (edge), &part))
    return;
  path = path_of_part (paint, curve, part, &before);
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
  Part part;

  if (!find_part (paint, edge->curve, BESIDE * ent_edge_unit (edge) + edge->width, &part))
    return;

  if (emphasis == ENT_EMPHASIS_CHOSEN || emphasis == ENT_EMPHASIS_HOVERED)
    paint_halo (paint, edge, emphasis);
  for (guint i = 0; i < n; i++)
    paint_stroke (paint, edge, &strokes[i], ent_line_colour (paint->theme, strokes[i].stance, emphasis));
  if (!ent_paint_shows_heads (paint, edge))
    return;
  paint_head (paint, edge, TRUE, head);
  paint_head (paint, edge, FALSE, head);
}
