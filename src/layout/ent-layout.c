/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A run from the arrays of the caller to a layout: input is made clean here, so that no algorithm meets a number that
 * is not finite; a graph is split into its components, each laid out by itself and packed; the caller's arrays are
 * written at the very end, so a cancelled run changes nothing. */
#include "ent-layout-private.h"

#include <string.h>

#define SMALL 150 /* nodes: up to here all pairs are compared */
#define FEW 4     /* nodes that a second thread is not begun for */

EntLayoutOptions
ent_layout_options (EntLayoutAlgorithm algorithm)
{
  EntLayoutOptions options = { .algorithm = algorithm, .seed = 1, .threads = 1, .gap = 8, .root = -1 };

  return options;
}

bool
ent_run_cancelled (const EntRun *run)
{
  return run != NULL && run->options->cancel != NULL
         && atomic_load_explicit (run->options->cancel, memory_order_relaxed);
}

void
ent_run_progress (EntRun *run, double part)
{
  if (run->options->progress == NULL || part < run->part + 0.01)
    return;
  run->part = part < 1 ? part : 1;
  run->options->progress (run->part, run->options->progress_data);
}

void
ent_run_component_progress (EntRun *run, double part)
{
  ent_run_progress (run, run->begun + run->share * part);
}

bool
ent_run_look_wanted (const EntRun *run)
{
  return run->look_x != NULL && !ent_run_cancelled (run)
         && atomic_load_explicit (run->options->look_wanted, memory_order_relaxed);
}

void
ent_run_looked (EntRun *run)
{
  atomic_store_explicit (run->options->look_wanted, false, memory_order_relaxed);
  run->options->look (run->look_x, run->look_y, run->options->look_data);
}

/* The nodes of each component in a row, @start of count + 1. */
static int *
sort_by_component (EntArena *arena, int n, const int *component, int count, int *start)
{
  int *order = ENT_NEW (arena, int, n), *at = ENT_NEW (arena, int, count + 1);

  for (int v = 0; v < n; v++)
    start[component[v] + 1]++;
  for (int c = 0; c < count; c++)
    start[c + 1] += start[c];
  memcpy (at, start, sizeof (int) * ((size_t) count + 1));
  for (int v = 0; v < n; v++)
    order[at[component[v]]++] = v;
  return order;
}

/* Nodes without neighbours, in rows about as wide as 1.6 times high; positions begin at 0, 0. */
static void
place_block (const EntRun *run, EntPlan *p, const int *nodes, int n)
{
  EntArena *arena = run->arena;
  double *w = ENT_NEW (arena, double, n), *h = ENT_NEW (arena, double, n);
  double *x = ENT_NEW (arena, double, n), *y = ENT_NEW (arena, double, n);

  for (int i = 0; i < n; i++)
    w[i] = p->w[nodes[i]], h[i] = p->h[nodes[i]];
  ent_pack (arena, run, n, w, h, x, y);
  for (int i = 0; i < n; i++)
    p->x[nodes[i]] = x[i] + w[i] / 2, p->y[nodes[i]] = y[i] + h[i] / 2;
}

static void
bounds_of (const EntPlan *p, const int *nodes, int n, double box[4])
{
  box[0] = box[1] = INFINITY;
  box[2] = box[3] = -INFINITY;
  for (int i = 0; i < n; i++)
    {
      int v = nodes[i];

      box[0] = fmin (box[0], p->x[v] - p->w[v] / 2), box[1] = fmin (box[1], p->y[v] - p->h[v] / 2);
      box[2] = fmax (box[2], p->x[v] + p->w[v] / 2), box[3] = fmax (box[3], p->y[v] + p->h[v] / 2);
    }
}

/* Components without pins are packed; those with pins are where their pins are, the packed ones go below them. */
static void
pack_components (const EntRun *run, EntPlan *p, const int *order, const int *start, const bool *anchored, int count)
{
  EntArena *arena = run->arena;
  double *w = ENT_NEW (arena, double, count), *h = ENT_NEW (arena, double, count),
         *box = ENT_NEW (arena, double, 4 * (size_t) count);
  double *x = ENT_NEW (arena, double, count), *y = ENT_NEW (arena, double, count), margin = 0, left = 0, below = 0;
  int *which = ENT_NEW (arena, int, count), free_ones = 0;
  bool any = false;

  for (int v = 0; v < p->graph->n; v++)
    margin += (p->w[v] + p->h[v]) / 4 / p->graph->n;
  for (int c = 0; c < count; c++)
    {
      double *b = box + 4 * (size_t) c;

      bounds_of (p, order + start[c], start[c + 1] - start[c], b);
      if (anchored[c])
        {
          left = any ? fmin (left, b[0]) : b[0];
          below = any ? fmax (below, b[3]) : b[3];
          any = true;
        }
      else
        {
          w[free_ones] = b[2] - b[0] + margin;
          h[free_ones] = b[3] - b[1] + margin;
          which[free_ones++] = c;
        }
    }
  ent_pack (arena, run, free_ones, w, h, x, y);
  for (int i = 0; i < free_ones; i++)
    {
      int c = which[i];
      double dx = x[i] + left - box[4 * (size_t) c], dy = y[i] + below + (any ? margin : 0) - box[4 * (size_t) c + 1];

      for (int k = start[c]; k < start[c + 1]; k++)
        p->x[order[k]] += dx, p->y[order[k]] += dy;
    }
}

void
ent_place_organic (EntRun *run, EntPlan *p)
{
  EntArena *arena = run->arena;
  const EntGraph *g = p->graph;
  int n = g->n, *component = ENT_NEW (arena, int, n), count = ent_graph_components (run, g, component);
  int *start = ENT_NEW (arena, int, count + 2), *order, *number = ENT_NEW (arena, int, n), alone = 0, done = 0,
      kept = 0;
  bool *anchored = ENT_NEW (arena, bool, count + 1), pins = false;
  int *size = ENT_NEW (arena, int, count + 1);

  if (ent_run_cancelled (run))
    return;
  /* Isolated free nodes are one component more, the last. */
  for (int v = 0; v < n; v++)
    size[component[v]]++, anchored[component[v]] = anchored[component[v]] || p->pinned[v], pins = pins || p->pinned[v];
  for (int c = 0; c < count; c++)
    {
      bool single = size[c] == 1 && !anchored[c];

      number[c] = single ? -1 : kept;
      anchored[kept] = anchored[c];
      kept += !single;
      alone += single;
    }
  for (int v = 0; v < n; v++)
    component[v] = number[component[v]] < 0 ? kept : number[component[v]];
  count = kept + (alone > 0);
  anchored[kept] = alone > 0 ? false : anchored[kept];
  memset (start, 0, sizeof (int) * ((size_t) count + 1));
  order = sort_by_component (arena, n, component, count, start);
  for (int v = 0; v < n; v++)
    number[v] = -1;
  for (int c = 0; c < kept && !ent_run_cancelled (run); c++)
    {
      EntArenaMark mark = ent_arena_mark (arena);
      int k = start[c + 1] - start[c], *nodes = order + start[c];
      EntPlan part = { .graph = k == n ? g : ent_graph_part (run, g, nodes, k, number) };

      if (ent_run_cancelled (run))
        return;
      part.w = ENT_NEW (arena, double, k), part.h = ENT_NEW (arena, double, k), part.pinned = ENT_NEW (arena, bool, k);
      part.x = ENT_NEW (arena, double, k), part.y = ENT_NEW (arena, double, k);
      for (int i = 0; i < k; i++)
        {
          part.w[i] = p->w[nodes[i]], part.h[i] = p->h[nodes[i]], part.pinned[i] = p->pinned[nodes[i]];
          part.x[i] = p->x[nodes[i]], part.y[i] = p->y[nodes[i]];
        }
      run->nodes = nodes, run->begun = 0.95 * done / n, run->share = 0.95 * k / n;
      if (k <= SMALL)
        ent_organic_small (run, &part, run->options->seed + (uint64_t) c, (double) k / n);
      else
        ent_organic_large (run, &part, run->options->seed + (uint64_t) c);
      for (int i = 0; i < k; i++)
        p->x[nodes[i]] = part.x[i], p->y[nodes[i]] = part.y[i], number[nodes[i]] = -1;
      if (run->look_x != NULL) /* components lie upon each other until they are packed: only one is shown at a time */
        for (int i = 0; i < k; i++)
          run->look_x[nodes[i]] = run->look_y[nodes[i]] = NAN;
      done += k;
      ent_arena_release (arena, mark);
      ent_run_progress (run, 0.95 * done / n);
    }
  if (ent_run_cancelled (run))
    return;
  if (alone > 0)
    place_block (run, p, order + start[kept], alone);
  if (count > 1)
    pack_components (run, p, order, start, anchored, count);
  if (pins)
    ent_overlap_remove (run, p);
}

static bool
is_valid (const EntLayoutGraph *graph, const EntLayoutOptions *options)
{
  if (graph->n_nodes < 0 || graph->n_edges < 0 || options->root >= graph->n_nodes || graph->n_nodes > 1 << 26
      || graph->n_edges > 1 << 27)
    return false;
  for (int e = 0; e < graph->n_edges; e++)
    if (graph->source[e] < 0 || graph->source[e] >= graph->n_nodes || graph->target[e] < 0
        || graph->target[e] >= graph->n_nodes)
      return false;
  return true;
}

#define LARGEST 1e9 /* lengths and positions beyond are cut, so that squares and sums stay finite */

static double
clean (double value, double low)
{
  return value > low ? fmin (value, LARGEST) : low;
}

static EntLayoutStatus
run_in (EntRun *run, const EntLayoutGraph *graph, double *x, double *y)
{
  EntArena *arena = run->arena;
  const EntLayoutOptions *options = run->options;
  int n = graph->n_nodes;
  EntPlan p = { 0 };
  bool *known = ENT_NEW (arena, bool, n);
  double gap = clean (options->gap, 0), bare = 0, area = 0;

  p.graph = ent_graph_new (arena, run, n, graph->n_edges, graph->source, graph->target, graph->length);
  if (ent_run_cancelled (run))
    return ENT_LAYOUT_CANCELLED;
  p.w = ENT_NEW (arena, double, n), p.h = ENT_NEW (arena, double, n), p.pinned = ENT_NEW (arena, bool, n);
  p.x = ENT_NEW (arena, double, n), p.y = ENT_NEW (arena, double, n);
  for (int v = 0; v < n; v++)
    {
      known[v] = graph->x != NULL && graph->y != NULL && isfinite (graph->x[v]) && isfinite (graph->y[v]);
      p.w[v] = clean (graph->width[v], 0) + gap, p.h[v] = clean (graph->height[v], 0) + gap;
      bare += (p.w[v] - gap) * (p.h[v] - gap), area += p.w[v] * p.h[v];
      p.pinned[v] = graph->pinned != NULL && graph->pinned[v] && known[v];
      p.x[v] = known[v] ? clean (graph->x[v], -LARGEST) : 0, p.y[v] = known[v] ? clean (graph->y[v], -LARGEST) : 0;
    }
  if (options->look != NULL && options->look_wanted != NULL)
    {
      run->look_x = ENT_NEW (arena, double, n), run->look_y = ENT_NEW (arena, double, n);
      for (int v = 0; v < n; v++)
        run->look_x[v] = run->look_y[v] = NAN;
    }
  run->fill = bare > 0 ? fmin (clean (options->fill, 0), 1) * area / bare : 0;
  switch (options->algorithm)
    {
    case ENT_LAYOUT_CIRCLE:
      ent_place_circle (run, &p);
      break;
    case ENT_LAYOUT_RINGS:
      ent_place_rings (run, &p, options->root);
      break;
    case ENT_LAYOUT_LAYERED:
      ent_place_layered (run, &p, graph->source, graph->target, graph->n_edges);
      break;
    case ENT_LAYOUT_GRID:
      ent_place_grid (run, &p);
      break;
    case ENT_LAYOUT_GROUPS:
      ent_place_groups (run, &p, graph->group);
      break;
    case ENT_LAYOUT_TIME:
      ent_place_time (run, &p, graph->when);
      break;
    case ENT_LAYOUT_SETTLE:
      ent_settle (run, &p, known);
      break;
    case ENT_LAYOUT_ORGANIC:
    default:
      ent_place_organic (run, &p);
    }
  if (options->algorithm != ENT_LAYOUT_ORGANIC && options->algorithm != ENT_LAYOUT_SETTLE)
    {
      for (int v = 0; v < n; v++)
        if (p.pinned[v])
          p.x[v] = clean (graph->x[v], -LARGEST), p.y[v] = clean (graph->y[v], -LARGEST);
      ent_overlap_remove (run, &p);
    }
  if (ent_run_cancelled (run))
    return ENT_LAYOUT_CANCELLED;
  for (int v = 0; v < n; v++)
    if (p.pinned[v]) /* exactly what was given, even beyond the largest */
      p.x[v] = graph->x[v], p.y[v] = graph->y[v];
  memcpy (x, p.x, sizeof (double) * (size_t) n);
  memcpy (y, p.y, sizeof (double) * (size_t) n);
  ent_run_progress (run, 1);
  return ENT_LAYOUT_DONE;
}

EntLayoutStatus
ent_layout_run (const EntLayoutGraph *graph, const EntLayoutOptions *options, double *x, double *y)
{
  EntRun run = { .options = options };
  EntLayoutStatus status;
  int threads = options->threads < 1 ? 1 : options->threads > 64 ? 64 : options->threads;

  if (!is_valid (graph, options))
    return ENT_LAYOUT_INVALID;
  if (graph->n_nodes == 0)
    return ENT_LAYOUT_DONE;
  run.arena = ent_arena_new ();
  run.pool = threads > 1 && graph->n_nodes > FEW ? ent_pool_new (threads) : NULL;
  status = run_in (&run, graph, x, y);
  ent_pool_free (run.pool);
  ent_arena_free (run.arena);
  return status;
}
