/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Transactions: what a commit refuses, what it tells, and that a snapshot never changes. */
#include <string.h>

#include "ent-edit.h"
#include "ent-map-index.h"

typedef struct
{
  EntMap *map;
  guint told;
  int origin;
} Fixture;

static void
changed (EntMap *map, EntChangeSet *set, int origin, Fixture *f)
{
  f->told++;
  f->origin = origin;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  f->map = ent_map_new ();
  g_free (ent_edit_add_actor (f->map, "China", "state", ent_point (0, 0), &error));
  g_free (ent_edit_add_actor (f->map, "North Korea", "state", ent_point (300, 0), &error));
  g_free (ent_edit_add_relation (f->map, "china", "north-korea", "trades with", &error));
  g_free (ent_edit_add_article (f->map, "News", "China trades with North Korea.\nChina trades.", &error));
  g_assert_no_error (error);
  g_signal_connect (f->map, "changed", G_CALLBACK (changed), f);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->map);
}

static void
test_one_notification (Fixture *f, gconstpointer data)
{
  const char *both[] = { "china", "north-korea" };
  EntPoint places[] = { { 10, 20 }, { 30.04, 40.06 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_edit_move_actors (f->map, both, places, 2, FALSE, &error));
  g_assert_cmpuint (f->told, ==, 1);
  g_assert_cmpint (f->origin, ==, ENT_CHANGE_EDIT);
  g_assert_cmpfloat (ent_map_actor (f->map, "north-korea")->position->x, ==, 30.0);
  g_assert_cmpfloat (ent_map_actor (f->map, "north-korea")->position->y, ==, 40.1);
  /* The same once more changes nothing and tells nobody. */
  g_assert_true (ent_edit_move_actors (f->map, both, places, 2, FALSE, &error));
  g_assert_true (ent_edit_set_title (f->map, "", &error));
  g_assert_cmpuint (f->told, ==, 1);
  g_assert_true (ent_edit_set_title (f->map, "Trade", &error));
  g_assert_cmpuint (f->told, ==, 2);
  g_assert_cmpstr (ent_map_get_title (f->map), ==, "Trade");
}

static void
test_arranged (Fixture *f, gconstpointer data)
{
  const char *ids[] = { "north-korea", "nobody", "china" };
  EntPoint places[] = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_edit_arrange_actors (f->map, "Arrange as Circle", ids, places, 3, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (f->told, ==, 1);
  g_assert_cmpfloat (ent_map_actor (f->map, "north-korea")->position->y, ==, 2);
  g_assert_cmpfloat (ent_map_actor (f->map, "china")->position->y, ==, 6);
  g_assert_true (ent_edit_arrange_actors (f->map, "Arrange as Circle", ids, places, 3, &error));
  g_assert_cmpuint (f->told, ==, 1);
}

static void
test_pinned (Fixture *f, gconstpointer data)
{
  const char *both[] = { "china", "north-korea" }, *bad[] = { "china", "nobody" };
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_edit_set_pinned (f->map, both, 2, TRUE, &error));
  g_assert_cmpuint (f->told, ==, 1);
  g_assert_true (ent_map_actor (f->map, "china")->pinned && ent_map_actor (f->map, "north-korea")->pinned);
  g_assert_true (ent_edit_set_pinned (f->map, both, 1, FALSE, &error));
  g_assert_false (ent_map_actor (f->map, "china")->pinned);
  g_assert_true (ent_map_actor (f->map, "north-korea")->pinned);
  g_assert_false (ent_edit_set_pinned (f->map, bad, 2, TRUE, &error));
  g_assert_error (error, ENT_ERROR, ENT_ERROR_REFERENCE);
  g_assert_false (ent_map_actor (f->map, "china")->pinned);
}

static void
test_snapshot_stays (Fixture *f, gconstpointer data)
{
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  const char *one[] = { "china" };
  EntPoint place = { 99, 99 };

  g_assert_true (ent_edit_move_actors (f->map, one, &place, 1, FALSE, NULL));
  g_assert_cmpfloat (((EntActor *) before->lists[ENT_LIST_ACTORS]->items[0])->position->x, ==, 0);
  g_assert_false (ent_snapshot_equal (before, ent_map_peek (f->map)));
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  g_autoptr (GError) error = NULL;
  EntRelation *relation;
  EntActor *twin;

  /* A dangling reference. */
  relation = (EntRelation *) ent_record_new (&ent_relation_type);
  ent_record_set_string (&relation->id, "r9");
  ent_record_set_string (&relation->source, "china");
  ent_record_set_string (&relation->target, "atlantis");
  ent_map_begin (f->map, "Bad", NULL);
  ent_map_insert (f->map, ENT_LIST_RELATIONS, -1, relation);
  g_assert_false (ent_map_commit (f->map, &error));
  g_assert_error (error, ENT_ERROR, ENT_ERROR_REFERENCE);
  g_assert_nonnull (strstr (error->message, "atlantis"));
  g_clear_error (&error);

  /* An id twice. */
  twin = (EntActor *) ent_record_new (&ent_actor_type);
  ent_record_set_string (&twin->id, "china");
  ent_record_set_string (&twin->name, "China");
  ent_map_begin (f->map, "Bad", NULL);
  ent_map_insert (f->map, ENT_LIST_ACTORS, -1, twin);
  g_assert_false (ent_map_commit (f->map, &error));
  g_assert_error (error, ENT_ERROR, ENT_ERROR_REFERENCE);
  g_clear_error (&error);

  /* An actor taken away under its relation. */
  ent_map_begin (f->map, "Bad", NULL);
  ent_map_remove (f->map, ENT_LIST_ACTORS, 0);
  g_assert_false (ent_map_commit (f->map, &error));
  g_clear_error (&error);

  g_assert_null (ent_edit_add_actor (f->map, "  ", "", ent_point (0, 0), &error));
  g_assert_error (error, ENT_ERROR, ENT_ERROR_EDIT);
  g_clear_error (&error);
  g_assert_null (ent_edit_add_relation (f->map, "china", "nobody", "x", &error));
  g_clear_error (&error);
  g_assert_null (ent_edit_add_evidence (f->map, "r1", "news", 5, 5, ENT_ROLE_SUPPORTS, &error));
  g_clear_error (&error);
  g_assert_null (ent_edit_add_evidence (f->map, "r1", "news", 0, 5000, ENT_ROLE_SUPPORTS, &error));

  g_assert_cmpuint (f->told, ==, 0);
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
  g_assert_false (ent_map_in_transaction (f->map));
}

static void
test_outside (Fixture *f, gconstpointer data)
{
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);

  g_test_expect_message (NULL, G_LOG_LEVEL_CRITICAL, "*open != NULL*");
  ent_map_remove (f->map, ENT_LIST_ACTORS, 0);
  g_test_assert_expected_messages ();
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
  g_assert_cmpuint (f->told, ==, 0);
}

static void
test_delete_actor (Fixture *f, gconstpointer data)
{
  const char *one[] = { "china" };

  g_assert_cmpuint (ent_edit_count_relations_of (f->map, one, 1), ==, 1);
  g_assert_true (ent_edit_delete_actors (f->map, one, 1, NULL));
  g_assert_cmpuint (f->told, ==, 1);
  g_assert_null (ent_map_find (f->map, "r1"));
  g_assert_null (ent_map_find (f->map, "china"));
  g_assert_nonnull (ent_map_article (f->map, "news"));
}

static void
test_evidence (Fixture *f, gconstpointer data)
{
  g_autofree char *first = ent_edit_add_evidence (f->map, "r1", "news", 0, 12, ENT_ROLE_SUPPORTS, NULL);
  g_autofree char *again = ent_edit_add_evidence (f->map, "r1", "news", 0, 12, ENT_ROLE_SUPPORTS, NULL);
  const EntArticle *article = NULL;
  const EntExcerpt *excerpt = ent_map_excerpt (f->map, first, &article);

  g_assert_cmpstr (first, ==, again);
  g_assert_cmpuint (f->told, ==, 1);
  g_assert_cmpstr (excerpt->exact, ==, "China trades");
  g_assert_cmpstr (article->id, ==, "news");
  g_assert_cmpuint (ent_records_n (ent_map_relation (f->map, "r1")->evidence), ==, 1);
  g_assert_cmpint (ent_relation_proof (ent_map_relation (f->map, "r1")), ==, ENT_PROOF_SINGLE);
}

static void
test_index (Fixture *f, gconstpointer data)
{
  EntMapIndex *index = ent_map_peek_index (f->map);
  g_autofree char *actor = ent_map_index_describe_actor (index, "china");
  g_autofree char *relation = ent_map_index_describe_relation (index, "r1");
  g_autofree char *excerpt = NULL, *pair = NULL, *all = NULL;
  EntMapCounts counts;

  g_assert_cmpstr (actor, ==, "China, state, 1 relation");
  g_assert_cmpstr (relation, ==, "China trades with North Korea, neutral, unproved");
  excerpt = ent_edit_add_evidence (f->map, "r1", "news", 0, 12, ENT_ROLE_SUPPORTS, NULL);
  index = ent_map_peek_index (f->map);
  g_assert_cmpuint (ent_map_index_relations_proved_by (index, excerpt)->len, ==, 1);
  g_assert_cmpuint (ent_map_index_relations_between (index, "north-korea", "china")->len, ==, 1);
  counts = ent_map_index_count (index);
  g_assert_cmpuint (counts.actors, ==, 2);
  g_assert_cmpuint (counts.excerpts, ==, 1);
  g_assert_cmpuint (counts.unproved, ==, 0);
  pair = ent_map_index_describe_pair (index, "china", "north-korea");
  g_assert_cmpstr (pair, ==, "China and North Korea, 1 relation");
  all = ent_map_index_describe (index);
  g_assert_cmpstr (all, ==, "2 actors, 1 relation, 1 article, 1 excerpt");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add ("/map/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("one-notification", test_one_notification);
  ADD ("snapshot-stays", test_snapshot_stays);
  ADD ("arranged", test_arranged);
  ADD ("pinned", test_pinned);
  ADD ("refused", test_refused);
  ADD ("outside-a-transaction", test_outside);
  ADD ("delete-actor", test_delete_actor);
  ADD ("evidence", test_evidence);
  ADD ("index", test_index);
  return g_test_run ();
}
