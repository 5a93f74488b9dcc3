/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Nodes live in blocks of memory that go all at once. Invariant: the open element is never deeper than the limit;
 * elements opened below it are counted, so that their ends close nothing else. */
#include "ent-html-tree.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define NODES_IN_BLOCK 4096
#define MOST_ATTRIBUTES 64
/* The parser compares each attribute of an element with all before it: those past so many are not given to it. */
#define MOST_PARSED 500

typedef struct
{
  EntHtmlTree *tree;
  EntHtmlNode *open;
  guint depth, hidden; /* of open; elements open below it that have no node */
  GString *text;       /* that comes next in open: pieces of it are told one by one */
} Builder;

static EntHtmlNode *
new_node (EntHtmlTree *tree)
{
  if (tree->n_nodes % NODES_IN_BLOCK == 0)
    g_ptr_array_add (tree->blocks, g_new0 (EntHtmlNode, NODES_IN_BLOCK));
  return (EntHtmlNode *) g_ptr_array_index (tree->blocks, tree->blocks->len - 1) + tree->n_nodes++ % NODES_IN_BLOCK;
}

static EntHtmlNode *
append (Builder *self)
{
  EntHtmlNode *node = new_node (self->tree);

  node->parent = self->open;
  if (self->open->last != NULL)
    self->open->last->next = node;
  else
    self->open->first = node;
  self->open->last = node;
  return node;
}

static gboolean
is_full (Builder *self)
{
  if (self->tree->n_nodes >= ENT_HTML_MAX_NODES)
    self->tree->cut = TRUE;
  return self->tree->cut;
}

/* The parser keeps to UTF-8, but a broken reference may be turned into what is none. */
static const char *
keep (EntHtmlTree *tree, const char *text, gssize size)
{
  g_autofree char *valid = NULL;

  if (g_utf8_validate (text, size, NULL))
    return g_string_chunk_insert_len (tree->strings, text, size);
  valid = g_utf8_make_valid (text, size);
  return g_string_chunk_insert (tree->strings, valid);
}

static void
flush (Builder *self)
{
  if (self->text->len > 0 && !is_full (self))
    append (self)->text = keep (self->tree, self->text->str, (gssize) self->text->len);
  g_string_truncate (self->text, 0);
}

static const char *const *
keep_attributes (EntHtmlTree *tree, const xmlChar **attributes)
{
  g_autoptr (GPtrArray) kept = NULL;
  const char **copy;

  if (attributes == NULL || attributes[0] == NULL)
    return NULL;
  kept = g_ptr_array_new ();
  for (guint i = 0; attributes[i] != NULL && i < 2 * MOST_ATTRIBUTES; i += 2)
    {
      const char *value = attributes[i + 1] != NULL ? (const char *) attributes[i + 1] : "";

      g_ptr_array_add (kept, (gpointer) g_string_chunk_insert_const (tree->strings, (const char *) attributes[i]));
      g_ptr_array_add (kept, (gpointer) keep (tree, value, (gssize) strlen (value)));
    }
  copy = g_new (const char *, kept->len + 1);
  memcpy (copy, kept->pdata, kept->len * sizeof *copy);
  copy[kept->len] = NULL;
  g_ptr_array_add (tree->lists, (gpointer) copy);
  return copy;
}

/* A page need not say where its head ends; the parser knows what ends it only of elements of HTML 4, not of an article or section. What is no
 * part of a head begins the body, which then ends where the head would. */
static void
leave_head (Builder *self, const char *name)
{
  static const char *const parts[] = { "base", "basefont", "bgsound", "link", "meta", "noframes", "noscript", "script", "style", "template", "title" };
  EntHtmlNode *head = self->open, *body;

  if (!ent_html_is (head, "head") || is_full (self))
    return;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (parts[i], name))
      return;
  self->open = head->parent;
  body = append (self);
  body->name = "body";
  self->open = body;
}

static void
on_start (void *data, const xmlChar *name, const xmlChar **attributes)
{
  Builder *self = data;
  EntHtmlNode *node;

  if (self->hidden == 0)
    {
      flush (self);
      leave_head (self, (const char *) name);
    }
  if (self->hidden > 0 || self->depth >= ENT_HTML_MAX_DEPTH || is_full (self))
    {
      self->hidden++;
      return;
    }
  node = append (self);
  node->name = g_string_chunk_insert_const (self->tree->strings, (const char *) name);
  node->attributes = keep_attributes (self->tree, attributes);
  self->open = node;
  self->depth++;
}

static void
on_end (void *data, const xmlChar *name)
{
  Builder *self = data;

  if (self->hidden > 0)
    self->hidden--;
  else if (self->open->parent != NULL)
    {
      flush (self);
      self->open = self->open->parent;
      self->depth--;
    }
}

static void
on_text (void *data, const xmlChar *text, int size)
{
  Builder *self = data;

  g_string_append_len (self->text, (const char *) text, size);
}

/* "saved from url=(0035)https://example.org/article" */
static void
on_comment (void *data, const xmlChar *text)
{
  Builder *self = data;
  const char *p = strstr ((const char *) text, "saved from url=(");

  if (p != NULL && self->tree->saved_from == NULL && (p = strchr (p, ')')) != NULL)
    self->tree->saved_from = g_utf8_make_valid (p + 1, -1);
}

/* What is wrong with a page is not told: nearly all are. */
static void
on_problem (void *data, xmlErrorPtr problem)
{
}

/* Behind the value of an attribute that begins at @p. */
static const char *
skip_value (const char *p)
{
  const char *end;

  p += strspn (p, " \t\r\n\f");
  if (*p == '"' || *p == '\'')
    return (end = strchr (p + 1, *p)) != NULL ? end + 1 : p + strlen (p);
  return p + strcspn (p, " \t\r\n\f>");
}

/* Behind the tag that begins at @p; @cut: where its attributes are too many, else NULL. */
static const char *
skip_tag (const char *p, const char **cut)
{
  guint n = 0;

  *cut = NULL;
  p += strcspn (p, " \t\r\n\f/>");
  while (*p != '\0' && *p != '>')
    {
      p += strspn (p, " \t\r\n\f/");
      if (*p == '\0' || *p == '>')
        break;
      if (n++ == MOST_PARSED)
        *cut = p;
      p += 1 + strcspn (p + 1, " \t\r\n\f/>=");
      if (p[strspn (p, " \t\r\n\f")] == '=')
        p = skip_value (p + strspn (p, " \t\r\n\f") + 1);
    }
  return p;
}

/* The page without attributes past MOST_PARSED of an element; NULL where no element has so many. O(size). (transfer full) */
static char *
with_few_attributes (const char *text)
{
  GString *out = NULL;
  const char *done = text;

  for (const char *p = strchr (text, '<'); p != NULL && *p != '\0'; p = strchr (p, '<'))
    {
      static const char *const raw[] = { "script", "style", "textarea", "title" };
      const char *cut, *start = p + 1, *end;

      if (strncmp (start, "!--", 3) == 0) /* newer GLib measures the whole rest for a prefix */
        {
          end = strstr (start + 3, "-->");
          p = end != NULL ? end : p + strlen (p);
          continue;
        }
      if (!g_ascii_isalpha (*start))
        {
          p++;
          continue;
        }
      p = skip_tag (start, &cut);
      if (cut != NULL)
        {
          if (out == NULL)
            out = g_string_sized_new (strlen (text));
          g_string_append_len (out, done, cut - done);
          done = p;
        }
      /* No tags are in these until their end. */
      for (guint i = 0; i < G_N_ELEMENTS (raw); i++)
        {
          gsize size = strlen (raw[i]);

          if (g_ascii_strncasecmp (start, raw[i], size) != 0 || g_ascii_isalnum (start[size]))
            continue;
          while ((end = strstr (p, "</")) != NULL && g_ascii_strncasecmp (end + 2, raw[i], size) != 0)
            p = end + 2;
          p = end != NULL ? end : p + strlen (p);
        }
    }
  if (out == NULL)
    return NULL;
  g_string_append (out, done);
  return g_string_free (out, FALSE);
}

EntHtmlTree *
ent_html_tree_new (const char *text)
{
  g_autofree char *few = with_few_attributes (text);
  EntHtmlTree *tree = g_new0 (EntHtmlTree, 1);
  Builder builder = { .tree = tree };
  xmlSAXHandler handler = { .startElement = on_start,
                            .endElement = on_end,
                            .characters = on_text,
                            .ignorableWhitespace = on_text,
                            .cdataBlock = on_text,
                            .comment = on_comment,
                            .serror = (xmlStructuredErrorFunc) on_problem,
                            .initialized = XML_SAX2_MAGIC };
  htmlParserCtxtPtr parser;

  tree->strings = g_string_chunk_new (65536);
  tree->blocks = g_ptr_array_new_with_free_func (g_free);
  tree->lists = g_ptr_array_new_with_free_func (g_free);
  builder.open = tree->root = new_node (tree);
  tree->root->name = "#page";
  builder.text = g_string_new (NULL);
  parser = htmlNewParserCtxt ();
  *parser->sax = handler;
  parser->userData = &builder;
  if (few != NULL)
    text = few;
  htmlCtxtReadMemory (parser, text, (int) MIN (strlen (text), G_MAXINT), NULL, "UTF-8",
                      HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_RECOVER);
  flush (&builder);
  g_string_free (builder.text, TRUE);
  if (parser->myDoc != NULL)
    xmlFreeDoc (parser->myDoc);
  htmlFreeParserCtxt (parser);
  return tree;
}

void
ent_html_tree_free (EntHtmlTree *self)
{
  if (self == NULL)
    return;
  g_string_chunk_free (self->strings);
  g_ptr_array_unref (self->blocks);
  g_ptr_array_unref (self->lists);
  g_free (self->saved_from);
  g_free (self);
}

const char *
ent_html_attribute (const EntHtmlNode *node, const char *name)
{
  for (guint i = 0; node->attributes != NULL && node->attributes[i] != NULL; i += 2)
    if (strcmp (node->attributes[i], name) == 0)
      return node->attributes[i + 1];
  return NULL;
}

gboolean
ent_html_is (const EntHtmlNode *node, const char *name)
{
  return node->name != NULL && strcmp (node->name, name) == 0;
}

EntHtmlNode *
ent_html_next (EntHtmlNode *node, const EntHtmlNode *root, gboolean inside)
{
  if (inside && node->first != NULL)
    return node->first;
  while (node != root && node->next == NULL)
    node = node->parent;
  return node != root ? node->next : NULL;
}

char *
ent_html_dup_text (EntHtmlNode *node)
{
  GString *text = g_string_new (NULL);

  for (EntHtmlNode *n = node; n != NULL; n = ent_html_next (n, node, TRUE))
    if (n->text != NULL)
      g_string_append (text, n->text);
  return g_string_free (text, FALSE);
}
