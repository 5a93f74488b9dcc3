/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Names and dates are read, never completed: a name that cannot be taken apart stays whole. */
#include "ent-citation-parts.h"

#include <stdlib.h>
#include <string.h>

static void
clear_name (gpointer data)
{
  EntCitedName *name = data;

  g_free (name->family);
  g_free (name->given);
}

/* Words that name a body, not a person. */
static gboolean
is_body (const char *name)
{
  static const char *const words[]
      = { "agency",   "agence", "press",  "news",       "times",      "post",   "ministry",   "department", "office",  "university", "institute",
          "institution", "committee", "council", "association", "organization", "organisation", "bank", "group", "staff", "editors",
          "board",    "united", "nations", "commission", "government", "party",  "company",    "corporation", "service", "bureau", "the", NULL };
  g_auto (GStrv) parts = g_strsplit (name, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      g_autofree char *lower = g_utf8_strdown (parts[i], -1);

      if (g_strv_contains (words, lower))
        return TRUE;
    }
  return FALSE;
}

static void
add_name (GArray *out, const char *text)
{
  g_autofree char *name = g_strstrip (g_strdup (text));
  const char *comma = strstr (name, ", "), *space = strrchr (name, ' ');
  EntCitedName cited;

  if (name[0] == '\0')
    return;
  if (comma != NULL)
    cited = (EntCitedName) { g_strndup (name, (gsize) (comma - name)), g_strstrip (g_strdup (comma + 2)) };
  else if (space == NULL || is_body (name))
    cited = (EntCitedName) { g_strdup (name), g_strdup ("") };
  else
    cited = (EntCitedName) { g_strdup (space + 1), g_strstrip (g_strndup (name, (gsize) (space - name))) };
  g_array_append_val (out, cited);
}

GArray *
ent_cited_names (const char *author)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (EntCitedName));
  g_autoptr (GString) text = g_string_new (author);
  g_auto (GStrv) parts = NULL;

  g_array_set_clear_func (out, clear_name);
  if (strchr (author, ';') == NULL)
    {
      g_auto (GStrv) commas = g_strsplit (author, ", ", -1);
      gboolean list = g_strv_length (commas) > 1;

      /* "Jane Doe, Juan Pérez" is a list of names, "Doe, Jane" is one. */
      for (guint i = 0; list && commas[i] != NULL; i++)
        list = strchr (g_strstrip (commas[i]), ' ') != NULL;
      if (list)
        g_string_replace (text, ", ", ";", 0);
    }
  if (!is_body (author))
    {
      g_string_replace (text, " and ", ";", 0);
      g_string_replace (text, " & ", ";", 0);
    }
  g_string_replace (text, "\n", ";", 0);
  parts = g_strsplit (text->str, ";", -1);
  for (guint i = 0; parts[i] != NULL; i++)
    add_name (out, g_str_has_prefix (parts[i], "and ") ? parts[i] + 4 : parts[i]);
  return out;
}

/* Reads @n digits at *@text into @number. */
static gboolean
take_digits (const char **text, int n, int *number)
{
  *number = 0;
  for (int i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;
      *number = *number * 10 + (**text - '0');
    }
  return TRUE;
}

gboolean
ent_cited_date (const char *edtf, EntCitedDate *date)
{
  const char *p = g_str_has_prefix (edtf, "../") ? edtf + 3 : edtf, *q;
  int number;

  *date = (EntCitedDate) { 0 };
  if (!take_digits (&p, 4, &date->year))
    return FALSE;
  q = p + 1;
  if (*p == '-' && take_digits (&q, 2, &number) && number >= 1 && number <= 12)
    {
      date->month = number;
      p = q;
      q = p + 1;
      if (*p == '-' && take_digits (&q, 2, &number))
        date->day = number;
    }
  date->about = strpbrk (edtf, "~?%") != NULL;
  return TRUE;
}

const char *
ent_cited_month (int month, gboolean brief)
{
  static const char *const names[] = { "January", "February", "March",     "April",   "May",      "June",
                                       "July",    "August",   "September", "October", "November", "December" };
  static const char *const short_names[]
      = { "Jan.", "Feb.", "Mar.", "Apr.", "May", "June", "July", "Aug.", "Sept.", "Oct.", "Nov.", "Dec." };

  return brief ? short_names[month - 1] : names[month - 1];
}
