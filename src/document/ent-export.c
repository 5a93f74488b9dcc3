/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of an export in their only order: part, redaction, places, drawing, the other form, the search. */
#include "ent-export.h"

#include <string.h>

#include "ent-arrange.h"
#include "ent-map-writer.h"
#include "ent-page.h"
#include "ent-pdf.h"
#include "ent-report.h"
#include "ent-selection.h"
#include "ent-svg.h"

static const char *const extensions[ENT_N_EXPORTS] = { ".entente", ".svg", ".png", ".pdf", ".html", ".md", ".csv", ".dot" };

const char *
ent_export_extension (EntExportKind kind)
{
  return extensions[kind];
}

gboolean
ent_export_kind_of (const char *name, EntExportKind *kind)
{
  gsize length = strlen (name);

  for (guint i = 0; i < ENT_N_EXPORTS; i++)
    {
      gsize n = strlen (extensions[i]);

      if (length > n && g_ascii_strcasecmp (name + length - n, extensions[i]) == 0)
        {
          *kind = (EntExportKind) i;
          return TRUE;
        }
    }
  return FALSE;
}

void
ent_export_notes_clear (EntExportNotes *notes)
{
  g_clear_pointer (&notes->missing, g_free);
}

/* All bundles open unless asked otherwise, since a picture cannot be opened by a click; then some maps need more room. */
static EntScene *
make_scene (EntSnapshot *placed, const EntExportOptions *wanted)
{
  EntSceneOptions options = { .text_scale = 1, .open_all = !wanted->bundles, .open_pairs = wanted->open_pairs };
  g_autoptr (EntMapIndex) index = ent_map_index_new (placed);
  g_autoptr (EntScene) scene = ent_scene_new (index, &options);

  return options.open_all ? ent_scene_new_roomy (scene) : g_steal_pointer (&scene);
}

/* What is chosen on the screen may be left out of the picture, or have another id there. (transfer full), nullable */
static EntSceneEmphasis *
make_emphasis (EntScene *scene, const EntExportOptions *options)
{
  gboolean is_relation = options->focus_kind == ENT_TARGET_RELATION;

  if (options->focus_kind == ENT_TARGET_NONE || options->focus == NULL
      || (is_relation ? ent_scene_edge_of (scene, options->focus) : ent_scene_node_of (scene, options->focus)) < 0
      || (options->focus_kind == ENT_TARGET_PAIR && ent_scene_node_of (scene, options->focus_other) < 0))
    return NULL;
  return ent_scene_emphasis_new (scene, (int) options->focus_kind, options->focus, options->focus_other, ENT_TARGET_NONE, NULL, NULL);
}

static GBytes *
draw (const EntPublished *published,
      EntScene *scene,
      const EntExportOptions *options,
      gboolean with_map,
      gboolean as_page,
      GArray *coloured,
      GCancellable *cancellable,
      GError **error)
{
  EntSvgOptions svg = ENT_SVG_OPTIONS_INIT;
  g_autoptr (EntSceneEmphasis) emphasis = make_emphasis (scene, options);

  svg.emphasis = emphasis;
  svg.legend = !options->no_legend;
  svg.theme = options->print ? ENT_THEME_LIGHT : options->theme;
  svg.print = options->print;
  svg.transparent = options->transparent;
  svg.outlines = options->outlines;
  svg.embed_fonts = options->embed_fonts && options->kind == ENT_EXPORT_SVG && !options->outlines;
  svg.source_line = options->source_line;
  svg.coloured = coloured;
  svg.with_map = with_map && published->with_map;
  svg.map = published->map; /* as it is, without the places made for the picture */
  return as_page ? ent_page_write (scene, &svg, cancellable, error) : ent_svg_write (scene, &svg, cancellable, error);
}

static GBytes *
to_png (GBytes *svg, const EntExportOptions *options, GCancellable *cancellable, GError **error)
{
  double scale = options->scale, width, height;
  g_autoptr (GBytes) png = NULL;

  if (options->size > 0 || scale <= 0)
    {
      if (!ent_svg_measure (svg, &width, &height, cancellable, error))
        return NULL;
      scale = options->size > 0 ? options->size / MAX (width, height) : ent_png_largest_scale (width, height);
    }
  png = ent_svg_to_png (svg, scale, cancellable, error);
  if (png != NULL && options->dpi > 0)
    return ent_png_set_dpi (png, options->dpi);
  return g_steal_pointer (&png);
}

/* What is drawn: arranged, checked as SVG, then turned into the form asked for. */
static GBytes *
picture (const EntPublished *published,
         const EntExportOptions *options,
         EntExportNotes *notes,
         GCancellable *cancellable,
         GError **error)
{
  g_autoptr (EntSnapshot) placed = ent_arrange_missing (published->map, cancellable, error);
  g_autoptr (EntScene) scene = NULL;
  g_autoptr (GBytes) svg = NULL;
  g_autoptr (GArray) coloured = options->kind == ENT_EXPORT_PDF ? ent_svg_coloured_new () : NULL;
  EntPdfOptions pdf = { .title = published->map->head->title, .author = options->author, .date = options->date,
                        .paper = options->paper, .coloured = coloured, .tiles = options->tiles };

  if (placed == NULL)
    return NULL;
  scene = make_scene (placed, options);
  if (notes != NULL)
    notes->missing = ent_scene_missing_glyphs (scene);
  svg = draw (published, scene, options, options->kind == ENT_EXPORT_SVG, options->kind == ENT_EXPORT_HTML, coloured, cancellable, error);
  if (svg == NULL || !ent_published_check (published, svg, error))
    return NULL;
  if (options->kind == ENT_EXPORT_PNG)
    return to_png (svg, options, cancellable, error);
  if (options->kind == ENT_EXPORT_PDF)
    return ent_svg_to_pdf (svg, &pdf, cancellable, error);
  return g_steal_pointer (&svg);
}

static GBytes *
make (const EntPublished *published,
      const EntExportOptions *options,
      EntExportNotes *notes,
      GCancellable *cancellable,
      GError **error)
{
  g_autoptr (EntMapIndex) index = NULL;

  switch (options->kind)
    {
    case ENT_EXPORT_MAP:
      return ent_map_write (published->map, cancellable, error);
    case ENT_EXPORT_MARKDOWN:
      index = ent_map_index_new (published->map);
      return ent_report_markdown (index);
    case ENT_EXPORT_CSV:
      index = ent_map_index_new (published->map);
      return ent_report_csv (index);
    case ENT_EXPORT_DOT:
      index = ent_map_index_new (published->map);
      return ent_report_dot (index);
    case ENT_EXPORT_HTML:
      if (options->report)
        {
          index = ent_map_index_new (published->map);
          return ent_page_write_report (index);
        }
      return picture (published, options, notes, cancellable, error);
    default:
      return picture (published, options, notes, cancellable, error);
    }
}

GBytes *
ent_export (EntSnapshot *map,
            const EntExportOptions *options,
            EntExportNotes *notes,
            GCancellable *cancellable,
            GError **error)
{
  g_autoptr (EntSnapshot) part = options->part != NULL ? ent_publish_part (map, options->part, error) : ent_snapshot_ref (map);
  g_autoptr (EntPublished) published = part != NULL ? ent_publish (part, options->profile, options->title, error) : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (published == NULL)
    return NULL;
  if (notes != NULL)
    *notes = (EntExportNotes){ .n_unknown = published->n_unknown };
  bytes = make (published, options, notes, cancellable, error);
  if (bytes == NULL || !ent_published_check (published, bytes, error))
    return NULL;
  return g_steal_pointer (&bytes);
}
