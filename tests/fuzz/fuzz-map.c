/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libFuzzer on the map file. Whatever the bytes: a map or an error with a reason; and a map that was read is written so that it is read
 * as the same map, and written as the same bytes again. */
#include "ent-map-reader.h"
#include "ent-map-writer.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) in = g_bytes_new (data, size), out = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSnapshot) map = ent_map_read (in, NULL, NULL, &error), second = NULL;

  if (map == NULL)
    {
      g_assert_nonnull (error);
      return 0;
    }
  out = ent_map_write (map, NULL, &error);
  g_assert_no_error (error);
  second = ent_map_read (out, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ent_snapshot_equal (map, second));
  again = ent_map_write (second, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (out, again));
  return 0;
}
