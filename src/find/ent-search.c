/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A question goes through the folded texts of a section once, from entry that holds its longest word to entry. The best are kept in a
 * short sorted list: nearly all others are turned away by one comparison.
 *
 * The texts of a section are made when it is first asked, by the thread that asks; who asks meanwhile waits for it. */
#include <string.h>

#include "ent-fold.h"
#include "ent-search-private.h"

/* Places told of one article's text. */
#define PLACES 5
/* Between two looks at whether it was cancelled. */
#define STRIDE 1024

struct _EntSearch
{
  gatomicrefcount ref;
  EntMapIndex *index;
  GMutex locks[ENT_N_SEARCH_SECTIONS]; /* while texts are made */
  EntSearchTexts *texts[ENT_N_SEARCH_SECTIONS]; /* NULL until it is asked */
};

/* --- Life --- */

static const EntRecords *
list_of (EntMapIndex *index, EntListId list)
{
  return ent_map_index_get_snapshot (index)->lists[list];
}

/* TRUE when the texts of @section say the same for both. Weights are told by relations and evidence, but do no harm when they are old. */
static gboolean
is_same (EntMapIndex *a, EntMapIndex *b, EntSearchSection section)
{
  switch (section)
    {
    case ENT_SEARCH_ACTORS:
      return list_of (a, ENT_LIST_ACTORS) == list_of (b, ENT_LIST_ACTORS);
    case ENT_SEARCH_RELATIONS:
      return list_of (a, ENT_LIST_RELATIONS) == list_of (b, ENT_LIST_RELATIONS);
    case ENT_SEARCH_GROUND:
      return list_of (a, ENT_LIST_GROUPS) == list_of (b, ENT_LIST_GROUPS)
             && list_of (a, ENT_LIST_CAPTIONS) == list_of (b, ENT_LIST_CAPTIONS);
    case ENT_SEARCH_EXCERPTS:
    case ENT_SEARCH_ARTICLES:
      return list_of (a, ENT_LIST_ARTICLES) == list_of (b, ENT_LIST_ARTICLES);
    case ENT_N_SEARCH_SECTIONS:
    default:
      return FALSE;
    }
}

EntSearch *
ent_search_new (EntMapIndex *index, EntSearch *before)
{
  EntSearch *self = g_new0 (EntSearch, 1);

  g_atomic_ref_count_init (&self->ref);
  self->index = ent_map_index_ref (index);
  for (guint i = 0; i < ENT_N_SEARCH_SECTIONS; i++)
    {
      EntSearchTexts *texts = before != NULL ? g_atomic_pointer_get (&before->texts[i]) : NULL;

      g_mutex_init (&self->locks[i]);
      if (texts != NULL && is_same (index, before->index, i))
        self->texts[i] = ent_search_texts_ref (texts);
    }
  return self;
}

EntSearch *
ent_search_ref (EntSearch *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

void
ent_search_unref (EntSearch *self)
{
  if (!g_atomic_ref_count_dec (&self->ref))
    return;
  for (guint i = 0; i < ENT_N_SEARCH_SECTIONS; i++)
    {
      g_mutex_clear (&self->locks[i]);
      g_clear_pointer (&self->texts[i], ent_search_texts_unref);
    }
  ent_map_index_unref (self->index);
  g_free (self);
}

EntMapIndex *
ent_search_get_index (EntSearch *self)
{
  return self->index;
}

static EntSearchTexts *
texts_of (EntSearch *self, EntSearchSection section)
{
  EntSearchTexts *texts = g_atomic_pointer_get (&self->texts[section]);

  if (texts != NULL)
    return texts;
  g_mutex_lock (&self->locks[section]);
  if (self->texts[section] == NULL)
    g_atomic_pointer_set (&self->texts[section], ent_search_texts_new (self->index, section));
  g_mutex_unlock (&self->locks[section]);
  return self->texts[section];
}

void
ent_search_prepare (EntSearch *self, GCancellable *cancellable)
{
  for (guint i = 0; i < ENT_N_SEARCH_SECTIONS && !g_cancellable_is_cancelled (cancellable); i++)
    texts_of (self, i);
}

/* --- The best --- */

typedef struct
{
  EntMatch match;
  guint weight, entry;
} Candidate;

typedef struct
{
  GArray *items; /* Candidate, best first */
  guint most, total;
} Best;

/* Whether @a comes before @b; of equals the one that stands first in the map. */
static gboolean
is_better (const Candidate *a, const Candidate *b)
{
  if (a->match != b->match)
    return a->match < b->match;
  if (a->weight != b->weight)
    return a->weight > b->weight;
  return a->entry < b->entry;
}

static void
offer (Best *self, Candidate one)
{
  guint at = self->items->len;

  self->total++;
  if (at == self->most && (at == 0 || !is_better (&one, &g_array_index (self->items, Candidate, at - 1))))
    return;
  while (at > 0 && is_better (&one, &g_array_index (self->items, Candidate, at - 1)))
    at--;
  g_array_insert_val (self->items, at, one);
  g_array_set_size (self->items, MIN (self->items->len, self->most));
}

/* --- Going through a section --- */

/* The first entry from @from on whose text holds @needle; the number of entries where none does. */
static guint
next_entry (const EntSearchTexts *texts, guint from, const char *needle, gsize length)
{
  const gsize *starts = (const gsize *) texts->starts->data;
  guint n = texts->entries->len, low = from, high, step = 1;
  const char *found;

  if (from >= n)
    return n;
  found = memmem (texts->text->str + starts[from], texts->text->len - starts[from], needle, length);
  if (found == NULL)
    return n;
  /* Mostly it is near: steps grow until they are beyond it. */
  for (high = from + 1; high < n && texts->text->str + starts[high] <= found; step *= 2)
    {
      low = high;
      high = MIN (n, high + step);
    }
  while (low + 1 < high)
    {
      guint middle = low + (high - low) / 2;

      if (texts->text->str + starts[middle] <= found)
        low = middle;
      else
        high = middle;
    }
  return low;
}

/* How the question stands in entry @i: as a whole, else by its words. FALSE when one of them is missing. */
static gboolean
match_entry (const EntSearchTexts *texts, guint i, const EntQuestion *question, EntMatch *match)
{
  const gsize *starts = (const gsize *) texts->starts->data;
  const char *text = texts->text->str + starts[i];
  gsize length = starts[i + 1] - starts[i] - 1;

  if (ent_search_match (text, length, question->phrase, question->phrase_length, match))
    return TRUE;
  if (question->n < 2)
    return FALSE;
  *match = ENT_MATCH_WORD;
  for (guint k = 0; k < question->n; k++)
    {
      EntMatch of_word;

      if (!ent_search_match (text, length, question->words[k], question->lengths[k], &of_word))
        return FALSE;
      if (of_word == ENT_MATCH_INSIDE)
        *match = ENT_MATCH_INSIDE;
    }
  return TRUE;
}

/* Entries of one thing follow each other: it is told once, by its best. */
static void
search_entries (const EntSearchTexts *texts, const EntQuestion *question, Best *best, GCancellable *cancellable)
{
  Candidate held = { 0 };
  gboolean any = FALSE;
  guint looks = 0;

  for (guint i = 0; (i = next_entry (texts, i, question->words[0], question->lengths[0])) < texts->entries->len; i++)
    {
      const EntSearchEntry *entry = &g_array_index (texts->entries, EntSearchEntry, i);
      Candidate one = { .weight = g_array_index (texts->weights, guint, entry->owner), .entry = i };

      if (++looks % STRIDE == 0 && g_cancellable_is_cancelled (cancellable))
        return;
      if (!match_entry (texts, i, question, &one.match))
        continue;
      if (any && g_array_index (texts->entries, EntSearchEntry, held.entry).owner == entry->owner)
        {
          if (is_better (&one, &held))
            held = one;
          continue;
        }
      if (any)
        offer (best, held);
      held = one;
      any = TRUE;
    }
  if (any)
    offer (best, held);
}

/* --- Relations by the words of their actors too --- */

/* Sets in @has, by owner, the bit of each word that one of its texts has; adds those words to @any. */
static void
mark_words (const EntSearchTexts *texts, const EntQuestion *question, guint word, guint8 *has, guint *any)
{
  for (guint i = 0; (i = next_entry (texts, i, question->words[word], question->lengths[word])) < texts->entries->len; i++)
    {
      has[g_array_index (texts->entries, EntSearchEntry, i).owner] |= (guint8) (1u << word);
      *any |= 1u << word;
    }
}

/* Which words each of those actors has that have any, by id. (transfer full) */
static GHashTable *
words_of_actors (const EntSearchTexts *actors, const guint8 *has)
{
  GHashTable *table = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < actors->records->len; i++)
    if (has[i] != 0)
      g_hash_table_insert (table, ((EntActor *) actors->records->pdata[i])->id, GUINT_TO_POINTER ((guint) has[i]));
  return table;
}

static void
search_relations (EntSearch *self, const EntSearchTexts *texts, const EntQuestion *question, Best *best, GCancellable *cancellable)
{
  const EntSearchTexts *actor_texts = texts_of (self, ENT_SEARCH_ACTORS);
  g_autofree guint8 *has = g_new0 (guint8, texts->records->len + 1), *actor_has = g_new0 (guint8, actor_texts->records->len + 1);
  g_autoptr (GHashTable) actors = NULL;
  guint all = (1u << question->n) - 1, any = 0;

  /* Longest first: what is nowhere ends it soon. */
  for (guint k = 0; k < question->n; k++)
    {
      mark_words (texts, question, k, has, &any);
      mark_words (actor_texts, question, k, actor_has, &any);
      if ((any & (1u << k)) == 0 || g_cancellable_is_cancelled (cancellable))
        return;
    }
  actors = words_of_actors (actor_texts, actor_has);
  for (guint i = 0; i < texts->entries->len; i++)
    {
      guint owner = g_array_index (texts->entries, EntSearchEntry, i).owner;
      const EntRelation *relation = texts->records->pdata[owner];
      Candidate one = { ENT_MATCH_INSIDE, g_array_index (texts->weights, guint, owner), i };

      if (i % STRIDE == 0 && g_cancellable_is_cancelled (cancellable))
        return;
      if (has[owner] == 0)
        continue;
      if (has[owner] != all
          && (has[owner] | GPOINTER_TO_UINT (g_hash_table_lookup (actors, relation->source))
              | GPOINTER_TO_UINT (g_hash_table_lookup (actors, relation->target)))
                 != all)
        continue;
      if (has[owner] != all || match_entry (texts, i, question, &one.match))
        offer (best, one);
    }
}

/* --- Articles: several places of one text --- */

typedef struct
{
  gsize at[PLACES]; /* bytes of the folded text */
  guint n, total;
  gsize length;
} Places;

/* Where the whole question stands in entry @i; where it stands nowhere, its longest word. */
static void
find_places (const EntSearchTexts *texts, guint i, const EntQuestion *question, Places *places)
{
  const gsize *starts = (const gsize *) texts->starts->data;
  const char *text = texts->text->str + starts[i], *end = texts->text->str + starts[i + 1], *p;
  const char *needle = question->phrase;

  *places = (Places) { .length = question->phrase_length };
  if (memmem (text, (gsize) (end - text), needle, places->length) == NULL)
    {
      needle = question->words[0];
      places->length = question->lengths[0];
    }
  for (p = text; (p = memmem (p, (gsize) (end - p), needle, places->length)) != NULL; p += places->length)
    {
      if (places->n < PLACES)
        places->at[places->n++] = (gsize) (p - text);
      places->total++;
    }
}

/* Adds the places of a text to @section, instead of the text itself. */
static void
tell_places (EntFoundSection *section, const EntSearchTexts *texts, const Candidate *one, const EntQuestion *question, guint most)
{
  const EntSearchEntry *entry = &g_array_index (texts->entries, EntSearchEntry, one->entry);
  const EntArticle *article = texts->records->pdata[entry->owner];
  g_autofree guint32 *origins = NULL;
  Places places;

  g_free (ent_fold_loosely (article->text, &origins));
  find_places (texts, one->entry, question, &places);
  section->total += places.total - 1;
  for (guint i = 0; i < places.n && section->found->len < most; i++)
    {
      EntFound found = { article->id, article->text, one->match, origins[places.at[i]],
                         (gint64) origins[places.at[i] + places.length - 1] + 1 };

      g_array_append_val (section->found, found);
    }
}

/* --- Answers --- */

void
ent_found_section_free (EntFoundSection *self)
{
  ent_snapshot_unref (self->snapshot);
  g_array_unref (self->found);
  g_free (self);
}

static void
tell (EntFoundSection *self, const EntSearchTexts *texts, const Candidate *one, const EntQuestion *question, guint most)
{
  const EntSearchEntry *entry = &g_array_index (texts->entries, EntSearchEntry, one->entry);
  EntFound found = { ent_record_id (texts->records->pdata[entry->owner]), NULL, one->match, -1, -1 };

  if (self->section == ENT_SEARCH_ARTICLES && entry->part == 1)
    {
      tell_places (self, texts, one, question, most);
      return;
    }
  found.text = ent_search_texts_original (texts, self->section, entry);
  if (self->found->len < most)
    g_array_append_val (self->found, found);
}

/* A title and the text below it are two answers. */
static void
search_articles (const EntSearchTexts *texts, const EntQuestion *question, Best *best, GCancellable *cancellable)
{
  for (guint i = 0; (i = next_entry (texts, i, question->words[0], question->lengths[0])) < texts->entries->len; i++)
    {
      const EntSearchEntry *entry = &g_array_index (texts->entries, EntSearchEntry, i);
      Candidate one = { .weight = g_array_index (texts->weights, guint, entry->owner), .entry = i };

      if (g_cancellable_is_cancelled (cancellable))
        return;
      if (match_entry (texts, i, question, &one.match))
        offer (best, one);
    }
}

EntFoundSection *
ent_search_section (EntSearch *self, EntSearchSection section, const char *question, guint most, GCancellable *cancellable)
{
  g_auto (EntQuestion) asked = { 0 };
  g_autoptr (EntFoundSection) answer = g_new0 (EntFoundSection, 1);
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (Candidate));
  Best best = { items, most, 0 };
  const EntSearchTexts *texts;

  answer->snapshot = ent_snapshot_ref (ent_map_index_get_snapshot (self->index));
  answer->section = section;
  answer->found = g_array_new (FALSE, FALSE, sizeof (EntFound));
  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  ent_question_init (&asked, question);
  if (asked.n == 0)
    return g_steal_pointer (&answer);
  texts = texts_of (self, section);
  if (section == ENT_SEARCH_ARTICLES)
    search_articles (texts, &asked, &best, cancellable);
  else if (section == ENT_SEARCH_RELATIONS && asked.n > 1)
    search_relations (self, texts, &asked, &best, cancellable);
  else
    search_entries (texts, &asked, &best, cancellable);
  answer->total = best.total;
  for (guint i = 0; i < items->len && !g_cancellable_is_cancelled (cancellable); i++)
    tell (answer, texts, &g_array_index (items, Candidate, i), &asked, most);
  return g_cancellable_is_cancelled (cancellable) ? NULL : g_steal_pointer (&answer);
}
