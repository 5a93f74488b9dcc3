/* SPDX-License-Identifier: GPL-3.0-or-later */
/* EntRedaction: first what goes and what is secret is settled, then every record that stays is copied along the field tables.
 *
 * Invariants: what comes out is a valid map of known members only; every string in it has gone through redact_string(); the map that went in
 * is untouched. Where anything may be withheld, texts of articles go too, since they hold all of it. */
#include "ent-publish-private.h"

#include <string.h>

#include "ent-anchor.h"
#include "ent-map-index.h"
#include "ent-map-writer.h"

#define LEAST_SOURCE 4 /* characters; less cannot be told from other words */
#define LEAST_LINE 20  /* of an article, to be searched for */

/* --- What the profile names --- */

EntRecord *
ent_redaction_find (EntSnapshot *map, const char *id)
{
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    for (guint i = 0; i < ent_records_n (map->lists[list]); i++)
      {
        EntRecord *record = map->lists[list]->items[i];
        const EntRecords *excerpts = list == ENT_LIST_ARTICLES ? ((EntArticle *) record)->excerpts : NULL;

        if (list != ENT_LIST_KINDS && g_str_equal (ent_record_id (record), id))
          return record;
        for (guint k = 0; k < ent_records_n (excerpts); k++)
          if (g_str_equal (ent_record_id (excerpts->items[k]), id))
            return excerpts->items[k];
      }
  return NULL;
}

/* @word is an id, else the name or alias of one actor. */
EntRecord *
ent_redaction_resolve (EntSnapshot *map, const char *word, GError **error)
{
  EntRecord *found = ent_redaction_find (map, word);

  return found != NULL ? found : (EntRecord *) ent_snapshot_actor_called (map, word, error);
}

static gboolean
resolve_all (EntRedaction *self, GError **error)
{
  GHashTableIter iter;
  gpointer word, name;

  g_hash_table_iter_init (&iter, self->profile->hidden);
  while (g_hash_table_iter_next (&iter, &word, NULL))
    {
      EntRecord *record = ent_redaction_resolve (self->map, word, error);

      if (record == NULL)
        return FALSE;
      g_hash_table_add (self->hidden, (gpointer) ent_record_id (record));
    }
  g_hash_table_iter_init (&iter, self->profile->renames);
  while (g_hash_table_iter_next (&iter, &word, &name))
    {
      EntRecord *record = ent_redaction_resolve (self->map, word, error);

      if (record == NULL)
        return FALSE;
      if (record->type != &ent_actor_type && record->type != &ent_article_type)
        {
          g_set_error (error, ENT_ERROR, ENT_ERROR_USAGE, "“%s” is no actor or source: only those are renamed", (char *) word);
          return FALSE;
        }
      g_hash_table_insert (self->renames, (gpointer) ent_record_id (record), name);
    }
  return TRUE;
}

static gboolean
is_hidden (EntRedaction *self, const char *id)
{
  return g_hash_table_contains (self->hidden, id);
}

/* TRUE when nothing may tell where @article was published. */
gboolean
ent_redaction_is_anonymous (EntRedaction *self, const EntArticle *article)
{
  return self->profile->no_sources || is_hidden (self, article->id) || g_hash_table_contains (self->renames, article->id);
}

/* --- Secrets --- */

/* A name that stands in the new one is no secret. */
static void
add_old_name (EntRedaction *self, const char *name, const char *new_name)
{
  g_autoptr (EntSecrets) alone = ent_secrets_new ();

  ent_secrets_add (alone, name, ENT_SECRET_RENAMED, "");
  if (ent_secrets_find (alone, new_name, 0) == NULL)
    ent_secrets_add (self->secrets, name, ENT_SECRET_RENAMED, new_name);
}

static void
add_actor_secrets (EntRedaction *self, const EntActor *actor)
{
  const char *new_name = g_hash_table_lookup (self->renames, actor->id);

  if (is_hidden (self, actor->id))
    {
      ent_secrets_add (self->secrets, actor->name, ENT_SECRET_HIDDEN, NULL);
      for (guint i = 0; i < ent_strings_n (actor->aliases); i++)
        ent_secrets_add (self->secrets, actor->aliases->items[i], ENT_SECRET_HIDDEN, NULL);
      ent_secrets_add (self->secrets, actor->description, ENT_SECRET_REST, NULL);
    }
  else if (new_name != NULL)
    {
      add_old_name (self, actor->name, new_name);
      for (guint i = 0; i < ent_strings_n (actor->aliases); i++)
        add_old_name (self, actor->aliases->items[i], new_name);
    }
  else
    return;
  for (guint i = 0; i < ent_records_n (actor->merged); i++)
    {
      const EntActor *inner = ((EntMerged *) actor->merged->items[i])->actor;

      if (inner != NULL && new_name == NULL)
        ent_secrets_add (self->secrets, inner->name, ENT_SECRET_HIDDEN, NULL);
      else if (inner != NULL)
        add_old_name (self, inner->name, new_name);
    }
}

static void
add_source_secrets (EntRedaction *self, const EntArticle *article)
{
  const char *texts[] = { article->title, article->publisher, article->author, article->url,
                          article->origin != NULL ? article->origin->file : "" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    if (ent_text_length (texts[i]) >= LEAST_SOURCE)
      ent_secrets_add (self->secrets, texts[i], ENT_SECRET_HIDDEN, NULL); /* a headline may be quoted too */
}

static void
add_lines (EntRedaction *self, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strlen (lines[i]) >= LEAST_LINE)
      ent_secrets_add (self->secrets, lines[i], ENT_SECRET_REST, NULL);
}

/* The notes in @record and in all that is in it. */
static void
add_notes (EntRedaction *self, const EntRecord *record)
{
  for (guint i = 0; record != NULL && i < record->type->n_fields; i++)
    {
      const EntField *field = &record->type->fields[i];
      gpointer slot = ent_record_slot (record, i);

      if (field->kind == ENT_FIELD_STRING && g_str_equal (field->name, "note"))
        ent_secrets_add (self->secrets, *(char **) slot, ENT_SECRET_REST, NULL);
      else if (field->kind == ENT_FIELD_RECORD)
        add_notes (self, *(EntRecord **) slot);
      else if (field->kind == ENT_FIELD_RECORDS)
        for (guint k = 0; k < ent_records_n (*(EntRecords **) slot); k++)
          add_notes (self, (*(EntRecords **) slot)->items[k]);
    }
}

static void
add_secrets (EntRedaction *self)
{
  const EntRecords *actors = self->map->lists[ENT_LIST_ACTORS], *articles = self->map->lists[ENT_LIST_ARTICLES];

  for (guint i = 0; i < ent_records_n (actors); i++)
    add_actor_secrets (self, (EntActor *) actors->items[i]);
  for (guint i = 0; i < ent_records_n (articles); i++)
    {
      const EntArticle *article = (EntArticle *) articles->items[i];

      if (ent_redaction_is_anonymous (self, article))
        add_source_secrets (self, article);
      if (self->strips)
        {
          add_lines (self, article->text);
          for (guint k = 0; k < ent_records_n (article->editions); k++)
            add_lines (self, ((EntEdition *) article->editions->items[k])->text);
          for (guint k = 0; k < ent_records_n (article->excerpts); k++)
            add_lines (self, ((EntExcerpt *) article->excerpts->items[k])->exact);
        }
    }
  if (self->profile->no_notes)
    for (EntListId list = 0; list < ENT_N_LISTS; list++)
      for (guint i = 0; i < ent_records_n (self->map->lists[list]); i++)
        add_notes (self, self->map->lists[list]->items[i]);
}

/* --- Ids --- */

static char *
slug (const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");
  GString *out = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (out, g_ascii_tolower (*p));
    else if (out->len > 0 && out->str[out->len - 1] != '-')
      g_string_append_c (out, '-');
  while (out->len > 0 && out->str[out->len - 1] == '-')
    g_string_truncate (out, out->len - 1);
  return g_string_free (out, FALSE);
}

static gboolean
is_made_from_a_name (EntRedaction *self, const char *id)
{
  g_autofree char *words = g_strdelimit (g_strdup (id), "-_.:/", ' ');

  return ent_secrets_find (self->secrets, words, 0) != NULL || ent_secrets_find (self->secrets, id, 0) != NULL;
}

static void
renumber (EntRedaction *self, EntRecord *record, const char *stem, gboolean always)
{
  const char *id = ent_record_id (record);
  gboolean made = is_made_from_a_name (self, id);
  guint n = 0;
  char *fresh;

  if (id[0] == '\0' || (!always && !made))
    return;
  if (made)
    ent_secrets_add (self->secrets, id, ENT_SECRET_DROPPED, NULL);
  do
    fresh = g_strdup_printf ("%s-%u", stem, ++n);
  while (g_hash_table_contains (self->ids, fresh) && (g_free (fresh), TRUE));
  g_hash_table_insert (self->ids, g_strdup (id), fresh);
  g_hash_table_insert (self->ids, g_strdup (fresh), NULL);
}

/* Spellings in ASCII that ids are made with, for what is secret in another script. */
static void
add_slugs (EntRedaction *self)
{
  const EntRecords *actors = self->map->lists[ENT_LIST_ACTORS];

  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      const EntActor *actor = (EntActor *) actors->items[i];
      g_autofree char *made = slug (actor->name);

      if ((!is_hidden (self, actor->id) && !g_hash_table_contains (self->renames, actor->id)) || strlen (made) < LEAST_SOURCE
          || g_str_is_ascii (actor->name))
        continue;
      g_strdelimit (made, "-", ' ');
      ent_secrets_add (self->secrets, made, ENT_SECRET_DROPPED, NULL);
    }
}

static void
note_id (EntRedaction *self, const EntRecord *record)
{
  if (ent_record_id (record)[0] != '\0')
    g_hash_table_insert (self->ids, g_strdup (ent_record_id (record)), NULL);
}

static void
settle_ids (EntRedaction *self)
{
  static const char *const stems[ENT_N_LISTS] = { "kind", "actor", "source", "relation", "group", "caption", "step" };

  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    for (guint i = 0; i < ent_records_n (self->map->lists[list]); i++)
      {
        EntRecord *record = self->map->lists[list]->items[i];
        const EntRecords *excerpts = list == ENT_LIST_ARTICLES ? ((EntArticle *) record)->excerpts : NULL;

        note_id (self, record);
        for (guint k = 0; k < ent_records_n (excerpts); k++)
          note_id (self, excerpts->items[k]);
      }
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    for (guint i = 0; i < ent_records_n (self->map->lists[list]); i++)
      {
        EntRecord *record = self->map->lists[list]->items[i];
        gboolean is_article = list == ENT_LIST_ARTICLES;
        const EntRecords *excerpts = is_article ? ((EntArticle *) record)->excerpts : NULL;

        renumber (self, record, stems[list],
                  g_hash_table_contains (self->renames, ent_record_id (record)) || (is_article && ent_redaction_is_anonymous (self, (EntArticle *) record)));
        for (guint k = 0; k < ent_records_n (excerpts); k++)
          renumber (self, excerpts->items[k], "excerpt", FALSE);
      }
}

/* --- What goes --- */

static gboolean
relation_goes (EntRedaction *self, const EntRelation *relation)
{
  return is_hidden (self, relation->id) || is_hidden (self, relation->source) || is_hidden (self, relation->target);
}

void
ent_redaction_add_evidence (GHashTable *excerpts, const EntRelation *relation)
{
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    g_hash_table_add (excerpts, ((EntEvidence *) relation->evidence->items[i])->excerpt);
}

/* Relations of what is hidden, and the excerpts that prove nothing else. */
static void
settle_gone (EntRedaction *self)
{
  const EntRecords *relations = self->map->lists[ENT_LIST_RELATIONS];
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GHashTable) lost = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->hidden);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (ent_redaction_find (self->map, id)->type != &ent_article_type)
      g_hash_table_add (self->gone, id);
  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      const EntRelation *relation = (EntRelation *) relations->items[i];
      gboolean goes = relation_goes (self, relation);

      if (goes)
        g_hash_table_add (self->gone, relation->id);
      ent_redaction_add_evidence (goes ? lost : used, relation);
    }
  g_hash_table_iter_init (&iter, lost);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    if (!g_hash_table_contains (used, id))
      g_hash_table_add (self->gone, id);
}

/* --- All --- */

void
ent_redaction_init (EntRedaction *self, EntSnapshot *map, const EntPublishProfile *profile)
{
  *self = (EntRedaction) {
    .map = map,
    .profile = profile,
    .strips = profile->no_sources || profile->quote_words > 0 || g_hash_table_size (profile->renames) > 0
              || g_hash_table_size (profile->hidden) > 0,
    .hidden = g_hash_table_new (g_str_hash, g_str_equal),
    .renames = g_hash_table_new (g_str_hash, g_str_equal),
    .ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free),
    .gone = g_hash_table_new (g_str_hash, g_str_equal),
    .secrets = ent_secrets_new (),
  };
}

void
ent_redaction_clear (EntRedaction *self)
{
  g_hash_table_unref (self->hidden);
  g_hash_table_unref (self->renames);
  g_hash_table_unref (self->ids);
  g_hash_table_unref (self->gone);
  ent_secrets_free (self->secrets);
}

/* Of the texts left out, those are no secrets that the published map says anyway. */
static gboolean
allow_what_stays (EntPublished *published, GError **error)
{
  g_autoptr (GBytes) bytes = ent_map_write (published->map, NULL, error);
  g_autoptr (GString) decoded = g_string_new (NULL);
  gsize size;
  const char *data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  g_string_append_len (decoded, data, (gssize) size);
  ent_secrets_unescape (decoded);
  ent_secrets_allow_rest (published->secrets, decoded->str);
  return TRUE;
}

static void
set_title (EntPublished *published, const char *title)
{
  EntSnapshot *old = published->map;
  EntRecord *head = ent_record_copy (&old->head->record);
  EntRecords *lists[ENT_N_LISTS];

  ent_record_set_string (&((EntHead *) head)->title, title);
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    lists[list] = old->lists[list] != NULL ? ent_records_ref (old->lists[list]) : NULL;
  published->map = ent_snapshot_new_take ((EntHead *) head, lists);
  ent_snapshot_unref (old);
}

static gboolean
redact (EntPublished *published, const EntPublishProfile *profile, GError **error)
{
  EntRedaction self;
  gboolean done;

  ent_redaction_init (&self, published->map, profile);
  done = resolve_all (&self, error);
  if (done)
    {
      add_secrets (&self);
      settle_gone (&self);
      add_slugs (&self);
      settle_ids (&self);
      published->map = ent_redaction_copy_map (&self);
      published->n_unknown = self.n_unknown;
      published->secrets = g_steal_pointer (&self.secrets);
    }
  ent_redaction_clear (&self);
  if (done)
    ent_snapshot_unref (self.map);
  return done;
}

EntPublished *
ent_publish (EntSnapshot *map, const EntPublishProfile *profile, const char *title, GError **error)
{
  g_autoptr (EntPublished) self = g_new0 (EntPublished, 1);

  self->map = ent_snapshot_ref (map);
  self->with_map = profile == NULL || !profile->no_map;
  if (title != NULL)
    set_title (self, title);
  if (profile != NULL && ent_publish_profile_redacts (profile)
      && (!redact (self, profile, error) || !allow_what_stays (self, error)))
    return NULL;
  return g_steal_pointer (&self);
}

void
ent_published_free (EntPublished *self)
{
  if (self == NULL)
    return;
  ent_snapshot_unref (self->map);
  ent_secrets_free (self->secrets);
  g_free (self);
}
