/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kept beside the map, not in it. Every edit that makes an actor or a relation out of a name asks here; copies, pasted parts of maps and
 * files are left as they are. Invariant: what is kept would be taken by the reader. */
#include "ent-defaults.h"

#include "ent-field-rules.h"

typedef struct
{
  char *actor_kind, *actor_colour, *relation_kind; /* "" for none */
} Defaults;

static GQuark
quark (void)
{
  return g_quark_from_static_string ("ent-defaults");
}

static void
defaults_free (gpointer data)
{
  Defaults *self = data;

  g_free (self->actor_kind);
  g_free (self->actor_colour);
  g_free (self->relation_kind);
  g_free (self);
}

static char *
known (const char *const *kinds, const char *kind)
{
  return g_strdup (g_strv_contains (kinds, kind) ? kind : "");
}

void
ent_map_set_defaults (EntMap *map, const char *actor_kind, const char *actor_colour, const char *relation_kind)
{
  const EntField *colour = &ent_actor_type.fields[ent_record_type_find (&ent_actor_type, "colour")];
  g_autofree char *wrong = ent_field_check_string (colour, actor_colour);
  Defaults *self = g_new0 (Defaults, 1);

  self->actor_kind = known (ent_actor_kinds, actor_kind);
  self->relation_kind = known (ent_relation_kinds, relation_kind);
  self->actor_colour = g_strdup (wrong == NULL ? actor_colour : "");
  g_object_set_qdata_full (G_OBJECT (map), quark (), self, defaults_free);
}

const char *
ent_map_get_default_actor_kind (EntMap *map)
{
  const Defaults *self = g_object_get_qdata (G_OBJECT (map), quark ());

  return self != NULL ? self->actor_kind : "";
}

void
ent_map_fill_actor (EntMap *map, EntActor *actor)
{
  const Defaults *self = g_object_get_qdata (G_OBJECT (map), quark ());

  if (self == NULL)
    return;
  if (actor->kind[0] == '\0' && self->actor_kind[0] != '\0')
    ent_record_set_string (&actor->kind, self->actor_kind);
  if (actor->colour[0] == '\0' && self->actor_colour[0] != '\0')
    ent_record_set_string (&actor->colour, self->actor_colour);
}

/* A relation without a kind holds the format's own default. */
void
ent_map_fill_relation (EntMap *map, EntRelation *relation)
{
  const Defaults *self = g_object_get_qdata (G_OBJECT (map), quark ());
  guint kind = (guint) ent_record_type_find (&ent_relation_type, "kind");

  if (self != NULL && self->relation_kind[0] != '\0' && !ent_record_is_written (&relation->record, kind))
    ent_record_set_string (&relation->kind, self->relation_kind);
}
