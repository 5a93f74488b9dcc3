/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Asks how a map is exported, and shows what will come of it. It writes nothing itself. */
#pragma once

#include <adwaita.h>

#include "ent-export-choice.h"

G_BEGIN_DECLS

#define ENT_TYPE_EXPORT_DIALOG (ent_export_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EntExportDialog, ent_export_dialog, ENT, EXPORT_DIALOG, AdwWindow)

/* Begins with @choice (transfer full). @stem: as for ent_export_pane_new(). */
GtkWidget *ent_export_dialog_new (GtkWindow *parent, EntSnapshot *map, const char *stem, EntExportChoice *choice);
/* As it stands now. (transfer none) */
const EntExportChoice *ent_export_dialog_get_choice (EntExportDialog *self);

/* Signals:
 * "export": the button was pressed; what is chosen can be exported. */

G_END_DECLS
