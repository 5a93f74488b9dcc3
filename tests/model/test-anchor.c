/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchors count code points, and an excerpt made here always equals its text. */
#include <string.h>

#include "ent-anchor.h"

static EntArticle *
article_of (const char *text)
{
  EntArticle *article = (EntArticle *) ent_record_new (&ent_article_type);

  ent_record_set_string (&article->text, text);
  return article;
}

static void
test_positions (void)
{
  const char *text = "a\303\251\360\237\230\200\346\274\242z"; /* 1, 2, 4, 3 and 1 bytes */

  g_assert_cmpint (ent_text_length (text), ==, 5);
  g_assert_cmpint (ent_text_byte_of (text, 0), ==, 0);
  g_assert_cmpint (ent_text_byte_of (text, 3), ==, 7);
  g_assert_cmpint (ent_text_byte_of (text, 5), ==, 11);
  g_assert_cmpint (ent_text_byte_of (text, 6), ==, -1);
  g_assert_cmpint (ent_text_byte_of (text, -1), ==, -1);
  for (gint64 i = 0; i <= 5; i++)
    g_assert_cmpint (ent_text_position_of (text, (gsize) ent_text_byte_of (text, i)), ==, i);
}

static void
test_states (void)
{
  EntArticle *article = article_of ("one two"), *empty = article_of ("");
  EntExcerpt *excerpt = ent_anchor_new_excerpt (article, "x1", 4, 7, NULL), *copy;

  g_assert_cmpstr (excerpt->exact, ==, "two");
  g_assert_cmpint (ent_anchor_state (article, excerpt), ==, ENT_ANCHOR_EXACT);
  g_assert_cmpint (ent_anchor_state (empty, excerpt), ==, ENT_ANCHOR_UNCHECKED);
  copy = (EntExcerpt *) ent_record_copy (&excerpt->record);
  copy->start = 3;
  copy->end = 6;
  g_assert_cmpint (ent_anchor_state (article, copy), ==, ENT_ANCHOR_DETACHED);
  copy->start = 4;
  copy->end = G_GINT64_CONSTANT (2147483648);
  g_assert_cmpint (ent_anchor_state (article, copy), ==, ENT_ANCHOR_DETACHED);
  ent_record_unref (&copy->record);
  ent_record_unref (&excerpt->record);
  ent_record_unref (&article->record);
  ent_record_unref (&empty->record);
}

/* Texts of letters of one to four bytes, by an independent count. */
static void
test_many_states (void)
{
  static const char *const letters[] = { "a", "\303\251", "\346\274\242", "\360\237\230\200" };

  for (int round = 0; round < 200; round++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      int n = g_test_rand_int_range (0, 200), n_excerpts = g_test_rand_int_range (0, 30);
      g_autofree gsize *starts = g_new (gsize, n + 1);
      EntRecord *items[30];
      g_autofree EntAnchorState *states = NULL;
      EntArticle *article;
      guint detached = 0;

      for (int i = 0; i < n; i++)
        {
          starts[i] = text->len;
          g_string_append (text, letters[g_test_rand_int_range (0, 4)]);
        }
      starts[n] = text->len;
      article = article_of (text->str);
      for (int i = 0; i <= n; i++)
        g_assert_cmpint (ent_text_byte_of (text->str, i), ==, (gssize) starts[i]);
      g_assert_cmpint (ent_text_byte_of (text->str, n + 1), ==, -1);
      for (int i = 0; i < n_excerpts; i++)
        {
          EntExcerpt *excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
          int start = g_test_rand_int_range (-2, n + 3), end = g_test_rand_int_range (-2, n + 3);
          g_autofree char *exact = start >= 0 && start < end && end <= n && g_test_rand_int_range (0, 4) > 0
                                       ? g_strndup (text->str + starts[start], starts[end] - starts[start])
                                       : g_strdup ("a");

          excerpt->start = start;
          excerpt->end = end;
          ent_record_set_string (&excerpt->exact, exact);
          items[i] = &excerpt->record;
        }
      article->excerpts = ent_records_new_take (items, (guint) n_excerpts);
      states = ent_anchor_states (article);
      for (int i = 0; i < n_excerpts; i++)
        {
          g_assert_cmpint (states[i], ==, ent_anchor_state (article, (EntExcerpt *) items[i]));
          detached += states[i] == ENT_ANCHOR_DETACHED;
        }
      g_assert_cmpuint (ent_anchor_count_detached (article), ==, detached);
      ent_record_unref (&article->record);
    }
}

static void
test_paragraphs (void)
{
  const char *text = "first\n\nsecond\nthird";

  g_assert_cmpuint (ent_text_paragraph (text, 0), ==, 1);
  g_assert_cmpuint (ent_text_paragraph (text, 7), ==, 2);
  g_assert_cmpuint (ent_text_paragraph (text, 14), ==, 3);
}

static void
test_unique (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  EntArticle *article;

  for (int i = 0; i < 20; i++)
    g_string_append (text, "the same words again and once more, ");
  g_string_append (text, "the end");
  article = article_of (text->str);
  for (int i = 0; i < 200; i++)
    {
      gint64 start = g_test_rand_int_range (0, (int) text->len - 1);
      gint64 end = g_test_rand_int_range ((int) start + 1, (int) text->len + 1);
      EntExcerpt *x = ent_anchor_new_excerpt (article, "x1", start, end, NULL);
      g_autofree char *whole = g_strconcat (x->prefix, x->exact, x->suffix, NULL);
      const char *first = strstr (text->str, whole);

      g_assert_true (strncmp (text->str + start, x->exact, strlen (x->exact)) == 0);
      g_assert_cmpint ((gint64) strlen (x->exact), ==, end - start);
      g_assert_nonnull (first);
      g_assert_null (strstr (first + 1, whole));
      ent_record_unref (&x->record);
    }
  ent_record_unref (&article->record);
}

static void
test_words (void)
{
  const char *text = "Aé one\ntwo  thrée. One two four";
  gint64 start = -1, end = -1;

  g_assert_true (ent_text_find_words (text, " one two\tthrée. ", &start, &end));
  g_assert_cmpint (start, ==, 3);
  g_assert_cmpint (end, ==, 18);
  g_assert_true (ent_text_find_words (text, "two four", &start, &end));
  g_assert_cmpint (start, ==, 23);
  g_assert_cmpint (end, ==, 31);
  g_assert_false (ent_text_find_words (text, "two three", &start, &end));
  g_assert_false (ent_text_find_words (text, "onetwo", &start, &end));
  g_assert_false (ent_text_find_words (text, "four five", &start, &end));
  g_assert_false (ent_text_find_words (text, " \n", &start, &end));
  g_assert_false (ent_text_find_words ("", "a", &start, &end));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/anchor/positions", test_positions);
  g_test_add_func ("/anchor/states", test_states);
  g_test_add_func ("/anchor/many-states", test_many_states);
  g_test_add_func ("/anchor/paragraphs", test_paragraphs);
  g_test_add_func ("/anchor/unique-context", test_unique);
  g_test_add_func ("/anchor/words", test_words);
  return g_test_run ();
}
