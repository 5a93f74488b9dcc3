/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages that are built anew whenever what they show changes. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

GtkWidget *ent_actor_page_new (EntPanel *panel, const EntActor *actor);
/* Two or more actors chosen together. */
GtkWidget *ent_actors_page_new (EntPanel *panel, const char *const *ids, guint n);
GtkWidget *ent_relation_page_new (EntPanel *panel, const EntRelation *relation);
GtkWidget *ent_pair_page_new (EntPanel *panel, const char *a, const char *b);

G_END_DECLS
