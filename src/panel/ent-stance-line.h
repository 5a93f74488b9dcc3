/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A short line as a relation's line on the map: colour and dash by stance, arrow heads by direction and status. */
#pragma once

#include <gtk/gtk.h>

#include "ent-types.h"

G_BEGIN_DECLS

#define ENT_TYPE_STANCE_LINE (ent_stance_line_get_type ())
G_DECLARE_FINAL_TYPE (EntStanceLine, ent_stance_line, ENT, STANCE_LINE, GtkWidget)

/* @from: the actor whose end is at the line's start; NULL for a line without heads. */
GtkWidget *ent_stance_line_new (const EntRelation *relation, const char *from);
/* The style class of a stance: "cooperative". */
const char *ent_stance_css_class (EntStance stance);

G_END_DECLS
