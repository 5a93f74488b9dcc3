/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How well something is proved: the Admiralty grades of source and information, and the independent sources behind a relation. */
#pragma once

#include "ent-panel-private.h"

G_BEGIN_DECLS

/* Two choices, of the excerpt's source and of its information. */
GtkWidget *ent_evidence_grades_new (EntPanel *panel, const char *excerpt);
/* "B2", with its words as tooltip; NULL where nothing is graded. */
GtkWidget *ent_evidence_grade_chip_new (const EntArticle *article, const EntExcerpt *excerpt);
/* "2 support this · 1 disputes it · 2 independent sources". */
GtkWidget *ent_evidence_summary_new (EntPanel *panel, const EntRelation *relation);

G_END_DECLS
