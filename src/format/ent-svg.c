/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The frame of the SVG: what stands in it in which order, and where the picture's title and legend go.
 *
 * The picture keeps the scene's own coordinates; the view box is as much larger as title and legend need, so that
 * nothing covers the drawing. Everything is written in one pass in a fixed order and without a locale: same scene, same
 * bytes. */
#include "ent-svg-private.h"

#include "ent-font.h"
#include "ent-map-writer.h"

#define MARGIN 36
#define LEAST_WIDTH 420
#define TITLE_SIZE 24
#define SUBTITLE_SIZE 14
#define LINE_HEIGHT 1.35
#define GAP 24 /* between title, drawing and legend */

/* The lines of a text above the drawing, laid out from y = 0 downwards. */
typedef struct
{
  GArray *lines; /* EntSceneText, text owned */
  double height;
} Heading;

static void
clear_line (gpointer line)
{
  g_free (((EntSceneText *) line)->text);
}

/* Breaks @text between words where it is wider than @width, and appends it below what @heading has. */
static void
heading_add (
    Heading *heading, PangoContext *context, const char *text, double size, gboolean bold, double x, double width)
{
  PangoLayout *layout;

  if (text[0] == '\0')
    return;
  layout = ent_font_layout_new (context, text, size, bold, FALSE);
  pango_layout_set_width (layout, (int) (width * PANGO_SCALE));
  pango_layout_set_wrap (layout, PANGO_WRAP_WORD);
  for (int i = 0; i < pango_layout_get_line_count (layout); i++)
    {
      PangoLayoutLine *from = pango_layout_get_line_readonly (layout, i);
      EntSceneText line = { .size = size, .bold = bold };
      PangoRectangle logical;

      pango_layout_line_get_extents (from, NULL, &logical);
      line.text = g_strndup (text + from->start_index, (gsize) from->length);
      g_strdelimit (line.text, "\n\r", ' ');
      g_strchomp (line.text);
      line.width = (double) logical.width / PANGO_SCALE;
      line.rtl = from->resolved_dir == PANGO_DIRECTION_RTL;
      line.x = line.rtl ? x + width : x;
      line.baseline = heading->height + size;
      heading->height += size * LINE_HEIGHT;
      g_array_append_val (heading->lines, line);
    }
  g_object_unref (layout);
}

static Heading
heading_new (EntSvg *svg, double x, double width)
{
  const EntHead *head = ent_map_index_get_snapshot (svg->index)->head;
  Heading heading = { g_array_new (FALSE, FALSE, sizeof (EntSceneText)), 0 };
  PangoContext *context = ent_font_context_new ();

  g_array_set_clear_func (heading.lines, clear_line);
  heading_add (&heading, context, head->title, TITLE_SIZE, TRUE, x, width);
  if (heading.height > 0 && head->description[0] != '\0')
    heading.height += 2;
  heading_add (&heading, context, head->description, SUBTITLE_SIZE, FALSE, x, MIN (width, 900));
  if (heading.height > 0)
    heading.height += GAP;
  g_object_unref (context);
  return heading;
}

/* The language that all articles have, "" where they differ or do not say. */
static const char *
common_language (const EntSnapshot *map)
{
  const EntRecords *articles = map->lists[ENT_LIST_ARTICLES];
  const char *language = "";

  for (guint i = 0; i < ent_records_n (articles); i++)
    {
      const EntArticle *article = (const EntArticle *) articles->items[i];

      if (i > 0 && !g_str_equal (article->language, language))
        return "";
      language = article->language;
    }
  return language;
}

static void
write_root (EntSvg *svg, EntRect box)
{
  const EntHead *head = ent_map_index_get_snapshot (svg->index)->head;
  g_autofree char *counts = ent_map_index_describe (ent_scene_get_map_index (svg->scene));
  g_autofree char *text = g_strconcat (counts, head->description[0] != '\0' ? "\n" : NULL, head->description, NULL);
  GString *out = svg->out;

  g_string_append (out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
                        "version=\"1.1\" role=\"graphics-document\" aria-roledescription=\"map\" "
                        /* Read in this order, whatever is painted above what. */
                        "aria-owns=\"actors relations\"");
  ent_svg_attribute (out, "aria-label", head->title[0] != '\0' ? head->title : counts);
  if (svg->language[0] != '\0')
    ent_svg_attribute (out, "xml:lang", svg->language);
  ent_svg_attribute_number (out, "width", box.width);
  ent_svg_attribute_number (out, "height", box.height);
  g_string_append (out, " viewBox=\"");
  ent_svg_number (out, box.x);
  g_string_append_c (out, ' ');
  ent_svg_number (out, box.y);
  g_string_append_c (out, ' ');
  ent_svg_number (out, box.width);
  g_string_append_c (out, ' ');
  ent_svg_number (out, box.height);
  g_string_append (out, "\">\n");
  ent_svg_describe (svg, head->title[0] != '\0' ? head->title : "Untitled map", text);
}

static gboolean
write_map (EntSvg *svg, GCancellable *cancellable, GError **error)
{
  EntSnapshot *map = svg->options->map != NULL ? svg->options->map : ent_map_index_get_snapshot (ent_scene_get_map_index (svg->scene));
  g_autoptr (GBytes) bytes = ent_map_write (map, cancellable, error);
  g_autofree char *text = NULL;
  gsize size;
  gconstpointer data;

  if (bytes == NULL)
    return FALSE;
  data = g_bytes_get_data (bytes, &size);
  text = g_strndup (data, size);
  g_string_append (svg->out, "<metadata><entente:map xmlns:entente=\"" ENT_SVG_MAP_NAMESPACE "\">");
  ent_svg_escape (svg->out, text, FALSE);
  g_string_append (svg->out, "</entente:map></metadata>\n");
  return TRUE;
}

/* --- Layers --- */

/* What is written after that is thrown away. */
static gboolean
is_cancelled (EntSvg *svg)
{
  return g_cancellable_is_cancelled (svg->cancellable);
}

static const EntEmphasis passes[]
    = { ENT_EMPHASIS_FADED, ENT_EMPHASIS_NORMAL, ENT_EMPHASIS_HOVERED, ENT_EMPHASIS_CHOSEN };

/* Neighbours of one tone share the group that has it. */
static void
write_late_labels (EntSvg *svg, const gboolean *late)
{
  g_autofree char *open = NULL;
  guint n;
  const EntSceneLabel *labels = ent_scene_labels (svg->scene, &n);

  for (guint i = 0; i < n; i++)
    {
      EntEmphasis emphasis = ent_svg_edge_emphasis (svg, labels[i].edge);
      g_autofree char *tone = NULL;

      if (!late[labels[i].edge] || emphasis == ENT_EMPHASIS_HIDDEN)
        continue;
      tone = ent_svg_label_tone (svg, &labels[i], emphasis);
      if (g_strcmp0 (tone, open) != 0)
        {
          g_string_append_printf (svg->out, "%s<g class=\"%s late\">\n", open != NULL ? "</g>\n" : "", tone);
          g_free (open);
          open = g_steal_pointer (&tone);
        }
      ent_svg_late_label (svg, &labels[i], open);
    }
  if (open != NULL)
    g_string_append (svg->out, "</g>\n");
}

/* As the painter: the faded below, the chosen on top. */
static void
write_edges (EntSvg *svg)
{
  guint n, n_labels;
  const EntSceneEdge *edges = ent_scene_edges (svg->scene, &n);
  const EntSceneLabel *labels = ent_scene_labels (svg->scene, &n_labels);
  g_autofree gboolean *late = NULL;
  g_autofree guint *order = ent_svg_edge_order (svg->scene, &late);

  g_string_append (svg->out, "<g id=\"relations\" class=\"relations\">\n");
  for (guint pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    for (guint i = 0; i < n; i++)
      {
        const EntSceneEdge *edge = &edges[order[i]];
        gboolean inside = edge->label < n_labels && !late[order[i]];

        if (is_cancelled (svg))
          break;
        else if (ent_svg_edge_emphasis (svg, order[i]) == passes[pass])
          ent_svg_edge (svg, edge, passes[pass], inside ? &labels[edge->label] : NULL);
      }
  g_string_append (svg->out, "</g>\n");
  write_late_labels (svg, late);
}

static void
write_nodes (EntSvg *svg)
{
  guint n;

  ent_scene_nodes (svg->scene, &n);
  g_string_append (svg->out, "<g id=\"actors\" class=\"actors\">\n");
  for (guint pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    for (guint i = 0; i < n; i++)
      if (is_cancelled (svg))
        break;
      else if (ent_svg_node_emphasis (svg, i) == passes[pass])
        ent_svg_node (svg, i);
  g_string_append (svg->out, "</g>\n");
}

static void
write_layers (EntSvg *svg)
{
  guint n_groups, n_captions;
  const EntSceneGroup *groups = ent_scene_groups (svg->scene, &n_groups);
  const EntSceneCaption *captions = ent_scene_captions (svg->scene, &n_captions);

  for (guint i = 0; i < n_groups; i++)
    ent_svg_group (svg, &groups[i]);
  write_edges (svg);
  write_nodes (svg);
  for (guint i = 0; i < n_captions; i++)
    ent_svg_caption (svg, &captions[i]);
}

static void
write_heading (EntSvg *svg, const Heading *heading, double top)
{
  for (guint i = 0; i < heading->lines->len; i++)
    {
      EntSceneText line = g_array_index (heading->lines, EntSceneText, i);

      line.baseline += top;
      ent_svg_text (svg, &line, line.bold ? "title" : "subtitle");
    }
}

/* Those noted from the @first on were noted in the scene's units. */
static void
place_coloured (EntSvg *svg, guint first, EntRect box)
{
  for (guint i = first; svg->options->coloured != NULL && i < svg->options->coloured->len; i++)
    {
      EntSvgColoured *piece = &g_array_index (svg->options->coloured, EntSvgColoured, i);

      piece->x -= box.x;
      piece->baseline -= box.y;
    }
}

static gboolean
write_all (EntSvg *svg, GCancellable *cancellable, GError **error)
{
  EntRect drawing = ent_scene_bounds (svg->scene), box;
  double width = MAX (drawing.width, LEAST_WIDTH);
  double x = drawing.x - (width - drawing.width) / 2;
  Heading heading = heading_new (svg, x, width);
  g_autoptr (EntLegend) legend = svg->options->legend ? ent_legend_new (svg->scene, 1, width) : NULL;
  double bottom = drawing.y + drawing.height;
  double legend_top = bottom + GAP;
  Heading sources = { g_array_new (FALSE, FALSE, sizeof (EntSceneText)), 0 };
  gboolean done = TRUE;
  guint first;

  g_array_set_clear_func (sources.lines, clear_line);
  if (legend != NULL && legend->n > 0)
    bottom += GAP + legend->box.height;
  if (svg->options->source_line != NULL)
    {
      PangoContext *context = ent_font_context_new ();

      heading_add (&sources, context, svg->options->source_line, SUBTITLE_SIZE, FALSE, x, width);
      g_object_unref (context);
      bottom += GAP / 2.0 + sources.height;
    }
  /* Whole units, so that at scale 1 the edge falls on pixels. */
  box.x = floor (x - MARGIN);
  box.y = floor (drawing.y - heading.height - MARGIN);
  box.width = ceil (x + width + MARGIN - box.x);
  box.height = ceil (bottom + MARGIN - box.y);
  write_root (svg, box);
  first = svg->options->coloured != NULL ? svg->options->coloured->len : 0;
  if (svg->options->with_map)
    done = write_map (svg, cancellable, error);
  if (done)
    {
      svg->legend = legend;
      ent_svg_style (svg);
      ent_svg_symbols (svg);
      if (!svg->options->transparent)
        ent_svg_rect (svg, "background", box, 0);
      write_heading (svg, &heading, drawing.y - heading.height);
      write_layers (svg);
      if (legend != NULL && legend->n > 0)
        ent_svg_legend (svg, legend, x, legend_top);
      write_heading (svg, &sources, bottom - sources.height);
      g_string_append (svg->out, "</svg>\n");
      if (svg->options->embed_fonts)
        ent_svg_fonts_write (svg);
      place_coloured (svg, first, box);
      done = !g_cancellable_set_error_if_cancelled (svg->cancellable, error);
    }
  g_array_unref (heading.lines);
  g_array_unref (sources.lines);
  return done;
}

static void
begin (EntSvg *svg, EntScene *scene, const EntSvgOptions *options)
{
  EntMapIndex *index = ent_scene_get_index (scene);

  *svg = (EntSvg) {
    .out = g_string_sized_new (64 * 1024),
    .scene = scene,
    .index = index,
    .options = options,
    .palette = ent_palette_get (options->theme),
    .language = common_language (ent_map_index_get_snapshot (index)),
    .pictured = g_hash_table_new (g_str_hash, g_str_equal),
    .looks = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL),
    .strokes = ent_svg_strokes_new (),
    .shapes = ent_svg_shapes_new (),
    .path = ent_path_new (),
    .words = g_string_new (NULL),
  };
}

/* (transfer full) */
static GString *
end (EntSvg *svg)
{
  g_clear_object (&svg->fonts);
  g_clear_pointer (&svg->embedded, g_ptr_array_unref);
  g_hash_table_unref (svg->pictured);
  g_hash_table_unref (svg->looks);
  g_free (svg->look_of);
  g_array_unref (svg->strokes);
  g_hash_table_unref (svg->shapes);
  g_array_unref (svg->path);
  g_string_free (svg->words, TRUE);
  return svg->out;
}

GBytes *
ent_svg_write (EntScene *scene, const EntSvgOptions *options, GCancellable *cancellable, GError **error)
{
  EntSvg svg;
  gboolean done;
  GString *out;

  begin (&svg, scene, options);
  svg.cancellable = cancellable;
  done = write_all (&svg, cancellable, error);
  out = end (&svg);
  if (done)
    return g_string_free_to_bytes (out);
  g_string_free (out, TRUE);
  return NULL;
}

char *
ent_svg_style_sheet (EntScene *scene, const EntSvgOptions *options)
{
  g_autoptr (EntLegend) legend = options->legend ? ent_legend_new (scene, 1, LEAST_WIDTH) : NULL;
  EntSvg svg;

  begin (&svg, scene, options);
  svg.legend = legend;
  ent_svg_style (&svg);
  return g_string_free (end (&svg), FALSE);
}
