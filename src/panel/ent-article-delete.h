/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An article is deleted with its excerpts: how many, and which lines have no evidence now, is told after it, with Undo. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

/* Nothing happens where the map has no such article. */
void ent_article_delete (EntPanel *panel, const char *article);

G_END_DECLS
