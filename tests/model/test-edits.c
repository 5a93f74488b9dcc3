/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Edits by name: what each changes, what it is called in the menu, what it refuses. The random-edit program goes over all of them. */
#include <math.h>
#include <string.h>

#include "ent-clip.h"
#include "ent-defaults.h"
#include "ent-edit-articles.h"
#include "ent-edit-delete.h"
#include "ent-edit-field.h"
#include "ent-edit-merge.h"
#include "ent-edit-place.h"
#include "ent-edit-proof.h"
#include "ent-edit-prove.h"
#include "ent-edit-things.h"
#include "ent-edit.h"
#include "ent-history.h"
#include "ent-rows.h"

typedef struct
{
  EntMap *map;
  EntHistory *history;
  char *article, *excerpt; /* "words" of "Some words. More words here." */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->map = ent_map_new ();
  g_free (ent_edit_add_actor (f->map, "China", "state", ent_point (0, 0), NULL));
  g_free (ent_edit_add_actor (f->map, "Beijing", "place", ent_point (100, 50), NULL));
  g_free (ent_edit_add_actor (f->map, "Japan", "state", ent_point (300, 10), NULL));
  g_free (ent_edit_add_relation (f->map, "china", "japan", "meets", NULL));
  g_free (ent_edit_add_relation (f->map, "beijing", "japan", "warns", NULL));
  f->article = ent_edit_add_article (f->map, "A", "Some words. More words here.", NULL);
  f->excerpt = ent_edit_add_evidence (f->map, "r1", f->article, 5, 10, ENT_ROLE_SUPPORTS, NULL);
  f->history = ent_history_new (f->map);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->article);
  g_free (f->excerpt);
  g_assert_finalize_object (f->history);
  g_assert_finalize_object (f->map);
}

/* The last step is called @label, and goes away without a trace. */
static void
check_undo (Fixture *f, EntSnapshot *before, const char *label)
{
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, label);
  ent_history_undo (f->history);
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
  ent_history_redo (f->history);
}

static void
test_fields (Fixture *f, gconstpointer data)
{
  static const char *const both[] = { "r1", "r2" };
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntRecord) nowhere = ent_location_new (91, 0);
  guint steps;

  g_assert_true (ent_edit_set_field (f->map, "china", "name", ent_value_string ("PRC"), NULL));
  g_assert_true (ent_edit_set_field (f->map, "china", "name", ent_value_string ("PR China"), NULL)); /* typing goes on */
  check_undo (f, before, "Rename China");
  steps = ent_history_get_n_steps (f->history);
  g_assert_true (ent_edit_set_field (f->map, "china", "name", ent_value_string ("PR China"), NULL)); /* the same */
  g_assert_cmpuint (ent_history_get_n_steps (f->history), ==, steps);
  g_assert_true (ent_edit_set_field_of_many (f->map, both, 2, "stance", ent_value_string ("neutral"), NULL));
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Change Stance of 2 Relations");
  g_assert_true (ent_edit_set_field (f->map, "r1", "status", ent_value_string (""), NULL)); /* the default */
  g_assert_cmpstr (ent_map_relation (f->map, "r1")->status, ==, "asserted");
  g_assert_true (ent_edit_set_field (f->map, f->excerpt, "credibility", ent_value_string ("2"), NULL));
  g_assert_cmpstr (ent_map_excerpt (f->map, f->excerpt, NULL)->credibility, ==, "2");

  g_assert_false (ent_edit_set_field (f->map, "r1", "when", ent_value_string ("2018-13"), &error));
  g_assert_cmpstr (error->message, ==, "Date: a month that does not exist");
  g_assert_false (ent_edit_set_field (f->map, "china", "name", ent_value_string (""), NULL));
  g_assert_false (ent_edit_set_field (f->map, "china", "colour", ent_value_string ("red"), NULL));
  g_assert_false (ent_edit_set_field (f->map, "china", "image", ent_value_string ("http://x"), NULL));
  g_assert_false (ent_edit_set_field (f->map, "china", "location", ent_value_record (nowhere), NULL));
  g_assert_false (ent_edit_set_field (f->map, "r1", "source", ent_value_string ("nobody"), NULL));
  g_assert_false (ent_edit_set_field (f->map, "r1", "stance", ent_value_string ("angry"), NULL));
  g_assert_false (ent_edit_set_field (f->map, "r1", "bend", ent_value_number (INFINITY), NULL));
}

static void
test_delete (Fixture *f, gconstpointer data)
{
  const char *ids[] = { f->article }, *actor[] = { "japan" };
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  g_autofree char *kind = ent_edit_add_kind (f->map, "State", "", "#1c71d8", NULL);
  const char *kinds[] = { kind };
  EntDeletion counts = ent_edit_count_deletion (f->map, ids, 1);
  g_auto (GStrv) unproved = NULL;

  g_assert_cmpuint (counts.excerpts, ==, 1);
  g_assert_cmpuint (counts.evidence, ==, 1);
  g_assert_cmpuint (counts.unproved, ==, 1);
  unproved = ent_edit_unproved_by_deletion (f->map, ids, 1);
  g_assert_cmpuint (g_strv_length (unproved), ==, 1);
  g_assert_cmpstr (unproved[0], ==, "r1");
  g_assert_cmpuint (ent_edit_count_deletion (f->map, actor, 1).relations, ==, 2);
  g_assert_cmpstr (kind, ==, "state-1"); /* not the built-in one */
  ent_edit_set_field (f->map, "japan", "kind", ent_value_string (kind), NULL);
  g_assert_true (ent_edit_delete (f->map, kinds, 1, NULL));
  g_assert_cmpstr (ent_map_actor (f->map, "japan")->kind, ==, "other");
  g_assert_true (ent_edit_delete (f->map, ids, 1, NULL));
  g_assert_null (ent_map_relation (f->map, "r1")->evidence);
  ent_history_go_to (f->history, 0);
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
}

static void
test_groups (Fixture *f, gconstpointer data)
{
  static const char *const one[] = { "china", "japan" }, *const two[] = { "japan", "beijing" };
  g_autofree char *first = ent_edit_add_group (f->map, "One", one, 2, NULL), *second = ent_edit_add_group (f->map, "Two", two, 2, NULL);

  g_assert_true (ent_edit_collapse_group (f->map, first, TRUE, ent_point (1, 2), NULL));
  g_assert_true (ent_edit_collapse_group (f->map, second, TRUE, ent_point (3, 4), NULL));
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Collapse Two");
  g_assert_false (((EntGroup *) ent_map_find (f->map, first))->collapsed); /* they share Japan */
  ent_history_undo (f->history);
  g_assert_true (((EntGroup *) ent_map_find (f->map, first))->collapsed);
}

static void
test_swap (Fixture *f, gconstpointer data)
{
  ent_edit_set_field (f->map, "r1", "bend", ent_value_number (0.25), NULL);
  g_assert_true (ent_edit_swap_ends (f->map, "r1", NULL));
  g_assert_cmpstr (ent_map_relation (f->map, "r1")->source, ==, "japan");
  g_assert_cmpfloat (ent_map_relation (f->map, "r1")->bend, ==, -0.25);
}

static void
test_excerpts (Fixture *f, gconstpointer data)
{
  const EntArticle *article;
  const EntExcerpt *excerpt;

  g_assert_true (ent_edit_move_excerpt (f->map, f->excerpt, 12, 22, NULL));
  g_assert_cmpstr (ent_map_excerpt (f->map, f->excerpt, NULL)->exact, ==, "More words");
  g_assert_false (ent_edit_move_excerpt (f->map, f->excerpt, 12, 100, NULL));
  /* It follows its words into another text; of a text without them the earlier one is kept. */
  g_assert_true (ent_edit_set_article_text (f->map, f->article, "So: More words here.", NULL));
  excerpt = ent_map_excerpt (f->map, f->excerpt, &article);
  g_assert_cmpint (excerpt->start, ==, 4);
  g_assert_null (article->editions);
  g_assert_true (ent_edit_set_article_text (f->map, f->article, "Nothing.", NULL));
  ent_map_excerpt (f->map, f->excerpt, &article);
  g_assert_cmpstr (((EntEdition *) article->editions->items[0])->text, ==, "So: More words here.");
  g_assert_true (ent_edit_remove_evidence (f->map, "r1", f->excerpt, NULL));
  g_assert_nonnull (ent_map_excerpt (f->map, f->excerpt, NULL));
}

static void
test_merge (Fixture *f, gconstpointer data)
{
  const char *one = "beijing";
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  const EntActor *china;
  g_autofree char *other = NULL;

  g_assert_true (ent_edit_merge_actors (f->map, "china", &one, 1, NULL));
  check_undo (f, before, "Merge into China");
  china = ent_map_actor (f->map, "china");
  g_assert_true (ent_strings_contains (china->aliases, "Beijing"));
  g_assert_cmpstr (ent_map_relation (f->map, "r2")->source, ==, "china");
  /* The id stays reserved. */
  g_assert_null (ent_map_find (f->map, "beijing"));
  other = ent_edit_add_actor (f->map, "Beijing", "", ent_point (0, 0), NULL);
  g_assert_cmpstr (other, !=, "beijing");
  g_assert_true (ent_edit_split_actor (f->map, "china", "beijing", NULL));
  g_assert_cmpstr (ent_map_relation (f->map, "r2")->source, ==, "beijing");
  g_assert_null (ent_map_actor (f->map, "china")->aliases);
  g_assert_null (ent_map_actor (f->map, "china")->merged);
}

static void
test_clip (Fixture *f, gconstpointer data)
{
  static const char *const two[] = { "china", "japan" }, *const relation[] = { "r1" };
  g_autoptr (EntSnapshot) clip = ent_clip_new (f->map, two, 2);
  EntMap *other = ent_map_new ();
  g_auto (GStrv) made = NULL, again = NULL, copies = NULL;
  const EntRelation *copy;

  g_assert_cmpuint (clip->lists[ENT_LIST_RELATIONS]->n, ==, 1);
  made = ent_clip_paste (other, clip, ent_point (10, 0), NULL);
  again = ent_clip_paste (other, clip, ent_point (20, 0), NULL);
  g_assert_cmpuint (g_strv_length (again), ==, 3);
  g_assert_cmpuint (ent_map_n (other, ENT_LIST_ARTICLES), ==, 1); /* of the same text */
  g_assert_cmpuint (ent_map_n (other, ENT_LIST_ACTORS), ==, 4);
  g_assert_cmpfloat (ent_map_actor (other, "china")->position->x, ==, 10);
  copy = ent_map_nth (other, ENT_LIST_RELATIONS, 1);
  g_assert_cmpstr (((EntEvidence *) copy->evidence->items[0])->excerpt, ==, f->excerpt); /* shared */
  g_object_unref (other);
  copies = ent_edit_duplicate (f->map, relation, 1, ent_point (5, 5), NULL);
  g_assert_cmpuint (g_strv_length (copies), ==, 1);
  g_assert_cmpstr (ent_map_relation (f->map, copies[0])->source, ==, "china"); /* between the same ends */
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Duplicate meets");
}

static void
test_rows (Fixture *f, gconstpointer data)
{
  g_autoptr (EntRows) rows = ent_rows_new (f->map, "source,target,label,when,quote,url\n"
                                                   "CHINA,\"Korea, North\",\"says \"\"no\"\"\",May 2018,More words,\n"
                                                   "China,Japan,x,last week,,\n"
                                                   ",Japan,x,,,\n"
                                                   "Mongolia,,,,,\n"
                                                   "China,Japan,y,,elsewhere said,https://example.org/b\n");
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  g_autoptr (EntSnapshot) clip = NULL;
  g_auto (GStrv) made = NULL;
  g_autofree char *text = NULL;
  const EntRelation *relation;

  g_assert_cmpuint (rows->rows->len, ==, 5);
  g_assert_cmpuint (rows->n_problems, ==, 2);
  g_assert_cmpuint (((EntRow *) g_ptr_array_index (rows->rows, 1))->line, ==, 3);
  g_assert_nonnull (strstr (((EntRow *) g_ptr_array_index (rows->rows, 1))->problem, "depends on today"));
  g_assert_cmpuint (rows->new_actors->len, ==, 2);
  g_assert_cmpuint (rows->n_relations, ==, 2);
  g_assert_cmpuint (rows->n_articles, ==, 1);
  made = ent_rows_paste (rows, f->map, ent_point (0, 0), NULL);
  check_undo (f, before, "Paste 3 Rows");
  g_assert_cmpuint (g_strv_length (made), ==, 4);
  relation = ent_map_relation (f->map, "r3");
  g_assert_cmpstr (relation->label, ==, "says \"no\"");
  g_assert_cmpstr (relation->when, ==, "2018-05");
  g_assert_cmpint (ent_map_excerpt (f->map, ((EntEvidence *) relation->evidence->items[0])->excerpt, NULL)->start, ==, 12);
  clip = ent_clip_new (f->map, (const char *const *) made, g_strv_length (made));
  text = ent_rows_from_clip (clip);
  g_assert_nonnull (strstr (text, "China\tKorea, North\t\"says \"\"no\"\"\"\tother\t2018-05\tMore words\t\n"));
}

static void
test_place (Fixture *f, gconstpointer data)
{
  static const char *const all[] = { "china", "beijing", "japan" };
  EntPoint sizes[] = { { 100, 40 }, { 50, 40 }, { 100, 40 } };

  g_assert_true (ent_edit_align (f->map, all, sizes, 3, ENT_ALIGN_TOP, NULL));
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Align 3 Actors");
  g_assert_cmpfloat (ent_map_actor (f->map, "beijing")->position->y, ==, 0);
  g_assert_true (ent_edit_distribute (f->map, all, sizes, 3, FALSE, NULL));
  g_assert_cmpfloat (ent_map_actor (f->map, "beijing")->position->x, ==, 150);
}

static void
test_story (Fixture *f, gconstpointer data)
{
  g_autofree char *first = ent_edit_add_step (f->map, "First", -1, NULL, 0, NULL, NULL), *second = ent_edit_add_step (f->map, "Second", -1, NULL, 0, NULL, NULL);

  g_assert_nonnull (first);
  g_assert_true (ent_edit_move_step (f->map, 1, 0, NULL));
  g_assert_cmpstr (ent_record_id (ent_map_nth (f->map, ENT_LIST_STORY, 0)), ==, second);
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Move Step Second");
  g_assert_false (ent_edit_move_step (f->map, 2, 0, NULL));
}

/* A step of the story is made with what it shows and from where, as one step of the history; one of a file that has no id goes too. */
static void
test_step (Fixture *f, gconstpointer data)
{
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  g_autoptr (EntRecord) view = ent_view_new (10, 20, 1.5);
  g_autoptr (EntRecord) other = ent_view_new (1, 2, 3);
  const char *focus[] = { "china", "china", "beijing" };
  g_autofree char *id = ent_edit_add_step (f->map, "Two states", -1, focus, 3, (EntView *) view, NULL);
  const EntStep *step = ent_map_nth (f->map, ENT_LIST_STORY, 0);
  EntStep *unnamed;

  g_assert_cmpuint (ent_strings_n (step->focus), ==, 2);
  g_assert_cmpfloat (step->view->zoom, ==, 1.5);
  check_undo (f, before, "Add Story Step Two states");
  g_assert_true (ent_edit_set_field (f->map, id, "view", ent_value_record (other), NULL));
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Change View of Two states");
  g_assert_true (ent_history_is_of_list (f->history, ent_history_get_position (f->history) - 1, ENT_LIST_STORY));
  g_assert_true (ent_edit_set_field (f->map, id, "focus", ent_value_strings (NULL), NULL));
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Change What Is Shown in Two states");
  g_assert_true (ent_edit_set_field (f->map, "", "view", ent_value_record (other), NULL));
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Change Opening View");
  g_assert_false (ent_history_is_of_list (f->history, ent_history_get_position (f->history) - 1, ENT_LIST_STORY));

  unnamed = (EntStep *) ent_record_copy (ent_map_nth (f->map, ENT_LIST_STORY, 0));
  ent_record_set_string (&unnamed->id, "");
  ent_map_begin (f->map, "Take Id", NULL);
  ent_map_replace (f->map, ENT_LIST_STORY, 0, unnamed);
  g_assert_true (ent_map_commit (f->map, NULL));
  g_clear_pointer (&before, ent_snapshot_unref);
  before = ent_map_snapshot (f->map);
  g_assert_false (ent_edit_delete_step (f->map, 1, NULL));
  g_assert_true (ent_edit_delete_step (f->map, 0, NULL));
  g_assert_cmpuint (ent_map_n (f->map, ENT_LIST_STORY), ==, 0);
  check_undo (f, before, "Delete Two states");
}

static void
test_proved_relation (Fixture *f, gconstpointer data)
{
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  EntNewRelation wanted = { { "china", NULL, { 0, 0 } }, { NULL, " Korea ", { 40, 50.04 } }, " warns ", "conflictual", "both", f->article, 12, 22, ENT_ROLE_DISPUTES };
  g_autofree char *id = ent_edit_add_proved_relation (f->map, &wanted, NULL), *again = NULL;
  const EntRelation *relation = ent_map_relation (f->map, id);
  const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[0];
  g_autoptr (GError) error = NULL;

  g_assert_cmpstr (relation->label, ==, "warns");
  g_assert_cmpint (ent_relation_stance (relation), ==, ENT_STANCE_CONFLICTUAL);
  g_assert_cmpint (ent_relation_direction (relation), ==, ENT_DIRECTION_BOTH);
  g_assert_cmpstr (ent_map_actor (f->map, relation->target)->name, ==, "Korea");
  g_assert_cmpfloat (ent_map_actor (f->map, relation->target)->position->y, ==, 50);
  g_assert_cmpstr (ent_map_excerpt (f->map, evidence->excerpt, NULL)->exact, ==, "More words");
  g_assert_cmpint (ent_evidence_role (evidence), ==, ENT_ROLE_DISPUTES);
  check_undo (f, before, "Add Relation warns");

  /* The words are there already, and two new ends of one name are one. */
  wanted.source = wanted.target;
  again = ent_edit_add_proved_relation (f->map, &wanted, NULL);
  relation = ent_map_relation (f->map, again);
  g_assert_cmpstr (relation->source, ==, relation->target);
  g_assert_cmpstr (((const EntEvidence *) relation->evidence->items[0])->excerpt, ==, evidence->excerpt);

  /* One part that is refused takes all others with it. */
  g_clear_pointer (&before, ent_snapshot_unref);
  before = ent_map_snapshot (f->map);
  wanted.source.name = "Nobody";
  wanted.end = 400;
  g_assert_null (ent_edit_add_proved_relation (f->map, &wanted, &error));
  g_assert_error (error, ENT_ERROR, ENT_ERROR_EDIT);
  g_clear_error (&error);
  wanted.end = 22;
  wanted.target.name = "  ";
  g_assert_null (ent_edit_add_proved_relation (f->map, &wanted, &error));
  g_clear_error (&error);
  wanted.target.id = "no-one";
  g_assert_null (ent_edit_add_proved_relation (f->map, &wanted, &error));
  g_assert_cmpstr (error->message, ==, "there is no actor “no-one”");
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
}

static void
test_move_excerpts (Fixture *f, gconstpointer data)
{
  g_autofree char *other = ent_edit_add_excerpt (f->map, f->article, 0, 4, NULL);
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  EntPlacing placings[] = { { f->excerpt, 12, 22 }, { other, 17, 22 } };
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_edit_move_excerpts (f->map, placings, 2, NULL));
  g_assert_cmpstr (ent_map_excerpt (f->map, f->excerpt, NULL)->exact, ==, "More words");
  g_assert_cmpstr (ent_map_excerpt (f->map, other, NULL)->exact, ==, "words");
  check_undo (f, before, "Move 2 Excerpts");
  ent_history_undo (f->history);
  placings[1].end = 400;
  g_assert_false (ent_edit_move_excerpts (f->map, placings, 2, &error));
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
}

static void
test_articles (Fixture *f, gconstpointer data)
{
  const gint64 pages[] = { 0, 6 };
  EntNewArticle wanted[] = { { .title = "Same", .author = "Jane Roe", .published = "2024-11", .url = "https://a.example/b", .reliability = "B",
                               .text = "Words of it.", .file = "a.pdf", .type = "application/pdf", .sha256 = "00ff", .pages = pages, .n_pages = 2 },
                             { .title = "Same", .text = "Others." } };
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  g_auto (GStrv) ids = ent_edit_add_articles (f->map, wanted, 2, NULL), none = NULL;
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "Others.", -1);
  g_autoptr (GError) error = NULL;
  const EntArticle *article = ent_map_article (f->map, ids[0]);
  gboolean same;

  g_assert_cmpuint (g_strv_length (ids), ==, 2);
  g_assert_cmpstr (ids[0], !=, ids[1]);
  g_assert_cmpstr (article->published, ==, "2024-11");
  g_assert_cmpstr (article->reliability, ==, "B");
  g_assert_cmpstr (article->origin->file, ==, "a.pdf");
  g_assert_cmpint (article->pages->items[1], ==, 6);
  g_assert_null (ent_map_article (f->map, ids[1])->origin);
  /* By the text, by the bytes, by the address alone; nothing is from no address. */
  g_assert_cmpstr (ent_edit_find_article (f->map, sha256, "", "", &same)->id, ==, ids[1]);
  g_assert_true (same);
  g_assert_cmpstr (ent_edit_find_article (f->map, "x", "00ff", "", &same)->id, ==, ids[0]);
  g_assert_true (same);
  g_assert_cmpstr (ent_edit_find_article (f->map, "x", "x", "https://a.example/b", &same)->id, ==, ids[0]);
  g_assert_false (same);
  g_assert_null (ent_edit_find_article (f->map, "x", "x", "", &same));
  check_undo (f, before, "Add 2 Articles");

  /* One that is refused takes the other with it. */
  g_clear_pointer (&before, ent_snapshot_unref);
  before = ent_map_snapshot (f->map);
  wanted[1].published = "31 February";
  none = ent_edit_add_articles (f->map, wanted, 2, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
}

/* Fresh and changed ones are one step; where one of them cannot be taken none is. */
static void
test_take_articles (Fixture *f, gconstpointer data)
{
  EntNewArticle wanted = { .title = "New", .text = "Fresh words." };
  EntArticle *fresh[] = { ent_edit_make_article (&wanted, NULL), ent_edit_make_article (&wanted, NULL) },
             *changed = (EntArticle *) ent_record_copy (&ent_map_article (f->map, f->article)->record);
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  g_auto (GStrv) ids = NULL, none = NULL;
  g_autoptr (GError) error = NULL;

  ent_record_set_string (&changed->author, "Jane Roe");
  ids = ent_edit_take_articles (f->map, fresh, 2, &changed, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (ids), ==, 3);
  g_assert_cmpstr (ids[0], !=, ids[1]);
  g_assert_cmpstr (ids[2], ==, f->article);
  g_assert_cmpstr (ent_map_article (f->map, f->article)->author, ==, "Jane Roe");
  check_undo (f, before, "Add and Update 3 Articles");

  g_clear_pointer (&before, ent_snapshot_unref);
  before = ent_map_snapshot (f->map);
  fresh[0] = ent_edit_make_article (&wanted, NULL);
  changed = ent_edit_make_article (&wanted, NULL);
  none = ent_edit_take_articles (f->map, fresh, 1, &changed, 1, &error);
  g_assert_null (none);
  g_assert_nonnull (error);
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
}

/* What new things begin with; neither a step nor a part of the map. */
static void
test_defaults (Fixture *f, gconstpointer data)
{
  guint steps = ent_history_get_n_steps (f->history);
  g_autofree char *a = NULL, *b = NULL, *r = NULL, *proved = NULL;
  const EntNewRelation wanted = { .source = { .name = "Mars" }, .target = { .id = "china" }, .label = "sees", .stance = "", .direction = "",
                                  .article = f->article, .start = 0, .end = 4, .role = ENT_ROLE_SUPPORTS };

  ent_map_set_defaults (f->map, "agency", "#1c71d8", "trades");
  g_assert_cmpuint (ent_history_get_n_steps (f->history), ==, steps);
  a = ent_edit_add_actor (f->map, "A", "", ent_point (0, 0), NULL);
  b = ent_edit_add_actor (f->map, "B", "state", ent_point (0, 0), NULL);
  r = ent_edit_add_relation (f->map, a, b, "x", NULL);
  proved = ent_edit_add_proved_relation (f->map, &wanted, NULL);
  g_assert_cmpstr (ent_map_actor (f->map, a)->kind, ==, "agency");
  g_assert_cmpstr (ent_map_actor (f->map, a)->colour, ==, "#1c71d8");
  g_assert_cmpstr (ent_map_actor (f->map, b)->kind, ==, "state");
  g_assert_cmpstr (ent_map_relation (f->map, r)->kind, ==, "trades");
  g_assert_cmpstr (ent_map_relation (f->map, proved)->kind, ==, "trades");
  g_assert_cmpstr (ent_map_actor (f->map, ent_map_relation (f->map, proved)->source)->kind, ==, "agency");
  /* What no file may hold is nothing. */
  ent_map_set_defaults (f->map, "federation", "blue", "");
  g_assert_cmpstr (ent_map_get_default_actor_kind (f->map), ==, "");
  g_free (r);
  r = ent_edit_add_relation (f->map, a, b, "y", NULL);
  g_assert_cmpstr (ent_map_relation (f->map, r)->kind, ==, "other");
  g_free (a);
  a = ent_edit_add_actor (f->map, "C", "", ent_point (0, 0), NULL);
  g_assert_cmpstr (ent_map_actor (f->map, a)->kind, ==, "");
  g_assert_cmpstr (ent_map_actor (f->map, a)->colour, ==, "");
}

#define ADD(name) g_test_add ("/edits/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (fields);
  ADD (defaults);
  ADD (delete);
  ADD (groups);
  ADD (swap);
  ADD (excerpts);
  ADD (merge);
  ADD (clip);
  ADD (rows);
  ADD (place);
  ADD (story);
  ADD (step);
  ADD (proved_relation);
  ADD (move_excerpts);
  ADD (articles);
  ADD (take_articles);
  return g_test_run ();
}
