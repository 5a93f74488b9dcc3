/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The fuzz target of intake on a fixed number of inputs: the pages of the tests and records of the PDF program, with bytes and pieces
 * changed by chance. argv[1] is the folder of pages. */
#include <string.h>

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

#define ROUNDS 400

static const char *pages;

static const char records[] = "title A\ncreated 2024-11-02\nprogram X\npage 5950 8420\nline 500 200 2000 300 Head\nline 500 1500 5000 1600 A line of the minis-\n"
                              "line 500 1620 5000 1720 ter goes on.\npage 5950 8420\nline 500 200 2000 300 Head\nline 500 1500 5000 1600 \344\270\255\346\226\207\nend\n";
static const char markdown[] = "---\ntitle: A\ndate: 2018\n---\n# B\n\n* [c](d) **e** &amp;\n\n| f | g |\n|---|---|\n| 1 | 2 |\n";

static void
mutate (GByteArray *bytes, GRand *rand)
{
  for (guint k = (guint) g_rand_int_range (rand, 1, 8); k > 0 && bytes->len > 2; k--)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) bytes->len), wished = (guint) g_rand_int_range (rand, 1, 200);
      guint size = MIN (wished, bytes->len - at);

      switch (g_rand_int_range (rand, 0, 4))
        {
        case 0:
          bytes->data[at] = (guint8) g_rand_int (rand);
          break;
        case 1:
          g_byte_array_remove_range (bytes, at, size);
          break;
        case 2:
          {
            g_autofree guint8 *piece = g_memdup2 (bytes->data + at, size);

            g_byte_array_append (bytes, piece, size);
            break;
          }
        default:
          bytes->data[at] = (guint8) "<>&\"'=-\n\0\377"[g_rand_int_range (rand, 0, 10)];
        }
    }
}

static void
run_from (guint8 choice, const char *start, gsize size)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (choice);

  for (guint i = 0; i < ROUNDS; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, &choice, 1);
      g_byte_array_append (bytes, (const guint8 *) start, (guint) size);
      if (i > 0)
        mutate (bytes, rand);
      bytes->data[0] = choice;
      LLVMFuzzerTestOneInput (bytes->data, bytes->len);
    }
}

static void
test_mutations (void)
{
  static const char *const names[] = { "news.html", "blog.html", "encyclopedia.html", "table.html", "broken.html" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (pages, names[i], NULL), *text = NULL;
      gsize size;

      g_assert_true (g_file_get_contents (path, &text, &size, NULL));
      run_from (0, text, size);
    }
  run_from (1, markdown, sizeof markdown - 1);
  run_from (2, markdown, sizeof markdown - 1);
  run_from (3, records, sizeof records - 1);
}

/* What the fuzzer found. */
static const struct
{
  const char *bytes;
  gsize size;
} failed_once[] = {
  { "\001chat\n\366\244\276\234\227\230\213\371)\n", 15 }, /* guessed as UTF-8, past U+10FFFF */
};

static void
test_failed_once (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (failed_once); i++)
    LLVMFuzzerTestOneInput ((const guint8 *) failed_once[i].bytes, failed_once[i].size);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  pages = argv[1];
  g_test_add_func ("/intake/mutations", test_mutations);
  g_test_add_func ("/intake/failed-once", test_failed_once);
  return g_test_run ();
}
