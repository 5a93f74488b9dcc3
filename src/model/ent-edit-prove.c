/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts are put one after the other into one transaction: actors, excerpt, relation.
 * Invariant: a part that is refused takes all others with it. */
#include "ent-edit-prove.h"

#include <string.h>

#include "ent-anchor.h"
#include "ent-defaults.h"
#include "ent-edit-private.h"

/* The id of @end, whose actor is put into the open transaction where it is new. (transfer full) */
static char *
put_end (EntMap *map, const EntNewEnd *end, GError **error)
{
  g_autofree char *name = NULL, *id = NULL;
  EntActor *actor;

  if (end->id != NULL)
    {
      if (ent_map_actor (map, end->id) != NULL)
        return g_strdup (end->id);
      return ent_edit_no_such (error, "actor", end->id), NULL;
    }
  name = g_strstrip (g_strdup (end->name));
  if (name[0] == '\0' || !g_utf8_validate (name, -1, NULL))
    return ent_edit_refuse (error, "an actor needs a name"), NULL;
  if (!ent_edit_is_place (end->place, error))
    return NULL;
  id = ent_map_new_id_from_name (map, name);
  actor = (EntActor *) ent_record_new (&ent_actor_type);
  ent_record_set_string (&actor->id, id);
  ent_record_set_string (&actor->name, name);
  ent_map_fill_actor (map, actor);
  ent_edit_set_place (&actor->position, end->place);
  if (!ent_edit_is_good (actor, error))
    return NULL;
  ent_map_insert (map, ENT_LIST_ACTORS, -1, actor);
  return g_steal_pointer (&id);
}

static gboolean
is_same_new (const EntNewEnd *a, const EntNewEnd *b)
{
  g_autofree char *first = a->id == NULL ? g_strstrip (g_strdup (a->name)) : NULL;
  g_autofree char *second = b->id == NULL ? g_strstrip (g_strdup (b->name)) : NULL;

  return first != NULL && second != NULL && strcmp (first, second) == 0;
}

/* (transfer full) */
static char *
put_relation (EntMap *map, const EntNewRelation *wanted, const char *source, const char *target, const char *excerpt, GError **error)
{
  g_autofree char *id = ent_map_new_id (map, "r"), *label = g_strstrip (g_strdup (wanted->label));
  EntRelation *relation = (EntRelation *) ent_record_new (&ent_relation_type);
  EntEvidence *evidence = (EntEvidence *) ent_record_new (&ent_evidence_type);
  g_autoptr (EntRecords) list = NULL;

  ent_record_set_string (&relation->id, id);
  ent_record_set_string (&relation->source, source);
  ent_record_set_string (&relation->target, target);
  ent_record_set_string (&relation->label, label);
  ent_map_fill_relation (map, relation);
  if (wanted->stance[0] != '\0')
    ent_record_set_string (&relation->stance, wanted->stance);
  if (wanted->direction[0] != '\0')
    ent_record_set_string (&relation->direction, wanted->direction);
  ent_record_set_string (&evidence->excerpt, excerpt);
  ent_record_set_string (&evidence->role, ent_role_name (wanted->role));
  list = ent_records_insert (NULL, 0, &evidence->record);
  ent_record_set_records (&relation->evidence, list);
  if (!ent_edit_is_good (relation, error))
    return NULL;
  ent_map_insert (map, ENT_LIST_RELATIONS, -1, relation);
  return g_steal_pointer (&id);
}

/* All parts in the open transaction. (transfer full) */
static char *
put_all (EntMap *map, const EntNewRelation *wanted, GError **error)
{
  g_autofree char *source = put_end (map, &wanted->source, error), *target = NULL, *excerpt = NULL;

  if (source == NULL)
    return NULL;
  target = is_same_new (&wanted->source, &wanted->target) ? g_strdup (source) : put_end (map, &wanted->target, error);
  if (target == NULL)
    return NULL;
  excerpt = ent_edit_put_excerpt (map, wanted->article, wanted->start, wanted->end, error);
  return excerpt != NULL ? put_relation (map, wanted, source, target, excerpt, error) : NULL;
}

char *
ent_edit_add_proved_relation (EntMap *map, const EntNewRelation *wanted, GError **error)
{
  g_autofree char *trimmed = g_strstrip (g_strdup (wanted->label));
  g_autofree char *step = ent_edit_label_for ("Add Relation", trimmed);
  char *id;

  if (!g_utf8_validate (trimmed, -1, NULL))
    return ent_edit_refuse (error, "the label is not UTF-8 text"), NULL;
  ent_map_begin (map, step, NULL);
  id = put_all (map, wanted, error);
  if (id == NULL)
    {
      ent_map_abort (map);
      return NULL;
    }
  return ent_edit_commit_id (map, id, error);
}
