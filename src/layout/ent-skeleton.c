/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shape of a large graph: some of its nodes placed by their distances in the whole graph.
 *
 * Sparse stress (Ortmann, Klimenta, Brandes: A Sparse Stress Model, GD 2016) by stochastic gradient descent (Zheng,
 * Pawar, Goodman, TVCG 2019): each node to each of up to 100 pivots, and to its neighbours.
 * O(pivots × (nodes of the skeleton + size of the graph)). */
#include "ent-skeleton.h"

#include <string.h>

#define PIVOTS 100
#define BATCH 8 /* pivots a thread takes at once */
#define SWEEPS 8

typedef struct
{
  const EntRun *run;
  const EntGraph *graph;
  const int *pivot, *node; /* nodes of the graph: pivots, and those of the skeleton */
  const int *place;        /* of the pivots in the skeleton */
  int pivots, size;
  int *steps;         /* pivots × size */
  int *scratch;       /* 2 n a batch at a time */
  atomic_bool *taken; /* which of these */
} Search;

static void
search_batch (void *data, int block)
{
  Search *s = data;
  size_t n = (size_t) s->graph->n, slot = 0;
  int *steps, *queue;

  while (atomic_exchange (&s->taken[slot], true)) /* the first free one, so that few are ever touched */
    slot++;
  steps = s->scratch + 2 * n * slot, queue = steps + n;

  for (int k = block * BATCH; k < (block + 1) * BATCH && k < s->pivots && !ent_run_cancelled (s->run); k++)
    {
      ent_graph_steps (s->run, s->graph, s->pivot[k], steps, queue);
      for (int i = 0; i < s->size; i++)
        s->steps[(size_t) k * (size_t) s->size + (size_t) i] = steps[s->node[i]];
    }
  atomic_store (&s->taken[slot], false);
}

/* The pivot farthest from the two given ones (the same twice: from that one). */
static const int *
farthest (const Search *s, const int *from, const int * or)
{
  const int *best = s->steps;
  int most = -1;

  for (int k = 0; k < s->pivots; k++)
    {
      int place = s->place[k], far = from[place] < or [place] ? from[place] : or [place];

      if (far > most)
        most = far, best = s->steps + (size_t) k * (size_t) s->size;
    }
  return best;
}

/* Where to begin: across by the difference of the distances to two pivots far from each other, down by that to two
 * others. From random places a large mesh would stay folded. */
static void
spread_out (const Search *s, EntRandom *random, float *x, float *y)
{
  const int *left = farthest (s, s->steps, s->steps), *right = farthest (s, left, left);
  const int *top = farthest (s, left, right), *low = farthest (s, top, top);

  for (int i = 0; i < s->size; i++)
    {
      x[i] = (float) (left[i] - right[i]) / 2 + (float) (ent_random_unit (random) - 0.5);
      y[i] = (float) (top[i] - low[i]) / 2 + (float) (ent_random_unit (random) - 0.5);
    }
}

typedef struct
{
  int a, b;
  float d;
} Term;

float
ent_skeleton_place (EntRun *run,
                    const EntGraph *whole,
                    const EntGraph *part,
                    const int *node,
                    const float *length,
                    EntRandom *random,
                    float *x,
                    float *y)
{
  EntArena *arena = run->arena;
  EntArenaMark mark = ent_arena_mark (arena);
  int size = part->n, pivots = size < PIVOTS ? size : PIVOTS, batches = (pivots + BATCH - 1) / BATCH, terms = 0;
  int *pivot = ENT_NEW (arena, int, pivots), *pick = ENT_NEW (arena, int, size);
  Search search
      = { .run = run, .graph = whole, .pivot = pivot, .node = node, .place = pick, .pivots = pivots, .size = size };
  Term *term = ENT_NEW (arena, Term, (size_t) pivots * (size_t) size + (size_t) part->m);
  float far = 1, rate, fall;

  for (int i = 0; i < size; i++)
    pick[i] = i;
  for (int i = 0; i < pivots; i++)
    {
      int k = i + ent_random_int (random, size - i), swap = pick[i];

      pick[i] = pick[k], pick[k] = swap;
      pivot[i] = node[pick[i]];
    }
  search.steps = ENT_NEW (arena, int, (size_t) pivots *(size_t) size);
  search.scratch = ENT_NEW (arena, int, 2 * (size_t) whole->n * (size_t) batches);
  search.taken = ENT_NEW (arena, atomic_bool, batches);
  ent_pool_run (run->pool, batches, search_batch, &search);
  for (int k = 0; k < pivots && !ent_run_cancelled (run); k++)
    for (int i = 0; i < size; i++)
      {
        int d = search.steps[(size_t) k * (size_t) size + (size_t) i];

        if (d <= 0 || (pick[k] > i && pivots == size))
          continue;
        term[terms].a = pick[k], term[terms].b = i, term[terms++].d = (float) d;
        far = fmaxf (far, (float) d);
      }
  for (int e = 0; e < part->m && pivots < size; e++)
    term[terms].a = part->a[e], term[terms].b = part->b[e], term[terms++].d = length == NULL ? 1 : length[e];
  for (int i = terms - 1; i > 0 && !ent_run_stops (run, i); i--)
    {
      int k = ent_random_int (random, i + 1);
      Term swap = term[i];

      term[i] = term[k], term[k] = swap;
    }
  spread_out (&search, random, x, y);
  rate = far * far;
  fall = (float) ent_root (0.1 / rate, SWEEPS - 1); /* down to 0.1 in equal ratios */
  for (int sweep = 0; sweep < SWEEPS && !ent_run_cancelled (run); sweep++, rate *= fall)
    for (int i = 0; i < terms && !ent_run_stops (run, i); i++)
      {
        const Term *t = &term[i];
        float dx = x[t->a] - x[t->b], dy = y[t->a] - y[t->b], now = sqrtf (dx * dx + dy * dy),
              mu = rate / (t->d * t->d);
        float move = (mu < 1 ? mu : 1) * (now - t->d) / (2 * fmaxf (now, 1e-6f));

        x[t->a] -= move * dx, y[t->a] -= move * dy;
        x[t->b] += move * dx, y[t->b] += move * dy;
      }
  ent_arena_release (arena, mark);
  return far;
}
