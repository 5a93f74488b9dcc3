/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Points and rectangles in map units (1 unit = 1 px at 100 %), y downwards. Plain values, no allocation. */
#pragma once

#include <glib.h>
#include <math.h>

G_BEGIN_DECLS

typedef struct
{
  double x, y;
} EntPoint;

/* Left, top, width, height; width and height are never negative. */
typedef struct
{
  double x, y, width, height;
} EntRect;

static inline EntPoint
ent_point (double x, double y)
{
  EntPoint p = { x, y };

  return p;
}

static inline EntRect
ent_rect (double x, double y, double width, double height)
{
  EntRect r = { x, y, width, height };

  return r;
}

static inline EntRect
ent_rect_around (EntPoint middle, double width, double height)
{
  return ent_rect (middle.x - width / 2, middle.y - height / 2, width, height);
}

static inline EntPoint
ent_rect_middle (EntRect r)
{
  return ent_point (r.x + r.width / 2, r.y + r.height / 2);
}

/* The rectangle @by larger on each side (smaller where negative). */
static inline EntRect
ent_rect_grow (EntRect r, double by)
{
  return ent_rect (r.x - by, r.y - by, MAX (0, r.width + 2 * by), MAX (0, r.height + 2 * by));
}

static inline gboolean
ent_rect_contains (EntRect r, EntPoint p)
{
  return p.x >= r.x && p.y >= r.y && p.x < r.x + r.width && p.y < r.y + r.height;
}

/* TRUE when both share an area; touching edges do not count. */
static inline gboolean
ent_rect_overlaps (EntRect a, EntRect b)
{
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/* The smallest rectangle that holds both. */
static inline EntRect
ent_rect_union (EntRect a, EntRect b)
{
  double x = MIN (a.x, b.x), y = MIN (a.y, b.y);

  return ent_rect (x, y, MAX (a.x + a.width, b.x + b.width) - x, MAX (a.y + a.height, b.y + b.height) - y);
}

static inline double
ent_distance (EntPoint a, EntPoint b)
{
  return hypot (a.x - b.x, a.y - b.y);
}

G_END_DECLS
