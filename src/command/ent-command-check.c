/* SPDX-License-Identifier: GPL-3.0-or-later */
/* check: every problem of every file, a line each. Warnings alone are exit 0. */
#include "ent-command-private.h"

#include "ent-format.h"

static int
check_file (const char *file)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = ent_command_display (file);
  g_autoptr (GBytes) bytes = ent_command_load (file, &error);
  g_autoptr (EntSnapshot) map = NULL;
  gboolean told = FALSE;

  if (bytes == NULL)
    {
      ent_command_tell ("%s: %s\n", name, ent_command_reason (error));
      return ENT_EXIT_FAILED;
    }
  map = ent_format_read (bytes, problems, NULL, &error);
  for (guint i = 0; i < problems->len; i++)
    {
      EntProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *line = ent_problem_to_line (problem, name);

      ent_command_print_line ("%s", line);
      told = told || problem->severity == ENT_SEVERITY_ERROR;
    }
  if (map == NULL && !told)
    ent_command_print_line ("%s: %s", name, ent_command_reason (error));
  return map != NULL ? ENT_EXIT_DONE : ENT_EXIT_FAILED;
}

static int
run_check (int argc, char **argv)
{
  g_auto (GStrv) files = NULL;
  int worst = ENT_EXIT_DONE;

  if (!ent_command_parse (&ent_command_check, NULL, argc, argv, 1, G_MAXUINT, &files))
    return ENT_EXIT_USAGE;
  for (guint i = 0; files[i] != NULL; i++)
    {
      int status = check_file (files[i]);

      worst = MAX (worst, status);
    }
  return worst;
}

const EntCommand ent_command_check = {
  .name = "check",
  .usage = "FILE…",
  .summary = "say what is wrong with maps",
  .details = "Prints a line for each problem: FILE:LINE:COLUMN: PATH: REASON, and for what is only\n"
             "worth knowing (an excerpt that no longer stands in its article, for one)\n"
             "FILE: PATH: warning: REASON. Exit 1 when any file is not a valid map.\n",
  .run = run_check,
};
