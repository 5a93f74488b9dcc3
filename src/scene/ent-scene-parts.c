/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The parts of a scene as data: making, copying at a scale, freeing. Texts are shared between copies, all else is each
 * copy's own. */
#include "ent-scene-private.h"

static void
clear_node (gpointer data)
{
  EntSceneNode *node = data;

  ent_scene_texts_free (node->lines, node->n_lines);
}

static void
clear_edge (gpointer data)
{
  EntSceneEdge *edge = data;

  g_free (edge->relations);
}

static void
clear_label (gpointer data)
{
  EntSceneLabel *label = data;

  ent_scene_texts_free (label->lines, label->n_lines);
  ent_scene_text_clear (&label->badge_text);
}

static void
clear_caption (gpointer data)
{
  EntSceneCaption *caption = data;

  ent_scene_texts_free (caption->lines, caption->n_lines);
}

static void
clear_group (gpointer data)
{
  EntSceneGroup *group = data;

  g_free (group->hull);
  ent_scene_text_clear (&group->name);
}

static GArray *
new_list (gsize size, GDestroyNotify clear)
{
  GArray *list = g_array_new (FALSE, TRUE, size);

  g_array_set_clear_func (list, clear);
  return list;
}

EntSceneParts *
ent_scene_parts_new (void)
{
  EntSceneParts *self = g_new0 (EntSceneParts, 1);

  self->nodes = new_list (sizeof (EntSceneNode), clear_node);
  self->edges = new_list (sizeof (EntSceneEdge), clear_edge);
  self->labels = new_list (sizeof (EntSceneLabel), clear_label);
  self->captions = new_list (sizeof (EntSceneCaption), clear_caption);
  self->groups = new_list (sizeof (EntSceneGroup), clear_group);
  return self;
}

void
ent_scene_parts_free (EntSceneParts *self)
{
  g_array_unref (self->nodes);
  g_array_unref (self->edges);
  g_array_unref (self->labels);
  g_array_unref (self->captions);
  g_array_unref (self->groups);
  g_free (self);
}

static EntRect
scaled (EntRect r, double by)
{
  return ent_rect (r.x * by, r.y * by, r.width * by, r.height * by);
}

EntSceneParts *
ent_scene_parts_copy_rest (const EntSceneParts *self, double scale)
{
  EntSceneParts *copy = ent_scene_parts_new ();

  for (guint i = 0; i < self->nodes->len; i++)
    {
      EntSceneNode node = *ent_node (self, i);

      node.box = scaled (node.box, scale);
      node.icon = scaled (node.icon, scale);
      node.lines = ent_scene_texts_copy (node.lines, node.n_lines, 0, 0, scale);
      g_array_append_val (copy->nodes, node);
    }
  for (guint i = 0; i < self->captions->len; i++)
    {
      EntSceneCaption caption = *ent_caption (self, i);

      caption.box = scaled (caption.box, scale);
      caption.lines = ent_scene_texts_copy (caption.lines, caption.n_lines, 0, 0, scale);
      g_array_append_val (copy->captions, caption);
    }
  for (guint i = 0; i < self->groups->len; i++)
    {
      EntSceneGroup group = *ent_group (self, i);

      group.hull = g_memdup2 (group.hull, group.n_hull * sizeof *group.hull);
      for (guint k = 0; k < group.n_hull; k++)
        group.hull[k] = ent_point (group.hull[k].x * scale, group.hull[k].y * scale);
      group.name = ent_scene_text_copy (&group.name, 0, 0, scale);
      g_array_append_val (copy->groups, group);
    }
  return copy;
}

EntSceneParts *
ent_scene_parts_copy (const EntSceneParts *self, double scale)
{
  EntSceneParts *copy = ent_scene_parts_copy_rest (self, scale);

  for (guint i = 0; i < self->edges->len; i++)
    {
      EntSceneEdge edge = *ent_edge (self, i);

      edge.relations = g_memdup2 (edge.relations, edge.n_relations * sizeof *edge.relations);
      for (guint k = 0; k < 4; k++)
        edge.curve[k] = ent_point (edge.curve[k].x * scale, edge.curve[k].y * scale);
      edge.width *= scale;
      edge.unit = scale;
      edge.bounds = scaled (edge.bounds, scale);
      g_array_append_val (copy->edges, edge);
    }
  for (guint i = 0; i < self->labels->len; i++)
    {
      EntSceneLabel label = *ent_label (self, i);

      label.box = scaled (label.box, scale);
      label.badge = scaled (label.badge, scale);
      label.lines = ent_scene_texts_copy (label.lines, label.n_lines, 0, 0, scale);
      label.badge_text = ent_scene_text_copy (&label.badge_text, 0, 0, scale);
      g_array_append_val (copy->labels, label);
    }
  return copy;
}

static void
join (EntRect *all, gboolean *any, EntRect box)
{
  *all = *any ? ent_rect_union (*all, box) : box;
  *any = TRUE;
}

EntRect
ent_scene_parts_bounds (const EntSceneParts *self)
{
  EntRect all = { 0 };
  gboolean any = FALSE;

  for (guint i = 0; i < self->nodes->len; i++)
    join (&all, &any, ent_node (self, i)->box);
  for (guint i = 0; i < self->edges->len; i++)
    join (&all, &any, ent_edge (self, i)->bounds);
  for (guint i = 0; i < self->labels->len; i++)
    {
      join (&all, &any, ent_label (self, i)->box);
      if (ent_label (self, i)->badge.width > 0)
        join (&all, &any, ent_label (self, i)->badge);
    }
  for (guint i = 0; i < self->captions->len; i++)
    join (&all, &any, ent_caption (self, i)->box);
  for (guint i = 0; i < self->groups->len; i++)
    {
      const EntSceneGroup *group = ent_group (self, i);

      for (guint k = 0; k < group->n_hull; k++)
        join (&all, &any, ent_rect (group->hull[k].x, group->hull[k].y, 0, 0));
    }
  return all;
}
