/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The panel's words and marks, without a display. */
#include <string.h>

#include "demo-map.h"
#include "ent-anchor.h"
#include "ent-article-marks.h"
#include "ent-edit.h"
#include "ent-panel-words.h"

static gboolean
found (const char *text, const char *query)
{
  g_autofree char *folded = ent_words_fold (query);

  return ent_words_match (text, folded);
}

static void
test_fold (void)
{
  g_assert_true (found ("Côte d’Ivoire", "cote"));
  g_assert_true (found ("cote", "CÔTE"));
  g_assert_true (found ("Straße", "STRASSE"));
  g_assert_true (found ("North Korea", "korea nor"));
  g_assert_true (found ("ﬁne", "fine"));
  g_assert_true (found ("anything", ""));
  g_assert_true (found ("조선", "조선"));
  g_assert_true (found ("ΣΊΣΥΦΟΣ", "σισυφος"));
  g_assert_false (found ("North Korea", "south"));
  g_assert_false (found ("", "a"));
}

static void
test_match_records (void)
{
  g_autoptr (EntMap) map = demo_map_new ();
  EntMapIndex *index = ent_map_peek_index (map);
  const EntRelation *relation = ent_map_nth (map, ENT_LIST_RELATIONS, 0);

  g_assert_true (ent_words_match_actor (ent_map_actor (map, "china"), "beij"));
  g_assert_false (ent_words_match_actor (ent_map_actor (map, "north-korea"), "beij"));
  g_assert_true (ent_words_match_relation (index, relation, "beijing friendly pyong"));
  g_assert_false (ent_words_match_relation (index, relation, "denounces"));
}

static void
test_addresses (void)
{
  const char *good[] = { "http://example.org", "https://example.org/a?b#c", "HTTPS://EXAMPLE.ORG/" };
  const char *bad[]
      = { "",       "file:///etc/passwd", "javascript:alert(1)", "ftp://example.org", "example.org",
          "https:", "https:///path",      "data:text/html,x",    "mailto:a@b.c",      " https://example.org" };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    g_assert_true (ent_words_is_web_address (good[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad) - 1; i++)
    g_assert_false (ent_words_is_web_address (bad[i]));
}

static void
test_citation (void)
{
  g_autoptr (EntMap) map = demo_map_new ();
  const EntArticle *plain = ent_map_nth (map, ENT_LIST_ARTICLES, 0), *full = ent_map_nth (map, ENT_LIST_ARTICLES, 1);
  const EntExcerpt *excerpt = (const EntExcerpt *) plain->excerpts->items[0];
  g_autofree char *first = ent_words_citation (plain, excerpt->exact, excerpt->start);
  g_autofree char *second = ent_words_citation (full, "They were never friends.", -1);

  g_assert_cmpstr (first, ==,
                   "“China has kept friendly relations with North Korea despite its growing isolation over time.” "
                   "Two capitals draw closer, paragraph 2.");
  g_assert_cmpstr (second, ==,
                   "“They were never friends.” Another view, The Daily Paper, 2024-11-01. "
                   "https://example.org/2024/11/never-friends");
}

static void
test_detail (void)
{
  g_autoptr (EntMap) map = demo_map_new ();
  EntMapIndex *index = ent_map_peek_index (map);
  const char *expected[]
      = { "contested · 3 excerpts", "2017 · says Brookings Institution",
          "possible · North Korea → China", "", "both ways · 1961/.." };

  for (guint i = 0; i < G_N_ELEMENTS (expected); i++)
    {
      g_autofree char *detail = ent_words_detail (index, ent_map_nth (map, ENT_LIST_RELATIONS, i), "china");

      g_assert_cmpstr (detail, ==, expected[i]);
    }
}

/* The marks by brute force: for each code point the excerpts that hold it. */
static void
check_marks (EntMap *map, const EntArticle *article, const char *chosen)
{
  EntMapIndex *index = ent_map_peek_index (map);
  g_autofree EntAnchorState *states = ent_anchor_states (article);
  g_autoptr (GArray) marks = ent_article_marks (index, article, states, chosen, "");
  gint64 length = ent_text_length (article->text);
  guint next = 0;

  for (gint64 position = 0; position < length; position++)
    {
      g_autoptr (GPtrArray) relations = ent_article_relations_at (index, article, position);
      guint stances = 0;
      gboolean is_chosen = FALSE;
      const EntMark *mark;

      for (guint i = 0; i < relations->len; i++)
        {
          const EntRelation *relation = g_ptr_array_index (relations, i);

          stances |= 1u << ent_relation_stance (relation);
          is_chosen = is_chosen || strcmp (relation->id, chosen) == 0;
        }
      while (next < marks->len && g_array_index (marks, EntMark, next).end <= position)
        next++;
      mark = next < marks->len ? &g_array_index (marks, EntMark, next) : NULL;
      if (mark != NULL && mark->start <= position)
        {
          g_assert_cmpuint (mark->stances, ==, stances);
          g_assert_cmpint (mark->chosen, ==, is_chosen);
        }
      else
        g_assert_cmpuint (stances, ==, 0);
    }
}

static void
test_marks (void)
{
  g_autoptr (EntMap) map = demo_map_new ();
  const EntArticle *article = ent_map_nth (map, ENT_LIST_ARTICLES, 0);
  g_autofree char *article_id = g_strdup (article->id);
  gint64 length = ent_text_length (article->text);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  for (guint round = 0; round < 40; round++)
    {
      const EntRelation *relation = ent_map_nth (
          map, ENT_LIST_RELATIONS, (guint) g_rand_int_range (rand, 0, (int) ent_map_n (map, ENT_LIST_RELATIONS)));
      g_autofree char *id = g_strdup (relation->id);
      gint64 start = g_rand_int_range (rand, 0, (int) length - 1);
      gint64 end = g_rand_int_range (rand, (int) start + 1, (int) length + 1);

      check_marks (map, ent_map_article (map, article_id), id);
      g_free (ent_edit_add_evidence (map, id, article_id, start, end, ENT_ROLE_SUPPORTS, NULL));
    }
}

static void
test_detached_is_not_marked (void)
{
  g_autoptr (EntMap) map = demo_map_new ();
  const EntArticle *article = ent_map_nth (map, ENT_LIST_ARTICLES, 1);
  g_autofree EntAnchorState *states = ent_anchor_states (article);
  g_autoptr (GArray) marks = ent_article_marks (ent_map_peek_index (map), article, states, "", "loose");

  g_assert_cmpuint (marks->len, ==, 0);
}

static void
test_look_of_marks (void)
{
  g_autoptr (EntMap) map = ent_map_new ();
  g_autofree char *a = ent_edit_add_actor (map, "A", "state", ent_point (0, 0), NULL), *id = NULL;
  const EntRelation *relation;
  guint with = 1u << ENT_STANCE_COOPERATIVE, against = 1u << ENT_STANCE_CONFLICTUAL, neutral = 1u << ENT_STANCE_NEUTRAL;

  id = ent_edit_add_relation (map, a, a, "is", NULL); /* neutral */
  relation = ent_map_relation (map, id);
  g_assert_cmpuint (ent_article_mark_look (&(EntMark) { 0, 9, with | neutral, 2, TRUE }, relation), ==, neutral);
  g_assert_cmpuint (ent_article_mark_look (&(EntMark) { 0, 9, with | neutral, 2, FALSE }, relation), ==, with | neutral);
  g_assert_cmpuint (ent_article_mark_look (&(EntMark) { 0, 9, with | against, 2, TRUE }, NULL), ==, with | against);
  /* Shown, but no proof of the chosen line. */
  g_assert_cmpuint (ent_article_mark_look (&(EntMark) { 0, 9, 0, 1, TRUE }, relation), ==, 0);
  g_assert_cmpuint (ent_article_mark_look (&(EntMark) { 0, 9, against, 1, TRUE }, relation), ==, against);
}

static void
test_isolation (void)
{
  g_autofree char *plain = ent_name_isolated ("Côte d’Ivoire – “west”"), *arabic = ent_name_isolated ("إيران");
  g_autofree char *override = ent_name_isolated ("a\342\200\256b");

  g_assert_cmpstr (plain, ==, "Côte d’Ivoire – “west”");
  g_assert_cmpstr (arabic, ==, "\342\201\250إيران\342\201\251");
  g_assert_true (g_str_has_prefix (override, "\342\201\250"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/panel/words/fold", test_fold);
  g_test_add_func ("/panel/words/match-records", test_match_records);
  g_test_add_func ("/panel/words/addresses", test_addresses);
  g_test_add_func ("/panel/words/citation", test_citation);
  g_test_add_func ("/panel/words/detail", test_detail);
  g_test_add_func ("/panel/marks/look", test_look_of_marks);
  g_test_add_func ("/panel/words/isolation", test_isolation);
  g_test_add_func ("/panel/marks/as-each-code-point", test_marks);
  g_test_add_func ("/panel/marks/detached", test_detached_is_not_marked);
  return g_test_run ();
}
