/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Citations for other programs. Sources: the CSL-JSON schema of the Citation Style Language project, 1.0.2; BibTeX as its manual
 * (Patashnik 1988) has it, with the fields `url` and `urldate` that later styles know.
 * Invariant: every value is escaped at the one place where it is written. */
#include "ent-citation.h"

#include <string.h>

#include "ent-citation-parts.h"

#define KEY_CHARACTERS G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS "-:.+/_"

/* What a kind of article is called: in CSL, in BibTeX, and the BibTeX field of its publisher. */
static const struct
{
  const char *kind, *csl, *bibtex, *publisher;
} kinds[] = {
  { "article", "article-newspaper", "article", "journal" }, { "book", "book", "book", "publisher" },
  { "report", "report", "techreport", "institution" },      { "interview", "interview", "misc", "howpublished" },
  { "speech", "speech", "misc", "howpublished" },           { "webpage", "webpage", "misc", "howpublished" },
};

static guint
kind_of (const EntArticle *article)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (strcmp (kinds[i].kind, article->kind) == 0)
      return i;
  return article->url[0] != '\0' ? G_N_ELEMENTS (kinds) - 1 : 0;
}

static void
append_json_string (GString *out, const char *text)
{
  g_string_append_c (out, '"');
  for (; *text != '\0'; text++)
    if (*text == '"' || *text == '\\')
      g_string_append_printf (out, "\\%c", *text);
    else if ((guchar) *text < 0x20)
      g_string_append_printf (out, "\\u%04x", (guint) (guchar) *text);
    else
      g_string_append_c (out, *text);
  g_string_append_c (out, '"');
}

static void
append_json (GString *out, const char *name, const char *value)
{
  if (value[0] == '\0')
    return;
  g_string_append_printf (out, ",\n    \"%s\": ", name);
  append_json_string (out, value);
}

static void
append_json_date (GString *out, const char *name, const char *edtf)
{
  EntCitedDate date;

  if (edtf[0] == '\0')
    return;
  g_string_append_printf (out, ",\n    \"%s\": {", name);
  if (ent_cited_date (edtf, &date))
    {
      g_string_append_printf (out, "\"date-parts\": [[%d", date.year);
      if (date.month > 0)
        g_string_append_printf (out, ", %d", date.month);
      if (date.day > 0)
        g_string_append_printf (out, ", %d", date.day);
      g_string_append_printf (out, "]]%s}", date.about ? ", \"circa\": true" : "");
      return;
    }
  g_string_append (out, "\"literal\": ");
  append_json_string (out, edtf);
  g_string_append_c (out, '}');
}

static void
append_json_authors (GString *out, const char *author)
{
  g_autoptr (GArray) names = ent_cited_names (author);

  for (guint i = 0; i < names->len; i++)
    {
      const EntCitedName *name = &g_array_index (names, EntCitedName, i);

      g_string_append (out, i == 0 ? ",\n    \"author\": [{" : ", {");
      g_string_append (out, name->given[0] != '\0' ? "\"family\": " : "\"literal\": ");
      append_json_string (out, name->family);
      if (name->given[0] != '\0')
        {
          g_string_append (out, ", \"given\": ");
          append_json_string (out, name->given);
        }
      g_string_append (out, i + 1 < names->len ? "}" : "}]");
    }
}

static void
append_csl (GString *out, const EntArticle *article, const EntExcerpt *excerpt)
{
  guint kind = kind_of (article);

  g_string_append (out, "  {\n    \"id\": ");
  append_json_string (out, article->id);
  append_json (out, "type", kinds[kind].csl);
  append_json (out, "title", article->title);
  append_json_authors (out, article->author);
  append_json (out, strcmp (kinds[kind].bibtex, "article") == 0 || strcmp (kinds[kind].kind, "webpage") == 0 ? "container-title" : "publisher",
               article->publisher);
  append_json_date (out, "issued", article->published);
  append_json_date (out, "accessed", article->accessed);
  append_json (out, "URL", article->url);
  append_json (out, "language", article->language);
  append_json (out, "note", excerpt != NULL ? excerpt->exact : "");
  g_string_append (out, "\n  }");
}

char *
ent_citation_csl_json (const EntRecords *articles)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < ent_records_n (articles); i++)
    {
      g_string_append (out, i > 0 ? ",\n" : "\n");
      append_csl (out, (const EntArticle *) articles->items[i], NULL);
    }
  g_string_append (out, ent_records_n (articles) > 0 ? "\n]\n" : "]\n");
  return g_string_free (out, FALSE);
}

char *
ent_citation_csl_json_of (const EntArticle *article, const EntExcerpt *excerpt)
{
  GString *out = g_string_new ("[\n");

  append_csl (out, article, excerpt);
  g_string_append (out, "\n]\n");
  return g_string_free (out, FALSE);
}

static void
append_tex (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    switch (*text)
      {
      case '\\':
        g_string_append (out, "\\textbackslash{}");
        break;
      case '~':
        g_string_append (out, "\\textasciitilde{}");
        break;
      case '^':
        g_string_append (out, "\\textasciicircum{}");
        break;
      case '{':
      case '}':
      case '$':
      case '&':
      case '%':
      case '#':
      case '_':
        g_string_append_printf (out, "\\%c", *text);
        break;
      case '\n':
      case '\r':
      case '\t':
        g_string_append_c (out, ' ');
        break;
      default:
        g_string_append_c (out, *text);
      }
}

static void
append_field (GString *out, const char *name, const char *value)
{
  if (value[0] == '\0')
    return;
  g_string_append_printf (out, ",\n  %s = {", name);
  append_tex (out, value);
  g_string_append_c (out, '}');
}

/* An address is read by `url` as it stands; only what would break the braces, or a line, is written as a per cent code. */
static void
append_address (GString *out, const char *url)
{
  if (url[0] == '\0')
    return;
  g_string_append (out, ",\n  url = {");
  for (; *url != '\0'; url++)
    if (strchr ("{}\\ ", *url) != NULL || (guchar) *url < 0x20)
      g_string_append_printf (out, "%%%02X", (guint) (guchar) *url);
    else
      g_string_append_c (out, *url);
  g_string_append_c (out, '}');
}

static void
append_bibtex_authors (GString *out, const char *author)
{
  g_autoptr (GArray) names = ent_cited_names (author);

  for (guint i = 0; i < names->len; i++)
    {
      const EntCitedName *name = &g_array_index (names, EntCitedName, i);

      g_string_append (out, i == 0 ? ",\n  author = {" : " and ");
      g_string_append (out, name->given[0] != '\0' ? "" : "{");
      append_tex (out, name->family);
      g_string_append (out, name->given[0] != '\0' ? ", " : "}");
      append_tex (out, name->given);
    }
  if (names->len > 0)
    g_string_append_c (out, '}');
}

static void
append_bibtex_date (GString *out, const char *edtf)
{
  static const char *const months[] = { "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec" };
  EntCitedDate date;

  if (edtf[0] == '\0' || !ent_cited_date (edtf, &date))
    {
      append_field (out, "year", edtf);
      return;
    }
  g_string_append_printf (out, ",\n  year = {%d}", date.year);
  if (date.month > 0 && date.day > 0)
    g_string_append_printf (out, ",\n  month = %s # {~%d}", months[date.month - 1], date.day);
  else if (date.month > 0)
    g_string_append_printf (out, ",\n  month = %s", months[date.month - 1]);
}

static void
append_bibtex (GString *out, const EntArticle *article, const EntExcerpt *excerpt)
{
  guint kind = kind_of (article);
  g_autofree char *key = g_strdup (article->id);

  g_strcanon (key, KEY_CHARACTERS, '_');
  g_string_append_printf (out, "@%s{%s", kinds[kind].bibtex, key);
  if (strcmp (key, article->id) != 0) /* ids that differ only in other characters stay apart */
    g_string_append_printf (out, "-%08x", g_str_hash (article->id));
  append_bibtex_authors (out, article->author);
  if (article->title[0] != '\0')
    {
      /* Two pairs of braces keep the capitals. */
      g_string_append (out, ",\n  title = {{");
      append_tex (out, article->title);
      g_string_append (out, "}}");
    }
  append_field (out, kinds[kind].publisher, article->publisher);
  append_bibtex_date (out, article->published);
  append_address (out, article->url);
  append_field (out, "urldate", article->accessed);
  append_field (out, "language", article->language);
  append_field (out, "note", excerpt != NULL ? excerpt->exact : "");
  g_string_append (out, "\n}\n");
}

char *
ent_citation_bibtex (const EntRecords *articles)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < ent_records_n (articles); i++)
    {
      if (i > 0)
        g_string_append_c (out, '\n');
      append_bibtex (out, (const EntArticle *) articles->items[i], NULL);
    }
  return g_string_free (out, FALSE);
}

char *
ent_citation_bibtex_of (const EntArticle *article, const EntExcerpt *excerpt)
{
  GString *out = g_string_new (NULL);

  append_bibtex (out, article, excerpt);
  return g_string_free (out, FALSE);
}
