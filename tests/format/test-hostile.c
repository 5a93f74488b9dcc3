/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Broken files: each rule of the format broken, what json-glib is known to take or to crash on, and the bundled map cut at every
 * 100th byte. Each must be refused with a place; nothing may crash or hang. */
#include "map-text.h"

/* Good, and small enough to see where it is broken. */
static const char base[]
    = "{\"format\":\"entente-map\",\"version\":1,\"title\":\"T\",\n"
      "\"kinds\":[{\"id\":\"k1\",\"name\":\"K\",\"icon\":\"\",\"colour\":\"#000000\"}],\n"
      "\"actors\":[{\"id\":\"a1\",\"name\":\"A\",\"kind\":\"state\",\"aliases\":[\"X\",\"Y\"],\"pinned\":true,\"position\":{\"x\":1,\"y\":2},"
      "\"location\":{\"lat\":3,\"lon\":4},\"links\":[{\"title\":\"L\",\"url\":\"u\"}],\"colour\":\"#abCDef\","
      "\"merged\":[{\"actor\":{\"id\":\"old\",\"name\":\"O\"},\"relations\":[{\"id\":\"rx\",\"end\":\"source\"}]}]},\n"
      "{\"id\":\"a2\",\"name\":\"B\"}],\n"
      "\"articles\":[{\"id\":\"t1\",\"title\":\"N\",\"published\":\"2024\",\"accessed\":\"2025\",\"text\":\"abcdef\",\"pages\":[0,5],"
      "\"reliability\":\"B\",\"origin\":{\"file\":\"f\"},"
      "\"excerpts\":[{\"id\":\"x1\",\"exact\":\"bcd\",\"start\":1,\"end\":4,\"credibility\":\"2\"}],"
      "\"editions\":[{\"text\":\"e\",\"accessed\":\"2023\"}]}],\n"
      "\"relations\":[{\"id\":\"r1\",\"source\":\"a1\",\"target\":\"a2\",\"kind\":\"aid\",\"direction\":\"both\",\"stance\":\"neutral\","
      "\"status\":\"asked\",\"reporter\":\"a2\",\"when\":\"2022\",\"bend\":0.5,\"labelAt\":0.25,"
      "\"evidence\":[{\"excerpt\":\"x1\",\"role\":\"mentions\"}]}],\n"
      "\"groups\":[{\"id\":\"g1\",\"members\":[\"a1\"],\"collapsed\":true,\"position\":{\"x\":5,\"y\":6}},"
      "{\"id\":\"g2\",\"members\":[\"a1\",\"a2\"],\"collapsed\":false}],\n"
      "\"captions\":[{\"id\":\"c1\",\"text\":\"C\",\"width\":7,\"size\":8}],\n"
      "\"story\":[{\"id\":\"s1\",\"focus\":[\"r1\"],\"excerpts\":[\"x1\"],\"view\":{\"x\":9,\"y\":9,\"zoom\":2}}],\n"
      "\"view\":{\"x\":10,\"y\":11,\"zoom\":3}}";

/* The first of `from` becomes `to`; the error stands at `path`. */
static const struct
{
  const char *from, *to, *path;
} rows[] = {
  /* The head */
  { "\"entente-map\"", "\"other-map\"", "format" },
  { "\"entente-map\"", "7", "format" },
  { "\"format\":\"entente-map\",", "", "format" },
  { "\"version\":1,", "", "version" },
  { "\"version\":1", "\"version\":0", "version" },
  { "\"version\":1", "\"version\":-1", "version" },
  { "\"version\":1", "\"version\":1.5", "version" },
  { "\"version\":1", "\"version\":\"1\"", "version" },
  { "\"version\":1", "\"version\":null", "version" },
  { "\"version\":1", "\"version\":1e300", "version" },
  { "\"title\":\"T\"", "\"title\":5", "title" },
  { "\"title\":\"T\"", "\"title\":null", "title" },
  { "\"title\":\"T\"", "\"title\":[]", "title" },
  { "\"kinds\":[", "\"kinds\":5,\"z\":[", "kinds" },
  { "\"story\":[", "\"story\":{},\"z\":[", "story" },
  { "\"groups\":[", "\"groups\":null,\"z\":[", "groups" },
  { "\"groups\":[", "\"groups\":[3,", "groups[0]" },
  { "\"groups\":[", "\"groups\":[[],", "groups[0]" },
  { "\"groups\":[", "\"groups\":[null,", "groups[0]" },
  { "\"groups\":[", "\"groups\":[\"x\",", "groups[0]" },
  { "\"groups\":[", "\"groups\":[{},", "groups[0].id" },
  { "\"view\":{\"x\":10", "\"view\":5,\"z\":{\"x\":10", "view" },
  { "\"view\":{\"x\":10", "\"view\":[],\"z\":{\"x\":10", "view" },
  { "\"zoom\":3", "\"zoom\":0", "view.zoom" },
  { "\"zoom\":3", "\"zoom\":-1", "view.zoom" },
  { "\"x\":10", "\"x\":1e10", "view.x" },
  { "\"x\":10", "\"x\":\"10\"", "view.x" },
  /* Wrong types */
  { "\"name\":\"K\"", "\"name\":{}", "kinds[0].name" },
  { "\"icon\":\"\"", "\"icon\":false", "kinds[0].icon" },
  { "\"aliases\":[\"X\",\"Y\"]", "\"aliases\":\"X\"", "actors[0].aliases" },
  { "\"aliases\":[\"X\",\"Y\"]", "\"aliases\":[\"X\",5]", "actors[0].aliases[1]" },
  { "\"aliases\":[\"X\",\"Y\"]", "\"aliases\":[null]", "actors[0].aliases[0]" },
  { "\"aliases\":[\"X\",\"Y\"]", "\"aliases\":[[\"X\"]]", "actors[0].aliases[0]" },
  { "\"pinned\":true", "\"pinned\":1", "actors[0].pinned" },
  { "\"pinned\":true", "\"pinned\":\"true\"", "actors[0].pinned" },
  { "\"position\":{\"x\":1,\"y\":2}", "\"position\":[1,2]", "actors[0].position" },
  { "\"position\":{\"x\":1,\"y\":2}", "\"position\":null", "actors[0].position" },
  { "\"links\":[{\"title\":\"L\",\"url\":\"u\"}]", "\"links\":[\"u\"]", "actors[0].links[0]" },
  { "\"url\":\"u\"", "\"url\":0", "actors[0].links[0].url" },
  { "\"merged\":[{", "\"merged\":[7,{", "actors[0].merged[0]" },
  { "\"actor\":{\"id\":\"old\",\"name\":\"O\"}", "\"actor\":\"old\"", "actors[0].merged[0].actor" },
  { "\"end\":\"source\"", "\"end\":0", "actors[0].merged[0].relations[0].end" },
  { "\"pages\":[0,5]", "\"pages\":[0,0.5]", "articles[0].pages[1]" },
  { "\"pages\":[0,5]", "\"pages\":[\"0\"]", "articles[0].pages[0]" },
  { "\"pages\":[0,5]", "\"pages\":0", "articles[0].pages" },
  { "\"origin\":{\"file\":\"f\"}", "\"origin\":\"f\"", "articles[0].origin" },
  { "\"file\":\"f\"", "\"file\":[]", "articles[0].origin.file" },
  { "\"text\":\"abcdef\"", "\"text\":[\"abcdef\"]", "articles[0].text" },
  { "\"editions\":[{\"text\":\"e\"", "\"editions\":[{\"text\":true", "articles[0].editions[0].text" },
  { "\"bend\":0.5", "\"bend\":\"0.5\"", "relations[0].bend" },
  { "\"labelAt\":0.25", "\"labelAt\":{}", "relations[0].labelAt" },
  { "\"evidence\":[{\"excerpt\"", "\"evidence\":[[],{\"excerpt\"", "relations[0].evidence[0]" },
  { "\"members\":[\"a1\"]", "\"members\":{\"a1\":1}", "groups[0].members" },
  { "\"collapsed\":true", "\"collapsed\":null", "groups[0].collapsed" },
  { "\"width\":7", "\"width\":\"7\"", "captions[0].width" },
  { "\"size\":8", "\"size\":true", "captions[0].size" },
  { "\"focus\":[\"r1\"]", "\"focus\":\"r1\"", "story[0].focus" },
  /* Required members */
  { "{\"id\":\"k1\",", "{", "kinds[0].id" },
  { "{\"id\":\"a2\",", "{", "actors[1].id" },
  { ",\"name\":\"B\"", "", "actors[1].name" },
  { "\"id\":\"old\",", "", "actors[0].merged[0].actor.id" },
  { ",\"name\":\"O\"", "", "actors[0].merged[0].actor.name" },
  { "{\"id\":\"t1\",", "{", "articles[0].id" },
  { "{\"id\":\"x1\",", "{", "articles[0].excerpts[0].id" },
  { "\"exact\":\"bcd\",", "", "articles[0].excerpts[0].exact" },
  { "\"start\":1,", "", "articles[0].excerpts[0].start" },
  { "\"end\":4,", "", "articles[0].excerpts[0].end" },
  { "{\"id\":\"r1\",", "{", "relations[0].id" },
  { "\"source\":\"a1\",", "", "relations[0].source" },
  { "\"target\":\"a2\",", "", "relations[0].target" },
  { "\"excerpt\":\"x1\",", "", "relations[0].evidence[0].excerpt" },
  { "{\"id\":\"g1\",", "{", "groups[0].id" },
  { "{\"id\":\"c1\",", "{", "captions[0].id" },
  { "\"x\":1,", "", "actors[0].position.x" },
  { ",\"y\":2", "", "actors[0].position.y" },
  { "\"lat\":3,", "", "actors[0].location.lat" },
  { ",\"lon\":4", "", "actors[0].location.lon" },
  { "\"x\":5,", "", "groups[0].position.x" },
  /* Ids and references */
  { "\"id\":\"a2\"", "\"id\":\"\"", "actors[1].id" },
  { "\"id\":\"s1\"", "\"id\":\"\"", "story[0].id" },
  { "\"id\":\"a2\"", "\"id\":3", "actors[1].id" },
  { "\"id\":\"c1\"", "\"id\":\"a1\"", "captions[0].id" },
  { "\"id\":\"x1\"", "\"id\":\"t1\"", "articles[0].excerpts[0].id" },
  { "\"id\":\"g2\"", "\"id\":\"g1\"", "groups[1].id" },
  { "\"id\":\"a2\"", "\"id\":\"a1\"", "actors[1].id" },
  { "\"id\":\"old\"", "\"id\":\"k1\"", "actors[0].merged[0].actor.id" },
  { "\"id\":\"c1\"", "\"id\":\"old\"", "captions[0].id" },
  { "\"source\":\"a1\"", "\"source\":\"a9\"", "relations[0].source" },
  { "\"source\":\"a1\"", "\"source\":\"\"", "relations[0].source" },
  { "\"source\":\"a1\"", "\"source\":\"x1\"", "relations[0].source" },
  { "\"source\":\"a1\"", "\"source\":\"old\"", "relations[0].source" },
  { "\"source\":\"a1\"", "\"source\":\"k1\"", "relations[0].source" },
  { "\"target\":\"a2\"", "\"target\":\"A2\"", "relations[0].target" },
  { "\"target\":\"a2\"", "\"target\":\"a2 \"", "relations[0].target" },
  { "\"reporter\":\"a2\"", "\"reporter\":\"t1\"", "relations[0].reporter" },
  { "\"excerpt\":\"x1\"", "\"excerpt\":\"t1\"", "relations[0].evidence[0].excerpt" },
  { "\"excerpt\":\"x1\"", "\"excerpt\":\"\"", "relations[0].evidence[0].excerpt" },
  { "\"members\":[\"a1\",\"a2\"]", "\"members\":[\"a1\",\"r1\"]", "groups[1].members[1]" },
  { "\"members\":[\"a1\",\"a2\"]", "\"members\":[\"\"]", "groups[1].members[0]" },
  { "\"focus\":[\"r1\"]", "\"focus\":[\"r1\",\"old\"]", "story[0].focus[1]" },
  { "\"focus\":[\"r1\"]", "\"focus\":[\"zz\"]", "story[0].focus[0]" },
  { "\"excerpts\":[\"x1\"]", "\"excerpts\":[\"r1\"]", "story[0].excerpts[0]" },
  { "\"collapsed\":false", "\"collapsed\":true", "groups[1].members[0]" },
  /* Values outside their list or range */
  { "\"direction\":\"both\"", "\"direction\":\"back\"", "relations[0].direction" },
  { "\"direction\":\"both\"", "\"direction\":\"\"", "relations[0].direction" },
  { "\"stance\":\"neutral\"", "\"stance\":\"Neutral\"", "relations[0].stance" },
  { "\"stance\":\"neutral\"", "\"stance\":\"\"", "relations[0].stance" },
  { "\"status\":\"asked\"", "\"status\":\"done\"", "relations[0].status" },
  { "\"role\":\"mentions\"", "\"role\":\"proves\"", "relations[0].evidence[0].role" },
  { "\"reliability\":\"B\"", "\"reliability\":\"G\"", "articles[0].reliability" },
  { "\"reliability\":\"B\"", "\"reliability\":\"b\"", "articles[0].reliability" },
  { "\"credibility\":\"2\"", "\"credibility\":\"7\"", "articles[0].excerpts[0].credibility" },
  { "\"credibility\":\"2\"", "\"credibility\":2", "articles[0].excerpts[0].credibility" },
  { "\"published\":\"2024\"", "\"published\":\"2024-13\"", "articles[0].published" },
  { "\"published\":\"2024\"", "\"published\":\"May 2024\"", "articles[0].published" },
  { "\"accessed\":\"2025\"", "\"accessed\":\"2025-02-29\"", "articles[0].accessed" },
  { "\"accessed\":\"2023\"", "\"accessed\":\"2023-1\"", "articles[0].editions[0].accessed" },
  { "\"when\":\"2022\"", "\"when\":\"2022/2021\"", "relations[0].when" },
  { "\"when\":\"2022\"", "\"when\":\"22\"", "relations[0].when" },
  { "\"start\":1", "\"start\":-1", "articles[0].excerpts[0].start" },
  { "\"start\":1", "\"start\":1.5", "articles[0].excerpts[0].start" },
  { "\"start\":1", "\"start\":\"1\"", "articles[0].excerpts[0].start" },
  { "\"start\":1", "\"start\":4", "articles[0].excerpts[0].end" },
  { "\"start\":1", "\"start\":5", "articles[0].excerpts[0].end" },
  { "\"start\":1", "\"start\":4294967296", "articles[0].excerpts[0].start" },
  { "\"end\":4", "\"end\":2147483649", "articles[0].excerpts[0].end" },
  { "\"end\":4", "\"end\":0", "articles[0].excerpts[0].end" },
  { "\"exact\":\"bcd\"", "\"exact\":\"\"", "articles[0].excerpts[0].exact" },
  { "\"lat\":3", "\"lat\":90.1", "actors[0].location.lat" },
  { "\"lat\":3", "\"lat\":-91", "actors[0].location.lat" },
  { "\"lon\":4", "\"lon\":180.5", "actors[0].location.lon" },
  { "\"lon\":4", "\"lon\":-181", "actors[0].location.lon" },
  { "\"x\":1,", "\"x\":1000000001,", "actors[0].position.x" },
  { "\"y\":2", "\"y\":-1e9000", "actors[0].position.y" },
  { "\"y\":2", "\"y\":-1000000000.5", "actors[0].position.y" },
  { "\"x\":5", "\"x\":2e9", "groups[0].position.x" },
  { "\"colour\":\"#000000\"", "\"colour\":\"#00000\"", "kinds[0].colour" },
  { "\"colour\":\"#000000\"", "\"colour\":\"000000\"", "kinds[0].colour" },
  { "\"colour\":\"#000000\"", "\"colour\":\"#00000g\"", "kinds[0].colour" },
  { "\"colour\":\"#000000\"", "\"colour\":\"\"", "kinds[0].colour" },
  { "\"colour\":\"#abCDef\"", "\"colour\":\"red\"", "actors[0].colour" },
  { "\"zoom\":2", "\"zoom\":0.0", "story[0].view.zoom" },
  /* Syntax, in the place where it stands */
  { "\"x\":1,", "\"x\":NaN,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":Infinity,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":-Infinity,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":1e999,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":012,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":0x12,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":.5,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":1.,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":+1,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":-,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":1e,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":1e+,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":--1,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":1 2,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":9007199254740993,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":-9007199254740993,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":9223372036854775808,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":99999999999999999999999999,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":,", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":1,,", "actors[0].position" },
  { "\"x\":1,", "\"x\" 1,", "actors[0].position.x" },
  { "\"x\":1,", "x:1,", "actors[0].position" },
  { "\"x\":1,", "'x':1,", "actors[0].position" },
  { "\"x\":1,", "\"x\":1;", "actors[0].position.x" },
  { "\"x\":1,", "\"x\":1,\"x\":1,", "actors[0].position" },
  { "\"x\":1,", "\"x\":1,\"\\u0078\":1,", "actors[0].position" },
  { "\"y\":2}", "\"y\":2,}", "actors[0].position" },
  { "\"y\":2}", "\"y\":2]", "actors[0].position.y" },
  { "[0,5]", "[0,5,]", "articles[0].pages[2]" },
  { "[0,5]", "[0 5]", "articles[0].pages[0]" },
  { "[0,5]", "[,0]", "articles[0].pages[0]" },
  { "[0,5]", "[0,5}", "articles[0].pages[1]" },
  { "\"pinned\":true", "\"pinned\":tRue", "actors[0].pinned" },
  { "\"pinned\":true", "\"pinned\":truex", "actors[0].pinned" },
  { "\"pinned\":true", "\"pinned\":True", "actors[0].pinned" },
  { "\"pinned\":true", "\"pinned\":nul", "actors[0].pinned" },
  { "\"pinned\":true", "\"pinned\":undefined", "actors[0].pinned" },
  { "\"pinned\":true", "\"pinned\":/* yes */true", "actors[0].pinned" },
  { "\"pinned\":true", "\"pinned\":true// yes\n", "actors[0].pinned" },
  { "\"pinned\":true", "# yes\n\"pinned\":true", "actors[0]" },
  { "\"title\":\"T\"", "\"title\":'T'", "title" },
  { "\"title\":\"T\"", "\"title\":\"T\n\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"T\t\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\x01\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\x1f\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\\x41\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\\'\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\\u12\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\\u12g4\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\\U0041\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"x\\u0000y\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\\ud800\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\\ud800\\ud800\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\\udc00\\ud800\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\\ud83dx\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\\ud83d\\n\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\xff\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\xc3\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\xc0\x80\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\xed\xa0\x80\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\xf4\x90\x80\x80\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"\xe2\x82\"", "title" },
  { "\"title\":\"T\"", "\"title\":T", "title" },
  { "\"title\":\"T\"", "\"title\":\xc2\xa0\"T\"", "title" },
  { "\"title\":\"T\"", "\"title\":\"T\",\"title\":\"T\"", "" },
  { "\"title\":\"T\"", "\"title\":\"T\",\"\":1,\"\":2", "" },
  { "\"title\":\"T\"", "\"own\":{\"a\":1,\"b\":[{\"c\":1,\"c\":1}]}", "own.b[0]" },
  { "\"title\":\"T\"", "\"own name\":{\"ü\":[1,{\"\":x}]}", "[\"own name\"][\"ü\"][1][\"\"]" },
  { "\"title\":\"T\"", "\"title\":\"T\",\"f\\u006frmat\":\"entente-map\"", "" },
  { "{\"format\"", "\xef\xbb\xbf{\"format\"", NULL }, /* one mark at the start is good */
  { "{\"format\"", "\xef\xbb\xbf\xef\xbb\xbf{\"format\"", "" },
  { "{\"format\"", "[{\"format\"", "[0]" },
  { "{\"format\"", "x{\"format\"", "" },
  { "{\"format\"", "var x = {\"format\"", "" },
  { "{\"format\"", "//\n{\"format\"", "" },
  { "\"zoom\":3}}", "\"zoom\":3}} ", NULL },
  { "\"zoom\":3}}", "\"zoom\":3}}{}", "" },
  { "\"zoom\":3}}", "\"zoom\":3}}\n[]", "" },
  { "\"zoom\":3}}", "\"zoom\":3}} x", "" },
  { "\"zoom\":3}}", "\"zoom\":3}},", "" },
  { "\"zoom\":3}}", "\"zoom\":3}};", "" },
  { "\"zoom\":3}}", "\"zoom\":3}}}", "" },
  { "\"zoom\":3}}", "\"zoom\":3}}\x1a", "" },
  { "\"zoom\":3}}", "\"zoom\":3}", "view" },
};

/* @text of @length bytes is refused, with at least one problem, all of them errors at a place. */
static void
expect_refusal (const char *text, gsize length, const char *path, const char *what)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);
  g_autoptr (EntSnapshot) map = read_bytes (text, length, problems);
  const EntProblem *first;

  if (map != NULL)
    g_error ("read as a map: %s", what);
  g_assert_cmpuint (problems->len, >=, 1);
  for (guint i = 0; i < problems->len; i++)
    {
      const EntProblem *problem = g_ptr_array_index (problems, i);

      g_assert_cmpint (problem->severity, ==, ENT_SEVERITY_ERROR);
      g_assert_cmpuint (problem->line, >=, 1);
      g_assert_cmpuint (problem->column, >=, 1);
      g_assert_true (g_utf8_validate (problem->reason, -1, NULL) && g_utf8_validate (problem->path, -1, NULL));
    }
  first = g_ptr_array_index (problems, 0);
  if (path != NULL && strcmp (first->path, path) != 0)
    g_error ("%s: at %s (%s), not at %s", what, first->path, first->reason, path);
}

static void
test_rules (gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_autofree char *text = replaced (base, rows[i].from, rows[i].to);

  if (rows[i].path != NULL)
    expect_refusal (text, strlen (text), rows[i].path, rows[i].to);
  else
    ent_snapshot_unref (read_good (text));
}

static void
test_base (void)
{
  g_autofree char *text = canonical (base);

  g_assert_cmpuint (strlen (text), >, 100);
}

/* Line and column count from 1, columns in code points, the byte-order mark not counted. */
static void
test_places (void)
{
  static const struct
  {
    const char *text, *message;
  } places[] = {
    { "", "1:1: the file is empty" },
    { " \n ", "2:2: the file is empty" },
    { "x", "1:1: a value should stand here, not “x”" },
    { "\xef\xbb\xbf{\"é\":x}", "1:6: [\"é\"]: a value should stand here, not “x”" },
    { "{\n  \"a\": \"é\" }}", "2:13: the end of the file should stand here, not “}”" },
    { "{\"format\":\"entente-map\",\"version\":1,\n\"actors\":[{\"id\":\"é\",\"name\":7}]}", "2:28: actors[0].name: a string should stand here" },
    { "{\"format\":\"entente-map\",\"version\":1,\n\"actors\":[\n{\"id\":\"é\"}]}", "3:1: actors[0].name: missing: every actor has it" },
    { "5", "1:1: a map file holds one object" },
    { "[]", "1:1: a map file holds one object" },
    { "{}", "1:1: format: missing: every map has it" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (places[i].text, strlen (places[i].text));
      g_autoptr (GError) error = NULL;

      g_assert_null (ent_map_read (bytes, NULL, NULL, &error));
      g_assert_cmpstr (error->message, ==, places[i].message);
    }
}

/* All errors that can be told apart, in the order of the file. */
static void
test_all_errors (void)
{
  static const char text[] = "{\"format\":\"entente-map\",\"version\":1,\"relations\":[{\"id\":\"r\",\"source\":\"x\",\"target\":\"a\",\"stance\":\"?\"},"
                             "5,{\"id\":\"r\",\"source\":\"a\",\"target\":\"a\",\"when\":\"never\"}],\"actors\":[{\"id\":\"a\",\"name\":false}]}";
  static const char *const paths[]
      = { "relations[0].source", "relations[0].stance", "relations[1]", "relations[2].id", "relations[2].when", "actors[0].name" };
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);

  g_assert_null (read_bytes (text, strlen (text), problems));
  g_assert_cmpuint (problems->len, ==, G_N_ELEMENTS (paths));
  for (guint i = 0; i < problems->len; i++)
    g_assert_cmpstr (((EntProblem *) g_ptr_array_index (problems, i))->path, ==, paths[i]);
}

static void
test_zero_bytes (void)
{
  static const char raw[] = "{\"format\":\"entente-map\",\"version\":1,\"title\":\"x\0y\"}";
  static const char between[] = "{\"format\":\"entente-map\",\0\"version\":1}";
  static const char after[] = "{\"format\":\"entente-map\",\"version\":1}\0";

  expect_refusal (raw, sizeof raw - 1, "title", "U+0000 in a string");
  expect_refusal (between, sizeof between - 1, "", "U+0000 between");
  expect_refusal (after, sizeof after - 1, "", "U+0000 behind");
}

/* What makes json-glib crash, or take much memory. */
static void
test_amplified (void)
{
  static const char *const units[] = { "[", "{\"a\":", "[[],", "{\"\":0,\"a\":" };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);

      for (guint n = 0; n < 200000; n++)
        g_string_append (text, units[i]);
      expect_refusal (text->str, text->len, NULL, units[i]);
    }
}

static void
test_truncated (void)
{
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_getenv ("BUNDLED"), &text, &length, NULL));
  for (gsize n = 0; n < length - 1; n += n + 100 < length - 1 ? 100 : 1)
    {
      /* A copy of just that size: a read behind the end is seen by the address sanitizer. */
      g_autofree char *part = g_memdup2 (text, n);

      expect_refusal (part, n, NULL, "a part of the map");
    }
}

/* Every single byte of the small map changed: whatever it becomes, it is refused at a place or read and written again. */
static void
test_flipped (void)
{
  static const char bytes[] = "\0\"\\{}[],:0-\xff\x80 ";

  for (gsize i = 0; i < sizeof base - 1; i++)
    for (gsize j = 0; j < sizeof bytes - 1; j++)
      {
        g_autofree char *text = g_memdup2 (base, sizeof base - 1);
        g_autoptr (GBytes) in = NULL, out = NULL;
        g_autoptr (GError) error = NULL;
        g_autoptr (EntSnapshot) map = NULL;

        text[i] = bytes[j];
        in = g_bytes_new_take (g_steal_pointer (&text), sizeof base - 1);
        map = ent_map_read (in, NULL, NULL, &error);
        if (map == NULL)
          g_assert_nonnull (error);
        else
          {
            out = ent_map_write (map, NULL, &error);
            g_assert_no_error (error);
          }
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/hostile/base", test_base);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *name = g_strdup_printf ("/hostile/rule/%u", i);

      g_test_add_data_func (name, GUINT_TO_POINTER (i), test_rules);
    }
  g_test_add_func ("/hostile/places", test_places);
  g_test_add_func ("/hostile/all-errors", test_all_errors);
  g_test_add_func ("/hostile/zero-bytes", test_zero_bytes);
  g_test_add_func ("/hostile/amplified", test_amplified);
  g_test_add_func ("/hostile/truncated", test_truncated);
  g_test_add_func ("/hostile/flipped", test_flipped);
  return g_test_run ();
}
