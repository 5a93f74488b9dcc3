/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Months are counted from year 0, so that each part begins where a multiple of its length does. */
#include "ent-stretches.h"

#include "ent-edtf.h"

/* More are too thin to be taken with a pointer. */
#define MOST 120
/* Fewer years are told by their months. */
#define FEW_YEARS 5

static gint64
month_of (gint64 day)
{
  guint month;
  gint64 year = ent_day_year (day, &month, NULL);

  return year * 12 + month - 1;
}

static gint64
floor_div (gint64 a, gint64 b)
{
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/* The day that month @i begins with. */
static gint64
first_day (gint64 i)
{
  return ent_day_of (floor_div (i, 12), (guint) (i - floor_div (i, 12) * 12) + 1, 1);
}

EntStretches *
ent_stretches_new (const EntDays *days)
{
  EntStretches *self = g_new0 (EntStretches, 1);
  gint64 from = month_of (days->first), to = month_of (MAX (days->first, days->last)), start;

  self->months = to - from < 12 * FEW_YEARS ? 1 : 12;
  while ((to - from) / self->months >= MOST && self->months < G_MAXUINT / 10)
    self->months *= 10;
  start = floor_div (from, self->months);
  self->n = (guint) (floor_div (to, self->months) - start + 1);
  self->bounds = g_new (gint64, self->n + 1);
  for (guint i = 0; i <= self->n; i++)
    self->bounds[i] = first_day ((start + i) * self->months);
  return self;
}

void
ent_stretches_free (EntStretches *self)
{
  g_free (self->bounds);
  g_free (self);
}

gboolean
ent_stretches_days (const EntStretches *self, guint first, guint last, EntDays *days)
{
  days->first = first == 0 ? ENT_DAY_MIN : self->bounds[first];
  days->last = last + 1 >= self->n ? ENT_DAY_MAX : self->bounds[last + 1] - 1;
  return first > 0 || last + 1 < self->n;
}

void
ent_stretches_find (const EntStretches *self, const EntDays *days, guint *first, guint *last)
{
  *first = 0;
  *last = self->n - 1;
  while (*first + 1 < self->n && self->bounds[*first + 1] <= days->first)
    (*first)++;
  while (*last > *first && self->bounds[*last] > days->last)
    (*last)--;
}
