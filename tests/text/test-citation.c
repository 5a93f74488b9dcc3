/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Entries and references in three styles, as the manuals write them, and the data forms of hostile values. */
#include <string.h>

#include "ent-anchor.h"
#include "ent-citation-parts.h"
#include "ent-citation.h"

static EntArticle *
article (const char *author, const char *title, const char *publisher, const char *published, const char *accessed, const char *url)
{
  EntArticle *self = (EntArticle *) ent_record_new (&ent_article_type);

  ent_record_set_string (&self->id, "a1");
  ent_record_set_string (&self->kind, "article");
  ent_record_set_string (&self->author, author);
  ent_record_set_string (&self->title, title);
  ent_record_set_string (&self->publisher, publisher);
  ent_record_set_string (&self->published, published);
  ent_record_set_string (&self->accessed, accessed);
  ent_record_set_string (&self->url, url);
  return self;
}

/* Takes @self. */
static void
assert_entries (EntArticle *self, const char *apa, const char *chicago, const char *mla)
{
  const char *expected[] = { apa, chicago, mla };

  for (guint style = 0; style < 3; style++)
    {
      g_autofree char *entry = ent_citation_of_article (self, (EntCitationStyle) style);

      g_assert_cmpstr (entry, ==, expected[style]);
    }
  ent_record_unref (&self->record);
}

static void
test_entries (void)
{
  assert_entries (article ("Jane Mary Doe", "Talks in Beijing", "The Daily", "2024-11-02", "2024-11-03", "https://example.org/a"),
                  "Doe, J. M. (2024, November 2). Talks in Beijing. The Daily. https://example.org/a",
                  "Doe, Jane Mary. “Talks in Beijing.” The Daily, November 2, 2024. https://example.org/a.",
                  "Doe, Jane Mary. “Talks in Beijing.” The Daily, 2 Nov. 2024, https://example.org/a. Accessed 3 Nov. 2024.");
  assert_entries (article ("Doe, Jane; Pérez, Juan", "Who won?", "", "2024-05", "", ""), "Doe, J., & Pérez, J. (2024, May). Who won?",
                  "Doe, Jane, and Juan Pérez. “Who won?” May 2024.", "Doe, Jane, and Juan Pérez. “Who won?” May 2024.");
  assert_entries (article ("Jane Doe, Juan Pérez and Li Wei", "T", "P", "2018~", "", ""), "Doe, J., Pérez, J., & Wei, L. (ca. 2018). T. P.",
                  "Doe, Jane, Juan Pérez, and Li Wei. “T.” P, ca. 2018.", "Doe, Jane, et al. “T.” P, ca. 2018.");
  assert_entries (article ("Reuters", "T", "Reuters", "", "2024-11-03", "https://example.org"),
                  "Reuters. (n.d.). T. Retrieved November 3, 2024, from https://example.org",
                  "Reuters. “T.” Reuters. Accessed November 3, 2024. https://example.org.",
                  "Reuters. “T.” Reuters, https://example.org. Accessed 3 Nov. 2024.");
  assert_entries (article ("", "Only a title", "", "", "", ""), "Only a title. (n.d.).", "“Only a title.”", "“Only a title.”");
  assert_entries (article ("", "", "", "", "", ""), "(n.d.).", "", "");
}

static void
test_names (void)
{
  static const struct
  {
    const char *author, *names;
  } cases[] = {
    { "Jane Doe", "Doe/Jane" },
    { "Doe, Jane", "Doe/Jane" },
    { "Jane Doe and Juan Pérez", "Doe/Jane|Pérez/Juan" },
    { "Jane Doe, Juan Pérez, and Li Wei", "Doe/Jane|Pérez/Juan|Wei/Li" },
    { "Doe, Jane; Pérez, Juan", "Doe/Jane|Pérez/Juan" },
    { "Ministry of Trade and Industry", "Ministry of Trade and Industry/" },
    { "Associated Press; Jane Doe", "Associated Press/|Doe/Jane" },
    { "", "" },
    { " ; ", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GArray) names = ent_cited_names (cases[i].author);
      g_autoptr (GString) out = g_string_new (NULL);

      for (guint j = 0; j < names->len; j++)
        g_string_append_printf (out, "%s%s/%s", j > 0 ? "|" : "", g_array_index (names, EntCitedName, j).family,
                                g_array_index (names, EntCitedName, j).given);
      g_assert_cmpstr (out->str, ==, cases[i].names);
    }
}

static void
test_excerpts (void)
{
  EntArticle *self = article ("Jane Doe", "T", "P", "2024-11-02", "", "");
  EntExcerpt *excerpt;
  const gint64 pages[] = { 0, 11 };
  const char *expected[] = { "“He said ‘no’.” (Doe, 2024, para. 2)", "“He said ‘no’.” (Doe 2024, para. 2)", "“He said ‘no’.” (Doe, par. 2)" };
  const char *on_page[] = { "“He said ‘no’.” (Doe, 2024, p. 2)", "“He said ‘no’.” (Doe 2024, p. 2)", "“He said ‘no’.” (Doe 2)" };

  ent_record_set_string (&self->text, "A heading.\nHe said “no”. More.");
  excerpt = ent_anchor_new_excerpt (self, "x", 11, 24, NULL);
  for (guint style = 0; style < 3; style++)
    {
      g_autofree char *text = ent_citation_of_excerpt (self, excerpt, (EntCitationStyle) style);

      g_assert_cmpstr (text, ==, expected[style]);
    }
  self->pages = ent_integers_new (pages, 2);
  for (guint style = 0; style < 3; style++)
    {
      g_autofree char *text = ent_citation_of_excerpt (self, excerpt, (EntCitationStyle) style);

      g_assert_cmpstr (text, ==, on_page[style]);
    }
  ent_record_unref (&excerpt->record);
  ent_record_unref (&self->record);
}

static void
test_data (void)
{
  EntArticle *self = article ("Jane Doe; Reuters", "50 % of \"A_B\" & {C}\\", "The Daily", "2024-11", "2024-11-03", "https://example.org/a_b?c={d}%20");
  EntExcerpt *excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
  g_autofree char *json = NULL, *tex = NULL;

  ent_record_set_string (&self->id, "a 1");
  ent_record_set_string (&excerpt->exact, "line one\nline \"two\"");
  json = ent_citation_csl_json_of (self, excerpt);
  g_assert_cmpstr (json, ==,
                   "[\n  {\n    \"id\": \"a 1\",\n    \"type\": \"article-newspaper\",\n    \"title\": \"50 % of \\\"A_B\\\" & {C}\\\\\",\n"
                   "    \"author\": [{\"family\": \"Doe\", \"given\": \"Jane\"}, {\"literal\": \"Reuters\"}],\n"
                   "    \"container-title\": \"The Daily\",\n    \"issued\": {\"date-parts\": [[2024, 11]]},\n"
                   "    \"accessed\": {\"date-parts\": [[2024, 11, 3]]},\n    \"URL\": \"https://example.org/a_b?c={d}%20\",\n"
                   "    \"note\": \"line one\\u000aline \\\"two\\\"\"\n  }\n]\n");
  tex = ent_citation_bibtex_of (self, excerpt);
  g_assert_true (g_str_has_prefix (tex, "@article{a_1-"));
  g_assert_cmpstr (strchr (tex, ','), ==,
                   ",\n  author = {Doe, Jane and {Reuters}},\n  title = {{50 \\% of \"A\\_B\" \\& \\{C\\}\\textbackslash{}}},\n"
                   "  journal = {The Daily},\n  year = {2024},\n  month = nov,\n  url = {https://example.org/a_b?c=%7Bd%7D%20},\n"
                   "  urldate = {2024-11-03},\n  note = {line one line \"two\"}\n}\n");
  ent_record_unref (&excerpt->record);
  ent_record_unref (&self->record);
}

static void
test_lists (void)
{
  EntArticle *a = article ("Zoe Zed", "T", "P", "2020", "", ""), *b = article ("", "alpha", "P", "201X", "", "https://example.org");
  g_autoptr (EntRecords) articles = NULL;
  g_autofree char *list = NULL, *json = NULL, *tex = NULL, *none = ent_citation_csl_json (NULL);

  ent_record_set_string (&b->id, "b1");
  ent_record_set_string (&b->kind, "");
  articles = ent_records_new_take ((EntRecord *[]) { &a->record, &b->record }, 2);
  list = ent_citation_list (articles, ENT_CITATION_CHICAGO);
  g_assert_cmpstr (list, ==, "“alpha.” P, 201X. https://example.org.\nZed, Zoe. “T.” P, 2020.\n");
  json = ent_citation_csl_json (articles);
  g_assert_nonnull (strstr (json, "\"type\": \"webpage\""));
  g_assert_nonnull (strstr (json, "\"issued\": {\"literal\": \"201X\"}"));
  tex = ent_citation_bibtex (articles);
  g_assert_nonnull (strstr (tex, "}\n\n@misc{b1,\n  title = {{alpha}},\n  howpublished = {P},\n  year = {201X},"));
  g_assert_cmpstr (none, ==, "[]\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/citation/entries", test_entries);
  g_test_add_func ("/text/citation/names", test_names);
  g_test_add_func ("/text/citation/excerpts", test_excerpts);
  g_test_add_func ("/text/citation/data", test_data);
  g_test_add_func ("/text/citation/lists", test_lists);
  return g_test_run ();
}
