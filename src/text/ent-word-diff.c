/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of common lengths is filled from the ends, so that walking it from the start gives the words in order (Wagner and Fischer
 * 1974, "The string-to-string correction problem"). Invariant: what lies outside of the differences is the same in both texts. */
#include "ent-word-diff.h"

#include <string.h>

#define MOST_WORDS 1500

/* Where each word starts, in bytes, and at last where the text ends. */
static GArray *
words_of (const char *text)
{
  GArray *starts = g_array_new (FALSE, FALSE, sizeof (guint));
  gboolean in_word = FALSE;
  guint at;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean letter = g_unichar_isalnum (c) || g_unichar_ismark (c);

      at = (guint) (p - text);
      if (!letter || !in_word)
        g_array_append_val (starts, at);
      in_word = letter;
    }
  at = (guint) strlen (text);
  g_array_append_val (starts, at);
  return starts;
}

static guint
start_of (GArray *words, guint i)
{
  return g_array_index (words, guint, i);
}

static gboolean
same (const char *a, GArray *in_a, guint i, const char *b, GArray *in_b, guint j)
{
  guint size = start_of (in_a, i + 1) - start_of (in_a, i);

  return size == start_of (in_b, j + 1) - start_of (in_b, j) && memcmp (a + start_of (in_a, i), b + start_of (in_b, j), size) == 0;
}

/* Word @i of @words; joined to the stretch before it where they meet. */
static void
add_word (GArray *out, GArray *words, guint i)
{
  EntDifference *last = out->len > 0 ? &g_array_index (out, EntDifference, out->len - 1) : NULL;
  EntDifference one = { start_of (words, i), start_of (words, i + 1) };

  if (last != NULL && last->end == one.start)
    last->end = one.end;
  else
    g_array_append_val (out, one);
}

void
ent_word_diff (const char *before, const char *after, GArray **removed, GArray **added)
{
  g_autoptr (GArray) a = words_of (before), b = words_of (after);
  guint n = a->len - 1, m = b->len - 1, first = 0, i, j;
  g_autofree guint16 *common = NULL;

  *removed = g_array_new (FALSE, FALSE, sizeof (EntDifference));
  *added = g_array_new (FALSE, FALSE, sizeof (EntDifference));
  while (first < n && first < m && same (before, a, first, after, b, first))
    first++;
  while (n > first && m > first && same (before, a, n - 1, after, b, m - 1))
    n--, m--;
  i = j = first;
  if (n - first <= MOST_WORDS && m - first <= MOST_WORDS)
    {
      gsize row = m - first + 1;

      common = g_new0 (guint16, (n - first + 1) * row);
      for (guint p = n; p-- > first;)
        for (guint q = m; q-- > first;)
          {
            guint16 *cell = common + (p - first) * row + (q - first);

            *cell = same (before, a, p, after, b, q) ? (guint16) (cell[row + 1] + 1) : MAX (cell[row], cell[1]);
          }
      while (i < n && j < m)
        {
          const guint16 *cell = common + (i - first) * row + (j - first);

          if (same (before, a, i, after, b, j))
            i++, j++;
          else if (cell[row] >= cell[1])
            add_word (*removed, a, i++);
          else
            add_word (*added, b, j++);
        }
    }
  while (i < n)
    add_word (*removed, a, i++);
  while (j < m)
    add_word (*added, b, j++);
}
