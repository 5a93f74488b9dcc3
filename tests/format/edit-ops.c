/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One function for each operation, chosen by dice. Arguments are what the map has, mixed with what it has not.
 * Invariant: the same dice give the same edits. */
#include "edit-ops.h"

#include <math.h>
#include <string.h>

#include "ent-anchor.h"
#include "ent-clip.h"
#include "ent-edit-articles.h"
#include "ent-edit-delete.h"
#include "ent-edit-field.h"
#include "ent-edit-merge.h"
#include "ent-edit-place.h"
#include "ent-edit-proof.h"
#include "ent-edit-prove.h"
#include "ent-edit-things.h"
#include "ent-edit.h"
#include "ent-reanchor.h"
#include "ent-rows.h"

#define MANY 4
#define MOST_ARTICLES 8
#define MOST_ACTORS 60

static guint
roll (EditOps *ops, guint n)
{
  return ops->dice (ops->data, n);
}

static double
number (EditOps *ops)
{
  switch (roll (ops, 8))
    {
    case 0:
      return NAN;
    case 1:
      return 2e9 * ((double) roll (ops, 3) - 1);
    default:
      return ((double) roll (ops, 20000) - 10000) / 16;
    }
}

static EntPoint
point (EditOps *ops)
{
  return ent_point ((double) roll (ops, 4000) - 2000.25, (double) roll (ops, 4000) - 2000.75);
}

/* Borrowed. */
static const char *
text (EditOps *ops)
{
  static const char *const texts[] = { "", "China", "Beijing", "a longer text with words", "W\303\266rter \346\274\242\345\255\227", "\"quoted\" \\ / \n line", "x", "y",
                                       "2018", "2018-05/..", "#1c71d8", "data:image/png;base64,AAAA", "cooperative", "denied", "both", "B", "2", "state",
                                       "other", "\361\237\230\200", "\377 not UTF-8", "https://example.org/a", "supports" };

  return texts[roll (ops, G_N_ELEMENTS (texts))];
}

/* An id of @list, or of an excerpt for ENT_N_LISTS; now and then one that is none. Never NULL. (transfer full) */
static char *
any_id (EditOps *ops, EntListId list)
{
  if (roll (ops, 40) == 0)
    return g_strdup ("nobody");
  if (list == ENT_N_LISTS)
    {
      guint n = ent_map_n (ops->map, ENT_LIST_ARTICLES);
      const EntArticle *article = n > 0 ? ent_map_nth (ops->map, ENT_LIST_ARTICLES, roll (ops, n)) : NULL;

      if (article == NULL || article->excerpts == NULL)
        return g_strdup ("nothing");
      return g_strdup (ent_record_id (article->excerpts->items[roll (ops, article->excerpts->n)]));
    }
  if (ent_map_n (ops->map, list) == 0)
    return g_strdup ("nobody");
  return g_strdup (ent_record_id (ent_map_nth (ops->map, list, roll (ops, ent_map_n (ops->map, list)))));
}

static char *
any_thing (EditOps *ops)
{
  return any_id (ops, (EntListId) roll (ops, ENT_N_LISTS + 1));
}

/* Up to MANY ids of @list (-1: of anything). */
static guint
many_ids (EditOps *ops, int list, char **ids)
{
  guint n = 1 + roll (ops, MANY);

  for (guint i = 0; i < n; i++)
    ids[i] = list < 0 ? any_thing (ops) : any_id (ops, (EntListId) list);
  ids[n] = NULL;
  return n;
}

#define IDS(list)                                                                                                            \
  g_auto (GStrv) ids = g_new0 (char *, MANY + 1);                                                                             \
  guint n = many_ids (ops, list, ids);                                                                                        \
  const char *const *const_ids = (const char *const *) ids

static gboolean
made (char *id)
{
  g_free (id);
  return id != NULL;
}

static gboolean
made_many (char **ids)
{
  g_strfreev (ids);
  return ids != NULL;
}

static gboolean
add_actor (EditOps *ops, GError **error)
{
  return made (ent_edit_add_actor (ops->map, text (ops), text (ops), point (ops), error));
}

static gboolean
move_actors (EditOps *ops, GError **error)
{
  EntPoint places[MANY] = { point (ops), point (ops), point (ops), point (ops) };
  IDS (ENT_LIST_ACTORS);

  return ent_edit_move_actors (ops->map, const_ids, places, n, roll (ops, 2) == 0, error);
}

static gboolean
move_things (EditOps *ops, GError **error)
{
  EntPoint places[MANY] = { point (ops), point (ops), point (ops), ent_point (number (ops), number (ops)) };
  IDS (-1);

  return ent_edit_move_things (ops->map, const_ids, places, n, roll (ops, 2) == 0, error);
}

static gboolean
arrange (EditOps *ops, GError **error)
{
  EntPoint places[MANY] = { point (ops), point (ops), point (ops), point (ops) };
  IDS (ENT_LIST_ACTORS);

  return ent_edit_arrange_actors (ops->map, "Arrange", const_ids, places, n, error);
}

static gboolean
pin (EditOps *ops, GError **error)
{
  IDS (ENT_LIST_ACTORS);

  return ent_edit_set_pinned (ops->map, const_ids, n, roll (ops, 2) == 0, error);
}

static gboolean
add_relation (EditOps *ops, GError **error)
{
  g_autofree char *a = any_id (ops, ENT_LIST_ACTORS), *b = any_id (ops, ENT_LIST_ACTORS);

  return made (ent_edit_add_relation (ops->map, a, b, text (ops), error));
}

static gboolean
add_evidence (EditOps *ops, GError **error)
{
  g_autofree char *relation = any_id (ops, ENT_LIST_RELATIONS), *article = any_id (ops, ENT_LIST_ARTICLES);
  gint64 start = roll (ops, 40);

  return made (ent_edit_add_evidence (ops->map, relation, article, start, start + roll (ops, 20), (EntRole) roll (ops, 3), error));
}

static const char *
article_text (EditOps *ops)
{
  static const char *const texts[] = { "W\303\266rter, \346\274\242\345\255\227 and words; words again.\nMore of it, and more words.",
                                       "Words again. W\303\266rter, \346\274\242\345\255\227 and words; other words.\nMore of it.", "", "words" };

  return texts[roll (ops, G_N_ELEMENTS (texts))];
}

static gboolean
add_article (EditOps *ops, GError **error)
{
  if (ent_map_n (ops->map, ENT_LIST_ARTICLES) >= MOST_ARTICLES)
    return TRUE;
  return made (ent_edit_add_article (ops->map, text (ops), article_text (ops), error));
}

static gboolean
set_article_text (EditOps *ops, GError **error)
{
  g_autofree char *article = any_id (ops, ENT_LIST_ARTICLES);
  const EntArticle *old = ent_map_article (ops->map, article);

  /* What was unchecked may become detached, and nothing tells. */
  if (old != NULL && old->text[0] == '\0' && old->excerpts != NULL)
    return TRUE;
  return ent_edit_set_article_text (ops->map, article, article_text (ops), error);
}

/* A new article and new texts of up to two others as one step, or an error and no step. */
static gboolean
take_articles (EditOps *ops, GError **error)
{
  EntNewArticle wanted = { .title = text (ops), .text = article_text (ops), .published = text (ops) };
  EntArticle *fresh[1], *changed[2];
  guint n_fresh = 0, n_changed = 0;
  gboolean good = TRUE;

  if (ent_map_n (ops->map, ENT_LIST_ARTICLES) < MOST_ARTICLES && roll (ops, 2) == 0)
    {
      good = (fresh[0] = ent_edit_make_article (&wanted, error)) != NULL;
      n_fresh = good;
    }
  for (guint i = roll (ops, 3); good && i > 0; i--)
    {
      g_autofree char *id = any_id (ops, ENT_LIST_ARTICLES);
      const EntArticle *old = ent_map_article (ops->map, id);

      if (old == NULL || (old->text[0] == '\0' && old->excerpts != NULL) || (n_changed > 0 && strcmp (changed[0]->id, id) == 0))
        continue;
      changed[n_changed] = ent_reanchor_article (old, article_text (ops), text (ops), NULL, NULL, NULL, error);
      good = changed[n_changed] != NULL;
      n_changed += good;
    }
  if (good)
    return made_many (ent_edit_take_articles (ops->map, fresh, n_fresh, changed, n_changed, error));
  while (n_fresh > 0)
    ent_record_unref (&fresh[--n_fresh]->record);
  while (n_changed > 0)
    ent_record_unref (&changed[--n_changed]->record);
  return FALSE;
}

/* A record of @type with something in each field that is no list. (transfer full) */
static EntRecord *
some_record (EditOps *ops, const EntRecordType *type)
{
  EntRecord *record = ent_record_new (type);

  for (guint i = 0; i < type->n_fields; i++)
    if (type->fields[i].kind == ENT_FIELD_NUMBER)
      *(double *) ent_record_slot (record, i) = number (ops);
    else if (type->fields[i].kind == ENT_FIELD_STRING)
      ent_record_set_string (ent_record_slot (record, i), text (ops));
  return record;
}

static gboolean
set_field (EditOps *ops, GError **error)
{
  g_autofree char *first = roll (ops, 12) == 0 ? g_strdup ("") : any_thing (ops), *reference = any_thing (ops);
  const EntRecord *record = first[0] == '\0' ? &ent_map_peek (ops->map)->head->record : ent_map_find (ops->map, first);
  const char *ids[2] = { first, first }, *items[4] = { NULL };
  g_autofree char *second = NULL;
  g_autoptr (EntRecord) value = NULL;
  EntRecord *two[2];
  g_autoptr (EntRecords) records = NULL;
  gint64 pages[2] = { 0, roll (ops, 50) };
  g_autoptr (EntIntegers) integers = ent_integers_new (pages, roll (ops, 3));
  const EntField *field;
  EntValue v = { 0 };
  guint n = 1;

  if (record == NULL)
    return TRUE;
  field = &record->type->fields[roll (ops, record->type->n_fields)];
  if (!ent_field_is_settable (record->type, field))
    return TRUE;
  for (EntListId list = 0; list < ENT_N_LISTS && roll (ops, 3) == 0; list++)
    if (ent_list_record_type (list) == record->type)
      {
        second = any_id (ops, list);
        ids[1] = second;
        n = 2;
      }
  switch (field->kind)
    {
    case ENT_FIELD_STRING:
      v = ent_value_string ((field->flags & ENT_FIELD_REF_ACTOR) != 0 ? reference : text (ops));
      break;
    case ENT_FIELD_BOOL:
      v = ent_value_flag (roll (ops, 2) == 0);
      break;
    case ENT_FIELD_NUMBER:
      v = ent_value_number (number (ops));
      break;
    case ENT_FIELD_STRINGS:
      for (guint i = 0; i < roll (ops, 3); i++)
        items[i] = (field->flags & (ENT_FIELD_REF_ACTOR | ENT_FIELD_REF_ANY | ENT_FIELD_REF_EXCERPT)) != 0 ? reference : text (ops);
      v = ent_value_strings (items);
      break;
    case ENT_FIELD_INTEGERS:
      v = ent_value_integers (integers);
      break;
    case ENT_FIELD_RECORD:
      value = roll (ops, 4) == 0 ? NULL : some_record (ops, field->record);
      v = ent_value_record (value);
      break;
    case ENT_FIELD_RECORDS:
      two[0] = some_record (ops, field->record);
      two[1] = some_record (ops, field->record);
      records = ent_records_new_take (two, 2);
      v = ent_value_records (records);
      break;
    case ENT_FIELD_INTEGER:
    case ENT_FIELD_LIST:
      return TRUE;
    }
  return ent_edit_set_field_of_many (ops->map, ids, n, field->name, v, error);
}

static gboolean
delete_things (EditOps *ops, GError **error)
{
  IDS (-1);

  if (roll (ops, 2) == 0)
    n = 1;
  ent_edit_count_deletion (ops->map, const_ids, n);
  return ent_edit_delete (ops->map, const_ids, n, error);
}

static gboolean
delete_actors (EditOps *ops, GError **error)
{
  IDS (ENT_LIST_ACTORS);

  return ent_map_n (ops->map, ENT_LIST_ACTORS) < MOST_ACTORS / 8 || ent_edit_delete_actors (ops->map, const_ids, n, error);
}

static gboolean
delete_relations (EditOps *ops, GError **error)
{
  IDS (ENT_LIST_RELATIONS);

  return ent_edit_delete_relations (ops->map, const_ids, n, error);
}

static gboolean
add_kind (EditOps *ops, GError **error)
{
  const char *icon = roll (ops, 4) > 0 ? "" : text (ops), *colour = roll (ops, 2) == 0 ? "#1c71d8" : text (ops);

  return made (ent_edit_add_kind (ops->map, text (ops), icon, colour, error));
}

static gboolean
add_group (EditOps *ops, GError **error)
{
  IDS (ENT_LIST_ACTORS);

  return made (ent_edit_add_group (ops->map, text (ops), const_ids, n, error));
}

static gboolean
collapse (EditOps *ops, GError **error)
{
  g_autofree char *group = any_id (ops, ENT_LIST_GROUPS);

  return ent_edit_collapse_group (ops->map, group, roll (ops, 3) > 0, point (ops), error);
}

static gboolean
members (EditOps *ops, GError **error)
{
  g_autofree char *group = any_id (ops, ENT_LIST_GROUPS);
  IDS (ENT_LIST_ACTORS);

  if (roll (ops, 2) == 0)
    return ent_edit_add_members (ops->map, group, const_ids, n, error);
  return ent_edit_remove_members (ops->map, group, const_ids, n, error);
}

static gboolean
add_caption (EditOps *ops, GError **error)
{
  return made (ent_edit_add_caption (ops->map, text (ops), point (ops), error));
}

static gboolean
add_step (EditOps *ops, GError **error)
{
  IDS (-1);
  g_autoptr (EntRecord) view = roll (ops, 2) == 0 ? ent_view_new (roll (ops, 900), roll (ops, 900), 0.1 + roll (ops, 20)) : NULL;

  return made (ent_edit_add_step (ops->map, text (ops), (int) roll (ops, 6) - 1, const_ids, n, (EntView *) view, error));
}

static gboolean
delete_step (EditOps *ops, GError **error)
{
  return ent_edit_delete_step (ops->map, roll (ops, 5), error);
}

static gboolean
move_step (EditOps *ops, GError **error)
{
  return ent_edit_move_step (ops->map, roll (ops, 5), roll (ops, 5), error);
}

static gboolean
name_step (EditOps *ops, GError **error)
{
  return made (ent_edit_name_step (ops->map, roll (ops, 5), error));
}

static gboolean
swap_ends (EditOps *ops, GError **error)
{
  g_autofree char *relation = any_id (ops, ENT_LIST_RELATIONS);

  return ent_edit_swap_ends (ops->map, relation, error);
}

static gboolean
evidence (EditOps *ops, GError **error)
{
  g_autofree char *relation_id = any_id (ops, ENT_LIST_RELATIONS), *excerpt = any_id (ops, ENT_N_LISTS);
  const EntRelation *relation = ent_map_relation (ops->map, relation_id);

  if (relation != NULL && relation->evidence != NULL && roll (ops, 4) > 0)
    {
      g_free (excerpt);
      excerpt = g_strdup (((EntEvidence *) relation->evidence->items[roll (ops, relation->evidence->n)])->excerpt);
    }
  switch (roll (ops, 5))
    {
    case 0:
      return ent_edit_remove_evidence (ops->map, relation_id, excerpt, error);
    case 1:
      return ent_edit_set_evidence_role (ops->map, relation_id, excerpt, (EntRole) roll (ops, 3), error);
    case 2:
      return ent_edit_set_evidence_note (ops->map, relation_id, excerpt, text (ops), error);
    case 3:
      return ent_edit_move_evidence (ops->map, relation_id, roll (ops, 3), roll (ops, 3), error);
    default:
      return ent_edit_use_excerpt (ops->map, relation_id, excerpt, (EntRole) roll (ops, 3), error);
    }
}

static EntNewEnd
new_end (EditOps *ops, const char *actor)
{
  EntNewEnd end = { roll (ops, 3) > 0 && ent_map_n (ops->map, ENT_LIST_ACTORS) > 0 ? actor : NULL, text (ops), point (ops) };

  return end;
}

static gboolean
add_proved_relation (EditOps *ops, GError **error)
{
  g_autofree char *article = any_id (ops, ENT_LIST_ARTICLES), *a = any_id (ops, ENT_LIST_ACTORS), *b = any_id (ops, ENT_LIST_ACTORS);
  EntNewRelation wanted = { .label = text (ops), .article = article };

  wanted.source = new_end (ops, a);
  wanted.target = new_end (ops, b);
  wanted.stance = roll (ops, 4) > 0 ? "cooperative" : text (ops);
  wanted.direction = roll (ops, 4) > 0 ? "both" : text (ops);
  wanted.start = roll (ops, 10);
  wanted.end = wanted.start + roll (ops, 20);
  wanted.role = (EntRole) roll (ops, 3);
  return made (ent_edit_add_proved_relation (ops->map, &wanted, error));
}

static gboolean
add_excerpt (EditOps *ops, GError **error)
{
  g_autofree char *article = any_id (ops, ENT_LIST_ARTICLES);
  gint64 start = roll (ops, 40);

  return made (ent_edit_add_excerpt (ops->map, article, start, start + roll (ops, 20), error));
}

static gboolean
move_excerpt (EditOps *ops, GError **error)
{
  g_autofree char *excerpt = any_id (ops, ENT_N_LISTS);
  gint64 start = roll (ops, 40);

  return ent_edit_move_excerpt (ops->map, excerpt, start, start + roll (ops, 20), error);
}

static gboolean
copy (EditOps *ops, GError **error)
{
  IDS (-1);

  g_clear_pointer (&ops->clip, ent_snapshot_unref);
  if (roll (ops, 3) > 0)
    ops->clip = ent_clip_new (ops->map, const_ids, n);
  else
    ops->clip = ent_clip_cut (ops->map, const_ids, n, error);
  if (ops->clip == NULL)
    return FALSE;
  ent_clip_is_empty (ops->clip);
  g_free (ent_rows_from_clip (ops->clip));
  return TRUE;
}

static gboolean
paste (EditOps *ops, GError **error)
{
  if (ops->clip == NULL || ent_map_n (ops->map, ENT_LIST_ACTORS) > MOST_ACTORS)
    return TRUE;
  ent_clip_get_middle (ops->clip);
  return made_many (ent_clip_paste (ops->map, ops->clip, point (ops), error));
}

static gboolean
duplicate (EditOps *ops, GError **error)
{
  IDS (-1);

  return ent_map_n (ops->map, ENT_LIST_ACTORS) > MOST_ACTORS || made_many (ent_edit_duplicate (ops->map, const_ids, n, point (ops), error));
}

static gboolean
paste_rows (EditOps *ops, GError **error)
{
  static const char *const tables[]
      = { "China\tJapan\tmeets\tconsult\tMay 2018\twords again\nNobody\n", "source,target,when\n\"A, B\",\"C \"\"D\"\"\",last week\nA,C,since 2017\n",
          "target,source,quote,url\nChina,Beijing,\"two\nlines\",https://example.org/a\nX,Y,it said so,https://example.org/b\n", "\"open\tx\n", "\n\n" };
  g_autoptr (EntRows) rows = NULL;

  if (ent_map_n (ops->map, ENT_LIST_ACTORS) > MOST_ACTORS)
    return TRUE;
  rows = ent_rows_new (ops->map, tables[roll (ops, G_N_ELEMENTS (tables))]);
  return made_many (ent_rows_paste (rows, ops->map, point (ops), error));
}

static gboolean
merge (EditOps *ops, GError **error)
{
  g_autofree char *into = any_id (ops, ENT_LIST_ACTORS);
  IDS (ENT_LIST_ACTORS);

  return ent_edit_merge_actors (ops->map, into, const_ids, MIN (n, 2), error);
}

static gboolean
split (EditOps *ops, GError **error)
{
  for (guint i = 0; i < ent_map_n (ops->map, ENT_LIST_ACTORS); i++)
    {
      const EntActor *actor = ent_map_nth (ops->map, ENT_LIST_ACTORS, i);
      const EntMerged *merged = actor->merged != NULL ? (EntMerged *) actor->merged->items[roll (ops, actor->merged->n)] : NULL;

      if (merged != NULL && merged->actor != NULL)
        return ent_edit_split_actor (ops->map, actor->id, merged->actor->id, error);
    }
  return ent_edit_split_actor (ops->map, "nobody", "nothing", error);
}

static gboolean
place (EditOps *ops, GError **error)
{
  EntPoint sizes[MANY] = { { 100, 40 }, { 60, 40 }, { 80, 20 }, { 30, 30 } };
  IDS (ENT_LIST_ACTORS);

  if (roll (ops, 2) == 0)
    return ent_edit_align (ops->map, const_ids, sizes, n, (EntAlign) roll (ops, 6), error);
  return ent_edit_distribute (ops->map, const_ids, sizes, n, roll (ops, 2) == 0, error);
}

static const struct
{
  const char *name;
  gboolean (*run) (EditOps *ops, GError **error);
} operations[] = {
  { "add actor", add_actor },
  { "move actors", move_actors },
  { "move things", move_things },
  { "arrange", arrange },
  { "pin", pin },
  { "add relation", add_relation },
  { "add relation", add_relation },
  { "add evidence", add_evidence },
  { "add article", add_article },
  { "set article text", set_article_text },
  { "set field", set_field },
  { "set field", set_field },
  { "set field", set_field },
  { "set field", set_field },
  { "delete", delete_things },
  { "delete actors", delete_actors },
  { "delete relations", delete_relations },
  { "add kind", add_kind },
  { "add group", add_group },
  { "collapse", collapse },
  { "members", members },
  { "add caption", add_caption },
  { "add step", add_step },
  { "move step", move_step },
  { "delete step", delete_step },
  { "name step", name_step },
  { "swap ends", swap_ends },
  { "evidence", evidence },
  { "add excerpt", add_excerpt },
  { "add proved relation", add_proved_relation },
  { "move excerpt", move_excerpt },
  { "copy or cut", copy },
  { "paste", paste },
  { "duplicate", duplicate },
  { "paste rows", paste_rows },
  { "merge", merge },
  { "split", split },
  { "align or distribute", place },
  { "take articles", take_articles },
};

guint
edit_ops_n (void)
{
  return G_N_ELEMENTS (operations);
}

const char *
edit_ops_name (guint i)
{
  return operations[i].name;
}

const char *
edit_ops_do (EditOps *ops, gboolean *done, GError **error)
{
  guint i = roll (ops, G_N_ELEMENTS (operations));

  *done = operations[i].run (ops, error);
  return operations[i].name;
}

/* --- Invariants --- */

static void
take_id (GHashTable *ids, const EntRecord *record)
{
  const char *id = ent_record_id (record);

  if (id[0] != '\0' && !g_hash_table_insert (ids, (gpointer) id, (gpointer) record))
    g_error ("the id %s stands twice", id);
}

static void
take_ids (GHashTable *ids, const EntRecord *record)
{
  take_id (ids, record);
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      gpointer slot = ent_record_slot (record, i);

      if (record->type->fields[i].kind == ENT_FIELD_RECORD && *(EntRecord **) slot != NULL)
        take_ids (ids, *(EntRecord **) slot);
      for (guint j = 0; record->type->fields[i].kind == ENT_FIELD_RECORDS && j < ent_records_n (*(EntRecords **) slot); j++)
        take_ids (ids, (*(EntRecords **) slot)->items[j]);
    }
}

static void
check_reference (EntMap *map, const EntRecord *from, const EntField *field, const char *id)
{
  const EntRecord *to = ent_map_find (map, id);

  if (id[0] == '\0' && ((field->flags & ENT_FIELD_OR_EMPTY) != 0))
    return;
  if (((field->flags & ENT_FIELD_REF_ACTOR) != 0 && (to == NULL || to->type != &ent_actor_type))
      || ((field->flags & ENT_FIELD_REF_EXCERPT) != 0 && (to == NULL || to->type != &ent_excerpt_type))
      || ((field->flags & ENT_FIELD_REF_ANY) != 0 && to == NULL))
    g_error ("%s %s: %s names %s, which is not there", from->type->name, ent_record_id (from), field->name, id);
}

static void
check_references (EntMap *map, const EntRecord *record)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const EntField *field = &record->type->fields[i];
      gpointer slot = ent_record_slot (record, i);

      if ((field->flags & ENT_FIELD_RESERVED) != 0)
        continue;
      if (field->kind == ENT_FIELD_STRING && ent_record_is_written (record, i))
        check_reference (map, record, field, *(char **) slot);
      for (guint j = 0; field->kind == ENT_FIELD_STRINGS && j < ent_strings_n (*(EntStrings **) slot); j++)
        check_reference (map, record, field, (*(EntStrings **) slot)->items[j]);
      for (guint j = 0; field->kind == ENT_FIELD_RECORDS && j < ent_records_n (*(EntRecords **) slot); j++)
        check_references (map, (*(EntRecords **) slot)->items[j]);
    }
}

static void
check_list (GPtrArray *kept, GPtrArray *anew)
{
  g_assert_cmpuint (kept->len, ==, anew->len);
  for (guint i = 0; i < kept->len; i++)
    g_assert_true (g_ptr_array_index (kept, i) == g_ptr_array_index (anew, i));
}

void
edit_ops_check_index (EntMapIndex *kept, EntSnapshot *ids_of)
{
  g_autoptr (EntMapIndex) anew = ent_map_index_new (ent_map_index_get_snapshot (kept));
  EntRecords *actors = ids_of->lists[ENT_LIST_ACTORS], *relations = ids_of->lists[ENT_LIST_RELATIONS];
  EntRecords *articles = ids_of->lists[ENT_LIST_ARTICLES], *kinds = ids_of->lists[ENT_LIST_KINDS];

  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      const char *id = ent_record_id (actors->items[i]);

      g_assert_true (ent_map_index_actor (kept, id) == ent_map_index_actor (anew, id));
      check_list (ent_map_index_relations_of (kept, id), ent_map_index_relations_of (anew, id));
    }
  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      const EntRelation *relation = (EntRelation *) relations->items[i];

      g_assert_true (ent_map_index_relation (kept, relation->id) == ent_map_index_relation (anew, relation->id));
      check_list (ent_map_index_relations_between (kept, relation->source, relation->target),
                  ent_map_index_relations_between (anew, relation->source, relation->target));
    }
  for (guint i = 0; i < ent_records_n (kinds); i++)
    g_assert_true (ent_map_index_kind (kept, ent_record_id (kinds->items[i])) == ent_map_index_kind (anew, ent_record_id (kinds->items[i])));
  for (guint i = 0; i < ent_records_n (articles); i++)
    for (guint j = 0; j < ent_records_n (((EntArticle *) articles->items[i])->excerpts); j++)
      {
        const char *id = ent_record_id (((EntArticle *) articles->items[i])->excerpts->items[j]);
        const EntArticle *kept_in = NULL, *anew_in = NULL;

        g_assert_true (ent_map_index_excerpt (kept, id, &kept_in) == ent_map_index_excerpt (anew, id, &anew_in));
        g_assert_true (kept_in == anew_in);
        check_list (ent_map_index_relations_proved_by (kept, id), ent_map_index_relations_proved_by (anew, id));
      }
}

void
edit_ops_check (EntMap *map, GHashTable *loose)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal), inside = g_hash_table_new (g_str_hash, g_str_equal);

  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    for (guint i = 0; i < ent_map_n (map, list); i++)
      {
        const EntRecord *record = ent_map_nth (map, list, i);
        const char *id = ent_record_id (record);

        take_ids (ids, record);
        check_references (map, record);
        if (id[0] != '\0')
          {
            g_assert_true (ent_map_find (map, id) == record);
            g_assert_cmpint (ent_map_index_of (map, list, id), ==, (int) i);
          }
      }
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_GROUPS); i++)
    {
      const EntGroup *group = ent_map_nth (map, ENT_LIST_GROUPS, i);

      for (guint j = 0; group->collapsed && j < ent_strings_n (group->members); j++)
        {
          const EntGroup *other = g_hash_table_lookup (inside, group->members->items[j]);

          g_assert_true (other == NULL || other == group);
          g_hash_table_insert (inside, group->members->items[j], (gpointer) group);
        }
    }
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ARTICLES); i++)
    {
      const EntArticle *article = ent_map_nth (map, ENT_LIST_ARTICLES, i);

      for (guint j = 0; j < ent_records_n (article->excerpts); j++)
        {
          const EntExcerpt *excerpt = (EntExcerpt *) article->excerpts->items[j];

          /* An excerpt that a new text has lost is known by the earlier text that is kept. */
          if (ent_anchor_state (article, excerpt) == ENT_ANCHOR_DETACHED && article->editions == NULL
              && (loose == NULL || !g_hash_table_contains (loose, excerpt->exact)))
            g_error ("excerpt %s is not what its article says", excerpt->id);
        }
    }
}
