/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Anchors by code point. Source: W3C Web Annotation Data Model, 4.2.4 Text Quote Selector and 4.2.5 Text Position Selector.
 * Invariant: an excerpt made here equals the article's text between its positions, byte for byte. */
#include "ent-anchor.h"

#include <string.h>

#include "ent-error.h"

#define CONTEXT 32

gssize
ent_text_byte_of (const char *text, gint64 position)
{
  const char *p = text;

  if (position < 0)
    return -1;
  for (; position > 0; position--)
    {
      if (*p == '\0')
        return -1;
      p = g_utf8_next_char (p);
    }
  return p - text;
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

/* TRUE when the @length bytes at @place stand in @text only there. */
static gboolean
stands_once (const char *text, const char *place, gsize length)
{
  gsize size = strlen (text);
  const char *first = memmem (text, size, place, length);

  return first == place && memmem (place + 1, size - (gsize) (place + 1 - text), place, length) == NULL;
}

EntExcerpt *
ent_anchor_new_excerpt (const EntArticle *article, const char *id, gint64 start, gint64 end, GError **error)
{
  const char *text = article->text, *stop = text + strlen (text), *from, *to, *left, *right;
  gssize first = ent_text_byte_of (text, start), last = ent_text_byte_of (text, end);
  EntExcerpt *excerpt;
  g_autofree char *exact = NULL, *prefix = NULL, *suffix = NULL;

  if (first < 0 || last < 0 || first >= last)
    {
      g_set_error (error, ENT_ERROR, ENT_ERROR_EDIT, "there is no text from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, start, end);
      return NULL;
    }
  left = from = text + first;
  right = to = text + last;
  for (int i = 0; i < CONTEXT && left > text; i++)
    left = g_utf8_prev_char (left);
  for (int i = 0; i < CONTEXT && right < stop; i++)
    right = g_utf8_next_char (right);
  while (!stands_once (text, left, (gsize) (right - left)) && (left > text || right < stop))
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
