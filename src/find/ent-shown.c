/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each relation gets a bit for each thing that keeps it out. None: it is shown; only one: it counts for the values of that facet, since
 * letting go of that facet would show it. */
#include "ent-shown.h"

#include "ent-focus.h"

/* Bits: the facets first. */
enum
{
  OUT_TIME = 1 << ENT_N_FACETS,
  OUT_EXCERPTS = 1 << (ENT_N_FACETS + 1),
  OUT_FOCUS = 1 << (ENT_N_FACETS + 2)
};

gboolean
ent_span_meets (const EntSpan *span, EntDays days, gboolean certainly)
{
  if (certainly)
    return !span->doubted && span->first >= days.first && span->last <= days.last;
  return span->first <= days.last && span->last >= days.first;
}

/* By code whether the filter wants that value; NULL where the facet asks nothing. */
static gboolean *
wanted_codes (const EntFacetColumn *column, const EntFilter *filter, EntFacet facet)
{
  const char *const *values = ent_filter_get_values (filter, facet);
  gboolean *wanted;

  if (values == NULL)
    return NULL;
  wanted = g_new0 (gboolean, column->values->len + 1);
  for (guint i = 0; values[i] != NULL; i++)
    {
      gpointer code;

      if (g_hash_table_lookup_extended (column->codes, values[i], NULL, &code))
        wanted[GPOINTER_TO_UINT (code)] = TRUE;
    }
  return wanted;
}

static void
keep_out_by_facet (const EntFacts *facts, const EntFilter *filter, EntFacet facet, guint *out)
{
  const EntFacetColumn *column = &facts->columns[facet];
  g_autofree gboolean *wanted = wanted_codes (column, filter, facet);

  for (guint i = 0; wanted != NULL && i < facts->n_relations; i++)
    {
      guint from = column->starts != NULL ? column->starts[i] : i, to = column->starts != NULL ? column->starts[i + 1] : i + 1;
      gboolean met = FALSE;

      for (guint k = from; k < to; k++)
        met = met || wanted[column->items[k]];
      if (!met)
        out[i] |= 1u << facet;
    }
}

/* The bit of the actor's kind, and of focus, by actor. */
static guint *
keep_out_actors (const EntFacts *facts, const EntFilter *filter)
{
  const EntFacetColumn *kinds = &facts->columns[ENT_FACET_ACTOR_KIND];
  g_autofree gboolean *wanted = wanted_codes (kinds, filter, ENT_FACET_ACTOR_KIND);
  guint steps, *out = g_new0 (guint, facts->n_actors + 1);
  const char *const *focus = ent_filter_get_focus (filter, &steps);

  for (guint i = 0; wanted != NULL && i < facts->n_actors; i++)
    if (!wanted[kinds->items[i]])
      out[i] |= 1u << ENT_FACET_ACTOR_KIND;
  if (focus != NULL)
    {
      g_autoptr (GArray) roots = g_array_new (FALSE, FALSE, sizeof (guint));
      g_autofree guint8 *near_them = NULL;

      for (guint i = 0; focus[i] != NULL; i++)
        {
          guint place = GPOINTER_TO_UINT (g_hash_table_lookup (facts->actor_places, focus[i]));

          if (place-- > 0)
            g_array_append_val (roots, place);
        }
      near_them = ent_focus_new (facts->n_actors, facts->sources, facts->targets, facts->n_relations, (guint *) roots->data,
                                 roots->len, steps);
      /* Actors that the map has no more are no reason to hide all others. */
      for (guint i = 0; roots->len > 0 && i < facts->n_actors; i++)
        if (!near_them[i])
          out[i] |= OUT_FOCUS;
    }
  return out;
}

/* What keeps each relation out. (transfer full) */
static guint *
keep_out (const EntFacts *facts, const EntFilter *filter, const guint *actors_out)
{
  guint *out = g_new0 (guint, facts->n_relations + 1), least = ent_filter_get_least_excerpts (filter);
  gboolean certainly = ent_filter_get_certainly (filter), undated = ent_filter_get_undated (filter), timed;
  EntDays days;

  timed = ent_filter_get_days (filter, &days);
  for (guint facet = ENT_FACET_RELATION_KIND; facet < ENT_N_FACETS; facet++)
    keep_out_by_facet (facts, filter, facet, out);
  for (guint i = 0; i < facts->n_relations; i++)
    {
      const EntSpan *span = &facts->spans[i];

      out[i] |= actors_out[facts->sources[i]] | actors_out[facts->targets[i]];
      if (facts->excerpts[i] < least)
        out[i] |= OUT_EXCERPTS;
      if (ent_span_is_dated (span) ? timed && !ent_span_meets (span, days, certainly) : !undated)
        out[i] |= OUT_TIME;
    }
  return out;
}

/* TRUE when relations are asked about anything but their actors. */
static gboolean
asks_relations (const EntFilter *filter)
{
  for (guint facet = ENT_FACET_RELATION_KIND; facet < ENT_N_FACETS; facet++)
    if (ent_filter_get_values (filter, facet) != NULL)
      return TRUE;
  return ent_filter_get_least_excerpts (filter) > 0 || ent_filter_get_days (filter, NULL) || !ent_filter_get_undated (filter);
}

static void
count_values (EntShown *self, const EntFacts *facts, const guint *out, const guint *actors_out)
{
  for (guint facet = 0; facet < ENT_N_FACETS; facet++)
    {
      const EntFacetColumn *column = &facts->columns[facet];
      gboolean of_actors = facet == ENT_FACET_ACTOR_KIND;
      guint *counts;

      self->counts[facet] = g_array_new (FALSE, TRUE, sizeof (guint));
      g_array_set_size (self->counts[facet], column->values->len);
      counts = (guint *) self->counts[facet]->data;
      for (guint i = 0; i < (of_actors ? facts->n_actors : facts->n_relations); i++)
        {
          guint from = column->starts != NULL ? column->starts[i] : i;
          guint to = column->starts != NULL ? column->starts[i + 1] : i + 1;

          if (((of_actors ? actors_out[i] : out[i]) & ~(1u << facet)) != 0)
            continue;
          for (guint k = from; k < to; k++)
            counts[column->items[k]]++;
        }
    }
}

static void
show_actors (EntShown *self, const EntFacts *facts, const EntFilter *filter, const guint *actors_out)
{
  const char *const *focus = ent_filter_get_focus (filter, NULL);

  if (asks_relations (filter))
    for (guint i = 0; i < facts->n_relations; i++)
      {
        if (self->relations[i])
          self->actors[facts->sources[i]] = self->actors[facts->targets[i]] = 1;
      }
  else
    for (guint i = 0; i < facts->n_actors; i++)
      self->actors[i] = actors_out[i] == 0;
  for (guint i = 0; focus != NULL && focus[i] != NULL; i++)
    {
      guint place = GPOINTER_TO_UINT (g_hash_table_lookup (facts->actor_places, focus[i]));

      if (place > 0)
        self->actors[place - 1] = 1;
    }
  for (guint i = 0; i < facts->n_actors; i++)
    self->n_actors += self->actors[i];
}

EntShown *
ent_shown_new (const EntFacts *facts, const EntFilter *filter)
{
  EntShown *self = g_new0 (EntShown, 1);
  g_autofree guint *actors_out = keep_out_actors (facts, filter);
  g_autofree guint *out = keep_out (facts, filter, actors_out);

  g_atomic_ref_count_init (&self->ref);
  self->snapshot = ent_snapshot_ref (facts->snapshot);
  self->all_actors = facts->n_actors;
  self->all_relations = facts->n_relations;
  self->actors = g_new0 (guint8, facts->n_actors + 1);
  self->relations = g_new0 (guint8, facts->n_relations + 1);
  for (guint i = 0; i < facts->n_relations; i++)
    {
      self->relations[i] = out[i] == 0;
      self->n_relations += out[i] == 0;
      self->undated += (out[i] & ~(guint) OUT_TIME) == 0 && !ent_span_is_dated (&facts->spans[i]);
    }
  show_actors (self, facts, filter, actors_out);
  count_values (self, facts, out, actors_out);
  return self;
}

EntShown *
ent_shown_ref (EntShown *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

void
ent_shown_unref (EntShown *self)
{
  if (!g_atomic_ref_count_dec (&self->ref))
    return;
  for (guint i = 0; i < ENT_N_FACETS; i++)
    g_array_unref (self->counts[i]);
  g_free (self->actors);
  g_free (self->relations);
  ent_snapshot_unref (self->snapshot);
  g_free (self);
}

/* The stretch that @day lies in; -1 before the first, @n behind the last. O(log n). */
static gint64
stretch_of (const gint64 *bounds, guint n, gint64 day)
{
  guint low = 0, high = n + 1;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (bounds[middle] <= day)
        low = middle + 1;
      else
        high = middle;
    }
  return (gint64) low - 1;
}

guint *
ent_shown_histogram (const EntFacts *facts, const EntFilter *filter, const gint64 *bounds, guint n)
{
  g_autofree guint *actors_out = keep_out_actors (facts, filter);
  g_autofree guint *out = keep_out (facts, filter, actors_out);
  guint *counts = g_new0 (guint, n + 1);

  for (guint i = 0; i < facts->n_relations; i++)
    {
      const EntSpan *span = &facts->spans[i];
      gint64 from, to;

      if ((out[i] & ~(guint) OUT_TIME) != 0 || !ent_span_is_dated (span))
        continue;
      from = MAX (stretch_of (bounds, n, span->first), 0);
      to = MIN (stretch_of (bounds, n, span->last), (gint64) n - 1);
      for (gint64 k = from; k <= to; k++)
        counts[k]++;
    }
  return counts;
}
