/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invariant: ID.draft is there before ID.entente and goes after it, so a map is never without the word of what it is a draft of, unless
 * somebody else took that away; then it is a draft of a map without a file. */
#include "ent-draft.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "ent-document-error.h"
#include "ent-durable-save.h"
#include "ent-error.h"
#include "ent-file-load.h"
#include "ent-format.h"
#include "ent-map-writer.h"
#include "ent-temp-file.h"

#define GROUP "Draft"
#define MAP_SUFFIX ".entente"
#define SIDE_SUFFIX ".draft"
#define SIDE_MAX 65536

char *
ent_draft_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "entente", "drafts", NULL);
}

static char *
path_of (const EntDraft *self, const char *suffix)
{
  g_autofree char *name = g_strconcat (self->id, suffix, NULL);

  return g_build_filename (self->folder, name, NULL);
}

void
ent_draft_free (EntDraft *self)
{
  if (self == NULL)
    return;
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->folder);
  g_free (self->id);
  g_free (self->path);
  g_free (self->name);
  g_clear_pointer (&self->content, ent_snapshot_unref);
  g_free (self);
}

/* TRUE when this process alone has the draft, which is still there. */
static gboolean
lock (EntDraft *self, int flags)
{
  g_autofree char *side = path_of (self, SIDE_SUFFIX);
  struct stat st;

  self->lock = g_open (side, O_RDWR | O_CLOEXEC | O_NOFOLLOW | flags, 0600);
  if (self->lock < 0)
    return FALSE;
  return flock (self->lock, LOCK_EX | LOCK_NB) == 0 && fstat (self->lock, &st) == 0 && st.st_nlink > 0;
}

static char *
side_text (const EntDraft *self)
{
  g_autoptr (GKeyFile) side = g_key_file_new ();
  GString *digest = g_string_new (NULL);

  g_key_file_set_string (side, GROUP, "Name", self->name);
  g_key_file_set_int64 (side, GROUP, "Time", g_get_real_time () / G_USEC_PER_SEC);
  if (self->path != NULL)
    {
      g_autofree char *uri = g_filename_to_uri (self->path, NULL, NULL);

      for (guint i = 0; i < ENT_FILE_STAMP_DIGEST_SIZE; i++)
        g_string_append_printf (digest, "%02x", self->stamp.digest[i]);
      g_key_file_set_string (side, GROUP, "File", uri != NULL ? uri : "");
      g_key_file_set_uint64 (side, GROUP, "Device", self->stamp.device);
      g_key_file_set_uint64 (side, GROUP, "Inode", self->stamp.inode);
      g_key_file_set_uint64 (side, GROUP, "Size", self->stamp.size);
      g_key_file_set_int64 (side, GROUP, "Modified", self->stamp.mtime_ns);
      g_key_file_set_string (side, GROUP, "Sha256", digest->str);
    }
  g_string_free (digest, TRUE);
  return g_key_file_to_data (side, NULL, NULL);
}

/* Leaves a draft of a map without a file where the words cannot be read. */
static void
read_side (EntDraft *self)
{
  g_autoptr (GKeyFile) side = g_key_file_new ();
  g_autofree char *text = g_malloc (SIDE_MAX), *uri = NULL, *digest = NULL;
  gssize n = pread (self->lock, text, SIDE_MAX, 0);

  if (n <= 0 || !g_key_file_load_from_data (side, text, (gsize) n, G_KEY_FILE_NONE, NULL))
    return;
  g_free (self->name);
  self->name = g_key_file_get_string (side, GROUP, "Name", NULL);
  uri = g_key_file_get_string (side, GROUP, "File", NULL);
  digest = g_key_file_get_string (side, GROUP, "Sha256", NULL);
  if (self->name == NULL)
    self->name = g_strdup ("");
  if (uri == NULL || digest == NULL || strlen (digest) != 2 * ENT_FILE_STAMP_DIGEST_SIZE)
    return;
  self->path = g_filename_from_uri (uri, NULL, NULL);
  self->stamp.exists = TRUE;
  /* The content decides, whatever the numbers say. */
  self->stamp.fresh = TRUE;
  self->stamp.device = g_key_file_get_uint64 (side, GROUP, "Device", NULL);
  self->stamp.inode = g_key_file_get_uint64 (side, GROUP, "Inode", NULL);
  self->stamp.size = g_key_file_get_uint64 (side, GROUP, "Size", NULL);
  self->stamp.mtime_ns = g_key_file_get_int64 (side, GROUP, "Modified", NULL);
  for (guint i = 0; i < ENT_FILE_STAMP_DIGEST_SIZE; i++)
    self->stamp.digest[i]
        = (guint8) (g_ascii_xdigit_value (digest[2 * i]) << 4 | (g_ascii_xdigit_value (digest[2 * i + 1]) & 15));
}

static EntDraft *
draft_alloc (const char *folder, const char *id, const char *name)
{
  EntDraft *self = g_new0 (EntDraft, 1);

  self->folder = g_strdup (folder);
  self->id = g_strdup (id);
  self->name = g_strdup (name);
  self->lock = -1;
  return self;
}

EntDraft *
ent_draft_new (const char *folder, const char *path, const EntFileStamp *stamp, const char *name, GError **error)
{
  g_autofree char *id = g_uuid_string_random (), *text = NULL, *side = NULL;
  g_autoptr (EntDraft) self = draft_alloc (folder, id, name);
  gsize length, done = 0;

  self->path = g_strdup (path);
  if (path != NULL)
    self->stamp = *stamp;
  side = path_of (self, SIDE_SUFFIX);
  if (g_mkdir_with_parents (folder, 0700) != 0 || !lock (self, O_CREAT | O_EXCL))
    {
      ent_document_error_set_errno (error, errno, "keep a draft of", name);
      return NULL;
    }
  text = side_text (self);
  length = strlen (text);
  while (done < length)
    {
      gssize n = write (self->lock, text + done, length - done);

      if (n > 0)
        done += (gsize) n;
      else if (n == 0 || errno != EINTR)
        {
          ent_document_error_set_errno (error, n == 0 ? ENOSPC : errno, "keep a draft of", name);
          g_unlink (side);
          return NULL;
        }
    }
  if (fsync (self->lock) != 0 && errno != EINTR)
    {
      ent_document_error_set_errno (error, errno, "keep a draft of", name);
      g_unlink (side);
      return NULL;
    }
  return g_steal_pointer (&self);
}

gboolean
ent_draft_is_of (const EntDraft *self, const char *path, const EntFileStamp *stamp)
{
  return g_strcmp0 (self->path, path) == 0
         && (path == NULL || memcmp (self->stamp.digest, stamp->digest, sizeof stamp->digest) == 0);
}

gboolean
ent_draft_write (EntDraft *self, const EntSnapshot *map, GCancellable *cancellable, GError **error)
{
  g_autofree char *path = path_of (self, MAP_SUFFIX);
  g_autoptr (GBytes) bytes = ent_map_write (map, cancellable, error);

  return bytes != NULL && ent_durable_save (path, bytes, NULL, NULL, NULL, cancellable, NULL, error);
}

/* What a kill left of a write. */
static void
remove_temps (const EntDraft *self)
{
  g_autofree char *map = g_strconcat (self->id, MAP_SUFFIX, NULL);
  g_autoptr (GDir) dir = g_dir_open (self->folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (ent_temp_file_is_ours (name, map))
      {
        g_autofree char *path = g_build_filename (self->folder, name, NULL);

        g_unlink (path);
      }
}

void
ent_draft_remove (EntDraft *self)
{
  g_autofree char *map = path_of (self, MAP_SUFFIX), *side = path_of (self, SIDE_SUFFIX);

  remove_temps (self);
  if (g_unlink (map) == 0 || errno == ENOENT)
    g_unlink (side);
}

/* --- Finding what others left --- */

static gboolean
move_aside (const EntDraft *self)
{
  static const char *const suffixes[] = { MAP_SUFFIX, SIDE_SUFFIX };
  g_autofree char *broken = g_build_filename (self->folder, "broken", NULL);

  if (g_mkdir_with_parents (broken, 0700) != 0)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = path_of (self, suffixes[i]), *name = g_path_get_basename (from);
      g_autofree char *to = g_build_filename (broken, name, NULL);

      if (g_rename (from, to) != 0)
        return FALSE;
    }
  return TRUE;
}

static gboolean
read_content (EntDraft *self, gboolean *is_broken, GCancellable *cancellable)
{
  g_autofree char *path = path_of (self, MAP_SUFFIX);
  g_autoptr (GError) error = NULL;
  EntFileStamp stamp;
  g_autoptr (GBytes) bytes = ent_file_load (path, ENT_FILE_LOAD_MAX, &stamp, cancellable, &error);

  if (bytes != NULL)
    {
      self->content = ent_format_read (bytes, NULL, cancellable, &error);
      self->time = stamp.mtime_ns / 1000000000;
    }
  /* A disk that does not answer says nothing about the draft. */
  *is_broken = g_error_matches (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_TOO_BIG)
               || g_error_matches (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_NOT_REGULAR)
               || (error != NULL && error->domain == ENT_ERROR);
  return self->content != NULL;
}

static int
newest_first (gconstpointer a, gconstpointer b)
{
  const EntDraft *first = *(EntDraft *const *) a, *second = *(EntDraft *const *) b;

  return first->time > second->time ? -1 : first->time < second->time;
}

static GHashTable *
list_ids (const char *folder)
{
  GHashTable *ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (name[0] != '.' && (g_str_has_suffix (name, MAP_SUFFIX) || g_str_has_suffix (name, SIDE_SUFFIX)))
      g_hash_table_add (ids, g_strndup (name, (gsize) (strrchr (name, '.') - name)));
  return ids;
}

GPtrArray *
ent_draft_find (const char *folder, guint *n_broken, GCancellable *cancellable)
{
  GPtrArray *found = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_draft_free);
  g_autoptr (GHashTable) ids = list_ids (folder);
  GHashTableIter iter;
  gpointer id;

  if (n_broken != NULL)
    *n_broken = 0;
  g_hash_table_iter_init (&iter, ids);
  while (g_hash_table_iter_next (&iter, &id, NULL) && !g_cancellable_is_cancelled (cancellable))
    {
      g_autoptr (EntDraft) draft = draft_alloc (folder, id, "");
      g_autofree char *map = path_of (draft, MAP_SUFFIX);
      gboolean is_broken = FALSE;

      if (!lock (draft, 0) && (errno != ENOENT || draft->lock >= 0 || !lock (draft, O_CREAT | O_EXCL)))
        continue;
      read_side (draft);
      if (g_access (map, F_OK) != 0 && errno == ENOENT)
        ent_draft_remove (draft);
      else if (read_content (draft, &is_broken, cancellable))
        g_ptr_array_add (found, g_steal_pointer (&draft));
      else if (is_broken && move_aside (draft) && n_broken != NULL)
        (*n_broken)++;
    }
  g_ptr_array_sort (found, newest_first);
  return found;
}
