/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Words are cut at blanks and commas and read from the left: what stands before a date (since, about ...), the date, and between two
 * dates "to". Each part becomes EDTF text and is checked as EDTF at the end.
 * Invariant: ent_date_from_words (ent_date_to_words (d)) is d, for every d that EDTF allows. */
#include "ent-date-words.h"

#include <string.h>

#include "ent-edtf.h"
#include "ent-error.h"

static const char *const months[] = { "January", "February", "March",     "April",   "May",      "June",
                                      "July",    "August",   "September", "October", "November", "December" };
static const char *const seasons[] = { "spring", "summer", "autumn", "winter" };

static char *
refuse (GError **error, const char *format, const char *what)
{
  g_autofree char *message = g_strdup_printf (format, what); /* all formats here have one %s */

  g_set_error_literal (error, ENT_ERROR, ENT_ERROR_EDIT, message);
  return NULL;
}

static gboolean
is_one_of (const char *word, const char *const *list)
{
  return word != NULL && g_strv_contains (list, word);
}

/* The number of @word with up to @most digits and nothing else, or -1. */
static int
number_of (const char *word, guint most)
{
  gsize n = strspn (word, "0123456789");

  return n == 0 || n > most || word[n] != '\0' ? -1 : atoi (word);
}

/* 1-12 for a month's name or its first three letters or more, else 0. */
static guint
month_of (const char *word)
{
  gsize n = strlen (word);

  if (n > 0 && word[n - 1] == '.')
    n--;
  for (guint i = 0; n >= 3 && i < G_N_ELEMENTS (months); i++)
    if (g_ascii_strncasecmp (months[i], word, n) == 0)
      return i + 1;
  return 0;
}

/* 1-31 for "17" or "17th", else 0. */
static guint
day_of (const char *word)
{
  gsize n = strspn (word, "0123456789");

  if (n == 0 || n > 2)
    return 0;
  if (word[n] != '\0' && strcmp (word + n, "st") != 0 && strcmp (word + n, "nd") != 0 && strcmp (word + n, "rd") != 0
      && strcmp (word + n, "th") != 0)
    return 0;
  return (guint) atoi (word);
}

static guint
season_of (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (seasons); i++)
    if (strcmp (seasons[i], word) == 0)
      return 21 + i;
  return strcmp (word, "fall") == 0 ? 23 : 0;
}

/* A year of four digits, or of one to four followed by BC or AD, from *@at; moves *@at behind it. FALSE where there is none.
 * @out holds at least 16 bytes. */
static gboolean
read_year (char **words, guint n, guint *at, char *out, gsize size)
{
  static const char *const before[] = { "bc", "bce", NULL }, *const after[] = { "ad", "ce", NULL };
  int year = *at < n ? number_of (words[*at], 4) : -1;
  gboolean bc = *at + 1 < n && is_one_of (words[*at + 1], before), ad = *at + 1 < n && is_one_of (words[*at + 1], after);

  if (year < 0 || (!bc && !ad && strlen (words[*at]) != 4) || ((bc || ad) && year == 0))
    return FALSE;
  *at += bc || ad ? 2 : 1;
  /* There is a year 0 in EDTF, which is 1 BC. */
  if (bc)
    g_snprintf (out, size, year == 1 ? "0000" : "-%04d", year - 1);
  else
    g_snprintf (out, size, "%04d", year);
  return TRUE;
}

/* "17.05.2018", "17/5/2018", "5/2018"; NULL with @error where it could be read in two ways; NULL alone when it is none of these. */
static char *
read_figures (const char *word, GError **error)
{
  g_auto (GStrv) parts = NULL;
  int a, b, c;
  const char *separators = "./";

  for (; *separators != '\0' && strchr (word, *separators) == NULL; separators++)
    ;
  if (*separators == '\0')
    return NULL;
  parts = g_strsplit (word, (char[]) { *separators, '\0' }, 4);
  if (g_strv_length (parts) == 2 && strlen (parts[1]) == 4 && (a = number_of (parts[0], 2)) > 0 && (b = number_of (parts[1], 4)) >= 0)
    return g_strdup_printf ("%04d-%02d", b, a);
  if (g_strv_length (parts) != 3 || strlen (parts[2]) != 4)
    return NULL;
  a = number_of (parts[0], 2);
  b = number_of (parts[1], 2);
  c = number_of (parts[2], 4);
  if (a < 1 || b < 1 || c < 0)
    return NULL;
  /* With dots the day stands first everywhere. */
  if (*separators == '/' && a <= 12 && b <= 12 && a != b)
    return refuse (error, "“%s” can be read in two ways: write the month as a word", word);
  return b > 12 ? g_strdup_printf ("%04d-%02d-%02d", c, a, b) : g_strdup_printf ("%04d-%02d-%02d", c, b, a);
}

/* One date in the words from @from up to @to, without what qualifies it. */
static char *
read_date (char **words, guint from, guint to, GError **error)
{
  guint n = to, at = from, month, day, season;
  char year[16];
  g_autofree char *all = NULL, *last = NULL;
  g_autoptr (GError) ambiguous = NULL;

  if (from < to && strcmp (words[from], "the") == 0)
    from = ++at;
  if (from < to && strcmp (words[from], "in") == 0)
    from = ++at;
  last = words[to];
  words[to] = NULL;
  all = g_strjoinv (" ", words + from);
  words[to] = g_steal_pointer (&last);
  if (from >= to)
    return refuse (error, "a date is missing%s: write for example “May 2018”", "");

  if (to - from == 1)
    {
      const char *word = words[from];
      char *figures;
      g_autofree char *upper = g_ascii_strup (word, -1);

      if (ent_edtf_check (upper) == NULL)
        return g_steal_pointer (&upper);
      figures = read_figures (word, &ambiguous);
      if (figures != NULL)
        return figures;
      if (ambiguous != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&ambiguous));
          return NULL;
        }
      /* "1990s" */
      if (strlen (word) == 5 && g_str_has_suffix (word, "0s") && strspn (word, "0123456789") == 4)
        return g_strdup_printf ("%.3sX", word);
    }
  /* "20th century" */
  if (to - from == 2 && g_str_has_prefix (words[from + 1], "centur") && day_of (words[from]) > 0
      && !g_ascii_isdigit (words[from][strlen (words[from]) - 1]))
    return g_strdup_printf ("%02uXX", day_of (words[from]) - 1);
  if (read_year (words, n, &at, year, sizeof year) && at == n)
    return g_strdup (year);
  /* "Q2 2018" */
  at = from + 1;
  if (words[from][0] == 'q' && strspn (words[from] + 1, "1234") == 1 && words[from][2] == '\0' && read_year (words, n, &at, year, sizeof year)
      && at == n)
    {
      guint first = (guint) (words[from][1] - '1') * 3 + 1;

      return g_strdup_printf ("%s-%02u/%s-%02u", year, first, year, first + 2);
    }
  at = from + 1;
  season = season_of (words[from]);
  if (season != 0 && at < n && strcmp (words[at], "of") == 0)
    at++;
  if (season != 0 && read_year (words, n, &at, year, sizeof year) && at == n)
    return g_strdup_printf ("%s-%02u", year, season);
  /* "May 2018", "May 17 2018" */
  at = from + 1;
  month = month_of (words[from]);
  if (month != 0 && at < n && strcmp (words[at], "of") == 0)
    at++;
  if (month != 0 && read_year (words, n, &at, year, sizeof year) && at == n)
    return g_strdup_printf ("%s-%02u", year, month);
  at = from + 2;
  if (month != 0 && from + 1 < n && (day = day_of (words[from + 1])) != 0 && read_year (words, n, &at, year, sizeof year) && at == n)
    return g_strdup_printf ("%s-%02u-%02u", year, month, day);
  /* "17 May 2018", "17th of May 2018", "2018 May" */
  day = day_of (words[from]);
  at = from + 1;
  if (day != 0 && at < n && strcmp (words[at], "of") == 0)
    at++;
  month = at < n ? month_of (words[at]) : 0;
  at++;
  if (day != 0 && month != 0 && read_year (words, n, &at, year, sizeof year) && at == n)
    return g_strdup_printf ("%s-%02u-%02u", year, month, day);
  at = from;
  if (read_year (words, n, &at, year, sizeof year) && at + 1 == n && (month = month_of (words[at])) != 0)
    return g_strdup_printf ("%s-%02u", year, month);
  if (to - from <= 2 && (month_of (words[from]) != 0 || season_of (words[from]) != 0))
    return refuse (error, "“%s” needs a year of four digits: write for example “May 2018”", all);
  return refuse (error, "“%s” is not a date that can be read: write for example “May 2018”, “since 2017” or “2017 to 2019”", all);
}

/* A date and what qualifies it. */
static char *
read_qualified (char **words, guint from, guint to, GError **error)
{
  static const char *const about[] = { "about", "around", "circa", "c.", "ca.", "approximately", "roughly", NULL };
  static const char *const maybe[] = { "possibly", "perhaps", "maybe", "probably", NULL };
  gboolean is_about = FALSE, is_maybe = FALSE;
  g_autofree char *date = NULL;
  gsize n;

  for (; from < to && (is_one_of (words[from], about) || is_one_of (words[from], maybe)); from++)
    {
      is_about |= is_one_of (words[from], about);
      is_maybe |= is_one_of (words[from], maybe);
    }
  date = read_date (words, from, to, error);
  if (date == NULL || (!is_about && !is_maybe))
    return g_steal_pointer (&date);
  n = strlen (date);
  if (strchr (date, '/') != NULL || strchr (date, 'T') != NULL || strchr ("?~%", date[n - 1]) != NULL)
    return refuse (error, "“%s” cannot be both that and uncertain", date);
  return g_strconcat (date, is_about && is_maybe ? "%" : is_about ? "~" : "?", NULL);
}

/* "last week": what depends on the day on which it is read. */
static gboolean
is_relative (char **words)
{
  static const char *const relative[] = { "last", "next", "this", "ago", "today", "yesterday", "tomorrow", "now", "recently", "current",
                                          "currently", "week", "weeks", NULL };

  for (; *words != NULL; words++)
    if (is_one_of (*words, relative))
      return TRUE;
  return FALSE;
}

/* Lower case, dashes and commas as words of their own or blanks. (transfer full) */
static char **
split (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autoptr (GString) plain = g_string_new (NULL);
  g_auto (GStrv) all = NULL;
  GPtrArray *words = g_ptr_array_new ();

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0x2013 || c == 0x2014) /* dashes that only people write */
        g_string_append (plain, " to ");
      else if (c == ',' || g_unichar_isspace (c))
        g_string_append_c (plain, ' ');
      else
        g_string_append_unichar (plain, c);
    }
  all = g_strsplit (plain->str, " ", -1);
  for (guint i = 0; all[i] != NULL; i++)
    if (strcmp (all[i], "-") == 0)
      g_ptr_array_add (words, g_strdup ("to"));
    else if (strlen (all[i]) == 9 && all[i][4] == '-' && strspn (all[i], "0123456789") == 4 && strspn (all[i] + 5, "0123456789") == 4)
      {
        g_ptr_array_add (words, g_strndup (all[i], 4)); /* "2017-2019" */
        g_ptr_array_add (words, g_strdup ("to"));
        g_ptr_array_add (words, g_strdup (all[i] + 5));
      }
    else if (all[i][0] != '\0')
      g_ptr_array_add (words, g_strdup (all[i]));
  g_ptr_array_add (words, NULL);
  return (char **) g_ptr_array_free (words, FALSE);
}

/* Both ends, around the word at @middle. */
static char *
read_interval (char **words, guint from, guint middle, guint to, GError **error)
{
  g_autofree char *start = read_qualified (words, from, middle, error), *end = NULL;

  if (start == NULL)
    return NULL;
  end = read_qualified (words, middle + 1, to, error);
  if (end == NULL)
    return NULL;
  if (strchr (start, '/') != NULL || strchr (end, '/') != NULL)
    return refuse (error, "an end of an interval is one date, not “%s”", strchr (start, '/') != NULL ? start : end);
  return g_strconcat (start, "/", end, NULL);
}

static char *
read_open (char **words, guint n, gboolean since, GError **error)
{
  g_autofree char *date = read_qualified (words, 1, n, error);

  if (date == NULL)
    return NULL;
  if (strchr (date, '/') != NULL)
    return refuse (error, "an end of an interval is one date, not “%s”", date);
  return since ? g_strconcat (date, "/..", NULL) : g_strconcat ("../", date, NULL);
}

char *
ent_date_from_words (const char *text, GError **error)
{
  static const char *const since[] = { "since", NULL };
  static const char *const until[] = { "until", "till", "to", NULL };
  static const char *const between[] = { "to", "until", "till", "and", NULL };
  g_autofree char *trimmed = g_strstrip (g_strdup (text)), *date = NULL;
  g_auto (GStrv) words = NULL;
  const char *wrong;
  guint n, from = 0, middle = 0;

  if (!g_utf8_validate (trimmed, -1, NULL))
    return refuse (error, "a date is text%s", "");
  if (trimmed[0] == '\0' || ent_edtf_check (trimmed) == NULL)
    return g_steal_pointer (&trimmed);
  words = split (trimmed);
  n = g_strv_length (words);
  if (is_relative (words))
    return refuse (error, "“%s” depends on today: write the date itself, for example “May 2018”", trimmed);
  if (n > 1 && (strcmp (words[0], "from") == 0 || strcmp (words[0], "between") == 0))
    from = 1;
  for (guint i = from + 1; i + 1 < n && middle == 0; i++)
    if (is_one_of (words[i], between))
      middle = i;
  if (n > 1 && is_one_of (words[0], since))
    date = read_open (words, n, TRUE, error);
  else if (n > 1 && is_one_of (words[0], until))
    date = read_open (words, n, FALSE, error);
  else if (middle > 0)
    date = read_interval (words, from, middle, n, error);
  else if (from == 1 && strcmp (words[0], "from") == 0 && n > 2 && strcmp (words[n - 1], "on") == 0)
    date = read_open (words, n - 1, TRUE, error); /* "from 2017 on" */
  else if (from == 1)
    return refuse (error, "“%s” needs two dates, or write “since 2017”", trimmed);
  else
    date = read_qualified (words, 0, n, error);
  if (date == NULL)
    return NULL;
  wrong = ent_edtf_check (date);
  if (wrong != NULL)
    {
      g_set_error (error, ENT_ERROR, ENT_ERROR_EDIT, "“%s” is %s", trimmed, wrong);
      return NULL;
    }
  return g_steal_pointer (&date);
}

/* One date of an interval or alone, or NULL where it has no words. */
static char *
date_to_words (const char *date)
{
  gsize n = strlen (date);
  const char *qualifier = "";
  g_autofree char *plain = NULL;
  guint month, day;

  if (n > 0 && strchr ("?~%", date[n - 1]) != NULL)
    {
      qualifier = date[n - 1] == '?' ? "possibly " : date[n - 1] == '~' ? "about " : "possibly about ";
      n--;
    }
  plain = g_strndup (date, n);
  if (strspn (plain, "0123456789") == 3 && strcmp (plain + 3, "X") == 0)
    return g_strdup_printf ("%sthe %.3s0s", qualifier, plain);
  if (strspn (plain, "0123456789") != 4)
    return NULL;
  if (n == 4)
    return g_strdup_printf ("%s%s", qualifier, plain);
  if (n == 7 && strspn (plain + 5, "0123456789") == 2)
    {
      month = (guint) atoi (plain + 5);
      return g_strdup_printf ("%s%s %.4s", qualifier, month > 12 ? seasons[month - 21] : months[month - 1], plain);
    }
  if (n == 10 && strspn (plain + 5, "0123456789") == 2 && strspn (plain + 8, "0123456789") == 2)
    {
      month = (guint) atoi (plain + 5);
      day = (guint) atoi (plain + 8);
      return g_strdup_printf ("%s%u %s %.4s", qualifier, day, months[month - 1], plain);
    }
  return NULL;
}

char *
ent_date_to_words (const char *edtf)
{
  g_auto (GStrv) ends = NULL;
  g_autofree char *start = NULL, *end = NULL;

  if (edtf[0] == '\0' || ent_edtf_check (edtf) != NULL)
    return g_strdup (edtf);
  ends = g_strsplit (edtf, "/", 2);
  start = date_to_words (ends[0]);
  if (ends[1] == NULL)
    return start != NULL ? g_steal_pointer (&start) : g_strdup (edtf);
  end = date_to_words (ends[1]);
  /* An unknown end ("2017/") is not an open one ("2017/.."): it has no words. */
  if (start != NULL && strcmp (ends[1], "..") == 0)
    return g_strdup_printf ("since %s", start);
  if (end != NULL && strcmp (ends[0], "..") == 0)
    return g_strdup_printf ("until %s", end);
  return start != NULL && end != NULL ? g_strdup_printf ("%s to %s", start, end) : g_strdup (edtf);
}
