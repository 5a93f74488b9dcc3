/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sentences of the bundled article and of other languages; names found as whole words, the longest first, in all scripts. */
#include <string.h>

#include "ent-coverage.h"
#include "ent-names.h"
#include "ent-sentences.h"

static const char *article_file;

/* @parts: the sentences that @text must be split into. */
static void
assert_sentences (const char *text, const char *language, const char *const *parts)
{
  g_autoptr (GArray) sentences = ent_sentences_split (text, language);

  for (guint i = 0; i < sentences->len; i++)
    {
      EntStretch stretch = g_array_index (sentences, EntStretch, i);
      g_autofree char *part = g_utf8_substring (text, stretch.start, stretch.end);

      g_assert_cmpstr (part, ==, parts[i]);
    }
  g_assert_null (parts[sentences->len]);
}

static void
test_article (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GArray) sentences = NULL;
  guint broken = 0;

  g_assert_true (g_file_get_contents (article_file, &text, NULL, NULL));
  sentences = ent_sentences_split (text, "en");
  g_assert_cmpuint (sentences->len, ==, 23);
  for (guint i = 0; i < sentences->len; i++)
    {
      EntStretch stretch = g_array_index (sentences, EntStretch, i);
      g_autofree char *part = g_utf8_substring (text, stretch.start, stretch.end);

      broken += g_str_has_prefix (part, "and supported multiple U.N. Security Council resolutions") && g_str_has_suffix (part, "Institution.");
    }
  g_assert_cmpuint (broken, ==, 1);
}

static void
test_abbreviations (void)
{
  assert_sentences ("The U.N. Security Council met. The U.S. President spoke to Mr. Smith and Gen. J. Q. Public.", "en",
                    (const char *const[]) { "The U.N. Security Council met.", "The U.S. President spoke to Mr. Smith and Gen. J. Q. Public.", NULL });
  assert_sentences ("It left the U.S. The troops stayed. He flew to the U.S. on Jan. 5 at 3 p.m. with Apple Inc. staff.", "en",
                    (const char *const[]) { "It left the U.S.", "The troops stayed.",
                                            "He flew to the U.S. on Jan. 5 at 3 p.m. with Apple Inc. staff.", NULL });
  assert_sentences ("  He said: “It is over.” She left!  Why? No. 10 was silent. “No.” It rose 3.5 percent.  ", "en",
                    (const char *const[]) { "He said: “It is over.”", "She left!", "Why?", "No. 10 was silent.", "“No.”",
                                            "It rose 3.5 percent.", NULL });
  assert_sentences ("He went to North Korea.In 2019, he left. See example.Com and U.S.A.F. Base.", "en",
                    (const char *const[]) { "He went to North Korea.", "In 2019, he left.", "See example.Com and U.S.A.F. Base.", NULL });
  assert_sentences ("1. First point. 2. Second point.\n\nA heading\r\nText here", "en",
                    (const char *const[]) { "1. First point.", "2. Second point.", "A heading", "Text here", NULL });
  assert_sentences ("", "en", (const char *const[]) { NULL });
  assert_sentences (" \n\t\n", "", (const char *const[]) { NULL });
}

static void
test_languages (void)
{
  assert_sentences ("Am 3. Oktober sprach Dr. Müller. Die Nr. 5 kam z.B. Montag. Ende.", "de",
                    (const char *const[]) { "Am 3. Oktober sprach Dr. Müller.", "Die Nr. 5 kam z.B. Montag.", "Ende.", NULL });
  assert_sentences ("M. Macron a parlé à Mme. Dupont. « Non ! » Il partit.", "fr",
                    (const char *const[]) { "M. Macron a parlé à Mme. Dupont.", "« Non ! »", "Il partit.", NULL });
  assert_sentences ("¿Qué dijo el Sr. Pérez? Nada. ¡Adiós!", "es", (const char *const[]) { "¿Qué dijo el Sr. Pérez?", "Nada.", "¡Adiós!", NULL });
  assert_sentences ("В 2018 г. Путин уехал с В. В. Ивановым. Конец.", "ru",
                    (const char *const[]) { "В 2018 г. Путин уехал с В. В. Ивановым.", "Конец.", NULL });
  assert_sentences ("中国与朝鲜保持友好关系。俄罗斯呢？不知道！", "zh", (const char *const[]) { "中国与朝鲜保持友好关系。", "俄罗斯呢？", "不知道！", NULL });
  assert_sentences ("日本は反対した。韓国は賛成した。", "ja", (const char *const[]) { "日本は反対した。", "韓国は賛成した。", NULL });
  assert_sentences ("중국은 북한과 친하다. 러시아도 그렇다.", "ko", (const char *const[]) { "중국은 북한과 친하다.", "러시아도 그렇다.", NULL });
  assert_sentences ("زار الرئيس الصين. هل وافقت روسيا؟ نعم.", "ar", (const char *const[]) { "زار الرئيس الصين.", "هل وافقت روسيا؟", "نعم.", NULL });
  assert_sentences ("चीन ने कहा। रूस चुप रहा।", "hi", (const char *const[]) { "चीन ने कहा।", "रूस चुप रहा।", NULL });
}

static EntRecord *
actor (const char *id, const char *name, const char *const *aliases, guint n)
{
  EntActor *self = (EntActor *) ent_record_new (&ent_actor_type);

  ent_record_set_string (&self->id, id);
  ent_record_set_string (&self->name, name);
  self->aliases = ent_strings_new (aliases, n);
  return &self->record;
}

static EntRecords *
some_actors (void)
{
  EntRecord *items[] = {
    actor ("cn", "China", (const char *const[]) { "Beijing", "Chinese", "中国", "중국", "الصين", "Китай", "סין", "中國" }, 8),
    actor ("kp", "North Korea", (const char *const[]) { "North Korean", "朝鲜", "북한", "ロシ" }, 4),
    actor ("kr", "South Korea", (const char *const[]) { "Korea", "Korean" }, 2),
    actor ("us", "United States", (const char *const[]) { "US", "U.S.", "Beijing" }, 3),
    actor ("ru", "Russia", (const char *const[]) { "Россия", "ロシア", "روسيا" }, 3),
    actor ("kim", "Kim Jong Un", (const char *const[]) { "Kim’s wife" }, 1),
    actor ("ec", "École", NULL, 0),
  };

  return ent_records_new_take (items, G_N_ELEMENTS (items));
}

/* @expected: "id:naming id:naming" as found in @text. */
static void
assert_names (const char *text, const char *expected)
{
  g_autoptr (EntRecords) actors = some_actors ();
  g_autoptr (EntNames) names = ent_names_new (actors);
  g_autoptr (GArray) found = ent_names_find (names, text);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < found->len; i++)
    {
      EntNaming naming = g_array_index (found, EntNaming, i);
      g_autofree char *part = g_utf8_substring (text, naming.start, naming.end);

      g_string_append_printf (out, "%s%s:%s", i > 0 ? "|" : "", naming.actor->id, part);
    }
  g_assert_cmpstr (out->str, ==, expected);
}

static void
test_names (void)
{
  assert_names ("North Korean troops; South Korea, Korea’s and korea. Koreans no.", "kp:North Korean|kr:South Korea|kr:Korea");
  assert_names ("The US told us, the U.S. said. US-made, BUS, USA.", "us:US|us:U.S.|us:US");
  assert_names ("Beijing is shared, and goes to the first. CHINA too, cHINA not.", "cn:Beijing|cn:CHINA");
  assert_names ("North\302\240Korea, North  Korea, North\nKorea; Kim's wife met Kim Jong Un.",
                "kp:North\302\240Korea|kp:North  Korea|kp:North\nKorea|kim:Kim's wife|kim:Kim Jong Un");
  assert_names ("E\314\201cole, École, Écoles, Ecole", "ec:E\314\201cole|ec:École");
  assert_names ("", "");
  assert_names ("Chinato, inChina, China\314\201, (China)", "cn:China");
}

static void
test_names_in_scripts (void)
{
  assert_names ("中国与朝鲜保持友好关系", "cn:中国|kp:朝鲜");
  assert_names ("ロシアは中国に、ベロロシアは", "ru:ロシア|cn:中国");
  assert_names ("중국은 북한과 말했다. 탈북한 사람, 중국산", "cn:중국|kp:북한");
  assert_names ("زارت الصين وروسيا، والصين ردت. بروسيا", "cn:الصين|ru:روسيا|cn:الصين|ru:روسيا");
  assert_names ("Китай и Россия. Китайский", "cn:Китай|ru:Россия");
  assert_names ("סין אמרה, וסין ענתה. חסין", "cn:סין|cn:סין");
}

static void
test_coverage (void)
{
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntArticle *article = (EntArticle *) ent_record_new (&ent_article_type);
  EntExcerpt *used = (EntExcerpt *) ent_record_new (&ent_excerpt_type), *idle;
  EntRelation *proved = (EntRelation *) ent_record_new (&ent_relation_type), *unproved;
  EntEvidence *evidence = (EntEvidence *) ent_record_new (&ent_evidence_type);
  EntHead *head = (EntHead *) ent_record_new (&ent_head_type);
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntCoverage) coverage = NULL;
  const EntOpenSentence *open;

  ent_record_set_string (&article->id, "a");
  ent_record_set_string (&article->text, "China met Russia. Russia met China. China slept in Beijing. North Korea and the US: war.");
  ent_record_set_string (&used->id, "x1");
  ent_record_set_string (&used->exact, "met Russia");
  used->start = 6;
  used->end = 16;
  idle = (EntExcerpt *) ent_record_copy (&used->record);
  ent_record_set_string (&idle->id, "x2");
  ent_record_set_string (&idle->exact, "Russia met");
  idle->start = 18;
  idle->end = 28;
  article->excerpts = ent_records_new_take ((EntRecord *[]) { &used->record, &idle->record }, 2);
  ent_record_set_string (&evidence->excerpt, "x1");
  ent_record_set_string (&proved->id, "r1");
  ent_record_set_string (&proved->source, "cn");
  ent_record_set_string (&proved->target, "ru");
  unproved = (EntRelation *) ent_record_copy (&proved->record);
  ent_record_set_string (&unproved->id, "r2");
  proved->evidence = ent_records_new_take ((EntRecord *[]) { &evidence->record }, 1);
  lists[ENT_LIST_ACTORS] = some_actors ();
  lists[ENT_LIST_ARTICLES] = ent_records_new_take ((EntRecord *[]) { &article->record }, 1);
  lists[ENT_LIST_RELATIONS] = ent_records_new_take ((EntRecord *[]) { &proved->record, &unproved->record }, 2);
  map = ent_snapshot_new_take (head, lists);

  coverage = ent_coverage_new (map, NULL, NULL);
  g_assert_cmpuint (coverage->sentences->len, ==, 2);
  open = &g_array_index (coverage->sentences, EntOpenSentence, 0);
  g_assert_cmpint (open->start, ==, 18);
  g_assert_cmpint (open->end, ==, 35);
  g_assert_true (g_str_has_prefix (open->article->text + open->from, "Russia met China."));
  g_assert_cmpuint (open->to - open->from, ==, 17);
  g_assert_cmpuint (open->actors->len, ==, 2);
  g_assert_cmpstr (ent_record_id (g_ptr_array_index (open->actors, 0)), ==, "ru");
  open = &g_array_index (coverage->sentences, EntOpenSentence, 1);
  g_assert_cmpstr (ent_record_id (g_ptr_array_index (open->actors, 1)), ==, "us");
  g_assert_cmpuint (coverage->unproved->len, ==, 1);
  g_assert_cmpstr (ent_record_id (g_ptr_array_index (coverage->unproved, 0)), ==, "r2");
  g_assert_cmpuint (coverage->unnamed->len, ==, 2); /* "North Korea" names Korea too, as a word of it */
  g_assert_cmpstr (ent_record_id (g_ptr_array_index (coverage->unnamed, 0)), ==, "kim");
  g_assert_cmpuint (coverage->idle->len, ==, 1);
  g_assert_cmpstr (ent_record_id (g_ptr_array_index (coverage->idle, 0)), ==, "x2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  article_file = argv[1];
  g_test_add_func ("/text/sentences/article", test_article);
  g_test_add_func ("/text/sentences/abbreviations", test_abbreviations);
  g_test_add_func ("/text/sentences/languages", test_languages);
  g_test_add_func ("/text/names/words", test_names);
  g_test_add_func ("/text/names/scripts", test_names_in_scripts);
  g_test_add_func ("/text/coverage", test_coverage);
  return g_test_run ();
}
