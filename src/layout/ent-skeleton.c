/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The shape of a large graph: some of its nodes placed by their distances in the whole graph.
 *
 * Sparse stress (Ortmann, Klimenta, Brandes: A Sparse Stress Model, GD 2016) by stochastic gradient descent (Zheng,
 * Pawar, Goodman, TVCG 2019): each node to each of up to 128 pivots, and to its neighbours. Distances come from
 * searches for 64 pivots at once, one bit each (Then et al.: The More the Merrier, VLDB 2014).
 * O(pivots × (nodes of the skeleton + size of the graph ÷ 8) or so). */
#include "ent-skeleton.h"

#include <string.h>

#define BATCH 64
#define SWEEPS 12

typedef struct
{
  const EntRun *run;
  const EntGraph *graph;
  const int *pivot, *place; /* nodes of the graph; number in the skeleton or -1 */
  int pivots, size;
  uint16_t *steps; /* pivots × size */
  uint64_t *seen, *now, *next;
  int *queue;
} Search;

static void
search_batch (void *data, int block)
{
  Search *s = data;
  const EntGraph *g = s->graph;
  size_t n = (size_t) g->n;
  uint64_t *seen = s->seen + n * (size_t) block, *now = s->now + n * (size_t) block,
           *next = s->next + n * (size_t) block;
  int *queue = s->queue + 2 * n * (size_t) block, *ahead = queue + n, waiting = 0, k0 = block * BATCH;
  int k1 = k0 + BATCH < s->pivots ? k0 + BATCH : s->pivots;

  for (int k = k0; k < k1; k++)
    {
      int v = s->pivot[k];

      if (now[v] == 0)
        queue[waiting++] = v;
      now[v] |= (uint64_t) 1 << (k - k0);
      seen[v] |= (uint64_t) 1 << (k - k0);
    }
  for (int depth = 0; waiting > 0 && !ent_run_cancelled (s->run); depth++)
    {
      int found = 0, *swap;

      for (int i = 0; i < waiting; i++)
        {
          int v = queue[i], place = s->place[v];
          uint64_t bits = now[v];

          now[v] = 0;
          if (place >= 0)
            for (uint64_t rest = bits; rest != 0; rest &= rest - 1)
              s->steps[(size_t) (k0 + __builtin_ctzll (rest)) * (size_t) s->size + (size_t) place]
                  = (uint16_t) (depth < 65535 ? depth : 65535);
          for (int k = g->start[v]; k < g->start[v + 1]; k++)
            {
              int u = g->to[k];
              uint64_t fresh = bits & ~seen[u];

              if (fresh != 0)
                {
                  if (next[u] == 0)
                    ahead[found++] = u;
                  next[u] |= fresh;
                }
            }
        }
      /* Bits reach a node from several sides in one step: they count as seen only after it. */
      for (int i = 0; i < found; i++)
        {
          int u = ahead[i];

          now[u] = next[u];
          seen[u] |= next[u];
          next[u] = 0;
        }
      swap = queue, queue = ahead, ahead = swap;
      waiting = found;
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
  int size = part->n, pivots = size < 2 * BATCH ? size : 2 * BATCH, batches = (pivots + BATCH - 1) / BATCH, terms = 0;
  int *pivot = ENT_NEW (arena, int, pivots), *pick = ENT_NEW (arena, int, size),
      *place = ENT_NEW (arena, int, whole->n);
  Search search = { .run = run, .graph = whole, .pivot = pivot, .place = place, .pivots = pivots, .size = size };
  size_t room = (size_t) whole->n * (size_t) batches;
  Term *term = ENT_NEW (arena, Term, (size_t) pivots * (size_t) size + (size_t) part->m);
  float far = 1, rate, fall = 1;

  for (int v = 0; v < whole->n; v++)
    place[v] = -1;
  for (int i = 0; i < size; i++)
    place[node[i]] = i, pick[i] = i;
  for (int i = 0; i < pivots; i++)
    {
      int k = i + ent_random_int (random, size - i), swap = pick[i];

      pick[i] = pick[k], pick[k] = swap;
      pivot[i] = node[pick[i]];
    }
  search.steps = ENT_NEW (arena, uint16_t, (size_t) pivots * (size_t) size);
  search.seen = ENT_NEW (arena, uint64_t, room), search.now = ENT_NEW (arena, uint64_t, room);
  search.next = ENT_NEW (arena, uint64_t, room), search.queue = ENT_NEW (arena, int, 2 * room);
  ent_pool_run (run->pool, batches, search_batch, &search);
  for (int k = 0; k < pivots; k++)
    for (int i = 0; i < size; i++)
      {
        uint16_t d = search.steps[(size_t) k * (size_t) size + (size_t) i];

        if (d == 0 || (place[pivot[k]] > i && pivots == size))
          continue;
        term[terms].a = place[pivot[k]], term[terms].b = i, term[terms++].d = d;
        far = fmaxf (far, d);
      }
  for (int e = 0; e < part->m && pivots < size; e++)
    term[terms].a = part->a[e], term[terms].b = part->b[e], term[terms++].d = length == NULL ? 1 : length[e];
  for (int i = terms - 1; i > 0; i--)
    {
      int k = ent_random_int (random, i + 1);
      Term swap = term[i];

      term[i] = term[k], term[k] = swap;
    }
  for (int i = 0; i < size; i++)
    x[i] = far * (float) (ent_random_unit (random) - 0.5), y[i] = far * (float) (ent_random_unit (random) - 0.5);
  /* From far² down to 0.1 in equal ratios: the root by halving. */
  for (float low = 0, high = 1; fall != (low + high) / 2;)
    {
      float power = far * far;

      fall = (low + high) / 2;
      for (int k = 1; k < SWEEPS; k++)
        power *= fall;
      if (power < 0.1f)
        low = fall;
      else
        high = fall;
    }
  rate = far * far;
  for (int sweep = 0; sweep < SWEEPS && !ent_run_cancelled (run); sweep++, rate *= fall)
    for (int i = 0; i < terms; i++)
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
