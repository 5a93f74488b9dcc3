/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last saves of a file are kept, each content once, within bounds, and come back as one step of undo. */
#include "ent-document.h"
#include "ent-edit-restore.h"
#include "ent-edit.h"
#include "ent-file-load.h"
#include "ent-versions.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *root, *folder, *path;
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
  place->root = g_dir_make_tmp ("entente-versions-XXXXXX", NULL);
  place->folder = g_build_filename (place->root, "versions", NULL);
  place->path = g_build_filename (place->root, "map.entente", NULL);
}

static void
tear_down (Place *place, gconstpointer data)
{
  remove_tree (place->root);
  g_free (place->root);
  g_free (place->folder);
  g_free (place->path);
}

static void
keep (Place *place, char letter, gsize size)
{
  char *data = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;

  memset (data, letter, size);
  bytes = g_bytes_new_take (data, size);
  g_assert_true (ent_versions_keep (place->folder, place->path, bytes, 0, NULL));
}

static void
test_bounds (Place *place, gconstpointer data)
{
  g_autoptr (GPtrArray) versions = NULL;
  guint64 sum = 0;

  for (char letter = 'a'; letter <= 'z'; letter++)
    keep (place, letter, 100);
  keep (place, 'p', 100); /* once more: the newest now */
  keep (place, 'p', 100);
  versions = ent_versions_list (place->folder, place->path);
  g_assert_cmpuint (versions->len, ==, ENT_VERSIONS_MAX);
  for (guint i = 0; i < versions->len; i++)
    {
      const EntVersion *version = g_ptr_array_index (versions, i);
      g_autoptr (GBytes) bytes = ent_file_load (version->path, 1000, NULL, NULL, NULL);
      const char *order = "pzyxwvutsrqonmlkjihg";

      g_assert_cmpint (*(const char *) g_bytes_get_data (bytes, NULL), ==, order[i]);
      g_assert_cmpint (ABS (version->time - g_get_real_time ()), <, 60 * G_USEC_PER_SEC);
    }
  for (char letter = 'A'; letter <= 'E'; letter++)
    keep (place, letter, 15 * 1024 * 1024);
  g_clear_pointer (&versions, g_ptr_array_unref);
  versions = ent_versions_list (place->folder, place->path);
  for (guint i = 0; i < versions->len; i++)
    sum += ((EntVersion *) g_ptr_array_index (versions, i))->size;
  g_assert_cmpuint (sum, <=, ENT_VERSIONS_MAX_BYTES);
  g_assert_cmpuint (versions->len, ==, 4);
  keep (place, 'X', 70 * 1024 * 1024);
  g_clear_pointer (&versions, g_ptr_array_unref);
  versions = ent_versions_list (place->folder, place->path);
  g_assert_cmpuint (versions->len, ==, 1);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_assert_true (ent_document_save_finish (ENT_DOCUMENT (source), result, NULL));
  *(gboolean *) data = TRUE;
}

static void
save (EntDocument *document, GFile *file, EntSaveFlags flags)
{
  gboolean done = FALSE;

  ent_document_save_async (document, file, flags, NULL, on_done, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

static void
test_saves (Place *place, gconstpointer data)
{
  static const char old[] = "{\"format\": \"entente-map\", \"version\": 1, \"title\": \"Of others\"}";
  EntDocument *document = ent_document_new ();
  EntMap *map = ent_document_get_map (document);
  g_autoptr (GFile) file = g_file_new_for_path (place->path);
  g_autoptr (GPtrArray) versions = NULL;
  g_autoptr (EntSnapshot) now = NULL, first = NULL, others = NULL;
  g_autoptr (GError) error = NULL;

  ent_document_set_versions_folder (document, place->folder);
  g_assert_true (g_file_set_contents (place->path, old, -1, NULL));
  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *name = g_strdup_printf ("Actor %u", i);
      g_autofree char *id = ent_edit_add_actor (map, name, "", ent_point (i, i), NULL);

      g_assert_nonnull (id);
      save (document, file, i == 0 ? ENT_SAVE_OVERWRITE : ENT_SAVE_DEFAULT);
    }
  versions = ent_versions_list (place->folder, place->path);
  g_assert_cmpuint (versions->len, ==, 4);
  others = ent_version_read (g_ptr_array_index (versions, 3), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (others->head->title, ==, "Of others");
  first = ent_version_read (g_ptr_array_index (versions, 2), NULL, &error);
  g_assert_no_error (error);
  now = ent_map_snapshot (map);
  g_assert_true (ent_edit_restore (map, "Restore", first, &error));
  g_assert_no_error (error);
  g_assert_true (ent_snapshot_equal (ent_map_peek (map), first));
  g_assert_cmpuint (ent_map_n (map, ENT_LIST_ACTORS), ==, 1);
  g_assert_true (ent_edit_restore (map, "Restore", others, &error));
  g_assert_true (ent_snapshot_equal (ent_map_peek (map), others));
  ent_history_undo (ent_document_get_history (document));
  ent_history_undo (ent_document_get_history (document));
  g_assert_true (ent_snapshot_equal (ent_map_peek (map), now));
  g_assert_false (ent_document_get_modified (document));
  g_object_unref (document);
}

/* Where no version can be kept, a save is a save. */
static void
test_no_room (Place *place, gconstpointer data)
{
  EntDocument *document = ent_document_new ();
  g_autoptr (GFile) file = g_file_new_for_path (place->path);
  g_autofree char *id = ent_edit_add_actor (ent_document_get_map (document), "Ada", "", ent_point (0, 0), NULL);

  g_assert_nonnull (id);
  g_assert_true (g_file_set_contents (place->folder, "in the way", -1, NULL));
  ent_document_set_versions_folder (document, place->folder);
  save (document, file, ENT_SAVE_DEFAULT);
  g_assert_false (ent_document_get_modified (document));
  g_object_unref (document);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/versions/bounds", Place, NULL, set_up, test_bounds, tear_down);
  g_test_add ("/versions/saves", Place, NULL, set_up, test_saves, tear_down);
  g_test_add ("/versions/no-room", Place, NULL, set_up, test_no_room, tear_down);
  return g_test_run ();
}
