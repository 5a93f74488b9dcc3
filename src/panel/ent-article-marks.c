/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A sweep over the ends of all excerpts: between two neighbouring ends the same excerpts hold, which counters tell. */
#include "ent-article-marks.h"

#include <string.h>

#include "ent-anchor.h"

/* An excerpt begins (+1) or ends (-1). `stance` is -1 for one that proves nothing. */
typedef struct
{
  gint64 position;
  int step, stance, excerpts; /* an excerpt that proves several relations has several edges, of which one counts it */
  gboolean chosen;
} Edge;

static int
compare_edges (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const Edge *) a)->position, second = ((const Edge *) b)->position;

  return (first > second) - (first < second);
}

static void
add_edges (GArray *edges, const EntExcerpt *excerpt, int stance, gboolean chosen, gboolean first)
{
  Edge begin = { excerpt->start, 1, stance, first ? 1 : 0, chosen }, end = { excerpt->end, -1, stance, first ? -1 : 0, chosen };

  g_array_append_val (edges, begin);
  g_array_append_val (edges, end);
}

GArray *
ent_article_marks (EntMapIndex *index, const EntArticle *article, const EntAnchorState *states, const char *relation, const char *excerpt)
{
  g_autoptr (GArray) edges = g_array_new (FALSE, FALSE, sizeof (Edge));
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (EntMark));
  int stances[3] = { 0 }, all = 0, depth = 0, chosen = 0;

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *item = (const EntExcerpt *) article->excerpts->items[i];
      GPtrArray *proved = ent_map_index_relations_proved_by (index, item->id);

      if (states[i] != ENT_ANCHOR_EXACT)
        continue;
      for (guint j = 0; j < proved->len; j++)
        {
          const EntRelation *other = g_ptr_array_index (proved, j);

          add_edges (edges, item, (int) ent_relation_stance (other),
                     strcmp (other->id, relation) == 0 || strcmp (item->id, excerpt) == 0, j == 0);
        }
      if (proved->len == 0)
        add_edges (edges, item, -1, strcmp (item->id, excerpt) == 0, TRUE);
    }
  g_array_sort (edges, compare_edges);
  for (guint i = 0; i < edges->len; i++)
    {
      const Edge *edge = &g_array_index (edges, Edge, i);
      EntMark mark = { edge->position, edge->position, 0, 0, FALSE };

      all += edge->step;
      depth += edge->excerpts;
      chosen += edge->chosen ? edge->step : 0;
      if (edge->stance >= 0)
        stances[edge->stance] += edge->step;
      if (all == 0 || i + 1 == edges->len || g_array_index (edges, Edge, i + 1).position == edge->position)
        continue;
      mark.end = g_array_index (edges, Edge, i + 1).position;
      for (int s = 0; s < 3; s++)
        mark.stances |= stances[s] > 0 ? 1u << s : 0;
      mark.depth = (guint) depth;
      mark.chosen = chosen > 0;
      g_array_append_val (marks, mark);
    }
  return marks;
}

guint
ent_article_mark_look (const EntMark *mark, const EntRelation *relation)
{
  guint stance = relation != NULL ? 1u << ent_relation_stance (relation) : 0;

  return mark->chosen && (mark->stances & stance) != 0 ? stance : mark->stances;
}

GPtrArray *
ent_article_relations_at (EntMapIndex *index, const EntArticle *article, gint64 position)
{
  GPtrArray *relations = g_ptr_array_new ();

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];
      GPtrArray *proved;

      if (position < excerpt->start || position >= excerpt->end
          || ent_anchor_state (article, excerpt) != ENT_ANCHOR_EXACT)
        continue;
      proved = ent_map_index_relations_proved_by (index, excerpt->id);
      for (guint j = 0; j < proved->len; j++)
        if (!g_ptr_array_find (relations, g_ptr_array_index (proved, j), NULL))
          g_ptr_array_add (relations, g_ptr_array_index (proved, j));
    }
  return relations;
}
