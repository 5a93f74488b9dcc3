/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report is written once, as HTML: it is the page without scripts, the panel with them, and what is printed. */
#include "ent-page.h"

#include <string.h>

#include "ent-citation.h"
#include "ent-page-private.h"
#include "ent-page-resources.h"
#include "ent-proof-text.h"
#include "ent-svg-private.h"

void
ent_page_element (EntPage *page, const char *name, const char *text)
{
  if (text[0] == '\0')
    return;
  g_string_append_printf (page->out, "<%s>", name);
  ent_svg_escape (page->out, text, FALSE);
  g_string_append_printf (page->out, "</%.*s>\n", (int) strcspn (name, " "), name);
}

static void
link_to (EntPage *page, const char *url, const char *text)
{
  if (!ent_proof_is_link (url))
    return;
  g_string_append (page->out, "<a rel=\"noopener noreferrer\"");
  ent_svg_attribute (page->out, "href", url);
  g_string_append_c (page->out, '>');
  ent_svg_escape (page->out, text[0] != '\0' ? text : url, FALSE);
  g_string_append (page->out, "</a>\n");
}

void
ent_page_link_about (EntPage *page, const char *prefix, const char *id, const char *text)
{
  g_string_append (page->out, "<li><a href=\"#about-");
  ent_svg_id (page->out, prefix, id);
  g_string_append (page->out, "\">");
  ent_svg_escape (page->out, text[0] != '\0' ? text : "(no name)", FALSE);
  g_string_append (page->out, "</a></li>\n");
}

void
ent_page_open_article (EntPage *page, const char *prefix, const char *id, const char *classes)
{
  g_string_append (page->out, "<article id=\"about-");
  ent_svg_id (page->out, prefix, id);
  g_string_append (page->out, "\" data-of=\"");
  ent_svg_id (page->out, prefix, id);
  g_string_append_printf (page->out, "\" class=\"%s\"", classes);
}

static void
write_actor (EntPage *page, const EntActor *actor)
{
  GPtrArray *relations = ent_map_index_relations_of (page->index, actor->id);
  const EntKind *kind = ent_map_index_kind (page->index, actor->kind);
  g_autoptr (GString) line = g_string_new (kind != NULL && kind->name[0] != '\0' ? kind->name : actor->kind);

  for (guint i = 0; i < ent_strings_n (actor->aliases); i++)
    g_string_append_printf (line, "%s%s", i == 0 ? "; also: " : ", ", actor->aliases->items[i]);
  ent_page_open_article (page, "actor-", actor->id, "actor-text");
  g_string_append (page->out, ">\n");
  ent_page_element (page, "h3", actor->name[0] != '\0' ? actor->name : "(no name)");
  ent_page_element (page, "p class=\"dim\"", line->str);
  ent_page_element (page, "p", actor->description);
  ent_page_element (page, "p", actor->note);
  if (relations->len + ent_records_n (actor->links) > 0)
    g_string_append (page->out, "<ul>\n");
  for (guint i = 0; i < relations->len; i++)
    {
      const EntRelation *relation = g_ptr_array_index (relations, i);
      g_autofree char *sentence = ent_map_index_describe_relation (page->index, relation->id);

      ent_page_link_about (page, "relation-", relation->id, sentence);
    }
  for (guint i = 0; i < ent_records_n (actor->links); i++)
    {
      const EntLink *link = (const EntLink *) actor->links->items[i];

      g_string_append (page->out, "<li>");
      link_to (page, link->url, link->title);
      g_string_append (page->out, "</li>\n");
    }
  g_string_append (page->out, relations->len + ent_records_n (actor->links) > 0 ? "</ul>\n</article>\n" : "</article>\n");
}

void
ent_page_quote (EntPage *page, const EntEvidence *evidence, const EntArticle *article, const EntExcerpt *excerpt)
{
  g_autoptr (GString) source = g_string_new ("— ");
  g_autofree char *grade = ent_proof_grade (article, excerpt);

  g_string_append (page->out, "<blockquote");
  if (ent_proof_is_link (article->url))
    ent_svg_attribute (page->out, "cite", article->url);
  if (article->language[0] != '\0')
    ent_svg_attribute (page->out, "lang", article->language);
  g_string_append_c (page->out, '>');
  ent_svg_escape (page->out, excerpt->exact, FALSE);
  ent_proof_append_source (source, evidence, article, excerpt, FALSE);
  if (grade[0] != '\0')
    g_string_append_printf (source, ", graded %s", grade);
  g_string_append (page->out, "<footer>");
  ent_svg_escape (page->out, source->str, FALSE);
  if (ent_proof_is_link (article->url))
    {
      g_string_append (page->out, ", ");
      link_to (page, article->url, "");
    }
  g_string_append (page->out, "</footer></blockquote>\n");
  ent_page_element (page, "p", evidence != NULL ? evidence->note : "");
  ent_page_element (page, "p", excerpt->note);
}

static void
write_relation (EntPage *page, const EntRelation *relation)
{
  g_autofree char *sentence = ent_map_index_describe_relation (page->index, relation->id);
  g_autoptr (GString) circumstances = g_string_new (NULL);

  ent_proof_append_circumstances (circumstances, page->index, relation);
  ent_page_open_article (page, "relation-", relation->id, "relation-text");
  g_string_append (page->out, " data-ends=\"");
  ent_svg_id (page->out, "actor-", relation->source);
  g_string_append_c (page->out, ' ');
  ent_svg_id (page->out, "actor-", relation->target);
  g_string_append (page->out, "\">\n");
  ent_page_element (page, "h3", sentence);
  ent_page_element (page, "p class=\"dim\"", circumstances->str);
  ent_page_element (page, "p", relation->note);
  if (ent_records_n (relation->evidence) == 0)
    ent_page_element (page, "p", "No excerpt proves it.");
  for (guint i = 0; i < ent_records_n (relation->evidence); i++)
    {
      const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[i];
      const EntArticle *article = NULL;
      const EntExcerpt *excerpt = ent_map_index_excerpt (page->index, evidence->excerpt, &article);

      if (excerpt != NULL)
        ent_page_quote (page, evidence, article, excerpt);
    }
  g_string_append (page->out, "<ul>\n");
  for (guint i = 0; i < 2; i++)
    {
      const EntActor *actor = ent_map_index_actor (page->index, i == 0 ? relation->source : relation->target);

      if (actor != NULL && (i == 0 || !g_str_equal (relation->source, relation->target)))
        ent_page_link_about (page, "actor-", actor->id, actor->name);
    }
  g_string_append (page->out, "</ul>\n</article>\n");
}

static void
write_report (EntPage *page)
{
  const EntRecords *steps = page->map->lists[ENT_LIST_STORY], *actors = page->map->lists[ENT_LIST_ACTORS];
  const EntRecords *relations = page->map->lists[ENT_LIST_RELATIONS], *articles = page->map->lists[ENT_LIST_ARTICLES];
  const EntRecords *groups = page->map->lists[ENT_LIST_GROUPS];

  if (ent_records_n (steps) > 0)
    g_string_append (page->out, "<h2 id=\"h-story\">Story</h2>\n");
  for (guint i = 0; i < ent_records_n (steps); i++)
    ent_page_write_step (page, (const EntStep *) steps->items[i], i + 1);
  if (ent_records_n (actors) > 0)
    g_string_append (page->out, "<h2 id=\"h-actors\">Actors</h2>\n");
  for (guint i = 0; i < ent_records_n (actors); i++)
    write_actor (page, (const EntActor *) actors->items[i]);
  if (ent_records_n (relations) > 0)
    g_string_append (page->out, "<h2 id=\"h-relations\">Relations</h2>\n");
  for (guint i = 0; i < ent_records_n (relations); i++)
    write_relation (page, (const EntRelation *) relations->items[i]);
  if (ent_records_n (groups) > 0)
    g_string_append (page->out, "<h2 id=\"h-groups\">Groups</h2>\n");
  for (guint i = 0; i < ent_records_n (groups); i++)
    ent_page_write_group (page, (const EntGroup *) groups->items[i]);
  if (ent_records_n (articles) > 0)
    g_string_append (page->out, "<h2 id=\"h-sources\">Sources</h2>\n");
  for (guint i = 0; i < ent_records_n (articles); i++)
    {
      const EntArticle *article = (const EntArticle *) articles->items[i];
      g_autofree char *citation = ent_citation_of_article (article, ENT_CITATION_APA);

      ent_page_open_article (page, "source-", article->id, "source-text");
      g_string_append (page->out, ">\n");
      ent_page_element (page, "h3", article->title[0] != '\0' ? article->title : article->id);
      ent_page_element (page, "p", citation);
      ent_page_element (page, "p", article->note);
      g_string_append (page->out, "</article>\n");
    }
}

/* Our own files, without the comments at their top, which are for us. */
static void
append_resource (GString *out, const char *name)
{
  g_autofree char *path = g_strconcat ("/org/entente/Entente/publish/", name, NULL);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (ent_page_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  g_string_append_len (out, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

/* The style sheet of the same picture in the dark theme. (transfer full) */
static char *
dark_style (EntScene *scene, const EntSvgOptions *options)
{
  EntSvgOptions dark = *options;
  g_autofree char *text = NULL;
  const char *from, *to;

  dark.theme = ENT_THEME_DARK;
  text = ent_svg_style_sheet (scene, &dark);
  from = strchr (text, '>') + 1;
  to = strstr (from, "</style>");
  return g_strndup (from, (gsize) (to - from));
}

static void
write_tools (EntPage *page)
{
  g_string_append (page->out, "<form class=\"tools\" role=\"search\">\n"
                              "<input type=\"search\" id=\"find\" placeholder=\"Search\" aria-label=\"Search actors, relations and quotations\">\n"
                              "<button type=\"submit\">Find</button>\n");
  if (page->map->lists[ENT_LIST_STORY] != NULL)
    g_string_append (page->out, "<button type=\"button\" id=\"previous\">Previous step</button>\n"
                                "<span id=\"place\" class=\"dim\"></span>\n"
                                "<button type=\"button\" id=\"next\">Next step</button>\n");
  g_string_append (page->out, "<button type=\"button\" id=\"nearer\" aria-label=\"Zoom in\">+</button>\n"
                              "<button type=\"button\" id=\"farther\" aria-label=\"Zoom out\">−</button>\n"
                              "<button type=\"button\" id=\"fit\">Whole map</button>\n"
                              "<button type=\"button\" id=\"everything\">Show everything</button>\n</form>\n");
}

/* Up to the page's heading. */
static void
write_head (EntPage *page)
{
  const char *title = page->map->head->title[0] != '\0' ? page->map->head->title : "Untitled map";

  page->out = g_string_new ("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"UTF-8\">\n"
                            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
                            "script-src 'unsafe-inline'; img-src data:\">\n<meta name=\"generator\" content=\"Entente\">\n");
  ent_page_element (page, "title", title);
  g_string_append (page->out, "<style>\n");
  append_resource (page->out, "page.css");
  g_string_append (page->out, "</style>\n</head>\n<body>\n<header>\n");
  ent_page_element (page, "h1", title);
}

GBytes *
ent_page_write_report (EntMapIndex *index)
{
  EntPage page = { .index = index, .map = ent_map_index_get_snapshot (index) };

  write_head (&page);
  ent_page_element (&page, "p", page.map->head->description);
  g_string_append (page.out, "</header>\n<main id=\"text\">\n");
  write_report (&page);
  g_string_append (page.out, "</main>\n</body>\n</html>\n");
  return g_string_free_to_bytes (page.out);
}

/* Past the declaration of XML, which HTML has not; without role and label, which HTML and <title> give it anyway; with the @dark style
 * last, inside. */
static void
write_picture (EntPage *page, GBytes *svg, const char *dark)
{
  static const char end[] = "</svg>\n", *const implied[] = { " role=\"", " aria-label=\"" };
  g_autofree char *text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  const char *from = strstr (text, "<svg"), *to = text + strlen (text) - strlen (end);

  for (guint i = 0; i < G_N_ELEMENTS (implied); i++)
    {
      const char *attribute = strstr (from, implied[i]);

      g_string_append_len (page->out, from, attribute - from);
      from = strchr (attribute + strlen (implied[i]), '"') + 1;
    }
  g_string_append_len (page->out, from, to - from);
  if (dark[0] != '\0')
    g_string_append_printf (page->out, "<style>@media screen and (prefers-color-scheme: dark) {\n%s}</style>\n", dark);
  g_string_append (page->out, end);
}

GBytes *
ent_page_write (EntScene *scene, const EntSvgOptions *options, GCancellable *cancellable, GError **error)
{
  EntSvgOptions light = *options;
  EntMapIndex *index = ent_scene_get_map_index (scene);
  EntPage page = { .index = index, .map = ent_map_index_get_snapshot (index) };
  g_autofree char *dark = NULL;
  g_autoptr (GBytes) svg = NULL;

  light.with_map = FALSE;
  svg = ent_svg_write (scene, &light, cancellable, error);
  dark = svg != NULL && !light.print && light.theme == ENT_THEME_LIGHT ? dark_style (scene, &light) : g_strdup ("");
  if (svg == NULL)
    return NULL;
  write_head (&page);
  write_tools (&page);
  g_string_append (page.out, "<div id=\"said\" role=\"status\" class=\"dim\"></div>\n</header>\n<main>\n<div id=\"picture\" tabindex=\"0\" "
                             "role=\"group\" aria-label=\"Map\"");
  if (page.map->head->view != NULL)
    ent_page_write_view (&page, page.map->head->view);
  g_string_append (page.out, ">\n");
  write_picture (&page, svg, dark);
  g_string_append (page.out, "</div>\n<section id=\"text\" tabindex=\"0\" aria-label=\"Evidence\">\n<ul id=\"found\" hidden></ul>\n");
  write_report (&page);
  g_string_append (page.out, "</section>\n</main>\n<script>\n");
  append_resource (page.out, "page.js");
  g_string_append (page.out, "</script>\n</body>\n</html>\n");
  return g_string_free_to_bytes (page.out);
}
