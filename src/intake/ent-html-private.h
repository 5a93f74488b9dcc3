/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the files that read a page share. */
#pragma once

#include "ent-html-tree.h"
#include "ent-reading.h"

G_BEGIN_DECLS

/* Fills title, publisher, author, date, address and language from what the page says of itself. */
void ent_html_read_about (EntHtmlTree *tree, EntReading *reading);
/* The same from its JSON-LD alone; comes first, for it is the most exact. */
void ent_html_read_json (EntHtmlTree *tree, EntReading *reading);

/* How much of a page is taken for noise. */
typedef enum
{
  ENT_HTML_STRICT, /* by element, role and class */
  ENT_HTML_LENIENT /* by element alone */
} EntHtmlCare;

/* Marks as dropped what is noise, and nothing else; counts it in @reading. O(nodes). */
void ent_html_drop_noise (EntHtmlTree *tree, EntHtmlCare care, EntReading *reading);
/* How many words of its class and id say that @node is an article. */
guint ent_html_count_telling (const EntHtmlNode *node);

/* Marks as dropped what is no part of an article, and returns the parts that are, in the order of the page; each is an
 * element of the tree and none is inside another. Counts in @reading what it left out. (transfer container) */
GPtrArray *ent_html_pick (EntHtmlTree *tree, EntReading *reading);

/* The text of @parts: a line for each paragraph, item and row, cells parted by a tab. (transfer full) */
char *ent_html_text (GPtrArray *parts);

/* TRUE for elements that stand on lines of their own. */
gboolean ent_html_is_block (const EntHtmlNode *node);
/* TRUE when one of @names, NULL-terminated, is the name. */
gboolean ent_html_is_one_of (const EntHtmlNode *node, const char *const *names);

G_END_DECLS
