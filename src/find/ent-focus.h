/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies within a few steps of some actors, whichever way the lines point. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The most steps that are offered: with more, a map of people is nearly always the whole map. */
#define ENT_FOCUS_MOST_STEPS 3

/* For each of @n_actors 1 where it can be reached from one of @roots by at most @steps relations, else 0. Relation i joins
 * actors @sources[i] and @targets[i]. O(steps x relations). (transfer full) */
guint8 *ent_focus_new (guint n_actors, const guint *sources, const guint *targets, guint n_relations, const guint *roots,
                       guint n_roots, guint steps);

G_END_DECLS
