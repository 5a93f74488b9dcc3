/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences by example, and on texts by chance: what is left of both is the same. */
#include <string.h>

#include "ent-word-diff.h"

/* @text with each stretch between brackets. */
static char *
bracketed (const char *text, GArray *stretches)
{
  GString *out = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < stretches->len; i++)
    {
      EntDifference *one = &g_array_index (stretches, EntDifference, i);

      g_assert_cmpuint (one->start, >=, at);
      g_assert_cmpuint (one->end, >, one->start);
      g_string_append_len (out, text + at, one->start - at);
      g_string_append_printf (out, "[%.*s]", (int) (one->end - one->start), text + one->start);
      at = one->end;
    }
  g_string_append (out, text + at);
  return g_string_free (out, FALSE);
}

static void
assert_diff (const char *before, const char *after, const char *expected_before, const char *expected_after)
{
  g_autoptr (GArray) removed = NULL, added = NULL;
  g_autofree char *old = NULL, *new = NULL;

  ent_word_diff (before, after, &removed, &added);
  old = bracketed (before, removed);
  new = bracketed (after, added);
  g_assert_cmpstr (old, ==, expected_before);
  g_assert_cmpstr (new, ==, expected_after);
}

static void
test_examples (void)
{
  assert_diff ("China met Japan.", "China met Japan.", "China met Japan.", "China met Japan.");
  assert_diff ("China met Japan.", "China warned Japan.", "China [met] Japan.", "China [warned] Japan.");
  assert_diff ("In May, China met Japan.", "China met Japan again.", "[In May, ]China met Japan.", "China met Japan[ again].");
  assert_diff ("größer als", "großer als", "[größer] als", "[großer] als");
  assert_diff ("", "all", "", "[all]");
  assert_diff ("all", "", "[all]", "");
}

/* What remains when the stretches are left out. */
static char *
without (const char *text, GArray *stretches)
{
  GString *out = g_string_new (NULL);
  guint at = 0;

  for (guint i = 0; i < stretches->len; i++)
    {
      EntDifference *one = &g_array_index (stretches, EntDifference, i);

      g_string_append_len (out, text + at, one->start - at);
      at = one->end;
    }
  g_string_append (out, text + at);
  return g_string_free (out, FALSE);
}

static char *
random_text (guint most)
{
  static const char *const words[] = { "China", "Japan", " ", "é", "漢字", ",", "met", " ", "\n" };
  GString *out = g_string_new (NULL);

  for (int n = g_test_rand_int_range (0, (int) most); n > 0; n--)
    g_string_append (out, words[g_test_rand_int_range (0, G_N_ELEMENTS (words))]);
  return g_string_free (out, FALSE);
}

static void
test_random (void)
{
  for (int i = 0; i < 400; i++)
    {
      guint most = i < 398 ? 40 : 4000; /* longer ones are not compared word by word */
      g_autofree char *before = random_text (most), *after = random_text (most), *left = NULL, *right = NULL;
      g_autoptr (GArray) removed = NULL, added = NULL;

      ent_word_diff (before, after, &removed, &added);
      left = without (before, removed);
      right = without (after, added);
      g_assert_cmpstr (left, ==, right);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/word-diff/examples", test_examples);
  g_test_add_func ("/word-diff/random", test_random);
  return g_test_run ();
}
