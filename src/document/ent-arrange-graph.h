/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map as the arrays that the layout engine reads. Invariant: node i is the i-th actor of the scene; each pair of actors is one edge,
 * however many relations join it, and no edge joins an actor with itself. */
#pragma once

#include "ent-arrange.h"
#include "ent-scene.h"

G_BEGIN_DECLS

typedef struct
{
  EntLayoutGraph graph; /* its arrays are the ones below */
  int n_movable;        /* nodes that are not pinned */
  int root;             /* -1: none */
  guint n_ties;
  guint *ties; /* 2 × n_ties nodes */
  guint *tie_relations; /* how many relations each has */
  int *nodes;  /* of a part: where each node is in the whole; else NULL */

  double *card_width, *card_height; /* the cards alone */
  double *room_width, *room_height; /* what labels and parallel lines of a node ask for besides */
  double *width, *height, *x, *y, *when, *length;
  bool *pinned;
  int *group, *source, *target;
} EntArrangeGraph;

/* Of a scene that was measured, routed or not, at 100 %. O(nodes + relations); LAYERED O(nodes × relations). (transfer full) */
EntArrangeGraph *ent_arrange_graph_new (EntScene *scene, const EntArrangeOptions *options);
void ent_arrange_graph_free (EntArrangeGraph *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntArrangeGraph, ent_arrange_graph_free)

/* The nodes that may move and the edges between them. (transfer full) */
EntArrangeGraph *ent_arrange_graph_movable (const EntArrangeGraph *self);
/* Boxes are cards and @room times what labels ask for. */
void ent_arrange_graph_set_room (EntArrangeGraph *self, double room);

G_END_DECLS
