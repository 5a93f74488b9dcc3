/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places some nodes of a large graph by distance, see ent-skeleton.c. */
#pragma once

#include "ent-layout-private.h"

/* @node of each node of @part is the node of @whole that it stands for, @length (nullable) its edges' lengths in steps.
 * Writes @x, @y of @part; returns the largest distance met. */
float ent_skeleton_place (EntRun *run,
                          const EntGraph *whole,
                          const EntGraph *part,
                          const int *node,
                          const float *length,
                          EntRandom *random,
                          float *x,
                          float *y);
