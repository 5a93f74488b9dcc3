/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adjacency by hash: lists of relations under an actor's id, under a pair of ids, and under an excerpt's id.
 * Invariant: an index that somebody else holds is never changed, nor is a list that was given out: a change makes a new index that shares
 * all that stays with the old one. */
#include "ent-map-index.h"

#include <string.h>

#include "ent-anchor.h"
#include "ent-map-private.h"
#include "ent-shared-table.h"

typedef enum
{
  RECORDS,    /* id -> EntRecord */
  HOLDERS,    /* excerpt id -> EntArticle */
  BY_ACTOR,   /* actor id -> GPtrArray of EntRelation, in file order */
  BY_PAIR,    /* "a\x01b", the smaller id first -> the same */
  BY_EXCERPT, /* excerpt id -> the same */
  N_TABLES
} TableId;

struct _EntMapIndex
{
  gatomicrefcount ref;
  EntSnapshot *snapshot;
  EntSharedTable *tables[N_TABLES];
  GPtrArray *none;
};

static char *
pair_key (const char *a, const char *b)
{
  return strcmp (a, b) <= 0 ? g_strconcat (a, "\x01", b, NULL) : g_strconcat (b, "\x01", a, NULL);
}

/* Calls @visit with each list that @relation belongs into; one may come twice. @key is a GRefString. */
static void
each_key (EntRelation *relation, void (*visit) (TableId table, char *key, EntRelation *relation, gpointer data), gpointer data)
{
  g_autofree char *pair = pair_key (relation->source, relation->target);
  char *key = g_ref_string_new (pair);

  visit (BY_ACTOR, relation->source, relation, data);
  visit (BY_ACTOR, relation->target, relation, data);
  visit (BY_PAIR, key, relation, data);
  g_ref_string_release (key);
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    visit (BY_EXCERPT, ((EntEvidence *) relation->evidence->items[i])->excerpt, relation, data);
}

static void
append_once (GPtrArray *list, EntRelation *relation)
{
  if (list->len == 0 || g_ptr_array_index (list, list->len - 1) != relation)
    g_ptr_array_add (list, relation);
}

static void
add_to_list (TableId table, char *key, EntRelation *relation, gpointer data)
{
  EntMapIndex *self = data;
  GPtrArray *list = ent_shared_table_get (self->tables[table], key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      ent_shared_table_put (self->tables[table], key, list);
    }
  append_once (list, relation);
}

static void
put_record (EntRecord *record, EntArticle *holder, gboolean reserved, gpointer data)
{
  EntMapIndex *self = data;
  char *id = (char *) ent_record_id (record);

  if (reserved || id[0] == '\0')
    return;
  ent_shared_table_put (self->tables[RECORDS], id, record);
  if (holder != NULL)
    ent_shared_table_put (self->tables[HOLDERS], id, holder);
}

EntMapIndex *
ent_map_index_new (EntSnapshot *snapshot)
{
  EntMapIndex *self = g_new0 (EntMapIndex, 1);
  guint n = 0, n_excerpts = 0, n_relations = ent_records_n (snapshot->lists[ENT_LIST_RELATIONS]);
  guint sizes[N_TABLES];

  for (guint list = 0; list < ENT_N_LISTS; list++)
    n += ent_records_n (snapshot->lists[list]);
  for (guint i = 0; i < ent_records_n (snapshot->lists[ENT_LIST_ARTICLES]); i++)
    n_excerpts += ent_records_n (((EntArticle *) snapshot->lists[ENT_LIST_ARTICLES]->items[i])->excerpts);
  sizes[RECORDS] = n + n_excerpts;
  sizes[HOLDERS] = sizes[BY_EXCERPT] = n_excerpts;
  sizes[BY_ACTOR] = ent_records_n (snapshot->lists[ENT_LIST_ACTORS]);
  sizes[BY_PAIR] = n_relations;
  g_atomic_ref_count_init (&self->ref);
  self->snapshot = ent_snapshot_ref (snapshot);
  for (TableId table = 0; table < N_TABLES; table++)
    self->tables[table] = table < BY_ACTOR ? ent_shared_table_new (sizes[table], NULL, NULL)
                                           : ent_shared_table_new (sizes[table], (GBoxedCopyFunc) g_ptr_array_ref,
                                                                   (GDestroyNotify) g_ptr_array_unref);
  self->none = g_ptr_array_new ();
  for (guint list = 0; list < ENT_N_LISTS; list++)
    for (guint i = 0; i < ent_records_n (snapshot->lists[list]); i++)
      ent_map_each_id (snapshot->lists[list]->items[i], put_record, self);
  for (guint i = 0; i < n_relations; i++)
    each_key ((EntRelation *) snapshot->lists[ENT_LIST_RELATIONS]->items[i], add_to_list, self);
  return self;
}

/* --- Following a change --- */

typedef struct
{
  EntMapIndex *index;
  GHashTable *touched[N_TABLES]; /* key (GRefString, owned) -> GPtrArray of what may stand in the list from now on */
  GHashTable *ranks;             /* each EntRelation of those lists -> its place in the file, from 1; 0: not there any more */
  EntMap *map;
} Following;

/* A record never changes, so who stood in a list and is still in the map belongs there: only its changed neighbours are asked. */
static void
touch (TableId table, char *key, EntRelation *relation, gpointer data)
{
  Following *f = data;
  GPtrArray *list = g_hash_table_lookup (f->touched[table], key), *old;

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (f->touched[table], g_ref_string_acquire (key), list);
      old = ent_shared_table_get (f->index->tables[table], key);
      for (guint i = 0; old != NULL && i < old->len; i++)
        {
          g_hash_table_insert (f->ranks, g_ptr_array_index (old, i), NULL);
          g_ptr_array_add (list, g_ptr_array_index (old, i));
        }
    }
  g_ptr_array_add (list, relation);
}

/* Puts what the map has now under an id. */
static void
follow_id (EntRecord *record, EntArticle *holder, gboolean reserved, gpointer data)
{
  Following *f = data;
  char *id = (char *) ent_record_id (record);
  EntEntry *entry = g_hash_table_lookup (f->map->ids, id);

  if (id[0] == '\0')
    return;
  if (entry != NULL && !entry->reserved)
    put_record (entry->record, entry->holder, FALSE, f->index);
  else
    ent_shared_table_remove (f->index->tables[RECORDS], id);
  if (entry == NULL || entry->reserved || entry->holder == NULL)
    ent_shared_table_remove (f->index->tables[HOLDERS], id);
}

static void
follow_record (Following *f, EntRecord *record)
{
  if (record == NULL || record->type == &ent_head_type)
    return;
  ent_map_each_id (record, follow_id, f);
  if (record->type != &ent_relation_type)
    return;
  g_hash_table_insert (f->ranks, record, NULL);
  each_key ((EntRelation *) record, touch, f);
}

/* Of @candidates those that are in the map, each once, in file order; NULL when there is none. They are nearly in order already. */
static GPtrArray *
sorted (Following *f, GPtrArray *candidates)
{
  g_autoptr (GArray) ranks = g_array_sized_new (FALSE, FALSE, sizeof (guint), candidates->len);
  GPtrArray *list;

  for (guint i = 0; i < candidates->len; i++)
    {
      guint rank = GPOINTER_TO_UINT (g_hash_table_lookup (f->ranks, g_ptr_array_index (candidates, i))), at = ranks->len;

      if (rank == 0)
        continue;
      while (at > 0 && g_array_index (ranks, guint, at - 1) > rank)
        at--;
      if (at == 0 || g_array_index (ranks, guint, at - 1) != rank)
        g_array_insert_val (ranks, at, rank);
    }
  if (ranks->len == 0)
    return NULL;
  list = g_ptr_array_sized_new (ranks->len);
  for (guint i = 0; i < ranks->len; i++)
    g_ptr_array_add (list, f->index->snapshot->lists[ENT_LIST_RELATIONS]->items[g_array_index (ranks, guint, i) - 1]);
  return list;
}

/* The touched lists anew, after one walk over all relations that compares pointers only. */
static void
put_touched (Following *f)
{
  EntRecords *relations = f->index->snapshot->lists[ENT_LIST_RELATIONS];
  GHashTableIter iter;
  gpointer key, candidates;

  if (g_hash_table_size (f->ranks) == 0)
    return;
  for (guint i = 0; i < ent_records_n (relations); i++)
    if (g_hash_table_contains (f->ranks, relations->items[i]))
      g_hash_table_insert (f->ranks, relations->items[i], GUINT_TO_POINTER (i + 1));
  for (TableId table = BY_ACTOR; table < N_TABLES; table++)
    {
      g_hash_table_iter_init (&iter, f->touched[table]);
      while (g_hash_table_iter_next (&iter, &key, &candidates))
        {
          GPtrArray *list = sorted (f, candidates);

          if (list != NULL)
            ent_shared_table_put (f->index->tables[table], key, list);
          else
            ent_shared_table_remove (f->index->tables[table], key);
        }
    }
}

static EntMapIndex *
copy (EntMapIndex *old)
{
  EntMapIndex *self = g_new0 (EntMapIndex, 1);

  g_atomic_ref_count_init (&self->ref);
  self->snapshot = ent_snapshot_ref (old->snapshot);
  self->none = g_ptr_array_ref (old->none);
  for (TableId table = 0; table < N_TABLES; table++)
    self->tables[table] = ent_shared_table_copy (old->tables[table]);
  return self;
}

EntMapIndex *
ent_map_index_follow (EntMapIndex *self, EntMap *map, const EntChangeSet *set)
{
  Following f = { .map = map };
  EntSnapshot *old;

  for (TableId table = 0; table < N_TABLES; table++)
    if (ent_shared_table_is_crowded (self->tables[table]))
      {
        ent_map_index_unref (self);
        return NULL;
      }
  if (!g_atomic_ref_count_compare (&self->ref, 1))
    {
      EntMapIndex *own = copy (self);

      ent_map_index_unref (self);
      self = own;
    }
  /* The old content is kept until nothing points into it. */
  old = self->snapshot;
  self->snapshot = ent_map_snapshot (map);
  f.index = self;
  f.ranks = g_hash_table_new (NULL, NULL);
  for (TableId table = BY_ACTOR; table < N_TABLES; table++)
    f.touched[table] = g_hash_table_new_full (g_str_hash, g_str_equal, (GDestroyNotify) g_ref_string_release,
                                              (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < set->changes->len; i++)
    {
      const EntChange *change = &g_array_index (set->changes, EntChange, i);

      follow_record (&f, change->before);
      follow_record (&f, change->after);
    }
  put_touched (&f);
  for (TableId table = BY_ACTOR; table < N_TABLES; table++)
    g_hash_table_unref (f.touched[table]);
  g_hash_table_unref (f.ranks);
  ent_snapshot_unref (old);
  return self;
}

/* --- Answers --- */

EntMapIndex *
ent_map_index_ref (EntMapIndex *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

void
ent_map_index_unref (EntMapIndex *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref))
    return;
  for (TableId table = 0; table < N_TABLES; table++)
    ent_shared_table_free (self->tables[table]);
  g_ptr_array_unref (self->none);
  ent_snapshot_unref (self->snapshot);
  g_free (self);
}

EntSnapshot *
ent_map_index_get_snapshot (EntMapIndex *self)
{
  return self->snapshot;
}

static GPtrArray *
list_of (EntMapIndex *self, TableId table, const char *key)
{
  GPtrArray *list = ent_shared_table_get (self->tables[table], key);

  return list != NULL ? list : self->none;
}

GPtrArray *
ent_map_index_relations_of (EntMapIndex *self, const char *actor_id)
{
  return list_of (self, BY_ACTOR, actor_id);
}

GPtrArray *
ent_map_index_relations_between (EntMapIndex *self, const char *a, const char *b)
{
  g_autofree char *key = pair_key (a, b);

  return list_of (self, BY_PAIR, key);
}

GPtrArray *
ent_map_index_relations_proved_by (EntMapIndex *self, const char *excerpt_id)
{
  return list_of (self, BY_EXCERPT, excerpt_id);
}

static gconstpointer
find_of_type (EntMapIndex *self, const char *id, const EntRecordType *type)
{
  EntRecord *record = ent_shared_table_get (self->tables[RECORDS], id);

  return record != NULL && record->type == type ? record : NULL;
}

const EntActor *
ent_map_index_actor (EntMapIndex *self, const char *id)
{
  return find_of_type (self, id, &ent_actor_type);
}

const EntRelation *
ent_map_index_relation (EntMapIndex *self, const char *id)
{
  return find_of_type (self, id, &ent_relation_type);
}

const EntKind *
ent_map_index_kind (EntMapIndex *self, const char *id)
{
  return find_of_type (self, id, &ent_kind_type);
}

const EntExcerpt *
ent_map_index_excerpt (EntMapIndex *self, const char *id, const EntArticle **article)
{
  const EntExcerpt *excerpt = find_of_type (self, id, &ent_excerpt_type);

  if (excerpt != NULL && article != NULL)
    *article = ent_shared_table_get (self->tables[HOLDERS], id);
  return excerpt;
}

EntMapCounts
ent_map_index_count (EntMapIndex *self)
{
  EntMapCounts counts = { 0 };
  EntRecords *articles = self->snapshot->lists[ENT_LIST_ARTICLES], *relations = self->snapshot->lists[ENT_LIST_RELATIONS];

  counts.actors = ent_records_n (self->snapshot->lists[ENT_LIST_ACTORS]);
  counts.relations = ent_records_n (relations);
  counts.articles = ent_records_n (articles);
  for (guint i = 0; i < counts.relations; i++)
    counts.unproved += ent_relation_proof ((EntRelation *) relations->items[i]) == ENT_PROOF_NONE;
  for (guint i = 0; i < counts.articles; i++)
    {
      const EntArticle *article = (const EntArticle *) articles->items[i];

      counts.excerpts += ent_records_n (article->excerpts);
      counts.detached += ent_anchor_count_detached (article);
    }
  return counts;
}

const EntActor *
ent_snapshot_actor_called (EntSnapshot *map, const char *word, GError **error)
{
  const EntRecords *actors = map->lists[ENT_LIST_ACTORS];
  const EntActor *found = NULL;
  guint n = 0;

  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      const EntActor *actor = (const EntActor *) actors->items[i];

      if (g_str_equal (actor->id, word))
        return actor;
      if (!g_str_equal (actor->name, word) && !ent_strings_contains (actor->aliases, word))
        continue;
      found = actor;
      n++;
    }
  if (n == 1)
    return found;
  g_set_error (error, ENT_ERROR, ENT_ERROR_USAGE,
               n == 0 ? "nothing in the map is called “%s”" : "“%s” is not one actor alone: name its id", word);
  return NULL;
}

char *
ent_name_isolated (const char *name)
{
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0x590 && (c < 0x1100 || c == 0x200e || c == 0x200f || (c >= 0x202a && c <= 0x202e)
                         || (c >= 0x2066 && c <= 0x2069) || (c >= 0xfb1d && c <= 0xfeff) || c >= 0x10800))
        return g_strdup_printf ("\342\201\250%s\342\201\251", name);
    }
  return g_strdup (name);
}

static char *
actor_name (EntMapIndex *self, const char *id)
{
  const EntActor *actor = ent_map_index_actor (self, id);

  return ent_name_isolated (actor != NULL ? actor->name : id);
}

static char *
counted (guint n, const char *one, const char *many)
{
  return g_strdup_printf ("%u %s", n, n == 1 ? one : many);
}

static const char *
kind_name (EntMapIndex *self, const char *kind)
{
  const EntKind *own = ent_map_index_kind (self, kind);

  if (own != NULL && own->name[0] != '\0')
    return own->name;
  return kind[0] != '\0' ? kind : "other";
}

char *
ent_map_index_describe_actor (EntMapIndex *self, const char *actor_id)
{
  const EntActor *actor = ent_map_index_actor (self, actor_id);
  g_autofree char *name = actor_name (self, actor_id);
  g_autofree char *count = counted (ent_map_index_relations_of (self, actor_id)->len, "relation", "relations");

  return g_strconcat (name, ", ", kind_name (self, actor != NULL ? actor->kind : ""), ", ", count,
                      actor != NULL && actor->pinned ? ", pinned" : "", NULL);
}

char *
ent_map_index_describe_relation (EntMapIndex *self, const char *relation_id)
{
  const EntRelation *relation = ent_map_index_relation (self, relation_id);
  g_autofree char *source = NULL, *target = NULL, *count = NULL;
  EntStatus status;
  guint n;

  g_return_val_if_fail (relation != NULL, NULL);
  source = actor_name (self, relation->source);
  target = actor_name (self, relation->target);
  n = ent_records_n (relation->evidence);
  count = n > 0 ? counted (n, "excerpt", "excerpts") : g_strdup ("unproved");
  status = ent_relation_status (relation);
  return g_strconcat (source, " ", relation->label[0] != '\0' ? relation->label : "and", " ", target, ", ",
                      ent_stance_name (ent_relation_stance (relation)), status != ENT_STATUS_ASSERTED ? ", " : "",
                      status != ENT_STATUS_ASSERTED ? ent_status_name (status) : "",
                      ent_relation_is_contested (relation) ? ", contested" : "", ", ", count, NULL);
}

char *
ent_map_index_describe_pair (EntMapIndex *self, const char *a, const char *b)
{
  g_autofree char *first = actor_name (self, a), *second = actor_name (self, b);
  g_autofree char *count = counted (ent_map_index_relations_between (self, a, b)->len, "relation", "relations");

  return g_strdup_printf ("%s and %s, %s", first, second, count);
}

char *
ent_map_index_describe (EntMapIndex *self)
{
  EntSnapshot *map = self->snapshot;
  guint n = 0;
  g_autofree char *actors = counted (ent_records_n (map->lists[ENT_LIST_ACTORS]), "actor", "actors");
  g_autofree char *relations = counted (ent_records_n (map->lists[ENT_LIST_RELATIONS]), "relation", "relations");
  g_autofree char *articles = counted (ent_records_n (map->lists[ENT_LIST_ARTICLES]), "article", "articles");
  g_autofree char *excerpts = NULL;

  for (guint i = 0; i < ent_records_n (map->lists[ENT_LIST_ARTICLES]); i++)
    n += ent_records_n (((EntArticle *) map->lists[ENT_LIST_ARTICLES]->items[i])->excerpts);
  excerpts = counted (n, "excerpt", "excerpts");
  return g_strdup_printf ("%s, %s, %s, %s", actors, relations, articles, excerpts);
}
