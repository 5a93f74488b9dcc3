/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export: the map as a picture, a page or a report, by a publish profile. Same map and options, same bytes. */
#include "ent-command-private.h"

#include <math.h>
#include <string.h>

#include "ent-sheets.h"

#define CSS_DPI 96.0 /* a map unit is a pixel of CSS */

/* The words of the command line. */
typedef struct
{
  char *out, *format, *theme, *scale, *size, *dpi, *quote_words, *profile, *title, *source, *author, *paper, *part;
  char **rename, **hide;
  gboolean transparent, outlines, embed_fonts, no_legend, report, tiles, no_notes, no_sources, no_map;
} Words;

static void
words_clear (Words *words)
{
  char *texts[] = { words->out, words->format, words->theme, words->scale, words->size, words->dpi, words->quote_words, words->profile, words->title, words->source,
                    words->author, words->paper, words->part };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_free (texts[i]);
  g_strfreev (words->rename);
  g_strfreev (words->hide);
}

/* Finite, over 0 and nothing after the number. */
static gboolean
parse_number (const char *word, double *number)
{
  char *end;

  *number = g_ascii_strtod (word, &end);
  return end != word && *end == '\0' && isfinite (*number) && *number > 0;
}

static int
usage (const char *format, const char *word)
{
  g_autofree char *text = g_strdup_printf ("%s", word);
  g_auto (GStrv) parts = g_strsplit (format, "%s", 2);
  g_autofree char *reason = g_strjoinv (text, parts);

  return ent_command_usage_error (&ent_command_export, "%s", reason);
}

/* What goes only with some forms. */
static int
check_form (const Words *words, EntExportKind kind)
{
  gboolean drawn = kind >= ENT_EXPORT_SVG && kind <= ENT_EXPORT_HTML;

  if ((words->scale != NULL || words->size != NULL || words->dpi != NULL) && kind != ENT_EXPORT_PNG)
    return usage ("%s is for .png only", words->scale != NULL ? "--scale" : words->size != NULL ? "--size" : "--dpi");
  if (words->scale != NULL && words->size != NULL)
    return usage ("--scale or --size, not both%s", "");
  if (words->report && kind != ENT_EXPORT_HTML)
    return usage ("--report is for .html only%s", "");
  if ((words->paper != NULL || words->author != NULL) && kind != ENT_EXPORT_PDF)
    return usage ("%s is for .pdf only", words->paper != NULL ? "--paper" : "--author");
  if (words->tiles && words->paper == NULL)
    return usage ("--tiles needs --paper%s", "");
  if (words->outlines && kind != ENT_EXPORT_SVG && kind != ENT_EXPORT_PDF)
    return usage ("--outlines is for .svg and .pdf only%s", "");
  if (words->embed_fonts && kind != ENT_EXPORT_SVG)
    return usage ("--embed-fonts is for .svg only%s", "");
  if (words->embed_fonts && words->outlines)
    return usage ("--outlines or --embed-fonts, not both%s", "");
  if ((words->theme != NULL || words->transparent || words->no_legend || words->source != NULL) && (!drawn || words->report))
    return usage ("%s is for pictures only", words->theme != NULL   ? "--theme"
                                             : words->transparent ? "--transparent"
                                             : words->no_legend   ? "--no-legend"
                                                                  : "--source");
  return ENT_EXIT_DONE;
}

/* By --format, else by the extension. */
static int
check_kind (const Words *words, EntExportKind *kind)
{
  g_autofree char *name = words->format != NULL ? g_strconcat ("x.", words->format, NULL) : NULL;

  if (words->out == NULL)
    return usage ("no -o OUT%s", "");
  if (name != NULL && !ent_export_kind_of (name, kind))
    return usage ("no format “%s”: svg, png, pdf, html, md, csv, dot or entente", words->format);
  if (name == NULL && !ent_command_output_kind (words->out, kind))
    return usage ("“%s” does not end in .svg, .png, .pdf, .html, .md, .csv, .dot or .entente, so it is not a format", words->out);
  return ENT_EXIT_DONE;
}

static int
check_pixels (const Words *words, EntExportOptions *options)
{
  if (words->scale != NULL && !parse_number (words->scale, &options->scale))
    return usage ("“%s” is not a scale: a number over 0", words->scale);
  if (words->size != NULL && !parse_number (words->size, &options->size))
    return usage ("“%s” is not a size: a number of pixels over 0", words->size);
  if (words->dpi != NULL && !parse_number (words->dpi, &options->dpi))
    return usage ("“%s” is not a number of dots per inch over 0", words->dpi);
  if (words->dpi != NULL && words->scale == NULL && words->size == NULL)
    options->scale = options->dpi / CSS_DPI;
  return ENT_EXIT_DONE;
}

static int
check (const Words *words, EntExportOptions *options)
{
  double width, height;

  if (check_kind (words, &options->kind) != ENT_EXIT_DONE || check_pixels (words, options) != ENT_EXIT_DONE)
    return ENT_EXIT_USAGE;
  if (words->theme != NULL && g_str_equal (words->theme, "dark"))
    options->theme = ENT_THEME_DARK;
  else if (words->theme != NULL && g_str_equal (words->theme, "print"))
    options->print = TRUE;
  else if (words->theme != NULL && !g_str_equal (words->theme, "light"))
    return usage ("no theme “%s”: light, dark or print", words->theme);
  if (words->paper != NULL && !ent_paper_size (words->paper, &width, &height))
    return usage ("no paper “%s”: a4 or letter", words->paper);
  options->paper = words->paper;
  options->tiles = words->tiles;
  options->transparent = words->transparent;
  options->outlines = words->outlines;
  options->embed_fonts = words->embed_fonts;
  options->no_legend = words->no_legend;
  options->report = words->report;
  options->title = words->title;
  options->source_line = words->source;
  options->author = words->author;
  return check_form (words, options->kind);
}

static int
profile_from_switches (const Words *words, EntPublishProfile *profile)
{
  guint64 n = 0;

  profile->no_notes = profile->no_notes || words->no_notes;
  profile->no_sources = profile->no_sources || words->no_sources;
  profile->no_map = profile->no_map || words->no_map;
  if (words->quote_words != NULL && !g_ascii_string_to_unsigned (words->quote_words, 10, 1, G_MAXINT, &n, NULL))
    return usage ("“%s” is not a number of words: a whole number from 1", words->quote_words);
  if (n > 0)
    profile->quote_words = (guint) n;
  for (guint i = 0; words->hide != NULL && words->hide[i] != NULL; i++)
    g_hash_table_add (profile->hidden, g_strdup (words->hide[i]));
  for (guint i = 0; words->rename != NULL && words->rename[i] != NULL; i++)
    {
      /* The last one, so that ids with the sign can be renamed; a name with it goes into a profile. */
      const char *sign = strrchr (words->rename[i], '=');

      if (sign == NULL || sign == words->rename[i] || sign[1] == '\0')
        return usage ("“%s” is not ID=NAME", words->rename[i]);
      g_hash_table_insert (profile->renames, g_strndup (words->rename[i], (gsize) (sign - words->rename[i])), g_strdup (sign + 1));
    }
  return ENT_EXIT_DONE;
}

static gboolean
read_profile (const char *file, EntPublishProfile *profile)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ent_command_load (file, &error);
  g_autofree char *name = ent_command_display (file);

  if (bytes != NULL && ent_publish_profile_read (profile, bytes, &error))
    return TRUE;
  ent_command_tell ("%s: %s\n", name, ent_command_reason (error));
  return FALSE;
}

/* https://reproducible-builds.org/specs/source-date-epoch/; NULL where it is not set. (transfer full) */
static char *
source_date (void)
{
  const char *epoch = g_getenv ("SOURCE_DATE_EPOCH");
  guint64 seconds;
  g_autoptr (GDateTime) date = NULL;

  if (epoch == NULL || !g_ascii_string_to_unsigned (epoch, 10, 0, G_MAXINT64, &seconds, NULL))
    return NULL;
  date = g_date_time_new_from_unix_utc ((gint64) seconds);
  return date != NULL ? g_date_time_format (date, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

static int
export_file (const char *file, const char *out, const Words *words, EntExportOptions *options)
{
  g_autoptr (EntPublishProfile) profile = ent_publish_profile_new ();
  g_autoptr (EntSnapshot) map = NULL;
  g_auto (GStrv) part = words->part != NULL ? g_strsplit (words->part, ",", -1) : NULL;
  g_autofree char *date = source_date ();
  int status = profile_from_switches (words, profile);

  if (status != ENT_EXIT_DONE)
    return status;
  if (words->profile != NULL && (!read_profile (words->profile, profile) || profile_from_switches (words, profile) != ENT_EXIT_DONE))
    return ENT_EXIT_FAILED;
  map = ent_command_read_map (file, NULL);
  if (map == NULL)
    return ENT_EXIT_FAILED;
  options->profile = profile;
  options->part = (const char *const *) part;
  options->date = date;
  return ent_command_write_map (file, map, out, options);
}

/* Where the export of @file goes in the folder @folder. (transfer full) */
static char *
name_in (const char *folder, const char *file, EntExportKind kind)
{
  g_autofree char *base = g_str_equal (file, "-") ? g_strdup ("map") : g_path_get_basename (file);
  char *dot = strrchr (base, '.');
  g_autofree char *name = NULL;

  if (dot != NULL && dot != base)
    *dot = '\0';
  name = g_strconcat (base, ent_export_extension (kind), NULL);
  return g_build_filename (folder, name, NULL);
}

/* All into one folder; one that fails does not keep the others from theirs. */
static int
export_files (char **files, const Words *words, EntExportOptions *options)
{
  g_autoptr (GHashTable) outs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  int worst = ENT_EXIT_DONE;

  if (words->format == NULL)
    return usage ("into a folder only with --format%s", "");
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *display = ent_command_display (files[i]);

      if (!g_hash_table_add (outs, name_in (words->out, files[i], options->kind)))
        return usage ("two of the files would get the same name: “%s”", display);
    }
  for (guint i = 0; files[i] != NULL; i++)
    {
      g_autofree char *out = name_in (words->out, files[i], options->kind);

      /* Usage that one map shows to be wrong is its failure alone: others are written. */
      if (export_file (files[i], out, words, options) != ENT_EXIT_DONE)
        worst = ENT_EXIT_FAILED;
    }
  return worst;
}

static int
export_all (char **files, const Words *words, EntExportOptions *options)
{
  gboolean into_folder = g_file_test (words->out, G_FILE_TEST_IS_DIR);

  if (files[1] != NULL && !into_folder)
    return usage ("several files go into a folder that is there, not into “%s”", words->out);
  if (files[1] != NULL || (into_folder && words->format != NULL))
    return export_files (files, words, options);
  return export_file (files[0], words->out, words, options);
}

static int
run_export (int argc, char **argv)
{
  Words words = { NULL };
  GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &words.out, NULL, NULL },
                             { "format", 0, 0, G_OPTION_ARG_STRING, &words.format, NULL, NULL },
                             { "theme", 0, 0, G_OPTION_ARG_STRING, &words.theme, NULL, NULL },
                             { "scale", 0, 0, G_OPTION_ARG_STRING, &words.scale, NULL, NULL },
                             { "size", 0, 0, G_OPTION_ARG_STRING, &words.size, NULL, NULL },
                             { "dpi", 0, 0, G_OPTION_ARG_STRING, &words.dpi, NULL, NULL },
                             { "embed-fonts", 0, 0, G_OPTION_ARG_NONE, &words.embed_fonts, NULL, NULL },
                             { "no-legend", 0, 0, G_OPTION_ARG_NONE, &words.no_legend, NULL, NULL },
                             { "report", 0, 0, G_OPTION_ARG_NONE, &words.report, NULL, NULL },
                             { "transparent", 0, 0, G_OPTION_ARG_NONE, &words.transparent, NULL, NULL },
                             { "outlines", 0, 0, G_OPTION_ARG_NONE, &words.outlines, NULL, NULL },
                             { "title", 0, 0, G_OPTION_ARG_STRING, &words.title, NULL, NULL },
                             { "source", 0, 0, G_OPTION_ARG_STRING, &words.source, NULL, NULL },
                             { "author", 0, 0, G_OPTION_ARG_STRING, &words.author, NULL, NULL },
                             { "paper", 0, 0, G_OPTION_ARG_STRING, &words.paper, NULL, NULL },
                             { "tiles", 0, 0, G_OPTION_ARG_NONE, &words.tiles, NULL, NULL },
                             { "select", 0, 0, G_OPTION_ARG_STRING, &words.part, NULL, NULL },
                             { "selection", 0, 0, G_OPTION_ARG_STRING, &words.part, NULL, NULL },
                             { "profile", 0, 0, G_OPTION_ARG_FILENAME, &words.profile, NULL, NULL },
                             { "no-notes", 0, 0, G_OPTION_ARG_NONE, &words.no_notes, NULL, NULL },
                             { "no-sources", 0, 0, G_OPTION_ARG_NONE, &words.no_sources, NULL, NULL },
                             { "no-map", 0, 0, G_OPTION_ARG_NONE, &words.no_map, NULL, NULL },
                             { "quote-words", 0, 0, G_OPTION_ARG_STRING, &words.quote_words, NULL, NULL },
                             { "rename", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.rename, NULL, NULL },
                             { "hide", 0, 0, G_OPTION_ARG_STRING_ARRAY, &words.hide, NULL, NULL },
                             G_OPTION_ENTRY_NULL };
  g_auto (GStrv) files = NULL;
  EntExportOptions options = ENT_EXPORT_OPTIONS_INIT;
  int status = ENT_EXIT_USAGE;

  if (ent_command_parse (&ent_command_export, entries, argc, argv, 1, G_MAXUINT, &files))
    {
      status = check (&words, &options);
      if (status == ENT_EXIT_DONE)
        status = export_all (files, &words, &options);
    }
  words_clear (&words);
  return status;
}

const EntCommand ent_command_export = {
  .name = "export",
  .usage = "FILE… -o OUT [--format NAME] [--theme light|dark|print] [--scale N] [--select IDS] [--profile FILE] […]",
  .summary = "publish a map as a picture, a page or a report",
  .details = "  -o OUT            ends in .svg, .png, .pdf, .html, .md, .csv, .dot or .entente; “-” is the map\n"
             "                    itself on standard output. A folder gets a file of each FILE\n"
             "  --format NAME     svg, png, pdf, html, md, csv, dot or entente, whatever OUT ends in\n"
             "  --theme NAME      light (the default), dark, or print (greys)\n"
             "  --transparent     no ground below the picture\n"
             "  --scale N         pixels per map unit, for .png; 1 unless given\n"
             "  --size N          or as many pixels as its longer side shall have\n"
             "  --dpi N           or for printing at so many dots per inch; also beside either of these\n"
             "  --no-legend       no legend below the picture\n"
             "  --report          .html with the written report alone\n"
             "  --title TEXT      instead of the map's title\n"
             "  --source TEXT     a line below the picture\n"
             "  --select IDS      only these actors, relations, groups or story steps, parted by commas\n"
             "  --outlines        letters as outlines, for printers without the fonts (.svg, .pdf)\n"
             "  --embed-fonts     what is needed of the fonts inside the .svg\n"
             "  --paper NAME      .pdf pages of a4 or letter; one page as large as the map unless given\n"
             "  --tiles           a poster of as many such pages as it takes\n"
             "  --author NAME     told in the .pdf; its date is SOURCE_DATE_EPOCH where that is set\n\n"
             "What is published (also the members of the JSON object in --profile FILE):\n"
             "  --no-notes        no note of any kind\n"
             "  --no-sources      no titles, names, dates or addresses of sources\n"
             "  --no-map          no map inside\n"
             "  --quote-words N   at most N words of each quotation\n"
             "  --rename ID=NAME  another name for an actor or source; may be given again\n"
             "  --hide ID         without that actor, source or anything else; may be given again\n\n"
             "With any of these, members that the program does not know are dropped and counted. Hidden and\n"
             "old names and dropped texts are searched in the finished output; one found is exit 1, and\n"
             "nothing is written.\n"
             "Unless told otherwise .svg holds the map: “entente convert OUT.svg MAP.entente” gets it back,\n"
             "byte for byte. Characters that no installed font has are named on standard error.\n",
  .run = run_export,
};
