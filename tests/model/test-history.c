/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo: labels, merging of a drag, the saved moment, one notification each. */
#include "ent-edit.h"
#include "ent-history.h"

typedef struct
{
  EntMap *map;
  EntHistory *history;
  guint modified_told;
} Fixture;

static void
count (GObject *object, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  f->map = ent_map_new ();
  g_free (ent_edit_add_actor (f->map, "China", "state", ent_point (0, 0), NULL));
  f->history = ent_history_new (f->map);
  g_signal_connect (f->history, "notify::modified", G_CALLBACK (count), &f->modified_told);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->history);
  g_assert_finalize_object (f->map);
}

static void
move (Fixture *f, double x, gboolean merge)
{
  const char *one[] = { "china" };
  EntPoint place = { x, 0 };

  g_assert_true (ent_edit_move_actors (f->map, one, &place, 1, merge, NULL));
}

static double
where (Fixture *f)
{
  return ent_map_actor (f->map, "china")->position->x;
}

static void
test_labels (Fixture *f, gconstpointer data)
{
  g_assert_false (ent_history_get_can_undo (f->history));
  move (f, 10, FALSE);
  ent_edit_set_title (f->map, "T", NULL);
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Change Title");
  ent_history_undo (f->history);
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Move China");
  g_assert_cmpstr (ent_history_get_redo_label (f->history), ==, "Change Title");
  ent_history_undo (f->history);
  g_assert_cmpfloat (where (f), ==, 0);
  g_assert_false (ent_history_get_can_undo (f->history));
  ent_history_undo (f->history); /* nothing there: nothing happens */
  ent_history_redo (f->history);
  g_assert_cmpfloat (where (f), ==, 10);
  move (f, 20, FALSE); /* cuts off the other branch */
  g_assert_false (ent_history_get_can_redo (f->history));
}

static void
test_merge (Fixture *f, gconstpointer data)
{
  for (int x = 1; x <= 50; x++)
    move (f, x, TRUE);
  ent_history_break_merge (f->history);
  move (f, 60, TRUE);
  ent_history_undo (f->history);
  g_assert_cmpfloat (where (f), ==, 50);
  ent_history_undo (f->history);
  g_assert_cmpfloat (where (f), ==, 0);
  ent_history_redo (f->history);
  g_assert_cmpfloat (where (f), ==, 50);
}

static void
test_saved (Fixture *f, gconstpointer data)
{
  guint64 mark;

  g_assert_false (ent_history_get_modified (f->history));
  move (f, 1, FALSE);
  g_assert_true (ent_history_get_modified (f->history));
  g_assert_cmpuint (f->modified_told, ==, 1);
  mark = ent_history_get_mark (f->history);
  move (f, 2, FALSE); /* while the save runs */
  ent_history_set_saved_mark (f->history, mark);
  g_assert_true (ent_history_get_modified (f->history));
  ent_history_undo (f->history);
  g_assert_false (ent_history_get_modified (f->history));
  g_assert_cmpuint (f->modified_told, ==, 2);
  ent_history_undo (f->history);
  move (f, 3, FALSE); /* the saved moment is on a branch that is gone */
  ent_history_undo (f->history);
  g_assert_true (ent_history_get_modified (f->history));
  ent_history_set_saved_mark (f->history, ent_history_get_mark (f->history));
  ent_history_forget_saved (f->history);
  g_assert_true (ent_history_get_modified (f->history));
}

static void
count_change (EntMap *map, EntChangeSet *set, int origin, guint *n)
{
  (*n)++;
}

static void
test_steps (Fixture *f, gconstpointer data)
{
  guint told = 0;
  g_auto (GStrv) ids = NULL, head = NULL, proof = NULL;
  g_autofree char *article = NULL, *relation = NULL, *excerpt = NULL;

  move (f, 10, FALSE);
  ent_edit_set_title (f->map, "T", NULL);
  move (f, 20, FALSE);
  ent_history_undo (f->history);
  g_assert_cmpuint (ent_history_get_n_steps (f->history), ==, 3);
  g_assert_cmpuint (ent_history_get_position (f->history), ==, 2);
  g_assert_cmpstr (ent_history_get_step_label (f->history, 1), ==, "Change Title");
  g_assert_cmpstr (ent_history_get_step_label (f->history, 2), ==, "Move China");
  ids = ent_history_get_step_ids (f->history, 2);
  g_assert_cmpstr (ids[0], ==, "china");
  g_assert_null (ids[1]);
  head = ent_history_get_step_ids (f->history, 1);
  g_assert_cmpstr (head[0], ==, "");
  g_signal_connect (f->map, "changed", G_CALLBACK (count_change), &told);
  ent_history_go_to (f->history, 0);
  g_assert_cmpfloat (where (f), ==, 0);
  g_assert_cmpstr (ent_map_get_title (f->map), ==, "");
  g_assert_false (ent_history_get_modified (f->history));
  ent_history_go_to (f->history, 3);
  g_assert_cmpfloat (where (f), ==, 20);
  g_assert_cmpuint (told, ==, 2); /* once for each jump */
  ent_history_go_to (f->history, 3);
  g_assert_cmpuint (told, ==, 2);

  article = ent_edit_add_article (f->map, "A", "Some words.", NULL);
  relation = ent_edit_add_relation (f->map, "china", "china", "is", NULL);
  excerpt = ent_edit_add_evidence (f->map, relation, article, 0, 4, ENT_ROLE_SUPPORTS, NULL);
  proof = ent_history_get_step_ids (f->history, 5);
  g_assert_cmpstr (proof[0], ==, excerpt); /* of the article only the excerpt was touched */
  g_assert_cmpstr (proof[1], ==, relation);
  g_assert_null (proof[2]);
}

/* Also of what is gone. */
static void
test_places (Fixture *f, gconstpointer data)
{
  g_autofree char *id = ent_edit_add_actor (f->map, "Far", "", ent_point (3000, -40), NULL);
  g_autofree char *relation = ent_edit_add_relation (f->map, id, "china", "sees", NULL);
  guint n = ent_history_get_n_steps (f->history);
  EntPoint place = ent_point (0, 0);

  g_assert_nonnull (relation);
  g_assert_true (ent_history_get_step_place (f->history, n - 1, &place));
  g_assert_cmpfloat (place.x, ==, 3000);
  ent_history_undo (f->history);
  ent_history_undo (f->history);
  place = ent_point (0, 0);
  g_assert_true (ent_history_get_step_place (f->history, n - 2, &place));
  g_assert_cmpfloat (place.x, ==, 3000);
  g_assert_cmpfloat (place.y, ==, -40);
  g_assert_true (ent_edit_set_title (f->map, "T", NULL));
  g_assert_false (ent_history_get_step_place (f->history, ent_history_get_n_steps (f->history) - 1, &place));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/history/labels", Fixture, NULL, set_up, test_labels, tear_down);
  g_test_add ("/history/merge", Fixture, NULL, set_up, test_merge, tear_down);
  g_test_add ("/history/saved", Fixture, NULL, set_up, test_saved, tear_down);
  g_test_add ("/history/steps", Fixture, NULL, set_up, test_steps, tear_down);
  g_test_add ("/history/places", Fixture, NULL, set_up, test_places, tear_down);
  return g_test_run ();
}
