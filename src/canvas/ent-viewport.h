/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the view stands over the scene: pure arithmetic on plain values, no widget.
 *
 * Widget coordinates are logical pixels from the widget's left upper corner; scene coordinates are the scene's units.
 * The scene point `middle` lies in the middle of the widget, and one scene unit is `zoom` pixels long. */
#pragma once

#include "ent-geometry.h"

G_BEGIN_DECLS

#define ENT_ZOOM_MIN 0.01
#define ENT_ZOOM_MAX 8.0

typedef struct
{
  double width, height; /* of the widget, pixels; 0 before it is allocated */
  EntPoint middle;      /* scene units */
  double zoom;          /* ENT_ZOOM_MIN to ENT_ZOOM_MAX */
} EntViewport;

/* What of the widget's edges is covered by other things, in pixels. */
typedef struct
{
  double left, top, right, bottom;
} EntInsets;

EntPoint ent_viewport_to_widget (const EntViewport *self, EntPoint scene);
EntPoint ent_viewport_to_scene (const EntViewport *self, EntPoint widget);
EntRect ent_viewport_rect_to_widget (const EntViewport *self, EntRect scene);
/* What of the scene is in view. */
EntRect ent_viewport_visible (const EntViewport *self);

/* Zooms, clamped to the range, so that the scene point under @anchor (widget) stays under it. */
EntViewport ent_viewport_zoomed (const EntViewport *self, double zoom, EntPoint anchor);
/* Moves the picture by pixels. */
EntViewport ent_viewport_panned (const EntViewport *self, double dx, double dy);
/* Another size with the picture's left upper corner kept in its place. */
EntViewport ent_viewport_resized (const EntViewport *self, double width, double height);
/* The nearest view that has at least 80 pixels of @bounds' extent in sight each way: the picture can not be lost. Empty
 * bounds leave it as it is. */
EntViewport ent_viewport_kept_over (const EntViewport *self, EntRect bounds);

/* The view that shows all of @bounds inside of @insets, in their middle, at most at @max_zoom. */
EntViewport ent_viewport_fitted (const EntViewport *self, EntRect bounds, EntInsets insets, double max_zoom);
/* The least move that brings @rect into view inside of @insets. With @centre, or when nothing of it is in sight, it
 * comes to the middle. Zooms out only where it is larger than the view. Equal to @self when it is in view already. */
EntViewport ent_viewport_revealed (const EntViewport *self, EntRect rect, EntInsets insets, gboolean centre);

/* The view at @t (0 to 1) of the way from @from to @to: zoom runs geometrically, and the place with it, so that the
 * movement looks even. The size is @to's. */
EntViewport ent_viewport_between (const EntViewport *from, const EntViewport *to, double t);
gboolean ent_viewport_equal (const EntViewport *a, const EntViewport *b);

G_END_DECLS
