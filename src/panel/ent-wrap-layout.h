/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places children in lines like words: as many in a line as fit, each in its natural width. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ENT_TYPE_WRAP_LAYOUT (ent_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (EntWrapLayout, ent_wrap_layout, ENT, WRAP_LAYOUT, GtkLayoutManager)

/* A box of such lines, @spacing pixels between children and half of it between lines. */
GtkWidget *ent_wrap_box_new (int spacing);

G_END_DECLS
