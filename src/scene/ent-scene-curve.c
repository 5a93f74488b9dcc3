/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cubic Bezier curves, as far as a map needs them: points, cuts (de Casteljau), distances, and tests on the curve as a
 * line of straight pieces. Pure functions of plain values. */
#include "ent-scene-private.h"

static EntPoint
between (EntPoint a, EntPoint b, double t)
{
  return ent_point (a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t);
}

/* Not normalised; where the derivative vanishes the chord stands in for it. */
EntPoint
ent_curve_tangent (const EntPoint c[4], double t)
{
  double u = 1 - t, b0 = 3 * u * u, b1 = 6 * u * t, b2 = 3 * t * t;
  EntPoint d = ent_point (b0 * (c[1].x - c[0].x) + b1 * (c[2].x - c[1].x) + b2 * (c[3].x - c[2].x),
                          b0 * (c[1].y - c[0].y) + b1 * (c[2].y - c[1].y) + b2 * (c[3].y - c[2].y));

  if (hypot (d.x, d.y) < 1e-9)
    d = ent_point (c[3].x - c[0].x, c[3].y - c[0].y);
  return d;
}

void
ent_curve_cut (const EntPoint c[4], double t0, double t1, EntPoint part[4])
{
  EntPoint p0 = ent_curve_point (c, t0), p3 = ent_curve_point (c, t1);
  double u0 = 1 - t0, u1 = 1 - t1;

  /* The blossom of the curve at (t0, t0, t1) and (t0, t1, t1). */
  EntPoint a0 = between (c[0], c[1], t0), a1 = between (c[1], c[2], t0), a2 = between (c[2], c[3], t0);
  EntPoint b0 = between (c[0], c[1], t1), b1 = between (c[1], c[2], t1), b2 = between (c[2], c[3], t1);
  EntPoint p1 = ent_point (u1 * (u0 * a0.x + t0 * a1.x) + t1 * (u0 * a1.x + t0 * a2.x),
                           u1 * (u0 * a0.y + t0 * a1.y) + t1 * (u0 * a1.y + t0 * a2.y));
  EntPoint p2 = ent_point (u0 * (u1 * b0.x + t1 * b1.x) + t0 * (u1 * b1.x + t1 * b2.x),
                           u0 * (u1 * b0.y + t1 * b1.y) + t0 * (u1 * b1.y + t1 * b2.y));

  part[0] = p0;
  part[1] = p1;
  part[2] = p2;
  part[3] = p3;
}

void
ent_curve_flatten (const EntPoint c[4], EntPoint line[ENT_SCENE_PIECES + 1])
{
#define BASIS(i) ENT_CURVE_BASIS ((double) (i) / ENT_SCENE_PIECES)
  static const double basis[ENT_SCENE_PIECES + 1][4] = { BASIS (0),  BASIS (1),  BASIS (2),  BASIS (3),  BASIS (4),
                                                         BASIS (5),  BASIS (6),  BASIS (7),  BASIS (8),  BASIS (9),
                                                         BASIS (10), BASIS (11), BASIS (12), BASIS (13), BASIS (14) };
#undef BASIS

  for (guint i = 0; i <= ENT_SCENE_PIECES; i++)
    line[i] = ent_curve_point_by (c, basis[i]);
}

static void
grow_at_extremes (double a, double b, double c, double d, double *low, double *high)
{
  /* Zeros of the derivative: (p t^2 + q t + r) = 0. */
  double p = -a + 3 * b - 3 * c + d, q = 2 * (a - 2 * b + c), r = b - a, roots[2];
  guint n = 0;

  if (fabs (p) < 1e-12)
    {
      if (fabs (q) > 1e-12)
        roots[n++] = -r / q;
    }
  else if (q * q - 4 * p * r >= 0)
    {
      double root = sqrt (q * q - 4 * p * r);

      roots[n++] = (-q + root) / (2 * p);
      roots[n++] = (-q - root) / (2 * p);
    }
  for (guint i = 0; i < n; i++)
    if (roots[i] > 0 && roots[i] < 1)
      {
        double t = roots[i], u = 1 - t, v = u * u * u * a + 3 * u * u * t * b + 3 * u * t * t * c + t * t * t * d;

        *low = MIN (*low, v);
        *high = MAX (*high, v);
      }
}

EntRect
ent_curve_bounds (const EntPoint c[4])
{
  double x0 = MIN (c[0].x, c[3].x), x1 = MAX (c[0].x, c[3].x), y0 = MIN (c[0].y, c[3].y), y1 = MAX (c[0].y, c[3].y);

  grow_at_extremes (c[0].x, c[1].x, c[2].x, c[3].x, &x0, &x1);
  grow_at_extremes (c[0].y, c[1].y, c[2].y, c[3].y, &y0, &y1);
  return ent_rect (x0, y0, x1 - x0, y1 - y0);
}

double
ent_piece_distance (EntPoint a, EntPoint b, EntPoint p)
{
  double dx = b.x - a.x, dy = b.y - a.y, square = dx * dx + dy * dy;
  double t = square > 0 ? CLAMP (((p.x - a.x) * dx + (p.y - a.y) * dy) / square, 0, 1) : 0;

  return hypot (a.x + t * dx - p.x, a.y + t * dy - p.y);
}

double
ent_curve_distance (const EntPoint curve[4], EntPoint point)
{
  EntPoint from = curve[0];
  double least = G_MAXDOUBLE;

  for (guint i = 1; i <= ENT_CURVE_PIECES; i++)
    {
      EntPoint to = ent_curve_point (curve, (double) i / ENT_CURVE_PIECES);

      least = MIN (least, ent_piece_distance (from, to, point));
      from = to;
    }
  return least;
}

/* Liang and Barsky's clipping. */
double
ent_piece_length_in (EntPoint a, EntPoint b, EntRect box)
{
  double dx = b.x - a.x, dy = b.y - a.y, t0 = 0, t1 = 1, right = box.x + box.width, bottom = box.y + box.height;
  double p[4] = { -dx, dx, -dy, dy };
  double q[4] = { a.x - box.x, right - a.x, a.y - box.y, bottom - a.y };

  /* Most are far from it. */
  if ((a.x < box.x && b.x < box.x) || (a.x > right && b.x > right) || (a.y < box.y && b.y < box.y) || (a.y > bottom && b.y > bottom))
    return 0;
  for (guint i = 0; i < 4; i++)
    {
      if (p[i] == 0)
        {
          if (q[i] < 0)
            return 0;
          continue;
        }
      if (p[i] < 0)
        t0 = MAX (t0, q[i] / p[i]);
      else
        t1 = MIN (t1, q[i] / p[i]);
      if (t0 >= t1)
        return 0;
    }
  return (t1 - t0) * hypot (dx, dy);
}

double
ent_line_length_in (const EntPoint line[ENT_SCENE_PIECES + 1], EntRect box)
{
  double length = 0, right = box.x + box.width, bottom = box.y + box.height;

  for (guint i = 0; i < ENT_SCENE_PIECES; i++)
    {
      EntPoint a = line[i], b = line[i + 1];

      if ((a.x < box.x && b.x < box.x) || (a.x > right && b.x > right) || (a.y < box.y && b.y < box.y)
          || (a.y > bottom && b.y > bottom))
        continue;
      length += ent_piece_length_in (a, b, box);
    }
  return length;
}

static double
side (EntPoint a, EntPoint b, EntPoint p)
{
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

guint
ent_line_crossings (const EntPoint a[ENT_SCENE_PIECES + 1],
                    EntRect span_a,
                    const EntPoint b[ENT_SCENE_PIECES + 1],
                    EntRect span_b)
{
  double left = MAX (span_a.x, span_b.x), right = MIN (span_a.x + span_a.width, span_b.x + span_b.width);
  double top = MAX (span_a.y, span_b.y), bottom = MIN (span_a.y + span_a.height, span_b.y + span_b.height);
  guint n = 0, n_near = 0, near[ENT_SCENE_PIECES];

  /* Only pieces in what both spans share can cross. */
  for (guint k = 0; k < ENT_SCENE_PIECES; k++)
    if (MAX (b[k].x, b[k + 1].x) >= left && MIN (b[k].x, b[k + 1].x) <= right && MAX (b[k].y, b[k + 1].y) >= top
        && MIN (b[k].y, b[k + 1].y) <= bottom)
      near[n_near++] = k;
  for (guint i = 0; i < ENT_SCENE_PIECES && n_near > 0; i++)
    {
      double x0 = MIN (a[i].x, a[i + 1].x), x1 = MAX (a[i].x, a[i + 1].x);
      double y0 = MIN (a[i].y, a[i + 1].y), y1 = MAX (a[i].y, a[i + 1].y);

      if (x1 < left || x0 > right || y1 < top || y0 > bottom)
        continue;
      for (guint m = 0; m < n_near; m++)
        {
          guint k = near[m];

          if (MAX (b[k].x, b[k + 1].x) < x0 || MIN (b[k].x, b[k + 1].x) > x1 || MAX (b[k].y, b[k + 1].y) < y0
              || MIN (b[k].y, b[k + 1].y) > y1)
            continue;
          if (side (a[i], a[i + 1], b[k]) * side (a[i], a[i + 1], b[k + 1]) < 0
              && side (b[k], b[k + 1], a[i]) * side (b[k], b[k + 1], a[i + 1]) < 0)
            n++;
        }
    }
  return n;
}
