/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A key file with one group a map, named by a checksum of its address, the oldest first: which files somebody opened is
 * not to be read from it. */
#include "ent-last-view.h"

#include <math.h>
#include <string.h>

#define MOST_BYTES (1024 * 1024) /* several times what ENT_LAST_VIEWS take */

char *
ent_last_view_dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), "entente", "views", NULL);
}

static char *
name_of (GFile *file)
{
  g_autofree char *uri = g_file_get_uri (file);

  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
}

/* An empty one where there is none, or none that can be read. */
static GKeyFile *
read_views (const char *path)
{
  GKeyFile *views = g_key_file_new ();
  g_autofree char *text = NULL;
  gsize length;

  if (g_file_get_contents (path, &text, &length, NULL) && length <= MOST_BYTES)
    g_key_file_load_from_data (views, text, length, G_KEY_FILE_NONE, NULL);
  return views;
}

/* NaN where it is not there. */
static double
number (GKeyFile *views, const char *group, const char *key)
{
  g_autoptr (GError) error = NULL;
  double value = g_key_file_get_double (views, group, key, &error);

  return error == NULL ? value : NAN;
}

void
ent_last_view_clear (EntLastView *self)
{
  g_clear_pointer (&self->filter, g_free);
}

gboolean
ent_last_view_load (const char *path, GFile *file, EntLastView *view)
{
  g_autoptr (GKeyFile) views = read_views (path);
  g_autofree char *name = name_of (file);

  *view = (EntLastView){ .middle = { number (views, name, "x"), number (views, name, "y") }, .zoom = number (views, name, "zoom") };
  view->placed = isfinite (view->middle.x) && isfinite (view->middle.y) && isfinite (view->zoom) && view->zoom > 0;
  view->filter = g_key_file_get_string (views, name, "filter", NULL);
  view->hide = g_key_file_get_boolean (views, name, "hide", NULL);
  return view->placed || view->filter != NULL;
}

static void
write_view (GKeyFile *views, const char *name, const EntLastView *view)
{
  if (view->placed)
    {
      g_key_file_set_double (views, name, "x", view->middle.x);
      g_key_file_set_double (views, name, "y", view->middle.y);
      g_key_file_set_double (views, name, "zoom", view->zoom);
    }
  if (view->filter != NULL && strlen (view->filter) <= ENT_LAST_VIEW_TEXT)
    {
      g_key_file_set_string (views, name, "filter", view->filter);
      g_key_file_set_boolean (views, name, "hide", view->hide);
    }
}

void
ent_last_view_store (const char *path, GFile *file, const EntLastView *view)
{
  g_autoptr (GKeyFile) views = read_views (path);
  g_autofree char *name = name_of (file), *folder = g_path_get_dirname (path), *text = NULL;
  g_auto (GStrv) groups = NULL;
  gsize n, length;

  if (!g_key_file_remove_group (views, name, NULL) && view == NULL)
    return;
  if (view != NULL)
    write_view (views, name, view);
  groups = g_key_file_get_groups (views, &n);
  for (gsize i = 0; n > ENT_LAST_VIEWS && i < n - ENT_LAST_VIEWS; i++)
    g_key_file_remove_group (views, groups[i], NULL);
  text = g_key_file_to_data (views, &length, NULL);
  g_mkdir_with_parents (folder, 0700);
  g_file_set_contents_full (path, text, (gssize) length, G_FILE_SET_CONTENTS_CONSISTENT, 0600, NULL);
}
