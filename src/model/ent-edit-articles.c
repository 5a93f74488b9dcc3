/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding articles: where one is refused the transaction ends with nothing done. */
#include "ent-edit-articles.h"

#include <stddef.h>
#include <string.h>

#include "ent-edit-private.h"
#include "ent-error.h"

#define MOST_TEXT ((gsize) 16 * 1024 * 1024)

static EntOrigin *
make_origin (const EntNewArticle *wanted)
{
  EntOrigin *origin = (EntOrigin *) ent_record_new (&ent_origin_type);

  ent_record_set_string (&origin->file, wanted->file != NULL ? wanted->file : "");
  ent_record_set_string (&origin->type, wanted->type != NULL ? wanted->type : "");
  ent_record_set_string (&origin->sha256, wanted->sha256 != NULL ? wanted->sha256 : "");
  return origin;
}

EntArticle *
ent_edit_make_article (const EntNewArticle *wanted, GError **error)
{
  EntArticle *article;
  g_autofree char *sha256 = NULL;
  const struct
  {
    gsize slot;
    const char *value;
  } fields[] = { { offsetof (EntArticle, title), wanted->title },         { offsetof (EntArticle, publisher), wanted->publisher },
                 { offsetof (EntArticle, author), wanted->author },       { offsetof (EntArticle, published), wanted->published },
                 { offsetof (EntArticle, accessed), wanted->accessed },   { offsetof (EntArticle, url), wanted->url },
                 { offsetof (EntArticle, language), wanted->language },   { offsetof (EntArticle, reliability), wanted->reliability },
                 { offsetof (EntArticle, text), wanted->text } };

  if (strlen (wanted->text) > MOST_TEXT)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT, "the article is longer than 16 MiB");
      return NULL;
    }
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL && !g_utf8_validate (fields[i].value, -1, NULL))
      {
        ent_edit_refuse (error, "the article is not UTF-8 text");
        return NULL;
      }
  sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, wanted->text, -1);
  article = (EntArticle *) ent_record_new (&ent_article_type);
  ent_record_set_string (&article->id, "article");
  ent_record_set_string (&article->sha256, sha256);
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL)
      ent_record_set_string ((char **) (gpointer) ((char *) article + fields[i].slot), fields[i].value);
  if (wanted->file != NULL || wanted->type != NULL || wanted->sha256 != NULL)
    article->origin = make_origin (wanted);
  if (wanted->n_pages > 0)
    article->pages = ent_integers_new (wanted->pages, wanted->n_pages);
  return ent_edit_is_good (article, error) ? article : NULL;
}

/* What the step is called: by its only article, or by how many come and how many get a new text. (transfer full) */
static char *
label_for (EntArticle *const *fresh, guint n_fresh, EntArticle *const *changed, guint n_changed)
{
  if (n_fresh + n_changed == 1)
    return ent_edit_label_for (n_fresh > 0 ? "Add Article" : "Update Article", n_fresh > 0 ? fresh[0]->title : changed[0]->title);
  if (n_changed == 0)
    return g_strdup_printf ("Add %u Articles", n_fresh);
  if (n_fresh == 0)
    return g_strdup_printf ("Update %u Articles", n_changed);
  return g_strdup_printf ("Add and Update %u Articles", n_fresh + n_changed);
}

/* Where there is no such article any more, the transaction fails as one of an id that nothing has. */
static gboolean
put_changed (EntMap *map, EntArticle *changed, GError **error)
{
  int index = ent_map_index_of (map, ENT_LIST_ARTICLES, changed->id);

  if (index < 0)
    {
      ent_edit_no_such (error, "article", changed->id);
      ent_record_unref (&changed->record);
      return FALSE;
    }
  ent_map_replace (map, ENT_LIST_ARTICLES, (guint) index, changed);
  return TRUE;
}

char **
ent_edit_take_articles (
    EntMap *map, EntArticle *const *fresh, guint n_fresh, EntArticle *const *changed, guint n_changed, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autofree char *label = NULL;
  g_auto (GStrv) all = NULL;
  gboolean good = TRUE;

  if (n_fresh + n_changed == 0)
    return g_new0 (char *, 1);
  label = label_for (fresh, n_fresh, changed, n_changed);
  ent_map_begin (map, label, NULL);
  for (guint i = 0; i < n_fresh; i++)
    {
      g_autofree char *id = ent_map_new_id_from_name (map, fresh[i]->title[0] != '\0' ? fresh[i]->title : "article");

      ent_record_set_string (&fresh[i]->id, id);
      ent_map_insert (map, ENT_LIST_ARTICLES, -1, fresh[i]);
      g_strv_builder_add (ids, id);
    }
  for (guint i = 0; i < n_changed; i++)
    {
      g_strv_builder_add (ids, changed[i]->id);
      if (good)
        good = put_changed (map, changed[i], error);
      else
        ent_record_unref (&changed[i]->record);
    }
  if (!good)
    {
      ent_map_abort (map);
      return NULL;
    }
  all = g_strv_builder_end (ids);
  return ent_map_commit (map, error) ? g_steal_pointer (&all) : NULL;
}

char **
ent_edit_add_articles (EntMap *map, const EntNewArticle *articles, guint n, GError **error)
{
  g_autofree EntArticle **made = g_new (EntArticle *, n + 1);
  guint n_made;

  for (n_made = 0; n_made < n; n_made++)
    {
      made[n_made] = ent_edit_make_article (&articles[n_made], error);
      if (made[n_made] == NULL)
        break;
    }
  if (n_made == n)
    return ent_edit_take_articles (map, made, n, NULL, 0, error);
  while (n_made > 0)
    ent_record_unref (&made[--n_made]->record);
  return NULL;
}

const EntArticle *
ent_edit_find_article (
    EntMap *map, const char *text_sha256, const char *bytes_sha256, const char *url, gboolean *same_text)
{
  const EntArticle *from_there = NULL;

  *same_text = FALSE;
  for (guint i = 0; i < ent_map_n (map, ENT_LIST_ARTICLES); i++)
    {
      const EntArticle *article = ent_map_nth (map, ENT_LIST_ARTICLES, i);

      if (strcmp (article->sha256, text_sha256) == 0
          || (article->origin != NULL && bytes_sha256[0] != '\0'
              && strcmp (article->origin->sha256, bytes_sha256) == 0))
        {
          *same_text = TRUE;
          return article;
        }
      if (from_there == NULL && url[0] != '\0' && strcmp (article->url, url) == 0)
        from_there = article;
    }
  return from_there;
}
