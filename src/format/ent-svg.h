/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The drawn map as hand-written SVG 1.1 that carries its proof: real text, one group with title and description for each actor and
 * relation, and the map itself as text in <metadata>. Invariant: same scene and options, same bytes; always well-formed XML 1.0. */
#pragma once

#include <gio/gio.h>

#include "ent-scene.h"

G_BEGIN_DECLS

/* A piece of a text that is drawn with glyphs in colours: an emoji. In the picture's units. */
typedef struct
{
  char *text;
  double x, baseline, width; /* its left edge, whatever its direction */
  double size;               /* of the font */
} EntSvgColoured;

/* (transfer full), of EntSvgColoured, which it owns */
GArray *ent_svg_coloured_new (void);

typedef struct
{
  EntTheme theme;
  const EntSceneEmphasis *emphasis; /* nullable: as on the screen, with faded colours */
  gboolean legend;
  gboolean with_map; /* the map itself in <metadata> */
  EntSnapshot *map;  /* nullable: that map, where it is not the scene's own (one whose actors got places to be drawn) */
  gboolean print;       /* greys that differ in black and white; for a light theme */
  gboolean transparent; /* no ground */
  gboolean outlines;    /* text as outlines, for printers without the fonts: nothing in it can be searched then */
  gboolean embed_fonts;    /* what is needed of the fonts goes inside */
  const char *source_line; /* nullable: a line below the picture */
  GArray *coloured;        /* nullable, out: what is drawn in colours, relative to the picture's left upper corner; not where it is outlines */
} EntSvgOptions;

#define ENT_SVG_OPTIONS_INIT { .theme = ENT_THEME_LIGHT, .legend = TRUE, .with_map = TRUE }

/* Any thread (it makes its own painter and Pango context). O(size). (transfer full) */
GBytes *ent_svg_write (EntScene *scene, const EntSvgOptions *options, GCancellable *cancellable, GError **error);

/* Its <style> element alone, without fonts. The style sheet of one theme fits the picture of another. (transfer full) */
char *ent_svg_style_sheet (EntScene *scene, const EntSvgOptions *options);

/* The bytes of the map inside an SVG that ent_svg_write() made, also after another program saved it. ENT_ERROR_NOT_A_MAP where there is
 * none. Never reads the network or other files. (transfer full) */
GBytes *ent_svg_extract_map (GBytes *svg, GCancellable *cancellable, GError **error);

/* The characters drawn in @scene that no installed font has, each once, NULL where there is none. (transfer full) */
char *ent_scene_missing_glyphs (EntScene *scene);

/* Width and height of @svg in map units. */
gboolean ent_svg_measure (GBytes *svg, double *width, double *height, GCancellable *cancellable, GError **error);
/* The largest scale of a PNG of such a picture, rounded down to two decimals so that it may be typed in as told. */
double ent_png_largest_scale (double width, double height);

/* @svg as PNG, @scale pixels per map unit, by librsvg. ENT_ERROR_LIMIT over 16,384 px a side or 200 Mpixel, naming the largest possible
 * scale. Any thread. (transfer full) */
GBytes *ent_svg_to_png (GBytes *svg, double scale, GCancellable *cancellable, GError **error);

/* @png with so many pixels per inch written into it: programs take it for the size on paper. (transfer full) */
GBytes *ent_png_set_dpi (GBytes *png, double dpi);

G_END_DECLS
