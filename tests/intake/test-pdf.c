/* SPDX-License-Identifier: GPL-3.0-or-later */
/* PDF: what real programs make gives the article back, lines become paragraphs, heads go, hyphens are joined; what is
 * locked, empty, broken or hostile is said so. argv[1] is the folder of pages, argv[2] the text of the bundled article,
 * made into a PDF by Chromium and by LibreOffice. */
#include <string.h>

#include "ent-intake.h"
#include "ent-pdf-lines.h"

static const char *pages, *article;

static EntReading *
read_bytes (GBytes *bytes, GError **error)
{
  g_assert_cmpint (ent_intake_sniff (bytes, NULL), ==, ENT_SOURCE_PDF);
  return ent_intake_read (bytes, ENT_SOURCE_PDF, NULL, NULL, error);
}

static GBytes *
load (const char *name)
{
  g_autofree char *path = g_build_filename (pages, name, NULL);
  char *data;
  gsize size;

  g_assert_true (g_file_get_contents (path, &data, &size, NULL));
  return g_bytes_new_take (data, size);
}

static void
refuses (GBytes *bytes, const char *reason)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntReading) reading = read_bytes (bytes, &error);

  g_assert_null (reading);
  g_test_message ("%s", error->message);
  g_assert_nonnull (strstr (error->message, reason));
}

/* --- By the helper --- */

static void
test_real (void)
{
  static const char *const names[] = { "chromium.pdf", "libreoffice.pdf" };
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (article, &text, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GBytes) bytes = load (names[i]);
      g_autoptr (GError) error = NULL;
      g_autoptr (EntReading) reading = read_bytes (bytes, &error);
      g_autofree char *whole = NULL;

      g_assert_no_error (error);
      /* Both have the page's title on a line of its own in front. */
      whole = g_strdup_printf ("US calls\n%s", text);
      g_assert_cmpstr (reading->text, ==, g_strchomp (whole));
      g_assert_cmpstr (reading->title, ==, "US calls");
      g_assert_cmpuint (reading->pages->len, ==, 2);
      g_assert_cmpint (g_array_index (reading->pages, gint64, 0), ==, 0);
      g_assert_cmpint (g_array_index (reading->pages, gint64, 1), >, 1000);
      g_assert_cmpint (g_array_index (reading->pages, gint64, 1), <, g_utf8_strlen (reading->text, -1));
    }
}

static void
test_locked (void)
{
  g_autoptr (GBytes) bytes = load ("locked.pdf");

  refuses (bytes, "password");
}

#define PDF(stream)                                                                                                    \
  "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"   \
  "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n" \
  "4 0 obj\n<</Length 9999>>\nstream\n" stream "\nendstream\nendobj\n"                                                 \
  "5 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\ntrailer\n<</Root 1 0 R>>\n"

static void
test_no_text (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (PDF ("20 20 100 100 re f"), strlen (PDF ("20 20 100 100 re f")));

  refuses (bytes, "no text layer");
}

static void
test_broken (void)
{
  g_autoptr (GBytes) whole = load ("libreoffice.pdf"), none = g_bytes_new_static ("%PDF-1.4\nno more than that", 26);
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);

  refuses (none, "no PDF");
  /* Whatever is cut or changed in the file: a reading or an error. */
  for (guint i = 0; i < 12; i++)
    {
      gsize size = g_bytes_get_size (whole);
      g_autofree guint8 *copy = g_memdup2 (g_bytes_get_data (whole, NULL), size);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autoptr (EntReading) reading = NULL;

      for (guint k = 0; k < 40; k++)
        copy[g_rand_int_range (rand, 10, (int) size)] = (guint8) g_rand_int (rand);
      bytes = g_bytes_new (copy, i % 3 == 0 ? (gsize) g_rand_int_range (rand, 100, (int) size) : size);
      reading = read_bytes (bytes, &error);
      g_assert_true ((reading != NULL) != (error != NULL));
    }
}

static gboolean
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (EntReading) reading = ent_intake_read_finish (result, &error);

  g_assert_null (reading);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

/* A page that takes long is left at once when it is cancelled. */
static void
test_cancel (void)
{
  g_autoptr (GString) stream = g_string_new (
      "%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count 60/Kids[");
  g_autoptr (GString) words = g_string_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = NULL;
  gboolean done = FALSE;

  for (guint i = 0; i < 60; i++)
    g_string_append (stream, "3 0 R ");
  for (guint i = 0; i < 9000; i++)
    g_string_append_printf (words, "BT /F 12 Tf %u %u Td (words) Tj ET\n", i % 200, i % 190);
  g_string_append_printf (stream,
                          "]>>\nendobj\n3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 "
                          "R/Resources<</Font<</F 5 0 R>>>>>>\nendobj\n"
                          "4 0 obj\n<</Length %u>>\nstream\n%s\nendstream\nendobj\n5 0 "
                          "obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n"
                          "trailer\n<</Root 1 0 R>>\n",
                          (guint) words->len, words->str);
  bytes = g_bytes_new (stream->str, stream->len);
  ent_intake_read_async (bytes, ENT_SOURCE_PDF, NULL, cancellable, on_read, &done);
  g_timeout_add (100, cancel, cancellable);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

/* --- Lines as paragraphs --- */

/* Pages of lines of 10 points' letters, 12 apart, from 100 on; "\f" begins a page, "" leaves a line out; what is not at
 * the left edge says where: "@62 text". */
static EntReading *
flow (const char *const *lines)
{
  g_autoptr (GString) records
      = g_string_new ("title A title\nauthor Jane Roe\ncreated 2024-11-02\nprogram Writer\npage 4000 8000\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (EntPdfLines) read = NULL;
  EntReading *reading = ent_reading_new (ENT_SOURCE_PDF);
  int y = 1000;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *text = lines[i];
      int left = 500;

      if (text[0] == '\f')
        {
          g_string_append (records, "page 4000 8000\n");
          y = 1000;
          continue;
        }
      if (text[0] == '@')
        {
          char *end;

          left = (int) g_ascii_strtoll (text + 1, &end, 10) * 10;
          text = end + 1;
        }
      if (text[0] != '\0')
        g_string_append_printf (records, "line %d %d %d %d %s\n", left, y, left + 50 * (int) g_utf8_strlen (text, -1),
                                y + 100, text);
      y += 120;
    }
  g_string_append (records, "end\n");
  read = ent_pdf_lines_new (records->str, records->len, &error);
  g_assert_no_error (error);
  ent_pdf_flow (read, reading);
  return reading;
}

static void
flows (const char *const *lines, const char *text)
{
  g_autoptr (EntReading) reading = flow (lines);

  g_assert_cmpstr (reading->text, ==, text);
}

static void
test_paragraphs (void)
{
  /* Lines of one paragraph are joined, by a blank but between Chinese or Japanese ones; more room parts paragraphs, as
   * does an indent. */
  flows ((const char *const[]){ "The first line goes on in the", "second and ends here, short.", "",
                                "A new one, with more room before", "it than lines have.", NULL },
         "The first line goes on in the second and ends here, short.\nA new one, with more room before it than lines "
         "have.");
  flows ((const char *const[]){ "The first line goes on in the", "second and ends right at the end.",
                                "@62 Indented, this is a new one and", "goes on.", NULL },
         "The first line goes on in the second and ends right at the end.\nIndented, this is a new one and goes on.");
  flows ((const char *const[]){ "The first line goes on to the very end of it", "and stops.",
                                "The next is a paragraph of its own, and long", NULL },
         "The first line goes on to the very end of it and stops.\nThe next is a paragraph of its own, and long");
  flows ((const char *const[]){ "四国部长星期六同意将粮食走廊再延长一", "年，会谈一直持续到凌晨。", NULL },
         "四国部长星期六同意将粮食走廊再延长一年，会谈一直持续到凌晨。");
  flows ((const char *const[]){ "A list of two things:", "• one that is long and needs a", "second line", "• another",
                                NULL },
         "A list of two things:\n• one that is long and needs a second line\n• another");
  /* Over a page, in the middle of a sentence and at the end of one. */
  flows ((const char *const[]){ "A sentence that is not at its end when", "\f", "the page is.", NULL },
         "A sentence that is not at its end when the page is.");
  flows ((const char *const[]){ "A sentence that is at its end here, just now.", "\f", "The next page.", NULL },
         "A sentence that is at its end here, just now.\nThe next page.");
  flows ((const char *const[]){ "Of\357\254\201cial \357\254\202ags.", NULL }, "Official flags.");
}

static void
test_hyphens (void)
{
  /* A document that parts words: they are joined, and counted. */
  g_autoptr (EntReading) reading
      = flow ((const char *const[]){ "The minis-", "ter said noth-", "ing about it.", NULL });

  g_assert_cmpstr (reading->text, ==, "The minister said nothing about it.");
  g_assert_cmpuint (reading->joined, ==, 2);
  /* The word as a whole elsewhere, with and without its hyphen, or both halves as words, decide; so does a capital. */
  flows ((const char *const[]){ "A well-known man is a well-", "known man, the minis-", "ter of the US-",
                                "North talks.", NULL },
         "A well-known man is a well-known man, the minister of the US-North talks.");
  flows ((const char *const[]){ "Long and term. It is a long-", "term plan.", NULL },
         "Long and term. It is a long-term plan.");
  flows ((const char *const[]){ "in 1990-", "1995 or so", NULL }, "in 1990- 1995 or so");
  flows ((const char *const[]){ "A soft hy\302\255", "phen.", NULL }, "A soft hyphen.");
  flows ((const char *const[]){ "A dash –", "not a hyphen.", NULL }, "A dash – not a hyphen.");
}

static void
test_heads (void)
{
  g_autoptr (GString) records = g_string_new (NULL);
  g_autoptr (EntPdfLines) read = NULL;
  g_autoptr (EntReading) reading = ent_reading_new (ENT_SOURCE_PDF);

  for (int i = 1; i <= 5; i++)
    {
      g_string_append_printf (
          records, "page 5950 8420\nline 500 200 2000 300 The Daily Ledger\nline 4000 200 5000 300 2 November 2024\n");
      g_string_append_printf (
          records, "line 500 1500 5000 1600 Sentence %d stands in the body of its page and says it again.\n", i);
      g_string_append_printf (
          records, "line 500 4000 5000 4100 The same words in every body are no head, wherever they stand.\n");
      g_string_append_printf (records, "line 2900 8100 3000 8200 %d\n", i);
    }
  g_string_append (records, "end\n");
  read = ent_pdf_lines_new (records->str, records->len, NULL);
  ent_pdf_flow (read, reading);
  g_assert_cmpuint (reading->heads, ==, 15);
  g_assert_null (strstr (reading->text, "Ledger"));
  g_assert_nonnull (strstr (reading->text, "Sentence 5"));
  g_assert_nonnull (strstr (reading->text, "no head"));
  g_assert_cmpuint (reading->pages->len, ==, 5);
  /* Each page starts where its first line does. */
  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *first = g_strdup_printf ("Sentence %u", i + 1);

      g_assert_true (g_str_has_prefix (
          g_utf8_offset_to_pointer (reading->text, g_array_index (reading->pages, gint64, i)), first));
    }
}

static void
test_records (void)
{
  static const char *const bad[] = { "",
                                     "end",
                                     "page 1 2\n",
                                     "page 1\nend\n",
                                     "line 1 2 3 4 a\nend\n",
                                     "page 1 2\nline 1 2 3\nend\n",
                                     "page 1 2\nline 1 2 3 x a\nend\n",
                                     "page 1 2\nline 99999999 2 3 4 a\nend\n",
                                     "what 1\nend\n",
                                     "end\nmore\n",
                                     "page 1 2\nline 1 2 3 4 \377\nend\n" };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ent_pdf_lines_new (bad[i], strlen (bad[i]), &error));
      g_assert_nonnull (error);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  pages = argv[1];
  article = argv[2];
  g_test_add_func ("/pdf/real", test_real);
  g_test_add_func ("/pdf/locked", test_locked);
  g_test_add_func ("/pdf/no-text", test_no_text);
  g_test_add_func ("/pdf/broken", test_broken);
  g_test_add_func ("/pdf/cancel", test_cancel);
  g_test_add_func ("/pdf/paragraphs", test_paragraphs);
  g_test_add_func ("/pdf/hyphens", test_hyphens);
  g_test_add_func ("/pdf/heads", test_heads);
  g_test_add_func ("/pdf/records", test_records);
  return g_test_run ();
}
