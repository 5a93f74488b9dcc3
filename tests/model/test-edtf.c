/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates: the examples of the EDTF specification, level by level, and their neighbours that are none. */
#include "ent-edtf.h"

#include <math.h>

static const char *const good[] = {
  /* Level 0 */
  "1985-04-12", "1985-04", "1985", "0000", "1985-04-12T23:20:30", "1985-04-12T23:20:30Z", "1985-04-12T23:20:30-04",
  "1985-04-12T23:20:30+04:30", "1985-04-12T24:00:00", "1964/2008", "2004-06/2006-08", "2004-02-01/2005-02-08",
  "2004-02-01/2005-02", "2004-02-01/2005", "2005/2006-02", "2017/2017", "2024-02-29", "2000-02-29", "2004/2004-06", "2004-06/2004",
  /* Level 1 */
  "Y170000002", "Y-170000002", "Y12345678901234567890123", "2001-21", "2001-22", "2001-23", "2001-24", "1984?", "2004-06~",
  "2004-06-11%", "201X", "20XX", "2004-XX", "1985-04-XX", "1985-XX-XX", "1985-04-12/..", "1985-04/..", "1985/..", "../1985-04-12",
  "../1985-04", "../1985", "1985-04-12/", "1985-04/", "1985/", "/1985-04-12", "/1985-04", "/1985", "-1985", "-1985-04-12", "-0004-02-29",
  "1984~/2004-06", "1984/2004-06~", "1984?/2004%", "1984-06-02?/2004-08-08~", "2001-21/2001-22", "2001-24/2002-21",
  "201X~", "2001-21?", "199X/201X", "-0100/0100", "Y-20000/Y20000", "-198X",
};

static const char *const bad[] = {
  "", " ", "198", "19850", "1985-4", "1985-04-1", "1985-13", "1985-00", "1985-04-31", "1985-02-29", "1900-02-29", "1985-04-00",
  "1985/04/12", "12.04.1985", "April 1985", "c. 1985", "1985 ", " 1985", "1985-04-12 23:20:30", "1985-04-12T23:20", "1985-04-12T25:00:00",
  "1985-04-12T23:60:00", "1985-04-12T23:20:61", "1985-04-12T24:00:01", "1985-04-12T23:20:30z", "1985-04-12T23:20:30+15:00",
  "1985-04-12T23:20:30+4", "1985-04-12T23:20:30.5", "1985-04T10:00:00", "T10:00:00", "1985-04-12T23:20:30?", "Y1985", "Y", "Y0123456",
  "Y17E7", "Y-1985", "+1985", "-0000", "-198", "2001-20", "2001-25", "2001-41", "2001-21-01", "201x", "2X14", "X014", "20X4", "XXXX", "2XXX",
  "1985-X4", "1985-1X", "1985-XX-12", "1985-04-1X", "201X-04", "156X-12-25", "1984??", "?1984", "?2004-06-~11", "2004-06~-11", "1984~?", "~", "/", "..",
  "../..", "/..", "../", "1985/..../", "2019/2017", "2004-06/2004-05", "2004-06-11/2004-06-10", "2001-22/2001-21", "1985/1986/1987",
  "1985..1990", "[1667,1668]", "{1960,1961}", "..1984", "1985-04-12T10:00:00Z/1985-04-13", "1985/1986-13", "1985-13/1986", "19８5",
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      const char *wrong = ent_edtf_check (good[i]);

      if (wrong != NULL)
        g_error ("%s: %s", good[i], wrong);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    if (ent_edtf_check (bad[i]) == NULL)
      g_error ("“%s” was taken for a date", bad[i]);
}

static void
test_days (void)
{
  static const int days[] = { 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  for (int month = 1; month <= 12; month++)
    for (int day = 0; day <= 32; day++)
      {
        g_autofree char *text = g_strdup_printf ("2024-%02d-%02d", month, day);

        g_assert_cmpint (ent_edtf_check (text) == NULL, ==, day >= 1 && day <= days[month - 1]);
      }
}

static void
test_start (void)
{
  static const struct
  {
    const char *text;
    double start;
  } dates[] = { { "1985", 1985 },          { "1985-07", 1985.5 },    { "1985-01-01T10:00:00", 1985 }, { "201X", 2010 },
                { "20XX?", 2000 },         { "2004-XX", 2004 },      { "1985/1990", 1985 },           { "1985/..", 1985 },
                { "../1990", 1990 },       { "/1990-07", 1990.5 },   { "-0100/0100", -100 },          { "Y-20000", -20000 },
                { "2001-22", 2001 + 5 / 12.0 } };

  for (guint i = 0; i < G_N_ELEMENTS (dates); i++)
    g_assert_cmpfloat_with_epsilon (ent_edtf_start (dates[i].text), dates[i].start, 1e-9);
  g_assert_true (isnan (ent_edtf_start ("")));
  g_assert_true (isnan (ent_edtf_start ("soon")));
  /* Earlier days come first, within a month and over its end. */
  g_assert_cmpfloat (ent_edtf_start ("2001-01-31"), <, ent_edtf_start ("2001-02-01"));
  g_assert_cmpfloat (ent_edtf_start ("2001-12-31"), <, ent_edtf_start ("2002"));
}

static void
test_spans (void)
{
  static const struct
  {
    const char *text;
    int from[3], to[3]; /* year 0, month 0: no end */
    gboolean doubted;
  } spans[] = {
    { "2018", { 2018, 1, 1 }, { 2018, 12, 31 }, FALSE },
    { "2024-02", { 2024, 2, 1 }, { 2024, 2, 29 }, FALSE },
    { "2024-11-01", { 2024, 11, 1 }, { 2024, 11, 1 }, FALSE },
    { "2024-11-01T10:00:00Z", { 2024, 11, 1 }, { 2024, 11, 1 }, FALSE },
    { "2017/2019", { 2017, 1, 1 }, { 2019, 12, 31 }, FALSE },
    { "2017-03/2017-04-15", { 2017, 3, 1 }, { 2017, 4, 15 }, FALSE },
    { "1961/..", { 1961, 1, 1 }, { 0 }, FALSE },
    { "1961/", { 1961, 1, 1 }, { 0 }, FALSE },
    { "../1961", { 0 }, { 1961, 12, 31 }, FALSE },
    { "/1961-05", { 0 }, { 1961, 5, 31 }, FALSE },
    { "201X", { 2010, 1, 1 }, { 2019, 12, 31 }, FALSE },
    { "19XX", { 1900, 1, 1 }, { 1999, 12, 31 }, FALSE },
    { "2023-XX", { 2023, 1, 1 }, { 2023, 12, 31 }, FALSE },
    { "2023-02-XX", { 2023, 2, 1 }, { 2023, 2, 28 }, FALSE },
    { "2024~", { 2024, 1, 1 }, { 2024, 12, 31 }, TRUE },
    { "2024-06?", { 2024, 6, 1 }, { 2024, 6, 30 }, TRUE },
    { "2004-06-11%", { 2004, 6, 11 }, { 2004, 6, 11 }, TRUE },
    { "2001?/2003", { 2001, 1, 1 }, { 2003, 12, 31 }, TRUE },
    { "2001-21", { 2001, 3, 1 }, { 2001, 5, 31 }, FALSE },
    { "2001-23", { 2001, 9, 1 }, { 2001, 11, 30 }, FALSE },
    { "2003-24", { 2003, 12, 1 }, { 2004, 2, 29 }, FALSE },
    { "-0044-03-15", { -44, 3, 15 }, { -44, 3, 15 }, FALSE },
    { "0000", { 0, 1, 1 }, { 0, 12, 31 }, FALSE },
  };
  EntSpan span;

  for (guint i = 0; i < G_N_ELEMENTS (spans); i++)
    {
      const int *from = spans[i].from, *to = spans[i].to;

      g_test_message ("%s", spans[i].text);
      g_assert_true (ent_edtf_span (spans[i].text, &span));
      g_assert_cmpint (span.first, ==, from[1] != 0 ? ent_day_of (from[0], (guint) from[1], (guint) from[2]) : ENT_DAY_MIN);
      g_assert_cmpint (span.last, ==, to[1] != 0 ? ent_day_of (to[0], (guint) to[1], (guint) to[2]) : ENT_DAY_MAX);
      g_assert_cmpint (span.doubted, ==, spans[i].doubted);
    }
  g_assert_false (ent_edtf_span ("", &span));
  g_assert_false (ent_edtf_span ("soon", &span));
  g_assert_true (ent_edtf_span ("Y170000002", &span));
  g_assert_cmpint (span.first, <, span.last);
  g_assert_true (ent_edtf_span ("Y99999999999999999", &span));
  g_assert_cmpint (span.last, <, ENT_DAY_MAX);
}

/* The calendar of GLib begins with year 1. */
static void
test_calendar (void)
{
  g_assert_cmpint (ent_day_of (1970, 1, 1), ==, 0);
  g_assert_cmpint (ent_day_of (1, 1, 1) - ent_day_of (0, 12, 31), ==, 1);
  g_assert_cmpint (ent_day_of (-4, 3, 1) - ent_day_of (-4, 2, 28), ==, 2);
  for (guint i = 0; i < 20000; i++)
    {
      GDate date;
      gint64 day;
      guint month, of_month;

      g_date_clear (&date, 1);
      g_date_set_julian (&date, (guint32) g_test_rand_int_range (1, 1500000));
      day = ent_day_of (g_date_get_year (&date), g_date_get_month (&date), g_date_get_day (&date));
      g_assert_cmpint (day, ==, (gint64) g_date_get_julian (&date) - 719163);
      g_assert_cmpint (ent_day_year (day, &month, &of_month), ==, g_date_get_year (&date));
      g_assert_cmpuint (month, ==, g_date_get_month (&date));
      g_assert_cmpuint (of_month, ==, g_date_get_day (&date));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/edtf/good", test_good);
  g_test_add_func ("/edtf/bad", test_bad);
  g_test_add_func ("/edtf/days", test_days);
  g_test_add_func ("/edtf/start", test_start);
  g_test_add_func ("/edtf/spans", test_spans);
  g_test_add_func ("/edtf/calendar", test_calendar);
  return g_test_run ();
}
