/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The thread makes records of what the items and the map's articles hold; the main thread only puts them in their places.
 * Invariant: what an article of the map is made into is used only where that article is still the one it was made from. */
#include "ent-intake-add.h"

#include <glib/gi18n.h>

#include "ent-error.h"
#include "ent-date-words.h"
#include "ent-reanchor.h"

/* An article of the map that gets the text of an item. */
typedef struct
{
  EntArticle *before;
  const EntReading *reading; /* of an item of the job */
  char *accessed;
} NewText;

typedef struct
{
  EntMap *map;                /* of the main thread */
  GPtrArray *items;           /* EntIntakeItem; kept alive for their readings */
  GPtrArray *made;            /* strings of `wanted` */
  GArray *wanted;             /* EntNewArticle */
  GArray *texts;              /* NewText */
  GPtrArray *fresh, *changed; /* EntArticle; what the thread makes */
  EntIntakeProgress *progress;
  EntIntakeProgress unread;
} Job;

static void
article_unref (gpointer article)
{
  ent_record_unref (article);
}

static void
new_text_clear (gpointer data)
{
  NewText *one = data;

  ent_record_unref (&one->before->record);
  g_free (one->accessed);
}

/* What belongs to the main thread goes there, before the task does. */
static void
forget_objects (Job *job)
{
  g_clear_object (&job->map);
  g_ptr_array_set_size (job->items, 0);
}

static void
job_free (gpointer data)
{
  Job *job = data;

  forget_objects (job);
  g_ptr_array_unref (job->items);
  g_ptr_array_unref (job->made);
  g_array_unref (job->wanted);
  g_array_unref (job->texts);
  g_ptr_array_unref (job->fresh);
  g_ptr_array_unref (job->changed);
  g_free (job);
}

static Job *
job_new (EntMap *map, EntIntakeProgress *progress)
{
  Job *job = g_new0 (Job, 1);

  job->map = g_object_ref (map);
  job->items = g_ptr_array_new_with_free_func (g_object_unref);
  job->made = g_ptr_array_new_with_free_func (g_free);
  job->wanted = g_array_new (FALSE, FALSE, sizeof (EntNewArticle));
  job->texts = g_array_new (FALSE, FALSE, sizeof (NewText));
  g_array_set_clear_func (job->texts, new_text_clear);
  job->fresh = g_ptr_array_new_with_free_func (article_unref);
  job->changed = g_ptr_array_new_with_free_func (article_unref);
  job->progress = progress != NULL ? progress : &job->unread;
  return job;
}

static void
add_item (Job *job, EntIntakeItem *item)
{
  const EntArticle *twin = ent_intake_item_get_twin (item);

  g_ptr_array_add (job->items, g_object_ref (item));
  if (ent_intake_item_get_is_edition (item))
    {
      NewText one = { .reading = ent_intake_item_get_reading (item) };

      one.before = (EntArticle *) ent_record_ref ((EntRecord *) &twin->record);
      one.accessed = ent_date_from_words (ent_intake_item_get (item, ENT_INTAKE_ACCESSED), NULL);
      g_array_append_val (job->texts, one);
    }
  else
    {
      EntNewArticle article = ent_intake_item_get_article (item, job->made);

      g_array_append_val (job->wanted, article);
    }
}

/* --- In the thread --- */

static gboolean
make_fresh (Job *job, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < job->wanted->len; i++)
    {
      EntArticle *article;

      g_atomic_int_set (&job->progress->item, (int) i);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      article = ent_edit_make_article (&g_array_index (job->wanted, EntNewArticle, i), error);
      if (article == NULL)
        return FALSE;
      g_ptr_array_add (job->fresh, article);
    }
  return TRUE;
}

/* Two texts of one article are taken one after the other. */
static gboolean
make_changed (Job *job, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < job->texts->len; i++)
    {
      const NewText *one = &g_array_index (job->texts, NewText, i);
      const EntArticle *from = one->before;
      EntArticle *article;
      guint place = job->changed->len;

      for (guint k = 0; k < job->changed->len; k++)
        if (g_str_equal (((EntArticle *) g_ptr_array_index (job->changed, k))->id, from->id))
          {
            place = k;
            from = g_ptr_array_index (job->changed, k);
          }
      g_atomic_int_set (&job->progress->permille, 0);
      g_atomic_int_set (&job->progress->item, (int) (job->wanted->len + i));
      article = ent_reanchor_article (from, one->reading->text, one->accessed, NULL, &job->progress->permille, cancellable, error);
      if (article == NULL)
        return FALSE;
      if (place < job->changed->len)
        g_ptr_array_remove_index (job->changed, place);
      g_ptr_array_insert (job->changed, (int) place, article);
    }
  return TRUE;
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Job *job = data;
  GError *error = NULL;

  if (make_fresh (job, cancellable, &error) && make_changed (job, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* --- On the main thread --- */

static gboolean
is_as_it_was (Job *job, GError **error)
{
  for (guint i = 0; i < job->texts->len; i++)
    {
      const EntArticle *before = g_array_index (job->texts, NewText, i).before;

      if (ent_map_article (job->map, before->id) != before)
        {
          g_set_error (error, ENT_ERROR, ENT_ERROR_EDIT, _ ("“%s” was changed meanwhile: add its new text again"), before->title);
          return FALSE;
        }
    }
  return TRUE;
}

/* (transfer full) */
static EntArticle **
steal_articles (GPtrArray *articles, guint *n)
{
  *n = articles->len;
  g_ptr_array_set_free_func (articles, NULL);
  return (EntArticle **) g_ptr_array_steal (articles, NULL);
}

static void
on_made (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GTask) task = data;
  GError *error = NULL;
  Job *job = g_task_get_task_data (G_TASK (result));
  char **ids = NULL;

  if (g_task_propagate_boolean (G_TASK (result), &error) && is_as_it_was (job, &error))
    {
      guint n_fresh, n_changed;
      g_autofree EntArticle **fresh = steal_articles (job->fresh, &n_fresh), **changed = steal_articles (job->changed, &n_changed);

      g_task_set_task_data (task, GUINT_TO_POINTER (n_changed), NULL);
      ids = ent_edit_take_articles (job->map, fresh, n_fresh, changed, n_changed, &error);
    }
  forget_objects (job);
  if (ids != NULL)
    g_task_return_pointer (task, ids, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, error);
}

void
ent_intake_items_add_async (EntMap *map, GListModel *items, EntIntakeProgress *progress, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer data)
{
  Job *job = job_new (map, progress);
  GTask *task = g_task_new (NULL, NULL, callback, data);
  g_autoptr (GTask) work = g_task_new (NULL, cancellable, on_made, task);

  g_task_set_source_tag (task, ent_intake_items_add_async);
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (EntIntakeItem) item = g_list_model_get_item (items, i);

      if (ent_intake_item_can_add (item))
        add_item (job, item);
    }
  job->progress->item = job->progress->permille = 0;
  job->progress->n = (int) (job->wanted->len + job->texts->len);
  g_task_set_task_data (work, job, job_free);
  g_task_run_in_thread (work, run);
}

char **
ent_intake_items_add_finish (GAsyncResult *result, guint *n_changed, GError **error)
{
  if (n_changed != NULL)
    *n_changed = GPOINTER_TO_UINT (g_task_get_task_data (G_TASK (result)));
  return g_task_propagate_pointer (G_TASK (result), error);
}
