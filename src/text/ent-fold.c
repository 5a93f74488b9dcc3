/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Folds code point by code point and remembers where each came from.
 * Invariant: origins never decrease, so a stretch of folded text is a stretch of the text. */
#include "ent-fold.h"

#include <string.h>

#define MOST_MARKS 30

gunichar
ent_fold_sign (gunichar c)
{
  switch (c)
    {
    case 0x60: case 0xb4: case 0x2018: case 0x2019: case 0x201a: case 0x201b: case 0x2032: case 0x2035: case 0x2039: case 0x203a:
    case 0xff07: case 0x2bc:
      return '\'';
    case 0xab: case 0xbb: case 0x201c: case 0x201d: case 0x201e: case 0x201f: case 0x2033: case 0x2036: case 0x300c: case 0x300d:
    case 0x300e: case 0x300f: case 0xff02:
      return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: case 0xfe58: case 0xfe63: case 0xff0d:
      return '-';
    case 0xad: case 0x61c: case 0x200b: case 0x200c: case 0x200d: case 0x200e: case 0x200f: case 0x2060: case 0xfeff:
    case 0x202a: case 0x202b: case 0x202c: case 0x202d: case 0x202e: case 0x2066: case 0x2067: case 0x2068: case 0x2069:
      return 0;
    default:
      return g_unichar_isspace (c) || c == 0x85 || c == 0x2028 || c == 0x2029 ? ' ' : c;
    }
}

typedef struct
{
  GArray *chars, *origins;
} Out;

static void
put (Out *out, gunichar c, guint32 origin)
{
  gunichar last = out->chars->len > 0 ? g_array_index (out->chars, gunichar, out->chars->len - 1) : 0;

  if ((c == ' ' || c == '-') && last == c)
    return; /* a run is one */
  g_array_append_val (out->chars, c);
  g_array_append_val (out->origins, origin);
}

/* Puts combining marks in canonical order behind the character that they belong to; of a run longer than any text has (Unicode's
 * Stream-Safe Text Format, UAX #15 13) only the last ones, so that it costs no more than its length. */
static void
put_mark (Out *out, gunichar c, guint32 origin, int mark_class)
{
  guint at = out->chars->len, least = at - MIN (at, MOST_MARKS);

  while (at > least && g_unichar_combining_class (g_array_index (out->chars, gunichar, at - 1)) > mark_class)
    at--;
  if (at < out->chars->len) /* origins must not decrease: the marks of one character share one */
    origin = g_array_index (out->origins, guint32, at);
  g_array_insert_val (out->chars, at, c);
  g_array_insert_val (out->origins, at, origin);
}

static gunichar
lower (gunichar c)
{
  return c == 0x3c2 ? 0x3c3 : g_unichar_tolower (c); /* the final sigma is a sigma */
}

static gboolean
is_sharp_s (gunichar c)
{
  return c == 0xdf || c == 0x1e9e;
}

/* Called with each letter and mark that a character folds to; @raw is the same as it was decomposed. */
typedef void (*TakePart) (gpointer out, gunichar raw, gunichar part, guint32 origin);

/* Inline, so that a known @take is inlined too: this is done to every character of a map. */
static inline void
fold_parts (gunichar c, guint32 origin, TakePart take, gpointer out)
{
  gunichar parts[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
  gsize n;

  c = ent_fold_sign (c);
  if (c == 0)
    return;
  if (c < 128)
    {
      take (out, c, (gunichar) g_ascii_tolower ((char) c), origin);
      return;
    }
  n = g_unichar_fully_decompose (c, TRUE, parts, G_N_ELEMENTS (parts));
  for (gsize i = 0; i < n; i++)
    {
      gunichar part = ent_fold_sign (parts[i]);

      if (part == 0)
        continue;
      if (is_sharp_s (part))
        take (out, parts[i], 's', origin);
      take (out, parts[i], is_sharp_s (part) ? 's' : lower (part), origin);
    }
}

static void
take_part (gpointer out, gunichar raw, gunichar part, guint32 origin)
{
  int mark_class = raw < 128 ? 0 : g_unichar_combining_class (raw);

  if (mark_class != 0)
    put_mark (out, part, origin, mark_class);
  else
    put (out, part, origin);
}

static void
number_symbols (EntFold *self)
{
  self->symbols = g_new (guint32, MAX (self->n, 1));
  for (guint i = 0; i < self->n; i++)
    {
      gunichar c = self->chars[i];
      guint32 symbol = ent_fold_symbol (self, c);

      if (symbol == 0)
        {
          symbol = ++self->n_symbols;
          if (c < 128)
            self->ascii[c] = symbol;
          else
            {
              if (self->others == NULL)
                self->others = g_hash_table_new (NULL, NULL);
              g_hash_table_insert (self->others, GUINT_TO_POINTER (c), GUINT_TO_POINTER (symbol));
            }
        }
      self->symbols[i] = symbol - 1;
    }
}

EntFold *
ent_fold_new (const char *text)
{
  EntFold *self = g_new0 (EntFold, 1);
  guint size = (guint) strlen (text);
  Out out = { g_array_sized_new (FALSE, FALSE, sizeof (gunichar), size),
              g_array_sized_new (FALSE, FALSE, sizeof (guint32), size + 1) };
  guint32 position = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    fold_parts (g_utf8_get_char (p), position++, take_part, &out);
  g_array_append_val (out.origins, position);
  self->n = out.chars->len;
  self->chars = (gunichar *) g_array_free (out.chars, FALSE);
  self->origins = (guint32 *) g_array_free (out.origins, FALSE);
  number_symbols (self);
  return self;
}

void
ent_fold_free (EntFold *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->others, g_hash_table_unref);
  g_free (self->chars);
  g_free (self->origins);
  g_free (self->symbols);
  g_free (self);
}

guint
ent_fold_index_of (const EntFold *self, gint64 position)
{
  guint low = 0, high = self->n;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (self->origins[middle] < position)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* --- For search --- */

/* Letters that Unicode does not take apart, as people type them. NULL for any other. */
static const char *
plain_letter (gunichar c)
{
  switch (c)
    {
    case 0xf8: /* o with stroke */
      return "o";
    case 0x142:
      return "l";
    case 0x111: case 0xf0:
      return "d";
    case 0x127:
      return "h";
    case 0x131: /* i without dot */
      return "i";
    case 0x167:
      return "t";
    case 0xe6:
      return "ae";
    case 0x153:
      return "oe";
    case 0xfe:
      return "th";
    case 0x640: /* Arabic tatweel lengthens a word and says nothing */
      return "";
    default:
      return NULL;
    }
}

/* By canonical combining class (UAX #44): accents above, below and through letters, and the vowel points of Hebrew, Arabic and Syriac.
 * Nukta, virama and the voicing marks of kana have classes of their own. */
static gboolean
is_left_out (gunichar c)
{
  int mark_class = g_unichar_combining_class (c);

  return mark_class >= 200 || (mark_class >= 10 && mark_class <= 36) || mark_class == 1;
}

/* Where the text begins in `out`, and where its bytes came from. */
typedef struct
{
  GString *out;
  gsize start;
  GArray *origins; /* nullable */
} LooseOut;

static void
put_loosely (LooseOut *self, gunichar c, guint32 origin)
{
  GString *out = self->out;
  const char *plain = c >= 128 ? plain_letter (c) : NULL;
  gsize before = out->len;

  if (c == ' ' && out->len > self->start && out->str[out->len - 1] == ' ')
    return;
  if (plain != NULL)
    g_string_append (out, plain);
  else if (c < 128)
    g_string_append_c (out, (char) c);
  else
    g_string_append_unichar (out, c);
  for (; self->origins != NULL && before < out->len; before++)
    g_array_append_val (self->origins, origin);
}

static void
take_part_loosely (gpointer out, gunichar raw, gunichar part, guint32 origin)
{
  if (raw < 128 || !is_left_out (raw))
    put_loosely (out, part, origin);
}

void
ent_fold_append_loosely (GString *out, const char *text, GArray *origins)
{
  LooseOut loose = { out, out->len, origins };
  guint32 position = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    fold_parts (g_utf8_get_char (p), position++, take_part_loosely, &loose);
  if (origins != NULL)
    g_array_append_val (origins, position);
}

char *
ent_fold_loosely (const char *text, guint32 **origins)
{
  GString *out = g_string_sized_new (strlen (text) + 1);
  GArray *from = origins != NULL ? g_array_sized_new (FALSE, FALSE, sizeof (guint32), (guint) strlen (text) + 1) : NULL;

  ent_fold_append_loosely (out, text, from);
  if (origins != NULL)
    *origins = (guint32 *) g_array_free (from, FALSE);
  return g_string_free (out, FALSE);
}
