/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Helpers that behave, and helpers that do all that a broken one can. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ent-child.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED TRUE
#else
#define SANITIZED FALSE
#endif

static const EntChildLimits usual = { 512 * 1024 * 1024, 5, 20, 1024 * 1024 };

static GBytes *
run_sh (const char *script, GBytes *input, const EntChildLimits *limits, GError **error)
{
  const char *argv[] = { "/bin/sh", "-c", script, NULL };

  return ent_child_run (argv, input, limits, NULL, error);
}

static void
assert_prints (const char *script, GBytes *input, const char *wanted)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) output = run_sh (script, input, &usual, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (output, NULL), g_bytes_get_size (output), wanted, strlen (wanted));
}

static void
assert_fails (const char *script, EntChildLimits limits, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) output = run_sh (script, NULL, &limits, &error);

  g_assert_error (error, G_IO_ERROR, code);
  g_assert_null (output);
}

static void
test_good (void)
{
  g_autoptr (GBytes) input = g_bytes_new_static ("words\n", 6);

  assert_prints ("cat", input, "words\n");
  assert_prints ("cat; cat", input, "words\n");
  assert_prints ("cat", NULL, "");
  assert_prints (":", input, "");
  g_setenv ("ENTENTE_TEST_SECRET", "told", TRUE);
  assert_prints ("echo \"$ENTENTE_TEST_SECRET\"; echo noise >&2", NULL, "\n");
}

/* More than a pipe holds, both ways. */
static void
test_large (void)
{
  EntChildLimits limits = usual;
  g_autofree char *much = g_malloc (3000000);
  g_autoptr (GBytes) input = NULL;
  g_autoptr (GBytes) output = NULL;

  memset (much, 'x', 3000000);
  input = g_bytes_new (much, 3000000);
  limits.output = 3000000;
  output = run_sh ("cat", input, &limits, NULL);
  g_assert_nonnull (output);
  g_assert_true (g_bytes_equal (input, output));
}

static void
test_limits (void)
{
  EntChildLimits limits = usual;

  limits.output = 3;
  assert_fails ("echo four", limits, G_IO_ERROR_MESSAGE_TOO_LARGE);
  assert_fails ("yes", usual, G_IO_ERROR_MESSAGE_TOO_LARGE);
  limits = usual;
  limits.seconds = 1;
  assert_fails ("sleep 60", limits, G_IO_ERROR_TIMED_OUT);
  limits = usual;
  limits.cpu_seconds = 1;
  assert_fails ("while :; do :; done", limits, G_IO_ERROR_TIMED_OUT);
  assert_fails ("exec >&-; exec sleep 60", usual, G_IO_ERROR_TIMED_OUT);
  assert_fails ("exit 3", usual, G_IO_ERROR_INVALID_DATA);
  assert_fails ("echo half; kill -SEGV $$", usual, G_IO_ERROR_FAILED);
}

static void
test_memory (void)
{
  const char *hog[] = { "/usr/bin/python3", "-c", "print(len(bytearray(400000000)))", NULL };
  EntChildLimits limits = { 200 * 1024 * 1024, 5, 20, 100 };
  g_autoptr (GBytes) output = NULL;
  g_autoptr (GError) error = NULL;

  if (SANITIZED)
    {
      g_test_skip ("no limit of memory with the address sanitizer");
      return;
    }
  output = ent_child_run (hog, NULL, &limits, NULL, &error);
  g_assert_null (output);
  g_assert_nonnull (error);
}

static void
test_writes_no_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("entente-child-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "file", NULL);
  g_autofree char *script = g_strdup_printf ("echo words > %s", path);
  g_autofree char *text = NULL;

  assert_fails (script, usual, G_IO_ERROR_FAILED);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "");
  g_remove (path);
  g_rmdir (folder);
}

static gpointer
cancel_soon (gpointer data)
{
  g_usleep (100000);
  g_cancellable_cancel (data);
  return NULL;
}

static void
test_cancel (void)
{
  const char *argv[] = { "/bin/sleep", "60", NULL };
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GThread *thread = g_thread_new ("cancel", cancel_soon, cancellable);

  g_assert_null (ent_child_run (argv, NULL, &usual, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_thread_join (thread);
  g_clear_error (&error);
  g_assert_null (ent_child_run (argv, NULL, &usual, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_find (void)
{
  const char *argv[] = { "/nowhere/helper", NULL };
  g_autofree char *none = ent_child_find ("no-such-helper");
  g_autofree char *sh = NULL;
  g_autofree char *self = ent_child_find ("test-child");
  g_autoptr (GError) error = NULL;

  g_assert_null (none);
  g_assert_nonnull (self);
  g_setenv ("ENTENTE_HELPERS", "/bin", TRUE);
  sh = ent_child_find ("sh");
  g_assert_cmpstr (sh, ==, "/bin/sh");
  g_assert_null (ent_child_run (argv, NULL, &usual, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/child/good", test_good);
  g_test_add_func ("/child/large", test_large);
  g_test_add_func ("/child/limits", test_limits);
  g_test_add_func ("/child/memory", test_memory);
  g_test_add_func ("/child/writes-no-file", test_writes_no_file);
  g_test_add_func ("/child/cancel", test_cancel);
  g_test_add_func ("/child/find", test_find);
  return g_test_run ();
}
