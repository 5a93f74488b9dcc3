/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What relation a sentence is read as: by order, by the words chosen, side by side, with nothing known. */
#include <string.h>

#include "ent-propose.h"

static EntActor *
actor (const char *name, const char *alias)
{
  EntActor *self = (EntActor *) ent_record_new (&ent_actor_type);

  ent_record_set_string (&self->id, name);
  ent_record_set_string (&self->name, name);
  if (alias != NULL)
    self->aliases = ent_strings_new (&alias, 1);
  return self;
}

/* The proposal for the words @chosen of @text is "source|label|target", with "=" before it where it goes both ways. */
static void
assert_proposal (const char *text, const char *chosen, const char *expected)
{
  EntRecord *items[] = { &actor ("China", "Beijing")->record, &actor ("North Korea", "Pyongyang")->record, &actor ("US", "Washington")->record };
  g_autoptr (EntRecords) actors = ent_records_new_take (items, 3);
  g_autoptr (EntNames) names = ent_names_new (actors);
  const char *place = strstr (text, chosen);
  gint64 start = g_utf8_pointer_to_offset (text, place);
  g_autoptr (EntProposal) proposal = ent_propose_relation (names, text, "en", start, start + g_utf8_strlen (chosen, -1));
  g_autofree char *got = g_strdup_printf ("%s%s|%s|%s", proposal->both ? "=" : "", proposal->source != NULL ? proposal->source->name : "",
                                          proposal->label, proposal->target != NULL ? proposal->target->name : "");
  g_autofree char *sentence = g_utf8_substring (text, proposal->sentence.start, proposal->sentence.end);

  g_assert_cmpstr (got, ==, expected);
  g_assert_nonnull (strstr (sentence, chosen));
}

static void
test_order (void)
{
  assert_proposal ("China has kept friendly relations with North Korea.", "friendly", "China|has kept friendly relations with|North Korea");
  assert_proposal ("Washington warned the Pyongyang government.", "warned", "US|warned|North Korea");
  assert_proposal ("“Beijing,” he said, “supplies oil to the US.”", "supplies oil", "China|he said, “supplies oil to|US");
  assert_proposal ("China’s trade with North Korea grew.", "trade", "China|trade with|North Korea");
  assert_proposal ("One line.\nPyongyang met Beijing.\nThe US did not.", "Pyongyang met Beijing.", "North Korea|met|China");
}

static void
test_chosen_words (void)
{
  const char *text = "The US asked China to press North Korea. Nobody answered.";

  assert_proposal (text, "asked", "US|asked|China");
  assert_proposal (text, "China to press North Korea", "China|to press|North Korea");
  assert_proposal (text, "press North Korea", "China|to press|North Korea");
  assert_proposal (text, "answered", "||");
}

static void
test_side_by_side (void)
{
  assert_proposal ("China and North Korea signed a pact, officials said.", "signed", "=China|signed a pact|North Korea");
  assert_proposal ("China and North Korea blamed the US for it.", "blamed", "China|blamed|US");
  assert_proposal ("Beijing and the US warned North Korea and China.", "warned", "China|warned|North Korea");
  assert_proposal ("China, North Korea.", "China, North Korea.", "=China||North Korea");
}

static void
test_little_known (void)
{
  assert_proposal ("China supports peace talks.", "supports", "China|supports peace talks|");
  assert_proposal ("Nothing is named here.", "named", "||");
  assert_proposal ("China one two three four five six seven eight nine ten North Korea", "one", "China|one two three four five six seven eight|North Korea");
  assert_proposal ("x", "x", "||");
}

static void
test_sentence (void)
{
  const char *text = "Über. China met. Then it left.\nNext";
  EntStretch one = ent_sentences_around (text, "en", 8, 8), two = ent_sentences_around (text, "en", 8, 20), last = ent_sentences_around (text, "", 33, 33);

  g_assert_cmpint (one.start, ==, 6);
  g_assert_cmpint (one.end, ==, 16);
  g_assert_cmpint (two.end, ==, 30);
  g_assert_cmpint (last.start, ==, 31);
  g_assert_cmpint (last.end, ==, 35);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/propose/order", test_order);
  g_test_add_func ("/propose/chosen-words", test_chosen_words);
  g_test_add_func ("/propose/side-by-side", test_side_by_side);
  g_test_add_func ("/propose/little-known", test_little_known);
  g_test_add_func ("/propose/sentence", test_sentence);
  return g_test_run ();
}
