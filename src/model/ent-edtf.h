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

G_END_DECLS
