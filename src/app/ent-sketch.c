/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines first, in one stroke; then the nodes, in one fill for each run of one colour. */
#include "ent-sketch.h"

#include "ent-painter.h"

#include <math.h>

#define LINE_ALPHA 0.45
#define FADED_ALPHA 0.3
/* Pixels; what is smaller is drawn as a dot of this size. */
#define DOT_WIDTH 5.0
#define DOT_HEIGHT 4.0

static gboolean
is_placed (const EntSketch *self, guint i)
{
  return isfinite (self->places[i].x) && isfinite (self->places[i].y);
}

static EntRect
box_of (const EntSketch *self, guint i, double least_width, double least_height)
{
  double width = self->boxes != NULL ? self->boxes[i].width * 0.8 : 0, height = self->boxes != NULL ? self->boxes[i].height * 0.9 : 0;

  return ent_rect_around (self->places[i], MAX (width, least_width), MAX (height, least_height));
}

/* FALSE when nothing is placed. */
static gboolean
bounds_of (const EntSketch *self, EntRect *all)
{
  gboolean any = FALSE;

  for (guint i = 0; i < self->n; i++)
    if (is_placed (self, i))
      {
        EntRect box = self->boxes != NULL ? ent_rect_around (self->places[i], self->boxes[i].width, self->boxes[i].height)
                                          : ent_rect_around (self->places[i], 0, 0);

        *all = any ? ent_rect_union (*all, box) : box;
        any = TRUE;
      }
  return any;
}

static void
draw_ties (const EntSketch *self, cairo_t *cr, double unit)
{
  guint stride = self->most_ties > 0 ? MAX (1, (self->n_ties + self->most_ties - 1) / self->most_ties) : 1;

  for (guint i = 0; i < self->n_ties; i += stride)
    {
      guint a = self->ties[2 * i], b = self->ties[2 * i + 1];

      if (!is_placed (self, a) || !is_placed (self, b))
        continue;
      cairo_move_to (cr, self->places[a].x, self->places[a].y);
      cairo_line_to (cr, self->places[b].x, self->places[b].y);
    }
  cairo_set_line_width (cr, unit);
  cairo_stroke (cr);
}

static gboolean
looks_alike (const EntSketch *self, guint a, guint b)
{
  EntColour x = self->colours[a], y = self->colours[b];

  return x.r == y.r && x.g == y.g && x.b == y.b && (self->faded == NULL || self->faded[a] == self->faded[b]);
}

void
ent_sketch_draw (const EntSketch *self, cairo_t *cr, double width, double height, double margin, EntTheme theme)
{
  EntColour line = ent_palette_get (theme)->card_dim;
  EntRect bounds;
  double scale;

  if (!bounds_of (self, &bounds))
    return;
  scale = MIN ((width - 2 * margin) / MAX (bounds.width, 1e-6), (height - 2 * margin) / MAX (bounds.height, 1e-6));
  if (self->most_scale > 0)
    scale = MIN (scale, self->most_scale);
  if (!(scale > 0))
    return;
  cairo_save (cr);
  cairo_translate (cr, width / 2, height / 2);
  cairo_scale (cr, scale, scale);
  cairo_translate (cr, -bounds.x - bounds.width / 2, -bounds.y - bounds.height / 2);
  cairo_set_source_rgba (cr, line.r, line.g, line.b, LINE_ALPHA);
  draw_ties (self, cr, 1 / scale);
  for (guint i = 0, next; i < self->n; i = next)
    {
      EntColour colour = self->colours[i];

      for (next = i; next < self->n && looks_alike (self, i, next); next++)
        if (is_placed (self, next))
          {
            EntRect box = box_of (self, next, DOT_WIDTH / scale, DOT_HEIGHT / scale);

            cairo_rectangle (cr, box.x, box.y, box.width, box.height);
          }
      cairo_set_source_rgba (cr, colour.r, colour.g, colour.b, self->faded != NULL && self->faded[i] ? FADED_ALPHA : 1);
      cairo_fill (cr);
    }
  cairo_restore (cr);
}

EntColour *
ent_sketch_colours (EntMapIndex *index, EntTheme theme)
{
  const EntRecords *actors = ent_map_index_get_snapshot (index)->lists[ENT_LIST_ACTORS];
  EntColour *colours = g_new (EntColour, ent_records_n (actors) + 1);

  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      const EntActor *actor = (const EntActor *) actors->items[i];

      colours[i] = ent_node_look (theme, actor->kind, ent_actor_colour (index, actor), ENT_EMPHASIS_NORMAL).icon;
    }
  return colours;
}
