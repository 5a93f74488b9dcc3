/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A search in a thread, told section by section. Invariant: what is told runs in the context that asked, and looks there whether it was
 * cancelled: so nothing is told after that. */
#include "ent-search.h"

typedef struct
{
  EntSearch *search;
  char *question;
  guint most;
  EntSearchTold told;
  gpointer told_data;
} Asking;

typedef struct
{
  GTask *task;
  EntFoundSection *section;
} Telling;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  ent_search_unref (self->search);
  g_free (self->question);
  g_free (self);
}

static gboolean
tell (gpointer data)
{
  Telling *telling = data;
  Asking *asking = g_task_get_task_data (telling->task);

  if (!g_cancellable_is_cancelled (g_task_get_cancellable (telling->task)))
    asking->told (telling->section, asking->told_data);
  return G_SOURCE_REMOVE;
}

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  ent_found_section_free (telling->section);
  g_object_unref (telling->task);
  g_free (telling);
}

/* A source and not g_main_context_invoke(): that one would run here where nobody runs the context. */
static void
send (GTask *task, EntFoundSection *section)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Telling *telling = g_new0 (Telling, 1);

  telling->task = g_object_ref (task);
  telling->section = section;
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, tell, telling, telling_free);
  g_source_attach (source, g_task_get_context (task));
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Asking *asking = data;

  for (guint i = 0; i < ENT_N_SEARCH_SECTIONS; i++)
    {
      EntFoundSection *section = ent_search_section (asking->search, i, asking->question, asking->most, cancellable);

      if (section == NULL)
        break;
      if (section->total > 0)
        send (task, section);
      else
        ent_found_section_free (section);
    }
  if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

void
ent_search_async (EntSearch *self,
                  const char *question,
                  guint most,
                  EntSearchTold told,
                  gpointer told_data,
                  GCancellable *cancellable,
                  GAsyncReadyCallback callback,
                  gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Asking *asking = g_new0 (Asking, 1);

  asking->search = ent_search_ref (self);
  asking->question = g_strdup (question);
  asking->most = most;
  asking->told = told;
  asking->told_data = told_data;
  g_task_set_source_tag (task, ent_search_async);
  g_task_set_task_data (task, asking, asking_free);
  g_task_run_in_thread (task, work);
}

gboolean
ent_search_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
prepare (GTask *task, gpointer source, gpointer search, GCancellable *cancellable)
{
  ent_search_prepare (search, cancellable);
  g_task_return_boolean (task, TRUE);
}

void
ent_search_prepare_async (EntSearch *self, GCancellable *cancellable)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, NULL, NULL);

  g_task_set_source_tag (task, ent_search_prepare_async);
  g_task_set_task_data (task, ent_search_ref (self), (GDestroyNotify) ent_search_unref);
  g_task_run_in_thread (task, prepare);
}
