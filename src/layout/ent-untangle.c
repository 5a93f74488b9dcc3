/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Takes out single crossings of a drawing whose boxes are parted already: an end of a crossed line moves to a free
 * place around its neighbours where its lines cross fewer others (the moves of Davidson, Harel: Drawing Graphs Nicely
 * Using Simulated Annealing, 1996, downhill only). Lines and boxes are found by the cells of a grid.
 *
 * Threads look for places for the nodes of a batch as things stand; then the moves are made one after another, each
 * only if it still helps.
 *
 * Invariant: boxes that did not overlap do not afterwards; pinned ones stay; crossings never grow in number. A move
 * costs what lies in the cells under its lines; the whole stops after a given number of such looks, not by the clock.
 */
#include "ent-layout-private.h"

#define RINGS 5
#define ANGLES 14
#define MANY 6    /* lines of a node that may move */
#define BATCH 512 /* nodes */
#define BLOCK 64  /* of these */

typedef struct
{
  int item, next; /* next + 1, 0: the end */
} Entry;

typedef struct
{
  int *seen, stamp; /* of each line, the last question */
  int64_t looks;
} Eyes;

typedef struct
{
  int node;
  double x, y;
} Move;

typedef struct
{
  EntRun *run;
  const EntGraph *g;
  EntPlan *p;
  int across, down, entries, room, moves;
  int *lines, *boxes, *next_box; /* first entry + 1 by cell */
  Entry *entry;
  double x0, y0, cell_w, cell_h, reach_x, reach_y;
  Move move[BATCH];
  Eyes eyes[BATCH / BLOCK];
} Tangle;

static int
clamped (double at, int cells)
{
  return at < 0 ? 0 : at >= cells ? cells - 1 : (int) at;
}

/* Calls for the rows under a line: the columns it passes there. */
static void
columns_of (const Tangle *t, double ax, double ay, double bx, double by, int row, int *from, int *to)
{
  double top = t->y0 + row * t->cell_h, low = top + t->cell_h, x = ax, end = bx;

  if (ay > by)
    {
      double swap = ay;

      ay = by, by = swap, x = bx, end = ax;
    }
  if (by > ay) /* a margin of a hundredth of a cell makes up for rounding */
    {
      double slope = (end - x) / (by - ay), upper = x, first = fmax (top - 0.01 * t->cell_h, ay),
             last = fmin (low + 0.01 * t->cell_h, by);

      x = upper + slope * (first - ay);
      end = upper + slope * (last - ay);
    }
  *from = clamped ((fmin (x, end) - t->x0) / t->cell_w - 0.01, t->across);
  *to = clamped ((fmax (x, end) - t->x0) / t->cell_w + 0.01, t->across);
}

static bool
add_line (Tangle *t, int e)
{
  const EntPlan *p = t->p;
  double ax = p->x[t->g->a[e]], ay = p->y[t->g->a[e]], bx = p->x[t->g->b[e]], by = p->y[t->g->b[e]];
  int first = clamped ((fmin (ay, by) - t->y0) / t->cell_h - 0.01, t->down);
  int last = clamped ((fmax (ay, by) - t->y0) / t->cell_h + 0.01, t->down);

  for (int row = first; row <= last; row++)
    {
      int from, to;

      columns_of (t, ax, ay, bx, by, row, &from, &to);
      for (int column = from; column <= to; column++)
        {
          int *head = &t->lines[row * t->across + column];

          if (t->entries == t->room)
            return false;
          t->entry[t->entries] = (Entry){ e, *head };
          *head = ++t->entries;
        }
    }
  return true;
}

/* How many lines those of @v cross, with @v at (x, y); gives up above @most. */
static int
crossings_at (const Tangle *t, Eyes *eyes, int v, double x, double y, int most)
{
  const EntGraph *g = t->g;
  const EntPlan *p = t->p;
  int count = 0;

  for (int k = g->start[v]; k < g->start[v + 1] && count <= most; k++)
    {
      int u = g->to[k];
      double ux = p->x[u], uy = p->y[u];
      int first = clamped ((fmin (y, uy) - t->y0) / t->cell_h, t->down),
          last = clamped ((fmax (y, uy) - t->y0) / t->cell_h, t->down);

      eyes->stamp++;
      for (int row = first; row <= last; row++)
        {
          int from, to;

          columns_of (t, x, y, ux, uy, row, &from, &to);
          for (int column = from; column <= to; column++)
            for (int i = t->lines[row * t->across + column]; i > 0; i = t->entry[i - 1].next)
              {
                int e = t->entry[i - 1].item, a = g->a[e], b = g->b[e];

                eyes->looks++;
                if (eyes->seen[e] == eyes->stamp)
                  continue;
                eyes->seen[e] = eyes->stamp;
                if (a != v && b != v && a != u && b != u)
                  count += ent_segments_cross (x, y, ux, uy, p->x[a], p->y[a], p->x[b], p->y[b]);
              }
        }
    }
  return count;
}

static int *
box_cell (const Tangle *t, double x, double y)
{
  return &t->boxes[clamped ((y - t->y0) / t->cell_h, t->down) * t->across
                   + clamped ((x - t->x0) / t->cell_w, t->across)];
}

static bool
has_room (const Tangle *t, int v, double x, double y)
{
  const EntPlan *p = t->p;
  int column = clamped ((x - t->x0) / t->cell_w, t->across), row = clamped ((y - t->y0) / t->cell_h, t->down);

  for (int j = row > 0 ? row - 1 : 0; j <= row + 1 && j < t->down; j++)
    for (int i = column > 0 ? column - 1 : 0; i <= column + 1 && i < t->across; i++)
      for (int u = t->boxes[j * t->across + i] - 1; u >= 0; u = t->next_box[u] - 1)
        if (u != v && fabs (p->x[u] - x) < (p->w[u] + p->w[v]) / 2 && fabs (p->y[u] - y) < (p->h[u] + p->h[v]) / 2)
          return false;
  return true;
}

static bool
move_to (Tangle *t, int v, double x, double y)
{
  int *at = box_cell (t, t->p->x[v], t->p->y[v]);
  bool room = true;

  while (*at != v + 1)
    at = &t->next_box[*at - 1];
  *at = t->next_box[v];
  t->p->x[v] = x, t->p->y[v] = y;
  at = box_cell (t, x, y);
  t->next_box[v] = *at, *at = v + 1;
  for (int k = t->g->start[v]; k < t->g->start[v + 1] && room; k++)
    room = add_line (t, t->g->via[k]); /* the old entries stay: they only cost a look */
  return room;
}

/* The best free place for the node of a move; its own where there is no better one. */
static void
find_place (const Tangle *t, Eyes *eyes, Move *move)
{
  int v = move->node;
  const EntPlan *p = t->p;
  const EntGraph *g = t->g;
  int degree = g->start[v + 1] - g->start[v], now = crossings_at (t, eyes, v, p->x[v], p->y[v], 1 << 30);
  double mx = 0, my = 0, nearest = INFINITY;
  int best = now;

  for (int k = g->start[v]; k < g->start[v + 1]; k++)
    mx += p->x[g->to[k]] / degree, my += p->y[g->to[k]] / degree;
  for (int ring = 1; ring <= RINGS && now > 0 && !ent_run_cancelled (t->run); ring++)
    for (int k = 0; k < ANGLES; k++)
      {
        double s, c, px, py, dx, dy, far;
        int crossings;

        ent_sin_cos ((k + 0.37 * ring) / ANGLES, &s, &c);
        px = mx + c * t->reach_x * ring, py = my + s * t->reach_y * ring;
        if (px < t->x0 || py < t->y0 || px > t->x0 + t->across * t->cell_w || py > t->y0 + t->down * t->cell_h
            || !has_room (t, v, px, py))
          continue;
        dx = (px - p->x[v]) / t->reach_x, dy = (py - p->y[v]) / t->reach_y, far = dx * dx + dy * dy;
        crossings = crossings_at (t, eyes, v, px, py, best);
        if (crossings < best || (crossings == best && best < now && far < nearest))
          best = crossings, nearest = far, move->x = px, move->y = py;
      }
}

static void
find_block (void *data, int block)
{
  Tangle *t = data;

  for (int i = block * BLOCK; i < (block + 1) * BLOCK && i < t->moves && !ent_run_cancelled (t->run); i++)
    find_place (t, &t->eyes[block], &t->move[i]);
}

/* Looks for places for the batch and moves there; false when there is no memory left for lines. */
static bool
move_batch (Tangle *t)
{
  const EntPlan *p = t->p;
  bool room = true;

  ent_pool_run (t->run->pool, (t->moves + BLOCK - 1) / BLOCK, find_block, t);
  for (int i = 0; i < t->moves && room && !ent_run_cancelled (t->run); i++)
    {
      const Move *m = &t->move[i];
      int v = m->node, now;

      if ((m->x == p->x[v] && m->y == p->y[v]) || !has_room (t, v, m->x, m->y))
        continue;
      now = crossings_at (t, &t->eyes[0], v, p->x[v], p->y[v], 1 << 30);
      if (crossings_at (t, &t->eyes[0], v, m->x, m->y, now) < now)
        room = move_to (t, v, m->x, m->y);
    }
  t->moves = 0;
  return room;
}

void
ent_untangle (EntRun *run, EntPlan *p, int64_t looks)
{
  EntArena *arena = run->arena;
  EntArenaMark mark = ent_arena_mark (arena);
  const EntGraph *g = p->graph;
  int n = g->n, cells;
  Tangle t = { .run = run, .g = g, .p = p, .x0 = INFINITY, .y0 = INFINITY, .cell_w = 1, .cell_h = 1 };
  double x1 = -INFINITY, y1 = -INFINITY, dx = 0, dy = 0;
  bool room = true;
  int64_t done = 0;

  for (int v = 0; v < n && !ent_run_stops (run, v); v++)
    {
      t.x0 = fmin (t.x0, p->x[v]), x1 = fmax (x1, p->x[v]), t.y0 = fmin (t.y0, p->y[v]), y1 = fmax (y1, p->y[v]);
      t.cell_w = fmax (t.cell_w, p->w[v]), t.cell_h = fmax (t.cell_h, p->h[v]);
    }
  for (int e = 0; e < g->m && !ent_run_stops (run, e); e++)
    dx += fabs (p->x[g->a[e]] - p->x[g->b[e]]) / g->m, dy += fabs (p->y[g->a[e]] - p->y[g->b[e]]) / g->m;
  if (ent_run_cancelled (run))
    return;
  t.reach_x = fmax (dx, 1) * 0.4, t.reach_y = fmax (dy, 1) * 0.4;
  t.cell_w = fmax (t.cell_w, (x1 - t.x0) / (2 * sqrt (n) + 1)),
  t.cell_h = fmax (t.cell_h, (y1 - t.y0) / (2 * sqrt (n) + 1));
  t.across = (int) ((x1 - t.x0) / t.cell_w) + 1, t.down = (int) ((y1 - t.y0) / t.cell_h) + 1;
  cells = t.across * t.down;
  t.lines = ENT_NEW (arena, int, cells), t.boxes = ENT_NEW (arena, int, cells), t.next_box = ENT_NEW (arena, int, n);
  t.room = 24 * (g->m + n), t.entry = ENT_NEW (arena, Entry, t.room);
  for (int k = 0; k < BATCH / BLOCK; k++)
    t.eyes[k].seen = ENT_NEW (arena, int, g->m);
  for (int v = 0; v < n && !ent_run_stops (run, v); v++)
    {
      int *at = box_cell (&t, p->x[v], p->y[v]);

      t.next_box[v] = *at, *at = v + 1;
    }
  for (int e = 0; e < g->m && room && !ent_run_cancelled (run); e++)
    room = add_line (&t, e);
  for (int round = 0; round < 3 && room; round++)
    for (int v = 0; v < n && room && done < looks && !ent_run_cancelled (run); v++)
      {
        int degree = g->start[v + 1] - g->start[v];

        if (degree > 0 && degree <= MANY && !p->pinned[v])
          t.move[t.moves++] = (Move){ v, p->x[v], p->y[v] };
        if (t.moves < BATCH && v < n - 1)
          continue;
        room = move_batch (&t);
        done = 0;
        for (int k = 0; k < BATCH / BLOCK; k++)
          done += t.eyes[k].looks;
      }
  ent_arena_release (arena, mark);
}
