/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What proves a relation, and where it stands in its text.
 * Invariant: an excerpt is changed only to one that equals its article's text. */
#include "ent-edit-proof.h"

#include <string.h>

#include "ent-anchor.h"
#include "ent-edit-private.h"
#include "ent-field-rules.h"

static int
find_evidence (const EntRelation *relation, const char *excerpt)
{
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    if (strcmp (((EntEvidence *) relation->evidence->items[i])->excerpt, excerpt) == 0)
      return (int) i;
  return -1;
}

/* One step that gives @relation the evidence @list (taken). */
static gboolean
set_evidence (EntMap *map, const EntRelation *relation, const char *label, const char *key, EntRecords *list, GError **error)
{
  g_autoptr (EntRecords) evidence = list;
  g_autofree char *id = g_strdup (relation->id);
  EntRelation *copy = (EntRelation *) ent_record_copy (&relation->record);

  ent_record_set_records (&copy->evidence, evidence);
  ent_map_begin (map, label, key);
  ent_edit_put (map, id, copy);
  return ent_map_commit (map, error);
}

/* The relation and its evidence that names @excerpt. */
static const EntRelation *
find_both (EntMap *map, const char *relation_id, const char *excerpt, guint *index, GError **error)
{
  const EntRelation *relation = ent_map_relation (map, relation_id);
  int i;

  if (relation == NULL)
    return ent_edit_no_such (error, "relation", relation_id), NULL;
  i = find_evidence (relation, excerpt);
  if (i < 0)
    return ent_edit_no_such (error, "evidence of this relation", excerpt), NULL;
  *index = (guint) i;
  return relation;
}

gboolean
ent_edit_use_excerpt (EntMap *map, const char *relation_id, const char *excerpt, EntRole role, GError **error)
{
  const EntRelation *relation = ent_map_relation (map, relation_id);
  EntEvidence *evidence;

  if (relation == NULL)
    return ent_edit_no_such (error, "relation", relation_id);
  if (ent_map_excerpt (map, excerpt, NULL) == NULL)
    return ent_edit_no_such (error, "excerpt", excerpt);
  if (find_evidence (relation, excerpt) >= 0)
    return TRUE;
  evidence = (EntEvidence *) ent_record_new (&ent_evidence_type);
  ent_record_set_string (&evidence->excerpt, excerpt);
  ent_record_set_string (&evidence->role, ent_role_name (role));
  return set_evidence (map, relation, "Add Evidence", NULL,
                       ent_records_insert (relation->evidence, ent_records_n (relation->evidence), &evidence->record), error);
}

gboolean
ent_edit_remove_evidence (EntMap *map, const char *relation_id, const char *excerpt, GError **error)
{
  guint i;
  const EntRelation *relation = find_both (map, relation_id, excerpt, &i, error);

  return relation != NULL
         && set_evidence (map, relation, "Remove Evidence", NULL, ent_records_remove (relation->evidence, i), error);
}

gboolean
ent_edit_set_evidence_role (EntMap *map, const char *relation_id, const char *excerpt, EntRole role, GError **error)
{
  guint i;
  const EntRelation *relation = find_both (map, relation_id, excerpt, &i, error);
  EntEvidence *copy;

  if (relation == NULL)
    return FALSE;
  copy = (EntEvidence *) ent_record_copy (relation->evidence->items[i]);
  ent_record_set_string (&copy->role, ent_role_name (role));
  return set_evidence (map, relation, "Change Role of Evidence", NULL, ent_records_replace (relation->evidence, i, &copy->record),
                       error);
}

gboolean
ent_edit_set_evidence_note (EntMap *map, const char *relation_id, const char *excerpt, const char *note, GError **error)
{
  guint i;
  const EntRelation *relation = find_both (map, relation_id, excerpt, &i, error);
  EntEvidence *copy;
  g_autofree char *key = NULL;

  if (relation == NULL)
    return FALSE;
  copy = (EntEvidence *) ent_record_copy (relation->evidence->items[i]);
  ent_record_set_string (&copy->note, note);
  if (!ent_edit_is_good (copy, error))
    return FALSE;
  key = g_strdup_printf ("evidence-note\x01%s\x01%s", relation_id, excerpt);
  return set_evidence (map, relation, "Change Note of Evidence", key, ent_records_replace (relation->evidence, i, &copy->record),
                       error);
}

gboolean
ent_edit_move_evidence (EntMap *map, const char *relation_id, guint index, guint to, GError **error)
{
  const EntRelation *relation = ent_map_relation (map, relation_id);
  guint n = relation != NULL ? ent_records_n (relation->evidence) : 0;
  EntRecord *moved;
  EntRecords *list;

  if (relation == NULL)
    return ent_edit_no_such (error, "relation", relation_id);
  if (index >= n || to >= n)
    return ent_edit_refuse (error, "the relation has no evidence %u", MAX (index, to) + 1);
  moved = ent_record_ref (relation->evidence->items[index]);
  list = ent_records_remove (relation->evidence, index);
  return set_evidence (map, relation, "Order Evidence", NULL, ent_records_splice (list, to, FALSE, moved), error);
}

char *
ent_edit_add_excerpt (EntMap *map, const char *article, gint64 start, gint64 end, GError **error)
{
  char *id;

  ent_map_begin (map, "Add Excerpt", NULL);
  id = ent_edit_put_excerpt (map, article, start, end, error);
  if (id == NULL)
    {
      ent_map_abort (map);
      return NULL;
    }
  return ent_edit_commit_id (map, id, error);
}

/* A copy of @old that stands from @start to @end of @article. */
static EntExcerpt *
anchored_at (const EntArticle *article, const EntExcerpt *old, gint64 start, gint64 end, GError **error)
{
  EntExcerpt *fresh = ent_anchor_new_excerpt (article, old->id, start, end, error), *copy;

  if (fresh == NULL)
    return NULL;
  copy = (EntExcerpt *) ent_record_copy (&old->record);
  ent_record_set_string (&copy->exact, fresh->exact);
  ent_record_set_string (&copy->prefix, fresh->prefix);
  ent_record_set_string (&copy->suffix, fresh->suffix);
  copy->start = start;
  copy->end = end;
  ent_record_unref (&fresh->record);
  return copy;
}

/* In the open transaction. */
static gboolean
move_excerpt (EntMap *map, const EntPlacing *placing, GError **error)
{
  const EntArticle *article = NULL;
  const EntExcerpt *excerpt = ent_map_excerpt (map, placing->excerpt, &article);
  EntExcerpt *copy;

  if (excerpt == NULL)
    return ent_edit_no_such (error, "excerpt", placing->excerpt);
  copy = anchored_at (article, excerpt, placing->start, placing->end, error);
  if (copy == NULL)
    return FALSE;
  ent_edit_put (map, placing->excerpt, copy);
  return TRUE;
}

gboolean
ent_edit_move_excerpts (EntMap *map, const EntPlacing *placings, guint n, GError **error)
{
  g_autofree char *label = n == 1 ? g_strdup ("Move Excerpt") : g_strdup_printf ("Move %u Excerpts", n);

  if (n == 0)
    return TRUE;
  ent_map_begin (map, label, NULL);
  for (guint i = 0; i < n; i++)
    if (!move_excerpt (map, &placings[i], error))
      {
        ent_map_abort (map);
        return FALSE;
      }
  return ent_map_commit (map, error);
}

gboolean
ent_edit_move_excerpt (EntMap *map, const char *id, gint64 start, gint64 end, GError **error)
{
  EntPlacing placing = { id, start, end };

  return ent_edit_move_excerpts (map, &placing, 1, error);
}

/* The byte of the only place of @words in @text, or -1. */
static gssize
only_place (const char *text, const char *words)
{
  const char *first = strstr (text, words);

  return first != NULL && words[0] != '\0' && strstr (first + 1, words) == NULL ? first - text : -1;
}

/* @excerpt as it stands in the text of @article, or itself where that is not certain: its words must stand there exactly once, and either
 * have stood once in the text @before too, or have both prefix and suffix beside them. Of two equal sentences the one that is left is
 * never taken for the other. (transfer full) */
static EntRecord *
followed (const EntArticle *article, const char *before, const EntExcerpt *excerpt)
{
  gssize byte = only_place (article->text, excerpt->exact);
  gsize prefix = strlen (excerpt->prefix);
  gboolean vouched;
  gint64 start;
  EntExcerpt *fresh;

  if (byte < 0 || ent_anchor_state (article, excerpt) == ENT_ANCHOR_EXACT)
    return ent_record_ref (&excerpt->record);
  vouched = prefix > 0 && excerpt->suffix[0] != '\0' && prefix <= (gsize) byte
            && memcmp (article->text + byte - prefix, excerpt->prefix, prefix) == 0
            && g_str_has_prefix (article->text + byte + strlen (excerpt->exact), excerpt->suffix);
  if (!vouched && only_place (before, excerpt->exact) < 0)
    return ent_record_ref (&excerpt->record);
  start = ent_text_position_of (article->text, (gsize) byte);
  fresh = anchored_at (article, excerpt, start, start + ent_text_length (excerpt->exact), NULL);
  return fresh != NULL ? &fresh->record : ent_record_ref (&excerpt->record);
}

/* The text that @article has now, put behind its editions. */
static void
keep_edition (EntArticle *copy, const EntArticle *article)
{
  EntEdition *edition = (EntEdition *) ent_record_new (&ent_edition_type);
  g_autoptr (EntRecords) list = NULL;

  ent_record_set_string (&edition->text, article->text);
  ent_record_set_string (&edition->sha256, article->sha256);
  ent_record_set_string (&edition->accessed, article->accessed);
  list = ent_records_insert (article->editions, ent_records_n (article->editions), &edition->record);
  ent_record_set_records (&copy->editions, list);
}

gboolean
ent_edit_set_article_text (EntMap *map, const char *id, const char *text, GError **error)
{
  const EntArticle *article = ent_map_article (map, id);
  guint n = article != NULL ? ent_records_n (article->excerpts) : 0;
  g_autofree EntRecord **excerpts = g_new (EntRecord *, n);
  g_autoptr (EntRecords) list = NULL;
  g_autofree char *sha256 = NULL, *label = NULL, *name = NULL;
  gboolean detached = FALSE;
  EntArticle *copy;

  if (article == NULL)
    return ent_edit_no_such (error, "article", id);
  if (!g_utf8_validate (text, -1, NULL))
    return ent_edit_refuse (error, "the article is not UTF-8 text");
  if (strlen (text) > ENT_MAX_LONG_STRING)
    return ent_edit_refuse (error, "the article is longer than 16 MiB");
  if (strcmp (article->text, text) == 0)
    return TRUE;
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  copy = (EntArticle *) ent_record_copy (&article->record);
  ent_record_set_string (&copy->text, text);
  ent_record_set_string (&copy->sha256, text[0] != '\0' ? sha256 : "");
  for (guint i = 0; i < n; i++)
    {
      excerpts[i] = followed (copy, article->text, (EntExcerpt *) article->excerpts->items[i]);
      detached |= ent_anchor_state (copy, (EntExcerpt *) excerpts[i]) != ENT_ANCHOR_EXACT;
    }
  list = ent_records_new_take (excerpts, n);
  ent_record_set_records (&copy->excerpts, list);
  /* The pages are those of the text before. */
  g_clear_pointer (&copy->pages, ent_integers_unref);
  if (detached && article->text[0] != '\0')
    keep_edition (copy, article);
  name = ent_edit_name_of (map, &article->record);
  label = ent_edit_label_for ("Change Text of", name);
  ent_map_begin (map, label, NULL);
  ent_edit_put (map, id, copy);
  return ent_map_commit (map, error);
}
