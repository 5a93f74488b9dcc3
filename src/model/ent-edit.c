/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each edit copies the records that it changes, changes the copies, and hands them to one transaction.
 * Invariant: a refused edit leaves the map as it was. */
#include "ent-edit.h"

#include <string.h>

#include "ent-anchor.h"
#include "ent-defaults.h"
#include "ent-edit-articles.h"
#include "ent-edit-delete.h"
#include "ent-edit-field.h"
#include "ent-edit-private.h"

gboolean
ent_edit_set_title (EntMap *map, const char *title, GError **error)
{
  return ent_edit_set_field (map, "", "title", ent_value_string (title), error);
}

/* Replaces those actors of @ids that the map has by copies that @change has changed; @i is the place in @ids.
 * O(n + list). */
static void
change_actors (EntMap *map,
               const char *const *ids,
               guint n,
               void (*change) (EntActor *actor, guint i, gconstpointer data),
               gconstpointer data)
{
  g_autoptr (GHashTable) wanted = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < n; i++)
    g_hash_table_insert (wanted, (gpointer) ids[i], GUINT_TO_POINTER (i + 1));
  for (guint index = 0; index < ent_map_n (map, ENT_LIST_ACTORS); index++)
    {
      const EntActor *actor = ent_map_nth (map, ENT_LIST_ACTORS, index);
      guint i = GPOINTER_TO_UINT (g_hash_table_lookup (wanted, actor->id));
      EntActor *copy;

      if (i == 0)
        continue;
      copy = (EntActor *) ent_record_copy (&actor->record);
      change (copy, i - 1, data);
      ent_map_replace (map, ENT_LIST_ACTORS, index, copy);
    }
}

static void
change_place (EntActor *actor, guint i, gconstpointer data)
{
  ent_edit_set_place (&actor->position, ((const EntPoint *) data)[i]);
}

gboolean
ent_edit_move_actors (EntMap *map, const char *const *ids, const EntPoint *positions, guint n, gboolean merge, GError **error)
{
  g_autofree char *label = NULL;
  g_autoptr (GString) all = g_string_new ("move");

  for (guint i = 0; i < n; i++)
    {
      if (ent_map_actor (map, ids[i]) == NULL)
        return ent_edit_no_such (error, "actor", ids[i]);
      if (!ent_edit_is_place (positions[i], error))
        return FALSE;
      g_string_append_printf (all, "\x01%s", ids[i]);
    }
  if (n == 0)
    return TRUE;
  label = n == 1 ? ent_edit_label_for ("Move", ent_map_actor (map, ids[0])->name) : g_strdup_printf ("Move %u Actors", n);
  ent_map_begin (map, label, merge ? all->str : NULL);
  change_actors (map, ids, n, change_place, positions);
  return ent_map_commit (map, error);
}

gboolean
ent_edit_arrange_actors (
    EntMap *map, const char *label, const char *const *ids, const EntPoint *positions, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (!ent_edit_is_place (positions[i], error))
      return FALSE;
  ent_map_begin (map, label, NULL);
  change_actors (map, ids, n, change_place, positions);
  return ent_map_commit (map, error);
}

static void
change_pin (EntActor *actor, guint i, gconstpointer data)
{
  actor->pinned = *(const gboolean *) data;
}

gboolean
ent_edit_set_pinned (EntMap *map, const char *const *ids, guint n, gboolean pinned, GError **error)
{
  const char *verb = pinned ? "Pin" : "Unpin";
  g_autofree char *label = NULL;

  for (guint i = 0; i < n; i++)
    if (ent_map_actor (map, ids[i]) == NULL)
      return ent_edit_no_such (error, "actor", ids[i]);
  if (n == 0)
    return TRUE;
  label = n == 1 ? ent_edit_label_for (verb, ent_map_actor (map, ids[0])->name) : g_strdup_printf ("%s %u Actors", verb, n);
  ent_map_begin (map, label, NULL);
  change_actors (map, ids, n, change_pin, &pinned);
  return ent_map_commit (map, error);
}

char *
ent_edit_add_actor (EntMap *map, const char *name, const char *kind, EntPoint position, GError **error)
{
  g_autofree char *id = NULL, *label = NULL, *trimmed = g_strstrip (g_strdup (name));
  EntActor *actor;

  if (trimmed[0] == '\0' || !g_utf8_validate (trimmed, -1, NULL))
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_EDIT, "an actor needs a name");
      return NULL;
    }
  id = ent_map_new_id_from_name (map, trimmed);
  label = ent_edit_label_for ("Add", trimmed);
  actor = (EntActor *) ent_record_new (&ent_actor_type);
  ent_record_set_string (&actor->id, id);
  ent_record_set_string (&actor->name, trimmed);
  ent_record_set_string (&actor->kind, kind);
  ent_map_fill_actor (map, actor);
  ent_edit_set_place (&actor->position, position);
  if (!ent_edit_is_good (actor, error))
    return NULL;
  ent_map_begin (map, label, NULL);
  ent_map_insert (map, ENT_LIST_ACTORS, -1, actor);
  return ent_map_commit (map, error) ? g_steal_pointer (&id) : NULL;
}

guint
ent_edit_count_relations_of (EntMap *map, const char *const *ids, guint n)
{
  return ent_edit_count_deletion (map, ids, n).relations;
}

gboolean
ent_edit_delete_actors (EntMap *map, const char *const *ids, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (ent_map_actor (map, ids[i]) == NULL)
      return ent_edit_no_such (error, "actor", ids[i]);
  return ent_edit_delete (map, ids, n, error);
}

gboolean
ent_edit_delete_relations (EntMap *map, const char *const *ids, guint n, GError **error)
{
  for (guint i = 0; i < n; i++)
    if (ent_map_relation (map, ids[i]) == NULL)
      return ent_edit_no_such (error, "relation", ids[i]);
  return ent_edit_delete (map, ids, n, error);
}

char *
ent_edit_add_relation (EntMap *map, const char *source, const char *target, const char *label, GError **error)
{
  g_autofree char *id = NULL, *step = NULL, *trimmed = g_strstrip (g_strdup (label));
  EntRelation *relation;

  if (ent_map_actor (map, source) == NULL)
    return ent_edit_no_such (error, "actor", source), NULL;
  if (ent_map_actor (map, target) == NULL)
    return ent_edit_no_such (error, "actor", target), NULL;
  id = ent_map_new_id (map, "r");
  relation = (EntRelation *) ent_record_new (&ent_relation_type);
  ent_record_set_string (&relation->id, id);
  ent_record_set_string (&relation->source, source);
  ent_record_set_string (&relation->target, target);
  ent_record_set_string (&relation->label, trimmed);
  ent_map_fill_relation (map, relation);
  if (!ent_edit_is_good (relation, error))
    return NULL;
  step = ent_edit_label_for ("Add Relation", trimmed);
  ent_map_begin (map, step, NULL);
  ent_map_insert (map, ENT_LIST_RELATIONS, -1, relation);
  return ent_map_commit (map, error) ? g_steal_pointer (&id) : NULL;
}

char *
ent_edit_add_evidence (EntMap *map,
                       const char *relation_id,
                       const char *article_id,
                       gint64 start,
                       gint64 end,
                       EntRole role,
                       GError **error)
{
  const EntRelation *relation = ent_map_relation (map, relation_id);
  EntRelation *copy;
  EntEvidence *evidence;
  g_autofree char *id = NULL;

  if (relation == NULL)
    return ent_edit_no_such (error, "relation", relation_id), NULL;
  ent_map_begin (map, "Add Excerpt", NULL);
  id = ent_edit_put_excerpt (map, article_id, start, end, error);
  for (guint i = 0; id != NULL && i < ent_records_n (relation->evidence); i++)
    if (strcmp (((EntEvidence *) relation->evidence->items[i])->excerpt, id) == 0)
      {
        ent_map_abort (map);
        return g_steal_pointer (&id); /* it proves this already */
      }
  if (id == NULL)
    {
      ent_map_abort (map);
      return NULL;
    }
  evidence = (EntEvidence *) ent_record_new (&ent_evidence_type);
  ent_record_set_string (&evidence->excerpt, id);
  ent_record_set_string (&evidence->role, ent_role_name (role));
  copy = (EntRelation *) ent_record_copy (&relation->record);
  {
    g_autoptr (EntRecords) list = ent_records_insert (copy->evidence, ent_records_n (copy->evidence), &evidence->record);

    ent_record_set_records (&copy->evidence, list);
  }
  ent_map_replace (map, ENT_LIST_RELATIONS, (guint) ent_map_index_of (map, ENT_LIST_RELATIONS, relation_id), copy);
  return ent_map_commit (map, error) ? g_steal_pointer (&id) : NULL;
}

char *
ent_edit_add_article (EntMap *map, const char *title, const char *text, GError **error)
{
  const EntNewArticle wanted = { .title = title, .text = text };
  g_auto (GStrv) ids = ent_edit_add_articles (map, &wanted, 1, error);

  return ids != NULL ? g_strdup (ids[0]) : NULL;
}
