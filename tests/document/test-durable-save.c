/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a save keeps (links, permissions, attributes), what it refuses, and what it never touches. */
#include "ent-document-error.h"
#include "ent-durable-save.h"
#include "ent-file-load.h"
#include "ent-temp-file.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <utime.h>

typedef struct
{
  char *folder;
  char *file; /* "map.entente" in it, not made yet */
} Place;

static void
place_set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("entente-save-XXXXXX", NULL);
  place->file = g_build_filename (place->folder, "map.entente", NULL);
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
        empty_folder (child);
      g_remove (child);
    }
}

static void
place_tear_down (Place *place, gconstpointer data)
{
  empty_folder (place->folder);
  g_assert_cmpint (g_rmdir (place->folder), ==, 0);
  g_free (place->folder);
  g_free (place->file);
}

static char *
in_place (const Place *place, const char *name)
{
  return g_build_filename (place->folder, name, NULL);
}

static void
put (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

/* In place, as an editor without care would: the same file with other bytes. */
static void
write_over (const char *path, const char *text)
{
  FILE *file = g_fopen (path, "r+");

  g_assert_nonnull (file);
  fputs (text, file);
  fclose (file);
}

#define assert_holds(path, text)                                                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *held = NULL;                                                                                      \
    g_assert_true (g_file_get_contents (path, &held, NULL, NULL));                                                     \
    g_assert_cmpstr (held, ==, text);                                                                                  \
  }                                                                                                                    \
  G_STMT_END

static guint
count_entries (const Place *place)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static gboolean
save (const char *path, const char *text, const EntFileStamp *expected, EntFileStamp *stamp, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return ent_durable_save (path, bytes, expected, NULL, NULL, NULL, stamp, error);
}

#define assert_saves(path, text)                                                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (GError) trouble = NULL;                                                                                 \
    g_assert_true (save (path, text, NULL, NULL, &trouble));                                                           \
    g_assert_no_error (trouble);                                                                                       \
    assert_holds (path, text);                                                                                         \
  }                                                                                                                    \
  G_STMT_END

#define assert_refused(path, expected_stamp, wanted_code, words)                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autoptr (GError) trouble = NULL;                                                                                 \
    g_assert_false (save (path, "new", expected_stamp, NULL, &trouble));                                               \
    g_assert_error (trouble, ENT_DOCUMENT_ERROR, wanted_code);                                                         \
    g_assert_true (g_str_has_prefix (trouble->message, "Cannot save “"));                                              \
    g_assert_nonnull (strstr (trouble->message, words));                                                               \
    g_assert_nonnull (strstr (ent_document_error_get_reason (trouble), words));                                        \
    g_assert_null (strstr (ent_document_error_get_reason (trouble), "Cannot save"));                                   \
  }                                                                                                                    \
  G_STMT_END

static void
test_new_and_again (Place *place, gconstpointer data)
{
  mode_t mask = umask (0);
  GStatBuf st;

  umask (027);
  assert_saves (place->file, "first");
  umask (mask);
  g_assert_cmpint (g_stat (place->file, &st), ==, 0);
  g_assert_cmpint (st.st_mode & 07777, ==, 0640);
  assert_saves (place->file, "the second one, longer");
  assert_saves (place->file, "");
  g_assert_cmpuint (count_entries (place), ==, 1);
}

static void
test_modes (Place *place, gconstpointer data)
{
  static const int modes[] = { 0640, 0600, 0666, 0664, 0755, 0200 };
  GStatBuf st;

  put (place->file, "old");
  for (guint i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_assert_cmpint (g_chmod (place->file, modes[i]), ==, 0);
      g_assert_true (save (place->file, "new", NULL, NULL, NULL));
      g_assert_cmpint (g_stat (place->file, &st), ==, 0);
      g_assert_cmpint (st.st_mode & 07777, ==, modes[i]);
    }
}

static void
test_write_protected (Place *place, gconstpointer data)
{
  put (place->file, "old");
  g_assert_cmpint (g_chmod (place->file, 0444), ==, 0);
  assert_refused (place->file, NULL, ENT_DOCUMENT_ERROR_FAILED, "write-protected");
  assert_holds (place->file, "old");
}

/* Owner and group as another user's file has them; only root can make one, and for all others nothing changes. */
static void
test_owner (Place *place, gconstpointer data)
{
  GStatBuf before, after;

  put (place->file, "old");
  if (chown (place->file, geteuid () == 0 ? 12345 : (uid_t) -1, geteuid () == 0 ? 54321 : (gid_t) -1) != 0)
    g_assert_not_reached ();
  g_assert_cmpint (g_stat (place->file, &before), ==, 0);
  assert_saves (place->file, "new");
  g_assert_cmpint (g_stat (place->file, &after), ==, 0);
  g_assert_cmpuint (before.st_uid, ==, after.st_uid);
  g_assert_cmpuint (before.st_gid, ==, after.st_gid);
  g_assert_cmpint (before.st_mode, ==, after.st_mode);
}

static void
test_attributes (Place *place, gconstpointer data)
{
  char value[16] = "";
  gboolean can;

  put (place->file, "old");
  can = setxattr (place->file, "user.xdg.tags", "asia", 4, 0) == 0;
  assert_saves (place->file, "new");
  if (can)
    {
      g_assert_cmpint (getxattr (place->file, "user.xdg.tags", value, sizeof value), ==, 4);
      g_assert_cmpstr (value, ==, "asia");
    }
  else
    g_assert_cmpint (getxattr (place->file, "user.xdg.tags", value, sizeof value), <, 0);
}

static void
test_links (Place *place, gconstpointer data)
{
  g_autofree char *sub = in_place (place, "sub");
  g_autofree char *real = in_place (place, "sub/real.entente");
  g_autofree char *absolute = in_place (place, "absolute");
  g_autofree char *relative = in_place (place, "relative");
  g_autofree char *chain = in_place (place, "chain");
  g_autofree char *folder_link = in_place (place, "folder-link");
  g_autofree char *through_folder = in_place (place, "folder-link/up");
  g_autofree char *up = in_place (place, "sub/up");
  const char *const ways[] = { absolute, relative, chain, through_folder };

  g_assert_cmpint (g_mkdir (sub, 0755), ==, 0);
  put (real, "old");
  g_assert_cmpint (symlink (real, absolute), ==, 0);
  g_assert_cmpint (symlink ("sub/real.entente", relative), ==, 0);
  g_assert_cmpint (symlink ("./sub/../relative", chain), ==, 0);
  g_assert_cmpint (symlink ("sub", folder_link), ==, 0);
  /* Seen from the folder that the link leads to, not from the one that holds the link. */
  g_assert_cmpint (symlink ("../sub/real.entente", up), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *text = g_strdup_printf ("by way %u", i);

      assert_saves (ways[i], text);
      assert_holds (real, text);
      g_assert_true (g_file_test (ways[i], G_FILE_TEST_IS_SYMLINK));
      g_assert_false (g_file_test (real, G_FILE_TEST_IS_SYMLINK));
    }
}

static void
test_link_to_nothing (Place *place, gconstpointer data)
{
  g_autofree char *link = in_place (place, "link");
  g_autofree char *second = in_place (place, "second");
  g_autofree char *lost = in_place (place, "lost");

  g_assert_cmpint (symlink ("map.entente", second), ==, 0);
  g_assert_cmpint (symlink ("second", link), ==, 0);
  assert_saves (link, "new");
  assert_holds (place->file, "new");
  g_assert_true (g_file_test (link, G_FILE_TEST_IS_SYMLINK));
  g_assert_true (g_file_test (second, G_FILE_TEST_IS_SYMLINK));
  g_assert_false (g_file_test (place->file, G_FILE_TEST_IS_SYMLINK));

  g_assert_cmpint (symlink ("no-folder/map.entente", lost), ==, 0);
  assert_refused (lost, NULL, ENT_DOCUMENT_ERROR_NOT_FOUND, "no-folder");
}

static void
test_link_loop (Place *place, gconstpointer data)
{
  g_autofree char *other = in_place (place, "other");

  g_assert_cmpint (symlink ("other", place->file), ==, 0);
  g_assert_cmpint (symlink ("map.entente", other), ==, 0);
  assert_refused (place->file, NULL, ENT_DOCUMENT_ERROR_FAILED, "circle");
  g_assert_cmpuint (count_entries (place), ==, 2);
}

static void
test_hard_link (Place *place, gconstpointer data)
{
  g_autofree char *other = in_place (place, "other");

  put (place->file, "old");
  g_assert_cmpint (link (place->file, other), ==, 0);
  assert_saves (place->file, "new");
  assert_holds (other, "old");
}

static void
test_not_a_file (Place *place, gconstpointer data)
{
  g_autofree char *folder = in_place (place, "folder");
  g_autofree char *pipe_path = in_place (place, "pipe");
  g_autofree char *below_file = in_place (place, "file/map.entente");
  g_autofree char *no_folder = in_place (place, "none/map.entente");
  g_autofree char *slash = in_place (place, "none/");
  g_autofree char *file = in_place (place, "file");
  GStatBuf st;

  g_assert_cmpint (g_mkdir (folder, 0755), ==, 0);
  g_assert_cmpint (mkfifo (pipe_path, 0644), ==, 0);
  put (file, "old");
  assert_refused (folder, NULL, ENT_DOCUMENT_ERROR_NOT_REGULAR, "a folder");
  assert_refused (pipe_path, NULL, ENT_DOCUMENT_ERROR_NOT_REGULAR, "not a regular file");
  assert_refused ("/dev/null", NULL, ENT_DOCUMENT_ERROR_NOT_REGULAR, "not a regular file");
  assert_refused ("/dev/full", NULL, ENT_DOCUMENT_ERROR_NOT_REGULAR, "not a regular file");
  assert_refused (below_file, NULL, ENT_DOCUMENT_ERROR_NOT_FOUND, "not a folder");
  assert_refused (no_folder, NULL, ENT_DOCUMENT_ERROR_NOT_FOUND, "no folder");
  assert_refused (slash, NULL, ENT_DOCUMENT_ERROR_NOT_REGULAR, "a folder");
  g_assert_cmpint (g_lstat (pipe_path, &st), ==, 0);
  g_assert_true (S_ISFIFO (st.st_mode));
  g_assert_cmpuint (count_entries (place), ==, 3);
}

static void
test_names (Place *place, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (255, 'n');
  g_autofree char *too_long = g_strnfill (256, 'n');
  g_autofree char *letters = g_strnfill (84, 'x');
  g_auto (GStrv) parts = g_strsplit (letters, "x", -1);
  g_autofree char *wide = g_strjoinv ("字", parts); /* 252 bytes */
  const char *const names[] = { "北朝鮮 & co.entente", ".hidden", "-", " ", "a\nb", "\xff\xfe", long_name, wide };
  g_autofree char *over = in_place (place, too_long);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = in_place (place, names[i]);

      assert_saves (path, "first");
      assert_saves (path, "second");
    }
  g_assert_cmpuint (count_entries (place), ==, G_N_ELEMENTS (names));
  assert_refused (over, NULL, ENT_DOCUMENT_ERROR_FAILED, "too long");
}

static void
test_relative_path (Place *place, gconstpointer data)
{
  g_autofree char *before = g_get_current_dir ();

  g_assert_cmpint (g_chdir (place->folder), ==, 0);
  assert_saves ("map.entente", "new");
  g_assert_cmpint (g_chdir (before), ==, 0);
  assert_holds (place->file, "new");
}

static void
load_stamp (const char *path, EntFileStamp *stamp)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ent_file_load (path, ENT_FILE_LOAD_MAX, stamp, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (bytes);
}

static void
test_expected (Place *place, gconstpointer data)
{
  g_autofree char *copy = in_place (place, "copy");
  EntFileStamp stamp;

  put (place->file, "one");
  load_stamp (place->file, &stamp);
  g_assert_true (save (place->file, "two", &stamp, &stamp, NULL));
  g_assert_true (save (place->file, "six", &stamp, &stamp, NULL));

  /* At once and of the same size, so that in many file systems not even the time differs. */
  write_over (place->file, "SIX");
  assert_refused (place->file, &stamp, ENT_DOCUMENT_ERROR_CHANGED_ON_DISK, "changed it meanwhile");
  assert_holds (place->file, "SIX");
  write_over (place->file, "six");
  g_assert_true (save (place->file, "ten", &stamp, &stamp, NULL));

  /* Touched only, then replaced by a copy: the content is what counts. */
  g_assert_cmpint (g_utime (place->file, &(struct utimbuf){ 1000, 1000 }), ==, 0);
  g_assert_true (save (place->file, "old", &stamp, &stamp, NULL));
  put (copy, "old");
  g_assert_cmpint (g_rename (copy, place->file), ==, 0);
  g_assert_true (save (place->file, "new", &stamp, &stamp, NULL));

  put (place->file, "longer");
  assert_refused (place->file, &stamp, ENT_DOCUMENT_ERROR_CHANGED_ON_DISK, "changed it meanwhile");
  assert_holds (place->file, "longer");

  g_assert_cmpint (g_unlink (place->file), ==, 0);
  assert_refused (place->file, &stamp, ENT_DOCUMENT_ERROR_GONE, "deleted");
  g_assert_cmpuint (count_entries (place), ==, 0);
  assert_saves (place->file, "again");
}

static void
test_expected_absent (Place *place, gconstpointer data)
{
  EntFileStamp stamp;

  ent_file_stamp_set_absent (&stamp);
  g_assert_true (save (place->file, "new", &stamp, NULL, NULL));
  assert_refused (place->file, &stamp, ENT_DOCUMENT_ERROR_CHANGED_ON_DISK, "already");
}

/* All that others can do between the first look at the file and the rename. */
typedef struct
{
  const Place *place;
  const char *deed;
  GCancellable *cancellable;
} Meddler;

static gboolean
meddle (GBytes *bytes, gpointer data, GCancellable *cancellable, GError **error)
{
  const Meddler *meddler = data;

  g_assert_cmpuint (g_bytes_get_size (bytes), ==, 3);
  if (g_str_equal (meddler->deed, "change"))
    write_over (meddler->place->file, "OLD");
  else if (g_str_equal (meddler->deed, "delete"))
    g_unlink (meddler->place->file);
  else if (g_str_equal (meddler->deed, "cancel"))
    g_cancellable_cancel (meddler->cancellable);
  else
    {
      g_set_error_literal (error, G_MARKUP_ERROR, 0, "relations[3]: no such actor");
      return FALSE;
    }
  return TRUE;
}

static void
test_meanwhile (Place *place, gconstpointer data)
{
  static const struct
  {
    const char *deed, *holds, *words;
    int code;
  } cases[] = {
    { "change", "OLD", "changed it meanwhile", ENT_DOCUMENT_ERROR_CHANGED_ON_DISK },
    { "delete", NULL, "deleted", ENT_DOCUMENT_ERROR_GONE },
    { "refuse", "old", "could not be opened again: relations[3]", ENT_DOCUMENT_ERROR_REFUSED },
    { "cancel", "old", "", -1 },
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("new", 3);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GError) error = NULL;
      Meddler meddler = { place, cases[i].deed, cancellable };
      EntFileStamp stamp;

      put (place->file, "old");
      load_stamp (place->file, &stamp);
      g_assert_false (ent_durable_save (place->file, bytes, &stamp, meddle, &meddler, cancellable, NULL, &error));
      if (cases[i].code >= 0)
        g_assert_error (error, ENT_DOCUMENT_ERROR, cases[i].code);
      else
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_assert_nonnull (strstr (error->message, cases[i].words));
      if (cases[i].holds != NULL)
        assert_holds (place->file, cases[i].holds);
      g_assert_cmpuint (count_entries (place), ==, cases[i].holds != NULL ? 1 : 0);
    }
}

static void
test_new_stamp (Place *place, gconstpointer data)
{
  EntFileStamp saved, loaded;

  put (place->file, "old");
  g_assert_true (save (place->file, "new", NULL, &saved, NULL));
  load_stamp (place->file, &loaded);
  g_assert_true (saved.exists && saved.fresh);
  g_assert_cmpuint (saved.inode, ==, loaded.inode);
  g_assert_cmpuint (saved.device, ==, loaded.device);
  g_assert_cmpuint (saved.size, ==, 3);
  g_assert_cmpint (saved.mtime_ns, ==, loaded.mtime_ns);
  g_assert_cmpmem (saved.digest, sizeof saved.digest, loaded.digest, sizeof loaded.digest);
}

static char *
leave_behind (const Place *place, const char *name, gint64 age_s)
{
  int dir = open (place->folder, O_RDONLY | O_DIRECTORY);
  time_t then = (time_t) (g_get_real_time () / G_USEC_PER_SEC - age_s);
  g_autofree char *temp = NULL;
  char *path;

  close (ent_temp_file_open (dir, name, 0600, &temp));
  close (dir);
  path = in_place (place, temp);
  g_assert_cmpint (g_utime (path, &(struct utimbuf){ then, then }), ==, 0);
  return path;
}

static void
test_sweep (Place *place, gconstpointer data)
{
  static const char *const others[] = { ".map.entente.backup", ".map.entente.zzzzzz", ".map.entente.", ".map.entente.1",
                                        "map.entente.abcdef", ".map.entente.abcdefg" };
  g_autofree char *stale = leave_behind (place, "map.entente", 25 * 60 * 60);
  g_autofree char *young = leave_behind (place, "map.entente", 23 * 60 * 60);
  g_autofree char *of_other = leave_behind (place, "other.entente", 25 * 60 * 60);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = in_place (place, others[i]);

      put (path, "theirs");
      g_assert_cmpint (g_utime (path, &(struct utimbuf){ 1000, 1000 }), ==, 0);
    }
  assert_saves (place->file, "new");
  g_assert_false (g_file_test (stale, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (young, G_FILE_TEST_EXISTS));
  g_assert_true (g_file_test (of_other, G_FILE_TEST_EXISTS));
  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autofree char *path = in_place (place, others[i]);

      assert_holds (path, "theirs");
    }
}

/* The random half must leave room for many names, and the check must not be met by chance. */
static void
test_temp_names (Place *place, gconstpointer data)
{
  static const char alphabet[] = "abcdefghijklmnopqrstuvwxyz";
  guint hits = 0;

  for (guint i = 0; i < 100000; i++)
    {
      char name[] = ".map.entente.xxxxxx";

      for (guint k = 13; k < 19; k++)
        name[k] = alphabet[g_random_int_range (0, 26)];
      hits += ent_temp_file_is_ours (name, "map.entente");
    }
  g_assert_cmpuint (hits, <, 10);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function) g_test_add ("/durable-save/" name, Place, NULL, place_set_up, function, place_tear_down)
  TEST ("new-and-again", test_new_and_again);
  TEST ("modes", test_modes);
  TEST ("write-protected", test_write_protected);
  TEST ("owner", test_owner);
  TEST ("attributes", test_attributes);
  TEST ("links", test_links);
  TEST ("link-to-nothing", test_link_to_nothing);
  TEST ("link-loop", test_link_loop);
  TEST ("hard-link", test_hard_link);
  TEST ("not-a-file", test_not_a_file);
  TEST ("names", test_names);
  TEST ("relative-path", test_relative_path);
  TEST ("expected", test_expected);
  TEST ("expected-absent", test_expected_absent);
  TEST ("meanwhile", test_meanwhile);
  TEST ("new-stamp", test_new_stamp);
  TEST ("sweep", test_sweep);
  TEST ("temp-names", test_temp_names);
  return g_test_run ();
}
