/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A question or message over @parent, which may be NULL as may @body. */
GtkWidget *ent_message_dialog_new (GtkWindow *parent, const char *heading, const char *body);

/* What measures @pixels with text of the usual size, with the text of the desktop, and no wider than fits upon @parent. */
int ent_dialog_pixels (GtkWindow *parent, int pixels);

G_END_DECLS
