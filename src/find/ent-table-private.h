/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rows of a table are compared and looked through by. */
#pragma once

#include "ent-search-private.h"
#include "ent-table.h"

G_BEGIN_DECLS

/* Texts as they are compared and as they are looked through, each made once. */
typedef struct
{
  GHashTable *keys, *folded; /* text -> GRefString */
} EntTableMemo;

void ent_table_memo_init (EntTableMemo *self);
void ent_table_memo_clear (EntTableMemo *self);

/* Negative, 0 or positive; 0 where all that @ask orders by is the same. */
int ent_table_compare (EntTableMemo *memo, EntMapIndex *index, const EntTableAsk *ask, const EntRecord *a, const EntRecord *b);
gboolean ent_table_matches (EntTableMemo *memo, EntMapIndex *index, const EntTableAsk *ask, const EntQuestion *words, const EntRecord *record);

G_END_DECLS
