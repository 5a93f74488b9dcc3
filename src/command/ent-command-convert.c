/* SPDX-License-Identifier: GPL-3.0-or-later */
/* convert: from any form that holds a map to another that holds it too. */
#include "ent-command-private.h"

static int
run_convert (int argc, char **argv)
{
  g_auto (GStrv) files = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  EntExportOptions options = ENT_EXPORT_OPTIONS_INIT;

  if (!ent_command_parse (&ent_command_convert, NULL, argc, argv, 2, 2, &files))
    return ENT_EXIT_USAGE;
  if (!ent_command_output_kind (files[1], &options.kind) || options.kind > ENT_EXPORT_SVG)
    return ent_command_usage_error (&ent_command_convert,
                                    "“%s” does not end in .entente or .svg, so it is not a format that holds a map",
                                    files[1]);
  map = ent_command_read_map (files[0], NULL);
  if (map == NULL)
    return ENT_EXIT_FAILED;
  return ent_command_write_map (files[0], map, files[1], &options);
}

const EntCommand ent_command_convert = {
  .name = "convert",
  .usage = "IN OUT",
  .summary = "write a map in another form, or in its canonical one",
  .details = "IN is a map or an SVG that holds one; OUT ends in .entente or .svg, or is “-” for a map\n"
             "on standard output. A map is always written in the canonical form: equal maps are equal\n"
             "bytes.\n",
  .run = run_convert,
};
