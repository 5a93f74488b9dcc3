/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A process that saves, to be failed and killed: `save-once PATH once|expect|absent|for-ever BYTES`.
 *
 * The content is one letter throughout; for-ever goes on through the alphabet, each letter with a size of its own, so that a
 * mixture of two saves can be told. A failure is printed as `DOMAIN CODE MESSAGE`, exit 1. */
#include "ent-document-error.h"
#include "ent-durable-save.h"
#include "ent-file-load.h"

#include <stdio.h>
#include <string.h>

static gboolean
accept_bytes (GBytes *bytes, gpointer data, GCancellable *cancellable, GError **error)
{
  return g_bytes_get_size (bytes) > 0;
}

static gboolean
save (const char *path, char letter, gsize size, const EntFileStamp *expected, GError **error)
{
  char *data = g_malloc (size);
  g_autoptr (GBytes) bytes = NULL;

  memset (data, letter, size);
  bytes = g_bytes_new_take (data, size);
  return ent_durable_save (path, bytes, expected, accept_bytes, NULL, NULL, NULL, error);
}

int
main (int argc, char **argv)
{
  g_autoptr (GError) error = NULL;
  EntFileStamp stamp;
  const EntFileStamp *expected = NULL;
  gsize size;

  if (argc != 4)
    return 2;
  size = (gsize) g_ascii_strtoull (argv[3], NULL, 10);
  if (g_str_equal (argv[2], "for-ever"))
    for (guint i = 0;; i = (i + 1) % 26)
      {
        if (!save (argv[1], (char) ('a' + i), size + i * 1000, NULL, &error))
          break;
        if (i == 0)
          g_print ("saving\n");
      }
  else
    {
      if (g_str_equal (argv[2], "expect"))
        {
          g_autoptr (GBytes) old = ent_file_load (argv[1], ENT_FILE_LOAD_MAX, &stamp, NULL, &error);

          if (old != NULL)
            expected = &stamp;
        }
      else if (g_str_equal (argv[2], "absent"))
        {
          ent_file_stamp_set_absent (&stamp);
          expected = &stamp;
        }
      if (error == NULL && save (argv[1], 'N', size, expected, &error))
        return 0;
    }
  /* Not g_printerr(): it would turn quotation marks into "?" outside UTF-8 locales. */
  fprintf (stderr, "%s %d %s\n", g_quark_to_string (error->domain), error->code, error->message);
  return 1;
}
