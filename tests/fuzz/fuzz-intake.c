/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libFuzzer on what articles come from. The first byte chooses: a page, Markdown, a text, or the records of the PDF program. Whatever the
 * bytes: a reading whose strings are UTF-8 and whose pages lie in its text, or an error with a reason. */
#include <string.h>

#include "ent-intake.h"
#include "ent-pdf-lines.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

static void
check (const EntReading *reading)
{
  const char *strings[] = { reading->title, reading->publisher, reading->author, reading->published, reading->accessed,
                            reading->url, reading->language, reading->text };
  glong length = g_utf8_strlen (reading->text, -1);
  gint64 before = 0;

  for (guint i = 0; i < G_N_ELEMENTS (strings); i++)
    g_assert_true (g_utf8_validate (strings[i], -1, NULL));
  for (guint i = 0; i < reading->pages->len; i++)
    {
      gint64 start = g_array_index (reading->pages, gint64, i);

      g_assert_cmpint (start, >=, before);
      g_assert_cmpint (start, <=, length);
      before = start;
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  static const EntSourceKind kinds[] = { ENT_SOURCE_HTML, ENT_SOURCE_MARKDOWN, ENT_SOURCE_TEXT };
  g_autoptr (EntReading) reading = NULL;
  g_autoptr (GError) error = NULL;
  guint choice;

  if (size == 0)
    return 0;
  choice = data[0] % 4;
  if (choice < 3)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (data + 1, size - 1);

      reading = ent_intake_read (bytes, kinds[choice], NULL, NULL, &error);
    }
  else
    {
      g_autoptr (EntPdfLines) lines = ent_pdf_lines_new ((const char *) data + 1, size - 1, &error);

      if (lines != NULL)
        {
          reading = ent_reading_new (ENT_SOURCE_PDF);
          ent_pdf_flow (lines, reading);
        }
    }
  g_assert_true ((reading != NULL) != (error != NULL));
  if (reading != NULL)
    check (reading);
  return 0;
}
