/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Article by article. Progress crosses threads as one number, told by at most one waiting idle source at a time.
 * Invariant: the job lives as long as the task and every source that tells of it. */
#include "ent-verify-map.h"

void
ent_verification_free (EntVerification *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->items);
  ent_snapshot_unref (self->map);
  g_free (self);
}

EntVerification *
ent_verify_map (EntSnapshot *map, EntVerifyProgress progress, gpointer progress_data, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntVerification) self = g_new0 (EntVerification, 1);
  const EntRecords *articles = map->lists[ENT_LIST_ARTICLES];
  guint total = 0;

  self->map = ent_snapshot_ref (map);
  self->items = g_array_new (FALSE, FALSE, sizeof (EntVerified));
  for (guint i = 0; i < ent_records_n (articles); i++)
    total += ent_records_n (((const EntArticle *) articles->items[i])->excerpts);
  for (guint i = 0; i < ent_records_n (articles); i++)
    {
      const EntArticle *article = (const EntArticle *) articles->items[i];
      g_autoptr (EntVerifier) verifier = ent_verifier_new (article, NULL);

      for (guint j = 0; j < ent_records_n (article->excerpts); j++)
        {
          EntVerified item = { article, (const EntExcerpt *) article->excerpts->items[j], { 0 } };

          item.finding = ent_verifier_check (verifier, item.excerpt, cancellable);
          if (g_cancellable_set_error_if_cancelled (cancellable, error))
            return NULL;
          g_array_append_val (self->items, item);
          if (progress != NULL)
            progress (self->items->len, total, progress_data);
        }
    }
  return g_steal_pointer (&self);
}

typedef struct
{
  gatomicrefcount ref;
  EntSnapshot *map;
  EntVerifyProgress progress; /* nullable */
  gpointer progress_data;
  GMainContext *context;
  gint done, total; /* atomic */
  gint waiting;     /* atomic: an idle source will tell */
  gboolean finished; /* of the caller's thread */
} Job;

static void
job_unref (gpointer data)
{
  Job *job = data;

  if (!g_atomic_ref_count_dec (&job->ref))
    return;
  ent_snapshot_unref (job->map);
  g_main_context_unref (job->context);
  g_free (job);
}

static gboolean
tell (gpointer data)
{
  Job *job = data;

  g_atomic_int_set (&job->waiting, 0);
  if (!job->finished)
    job->progress ((guint) g_atomic_int_get (&job->done), (guint) g_atomic_int_get (&job->total), job->progress_data);
  return G_SOURCE_REMOVE;
}

static void
advance (guint done, guint total, gpointer data)
{
  Job *job = data;
  GSource *source;

  g_atomic_int_set (&job->done, (gint) done);
  g_atomic_int_set (&job->total, (gint) total);
  if (job->progress == NULL || !g_atomic_int_compare_and_exchange (&job->waiting, 0, 1))
    return;
  g_atomic_ref_count_inc (&job->ref);
  source = g_idle_source_new ();
  g_source_set_callback (source, tell, job, job_unref);
  g_source_attach (source, job->context);
  g_source_unref (source);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;
  EntVerification *verification = ent_verify_map (job->map, advance, job, cancellable, &error);

  if (verification != NULL)
    g_task_return_pointer (task, verification, (GDestroyNotify) ent_verification_free);
  else
    g_task_return_error (task, error);
}

void
ent_verify_map_async (EntSnapshot *map,
                      EntVerifyProgress progress,
                      gpointer progress_data,
                      GCancellable *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Job *job = g_new0 (Job, 1);

  g_atomic_ref_count_init (&job->ref);
  job->map = ent_snapshot_ref (map);
  job->progress = progress;
  job->progress_data = progress_data;
  job->context = g_main_context_ref (g_task_get_context (task));
  g_task_set_source_tag (task, ent_verify_map_async);
  g_task_set_task_data (task, job, job_unref);
  g_task_run_in_thread (task, run);
}

EntVerification *
ent_verify_map_finish (GAsyncResult *result, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));

  job->finished = TRUE;
  return g_task_propagate_pointer (G_TASK (result), error);
}
