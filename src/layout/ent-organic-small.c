/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connected graphs of up to about 150 nodes: distances on the page like distances in the graph, few crossings.
 *
 * Several starts of full stress by stochastic gradient descent (Zheng, Pawar, Goodman: Graph Drawing by Stochastic
 * Gradient Descent, TVCG 2019), each turned flat and freed of overlaps; then moves of single nodes, in the spirit of
 * Davidson and Harel (1996), that lessen stress × crossings. A move never makes boxes overlap, so what is measured is
 * what is shown. The work is counted in steps, not in time: the same on every machine.
 * A start costs O(n² ) a sweep, a move O(n + degree × (n + m)). */
#include "ent-layout-private.h"

#include <string.h>

#define SWEEPS 16
#define STEPS_A_MS 280000.0 /* of an ordinary machine; a step is one pair of numbers looked at */
#define COOL_FROM 0.06      /* a move may be worse by this part at first */
#define LIMIT 1.04          /* stress up to this times the least costs as usual, beyond six times as much */
#define BOX_HIT 0.5         /* a line through a foreign box, in crossings */

typedef struct
{
  const EntGraph *g;
  EntPlan *p;
  int n;
  int stride;               /* n up to a multiple of 4 */
  const float *inverse;     /* 1 ÷ steps from i to j, n × stride; 0 on the diagonal and in the padding */
  float *x, *y, *hw, *hh;   /* nodes and half boxes, as in the plan, for four at a time */
  float *ax, *ay, *bx, *by; /* ends of edges */
  double least;             /* stress that the starts reached without regard to boxes and crossings */
  double sum, squares;      /* of length ÷ steps over all pairs */
  double still;             /* added to the crossings, so that the last ones do not outweigh all stress */
  int64_t faults;           /* crossings × 2 + lines through foreign boxes */
  double fence[4]; /* left, top, right, bottom: no middle moves out, else lines would part by growing for ever */
  int *crossed;    /* of each edge, by how many */
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

  b->p->x[v] = x, b->p->y[v] = y;
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

/* Distances of node v, at (x, y), to all others. Four sums side by side: the order is fixed. */
static void
pairs_of (Board *b, int v, float x, float y, double *sum, double *squares)
{
  const float *inverse = b->inverse + (size_t) v * (size_t) b->stride, *px = b->x, *py = b->y;
  float s[4] = { 0 }, q[4] = { 0 };

  for (int u = 0; u < b->stride; u += 4)
    for (int k = 0; k < 4; k++)
      {
        float dx = px[u + k] - x, dy = py[u + k] - y, r = sqrtf (dx * dx + dy * dy) * inverse[u + k];

        s[k] += r;
        q[k] += r * r;
      }
  *sum = (double) s[0] + s[1] + s[2] + s[3];
  *squares = (double) q[0] + q[1] + q[2] + q[3];
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

/* Crossings × 2 and box hits that node v has part in when at (x, y): of its lines with others and with boxes, and of
 * its box with other lines. */
static int
faults_of (Board *b, int v, float x, float y)
{
  const EntGraph *g = b->g;
  const float *ax = b->ax, *ay = b->ay, *bx = b->bx, *by = b->by;
  float hw = b->hw[v], hh = b->hh[v];
  int crossings = 0, hits = 0, m = g->m, n = b->n;

  for (int k = g->start[v]; k < g->start[v + 1]; k++)
    {
      int u = g->to[k];
      float ux = b->x[u], uy = b->y[u];

      for (int f = 0; f < m; f++)
        crossings += lines_cross (x, y, ux, uy, ax[f], ay[f], bx[f], by[f]);
      for (int j = g->start[v]; j < g->start[v + 1]; j++) /* its own lines, from where it stood, were counted too */
        crossings -= lines_cross (x, y, ux, uy, ax[g->via[j]], ay[g->via[j]], bx[g->via[j]], by[g->via[j]]);
      for (int c = 0; c < n; c++)
        hits += line_in_box (x, y, ux, uy, b->x[c], b->y[c], b->hw[c], b->hh[c]);
      hits -= line_in_box (x, y, ux, uy, ux, uy, b->hw[u], b->hh[u])
              + line_in_box (x, y, ux, uy, b->x[v], b->y[v], hw, hh);
    }
  for (int f = 0; f < m; f++)
    hits += line_in_box (ax[f], ay[f], bx[f], by[f], x, y, hw, hh);
  for (int j = g->start[v]; j < g->start[v + 1]; j++)
    hits -= line_in_box (ax[g->via[j]], ay[g->via[j]], bx[g->via[j]], by[g->via[j]], x, y, hw, hh);
  b->steps += (g->start[v + 1] - g->start[v]) * (double) (m + n) + m;
  return 2 * crossings + hits;
}

/* Adds @sign for each crossing of v's lines to the counts of both lines. */
static void
count_crossed (Board *b, int v, int sign)
{
  const EntGraph *g = b->g;

  for (int k = g->start[v]; k < g->start[v + 1]; k++)
    for (int f = 0, u = g->to[k]; f < g->m; f++)
      if (g->a[f] != v && g->b[f] != v
          && lines_cross (b->x[v], b->y[v], b->x[u], b->y[u], b->ax[f], b->ay[f], b->bx[f], b->by[f]))
        b->crossed[f] += sign, b->crossed[g->via[k]] += sign;
}

static bool
has_room (const Board *b, int v, double x, double y)
{
  const EntPlan *p = b->p;

  if (x < b->fence[0] || y < b->fence[1] || x > b->fence[2] || y > b->fence[3])
    return false;
  for (int u = 0; u < b->n; u++)
    if (fabs (p->x[u] - x) < (p->w[u] + p->w[v]) / 2 && fabs (p->y[u] - y) < (p->h[u] + p->h[v]) / 2 && u != v)
      return false;
  return true;
}

static void
measure (Board *b)
{
  const EntGraph *g = b->g;

  b->sum = b->squares = 0;
  b->faults = 0;
  for (int v = 0; v < b->n; v++)
    put (b, v, b->p->x[v], b->p->y[v]);
  for (int v = 0; v < b->n; v++)
    {
      double s, q;

      pairs_of (b, v, b->x[v], b->y[v], &s, &q);
      b->sum += s / 2, b->squares += q / 2;
    }
  memset (b->crossed, 0, sizeof (int) * (size_t) g->m);
  for (int e = 0; e < g->m; e++)
    {
      int i = g->a[e], j = g->b[e];

      for (int f = e + 1; f < g->m; f++)
        if (lines_cross (b->ax[e], b->ay[e], b->bx[e], b->by[e], b->ax[f], b->ay[f], b->bx[f], b->by[f]))
          b->crossed[e]++, b->crossed[f]++, b->faults += 2;
      for (int c = 0; c < b->n; c++)
        b->faults += c != i && c != j
                     && line_in_box (b->ax[e], b->ay[e], b->bx[e], b->by[e], b->x[c], b->y[c], b->hw[c], b->hh[c]);
    }
  b->steps += (double) g->m * (g->m / 2.0 + b->n);
}

/* A place to try for node v: near by, where stress wants it, beside a neighbour, or between the neighbours. */
static void
propose (Board *b, EntRandom *random, int v, double unit, double heat, double *x, double *y)
{
  const EntGraph *g = b->g;
  const EntPlan *p = b->p;
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
      const float *inverse = b->inverse + (size_t) v * (size_t) b->stride;
      double sx = 0, sy = 0, sum = 0, scale = b->squares / b->sum;

      for (int u = 0; u < b->n; u++)
        if (u != v)
          {
            double dx = p->x[v] - p->x[u], dy = p->y[v] - p->y[u], d = fmax (sqrt (dx * dx + dy * dy), 1e-9);
            double weight = inverse[u] * inverse[u], wish = scale / (inverse[u] * d);

            sx += weight * (p->x[u] + dx * wish), sy += weight * (p->y[u] + dy * wish), sum += weight;
          }
      b->steps += b->n;
      *x = sx / sum, *y = sy / sum;
      reach *= 0.5;
    }
  *x += reach * c, *y += reach * s;
}

static void
set_fence (Board *b)
{
  const EntPlan *p = b->p;

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
  EntPlan *p = b->p;
  int n = b->n;
  double begin = b->steps, *best_x = ENT_NEW (run->arena, double, n), *best_y = ENT_NEW (run->arena, double, n);
  double unit, stress, cost, best;
  int turn = 0;

  set_fence (b);
  measure (b);
  unit = b->squares / fmax (b->sum, 1e-9);
  stress = stress_of (b, b->sum, b->squares);
  cost = best = cost_of (b, stress, b->faults);
  memcpy (best_x, p->x, sizeof (double) * (size_t) n);
  memcpy (best_y, p->y, sizeof (double) * (size_t) n);
  while (b->steps < begin + limit && turn < 100000000)
    {
      double left = 1 - (b->steps - begin) / limit, allowed = 1 + COOL_FROM * left * left * ent_random_unit (random);
      double x, y, s0, q0, s1, q1, next, next_cost;
      int64_t before, after;
      int v = ent_random_int (random, n);

      if ((turn++ & 63) == 0 && ent_run_cancelled (run))
        break;
      b->steps += 8;
      if (b->faults > 0 && ent_random_int (random, 4) > 0)
        { /* an end of a crossed line */
          int e = ent_random_int (random, b->g->m);

          if (b->crossed[e] == 0)
            e = ent_random_int (random, b->g->m);
          v = turn & 1 ? b->g->a[e] : b->g->b[e];
        }
      if (p->pinned[v])
        continue;
      propose (b, random, v, unit, 0.15 + 1.3 * left, &x, &y);
      if (!has_room (b, v, x, y))
        continue;
      pairs_of (b, v, b->x[v], b->y[v], &s0, &q0);
      pairs_of (b, v, (float) x, (float) y, &s1, &q1);
      next = stress_of (b, b->sum - s0 + s1, b->squares - q0 + q1);
      if (cost_of (b, next, 0) * (b->faults * BOX_HIT * 0.7 + b->still) > cost * allowed * b->still)
        continue; /* not even with 3 of 10 crossings less */
      before = faults_of (b, v, b->x[v], b->y[v]);
      if (cost_of (b, next, b->faults - before) > cost * allowed)
        continue;
      after = faults_of (b, v, (float) x, (float) y);
      next_cost = cost_of (b, next, b->faults - before + after);
      if (next_cost > cost * allowed)
        continue;
      if (before + after > 0)
        count_crossed (b, v, -1);
      put (b, v, x, y);
      if (before + after > 0)
        count_crossed (b, v, 1);
      b->sum += s1 - s0, b->squares += q1 - q0;
      b->faults += after - before;
      stress = next;
      cost = next_cost;
      if (cost < best)
        {
          best = cost;
          memcpy (best_x, p->x, sizeof (double) * (size_t) n);
          memcpy (best_y, p->y, sizeof (double) * (size_t) n);
        }
    }
  memcpy (p->x, best_x, sizeof (double) * (size_t) n);
  memcpy (p->y, best_y, sizeof (double) * (size_t) n);
}

/* The ratio whose @count-th power is @part: by halving, so that no pow () is needed. */
static double
root_of (double part, int count)
{
  double low = 0, high = 1;

  for (int i = 0; i < 50; i++)
    {
      double mid = (low + high) / 2, power = 1;

      for (int k = 0; k < count; k++)
        power *= mid;
      if (power < part)
        low = mid;
      else
        high = mid;
    }
  return low;
}

typedef struct
{
  short a, b;
  float d;
} Term;

/* Full stress from random places, in steps (unit 1); pinned ones keep what is in @x, @y. */
static void
descend (const bool *pinned, int n, Term *term, int terms, float far, EntRandom *random, double *x, double *y)
{
  double rate = (double) far * far, ratio = root_of (0.1 / rate, SWEEPS - 1);

  for (int v = 0; v < n; v++)
    if (!pinned[v])
      x[v] = far * (ent_random_unit (random) - 0.5), y[v] = far * (ent_random_unit (random) - 0.5);
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
        double dx = x[t->a] - x[t->b], dy = y[t->a] - y[t->b], length = sqrt (dx * dx + dy * dy);
        double mu = fmin (rate / ((double) t->d * t->d), 1), move = mu * (length - t->d) / (2 * fmax (length, 1e-6));

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

void
ent_organic_small (EntRun *run, EntPlan *p, uint64_t seed, double part)
{
  EntArena *arena = run->arena;
  const EntGraph *g = p->graph;
  int n = g->n, terms = 0, *steps = ENT_NEW (arena, int, n), *queue = ENT_NEW (arena, int, n), pins = 0, starts;
  int stride = (n + 3) & ~3;
  float *inverse = ENT_NEW (arena, float, (size_t) n *(size_t) stride), far = 1;
  Term *term = ENT_NEW (arena, Term, (size_t) n * n / 2 + 1);
  double *fixed_x = ENT_NEW (arena, double, n), *fixed_y = ENT_NEW (arena, double, n), width = 0, best = INFINITY;
  double *best_x = ENT_NEW (arena, double, n), *best_y = ENT_NEW (arena, double, n), unit, work;
  EntRandom random = ent_random (seed, 1);
  Board board
      = { .g = g, .p = p, .n = n, .stride = stride, .inverse = inverse, .still = 1 + 0.02 * g->m, .least = INFINITY };

  board.crossed = ENT_NEW (arena, int, g->m);
  board.x = ENT_NEW (arena, float, stride), board.y = ENT_NEW (arena, float, stride);
  board.hw = ENT_NEW (arena, float, n), board.hh = ENT_NEW (arena, float, n);
  board.ax = ENT_NEW (arena, float, g->m), board.ay = ENT_NEW (arena, float, g->m);
  board.bx = ENT_NEW (arena, float, g->m), board.by = ENT_NEW (arena, float, g->m);
  for (int v = 0; v < n; v++)
    {
      ent_graph_steps (g, v, steps, queue);
      for (int u = 0; u < n; u++)
        if (u != v)
          inverse[(size_t) v * (size_t) stride + (size_t) u] = 1.0f / (float) steps[u],
                                                          far = fmaxf (far, (float) steps[u]);
      for (int u = 0; u < v; u++)
        term[terms].a = (short) u, term[terms].b = (short) v, term[terms++].d = (float) steps[u];
      pins += p->pinned[v];
      width += p->w[v] / n;
      board.hw[v] = (float) (p->w[v] / 2), board.hh[v] = (float) (p->h[v] / 2);
    }
  unit = fmax (width * 1.6, 1);
  memcpy (fixed_x, p->x, sizeof (double) * (size_t) n);
  memcpy (fixed_y, p->y, sizeof (double) * (size_t) n);
  work = n * 0.35 * STEPS_A_MS + run->options->budget * part * STEPS_A_MS;
  starts = n <= 2 ? 1 : 4 + (int) fmin (run->options->budget * part / (0.1 * n), 12);
  for (int start = 0; start < starts && !ent_run_cancelled (run); start++)
    {
      EntArenaMark mark = ent_arena_mark (arena);
      double cost;

      for (int v = 0; v < n; v++)
        if (p->pinned[v])
          p->x[v] = fixed_x[v] / unit, p->y[v] = fixed_y[v] / unit;
      descend (p->pinned, n, term, terms, far, &random, p->x, p->y);
      if (pins == 0)
        {
          double scale;

          ent_rotate_flat (n, p->x, p->y);
          scale = unit_for (run, p, p->x, p->y);
          for (int v = 0; v < n; v++)
            p->x[v] *= scale, p->y[v] *= scale;
        }
      else
        for (int v = 0; v < n; v++)
          p->x[v] = p->pinned[v] ? fixed_x[v] : p->x[v] * unit, p->y[v] = p->pinned[v] ? fixed_y[v] : p->y[v] * unit;
      measure (&board);
      board.least = fmin (board.least, stress_of (&board, board.sum, board.squares));
      ent_overlap_remove (run, p);
      if (n > 2)
        improve (run, &board, &random, work * 0.4 / starts);
      measure (&board);
      cost = cost_of (&board, stress_of (&board, board.sum, board.squares), board.faults);
      if (cost < best)
        {
          best = cost;
          memcpy (best_x, p->x, sizeof (double) * (size_t) n);
          memcpy (best_y, p->y, sizeof (double) * (size_t) n);
        }
      ent_arena_release (arena, mark);
    }
  if (best < INFINITY)
    {
      memcpy (p->x, best_x, sizeof (double) * (size_t) n);
      memcpy (p->y, best_y, sizeof (double) * (size_t) n);
      if (n > 2)
        improve (run, &board, &random, work * 0.6);
    }
}
