/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changing a map: a transaction is a list of changes that are applied as they come and checked at the end.
 * Invariant: applying a change set backwards after forwards gives the same state, record for record. */
#include "ent-map-private.h"

#include <string.h>

#include "ent-anchor.h"

static void
change_clear (gpointer data)
{
  EntChange *change = data;

  ent_record_unref (change->before);
  ent_record_unref (change->after);
}

static EntChangeSet *
change_set_new (const char *label, const char *merge_key)
{
  EntChangeSet *self = g_new0 (EntChangeSet, 1);

  g_atomic_ref_count_init (&self->ref);
  self->label = g_strdup (label);
  self->merge_key = g_strdup (merge_key);
  self->changes = g_array_new (FALSE, FALSE, sizeof (EntChange));
  g_array_set_clear_func (self->changes, change_clear);
  return self;
}

EntChangeSet *
ent_change_set_ref (EntChangeSet *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

void
ent_change_set_unref (EntChangeSet *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref))
    return;
  g_free (self->label);
  g_free (self->merge_key);
  g_array_unref (self->changes);
  g_free (self);
}

gboolean
ent_change_set_touches (const EntChangeSet *self, EntListId list)
{
  for (guint i = 0; i < self->changes->len; i++)
    if (g_array_index (self->changes, EntChange, i).list == list)
      return TRUE;
  return FALSE;
}

static void
add_touched (GPtrArray *ids, GHashTable *seen, const EntRecord *record)
{
  const char *id = ent_record_id (record);

  if ((id[0] != '\0' || record->type == &ent_head_type) && g_hash_table_add (seen, (gpointer) id))
    g_ptr_array_add (ids, g_strdup (id));
}

/* The excerpts of @a that @b has not as the same record. */
static void
add_excerpts_unlike (GPtrArray *ids, GHashTable *seen, const EntArticle *a, const EntArticle *b)
{
  g_autoptr (GHashTable) same = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < ent_records_n (b->excerpts); i++)
    g_hash_table_add (same, b->excerpts->items[i]);
  for (guint i = 0; i < ent_records_n (a->excerpts); i++)
    if (!g_hash_table_contains (same, a->excerpts->items[i]))
      add_touched (ids, seen, a->excerpts->items[i]);
}

/* Two records of one article. */
static void
add_touched_in_article (GPtrArray *ids, GHashTable *seen, const EntChange *c)
{
  g_autoptr (EntRecord) as_before = ent_record_copy (c->after);

  ent_record_set_records (&((EntArticle *) as_before)->excerpts, ((EntArticle *) c->before)->excerpts);
  if (!ent_record_equal (as_before, c->before))
    add_touched (ids, seen, c->after);
  add_excerpts_unlike (ids, seen, (EntArticle *) c->after, (EntArticle *) c->before);
  add_excerpts_unlike (ids, seen, (EntArticle *) c->before, (EntArticle *) c->after);
}

char **
ent_change_set_get_ids (const EntChangeSet *self)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < self->changes->len; i++)
    {
      const EntChange *c = &g_array_index (self->changes, EntChange, i);

      if (c->list == ENT_LIST_ARTICLES && c->before != NULL && c->after != NULL)
        add_touched_in_article (ids, seen, c);
      else
        add_touched (ids, seen, c->after != NULL ? c->after : c->before);
    }
  g_ptr_array_add (ids, NULL);
  return (char **) g_ptr_array_free (ids, FALSE);
}

EntChangeSet *
ent_change_set_new_joined (GPtrArray *sets)
{
  EntChangeSet *self = change_set_new ("", NULL);

  for (guint i = 0; i < sets->len; i++)
    {
      const EntChangeSet *set = g_ptr_array_index (sets, i);

      for (guint j = 0; j < set->changes->len; j++)
        {
          EntChange copy = g_array_index (set->changes, EntChange, j);

          copy.before = copy.before != NULL ? ent_record_ref (copy.before) : NULL;
          copy.after = copy.after != NULL ? ent_record_ref (copy.after) : NULL;
          g_array_append_val (self->changes, copy);
        }
    }
  return self;
}

void
ent_change_set_merge (EntChangeSet *self, const EntChangeSet *later)
{
  guint mine = self->changes->len;

  for (guint i = 0; i < later->changes->len; i++)
    {
      const EntChange *change = &g_array_index (later->changes, EntChange, i);
      EntChange copy = *change;
      gboolean folded = FALSE;

      if (change->before != NULL && change->after != NULL)
        for (guint j = 0; j < mine && !folded; j++)
          {
            EntChange *old = &g_array_index (self->changes, EntChange, j);

            if (old->list == change->list && old->after == change->before)
              {
                ent_record_unref (old->after);
                old->after = ent_record_ref (change->after);
                folded = TRUE;
              }
          }
      if (folded)
        continue;
      if (copy.before != NULL)
        ent_record_ref (copy.before);
      if (copy.after != NULL)
        ent_record_ref (copy.after);
      g_array_append_val (self->changes, copy);
    }
}

/* Makes the state the map's own before it is changed, so that no snapshot sees the change. */
static void
own_state (EntMap *self)
{
  EntRecords *lists[ENT_N_LISTS];
  EntSnapshot *copy;

  if (g_atomic_ref_count_compare (&self->state->ref, 1))
    return;
  for (guint i = 0; i < ENT_N_LISTS; i++)
    lists[i] = self->state->lists[i] != NULL ? ent_records_ref (self->state->lists[i]) : NULL;
  copy = ent_snapshot_new_take ((EntHead *) ent_record_ref (&self->state->head->record), lists);
  ent_snapshot_unref (self->state);
  self->state = copy;
}

/* Puts @after (borrowed) in the place of @before in @list; either may be NULL. Constant time but for the pointers that move. */
static void
put (EntMap *self, EntListId list, guint index, EntRecord *before, EntRecord *after)
{
  own_state (self);
  if (list == ENT_N_LISTS)
    {
      EntHead *head = (EntHead *) ent_record_ref (after);

      ent_record_unref (&self->state->head->record);
      self->state->head = head;
      return;
    }
  if (before != NULL)
    ent_map_unindex_record (self, list, before);
  self->state->lists[list]
      = ent_records_splice (self->state->lists[list], index, before != NULL, after != NULL ? ent_record_ref (after) : NULL);
  if (after != NULL)
    ent_map_index_record (self, list, after);
}

void
ent_map_begin (EntMap *self, const char *label, const char *merge_key)
{
  g_return_if_fail (self->open == NULL);
  self->open = change_set_new (label, merge_key);
}

gboolean
ent_map_in_transaction (EntMap *self)
{
  return self->open != NULL;
}

typedef struct
{
  EntMap *map;
  GHashTable *seen;
  GError **error;
  gboolean ok;
} IdCheck;

static void
check_id (EntRecord *record, EntArticle *holder, gboolean reserved, gpointer data)
{
  IdCheck *check = data;
  const char *id = ent_record_id (record);

  if (!check->ok)
    return;
  if (id[0] == '\0')
    {
      if (!reserved && record->type->n_fields > 0 && (record->type->fields[0].flags & ENT_FIELD_REQUIRED) != 0)
        {
          g_set_error (check->error, ENT_ERROR, ENT_ERROR_EDIT, "%s without an id", record->type->name);
          check->ok = FALSE;
        }
    }
  else if (g_hash_table_contains (check->map->ids, id) || !g_hash_table_add (check->seen, (gpointer) id))
    {
      g_set_error (check->error, ENT_ERROR, ENT_ERROR_REFERENCE, "two things have the id “%s”", id);
      check->ok = FALSE;
    }
}

/* TRUE when every id of @after is free once @before is gone. */
static gboolean
ids_are_free (EntMap *self, EntListId list, EntRecord *before, const EntRecord *after, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  IdCheck check = { .map = self, .seen = seen, .error = error, .ok = TRUE };

  if (before != NULL)
    ent_map_unindex_record (self, list, before);
  ent_map_each_id ((EntRecord *) after, check_id, &check);
  if (before != NULL)
    ent_map_index_record (self, list, before);
  return check.ok;
}

/* Takes @after. The first failure of a transaction is kept for its commit; what follows it is not applied. */
static void
change (EntMap *self, EntListId list, guint index, EntRecord *before, EntRecord *after)
{
  EntChange record = { .list = list, .index = index };

  if (self->failure != NULL
      || (list != ENT_N_LISTS && after != NULL && !ids_are_free (self, list, before, after, &self->failure)))
    {
      ent_record_unref (after);
      return;
    }
  record.before = before != NULL ? ent_record_ref (before) : NULL;
  record.after = after;
  g_array_append_val (self->open->changes, record);
  put (self, list, index, record.before, after);
}

void
ent_map_insert (EntMap *self, EntListId list, int index, gpointer record)
{
  g_return_if_fail (self->open != NULL);
  g_return_if_fail (list < ENT_N_LISTS && ((EntRecord *) record)->type == ent_list_record_type (list));
  g_return_if_fail (index <= (int) ent_map_n (self, list));
  change (self, list, index < 0 ? ent_map_n (self, list) : (guint) index, NULL, record);
}

void
ent_map_replace (EntMap *self, EntListId list, guint index, gpointer record)
{
  EntRecord *before;

  g_return_if_fail (self->open != NULL);
  g_return_if_fail (list < ENT_N_LISTS && ((EntRecord *) record)->type == ent_list_record_type (list));
  g_return_if_fail (index < ent_map_n (self, list));
  before = self->state->lists[list]->items[index];
  if (ent_record_equal (before, record))
    ent_record_unref (record);
  else
    change (self, list, index, before, record);
}

void
ent_map_remove (EntMap *self, EntListId list, guint index)
{
  g_return_if_fail (self->open != NULL);
  g_return_if_fail (list < ENT_N_LISTS && index < ent_map_n (self, list));
  change (self, list, index, self->state->lists[list]->items[index], NULL);
}

void
ent_map_replace_head (EntMap *self, gpointer head)
{
  g_return_if_fail (self->open != NULL);
  g_return_if_fail (((EntRecord *) head)->type == &ent_head_type);
  if (ent_record_equal (&self->state->head->record, head))
    ent_record_unref (head);
  else
    change (self, ENT_N_LISTS, 0, &self->state->head->record, head);
}

static void
apply_changes (EntMap *self, const EntChangeSet *set, gboolean forwards)
{
  for (guint i = 0; i < set->changes->len; i++)
    {
      const EntChange *c = &g_array_index (set->changes, EntChange, forwards ? i : set->changes->len - 1 - i);

      if (forwards)
        put (self, c->list, c->index, c->before, c->after);
      else
        put (self, c->list, c->index, c->after, c->before);
    }
}

void
ent_map_abort (EntMap *self)
{
  g_autoptr (EntChangeSet) set = g_steal_pointer (&self->open);

  g_return_if_fail (set != NULL);
  g_clear_error (&self->failure);
  apply_changes (self, set, FALSE);
}

/* --- What a commit must leave true --- */

static gboolean
check_reference (EntMap *self, const EntRecord *record, const EntField *field, const char *id, GError **error)
{
  gboolean found = TRUE;

  if (id[0] == '\0' && (field->flags & ENT_FIELD_OR_EMPTY) != 0)
    return TRUE;
  if (field->flags & ENT_FIELD_REF_ACTOR)
    found = ent_map_actor (self, id) != NULL;
  else if (field->flags & ENT_FIELD_REF_EXCERPT)
    found = ent_map_excerpt (self, id, NULL) != NULL;
  else if (field->flags & ENT_FIELD_REF_ANY)
    found = ent_map_find (self, id) != NULL;
  if (!found)
    g_set_error (error, ENT_ERROR, ENT_ERROR_REFERENCE, "%s “%s”: %s: nothing has the id “%s”", record->type->name,
                 ent_record_id (record), field->name, id);
  return found;
}

#define ANY_REFERENCE (ENT_FIELD_REF_ACTOR | ENT_FIELD_REF_EXCERPT | ENT_FIELD_REF_ANY)

/* Looks at references of the kinds @flags; with @gone (nullable) only at those to one of its ids. */
static gboolean
check_references (EntMap *self, const EntRecord *record, guint flags, GHashTable *gone, GError **error)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const EntField *field = &record->type->fields[i];
      gpointer slot = ent_record_slot (record, i);

      if (field->flags & ENT_FIELD_RESERVED)
        continue;
      if (field->kind == ENT_FIELD_STRING && (field->flags & flags) != 0
          && (gone == NULL || g_hash_table_contains (gone, *(char **) slot))
          && !check_reference (self, record, field, *(char **) slot, error))
        return FALSE;
      if (field->kind == ENT_FIELD_STRINGS && (field->flags & flags) != 0)
        for (guint j = 0; j < ent_strings_n (*(EntStrings **) slot); j++)
          if ((gone == NULL || g_hash_table_contains (gone, (*(EntStrings **) slot)->items[j]))
              && !check_reference (self, record, field, (*(EntStrings **) slot)->items[j], error))
            return FALSE;
      if (field->kind == ENT_FIELD_RECORDS)
        for (guint j = 0; j < ent_records_n (*(EntRecords **) slot); j++)
          if (!check_references (self, (*(EntRecords **) slot)->items[j], flags, gone, error))
            return FALSE;
    }
  return TRUE;
}

/* An actor is in one collapsed group at most: it can stand only at one place. O(groups x members). */
static gboolean
check_collapsed (EntMap *self, GError **error)
{
  g_autoptr (GHashTable) inside = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < ent_map_n (self, ENT_LIST_GROUPS); i++)
    {
      const EntGroup *group = ent_map_nth (self, ENT_LIST_GROUPS, i);

      for (guint j = 0; group->collapsed && j < ent_strings_n (group->members); j++)
        {
          const EntGroup *other = g_hash_table_lookup (inside, group->members->items[j]);

          if (other != NULL && other != group)
            {
              g_set_error (error, ENT_ERROR, ENT_ERROR_EDIT, "the actor “%s” is in two collapsed groups", group->members->items[j]);
              return FALSE;
            }
          g_hash_table_insert (inside, group->members->items[j], (gpointer) group);
        }
    }
  return TRUE;
}

static void
add_if_gone (EntRecord *record, EntArticle *holder, gboolean reserved, gpointer data)
{
  GHashTable *gone = data;

  if (!reserved && ent_record_id (record)[0] != '\0')
    g_hash_table_add (gone, (gpointer) ent_record_id (record));
}

static gboolean
is_here (gpointer id, gpointer value, gpointer map)
{
  return ent_map_find (map, id) != NULL;
}

/* The kinds of references that may lead to what @set took away. */
static guint
flags_of_gone (const EntChangeSet *set)
{
  guint flags = ENT_FIELD_REF_ANY;

  if (ent_change_set_touches (set, ENT_LIST_ACTORS))
    flags |= ENT_FIELD_REF_ACTOR;
  if (ent_change_set_touches (set, ENT_LIST_ARTICLES))
    flags |= ENT_FIELD_REF_EXCERPT;
  return flags;
}

/* The same as to walk all relations, where the index (of what was before the transaction) tells which ones named what is gone; one that the
 * transaction made or changed is checked as such. No index tells reporters. */
static gboolean
check_relations_by_index (EntMap *self, GHashTable *gone, guint flags, GError **error)
{
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, gone);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      GPtrArray *lists[] = { ent_map_index_relations_of (self->index, id), ent_map_index_relations_proved_by (self->index, id) };

      for (guint l = 0; l < G_N_ELEMENTS (lists); l++)
        for (guint i = 0; i < lists[l]->len; i++)
          {
            const EntRelation *now = ent_map_relation (self, ((EntRelation *) g_ptr_array_index (lists[l], i))->id);

            if (now != NULL && !check_references (self, &now->record, flags, gone, error))
              return FALSE;
          }
    }
  for (guint i = 0; (flags & ENT_FIELD_REF_ACTOR) != 0 && i < ent_map_n (self, ENT_LIST_RELATIONS); i++)
    {
      const EntRelation *relation = ent_map_nth (self, ENT_LIST_RELATIONS, i);

      if (relation->reporter[0] != '\0' && !check_references (self, &relation->record, flags, gone, error))
        return FALSE;
    }
  return TRUE;
}

/* Only relations, groups and the story refer to others. */
static gboolean
check_set (EntMap *self, const EntChangeSet *set, GError **error)
{
  static const struct
  {
    EntListId list;
    guint flags;
  } referring[] = { { ENT_LIST_RELATIONS, ENT_FIELD_REF_ACTOR | ENT_FIELD_REF_EXCERPT },
                    { ENT_LIST_GROUPS, ENT_FIELD_REF_ACTOR },
                    { ENT_LIST_STORY, ENT_FIELD_REF_ANY | ENT_FIELD_REF_EXCERPT } };
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < set->changes->len; i++)
    {
      const EntChange *c = &g_array_index (set->changes, EntChange, i);

      if (c->list == ENT_N_LISTS)
        continue;
      /* An article replaced may have lost an excerpt that evidence names. */
      if (c->before != NULL && (c->after == NULL || c->list == ENT_LIST_ARTICLES))
        ent_map_each_id (c->before, add_if_gone, gone);
      /* A record that a later change of the set replaced or removed again is not in the map. */
      if (c->after != NULL
          && (ent_record_id (c->after)[0] == '\0' || ent_map_find (self, ent_record_id (c->after)) == c->after)
          && !check_references (self, c->after, ANY_REFERENCE, NULL, error))
        return FALSE;
    }
  if (ent_change_set_touches (set, ENT_LIST_GROUPS) && !check_collapsed (self, error))
    return FALSE;
  g_hash_table_foreach_remove (gone, is_here, self);
  if (g_hash_table_size (gone) == 0)
    return TRUE;
  for (guint l = 0; l < G_N_ELEMENTS (referring); l++)
    {
      guint flags = referring[l].flags & flags_of_gone (set);

      if (referring[l].list == ENT_LIST_RELATIONS && self->index != NULL)
        {
          if (flags != 0 && !check_relations_by_index (self, gone, flags, error))
            return FALSE;
          continue;
        }
      for (guint i = 0; flags != 0 && i < ent_map_n (self, referring[l].list); i++)
        if (!check_references (self, ent_map_nth (self, referring[l].list, i), flags, gone, error))
          return FALSE;
    }
  return TRUE;
}

gboolean
ent_map_commit (EntMap *self, GError **error)
{
  g_autoptr (EntChangeSet) set = NULL;

  g_return_val_if_fail (self->open != NULL, FALSE);
  if (self->failure != NULL || !check_set (self, self->open, error))
    {
      if (self->failure != NULL)
        g_propagate_error (error, g_steal_pointer (&self->failure));
      ent_map_abort (self);
      return FALSE;
    }
  set = g_steal_pointer (&self->open);
  if (set->changes->len > 0)
    ent_map_emit_changed (self, set, ENT_CHANGE_EDIT);
  return TRUE;
}

void
ent_map_apply (EntMap *self, EntChangeSet *set, EntChangeOrigin origin)
{
  g_return_if_fail (self->open == NULL);
  apply_changes (self, set, origin != ENT_CHANGE_UNDO);
  ent_map_emit_changed (self, set, origin);
}
