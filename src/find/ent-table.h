/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All actors or all relations of a map as the rows of a table: in an order that is asked for, and of them those that a filter and some
 * words let through. It follows each change of the map by itself, without a new sort; whoever shows it is told what moved.
 * A row is a place in the map's list, as the snapshot that the table holds has it. Belongs to one thread. */
#pragma once

#include <gio/gio.h>

#include "ent-map-index.h"

G_BEGIN_DECLS

typedef enum
{
  /* of actors */
  ENT_COLUMN_NAME,
  ENT_COLUMN_KIND,
  ENT_COLUMN_RELATIONS,
  /* of both: how many that prove it; of an actor those of all its relations, each once */
  ENT_COLUMN_EXCERPTS,
  /* of relations */
  ENT_COLUMN_SOURCE,
  ENT_COLUMN_LABEL,
  ENT_COLUMN_TARGET,
  ENT_COLUMN_STANCE,
  ENT_COLUMN_WHEN,
  ENT_COLUMN_GRADE
} EntColumn;

typedef struct
{
  EntColumn column;
  gboolean descending;
} EntTableOrder;

/* Further ones change nothing that people see. */
#define ENT_MOST_ORDERS 3

/* What a kind of actor is called. Any thread. (transfer full) */
typedef char *(*EntTableKindName) (EntMapIndex *index, const char *kind);

/* What is asked of a table; a value. */
typedef struct
{
  EntListId list;               /* ENT_LIST_ACTORS or ENT_LIST_RELATIONS */
  EntTableKindName kind_name;
  EntTableOrder by[ENT_MOST_ORDERS]; /* the first counts most; then comes the order of the file */
  guint n_by;
  char *question; /* nullable: each word of it must be in the row's names, aliases, kind or label */
} EntTableAsk;

/* How the rows of one snapshot stand when they are asked so. */
typedef struct
{
  EntSnapshot *snapshot;
  guint *sorted; /* all places */
  guint8 *matches; /* by place: 1 where the words are in it */
  guint n;
} EntTableRows;

/* NULL only when cancelled. Any thread. O(n log n). (transfer full) */
EntTableRows *ent_table_rows_new (EntMapIndex *index, const EntTableAsk *ask, GCancellable *cancellable);
void ent_table_rows_free (EntTableRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTableRows, ent_table_rows_free)

typedef struct _EntTable EntTable;

/* At @position @removed rows went and @added came; told when the table is so. */
typedef void (*EntTableMoved) (guint position, guint removed, guint added, gpointer user_data);

/* Empty. */
EntTable *ent_table_new (EntListId list, EntTableKindName kind_name, EntTableMoved moved, gpointer user_data);
void ent_table_free (EntTable *self);

/* Takes @rows, that were asked so; all are shown where the snapshot is another one than before. */
void ent_table_set_rows (EntTable *self, const EntTableAsk *ask, EntTableRows *rows);
/* By place of the table's snapshot, 1 shown and 0 not; NULL: all. Copied. O(rows). */
void ent_table_set_shown (EntTable *self, const guint8 *shown);
/* Goes along with one change, that led from the table's snapshot to @index's; @backwards: it was undone. @touched (nullable) gets the ids of
 * the rows that look different now, NULL: any may. FALSE, and nothing was done, where it is so large that the rows are better made anew.
 * O(rows + what changed x log rows), a nanosecond a row. */
gboolean ent_table_follow (EntTable *self, EntMapIndex *index, const EntChangeSet *set, gboolean backwards, GHashTable *touched);

guint ent_table_get_n (const EntTable *self);
/* Of the row at @position. (transfer none) */
const EntRecord *ent_table_get_record (const EntTable *self, guint position);
/* Where the row of that id stands, or -1 where it is not let through. O(rows). */
int ent_table_find (const EntTable *self, const char *id);
/* NULL while it is empty. (transfer none) */
EntSnapshot *ent_table_get_snapshot (const EntTable *self);

/* What is told in the cells. */
guint ent_table_count_excerpts (EntMapIndex *index, const EntRecord *record);
/* The best grade of what proves @relation: the letter of its source, then the number of the information, each '\0' where it is not
 * graded. */
void ent_table_grade (EntMapIndex *index, const EntRelation *relation, char grade[2]);

G_END_DECLS
