/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dijkstra's algorithm (1959) from the second actor, over pairs of numbers: hops and cost of proof, in the order in which the
 * question ranks them. The path is then walked from the first actor, at each step by the least id among the lines that lie on a best
 * path.
 *
 * A cost is -log2 of a score in units of 2^-24, an integer: sums are exact, so that equal paths are equal, whatever their order.
 * Invariant: each line costs at least one unit and one hop, so that a walk down the distances ends. */
#include "ent-path.h"

#include <math.h>
#include <string.h>

#include "ent-anchor.h"

/* --- How well one relation is proved --- */

/* The Admiralty code in numbers: how likely it is that words of such a source, or of such credibility, hold. No grade counts as
 * "cannot be judged". The words of the scale stand for no numbers; these are in its order and evenly spaced. */
static const struct
{
  const char *reliability, *credibility;
  double weight;
} grades[] = {
  { "A", "1", 0.95 }, { "B", "2", 0.80 }, { "C", "3", 0.65 }, { "", "", 0.50 }, { "F", "6", 0.50 }, { "D", "4", 0.35 }, { "E", "5", 0.20 },
};

#define UNGRADED 0.50
/* Words that only mention it, or that their article no longer has, prove that much of what they would prove. */
#define MENTIONS 0.1
#define DETACHED 0.25
/* A source that says it again proves that much of what a source of its own would. */
#define SAYS_AGAIN 0.2
/* Disputes, certain ones, take that share away of what is proved. */
#define DISPUTED 0.8

static double
reliability_weight (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (grades); i++)
    if (g_str_equal (grades[i].reliability, code))
      return grades[i].weight;
  return UNGRADED;
}

static double
credibility_weight (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (grades); i++)
    if (g_str_equal (grades[i].credibility, code))
      return grades[i].weight;
  return UNGRADED;
}

typedef struct
{
  guint source;
  double weight;
} Word;

/* By source, the weightiest first. */
static int
compare_words (gconstpointer a, gconstpointer b)
{
  const Word *first = a, *second = b;

  if (first->source != second->source)
    return first->source < second->source ? -1 : 1;
  return (first->weight < second->weight) - (first->weight > second->weight);
}

/* How likely it is that at least one of @words holds, sources being independent of each other: 1 - product of what each leaves open. */
static double
any_holds (GArray *words)
{
  double open = 1;

  g_array_sort (words, compare_words);
  for (guint i = 0; i < words->len; i++)
    {
      const Word *word = &g_array_index (words, Word, i);
      gboolean again = i > 0 && g_array_index (words, Word, i - 1).source == word->source;

      open *= 1 - word->weight * (again ? SAYS_AGAIN : 1);
    }
  return 1 - open;
}

double
ent_path_proof (EntMapIndex *index, EntSources *sources, const EntRelation *relation)
{
  g_autoptr (GArray) supports = NULL, disputes = NULL;
  double proved;

  if (ent_records_n (relation->evidence) == 0)
    return ENT_PATH_UNPROVED;
  supports = g_array_new (FALSE, FALSE, sizeof (Word));
  disputes = g_array_new (FALSE, FALSE, sizeof (Word));
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[i];
      const EntArticle *article;
      const EntExcerpt *excerpt = ent_map_index_excerpt (index, evidence->excerpt, &article);
      EntRole role = ent_evidence_role (evidence);
      Word word;

      if (excerpt == NULL)
        continue;
      word.source = ent_sources_of_article (sources, article->id);
      word.weight = sqrt (reliability_weight (article->reliability) * credibility_weight (excerpt->credibility));
      if (role == ENT_ROLE_MENTIONS)
        word.weight *= MENTIONS;
      if (ent_anchor_state (article, excerpt) == ENT_ANCHOR_DETACHED)
        word.weight *= DETACHED;
      g_array_append_val (role == ENT_ROLE_DISPUTES ? disputes : supports, word);
    }
  proved = any_holds (supports) * (1 - DISPUTED * any_holds (disputes));
  return ENT_PATH_UNPROVED + (1 - ENT_PATH_UNPROVED) * proved;
}

/* --- The graph --- */

/* The relations of actor v are lines[starts[v]] to before lines[starts[v + 1]]; those from an actor to itself lead nowhere. */
typedef struct
{
  guint n;
  GHashTable *places; /* id -> place + 1 */
  guint *starts;
  guint *lines;       /* places of relations */
  guint *ends[2];     /* of relations, places of actors */
  guint32 *costs;     /* of relations */
  EntRecords *relations;
} Graph;

#define COST_UNIT ((double) (1 << 24))

static guint
place_of (const Graph *graph, const char *id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (graph->places, id)) - 1;
}

static void
graph_init (Graph *graph, EntMapIndex *index, EntSources *sources)
{
  EntSnapshot *map = ent_map_index_get_snapshot (index);
  EntRecords *actors = map->lists[ENT_LIST_ACTORS];
  guint n = ent_records_n (map->lists[ENT_LIST_RELATIONS]);

  graph->n = ent_records_n (actors);
  graph->relations = map->lists[ENT_LIST_RELATIONS];
  graph->places = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < graph->n; i++)
    g_hash_table_insert (graph->places, ((EntActor *) actors->items[i])->id, GUINT_TO_POINTER (i + 1));
  graph->starts = g_new0 (guint, (gsize) graph->n + 2);
  graph->lines = g_new (guint, 2 * (gsize) n + 1);
  graph->ends[0] = g_new (guint, (gsize) n + 1);
  graph->ends[1] = g_new (guint, (gsize) n + 1);
  graph->costs = g_new (guint32, (gsize) n + 1);
  for (guint i = 0; i < n; i++)
    {
      const EntRelation *relation = (const EntRelation *) graph->relations->items[i];
      double cost = -log2 (ent_path_proof (index, sources, relation)) * COST_UNIT;

      graph->costs[i] = MAX (1, (guint32) lround (cost));
      graph->ends[0][i] = place_of (graph, relation->source);
      graph->ends[1][i] = place_of (graph, relation->target);
      for (guint k = 0; k < 2; k++)
        graph->starts[graph->ends[k][i] + 2]++;
    }
  for (guint v = 1; v < graph->n; v++)
    graph->starts[v + 1] += graph->starts[v];
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < 2; k++)
      graph->lines[graph->starts[graph->ends[k][i] + 1]++] = i;
}

static void
graph_clear (Graph *graph)
{
  g_hash_table_unref (graph->places);
  g_free (graph->starts);
  g_free (graph->lines);
  g_free (graph->ends[0]);
  g_free (graph->ends[1]);
  g_free (graph->costs);
}

static guint
other_end (const Graph *graph, guint line, guint actor)
{
  return graph->ends[0][line] == actor ? graph->ends[1][line] : graph->ends[0][line];
}

/* --- The nearest --- */

/* What a way costs: `first` decides, then `second`. */
typedef struct
{
  guint64 first, second;
} Cost;

typedef struct
{
  Cost cost;
  guint actor;
} Waiting;

static gboolean
is_less (Cost a, Cost b)
{
  return a.first != b.first ? a.first < b.first : a.second < b.second;
}

static Cost
cost_and (const Graph *graph, Cost cost, guint line, gboolean by_proof)
{
  guint64 proof = graph->costs[line];

  return (Cost){ cost.first + (by_proof ? proof : 1), cost.second + (by_proof ? 1 : proof) };
}

/* A binary heap, the least on top. */
static void
heap_push (GArray *heap, Waiting item)
{
  guint at = heap->len;

  g_array_append_val (heap, item);
  for (; at > 0 && is_less (item.cost, g_array_index (heap, Waiting, (at - 1) / 2).cost); at = (at - 1) / 2)
    g_array_index (heap, Waiting, at) = g_array_index (heap, Waiting, (at - 1) / 2);
  g_array_index (heap, Waiting, at) = item;
}

static Waiting
heap_pop (GArray *heap)
{
  Waiting *items = (Waiting *) (gpointer) heap->data, top = items[0], last = items[heap->len - 1];
  guint n = heap->len - 1, at = 0;

  g_array_set_size (heap, n);
  while (2 * at + 1 < n)
    {
      guint child = 2 * at + 1;

      if (child + 1 < n && is_less (items[child + 1].cost, items[child].cost))
        child++;
      if (!is_less (items[child].cost, last.cost))
        break;
      items[at] = items[child];
      at = child;
    }
  if (n > 0)
    items[at] = last;
  return top;
}

#define FAR ((Cost){ G_MAXUINT64, G_MAXUINT64 })

/* What it costs from each actor to @goal, exact for all that are not dearer than @start. (transfer full) */
static Cost *
measure (const Graph *graph, guint start, guint goal, gboolean by_proof)
{
  Cost *costs = g_new (Cost, (gsize) graph->n);
  g_autoptr (GArray) heap = g_array_new (FALSE, FALSE, sizeof (Waiting));

  for (guint i = 0; i < graph->n; i++)
    costs[i] = FAR;
  costs[goal] = (Cost){ 0, 0 };
  heap_push (heap, (Waiting){ costs[goal], goal });
  while (heap->len > 0)
    {
      Waiting next = heap_pop (heap);

      if (is_less (costs[next.actor], next.cost))
        continue; /* was reached by a better way meanwhile */
      if (next.actor == start)
        break;
      for (guint i = graph->starts[next.actor]; i < graph->starts[next.actor + 1]; i++)
        {
          guint line = graph->lines[i], actor = other_end (graph, line, next.actor);
          Cost cost = cost_and (graph, next.cost, line, by_proof);

          if (is_less (cost, costs[actor]))
            {
              costs[actor] = cost;
              heap_push (heap, (Waiting){ cost, actor });
            }
        }
    }
  return costs;
}

static void
find_path (EntPaths *self, const Graph *graph, EntSources *sources, gboolean by_proof, EntPath *path)
{
  EntRecords *actors = ent_map_index_get_snapshot (self->index)->lists[ENT_LIST_ACTORS];
  guint at = place_of (graph, self->a->id), goal = place_of (graph, self->b->id);
  g_autofree Cost *costs = measure (graph, at, goal, by_proof);

  self->found = costs[at].first != G_MAXUINT64;
  while (self->found && at != goal)
    {
      const EntRelation *best = NULL;
      guint to = at;
      EntHop hop;

      for (guint i = graph->starts[at]; i < graph->starts[at + 1]; i++)
        {
          guint line = graph->lines[i], actor = other_end (graph, line, at);
          const EntRelation *relation = (const EntRelation *) graph->relations->items[line];
          Cost cost;

          if (costs[actor].first == G_MAXUINT64)
            continue;
          cost = cost_and (graph, costs[actor], line, by_proof);
          if (cost.first != costs[at].first || cost.second != costs[at].second
              || (best != NULL && strcmp (best->id, relation->id) <= 0))
            continue;
          best = relation;
          to = actor;
        }
      hop = (EntHop){ best, (const EntActor *) actors->items[at], (const EntActor *) actors->items[to],
                      ent_path_proof (self->index, sources, best) };
      path->score *= hop.score;
      g_array_append_val (path->hops, hop);
      at = to;
    }
}

EntPaths *
ent_paths_new (EntMapIndex *index, const char *a, const char *b, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntPaths) self = NULL;
  g_autoptr (EntSources) sources = NULL;
  Graph graph;

  g_return_val_if_fail (ent_map_index_actor (index, a) != NULL && ent_map_index_actor (index, b) != NULL, NULL);
  sources = ent_sources_new (ent_map_index_get_snapshot (index), cancellable, error);
  if (sources == NULL)
    return NULL;
  self = g_new0 (EntPaths, 1);
  self->index = ent_map_index_ref (index);
  self->a = ent_map_index_actor (index, a);
  self->b = ent_map_index_actor (index, b);
  self->shortest = (EntPath){ g_array_new (FALSE, FALSE, sizeof (EntHop)), 1 };
  self->best = (EntPath){ g_array_new (FALSE, FALSE, sizeof (EntHop)), 1 };
  graph_init (&graph, index, sources);
  find_path (self, &graph, sources, FALSE, &self->shortest);
  if (!g_cancellable_is_cancelled (cancellable))
    find_path (self, &graph, sources, TRUE, &self->best);
  graph_clear (&graph);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  return g_steal_pointer (&self);
}

void
ent_paths_free (EntPaths *self)
{
  g_array_unref (self->shortest.hops);
  g_array_unref (self->best.hops);
  ent_map_index_unref (self->index);
  g_free (self);
}

gboolean
ent_path_equal (const EntPath *a, const EntPath *b)
{
  if (a->hops->len != b->hops->len)
    return FALSE;
  for (guint i = 0; i < a->hops->len; i++)
    if (g_array_index (a->hops, EntHop, i).relation != g_array_index (b->hops, EntHop, i).relation)
      return FALSE;
  return TRUE;
}

/* --- In a thread --- */

typedef struct
{
  EntMapIndex *index;
  char *a, *b;
} Question;

static void
question_free (gpointer data)
{
  Question *self = data;

  ent_map_index_unref (self->index);
  g_free (self->a);
  g_free (self->b);
  g_free (self);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Question *question = data;
  GError *error = NULL;
  EntPaths *paths = ent_paths_new (question->index, question->a, question->b, cancellable, &error);

  if (paths == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, paths, (GDestroyNotify) ent_paths_free);
}

void
ent_paths_new_async (EntMapIndex *index,
                     const char *a,
                     const char *b,
                     GCancellable *cancellable,
                     GAsyncReadyCallback callback,
                     gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->index = ent_map_index_ref (index);
  question->a = g_strdup (a);
  question->b = g_strdup (b);
  g_task_set_source_tag (task, ent_paths_new_async);
  g_task_set_task_data (task, question, question_free);
  g_task_run_in_thread (task, work);
}

EntPaths *
ent_paths_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
