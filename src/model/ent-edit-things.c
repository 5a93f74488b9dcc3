/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each edit makes one record, has it checked as the reader would, and hands it to one transaction.
 * Invariant: a refused edit leaves the map as it was. */
#include "ent-edit-things.h"

#include <string.h>

#include "ent-edit-field.h"
#include "ent-edit-private.h"
#include "ent-field-rules.h"

/* Adds @record (taken) to the end of @list, or in front of @index; returns its id. */
static char *
add (EntMap *map, EntListId list, int index, gpointer record, GError **error)
{
  g_autofree char *id = g_strdup (ent_record_id (record)), *label = NULL, *verb = NULL, *name = NULL;

  if (!ent_edit_is_good (record, error))
    return NULL;
  name = ent_edit_name_of (map, record);
  verb = g_strdup_printf ("Add %s", list == ENT_LIST_KINDS     ? "Kind"
                                    : list == ENT_LIST_GROUPS   ? "Group"
                                    : list == ENT_LIST_CAPTIONS ? "Caption"
                                                                : "Story Step");
  label = g_str_has_suffix (verb, name) ? g_strdup (verb) : ent_edit_label_for (verb, name);
  ent_map_begin (map, label, NULL);
  ent_map_insert (map, list, index, record);
  return ent_edit_commit_id (map, g_steal_pointer (&id), error);
}

char *
ent_edit_add_kind (EntMap *map, const char *name, const char *icon, const char *colour, GError **error)
{
  g_autofree char *id = NULL;
  EntKind *kind;

  if (name[0] == '\0' || !g_utf8_validate (name, -1, NULL))
    return ent_edit_refuse (error, "a kind needs a name"), NULL;
  if (icon[0] != '\0' && !ent_is_picture (icon))
    return ent_edit_refuse (error, "a picture is PNG, JPEG, WebP or SVG"), NULL;
  id = ent_map_new_id_from_name (map, name);
  /* A built-in name would be taken for the built-in kind. */
  if (g_strv_contains (ent_actor_kinds, id))
    {
      g_autofree char *stem = g_strconcat (id, "-", NULL);

      g_free (id);
      id = ent_map_new_id (map, stem);
    }
  kind = (EntKind *) ent_record_new (&ent_kind_type);
  ent_record_set_string (&kind->id, id);
  ent_record_set_string (&kind->name, name);
  ent_record_set_string (&kind->icon, icon);
  ent_record_set_string (&kind->colour, colour);
  return add (map, ENT_LIST_KINDS, -1, kind, error);
}

/* @list with @ids joined to its end, each once. (transfer full) (nullable) */
static EntStrings *
joined (const EntStrings *list, const char *const *ids, guint n)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) all = g_ptr_array_new ();

  for (guint i = 0; i < ent_strings_n (list); i++)
    {
      g_hash_table_add (seen, list->items[i]);
      g_ptr_array_add (all, list->items[i]);
    }
  for (guint i = 0; i < n; i++)
    if (g_hash_table_add (seen, (gpointer) ids[i]))
      g_ptr_array_add (all, (gpointer) ids[i]);
  return ent_strings_new ((const char *const *) all->pdata, all->len);
}

char *
ent_edit_add_group (EntMap *map, const char *name, const char *const *members, guint n, GError **error)
{
  g_autofree char *id = ent_map_new_id (map, "g");
  EntGroup *group = (EntGroup *) ent_record_new (&ent_group_type);

  ent_record_set_string (&group->id, id);
  ent_record_set_string (&group->name, name);
  group->members = joined (NULL, members, n);
  return add (map, ENT_LIST_GROUPS, -1, group, error);
}

static const EntGroup *
find_group (EntMap *map, const char *id, GError **error)
{
  const EntRecord *record = ent_map_find (map, id);

  if (record != NULL && record->type == &ent_group_type)
    return (const EntGroup *) record;
  ent_edit_no_such (error, "group", id);
  return NULL;
}

gboolean
ent_edit_collapse_group (EntMap *map, const char *id, gboolean collapsed, EntPoint place, GError **error)
{
  const EntGroup *group = find_group (map, id, error);
  g_autofree char *label = NULL, *name = NULL;
  EntGroup *copy;

  if (group == NULL)
    return FALSE;
  copy = (EntGroup *) ent_record_copy (&group->record);
  copy->collapsed = collapsed;
  if (collapsed)
    ent_edit_set_place (&copy->position, place);
  if (!ent_edit_is_good (copy, error))
    return FALSE;
  name = ent_edit_name_of (map, &group->record);
  label = ent_edit_label_for (collapsed ? "Collapse" : "Expand", name);
  ent_map_begin (map, label, NULL);
  ent_edit_put (map, id, copy);
  ent_edit_settle_collapsed (map, id);
  return ent_map_commit (map, error);
}

static gboolean
set_members (EntMap *map, const EntGroup *group, const char *verb, EntStrings *members, GError **error)
{
  g_autofree char *label = NULL, *name = ent_edit_name_of (map, &group->record), *id = g_strdup (group->id);
  EntGroup *copy = (EntGroup *) ent_record_copy (&group->record);

  ent_strings_unref (copy->members);
  copy->members = members;
  label = ent_edit_label_for (verb, name);
  ent_map_begin (map, label, NULL);
  ent_edit_put (map, id, copy);
  ent_edit_settle_collapsed (map, id);
  return ent_map_commit (map, error);
}

gboolean
ent_edit_add_members (EntMap *map, const char *id, const char *const *ids, guint n, GError **error)
{
  const EntGroup *group = find_group (map, id, error);

  return group != NULL && set_members (map, group, "Add to", joined (group->members, ids, n), error);
}

gboolean
ent_edit_remove_members (EntMap *map, const char *id, const char *const *ids, guint n, GError **error)
{
  const EntGroup *group = find_group (map, id, error);
  g_autoptr (GHashTable) gone = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  if (group == NULL)
    return FALSE;
  for (guint i = 0; i < n; i++)
    g_hash_table_add (gone, (gpointer) ids[i]);
  for (guint i = 0; i < ent_strings_n (group->members); i++)
    if (!g_hash_table_contains (gone, group->members->items[i]))
      g_ptr_array_add (kept, group->members->items[i]);
  return set_members (map, group, "Remove from", ent_strings_new ((const char *const *) kept->pdata, kept->len), error);
}

char *
ent_edit_add_caption (EntMap *map, const char *text, EntPoint place, GError **error)
{
  g_autofree char *id = ent_map_new_id (map, "c");
  EntCaption *caption;

  if (text[0] == '\0')
    return ent_edit_refuse (error, "a caption needs a text"), NULL;
  caption = (EntCaption *) ent_record_new (&ent_caption_type);
  ent_record_set_string (&caption->id, id);
  ent_record_set_string (&caption->text, text);
  ent_edit_set_place (&caption->position, place);
  return add (map, ENT_LIST_CAPTIONS, -1, caption, error);
}

gboolean
ent_edit_move_things (EntMap *map, const char *const *ids, const EntPoint *positions, guint n, gboolean merge, GError **error)
{
  g_autoptr (GString) key = g_string_new ("move");
  g_autofree char *label = NULL;

  for (guint i = 0; i < n; i++)
    {
      const EntRecord *record = ent_map_find (map, ids[i]);

      if (record == NULL || ent_record_type_find (record->type, "position") < 0)
        return ent_edit_no_such (error, "thing that moves", ids[i]);
      if (!ent_edit_is_place (positions[i], error))
        return FALSE;
      g_string_append_printf (key, "\x01%s", ids[i]);
    }
  if (n == 0)
    return TRUE;
  label = ent_edit_label_for_many (map, "Move", ids, n);
  ent_map_begin (map, label, merge ? key->str : NULL);
  for (guint i = 0; i < n; i++)
    {
      EntRecord *copy = ent_record_copy (ent_map_find (map, ids[i]));

      ent_edit_set_place (ent_record_slot (copy, (guint) ent_record_type_find (copy->type, "position")), positions[i]);
      ent_edit_put (map, ids[i], copy);
    }
  return ent_map_commit (map, error);
}

char *
ent_edit_add_step (EntMap *map, const char *title, int index, const char *const *focus, guint n, EntView *view, GError **error)
{
  g_autofree char *id = ent_map_new_id (map, "s");
  EntStep *step;

  if (index > (int) ent_map_n (map, ENT_LIST_STORY))
    return ent_edit_refuse (error, "the story has no step %d", index + 1), NULL;
  step = (EntStep *) ent_record_new (&ent_step_type);
  ent_record_set_string (&step->id, id);
  ent_record_set_string (&step->title, title);
  step->focus = joined (NULL, focus, n);
  ent_record_set_record (&step->view, view);
  return add (map, ENT_LIST_STORY, index, step, error);
}

gboolean
ent_edit_move_step (EntMap *map, guint index, guint to, GError **error)
{
  guint n = ent_map_n (map, ENT_LIST_STORY);
  g_autofree char *label = NULL, *name = NULL;
  EntRecord *step;

  if (index >= n || to >= n)
    return ent_edit_refuse (error, "the story has no step %u", MAX (index, to) + 1);
  if (index == to)
    return TRUE;
  step = ent_record_ref (ent_map_nth (map, ENT_LIST_STORY, index));
  name = ent_edit_name_of (map, step);
  label = ent_edit_label_for ("Move Step", name);
  ent_map_begin (map, label, NULL);
  ent_map_remove (map, ENT_LIST_STORY, index);
  ent_map_insert (map, ENT_LIST_STORY, (int) to, step);
  return ent_map_commit (map, error);
}

char *
ent_edit_name_step (EntMap *map, guint index, GError **error)
{
  g_autofree char *id = NULL;
  EntStep *copy;

  if (index >= ent_map_n (map, ENT_LIST_STORY))
    return ent_edit_refuse (error, "the story has no step %u", index + 1), NULL;
  copy = (EntStep *) ent_record_copy (ent_map_nth (map, ENT_LIST_STORY, index));
  if (copy->id[0] != '\0')
    {
      id = g_strdup (copy->id);
      ent_record_unref (&copy->record);
      return g_steal_pointer (&id);
    }
  id = ent_map_new_id (map, "s");
  ent_record_set_string (&copy->id, id);
  ent_map_begin (map, "Change Story Step", NULL);
  ent_map_replace (map, ENT_LIST_STORY, index, copy);
  return ent_edit_commit_id (map, g_steal_pointer (&id), error);
}

gboolean
ent_edit_delete_step (EntMap *map, guint index, GError **error)
{
  g_autofree char *label = NULL, *name = NULL;

  if (index >= ent_map_n (map, ENT_LIST_STORY))
    return ent_edit_refuse (error, "the story has no step %u", index + 1);
  name = ent_edit_name_of (map, ent_map_nth (map, ENT_LIST_STORY, index));
  label = ent_edit_label_for ("Delete", name);
  ent_map_begin (map, label, NULL);
  ent_map_remove (map, ENT_LIST_STORY, index);
  return ent_map_commit (map, error);
}

gboolean
ent_edit_swap_ends (EntMap *map, const char *id, GError **error)
{
  const EntRelation *relation = ent_map_relation (map, id);
  EntRelation *copy;
  char *source;

  if (relation == NULL)
    return ent_edit_no_such (error, "relation", id);
  copy = (EntRelation *) ent_record_copy (&relation->record);
  source = copy->source;
  copy->source = copy->target;
  copy->target = source;
  /* A curve bends to the left looking from the source: the same curve bends the other way now. */
  copy->bend = -copy->bend;
  copy->label_at = 1 - copy->label_at;
  ent_map_begin (map, "Swap Ends", NULL);
  ent_edit_put (map, id, copy);
  return ent_map_commit (map, error);
}
