/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names are looked for in a thread over a snapshot: a text may be long. What comes back late is dropped, and tags are put in pieces.
 * Invariant: `names_of` is the list of actors whose names are marked in the text, or are being looked for; NULL when none are. */
#include "ent-article-private.h"
#include "ent-names.h"

#include <string.h>

#define MOST_NAMES 20000
#define PIECE 1000 /* names: some milliseconds of work */
#define PRIORITY (GDK_PRIORITY_REDRAW + 1)

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

void
ent_article_names_forget (EntArticleReader *self)
{
  g_cancellable_cancel (self->names_cancellable);
  g_clear_object (&self->names_cancellable);
  g_clear_handle_id (&self->names_source, g_source_remove);
  g_clear_pointer (&self->namings, g_array_unref);
  g_clear_pointer (&self->names_of, ent_records_unref);
}

static void
unmark (EntArticleReader *self)
{
  GtkTextIter start, end;

  if (!self->names_tagged)
    return;
  gtk_text_buffer_get_bounds (self->buffer, &start, &end);
  gtk_text_buffer_remove_tag (self->buffer, self->name_tag, &start, &end);
  self->names_tagged = FALSE;
}

static gboolean
mark_more (gpointer data)
{
  EntArticleReader *self = data;
  guint end = MIN (self->names_at + PIECE, MIN (self->namings->len, MOST_NAMES));

  for (; self->names_at < end; self->names_at++)
    {
      const EntNaming *naming = &g_array_index (self->namings, EntNaming, self->names_at);
      GtkTextIter from, to;

      ent_article_reader_get_iters (self, naming->start, naming->end, &from, &to);
      gtk_text_buffer_apply_tag (self->buffer, self->name_tag, &from, &to);
    }
  if (end < MIN (self->namings->len, MOST_NAMES))
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->namings, g_array_unref);
  self->names_source = 0;
  return G_SOURCE_REMOVE;
}

static void
show (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntArticleReader) self = data;
  GArray *namings = g_task_propagate_pointer (G_TASK (result), NULL);

  /* A task that was cancelled has no result. */
  if (namings == NULL)
    return;
  unmark (self);
  self->names_tagged = namings->len > 0;
  self->namings = namings;
  self->names_at = 0;
  if (mark_more (self))
    self->names_source = g_idle_add_full (PRIORITY, mark_more, self, NULL);
}

void
ent_article_names_update (EntArticleReader *self)
{
  EntSnapshot *map = ent_map_peek (ent_panel_get_map (self->panel));
  g_autoptr (GTask) task = NULL;
  Job *job;

  if (!self->names_shown || self->text == NULL || !ent_article_fill_is_done (self) || map->lists[ENT_LIST_ACTORS] == NULL)
    {
      ent_article_names_forget (self);
      unmark (self);
      return;
    }
  if (self->names_of == map->lists[ENT_LIST_ACTORS])
    return;
  ent_article_names_forget (self);
  self->names_of = ent_records_ref (map->lists[ENT_LIST_ACTORS]);
  self->names_cancellable = g_cancellable_new ();
  task = g_task_new (NULL, self->names_cancellable, show, g_object_ref (self));
  job = g_new0 (Job, 1);
  job->map = ent_map_snapshot (ent_panel_get_map (self->panel));
  job->text = g_strdup (self->text);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, look);
}
