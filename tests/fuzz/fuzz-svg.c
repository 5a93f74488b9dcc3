/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libFuzzer on the reader of pictures that carry their map. Whatever the bytes: an error with a reason, or the bytes of a map file, which are
 * read or refused as such. */
#include "ent-map-reader.h"
#include "ent-svg.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) svg = g_bytes_new (data, size), map = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSnapshot) read = NULL;

  map = ent_svg_extract_map (svg, NULL, &error);
  g_assert_true ((map != NULL) != (error != NULL));
  if (map == NULL)
    return 0;
  read = ent_map_read (map, NULL, NULL, &error);
  g_assert_true ((read != NULL) != (error != NULL));
  return 0;
}
