/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One walk along each article: its sentences, its namings and its excerpts, all in order.
 * Invariant: everything points into the snapshot, which the coverage holds. */
#include "ent-coverage.h"

#include <string.h>

#include "ent-names.h"
#include "ent-sentences.h"
#include "ent-verify.h"

static void
clear_sentence (gpointer data)
{
  g_ptr_array_unref (((EntOpenSentence *) data)->actors);
}

void
ent_coverage_free (EntCoverage *self)
{
  if (self == NULL)
    return;
  g_array_unref (self->sentences);
  g_ptr_array_unref (self->unproved);
  g_ptr_array_unref (self->unnamed);
  g_ptr_array_unref (self->idle);
  ent_snapshot_unref (self->map);
  g_free (self);
}

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  const EntStretch *p = a, *q = b;

  return p->start < q->start ? -1 : p->start > q->start;
}

/* Where the excerpts of @article that prove something stand, by start; each end is the largest so far. */
static GArray *
proving_stretches (const EntArticle *article, GHashTable *used, GCancellable *cancellable)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (EntStretch));
  g_autoptr (EntVerifier) verifier = ent_verifier_new (article, NULL);

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];
      EntFinding finding;

      if (!g_hash_table_contains (used, excerpt->id) || g_cancellable_is_cancelled (cancellable))
        continue;
      finding = ent_verifier_check (verifier, excerpt, cancellable);
      if (finding.state == ENT_FINDING_EXACT || finding.state == ENT_FINDING_MOVED)
        {
          EntStretch stretch = { finding.start, finding.end };

          g_array_append_val (out, stretch);
        }
    }
  g_array_sort (out, compare_stretches);
  for (guint i = 1; i < out->len; i++)
    {
      EntStretch *here = &g_array_index (out, EntStretch, i);

      here->end = MAX (here->end, here[-1].end);
    }
  return out;
}

static void
look_at_article (EntCoverage *self, const EntArticle *article, const EntNames *names, GHashTable *named, GHashTable *used,
                 GCancellable *cancellable)
{
  g_autoptr (GArray) namings = ent_names_find (names, article->text);
  g_autoptr (GArray) sentences = ent_sentences_split (article->text, article->language);
  g_autoptr (GArray) proving = proving_stretches (article, used, cancellable);
  g_autoptr (EntPlainText) plain = ent_plain_text_new (article->text);
  guint naming = 0, before = 0; /* proving stretches that start before the sentence ends */

  ent_names_collect (names, article->text, named);
  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    if (!g_hash_table_contains (used, ((const EntExcerpt *) article->excerpts->items[i])->id))
      g_ptr_array_add (self->idle, article->excerpts->items[i]);
  for (guint i = 0; i < sentences->len; i++)
    {
      EntStretch sentence = g_array_index (sentences, EntStretch, i);
      EntOpenSentence open = { article, sentence.start, sentence.end, 0, 0, g_ptr_array_new () };
      gboolean proves;

      for (; naming < namings->len && g_array_index (namings, EntNaming, naming).start < sentence.end; naming++)
        {
          gpointer actor = (gpointer) g_array_index (namings, EntNaming, naming).actor;

          if (!g_ptr_array_find (open.actors, actor, NULL))
            g_ptr_array_add (open.actors, actor);
        }
      while (before < proving->len && g_array_index (proving, EntStretch, before).start < sentence.end)
        before++;
      proves = before > 0 && g_array_index (proving, EntStretch, before - 1).end > sentence.start;
      if (open.actors->len >= 2 && !proves)
        {
          open.from = (gsize) ent_plain_text_byte_of (plain, open.start);
          open.to = (gsize) ent_plain_text_byte_of (plain, open.end);
          g_array_append_val (self->sentences, open);
        }
      else
        g_ptr_array_unref (open.actors);
    }
}

EntCoverage *
ent_coverage_new (EntSnapshot *map, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntCoverage) self = g_new0 (EntCoverage, 1);
  const EntRecords *actors = map->lists[ENT_LIST_ACTORS], *articles = map->lists[ENT_LIST_ARTICLES],
                   *relations = map->lists[ENT_LIST_RELATIONS];
  g_autoptr (EntNames) names = ent_names_new (actors);
  g_autoptr (GHashTable) named = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);

  self->map = ent_snapshot_ref (map);
  self->sentences = g_array_new (FALSE, FALSE, sizeof (EntOpenSentence));
  g_array_set_clear_func (self->sentences, clear_sentence);
  self->unproved = g_ptr_array_new ();
  self->unnamed = g_ptr_array_new ();
  self->idle = g_ptr_array_new ();
  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      EntRelation *relation = (EntRelation *) relations->items[i];

      if (ent_records_n (relation->evidence) == 0)
        g_ptr_array_add (self->unproved, relation);
      for (guint j = 0; j < ent_records_n (relation->evidence); j++)
        g_hash_table_add (used, ((EntEvidence *) relation->evidence->items[j])->excerpt);
    }
  for (guint i = 0; i < ent_records_n (articles); i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      look_at_article (self, (const EntArticle *) articles->items[i], names, named, used, cancellable);
    }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (guint i = 0; i < ent_records_n (actors); i++)
    if (!g_hash_table_contains (named, actors->items[i]))
      g_ptr_array_add (self->unnamed, actors->items[i]);
  return g_steal_pointer (&self);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GError *error = NULL;
  EntCoverage *coverage = ent_coverage_new (data, cancellable, &error);

  if (coverage != NULL)
    g_task_return_pointer (task, coverage, (GDestroyNotify) ent_coverage_free);
  else
    g_task_return_error (task, error);
}

void
ent_coverage_new_async (EntSnapshot *map, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, ent_coverage_new_async);
  g_task_set_task_data (task, ent_snapshot_ref (map), (GDestroyNotify) ent_snapshot_unref);
  g_task_run_in_thread (task, run);
}

EntCoverage *
ent_coverage_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
