/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads work on what nobody changes (bytes, snapshots); the document itself is touched on the main thread alone, in
 * one place each: load_done() and save_done(). Both first change the state, then clear "busy", then tell the caller.
 *
 * What properties say is compared with what was told last, so each change is told once and nothing in between. */
#include "ent-document.h"

#include "ent-arrange.h"
#include "ent-durable-save.h"
#include "ent-error.h"
#include "ent-file-load.h"
#include "ent-file-watch.h"
#include "ent-format.h"
#include "ent-map-index.h"
#include "ent-map-writer.h"
#include "ent-versions.h"

/* What the properties say. */
typedef struct
{
  GFile *file; /* nullable */
  char *name;
  gboolean modified;
  gboolean busy;
  gboolean read_only;
  EntFileState disk_state;
} Told;

struct _EntDocument
{
  GObject parent_instance;

  EntMap *map;
  EntHistory *history;
  EntFileWatch *watch;
  GPtrArray *warnings; /* of EntProblem */

  GFile *file;        /* nullable */
  EntFileStamp stamp; /* of the file, while there is one */
  char *versions; /* nullable: the folder of old versions */
  char *svg_name;     /* nullable: the name proposed for a map that came out of an SVG */
  gboolean busy;
  guint holding; /* changes under way: nothing is told before the last of them is over */
  Told told;
};

enum
{
  PROP_FILE = 1,
  PROP_NAME,
  PROP_MODIFIED,
  PROP_BUSY,
  PROP_READ_ONLY,
  PROP_DISK_STATE,
  N_PROPS
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (EntDocument, ent_document, G_TYPE_OBJECT)

/* --- What is told --- */

static char *
name_now (EntDocument *self)
{
  if (self->file != NULL)
    {
      g_autofree char *base = g_file_get_basename (self->file);

      return g_filename_display_name (base);
    }
  return g_strdup (self->svg_name != NULL ? self->svg_name : "Untitled map");
}

static gboolean
same_file (GFile *a, GFile *b)
{
  return a == b || (a != NULL && b != NULL && g_file_equal (a, b));
}

/* Tells what has become another since it was told last. */
static void
tell (EntDocument *self)
{
  GObject *object = G_OBJECT (self);
  Told *told = &self->told;
  g_autofree char *name = NULL;
  const struct
  {
    int *told;
    int now;
    guint prop;
  } flags[] = {
    { &told->modified, ent_history_get_modified (self->history), PROP_MODIFIED },
    { &told->busy, self->busy, PROP_BUSY },
    { &told->read_only, ent_document_get_read_only (self), PROP_READ_ONLY },
    { (int *) &told->disk_state, (int) ent_file_watch_get_state (self->watch), PROP_DISK_STATE },
  };

  if (self->holding > 0)
    return;
  g_object_freeze_notify (object);
  if (!same_file (told->file, self->file))
    {
      g_set_object (&told->file, self->file);
      g_object_notify_by_pspec (object, props[PROP_FILE]);
    }
  name = name_now (self);
  if (g_strcmp0 (told->name, name) != 0)
    {
      g_free (told->name);
      told->name = g_steal_pointer (&name);
      g_object_notify_by_pspec (object, props[PROP_NAME]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    if (*flags[i].told != flags[i].now)
      {
        *flags[i].told = flags[i].now;
        g_object_notify_by_pspec (object, props[flags[i].prop]);
      }
  g_object_thaw_notify (object);
}

static void
hold (EntDocument *self)
{
  self->holding++;
}

static void
release (EntDocument *self)
{
  self->holding--;
  tell (self);
}

static void
set_busy (EntDocument *self, gboolean busy)
{
  self->busy = busy;
  tell (self);
}

/* The document's own file from now on, and what it is like. */
static void
set_file (EntDocument *self, GFile *file, const EntFileStamp *stamp)
{
  g_set_object (&self->file, file);
  if (file != NULL)
    {
      self->stamp = *stamp;
      g_clear_pointer (&self->svg_name, g_free);
    }
  ent_file_watch_set (self->watch, file != NULL ? g_file_peek_path (file) : NULL, file != NULL ? stamp : NULL);
}

/* The place of @file, NULL with @error set where it is none that the system's own calls can reach. */
static const char *
local_path (GFile *file, const char *deed, GError **error)
{
  const char *path = g_file_peek_path (file);

  if (path == NULL)
    {
      g_autofree char *uri = g_file_get_uri (file);

      ent_document_error_set (error, ENT_DOCUMENT_ERROR_FAILED, deed, uri, "it is not on this computer");
    }
  return path;
}

/* Begins an operation, the only one: FALSE, and @task failed, while another runs. */
static gboolean
begin (EntDocument *self, GTask *task)
{
  if (self->busy)
    {
      g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PENDING, "The map is being opened or saved already");
      return FALSE;
    }
  set_busy (self, TRUE);
  return TRUE;
}

/* --- Loading --- */

typedef struct
{
  GTask *outer; /* the caller's */
  GFile *file;
  gboolean is_svg;
  EntFileStamp stamp;
  GPtrArray *problems; /* of EntProblem */
  EntMapIndex *index; /* of what was read; nullable */
} Load;

static void
load_free (gpointer data)
{
  Load *load = data;

  g_clear_object (&load->outer);
  g_clear_object (&load->file);
  g_clear_pointer (&load->problems, g_ptr_array_unref);
  g_clear_pointer (&load->index, ent_map_index_unref);
  g_free (load);
}

static void
load_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Load *load = data;
  const char *path = g_file_peek_path (load->file);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = ent_file_load (path, ENT_FILE_LOAD_MAX, &load->stamp, cancellable, &error);
  EntSnapshot *snapshot = NULL;

  if (bytes != NULL)
    {
      load->is_svg = ent_format_sniff (bytes) == ENT_FORMAT_SVG;
      snapshot = ent_format_read (bytes, load->problems, cancellable, &error);
    }
  if (snapshot != NULL)
    {
      EntSnapshot *placed = ent_arrange_missing (snapshot, cancellable, &error);

      ent_snapshot_unref (snapshot);
      snapshot = placed;
    }
  if (snapshot != NULL)
    {
      load->index = ent_map_index_new (snapshot);
      g_task_return_pointer (task, snapshot, (GDestroyNotify) ent_snapshot_unref);
      return;
    }
  if (error->domain == ENT_ERROR)
    {
      g_autoptr (GError) reason = g_steal_pointer (&error);

      error = ent_document_error_new (ENT_DOCUMENT_ERROR_INVALID, "open", path, reason->message);
    }
  g_task_return_error (task, error);
}

static char *
name_of_svg (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  char *dot = strrchr (base, '.');
  g_autofree char *shown = NULL;

  if (dot != NULL && dot != base)
    *dot = '\0';
  shown = g_filename_display_name (base);
  return g_strconcat (shown, ".entente", NULL);
}

static void
load_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntDocument) self = ENT_DOCUMENT (data);
  Load *load = g_task_get_task_data (G_TASK (result));
  g_autoptr (GTask) outer = g_object_ref (load->outer);
  GError *error = NULL;
  g_autoptr (EntSnapshot) snapshot = g_task_propagate_pointer (G_TASK (result), &error);

  if (snapshot != NULL && g_cancellable_set_error_if_cancelled (g_task_get_cancellable (outer), &error))
    g_clear_pointer (&snapshot, ent_snapshot_unref);
  hold (self);
  if (snapshot != NULL)
    {
      g_ptr_array_unref (self->warnings);
      self->warnings = g_steal_pointer (&load->problems);
      ent_map_reload_indexed (self->map, load->index);
      g_clear_pointer (&self->svg_name, g_free);
      set_file (self, load->is_svg ? NULL : load->file, &load->stamp);
      if (load->is_svg)
        {
          self->svg_name = name_of_svg (load->file);
          ent_history_forget_saved (self->history);
        }
    }
  self->busy = FALSE;
  release (self);
  if (snapshot != NULL)
    g_task_return_boolean (outer, TRUE);
  else
    {
      g_task_set_task_data (outer, g_steal_pointer (&load->problems), (GDestroyNotify) g_ptr_array_unref);
      g_task_return_error (outer, error);
    }
}

void
ent_document_load_async (
    EntDocument *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) outer = NULL;
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;
  Load *load;

  g_return_if_fail (ENT_IS_DOCUMENT (self));
  g_return_if_fail (G_IS_FILE (file));
  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, ent_document_load_async);
  g_task_set_check_cancellable (outer, FALSE);
  if (local_path (file, "open", &error) == NULL)
    {
      g_task_return_error (outer, error);
      return;
    }
  if (!begin (self, outer))
    return;
  load = g_new0 (Load, 1);
  load->outer = g_steal_pointer (&outer);
  load->file = g_object_ref (file);
  load->problems = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);
  inner = g_task_new (NULL, cancellable, load_done, g_object_ref (self));
  g_task_set_source_tag (inner, load_in_thread);
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, load, load_free);
  g_task_run_in_thread (inner, load_in_thread);
}

gboolean
ent_document_load_finish (EntDocument *self, GAsyncResult *result, GPtrArray **problems, GError **error)
{
  GPtrArray *found;
  gboolean loaded;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_document_load_async), FALSE);
  found = g_task_get_task_data (G_TASK (result));
  loaded = g_task_propagate_boolean (G_TASK (result), error);
  if (problems != NULL)
    *problems = found != NULL ? g_ptr_array_ref (found) : NULL;
  return loaded;
}

void
ent_document_restore (EntDocument *self, EntSnapshot *content, const char *path, const EntFileStamp *stamp, const char *name)
{
  g_autoptr (GFile) file = path != NULL ? g_file_new_for_path (path) : NULL;

  g_return_if_fail (ENT_IS_DOCUMENT (self) && !self->busy);
  hold (self);
  g_ptr_array_set_size (self->warnings, 0);
  ent_map_reload (self->map, content);
  ent_history_forget_saved (self->history);
  g_clear_pointer (&self->svg_name, g_free);
  if (file == NULL && name != NULL && g_str_has_suffix (name, ".entente"))
    self->svg_name = g_strdup (name);
  set_file (self, file, stamp);
  release (self);
  ent_file_watch_check (self->watch);
}

/* --- Saving --- */

typedef struct
{
  GTask *outer; /* the caller's */
  GFile *file;
  EntSnapshot *snapshot;
  guint64 mark; /* of the moment of the snapshot */
  gboolean copy;
  gboolean overwrite;
  char *versions; /* nullable */
  EntFileStamp expected;
  EntFileStamp stamp; /* of the saved file */
} Save;

static void
save_free (gpointer data)
{
  Save *save = data;

  g_clear_object (&save->outer);
  g_clear_object (&save->file);
  g_clear_pointer (&save->snapshot, ent_snapshot_unref);
  g_free (save->versions);
  g_free (save);
}

/* An EntSaveVerifyFunc: what is saved must open again, as a map that would be written as the very same bytes. */
static gboolean
opens_again (GBytes *bytes, gpointer user_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntSnapshot) again = ent_format_read (bytes, NULL, cancellable, error);
  g_autoptr (GBytes) written = NULL;

  if (again == NULL)
    return FALSE;
  written = ent_map_write (again, cancellable, error);
  if (written == NULL)
    return FALSE;
  if (!g_bytes_equal (written, bytes))
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT, "what would be saved is not the map that is open");
      return FALSE;
    }
  return TRUE;
}

static void
save_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Save *save = data;
  const char *path = g_file_peek_path (save->file);
  GError *error = NULL;
  g_autoptr (GBytes) bytes = ent_map_write (save->snapshot, cancellable, &error);

  if (bytes == NULL && error->domain == ENT_ERROR)
    {
      g_autoptr (GError) reason = g_steal_pointer (&error);

      error = ent_document_error_new (ENT_DOCUMENT_ERROR_REFUSED, "save", path, reason->message);
    }
  /* A version that cannot be kept is no reason not to save. */
  if (bytes != NULL && save->versions != NULL)
    ent_versions_keep_file (save->versions, path, NULL);
  if (bytes != NULL
      && ent_durable_save (path, bytes, save->overwrite ? NULL : &save->expected, opens_again, NULL, cancellable,
                           &save->stamp, &error))
    {
      if (save->versions != NULL)
        ent_versions_keep (save->versions, path, bytes, 0, NULL);
      g_task_return_boolean (task, TRUE);
    }
  else
    g_task_return_error (task, error);
}

static void
save_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntDocument) self = ENT_DOCUMENT (data);
  Save *save = g_task_get_task_data (G_TASK (result));
  g_autoptr (GTask) outer = g_object_ref (save->outer);
  GError *error = NULL;
  gboolean saved = g_task_propagate_boolean (G_TASK (result), &error);
  /* The new file stands in its place, but may be lost with the power: ours, yet not safe. */
  gboolean in_place = saved || g_error_matches (error, ENT_DOCUMENT_ERROR, ENT_DOCUMENT_ERROR_NOT_DURABLE);

  hold (self);
  if (in_place && !save->copy && (saved || same_file (save->file, self->file)))
    set_file (self, save->file, &save->stamp);
  else
    ent_file_watch_resume (self->watch);
  if (saved && !save->copy)
    ent_history_set_saved_mark (self->history, save->mark);
  self->busy = FALSE;
  release (self);
  if (saved)
    g_task_return_boolean (outer, TRUE);
  else
    g_task_return_error (outer, error);
}

/* Sets @error and returns FALSE where this document must not be saved to @file. */
static gboolean
may_save (EntDocument *self, GFile *file, EntSaveFlags flags, GError **error)
{
  const char *path;

  if (file == NULL)
    {
      g_autofree char *name = name_now (self);

      ent_document_error_set (error, ENT_DOCUMENT_ERROR_NEEDS_NAME, "save", name, "it has no file yet");
      return FALSE;
    }
  path = local_path (file, "save", error);
  if (path == NULL)
    return FALSE;
  if (ent_document_get_read_only (self) && ((flags & ENT_SAVE_COPY) == 0 || same_file (file, self->file)))
    {
      ent_document_error_set (error, ENT_DOCUMENT_ERROR_READ_ONLY, "save", path,
                              "it was made by a newer version of the program, and can be saved only as a copy");
      return FALSE;
    }
  return TRUE;
}

void
ent_document_save_async (EntDocument *self,
                         GFile *file,
                         EntSaveFlags flags,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autoptr (GTask) outer = NULL;
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;
  Save *save;

  g_return_if_fail (ENT_IS_DOCUMENT (self));
  g_return_if_fail (file == NULL || G_IS_FILE (file));
  outer = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (outer, ent_document_save_async);
  /* A save that was through before the cancel is a save. */
  g_task_set_check_cancellable (outer, FALSE);
  if (file == NULL)
    file = self->file;
  if (!may_save (self, file, flags, &error))
    {
      g_task_return_error (outer, error);
      return;
    }
  if (!begin (self, outer))
    return;
  save = g_new0 (Save, 1);
  save->outer = g_steal_pointer (&outer);
  save->file = g_object_ref (file);
  save->snapshot = ent_snapshot_ref (ent_map_peek (self->map));
  save->mark = ent_history_get_mark (self->history);
  save->overwrite = (flags & ENT_SAVE_OVERWRITE) != 0;
  if (same_file (file, self->file))
    save->expected = self->stamp;
  else
    {
      save->copy = (flags & ENT_SAVE_COPY) != 0;
      ent_file_stamp_set_absent (&save->expected);
    }
  save->versions = save->copy ? NULL : g_strdup (self->versions);
  /* What is edited from now on is a step of its own, so that undo leads to what the file holds. */
  ent_history_break_merge (self->history);
  ent_file_watch_pause (self->watch);
  inner = g_task_new (NULL, cancellable, save_done, g_object_ref (self));
  g_task_set_source_tag (inner, save_in_thread);
  g_task_set_check_cancellable (inner, FALSE);
  g_task_set_task_data (inner, save, save_free);
  g_task_run_in_thread (inner, save_in_thread);
}

gboolean
ent_document_save_finish (EntDocument *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_document_save_async), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

void
ent_document_set_versions_folder (EntDocument *self, const char *folder)
{
  g_free (self->versions);
  self->versions = g_strdup (folder);
}

void
ent_document_check_disk (EntDocument *self)
{
  g_return_if_fail (ENT_IS_DOCUMENT (self));
  ent_file_watch_check (self->watch);
}

/* --- The object --- */

EntMap *
ent_document_get_map (EntDocument *self)
{
  return self->map;
}

EntHistory *
ent_document_get_history (EntDocument *self)
{
  return self->history;
}

GFile *
ent_document_get_file (EntDocument *self)
{
  return self->file;
}

const EntFileStamp *
ent_document_get_stamp (EntDocument *self)
{
  return self->file != NULL ? &self->stamp : NULL;
}

const char *
ent_document_get_name (EntDocument *self)
{
  return self->told.name;
}

gboolean
ent_document_get_modified (EntDocument *self)
{
  return ent_history_get_modified (self->history);
}

gboolean
ent_document_get_busy (EntDocument *self)
{
  return self->busy;
}

gboolean
ent_document_get_read_only (EntDocument *self)
{
  return ent_map_peek (self->map)->head->version > ENT_MAP_VERSION;
}

EntFileState
ent_document_get_disk_state (EntDocument *self)
{
  return ent_file_watch_get_state (self->watch);
}

gboolean
ent_document_is_pristine (EntDocument *self)
{
  return self->file == NULL && self->svg_name == NULL && !self->busy && !ent_history_get_can_undo (self->history)
         && !ent_history_get_can_redo (self->history) && !ent_history_get_modified (self->history);
}

GPtrArray *
ent_document_get_warnings (EntDocument *self)
{
  return self->warnings;
}

static void
ent_document_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  EntDocument *self = ENT_DOCUMENT (object);

  switch (id)
    {
    case PROP_FILE:
      g_value_set_object (value, self->file);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->told.name);
      break;
    case PROP_MODIFIED:
      g_value_set_boolean (value, ent_document_get_modified (self));
      break;
    case PROP_BUSY:
      g_value_set_boolean (value, self->busy);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, ent_document_get_read_only (self));
      break;
    case PROP_DISK_STATE:
      g_value_set_int (value, (int) ent_document_get_disk_state (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ent_document_dispose (GObject *object)
{
  EntDocument *self = ENT_DOCUMENT (object);

  if (self->watch != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->watch, self);
      ent_file_watch_set (self->watch, NULL, NULL);
    }
  if (self->history != NULL)
    g_signal_handlers_disconnect_by_data (self->history, self);
  g_clear_object (&self->watch);
  g_clear_object (&self->history);
  g_clear_object (&self->map);
  G_OBJECT_CLASS (ent_document_parent_class)->dispose (object);
}

static void
ent_document_finalize (GObject *object)
{
  EntDocument *self = ENT_DOCUMENT (object);

  g_clear_object (&self->file);
  g_clear_object (&self->told.file);
  g_free (self->told.name);
  g_free (self->svg_name);
  g_free (self->versions);
  g_ptr_array_unref (self->warnings);
  G_OBJECT_CLASS (ent_document_parent_class)->finalize (object);
}

static void
ent_document_class_init (EntDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ent_document_dispose;
  object_class->finalize = ent_document_finalize;
  object_class->get_property = ent_document_get_property;
  props[PROP_FILE] = g_param_spec_object ("file", NULL, NULL, G_TYPE_FILE, flags);
  props[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  props[PROP_MODIFIED] = g_param_spec_boolean ("modified", NULL, NULL, FALSE, flags);
  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  props[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);
  props[PROP_DISK_STATE] = g_param_spec_int ("disk-state", NULL, NULL, ENT_FILE_STATE_SAME, ENT_FILE_STATE_GONE,
                                             ENT_FILE_STATE_SAME, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
ent_document_init (EntDocument *self)
{
  self->map = ent_map_new ();
  self->history = ent_history_new (self->map);
  self->watch = ent_file_watch_new ();
  self->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);
  self->told.name = name_now (self);
  g_signal_connect_swapped (self->history, "notify::modified", G_CALLBACK (tell), self);
  g_signal_connect_swapped (self->watch, "changed-on-disk", G_CALLBACK (tell), self);
}

EntDocument *
ent_document_new (void)
{
  return g_object_new (ENT_TYPE_DOCUMENT, NULL);
}
