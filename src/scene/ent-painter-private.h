/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The painter's own parts, one file a kind of thing. All of them work on one EntPaint: what is the same throughout one drawing. */
#pragma once

#include "ent-painter.h"
#include "ent-raster.h"
#include "ent-scene-index.h"
#include "ent-shapes.h"

G_BEGIN_DECLS

/* Texts under so many target pixels are not drawn: nobody could read them. */
#define ENT_LEAST_TEXT 3.4
/* Thinner lines would vanish. In target pixels. */
#define ENT_LEAST_LINE 0.7

struct _EntPainter
{
  PangoContext *context;
  GHashTable *layouts;  /* of EntTextKey to PangoLayout */
  GHashTable *pictures; /* of EntPictureKey to cairo_surface_t */
  GHashTable *icons;    /* of kind to EntIcon: its source */
  GHashTable *photos;   /* of char * (kept) to EntIcon: pictures of actors */
  EntMapIndex *index;   /* whose kinds @icons knows; nullable */
  EntPath *path;        /* these are kept between drawings, to be filled anew each time */
  GArray *found;        /* of guint */
};

typedef struct
{
  EntPainter *painter;
  cairo_t *cr;
  EntTheme theme;
  const EntPalette *palette;
  EntRect visible;
  double scale;
  const EntRaster *raster; /* nullable: the target's own pixels */
} EntPaint;

static inline void
ent_paint_set_colour (const EntPaint *paint, EntColour colour)
{
  cairo_set_source_rgb (paint->cr, colour.r, colour.g, colour.b);
}

/* TRUE when text of @size is large enough to be read in this drawing. */
static inline gboolean
ent_paint_shows_text (const EntPaint *paint, double size)
{
  return size * paint->scale >= ENT_LEAST_TEXT;
}

/* TRUE when a line's heads are large enough to be seen. */
gboolean ent_paint_shows_heads (const EntPaint *paint, const EntSceneEdge *edge);

/* The painter's path, empty. */
EntPath *ent_paint_path (const EntPaint *paint);
void ent_paint_fill (const EntPaint *paint, const EntPath *path, EntColour colour);
void ent_paint_stroke (const EntPaint *paint, const EntPath *path, EntColour colour, double width);

/* A box with round corners. */
void ent_paint_round (const EntPaint *paint, EntRect box, double radius, EntColour colour, double alpha);
/* The same with a border, whose middle is the box's edge. */
void ent_paint_bordered (const EntPaint *paint, EntRect box, double radius, EntColour fill, EntColour border, double width);

void ent_paint_text (const EntPaint *paint, const EntSceneText *text, EntColour colour);
void ent_paint_edge (const EntPaint *paint, const EntSceneEdge *edge, EntEmphasis emphasis);
void ent_paint_label (const EntPaint *paint, const EntSceneLabel *label, const EntSceneEdge *edge, EntEmphasis emphasis);
void ent_paint_node (const EntPaint *paint, EntMapIndex *index, const EntSceneNode *node, EntEmphasis emphasis);
/* The picture of @kind in @colour (its own colours where it has some) in the square @box. */
/* The actor's own picture in @box; FALSE where it has none that may be drawn. */
gboolean ent_paint_picture (const EntPaint *paint, const EntActor *actor, EntRect box, gboolean faded);
void ent_paint_icon (const EntPaint *paint, EntMapIndex *index, const char *kind, EntRect box, EntColour colour, gboolean faded);

/* The caches' parts of new and free. */
void ent_painter_init_text (EntPainter *self);
void ent_painter_init_icons (EntPainter *self);
void ent_painter_clear_icons (EntPainter *self);

G_END_DECLS
