/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Numbers that are the same on every machine: a seeded generator (PCG-XSH-RR 64/32, O'Neill 2014), and sine and cosine
 * from polynomials, since those of libm differ in the last bit. Only +, −, ×, ÷ and sqrt are used, which IEEE 754
 * fixes. */
#pragma once

#include <math.h>
#include <stdint.h>

typedef struct
{
  uint64_t state, stream;
} EntRandom;

static inline uint32_t
ent_random_next (EntRandom *self)
{
  uint64_t old = self->state;
  uint32_t word = (uint32_t) (((old >> 18) ^ old) >> 27), turn = (uint32_t) (old >> 59);

  self->state = old * 6364136223846793005u + self->stream;
  return (word >> turn) | (word << ((32 - turn) & 31));
}

/* Another @stream gives numbers independent of the first. */
static inline EntRandom
ent_random (uint64_t seed, uint64_t stream)
{
  EntRandom self = { 0, (stream << 1) | 1 };

  ent_random_next (&self);
  self.state += seed;
  ent_random_next (&self);
  return self;
}

/* 0 to @below − 1; the bias is under below ÷ 2³². */
static inline int
ent_random_int (EntRandom *self, int below)
{
  return (int) (((uint64_t) ent_random_next (self) * (uint64_t) below) >> 32);
}

/* From 0 up to, not including, 1. */
static inline double
ent_random_unit (EntRandom *self)
{
  return ent_random_next (self) * (1.0 / 4294967296.0);
}

/* @turns in whole turns, any finite number. The error is under 1e-9: enough for drawing. */
static inline void
ent_sin_cos (double turns, double *sine, double *cosine)
{
  double t = turns - floor (turns), quarter = floor (t * 4 + 0.5), a = (t - quarter / 4) * 6.283185307179586, b = a * a;
  double s = a * (1 - b / 6 * (1 - b / 20 * (1 - b / 42 * (1 - b / 72 * (1 - b / 110)))));
  double c = 1 - b / 2 * (1 - b / 12 * (1 - b / 30 * (1 - b / 56 * (1 - b / 90 * (1 - b / 132)))));

  switch ((int) quarter & 3)
    {
    case 0:
      *sine = s, *cosine = c;
      break;
    case 1:
      *sine = c, *cosine = -s;
      break;
    case 2:
      *sine = -s, *cosine = -c;
      break;
    default:
      *sine = -c, *cosine = s;
    }
}
