/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which part of a page is its article. After the idea of Arc90's Readability (2009), as Mozilla's reader view still
 * uses it: paragraphs give points to what holds them, much linked text takes them away; menus and the like are told by
 * their element, role, or a word of their class. Where that leaves too little, it is done again with less dropped. All
 * passes are O(nodes). */
#include <string.h>

#include "ent-html-private.h"

/* Code points. */
#define LEAST_OF_A_PARAGRAPH 25
#define LEAST_OF_AN_ARTICLE 140

/* --- Sizes and points --- */

/* Code points, a run of white space counting one. */
static guint32
length_of (const char *text)
{
  guint32 n = 0;
  gboolean blank = TRUE;

  for (; *text != '\0'; text++)
    {
      if (g_ascii_isspace (*text))
        n += !blank;
      else
        n += ((guchar) *text & 0xc0) != 0x80;
      blank = g_ascii_isspace (*text);
    }
  return n;
}

static guint
count_commas (const char *text)
{
  guint n = 0;

  for (const char *p = text; *p != '\0'; p++)
    n += *p == ',' || g_str_has_prefix (p, "\357\274\214") || g_str_has_prefix (p, "\343\200\201")
         || g_str_has_prefix (p, "\330\214");
  return n;
}

/* Fills sizes of all nodes that are not dropped; recursion is bounded by the depth of the tree. */
static void
measure (EntHtmlNode *node, gboolean linked)
{
  node->size = node->linked = node->commas = 0;
  node->score = 0;
  node->scored = FALSE;
  if (node->dropped)
    return;
  if (node->text != NULL)
    {
      node->size = length_of (node->text);
      node->linked = linked ? node->size : 0;
      node->commas = count_commas (node->text);
      return;
    }
  linked |= ent_html_is (node, "a") && ent_html_attribute (node, "href") != NULL;
  for (EntHtmlNode *child = node->first; child != NULL; child = child->next)
    {
      measure (child, linked);
      node->size += child->size;
      node->linked += child->linked;
      node->commas += child->commas;
    }
}

static double
link_density (const EntHtmlNode *node)
{
  return node->size > 0 ? (double) node->linked / node->size : 0;
}

/* A paragraph, or a box with words of its own beside what is in it. */
static gboolean
is_paragraph_like (const EntHtmlNode *node)
{
  static const char *const names[] = { "p", "pre", "blockquote", "td", "li", "dd", NULL };
  guint32 own = 0;

  if (node->size < LEAST_OF_A_PARAGRAPH)
    return FALSE;
  if (ent_html_is_one_of (node, names))
    return TRUE;
  if (!ent_html_is (node, "div") && !ent_html_is (node, "section") && !ent_html_is (node, "article")
      && !ent_html_is (node, "body"))
    return FALSE;
  for (const EntHtmlNode *child = node->first; child != NULL; child = child->next)
    if (!ent_html_is_block (child))
      own += child->size;
  return own >= LEAST_OF_A_PARAGRAPH;
}

static void
give (EntHtmlNode *node, double points)
{
  if (!node->scored)
    {
      node->scored = TRUE;
      node->score = 3.0f * (float) ent_html_count_telling (node);
      if (ent_html_is (node, "article") || ent_html_is (node, "main"))
        node->score += 15;
      else if (ent_html_is (node, "div") || ent_html_is (node, "section"))
        node->score += 5;
      else if (ent_html_is (node, "body") || ent_html_is (node, "ul") || ent_html_is (node, "ol")
               || ent_html_is (node, "form"))
        node->score -= 3;
    }
  node->score += (float) points;
}

static void
score (EntHtmlTree *tree)
{
  for (EntHtmlNode *n = tree->root; n != NULL; n = ent_html_next (n, tree->root, !n->dropped))
    {
      EntHtmlNode *holder = n->parent;
      double points;

      if (n->dropped || n->name == NULL || !is_paragraph_like (n))
        continue;
      if (!ent_html_is (n, "p") && n->first != NULL && !ent_html_is (n, "li") && link_density (n) < 0.5)
        give (n, 1); /* a box of words is its own candidate too */
      points = (1 + MIN (n->commas, 10) + MIN (n->size / 100.0, 3)) * (1 - link_density (n));
      for (guint level = 0; level < 4 && holder != NULL && holder != tree->root; level++, holder = holder->parent)
        give (holder, points / (level == 0 ? 1 : level * 2));
    }
}

static EntHtmlNode *
best_of (EntHtmlTree *tree)
{
  EntHtmlNode *best = NULL;
  double most = 0;

  for (EntHtmlNode *n = tree->root; n != NULL; n = ent_html_next (n, tree->root, !n->dropped))
    if (n->scored && !n->dropped && n->score * (1 - link_density (n)) > most)
      {
        best = n;
        most = n->score * (1 - link_density (n));
      }
  return best;
}

/* The smallest part that holds nearly all that its holder has: an article cut in halves by boxes. */
static EntHtmlNode *
widen (EntHtmlNode *best)
{
  EntHtmlNode *top = best;

  for (EntHtmlNode *n = best->parent; n != NULL && n->scored && !ent_html_is (n, "body"); n = n->parent)
    if (n->score * (1 - link_density (n)) > 0.75 * best->score * (1 - link_density (best)) && link_density (n) < 0.25)
      top = n;
  return top;
}

/* TRUE for what stands beside the best part and belongs to it. */
static gboolean
is_sibling_of (const EntHtmlNode *node, const EntHtmlNode *best)
{
  if (node->dropped || node->name == NULL)
    return FALSE;
  if (node->scored && node->score > MAX (10, best->score * 0.2) && link_density (node) < 0.4)
    return TRUE;
  if (ent_html_is (node, "p"))
    return (node->size > 80 && link_density (node) < 0.25) || (node->size > LEAST_OF_A_PARAGRAPH && node->linked == 0);
  return ent_html_is (node, "h1") || ent_html_is (node, "h2") || ent_html_is (node, "blockquote");
}

/* What the page itself marks as its article, where that is one thing and long enough. */
static EntHtmlNode *
marked (EntHtmlTree *tree)
{
  EntHtmlNode *found[2] = { NULL, NULL };
  guint n_found[2] = { 0, 0 };

  for (EntHtmlNode *n = tree->root; n != NULL; n = ent_html_next (n, tree->root, !n->dropped))
    {
      const char *is = n->name != NULL ? ent_html_attribute (n, "itemprop") : NULL;
      gboolean body = is != NULL && g_ascii_strcasecmp (is, "articleBody") == 0;

      if (n->dropped || n->size < LEAST_OF_AN_ARTICLE || link_density (n) > 0.5)
        continue;
      if (body || ent_html_is (n, "article"))
        {
          found[!body] = n;
          n_found[!body]++;
        }
    }
  return n_found[0] == 1 ? found[0] : n_found[0] == 0 && n_found[1] == 1 ? found[1] : NULL;
}

/* A cell of links beside one of blocks: a page laid out by a table. */
static gboolean
is_menu_cell (const EntHtmlNode *node)
{
  if (!ent_html_is (node, "td"))
    return FALSE;
  for (const EntHtmlNode *cell = node->parent->first; cell != NULL; cell = cell->next)
    for (const EntHtmlNode *child = cell != node ? cell->first : NULL; child != NULL; child = child->next)
      if (ent_html_is_block (child))
        return TRUE;
  return FALSE;
}

/* Inside of the article: lists and boxes that are nearly all links. */
static void
drop_links (EntHtmlNode *part, EntReading *reading)
{
  static const char *const names[] = { "ul", "ol", "div", "section", "table", "dl", NULL };

  for (EntHtmlNode *n = ent_html_next (part, part, TRUE); n != NULL; n = ent_html_next (n, part, !n->dropped))
    if (!n->dropped && (ent_html_is_one_of (n, names) || is_menu_cell (n)) && n->size > 0 && link_density (n) > 0.8
        && n->size < 2000)
      {
        n->dropped = TRUE;
        reading->left_out++;
      }
}

/* A heading at the end of the article: what it was of has been dropped. */
static void
drop_last_heading (EntHtmlNode *part)
{
  static const char *const names[] = { "h2", "h3", "h4", "h5", "h6", NULL };
  EntHtmlNode *heading = NULL;

  for (EntHtmlNode *n = ent_html_next (part, part, TRUE); n != NULL;
       n = ent_html_next (n, part, !n->dropped && n != heading))
    if (n->dropped)
      continue;
    else if (ent_html_is_one_of (n, names))
      heading = n;
    else if (n->text != NULL && n->size > 0)
      heading = NULL;
  if (heading != NULL)
    heading->dropped = TRUE;
}

static guint32
size_of (GPtrArray *parts)
{
  guint32 size = 0;

  for (guint i = 0; i < parts->len; i++)
    size += ((EntHtmlNode *) g_ptr_array_index (parts, i))->size;
  return size;
}

static GPtrArray *
pick (EntHtmlTree *tree, EntHtmlCare care, EntReading *reading)
{
  GPtrArray *parts = g_ptr_array_new ();
  EntHtmlNode *best;

  ent_html_drop_noise (tree, care, reading);
  measure (tree->root, FALSE);
  if ((best = marked (tree)) != NULL)
    {
      g_ptr_array_add (parts, best);
      return parts;
    }
  score (tree);
  best = best_of (tree);
  if (best == NULL)
    return parts;
  best = widen (best);
  if (best->parent == NULL)
    g_ptr_array_add (parts, best);
  else
    for (EntHtmlNode *n = best->parent->first; n != NULL; n = n->next)
      if (n == best || is_sibling_of (n, best))
        g_ptr_array_add (parts, n);
  return parts;
}

GPtrArray *
ent_html_pick (EntHtmlTree *tree, EntReading *reading)
{
  GPtrArray *parts = pick (tree, ENT_HTML_STRICT, reading);
  guint32 all;

  if (size_of (parts) < LEAST_OF_AN_ARTICLE)
    {
      GPtrArray *again = pick (tree, ENT_HTML_LENIENT, reading);

      if (size_of (again) > 2 * size_of (parts))
        {
          g_ptr_array_unref (parts);
          parts = again;
        }
      else
        {
          g_ptr_array_unref (again);
          g_ptr_array_unref (parts);
          parts = pick (tree, ENT_HTML_STRICT, reading);
        }
    }
  all = tree->root->size;
  if (size_of (parts) < LEAST_OF_AN_ARTICLE && size_of (parts) * 2 < all)
    {
      /* No part stands out: a short note, or a page of no article. */
      g_ptr_array_set_size (parts, 0);
      ent_html_drop_noise (tree, ENT_HTML_LENIENT, reading);
      measure (tree->root, FALSE);
      g_ptr_array_add (parts, tree->root);
      reading->no_pick = TRUE;
    }
  for (guint i = 0; !reading->no_pick && i < parts->len; i++)
    drop_links (g_ptr_array_index (parts, i), reading);
  if (!reading->no_pick && parts->len > 0)
    drop_last_heading (g_ptr_array_index (parts, parts->len - 1));
  return parts;
}
