/* SPDX-License-Identifier: GPL-3.0-or-later */
/* info: what is in a map, for people or as one JSON object. */
#include "ent-command-private.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "ent-format.h"
#include "ent-map-index.h"

static void
add_string (JsonBuilder *builder, const char *name, const char *value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, value);
}

static void
add_int (JsonBuilder *builder, const char *name, gint64 value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_actor (JsonBuilder *builder, EntMapIndex *index, gconstpointer record)
{
  const EntActor *actor = record;

  add_string (builder, "id", actor->id);
  add_string (builder, "name", actor->name);
  add_string (builder, "kind", actor->kind);
  add_int (builder, "relations", ent_map_index_relations_of (index, actor->id)->len);
}

static void
add_relation (JsonBuilder *builder, EntMapIndex *index, gconstpointer record)
{
  const EntRelation *relation = record;

  add_string (builder, "id", relation->id);
  add_string (builder, "source", relation->source);
  add_string (builder, "target", relation->target);
  add_string (builder, "label", relation->label);
  add_string (builder, "stance", ent_stance_name (ent_relation_stance (relation)));
  add_string (builder, "status", ent_status_name (ent_relation_status (relation)));
  add_int (builder, "excerpts", ent_records_n (relation->evidence));
}

static void
add_article (JsonBuilder *builder, EntMapIndex *index, gconstpointer record)
{
  const EntArticle *article = record;

  add_string (builder, "id", article->id);
  add_string (builder, "title", article->title);
  add_int (builder, "excerpts", ent_records_n (article->excerpts));
}

static void
add_list (JsonBuilder *builder,
          EntMapIndex *index,
          EntListId list,
          void (*add) (JsonBuilder *builder, EntMapIndex *index, gconstpointer record))
{
  const EntRecords *records = ent_map_index_get_snapshot (index)->lists[list];

  json_builder_set_member_name (builder, ent_list_name (list));
  json_builder_begin_array (builder);
  for (guint i = 0; i < ent_records_n (records); i++)
    {
      json_builder_begin_object (builder);
      add (builder, index, records->items[i]);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_json (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *text = NULL;

  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);
  text = json_generator_to_data (generator, NULL);
  ent_command_print_exact (text);
  ent_command_print_exact ("\n");
}

static void
print_map_json (const char *file, EntMapIndex *index)
{
  const EntHead *head = ent_map_index_get_snapshot (index)->head;
  EntMapCounts counts = ent_map_index_count (index);
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  add_string (builder, "file", file);
  add_string (builder, "format", head->format);
  add_int (builder, "version", head->version);
  add_string (builder, "title", head->title);
  add_list (builder, index, ENT_LIST_ACTORS, add_actor);
  add_list (builder, index, ENT_LIST_RELATIONS, add_relation);
  add_list (builder, index, ENT_LIST_ARTICLES, add_article);
  json_builder_set_member_name (builder, "counts");
  json_builder_begin_object (builder);
  add_int (builder, "actors", counts.actors);
  add_int (builder, "relations", counts.relations);
  add_int (builder, "articles", counts.articles);
  add_int (builder, "excerpts", counts.excerpts);
  add_int (builder, "unproved", counts.unproved);
  add_int (builder, "detached", counts.detached);
  json_builder_end_object (builder);
  json_builder_end_object (builder);
  print_json (builder);
}

static void
print_map (EntMapIndex *index)
{
  const EntSnapshot *map = ent_map_index_get_snapshot (index);
  const EntRecords *actors = map->lists[ENT_LIST_ACTORS], *relations = map->lists[ENT_LIST_RELATIONS],
                   *articles = map->lists[ENT_LIST_ARTICLES];
  EntMapCounts counts = ent_map_index_count (index);
  g_autofree char *summary = ent_map_index_describe (index);

  ent_command_print_line ("%s", map->head->title[0] != '\0' ? map->head->title : "Untitled map");
  ent_command_print_line ("%s", summary);
  if (counts.unproved > 0)
    ent_command_print_line ("%u without any excerpt", counts.unproved);
  if (counts.detached > 0)
    ent_command_print_line ("%u not where the article has them", counts.detached);
  for (guint i = 0; i < ent_records_n (articles); i++)
    {
      const EntArticle *article = (const EntArticle *) articles->items[i];

      ent_command_print_line ("%s%s%s", i == 0 ? "\nArticles\n" : "", "  ",
                              article->title[0] != '\0' ? article->title : article->id);
    }
  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      g_autofree char *line = ent_map_index_describe_actor (index, ent_record_id (actors->items[i]));

      ent_command_print_line ("%s  %s", i == 0 ? "\nActors\n" : "", line);
    }
  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      g_autofree char *line = ent_map_index_describe_relation (index, ent_record_id (relations->items[i]));

      ent_command_print_line ("%s  %s", i == 0 ? "\nRelations\n" : "", line);
    }
}

static int
run_info (int argc, char **argv)
{
  gboolean json = FALSE;
  GOptionEntry entries[] = { { "json", 0, 0, G_OPTION_ARG_NONE, &json, NULL, NULL }, G_OPTION_ENTRY_NULL };
  g_auto (GStrv) files = NULL;
  g_autofree char *name = NULL, *reason = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntMapIndex) index = NULL;

  if (!ent_command_parse (&ent_command_info, entries, argc, argv, 1, 1, &files))
    return ENT_EXIT_USAGE;
  name = ent_command_display (files[0]);
  map = ent_command_read_map (files[0], &reason);
  if (map == NULL)
    {
      if (json)
        ent_command_print_failure_json (name, reason);
      return ENT_EXIT_FAILED;
    }
  index = ent_map_index_new (map);
  if (json)
    print_map_json (name, index);
  else
    print_map (index);
  return ENT_EXIT_DONE;
}

const EntCommand ent_command_info = {
  .name = "info",
  .usage = "FILE [--json]",
  .summary = "say what is in a map",
  .details = "Prints title, counts, articles, actors and relations.\n\n"
             "  --json  as one JSON object; also a failure: {\"file\", \"error\"}\n",
  .run = run_info,
};
