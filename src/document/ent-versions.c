/* SPDX-License-Identifier: GPL-3.0-or-later */
/* FOLDER/SHA-256 of the real path/TIME-SHA-256 of the content.entente. The name alone says all, so there is no list that could be wrong;
 * each file is written durably, and what is there is never changed but by a new name or by going. */
#include "ent-versions.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>

#include "ent-durable-save.h"
#include "ent-file-load.h"
#include "ent-format.h"

#define SUFFIX ".entente"
#define TIME_DIGITS 20
#define DIGEST_DIGITS 64
#define NAME_LENGTH (TIME_DIGITS + 1 + DIGEST_DIGITS + sizeof SUFFIX - 1)

void
ent_version_free (EntVersion *self)
{
  g_free (self->path);
  g_free (self);
}

char *
ent_versions_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "entente", "versions", NULL);
}

/* Links are followed: a file has its versions whatever it is called. */
static char *
folder_of (const char *folder, const char *path)
{
  char *real = realpath (path, NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, real != NULL ? real : path, -1);

  free (real);
  return g_build_filename (folder, name, NULL);
}

static const char *
digest_of (const EntVersion *self)
{
  return self->path + strlen (self->path) - (sizeof SUFFIX - 1) - DIGEST_DIGITS;
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  const EntVersion *first = *(EntVersion *const *) a, *second = *(EntVersion *const *) b;

  return first->time > second->time ? -1 : first->time < second->time;
}

static GPtrArray *
list_folder (const char *own)
{
  GPtrArray *versions = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_version_free);
  g_autoptr (GDir) dir = g_dir_open (own, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (own, name, NULL);
      EntVersion *version;
      GStatBuf st;

      if (strlen (name) != NAME_LENGTH || !g_str_has_suffix (name, SUFFIX) || name[TIME_DIGITS] != '-' || g_stat (path, &st) != 0)
        continue;
      version = g_new0 (EntVersion, 1);
      version->path = g_steal_pointer (&path);
      version->time = g_ascii_strtoll (name, NULL, 10);
      version->size = (guint64) st.st_size;
      g_ptr_array_add (versions, version);
    }
  g_ptr_array_sort (versions, newest_first);
  return versions;
}

GPtrArray *
ent_versions_list (const char *folder, const char *path)
{
  g_autofree char *own = folder_of (folder, path);

  return list_folder (own);
}

static void
drop_oldest (const char *own)
{
  g_autoptr (GPtrArray) versions = list_folder (own);
  guint64 bytes = 0;

  for (guint i = 0; i < versions->len; i++)
    {
      const EntVersion *version = g_ptr_array_index (versions, i);

      bytes += version->size;
      if (i > 0 && (i >= ENT_VERSIONS_MAX || bytes > ENT_VERSIONS_MAX_BYTES))
        g_unlink (version->path);
    }
}

gboolean
ent_versions_keep (const char *folder, const char *path, GBytes *bytes, gint64 time, GError **error)
{
  g_autofree char *own = folder_of (folder, path), *digest = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes), *name = NULL,
                  *target = NULL;
  g_autoptr (GPtrArray) versions = list_folder (own);
  EntVersion *newest = versions->len > 0 ? g_ptr_array_index (versions, 0) : NULL;

  if (newest != NULL && g_str_has_prefix (digest_of (newest), digest))
    return TRUE;
  if (time == 0)
    time = g_get_real_time ();
  /* A clock that was set back does not make what is saved now an old version. */
  if (newest != NULL && time <= newest->time)
    time = newest->time + 1;
  name = g_strdup_printf ("%0*" G_GINT64_FORMAT "-%s" SUFFIX, TIME_DIGITS, time, digest);
  target = g_build_filename (own, name, NULL);
  for (guint i = 1; i < versions->len; i++)
    {
      const EntVersion *same = g_ptr_array_index (versions, i);

      if (g_str_has_prefix (digest_of (same), digest) && g_rename (same->path, target) == 0)
        return TRUE;
    }
  if (g_mkdir_with_parents (own, 0700) != 0)
    {
      g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s", g_strerror (errno));
      return FALSE;
    }
  if (!ent_durable_save (target, bytes, NULL, NULL, NULL, NULL, NULL, error))
    return FALSE;
  drop_oldest (own);
  return TRUE;
}

gboolean
ent_versions_keep_file (const char *folder, const char *path, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  EntFileStamp stamp;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  bytes = ent_file_load (path, ENT_FILE_LOAD_MAX, &stamp, NULL, error);
  return bytes != NULL && ent_versions_keep (folder, path, bytes, stamp.mtime_ns / 1000, error);
}

EntSnapshot *
ent_version_read (const EntVersion *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GBytes) bytes = ent_file_load (self->path, ENT_FILE_LOAD_MAX, NULL, cancellable, error);

  return bytes != NULL ? ent_format_read (bytes, NULL, cancellable, error) : NULL;
}
