/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How rows compare: each column gives a number or a text; texts by the rules of the reader's language, whatever their case, and what is not
 * there comes last. A sort of all looks the values up once. */
#include <string.h>

#include "ent-edtf.h"
#include "ent-fold.h"
#include "ent-sources.h"
#include "ent-table-private.h"

/* Between two looks at whether it was cancelled. */
#define STRIDE 2048
/* Comes after every key. */
#define LAST "\xff"

typedef union
{
  gint64 number;
  const char *text;
} Value;

typedef struct
{
  guint place;
  Value values[ENT_MOST_ORDERS];
} Row;

/* --- Texts --- */

void
ent_table_memo_init (EntTableMemo *self)
{
  self->keys = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) g_ref_string_release, g_free);
  self->folded = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) g_ref_string_release, g_free);
}

void
ent_table_memo_clear (EntTableMemo *self)
{
  g_clear_pointer (&self->keys, g_hash_table_unref);
  g_clear_pointer (&self->folded, g_hash_table_unref);
}

static const char *
key_of (EntTableMemo *self, const char *text)
{
  char *key;

  if (text[0] == '\0')
    return LAST;
  key = g_hash_table_lookup (self->keys, text);
  if (key == NULL)
    {
      g_autofree char *folded = g_utf8_casefold (text, -1);

      key = g_utf8_collate_key (folded, -1);
      g_hash_table_insert (self->keys, g_ref_string_new (text), key);
    }
  return key;
}

static const char *
folded_of (EntTableMemo *self, const char *text)
{
  char *folded = g_hash_table_lookup (self->folded, text);

  if (folded == NULL)
    {
      folded = ent_fold_loosely (text, NULL);
      g_hash_table_insert (self->folded, g_ref_string_new (text), folded);
    }
  return folded;
}

/* --- Values --- */

guint
ent_table_count_excerpts (EntMapIndex *index, const EntRecord *record)
{
  GPtrArray *relations;
  g_autoptr (GHashTable) seen = NULL;

  if (record->type == &ent_relation_type)
    return ent_records_n (((const EntRelation *) record)->evidence);
  relations = ent_map_index_relations_of (index, ent_record_id (record));
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRecords *evidence = ((const EntRelation *) relations->pdata[i])->evidence;

      for (guint k = 0; k < ent_records_n (evidence); k++)
        {
          if (seen == NULL)
            seen = g_hash_table_new (g_str_hash, g_str_equal);
          g_hash_table_add (seen, ((const EntEvidence *) evidence->items[k])->excerpt);
        }
    }
  return seen != NULL ? g_hash_table_size (seen) : 0;
}

/* Lower is better; without a grade it is worse than the worst. */
static int
rank_of (char grade)
{
  return grade == '\0' ? G_MAXUINT8 : grade;
}

void
ent_table_grade (EntMapIndex *index, const EntRelation *relation, char grade[2])
{
  grade[0] = grade[1] = '\0';
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntArticle *article = NULL;
      const EntExcerpt *excerpt
          = ent_map_index_excerpt (index, ((const EntEvidence *) relation->evidence->items[i])->excerpt, &article);
      char letter, figure;

      if (excerpt == NULL)
        continue;
      letter = ent_grade_find (ent_reliability_grades, article->reliability) != NULL ? article->reliability[0] : '\0';
      figure = ent_grade_find (ent_credibility_grades, excerpt->credibility) != NULL ? excerpt->credibility[0] : '\0';
      if (rank_of (letter) < rank_of (grade[0]) || (letter == grade[0] && rank_of (figure) < rank_of (grade[1])))
        {
          grade[0] = letter;
          grade[1] = figure;
        }
    }
}

static gboolean
is_text (EntColumn column)
{
  return column == ENT_COLUMN_NAME || column == ENT_COLUMN_KIND || column == ENT_COLUMN_SOURCE || column == ENT_COLUMN_LABEL
         || column == ENT_COLUMN_TARGET;
}

static const char *
name_of (EntMapIndex *index, const char *id)
{
  const EntActor *actor = ent_map_index_actor (index, id);

  return actor != NULL ? actor->name : id;
}

static Value
value_of (EntTableMemo *memo, EntMapIndex *index, const EntTableAsk *ask, EntColumn column, const EntRecord *record)
{
  const EntActor *actor = (const EntActor *) record;
  const EntRelation *relation = (const EntRelation *) record;
  EntSpan span;
  char grade[2];

  switch (column)
    {
    case ENT_COLUMN_NAME:
      return (Value) { .text = key_of (memo, actor->name) };
    case ENT_COLUMN_KIND:
      {
        g_autofree char *kind = ask->kind_name (index, actor->kind);

        return (Value) { .text = key_of (memo, kind) };
      }
    case ENT_COLUMN_RELATIONS:
      return (Value) { .number = ent_map_index_relations_of (index, actor->id)->len };
    case ENT_COLUMN_EXCERPTS:
      return (Value) { .number = ent_table_count_excerpts (index, record) };
    case ENT_COLUMN_SOURCE:
      return (Value) { .text = key_of (memo, name_of (index, relation->source)) };
    case ENT_COLUMN_LABEL:
      return (Value) { .text = key_of (memo, relation->label) };
    case ENT_COLUMN_TARGET:
      return (Value) { .text = key_of (memo, name_of (index, relation->target)) };
    case ENT_COLUMN_STANCE:
      return (Value) { .number = ent_relation_stance (relation) };
    case ENT_COLUMN_WHEN:
      if (relation->when[0] == '\0' || !ent_edtf_span (relation->when, &span))
        return (Value) { .number = G_MAXINT64 };
      return (Value) { .number = span.first };
    case ENT_COLUMN_GRADE:
      ent_table_grade (index, relation, grade);
      return (Value) { .number = rank_of (grade[0]) * 256 + rank_of (grade[1]) };
    default:
      g_return_val_if_reached ((Value) { 0 });
    }
}

static int
compare_values (EntTableOrder order, Value a, Value b)
{
  int result = !is_text (order.column) ? (a.number > b.number) - (a.number < b.number)
               : a.text == b.text      ? 0
                                       : strcmp (a.text, b.text);

  return order.descending ? -result : result;
}

int
ent_table_compare (EntTableMemo *memo, EntMapIndex *index, const EntTableAsk *ask, const EntRecord *a, const EntRecord *b)
{
  int result = 0;

  for (guint i = 0; i < ask->n_by && result == 0; i++)
    result = compare_values (ask->by[i], value_of (memo, index, ask, ask->by[i].column, a),
                             value_of (memo, index, ask, ask->by[i].column, b));
  return result;
}

/* --- Words --- */

static guint
words_in (EntTableMemo *memo, const EntQuestion *words, const char *text)
{
  const char *folded = folded_of (memo, text);
  guint found = 0;

  for (guint i = 0; i < words->n; i++)
    if (strstr (folded, words->words[i]) != NULL)
      found |= 1u << i;
  return found;
}

static guint
words_in_actor (EntTableMemo *memo, const EntQuestion *words, const EntActor *actor)
{
  guint found;

  if (actor == NULL)
    return 0;
  found = words_in (memo, words, actor->name);
  for (guint i = 0; i < ent_strings_n (actor->aliases); i++)
    found |= words_in (memo, words, actor->aliases->items[i]);
  return found;
}

gboolean
ent_table_matches (EntTableMemo *memo, EntMapIndex *index, const EntTableAsk *ask, const EntQuestion *words, const EntRecord *record)
{
  guint all = (1u << words->n) - 1, found;

  if (ask->list == ENT_LIST_ACTORS)
    {
      g_autofree char *kind = ask->kind_name (index, ((const EntActor *) record)->kind);

      found = words_in_actor (memo, words, (const EntActor *) record) | words_in (memo, words, kind);
    }
  else
    {
      const EntRelation *relation = (const EntRelation *) record;

      found = words_in (memo, words, relation->label);
      if (found != all)
        found |= words_in_actor (memo, words, ent_map_index_actor (index, relation->source));
      if (found != all)
        found |= words_in_actor (memo, words, ent_map_index_actor (index, relation->target));
    }
  return found == all;
}

/* --- All rows --- */

static int
compare_rows (gconstpointer a, gconstpointer b, gpointer data)
{
  const Row *first = a, *second = b;
  const EntTableAsk *ask = data;
  int result = 0;

  for (guint i = 0; i < ask->n_by && result == 0; i++)
    result = compare_values (ask->by[i], first->values[i], second->values[i]);
  return result != 0 ? result : (first->place > second->place) - (first->place < second->place);
}

static gboolean
sort (EntTableRows *self, EntTableMemo *memo, EntMapIndex *index, const EntTableAsk *ask, GCancellable *cancellable)
{
  EntRecords *records = self->snapshot->lists[ask->list];
  g_autofree Row *rows = ask->n_by > 0 ? g_new (Row, self->n + 1) : NULL;

  for (guint i = 0; rows != NULL && i < self->n; i++)
    {
      if (i % STRIDE == 0 && g_cancellable_is_cancelled (cancellable))
        return FALSE;
      rows[i].place = i;
      for (guint k = 0; k < ask->n_by; k++)
        rows[i].values[k] = value_of (memo, index, ask, ask->by[k].column, records->items[i]);
    }
  if (rows != NULL)
    g_qsort_with_data (rows, (gint) self->n, sizeof (Row), compare_rows, (gpointer) ask);
  for (guint i = 0; i < self->n; i++)
    self->sorted[i] = rows != NULL ? rows[i].place : i;
  return TRUE;
}

EntTableRows *
ent_table_rows_new (EntMapIndex *index, const EntTableAsk *ask, GCancellable *cancellable)
{
  g_autoptr (EntTableRows) self = g_new0 (EntTableRows, 1);
  g_auto (EntQuestion) words = { 0 };
  EntTableMemo memo;
  gboolean whole;

  self->snapshot = ent_snapshot_ref (ent_map_index_get_snapshot (index));
  self->n = ent_records_n (self->snapshot->lists[ask->list]);
  self->sorted = g_new (guint, self->n + 1);
  self->matches = g_new (guint8, self->n + 1);
  memset (self->matches, 1, self->n);
  ent_table_memo_init (&memo);
  whole = sort (self, &memo, index, ask, cancellable);
  ent_question_init (&words, ask->question != NULL ? ask->question : "");
  for (guint i = 0; whole && words.n > 0 && i < self->n; i++)
    {
      whole = i % STRIDE != 0 || !g_cancellable_is_cancelled (cancellable);
      self->matches[i] = ent_table_matches (&memo, index, ask, &words, self->snapshot->lists[ask->list]->items[i]);
    }
  ent_table_memo_clear (&memo);
  return whole ? g_steal_pointer (&self) : NULL;
}

void
ent_table_rows_free (EntTableRows *self)
{
  ent_snapshot_unref (self->snapshot);
  g_free (self->sorted);
  g_free (self->matches);
  g_free (self);
}
