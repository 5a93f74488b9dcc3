/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The text of a page as a browser would lay it out in one column. White space that is no more than the page's own line
 * breaks becomes one blank; what stands in <pre> stays. Recursion is bounded by the depth of the tree. */
#include <string.h>

#include "ent-html-private.h"

typedef struct
{
  GString *out;
  guint feeds;    /* line feeds owed before the next character */
  gboolean blank; /* a blank is owed */
  gboolean pre;
} Writer;

gboolean
ent_html_is_one_of (const EntHtmlNode *node, const char *const *names)
{
  for (guint i = 0; node->name != NULL && names[i] != NULL; i++)
    if (strcmp (names[i], node->name) == 0)
      return TRUE;
  return FALSE;
}

gboolean
ent_html_is_block (const EntHtmlNode *node)
{
  static const char *const names[]
      = { "p",       "div",     "h1",      "h2",     "h3",    "h4",   "h5",     "h6",         "blockquote",
          "pre",     "ul",      "ol",      "li",     "dl",    "dt",   "dd",     "table",      "caption",
          "thead",   "tbody",   "tfoot",   "tr",     "td",    "th",   "figure", "figcaption", "section",
          "article", "main",    "header",  "footer", "aside", "nav",  "hr",     "form",       "fieldset",
          "address", "details", "summary", "center", "body",  "html", "option", NULL };

  return ent_html_is_one_of (node, names);
}

static void
owe (Writer *self, guint feeds)
{
  if (self->out->len > 0)
    self->feeds = MAX (self->feeds, feeds);
  self->blank = FALSE;
}

static void
pay (Writer *self)
{
  for (; self->feeds > 0; self->feeds--)
    g_string_append_c (self->out, '\n');
  if (self->blank && self->out->len > 0 && self->out->str[self->out->len - 1] != '\n'
      && self->out->str[self->out->len - 1] != '\t')
    g_string_append_c (self->out, ' ');
  self->blank = FALSE;
}

static void
write_text (Writer *self, const char *text)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c == 0xad || c == 0x200b || c == 0xfeff || (c < 0x20 && !g_ascii_isspace ((char) c)))
        continue;
      if (self->pre && c == '\n')
        owe (self, self->feeds + 1);
      else if (c < 0x80 && g_ascii_isspace ((char) c) && !(self->pre && self->out->len > 0 && c != '\r'))
        self->blank = self->feeds == 0;
      else
        {
          pay (self);
          g_string_append_len (self->out, p, g_utf8_next_char (p) - p);
        }
    }
}

/* A row whose cells hold no blocks is a line of a table; others lay out a page. */
static gboolean
is_plain_row (EntHtmlNode *row)
{
  for (EntHtmlNode *n = ent_html_next (row, row, TRUE); n != NULL; n = ent_html_next (n, row, TRUE))
    if (ent_html_is_block (n) && !(n->parent == row && (ent_html_is (n, "td") || ent_html_is (n, "th"))))
      return FALSE;
  return TRUE;
}

static void write_node (Writer *self, EntHtmlNode *node);

static void
write_children (Writer *self, EntHtmlNode *node)
{
  for (EntHtmlNode *child = node->first; child != NULL; child = child->next)
    write_node (self, child);
}

static void
write_row (Writer *self, EntHtmlNode *row)
{
  gboolean first = TRUE;

  owe (self, 1);
  for (EntHtmlNode *cell = row->first; cell != NULL; cell = cell->next)
    {
      if (cell->name == NULL || cell->dropped)
        continue;
      if (!first)
        {
          pay (self);
          g_string_append_c (self->out, '\t');
        }
      first = FALSE;
      write_children (self, cell);
      self->blank = FALSE;
    }
  owe (self, 1);
}

static void
write_node (Writer *self, EntHtmlNode *node)
{
  gboolean pre = self->pre;
  gboolean block = ent_html_is_block (node);

  if (node->dropped)
    return;
  if (node->text != NULL)
    {
      write_text (self, node->text);
      return;
    }
  if (ent_html_is (node, "br"))
    {
      owe (self, 1);
      return;
    }
  if (ent_html_is (node, "tr") && is_plain_row (node))
    {
      write_row (self, node);
      return;
    }
  if (block)
    owe (self, 1);
  self->pre = pre || ent_html_is (node, "pre");
  write_children (self, node);
  self->pre = pre;
  if (block)
    owe (self, 1);
}

char *
ent_html_text (GPtrArray *parts)
{
  Writer self = { .out = g_string_new (NULL) };

  for (guint i = 0; i < parts->len; i++)
    {
      owe (&self, 1);
      write_node (&self, g_ptr_array_index (parts, i));
    }
  return g_string_free (self.out, FALSE);
}
