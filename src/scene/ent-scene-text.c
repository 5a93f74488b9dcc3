/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Measures text with Pango, without hinting, so that widths grow in proportion to the font size and are the same at
 * every scale. Lines break only where the Unicode line breaking rules (UAX 14) allow it, never inside a word. The font
 * map is the calling thread's own, so a scene may be built in any thread.
 *
 * Shaping is what costs, so a text is shaped once: widths of what may stand between two breaks add up, and lines are
 * filled from them. Only text that runs right to left, even in part, is given to Pango again for each width. */
#include <string.h>

#include "ent-font.h"
#include "ent-scene-private.h"

/* What stands between two places where a line may break, without the blanks around it. Places in Pango's units. */
typedef struct
{
  int from, to; /* bytes */
  gint64 left, right;
} Chunk;

/* A text as shaped on one line. */
typedef struct
{
  GString *text;
  double size;
  gboolean bold, italic;
  double width;
  gboolean rtl;
  gboolean level; /* left to right all along */
  GArray *chunks; /* of Chunk; of level texts only */
} Shaped;

/* How plain words, of Latin letters, digits and blanks alone, are shaped in a font: what Pango finds out about each text anew is the
 * same for all of them. */
typedef struct
{
  double size;
  gboolean bold, italic;
  PangoItem *item; /* NULL: not one font for all of them */
} Plain;

/* Texts that are remembered, each in the place of its hash until another one takes it: badges and labels often say the same. */
#define MOST_REMEMBERED 2048
#define LONG 4096
#define MOST_FONTS 16

struct _EntMeasurer
{
  Shaped *shaped[MOST_REMEMBERED + 1]; /* the last for a long text; NULL while empty */
  PangoContext *context;
  PangoLayout *layout;
  PangoFontDescription *font;
  double size;           /* of the layout's font; 0: none yet */
  gboolean bold, italic; /* of it too */
  GArray *plain;         /* of Plain */
  PangoGlyphString *glyphs;
  GArray *letters, *ends, *widths; /* scratch */
};

static void
shaped_free (Shaped *shaped)
{
  if (shaped == NULL)
    return;
  g_string_free (shaped->text, TRUE);
  g_array_unref (shaped->chunks);
  g_free (shaped);
}

static void
plain_clear (gpointer plain)
{
  g_clear_pointer (&((Plain *) plain)->item, pango_item_free);
}

EntMeasurer *
ent_measurer_new (void)
{
  EntMeasurer *self = g_new0 (EntMeasurer, 1);

  self->context = ent_font_context_new ();
  self->layout = pango_layout_new (self->context);
  self->plain = g_array_new (FALSE, FALSE, sizeof (Plain));
  g_array_set_clear_func (self->plain, plain_clear);
  self->glyphs = pango_glyph_string_new ();
  self->letters = g_array_new (FALSE, FALSE, sizeof (int));
  self->ends = g_array_new (FALSE, FALSE, sizeof (int));
  self->widths = g_array_new (FALSE, FALSE, sizeof (double));
  self->font = pango_font_description_new ();
  pango_font_description_set_family_static (self->font, ent_font_families ());
  return self;
}

void
ent_measurer_free (EntMeasurer *self)
{
  for (guint i = 0; i <= MOST_REMEMBERED; i++)
    shaped_free (self->shaped[i]);
  g_array_unref (self->plain);
  pango_glyph_string_free (self->glyphs);
  g_array_unref (self->letters);
  g_array_unref (self->ends);
  g_array_unref (self->widths);
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

gboolean
ent_measurer_is_rtl (EntMeasurer *self, const char *text)
{
  pango_layout_set_text (self->layout, text, -1);
  return pango_layout_get_line_readonly (self->layout, 0)->resolved_dir == PANGO_DIRECTION_RTL;
}

/* --- Shaping --- */

static gboolean
is_blank (char letter)
{
  return letter == ' ' || letter == '\t';
}

/* The chunks of the one line in the layout, whose runs stand in the order of the text. O(length). */
static void
find_chunks (EntMeasurer *self, const char *text, GArray *chunks)
{
  int n;
  const PangoLogAttr *attrs = pango_layout_get_log_attrs_readonly (self->layout, &n);
  Chunk chunk = { 0 };
  gboolean empty = TRUE;
  gint64 x = 0;
  int i = 0;

  for (GSList *run = pango_layout_get_line_readonly (self->layout, 0)->runs; run != NULL; run = run->next)
    {
      PangoGlyphItem *item = run->data;
      g_autofree int *widths = g_new (int, item->item->num_chars + 1);
      const char *letter = text + item->item->offset;

      pango_glyph_item_get_logical_widths (item, text, widths);
      for (int k = 0; k < item->item->num_chars && i < n; k++, i++)
        {
          const char *next = g_utf8_next_char (letter);

          if (attrs[i].is_line_break && !empty)
            {
              g_array_append_val (chunks, chunk);
              empty = TRUE;
            }
          if (!is_blank (*letter))
            {
              if (empty)
                chunk = (Chunk){ .from = (int) (letter - text), .left = x };
              empty = FALSE;
              chunk.to = (int) (next - text);
              chunk.right = x + widths[k];
            }
          x += widths[k];
          letter = next;
        }
    }
  if (!empty)
    g_array_append_val (chunks, chunk);
}

/* Of plain words lines break at blanks alone (UAX 14), and a letter among them gives the digits its script. */
static gboolean
is_plain (const char *text)
{
  gboolean letter = FALSE;
  const char *c;

  for (c = text; g_ascii_isalnum (*c) || (*c == ' ' && c > text && c[1] != ' ' && c[1] != '\0'); c++)
    letter = letter || g_ascii_isalpha (*c);
  return *c == '\0' && letter;
}

/* NULL where there is no one font for plain words. The font is set in the layout. */
static const PangoItem *
plain_item (EntMeasurer *self, double size, gboolean bold, gboolean italic)
{
  Plain plain = { size, bold, italic, NULL };
  GSList *runs;

  for (guint i = 0; i < self->plain->len; i++)
    {
      const Plain *known = &g_array_index (self->plain, Plain, i);

      if (known->size == size && known->bold == bold && known->italic == italic)
        return known->item;
    }
  natural_width (self, "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789", -1);
  runs = pango_layout_get_line_readonly (self->layout, 0)->runs;
  if (runs != NULL && runs->next == NULL)
    plain.item = pango_item_copy (((PangoGlyphItem *) runs->data)->item);
  if (self->plain->len >= MOST_FONTS)
    g_array_set_size (self->plain, 0);
  g_array_append_val (self->plain, plain);
  return plain.item;
}

/* The same as Pango's layout finds, without looking for scripts, directions and fonts in each text again. FALSE where that cannot be
 * done. O(length). */
static gboolean
shape_plain (EntMeasurer *self, const char *text, double size, gboolean bold, gboolean italic, Shaped *shaped)
{
  const PangoItem *item;
  int length = (int) strlen (text);
  int *widths;
  Chunk chunk = { 0 };
  gint64 x = 0;

  if (length > LONG || !is_plain (text) || (item = plain_item (self, size, bold, italic)) == NULL)
    return FALSE;
  pango_shape_full (text, length, text, length, &item->analysis, self->glyphs);
  g_array_set_size (self->letters, (guint) length);
  widths = (int *) (gpointer) self->letters->data;
  pango_glyph_string_get_logical_widths (self->glyphs, text, length, 0, widths);
  for (int i = 0; i < length; i++)
    {
      if (text[i] == ' ')
        {
          g_array_append_val (shaped->chunks, chunk);
          chunk = (Chunk){ .from = i + 1, .left = x + widths[i] };
        }
      x += widths[i];
      if (text[i] != ' ')
        chunk = (Chunk){ chunk.from, i + 1, chunk.left, x };
    }
  g_array_append_val (shaped->chunks, chunk);
  shaped->width = (double) MIN (x, G_MAXINT) / PANGO_SCALE;
  shaped->level = TRUE;
  return TRUE;
}

static void
shape_any (EntMeasurer *self, const char *text, Shaped *shaped)
{
  shaped->width = natural_width (self, text, -1);
  shaped->rtl = pango_layout_get_line_readonly (self->layout, 0)->resolved_dir == PANGO_DIRECTION_RTL;
  shaped->level = pango_layout_get_line_count (self->layout) == 1;
  for (GSList *run = pango_layout_get_line_readonly (self->layout, 0)->runs; run != NULL; run = run->next)
    shaped->level = shaped->level && ((PangoGlyphItem *) run->data)->item->analysis.level == 0;
  if (shaped->level)
    find_chunks (self, text, shaped->chunks);
}

static Shaped *
shaped_new (void)
{
  Shaped *shaped = g_new0 (Shaped, 1);

  shaped->text = g_string_new (NULL);
  shaped->chunks = g_array_new (FALSE, FALSE, sizeof (Chunk));
  return shaped;
}

/* Valid until the next call. */
static const Shaped *
shape (EntMeasurer *self, const char *text, double size, gboolean bold, gboolean italic)
{
  gsize length = strlen (text);
  Shaped **slot = &self->shaped[length > LONG ? MOST_REMEMBERED : g_str_hash (text) % MOST_REMEMBERED];
  Shaped *shaped = *slot;

  if (shaped == NULL)
    shaped = *slot = shaped_new ();
  else if (shaped->text->len == length && memcmp (shaped->text->str, text, length) == 0 && shaped->size == size && shaped->bold == bold
           && shaped->italic == italic)
    return shaped;
  g_string_truncate (shaped->text, 0);
  g_string_append_len (shaped->text, text, (gssize) length);
  g_array_set_size (shaped->chunks, 0);
  shaped->size = size;
  shaped->bold = bold;
  shaped->italic = italic;
  shaped->rtl = FALSE;
  if (!shape_plain (self, text, size, bold, italic, shaped))
    shape_any (self, text, shaped);
  return shaped;
}

/* --- Filling lines --- */

/* Lines that @text takes at @width; its widest is in @widest. Their ends in bytes, two a line, and their widths go to
 * @ends and @widths where not NULL. */
static guint
fill_lines (EntMeasurer *self,
            const char *text,
            const Shaped *shaped,
            double width,
            double *widest,
            GArray *ends,
            GArray *widths)
{
  /* Pango counts in an int: a text of a million letters is wider than that. */
  int limit = (int) MIN (ceil (width * PANGO_SCALE), G_MAXINT / 2);
  guint n = 0;

  if (!shaped->level)
    {
      PangoRectangle extents;

      pango_layout_set_width (self->layout, limit);
      pango_layout_set_wrap (self->layout, PANGO_WRAP_WORD);
      pango_layout_set_text (self->layout, text, -1);
      pango_layout_get_extents (self->layout, NULL, &extents);
      *widest = (double) MAX (extents.width, 0) / PANGO_SCALE;
      n = (guint) pango_layout_get_line_count (self->layout);
      for (guint i = 0; ends != NULL && i < n; i++)
        {
          PangoLayoutLine *line = pango_layout_get_line_readonly (self->layout, (int) i);
          int from = line->start_index, to = line->start_index + line->length;

          while (from < to && is_blank (text[from]))
            from++;
          while (to > from && is_blank (text[to - 1]))
            to--;
          g_array_append_val (ends, from);
          g_array_append_val (ends, to);
        }
      /* Only now: measuring a line uses the same layout. */
      for (guint i = 0; ends != NULL && i < n; i++)
        {
          int from = g_array_index (ends, int, 2 * i), to = g_array_index (ends, int, 2 * i + 1);
          double line_width = natural_width (self, text + from, to - from);

          g_array_append_val (widths, line_width);
        }
      return n;
    }
  *widest = 0;
  for (guint first = 0, next; first < shaped->chunks->len; first = next)
    {
      const Chunk *from = &g_array_index (shaped->chunks, Chunk, first), *to = from;
      double line_width;

      for (next = first + 1; next < shaped->chunks->len; next++)
        {
          const Chunk *more = &g_array_index (shaped->chunks, Chunk, next);

          if (more->right - from->left > limit)
            break;
          to = more;
        }
      line_width = (double) (to->right - from->left) / PANGO_SCALE;
      *widest = MAX (*widest, line_width);
      n++;
      if (ends != NULL)
        {
          g_array_append_val (ends, from->from);
          g_array_append_val (ends, to->to);
          g_array_append_val (widths, line_width);
        }
    }
  if (n == 0 && ends != NULL)
    {
      /* Nothing but blanks is a line of its own. */
      int nothing[2] = { 0, 0 };
      double none = 0;

      g_array_append_vals (ends, nothing, 2);
      g_array_append_val (widths, none);
    }
  return MAX (n, 1);
}

/* The narrowest width at which @text still takes no more than @n lines: even lines instead of a last one of one word.
 */
static double
even_width (EntMeasurer *self, const char *text, const Shaped *shaped, double low, double high, guint n)
{
  while (high - low > 2)
    {
      double middle = (low + high) / 2, widest;

      if (fill_lines (self, text, shaped, middle, &widest, NULL, NULL) <= n && widest <= middle + 1)
        high = middle;
      else
        low = middle;
    }
  return high;
}

/* In the layout, which takes some time for it. */
static void
set_font (EntMeasurer *self, double size, gboolean bold, gboolean italic)
{
  if (self->size == size && self->bold == bold && self->italic == italic)
    return;
  self->size = size;
  self->bold = bold;
  self->italic = italic;
  pango_font_description_set_absolute_size (self->font, size * PANGO_SCALE);
  pango_font_description_set_weight (self->font, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
  pango_font_description_set_style (self->font, italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
  pango_layout_set_font_description (self->layout, self->font);
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
  GArray *ends = self->ends, *widths = self->widths;
  const Shaped *shaped;
  double width, widest, least = 0, y = 0;

  g_array_set_size (ends, 0);
  g_array_set_size (widths, 0);
  set_font (self, size, bold, italic);
  shaped = shape (self, text, size, bold, italic);
  width = shaped->width + 2;
  if (max_width > 0 && shaped->width > max_width)
    {
      guint n = MAX (fill_lines (self, text, shaped, max_width, &widest, NULL, NULL), 2);

      if (max_lines > 0)
        n = MIN (n, max_lines);
      width = even_width (self, text, shaped, MIN (shaped->width / n * 0.8, max_width), shaped->width + 1, n);
    }
  fill_lines (self, text, shaped, width, &widest, ends, widths);
  for (guint i = 0; i < widths->len; i++)
    {
      int from = g_array_index (ends, int, 2 * i), to = g_array_index (ends, int, 2 * i + 1);
      EntSceneText line = { .rtl = shaped->rtl, .italic = italic, .bold = bold, .size = size };

      line.text = g_ref_string_new_len (text + from, to - from);
      line.width = g_array_index (widths, double, i);
      line.baseline = y + ent_measurer_ascent (size);
      y += ent_measurer_line_height (size);
      least = MAX (least, line.width);
      g_array_append_val (lines, line);
    }
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
