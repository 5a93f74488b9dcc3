/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reading and writing: canonical, stable, and nothing lost. */
#include <locale.h>

#include "ent-json-text.h"
#include "map-text.h"

#define HEAD "{\"format\":\"entente-map\",\"version\":1"

static void
test_golden (void)
{
  static const char *const files[] = { "GOLDEN", "BUNDLED" };

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    {
      g_autofree char *text = NULL, *written = NULL;

      g_assert_true (g_file_get_contents (g_getenv (files[i]), &text, NULL, NULL));
      written = canonical (text);
      g_assert_cmpstr (written, ==, text);
    }
}

/* The golden file has every member there is: then the reader, the writer and this file know them all. */
static void
assert_complete (const EntRecord *record)
{
  for (guint i = 0; i < record->type->n_fields; i++)
    {
      const EntField *field = &record->type->fields[i];

      if (!ent_record_is_present (record, i))
        g_error ("the golden file has a %s without %s", record->type->name, field->name);
      if (field->kind == ENT_FIELD_RECORD && record->type != &ent_merged_type)
        assert_complete (*(EntRecord **) ent_record_slot (record, i));
      if (field->kind == ENT_FIELD_RECORDS)
        assert_complete ((*(EntRecords **) ent_record_slot (record, i))->items[0]);
    }
}

static void
test_golden_is_complete (void)
{
  g_autofree char *text = NULL;
  g_autoptr (EntSnapshot) map = NULL;

  g_assert_true (g_file_get_contents (g_getenv ("GOLDEN"), &text, NULL, NULL));
  map = read_good (text);
  assert_complete (&map->head->record);
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    assert_complete (map->lists[list]->items[0]);
}

static void
test_empty (void)
{
  g_autoptr (EntSnapshot) empty = ent_snapshot_new_empty ();
  g_autofree char *text = write_text (empty), *again = canonical (text);

  g_assert_cmpstr (text, ==, "{\"format\": \"entente-map\", \"version\": 1}\n");
  g_assert_cmpstr (again, ==, text);
}

static void
test_presence (void)
{
  static const struct
  {
    const char *in, *out;
  } rows[] = {
    { HEAD "}", "{\"format\": \"entente-map\", \"version\": 1}\n" },
    { "\xef\xbb\xbf \r\n" HEAD ",\"title\":\"\"}\t", "{\"format\": \"entente-map\", \"version\": 1, \"title\": \"\"}\n" },
    { HEAD ",\"actors\":[]}", "{\n  \"format\": \"entente-map\",\n  \"version\": 1,\n  \"actors\": []\n}\n" },
    { HEAD ",\"view\":{}}", "{\n  \"format\": \"entente-map\",\n  \"version\": 1,\n  \"view\": {}\n}\n" },
    { "{\"x\":null,\"version\":1.0,\"y\":-0,\"form\\u0061t\":\"entente-map\"}",
      "{\"format\": \"entente-map\", \"version\": 1, \"x\": null, \"y\": 0}\n" },
    { HEAD ",\"actors\":[{\"name\":\"\",\"id\":\"a\",\"pinned\":false,\"zz\":[],\"kind\":\"\",\"aa\":{}}]}",
      "{\n  \"format\": \"entente-map\",\n  \"version\": 1,\n  \"actors\": [\n    {\n      \"id\": \"a\",\n      \"name\": \"\",\n"
      "      \"kind\": \"\",\n      \"pinned\": false,\n      \"zz\": [],\n      \"aa\": {}\n    }\n  ]\n}\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *written = canonical (rows[i].in);

      g_assert_cmpstr (written, ==, rows[i].out);
    }
}

/* Strings of 80 code points still stand on one line, of 81 no more. */
static void
test_one_line (void)
{
  for (guint n = 80; n <= 81; n++)
    {
      GString *text = g_string_new (HEAD ",\"title\":\"");
      g_autofree char *in = NULL, *written = NULL;

      for (guint i = 0; i < n; i++)
        g_string_append (text, i % 3 == 0 ? "ü" : i % 3 == 1 ? "\\n" : "\\u0001");
      g_string_append (text, "\"}");
      in = g_string_free (text, FALSE);
      written = canonical (in);
      g_assert_cmpint (strchr (written, '\n')[1] == '\0', ==, n == 80);
    }
}

static void
test_strings (void)
{
  g_autofree char *written
      = canonical (HEAD ",\"title\":\"\\\" \\\\ \\/ \\b\\f\\n\\r\\t \\u001f \x7f \\ufffe\\uFFFF \\ud83d\\ude00 \\u00E9 \xf0\x9f\x98\x80 \\ufeff\"}");

  g_assert_cmpstr (written, ==,
                   "{\"format\": \"entente-map\", \"version\": 1, \"title\": \"\\\" \\\\ / \\b\\f\\n\\r\\t \\u001f \x7f \\ufffe\\uffff "
                   "\xf0\x9f\x98\x80 é \xf0\x9f\x98\x80 \xef\xbb\xbf\"}\n");
}

/* Each as it is written for it, through the reader: json-glib is in between. */
static void
test_numbers (void)
{
  static const char *const rows[][2] = {
    { "0", "0" }, { "-0", "0" }, { "-0.0", "0" }, { "0e1", "0" }, { "0E-5", "0" }, { "2.0", "2" }, { "-2.50", "-2.5" }, { "0.1", "0.1" },
    { "1e-6", "0.000001" }, { "1.5e-6", "0.0000015" }, { "9.99e-7", "9.99e-7" }, { "1.5e-7", "1.5e-7" }, { "1e20", "1e20" },
    { "1E+20", "1e20" }, { "1e5", "100000" }, { "1.25e2", "125" }, { "5e-324", "5e-324" }, { "2.2250738585072014e-308", "2.2250738585072014e-308" },
    { "2.225073858507201e-308", "2.225073858507201e-308" }, { "1.7976931348623157e308", "1.7976931348623157e308" },
    { "9007199254740992", "9007199254740992" }, { "-9007199254740992", "-9007199254740992" }, { "9007199254740994.0", "9.007199254740994e15" },
    { "9007199254740991", "9007199254740991" }, { "123456789.125", "123456789.125" }, { "0.30000000000000004", "0.30000000000000004" },
    { "0.10000000000000001", "0.1" }, { "5.9604644775390625e-08", "5.960464477539063e-8" }, { "1e-400", "0" }, { "-1e-400", "0" },
    { "4503599627370495.5", "4503599627370495.5" }, { "1e15", "1000000000000000" }, { "1e16", "1e16" }, { "-1e21", "-1e21" }, { "1e22", "1e22" },
    { "100000000000000000000000.0", "1e23" }, { "0.000001234", "0.000001234" }, { "3.0e-1", "0.3" }, { "12e-1", "1.2" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *in = g_strdup_printf (HEAD ",\"own\":%s,\"relations\":[{\"id\":\"r\",\"source\":\"a\",\"target\":\"a\",\"bend\":%s}],"
                                                  "\"actors\":[{\"id\":\"a\",\"name\":\"\"}]}",
                                             rows[i][0], rows[i][0]);
      g_autofree char *own = g_strdup_printf ("\"own\": %s\n", rows[i][1]), *bend = g_strdup_printf ("\"bend\": %s}", rows[i][1]);
      g_autofree char *written = canonical (in);

      if (strstr (written, own) == NULL || strstr (written, bend) == NULL)
        g_error ("%s became %s", rows[i][0], written);
    }
}

/* Numbers of every size, and powers of two, below which the doubles lie closer. */
static void
test_numbers_read_back (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < 200000; i++)
    {
      union
      {
        guint64 bits;
        double number;
      } value;

      value.bits = (guint64) g_rand_int (rand) << 32 | g_rand_int (rand);
      if (i < 2046)
        value.bits = (guint64) (i + 1) << 52;
      if (i >= 100000)
        value.number = g_rand_int_range (rand, -1000000, 1000000) / 1000.0;
      if (value.number != value.number || value.number - value.number != 0)
        continue;
      g_string_truncate (text, 0);
      ent_json_append_number (text, value.number);
      g_assert_true (g_ascii_strtod (text->str, NULL) == value.number);
    }
}

static void
test_locale (void)
{
  static const char *const locales[] = { "de_DE.UTF-8", "fr_FR.UTF-8", "tr_TR.UTF-8", "ar_SA.UTF-8" };

  for (guint i = 0; i < G_N_ELEMENTS (locales); i++)
    if (setlocale (LC_ALL, locales[i]) != NULL)
      {
        test_golden ();
        test_numbers ();
      }
  setlocale (LC_ALL, "C");
}

static void
expect_warning (const char *text, const char *path, const char *word)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);
  g_autoptr (EntSnapshot) map = read_bytes (text, strlen (text), problems);
  const EntProblem *problem;

  g_assert_nonnull (map);
  g_assert_cmpuint (problems->len, ==, 1);
  problem = g_ptr_array_index (problems, 0);
  g_assert_cmpint (problem->severity, ==, ENT_SEVERITY_WARNING);
  g_assert_cmpstr (problem->path, ==, path);
  g_assert_nonnull (strstr (problem->reason, word));
}

static void
test_warnings (void)
{
  g_autofree char *text = NULL;
  static const char *const rows[][4] = {
    { "\"start\": 15", "\"start\": 14", "articles[0].excerpts[0]", "detached" },
    { "\"end\": 38", "\"end\": 39", "articles[0].excerpts[0]", "detached" },
    { "\"end\": 38", "\"end\": 2147483648", "articles[0].excerpts[0]", "detached" },
    { "friendly relations.\\nÄnd\"", "friendly relations.\\nAnd\"", "articles[0].excerpts[0]", "detached" },
    { "\"text\": \"earlier\"", "\"text\": \"Earlier\"", "articles[0].editions[0].sha256", "SHA-256" },
    { "\"image\": \"data:image/png;base64,", "\"image\": \"https://", "actors[0].image", "no picture" },
    { "\"icon\": \"data:image/png;", "\"icon\": \"data:text/html;", "kinds[0].icon", "no picture" },
    { "\"version\": 1", "\"version\": 2", "version", "newer" },
  };

  g_assert_true (g_file_get_contents (g_getenv ("GOLDEN"), &text, NULL, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *changed = replaced (text, rows[i][0], rows[i][1]);

      expect_warning (changed, rows[i][2], rows[i][3]);
    }
}

/* A newer version keeps what is outside a list; the same in this version is an error. */
static void
test_newer (void)
{
  g_autofree char *text = NULL, *newer = NULL, *stance = NULL, *written = NULL;
  g_autoptr (EntSnapshot) map = NULL;

  g_assert_true (g_file_get_contents (g_getenv ("GOLDEN"), &text, NULL, NULL));
  newer = replaced (text, "\"version\": 1", "\"version\": 12");
  stance = replaced (newer, "\"cooperative\"", "\"curious\"");
  map = read_good (stance);
  g_assert_cmpint (map->head->version, ==, 12);
  g_assert_cmpint (ent_relation_stance ((const EntRelation *) map->lists[ENT_LIST_RELATIONS]->items[0]), ==, ENT_STANCE_COOPERATIVE);
  written = canonical (stance);
  g_assert_cmpstr (written, ==, stance);
}

/* A colour, a stance or an id that was taken away again: "" may not stand in a file there, so the member is gone. */
static void
test_taken_away (void)
{
  g_autofree char *text = NULL, *written = NULL;
  g_autoptr (EntSnapshot) map = NULL, again = NULL;
  EntActor *actor;
  EntRelation *relation;

  g_assert_true (g_file_get_contents (g_getenv ("GOLDEN"), &text, NULL, NULL));
  map = read_good (text);
  actor = (EntActor *) map->lists[ENT_LIST_ACTORS]->items[0];
  relation = (EntRelation *) map->lists[ENT_LIST_RELATIONS]->items[0];
  ent_record_set_string (&actor->colour, "");
  ent_record_set_string (&relation->stance, "");
  ent_record_set_string (&relation->status, "");
  written = write_text (map);
  again = read_good (written);
  actor = (EntActor *) again->lists[ENT_LIST_ACTORS]->items[0];
  relation = (EntRelation *) again->lists[ENT_LIST_RELATIONS]->items[0];
  g_assert_cmpstr (actor->colour, ==, "");
  g_assert_cmpstr (relation->stance, ==, "");
  g_assert_cmpint (ent_relation_status (relation), ==, ENT_STATUS_ASSERTED);
}

static void
test_cancelled (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (EntSnapshot) map = ent_snapshot_new_empty ();
  g_autoptr (GBytes) bytes = ent_map_write (map, NULL, NULL);
  g_autoptr (GError) error = NULL, second = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (ent_map_read (bytes, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (ent_map_write (map, cancellable, &second));
  g_assert_error (second, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/round-trip/golden", test_golden);
  g_test_add_func ("/round-trip/golden-is-complete", test_golden_is_complete);
  g_test_add_func ("/round-trip/empty", test_empty);
  g_test_add_func ("/round-trip/presence", test_presence);
  g_test_add_func ("/round-trip/one-line", test_one_line);
  g_test_add_func ("/round-trip/strings", test_strings);
  g_test_add_func ("/round-trip/numbers", test_numbers);
  g_test_add_func ("/round-trip/numbers-read-back", test_numbers_read_back);
  g_test_add_func ("/round-trip/locale", test_locale);
  g_test_add_func ("/round-trip/warnings", test_warnings);
  g_test_add_func ("/round-trip/newer", test_newer);
  g_test_add_func ("/round-trip/taken-away", test_taken_away);
  g_test_add_func ("/round-trip/cancelled", test_cancelled);
  return g_test_run ();
}
