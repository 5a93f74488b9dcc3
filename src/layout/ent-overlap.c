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

/* Sorted by top; each box is compared with those whose top comes before its bottom. */
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
  double *top = ENT_NEW (arena, double, n), *left = ENT_NEW (arena, double, n), *right = ENT_NEW (arena, double, n),
         *above = ENT_NEW (arena, double, n);
  int *order = ENT_NEW (arena, int, n);
  int64_t count = 0;

  for (int i = 0; i < n; i++)
    above[i] = y[i] - h[i] / 2;
  ent_order_by (arena, n, above, order);
  for (int i = 0; i < n; i++)
    {
      int v = order[i];

      top[i] = above[v];
      left[i] = x[v] - w[v] / 2;
      right[i] = x[v] + w[v] / 2;
    }
  for (int i = 0; i < n; i++)
    {
      double bottom = top[i] + h[order[i]] - TOUCH, l = left[i] + TOUCH, r = right[i] - TOUCH;

      if ((i & 2047) == 0 && run != NULL && ent_run_cancelled (run))
        break;
      for (int j = i + 1; j < n && top[j] < bottom; j++)
        if (left[j] < r && right[j] > l)
          {
            if (count < max)
              {
                pairs[count][0] = order[i] < order[j] ? order[i] : order[j];
                pairs[count][1] = order[i] < order[j] ? order[j] : order[i];
              }
            count++;
          }
    }
  ent_arena_release (arena, mark);
  return count;
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
