/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is needed of the fonts, inside the SVG: text stays text, and looks the same where the fonts are not installed.
 *
 * Each text written is shaped once more, which tells the font of each piece of it; each font is cut down to those characters by HarfBuzz,
 * and named in the style sheet for exactly them. Renderers that know no @font-face pass over it. Fonts whose makers forbid embedding
 * (OS/2, fsType 2: https://learn.microsoft.com/typography/opentype/spec/os2#fstype) stay named only. */
#include "ent-svg-private.h"

#include <hb-subset.h>
#include <hb.h>
#include <string.h>

#include "ent-font.h"

#define RESTRICTED 2

typedef struct
{
  hb_face_t *face;
  gboolean bold, italic;
  hb_set_t *characters;
  hb_set_t *glyphs;
} Used;

static void
used_free (gpointer data)
{
  Used *used = data;

  hb_face_destroy (used->face);
  hb_set_destroy (used->characters);
  hb_set_destroy (used->glyphs);
  g_free (used);
}

static Used *
used_of (GPtrArray *all, hb_face_t *face, gboolean bold, gboolean italic)
{
  Used *used;

  for (guint i = 0; i < all->len; i++)
    {
      used = g_ptr_array_index (all, i);
      if (used->face == face && used->bold == bold && used->italic == italic)
        return used;
    }
  used = g_new0 (Used, 1);
  used->face = hb_face_reference (face);
  used->bold = bold;
  used->italic = italic;
  used->characters = hb_set_create ();
  used->glyphs = hb_set_create ();
  g_ptr_array_add (all, used);
  return used;
}

static void
add_run (EntSvg *svg, const EntSceneText *text, PangoLayoutRun *run)
{
  hb_font_t *font = pango_font_get_hb_font (run->item->analysis.font);
  const char *from = text->text + run->item->offset, *to = from + run->item->length;
  Used *used;

  if (font == NULL)
    return;
  used = used_of (svg->embedded, hb_font_get_face (font), text->bold, text->italic);
  for (const char *c = from; c < to; c = g_utf8_next_char (c))
    hb_set_add (used->characters, g_utf8_get_char (c));
  for (int i = 0; i < run->glyphs->num_glyphs; i++)
    if ((run->glyphs->glyphs[i].glyph & PANGO_GLYPH_UNKNOWN_FLAG) == 0 && run->glyphs->glyphs[i].glyph != PANGO_GLYPH_EMPTY)
      hb_set_add (used->glyphs, run->glyphs->glyphs[i].glyph);
}

void
ent_svg_fonts_add (EntSvg *svg, const EntSceneText *text)
{
  PangoLayout *layout;
  PangoLayoutIter *iter;

  if (svg->fonts == NULL)
    svg->fonts = ent_font_context_new ();
  if (svg->embedded == NULL)
    svg->embedded = g_ptr_array_new_with_free_func (used_free);
  layout = ent_font_layout_new (svg->fonts, text->text, text->size, text->bold, text->italic);
  iter = pango_layout_get_iter (layout);
  do
    {
      PangoLayoutRun *run = pango_layout_iter_get_run_readonly (iter);

      if (run != NULL)
        add_run (svg, text, run);
    }
  while (pango_layout_iter_next_run (iter));
  pango_layout_iter_free (iter);
  g_object_unref (layout);
}

static gboolean
may_embed (hb_face_t *face)
{
  hb_blob_t *table = hb_face_reference_table (face, HB_TAG ('O', 'S', '/', '2'));
  unsigned int length;
  const guint8 *data = (const guint8 *) hb_blob_get_data (table, &length);
  gboolean may = length < 10 || (data[9] & 0x0f) != RESTRICTED;

  hb_blob_destroy (table);
  return may;
}

/* The font cut down; NULL where that cannot be done. */
static hb_blob_t *
subset (const Used *used)
{
  hb_subset_input_t *input = hb_subset_input_create_or_fail ();
  hb_face_t *small;
  hb_blob_t *blob;

  if (input == NULL)
    return NULL;
  hb_set_union (hb_subset_input_unicode_set (input), used->characters);
  hb_set_union (hb_subset_input_glyph_set (input), used->glyphs);
  small = hb_subset_or_fail (used->face, input);
  hb_subset_input_destroy (input);
  if (small == NULL)
    return NULL;
  blob = hb_face_reference_blob (small);
  hb_face_destroy (small);
  return blob;
}

static void
append_range (GString *rules, const hb_set_t *characters)
{
  hb_codepoint_t first = HB_SET_VALUE_INVALID, last = HB_SET_VALUE_INVALID;
  gboolean more = FALSE;

  while (hb_set_next_range (characters, &first, &last))
    {
      g_string_append_printf (rules, "%sU+%X", more ? "," : "unicode-range:", first);
      if (last > first)
        g_string_append_printf (rules, "-%X", last);
      more = TRUE;
    }
}

static void
append_face (GString *rules, const Used *used)
{
  hb_blob_t *blob = may_embed (used->face) ? subset (used) : NULL;
  unsigned int length = 0;
  const char *data = blob != NULL ? hb_blob_get_data (blob, &length) : NULL;

  if (length > 0)
    {
      g_autofree char *encoded = g_base64_encode ((const guchar *) data, length);

      g_string_append_printf (rules, "@font-face{font-family:\"" ENT_SVG_FONT "\";font-weight:%s;font-style:%s;",
                              used->bold ? "bold" : "normal", used->italic ? "italic" : "normal");
      append_range (rules, used->characters);
      g_string_append_printf (rules, ";src:url(data:font/%s;base64,%s)}\n", length > 4 && memcmp (data, "OTTO", 4) == 0 ? "otf" : "ttf",
                              encoded);
    }
  hb_blob_destroy (blob);
}

void
ent_svg_fonts_write (EntSvg *svg)
{
  g_autoptr (GString) rules = g_string_new (NULL);

  for (guint i = 0; svg->embedded != NULL && i < svg->embedded->len; i++)
    append_face (rules, g_ptr_array_index (svg->embedded, i));
  g_string_insert (svg->out, svg->fonts_at, rules->str);
}
