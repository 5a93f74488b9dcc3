/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collecting problems. A place costs a look into the text, so it is looked up for errors only: warnings are told without one. */
#include "ent-map-problems.h"

#include <stdarg.h>

void
ent_map_problems_init (EntMapProblems *self, EntJsonGate *gate)
{
  self->gate = gate;
  self->steps = g_array_new (FALSE, FALSE, sizeof (EntMapStep));
  self->errors = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);
  self->warnings = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);
  self->newer = FALSE;
}

void
ent_map_problems_clear (EntMapProblems *self)
{
  g_array_unref (self->steps);
  g_ptr_array_unref (self->errors);
  g_ptr_array_unref (self->warnings);
}

void
ent_map_problems_enter (EntMapProblems *self, const char *name)
{
  EntMapStep step = { .name = name };

  g_array_append_val (self->steps, step);
}

void
ent_map_problems_enter_item (EntMapProblems *self, guint index)
{
  EntMapStep step = { .index = index };

  g_array_append_val (self->steps, step);
}

void
ent_map_problems_leave (EntMapProblems *self)
{
  g_array_set_size (self->steps, self->steps->len - 1);
}

static char *
path_of (const EntMapProblems *self)
{
  GString *path = g_string_new (NULL);

  for (guint i = 0; i < self->steps->len; i++)
    {
      const EntMapStep *step = &g_array_index (self->steps, EntMapStep, i);

      if (step->name == NULL)
        g_string_append_printf (path, "[%u]", step->index);
      else
        g_string_append_printf (path, i > 0 ? ".%s" : "%s", step->name);
    }
  return g_string_free (path, FALSE);
}

void
ent_map_problems_error (EntMapProblems *self, EntErrorCode code, const char *format, ...)
{
  g_autofree char *path = NULL, *reason = NULL;
  guint line, column;
  va_list arguments;

  if (self->errors->len >= ENT_MAP_MAX_PROBLEMS)
    return;
  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  path = path_of (self);
  ent_json_gate_place (self->gate, path, &line, &column);
  g_ptr_array_add (self->errors, ent_problem_new (ENT_SEVERITY_ERROR, code, line, column, path, reason));
}

void
ent_map_problems_warn (EntMapProblems *self, const char *format, ...)
{
  g_autofree char *path = NULL, *reason = NULL;
  va_list arguments;

  if (self->warnings->len >= ENT_MAP_MAX_PROBLEMS)
    return;
  va_start (arguments, format);
  reason = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  path = path_of (self);
  g_ptr_array_add (self->warnings, ent_problem_new (ENT_SEVERITY_WARNING, ENT_ERROR_FORMAT, 0, 0, path, reason));
}

static int
compare_places (gconstpointer a, gconstpointer b)
{
  const EntProblem *x = *(EntProblem *const *) a, *y = *(EntProblem *const *) b;

  if (x->line != y->line)
    return x->line < y->line ? -1 : 1;
  return x->column < y->column ? -1 : x->column > y->column;
}

gboolean
ent_map_problems_finish (EntMapProblems *self, GPtrArray *problems, GError **error)
{
  gboolean fine = self->errors->len == 0;
  GPtrArray *found = fine ? self->warnings : self->errors;

  if (!fine)
    {
      g_ptr_array_sort (found, compare_places);
      ent_problem_to_error (g_ptr_array_index (found, 0), error);
    }
  if (problems != NULL)
    while (found->len > 0)
      g_ptr_array_add (problems, g_ptr_array_steal_index (found, 0));
  return fine;
}
