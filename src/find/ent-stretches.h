/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days divided into equal parts that people know: months, years, decades, centuries, so that a strip of them can be read. */
#pragma once

#include "ent-filter.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 *bounds; /* n + 1: the first day of each, and the day after the last */
  guint n;        /* at least 1 */
  guint months;   /* of each: 1, 12, 120 ... */
} EntStretches;

/* Whole parts that cover @days, at most some hundred of them. (transfer full) */
EntStretches *ent_stretches_new (const EntDays *days);
void ent_stretches_free (EntStretches *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntStretches, ent_stretches_free)

/* The days of stretches @first to @last; without an end at the first and at the last of all. FALSE where that is all of time. */
gboolean ent_stretches_days (const EntStretches *self, guint first, guint last, EntDays *days);
/* The stretches that hold those days; what lies beyond is the first or last. */
void ent_stretches_find (const EntStretches *self, const EntDays *days, guint *first, guint *last);

G_END_DECLS
