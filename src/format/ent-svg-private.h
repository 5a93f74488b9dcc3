/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of the SVG writer. */
#pragma once

#include <string.h>

#include "ent-painter.h"
#include "ent-shapes.h"
#include "ent-svg.h"

G_BEGIN_DECLS

/* What the fonts inside are called. */
#define ENT_SVG_FONT "Entente Map"
#define ENT_SVG_MAP_NAMESPACE "https://entente.org/ns/map"

/* The font that a class has in the style sheet. */
typedef struct
{
  double size;
  gboolean bold;
} EntSvgFont;

typedef struct
{
  GString *out;
  EntScene *scene;
  EntMapIndex *index;
  const EntSvgOptions *options;
  GCancellable *cancellable; /* nullable */
  const EntPalette *palette;
  const char *language; /* of the whole picture, "" when the articles differ or do not say */
  GHashTable *pictured; /* ids of actors (borrowed) that have a symbol of their own picture */
  GHashTable *looks;    /* of actors: what their rules depend on -> number of the class that has them */
  guint *look_of;       /* that number by node, NULL before the style sheet */
  GArray *strokes;      /* looks of lines and heads, see ent-svg-strokes.c */
  GHashTable *shapes;   /* see ent-svg-shapes.c */
  const EntLegend *legend; /* NULL: none */
  EntSvgFont name, kind, label, count; /* what the style sheet says of these texts; size 0: nothing */
  EntPath *path;        /* scratch, always left empty */
  GString *words;       /* scratch */
  PangoContext *fonts;  /* for outlines and embedded fonts, NULL until needed */
  GPtrArray *embedded;  /* fonts in use, NULL until needed */
  gssize fonts_at;      /* where their rules go in out */
} EntSvg;

/* --- Text --- */

/* g_string_append() of a literal, which is most of what is written: its length is known to the compiler. */
#define ent_svg_put(out, literal) ent_svg_put_n (out, "" literal, sizeof (literal) - 1)

static inline void
ent_svg_put_n (GString *out, const char *text, gsize n)
{
  if (out->len + n < out->allocated_len)
    {
      memcpy (out->str + out->len, text, n);
      out->len += n;
      out->str[out->len] = '\0';
    }
  else
    g_string_append_len (out, text, (gssize) n);
}

/* Appends @text as character data or as the value of a quoted attribute; what XML 1.0 cannot hold becomes U+FFFD. Line
 * feeds and tabs stay in character data. */
void ent_svg_escape (GString *out, const char *text, gboolean attribute);
/* Two decimals at most, never in a locale. */
void ent_svg_number (GString *out, double value);
/* One decimal: where things stand. The same point is the same number wherever it is written. */
void ent_svg_place (GString *out, double value);
/* Appends ` name="value"`. */
void ent_svg_attribute (GString *out, const char *name, const char *value);
void ent_svg_attribute_number (GString *out, const char *name, double value);
void ent_svg_attribute_place (GString *out, const char *name, double value);
/* Appends an id: @prefix and @id with each byte that an id cannot hold as _ and two hex digits, so that no two ids
 * become one. */
void ent_svg_id (GString *out, const char *prefix, const char *id);
/* A <text> of one class (nullable: a label's). Never broken, so that a name is whole in searches. */
void ent_svg_text (EntSvg *svg, const EntSceneText *text, const char *class_name);
/* Appends path data of svg->path as a <path> of one class, followed by its @number unless that is negative, with @extra attributes
 * (already escaped), and clears the path. */
void ent_svg_path (EntSvg *svg, const char *class_name, int number, const char *extra);

/* Adds what of @text has colours to svg->options->coloured. */
void ent_svg_note_coloured (EntSvg *svg, const EntSceneText *text);

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

EntColour ent_svg_line_ink (EntSvg *svg, EntStance stance, EntEmphasis emphasis);
/* Appends `property:#rrggbb;`. */
void ent_svg_style_colour (EntSvg *svg, const char *property, EntColour value);

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

/* Classes of lines and heads: "line" and "head" with a number. ent_svg_strokes_style() notes all that occur and writes their rules. */
GArray *ent_svg_strokes_new (void);
void ent_svg_strokes_style (EntSvg *svg);
guint ent_svg_line_class (EntSvg *svg, const EntSceneEdge *edge, const EntStroke *stroke, EntEmphasis emphasis);
/* FALSE where there is no head. */
gboolean ent_svg_head_class (EntSvg *svg, const EntSceneEdge *edge, gboolean at_target, EntEmphasis emphasis, guint *number);

/* --- Shared shapes --- */

GHashTable *ent_svg_shapes_new (void);
/* Writes those that many things have. After ent_svg_style(). O(items). */
void ent_svg_shapes (EntSvg *svg);
/* FALSE where that card, the box and badge of that label, are not shared. */
gboolean ent_svg_use_card (EntSvg *svg, guint index);
gboolean ent_svg_use_label_box (EntSvg *svg, const EntSceneLabel *label);
gboolean ent_svg_shares_label_box (EntSvg *svg, const EntSceneLabel *label);

/* --- Drawing --- */

void ent_svg_rect (EntSvg *svg, const char *class_name, EntRect rect, double radius);
void ent_svg_group (EntSvg *svg, const EntSceneGroup *group);
/* The group of a relation or of a bundle with those of its relations; @label (nullable) is drawn inside. */
void ent_svg_edge (EntSvg *svg, const EntSceneEdge *edge, EntEmphasis emphasis, const EntSceneLabel *label);
/* A label that could not be drawn inside its relation's group. It stands in a group of its @tone. */
void ent_svg_late_label (EntSvg *svg, const EntSceneLabel *label, const char *tone);
/* The class that a label's colours hang on. (transfer full) */
char *ent_svg_label_tone (EntSvg *svg, const EntSceneLabel *label, EntEmphasis emphasis);
/* The card without its words, a label's box with its badge without the label's words, moved @by. */
void ent_svg_card (EntSvg *svg, guint index, EntPoint by);
void ent_svg_label_box (EntSvg *svg, const EntSceneLabel *label, EntPoint by);
void ent_svg_node (EntSvg *svg, guint index);
void ent_svg_caption (EntSvg *svg, const EntSceneCaption *caption);
/* The legend with its left upper corner at @x, @y. */
void ent_svg_legend (EntSvg *svg, const EntLegend *legend, double x, double y);

/* An order of the edges in which each line comes before the labels that it crosses, as far as there is one. @late (out,
 * by edge): labels that a later line still crosses. (transfer full) both. O(labels x edges) tests of boxes. */
guint *ent_svg_edge_order (EntScene *scene, gboolean **late);

G_END_DECLS
