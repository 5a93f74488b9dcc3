/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is carried about by hand, thing by thing, each with the box of all that is drawn of it: who shows it needs no picture larger than
 * that. */
#include "ent-painter-private.h"

#include "ent-scene-private.h"

static gboolean
is_carried (const EntCarried *carried, guint node)
{
  for (guint i = 0; i < carried->n_nodes; i++)
    if (carried->nodes[i] == node)
      return TRUE;
  return FALSE;
}

static EntRect
moved (EntRect box, EntPoint by)
{
  return ent_rect (box.x + by.x, box.y + by.y, box.width, box.height);
}

/* A line with its ends where they are carried. */
static EntSceneEdge
carried_edge (EntScene *scene, const EntCarried *carried, guint i)
{
  EntSceneEdge edge = ent_scene_edges (scene, NULL)[carried->edges[i]];

  for (guint k = 0; k < 4; k++)
    if (is_carried (carried, k < 2 ? edge.source : edge.target))
      edge.curve[k] = ent_point (edge.curve[k].x + carried->offset.x, edge.curve[k].y + carried->offset.y);
  return edge;
}

/* Half way along with one of its ends, all the way with both. */
static EntPoint
label_offset (const EntSceneEdge *edge, const EntCarried *carried)
{
  double part = is_carried (carried, edge->source) && is_carried (carried, edge->target) ? 1 : 0.5;

  return ent_point (carried->offset.x * part, carried->offset.y * part);
}

guint
ent_painter_carried_n (const EntCarried *carried, EntCarriedKind kind)
{
  return kind == ENT_CARRIED_NODE ? carried->n_nodes : carried->n_edges;
}

EntRect
ent_painter_carried_box (EntScene *scene, const EntCarried *carried, EntCarriedKind kind, guint i)
{
  EntRect box = { 0 };

  if (kind == ENT_CARRIED_NODE)
    return ent_rect_grow (moved (ent_scene_nodes (scene, NULL)[carried->nodes[i]].box, carried->offset),
                          ENT_SCENE_AROUND_NODE * scene->text_scale);
  if (kind == ENT_CARRIED_LINE)
    {
      EntSceneEdge edge = carried_edge (scene, carried, i);
      const EntPoint *c = edge.curve;
      double x = MIN (MIN (c[0].x, c[1].x), MIN (c[2].x, c[3].x)), y = MIN (MIN (c[0].y, c[1].y), MIN (c[2].y, c[3].y));

      box = ent_rect (x, y, MAX (MAX (c[0].x, c[1].x), MAX (c[2].x, c[3].x)) - x, MAX (MAX (c[0].y, c[1].y), MAX (c[2].y, c[3].y)) - y);
      return ent_rect_grow (box, ENT_SCENE_AROUND_EDGE * scene->text_scale + ent_scene_head_reach (edge.width));
    }
  else
    {
      const EntSceneEdge *edge = &ent_scene_edges (scene, NULL)[carried->edges[i]];
      const EntSceneLabel *label;

      if (edge->label == G_MAXUINT)
        return box;
      label = &ent_scene_labels (scene, NULL)[edge->label];
      box = label->badge.width > 0 ? ent_rect_union (label->box, label->badge) : label->box;
      return ent_rect_grow (moved (box, label_offset (edge, carried)), ENT_SCENE_AROUND_EDGE * scene->text_scale);
    }
}

void
ent_painter_draw_carried (EntPainter *self,
                          cairo_t *cr,
                          EntScene *scene,
                          const EntSceneEmphasis *emphasis,
                          EntTheme theme,
                          double scale,
                          EntRect visible,
                          const EntCarried *carried,
                          EntCarriedKind kind,
                          guint i)
{
  EntPaint paint = { self, cr, theme, ent_palette_get (theme), visible, scale, NULL };

  g_return_if_fail (scale > 0);
  cairo_save (cr);
  cairo_set_line_join (cr, CAIRO_LINE_JOIN_ROUND);
  cairo_set_tolerance (cr, 0.25);
  if (kind == ENT_CARRIED_NODE)
    {
      guint node = carried->nodes[i];

      cairo_translate (cr, carried->offset.x, carried->offset.y);
      ent_paint_node (&paint, ent_scene_get_index (scene), &ent_scene_nodes (scene, NULL)[node],
                      emphasis != NULL ? emphasis->nodes[node] : ENT_EMPHASIS_NORMAL);
    }
  else
    {
      EntSceneEdge edge = carried_edge (scene, carried, i);
      EntEmphasis how = emphasis != NULL ? emphasis->edges[carried->edges[i]] : ENT_EMPHASIS_NORMAL;
      EntPoint offset = label_offset (&edge, carried);

      if (kind == ENT_CARRIED_LINE)
        ent_paint_edge (&paint, &edge, how);
      else if (edge.label != G_MAXUINT)
        {
          cairo_translate (cr, offset.x, offset.y);
          ent_paint_label (&paint, &ent_scene_labels (scene, NULL)[edge.label], &edge, how);
        }
    }
  cairo_restore (cr);
}
