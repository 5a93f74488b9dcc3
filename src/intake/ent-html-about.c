/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a page says of itself: the Open Graph protocol, names in <meta> that newspapers, libraries (Dublin Core) and
 * publishers (Highwire) use, <time>, the canonical link, lang. The first source that states a thing counts. */
#include <string.h>

#include "ent-html-private.h"

/* The content of the first <meta> whose name, property or itemprop is @name; NULL without one. */
static const char *
meta (GPtrArray *metas, const char *name)
{
  static const char *const keys[] = { "property", "name", "itemprop", "http-equiv" };

  for (guint i = 0; i < metas->len; i++)
    for (guint k = 0; k < G_N_ELEMENTS (keys); k++)
      {
        const char *is = ent_html_attribute (g_ptr_array_index (metas, i), keys[k]);

        if (is != NULL && g_ascii_strcasecmp (is, name) == 0)
          return ent_html_attribute (g_ptr_array_index (metas, i), "content");
      }
  return NULL;
}

static void
offer_metas (char **slot, GPtrArray *metas, const char *const *names)
{
  for (guint i = 0; names[i] != NULL; i++)
    ent_reading_offer_line (slot, meta (metas, names[i]));
}

static gboolean
is_address (const char *text)
{
  return g_str_has_prefix (text, "http://") || g_str_has_prefix (text, "https://");
}

/* "By Jane Roe" is Jane Roe. */
static void
trim_author (EntReading *reading)
{
  if (g_ascii_strncasecmp (reading->author, "by ", 3) == 0)
    ent_reading_take_line (&reading->author, g_strdup (reading->author + 3));
  if (is_address (reading->author))
    ent_reading_take_line (&reading->author, NULL);
}

/* A title without the name of the site behind or before it: "Title - Site", "Site | Title". */
static void
trim_title (EntReading *reading, const char *heading)
{
  static const char *const marks[] = { " | ", " - ", " – ", " — ", " :: ", " » ", " · " };

  if (heading != NULL && heading[0] != '\0' && strlen (heading) >= 8 && strstr (reading->title, heading) != NULL)
    {
      ent_reading_take_line (&reading->title, g_strdup (heading));
      return;
    }
  if (reading->publisher[0] == '\0')
    return;
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_autofree char *end = g_strconcat (marks[i], reading->publisher, NULL),
                      *start = g_strconcat (reading->publisher, marks[i], NULL);

      if (g_str_has_suffix (reading->title, end))
        ent_reading_take_line (&reading->title, g_strndup (reading->title, strlen (reading->title) - strlen (end)));
      else if (g_str_has_prefix (reading->title, start))
        ent_reading_take_line (&reading->title, g_strdup (reading->title + strlen (start)));
    }
}

static void
offer_date (EntReading *reading, const char *words)
{
  if (reading->published[0] == '\0' && words != NULL)
    {
      g_free (reading->published);
      reading->published = ent_reading_date (words);
    }
}

static void
offer_url (EntReading *reading, const char *url)
{
  if (reading->url[0] == '\0' && url != NULL)
    {
      g_free (reading->url);
      reading->url = ent_reading_url (url);
    }
}

static void
offer_language (EntReading *reading, const char *tag)
{
  if (reading->language[0] == '\0' && tag != NULL)
    {
      g_free (reading->language);
      reading->language = ent_reading_language (tag);
    }
}

/* What stands in the page rather than in its head. */
typedef struct
{
  GPtrArray *metas;
  char *title, *heading; /* of <title>, and of the first <h1> with words */
  const char *language, *canonical;
  EntHtmlNode *time, *author;
} Found;

static gboolean
has_word (const char *list, const char *word)
{
  g_auto (GStrv) words = g_strsplit (list != NULL ? list : "", " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (g_ascii_strcasecmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

static void
look_at (Found *found, EntHtmlNode *node)
{
  const char *is = ent_html_attribute (node, "itemprop");

  if (ent_html_is (node, "meta"))
    g_ptr_array_add (found->metas, node);
  else if (ent_html_is (node, "html") && found->language == NULL)
    {
      found->language = ent_html_attribute (node, "lang");
      if (found->language == NULL)
        found->language = ent_html_attribute (node, "xml:lang");
    }
  else if (ent_html_is (node, "title") && found->title == NULL)
    found->title = ent_html_dup_text (node);
  else if (ent_html_is (node, "link") && has_word (ent_html_attribute (node, "rel"), "canonical")
           && found->canonical == NULL)
    found->canonical = ent_html_attribute (node, "href");
  else if (ent_html_is (node, "h1") && (found->heading == NULL || found->heading[0] == '\0'))
    {
      g_free (found->heading);
      found->heading = NULL;
      ent_reading_take_line (&found->heading, ent_html_dup_text (node));
    }
  else if (ent_html_is (node, "time") && (found->time == NULL || (is != NULL && strcmp (is, "datePublished") == 0)))
    found->time = node;
  if (found->author == NULL && !ent_html_is (node, "meta")
      && ((is != NULL && strcmp (is, "author") == 0) || has_word (ent_html_attribute (node, "rel"), "author")
          || has_word (ent_html_attribute (node, "class"), "author")
          || has_word (ent_html_attribute (node, "class"), "byline")))
    found->author = node;
}

static void
take_found (EntReading *reading, Found *found)
{
  static const char *const titles[]
      = { "og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", NULL };
  static const char *const publishers[] = {
    "og:site_name", "citation_journal_title", "dc.publisher", "dcterms.publisher", "publisher", "application-name", NULL
  };
  static const char *const authors[] = { "author",
                                         "article:author",
                                         "citation_author",
                                         "dc.creator",
                                         "dcterms.creator",
                                         "parsely-author",
                                         "sailthru.author",
                                         "byl",
                                         NULL };
  static const char *const dates[] = { "article:published_time",
                                       "og:published_time",
                                       "datePublished",
                                       "citation_publication_date",
                                       "citation_date",
                                       "dc.date.issued",
                                       "dcterms.issued",
                                       "dc.date",
                                       "dcterms.date",
                                       "dcterms.created",
                                       "parsely-pub-date",
                                       "sailthru.date",
                                       "pubdate",
                                       "publishdate",
                                       "publish-date",
                                       "date",
                                       NULL };

  offer_metas (&reading->title, found->metas, titles);
  ent_reading_offer_line (&reading->title, found->heading);
  ent_reading_offer_line (&reading->title, found->title);
  offer_metas (&reading->publisher, found->metas, publishers);
  offer_metas (&reading->author, found->metas, authors);
  trim_author (reading);
  if (found->author != NULL)
    {
      g_autofree char *name = ent_html_dup_text (found->author);

      /* A longer one is a portrait of the author. */
      if (g_utf8_strlen (name, -1) < 120)
        ent_reading_offer_line (&reading->author, name);
      trim_author (reading);
    }
  for (guint i = 0; dates[i] != NULL; i++)
    offer_date (reading, meta (found->metas, dates[i]));
  if (found->time != NULL)
    {
      g_autofree char *words = ent_html_dup_text (found->time);

      offer_date (reading, ent_html_attribute (found->time, "datetime"));
      offer_date (reading, words);
    }
  offer_url (reading, found->canonical);
  offer_url (reading, meta (found->metas, "og:url"));
  offer_language (reading, found->language);
  offer_language (reading, meta (found->metas, "content-language"));
  offer_language (reading, meta (found->metas, "og:locale"));
  offer_language (reading, meta (found->metas, "dc.language"));
  trim_title (reading, found->heading);
}

void
ent_html_read_about (EntHtmlTree *tree, EntReading *reading)
{
  Found found = { .metas = g_ptr_array_new () };

  for (EntHtmlNode *n = tree->root; n != NULL; n = ent_html_next (n, tree->root, TRUE))
    if (n->name != NULL)
      look_at (&found, n);
  ent_html_read_json (tree, reading);
  offer_url (reading, tree->saved_from);
  take_found (reading, &found);
  g_ptr_array_unref (found.metas);
  g_free (found.title);
  g_free (found.heading);
}
