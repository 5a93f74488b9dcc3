/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is chosen: one notification each, the way back, and nothing chosen that the map has no more. */
#include "ent-edit.h"
#include "ent-history.h"
#include "ent-selection.h"

typedef struct
{
  EntMap *map;
  EntSelection *selection;
  guint told, hover_told;
} Fixture;

static void
count (EntSelection *selection, guint *n)
{
  (*n)++;
}

static void
set_up (Fixture *f, gconstpointer data)
{
  const char *names[] = { "A", "B", "C" };

  f->map = ent_map_new ();
  for (guint i = 0; i < 3; i++)
    g_free (ent_edit_add_actor (f->map, names[i], "", ent_point (i * 200, 0), NULL));
  g_free (ent_edit_add_relation (f->map, "a", "b", "meets", NULL));
  f->selection = ent_selection_new (f->map);
  g_signal_connect (f->selection, "changed", G_CALLBACK (count), &f->told);
  g_signal_connect (f->selection, "hover-changed", G_CALLBACK (count), &f->hover_told);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_assert_finalize_object (f->selection);
  g_assert_finalize_object (f->map);
}

static void
test_choose (Fixture *f, gconstpointer data)
{
  ent_selection_choose_actor (f->selection, "a");
  ent_selection_choose_actor (f->selection, "a");
  g_assert_cmpuint (f->told, ==, 1);
  ent_selection_choose_pair (f->selection, "b", "a");
  ent_selection_choose_pair (f->selection, "a", "b");
  g_assert_cmpuint (f->told, ==, 2);
  g_assert_cmpstr (ent_selection_get (f->selection).id, ==, "a");
  ent_selection_set_hover (f->selection, ENT_TARGET_ACTOR, "b", NULL);
  ent_selection_set_hover (f->selection, ENT_TARGET_ACTOR, "b", NULL);
  g_assert_cmpuint (f->hover_told, ==, 1);
  g_assert_cmpuint (f->told, ==, 2);
}

static void
test_way_back (Fixture *f, gconstpointer data)
{
  const char *b[] = { "b" };

  ent_selection_choose_actor (f->selection, "a");
  ent_selection_choose_relation (f->selection, "r1");
  ent_selection_choose_actor (f->selection, "c");
  ent_selection_go_back (f->selection);
  g_assert_cmpstr (ent_selection_get (f->selection).id, ==, "r1");
  ent_selection_go_forward (f->selection);
  g_assert_cmpstr (ent_selection_get (f->selection).id, ==, "c");
  g_assert_false (ent_selection_can_go_forward (f->selection));
  ent_edit_delete_actors (f->map, b, 1, NULL); /* and r1 with it */
  ent_selection_go_back (f->selection);
  g_assert_cmpstr (ent_selection_get (f->selection).id, ==, "a");
  ent_selection_go_back (f->selection);
  g_assert_cmpint (ent_selection_get (f->selection).kind, ==, ENT_TARGET_NONE);
  g_assert_false (ent_selection_can_go_back (f->selection));
}

static void
test_deleted (Fixture *f, gconstpointer data)
{
  const char *a[] = { "a" };

  ent_selection_choose_actor (f->selection, "a");
  ent_selection_set_hover (f->selection, ENT_TARGET_ACTOR, "a", NULL);
  ent_edit_delete_actors (f->map, a, 1, NULL);
  g_assert_cmpuint (f->told, ==, 2);
  g_assert_cmpint (ent_selection_get (f->selection).kind, ==, ENT_TARGET_NONE);
  g_assert_cmpint (ent_selection_get_hover (f->selection).kind, ==, ENT_TARGET_NONE);
}

static void
test_many (Fixture *f, gconstpointer data)
{
  guint n;

  ent_selection_choose_actor (f->selection, "a");
  ent_selection_toggle_actor (f->selection, "c");
  ent_selection_get_actors (f->selection, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpstr (ent_selection_get (f->selection).id, ==, "a");
  ent_selection_toggle_actor (f->selection, "a");
  g_assert_cmpstr (ent_selection_get_actors (f->selection, &n)[0], ==, "c");
  g_assert_cmpuint (n, ==, 1);
  ent_selection_choose_relation (f->selection, "r1");
  ent_selection_get_actors (f->selection, &n);
  g_assert_cmpuint (n, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/selection/choose", Fixture, NULL, set_up, test_choose, tear_down);
  g_test_add ("/selection/way-back", Fixture, NULL, set_up, test_way_back, tear_down);
  g_test_add ("/selection/deleted", Fixture, NULL, set_up, test_deleted, tear_down);
  g_test_add ("/selection/many", Fixture, NULL, set_up, test_many, tear_down);
  return g_test_run ();
}
