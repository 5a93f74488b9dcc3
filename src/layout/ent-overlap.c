/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes room for boxes. Three steps, each only for what the one before left:
 *
 * 1. PRISM (Gansner, Hu: Efficient Node Overlap Removal Using a Proximity Stress Model, GD 2008): lines between
 *    neighbours in space (Delaunay, measured in boxes) get the length at which their boxes just part; positions follow
 *    by sweeps of local majorization, so that the shape is kept. O(n log n) a round.
 * 2. Pushing overlapping pairs apart along the axis where they overlap least. O(n log n) a round.
 * 3. The nearest free place for whatever still overlaps. This one always ends.
 *
 * Invariant: a pinned box never moves. */
#include "ent-layout-private.h"

#include <string.h>

#define SWEEPS 8
#define CAP 1.2    /* a line grows by at most this a round */
#define OVER 1.1   /* and by this times what it should, which ends sooner */
#define HARD 4     /* weight of lines that must grow */
#define EVERY 2    /* rounds between triangulations */
#define OMEGA 1.4  /* over-relaxation of the sweeps */
#define TOUCH 1e-5 /* boxes that share a border do not overlap */

/* Boxes in the cells of a grid by their middles. A cell is as large as all boxes but the MOST_LARGE largest, so two
 * that overlap are in the same cell or in neighbouring ones; the large ones are compared with all. */
typedef struct
{
  const EntRun *run;
  const double *x, *y, *w, *h;
  int across, down, rows; /* of a block */
  int *start, *box;       /* boxes of cell c: box[start[c]] .. box[start[c + 1] - 1] */
  int *large, n, larges;
  int64_t *count, *first; /* pairs of each block, and those before it */
  int (*pairs)[2];        /* (nullable) in the first round they are only counted */
  int64_t max;
} Grid;

#define MOST_LARGE 32

static inline void
compare (Grid *g, int64_t *count, int i, int j)
{
  if (fabs (g->x[i] - g->x[j]) < (g->w[i] + g->w[j]) / 2 - TOUCH
      && fabs (g->y[i] - g->y[j]) < (g->h[i] + g->h[j]) / 2 - TOUCH)
    {
      if (g->pairs != NULL && *count < g->max)
        {
          g->pairs[*count][0] = i < j ? i : j;
          g->pairs[*count][1] = i < j ? j : i;
        }
      ++*count;
    }
}

/* Some rows of cells; the last block has the large boxes. */
static void
compare_block (void *data, int block)
{
  Grid *g = data;
  int last = (block + 1) * g->rows < g->down ? (block + 1) * g->rows : g->down;
  int64_t count = g->pairs == NULL ? 0 : g->first[block], begin = count;

  for (int row = block * g->rows; row < last && (g->run == NULL || !ent_run_cancelled (g->run)); row++)
    for (int column = 0; column < g->across; column++)
      {
        int c = row * g->across + column, end = g->start[column + 1 < g->across ? c + 2 : c + 1];
        int below = row + 1 < g->down ? c + g->across : -1;

        for (int k = g->start[c]; k < g->start[c + 1]; k++)
          {
            for (int o = k + 1; o < end; o++) /* the rest of this cell and the one on the right */
              compare (g, &count, g->box[k], g->box[o]);
            if (below >= 0)
              for (int o = g->start[column > 0 ? below - 1 : below];
                   o < g->start[column + 1 < g->across ? below + 2 : below + 1]; o++)
                compare (g, &count, g->box[k], g->box[o]);
          }
      }
  if (last == g->down)
    for (int k = 0; k < g->larges; k++)
      {
        for (int o = 0; o < g->start[g->across * g->down]; o++)
          compare (g, &count, g->large[k], g->box[o]);
        for (int o = 0; o < k; o++)
          compare (g, &count, g->large[k], g->large[o]);
      }
  g->count[block] = count - begin;
}

static void
make_grid (EntArena *arena, Grid *g, int n)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY, side[2];
  int *order = ENT_NEW (arena, int, n), *cell = ENT_NEW (arena, int, n), *at;
  bool *is_large = ENT_NEW (arena, bool, n);

  for (int axis = 0; axis < 2; axis++)
    {
      const double *length = axis == 0 ? g->w : g->h;
      int large = n > 64 * MOST_LARGE ? MOST_LARGE / 2 : 0;

      ent_order_by (arena, n, length, order);
      side[axis] = fmax (1, length[order[n - 1 - large]]);
      for (int i = 0; i < n; i++)
        is_large[i] = is_large[i] || length[i] > side[axis];
    }
  for (int i = 0; i < n; i++)
    x0 = fmin (x0, g->x[i]), x1 = fmax (x1, g->x[i]), y0 = fmin (y0, g->y[i]), y1 = fmax (y1, g->y[i]);
  side[0] = fmax (side[0], (x1 - x0) / (2 * sqrt (n) + 1)), side[1] = fmax (side[1], (y1 - y0) / (2 * sqrt (n) + 1));
  g->across = (int) ((x1 - x0) / side[0]) + 1, g->down = (int) ((y1 - y0) / side[1]) + 1;
  g->start = ENT_NEW (arena, int, (size_t) g->across *(size_t) g->down + 2);
  g->box = ENT_NEW (arena, int, n), g->large = ENT_NEW (arena, int, n);
  for (int i = 0; i < n; i++)
    if (is_large[i])
      g->large[g->larges++] = i;
    else
      {
        cell[i] = (int) ((g->y[i] - y0) / side[1]) * g->across + (int) ((g->x[i] - x0) / side[0]);
        g->start[cell[i] + 2]++;
      }
  for (int c = 0; c < g->across * g->down; c++)
    g->start[c + 2] += g->start[c + 1];
  at = g->start + 1;
  for (int i = 0; i < n; i++)
    if (!is_large[i])
      g->box[at[cell[i]]++] = i;
}

int64_t
ent_overlap_pairs (EntArena *arena,
                   const EntRun *run,
                   int n,
                   const double *x,
                   const double *y,
                   const double *w,
                   const double *h,
                   int (*pairs)[2],
                   int64_t max)
{
  EntArenaMark mark = ent_arena_mark (arena);
  Grid g = { .run = run, .x = x, .y = y, .w = w, .h = h, .n = n, .max = max };
  EntPool *pool = run != NULL && n > 2000 ? run->pool : NULL;
  int64_t total = 0;
  int blocks;

  if (n < 2)
    return 0;
  make_grid (arena, &g, n);
  g.rows = 16;
  blocks = (g.down + g.rows - 1) / g.rows;
  g.count = ENT_NEW (arena, int64_t, blocks), g.first = ENT_NEW (arena, int64_t, blocks);
  ent_pool_run (pool, blocks, compare_block, &g);
  for (int b = 0; b < blocks; b++)
    g.first[b] = total, total += g.count[b];
  if (total > 0 && max > 0)
    {
      g.pairs = pairs;
      ent_pool_run (pool, blocks, compare_block, &g);
    }
  ent_arena_release (arena, mark);
  return total;
}

/* By how much the line from a to b must grow for the boxes to part; under 1: they are apart. */
static double
growth (const EntPlan *p, int a, int b)
{
  double dx = fabs (p->x[a] - p->x[b]), dy = fabs (p->y[a] - p->y[b]);
  double tx = (p->w[a] + p->w[b]) / 2 / fmax (dx, 1e-9), ty = (p->h[a] + p->h[b]) / 2 / fmax (dy, 1e-9);

  return fmin (tx, ty);
}

/* One round of PRISM on the given lines. */
static void
relax (const EntRun *run, EntPlan *p, int (*line)[2], int lines)
{
  EntArena *arena = run->arena;
  int n = p->graph->n, *start = ENT_NEW (arena, int, n + 2), *to = ENT_NEW (arena, int, 2 * (size_t) lines);
  double *goal = ENT_NEW (arena, double, 2 * (size_t) lines), *weight = ENT_NEW (arena, double, 2 * (size_t) lines),
         *x = p->x, *y = p->y;

  for (int k = 0; k < lines; k++)
    start[line[k][0] + 2]++, start[line[k][1] + 2]++;
  for (int v = 0; v < n; v++)
    start[v + 2] += start[v + 1];
  for (int k = 0; k < lines; k++)
    {
      int a = line[k][0], b = line[k][1], i = start[a + 1]++, j = start[b + 1]++;
      double dx = x[a] - x[b], dy = y[a] - y[b], length = sqrt (dx * dx + dy * dy), grow = growth (p, a, b);

      length = fmax (length, 0.1 * (p->h[a] + p->h[b])) * (grow > 1 ? fmin (1 + (grow - 1) * OVER + 0.001, CAP) : 1);
      to[i] = b, to[j] = a;
      goal[i] = goal[j] = length;
      weight[i] = weight[j] = (grow > 1 ? HARD : 1) / (length * length);
    }
  for (int sweep = 0; sweep < SWEEPS && !ent_run_cancelled (run); sweep++)
    for (int i = 0; i < n; i++)
      {
        int v = sweep & 1 ? n - 1 - i : i;
        double sx = 0, sy = 0, sum = 0;

        if (p->pinned[v])
          continue;
        for (int k = start[v]; k < start[v + 1]; k++)
          {
            int u = to[k];
            double dx = x[v] - x[u], dy = y[v] - y[u], d = sqrt (dx * dx + dy * dy), wish = goal[k], w = weight[k];

            if (!(d > 1e-9)) /* in one place: apart by number */
              dx = v > u ? 1e-3 : -1e-3, dy = 1e-3 * ((v * 7 + u * 7) % 5 - 2), d = sqrt (dx * dx + dy * dy);
            sx += w * (x[u] + dx * (wish / d));
            sy += w * (y[u] + dy * (wish / d));
            sum += w;
          }
        if (sum > 0)
          x[v] += OMEGA * (sx / sum - x[v]), y[v] += OMEGA * (sy / sum - y[v]);
      }
}

static void
push (EntPlan *p, int (*pair)[2], int64_t pairs)
{
  for (int64_t k = 0; k < pairs; k++)
    {
      int a = pair[k][0], b = pair[k][1];
      double dx = p->x[b] - p->x[a], dy = p->y[b] - p->y[a], part_a = p->pinned[a] ? 0 : p->pinned[b] ? 1 : 0.5;
      double over_x = (p->w[a] + p->w[b]) / 2 - fabs (dx), over_y = (p->h[a] + p->h[b]) / 2 - fabs (dy);

      if ((p->pinned[a] && p->pinned[b]) || over_x <= 0 || over_y <= 0)
        continue;
      if (over_x < over_y)
        {
          double move = (over_x + TOUCH) * (dx < 0 ? -1 : 1);

          p->x[a] -= move * part_a;
          p->x[b] += move * (1 - part_a);
        }
      else
        {
          double move = (over_y + TOUCH) * (dy < 0 ? -1 : 1);

          p->y[a] -= move * part_a;
          p->y[b] += move * (1 - part_a);
        }
    }
}

/* Boxes by the cell of their middle; a cell is as large as the largest box, so those that can overlap are in nine. */
typedef struct
{
  double cell_w, cell_h;
  int *head, *next;
  uint32_t mask;
} Cells;

static uint32_t
cell_of (const Cells *c, double x, double y, int across, int down)
{
  uint64_t i = (uint64_t) (int64_t) (floor (x / c->cell_w) + across);
  uint64_t j = (uint64_t) (int64_t) (floor (y / c->cell_h) + down);

  return (uint32_t) ((i * 0x9E3779B97F4A7C15u + j * 0xC2B2AE3D27D4EB4Fu) >> 32) & c->mask;
}

static bool
is_free (const Cells *c, const EntPlan *p, int v, double x, double y)
{
  for (int down = -1; down <= 1; down++)
    for (int across = -1; across <= 1; across++)
      for (int u = c->head[cell_of (c, x, y, across, down)] - 1; u >= 0; u = c->next[u] - 1)
        if (fabs (p->x[u] - x) < (p->w[u] + p->w[v]) / 2 - TOUCH
            && fabs (p->y[u] - y) < (p->h[u] + p->h[v]) / 2 - TOUCH)
          return false;
  return true;
}

/* Takes what overlaps out (of a pair the free one, then the larger number) and puts each back at the nearest place
 * found free, on ellipses of growing size. */
static void
put_back (EntRun *run, EntPlan *p, int (*pair)[2], int64_t pairs)
{
  EntArena *arena = run->arena;
  int n = p->graph->n;
  bool *out = ENT_NEW (arena, bool, n);
  Cells c = { .cell_w = 1, .cell_h = 1, .mask = 1 };

  for (int64_t k = 0; k < pairs; k++)
    {
      int a = pair[k][0], b = pair[k][1];

      if (!out[a] && !out[b] && !(p->pinned[a] && p->pinned[b]))
        out[p->pinned[b] ? a : b] = true;
    }
  for (int v = 0; v < n; v++)
    c.cell_w = fmax (c.cell_w, p->w[v]), c.cell_h = fmax (c.cell_h, p->h[v]);
  while (c.mask < 2u * (uint32_t) n)
    c.mask = c.mask * 2 + 1;
  c.head = ENT_NEW (arena, int, c.mask + 1);
  c.next = ENT_NEW (arena, int, n);
  for (int round = 0; round < 2; round++)
    for (int v = 0; v < n; v++)
      {
        uint32_t cell;

        if (out[v] != (round == 1))
          continue;
        if (round == 1 && !is_free (&c, p, v, p->x[v], p->y[v]))
          {
            double x = p->x[v], y = p->y[v], across = fmax (p->w[v] / 4, 1), down = fmax (p->h[v] / 2, 1);
            bool found = false;

            if (ent_run_cancelled (run))
              return;
            for (double ring = 1; !found; ring = ring < 16 ? ring + 1 : ring * 1.07)
              for (int k = 0; k < 24 && !found; k++)
                {
                  double s, t;

                  ent_sin_cos (k / 24.0 + ring * 0.013, &s, &t);
                  found = is_free (&c, p, v, x + t * across * ring, y + s * down * ring);
                  if (found)
                    p->x[v] = x + t * across * ring, p->y[v] = y + s * down * ring;
                }
          }
        cell = cell_of (&c, p->x[v], p->y[v], 0, 0);
        c.next[v] = c.head[cell];
        c.head[cell] = v + 1;
      }
}

void
ent_overlap_put_back (EntRun *run, EntPlan *p)
{
  EntArenaMark mark = ent_arena_mark (run->arena);
  int64_t room = 8 * (int64_t) p->graph->n + 64, pairs, before = -1;
  int (*pair)[2] = ent_arena_alloc (run->arena, (size_t) room, sizeof (int[2]));

  /* Again, if more overlap than the list holds; pairs of pinned boxes always stay. */
  for (; !ent_run_cancelled (run); before = pairs)
    {
      pairs = ent_overlap_pairs (run->arena, run, p->graph->n, p->x, p->y, p->w, p->h, pair, room);
      if (pairs == 0 || pairs == before)
        break;
      put_back (run, p, pair, pairs < room ? pairs : room);
    }
  ent_arena_release (run->arena, mark);
}

void
ent_overlap_remove (EntRun *run, EntPlan *p)
{
  EntArena *arena = run->arena;
  EntArenaMark mark = ent_arena_mark (arena);
  int n = p->graph->n;
  int64_t room = 8 * (int64_t) n + 64, pairs = 0;
  int (*line)[2] = ent_arena_alloc (arena, 3 * (size_t) n + (size_t) room, sizeof (int[2])), lines = 0;
  int (*pair)[2] = ent_arena_alloc (arena, (size_t) room, sizeof (int[2]));
  double *sx = ENT_NEW (arena, double, n), *sy = ENT_NEW (arena, double, n), mean_w = 0, mean_h = 0;

  int rounds = n <= 3000    ? 40
               : n <= 20000 ? 6
                            : 0,
      pushes = n <= 3000 ? 60 : 15; /* time is short where nodes are many */

  for (int i = 0; i < n; i++)
    mean_w += p->w[i] / n, mean_h += p->h[i] / n;
  for (int round = 0; round < rounds + pushes && !ent_run_cancelled (run); round++)
    {
      EntArenaMark inner = ent_arena_mark (arena);

      pairs = ent_overlap_pairs (arena, run, n, p->x, p->y, p->w, p->h, pair, room);
      if (pairs == 0)
        break;
      if (pairs > room)
        pairs = room;
      if (round < rounds && mean_w > 0 && mean_h > 0)
        {
          if (round % EVERY == 0)
            {
              for (int i = 0; i < n; i++)
                sx[i] = p->x[i] / mean_w, sy[i] = p->y[i] / mean_h;
              lines = ent_delaunay (arena, n, sx, sy, line);
            }
          memcpy (line + lines, pair, sizeof (int[2]) * (size_t) pairs);
          relax (run, p, line, (int) pairs + lines);
        }
      else
        push (p, pair, pairs);
      ent_arena_release (arena, inner);
    }
  ent_overlap_put_back (run, p);
  ent_arena_release (arena, mark);
}
