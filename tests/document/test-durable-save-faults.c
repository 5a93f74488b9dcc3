/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saves in a process of their own, whose system calls fail one after the other, and which is killed at random moments.
 * A failing call comes from a preloaded library, so root and any user see the same. */
#include "ent-document-error.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define OLD_SIZE 70000
#define NEW_SIZE 150000
#define KILLS 200
#define KILL_SIZE (4 * 1024 * 1024)

typedef struct
{
  char *root;   /* holds the folder, and what must not be in it */
  char *folder; /* what is failed */
  char *log;
} Place;

static void
place_init (Place *place)
{
  g_autofree char *made = g_dir_make_tmp ("entente-save-XXXXXX", NULL);
  char *real = realpath (made, NULL);

  place->root = g_strdup (real);
  free (real);
  place->folder = g_build_filename (place->root, "folder", NULL);
  place->log = g_build_filename (place->root, "log", NULL);
  g_assert_cmpint (g_mkdir (place->folder, 0755), ==, 0);
}

static void
empty_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      if (g_file_test (child, G_FILE_TEST_IS_DIR) && !g_file_test (child, G_FILE_TEST_IS_SYMLINK))
        {
          empty_folder (child);
          g_rmdir (child);
        }
      else
        g_unlink (child);
    }
}

static void
place_clear (Place *place)
{
  empty_folder (place->root);
  g_rmdir (place->root);
  g_free (place->root);
  g_free (place->folder);
  g_free (place->log);
}

static void
put (const char *path, char letter, gsize size)
{
  g_autofree char *data = g_malloc (size);

  memset (data, letter, size);
  g_assert_true (g_file_set_contents (path, data, (gssize) size, NULL));
}

/* The letter that the whole file consists of, '\0' when there is no file; fails the test for anything else. */
static char
whole (const char *path, gsize *size)
{
  g_autofree char *data = NULL;

  *size = 0;
  if (!g_file_get_contents (path, &data, size, NULL))
    {
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
      return '\0';
    }
  g_assert_cmpuint (*size, >, 0);
  for (gsize i = 1; i < *size; i++)
    if (data[i] != data[0])
      g_error ("%s is torn at byte %" G_GSIZE_FORMAT " of %" G_GSIZE_FORMAT, path, i, *size);
  return data[0];
}

static guint
count_temps (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while ((name = g_dir_read_name (dir)) != NULL)
    n += g_str_has_prefix (name, ".map.entente.");
  return n;
}

typedef struct
{
  gboolean saved;
  char *message;
  char *failed_call; /* NULL when none was failed */
  guint n_calls;
} Outcome;

static void
outcome_clear (Outcome *outcome)
{
  g_free (outcome->message);
  g_free (outcome->failed_call);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Outcome, outcome_clear)

static GSubprocessLauncher *
make_launcher (const Place *place, GSubprocessFlags flags)
{
  GSubprocessLauncher *launcher = g_subprocess_launcher_new (flags);
  const char *options = g_getenv ("ASAN_OPTIONS");
  g_autofree char *asan = g_strconcat (options != NULL ? options : "", ":verify_asan_link_order=0:detect_leaks=0", NULL);

  g_subprocess_launcher_setenv (launcher, "LD_PRELOAD", g_getenv ("ENT_FAULTLIB"), TRUE);
  g_subprocess_launcher_setenv (launcher, "ASAN_OPTIONS", asan, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_FAULT_UNDER", place->folder, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_FAULT_LOG", place->log, TRUE);
  return launcher;
}

static void
save_with_fault (const Place *place, const char *path, const char *mode, const char *only, guint nth, const char *fault,
                 Outcome *outcome)
{
  g_autoptr (GSubprocessLauncher) launcher = make_launcher (place, G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *number = g_strdup_printf ("%u", nth);
  g_autofree char *size = g_strdup_printf ("%d", NEW_SIZE);
  g_autofree char *log = NULL;
  g_auto (GStrv) lines = NULL;

  memset (outcome, 0, sizeof *outcome);
  g_unlink (place->log);
  g_subprocess_launcher_setenv (launcher, "ENT_FAULT_NTH", number, TRUE);
  g_subprocess_launcher_setenv (launcher, "ENT_FAULT_ERRNO", fault, TRUE);
  if (only != NULL)
    g_subprocess_launcher_setenv (launcher, "ENT_FAULT_CALL", only, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, g_getenv ("ENT_SAVE_ONCE"), path, mode, size, NULL);
  g_assert_no_error (error);
  g_assert_true (g_subprocess_communicate_utf8 (process, NULL, NULL, NULL, &outcome->message, &error));
  g_assert_no_error (error);
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), <=, 1);
  outcome->saved = g_subprocess_get_exit_status (process) == 0;

  g_assert_true (g_file_get_contents (place->log, &log, NULL, NULL));
  lines = g_strsplit (g_strchomp (log), "\n", -1);
  outcome->n_calls = g_strv_length (lines);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_str_has_suffix (lines[i], " FAIL"))
      {
        g_auto (GStrv) words = g_strsplit (lines[i], " ", 3);

        outcome->failed_call = g_strdup (words[1]);
      }
}

static gboolean
is_not_durable (const Outcome *outcome)
{
  g_autofree char *start = g_strdup_printf ("%s %d ", g_quark_to_string (ENT_DOCUMENT_ERROR), ENT_DOCUMENT_ERROR_NOT_DURABLE);

  return strstr (outcome->message, start) != NULL;
}

/* The promise: old or new, whole; new when it says saved; a message when it does not; nothing left over. */
static void
check_promise (const char *file, char old_letter, const Place *place, const Outcome *outcome)
{
  gsize size;
  char letter = whole (file, &size);

  if (letter == 'N')
    g_assert_cmpuint (size, ==, NEW_SIZE);
  else
    {
      g_assert_cmpint (letter, ==, old_letter);
      g_assert_cmpuint (size, ==, old_letter != '\0' ? OLD_SIZE : 0);
    }
  if (outcome->saved)
    g_assert_cmpint (letter, ==, 'N');
  else
    {
      g_assert_nonnull (strstr (outcome->message, "map.entente”: "));
      if (letter == 'N')
        g_assert_true (is_not_durable (outcome));
    }
  if (outcome->failed_call == NULL || !g_str_has_prefix (outcome->failed_call, "unlink"))
    g_assert_cmpuint (count_temps (place->folder), ==, 0);
}

typedef struct
{
  const char *name;
  const char *mode;
  gboolean has_old;
  gboolean through_link;
} Scenario;

static const Scenario scenarios[] = {
  { "over-an-old-file", "once", TRUE, FALSE },
  { "as-expected", "expect", TRUE, FALSE },
  { "a-new-file", "absent", FALSE, FALSE },
  { "through-a-link", "once", TRUE, TRUE },
  { "through-a-link-to-nothing", "once", FALSE, TRUE },
};

static void
prepare (const Place *place, const Scenario *scenario, char **path, char **file)
{
  empty_folder (place->folder);
  *file = g_build_filename (place->folder, "map.entente", NULL);
  if (scenario->has_old)
    put (*file, 'O', OLD_SIZE);
  *path = g_strdup (*file);
  if (scenario->through_link)
    {
      g_free (*path);
      *path = g_build_filename (place->folder, "to-map.entente", NULL);
      g_assert_cmpint (symlink ("map.entente", *path), ==, 0);
    }
}

static void
test_every_call (gconstpointer data)
{
  static const char *const faults[] = { "ENOSPC", "EIO", "EACCES", "EROFS", "EPERM", "EINTR", "EDQUOT", "short" };
  static const int numbers[] = { ENOSPC, EIO, EACCES, EROFS, EPERM, EINTR, EDQUOT, 0 };
  const Scenario *scenario = data;
  guint n_runs = 0, n_refused = 0;
  Place place;

  place_init (&place);
  for (guint f = 0; f < G_N_ELEMENTS (faults); f++)
    {
      g_autofree char *fault = numbers[f] != 0 ? g_strdup_printf ("%d", numbers[f]) : g_strdup (faults[f]);
      guint n_calls = 1;

      /* Run 0 fails nothing and counts; a failure may lead another way, so each run counts anew. */
      for (guint nth = 0; nth <= n_calls; nth++)
        {
          g_autofree char *path = NULL;
          g_autofree char *file = NULL;
          g_auto (Outcome) outcome = { 0 };

          prepare (&place, scenario, &path, &file);
          save_with_fault (&place, path, scenario->mode, NULL, nth, fault, &outcome);
          check_promise (file, scenario->has_old ? 'O' : '\0', &place, &outcome);
          if (scenario->through_link)
            g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
          if (nth == 0)
            {
              g_assert_true (outcome.saved);
              g_assert_cmpuint (outcome.n_calls, >, fault[0] == 's' ? 0 : 10);
              n_calls = outcome.n_calls;
              continue;
            }
          g_assert_nonnull (outcome.failed_call);
          n_runs++;
          n_refused += !outcome.saved;
        }
    }
  g_test_message ("%s: %u saves with one failing call each, %u said so, none tore or lost the file", scenario->name,
                  n_runs, n_refused);
  g_assert_cmpuint (n_refused, >, 50);
  place_clear (&place);
}

static void
test_full_disk (void)
{
  /* The first close is of the old file, whose attributes were read. */
  static const struct
  {
    const char *call;
    guint nth;
  } places[] = { { "create", 1 }, { "write", 1 }, { "fsync", 1 }, { "close", 2 } };
  g_autofree char *fault = g_strdup_printf ("%d", ENOSPC);
  const Scenario *scenario = &scenarios[0];
  Place place;

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = NULL;
      g_autofree char *file = NULL;
      g_auto (Outcome) outcome = { 0 };

      prepare (&place, scenario, &path, &file);
      save_with_fault (&place, path, "once", places[i].call, places[i].nth, fault, &outcome);
      check_promise (file, 'O', &place, &outcome);
      g_assert_false (outcome.saved);
      g_assert_nonnull (strstr (outcome.message, "no space left on the disk"));
    }
  place_clear (&place);
}

static void
test_read_only_folder (void)
{
  static const int numbers[] = { EACCES, EPERM, EROFS };
  Place place;

  place_init (&place);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    for (guint with_old = 0; with_old < 2; with_old++)
      {
        const Scenario scenario = { "", "once", with_old, FALSE };
        g_autofree char *fault = g_strdup_printf ("%d", numbers[i]);
        g_autofree char *path = NULL;
        g_autofree char *file = NULL;
        g_auto (Outcome) outcome = { 0 };

        prepare (&place, &scenario, &path, &file);
        save_with_fault (&place, path, "once", "create", 1, fault, &outcome);
        check_promise (file, with_old ? 'O' : '\0', &place, &outcome);
        g_assert_false (outcome.saved);
        g_assert_nonnull (strstr (outcome.message, place.folder));
        g_assert_nonnull (strstr (outcome.message, numbers[i] == EROFS ? "can only be read" : "you may not write"));
      }
  place_clear (&place);
}

/* A file system without permissions: the save goes on, and nobody is let in whom the old file kept out. */
static void
test_permissions_not_kept (void)
{
  g_autofree char *fault = g_strdup_printf ("%d", EPERM);
  g_autofree char *path = NULL;
  g_autofree char *file = NULL;
  g_auto (Outcome) outcome = { 0 };
  GStatBuf st;
  Place place;

  place_init (&place);
  prepare (&place, &scenarios[0], &path, &file);
  g_assert_cmpint (g_chmod (file, 0664), ==, 0);
  save_with_fault (&place, path, "once", "fchmod", 1, fault, &outcome);
  g_assert_true (outcome.saved);
  g_assert_cmpint (g_stat (file, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 07777, ==, 0600);
  place_clear (&place);
}

static void
test_kill (void)
{
  g_autofree char *size_word = g_strdup_printf ("%d", KILL_SIZE);
  guint seen[26] = { 0 };
  guint n_letters = 0, n_left = 0;
  g_autofree char *file = NULL;
  Place place;

  place_init (&place);
  file = g_build_filename (place.folder, "map.entente", NULL);
  for (guint i = 0; i < KILLS; i++)
    {
      g_autoptr (GSubprocess) process = NULL;
      g_autoptr (GError) error = NULL;
      char first[8];
      gsize size, n;
      char letter;

      /* Not preloaded: the kill is real, and so is the speed. */
      process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, g_getenv ("ENT_SAVE_ONCE"), file, "for-ever",
                                  size_word, NULL);
      g_assert_no_error (error);
      g_assert_true (g_input_stream_read_all (g_subprocess_get_stdout_pipe (process), first, 7, &n, NULL, &error));
      g_assert_cmpuint (n, ==, 7);
      g_usleep ((gulong) g_test_rand_int_range (0, 60000));
      g_subprocess_force_exit (process);
      g_assert_true (g_subprocess_wait (process, NULL, &error));

      letter = whole (file, &size);
      g_assert_cmpint (letter, >=, 'a');
      g_assert_cmpint (letter, <=, 'z');
      g_assert_cmpuint (size, ==, KILL_SIZE + (gsize) (letter - 'a') * 1000);
      n_letters += seen[letter - 'a']++ == 0;
      n_left += count_temps (place.folder) > 0;
      empty_folder (place.folder);
    }
  g_test_message ("%d saves of 4 MiB killed (SIGKILL), %u of them half way; %u different contents seen; 0 torn, 0 lost",
                  KILLS, n_left, n_letters);
  g_assert_cmpuint (n_left, >, KILLS / 10);
  g_assert_cmpuint (n_letters, >, 1);
  place_clear (&place);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (scenarios); i++)
    {
      g_autofree char *name = g_strconcat ("/durable-save/every-call/", scenarios[i].name, NULL);

      g_test_add_data_func (name, &scenarios[i], test_every_call);
    }
  g_test_add_func ("/durable-save/full-disk", test_full_disk);
  g_test_add_func ("/durable-save/read-only-folder", test_read_only_folder);
  g_test_add_func ("/durable-save/permissions-not-kept", test_permissions_not_kept);
  g_test_add_func ("/durable-save/kill", test_kill);
  return g_test_run ();
}
