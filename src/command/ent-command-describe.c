/* SPDX-License-Identifier: GPL-3.0-or-later */
/* describe: a map in the sentences that a screen reader gets. */
#include "ent-command-private.h"

#include "ent-describe.h"

static int
run_describe (int argc, char **argv)
{
  g_auto (GStrv) files = NULL;
  g_autofree char *overview = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (GPtrArray) actors = NULL, relations = NULL;

  if (!ent_command_parse (&ent_command_describe, NULL, argc, argv, 1, 1, &files))
    return ENT_EXIT_USAGE;
  map = ent_command_read_map (files[0], NULL);
  if (map == NULL)
    return ENT_EXIT_FAILED;
  index = ent_map_index_new (map);
  actors = ent_describe_actors (index);
  relations = ent_describe_relations (index);
  overview = ent_map_index_describe (index);
  ent_command_print_line ("%s", overview);
  for (guint i = 0; i < actors->len; i++)
    {
      g_autofree char *sentence = ent_map_index_describe_actor (index, ((EntActor *) g_ptr_array_index (actors, i))->id);

      ent_command_print_line ("%s", sentence);
    }
  for (guint i = 0; i < relations->len; i++)
    {
      g_autofree char *sentence = ent_map_index_describe_relation (index, ((EntRelation *) g_ptr_array_index (relations, i))->id);

      ent_command_print_line ("%s", sentence);
    }
  return ENT_EXIT_DONE;
}

const EntCommand ent_command_describe = {
  .name = "describe",
  .usage = "FILE",
  .summary = "say in sentences what is in a map",
  .details = "Prints what a screen reader says of the map: how much there is in it, then a sentence an\n"
             "actor, from top to bottom, then a sentence a relation, those of the first actor first.\n",
  .run = run_describe,
};
