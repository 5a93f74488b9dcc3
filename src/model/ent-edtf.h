/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates as the Extended Date/Time Format writes them: ISO 8601-2:2019, clause 4 and annex A, levels 0 and 1 in full; the same text
 * in the Library of Congress' EDTF specification of 2019. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* NULL when @text is an EDTF date, time with date or interval of level 0 or 1, with months, days and ends as a calendar has them; else
 * what is wrong with it, a static clause. O(length). */
const char *ent_edtf_check (const char *text);

/* The earliest moment that @text may mean, as a year and its part that has gone by (2018.5 is the middle of 2018); of an interval
 * without a start the earliest of its end. NAN where @text is no date. O(length). */
double ent_edtf_start (const char *text);

/* Days of the proleptic Gregorian calendar; 0 is 1970-01-01. Years beyond a thousand million count as that. */
#define ENT_DAY_MIN (-G_GINT64_CONSTANT (400000000000))
#define ENT_DAY_MAX (-ENT_DAY_MIN)

/* What a date may mean. */
typedef struct
{
  gint64 first, last; /* days, both included; ENT_DAY_MIN and ENT_DAY_MAX where an interval is open or its end unknown */
  gboolean doubted;   /* it says itself that it is uncertain or approximate (?, ~, %) */
} EntSpan;

/* FALSE where @text is no date. O(length). */
gboolean ent_edtf_span (const char *text, EntSpan *span);

/* The day of a date, @month and @day from 1; and back (@month and @day nullable). */
gint64 ent_day_of (gint64 year, guint month, guint day);
gint64 ent_day_year (gint64 day, guint *month, guint *of_month);

G_END_DECLS
