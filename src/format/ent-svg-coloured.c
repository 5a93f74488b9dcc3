/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which pieces of the drawn texts have glyphs in colours, as emoji have. Cairo puts those into a PDF as pictures, in which nothing is found;
 * told where they are, the PDF can say what they are (ent-pdf.c). */
#include "ent-svg-private.h"

#include <hb-ot.h>

#include "ent-font.h"

/* The first byte of a character from U+2000 on: below are no emoji but digits and signs that are drawn as text by themselves. */
#define LEAST_BYTE 0xe2

static void
clear (gpointer data)
{
  g_free (((EntSvgColoured *) data)->text);
}

GArray *
ent_svg_coloured_new (void)
{
  GArray *coloured = g_array_new (FALSE, FALSE, sizeof (EntSvgColoured));

  g_array_set_clear_func (coloured, clear);
  return coloured;
}

static gboolean
has_colours (PangoFont *font)
{
  hb_font_t *hb = pango_font_get_hb_font (font);
  hb_face_t *face = hb != NULL ? hb_font_get_face (hb) : NULL;

  return face != NULL && (hb_ot_color_has_png (face) || hb_ot_color_has_layers (face) || hb_ot_color_has_svg (face));
}

/* @left: where the run begins, in units of the picture. */
static void
add_clusters (EntSvg *svg, const EntSceneText *text, PangoLayoutRun *run, double left)
{
  PangoGlyphItemIter iter;

  for (gboolean more = pango_glyph_item_iter_init_start (&iter, run, text->text); more; more = pango_glyph_item_iter_next_cluster (&iter))
    {
      EntSvgColoured piece = { .baseline = text->baseline, .size = text->size };
      int from = MIN (iter.start_glyph, iter.end_glyph + 1), to = MAX (iter.end_glyph, iter.start_glyph + 1), before = 0, width = 0;

      for (int i = 0; i < to; i++)
        *(i < from ? &before : &width) += run->glyphs->glyphs[i].geometry.width;
      piece.text = g_strndup (text->text + iter.start_index, (gsize) (iter.end_index - iter.start_index));
      piece.x = left + (double) before / PANGO_SCALE;
      piece.width = (double) width / PANGO_SCALE;
      g_array_append_val (svg->options->coloured, piece);
    }
}

void
ent_svg_note_coloured (EntSvg *svg, const EntSceneText *text)
{
  double left = text->rtl ? text->x - text->width : text->x;
  PangoLayout *layout;
  PangoLayoutIter *iter;
  gboolean may = FALSE;

  for (const guchar *c = (const guchar *) text->text; *c != '\0' && !may; c++)
    may = *c >= LEAST_BYTE;
  if (!may)
    return;
  if (svg->fonts == NULL)
    svg->fonts = ent_font_context_new ();
  layout = ent_font_layout_new (svg->fonts, text->text, text->size, text->bold, text->italic);
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);
      PangoRectangle extents;

      if (run == NULL || !has_colours (run->item->analysis.font))
        continue;
      pango_layout_iter_get_run_extents (iter, NULL, &extents);
      add_clusters (svg, text, run, left + (double) extents.x / PANGO_SCALE);
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  g_object_unref (layout);
}
