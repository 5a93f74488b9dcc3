/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Redaction from inside: what counts as a name, and that whatever map is redacted stays a valid map without what was hidden. */
#include <string.h>

#include "ent-map-reader.h"
#include "ent-map-writer.h"
#include "ent-publish.h"
#include "random-map.h"

static EntSecrets *
one_secret (const char *name)
{
  EntSecrets *secrets = ent_secrets_new ();

  ent_secrets_add (secrets, name, ENT_SECRET_HIDDEN, NULL);
  return secrets;
}

static void
test_what_is_a_name (void)
{
  static const struct
  {
    const char *name, *text;
    gboolean found;
  } cases[] = {
    { "US", "the US said", TRUE },           { "US", "tell us", FALSE },
    { "US", "USA", FALSE },                  { "Russia", "the RUSSIAN army", TRUE },
    { "Oman", "a woman", FALSE },            { "Oman", "non-Omani", TRUE },
    { "North Korea", "North\n Korea’s", TRUE }, { "Zoë O'Hara", "ZOE\xcc\x88 O’HARA", TRUE },
    { "Secretname", "x_mysecretnamex", TRUE }, { "中国", "在中国的人", TRUE },
    { "الصين", "والصين", TRUE },             { "Kim", "Kim\xe2\x80\x8b.", TRUE },
    { "A. B", "a. b", TRUE }, { "Bob", "", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (EntSecrets) secrets = one_secret (cases[i].name);
      gboolean found = ent_secrets_find (secrets, cases[i].text, 0) != NULL;

      if (found != cases[i].found)
        g_test_message ("%s in %s", cases[i].name, cases[i].text);
      g_assert_cmpint (found, ==, cases[i].found);
    }
}

static void
test_replacing (void)
{
  g_autoptr (EntSecrets) secrets = ent_secrets_new ();
  g_autofree char *text = NULL, *quote = NULL, *renamed = NULL;

  ent_secrets_add (secrets, "Kim", ENT_SECRET_HIDDEN, NULL);
  ent_secrets_add (secrets, "Kim Jong Un", ENT_SECRET_HIDDEN, NULL);
  ent_secrets_add (secrets, "Russia", ENT_SECRET_RENAMED, "Ruritania");
  text = ent_secrets_replace (secrets, "Kim Jong Un’s visit, said Kim; Russian troops");
  g_assert_cmpstr (text, ==, "[withheld]’s visit, said [withheld]; Ruritania troops");
  quote = ent_secrets_replace_quote (secrets, "He met Kim.");
  g_assert_cmpstr (quote, ==, "[withheld]");
  renamed = ent_secrets_replace_quote (secrets, "In Russia, they say");
  g_assert_cmpstr (renamed, ==, "In [Ruritania], they say");
}

static void
test_output_is_decoded (void)
{
  static const char *const leaks[] = { "<b>Alice &#x53;ecretname</b>", "{\"a\": \"\\u0041lice Secretname\"}", "href=\"x/Alice%20Secretname\"",
                                       "<text>Alice</text>\n<text>Secretname</text>", "data:text/plain;base64,QWxpY2UgU2VjcmV0bmFtZQ==",
                                       "%PDF-1.5\n/Title <FEFF0041006C00690063006500200053006500630072006500740020006E0061006D0065>\n" };
  EntPublished published = { .secrets = one_secret ("Alice Secretname") };

  ent_secrets_add (published.secrets, "Secret name", ENT_SECRET_HIDDEN, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (leaks); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (leaks[i], strlen (leaks[i]));
      g_autoptr (GError) error = NULL;

      if (ent_published_check (&published, bytes, &error))
        g_test_message ("%s", leaks[i]);
      g_assert_nonnull (error);
    }
  ent_secrets_free (published.secrets);
}

static void
test_random_maps (void)
{
  for (guint seed = 0; seed < 150; seed++)
    {
      g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
      g_autoptr (EntSnapshot) map = random_map_new (rand);
      g_autoptr (EntPublishProfile) profile = ent_publish_profile_new ();
      const EntRecords *actors = map->lists[ENT_LIST_ACTORS];
      g_autoptr (EntPublished) published = NULL;
      g_autoptr (EntSnapshot) again = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;

      profile->no_notes = seed % 2 == 0;
      profile->no_sources = seed % 3 == 0;
      profile->quote_words = seed % 4;
      for (guint i = 0; i < ent_records_n (actors); i++)
        if (i % 3 == 0)
          g_hash_table_add (profile->hidden, g_strdup (ent_record_id (actors->items[i])));
        else if (i % 3 == 1)
          g_hash_table_insert (profile->renames, g_strdup (ent_record_id (actors->items[i])), g_strdup_printf ("Person %u", i));
      published = ent_publish (map, profile, NULL, &error);
      g_assert_no_error (error);
      bytes = ent_map_write (published->map, NULL, &error);
      g_assert_no_error (error);
      again = ent_map_read (bytes, NULL, NULL, &error);
      if (error != NULL)
        g_test_message ("seed %u", seed);
      g_assert_no_error (error);
      g_assert_true (ent_snapshot_equal (again, published->map));
    }
}

static void
test_profile_is_read_as_written (void)
{
  static const char text[] = "{\"no-notes\": true, \"quote-words\": 3, \"rename\": {\"a\\\"\": \"B\"}, \"hide\": [\"c\", \"d\"]}";
  g_autoptr (EntPublishProfile) first = ent_publish_profile_new ();
  g_autoptr (EntPublishProfile) second = ent_publish_profile_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GBytes) written = NULL;
  g_autofree char *once = NULL, *twice = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_publish_profile_read (first, bytes, &error));
  once = ent_publish_profile_write (first);
  written = g_bytes_new (once, strlen (once));
  g_assert_true (ent_publish_profile_read (second, written, &error));
  twice = ent_publish_profile_write (second);
  g_assert_cmpstr (once, ==, twice);
  g_assert_cmpuint (second->quote_words, ==, 3);
  g_assert_cmpstr (g_hash_table_lookup (second->renames, "a\""), ==, "B");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/publish/what-is-a-name", test_what_is_a_name);
  g_test_add_func ("/publish/replacing", test_replacing);
  g_test_add_func ("/publish/output-is-decoded", test_output_is_decoded);
  g_test_add_func ("/publish/random-maps", test_random_maps);
  g_test_add_func ("/publish/profile", test_profile_is_read_as_written);
  return g_test_run ();
}
