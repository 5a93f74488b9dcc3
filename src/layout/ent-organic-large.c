/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Connected graphs of more than about 150 nodes: coarse to fine.
 *
 * Stars of neighbours are merged (a node and what is around it, as in FM³ of Hachul and Jünger, GD 2004; all leaves of
 * a hub at once; in trees, leaves and links of chains only, which keeps branches apart) until few nodes are left; these
 * get their shape from distances in the whole graph (ent-skeleton.c); then each level is laid between its coarser one,
 * in trees so that no line crosses anew, and refined by forces (ent-forces.c), with smaller steps and fewer
 * passes the finer it is. Attraction grows with the square of the length in trees (which that keeps open), less in
 * meshes, with the length where all is near to all, and still less where that is through hubs (which pulls what belongs
 * together into clusters and has fewer crossings); Noack: Energy Models for Graph Clustering, JGAA 2007. Then density
 * is evened (ent-warp.c), boxes part (ent-overlap.c) and single crossings are taken out (ent-untangle.c). O(n log n)
 * over all. */
#include "ent-forces.h"
#include "ent-skeleton.h"

#include <string.h>

#define LEVELS 24
#define FIRST_STEP 1.0f /* the longest move of a node, in mean lengths of edges */
#define LAST_STEP 0.1f
/* How much of the work is done when there is a coarse shape, and when the forces are through. */
#define SHAPED 0.15
#define REFINED 0.8
#define CROWDED 0.6    /* pairs that overlap for each node, times filled ÷ free: more are too many to be parted */
#define LEAST 0.1      /* to which density is evened at most, see ent_warp() */
#define MOST_TAKEN 2   /* neighbours that a star takes, leaves aside */
#define TREE_EDGES 1.3 /* a graph with fewer edges than this times its nodes is like a tree */

typedef enum
{
  TREE,  /* hardly more edges than nodes */
  MESH,  /* far from end to end: a grid, a map */
  CROWD, /* not far from anywhere to anywhere: communities */
  HUBS,  /* a few steps from anywhere to anywhere */
} Shape;

static const int BEND[] = { 2, 1, 0, -1 }; /* of the attraction, see EntForcesStep */

typedef struct
{
  EntGraph *graph;
  float *mass, *length, *x, *y;
  int *node, *parent; /* node of the finest level; node of the next coarser one */
  bool *centre;
  bool tree; /* stars took only leaves and what leads on to one place */
} Level;

/* Used by one level after another: of nodes their order and how far they are from the middle of their star, of edges
 * the stars of their ends. */
typedef struct
{
  int *order, *a, *b;
  float *off;
} Scratch;

/* Returns false when cancelled: then @coarse is not whole. */
static bool
gather (EntRun *run, Level *fine, Level *coarse, const Scratch *scratch, EntRandom *random)
{
  EntArena *arena = run->arena;
  const EntGraph *g = fine->graph;
  int n = g->n, *order = scratch->order, *a = scratch->a, *b = scratch->b, count = 0;
  float *off = scratch->off;

  fine->tree = g->m < TREE_EDGES * n;
  fine->parent = ENT_NEW (arena, int, n);
  fine->centre = ENT_NEW (arena, bool, n);
  for (int v = 0; v < n; v++)
    fine->parent[v] = -1, order[v] = v, off[v] = 0;
  for (int i = n - 1; i > 0 && !ent_run_stops (run, i); i--)
    {
      int k = ent_random_int (random, i + 1), swap = order[i];

      order[i] = order[k], order[k] = swap;
    }
  if (ent_run_cancelled (run))
    return false;
  for (int i = 0; i < n && !ent_run_stops (run, i); i++)
    {
      int v = order[i], taken = 0;

      if (fine->parent[v] >= 0)
        continue;
      if (g->start[v + 1] - g->start[v] == 1 && n > 2) /* a leaf: its neighbour is the middle */
        {
          v = g->to[g->start[v]];
          if (fine->parent[v] >= 0)
            {
              int leaf = order[i];

              fine->parent[leaf] = fine->parent[v];
              off[leaf] = off[v] + fine->length[g->via[g->start[leaf]]];
              continue;
            }
        }
      fine->parent[v] = count;
      fine->centre[v] = true;
      for (int k = g->start[v]; k < g->start[v + 1]; k++)
        {
          int u = g->to[k], degree = g->start[u + 1] - g->start[u];

          if (fine->parent[u] < 0 && (fine->tree ? degree <= 2 : taken < MOST_TAKEN || degree == 1))
            fine->parent[u] = count, off[u] = fine->length[g->via[k]], taken++;
        }
      count++;
    }
  if (ent_run_cancelled (run))
    return false;
  coarse->mass = ENT_NEW (arena, float, count);
  coarse->node = ENT_NEW (arena, int, count);
  coarse->x = ENT_NEW (arena, float, count), coarse->y = ENT_NEW (arena, float, count);
  for (int v = 0; v < n; v++)
    {
      coarse->mass[fine->parent[v]] += fine->mass[v];
      if (fine->centre[v])
        coarse->node[fine->parent[v]] = fine->node[v];
    }
  for (int e = 0; e < g->m && !ent_run_stops (run, e); e++)
    a[e] = fine->parent[g->a[e]], b[e] = fine->parent[g->b[e]];
  coarse->graph = ent_graph_new (arena, run, count, g->m, a, b, NULL);
  if (ent_run_cancelled (run))
    return false;
  coarse->length = ENT_NEW (arena, float, coarse->graph->m);
  for (int e = 0; e < g->m && !ent_run_stops (run, e); e++)
    if (a[e] != b[e])
      {
        const EntGraph *c = coarse->graph;
        int from = a[e] < b[e] ? a[e] : b[e], to = a[e] < b[e] ? b[e] : a[e], low = c->start[from],
            high = c->start[from + 1] - 1;
        float length = off[g->a[e]] + fine->length[e] + off[g->b[e]];

        while (low < high)
          {
            int mid = (low + high) / 2;

            if (c->to[mid] < to)
              low = mid + 1;
            else
              high = mid;
          }
        if (coarse->length[c->via[low]] == 0 || coarse->length[c->via[low]] > length)
          coarse->length[c->via[low]] = length;
      }
  return !ent_run_cancelled (run);
}

/* Around the middle @v of a star of a tree, so that no line crosses where none did: what leads on to another star goes
 * on the line to there, leaves stand close around. */
static void
fan_out (Level *fine, const Level *coarse, int v, EntRandom *random)
{
  const EntGraph *g = fine->graph, *c = coarse->graph;
  int p = fine->parent[v], members = 0;
  float x = coarse->x[p], y = coarse->y[p], near = INFINITY;
  double turn = ent_random_unit (random);

  for (int k = c->start[p]; k < c->start[p + 1]; k++)
    {
      float dx = coarse->x[c->to[k]] - x, dy = coarse->y[c->to[k]] - y;

      near = fminf (near, sqrtf (dx * dx + dy * dy));
    }
  near = near < INFINITY ? near : 1;
  for (int k = g->start[v]; k < g->start[v + 1]; k++)
    members += fine->parent[g->to[k]] == p;
  for (int k = g->start[v]; k < g->start[v + 1]; k++)
    {
      int u = g->to[k];
      double sine, cosine;
      float part = 0.3f * near, to_x = x, to_y = y;

      if (fine->parent[u] != p)
        continue;
      turn += 1.0 / members;
      ent_sin_cos (turn, &sine, &cosine);
      for (int i = g->start[u]; i < g->start[u + 1]; i++)
        {
          int w = g->to[i], q = fine->parent[w];

          if (q != p)
            {
              float way = fine->centre[w] ? 0.5f : 0.33f; /* there, another node may stand on the same line */

              to_x += way * (coarse->x[q] - x), to_y += way * (coarse->y[q] - y);
              part = 0.01f * near; /* none in the place of another */
            }
          else if (w != v) /* a leaf behind @u */
            fine->x[w] = x + 0.45f * near * (float) cosine, fine->y[w] = y + 0.45f * near * (float) sine;
        }
      fine->x[u] = to_x + part * (float) cosine, fine->y[u] = to_y + part * (float) sine;
    }
  fine->x[v] = x, fine->y[v] = y;
}

/* Middles of stars stand where the star stood; the others go halfway to where their neighbours stand. */
static void
spread (const EntRun *run, Level *fine, const Level *coarse, EntRandom *random)
{
  const EntGraph *g = fine->graph;

  for (int v = 0; v < g->n && !ent_run_stops (run, v); v++)
    {
      int p = fine->parent[v], degree = g->start[v + 1] - g->start[v];
      double sx = 0, sy = 0, s, c, away;

      if (fine->tree)
        {
          if (fine->centre[v])
            fan_out (fine, coarse, v, random);
          continue;
        }
      ent_sin_cos (ent_random_unit (random), &s, &c);
      away = 0.2 + 0.3 * ent_random_unit (random);
      if (fine->centre[v])
        {
          fine->x[v] = coarse->x[p] + (float) (0.05 * c), fine->y[v] = coarse->y[p] + (float) (0.05 * s);
          continue;
        }
      for (int k = g->start[v]; k < g->start[v + 1]; k++)
        sx += coarse->x[fine->parent[g->to[k]]], sy += coarse->y[fine->parent[g->to[k]]];
      fine->x[v] = (float) (0.5 * coarse->x[p] + 0.5 * sx / degree + away * c);
      fine->y[v] = (float) (0.5 * coarse->y[p] + 0.5 * sy / degree + away * s);
    }
}

/* Shows where the nodes are so far: each stands where the star stands that took it in. */
static void
show_level (EntRun *run, const Level *levels, int k)
{
  if (!ent_run_look_wanted (run))
    return;
  for (int v = 0; v < levels[0].graph->n; v++)
    {
      int at = v;

      for (int i = 0; i < k; i++)
        at = levels[i].parent[at];
      run->look_x[run->nodes[v]] = levels[k].x[at];
      run->look_y[run->nodes[v]] = levels[k].y[at];
    }
  ent_run_looked (run);
}

static void
show_plan (EntRun *run, const EntPlan *p)
{
  if (!ent_run_look_wanted (run))
    return;
  for (int v = 0; v < p->graph->n; v++)
    run->look_x[run->nodes[v]] = p->x[v], run->look_y[run->nodes[v]] = p->y[v];
  ent_run_looked (run);
}

/* Scales a level to the size at which attraction and repulsion do the same work (the virial of its forces is 0), so
 * that no node has to travel there. Returns the mean length of an edge then. */
static float
balance (const EntRun *run, Level *level, double mass, const EntForcesStep *step)
{
  const EntGraph *g = level->graph;
  double work = 0, length = 0, by;

  for (int e = 0; e < g->m && !ent_run_stops (run, e); e++)
    {
      float dx = level->x[g->a[e]] - level->x[g->b[e]], dy = level->y[g->a[e]] - level->y[g->b[e]];
      float d = sqrtf (dx * dx + dy * dy), stretch = d / level->length[e];

      work += (double) d * d * ent_forces_pull (stretch, step->bend);
      length += d / (double) g->m;
    }
  by = step->repulsion * mass * g->n / 2 / fmax (work, 1e-9);
  by = ent_root (by * by, 4 + step->bend);
  for (int v = 0; v < g->n; v++)
    level->x[v] *= (float) by, level->y[v] *= (float) by;
  return (float) (length * by);
}

/* Level @k of @levels. @part, @share: of the component's work, what was done before and what this is. */
static void
refine (EntRun *run, Level *levels, int k, int passes, int bend, double part, double share)
{
  Level *level = &levels[k];
  EntArenaMark mark = ent_arena_mark (run->arena);
  const EntGraph *g = level->graph;
  EntForces *forces;
  double mass = 0, length = 0;
  EntForcesStep step = { .bend = bend };
  float usual;

  if (g->m == 0) /* one node */
    return;
  forces = ent_forces_new (run, g, level->mass, level->length, level->x, level->y);
  for (int v = 0; v < g->n; v++)
    mass += level->mass[v];
  for (int e = 0; e < g->m; e++)
    length += level->length[e] / (double) g->m;
  step.repulsion = (float) (0.2 * length * length / (mass / g->n));
  step.softness = (float) (0.0004 * length * length);
  usual = balance (run, level, mass, &step);
  for (int pass = 0; pass < passes && !ent_run_cancelled (run); pass++)
    {
      float done = passes > 1 ? (float) pass / (float) (passes - 1) : 1;

      step.most = usual * (FIRST_STEP + (LAST_STEP - FIRST_STEP) * done);
      ent_forces_pass (forces, &step);
      show_level (run, levels, k);
      ent_run_component_progress (run, part + share * (pass + 1) / passes);
    }
  ent_arena_release (run->arena, mark);
}

static double
fill_of (const EntPlan *p)
{
  double x0 = INFINITY, x1 = -INFINITY, y0 = INFINITY, y1 = -INFINITY, area = 0;

  for (int v = 0; v < p->graph->n; v++)
    {
      x0 = fmin (x0, p->x[v] - p->w[v] / 2), x1 = fmax (x1, p->x[v] + p->w[v] / 2);
      y0 = fmin (y0, p->y[v] - p->h[v] / 2), y1 = fmax (y1, p->y[v] + p->h[v] / 2);
      area += p->w[v] * p->h[v];
    }
  return area / fmax ((x1 - x0) * (y1 - y0), 1e-9);
}

static void
scale (EntPlan *p, double by)
{
  for (int v = 0; v < p->graph->n; v++)
    if (!p->pinned[v])
      p->x[v] *= by, p->y[v] *= by;
}

/* Scales the shape to a fill. Twice, since the boxes do not scale. */
static void
scale_to (EntPlan *p, double fill)
{
  for (int k = 0; k < 2; k++)
    scale (p, sqrt (fill_of (p) / fill));
}

/* Scales the shape to the fill asked for and makes room. Where too many boxes would overlap, neighbours would be torn
 * apart: there the density is evened more first. Parting takes space: a second try begins as much denser; what is then
 * too dense grows as a whole, which keeps boxes apart. */
static void
fit_boxes (EntRun *run, EntPlan *p, Shape shape)
{
  int n = p->graph->n;
  double goal = run->fill > 0 ? run->fill : 0.15, begin = goal * 1.04, fill;
  double least = shape == TREE ? 1 : n > 20000 ? (shape == MESH ? 0.5 : 0.2) : shape >= CROWD && n > 3000 ? 5 : 8;
  double *x = ENT_NEW (run->arena, double, n), *y = ENT_NEW (run->arena, double, n);

  ent_warp (run, p, least);
  show_plan (run, p);
  for (int attempt = 0; attempt < 3 && !ent_run_cancelled (run); attempt++)
    {
      scale_to (p, begin);
      while (least > LEAST
             && (double) ent_overlap_pairs (run->arena, run, n, p->x, p->y, p->w, p->h, NULL, 0)
                    > CROWDED * (1 - begin) / begin * n
             && !ent_run_cancelled (run))
        {
          least /= 3;
          ent_warp (run, p, least);
          scale_to (p, begin);
        }
      if (ent_run_cancelled (run))
        return;
      memcpy (x, p->x, sizeof (double) * (size_t) n);
      memcpy (y, p->y, sizeof (double) * (size_t) n);
      ent_overlap_remove (run, p);
      show_plan (run, p);
      fill = fill_of (p);
      if (run->fill <= 0 || fill >= goal * 0.93 || attempt == 2)
        break;
      begin *= goal / fill * 1.06;
      memcpy (p->x, x, sizeof (double) * (size_t) n);
      memcpy (p->y, y, sizeof (double) * (size_t) n);
    }
  if (ent_run_cancelled (run))
    return;
  fill = fill_of (p);
  if (run->fill > 0 && fill > goal)
    scale (p, sqrt (fill / goal));
  if (shape < CROWD) /* there, whatever is gained here is not worth it */
    ent_untangle (run, p, (n <= 20000 ? 200 : shape == TREE ? 175 : 250) * (int64_t) n);
}

/* Few at the coarsest level of a mesh: it has its shape from the distances, which forces would rather spoil. In a tree
 * they take out the crossings, of which the finer levels add few. */
static int
passes_of (int n, bool coarsest, Shape shape)
{
  if (coarsest)
    return shape != MESH ? 40 : n > 20000 ? 16 : 8;
  return n > 20000 ? 12 : shape >= CROWD ? 45 : 30;
}

void
ent_organic_large (EntRun *run, EntPlan *p, uint64_t seed)
{
  EntArena *arena = run->arena;
  EntRandom random = ent_random (seed, 2);
  Level level[LEVELS] = { 0 };
  Scratch scratch;
  int n = p->graph->n, levels = 1, skeleton, bend;
  double work = 0, done = 0;
  Shape shape = p->graph->m < TREE_EDGES * n ? TREE : MESH;

  skeleton = n <= 2000 ? 900 : shape == TREE ? 600 : n <= 20000 ? 2500 : 4000;
  level[0].graph = (EntGraph *) p->graph;
  level[0].mass = ENT_NEW (arena, float, n), level[0].length = ENT_NEW (arena, float, p->graph->m);
  level[0].x = ENT_NEW (arena, float, n), level[0].y = ENT_NEW (arena, float, n),
  level[0].node = ENT_NEW (arena, int, n);
  for (int v = 0; v < n; v++)
    level[0].mass[v] = 1, level[0].node[v] = v;
  for (int e = 0; e < p->graph->m; e++)
    level[0].length[e] = (float) p->graph->length[e];
  scratch.order = ENT_NEW (arena, int, n), scratch.off = ENT_NEW (arena, float, n);
  scratch.a = ENT_NEW (arena, int, p->graph->m), scratch.b = ENT_NEW (arena, int, p->graph->m);
  while (levels < LEVELS && level[levels - 1].graph->n > skeleton)
    {
      if (!gather (run, &level[levels - 1], &level[levels], &scratch, &random))
        return;
      levels++;
      if (level[levels - 1].graph->n * 10 > level[levels - 2].graph->n * 9)
        break;
    }
  {
    Level *top = &level[levels - 1];

    float far = ent_skeleton_place (run, p->graph, top->graph, top->node, top->length, &random, top->x, top->y),
          wide = 0;

    for (int size = n; size > 1; size /= 2)
      wide += 2;
    if (shape != TREE)
      shape = far > 1.5 * wide ? MESH : far > 0.4 * wide ? CROWD : HUBS;
  }
  if (shape == MESH && n > 20000) /* in few passes, what pulls harder from near by leaves fewer crossings */
    bend = 0;
  else
    bend = BEND[shape];
  ent_run_component_progress (run, SHAPED);
  for (int k = 0; k < levels; k++)
    work += (double) passes_of (n, k == levels - 1, shape) * level[k].graph->n;
  for (int k = levels - 1; k >= 0 && !ent_run_cancelled (run); k--)
    {
      int passes = passes_of (n, k == levels - 1, shape);
      double share = (REFINED - SHAPED) * passes * level[k].graph->n / work;

      if (k < levels - 1)
        spread (run, &level[k], &level[k + 1], &random);
      refine (run, level, k, passes, bend, SHAPED + done, share);
      done += share;
    }
  if (ent_run_cancelled (run))
    return;
  for (int v = 0; v < n; v++)
    if (!p->pinned[v])
      p->x[v] = level[0].x[v], p->y[v] = level[0].y[v];
  ent_rotate_flat (n, p->x, p->y);
  fit_boxes (run, p, shape);
}
