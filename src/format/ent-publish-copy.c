/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Copies the records that stay, along their field tables.
 * Invariant: every string of the copy has gone through redact_string(). Where anything may be withheld, texts of articles go too, since
 * they hold all of it. */
#include "ent-publish-private.h"

#include <pango/pango.h>
#include <string.h>

#include "ent-anchor.h"

#define LEAST_NAME 4 /* characters of a name in ASCII that is looked for in an address */

static EntRecord *redact_record (EntRedaction *self, const EntRecord *record);

/* The first self->profile->quote_words words of @text; "…" where some are left out. Words as in UAX #29. (transfer full) */
static char *
shorten (EntRedaction *self, const char *text)
{
  int n = (int) ent_text_length (text);
  guint words = 0;
  g_autofree PangoLogAttr *attrs = NULL;

  if (self->profile->quote_words == 0)
    return g_strdup (text);
  attrs = g_new0 (PangoLogAttr, n + 1);
  pango_get_log_attrs (text, (int) strlen (text), 0, pango_language_get_default (), attrs, n + 1);
  for (int i = 0; i < n; i++)
    if (attrs[i].is_word_start && ++words > self->profile->quote_words)
      {
        g_autofree char *start = g_strchomp (g_utf8_substring (text, 0, i));

        return g_strconcat (start, "…", NULL);
      }
  return g_strdup (text);
}

static const char *
new_id (EntRedaction *self, const char *id)
{
  const char *fresh = g_hash_table_lookup (self->ids, id);

  return fresh != NULL ? fresh : id;
}

/* Sets the member called @name to what an absent one is. */
static void
clear (EntRecord *record, const char *name)
{
  int i = ent_record_type_find (record->type, name);
  gpointer slot = ent_record_slot (record, (guint) i);

  switch (record->type->fields[i].kind)
    {
    case ENT_FIELD_STRING:
      ent_record_set_string (slot, "");
      break;
    case ENT_FIELD_RECORD:
      ent_record_set_record (slot, NULL);
      break;
    case ENT_FIELD_RECORDS:
      ent_record_set_records (slot, NULL);
      break;
    case ENT_FIELD_STRINGS:
      ent_strings_unref (*(EntStrings **) slot);
      *(EntStrings **) slot = NULL;
      break;
    case ENT_FIELD_INTEGERS:
      ent_integers_unref (*(EntIntegers **) slot);
      *(EntIntegers **) slot = NULL;
      break;
    default:
      g_assert_not_reached ();
    }
  ent_record_set_present (record, (guint) i, FALSE);
}

static void
clear_all (EntRecord *record, const char *const *names)
{
  for (; *names != NULL; names++)
    clear (record, *names);
}

static void
redact_string (EntRedaction *self, const EntField *field, char **slot)
{
  g_autofree char *text = NULL;

  if ((*slot)[0] == '\0' || field->choices != NULL || (field->flags & (ENT_FIELD_COLOUR | ENT_FIELD_EDTF | ENT_FIELD_SHA256)))
    return;
  if ((field->flags & (ENT_FIELD_ID | ENT_FIELD_REF_ACTOR | ENT_FIELD_REF_EXCERPT)) || g_str_equal (field->name, "kind"))
    text = g_strdup (g_hash_table_contains (self->gone, *slot) ? "" : new_id (self, *slot));
  else if (g_str_equal (field->name, "exact"))
    {
      g_autofree char *quote = ent_secrets_replace_quote (self->secrets, *slot);

      text = shorten (self, quote);
    }
  else if (g_str_equal (field->name, "url") || (field->flags & ENT_FIELD_PICTURE))
    text = g_strdup (ent_secrets_find (self->secrets, *slot, LEAST_NAME) != NULL ? "" : *slot); /* an altered address leads nowhere */
  else
    text = ent_secrets_replace (self->secrets, *slot);
  if (!g_str_equal (text, *slot))
    ent_record_set_string (slot, text);
}

static void
redact_strings (EntRedaction *self, const EntField *field, EntStrings **slot)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_free);
  gboolean refers = (field->flags & (ENT_FIELD_REF_ACTOR | ENT_FIELD_REF_EXCERPT | ENT_FIELD_REF_ANY)) != 0;
  EntStrings *old = *slot;

  for (guint i = 0; i < ent_strings_n (old); i++)
    if (refers && !g_hash_table_contains (self->gone, old->items[i]))
      g_ptr_array_add (kept, g_strdup (new_id (self, old->items[i])));
    else if (!refers && g_str_equal (field->name, "aliases") && ent_secrets_find (self->secrets, old->items[i], 0) == NULL)
      g_ptr_array_add (kept, g_strdup (old->items[i]));
    else if (!refers && !g_str_equal (field->name, "aliases"))
      g_ptr_array_add (kept, ent_secrets_replace (self->secrets, old->items[i]));
  *slot = ent_strings_new ((const char *const *) kept->pdata, kept->len);
  ent_strings_unref (old);
}

static gboolean
goes (EntRedaction *self, const EntRecord *record)
{
  if (record->type == &ent_evidence_type)
    return g_hash_table_contains (self->gone, ((EntEvidence *) record)->excerpt);
  return g_hash_table_contains (self->gone, ent_record_id (record));
}

/* (transfer full) */
static EntRecords *
redact_records (EntRedaction *self, const EntRecords *records)
{
  g_autofree EntRecord **kept = g_new (EntRecord *, ent_records_n (records) + 1);
  guint n = 0;

  for (guint i = 0; i < ent_records_n (records); i++)
    if (!goes (self, records->items[i]))
      kept[n++] = redact_record (self, records->items[i]);
  return ent_records_new_take (kept, n);
}

static void
redact_actor (EntRedaction *self, EntActor *actor, const char *old_id)
{
  static const char *const telling[] = { "aliases", "location", "image", "links", NULL };
  const char *new_name = g_hash_table_lookup (self->renames, old_id);

  if (self->strips)
    clear (&actor->record, "merged");
  if (self->profile->no_sources)
    clear (&actor->record, "links");
  if (new_name == NULL)
    return;
  ent_record_set_string (&actor->name, new_name);
  clear_all (&actor->record, telling);
}

static void
redact_article (EntRedaction *self, EntArticle *article, const EntArticle *old)
{
  static const char *const text[] = { "text", "sha256", "pages", "editions", "origin", NULL };
  static const char *const telling[] = { "publisher", "author", "published", "accessed", "url", NULL };
  const EntRecords *articles = self->map->lists[ENT_LIST_ARTICLES];
  const char *new_name = g_hash_table_lookup (self->renames, old->id);
  guint number = 1;

  if (self->strips)
    clear_all (&article->record, text);
  if (!ent_redaction_is_anonymous (self, old))
    return;
  clear_all (&article->record, telling);
  while (number <= articles->n && articles->items[number - 1] != &old->record)
    number++;
  if (new_name != NULL)
    ent_record_set_string (&article->title, new_name);
  else
    {
      g_autofree char *title = g_strdup_printf ("Source %u", number);

      ent_record_set_string (&article->title, title);
    }
}

static void
redact_excerpt (EntRedaction *self, EntExcerpt *excerpt)
{
  static const char *const around[] = { "prefix", "suffix", NULL };

  if (!self->strips)
    return;
  clear_all (&excerpt->record, around);
  /* The format wants a stretch: that of the quotation alone says nothing of where it stood. */
  excerpt->start = 0;
  excerpt->end = ent_text_length (excerpt->exact);
}

/* (transfer full) */
static EntRecord *
redact_record (EntRedaction *self, const EntRecord *old)
{
  EntRecord *record = ent_record_copy (old);

  if (record->unknown != NULL && !self->cuts)
    {
      self->n_unknown += record->unknown->n;
      ent_record_take_unknown (record, NULL);
    }
  /* First, so that nothing is done for what goes anyway. */
  if (self->profile->no_notes && ent_record_type_find (record->type, "note") >= 0)
    clear (record, "note");
  if (record->type == &ent_article_type && self->strips)
    redact_article (self, (EntArticle *) record, (const EntArticle *) old);
  if (record->type == &ent_actor_type)
    redact_actor (self, (EntActor *) record, ent_record_id (old));
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const EntField *field = &record->type->fields[i];
      gpointer slot = ent_record_slot (record, i);

      if (field->kind == ENT_FIELD_STRING)
        redact_string (self, field, slot);
      else if (field->kind == ENT_FIELD_STRINGS)
        redact_strings (self, field, slot);
      else if (field->kind == ENT_FIELD_RECORD && *(EntRecord **) slot != NULL)
        {
          g_autoptr (EntRecord) inner = redact_record (self, *(EntRecord **) slot);

          ent_record_set_record (slot, inner);
        }
      else if (field->kind == ENT_FIELD_RECORDS)
        {
          g_autoptr (EntRecords) inner = redact_records (self, *(EntRecords **) slot);

          ent_record_set_records (slot, inner);
        }
    }
  if (record->type == &ent_excerpt_type)
    redact_excerpt (self, (EntExcerpt *) record);
  return record;
}

EntSnapshot *
ent_redaction_copy_map (EntRedaction *self)
{
  EntRecords *lists[ENT_N_LISTS];
  EntRecord *head = redact_record (self, &self->map->head->record);

  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    lists[list] = redact_records (self, self->map->lists[list]);
  return ent_snapshot_new_take ((EntHead *) head, lists);
}
