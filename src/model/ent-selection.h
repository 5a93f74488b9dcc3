/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is chosen in one window, and where its reader has been. Canvas and panel meet only here.
 *
 * Something chosen is a target: nothing, an actor, a relation, or a pair of actors (a bundle). Choosing what is chosen already is
 * silent; a change tells "changed" once and is added to the places visited, for back and forward. Targets that the map has no
 * more are passed over. Hover is told apart, by "hover-changed". */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

typedef enum
{
  ENT_TARGET_NONE,
  ENT_TARGET_ACTOR,
  ENT_TARGET_RELATION,
  ENT_TARGET_PAIR /* two actors and all between them */
} EntTargetKind;

/* Ids are owned by the selection; "" where they do not apply. */
typedef struct
{
  EntTargetKind kind;
  const char *id;
  const char *other; /* PAIR: the second actor */
} EntTarget;

#define ENT_TYPE_SELECTION (ent_selection_get_type ())
G_DECLARE_FINAL_TYPE (EntSelection, ent_selection, ENT, SELECTION, GObject)

/* Listens to @map, so that what is deleted is chosen no longer. */
EntSelection *ent_selection_new (EntMap *map);

EntTarget ent_selection_get (EntSelection *self);
void ent_selection_choose_none (EntSelection *self);
void ent_selection_choose_actor (EntSelection *self, const char *id);
void ent_selection_choose_relation (EntSelection *self, const char *id);
void ent_selection_choose_pair (EntSelection *self, const char *a, const char *b);

/* Actors chosen besides, by shift or rubber band; the one chosen is the first of them where it is an actor. Sorted by nothing:
 * in the order of choosing. (transfer none), NULL-terminated, valid until the next change. */
const char *const *ent_selection_get_actors (EntSelection *self, guint *n);
void ent_selection_toggle_actor (EntSelection *self, const char *id);
void ent_selection_choose_actors (EntSelection *self, const char *const *ids, guint n);

EntTarget ent_selection_get_hover (EntSelection *self);
void ent_selection_set_hover (EntSelection *self, EntTargetKind kind, const char *id, const char *other);

gboolean ent_selection_can_go_back (EntSelection *self);
gboolean ent_selection_can_go_forward (EntSelection *self);
void ent_selection_go_back (EntSelection *self);
void ent_selection_go_forward (EntSelection *self);

G_END_DECLS
