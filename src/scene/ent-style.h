/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Colours and measures of a drawn map. One table serves the window and the exports.
 * Invariant: every text colour has a contrast of at least 4.5:1 (WCAG 2.1, 1.4.3) with what it stands on, faded text too; every
 * line and border that carries meaning at least 3:1, but for faded ones. */
#pragma once

#include "ent-types.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_THEME_LIGHT,
  ENT_THEME_DARK,
  ENT_THEME_LIGHT_CONTRAST, /* high contrast */
  ENT_THEME_DARK_CONTRAST,
  ENT_N_THEMES
} EntTheme;

/* 0 to 1 each, sRGB. */
typedef struct
{
  double r, g, b;
} EntColour;

/* How a thing is shown beside what is chosen. */
typedef enum
{
  ENT_EMPHASIS_NORMAL,
  ENT_EMPHASIS_FADED,   /* not connected with what is chosen */
  ENT_EMPHASIS_HOVERED,
  ENT_EMPHASIS_CHOSEN,
  ENT_EMPHASIS_HIDDEN /* not drawn at all: somebody else shows it */
} EntEmphasis;

typedef struct
{
  EntColour background, dots;         /* the canvas and its grid of dots */
  EntColour card, card_text, card_dim; /* a node: its fill, its name, its kind */
  EntColour label, label_text;        /* a relation's label: fill, text of a neutral one */
  EntColour accent, accent_text;      /* what is chosen: ring and halo; text on it */
  EntColour stance[3];                /* lines, by EntStance */
  EntColour stance_text[3];           /* text in the stance's colour, on `label` */
} EntPalette;

const EntPalette *ent_palette_get (EntTheme theme);

/* The colour of an actor's kind (border tint, icon) in @theme; @own is the colour in the file ("#rrggbb" or ""), shifted where
 * contrast with the card needs it. */
EntColour ent_kind_colour (EntTheme theme, const char *kind, const char *own);

/* @colour as it looks when faded: towards the background, text only as far as 4.5:1 with @on allows, else as far as @floor. */
EntColour ent_colour_fade (EntColour colour, EntColour on, double contrast_floor);
EntColour ent_colour_mix (EntColour a, EntColour b, double share_of_b);
/* WCAG 2.1 contrast ratio, 1 to 21. */
double ent_colour_contrast (EntColour a, EntColour b);
gboolean ent_colour_parse (const char *hex, EntColour *colour);
/* "#rrggbb". (transfer full) */
char *ent_colour_to_hex (EntColour colour);

/* @colour moved towards black or white, whichever is farther from @on, just as far as the contrast with @on needs. */
EntColour ent_colour_shift (EntColour colour, EntColour on, double contrast);

/* --- What a thing looks like, with theme and emphasis worked in: the window and the SVG writer ask here, so both agree. --- */

typedef struct
{
  EntColour fill, border;
  EntColour disc, icon; /* the round ground of the icon and the icon on it */
  EntColour name, kind;
  double border_width;
} EntNodeLook;

EntNodeLook ent_node_look (EntTheme theme, const char *kind, const char *own, EntEmphasis emphasis);

/* The colour of a line of @stance; of its text, border and badge for a label (@bundle: the pill in the accent colour). */
EntColour ent_line_colour (EntTheme theme, EntStance stance, EntEmphasis emphasis);

typedef struct
{
  EntColour fill, border, text;
  EntColour badge, badge_text; /* a filled badge; of a hollow one @badge is ring and text, @fill the ground */
} EntLabelLook;

EntLabelLook ent_label_look (EntTheme theme, EntStance stance, gboolean bundle, EntEmphasis emphasis);

/* The broad glow along a chosen line, and the fill and the name of a group of colour @own ("": the accent's). */
EntColour ent_halo_colour (EntTheme theme);
EntColour ent_group_fill (EntTheme theme, const char *own);
EntColour ent_group_border (EntTheme theme, const char *own);
EntColour ent_group_text (EntTheme theme, const char *own);
/* A caption's text, straight on the background. */
EntColour ent_caption_colour (EntTheme theme, const char *own);
gboolean ent_theme_is_contrast (EntTheme theme);

/* The font families, most wanted first, as a CSS and as a Pango list ("Inter, Cantarell, Noto Sans, sans-serif"). */
const char *ent_font_families (void);

/* Line width in scene units at 100 % by number of excerpts. */
double ent_proof_width (EntProof proof);
/* Dash pattern in map units for a stance and proof; @n is 0 for a solid line. */
const double *ent_line_dash (EntStance stance, EntProof proof, int *n);

G_END_DECLS
