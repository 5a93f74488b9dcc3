/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Hierarchy: edges point downwards where there is no circle (Sugiyama, Tagawa, Toda 1981).
 *
 * Edges that close a circle are turned (depth-first search); layers by the longest way, then each node as near to its
 * neighbours as its edges let it; long edges get a bend in each layer between; the order in the layers by barycentres,
 * up and down, the best kept; x by isotonic regression (each node to the mean of its neighbours, order and spaces
 * kept: the least squares, by pooling). O(sweeps × (edges + bends) log). */
#include "ent-layout-private.h"

#include <string.h>

#define SWEEPS 24
#define MOST_BENDS 200000

typedef struct
{
  int n, m;                                       /* with bends */
  int *up, *down, *layer, *order, *start, layers; /* edges point from up to down; order within layers from start */
  double *x, *w;
  int *rows[2], *list[2]; /* neighbours above [0] and below [1] */
} Ladder;

static void
turn_circles (const EntRun *run, int n, int m, int *from, int *to)
{
  EntArena *arena = run->arena;
  int *start = ENT_NEW (arena, int, n + 2), *out = ENT_NEW (arena, int, m), *stack = ENT_NEW (arena, int, n + 1),
      *next = ENT_NEW (arena, int, n + 1);
  char *state = ENT_NEW (arena, char, n);

  for (int e = 0; e < m; e++)
    start[from[e] + 2]++;
  for (int v = 0; v < n; v++)
    start[v + 2] += start[v + 1];
  for (int e = 0; e < m; e++)
    out[start[from[e] + 1]++] = e;
  for (int pass = 0; pass < 2; pass++) /* sources first */
    for (int root = 0; root < n && !ent_run_stops (run, root); root++)
      {
        int top = 0;
        bool source = true;

        for (int e = 0; e < m && pass == 0 && n < 2000; e++)
          source = source && to[e] != root;
        if (state[root] != 0 || (pass == 0 && !source))
          continue;
        stack[top] = root, next[top++] = start[root], state[root] = 1;
        while (top > 0)
          {
            int v = stack[top - 1];

            if (next[top - 1] == start[v + 1])
              state[v] = 2, top--;
            else
              {
                int e = out[next[top - 1]++], u = to[e];

                if (state[u] == 1)
                  to[e] = v, from[e] = u;
                else if (state[u] == 0)
                  stack[top] = u, next[top++] = start[u], state[u] = 1;
              }
          }
      }
}

/* Longest way from above in a first pass; then nodes sink or rise to the middle of their neighbours. */
static int
make_layers (const EntRun *run, int n, int m, const int *from, const int *to, int *layer)
{
  EntArena *arena = run->arena;
  int *waiting = ENT_NEW (arena, int, n), *queue = ENT_NEW (arena, int, n), *start = ENT_NEW (arena, int, n + 2),
      *out = ENT_NEW (arena, int, m);
  int *low = ENT_NEW (arena, int, n), *ins = ENT_NEW (arena, int, n), head = 0, tail = 0, most = 0;

  for (int e = 0; e < m && !ent_run_stops (run, e); e++)
    waiting[to[e]]++, start[from[e] + 2]++, ins[to[e]]++;
  for (int v = 0; v < n; v++)
    start[v + 2] += start[v + 1];
  for (int e = 0; e < m; e++)
    out[start[from[e] + 1]++] = to[e];
  if (ent_run_cancelled (run))
    return 1;
  for (int v = 0; v < n; v++)
    if (waiting[v] == 0)
      queue[tail++] = v;
  while (head < tail && !ent_run_stops (run, head))
    {
      int v = queue[head++];

      for (int k = start[v]; k < start[v + 1]; k++)
        {
          if (layer[out[k]] < layer[v] + 1)
            layer[out[k]] = layer[v] + 1;
          if (--waiting[out[k]] == 0)
            queue[tail++] = out[k];
        }
      most = layer[v] > most ? layer[v] : most;
    }
  /* From below: what has more ways down than up sinks to what it leads to. */
  for (int i = tail - 1; i >= 0 && !ent_run_stops (run, i); i--)
    {
      int v = queue[i];

      low[v] = most;
      for (int k = start[v]; k < start[v + 1]; k++)
        low[v] = layer[out[k]] - 1 < low[v] ? layer[out[k]] - 1 : low[v];
      if (start[v + 1] - start[v] > ins[v])
        layer[v] = low[v];
    }
  return most + 1;
}

static int64_t
count_between (const Ladder *l, int *tree, const int *at, int layer)
{
  int64_t crossings = 0;
  int width = l->start[layer + 2] - l->start[layer + 1], seen = 0;

  memset (tree, 0, sizeof (int) * ((size_t) width + 1));
  for (int i = l->start[layer]; i < l->start[layer + 1]; i++)
    {
      int v = l->order[i];

      for (int k = l->rows[1][v]; k < l->rows[1][v + 1]; k++)
        {
          int below = 0;

          for (int j = at[l->list[1][k]] + 1; j > 0; j -= j & -j)
            below += tree[j];
          crossings += seen - below;
        }
      for (int k = l->rows[1][v]; k < l->rows[1][v + 1]; k++, seen++)
        for (int j = at[l->list[1][k]] + 1; j <= width; j += j & -j)
          tree[j]++;
    }
  return crossings;
}

static void
order_layers (EntRun *run, Ladder *l)
{
  EntArena *arena = run->arena;
  int *at = ENT_NEW (arena, int, l->n), *best = ENT_NEW (arena, int, l->n), *tree = ENT_NEW (arena, int, l->n + 2);
  int *sorted = ENT_NEW (arena, int, l->n), *row = ENT_NEW (arena, int, l->n), stale = 0;
  double *key = ENT_NEW (arena, double, l->n);
  int64_t least = INT64_MAX;

  for (int i = 0; i < l->n; i++)
    at[l->order[i]] = i - l->start[l->layer[l->order[i]]];
  for (int sweep = 0; sweep <= SWEEPS && stale < 6 && !ent_run_cancelled (run); sweep++)
    {
      int64_t crossings = 0;
      int up = sweep & 1;

      for (int k = 0; k + 1 < l->layers && !ent_run_cancelled (run); k++)
        crossings += count_between (l, tree, at, k);
      stale++;
      if (crossings < least)
        least = crossings, stale = 0, memcpy (best, l->order, sizeof (int) * (size_t) l->n);
      if (least == 0)
        break;
      for (int step = 0; step < l->layers; step++)
        {
          int k = up ? l->layers - 1 - step : step, first = l->start[k], size = l->start[k + 1] - first;

          for (int i = 0; i < size; i++)
            {
              int v = l->order[first + i];
              double sum = 0;
              int count = l->rows[up][v + 1] - l->rows[up][v];

              for (int j = l->rows[up][v]; j < l->rows[up][v + 1]; j++)
                sum += at[l->list[up][j]];
              key[i] = count > 0 ? sum / count : at[v];
              row[i] = v;
            }
          ent_order_by (arena, run, size, key, sorted);
          for (int i = 0; i < size; i++)
            l->order[first + i] = row[sorted[i]], at[row[sorted[i]]] = i;
        }
    }
  memcpy (l->order, best, sizeof (int) * (size_t) l->n);
}

/* x of one layer: least sum of squares to the wishes, neighbours at least half their widths apart. */
static void
pool_layer (Ladder *l, int k, const double *wish, double *mean, double *mass, int *size)
{
  int first = l->start[k], count = l->start[k + 1] - first, blocks = 0;
  double offset = 0;

  for (int i = 0; i < count; i++)
    {
      int v = l->order[first + i];

      offset += i > 0 ? (l->w[v] + l->w[l->order[first + i - 1]]) / 2 : 0;
      mean[blocks] = wish[v] - offset, mass[blocks] = 1, size[blocks++] = 1;
      while (blocks > 1 && mean[blocks - 2] > mean[blocks - 1])
        {
          blocks--;
          mean[blocks - 1]
              = (mean[blocks - 1] * mass[blocks - 1] + mean[blocks] * mass[blocks]) / (mass[blocks - 1] + mass[blocks]);
          mass[blocks - 1] += mass[blocks], size[blocks - 1] += size[blocks];
        }
    }
  offset = 0;
  for (int b = 0, i = 0; b < blocks; b++)
    for (int j = 0; j < size[b]; j++, i++)
      {
        int v = l->order[first + i];

        offset += i > 0 ? (l->w[v] + l->w[l->order[first + i - 1]]) / 2 : 0;
        l->x[v] = mean[b] + offset;
      }
}

static void
fill_rows (EntArena *arena, Ladder *l)
{
  for (int side = 0; side < 2; side++)
    {
      const int *own = side == 0 ? l->down : l->up, *other = side == 0 ? l->up : l->down;
      int *rows = ENT_NEW (arena, int, l->n + 2), *list = ENT_NEW (arena, int, l->m);

      for (int e = 0; e < l->m; e++)
        rows[own[e] + 2]++;
      for (int v = 0; v < l->n; v++)
        rows[v + 2] += rows[v + 1];
      for (int e = 0; e < l->m; e++)
        list[rows[own[e] + 1]++] = other[e];
      l->rows[side] = rows, l->list[side] = list;
    }
}

void
ent_place_layered (EntRun *run, EntPlan *p, const int *source, const int *target, int n_edges)
{
  EntArena *arena = run->arena;
  const EntGraph *g = p->graph;
  int n = g->n, m = g->m, *from = ENT_NEW (arena, int, m), *to = ENT_NEW (arena, int, m),
      *along = ENT_NEW (arena, int, m), *layer = ENT_NEW (arena, int, n);
  int64_t bends = 0;
  Ladder l = { 0 };
  double *wish, *mean, *mass, top = 0, space = 0;
  int *size, *at;

  for (int k = 0; k < n_edges && !ent_run_stops (run, k); k++) /* merged edges point where most of theirs do */
    {
      int a = source[k] < target[k] ? source[k] : target[k], b = source[k] < target[k] ? target[k] : source[k];
      int low = g->start[a], high = g->start[a + 1] - 1;

      if (a == b)
        continue;
      while (low < high)
        {
          int mid = (low + high) / 2;

          if (g->to[mid] < b)
            low = mid + 1;
          else
            high = mid;
        }
      along[g->via[low]] += source[k] == a ? 1 : -1;
    }
  for (int e = 0; e < m; e++)
    from[e] = along[e] >= 0 ? g->a[e] : g->b[e], to[e] = along[e] >= 0 ? g->b[e] : g->a[e];
  if (ent_run_cancelled (run))
    return;
  turn_circles (run, n, m, from, to);
  l.layers = make_layers (run, n, m, from, to, layer);
  if (ent_run_cancelled (run))
    return;
  for (int e = 0; e < m; e++)
    bends += layer[to[e]] - layer[from[e]] - 1;
  if (bends > MOST_BENDS) /* then long edges count for nothing in the order */
    bends = 0;
  l.n = n + (int) bends;
  l.up = ENT_NEW (arena, int, m + bends), l.down = ENT_NEW (arena, int, m + bends);
  l.layer = ENT_NEW (arena, int, l.n), l.order = ENT_NEW (arena, int, l.n),
  l.start = ENT_NEW (arena, int, l.layers + 2);
  l.x = ENT_NEW (arena, double, l.n), l.w = ENT_NEW (arena, double, l.n);
  for (int v = 0; v < n; v++)
    l.layer[v] = layer[v], l.w[v] = p->w[v] * 1.15, space += p->h[v] / n;
  for (int v = n; v < l.n; v++)
    l.w[v] = space / 2;
  for (int e = 0, bend = n; e < m; e++)
    {
      int above = from[e], rows = layer[to[e]] - layer[from[e]];

      if (rows > 1 && bends == 0)
        continue;
      for (int r = 1; r < rows; r++)
        {
          l.layer[bend] = layer[from[e]] + r;
          l.up[l.m] = above, l.down[l.m++] = bend;
          above = bend++;
        }
      l.up[l.m] = above, l.down[l.m++] = to[e];
    }
  fill_rows (arena, &l);
  if (ent_run_cancelled (run))
    return;
  for (int v = 0; v < l.n; v++)
    l.start[l.layer[v] + 1]++;
  for (int k = 0; k < l.layers; k++)
    l.start[k + 1] += l.start[k];
  at = ENT_NEW (arena, int, l.layers + 1);
  memcpy (at, l.start, sizeof (int) * ((size_t) l.layers + 1));
  for (int v = 0; v < l.n; v++)
    l.order[at[l.layer[v]]++] = v;
  order_layers (run, &l);
  if (ent_run_cancelled (run))
    return;
  wish = ENT_NEW (arena, double, l.n), mean = ENT_NEW (arena, double, l.n), mass = ENT_NEW (arena, double, l.n),
  size = ENT_NEW (arena, int, l.n);
  for (int k = 0; k < l.layers; k++)
    pool_layer (&l, k, wish, mean, mass, size);
  for (int sweep = 0; sweep < 16 && !ent_run_cancelled (run); sweep++)
    for (int step = 0; step < l.layers; step++)
      {
        int k = sweep & 1 ? l.layers - 1 - step : step;

        for (int i = l.start[k]; i < l.start[k + 1]; i++)
          {
            int v = l.order[i], count = 0;
            double sum = 0;

            for (int side = 0; side < 2; side++)
              if (sweep > 9 || side == (sweep & 1))
                for (int j = l.rows[side][v]; j < l.rows[side][v + 1]; j++)
                  sum += l.x[l.list[side][j]], count++;
            wish[v] = count > 0 ? sum / count : l.x[v];
          }
        pool_layer (&l, k, wish, mean, mass, size);
      }
  for (int k = 0; k < l.layers; k++)
    {
      double tall = 0;

      for (int i = l.start[k]; i < l.start[k + 1]; i++)
        if (l.order[i] < n)
          tall = fmax (tall, p->h[l.order[i]]);
      for (int i = l.start[k]; i < l.start[k + 1]; i++)
        if (l.order[i] < n)
          p->x[l.order[i]] = l.x[l.order[i]], p->y[l.order[i]] = top + tall / 2;
      top += tall + 1.5 * space;
    }
}
