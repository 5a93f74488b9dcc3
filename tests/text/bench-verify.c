/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast excerpts are verified and re-anchored, and how true the anchors are beside the method of the Hypothesis client.
 *
 * That method as published (hypothesis/client, src/annotator/anchoring/match-quote.ts, with the package approx-string-match): the position
 * is kept where the text there is the quote; else all places of the quote, or where there is none all with the fewest edits, up to half of
 * the quote (at most 256), are rated by 50 quote + 20 prefix + 20 suffix + 2 position, and the best is taken without asking. */
#include <string.h>
#include <time.h>

#include "edit-script.h"
#include "ent-anchor.h"
#include "ent-reanchor.h"
#include "ent-sources.h"
#include "ent-verify.h"

#define ARTICLES 1000
#define EXCERPTS 10
#define SIZE 9000 /* code points, about 10 kB */
#define COMPARED 60 /* articles that the other method is tried on: its search is plain dynamic programming here */

/* Seconds of processor time, so that what else runs on the machine does not count. */
static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

typedef struct
{
  int start, end, errors;
} Match;

/* Sellers 1980: all places where @pattern ends in @text with the fewest edits, up to @most, and where each starts. */
static GArray *
search (const gunichar *text, int n, const gunichar *pattern, int m, int most)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (Match));
  g_autofree int *cost = g_new (int, m + 1), *from = g_new0 (int, m + 1);
  int best = most;

  for (int i = 0; i <= m; i++)
    cost[i] = i;
  for (int j = 1; j <= n; j++)
    {
      int corner = 0, corner_from = j - 1;

      from[0] = j;
      for (int i = 1; i <= m; i++)
        {
          int c = corner + (pattern[i - 1] != text[j - 1]), f = corner_from;

          if (cost[i] + 1 < c)
            c = cost[i] + 1, f = from[i];
          if (cost[i - 1] + 1 < c)
            c = cost[i - 1] + 1, f = from[i - 1];
          corner = cost[i];
          corner_from = from[i];
          cost[i] = c;
          from[i] = f;
        }
      if (cost[m] <= best)
        {
          Match match = { from[m], j, cost[m] };

          if (cost[m] < best)
            g_array_set_size (out, 0);
          best = cost[m];
          g_array_append_val (out, match);
        }
    }
  return out;
}

static double
text_score (const gunichar *text, int n, const gunichar *words, int m)
{
  g_autoptr (GArray) matches = n > 0 && m > 0 ? search (text, n, words, m, m) : NULL;

  return matches != NULL && matches->len > 0 ? 1 - (double) g_array_index (matches, Match, 0).errors / m : 0;
}

/* The place that the other method takes, or -1. */
static Match
other_method (const gunichar *text, int n, const EntExcerpt *excerpt)
{
  glong m, prefix_length, suffix_length;
  g_autofree gunichar *quote = g_utf8_to_ucs4_fast (excerpt->exact, -1, &m);
  g_autofree gunichar *prefix = g_utf8_to_ucs4_fast (excerpt->prefix, -1, &prefix_length);
  g_autofree gunichar *suffix = g_utf8_to_ucs4_fast (excerpt->suffix, -1, &suffix_length);
  g_autoptr (GArray) matches = g_array_new (FALSE, FALSE, sizeof (Match));
  Match best = { -1, -1, 0 };
  double best_score = -1;

  if (excerpt->end <= n && memcmp (text + excerpt->start, quote, (gsize) m * sizeof *quote) == 0)
    return (Match) { (int) excerpt->start, (int) excerpt->end, 0 };
  for (int i = 0; i + m <= n; i++)
    if (memcmp (text + i, quote, (gsize) m * sizeof *quote) == 0)
      {
        Match match = { i, i + (int) m, 0 };

        g_array_append_val (matches, match);
      }
  if (matches->len == 0)
    {
      g_array_unref (matches);
      matches = search (text, n, quote, (int) m, (int) MIN (256, m / 2));
    }
  for (guint i = 0; i < matches->len; i++)
    {
      Match match = g_array_index (matches, Match, i);
      int before = MAX (0, match.start - (int) prefix_length), after = MIN (n, match.end + (int) suffix_length);
      double score = 50 * (1 - (double) match.errors / (double) m)
                     + 20 * (prefix_length > 0 ? text_score (text + before, match.start - before, prefix, (int) prefix_length) : 1)
                     + 20 * (suffix_length > 0 ? text_score (text + match.end, after - match.end, suffix, (int) suffix_length) : 1)
                     + 2 * (1 - ABS ((double) match.start - (double) excerpt->start) / n);

      if (score > best_score)
        {
          best_score = score;
          best = match;
        }
    }
  return best;
}

typedef struct
{
  guint excerpts, silent, wrong, unchanged, unchanged_found, changed, changed_found;
  double seconds;
} Figures;

static void
count (Figures *f, const Edited *edited, EntPlainText *own, EntPlainText *text, const EntArticle *article, const EntExcerpt *excerpt,
       gboolean silent, gint64 start, gint64 end)
{
  Fate fate = edited_fate (edited, article, excerpt);
  gboolean right = start >= 0 && edited_is_right (edited, excerpt, start, end), once = ent_plain_text_count (own, excerpt->exact, 2) == 1;

  f->excerpts++;
  f->silent += silent;
  f->wrong += silent && !right;
  if (once && fate.whole && ent_plain_text_count (text, excerpt->exact, 2) == 1)
    {
      f->unchanged++;
      f->unchanged_found += right;
    }
  else if (once && !fate.whole && (gint64) fate.differences * 10 <= excerpt->end - excerpt->start)
    {
      f->changed++;
      f->changed_found += right;
    }
}

static void
print (const char *name, const Figures *f)
{
  g_print ("%-22s %6u excerpts, %6u placed without asking, %4u of them wrong; unchanged found %u of %u; a tenth changed found %u of %u; %.1f us each\n",
           name, f->excerpts, f->silent, f->wrong, f->unchanged_found, f->unchanged, f->changed_found, f->changed,
           f->seconds / f->excerpts * 1e6);
}

static void
compare (EntArticle **articles, Edited **edited, char **texts)
{
  Figures ours = { 0 }, theirs = { 0 };

  for (guint i = 0; i < COMPARED; i++)
    {
      g_autoptr (EntPlainText) own = ent_plain_text_new (articles[i]->text);
      g_autoptr (EntPlainText) text = ent_plain_text_new (texts[i]);
      g_autoptr (EntVerifier) verifier = ent_verifier_new (articles[i], text);

      for (guint j = 0; j < EXCERPTS; j++)
        {
          const EntExcerpt *excerpt = (const EntExcerpt *) articles[i]->excerpts->items[j];
          double begin = now ();
          EntFinding finding = ent_verifier_check (verifier, excerpt, NULL);
          Match match;

          ours.seconds += now () - begin;
          count (&ours, edited[i], own, text, articles[i], excerpt,
                 finding.state == ENT_FINDING_EXACT || finding.state == ENT_FINDING_MOVED, finding.start, finding.end);
          begin = now ();
          match = other_method ((const gunichar *) edited[i]->chars->data, (int) edited[i]->chars->len, excerpt);
          theirs.seconds += now () - begin;
          count (&theirs, edited[i], own, text, articles[i], excerpt, match.start >= 0, match.start, match.end);
        }
    }
  print ("entente", &ours);
  print ("hypothesis' method", &theirs);
}

/* Seconds to check every excerpt of @articles, against @texts (NULL: their own). */
static double
check_all (EntArticle **articles, char **texts, guint states[])
{
  double begin = now ();

  for (guint i = 0; i < ARTICLES; i++)
    {
      g_autoptr (EntPlainText) text = texts != NULL ? ent_plain_text_new (texts[i]) : NULL;
      g_autoptr (EntVerifier) verifier = ent_verifier_new (articles[i], text);

      for (guint j = 0; j < EXCERPTS; j++)
        states[ent_verifier_check (verifier, (const EntExcerpt *) articles[i]->excerpts->items[j], NULL).state]++;
    }
  return now () - begin;
}

static void
measure_sources (EntArticle **articles)
{
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  g_autofree EntRecord **items = g_new (EntRecord *, ARTICLES);
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntSources) sources = NULL;
  double begin;

  for (guint i = 0; i < ARTICLES; i++)
    items[i] = ent_record_ref (&articles[i]->record);
  lists[ENT_LIST_ARTICLES] = ent_records_new_take (items, ARTICLES);
  map = ent_snapshot_new_take ((EntHead *) ent_record_new (&ent_head_type), lists);
  begin = now ();
  sources = ent_sources_new (map, NULL, NULL);
  g_print ("independent sources of %u articles: %.0f ms\n", ARTICLES, (now () - begin) * 1e3);
}

/* A text of some 4 MB with 4,000 excerpts, taken over in a new form of itself. */
static void
measure_long (GRand *rand)
{
  EntArticle *article = random_article (rand, 3000000, 4000);

  for (int way = 0; way < 2; way++)
    {
      Edited *edited = edited_new (article->text);
      guint counts[ENT_FINDING_UNCHECKED + 1] = { 0 };
      g_autofree char *text = NULL, *longer = NULL;
      EntArticle *taken;
      double begin;

      edited_apply (edited, rand, way == 0 ? 0 : 400);
      text = edited_text (edited);
      longer = g_strconcat ("News. ", text, NULL);
      begin = now ();
      taken = ent_reanchor_article (article, longer, "", counts, NULL, NULL, NULL);
      g_print ("a text of %.1f MB %s: %.3f s (", (double) strlen (article->text) / 1e6, way == 0 ? "that begins anew" : "with 400 edits", now () - begin);
      for (guint i = 0; i < G_N_ELEMENTS (counts); i++)
        g_print ("%s%s %u", i > 0 ? ", " : "", ent_finding_state_name ((EntFindingState) i), counts[i]);
      g_print (")\n");
      ent_record_unref (&taken->record);
      edited_free (edited);
    }
  ent_record_unref (&article->record);
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  EntArticle *articles[ARTICLES];
  Edited *edited[ARTICLES];
  char *texts[ARTICLES];
  guint states[ENT_FINDING_UNCHECKED + 1] = { 0 }, same[ENT_FINDING_UNCHECKED + 1] = { 0 };
  double seconds, best = 1e9, bytes = 0, hashing;

  for (guint i = 0; i < ARTICLES; i++)
    {
      articles[i] = random_article (rand, SIZE, EXCERPTS);
      edited[i] = edited_new (articles[i]->text);
      edited_apply (edited[i], rand, 40);
      texts[i] = edited_text (edited[i]);
      bytes += (double) strlen (articles[i]->text);
    }
  seconds = check_all (articles, texts, states);
  g_print ("re-anchoring %u excerpts in %u articles of %.1f kB: %.3f s (", ARTICLES * EXCERPTS, ARTICLES, bytes / ARTICLES / 1e3, seconds);
  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    g_print ("%s%s %u", i > 0 ? ", " : "", ent_finding_state_name ((EntFindingState) i), states[i]);
  g_print (")\n");
  for (int i = 0; i < 5; i++)
    best = MIN (best, check_all (articles, NULL, same));
  g_print ("verifying the same unchanged: %.0f MB/s of article text\n", bytes / best / 1e6);
  hashing = now ();
  for (guint i = 0; i < ARTICLES; i++)
    g_free (g_compute_checksum_for_string (G_CHECKSUM_SHA256, articles[i]->text, -1));
  g_print ("SHA-256 alone, which that does not need: %.0f MB/s\n", bytes / (now () - hashing) / 1e6);
  compare (articles, edited, texts);
  measure_sources (articles);
  measure_long (rand);
  for (guint i = 0; i < ARTICLES; i++)
    {
      ent_record_unref (&articles[i]->record);
      edited_free (edited[i]);
      g_free (texts[i]);
    }
  /* The limits of the product. */
  return seconds < 1 && bytes / best > 500e6 ? 0 : 1;
}
