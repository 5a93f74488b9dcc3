/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order lines with their labels are drawn.
 *
 * The window draws all lines and then all labels. In the SVG a relation is one group, line and label together, so a
 * line that crosses a foreign label must come before it: a topological order (Kahn 1962) of "this line lies under that
 * label". Where two lines cross each other's labels there is none; those few labels are drawn late. */
#include "ent-svg-private.h"

#define PIECES 24

static gboolean
line_crosses (const EntSceneEdge *edge, EntRect box)
{
  EntPoint p;
  double angle;

  if (!ent_rect_overlaps (edge->bounds, box))
    return FALSE;
  p = ent_scene_edge_point (edge, 0, &angle);
  for (guint i = 1; i <= PIECES; i++)
    {
      EntPoint q = ent_scene_edge_point (edge, (double) i / PIECES, &angle);
      EntRect piece = { MIN (p.x, q.x), MIN (p.y, q.y), fabs (p.x - q.x), fabs (p.y - q.y) };

      if (ent_rect_overlaps (ent_rect_grow (piece, edge->width), box))
        return TRUE;
      p = q;
    }
  return FALSE;
}

guint *
ent_svg_edge_order (EntScene *scene, gboolean **late)
{
  guint n, n_labels, done, queued = 0, next = 0;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n);
  const EntSceneLabel *labels = ent_scene_labels (scene, &n_labels);
  guint *order = g_new (guint, n + 1);
  g_autofree gboolean *drawn = g_new0 (gboolean, n + 1); /* TRUE once drawn */
  g_autofree guint *waits = g_new0 (guint, n + 1);       /* lines that must come before */
  g_autofree GArray **over = g_new0 (GArray *, n + 1);   /* by line: edges whose labels it crosses */

  *late = g_new0 (gboolean, n + 1);
  for (guint l = 0; l < n_labels; l++)
    {
      EntRect box = labels[l].box;

      if (labels[l].badge.width > 0)
        box = ent_rect_union (box, labels[l].badge);
      for (guint e = 0; e < n; e++)
        if (e != labels[l].edge && line_crosses (&edges[e], box))
          {
            if (over[e] == NULL)
              over[e] = g_array_new (FALSE, FALSE, sizeof (guint));
            g_array_append_val (over[e], labels[l].edge);
            waits[labels[l].edge]++;
          }
    }
  for (guint e = 0; e < n; e++)
    if (waits[e] == 0)
      order[queued++] = e;
  for (done = 0; done < n; done++)
    {
      guint edge;

      if (done == queued)
        {
          /* The rest wait for each other: the first of them has its label drawn late. */
          while (drawn[next] || waits[next] == 0)
            next++;
          waits[next] = 0;
          order[queued++] = next;
        }
      edge = order[done];
      drawn[edge] = TRUE;
      for (guint i = 0; over[edge] != NULL && i < over[edge]->len; i++)
        {
          guint other = g_array_index (over[edge], guint, i);

          if (drawn[other])
            (*late)[other] = TRUE;
          else if (waits[other] > 0 && --waits[other] == 0)
            order[queued++] = other;
        }
    }
  for (guint e = 0; e < n; e++)
    if (over[e] != NULL)
      g_array_unref (over[e]);
  return order;
}
