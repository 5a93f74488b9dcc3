/* SPDX-License-Identifier: GPL-3.0-or-later */
/* In which order lines with their labels are drawn.
 *
 * The window draws all lines and then all labels. In the SVG a relation is one group, line and label together, so a
 * line that crosses a foreign label must come before it: a topological order (Kahn 1962) of "this line lies under that
 * label". Where two lines cross each other's labels there is none; those few labels are drawn late. */
#include "ent-scene-grid.h"
#include "ent-svg-private.h"

#define PIECES 24
#define TOGETHER 4 /* pieces for which the grid is asked at once; a divisor of PIECES */

static int
by_number (gconstpointer a, gconstpointer b)
{
  const guint *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static EntRect
whole_label (const EntSceneLabel *label)
{
  return label->badge.width > 0 ? ent_rect_union (label->box, label->badge) : label->box;
}

static EntGrid *
grid_of_labels (EntScene *scene)
{
  guint n;
  const EntSceneLabel *labels = ent_scene_labels (scene, &n);
  EntGrid *grid = ent_grid_new (ent_scene_bounds (scene), n, 0);

  for (guint i = 0; i < n; i++)
    ent_grid_add (grid, i, whole_label (&labels[i]));
  return grid;
}

static gboolean
is_on (const EntSceneLabel *label, EntRect all, const EntRect pieces[TOGETHER])
{
  EntRect box = whole_label (label);
  gboolean on = FALSE;

  if (!ent_rect_overlaps (all, box))
    return FALSE;
  for (guint i = 0; i < TOGETHER && !on; i++)
    on = ent_rect_overlaps (pieces[i], box);
  return on;
}

/* Puts into @crossed the labels of others that edge @e crosses, in their order. @marks holds for each label the last
 * edge, plus one, that was found to. */
static void
find_crossed (
    EntGrid *grid, const EntSceneLabel *labels, const EntSceneEdge *edge, guint e, guint *marks, GArray *crossed)
{
  EntRect pieces[TOGETHER], all = { 0 };
  EntPoint p = edge->curve[0];

  g_array_set_size (crossed, 0);
  for (guint i = 1; i <= PIECES; i++)
    {
      EntPoint q = ent_scene_edge_point (edge, (double) i / PIECES, NULL);
      guint at = (i - 1) % TOGETHER, n;
      const guint *near;

      pieces[at] = ent_rect_grow (ent_rect (MIN (p.x, q.x), MIN (p.y, q.y), fabs (p.x - q.x), fabs (p.y - q.y)), edge->width);
      all = at == 0 ? pieces[at] : ent_rect_union (all, pieces[at]);
      p = q;
      if (at + 1 < TOGETHER)
        continue;
      near = ent_grid_near (grid, all, &n);
      for (guint k = 0; k < n; k++)
        if (labels[near[k]].edge != e && marks[near[k]] != e + 1 && is_on (&labels[near[k]], all, pieces))
          {
            marks[near[k]] = e + 1;
            g_array_append_val (crossed, near[k]);
          }
    }
  g_array_sort (crossed, by_number);
}

guint *
ent_svg_edge_order (EntScene *scene, gboolean **late)
{
  guint n, n_labels, done, queued = 0, next = 0;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n);
  const EntSceneLabel *labels = ent_scene_labels (scene, &n_labels);
  guint *order = g_new (guint, n + 1);
  g_autoptr (EntGrid) grid = grid_of_labels (scene);
  g_autoptr (GArray) crossed = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *marks = NULL;
  g_autofree gboolean *drawn = g_new0 (gboolean, n + 1); /* TRUE once drawn */
  g_autofree guint *waits = g_new0 (guint, n + 1);       /* lines that must come before */
  g_autofree GArray **over = g_new0 (GArray *, n + 1);   /* by line: edges whose labels it crosses */

  marks = g_new0 (guint, n_labels + 1);
  *late = g_new0 (gboolean, n + 1);
  for (guint e = 0; e < n; e++)
    {
      find_crossed (grid, labels, &edges[e], e, marks, crossed);
      if (crossed->len > 0)
        over[e] = g_array_new (FALSE, FALSE, sizeof (guint));
      for (guint i = 0; i < crossed->len; i++)
        {
          guint other = labels[g_array_index (crossed, guint, i)].edge;

          g_array_append_val (over[e], other);
          waits[other]++;
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
