/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running heads and page numbers: lines at the edge of a page that stand at the same height on other pages, with the
 * same words but for their numbers. The first page's title stands elsewhere and stays. */
#include <math.h>
#include <string.h>

#include "ent-pdf-lines.h"

/* Shares of the page's height that heads stand in, and how many lines at most. */
#define EDGE 0.12
#define MOST_OF_AN_EDGE 4
/* Points of a strip of the page: a head stands in one. */
#define STRIP 24

/* "Page 3 of 12" as "page # of #". (transfer full) */
static char *
shape_of (const char *text)
{
  GString *shape = g_string_new (NULL);
  g_autofree char *lower = g_utf8_strdown (text, -1);

  for (const char *p = lower; *p != '\0'; p = g_utf8_next_char (p))
    if (!g_unichar_isdigit (g_utf8_get_char (p)))
      g_string_append_unichar (shape, g_utf8_get_char (p));
    else if (shape->len == 0 || shape->str[shape->len - 1] != '#')
      g_string_append_c (shape, '#');
  return g_string_free (shape, FALSE);
}

/* "#", "- # -", "# / #": numbers and signs alone. */
static gboolean
is_number (const char *shape)
{
  gboolean any = FALSE;

  for (const char *p = shape; *p != '\0'; p = g_utf8_next_char (p))
    {
      any |= *p == '#';
      if (g_unichar_isalpha (g_utf8_get_char (p)))
        return FALSE;
    }
  return any && strlen (shape) < 12;
}

static gboolean
is_at_edge (const EntPdfPage *page, const EntPdfLine *line)
{
  return page->height > 0 && (line->bottom < page->height * EDGE || line->top > page->height * (1 - EDGE));
}

/* The lines of @page nearest to one of its edges, outermost first. */
static guint
edge_lines (EntPdfLines *self, const EntPdfPage *page, gboolean at_top, EntPdfLine **found)
{
  guint n = 0;

  for (guint i = 0; i < page->n; i++)
    {
      EntPdfLine *line = &g_array_index (self->lines, EntPdfLine, page->first + i);
      guint at = n;

      if (!is_at_edge (page, line) || (line->bottom < page->height / 2) != at_top)
        continue;
      while (at > 0 && (at_top ? found[at - 1]->top > line->top : found[at - 1]->bottom < line->bottom))
        at--;
      if (at >= MOST_OF_AN_EDGE)
        continue;
      n = MIN (n + 1, MOST_OF_AN_EDGE);
      memmove (found + at + 1, found + at, (n - 1 - at) * sizeof *found);
      found[at] = line;
    }
  return n;
}

/* What lines of one head have in common on all pages. (transfer full) */
static char *
key_of (const EntPdfPage *page, const EntPdfLine *line, const char *shape)
{
  /* From the nearer edge, so that a wide page among high ones counts too. */
  double place = line->bottom < page->height / 2 ? line->top : page->height - line->bottom;

  return g_strdup_printf ("%c%d %s", line->bottom < page->height / 2 ? 't' : 'b', (int) floor (place / STRIP), shape);
}

guint
ent_pdf_drop_heads (EntPdfLines *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  EntPdfLine *found[MOST_OF_AN_EDGE + 1];
  guint dropped = 0, enough = self->pages->len < 6 ? 2 : MAX (3, self->pages->len / 4);

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < self->pages->len; i++)
      for (guint at_top = 0; at_top < 2; at_top++)
        {
          const EntPdfPage *page = &g_array_index (self->pages, EntPdfPage, i);
          guint n = edge_lines (self, page, at_top != 0, found);

          for (guint k = 0; k < n; k++)
            {
              g_autofree char *shape = shape_of (found[k]->text), *key = key_of (page, found[k], shape);
              guint count = GPOINTER_TO_UINT (g_hash_table_lookup (seen, key));

              if (pass == 0)
                g_hash_table_insert (seen, g_steal_pointer (&key), GUINT_TO_POINTER (count + 1));
              else if (!found[k]->dropped
                       && (count >= enough
                           || (k == 0 && is_number (shape) && (count > 1 || strchr (shape, '/') != NULL))))
                {
                  found[k]->dropped = TRUE;
                  dropped++;
                }
            }
        }
  return dropped;
}
