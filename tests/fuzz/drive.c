/* SPDX-License-Identifier: GPL-3.0-or-later */
/* drive ROUNDS DICTIONARY FILE...: a fuzz target without a fuzzer, for every run of the tests. Each file goes in as it is, and ROUNDS times with
 * bytes, pieces and tokens changed by chance; the chance is the same in every run. */
#include <stdlib.h>
#include <string.h>

#include <glib.h>

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* A longer file is cut: what matters is near its beginning, and every round must be quick. */
#define MOST_BYTES 8192

static guint rounds;
static GPtrArray *tokens; /* GBytes */

/* A dictionary of libFuzzer: "text" a line, with \xHH, \" and \\ inside. */
static void
load_tokens (const char *path)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  tokens = g_ptr_array_new_with_free_func ((GDestroyNotify) g_bytes_unref);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *from = strchr (lines[i], '"'), *to = strrchr (lines[i], '"');
      g_autoptr (GString) token = g_string_new (NULL);

      if (from == NULL || to <= from + 1 || lines[i][0] == '#')
        continue;
      for (const char *p = from + 1; p < to; p++)
        if (p[0] == '\\' && p[1] == 'x')
          {
            g_string_append_c (token, (char) (g_ascii_xdigit_value (p[2]) << 4 | g_ascii_xdigit_value (p[3])));
            p += 3;
          }
        else
          g_string_append_c (token, *p == '\\' ? *++p : *p);
      g_ptr_array_add (tokens, g_string_free_to_bytes (g_steal_pointer (&token)));
    }
  g_assert_cmpuint (tokens->len, >, 0);
}

static void
insert (GByteArray *bytes, guint at, const guint8 *piece, guint size)
{
  g_autofree guint8 *own = g_memdup2 (piece, size);

  g_byte_array_set_size (bytes, bytes->len + size);
  memmove (bytes->data + at + size, bytes->data + at, bytes->len - size - at);
  memcpy (bytes->data + at, own, size);
}

static void
mutate (GByteArray *bytes, GRand *rand)
{
  for (int k = g_rand_int_range (rand, 1, 8); k > 0 && bytes->len > 2; k--)
    {
      guint at = (guint) g_rand_int_range (rand, 0, (gint32) bytes->len), size = (guint) g_rand_int_range (rand, 1, 64);

      size = MIN (size, bytes->len - at);
      switch (g_rand_int_range (rand, 0, 5))
        {
        case 0:
          bytes->data[at] = (guint8) g_rand_int (rand);
          break;
        case 1:
          g_byte_array_remove_range (bytes, at, MIN (size, bytes->len - 1));
          break;
        case 2:
          insert (bytes, (guint) g_rand_int_range (rand, 0, (gint32) bytes->len), bytes->data + at, size);
          break;
        default:
          {
            gsize length;
            const guint8 *token
                = g_bytes_get_data (g_ptr_array_index (tokens, g_rand_int_range (rand, 0, (gint32) tokens->len)), &length);

            insert (bytes, at, token, (guint) length);
          }
        }
    }
}

static void
run_file (gconstpointer path)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  g_autofree char *text = NULL;
  gsize size;

  g_assert_true (g_file_get_contents (path, &text, &size, NULL));
  size = MIN (size, MOST_BYTES);
  for (guint i = 0; i <= rounds; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autofree guint8 *exact = NULL;

      g_byte_array_append (bytes, (const guint8 *) text, (guint) size);
      if (i > 0)
        mutate (bytes, rand);
      /* A block of exactly these bytes: what reads past its end is seen under a sanitizer. */
      exact = g_memdup2 (bytes->data, bytes->len);
      LLVMFuzzerTestOneInput (exact, bytes->len);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, >, 3);
  rounds = (guint) strtoul (argv[1], NULL, 10);
  load_tokens (argv[2]);
  for (int i = 3; i < argc; i++)
    {
      g_autofree char *base = g_path_get_basename (argv[i]), *name = g_strconcat ("/fuzz/", base, NULL);

      g_test_add_data_func (name, argv[i], run_file);
    }
  argc = g_test_run ();
  g_ptr_array_unref (tokens);
  return argc;
}
