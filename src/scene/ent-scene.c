/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The life of a scene: built from an index, or from another scene with some actors elsewhere; then frozen. */
#include "ent-scene-private.h"

#include "ent-scene-fold.h"
#include "ent-trace.h"

static void
clear_line (gpointer data)
{
  EntLinePlan *line = data;

  for (guint i = 0; i < line->n_shapes; i++)
    ent_scene_texts_free (line->shapes[i].lines, line->shapes[i].n_lines);
  ent_scene_text_clear (&line->badge);
}

static EntScenePlan *
plan_new (EntMapIndex *index, EntMapIndex *map_index)
{
  EntScenePlan *self = g_new0 (EntScenePlan, 1);

  g_atomic_ref_count_init (&self->ref);
  self->index = ent_map_index_ref (index);
  self->map_index = ent_map_index_ref (map_index);
  self->lines = g_array_new (FALSE, TRUE, sizeof (EntLinePlan));
  g_array_set_clear_func (self->lines, clear_line);
  self->pairs = g_array_new (FALSE, TRUE, sizeof (EntPairPlan));
  self->node_of = g_hash_table_new (g_str_hash, g_str_equal);
  self->edge_of = g_hash_table_new (g_str_hash, g_str_equal);
  self->pairs_of = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  return self;
}

void
ent_scene_plan_unref (EntScenePlan *self)
{
  if (!g_atomic_ref_count_dec (&self->ref))
    return;
  g_array_unref (self->lines);
  g_array_unref (self->pairs);
  g_hash_table_unref (self->node_of);
  g_hash_table_unref (self->edge_of);
  g_ptr_array_unref (self->pairs_of);
  ent_map_index_unref (self->index);
  ent_map_index_unref (self->map_index);
  g_free (self);
}

/* Takes @plan and @base. */
static EntScene *
scene_new_take (EntScenePlan *plan, EntSceneParts *base, double text_scale)
{
  EntScene *self = g_new0 (EntScene, 1);

  g_atomic_ref_count_init (&self->ref);
  pthread_mutex_init (&self->places_lock, NULL);
  self->text_scale = text_scale;
  self->plan = plan;
  self->base = base;
  self->shown = text_scale == 1 ? base : ent_scene_parts_copy (base, text_scale);
  self->bounds = ent_scene_parts_bounds (self->shown);
  return self;
}

/* Gives the boxes of labels their sizes alone. */
static void
size_labels (const EntScenePlan *plan, EntSceneParts *parts)
{
  for (guint i = 0; i < parts->labels->len; i++)
    {
      EntSceneLabel *label = ent_label (parts, i);
      const EntLabelShape *shape = &ent_line_plan (plan, label->edge)->shapes[0];

      label->box = ent_rect (0, 0, shape->width, shape->height);
    }
}

static gboolean
is_stopped (const EntScenePlan *plan)
{
  return plan->work != NULL && g_atomic_int_get (&plan->work->stop);
}

/* The cards of @other, and where to find them. */
static void
copy_nodes (EntScenePlan *plan, EntSceneParts *parts, const EntScene *other)
{
  for (guint i = 0; i < other->base->nodes->len; i++)
    {
      EntSceneNode node = *ent_node (other->base, i);

      node.lines = ent_scene_texts_copy (node.lines, node.n_lines, 0, 0, 1);
      g_array_append_val (parts->nodes, node);
      g_hash_table_insert (plan->node_of, node.actor->id, GUINT_TO_POINTER (i + 1));
    }
}

gboolean
ent_scene_is_worth_roughing (guint n_relations)
{
  return n_relations <= ENT_SCENE_QUICK_FROM || n_relations > 10 * ENT_SCENE_QUICK_FROM;
}

EntScene *
ent_scene_new (EntMapIndex *index, const EntSceneOptions *options)
{
  EntScenePlan *plan;
  EntSceneParts *parts;
  g_autoptr (EntMeasurer) measurer = NULL;
  g_autoptr (EntMapIndex) drawn = NULL;
  gint64 begin = ent_trace_begin ();
  double scale = options != NULL && options->text_scale > 0 ? options->text_scale : 1;

  g_return_val_if_fail (index != NULL, NULL);
  if (options != NULL && options->cards != NULL)
    drawn = ent_map_index_ref (options->cards->plan->index);
  else
    drawn = options != NULL && options->measure_only ? ent_map_index_ref (index) : ent_scene_fold (index);
  plan = plan_new (drawn, index);
  plan->work = options != NULL ? options->work : NULL;
  plan->rough = options != NULL && options->rough;
  plan->straight = plan->rough && ent_records_n (ent_map_index_get_snapshot (drawn)->lists[ENT_LIST_RELATIONS]) > ENT_SCENE_QUICK_FROM;
  parts = ent_scene_parts_new ();
  measurer = ent_measurer_new ();
  if (options != NULL && options->cards != NULL)
    copy_nodes (plan, parts, options->cards);
  else
    ent_scene_add_nodes (plan, parts, measurer, options != NULL && options->rtl);
  if (!is_stopped (plan))
    g_free (ent_scene_add_edges (plan, parts, measurer, options, NULL));
  ent_trace_end (begin, "scene: measure");
  if (options != NULL && options->measure_only)
    {
      size_labels (plan, parts);
      return scene_new_take (plan, parts, scale);
    }
  begin = ent_trace_begin ();
  if (!is_stopped (plan))
    ent_scene_route (plan, parts, NULL, FALSE);
  ent_trace_end (begin, "scene: route");
  if (is_stopped (plan))
    {
      ent_scene_parts_free (parts);
      ent_scene_plan_unref (plan);
      return NULL;
    }
  plan->work = NULL;
  ent_scene_add_groups (plan, parts, measurer);
  ent_scene_add_captions (plan, parts, measurer);
  return scene_new_take (plan, parts, scale);
}

/* Notes in @touched the pairs that the actor at node @n takes part in, and those whose line or label its card now
 * stands on. */
static void
touch (const EntScenePlan *plan, EntSceneParts *parts, guint n, gboolean *touched)
{
  EntRect card = ent_rect_grow (ent_node (parts, n)->box, 7);
  const GArray *own = plan->pairs_of->pdata[n];

  for (guint i = 0; i < own->len; i++)
    touched[g_array_index (own, guint, i)] = TRUE;
  for (guint i = 0; i < parts->edges->len; i++)
    {
      const EntSceneEdge *edge = ent_edge (parts, i);
      gboolean *pair = &touched[ent_line_plan (plan, i)->pair];
      EntPoint line[ENT_SCENE_PIECES + 1];

      if (*pair)
        continue;
      if (edge->label != G_MAXUINT
          && (ent_rect_overlaps (ent_label (parts, edge->label)->box, card)
              || ent_rect_overlaps (ent_label (parts, edge->label)->badge, card)))
        *pair = TRUE;
      else if (ent_rect_overlaps (ent_rect_grow (edge->bounds, 1), card))
        {
          ent_curve_flatten (edge->curve, line);
          *pair = ent_line_length_in (line, card) > 0;
        }
    }
}

EntScene *
ent_scene_new_moved (EntScene *self, const char *const *ids, const EntPoint *places, guint n)
{
  EntSceneParts *parts;
  g_autofree gboolean *touched = NULL;
  g_autoptr (GArray) moved = NULL;

  g_return_val_if_fail (self != NULL, NULL);
  parts = ent_scene_parts_copy (self->base, 1);
  touched = g_new0 (gboolean, self->plan->pairs->len + 1);
  moved = g_array_new (FALSE, FALSE, sizeof (guint));
  for (guint i = 0; i < n; i++)
    {
      int node = ent_scene_node_of (self, ids[i]);
      guint index = node;

      if (node < 0)
        continue;
      ent_scene_node_move (ent_node (parts, index),
                           ent_point (places[i].x / self->text_scale, places[i].y / self->text_scale));
      g_array_append_val (moved, index);
    }
  for (guint i = 0; i < moved->len; i++)
    touch (self->plan, parts, g_array_index (moved, guint, i), touched);
  ent_scene_route (self->plan, parts, touched, TRUE);
  ent_scene_shape_groups (self->plan, parts);
  g_atomic_ref_count_inc (&self->plan->ref);
  return scene_new_take (self->plan, parts, self->text_scale);
}

/* TRUE when one of the labels of @a's edges from @first to @end, or one of its lines, lies on the label of @edge. */
static gboolean
in_the_way (EntSceneParts *parts, guint first, guint end, const EntSceneEdge *edge)
{
  const EntSceneLabel *label = ent_label (parts, edge->label);
  EntRect box = label->badge.width > 0 ? ent_rect_union (label->box, label->badge) : label->box;

  for (guint i = first; i < end; i++)
    {
      const EntSceneEdge *other = ent_edge (parts, i);
      EntPoint line[ENT_SCENE_PIECES + 1];

      if (other->label != G_MAXUINT
          && (ent_rect_overlaps (ent_label (parts, other->label)->box, box)
              || ent_rect_overlaps (ent_label (parts, other->label)->badge, box)))
        return TRUE;
      if (!ent_rect_overlaps (other->bounds, label->box))
        continue;
      ent_curve_flatten (other->curve, line);
      if (ent_line_length_in (line, label->box) > 0)
        return TRUE;
    }
  return FALSE;
}

/* Notes in @changed the pairs with a label that one of those already noted lies on. FALSE when there is none. */
static gboolean
spread (const EntScenePlan *plan, EntSceneParts *parts, gboolean *changed)
{
  g_autofree gboolean *more = g_new0 (gboolean, plan->pairs->len + 1);
  gboolean any = FALSE;

  for (guint p = 0; p < plan->pairs->len; p++)
    for (guint i = 0; changed[p] && i < parts->edges->len; i++)
      {
        const EntPairPlan *pair = ent_pair_plan (plan, p);
        guint other = ent_line_plan (plan, i)->pair;

        if (!changed[other] && !more[other] && ent_edge (parts, i)->label != G_MAXUINT)
          any = (more[other] = in_the_way (parts, pair->first, pair->first + pair->n, ent_edge (parts, i))) || any;
      }
  for (guint p = 0; p < plan->pairs->len; p++)
    changed[p] = changed[p] || more[p];
  return any;
}

EntScene *
ent_scene_new_opened (EntScene *self, const char *const *open_pairs)
{
  EntSceneOptions options = { .text_scale = self->text_scale, .open_pairs = open_pairs };
  EntScenePlan *plan = plan_new (self->plan->index, self->plan->map_index);
  EntSceneParts *parts = ent_scene_parts_copy_rest (self->base, 1);
  g_autoptr (EntMeasurer) measurer = ent_measurer_new ();
  g_autofree gboolean *changed = NULL;
  gint64 begin = ent_trace_begin ();

  for (guint i = 0; i < parts->nodes->len; i++)
    g_hash_table_insert (plan->node_of, ent_node (parts, i)->actor->id, GUINT_TO_POINTER (i + 1));
  changed = ent_scene_add_edges (plan, parts, measurer, &options, self);
  ent_scene_route (plan, parts, changed, FALSE);
  if (spread (plan, parts, changed))
    ent_scene_route (plan, parts, changed, FALSE);
  ent_trace_end (begin, "scene: open");
  return scene_new_take (plan, parts, self->text_scale);
}

EntScene *
ent_scene_ref (EntScene *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

void
ent_scene_unref (EntScene *self)
{
  if (!g_atomic_ref_count_dec (&self->ref))
    return;
  if (self->shown != self->base)
    ent_scene_parts_free (self->shown);
  ent_scene_parts_free (self->base);
  ent_scene_plan_unref (self->plan);
  ent_scene_index_free (self->places);
  pthread_mutex_destroy (&self->places_lock);
  g_free (self);
}

EntMapIndex *
ent_scene_get_index (EntScene *self)
{
  return self->plan->index;
}

EntMapIndex *
ent_scene_get_map_index (EntScene *self)
{
  return self->plan->map_index;
}

const EntSceneNode *
ent_scene_nodes (EntScene *self, guint *n)
{
  if (n != NULL)
    *n = self->shown->nodes->len;
  return (const EntSceneNode *) self->shown->nodes->data;
}

const EntSceneEdge *
ent_scene_edges (EntScene *self, guint *n)
{
  if (n != NULL)
    *n = self->shown->edges->len;
  return (const EntSceneEdge *) self->shown->edges->data;
}

const EntSceneLabel *
ent_scene_labels (EntScene *self, guint *n)
{
  if (n != NULL)
    *n = self->shown->labels->len;
  return (const EntSceneLabel *) self->shown->labels->data;
}

const EntSceneCaption *
ent_scene_captions (EntScene *self, guint *n)
{
  if (n != NULL)
    *n = self->shown->captions->len;
  return (const EntSceneCaption *) self->shown->captions->data;
}

const EntSceneGroup *
ent_scene_groups (EntScene *self, guint *n)
{
  if (n != NULL)
    *n = self->shown->groups->len;
  return (const EntSceneGroup *) self->shown->groups->data;
}

EntRect
ent_scene_bounds (EntScene *self)
{
  return self->bounds;
}

int
ent_scene_node_of (EntScene *self, const char *actor_id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->plan->node_of, actor_id)) - 1;
}

int
ent_scene_edge_of (EntScene *self, const char *relation_id)
{
  return GPOINTER_TO_INT (g_hash_table_lookup (self->plan->edge_of, relation_id)) - 1;
}

EntPoint
ent_scene_edge_point (const EntSceneEdge *edge, double t, double *angle)
{
  if (angle != NULL)
    {
      EntPoint along = ent_curve_tangent (edge->curve, t);

      *angle = atan2 (along.y, along.x);
    }
  return ent_curve_point (edge->curve, t);
}
