/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The look of this folder's widgets. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Loads the style of the folder, once for the program. To be called by each widget class that needs it. */
void ent_browse_load_style (void);

G_END_DECLS
