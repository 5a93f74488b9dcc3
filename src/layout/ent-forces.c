/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Attraction along edges, repulsion between all nodes, as one pass over a level of the multilevel layout.
 *
 * Repulsion is that of Barnes and Hut (1986), over a tree that is packed instead of linked: nodes are sorted along a
 * Hilbert curve, eight in a row are a leaf, four neighbours of a level a cell of the next. So no input (all nodes in
 * one place, say) makes it deep, and the eight nodes of a leaf share one walk and are computed side by side.
 * O(n log n) a pass. Invariant: each sum has a fixed order, whatever thread computes it. */
#include "ent-forces.h"

#include <string.h>

#define LEAF 8
#define FAN 4
#define WORK 32   /* leaves a block */
#define OPEN 1.5f /* a cell farther away than its radius ÷ this counts as one point */
#define LOOSE 1.4 /* leaves may be this times as wide as when they were sorted */
#define LEVELS 16
#define LIST 4096
#define BITS 11 /* of a coordinate along the curve */

typedef float Lane __attribute__ ((vector_size (32))); /* the nodes of a leaf */

typedef struct
{
  float x, y, mass, radius;
} Cell;

struct _EntForces
{
  const EntRun *run;
  const EntGraph *graph;
  const float *mass, *length;
  float *x, *y;
  float *sx, *sy, *sm; /* sorted by curve, padded to whole leaves with mass 0 */
  float *gx, *gy;      /* where to, by node */
  uint32_t *key, *key2;
  int *order, *order2, *count;
  Cell *cells[LEVELS];
  int sizes[LEVELS], levels;
  float x0, y0, scale;
  double tight; /* width of the leaves when they were sorted, 0: they are not yet */
  EntForcesStep step;
};

EntForces *
ent_forces_new (const EntRun *run, const EntGraph *graph, const float *mass, const float *length, float *x, float *y)
{
  EntArena *arena = run->arena;
  EntForces *f = ENT_NEW (arena, EntForces, 1);
  int n = graph->n, leaves = (n + LEAF - 1) / LEAF;
  size_t padded = (size_t) leaves * LEAF;

  f->run = run, f->graph = graph, f->mass = mass, f->length = length, f->x = x, f->y = y;
  f->sx = ENT_NEW (arena, float, padded), f->sy = ENT_NEW (arena, float, padded),
  f->sm = ENT_NEW (arena, float, padded);
  f->gx = ENT_NEW (arena, float, n), f->gy = ENT_NEW (arena, float, n);
  f->key = ENT_NEW (arena, uint32_t, n), f->key2 = ENT_NEW (arena, uint32_t, n);
  f->order = ENT_NEW (arena, int, n), f->order2 = ENT_NEW (arena, int, n), f->count = ENT_NEW (arena, int, 1 << BITS);
  for (int size = leaves; f->levels < LEVELS; size = (size + FAN - 1) / FAN)
    {
      f->cells[f->levels] = ENT_NEW (arena, Cell, size);
      f->sizes[f->levels++] = size;
      if (size == 1)
        break;
    }
  return f;
}

/* Place on a Hilbert curve of 2¹¹ × 2¹¹ (Lam, Shapiro 1994). */
static uint32_t
hilbert (uint32_t x, uint32_t y)
{
  uint32_t key = 0;

  for (uint32_t s = 1u << (BITS - 1); s > 0; s >>= 1)
    {
      uint32_t rx = (x & s) != 0, ry = (y & s) != 0;

      key = key * 4 + ((3 * rx) ^ ry);
      if (ry == 0)
        {
          uint32_t t;

          if (rx == 1)
            x = (1u << BITS) - 1 - x, y = (1u << BITS) - 1 - y;
          t = x, x = y, y = t;
        }
    }
  return key;
}

static void
keys_of (void *data, int block)
{
  EntForces *f = data;
  int end = (block + 1) * 4096 < f->graph->n ? (block + 1) * 4096 : f->graph->n;

  if (ent_run_cancelled (f->run))
    return;
  for (int v = block * 4096; v < end; v++)
    {
      f->key[v] = hilbert ((uint32_t) ((f->x[v] - f->x0) * f->scale), (uint32_t) ((f->y[v] - f->y0) * f->scale));
      f->order[v] = v;
    }
}

/* Two counting passes; equal keys stay by number. */
static void
sort_along_curve (EntForces *f)
{
  int n = f->graph->n;
  float x0 = f->x[0], x1 = x0, y0 = f->y[0], y1 = y0;

  for (int v = 1; v < n; v++)
    {
      x0 = f->x[v] < x0 ? f->x[v] : x0, x1 = f->x[v] > x1 ? f->x[v] : x1;
      y0 = f->y[v] < y0 ? f->y[v] : y0, y1 = f->y[v] > y1 ? f->y[v] : y1;
    }
  f->x0 = x0, f->y0 = y0;
  f->scale = ((1 << BITS) - 1) / fmaxf (fmaxf (x1 - x0, y1 - y0), 1e-6f);
  ent_pool_run (f->run->pool, (n + 4095) / 4096, keys_of, f);
  for (int shift = 0; shift < 2 * BITS && !ent_run_cancelled (f->run); shift += BITS)
    {
      uint32_t *key = f->key;
      int *order = f->order, sum = 0;

      memset (f->count, 0, sizeof (int) << BITS);
      for (int i = 0; i < n; i++)
        f->count[(f->key[i] >> shift) & ((1 << BITS) - 1)]++;
      for (int k = 0; k < 1 << BITS; k++)
        {
          int c = f->count[k];

          f->count[k] = sum;
          sum += c;
        }
      for (int i = 0; i < n; i++)
        {
          int to = f->count[(f->key[i] >> shift) & ((1 << BITS) - 1)]++;

          f->key2[to] = f->key[i], f->order2[to] = f->order[i];
        }
      f->key = f->key2, f->order = f->order2;
      f->key2 = key, f->order2 = order;
    }
}

static void
leaves_of (void *data, int block)
{
  EntForces *f = data;
  int n = f->graph->n, end = (block + 1) * WORK < f->sizes[0] ? (block + 1) * WORK : f->sizes[0];

  if (ent_run_cancelled (f->run))
    return;
  for (int leaf = block * WORK; leaf < end; leaf++)
    {
      Cell *cell = &f->cells[0][leaf];
      float x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY, mx = 0, my = 0, mass = 0;

      for (int i = leaf * LEAF; i < (leaf + 1) * LEAF; i++)
        {
          int v = f->order[i < n ? i : n - 1];
          float x = f->x[v], y = f->y[v], m = i < n ? f->mass[v] : 0;

          f->sx[i] = x, f->sy[i] = y, f->sm[i] = m;
          x0 = x < x0 ? x : x0, x1 = x > x1 ? x : x1, y0 = y < y0 ? y : y0, y1 = y > y1 ? y : y1;
          mx += m * x, my += m * y, mass += m;
        }
      cell->x = mx / mass, cell->y = my / mass, cell->mass = mass;
      cell->radius = 0.5f * sqrtf ((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0));
    }
}

static double
width_of_leaves (const EntForces *f)
{
  double sum = 0;

  for (int leaf = 0; leaf < f->sizes[0]; leaf++)
    sum += f->cells[0][leaf].radius;
  return sum;
}

static void
join_cells (EntForces *f)
{
  for (int level = 1; level < f->levels; level++)
    for (int c = 0; c < f->sizes[level]; c++)
      {
        Cell *cell = &f->cells[level][c], *below = f->cells[level - 1] + (size_t) c * FAN;
        int k = f->sizes[level - 1] - c * FAN < FAN ? f->sizes[level - 1] - c * FAN : FAN;

        memset (cell, 0, sizeof *cell);
        for (int i = 0; i < k; i++)
          cell->x += below[i].mass * below[i].x, cell->y += below[i].mass * below[i].y, cell->mass += below[i].mass;
        cell->x /= cell->mass, cell->y /= cell->mass;
        for (int i = 0; i < k; i++)
          {
            float dx = below[i].x - cell->x, dy = below[i].y - cell->y;

            cell->radius = fmaxf (cell->radius, sqrtf (dx * dx + dy * dy) + below[i].radius);
          }
      }
}

/* Repulsion on the eight nodes of a leaf, then attraction of each and its step. */
ENT_WIDE static void
leaf_step (EntForces *f, int leaf)
{
  const Cell *me = &f->cells[0][leaf];
  const EntForcesStep *step = &f->step;
  float lx[LIST + FAN * LEAF], ly[LIST + FAN * LEAF], lm[LIST + FAN * LEAF];
  int stack[LEVELS * FAN * 2][2], top = 0, items = 0, n = f->graph->n;
  Lane x, y, fx = { 0 }, fy = { 0 };

  memcpy (&x, f->sx + (size_t) leaf * LEAF, sizeof x);
  memcpy (&y, f->sy + (size_t) leaf * LEAF, sizeof y);
  stack[top][0] = f->levels - 1, stack[top++][1] = 0;
  while (top > 0 || items > 0)
    {
      while (top > 0 && items < LIST)
        {
          int level = stack[--top][0], c = stack[top][1];
          const Cell *cell = &f->cells[level][c];
          float dx = cell->x - me->x, dy = cell->y - me->y, d = sqrtf (dx * dx + dy * dy) - me->radius;

          if (d > 0 && cell->radius < OPEN * d)
            lx[items] = cell->x, ly[items] = cell->y, lm[items++] = cell->mass;
          else if (level == 0)
            for (int i = c * LEAF; i < (c + 1) * LEAF; i++)
              lx[items] = f->sx[i], ly[items] = f->sy[i], lm[items++] = f->sm[i];
          else
            for (int i = c * FAN; i < (c + 1) * FAN && i < f->sizes[level - 1]; i++)
              stack[top][0] = level - 1, stack[top++][1] = i;
        }
      for (int i = 0; i < items; i++)
        {
          Lane dx = x - lx[i], dy = y - ly[i], pull = lm[i] / (dx * dx + dy * dy + step->softness);

          fx += dx * pull, fy += dy * pull;
        }
      items = 0;
    }
  for (int i = 0; i < LEAF && leaf * LEAF + i < n; i++)
    {
      int v = f->order[leaf * LEAF + i];
      float px = f->x[v], py = f->y[v], ax = fx[i] * step->repulsion, ay = fy[i] * step->repulsion, stiff = 0, size;

      for (int k = f->graph->start[v]; k < f->graph->start[v + 1]; k++)
        {
          int u = f->graph->to[k];
          float dx = f->x[u] - px, dy = f->y[u] - py;
          float pull = sqrtf (dx * dx + dy * dy) / (f->length == NULL ? 1 : f->length[f->graph->via[k]]);

          pull = ent_forces_pull (pull, step->bend);
          ax += dx * pull, ay += dy * pull, stiff += pull;
        }
      /* Where attraction alone would bring it to rest: a whole step along the force would swing. */
      ax /= fmaxf (stiff, 1e-9f), ay /= fmaxf (stiff, 1e-9f);
      size = sqrtf (ax * ax + ay * ay);
      if (size > step->most)
        ax *= step->most / size, ay *= step->most / size;
      f->gx[v] = px + ax, f->gy[v] = py + ay;
    }
}

static void
block_step (void *data, int block)
{
  EntForces *f = data;

  for (int leaf = block * WORK; leaf < (block + 1) * WORK && leaf < f->sizes[0] && !ent_run_cancelled (f->run); leaf++)
    leaf_step (f, leaf);
}

void
ent_forces_pass (EntForces *f, const EntForcesStep *step)
{
  int blocks = (f->sizes[0] + WORK - 1) / WORK;

  f->step = *step;
  if (f->tight > 0)
    ent_pool_run (f->run->pool, blocks, leaves_of, f);
  if (f->tight <= 0 || width_of_leaves (f) > LOOSE * f->tight) /* an old order is right, too, only slower */
    {
      sort_along_curve (f);
      ent_pool_run (f->run->pool, blocks, leaves_of, f);
      f->tight = width_of_leaves (f);
    }
  join_cells (f);
  ent_pool_run (f->run->pool, blocks, block_step, f);
  if (ent_run_cancelled (f->run))
    return;
  memcpy (f->x, f->gx, sizeof (float) * (size_t) f->graph->n);
  memcpy (f->y, f->gy, sizeof (float) * (size_t) f->graph->n);
}
