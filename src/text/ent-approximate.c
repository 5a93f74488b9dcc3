/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two passes over the folded text: forwards for where the quote may end, then, from the best of those, backwards for where it starts.
 * Invariant: rows are characters of the quote, columns those of the text; a block holds the vertical differences of 64 rows of the
 * column last read as two bit vectors, and the distance at its lowest row. Blocks below `last` hold more than k and are not kept. */
#include "ent-approximate.h"

#include <string.h>

#define WORD 64
#define MAX_HITS 16
#define LONGEST 1024 /* characters of a quote that is compared as a whole */
#define CONTEXT 48   /* characters of prefix and suffix that are compared */
#define CANCEL_STEP 65536

typedef struct
{
  guint m, blocks;
  guint32 *row;  /* symbol of the text -> row of `equal` */
  guint64 *equal; /* rows x blocks: where the quote has the symbol; row 0: nowhere */
} Pattern;

typedef struct
{
  guint64 plus, minus; /* where the distance grows or falls from the row above */
  int score;
} Block;

typedef struct
{
  guint end; /* excluded */
  int distance;
} Hit;

typedef struct
{
  guint n;
  Hit items[MAX_HITS];
} Hits;

static void
pattern_init (Pattern *self, const EntFold *text, const gunichar *quote, guint m, gboolean backwards)
{
  guint rows = 1;

  self->m = m;
  self->blocks = (m + WORD - 1) / WORD;
  self->row = g_new0 (guint32, text->n_symbols + 1);
  self->equal = g_new0 (guint64, (gsize) (MIN (m, text->n_symbols) + 1) * self->blocks);
  for (guint i = 0; i < m; i++)
    {
      guint32 symbol = ent_fold_symbol (text, quote[backwards ? m - 1 - i : i]);

      if (symbol == 0)
        continue;
      if (self->row[symbol - 1] == 0)
        self->row[symbol - 1] = rows++;
      self->equal[(gsize) self->row[symbol - 1] * self->blocks + i / WORD] |= G_GUINT64_CONSTANT (1) << (i % WORD);
    }
}

static void
pattern_clear (Pattern *self)
{
  g_free (self->row);
  g_free (self->equal);
}

/* One block, one column; @carry and the value returned: how the distance changes along the row above and the lowest row. */
static inline int
advance (Block *block, guint64 equal, int carry, guint64 lowest)
{
  guint64 vertical = equal | block->minus, across, plus, minus;
  int out;

  if (carry < 0)
    equal |= 1;
  across = (((equal & block->plus) + block->plus) ^ block->plus) | equal;
  plus = block->minus | ~(across | block->plus);
  minus = block->plus & across;
  out = (plus & lowest) != 0 ? 1 : (minus & lowest) != 0 ? -1 : 0;
  plus <<= 1;
  minus <<= 1;
  if (carry < 0)
    minus |= 1;
  else if (carry > 0)
    plus |= 1;
  block->plus = minus | ~(vertical | plus);
  block->minus = plus & vertical;
  block->score += out;
  return out;
}

/* Keeps the best hits, of those close together only the best, of equals the later. */
static void
add_hit (Hits *hits, guint end, int distance, guint apart)
{
  guint worst = 0;

  if (hits->n > 0 && end - hits->items[hits->n - 1].end <= apart)
    {
      Hit *last = &hits->items[hits->n - 1];

      if (distance < last->distance || (distance == last->distance && end == last->end + 1))
        *last = (Hit) { end, distance };
      return;
    }
  if (hits->n == MAX_HITS)
    {
      for (guint i = 1; i < hits->n; i++)
        if (hits->items[i].distance > hits->items[worst].distance)
          worst = i;
      if (hits->items[worst].distance <= distance)
        return;
      memmove (&hits->items[worst], &hits->items[worst + 1], (hits->n - 1 - worst) * sizeof (Hit));
      hits->n--;
    }
  hits->items[hits->n++] = (Hit) { end, distance };
}

/* Reads @n symbols from @symbols on, each @step after the one before, and adds where the quote ends with at most @k differences.
 * @anchored: it must start where the reading starts. FALSE when cancelled. */
static gboolean
scan (const Pattern *pattern, const guint32 *symbols, guint n, int step, int k, gboolean anchored, Hits *hits, GCancellable *cancellable)
{
  guint blocks = pattern->blocks, last = MIN (blocks, ((guint) k + WORD) / WORD) - 1;
  guint tail = pattern->m - (blocks - 1) * WORD; /* rows of the lowest block */
  guint64 top = G_GUINT64_CONSTANT (1) << (WORD - 1), end = G_GUINT64_CONSTANT (1) << (tail - 1);
  g_autofree Block *block = g_new (Block, blocks);

  for (guint i = 0; i < blocks; i++)
    block[i] = (Block) { G_MAXUINT64, 0, (int) MIN ((i + 1) * WORD, pattern->m) };
  for (guint j = 0; j < n; j++, symbols += step)
    {
      const guint64 *equal = pattern->equal + (gsize) pattern->row[*symbols] * blocks;
      int carry = anchored ? 1 : 0;

      if (j % CANCEL_STEP == CANCEL_STEP - 1 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      for (guint i = 0; i <= last; i++)
        carry = advance (&block[i], equal[i], carry, i == blocks - 1 ? end : top);
      if (last < blocks - 1 && block[last].score - carry <= k && ((equal[last + 1] & 1) != 0 || carry < 0))
        {
          guint rows = last + 1 == blocks - 1 ? tail : WORD;

          last++;
          block[last] = (Block) { G_MAXUINT64, 0, block[last - 1].score - carry + (int) rows };
          advance (&block[last], equal[last], carry, last == blocks - 1 ? end : top);
        }
      else
        while (last > 0 && block[last].score >= k + (int) (last == blocks - 1 ? tail : WORD))
          last--;
      if (last == blocks - 1 && block[last].score <= k)
        add_hit (hits, j + 1, block[last].score, anchored ? 0 : pattern->m / 2);
    }
  return TRUE;
}

/* Where the quote that ends at @hit starts: of the best places the one that makes it as long as it was. */
static guint
start_of (const Pattern *backwards, const EntFold *text, Hit hit)
{
  guint m = backwards->m, n = MIN (hit.end, m + (guint) hit.distance), length = MIN (m, hit.end);
  int best = G_MAXINT;
  Hits hits = { 0 };

  if (n == 0)
    return hit.end;
  scan (backwards, text->symbols + hit.end - 1, n, -1, hit.distance, TRUE, &hits, NULL);
  for (guint i = 0; i < hits.n; i++)
    {
      guint l = hits.items[i].end;

      if (hits.items[i].distance < best
          || (hits.items[i].distance == best && ABS ((int) l - (int) m) < ABS ((int) length - (int) m)))
        {
          best = hits.items[i].distance;
          length = l;
        }
    }
  return hit.end - length;
}

/* 0 to 1: how much of @context stands beside @at of @text, before or after it: edit distance of @context with the best stretch that
 * touches @at. O(CONTEXT^2). */
static double
beside (const EntFold *context, const EntFold *text, guint at, gboolean before)
{
  guint n = MIN (context->n, CONTEXT), m = before ? MIN (at, n + n / 2) : MIN (text->n - at, n + n / 2);
  guint above[CONTEXT * 3 / 2 + 1], best = n;

  for (guint j = 0; j <= m; j++)
    above[j] = j;
  for (guint i = 1; i <= n; i++)
    {
      gunichar c = before ? context->chars[context->n - i] : context->chars[i - 1];
      guint corner = above[0];

      above[0] = i;
      for (guint j = 1; j <= m; j++)
        {
          gunichar d = before ? text->chars[at - j] : text->chars[at + j - 1];
          guint here = MIN (corner + (c != d), MIN (above[j], above[j - 1]) + 1);

          corner = above[j];
          above[j] = here;
        }
    }
  for (guint j = 0; j <= m; j++)
    best = MIN (best, above[j]);
  return n > 0 ? 1 - (double) best / n : 0;
}

typedef struct
{
  const EntFold *text;
  EntFold *exact, *prefix, *suffix;
} Search;

/* Rates the place from @start to @end (folded), where @share of the quote differs; keeps it in @near when it is near and better. */
static gboolean
rate (const Search *search, guint start, guint end, double share, EntNear *near)
{
  const EntFold *text = search->text, *exact = search->exact;
  double prefix, suffix, context, vouched, score;

  while (start + 1 < end && text->chars[start] == ' ' && exact->chars[0] != ' ')
    start++;
  while (start + 1 < end && text->chars[end - 1] == ' ' && exact->chars[exact->n - 1] != ' ')
    end--;
  if (start >= end)
    return FALSE;
  prefix = beside (search->prefix, text, start, TRUE);
  suffix = beside (search->suffix, text, end, FALSE);
  if (search->prefix->n > 0 && search->suffix->n > 0)
    context = (prefix + suffix) / 2;
  else
    context = search->prefix->n > 0 ? prefix : search->suffix->n > 0 ? suffix : 0.5;
  vouched = MAX (search->prefix->n >= 8 ? prefix : 0, search->suffix->n >= 8 ? suffix : 0);
  if (share > 0.25 && vouched < 0.8)
    return FALSE;
  score = 0.99 * (1 - share) * (0.9 + 0.1 * context);
  if (score <= near->score)
    return FALSE;
  near->start = text->origins[start];
  near->end = text->origins[end - 1] + (gint64) 1;
  near->quote = 1 - share;
  near->context = context;
  near->score = score;
  return TRUE;
}

static void
find_whole (const Search *search, GCancellable *cancellable, EntNear *near)
{
  guint m = search->exact->n;
  int most = (int) (m >= 20 ? m * 2 / 5 : m / 5), few = MIN (most, (int) (m / 8));
  Pattern forwards, backwards;

  pattern_init (&forwards, search->text, search->exact->chars, m, FALSE);
  pattern_init (&backwards, search->text, search->exact->chars, m, TRUE);
  /* Few differences first, which is faster; then as many as may be, unless the place found is the right one beyond doubt. */
  for (int k = few;; k = most)
    {
      Hits hits = { 0 };

      if (!scan (&forwards, search->text->symbols, search->text->n, 1, k, FALSE, &hits, cancellable))
        break;
      for (guint i = 0; i < hits.n; i++)
        rate (search, start_of (&backwards, search->text, hits.items[i]), hits.items[i].end, (double) hits.items[i].distance / m, near);
      if (k == most || (near->score > 0 && near->context >= 0.5))
        break;
    }
  pattern_clear (&forwards);
  pattern_clear (&backwards);
}

/* A long quote: its first and last characters, and all between them of about the right length. */
static void
find_ends (const Search *search, GCancellable *cancellable, EntNear *near)
{
  const EntFold *text = search->text, *exact = search->exact;
  guint m = LONGEST / 2;
  Pattern head, head_backwards, tail;
  Hits heads = { 0 }, tails = { 0 };

  pattern_init (&head, text, exact->chars, m, FALSE);
  pattern_init (&head_backwards, text, exact->chars, m, TRUE);
  pattern_init (&tail, text, exact->chars + exact->n - m, m, FALSE);
  if (scan (&head, text->symbols, text->n, 1, (int) m / 4, FALSE, &heads, cancellable) && heads.n > 0
      && scan (&tail, text->symbols, text->n, 1, (int) m / 4, FALSE, &tails, cancellable))
    for (guint i = 0; i < heads.n; i++)
      for (guint j = 0; j < tails.n; j++)
        {
          guint start = start_of (&head_backwards, text, heads.items[i]), end = tails.items[j].end, length;
          double share;

          if (end <= start)
            continue;
          length = end - start;
          share = (double) (heads.items[i].distance + tails.items[j].distance) / LONGEST
                  + ABS ((double) length - (double) exact->n) / exact->n;
          if (share <= 0.25)
            rate (search, start, end, share, near);
        }
  pattern_clear (&head);
  pattern_clear (&head_backwards);
  pattern_clear (&tail);
}

gboolean
ent_approximate_find (const EntFold *text,
                      const char *exact,
                      const char *prefix,
                      const char *suffix,
                      GCancellable *cancellable,
                      EntNear *near)
{
  g_autoptr (EntFold) quote = ent_fold_new (exact);
  Search search = { text, quote, NULL, NULL };

  *near = (EntNear) { 0 };
  if (quote->n == 0 || text->n == 0)
    return FALSE;
  search.prefix = ent_fold_new (prefix);
  search.suffix = ent_fold_new (suffix);
  if (quote->n <= LONGEST)
    find_whole (&search, cancellable, near);
  else
    find_ends (&search, cancellable, near);
  ent_fold_free (search.prefix);
  ent_fold_free (search.suffix);
  return near->score > 0 && !g_cancellable_is_cancelled (cancellable);
}
