/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The filter of one window, and what it lets through of the map as it is now. Bar, popover and timeline change it here and follow it
 * here; what it answers is made when it is asked for, of large maps in a thread. */
#pragma once

#include "ent-shown.h"

G_BEGIN_DECLS

#define ENT_TYPE_FILTER_STATE (ent_filter_state_get_type ())
G_DECLARE_FINAL_TYPE (EntFilterState, ent_filter_state, ENT, FILTER_STATE, GObject)

EntFilterState *ent_filter_state_new (void);

/* Another map: nothing is filtered then. */
void ent_filter_state_set_map (EntFilterState *self, EntMap *map /* nullable */);
EntMap *ent_filter_state_get_map (EntFilterState *self);

/* Never NULL. (transfer none) */
EntFilter *ent_filter_state_get (EntFilterState *self);
/* Equal to what is there is silent; else "changed" is told once. */
void ent_filter_state_set (EntFilterState *self, EntFilter *filter);
/* The same, for what ent_filter_with_...() gives. (transfer full) */
void ent_filter_state_take (EntFilterState *self, EntFilter *filter);
/* TRUE: what is left out is not there at all; FALSE (the default): it fades. */
gboolean ent_filter_state_get_hide (EntFilterState *self);
void ent_filter_state_set_hide (EntFilterState *self, gboolean hide);

/* What the map has to be asked about; NULL while it is not known. Asking for it has it made; "changed" tells when it is there.
 * (transfer none) */
EntFacts *ent_filter_state_ask_facts (EntFilterState *self);
/* What the filter lets through, with counts; NULL while it is not known. As above. (transfer none) */
EntShown *ent_filter_state_ask_shown (EntFilterState *self);

/* Signal "changed": the filter, what it lets through, or how the rest looks. */

G_END_DECLS
