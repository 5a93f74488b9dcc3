/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two arrays of places: `sorted` has all rows, `order` those of them that are let through, in the same order. A change of the map moves
 * places, takes out the rows that it touched and merges them in again where they belong now.
 * Invariant: between two calls, and whenever "moved" is told, `order` holds places of `snapshot`. */
#include <string.h>

#include "ent-table-private.h"

/* So many rows that are put in, taken away or touched by one change are gone through one by one; of more all is made anew, or told of as
 * one range. */
#define MOST_STEPS 64
/* Texts kept. */
#define MOST_TEXTS 100000
#define GONE G_MAXUINT
/* One more thing told costs GTK as much as so many rows of a range: it moves the 200 rows that it keeps, cell by cell. */
#define ROWS_A_STEP 1200
/* Of what is touched: it need not be told. */
#define STAYS 2

struct _EntTable
{
  EntTableAsk ask; /* its question is our own */
  EntQuestion words;
  EntTableMemo memo;
  EntTableMoved moved;
  gpointer data;

  EntSnapshot *snapshot;     /* nullable */
  GArray *sorted, *order;    /* guint */
  GByteArray *matches, *shown; /* by place */
};

EntTable *
ent_table_new (EntListId list, EntTableKindName kind_name, EntTableMoved moved, gpointer user_data)
{
  EntTable *self = g_new0 (EntTable, 1);

  self->ask.list = list;
  self->ask.kind_name = kind_name;
  self->moved = moved;
  self->data = user_data;
  self->sorted = g_array_new (FALSE, FALSE, sizeof (guint));
  self->order = g_array_new (FALSE, FALSE, sizeof (guint));
  self->matches = g_byte_array_new ();
  self->shown = g_byte_array_new ();
  ent_table_memo_init (&self->memo);
  ent_question_init (&self->words, "");
  return self;
}

void
ent_table_free (EntTable *self)
{
  g_free (self->ask.question);
  ent_question_clear (&self->words);
  ent_table_memo_clear (&self->memo);
  g_clear_pointer (&self->snapshot, ent_snapshot_unref);
  g_array_unref (self->sorted);
  g_array_unref (self->order);
  g_byte_array_unref (self->matches);
  g_byte_array_unref (self->shown);
  g_free (self);
}

guint
ent_table_get_n (const EntTable *self)
{
  return self->order->len;
}

static guint *
nth (const GArray *places, guint i)
{
  return &g_array_index (places, guint, i);
}

static guint
at (const GArray *places, guint i)
{
  return *nth (places, i);
}

const EntRecord *
ent_table_get_record (const EntTable *self, guint position)
{
  g_return_val_if_fail (position < self->order->len, NULL);

  return self->snapshot->lists[self->ask.list]->items[at (self->order, position)];
}

int
ent_table_find (const EntTable *self, const char *id)
{
  for (guint i = 0; i < self->order->len; i++)
    if (strcmp (ent_record_id (ent_table_get_record (self, i)), id) == 0)
      return (int) i;
  return -1;
}

EntSnapshot *
ent_table_get_snapshot (const EntTable *self)
{
  return self->snapshot;
}

/* --- Telling --- */

static gboolean
is_let_through (const EntTable *self, guint place)
{
  return self->matches->data[place] && self->shown->data[place];
}

/* (transfer full) */
static GArray *
make_order (const EntTable *self)
{
  GArray *order = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->sorted->len);

  for (guint i = 0; i < self->sorted->len; i++)
    if (is_let_through (self, at (self->sorted, i)))
      g_array_append_vals (order, nth (self->sorted, i), 1);
  return order;
}

static void
take_order (EntTable *self, GArray *order)
{
  g_array_unref (self->order);
  self->order = order;
}

/* How many are the same at the beginning and, of what is left, at the end. */
static void
same_ends (const GArray *a, const GArray *b, guint *first, guint *last)
{
  guint n = MIN (a->len, b->len);

  for (*first = 0; *first < n && at (a, *first) == at (b, *first);)
    (*first)++;
  n -= *first;
  for (*last = 0; *last < n && at (a, a->len - 1 - *last) == at (b, b->len - 1 - *last);)
    (*last)++;
}

static void
take_snapshot (EntTable *self, EntSnapshot *snapshot)
{
  EntSnapshot *old = self->snapshot;

  self->snapshot = ent_snapshot_ref (snapshot);
  ent_snapshot_unref (old);
}

/* Takes @after as one range. @before: the order as it is, in places of @snapshot. */
static void
tell_range (EntTable *self, EntSnapshot *snapshot, const GArray *before, GArray *after)
{
  guint first, last, removed, added;

  same_ends (before, after, &first, &last);
  removed = before->len - first - last;
  added = after->len - first - last;
  take_snapshot (self, snapshot);
  take_order (self, after); /* @before may have gone with it */
  if (removed > 0 || added > 0)
    self->moved (first, removed, added, self->data);
}

/* Takes back from @dirty the rows that stand where they stood: behind as many untouched rows as before, and as many touched ones after those.
 * What stays is in the same order in both. O(rows + touched^2). */
static void
leave_staying (const GArray *before, const GArray *after, guint8 *dirty)
{
  const GArray *both[] = { before, after };
  guint places[2 * MOST_STEPS], n_found = 0;
  guint64 keys[2 * MOST_STEPS], key;

  for (guint k = 0; k < G_N_ELEMENTS (both); k++)
    {
      key = 0;
      for (guint i = 0; i < both[k]->len; i++)
        {
          guint place = at (both[k], i);

          if (place != GONE && !dirty[place])
            key = (key | 0xffff) + 1;
          else if (place != GONE && k == 0 && n_found < G_N_ELEMENTS (places))
            {
              places[n_found] = place;
              keys[n_found++] = key++;
            }
          else if (place != GONE)
            {
              for (guint f = 0; f < n_found; f++)
                if (places[f] == place && keys[f] == key)
                  dirty[place] = STAYS;
              key++;
            }
        }
      /* What stays counts as touched until both were gone through. */
    }
  for (guint f = 0; f < n_found; f++)
    if (dirty[places[f]] == STAYS)
      dirty[places[f]] = 0;
}

static gboolean
goes (const GArray *before, guint i, const guint8 *dirty)
{
  return at (before, i) == GONE || dirty[at (before, i)];
}

/* The same run by run, for what @dirty says. While rows go, places are of the old snapshot still. */
static void
tell_steps (EntTable *self, EntSnapshot *snapshot, GArray *before, GArray *after, const guint8 *dirty)
{
  for (guint i = before->len; i-- > 0;)
    {
      guint last = i;

      if (!goes (before, i, dirty))
        continue;
      while (i > 0 && goes (before, i - 1, dirty))
        i--;
      g_array_remove_range (self->order, i, last - i + 1);
      g_array_remove_range (before, i, last - i + 1);
      self->moved (i, last - i + 1, 0, self->data);
    }
  take_snapshot (self, snapshot);
  take_order (self, g_array_ref (before));
  for (guint i = 0; i < after->len; i++)
    {
      guint first = i;

      if (!dirty[at (after, i)])
        continue;
      while (i + 1 < after->len && dirty[at (after, i + 1)])
        i++;
      g_array_insert_vals (self->order, first, nth (after, first), i - first + 1);
      self->moved (first, 0, i - first + 1, self->data);
    }
  g_array_unref (after);
}

static guint
count_runs (const GArray *before, const GArray *after, const guint8 *dirty)
{
  guint n = 0;

  for (guint i = 0; i < before->len; i++)
    n += goes (before, i, dirty) && (i == 0 || !goes (before, i - 1, dirty));
  for (guint i = 0; i < after->len; i++)
    n += dirty[at (after, i)] && (i == 0 || !dirty[at (after, i - 1)]);
  return n;
}

/* The cheaper way: whoever shows the rows looks again at all of a range, and moves what it shows at each step. */
static void
tell (EntTable *self, EntSnapshot *snapshot, GArray *before, GArray *after, guint8 *dirty, guint n_dirty)
{
  guint first, last;

  same_ends (before, after, &first, &last);
  if (n_dirty <= MOST_STEPS)
    {
      leave_staying (before, after, dirty);
      if ((guint64) count_runs (before, after, dirty) * ROWS_A_STEP < before->len - first - last)
        {
          tell_steps (self, snapshot, before, after, dirty);
          return;
        }
    }
  tell_range (self, snapshot, before, after);
}

/* --- Asking --- */

void
ent_table_set_rows (EntTable *self, const EntTableAsk *ask, EntTableRows *rows)
{
  gboolean same = self->snapshot == rows->snapshot;

  g_return_if_fail (ask->list == self->ask.list);
  g_free (self->ask.question);
  self->ask = *ask;
  self->ask.question = g_strdup (ask->question);
  ent_question_clear (&self->words);
  ent_question_init (&self->words, ask->question != NULL ? ask->question : "");
  g_array_set_size (self->sorted, 0);
  g_array_append_vals (self->sorted, rows->sorted, rows->n);
  g_byte_array_set_size (self->matches, 0);
  g_byte_array_append (self->matches, rows->matches, rows->n);
  if (!same)
    {
      g_byte_array_set_size (self->shown, rows->n);
      memset (self->shown->data, 1, rows->n);
      /* Its places say nothing of the new ones. */
      if (self->order->len > 0)
        {
          guint n = self->order->len;

          g_array_set_size (self->order, 0);
          self->moved (0, n, 0, self->data);
        }
    }
  tell_range (self, rows->snapshot, self->order, make_order (self));
  ent_table_rows_free (rows);
}

void
ent_table_set_shown (EntTable *self, const guint8 *shown)
{
  if (self->snapshot == NULL)
    return;
  if (shown != NULL)
    memcpy (self->shown->data, shown, self->shown->len);
  else
    memset (self->shown->data, 1, self->shown->len);
  tell_range (self, self->snapshot, self->order, make_order (self));
}

/* --- Following --- */

typedef struct
{
  EntTable *table;
  EntMapIndex *index;
  GHashTable *records; /* EntRecord as it is now, of our list, that looks different */
  GHashTable *touched; /* nullable */
} Following;

static void
touch (Following *f, const char *id)
{
  gconstpointer record = f->table->ask.list == ENT_LIST_ACTORS ? (gconstpointer) ent_map_index_actor (f->index, id)
                                                               : (gconstpointer) ent_map_index_relation (f->index, id);

  if (record == NULL || !g_hash_table_add (f->records, (gpointer) record) || f->touched == NULL)
    return;
  g_hash_table_add (f->touched, g_strdup (id));
}

static gboolean
same_strings (const EntStrings *a, const EntStrings *b)
{
  gboolean same = ent_strings_n (a) == ent_strings_n (b);

  for (guint i = 0; same && i < ent_strings_n (a); i++)
    same = strcmp (a->items[i], b->items[i]) == 0;
  return same;
}

static void
follow_actor (Following *f, const EntActor *before, const EntActor *after)
{
  const EntActor *any = after != NULL ? after : before;
  GPtrArray *relations;
  gboolean same_name;

  same_name = before != NULL && after != NULL && strcmp (before->name, after->name) == 0
              && same_strings (before->aliases, after->aliases) && strcmp (before->id, after->id) == 0;
  if (f->table->ask.list == ENT_LIST_ACTORS)
    {
      if (!same_name || strcmp (before->kind, after->kind) != 0 || before->pinned != after->pinned)
        touch (f, any->id);
      return;
    }
  if (same_name)
    return;
  relations = ent_map_index_relations_of (f->index, any->id);
  for (guint i = 0; i < relations->len; i++)
    touch (f, ((const EntRelation *) relations->pdata[i])->id);
}

static void
follow_relation (Following *f, const EntRelation *relation)
{
  if (relation == NULL)
    return;
  if (f->table->ask.list == ENT_LIST_RELATIONS)
    {
      touch (f, relation->id);
      return;
    }
  touch (f, relation->source);
  touch (f, relation->target);
}

/* Grades are told of relations alone. */
static void
follow_article (Following *f, const EntArticle *article)
{
  for (guint i = 0; f->table->ask.list == ENT_LIST_RELATIONS && article != NULL && i < ent_records_n (article->excerpts); i++)
    {
      GPtrArray *proved = ent_map_index_relations_proved_by (f->index, ent_record_id (article->excerpts->items[i]));

      for (guint k = 0; k < proved->len; k++)
        touch (f, ((const EntRelation *) proved->pdata[k])->id);
    }
}

static void
follow_change (Following *f, const EntChange *change, gboolean backwards)
{
  const EntRecord *before = backwards ? change->after : change->before, *after = backwards ? change->before : change->after;

  if (change->list == ENT_LIST_ACTORS)
    follow_actor (f, (const EntActor *) before, (const EntActor *) after);
  else if (change->list == ENT_LIST_RELATIONS)
    {
      follow_relation (f, (const EntRelation *) before);
      follow_relation (f, (const EntRelation *) after);
    }
  else if (change->list == ENT_LIST_ARTICLES)
    {
      follow_article (f, (const EntArticle *) before);
      follow_article (f, (const EntArticle *) after);
    }
}

/* All places from @index on are one further. */
static void
make_room (GArray *places, guint index)
{
  guint *p = (guint *) places->data;

  for (guint i = 0; i < places->len; i++)
    p[i] += p[i] >= index && p[i] != GONE;
}

static void
close_gap (GArray *places, guint index)
{
  guint *p = (guint *) places->data;

  for (guint i = 0; i < places->len; i++)
    p[i] = p[i] == index ? GONE : p[i] > index && p[i] != GONE ? p[i] - 1 : p[i];
}

/* A new row is shown until the filter says otherwise. */
static void
put_byte (GByteArray *bytes, guint index)
{
  g_byte_array_set_size (bytes, bytes->len + 1);
  memmove (bytes->data + index + 1, bytes->data + index, bytes->len - 1 - index);
  bytes->data[index] = 1;
}

/* Moves all places as the list moved; rows that went are GONE. */
static void
move_places (EntTable *self, GArray *before, const EntChange *change, gboolean backwards)
{
  gboolean inserted = backwards ? change->after == NULL : change->before == NULL;

  if (inserted)
    {
      make_room (self->sorted, change->index);
      make_room (before, change->index);
      put_byte (self->matches, change->index);
      put_byte (self->shown, change->index);
    }
  else
    {
      close_gap (self->sorted, change->index);
      close_gap (before, change->index);
      g_byte_array_remove_index (self->matches, change->index);
      g_byte_array_remove_index (self->shown, change->index);
    }
}

typedef struct
{
  EntTable *table;
  EntMapIndex *index;
  EntRecord **items;
} Comparing;

static int
compare_places (gconstpointer a, gconstpointer b, gpointer data)
{
  const Comparing *c = data;
  guint first = *(const guint *) a, second = *(const guint *) b;
  int result = ent_table_compare (&c->table->memo, c->index, &c->table->ask, c->items[first], c->items[second]);

  return result != 0 ? result : (first > second) - (first < second);
}

/* Puts the places of @moving, which are nowhere in `sorted`, where they belong. O(rows + moving x log rows). */
static void
merge (EntTable *self, EntMapIndex *index, EntSnapshot *snapshot, GArray *moving)
{
  Comparing c = { self, index, moving->len > 0 ? snapshot->lists[self->ask.list]->items : NULL };
  GArray *all = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->sorted->len + moving->len);
  guint from = 0;

  g_array_sort_with_data (moving, compare_places, &c);
  for (guint i = 0; i < moving->len; i++)
    {
      guint low = from, high = self->sorted->len;

      while (low < high)
        {
          guint middle = low + (high - low) / 2;

          if (compare_places (nth (self->sorted, middle), nth (moving, i), &c) < 0)
            low = middle + 1;
          else
            high = middle;
        }
      g_array_append_vals (all, nth (self->sorted, from), low - from);
      g_array_append_vals (all, nth (moving, i), 1);
      from = low;
    }
  g_array_append_vals (all, nth (self->sorted, from), self->sorted->len - from);
  g_array_unref (self->sorted);
  self->sorted = all;
}

/* Takes what went and what is touched out of `sorted`; (transfer full) the places of what is touched. */
static GArray *
take_out (EntTable *self, const guint8 *dirty, guint n)
{
  GArray *moving = g_array_new (FALSE, FALSE, sizeof (guint));
  guint kept = 0, *p = (guint *) self->sorted->data;

  for (guint i = 0; i < self->sorted->len; i++)
    {
      p[kept] = p[i];
      kept += p[i] != GONE && !dirty[p[i]];
    }
  g_array_set_size (self->sorted, kept);
  for (guint i = 0; i < n; i++)
    if (dirty[i])
      g_array_append_val (moving, i);
  return moving;
}

/* By place 1 where the row is new or looks different. (transfer full) */
static guint8 *
find_dirty (Following *f, EntSnapshot *snapshot)
{
  EntRecords *list = snapshot->lists[f->table->ask.list];
  guint8 *dirty = g_new0 (guint8, ent_records_n (list) + 1);

  for (guint i = 0; g_hash_table_size (f->records) > 0 && i < ent_records_n (list); i++)
    dirty[i] = g_hash_table_contains (f->records, list->items[i]);
  return dirty;
}

static void
forget_texts (EntTable *self)
{
  if (g_hash_table_size (self->memo.keys) + g_hash_table_size (self->memo.folded) < MOST_TEXTS)
    return;
  ent_table_memo_clear (&self->memo);
  ent_table_memo_init (&self->memo);
}

/* Brings the rows in line; `order` and `snapshot` are as they were, and @before is moved along. */
static void
follow (Following *f, const EntChangeSet *set, gboolean backwards, guint n_moves)
{
  EntTable *self = f->table;
  EntSnapshot *snapshot = ent_map_index_get_snapshot (f->index);
  g_autoptr (GArray) before = g_array_sized_new (FALSE, FALSE, sizeof (guint), self->order->len);
  g_autoptr (GArray) moving = NULL;
  g_autofree guint8 *dirty = NULL;

  g_array_append_vals (before, self->order->data, self->order->len);
  for (guint i = 0; n_moves > 0 && i < set->changes->len; i++)
    {
      const EntChange *change = &g_array_index (set->changes, EntChange, backwards ? set->changes->len - 1 - i : i);

      if (change->list == self->ask.list && (change->before == NULL) != (change->after == NULL))
        move_places (self, before, change, backwards);
    }
  dirty = find_dirty (f, snapshot);
  moving = take_out (self, dirty, self->matches->len);
  for (guint i = 0; self->words.n > 0 && i < moving->len; i++)
    self->matches->data[at (moving, i)]
        = ent_table_matches (&self->memo, f->index, &self->ask, &self->words, snapshot->lists[self->ask.list]->items[at (moving, i)]);
  merge (self, f->index, snapshot, moving);
  tell (self, snapshot, before, make_order (self), dirty, n_moves + moving->len);
}

gboolean
ent_table_follow (EntTable *self, EntMapIndex *index, const EntChangeSet *set, gboolean backwards, GHashTable *touched)
{
  g_autoptr (GHashTable) records = g_hash_table_new (NULL, NULL);
  Following f = { self, index, records, touched };
  guint n_moves = 0;

  if (self->snapshot == NULL || (self->ask.list == ENT_LIST_ACTORS && ent_change_set_touches (set, ENT_LIST_KINDS)))
    return FALSE;
  for (guint i = 0; i < set->changes->len; i++)
    {
      const EntChange *change = &g_array_index (set->changes, EntChange, i);

      n_moves += change->list == self->ask.list && (change->before == NULL) != (change->after == NULL);
    }
  if (n_moves > MOST_STEPS)
    return FALSE;
  forget_texts (self);
  for (guint i = 0; i < set->changes->len; i++)
    follow_change (&f, &g_array_index (set->changes, EntChange, i), backwards);
  follow (&f, set, backwards, n_moves);
  return TRUE;
}
