/* SPDX-License-Identifier: GPL-3.0-or-later */
/* JSON-LD with words of schema.org: the first thing in it that is some kind of article. It passes the same gate as a
 * map before json-glib sees it, for that one does not bound its recursion. */
#include <json-glib/json-glib.h>
#include <string.h>

#include "ent-html-private.h"
#include "ent-json-gate.h"

#define MOST_BYTES (1024 * 1024)

static const EntRecordType any_type = { .name = "" };

/* A string, the `name` of an object, or of a list all of its items. (transfer full) (nullable) */
static char *
dup_name (JsonNode *node, guint depth)
{
  if (node == NULL || depth > 4)
    return NULL;
  if (JSON_NODE_HOLDS_VALUE (node))
    return g_strdup (json_node_get_string (node));
  if (JSON_NODE_HOLDS_OBJECT (node))
    return dup_name (json_object_get_member (json_node_get_object (node), "name"), depth + 1);
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint i = 0; i < MIN (json_array_get_length (array), 20); i++)
        {
          g_autofree char *name = dup_name (json_array_get_element (array, i), depth + 1);

          if (name != NULL && name[0] != '\0')
            g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", name);
        }
      return g_strdup (names->str);
    }
  return NULL;
}

static gboolean
is_article (JsonObject *object)
{
  JsonNode *type = json_object_get_member (object, "@type");
  g_autofree char *name = dup_name (type, 0);

  return name != NULL
         && (strstr (name, "Article") != NULL || strstr (name, "BlogPosting") != NULL
             || strstr (name, "Report") != NULL);
}

/* The first article in @node, lists and graphs looked through. (nullable) */
static JsonObject *
find_article (JsonNode *node, guint depth)
{
  if (node == NULL || depth > 6)
    return NULL;
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          JsonObject *found = find_article (json_array_get_element (array, i), depth + 1);

          if (found != NULL)
            return found;
        }
      return NULL;
    }
  if (!JSON_NODE_HOLDS_OBJECT (node))
    return NULL;
  if (is_article (json_node_get_object (node)))
    return json_node_get_object (node);
  return find_article (json_object_get_member (json_node_get_object (node), "@graph"), depth + 1);
}

static void
offer (char **slot, JsonObject *article, const char *name)
{
  g_autofree char *value = dup_name (json_object_get_member (article, name), 0);

  ent_reading_offer_line (slot, value);
}

static void
read_article (JsonObject *article, EntReading *reading)
{
  g_autofree char *date = dup_name (json_object_get_member (article, "datePublished"), 0);
  g_autofree char *language = dup_name (json_object_get_member (article, "inLanguage"), 0);
  g_autofree char *url = dup_name (json_object_get_member (article, "url"), 0);

  offer (&reading->title, article, "headline");
  offer (&reading->publisher, article, "publisher");
  offer (&reading->author, article, "author");
  if (reading->published[0] == '\0' && date != NULL)
    {
      g_free (reading->published);
      reading->published = ent_reading_date (date);
    }
  if (reading->language[0] == '\0' && language != NULL)
    {
      g_free (reading->language);
      reading->language = ent_reading_language (language);
    }
  if (reading->url[0] == '\0' && url != NULL)
    {
      g_free (reading->url);
      reading->url = ent_reading_url (url);
    }
}

static void
read_script (const char *text, EntReading *reading)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (EntProblem) problem = NULL;
  g_autoptr (EntJsonGate) gate
      = strlen (text) <= MOST_BYTES ? ent_json_gate_new (bytes, &any_type, NULL, &problem) : NULL;
  g_autoptr (JsonParser) parser = NULL;
  JsonObject *article;

  if (gate == NULL)
    return;
  parser = json_parser_new ();
  if (!json_parser_load_from_data (parser, text, -1, NULL))
    return;
  article = find_article (json_parser_get_root (parser), 0);
  if (article != NULL)
    read_article (article, reading);
}

void
ent_html_read_json (EntHtmlTree *tree, EntReading *reading)
{
  guint n = 0;

  for (EntHtmlNode *node = tree->root; node != NULL && n < 50; node = ent_html_next (node, tree->root, TRUE))
    {
      const char *type = ent_html_is (node, "script") ? ent_html_attribute (node, "type") : NULL;

      if (type != NULL && g_ascii_strcasecmp (type, "application/ld+json") == 0)
        {
          g_autofree char *text = ent_html_dup_text (node);

          read_script (text, reading);
          n++;
        }
    }
}
