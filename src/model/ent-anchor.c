/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchors by code point. Source: W3C Web Annotation Data Model, 4.2.4 Text Quote Selector and 4.2.5 Text Position Selector.
 * Invariant: an excerpt made here equals the article's text between its positions, byte for byte. */
#include "ent-anchor.h"

#include <string.h>

#include "ent-error.h"

#define CONTEXT 32

/* Code points that begin in the eight bytes of @word: all but the continuation bytes 10xxxxxx. */
static gint64
points_in (guint64 word)
{
  return 8 - __builtin_popcountll ((word >> 7) & ~(word >> 6) & G_GUINT64_CONSTANT (0x0101010101010101));
}

/* @count code points on from @p, NULL past @stop. Eight bytes at a time while they all lie before the place. */
static const char *
skip (const char *p, const char *stop, gint64 count)
{
  while (count >= 8 && stop - p >= 8)
    {
      guint64 word;

      memcpy (&word, p, sizeof word);
      count -= points_in (word);
      p += 8;
    }
  /* Into the middle of a letter, which is counted already. */
  while (p < stop && ((guchar) *p & 0xC0) == 0x80)
    p++;
  for (; count > 0; count--)
    {
      if (p >= stop)
        return NULL;
      p = g_utf8_next_char (p);
    }
  return p;
}

gssize
ent_text_byte_of (const char *text, gint64 position)
{
  const char *place = position >= 0 ? skip (text, text + strlen (text), position) : NULL;

  return place != NULL ? place - text : -1;
}

gint64
ent_text_position_of (const char *text, gsize byte)
{
  return g_utf8_strlen (text, (gssize) byte);
}

gint64
ent_text_length (const char *text)
{
  return g_utf8_strlen (text, -1);
}

EntAnchorState
ent_anchor_state (const EntArticle *article, const EntExcerpt *excerpt)
{
  gssize from, length;

  if (article->text[0] == '\0')
    return ENT_ANCHOR_UNCHECKED;
  from = ent_text_byte_of (article->text, excerpt->start);
  if (from < 0)
    return ENT_ANCHOR_DETACHED;
  length = ent_text_byte_of (article->text + from, excerpt->end - excerpt->start);
  if (length < 0 || (gsize) length != strlen (excerpt->exact) || memcmp (article->text + from, excerpt->exact, (gsize) length) != 0)
    return ENT_ANCHOR_DETACHED;
  return ENT_ANCHOR_EXACT;
}

/* An end of an excerpt. */
typedef struct
{
  gint64 position;
  gssize *byte; /* where it is told */
} End;

static int
compare_ends (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const End *) a)->position, second = ((const End *) b)->position;

  return (first > second) - (first < second);
}

/* Tells the bytes of all @ends in one walk. */
static void
find_bytes (const char *text, GArray *ends)
{
  const char *place = text, *stop = text + strlen (text);
  gint64 position = 0;

  g_array_sort (ends, compare_ends);
  for (guint i = 0; i < ends->len; i++)
    {
      const End *end = &g_array_index (ends, End, i);

      if (end->position < 0)
        {
          *end->byte = -1;
          continue;
        }
      if (place != NULL)
        place = skip (place, stop, end->position - position);
      position = end->position;
      *end->byte = place != NULL ? place - text : -1;
    }
}

EntAnchorState *
ent_anchor_states (const EntArticle *article)
{
  guint n = ent_records_n (article->excerpts);
  EntAnchorState *states = g_new (EntAnchorState, n + 1);
  g_autofree gssize *bytes = g_new (gssize, 2 * (gsize) n + 1);
  g_autoptr (GArray) ends = g_array_sized_new (FALSE, FALSE, sizeof (End), 2 * n);

  for (guint i = 0; i < n; i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];
      End both[] = { { excerpt->start, &bytes[2 * i] }, { excerpt->end, &bytes[2 * i + 1] } };

      g_array_append_vals (ends, both, 2);
    }
  if (article->text[0] != '\0')
    find_bytes (article->text, ends);
  for (guint i = 0; i < n; i++)
    {
      const char *exact = ((const EntExcerpt *) article->excerpts->items[i])->exact;
      gssize from = bytes[2 * i], to = bytes[2 * i + 1];

      if (article->text[0] == '\0')
        states[i] = ENT_ANCHOR_UNCHECKED;
      else
        states[i] = from >= 0 && to >= from && (gsize) (to - from) == strlen (exact)
                            && memcmp (article->text + from, exact, (gsize) (to - from)) == 0
                        ? ENT_ANCHOR_EXACT
                        : ENT_ANCHOR_DETACHED;
    }
  return states;
}

guint
ent_anchor_count_detached (const EntArticle *article)
{
  g_autofree EntAnchorState *states = ent_anchor_states (article);
  guint n = 0;

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    n += states[i] == ENT_ANCHOR_DETACHED;
  return n;
}

const EntExcerpt *
ent_anchor_find (const EntArticle *article, gint64 start, gint64 end)
{
  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];

      if (excerpt->start == start && excerpt->end == end && ent_anchor_state (article, excerpt) == ENT_ANCHOR_EXACT)
        return excerpt;
    }
  return NULL;
}

guint
ent_text_paragraph (const char *text, gint64 position)
{
  guint paragraph = 0;
  gboolean blank = TRUE;
  const char *p = text;

  for (gint64 i = 0; *p != '\0' && i <= position; i++, p = g_utf8_next_char (p))
    {
      if (*p == '\n')
        blank = TRUE;
      else if (blank)
        {
          paragraph++;
          blank = FALSE;
        }
    }
  return MAX (paragraph, 1);
}

EntExcerpt *
ent_anchor_new_excerpt_in (EntTextIndex *index, const char *id, gint64 start, gsize first, gint64 end, gsize last)
{
  const char *text = ent_text_index_get_text (index), *stop = text + ent_text_index_get_size (index);
  const char *from = text + first, *to = text + last, *left = from, *right = to;
  EntExcerpt *excerpt;
  g_autofree char *exact = NULL, *prefix = NULL, *suffix = NULL;

  for (int i = 0; i < CONTEXT && left > text; i++)
    left = g_utf8_prev_char (left);
  for (int i = 0; i < CONTEXT && right < stop; i++)
    right = g_utf8_next_char (right);
  while (!ent_text_index_stands_once (index, (gsize) (left - text), (gsize) (right - text)) && (left > text || right < stop))
    for (int i = 0; i < CONTEXT; i++)
      {
        if (left > text)
          left = g_utf8_prev_char (left);
        if (right < stop)
          right = g_utf8_next_char (right);
      }
  exact = g_strndup (from, (gsize) (to - from));
  prefix = g_strndup (left, (gsize) (from - left));
  suffix = g_strndup (to, (gsize) (right - to));
  excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
  ent_record_set_string (&excerpt->id, id);
  ent_record_set_string (&excerpt->exact, exact);
  ent_record_set_string (&excerpt->prefix, prefix);
  ent_record_set_string (&excerpt->suffix, suffix);
  excerpt->start = start;
  excerpt->end = end;
  return excerpt;
}

EntExcerpt *
ent_anchor_new_excerpt (const EntArticle *article, const char *id, gint64 start, gint64 end, GError **error)
{
  gssize first = ent_text_byte_of (article->text, start), last = ent_text_byte_of (article->text, end);
  g_autoptr (EntTextIndex) index = NULL;

  if (first < 0 || last < 0 || first >= last)
    {
      g_set_error (error, ENT_ERROR, ENT_ERROR_EDIT, "there is no text from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, start, end);
      return NULL;
    }
  index = ent_text_index_new (article->text, strlen (article->text));
  return ent_anchor_new_excerpt_in (index, id, start, (gsize) first, end, (gsize) last);
}

static const char *
skip_space (const char *text)
{
  while (*text != '\0' && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);
  return text;
}

/* Behind @words where @text begins with them; else NULL. */
static const char *
match_words (const char *text, const char *words)
{
  while (*words != '\0')
    if (g_unichar_isspace (g_utf8_get_char (words)))
      {
        words = skip_space (words);
        if (*words == '\0')
          return text;
        if (*text == '\0' || !g_unichar_isspace (g_utf8_get_char (text)))
          return NULL;
        text = skip_space (text);
      }
    else if (*text++ != *words++)
      return NULL;
    else
      for (; ((guchar) *words & 0xc0) == 0x80; words++, text++)
        if (*text != *words)
          return NULL;
  return text;
}

gboolean
ent_text_find_words (const char *text, const char *words, gint64 *start, gint64 *end)
{
  const char *wanted = skip_space (words);

  if (*wanted == '\0')
    return FALSE;
  for (const char *at = strchr (text, *wanted); at != NULL; at = strchr (at + 1, *wanted))
    {
      const char *behind = match_words (at, wanted);

      if (behind == NULL)
        continue;
      *start = ent_text_position_of (text, (gsize) (at - text));
      *end = ent_text_position_of (text, (gsize) (behind - text));
      return TRUE;
    }
  return FALSE;
}
