/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft is found whole by the next process, never by one beside it, whatever system call fails; it goes with a save, with undo to the
 * saved state and with the document; what cannot be read is moved aside.
 *
 * test-draft --write FOLDER finds the draft there and writes another content, to be failed by a preloaded library. */
#include "ent-autosave.h"
#include "ent-edit.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define PATIENCE_MS 15000

typedef struct
{
  char *root, *folder;
} Place;

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_clear_pointer (&dir, g_dir_close);
  g_remove (path);
}

static void
set_up (Place *place, gconstpointer data)
{
  place->root = g_dir_make_tmp ("entente-draft-XXXXXX", NULL);
  place->folder = g_build_filename (place->root, "state", "drafts", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  remove_tree (place->root);
  g_free (place->root);
  g_free (place->folder);
}

static EntSnapshot *
titled (const char *title)
{
  EntSnapshot *map = ent_snapshot_new_empty ();

  ent_record_set_string (&map->head->title, title);
  return map;
}

static guint
count (const char *folder, const char *suffix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_suffix (name, suffix);
  return n;
}

static void
leave_draft (const char *folder, const char *title)
{
  g_autoptr (EntSnapshot) map = titled (title);
  g_autoptr (EntDraft) draft = ent_draft_new (folder, NULL, NULL, "Untitled map", NULL);

  g_assert_nonnull (draft);
  g_assert_true (ent_draft_write (draft, map, NULL, NULL));
}

static void
test_found (Place *place, gconstpointer data)
{
  g_autoptr (EntSnapshot) map = titled ("Mine");
  g_autoptr (GPtrArray) none = NULL, found = NULL;
  EntFileStamp stamp = { .exists = TRUE, .size = 7, .digest = { 1, 2, 0xff } };
  EntDraft *draft = ent_draft_new (place->folder, "/where/a \xff map.entente", &stamp, "a map.entente", NULL);
  guint n_broken;

  g_assert_true (ent_draft_write (draft, map, NULL, NULL));
  /* flock(2) is of the open file: this very process is another here. */
  none = ent_draft_find (place->folder, &n_broken, NULL);
  g_assert_cmpuint (none->len, ==, 0);
  ent_draft_free (draft);
  found = ent_draft_find (place->folder, &n_broken, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (n_broken, ==, 0);
  draft = g_ptr_array_index (found, 0);
  g_assert_cmpstr (draft->path, ==, "/where/a \xff map.entente");
  g_assert_cmpstr (draft->name, ==, "a map.entente");
  g_assert_cmpmem (draft->stamp.digest, 32, stamp.digest, 32);
  g_assert_true (ent_snapshot_equal (draft->content, map));
  g_assert_cmpint (ABS (draft->time - g_get_real_time () / G_USEC_PER_SEC), <, 60);
  ent_draft_remove (draft);
  g_assert_cmpuint (count (place->folder, ""), ==, 0);
}

static void
test_broken (Place *place, gconstpointer data)
{
  static const char *const texts[] = { "", "{", "{\"format\": \"entente-map\", \"version\": 1, \"actors\": 3}", "\xff\xfe" };
  g_autofree char *broken = g_build_filename (place->folder, "broken", NULL);
  g_autoptr (GPtrArray) found = NULL;
  guint n_broken;

  leave_draft (place->folder, "Good");
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("broken-%u.entente", i), *path = g_build_filename (place->folder, name, NULL);

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
    }
  found = ent_draft_find (place->folder, &n_broken, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (n_broken, ==, G_N_ELEMENTS (texts));
  g_assert_cmpuint (count (broken, ".entente"), ==, G_N_ELEMENTS (texts));
  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *name = g_strdup_printf ("broken-%u.entente", i), *path = g_build_filename (broken, name, NULL), *kept = NULL;

      g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
      g_assert_cmpstr (kept, ==, texts[i]);
    }
}

/* --- What a document does --- */

static gboolean
is_late (gpointer data)
{
  g_error ("nothing happened");
  return G_SOURCE_REMOVE;
}

static void
wait_for_drafts (Place *place, guint n)
{
  guint late = g_timeout_add (PATIENCE_MS, is_late, NULL);

  while (count (place->folder, ".entente") != n || count (place->folder, ".draft") != n)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (5000);
    }
  g_source_remove (late);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (ent_document_save_finish (ENT_DOCUMENT (source), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
save (EntDocument *document, GFile *file)
{
  gboolean done = FALSE;

  ent_document_save_async (document, file, ENT_SAVE_DEFAULT, NULL, on_done, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
add_actor (EntDocument *document, const char *name)
{
  g_autofree char *id = ent_edit_add_actor (ent_document_get_map (document), name, "", ent_point (0, 0), NULL);

  g_assert_nonnull (id);
}

static void
test_document (Place *place, gconstpointer data)
{
  EntDocument *document = ent_document_new (), *again = ent_document_new ();
  EntAutosave *autosave = ent_autosave_new (document, place->folder);
  g_autofree char *path = g_build_filename (place->root, "map.entente", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) found = NULL;
  EntDraft *draft;
  gint64 start = g_get_monotonic_time ();

  add_actor (document, "Ada");
  wait_for_drafts (place, 1);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 3 * G_USEC_PER_SEC);
  save (document, file);
  wait_for_drafts (place, 0);
  add_actor (document, "Bo");
  wait_for_drafts (place, 1);
  ent_history_undo (ent_document_get_history (document));
  wait_for_drafts (place, 0);
  ent_history_redo (ent_document_get_history (document));
  wait_for_drafts (place, 1);

  /* The end without warning. */
  g_object_add_weak_pointer (G_OBJECT (autosave), (gpointer *) &autosave);
  g_object_unref (autosave);
  while (autosave != NULL)
    g_main_context_iteration (NULL, FALSE);
  found = ent_draft_find (place->folder, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  draft = g_ptr_array_index (found, 0);
  g_assert_cmpstr (draft->path, ==, path);
  g_assert_true (ent_snapshot_equal (draft->content, ent_map_peek (ent_document_get_map (document))));
  ent_document_restore (again, draft->content, draft->path, &draft->stamp, draft->name);
  g_assert_true (ent_document_get_modified (again));
  g_assert_true (g_file_equal (ent_document_get_file (again), file));
  autosave = ent_autosave_new (again, place->folder);
  g_ptr_array_set_free_func (found, NULL);
  ent_autosave_adopt (autosave, draft);
  save (again, NULL);
  wait_for_drafts (place, 0);

  /* Thrown away. */
  add_actor (again, "Cy");
  wait_for_drafts (place, 1);
  ent_autosave_close (autosave);
  wait_for_drafts (place, 0);
  g_object_unref (autosave);
  g_object_unref (document);
  g_object_unref (again);
}

/* A draft is restored into a document that was saved a moment ago, whose own draft is still on its way out. */
static void
test_adopted_at_once (Place *place, gconstpointer data)
{
  EntDocument *document = ent_document_new ();
  EntAutosave *autosave = ent_autosave_new (document, place->folder);
  g_autofree char *path = g_build_filename (place->root, "map.entente", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GPtrArray) found = NULL;
  EntDraft *draft;

  leave_draft (place->folder, "Old");
  found = ent_draft_find (place->folder, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  draft = g_ptr_array_index (found, 0);
  g_ptr_array_set_free_func (found, NULL);
  add_actor (document, "Ada");
  wait_for_drafts (place, 2);
  save (document, file); /* the thread that takes its draft away has just begun */
  ent_document_restore (document, draft->content, NULL, &draft->stamp, draft->name);
  ent_autosave_adopt (autosave, draft);
  wait_for_drafts (place, 1);
  add_actor (document, "Bo");
  for (gint64 until = g_get_monotonic_time () + 3 * G_USEC_PER_SEC; g_get_monotonic_time () < until;)
    g_main_context_iteration (NULL, FALSE);
  wait_for_drafts (place, 1);

  /* What is left of it is the restored map with its change. */
  g_object_add_weak_pointer (G_OBJECT (autosave), (gpointer *) &autosave);
  g_object_unref (autosave);
  while (autosave != NULL)
    g_main_context_iteration (NULL, FALSE);
  g_ptr_array_unref (g_steal_pointer (&found));
  found = ent_draft_find (place->folder, NULL, NULL);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (ent_snapshot_equal (((EntDraft *) g_ptr_array_index (found, 0))->content, ent_map_peek (ent_document_get_map (document))));
  g_object_unref (document);
}

/* --- Failing calls --- */

static int
write_another (const char *folder)
{
  g_autoptr (GPtrArray) found = ent_draft_find (folder, NULL, NULL);
  g_autoptr (EntSnapshot) map = titled ("New");
  g_autoptr (GError) error = NULL;

  if (found->len > 0 && ent_draft_write (g_ptr_array_index (found, 0), map, NULL, &error))
    return 0;
  return 1;
}

static guint
run_failed (Place *place, const char *self, guint nth, int fault, gboolean *wrote)
{
  g_autoptr (GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autofree char *number = g_strdup_printf ("%u", nth), *error_number = g_strdup_printf ("%d", fault);
  g_autofree char *log = g_build_filename (place->root, "log", NULL), *lines = NULL;
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *asan = g_strconcat (options != NULL ? options : "", ":verify_asan_link_order=0:detect_leaks=0", NULL);
  g_autoptr (GSubprocess) process = NULL;
  guint n = 0;

  g_unlink (log);
  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", g_getenv ("ENT_FAULTLIB"), TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", asan, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_FAULT_UNDER", place->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_FAULT_LOG", log, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_FAULT_NTH", number, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_FAULT_ERRNO", error_number, TRUE);
  process = g_subprocess_launcher_spawn (launcher, NULL, self, "--write", place->folder, NULL);
  g_assert_nonnull (process);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), <=, 1);
  *wrote = g_subprocess_get_exit_status (process) == 0;
  g_assert_true (g_file_get_contents (log, &lines, NULL, NULL));
  for (const char *p = lines; *p != '\0'; p++)
    n += *p == '\n';
  return n;
}

static void
test_every_call (Place *place, gconstpointer data)
{
  static const int faults[] = { ENOSPC, EIO, EACCES, EROFS };
  guint n_runs = 0, n_refused = 0;

  for (guint f = 0; f < G_N_ELEMENTS (faults); f++)
    for (guint nth = 0, n_calls = 1; nth <= n_calls; nth++)
      {
        g_autoptr (GPtrArray) found = NULL;
        gboolean wrote;
        const char *title;
        guint n, n_broken;

        remove_tree (place->folder);
        leave_draft (place->folder, "Old");
        n = run_failed (place, data, nth, faults[f], &wrote);
        if (nth == 0)
          {
            g_assert_true (wrote);
            n_calls = n;
          }
        found = ent_draft_find (place->folder, &n_broken, NULL);
        g_assert_cmpuint (n_broken, ==, 0);
        g_assert_cmpuint (found->len, ==, 1);
        title = ((EntDraft *) g_ptr_array_index (found, 0))->content->head->title;
        g_assert_true (g_str_equal (title, "New") || (!wrote && g_str_equal (title, "Old")));
        n_runs += nth > 0;
        n_refused += !wrote;
      }
  g_test_message ("%u drafts written with one failing call each, %u said so, none torn or lost", n_runs, n_refused);
  g_assert_cmpuint (n_refused, >, 20);
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--write"))
    return write_another (argv[2]);
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/draft/found", Place, NULL, set_up, test_found, tear_down);
  g_test_add ("/draft/broken", Place, NULL, set_up, test_broken, tear_down);
  g_test_add ("/draft/document", Place, NULL, set_up, test_document, tear_down);
  g_test_add ("/draft/adopted-at-once", Place, NULL, set_up, test_adopted_at_once, tear_down);
  g_test_add ("/draft/every-call", Place, argv[0], set_up, test_every_call, tear_down);
  return g_test_run ();
}
