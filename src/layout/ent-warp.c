/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Evens out how densely boxes lie, before they are parted: the area of the boxes diffuses like heat over the rectangle
 * of the drawing, and the nodes go with the flow (Gastner, Newman: Diffusion-Based Method for Producing Density-
 * Equalizing Maps, PNAS 2004). The flow is smooth and its paths do not cross, so what lies around a node stays around
 * it. Coarse grids first, each a few steps, so that far parts are evened as cheaply as near ones.
 *
 * Invariant: no node leaves the rectangle; nodes in different places stay so. O((n + cells) × steps); all sums but the
 * first of each grid are by cell or by node, so threads change nothing. */
#include "ent-layout-private.h"

#include <string.h>

#define STEPS 10
#define BLOCK 2048
#define RATE 0.2f /* of the heat equation; above 0.25 it swings */
#define FIRST 4   /* cells along an axis */

typedef struct
{
  EntPlan *p;
  int side; /* cells along an axis */
  float *density, *next, *across,
      *down;    /* of cells, two of them; speed through upright and level borders of cells, (side + 1)² */
  float *x, *y; /* of nodes, in parts of the rectangle */
} Warp;

/* Speed at a place between four borders: @u along the speed, in cells from the first border; @v across it, from the
 * middle of the first cell. */
static inline float
speed_at (const float *speed, int stride, int jump, int side, float u, float v)
{
  float at = fminf (fmaxf (v, 0), (float) (side - 1)), in, beside;
  int i = (int) u, j = (int) at;

  i = i < side - 1 ? i : side - 1;
  j = j < side - 2 ? j : side - 2;
  in = u - (float) i, beside = at - (float) j;
  speed += i * jump + j * stride;
  return (speed[0] * (1 - in) + speed[jump] * in) * (1 - beside)
         + (speed[stride] * (1 - in) + speed[stride + jump] * in) * beside;
}

static void
flow (void *data, int block)
{
  Warp *w = data;
  int n = w->p->graph->n, end = (block + 1) * BLOCK < n ? (block + 1) * BLOCK : n, side = w->side;

  for (int v = block * BLOCK; v < end; v++)
    {
      float x = w->x[v] * (float) side, y = w->y[v] * (float) side;
      float vx = speed_at (w->across, side + 1, 1, side, x, y - 0.5f),
            vy = speed_at (w->down, 1, side + 1, side, y, x - 0.5f);

      w->x[v] = fminf (fmaxf ((x + vx) / (float) side, 0), 1);
      w->y[v] = fminf (fmaxf ((y + vy) / (float) side, 0), 1);
    }
}

/* The area of each box is shared by the four cells around its middle. */
static void
gather_density (const EntRun *run, Warp *w, float least)
{
  int n = w->p->graph->n, side = w->side, row = side + 1;
  double sum = 0;
  float floor_;

  memset (w->density, 0, sizeof (float) * (size_t) (side * row));
  for (int v = 0; v < n && !ent_run_stops (run, v); v++)
    {
      float x = fminf (fmaxf (w->x[v] * (float) side - 0.5f, 0), (float) (side - 1));
      float y = fminf (fmaxf (w->y[v] * (float) side - 0.5f, 0), (float) (side - 1));
      int i = (int) x < side - 2 ? (int) x : side - 2, j = (int) y < side - 2 ? (int) y : side - 2;
      float fx = x - (float) i, fy = y - (float) j, area = (float) (w->p->w[v] * w->p->h[v]),
            *cell = w->density + j * row + i;

      cell[0] += area * (1 - fx) * (1 - fy), cell[1] += area * fx * (1 - fy);
      cell[row] += area * (1 - fx) * fy, cell[row + 1] += area * fx * fy;
      sum += area;
    }
  floor_ = (float) (sum / (side * side)) * least + 1e-9f;
  for (int j = 0; j < side; j++)
    for (int i = 0; i < side; i++)
      w->density[j * row + i] += floor_;
}

/* Each cell gives to and takes from the four beside it; no cell gets denser or emptier than those. */
static void
diffuse (const EntRun *run, Warp *w)
{
  int side = w->side, row = side + 1;
  float *d = w->density, *swap;

  for (int j = 0; j < side && !ent_run_stops (run, j * side); j++)
    for (int i = 0; i < side; i++)
      {
        int at = j * row + i;
        float here = d[at], left = i > 0 ? d[at - 1] : here, right = i + 1 < side ? d[at + 1] : here;
        float above = j > 0 ? d[at - row] : here, below = j + 1 < side ? d[at + row] : here;

        w->across[at + 1] = 2 * RATE * (here - right) / (here + right);
        w->down[at + row] = 2 * RATE * (here - below) / (here + below);
        w->next[at] = here + RATE * (left + right + above + below - 4 * here);
      }
  swap = w->density, w->density = w->next, w->next = swap;
}

void
ent_warp (EntRun *run, EntPlan *p, double least)
{
  EntArenaMark mark = ent_arena_mark (run->arena);
  int n = p->graph->n, finest = FIRST;
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY, wide, high;
  Warp w = { .p = p, .x = ENT_NEW (run->arena, float, n), .y = ENT_NEW (run->arena, float, n) };

  for (int v = 0; v < n; v++)
    {
      x0 = fmin (x0, p->x[v] - p->w[v] / 2), y0 = fmin (y0, p->y[v] - p->h[v] / 2);
      x1 = fmax (x1, p->x[v] + p->w[v] / 2), y1 = fmax (y1, p->y[v] + p->h[v] / 2);
    }
  wide = fmax (x1 - x0, 1e-9), high = fmax (y1 - y0, 1e-9);
  for (int v = 0; v < n; v++)
    w.x[v] = (float) ((p->x[v] - x0) / wide), w.y[v] = (float) ((p->y[v] - y0) / high);
  while (finest * finest < n && finest < 512)
    finest *= 2;
  w.density = ENT_NEW (run->arena, float, (finest + 1) * (finest + 1));
  w.next = ENT_NEW (run->arena, float, (finest + 1) * (finest + 1));
  w.across = ENT_NEW (run->arena, float, (finest + 1) * (finest + 1));
  w.down = ENT_NEW (run->arena, float, (finest + 1) * (finest + 1));
  for (w.side = FIRST; w.side <= finest && !ent_run_cancelled (run); w.side *= 2)
    {
      memset (w.across, 0, sizeof (float) * (size_t) ((finest + 1) * (finest + 1)));
      memset (w.down, 0, sizeof (float) * (size_t) ((finest + 1) * (finest + 1)));
      gather_density (run, &w, (float) least);
      for (int step = 0; step < STEPS && !ent_run_cancelled (run); step++)
        {
          diffuse (run, &w);
          ent_pool_run (run->pool, (n + BLOCK - 1) / BLOCK, flow, &w);
        }
    }
  for (int v = 0; v < n && !ent_run_stops (run, v); v++)
    p->x[v] = x0 + w.x[v] * wide, p->y[v] = y0 + w.y[v] * high;
  ent_arena_release (run->arena, mark);
}
