/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with one excerpt that proves a relation: its role, its place among the others, a note, and taking it away. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

/* A menu button for the evidence at @i of @relation. */
GtkWidget *ent_evidence_menu_new (EntPanel *panel, const EntRelation *relation, guint i);

G_END_DECLS
