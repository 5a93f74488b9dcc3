/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The map: a head and seven lists of records, an index of every id, and transactions as the only way to change it.
 *
 * A snapshot is the whole content at one moment: immutable, counted, readable by any thread. The map itself belongs to the main
 * thread. One commit emits "changed" once, with all its changes as data; undo and redo are the same data applied again. */
#pragma once

#include "ent-error.h"
#include "ent-types.h"

G_BEGIN_DECLS

/* The content of a map at one moment. */
typedef struct
{
  gatomicrefcount ref;
  EntHead *head;
  EntRecords *lists[ENT_N_LISTS]; /* NULL while empty */
} EntSnapshot;

/* Takes @head and @lists' references. (transfer full) */
EntSnapshot *ent_snapshot_new_take (EntHead *head, EntRecords *lists[ENT_N_LISTS]);
/* An empty map of the current version. (transfer full) */
EntSnapshot *ent_snapshot_new_empty (void);
EntSnapshot *ent_snapshot_ref (EntSnapshot *self);
void ent_snapshot_unref (EntSnapshot *self);
/* TRUE when both would be written as the same bytes. O(size). */
gboolean ent_snapshot_equal (const EntSnapshot *a, const EntSnapshot *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntSnapshot, ent_snapshot_unref)

/* The version of the format that this program writes. */
#define ENT_MAP_VERSION 1

/* One record put, taken away or replaced. `list` is ENT_N_LISTS for the head. */
typedef struct
{
  EntListId list;
  guint index;       /* in the list, before the change (insertion: where the new one stands) */
  EntRecord *before; /* NULL: inserted */
  EntRecord *after;  /* NULL: removed */
} EntChange;

/* All that one transaction did, in order. */
typedef struct
{
  gatomicrefcount ref;
  char *label;     /* for people: "Move China"; the menu says "Undo Move China" */
  char *merge_key; /* nullable: neighbours in the history with the same key become one step */
  GArray *changes; /* EntChange */
} EntChangeSet;

EntChangeSet *ent_change_set_ref (EntChangeSet *self);
void ent_change_set_unref (EntChangeSet *self);
/* TRUE when any change touches @list (ENT_N_LISTS: the head). */
gboolean ent_change_set_touches (const EntChangeSet *self, EntListId list);
/* The ids of what the set touched, each once, in the order of the changes; what it removed is among them. Of an article of which
 * only excerpts changed, the ids of those alone; "" stands for the map itself. Where a change was, so that selection and view can
 * return to it. O(changes). (transfer full), NULL-terminated */
char **ent_change_set_get_ids (const EntChangeSet *self);
/* Joins @later, that followed @self directly, into @self: replacements of the same record are folded. */
void ent_change_set_merge (EntChangeSet *self, const EntChangeSet *later);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntChangeSet, ent_change_set_unref)

#define ENT_TYPE_MAP (ent_map_get_type ())
G_DECLARE_FINAL_TYPE (EntMap, ent_map, ENT, MAP, GObject)

/* How a change came about; the second argument of "changed". */
typedef enum
{
  ENT_CHANGE_EDIT,
  ENT_CHANGE_UNDO,
  ENT_CHANGE_REDO,
  ENT_CHANGE_RELOAD /* the whole content was replaced; the change set is NULL */
} EntChangeOrigin;

EntMap *ent_map_new (void);
/* Content must be valid, as the reader or another map gives it. O(size). (transfer full) */
EntMap *ent_map_new_from_snapshot (EntSnapshot *snapshot);
/* Replaces the whole content; the history is not told. */
void ent_map_reload (EntMap *self, EntSnapshot *snapshot);

/* The present content, O(1). Take a reference to keep it beyond the next change. (transfer none) */
EntSnapshot *ent_map_peek (EntMap *self);
EntSnapshot *ent_map_snapshot (EntMap *self);

const char *ent_map_get_title (EntMap *self);
guint ent_map_n (EntMap *self, EntListId list);
gconstpointer ent_map_nth (EntMap *self, EntListId list, guint i);

/* The record of that id, NULL where there is none. O(1). (transfer none) */
EntRecord *ent_map_find (EntMap *self, const char *id);
const EntActor *ent_map_actor (EntMap *self, const char *id);
const EntRelation *ent_map_relation (EntMap *self, const char *id);
const EntArticle *ent_map_article (EntMap *self, const char *id);
/* Also gives the article that holds it, where @article is not NULL. */
const EntExcerpt *ent_map_excerpt (EntMap *self, const char *id, const EntArticle **article);
/* The place in its list, or -1. O(length). */
int ent_map_index_of (EntMap *self, EntListId list, const char *id);

/* TRUE when @id is taken, be it by what was merged into an actor. O(1). */
gboolean ent_map_has_id (EntMap *self, const char *id);
/* An id that nothing in the map has: @stem followed by a number ("r12"), or for a name its letters ("north-korea").
 * (transfer full) */
char *ent_map_new_id (EntMap *self, const char *stem);
char *ent_map_new_id_from_name (EntMap *self, const char *name);

/* Transactions. Between begin and commit the map shows the changes already, but tells nobody; nothing else may run between.
 * Each change takes @record (frozen from then on). A change outside a transaction is a programmer error and does nothing. */
void ent_map_begin (EntMap *self, const char *label, const char *merge_key /* nullable */);
void ent_map_insert (EntMap *self, EntListId list, int index /* -1: at the end */, gpointer record);
void ent_map_replace (EntMap *self, EntListId list, guint index, gpointer record);
void ent_map_remove (EntMap *self, EntListId list, guint index);
void ent_map_replace_head (EntMap *self, gpointer head);
/* Checks what was touched (ids unique, references whole, excerpts as they should be), then tells "changed" once. On failure
 * everything is put back and FALSE returned. Nothing is told when nothing changed. O(changes), with a removal O(map). */
gboolean ent_map_commit (EntMap *self, GError **error);
void ent_map_abort (EntMap *self);
gboolean ent_map_in_transaction (EntMap *self);

/* Applies @set forwards (redo) or backwards (undo) and tells "changed". For the history. */
void ent_map_apply (EntMap *self, EntChangeSet *set, EntChangeOrigin origin);

G_END_DECLS
