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

/* What is asked for of labels, close together in memory. */
typedef struct
{
  EntGrid *grid;
  EntRect *boxes; /* with the badges */
  guint *edges;
  guint *marks; /* the last edge, plus one, that was found to cross it */
} Labels;

static Labels
labels_new (EntScene *scene)
{
  guint n;
  const EntSceneLabel *labels = ent_scene_labels (scene, &n);
  Labels self = { ent_grid_new (ent_scene_bounds (scene), n, 0), g_new (EntRect, n + 1), g_new (guint, n + 1), g_new0 (guint, n + 1) };

  for (guint i = 0; i < n; i++)
    {
      self.boxes[i] = labels[i].badge.width > 0 ? ent_rect_union (labels[i].box, labels[i].badge) : labels[i].box;
      self.edges[i] = labels[i].edge;
      ent_grid_add (self.grid, i, self.boxes[i]);
    }
  return self;
}

static void
labels_clear (Labels *self)
{
  ent_grid_free (self->grid);
  g_free (self->boxes);
  g_free (self->edges);
  g_free (self->marks);
}

static gboolean
is_on (EntRect box, EntRect all, const EntRect pieces[TOGETHER])
{
  gboolean on = FALSE;

  if (!ent_rect_overlaps (all, box))
    return FALSE;
  for (guint i = 0; i < TOGETHER && !on; i++)
    on = ent_rect_overlaps (pieces[i], box);
  return on;
}

/* Appends to @crossed the labels of others that edge @e crosses, in their order. */
static void
find_crossed (Labels *labels, const EntSceneEdge *edge, guint e, GArray *crossed)
{
  EntRect pieces[TOGETHER], all = { 0 };
  EntPoint p = edge->curve[0];
  guint first = crossed->len;

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
      near = ent_grid_near (labels->grid, all, &n);
      for (guint k = 0; k < n; k++)
        if (labels->edges[near[k]] != e && labels->marks[near[k]] != e + 1 && is_on (labels->boxes[near[k]], all, pieces))
          {
            labels->marks[near[k]] = e + 1;
            g_array_append_val (crossed, near[k]);
          }
    }
  if (crossed->len > first + 1)
    qsort (&g_array_index (crossed, guint, first), crossed->len - first, sizeof (guint), by_number);
}

guint *
ent_svg_edge_order (EntScene *scene, gboolean **late)
{
  guint n, done, queued = 0, next = 0;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n);
  Labels labels = labels_new (scene);
  guint *order = g_new (guint, n + 1);
  g_autoptr (GArray) crossed = g_array_new (FALSE, FALSE, sizeof (guint)); /* edges whose labels a line crosses, line after line */
  g_autofree gboolean *drawn = g_new0 (gboolean, n + 1);
  g_autofree guint *waits = g_new0 (guint, n + 1);       /* lines that must come before */
  g_autofree guint *starts = g_new (guint, n + 1);       /* by line: where its own begin in `crossed` */

  *late = g_new0 (gboolean, n + 1);
  for (guint e = 0; e < n; e++)
    {
      starts[e] = crossed->len;
      find_crossed (&labels, &edges[e], e, crossed);
      for (guint i = starts[e]; i < crossed->len; i++)
        {
          guint *other = &g_array_index (crossed, guint, i);

          *other = labels.edges[*other];
          waits[*other]++;
        }
    }
  starts[n] = crossed->len;
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
      for (guint i = starts[edge]; i < starts[edge + 1]; i++)
        {
          guint other = g_array_index (crossed, guint, i);

          if (drawn[other])
            (*late)[other] = TRUE;
          else if (waits[other] > 0 && --waits[other] == 0)
            order[queued++] = other;
        }
    }
  labels_clear (&labels);
  return order;
}
