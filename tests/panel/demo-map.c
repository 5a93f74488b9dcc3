/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "demo-map.h"

#include <string.h>

#include "ent-anchor.h"
#include "ent-edit.h"

static const char text[]
    = "Two capitals draw closer\n"
      "China has kept friendly relations with North Korea despite its growing isolation over time.\n"
      "However, North Korea’s frequent missile tests can create tension for its northern neighbor. In 2017, China "
      "denounced one of "
      "North Korea’s missile test launches, as noted in a report by the Brookings Institution.\n\n"
      "More than ninety percent of its trade goes over the Yalu, and the two nations call each other allies <b>& "
      "friends</b>.\n"
      "Observers asked Beijing to use its influence; a spokesman denied any plan. The talks that ran for years have "
      "ended.\n"
      "The last paragraph proves nothing. It is long enough that people can select some of it, and that the reader has "
      "to scroll "
      "in a window that is not tall. Ministers met, ministers parted, and the papers reported both.\n";

static void
describe (EntMap *map, const char *id, const char *kind, const char *description, const char *const *aliases, guint n)
{
  EntActor *actor = (EntActor *) ent_record_copy (&ent_map_actor (map, id)->record);

  ent_record_set_string (&actor->kind, kind);
  ent_record_set_string (&actor->description, description);
  if (n > 0)
    actor->aliases = ent_strings_new (aliases, n);
  if (strcmp (id, "china") == 0)
    {
      EntLink *link = (EntLink *) ent_record_new (&ent_link_type), *bad = (EntLink *) ent_record_new (&ent_link_type);
      EntRecord *links[] = { &link->record, &bad->record };

      ent_record_set_string (&link->title, "Country profile");
      ent_record_set_string (&link->url, "https://example.org/countries/china?view=full");
      ent_record_set_string (&bad->title, "Not a web address");
      ent_record_set_string (&bad->url, "file:///etc/passwd");
      actor->links = ent_records_new_take (links, 2);
    }
  ent_map_begin (map, "Describe", NULL);
  ent_map_replace (map, ENT_LIST_ACTORS, (guint) ent_map_index_of (map, ENT_LIST_ACTORS, id), actor);
  ent_map_commit (map, NULL);
}

/* Adds a relation and proves it with @quote of the article. */
static char *
relate (EntMap *map,
        const char *source,
        const char *target,
        const char *label,
        const char *stance,
        const char *status,
        const char *when,
        const char *article,
        const char *quote)
{
  char *id = ent_edit_add_relation (map, source, target, label, NULL);
  EntRelation *relation = (EntRelation *) ent_record_copy (&ent_map_relation (map, id)->record);

  ent_record_set_string (&relation->stance, stance);
  ent_record_set_string (&relation->status, status);
  ent_record_set_string (&relation->when, when);
  if (strstr (label, "denounces") != NULL)
    ent_record_set_string (&relation->reporter, "brookings-institution");
  if (strstr (label, "allies") != NULL)
    ent_record_set_string (&relation->direction, "both");
  ent_map_begin (map, "Relate", NULL);
  ent_map_replace (map, ENT_LIST_RELATIONS, (guint) ent_map_index_of (map, ENT_LIST_RELATIONS, id), relation);
  ent_map_commit (map, NULL);
  if (quote != NULL)
    {
      gint64 start = ent_text_position_of (text, (gsize) (strstr (text, quote) - text));

      g_free (
          ent_edit_add_evidence (map, id, article, start, start + ent_text_length (quote), ENT_ROLE_SUPPORTS, NULL));
    }
  return id;
}

/* Proves @relation once more, by @exact, which the article @text of that title does not have there. */
static void
add_loose (EntMap *map, const char *relation_id, const char *title, const char *article_text, const char *id)
{
  g_autofree char *article_id = ent_edit_add_article (map, title, article_text, NULL);
  EntArticle *article = (EntArticle *) ent_record_copy (&ent_map_article (map, article_id)->record);
  EntRelation *relation = (EntRelation *) ent_record_copy (&ent_map_relation (map, relation_id)->record);
  EntExcerpt *excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
  EntEvidence *evidence = (EntEvidence *) ent_record_new (&ent_evidence_type);
  EntRecord *record = &excerpt->record;
  g_autoptr (EntRecords) list
      = ent_records_insert (relation->evidence, ent_records_n (relation->evidence), &evidence->record);

  ent_record_set_string (&excerpt->id, id);
  ent_record_set_string (&excerpt->exact, "They were never friends.");
  excerpt->start = 0;
  excerpt->end = 24;
  ent_record_set_string (&article->publisher, "The Daily Paper");
  ent_record_set_string (&article->published, "2024-11-01");
  ent_record_set_string (&article->url, "https://example.org/2024/11/never-friends");
  article->excerpts = ent_records_new_take (&record, 1);
  ent_record_set_string (&evidence->excerpt, id);
  ent_record_set_string (&evidence->role, "disputes");
  ent_record_set_records (&relation->evidence, list);
  ent_map_begin (map, "Prove", NULL);
  ent_map_replace (map, ENT_LIST_ARTICLES, (guint) ent_map_index_of (map, ENT_LIST_ARTICLES, article_id), article);
  ent_map_replace (map, ENT_LIST_RELATIONS, (guint) ent_map_index_of (map, ENT_LIST_RELATIONS, relation_id), relation);
  ent_map_commit (map, NULL);
}

EntMap *
demo_map_new (void)
{
  EntMap *map = ent_map_new ();
  const char *names[] = { "China", "North Korea",         "Brookings Institution", "United Nations Security Council",
                          "إيران", "Côte <i>d’Ivoire</i>" };
  const char *aliases[] = { "Beijing", "Chinese" }, *korean[] = { "Pyongyang", "조선" };
  g_autofree char *article = NULL, *friends = NULL;

  ent_edit_set_title (map, "China & its neighbours", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_free (ent_edit_add_actor (map, names[i], i < 2 ? "state" : "organization", ent_point (i * 200, 0), NULL));
  describe (map, "china", "state", "A state in East Asia.", aliases, 2);
  describe (map, "north-korea", "state", "", korean, 2);
  article = ent_edit_add_article (map, "Two capitals draw closer", text, NULL);
  friends
      = relate (map, "china", "north-korea", "keeps friendly relations with", "cooperative", "asserted", "", article,
                "China has kept friendly relations with North Korea despite its growing isolation over time.");
  g_free (relate (
      map, "china", "north-korea", "denounces a missile test of", "conflictual", "asserted", "2017", article,
      "In 2017, China denounced one of North Korea’s missile test launches, as noted in a report by the Brookings "
      "Institution."));
  g_free (relate (map, "north-korea", "china", "creates tension for", "conflictual", "possible", "", article,
                  "North Korea’s frequent missile tests can create tension for its northern neighbor."));
  g_free (
      relate (map, "china", "north-korea", "trades with", "cooperative", "asserted", "", article,
              "More than ninety percent of its trade goes over the Yalu, and the two nations call each other allies"));
  g_free (relate (map, "north-korea", "china", "are allies of", "neutral", "asserted", "1961/..", article,
                  "the two nations call each other allies <b>& friends</b>."));
  g_free (relate (
      map,
      ent_map_nth (map, ENT_LIST_ACTORS, 3) != NULL ? ((const EntActor *) ent_map_nth (map, ENT_LIST_ACTORS, 3))->id
                                                    : "",
      "china", "asks for influence", "neutral", "asked", "", article, "Observers asked Beijing to use its influence"));
  g_free (relate (map, ((const EntActor *) ent_map_nth (map, ENT_LIST_ACTORS, 4))->id, "china", "حليف", "cooperative",
                  "denied", "", article, "a spokesman denied any plan"));
  g_free (relate (map, "china", ((const EntActor *) ent_map_nth (map, ENT_LIST_ACTORS, 5))->id,
                  "talked with <b>some</b>", "cooperative", "ended", "", article, NULL));
  add_loose (map, friends, "Another view", "Some other text stands here now.", "loose");
  add_loose (map, friends, "A book without text", "", "book");
  return map;
}
