/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each state of an excerpt by its definition, and positions in code points in all scripts. */
#include <string.h>

#include "ent-anchor.h"
#include "ent-verify.h"

static EntArticle *
article_of (const char *text, gboolean recorded)
{
  EntArticle *article = (EntArticle *) ent_record_new (&ent_article_type);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  ent_record_set_string (&article->text, text);
  if (recorded)
    ent_record_set_string (&article->sha256, sha256);
  return article;
}

/* An excerpt of the @nth (from 0) place of @exact in @text. */
static EntExcerpt *
excerpt_of (const EntArticle *article, const char *exact, int nth)
{
  const char *place = strstr (article->text, exact);
  gint64 start;

  while (nth-- > 0)
    place = strstr (place + 1, exact);
  start = ent_text_position_of (article->text, (gsize) (place - article->text));
  return ent_anchor_new_excerpt (article, "x", start, start + ent_text_length (exact), NULL);
}

/* @old: article; @exact at its @nth place; @now: today's text. @place: where it must be found, NULL: anywhere; by its nth place too. */
static EntFinding
look (const char *old, const char *exact, int nth, const char *now)
{
  EntArticle *article = article_of (old, TRUE);
  EntExcerpt *excerpt = excerpt_of (article, exact, nth);
  g_autoptr (GBytes) bytes = g_bytes_new (now, strlen (now));
  g_autoptr (GError) error = NULL;
  g_autoptr (EntPlainText) text = ent_plain_text_new_from_bytes (bytes, &error);
  g_autoptr (EntVerifier) verifier = NULL;
  EntFinding finding;

  g_assert_no_error (error);
  verifier = ent_verifier_new (article, text);
  finding = ent_verifier_check (verifier, excerpt, NULL);
  ent_record_unref (&excerpt->record);
  g_clear_pointer (&verifier, ent_verifier_free);
  ent_record_unref (&article->record);
  return finding;
}

static void
assert_finding (EntFinding finding, EntFindingState state, gint64 start, gint64 end)
{
  g_assert_cmpstr (ent_finding_state_name (finding.state), ==, ent_finding_state_name (state));
  g_assert_cmpint (finding.start, ==, start);
  g_assert_cmpint (finding.end, ==, end);
  g_assert_true (state > ENT_FINDING_MOVED ? finding.score < 1 : finding.score == 1);
}

static void
test_states (void)
{
  const char *old = "First things. China met Russia. Then it rained.";

  assert_finding (look (old, "China met Russia.", 0, old), ENT_FINDING_EXACT, 14, 31);
  /* Once then and now: changed surroundings do not matter. */
  assert_finding (look (old, "China met Russia.", 0, "Quite new: China met Russia. Nothing else."), ENT_FINDING_MOVED, 11, 28);
  /* It stays at its place, with other things around it. */
  assert_finding (look (old, "China met Russia.", 0, "Fourteen chars China met Russia. No."), ENT_FINDING_MOVED, 15, 32);
  assert_finding (look (old, "China met Russia.", 0, "Fourteen char China met Russia. No."), ENT_FINDING_EXACT, 14, 31);
  /* Twice now: the place counts while prefix or suffix fits. */
  assert_finding (look (old, "China met Russia.", 0, "First things. China met Russia. And: China met Russia."), ENT_FINDING_EXACT, 14, 31);
  assert_finding (look (old, "China met Russia.", 0, "Wrong things: China met Russia. And: China met Russia."), ENT_FINDING_AMBIGUOUS, 14, 31);
  assert_finding (look (old, "China met Russia.", 0, "New. First things. China met Russia. And: China met Russia."), ENT_FINDING_AMBIGUOUS, 19,
                  36);
  assert_finding (look (old, "China met Russia.", 0, "Nothing of that sort is told here at all."), ENT_FINDING_MISSING, -1, -1);
  assert_finding (look (old, "China met Russia.", 0, ""), ENT_FINDING_MISSING, -1, -1);
}

static void
test_unchecked (void)
{
  EntArticle *with = article_of ("abc", FALSE), *without = article_of ("", FALSE);
  EntExcerpt *excerpt = excerpt_of (with, "b", 0);

  assert_finding (ent_verify_excerpt (without, excerpt), ENT_FINDING_UNCHECKED, -1, -1);
  assert_finding (ent_verify_excerpt (with, excerpt), ENT_FINDING_EXACT, 1, 2);
  ent_record_unref (&excerpt->record);
  ent_record_unref (&with->record);
  ent_record_unref (&without->record);
}

/* Two equal sentences, one deleted: never the other one silently. */
static void
test_equal_sentences (void)
{
  const char *old = "It began so. He denied it. Years went by. He denied it. So it ended.";
  const char *without_first = "It began so. Years went by. He denied it. So it ended.";
  const char *without_second = "It began so. He denied it. Years went by. So it ended.";

  g_assert_cmpint (look (old, "He denied it.", 0, without_first).state, ==, ENT_FINDING_AMBIGUOUS);
  g_assert_cmpint (look (old, "He denied it.", 1, without_second).state, ==, ENT_FINDING_AMBIGUOUS);
  /* The one that stayed is told apart by place or by what stands beside it. */
  assert_finding (look (old, "He denied it.", 0, without_second), ENT_FINDING_EXACT, 13, 26);
  g_assert_cmpint (look (old, "He denied it.", 1, without_first).state, ==, ENT_FINDING_AMBIGUOUS);
  assert_finding (look (old, "He denied it.", 1, "He began so. Hm. Years went by. He denied it. So it ended."), ENT_FINDING_AMBIGUOUS, 32, 45);
}

/* An excerpt with neither prefix nor suffix is sure only where it stands once. */
static void
test_no_surroundings (void)
{
  EntArticle *article = article_of ("a China b China c", FALSE), *recorded = article_of ("a China b China c", TRUE);
  EntExcerpt *excerpt = excerpt_of (article, "China", 1);

  ent_record_set_string (&excerpt->prefix, "");
  ent_record_set_string (&excerpt->suffix, "");
  g_assert_cmpint (ent_verify_excerpt (article, excerpt).state, ==, ENT_FINDING_AMBIGUOUS);
  assert_finding (ent_verify_excerpt (recorded, excerpt), ENT_FINDING_EXACT, 10, 15);
  ent_record_set_string (&excerpt->prefix, "b ");
  assert_finding (ent_verify_excerpt (article, excerpt), ENT_FINDING_EXACT, 10, 15);
  ent_record_unref (&excerpt->record);
  ent_record_unref (&article->record);
  ent_record_unref (&recorded->record);
}

/* What was uncertain against a new text stays so after the new text became the article's, because the old edition tells. */
static void
test_editions (void)
{
  EntArticle *article = article_of ("It began so. He denied it. Years went by. He denied it. So it ended.", TRUE);
  EntExcerpt *excerpt = excerpt_of (article, "He denied it.", 0);
  EntEdition *edition = (EntEdition *) ent_record_new (&ent_edition_type);
  EntRecord *editions[] = { &edition->record };

  ent_record_set_string (&edition->text, article->text);
  ent_record_set_string (&article->text, "It began so. Years went by. He denied it. So it ended.");
  g_assert_cmpint (ent_verify_excerpt (article, excerpt).state, ==, ENT_FINDING_MOVED); /* the map knows of no other text */
  article->editions = ent_records_new_take (editions, 1);
  g_assert_cmpint (ent_verify_excerpt (article, excerpt).state, ==, ENT_FINDING_AMBIGUOUS);
  ent_record_unref (&excerpt->record);
  ent_record_unref (&article->record);
}

/* Differences that readers hardly see are differences, with a high score. */
static void
test_nearly_equal (void)
{
  static const struct
  {
    const char *then, *now;
  } pairs[] = {
    { "He said “we don’t know” — twice.", "He said \"we don't know\" - twice." },
    { "He met Kim Jong Un in Beijing.", "He met\302\240Kim  Jong\nUn in Beijing." },
    { "Le café est fermé.", "Le cafe\314\201 est ferme\314\201." },
    { "한국은 대답하지 않았다.", "\341\204\222\341\205\241\341\206\253국은 대답하지 않았다." },
    { "A statement of Pyongyang.", "A STATEMENT OF PYONGYANG." },
    { "die große Straße", "die grosse Strasse" },
    { "co-operation of both", "co\302\255-operation of both" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      g_autofree char *old = g_strdup_printf ("Some text before. %s And after.", pairs[i].then);
      g_autofree char *now = g_strdup_printf ("😀 Some text before. %s And after.", pairs[i].now);
      EntFinding finding = look (old, pairs[i].then, 0, now);

      assert_finding (finding, ENT_FINDING_CHANGED, 20, 20 + ent_text_length (pairs[i].now));
      g_assert_cmpfloat (finding.score, >, 0.95);
    }
}

static void
test_changed (void)
{
  EntFinding finding = look ("Before it. China has kept friendly relations with North Korea. After it.",
                             "China has kept friendly relations with North Korea.", 0,
                             "Before it. China has long kept friendly ties with North Korea. After it.");

  assert_finding (finding, ENT_FINDING_CHANGED, 11, 62);
  g_assert_cmpfloat (finding.score, >, 0.6);
  /* Much changed, but both surroundings vouch for the place. */
  finding = look ("The talks began late. China rejects the proposal of Japan. The markets fell at once.",
                  "China rejects the proposal of Japan.", 0,
                  "The talks began late. China refuses a proposal by Tokyo. The markets fell at once.");
  assert_finding (finding, ENT_FINDING_CHANGED, 22, 56);
  /* Equal differences: what stands beside it decides. */
  finding = look ("One day: the minister agreed to come. Two days later.", "the minister agreed to come.", 0,
                  "The minister agrees to come. One day: the minister agrees to come. Two days later.");
  assert_finding (finding, ENT_FINDING_CHANGED, 38, 66);
}

/* A quote longer than one search: by its two ends. */
static void
test_long_quote (void)
{
  g_autoptr (GString) quote = g_string_new (NULL);
  g_autofree char *old = NULL, *now = NULL;
  EntFinding finding;

  for (int i = 0; i < 400; i++)
    g_string_append_printf (quote, "word %d of it; ", i * 7919 % 1000);
  old = g_strdup_printf ("Start. %s End.", quote->str);
  memcpy (strstr (quote->str, "word 1"), "WURD", 4);
  memcpy (strstr (quote->str + quote->len - 300, "word"), "bird", 4);
  now = g_strdup_printf ("New start. %s End.", quote->str);
  {
    g_autofree char *exact = g_strndup (old + 7, quote->len - 1);

    finding = look (old, exact, 0, now);
    assert_finding (finding, ENT_FINDING_CHANGED, 11, 11 + (gint64) quote->len - 1);
  }
}

/* Emoji with joiners, combining marks, CJK, Arabic, Korean: a place found is counted in code points of the new text. */
static void
test_scripts (void)
{
  static const char *const quotes[] = { "👩‍🚀 flew 🇰🇵 there", "e\314\201cole et o\314\210l", "中国与朝鲜保持友好关系。", "الصين حافظت على علاقات ودية",
                                        "중국은 북한과 우호 관계를 유지했다.", "Китай поддерживает связи" };

  for (guint i = 0; i < G_N_ELEMENTS (quotes); i++)
    {
      g_autofree char *old = g_strdup_printf ("𝒳 one. %s two 👍🏽.", quotes[i]);
      g_autofree char *now = g_strdup_printf ("Ünïcödé 漢字 👨‍👩‍👧‍👦 first.\r\n𝒳 one. %s two 👍🏽.", quotes[i]);
      gint64 before = g_utf8_strlen ("Ünïcödé 漢字 👨‍👩‍👧‍👦 first.\n𝒳 one. ", -1);

      assert_finding (look (old, quotes[i], 0, now), ENT_FINDING_MOVED, before, before + g_utf8_strlen (quotes[i], -1));
    }
}

static void
test_plain_text (void)
{
  static const char *const refused[] = { "%PDF-1.7\n", "  <!DOCTYPE html><p>", "<html lang='en'>", "\377\376a", "caf\351" };
  g_autoptr (GBytes) good = g_bytes_new_static ("\357\273\277a\r\nb\rc\r\n", 11), zero = g_bytes_new_static ("a\0b", 3);
  g_autoptr (EntPlainText) text = ent_plain_text_new_from_bytes (good, NULL);

  g_assert_cmpstr (ent_plain_text_get (text), ==, "a\nb\rc\n");
  g_assert_null (ent_plain_text_new_from_bytes (zero, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (refused[i], strlen (refused[i]));
      g_autoptr (GError) error = NULL;

      g_assert_null (ent_plain_text_new_from_bytes (bytes, &error));
      g_assert_nonnull (strstr (error->message, "not plain text"));
    }
}

/* The table of positions against a walk, at every code point of a text over many blocks. */
static void
test_positions (void)
{
  static const char *const pieces[] = { "a", "é", "漢", "😀", "bc ", "\n" };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (EntPlainText) plain = NULL;
  gint64 position = 0;

  for (int i = 0; i < 5000; i++)
    g_string_append (text, pieces[g_rand_int_range (rand, 0, G_N_ELEMENTS (pieces))]);
  plain = ent_plain_text_new (text->str);
  for (const char *p = text->str;; p = g_utf8_next_char (p), position++)
    {
      g_assert_cmpint (ent_plain_text_byte_of (plain, position), ==, p - text->str);
      g_assert_cmpint (ent_plain_text_position_of (plain, (gsize) (p - text->str)), ==, position);
      if (*p == '\0')
        break;
    }
  g_assert_cmpint (ent_plain_text_get_length (plain), ==, position);
  g_assert_cmpint (ent_plain_text_byte_of (plain, position + 1), ==, -1);
  g_assert_cmpint (ent_plain_text_byte_of (plain, -1), ==, -1);
}

static void
test_places (void)
{
  g_autoptr (EntPlainText) text = ent_plain_text_new ("é aaa é");
  g_autoptr (GArray) all = ent_verify_places (text, "aa", 10), some = ent_verify_places (text, "é", 1);

  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (g_array_index (all, gint64, 1), ==, 3);
  g_assert_cmpuint (some->len, ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/text/verify/states", test_states);
  g_test_add_func ("/text/verify/unchecked", test_unchecked);
  g_test_add_func ("/text/verify/equal-sentences", test_equal_sentences);
  g_test_add_func ("/text/verify/no-surroundings", test_no_surroundings);
  g_test_add_func ("/text/verify/editions", test_editions);
  g_test_add_func ("/text/verify/nearly-equal", test_nearly_equal);
  g_test_add_func ("/text/verify/changed", test_changed);
  g_test_add_func ("/text/verify/long-quote", test_long_quote);
  g_test_add_func ("/text/verify/scripts", test_scripts);
  g_test_add_func ("/text/verify/plain-text", test_plain_text);
  g_test_add_func ("/text/verify/positions", test_positions);
  g_test_add_func ("/text/verify/places", test_places);
  return g_test_run ();
}
