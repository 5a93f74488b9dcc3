/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map's own kinds of actors: their names, icons and colours. */
#pragma once

#include <adwaita.h>

#include "ent-map.h"
#include "ent-style.h"

G_BEGIN_DECLS

/* Over @parent, whose actions "win.undo", "win.redo" and "win.choose-picture" it uses; its icons look as on a map in @theme. Each edit
 * is a step; the next one is one of its own after "end-step". (transfer none): to be presented. */
GtkWidget *ent_kinds_dialog_new (GtkWindow *parent, EntMap *map, EntTheme theme, void (*end_step) (gpointer data), gpointer data);

G_END_DECLS
