/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pango finds the boundaries of a line; each is then judged by the words on both sides of it.
 * Invariant: stretches are in order, do not overlap, are not empty, and hold every character that is not white space. */
#include "ent-sentences.h"

#include <pango/pango.h>
#include <string.h>

/* A full stop after these ends no sentence when a name follows. Compared as they stand. */
static const char *const titles[] = {
  "Mr.",   "Mrs.",  "Ms.",   "Dr.",   "Prof.", "Gen.", "Sen.", "Rep.", "Gov.", "Lt.",   "Col.",  "Sgt.", "Capt.", "Maj.", "Adm.",
  "Rev.",  "Hon.",  "Pres.", "Amb.",  "Sec.",  "Mt.",  "Ft.",  "St.",  "vs.",  "e.g.",  "i.e.",  "cf.",  "approx.", "Messrs.",
  "z.B.",  "bzw.",  "d.h.",  "u.a.",  "ca.",   "Hr.",  "Fr.",  "Nr.",  "Abs.", "usw.",  "Mme.",  "Mlle.", "MM.",  "Sr.",  "Sra.",
  "Srta.", "Dra.",  "Ud.",   "EE.",   "Sig.",  "Dott.", "On.", "dhr.", "mevr.", "bijv.", "им.",  "т.е.", "проф.", "акад.", "ген.",
  "см.",   "стр.",  NULL
};
/* The same, unless a word follows that usually starts a sentence. */
static const char *const shortened[]
    = { "Inc.", "Corp.", "Co.", "Ltd.", "Bros.", "Jr.", "UU.", "г.", "гг.", "Ave.", "Dept.", "Univ.", "etc.", NULL };
/* The same, when a number follows. */
static const char *const numbered[] = { "No.",  "Nos.", "Fig.", "Art.",  "p.",   "pp.",  "Vol.", "Jan.", "Feb.", "Mar.", "Apr.",
                                        "Jun.", "Jul.", "Aug.", "Sept.", "Sep.", "Oct.", "Nov.", "Dec.", NULL };
static const char *const starters[] = {
  "The",  "A",    "An",   "In",   "On",    "At",    "It",   "He",    "She",     "They",      "We",   "I",     "You",   "But",  "And",
  "Or",   "So",   "Yet",  "This", "That",  "These", "Those", "As",   "For",     "From",      "When", "While", "If",    "After", "Before",
  "Since", "Its", "His",  "Her",  "Their", "Our",   "My",   "There", "However", "Meanwhile", "Still", "By",   "To",    "With", "Not",
  "No",   "What", "Who",  "Why",  "How",   "Although", "Though", "Because", "Despite", "During", "Last", "Once", "Also", "Then", "Now",
  "Both", "Some", "Many", "Most", "All",   "One",   "Two",  "Under", "Over",    "Even",      "Until", "Such", NULL
};
/* Languages that write ordinals with a full stop. */
static const char *const ordinal_languages[]
    = { "de", "da", "nb", "nn", "no", "fi", "et", "lv", "cs", "sk", "pl", "hu", "hr", "sr", "bs", "sl", "is", "tr", NULL };

static gboolean
opens (gunichar c)
{
  return (c != 0 && c < 128 && strchr ("\"'([{", (int) c) != NULL) || c == 0x201c || c == 0x2018 || c == 0xab || c == 0x201e || c == 0xbf;
}

/* Closing quotes and brackets, which belong to the sentence before even where a blank separates them ("« Non ! » Il partit"). */
static gboolean
closes (gunichar c)
{
  return c == ')' || c == ']' || c == '}' || c == 0xbb || c == 0x201d || c == 0x2019;
}

/* The word that ends at @end, without what opens a quotation before it. (transfer full) */
static char *
word_before (const char *line, const char *end)
{
  const char *start = end;

  while (start > line)
    {
      const char *before = g_utf8_prev_char (start);

      if (g_unichar_isspace (g_utf8_get_char (before)))
        break;
      start = before;
    }
  while (start < end && opens (g_utf8_get_char (start)))
    start = g_utf8_next_char (start);
  return g_strndup (start, (gsize) (end - start));
}

/* The letters and digits that start at @start. (transfer full) */
static char *
word_after (const char *start)
{
  const char *end = start;

  while (*end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)))
    end = g_utf8_next_char (end);
  return g_strndup (start, (gsize) (end - start));
}

/* @word is letters each followed by a full stop; returns how many, 0 for anything else. */
static guint
count_initials (const char *word)
{
  guint n = 0;

  while (*word != '\0')
    {
      if (!g_unichar_isalpha (g_utf8_get_char (word)))
        return 0;
      word = g_utf8_next_char (word);
      if (*word++ != '.')
        return 0;
      n++;
    }
  return n;
}

/* @word is a number of at most @most digits and a full stop. */
static gboolean
is_ordinal (const char *word, gsize most)
{
  gsize n = strspn (word, "0123456789");

  return n > 0 && n <= most && g_str_equal (word + n, ".");
}

static gboolean
writes_ordinals (const char *language)
{
  g_autofree char *base = g_ascii_strdown (language, (gssize) strcspn (language, "-_"));

  return g_strv_contains (ordinal_languages, base);
}

/* TRUE when no sentence ends between @end, before the blanks, and @next, after them. @start: where the sentence before starts. */
static gboolean
joins (const char *line, const char *start, const char *end, const char *next, const char *language)
{
  g_autofree char *before = word_before (line, end), *after = word_after (next);
  gboolean starts = g_strv_contains (starters, after), digit = g_ascii_isdigit (after[0]), name = after[0] != '\0' && !starts;
  guint initials = count_initials (before);
  gboolean alone = (gsize) (end - start) <= strlen (before); /* nothing else is in the sentence */

  if (is_ordinal (before, alone ? 3 : 2) && (alone || writes_ordinals (language)))
    return TRUE;
  if (g_strv_contains (numbered, before))
    return digit;
  if (g_strv_contains (titles, before))
    return after[0] != '\0';
  if (initials == 1 && !g_strv_contains (shortened, before))
    return name && g_unichar_isupper (g_utf8_get_char (before));
  return name && (initials > 1 || g_str_equal (before, "Ph.D.") || g_strv_contains (shortened, before));
}

/* TRUE when a sentence starts at @p though no blank stands before it: "Korea.In 2019", but not "Example.Com" or "U.S". */
static gboolean
starts_unspaced (const char *line, const char *p)
{
  const char *dot = p - 1, *before;
  g_autofree char *after = NULL;

  if (p - line < 3 || *dot != '.' || !g_unichar_isupper (g_utf8_get_char (p)))
    return FALSE;
  before = g_utf8_prev_char (dot);
  if (!g_unichar_islower (g_utf8_get_char (before)) || before == line || !g_unichar_isalpha (g_utf8_get_char (g_utf8_prev_char (before))))
    return FALSE;
  for (const char *q = dot; q > line && !g_unichar_isspace (g_utf8_get_char (g_utf8_prev_char (q))); q = g_utf8_prev_char (q))
    if (strchr ("./@:", q[-1]) != NULL)
      return FALSE;
  after = word_after (p);
  if (g_ascii_strcasecmp (after, "com") == 0 || g_ascii_strcasecmp (after, "org") == 0 || g_ascii_strcasecmp (after, "net") == 0)
    return FALSE;
  p += strlen (after);
  return *p == ' ' || *p == ',' || g_str_has_prefix (p, "\342\200\231") || *p == '\'';
}

static void
split_line (GArray *out, const char *line, gsize size, gint64 base, const char *language)
{
  g_autofree char *copy = g_strndup (line, size);
  gsize n = (gsize) g_utf8_strlen (copy, -1);
  g_autofree PangoLogAttr *attrs = g_new0 (PangoLogAttr, n + 1);
  const char *p = copy, *start = NULL;
  gint64 position = base, start_position = base, end_position = base; /* end: after the last character that is no blank */
  const char *end = copy;
  gboolean due = FALSE; /* a sentence starts after what closes the one before */

  pango_get_log_attrs (copy, (int) size, -1, pango_language_from_string (language[0] != '\0' ? language : "en"), attrs, (int) n + 1);
  for (gsize i = 0; i < n; i++, p = g_utf8_next_char (p), position++)
    {
      gunichar c = g_utf8_get_char (p);
      gboolean starts = attrs[i].is_sentence_start || due;

      if (g_unichar_isspace (c))
        continue;
      due = starts && closes (c);
      if (start != NULL && !due && ((starts && !joins (copy, start, end, p, language)) || starts_unspaced (copy, p)))
        {
          EntStretch stretch = { start_position, end_position };

          g_array_append_val (out, stretch);
          start = NULL;
        }
      if (start == NULL)
        {
          start = p;
          start_position = position;
        }
      end = g_utf8_next_char (p);
      end_position = position + 1;
    }
  if (start != NULL)
    {
      EntStretch stretch = { start_position, end_position };

      g_array_append_val (out, stretch);
    }
}

GArray *
ent_sentences_split (const char *text, const char *language)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (EntStretch));
  gint64 base = 0;

  while (*text != '\0')
    {
      gsize size = strcspn (text, "\n");

      if (size > 0)
        split_line (out, text, size, base, language);
      base += g_utf8_strlen (text, (gssize) size);
      text += size;
      if (*text == '\n')
        {
          text++;
          base++;
        }
    }
  return out;
}
