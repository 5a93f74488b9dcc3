/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text is its set of shingles: hashes of five words in a row, sorted. Articles that share many are joined (union by smaller index).
 * Invariant: a source's number is that of its first article among the first articles of all. */
#include "ent-sources.h"

#include <string.h>

#define WORDS 5
#define SAMPLE 4 /* one shingle in so many is indexed */

const EntGrade ent_reliability_grades[] = {
  { "A", "Completely reliable", "No doubt about authenticity, trustworthiness or competency; a history of complete reliability" },
  { "B", "Usually reliable", "Minor doubts; a history of mostly valid information" },
  { "C", "Fairly reliable", "Some doubts, but has provided valid information in the past" },
  { "D", "Not usually reliable", "Significant doubts, but has provided valid information in the past" },
  { "E", "Unreliable", "Lacks authenticity, trustworthiness or competency; a history of invalid information" },
  { "F", "Reliability cannot be judged", "Insufficient information to evaluate the source" },
  { NULL, NULL, NULL }
};

const EntGrade ent_credibility_grades[] = {
  { "1", "Confirmed by other sources", "Logical, consistent with other information, confirmed by independent sources" },
  { "2", "Probably true", "Logical, consistent with other information, not confirmed" },
  { "3", "Possibly true", "Reasonably logical, agrees with some other information, not confirmed" },
  { "4", "Doubtful", "Not logical but possible; no other information on the subject" },
  { "5", "Improbable", "Not logical; contradicted by other information" },
  { "6", "Truth cannot be judged", "The validity of the information cannot be determined" },
  { NULL, NULL, NULL }
};

const EntGrade *
ent_grade_find (const EntGrade *grades, const char *code)
{
  for (; grades->code != NULL; grades++)
    if (strcmp (grades->code, code) == 0)
      return grades;
  return NULL;
}

static int
compare_hashes (gconstpointer a, gconstpointer b)
{
  guint64 p = *(const guint64 *) a, q = *(const guint64 *) b;

  return p < q ? -1 : p > q;
}

/* Spreads the bits of @h (the finaliser of MurmurHash3). */
static guint64
mix (guint64 h)
{
  h = (h ^ (h >> 33)) * G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  h = (h ^ (h >> 33)) * G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return h ^ (h >> 33);
}

/* Adds the word's hash to the last ones and, once there are enough, the shingle that they make. */
static void
add_word (GArray *shingles, guint64 last[WORDS], guint *n, guint64 word)
{
  guint64 shingle = 0;

  memmove (last, last + 1, (WORDS - 1) * sizeof *last);
  last[WORDS - 1] = word;
  if (++*n < WORDS)
    return;
  for (guint i = 0; i < WORDS; i++)
    shingle = mix (shingle * 31 + last[i]);
  g_array_append_val (shingles, shingle);
}

static gboolean
is_ideograph (gunichar c)
{
  return c >= 0x2e80 && g_unichar_iswide (c) && g_unichar_get_script (c) != G_UNICODE_SCRIPT_HANGUL;
}

/* The set of shingles of @text, sorted; a text of fewer words than one shingle has one of its own. (transfer full) */
static GArray *
make_shingles (const char *text)
{
  GArray *out = g_array_new (FALSE, FALSE, sizeof (guint64));
  guint64 last[WORDS] = { 0 }, word = 0;
  guint n = 0, kept = 0;

  for (const char *p = text;; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);
      gboolean letter = g_unichar_isalnum (c) || g_unichar_ismark (c), ideograph = letter && is_ideograph (c);

      if (word != 0 && (!letter || ideograph))
        {
          add_word (out, last, &n, word);
          word = 0;
        }
      if (ideograph) /* no blanks between words: each is one */
        add_word (out, last, &n, mix (c));
      else if (letter)
        word = mix (word * 31 + g_unichar_tolower (c)) | 1;
      if (c == 0)
        break;
    }
  if (out->len == 0 && n > 0)
    {
      guint64 whole = 0;

      for (guint i = 0; i < WORDS; i++)
        whole = mix (whole * 31 + last[i]);
      g_array_append_val (out, whole);
    }
  g_array_sort (out, compare_hashes);
  for (guint i = 0; i < out->len; i++)
    if (i == 0 || g_array_index (out, guint64, i) != g_array_index (out, guint64, i - 1))
      g_array_index (out, guint64, kept++) = g_array_index (out, guint64, i);
  g_array_set_size (out, kept);
  return out;
}

static EntResemblance
compare_shingles (const GArray *a, const GArray *b)
{
  guint i = 0, j = 0, shared = 0;

  if (a->len == 0 || b->len == 0)
    return (EntResemblance) { 0, 0 };
  while (i < a->len && j < b->len)
    {
      guint64 p = g_array_index (a, guint64, i), q = g_array_index (b, guint64, j);

      shared += p == q;
      i += p <= q;
      j += q <= p;
    }
  return (EntResemblance) { (double) shared / (a->len + b->len - shared), (double) shared / MIN (a->len, b->len) };
}

static gboolean
are_copies (const GArray *a, const GArray *b)
{
  EntResemblance r = compare_shingles (a, b);

  return r.both >= 0.3 || (r.shorter >= 0.6 && MIN (a->len, b->len) >= 40);
}

EntResemblance
ent_text_resemblance (const char *a, const char *b)
{
  g_autoptr (GArray) p = make_shingles (a);
  g_autoptr (GArray) q = make_shingles (b);

  return compare_shingles (p, q);
}

struct _EntSources
{
  EntSnapshot *map;
  guint n, n_articles;
  guint *source;           /* of each article */
  GHashTable *by_article;  /* id -> its index + 1 */
  GHashTable *by_excerpt;  /* id -> the index of its article + 1 */
};

void
ent_sources_free (EntSources *self)
{
  if (self == NULL)
    return;
  g_free (self->source);
  g_hash_table_unref (self->by_article);
  g_hash_table_unref (self->by_excerpt);
  ent_snapshot_unref (self->map);
  g_free (self);
}

static guint
root_of (guint *parent, guint i)
{
  while (parent[i] != i)
    i = parent[i] = parent[parent[i]];
  return i;
}

/* The shingles of all articles so far, and who has which. */
typedef struct
{
  GPtrArray *shingles; /* GArray of each article */
  GHashTable *index;   /* sampled shingle (in the arrays) -> GArray of the articles that have it, of each source at least one */
  guint *parent;       /* union-find */
  guint *shared;       /* with the article at hand, of the sampled shingles; all 0 between articles */
} Corpus;

/* Joins article @i with those before it that it is a copy of, and adds it to the index. */
static void
add_article (Corpus *corpus, guint i, GArray *mine)
{
  g_autoptr (GArray) met = g_array_new (FALSE, FALSE, sizeof (guint));
  guint sampled = 0;

  for (guint k = 0; k < mine->len; k++)
    {
      guint64 *shingle = &g_array_index (mine, guint64, k);
      GArray *having = *shingle % SAMPLE == 0 ? g_hash_table_lookup (corpus->index, shingle) : NULL;

      sampled += *shingle % SAMPLE == 0;
      for (guint h = 0; having != NULL && h < having->len; h++)
        {
          guint j = g_array_index (having, guint, h);

          if (corpus->shared[j]++ == 0)
            g_array_append_val (met, j);
        }
    }
  for (guint k = 0; k < met->len; k++)
    {
      guint j = g_array_index (met, guint, k), a = root_of (corpus->parent, i), b = root_of (corpus->parent, j);
      GArray *theirs = g_ptr_array_index (corpus->shingles, j);

      if (a != b && corpus->shared[j] * 4 >= MIN (sampled, theirs->len / SAMPLE) && are_copies (mine, theirs))
        corpus->parent[MAX (a, b)] = MIN (a, b);
      corpus->shared[j] = 0;
    }
  /* Texts too short for the sample to tell of. */
  for (guint j = 0; j < i; j++)
    {
      GArray *theirs = g_ptr_array_index (corpus->shingles, j);
      guint a = root_of (corpus->parent, i), b = root_of (corpus->parent, j);

      if (MIN (mine->len, theirs->len) < 32 && a != b && are_copies (mine, theirs))
        corpus->parent[MAX (a, b)] = MIN (a, b);
    }
  for (guint k = 0; k < mine->len; k++)
    {
      guint64 *shingle = &g_array_index (mine, guint64, k);
      GArray *having;

      if (*shingle % SAMPLE != 0)
        continue;
      having = g_hash_table_lookup (corpus->index, shingle);
      if (having == NULL)
        {
          having = g_array_new (FALSE, FALSE, sizeof (guint));
          g_hash_table_insert (corpus->index, shingle, having);
        }
      else if (root_of (corpus->parent, g_array_index (having, guint, having->len - 1)) == root_of (corpus->parent, i))
        continue; /* a copy adds nothing */
      g_array_append_val (having, i);
    }
}

/* Numbers the sources in file order. */
static void
number_sources (EntSources *self, guint *parent)
{
  for (guint i = 0; i < self->n_articles; i++)
    {
      guint root = root_of (parent, i);

      self->source[i] = root == i ? self->n++ : self->source[root];
    }
}

EntSources *
ent_sources_new (EntSnapshot *map, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntSources) self = g_new0 (EntSources, 1);
  const EntRecords *articles = map->lists[ENT_LIST_ARTICLES];
  guint n = ent_records_n (articles);
  g_autofree guint *parent = g_new (guint, n + 1), *shared = g_new0 (guint, n + 1);
  g_autoptr (GPtrArray) shingles = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autoptr (GHashTable) index = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) g_array_unref);
  Corpus corpus = { shingles, index, parent, shared };

  self->map = ent_snapshot_ref (map);
  self->n_articles = n;
  self->source = g_new0 (guint, n + 1);
  self->by_article = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_excerpt = g_hash_table_new (g_str_hash, g_str_equal);
  for (guint i = 0; i < n; i++)
    {
      const EntArticle *article = (const EntArticle *) articles->items[i];
      GArray *mine;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_hash_table_insert (self->by_article, article->id, GUINT_TO_POINTER (i + 1));
      for (guint j = 0; j < ent_records_n (article->excerpts); j++)
        g_hash_table_insert (self->by_excerpt, ((EntExcerpt *) article->excerpts->items[j])->id, GUINT_TO_POINTER (i + 1));
      mine = make_shingles (article->text);
      g_ptr_array_add (shingles, mine);
      parent[i] = i;
      add_article (&corpus, i, mine);
    }
  number_sources (self, parent);
  return g_steal_pointer (&self);
}

guint
ent_sources_count (EntSources *self)
{
  return self->n;
}

guint
ent_sources_of_article (EntSources *self, const char *article)
{
  guint i = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_article, article));

  return i > 0 ? self->source[i - 1] : G_MAXUINT;
}

EntSupport
ent_sources_support (EntSources *self, const EntRelation *relation)
{
  EntSupport out = { 0 };
  g_autoptr (GHashTable) supporting = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) disputing = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[i];
      guint article = GPOINTER_TO_UINT (g_hash_table_lookup (self->by_excerpt, evidence->excerpt));
      EntRole role = ent_evidence_role (evidence);

      out.supports += role == ENT_ROLE_SUPPORTS;
      out.disputes += role == ENT_ROLE_DISPUTES;
      out.mentions += role == ENT_ROLE_MENTIONS;
      if (article > 0 && role != ENT_ROLE_MENTIONS)
        g_hash_table_add (role == ENT_ROLE_SUPPORTS ? supporting : disputing, GUINT_TO_POINTER (self->source[article - 1] + 1));
    }
  out.supporting_sources = g_hash_table_size (supporting);
  out.disputing_sources = g_hash_table_size (disputing);
  return out;
}
