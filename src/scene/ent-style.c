/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one table of colours, and the arithmetic that keeps its promises of contrast (WCAG 2.1, 1.4.3 and 1.4.11).
 *
 * Stances must be told apart without colour too: conflictual lines are dashed, and cooperative and neutral ones differ
 * in lightness by a contrast of at least 1.4:1. Faded things get a colour between their own and the ground, never
 * alpha: text stays text in every export, and its contrast can be computed. */
#include "ent-style.h"

#include <math.h>
#include <string.h>

#define RGB(hex)                                                                                                       \
  {                                                                                                                    \
    ((hex) >> 16 & 255) / 255.0, ((hex) >> 8 & 255) / 255.0, ((hex) &255) / 255.0                                      \
  }

/* Least contrasts: of text, of lines that carry meaning, and of text where high contrast is asked for (1.4.6). */
#define TEXT_CONTRAST 4.5
#define LINE_CONTRAST 3.0
#define ENHANCED_CONTRAST 7.0
/* How far a faded thing moves towards its ground. */
#define FADE_SHARE 0.62
/* How much of the kind's colour is in the ground of its icon; a dark card swallows more of it. */
#define DISC_SHARE 0.12
#define DARK_DISC_SHARE 0.2

static const EntPalette palettes[ENT_N_THEMES] = {
  [ENT_THEME_LIGHT] = {
    .background = RGB (0xfafafb), .dots = RGB (0xd9d8dc),
    .card = RGB (0xffffff), .card_text = RGB (0x241f31), .card_dim = RGB (0x5e5c64),
    .label = RGB (0xffffff), .label_text = RGB (0x4f4d55),
    .accent = RGB (0x1c71d8), .accent_text = RGB (0xffffff),
    .stance = { RGB (0x1a7f4e), RGB (0xc01c28), RGB (0x8a898f) },
    .stance_text = { RGB (0x17734a), RGB (0xb81a26), RGB (0x4f4d55) },
  },
  [ENT_THEME_DARK] = {
    .background = RGB (0x1c1c1f), .dots = RGB (0x3a3a40),
    .card = RGB (0x2b2b30), .card_text = RGB (0xf6f5f4), .card_dim = RGB (0xb8b6be),
    .label = RGB (0x2b2b30), .label_text = RGB (0xd0cfd4),
    .accent = RGB (0x78aeed), .accent_text = RGB (0x101722),
    .stance = { RGB (0x57d490), RGB (0xff7b72), RGB (0x8f8e96) },
    .stance_text = { RGB (0x74dea5), RGB (0xff968e), RGB (0xd0cfd4) },
  },
  [ENT_THEME_LIGHT_CONTRAST] = {
    .background = RGB (0xffffff), .dots = RGB (0xc0bfc4),
    .card = RGB (0xffffff), .card_text = RGB (0x000000), .card_dim = RGB (0x3d3846),
    .label = RGB (0xffffff), .label_text = RGB (0x1f1d24),
    .accent = RGB (0x0a48a3), .accent_text = RGB (0xffffff),
    .stance = { RGB (0x00512b), RGB (0xa0000f), RGB (0x67666c) },
    .stance_text = { RGB (0x00512b), RGB (0x93000d), RGB (0x1f1d24) },
  },
  [ENT_THEME_DARK_CONTRAST] = {
    .background = RGB (0x000000), .dots = RGB (0x4a4a50),
    .card = RGB (0x101012), .card_text = RGB (0xffffff), .card_dim = RGB (0xdeddda),
    .label = RGB (0x101012), .label_text = RGB (0xf6f5f4),
    .accent = RGB (0xa5cdff), .accent_text = RGB (0x000000),
    .stance = { RGB (0x7af0b0), RGB (0xff9a92), RGB (0xa6a5ab) },
    .stance_text = { RGB (0x8ff5be), RGB (0xffb1aa), RGB (0xf6f5f4) },
  },
};

/* The built-in kinds as on a light ground; other themes shift them. The last is for all that is not named. */
static const struct
{
  const char *kind;
  EntColour colour;
} kind_colours[] = {
  { "state", RGB (0x1c71d8) },    { "person", RGB (0x9141ac) }, { "organization", RGB (0x0f7f8c) },
  { "alliance", RGB (0xc64600) }, { "agency", RGB (0x63626a) }, { "force", RGB (0x865e3c) },
  { "place", RGB (0x5b7a12) },    { "event", RGB (0xb5176f) },  { "other", RGB (0x6f6e75) },
};

const EntPalette *
ent_palette_get (EntTheme theme)
{
  g_return_val_if_fail ((guint) theme < ENT_N_THEMES, &palettes[ENT_THEME_LIGHT]);
  return &palettes[theme];
}

gboolean
ent_theme_is_contrast (EntTheme theme)
{
  return theme == ENT_THEME_LIGHT_CONTRAST || theme == ENT_THEME_DARK_CONTRAST;
}

/* --- Arithmetic --- */

static double
linear (double channel)
{
  return channel <= 0.04045 ? channel / 12.92 : pow ((channel + 0.055) / 1.055, 2.4);
}

static double
luminance (EntColour c)
{
  return 0.2126 * linear (c.r) + 0.7152 * linear (c.g) + 0.0722 * linear (c.b);
}

double
ent_colour_contrast (EntColour a, EntColour b)
{
  double la = luminance (a), lb = luminance (b);

  return (MAX (la, lb) + 0.05) / (MIN (la, lb) + 0.05);
}

EntColour
ent_colour_mix (EntColour a, EntColour b, double share_of_b)
{
  EntColour mixed = { a.r + (b.r - a.r) * share_of_b, a.g + (b.g - a.g) * share_of_b, a.b + (b.b - a.b) * share_of_b };

  return mixed;
}

/* As it will be stored, in 8 bits a channel: contrasts are promised for what is drawn. */
static EntColour
rounded (EntColour c)
{
  EntColour r = { round (c.r * 255) / 255, round (c.g * 255) / 255, round (c.b * 255) / 255 };

  return r;
}

EntColour
ent_colour_fade (EntColour colour, EntColour on, double contrast_floor)
{
  /* Contrast falls steadily on the way to the ground, so the farthest allowed share is found by halving. */
  double low = 0, high = FADE_SHARE;
  EntColour faded = rounded (ent_colour_mix (colour, on, high));

  if (ent_colour_contrast (faded, on) >= contrast_floor)
    return faded;
  if (ent_colour_contrast (colour, on) <= contrast_floor)
    return colour;
  for (guint i = 0; i < 16; i++)
    {
      double middle = (low + high) / 2;

      if (ent_colour_contrast (rounded (ent_colour_mix (colour, on, middle)), on) >= contrast_floor)
        low = middle;
      else
        high = middle;
    }
  return low > 0 ? rounded (ent_colour_mix (colour, on, low)) : colour;
}

EntColour
ent_colour_shift (EntColour colour, EntColour on, double contrast)
{
  const EntColour black = RGB (0x000000), white = RGB (0xffffff);
  EntColour goal = ent_colour_contrast (white, on) >= ent_colour_contrast (black, on) ? white : black;

  for (double share = 0; share < 1; share += 1.0 / 64)
    {
      EntColour shifted = rounded (ent_colour_mix (colour, goal, share));

      if (ent_colour_contrast (shifted, on) >= contrast)
        return shifted;
    }
  return goal;
}

gboolean
ent_colour_parse (const char *hex, EntColour *colour)
{
  guint value = 0;

  if (hex == NULL || hex[0] != '#' || strlen (hex) != 7)
    return FALSE;
  for (guint i = 1; i < 7; i++)
    {
      if (!g_ascii_isxdigit (hex[i]))
        return FALSE;
      value = value << 4 | (guint) g_ascii_xdigit_value (hex[i]);
    }
  *colour = (EntColour) RGB (value);
  return TRUE;
}

static guint
byte (double channel)
{
  return (guint) round (CLAMP (channel, 0, 1) * 255);
}

char *
ent_colour_to_hex (EntColour colour)
{
  return g_strdup_printf ("#%02x%02x%02x", byte (colour.r), byte (colour.g), byte (colour.b));
}

/* --- What things look like --- */

static double
text_contrast (EntTheme theme)
{
  return ent_theme_is_contrast (theme) ? ENHANCED_CONTRAST : TEXT_CONTRAST;
}

/* Whoever asks for high contrast gets lines that stay visible when faded. */
static double
faded_line_contrast (EntTheme theme)
{
  return ent_theme_is_contrast (theme) ? LINE_CONTRAST : 1.6;
}

EntColour
ent_kind_colour (EntTheme theme, const char *kind, const char *own)
{
  EntColour card = ent_palette_get (theme)->card;
  EntColour colour;
  guint i = 0;

  if (!ent_colour_parse (own, &colour))
    {
      while (i + 1 < G_N_ELEMENTS (kind_colours) && g_strcmp0 (kind, kind_colours[i].kind) != 0)
        i++;
      colour = kind_colours[i].colour;
    }
  /* On a dark card a colour that just passes looks dull. */
  return ent_colour_shift (colour, card, theme == ENT_THEME_LIGHT ? LINE_CONTRAST : TEXT_CONTRAST);
}

EntNodeLook
ent_node_look (EntTheme theme, const char *kind, const char *own, EntEmphasis emphasis)
{
  const EntPalette *palette = ent_palette_get (theme);
  EntColour colour = ent_kind_colour (theme, kind, own);
  gboolean contrast = ent_theme_is_contrast (theme), dark = theme == ENT_THEME_DARK || theme == ENT_THEME_DARK_CONTRAST;
  double share = dark ? DARK_DISC_SHARE : DISC_SHARE;
  EntNodeLook look = { .fill = palette->card, .name = palette->card_text, .kind = palette->card_dim };

  look.disc = rounded (ent_colour_mix (palette->card, colour, share));
  look.icon = ent_colour_shift (colour, look.disc, LINE_CONTRAST);
  look.border = contrast ? colour : rounded (ent_colour_mix (palette->card, colour, 0.5));
  look.border_width = contrast ? 1.6 : 1.1;
  switch (emphasis)
    {
    case ENT_EMPHASIS_FADED:
      look.border = ent_colour_fade (look.border, palette->background, contrast ? LINE_CONTRAST : 1.15);
      look.icon = ent_colour_fade (look.icon, look.disc, faded_line_contrast (theme));
      look.disc = ent_colour_fade (look.disc, look.fill, 1);
      look.name = ent_colour_fade (look.name, look.fill, contrast ? ENHANCED_CONTRAST : 5.2);
      look.kind = ent_colour_fade (look.kind, look.fill, text_contrast (theme));
      break;
    case ENT_EMPHASIS_HOVERED:
    case ENT_EMPHASIS_CHOSEN:
      look.border = colour;
      look.disc = rounded (ent_colour_mix (palette->card, colour, share * 1.4));
      look.icon = ent_colour_shift (colour, look.disc, LINE_CONTRAST);
      break;
    case ENT_EMPHASIS_NORMAL:
    default:
      break;
    }
  return look;
}

EntColour
ent_line_colour (EntTheme theme, EntStance stance, EntEmphasis emphasis)
{
  const EntPalette *palette = ent_palette_get (theme);

  if (emphasis == ENT_EMPHASIS_FADED)
    return ent_colour_fade (palette->stance[stance], palette->background, faded_line_contrast (theme));
  return palette->stance[stance];
}

EntLabelLook
ent_label_look (EntTheme theme, EntStance stance, gboolean bundle, EntEmphasis emphasis)
{
  const EntPalette *palette = ent_palette_get (theme);
  gboolean contrast = ent_theme_is_contrast (theme);
  EntLabelLook look
      = { .fill = palette->label, .text = palette->stance_text[stance], .badge = palette->stance_text[stance] };

  if (bundle && emphasis != ENT_EMPHASIS_FADED)
    {
      /* Its badge on it is in the opposite colours, hollow or filled. */
      look.fill = look.border = palette->accent;
      look.text = look.badge = palette->accent_text;
    }
  else
    {
      if (bundle)
        look.text = look.badge = ent_colour_shift (palette->accent, palette->label, text_contrast (theme));
      look.border = contrast ? look.text : rounded (ent_colour_mix (palette->label, palette->stance[stance], 0.55));
      if (emphasis == ENT_EMPHASIS_HOVERED || emphasis == ENT_EMPHASIS_CHOSEN)
        look.border = palette->stance[stance];
      if (emphasis == ENT_EMPHASIS_FADED)
        {
          look.border = ent_colour_fade (look.border, palette->background, contrast ? LINE_CONTRAST : 1.15);
          look.text = ent_colour_fade (look.text, look.fill, text_contrast (theme));
          look.badge = ent_colour_fade (look.badge, look.fill, text_contrast (theme));
        }
    }
  look.badge_text = bundle && emphasis != ENT_EMPHASIS_FADED
                        ? palette->accent
                        : ent_colour_shift (palette->label, look.badge, TEXT_CONTRAST);
  return look;
}

EntColour
ent_halo_colour (EntTheme theme)
{
  const EntPalette *palette = ent_palette_get (theme);

  return rounded (ent_colour_mix (palette->background, palette->accent, ent_theme_is_contrast (theme) ? 0.5 : 0.3));
}

static EntColour
own_or_accent (EntTheme theme, const char *own)
{
  EntColour colour = ent_palette_get (theme)->accent;

  ent_colour_parse (own, &colour);
  return colour;
}

EntColour
ent_group_fill (EntTheme theme, const char *own)
{
  return rounded (ent_colour_mix (ent_palette_get (theme)->background, own_or_accent (theme, own), 0.07));
}

EntColour
ent_group_border (EntTheme theme, const char *own)
{
  EntColour ground = ent_palette_get (theme)->background;

  if (ent_theme_is_contrast (theme))
    return ent_colour_shift (own_or_accent (theme, own), ground, LINE_CONTRAST);
  return rounded (ent_colour_mix (ground, own_or_accent (theme, own), 0.35));
}

EntColour
ent_group_text (EntTheme theme, const char *own)
{
  return ent_colour_shift (own_or_accent (theme, own), ent_group_fill (theme, own), text_contrast (theme));
}

EntColour
ent_caption_colour (EntTheme theme, const char *own)
{
  const EntPalette *palette = ent_palette_get (theme);
  EntColour colour = palette->card_text;

  ent_colour_parse (own, &colour);
  return ent_colour_shift (colour, palette->background, text_contrast (theme));
}

/* --- Measures --- */

const char *
ent_font_families (void)
{
  return "Inter, Cantarell, Noto Sans, sans-serif";
}

double
ent_proof_width (EntProof proof)
{
  static const double widths[]
      = { [ENT_PROOF_NONE] = 1.4, [ENT_PROOF_SINGLE] = 1.8, [ENT_PROOF_SOME] = 2.8, [ENT_PROOF_MANY] = 4.2 };

  return widths[CLAMP ((int) proof, 0, (int) ENT_PROOF_MANY)];
}

const double *
ent_line_dash (EntStance stance, EntProof proof, int *n)
{
  static const double dashes[] = { 9, 5 };
  /* Dots; a conflictual line keeps its dashes' rhythm as dots in threes. */
  static const double dots[] = { 1.4, 3.4 };
  static const double dots_in_threes[] = { 1.4, 2.2, 1.4, 2.2, 1.4, 6.4 };

  if (proof == ENT_PROOF_NONE)
    {
      *n = stance == ENT_STANCE_CONFLICTUAL ? G_N_ELEMENTS (dots_in_threes) : G_N_ELEMENTS (dots);
      return stance == ENT_STANCE_CONFLICTUAL ? dots_in_threes : dots;
    }
  *n = stance == ENT_STANCE_CONFLICTUAL ? G_N_ELEMENTS (dashes) : 0;
  return *n > 0 ? dashes : NULL;
}
