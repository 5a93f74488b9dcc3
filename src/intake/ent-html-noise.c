/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What of a page is no article: menus, bars, boxes, comments and machinery, told by element, role, or a word of class
 * and id. Words are compared whole, so that "subheader" is no header. */
#include <string.h>

#include "ent-html-private.h"

/* Words that menus, bars, boxes and comments are called by. */
static const char *const noise[] = { "ad",
                                     "ads",
                                     "advert",
                                     "advertisement",
                                     "adsbox",
                                     "banner",
                                     "breadcrumb",
                                     "breadcrumbs",
                                     "byline",
                                     "comment",
                                     "comments",
                                     "commentlist",
                                     "disqus",
                                     "consent",
                                     "cookie",
                                     "cookies",
                                     "editsection",
                                     "footer",
                                     "foot",
                                     "infobox",
                                     "masthead",
                                     "menu",
                                     "modal",
                                     "nav",
                                     "navbar",
                                     "navbox",
                                     "navigation",
                                     "newsletter",
                                     "noprint",
                                     "outbrain",
                                     "pager",
                                     "pagination",
                                     "popup",
                                     "popular",
                                     "print",
                                     "promo",
                                     "promoted",
                                     "rail",
                                     "recommend",
                                     "recommended",
                                     "recommendations",
                                     "reference",
                                     "references",
                                     "reflist",
                                     "related",
                                     "replies",
                                     "respond",
                                     "rss",
                                     "screenreader",
                                     "share",
                                     "sharing",
                                     "sharebar",
                                     "shares",
                                     "shoutbox",
                                     "sidebar",
                                     "signup",
                                     "skip",
                                     "skiplink",
                                     "skyscraper",
                                     "social",
                                     "sponsor",
                                     "sponsored",
                                     "subscribe",
                                     "subscription",
                                     "taboola",
                                     "tags",
                                     "toc",
                                     "toolbar",
                                     "trending",
                                     "widget",
                                     NULL };
/* And those that articles are in, whatever else is said. */
static const char *const told_by[]
    = { "article", "articlebody", "body", "content", "entry", "main", "page", "post", "story", "text", NULL };

static gboolean
is_in (const char *const *words, const char *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strcmp (words[i], word) == 0)
      return TRUE;
  return FALSE;
}

/* How often a word of @value is one of @words: words end where letters do, and where a capital begins a new one. */
static guint
count_words (const char *value, const char *const *words)
{
  char word[24];
  guint n = 0, size = 0;

  for (const char *p = value != NULL ? value : "";; p++)
    {
      gboolean letter = g_ascii_isalpha (*p);

      if (size > 0 && (!letter || (g_ascii_isupper (*p) && g_ascii_islower (p[-1]))))
        {
          word[size] = '\0';
          n += is_in (words, word);
          size = 0;
        }
      if (*p == '\0')
        return n;
      if (letter && size < sizeof word - 1)
        word[size++] = g_ascii_tolower (*p);
    }
}

guint
ent_html_count_telling (const EntHtmlNode *node)
{
  return count_words (ent_html_attribute (node, "class"), told_by)
         + count_words (ent_html_attribute (node, "id"), told_by);
}

static gboolean
is_hidden (const EntHtmlNode *node)
{
  const char *style = ent_html_attribute (node, "style"), *aria = ent_html_attribute (node, "aria-hidden");
  g_autofree char *tight = NULL;

  if (ent_html_attribute (node, "hidden") != NULL || (aria != NULL && strcmp (aria, "true") == 0))
    return TRUE;
  if (style == NULL)
    return FALSE;
  tight = g_ascii_strdown (style, 200);
  for (char *from = tight, *to = tight;; from++)
    {
      if (!g_ascii_isspace (*from))
        *to++ = *from;
      if (*from == '\0')
        break;
    }
  return strstr (tight, "display:none") != NULL || strstr (tight, "visibility:hidden") != NULL;
}

/* Never a text that people read as part of a page. */
static gboolean
is_machinery (const EntHtmlNode *node)
{
  static const char *const names[] = { "script", "style",  "noscript", "template", "head",  "iframe",   "object",
                                       "embed",  "applet", "svg",      "canvas",   "audio", "video",    "button",
                                       "input",  "select", "textarea", "option",   "map",   "frameset", NULL };

  return ent_html_is_one_of (node, names);
}

static gboolean
is_inside (const EntHtmlNode *node, const char *name)
{
  for (const EntHtmlNode *n = node->parent; n != NULL; n = n->parent)
    if (ent_html_is (n, name))
      return TRUE;
  return FALSE;
}

static gboolean
is_noise (const EntHtmlNode *node, EntHtmlCare care)
{
  static const char *const names[] = { "nav", "aside", "footer", "menu", "dialog", NULL };
  static const char *const kept[] = { "html", "body", "main",   "article", "h1",         "a",    "span", "b",
                                      "i",    "em",   "strong", "time",    "blockquote", "cite", NULL };
  static const char *const sure[]
      = { "editsection", "share", "sharing", "social", "screenreader", "skiplink", "skip", NULL };
  static const char *const roles[] = { "navigation", "banner", "complementary", "contentinfo", "search", "menu",
                                       "menubar",    "dialog", "alert",         "toolbar",     NULL };
  const char *role;

  if (node->name == NULL)
    return FALSE;
  if (is_machinery (node) || ent_html_is_one_of (node, names))
    return TRUE;
  if (ent_html_is (node, "header") && !is_inside (node, "article") && !is_inside (node, "main"))
    return TRUE;
  if (is_hidden (node))
    return TRUE;
  if (care == ENT_HTML_LENIENT)
    return FALSE;
  role = ent_html_attribute (node, "role");
  if (role != NULL && is_in (roles, role))
    return TRUE;
  if (ent_html_is (node, "form") || ent_html_is (node, "fieldset"))
    return TRUE;
  /* The words of a sentence are noise by few words alone. */
  if (ent_html_is_one_of (node, kept))
    return (ent_html_is (node, "a") || ent_html_is (node, "span"))
           && count_words (ent_html_attribute (node, "class"), sure) > 0;
  return count_words (ent_html_attribute (node, "class"), noise) + count_words (ent_html_attribute (node, "id"), noise)
         > ent_html_count_telling (node);
}

void
ent_html_drop_noise (EntHtmlTree *tree, EntHtmlCare care, EntReading *reading)
{
  EntHtmlNode *n;

  reading->left_out = 0;
  for (n = tree->root; n != NULL; n = ent_html_next (n, tree->root, !n->dropped))
    {
      n->dropped = is_noise (n, care);
      reading->left_out += n->dropped && !ent_html_is (n, "head");
    }
}
