/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Every cell is quoted, so no text needs to be looked at for separators. Cells that start like a formula get an apostrophe before them
 * (OWASP, "CSV Injection"). */
#include "ent-report.h"

#include <string.h>

static void
cell (GString *out, const char *text)
{
  if (out->len > 0 && out->str[out->len - 1] == '"')
    g_string_append_c (out, ',');
  g_string_append_c (out, '"');
  if (text[0] != '\0' && strchr ("=+-@\t\r\n", text[0]) != NULL)
    g_string_append_c (out, '\'');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"')
        g_string_append_c (out, '"');
      g_string_append_c (out, *p);
    }
  g_string_append_c (out, '"');
}

static const char *
name_of (EntMapIndex *index, const char *id)
{
  const EntActor *actor = ent_map_index_actor (index, id);

  return actor != NULL ? actor->name : "";
}

static void
relation_cells (GString *out, EntMapIndex *index, const EntRelation *relation)
{
  cell (out, relation->id);
  cell (out, name_of (index, relation->source));
  cell (out, relation->label);
  cell (out, name_of (index, relation->target));
  cell (out, relation->kind);
  cell (out, ent_direction_name (ent_relation_direction (relation)));
  cell (out, ent_stance_name (ent_relation_stance (relation)));
  cell (out, ent_status_name (ent_relation_status (relation)));
  cell (out, name_of (index, relation->reporter));
  cell (out, relation->when);
  cell (out, relation->note);
}

static void
evidence_cells (GString *out, const EntEvidence *evidence, const EntArticle *article, const EntExcerpt *excerpt)
{
  const char *const texts[] = { ent_role_name (ent_evidence_role (evidence)), excerpt->exact, excerpt->credibility, evidence->note, excerpt->note,
                                article->title, article->publisher, article->author, article->published, article->url, article->reliability };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    cell (out, texts[i]);
}

GBytes *
ent_report_csv (EntMapIndex *index)
{
  static const char *const head[]
      = { "id", "source", "relation", "target", "kind", "direction", "stance", "status", "reported by", "when", "note",
          "role", "quotation", "credibility", "note on the evidence", "note on the quotation", "article", "publisher", "author", "published",
          "address", "reliability" };
  const EntRecords *relations = ent_map_index_get_snapshot (index)->lists[ENT_LIST_RELATIONS];
  GString *out = g_string_new ("\xef\xbb\xbf");

  for (guint i = 0; i < G_N_ELEMENTS (head); i++)
    cell (out, head[i]);
  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      const EntRelation *relation = (const EntRelation *) relations->items[i];
      guint n = 0;

      for (guint k = 0; k < ent_records_n (relation->evidence); k++)
        {
          const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[k];
          const EntArticle *article = NULL;
          const EntExcerpt *excerpt = ent_map_index_excerpt (index, evidence->excerpt, &article);

          if (excerpt == NULL)
            continue;
          g_string_append (out, "\r\n");
          relation_cells (out, index, relation);
          evidence_cells (out, evidence, article, excerpt);
          n++;
        }
      if (n > 0)
        continue;
      g_string_append (out, "\r\n");
      relation_cells (out, index, relation);
      for (guint k = 11; k < G_N_ELEMENTS (head); k++)
        cell (out, "");
    }
  g_string_append (out, "\r\n");
  return g_string_free_to_bytes (out);
}
