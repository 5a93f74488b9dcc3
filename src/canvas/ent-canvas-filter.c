/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a filter leaves out of the picture: a veil over the scene that the emphasis takes in, so that tiles, hits and children follow it
 * by themselves. */
#include "ent-canvas-private.h"

#include <glib/gi18n.h>

void
ent_canvas_clear_shown (EntCanvas *self)
{
  g_clear_pointer (&self->shown_of, ent_snapshot_unref);
  g_clear_pointer (&self->shown_actors, g_free);
  g_clear_pointer (&self->shown_relations, g_free);
  g_clear_pointer (&self->veil, ent_scene_veil_free);
}

void
ent_canvas_set_shown (
    EntCanvas *self, EntSnapshot *map, const guint8 *actors, const guint8 *relations, gboolean hide)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  if (map == NULL && self->shown_of == NULL)
    return;
  ent_canvas_clear_shown (self);
  if (map != NULL)
    {
      self->shown_of = ent_snapshot_ref (map);
      self->shown_actors = g_memdup2 (actors, ent_records_n (map->lists[ENT_LIST_ACTORS]) + 1);
      self->shown_relations = g_memdup2 (relations, ent_records_n (map->lists[ENT_LIST_RELATIONS]) + 1);
      self->hide_others = hide;
    }
  self->emphasis_stale = TRUE;
  ent_canvas_overview_changed (self);
  ent_canvas_queue_things (self);
  ent_canvas_queue_update (self);
}

void
ent_canvas_veil (EntCanvas *self, EntSceneEmphasis *emphasis)
{
  if (self->shown_of == NULL)
    return;
  if (self->veil != NULL && !ent_scene_veil_fits (self->veil, self->scene))
    g_clear_pointer (&self->veil, ent_scene_veil_free);
  if (self->veil == NULL)
    self->veil = ent_scene_veil_new (self->scene, self->shown_of, self->shown_actors, self->shown_relations);
  ent_scene_veil_apply (self->veil, emphasis, self->hide_others);
}

gboolean
ent_canvas_hides_node (EntCanvas *self, guint node)
{
  return self->shown_of != NULL && self->emphasis != NULL && self->emphasis->nodes[node] == ENT_EMPHASIS_HIDDEN;
}

gboolean
ent_canvas_hides_edge (EntCanvas *self, guint edge)
{
  return self->shown_of != NULL && self->emphasis != NULL && self->emphasis->edges[edge] == ENT_EMPHASIS_HIDDEN;
}

gboolean
ent_canvas_hides (EntCanvas *self, EntTarget target)
{
  GPtrArray *between;
  int i;

  if (self->scene == NULL || self->shown_of == NULL)
    return FALSE;
  switch (target.kind)
    {
    case ENT_TARGET_ACTOR:
      i = ent_scene_node_of (self->scene, target.id);
      return i >= 0 && ent_canvas_hides_node (self, (guint) i);
    case ENT_TARGET_RELATION:
      i = ent_scene_edge_of (self->scene, target.id);
      return i >= 0 && ent_canvas_hides_edge (self, (guint) i);
    case ENT_TARGET_PAIR:
      between = ent_map_index_relations_between (ent_scene_get_index (self->scene), target.id, target.other);
      for (guint k = 0; k < between->len; k++)
        {
          i = ent_scene_edge_of (self->scene, ((EntRelation *) g_ptr_array_index (between, k))->id);
          if (i >= 0 && !ent_canvas_hides_edge (self, (guint) i))
            return FALSE;
        }
      return between->len > 0;
    case ENT_TARGET_NONE:
    default:
      return FALSE;
    }
}

void
ent_canvas_focus_thing (EntCanvas *self, EntTargetKind kind, const char *id)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  ent_canvas_focus_target (self, (EntTarget){ kind, id, "" });
}

static guint
count (const guint8 *shown, guint n)
{
  guint sum = 0;

  for (guint i = 0; i < n; i++)
    sum += shown[i];
  return sum;
}

char *
ent_canvas_describe_shown (EntCanvas *self)
{
  guint actors, relations;

  if (self->shown_of == NULL)
    return NULL;
  actors = ent_records_n (self->shown_of->lists[ENT_LIST_ACTORS]);
  relations = ent_records_n (self->shown_of->lists[ENT_LIST_RELATIONS]);
  /* Translators: what a filter lets through; for screen readers. */
  return g_strdup_printf (_ ("filtered: %u of %u actors and %u of %u relations shown"), count (self->shown_actors, actors), actors,
                          count (self->shown_relations, relations), relations);
}
