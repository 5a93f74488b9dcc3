/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A page: decoded, parsed, looked through for what it says of itself, and its article picked out. */
#include <string.h>

#include "ent-html-private.h"
#include "ent-intake.h"

/* The encoding that a page states within its first bytes, as in the Encoding sniffing of the HTML standard, without the
 * states that only comments and scripts at the very start would need. (transfer full) (nullable) */
static char *
dup_told (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *head = g_strndup (data != NULL ? data : "", MIN (size, 8192));
  g_autofree char *lower = g_ascii_strdown (head, -1);

  for (const char *p = strstr (lower, "charset"); p != NULL; p = strstr (p + 7, "charset"))
    {
      const char *from = p + 7;
      gsize n;

      from += strspn (from, " \t\r\n");
      if (*from != '=')
        continue;
      from++;
      from += strspn (from, " \t\r\n\"'");
      n = strspn (from, "abcdefghijklmnopqrstuvwxyz0123456789-_:.");
      /* A page that could be read so far is in no encoding of two bytes; and what calls itself Latin 1 is Windows-1252.
       */
      if (n == 0 || n > 40 || strncmp (from, "utf-16", 6) == 0 || strncmp (from, "utf-8", 5) == 0)
        return g_strdup (n > 0 ? "UTF-8" : NULL);
      if (strncmp (from, "iso-8859-1", MAX (n, 10)) == 0 || strncmp (from, "latin1", MAX (n, 6)) == 0
          || strncmp (from, "us-ascii", MAX (n, 8)) == 0)
        return g_strdup ("windows-1252");
      if (strncmp (from, "gb2312", MAX (n, 6)) == 0 || strncmp (from, "gbk", MAX (n, 3)) == 0)
        return g_strdup ("GB18030");
      if (strncmp (from, "ks_c_5601-1987", MAX (n, 14)) == 0 || strncmp (from, "euc-kr", MAX (n, 6)) == 0)
        return g_strdup ("UHC");
      return g_strndup (from, n);
    }
  return NULL;
}

/* The title on a line before the text, where the page has it as a heading outside of its article. */
static char *
with_title (EntHtmlTree *tree, const EntReading *reading, char *text)
{
  gsize size = strlen (reading->title);
  char *whole;

  if (size == 0 || strstr (text, reading->title) != NULL)
    return text;
  for (EntHtmlNode *n = tree->root; n != NULL; n = ent_html_next (n, tree->root, TRUE))
    if (ent_html_is (n, "h1"))
      {
        char *heading = NULL;
        gboolean same;

        ent_reading_take_line (&heading, ent_html_dup_text (n));
        same = g_str_equal (heading, reading->title);
        g_free (heading);
        if (!same)
          continue;
        whole = g_strconcat (reading->title, "\n", text, NULL);
        g_free (text);
        return whole;
      }
  return text;
}

EntReading *
ent_intake_html (GBytes *bytes, const char *encoding, GError **error)
{
  g_autoptr (EntReading) self = ent_reading_new (ENT_SOURCE_HTML);
  g_autofree char *told = encoding == NULL ? dup_told (bytes) : g_strdup (encoding);
  g_autofree char *page = ent_intake_decode (self, bytes, told, error);
  g_autoptr (EntHtmlTree) tree = NULL;
  g_autoptr (GPtrArray) parts = NULL;

  if (page == NULL)
    return NULL;
  tree = ent_html_tree_new (page);
  self->cut = tree->cut;
  ent_html_read_about (tree, self);
  parts = ent_html_pick (tree, self);
  ent_reading_take_text (self, with_title (tree, self, ent_html_text (parts)));
  return g_steal_pointer (&self);
}
