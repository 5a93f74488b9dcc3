/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Small maps for the scene's tests, put together in code. */
#pragma once

#include "ent-map-index.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *lists[ENT_N_LISTS]; /* of EntRecord */
} Maker;

static inline void
maker_init (Maker *self)
{
  for (guint i = 0; i < ENT_N_LISTS; i++)
    self->lists[i] = g_ptr_array_new ();
}

static inline EntPosition *
maker_position (double x, double y)
{
  EntPosition *position = (EntPosition *) ent_record_new (&ent_position_type);

  position->x = x;
  position->y = y;
  return position;
}

/* Without position where @x is NAN. */
static inline EntActor *
maker_actor (Maker *self, const char *id, const char *name, const char *kind, double x, double y)
{
  EntActor *actor = (EntActor *) ent_record_new (&ent_actor_type);

  ent_record_set_string (&actor->id, id);
  ent_record_set_string (&actor->name, name);
  ent_record_set_string (&actor->kind, kind);
  if (!isnan (x))
    actor->position = maker_position (x, y);
  g_ptr_array_add (self->lists[ENT_LIST_ACTORS], actor);
  return actor;
}

static inline EntRelation *
maker_relation (Maker *self, const char *id, const char *source, const char *target, const char *label)
{
  EntRelation *relation = (EntRelation *) ent_record_new (&ent_relation_type);

  ent_record_set_string (&relation->id, id);
  ent_record_set_string (&relation->source, source);
  ent_record_set_string (&relation->target, target);
  ent_record_set_string (&relation->label, label);
  g_ptr_array_add (self->lists[ENT_LIST_RELATIONS], relation);
  return relation;
}

/* Evidence of @n excerpts called x0, x1 ... (the scene only counts them). */
static inline void
maker_evidence (EntRelation *relation, guint n, const char *last_role)
{
  g_autofree EntRecord **items = g_new (EntRecord *, n);
  EntRecords *records;

  for (guint i = 0; i < n; i++)
    {
      EntEvidence *evidence = (EntEvidence *) ent_record_new (&ent_evidence_type);
      g_autofree char *id = g_strdup_printf ("x%u", i);

      ent_record_set_string (&evidence->excerpt, id);
      if (i + 1 == n && last_role != NULL)
        ent_record_set_string (&evidence->role, last_role);
      items[i] = (EntRecord *) evidence;
    }
  records = ent_records_new_take (items, n);
  ent_record_set_records (&relation->evidence, records);
  g_clear_pointer (&records, ent_records_unref);
}

/* The index of what was made; empties @self. (transfer full) */
static inline EntMapIndex *
maker_finish (Maker *self)
{
  EntRecords *lists[ENT_N_LISTS];
  g_autoptr (EntSnapshot) snapshot = NULL;

  for (guint i = 0; i < ENT_N_LISTS; i++)
    {
      lists[i] = ent_records_new_take ((EntRecord **) self->lists[i]->pdata, self->lists[i]->len);
      g_ptr_array_unref (self->lists[i]);
    }
  snapshot = ent_snapshot_new_take ((EntHead *) ent_record_new (&ent_head_type), lists);
  return ent_map_index_new (snapshot);
}

G_END_DECLS
