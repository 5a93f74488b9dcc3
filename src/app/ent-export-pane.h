/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows an export as it will be, made anew in a thread whenever what is chosen changes. */
#pragma once

#include <gtk/gtk.h>

#include "ent-export-choice.h"
#include "ent-export-preview.h"

G_BEGIN_DECLS

#define ENT_TYPE_EXPORT_PANE (ent_export_pane_get_type ())
G_DECLARE_FINAL_TYPE (EntExportPane, ent_export_pane, ENT, EXPORT_PANE, GtkWidget)

/* @stem: what its file is called, without the extension, when it is dragged to another program. */
GtkWidget *ent_export_pane_new (EntSnapshot *map, const char *stem);
/* Begins a preview of @choice; one under way is cancelled. */
void ent_export_pane_show (EntExportPane *self, const EntExportChoice *choice);
/* Gives up what is under way, before what it is shown in goes. */
void ent_export_pane_stop (EntExportPane *self);
/* TRUE while what is shown is what is chosen, and it can be exported. */
gboolean ent_export_pane_is_good (EntExportPane *self);
/* TRUE where a PNG of it would be over the limit. */
gboolean ent_export_pane_is_too_large (EntExportPane *self);

/* Signals:
 * "changed": what the two above tell may be other now. */

G_END_DECLS
