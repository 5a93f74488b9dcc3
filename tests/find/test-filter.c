/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What filters let through, against rules applied relation by relation; and filters as values. */
#include <string.h>

#include "ent-focus.h"
#include "ent-shown.h"
#include "random-map.h"

/* --- The rules, in the plainest way --- */

static gboolean
evidence_has (EntMapIndex *index, const EntRelation *relation, const EntFilter *filter, EntFacet facet)
{
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntArticle *article;
      const EntExcerpt *excerpt
          = ent_map_index_excerpt (index, ((const EntEvidence *) relation->evidence->items[i])->excerpt, &article);

      if (ent_filter_has_value (filter, facet,
                                facet == ENT_FACET_ARTICLE       ? article->id
                                : facet == ENT_FACET_RELIABILITY ? article->reliability
                                                                 : excerpt->credibility))
        return TRUE;
    }
  return FALSE;
}

/* The articles of random maps have little in common: each is a source of its own. */
static const char *
proof_of (EntMapIndex *index, const EntRelation *relation)
{
  const EntArticle *first = NULL;

  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntArticle *article;

      ent_map_index_excerpt (index, ((const EntEvidence *) relation->evidence->items[i])->excerpt, &article);
      if (first != NULL && article != first)
        return "several";
      first = article;
    }
  return first == NULL ? "none" : "single";
}

static gboolean
meets_facet (EntMapIndex *index, const EntRelation *r, const EntFilter *filter, EntFacet facet)
{
  if (ent_filter_get_values (filter, facet) == NULL)
    return TRUE;
  switch (facet)
    {
    case ENT_FACET_RELATION_KIND:
      return ent_filter_has_value (filter, facet, r->kind[0] != '\0' ? r->kind : "other");
    case ENT_FACET_STANCE:
      return ent_filter_has_value (filter, facet, ent_stance_name (ent_relation_stance (r)));
    case ENT_FACET_STATUS:
      return ent_filter_has_value (filter, facet, ent_status_name (ent_relation_status (r)));
    case ENT_FACET_PROOF:
      return ent_filter_has_value (filter, facet, proof_of (index, r));
    case ENT_FACET_CONTESTED:
      return ent_filter_has_value (filter, facet, ent_relation_is_contested (r) ? "yes" : "no");
    case ENT_FACET_REPORTER:
      return ent_filter_has_value (filter, facet, r->reporter);
    case ENT_FACET_RELIABILITY:
    case ENT_FACET_CREDIBILITY:
    case ENT_FACET_ARTICLE:
      return evidence_has (index, r, filter, facet);
    case ENT_FACET_ACTOR_KIND:
    case ENT_N_FACETS:
    default:
      return TRUE;
    }
}

static gboolean
meets_time (const EntRelation *r, const EntFilter *filter)
{
  EntSpan span;
  EntDays days;

  if (r->when[0] == '\0')
    return ent_filter_get_undated (filter);
  g_assert_true (ent_edtf_span (r->when, &span));
  return !ent_filter_get_days (filter, &days) || ent_span_meets (&span, days, ent_filter_get_certainly (filter));
}

static gboolean
reaches (EntMapIndex *index, const char *from, const char *to, guint steps)
{
  GPtrArray *relations = ent_map_index_relations_of (index, from);

  if (strcmp (from, to) == 0)
    return TRUE;
  for (guint i = 0; steps > 0 && i < relations->len; i++)
    {
      const EntRelation *r = relations->pdata[i];

      if (reaches (index, strcmp (r->source, from) == 0 ? r->target : r->source, to, steps - 1))
        return TRUE;
    }
  return FALSE;
}

static gboolean
in_focus (EntMapIndex *index, const EntFilter *filter, const char *actor)
{
  guint steps;
  const char *const *focus = ent_filter_get_focus (filter, &steps);

  for (guint i = 0; focus != NULL && focus[i] != NULL; i++)
    if (reaches (index, focus[i], actor, steps))
      return TRUE;
  return focus == NULL;
}

static gboolean
meets_as_actor (EntMapIndex *index, const EntFilter *filter, const char *id)
{
  const EntActor *actor = ent_map_index_actor (index, id);

  return in_focus (index, filter, id)
         && (ent_filter_get_values (filter, ENT_FACET_ACTOR_KIND) == NULL
             || ent_filter_has_value (filter, ENT_FACET_ACTOR_KIND, actor->kind[0] != '\0' ? actor->kind : "other"));
}

static gboolean
meets (EntMapIndex *index, const EntFilter *filter, const EntRelation *r, int but_facet)
{
  for (guint facet = 0; facet < ENT_N_FACETS; facet++)
    if ((int) facet != but_facet && !meets_facet (index, r, filter, facet))
      return FALSE;
  return meets_time (r, filter) && ent_records_n (r->evidence) >= ent_filter_get_least_excerpts (filter)
         && meets_as_actor (index, filter, r->source) && meets_as_actor (index, filter, r->target);
}

/* --- Random filters --- */

static void
set (EntFilter **filter, EntFilter *next)
{
  ent_filter_unref (*filter);
  *filter = next;
}

static EntFilter *
random_filter (const EntFacts *facts)
{
  EntFilter *filter = ent_filter_new ();

  for (guint facet = 0; facet < ENT_N_FACETS; facet++)
    if (g_test_rand_int_range (0, 5) == 0)
      for (guint i = 0; i < facts->columns[facet].values->len; i++)
        if (g_test_rand_bit ())
          set (&filter, ent_filter_with_value (filter, facet, facts->columns[facet].values->pdata[i], TRUE));
  if (g_test_rand_int_range (0, 4) == 0)
    set (&filter, ent_filter_with_least_excerpts (filter, (guint) g_test_rand_int_range (1, 3)));
  if (g_test_rand_bit ())
    {
      EntDays days;

      days.first = ent_day_of (g_test_rand_int_range (2015, 2021), 1, 1);
      days.last = ent_day_of (g_test_rand_int_range (2015, 2021), 12, 31);
      set (&filter, ent_filter_with_days (filter, &days));
    }
  set (&filter, ent_filter_with_certainly (filter, g_test_rand_bit ()));
  set (&filter, ent_filter_with_undated (filter, g_test_rand_int_range (0, 4) != 0));
  if (g_test_rand_int_range (0, 4) == 0)
    {
      const char *const ids[] = { "a1", "a3", NULL };

      set (&filter, ent_filter_with_focus (filter, ids, (guint) g_test_rand_int_range (1, ENT_FOCUS_MOST_STEPS)));
    }
  return filter;
}

static void
check_counts (EntMapIndex *index, const EntFacts *facts, const EntFilter *filter, const EntShown *shown)
{
  const EntRecords *relations = shown->snapshot->lists[ENT_LIST_RELATIONS];
  const EntFacetColumn *stances = &facts->columns[ENT_FACET_STANCE];
  const EntFacetColumn *articles = &facts->columns[ENT_FACET_ARTICLE];

  for (guint code = 0; code < stances->values->len; code++)
    {
      guint n = 0;

      for (guint i = 0; i < relations->n; i++)
        n += meets (index, filter, (const EntRelation *) relations->items[i], ENT_FACET_STANCE)
             && strcmp (ent_stance_name (ent_relation_stance ((const EntRelation *) relations->items[i])),
                        stances->values->pdata[code])
                    == 0;
      g_assert_cmpuint (g_array_index (shown->counts[ENT_FACET_STANCE], guint, code), ==, n);
    }
  for (guint code = 0; code < articles->values->len; code++)
    {
      g_autoptr (EntFilter) none = ent_filter_new (), one = NULL;
      guint n = 0;

      one = ent_filter_with_value (none, ENT_FACET_ARTICLE, articles->values->pdata[code], TRUE);
      for (guint i = 0; i < relations->n; i++)
        n += meets (index, filter, (const EntRelation *) relations->items[i], ENT_FACET_ARTICLE)
             && evidence_has (index, (const EntRelation *) relations->items[i], one, ENT_FACET_ARTICLE);
      g_assert_cmpuint (g_array_index (shown->counts[ENT_FACET_ARTICLE], guint, code), ==, n);
    }
}

static gboolean
asks_of_relations (const EntFilter *filter)
{
  for (guint facet = ENT_FACET_RELATION_KIND; facet < ENT_N_FACETS; facet++)
    if (ent_filter_get_values (filter, facet) != NULL)
      return TRUE;
  return ent_filter_get_least_excerpts (filter) > 0 || ent_filter_get_days (filter, NULL) || !ent_filter_get_undated (filter);
}

static void
check (EntMapIndex *index, const EntFacts *facts, const EntFilter *filter)
{
  g_autoptr (EntShown) shown = ent_shown_new (facts, filter);
  const EntRecords *actors = shown->snapshot->lists[ENT_LIST_ACTORS];
  const EntRecords *relations = shown->snapshot->lists[ENT_LIST_RELATIONS];
  guint n_actors = 0, n_relations = 0;

  for (guint i = 0; i < relations->n; i++)
    {
      gboolean expected = meets (index, filter, (const EntRelation *) relations->items[i], -1);

      g_assert_cmpuint (shown->relations[i], ==, expected);
      n_relations += expected;
    }
  for (guint i = 0; i < actors->n; i++)
    {
      const EntActor *actor = (const EntActor *) actors->items[i];
      const char *const *focus = ent_filter_get_focus (filter, NULL);
      gboolean expected = focus != NULL && g_strv_contains (focus, actor->id);

      if (asks_of_relations (filter))
        for (guint k = 0; k < relations->n; k++)
          {
            const EntRelation *r = (const EntRelation *) relations->items[k];

            expected = expected
                       || (shown->relations[k] && (strcmp (r->source, actor->id) == 0 || strcmp (r->target, actor->id) == 0));
          }
      else
        expected = expected || meets_as_actor (index, filter, actor->id);
      g_assert_cmpuint (shown->actors[i], ==, expected);
      n_actors += expected;
    }
  g_assert_cmpuint (shown->n_actors, ==, n_actors);
  g_assert_cmpuint (shown->n_relations, ==, n_relations);
  check_counts (index, facts, filter, shown);
}

static void
test_random (void)
{
  for (guint round = 0; round < 60; round++)
    {
      g_autoptr (EntMapIndex) index = random_map ((guint) g_test_rand_int_range (4, 25));
      g_autoptr (EntFacts) facts = ent_facts_new (index, NULL, NULL);

      for (guint i = 0; i < 10; i++)
        {
          g_autoptr (EntFilter) filter = random_filter (facts);
          g_autoptr (GVariant) variant = g_variant_ref_sink (ent_filter_to_variant (filter));
          g_autoptr (EntFilter) again = ent_filter_new_from_variant (variant);

          g_assert_true (ent_filter_equal (filter, again));
          check (index, facts, filter);
        }
    }
}

static void
test_all_and_nothing (void)
{
  g_autoptr (EntMapIndex) index = random_map (20);
  g_autoptr (EntFacts) facts = ent_facts_new (index, NULL, NULL);
  g_autoptr (EntFilter) all = ent_filter_new ();
  g_autoptr (EntFilter) nothing = ent_filter_with_value (all, ENT_FACET_ARTICLE, "no such", TRUE);
  g_autoptr (EntFilter) lost = NULL;
  g_autoptr (EntShown) shown = ent_shown_new (facts, all), hidden = ent_shown_new (facts, nothing), whole = NULL;
  const char *const gone[] = { "gone", NULL };

  g_assert_cmpuint (shown->n_actors, ==, 20);
  g_assert_cmpuint (shown->n_relations, ==, 60);
  g_assert_cmpuint (hidden->n_actors, ==, 0);
  g_assert_cmpuint (hidden->n_relations, ==, 0);
  /* A focus on actors that the map has no more hides nothing. */
  lost = ent_filter_with_focus (all, gone, 1);
  whole = ent_shown_new (facts, lost);
  g_assert_cmpuint (whole->n_actors, ==, 20);
}

static void
test_values (void)
{
  g_autoptr (EntFilter) empty = ent_filter_new ();
  g_autoptr (EntFilter) same = ent_filter_with_value (empty, ENT_FACET_STANCE, "neutral", FALSE);
  g_autoptr (EntFilter) one = ent_filter_with_value (empty, ENT_FACET_STANCE, "neutral", TRUE);
  g_autoptr (EntFilter) two = ent_filter_with_value (one, ENT_FACET_STANCE, "conflictual", TRUE);
  g_autoptr (EntFilter) swapped = NULL, other = ent_filter_with_value (empty, ENT_FACET_STANCE, "conflictual", TRUE);
  g_autoptr (EntFilter) back = ent_filter_without_facet (two, ENT_FACET_STANCE);
  g_autoptr (GVariant) nonsense = g_variant_ref_sink (g_variant_new_parsed ("{'stance': <7>, 'steps': <uint32 2>, 'days': <'x'>}"));
  g_autoptr (EntFilter) read = ent_filter_new_from_variant (nonsense);

  g_assert_true (same == empty);
  swapped = ent_filter_with_value (other, ENT_FACET_STANCE, "neutral", TRUE);
  g_assert_true (ent_filter_equal (two, swapped));
  g_assert_false (ent_filter_equal (one, two));
  g_assert_true (ent_filter_is_empty (empty));
  g_assert_false (ent_filter_is_empty (one));
  g_assert_true (ent_filter_is_empty (back));
  g_assert_true (ent_filter_equal (back, empty));
  g_assert_true (ent_filter_is_empty (read));
}

/* What a date certainly or possibly is within 2018. */
static void
test_certainty (void)
{
  static const struct
  {
    const char *when;
    gboolean possibly, certainly;
  } table[] = {
    { "2018", TRUE, TRUE },        { "2018-05", TRUE, TRUE },     { "2018-12-31", TRUE, TRUE },  { "2017", FALSE, FALSE },
    { "2019-01-01", FALSE, FALSE }, { "2017/2019", TRUE, FALSE },  { "2018-02/2018-03", TRUE, TRUE }, { "2017/2018", TRUE, FALSE },
    { "2018/..", TRUE, FALSE },    { "2019/..", FALSE, FALSE },   { "../2018", TRUE, FALSE },    { "/2017", FALSE, FALSE },
    { "201X", TRUE, FALSE },       { "20XX", TRUE, FALSE },       { "199X", FALSE, FALSE },      { "2018~", TRUE, FALSE },
    { "2018-05?", TRUE, FALSE },   { "2018-XX", TRUE, TRUE },     { "2018-22", TRUE, TRUE },     { "2018-24", TRUE, FALSE },
    { "2017-24", TRUE, FALSE },
  };
  const EntDays year = { ent_day_of (2018, 1, 1), ent_day_of (2018, 12, 31) }, ever = { ENT_DAY_MIN, ENT_DAY_MAX };

  for (guint i = 0; i < G_N_ELEMENTS (table); i++)
    {
      EntSpan span;

      g_test_message ("%s", table[i].when);
      g_assert_true (ent_edtf_span (table[i].when, &span));
      g_assert_cmpint (ent_span_meets (&span, year, FALSE), ==, table[i].possibly);
      g_assert_cmpint (ent_span_meets (&span, year, TRUE), ==, table[i].certainly);
      g_assert_true (ent_span_meets (&span, ever, FALSE));
    }
}

static void
test_histogram (void)
{
  for (guint round = 0; round < 30; round++)
    {
      g_autoptr (EntMapIndex) index = random_map (12);
      g_autoptr (EntFacts) facts = ent_facts_new (index, NULL, NULL);
      g_autoptr (EntFilter) filter = ent_filter_new ();
      gint64 bounds[8];
      g_autofree guint *counts = NULL;

      for (guint i = 0; i < G_N_ELEMENTS (bounds); i++)
        bounds[i] = ent_day_of (2015 + (gint64) i, 1, 1);
      counts = ent_shown_histogram (facts, filter, bounds, G_N_ELEMENTS (bounds) - 1);
      for (guint i = 0; i + 1 < G_N_ELEMENTS (bounds); i++)
        {
          const EntDays year = { bounds[i], bounds[i + 1] - 1 };
          guint n = 0;

          for (guint k = 0; k < facts->n_relations; k++)
            n += ent_span_is_dated (&facts->spans[k]) && ent_span_meets (&facts->spans[k], year, FALSE);
          g_assert_cmpuint (counts[i], ==, n);
        }
    }
}

static void
test_cancel (void)
{
  g_autoptr (EntMapIndex) index = random_map (20);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (ent_facts_new (index, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/filter/random", test_random);
  g_test_add_func ("/filter/all-and-nothing", test_all_and_nothing);
  g_test_add_func ("/filter/values", test_values);
  g_test_add_func ("/filter/certainty", test_certainty);
  g_test_add_func ("/filter/histogram", test_histogram);
  g_test_add_func ("/filter/cancel", test_cancel);
  return g_test_run ();
}
