/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each named limit at the limit and one past it, and files made to cost time or memory. */
#include "map-text.h"

#include "ent-json-gate.h"

#define HEAD "{\"format\":\"entente-map\",\"version\":1"
#define MIB (1024 * 1024)

/* Reads @text (taken), which is refused for a limit with @reason in its message, or good where @reason is NULL. */
static void
expect (GString *text, const char *reason)
{
  g_autoptr (GBytes) bytes = g_string_free_to_bytes (text);
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSnapshot) map = ent_map_read (bytes, NULL, NULL, &error);

  if (reason == NULL)
    {
      g_assert_no_error (error);
      g_assert_nonnull (map);
      return;
    }
  g_assert_error (error, ENT_ERROR, ENT_ERROR_LIMIT);
  g_assert_null (map);
  if (strstr (error->message, reason) == NULL)
    g_error ("%s: not %s", error->message, reason);
}

static void
append_many (GString *text, const char *unit, gsize n)
{
  while (n-- > 0)
    g_string_append (text, unit);
}

static void
test_depth (void)
{
  for (guint depth = 64; depth <= 65; depth++)
    {
      GString *lists = g_string_new (HEAD ",\"own\":"), *objects = g_string_new (HEAD ",\"own\":");

      append_many (lists, "[", depth - 1);
      append_many (lists, "]", depth - 1);
      g_string_append (lists, "}");
      expect (lists, depth > 64 ? "deeper than 64" : NULL);
      append_many (objects, "{\"a\":", depth - 1);
      g_string_append (objects, "1");
      append_many (objects, "}", depth);
      expect (objects, depth > 64 ? "deeper than 64" : NULL);
    }
}

/* Decoded bytes count: an escape of six bytes is one, two or three. */
static void
test_strings (void)
{
  static const struct
  {
    const char *before, *after;
    gsize limit;
  } places[] = {
    { HEAD ",\"title\":\"", "\"}", MIB },
    { HEAD ",\"", "\":1}", MIB },
    { HEAD ",\"text\":\"", "\"}", MIB },
    { HEAD ",\"actors\":[{\"id\":\"a\",\"name\":\"\",\"note\":\"", "\"}]}", MIB },
    { HEAD ",\"actors\":[{\"id\":\"a\",\"name\":\"\",\"own\":{\"image\":\"", "\"}}]}", MIB },
    { HEAD ",\"actors\":[{\"id\":\"a\",\"name\":\"\",\"im\\u0061ge\":\"", "\"}]}", 16 * MIB },
    { HEAD ",\"actors\":[{\"id\":\"a\",\"name\":\"\",\"merged\":[{\"actor\":{\"id\":\"b\",\"name\":\"\",\"image\":\"", "\"}}]}]}", 16 * MIB },
    { HEAD ",\"kinds\":[{\"id\":\"a\",\"icon\":\"", "\"}]}", 16 * MIB },
    { HEAD ",\"articles\":[{\"id\":\"a\",\"text\":\"", "\"}]}", 16 * MIB },
    { HEAD ",\"articles\":[{\"id\":\"a\",\"editions\":[{\"text\":\"", "\"}]}]}", 16 * MIB },
    { HEAD ",\"captions\":[{\"id\":\"a\",\"text\":\"", "\"}]}", MIB },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    for (guint more = 0; more <= 1; more++)
      {
        GString *text = g_string_new (places[i].before);

        append_many (text, "0123456789abcdef", places[i].limit / 16 - 1);
        g_string_append (text, "\\u0041\\u00e9\\u20ac\\ud83d\\ude00 \\n/\\/x"); /* 1 + 2 + 3 + 4 + 6 */
        append_many (text, "y", 1 + more);
        g_string_append (text, places[i].after);
        expect (text, more == 0 ? NULL : places[i].limit == MIB ? "1 MiB" : "16 MiB");
      }
}

static void
test_values (void)
{
  for (guint more = 0; more <= 1; more++)
    {
      GString *text = g_string_new (HEAD ",\"own\":[");

      /* The object, two members and the list are four values. */
      append_many (text, "1,", ENT_JSON_MAX_VALUES - 5);
      g_string_append (text, more == 0 ? "1]}" : "1,1]}");
      expect (text, more == 0 ? NULL : "4000000 values");
    }
}

static void
test_bytes (void)
{
  for (guint more = 0; more <= 1; more++)
    {
      GString *text = g_string_sized_new (ENT_JSON_MAX_BYTES + 2);

      g_string_append (text, HEAD "}");
      g_string_set_size (text, ENT_JSON_MAX_BYTES + more);
      memset (text->str + strlen (HEAD "}"), ' ', text->len - strlen (HEAD "}"));
      expect (text, more == 0 ? NULL : "128 MiB");
    }
}

/* What the reader would not take, the writer does not write. */
static void
test_writer (void)
{
  for (guint more = 0; more <= 1; more++)
    {
      EntRecords *lists[ENT_N_LISTS] = { NULL };
      EntHead *head = (EntHead *) ent_record_new (&ent_head_type);
      g_autoptr (EntSnapshot) map = NULL;
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *title = g_strnfill (MIB + more, 't');

      head->version = 1;
      ent_record_set_string (&head->title, title);
      map = ent_snapshot_new_take (head, lists);
      bytes = ent_map_write (map, NULL, &error);
      if (more == 0)
        g_assert_no_error (error);
      else
        g_assert_error (error, ENT_ERROR, ENT_ERROR_LIMIT);
      g_assert_true ((bytes == NULL) == (more == 1));
    }
}

/* The text of @before, @n times @unit, @after is read or refused soon. */
static void
expect_soon (const char *before, const char *unit, gsize n, const char *after, gboolean good)
{
  GString *text = g_string_new (before);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  gint64 start;

  for (gsize i = 0; i < n; i++)
    g_string_append_printf (text, unit, (guint) i);
  g_string_append (text, after);
  bytes = g_string_free_to_bytes (text);
  start = g_get_monotonic_time ();
  map = ent_map_read (bytes, NULL, NULL, &error);
  g_test_message ("%s: %.1f MB in %.2f s", unit, (double) g_bytes_get_size (bytes) / 1e6,
                  (double) (g_get_monotonic_time () - start) / 1e6);
  g_assert_cmpint (map != NULL, ==, good);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 120 * G_USEC_PER_SEC);
}

static void
test_time (void)
{
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  expect_soon (HEAD ",\"own\":{\"a\":1", ",\"m%u\":1", 300000, "}}", TRUE);
  expect_soon (HEAD ",\"own\":{\"a\":1", ",\"a\":1", 300000, "}}", FALSE);
  expect_soon (HEAD ",\"actors\":[{}", ",{}", 300000, "]}", FALSE);
  expect_soon (HEAD ",\"actors\":[{\"id\":\"a\",\"name\":\"\"}", ",{\"id\":\"a%u\",\"name\":\"\"}", 100000, "]}", TRUE);
  expect_soon (HEAD ",\"relations\":[{\"id\":\"a\",\"source\":\"b\",\"target\":\"c\"}",
               ",\n{\"id\":\"a%u\",\"source\":\"b\",\"target\":\"c\"}", 100000, "]}", FALSE);
  expect_soon (HEAD ",\"articles\":[{\"id\":\"t\",\"text\":\"abcdefghijabcdefghij\",\"excerpts\":[{\"id\":\"a\",\"exact\":\"b\",\"start\":1,\"end\":2}",
               ",{\"id\":\"a%u\",\"exact\":\"j\",\"start\":19,\"end\":20}", 50000, "]}]}", TRUE);
  expect_soon (HEAD ",\"own\":[1", ",\"a long enough string for a hundred megabytes, number %010u\"", 1500000, "]}", TRUE);
#pragma GCC diagnostic pop
}

/* Excerpts at the end of a long text: the text is not walked for each. */
static void
test_far_excerpts (void)
{
  GString *text = g_string_new (HEAD ",\"articles\":[{\"id\":\"t\",\"text\":\"");
  gint64 start = g_get_monotonic_time ();

  append_many (text, "é", 8 * MIB);
  g_string_append (text, "\",\"excerpts\":[{\"id\":\"x\",\"exact\":\"é\",\"start\":0,\"end\":1}");
  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, ",{\"id\":\"x%u\",\"exact\":\"é\",\"start\":%u,\"end\":%u}", i, 8 * MIB - 1 - i, 8 * MIB - i);
  g_string_append (text, "]}]}");
  expect (text, NULL);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 120 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/limits/depth", test_depth);
  g_test_add_func ("/limits/strings", test_strings);
  g_test_add_func ("/limits/values", test_values);
  g_test_add_func ("/limits/bytes", test_bytes);
  g_test_add_func ("/limits/writer", test_writer);
  g_test_add_func ("/limits/time", test_time);
  g_test_add_func ("/limits/far-excerpts", test_far_excerpts);
  return g_test_run ();
}
