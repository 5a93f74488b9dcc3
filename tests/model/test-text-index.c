/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An index answers as a plain reading of the text does: over random texts of few and of many letters, and over those that repeat themselves.
 * The plain reading is written out here, byte by byte. */
#include <string.h>
#include <time.h>

#include "ent-anchor.h"
#include "ent-text-index.h"

static gssize
plain_find (const char *text, gsize n, const char *needle, gsize size, gsize from)
{
  for (gsize at = from; size > 0 && at + size <= n; at++)
    if (text[at] == needle[0] && memcmp (text + at, needle, size) == 0)
      return (gssize) at;
  return -1;
}

/* Asks so much that the index is there afterwards. */
static void
make_worth_it (EntTextIndex *index)
{
  for (int i = 0; i < 40; i++)
    g_assert_cmpint (ent_text_index_find (index, "\001nowhere in any text", 20, 0), ==, -1);
}

static void
compare (EntTextIndex *index, const char *text, gsize n, const char *needle, gsize size, gsize from)
{
  g_assert_cmpint (ent_text_index_find (index, needle, size, from), ==, plain_find (text, n, needle, size, from));
}

/* Needles cut out of the text, some with one byte changed, looked for from random places and from where they stand. */
static void
ask (EntTextIndex *index, const char *text, gsize n, GRand *rand, int questions)
{
  for (int i = 0; i < questions; i++)
    {
      gsize size = (gsize) g_rand_int_range (rand, 1, g_rand_boolean (rand) ? 24 : 700);
      gsize at = (gsize) g_rand_int_range (rand, 0, (int) (n - size) + 1), from = (gsize) g_rand_int_range (rand, 0, (int) n + 3);
      g_autofree char *needle = g_strndup (text + at, size);
      gboolean once;

      if (g_rand_int_range (rand, 0, 3) == 0)
        needle[g_rand_int_range (rand, 0, (int) size)] ^= (char) g_rand_int_range (rand, 1, 8);
      compare (index, text, n, needle, size, 0);
      compare (index, text, n, needle, size, from);
      compare (index, text, n, needle, size, at);
      compare (index, text, n, needle, size, at + 1);
      once = plain_find (text, n, text + at, size, 0) == (gssize) at && plain_find (text, n, text + at, size, at + 1) < 0;
      g_assert_cmpint (ent_text_index_stands_once (index, at, at + size), ==, once);
    }
}

static void
check_text (const char *text, gsize n, GRand *rand)
{
  g_autoptr (EntTextIndex) index = ent_text_index_new (text, n);

  ask (index, text, n, rand, 5); /* read */
  make_worth_it (index);
  ask (index, text, n, rand, 120);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (6);

  for (int round = 0; round < 60; round++)
    {
      gsize n = (gsize) g_rand_int_range (rand, 4096, 9000), letters = (gsize) (round % 6 == 0 ? 200 : 1 + round % 6);
      g_autofree char *text = g_malloc0 (n + 1);

      for (gsize i = 0; i < n; i++)
        text[i] = (char) ('!' + g_rand_int_range (rand, 0, (int) letters));
      /* Stretches that stand twice. */
      for (int i = 0; i < 10; i++)
        {
          gsize size = (gsize) g_rand_int_range (rand, 1, 600);

          memmove (text + g_rand_int_range (rand, 0, (int) (n - size)), text + g_rand_int_range (rand, 0, (int) (n - size)), size);
        }
      check_text (text, n, rand);
    }
}

/* One letter, and periods of some: every eight bytes stand all over the text. */
static void
test_repeating (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (gsize period = 1; period < 1200; period = period * 3 + 1)
    {
      gsize n = 20000;
      g_autofree char *text = g_malloc0 (n + 1);

      for (gsize i = 0; i < n; i++)
        text[i] = (char) (i < period ? g_rand_int_range (rand, 'a', 'z') : text[i - period]);
      text[n / 2] = 'Z';
      check_text (text, n, rand);
    }
}

static void
test_edges (void)
{
  g_autofree char *text = g_strnfill (5000, '.');
  g_autoptr (EntTextIndex) index = NULL, small = ent_text_index_new ("", 0);

  memcpy (text, "The very beginning", 18);
  memcpy (text + 5000 - 12, "The very end", 12);
  index = ent_text_index_new (text, 5000);
  for (int i = 0; i < 2; i++)
    {
      g_assert_cmpint (ent_text_index_find (index, "The very beginning", 18, 0), ==, 0);
      g_assert_cmpint (ent_text_index_find (index, "The very beginning", 18, 1), ==, -1);
      g_assert_cmpint (ent_text_index_find (index, "The very end", 12, 0), ==, 4988);
      g_assert_cmpint (ent_text_index_find (index, "The very end", 12, 4988), ==, 4988);
      g_assert_cmpint (ent_text_index_find (index, "The very end", 12, 4989), ==, -1);
      g_assert_cmpint (ent_text_index_find (index, "The very end", 12, 9999), ==, -1);
      g_assert_cmpint (ent_text_index_find (index, "", 0, 0), ==, -1);
      g_assert_cmpint (ent_text_index_find (index, text, 5000, 0), ==, 0);
      make_worth_it (index);
    }
  make_worth_it (small);
  g_assert_cmpint (ent_text_index_find (small, "x", 1, 0), ==, -1);
}

static double
seconds (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

/* Thousands of excerpts of megabytes: what took a reading of the text for each (seconds) does no longer. Of the thread's own time. */
static void
test_many (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (EntTextIndex) index = NULL;
  EntArticle *article = (EntArticle *) ent_record_new (&ent_article_type);
  double begin;

  for (int i = 0; i < 40000; i++)
    g_string_append_printf (text, "In chapter %d a minister of one country met that of another one, they say. ", i);
  index = ent_text_index_new (text->str, text->len);
  begin = seconds ();
  for (gsize from = 0; from + 700 < text->len; from += text->len / 4000)
    ent_record_unref (&ent_anchor_new_excerpt_in (index, "x", (gint64) from, from, (gint64) from + 70, from + 70)->record);
  g_assert_cmpfloat (seconds () - begin, <, 2);
  /* And it is what one alone gives. */
  ent_record_set_string (&article->text, text->str);
  for (gsize from = 0; from + 700 < text->len; from += text->len / 20)
    {
      EntExcerpt *one = ent_anchor_new_excerpt (article, "x", (gint64) from, (gint64) from + 70, NULL);
      EntExcerpt *other = ent_anchor_new_excerpt_in (index, "x", (gint64) from, from, (gint64) from + 70, from + 70);

      g_assert_true (ent_record_equal (&one->record, &other->record));
      ent_record_unref (&one->record);
      ent_record_unref (&other->record);
    }
  ent_record_unref (&article->record);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/model/text-index/random", test_random);
  g_test_add_func ("/model/text-index/repeating", test_repeating);
  g_test_add_func ("/model/text-index/edges", test_edges);
  g_test_add_func ("/model/text-index/many", test_many);
  return g_test_run ();
}
