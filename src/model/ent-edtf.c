/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hand-written parser of one date after another: each is brought to its first and last possible day, and the ends of an interval
 * are in order when the first day of the start is not behind the last day of the end.
 * Invariant: the calendar is the proleptic Gregorian one, with a year 0 (ISO 8601-1, 3.2.1). */
#include "ent-edtf.h"

#include <math.h>
#include <string.h>

#define NOT_EDTF "not a date of EDTF (ISO 8601-2, level 0 or 1)"

typedef struct
{
  gint64 year; /* of the first day; the last one has last_year */
  gint64 last_year;
  guint month, day, last_month, last_day;
  guint season; /* 21-24, 0 for none */
  gboolean has_time;
} Date;

/* The number that the @n digits at @p write, or -1. */
static int
digits (const char *p, guint n)
{
  int value = 0;

  for (guint i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (p[i]))
        return -1;
      value = value * 10 + g_ascii_digit_value (p[i]);
    }
  return value;
}

static guint
days_of (gint64 year, guint month)
{
  static const guint8 days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  if (month == 2 && year % 4 == 0 && (year % 100 != 0 || year % 400 == 0))
    return 29;
  return days[month - 1];
}

/* hh:mm:ss, then Z, +-hh or +-hh:mm, or nothing for local time. */
static const char *
parse_time (const char *p, const char *end)
{
  int hour, minute, second;

  if (end - p < 8 || p[2] != ':' || p[5] != ':')
    return NOT_EDTF;
  hour = digits (p, 2);
  minute = digits (p + 3, 2);
  second = digits (p + 6, 2);
  if (hour < 0 || minute < 0 || second < 0)
    return NOT_EDTF;
  if (hour > 24 || minute > 59 || second > 59 || (hour == 24 && minute + second > 0))
    return "a time that no clock shows";
  p += 8;
  if (p == end || (*p == 'Z' && end - p == 1))
    return NULL;
  if ((*p != '+' && *p != '-') || (end - p != 3 && end - p != 6) || (end - p == 6 && p[3] != ':'))
    return NOT_EDTF;
  hour = digits (p + 1, 2);
  minute = end - p == 6 ? digits (p + 4, 2) : 0;
  if (hour < 0 || minute < 0)
    return NOT_EDTF;
  return hour * 60 + minute > 14 * 60 || minute > 59 ? "a time zone that does not exist" : NULL;
}

/* Y and more than four digits, with a sign where negative. */
static const char *
parse_long_year (const char *p, const char *end, Date *date)
{
  gboolean negative = *p == '-';
  gint64 year = 0;

  p += negative;
  if (end - p < 5 || *p == '0')
    return NOT_EDTF;
  for (; p < end; p++)
    {
      if (!g_ascii_isdigit (*p))
        return NOT_EDTF;
      if (year < G_MAXINT64 / 10 - 1) /* later ones are all the same to the order of ends */
        year = year * 10 + g_ascii_digit_value (*p);
    }
  date->year = date->last_year = negative ? -year : year;
  return NULL;
}

/* The month, and the day, behind the year; @p is behind the year's last digit. */
static const char *
parse_month_and_day (const char *p, const char *end, Date *date)
{
  int month, day;
  gboolean any_month;

  if (end - p < 3 || *p != '-')
    return NOT_EDTF;
  any_month = strncmp (p + 1, "XX", 2) == 0;
  month = digits (p + 1, 2);
  p += 3;
  if (any_month)
    return p == end || (end - p == 3 && strncmp (p, "-XX", 3) == 0) ? NULL : NOT_EDTF;
  if (month < 0)
    return NOT_EDTF;
  if (month >= 21 && month <= 24 && p == end)
    {
      date->season = (guint) month;
      return NULL;
    }
  if (month < 1 || month > 12)
    return "a month that does not exist";
  date->month = date->last_month = (guint) month;
  date->last_day = days_of (date->year, date->month);
  if (p == end || (end - p == 3 && strncmp (p, "-XX", 3) == 0))
    return NULL;
  if (end - p < 3 || *p != '-')
    return NOT_EDTF;
  day = digits (p + 1, 2);
  p += 3;
  if (day < 0)
    return NOT_EDTF;
  if (day < 1 || (guint) day > date->last_day)
    return "a day that the month does not have";
  date->day = date->last_day = (guint) day;
  if (p == end)
    return NULL;
  date->has_time = *p == 'T';
  return date->has_time ? parse_time (p + 1, end) : NOT_EDTF;
}

/* A date from @p to @end, whose last character may qualify it. */
static const char *
parse_date (const char *p, const char *end, Date *date)
{
  gboolean negative, qualified = end > p && strchr ("?~%", end[-1]) != NULL;
  const char *wrong = NULL;
  int year;
  guint unspecified = 0;

  *date = (Date) { .month = 1, .day = 1, .last_month = 12, .last_day = 31 };
  if (qualified)
    end--;
  if (end > p && *p == 'Y')
    return parse_long_year (p + 1, end, date);
  negative = end > p && *p == '-';
  p += negative;
  if (end - p < 4)
    return NOT_EDTF;
  if (end - p == 4 && p[3] == 'X')
    unspecified = p[2] == 'X' ? 2 : 1;
  year = digits (p, 4 - unspecified);
  if (year < 0)
    return NOT_EDTF;
  for (guint i = 0; i < unspecified; i++)
    year *= 10;
  date->year = year;
  date->last_year = year + (unspecified == 2 ? 99 : unspecified == 1 ? 9 : 0);
  if (negative)
    {
      if (year == 0 && unspecified == 0)
        return "a year 0 with a sign";
      date->year = -date->last_year;
      date->last_year = -year;
    }
  if (end - p > 4)
    wrong = parse_month_and_day (p + 4, end, date);
  return wrong == NULL && qualified && date->has_time ? NOT_EDTF : wrong;
}

/* <0, 0, >0 as the first day of @a lies before, on or behind the last day of @b. */
static int
compare_ends (const Date *a, const Date *b)
{
  if (a->year != b->last_year)
    return a->year < b->last_year ? -1 : 1;
  if (a->season != 0 && b->season != 0)
    return (int) a->season - (int) b->season;
  if (a->month != b->last_month)
    return a->month < b->last_month ? -1 : 1;
  return (int) a->day - (int) b->last_day;
}

/* TRUE when the end of an interval from @p to @end is open (..) or unknown (nothing). */
static gboolean
is_boundless (const char *p, const char *end)
{
  return p == end || (end - p == 2 && strncmp (p, "..", 2) == 0);
}

const char *
ent_edtf_check (const char *text)
{
  const char *end = text + strlen (text), *slash = strchr (text, '/'), *wrong = NULL;
  Date from, to;
  gboolean any_start, any_end;

  if (slash == NULL)
    return parse_date (text, end, &from);
  any_start = is_boundless (text, slash);
  any_end = is_boundless (slash + 1, end);
  if (any_start && any_end)
    return "an interval without a date";
  if (!any_start)
    wrong = parse_date (text, slash, &from);
  if (wrong == NULL && !any_end)
    wrong = parse_date (slash + 1, end, &to);
  if (wrong != NULL)
    return wrong;
  if ((!any_start && from.has_time) || (!any_end && to.has_time))
    return NOT_EDTF;
  return !any_start && !any_end && compare_ends (&from, &to) > 0 ? "an interval that ends before it starts" : NULL;
}

double
ent_edtf_start (const char *text)
{
  const char *end = text + strlen (text), *slash = strchr (text, '/');
  gboolean from_end = slash != NULL && is_boundless (text, slash);
  Date date;
  guint month;

  if (text[0] == '\0' || ent_edtf_check (text) != NULL)
    return NAN;
  parse_date (from_end ? slash + 1 : text, slash != NULL && !from_end ? slash : end, &date);
  /* A season starts in March, June, September or December of its year. */
  month = date.season != 0 ? 3 * (date.season - 20) : date.month;
  return (double) date.year + (month - 1) / 12.0 + (date.day - 1) / 372.0;
}

/* --- Days --- */

#define MOST_YEAR G_GINT64_CONSTANT (1000000000)

/* Years begin in March, so that the day that leap years add is their last; 400 of them are 146,097 days (H. Hinnant,
 * "chrono-Compatible Low-Level Date Algorithms", 2013). */
gint64
ent_day_of (gint64 year, guint month, guint day)
{
  gint64 y = CLAMP (year, -MOST_YEAR, MOST_YEAR) - (month <= 2 ? 1 : 0);
  gint64 era = (y >= 0 ? y : y - 399) / 400, of_era = y - era * 400;
  gint64 of_year = (153 * ((gint64) month + (month > 2 ? -3 : 9)) + 2) / 5 + (gint64) day - 1;

  return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

gint64
ent_day_year (gint64 day, guint *month, guint *of_month)
{
  gint64 z = day + 719468, era = (z >= 0 ? z : z - 146096) / 146097, of_era = z - era * 146097;
  gint64 y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  gint64 of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;

  if (month != NULL)
    *month = (guint) (m < 10 ? m + 3 : m - 9);
  if (of_month != NULL)
    *of_month = (guint) (of_year - (153 * m + 2) / 5 + 1);
  return y + era * 400 + (m >= 10 ? 1 : 0);
}

static gint64
first_day (const Date *date)
{
  return ent_day_of (date->year, date->season != 0 ? 3 * (date->season - 20) : date->month, date->day);
}

static gint64
last_day (const Date *date)
{
  guint month = date->last_month;
  gint64 year = date->last_year;

  if (date->season != 0)
    {
      /* Winter ends in February of the next year. */
      month = date->season == 24 ? 2 : 3 * (date->season - 20) + 2;
      year += date->season == 24;
    }
  return ent_day_of (year, month, date->season != 0 || date->last_day > days_of (year, month) ? days_of (year, month) : date->last_day);
}

gboolean
ent_edtf_span (const char *text, EntSpan *span)
{
  const char *end = text + strlen (text), *slash = strchr (text, '/'), *last = slash != NULL ? slash + 1 : text;
  Date date;

  if (text[0] == '\0' || ent_edtf_check (text) != NULL)
    return FALSE;
  *span = (EntSpan) { ENT_DAY_MIN, ENT_DAY_MAX, strpbrk (text, "?~%") != NULL };
  if (slash == NULL || !is_boundless (text, slash))
    {
      parse_date (text, slash != NULL ? slash : end, &date);
      span->first = first_day (&date);
    }
  if (slash == NULL || !is_boundless (last, end))
    {
      parse_date (last, end, &date);
      span->last = last_day (&date);
    }
  return TRUE;
}
