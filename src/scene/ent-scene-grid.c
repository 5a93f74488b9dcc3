/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A uniform grid of boxes: what lies near a rectangle, in time that does not grow with the map. An item added to
 * several cells is told once a query, by a stamp. Entries are never taken away: the user tests what the grid names
 * against the present place. */
#include "ent-scene-private.h"

/* Cells are many and small, so they are no GArrays. */
typedef struct
{
  guint *items; /* NULL while empty */
  guint n, size;
} Cell;

struct _EntGrid
{
  EntRect area;
  guint columns, rows;
  guint most;     /* items in a cell; 0: any number */
  Cell *cells;
  GArray *stamps; /* by item: the last query that told it */
  guint *found, n_found, found_size;
  guint stamp;
  guint last;     /* item that was added */
  gboolean again; /* one was added after a later one, maybe once more: a cell may hold it twice */
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
  self->cells = g_new0 (Cell, self->columns * self->rows);
  self->stamps = g_array_new (FALSE, TRUE, sizeof (guint));
  return self;
}

void
ent_grid_free (EntGrid *self)
{
  for (guint i = 0; i < self->columns * self->rows; i++)
    g_free (self->cells[i].items);
  g_free (self->cells);
  g_array_unref (self->stamps);
  g_free (self->found);
  g_free (self);
}

static inline guint
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
  Cell *cell = &self->cells[index];

  self->again = self->again || item < self->last;
  self->last = item;
  if ((self->most > 0 && cell->n >= self->most) || (cell->n > 0 && cell->items[cell->n - 1] == item))
    return;
  if (cell->n == cell->size)
    {
      cell->size = MAX (4, 2 * cell->size);
      cell->items = g_renew (guint, cell->items, cell->size);
    }
  cell->items[cell->n++] = item;
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

/* Calls @visit for the cells that the piece from @a to @b passes: column by column, from where it enters the column to where it leaves
 * it. Inlined, so that the visit is no call. */
static inline __attribute__ ((always_inline)) void
trace_piece (EntGrid *self, EntPoint a, EntPoint b, void (*visit) (EntGrid *self, guint index, guint item), guint item)
{
  EntPoint from = a.x <= b.x ? a : b, to = a.x <= b.x ? b : a;
  guint x0 = cell_of (from.x, self->area.x, self->area.width, self->columns);
  guint x1 = cell_of (to.x, self->area.x, self->area.width, self->columns);
  double slope = x0 < x1 ? (to.y - from.y) / (to.x - from.x) : 0;

  for (guint x = x0; x <= x1; x++)
    {
      double enter = x == x0 ? from.y : from.y + (self->area.x + self->area.width * x / self->columns - from.x) * slope;
      double leave = x == x1 ? to.y : from.y + (self->area.x + self->area.width * (x + 1) / self->columns - from.x) * slope;
      guint y0 = cell_of (MIN (enter, leave), self->area.y, self->area.height, self->rows);
      guint y1 = cell_of (MAX (enter, leave), self->area.y, self->area.height, self->rows);

      for (guint y = y0; y <= y1; y++)
        visit (self, y * self->columns + x, item);
    }
}

void
ent_grid_add_piece (EntGrid *self, guint item, EntPoint a, EntPoint b)
{
  if (item >= self->stamps->len)
    g_array_set_size (self->stamps, item + 1);
  trace_piece (self, a, b, add_to, item);
}

double
ent_grid_side (const EntGrid *self)
{
  return MAX (MIN (self->area.width / self->columns, self->area.height / self->rows), 1);
}

/* All that the cell has and that was not told yet. This is the innermost loop of all routing: `found` has room for every item and one
 * more, so that it may be written to before it is known whether it counts. */
static inline void
tell (EntGrid *self, guint index, guint unused)
{
  const guint *items = self->cells[index].items;
  guint n = self->cells[index].n, n_found = self->n_found, now = self->stamp;
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

/* What one cell has, each once. */
static const guint *
all_of (const EntGrid *self, guint index, guint *n)
{
  *n = self->cells[index].n;
  return self->cells[index].items;
}

const guint *
ent_grid_near (EntGrid *self, EntRect box, guint *n)
{
  guint x0, y0, x1, y1;

  cells_of (self, box, &x0, &y0, &x1, &y1);
  if (x0 == x1 && y0 == y1 && !self->again)
    return all_of (self, y0 * self->columns + x0, n);
  begin (self);
  for (guint y = y0; y <= y1; y++)
    for (guint x = x0; x <= x1; x++)
      tell (self, y * self->columns + x, 0);
  *n = self->n_found;
  return self->found;
}

const guint *
ent_grid_near_piece (EntGrid *self, EntPoint a, EntPoint b, guint *n)
{
  guint x0 = cell_of (a.x, self->area.x, self->area.width, self->columns), y0 = cell_of (a.y, self->area.y, self->area.height, self->rows);

  if (!self->again && x0 == cell_of (b.x, self->area.x, self->area.width, self->columns) && y0 == cell_of (b.y, self->area.y, self->area.height, self->rows))
    return all_of (self, y0 * self->columns + x0, n);
  begin (self);
  trace_piece (self, a, b, tell, 0);
  *n = self->n_found;
  return self->found;
}

const guint *
ent_grid_near_line (EntGrid *self, const EntPoint *line, guint n_pieces, double by, guint *n)
{
  guint last_x0 = G_MAXUINT, last_y0 = 0, last_x1 = 0, last_y1 = 0;

  begin (self);
  for (guint i = 0; i < n_pieces; i++)
    {
      EntPoint a = line[i], b = line[i + 1];
      EntRect box = ent_rect (MIN (a.x, b.x) - by, MIN (a.y, b.y) - by, fabs (a.x - b.x) + 2 * by, fabs (a.y - b.y) + 2 * by);
      guint x0, y0, x1, y1;

      cells_of (self, box, &x0, &y0, &x1, &y1);
      for (guint y = y0; y <= y1; y++)
        for (guint x = x0; x <= x1; x++)
          if (last_x0 == G_MAXUINT || x < last_x0 || x > last_x1 || y < last_y0 || y > last_y1)
            tell (self, y * self->columns + x, 0);
      last_x0 = x0;
      last_y0 = y0;
      last_x1 = x1;
      last_y1 = y1;
    }
  *n = self->n_found;
  return self->found;
}
