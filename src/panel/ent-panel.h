/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The side panel: the overview of the map, an actor, a relation with the excerpts that prove it, a pair of actors, and the article
 * reader. It shows what the selection says, and changes the map only through ent-edit.h. Invariant: names and excerpts are shown as
 * plain text, never parsed as markup. */
#pragma once

#include <gtk/gtk.h>

#include "ent-edit.h"
#include "ent-selection.h"

G_BEGIN_DECLS

#define ENT_TYPE_PANEL (ent_panel_get_type ())
G_DECLARE_FINAL_TYPE (EntPanel, ent_panel, ENT, PANEL, GtkWidget)

GtkWidget *ent_panel_new (void);
void ent_panel_set_content (EntPanel *self, EntMap *map, EntSelection *selection);

/* Opens the reader at an excerpt ("" for the article's start). */
void ent_panel_show_article (EntPanel *self, const char *article_id, const char *excerpt_id);
/* Opens the list of what the map leaves out. */
void ent_panel_show_coverage (EntPanel *self);
/* Opens the fields of a caption or group. */
void ent_panel_show_ground (EntPanel *self, const char *id);
/* Opens the list of the story's steps. */
void ent_panel_show_story (EntPanel *self);
/* Opens a step of the story, by its place in it, and shows on the map what it shows; with its fields to be edited where @editing. */
void ent_panel_show_step (EntPanel *self, guint index, gboolean editing);
/* The place of the step that is open; -1 where the list is, -2 where no page of the story is. */
int ent_panel_get_step (EntPanel *self);
/* Goes to the step that comes @by after the one that is open, or to the first; FALSE where there is none. */
gboolean ent_panel_turn_step (EntPanel *self, int by);
/* Opens the list of its excerpts that do not stand in its text. */
void ent_panel_show_decisions (EntPanel *self, const char *article_id);
/* Opens the reader with code points @start to @end of the text selected; @start below 0: at its beginning. */
void ent_panel_show_place (EntPanel *self, const char *article_id, gint64 start, gint64 end);
/* Opens the paths between two actors; @b NULL: people look for the other. */
void ent_panel_show_link (EntPanel *self, const char *a, const char *b);
/* Goes back from the reader to the evidence; FALSE when the reader is not open. */
gboolean ent_panel_leave_article (EntPanel *self);

/* Shows the fields of the actor or relation chosen to be edited, or no longer. Nothing happens where neither is chosen. */
void ent_panel_set_editing (EntPanel *self, gboolean editing);
/* Stops editing; FALSE when nothing is edited. */
gboolean ent_panel_leave_editing (EntPanel *self);

/* The size of an article's text as a multiple of the desktop's, 0.5 to 3. */
double ent_panel_get_reader_scale (EntPanel *self);
void ent_panel_set_reader_scale (EntPanel *self, double scale);
/* Makes that larger (1), smaller (-1) or as the desktop has it (0), and opens the field to find words in the text: FALSE, and nothing
 * happens, unless an article has the keyboard. */
gboolean ent_panel_zoom_text (EntPanel *self, int by);
gboolean ent_panel_find_in_text (EntPanel *self);
/* Words that were dragged from the reader to that thing of the map; FALSE where they are not the ones selected there. */
gboolean ent_panel_take_drop (EntPanel *self, const char *words, EntTargetKind kind, const char *id, const char *other);
/* Makes the picture of a data: URL of the map; NULL where it is none. */
typedef GdkPaintable *(*EntPanelPictureFunc) (const char *image, int pixels, gpointer user_data);
void ent_panel_set_picture_func (EntPanel *self, EntPanelPictureFunc func, gpointer user_data);
/* Tells where on the map there is room for an actor, map units. */
typedef EntPoint (*EntPanelPlaceFunc) (gpointer user_data);
void ent_panel_set_place_func (EntPanel *self, EntPanelPlaceFunc func, gpointer user_data);

/* Signals:
 * "reader-scaled": the size of an article's text was changed by hand.
 * "end-step": what was typed is a step of its own.
 * "reveal" (int kind, char *id, char *other): bring this into view on the map.
 * "mark" (GStrv ids): emphasize these relations and actors on the map; none at all where there is none.
 * "close": put the panel away.
 * "toast" (char *message, gboolean with_undo): say that something was done. */

G_END_DECLS
