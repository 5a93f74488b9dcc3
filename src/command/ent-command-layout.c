/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout: new places for all actors. Same map, algorithm and seed, same output. */
#include "ent-command-private.h"

#include "ent-arrange.h"

#define ALGORITHMS "organic, circle, rings, layered, grid, groups, time, settle"

static void
print_report (const EntArrangement *arrangement)
{
  EntArrangeReport report = ent_arrangement_report (arrangement);
  g_autoptr (GString) out = g_string_new ("{");

  ent_command_add_json_number (out, "time_s", arrangement->seconds);
  ent_command_add_json_number (out, "stress", report.score.stress);
  ent_command_add_json_number (out, "crossings", (double) report.score.crossings);
  ent_command_add_json_number (out, "overlaps", (double) report.score.overlaps);
  ent_command_add_json_number (out, "largest_move", report.largest_move);
  g_string_append_c (out, '}');
  ent_command_print_json (out);
}

/* Digits alone, at most G_MAXUINT64. */
static gboolean
parse_seed (const char *word, guint64 *seed)
{
  return g_ascii_string_to_unsigned (word, 10, 0, G_MAXUINT64, seed, NULL);
}

static int
run_layout (int argc, char **argv)
{
  g_autofree char *out = NULL, *name = NULL, *seed = NULL;
  gboolean keep_pinned = FALSE, report = FALSE;
  GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
                             { "algorithm", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
                             { "seed", 0, 0, G_OPTION_ARG_STRING, &seed, NULL, NULL },
                             { "keep-pinned", 0, 0, G_OPTION_ARG_NONE, &keep_pinned, NULL, NULL },
                             { "report", 0, 0, G_OPTION_ARG_NONE, &report, NULL, NULL },
                             G_OPTION_ENTRY_NULL };
  g_auto (GStrv) files = NULL;
  g_autofree char *in_name = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntSnapshot) arranged = NULL;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntArrangement) arrangement = NULL;
  g_autoptr (GError) error = NULL;
  EntArrangeOptions options = { .algorithm = ENT_LAYOUT_ORGANIC };
  EntExportOptions output = ENT_EXPORT_OPTIONS_INIT;
  int status;

  if (!ent_command_parse (&ent_command_layout, entries, argc, argv, 1, 1, &files))
    return ENT_EXIT_USAGE;
  if (out == NULL)
    return ent_command_usage_error (&ent_command_layout, "no -o OUT");
  if (!ent_command_output_kind (out, &output.kind) || output.kind > ENT_EXPORT_PNG)
    return ent_command_usage_error (&ent_command_layout, "“%s” does not end in .entente, .svg or .png", out);
  if (name != NULL && !ent_arrange_find (name, &options.algorithm))
    return ent_command_usage_error (&ent_command_layout, "no algorithm “%s”: " ALGORITHMS, name);
  if (seed != NULL && !parse_seed (seed, &options.seed))
    return ent_command_usage_error (&ent_command_layout, "“%s” is not a seed: a whole number from 0", seed);
  if (report && g_str_equal (out, "-"))
    return ent_command_usage_error (&ent_command_layout, "--report and -o - would mix on standard output");
  options.free_pinned = !keep_pinned;
  map = ent_command_read_map (files[0], NULL);
  if (map == NULL)
    return ENT_EXIT_FAILED;
  index = ent_map_index_new (map);
  arrangement = ent_arrange (index, &options, NULL, &error);
  if (arrangement == NULL)
    {
      in_name = ent_command_display (files[0]);
      ent_command_tell ("%s: %s\n", in_name, ent_command_reason (error));
      return ENT_EXIT_FAILED;
    }
  arranged = ent_arrangement_to_snapshot (arrangement, map);
  status = ent_command_write_map (files[0], arranged, out, &output);
  if (report && status == ENT_EXIT_DONE)
    print_report (arrangement);
  return status;
}

const EntCommand ent_command_layout = {
  .name = "layout",
  .usage = "IN -o OUT [--algorithm NAME] [--seed N] [--keep-pinned] [--report]",
  .summary = "arrange a map anew",
  .details = "  -o OUT            ends in .entente, .svg or .png; “-” is the map on standard output\n"
             "  --algorithm NAME  organic  near what is related (unless another is given)\n"
             "                    circle   all on one circle\n"
             "                    rings    around the actor with most partners\n"
             "                    layered  who leads, represents or owns stands above\n"
             "                    grid     rows, most connected first\n"
             "                    groups   each group, or each kind of actor, in a block\n"
             "                    time     from left to right by when relations start\n"
             "                    settle   only what has no place, or overlaps, moves\n"
             "  --seed N          another seed, another arrangement; 0 unless given\n"
             "  --keep-pinned     pinned actors stay where they are\n"
             "  --report          the figures as one JSON object on standard output: time_s, stress,\n"
             "                    crossings, overlaps, largest_move\n\n"
             "The same map, algorithm and seed give the same bytes.\n",
  .run = run_layout,
};
