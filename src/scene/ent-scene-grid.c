/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A uniform grid of boxes: what lies near a rectangle, in time that does not grow with the map. An item added to
 * several cells is told once a query, by a stamp. Entries are never taken away: the user tests what the grid names
 * against the present place. */
#include "ent-scene-private.h"

struct _EntGrid
{
  EntRect area;
  guint columns, rows;
  guint most;     /* items in a cell; 0: any number */
  GArray **cells; /* of guint, NULL while empty */
  GArray *stamps; /* by item: the last query that told it */
  guint *found, n_found, found_size;
  GArray *path; /* cells of a piece */
  guint stamp;
};

EntGrid *
ent_grid_new (EntRect area, guint n_items, guint most)
{
  EntGrid *self = g_new0 (EntGrid, 1);
  double side = sqrt (MAX (area.width, 1) * MAX (area.height, 1) / MAX (n_items, 1));

  side = MAX (side, 60);
  self->area = area;
  self->most = most;
  self->columns = CLAMP (area.width / side + 1, 1, 512);
  self->rows = CLAMP (area.height / side + 1, 1, 512);
  self->cells = g_new0 (GArray *, self->columns * self->rows);
  self->stamps = g_array_new (FALSE, TRUE, sizeof (guint));
  self->path = g_array_new (FALSE, FALSE, sizeof (guint));
  return self;
}

void
ent_grid_free (EntGrid *self)
{
  for (guint i = 0; i < self->columns * self->rows; i++)
    if (self->cells[i] != NULL)
      g_array_unref (self->cells[i]);
  g_free (self->cells);
  g_array_unref (self->stamps);
  g_free (self->found);
  g_array_unref (self->path);
  g_free (self);
}

static guint
cell_of (double at, double from, double length, guint n)
{
  double share = length > 0 ? (at - from) / length : 0;

  return CLAMP (share, 0, 1) * n < n ? (guint) (CLAMP (share, 0, 1) * n) : n - 1;
}

static void
cells_of (const EntGrid *self, EntRect box, guint *x0, guint *y0, guint *x1, guint *y1)
{
  *x0 = cell_of (box.x, self->area.x, self->area.width, self->columns);
  *x1 = cell_of (box.x + box.width, self->area.x, self->area.width, self->columns);
  *y0 = cell_of (box.y, self->area.y, self->area.height, self->rows);
  *y1 = cell_of (box.y + box.height, self->area.y, self->area.height, self->rows);
}

static void
add_to (EntGrid *self, guint index, guint item)
{
  GArray **cell = &self->cells[index];

  if (*cell == NULL)
    *cell = g_array_new (FALSE, FALSE, sizeof (guint));
  if (self->most > 0 && (*cell)->len >= self->most)
    return;
  if ((*cell)->len == 0 || g_array_index (*cell, guint, (*cell)->len - 1) != item)
    g_array_append_val (*cell, item);
}

void
ent_grid_add (EntGrid *self, guint item, EntRect box)
{
  guint x0, y0, x1, y1;

  if (item >= self->stamps->len)
    g_array_set_size (self->stamps, item + 1);
  cells_of (self, box, &x0, &y0, &x1, &y1);
  for (guint y = y0; y <= y1; y++)
    for (guint x = x0; x <= x1; x++)
      add_to (self, y * self->columns + x, item);
}

/* Puts the cells that the piece from @a to @b passes into `path`: column by column, from where it enters the column to
 * where it leaves it. */
static void
trace_piece (EntGrid *self, EntPoint a, EntPoint b)
{
  EntPoint from = a.x <= b.x ? a : b, to = a.x <= b.x ? b : a;
  guint x0 = cell_of (from.x, self->area.x, self->area.width, self->columns);
  guint x1 = cell_of (to.x, self->area.x, self->area.width, self->columns);
  double slope = to.x > from.x ? (to.y - from.y) / (to.x - from.x) : 0;

  g_array_set_size (self->path, 0);
  for (guint x = x0; x <= x1; x++)
    {
      double left = self->area.x + self->area.width * x / self->columns,
             right = self->area.x + self->area.width * (x + 1) / self->columns;
      double enter = x == x0 ? from.y : from.y + (left - from.x) * slope,
             leave = x == x1 ? to.y : from.y + (right - from.x) * slope;
      guint y0 = cell_of (MIN (enter, leave), self->area.y, self->area.height, self->rows);
      guint y1 = cell_of (MAX (enter, leave), self->area.y, self->area.height, self->rows);

      for (guint y = y0; y <= y1; y++)
        {
          guint index = y * self->columns + x;

          g_array_append_val (self->path, index);
        }
    }
}

void
ent_grid_add_piece (EntGrid *self, guint item, EntPoint a, EntPoint b)
{
  if (item >= self->stamps->len)
    g_array_set_size (self->stamps, item + 1);
  trace_piece (self, a, b);
  for (guint i = 0; i < self->path->len; i++)
    add_to (self, g_array_index (self->path, guint, i), item);
}

double
ent_grid_side (const EntGrid *self)
{
  return MAX (MIN (self->area.width / self->columns, self->area.height / self->rows), 1);
}

/* All that the cell has and that was not told yet. This is the innermost loop of all routing: `found` has room for every item and one
 * more, so that it may be written to before it is known whether it counts. */
static void
tell (EntGrid *self, guint index)
{
  const GArray *cell = self->cells[index];
  const guint *items = cell != NULL ? (const guint *) (gconstpointer) cell->data : NULL;
  guint n = cell != NULL ? cell->len : 0, n_found = self->n_found, now = self->stamp;
  guint *stamps = (guint *) (gpointer) self->stamps->data, *found = self->found;

  for (guint i = 0; i < n; i++)
    {
      guint item = items[i];

      found[n_found] = item;
      n_found += stamps[item] != now;
      stamps[item] = now;
    }
  self->n_found = n_found;
}

static void
begin (EntGrid *self)
{
  self->stamp++;
  self->n_found = 0;
  if (self->found_size <= self->stamps->len)
    {
      self->found_size = MAX (64, 2 * self->stamps->len);
      self->found = g_renew (guint, self->found, self->found_size);
    }
}

const guint *
ent_grid_near (EntGrid *self, EntRect box, guint *n)
{
  guint x0, y0, x1, y1;

  begin (self);
  cells_of (self, box, &x0, &y0, &x1, &y1);
  for (guint y = y0; y <= y1; y++)
    for (guint x = x0; x <= x1; x++)
      tell (self, y * self->columns + x);
  *n = self->n_found;
  return self->found;
}

const guint *
ent_grid_near_piece (EntGrid *self, EntPoint a, EntPoint b, guint *n)
{
  begin (self);
  trace_piece (self, a, b);
  for (guint i = 0; i < self->path->len; i++)
    tell (self, g_array_index (self->path, guint, i));
  *n = self->n_found;
  return self->found;
}
