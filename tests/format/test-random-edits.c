/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random edits from the whole set, undo and redo mixed in: undoing all gives the first bytes, redoing all the last; after every step
 * the invariants hold, after every 50th and the last a saved map is read back as the same; a refused edit changes nothing.
 *
 * test-format-random-edits                    20 seeds x 500 steps, and every seed that ever failed
 * test-format-random-edits SEEDS STEPS [FIRST] so many, for a long run */
#include <stdlib.h>
#include <string.h>

#include "edit-ops.h"
#include "ent-history.h"
#include "map-text.h"
#include "random-map.h"

/* Seeds that failed once, with the number of steps. */
static const struct
{
  guint seed, steps;
} failed_once[] = {
#include "failed-seeds.h"
};

static GHashTable *effects; /* name of an operation -> how often it changed something */
static guint seed_now, step_now;
static const char *op_now = "";

static void
say_where (void)
{
  g_printerr ("# seed %u, step %u, after “%s”\n", seed_now, step_now, op_now);
}

static guint
dice (gpointer rand, guint n)
{
  return (guint) g_rand_int_range (rand, 0, (gint32) n);
}

/* Some excerpts of random maps do not stand on their texts. */
static GHashTable *
loose_excerpts (EntMap *map)
{
  GHashTable *loose = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ARTICLES); i++)
    {
      const EntArticle *article = ent_map_nth (map, ENT_LIST_ARTICLES, i);

      for (guint j = 0; j < ent_records_n (article->excerpts); j++)
        g_hash_table_add (loose, g_strdup (((EntExcerpt *) article->excerpts->items[j])->exact));
    }
  return loose;
}

static void
check_save (EntMap *map)
{
  g_autofree char *text = write_text (ent_map_peek (map));
  g_autoptr (EntSnapshot) again = read_good (text);

  if (!ent_snapshot_equal (again, ent_map_peek (map)))
    {
      say_where ();
      g_error ("another map was read than was saved");
    }
}

static void
one_step (EditOps *ops, EntHistory *history, GHashTable *loose)
{
  guint what = dice (ops->data, 20), n = ent_history_get_n_steps (history);
  g_autoptr (EntSnapshot) before = ent_map_snapshot (ops->map);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (what < 2)
    {
      ent_history_undo (history);
      if (dice (ops->data, 2) == 0)
        {
          gboolean could = ent_history_get_can_redo (history);

          ent_history_redo (history);
          op_now = "undo and redo";
          g_assert_true (!could || ent_snapshot_equal (before, ent_map_peek (ops->map)) || n == 0 || ent_history_get_position (history) > 0);
        }
    }
  else if (what == 2)
    ent_history_redo (history);
  else if (what == 3 && n > 0 && dice (ops->data, 1 + n / 200) == 0) /* the longer the way, the rarer */
    {
      guint here = ent_history_get_position (history);

      ent_history_go_to (history, dice (ops->data, n + 1));
      op_now = "jump";
      edit_ops_check (ops->map, loose);
      ent_history_go_to (history, here);
      g_assert_true (ent_snapshot_equal (before, ent_map_peek (ops->map)));
    }
  else if (what == 4)
    ent_history_break_merge (history);
  else
    {
      op_now = edit_ops_do (ops, &done, &error);
      g_assert_true (done == (error == NULL));
      g_assert_true (done || ent_snapshot_equal (before, ent_map_peek (ops->map)));
      if (!ent_snapshot_equal (before, ent_map_peek (ops->map)))
        g_hash_table_insert (effects, (gpointer) op_now, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (effects, op_now)) + 1));
      if (ent_history_get_can_undo (history))
        {
          g_auto (GStrv) ids = ent_history_get_step_ids (history, ent_history_get_position (history) - 1);

          g_assert_nonnull (ids);
          g_assert_true (g_utf8_validate (ent_history_get_undo_label (history), -1, NULL));
          g_assert_cmpstr (ent_history_get_undo_label (history), !=, "");
        }
    }
}

static void
run (guint seed, guint steps)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  g_autoptr (EntSnapshot) start = seed % 2 == 0 ? random_map_new (rand) : ent_snapshot_new_empty ();
  EntMap *map = ent_map_new_from_snapshot (start);
  EntHistory *history = ent_history_new (map);
  g_autoptr (GHashTable) loose = loose_excerpts (map);
  g_autofree char *first = write_text (ent_map_peek (map)), *last = NULL, *end = NULL;
  EditOps ops = { .map = map, .dice = dice, .data = rand };

  seed_now = seed;
  for (step_now = 1; step_now <= steps; step_now++)
    {
      g_autoptr (EntSnapshot) before = ent_map_snapshot (map);
      /* Half of the time somebody holds the index, which must then stay as it is. */
      g_autoptr (EntMapIndex) held = step_now % 4 < 2 ? ent_map_index_ref (ent_map_peek_index (map)) : NULL;

      one_step (&ops, history, loose);
      edit_ops_check (map, loose);
      edit_ops_check_index (ent_map_peek_index (map), ent_map_peek (map));
      edit_ops_check_index (ent_map_peek_index (map), before);
      if (held != NULL)
        {
          g_assert_true (ent_snapshot_equal (ent_map_index_get_snapshot (held), before));
          edit_ops_check_index (held, before);
          edit_ops_check_index (held, ent_map_peek (map));
        }
      if (step_now % 50 == 0 || step_now == steps)
        check_save (map);
    }
  ent_history_go_to (history, ent_history_get_n_steps (history));
  last = write_text (ent_map_peek (map));
  op_now = "undo of all";
  while (ent_history_get_can_undo (history))
    ent_history_undo (history);
  end = write_text (ent_map_peek (map));
  g_assert_cmpstr (first, ==, end);
  op_now = "redo of all";
  while (ent_history_get_can_redo (history))
    ent_history_redo (history);
  g_free (end);
  end = write_text (ent_map_peek (map));
  g_assert_cmpstr (last, ==, end);
  g_clear_pointer (&ops.clip, ent_snapshot_unref);
  g_assert_finalize_object (history);
  g_assert_finalize_object (map);
}

static void
test_seeds (void)
{
  for (guint seed = 1; seed <= 20; seed++)
    run (seed, 500);
  /* The whole set was at work. */
  for (guint i = 0; i < edit_ops_n (); i++)
    if (GPOINTER_TO_UINT (g_hash_table_lookup (effects, edit_ops_name (i))) < 3)
      g_error ("“%s” changed something only %u times", edit_ops_name (i),
               GPOINTER_TO_UINT (g_hash_table_lookup (effects, edit_ops_name (i))));
}

static void
test_failed_once (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (failed_once); i++)
    run (failed_once[i].seed, failed_once[i].steps);
}

/* A failed assertion aborts: say for which seed. */
static void
on_log (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  say_where ();
  g_log_default_handler (domain, level, message, data);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  effects = g_hash_table_new (g_str_hash, g_str_equal);
  g_log_set_default_handler (on_log, NULL);
  if (argc > 2)
    {
      guint first = argc > 3 ? (guint) strtoul (argv[3], NULL, 10) : 1, n = (guint) strtoul (argv[1], NULL, 10);

      for (guint i = 0; i < n; i++)
        {
          if (i % 50 == 0)
            g_printerr ("seed %u\n", first + i);
          run (first + i, (guint) strtoul (argv[2], NULL, 10));
        }
      g_print ("%u seeds of %s steps: all good\n", n, argv[2]);
      g_hash_table_unref (effects);
      return 0;
    }
  g_test_add_func ("/random-edits/seeds", test_seeds);
  g_test_add_func ("/random-edits/failed-once", test_failed_once);
  argc = g_test_run ();
  g_hash_table_unref (effects);
  return argc;
}
