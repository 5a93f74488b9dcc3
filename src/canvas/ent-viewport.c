/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each function gives a new value; nothing is kept. widget = (scene - middle) * zoom + size / 2. */
#include "ent-viewport.h"

#define KEPT 80 /* pixels of the picture that a pan leaves in view */

EntPoint
ent_viewport_to_widget (const EntViewport *self, EntPoint scene)
{
  return ent_point ((scene.x - self->middle.x) * self->zoom + self->width / 2,
                    (scene.y - self->middle.y) * self->zoom + self->height / 2);
}

EntPoint
ent_viewport_to_scene (const EntViewport *self, EntPoint widget)
{
  return ent_point ((widget.x - self->width / 2) / self->zoom + self->middle.x,
                    (widget.y - self->height / 2) / self->zoom + self->middle.y);
}

EntRect
ent_viewport_rect_to_widget (const EntViewport *self, EntRect scene)
{
  EntPoint corner = ent_viewport_to_widget (self, ent_point (scene.x, scene.y));

  return ent_rect (corner.x, corner.y, scene.width * self->zoom, scene.height * self->zoom);
}

EntRect
ent_viewport_visible (const EntViewport *self)
{
  return ent_rect_around (self->middle, self->width / self->zoom, self->height / self->zoom);
}

EntViewport
ent_viewport_zoomed (const EntViewport *self, double zoom, EntPoint anchor)
{
  EntViewport view = *self;
  EntPoint held = ent_viewport_to_scene (self, anchor);

  view.zoom = CLAMP (zoom, ENT_ZOOM_MIN, ENT_ZOOM_MAX);
  view.middle.x = held.x - (anchor.x - view.width / 2) / view.zoom;
  view.middle.y = held.y - (anchor.y - view.height / 2) / view.zoom;
  return view;
}

EntViewport
ent_viewport_panned (const EntViewport *self, double dx, double dy)
{
  EntViewport view = *self;

  view.middle.x -= dx / view.zoom;
  view.middle.y -= dy / view.zoom;
  return view;
}

EntViewport
ent_viewport_resized (const EntViewport *self, double width, double height)
{
  EntViewport view = *self;

  if (self->width > 0 && self->height > 0)
    {
      view.middle.x += (width - self->width) / 2 / view.zoom;
      view.middle.y += (height - self->height) / 2 / view.zoom;
    }
  view.width = width;
  view.height = height;
  return view;
}

/* @middle clamped so that KEPT pixels of a span that long stay in a view of @size pixels. */
static double
keep_over (double middle, double size, double zoom, double start, double length)
{
  double slack = MAX (0, size / 2 - KEPT) / zoom;

  return CLAMP (middle, start - slack, start + length + slack);
}

EntViewport
ent_viewport_kept_over (const EntViewport *self, EntRect bounds)
{
  EntViewport view = *self;

  if (bounds.width <= 0 || bounds.height <= 0)
    return view;
  view.middle.x = keep_over (view.middle.x, view.width, view.zoom, bounds.x, bounds.width);
  view.middle.y = keep_over (view.middle.y, view.height, view.zoom, bounds.y, bounds.height);
  return view;
}

/* The part of the widget that @insets leave; all of it where they leave next to nothing. */
static EntRect
free_area (const EntViewport *self, EntInsets insets)
{
  double width = self->width - insets.left - insets.right, height = self->height - insets.top - insets.bottom;

  if (width < 20 || height < 20)
    return ent_rect (0, 0, self->width, self->height);
  return ent_rect (insets.left, insets.top, width, height);
}

/* Puts the scene point @scene under the widget point @widget. */
static void
place (EntViewport *view, EntPoint scene, EntPoint widget)
{
  view->middle.x = scene.x - (widget.x - view->width / 2) / view->zoom;
  view->middle.y = scene.y - (widget.y - view->height / 2) / view->zoom;
}

EntViewport
ent_viewport_fitted (const EntViewport *self, EntRect bounds, EntInsets insets, double max_zoom)
{
  EntViewport view = *self;
  EntRect area = free_area (self, insets);
  double zoom = max_zoom;

  if (bounds.width > 0)
    zoom = MIN (zoom, area.width / bounds.width);
  if (bounds.height > 0)
    zoom = MIN (zoom, area.height / bounds.height);
  view.zoom = CLAMP (zoom, ENT_ZOOM_MIN, ENT_ZOOM_MAX);
  place (&view, ent_rect_middle (bounds), ent_rect_middle (area));
  return view;
}

/* How far a span has to move to lie within another that is not shorter. */
static double
shift_into (double start, double length, double area_start, double area_length)
{
  if (start < area_start)
    return area_start - start;
  if (start + length > area_start + area_length)
    return area_start + area_length - start - length;
  return 0;
}

EntViewport
ent_viewport_revealed (const EntViewport *self, EntRect rect, EntInsets insets, gboolean centre)
{
  EntRect area = free_area (self, insets);
  EntRect drawn = ent_viewport_rect_to_widget (self, rect);

  if (drawn.width > area.width || drawn.height > area.height)
    return ent_viewport_fitted (self, rect, insets, self->zoom);
  if (centre || !ent_rect_overlaps (drawn, ent_rect (0, 0, self->width, self->height)))
    {
      EntViewport view = *self;

      place (&view, ent_rect_middle (rect), ent_rect_middle (area));
      return view;
    }
  return ent_viewport_panned (self, shift_into (drawn.x, drawn.width, area.x, area.width),
                              shift_into (drawn.y, drawn.height, area.y, area.height));
}

EntViewport
ent_viewport_between (const EntViewport *from, const EntViewport *to, double t)
{
  EntViewport view = *to;
  double ratio = to->zoom / from->zoom, share = t;

  if (t >= 1)
    return view;
  view.zoom = from->zoom * pow (ratio, t);
  /* The scene point that both views show at one and the same place stays there: the middle follows 1 / zoom. */
  if (fabs (ratio - 1) > 1e-6)
    share = (1 / from->zoom - 1 / view.zoom) / (1 / from->zoom - 1 / to->zoom);
  view.middle.x = from->middle.x + (to->middle.x - from->middle.x) * share;
  view.middle.y = from->middle.y + (to->middle.y - from->middle.y) * share;
  return view;
}

gboolean
ent_viewport_equal (const EntViewport *a, const EntViewport *b)
{
  return a->width == b->width && a->height == b->height && a->zoom == b->zoom && a->middle.x == b->middle.x
         && a->middle.y == b->middle.y;
}
