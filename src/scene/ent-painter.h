/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Draws a scene with cairo: the window's picture. Holds what is dear to make (shaped text, icons by size); one painter belongs to one
 * thread. The widget passes no widget in, so all of it is tested without a display. */
#pragma once

#include "ent-scene.h"

G_BEGIN_DECLS

typedef struct _EntPainter EntPainter;

EntPainter *ent_painter_new (void);
void ent_painter_free (EntPainter *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntPainter, ent_painter_free)

/* Draws what of @scene touches @visible (map units) to @cr, whose matrix maps map units to the target; @scale is target pixels (device
 * scale included) per map unit, for icons and for what is too small to show. @emphasis may be NULL. Draws no background. */
void ent_painter_draw (EntPainter *self, cairo_t *cr, EntScene *scene, const EntSceneEmphasis *emphasis, EntTheme theme,
                       EntRect visible, double scale);

/* Draws background and scene over all of @surface, an ARGB32 image whose left upper corner is at @origin (scene units), @scale of its
 * pixels a unit. @device is the device scale: how many of its pixels make one of the screen's logical pixels. It looks as
 * ent_painter_draw() draws it; far views are much faster. */
void ent_painter_draw_tile (EntPainter *self, cairo_surface_t *surface, EntScene *scene, const EntSceneEmphasis *emphasis, EntTheme theme,
                            EntPoint origin, double scale, double device);

/* What is carried about by hand: some nodes and all @edges that end at them, as @scene has them but with those nodes @offset (scene
 * units) away and the lines drawn out to them. To be drawn over a picture in which they are hidden. Coordinates and @scale
 * as in ent_painter_draw(). */
typedef struct
{
  const guint *nodes, *edges;
  guint n_nodes, n_edges;
  EntPoint offset;
} EntCarried;

/* In the order of painting. */
typedef enum
{
  ENT_CARRIED_LINE,
  ENT_CARRIED_NODE,
  ENT_CARRIED_LABEL,
  ENT_N_CARRIED
} EntCarriedKind;

guint ent_painter_carried_n (const EntCarried *carried, EntCarriedKind kind);
/* Holds all that is drawn of the thing @i of that kind, scene units; empty where there is none. O(n_nodes). */
EntRect ent_painter_carried_box (EntScene *scene, const EntCarried *carried, EntCarriedKind kind, guint i);
/* Of a long line only what comes near @visible (scene units) is drawn. */
void ent_painter_draw_carried (EntPainter *self, cairo_t *cr, EntScene *scene, const EntSceneEmphasis *emphasis, EntTheme theme,
                               double scale, EntRect visible, const EntCarried *carried, EntCarriedKind kind, guint i);

/* How many of the lines of @scene are drawn at @scale, and how many there are; lines under 2 pixels count as drawn. Not all are where
 * they would lie upon each other several times everywhere. O(1) where all are drawn, else O(lines). */
guint ent_painter_count_lines (EntScene *scene, double scale, guint *all);

/* The canvas background with its grid of dots, in the same coordinates. */
void ent_painter_draw_background (EntPainter *self, cairo_t *cr, EntTheme theme, EntRect visible, double scale);

/* The SVG source of the icon of @kind: built-in, or of the map's own kinds where it holds a usable picture (SVG, PNG or JPEG; the
 * last two wrapped). @symbolic (nullable) is TRUE for one in a single colour, to be drawn in the kind's: its shapes say `currentColor`.
 * (transfer full) */
char *ent_icon_svg (EntMapIndex *index, const char *kind, gboolean *symbolic);
/* The SVG source, 16 x 16, of the round picture that an actor's @image makes; NULL where it is none that may be drawn. (transfer full) */
char *ent_picture_svg (const char *image);

/* The names of the icons that come with the program, NULL-terminated: those of the built-in kinds and some more. */
extern const char *const ent_bundled_icons[];
/* One of them as the format holds the icon of an own kind, a data: URL. Drawn from there it is symbolic again. (transfer full) */
char *ent_bundled_icon_url (const char *name);

/* A picture of @svg, @pixels a side; one that is @symbolic in @colour. NULL where it cannot be drawn. (transfer full) */
cairo_surface_t *ent_svg_render (const char *svg, gboolean symbolic, int pixels, EntColour colour);

/* The colour that the file gives to @actor, by itself or through the map's own kind; "" where none. For ent_kind_colour() and
 * ent_node_look(). */
const char *ent_actor_colour (EntMapIndex *index, const EntActor *actor);

/* The piece of a node's icon square that holds the picture; around it is a round ground. */
EntRect ent_icon_picture (EntRect icon);

/* The radii of a card's and of a label's corners, in scene units. */
double ent_node_radius (const EntSceneNode *node);
double ent_label_radius (const EntSceneLabel *label);

/* The legend of what occurs in the scene: stances, status heads, proof, bundle. Lays it out in a box whose left upper corner is 0, 0; in
 * pixels at @text_scale. */
typedef enum
{
  ENT_LEGEND_STANCE,
  ENT_LEGEND_STATUS,
  ENT_LEGEND_PROOF,
  ENT_LEGEND_CONTESTED,
  ENT_LEGEND_BUNDLE
} EntLegendKind;

typedef struct
{
  EntLegendKind kind;
  int value;         /* EntStance, EntStatus or EntProof */
  EntRect sample;    /* where a piece of such a line is drawn */
  EntSceneText text; /* its name */
} EntLegendEntry;

typedef struct
{
  EntRect box;
  EntLegendEntry *entries;
  guint n;
} EntLegend;

#define ENT_LEGEND_RADIUS 14 /* of the box at 100 % */

/* @max_width in pixels; entries wrap to more rows. (transfer full) */
EntLegend *ent_legend_new (EntScene *scene, double text_scale, double max_width);
/* The same for lines that no scene holds. */
EntLegend *ent_legend_new_for_edges (const EntSceneEdge *edges, guint n, double text_scale, double max_width);
/* The stances alone, in one row: what is looked up most. (transfer full) */
EntLegend *ent_legend_new_brief (EntScene *scene, double text_scale);
/* A piece of line to be drawn as any other, in the entry's sample; FALSE for a bundle, which is a pill in the accent colour. */
gboolean ent_legend_entry_edge (const EntLegendEntry *entry, EntSceneEdge *edge);
EntRect ent_legend_entry_pill (const EntLegendEntry *entry);
void ent_legend_free (EntLegend *legend);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntLegend, ent_legend_free)
void ent_painter_draw_legend (EntPainter *self, cairo_t *cr, const EntLegend *legend, EntTheme theme);

G_END_DECLS
