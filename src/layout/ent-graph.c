/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The simple graph under all layouts, in compressed rows. Invariant: edges a < b are sorted and unique, neighbours are
 * sorted, so nothing depends on the order in which edges were given. Building is O(n + m) by two counting sorts. */
#include "ent-layout-private.h"

#include <string.h>

/* Of edges. */
#define SHORTEST 0.1
#define LONGEST 100

static void
fill_rows (EntArena *arena, const EntRun *run, EntGraph *g)
{
  EntArenaMark mark;
  int *at;

  g->start = ENT_NEW (arena, int, g->n + 1);
  g->to = ENT_NEW (arena, int, 2 * (size_t) g->m);
  g->via = ENT_NEW (arena, int, 2 * (size_t) g->m);
  mark = ent_arena_mark (arena);
  at = ENT_NEW (arena, int, g->n + 1);
  for (int e = 0; e < g->m && !ent_run_stops (run, e); e++)
    g->start[g->a[e] + 1]++, g->start[g->b[e] + 1]++;
  for (int v = 0; v < g->n; v++)
    g->start[v + 1] += g->start[v];
  memcpy (at, g->start, sizeof (int) * ((size_t) g->n + 1));
  /* Smaller neighbours first, then larger ones: both loops meet them in order, as the edges are sorted. */
  for (int e = 0; e < g->m && !ent_run_stops (run, e); e++)
    g->via[at[g->b[e]]] = e, g->to[at[g->b[e]]++] = g->a[e];
  for (int e = 0; e < g->m && !ent_run_stops (run, e); e++)
    g->via[at[g->a[e]]] = e, g->to[at[g->a[e]]++] = g->b[e];
  ent_arena_release (arena, mark);
}

EntGraph *
ent_graph_new (EntArena *arena, const EntRun *run, int n, int m, const int *a, const int *b, const double *length)
{
  EntGraph *g = ENT_NEW (arena, EntGraph, 1);
  int kept = 0, *count, *by_a, *by_b;
  EntArenaMark mark;

  for (int e = 0; e < m && !ent_run_stops (run, e); e++)
    kept += a[e] != b[e];
  g->n = n;
  g->a = ENT_NEW (arena, int, kept);
  g->b = ENT_NEW (arena, int, kept);
  g->length = ENT_NEW (arena, double, kept);
  mark = ent_arena_mark (arena);
  count = ENT_NEW (arena, int, n + 2), by_b = ENT_NEW (arena, int, kept), by_a = ENT_NEW (arena, int, kept);

#define LOW(e) (a[e] < b[e] ? a[e] : b[e])
#define HIGH(e) (a[e] < b[e] ? b[e] : a[e])
  for (int e = 0; e < m && !ent_run_stops (run, e); e++)
    if (a[e] != b[e])
      count[HIGH (e) + 1]++;
  for (int v = 0; v < n; v++)
    count[v + 1] += count[v];
  for (int e = 0; e < m && !ent_run_stops (run, e); e++)
    if (a[e] != b[e])
      by_b[count[HIGH (e)]++] = e;
  memset (count, 0, sizeof (int) * ((size_t) n + 2));
  for (int i = 0; i < kept && !ent_run_stops (run, i); i++)
    count[LOW (by_b[i]) + 1]++;
  for (int v = 0; v < n; v++)
    count[v + 1] += count[v];
  for (int i = 0; i < kept && !ent_run_stops (run, i); i++)
    by_a[count[LOW (by_b[i])]++] = by_b[i];
  for (int i = 0; i < kept && !ent_run_stops (run, i); i++)
    {
      int e = by_a[i];
      double l = length == NULL || !isfinite (length[e]) ? 1 : fmin (fmax (length[e], SHORTEST), LONGEST);

      if (g->m > 0 && g->a[g->m - 1] == LOW (e) && g->b[g->m - 1] == HIGH (e))
        g->length[g->m - 1] = fmax (g->length[g->m - 1], l);
      else
        g->a[g->m] = LOW (e), g->b[g->m] = HIGH (e), g->length[g->m++] = l;
    }
#undef LOW
#undef HIGH
  ent_arena_release (arena, mark);
  fill_rows (arena, run, g);
  return g;
}

EntGraph *
ent_graph_part (const EntRun *run, const EntGraph *whole, const int *nodes, int n, int *number)
{
  EntArena *arena = run->arena;
  EntGraph *g = ENT_NEW (arena, EntGraph, 1);
  int m = 0;

  for (int i = 0; i < n; i++)
    number[nodes[i]] = i, m += whole->start[nodes[i] + 1] - whole->start[nodes[i]];
  g->n = n;
  g->a = ENT_NEW (arena, int, m / 2 + 1);
  g->b = ENT_NEW (arena, int, m / 2 + 1);
  g->length = ENT_NEW (arena, double, m / 2 + 1);
  for (int i = 0; i < n && !ent_run_stops (run, i); i++)
    for (int k = whole->start[nodes[i]]; k < whole->start[nodes[i] + 1]; k++)
      if (number[whole->to[k]] > i)
        g->a[g->m] = i, g->b[g->m] = number[whole->to[k]], g->length[g->m++] = whole->length[whole->via[k]];
  fill_rows (arena, run, g);
  return g;
}

void
ent_graph_distances (const EntGraph *graph, int from, double *distance, int *queue, bool *waiting)
{
  int head = 0, count = 1;

  for (int v = 0; v < graph->n; v++)
    distance[v] = INFINITY;
  queue[0] = from;
  distance[from] = 0;
  while (count > 0)
    {
      int v = queue[head];

      head = head + 1 < graph->n ? head + 1 : 0;
      count--;
      waiting[v] = false;
      for (int k = graph->start[v]; k < graph->start[v + 1]; k++)
        {
          int u = graph->to[k];
          double by = distance[v] + graph->length[graph->via[k]];

          if (by >= distance[u])
            continue;
          distance[u] = by;
          if (!waiting[u])
            queue[(head + count++) % graph->n] = u;
          waiting[u] = true;
        }
    }
}

int
ent_graph_steps (const EntRun *run, const EntGraph *graph, int from, int *steps, int *queue)
{
  int head = 0, tail = 1;

  for (int v = 0; v < graph->n; v++)
    steps[v] = -1;
  queue[0] = from;
  steps[from] = 0;
  while (head < tail && !ent_run_stops (run, head))
    {
      int v = queue[head++];

      for (int k = graph->start[v]; k < graph->start[v + 1]; k++)
        if (steps[graph->to[k]] < 0)
          steps[graph->to[k]] = steps[v] + 1, queue[tail++] = graph->to[k];
    }
  return tail;
}

int
ent_graph_components (const EntRun *run, const EntGraph *graph, int *component)
{
  int *stack = ENT_NEW (run->arena, int, graph->n), count = 0, done = 0;

  for (int v = 0; v < graph->n; v++)
    component[v] = -1;
  for (int v = 0; v < graph->n && !ent_run_stops (run, v); v++)
    if (component[v] < 0)
      {
        int top = 0;

        stack[top++] = v;
        component[v] = count;
        while (top > 0 && !ent_run_stops (run, done++))
          {
            int u = stack[--top];

            for (int k = graph->start[u]; k < graph->start[u + 1]; k++)
              if (component[graph->to[k]] < 0)
                component[graph->to[k]] = count, stack[top++] = graph->to[k];
          }
        count++;
      }
  return count;
}
