/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A line above the map that tells of one thing under way, and can cancel it. What is over soon never shows. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ENT_TYPE_PROGRESS (ent_progress_get_type ())
G_DECLARE_FINAL_TYPE (EntProgress, ent_progress, ENT, PROGRESS, GtkWidget)

GtkWidget *ent_progress_new (void);
/* Something begins; @text says what, in plain text. Nothing else may be under way. (transfer none): cancel the work by this. */
GCancellable *ent_progress_begin (EntProgress *self, const char *text);
/* Something else to say of it: how far it is. */
void ent_progress_tell (EntProgress *self, const char *text);
/* The work is over, well or not. */
void ent_progress_end (EntProgress *self);
/* Asks the work under way, if any, to stop. */
void ent_progress_cancel (EntProgress *self);

G_END_DECLS
