/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing of maps as text, for the tests of the format. */
#pragma once

#include <string.h>

#include "ent-map-reader.h"
#include "ent-map-writer.h"

/* The map in @text; NULL with the problems in @problems. */
static inline EntSnapshot *
read_bytes (const char *text, gsize length, GPtrArray *problems)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);
  g_autoptr (GError) error = NULL;
  EntSnapshot *map = ent_map_read (bytes, problems, NULL, &error);

  g_assert_true ((map == NULL) == (error != NULL));
  return map;
}

static inline EntSnapshot *
read_good (const char *text)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);
  EntSnapshot *map = read_bytes (text, strlen (text), problems);

  if (map == NULL)
    g_error ("%s", ent_problem_to_line (g_ptr_array_index (problems, 0), "map"));
  return map;
}

static inline char *
write_text (const EntSnapshot *map)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ent_map_write (map, NULL, &error);

  g_assert_no_error (error);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

/* What @text becomes when it is read and written; the same again when that is read and written. (transfer full) */
static inline char *
canonical (const char *text)
{
  g_autoptr (EntSnapshot) map = read_good (text), again = NULL;
  g_autofree char *second = NULL;
  char *first = write_text (map);

  again = read_good (first);
  g_assert_true (ent_snapshot_equal (map, again));
  second = write_text (again);
  g_assert_cmpstr (first, ==, second);
  return first;
}

/* @text with the first @from replaced by @to, which must be there. (transfer full) */
static inline char *
replaced (const char *text, const char *from, const char *to)
{
  const char *place = strstr (text, from);

  if (place == NULL)
    g_error ("the text does not hold %s", from);
  return g_strdup_printf ("%.*s%s%s", (int) (place - text), text, to, place + strlen (from));
}
