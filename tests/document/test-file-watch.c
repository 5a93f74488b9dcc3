/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What others do to an open file is told once; what we do, and what changes nothing, never. */
#include "ent-durable-save.h"
#include "ent-file-load.h"
#include "ent-file-watch.h"

#include <glib/gstdio.h>
#include <unistd.h>
#include <utime.h>

/* Longer than the watch waits for things to settle, and for the kernel to tell. */
#define QUIET_MS 700
#define PATIENCE_MS 10000

typedef struct
{
  char *folder;
  char *file;
  EntFileWatch *watch;
  EntFileStamp stamp;
  guint n_told;
  int told;
} Place;

static void
put (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
on_changed (Place *place, int state)
{
  place->n_told++;
  place->told = state;
  g_assert_cmpint (state, ==, (int) ent_file_watch_get_state (place->watch));
}

static void
watch_file (Place *place, const char *path)
{
  g_autoptr (GBytes) bytes = ent_file_load (path, 1000, &place->stamp, NULL, NULL);

  g_assert_nonnull (bytes);
  ent_file_watch_set (place->watch, path, &place->stamp);
}

static void
place_set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("entente-watch-XXXXXX", NULL);
  place->file = g_build_filename (place->folder, "map.entente", NULL);
  place->watch = ent_file_watch_new ();
  g_signal_connect_swapped (place->watch, "changed-on-disk", G_CALLBACK (on_changed), place);
  put (place->file, "old");
  watch_file (place, place->file);
}

static void
place_tear_down (Place *place, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  /* A look under way keeps the watch until it is over; its thread lets go without waking this one. */
  ent_file_watch_set (place->watch, NULL, NULL);
  for (guint i = 0; i < PATIENCE_MS && G_OBJECT (place->watch)->ref_count > 1; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
    }
  g_assert_finalize_object (place->watch);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (place->folder);
  g_free (place->folder);
  g_free (place->file);
}

static gboolean
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
run_for (guint ms)
{
  gboolean over = FALSE;

  g_timeout_add (ms, set_true, &over);
  while (!over)
    g_main_context_iteration (NULL, TRUE);
}

/* Waits until N signals in all have come. */
static void
wait_told (Place *place, guint n, EntFileState state)
{
  gboolean over = FALSE;
  guint source = g_timeout_add (PATIENCE_MS, set_true, &over);

  while (place->n_told < n && !over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (place->n_told, ==, n);
  g_assert_cmpint (place->told, ==, (int) state);
  if (!over)
    g_source_remove (source);
}

static void
test_changes (Place *place, gconstpointer data)
{
  FILE *file;

  /* In place. */
  file = g_fopen (place->file, "r+");
  fputs ("OLD", file);
  fclose (file);
  wait_told (place, 1, ENT_FILE_STATE_CHANGED);
  /* And undone, by another file. */
  put (place->file, "old");
  wait_told (place, 2, ENT_FILE_STATE_SAME);
  /* As most programs save. */
  put (place->file, "other");
  wait_told (place, 3, ENT_FILE_STATE_CHANGED);
  g_unlink (place->file);
  wait_told (place, 4, ENT_FILE_STATE_GONE);
  put (place->file, "old");
  wait_told (place, 5, ENT_FILE_STATE_SAME);
  run_for (QUIET_MS);
  g_assert_cmpuint (place->n_told, ==, 5);
}

static void
test_moved_away (Place *place, gconstpointer data)
{
  g_autofree char *other = g_build_filename (place->folder, "other", NULL);

  g_assert_cmpint (g_rename (place->file, other), ==, 0);
  wait_told (place, 1, ENT_FILE_STATE_GONE);
  g_assert_cmpint (g_rename (other, place->file), ==, 0);
  wait_told (place, 2, ENT_FILE_STATE_SAME);
}

static void
test_nothing_told (Place *place, gconstpointer data)
{
  g_autofree char *other = g_build_filename (place->folder, "other", NULL);

  g_assert_cmpint (g_utime (place->file, NULL), ==, 0);
  g_assert_cmpint (g_chmod (place->file, 0600), ==, 0);
  put (other, "other");
  /* Removed and made anew in one go. */
  g_unlink (place->file);
  put (place->file, "old");
  ent_file_watch_check (place->watch);
  ent_file_watch_check (place->watch);
  run_for (QUIET_MS);
  g_assert_cmpuint (place->n_told, ==, 0);
}

static void
test_own_saves (Place *place, gconstpointer data)
{
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *text = g_strdup_printf ("own save %u", i);
      g_autoptr (GBytes) bytes = g_bytes_new (text, 10);

      ent_file_watch_pause (place->watch);
      g_assert_true (ent_durable_save (place->file, bytes, &place->stamp, NULL, NULL, NULL, &place->stamp, NULL));
      run_for (i * 300);
      ent_file_watch_set (place->watch, place->file, &place->stamp);
      run_for (QUIET_MS);
      g_assert_cmpuint (place->n_told, ==, 0);
    }
  put (place->file, "other");
  wait_told (place, 1, ENT_FILE_STATE_CHANGED);
}

static void
test_pause (Place *place, gconstpointer data)
{
  ent_file_watch_pause (place->watch);
  put (place->file, "other");
  ent_file_watch_check (place->watch);
  run_for (QUIET_MS);
  g_assert_cmpuint (place->n_told, ==, 0);
  /* A save that failed: what happened meanwhile is not forgotten. */
  ent_file_watch_resume (place->watch);
  wait_told (place, 1, ENT_FILE_STATE_CHANGED);
}

static void
test_link (Place *place, gconstpointer data)
{
  g_autofree char *link = g_build_filename (place->folder, "link", NULL);
  g_autofree char *other = g_build_filename (place->folder, "other", NULL);

  g_assert_cmpint (symlink ("map.entente", link), ==, 0);
  watch_file (place, link);
  put (place->file, "changed");
  wait_told (place, 1, ENT_FILE_STATE_CHANGED);
  put (place->file, "old");
  wait_told (place, 2, ENT_FILE_STATE_SAME);
  /* The link itself led elsewhere: seen at the latest when the window gets the focus. */
  put (other, "other");
  g_unlink (link);
  g_assert_cmpint (symlink ("other", link), ==, 0);
  ent_file_watch_check (place->watch);
  wait_told (place, 3, ENT_FILE_STATE_CHANGED);
}

static void
test_stop (Place *place, gconstpointer data)
{
  put (place->file, "other");
  ent_file_watch_check (place->watch);
  ent_file_watch_set (place->watch, NULL, NULL);
  run_for (QUIET_MS);
  g_assert_cmpuint (place->n_told, ==, 0);
  ent_file_watch_check (place->watch);
  /* Torn down with a look under way. */
  ent_file_watch_set (place->watch, place->file, &place->stamp);
  ent_file_watch_check (place->watch);
  ent_file_watch_set (place->watch, NULL, NULL);
  run_for (100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function) g_test_add ("/file-watch/" name, Place, NULL, place_set_up, function, place_tear_down)
  TEST ("changes", test_changes);
  TEST ("moved-away", test_moved_away);
  TEST ("nothing-told", test_nothing_told);
  TEST ("own-saves", test_own_saves);
  TEST ("pause", test_pause);
  TEST ("link", test_link);
  TEST ("stop", test_stop);
  return g_test_run ();
}
