/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Problems are values: made once, read by the command line, the error page and the tests. */
#include "ent-error.h"

G_DEFINE_QUARK (ent-error-quark, ent_error)

EntProblem *
ent_problem_new (EntSeverity severity,
                 EntErrorCode code,
                 guint line,
                 guint column,
                 const char *path,
                 const char *reason)
{
  EntProblem *self = g_new0 (EntProblem, 1);

  self->severity = severity;
  self->code = code;
  self->line = line;
  self->column = column;
  self->path = g_strdup (path != NULL ? path : "");
  self->reason = g_strdup (reason);
  return self;
}

void
ent_problem_free (EntProblem *problem)
{
  if (problem == NULL)
    return;
  g_free (problem->path);
  g_free (problem->reason);
  g_free (problem);
}

static void
append_place (const EntProblem *problem, GString *line)
{
  if (problem->line > 0)
    g_string_append_printf (line, "%u:%u: ", problem->line, problem->column);
  if (problem->path[0] != '\0')
    g_string_append_printf (line, "%s: ", problem->path);
}

char *
ent_problem_to_line (const EntProblem *problem, const char *file)
{
  GString *line = g_string_new (file);

  if (problem->severity == ENT_SEVERITY_WARNING)
    {
      g_string_append (line, ": ");
      if (problem->path[0] != '\0')
        g_string_append_printf (line, "%s: ", problem->path);
      g_string_append (line, "warning: ");
    }
  else
    {
      g_string_append (line, problem->line > 0 ? ":" : ": ");
      append_place (problem, line);
    }
  g_string_append (line, problem->reason);
  return g_string_free (line, FALSE);
}

void
ent_problem_to_error (const EntProblem *problem, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_place (problem, text);
  g_string_append (text, problem->reason);
  g_set_error_literal (error, ENT_ERROR, problem->code, text->str);
}
