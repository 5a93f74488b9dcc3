/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was chosen for an export is found again as it was, and rubbish in its place is as nothing; a preview is the export. */
#include <glib/gstdio.h>
#include <string.h>

#include "ent-export-choice.h"
#include "ent-export-preview.h"
#include "ent-format.h"

static void
test_is_remembered (void)
{
  g_autofree char *folder = g_dir_make_tmp ("entente-XXXXXX", NULL), *inner = g_build_filename (folder, "a", "b", NULL);
  g_autoptr (EntExportChoice) choice = ent_export_choice_new ();
  g_autoptr (EntExportChoice) other = NULL, same = NULL;
  g_autofree char *one = NULL, *two = NULL;

  choice->kind = ENT_EXPORT_PDF;
  choice->look = ENT_EXPORT_PRINT;
  choice->legend = FALSE;
  choice->tiles = TRUE;
  choice->paper = ENT_EXPORT_LETTER;
  choice->dpi = 300;
  choice->proof = ENT_EXPORT_PROOF_REDACTED;
  g_free (choice->title);
  choice->title = g_strdup ("A = \"b\"\\\n# über [c] ");
  choice->profile->quote_words = 7;
  g_hash_table_add (choice->profile->hidden, g_strdup ("x=y"));
  g_assert_true (ent_export_choice_remember (choice, inner, "/some/map.entente", NULL));
  same = ent_export_choice_recall (inner, "/some/map.entente");
  g_assert_cmpint (same->kind, ==, ENT_EXPORT_PDF);
  g_assert_cmpint (same->look, ==, ENT_EXPORT_PRINT);
  g_assert_false (same->legend);
  g_assert_true (same->tiles);
  g_assert_cmpint (same->paper, ==, ENT_EXPORT_LETTER);
  g_assert_cmpfloat (same->dpi, ==, 300);
  g_assert_cmpstr (same->title, ==, choice->title);
  one = ent_publish_profile_write (choice->profile);
  two = ent_publish_profile_write (same->profile);
  g_assert_cmpstr (one, ==, two);
  other = ent_export_choice_recall (inner, "/some/other.entente");
  g_assert_cmpint (other->kind, ==, ENT_EXPORT_SVG);
}

static void
test_rubbish_is_as_nothing (void)
{
  g_autofree char *folder = g_dir_make_tmp ("entente-XXXXXX", NULL);
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, "/m", -1), *file = g_build_filename (folder, name, NULL);
  const char *contents[] = { "", "\xff\xfe", "[export]\nkind=99\nlook=-1\nscale=nan\ndpi=1e9\nlegend=7\nprofile={\"no-note\":1}\n", "[export" };

  for (guint i = 0; i < G_N_ELEMENTS (contents); i++)
    {
      g_autoptr (EntExportChoice) choice = NULL;

      g_assert_true (g_file_set_contents (file, contents[i], -1, NULL));
      choice = ent_export_choice_recall (folder, "/m");
      g_assert_cmpint (choice->kind, ==, ENT_EXPORT_SVG);
      g_assert_cmpint (choice->look, ==, ENT_EXPORT_LIGHT);
      g_assert_true (choice->legend);
      g_assert_cmpfloat (choice->scale, ==, 2);
      g_assert_cmpfloat (choice->dpi, ==, 96);
    }
  g_remove (file);
}

static EntSnapshot *
read_map (void)
{
  g_autofree char *text = NULL;
  gsize size;
  g_autoptr (GBytes) bytes = NULL;
  EntSnapshot *map;

  g_assert_true (g_file_get_contents (g_getenv ("BUNDLED"), &text, &size, NULL));
  bytes = g_bytes_new (text, size);
  map = ent_format_read (bytes, NULL, NULL, NULL);
  g_assert_nonnull (map);
  return map;
}

static void
note_facts (EntExportPreview *facts, gpointer data)
{
  EntExportPreview **kept = data;

  g_assert_null (*kept);
  *kept = facts;
}

static void
test_a_preview_is_the_export (void)
{
  g_autoptr (EntSnapshot) map = read_map ();

  for (EntExportKind kind = ENT_EXPORT_MAP; kind < ENT_N_EXPORTS; kind++)
    {
      g_autoptr (EntExportChoice) choice = ent_export_choice_new ();
      EntExportScratch scratch;
      EntExportOptions options;
      g_autoptr (EntExportPreview) preview = NULL, facts = NULL;
      g_autoptr (GBytes) bytes = NULL;
      gboolean drawn = kind >= ENT_EXPORT_SVG && kind <= ENT_EXPORT_HTML;

      choice->kind = kind;
      choice->scale = 1;
      options = ent_export_choice_options (choice, &scratch);
      preview = ent_export_preview (map, &options, 300, 200, note_facts, &facts, NULL, NULL);
      bytes = ent_export (map, &options, NULL, NULL, NULL);
      ent_export_scratch_clear (&scratch);
      g_assert_nonnull (preview);
      g_assert_true ((preview->pixels != NULL) == drawn && (preview->text != NULL) == !drawn);
      /* Of a picture all but the pixels is told before it is drawn. */
      g_assert_true ((facts != NULL) == drawn);
      if (drawn)
        g_assert_true (facts->pixels == NULL && facts->n_bytes == preview->n_bytes && facts->n_pages == preview->n_pages
                       && facts->largest_scale == preview->largest_scale);
      if (drawn)
        g_assert_true (preview->width <= 300 && preview->height <= 200 && (preview->width == 300 || preview->height == 200));
      else
        g_assert_true (g_str_has_prefix (preview->text, kind == ENT_EXPORT_CSV ? "\xef\xbb\xbf" : "") && g_utf8_validate (preview->text, -1, NULL));
      if (preview->n_bytes > 0)
        g_assert_cmpuint (preview->n_bytes, ==, g_bytes_get_size (bytes));
      g_assert_cmpuint (preview->n_pages, ==, kind == ENT_EXPORT_PDF ? 1 : 0);
    }
}

/* Each part is less than the whole, and one that is cancelled is none. */
static void
test_parts_and_cancelling (void)
{
  g_autoptr (EntSnapshot) map = read_map ();
  g_autoptr (EntExportChoice) choice = ent_export_choice_new ();
  g_autoptr (GCancellable) cancelled = g_cancellable_new ();
  g_autoptr (GBytes) part = NULL, whole = NULL;
  EntExportScratch scratch;
  EntExportOptions options = ent_export_choice_options (choice, &scratch);
  g_autoptr (GError) error = NULL;

  whole = ent_export (map, &options, NULL, NULL, NULL);
  g_cancellable_cancel (cancelled);
  g_assert_null (ent_export (map, &options, NULL, cancelled, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ent_export_scratch_clear (&scratch);
  choice->what = ENT_EXPORT_SCREEN;
  choice->shown = g_strdupv ((char *[]) { (char *) "china", (char *) "russia", NULL });
  choice->focus_kind = 1;
  choice->focus = g_strdup ("china");
  options = ent_export_choice_options (choice, &scratch);
  part = ent_export (map, &options, NULL, NULL, NULL);
  ent_export_scratch_clear (&scratch);
  g_assert_cmpuint (g_bytes_get_size (part), <, g_bytes_get_size (whole) / 2);
  g_assert_nonnull (g_strstr_len (g_bytes_get_data (part, NULL), (gssize) g_bytes_get_size (part), "-chosen"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/export-choice/remembered", test_is_remembered);
  g_test_add_func ("/export-choice/rubbish", test_rubbish_is_as_nothing);
  g_test_add_func ("/export-choice/preview", test_a_preview_is_the_export);
  g_test_add_func ("/export-choice/parts", test_parts_and_cancelling);
  return g_test_run ();
}
