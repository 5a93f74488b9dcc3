/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the pages ask of the panel that shows them. A page is shown only while there is a map. */
#pragma once

#include "ent-map-index.h"
#include "ent-panel.h"
#include "ent-sources.h"

G_BEGIN_DECLS

/* (transfer none) */
EntMap *ent_panel_get_map (EntPanel *self);
EntSelection *ent_panel_get_selection (EntPanel *self);

/* Chooses what still exists; silent for what does not. @reveal also brings it into view on the map. */
void ent_panel_choose (EntPanel *self, EntTargetKind kind, const char *id, const char *other, gboolean reveal);
/* Brings it into view on the map without choosing it. Emits "reveal". */
void ent_panel_reveal (EntPanel *self, EntTargetKind kind, const char *id);
/* Where on the map there is room for an actor, map units. */
EntPoint ent_panel_free_place (EntPanel *self);
/* Ends the step that typing made. Emits "end-step". */
void ent_panel_end_step (EntPanel *self);
/* Shows a page of another kind until something is chosen; back leads to it from what it opened. Takes @page. */
void ent_panel_show_extra (EntPanel *self, GtkWidget *page);
/* Chooses nothing, and stays at the page that is shown. */
void ent_panel_let_go (EntPanel *self);
/* The page of another kind that is to be seen now; NULL where there is none. */
GtkWidget *ent_panel_peek_extra (EntPanel *self);
/* Opens the reader with these words selected, and the form of a relation that they prove. */
void ent_panel_draft_relation (EntPanel *self, const char *article, gint64 start, gint64 end);
/* Opens the reader at code point @near, where the words for @excerpt are to be selected. */
void ent_panel_reselect (EntPanel *self, const char *article, const char *excerpt, gint64 near);
/* Which articles are copies of each other, as the map is now; NULL while it is looked up, after which the page is made anew.
 * (transfer none) */
EntSources *ent_panel_peek_sources (EntPanel *self);
/* Emphasizes these relations and actors on the map, NULL-terminated; NULL: none. Emits "mark". */
void ent_panel_mark (EntPanel *self, const char *const *ids);
/* Emits "toast". */
void ent_panel_say (EntPanel *self, const char *message, gboolean with_undo);
/* Tells why an edit failed. Frees @error. */
void ent_panel_say_error (EntPanel *self, GError *error);
/* Puts @text on the clipboard and says so. */
void ent_panel_copy (EntPanel *self, const char *text);

G_END_DECLS
