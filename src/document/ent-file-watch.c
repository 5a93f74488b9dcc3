/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Events only say "look": what happened is always found by comparing the file with its stamp, in a thread. So an own save,
 * a touch, or an event told twice can never be taken for a change by others. A look that was begun before the stamp was
 * set anew is dropped by its number. */
#include "ent-file-watch.h"

#include <fcntl.h>
#include <stdlib.h>

/* Programs that save by removing and making anew need a moment in between. */
#define SETTLE_MS 250

struct _EntFileWatch
{
  GObject parent;

  char *path;
  EntFileStamp stamp;
  EntFileState state;
  GFileMonitor *monitor;
  GCancellable *look;   /* of the look under way, NULL when there is none */
  gboolean look_again;
  gboolean paused;
  guint settle_source;
};

typedef struct
{
  char *path;
  EntFileStamp stamp;
} Look;

enum
{
  CHANGED_ON_DISK,
  N_SIGNALS,
};
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntFileWatch, ent_file_watch, G_TYPE_OBJECT)

static void
look_free (gpointer data)
{
  Look *look = data;

  g_free (look->path);
  g_free (look);
}

static void
look_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Look *look = data;
  EntFileState state;

  /* A file that cannot be looked at for the moment is not a changed one. */
  if (ent_file_stamp_check_at (&look->stamp, AT_FDCWD, look->path, &state, cancellable) != 0)
    g_task_return_int (task, -1);
  else
    g_task_return_int (task, (gssize) state);
}

static void
look_done (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntFileWatch) self = ENT_FILE_WATCH (data);
  GTask *task = G_TASK (result);
  gssize found = g_task_propagate_int (task, NULL);

  if (g_task_get_cancellable (task) != self->look)
    return;
  g_clear_object (&self->look);
  if (self->look_again)
    ent_file_watch_check (self);
  else if (found >= 0 && (EntFileState) found != self->state)
    {
      self->state = (EntFileState) found;
      g_signal_emit (self, signals[CHANGED_ON_DISK], 0, (int) self->state);
    }
}

void
ent_file_watch_check (EntFileWatch *self)
{
  g_autoptr (GTask) task = NULL;
  Look *look;

  g_return_if_fail (ENT_IS_FILE_WATCH (self));
  if (self->path == NULL || self->paused)
    return;
  self->look_again = self->look != NULL;
  if (self->look_again)
    return;
  look = g_new0 (Look, 1);
  look->path = g_strdup (self->path);
  look->stamp = self->stamp;
  self->look = g_cancellable_new ();
  task = g_task_new (NULL, self->look, look_done, g_object_ref (self));
  g_task_set_source_tag (task, ent_file_watch_check);
  g_task_set_task_data (task, look, look_free);
  g_task_set_check_cancellable (task, FALSE);
  g_task_run_in_thread (task, look_in_thread);
}

static gboolean
settled (gpointer data)
{
  EntFileWatch *self = data;

  self->settle_source = 0;
  ent_file_watch_check (self);
  return G_SOURCE_REMOVE;
}

static void
on_event (EntFileWatch *self)
{
  if (self->settle_source == 0 && !self->paused)
    self->settle_source = g_timeout_add (SETTLE_MS, settled, self);
}

static void
forget_look (EntFileWatch *self)
{
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_cancellable_cancel (self->look);
  g_clear_object (&self->look);
  self->look_again = FALSE;
}

static void
stop (EntFileWatch *self)
{
  forget_look (self);
  if (self->monitor != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->monitor, self);
      g_file_monitor_cancel (self->monitor);
      g_clear_object (&self->monitor);
    }
  g_clear_pointer (&self->path, g_free);
}

void
ent_file_watch_set (EntFileWatch *self, const char *path, const EntFileStamp *stamp)
{
  g_autoptr (GFile) file = NULL;
  char *real;

  g_return_if_fail (ENT_IS_FILE_WATCH (self));
  g_return_if_fail (path == NULL || stamp != NULL);
  g_return_if_fail (path == NULL || path != self->path);
  stop (self);
  self->paused = FALSE;
  self->state = ENT_FILE_STATE_SAME;
  if (path == NULL)
    return;
  self->path = g_strdup (path);
  self->stamp = *stamp;

  /* The kernel tells what happens in a folder: it must be the one of the file, not of the link to it. */
  real = realpath (path, NULL);
  file = g_file_new_for_path (real != NULL ? real : path);
  free (real);
  self->monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
  if (self->monitor != NULL)
    g_signal_connect_swapped (self->monitor, "changed", G_CALLBACK (on_event), self);
}

void
ent_file_watch_pause (EntFileWatch *self)
{
  g_return_if_fail (ENT_IS_FILE_WATCH (self));
  forget_look (self);
  self->paused = TRUE;
}

void
ent_file_watch_resume (EntFileWatch *self)
{
  g_return_if_fail (ENT_IS_FILE_WATCH (self));
  if (!self->paused)
    return;
  self->paused = FALSE;
  ent_file_watch_check (self);
}

EntFileState
ent_file_watch_get_state (EntFileWatch *self)
{
  g_return_val_if_fail (ENT_IS_FILE_WATCH (self), ENT_FILE_STATE_SAME);
  return self->state;
}

static void
ent_file_watch_dispose (GObject *object)
{
  stop (ENT_FILE_WATCH (object));
  G_OBJECT_CLASS (ent_file_watch_parent_class)->dispose (object);
}

static void
ent_file_watch_class_init (EntFileWatchClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ent_file_watch_dispose;
  signals[CHANGED_ON_DISK] = g_signal_new ("changed-on-disk", ENT_TYPE_FILE_WATCH, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                           NULL, G_TYPE_NONE, 1, G_TYPE_INT);
}

static void
ent_file_watch_init (EntFileWatch *self)
{
  self->state = ENT_FILE_STATE_SAME;
}

EntFileWatch *
ent_file_watch_new (void)
{
  return g_object_new (ENT_TYPE_FILE_WATCH, NULL);
}
