/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the SVG writer. */
#pragma once

#include "ent-painter.h"
#include "ent-shapes.h"
#include "ent-svg.h"

G_BEGIN_DECLS

/* What the fonts inside are called. */
#define ENT_SVG_FONT "Entente Map"
#define ENT_SVG_MAP_NAMESPACE "https://entente.org/ns/map"

typedef struct
{
  GString *out;
  EntScene *scene;
  EntMapIndex *index;
  const EntSvgOptions *options;
  const EntPalette *palette;
  const char *language; /* of the whole picture, "" when the articles differ or do not say */
  GHashTable *pictured; /* ids of actors (borrowed) that have a symbol of their own picture */
  GHashTable *looks;    /* of actors: rules -> number of the class that has them */
  EntPath *path;        /* scratch, always left empty */
  PangoContext *fonts;  /* for outlines and embedded fonts, NULL until needed */
  GPtrArray *embedded;  /* fonts in use, NULL until needed */
  gssize fonts_at;      /* where their rules go in out */
} EntSvg;

/* --- Text --- */

/* Appends @text as character data or as the value of a quoted attribute; what XML 1.0 cannot hold becomes U+FFFD. Line
 * feeds and tabs stay in character data. */
void ent_svg_escape (GString *out, const char *text, gboolean attribute);
/* Two decimals at most, never in a locale. */
void ent_svg_number (GString *out, double value);
/* Appends ` name="value"`. */
void ent_svg_attribute (GString *out, const char *name, const char *value);
void ent_svg_attribute_number (GString *out, const char *name, double value);
/* Appends an id: @prefix and @id with each byte that an id cannot hold as _ and two hex digits, so that no two ids
 * become one. */
void ent_svg_id (GString *out, const char *prefix, const char *id);
/* A <text> of one class. Never broken, so that a name is whole in searches. */
void ent_svg_text (EntSvg *svg, const EntSceneText *text, const char *class_name);
/* Appends path data of svg->path as a <path> of one class, with @extra attributes (already escaped), and clears the
 * path. */
void ent_svg_path (EntSvg *svg, const char *class_name, const char *extra);

/* --- Fonts inside --- */

/* Notes the fonts that @text is drawn with. */
void ent_svg_fonts_add (EntSvg *svg, const EntSceneText *text);
/* Puts them into the style sheet, once all texts are written. */
void ent_svg_fonts_write (EntSvg *svg);

/* --- Proof --- */

/* <title> and <desc> of a thing; the <desc> of a relation holds its excerpts word for word, each followed by its
 * source. */
void ent_svg_describe_actor (EntSvg *svg, const EntActor *actor);
void ent_svg_describe_relation (EntSvg *svg, const EntRelation *relation);
void ent_svg_describe (EntSvg *svg, const char *title, const char *description);

/* --- Style --- */

/* @colour as it is drawn: in print the grey of the same lightness. */
EntColour ent_svg_ink (EntSvg *svg, EntColour colour);

/* The name of a stance in class names, with its emphasis: "cooperative", "cooperative-faded". (transfer full) */
char *ent_svg_tone (const char *name, EntEmphasis emphasis);
EntEmphasis ent_svg_node_emphasis (EntSvg *svg, guint node);
EntEmphasis ent_svg_edge_emphasis (EntSvg *svg, guint edge);
/* The number of the class that holds the colours of that node. */
guint ent_svg_node_look (EntSvg *svg, guint node);
/* The style sheet for svg->options; fills svg->looks. */
void ent_svg_style (EntSvg *svg);
/* One <symbol> for each kind that occurs. */
void ent_svg_symbols (EntSvg *svg);

/* --- Drawing --- */

void ent_svg_rect (EntSvg *svg, const char *class_name, EntRect rect, double radius);
void ent_svg_group (EntSvg *svg, const EntSceneGroup *group);
/* The group of a relation or of a bundle with those of its relations; @label (nullable) is drawn inside. */
void ent_svg_edge (EntSvg *svg, const EntSceneEdge *edge, EntEmphasis emphasis, const EntSceneLabel *label);
/* A label that could not be drawn inside its relation's group. */
void ent_svg_late_label (EntSvg *svg, const EntSceneLabel *label, EntEmphasis emphasis);
void ent_svg_node (EntSvg *svg, guint index);
void ent_svg_caption (EntSvg *svg, const EntSceneCaption *caption);
/* The legend with its left upper corner at @x, @y. */
void ent_svg_legend (EntSvg *svg, const EntLegend *legend, double x, double y);

/* An order of the edges in which each line comes before the labels that it crosses, as far as there is one. @late (out,
 * by edge): labels that a later line still crosses. (transfer full) both. O(labels x edges) tests of boxes. */
guint *ent_svg_edge_order (EntScene *scene, gboolean **late);

G_END_DECLS
