/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One job at a time runs in a thread, a write or a removal; while it runs the draft belongs to it. A draft of a map that was saved to
 * another file, or whose file was saved meanwhile, is replaced by a new one before the old one goes. */
#include "ent-autosave.h"

/* Microseconds. */
#define BETWEEN_WRITES (2 * G_USEC_PER_SEC)
#define AFTER_CHANGE (G_USEC_PER_SEC / 5)
#define AFTER_FAILURE (10 * G_USEC_PER_SEC)

struct _EntAutosave
{
  GObject parent_instance;

  EntDocument *document; /* NULL once closed */
  char *folder;
  EntDraft *draft;   /* nullable; a job's while one runs */
  EntDraft *adopted; /* nullable; waits for its turn, then takes the place of `draft` */
  guint timer;
  gint64 not_before; /* monotonic time of the next write at the earliest */
  gboolean changed;  /* since the snapshot that was written last */
  gboolean working;  /* a job runs */
  gboolean unwanted; /* people do without drafts */
  gboolean failing;  /* told, and not over yet */
};

enum
{
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntAutosave, ent_autosave, G_TYPE_OBJECT)

typedef struct
{
  EntDraft *draft; /* nullable; what is on the disk */
  EntDraft *old;   /* nullable; goes */
  char *folder;
  EntSnapshot *content; /* NULL: there is nothing to keep */
  char *path;           /* nullable */
  EntFileStamp stamp;
  char *name;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  ent_draft_free (job->draft);
  ent_draft_free (job->old);
  g_clear_pointer (&job->content, ent_snapshot_unref);
  g_free (job->folder);
  g_free (job->path);
  g_free (job->name);
  g_free (job);
}

static void
replace_draft (Job *job, EntDraft *draft)
{
  if (job->draft != NULL)
    ent_draft_remove (job->draft);
  ent_draft_free (job->draft);
  job->draft = draft;
}

static void
work_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  EntDraft *draft = job->draft;

  if (job->content == NULL)
    replace_draft (job, NULL);
  else
    {
      if (draft == NULL || !ent_draft_is_of (draft, job->path, &job->stamp))
        draft = ent_draft_new (job->folder, job->path, &job->stamp, job->name, &error);
      if (draft != NULL && !ent_draft_write (draft, job->content, cancellable, &error) && draft != job->draft)
        {
          ent_draft_remove (draft);
          g_clear_pointer (&draft, ent_draft_free);
        }
      if (draft != NULL && draft != job->draft)
        replace_draft (job, draft);
    }
  if (job->old != NULL)
    ent_draft_remove (job->old);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
}

static void schedule (EntAutosave *self);

static void
on_worked (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntAutosave) self = ENT_AUTOSAVE (data);
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  self->working = FALSE;
  self->draft = g_steal_pointer (&job->draft);
  if (g_task_propagate_boolean (G_TASK (result), &error))
    self->failing = FALSE;
  else
    {
      self->changed = TRUE;
      self->not_before = g_get_monotonic_time () + AFTER_FAILURE;
      if (!self->failing && self->document != NULL)
        {
          self->failing = TRUE;
          g_signal_emit (self, signals[FAILED], 0, error->message);
        }
    }
  schedule (self);
  if (g_application_get_default () != NULL)
    g_application_release (g_application_get_default ());
}

static gboolean
is_needed (EntAutosave *self)
{
  return self->document != NULL && !self->unwanted && ent_document_get_modified (self->document);
}

static gboolean
work (gpointer data)
{
  EntAutosave *self = data;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, on_worked, g_object_ref (self));
  Job *job = g_new0 (Job, 1);

  self->timer = 0;
  self->changed = FALSE;
  self->working = TRUE;
  if (self->adopted != NULL)
    job->old = g_steal_pointer (&self->draft);
  job->draft = self->adopted != NULL ? g_steal_pointer (&self->adopted) : g_steal_pointer (&self->draft);
  job->folder = g_strdup (self->folder);
  if (is_needed (self))
    {
      GFile *file = ent_document_get_file (self->document);

      job->content = ent_map_snapshot (ent_document_get_map (self->document));
      job->name = g_strdup (ent_document_get_name (self->document));
      if (file != NULL)
        {
          job->path = g_file_get_path (file);
          job->stamp = *ent_document_get_stamp (self->document);
        }
      self->not_before = g_get_monotonic_time () + BETWEEN_WRITES;
    }
  /* The program must not end before the draft is as it should be. */
  if (g_application_get_default () != NULL)
    g_application_hold (g_application_get_default ());
  g_task_set_source_tag (task, work);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, work_in_thread);
  return G_SOURCE_REMOVE;
}

static void
schedule (EntAutosave *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->working)
    return;
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->adopted != NULL)
    work (self);
  else if (!is_needed (self))
    {
      if (self->draft != NULL)
        work (self);
    }
  else if (self->changed)
    self->timer = g_timeout_add ((guint) (MAX (self->not_before - now, AFTER_CHANGE) / 1000), work, self);
}

static void
on_map_changed (EntAutosave *self)
{
  self->changed = TRUE;
  /* What comes in quick succession waits for the first: a person who does not stop is not kept waiting for. */
  if (self->timer == 0)
    schedule (self);
}

/* A save that is over may leave changes that were made meanwhile, and another file under them. */
static void
on_document_changed (EntAutosave *self)
{
  self->changed |= is_needed (self) && !ent_document_get_busy (self->document);
  schedule (self);
}

EntAutosave *
ent_autosave_new (EntDocument *document, const char *folder)
{
  EntAutosave *self = g_object_new (ENT_TYPE_AUTOSAVE, NULL);

  self->document = g_object_ref (document);
  self->folder = g_strdup (folder);
  g_signal_connect_swapped (ent_document_get_map (document), "changed", G_CALLBACK (on_map_changed), self);
  g_signal_connect_swapped (document, "notify::modified", G_CALLBACK (on_document_changed), self);
  g_signal_connect_swapped (document, "notify::busy", G_CALLBACK (on_document_changed), self);
  return self;
}

void
ent_autosave_adopt (EntAutosave *self, EntDraft *draft)
{
  g_clear_pointer (&draft->content, ent_snapshot_unref);
  if (self->draft == NULL && !self->working)
    {
      self->draft = draft;
      return;
    }
  /* The draft of a map that was saved a moment ago may still be on its way out. */
  ent_draft_free (self->adopted);
  self->adopted = draft;
  schedule (self);
}

void
ent_autosave_set_wanted (EntAutosave *self, gboolean wanted)
{
  if (self->unwanted == !wanted)
    return;
  self->unwanted = !wanted;
  self->changed |= is_needed (self);
  schedule (self);
}

void
ent_autosave_close (EntAutosave *self)
{
  if (self->document == NULL)
    return;
  g_signal_handlers_disconnect_by_data (ent_document_get_map (self->document), self);
  g_signal_handlers_disconnect_by_data (self->document, self);
  g_clear_object (&self->document);
  schedule (self);
}

static void
ent_autosave_finalize (GObject *object)
{
  EntAutosave *self = ENT_AUTOSAVE (object);

  if (self->document != NULL)
    {
      g_signal_handlers_disconnect_by_data (ent_document_get_map (self->document), self);
      g_signal_handlers_disconnect_by_data (self->document, self);
      g_object_unref (self->document);
    }
  g_clear_handle_id (&self->timer, g_source_remove);
  ent_draft_free (self->draft);
  ent_draft_free (self->adopted);
  g_free (self->folder);
  G_OBJECT_CLASS (ent_autosave_parent_class)->finalize (object);
}

static void
ent_autosave_class_init (EntAutosaveClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_autosave_finalize;
  signals[FAILED] = g_signal_new ("failed", ENT_TYPE_AUTOSAVE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                                  G_TYPE_STRING);
}

static void
ent_autosave_init (EntAutosave *self)
{
}
