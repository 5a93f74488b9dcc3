/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A walk in breadth, one pass over the list of relations a step: it needs no table of neighbours, and steps are few.
 * Invariant: during step k an actor holds k at most where it was reached before, and k + 1 where it was reached just now. */
#include "ent-focus.h"

/* Not reached. */
#define FAR G_MAXUINT8

guint8 *
ent_focus_new (guint n_actors,
               const guint *sources,
               const guint *targets,
               guint n_relations,
               const guint *roots,
               guint n_roots,
               guint steps)
{
  guint8 *reached = g_new (guint8, n_actors + 1);

  g_return_val_if_fail (steps < FAR, reached);
  for (guint i = 0; i < n_actors; i++)
    reached[i] = FAR;
  for (guint i = 0; i < n_roots; i++)
    reached[roots[i]] = 0;
  for (guint step = 0; step < steps; step++)
    for (guint i = 0; i < n_relations; i++)
      {
        guint8 *a = &reached[sources[i]], *b = &reached[targets[i]];

        if (*a == step && *b == FAR)
          *b = (guint8) (step + 1);
        else if (*b == step && *a == FAR)
          *a = (guint8) (step + 1);
      }
  for (guint i = 0; i < n_actors; i++)
    reached[i] = reached[i] != FAR;
  return reached;
}
