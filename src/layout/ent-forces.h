/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Forces of one level of a large graph, see ent-forces.c. Lengths are steps of the graph. */
#pragma once

#include "ent-layout-private.h"

typedef struct _EntForces EntForces;

typedef struct
{
  float repulsion; /* of two nodes of mass 1 at distance 1 */
  float softness;  /* added to squared distances */
  float most;      /* a node moves in this pass */
  int bend;        /* attraction grows with the length to the power 1 + bend ÷ 2; −1, 0, 1 or 2 */
} EntForcesStep;

/* How hard each step of length pulls, of an edge that is @stretch times as long as it should be. */
static inline float
ent_forces_pull (float stretch, int bend)
{
  return bend == 2 ? stretch : bend == 1 ? sqrtf (stretch) : bend == 0 ? 1 : 1 / sqrtf (fmaxf (stretch, 1e-3f));
}

/* Moves @x, @y, which belong to the caller, as do the masses and (nullable) edge lengths. */
EntForces *
ent_forces_new (const EntRun *run, const EntGraph *graph, const float *mass, const float *length, float *x, float *y);
void ent_forces_pass (EntForces *self, const EntForcesStep *step);
