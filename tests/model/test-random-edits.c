/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random edits, undo and redo mixed in: undoing all gives the first state, redoing all the last, and after every step no reference
 * dangles, no id stands twice and every excerpt equals its text. */
#include <string.h>

#include "ent-anchor.h"
#include "ent-edit.h"
#include "ent-history.h"

#define STEPS 1500

static void
check_invariants (EntMap *map)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint list = 0; list < ENT_N_LISTS; list++)
    for (guint i = 0; i < ent_map_n (map, list); i++)
      {
        const EntRecord *record = ent_map_nth (map, list, i);

        g_assert_true (g_hash_table_add (ids, (gpointer) ent_record_id (record)));
        g_assert_true (ent_map_find (map, ent_record_id (record)) == record);
        g_assert_cmpint (ent_map_index_of (map, list, ent_record_id (record)), ==, (int) i);
      }
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_RELATIONS); i++)
    {
      const EntRelation *relation = ent_map_nth (map, ENT_LIST_RELATIONS, i);

      g_assert_nonnull (ent_map_actor (map, relation->source));
      g_assert_nonnull (ent_map_actor (map, relation->target));
      for (guint j = 0; j < ent_records_n (relation->evidence); j++)
        g_assert_nonnull (ent_map_excerpt (map, ((EntEvidence *) relation->evidence->items[j])->excerpt, NULL));
    }
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ARTICLES); i++)
    {
      const EntArticle *article = ent_map_nth (map, ENT_LIST_ARTICLES, i);

      for (guint j = 0; j < ent_records_n (article->excerpts); j++)
        g_assert_cmpint (ent_anchor_state (article, (EntExcerpt *) article->excerpts->items[j]), ==, ENT_ANCHOR_EXACT);
    }
}

static const char *
any_id (EntMap *map, EntListId list)
{
  guint n = ent_map_n (map, list);

  return n == 0 ? "nobody" : ent_record_id (ent_map_nth (map, list, (guint) g_test_rand_int_range (0, (int) n)));
}

/* One edit of the whole set; some of them must be refused. */
static void
edit (EntMap *map)
{
  g_autofree char *a = g_strdup (any_id (map, ENT_LIST_ACTORS)), *b = g_strdup (any_id (map, ENT_LIST_ACTORS));
  g_autofree char *relation = g_strdup (any_id (map, ENT_LIST_RELATIONS)), *name = NULL;
  const char *article_id = any_id (map, ENT_LIST_ARTICLES);
  const EntArticle *article = ent_map_article (map, article_id);
  const char *both[] = { a, b };
  EntPoint places[] = { { g_test_rand_double_range (-500, 500), g_test_rand_double_range (-500, 500) },
                        { g_test_rand_double_range (-500, 500), g_test_rand_double_range (-500, 500) } };
  int start;

  switch (g_test_rand_int_range (0, 9))
    {
    case 0:
    case 1:
      name = g_strdup_printf ("Actor %d", g_test_rand_int_range (0, 30));
      g_free (ent_edit_add_actor (map, name, "person", places[0], NULL));
      break;
    case 2:
      ent_edit_move_actors (map, both, places, g_test_rand_bit () ? 1 : 2, g_test_rand_bit (), NULL);
      break;
    case 3:
    case 4:
      g_free (ent_edit_add_relation (map, a, b, g_test_rand_bit () ? "meets" : "", NULL));
      break;
    case 5:
      name = g_strdup_printf ("Title %d", g_test_rand_int_range (0, 5));
      ent_edit_set_title (map, name, NULL);
      break;
    case 6:
      if (g_test_rand_int_range (0, 3) == 0)
        ent_edit_delete_actors (map, both, strcmp (a, b) == 0 ? 1 : 2, NULL);
      else
        {
          const char *one[] = { relation };

          ent_edit_delete_relations (map, one, 1, NULL);
        }
      break;
    case 7:
      start = g_test_rand_int_range (0, 40);
      if (article != NULL)
        g_free (ent_edit_add_evidence (map, relation, article_id, start, start + g_test_rand_int_range (0, 30),
                                       (EntRole) g_test_rand_int_range (0, 3), NULL));
      break;
    default:
      if (ent_map_n (map, ENT_LIST_ARTICLES) < 4)
        g_free (ent_edit_add_article (map, "An article", "W\303\266rter, \346\274\242\345\255\227 and words; words again.\nMore of it.", NULL));
    }
}

static void
test_random_edits (void)
{
  EntMap *map = ent_map_new ();
  EntHistory *history = ent_history_new (map);
  g_autoptr (EntSnapshot) first = ent_map_snapshot (map), last = NULL;
  guint undone = 0;

  for (guint i = 0; i < STEPS; i++)
    {
      int dice = g_test_rand_int_range (0, 10);

      if (dice == 0 && ent_history_get_can_undo (history))
        {
          g_autoptr (EntSnapshot) here = ent_map_snapshot (map);

          ent_history_undo (history);
          if (g_test_rand_bit ())
            {
              ent_history_redo (history);
              g_assert_true (ent_snapshot_equal (here, ent_map_peek (map)));
            }
        }
      else if (dice == 1)
        ent_history_redo (history);
      else
        edit (map);
      check_invariants (map);
    }
  while (ent_history_get_can_redo (history))
    ent_history_redo (history);
  last = ent_map_snapshot (map);
  for (; ent_history_get_can_undo (history); undone++)
    {
      ent_history_undo (history);
      check_invariants (map);
    }
  g_assert_cmpuint (undone, >, 200);
  g_assert_true (ent_snapshot_equal (first, ent_map_peek (map)));
  while (ent_history_get_can_redo (history))
    ent_history_redo (history);
  g_assert_true (ent_snapshot_equal (last, ent_map_peek (map)));
  g_assert_finalize_object (history);
  g_assert_finalize_object (map);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/random-edits", test_random_edits);
  return g_test_run ();
}
