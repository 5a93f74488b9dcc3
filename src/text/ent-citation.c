/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries and references in the three styles: each is parts in an order, and a part that is not known is left out.
 * Invariant: no part is followed by two full stops. */
#include "ent-citation.h"

#include <string.h>

#include "ent-anchor.h"
#include "ent-citation-parts.h"

const char *
ent_citation_style_name (EntCitationStyle style)
{
  static const char *const names[] = { "APA", "Chicago", "MLA" };

  return names[style];
}

/* Appends a full stop where @out does not end in one, or in another sign that ends a sentence (a closing quote after it aside). */
static void
stop (GString *out)
{
  gsize n = out->len;

  if (n >= 3 && memcmp (out->str + n - 3, "\342\200\235", 3) == 0)
    n -= 3;
  if (n > 0 && strchr (".?!", out->str[n - 1]) == NULL)
    g_string_append_c (out, '.');
}

static void
append_part (GString *out, const char *part)
{
  if (part[0] == '\0')
    return;
  g_string_append_printf (out, "%s%s", out->len > 0 ? " " : "", part);
}

/* "J. M." of "Jane Mary". */
static void
append_initials (GString *out, const char *given)
{
  g_auto (GStrv) parts = g_strsplit (given, " ", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    if (parts[i][0] != '\0')
      {
        g_string_append_c (out, ' ');
        g_string_append_unichar (out, g_utf8_get_char (parts[i]));
        g_string_append_c (out, '.');
      }
}

static void
append_name (GString *out, const EntCitedName *name, EntCitationStyle style, gboolean inverted)
{
  if (name->given[0] == '\0')
    g_string_append (out, name->family);
  else if (style == ENT_CITATION_APA)
    {
      g_string_append_printf (out, "%s,", name->family);
      append_initials (out, name->given);
    }
  else if (inverted)
    g_string_append_printf (out, "%s, %s", name->family, name->given);
  else
    g_string_append_printf (out, "%s %s", name->given, name->family);
}

/* The authors as an entry names them; "" for none. (transfer full) */
static char *
authors_of_entry (const GArray *names, EntCitationStyle style)
{
  GString *out = g_string_new (NULL);
  guint shown = style == ENT_CITATION_MLA && names->len > 2 ? 1 : names->len;

  for (guint i = 0; i < shown; i++)
    {
      if (i > 0)
        g_string_append (out, i < shown - 1 ? ", " : style == ENT_CITATION_APA ? ", & " : ", and ");
      append_name (out, &g_array_index (names, EntCitedName, i), style, i == 0);
    }
  if (shown < names->len)
    g_string_append (out, ", et al");
  return g_string_free (out, FALSE);
}

/* The authors as a reference behind a quotation names them: family names alone, or the title. (transfer full) */
static char *
authors_of_reference (const EntArticle *article, const GArray *names, EntCitationStyle style)
{
  const char *first = names->len > 0 ? g_array_index (names, EntCitedName, 0).family : NULL;

  if (names->len == 0)
    return article->title[0] != '\0' ? g_strdup_printf ("“%s”", article->title) : g_strdup (article->publisher);
  if (names->len == 1)
    return g_strdup (first);
  if (names->len == 2)
    return g_strdup_printf ("%s %s %s", first, style == ENT_CITATION_APA ? "&" : "and", g_array_index (names, EntCitedName, 1).family);
  return g_strdup_printf ("%s et al.", first);
}

/* "November 2, 2024", in MLA "2 Nov. 2024", in APA "2024, November 2"; "" for no date. (transfer full) */
static char *
date_in_style (const char *edtf, EntCitationStyle style)
{
  EntCitedDate date;
  const char *month;
  GString *out;

  if (!ent_cited_date (edtf, &date))
    return g_strdup (edtf);
  month = date.month > 0 ? ent_cited_month (date.month, style == ENT_CITATION_MLA) : "";
  out = g_string_new (date.about ? "ca. " : "");
  if (date.month == 0)
    g_string_append_printf (out, "%d", date.year);
  else if (style == ENT_CITATION_APA)
    g_string_append_printf (out, "%d, %s", date.year, month);
  else if (style == ENT_CITATION_MLA && date.day > 0)
    g_string_append_printf (out, "%d %s %d", date.day, month, date.year);
  else if (date.day > 0)
    g_string_append_printf (out, "%s %d, %d", month, date.day, date.year);
  else
    g_string_append_printf (out, "%s %d", month, date.year);
  if (style == ENT_CITATION_APA && date.day > 0)
    g_string_append_printf (out, " %d", date.day);
  return g_string_free (out, FALSE);
}

static char *
apa_entry (const EntArticle *article, const char *authors)
{
  g_autofree char *published = date_in_style (article->published, ENT_CITATION_APA);
  g_autofree char *accessed = date_in_style (article->accessed, ENT_CITATION_CHICAGO);
  GString *out = g_string_new (authors[0] != '\0' ? authors : article->title);

  if (out->len > 0)
    stop (out);
  g_string_append_printf (out, "%s(%s).", out->len > 0 ? " " : "", published[0] != '\0' ? published : "n.d.");
  if (authors[0] != '\0' && article->title[0] != '\0')
    {
      append_part (out, article->title);
      stop (out);
    }
  if (article->publisher[0] != '\0' && strcmp (article->publisher, authors) != 0)
    {
      append_part (out, article->publisher);
      stop (out);
    }
  if (article->url[0] != '\0' && published[0] == '\0' && accessed[0] != '\0')
    g_string_append_printf (out, " Retrieved %s, from", accessed);
  append_part (out, article->url);
  return g_string_free (out, FALSE);
}

/* Chicago and MLA: author, title in quotation marks, where it stands, when, address, when it was read. */
static char *
other_entry (const EntArticle *article, const char *authors, EntCitationStyle style)
{
  g_autofree char *published = date_in_style (article->published, style), *accessed = date_in_style (article->accessed, style);
  const char *places[] = { article->publisher, published, style == ENT_CITATION_MLA ? article->url : "" };
  GString *out = g_string_new (authors);
  gboolean first = TRUE;

  if (out->len > 0)
    stop (out);
  if (article->title[0] != '\0')
    {
      g_string_append_printf (out, "%s“%s", out->len > 0 ? " " : "", article->title);
      stop (out);
      g_string_append (out, "”");
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i][0] != '\0')
      {
        g_string_append_printf (out, "%s%s", first ? out->len > 0 ? " " : "" : ", ", places[i]);
        first = FALSE;
      }
  if (!first)
    stop (out);
  if (accessed[0] != '\0' && (style == ENT_CITATION_MLA || published[0] == '\0'))
    g_string_append_printf (out, " Accessed %s.", accessed);
  if (style == ENT_CITATION_CHICAGO && article->url[0] != '\0')
    {
      append_part (out, article->url);
      stop (out);
    }
  return g_string_free (out, FALSE);
}

char *
ent_citation_of_article (const EntArticle *article, EntCitationStyle style)
{
  g_autoptr (GArray) names = ent_cited_names (article->author);
  g_autofree char *authors = authors_of_entry (names, style);

  return style == ENT_CITATION_APA ? apa_entry (article, authors) : other_entry (article, authors, style);
}

/* "p. 3" or "para. 7"; MLA writes "par. 7". (transfer full) */
static char *
place_of (const EntArticle *article, const EntExcerpt *excerpt, EntCitationStyle style)
{
  guint page = 0;

  if (ent_anchor_state (article, excerpt) != ENT_ANCHOR_EXACT)
    return g_strdup ("");
  while (article->pages != NULL && page < article->pages->n && article->pages->items[page] <= excerpt->start)
    page++;
  if (page > 0)
    return g_strdup_printf (style == ENT_CITATION_MLA ? "%u" : "p. %u", page);
  return g_strdup_printf (style == ENT_CITATION_MLA ? "par. %u" : "para. %u", ent_text_paragraph (article->text, excerpt->start));
}

/* The excerpt in double quotation marks, those inside it single. (transfer full) */
static char *
quoted (const char *words)
{
  g_autoptr (GString) out = g_string_new (words);

  g_string_replace (out, "“", "‘", 0);
  g_string_replace (out, "”", "’", 0);
  g_string_replace (out, "\"", "'", 0);
  g_string_replace (out, "\n", " ", 0);
  return g_strdup_printf ("“%s”", out->str);
}

char *
ent_citation_of_excerpt (const EntArticle *article, const EntExcerpt *excerpt, EntCitationStyle style)
{
  g_autoptr (GArray) names = ent_cited_names (article->author);
  g_autofree char *who = authors_of_reference (article, names, style), *where = place_of (article, excerpt, style);
  g_autofree char *words = quoted (excerpt->exact), *year = NULL;
  EntCitedDate date;
  GString *out = g_string_new (words);

  if (ent_cited_date (article->published, &date))
    year = g_strdup_printf ("%s%d", date.about ? "ca. " : "", date.year);
  g_string_append_printf (out, " (%s", who);
  if (style == ENT_CITATION_MLA)
    g_string_append_printf (out, "%s%s", where[0] != '\0' ? g_str_has_prefix (where, "par") ? ", " : " " : "", where);
  else
    {
      const char *when = year != NULL ? year : "n.d.";

      g_string_append_printf (out, "%s%s%s%s", style == ENT_CITATION_APA && who[0] != '\0' ? ", " : who[0] != '\0' ? " " : "", when,
                              where[0] != '\0' ? ", " : "", where);
    }
  g_string_append (out, ")");
  return g_string_free (out, FALSE);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const char *p = *(const char *const *) a, *q = *(const char *const *) b;
  g_autofree char *x = g_utf8_casefold (g_str_has_prefix (p, "“") ? p + strlen ("“") : p, -1);
  g_autofree char *y = g_utf8_casefold (g_str_has_prefix (q, "“") ? q + strlen ("“") : q, -1);

  return strcmp (x, y);
}

char *
ent_citation_list (const EntRecords *articles, EntCitationStyle style)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func (g_free);
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < ent_records_n (articles); i++)
    g_ptr_array_add (entries, ent_citation_of_article ((const EntArticle *) articles->items[i], style));
  g_ptr_array_sort (entries, compare_entries);
  for (guint i = 0; i < entries->len; i++)
    g_string_append_printf (out, "%s\n", (const char *) g_ptr_array_index (entries, i));
  return g_string_free (out, FALSE);
}
