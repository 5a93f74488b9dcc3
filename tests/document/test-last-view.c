/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Views are remembered by map, the last ones, whatever the file holds that they are kept in. */
#include "ent-last-view.h"

#include <glib/gstdio.h>

static char *path;

static GFile *
map (guint i)
{
  g_autofree char *name = g_strdup_printf ("/nowhere/map %u.entente", i);

  return g_file_new_for_path (name);
}

static void
test_remembers (void)
{
  g_autoptr (GFile) one = map (1), two = map (2);
  EntLastView view = { .placed = TRUE, .middle = { 12.5, -3e4 }, .zoom = 0.35 }, got;

  g_assert_false (ent_last_view_load (path, one, &got));
  ent_last_view_store (path, one, &view);
  g_assert_true (ent_last_view_load (path, one, &got));
  g_assert_cmpfloat (got.middle.x, ==, 12.5);
  g_assert_cmpfloat (got.middle.y, ==, -3e4);
  g_assert_cmpfloat (got.zoom, ==, 0.35);
  g_assert_false (ent_last_view_load (path, two, &got));
  ent_last_view_store (path, one, NULL);
  g_assert_false (ent_last_view_load (path, one, &got));
}

static void
test_remembers_a_filter (void)
{
  g_autoptr (GFile) file = map (1);
  g_autofree char *long_one = g_strnfill (ENT_LAST_VIEW_TEXT + 1, 'x');
  EntLastView view = { .filter = (char *) "{'stance': <['a=b', 'c;\\n']>}", .hide = TRUE };
  g_auto (EntLastView) got = { 0 };

  /* Where the view follows the whole map too. */
  ent_last_view_store (path, file, &view);
  g_assert_true (ent_last_view_load (path, file, &got));
  g_assert_false (got.placed);
  g_assert_cmpstr (got.filter, ==, view.filter);
  g_assert_true (got.hide);
  ent_last_view_clear (&got);
  view.filter = long_one;
  ent_last_view_store (path, file, &view);
  g_assert_false (ent_last_view_load (path, file, &got));
  g_assert_null (got.filter);
}

static void
test_keeps_the_last (void)
{
  EntLastView view = { .placed = TRUE, .middle = { 1, 2 }, .zoom = 1 }, got;
  g_autoptr (GFile) first = map (0);

  for (guint i = 0; i < ENT_LAST_VIEWS + 20; i++)
    {
      g_autoptr (GFile) file = map (i);

      ent_last_view_store (path, file, &view);
      /* Looked at again and again, so never among the oldest. */
      if (i % 60 == 0)
        ent_last_view_store (path, first, &view);
    }
  for (guint i = 0; i < ENT_LAST_VIEWS + 20; i++)
    {
      g_autoptr (GFile) file = map (i);

      g_assert_cmpint (ent_last_view_load (path, file, &got), ==, i == 0 || i > 20);
    }
}

static void
test_bears_rubbish (void)
{
  static const char *const rubbish[] = { "", "[", "\xff\xfe", "[a]\nx=1\n[a]\nzoom=nan" };
  EntLastView view = { .placed = TRUE, .middle = { 1, 2 }, .zoom = 1 }, got;
  g_autoptr (GFile) file = map (1);

  for (guint i = 0; i < G_N_ELEMENTS (rubbish); i++)
    {
      g_assert_true (g_file_set_contents (path, rubbish[i], -1, NULL));
      g_assert_false (ent_last_view_load (path, file, &got));
      ent_last_view_store (path, file, &view);
      g_assert_true (ent_last_view_load (path, file, &got));
    }
  view.zoom = -1;
  ent_last_view_store (path, file, &view);
  g_assert_false (ent_last_view_load (path, file, &got));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL, *inner = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);
  folder = g_dir_make_tmp ("entente-XXXXXX", NULL);
  inner = g_build_filename (folder, "entente", NULL);
  path = g_build_filename (inner, "views", NULL);
  g_test_add_func ("/last-view/remembers", test_remembers);
  g_test_add_func ("/last-view/remembers-a-filter", test_remembers_a_filter);
  g_test_add_func ("/last-view/keeps-the-last", test_keeps_the_last);
  g_test_add_func ("/last-view/bears-rubbish", test_bears_rubbish);
  status = g_test_run ();
  g_remove (path);
  g_rmdir (inner);
  g_rmdir (folder);
  g_free (path);
  return status;
}
