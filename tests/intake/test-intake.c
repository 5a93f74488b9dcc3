/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes in: pages of several shapes give their article and what they say of themselves, old encodings are told or
 * guessed, Markdown is read as text, and nothing hostile does harm. argv[1] is the folder of pages. */
#include <string.h>
#include <time.h>

#include "ent-decode.h"
#include "ent-html-tree.h"
#include "ent-intake.h"

static const char *pages;

static EntReading *
read_text (const char *text, const char *name)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
  g_autoptr (GError) error = NULL;
  EntReading *reading = ent_intake_read (bytes, ent_intake_sniff (bytes, name), NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (reading);
  g_assert_true (g_utf8_validate (reading->text, -1, NULL));
  return reading;
}

static EntReading *
read_page (const char *name)
{
  g_autofree char *path = g_build_filename (pages, name, NULL), *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  return read_text (text, name);
}

static void
refuses (const void *data, gsize size, const char *name, const char *reason)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static (data, size);
  g_autoptr (GError) error = NULL;

  g_assert_null (ent_intake_read (bytes, ent_intake_sniff (bytes, name), NULL, NULL, &error));
  g_assert_nonnull (strstr (error->message, reason));
}

/* --- Pages --- */

static void
test_pages (void)
{
  static const char *const names[] = { "news", "blog", "encyclopedia", "table", "broken" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *html = g_strconcat (names[i], ".html", NULL), *txt = g_strconcat (names[i], ".txt", NULL);
      g_autofree char *path = g_build_filename (pages, txt, NULL), *wanted = NULL;
      g_autoptr (EntReading) reading = read_page (html);

      g_assert_true (g_file_get_contents (path, &wanted, NULL, NULL));
      g_assert_cmpstr (reading->text, ==, wanted);
    }
}

static void
test_about (void)
{
  g_autoptr (EntReading) news = read_page ("news.html"), blog = read_page ("blog.html"),
                         encyclopedia = read_page ("encyclopedia.html");

  g_assert_cmpstr (news->title, ==, "Ministers agree on grain corridor");
  g_assert_cmpstr (news->publisher, ==, "The Daily Ledger");
  g_assert_cmpstr (news->author, ==, "Jane Roe, Tomás Núñez");
  g_assert_cmpstr (news->published, ==, "2024-11-02");
  g_assert_cmpstr (news->url, ==, "https://ledger.example/world/grain-corridor");
  g_assert_cmpstr (news->language, ==, "en-GB");
  g_assert_cmpstr (news->type, ==, "text/html");
  g_assert_cmpuint (news->left_out, >, 4);
  g_assert_false (news->no_pick || news->guessed || news->cut);
  g_assert_cmpstr (blog->title, ==, "Why the dam talks failed");
  g_assert_cmpstr (blog->author, ==, "Amina Yusuf");
  g_assert_cmpstr (blog->published, ==, "2018-05-17");
  g_assert_cmpstr (encyclopedia->title, ==, "Treaty of Sandbach");
  g_assert_cmpstr (encyclopedia->language, ==, "en");
}

static void
about_is (const char *head, const char *title, const char *published, const char *url, const char *language)
{
  g_autofree char *page = g_strdup_printf (
      "<!DOCTYPE html><html><head>%s</head><body><p>A text, of no importance to anyone, stands here.</p></body></html>",
      head);
  g_autoptr (EntReading) reading = read_text (page, NULL);

  g_assert_cmpstr (reading->title, ==, title);
  g_assert_cmpstr (reading->published, ==, published);
  g_assert_cmpstr (reading->url, ==, url);
  g_assert_cmpstr (reading->language, ==, language);
}

static void
test_sources_of_about (void)
{
  about_is ("<title>A - B</title><meta property='og:site_name' content='B'>", "A", "", "", "");
  about_is ("<title>B: A</title>", "B: A", "", "", "");
  about_is ("<meta property='article:published_time' content='2024-05-01T23:59:00Z'><meta property='og:url' "
            "content='https://a.example/b'><meta "
            "property='og:locale' content='pt_BR'>",
            "", "2024-05-01", "https://a.example/b", "pt-BR");
  about_is ("<meta name='date' content='Sat, 02 Nov 2024 10:00:00 GMT'>", "", "2024-11-02", "", "");
  about_is ("<meta name='citation_publication_date' content='2019/03/07'>", "", "2019-03-07", "", "");
  /* Neither a day that no calendar has, nor one that can be read in two ways, nor an address that would run something.
   */
  about_is ("<meta name='date' content='2024-02-31'><link rel='canonical' href='javascript:alert(1)'>", "", "", "", "");
  about_is ("<meta name='date' content='04/05/2024'><link rel='canonical' href='/relative'>", "", "", "", "");
  about_is ("<!-- saved from url=(0021)https://a.example/old -->", "", "", "https://a.example/old", "");
  about_is ("<meta http-equiv='content-language' content='not a language'>", "", "", "", "");
  /* JSON-LD that is broken, deep or strange counts for nothing. */
  about_is ("<script type='application/ld+json'>{\"@type\": \"NewsArticle\", \"headline\": </script>", "", "", "", "");
  about_is ("<script type='application/ld+json'>[7, null, {\"@type\": \"Report\", \"headline\": [\"x\", [\"y\"]], "
            "\"datePublished\": 5}]</script>",
            "x, y", "", "", "");
}

/* --- Hostile pages --- */

static char *
repeat (const char *text, gsize bytes)
{
  GString *all = g_string_sized_new (bytes + 64);

  while (all->len < bytes)
    g_string_append (all, text);
  return g_string_free (all, FALSE);
}

static void
read_hostile (const char *part, const char *must_hold)
{
  g_autofree char *page = repeat (part, g_str_equal (part, "<div>") ? 10 * 1024 * 1024 : 2 * 1024 * 1024);
  g_autofree char *whole = g_strconcat ("<!DOCTYPE html><html><body>", page, "<p>", must_hold, NULL);
  gint64 begin = g_get_monotonic_time ();
  g_autoptr (GBytes) bytes = g_bytes_new_static (whole, strlen (whole));
  g_autoptr (GError) error = NULL;
  g_autoptr (EntReading) reading = ent_intake_read (bytes, ENT_SOURCE_HTML, NULL, NULL, &error);

  g_test_message ("%s: %.1f s", part, (double) (g_get_monotonic_time () - begin) / 1e6);
  g_assert_true (reading != NULL || error != NULL);
  /* Wide enough for a slow machine, far too narrow for quadratic time. */
  g_assert_cmpint (g_get_monotonic_time () - begin, <, 60 * G_USEC_PER_SEC);
  if (reading != NULL && !reading->cut)
    g_assert_nonnull (strstr (reading->text, must_hold));
}

static void
test_hostile (void)
{
  read_hostile ("<div>", "The words at the very bottom of all, which are still to be found.");
  read_hostile ("&amp;&#x10FFFF;&nosuch;", "end");
  read_hostile ("<p>a, b", "end");
  read_hostile ("<b><i>x</b>", "end");
  read_hostile ("<div class='comment share nav'", "end");
  read_hostile ("</div></p></table>", "The words at the very bottom of all, which are still to be found.");
  read_hostile ("<table><tr><td>", "end");
  read_hostile ("<!--", "");
  read_hostile ("<a b=c ", "");
}

/* Each attribute would be compared with all before it: of this thread's own time. What follows the element is there, and what looks like
 * one in a script is none. */
static void
test_many_attributes (void)
{
  g_autoptr (GString) page = g_string_new ("<!DOCTYPE html><title>T</title><script>if (a<b");
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (EntReading) reading = NULL;
  struct timespec from, to;

  for (int i = 0; i < 2000; i++)
    g_string_append_printf (page, " && c%d", i);
  g_string_append (page, ") x ();</script><p title=\"a > b\" ");
  for (int i = 0; i < 200000; i++)
    g_string_append_printf (page, i % 2 == 0 ? "a%d='>' " : "a%d=1 ", i);
  g_string_append (page, ">The only paragraph of this page, which is to be read.</p>");
  bytes = g_bytes_new (page->str, page->len);
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &from);
  reading = ent_intake_read (bytes, ENT_SOURCE_HTML, NULL, NULL, NULL);
  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &to);
  g_assert_cmpint (to.tv_sec - from.tv_sec, <, 5);
  g_assert_cmpstr (reading->text, ==, "The only paragraph of this page, which is to be read.");
}

/* Neither head nor body need be written, and elements that are newer than HTML 4 end a head too. */
static void
test_no_head_or_body (void)
{
  static const char *const names[] = { "article", "section", "main", "figure", "my-part", "p", "div" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *page = g_strdup_printf ("<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Ties of old</title><%s><p>China has kept friendly "
                                               "relations with North Korea.</p><p>And Russia will go on as before.</p></%s>",
                                               names[i], names[i]);
      g_autoptr (EntReading) reading = read_text (page, "x.html");

      g_assert_cmpstr (reading->title, ==, "Ties of old");
      g_assert_cmpstr (reading->text, ==, "China has kept friendly relations with North Korea.\nAnd Russia will go on as before.");
    }
}

/* No entity of a document type is read, and no file. */
static void
test_entities (void)
{
  g_autoptr (EntReading) reading
      = read_text ("<!DOCTYPE html [<!ENTITY a \"aaaa\"><!ENTITY b SYSTEM "
                   "\"file:///etc/passwd\">]><html><body><p>Before it, &a; and "
                   "&b; and after it, all of it in one paragraph of the page.</p></body></html>",
                   "x.html");

  g_assert_null (strstr (reading->text, "root:"));
  g_assert_null (strstr (reading->text, "aaaa"));
  g_assert_nonnull (strstr (reading->text, "after it, all of it"));
}

static void
test_tree_limits (void)
{
  g_autofree char *deep = repeat ("<div>", 5000), *page = g_strconcat (deep, "x", NULL);
  g_autoptr (EntHtmlTree) tree = ent_html_tree_new (page);
  guint depth = 0, deepest = 0;

  for (EntHtmlNode *n = tree->root; n != NULL; n = ent_html_next (n, tree->root, TRUE), depth = 0)
    {
      for (EntHtmlNode *up = n; up->parent != NULL; up = up->parent)
        depth++;
      deepest = MAX (deepest, depth);
    }
  g_assert_cmpuint (deepest, >=, ENT_HTML_MAX_DEPTH);
  g_assert_cmpuint (deepest, <=, ENT_HTML_MAX_DEPTH + 1);
}

/* --- Encodings --- */

static void
decodes_as (const char *text, const char *encoding, gboolean guess)
{
  gsize size;
  g_autofree char *bytes = g_convert (text, -1, encoding, "UTF-8", NULL, &size, NULL);
  g_autoptr (GBytes) in = g_bytes_new (bytes, size);
  g_autoptr (EntDecoded) told = ent_decode (in, encoding, NULL), guessed = ent_decode (in, NULL, NULL);

  g_assert_cmpstr (told->text, ==, text);
  g_assert_false (told->guessed);
  if (!guess)
    return;
  g_test_message ("%s guessed as %s", encoding, guessed->encoding);
  g_assert_cmpstr (guessed->text, ==, text);
  g_assert_true (guessed->guessed);
}

static void
test_encodings (void)
{
  static const char russian[]
      = "Министры четырёх стран договорились в субботу продлить зерновой коридор ещё на один год.";
  static const char chinese[]
      = "四国部长星期六同意将粮食走廊再延长一年，会谈一直持续到凌晨。中国外交部发言人表示欢迎。";
  static const char japanese[]
      = "四か国の閣僚は土曜日、穀物回廊をさらに一年延長することで合意した。日本政府はこれを歓迎している。";
  static const char korean[]
      = "네 나라의 장관들은 토요일에 곡물 통로를 일 년 더 연장하기로 합의했다. 한국 정부는 이를 환영했다.";

  decodes_as (russian, "windows-1251", TRUE);
  decodes_as (russian, "KOI8-R", TRUE);
  decodes_as (chinese, "GB18030", TRUE);
  decodes_as (chinese, "UTF-16LE", FALSE);
  decodes_as (japanese, "SHIFT_JIS", TRUE);
  decodes_as (japanese, "EUC-JP", TRUE);
  decodes_as (korean, "EUC-KR", TRUE);
  decodes_as ("The café’s owner said “no” to the naïve proposal – twice, as he told the newspaper later.",
              "WINDOWS-1252", TRUE);
  decodes_as ("A text with no mark at its start, in two bytes a letter.", "UTF-16LE", TRUE);
  decodes_as ("A text with no mark at its start, in two bytes a letter.", "UTF-16BE", TRUE);
}

static void
test_marks (void)
{
  g_autoptr (GBytes) utf8 = g_bytes_new_static ("\357\273\277caf\303\251\r\n", 10),
                     utf16 = g_bytes_new_static ("\377\376a\0\051\040", 6);
  g_autoptr (GBytes) half = g_bytes_new_static ("\377\376a\0\0\330", 6), pure = g_bytes_new_static ("caf\303\251", 5),
                     none = g_bytes_new_static ("", 0), utf32 = g_bytes_new_static ("\377\376\0\0a\0\0\0\0\366\1\0", 12);
  g_autoptr (EntDecoded) a = ent_decode (utf8, "windows-1252", NULL), b = ent_decode (utf16, NULL, NULL),
                         c = ent_decode (half, NULL, NULL), d = ent_decode (pure, NULL, NULL),
                         e = ent_decode (none, NULL, NULL), f = ent_decode (pure, "no-such-encoding", NULL);

  g_autoptr (EntDecoded) g = ent_decode (utf32, NULL, NULL);

  g_assert_cmpstr (g->text, ==, "a😀");
  g_assert_cmpstr (a->text, ==, "café\r\n");
  g_assert_cmpstr (b->text, ==, "a\342\200\251");
  g_assert_false (a->guessed || b->guessed || d->guessed || f->guessed);
  g_assert_cmpuint (c->replaced, >, 0);
  g_assert_true (g_str_has_prefix (c->text, "a\357\277\275"));
  g_assert_cmpstr (d->encoding, ==, "UTF-8");
  g_assert_cmpstr (e->text, ==, "");
  g_assert_cmpstr (f->text, ==, "café");
}

/* UTF-8 of before RFC 3629 is told as UTF-8, but no text. */
static void
test_past_unicode (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\366\244\276\234b\355\240\200", 9);
  g_autoptr (EntDecoded) decoded = ent_decode (bytes, "UTF-8", NULL);

  g_assert_true (g_utf8_validate (decoded->text, -1, NULL));
  g_assert_true (g_str_has_prefix (decoded->text, "a\357\277\275"));
  g_assert_nonnull (strchr (decoded->text, 'b'));
  g_assert_cmpuint (decoded->replaced, >, 4);
}

/* Every encoding that people can choose is one that the system knows, and takes any bytes without harm. */
static void
test_any_bytes (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);

  for (guint i = 0; ent_decode_names ()[i] != NULL; i++)
    {
      guint8 noise[999];
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (EntDecoded) decoded = NULL;

      g_assert_true (ent_decode_knows (ent_decode_names ()[i]));
      for (guint k = 0; k < sizeof noise; k++)
        noise[k] = (guint8) g_rand_int (rand);
      bytes = g_bytes_new_static (noise, sizeof noise);
      decoded = ent_decode (bytes, ent_decode_names ()[i], NULL);
      g_assert_true (g_utf8_validate (decoded->text, -1, NULL));
    }
}

static void
test_page_in_windows_1251 (void)
{
  static const char page[]
      = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; "
        "charset=windows-1251\"><title>Коридор</title></head>"
        "<body><p>Министры четырёх стран договорились в субботу продлить зерновой коридор.</p></body></html>";
  gsize size;
  g_autofree char *bytes = g_convert (page, -1, "windows-1251", "UTF-8", NULL, &size, NULL);
  g_autoptr (GBytes) in = g_bytes_new (bytes, size);
  g_autoptr (EntReading) reading = ent_intake_read (in, ent_intake_sniff (in, NULL), NULL, NULL, NULL);
  g_autoptr (EntReading) wrong = ent_intake_read (in, ENT_SOURCE_HTML, "windows-1252", NULL, NULL);

  g_assert_cmpstr (reading->title, ==, "Коридор");
  g_assert_cmpstr (reading->text, ==, "Министры четырёх стран договорились в субботу продлить зерновой коридор.");
  g_assert_cmpstr (reading->encoding, ==, "windows-1251");
  g_assert_false (reading->guessed);
  /* What a person says counts more than what the page says. */
  g_assert_cmpstr (wrong->encoding, ==, "windows-1252");
}

static void
test_text (void)
{
  g_autoptr (EntReading) reading
      = read_text ("A heading\r\n\r\nAnd e\314\201crit, as it stands.  \r\n\tIndented.\r\n", NULL);
  g_autoptr (EntReading) sentence = read_text ("No heading, but a sentence.\nAnother.", "a.txt");

  g_assert_cmpstr (reading->text, ==, "A heading\n\nAnd \303\251crit, as it stands.  \n\tIndented.\n");
  g_assert_cmpstr (reading->title, ==, "A heading");
  g_assert_cmpstr (reading->type, ==, "text/plain");
  g_assert_cmpuint (strlen (reading->sha256), ==, 64);
  g_assert_cmpstr (sentence->title, ==, "");
  refuses ("a\0b\1", 4, NULL, "not text");
  refuses (" \n\t ", 4, NULL, "no text");
  refuses ("", 0, NULL, "no text");
  refuses ("<html><script>x</script></html>", 31, NULL, "no text");
}

static void
test_sniff (void)
{
  static const struct
  {
    const char *bytes, *name;
    EntSourceKind kind;
  } cases[] = { { "%PDF-1.7", "a.txt", ENT_SOURCE_PDF },
                { "junk\n%PDF-1.4", NULL, ENT_SOURCE_PDF },
                { "\n<!DOCTYPE HTML PUBLIC>", NULL, ENT_SOURCE_HTML },
                { "<?xml version='1.0'?>\n<!-- a -->\n<html xmlns='x'>", NULL, ENT_SOURCE_HTML },
                { "<p>words", "a.HTM", ENT_SOURCE_HTML },
                { "<p>words", "a.txt", ENT_SOURCE_TEXT },
                { "# Title", "a.md", ENT_SOURCE_MARKDOWN },
                { "# Title", NULL, ENT_SOURCE_TEXT },
                { "<!-- never closed", NULL, ENT_SOURCE_TEXT } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new_static (cases[i].bytes, strlen (cases[i].bytes));

      g_assert_cmpint (ent_intake_sniff (bytes, cases[i].name), ==, cases[i].kind);
    }
}

/* --- Markdown --- */

static void
test_markdown (void)
{
  g_autoptr (EntReading) reading = read_text ("---\r\ntitle: \"The dam: a *story*\"\ndate: 2018-05-17\nauthor: 'Amina "
                                              "Yusuf'\nurl: https://a.example/dam\nlang: en\n---\n"
                                              "# A heading\n\nA [link](https://b.example \"t\") and **bold**\nwords, "
                                              "`code`, ![picture](p.png)&eacute;&#x41;&nosuch;.\n\n"
                                              "* one\n* two\n    1. inner\n\n> Quoted.\n\n| a | b |\n|---|---|\n| 1 | "
                                              "2 |\n\n<div>raw</div>\n\n***\n\nLast.  \nLine.\n",
                                              "a.md");

  g_assert_cmpstr (
      reading->text, ==,
      "A heading\nA link and bold words, code, éA&nosuch;.\none\ntwo\ninner\nQuoted.\na\tb\n1\t2\nLast.\nLine.");
  g_assert_cmpstr (reading->title, ==, "The dam: a *story*");
  g_assert_cmpstr (reading->author, ==, "Amina Yusuf");
  g_assert_cmpstr (reading->published, ==, "2018-05-17");
  g_assert_cmpstr (reading->url, ==, "https://a.example/dam");
  g_assert_cmpstr (reading->language, ==, "en");
}

static void
test_markdown_hostile (void)
{
  static const char *const parts[] = { "[", "*a_ ", "> ", "![", "`a``", "<a ", "| a ", "- " };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autofree char *text = repeat (parts[i], 100000);
      g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));
      gint64 begin = g_get_monotonic_time ();
      g_autoptr (EntReading) reading = ent_intake_read (bytes, ENT_SOURCE_MARKDOWN, NULL, NULL, NULL);

      g_test_message ("%s: %s after %.2f s", parts[i], reading != NULL ? "read" : "refused", (double) (g_get_monotonic_time () - begin) / 1e6);
      g_assert_cmpint (g_get_monotonic_time () - begin, <, 20 * G_USEC_PER_SEC);
    }
}

static void
test_limits (void)
{
  g_autofree char *text = g_malloc (ENT_INTAKE_MAX_TEXT + 1);

  memset (text, 'a', ENT_INTAKE_MAX_TEXT + 1);
  refuses (text, ENT_INTAKE_MAX_TEXT + 1, NULL, "16 MiB");
  refuses (text, ENT_INTAKE_MAX_TEXT + 1, "a.html", "16 MiB");
  refuses (text, ENT_INTAKE_MAX_TEXT / 2, "a.md", "4 MiB");
}

static void
on_read (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ent_intake_read_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) data = TRUE;
}

static void
test_cancel (void)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GBytes) bytes = g_bytes_new_static ("words", 5);
  gboolean done = FALSE;

  g_cancellable_cancel (cancellable);
  ent_intake_read_async (bytes, ENT_SOURCE_TEXT, NULL, cancellable, on_read, &done);
  while (!done)
    g_main_context_iteration (NULL, TRUE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  pages = argv[1];
  g_test_add_func ("/intake/pages", test_pages);
  g_test_add_func ("/intake/about", test_about);
  g_test_add_func ("/intake/sources-of-about", test_sources_of_about);
  g_test_add_func ("/intake/hostile", test_hostile);
  g_test_add_func ("/intake/many-attributes", test_many_attributes);
  g_test_add_func ("/intake/no-head-or-body", test_no_head_or_body);
  g_test_add_func ("/intake/entities", test_entities);
  g_test_add_func ("/intake/tree-limits", test_tree_limits);
  g_test_add_func ("/intake/encodings", test_encodings);
  g_test_add_func ("/intake/marks", test_marks);
  g_test_add_func ("/intake/past-unicode", test_past_unicode);
  g_test_add_func ("/intake/any-bytes", test_any_bytes);
  g_test_add_func ("/intake/page-in-windows-1251", test_page_in_windows_1251);
  g_test_add_func ("/intake/text", test_text);
  g_test_add_func ("/intake/sniff", test_sniff);
  g_test_add_func ("/intake/markdown", test_markdown);
  g_test_add_func ("/intake/markdown-hostile", test_markdown_hostile);
  g_test_add_func ("/intake/limits", test_limits);
  g_test_add_func ("/intake/cancel", test_cancel);
  return g_test_run ();
}
