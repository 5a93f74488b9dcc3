/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Adding articles: where one is refused the transaction ends with nothing done. */
#include "ent-edit-articles.h"

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

/* NULL with @error. @id is that of the article. (transfer full) */
static EntArticle *
make_article (const EntNewArticle *wanted, const char *id, GError **error)
{
  EntArticle *article = (EntArticle *) ent_record_new (&ent_article_type);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, wanted->text, -1);
  const struct
  {
    char **slot;
    const char *value;
  } fields[] = { { &article->id, id },
                 { &article->title, wanted->title },
                 { &article->publisher, wanted->publisher },
                 { &article->author, wanted->author },
                 { &article->published, wanted->published },
                 { &article->accessed, wanted->accessed },
                 { &article->url, wanted->url },
                 { &article->language, wanted->language },
                 { &article->reliability, wanted->reliability },
                 { &article->text, wanted->text },
                 { &article->sha256, sha256 } };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    if (fields[i].value != NULL && !g_utf8_validate (fields[i].value, -1, NULL))
      {
        ent_record_unref (&article->record);
        ent_edit_refuse (error, "the article is not UTF-8 text");
        return NULL;
      }
    else if (fields[i].value != NULL)
      ent_record_set_string (fields[i].slot, fields[i].value);
  if (wanted->file != NULL || wanted->type != NULL || wanted->sha256 != NULL)
    article->origin = make_origin (wanted);
  if (wanted->n_pages > 0)
    article->pages = ent_integers_new (wanted->pages, wanted->n_pages);
  return ent_edit_is_good (article, error) ? article : NULL;
}

char **
ent_edit_add_articles (EntMap *map, const EntNewArticle *articles, guint n, GError **error)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  g_autofree char *label = n == 1
                               ? ent_edit_label_for ("Add Article", articles[0].title != NULL ? articles[0].title : "")
                               : g_strdup_printf ("Add %u Articles", n);
  g_auto (GStrv) all = NULL;

  for (guint i = 0; i < n; i++)
    if (strlen (articles[i].text) > MOST_TEXT)
      {
        g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT, "the article is longer than 16 MiB");
        return NULL;
      }
  if (n == 0)
    return g_new0 (char *, 1);
  ent_map_begin (map, label, NULL);
  for (guint i = 0; i < n; i++)
    {
      const char *title = articles[i].title != NULL && articles[i].title[0] != '\0' ? articles[i].title : "article";
      g_autofree char *id = ent_map_new_id_from_name (map, title);
      EntArticle *article = make_article (&articles[i], id, error);

      if (article == NULL)
        {
          ent_map_abort (map);
          return NULL;
        }
      ent_map_insert (map, ENT_LIST_ARTICLES, -1, article);
      g_strv_builder_add (ids, id);
    }
  all = g_strv_builder_end (ids);
  return ent_map_commit (map, error) ? g_steal_pointer (&all) : NULL;
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
