/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Steps around actors, against a walk that follows each path by itself. */
#include "ent-focus.h"

#define ACTORS 40
#define RELATIONS 60

static void
test_line (void)
{
  const guint sources[] = { 0, 2, 2, 3 }, targets[] = { 1, 1, 3, 4 }, root = 0;
  const guint expected[] = { 1, 2, 3, 4, 5, 5 };

  for (guint steps = 0; steps < G_N_ELEMENTS (expected); steps++)
    {
      g_autofree guint8 *reached = ent_focus_new (6, sources, targets, 4, &root, 1, steps);
      guint n = 0;

      for (guint i = 0; i < 6; i++)
        n += reached[i];
      g_assert_cmpuint (n, ==, expected[steps]);
      g_assert_cmpuint (reached[5], ==, 0);
    }
}

static void
visit (const guint *sources, const guint *targets, guint actor, guint steps, guint8 *reached)
{
  reached[actor] = 1;
  for (guint i = 0; steps > 0 && i < RELATIONS; i++)
    {
      if (sources[i] == actor)
        visit (sources, targets, targets[i], steps - 1, reached);
      if (targets[i] == actor)
        visit (sources, targets, sources[i], steps - 1, reached);
    }
}

static void
test_random (void)
{
  for (guint round = 0; round < 200; round++)
    {
      guint sources[RELATIONS], targets[RELATIONS], roots[2];
      guint8 expected[ACTORS] = { 0 };
      guint steps = (guint) g_test_rand_int_range (0, ENT_FOCUS_MOST_STEPS + 1);
      g_autofree guint8 *reached = NULL;

      for (guint i = 0; i < RELATIONS; i++)
        {
          sources[i] = (guint) g_test_rand_int_range (0, ACTORS);
          targets[i] = (guint) g_test_rand_int_range (0, ACTORS);
        }
      for (guint i = 0; i < G_N_ELEMENTS (roots); i++)
        {
          roots[i] = (guint) g_test_rand_int_range (0, ACTORS);
          visit (sources, targets, roots[i], steps, expected);
        }
      reached = ent_focus_new (ACTORS, sources, targets, RELATIONS, roots, G_N_ELEMENTS (roots), steps);
      g_assert_cmpmem (reached, ACTORS, expected, ACTORS);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/focus/line", test_line);
  g_test_add_func ("/focus/random", test_random);
  return g_test_run ();
}
