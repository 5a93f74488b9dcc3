/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The pages that are built anew whenever what they show changes. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

GtkWidget *ent_actor_page_new (EntPanel *panel, const EntActor *actor);
/* Two or more actors chosen together. */
GtkWidget *ent_actors_page_new (EntPanel *panel, const char *const *ids, guint n);
GtkWidget *ent_relation_page_new (EntPanel *panel, const EntRelation *relation);
/* The same two with every field to be edited. The page stays while ent_edit_page_key() is the same, and ent_edit_page_sync() brings it in
 * line with the map (FALSE when its thing is gone). */
GtkWidget *ent_actor_edit_page_new (EntPanel *panel, const EntActor *actor);
GtkWidget *ent_relation_edit_page_new (EntPanel *panel, const EntRelation *relation);
gboolean ent_edit_page_sync (GtkWidget *page);
gboolean ent_edit_page_focus (GtkWidget *page);
/* (transfer full) */
char *ent_edit_page_key (EntMap *map, EntTarget target);
GtkWidget *ent_pair_page_new (EntPanel *panel, const char *a, const char *b);

/* How two actors are linked; @b NULL: people look for the other. */
GtkWidget *ent_path_page_new (EntPanel *panel, const char *a, const char *b);

/* The excerpts of @article that do not stand in its text, to be decided on. */
GtkWidget *ent_decisions_page_new (EntPanel *panel, const EntArticle *article);
/* A newer text of @article. */
GtkWidget *ent_edition_page_new (EntPanel *panel, const EntArticle *article);

/* What the map leaves out; @aside holds what was set aside while the map is open. */
GtkWidget *ent_coverage_page_new (EntPanel *panel, GHashTable *aside);

G_END_DECLS
