/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Everything that a filter asks about occurs, in every mixture. */
#include "random-map.h"

#define ARTICLES 3
#define EXCERPTS 4 /* of an article */

const char *const random_dates[] = { "",        "2018",       "2018-05", "2018-05-17", "2017/2019", "2019/..", "../2018",  "201X", "2018~",
                                     "2018-06?", "2018-22", "2020-XX", "2016-12-31", "/2017",  "1961/",  "2018-01-01", NULL };

static const char *
any (const char *const *of, guint n)
{
  return of[g_test_rand_int_range (0, (gint32) n)];
}

static EntRecord *
actor_new (guint i)
{
  static const char *const kinds[] = { "state", "person", "alliance", "", "of-its-own" };
  EntActor *actor = (EntActor *) ent_record_new (&ent_actor_type);
  g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor %u", i);

  ent_record_set_string (&actor->id, id);
  ent_record_set_string (&actor->name, name);
  ent_record_set_string (&actor->kind, any (kinds, G_N_ELEMENTS (kinds)));
  return &actor->record;
}

static EntRecord *
article_new (guint i)
{
  static const char *const grades[] = { "", "A", "B", "F" }, *const figures[] = { "", "1", "2", "6" };
  EntArticle *article = (EntArticle *) ent_record_new (&ent_article_type);
  g_autofree char *id = g_strdup_printf ("t%u", i);
  g_autoptr (GString) text = g_string_new (NULL);
  EntRecord *excerpts[EXCERPTS];

  for (guint k = 0; k < EXCERPTS; k++)
    {
      EntExcerpt *excerpt = (EntExcerpt *) ent_record_new (&ent_excerpt_type);
      g_autofree char *excerpt_id = g_strdup_printf ("x%u-%u", i, k), *exact = g_strdup_printf ("Sentence %u of %u.", k, i);

      ent_record_set_string (&excerpt->id, excerpt_id);
      ent_record_set_string (&excerpt->exact, exact);
      ent_record_set_string (&excerpt->credibility, any (figures, G_N_ELEMENTS (figures)));
      excerpt->start = (gint64) text->len;
      g_string_append (text, exact);
      excerpt->end = (gint64) text->len;
      g_string_append_c (text, ' ');
      excerpts[k] = &excerpt->record;
    }
  ent_record_set_string (&article->id, id);
  ent_record_set_string (&article->text, text->str);
  ent_record_set_string (&article->reliability, any (grades, G_N_ELEMENTS (grades)));
  article->excerpts = ent_records_new_take (excerpts, EXCERPTS);
  return &article->record;
}

static EntRecord *
evidence_new (void)
{
  static const char *const roles[] = { "supports", "disputes", "mentions" };
  EntEvidence *evidence = (EntEvidence *) ent_record_new (&ent_evidence_type);
  g_autofree char *excerpt = g_strdup_printf ("x%d-%d", g_test_rand_int_range (0, ARTICLES), g_test_rand_int_range (0, EXCERPTS));

  ent_record_set_string (&evidence->excerpt, excerpt);
  ent_record_set_string (&evidence->role, any (roles, G_N_ELEMENTS (roles)));
  return &evidence->record;
}

static EntRecord *
relation_new (guint i, guint n_actors)
{
  static const char *const stances[] = { "", "cooperative", "conflictual", "neutral" };
  static const char *const statuses[] = { "asserted", "planned", "denied", "ended" };
  static const char *const kinds[] = { "", "fight", "aid", "trades", "of-its-own" };
  EntRelation *relation = (EntRelation *) ent_record_new (&ent_relation_type);
  EntRecord *evidence[4];
  guint n = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (evidence));
  g_autofree char *id = g_strdup_printf ("r%u", i);
  g_autofree char *source = g_strdup_printf ("a%d", g_test_rand_int_range (0, (gint32) n_actors));
  g_autofree char *target = g_strdup_printf ("a%d", g_test_rand_int_range (0, (gint32) n_actors));
  g_autofree char *reporter = g_test_rand_bit () ? g_strdup ("") : g_strdup_printf ("a%d", g_test_rand_int_range (0, 3));

  ent_record_set_string (&relation->id, id);
  ent_record_set_string (&relation->source, source);
  ent_record_set_string (&relation->target, target);
  ent_record_set_string (&relation->label, "meets");
  ent_record_set_string (&relation->kind, any (kinds, G_N_ELEMENTS (kinds)));
  ent_record_set_string (&relation->stance, any (stances, G_N_ELEMENTS (stances)));
  ent_record_set_string (&relation->status, any (statuses, G_N_ELEMENTS (statuses)));
  ent_record_set_string (&relation->reporter, reporter);
  ent_record_set_string (&relation->when, any (random_dates, G_N_ELEMENTS (random_dates) - 1));
  for (guint k = 0; k < n; k++)
    evidence[k] = evidence_new ();
  relation->evidence = ent_records_new_take (evidence, n);
  return &relation->record;
}

EntMapIndex *
random_map (guint n_actors)
{
  g_autofree EntRecord **items = g_new (EntRecord *, n_actors * 3);
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntHead *head = (EntHead *) ent_record_new (&ent_head_type);
  g_autoptr (EntSnapshot) snapshot = NULL;

  for (guint i = 0; i < n_actors; i++)
    items[i] = actor_new (i);
  lists[ENT_LIST_ACTORS] = ent_records_new_take (items, n_actors);
  for (guint i = 0; i < ARTICLES; i++)
    items[i] = article_new (i);
  lists[ENT_LIST_ARTICLES] = ent_records_new_take (items, ARTICLES);
  for (guint i = 0; i < n_actors * 3; i++)
    items[i] = relation_new (i, n_actors);
  lists[ENT_LIST_RELATIONS] = ent_records_new_take (items, n_actors * 3);
  snapshot = ent_snapshot_new_take (head, lists);
  return ent_map_index_new (snapshot);
}
