/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Delaunay triangulation by divide and conquer (Guibas, Stolfi 1985), O(n log n).
 *
 * Points are put on a grid of 2²² × 2²², where the tests are exact (a double decides when it is sure, else 128-bit
 * integers), so no input can break it. Edges are pairs of half edges e and e ^ 1; each half edge is in the ring of
 * those with the same origin, counter-clockwise by `next`. Many points are halved twice, and threads triangulate the
 * quarters, each with edges of its own numbers. */
#include "ent-layout-private.h"

#define FEW 2000       /* points that threads are not worth it for */
#define SIDE 4194303.0 /* 2²² − 1 */

typedef struct
{
  const int64_t *x, *y; /* sorted by x, then y; all different */
  int *from, *next, *prev;
  int edges, spare; /* made so far; first of the deleted ones, linked by `next` */
} Mesh;

static int
make_edge (Mesh *m, int from, int to)
{
  int e = m->spare;

  if (e >= 0)
    m->spare = m->next[e];
  else
    e = 2 * m->edges++;
  m->from[e] = from, m->from[e ^ 1] = to;
  m->next[e] = m->prev[e] = e;
  m->next[e ^ 1] = m->prev[e ^ 1] = e ^ 1;
  return e;
}

static void
splice (Mesh *m, int a, int b)
{
  int an = m->next[a], bn = m->next[b];

  m->next[a] = bn, m->prev[bn] = a;
  m->next[b] = an, m->prev[an] = b;
}

static int
join (Mesh *m, int a, int b)
{
  int e = make_edge (m, m->from[a ^ 1], m->from[b]);

  splice (m, e, m->prev[a ^ 1]);
  splice (m, e ^ 1, b);
  return e;
}

static void
drop (Mesh *m, int e)
{
  splice (m, e, m->prev[e]);
  splice (m, e ^ 1, m->prev[e ^ 1]);
  e &= ~1;
  m->from[e] = -1;
  m->next[e] = m->spare;
  m->spare = e;
}

static bool
turns_left (const Mesh *m, int a, int b, int c)
{
  return (m->x[b] - m->x[a]) * (m->y[c] - m->y[a]) - (m->y[b] - m->y[a]) * (m->x[c] - m->x[a]) > 0;
}

/* Is d inside the circle through a, b, c (counter-clockwise)? */
static bool
in_circle (const Mesh *m, int a, int b, int c, int d)
{
  int64_t ax = m->x[a] - m->x[d], ay = m->y[a] - m->y[d], bx = m->x[b] - m->x[d], by = m->y[b] - m->y[d];
  int64_t cx = m->x[c] - m->x[d], cy = m->y[c] - m->y[d];
  int64_t aa = ax * ax + ay * ay, bb = bx * bx + by * by, cc = cx * cx + cy * cy;
  int64_t p = bx * cy - by * cx, q = ax * cy - ay * cx, r = ax * by - ay * bx;
  double u = (double) aa * (double) p, v = (double) bb * (double) q, w = (double) cc * (double) r, sum = u - v + w;

  if (fabs (sum) > 1e-14 * (fabs (u) + fabs (v) + fabs (w)))
    return sum > 0;
  return (__int128) aa * p - (__int128) bb * q + (__int128) cc * r > 0;
}

/* The point is right of the edge. */
static bool
right_of (const Mesh *m, int point, int e)
{
  return turns_left (m, point, m->from[e ^ 1], m->from[e]);
}

static void merge (Mesh *m, int ldo, int ldi, int rdi, int rdo, int *left, int *right);

/* Triangulates points lo .. hi − 1, at least two; gives the hull edges from the leftmost (counter-clockwise) and from
 * the rightmost point (clockwise). */
static void
build (Mesh *m, int lo, int hi, int *left, int *right)
{
  int ldo, ldi, rdi, rdo;

  if (hi - lo == 2)
    {
      *left = make_edge (m, lo, lo + 1);
      *right = *left ^ 1;
      return;
    }
  if (hi - lo == 3)
    {
      int a = make_edge (m, lo, lo + 1), b = make_edge (m, lo + 1, lo + 2);

      splice (m, a ^ 1, b);
      *left = a;
      *right = b ^ 1;
      if (turns_left (m, lo, lo + 1, lo + 2))
        join (m, b, a);
      else if (turns_left (m, lo, lo + 2, lo + 1))
        *right = join (m, b, a), *left = *right ^ 1;
      return;
    }
  build (m, lo, (lo + hi) / 2, &ldo, &ldi);
  build (m, (lo + hi) / 2, hi, &rdi, &rdo);
  merge (m, ldo, ldi, rdi, rdo, left, right);
}

/* Joins two triangulations beside each other, given by those hull edges. */
static void
merge (Mesh *m, int ldo, int ldi, int rdi, int rdo, int *left, int *right)
{
  int base;

  for (;;) /* lower common tangent */
    if (turns_left (m, m->from[rdi], m->from[ldi], m->from[ldi ^ 1]))
      ldi = m->prev[ldi ^ 1];
    else if (right_of (m, m->from[ldi], rdi))
      rdi = m->next[rdi ^ 1];
    else
      break;
  base = join (m, rdi ^ 1, ldi);
  if (m->from[ldi] == m->from[ldo])
    ldo = base ^ 1;
  if (m->from[rdi] == m->from[rdo])
    rdo = base;
  for (;;) /* upwards, the next triangle each time */
    {
      int l = m->next[base ^ 1], r = m->prev[base], org = m->from[base], dest = m->from[base ^ 1];
      bool l_ok = right_of (m, m->from[l ^ 1], base), r_ok = right_of (m, m->from[r ^ 1], base);

      while (l_ok && right_of (m, m->from[m->next[l] ^ 1], base)
             && in_circle (m, dest, org, m->from[l ^ 1], m->from[m->next[l] ^ 1]))
        {
          int t = m->next[l];

          drop (m, l);
          l = t;
        }
      while (r_ok && right_of (m, m->from[m->prev[r] ^ 1], base)
             && in_circle (m, dest, org, m->from[r ^ 1], m->from[m->prev[r] ^ 1]))
        {
          int t = m->prev[r];

          drop (m, r);
          r = t;
        }
      if (!l_ok && !r_ok)
        break;
      if (!l_ok || (r_ok && in_circle (m, m->from[l ^ 1], m->from[l], m->from[r], m->from[r ^ 1])))
        base = join (m, r, base ^ 1);
      else
        base = join (m, base ^ 1, l ^ 1);
    }
  *left = ldo;
  *right = rdo;
}

/* A quarter of the points. */
typedef struct
{
  Mesh mesh;
  int lo, hi, left, right;
} Part;

static void
build_part (void *data, int block)
{
  Part *part = (Part *) data + block;

  build (&part->mesh, part->lo, part->hi, &part->left, &part->right);
}

static void
build_in_parts (EntPool *pool, Mesh *m, int points)
{
  Part part[4];
  int left[2], right[2];

  for (int k = 0; k < 4; k++)
    {
      part[k]
          = (Part){ .mesh = *m, .lo = (int) ((int64_t) points * k / 4), .hi = (int) ((int64_t) points * (k + 1) / 4) };
      part[k].mesh.edges = 3 * part[k].lo;
    }
  ent_pool_run (pool, 4, build_part, part);
  m->edges = 3 * points;
  for (int k = 0; k < 2; k++)
    merge (m, part[2 * k].left, part[2 * k].right, part[2 * k + 1].left, part[2 * k + 1].right, &left[k], &right[k]);
  merge (m, left[0], right[0], left[1], right[1], &left[0], &right[0]);
}

int
ent_delaunay (const EntRun *run, int n, const double *x, const double *y, int (*edges)[2])
{
  EntArena *arena = run->arena;
  EntArenaMark mark = ent_arena_mark (arena);
  double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY, step_x, step_y;
  double *key = ENT_NEW (arena, double, n);
  int *order = ENT_NEW (arena, int, n), *node = ENT_NEW (arena, int, n), points = 0, count = 0;
  int64_t *px = ENT_NEW (arena, int64_t, n), *py = ENT_NEW (arena, int64_t, n);
  Mesh m = { .x = px, .y = py, .spare = -1 };

  for (int i = 0; i < n; i++)
    x0 = fmin (x0, x[i]), x1 = fmax (x1, x[i]), y0 = fmin (y0, y[i]), y1 = fmax (y1, y[i]);
  step_x = fmax (fmax (x1 - x0, y1 - y0), 1e-9) / SIDE;
  step_y = step_x;
  for (int i = 0; i < n; i++)
    key[i] = floor ((x[i] - x0) / step_x) * (SIDE + 1) + floor ((y[i] - y0) / step_y);
  ent_order_by (arena, run, n, key, order);
  for (int i = 0; i < n; i++)
    {
      int v = order[i];

      if (i > 0 && key[v] == key[order[i - 1]])
        {
          edges[count][0] = order[i - 1], edges[count++][1] = v;
          continue;
        }
      px[points] = (int64_t) floor ((x[v] - x0) / step_x);
      py[points] = (int64_t) floor ((y[v] - y0) / step_y);
      node[points++] = v;
    }
  if (points > 1)
    {
      size_t most = (points > FEW ? 12 : 6) * (size_t) points + 16;
      int left, right;

      m.from = ENT_NEW (arena, int, most);
      m.next = ENT_NEW (arena, int, most);
      m.prev = ENT_NEW (arena, int, most);
      for (size_t e = 0; e < most; e++)
        m.from[e] = -1;
      if (points > FEW)
        build_in_parts (run->pool, &m, points);
      else
        build (&m, 0, points, &left, &right);
      for (int e = 0; e < m.edges; e++)
        if (m.from[2 * e] >= 0)
          edges[count][0] = node[m.from[2 * e]], edges[count++][1] = node[m.from[2 * e + 1]];
    }
  ent_arena_release (arena, mark);
  return count;
}
