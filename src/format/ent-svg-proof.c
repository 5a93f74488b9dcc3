/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the picture says without being seen: titles, descriptions, and the proof of each relation. */
#include "ent-svg-private.h"

#include "ent-proof-text.h"

static void
element (EntSvg *svg, const char *name, const char *language, const char *text)
{
  gsize length = strlen (name);

  ent_svg_put (svg->out, "<");
  ent_svg_put_n (svg->out, name, length);
  if (language[0] != '\0' && !g_str_equal (language, svg->language))
    ent_svg_attribute (svg->out, "xml:lang", language);
  ent_svg_put (svg->out, ">");
  ent_svg_escape (svg->out, text, FALSE);
  ent_svg_put (svg->out, "</");
  ent_svg_put_n (svg->out, name, length);
  ent_svg_put (svg->out, ">");
}

void
ent_svg_describe (EntSvg *svg, const char *title, const char *description)
{
  element (svg, "title", "", title);
  if (description[0] != '\0')
    element (svg, "desc", "", description);
  ent_svg_put (svg->out, "\n");
}

void
ent_svg_describe_actor (EntSvg *svg, const EntActor *actor)
{
  g_autofree char *sentence = ent_map_index_describe_actor (svg->index, actor->id);
  GString *text = g_string_assign (svg->words, sentence);

  for (guint i = 0; i < ent_strings_n (actor->aliases); i++)
    {
      g_string_append (text, i == 0 ? "\nAlso: " : ", ");
      g_string_append (text, actor->aliases->items[i]);
    }
  if (actor->description[0] != '\0')
    g_string_append_printf (text, "\n%s", actor->description);
  ent_svg_describe (svg, actor->name, text->str);
}

void
ent_svg_describe_relation (EntSvg *svg, const EntRelation *relation)
{
  g_autofree char *title = ent_map_index_describe_relation (svg->index, relation->id);
  GString *text = g_string_truncate (svg->words, 0);
  const char *language = NULL;
  gboolean one_language = TRUE;

  /* That nothing proves it, where it is so, is in the title. */
  ent_proof_append_circumstances (text, svg->index, relation);
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[i];
      const EntArticle *article = NULL;
      const EntExcerpt *excerpt = ent_map_index_excerpt (svg->index, evidence->excerpt, &article);

      if (excerpt == NULL)
        continue;
      g_string_append_printf (text, "\n\n“%s”\n— ", excerpt->exact);
      ent_proof_append_source (text, evidence, article, excerpt, TRUE);
      one_language = one_language && (language == NULL || g_str_equal (language, article->language));
      language = article->language;
    }
  element (svg, "title", "", title);
  element (svg, "desc", one_language && language != NULL ? language : "", text->str);
  ent_svg_put (svg->out, "\n");
}
