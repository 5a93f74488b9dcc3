/* SPDX-License-Identifier: GPL-3.0-or-later */
/* coverage: what the map leaves out. */
#include "ent-command-private.h"

#include "ent-coverage.h"
#include "ent-map-index.h"

static void
print_json (const EntCoverage *coverage)
{
  g_autoptr (GString) out = g_string_new ("{\"sentences\":[");

  for (guint i = 0; i < coverage->sentences->len; i++)
    {
      const EntOpenSentence *sentence = &g_array_index (coverage->sentences, EntOpenSentence, i);

      g_string_append (out, i > 0 ? ",{" : "{");
      ent_command_add_json (out, "article", sentence->article->id);
      ent_command_add_json_number (out, "start", (double) sentence->start);
      ent_command_add_json_number (out, "end", (double) sentence->end);
      ent_command_add_json (out, "actors", NULL);
      g_string_append_c (out, '[');
      for (guint j = 0; j < sentence->actors->len; j++)
        ent_command_add_json (out, NULL, ent_record_id (g_ptr_array_index (sentence->actors, j)));
      g_string_append (out, "]}");
    }
  g_string_append (out, "],\"unproved\":[");
  for (guint i = 0; i < coverage->unproved->len; i++)
    ent_command_add_json (out, NULL, ent_record_id (g_ptr_array_index (coverage->unproved, i)));
  g_string_append (out, "],\"unnamed\":[");
  for (guint i = 0; i < coverage->unnamed->len; i++)
    ent_command_add_json (out, NULL, ent_record_id (g_ptr_array_index (coverage->unnamed, i)));
  g_string_append (out, "]}");
  ent_command_print_json (out);
}

static void
print_sentences (const EntCoverage *coverage)
{
  for (guint i = 0; i < coverage->sentences->len; i++)
    {
      const EntOpenSentence *sentence = &g_array_index (coverage->sentences, EntOpenSentence, i);
      g_autofree char *text = g_utf8_substring (sentence->article->text, sentence->start, sentence->end);
      g_autoptr (GString) names = g_string_new (NULL);

      for (guint j = 0; j < sentence->actors->len; j++)
        g_string_append_printf (names, "%s%s", j > 0 ? ", " : "", ((const EntActor *) g_ptr_array_index (sentence->actors, j))->name);
      if (i == 0)
        ent_command_print_line ("Sentences that name two actors and prove nothing");
      ent_command_print_line ("  %s, %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " (%s): %s", sentence->article->id, sentence->start,
                              sentence->end, names->str, text);
    }
}

static void
print_text (const EntCoverage *coverage)
{
  g_autoptr (EntMapIndex) index = ent_map_index_new (coverage->map);

  print_sentences (coverage);
  for (guint i = 0; i < coverage->unproved->len; i++)
    {
      const char *id = ent_record_id (g_ptr_array_index (coverage->unproved, i));
      g_autofree char *line = ent_map_index_describe_relation (index, id);

      ent_command_print_line ("%s  %s: %s", i == 0 ? "Relations without evidence\n" : "", id, line);
    }
  for (guint i = 0; i < coverage->unnamed->len; i++)
    {
      const EntActor *actor = g_ptr_array_index (coverage->unnamed, i);

      ent_command_print_line ("%s  %s: %s", i == 0 ? "Actors that no article names\n" : "", actor->id, actor->name);
    }
  if (coverage->sentences->len + coverage->unproved->len + coverage->unnamed->len == 0)
    ent_command_print_line ("Nothing is left out");
}

static int
run_coverage (int argc, char **argv)
{
  gboolean json = FALSE;
  GOptionEntry entries[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL }, G_OPTION_ENTRY_NULL };
  g_auto (GStrv) files = NULL;
  g_autofree char *name = NULL, *reason = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntCoverage) coverage = NULL;

  if (!ent_command_parse (&ent_command_coverage, entries, argc, argv, 1, 1, &files))
    return ENT_EXIT_USAGE;
  name = ent_command_display (files[0]);
  map = ent_command_read_map (files[0], &reason);
  if (map == NULL)
    {
      if (json)
        ent_command_print_failure_json (name, reason);
      return ENT_EXIT_FAILED;
    }
  coverage = ent_coverage_new (map, NULL, NULL);
  if (json)
    print_json (coverage);
  else
    print_text (coverage);
  return ENT_EXIT_DONE;
}

const EntCommand ent_command_coverage = {
  .name = "coverage",
  .usage = "FILE [--json]",
  .summary = "say what a map leaves out of its articles",
  .details = "Prints the sentences that name two actors of the map and are no evidence of any relation,\n"
             "the relations without evidence, and the actors that no article names.\n\n"
             "  --json  one JSON object: {\"sentences\": [{\"article\", \"start\", \"end\", \"actors\"}],\n"
             "          \"unproved\": [ids], \"unnamed\": [ids]}; a failure: {\"file\", \"error\"}\n",
  .run = run_coverage,
};
