/* SPDX-License-Identifier: GPL-3.0-or-later */
/* path: how two actors are linked. */
#include "ent-command-private.h"

#include "ent-path.h"
#include "ent-proof-text.h"

static void
add_path_json (GString *out, const char *by, const EntPath *path)
{
  if (out->str[out->len - 1] == '}')
    g_string_append_c (out, ',');
  g_string_append_c (out, '{');
  ent_command_add_json (out, "by", by);
  ent_command_add_json (out, "hops", NULL);
  g_string_append_c (out, '[');
  for (guint i = 0; i < path->hops->len; i++)
    {
      const EntHop *hop = &g_array_index (path->hops, EntHop, i);
      const EntRecords *evidence = hop->relation->evidence;

      g_string_append (out, i > 0 ? ",{" : "{");
      ent_command_add_json (out, "relation", hop->relation->id);
      ent_command_add_json (out, "from", hop->from->id);
      ent_command_add_json (out, "to", hop->to->id);
      ent_command_add_json (out, "excerpts", NULL);
      g_string_append_c (out, '[');
      for (guint k = 0; k < ent_records_n (evidence); k++)
        ent_command_add_json (out, NULL, ((const EntEvidence *) evidence->items[k])->excerpt);
      g_string_append (out, "]}");
    }
  g_string_append_c (out, ']');
  ent_command_add_json_number (out, "score", path->score);
  g_string_append_c (out, '}');
}

static void
print_json (const EntPaths *paths)
{
  g_autoptr (GString) out = g_string_new ("{\"found\":");

  g_string_append (out, paths->found ? "true,\"paths\":[" : "false,\"paths\":[");
  if (paths->found)
    {
      add_path_json (out, "shortest", &paths->shortest);
      add_path_json (out, "best-proved", &paths->best);
    }
  g_string_append (out, "]}");
  ent_command_print_json (out);
}

/* A sentence a relation, and beneath it its quotes, word for word. */
static void
print_path (EntMapIndex *index, const char *name, const EntPath *path)
{
  guint n = path->hops->len;

  ent_command_print_line ("%s: %u %s, score %.2g", name, n, n == 1 ? "relation" : "relations", path->score);
  for (guint i = 0; i < n; i++)
    {
      const EntRelation *relation = g_array_index (path->hops, EntHop, i).relation;
      g_autofree char *sentence = ent_map_index_describe_relation (index, relation->id);

      ent_command_print_line ("  %u. %s", i + 1, sentence);
      for (guint k = 0; k < ent_records_n (relation->evidence); k++)
        {
          const EntEvidence *evidence = (const EntEvidence *) relation->evidence->items[k];
          const EntArticle *article;
          const EntExcerpt *excerpt = ent_map_index_excerpt (index, evidence->excerpt, &article);
          g_autoptr (GString) source = g_string_new (NULL);

          ent_proof_append_source (source, evidence, article, excerpt, FALSE);
          ent_command_print_line ("     “%s”\n       %s", excerpt->exact, source->str);
        }
    }
}

static void
print_text (const EntPaths *paths)
{
  g_autofree char *a = ent_name_isolated (paths->a->name), *b = ent_name_isolated (paths->b->name);

  if (paths->a == paths->b)
    ent_command_print_line ("Both are %s", a);
  else if (!paths->found)
    ent_command_print_line ("Nothing links %s and %s", a, b);
  else if (ent_path_equal (&paths->shortest, &paths->best))
    print_path (paths->index, "Shortest and best proved", &paths->best);
  else
    {
      print_path (paths->index, "Shortest", &paths->shortest);
      print_path (paths->index, "Best proved", &paths->best);
    }
}

static int
run_path (int argc, char **argv)
{
  gboolean json = FALSE;
  GOptionEntry entries[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL }, G_OPTION_ENTRY_NULL };
  g_auto (GStrv) words = NULL;
  g_autofree char *name = NULL, *reason = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntPaths) paths = NULL;
  const EntActor *ends[2];

  if (!ent_command_parse (&ent_command_path, entries, argc, argv, 3, 3, &words))
    return ENT_EXIT_USAGE;
  name = ent_command_display (words[0]);
  map = ent_command_read_map (words[0], &reason);
  if (map == NULL)
    {
      if (json)
        ent_command_print_failure_json (name, reason);
      return ENT_EXIT_FAILED;
    }
  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_autoptr (GError) error = NULL;

      ends[i] = ent_snapshot_actor_called (map, words[i + 1], &error);
      if (ends[i] == NULL)
        return ent_command_usage_error (&ent_command_path, "%s", error->message);
    }
  index = ent_map_index_new (map);
  paths = ent_paths_new (index, ends[0]->id, ends[1]->id, NULL, NULL);
  if (json)
    print_json (paths);
  else
    print_text (paths);
  return ENT_EXIT_DONE;
}

const EntCommand ent_command_path = {
  .name = "path",
  .usage = "FILE A B [--json]",
  .summary = "say how two actors are linked, and by which quotes",
  .details = "A and B are ids, else a name or alias that only one actor has. Lines are walked either way.\n"
             "Prints the path of the fewest relations, and the one that its evidence proves best, each a\n"
             "chain of relations with their quotes. The score of a path is the product of its relations'\n"
             "scores, 0 to 1: more independent sources and better grades raise one, disputes lower it, and\n"
             "a relation without evidence has nearly none. Two actors that nothing links are no failure.\n\n"
             "  --json  one JSON object: {\"found\", \"paths\": [{\"by\": \"shortest\" or \"best-proved\",\n"
             "          \"hops\": [{\"relation\", \"from\", \"to\", \"excerpts\": [ids]}], \"score\"}]};\n"
             "          a failure: {\"file\", \"error\"}\n",
  .run = run_path,
};
