/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copying the citation of an excerpt or an article in each style, and as data for other programs. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

/* Buttons that copy: of @excerpt in its article, or where it is NULL of @article alone. */
GtkWidget *ent_evidence_cite_new (EntPanel *panel, const char *article, const char *excerpt);
/* The same as one call; @style: apa, chicago, mla, csl-json, bibtex. */
void ent_evidence_cite (EntPanel *panel, const char *article, const char *excerpt, const char *style);

G_END_DECLS
