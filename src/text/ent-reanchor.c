/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A copy of the article is given its new text, its excerpts and its editions, and replaces the old one in one transaction.
 * Invariant: no excerpt, and no text that an excerpt still needs, is ever dropped. */
#include "ent-reanchor.h"

#include <string.h>

#include "ent-anchor.h"
#include "ent-edit-articles.h"
#include "ent-field-rules.h"
#include "ent-verify.h"

#define MAX_TEXT ((gsize) 16 * 1024 * 1024)

static gboolean
no_such (GError **error, const char *what, const char *id)
{
  g_set_error (error, ENT_ERROR, ENT_ERROR_REFERENCE, "there is no %s “%s”", what, id);
  return FALSE;
}

static gboolean
replace_article (EntMap *map, const char *label, EntArticle *changed, GError **error)
{
  int index = ent_map_index_of (map, ENT_LIST_ARTICLES, changed->id);

  ent_map_begin (map, label, NULL);
  ent_map_replace (map, ENT_LIST_ARTICLES, (guint) index, changed);
  return ent_map_commit (map, error);
}

/* One step that is named by the article. Takes @changed. */
static gboolean
take_one (EntMap *map, EntArticle *changed, GError **error)
{
  g_auto (GStrv) ids = ent_edit_take_articles (map, NULL, 0, &changed, 1, error);

  return ids != NULL;
}

/* @excerpt as what stands from @start to @end in @text; its id, grade, note and unknown members stay. (transfer full) */
static EntExcerpt *
placed_excerpt (EntPlainText *text, const EntExcerpt *excerpt, gint64 start, gint64 end)
{
  EntExcerpt *copy = (EntExcerpt *) ent_record_copy (&excerpt->record), *fresh;

  fresh = ent_anchor_new_excerpt_in (ent_plain_text_get_index (text), excerpt->id, start, (gsize) ent_plain_text_byte_of (text, start), end,
                                     (gsize) ent_plain_text_byte_of (text, end));
  ent_record_set_string (&copy->exact, fresh->exact);
  ent_record_set_string (&copy->prefix, fresh->prefix);
  ent_record_set_string (&copy->suffix, fresh->suffix);
  copy->start = start;
  copy->end = end;
  ent_record_unref (&fresh->record);
  return copy;
}

/* Puts into @changed the excerpts of @article that stand in its text; @n_exact: how many of all are exact there now. FALSE when
 * cancelled. */
static gboolean
place_excerpts (EntArticle *changed, const EntArticle *article, gboolean new_text, guint *n_exact, gboolean *any, guint *counts, int *progress,
                GCancellable *cancellable)
{
  guint n = ent_records_n (article->excerpts);
  g_autofree EntRecord **items = g_new (EntRecord *, n + 1);
  g_autoptr (EntPlainText) text = ent_plain_text_new (changed->text);
  /* Without an old text nothing is known of where an excerpt was unique: then only its position counts. */
  gboolean had_text = article->text[0] != '\0';
  g_autoptr (EntVerifier) verifier = ent_verifier_new (had_text ? article : changed, text);
  g_autoptr (EntRecords) list = NULL;

  for (guint i = 0; i < n; i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];
      EntFinding finding = ent_verifier_check (verifier, excerpt, cancellable);
      gboolean stands = finding.state == ENT_FINDING_EXACT || (finding.state == ENT_FINDING_MOVED && had_text);
      EntExcerpt *placed = NULL;

      if (g_cancellable_is_cancelled (cancellable))
        {
          while (i > 0)
            ent_record_unref (items[--i]);
          return FALSE;
        }
      if (progress != NULL)
        g_atomic_int_set (progress, (int) ((guint64) i * 1000 / n));
      if (counts != NULL)
        counts[finding.state]++;
      *n_exact += stands;
      if (stands && (new_text || finding.state == ENT_FINDING_MOVED))
        placed = placed_excerpt (text, excerpt, finding.start, finding.end);
      items[i] = placed != NULL ? &placed->record : ent_record_ref (&excerpt->record);
      *any = *any || placed != NULL;
    }
  list = ent_records_new_take (items, n);
  ent_record_set_records (&changed->excerpts, list);
  return TRUE;
}

static void
keep_edition (EntArticle *changed, const EntArticle *article)
{
  guint n = ent_records_n (article->editions);
  EntEdition *edition;
  g_autoptr (EntRecords) list = NULL;

  for (guint i = 0; i < n; i++)
    if (strcmp (((const EntEdition *) article->editions->items[i])->text, article->text) == 0)
      return;
  edition = (EntEdition *) ent_record_new (&ent_edition_type);
  ent_record_set_string (&edition->text, article->text);
  ent_record_set_string (&edition->sha256, article->sha256);
  ent_record_set_string (&edition->accessed, article->accessed);
  list = ent_records_insert (article->editions, n, &edition->record);
  ent_record_set_records (&changed->editions, list);
}

EntArticle *
ent_reanchor_article (const EntArticle *article, const char *text, const char *accessed, guint counts[ENT_FINDING_UNCHECKED + 1],
                      int *progress, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntRecord) record = NULL;
  g_autofree char *wrong = NULL;
  EntArticle *changed;
  gboolean new_text, any = FALSE;
  guint n_exact = 0;

  if (text != NULL && (text[0] == '\0' || !g_utf8_validate (text, -1, NULL)))
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_EDIT, text[0] == '\0' ? "the new text is empty" : "the new text is not UTF-8 text");
      return NULL;
    }
  if (text != NULL && strlen (text) > MAX_TEXT)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT, "the article is longer than 16 MiB");
      return NULL;
    }
  new_text = text != NULL && strcmp (text, article->text) != 0;
  if (!new_text && article->text[0] == '\0')
    return (EntArticle *) ent_record_ref ((EntRecord *) &article->record);
  record = ent_record_copy (&article->record);
  changed = (EntArticle *) record;
  if (new_text)
    {
      g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

      ent_record_set_string (&changed->text, text);
      ent_record_set_string (&changed->sha256, sha256);
      ent_record_set_string (&changed->accessed, accessed);
      ent_integers_unref (changed->pages);
      changed->pages = NULL;
    }
  if (!place_excerpts (changed, article, new_text, &n_exact, &any, counts, progress, cancellable))
    {
      g_cancellable_set_error_if_cancelled (cancellable, error);
      return NULL;
    }
  if (n_exact < ent_records_n (article->excerpts) && new_text && article->text[0] != '\0')
    keep_edition (changed, article);
  if (!any && !new_text)
    return (EntArticle *) ent_record_ref ((EntRecord *) &article->record);
  wrong = ent_record_check (record);
  if (wrong != NULL)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_EDIT, wrong);
      return NULL;
    }
  return (EntArticle *) g_steal_pointer (&record);
}

gboolean
ent_edit_reanchor (EntMap *map, const char *article_id, const char *text, const char *accessed, GError **error)
{
  const EntArticle *article = ent_map_article (map, article_id);
  EntArticle *changed;

  if (article == NULL)
    return no_such (error, "article", article_id);
  changed = ent_reanchor_article (article, text, accessed, NULL, NULL, NULL, error);
  if (changed == NULL)
    return FALSE;
  if (changed != article && strcmp (changed->text, article->text) == 0)
    return replace_article (map, "Re-anchor Excerpts", changed, error);
  return take_one (map, changed, error);
}

gboolean
ent_edit_forget_editions (EntMap *map, const char *article_id, GError **error)
{
  const EntArticle *article = ent_map_article (map, article_id);
  EntArticle *changed;

  if (article == NULL)
    return no_such (error, "article", article_id);
  if (article->editions == NULL)
    return TRUE;
  changed = (EntArticle *) ent_record_copy (&article->record);
  ent_record_set_records (&changed->editions, NULL);
  return replace_article (map, "Forget Earlier Texts", changed, error);
}
