/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Undo and redo of every change of one map, without limit, as change sets.
 *
 * The history listens to its map: each commit becomes a step, and neighbours with the same merge key one step. It knows which
 * step the file on disk holds, and so whether the map is modified. Notifies "can-undo", "can-redo", "undo-label", "redo-label"
 * and "modified", each at most once a change. */
#pragma once

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

/* Ends the merging of the last step: the next change is a step of its own. */
void ent_history_break_merge (EntHistory *self);

/* A name for the present moment; marking it saved later makes "modified" tell the difference from that moment. 0 is never a
 * valid mark. */
guint64 ent_history_get_mark (EntHistory *self);
void ent_history_set_saved_mark (EntHistory *self, guint64 mark);
/* The state is unlike any file, whatever is undone (a map that has no file yet but content). */
void ent_history_forget_saved (EntHistory *self);

G_END_DECLS
