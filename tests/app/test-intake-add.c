/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is added is one step, whatever it is made of; large texts with thousands of excerpts leave the main loop alone, can be cancelled, and
 * then nothing has happened. How long the main loop waited at most is printed, not judged. */
#include <string.h>

#include "ent-edit-field.h"
#include "ent-edit.h"
#include "ent-history.h"
#include "ent-intake-add.h"
#include "ent-map-index.h"

#define SENTENCES 30000 /* 2 MB */
#define EXCERPTS 1500
#define URL "https://a.example/long"

typedef struct
{
  EntMap *map;
  EntHistory *history;
  GListStore *items;
  EntIntakeProgress progress;
  GCancellable *cancellable;
  gboolean finished;
  char **ids; /* nullable */
  guint n_changed;
  GError *error; /* nullable */
  gint64 last, longest; /* microseconds: when the loop turned last, and what it waited at most */
} Fixture;

static void
set_up (Fixture *f, gconstpointer data)
{
  f->map = ent_map_new ();
  f->history = ent_history_new (f->map);
  f->items = g_list_store_new (ENT_TYPE_INTAKE_ITEM);
  f->cancellable = g_cancellable_new ();
}

static void
tear_down (Fixture *f, gconstpointer data)
{
  g_strfreev (f->ids);
  g_clear_error (&f->error);
  g_object_unref (f->cancellable);
  g_list_store_remove_all (f->items);
  g_assert_finalize_object (f->items);
  g_assert_finalize_object (f->history);
  g_assert_finalize_object (f->map);
}

/* An article from @url whose excerpts are every @nth sentence of its text. */
static char *
add_article (Fixture *f, const char *title, const char *url, guint n, guint nth)
{
  g_autoptr (GString) text = g_string_new (NULL);
  EntNewArticle wanted = { .title = title, .url = url };
  EntArticle *article;
  g_autoptr (GPtrArray) excerpts = g_ptr_array_new ();
  g_auto (GStrv) ids = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < n; i++)
    {
      gsize start = text->len;

      g_string_append_printf (text, "Of %s it says number %u, that a minister met another one.", title, i);
      if (nth > 0 && i % nth == 0)
        {
          EntExcerpt *excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
          g_autofree char *id = g_strdup_printf ("%s-x%u", title, i);

          ent_record_set_string (&excerpt->id, id);
          ent_record_set_string (&excerpt->exact, text->str + start);
          excerpt->start = (gint64) start;
          excerpt->end = (gint64) text->len;
          g_ptr_array_add (excerpts, excerpt);
        }
      g_string_append (text, i % 6 == 5 ? "\n\n" : " ");
    }
  g_string_truncate (text, text->len - 1);
  wanted.text = text->str;
  article = ent_edit_make_article (&wanted, &error);
  g_assert_no_error (error);
  article->excerpts = ent_records_new_take ((EntRecord **) excerpts->pdata, excerpts->len);
  ids = ent_edit_take_articles (f->map, &article, 1, NULL, 0, &error);
  g_assert_no_error (error);
  return g_strdup (ids[0]);
}

static gboolean
on_turn (gpointer data)
{
  Fixture *f = data;
  gint64 now = g_get_monotonic_time ();

  if (f->last > 0)
    f->longest = MAX (f->longest, now - f->last);
  f->last = now;
  return G_SOURCE_CONTINUE;
}

/* An item of @text from @url (nullable), read. */
static void
add_item (Fixture *f, const char *text, const char *url)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (EntIntakeItem) item = ent_intake_item_new (f->map, NULL, bytes, ENT_SOURCE_TEXT, "Clipboard");

  while (ent_intake_item_get_state (item) == ENT_INTAKE_READING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (ent_intake_item_get_state (item), ==, ENT_INTAKE_READY);
  if (url != NULL)
    ent_intake_item_set (item, ENT_INTAKE_URL, url);
  else
    ent_intake_item_set (item, ENT_INTAKE_TITLE, "New one");
  g_assert_true (ent_intake_item_get_is_edition (item) == (url != NULL));
  g_list_store_append (f->items, item);
}

static void
on_added (GObject *source, GAsyncResult *result, gpointer data)
{
  Fixture *f = data;

  f->ids = ent_intake_items_add_finish (result, &f->n_changed, &f->error);
  f->finished = TRUE;
}

static void
begin (Fixture *f)
{
  ent_intake_items_add_async (f->map, G_LIST_MODEL (f->items), &f->progress, f->cancellable, on_added, f);
}

static void
finish (Fixture *f)
{
  guint source = g_timeout_add (1, on_turn, f);

  while (!f->finished)
    g_main_context_iteration (NULL, TRUE);
  f->last = 0;
  g_source_remove (source);
}

/* @text with words put before it, so that every excerpt of it moves; of the first excerpt a word is another one. (transfer full) */
static char *
newer (const char *text)
{
  return g_strconcat ("An agency adds these words. ", "It is said otherwise", text + strlen ("Of long it says"), NULL);
}

static void
test_one_step (Fixture *f, gconstpointer data)
{
  g_autofree char *a = add_article (f, "first", "https://a.example/1", 12, 3), *b = add_article (f, "second", "https://a.example/2", 12, 4);
  g_autofree char *text_a = g_strconcat ("More. ", ent_map_article (f->map, a)->text, NULL),
                  *text_b = g_strconcat ("Other. ", ent_map_article (f->map, b)->text, NULL), *twice = g_strconcat (text_a, " And more.", NULL);
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  guint steps = ent_history_get_n_steps (f->history);

  add_item (f, "Words that no other article has.", NULL);
  add_item (f, text_a, "https://a.example/1");
  add_item (f, text_b, "https://a.example/2");
  add_item (f, twice, "https://a.example/1");
  begin (f);
  finish (f);
  g_assert_no_error (f->error);
  g_assert_cmpuint (g_strv_length (f->ids), ==, 3);
  g_assert_cmpuint (f->n_changed, ==, 2);
  g_assert_cmpstr (ent_map_article (f->map, a)->text, ==, twice);
  g_assert_cmpstr (ent_map_article (f->map, b)->text, ==, text_b);
  g_assert_cmpstr (ent_map_article (f->map, f->ids[0])->title, ==, "New one");
  g_assert_cmpint (ent_map_excerpt (f->map, "first-x0", NULL)->start, ==, 6);
  g_assert_cmpuint (ent_history_get_n_steps (f->history), ==, steps + 1);
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Add and Update 3 Articles");
  ent_history_undo (f->history);
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
}

static void
test_only_texts (Fixture *f, gconstpointer data)
{
  g_autofree char *a = add_article (f, "first", "https://a.example/1", 12, 3), *b = add_article (f, "second", "https://a.example/2", 12, 4);

  add_item (f, "Nothing of it.", "https://a.example/1");
  begin (f);
  finish (f);
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Update Article first");
  add_item (f, "Nor of this.", "https://a.example/2");
  f->finished = FALSE;
  g_clear_pointer (&f->ids, g_strfreev);
  begin (f);
  finish (f);
  g_assert_cmpstr (ent_history_get_undo_label (f->history), ==, "Update 2 Articles");
  g_assert_cmpuint (f->n_changed, ==, 2);
  g_assert_cmpstr (ent_map_article (f->map, a)->text, ==, "Nothing of it.");
  g_assert_cmpstr (ent_map_article (f->map, b)->text, ==, "Nor of this.");
}

static void
test_changed_meanwhile (Fixture *f, gconstpointer data)
{
  g_autofree char *a = add_article (f, "first", "https://a.example/1", 12, 3);
  g_autoptr (EntSnapshot) before = NULL;

  add_item (f, "Others.", "https://a.example/1");
  add_item (f, "New.", NULL);
  begin (f);
  g_assert_true (ent_edit_set_field (f->map, a, "author", ent_value_string ("Jane Roe"), NULL));
  before = ent_map_snapshot (f->map);
  finish (f);
  g_assert_nonnull (f->error);
  g_assert_null (f->ids);
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
}

static void
test_large (Fixture *f, gconstpointer data)
{
  g_autofree char *id = add_article (f, "long", URL, SENTENCES, SENTENCES / EXCERPTS), *text = newer (ent_map_article (f->map, id)->text);
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  const EntArticle *article;
  gint64 start;

  ent_map_peek_index (f->map);
  add_item (f, text, URL);
  start = g_get_monotonic_time ();
  begin (f);
  finish (f);
  g_assert_no_error (f->error);
  g_test_message ("%.1f MB, %d excerpts: %.1f s; the main loop waited %.1f ms at most", (double) strlen (text) / 1e6, EXCERPTS,
                  (double) (g_get_monotonic_time () - start) / 1e6, (double) f->longest / 1e3);
  article = ent_map_article (f->map, id);
  g_assert_cmpstr (article->text, ==, text);
  g_assert_cmpuint (ent_records_n (article->excerpts), ==, EXCERPTS);
  g_assert_cmpuint (ent_records_n (article->editions), ==, 1);
  for (guint i = 0; i < EXCERPTS; i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];

      g_assert_true (strncmp (text + excerpt->start, excerpt->exact, strlen (excerpt->exact)) == 0 || i == 0);
    }
  ent_history_undo (f->history);
  g_assert_true (ent_snapshot_equal (before, ent_map_peek (f->map)));
}

static void
test_cancel (Fixture *f, gconstpointer data)
{
  g_autofree char *id = add_article (f, "long", URL, SENTENCES, SENTENCES / EXCERPTS), *text = newer (ent_map_article (f->map, id)->text);
  g_autoptr (EntSnapshot) before = ent_map_snapshot (f->map);
  guint steps = ent_history_get_n_steps (f->history);
  gint64 start;

  add_item (f, "A new one.", NULL);
  add_item (f, text, URL);
  begin (f);
  while (!f->finished && (g_atomic_int_get (&f->progress.item) < 1 || g_atomic_int_get (&f->progress.permille) < 20))
    g_main_context_iteration (NULL, FALSE);
  g_assert_false (f->finished);
  g_assert_cmpint (f->progress.n, ==, 2);
  start = g_get_monotonic_time ();
  g_cancellable_cancel (f->cancellable);
  finish (f);
  g_test_message ("it ended %.1f ms after Cancel", (double) (g_get_monotonic_time () - start) / 1e3);
  g_assert_error (f->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (f->ids);
  g_assert_true (before == ent_map_peek (f->map));
  g_assert_cmpuint (ent_history_get_n_steps (f->history), ==, steps);
}

#define ADD(name) g_test_add ("/intake-add/" #name, Fixture, NULL, set_up, test_##name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD (one_step);
  ADD (only_texts);
  ADD (changed_meanwhile);
  ADD (large);
  ADD (cancel);
  return g_test_run ();
}
