/* SPDX-License-Identifier: GPL-3.0-or-later */
/* No grammar is known here: a sentence tells who does what to whom in that order more often than not, in most languages with spaces
 * between words. Invariant: what is proposed stands in the text, word for word. */
#include "ent-propose.h"

#include <string.h>

#define MOST_WORDS 8

/* Small words that end no label, and those that join two names: English, German, French, Spanish, Portuguese, Italian, Dutch. */
static const char *const articles[] = { "the", "a",  "an",  "its", "his", "her", "their", "der", "die", "das", "den", "dem", "des", "ein", "eine", "einen",
                                        "le",  "la", "les", "l’",  "un",  "une", "el",    "los", "las", "o",   "os",  "as",  "il",  "lo",  "het",  NULL };
static const char *const joining[] = { "and", "or", "&", "as well as", "und", "oder", "et", "ou", "y", "e", "en", "of", "и", "та", NULL };

void
ent_proposal_free (EntProposal *self)
{
  if (self == NULL)
    return;
  g_free (self->label);
  g_ptr_array_unref (self->named);
  g_free (self);
}

static gboolean
is_one_of (const char *word, const char *const *words)
{
  g_autofree char *lower = g_utf8_strdown (word, -1);

  return g_strv_contains (words, lower);
}

/* Where the line that holds code point @position starts and ends, as bytes. @first gets the code point of its start. */
static void
lines_around (const char *text, gint64 start, gint64 end, const char **from, const char **to, gint64 *first)
{
  const char *p = text;
  gint64 position = 0;

  *from = text;
  *first = 0;
  for (; *p != '\0' && position < start; p = g_utf8_next_char (p), position++)
    if (*p == '\n')
      {
        *from = p + 1;
        *first = position + 1;
      }
  for (; *p != '\0' && (position < end || *p != '\n'); p = g_utf8_next_char (p))
    position++;
  *to = p;
}

/* --- The label --- */

static gboolean
is_mark (gunichar c)
{
  return g_unichar_isspace (c) || (g_unichar_ispunct (c) && c != '&' && c != '%' && c != '$');
}

/* @words without blanks and marks at its ends, each blank between one. (transfer full) */
static char *
tidy (const char *words)
{
  GString *out = g_string_new (NULL);
  gboolean blank = FALSE;

  while (*words != '\0' && is_mark (g_utf8_get_char (words)))
    words = g_utf8_next_char (words);
  for (const char *p = words; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c))
        {
          blank = TRUE;
          continue;
        }
      if (blank)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, c);
      blank = FALSE;
    }
  while (out->len > 0)
    {
      const char *last = g_utf8_prev_char (out->str + out->len);

      if (!is_mark (g_utf8_get_char (last)))
        break;
      g_string_truncate (out, (gsize) (last - out->str));
    }
  return g_string_free (out, FALSE);
}

/* What follows a possessive. */
static const char *
skip_possessive (const char *words)
{
  static const char *const endings[] = { "’s ", "'s ", "’ ", "' " };

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    if (g_str_has_prefix (words, endings[i]))
      return words + strlen (endings[i]);
  return words;
}

/* The first words of @raw as a label. (transfer full) */
static char *
label_of (const char *raw)
{
  g_autofree char *tidied = tidy (skip_possessive (raw));
  g_auto (GStrv) words = g_strsplit (tidied, " ", -1);
  guint n = MIN (g_strv_length (words), MOST_WORDS);
  g_autoptr (GString) out = g_string_new (NULL);

  while (n > 0 && is_one_of (words[n - 1], articles))
    n--;
  for (guint i = 0; i < n; i++)
    g_string_append_printf (out, "%s%s", i > 0 ? " " : "", words[i]);
  return tidy (out->str);
}

/* Up to the end of the clause. (transfer full) */
static char *
label_after (const char *raw)
{
  g_autofree char *clause = g_strdup (raw);

  for (char *p = clause; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p), next = g_utf8_get_char (g_utf8_next_char (p));

      if (p > clause && strchr (",;:.!?", (int) MIN (c, 127)) != NULL && (next == 0 || g_unichar_isspace (next)))
        {
          *p = '\0';
          break;
        }
    }
  return label_of (clause);
}

/* --- The actors --- */

/* The namings of different actors, each at its first place, among those that touch @from to @to. */
static GArray *
first_namings (GArray *namings, gint64 from, gint64 to)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (EntNaming));

  for (guint i = 0; i < namings->len; i++)
    {
      EntNaming *naming = &g_array_index (namings, EntNaming, i);
      gboolean known = naming->start < from || naming->end > to;

      for (guint j = 0; j < out->len && !known; j++)
        known = g_array_index (out, EntNaming, j).actor == naming->actor;
      if (!known)
        g_array_append_val (out, *naming);
    }
  return out;
}

/* The only actor in the words, and the one named nearest to it in the sentence, in the order of the text. */
static void
pair_with_nearest (GArray *pair, GArray *namings)
{
  EntNaming only = g_array_index (pair, EntNaming, 0), nearest = { 0 };

  for (guint i = 0; i < namings->len; i++)
    {
      EntNaming *naming = &g_array_index (namings, EntNaming, i);
      gint64 far = naming->start > only.start ? naming->start - only.end : only.start - naming->end;
      gint64 least = nearest.start > only.start ? nearest.start - only.end : only.start - nearest.end;

      if (naming->actor != only.actor && (nearest.actor == NULL || far < least))
        nearest = *naming;
    }
  if (nearest.actor == NULL)
    return;
  if (nearest.start < only.start)
    g_array_prepend_val (pair, nearest);
  else
    g_array_append_val (pair, nearest);
}

/* What stands in @line between two code points. (transfer full) */
static char *
between (const char *line, gint64 from, gint64 to)
{
  return g_utf8_substring (line, from, MAX (from, to));
}

static void
propose (EntProposal *self, const char *line, GArray *named, gint64 sentence_end)
{
  const EntNaming *a = &g_array_index (named, EntNaming, 0), *b = named->len > 1 ? a + 1 : NULL, *c = named->len > 2 ? a + 2 : NULL;
  g_autofree char *middle = NULL, *joint = NULL, *tail = NULL;

  self->source = a->actor;
  if (b == NULL)
    {
      tail = between (line, a->end, sentence_end);
      self->label = label_after (tail);
      return;
    }
  self->target = b->actor;
  middle = between (line, a->end, b->start);
  joint = tidy (middle);
  self->label = label_of (middle);
  if (self->label[0] != '\0' && !is_one_of (joint, joining) && !is_one_of (self->label, joining))
    return;
  g_free (self->label);
  if (c != NULL)
    {
      tail = between (line, b->end, c->start);
      self->target = c->actor;
      self->label = label_of (tail);
      return;
    }
  tail = between (line, b->end, sentence_end);
  self->label = label_after (tail);
  self->both = TRUE;
}

/* In the code points of @line. */
static EntStretch
sentences_in (const char *line, const char *language, gint64 start, gint64 end)
{
  g_autoptr (GArray) sentences = ent_sentences_split (line, language);
  EntStretch read = { start, end };

  for (guint i = 0; i < sentences->len; i++)
    {
      EntStretch *sentence = &g_array_index (sentences, EntStretch, i);

      if (sentence->start >= MAX (end, start + 1) || sentence->end <= start)
        continue;
      read.start = MIN (read.start, sentence->start);
      read.end = MAX (read.end, sentence->end);
    }
  return read;
}

EntStretch
ent_sentences_around (const char *text, const char *language, gint64 start, gint64 end)
{
  const char *from, *to;
  gint64 first;
  g_autofree char *line = NULL;
  EntStretch read;

  lines_around (text, start, end, &from, &to, &first);
  line = g_strndup (from, (gsize) (to - from));
  read = sentences_in (line, language, start - first, end - first);
  return (EntStretch) { read.start + first, read.end + first };
}

EntProposal *
ent_propose_relation (const EntNames *names, const char *text, const char *language, gint64 start, gint64 end)
{
  EntProposal *self = g_new0 (EntProposal, 1);
  const char *from, *to;
  gint64 first;
  g_autofree char *line = NULL;
  g_autoptr (GArray) namings = NULL, named = NULL, all = NULL;
  EntStretch read;

  self->named = g_ptr_array_new ();
  lines_around (text, start, end, &from, &to, &first);
  line = g_strndup (from, (gsize) (to - from));
  start -= first;
  end -= first;
  read = sentences_in (line, language, start, end);
  namings = ent_names_find (names, line);
  named = first_namings (namings, start, end);
  all = first_namings (namings, read.start, read.end);
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (self->named, (gpointer) g_array_index (all, EntNaming, i).actor);
  if (named->len == 1)
    pair_with_nearest (named, all);
  if (named->len == 0)
    g_array_append_vals (named, all->data, all->len);
  if (named->len > 0)
    propose (self, line, named, MIN (read.end, g_utf8_strlen (line, -1)));
  if (self->label == NULL)
    self->label = g_strdup ("");
  self->sentence = (EntStretch) { read.start + first, read.end + first };
  return self;
}
