/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field that finds an actor by name or alias, with the first hits beneath it as rows. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

#define ENT_TYPE_ACTOR_SEARCH (ent_actor_search_get_type ())
G_DECLARE_FINAL_TYPE (EntActorSearch, ent_actor_search, ENT, ACTOR_SEARCH, GtkWidget)

/* @prompt stands in the empty field, @name is what assistive technology calls it. */
GtkWidget *ent_actor_search_new (EntPanel *panel, const char *prompt, const char *name);

/* Signal "picked" (char *id): a row, or Enter in the field for the first one. The rows are put away then. */

G_END_DECLS
