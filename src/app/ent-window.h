/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window: one document, its map and its panel, and all that one does with them. */
#pragma once

#include <adwaita.h>

#include "ent-application.h"

G_BEGIN_DECLS

#define ENT_TYPE_WINDOW (ent_window_get_type ())
G_DECLARE_FINAL_TYPE (EntWindow, ent_window, ENT, WINDOW, AdwApplicationWindow)

EntWindow *ent_window_new (EntApplication *application);

/* Takes over what people have chosen for the whole program. */
void ent_window_use_preferences (EntWindow *self);
/* Nothing is in it and nothing is on the way: it may be used for a file to open. */
gboolean ent_window_is_pristine (EntWindow *self);
/* Whether @file is open here, or on the way. */
gboolean ent_window_shows_file (EntWindow *self, GFile *file);
/* Its file is open, with no changes that are not saved. */
gboolean ent_window_is_unchanged (EntWindow *self);
/* Puts what @draft holds in place of what is here, as changes that are not saved. Takes @draft. */
void ent_window_restore (EntWindow *self, EntDraft *draft);
/* Puts @content in place of what is here, as a map without a file. */
void ent_window_show_copy (EntWindow *self, EntSnapshot *content);
/* Opens @file in place of what is here. What cannot be read leads to the error page. */
void ent_window_load (EntWindow *self, GFile *file);

G_END_DECLS
