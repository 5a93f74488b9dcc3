/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Invariant: nothing is said that the map does not state. */
#include "ent-proof-text.h"

#include "ent-anchor.h"

void
ent_proof_append_circumstances (GString *text, EntMapIndex *index, const EntRelation *relation)
{
  const EntActor *reporter = ent_map_index_actor (index, relation->reporter);
  EntStatus status = ent_relation_status (relation);

  g_string_append (text, ent_stance_name (ent_relation_stance (relation)));
  g_string_append (text, ", ");
  g_string_append (text, ent_status_name (status));
  if (relation->when[0] != '\0')
    g_string_append_printf (text, ", %s", relation->when);
  if (reporter != NULL)
    g_string_append_printf (text, ", reported by %s", reporter->name);
}

void
ent_proof_append_source (
    GString *text, const EntEvidence *evidence, const EntArticle *article, const EntExcerpt *excerpt, gboolean with_url)
{
  EntRole role = evidence != NULL ? ent_evidence_role (evidence) : ENT_ROLE_SUPPORTS;
  EntAnchorState state = ent_anchor_state (article, excerpt);

  if (role == ENT_ROLE_DISPUTES)
    g_string_append (text, "against it: ");
  else if (role == ENT_ROLE_MENTIONS)
    g_string_append (text, "only mentions it: ");
  g_string_append (text, article->title[0] != '\0' ? article->title : article->id);
  if (state == ENT_ANCHOR_EXACT)
    g_string_append_printf (text, ", paragraph %u", ent_text_paragraph (article->text, excerpt->start));
  else if (state == ENT_ANCHOR_DETACHED)
    g_string_append (text, ", no longer where it stood");
  if (article->publisher[0] != '\0')
    g_string_append_printf (text, ", %s", article->publisher);
  if (article->published[0] != '\0')
    g_string_append_printf (text, ", %s", article->published);
  if (with_url && article->url[0] != '\0')
    g_string_append_printf (text, ", %s", article->url);
}

char *
ent_proof_grade (const EntArticle *article, const EntExcerpt *excerpt)
{
  return g_strconcat (article->reliability, excerpt->credibility, NULL);
}

gboolean
ent_proof_is_link (const char *url)
{
  g_autofree char *scheme = g_uri_parse_scheme (url);

  return scheme != NULL && (g_str_equal (scheme, "http") || g_str_equal (scheme, "https") || g_str_equal (scheme, "mailto"))
         && g_uri_is_valid (url, G_URI_FLAGS_PARSE_RELAXED, NULL);
}

const char *
ent_proof_link (EntMapIndex *index, const EntRelation *relation)
{
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntArticle *article = NULL;

      if (ent_map_index_excerpt (index, ((const EntEvidence *) relation->evidence->items[i])->excerpt, &article) != NULL
          && ent_proof_is_link (article->url))
        return article->url;
    }
  return NULL;
}
