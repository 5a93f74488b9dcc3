/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where two pictures differ, as rectangles that hold all of what is drawn of each thing. Lines are told by their
 * pieces: the box of a long one would be the whole map. */
#include "ent-scene-private.h"

/* More than that, and it is as good as everything. */
#define MOST_CHANGES 2000

static void
add (GArray *areas, EntRect area, double around)
{
  area = ent_rect_grow (area, around);
  g_array_append_val (areas, area);
}

static void
add_edge (GArray *areas, const EntScene *scene, guint i)
{
  const EntSceneEdge *edge = ent_edge (scene->shown, i);
  double around = ENT_SCENE_AROUND_EDGE * scene->text_scale + ent_scene_head_reach (edge->width);
  EntPoint line[ENT_SCENE_PIECES + 1];

  ent_curve_flatten (edge->curve, line);
  for (guint k = 0; k < ENT_SCENE_PIECES; k++)
    add (areas,
         ent_rect (MIN (line[k].x, line[k + 1].x), MIN (line[k].y, line[k + 1].y), fabs (line[k + 1].x - line[k].x),
                   fabs (line[k + 1].y - line[k].y)),
         around);
}

static void
add_label (GArray *areas, const EntScene *scene, guint i)
{
  const EntSceneLabel *label = ent_label (scene->shown, i);

  add (areas, label->box, ENT_SCENE_AROUND_EDGE * scene->text_scale);
  if (label->badge.width > 0)
    add (areas, label->badge, ENT_SCENE_AROUND_EDGE * scene->text_scale);
}

static void
add_hull (GArray *areas, const EntSceneGroup *group)
{
  for (guint i = 1; i < group->n_hull; i++)
    for (guint k = 0; k < i; k++)
      add (areas,
           ent_rect (MIN (group->hull[i].x, group->hull[k].x), MIN (group->hull[i].y, group->hull[k].y),
                     fabs (group->hull[i].x - group->hull[k].x), fabs (group->hull[i].y - group->hull[k].y)),
           ENT_SCENE_AROUND_NODE);
}

static gboolean
same_rect (EntRect a, EntRect b)
{
  return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

static gboolean
same_points (const EntPoint *a, const EntPoint *b, guint n)
{
  for (guint i = 0; i < n; i++)
    if (a[i].x != b[i].x || a[i].y != b[i].y)
      return FALSE;
  return TRUE;
}

static void
add_moves (GArray *areas, const EntScene *old, const EntScene *new)
{
  const EntSceneParts *a = old->shown, *b = new->shown;

  for (guint i = 0; i < a->nodes->len && areas->len <= MOST_CHANGES; i++)
    if (!same_rect (ent_node (a, i)->box, ent_node (b, i)->box))
      {
        add (areas, ent_node (a, i)->box, ENT_SCENE_AROUND_NODE * old->text_scale);
        add (areas, ent_node (b, i)->box, ENT_SCENE_AROUND_NODE * old->text_scale);
      }
  for (guint i = 0; i < a->edges->len && areas->len <= MOST_CHANGES; i++)
    if (!same_points (ent_edge (a, i)->curve, ent_edge (b, i)->curve, 4))
      {
        add_edge (areas, old, i);
        add_edge (areas, new, i);
      }
  for (guint i = 0; i < a->labels->len && areas->len <= MOST_CHANGES; i++)
    if (!same_rect (ent_label (a, i)->box, ent_label (b, i)->box)
        || !same_rect (ent_label (a, i)->badge, ent_label (b, i)->badge))
      {
        add_label (areas, old, i);
        add_label (areas, new, i);
      }
  for (guint i = 0; i < a->groups->len && areas->len <= MOST_CHANGES; i++)
    if (ent_group (a, i)->n_hull != ent_group (b, i)->n_hull
        || !same_points (ent_group (a, i)->hull, ent_group (b, i)->hull, ent_group (a, i)->n_hull))
      {
        add_hull (areas, ent_group (a, i));
        add_hull (areas, ent_group (b, i));
      }
}

static EntEmphasis
emphasis_of (const EntEmphasis *emphases, guint i)
{
  return emphases != NULL ? emphases[i] : ENT_EMPHASIS_NORMAL;
}

static void
add_emphasis (GArray *areas, const EntScene *scene, const EntSceneEmphasis *old, const EntSceneEmphasis *new)
{
  const EntEmphasis *a = old != NULL ? old->nodes : NULL, *b = new != NULL ? new->nodes : NULL;

  for (guint i = 0; i < scene->shown->nodes->len && areas->len <= MOST_CHANGES; i++)
    if (emphasis_of (a, i) != emphasis_of (b, i))
      add (areas, ent_node (scene->shown, i)->box, ENT_SCENE_AROUND_NODE * scene->text_scale);
  a = old != NULL ? old->edges : NULL;
  b = new != NULL ? new->edges : NULL;
  for (guint i = 0; i < scene->shown->edges->len && areas->len <= MOST_CHANGES; i++)
    if (emphasis_of (a, i) != emphasis_of (b, i))
      {
        add_edge (areas, scene, i);
        if (ent_edge (scene->shown, i)->label != G_MAXUINT)
          add_label (areas, scene, ent_edge (scene->shown, i)->label);
      }
}

gboolean
ent_scene_changes (EntScene *old,
                   const EntSceneEmphasis *old_emphasis,
                   EntScene *new,
                   const EntSceneEmphasis *new_emphasis,
                   GArray *areas)
{
  const EntSceneParts *a = old->shown, *b = new->shown;

  if (old->plan != new->plan || old->text_scale != new->text_scale || a->nodes->len != b->nodes->len
      || a->edges->len != b->edges->len || a->labels->len != b->labels->len || a->groups->len != b->groups->len)
    return FALSE;
  if (old != new)
    add_moves (areas, old, new);
  add_emphasis (areas, new, old_emphasis, new_emphasis);
  return areas->len <= MOST_CHANGES;
}

EntSceneEmphasis *
ent_scene_emphasis_copy (EntScene *scene, const EntSceneEmphasis *emphasis)
{
  EntSceneEmphasis *copy = g_new0 (EntSceneEmphasis, 1);

  copy->nodes = g_memdup2 (emphasis->nodes, (scene->shown->nodes->len + 1) * sizeof *copy->nodes);
  copy->edges = g_memdup2 (emphasis->edges, (scene->shown->edges->len + 1) * sizeof *copy->edges);
  return copy;
}
