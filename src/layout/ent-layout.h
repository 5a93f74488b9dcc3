/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places for the nodes of a graph: plain arrays in, plain arrays out.
 *
 * Invariant: the result depends on the graph, the options and the seed alone, byte for byte: not on the machine, the
 * locale, the load, or the number of threads. Boxes do not overlap (pinned ones may, since they never move), and every
 * coordinate is finite, whatever is given. Nothing is global: calls may run at once in several threads. */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>

typedef enum
{
  ENT_LAYOUT_ORGANIC, /* by graph distance: near what is related */
  ENT_LAYOUT_CIRCLE,  /* on one circle, ordered so that lines cross little */
  ENT_LAYOUT_RINGS,   /* around `root`: ring k holds what is k steps away */
  ENT_LAYOUT_LAYERED, /* hierarchy: edges point downwards */
  ENT_LAYOUT_GRID,    /* rows, most connected first */
  ENT_LAYOUT_GROUPS,  /* each group in a block of its own */
  ENT_LAYOUT_TIME,    /* from left to right by `when` */
  ENT_LAYOUT_SETTLE,  /* keeps given positions; only nodes without one, and what must make room, move */
} EntLayoutAlgorithm;

typedef enum
{
  ENT_LAYOUT_DONE,
  ENT_LAYOUT_CANCELLED, /* the positions given out are untouched */
  ENT_LAYOUT_INVALID,   /* an edge, a root or a count out of range */
} EntLayoutStatus;

/* Arrays belong to the caller and are only read. Lengths are in map units, y grows downwards, positions are the
 * centres of boxes. A size that is not finite or negative counts as 0, a position that is not finite as none. */
typedef struct
{
  int n_nodes;
  const double *width, *height;
  int n_edges;
  const int *source, *target; /* node numbers; self loops and parallel edges are allowed */
  const double *length;       /* (nullable) how long ORGANIC draws each edge beside others, 1 is usual, 0.1 to 100; the
                               * longest of parallel edges counts */
  const double *x, *y;        /* (nullable) where the nodes are; NaN: nowhere yet */
  const bool *pinned;         /* (nullable) these never move; one without position is free */
  const int *group;           /* (nullable) for GROUPS, any numbers; negative: in no group */
  const double *when;         /* (nullable) for TIME, of each node, any unit; NaN: unknown */
} EntLayoutGraph;

/* Called now and then on the calling thread: @part grows from 0 to 1. */
typedef void (*EntLayoutProgress) (double part, void *data);

/* Called on the calling thread while ORGANIC works on more than about 150 connected nodes: where the nodes are so far, at
 * whatever scale, NaN for those that have no place yet. The arrays are the engine's and good until it returns. */
typedef void (*EntLayoutLook) (const double *x, const double *y, void *data);

typedef struct
{
  EntLayoutAlgorithm algorithm;
  uint64_t seed;
  int threads;   /* 1 to 64; other numbers are brought into the range */
  double budget; /* ms an ordinary machine may take to improve the first result; turned into a count of steps, so
                  * that the result does not hang on the clock; 0: the first result */
  double gap;    /* least space between boxes, map units */
  double fill;   /* area of the boxes ÷ area of their common bounding box to aim at, 0: as it comes */
  int root;      /* RINGS: the node in the middle, -1: the one with most neighbours */
  const atomic_bool *cancel;  /* (nullable) set by any thread to stop soon */
  EntLayoutProgress progress; /* (nullable) */
  void *progress_data;
  atomic_bool *look_wanted; /* (nullable) set by any thread to be shown soon how far it is; unset when that was done */
  EntLayoutLook look;       /* (nullable) called then; changes nothing in the result */
  void *look_data;
} EntLayoutOptions;

/* One thread, no budget, a small gap, no root. */
EntLayoutOptions ent_layout_options (EntLayoutAlgorithm algorithm);

/* Writes a position for each node to @x and @y, which may be the graph's own arrays. */
EntLayoutStatus ent_layout_run (const EntLayoutGraph *graph, const EntLayoutOptions *options, double *x, double *y);

/* Turns, mirrors and moves @x, @y (not scaled) to lie nearest to the old positions in the sense of least squares
 * (orthogonal Procrustes). Nodes whose old position is not finite do not count. O(n). */
void ent_layout_align (int n, const double *old_x, const double *old_y, double *x, double *y);

typedef struct
{
  double stress;     /* least over all scales of the mean of (scale × length ÷ steps − 1)², all pairs; 0 is best */
  int64_t crossings; /* of straight lines, edges with a common end do not count; parallel edges count once */
  int64_t overlaps;  /* pairs of boxes */
} EntLayoutScore;

/* O(n (n + m) + m²) in the worst case: for reports and tests, not for the middle of an animation. */
EntLayoutScore ent_layout_score (const EntLayoutGraph *graph, const double *x, const double *y);
