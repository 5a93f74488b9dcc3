/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The words of a question, and where they stand in a text that people read. */
#include <string.h>

#include "ent-fold.h"
#include "ent-search-private.h"

void
ent_question_init (EntQuestion *self, const char *question)
{
  g_autofree char *folded = ent_fold_loosely (question, NULL);
  g_auto (GStrv) words = NULL;

  memset (self, 0, sizeof *self);
  self->phrase = g_strdup (g_strstrip (folded));
  self->phrase_length = strlen (self->phrase);
  words = g_strsplit (self->phrase, " ", -1);
  for (guint i = 0; words[i] != NULL && self->n < ENT_MOST_WORDS; i++)
    {
      gsize length = strlen (words[i]);
      guint at = self->n;

      if (length == 0)
        continue;
      for (; at > 0 && self->lengths[at - 1] < length; at--)
        {
          self->words[at] = self->words[at - 1];
          self->lengths[at] = self->lengths[at - 1];
        }
      self->words[at] = g_strdup (words[i]);
      self->lengths[at] = length;
      self->n++;
    }
}

void
ent_question_clear (EntQuestion *self)
{
  g_free (self->phrase);
  for (guint i = 0; i < self->n; i++)
    g_free (self->words[i]);
  memset (self, 0, sizeof *self);
}

gboolean
ent_search_is_blank (const char *question)
{
  g_auto (EntQuestion) words = { 0 };

  ent_question_init (&words, question);
  return words.n == 0;
}

/* TRUE when a word may begin at @p: what stands before it in @text is no letter or digit. */
static gboolean
begins_word (const char *text, const char *p)
{
  return p == text || !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (p)));
}

gboolean
ent_search_match (const char *text, gsize length, const char *needle, gsize needle_length, EntMatch *match)
{
  const char *end = text + length, *p = memmem (text, length, needle, needle_length);

  if (p == NULL)
    return FALSE;
  *match = p > text ? ENT_MATCH_INSIDE : needle_length == length ? ENT_MATCH_EXACT : ENT_MATCH_PREFIX;
  while (*match == ENT_MATCH_INSIDE && p != NULL)
    {
      if (begins_word (text, p))
        *match = ENT_MATCH_WORD;
      p = memmem (p + 1, (gsize) (end - p - 1), needle, needle_length);
    }
  return TRUE;
}

/* --- Marks --- */

static int
compare_stretches (gconstpointer a, gconstpointer b)
{
  const EntSearchMark *first = a, *second = b;

  return first->start != second->start ? (first->start < second->start ? -1 : 1)
                                       : (first->end > second->end ? -1 : first->end < second->end);
}

/* Adds where @needle stands in @folded, as code points of the text. A needle that ends within what one code point became covers all of
 * that. */
static void
add_marks (GArray *marks, const char *folded, gsize length, const guint32 *origins, const char *needle, gsize needle_length)
{
  for (const char *p = folded; (p = memmem (p, (gsize) (folded + length - p), needle, needle_length)) != NULL; p += needle_length)
    {
      guint from = (guint) (p - folded), last = from + (guint) needle_length - 1;
      EntSearchMark stretch = { origins[from], origins[last] + 1 };

      g_array_append_val (marks, stretch);
    }
}

GArray *
ent_search_marks (const char *text, const char *question)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (EntSearchMark));
  g_auto (EntQuestion) words = { 0 };
  g_autofree guint32 *origins = NULL;
  g_autofree char *folded = ent_fold_loosely (text, &origins);
  gsize length = strlen (folded);
  const char *p = text;
  guint32 at = 0;
  guint n = 0;

  ent_question_init (&words, question);
  for (guint i = 0; i < words.n; i++)
    add_marks (marks, folded, length, origins, words.words[i], words.lengths[i]);
  g_array_sort (marks, compare_stretches);
  for (guint i = 0; i < marks->len; i++)
    {
      EntSearchMark one = g_array_index (marks, EntSearchMark, i);
      EntSearchMark *last = n > 0 ? &g_array_index (marks, EntSearchMark, n - 1) : NULL;

      if (last != NULL && one.start < last->end)
        last->end = MAX (last->end, one.end);
      else
        g_array_index (marks, EntSearchMark, n++) = one;
    }
  g_array_set_size (marks, n);
  /* Code points to bytes, in one pass: they are in order. A mark that was left out belongs to the letter before it. */
  for (guint i = 0; i < n; i++)
    {
      EntSearchMark *mark = &g_array_index (marks, EntSearchMark, i);
      guint32 end = mark->end;

      for (; at < mark->start; at++)
        p = g_utf8_next_char (p);
      mark->start = (guint) (p - text);
      for (; at < end || (*p != '\0' && g_unichar_combining_class (g_utf8_get_char (p)) != 0); at++)
        p = g_utf8_next_char (p);
      mark->end = (guint) (p - text);
    }
  return marks;
}

/* --- Snippets --- */

/* The code point of @text where the question is answered first; 0 where it is not. */
static gint64
first_place (const char *text, const char *question)
{
  g_autoptr (GArray) marks = ent_search_marks (text, question);

  return marks->len > 0 ? g_utf8_pointer_to_offset (text, text + g_array_index (marks, EntSearchMark, 0).start) : 0;
}

/* The beginning of a word at or before @p that is at most @most code points away. */
static const char *
word_start (const char *text, const char *p, guint most)
{
  const char *at = p;

  for (guint i = 0; i < most && at > text; i++)
    {
      const char *before = g_utf8_prev_char (at);

      if (g_unichar_isspace (g_utf8_get_char (before)))
        return at;
      at = before;
    }
  return at > text ? p : text;
}

char *
ent_search_snippet (const char *text, const char *question, gint64 at, guint most)
{
  /* A third of it stands before what was found. */
  gint64 place = at >= 0 ? at : first_place (text, question), before = MIN (place, (gint64) most / 3);
  const char *hit = g_utf8_offset_to_pointer (text, place), *start = g_utf8_offset_to_pointer (hit, -before), *end;
  GString *out = g_string_new (NULL);
  gboolean blank = TRUE; /* none at the beginning */
  guint n = 0;

  start = word_start (text, start, most / 6);
  for (end = start; *end != '\0' && n < most; end = g_utf8_next_char (end))
    n++;
  if (*end != '\0')
    {
      const char *cut = word_start (text, end, most / 6);

      end = cut > hit ? cut : end;
    }
  if (start > text)
    g_string_append (out, "…");
  for (const char *p = start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) ? !blank : TRUE)
        g_string_append_unichar (out, g_unichar_isspace (c) ? ' ' : c);
      blank = g_unichar_isspace (c);
    }
  while (out->len > 0 && out->str[out->len - 1] == ' ')
    g_string_truncate (out, out->len - 1);
  if (*end != '\0')
    g_string_append (out, "…");
  return g_string_free (out, FALSE);
}
