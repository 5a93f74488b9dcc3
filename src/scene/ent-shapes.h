/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outlines of what is drawn, in map units: one geometry for the painter and for the SVG writer, so that both draw the same.
 * A path is built once and then replayed to cairo or written as SVG path data. */
#pragma once

#include <cairo.h>

#include "ent-scene.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_PATH_MOVE,  /* p[0] */
  ENT_PATH_LINE,  /* p[0] */
  ENT_PATH_CURVE, /* cubic Bezier: p[0], p[1] control points, p[2] end */
  ENT_PATH_CLOSE
} EntPathOp;

typedef struct
{
  EntPathOp op;
  EntPoint p[3];
} EntPathStep;

typedef GArray EntPath; /* of EntPathStep */

/* (transfer full), freed by g_array_unref() */
EntPath *ent_path_new (void);
void ent_path_clear (EntPath *path);
void ent_path_move (EntPath *path, EntPoint p);
void ent_path_line (EntPath *path, EntPoint p);
void ent_path_curve (EntPath *path, EntPoint a, EntPoint b, EntPoint end);
void ent_path_close (EntPath *path);
/* @radius is cut to half the shorter side. */
void ent_path_rounded_rect (EntPath *path, EntRect rect, double radius);
void ent_path_circle (EntPath *path, EntPoint middle, double radius);
/* A closed polygon with its corners rounded by up to @radius. */
void ent_path_rounded_polygon (EntPath *path, const EntPoint *points, guint n, double radius);

/* A pin stuck into the card's upper corner away from its icon: head and needle, to be filled as one. */
void ent_path_pin (EntPath *path, const EntSceneNode *node);
/* What shows the pin against card and background: a rim of this width around it, half of it outside. */
double ent_pin_rim (const EntSceneNode *node);

/* Adds @path to @cr's current path. */
void ent_path_to_cairo (const EntPath *path, cairo_t *cr);

/* What one unit at 100 % is on this edge. */
double ent_edge_unit (const EntSceneEdge *edge);
/* How far a line of @width ends before its tip so that nothing shows beyond or inside the head. */
double ent_head_length (EntHeadShape shape, double width);

typedef struct
{
  gboolean fill_line;       /* filled with the line's colour */
  gboolean fill_background; /* filled with the background, so that the line does not show through */
  gboolean stroke;          /* outlined in the line's colour, solid, ENT_HEAD_STROKE units wide, round joins */
} EntHeadStyle;

#define ENT_HEAD_STROKE 1.8

/* Adds the outline of a head whose tip is at @tip and that points at @angle (radians, of the line where it arrives). For
 * ENT_HEAD_NONE adds nothing. @width is the line's. */
EntHeadStyle ent_path_head (EntPath *path, EntHeadShape shape, EntPoint tip, double angle, double width);

/* One stroke of an edge's line. */
typedef struct
{
  EntStance stance; /* gives colour and dash */
  double offset;    /* to the left of the curve, looking from source to target */
  double width;
} EntStroke;

/* The strokes that @edge is drawn with: one; for a contested or mixed edge thin parallel ones, one a stance. Returns their number. */
guint ent_edge_strokes (const EntSceneEdge *edge, EntStroke strokes[3]);
/* Adds the curve of @edge, moved by @offset and shortened for its heads. */
void ent_path_edge (EntPath *path, const EntSceneEdge *edge, double offset);
/* Adds the head at the target or at the source, as ent_path_head(). */
EntHeadStyle ent_path_edge_head (EntPath *path, const EntSceneEdge *edge, gboolean at_target);

G_END_DECLS
