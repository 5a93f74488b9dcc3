/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map of many articles stays quick: adding one by one, finding what is there already, writing and reading are linear. Times are of the
 * processor, and a size is compared with one four times larger, so that a slow or busy machine changes nothing. */
#include <string.h>
#include <time.h>

#include "ent-edit-articles.h"
#include "ent-edit.h"
#include "ent-intake.h"
#include "ent-map-reader.h"
#include "ent-map-writer.h"

#define FEW 250
#define MANY 1000 /* four times as many */
/* Linear is 4, quadratic 16; between them there is room for chance. */
#define MOST_GROWTH 10.0
#define SIZE 10000

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec + (double) t.tv_nsec / 1e9;
}

static char *
text_of (guint i)
{
  GString *text = g_string_new (NULL);

  for (guint k = 0; text->len < SIZE; k++)
    g_string_append_printf (text, "Sentence %u of article %u says that one thing led to another, as things do.\n", k, i);
  return g_string_free (text, FALSE);
}

typedef struct
{
  double read, add, find, write, load;
} Times;

static Times
measure (guint n)
{
  g_autoptr (EntMap) map = ent_map_new ();
  g_autoptr (EntSnapshot) snapshot = NULL, again = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  Times times = { 0 };
  double begin;

  for (guint i = 0; i < n; i++)
    {
      char *text = text_of (i);
      g_autofree char *sha256 = NULL, *title = g_strdup_printf ("Article %u", i);
      g_autoptr (GBytes) in = g_bytes_new_take (text, strlen (text));
      g_autoptr (EntReading) reading = NULL;
      g_auto (GStrv) ids = NULL;
      EntNewArticle wanted;
      gboolean same;

      begin = now ();
      reading = ent_intake_read (in, ENT_SOURCE_TEXT, NULL, NULL, NULL);
      times.read += now () - begin;
      begin = now ();
      sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, reading->text, -1);
      g_assert_null (ent_edit_find_article (map, sha256, reading->sha256, "", &same));
      times.find += now () - begin;
      wanted = (EntNewArticle){ .title = title, .text = reading->text, .sha256 = reading->sha256 };
      begin = now ();
      ids = ent_edit_add_articles (map, &wanted, 1, &error);
      times.add += now () - begin;
      g_assert_no_error (error);
    }
  g_assert_cmpuint (ent_map_n (map, ENT_LIST_ARTICLES), ==, n);
  snapshot = ent_map_snapshot (map);
  begin = now ();
  bytes = ent_map_write (snapshot, NULL, &error);
  times.write = now () - begin;
  g_assert_no_error (error);
  begin = now ();
  again = ent_map_read (bytes, NULL, NULL, &error);
  times.load = now () - begin;
  g_assert_no_error (error);
  g_assert_true (ent_snapshot_equal (snapshot, again));
  return times;
}

static void
grows (const char *what, double few, double many)
{
  g_test_message ("%s: %.1f ms for %u articles of 10 kB, %.1f ms for %u", what, few * 1e3, FEW, many * 1e3, MANY);
  /* What takes no time at all is not measured well. */
  g_assert_true (many < 0.05 || many < few * MOST_GROWTH);
}

static void
test_corpus (void)
{
  Times few = measure (FEW), many = measure (MANY);

  grows ("reading", few.read, many.read);
  grows ("finding what is there", few.find, many.find);
  grows ("adding one by one", few.add, many.add);
  grows ("writing", few.write, many.write);
  grows ("loading", few.load, many.load);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/corpus", test_corpus);
  return g_test_run ();
}
