/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Holds something that can be done without: it asks for no room, and is there only where it gets all that it needs. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define ENT_TYPE_SPARE (ent_spare_get_type ())
G_DECLARE_FINAL_TYPE (EntSpare, ent_spare, ENT, SPARE, GtkWidget)

GtkWidget *ent_spare_new (GtkWidget *child);

G_END_DECLS
