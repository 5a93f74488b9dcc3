/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies on the map's ground beside actors and lines: captions, groups, and groups that are collapsed to a node. One of them may be
 * marked, while nothing is chosen. A caption is moved as an outline, and the map hears of it once, at the end. */
#include "ent-canvas-private.h"

#include "ent-edit-things.h"
#include "ent-scene-fold.h"
#include "ent-style.h"

/* Pixels between a thing and the outline around it. */
#define ROOM 4.0
#define RADIUS 6.0
#define LINE 2.0

gboolean
ent_canvas_ground_box (EntScene *scene, const char *id, EntRect *box)
{
  guint n;
  const EntSceneCaption *captions = ent_scene_captions (scene, &n);
  const EntSceneGroup *groups;
  int node = ent_scene_node_of (scene, id);

  if (node >= 0)
    {
      *box = ent_canvas_node (scene, (guint) node)->box;
      return TRUE;
    }
  for (guint i = 0; i < n; i++)
    if (g_str_equal (captions[i].caption->id, id))
      {
        *box = captions[i].box;
        return TRUE;
      }
  groups = ent_scene_groups (scene, &n);
  for (guint i = 0; i < n; i++)
    if (g_str_equal (groups[i].group->id, id) && groups[i].n_hull > 0)
      {
        *box = ent_rect (groups[i].hull[0].x, groups[i].hull[0].y, 0, 0);
        for (guint k = 1; k < groups[i].n_hull; k++)
          *box = ent_rect_union (*box, ent_rect (groups[i].hull[k].x, groups[i].hull[k].y, 0, 0));
        return TRUE;
      }
  return FALSE;
}

/* The group whose name is there; nullable. */
static const char *
group_named_at (EntScene *scene, EntPoint at)
{
  guint n;
  const EntSceneGroup *groups = ent_scene_groups (scene, &n);

  while (n-- > 0)
    {
      const EntSceneText *name = &groups[n].name;
      double left = name->rtl ? name->x - name->width : name->x;

      if (groups[n].n_hull > 0 && at.x >= left - ROOM && at.x <= left + name->width + ROOM && at.y <= name->baseline + ROOM
          && at.y >= name->baseline - 3 * ROOM)
        return groups[n].group->id;
    }
  return NULL;
}

const char *
ent_canvas_ground_of_hit (EntCanvas *self, EntHit hit, EntPoint widget)
{
  const EntActor *actor;

  if (hit.kind == ENT_HIT_CAPTION)
    return ent_scene_captions (self->scene, NULL)[hit.index].caption->id;
  if (hit.kind == ENT_HIT_NOTHING)
    return group_named_at (self->scene, ent_viewport_to_scene (&self->view, widget));
  actor = hit.kind == ENT_HIT_NODE ? ent_canvas_node (self->scene, hit.index)->actor : NULL;
  return actor != NULL && ent_kind_is_folded (actor->kind) ? actor->id : NULL;
}

void
ent_canvas_set_ground (EntCanvas *self, const char *id)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  if (g_strcmp0 (self->ground, id) == 0)
    return;
  g_free (self->ground);
  self->ground = g_strdup (id);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

const char *
ent_canvas_get_ground (EntCanvas *self)
{
  return self->ground != NULL && self->map != NULL && ent_map_find (self->map, self->ground) != NULL ? self->ground : NULL;
}

/* --- Moving --- */

/* The group called @id that is not collapsed; nullable. */
static const EntGroup *
open_group (EntCanvas *self, const char *id)
{
  const EntRecord *record = ent_map_find (self->map, id);

  if (record == NULL || record->type != &ent_group_type || ent_scene_node_of (self->scene, id) >= 0)
    return NULL;
  return (const EntGroup *) record;
}

/* By @offset, scene units, from where it is drawn. */
static gboolean
move_by (EntCanvas *self, const char *id, EntPoint offset, gboolean merge)
{
  g_autoptr (GError) error = NULL;
  EntRect box;
  EntPoint middle, place;

  if (ent_map_find (self->map, id) == NULL || !ent_canvas_ground_box (self->scene, id, &box))
    return FALSE;
  middle = ent_rect_middle (box);
  place = ent_point ((middle.x + offset.x) / self->text_scale, (middle.y + offset.y) / self->text_scale);
  if (!ent_edit_move_things (self->map, &id, &place, 1, merge, &error))
    g_info ("It stays where it was: %s", error->message);
  return TRUE;
}

void
ent_canvas_ground_drag (EntCanvas *self, const char *id)
{
  const EntGroup *group = open_group (self, id);

  ent_selection_choose_none (self->selection);
  ent_canvas_set_ground (self, id);
  if (group != NULL && ent_strings_n (group->members) > 0)
    ent_canvas_drag_start_ids (self, (const char *const *) group->members->items, group->members->n);
  else
    self->drag = ENT_DRAG_GROUND;
}

void
ent_canvas_ground_drop (EntCanvas *self)
{
  g_autofree char *id = g_strdup (self->ground);

  self->drag = ENT_DRAG_NONE;
  if (self->history != NULL)
    ent_history_break_merge (self->history);
  move_by (self, id, ent_point (self->drag_last.x / self->view.zoom, self->drag_last.y / self->view.zoom), FALSE);
  if (self->history != NULL)
    ent_history_break_merge (self->history);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* By so many map units. */
static gboolean
move_members (EntCanvas *self, const EntGroup *group, double dx, double dy)
{
  g_auto (GStrv) ids = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (EntPoint));
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < ent_strings_n (group->members); i++)
    {
      int node = ent_scene_node_of (self->scene, group->members->items[i]);
      EntPoint place;

      if (node < 0 || ent_map_actor (self->map, group->members->items[i]) == NULL)
        continue;
      place = ent_rect_middle (ent_canvas_node (self->scene, (guint) node)->box);
      place = ent_point (place.x / self->text_scale + dx, place.y / self->text_scale + dy);
      g_strv_builder_add (builder, group->members->items[i]);
      g_array_append_val (places, place);
    }
  ids = g_strv_builder_end (builder);
  if (!ent_edit_move_actors (self->map, (const char *const *) ids, (const EntPoint *) (gpointer) places->data, places->len, TRUE, &error))
    g_info ("They stay where they were: %s", error->message);
  return TRUE;
}

gboolean
ent_canvas_ground_nudge (EntCanvas *self, double dx, double dy)
{
  g_autofree char *id = g_strdup (ent_canvas_get_ground (self));
  const EntGroup *group;

  if (id == NULL)
    return FALSE;
  group = open_group (self, id);
  if (group != NULL)
    return move_members (self, group, dx, dy);
  return move_by (self, id, ent_point (dx * self->text_scale, dy * self->text_scale), TRUE);
}

gboolean
ent_canvas_ground_box_of (EntCanvas *self, const char *id, EntRect *box)
{
  EntRect found;

  g_return_val_if_fail (ENT_IS_CANVAS (self), FALSE);

  ent_canvas_update_scene (self);
  if (self->scene == NULL || !ent_canvas_ground_box (self->scene, id, &found))
    return FALSE;
  *box = ent_viewport_rect_to_widget (&self->view, found);
  return TRUE;
}

/* --- The outline --- */

void
ent_canvas_draw_ground (EntCanvas *self, GtkSnapshot *snapshot)
{
  EntColour accent = ent_palette_get (self->theme)->accent;
  EntRect box;
  cairo_t *cr;

  if (self->ground == NULL || self->scene == NULL || !ent_canvas_ground_box (self->scene, self->ground, &box))
    return;
  box = ent_rect_grow (ent_viewport_rect_to_widget (&self->view, box), ROOM);
  if (self->drag == ENT_DRAG_GROUND)
    {
      box.x += self->drag_last.x;
      box.y += self->drag_last.y;
    }
  cr = ent_canvas_append_cairo (self, snapshot, ent_rect_grow (box, LINE / 2));
  if (cr == NULL)
    return;
  cairo_new_sub_path (cr);
  cairo_arc (cr, box.x + box.width - RADIUS, box.y + RADIUS, RADIUS, -G_PI / 2, 0);
  cairo_arc (cr, box.x + box.width - RADIUS, box.y + box.height - RADIUS, RADIUS, 0, G_PI / 2);
  cairo_arc (cr, box.x + RADIUS, box.y + box.height - RADIUS, RADIUS, G_PI / 2, G_PI);
  cairo_arc (cr, box.x + RADIUS, box.y + RADIUS, RADIUS, G_PI, 3 * G_PI / 2);
  cairo_close_path (cr);
  cairo_set_source_rgba (cr, accent.r, accent.g, accent.b, self->drag == ENT_DRAG_GROUND ? 0.2 : 0);
  cairo_fill_preserve (cr);
  cairo_set_source_rgb (cr, accent.r, accent.g, accent.b);
  cairo_set_line_width (cr, LINE);
  cairo_stroke (cr);
  cairo_destroy (cr);
}

EntPoint
ent_canvas_place_of_group (EntCanvas *self, const EntGroup *group, EntPoint wished)
{
  g_return_val_if_fail (ENT_IS_CANVAS (self), wished);

  ent_canvas_update_scene (self);
  return self->scene != NULL ? ent_scene_place_of_group (ent_canvas_final_scene (self), group, wished) : wished;
}
