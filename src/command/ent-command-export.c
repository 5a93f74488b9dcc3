/* SPDX-License-Identifier: GPL-3.0-or-later */
/* export: the drawn map. Same map and options, same bytes. */
#include "ent-command-private.h"

#include <math.h>

/* Finite, over 0 and nothing after the number. */
static gboolean
parse_scale (const char *word, double *scale)
{
  char *end;

  *scale = g_ascii_strtod (word, &end);
  return end != word && *end == '\0' && isfinite (*scale) && *scale > 0;
}

static int
run_export (int argc, char **argv)
{
  g_autofree char *out = NULL, *theme = NULL, *scale_word = NULL;
  GOptionEntry entries[] = { { "output", 'o', 0, G_OPTION_ARG_FILENAME, &out, NULL, NULL },
                             { "theme", 0, 0, G_OPTION_ARG_STRING, &theme, NULL, NULL },
                             { "scale", 0, 0, G_OPTION_ARG_STRING, &scale_word, NULL, NULL },
                             G_OPTION_ENTRY_NULL };
  g_auto (GStrv) files = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  EntOutputKind kind;
  double scale = 1;

  if (!ent_command_parse (&ent_command_export, entries, argc, argv, 1, 1, &files))
    return ENT_EXIT_USAGE;
  if (out == NULL)
    return ent_command_usage_error (&ent_command_export, "no -o OUT");
  if (!ent_command_output_kind (out, &kind))
    return ent_command_usage_error (&ent_command_export, "“%s” does not end in .svg or .png, so it is not a format",
                                    out);
  if (theme != NULL && !g_str_equal (theme, "light") && !g_str_equal (theme, "dark"))
    return ent_command_usage_error (&ent_command_export, "no theme “%s”: light or dark", theme);
  if (scale_word != NULL && !parse_scale (scale_word, &scale))
    return ent_command_usage_error (&ent_command_export, "“%s” is not a scale: a number over 0", scale_word);
  if (scale_word != NULL && kind != ENT_OUTPUT_PNG)
    return ent_command_usage_error (&ent_command_export, "--scale is for .png only");
  map = ent_command_read_map (files[0], NULL);
  if (map == NULL)
    return ENT_EXIT_FAILED;
  return ent_command_write_map (files[0], map, out, kind, theme, scale);
}

const EntCommand ent_command_export = {
  .name = "export",
  .usage = "FILE -o OUT [--theme light|dark] [--scale N]",
  .summary = "draw a map as SVG or PNG",
  .details = "  -o OUT        ends in .svg or .png; “-” is the map itself on standard output\n"
             "  --theme NAME  light (the default) or dark\n"
             "  --scale N     pixels per map unit, for .png; 1 unless given\n\n"
             "The SVG holds the map: “entente convert OUT.svg MAP.entente” gets it back, byte for byte.\n"
             "Characters that no installed font has are named on standard error.\n",
  .run = run_export,
};
