/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One table names what is remembered, so that writing and reading cannot differ. */
#include "ent-export-choice.h"

#include <errno.h>
#include <string.h>

#define GROUP "export"
#define DPI 96

typedef enum
{
  NUMBER, /* int with a largest value */
  FLAG,
  TEXT,
  REAL
} Kind;

static const struct
{
  const char *key;
  Kind kind;
  gsize offset;
  int most; /* of a number */
} fields[] = {
  { "kind", NUMBER, G_STRUCT_OFFSET (EntExportChoice, kind), ENT_N_EXPORTS - 1 },
  { "what", NUMBER, G_STRUCT_OFFSET (EntExportChoice, what), ENT_EXPORT_STEP },
  { "step", TEXT, G_STRUCT_OFFSET (EntExportChoice, step), 0 },
  { "look", NUMBER, G_STRUCT_OFFSET (EntExportChoice, look), ENT_EXPORT_PRINT },
  { "transparent", FLAG, G_STRUCT_OFFSET (EntExportChoice, transparent), 0 },
  { "legend", FLAG, G_STRUCT_OFFSET (EntExportChoice, legend), 0 },
  { "report", FLAG, G_STRUCT_OFFSET (EntExportChoice, report), 0 },
  { "title", TEXT, G_STRUCT_OFFSET (EntExportChoice, title), 0 },
  { "source-line", TEXT, G_STRUCT_OFFSET (EntExportChoice, source_line), 0 },
  { "scale", REAL, G_STRUCT_OFFSET (EntExportChoice, scale), 0 },
  { "dpi", REAL, G_STRUCT_OFFSET (EntExportChoice, dpi), 0 },
  { "paper", NUMBER, G_STRUCT_OFFSET (EntExportChoice, paper), ENT_EXPORT_LETTER },
  { "tiles", FLAG, G_STRUCT_OFFSET (EntExportChoice, tiles), 0 },
  { "letters", NUMBER, G_STRUCT_OFFSET (EntExportChoice, letters), ENT_EXPORT_EMBEDDED },
  { "proof", NUMBER, G_STRUCT_OFFSET (EntExportChoice, proof), ENT_EXPORT_PROOF_NONE },
};

G_STATIC_ASSERT (sizeof (EntExportKind) == sizeof (int));

EntExportChoice *
ent_export_choice_new (void)
{
  EntExportChoice *self = g_new0 (EntExportChoice, 1);

  self->kind = ENT_EXPORT_SVG;
  self->step = g_strdup ("");
  self->title = g_strdup ("");
  self->source_line = g_strdup ("");
  self->legend = TRUE;
  self->scale = 2;
  self->dpi = DPI;
  self->profile = ent_publish_profile_new ();
  return self;
}

/* Through the profile's own form: what is not written would not be remembered either. */
static void
copy_profile (EntPublishProfile *to, const EntPublishProfile *from)
{
  char *text = ent_publish_profile_write (from);
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  ent_publish_profile_read (to, bytes, NULL);
}

EntExportChoice *
ent_export_choice_copy (const EntExportChoice *self)
{
  EntExportChoice *copy = g_memdup2 (self, sizeof *self);

  copy->step = g_strdup (self->step);
  copy->title = g_strdup (self->title);
  copy->source_line = g_strdup (self->source_line);
  copy->profile = ent_publish_profile_new ();
  copy_profile (copy->profile, self->profile);
  copy->shown = g_strdupv (self->shown);
  copy->chosen = g_strdupv (self->chosen);
  copy->open_pairs = g_strdupv (self->open_pairs);
  copy->focus = g_strdup (self->focus);
  copy->focus_other = g_strdup (self->focus_other);
  return copy;
}

void
ent_export_choice_free (EntExportChoice *self)
{
  if (self == NULL)
    return;
  g_free (self->step);
  g_free (self->title);
  g_free (self->source_line);
  ent_publish_profile_free (self->profile);
  g_strfreev (self->shown);
  g_strfreev (self->chosen);
  g_strfreev (self->open_pairs);
  g_free (self->focus);
  g_free (self->focus_other);
  g_free (self);
}

EntExportWork *
ent_export_work_new (EntSnapshot *map, EntExportChoice *choice)
{
  EntExportWork *self = g_new (EntExportWork, 1);

  *self = (EntExportWork){ map, choice };
  return self;
}

void
ent_export_work_free (gpointer work)
{
  EntExportWork *self = work;

  ent_snapshot_unref (self->map);
  ent_export_choice_free (self->choice);
  g_free (self);
}

static char **
dup_part (const EntExportChoice *self)
{
  switch (self->what)
    {
    case ENT_EXPORT_SCREEN:
      return g_strdupv (self->shown);
    case ENT_EXPORT_CHOSEN:
      return g_strdupv (self->chosen);
    case ENT_EXPORT_STEP:
      return g_strdupv ((char *[]) { self->step, NULL });
    default:
      return NULL;
    }
}

EntExportOptions
ent_export_choice_options (const EntExportChoice *self, EntExportScratch *scratch)
{
  static const char *const papers[] = { [ENT_EXPORT_A4] = "a4", [ENT_EXPORT_LETTER] = "letter" };
  EntExportOptions options = ENT_EXPORT_OPTIONS_INIT;
  gboolean is_pdf = self->kind == ENT_EXPORT_PDF;

  scratch->part = dup_part (self);
  scratch->nothing = ent_publish_profile_new ();
  if (self->proof != ENT_EXPORT_PROOF_WHOLE)
    copy_profile (scratch->nothing, self->profile);
  scratch->nothing->no_map = self->proof == ENT_EXPORT_PROOF_NONE;
  options.kind = self->kind;
  options.theme = self->look == ENT_EXPORT_DARK ? ENT_THEME_DARK : ENT_THEME_LIGHT;
  options.print = self->look == ENT_EXPORT_PRINT;
  options.transparent = self->transparent;
  options.no_legend = !self->legend;
  options.report = self->report;
  options.outlines = self->letters == ENT_EXPORT_OUTLINES && (is_pdf || self->kind == ENT_EXPORT_SVG);
  options.embed_fonts = self->letters == ENT_EXPORT_EMBEDDED && self->kind == ENT_EXPORT_SVG;
  options.scale = self->scale;
  options.dpi = self->dpi;
  options.title = self->title[0] != '\0' ? self->title : NULL;
  options.source_line = self->source_line[0] != '\0' ? self->source_line : NULL;
  options.paper = is_pdf ? papers[self->paper] : NULL;
  options.tiles = self->tiles;
  options.part = (const char *const *) scratch->part;
  options.profile = scratch->nothing;
  if (self->what == ENT_EXPORT_SCREEN)
    {
      options.bundles = TRUE;
      options.open_pairs = (const char *const *) self->open_pairs;
      options.focus_kind = self->focus_kind;
      options.focus = self->focus;
      options.focus_other = self->focus_other;
    }
  return options;
}

void
ent_export_scratch_clear (EntExportScratch *scratch)
{
  g_clear_pointer (&scratch->part, g_strfreev);
  g_clear_pointer (&scratch->nothing, ent_publish_profile_free);
}

/* --- Memory --- */

char *
ent_export_memory_dup_folder (void)
{
  return g_build_filename (g_get_user_state_dir (), "entente", "exports", NULL);
}

static char *
file_of (const char *folder, const char *path)
{
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_build_filename (folder, name, NULL);
}

gboolean
ent_export_choice_remember (const EntExportChoice *self, const char *folder, const char *path, GError **error)
{
  g_autoptr (GKeyFile) memory = g_key_file_new ();
  g_autofree char *file = file_of (folder, path), *profile = ent_publish_profile_write (self->profile);

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      gconstpointer slot = (const char *) self + fields[i].offset;

      if (fields[i].kind == TEXT)
        g_key_file_set_string (memory, GROUP, fields[i].key, *(char *const *) slot);
      else if (fields[i].kind == REAL)
        g_key_file_set_double (memory, GROUP, fields[i].key, *(const double *) slot);
      else
        g_key_file_set_integer (memory, GROUP, fields[i].key, *(const int *) slot);
    }
  g_key_file_set_string (memory, GROUP, "profile", profile);
  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      int code = errno;

      g_set_error (error, G_FILE_ERROR, (gint) g_file_error_from_errno (code), "%s: %s", folder, g_strerror (code));
      return FALSE;
    }
  return g_key_file_save_to_file (memory, file, error);
}

/* What is missing or out of its range stays as it is. */
static void
recall_field (EntExportChoice *self, GKeyFile *memory, guint i)
{
  gpointer slot = (char *) self + fields[i].offset;
  g_autoptr (GError) error = NULL;

  if (fields[i].kind == TEXT)
    {
      char *text = g_key_file_get_string (memory, GROUP, fields[i].key, &error);

      if (text == NULL)
        return;
      g_free (*(char **) slot);
      *(char **) slot = text;
    }
  else if (fields[i].kind == REAL)
    {
      double number = g_key_file_get_double (memory, GROUP, fields[i].key, &error);

      if (error == NULL && number >= 0 && number <= 10000)
        *(double *) slot = number;
    }
  else
    {
      int number = g_key_file_get_integer (memory, GROUP, fields[i].key, &error);

      if (error == NULL && number >= 0 && (fields[i].kind == FLAG ? number <= 1 : number <= fields[i].most))
        *(int *) slot = number;
    }
}

EntExportChoice *
ent_export_choice_recall (const char *folder, const char *path)
{
  EntExportChoice *self = ent_export_choice_new ();
  g_autoptr (GKeyFile) memory = g_key_file_new ();
  g_autofree char *file = file_of (folder, path), *profile = NULL;

  if (!g_key_file_load_from_file (memory, file, G_KEY_FILE_NONE, NULL))
    return self;
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    recall_field (self, memory, i);
  profile = g_key_file_get_string (memory, GROUP, "profile", NULL);
  if (profile != NULL)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (profile, strlen (profile));

      ent_publish_profile_read (self->profile, bytes, NULL);
    }
  return self;
}
