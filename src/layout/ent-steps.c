/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small steps that several layouts share: orders, segments, turning, packing. Invariant: ties go by number. */
#include "ent-layout-private.h"

#include <string.h>

typedef struct
{
  uint64_t key;
  int number;
} Keyed;

#define DIGIT 2048 /* 11 bits */

/* Counting passes over the bits of the numbers, made to sort like integers; passes where all agree are left out. */
void
ent_order_by (EntArena *arena, const EntRun *run, int n, const double *key, int *order)
{
  EntArenaMark mark = ent_arena_mark (arena);
  Keyed *now = ENT_NEW (arena, Keyed, n), *next = ENT_NEW (arena, Keyed, n), *swap;
  int *count = ENT_NEW (arena, int, DIGIT);

  for (int i = 0; i < n; i++)
    {
      double value = key[i] + 0.0; /* one zero */
      uint64_t bits;

      memcpy (&bits, &value, sizeof bits);
      now[i].key = bits >> 63 ? ~bits : bits | (uint64_t) 1 << 63;
      now[i].number = i;
    }
  if (n <= 48) /* few: insertion */
    for (int i = 1; i < n; i++)
      {
        Keyed item = now[i];
        int k = i;

        for (; k > 0 && now[k - 1].key > item.key; k--)
          now[k] = now[k - 1];
        now[k] = item;
      }
  else
    for (int shift = 0; shift < 64 && !ent_run_cancelled (run); shift += 11)
      {
        int sum = 0;

        memset (count, 0, sizeof (int) * DIGIT);
        for (int i = 0; i < n; i++)
          count[(now[i].key >> shift) & (DIGIT - 1)]++;
        if (count[(now[0].key >> shift) & (DIGIT - 1)] == n)
          continue;
        for (int k = 0; k < DIGIT; k++)
          {
            int size = count[k];

            count[k] = sum;
            sum += size;
          }
        for (int i = 0; i < n; i++)
          next[count[(now[i].key >> shift) & (DIGIT - 1)]++] = now[i];
        swap = now, now = next, next = swap;
      }
  for (int i = 0; i < n; i++)
    order[i] = now[i].number;
  ent_arena_release (arena, mark);
}

double
ent_root (double value, int power)
{
  double low = 0, high = fmax (value, 1);

  for (int i = 0; i < 100; i++)
    {
      double mid = (low + high) / 2, product = 1;

      for (int k = 0; k < power; k++)
        product *= mid;
      if (product < value)
        low = mid;
      else
        high = mid;
    }
  return low;
}

bool
ent_segments_cross (double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy)
{
  double p, q, r, s;

  if ((ax < cx && ax < dx && bx < cx && bx < dx) || (ax > cx && ax > dx && bx > cx && bx > dx)
      || (ay < cy && ay < dy && by < cy && by < dy) || (ay > cy && ay > dy && by > cy && by > dy))
    return false;
  p = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
  q = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax);
  if ((p > 0) == (q > 0))
    return false;
  r = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx);
  s = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx);
  return (r > 0) != (s > 0);
}

bool
ent_segment_meets_box (double ax, double ay, double bx, double by, double cx, double cy, double hw, double hh)
{
  double dx = bx - ax, dy = by - ay, from = 0, to = 1;
  double p[4] = { -dx, dx, -dy, dy }, q[4] = { ax - (cx - hw), cx + hw - ax, ay - (cy - hh), cy + hh - ay };

  for (int k = 0; k < 4; k++)
    if (p[k] == 0)
      {
        if (q[k] < 0)
          return false;
      }
    else
      {
        double t = q[k] / p[k];

        if (p[k] < 0 && t > from)
          from = t;
        else if (p[k] > 0 && t < to)
          to = t;
      }
  return from < to;
}

/* Edges by their left end: each is compared with those that begin before it ends. */
int64_t
ent_count_crossings (EntArena *arena, const EntGraph *g, const double *x, const double *y)
{
  EntArenaMark mark = ent_arena_mark (arena);
  double *left = ENT_NEW (arena, double, g->m);
  int *order = ENT_NEW (arena, int, g->m);
  int64_t count = 0;

  for (int e = 0; e < g->m; e++)
    left[e] = fmin (x[g->a[e]], x[g->b[e]]);
  ent_order_by (arena, NULL, g->m, left, order);
  for (int i = 0; i < g->m; i++)
    {
      int e = order[i], a = g->a[e], b = g->b[e];
      double right = fmax (x[a], x[b]);

      for (int j = i + 1; j < g->m && left[order[j]] <= right; j++)
        {
          int c = g->a[order[j]], d = g->b[order[j]];

          count += a != c && a != d && b != c && b != d
                   && ent_segments_cross (x[a], y[a], x[b], y[b], x[c], y[c], x[d], y[d]);
        }
    }
  ent_arena_release (arena, mark);
  return count;
}

void
ent_rotate_flat (int n, double *x, double *y)
{
  double mx = 0, my = 0, xx = 0, yy = 0, xy = 0, half, length, c, s;

  for (int i = 0; i < n; i++)
    mx += x[i], my += y[i];
  mx /= n > 0 ? n : 1, my /= n > 0 ? n : 1;
  for (int i = 0; i < n; i++)
    xx += (x[i] - mx) * (x[i] - mx), yy += (y[i] - my) * (y[i] - my), xy += (x[i] - mx) * (y[i] - my);
  half = (xx - yy) / 2;
  length = sqrt (half * half + xy * xy);
  if (!(length > 1e-9 * (xx + yy)))
    return;
  /* Half the angle of (half, xy), by the half-angle formulas. */
  c = sqrt (fmax (0, (1 + half / length) / 2));
  s = sqrt (fmax (0, (1 - half / length) / 2));
  if (xy < 0)
    s = -s;
  for (int i = 0; i < n; i++)
    {
      double dx = x[i] - mx, dy = y[i] - my;

      x[i] = mx + c * dx + s * dy;
      y[i] = my - s * dx + c * dy;
    }
}

void
ent_layout_align (int n, const double *old_x, const double *old_y, double *x, double *y)
{
  double ox = 0, oy = 0, mx = 0, my = 0, dot = 0, cross = 0, mdot = 0, mcross = 0, c, s, size, flip;
  int k = 0;

  for (int i = 0; i < n; i++)
    if (isfinite (old_x[i]) && isfinite (old_y[i]))
      ox += old_x[i], oy += old_y[i], mx += x[i], my += y[i], k++;
  if (k == 0)
    return;
  ox /= k, oy /= k, mx /= k, my /= k;
  for (int i = 0; i < n; i++)
    if (isfinite (old_x[i]) && isfinite (old_y[i]))
      {
        double px = x[i] - mx, py = y[i] - my, qx = old_x[i] - ox, qy = old_y[i] - oy;

        dot += px * qx + py * qy, cross += px * qy - py * qx;     /* as it is */
        mdot += -px * qx + py * qy, mcross += -px * qy - py * qx; /* mirrored in x */
      }
  flip = mdot * mdot + mcross * mcross > dot * dot + cross * cross ? -1 : 1;
  if (flip < 0)
    dot = mdot, cross = mcross;
  size = sqrt (dot * dot + cross * cross);
  c = size > 0 ? dot / size : 1;
  s = size > 0 ? cross / size : 0;
  for (int i = 0; i < n; i++)
    {
      double px = flip * (x[i] - mx), py = y[i] - my;

      x[i] = ox + c * px - s * py;
      y[i] = oy + s * px + c * py;
    }
}

void
ent_pack (EntArena *arena, const EntRun *run, int n, const double *w, const double *h, double *x, double *y)
{
  EntArenaMark mark = ent_arena_mark (arena);
  double *key = ENT_NEW (arena, double, n), area = 0, widest = 0, limit, left = 0, top = 0, tall = 0;
  int *order = ENT_NEW (arena, int, n);

  for (int i = 0; i < n; i++)
    {
      key[i] = -h[i];
      area += w[i] * h[i];
      widest = fmax (widest, w[i]);
    }
  ent_order_by (arena, run, n, key, order);
  limit = fmax (widest, sqrt (area * 1.6 * 1.15));
  for (int i = 0; i < n; i++)
    {
      int k = order[i];

      if (left > 0 && left + w[k] > limit)
        top += tall, left = 0, tall = 0;
      x[k] = left;
      y[k] = top;
      left += w[k];
      tall = fmax (tall, h[k]);
    }
  ent_arena_release (arena, mark);
}

EntLayoutScore
ent_layout_score (const EntLayoutGraph *graph, const double *x, const double *y)
{
  EntArena *arena = ent_arena_new ();
  EntGraph *g = ent_graph_new (arena, NULL, graph->n_nodes, graph->n_edges, graph->source, graph->target, NULL);
  int *steps = ENT_NEW (arena, int, g->n), *queue = ENT_NEW (arena, int, g->n);
  int stride = g->n > 2000 ? g->n / 200 : 1; /* of large graphs the distances from 200 nodes */
  double sum = 0, squares = 0, pairs = 0;
  EntLayoutScore score = { 0 };

  for (int s = 0; s < g->n; s += stride)
    {
      ent_graph_steps (NULL, g, s, steps, queue);
      for (int v = 0; v < g->n; v++)
        if (steps[v] > 0)
          {
            double dx = x[s] - x[v], dy = y[s] - y[v], r = sqrt (dx * dx + dy * dy) / steps[v];

            sum += r, squares += r * r, pairs++;
          }
    }
  score.stress = pairs == 0 ? 0 : squares > 0 ? 1 - sum * sum / (squares * pairs) : 1;
  score.crossings = ent_count_crossings (arena, g, x, y);
  score.overlaps = ent_overlap_pairs (arena, NULL, g->n, x, y, graph->width, graph->height, NULL, 0);
  ent_arena_free (arena);
  return score;
}
