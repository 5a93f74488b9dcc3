/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines that problems become, and rectangles at their borders. */
#include <time.h>

#include "ent-compose.h"
#include "ent-error.h"
#include "ent-geometry.h"

static void
test_lines (void)
{
  g_autoptr (EntProblem) placed = ent_problem_new (ENT_SEVERITY_ERROR, ENT_ERROR_FORMAT, 3, 9, "relations[3].source", "no actor “usa2”");
  g_autoptr (EntProblem) whole = ent_problem_new (ENT_SEVERITY_ERROR, ENT_ERROR_SYNTAX, 0, 0, NULL, "the file is empty");
  g_autoptr (EntProblem) warning = ent_problem_new (ENT_SEVERITY_WARNING, ENT_ERROR_FORMAT, 3, 9, "articles[0].sha256", "is not that of the text");
  g_autofree char *a = ent_problem_to_line (placed, "f"), *b = ent_problem_to_line (whole, "f"), *c = ent_problem_to_line (warning, "f");
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (a, ==, "f:3:9: relations[3].source: no actor “usa2”");
  g_assert_cmpstr (b, ==, "f: the file is empty");
  g_assert_cmpstr (c, ==, "f: articles[0].sha256: warning: is not that of the text");
  ent_problem_to_error (placed, &error);
  g_assert_error (error, ENT_ERROR, ENT_ERROR_FORMAT);
  g_assert_cmpstr (error->message, ==, "3:9: relations[3].source: no actor “usa2”");
}

static void
test_rectangles (void)
{
  EntRect a = ent_rect (0, 0, 10, 10), b = ent_rect (10, 0, 5, 5), u = ent_rect_union (a, b);

  g_assert_false (ent_rect_overlaps (a, b)); /* touching edges share no area */
  g_assert_true (ent_rect_overlaps (a, ent_rect (9.9, 9.9, 1, 1)));
  g_assert_true (ent_rect_contains (a, ent_point (0, 0)));
  g_assert_false (ent_rect_contains (a, ent_point (10, 5)));
  g_assert_cmpfloat (u.width, ==, 15);
  g_assert_cmpfloat (ent_rect_grow (a, -20).width, ==, 0);
  g_assert_cmpfloat (ent_rect_middle (ent_rect_around (ent_point (3, 4), 8, 6)).y, ==, 4);
}

/* In pieces as in one go: random texts of letters, marks, Korean and Indic parts, with runs that no cut may break. */
static void
test_compose (void)
{
  static const gunichar parts[] = { 'a', 'e', ' ', '\n', 0xe9, 0x301, 0x308, 0x323, 0x327, 0x1100, 0x1112, 0x1161, 0x1175, 0x11a8, 0x11c2, 0xac00, 0xac01, 0xd55c,
                                    0x9c7, 0x9be, 0x9d7, 0xb92, 0xbd7, 0x4e00, 0x304b, 0x3099, 0x627, 0x654, 0x3a9, 0x313, 0x345, 0x344, 0x212b, 0x1f600, 0xf71, 0xf73 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (15);

  for (int round = 0; round < 300; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *whole = NULL, *pieces = NULL;
      int from = g_rand_int_range (rand, 0, G_N_ELEMENTS (parts) - 4);

      for (int i = g_rand_int_range (rand, 0, 3000); i > 0; i--)
        {
          int which = g_rand_boolean (rand) ? g_rand_int_range (rand, 0, G_N_ELEMENTS (parts)) : g_rand_int_range (rand, from, from + 4);

          g_string_append_unichar (text, parts[which]);
        }
      whole = g_utf8_normalize (text->str, -1, G_NORMALIZE_NFC);
      pieces = ent_compose (text->str);
      g_assert_cmpstr (pieces, ==, whole);
    }
}

static double
seconds (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

/* Decomposed texts of megabytes, and marks that are in no order: of this thread's own time, which would be minutes. */
static void
test_compose_long (void)
{
  static const char *const parts[] = { "\341\204\222\341\205\241\341\206\253", "e\314\201", "\314\201\314\243" };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *composed = NULL;
      double begin = seconds ();

      while (text->len < 2000000)
        g_string_append (text, parts[i]);
      composed = ent_compose (text->str);
      g_assert_cmpfloat (seconds () - begin, <, 8);
      g_assert_true (g_utf8_validate (composed, -1, NULL));
      if (i == 0)
        g_assert_true (g_str_has_prefix (composed, "\355\225\234\355\225\234"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/problem-lines", test_lines);
  g_test_add_func ("/base/rectangles", test_rectangles);
  g_test_add_func ("/base/compose", test_compose);
  g_test_add_func ("/base/compose-long", test_compose_long);
  return g_test_run ();
}
