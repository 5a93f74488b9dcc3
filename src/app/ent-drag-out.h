/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An export that is dragged to another program: a file, what is in it, for pictures also SVG and PNG, and the report as words. Each is made,
 * in a thread, when it is asked for, by the choice as it was when the drag began; redaction holds for all of them. */
#pragma once

#include <gtk/gtk.h>

#include "ent-export-choice.h"

G_BEGIN_DECLS

#define ENT_TYPE_DRAG_OUT (ent_drag_out_get_type ())
G_DECLARE_FINAL_TYPE (EntDragOut, ent_drag_out, ENT, DRAG_OUT, GdkContentProvider)

/* @stem names the file, without its extension. */
GdkContentProvider *ent_drag_out_new (EntSnapshot *map, const EntExportChoice *choice, const char *stem);

/* Emitted on the main thread, with the GError, when what was asked for could not be made: "failed". */

/* @whole, small, under the pointer while it is dragged. */
void ent_drag_out_set_icon (GtkDragSource *source, GdkPaintable *whole);

/* TRUE where @drop comes from one of these: this program does not take in what it gives out. */
gboolean ent_drag_out_is_source (GdkDrop *drop);

G_END_DECLS
