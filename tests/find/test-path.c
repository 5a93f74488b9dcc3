/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Paths between two actors, against every path there is; what makes a relation better proved; and the order in which a map is read. */
#include <math.h>
#include <string.h>
#include <time.h>

#include "ent-describe.h"
#include "ent-path.h"
#include "random-map.h"

/* --- Against all paths --- */

typedef struct
{
  EntMapIndex *index;
  EntSources *sources;
  const char *goal;
  GHashTable *passed;
  guint fewest;          /* hops */
  double shortest, best; /* scores */
} Walk;

static void
walk (Walk *self, const char *at, guint hops, double score)
{
  GPtrArray *relations = ent_map_index_relations_of (self->index, at);

  if (g_str_equal (at, self->goal))
    {
      if (hops < self->fewest || (hops == self->fewest && score > self->shortest))
        self->shortest = score;
      self->fewest = MIN (self->fewest, hops);
      self->best = MAX (self->best, score);
      return;
    }
  g_hash_table_add (self->passed, (gpointer) at);
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = g_ptr_array_index (relations, i);
      const char *other = g_str_equal (relation->source, at) ? relation->target : relation->source;

      if (!g_hash_table_contains (self->passed, other))
        walk (self, other, hops + 1, score * ent_path_proof (self->index, self->sources, relation));
    }
  g_hash_table_remove (self->passed, at);
}

/* The hops lead from the one to the other, each by a relation of its two actors, and the score is theirs. */
static void
check_chain (const EntPaths *paths, const EntPath *path)
{
  const EntActor *at = paths->a;
  double score = 1;

  for (guint i = 0; i < path->hops->len; i++)
    {
      const EntHop *hop = &g_array_index (path->hops, EntHop, i);

      g_assert_true (hop->from == at);
      g_assert_true ((g_str_equal (hop->relation->source, at->id) && g_str_equal (hop->relation->target, hop->to->id))
                     || (g_str_equal (hop->relation->target, at->id) && g_str_equal (hop->relation->source, hop->to->id)));
      score *= hop->score;
      at = hop->to;
    }
  g_assert_true (at == paths->b);
  g_assert_cmpfloat_with_epsilon (score, path->score, 1e-12);
}

static void
test_random (void)
{
  guint n_found = 0, n_different = 0;

  for (guint round = 0; round < 300; round++)
    {
      guint n = (guint) g_test_rand_int_range (2, 8);
      g_autoptr (EntMapIndex) index = random_map (n);
      g_autoptr (EntSources) sources = ent_sources_new (ent_map_index_get_snapshot (index), NULL, NULL);
      g_autoptr (GHashTable) passed = g_hash_table_new (g_str_hash, g_str_equal);
      g_autofree char *a = g_strdup_printf ("a%d", g_test_rand_int_range (0, (gint32) n));
      g_autofree char *b = g_strdup_printf ("a%d", g_test_rand_int_range (0, (gint32) n));
      g_autoptr (EntPaths) paths = ent_paths_new (index, a, b, NULL, NULL);
      Walk all = { index, sources, b, passed, G_MAXUINT, 0, 0 };

      walk (&all, a, 0, 1);
      g_assert_cmpint (paths->found, ==, all.fewest != G_MAXUINT);
      n_found += paths->found;
      if (!paths->found)
        {
          g_assert_cmpuint (paths->best.hops->len + paths->shortest.hops->len, ==, 0);
          continue;
        }
      check_chain (paths, &paths->shortest);
      check_chain (paths, &paths->best);
      g_assert_cmpuint (paths->shortest.hops->len, ==, all.fewest);
      g_assert_cmpfloat_with_epsilon (paths->shortest.score, all.shortest, 1e-5);
      g_assert_cmpfloat_with_epsilon (paths->best.score, all.best, 1e-5);
      n_different += !ent_path_equal (&paths->best, &paths->shortest);
    }
  g_assert_cmpuint (n_found, >, 100);
  g_assert_cmpuint (n_different, >, 0);
}

/* --- Maps made by hand --- */

static EntActor *
actor_new (const char *id, double x, double y)
{
  EntActor *actor = (EntActor *) ent_record_new (&ent_actor_type);
  EntPosition *at = (EntPosition *) ent_record_new (&ent_position_type);

  ent_record_set_string (&actor->id, id);
  ent_record_set_string (&actor->name, id);
  at->x = x;
  at->y = y;
  actor->position = at;
  return actor;
}

/* @evidence: excerpts and roles, "x1 supports x2 disputes". */
static EntRelation *
relation_new (const char *id, const char *source, const char *target, const char *evidence)
{
  EntRelation *relation = (EntRelation *) ent_record_new (&ent_relation_type);
  g_auto (GStrv) words = g_strsplit (evidence, " ", -1);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  ent_record_set_string (&relation->id, id);
  ent_record_set_string (&relation->source, source);
  ent_record_set_string (&relation->target, target);
  for (guint i = 0; words[i] != NULL && words[i + 1] != NULL; i += 2)
    {
      EntEvidence *one = (EntEvidence *) ent_record_new (&ent_evidence_type);

      ent_record_set_string (&one->excerpt, words[i]);
      ent_record_set_string (&one->role, words[i + 1]);
      g_ptr_array_add (items, one);
    }
  relation->evidence = ent_records_new_take ((EntRecord **) items->pdata, items->len);
  return relation;
}

/* Excerpts "ID1" and "ID2" of credibility @first and @second; @spoiled: the text does not hold them. */
static EntArticle *
article_new (const char *id, const char *text, const char *grade, const char *first, const char *second, gboolean spoiled)
{
  EntArticle *article = (EntArticle *) ent_record_new (&ent_article_type);
  const char *const figures[] = { first, second };
  EntRecord *excerpts[2];

  ent_record_set_string (&article->id, id);
  ent_record_set_string (&article->text, text);
  ent_record_set_string (&article->reliability, grade);
  for (guint k = 0; k < 2; k++)
    {
      EntExcerpt *excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
      g_autofree char *name = g_strdup_printf ("%s%u", id, k + 1);
      char word[2] = { spoiled ? '?' : text[k], '\0' };

      ent_record_set_string (&excerpt->id, name);
      ent_record_set_string (&excerpt->exact, word);
      ent_record_set_string (&excerpt->credibility, figures[k]);
      excerpt->start = k;
      excerpt->end = k + 1;
      excerpts[k] = &excerpt->record;
    }
  article->excerpts = ent_records_new_take (excerpts, 2);
  return article;
}

static double
proof_of (const char *evidence)
{
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntRecord *actors[] = { &actor_new ("a", 0, 0)->record, &actor_new ("b", 0, 0)->record };
  EntRecord *articles[] = {
    &article_new ("x", "Alpha speaks of beta.", "", "", "", FALSE)->record, &article_new ("y", "Others say so too.", "", "", "", FALSE)->record,
    &article_new ("g", "It is very well known.", "A", "1", "5", FALSE)->record, &article_new ("d", "Gone with the wind.", "", "", "", TRUE)->record,
    &article_new ("w", "Nobody believes it.", "E", "5", "5", FALSE)->record,
  };
  EntRelation *relation = relation_new ("r", "a", "b", evidence);
  EntRecord *relations[] = { &relation->record };
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntSources) sources = NULL;

  lists[ENT_LIST_ACTORS] = ent_records_new_take (actors, G_N_ELEMENTS (actors));
  lists[ENT_LIST_ARTICLES] = ent_records_new_take (articles, G_N_ELEMENTS (articles));
  lists[ENT_LIST_RELATIONS] = ent_records_new_take (relations, G_N_ELEMENTS (relations));
  map = ent_snapshot_new_take ((EntHead *) ent_record_new (&ent_head_type), lists);
  index = ent_map_index_new (map);
  sources = ent_sources_new (map, NULL, NULL);
  return ent_path_proof (index, sources, relation);
}

/* From the worst proved to the best. */
static void
test_proof (void)
{
  const char *const rising[] = {
    "",
    "x1 mentions",
    "d1 supports d2 disputes",
    "d1 supports",
    "w1 supports",
    "x1 supports y1 disputes",
    "x1 supports w1 disputes",
    "x1 supports",
    "x1 supports x2 supports",
    "x1 supports y1 supports",
    "x1 supports x2 supports y1 supports",
    "g1 supports",
    "g1 supports x1 supports",
  };
  double last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rising); i++)
    {
      double score = proof_of (rising[i]);

      g_test_message ("%s: %g", rising[i], score);
      g_assert_cmpfloat (score, >, last);
      g_assert_cmpfloat (score, <, 1);
      last = score;
    }
  g_assert_cmpfloat (proof_of (""), ==, ENT_PATH_UNPROVED);
  g_assert_cmpfloat (proof_of ("x1 disputes"), ==, ENT_PATH_UNPROVED);
  g_assert_cmpfloat (proof_of ("g2 supports"), <, proof_of ("g1 supports"));
}

/* --- Ties, and the order of reading --- */

static EntMapIndex *
square_new (gboolean backwards)
{
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntRecord *actors[] = { &actor_new ("d", 100, 100)->record, &actor_new ("a", 0, 10)->record, &actor_new ("c", 0, 100)->record,
                          &actor_new ("b", 100, 0)->record, (EntRecord *) ent_record_new (&ent_actor_type) };
  EntRecord *relations[] = {
    &relation_new ("r4", "d", "b", "")->record, &relation_new ("r1", "c", "a", "")->record, &relation_new ("r3", "a", "b", "")->record,
    &relation_new ("r2", "c", "d", "")->record, &relation_new ("r0", "a", "a", "")->record,
  };
  g_autoptr (EntSnapshot) map = NULL;

  ent_record_set_string (&((EntActor *) actors[4])->id, "e");
  for (guint i = 0; backwards && i < 2; i++)
    {
      EntRecord *kept = relations[i];

      relations[i] = relations[3 - i];
      relations[3 - i] = kept;
    }
  lists[ENT_LIST_ACTORS] = ent_records_new_take (actors, G_N_ELEMENTS (actors));
  lists[ENT_LIST_RELATIONS] = ent_records_new_take (relations, G_N_ELEMENTS (relations));
  map = ent_snapshot_new_take ((EntHead *) ent_record_new (&ent_head_type), lists);
  return ent_map_index_new (map);
}

static void
test_ties (void)
{
  for (guint backwards = 0; backwards < 2; backwards++)
    {
      g_autoptr (EntMapIndex) index = square_new (backwards);
      g_autoptr (EntPaths) paths = ent_paths_new (index, "a", "d", NULL, NULL), back = ent_paths_new (index, "d", "a", NULL, NULL);
      g_autoptr (EntPaths) none = ent_paths_new (index, "a", "e", NULL, NULL), one = ent_paths_new (index, "a", "a", NULL, NULL);

      g_assert_cmpstr (g_array_index (paths->shortest.hops, EntHop, 0).relation->id, ==, "r1");
      g_assert_cmpstr (g_array_index (paths->shortest.hops, EntHop, 1).relation->id, ==, "r2");
      g_assert_true (ent_path_equal (&paths->shortest, &paths->best));
      g_assert_cmpstr (g_array_index (back->best.hops, EntHop, 0).relation->id, ==, "r2");
      g_assert_false (none->found);
      g_assert_true (one->found);
      g_assert_cmpuint (one->best.hops->len, ==, 0);
      g_assert_cmpfloat (one->best.score, ==, 1);
    }
}

static void
test_reading_order (void)
{
  g_autoptr (EntMapIndex) index = square_new (FALSE);
  g_autoptr (GPtrArray) actors = ent_describe_actors (index), relations = ent_describe_relations (index);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < actors->len; i++)
    g_string_append_printf (out, "%s ", ent_record_id (g_ptr_array_index (actors, i)));
  for (guint i = 0; i < relations->len; i++)
    g_string_append_printf (out, "%s ", ent_record_id (g_ptr_array_index (relations, i)));
  g_assert_cmpstr (out->str, ==, "a b c d e r0 r3 r1 r4 r2 ");
}

static void
test_cancel (void)
{
  g_autoptr (EntMapIndex) index = random_map (5);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (ent_paths_new (index, "a0", "a1", cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* 100,000 actors, 300,000 relations. The bound is many times what it takes, for machines under load and checking builds. */
static void
test_large (void)
{
  g_autoptr (EntMapIndex) index = random_map (100000);
  clock_t start = clock ();
  g_autoptr (EntPaths) paths = ent_paths_new (index, "a3", "a77777", NULL, NULL);
  double seconds = (double) (clock () - start) / CLOCKS_PER_SEC;

  g_test_message ("%u and %u hops in %.3f s", paths->shortest.hops->len, paths->best.hops->len, seconds);
  g_assert_true (paths->found);
  check_chain (paths, &paths->shortest);
  check_chain (paths, &paths->best);
  g_assert_cmpfloat (paths->best.score, >=, paths->shortest.score);
  g_assert_cmpfloat (seconds, <, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/path/random", test_random);
  g_test_add_func ("/path/proof", test_proof);
  g_test_add_func ("/path/ties", test_ties);
  g_test_add_func ("/path/cancel", test_cancel);
  g_test_add_func ("/path/large", test_large);
  g_test_add_func ("/describe/reading-order", test_reading_order);
  return g_test_run ();
}
