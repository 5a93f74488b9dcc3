/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A relation made from the words that prove it: both, and actors that are new, in one step. */
#pragma once

#include "ent-geometry.h"
#include "ent-map.h"

G_BEGIN_DECLS

/* One end of a relation: an actor of the map, or where `id` is NULL a new one of `name` at `place` (map units). */
typedef struct
{
  const char *id, *name;
  EntPoint place;
} EntNewEnd;

/* All borrowed for the call. `stance` and `direction` are "" for the default. */
typedef struct
{
  EntNewEnd source, target;
  const char *label, *stance, *direction;
  const char *article; /* with the text from code point `start` to `end`, that plays `role` */
  gint64 start, end;
  EntRole role;
} EntNewRelation;

/* Adds the relation with its excerpt as one step; an excerpt of exactly that place is used again, and two new ends of one name are one
 * actor. Returns the relation's id; NULL with @error and an unchanged map where any part is refused. (transfer full) */
char *ent_edit_add_proved_relation (EntMap *map, const EntNewRelation *wanted, GError **error);

G_END_DECLS
