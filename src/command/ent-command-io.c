/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files in, results out, words to the right stream. */
#include "ent-command-private.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "ent-arrange.h"
#include "ent-document-error.h"
#include "ent-durable-save.h"
#include "ent-file-load.h"
#include "ent-format.h"
#include "ent-map-writer.h"
#include "ent-svg.h"

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
ent_command_output_kind (const char *file, EntOutputKind *kind)
{
  static const char *const endings[] = { ".entente", ".svg", ".png" };
  gsize length = strlen (file);

  *kind = ENT_OUTPUT_MAP;
  if (g_str_equal (file, "-"))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize n = strlen (endings[i]);

      if (length > n && g_ascii_strcasecmp (file + length - n, endings[i]) == 0)
        {
          *kind = (EntOutputKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

/* The drawn map: all bundles open, since a picture cannot be opened by a click. Actors without a place are arranged as
 * when the map is opened; the map inside stays as it is. */
static GBytes *
draw (EntSnapshot *map, EntOutputKind kind, const char *theme, double scale, GError **error)
{
  EntSceneOptions scene_options = { .text_scale = 1, .open_all = TRUE };
  EntSvgOptions options = ENT_SVG_OPTIONS_INIT;
  g_autoptr (EntSnapshot) placed = ent_arrange_missing (map, NULL, error);
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntScene) scene = NULL;
  g_autofree char *missing = NULL;
  g_autoptr (GBytes) svg = NULL;

  if (placed == NULL)
    return NULL;
  index = ent_map_index_new (placed);
  scene = ent_scene_new (index, &scene_options);
  missing = ent_scene_missing_glyphs (scene);
  if (missing != NULL)
    ent_command_tell ("entente: warning: no installed font has the characters %s\n", missing);
  options.theme = g_strcmp0 (theme, "dark") == 0 ? ENT_THEME_DARK : ENT_THEME_LIGHT;
  options.with_map = kind == ENT_OUTPUT_SVG;
  options.map = map;
  svg = ent_svg_write (scene, &options, NULL, error);
  if (svg == NULL || kind == ENT_OUTPUT_SVG)
    return g_steal_pointer (&svg);
  return ent_svg_to_png (svg, scale, NULL, error);
}

int
ent_command_write_map (
    const char *in, EntSnapshot *map, const char *out, EntOutputKind kind, const char *theme, double scale)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *in_name = ent_command_display (in), *out_name = ent_command_display (out);
  g_autoptr (GBytes) bytes = NULL;

  if (kind == ENT_OUTPUT_MAP && map->head->version > ENT_MAP_VERSION)
    {
      ent_command_tell ("%s: a map of the newer version %" G_GINT64_FORMAT " is not written as a map again\n", in_name,
                        map->head->version);
      return ENT_EXIT_FAILED;
    }
  bytes = kind == ENT_OUTPUT_MAP ? ent_map_write (map, NULL, &error) : draw (map, kind, theme, scale, &error);
  if (bytes == NULL)
    {
      ent_command_tell ("%s: %s\n", in_name, ent_command_reason (error));
      return ENT_EXIT_FAILED;
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
