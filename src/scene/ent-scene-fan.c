/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shapes of lines: a pair's lines are one fan of curves between the middles of two cards, cut off at the cards'
 * borders; a relation of an actor with itself is a loop at a corner. O(1) a line. */
#include "ent-scene-router.h"

#define LABEL_GAP 7.0
#define STEPS 32    /* along a curve, to find where it leaves a card */
#define HALVINGS 24 /* of such a step */

/* How far apart the middles of neighbours in a fan run, so that each label finds room on its own line: as far as labels
 * are high where the fan runs level, up to as far as they are wide where it runs upright (there labels also find room
 * one below the other). */
static double
fan_spacing (const EntPairPlan *pair, double nx, double ny, double length)
{
  double level, upright, most;

  if (pair->n < 2)
    return 0;
  level = (MAX (pair->label_height, 20) + LABEL_GAP) / MAX (fabs (ny), 1e-3);
  upright = (pair->label_width / 2 + LABEL_GAP) / MAX (fabs (nx), 1e-3);
  most = MAX (26, MIN (110, 1.1 * length / (pair->n - 1)));
  return CLAMP (MIN (level, upright), 22, most);
}

static double
half_extent (EntRect box, double nx, double ny)
{
  return fabs (nx) * box.width / 2 + fabs (ny) * box.height / 2;
}

/* How far @p lies beyond @box by way of @side: 0 to 3 for left, right, top, bottom. */
static double
beyond (EntRect box, guint side, EntPoint p)
{
  switch (side)
    {
    case 0:
      return box.x - p.x;
    case 1:
      return p.x - (box.x + box.width);
    case 2:
      return box.y - p.y;
    default:
      return p.y - (box.y + box.height);
    }
}

/* Where halving the gap between @inside and @outside HALVINGS times would end, found by the secant method. FALSE where that does not
 * find it: a curve that leaves by a corner. */
static gboolean
leap (const EntPoint curve[4], EntRect box, double inside, double *outside)
{
  const double parts = 1 << HALVINGS;
  double unit = (*outside - inside) / parts, a = 0, b = parts;
  EntPoint in = ent_curve_point (curve, inside), out = ent_curve_point (curve, *outside);
  guint side = 0;

  for (guint i = 1; i < 4; i++)
    if (beyond (box, i, out) > beyond (box, side, out))
      side = i;
  for (double fa = beyond (box, side, in), fb = beyond (box, side, out); fa != fb && fabs (b - a) > 0.25;)
    {
      double next = CLAMP (b - fb * (b - a) / (fb - fa), 0, parts);

      a = b;
      fa = fb;
      b = next;
      fb = beyond (box, side, ent_curve_point (curve, inside + b * unit));
    }
  a = MIN (floor (b), parts - 1);
  if (!ent_rect_contains (box, ent_curve_point (curve, inside + a * unit))
      || ent_rect_contains (box, ent_curve_point (curve, inside + (a + 1) * unit)))
    return FALSE;
  *outside = inside + (a + 1) * unit;
  return TRUE;
}

/* Where @curve leaves @box for the first time, from its start on (@step 1) or from its end back (-1). */
static double
exit_of (const EntPoint curve[4], EntRect box, int step)
{
#define B(i) ENT_CURVE_BASIS ((i) / (double) STEPS)
  static const double basis[STEPS + 1][4]
      = { B (0),  B (1),  B (2),  B (3),  B (4),  B (5),  B (6),  B (7),  B (8),  B (9),  B (10), B (11), B (12), B (13), B (14), B (15), B (16),
          B (17), B (18), B (19), B (20), B (21), B (22), B (23), B (24), B (25), B (26), B (27), B (28), B (29), B (30), B (31), B (32) };
#undef B
  double inside, outside;
  guint i = 1;

  while (i <= STEPS && ent_rect_contains (box, ent_curve_point_by (curve, basis[step > 0 ? i : STEPS - i])))
    i++;
  if (i > STEPS)
    return step > 0 ? 1 : 0;
  outside = (step > 0 ? i : STEPS - i) / (double) STEPS;
  inside = outside - step / (double) STEPS;
  if (leap (curve, box, inside, &outside))
    return outside;
  for (i = 0; i < HALVINGS; i++)
    {
      double middle = (inside + outside) / 2;

      if (ent_rect_contains (box, ent_curve_point (curve, middle)))
        inside = middle;
      else
        outside = middle;
    }
  return outside;
}

static void
shape_loop (EntRect box, guint corner, guint rank, EntPoint curve[4])
{
  double sx = corner == 0 || corner == 2 ? 1 : -1, sy = corner < 2 ? -1 : 1, size = 62 + 36 * rank;
  EntPoint middle = ent_rect_middle (box);
  EntPoint tip = ent_point (middle.x + sx * box.width / 2, middle.y + sy * box.height / 2);

  curve[0] = ent_point (tip.x - sx * MIN (34, box.width / 3), tip.y + sy * ENT_SCENE_END_GAP);
  curve[3] = ent_point (tip.x + sx * ENT_SCENE_END_GAP, tip.y - sy * MIN (15, box.height / 3));
  curve[1] = ent_point (curve[0].x + sx * size * 0.1, curve[0].y + sy * size);
  curve[2] = ent_point (curve[3].x + sx * size, curve[3].y + sy * size * 0.1);
}

/* The curve of edge @e where its pair's free lines share bend @bend (of loops: stand at corner @bend). */
static void
shape_curve (const EntRouter *self, guint e, double bend, EntPoint curve[4])
{
  const EntLinePlan *line = ent_line_plan (self->plan, e);
  const EntPairPlan *pair = ent_pair_plan (self->plan, line->pair);
  EntRect a = ent_node (self->parts, pair->a)->box, b = ent_node (self->parts, pair->b)->box;
  EntPoint from = ent_rect_middle (a), to = ent_rect_middle (b), whole[4];
  double dx = to.x - from.x, dy = to.y - from.y, length = hypot (dx, dy), nx, ny, off, pa = 0, pb = 0, c, t0, t1;

  if (pair->a == pair->b)
    {
      shape_loop (a, (guint) bend, e - pair->first, curve);
      return;
    }
  if (length < 1)
    {
      dx = length = 1;
      dy = 0;
    }
  nx = dy / length;
  ny = -dx / length;
  if (!isnan (line->bend))
    off = (line->reversed ? -line->bend : line->bend) * length;
  else
    {
      double spacing = fan_spacing (pair, nx, ny, length), outer = (pair->n - 1) / 2.0 * spacing;

      off = bend * length + line->slot * spacing;
      if (outer > 0)
        {
          /* Lines of a fan leave the card side by side. */
          pa = line->slot * spacing / outer * MIN (outer * 0.5, half_extent (a, nx, ny) * 0.62);
          pb = line->slot * spacing / outer * MIN (outer * 0.5, half_extent (b, nx, ny) * 0.62);
        }
    }
  /* The middle of a Bezier curve is (p0 + 3 p1 + 3 p2 + p3) / 8. */
  c = (8 * off - pa - pb) / 6;
  whole[0] = ent_point (from.x + nx * pa, from.y + ny * pa);
  whole[1] = ent_point (from.x + dx * 0.27 + nx * c, from.y + dy * 0.27 + ny * c);
  whole[2] = ent_point (to.x - dx * 0.27 + nx * c, to.y - dy * 0.27 + ny * c);
  whole[3] = ent_point (to.x + nx * pb, to.y + ny * pb);
  if (line->reversed)
    {
      EntPoint swap[4] = { whole[3], whole[2], whole[1], whole[0] };
      EntRect box = a;

      memcpy (whole, swap, sizeof swap);
      a = b;
      b = box;
    }
  t0 = exit_of (whole, ent_rect_grow (a, ENT_SCENE_END_GAP), 1);
  t1 = exit_of (whole, ent_rect_grow (b, ENT_SCENE_END_GAP), -1);
  if (t0 >= t1)
    {
      /* The cards touch: a short stroke between them. */
      t0 = 0.45;
      t1 = 0.55;
    }
  ent_curve_cut (whole, t0, t1, curve);
}

EntRect
ent_router_span (const EntPoint line[ENT_SCENE_PIECES + 1])
{
  double x0 = line[0].x, x1 = x0, y0 = line[0].y, y1 = y0;

  for (guint i = 1; i <= ENT_SCENE_PIECES; i++)
    {
      x0 = MIN (x0, line[i].x);
      x1 = MAX (x1, line[i].x);
      y0 = MIN (y0, line[i].y);
      y1 = MAX (y1, line[i].y);
    }
  return ent_rect (x0, y0, x1 - x0, y1 - y0);
}

void
ent_router_set_curve (EntRouter *self, guint e, double bend, EntPoint curve[4])
{
  shape_curve (self, e, bend, curve);
  ent_curve_flatten (curve, self->flat[e]);
  self->spans[e] = ent_router_span (self->flat[e]);
  self->routed[e] = TRUE;
}
