/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page as a tree of elements and texts, with limits on its depth and size: what is deeper becomes part of what holds
 * it. Made by the events of libxml2's HTML parser, so that none of that library's own limits and trees matter. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ENT_HTML_MAX_DEPTH 200
#define ENT_HTML_MAX_NODES 1000000

typedef struct _EntHtmlNode EntHtmlNode;

struct _EntHtmlNode
{
  const char *name;              /* lower case, interned by the tree; NULL for a text */
  const char *text;              /* of a text, in UTF-8; NULL for an element */
  const char *const *attributes; /* names and values, NULL at the end; NULL for none */
  EntHtmlNode *parent, *first, *last, *next;
  /* Scratch of ent-html-pick.c. */
  guint32 size, linked, commas; /* code points of text, and of these inside of links */
  float score;
  gboolean scored, dropped;
};

typedef struct
{
  EntHtmlNode *root;
  char *saved_from; /* the address in the note that browsers put into pages they save; nullable */
  gboolean cut;     /* there were more nodes than the limit */
  GStringChunk *strings;
  GPtrArray *blocks; /* of memory for nodes */
  GPtrArray *lists;  /* of attributes */
  guint n_nodes;
} EntHtmlTree;

/* @text is valid UTF-8. Never fails: of what is no HTML, a tree of its text. O(size). (transfer full) */
EntHtmlTree *ent_html_tree_new (const char *text);
void ent_html_tree_free (EntHtmlTree *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntHtmlTree, ent_html_tree_free)

/* The value of an attribute, "" where it is empty; NULL where it is absent. */
const char *ent_html_attribute (const EntHtmlNode *node, const char *name);
gboolean ent_html_is (const EntHtmlNode *node, const char *name);
/* The node after @node in the order of the page inside of @root, NULL at the end; @inside: its children too. */
EntHtmlNode *ent_html_next (EntHtmlNode *node, const EntHtmlNode *root, gboolean inside);
/* All text inside. (transfer full) */
char *ent_html_dup_text (EntHtmlNode *node);

G_END_DECLS
