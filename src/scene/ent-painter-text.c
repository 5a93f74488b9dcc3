/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Text: shaped once, drawn often. The cache goes by content, not by scene, so a drag, which makes a scene a frame,
 * shapes nothing. */
#include "ent-painter-private.h"

#include "ent-font.h"

/* Two lines a node and one a label: some ten maps of the size that can be read at once. */
#define MAX_LAYOUTS 4096

typedef struct
{
  char *text;
  double size;
  guint style; /* 1 bold, 2 italic */
} EntTextKey;

static guint
text_hash (gconstpointer key)
{
  const EntTextKey *k = key;

  return g_str_hash (k->text) * 31 + g_double_hash (&k->size) + k->style;
}

static gboolean
text_equal (gconstpointer a, gconstpointer b)
{
  const EntTextKey *ka = a, *kb = b;

  return ka->size == kb->size && ka->style == kb->style && g_str_equal (ka->text, kb->text);
}

static void
text_free (gpointer key)
{
  EntTextKey *k = key;

  g_free (k->text);
  g_free (k);
}

void
ent_painter_init_text (EntPainter *self)
{
  self->context = ent_font_context_new ();
  self->layouts = g_hash_table_new_full (text_hash, text_equal, text_free, g_object_unref);
}

static PangoLayout *
layout_of (EntPainter *self, const EntSceneText *text)
{
  EntTextKey key = { text->text, text->size, (text->bold ? 1u : 0u) | (text->italic ? 2u : 0u) };
  PangoLayout *layout = g_hash_table_lookup (self->layouts, &key);

  if (layout == NULL)
    {
      EntTextKey *kept = g_memdup2 (&key, sizeof key);

      if (g_hash_table_size (self->layouts) >= MAX_LAYOUTS)
        g_hash_table_remove_all (self->layouts);
      kept->text = g_strdup (text->text);
      layout = ent_font_layout_new (self->context, text->text, text->size, text->bold, text->italic);
      g_hash_table_insert (self->layouts, kept, layout);
    }
  return layout;
}

void
ent_paint_text (const EntPaint *paint, const EntSceneText *text, EntColour colour)
{
  PangoLayoutLine *line;

  if (text->text == NULL || !ent_paint_shows_text (paint, text->size))
    return;
  line = pango_layout_get_line_readonly (layout_of (paint->painter, text), 0);
  if (line == NULL)
    return;
  ent_paint_set_colour (paint, colour);
  cairo_move_to (paint->cr, text->rtl ? text->x - text->width : text->x, text->baseline);
  pango_cairo_show_layout_line (paint->cr, line);
}
