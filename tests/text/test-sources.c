/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies of one text are one source, articles on the same matter are not; the scale of grades. */
#include <string.h>

#include "ent-sources.h"

/* @n sentences of words that depend on @seed alone, those whose number @skip divides left out. */
static char *
story (guint seed, guint n, guint skip)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  GString *out = g_string_new (NULL);

  for (guint i = 1; i <= n; i++)
    {
      g_autoptr (GString) sentence = g_string_new (NULL);

      for (int j = 0; j < 12; j++)
        g_string_append_printf (sentence, "%sword%d", j > 0 ? " " : "", g_rand_int_range (rand, 0, 800));
      if (skip == 0 || i % skip != 0)
        g_string_append_printf (out, "%s. ", sentence->str);
    }
  return g_string_free (out, FALSE);
}

static EntRecord *
article (const char *id, const char *text, const char *excerpt)
{
  EntArticle *self = (EntArticle *) ent_record_new (&ent_article_type);
  EntExcerpt *x = (EntExcerpt *) ent_record_new (&ent_excerpt_type);

  ent_record_set_string (&self->id, id);
  ent_record_set_string (&self->text, text);
  ent_record_set_string (&x->id, excerpt);
  self->excerpts = ent_records_new_take ((EntRecord *[]) { &x->record }, 1);
  return &self->record;
}

static EntRecord *
evidence (const char *excerpt, const char *role)
{
  EntEvidence *self = (EntEvidence *) ent_record_new (&ent_evidence_type);

  ent_record_set_string (&self->excerpt, excerpt);
  ent_record_set_string (&self->role, role);
  return &self->record;
}

static void
test_sources (void)
{
  g_autofree char *agency = story (1, 40, 0), *shorter = story (1, 40, 4), *other = story (2, 40, 0), *frame = story (3, 20, 0);
  g_autofree char *embedded = g_strconcat (frame, agency, frame, other + strlen (other) / 2, NULL), *upper = g_utf8_strup (agency, -1);
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntRelation *relation = (EntRelation *) ent_record_new (&ent_relation_type);
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntSources) sources = NULL;
  EntSupport support;

  lists[ENT_LIST_ARTICLES] = ent_records_new_take (
      (EntRecord *[]) { article ("a", agency, "xa"), article ("b", other, "xb"), article ("c", shorter, "xc"), article ("d", "", "xd"),
                        article ("e", "", "xe"), article ("f", upper, "xf"), article ("g", "A short note on it all.", "xg"),
                        article ("h", "A short note, on it all!", "xh"), article ("i", embedded, "xi") },
      9);
  relation->evidence = ent_records_new_take ((EntRecord *[]) { evidence ("xa", ""), evidence ("xc", "supports"), evidence ("xf", "supports"),
                                                               evidence ("xb", "supports"), evidence ("xg", "disputes"),
                                                               evidence ("xh", "disputes"), evidence ("xd", "mentions") },
                                             7);
  lists[ENT_LIST_RELATIONS] = ent_records_new_take ((EntRecord *[]) { &relation->record }, 1);
  map = ent_snapshot_new_take ((EntHead *) ent_record_new (&ent_head_type), lists);
  sources = ent_sources_new (map, NULL, NULL);
  g_assert_cmpuint (ent_sources_count (sources), ==, 5);
  g_assert_cmpuint (ent_sources_of_article (sources, "a"), ==, 0);
  g_assert_cmpuint (ent_sources_of_article (sources, "b"), ==, 1);
  g_assert_cmpuint (ent_sources_of_article (sources, "c"), ==, 0);
  g_assert_cmpuint (ent_sources_of_article (sources, "d"), ==, 2);
  g_assert_cmpuint (ent_sources_of_article (sources, "e"), ==, 3);
  g_assert_cmpuint (ent_sources_of_article (sources, "f"), ==, 0);
  g_assert_cmpuint (ent_sources_of_article (sources, "g"), ==, 4);
  g_assert_cmpuint (ent_sources_of_article (sources, "h"), ==, 4);
  g_assert_cmpuint (ent_sources_of_article (sources, "i"), ==, 0);
  g_assert_cmpuint (ent_sources_of_article (sources, "z"), ==, G_MAXUINT);
  support = ent_sources_support (sources, relation);
  g_assert_cmpuint (support.supports, ==, 4);
  g_assert_cmpuint (support.disputes, ==, 2);
  g_assert_cmpuint (support.mentions, ==, 1);
  g_assert_cmpuint (support.supporting_sources, ==, 2);
  g_assert_cmpuint (support.disputing_sources, ==, 1);
}

/* The index finds the pairs that a comparison of all pairs finds. */
static void
test_against_all_pairs (void)
{
  enum { N = 60 };
  EntRecord *articles[N];
  char *texts[N];
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntSources) sources = NULL;
  guint joined = 0;

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i), *excerpt = g_strdup_printf ("x%u", i), *own = story (100 + i, i % 7 * 6, 0),
                      *shared = story (i % 9, 10 + i % 5 * 8, 2 + i % 6);

      texts[i] = g_strconcat (own, shared, NULL);
      articles[i] = article (id, texts[i], excerpt);
    }
  lists[ENT_LIST_ARTICLES] = ent_records_new_take (articles, N);
  map = ent_snapshot_new_take ((EntHead *) ent_record_new (&ent_head_type), lists);
  sources = ent_sources_new (map, NULL, NULL);
  for (guint i = 0; i < N; i++)
    for (guint j = 0; j < i; j++)
      {
        EntResemblance r = ent_text_resemblance (texts[i], texts[j]);
        g_autofree char *a = g_strdup_printf ("a%u", i), *b = g_strdup_printf ("a%u", j);

        if (r.both >= 0.3)
          {
            joined++;
            g_assert_cmpuint (ent_sources_of_article (sources, a), ==, ent_sources_of_article (sources, b));
          }
        if (i % 9 != j % 9)
          g_assert_cmpfloat (r.both, <, 0.05);
      }
  g_assert_cmpuint (joined, >, 20);
  for (guint i = 0; i < N; i++)
    g_free (texts[i]);
}

static void
test_resemblance (void)
{
  EntResemblance r = ent_text_resemblance ("One two three four five six.", "one, TWO three - four five six");

  g_assert_cmpfloat (r.both, ==, 1);
  r = ent_text_resemblance ("中国与朝鲜保持友好关系。", "据报道，中国与朝鲜保持友好关系");
  g_assert_cmpfloat (r.shorter, ==, 1);
  g_assert_cmpfloat (r.both, <, 1);
  r = ent_text_resemblance ("", "");
  g_assert_cmpfloat (r.both, ==, 0);
}

static void
test_grades (void)
{
  g_assert_cmpstr (ent_grade_find (ent_reliability_grades, "B")->name, ==, "Usually reliable");
  g_assert_cmpstr (ent_grade_find (ent_credibility_grades, "6")->name, ==, "Truth cannot be judged");
  g_assert_null (ent_grade_find (ent_reliability_grades, ""));
  g_assert_null (ent_grade_find (ent_credibility_grades, "A"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/sources/copies", test_sources);
  g_test_add_func ("/text/sources/all-pairs", test_against_all_pairs);
  g_test_add_func ("/text/sources/resemblance", test_resemblance);
  g_test_add_func ("/text/sources/grades", test_grades);
  return g_test_run ();
}
