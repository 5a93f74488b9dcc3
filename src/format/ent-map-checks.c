/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Two walks over the map along the field tables: the first gathers the ids, the second checks what names them and what stands beside
 * a text.
 * Invariant: changes nothing. */
#include "ent-map-checks.h"

#include <string.h>

#define MARK_EVERY 256 /* code points */

/* What has an id. */
typedef struct
{
  const EntRecordType *type;
  gboolean reserved;
} Owner;

typedef struct
{
  EntMapProblems *problems;
  GHashTable *owners;    /* id, of the record -> Owner */
  GHashTable *collapsed; /* actor id -> id of the collapsed group it is in */
} Checks;

typedef void (*Visit) (Checks *checks, const EntRecord *record, gboolean reserved);

static void walk (Checks *checks, const EntRecord *record, gboolean reserved, Visit visit);

static void
walk_records (Checks *checks, const EntRecords *records, gboolean reserved, Visit visit)
{
  for (guint i = 0; i < ent_records_n (records); i++)
    {
      ent_map_problems_enter_item (checks->problems, i);
      walk (checks, records->items[i], reserved, visit);
      ent_map_problems_leave (checks->problems);
    }
}

static void
walk (Checks *checks, const EntRecord *record, gboolean reserved, Visit visit)
{
  visit (checks, record, reserved);
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const EntField *field = &record->type->fields[i];
      gboolean inside = reserved || (field->flags & ENT_FIELD_RESERVED) != 0;
      gpointer slot;

      if (field->kind != ENT_FIELD_RECORD && field->kind != ENT_FIELD_RECORDS)
        continue;
      slot = ent_record_slot (record, i);
      ent_map_problems_enter (checks->problems, field->name);
      if (field->kind == ENT_FIELD_RECORDS)
        walk_records (checks, *(EntRecords **) slot, inside, visit);
      else if (*(EntRecord **) slot != NULL)
        walk (checks, *(EntRecord **) slot, inside, visit);
      ent_map_problems_leave (checks->problems);
    }
}

static gboolean
walk_map (Checks *checks, const EntSnapshot *map, Visit visit, GCancellable *cancellable)
{
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    {
      if (g_cancellable_is_cancelled (cancellable))
        return FALSE;
      ent_map_problems_enter (checks->problems, ent_list_name (list));
      walk_records (checks, map->lists[list], FALSE, visit);
      ent_map_problems_leave (checks->problems);
    }
  return TRUE;
}

static void
gather_id (Checks *checks, const EntRecord *record, gboolean reserved)
{
  const char *id = ent_record_id (record);
  Owner *owner;

  if (id[0] == '\0')
    return;
  owner = g_hash_table_lookup (checks->owners, id);
  if (owner != NULL)
    {
      ent_map_problems_enter (checks->problems, record->type->fields[0].name);
      ent_map_problems_error (checks->problems, ENT_ERROR_REFERENCE, "the id \"%s\" is already that of another %s", id,
                              owner->type->name);
      ent_map_problems_leave (checks->problems);
      return;
    }
  owner = g_new (Owner, 1);
  owner->type = record->type;
  owner->reserved = reserved;
  g_hash_table_insert (checks->owners, (gpointer) id, owner);
}

/* The type that a field with @flags refers to, NULL for any. */
static const EntRecordType *
referred_type (guint flags)
{
  if ((flags & ENT_FIELD_REF_ACTOR) != 0)
    return &ent_actor_type;
  return (flags & ENT_FIELD_REF_EXCERPT) != 0 ? &ent_excerpt_type : NULL;
}

static void
check_reference (Checks *checks, const EntRecord *from, const EntField *field, const char *id)
{
  const EntRecordType *type = referred_type (field->flags);
  const Owner *owner = g_hash_table_lookup (checks->owners, id);
  const char *own = ent_record_id (from);

  if (id[0] == '\0' && ((field->flags & ENT_FIELD_OR_EMPTY) != 0 || checks->problems->errors->len > 0))
    return;
  if (owner != NULL && !owner->reserved && (type == NULL || owner->type == type))
    return;
  if (own[0] != '\0')
    ent_map_problems_error (checks->problems, ENT_ERROR_REFERENCE, "no %s \"%s\", which %s \"%s\" names",
                            type != NULL ? type->name : "thing", id, from->type->name, own);
  else
    ent_map_problems_error (checks->problems, ENT_ERROR_REFERENCE, "no %s \"%s\"", type != NULL ? type->name : "thing", id);
}

static void
check_references (Checks *checks, const EntRecord *record)
{
  const guint any = ENT_FIELD_REF_ACTOR | ENT_FIELD_REF_EXCERPT | ENT_FIELD_REF_ANY;

  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const EntField *field = &record->type->fields[i];
      gpointer slot = ent_record_slot (record, i);

      if ((field->flags & any) == 0)
        continue;
      ent_map_problems_enter (checks->problems, field->name);
      if (field->kind == ENT_FIELD_STRING && ent_record_is_present (record, i))
        check_reference (checks, record, field, *(char **) slot);
      else if (field->kind == ENT_FIELD_STRINGS)
        for (guint j = 0; j < ent_strings_n (*(EntStrings **) slot); j++)
          {
            ent_map_problems_enter_item (checks->problems, j);
            check_reference (checks, record, field, (*(EntStrings **) slot)->items[j]);
            ent_map_problems_leave (checks->problems);
          }
      ent_map_problems_leave (checks->problems);
    }
}

static void
check_sha256 (Checks *checks, const char *text, const char *sha256)
{
  g_autofree char *right = NULL;

  if (text[0] == '\0' || sha256[0] == '\0')
    return;
  right = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  if (strcmp (right, sha256) == 0)
    return;
  ent_map_problems_enter (checks->problems, "sha256");
  ent_map_problems_warn (checks->problems, "this is not the SHA-256 of the text, which is %s", right);
  ent_map_problems_leave (checks->problems);
}

/* The byte of every MARK_EVERYth code point of @text, the end last: places in a long text are found without walking all of it. */
static GArray *
mark_text (const char *text)
{
  GArray *marks = g_array_new (FALSE, FALSE, sizeof (gsize));
  const char *p = text;
  gsize place;

  for (gint64 n = 0; *p != '\0'; n++, p = g_utf8_next_char (p))
    if (n % MARK_EVERY == 0)
      {
        place = (gsize) (p - text);
        g_array_append_val (marks, place);
      }
  return marks;
}

static gboolean
is_attached (const char *text, gsize size, const GArray *marks, const EntExcerpt *excerpt)
{
  gsize length = strlen (excerpt->exact);
  const char *p;

  if (excerpt->start < 0 || excerpt->start / MARK_EVERY >= marks->len)
    return FALSE;
  p = text + g_array_index (marks, gsize, excerpt->start / MARK_EVERY);
  for (gint64 i = excerpt->start % MARK_EVERY; i > 0; i--)
    {
      if (*p == '\0')
        return FALSE;
      p = g_utf8_next_char (p);
    }
  return length <= size - (gsize) (p - text) && memcmp (p, excerpt->exact, length) == 0
         && g_utf8_strlen (excerpt->exact, (gssize) length) == excerpt->end - excerpt->start;
}

static void
check_excerpts (Checks *checks, const EntArticle *article)
{
  g_autoptr (GArray) marks = NULL;
  gsize size = strlen (article->text);

  if (size == 0 || article->excerpts == NULL)
    return;
  marks = mark_text (article->text);
  ent_map_problems_enter (checks->problems, "excerpts");
  for (guint i = 0; i < article->excerpts->n; i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];

      if (is_attached (article->text, size, marks, excerpt))
        continue;
      ent_map_problems_enter_item (checks->problems, i);
      ent_map_problems_warn (checks->problems,
                             "the excerpt \"%s\" is detached: the article's text from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                             " is not what it quotes",
                             excerpt->id, excerpt->start, excerpt->end);
      ent_map_problems_leave (checks->problems);
    }
  ent_map_problems_leave (checks->problems);
}

/* An actor is in one collapsed group at most: it can stand only at one place. */
static void
check_group (Checks *checks, const EntGroup *group)
{
  if (!group->collapsed)
    return;
  ent_map_problems_enter (checks->problems, "members");
  for (guint i = 0; i < ent_strings_n (group->members); i++)
    {
      const char *member = group->members->items[i], *other = g_hash_table_lookup (checks->collapsed, member);

      if (other == NULL)
        g_hash_table_insert (checks->collapsed, (gpointer) member, group->id);
      else if (other != group->id)
        {
          ent_map_problems_enter_item (checks->problems, i);
          ent_map_problems_error (checks->problems, ENT_ERROR_FORMAT,
                                  "the actor \"%s\" is in two collapsed groups, \"%s\" and \"%s\"", member, other, group->id);
          ent_map_problems_leave (checks->problems);
        }
    }
  ent_map_problems_leave (checks->problems);
}

static void
check_record (Checks *checks, const EntRecord *record, gboolean reserved)
{
  if (!reserved)
    check_references (checks, record);
  if (record->type == &ent_group_type)
    check_group (checks, (const EntGroup *) record);
  if (record->type == &ent_edition_type)
    check_sha256 (checks, ((const EntEdition *) record)->text, ((const EntEdition *) record)->sha256);
  if (record->type == &ent_article_type)
    {
      check_sha256 (checks, ((const EntArticle *) record)->text, ((const EntArticle *) record)->sha256);
      check_excerpts (checks, (const EntArticle *) record);
    }
}

gboolean
ent_map_check (const EntSnapshot *map, EntMapProblems *problems, GCancellable *cancellable)
{
  Checks checks = { .problems = problems };
  gboolean fine;

  checks.owners = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  checks.collapsed = g_hash_table_new (g_str_hash, g_str_equal);
  fine = walk_map (&checks, map, gather_id, cancellable) && walk_map (&checks, map, check_record, cancellable);
  g_hash_table_unref (checks.owners);
  g_hash_table_unref (checks.collapsed);
  return fine;
}
