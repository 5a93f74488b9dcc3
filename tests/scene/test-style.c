/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The promises of the colour table, computed for each theme, kind, stance and emphasis. */
#include "ent-style.h"

#include <math.h>
#include <string.h>

static const char *const own_colours[]
    = { "", "#1c71d8", "#ffffff", "#000000", "#ffff00", "#777777", "#00ff00", "#2b2b30" };
static const EntEmphasis emphases[]
    = { ENT_EMPHASIS_NORMAL, ENT_EMPHASIS_FADED, ENT_EMPHASIS_HOVERED, ENT_EMPHASIS_CHOSEN };

static void
at_least (EntColour a, EntColour b, double floor, const char *what, guint theme)
{
  double contrast = ent_colour_contrast (a, b);

  if (contrast < floor)
    {
      g_test_message ("theme %u, %s: %.2f is under %.1f", theme, what, contrast, floor);
      g_test_fail ();
    }
}

static void
test_parse (void)
{
  EntColour c = { 0 };
  g_autofree char *hex = NULL;
  const char *const bad[] = { NULL, "", "#", "#12345", "#1234567", "123456", "#12345g", "red", "#+12345" };

  g_assert_true (ent_colour_parse ("#1C71d8", &c));
  hex = ent_colour_to_hex (c);
  g_assert_cmpstr (hex, ==, "#1c71d8");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    g_assert_false (ent_colour_parse (bad[i], &c));
}

static void
test_contrast (void)
{
  const EntColour black = { 0, 0, 0 }, white = { 1, 1, 1 };
  EntColour grey = { 0 }, faded;

  g_assert_cmpfloat_with_epsilon (ent_colour_contrast (black, white), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (ent_colour_contrast (white, black), 21, 1e-9);
  g_assert_cmpfloat_with_epsilon (ent_colour_contrast (white, white), 1, 1e-9);
  /* #767676 is the palest grey that passes on white (WCAG's own example). */
  ent_colour_parse ("#767676", &grey);
  g_assert_cmpfloat_with_epsilon (ent_colour_contrast (grey, white), 4.54, 0.01);
  faded = ent_colour_fade (black, white, 4.5);
  g_assert_cmpfloat (ent_colour_contrast (faded, white), >=, 4.5);
  g_assert_cmpfloat (ent_colour_contrast (faded, white), <, 8);
  g_assert_cmpfloat (ent_colour_contrast (ent_colour_fade (black, white, 1), white), <, 5);
  g_assert_cmpfloat (ent_colour_contrast (ent_colour_shift (grey, grey, 4.5), grey), >=, 4.5);
  g_assert_cmpfloat (ent_colour_mix (black, white, 0.25).g, ==, 0.25);
}

static void
test_palette (void)
{
  for (guint t = 0; t < ENT_N_THEMES; t++)
    {
      const EntPalette *p = ent_palette_get (t);
      double text = ent_theme_is_contrast (t) ? 7 : 4.5, line = ent_theme_is_contrast (t) ? 4.5 : 3;

      at_least (p->card_text, p->card, text, "name", t);
      at_least (p->card_dim, p->card, text, "kind", t);
      at_least (p->label_text, p->label, text, "label", t);
      at_least (p->accent_text, p->accent, 4.5, "text on accent", t);
      at_least (p->accent, p->background, line, "accent", t);
      at_least (p->accent, p->card, line, "ring", t);
      for (guint s = 0; s < 3; s++)
        {
          at_least (p->stance[s], p->background, line, "line", t);
          at_least (p->stance_text[s], p->label, text, "text of a stance", t);
          at_least (p->stance[s], ent_halo_colour (t), 1.5, "line on its halo", t);
        }
      /* Both solid: lightness alone tells them apart in greyscale. */
      at_least (p->stance[ENT_STANCE_COOPERATIVE], p->stance[ENT_STANCE_NEUTRAL], 1.4, "green and grey in greyscale",
                t);
    }
}

static void
test_nodes (void)
{
  for (guint t = 0; t < ENT_N_THEMES; t++)
    for (guint k = 0; ent_actor_kinds[k] != NULL; k++)
      for (guint o = 0; o < G_N_ELEMENTS (own_colours); o++)
        for (guint e = 0; e < G_N_ELEMENTS (emphases); e++)
          {
            EntNodeLook look = ent_node_look (t, ent_actor_kinds[k], own_colours[o], emphases[e]);

            at_least (look.name, look.fill, 4.5, "name", t);
            at_least (look.kind, look.fill, 4.5, "kind", t);
            if (emphases[e] != ENT_EMPHASIS_FADED)
              at_least (look.icon, look.disc, 3, "icon", t);
            else
              at_least (look.icon, look.disc, 1.5, "faded icon", t);
            at_least (ent_kind_colour (t, ent_actor_kinds[k], own_colours[o]), ent_palette_get (t)->card, 3,
                      "kind's colour", t);
          }
}

static void
test_kinds_differ (void)
{
  for (guint t = 0; t < ENT_N_THEMES; t++)
    for (guint i = 0; ent_actor_kinds[i] != NULL; i++)
      for (guint j = 0; j < i; j++)
        {
          EntColour a = ent_kind_colour (t, ent_actor_kinds[i], ""), b = ent_kind_colour (t, ent_actor_kinds[j], "");

          /* Both greys, agency and other, are told apart by their icons. */
          if (!(strcmp (ent_actor_kinds[i], "other") == 0 && strcmp (ent_actor_kinds[j], "agency") == 0))
            g_assert_cmpfloat (fabs (a.r - b.r) + fabs (a.g - b.g) + fabs (a.b - b.b), >, 0.12);
        }
}

static void
test_labels (void)
{
  for (guint t = 0; t < ENT_N_THEMES; t++)
    for (guint s = 0; s < 3; s++)
      for (guint e = 0; e < G_N_ELEMENTS (emphases); e++)
        for (guint bundle = 0; bundle < 2; bundle++)
          {
            EntLabelLook look = ent_label_look (t, s, bundle == 1, emphases[e]);

            at_least (look.text, look.fill, 4.5, bundle ? "bundle's text" : "label's text", t);
            at_least (look.badge_text, look.badge, 4.5, "badge's number", t);
            at_least (look.badge, look.fill, 4.5, "hollow badge", t);
          }
}

static void
test_fading_fades (void)
{
  for (guint t = 0; t < ENT_N_THEMES; t++)
    for (guint s = 0; s < 3; s++)
      {
        EntColour ground = ent_palette_get (t)->background;

        g_assert_cmpfloat (ent_colour_contrast (ent_line_colour (t, s, ENT_EMPHASIS_FADED), ground), <,
                           ent_colour_contrast (ent_line_colour (t, s, ENT_EMPHASIS_NORMAL), ground));
        at_least (ent_line_colour (t, s, ENT_EMPHASIS_FADED), ground, ent_theme_is_contrast (t) ? 3 : 1.5, "faded line",
                  t);
      }
}

static void
test_groups_and_captions (void)
{
  for (guint t = 0; t < ENT_N_THEMES; t++)
    for (guint o = 0; o < G_N_ELEMENTS (own_colours); o++)
      {
        at_least (ent_group_text (t, own_colours[o]), ent_group_fill (t, own_colours[o]), 4.5, "group's name", t);
        at_least (ent_caption_colour (t, own_colours[o]), ent_palette_get (t)->background, 4.5, "caption", t);
      }
}

static void
test_lines (void)
{
  int n;

  for (guint p = ENT_PROOF_NONE; p < ENT_PROOF_MANY; p++)
    g_assert_cmpfloat (ent_proof_width (p) * 1.2, <, ent_proof_width (p + 1));
  g_assert_null (ent_line_dash (ENT_STANCE_COOPERATIVE, ENT_PROOF_SINGLE, &n));
  g_assert_cmpint (n, ==, 0);
  g_assert_null (ent_line_dash (ENT_STANCE_NEUTRAL, ENT_PROOF_MANY, &n));
  g_assert_cmpint (n, ==, 0);
  g_assert_cmpfloat (ent_line_dash (ENT_STANCE_CONFLICTUAL, ENT_PROOF_SOME, &n)[0], >,
                     2 * ent_proof_width (ENT_PROOF_MANY));
  g_assert_cmpint (n, ==, 2);
  for (guint s = 0; s < 3; s++)
    g_assert_cmpfloat (ent_line_dash (s, ENT_PROOF_NONE, &n)[0], <, 2);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/style/parse", test_parse);
  g_test_add_func ("/style/contrast", test_contrast);
  g_test_add_func ("/style/palette", test_palette);
  g_test_add_func ("/style/nodes", test_nodes);
  g_test_add_func ("/style/kinds-differ", test_kinds_differ);
  g_test_add_func ("/style/labels", test_labels);
  g_test_add_func ("/style/fading-fades", test_fading_fades);
  g_test_add_func ("/style/groups-and-captions", test_groups_and_captions);
  g_test_add_func ("/style/lines", test_lines);
  return g_test_run ();
}
