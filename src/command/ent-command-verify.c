/* SPDX-License-Identifier: GPL-3.0-or-later */
/* verify: do the excerpts still stand? Nothing is changed, in no file. */
#include "ent-command-private.h"

#include <math.h>
#include <string.h>

#include "ent-verify.h"

/* What the words ask for, and what of it was done. */
typedef struct
{
  gboolean json, all_exact;
  GString *out;       /* with json */
  guint counts[ENT_FINDING_UNCHECKED + 1];
} Report;

static void
add_place (GString *out, const char *name, gint64 place)
{
  ent_command_add_json (out, name, NULL);
  if (place < 0)
    g_string_append (out, "null");
  else
    g_string_append_printf (out, "%" G_GINT64_FORMAT, place);
}

static void
report_excerpt (Report *report, const EntArticle *article, const EntExcerpt *excerpt, EntFinding finding)
{
  const char *state = ent_finding_state_name (finding.state);

  report->counts[finding.state]++;
  report->all_exact = report->all_exact && finding.state == ENT_FINDING_EXACT;
  if (report->json)
    {
      ent_command_add_json (report->out, NULL, NULL);
      g_string_append_c (report->out, '{');
      ent_command_add_json (report->out, "id", excerpt->id);
      ent_command_add_json (report->out, "article", article->id);
      ent_command_add_json (report->out, "state", state);
      add_place (report->out, "start", finding.start);
      add_place (report->out, "end", finding.end);
      ent_command_add_json_number (report->out, "score", round (finding.score * 1000) / 1000);
      g_string_append_c (report->out, '}');
    }
  else if (finding.start < 0)
    ent_command_print_line ("%s: %s in %s", excerpt->id, state, article->id);
  else if (finding.score < 1)
    ent_command_print_line ("%s: %s in %s, perhaps at %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " (%.0f %%)", excerpt->id, state,
                            article->id, finding.start, finding.end, floor (finding.score * 100));
  else
    ent_command_print_line ("%s: %s in %s at %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, excerpt->id, state, article->id, finding.start,
                            finding.end);
}

static void
report_article (Report *report, const EntArticle *article, EntPlainText *against)
{
  g_autoptr (EntVerifier) verifier = ent_verifier_new (article, against);

  for (guint i = 0; i < ent_records_n (article->excerpts); i++)
    {
      const EntExcerpt *excerpt = (const EntExcerpt *) article->excerpts->items[i];

      report_excerpt (report, article, excerpt, ent_verifier_check (verifier, excerpt, NULL));
    }
}

static void
print_summary (const Report *report)
{
  g_autoptr (GString) line = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (report->counts); i++)
    if (report->counts[i] > 0)
      g_string_append_printf (line, "%s%u %s", line->len > 0 ? ", " : "", report->counts[i],
                              ent_finding_state_name ((EntFindingState) i));
  ent_command_print_line ("%s", line->len > 0 ? line->str : "no excerpts");
}

/* The text named by --against; NULL after telling why. */
static EntPlainText *
read_text (const char *file, gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = ent_command_display (file);
  g_autoptr (GBytes) bytes = ent_command_load (file, &error);
  EntPlainText *text = bytes != NULL ? ent_plain_text_new_from_bytes (bytes, &error) : NULL;

  if (text == NULL)
    {
      ent_command_tell ("%s: %s\n", name, ent_command_reason (error));
      if (json)
        ent_command_print_failure_json (name, ent_command_reason (error));
    }
  return text;
}

/* The one article to look at, NULL for all. FALSE after telling wrong usage. */
static gboolean
choose_article (const EntRecords *articles, const char *id, gboolean against, const EntArticle **chosen)
{
  *chosen = NULL;
  for (guint i = 0; id != NULL && i < ent_records_n (articles); i++)
    if (g_str_equal (ent_record_id (articles->items[i]), id))
      *chosen = (const EntArticle *) articles->items[i];
  if (id != NULL && *chosen == NULL)
    {
      ent_command_usage_error (&ent_command_verify, "the map has no article “%s”", id);
      return FALSE;
    }
  if (id != NULL || !against)
    return TRUE;
  if (ent_records_n (articles) != 1)
    {
      ent_command_usage_error (&ent_command_verify, "the map has %u articles; name one with --article", ent_records_n (articles));
      return FALSE;
    }
  *chosen = (const EntArticle *) articles->items[0];
  return TRUE;
}

static int
verify (const char *file, const char *against, const char *article_id, Report *report)
{
  g_autofree char *name = ent_command_display (file), *reason = NULL;
  g_autoptr (EntSnapshot) map = ent_command_read_map (file, &reason);
  g_autoptr (EntPlainText) text = NULL;
  const EntRecords *articles;
  const EntArticle *chosen;

  if (map == NULL)
    {
      if (report->json)
        ent_command_print_failure_json (name, reason);
      return ENT_EXIT_FAILED;
    }
  articles = map->lists[ENT_LIST_ARTICLES];
  if (!choose_article (articles, article_id, against != NULL, &chosen))
    return ENT_EXIT_USAGE;
  if (against != NULL && (text = read_text (against, report->json)) == NULL)
    return ENT_EXIT_FAILED;
  for (guint i = 0; i < ent_records_n (articles); i++)
    if (chosen == NULL || &chosen->record == articles->items[i])
      report_article (report, (const EntArticle *) articles->items[i], text);
  if (report->json)
    {
      g_string_append (report->out, "]}");
      ent_command_print_json (report->out);
    }
  else
    print_summary (report);
  return report->all_exact ? ENT_EXIT_DONE : ENT_EXIT_FAILED;
}

static int
run_verify (int argc, char **argv)
{
  g_autofree char *against = NULL, *article = NULL;
  Report report = { .all_exact = TRUE };
  GOptionEntry entries[] = { { "against", 0, 0, G_OPTION_ARG_FILENAME, &against, NULL, NULL },
                             { "article", 0, 0, G_OPTION_ARG_STRING, &article, NULL, NULL },
                             { "json", 0, 0, G_OPTION_ARG_NONE, &report.json, NULL, NULL },
                             G_OPTION_ENTRY_NULL };
  g_auto (GStrv) files = NULL;
  g_autoptr (GString) out = g_string_new ("{\"excerpts\":[");

  if (!ent_command_parse (&ent_command_verify, entries, argc, argv, 1, 1, &files))
    return ENT_EXIT_USAGE;
  if (against != NULL && against[0] == '\0')
    return ent_command_usage_error (&ent_command_verify, "the name of the text is empty");
  if (against != NULL && g_str_equal (against, "-") && g_str_equal (files[0], "-"))
    return ent_command_usage_error (&ent_command_verify, "map and text cannot both be standard input");
  report.out = out;
  return verify (files[0], against, article, &report);
}

const EntCommand ent_command_verify = {
  .name = "verify",
  .usage = "FILE [--against TEXT] [--article ID] [--json]",
  .summary = "say whether the excerpts still stand in their articles",
  .details = "Each excerpt is exact, moved, ambiguous, changed, missing, or unchecked where the map holds\n"
             "no text of its article. Exit 1 unless all are exact. Nothing is changed.\n\n"
             "  --against TEXT  look in this plain text (UTF-8), today's text of the article; “-” is\n"
             "                  standard input. Positions are those of that text\n"
             "  --article ID    only this article; --against needs it unless the map has just one\n"
             "  --json          one JSON object: {\"excerpts\": [{\"id\", \"article\", \"state\", \"start\",\n"
             "                  \"end\", \"score\"}]}; a failure: {\"file\", \"error\"}\n",
  .run = run_verify,
};
