/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evens out how densely boxes lie, before they are parted: the plane is halved again and again, so that half the area
 * of the boxes is on each side (a kd tree), and the line between the halves moves a part of the way to where both have
 * the same density. Invariant: the map is continuous along the axis of each cut and keeps order there; with @part 0 it
 * changes nothing, with 1 the density is even. O(n log n). */
#include "ent-layout-private.h"

typedef struct
{
  EntPlan *p;
  int *node;
  double *key, part, aspect;
} Warp;

/* The k-th smallest by key (ties by number) to its place, smaller ones before it (Hoare's selection). */
static void
select_kth (const Warp *w, int lo, int hi, int k)
{
#define BEFORE(a, b) (w->key[a] < w->key[b] || (w->key[a] == w->key[b] && (a) < (b)))
  while (hi - lo > 1)
    {
      int mid = w->node[(lo + hi) / 2], i = lo, j = hi - 1;

      while (i <= j)
        {
          while (BEFORE (w->node[i], mid))
            i++;
          while (BEFORE (mid, w->node[j]))
            j--;
          if (i <= j)
            {
              int swap = w->node[i];

              w->node[i++] = w->node[j], w->node[j--] = swap;
            }
        }
      if (k <= j)
        hi = j + 1;
      else if (k >= i)
        lo = i;
      else
        return;
    }
#undef BEFORE
}

/* Nodes lo .. hi − 1 from the rectangle @from to @to (left, top, right, bottom). */
static void
halve (Warp *w, int lo, int hi, const double from[4], const double to[4])
{
  EntPlan *p = w->p;
  int axis = (to[2] - to[0]) < (to[3] - to[1]) * w->aspect, mid = (lo + hi) / 2;
  double *at = axis ? p->y : p->x, left = 0, right = 0, cut, share, place, f[4], t[4];

  if (hi - lo <= 1)
    {
      for (int i = lo; i < hi; i++)
        {
          int v = w->node[i];

          p->x[v] = to[0] + (p->x[v] - from[0]) / fmax (from[2] - from[0], 1e-12) * (to[2] - to[0]);
          p->y[v] = to[1] + (p->y[v] - from[1]) / fmax (from[3] - from[1], 1e-12) * (to[3] - to[1]);
        }
      return;
    }
  for (int i = lo; i < hi; i++)
    w->key[w->node[i]] = at[w->node[i]];
  select_kth (w, lo, hi, mid);
  cut = -INFINITY;
  for (int i = lo; i < hi; i++)
    {
      double area = p->w[w->node[i]] * p->h[w->node[i]] + 1e-9;

      if (i < mid)
        left += area, cut = fmax (cut, at[w->node[i]]);
      else
        right += area;
    }
  cut = (cut + at[w->node[mid]]) / 2;
  share = left / (left + right);
  place = (cut - from[axis]) / fmax (from[axis + 2] - from[axis], 1e-12);
  place += (share - place) * w->part;
  for (int i = 0; i < 4; i++)
    f[i] = from[i], t[i] = to[i];
  f[axis + 2] = cut, t[axis + 2] = to[axis] + place * (to[axis + 2] - to[axis]);
  halve (w, lo, mid, f, t);
  f[axis + 2] = from[axis + 2], f[axis] = cut;
  t[axis] = t[axis + 2], t[axis + 2] = to[axis + 2];
  halve (w, mid, hi, f, t);
}

void
ent_warp (EntRun *run, EntPlan *p, double part)
{
  EntArenaMark mark = ent_arena_mark (run->arena);
  int n = p->graph->n;
  double box[4] = { INFINITY, INFINITY, -INFINITY, -INFINITY }, w = 0, h = 0;
  Warp warp = { .p = p, .node = ENT_NEW (run->arena, int, n), .key = ENT_NEW (run->arena, double, n), .part = part };

  for (int v = 0; v < n; v++)
    {
      warp.node[v] = v;
      box[0] = fmin (box[0], p->x[v]), box[1] = fmin (box[1], p->y[v]);
      box[2] = fmax (box[2], p->x[v]), box[3] = fmax (box[3], p->y[v]);
      w += p->w[v], h += p->h[v];
    }
  warp.aspect = w / fmax (h, 1e-9);
  halve (&warp, 0, n, box, box);
  ent_arena_release (run->arena, mark);
}
