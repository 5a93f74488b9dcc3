/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A uniform grid of boxes: what lies near a rectangle, in time that does not grow with the map. An item added to
 * several cells is told once a query, by a stamp. Entries are never taken away: the user tests what the grid names
 * against the present place. */
#include "ent-scene-private.h"

struct _EntGrid
{
  EntRect area;
  guint columns, rows;
  GArray **cells; /* of guint, NULL while empty */
  GArray *stamps; /* by item: the last query that told it */
  GArray *found;
  guint stamp;
};

EntGrid *
ent_grid_new (EntRect area, guint n_items)
{
  EntGrid *self = g_new0 (EntGrid, 1);
  double side = sqrt (MAX (area.width, 1) * MAX (area.height, 1) / MAX (n_items, 1));

  side = MAX (side, 60);
  self->area = area;
  self->columns = CLAMP (area.width / side + 1, 1, 512);
  self->rows = CLAMP (area.height / side + 1, 1, 512);
  self->cells = g_new0 (GArray *, self->columns * self->rows);
  self->stamps = g_array_new (FALSE, TRUE, sizeof (guint));
  self->found = g_array_new (FALSE, FALSE, sizeof (guint));
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
  g_array_unref (self->found);
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

void
ent_grid_add (EntGrid *self, guint item, EntRect box)
{
  guint x0, y0, x1, y1;

  if (item >= self->stamps->len)
    g_array_set_size (self->stamps, item + 1);
  cells_of (self, box, &x0, &y0, &x1, &y1);
  for (guint y = y0; y <= y1; y++)
    for (guint x = x0; x <= x1; x++)
      {
        GArray **cell = &self->cells[y * self->columns + x];

        if (*cell == NULL)
          *cell = g_array_new (FALSE, FALSE, sizeof (guint));
        if ((*cell)->len == 0 || g_array_index (*cell, guint, (*cell)->len - 1) != item)
          g_array_append_val (*cell, item);
      }
}

const guint *
ent_grid_near (EntGrid *self, EntRect box, guint *n)
{
  guint x0, y0, x1, y1;

  self->stamp++;
  g_array_set_size (self->found, 0);
  cells_of (self, box, &x0, &y0, &x1, &y1);
  for (guint y = y0; y <= y1; y++)
    for (guint x = x0; x <= x1; x++)
      {
        const GArray *cell = self->cells[y * self->columns + x];

        for (guint i = 0; cell != NULL && i < cell->len; i++)
          {
            guint item = g_array_index (cell, guint, i);
            guint *stamp = &g_array_index (self->stamps, guint, item);

            if (*stamp != self->stamp)
              {
                *stamp = self->stamp;
                g_array_append_val (self->found, item);
              }
          }
      }
  *n = self->found->len;
  return (const guint *) self->found->data;
}
