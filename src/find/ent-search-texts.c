/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All texts of a section in one run of memory: a question is one pass over it, some gigabytes a second. */
#include <string.h>

#include "ent-fold.h"
#include "ent-search-private.h"

static EntSearchTexts *
texts_alloc (void)
{
  EntSearchTexts *self = g_new0 (EntSearchTexts, 1);

  g_atomic_ref_count_init (&self->ref);
  self->text = g_string_new (NULL);
  self->starts = g_array_new (FALSE, FALSE, sizeof (gsize));
  self->entries = g_array_new (FALSE, FALSE, sizeof (EntSearchEntry));
  self->weights = g_array_new (FALSE, FALSE, sizeof (guint));
  self->records = g_ptr_array_new ();
  return self;
}

EntSearchTexts *
ent_search_texts_ref (EntSearchTexts *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

void
ent_search_texts_unref (EntSearchTexts *self)
{
  if (!g_atomic_ref_count_dec (&self->ref))
    return;
  g_string_free (self->text, TRUE);
  g_array_unref (self->starts);
  g_array_unref (self->entries);
  g_array_unref (self->weights);
  g_ptr_array_unref (self->records);
  g_clear_pointer (&self->holders, g_ptr_array_unref);
  g_free (self);
}

static void
add (EntSearchTexts *self, guint part, const char *text)
{
  EntSearchEntry entry = { self->records->len - 1, part };
  gsize start = self->text->len;

  if (text[0] == '\0')
    return;
  g_array_append_val (self->starts, start);
  g_array_append_val (self->entries, entry);
  ent_fold_append_loosely (self->text, text, NULL);
  g_string_append_c (self->text, '\n');
}

static void
add_owner (EntSearchTexts *self, EntRecord *record, guint weight)
{
  g_ptr_array_add (self->records, record);
  g_array_append_val (self->weights, weight);
}

static void
add_actor (EntSearchTexts *self, EntMapIndex *index, EntRecord *record)
{
  const EntActor *actor = (const EntActor *) record;

  add_owner (self, record, ent_map_index_relations_of (index, actor->id)->len);
  add (self, 0, actor->name);
  for (guint i = 0; i < ent_strings_n (actor->aliases); i++)
    add (self, i + 1, actor->aliases->items[i]);
}

static void
add_article (EntSearchTexts *self, EntRecord *record)
{
  const EntArticle *article = (const EntArticle *) record;

  add_owner (self, record, ent_records_n (article->excerpts));
  add (self, 0, article->title);
  add (self, 1, article->text);
}

static void
add_excerpts (EntSearchTexts *self, EntMapIndex *index, EntRecord *record)
{
  const EntArticle *article = (const EntArticle *) record;

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];

      add_owner (self, article->excerpts->items[i], ent_map_index_relations_proved_by (index, excerpt->id)->len);
      g_ptr_array_add (self->holders, record);
      add (self, 0, excerpt->exact);
    }
}

static void
add_record (EntSearchTexts *self, EntMapIndex *index, EntSearchSection section, EntRecord *record)
{
  switch (section)
    {
    case ENT_SEARCH_ACTORS:
      add_actor (self, index, record);
      break;
    case ENT_SEARCH_RELATIONS:
      add_owner (self, record, ent_records_n (((const EntRelation *) record)->evidence));
      add (self, 0, ((const EntRelation *) record)->label);
      break;
    case ENT_SEARCH_GROUND:
      add_owner (self, record, 0);
      add (self, 0, record->type == &ent_group_type ? ((const EntGroup *) record)->name : ((const EntCaption *) record)->text);
      break;
    case ENT_SEARCH_EXCERPTS:
      add_excerpts (self, index, record);
      break;
    case ENT_SEARCH_ARTICLES:
      add_article (self, record);
      break;
    case ENT_N_SEARCH_SECTIONS:
    default:
      g_return_if_reached ();
    }
}

EntSearchTexts *
ent_search_texts_new (EntMapIndex *index, EntSearchSection section)
{
  static const EntListId lists[ENT_N_SEARCH_SECTIONS][2] = {
    [ENT_SEARCH_ACTORS] = { ENT_LIST_ACTORS, ENT_N_LISTS },     [ENT_SEARCH_RELATIONS] = { ENT_LIST_RELATIONS, ENT_N_LISTS },
    [ENT_SEARCH_GROUND] = { ENT_LIST_GROUPS, ENT_LIST_CAPTIONS }, [ENT_SEARCH_EXCERPTS] = { ENT_LIST_ARTICLES, ENT_N_LISTS },
    [ENT_SEARCH_ARTICLES] = { ENT_LIST_ARTICLES, ENT_N_LISTS },
  };
  EntSearchTexts *self = texts_alloc ();

  if (section == ENT_SEARCH_EXCERPTS)
    self->holders = g_ptr_array_new ();
  for (guint i = 0; i < 2 && lists[section][i] != ENT_N_LISTS; i++)
    {
      const EntRecords *records = ent_map_index_get_snapshot (index)->lists[lists[section][i]];

      for (guint k = 0; k < ent_records_n (records); k++)
        add_record (self, index, section, records->items[k]);
    }
  g_array_append_val (self->starts, self->text->len);
  return self;
}

const char *
ent_search_texts_original (const EntSearchTexts *self, EntSearchSection section, const EntSearchEntry *entry)
{
  const EntRecord *record = self->records->pdata[entry->owner];

  switch (section)
    {
    case ENT_SEARCH_ACTORS:
      return entry->part == 0 ? ((const EntActor *) record)->name : ((const EntActor *) record)->aliases->items[entry->part - 1];
    case ENT_SEARCH_RELATIONS:
      return ((const EntRelation *) record)->label;
    case ENT_SEARCH_GROUND:
      return record->type == &ent_group_type ? ((const EntGroup *) record)->name : ((const EntCaption *) record)->text;
    case ENT_SEARCH_EXCERPTS:
      return ((const EntExcerpt *) record)->exact;
    case ENT_SEARCH_ARTICLES:
      return entry->part == 0 ? ((const EntArticle *) record)->title : ((const EntArticle *) record)->text;
    case ENT_N_SEARCH_SECTIONS:
    default:
      g_return_val_if_reached ("");
    }
}
