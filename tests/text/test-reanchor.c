/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new text of an article: what is certain follows, all else stays and can still be decided; and the whole map in a thread. */
#include <string.h>

#include "ent-anchor.h"
#include "ent-edit-proof.h"
#include "ent-edit.h"
#include "ent-history.h"
#include "ent-reanchor.h"
#include "ent-verify-map.h"

#define OLD "It began so. He denied it. Years went by. He denied it. China met Russia. So it ended."

typedef struct
{
  EntMap *map;
  EntHistory *history;
  char *relation, *article;
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  g_autofree char *a = NULL, *b = NULL;

  f->map = ent_map_new ();
  f->history = ent_history_new (f->map);
  a = ent_edit_add_actor (f->map, "China", "state", ent_point (0, 0), NULL);
  b = ent_edit_add_actor (f->map, "Russia", "state", ent_point (0, 0), NULL);
  f->relation = ent_edit_add_relation (f->map, a, b, "met", NULL);
  f->article = ent_edit_add_article (f->map, "A", OLD, NULL);
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_free (f->relation);
  g_free (f->article);
  g_assert_finalize_object (f->history);
  g_assert_finalize_object (f->map);
}

static char *
add (Fixture *f, const char *words, int nth)
{
  const char *place = strstr (OLD, words);

  while (nth-- > 0)
    place = strstr (place + 1, words);
  return ent_edit_add_evidence (f->map, f->relation, f->article, place - OLD, place - OLD + (gint64) strlen (words), ENT_ROLE_SUPPORTS, NULL);
}

static EntFindingState
state_of (Fixture *f, const char *id)
{
  const EntArticle *article;
  const EntExcerpt *excerpt = ent_map_excerpt (f->map, id, &article);

  return ent_verify_excerpt (article, excerpt).state;
}

static void
test_certain_follow (Fixture *f, gconstpointer data)
{
  g_autofree char *certain = add (f, "China met Russia.", 0), *twin = add (f, "He denied it.", 0), *end = add (f, "So it ended.", 0);
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  const char *now = "News. It began so. Years went by. He denied it. China met Russia. So it ends.";
  const EntArticle *article;
  const EntExcerpt *excerpt;
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_edit_reanchor (f->map, f->article, now, "2024-11-02", &error));
  g_assert_no_error (error);
  excerpt = ent_map_excerpt (f->map, certain, &article);
  g_assert_cmpint (excerpt->start, ==, 48);
  g_assert_true (g_str_has_suffix (excerpt->prefix, "He denied it. "));
  g_assert_cmpstr (article->accessed, ==, "2024-11-02");
  g_assert_cmpuint (article->editions->n, ==, 1);
  g_assert_cmpstr (((EntEdition *) article->editions->items[0])->text, ==, OLD);
  g_assert_cmpint (state_of (f, certain), ==, ENT_FINDING_EXACT);
  /* The other one of two equal sentences is never taken, also not later. */
  g_assert_cmpint (ent_map_excerpt (f->map, twin, NULL)->start, ==, 13);
  g_assert_cmpint (state_of (f, twin), ==, ENT_FINDING_AMBIGUOUS);
  g_assert_true (ent_edit_reanchor (f->map, f->article, NULL, "", NULL));
  g_assert_cmpint (state_of (f, twin), ==, ENT_FINDING_AMBIGUOUS);
  g_assert_cmpint (state_of (f, end), ==, ENT_FINDING_CHANGED);
  /* Back again: all stand, the edition that is there is not doubled, and one undo is one step. */
  g_assert_true (ent_edit_reanchor (f->map, f->article, OLD, "", NULL));
  g_assert_cmpint (state_of (f, twin), ==, ENT_FINDING_EXACT);
  g_assert_cmpint (state_of (f, end), ==, ENT_FINDING_EXACT);
  ent_history_undo (f->history);
  ent_history_undo (f->history);
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
  ent_history_redo (f->history);
  g_assert_true (ent_edit_forget_editions (f->map, f->article, NULL));
  g_assert_null (ent_map_article (f->map, f->article)->editions);
}

/* The model's own edit of a text follows the same rule. */
static void
test_edit_of_text (Fixture *f, gconstpointer data)
{
  g_autofree char *certain = add (f, "China met Russia.", 0), *twin = add (f, "He denied it.", 0);
  const char *now = "News. It began so. Years went by. He denied it. Then China met Russia. So it ends.";

  g_assert_true (ent_edit_set_article_text (f->map, f->article, now, NULL));
  g_assert_cmpint (ent_map_excerpt (f->map, certain, NULL)->start, ==, 53);
  g_assert_cmpint (ent_map_excerpt (f->map, twin, NULL)->start, ==, 13);
  g_assert_cmpint (state_of (f, twin), ==, ENT_FINDING_AMBIGUOUS);
  g_assert_cmpuint (ent_map_article (f->map, f->article)->editions->n, ==, 1);
  /* A person decides. */
  g_assert_true (ent_edit_move_excerpt (f->map, twin, 34, 47, NULL));
  g_assert_cmpint (state_of (f, twin), ==, ENT_FINDING_EXACT);
}

/* When all stand, no old text is kept; when nothing changes, there is no step. */
static void
test_all_stand (Fixture *f, gconstpointer data)
{
  g_autofree char *certain = add (f, "China met Russia.", 0);

  ent_history_set_saved_mark (f->history, ent_history_get_mark (f->history));
  g_assert_true (ent_edit_reanchor (f->map, f->article, OLD, "", NULL));
  g_assert_true (ent_edit_reanchor (f->map, f->article, NULL, "", NULL));
  g_assert_true (ent_edit_forget_editions (f->map, f->article, NULL));
  g_assert_false (ent_history_get_modified (f->history));
  g_assert_true (ent_edit_reanchor (f->map, f->article, "China met Russia.", "", NULL));
  g_assert_null (ent_map_article (f->map, f->article)->editions);
  g_assert_cmpint (state_of (f, certain), ==, ENT_FINDING_EXACT);
}

static void
test_refused (Fixture *f, gconstpointer data)
{
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  static const char *const texts[] = { "", "caf\351" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (ent_edit_reanchor (f->map, f->article, texts[i], "", &error));
      g_assert_error (error, ENT_ERROR, ENT_ERROR_EDIT);
    }
  g_assert_false (ent_edit_reanchor (f->map, "nothing", "x", "", NULL));
  g_assert_false (ent_edit_forget_editions (f->map, "nothing", NULL));
  g_assert_true (before == ent_map_peek (f->map));
}

typedef struct
{
  GMainLoop *loop;
  guint last, total;
  EntVerification *verification;
  GError *error;
} Wait;

static void
note_progress (guint done, guint total, gpointer data)
{
  Wait *wait = data;

  g_assert_null (wait->verification);
  g_assert_cmpuint (done, >=, wait->last);
  wait->last = done;
  wait->total = total;
}

static void
note_end (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->verification = ent_verify_map_finish (result, &wait->error);
  g_main_loop_quit (wait->loop);
}

static void
test_map_in_thread (Fixture *f, gconstpointer data)
{
  g_autofree char *a = add (f, "China met Russia.", 0), *b = add (f, "He denied it.", 1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Wait wait = { .loop = g_main_loop_new (NULL, FALSE) };
  const EntVerified *item;

  g_assert_nonnull (a);
  ent_verify_map_async (ent_map_peek (f->map), note_progress, &wait, NULL, note_end, &wait);
  g_main_loop_run (wait.loop);
  g_assert_no_error (wait.error);
  g_assert_cmpuint (wait.verification->items->len, ==, 2);
  item = &g_array_index (wait.verification->items, EntVerified, 1);
  g_assert_cmpstr (item->excerpt->id, ==, b);
  g_assert_cmpint (item->finding.state, ==, ENT_FINDING_EXACT);
  while (g_main_context_iteration (NULL, FALSE))
    ; /* no progress after the end */
  g_clear_pointer (&wait.verification, ent_verification_free);
  g_cancellable_cancel (cancellable);
  ent_verify_map_async (ent_map_peek (f->map), NULL, NULL, cancellable, note_end, &wait);
  g_main_loop_run (wait.loop);
  g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&wait.error);
  g_main_loop_unref (wait.loop);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/text/reanchor/certain-follow", Fixture, NULL, set_up, test_certain_follow, tear_down);
  g_test_add ("/text/reanchor/edit-of-text", Fixture, NULL, set_up, test_edit_of_text, tear_down);
  g_test_add ("/text/reanchor/all-stand", Fixture, NULL, set_up, test_all_stand, tear_down);
  g_test_add ("/text/reanchor/refused", Fixture, NULL, set_up, test_refused, tear_down);
  g_test_add ("/text/verify-map/thread", Fixture, NULL, set_up, test_map_in_thread, tear_down);
  return g_test_run ();
}
