/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Groups: the convex hull of their members' cards with some room around, and the group's name under its upper edge.
 * Hulls are Andrew's monotone chain (1979), O(n log n). */
#include "ent-scene-private.h"

#define ROOM 22.0
#define NAME_SIZE 11.0

static int
by_place (gconstpointer a, gconstpointer b)
{
  const EntPoint *p = a, *q = b;

  if (p->x != q->x)
    return p->x < q->x ? -1 : 1;
  return p->y < q->y ? -1 : p->y > q->y;
}

static double
turn (EntPoint o, EntPoint a, EntPoint b)
{
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

static void
add_corners (GArray *points, EntRect box)
{
  EntPoint corners[4] = { { box.x, box.y },
                          { box.x + box.width, box.y },
                          { box.x, box.y + box.height },
                          { box.x + box.width, box.y + box.height } };

  g_array_append_vals (points, corners, 4);
}

/* The hull of @points, which get sorted. (transfer full) */
static EntPoint *
hull_of (GArray *points, guint *n)
{
  EntPoint *hull = g_new (EntPoint, 2 * points->len + 1);
  guint k = 0, lower;

  g_array_sort (points, by_place);
  for (guint i = 0; i < points->len; i++)
    {
      EntPoint p = g_array_index (points, EntPoint, i);

      while (k >= 2 && turn (hull[k - 2], hull[k - 1], p) <= 0)
        k--;
      hull[k++] = p;
    }
  lower = k + 1;
  for (guint i = points->len - 1; i > 0; i--)
    {
      EntPoint p = g_array_index (points, EntPoint, i - 1);

      while (k >= lower && turn (hull[k - 2], hull[k - 1], p) <= 0)
        k--;
      hull[k++] = p;
    }
  *n = k - 1;
  return hull;
}

static void
shape_group (const EntScenePlan *plan, const EntSceneParts *parts, EntSceneGroup *group)
{
  const EntStrings *members = group->group->members;
  g_autoptr (GArray) points = g_array_new (FALSE, FALSE, sizeof (EntPoint));
  EntRect top = { 0 };
  gboolean any = FALSE;

  g_clear_pointer (&group->hull, g_free);
  group->n_hull = 0;
  for (guint i = 0; i < ent_strings_n (members); i++)
    {
      guint node = GPOINTER_TO_UINT (g_hash_table_lookup (plan->node_of, members->items[i]));
      EntRect box;

      if (node == 0)
        continue;
      box = ent_rect_grow (ent_node (parts, node - 1)->box, ROOM);
      add_corners (points, box);
      if (!any || box.y < top.y)
        top = box;
      any = TRUE;
    }
  if (!any && group->group->position != NULL)
    {
      top = ent_rect_around (ent_point (group->group->position->x, group->group->position->y), group->name.width + 24,
                             44);
      add_corners (points, top);
      any = TRUE;
    }
  if (!any)
    return;
  group->name.x = top.x + 12 + (group->name.rtl ? group->name.width : 0);
  group->name.baseline = top.y + 4 + ent_measurer_ascent (NAME_SIZE);
  add_corners (points, ent_rect (top.x, top.y, MAX (top.width, group->name.width + 24), 20));
  group->hull = hull_of (points, &group->n_hull);
}

void
ent_scene_shape_groups (const EntScenePlan *plan, EntSceneParts *parts)
{
  for (guint i = 0; i < parts->groups->len; i++)
    shape_group (plan, parts, ent_group (parts, i));
}

void
ent_scene_add_groups (EntScenePlan *plan, EntSceneParts *parts, EntMeasurer *measurer)
{
  const EntRecords *groups = ent_map_index_get_snapshot (plan->index)->lists[ENT_LIST_GROUPS];

  for (guint i = 0; i < ent_records_n (groups); i++)
    {
      EntSceneGroup group = { .group = (const EntGroup *) groups->items[i] };
      g_autofree char *name = ent_scene_one_line (group.group->name);
      g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (EntSceneText));

      ent_measurer_wrap (measurer, name, NAME_SIZE, TRUE, FALSE, 0, 0, lines);
      group.name = g_array_index (lines, EntSceneText, 0);
      for (guint k = 1; k < lines->len; k++)
        ent_scene_text_clear (&g_array_index (lines, EntSceneText, k));
      g_array_append_val (parts->groups, group);
    }
  ent_scene_shape_groups (plan, parts);
}
