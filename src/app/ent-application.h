/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The application: one process, many windows, each with a document of its own. */
#pragma once

#include <adwaita.h>

#include "ent-draft.h"
#include "ent-settings.h"

G_BEGIN_DECLS

#define ENT_TYPE_APPLICATION (ent_application_get_type ())
G_DECLARE_FINAL_TYPE (EntApplication, ent_application, ENT, APPLICATION, AdwApplication)

EntApplication *ent_application_new (void);

/* Kept by the application. (transfer none) */
EntSettings *ent_application_get_settings (EntApplication *self);

/* Makes the program, and all its windows, as the settings say. */
void ent_application_use_settings (EntApplication *self);

/* Shows @file: in the window that has it already, else in @window (nullable) or the active one where that is pristine, else in a new
 * window. */
void ent_application_show_file (EntApplication *self, GFile *file, GtkWindow *window);

/* Shows what @draft holds, as changes that are not saved: in the window of its file where that has no changes of its own (else as a map
 * without a file), in one that is pristine, or in a new one. Takes @draft. */
void ent_application_restore (EntApplication *self, EntDraft *draft);
/* Shows @content as a map without a file, in a new window. */
void ent_application_show_copy (EntApplication *self, EntSnapshot *content);

G_END_DECLS
