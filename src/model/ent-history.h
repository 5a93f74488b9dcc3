/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo of every change of one map, without limit, as change sets.
 *
 * The history listens to its map: each commit becomes a step, and neighbours with the same merge key one step. It knows which
 * step the file on disk holds, and so whether the map is modified. Notifies "can-undo", "can-redo", "undo-label", "redo-label"
 * and "modified", each at most once a change. */
#pragma once

#include "ent-geometry.h"
#include "ent-map.h"

G_BEGIN_DECLS

#define ENT_TYPE_HISTORY (ent_history_get_type ())
G_DECLARE_FINAL_TYPE (EntHistory, ent_history, ENT, HISTORY, GObject)

EntHistory *ent_history_new (EntMap *map);

gboolean ent_history_get_can_undo (EntHistory *self);
gboolean ent_history_get_can_redo (EntHistory *self);
/* The label of the step ("Move China"), or "". */
const char *ent_history_get_undo_label (EntHistory *self);
const char *ent_history_get_redo_label (EntHistory *self);
gboolean ent_history_get_modified (EntHistory *self);

/* Nothing happens where there is no step. */
void ent_history_undo (EntHistory *self);
void ent_history_redo (EntHistory *self);

/* All steps, the oldest first, those that were undone last. The position is the number of steps that are done now. */
guint ent_history_get_n_steps (EntHistory *self);
guint ent_history_get_position (EntHistory *self);
const char *ent_history_get_step_label (EntHistory *self, guint i);
/* The ids that step @i touched, to go back to where the change was. (transfer full), NULL-terminated */
char **ent_history_get_step_ids (EntHistory *self, guint i);
/* TRUE when step @i changed things of @list, and nothing else. */
gboolean ent_history_is_of_list (EntHistory *self, guint i, EntListId list);
/* Where on the map step @i made a change, also of what is gone: map units. FALSE where that is nowhere. */
gboolean ent_history_get_step_place (EntHistory *self, guint i, EntPoint *place);
/* Undoes or redoes until the first @position steps are done, and tells the map's "changed" once for all of them. */
void ent_history_go_to (EntHistory *self, guint position);

/* Ends the merging of the last step: the next change is a step of its own. */
void ent_history_break_merge (EntHistory *self);

/* A name for the present moment; marking it saved later makes "modified" tell the difference from that moment. 0 is never a
 * valid mark. */
guint64 ent_history_get_mark (EntHistory *self);
void ent_history_set_saved_mark (EntHistory *self, guint64 mark);
/* The state is unlike any file, whatever is undone (a map that has no file yet but content). */
void ent_history_forget_saved (EntHistory *self);

G_END_DECLS
