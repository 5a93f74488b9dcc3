/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A part of a map is the map with the rest gone: the same steps as a redaction, without secrets. */
#include "ent-publish-private.h"

/* @used: the excerpts that a chosen step quotes. */
static void
add_chosen (EntRedaction *self, GHashTable *actors, GHashTable *relations, GHashTable *used, const EntRecord *record)
{
  const EntStrings *quoted = record->type == &ent_step_type ? ((const EntStep *) record)->excerpts : NULL;
  const EntStrings *ids = record->type == &ent_group_type  ? ((const EntGroup *) record)->members
                          : record->type == &ent_step_type ? ((const EntStep *) record)->focus
                                                           : NULL;

  if (record->type == &ent_actor_type)
    g_hash_table_add (actors, (gpointer) ent_record_id (record));
  if (record->type == &ent_relation_type)
    {
      const EntRelation *relation = (const EntRelation *) record;

      g_hash_table_add (relations, relation->id);
    }
  for (guint i = 0; i < ent_strings_n (quoted); i++)
    g_hash_table_add (used, quoted->items[i]);
  for (guint i = 0; i < ent_strings_n (ids); i++)
    {
      const EntRecord *part = ent_redaction_find (self->map, ids->items[i]);

      if (part != NULL && (part->type == &ent_actor_type || part->type == &ent_relation_type || part->type == &ent_group_type))
        add_chosen (self, actors, relations, used, part);
    }
}

/* Marks as gone what is not chosen: relations neither chosen themselves nor between two chosen actors, actors that are neither
 * chosen nor at the end of such a relation, the excerpts that then prove nothing and are not in the set @used, and the articles without
 * excerpts. */
static void
settle_part (EntRedaction *self, GHashTable *actors, GHashTable *relations, GHashTable *used)
{
  const EntRecords *list = self->map->lists[ENT_LIST_RELATIONS];
  g_autoptr (GHashTable) ends = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ent_records_n (list); i++)
    {
      EntRelation *relation = (EntRelation *) list->items[i];

      if (!g_hash_table_contains (relations, relation->id)
          && !(g_hash_table_contains (actors, relation->source) && g_hash_table_contains (actors, relation->target)))
        {
          g_hash_table_add (self->gone, relation->id);
          continue;
        }
      g_hash_table_add (ends, relation->source);
      g_hash_table_add (ends, relation->target);
      ent_redaction_add_evidence (used, relation);
    }
  list = self->map->lists[ENT_LIST_ACTORS];
  for (guint i = 0; i < ent_records_n (list); i++)
    {
      const char *id = ent_record_id (list->items[i]);

      if (!g_hash_table_contains (actors, id) && !g_hash_table_contains (ends, id))
        g_hash_table_add (self->gone, (gpointer) id);
    }
  list = self->map->lists[ENT_LIST_ARTICLES];
  for (guint i = 0; i < ent_records_n (list); i++)
    {
      EntArticle *article = (EntArticle *) list->items[i];
      guint n_kept = 0;

      for (guint k = 0; k < ent_records_n (article->excerpts); k++)
        if (g_hash_table_contains (used, ent_record_id (article->excerpts->items[k])))
          n_kept++;
        else
          g_hash_table_add (self->gone, (gpointer) ent_record_id (article->excerpts->items[k]));
      if (n_kept == 0)
        g_hash_table_add (self->gone, article->id);
    }
  list = self->map->lists[ENT_LIST_GROUPS];
  for (guint i = 0; i < ent_records_n (list); i++)
    {
      EntGroup *group = (EntGroup *) list->items[i];
      guint n_kept = 0;

      for (guint k = 0; k < ent_strings_n (group->members); k++)
        n_kept += !g_hash_table_contains (self->gone, group->members->items[k]);
      if (n_kept == 0)
        g_hash_table_add (self->gone, group->id);
    }
}

EntSnapshot *
ent_publish_part (EntSnapshot *map, const char *const *ids, GError **error)
{
  g_autoptr (EntPublishProfile) nothing = ent_publish_profile_new ();
  g_autoptr (GHashTable) actors = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) relations = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  EntRedaction self;
  EntSnapshot *part = NULL;

  ent_redaction_init (&self, map, nothing);
  self.cuts = TRUE;
  for (; *ids != NULL; ids++)
    {
      const EntRecord *record = ent_redaction_resolve (map, *ids, error);

      if (record == NULL)
        break;
      add_chosen (&self, actors, relations, used, record);
    }
  if (*ids == NULL)
    {
      settle_part (&self, actors, relations, used);
      part = ent_redaction_copy_map (&self);
    }
  ent_redaction_clear (&self);
  return part;
}
