/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A document is loaded whole or not at all, saved whole or not at all, tells each change once, and never writes over
 * what others did. */
#include "ent-document.h"
#include "ent-edit.h"
#include "ent-error.h"

#include <glib/gstdio.h>

#define PATIENCE_MS 10000
#define MAP(version)                                                                                                   \
  "{\n  \"format\": \"entente-map\",\n  \"version\": " version ",\n  \"title\": \"Old\",\n  \"actors\": [\n"           \
  "    {\"id\": \"a\", \"name\": \"Ada\"},\n    {\"id\": \"b\", \"name\": \"Bo\"}\n  ]\n}\n"

static const char *const properties[] = { "file", "name", "modified", "busy", "read-only", "disk-state" };

typedef struct
{
  char *folder, *path;
  GFile *file;
  EntDocument *document;
  guint told[G_N_ELEMENTS (properties)];
  gboolean done, ok;
  GPtrArray *problems;
  GError *error;
} Place;

static void
put (const char *path, const char *text)
{
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
on_notify (EntDocument *document, GParamSpec *pspec, Place *place)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_str_equal (properties[i], pspec->name))
      place->told[i]++;
}

/* How often PROPERTY was told since it was asked last. */
static guint
take_told (Place *place, const char *property)
{
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    if (g_str_equal (properties[i], property))
      {
        guint n = place->told[i];

        place->told[i] = 0;
        return n;
      }
  g_assert_not_reached ();
}

static void
set_up (Place *place, gconstpointer data)
{
  place->folder = g_dir_make_tmp ("entente-document-XXXXXX", NULL);
  place->path = g_build_filename (place->folder, "map.entente", NULL);
  place->file = g_file_new_for_path (place->path);
  place->document = ent_document_new ();
  g_signal_connect (place->document, "notify", G_CALLBACK (on_notify), place);
  put (place->path, MAP ("1"));
}

static void
forget_result (Place *place)
{
  place->done = FALSE;
  g_clear_error (&place->error);
  g_clear_pointer (&place->problems, g_ptr_array_unref);
}

static void
tear_down (Place *place, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (place->folder, 0, NULL);
  const char *name;

  forget_result (place);
  /* The thread of the last operation lets go a moment after it is told. */
  for (guint i = 0; i < PATIENCE_MS && G_OBJECT (place->document)->ref_count > 1; i++)
    g_usleep (1000);
  g_assert_finalize_object (place->document);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (place->folder, name, NULL);

      g_unlink (path);
    }
  g_rmdir (place->folder);
  g_object_unref (place->file);
  g_free (place->folder);
  g_free (place->path);
}

static gboolean
set_true (gpointer data)
{
  *(gboolean *) data = TRUE;
  return G_SOURCE_REMOVE;
}

static void
wait_done (Place *place)
{
  while (!place->done)
    g_main_context_iteration (NULL, TRUE);
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  Place *place = data;

  g_assert_false (ent_document_get_busy (place->document));
  place->ok = ent_document_load_finish (ENT_DOCUMENT (source), result, &place->problems, &place->error);
  place->done = TRUE;
}

static void
on_saved (GObject *source, GAsyncResult *result, gpointer data)
{
  Place *place = data;

  place->ok = ent_document_save_finish (ENT_DOCUMENT (source), result, &place->error);
  place->done = TRUE;
}

static gboolean
load (Place *place, GFile *file, GCancellable *cancellable)
{
  forget_result (place);
  ent_document_load_async (place->document, file, cancellable, on_loaded, place);
  wait_done (place);
  return place->ok;
}

static gboolean
save (Place *place, GFile *file, EntSaveFlags flags)
{
  forget_result (place);
  ent_document_save_async (place->document, file, flags, NULL, on_saved, place);
  wait_done (place);
  return place->ok;
}

static void
rename_map (Place *place, const char *title)
{
  g_assert_true (ent_edit_set_title (ent_document_get_map (place->document), title, NULL));
}

static void
assert_file_has (const char *path, const char *text)
{
  g_autofree char *content = NULL;

  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_nonnull (strstr (content, text));
}

static void
wait_state (Place *place, EntFileState state)
{
  gboolean over = FALSE;
  guint source = g_timeout_add (PATIENCE_MS, set_true, &over);

  while (ent_document_get_disk_state (place->document) != state && !over)
    g_main_context_iteration (NULL, TRUE);
  g_assert_false (over);
  g_source_remove (source);
}

static void
test_new (Place *place, gconstpointer data)
{
  g_assert_true (ent_document_is_pristine (place->document));
  g_assert_null (ent_document_get_file (place->document));
  g_assert_cmpstr (ent_document_get_name (place->document), ==, "Untitled map");
  g_assert_false (ent_document_get_modified (place->document));
  g_assert_false (save (place, NULL, ENT_SAVE_DEFAULT));
  g_assert_error (place->error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_NEEDS_NAME);
  rename_map (place, "Mine");
  g_assert_false (ent_document_is_pristine (place->document));
  g_assert_cmpuint (take_told (place, "modified"), ==, 1);
}

static void
test_load (Place *place, gconstpointer data)
{
  rename_map (place, "Mine");
  take_told (place, "modified");
  g_assert_true (load (place, place->file, NULL));
  g_assert_cmpstr (ent_map_get_title (ent_document_get_map (place->document)), ==, "Old");
  g_assert_cmpstr (ent_document_get_name (place->document), ==, "map.entente");
  g_assert_true (g_file_equal (ent_document_get_file (place->document), place->file));
  g_assert_false (ent_history_get_can_undo (ent_document_get_history (place->document)));
  g_assert_false (ent_document_get_modified (place->document));
  g_assert_cmpuint (take_told (place, "file"), ==, 1);
  g_assert_cmpuint (take_told (place, "name"), ==, 1);
  g_assert_cmpuint (take_told (place, "modified"), ==, 1);
  g_assert_cmpuint (take_told (place, "busy"), ==, 2);
  g_assert_cmpuint (take_told (place, "read-only"), ==, 0);
  g_assert_cmpuint (take_told (place, "disk-state"), ==, 0);
}

/* What cannot be read leaves everything as it was, and says where. */
static void
test_load_broken (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "broken.entente", NULL);
  g_autoptr (GFile) broken = g_file_new_for_path (path);
  const EntProblem *problem;

  put (path, "{\n  \"format\": \"entente-map\",\n  \"version\": 1,\n  \"title\" 3\n}\n");
  g_assert_true (load (place, place->file, NULL));
  rename_map (place, "Mine");
  g_assert_false (load (place, broken, NULL));
  g_assert_error (place->error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_INVALID);
  g_assert_cmpuint (place->problems->len, >, 0);
  problem = g_ptr_array_index (place->problems, 0);
  g_assert_cmpuint (problem->line, ==, 4);
  g_assert_cmpstr (ent_map_get_title (ent_document_get_map (place->document)), ==, "Mine");
  g_assert_true (g_file_equal (ent_document_get_file (place->document), place->file));
  g_assert_true (ent_history_get_can_undo (ent_document_get_history (place->document)));
  g_assert_true (ent_document_get_modified (place->document));
}

static void
test_load_missing (Place *place, gconstpointer data)
{
  g_autoptr (GFile) missing = g_file_get_child (place->file, "nothing");
  g_autoptr (GFile) far = g_file_new_for_uri ("http://example.org/map.entente");

  g_unlink (place->path);
  g_assert_false (load (place, place->file, NULL));
  g_assert_error (place->error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_NOT_FOUND);
  g_assert_cmpuint (place->problems->len, ==, 0);
  g_assert_false (load (place, missing, NULL));
  g_assert_false (load (place, far, NULL));
  g_assert_error (place->error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_FAILED);
  g_assert_true (ent_document_is_pristine (place->document));
}

static void
test_cancel (Place *place, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  ent_document_load_async (place->document, place->file, cancellable, on_loaded, place);
  g_cancellable_cancel (cancellable);
  wait_done (place);
  g_assert_error (place->error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (ent_document_is_pristine (place->document));
  g_assert_cmpuint (take_told (place, "busy"), ==, 2);
}

static void
test_one_at_a_time (Place *place, gconstpointer data)
{
  Place second = { .document = place->document };

  ent_document_load_async (place->document, place->file, NULL, on_loaded, place);
  g_assert_true (ent_document_get_busy (place->document));
  ent_document_save_async (place->document, place->file, ENT_SAVE_DEFAULT, NULL, on_saved, &second);
  wait_done (&second);
  g_assert_error (second.error, G_IO_ERROR, G_IO_ERROR_PENDING);
  forget_result (&second);
  wait_done (place);
  g_assert_true (place->ok);
}

static void
test_save (Place *place, gconstpointer data)
{
  g_assert_true (load (place, place->file, NULL));
  rename_map (place, "New");
  for (guint i = 0; i < G_N_ELEMENTS (properties); i++)
    place->told[i] = 0;
  g_assert_true (save (place, NULL, ENT_SAVE_DEFAULT));
  g_assert_false (ent_document_get_modified (place->document));
  g_assert_cmpuint (take_told (place, "modified"), ==, 1);
  g_assert_cmpuint (take_told (place, "busy"), ==, 2);
  g_assert_cmpuint (take_told (place, "file"), ==, 0);
  assert_file_has (place->path, "\"New\"");
  /* Undo leaves the saved state, redo comes back to it. */
  ent_history_undo (ent_document_get_history (place->document));
  g_assert_true (ent_document_get_modified (place->document));
  ent_history_redo (ent_document_get_history (place->document));
  g_assert_false (ent_document_get_modified (place->document));
}

/* A save is of the moment when it was asked for. */
static void
test_edit_meanwhile (Place *place, gconstpointer data)
{
  g_assert_true (load (place, place->file, NULL));
  rename_map (place, "Asked");
  forget_result (place);
  ent_document_save_async (place->document, NULL, ENT_SAVE_DEFAULT, NULL, on_saved, place);
  rename_map (place, "Later");
  wait_done (place);
  g_assert_true (place->ok);
  assert_file_has (place->path, "\"Asked\"");
  g_assert_true (ent_document_get_modified (place->document));
  ent_history_undo (ent_document_get_history (place->document));
  g_assert_cmpstr (ent_map_get_title (ent_document_get_map (place->document)), ==, "Asked");
  g_assert_false (ent_document_get_modified (place->document));
}

static void
test_save_as_and_copy (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "other.entente", NULL);
  g_autoptr (GFile) other = g_file_new_for_path (path);

  g_assert_true (load (place, place->file, NULL));
  rename_map (place, "New");
  g_assert_true (save (place, other, ENT_SAVE_COPY));
  assert_file_has (path, "\"New\"");
  assert_file_has (place->path, "\"Old\"");
  g_assert_true (ent_document_get_modified (place->document));
  g_assert_true (g_file_equal (ent_document_get_file (place->document), place->file));
  /* What stands at the new place is not written over unasked. */
  g_assert_false (save (place, other, ENT_SAVE_DEFAULT));
  g_assert_error (place->error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_CHANGED_ON_DISK);
  take_told (place, "name");
  g_assert_true (save (place, other, ENT_SAVE_OVERWRITE));
  g_assert_true (g_file_equal (ent_document_get_file (place->document), other));
  g_assert_cmpuint (take_told (place, "name"), ==, 1);
  g_assert_false (ent_document_get_modified (place->document));
  assert_file_has (place->path, "\"Old\"");
}

static void
test_changed_by_others (Place *place, gconstpointer data)
{
  g_assert_true (load (place, place->file, NULL));
  rename_map (place, "Mine");
  take_told (place, "disk-state");
  put (place->path, "{}");
  g_assert_false (save (place, NULL, ENT_SAVE_DEFAULT));
  g_assert_error (place->error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_CHANGED_ON_DISK);
  assert_file_has (place->path, "{}");
  wait_state (place, ENT_FILE_STATE_CHANGED);
  g_assert_cmpuint (take_told (place, "disk-state"), ==, 1);
  g_assert_true (ent_document_get_modified (place->document));
  g_assert_true (save (place, NULL, ENT_SAVE_OVERWRITE));
  g_assert_cmpint (ent_document_get_disk_state (place->document), ==, ENT_FILE_STATE_SAME);
  g_assert_cmpuint (take_told (place, "disk-state"), ==, 1);
  assert_file_has (place->path, "\"Mine\"");
  g_unlink (place->path);
  ent_document_check_disk (place->document);
  wait_state (place, ENT_FILE_STATE_GONE);
  g_assert_false (save (place, NULL, ENT_SAVE_DEFAULT));
  g_assert_error (place->error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_GONE);
  g_assert_true (save (place, NULL, ENT_SAVE_OVERWRITE));
}

static void
test_newer_version (Place *place, gconstpointer data)
{
  g_autofree char *path = g_build_filename (place->folder, "copy.entente", NULL);
  g_autoptr (GFile) copy = g_file_new_for_path (path);

  put (place->path, MAP ("2"));
  g_assert_true (load (place, place->file, NULL));
  g_assert_true (ent_document_get_read_only (place->document));
  g_assert_cmpuint (take_told (place, "read-only"), ==, 1);
  for (guint flags = ENT_SAVE_DEFAULT; flags <= (ENT_SAVE_OVERWRITE | ENT_SAVE_COPY); flags++)
    {
      g_assert_false (save (place, NULL, (EntSaveFlags) flags));
      g_assert_error (place->error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_READ_ONLY);
    }
  g_assert_true (save (place, copy, ENT_SAVE_COPY));
  assert_file_has (path, "\"version\": 2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function) g_test_add ("/document/" name, Place, NULL, set_up, function, tear_down)
  TEST ("new", test_new);
  TEST ("load", test_load);
  TEST ("load-broken", test_load_broken);
  TEST ("load-missing", test_load_missing);
  TEST ("cancel", test_cancel);
  TEST ("one-at-a-time", test_one_at_a_time);
  TEST ("save", test_save);
  TEST ("edit-meanwhile", test_edit_meanwhile);
  TEST ("save-as-and-copy", test_save_as_and_copy);
  TEST ("changed-by-others", test_changed_by_others);
  TEST ("newer-version", test_newer_version);
  return g_test_run ();
}
