/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding and ordering own kinds, groups, captions and story steps. Their fields are changed by ent_edit_set_field(), and they go by
 * ent_edit_delete(). All return an id (transfer full), or NULL or FALSE with @error and an unchanged map. */
#pragma once

#include "ent-geometry.h"
#include "ent-map.h"

G_BEGIN_DECLS

/* An own kind of actors. @icon is a data: URL or "", @colour "#rrggbb" or "". */
char *ent_edit_add_kind (EntMap *map, const char *name, const char *icon, const char *colour, GError **error);

/* A group of these actors. */
char *ent_edit_add_group (EntMap *map, const char *name, const char *const *members, guint n, GError **error);
/* Collapses a group to one node at @place, or expands it again (@place is not used). Other collapsed groups that share an actor are
 * expanded in the same step. */
gboolean ent_edit_collapse_group (EntMap *map, const char *id, gboolean collapsed, EntPoint place, GError **error);
/* Adds these actors to a group, or takes them out of it; those that are there already, or not, are passed over. */
gboolean ent_edit_add_members (EntMap *map, const char *group, const char *const *ids, guint n, GError **error);
gboolean ent_edit_remove_members (EntMap *map, const char *group, const char *const *ids, guint n, GError **error);

char *ent_edit_add_caption (EntMap *map, const char *text, EntPoint place, GError **error);

/* Moves captions and collapsed groups, as ent_edit_move_actors() moves actors; ids of all three may be mixed. O(n x list). */
gboolean ent_edit_move_things (EntMap *map, const char *const *ids, const EntPoint *positions, guint n, gboolean merge, GError **error);

/* A step of the story in front of the present step @index (-1: at the end), with what it looks at and from where (@view nullable). */
char *ent_edit_add_step (EntMap *map, const char *title, int index, const char *const *focus, guint n, EntView *view, GError **error);
/* Moves the step at @index so that it stands at @to. */
gboolean ent_edit_move_step (EntMap *map, guint index, guint to, GError **error);
/* The id of the step at @index; a step of a file that has none is given one, as a step of the history. */
char *ent_edit_name_step (EntMap *map, guint index, GError **error);
/* Deletes the step at @index, one without an id too. */
gboolean ent_edit_delete_step (EntMap *map, guint index, GError **error);

/* Changes the end of a relation for the other. */
gboolean ent_edit_swap_ends (EntMap *map, const char *relation, GError **error);

G_END_DECLS
