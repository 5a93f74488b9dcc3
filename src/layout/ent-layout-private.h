/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the layouts share: one run with its memory, threads and cancel flag; the simple graph; the steps that the
 * algorithms are made of. All memory of a run comes from its arena, which is freed as a whole: no step frees anything,
 * and a cancelled step just returns. A loop gives back what it took with a mark. */
#pragma once

#include "ent-layout.h"
#include "ent-random.h"

#include <stddef.h>

/* Loops that are worth it are compiled a second time for processors that take eight numbers at once. Both do the same
 * sums in the same order. */
#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_THREAD__)
#define ENT_WIDE __attribute__ ((target_clones ("avx2", "default")))
#else
#define ENT_WIDE
#endif

/* --- Memory: zeroed, never NULL (no memory ends the program, as everywhere in it). */
typedef struct _EntArena EntArena;
typedef struct
{
  void *chunk;
  size_t used;
} EntArenaMark;

EntArena *ent_arena_new (void);
void ent_arena_free (EntArena *self);
void *ent_arena_alloc (EntArena *self, size_t count, size_t size);
EntArenaMark ent_arena_mark (EntArena *self);
void ent_arena_release (EntArena *self, EntArenaMark mark);
#define ENT_NEW(arena, type, count) ((type *) ent_arena_alloc (arena, (size_t) (count), sizeof (type)))

/* --- Threads: the same ones for the whole run. Blocks are numbered and never depend on the number of threads. */
typedef struct _EntPool EntPool;
typedef void (*EntPoolWork) (void *data, int block);

EntPool *ent_pool_new (int threads);
void ent_pool_free (EntPool *self);
void ent_pool_run (EntPool *self, int blocks, EntPoolWork work, void *data); /* returns when all blocks are done */

/* --- The simple graph: no loops, parallel edges merged, neighbours sorted by number. */
typedef struct
{
  int n, m;
  int *a, *b;      /* edges, a < b, sorted */
  double *length;  /* of each edge, to be drawn */
  int *start, *to; /* neighbours of v: to[start[v]] .. to[start[v + 1] - 1] */
  int *via;        /* the edge that leads there, beside `to` */
} EntGraph;

/* --- One run. */
typedef struct
{
  EntArena *arena;
  EntPool *pool;
  const EntLayoutOptions *options;
  double part;             /* progress told last */
  double begun, share;     /* of the whole: what was done before the component in hand, and what that is */
  const int *nodes;        /* of the whole graph: those of the component in hand */
  double *look_x, *look_y; /* of all nodes; NULL: nobody looks */
  double fill;             /* to aim at, of boxes with their gap; 0: as it comes */
} EntRun;

bool ent_run_cancelled (const EntRun *run); /* @run: nullable */
/* The same in a long loop, where it looks only now and then: a look shall cost nothing beside the work, and come every
 * few milliseconds. */
static inline bool
ent_run_stops (const EntRun *run, int turn)
{
  return (turn & 0x3fff) == 0 && ent_run_cancelled (run);
}
void ent_run_progress (EntRun *run, double part);
/* Of the component in hand: @part of it is done. */
void ent_run_component_progress (EntRun *run, double part);
/* Should the component be shown now? Then where it is goes to `look_x`, `look_y`, by the numbers of `nodes`, and
 * ent_run_looked() tells. */
bool ent_run_look_wanted (const EntRun *run);
void ent_run_looked (EntRun *run);

/* What a layout works on: connected or not, boxes already grown by the gap. */
typedef struct
{
  const EntGraph *graph;
  double *w, *h;
  bool *pinned;
  double *x, *y;
} EntPlan;

/* These take a @run (nullable), end early when it is cancelled, and what they give is then not to be used. */
EntGraph *
ent_graph_new (EntArena *arena, const EntRun *run, int n, int m, const int *a, const int *b, const double *length);
/* The graph on the nodes @nodes (numbers of @whole), renumbered in that order; @number is scratch of
 * whole->n that is -1 for all other nodes. */
EntGraph *ent_graph_part (const EntRun *run, const EntGraph *whole, const int *nodes, int n, int *number);
/* Component of each node, numbered by smallest node; returns how many. O(n + m). */
int ent_graph_components (const EntRun *run, const EntGraph *graph, int *component);
/* Steps from @from, -1 where there is no way; @queue is scratch of n; returns how many were reached. O(n + m). */
int ent_graph_steps (const EntRun *run, const EntGraph *graph, int from, int *steps, int *queue);

/* Sums of lengths of the edges on the shortest ways from @from to all, in a connected graph; @queue and @waiting are
 * scratch of n, all of @waiting false. O(n + m) where all lengths are equal, else O(n m) at worst (Bellman, Ford). */
void ent_graph_distances (const EntGraph *graph, int from, double *distance, int *queue, bool *waiting);

/* Each places one connected graph. */
void ent_organic_small (EntRun *run, EntPlan *plan, uint64_t seed, double part);
void ent_organic_large (EntRun *run, EntPlan *plan, uint64_t seed);

/* Places whole graphs, connected or not. This one minds pins, the others do not, and may leave a few overlaps. */
void ent_place_organic (EntRun *run, EntPlan *plan);
void ent_place_circle (EntRun *run, EntPlan *plan);
void ent_place_rings (EntRun *run, EntPlan *plan, int root);
void ent_place_grid (EntRun *run, EntPlan *plan);
void ent_place_groups (EntRun *run, EntPlan *plan, const int *group);
void ent_place_time (EntRun *run, EntPlan *plan, const double *when);
void ent_place_layered (EntRun *run, EntPlan *plan, const int *source, const int *target, int n_edges);

/* Gives a place to each node with @known false, near its neighbours, then makes room: what was known moves least. */
void ent_settle (EntRun *run, EntPlan *plan, const bool *known);

/* Evens the density of the boxes: what is empty counts as @least times the mean, so the more, the less is changed. Pins
 * are not minded. */
void ent_warp (EntRun *run, EntPlan *plan, double least);

/* Moves boxes until none overlap; pinned ones stay (and may overlap each other). */
void ent_overlap_remove (EntRun *run, EntPlan *plan);
/* The last step of that alone: what overlaps goes to the nearest free place, everything else stays. */
void ent_overlap_put_back (EntRun *run, EntPlan *plan);
/* Boxes that overlap another: the pairs, as many as fit @max; returns how many there are. @run (nullable): ends early
 * when cancelled. O(n log n) when few overlap. */
int64_t ent_overlap_pairs (EntArena *arena,
                           const EntRun *run,
                           int n,
                           const double *x,
                           const double *y,
                           const double *w,
                           const double *h,
                           int (*pairs)[2],
                           int64_t max);

/* Moves ends of crossed lines to free places where they cross less, for at most @looks at lines. */
void ent_untangle (EntRun *run, EntPlan *plan, int64_t looks);

/* Delaunay triangulation of points: edges as pairs, at most 3 n; returns how many. Points in one place are chained. */
int ent_delaunay (const EntRun *run, int n, const double *x, const double *y, int (*edges)[2]);

/* Rectangles of size @w × @h put beside each other on shelves, about as wide as 1.6 times high; @x, @y are their
 * left and top. Largest first from the top. O(n log n). */
void ent_pack (EntArena *arena, const EntRun *run, int n, const double *w, const double *h, double *x, double *y);

/* Turns the main axis of the points to horizontal (principal axis, least squares). */
void ent_rotate_flat (int n, double *x, double *y);

/* The number whose @power-th power is @value, by halving: those of libm differ in the last bit. */
double ent_root (double value, int power);

bool ent_segments_cross (double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy);
/* Does the segment pass through the rectangle around (cx, cy) with the half sizes? (Liang, Barsky 1984.) */
bool ent_segment_meets_box (double ax, double ay, double bx, double by, double cx, double cy, double hw, double hh);
int64_t ent_count_crossings (EntArena *arena, const EntGraph *graph, const double *x, const double *y);

/* Sorts numbers 0..n-1 in @order by @key, equal keys by number. @run (nullable): when cancelled, it is some order. */
void ent_order_by (EntArena *arena, const EntRun *run, int n, const double *key, int *order);
