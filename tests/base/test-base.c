/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lines that problems become, and rectangles at their borders. */
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/problem-lines", test_lines);
  g_test_add_func ("/base/rectangles", test_rectangles);
  return g_test_run ();
}
