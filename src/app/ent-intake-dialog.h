/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Shows what was read of files, pages and pasted texts before they become articles: what they say of themselves in
 * fields to be edited, the text, and what should be known about the reading. Nothing is added before Add. */
#pragma once

#include <adwaita.h>

#include "ent-intake-item.h"

G_BEGIN_DECLS

#define ENT_TYPE_INTAKE_DIALOG (ent_intake_dialog_get_type ())
G_DECLARE_FINAL_TYPE (EntIntakeDialog, ent_intake_dialog, ENT, INTAKE_DIALOG, AdwWindow)

/* @items: EntIntakeItem, at least one; kept. */
GtkWidget *ent_intake_dialog_new (GtkWindow *parent, EntMap *map, GListStore *items);

/* Signal "added" (GStrv ids, guint n_changed): these articles are in the map now, the last @n_changed of them with a new text. The dialog
 * closes after it. */

G_END_DECLS
