/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A report in CommonMark. All that could be a mark in a text is escaped, so that texts are read as they stand; a text cannot leave its
 * paragraph, since line feeds in it become blanks, or in quotations new lines of the same quotation. */
#include "ent-report.h"

#include <string.h>

#include "ent-citation.h"
#include "ent-proof-text.h"

static void
escape (GString *out, const char *text, const char *newline)
{
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '\n' || *p == '\r')
        {
          g_string_append (out, newline);
          continue;
        }
      /* At the start of a line more is a mark. */
      if (strchr ("\\`*_[]<>#|&~$", *p) != NULL || (p == text && strchr ("+-=", *p) != NULL)
          || ((*p == '.' || *p == ')') && p > text && g_ascii_isdigit (p[-1]) && p - text < 10))
        g_string_append_c (out, '\\');
      g_string_append_c (out, *p);
    }
}

static void
line (GString *out, const char *before, const char *text, const char *after)
{
  g_string_append (out, before);
  escape (out, text, " ");
  g_string_append (out, after);
}

/* A paragraph where there is any text. */
static void
paragraph (GString *out, const char *text)
{
  if (text[0] != '\0')
    line (out, "", text, "\n\n");
}

/* In angle brackets, where only these end an address. */
static void
link_to (GString *out, const char *url)
{
  g_string_append_c (out, '<');
  for (const char *p = url; *p != '\0'; p++)
    if (*p == '<' || *p == '>' || (guchar) *p <= ' ')
      g_string_append_printf (out, "%%%02X", (guchar) *p);
    else
      g_string_append_c (out, *p);
  g_string_append_c (out, '>');
}

static void
append_actor (GString *out, EntMapIndex *index, const EntActor *actor)
{
  const EntKind *kind = ent_map_index_kind (index, actor->kind);

  line (out, "### ", actor->name, "\n\n");
  line (out, "", kind != NULL && kind->name[0] != '\0' ? kind->name : actor->kind[0] != '\0' ? actor->kind : "other", "");
  for (guint i = 0; i < ent_strings_n (actor->aliases); i++)
    line (out, i == 0 ? "; also: " : ", ", actor->aliases->items[i], "");
  g_string_append (out, "\n\n");
  paragraph (out, actor->description);
  paragraph (out, actor->note);
  for (guint i = 0; i < ent_records_n (actor->links); i++)
    {
      const EntLink *link = (const EntLink *) actor->links->items[i];

      if (!ent_proof_is_link (link->url))
        continue;
      line (out, "- ", link->title, link->title[0] != '\0' ? ": " : "");
      link_to (out, link->url);
      g_string_append (out, "\n");
    }
  if (actor->links != NULL)
    g_string_append_c (out, '\n');
}

/* @evidence (nullable): what the excerpt is there for. */
static void
append_evidence (GString *out, const EntEvidence *evidence, const EntArticle *article, const EntExcerpt *excerpt)
{
  g_autoptr (GString) source = g_string_new (NULL);
  g_autofree char *grade = ent_proof_grade (article, excerpt);

  g_string_append (out, "> ");
  escape (out, excerpt->exact, "\n> ");
  ent_proof_append_source (source, evidence, article, excerpt, FALSE);
  line (out, "\n>\n> — ", source->str, "");
  if (grade[0] != '\0')
    line (out, ", graded ", grade, "");
  if (ent_proof_is_link (article->url))
    {
      g_string_append (out, ", ");
      link_to (out, article->url);
    }
  g_string_append (out, "\n\n");
  paragraph (out, evidence != NULL ? evidence->note : "");
  paragraph (out, excerpt->note);
}

static void
append_relation (GString *out, EntMapIndex *index, const EntRelation *relation)
{
  g_autofree char *sentence = ent_map_index_describe_relation (index, relation->id);
  g_autoptr (GString) circumstances = g_string_new (NULL);

  line (out, "### ", sentence, "\n\n");
  ent_proof_append_circumstances (circumstances, index, relation);
  paragraph (out, circumstances->str);
  paragraph (out, relation->note);
  if (ent_records_n (relation->evidence) == 0)
    g_string_append (out, "No excerpt proves it.\n\n");
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[i];
      const EntArticle *article = NULL;
      const EntExcerpt *excerpt = ent_map_index_excerpt (index, evidence->excerpt, &article);

      if (excerpt != NULL)
        append_evidence (out, evidence, article, excerpt);
    }
}

static void
append_source (GString *out, const EntArticle *article)
{
  g_autofree char *citation = ent_citation_of_article (article, ENT_CITATION_APA);

  line (out, "- ", citation, "");
  if (article->reliability[0] != '\0')
    line (out, " Reliability: ", article->reliability, ".");
  if (article->note[0] != '\0')
    line (out, " ", article->note, "");
  g_string_append_c (out, '\n');
}

GBytes *
ent_report_markdown (EntMapIndex *index)
{
  const EntSnapshot *map = ent_map_index_get_snapshot (index);
  g_autofree char *counts = ent_map_index_describe (index);
  GString *out = g_string_new (NULL);

  line (out, "# ", map->head->title[0] != '\0' ? map->head->title : "Untitled map", "\n\n");
  paragraph (out, map->head->description);
  paragraph (out, counts);
  for (guint i = 0; i < ent_records_n (map->lists[ENT_LIST_STORY]); i++)
    {
      const EntStep *step = (const EntStep *) map->lists[ENT_LIST_STORY]->items[i];

      g_string_append (out, i == 0 ? "## Story\n\n" : "");
      line (out, "### ", step->title, "\n\n");
      paragraph (out, step->text);
      for (guint k = 0; k < ent_strings_n (step->excerpts); k++)
        {
          const EntArticle *article = NULL;
          const EntExcerpt *excerpt = ent_map_index_excerpt (index, step->excerpts->items[k], &article);

          if (excerpt != NULL)
            append_evidence (out, NULL, article, excerpt);
        }
    }
  g_string_append (out, "## Actors\n\n");
  for (guint i = 0; i < ent_records_n (map->lists[ENT_LIST_ACTORS]); i++)
    append_actor (out, index, (const EntActor *) map->lists[ENT_LIST_ACTORS]->items[i]);
  g_string_append (out, "## Relations\n\n");
  for (guint i = 0; i < ent_records_n (map->lists[ENT_LIST_RELATIONS]); i++)
    append_relation (out, index, (const EntRelation *) map->lists[ENT_LIST_RELATIONS]->items[i]);
  for (guint i = 0; i < ent_records_n (map->lists[ENT_LIST_GROUPS]); i++)
    {
      const EntGroup *group = (const EntGroup *) map->lists[ENT_LIST_GROUPS]->items[i];

      g_string_append (out, i == 0 ? "## Groups\n\n" : "");
      line (out, "### ", group->name, "\n\n");
      for (guint k = 0; k < ent_strings_n (group->members); k++)
        {
          const EntActor *member = ent_map_index_actor (index, group->members->items[k]);

          if (member != NULL)
            line (out, "- ", member->name, "\n");
        }
      g_string_append_c (out, '\n');
      paragraph (out, group->note);
    }
  g_string_append (out, "## Sources\n\n");
  for (guint i = 0; i < ent_records_n (map->lists[ENT_LIST_ARTICLES]); i++)
    append_source (out, (const EntArticle *) map->lists[ENT_LIST_ARTICLES]->items[i]);
  return g_string_free_to_bytes (out);
}
