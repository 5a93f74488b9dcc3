/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Uniform grids over the scene: one of cards, one of labels, two of the pieces of flattened curves. A curve's bounding
 * box says nothing about a long line, so each line stands in the cells that it passes; lines much longer than a cell
 * are in a grid of larger cells, else they would fill all memory.
 *
 * Layout: the entries of one cell follow each other, cell after cell; `starts` says where each begins. An entry of a
 * curve knows the straight pieces that pass the cell, and a chord that stands in for them in a first test, so that a
 * pick reads one run of memory and not the lines themselves. */
#include "ent-scene-index.h"

#include "ent-scene-private.h"

/* Of a fine cell, at 100 %. */
#define CELL 256.0
/* A coarse cell is so many fine ones wide. */
#define COARSE 4
/* A line longer than so many fine cells goes to the coarse grid. */
#define LONG 12
/* Cells for each item, where a map is so wide that it is mostly empty. */
#define CELLS_AN_ITEM 4
/* For what rounding does to a point on the border of two cells. */
#define SLACK 0.01
/* What is painted around a line beyond its bounds: halo and shadow, scene units at 100 %. */
#define BESIDE_EDGE 8.0
#define BESIDE_LABEL 12.0
#define BESIDE_NODE 6.0

typedef struct
{
  guint item;
  guint16 first, last;  /* pieces of the curve */
  float ax, ay, bx, by; /* their chord */
  float off;            /* no point of them is further than that from it */
} Entry;

typedef struct
{
  EntRect area;
  double side;
  guint columns, rows;
  guint *starts; /* columns * rows + 1 */
  Entry *entries;
} Grid;

typedef struct
{
  guint cell;
  Entry entry;
} Placed;

struct _EntSceneIndex
{
  guint n[ENT_N_PLACES];
  Grid nodes, labels, fine, coarse;
  double beside_edge; /* the most that an edge's bounds reach beyond its curve */
  double widest;      /* half the width of the widest line */
  double unit, ink;
  guint *ranks;
};

/* --- Making --- */

static void
grid_init (Grid *self, EntRect area, double side, guint n_items)
{
  double most = CELLS_AN_ITEM * (double) n_items + 1024;

  self->area = area;
  while ((area.width / side + 1) * (area.height / side + 1) > most)
    side *= 1.25;
  self->side = side;
  self->columns = (guint) (area.width / side) + 1;
  self->rows = (guint) (area.height / side) + 1;
}

static guint
column_of (const Grid *self, double x)
{
  double at = (x - self->area.x) / self->side;

  return at <= 0 ? 0 : at >= self->columns ? self->columns - 1 : (guint) at;
}

static guint
row_of (const Grid *self, double y)
{
  double at = (y - self->area.y) / self->side;

  return at <= 0 ? 0 : at >= self->rows ? self->rows - 1 : (guint) at;
}

static void
add_box (const Grid *self, GArray *placed, guint item, EntRect box)
{
  Placed one = { .entry = { .item = item } };
  guint x1 = column_of (self, box.x + box.width), y1 = row_of (self, box.y + box.height);

  for (guint y = row_of (self, box.y); y <= y1; y++)
    for (guint x = column_of (self, box.x); x <= x1; x++)
      {
        one.cell = y * self->columns + x;
        g_array_append_val (placed, one);
      }
}

/* Notes that piece @k of @item passes @cell. What the same item noted there lately grows by it. */
static void
add_to_cell (GArray *placed, guint from, guint cell, guint item, guint k)
{
  Placed one = { .cell = cell, .entry = { .item = item, .first = k, .last = k } };

  for (guint i = placed->len; i-- > from;)
    if (g_array_index (placed, Placed, i).cell == cell)
      {
        g_array_index (placed, Placed, i).entry.last = k;
        return;
      }
  g_array_append_val (placed, one);
}

/* Column by column, from where the piece enters it to where it leaves it. */
static void
add_piece (const Grid *self, GArray *placed, guint from, guint item, guint k, EntPoint a, EntPoint b)
{
  EntPoint left = a.x <= b.x ? a : b, right = a.x <= b.x ? b : a;
  guint x0 = column_of (self, left.x), x1 = column_of (self, right.x);
  double slope = right.x > left.x ? (right.y - left.y) / (right.x - left.x) : 0;

  for (guint x = x0; x <= x1; x++)
    {
      double start = self->area.x + self->side * x;
      double enter = x == x0 ? left.y : left.y + (start - left.x) * slope;
      double leave = x == x1 ? right.y : left.y + (start + self->side - left.x) * slope;
      guint y1 = row_of (self, MAX (enter, leave));

      for (guint y = row_of (self, MIN (enter, leave)); y <= y1; y++)
        add_to_cell (placed, from, y * self->columns + x, item, k);
    }
}

static void
add_curve (const Grid *self, GArray *placed, guint item, const EntPoint line[ENT_CURVE_PIECES + 1])
{
  guint from = placed->len;

  for (guint k = 0; k < ENT_CURVE_PIECES; k++)
    add_piece (self, placed, from, item, k, line[k], line[k + 1]);
  for (guint i = from; i < placed->len; i++)
    {
      Entry *entry = &g_array_index (placed, Placed, i).entry;
      EntPoint a = line[entry->first], b = line[entry->last + 1];
      double off = 0;

      /* A corner is furthest from the chord; the points between two corners are no further. */
      for (guint k = entry->first + 1u; k <= entry->last; k++)
        off = MAX (off, ent_piece_distance (a, b, line[k]));
      entry->ax = (float) a.x;
      entry->ay = (float) a.y;
      entry->bx = (float) b.x;
      entry->by = (float) b.y;
      entry->off = (float) (off + SLACK);
    }
}

/* Sorts @placed by cell, by counting, and frees it. */
static void
grid_take (Grid *self, GArray *placed)
{
  guint n = self->columns * self->rows;

  self->starts = g_new0 (guint, n + 2);
  self->entries = g_new (Entry, placed->len + 1);
  for (guint i = 0; i < placed->len; i++)
    self->starts[g_array_index (placed, Placed, i).cell + 2]++;
  for (guint i = 0; i < n; i++)
    self->starts[i + 2] += self->starts[i + 1];
  for (guint i = 0; i < placed->len; i++)
    {
      const Placed *one = &g_array_index (placed, Placed, i);

      self->entries[self->starts[one->cell + 1]++] = one->entry;
    }
  g_array_unref (placed);
}

static guint
rank_of (const char *id)
{
  guint h = g_str_hash (id);

  /* MurmurHash3's finaliser: ids that differ in their last digit lie apart. */
  h = (h ^ (h >> 16)) * 0x85ebca6bu;
  h = (h ^ (h >> 13)) * 0xc2b2ae35u;
  return h ^ (h >> 16);
}

static void
index_edges (EntSceneIndex *self, EntScene *scene)
{
  guint n;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n);
  GArray *fine = g_array_new (FALSE, FALSE, sizeof (Placed)), *coarse = g_array_new (FALSE, FALSE, sizeof (Placed));
  double longest = LONG * CELL * self->unit;

  self->ranks = g_new (guint, n + 1);
  for (guint i = 0; i < n; i++)
    {
      EntPoint line[ENT_CURVE_PIECES + 1];
      EntRect curve = ent_rect (edges[i].curve[0].x, edges[i].curve[0].y, 0, 0);
      double length = 0;

      for (guint k = 0; k <= ENT_CURVE_PIECES; k++)
        {
          line[k] = ent_curve_point (edges[i].curve, (double) k / ENT_CURVE_PIECES);
          curve = ent_rect_union (curve, ent_rect (line[k].x, line[k].y, 0, 0));
          if (k > 0)
            length += ent_distance (line[k - 1], line[k]);
        }
      self->beside_edge = MAX (self->beside_edge, MAX (curve.x - edges[i].bounds.x, curve.y - edges[i].bounds.y));
      self->widest = MAX (self->widest, edges[i].width / 2);
      self->ink += length;
      self->ranks[i] = rank_of (edges[i].relation->id);
      if (length > longest)
        add_curve (&self->coarse, coarse, i, line);
      else
        add_curve (&self->fine, fine, i, line);
    }
  grid_take (&self->fine, fine);
  grid_take (&self->coarse, coarse);
}

static EntSceneIndex *
index_new (EntScene *scene)
{
  EntSceneIndex *self = g_new0 (EntSceneIndex, 1);
  EntRect bounds = ent_scene_bounds (scene);
  const EntSceneNode *nodes = ent_scene_nodes (scene, &self->n[ENT_PLACES_NODES]);
  const EntSceneLabel *labels = ent_scene_labels (scene, &self->n[ENT_PLACES_LABELS]);
  GArray *placed;

  ent_scene_edges (scene, &self->n[ENT_PLACES_EDGES]);
  self->unit = scene->text_scale;
  grid_init (&self->nodes, bounds, CELL * self->unit, self->n[ENT_PLACES_NODES]);
  grid_init (&self->labels, bounds, CELL * self->unit, self->n[ENT_PLACES_LABELS]);
  grid_init (&self->fine, bounds, CELL * self->unit, self->n[ENT_PLACES_EDGES]);
  grid_init (&self->coarse, bounds, COARSE * CELL * self->unit, self->n[ENT_PLACES_EDGES]);
  placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  for (guint i = 0; i < self->n[ENT_PLACES_NODES]; i++)
    add_box (&self->nodes, placed, i, nodes[i].box);
  grid_take (&self->nodes, placed);
  placed = g_array_new (FALSE, FALSE, sizeof (Placed));
  for (guint i = 0; i < self->n[ENT_PLACES_LABELS]; i++)
    add_box (&self->labels, placed, i,
             labels[i].badge.width > 0 ? ent_rect_union (labels[i].box, labels[i].badge) : labels[i].box);
  grid_take (&self->labels, placed);
  index_edges (self, scene);
  return self;
}

static void
grid_clear (Grid *self)
{
  g_free (self->starts);
  g_free (self->entries);
}

void
ent_scene_index_free (EntSceneIndex *self)
{
  if (self == NULL)
    return;
  grid_clear (&self->nodes);
  grid_clear (&self->labels);
  grid_clear (&self->fine);
  grid_clear (&self->coarse);
  g_free (self->ranks);
  g_free (self);
}

const EntSceneIndex *
ent_scene_peek_places (EntScene *scene)
{
  EntSceneIndex *places = g_atomic_pointer_get (&scene->places);

  if (places != NULL)
    return places;
  pthread_mutex_lock (&scene->places_lock);
  places = g_atomic_pointer_get (&scene->places);
  if (places == NULL)
    {
      places = index_new (scene);
      g_atomic_pointer_set (&scene->places, places);
    }
  pthread_mutex_unlock (&scene->places_lock);
  return places;
}

/* --- Asking --- */

static void
mark_in (const Grid *self, EntRect area, guint64 *seen)
{
  guint x0 = column_of (self, area.x), x1 = column_of (self, area.x + area.width);
  guint y0 = row_of (self, area.y), y1 = row_of (self, area.y + area.height);

  for (guint y = y0; y <= y1; y++)
    {
      /* The cells of a row follow each other. */
      guint from = self->starts[y * self->columns + x0], to = self->starts[y * self->columns + x1 + 1];

      for (guint i = from; i < to; i++)
        seen[self->entries[i].item / 64] |= G_GUINT64_CONSTANT (1) << (self->entries[i].item % 64);
    }
}

void
ent_scene_index_find (const EntSceneIndex *self, EntPlaces what, EntRect area, GArray *found)
{
  guint words = self->n[what] / 64 + 1;
  g_autofree guint64 *seen = g_new0 (guint64, words);

  g_array_set_size (found, 0);
  if (what == ENT_PLACES_NODES)
    mark_in (&self->nodes, ent_rect_grow (area, BESIDE_NODE * self->unit), seen);
  else if (what == ENT_PLACES_LABELS)
    mark_in (&self->labels, ent_rect_grow (area, BESIDE_LABEL * self->unit), seen);
  else
    {
      area = ent_rect_grow (area, self->beside_edge + BESIDE_EDGE * self->unit);
      mark_in (&self->fine, area, seen);
      mark_in (&self->coarse, area, seen);
    }
  for (guint word = 0; word < words; word++)
    for (guint64 bits = seen[word]; bits != 0; bits &= bits - 1)
      {
        guint item = word * 64 + (guint) __builtin_ctzll (bits);

        g_array_append_val (found, item);
      }
}

static gboolean
is_hidden (const EntEmphasis *emphases, guint i)
{
  return emphases != NULL && emphases[i] == ENT_EMPHASIS_HIDDEN;
}

/* The last item of the cell under @point whose box holds it; -1 where none does. */
static gint64
topmost (const EntSceneIndex *self, EntScene *scene, EntPlaces what, const EntEmphasis *emphases, EntPoint point)
{
  const Grid *grid = what == ENT_PLACES_NODES ? &self->nodes : &self->labels;
  guint cell = row_of (grid, point.y) * grid->columns + column_of (grid, point.x);

  for (guint i = grid->starts[cell + 1]; i-- > grid->starts[cell];)
    {
      guint item = grid->entries[i].item;

      if (is_hidden (emphases, what == ENT_PLACES_NODES ? item : ent_label (scene->shown, item)->edge))
        continue;
      if (what == ENT_PLACES_NODES ? ent_rect_contains (ent_node (scene->shown, item)->box, point)
                                   : ent_rect_contains (ent_label (scene->shown, item)->box, point)
                                         || ent_rect_contains (ent_label (scene->shown, item)->badge, point))
        return item;
    }
  return -1;
}

static double
distance_of (const Entry *entry, const EntPoint curve[4], EntPoint point)
{
  EntPoint from = ent_curve_point (curve, (double) entry->first / ENT_CURVE_PIECES);
  double least = G_MAXDOUBLE;

  for (guint k = entry->first; k <= entry->last; k++)
    {
      EntPoint to = ent_curve_point (curve, (double) (k + 1) / ENT_CURVE_PIECES);

      least = MIN (least, ent_piece_distance (from, to, point));
      from = to;
    }
  return least;
}

/* The nearest line so far is @hit, at @least; of two as near the later one, which lies on top. */
static void
nearest_in (const EntSceneIndex *self,
            const Grid *grid,
            EntScene *scene,
            const EntEmphasis *emphases,
            EntPoint point,
            EntHit *hit,
            double *least)
{
  EntRect area = ent_rect_grow (ent_rect (point.x, point.y, 0, 0), *least + self->widest + SLACK);
  guint x0 = column_of (grid, area.x), x1 = column_of (grid, area.x + area.width);
  guint y0 = row_of (grid, area.y), y1 = row_of (grid, area.y + area.height);

  for (guint y = y0; y <= y1; y++)
    for (guint i = grid->starts[y * grid->columns + x0]; i < grid->starts[y * grid->columns + x1 + 1]; i++)
      {
        const Entry *entry = &grid->entries[i];
        double far = *least + self->widest + (double) entry->off, distance;
        double dx = (double) entry->bx - (double) entry->ax, dy = (double) entry->by - (double) entry->ay;
        double px = point.x - (double) entry->ax, py = point.y - (double) entry->ay;
        double across = px * dy - py * dx, square = dx * dx + dy * dy;
        const EntSceneEdge *edge;

        /* Further than that from the whole straight line, let alone from the chord. */
        if ((across * across > far * far * square && square > 0) || is_hidden (emphases, entry->item))
          continue;
        edge = ent_edge (scene->shown, entry->item);
        distance = MAX (0, distance_of (entry, edge->curve, point) - edge->width / 2);
        if (distance < *least || (distance <= *least && (hit->kind == ENT_HIT_NOTHING || entry->item > hit->index)))
          {
            *least = distance;
            *hit = (EntHit){ ENT_HIT_EDGE, entry->item };
          }
      }
}

EntHit
ent_scene_index_hit (
    const EntSceneIndex *self, EntScene *scene, const EntSceneEmphasis *emphasis, EntPoint point, double reach)
{
  const EntEmphasis *nodes = emphasis != NULL ? emphasis->nodes : NULL, *edges = emphasis != NULL ? emphasis->edges : NULL;
  EntHit hit = { ENT_HIT_NOTHING, 0 };
  gint64 item = topmost (self, scene, ENT_PLACES_LABELS, edges, point);

  if (item >= 0)
    return (EntHit){ ENT_HIT_LABEL, ent_label (scene->shown, item)->edge };
  item = topmost (self, scene, ENT_PLACES_NODES, nodes, point);
  if (item >= 0)
    return (EntHit){ ENT_HIT_NODE, (guint) item };
  nearest_in (self, &self->fine, scene, edges, point, &hit, &reach);
  nearest_in (self, &self->coarse, scene, edges, point, &hit, &reach);
  return hit;
}

double
ent_scene_index_ink (const EntSceneIndex *self)
{
  return self->ink;
}

guint
ent_scene_index_rank (const EntSceneIndex *self, guint i)
{
  return self->ranks[i];
}
