/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is shown while nothing is chosen: the map as a whole, its articles, and a box that finds actors and relations.
 */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

#define ENT_TYPE_OVERVIEW_PAGE (ent_overview_page_get_type ())
G_DECLARE_FINAL_TYPE (EntOverviewPage, ent_overview_page, ENT, OVERVIEW_PAGE, GtkWidget)

GtkWidget *ent_overview_page_new (EntPanel *panel);
/* The map has changed, or is another. */
void ent_overview_page_refresh (EntOverviewPage *self);

G_END_DECLS
