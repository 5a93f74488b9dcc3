/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The state of routing: curves and label places that are tried one after another, each judged against all others.
 *
 * The picture's badness is one sum: lines through foreign cards, labels on cards and on each other, labels on foreign
 * lines, crossings, bends, labels off the middle. Pair by pair the bend and the label places of least badness are taken
 * while all others stand (coordinate descent), over a few passes. Grids hold what was ever placed; `flat` and `places`
 * say where it is now. */
#pragma once

#include "ent-scene-private.h"

G_BEGIN_DECLS

typedef struct
{
  gboolean placed;
  guint shape;
  EntRect box, badge;
} EntLabelPlace;

typedef struct
{
  const EntScenePlan *plan;
  EntSceneParts *parts;
  gboolean quick;                         /* a large map: see ent-scene-quick.c */
  gboolean huge;                          /* so large that a third of that must do */
  EntRect area;                           /* of all cards, with some room around */
  EntGrid *nodes, *lines, *labels;        /* of nodes; of edges; of edges by their labels */
  EntPoint (*flat)[ENT_SCENE_PIECES + 1]; /* by edge */
  EntRect *spans;                         /* by edge: the box of `flat` */
  gboolean *routed;                       /* by edge */
  EntLabelPlace *places;                  /* by edge */
  guint8 *chosen;                         /* by pair: its bend, as an index; of loops the corner */
} EntRouter;

#define ENT_COST_NODE_HIT 600.0    /* a line through a foreign card */
#define ENT_COST_LABEL_NODE 500.0  /* a label on a card */
#define ENT_COST_LABEL_LABEL 400.0 /* a label on a label */
#define ENT_COST_LABEL_LINE 40.0   /* a label on a foreign line */
#define ENT_COST_CROSSING 12.0
#define ENT_COST_ENDS 10.0 /* two heads in the same place */

#define ENT_N_BENDS 23
/* From straight to strong, on both sides. */
extern const double ent_router_bends[ENT_N_BENDS];
double ent_router_cost_of_bend (double bend, double length);

/* Gives edge @e the curve that it has where its pair's free lines share @bend (of loops: stand at corner @bend). */
void ent_router_set_curve (EntRouter *self, guint e, double bend, EntPoint curve[4]);
EntRect ent_router_span (const EntPoint line[ENT_SCENE_PIECES + 1]);
/* Tells the grids where edge @e runs, where its label stands. */
void ent_router_note_line (EntRouter *self, guint e);
void ent_router_note_label (EntRouter *self, guint e);
/* Gives the pair lines without bends but the author's. */
void ent_router_set_straight (EntRouter *self, const EntPairPlan *pair);
/* Routes the pair and places its labels at bounded cost. */
void ent_router_settle_quickly (EntRouter *self, const EntPairPlan *pair);

/* The best place of edge @e's label on @curve, and its cost; gives up where no place is better than @limit. @thorough
 * tries more. */
double ent_router_place_label (
    EntRouter *self, guint e, const EntPoint curve[4], gboolean thorough, double limit, EntLabelPlace *best);

/* Puts the chosen places into the parts. */
void ent_router_write_label (EntRouter *self, guint e);

G_END_DECLS
