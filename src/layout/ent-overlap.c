/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Makes room for boxes, in two steps:
 *
 * 1. Lines between neighbours in space (Delaunay, measured in boxes, as in PRISM of Gansner, Hu: Efficient Node Overlap
 *    Removal Using a Proximity Stress Model, GD 2008) and between boxes that overlap are set right one after another,
 * again and again (as in SGD of Zheng, Pawar, Goodman, TVCG 2019): what overlaps goes apart along its line, all other
 * lines pull a little to keep their length, so that the shape is kept. O(n log n) a round, mostly for finding the
 * lines.
 * 2. The nearest free place for whatever still overlaps. This one always ends.
 *
 * Invariant: a pinned box never moves. */
#include "ent-layout-private.h"

#include <string.h>

#define SWEEPS 6      /* over the lines a round */
#define EVERY 2       /* rounds between triangulations */
#define GROW 1.3      /* a line of boxes that overlap grows by at most this a sweep */
#define OVER 1.05     /* and by this times what it should, which ends sooner */
#define FLAT 0.4      /* more up and down than across: boxes are wide, so that is the shorter way */
#define SOFT 0.05     /* part that a line as long as a usual box is mended a sweep; longer ones less by the square */
#define MOST_SOFT 0.1 /* the most of any */
#define LONGER 1.5    /* what overlapped shall stay at most this times as far apart as it was */
#define FEW 2000      /* boxes that threads are not worth it for */
#define MANY 20000    /* boxes whose neighbours are not looked for */
#define TOUCH 1e-5    /* boxes that share a border do not overlap */

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

  for (int row = block * g->rows; row < last; row++)
    for (int column = 0; column < g->across && !ent_run_stops (g->run, 16 * column); column++)
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
    for (int k = 0; k < g->larges && !ent_run_cancelled (g->run); k++)
      {
        for (int o = 0; o < g->start[g->across * g->down]; o++)
          compare (g, &count, g->large[k], g->box[o]);
        for (int o = 0; o < k; o++)
          compare (g, &count, g->large[k], g->large[o]);
      }
  g->count[block] = count - begin;
}

/* The number that @before others are not below; @before is under MOST_LARGE. O(n) but for odd orders. */
static double
large_one (int n, const double *length, int before)
{
  double most[MOST_LARGE] = { 0 };

  for (int i = 0; i < n; i++)
    if (length[i] > most[before])
      {
        int at = before;

        for (; at > 0 && most[at - 1] < length[i]; at--)
          most[at] = most[at - 1];
        most[at] = length[i];
      }
  return most[before];
}

static void
make_grid (EntArena *arena, Grid *g, int n)
{
  double x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY, side[2];
  int *cell = ENT_NEW (arena, int, n), *at;
  bool *is_large = ENT_NEW (arena, bool, n);

  for (int axis = 0; axis < 2; axis++)
    {
      const double *length = axis == 0 ? g->w : g->h;

      side[axis] = fmax (1, large_one (n, length, n > 64 * MOST_LARGE ? MOST_LARGE / 2 : 0));
      for (int i = 0; i < n; i++)
        is_large[i] = is_large[i] || length[i] > side[axis];
    }
  for (int i = 0; i < n; i++)
    x0 = fmin (x0, g->x[i]), x1 = fmax (x1, g->x[i]), y0 = fmin (y0, g->y[i]), y1 = fmax (y1, g->y[i]);
  side[0] = fmax (side[0], (x1 - x0) / (2 * sqrt (n) + 1)), side[1] = fmax (side[1], (y1 - y0) / (2 * sqrt (n) + 1));
  g->across = (int) ((x1 - x0) / side[0]) + 1, g->down = (int) ((y1 - y0) / side[1]) + 1;
  g->start = ENT_NEW (arena, int, (size_t) g->across *(size_t) g->down + 2);
  g->box = ENT_NEW (arena, int, n), g->large = ENT_NEW (arena, int, n);
  for (int i = 0; i < n && !ent_run_stops (g->run, i); i++)
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
  for (int i = 0; i < n && !ent_run_stops (g->run, i); i++)
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
  EntPool *pool = run != NULL && n > FEW ? run->pool : NULL;
  int64_t total = 0;
  int blocks;

  if (n < 2 || ent_run_cancelled (run))
    return 0;
  make_grid (arena, &g, n);
  g.rows = pool == NULL ? g.down : 16;
  blocks = (g.down + g.rows - 1) / g.rows;
  g.count = ENT_NEW (arena, int64_t, blocks), g.first = ENT_NEW (arena, int64_t, blocks);
  if (blocks == 1) /* at once, since nothing is before it */
    g.pairs = pairs;
  ent_pool_run (pool, blocks, compare_block, &g);
  for (int b = 0; b < blocks; b++)
    g.first[b] = total, total += g.count[b];
  if (total > 0 && max > 0 && blocks > 1)
    {
      g.pairs = pairs;
      ent_pool_run (pool, blocks, compare_block, &g);
    }
  ent_arena_release (arena, mark);
  return total;
}

typedef struct
{
  int a, b;
  double goal, soft; /* length, and the part that is mended a sweep; 0: of boxes that overlap, no more than that */
} Line;

/* How near two boxes are: 1, they touch; below, they overlap. */
static inline double
nearness (const EntPlan *p, int a, int b)
{
  return fmax (2 * fabs (p->x[a] - p->x[b]) / fmax (p->w[a] + p->w[b], 1e-9),
               2 * fabs (p->y[a] - p->y[b]) / fmax (p->h[a] + p->h[b], 1e-9));
}

/* Lines between neighbours; returns how many. */
static int
neighbour_lines (const EntRun *run, const EntPlan *p, double mean_w, double mean_h, Line *line)
{
  EntArena *arena = run->arena;
  EntArenaMark mark = ent_arena_mark (arena);
  int n = p->graph->n, lines, (*edge)[2] = ent_arena_alloc (arena, 3 * (size_t) n, sizeof (int[2]));
  double *x = ENT_NEW (arena, double, n), *y = ENT_NEW (arena, double, n);

  for (int i = 0; i < n; i++)
    x[i] = p->x[i] / mean_w, y[i] = p->y[i] / mean_h;
  lines = ent_delaunay (run, n, x, y, edge);
  for (int k = 0; k < lines; k++)
    {
      int a = edge[k][0], b = edge[k][1];
      double dx = p->x[a] - p->x[b], dy = p->y[a] - p->y[b];
      double grow = fmin (fmax (1 / fmax (nearness (p, a, b), 0.1), 1), LONGER),
             square = (dx * dx + dy * dy) * grow * grow;

      line[k] = (Line){ a, b, sqrt (square), fmin (SOFT * (mean_w * mean_w + mean_h * mean_h) / square, MOST_SOFT) };
    }
  ent_arena_release (arena, mark);
  return lines;
}

/* The lines in groups that threads may take at once: of strips of the picture, each with as many boxes; then, of lines
 * from one strip to the next, every other time; the rest alone. Few boxes are one strip. */
#define STRIPS 8
#define GROUPS (2 * STRIPS)

static const int PHASE[] = { 0, STRIPS, STRIPS + STRIPS / 2, GROUPS - 1, GROUPS }; /* first groups */

typedef struct
{
  const EntRun *run;
  EntPlan *p;
  EntPool *pool;
  int *strip; /* of each box */
  Line *line;
  int first[GROUPS + 1], phase;
} Sweep;

static void
set_strips (const EntRun *run, Sweep *s)
{
  EntArena *arena = run->arena;
  EntArenaMark mark = ent_arena_mark (arena);
  int n = s->p->graph->n, *order = ENT_NEW (arena, int, n);

  ent_order_by (arena, run, n, s->p->x, order);
  for (int i = 0; i < n; i++)
    s->strip[order[i]] = (int) ((int64_t) i * STRIPS / n);
  ent_arena_release (arena, mark);
}

static int
group_of (const Sweep *s, const Line *line)
{
  int a = s->strip[line->a], b = s->strip[line->b], low = a < b ? a : b;

  return a == b ? a : a + b != 2 * low + 1 ? GROUPS - 1 : PHASE[1 + (low & 1)] + low / 2;
}

static void
sort_lines (const EntRun *run, Sweep *s, const Line *line, int lines)
{
  int at[GROUPS];

  memset (s->first, 0, sizeof s->first);
  for (int k = 0; k < lines && !ent_run_stops (run, k); k++)
    s->first[group_of (s, &line[k]) + 1]++;
  for (int g = 0; g < GROUPS; g++)
    s->first[g + 1] += s->first[g], at[g] = s->first[g];
  for (int k = 0; k < lines && !ent_run_stops (run, k); k++)
    s->line[at[group_of (s, &line[k])]++] = line[k];
}

static void
sweep_group (void *data, int block)
{
  const Sweep *s = data;
  EntPlan *p = s->p;
  const Line *line = s->line;
  double *x = p->x, *y = p->y;
  int group = PHASE[s->phase] + block;

  for (int k = s->first[group]; k < s->first[group + 1] && !ent_run_stops (s->run, k); k++)
    {
      int a = line[k].a, b = line[k].b;
      double dx = x[b] - x[a], dy = y[b] - y[a], part_a = 0.5, part_b = 0.5, move_x, move_y;

      if (2 * fabs (dx) < p->w[a] + p->w[b] && 2 * fabs (dy) < p->h[a] + p->h[b])
        {
          double near = nearness (p, a, b), grow;

          if (near < 1e-6) /* in one place: apart by number */
            dx = a < b ? 1e-3 : -1e-3, dy = 1e-3 * ((a * 7 + b * 7) % 5 - 2), near = 1e-3;
          grow = fmin ((1 / near - 1) * OVER + 0.002, fmax (GROW, 0.1 / near) - 1);
          move_x = dx * grow, move_y = dy * grow * (1 + FLAT);
        }
      else if (line[k].soft > 0)
        {
          double length = sqrt (dx * dx + dy * dy), part = line[k].soft * (line[k].goal - length) / length;

          move_x = dx * part, move_y = dy * part;
        }
      else
        continue;
      if (p->pinned[a] || p->pinned[b])
        part_a = !p->pinned[a], part_b = !p->pinned[b];
      x[a] -= move_x * part_a, y[a] -= move_y * part_a;
      x[b] += move_x * part_b, y[b] += move_y * part_b;
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
    for (int v = 0; v < n && !ent_run_stops (run, v); v++)
      {
        uint32_t cell;

        if (out[v] != (round == 1))
          continue;
        if (round == 1 && !is_free (&c, p, v, p->x[v], p->y[v]))
          {
            double x = p->x[v], y = p->y[v], across = fmax (p->w[v] / 4, 1), down = fmax (p->h[v] / 2, 1);
            bool found = false;

            for (double ring = 1; !found && !ent_run_cancelled (run); ring = ring < 16 ? ring + 1 : ring * 1.07)
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
      if (pairs == 0 || pairs == before || ent_run_cancelled (run))
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
  int n = p->graph->n, lines = 0, rounds = n <= 3000 ? 40 : 12; /* time is short where nodes are many */
  int64_t room = (n <= MANY ? 8 : 2) * (int64_t) n + 64, pairs, most = room + (n <= MANY ? 3 * (int64_t) n : 0);
  int (*pair)[2] = ent_arena_alloc (arena, (size_t) room, sizeof (int[2]));
  Line *line = ENT_NEW (arena, Line, most);
  Sweep s = { .run = run, .p = p, .pool = n > FEW ? run->pool : NULL, .strip = ENT_NEW (arena, int, n) };
  double mean_w = 0, mean_h = 0;

  s.line = ENT_NEW (arena, Line, most);
  for (int i = 0; i < n; i++)
    mean_w += p->w[i] / n, mean_h += p->h[i] / n;
  for (int round = 0; round < rounds && !ent_run_cancelled (run); round++)
    {
      pairs = ent_overlap_pairs (arena, run, n, p->x, p->y, p->w, p->h, pair, room);
      if (pairs == 0 || (n > FEW && pairs < n / 100)) /* the last step is fit for a few */
        break;
      if (ent_run_cancelled (run))
        break;
      if (pairs > room)
        pairs = room;
      if (round % EVERY == 0 && n > FEW)
        set_strips (run, &s);
      if (round % EVERY == 0 && n <= MANY)
        lines = neighbour_lines (run, p, mean_w, mean_h, line);
      for (int k = 0; k < pairs; k++)
        line[lines + k] = (Line){ pair[k][0], pair[k][1], 0, 0 };
      sort_lines (run, &s, line, lines + (int) pairs);
      for (int k = 0; k < SWEEPS && !ent_run_cancelled (run); k++)
        for (s.phase = 0; s.phase < (n > FEW ? 4 : 1); s.phase++)
          ent_pool_run (s.pool, PHASE[s.phase + 1] - PHASE[s.phase], sweep_group, &s);
    }
  ent_overlap_put_back (run, p);
  ent_arena_release (arena, mark);
}
