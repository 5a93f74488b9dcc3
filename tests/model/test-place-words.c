/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places in words: a table of what is read, a table of what is refused, and the way back. */
#include "ent-place-words.h"

#include <math.h>
#include <string.h>

static const struct
{
  const char *words;
  double lat, lon;
} good[] = {
  { "39.9, 116.4", 39.9, 116.4 },
  { " 39.9 116.4 ", 39.9, 116.4 },
  { "39.9,116.4", 39.9, 116.4 },
  { "39,9; 116,4", 39.9, 116.4 },
  { "-33.865, +151.2", -33.865, 151.2 },
  { "−33.865; 151.2", -33.865, 151.2 },
  { "39.9 N, 116.4 E", 39.9, 116.4 },
  { "39.9°n 116.4°e", 39.9, 116.4 },
  { "116.4 E, 39.9 N", 39.9, 116.4 },
  { "116.4, 39.9 N", 39.9, 116.4 },
  { "S 33° 30′, W 151° 15'", -33.5, -151.25 },
  { "33° 30′ 36″ S 70° 0′ 36\" W", -33.51, -70.01 },
  { "0, 0", 0, 0 },
  { "90, -180", 90, -180 },
};

static const struct
{
  const char *words, *why;
} bad[] = {
  { "", "latitude and longitude" },
  { "Beijing", "latitude and longitude" },
  { "39.9", "latitude and longitude" },
  { "39.9, 116.4, 1", "latitude and longitude" },
  { "39.9, 116.4 km", "latitude and longitude" },
  { "-39.9 S, 116.4 E", "latitude and longitude" },
  { "39.9 N, 116.4 N", "the other a longitude" },
  { "91, 0", "a latitude lies within" },
  { "0, 181", "a longitude lies within" },
  { "1e3, 2", "latitude and longitude" },
  { "nan, inf", "latitude and longitude" },
  { "0x10, 1", "latitude and longitude" },
};

static void
test_good (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      double lat = NAN, lon = NAN, again_lat, again_lon;
      g_autoptr (GError) error = NULL;
      g_autofree char *words = NULL;

      ent_place_from_words (good[i].words, &lat, &lon, &error);
      g_assert_no_error (error);
      g_assert_cmpfloat_with_epsilon (lat, good[i].lat, 1e-9);
      g_assert_cmpfloat_with_epsilon (lon, good[i].lon, 1e-9);
      words = ent_place_to_words (lat, lon);
      g_assert_true (ent_place_from_words (words, &again_lat, &again_lon, NULL));
      g_assert_true (again_lat == lat && again_lon == lon);
    }
}

static void
test_bad (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      double lat = 7, lon = 7;
      g_autoptr (GError) error = NULL;

      g_assert_false (ent_place_from_words (bad[i].words, &lat, &lon, &error));
      g_assert_nonnull (error);
      g_assert_nonnull (strstr (error->message, bad[i].why));
      g_assert_true (lat == 7 && lon == 7);
    }
}

static void
test_numbers (void)
{
  const double numbers[] = { 0, 0.1, -0.18, 1.0 / 3, 116.4, 1e-7, 123456.789 };

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *words = ent_number_to_words (numbers[i]);

      g_assert_true (g_ascii_strtod (words, NULL) == numbers[i]);
    }
  {
    g_autofree char *part = ent_number_to_words (-0.18), *round = ent_number_to_words (90);

    g_assert_cmpstr (part, ==, "-0.18");
    g_assert_cmpstr (round, ==, "90");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/place-words/good", test_good);
  g_test_add_func ("/place-words/bad", test_bad);
  g_test_add_func ("/place-words/numbers", test_numbers);
  return g_test_run ();
}
