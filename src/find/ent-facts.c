/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One pass over the relations fills all columns. Values get their codes as they occur, and are put in order at the end: codes in the
 * columns are then told anew. */
#include "ent-facts.h"

#include <string.h>

#include "ent-sources.h"

/* Between two looks at whether it was cancelled. */
#define STRIDE 4096

/* --- Columns --- */

static void
column_init (EntFacetColumn *self, guint n, gboolean several)
{
  self->values = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ref_string_release);
  self->codes = g_hash_table_new (g_str_hash, g_str_equal);
  if (several)
    self->starts = g_new0 (guint, n + 1);
  else
    self->items = g_new0 (guint, n + 1);
}

static void
column_clear (EntFacetColumn *self)
{
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->codes, g_hash_table_unref);
  g_free (self->starts);
  g_free (self->items);
}

static guint
code_of (EntFacetColumn *self, const char *value)
{
  gpointer code;
  char *own;

  if (g_hash_table_lookup_extended (self->codes, value, NULL, &code))
    return GPOINTER_TO_UINT (code);
  own = g_ref_string_new (value);
  g_hash_table_insert (self->codes, own, GUINT_TO_POINTER (self->values->len));
  g_ptr_array_add (self->values, own);
  return self->values->len - 1;
}

/* In the order of @order where it is given (values it has not come last), else as they occurred. */
static void
column_order (EntFacetColumn *self, guint n_items, const char *const *order)
{
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  g_autofree guint *moved = g_new (guint, self->values->len + 1);
  g_autofree gboolean *done = g_new0 (gboolean, self->values->len + 1);

  for (guint i = 0; order[i] != NULL; i++)
    {
      gpointer code;

      if (g_hash_table_lookup_extended (self->codes, order[i], NULL, &code) && !done[GPOINTER_TO_UINT (code)])
        {
          done[GPOINTER_TO_UINT (code)] = TRUE;
          moved[GPOINTER_TO_UINT (code)] = sorted->len;
          g_ptr_array_add (sorted, self->values->pdata[GPOINTER_TO_UINT (code)]);
        }
    }
  for (guint i = 0; i < self->values->len; i++)
    if (!done[i])
      {
        moved[i] = sorted->len;
        g_ptr_array_add (sorted, self->values->pdata[i]);
      }
  for (guint i = 0; i < n_items; i++)
    self->items[i] = moved[self->items[i]];
  memcpy (self->values->pdata, sorted->pdata, sorted->len * sizeof (gpointer));
  for (guint i = 0; i < sorted->len; i++)
    g_hash_table_insert (self->codes, sorted->pdata[i], GUINT_TO_POINTER (i));
}

/* --- Relations --- */

typedef struct
{
  EntFacts *facts;
  EntMapIndex *index;
  EntSources *sources; /* nullable: there is one article at most */
  GArray *several[ENT_N_FACETS];
} Making;

/* Adds @code to what relation i has of @facet, once. */
static void
add_code (Making *making, EntFacet facet, guint relation, const char *value)
{
  EntFacetColumn *column = &making->facts->columns[facet];
  GArray *items = making->several[facet];
  guint code = code_of (column, value);

  for (guint i = column->starts[relation]; i < items->len; i++)
    if (g_array_index (items, guint, i) == code)
      return;
  g_array_append_val (items, code);
}

/* How many independent sources: 0, 1, or 2 for more. */
static const char *
add_evidence (Making *making, guint i, const EntRelation *relation)
{
  guint first_source = G_MAXUINT;
  gboolean several = FALSE;

  for (guint k = 0; k < ent_records_n (relation->evidence); k++)
    {
      const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[k];
      const EntArticle *article = NULL;
      const EntExcerpt *excerpt = ent_map_index_excerpt (making->index, evidence->excerpt, &article);
      guint source;

      if (excerpt == NULL)
        continue;
      source = making->sources != NULL ? ent_sources_of_article (making->sources, article->id) : 0;
      several = several || (first_source != G_MAXUINT && source != first_source);
      first_source = source;
      add_code (making, ENT_FACET_ARTICLE, i, article->id);
      add_code (making, ENT_FACET_RELIABILITY, i, article->reliability);
      add_code (making, ENT_FACET_CREDIBILITY, i, excerpt->credibility);
    }
  return first_source == G_MAXUINT ? "none" : several ? "several" : "single";
}

static void
add_span (EntFacts *self, guint i, const EntRelation *relation)
{
  EntSpan *span = &self->spans[i];
  gint64 from, to;

  if (relation->when[0] == '\0' || !ent_edtf_span (relation->when, span))
    {
      *span = (EntSpan) { 1, 0, FALSE };
      return;
    }
  from = span->first != ENT_DAY_MIN ? span->first : span->last;
  to = span->last != ENT_DAY_MAX ? span->last : span->first;
  self->days.first = self->n_dated == 0 ? from : MIN (self->days.first, from);
  self->days.last = self->n_dated == 0 ? to : MAX (self->days.last, to);
  self->n_dated++;
}

static guint
place_of (EntFacts *self, const char *actor)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->actor_places, actor)) - 1;
}

static void
add_relation (Making *making, guint i, const EntRelation *relation)
{
  EntFacts *self = making->facts;
  EntFacetColumn *columns = self->columns;
  const char *proof;

  for (guint facet = 0; facet < ENT_N_FACETS; facet++)
    if (making->several[facet] != NULL)
      columns[facet].starts[i] = making->several[facet]->len;
  self->sources[i] = place_of (self, relation->source);
  self->targets[i] = place_of (self, relation->target);
  self->excerpts[i] = ent_records_n (relation->evidence);
  add_span (self, i, relation);
  proof = add_evidence (making, i, relation);
  columns[ENT_FACET_PROOF].items[i] = code_of (&columns[ENT_FACET_PROOF], proof);
  columns[ENT_FACET_RELATION_KIND].items[i]
      = code_of (&columns[ENT_FACET_RELATION_KIND], relation->kind[0] != '\0' ? relation->kind : "other");
  columns[ENT_FACET_STANCE].items[i] = code_of (&columns[ENT_FACET_STANCE], ent_stance_name (ent_relation_stance (relation)));
  columns[ENT_FACET_STATUS].items[i] = code_of (&columns[ENT_FACET_STATUS], ent_status_name (ent_relation_status (relation)));
  columns[ENT_FACET_CONTESTED].items[i]
      = code_of (&columns[ENT_FACET_CONTESTED], ent_relation_is_contested (relation) ? "yes" : "no");
  columns[ENT_FACET_REPORTER].items[i] = code_of (&columns[ENT_FACET_REPORTER], relation->reporter);
}

static void
add_actors (EntFacts *self)
{
  const EntRecords *actors = self->snapshot->lists[ENT_LIST_ACTORS];
  EntFacetColumn *kinds = &self->columns[ENT_FACET_ACTOR_KIND];

  for (guint i = 0; i < self->n_actors; i++)
    {
      const EntActor *actor = (const EntActor *) actors->items[i];

      g_hash_table_insert (self->actor_places, actor->id, GUINT_TO_POINTER (i + 1));
      kinds->items[i] = code_of (kinds, actor->kind[0] != '\0' ? actor->kind : "other");
    }
}

/* --- Order --- */

static void
order_columns (EntFacts *self)
{
  static const char *const stances[] = { "cooperative", "conflictual", "neutral", NULL };
  static const char *const statuses[] = { "asserted", "planned", "possible", "denied", "asked", "ended", NULL };
  static const char *const proofs[] = { "none", "single", "several", NULL }, *const yes_no[] = { "yes", "no", NULL };
  static const char *const letters[] = { "A", "B", "C", "D", "E", "F", "", NULL };
  static const char *const figures[] = { "1", "2", "3", "4", "5", "6", "", NULL };
  const char *const *const orders[ENT_N_FACETS] = {
    [ENT_FACET_ACTOR_KIND] = ent_actor_kinds, [ENT_FACET_RELATION_KIND] = ent_relation_kinds, [ENT_FACET_STANCE] = stances,
    [ENT_FACET_STATUS] = statuses,            [ENT_FACET_PROOF] = proofs,                     [ENT_FACET_CONTESTED] = yes_no,
    [ENT_FACET_RELIABILITY] = letters,        [ENT_FACET_CREDIBILITY] = figures,
  };

  for (guint i = 0; i < ENT_N_FACETS; i++)
    if (orders[i] != NULL)
      column_order (&self->columns[i],
                    self->columns[i].starts != NULL ? self->columns[i].starts[self->n_relations]
                    : i == ENT_FACET_ACTOR_KIND     ? self->n_actors
                                                    : self->n_relations,
                    orders[i]);
}

/* --- Life --- */

static EntFacts *
facts_alloc (EntSnapshot *snapshot)
{
  EntFacts *self = g_new0 (EntFacts, 1);

  g_atomic_ref_count_init (&self->ref);
  self->snapshot = ent_snapshot_ref (snapshot);
  self->n_actors = ent_records_n (snapshot->lists[ENT_LIST_ACTORS]);
  self->n_relations = ent_records_n (snapshot->lists[ENT_LIST_RELATIONS]);
  self->actor_places = g_hash_table_new (g_str_hash, g_str_equal);
  self->sources = g_new (guint, self->n_relations + 1);
  self->targets = g_new (guint, self->n_relations + 1);
  self->spans = g_new (EntSpan, self->n_relations + 1);
  self->excerpts = g_new (guint, self->n_relations + 1);
  for (guint i = 0; i < ENT_N_FACETS; i++)
    column_init (&self->columns[i], i == ENT_FACET_ACTOR_KIND ? self->n_actors : self->n_relations,
                 i == ENT_FACET_RELIABILITY || i == ENT_FACET_CREDIBILITY || i == ENT_FACET_ARTICLE);
  return self;
}

EntFacts *
ent_facts_ref (EntFacts *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

void
ent_facts_unref (EntFacts *self)
{
  if (!g_atomic_ref_count_dec (&self->ref))
    return;
  for (guint i = 0; i < ENT_N_FACETS; i++)
    column_clear (&self->columns[i]);
  g_hash_table_unref (self->actor_places);
  g_free (self->sources);
  g_free (self->targets);
  g_free (self->spans);
  g_free (self->excerpts);
  ent_snapshot_unref (self->snapshot);
  g_free (self);
}

EntFacts *
ent_facts_new (EntMapIndex *index, GCancellable *cancellable, GError **error)
{
  EntSnapshot *snapshot = ent_map_index_get_snapshot (index);
  g_autoptr (EntFacts) self = facts_alloc (snapshot);
  g_autoptr (EntSources) sources = NULL;
  Making making = { self, index, NULL, { NULL } };

  if (ent_records_n (snapshot->lists[ENT_LIST_ARTICLES]) > 1)
    {
      sources = ent_sources_new (snapshot, cancellable, error);
      if (sources == NULL)
        return NULL;
      making.sources = sources;
    }
  add_actors (self);
  for (guint i = 0; i < ENT_N_FACETS; i++)
    if (self->columns[i].starts != NULL)
      making.several[i] = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < self->n_relations && !g_cancellable_is_cancelled (cancellable); i += STRIDE)
    for (guint k = i; k < MIN (i + STRIDE, self->n_relations); k++)
      add_relation (&making, k, (const EntRelation *) snapshot->lists[ENT_LIST_RELATIONS]->items[k]);
  for (guint i = 0; i < ENT_N_FACETS; i++)
    if (making.several[i] != NULL)
      {
        self->columns[i].starts[self->n_relations] = making.several[i]->len;
        self->columns[i].items = (guint *) g_array_free (making.several[i], FALSE);
      }
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  order_columns (self);
  return g_steal_pointer (&self);
}

static void
work (GTask *task, gpointer source, gpointer index, GCancellable *cancellable)
{
  GError *error = NULL;
  EntFacts *facts = ent_facts_new (index, cancellable, &error);

  if (facts != NULL)
    g_task_return_pointer (task, facts, (GDestroyNotify) ent_facts_unref);
  else
    g_task_return_error (task, error);
}

void
ent_facts_new_async (EntMapIndex *index, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, ent_facts_new_async);
  g_task_set_task_data (task, ent_map_index_ref (index), (GDestroyNotify) ent_map_index_unref);
  g_task_run_in_thread (task, work);
}

EntFacts *
ent_facts_new_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
