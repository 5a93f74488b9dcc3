/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Relations and their proof in words, the same in every export. */
#pragma once

#include "ent-map-index.h"

G_BEGIN_DECLS

/* Stance, status, time and reporter: "cooperative, planned, 2024-10, reported by NATO". */
void ent_proof_append_circumstances (GString *text, EntMapIndex *index, const EntRelation *relation);
/* Role where it is no support (@evidence NULL: it is there for nothing in particular), article, paragraph, publisher, date, and the address where @with_url. */
void ent_proof_append_source (GString *text, const EntEvidence *evidence, const EntArticle *article, const EntExcerpt *excerpt,
                              gboolean with_url);
/* "B2" as in the Admiralty code, "" where nothing is graded. (transfer full) */
char *ent_proof_grade (const EntArticle *article, const EntExcerpt *excerpt);
/* TRUE for addresses that a reader may follow: http, https and mailto, nothing that runs. */
gboolean ent_proof_is_link (const char *url);
/* The first address that proves @relation, NULL where there is none. (transfer none) */
const char *ent_proof_link (EntMapIndex *index, const EntRelation *relation);

G_END_DECLS
