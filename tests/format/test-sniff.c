/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a file is by its first bytes. */
#include <string.h>

#include "ent-format.h"

static const struct
{
  const char *text;
  EntFormat format;
} rows[] = {
  { "", ENT_FORMAT_MAP },
  { "   \n", ENT_FORMAT_MAP },
  { "{}", ENT_FORMAT_MAP },
  { "{\"a\":\"<svg>\"}", ENT_FORMAT_MAP },
  { "\xef\xbb\xbf{}", ENT_FORMAT_MAP },
  { "svg", ENT_FORMAT_MAP },
  { "<", ENT_FORMAT_MAP },
  { "<svg", ENT_FORMAT_MAP },
  { "<svgx>", ENT_FORMAT_MAP },
  { "<html><svg/></html>", ENT_FORMAT_MAP },
  { "<?xml version=\"1.0\"", ENT_FORMAT_MAP },
  { "<!-- <svg> ", ENT_FORMAT_MAP },
  { "<!DOCTYPE svg [ <!ENTITY a \"b\"> ", ENT_FORMAT_MAP },
  { "<!-- <svg> --><html/>", ENT_FORMAT_MAP },
  { "<svg>", ENT_FORMAT_SVG },
  { "<svg/>", ENT_FORMAT_SVG },
  { "<svg xmlns=\"x\">", ENT_FORMAT_SVG },
  { "<svg\n", ENT_FORMAT_SVG },
  { "<svg:svg xmlns:svg=\"x\">", ENT_FORMAT_SVG },
  { "\xef\xbb\xbf<?xml version=\"1.0\"?>\n<svg>", ENT_FORMAT_SVG },
  { " \n<!-- a > b -->\n<!-- c --><svg>", ENT_FORMAT_SVG },
  { "<?xml version=\"1.0\"?><!DOCTYPE svg PUBLIC \"a\" \"b\"><svg>", ENT_FORMAT_SVG },
  { "<!DOCTYPE svg [ <!ENTITY a \"b\"> ]><svg>", ENT_FORMAT_SVG },
};

static void
test_sniff (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      gsize size = strlen (rows[i].text);
      g_autoptr (GBytes) bytes = g_bytes_new (rows[i].text, size); /* of just that size: no byte behind it is looked at */

      if (ent_format_sniff (bytes) != rows[i].format)
        g_error ("%s is taken for the other", rows[i].text);
    }
}

/* What is no map and no SVG with one is refused with a reason. */
static void
test_read (void)
{
  static const char *const texts[] = { "<html/>", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "", "PK\3\4", "<svg>" };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (texts[i], strlen (texts[i]));
      g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);
      g_autoptr (GError) error = NULL;

      g_assert_null (ent_format_read (bytes, problems, NULL, &error));
      g_assert_nonnull (error);
      g_assert_cmpuint (problems->len, ==, 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sniff/kinds", test_sniff);
  g_test_add_func ("/sniff/read", test_read);
  return g_test_run ();
}
