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
/* Lines that are shorter on the screen, in pixels, show nothing. */
#define LEAST_EDGE 2.0
/* Pixels of line for each pixel of picture, on average: beyond that all is covered anyway, and lines are left out. */
#define MOST_INK 3.0
/* A card lower than that many pixels is a rectangle in its colours. */
#define LEAST_CARD 8.0

EntPainter *
ent_painter_new (void)
{
  EntPainter *self = g_new0 (EntPainter, 1);

  self->path = ent_path_new ();
  self->found = g_array_new (FALSE, FALSE, sizeof (guint));
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
  g_clear_pointer (&self->photos, g_hash_table_unref);
  g_clear_pointer (&self->layouts, g_hash_table_unref);
  g_clear_pointer (&self->index, ent_map_index_unref);
  g_clear_object (&self->context);
  g_array_unref (self->path);
  g_array_unref (self->found);
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

void
ent_paint_round (const EntPaint *paint, EntRect box, double radius, EntColour colour, double alpha)
{
  EntPath *path;

  if (paint->raster != NULL)
    {
      ent_raster_rounded (paint->raster, box, radius, colour, alpha);
      return;
    }
  path = ent_paint_path (paint);
  ent_path_rounded_rect (path, box, radius);
  cairo_set_source_rgba (paint->cr, colour.r, colour.g, colour.b, alpha);
  cairo_new_path (paint->cr);
  ent_path_to_cairo (path, paint->cr);
  cairo_fill (paint->cr);
}

void
ent_paint_bordered (const EntPaint *paint, EntRect box, double radius, EntColour fill, EntColour border, double width)
{
  double half = MAX (width, ENT_LEAST_LINE / paint->scale) / 2;
  EntPath *path;

  if (paint->raster != NULL)
    {
      ent_raster_rounded (paint->raster, ent_rect_grow (box, half), radius + half, border, 1);
      ent_raster_rounded (paint->raster, ent_rect_grow (box, -half), radius - half, fill, 1);
      return;
    }
  path = ent_paint_path (paint);
  ent_path_rounded_rect (path, box, radius);
  ent_paint_fill (paint, path, fill);
  ent_paint_stroke (paint, path, border, width);
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

/* The share of lines that is drawn at @scale, in 2^32ths: who has a lower rank. */
static guint64
most_rank (EntScene *scene, double scale)
{
  EntRect bounds = ent_scene_bounds (scene);
  double ink = ent_scene_index_ink (ent_scene_peek_places (scene));
  double pixels = bounds.width * bounds.height * scale;
  double share = ink > 0 ? MOST_INK * pixels / ink : 1;

  return share >= 1 ? G_GUINT64_CONSTANT (1) << 32 : (guint64) (share * 4294967296.0);
}

static gboolean
shows_edge (const EntSceneEdge *edge, double scale)
{
  return MAX (edge->bounds.width, edge->bounds.height) * scale >= LEAST_EDGE;
}

guint
ent_painter_count_lines (EntScene *scene, double scale, guint *all)
{
  const EntSceneIndex *places = ent_scene_peek_places (scene);
  guint64 most = most_rank (scene, scale);
  guint n, drawn = 0;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n);

  *all = n;
  if (most > G_MAXUINT)
    return n;
  for (guint i = 0; i < n; i++)
    drawn += ent_scene_index_rank (places, i) < most || !shows_edge (&edges[i], scale);
  return drawn;
}

static void
paint_edges (const EntPaint *paint, EntScene *scene, const EntEmphasis *emphases)
{
  const EntSceneIndex *places = ent_scene_peek_places (scene);
  const EntSceneEdge *edges = ent_scene_edges (scene, NULL);
  GArray *found = paint->painter->found;
  guint64 most = most_rank (scene, paint->scale);

  ent_scene_index_find (places, ENT_PLACES_EDGES, paint->visible, found);
  for (guint pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    for (guint k = 0; k < found->len; k++)
      {
        guint i = g_array_index (found, guint, k);

        /* What is chosen or pointed at is always drawn. */
        if (emphasis_at (emphases, i) == passes[pass] && (pass >= 2 || ent_scene_index_rank (places, i) < most)
            && shows_edge (&edges[i], paint->scale))
          ent_paint_edge (paint, &edges[i], passes[pass]);
      }
}

/* A card too small to show what is on it. */
static void
paint_far_node (const EntPaint *paint, EntMapIndex *index, const EntSceneNode *node, EntEmphasis emphasis)
{
  EntNodeLook look
      = ent_node_look (paint->theme, node->actor->kind, ent_actor_colour (index, node->actor), emphasis);
  EntColour rim = emphasis == ENT_EMPHASIS_CHOSEN ? paint->palette->accent : look.border;
  EntRect inner = ent_rect_grow (node->box, -MIN (1 / paint->scale, node->box.height / 4));

  if (paint->raster != NULL)
    {
      ent_raster_rect (paint->raster, node->box, rim);
      ent_raster_rect (paint->raster, inner, look.fill);
      return;
    }
  ent_paint_set_colour (paint, rim);
  cairo_rectangle (paint->cr, node->box.x, node->box.y, node->box.width, node->box.height);
  cairo_fill (paint->cr);
  ent_paint_set_colour (paint, look.fill);
  cairo_rectangle (paint->cr, inner.x, inner.y, inner.width, inner.height);
  cairo_fill (paint->cr);
}

static void
paint_nodes (const EntPaint *paint, EntScene *scene, const EntEmphasis *emphases)
{
  EntMapIndex *index = ent_scene_get_index (scene);
  const EntSceneNode *nodes = ent_scene_nodes (scene, NULL);
  GArray *found = paint->painter->found;

  ent_scene_index_find (ent_scene_peek_places (scene), ENT_PLACES_NODES, paint->visible, found);
  for (guint pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    for (guint k = 0; k < found->len; k++)
      {
        guint i = g_array_index (found, guint, k);

        if (emphasis_at (emphases, i) != passes[pass])
          continue;
        if (nodes[i].box.height * paint->scale < LEAST_CARD)
          paint_far_node (paint, index, &nodes[i], passes[pass]);
        else
          ent_paint_node (paint, index, &nodes[i], passes[pass]);
      }
}

static void
paint_labels (const EntPaint *paint, EntScene *scene, const EntEmphasis *emphases)
{
  guint n;
  const EntSceneLabel *labels = ent_scene_labels (scene, &n);
  const EntSceneEdge *edges = ent_scene_edges (scene, NULL);
  GArray *found = paint->painter->found;

  if (n == 0 || (labels[0].n_lines > 0 && !ent_paint_shows_text (paint, labels[0].lines[0].size)))
    return;
  ent_scene_index_find (ent_scene_peek_places (scene), ENT_PLACES_LABELS, paint->visible, found);
  for (guint pass = 0; pass < G_N_ELEMENTS (passes); pass++)
    for (guint k = 0; k < found->len; k++)
      {
        const EntSceneLabel *label = &labels[g_array_index (found, guint, k)];

        if (emphasis_at (emphases, label->edge) == passes[pass])
          ent_paint_label (paint, label, &edges[label->edge], passes[pass]);
      }
}

/* All but the background. */
static void
paint_scene (const EntPaint *paint, EntScene *scene, const EntSceneEmphasis *emphasis)
{
  EntPainter *self = paint->painter;
  guint n_groups, n_captions;
  const EntSceneGroup *groups = ent_scene_groups (scene, &n_groups);
  const EntSceneCaption *captions = ent_scene_captions (scene, &n_captions);

  if (self->index != ent_scene_get_index (scene))
    {
      /* Another map, or the same after a change: its kinds may have other pictures. */
      ent_painter_clear_icons (self);
      g_clear_pointer (&self->index, ent_map_index_unref);
      self->index = ent_map_index_ref (ent_scene_get_index (scene));
    }
  cairo_save (paint->cr);
  cairo_set_line_join (paint->cr, CAIRO_LINE_JOIN_ROUND);
  /* In pixels; unseen, and a third faster than cairo's own 0.1. */
  cairo_set_tolerance (paint->cr, 0.25);
  for (guint i = 0; i < n_groups; i++)
    paint_group (paint, &groups[i]);
  paint_edges (paint, scene, emphasis != NULL ? emphasis->edges : NULL);
  paint_nodes (paint, scene, emphasis != NULL ? emphasis->nodes : NULL);
  paint_labels (paint, scene, emphasis != NULL ? emphasis->edges : NULL);
  for (guint i = 0; i < n_captions; i++)
    if (ent_rect_overlaps (captions[i].box, paint->visible))
      paint_caption (paint, &captions[i]);
  cairo_restore (paint->cr);
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
  EntPaint paint = { self, cr, theme, ent_palette_get (theme), visible, scale, NULL };

  g_return_if_fail (scale > 0);
  paint_scene (&paint, scene, emphasis);
}

void
ent_painter_draw_tile (EntPainter *self,
                       cairo_surface_t *surface,
                       EntScene *scene,
                       const EntSceneEmphasis *emphasis,
                       EntTheme theme,
                       EntPoint origin,
                       double scale,
                       double device)
{
  EntRect visible = ent_rect (origin.x, origin.y, cairo_image_surface_get_width (surface) / scale,
                              cairo_image_surface_get_height (surface) / scale);
  EntPaint paint = { self, NULL, theme, ent_palette_get (theme), visible, scale, NULL };
  EntRaster raster;

  g_return_if_fail (scale > 0 && device > 0);
  cairo_surface_set_device_scale (surface, device, device);
  paint.cr = cairo_create (surface);
  cairo_scale (paint.cr, scale / device, scale / device);
  cairo_translate (paint.cr, -origin.x, -origin.y);
  ent_painter_draw_background (self, paint.cr, theme, visible, scale);
  raster = ent_raster_on (surface, origin, scale);
  paint.raster = &raster;
  paint_scene (&paint, scene, emphasis);
  cairo_destroy (paint.cr);
  cairo_surface_set_device_scale (surface, 1, 1);
  cairo_surface_mark_dirty (surface);
}
