/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Writing the SVG of a large map takes a time that grows with what is in it. Processor time of the thread. */
#include "ent-svg.h"

#include <locale.h>
#include <time.h>

#include "scene-map.h"

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

/* Milliseconds for a ladder of @n actors with three relations each. */
static double
time_of (guint n)
{
  EntSvgOptions options = ENT_SVG_OPTIONS_INIT;
  Maker maker;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntScene) scene = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GError) error = NULL;
  double begin;

  maker_init (&maker);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);

      maker_actor (&maker, id, "Somebody", "state", i % 10 * 300, i / 10 * 200);
    }
  for (guint i = 0; i < 3 * n; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i), *source = g_strdup_printf ("a%u", i % n);
      g_autofree char *target = g_strdup_printf ("a%u", (i + 1 + 10 * (i / n)) % n);

      maker_relation (&maker, id, source, target, "meets");
    }
  index = maker_finish (&maker);
  scene = ent_scene_new (index, NULL);
  options.with_map = FALSE;
  begin = now ();
  svg = ent_svg_write (scene, &options, NULL, &error);
  g_assert_no_error (error);
  return now () - begin;
}

static void
test_time (void)
{
  double small, large;

  time_of (20); /* fonts are loaded */
  small = time_of (400);
  large = time_of (12000);
  g_test_message ("%.1f ms, of thirty times as much %.1f ms", small, large);
  g_assert_cmpfloat (large, <, 50 * small + 20);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/svg-large/time", test_time);
  return g_test_run ();
}
