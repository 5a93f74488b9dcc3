/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Gives newcomers a place in a picture that stays as it is: whoever knows the map finds it again.
 *
 * A newcomer with most placed neighbours comes first. Its place is the best of some around the middle of its
 * neighbours, by local stress: neighbours one usual line away, their neighbours two. Then boxes are parted with all
 * known ones held; so those do not move at all. Cost of a newcomer: its two steps of neighbourhood. */
#include "ent-layout-private.h"

#define TRIES 49
#define SEEN 400 /* nodes two steps away that are looked at */

static double
usual_length (const EntRun *run, const EntPlan *p, const bool *known)
{
  EntArena *arena = run->arena;
  const EntGraph *g = p->graph;
  double *length = ENT_NEW (arena, double, g->m + 1), width = 0;
  int *order = ENT_NEW (arena, int, g->m + 1), count = 0;

  for (int e = 0; e < g->m; e++)
    if (known[g->a[e]] && known[g->b[e]])
      {
        double dx = p->x[g->a[e]] - p->x[g->b[e]], dy = p->y[g->a[e]] - p->y[g->b[e]];

        length[count++] = sqrt (dx * dx + dy * dy);
      }
  ent_order_by (arena, run, count, length, order);
  for (int v = 0; v < g->n; v++)
    width += p->w[v] / g->n;
  return count > 0 ? fmax (length[order[count / 2]], 1) : fmax (1.5 * width, 1);
}

static double
strain (const EntPlan *p, const bool *placed, int v, double x, double y, double unit)
{
  const EntGraph *g = p->graph;
  double sum = 0;
  int seen = 0;

  for (int k = g->start[v]; k < g->start[v + 1]; k++)
    {
      int u = g->to[k];
      double dx = p->x[u] - x, dy = p->y[u] - y, d = sqrt (dx * dx + dy * dy) / unit - 1;

      if (!placed[u])
        continue;
      sum += d * d;
      for (int j = g->start[u]; j < g->start[u + 1] && seen < SEEN; j++, seen++)
        if (placed[g->to[j]] && g->to[j] != v)
          {
            dx = p->x[g->to[j]] - x, dy = p->y[g->to[j]] - y, d = sqrt (dx * dx + dy * dy) / unit / 2 - 1;
            sum += d < 0 ? d * d : d * d / 4;
          }
    }
  return sum;
}

void
ent_settle (EntRun *run, EntPlan *p, const bool *known)
{
  EntArena *arena = run->arena;
  const EntGraph *g = p->graph;
  int n = g->n, *ready = ENT_NEW (arena, int, n), *left = ENT_NEW (arena, int, n), waiting = 0, lost = 0,
      *number = ENT_NEW (arena, int, n);
  bool *placed = ENT_NEW (arena, bool, n), *held = ENT_NEW (arena, bool, n), *pinned = p->pinned, any = false;
  double unit = usual_length (run, p, known), x0 = INFINITY, y1 = -INFINITY;

  for (int v = 0; v < n; v++)
    {
      placed[v] = held[v] = known[v];
      any = any || known[v];
    }
  for (int v = 0; v < n; v++)
    if (!known[v])
      {
        left[waiting++] = v;
        for (int k = g->start[v]; k < g->start[v + 1]; k++)
          ready[v] += placed[g->to[k]];
      }
  while (waiting > 0 && !ent_run_cancelled (run))
    {
      int best = 0, v;
      double mx = 0, my = 0, least = INFINITY, bx = 0, by = 0;

      for (int i = 1; i < waiting; i++)
        if (ready[left[i]] > ready[left[best]])
          best = i;
      v = left[best];
      if (ready[v] == 0)
        break;
      left[best] = left[--waiting];
      for (int k = g->start[v]; k < g->start[v + 1]; k++)
        {
          if (placed[g->to[k]])
            mx += p->x[g->to[k]] / ready[v], my += p->y[g->to[k]] / ready[v];
          ready[g->to[k]]++;
        }
      for (int i = 0; i < TRIES; i++)
        {
          double s = 0, c = 0, reach = i == 0 ? 0 : unit * (0.5 + 0.5 * ((i - 1) / 16)), cost;

          if (i > 0)
            ent_sin_cos (((i - 1) % 16 + 0.31) / 16, &s, &c);
          cost = strain (p, placed, v, mx + reach * c, my + reach * s, unit);
          if (cost < least)
            least = cost, bx = mx + reach * c, by = my + reach * s;
        }
      p->x[v] = bx, p->y[v] = by;
      placed[v] = true;
    }
  for (int v = 0; v < n; v++) /* parts with no way to the map: a map of their own, below */
    {
      number[v] = -1;
      if (placed[v])
        x0 = fmin (x0, p->x[v] - p->w[v] / 2), y1 = fmax (y1, p->y[v] + p->h[v] / 2);
      else
        ready[lost++] = v;
    }
  if (lost > 0 && !ent_run_cancelled (run))
    {
      EntPlan part = { .graph = ent_graph_part (run, g, ready, lost, number) };
      double px = INFINITY, py = INFINITY;

      part.w = ENT_NEW (arena, double, lost), part.h = ENT_NEW (arena, double, lost),
      part.pinned = ENT_NEW (arena, bool, lost);
      part.x = ENT_NEW (arena, double, lost), part.y = ENT_NEW (arena, double, lost);
      for (int i = 0; i < lost; i++)
        part.w[i] = p->w[ready[i]], part.h[i] = p->h[ready[i]];
      ent_place_organic (run, &part);
      for (int i = 0; i < lost; i++)
        px = fmin (px, part.x[i] - part.w[i] / 2), py = fmin (py, part.y[i] - part.h[i] / 2);
      for (int i = 0; i < lost; i++)
        p->x[ready[i]] = part.x[i] - px + (any ? x0 : 0), p->y[ready[i]] = part.y[i] - py + (any ? y1 + unit / 2 : 0);
    }
  p->pinned = held;
  ent_overlap_put_back (run, p);
  p->pinned = pinned;
  ent_overlap_put_back (run, p); /* known ones that stood in one place, if they may */
}
