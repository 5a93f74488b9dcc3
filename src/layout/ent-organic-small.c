/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connected graphs of up to about 150 nodes: distances on the page like distances in the graph, few crossings.
 *
 * Several starts of full stress by stochastic gradient descent (Zheng, Pawar, Goodman: Graph Drawing by Stochastic
 * Gradient Descent, TVCG 2019), each the best of some tries, turned flat and freed of overlaps; then moves of single
 * nodes, in the spirit of Davidson and Harel (1996), that lessen stress × crossings. A move never makes boxes overlap,
 * so what is measured is what is shown. The work is counted in steps, not in time: the same on every machine. A start
 * costs O(n² ) a sweep, a move O(n + degree × (n + m)). */
#include "ent-layout-private.h"

#include <string.h>

#define SWEEPS 16
#define STEPS_A_MS 700000.0      /* of an ordinary machine; a step is one pair of numbers looked at */
#define COOL_FROM 0.06           /* a move may be worse by this part at first */
#define LIMIT 1.04               /* stress up to this times the least costs as usual, beyond six times as much */
#define TURN 150                 /* steps that any move costs */
#define BOX_HIT 0.5              /* a line through a foreign box, in crossings */
#define STARTS 2                 /* of the first result */
#define TERM 5.0                 /* steps that a pair costs while stress descends */
#define TRIED 0.2                /* part of the work for descents: the best goes on */
#define MOST_TRIES 6             /* of these for a start */
#define MOST_STARTS 16           /* of the best that a budget buys */
#define FIRST_MS(n) (0.24 * (n)) /* about what sfdp and prism take */
#define FAR 1e15f                /* where what only fills up a row of eight stands */

typedef struct
{
  const EntGraph *g;
  EntPlan p;
  int n, wide_n, wide_m;    /* nodes; nodes and edges up to a multiple of 8 */
  const float *inverse;     /* 1 ÷ steps from i to j, n × wide_n; 0 on the diagonal and in the padding */
  float *x, *y, *hw, *hh;   /* nodes and half boxes, as in the plan, for eight at a time */
  float *ax, *ay, *bx, *by; /* ends of edges */
  int *crossed, *hit;       /* of each edge: how many it crosses, how many foreign boxes it runs through */
  int *under;               /* of each box: how many foreign edges run through it */
  double least;             /* stress that the starts reached without regard to boxes and crossings */
  double sum, squares;      /* of length ÷ steps over all pairs */
  double still;             /* added to the crossings, so that the last ones do not outweigh all stress */
  int64_t faults;           /* crossings × 2 + lines through foreign boxes */
  double fence[4]; /* left, top, right, bottom: no middle moves out, else lines would part by growing for ever */
  double steps;    /* done */
} Board;

static double
stress_of (const Board *b, double sum, double squares)
{
  double pairs = (double) b->n * (b->n - 1) / 2;

  return squares > 0 ? fmax (1 - sum * sum / (squares * pairs), 0) : 1;
}

/* Crossings count until they cost more than LIMIT of the least stress; beyond, stress outweighs them soon. */
static double
cost_of (const Board *b, double stress, int64_t faults)
{
  return (stress + 5 * fmax (stress - LIMIT * b->least, 0) + 0.002) * ((double) faults * BOX_HIT + b->still);
}

static void
put (Board *b, int v, double x, double y)
{
  const EntGraph *g = b->g;

  b->p.x[v] = x, b->p.y[v] = y;
  b->x[v] = (float) x, b->y[v] = (float) y;
  for (int k = g->start[v]; k < g->start[v + 1]; k++)
    {
      int e = g->via[k];

      if (g->a[e] == v)
        b->ax[e] = b->x[v], b->ay[e] = b->y[v];
      else
        b->bx[e] = b->x[v], b->by[e] = b->y[v];
    }
}

/* Distances of node v, at (x, y), to all others. Eight sums side by side: the order is fixed. */
ENT_WIDE static void
pairs_of (Board *b, int v, float x, float y, double *sum, double *squares)
{
  const float *inverse = b->inverse + (size_t) v * (size_t) b->wide_n, *px = b->x, *py = b->y;
  float s[8] = { 0 }, q[8] = { 0 };

  for (int u = 0; u < b->wide_n; u += 8)
    for (int k = 0; k < 8; k++)
      {
        float dx = px[u + k] - x, dy = py[u + k] - y, r = sqrtf (dx * dx + dy * dy) * inverse[u + k];

        s[k] += r;
        q[k] += r * r;
      }
  *sum = *squares = 0;
  for (int k = 0; k < 8; k++)
    *sum += s[k], *squares += q[k];
  b->steps += b->n;
}

/* Lines with a common end do not cross: one product is 0 then. */
static inline int
lines_cross (float x, float y, float ux, float uy, float ax, float ay, float bx, float by)
{
  float p = (ux - x) * (ay - y) - (uy - y) * (ax - x), q = (ux - x) * (by - y) - (uy - y) * (bx - x);
  float r = (bx - ax) * (y - ay) - (by - ay) * (x - ax), s = (bx - ax) * (uy - ay) - (by - ay) * (ux - ax);

  return (p * q < 0) & (r * s < 0);
}

/* Separating axes: the two of the box and the one across the line. */
static inline int
line_in_box (float ax, float ay, float bx, float by, float x, float y, float hw, float hh)
{
  float dx = bx - ax, dy = by - ay, across = (x - ax) * dy - (y - ay) * dx, w = fabsf (dx), h = fabsf (dy);

  return (fabsf (across) < hw * h + hh * w) & (fabsf (2 * x - ax - bx) < 2 * hw + w)
         & (fabsf (2 * y - ay - by) < 2 * hh + h);
}

/* How many lines the one between two places crosses, and how many boxes it runs through, counting a crossing twice. */
ENT_WIDE static int
faults_of_line (const Board *b, float x, float y, float ux, float uy)
{
  int crossings = 0, hits = 0;

  for (int f = 0; f < b->wide_m; f++)
    crossings += lines_cross (x, y, ux, uy, b->ax[f], b->ay[f], b->bx[f], b->by[f]);
  for (int c = 0; c < b->wide_n; c++)
    hits += line_in_box (x, y, ux, uy, b->x[c], b->y[c], b->hw[c], b->hh[c]);
  return 2 * crossings + hits;
}

ENT_WIDE static int
lines_through (const Board *b, float x, float y, float hw, float hh)
{
  int hits = 0;

  for (int f = 0; f < b->wide_m; f++)
    hits += line_in_box (b->ax[f], b->ay[f], b->bx[f], b->by[f], x, y, hw, hh);
  return hits;
}

/* Crossings × 2 and box hits that node v would have part in at (x, y): of its lines with others and with boxes, and of
 * its box with other lines. Gives up above @most. */
static int
faults_at (Board *b, int v, float x, float y, int most)
{
  const EntGraph *g = b->g;
  int first = g->start[v], end = g->start[v + 1], faults = lines_through (b, x, y, b->hw[v], b->hh[v]);

  b->steps += g->m;
  for (int j = first; j < end; j++) /* its own lines, from where it stands, were counted too */
    {
      int e = g->via[j];

      faults -= line_in_box (b->ax[e], b->ay[e], b->bx[e], b->by[e], x, y, b->hw[v], b->hh[v]);
    }
  for (int k = first; k < end && faults <= most; k++)
    {
      int u = g->to[k];
      float ux = b->x[u], uy = b->y[u];

      faults += faults_of_line (b, x, y, ux, uy);
      for (int j = first; j < end; j++)
        {
          int e = g->via[j];

          faults -= 2 * lines_cross (x, y, ux, uy, b->ax[e], b->ay[e], b->bx[e], b->by[e]);
        }
      faults -= line_in_box (x, y, ux, uy, ux, uy, b->hw[u], b->hh[u])
                + line_in_box (x, y, ux, uy, b->x[v], b->y[v], b->hw[v], b->hh[v]);
      b->steps += g->m + b->n;
    }
  return faults;
}

/* Adds what the line @e has part in to the counts of others, @sign times; those of its own with what it returns. */
ENT_WIDE static void
count_line (Board *b, int e, int sign)
{
  float ax = b->ax[e], ay = b->ay[e], bx = b->bx[e], by = b->by[e];
  const float *restrict cx = b->ax, *restrict cy = b->ay, *restrict dx = b->bx, *restrict dy = b->by;
  const float *restrict x = b->x, *restrict y = b->y, *restrict hw = b->hw, *restrict hh = b->hh;
  int *restrict crossed = b->crossed, *restrict under = b->under, crossings = 0, hits = 0;
  int wide_m = b->wide_m, wide_n = b->wide_n, ends[2] = { b->g->a[e], b->g->b[e] };

  for (int f = 0; f < wide_m; f++)
    {
      int cross = lines_cross (ax, ay, bx, by, cx[f], cy[f], dx[f], dy[f]) * sign;

      crossed[f] += cross, crossings += cross;
    }
  for (int c = 0; c < wide_n; c++)
    {
      int in = line_in_box (ax, ay, bx, by, x[c], y[c], hw[c], hh[c]) * sign;

      under[c] += in, hits += in;
    }
  for (int k = 0; k < 2; k++)
    {
      int c = ends[k], in = line_in_box (ax, ay, bx, by, x[c], y[c], hw[c], hh[c]) * sign;

      under[c] -= in, hits -= in;
    }
  crossed[e] += crossings, b->hit[e] += hits;
}

/* The same for the box of @v and the lines of others. */
ENT_WIDE static void
count_box (Board *b, int v, int sign)
{
  const EntGraph *g = b->g;
  const float *restrict cx = b->ax, *restrict cy = b->ay, *restrict dx = b->bx, *restrict dy = b->by;
  float x = b->x[v], y = b->y[v], hw = b->hw[v], hh = b->hh[v];
  int *restrict hit = b->hit, hits = 0, wide_m = b->wide_m;

  for (int f = 0; f < wide_m; f++)
    {
      int in = line_in_box (cx[f], cy[f], dx[f], dy[f], x, y, hw, hh) * sign;

      hit[f] += in, hits += in;
    }
  for (int k = g->start[v]; k < g->start[v + 1]; k++)
    {
      int e = g->via[k], in = line_in_box (cx[e], cy[e], dx[e], dy[e], x, y, hw, hh) * sign;

      hit[e] -= in, hits -= in;
    }
  b->under[v] += hits;
}

/* Takes node v out of the counts of faults, or into them. */
static void
count_node (Board *b, int v, int sign)
{
  const EntGraph *g = b->g;

  for (int k = g->start[v]; k < g->start[v + 1]; k++)
    count_line (b, g->via[k], sign);
  count_box (b, v, sign);
  b->steps += (g->start[v + 1] - g->start[v]) * (double) (g->m + b->n) + g->m;
}

/* No box around (x, y), as large as that of v, would overlap another. A little room more makes up for rounding. */
ENT_WIDE static bool
has_room (const Board *b, int v, float x, float y)
{
  float hw = b->hw[v] + 0.002f, hh = b->hh[v] + 0.002f;
  int over = 0;

  if (x < b->fence[0] || y < b->fence[1] || x > b->fence[2] || y > b->fence[3])
    return false;
  for (int u = 0; u < b->wide_n; u++)
    over += (fabsf (b->x[u] - x) < b->hw[u] + hw) & (fabsf (b->y[u] - y) < b->hh[u] + hh);
  return over == ((fabsf (b->x[v] - x) < b->hw[v] + hw) & (fabsf (b->y[v] - y) < b->hh[v] + hh));
}

/* Takes the places of the plan over; measures distances only, and returns the stress. */
static double
measure_stress (Board *b)
{
  b->sum = b->squares = 0;
  for (int v = 0; v < b->n; v++)
    put (b, v, b->p.x[v], b->p.y[v]);
  for (int v = 0; v < b->n; v++)
    {
      double s, q;

      pairs_of (b, v, b->x[v], b->y[v], &s, &q);
      b->sum += s / 2, b->squares += q / 2;
    }
  return stress_of (b, b->sum, b->squares);
}

static void
measure (Board *b)
{
  const EntGraph *g = b->g;

  measure_stress (b);
  b->faults = 0;
  memset (b->crossed, 0, sizeof (int) * (size_t) b->wide_m);
  memset (b->hit, 0, sizeof (int) * (size_t) b->wide_m);
  memset (b->under, 0, sizeof (int) * (size_t) b->wide_n);
  for (int e = 0; e < g->m; e++) /* from both sides: each crossing is added to both lines twice */
    count_line (b, e, 1);
  for (int e = 0; e < g->m; e++)
    b->crossed[e] /= 2, b->faults += b->crossed[e] + b->hit[e];
  b->steps += (double) g->m * (g->m + b->n);
}

/* Where the distances of v to all others want it: one step of stress majorization (Gansner, Koren, North, GD 2004). */
ENT_WIDE static void
wish_of (Board *b, int v, double *x, double *y)
{
  const float *inverse = b->inverse + (size_t) v * (size_t) b->wide_n, *px = b->x, *py = b->y;
  float sx[8] = { 0 }, sy[8] = { 0 }, sum[8] = { 0 }, vx = px[v], vy = py[v], scale = (float) (b->squares / b->sum);
  double mx = 0, my = 0, mass = 0;

  for (int u = 0; u < b->wide_n; u += 8)
    for (int k = 0; k < 8; k++)
      {
        float dx = vx - px[u + k], dy = vy - py[u + k], near = inverse[u + k], weight = near * near;
        float wish = scale * near / sqrtf (dx * dx + dy * dy + 1e-9f);

        sx[k] += weight * (px[u + k] - vx) + wish * dx, sy[k] += weight * (py[u + k] - vy) + wish * dy;
        sum[k] += weight;
      }
  for (int k = 0; k < 8; k++)
    mx += sx[k], my += sy[k], mass += sum[k];
  *x += mx / mass, *y += my / mass;
  b->steps += b->n;
}

/* A place to try for node v: near by, where stress wants it, beside a neighbour, or between the neighbours. */
static void
propose (Board *b, EntRandom *random, int v, double unit, double heat, double *x, double *y)
{
  const EntGraph *g = b->g;
  const EntPlan *p = &b->p;
  int degree = g->start[v + 1] - g->start[v], kind = ent_random_int (random, 8);
  double s, c, reach = unit * heat;

  ent_sin_cos (ent_random_unit (random), &s, &c);
  reach *= ent_random_unit (random);
  *x = p->x[v], *y = p->y[v];
  if (kind == 0 && degree > 0)
    {
      int u = g->to[g->start[v] + ent_random_int (random, degree)];

      reach = unit * (0.6 + 0.6 * ent_random_unit (random));
      *x = p->x[u], *y = p->y[u];
    }
  else if (kind == 1)
    {
      double sx = 0, sy = 0;

      for (int k = g->start[v]; k < g->start[v + 1]; k++)
        sx += p->x[g->to[k]], sy += p->y[g->to[k]];
      *x = sx / degree, *y = sy / degree;
    }
  else if (kind <= 3)
    {
      wish_of (b, v, x, y);
      reach *= 0.5;
    }
  *x += reach * c, *y += reach * s;
}

static void
set_fence (Board *b)
{
  const EntPlan *p = &b->p;

  b->fence[0] = b->fence[1] = INFINITY, b->fence[2] = b->fence[3] = -INFINITY;
  for (int v = 0; v < b->n; v++)
    {
      b->fence[0] = fmin (b->fence[0], p->x[v]), b->fence[1] = fmin (b->fence[1], p->y[v]);
      b->fence[2] = fmax (b->fence[2], p->x[v]), b->fence[3] = fmax (b->fence[3], p->y[v]);
    }
}

/* Moves single nodes until @limit steps are done; ends with the best found. */
static void
improve (EntRun *run, Board *b, EntRandom *random, double limit)
{
  EntArenaMark mark = ent_arena_mark (run->arena);
  const EntGraph *g = b->g;
  EntPlan *p = &b->p;
  int n = b->n;
  double begin = b->steps, *best_x = ENT_NEW (run->arena, double, n), *best_y = ENT_NEW (run->arena, double, n);
  double unit, cost, best;

  set_fence (b);
  measure (b);
  unit = b->squares / fmax (b->sum, 1e-9);
  cost = best = cost_of (b, stress_of (b, b->sum, b->squares), b->faults);
  memcpy (best_x, p->x, sizeof (double) * (size_t) n);
  memcpy (best_y, p->y, sizeof (double) * (size_t) n);
  for (int turn = 0; b->steps < begin + limit; turn++)
    {
      double left = 1 - (b->steps - begin) / limit, x, y, s0, q0, s1, q1, factor, next;
      double allowed = cost * (1 + COOL_FROM * left * left * ent_random_unit (random));
      int v = ent_random_int (random, n), before, after, most;

      if ((turn & 63) == 0 && ent_run_cancelled (run))
        break;
      b->steps += TURN;
      if (b->faults > 0 && ent_random_int (random, 4) > 0)
        { /* an end of a crossed line */
          int e = ent_random_int (random, g->m);

          if (b->crossed[e] == 0)
            e = ent_random_int (random, g->m);
          v = turn & 1 ? g->a[e] : g->b[e];
        }
      if (p->pinned[v])
        continue;
      propose (b, random, v, unit, 0.15 + 1.3 * left, &x, &y);
      if (!has_room (b, v, (float) x, (float) y))
        continue;
      pairs_of (b, v, b->x[v], b->y[v], &s0, &q0);
      pairs_of (b, v, (float) x, (float) y, &s1, &q1);
      factor = cost_of (b, stress_of (b, b->sum - s0 + s1, b->squares - q0 + q1), 0) / b->still;
      before = b->under[v];
      for (int k = g->start[v]; k < g->start[v + 1]; k++)
        before += 2 * b->crossed[g->via[k]] + b->hit[g->via[k]];
      next = (allowed / factor - b->still) / BOX_HIT - (double) (b->faults - before); /* faults that v may have there */
      if (next < 0)
        continue;
      most = next < 1e9 ? (int) next : 1000000000;
      after = faults_at (b, v, (float) x, (float) y, most);
      if (after > most)
        continue;
      if (before + after > 0)
        count_node (b, v, -1);
      put (b, v, x, y);
      if (before + after > 0)
        count_node (b, v, 1);
      b->sum += s1 - s0, b->squares += q1 - q0;
      b->faults += after - before;
      cost = cost_of (b, stress_of (b, b->sum, b->squares), b->faults);
      if (cost < best)
        {
          best = cost;
          memcpy (best_x, p->x, sizeof (double) * (size_t) n);
          memcpy (best_y, p->y, sizeof (double) * (size_t) n);
        }
    }
  memcpy (p->x, best_x, sizeof (double) * (size_t) n);
  memcpy (p->y, best_y, sizeof (double) * (size_t) n);
  ent_arena_release (run->arena, mark);
}

typedef struct
{
  short a, b;
  float d, weight; /* 1 ÷ d² */
} Term;

/* Full stress from random places, in steps (unit 1); pinned ones keep what is in @x, @y. */
static void
descend (const bool *pinned, int n, Term *term, int terms, float far, EntRandom *random, float *x, float *y)
{
  float rate = far * far, ratio = (float) ent_root (0.1 / rate, SWEEPS - 1);

  for (int v = 0; v < n; v++)
    if (!pinned[v])
      {
        x[v] = far * (float) (ent_random_unit (random) - 0.5);
        y[v] = far * (float) (ent_random_unit (random) - 0.5);
      }
  for (int i = terms - 1; i > 0; i--)
    {
      int k = ent_random_int (random, i + 1);
      Term swap = term[i];

      term[i] = term[k], term[k] = swap;
    }
  for (int sweep = 0; sweep < SWEEPS; sweep++, rate *= ratio)
    for (int i = 0; i < terms; i++)
      {
        const Term *t = &term[sweep & 1 ? terms - 1 - i : i];
        float dx = x[t->a] - x[t->b], dy = y[t->a] - y[t->b], length = sqrtf (dx * dx + dy * dy), mu = rate * t->weight;
        float move = (mu < 1 ? mu : 1) * (length - t->d) / (length > 1e-6f ? 2 * length : 2e-6f);

        if (pinned[t->a] || pinned[t->b])
          move *= 2;
        if (!pinned[t->a])
          x[t->a] -= move * dx, y[t->a] -= move * dy;
        if (!pinned[t->b])
          x[t->b] += move * dx, y[t->b] += move * dy;
      }
}

/* How long a step should be for the boxes to have room, before it is known how they fall. */
static double
unit_for (const EntRun *run, const EntPlan *p, const double *x, const double *y)
{
  int n = p->graph->n;
  double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY, area = 0, width = 0, fill = run->fill;

  for (int v = 0; v < n; v++)
    {
      x0 = fmin (x0, x[v]), x1 = fmax (x1, x[v]), y0 = fmin (y0, y[v]), y1 = fmax (y1, y[v]);
      area += p->w[v] * p->h[v], width += p->w[v] / n;
    }
  if (fill > 0)
    return sqrt (area / fill / fmax ((x1 - x0) * (y1 - y0), 1)) * 0.9;
  return fmax (width * 1.3, sqrt (area / 0.08 / fmax ((x1 - x0) * (y1 - y0), 1)));
}

/* Starts, each on a board and with memory of its own, so that threads may share them. */
typedef struct
{
  EntRun *run;
  const EntPlan *given;
  uint64_t seed;
  float far; /* most steps from any node to any other */
  int pins, terms, tries;
  const Term *term;
  double unit, work; /* length of a step where there are pins; moves of a start */
  struct
  {
    Board board;
    EntRun run;
    EntRandom random;
  } start[MOST_STARTS];
} Search;

static void
board_init (Board *b, EntArena *arena, const EntPlan *given, const float *inverse)
{
  int n = given->graph->n, m = given->graph->m, wide_n = (n + 7) & ~7, wide_m = (m + 7) & ~7;
  float **nodes[] = { &b->x, &b->y, &b->hw, &b->hh }, **edges[] = { &b->ax, &b->ay, &b->bx, &b->by };

  b->g = given->graph, b->n = n, b->wide_n = wide_n, b->wide_m = wide_m, b->inverse = inverse;
  b->still = 1 + 0.02 * m, b->least = INFINITY;
  for (int k = 0; k < 4; k++)
    {
      *nodes[k] = ENT_NEW (arena, float, wide_n), *edges[k] = ENT_NEW (arena, float, wide_m);
      for (int i = n; i < wide_n; i++)
        (*nodes[k])[i] = k < 2 ? FAR : 0;
      for (int e = m; e < wide_m; e++)
        (*edges[k])[e] = FAR;
    }
  for (int v = 0; v < n; v++)
    b->hw[v] = (float) (given->w[v] / 2), b->hh[v] = (float) (given->h[v] / 2);
  b->crossed = ENT_NEW (arena, int, wide_m), b->hit = ENT_NEW (arena, int, wide_m);
  b->under = ENT_NEW (arena, int, wide_n);
  b->p = *given;
  b->p.x = ENT_NEW (arena, double, n), b->p.y = ENT_NEW (arena, double, n);
}

static void
begin_start (void *data, int number)
{
  Search *s = data;
  EntRun *run = &s->start[number].run;
  Board *b = &s->start[number].board;
  EntPlan *p = &b->p;
  const EntPlan *given = s->given;
  int n = b->n;
  Term *term = ENT_NEW (run->arena, Term, s->terms);
  double *best_x = ENT_NEW (run->arena, double, n), *best_y = ENT_NEW (run->arena, double, n);

  if (ent_run_cancelled (run))
    return;
  memcpy (term, s->term, sizeof (Term) * (size_t) s->terms);
  for (int k = 0; k < s->tries && !ent_run_cancelled (run); k++)
    {
      double stress;

      for (int v = 0; v < n; v++)
        if (p->pinned[v])
          b->x[v] = (float) (given->x[v] / s->unit), b->y[v] = (float) (given->y[v] / s->unit);
      descend (p->pinned, n, term, s->terms, s->far, &s->start[number].random, b->x, b->y);
      for (int v = 0; v < n; v++)
        p->x[v] = b->x[v], p->y[v] = b->y[v];
      stress = measure_stress (b);
      if (k > 0 && stress >= b->least)
        continue;
      b->least = stress;
      memcpy (best_x, p->x, sizeof (double) * (size_t) n);
      memcpy (best_y, p->y, sizeof (double) * (size_t) n);
    }
  memcpy (p->x, best_x, sizeof (double) * (size_t) n);
  memcpy (p->y, best_y, sizeof (double) * (size_t) n);
  if (s->pins == 0)
    {
      double scale;

      ent_rotate_flat (n, p->x, p->y);
      scale = unit_for (run, p, p->x, p->y);
      for (int v = 0; v < n; v++)
        p->x[v] *= scale, p->y[v] *= scale;
    }
  else
    for (int v = 0; v < n; v++)
      p->x[v] = p->pinned[v] ? given->x[v] : p->x[v] * s->unit,
      p->y[v] = p->pinned[v] ? given->y[v] : p->y[v] * s->unit;
  ent_overlap_remove (run, p);
  if (n > 2)
    improve (run, b, &s->start[number].random, s->work);
  measure (b);
}

void
ent_organic_small (EntRun *run, EntPlan *p, uint64_t seed, double part)
{
  EntArena *arena = run->arena;
  const EntGraph *g = p->graph;
  int n = g->n, terms = 0, *queue = ENT_NEW (arena, int, n), starts, best = 0;
  double *far = ENT_NEW (arena, double, n);
  bool *waiting = ENT_NEW (arena, bool, n);
  int wide_n = (n + 7) & ~7;
  float *inverse = ENT_NEW (arena, float, (size_t) n *(size_t) wide_n);
  Term *term = ENT_NEW (arena, Term, (size_t) n * n / 2 + 1);
  double descent, width = 0, budget = run->options->budget * part, least = INFINITY, lowest = INFINITY;
  Search *s = ENT_NEW (arena, Search, 1);

  s->run = run, s->given = p, s->seed = seed, s->far = 1, s->term = term;
  for (int v = 0; v < n; v++)
    {
      ent_graph_distances (g, v, far, queue, waiting);
      for (int u = 0; u < n; u++)
        if (u != v)
          {
            inverse[(size_t) v * (size_t) wide_n + (size_t) u] = 1.0f / (float) far[u];
            s->far = fmaxf (s->far, (float) far[u]);
            if (u < v)
              term[terms].a = (short) u, term[terms].b = (short) v, term[terms].d = (float) far[u],
              term[terms++].weight = (float) (1 / (far[u] * far[u]));
          }
      s->pins += p->pinned[v];
      width += p->w[v] / n;
    }
  s->terms = terms;
  descent = TERM * SWEEPS * terms;
  s->unit = fmax (width * 1.6, 1);
  starts = n <= 2 ? 1 : STARTS + (int) fmin (budget / (0.2 * n), MOST_STARTS - STARTS);
  s->work = (FIRST_MS (n) + budget) * STEPS_A_MS / starts;
  s->tries = (int) fmax (fmin (s->work * TRIED / fmax (descent, 1), MOST_TRIES), 1);
  s->work -= s->tries * descent;
  for (int k = 0; k < starts; k++)
    {
      s->start[k].run = *run;
      s->start[k].run.arena = ent_arena_new ();
      s->start[k].random = ent_random (seed, 1 + (uint64_t) k);
      board_init (&s->start[k].board, s->start[k].run.arena, p, inverse);
    }
  ent_pool_run (run->pool, starts, begin_start, s);
  for (int k = 0; k < starts; k++)
    least = fmin (least, s->start[k].board.least);
  for (int k = 0; k < starts; k++)
    {
      Board *b = &s->start[k].board;
      double cost;

      b->least = least;
      cost = cost_of (b, stress_of (b, b->sum, b->squares), b->faults);
      if (cost < lowest)
        lowest = cost, best = k;
    }
  memcpy (p->x, s->start[best].board.p.x, sizeof (double) * (size_t) n);
  memcpy (p->y, s->start[best].board.p.y, sizeof (double) * (size_t) n);
  for (int k = 0; k < starts; k++)
    ent_arena_free (s->start[k].run.arena);
}
