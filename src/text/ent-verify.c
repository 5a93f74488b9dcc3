/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The states of an excerpt, each from the words of its definition.
 *
 * Two rules keep an anchor from lying. A prefix or suffix that is empty says nothing, and fits only where the text begins or ends. And
 * an excerpt that was not placed in the present text, but in an earlier edition that the article keeps, is judged by that edition:
 * taking over a new text never makes an uncertain place a certain one. */
#include "ent-verify.h"

#include <string.h>

#include "ent-approximate.h"

#define MOST_PLACES 256

struct _EntVerifier
{
  const EntArticle *article;
  EntPlainText *text, *own; /* the same object where the map's own text is looked in */
  EntPlainText **editions;  /* as many as the article has; made when needed */
};

const char *
ent_finding_state_name (EntFindingState state)
{
  static const char *const names[] = { "exact", "moved", "ambiguous", "changed", "missing", "unchecked" };

  return names[state];
}

EntVerifier *
ent_verifier_new (const EntArticle *article, EntPlainText *against)
{
  EntVerifier *self = g_new0 (EntVerifier, 1);

  self->article = article;
  self->own = ent_plain_text_new (article->text);
  self->text = against != NULL ? against : self->own;
  return self;
}

void
ent_verifier_free (EntVerifier *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; self->editions != NULL && i < ent_records_n (self->article->editions); i++)
    ent_plain_text_free (self->editions[i]);
  g_free (self->editions);
  ent_plain_text_free (self->own);
  g_free (self);
}

/* The byte at which @excerpt stands in @text by its position, or -1 where something else stands there. */
static gssize
stands_at_position (EntPlainText *text, const EntExcerpt *excerpt, gsize size)
{
  gssize from = ent_plain_text_byte_of (text, excerpt->start), to = ent_plain_text_byte_of (text, excerpt->end);

  if (from < 0 || to < 0 || (gsize) (to - from) != size || memcmp (ent_plain_text_get (text) + from, excerpt->exact, size) != 0)
    return -1;
  return from;
}

static gboolean
prefix_fits (EntPlainText *text, gsize from, const char *prefix)
{
  gsize size = strlen (prefix);

  if (size == 0)
    return from == 0;
  return size <= from && memcmp (ent_plain_text_get (text) + from - size, prefix, size) == 0;
}

static gboolean
suffix_fits (EntPlainText *text, gsize to, const char *suffix)
{
  gsize size = strlen (suffix), left = ent_plain_text_get_size (text) - to;

  if (size == 0)
    return left == 0;
  return size <= left && memcmp (ent_plain_text_get (text) + to, suffix, size) == 0;
}

/* The share of prefix and suffix that stands beside the place, counted from it outwards. */
static double
surroundings (EntPlainText *text, gsize from, gsize to, const EntExcerpt *excerpt)
{
  const char *data = ent_plain_text_get (text);
  gsize prefix = strlen (excerpt->prefix), suffix = strlen (excerpt->suffix), left = ent_plain_text_get_size (text) - to, i = 0, j = 0;

  while (i < prefix && i < from && data[from - 1 - i] == excerpt->prefix[prefix - 1 - i])
    i++;
  while (j < suffix && j < left && data[to + j] == excerpt->suffix[j])
    j++;
  return prefix + suffix > 0 ? (double) (i + j) / (double) (prefix + suffix) : 0;
}

/* The newest edition in which the excerpt stands at its position, or NULL. O(editions x text) the first time. */
static EntPlainText *
edition_of (EntVerifier *self, const EntExcerpt *excerpt, gsize size)
{
  guint n = ent_records_n (self->article->editions);

  if (n > 0 && self->editions == NULL)
    self->editions = g_new0 (EntPlainText *, n);
  for (guint i = n; i-- > 0;)
    {
      if (self->editions[i] == NULL)
        self->editions[i] = ent_plain_text_new (((const EntEdition *) self->article->editions->items[i])->text);
      if (stands_at_position (self->editions[i], excerpt, size) >= 0)
        return self->editions[i];
    }
  return NULL;
}

/* TRUE when the text that the excerpt was placed in has it only once. */
static gboolean
stood_once (EntVerifier *self, const EntExcerpt *excerpt, gsize size)
{
  EntPlainText *placed = NULL;

  if (stands_at_position (self->own, excerpt, size) < 0)
    placed = edition_of (self, excerpt, size);
  return ent_plain_text_count (placed != NULL ? placed : self->own, excerpt->exact, 2) == 1;
}

static gboolean
text_is_recorded (EntVerifier *self, const EntExcerpt *excerpt, gsize size)
{
  return self->article->sha256[0] != '\0' && edition_of (self, excerpt, size) == NULL
         && strcmp (ent_plain_text_get_sha256 (self->text), self->article->sha256) == 0;
}

static EntFinding
finding_at (EntVerifier *self, EntFindingState state, gsize from, gsize size, double score)
{
  EntFinding finding = { .state = state, .score = score };

  finding.start = ent_plain_text_position_of (self->text, from);
  finding.end = ent_plain_text_position_of (self->text, from + size);
  return finding;
}

/* Of several places the one whose surroundings fit best; none when two fit alike, or when there are more than anybody would look
 * through. O(MOST_PLACES x excerpt + text). */
static EntFinding
ambiguous_among (EntVerifier *self, const EntExcerpt *excerpt, gsize size)
{
  double best = -1;
  gssize place = -1;
  guint n = 0;

  for (gssize at = ent_plain_text_find (self->text, excerpt->exact, size, 0); at >= 0;
       at = ent_plain_text_find (self->text, excerpt->exact, size, (gsize) at + 1))
    {
      double share = surroundings (self->text, (gsize) at, (gsize) at + size, excerpt);

      if (++n > MOST_PLACES)
        {
          place = -1;
          break;
        }
      if (share > best)
        {
          best = share;
          place = at;
        }
      else if (share == best)
        place = -1;
    }
  if (place < 0)
    return (EntFinding) { .state = ENT_FINDING_AMBIGUOUS, .start = -1, .end = -1, .score = 0 };
  return finding_at (self, ENT_FINDING_AMBIGUOUS, (gsize) place, size, 0.99 * (0.9 + 0.1 * best));
}

static EntFinding
changed_or_missing (EntVerifier *self, const EntExcerpt *excerpt, GCancellable *cancellable)
{
  EntFinding finding = { .state = ENT_FINDING_MISSING, .start = -1, .end = -1 };
  EntNear near;

  if (ent_approximate_find (ent_plain_text_get_fold (self->text), excerpt->exact, excerpt->prefix, excerpt->suffix, cancellable, &near))
    {
      finding.state = ENT_FINDING_CHANGED;
      finding.start = near.start;
      finding.end = near.end;
      finding.score = near.score;
    }
  return finding;
}

EntFinding
ent_verifier_check (EntVerifier *self, const EntExcerpt *excerpt, GCancellable *cancellable)
{
  gsize size = strlen (excerpt->exact);
  gssize here, first, second;

  if (self->article->text[0] == '\0')
    return (EntFinding) { .state = ENT_FINDING_UNCHECKED, .start = -1, .end = -1 };
  here = stands_at_position (self->text, excerpt, size);
  if (here >= 0
      && (prefix_fits (self->text, (gsize) here, excerpt->prefix) || suffix_fits (self->text, (gsize) here + size, excerpt->suffix)))
    return (EntFinding) { .state = ENT_FINDING_EXACT, .start = excerpt->start, .end = excerpt->end, .score = 1 };

  first = ent_plain_text_find (self->text, excerpt->exact, size, 0);
  if (first < 0)
    return changed_or_missing (self, excerpt, cancellable);
  second = ent_plain_text_find (self->text, excerpt->exact, size, (gsize) first + 1);
  if (here >= 0 && (second < 0 || text_is_recorded (self, excerpt, size)))
    return finding_at (self, ENT_FINDING_EXACT, (gsize) here, size, 1);
  if (second < 0
      && ((prefix_fits (self->text, (gsize) first, excerpt->prefix) && suffix_fits (self->text, (gsize) first + size, excerpt->suffix))
          || stood_once (self, excerpt, size)))
    return finding_at (self, ENT_FINDING_MOVED, (gsize) first, size, 1);
  return ambiguous_among (self, excerpt, size);
}

EntFinding
ent_verify_excerpt (const EntArticle *article, const EntExcerpt *excerpt)
{
  g_autoptr (EntVerifier) verifier = ent_verifier_new (article, NULL);

  return ent_verifier_check (verifier, excerpt, NULL);
}

GArray *
ent_verify_places (EntPlainText *text, const char *exact, guint most)
{
  GArray *places = g_array_new (FALSE, FALSE, sizeof (gint64));
  gsize size = strlen (exact);

  for (gssize at = ent_plain_text_find (text, exact, size, 0); at >= 0 && places->len < most;
       at = ent_plain_text_find (text, exact, size, (gsize) at + 1))
    {
      gint64 position = ent_plain_text_position_of (text, (gsize) at);

      g_array_append_val (places, position);
    }
  return places;
}
