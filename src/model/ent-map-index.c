/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adjacency by hash: lists of relations under an actor's id, under a pair of ids, and under an excerpt's id.
 * Invariant: keys are strings of the snapshot that the index holds, or owned by the table. */
#include "ent-map-index.h"

#include <string.h>

#include "ent-anchor.h"

struct _EntMapIndex
{
  gatomicrefcount ref;
  EntSnapshot *snapshot;
  GHashTable *records;  /* id -> EntRecord */
  GHashTable *holders;  /* excerpt id -> EntArticle */
  GHashTable *by_actor; /* actor id -> GPtrArray of EntRelation */
  GHashTable *by_pair;  /* "a\x01b", the smaller id first -> GPtrArray */
  GHashTable *by_excerpt;
  GPtrArray *none;
};

static char *
pair_key (const char *a, const char *b)
{
  return strcmp (a, b) <= 0 ? g_strconcat (a, "\x01", b, NULL) : g_strconcat (b, "\x01", a, NULL);
}

static void
append_to (GHashTable *table, char *key, gboolean own_key, gpointer value)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  if (list == NULL)
    {
      list = g_ptr_array_new ();
      g_hash_table_insert (table, key, list);
    }
  else if (own_key)
    g_free (key);
  if (list->len == 0 || g_ptr_array_index (list, list->len - 1) != value)
    g_ptr_array_add (list, value);
}

static void
add_relation (EntMapIndex *self, EntRelation *relation)
{
  append_to (self->by_actor, relation->source, FALSE, relation);
  if (strcmp (relation->source, relation->target) != 0)
    append_to (self->by_actor, relation->target, FALSE, relation);
  append_to (self->by_pair, pair_key (relation->source, relation->target), TRUE, relation);
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    append_to (self->by_excerpt, ((EntEvidence *) relation->evidence->items[i])->excerpt, FALSE, relation);
}

EntMapIndex *
ent_map_index_new (EntSnapshot *snapshot)
{
  EntMapIndex *self = g_new0 (EntMapIndex, 1);
  GDestroyNotify free_list = (GDestroyNotify) g_ptr_array_unref;

  g_atomic_ref_count_init (&self->ref);
  self->snapshot = ent_snapshot_ref (snapshot);
  self->records = g_hash_table_new (g_str_hash, g_str_equal);
  self->holders = g_hash_table_new (g_str_hash, g_str_equal);
  self->by_actor = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_list);
  self->by_pair = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, free_list);
  self->by_excerpt = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, free_list);
  self->none = g_ptr_array_new ();
  for (guint list = 0; list < ENT_N_LISTS; list++)
    for (guint i = 0; i < ent_records_n (snapshot->lists[list]); i++)
      {
        EntRecord *record = snapshot->lists[list]->items[i];

        g_hash_table_insert (self->records, (gpointer) ent_record_id (record), record);
        if (list == ENT_LIST_RELATIONS)
          add_relation (self, (EntRelation *) record);
        if (list == ENT_LIST_ARTICLES)
          {
            EntArticle *article = (EntArticle *) record;

            for (guint j = 0; j < ent_records_n (article->excerpts); j++)
              {
                gpointer id = (gpointer) ent_record_id (article->excerpts->items[j]);

                g_hash_table_insert (self->records, id, article->excerpts->items[j]);
                g_hash_table_insert (self->holders, id, article);
              }
          }
      }
  return self;
}

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
  g_hash_table_unref (self->records);
  g_hash_table_unref (self->holders);
  g_hash_table_unref (self->by_actor);
  g_hash_table_unref (self->by_pair);
  g_hash_table_unref (self->by_excerpt);
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
list_of (EntMapIndex *self, GHashTable *table, const char *key)
{
  GPtrArray *list = g_hash_table_lookup (table, key);

  return list != NULL ? list : self->none;
}

GPtrArray *
ent_map_index_relations_of (EntMapIndex *self, const char *actor_id)
{
  return list_of (self, self->by_actor, actor_id);
}

GPtrArray *
ent_map_index_relations_between (EntMapIndex *self, const char *a, const char *b)
{
  g_autofree char *key = pair_key (a, b);

  return list_of (self, self->by_pair, key);
}

GPtrArray *
ent_map_index_relations_proved_by (EntMapIndex *self, const char *excerpt_id)
{
  return list_of (self, self->by_excerpt, excerpt_id);
}

static gconstpointer
find_of_type (EntMapIndex *self, const char *id, const EntRecordType *type)
{
  EntRecord *record = g_hash_table_lookup (self->records, id);

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
    *article = g_hash_table_lookup (self->holders, id);
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
      for (guint j = 0; j < ent_records_n (article->excerpts); j++)
        counts.detached += ent_anchor_state (article, (EntExcerpt *) article->excerpts->items[j]) == ENT_ANCHOR_DETACHED;
    }
  return counts;
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

  return g_strdup_printf ("%s, %s, %s%s", name, kind_name (self, actor != NULL ? actor->kind : ""), count,
                          actor != NULL && actor->pinned ? ", pinned" : "");
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
  return g_strdup_printf ("%s %s %s, %s%s%s%s, %s", source, relation->label[0] != '\0' ? relation->label : "and", target,
                          ent_stance_name (ent_relation_stance (relation)), status != ENT_STATUS_ASSERTED ? ", " : "",
                          status != ENT_STATUS_ASSERTED ? ent_status_name (status) : "",
                          ent_relation_is_contested (relation) ? ", contested" : "", count);
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
