/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrangements with a plain rule: circle, rings, grid, by group, by time. Each places the whole graph; what the rule
 * leaves overlapping (a wide box on a steep part of a circle, say) is parted by ent_overlap_remove afterwards. */
#include "ent-layout-private.h"

#include <string.h>

#define TURN 6.283185307179586

static double
diagonal (const EntPlan *p, int v)
{
  return sqrt (p->w[v] * p->w[v] + p->h[v] * p->h[v]);
}

/* Of two nodes side by side on the circle: crossings of their lines, as they are and exchanged. */
static int64_t
gain_of_exchange (const EntGraph *g, const int *at, int u, int v, int *ru, int *rv)
{
  int du = 0, dv = 0, n = g->n;
  int64_t now = 0, then = 0;

  for (int side = 0; side < 2; side++)
    {
      int node = side == 0 ? u : v, other = side == 0 ? v : u, *list = side == 0 ? ru : rv, count = 0;

      for (int k = g->start[node]; k < g->start[node + 1]; k++)
        if (g->to[k] != other)
          {
            int place = (at[g->to[k]] - at[u] + n) % n, i = count++;

            for (; i > 0 && list[i - 1] > place; i--)
              list[i] = list[i - 1];
            list[i] = place;
          }
      *(side == 0 ? &du : &dv) = count;
    }
  for (int i = 0, below = 0, upto = 0; i < dv; i++)
    {
      while (below < du && ru[below] < rv[i])
        below++;
      while (upto < du && ru[upto] <= rv[i])
        upto++;
      now += below;
      then += du - upto;
    }
  return now - then;
}

/* Depth first along the graph, then exchanges of neighbours as long as they lessen crossings (sifting by one step;
 * Baur, Brandes: Crossing Reduction in Circular Layouts, WG 2004). */
static void
order_on_circle (EntRun *run, const EntGraph *g, int *order)
{
  EntArena *arena = run->arena;
  int n = g->n, *stack = ENT_NEW (arena, int, n + 2 * g->m + 1), *at = ENT_NEW (arena, int, n), count = 0, widest = 0;
  bool *seen = ENT_NEW (arena, bool, n);
  int *ru, *rv;

  for (int v = 0; v < n && !ent_run_stops (run, v); v++)
    {
      int top = 0;

      widest = g->start[v + 1] - g->start[v] > widest ? g->start[v + 1] - g->start[v] : widest;
      stack[top++] = v;
      while (top > 0)
        {
          int u = stack[--top];

          if (seen[u])
            continue;
          seen[u] = true;
          at[u] = count;
          order[count++] = u;
          for (int k = g->start[u + 1] - 1; k >= g->start[u]; k--)
            if (!seen[g->to[k]])
              stack[top++] = g->to[k];
        }
    }
  ru = ENT_NEW (arena, int, widest + 1), rv = ENT_NEW (arena, int, widest + 1);
  for (int pass = 0; pass < (n > 3000 ? 4 : 60) && n > 3 && widest < 1000; pass++)
    {
      bool changed = false;

      for (int i = 0; i < n && !ent_run_cancelled (run); i++)
        {
          int j = (i + 1) % n, u = order[i], v = order[j];

          if (gain_of_exchange (g, at, u, v, ru, rv) > 0)
            order[i] = v, order[j] = u, at[v] = i, at[u] = j, changed = true;
        }
      if (!changed)
        break;
    }
}

void
ent_place_circle (EntRun *run, EntPlan *p)
{
  int n = p->graph->n, *order = ENT_NEW (run->arena, int, n);
  double around = 0, so_far = 0, radius;

  order_on_circle (run, p->graph, order);
  for (int v = 0; v < n; v++)
    around += diagonal (p, v);
  radius = n < 2 ? 0 : fmax (around / TURN, around / n / 2) * 1.08;
  for (int i = 0; i < n; i++)
    {
      double s, c, half = diagonal (p, order[i]) / 2;

      ent_sin_cos ((so_far + half) / around, &s, &c);
      so_far += 2 * half;
      p->x[order[i]] = radius * s, p->y[order[i]] = -radius * c; /* clockwise from the top */
    }
}

/* Ring k holds what is k steps away, in the order of a tree of shortest ways: each child in the sector of its parent,
 * sectors by what is below. What cannot be reached stands on the outermost ring. O(n log n + m). */
void
ent_place_rings (EntRun *run, EntPlan *p, int root)
{
  EntArena *arena = run->arena;
  const EntGraph *g = p->graph;
  int n = g->n, *steps = ENT_NEW (arena, int, n), *queue = ENT_NEW (arena, int, n), *order = ENT_NEW (arena, int, n),
      reached, rings = 0;
  double *below = ENT_NEW (arena, double, n), *from = ENT_NEW (arena, double, n), *used = ENT_NEW (arena, double, n);
  double *key = ENT_NEW (arena, double, n), radius = 0, tall = 0;

  if (root < 0)
    {
      root = 0;
      for (int v = 1; v < n; v++)
        if (g->start[v + 1] - g->start[v] > g->start[root + 1] - g->start[root])
          root = v;
    }
  reached = ent_graph_steps (run, g, root, steps, queue);
  if (ent_run_cancelled (run))
    return;
  for (int i = 0; i < reached; i++)
    rings = steps[queue[i]] > rings ? steps[queue[i]] : rings;
  for (int v = 0; v < n; v++)
    {
      below[v] = diagonal (p, v);
      if (steps[v] < 0)
        steps[v] = rings + 1, queue[reached++] = v, used[v] = 2;
    }
#define PARENT(v, u)                                                                                                   \
  for (int k_ = g->start[v]; k_ < g->start[v + 1]; k_++)                                                               \
    if (u < 0 && steps[g->to[k_]] == steps[v] - 1)                                                                     \
  u = g->to[k_]
  for (int i = n - 1; i > 0 && !ent_run_stops (run, i); i--)
    {
      int v = queue[i], u = -1;

      if (used[v] == 2)
        continue;
      PARENT (v, u);
      below[u] += below[v];
    }
  from[root] = 0, key[root] = 0;
  for (int i = 1; i < n && !ent_run_stops (run, i); i++) /* sectors of [0, 1), in the order of the search */
    {
      int v = queue[i], u = -1;

      if (used[v] == 2)
        {
          used[v] = 0, from[v] = (double) i / n;
          key[v] = steps[v] + from[v];
          continue;
        }
      PARENT (v, u);
      from[v] = from[u] + used[u];
      used[u] += below[v] / below[root] * (u == root ? below[root] / fmax (below[root] - diagonal (p, root), 1e-9) : 1);
      key[v] = steps[v] + fmin (from[v], 0.999999) * 0.999;
    }
#undef PARENT
  ent_order_by (arena, run, n, key, order);
  if (ent_run_cancelled (run))
    return;
  for (int v = 0; v < n; v++)
    tall = fmax (tall, diagonal (p, v));
  for (int i = 0; i < n;)
    {
      int first = i, ring = steps[order[i]];
      double around = 0, at = 0, lead = 0;

      for (; i < n && steps[order[i]] == ring; i++)
        around += diagonal (p, order[i]);
      radius = ring == 0 ? 0 : fmax (radius + tall, around * 1.1 / TURN);
      /* As near to their sectors as the space on the ring lets them be: turned by the mean lead, when the ring is full.
       */
      for (int k = first; k < i; k++)
        {
          double share = diagonal (p, order[k]) / fmax (TURN * radius, 1e-9),
                 wish = from[order[k]] + below[order[k]] / below[root] / 2;

          used[order[k]] = fmax (wish, at + share / 2);
          at = used[order[k]] + share / 2;
          lead = at - 1;
        }
      for (int k = i - 1, over = 1; k >= first && over; k--) /* what ran past the end moves back */
        {
          double share = diagonal (p, order[k]) / fmax (TURN * radius, 1e-9),
                 limit = k == i - 1 ? 1 - share / 2 : at - share / 2;

          over = lead > 0 && used[order[k]] > limit;
          if (over)
            used[order[k]] = limit;
          at = used[order[k]] - share / 2;
        }
      for (int k = first; k < i; k++)
        {
          double s, c;

          ent_sin_cos (used[order[k]], &s, &c);
          p->x[order[k]] = radius * s, p->y[order[k]] = -radius * c;
        }
    }
}

void
ent_place_grid (EntRun *run, EntPlan *p)
{
  EntArena *arena = run->arena;
  const EntGraph *g = p->graph;
  int n = g->n, *order = ENT_NEW (arena, int, n), columns = 1;
  double *key = ENT_NEW (arena, double, n), *wide, left = 0, top = 0, w = 0, h = 0;

  for (int v = 0; v < n; v++)
    key[v] = g->start[v] - g->start[v + 1], w += p->w[v] / n, h += p->h[v] / n;
  ent_order_by (arena, run, n, key, order);
  while (columns < n && columns * w < 1.6 * h * ((n + columns - 1) / columns))
    columns++;
  wide = ENT_NEW (arena, double, columns);
  for (int i = 0; i < n; i++)
    wide[i % columns] = fmax (wide[i % columns], p->w[order[i]]);
  for (int row = 0; row * columns < n; row++)
    {
      double tall = 0;

      left = 0;
      for (int i = row * columns; i < n && i < (row + 1) * columns; i++)
        tall = fmax (tall, p->h[order[i]]);
      for (int i = row * columns; i < n && i < (row + 1) * columns; i++)
        {
          p->x[order[i]] = left + wide[i % columns] / 2, p->y[order[i]] = top + tall / 2;
          left += wide[i % columns];
        }
      top += tall;
    }
}

/* Each group as a map of its own, with the lines inside it; the blocks are packed with room between them. */
void
ent_place_groups (EntRun *run, EntPlan *p, const int *group)
{
  EntArena *arena = run->arena;
  int n = p->graph->n, *order = ENT_NEW (arena, int, n), *number = ENT_NEW (arena, int, n), blocks = 0,
      *start = ENT_NEW (arena, int, n + 1);
  double *key = ENT_NEW (arena, double, n), *w = ENT_NEW (arena, double, n), *h = ENT_NEW (arena, double, n),
         *x = ENT_NEW (arena, double, n), *y = ENT_NEW (arena, double, n), margin = 0;

  for (int v = 0; v < n; v++)
    {
      key[v] = group == NULL || group[v] < 0 ? 2147483648.0 : group[v]; /* those in no group together, last */
      number[v] = -1;
      margin += (p->w[v] + p->h[v]) / 2 / n;
    }
  ent_order_by (arena, run, n, key, order);
  for (int i = 0; i < n; i++)
    if (i == 0 || key[order[i]] != key[order[i - 1]])
      start[blocks++] = i;
  start[blocks] = n;
  for (int b = 0; b < blocks && !ent_run_cancelled (run); b++)
    {
      int k = start[b + 1] - start[b], *nodes = order + start[b];
      EntPlan part = { .graph = ent_graph_part (run, p->graph, nodes, k, number) };
      double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY;

      part.w = ENT_NEW (arena, double, k), part.h = ENT_NEW (arena, double, k), part.pinned = ENT_NEW (arena, bool, k);
      part.x = ENT_NEW (arena, double, k), part.y = ENT_NEW (arena, double, k);
      for (int i = 0; i < k; i++)
        part.w[i] = p->w[nodes[i]], part.h[i] = p->h[nodes[i]];
      ent_place_organic (run, &part);
      for (int i = 0; i < k; i++)
        {
          x0 = fmin (x0, part.x[i] - part.w[i] / 2), x1 = fmax (x1, part.x[i] + part.w[i] / 2);
          y0 = fmin (y0, part.y[i] - part.h[i] / 2), y1 = fmax (y1, part.y[i] + part.h[i] / 2);
        }
      for (int i = 0; i < k; i++)
        p->x[nodes[i]] = part.x[i] - x0, p->y[nodes[i]] = part.y[i] - y0, number[nodes[i]] = -1;
      w[b] = x1 - x0 + margin, h[b] = y1 - y0 + margin;
    }
  ent_pack (arena, run, blocks, w, h, x, y);
  for (int b = 0; b < blocks; b++)
    for (int i = start[b]; i < start[b + 1]; i++)
      p->x[order[i]] += x[b], p->y[order[i]] += y[b];
}

/* Writes a place from 0 to 1 to @x for each node with a time. Gaps between times are in proportion as long as they are
 * usual ones; longer gaps count by the root, so that one actor of long ago does not push all others together. */
static void
place_times (const EntRun *run, int n, const double *when, double *x)
{
  EntArena *arena = run->arena;
  int *node = ENT_NEW (arena, int, n), *order = ENT_NEW (arena, int, n), known = 0, gaps = 0;
  double *time = ENT_NEW (arena, double, n), *gap = ENT_NEW (arena, double, n), usual = 0, at = 0;

  for (int v = 0; v < n && when != NULL; v++)
    if (isfinite (when[v]))
      node[known] = v, time[known++] = when[v] / 4; /* differences stay finite */
  ent_order_by (arena, run, known, time, order);
  for (int i = 1; i < known; i++)
    if (time[order[i]] > time[order[i - 1]])
      gap[gaps++] = time[order[i]] - time[order[i - 1]];
  if (gaps > 0)
    {
      int *by_size = ENT_NEW (arena, int, gaps);

      ent_order_by (arena, run, gaps, gap, by_size);
      usual = 2 * gap[by_size[gaps / 2]];
    }
  for (int i = 0; i < known; i++)
    {
      double step = i > 0 && usual > 0 ? (time[order[i]] - time[order[i - 1]]) / usual : 0;

      at += step > 1 ? sqrt (step) : step;
      x[node[order[i]]] = at;
    }
  for (int i = 0; i < known; i++)
    x[node[i]] /= fmax (at, 1e-9);
}

/* How far down is taken, by stretches of x between the ends of boxes: a binary tree, whose node 1 is the whole. */
typedef struct
{
  int size;              /* of stretches, a power of two */
  double *most, *across; /* lowest of what is in a node; of what takes the whole of it */
} Skyline;

static double
taken_down_to (const Skyline *s, int node, int low, int high, int from, int to)
{
  int middle = (low + high) / 2;

  if (to <= low || high <= from)
    return -INFINITY;
  if (from <= low && high <= to)
    return s->most[node];
  return fmax (s->across[node], fmax (taken_down_to (s, 2 * node, low, middle, from, to),
                                      taken_down_to (s, 2 * node + 1, middle, high, from, to)));
}

static void
take_down_to (Skyline *s, int node, int low, int high, int from, int to, double bottom)
{
  int middle = (low + high) / 2;

  if (to <= low || high <= from)
    return;
  s->most[node] = fmax (s->most[node], bottom);
  if (from <= low && high <= to)
    {
      s->across[node] = fmax (s->across[node], bottom);
      return;
    }
  take_down_to (s, 2 * node, low, middle, from, to, bottom);
  take_down_to (s, 2 * node + 1, middle, high, from, to, bottom);
}

/* Boxes one after another by y, each below what is before it and shares some x. O(n log n). */
static void
stack_down (const EntRun *run, EntPlan *p)
{
  EntArena *arena = run->arena;
  int n = p->graph->n, stretches = 0, *order = ENT_NEW (arena, int, 2 * n), *rank = ENT_NEW (arena, int, 2 * n);
  double *end = ENT_NEW (arena, double, 2 * n);
  Skyline s = { .size = 1 };

  for (int v = 0; v < n; v++)
    end[2 * v] = p->x[v] - p->w[v] / 2, end[2 * v + 1] = p->x[v] + p->w[v] / 2;
  ent_order_by (arena, run, 2 * n, end, order);
  for (int i = 0; i < 2 * n; i++)
    {
      stretches += i > 0 && end[order[i]] > end[order[i - 1]];
      rank[order[i]] = stretches;
    }
  while (s.size <= stretches)
    s.size *= 2;
  s.most = ENT_NEW (arena, double, 2 * s.size), s.across = ENT_NEW (arena, double, 2 * s.size);
  for (int k = 0; k < 2 * s.size; k++)
    s.most[k] = s.across[k] = -INFINITY;
  ent_order_by (arena, run, n, p->y, order);
  for (int i = 0; i < n && !ent_run_stops (run, 64 * i); i++)
    {
      int v = order[i], from = rank[2 * v], to = rank[2 * v + 1] > from ? rank[2 * v + 1] : from + 1;
      double top = fmax (p->y[v] - p->h[v] / 2, taken_down_to (&s, 1, 0, s.size, from, to));

      p->y[v] = top + p->h[v] / 2;
      take_down_to (&s, 1, 0, s.size, from, to, top + p->h[v]);
    }
}

/* x by time; those without one in a column before. y as in the organic arrangement, as far down as what stands at the
 * same time lets it. */
void
ent_place_time (EntRun *run, EntPlan *p, const double *when)
{
  EntArena *arena = run->arena;
  int n = p->graph->n;
  double widest = 0, area = 0, wide;
  bool *pinned = p->pinned;

  p->pinned = ENT_NEW (arena, bool, n);
  ent_place_organic (run, p);
  p->pinned = pinned;
  if (ent_run_cancelled (run))
    return;
  for (int v = 0; v < n; v++)
    {
      widest = fmax (widest, p->w[v]);
      area += p->w[v] * p->h[v];
    }
  wide = fmax (6 * widest, sqrt (area * 12));
  for (int v = 0; v < n; v++)
    p->x[v] = -1.5 * widest / wide;
  place_times (run, n, when, p->x);
  for (int v = 0; v < n; v++)
    p->x[v] *= wide;
  stack_down (run, p);
}
