/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bezier geometry of lines and heads.
 *
 * An offset curve of a cubic is not a cubic; the curves here are so flat that moving the four control points along the normals of
 * their polygon (Tiller and Hanson, "Offsets of two-dimensional profiles", 1984) is nearer than a tenth of a unit. */
#include "ent-shapes.h"

/* Control length of a quarter circle of radius 1. */
#define KAPPA 0.5522847498

#define THIN_STROKE 1.5
#define STROKE_GAP 3.6 /* between the middles of parallel strokes */

EntPath *
ent_path_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (EntPathStep));
}

void
ent_path_clear (EntPath *path)
{
  g_array_set_size (path, 0);
}

static void
add (EntPath *path, EntPathOp op, EntPoint a, EntPoint b, EntPoint c)
{
  EntPathStep step = { op, { a, b, c } };

  g_array_append_val (path, step);
}

void
ent_path_move (EntPath *path, EntPoint p)
{
  add (path, ENT_PATH_MOVE, p, p, p);
}

void
ent_path_line (EntPath *path, EntPoint p)
{
  add (path, ENT_PATH_LINE, p, p, p);
}

void
ent_path_curve (EntPath *path, EntPoint a, EntPoint b, EntPoint end)
{
  add (path, ENT_PATH_CURVE, a, b, end);
}

void
ent_path_close (EntPath *path)
{
  add (path, ENT_PATH_CLOSE, ent_point (0, 0), ent_point (0, 0), ent_point (0, 0));
}

void
ent_path_rounded_rect (EntPath *path, EntRect r, double radius)
{
  double right = r.x + r.width, bottom = r.y + r.height, k;

  radius = CLAMP (radius, 0, MIN (r.width, r.height) / 2);
  k = radius * (1 - KAPPA);
  ent_path_move (path, ent_point (r.x + radius, r.y));
  ent_path_line (path, ent_point (right - radius, r.y));
  ent_path_curve (path, ent_point (right - k, r.y), ent_point (right, r.y + k), ent_point (right, r.y + radius));
  ent_path_line (path, ent_point (right, bottom - radius));
  ent_path_curve (path, ent_point (right, bottom - k), ent_point (right - k, bottom), ent_point (right - radius, bottom));
  ent_path_line (path, ent_point (r.x + radius, bottom));
  ent_path_curve (path, ent_point (r.x + k, bottom), ent_point (r.x, bottom - k), ent_point (r.x, bottom - radius));
  ent_path_line (path, ent_point (r.x, r.y + radius));
  ent_path_curve (path, ent_point (r.x, r.y + k), ent_point (r.x + k, r.y), ent_point (r.x + radius, r.y));
  ent_path_close (path);
}

void
ent_path_circle (EntPath *path, EntPoint middle, double radius)
{
  ent_path_rounded_rect (path, ent_rect_around (middle, 2 * radius, 2 * radius), radius);
}

/* Of the icon of a card at 100 %. */
#define PIN_UNIT (1 / 26.0)

void
ent_path_pin (EntPath *path, const EntSceneNode *node)
{
  double unit = node->icon.width * PIN_UNIT, right = node->box.x + node->box.width;
  gboolean mirrored = ent_rect_middle (node->icon).x > ent_rect_middle (node->box).x;
  EntPoint head = ent_point (mirrored ? node->box.x + 13 * unit : right - 13 * unit, node->box.y - 2.5 * unit);

  ent_path_circle (path, head, 4.2 * unit);
  ent_path_move (path, ent_point (head.x - 1.3 * unit, head.y + 3 * unit));
  ent_path_line (path, ent_point (head.x, head.y + 11 * unit));
  ent_path_line (path, ent_point (head.x + 1.3 * unit, head.y + 3 * unit));
  ent_path_close (path);
}

double
ent_pin_rim (const EntSceneNode *node)
{
  return 3 * node->icon.width * PIN_UNIT;
}

static EntPoint
towards (EntPoint from, EntPoint to, double by)
{
  double length = ent_distance (from, to);

  if (length < 1e-9)
    return from;
  return ent_point (from.x + (to.x - from.x) * by / length, from.y + (to.y - from.y) * by / length);
}

void
ent_path_rounded_polygon (EntPath *path, const EntPoint *points, guint n, double radius)
{
  if (n < 3)
    return;
  for (guint i = 0; i < n; i++)
    {
      EntPoint before = points[(i + n - 1) % n], corner = points[i], after = points[(i + 1) % n];
      double cut = MIN (radius, MIN (ent_distance (before, corner), ent_distance (corner, after)) / 2);
      EntPoint start = towards (corner, before, cut), end = towards (corner, after, cut);

      if (i == 0)
        ent_path_move (path, start);
      else
        ent_path_line (path, start);
      ent_path_curve (path, towards (start, corner, cut * KAPPA), towards (end, corner, cut * KAPPA), end);
    }
  ent_path_close (path);
}

void
ent_path_to_cairo (const EntPath *path, cairo_t *cr)
{
  for (guint i = 0; i < path->len; i++)
    {
      const EntPathStep *step = &g_array_index (path, EntPathStep, i);

      switch (step->op)
        {
        case ENT_PATH_MOVE:
          cairo_move_to (cr, step->p[0].x, step->p[0].y);
          break;
        case ENT_PATH_LINE:
          cairo_line_to (cr, step->p[0].x, step->p[0].y);
          break;
        case ENT_PATH_CURVE:
          cairo_curve_to (cr, step->p[0].x, step->p[0].y, step->p[1].x, step->p[1].y, step->p[2].x, step->p[2].y);
          break;
        case ENT_PATH_CLOSE:
        default:
          cairo_close_path (cr);
          break;
        }
    }
}

static double
head_size (double width)
{
  return 7.5 + 1.4 * width;
}

double
ent_head_length (EntHeadShape shape, double width)
{
  switch (shape)
    {
    case ENT_HEAD_FILLED:
    case ENT_HEAD_HOLLOW:
    case ENT_HEAD_BARRED:
      return head_size (width) - 1;
    case ENT_HEAD_OPEN:
    case ENT_HEAD_BAR:
      return ENT_HEAD_STROKE;
    case ENT_HEAD_NONE:
    default:
      return 0;
    }
}

/* The point @along before the tip and @aside to the left of the line. */
static EntPoint
head_point (EntPoint tip, double angle, double along, double aside)
{
  return ent_point (tip.x - along * cos (angle) + aside * sin (angle), tip.y - along * sin (angle) - aside * cos (angle));
}

EntHeadStyle
ent_path_head (EntPath *path, EntHeadShape shape, EntPoint tip, double angle, double width)
{
  double length = head_size (width), half = length * 0.45;
  EntHeadStyle style = { FALSE, FALSE, FALSE };

  if (shape == ENT_HEAD_NONE)
    return style;
  style.stroke = TRUE;
  if (shape == ENT_HEAD_BAR)
    {
      ent_path_move (path, head_point (tip, angle, ENT_HEAD_STROKE, half + 1));
      ent_path_line (path, head_point (tip, angle, ENT_HEAD_STROKE, -half - 1));
      return style;
    }
  /* The outline is stroked, so the tip stands back by half the stroke. */
  ent_path_move (path, head_point (tip, angle, length, half));
  ent_path_line (path, head_point (tip, angle, ENT_HEAD_STROKE / 2, 0));
  ent_path_line (path, head_point (tip, angle, length, -half));
  if (shape == ENT_HEAD_OPEN)
    return style;
  ent_path_close (path);
  style.fill_line = shape == ENT_HEAD_FILLED;
  style.fill_background = shape != ENT_HEAD_FILLED;
  if (shape == ENT_HEAD_BARRED)
    {
      ent_path_move (path, head_point (tip, angle, length + 5, half + 1));
      ent_path_line (path, head_point (tip, angle, length + 5, -half - 1));
    }
  return style;
}

double
ent_edge_unit (const EntSceneEdge *edge)
{
  return edge->unit > 0 ? edge->unit : 1;
}

/* The length that a head takes of the line, in scene units. */
static double
edge_head_length (const EntSceneEdge *edge, EntHeadShape shape)
{
  return ent_head_length (shape, edge->width / ent_edge_unit (edge)) * ent_edge_unit (edge);
}

guint
ent_edge_strokes (const EntSceneEdge *edge, EntStroke strokes[3])
{
  EntStance stances[3];
  double unit = ent_edge_unit (edge);
  guint n = 0;

  if (edge->mixed || edge->contested)
    for (EntStance s = ENT_STANCE_COOPERATIVE; s <= ENT_STANCE_NEUTRAL; s++)
      if (edge->stances & (1u << s))
        stances[n++] = s;
  /* A single relation that is contested: its own stance, and what the dispute makes of it. */
  if (edge->contested && n < 2)
    {
      stances[0] = edge->stance;
      stances[1] = edge->stance == ENT_STANCE_CONFLICTUAL ? ENT_STANCE_COOPERATIVE : ENT_STANCE_CONFLICTUAL;
      n = 2;
    }
  if (n < 2)
    {
      strokes[0] = (EntStroke) { edge->stance, 0, edge->width };
      return 1;
    }
  for (guint i = 0; i < n; i++)
    strokes[i] = (EntStroke) { stances[i], ((n - 1) / 2.0 - i) * STROKE_GAP * unit, THIN_STROKE * unit };
  return n;
}

/* The part of @curve from parameter @from to @to, by de Casteljau's construction. */
static void
cut_curve (const EntPoint curve[4], double from, double to, EntPoint part[4])
{
  double ts[4][3] = { { from, from, from }, { from, from, to }, { from, to, to }, { to, to, to } };

  for (guint i = 0; i < 4; i++)
    {
      EntPoint p[4] = { curve[0], curve[1], curve[2], curve[3] };

      /* The blossom of the curve at three parameters is a control point of the part. */
      for (guint level = 0; level < 3; level++)
        for (guint k = 0; k + level < 3; k++)
          {
            double t = ts[i][level];

            p[k] = ent_point (p[k].x + (p[k + 1].x - p[k].x) * t, p[k].y + (p[k + 1].y - p[k].y) * t);
          }
      part[i] = p[0];
    }
}

static EntPoint
curve_point (const EntPoint c[4], double t)
{
  double u = 1 - t, b0 = u * u * u, b1 = 3 * u * u * t, b2 = 3 * u * t * t, b3 = t * t * t;

  return ent_point (b0 * c[0].x + b1 * c[1].x + b2 * c[2].x + b3 * c[3].x,
                    b0 * c[0].y + b1 * c[1].y + b2 * c[2].y + b3 * c[3].y);
}

/* The parameter at which the curve is @distance away from its end (from its start where @at_target is FALSE). */
static double
parameter_at (const EntSceneEdge *edge, double distance, gboolean at_target)
{
  double near = 0, far = 0.5;
  EntPoint end = at_target ? edge->curve[3] : edge->curve[0];

  if (distance <= 0)
    return at_target ? 1 : 0;
  for (guint i = 0; i < 30; i++)
    {
      double middle = (near + far) / 2;
      EntPoint p = curve_point (edge->curve, at_target ? 1 - middle : middle);
      double dx = p.x - end.x, dy = p.y - end.y;

      if (dx * dx + dy * dy < distance * distance)
        near = middle;
      else
        far = middle;
    }
  return at_target ? 1 - near : near;
}

static void
offset_curve (EntPoint c[4], double offset)
{
  EntPoint moved[4];

  for (guint i = 0; i < 4; i++)
    {
      EntPoint a = c[i > 0 ? i - 1 : 0], b = c[i < 3 ? i + 1 : 3];
      double length = ent_distance (a, b);

      moved[i] = c[i];
      if (length < 1e-9)
        continue;
      moved[i].x += (b.y - a.y) / length * offset;
      moved[i].y -= (b.x - a.x) / length * offset;
    }
  for (guint i = 0; i < 4; i++)
    c[i] = moved[i];
}

void
ent_path_edge (EntPath *path, const EntSceneEdge *edge, double offset)
{
  EntPoint part[4];

  cut_curve (edge->curve, parameter_at (edge, edge_head_length (edge, edge->source_head), FALSE),
             parameter_at (edge, edge_head_length (edge, edge->target_head), TRUE), part);
  if (offset != 0)
    offset_curve (part, offset);
  ent_path_move (path, part[0]);
  ent_path_curve (path, part[1], part[2], part[3]);
}

EntHeadStyle
ent_path_edge_head (EntPath *path, const EntSceneEdge *edge, gboolean at_target)
{
  EntHeadShape shape = at_target ? edge->target_head : edge->source_head;
  EntPoint tip = at_target ? edge->curve[3] : edge->curve[0], base;
  double length = edge_head_length (edge, ENT_HEAD_FILLED), unit = ent_edge_unit (edge);
  guint first = path->len;
  EntHeadStyle style;

  /* Along the chord of its own length, not the tangent at the tip: on a bent line the head sits straight. */
  base = curve_point (edge->curve, parameter_at (edge, length, at_target));
  style = ent_path_head (path, shape, tip, atan2 (tip.y - base.y, tip.x - base.x), edge->width / unit);
  for (guint i = first; i < path->len; i++)
    {
      EntPoint *p = g_array_index (path, EntPathStep, i).p;

      for (guint k = 0; k < 3; k++)
        p[k] = ent_point (tip.x + (p[k].x - tip.x) * unit, tip.y + (p[k].y - tip.y) * unit);
    }
  return style;
}
