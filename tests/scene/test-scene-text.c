/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The short way by which plain words are measured finds what Pango's layout finds, to the last bit: width, and where lines break. */
#include <locale.h>
#include <string.h>

#include "ent-font.h"
#include "ent-scene-private.h"

#define N 400

static char *
words (GRand *chance)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789fiffiTAVAyWo";
  GString *text = g_string_new (NULL);
  int n = g_rand_int_range (chance, 1, 6);

  for (int i = 0; i < n; i++)
    {
      int length = g_rand_int_range (chance, 1, 12);

      if (i > 0)
        g_string_append_c (text, ' ');
      for (int k = 0; k < length; k++)
        g_string_append_c (text, letters[g_rand_int_range (chance, 0, (int) strlen (letters))]);
    }
  return g_string_free (text, FALSE);
}

static void
clear_text (gpointer text)
{
  ent_scene_text_clear (text);
}

static GArray *
lines_new (void)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (EntSceneText));

  g_array_set_clear_func (lines, clear_text);
  return lines;
}

static void
test_width (void)
{
  static const double sizes[] = { 9, 11, 13.5, 24 };
  g_autoptr (GRand) chance = g_rand_new_with_seed (5);
  g_autoptr (EntMeasurer) measurer = ent_measurer_new ();
  PangoContext *context = ent_font_context_new ();

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *text = words (chance);
      gboolean bold = i % 2, italic = i / 2 % 2;
      double size = sizes[i / 4 % G_N_ELEMENTS (sizes)];
      PangoLayout *layout = ent_font_layout_new (context, text, size, bold, italic);
      g_autoptr (GArray) lines = lines_new ();

      ent_measurer_wrap (measurer, text, size, bold, italic, 0, 0, lines);
      g_assert_cmpuint (lines->len, ==, 1);
      g_assert_cmpstr (g_array_index (lines, EntSceneText, 0).text, ==, text);
      g_assert_cmpfloat (g_array_index (lines, EntSceneText, 0).width, ==, ent_font_layout_width (layout));
      g_object_unref (layout);
    }
  g_object_unref (context);
}

/* U+2060 WORD JOINER at the end changes nothing that is seen, but sends the text the long way. */
static void
test_lines (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (6);
  g_autoptr (EntMeasurer) measurer = ent_measurer_new ();
  guint several = 0;

  for (guint i = 0; i < N; i++)
    {
      g_autofree char *text = words (chance), *joined = g_strconcat (text, "\xe2\x81\xa0", NULL);
      g_autoptr (GArray) lines = lines_new (), others = lines_new ();
      double width = g_rand_double_range (chance, 30, 200);

      ent_measurer_wrap (measurer, text, 11, FALSE, FALSE, width, 0, lines);
      ent_measurer_wrap (measurer, joined, 11, FALSE, FALSE, width, 0, others);
      g_assert_cmpuint (lines->len, ==, others->len);
      several += lines->len > 1;
      for (guint k = 0; k < lines->len; k++)
        g_assert_true (g_str_has_prefix (g_array_index (others, EntSceneText, k).text, g_array_index (lines, EntSceneText, k).text));
    }
  g_assert_cmpuint (several, >, N / 4);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene-text/width", test_width);
  g_test_add_func ("/scene-text/lines", test_lines);
  return g_test_run ();
}
