/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map's content and its index of ids.
 * Invariant: `ids` has exactly the ids of the present lists, those of the excerpts in their articles and those reserved in `merged`
 * included. */
#include "ent-map-private.h"

#include <string.h>

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (EntMap, ent_map, G_TYPE_OBJECT)

EntSnapshot *
ent_snapshot_new_take (EntHead *head, EntRecords *lists[ENT_N_LISTS])
{
  EntSnapshot *self = g_new0 (EntSnapshot, 1);

  g_atomic_ref_count_init (&self->ref);
  self->head = head;
  memcpy (self->lists, lists, sizeof self->lists);
  return self;
}

EntSnapshot *
ent_snapshot_new_empty (void)
{
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntHead *head = (EntHead *) ent_record_new (&ent_head_type);

  head->version = ENT_MAP_VERSION;
  return ent_snapshot_new_take (head, lists);
}

EntSnapshot *
ent_snapshot_ref (EntSnapshot *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

void
ent_snapshot_unref (EntSnapshot *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref))
    return;
  ent_record_unref (&self->head->record);
  for (guint i = 0; i < ENT_N_LISTS; i++)
    ent_records_unref (self->lists[i]);
  g_free (self);
}

/* A list that is not empty is written whether or not it stood in the file, so its presence says nothing. */
static gboolean
heads_equal (const EntSnapshot *a, const EntSnapshot *b)
{
  EntRecord *copy = ent_record_copy (&a->head->record);
  gboolean equal;

  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    if (a->lists[list] != NULL)
      ent_record_set_present (copy, ent_list_head_field (list), ent_record_is_present (&b->head->record, ent_list_head_field (list)));
  equal = ent_record_equal (copy, &b->head->record);
  ent_record_unref (copy);
  return equal;
}

gboolean
ent_snapshot_equal (const EntSnapshot *a, const EntSnapshot *b)
{
  if (!heads_equal (a, b))
    return FALSE;
  for (guint list = 0; list < ENT_N_LISTS; list++)
    {
      guint n = ent_records_n (a->lists[list]);

      if (n != ent_records_n (b->lists[list]))
        return FALSE;
      for (guint i = 0; i < n; i++)
        if (!ent_record_equal (a->lists[list]->items[i], b->lists[list]->items[i]))
          return FALSE;
    }
  return TRUE;
}

static void
each_merged (const EntActor *actor, void (*visit) (EntRecord *, EntArticle *, gboolean, gpointer), gpointer data)
{
  for (guint i = 0; i < ent_records_n (actor->merged); i++)
    {
      EntActor *inside = ((EntMerged *) actor->merged->items[i])->actor;

      if (inside == NULL)
        continue;
      visit (&inside->record, NULL, TRUE, data);
      each_merged (inside, visit, data);
    }
}

void
ent_map_each_id (EntRecord *record, void (*visit) (EntRecord *, EntArticle *, gboolean, gpointer), gpointer data)
{
  visit (record, NULL, FALSE, data);
  if (record->type == &ent_actor_type)
    each_merged ((EntActor *) record, visit, data);
  else if (record->type == &ent_article_type)
    {
      EntArticle *article = (EntArticle *) record;

      for (guint i = 0; i < ent_records_n (article->excerpts); i++)
        visit (article->excerpts->items[i], article, FALSE, data);
    }
}

typedef struct
{
  EntMap *map;
  EntListId list;
} Indexing;

static void
add_entry (EntRecord *record, EntArticle *holder, gboolean reserved, gpointer data)
{
  const Indexing *indexing = data;
  const char *id = ent_record_id (record);
  EntEntry *entry;

  if (id[0] == '\0')
    return;
  entry = g_new (EntEntry, 1);
  entry->record = record;
  entry->list = indexing->list;
  entry->holder = holder;
  entry->reserved = reserved;
  g_hash_table_replace (indexing->map->ids, (gpointer) id, entry);
}

static void
remove_entry (EntRecord *record, EntArticle *holder, gboolean reserved, gpointer data)
{
  g_hash_table_remove (data, ent_record_id (record));
}

void
ent_map_index_record (EntMap *self, EntListId list, EntRecord *record)
{
  Indexing indexing = { self, list };

  ent_map_each_id (record, add_entry, &indexing);
}

void
ent_map_unindex_record (EntMap *self, EntListId list, EntRecord *record)
{
  ent_map_each_id (record, remove_entry, self->ids);
}

static void
set_state (EntMap *self, EntSnapshot *snapshot)
{
  ent_snapshot_ref (snapshot);
  g_hash_table_remove_all (self->ids);
  g_clear_pointer (&self->state, ent_snapshot_unref);
  self->state = snapshot;
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    for (guint i = 0; i < ent_records_n (snapshot->lists[list]); i++)
      ent_map_index_record (self, list, snapshot->lists[list]->items[i]);
}

static void
ent_map_finalize (GObject *object)
{
  EntMap *self = ENT_MAP (object);

  g_clear_pointer (&self->index, ent_map_index_unref);
  g_hash_table_unref (self->ids);
  g_clear_pointer (&self->open, ent_change_set_unref);
  g_clear_error (&self->failure);
  ent_snapshot_unref (self->state);
  G_OBJECT_CLASS (ent_map_parent_class)->finalize (object);
}

static void
ent_map_class_init (EntMapClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ent_map_finalize;

  /**
   * EntMap::changed:
   * @set: (nullable): a #EntChangeSet, %NULL when everything was replaced
   * @origin: a #EntChangeOrigin
   *
   * Once for each commit, undo, redo or reload.
   */
  signals[CHANGED] = g_signal_new ("changed", ENT_TYPE_MAP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                                   G_TYPE_POINTER, G_TYPE_INT);
}

static void
ent_map_init (EntMap *self)
{
  self->ids = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  self->state = ent_snapshot_new_empty ();
}

EntMap *
ent_map_new (void)
{
  return g_object_new (ENT_TYPE_MAP, NULL);
}

EntMap *
ent_map_new_from_snapshot (EntSnapshot *snapshot)
{
  EntMap *self = ent_map_new ();

  set_state (self, snapshot);
  return self;
}

void
ent_map_emit_changed (EntMap *self, EntChangeSet *set, EntChangeOrigin origin)
{
  if (set == NULL)
    g_clear_pointer (&self->index, ent_map_index_unref);
  else if (self->index != NULL)
    self->index = ent_map_index_follow (self->index, self, set);
  g_signal_emit (self, signals[CHANGED], 0, set, origin);
}

/* Whoever hears of the change finds @index (nullable) made already. */
static void
reload (EntMap *self, EntSnapshot *snapshot, EntMapIndex *index)
{
  g_return_if_fail (self->open == NULL);
  set_state (self, snapshot);
  g_clear_pointer (&self->index, ent_map_index_unref);
  self->index = index != NULL ? ent_map_index_ref (index) : NULL;
  g_signal_emit (self, signals[CHANGED], 0, NULL, ENT_CHANGE_RELOAD);
}

void
ent_map_reload (EntMap *self, EntSnapshot *snapshot)
{
  reload (self, snapshot, NULL);
}

void
ent_map_reload_indexed (EntMap *self, EntMapIndex *index)
{
  reload (self, ent_map_index_get_snapshot (index), index);
}

EntSnapshot *
ent_map_peek (EntMap *self)
{
  return self->state;
}

EntSnapshot *
ent_map_snapshot (EntMap *self)
{
  return ent_snapshot_ref (self->state);
}

EntMapIndex *
ent_map_peek_index (EntMap *self)
{
  g_return_val_if_fail (self->open == NULL, NULL);
  if (self->index == NULL)
    self->index = ent_map_index_new (self->state);
  return self->index;
}

const char *
ent_map_get_title (EntMap *self)
{
  return self->state->head->title;
}

guint
ent_map_n (EntMap *self, EntListId list)
{
  return ent_records_n (self->state->lists[list]);
}

gconstpointer
ent_map_nth (EntMap *self, EntListId list, guint i)
{
  g_return_val_if_fail (i < ent_map_n (self, list), NULL);
  return self->state->lists[list]->items[i];
}

EntRecord *
ent_map_find (EntMap *self, const char *id)
{
  EntEntry *entry = id != NULL ? g_hash_table_lookup (self->ids, id) : NULL;

  return entry != NULL && !entry->reserved ? entry->record : NULL;
}

static gconstpointer
find_of_type (EntMap *self, const char *id, const EntRecordType *type)
{
  EntRecord *record = ent_map_find (self, id);

  return record != NULL && record->type == type ? record : NULL;
}

const EntActor *
ent_map_actor (EntMap *self, const char *id)
{
  return find_of_type (self, id, &ent_actor_type);
}

const EntRelation *
ent_map_relation (EntMap *self, const char *id)
{
  return find_of_type (self, id, &ent_relation_type);
}

const EntArticle *
ent_map_article (EntMap *self, const char *id)
{
  return find_of_type (self, id, &ent_article_type);
}

const EntExcerpt *
ent_map_excerpt (EntMap *self, const char *id, const EntArticle **article)
{
  EntEntry *entry = id != NULL ? g_hash_table_lookup (self->ids, id) : NULL;

  if (entry == NULL || entry->holder == NULL)
    return NULL;
  if (article != NULL)
    *article = entry->holder;
  return (const EntExcerpt *) entry->record;
}

int
ent_map_index_of (EntMap *self, EntListId list, const char *id)
{
  EntEntry *entry = id != NULL ? g_hash_table_lookup (self->ids, id) : NULL;

  if (entry == NULL || entry->reserved || entry->holder != NULL || entry->list != list)
    return -1;
  for (guint i = 0; i < ent_records_n (self->state->lists[list]); i++)
    if (self->state->lists[list]->items[i] == entry->record)
      return (int) i;
  return -1;
}

gboolean
ent_map_has_id (EntMap *self, const char *id)
{
  return g_hash_table_contains (self->ids, id);
}

static gboolean
is_taken (EntMap *self, const char *stem, guint number)
{
  g_autofree char *id = g_strdup_printf ("%s%u", stem, number);

  return ent_map_has_id (self, id);
}

char *
ent_map_new_id (EntMap *self, const char *stem)
{
  /* Relations start behind the last: in maps made here the first try fits. */
  guint taken = strcmp (stem, "r") == 0 ? ent_map_n (self, ENT_LIST_RELATIONS) : 0, step = 1, free_one;

  /* Ever longer steps to a number that is free, then by halves back to one that stands behind a taken one: O(log n). */
  while (is_taken (self, stem, taken + step))
    {
      taken += step;
      step *= 2;
    }
  for (free_one = taken + step; free_one - taken > 1;)
    {
      guint middle = taken + (free_one - taken) / 2;

      if (is_taken (self, stem, middle))
        taken = middle;
      else
        free_one = middle;
    }
  return g_strdup_printf ("%s%u", stem, free_one);
}

char *
ent_map_new_id_from_name (EntMap *self, const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  g_autoptr (GString) slug = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (slug, g_ascii_tolower (*p));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-' && *p != '?')
      g_string_append_c (slug, '-');
  g_string_truncate (slug, MIN (slug->len, 60));
  while (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);
  if (slug->len == 0)
    return ent_map_new_id (self, "a");
  if (!ent_map_has_id (self, slug->str))
    return g_strdup (slug->str);
  g_string_append_c (slug, '-');
  return ent_map_new_id (self, slug->str);
}
