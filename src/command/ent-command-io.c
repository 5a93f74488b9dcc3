/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in, results out, words to the right stream. */
#include "ent-command-private.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ent-document-error.h"
#include "ent-durable-save.h"
#include "ent-file-load.h"
#include "ent-format.h"

static void
put (FILE *stream, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) clean = g_string_sized_new (strlen (valid));

  for (const char *c = valid; *c != '\0'; c = g_utf8_next_char (c))
    {
      gunichar u = g_utf8_get_char (c);

      g_string_append_unichar (clean, u == '\n' || !g_unichar_iscntrl (u) ? u : 0xfffd);
    }
  fwrite (clean->str, 1, clean->len, stream);
}

void
ent_command_print (const char *text)
{
  put (stdout, text);
}

void
ent_command_print_exact (const char *text)
{
  fputs (text, stdout);
}

void
ent_command_print_line (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  put (stdout, text);
  putc ('\n', stdout);
}

void
ent_command_tell (const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fflush (stdout);
  put (stderr, text);
}

gboolean
ent_command_flush (void)
{
  if (fflush (stdout) == 0 && !ferror (stdout))
    return TRUE;
  ent_command_tell ("-: standard output cannot be written\n");
  return FALSE;
}

char *
ent_command_display (const char *file)
{
  return g_filename_display_name (file);
}

const char *
ent_command_reason (const GError *error)
{
  return ent_document_error_get_reason (error);
}

GBytes *
ent_command_load (const char *file, GError **error)
{
  if (g_str_equal (file, "-"))
    return ent_file_load_fd (STDIN_FILENO, "-", ENT_FILE_LOAD_MAX, NULL, error);
  return ent_file_load (file, ENT_FILE_LOAD_MAX, NULL, NULL, error);
}

EntSnapshot *
ent_command_read_map (const char *file, char **reason)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new_with_free_func ((GDestroyNotify) ent_problem_free);
  g_autoptr (GError) error = NULL;
  g_autofree char *name = ent_command_display (file);
  g_autoptr (GBytes) bytes = ent_command_load (file, &error);
  EntSnapshot *map = bytes != NULL ? ent_format_read (bytes, problems, NULL, &error) : NULL;
  gboolean told = FALSE;

  for (guint i = 0; i < problems->len; i++)
    {
      EntProblem *problem = g_ptr_array_index (problems, i);
      g_autofree char *line = ent_problem_to_line (problem, name);

      ent_command_tell ("%s\n", line);
      told = told || problem->severity == ENT_SEVERITY_ERROR;
    }
  if (map == NULL && !told)
    ent_command_tell ("%s: %s\n", name, ent_command_reason (error));
  if (map == NULL && reason != NULL)
    *reason = g_strdup (ent_command_reason (error));
  return map;
}

gboolean
ent_command_output_kind (const char *file, EntExportKind *kind)
{
  *kind = ENT_EXPORT_MAP;
  return g_str_equal (file, "-") || ent_export_kind_of (file, kind);
}

static void
tell_notes (const EntExportNotes *notes)
{
  if (notes->missing != NULL)
    ent_command_tell ("entente: warning: no installed font has the characters %s\n", notes->missing);
  if (notes->n_unknown > 0)
    ent_command_tell ("entente: %u unknown members were dropped\n", notes->n_unknown);
}

int
ent_command_write_map (const char *in, EntSnapshot *map, const char *out, const EntExportOptions *options)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *in_name = ent_command_display (in), *out_name = ent_command_display (out);
  g_autoptr (GBytes) bytes = NULL;
  EntExportNotes notes = { 0 };

  if (options->kind == ENT_EXPORT_MAP && map->head->version > ENT_MAP_VERSION)
    {
      ent_command_tell ("%s: a map of the newer version %" G_GINT64_FORMAT " is not written as a map again\n", in_name,
                        map->head->version);
      return ENT_EXIT_FAILED;
    }
  bytes = ent_export (map, options, &notes, NULL, &error);
  tell_notes (&notes);
  ent_export_notes_clear (&notes);
  if (bytes == NULL)
    {
      ent_command_tell ("%s: %s\n", in_name, ent_command_reason (error));
      return g_error_matches (error, ENT_ERROR, ENT_ERROR_USAGE) ? ENT_EXIT_USAGE : ENT_EXIT_FAILED;
    }
  if (g_str_equal (out, "-"))
    {
      fwrite (g_bytes_get_data (bytes, NULL), 1, g_bytes_get_size (bytes), stdout);
      return ENT_EXIT_DONE;
    }
  if (!ent_durable_save (out, bytes, NULL, NULL, NULL, NULL, NULL, &error))
    {
      ent_command_tell ("%s: %s\n", out_name, ent_command_reason (error));
      return ENT_EXIT_FAILED;
    }
  return ENT_EXIT_DONE;
}
