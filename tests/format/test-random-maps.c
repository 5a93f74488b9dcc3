/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Property: what is written is read back as the same map, and written again as the same bytes. */
#include "map-text.h"
#include "random-map.h"

static void
test_random (void)
{
  guint n = g_test_thorough () ? 20000 : 2000;

  for (guint seed = 0; seed < n; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (EntSnapshot) map = random_map_new (rand), again = NULL;
      g_autofree char *text = write_text (map), *second = NULL;

      again = read_good (text);
      if (!ent_snapshot_equal (map, again))
        g_error ("seed %u: another map came back of\n%s", seed, text);
      second = write_text (again);
      if (strcmp (text, second) != 0)
        g_error ("seed %u: other bytes were written:\n%s\n%s", seed, text, second);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random-maps/load-of-save", test_random);
  return g_test_run ();
}
