/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures text with Pango, without hinting, so that widths grow in proportion to the font size and are the same at
 * every scale. Lines break only where the Unicode line breaking rules (UAX 14) allow it, never inside a word. The font
 * map is the calling thread's own, so a scene may be built in any thread. */
#include "ent-font.h"
#include "ent-scene-private.h"

struct _EntMeasurer
{
  PangoContext *context;
  PangoLayout *layout;
  PangoFontDescription *font;
};

EntMeasurer *
ent_measurer_new (void)
{
  EntMeasurer *self = g_new0 (EntMeasurer, 1);

  self->context = ent_font_context_new ();
  self->layout = pango_layout_new (self->context);
  self->font = pango_font_description_new ();
  pango_font_description_set_family_static (self->font, ent_font_families ());
  return self;
}

void
ent_measurer_free (EntMeasurer *self)
{
  pango_font_description_free (self->font);
  g_object_unref (self->layout);
  g_object_unref (self->context);
  g_free (self);
}

double
ent_measurer_ascent (double size)
{
  return size * 0.96;
}

double
ent_measurer_line_height (double size)
{
  return size * 1.3;
}

static double
natural_width (EntMeasurer *self, const char *text, int length)
{
  int width;

  pango_layout_set_width (self->layout, -1);
  pango_layout_set_text (self->layout, text, length);
  pango_layout_get_size (self->layout, &width, NULL);
  return (double) MAX (width, 0) / PANGO_SCALE;
}

/* Lines that @text takes at @width; its widest is in @widest. */
static guint
count_lines (EntMeasurer *self, const char *text, double width, double *widest)
{
  PangoRectangle extents;

  /* Pango counts in an int: a text of a million letters is wider than that. */
  pango_layout_set_width (self->layout, (int) MIN (ceil (width * PANGO_SCALE), G_MAXINT / 2));
  pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD);
  pango_layout_set_text (self->layout, text, -1);
  pango_layout_get_extents (self->layout, NULL, &extents);
  *widest = (double) MAX (extents.width, 0) / PANGO_SCALE;
  return pango_layout_get_line_count (self->layout);
}

/* The narrowest width at which @text still takes no more than @n lines: even lines instead of a last one of one word.
 */
static double
even_width (EntMeasurer *self, const char *text, double low, double high, guint n)
{
  while (high - low > 2)
    {
      double middle = (low + high) / 2, widest;

      if (count_lines (self, text, middle, &widest) <= n && widest <= middle + 1)
        high = middle;
      else
        low = middle;
    }
  return high;
}

gboolean
ent_measurer_is_rtl (EntMeasurer *self, const char *text)
{
  pango_layout_set_text (self->layout, text, -1);
  return pango_layout_get_line_readonly (self->layout, 0)->resolved_dir == PANGO_DIRECTION_RTL;
}

double
ent_measurer_wrap (EntMeasurer *self,
                   const char *text,
                   double size,
                   gboolean bold,
                   gboolean italic,
                   double max_width,
                   guint max_lines,
                   GArray *lines)
{
  double natural, widest, least = 0;
  gboolean rtl = ent_measurer_is_rtl (self, text);
  GArray *ends = g_array_new (FALSE, FALSE, sizeof (int));
  double y = 0;

  pango_font_description_set_absolute_size (self->font, size * PANGO_SCALE);
  pango_font_description_set_weight (self->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (self->font, italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (self->layout, self->font);
  natural = natural_width (self, text, -1);
  if (max_width > 0 && natural > max_width)
    {
      guint n = MAX (count_lines (self, text, max_width, &widest), 2);
      double width;

      if (max_lines > 0)
        n = MIN (n, max_lines);
      width = even_width (self, text, MIN (natural / n * 0.8, max_width), natural + 1, n);
      count_lines (self, text, width, &widest);
    }
  else
    count_lines (self, text, natural + 2, &widest);

  /* Both ends of each line first: measuring a line uses the same layout. */
  for (int i = 0; i < pango_layout_get_line_count (self->layout); i++)
    {
      PangoLayoutLine *line = pango_layout_get_line_readonly (self->layout, i);
      int from = line->start_index, to = line->start_index + line->length;

      g_array_append_val (ends, from);
      g_array_append_val (ends, to);
    }
  for (guint i = 0; i + 1 < ends->len; i += 2)
    {
      int from = g_array_index (ends, int, i), to = g_array_index (ends, int, i + 1);
      EntSceneText line = { .rtl = rtl, .italic = italic, .bold = bold, .size = size };

      while (from < to && (text[from] == ' ' || text[from] == '\t'))
        from++;
      while (to > from && (text[to - 1] == ' ' || text[to - 1] == '\t'))
        to--;
      line.text = g_ref_string_new_len (text + from, to - from);
      line.width = natural_width (self, text + from, to - from);
      line.baseline = y + ent_measurer_ascent (size);
      y += ent_measurer_line_height (size);
      least = MAX (least, line.width);
      g_array_append_val (lines, line);
    }
  g_array_unref (ends);
  return least;
}

char *
ent_scene_one_line (const char *text)
{
  GString *line = g_string_new (NULL);

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar letter = g_utf8_get_char (c);

      if (letter < 0x20 || (letter >= 0x7f && letter < 0xa0) || letter == 0x2028 || letter == 0x2029)
        letter = ' ';
      g_string_append_unichar (line, letter);
    }
  return g_string_free (line, FALSE);
}

void
ent_scene_text_align (EntSceneText *lines, guint n, double x, double width, gboolean centred, gboolean to_the_right)
{
  for (guint i = 0; i < n; i++)
    {
      double left = x;

      if (centred)
        left = x + (width - lines[i].width) / 2;
      else if (to_the_right)
        left = x + width - lines[i].width;
      lines[i].x = lines[i].rtl ? left + lines[i].width : left;
    }
}

EntSceneText
ent_scene_text_copy (const EntSceneText *text, double dx, double dy, double scale)
{
  EntSceneText copy = *text;

  if (copy.text != NULL)
    copy.text = g_ref_string_acquire (copy.text);
  copy.x = (copy.x + dx) * scale;
  copy.baseline = (copy.baseline + dy) * scale;
  copy.width *= scale;
  copy.size *= scale;
  return copy;
}

void
ent_scene_text_clear (EntSceneText *text)
{
  if (text->text != NULL)
    g_ref_string_release (text->text);
  text->text = NULL;
}

EntSceneText *
ent_scene_texts_copy (const EntSceneText *texts, guint n, double dx, double dy, double scale)
{
  EntSceneText *copy = g_new (EntSceneText, n);

  for (guint i = 0; i < n; i++)
    copy[i] = ent_scene_text_copy (&texts[i], dx, dy, scale);
  return copy;
}

void
ent_scene_texts_free (EntSceneText *texts, guint n)
{
  for (guint i = 0; i < n; i++)
    ent_scene_text_clear (&texts[i]);
  g_free (texts);
}
