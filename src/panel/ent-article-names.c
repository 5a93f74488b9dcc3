/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names are looked for in a thread over a snapshot: a text may be long. What comes back late is dropped. */
#include "ent-article-private.h"
#include "ent-names.h"

#include <string.h>

/* A tag at each of these many places takes no time that is felt. */
#define MOST_NAMES 20000

typedef struct
{
  EntSnapshot *map;
  char *text;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  ent_snapshot_unref (job->map);
  g_free (job->text);
  g_free (job);
}

static void
look (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  g_autoptr (EntNames) names = ent_names_new (job->map->lists[ENT_LIST_ACTORS]);

  g_task_return_pointer (task, ent_names_find (names, job->text), (GDestroyNotify) g_array_unref);
}

static void
show (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntArticleReader) self = data;
  g_autoptr (GArray) namings = g_task_propagate_pointer (G_TASK (result), NULL);
  GtkTextIter start, end;

  if (namings == NULL || g_strcmp0 (((Job *) g_task_get_task_data (G_TASK (result)))->text, self->text) != 0)
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->name_tag, &start, &end);
  for (guint i = 0; i < MIN (namings->len, MOST_NAMES); i++)
    {
      const EntNaming *naming = &g_array_index (namings, EntNaming, i);

      ent_article_reader_get_iters (self, naming->start, naming->end, &start, &end);
      gtk_text_buffer_apply_tag (self->buffer, self->name_tag, &start, &end);
    }
}

void
ent_article_names_update (EntArticleReader *self)
{
  g_autoptr (GTask) task = NULL;
  Job *job;
  GtkTextIter start, end;

  g_cancellable_cancel (self->names_cancellable);
  g_clear_object (&self->names_cancellable);
  if (!self->names_shown || self->text == NULL)
    {
      gtk_text_buffer_get_bounds (self->buffer, &start, &end);
      gtk_text_buffer_remove_tag (self->buffer, self->name_tag, &start, &end);
      return;
    }
  self->names_cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->names_cancellable, show, g_object_ref (self));
  job = g_new0 (Job, 1);
  job->map = ent_map_snapshot (ent_panel_get_map (self->panel));
  job->text = g_strdup (self->text);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, look);
}
