/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The order of painting, and what is common to all parts: groups below, then lines, cards, labels and captions, and in
 * each of them the faded first and the chosen last, so that nothing faded lies on what is meant. */
#include "ent-painter-private.h"

#include "ent-style.h"

#define GRID 24.0 /* between dots at 100 % */
/* Dots nearer than that many pixels of the screen are a haze: every second is left out. */
#define LEAST_GRID 15.0
#define DOT 1.6 /* in pixels of the screen */
#define GROUP_RADIUS 26

EntPainter *
ent_painter_new (void)
{
  EntPainter *self = g_new0 (EntPainter, 1);

  self->path = ent_path_new ();
  ent_painter_init_text (self);
  ent_painter_init_icons (self);
  return self;
}

void
ent_painter_free (EntPainter *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->pictures, g_hash_table_unref);
  g_clear_pointer (&self->icons, g_hash_table_unref);
  g_clear_pointer (&self->layouts, g_hash_table_unref);
  g_clear_pointer (&self->index, ent_map_index_unref);
  g_clear_object (&self->context);
  g_array_unref (self->path);
  g_free (self);
}

EntPath *
ent_paint_path (const EntPaint *paint)
{
  ent_path_clear (paint->painter->path);
  return paint->painter->path;
}

void
ent_paint_fill (const EntPaint *paint, const EntPath *path, EntColour colour)
{
  ent_paint_set_colour (paint, colour);
  cairo_new_path (paint->cr);
  ent_path_to_cairo (path, paint->cr);
  cairo_fill (paint->cr);
}

void
ent_paint_stroke (const EntPaint *paint, const EntPath *path, EntColour colour, double width)
{
  ent_paint_set_colour (paint, colour);
  cairo_set_line_width (paint->cr, MAX (width, ENT_LEAST_LINE / paint->scale));
  cairo_new_path (paint->cr);
  ent_path_to_cairo (path, paint->cr);
  cairo_stroke (paint->cr);
}

/* --- Background, groups, captions --- */

void
ent_painter_draw_background (EntPainter *self, cairo_t *cr, EntTheme theme, EntRect visible, double scale)
{
  const EntPalette *palette = ent_palette_get (theme);
  double device, unused, step = GRID, dot;

  g_return_if_fail (scale > 0);
  cairo_save (cr);
  cairo_set_source_rgb (cr, palette->background.r, palette->background.g, palette->background.b);
  cairo_rectangle (cr, visible.x, visible.y, visible.width, visible.height);
  cairo_fill (cr);
  cairo_surface_get_device_scale (cairo_get_group_target (cr), &device, &unused);
  while (step * scale < LEAST_GRID * device)
    step *= 2;
  while (step * scale > 4 * LEAST_GRID * device)
    step /= 2;
  /* Squares, not circles: at this size they look alike, and cairo fills rectangles ten times as fast. */
  dot = DOT * device / scale;
  for (double y = floor (visible.y / step) * step; y < visible.y + visible.height + dot; y += step)
    for (double x = floor (visible.x / step) * step; x < visible.x + visible.width + dot; x += step)
      cairo_rectangle (cr, x - dot / 2, y - dot / 2, dot, dot);
  cairo_set_source_rgb (cr, palette->dots.r, palette->dots.g, palette->dots.b);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
paint_group (const EntPaint *paint, const EntSceneGroup *group)
{
  const char *own = group->group->colour;
  EntPath *path = ent_paint_path (paint);

  ent_path_rounded_polygon (path, group->hull, group->n_hull, GROUP_RADIUS);
  ent_paint_fill (paint, path, ent_group_fill (paint->theme, own));
  ent_paint_stroke (paint, path, ent_group_border (paint->theme, own), 1.2);
  ent_paint_text (paint, &group->name, ent_group_text (paint->theme, own));
}

static void
paint_caption (const EntPaint *paint, const EntSceneCaption *caption)
{
  for (guint i = 0; i < caption->n_lines; i++)
    ent_paint_text (paint, &caption->lines[i], ent_caption_colour (paint->theme, caption->caption->colour));
}

/* --- The whole --- */

/* The order of painting by emphasis. */
static const EntEmphasis passes[]
    = { ENT_EMPHASIS_FADED, ENT_EMPHASIS_NORMAL, ENT_EMPHASIS_HOVERED, ENT_EMPHASIS_CHOSEN };

static EntEmphasis
emphasis_at (const EntEmphasis *emphases, guint i)
{
  return emphases != NULL ? emphases[i] : ENT_EMPHASIS_NORMAL;
}

static void
paint_edges (const EntPaint *paint, EntScene *scene, const EntEmphasis *emphases)
{
  guint n;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n);

  for (guint pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    for (guint i = 0; i < n; i++)
      if (emphasis_at (emphases, i) == passes[pass]
          && ent_rect_overlaps (ent_rect_grow (edges[i].bounds, 8), paint->visible))
        ent_paint_edge (paint, &edges[i], passes[pass]);
}

static void
paint_nodes (const EntPaint *paint, EntScene *scene, const EntEmphasis *emphases)
{
  EntMapIndex *index = ent_scene_get_index (scene);
  guint n;
  const EntSceneNode *nodes = ent_scene_nodes (scene, &n);

  for (guint pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    for (guint i = 0; i < n; i++)
      if (emphasis_at (emphases, i) == passes[pass]
          && ent_rect_overlaps (ent_rect_grow (nodes[i].box, 6), paint->visible))
        ent_paint_node (paint, index, &nodes[i], passes[pass]);
}

static void
paint_labels (const EntPaint *paint, EntScene *scene, const EntEmphasis *emphases)
{
  guint n, n_edges;
  const EntSceneLabel *labels = ent_scene_labels (scene, &n);
  const EntSceneEdge *edges = ent_scene_edges (scene, &n_edges);

  for (guint pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    for (guint i = 0; i < n; i++)
      if (emphasis_at (emphases, labels[i].edge) == passes[pass]
          && ent_rect_overlaps (ent_rect_grow (labels[i].box, 12), paint->visible))
        ent_paint_label (paint, &labels[i], &edges[labels[i].edge], passes[pass]);
}

void
ent_painter_draw (EntPainter *self,
                  cairo_t *cr,
                  EntScene *scene,
                  const EntSceneEmphasis *emphasis,
                  EntTheme theme,
                  EntRect visible,
                  double scale)
{
  EntPaint paint = { self, cr, theme, ent_palette_get (theme), visible, scale };
  guint n_groups, n_captions;
  const EntSceneGroup *groups = ent_scene_groups (scene, &n_groups);
  const EntSceneCaption *captions = ent_scene_captions (scene, &n_captions);

  g_return_if_fail (scale > 0);
  if (self->index != ent_scene_get_index (scene))
    {
      /* Another map, or the same after a change: its kinds may have other pictures. */
      ent_painter_clear_icons (self);
      g_clear_pointer (&self->index, ent_map_index_unref);
      self->index = ent_map_index_ref (ent_scene_get_index (scene));
    }
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  /* In pixels; unseen, and a third faster than cairo's own 0.1. */
  cairo_set_tolerance (cr, 0.25);
  for (guint i = 0; i < n_groups; i++)
    paint_group (&paint, &groups[i]);
  paint_edges (&paint, scene, emphasis != NULL ? emphasis->edges : NULL);
  paint_nodes (&paint, scene, emphasis != NULL ? emphasis->nodes : NULL);
  paint_labels (&paint, scene, emphasis != NULL ? emphasis->edges : NULL);
  for (guint i = 0; i < n_captions; i++)
    if (ent_rect_overlaps (captions[i].box, visible))
      paint_caption (&paint, &captions[i]);
  cairo_restore (cr);
}
