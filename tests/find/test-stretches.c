/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parts of time: what they are of, that they cover all without gaps, and the way from days to parts and back. */
#include "ent-edtf.h"
#include "ent-stretches.h"

static void
test_units (void)
{
  static const struct
  {
    gint64 from, to; /* years, both whole */
    guint months, n;
  } table[] = { { 2018, 2018, 1, 12 }, { 2015, 2019, 1, 60 }, { 2014, 2019, 12, 6 }, { 1961, 2024, 12, 64 },
                { 1850, 2024, 120, 18 }, { -50, 1999, 1200, 21 } };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      const EntDays days = { ent_day_of (table[i].from, 1, 1), ent_day_of (table[i].to, 12, 31) };
      g_autoptr (EntStretches) stretches = ent_stretches_new (&days);

      g_assert_cmpuint (stretches->months, ==, table[i].months);
      g_assert_cmpuint (stretches->n, ==, table[i].n);
    }
}

static void
test_random (void)
{
  for (guint round = 0; round < 2000; round++)
    {
      gint64 first = g_test_rand_int_range (-1000000, 1000000);
      const EntDays all = { first, first + g_test_rand_int_range (0, round % 2 ? 2000 : 900000) };
      g_autoptr (EntStretches) stretches = ent_stretches_new (&all);
      guint a, b, from, to;
      EntDays days;

      g_assert_cmpint (stretches->bounds[0], <=, all.first);
      g_assert_cmpint (stretches->bounds[stretches->n], >, all.last);
      g_assert_cmpuint (stretches->n, <=, 122);
      for (guint i = 0; i < stretches->n; i++)
        g_assert_cmpint (stretches->bounds[i], <, stretches->bounds[i + 1]);
      a = (guint) g_test_rand_int_range (0, (gint32) stretches->n);
      b = (guint) g_test_rand_int_range ((gint32) a, (gint32) stretches->n);
      g_assert_cmpint (ent_stretches_days (stretches, a, b, &days), ==, a > 0 || b + 1 < stretches->n);
      ent_stretches_find (stretches, &days, &from, &to);
      g_assert_cmpuint (from, ==, a);
      g_assert_cmpuint (to, ==, b);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/stretches/units", test_units);
  g_test_add_func ("/stretches/random", test_random);
  return g_test_run ();
}
