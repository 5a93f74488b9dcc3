/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A window with the fields of an article: what it is called, who wrote and published it and when, where it is from, how reliable its source
 * is. Each change is made at once, and can be undone. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

/* Over the window of @panel. Nothing happens where the map has no such article. */
void ent_article_details_present (EntPanel *panel, const char *article);

G_END_DECLS
