/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates in words: a table of what is read, a table of what is refused and why, and the way back. */
#include "ent-date-words.h"
#include "ent-edtf.h"

#include <string.h>

static const char *const good[][2] = {
  { "", "" },
  { "2018", "2018" },
  { "May 2018", "2018-05" },
  { " may  2018 ", "2018-05" },
  { "Sept. 2018", "2018-09" },
  { "May of 2018", "2018-05" },
  { "2018 May", "2018-05" },
  { "17 May 2018", "2018-05-17" },
  { "17th of May, 2018", "2018-05-17" },
  { "May 17, 2018", "2018-05-17" },
  { "May 1st 2018", "2018-05-01" },
  { "17.5.2018", "2018-05-17" },
  { "3.4.2018", "2018-04-03" },
  { "17/05/2018", "2018-05-17" },
  { "05/17/2018", "2018-05-17" },
  { "5/2018", "2018-05" },
  { "since 2017", "2017/.." },
  { "since about May 2017", "2017-05~/.." },
  { "from 2017 on", "2017/.." },
  { "until 2019", "../2019" },
  { "2017 to 2019", "2017/2019" },
  { "from May 2017 until summer 2019", "2017-05/2019-22" },
  { "between 2017 and 2019", "2017/2019" },
  { "2017-2019", "2017/2019" },
  { "2017 \342\200\223 2019", "2017/2019" },
  { "2017 - 2019", "2017/2019" },
  { "about 1961", "1961~" },
  { "c. 1961", "1961~" },
  { "possibly 2018", "2018?" },
  { "probably about May 2018", "2018-05%" },
  { "summer 2019", "2019-22" },
  { "Fall of 2019", "2019-23" },
  { "the 1990s", "199X" },
  { "20th century", "19XX" },
  { "Q2 2018", "2018-04/2018-06" },
  { "44 BC", "-0043" },
  { "1 BC", "0000" },
  { "79 AD", "0079" },
  { "2024-05-17", "2024-05-17" },
  { "2024-05-17T10:00:00Z", "2024-05-17T10:00:00Z" },
  { "1961/..", "1961/.." },
};

static const char *const bad[][2] = {
  { "last week", "depends on today" },
  { "three years ago", "depends on today" },
  { "yesterday", "depends on today" },
  { "May", "needs a year" },
  { "May 18", "needs a year" },
  { "3/4/2018", "two ways" },
  { "soon", "not a date that can be read" },
  { "early 2018", "not a date that can be read" },
  { "31 June 2018", "does not have" },
  { "13/2018", "does not exist" },
  { "2019 to 2017", "ends before it starts" },
  { "from 2017", "two dates" },
  { "since", "not a date that can be read" },
  { "about", "missing" },
  { "about Q2 2018", "uncertain" },
  { "since Q2 2018", "one date" },
  { "2017 to", "not a date that can be read" },
  { "\377", "text" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *date = ent_date_from_words (good[i][0], &error);

      if (error != NULL)
        g_error ("“%s”: %s", good[i][0], error->message);
      g_assert_cmpstr (date, ==, good[i][1]);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *date = ent_date_from_words (bad[i][0], &error);

      if (date != NULL)
        g_error ("“%s” was read as %s", bad[i][0], date);
      if (strstr (error->message, bad[i][1]) == NULL)
        g_error ("“%s”: %s", bad[i][0], error->message);
    }
}

static void
test_back (void)
{
  static const char *const words[][2] = { { "2018-05", "May 2018" },          { "2018-05-17", "17 May 2018" },
                                          { "2017/..", "since 2017" },         { "../2019-22", "until summer 2019" },
                                          { "1961~", "about 1961" },           { "2017?/2019", "possibly 2017 to 2019" },
                                          { "199X", "the 1990s" },             { "2017/", "2017/" },
                                          { "Y-12345", "Y-12345" },            { "2024-05-17T10:00:00Z", "2024-05-17T10:00:00Z" },
                                          { "2018-05%", "possibly about May 2018" }, { "", "" } };
  static const char *const parts[] = { "2018", "0000", "-0043", "201X", "19XX", "2018-05", "2018-24", "2018-05-17", "2018-XX", "2018-05-XX",
                                       "Y17000", "..", "" };
  static const char *const qualifiers[] = { "", "?", "~", "%" };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      g_autofree char *text = ent_date_to_words (words[i][0]);

      g_assert_cmpstr (text, ==, words[i][1]);
    }
  /* Every date comes back from its words. */
  for (guint i = 0; i < G_N_ELEMENTS (parts) * G_N_ELEMENTS (parts) * 16; i++)
    {
      guint p = i / 16 % G_N_ELEMENTS (parts), q = i / 16 / G_N_ELEMENTS (parts);
      g_autofree char *one = g_strconcat (parts[p], qualifiers[i % 4], NULL), *two = g_strconcat (parts[q], qualifiers[i / 4 % 4], NULL);
      g_autofree char *date = i % 3 == 0 ? g_strdup (one) : g_strconcat (one, "/", two, NULL), *text = NULL, *back = NULL;
      g_autoptr (GError) error = NULL;

      if (ent_edtf_check (date) != NULL)
        continue;
      text = ent_date_to_words (date);
      back = ent_date_from_words (text, &error);
      if (g_strcmp0 (back, date) != 0)
        g_error ("%s became “%s” became %s", date, text, back != NULL ? back : error->message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/date-words/good", test_good);
  g_test_add_func ("/date-words/bad", test_bad);
  g_test_add_func ("/date-words/back", test_back);
  return g_test_run ();
}
