/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window of the few things that people choose for the whole program. A choice holds at once. */
#pragma once

#include "ent-application.h"

G_BEGIN_DECLS

/* (transfer none): a window over @parent, to be presented. */
GtkWidget *ent_preferences_new (EntApplication *application, GtkWindow *parent);

G_END_DECLS
