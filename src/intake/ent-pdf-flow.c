/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines of a page as paragraphs. A line goes on in the next one unless there is more room between them than lines of
 * the document have, the size of the letters changes, the next one is indented, or the line ends a sentence before its
 * column does. Columns come in the order that the PDF library found. */
#include <math.h>
#include <string.h>

#include "ent-pdf-lines.h"
#include "ent-compose.h"

/* More than the usual distance of lines, both as shares of the letters' height. */
#define PARTED 1.25
#define OTHER_SIZE 1.15
/* Lines before and after one that tell how wide its column is. */
#define NEIGHBOURS 40

typedef struct
{
  EntPdfLines *pdf;
  GPtrArray *lines;    /* of EntPdfLine: not dropped */
  GHashTable *words;   /* all words of the document but those parted at ends of lines; lower case */
  double spacing;      /* usual distance of lines as a share of their height */
  gboolean hyphenated; /* words are parted at ends of lines as a rule */
} Flow;

static EntPdfLine *
nth (const Flow *self, guint i)
{
  return g_ptr_array_index (self->lines, i);
}

static double
height_of (const EntPdfLine *line)
{
  return MAX (line->bottom - line->top, 1);
}

static int
by_value (gconstpointer a, gconstpointer b)
{
  double x = *(const double *) a, y = *(const double *) b;

  return x < y ? -1 : x > y;
}

/* The median of the distances of a line to the next one below it in the same column. */
static double
usual_spacing (const Flow *self)
{
  g_autoptr (GArray) all = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 1; i < self->lines->len; i++)
    {
      const EntPdfLine *a = nth (self, i - 1), *b = nth (self, i);
      double distance = (b->bottom - a->bottom) / MAX (height_of (a), height_of (b));

      if (a->page == b->page && distance > 0.5 && distance < 3 && fabs (a->left - b->left) < 3 * height_of (a))
        g_array_append_val (all, distance);
    }
  if (all->len == 0)
    return 1.2;
  g_array_sort (all, by_value);
  return g_array_index (all, double, all->len / 2);
}

/* --- Hyphens --- */

static gboolean
is_hyphen (gunichar c)
{
  return c == '-' || c == 0x2010 || c == 0xad;
}

/* The last word of @text before a hyphen at its end, lower case; NULL where there is none. @size gets the bytes of
 * @text before the hyphen. (transfer full) */
static char *
word_before_hyphen (const char *text, gsize *size, gunichar *hyphen)
{
  const char *end = text + strlen (text), *last = g_utf8_find_prev_char (text, end), *p = last;
  g_autofree char *word = NULL;

  if (last == NULL || !is_hyphen (g_utf8_get_char (last)))
    return NULL;
  while (p > text && g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (p))))
    p = g_utf8_prev_char (p);
  if (p == last)
    return NULL;
  *size = (gsize) (last - text);
  *hyphen = g_utf8_get_char (last);
  word = g_strndup (p, (gsize) (last - p));
  return g_utf8_strdown (word, -1);
}

/* The first word of @text, lower case; "" where it starts with none. (transfer full) */
static char *
first_word (const char *text)
{
  const char *p = text;
  g_autofree char *word = NULL;

  while (*p != '\0' && g_unichar_isalpha (g_utf8_get_char (p)))
    p = g_utf8_next_char (p);
  word = g_strndup (text, (gsize) (p - text));
  return g_utf8_strdown (word, -1);
}

static void
add_words (Flow *self, const char *text)
{
  const char *p = text;

  while (*p != '\0')
    {
      const char *from, *end;
      gboolean parts = FALSE;
      char *lower;

      while (*p != '\0' && !g_unichar_isalpha (g_utf8_get_char (p)))
        p = g_utf8_next_char (p);
      for (from = end = p;
           *p != '\0' && (g_unichar_isalpha (g_utf8_get_char (p)) || (is_hyphen (g_utf8_get_char (p)) && p > from));
           p = g_utf8_next_char (p))
        {
          if (g_unichar_isalpha (g_utf8_get_char (p)))
            end = g_utf8_next_char (p);
          else
            parts = TRUE;
        }
      if (end == from || (*p == '\0' && end < p)) /* the last is parted */
        continue;
      {
        g_autofree char *word = g_strndup (from, (gsize) (end - from));

        lower = g_utf8_strdown (word, -1);
      }
      g_hash_table_add (self->words, lower);
      if (parts)
        {
          g_auto (GStrv) both = g_strsplit (lower, "-", -1);

          for (guint i = 0; both[i] != NULL; i++)
            g_hash_table_add (self->words, g_strdup (both[i]));
        }
    }
}

/* Whether many of the lines end in a hyphen: then the document parts words. Else a hyphen at the end of a line stands
 * in the word. */
static gboolean
parts_words (const Flow *self)
{
  guint n = 0;

  for (guint i = 0; i + 1 < self->lines->len; i++)
    {
      gsize size;
      gunichar hyphen;
      g_autofree char *word = word_before_hyphen (nth (self, i)->text, &size, &hyphen);

      n += word != NULL && g_unichar_islower (g_utf8_get_char (nth (self, i + 1)->text));
    }
  return n * 33 > self->lines->len;
}

/* TRUE when the hyphen at the end of @a only parts a word that goes on in @b. */
static gboolean
is_soft (const Flow *self, const char *before, const char *next, gunichar hyphen)
{
  g_autofree char *after = first_word (next), *joined = NULL, *with = NULL;

  if (hyphen == 0xad)
    return TRUE;
  if (!g_unichar_islower (g_utf8_get_char (next)))
    return FALSE;
  joined = g_strconcat (before, after, NULL);
  with = g_strconcat (before, "-", after, NULL);
  if (g_hash_table_contains (self->words, with))
    return FALSE;
  if (g_hash_table_contains (self->words, joined))
    return TRUE;
  if (g_hash_table_contains (self->words, before) && g_hash_table_contains (self->words, after))
    return FALSE;
  return self->hyphenated || hyphen == 0x2010;
}

/* --- Paragraphs --- */

/* The letters that end @text, closing quotes and brackets aside. */
static gunichar
last_letter (const char *text)
{
  const char *p = text + strlen (text);
  gunichar c = 0;

  while (p > text)
    {
      GUnicodeType type;

      p = g_utf8_prev_char (p);
      c = g_utf8_get_char (p);
      type = g_unichar_type (c);
      if (type != G_UNICODE_FINAL_PUNCTUATION && type != G_UNICODE_INITIAL_PUNCTUATION
          && type != G_UNICODE_CLOSE_PUNCTUATION && c != '"' && c != '\'')
        break;
    }
  return c;
}

static gboolean
ends_sentence (const char *text)
{
  gunichar c = last_letter (text);

  return c == '.' || c == '!' || c == '?' || c == ':' || c == 0x2026 || c == 0x3002 || c == 0xff01 || c == 0xff1f
         || c == 0x6d4 || c == 0x61f || c == 0x964;
}

/* TRUE when the full stop at the end of @text is after a word too long for an abbreviation. */
static gboolean
ends_with_long_word (const char *text)
{
  const char *p = text + strlen (text) - 1;
  guint n = 0;

  if (p < text || *p != '.')
    return FALSE;
  while (p > text && g_unichar_islower (g_utf8_get_char (g_utf8_prev_char (p))))
    {
      p = g_utf8_prev_char (p);
      n++;
    }
  return n > 5;
}

/* How far the lines around @i go that start about where it does. */
static double
column_end (const Flow *self, guint i)
{
  const EntPdfLine *line = nth (self, i);
  double end = line->right;

  for (guint k = i > NEIGHBOURS ? i - NEIGHBOURS : 0; k < MIN (i + NEIGHBOURS, self->lines->len); k++)
    {
      const EntPdfLine *other = nth (self, k);

      if (other->page == line->page && fabs (other->left - line->left) < 3 * height_of (line)
          && height_of (other) < OTHER_SIZE * height_of (line))
        end = MAX (end, other->right);
    }
  return end;
}

static gboolean
starts_item (const char *text)
{
  gunichar c = g_utf8_get_char (text);

  return c == 0x2022 || c == 0x25aa || c == 0x25cf || c == 0x2023
         || ((c == '-' || c == 0x2013 || c == '*') && text[1] == ' ');
}

static gboolean
is_new_paragraph (const Flow *self, guint i)
{
  const EntPdfLine *a = nth (self, i - 1), *b = nth (self, i);
  double height = MAX (height_of (a), height_of (b)), distance = (b->bottom - a->bottom) / height;
  gboolean low = g_unichar_islower (g_utf8_get_char (b->text));
  gboolean ended = ends_sentence (a->text);

  if (height > OTHER_SIZE * MIN (height_of (a), height_of (b)))
    return TRUE;
  if (starts_item (b->text))
    return TRUE;
  if (a->page != b->page || distance <= 0.4) /* a page, a column or a cell further */
    return (!low || ends_with_long_word (a->text)) && (ended || a->right < column_end (self, i - 1) - 6 * height);
  if (distance > PARTED * self->spacing)
    return TRUE;
  if (b->left > a->left + 0.8 * height && b->left < a->left + 6 * height && ended && !low)
    return TRUE;
  return ended && !low && a->right < column_end (self, i - 1) - 3 * height;
}

static gboolean
is_spaceless (gunichar c)
{
  GUnicodeScript script = g_unichar_get_script (c);

  return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA
         || script == G_UNICODE_SCRIPT_THAI || (c >= 0x3000 && c <= 0x303f) || (c >= 0xff00 && c <= 0xffef);
}

/* Appends @next to the line that ends @out. */
static void
join (const Flow *self, GString *out, const char *last, const char *next, EntReading *reading)
{
  gsize size;
  gunichar hyphen = 0;
  g_autofree char *before = word_before_hyphen (last, &size, &hyphen);
  const char *end = g_utf8_prev_char (last + strlen (last));

  if (before != NULL)
    {
      if (is_soft (self, before, next, hyphen))
        {
          g_string_truncate (out, out->len - (strlen (last) - size));
          reading->joined++;
        }
    }
  else if (!is_spaceless (g_utf8_get_char (end)) || !is_spaceless (g_utf8_get_char (next)))
    g_string_append_c (out, ' ');
  g_string_append (out, next);
}

static void
write_out (const Flow *self, EntReading *reading)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GArray) starts = g_array_new (FALSE, FALSE, sizeof (gsize)); /* bytes */
  gint64 position = 0;
  gsize counted = 0;
  guint i = 0;

  for (guint page = 0; page < self->pdf->pages->len; page++)
    {
      gboolean started = FALSE;

      for (; i < self->lines->len && nth (self, i)->page == page; i++)
        {
          const char *text = nth (self, i)->text;
          gsize size;

          if (i > 0 && !is_new_paragraph (self, i))
            join (self, out, nth (self, i - 1)->text, text, reading);
          else
            g_string_append_printf (out, "%s%s", i > 0 ? "\n" : "", text);
          size = out->len - strlen (text);
          if (!started)
            g_array_append_val (starts, size);
          started = TRUE;
        }
      if (!started)
        {
          gsize size = out->len;

          g_array_append_val (starts, size);
        }
    }
  for (guint page = 0; page < starts->len; page++)
    {
      gsize at = page == 0 ? 0 : g_array_index (starts, gsize, page);

      position += g_utf8_strlen (out->str + counted, (gssize) (at - counted));
      counted = at;
      g_array_append_val (reading->pages, position);
    }
  g_free (reading->text);
  reading->text = ent_compose (out->str);
  if (strcmp (reading->text, out->str) != 0) /* joining lines made another character, and places moved */
    g_array_set_size (reading->pages, 0);
}

/* The lines of the first pages in the largest letters are its title, where the document states none that is one. */
static void
offer_title (const Flow *self, EntReading *reading)
{
  g_autoptr (GString) title = g_string_new (NULL);
  double largest = 0, sum = 0;
  guint n = 0;

  for (guint i = 0; i < self->lines->len && nth (self, i)->page == 0; i++, n++)
    {
      largest = MAX (largest, height_of (nth (self, i)));
      sum += height_of (nth (self, i));
    }
  if (n == 0 || largest < OTHER_SIZE * sum / n)
    return;
  for (guint i = 0; i < n; i++)
    if (height_of (nth (self, i)) > largest / 1.05)
      g_string_append_printf (title, "%s%s", title->len > 0 ? " " : "", nth (self, i)->text);
    else if (title->len > 0)
      break;
  if (g_utf8_strlen (title->str, -1) <= 300)
    ent_reading_offer_line (&reading->title, title->str);
}

/* What programs put into the title of a document when nobody did. */
static gboolean
is_no_title (const char *title)
{
  g_autofree char *lower = g_utf8_strdown (title, -1);

  return g_str_has_prefix (lower, "microsoft word") || g_str_has_prefix (lower, "untitled")
         || g_str_has_prefix (lower, "about:blank") || g_str_has_prefix (lower, "file:")
         || (strchr (lower, ' ') == NULL && strchr (lower, '.') != NULL);
}

void
ent_pdf_flow (EntPdfLines *pdf, EntReading *reading)
{
  Flow self = { .pdf = pdf, .lines = g_ptr_array_new () };
  char **date; /* a page printed by a browser was published before, and retrieved then */

  self.words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  reading->cut = pdf->cut;
  reading->heads = ent_pdf_drop_heads (pdf);
  for (guint i = 0; i < pdf->lines->len; i++)
    {
      EntPdfLine *line = &g_array_index (pdf->lines, EntPdfLine, i);

      if (line->dropped)
        continue;
      g_ptr_array_add (self.lines, line);
      add_words (&self, line->text);
    }
  self.spacing = usual_spacing (&self);
  self.hyphenated = parts_words (&self);
  write_out (&self, reading);
  if (!is_no_title (pdf->title))
    ent_reading_offer_line (&reading->title, pdf->title);
  offer_title (&self, reading);
  ent_reading_offer_line (&reading->author, pdf->author);
  date = strstr (pdf->program, "Chrom") != NULL || strstr (pdf->program, "Mozilla") != NULL
                 || strstr (pdf->program, "Skia") != NULL
             ? &reading->accessed
             : &reading->published;
  g_free (*date);
  *date = ent_reading_date (pdf->created);
  g_hash_table_unref (self.words);
  g_ptr_array_unref (self.lines);
}
