/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Places of labels: on their line, at the parameter where they are least in the way. */
#include "ent-scene-router.h"

#define CLEAR_OF_NODES 4.0
#define CLEAR_OF_LABELS 3.0
#define CLEAR_OF_LINES 2.0
#define CLEAR_OF_ENDS 13.0 /* so that heads stay in sight */

static double
overlap_area (EntRect a, EntRect b)
{
  double w = MIN (a.x + a.width, b.x + b.width) - MAX (a.x, b.x),
         h = MIN (a.y + a.height, b.y + b.height) - MAX (a.y, b.y);

  return w > 0 && h > 0 ? w * h : 0;
}

static double
area_between (const EntLabelPlace *a, const EntLabelPlace *b)
{
  double area = overlap_area (ent_rect_grow (a->box, CLEAR_OF_LABELS), b->box);

  if (a->badge.width > 0)
    area += overlap_area (ent_rect_grow (a->badge, 1), b->box);
  if (b->badge.width > 0)
    area += overlap_area (ent_rect_grow (b->badge, 1), a->box);
  if (a->badge.width > 0 && b->badge.width > 0)
    area += overlap_area (ent_rect_grow (a->badge, 1), b->badge);
  return area;
}

static double
cost_of_label (double area)
{
  return area > 0 ? ENT_COST_LABEL_LABEL + area * 0.5 : 0;
}

static double
cost_of_line (EntRouter *self, guint other, EntRect box)
{
  double length;

  if (!self->routed[other] || !ent_rect_overlaps (ent_rect_grow (self->spans[other], 1), box))
    return 0;
  length = ent_line_length_in (self->flat[other], box);
  return length > 0 ? ENT_COST_LABEL_LINE + MIN (length, 40) * 0.25 : 0;
}

/* The cost of @place among all that stands; at least @limit as soon as it is known to be so. */
static double
cost_of_place (EntRouter *self, guint e, const EntLabelPlace *place, double cost, double limit)
{
  const EntPairPlan *pair = ent_pair_plan (self->plan, ent_line_plan (self->plan, e)->pair);
  EntRect all = place->badge.width > 0 ? ent_rect_union (place->box, place->badge) : place->box;
  EntRect line_box = ent_rect_grow (place->box, CLEAR_OF_LINES);
  const guint *near;
  guint n;

  near = ent_grid_near (self->nodes, ent_rect_grow (all, CLEAR_OF_NODES), &n);
  for (guint i = 0; i < n; i++)
    {
      EntRect card = ent_rect_grow (ent_node (self->parts, near[i])->box, CLEAR_OF_NODES);
      double area = overlap_area (place->box, card);

      if (place->badge.width > 0)
        area += overlap_area (place->badge, card);
      if (area > 0)
        cost += ENT_COST_LABEL_NODE + area;
    }
  for (guint i = pair->first; i < pair->first + pair->n && !self->quick; i++)
    if (i != e)
      {
        if (self->places[i].placed)
          cost += cost_of_label (area_between (place, &self->places[i]));
        cost += cost_of_line (self, i, line_box);
      }
  if (cost >= limit)
    return cost;
  near = ent_grid_near (self->labels, ent_rect_grow (all, CLEAR_OF_LABELS), &n);
  for (guint i = 0; i < n; i++)
    if (self->places[near[i]].placed && (self->quick || near[i] < pair->first || near[i] >= pair->first + pair->n))
      cost += cost_of_label (area_between (place, &self->places[near[i]]));
  if (cost >= limit)
    return cost;
  near = ent_grid_near (self->lines, line_box, &n);
  for (guint i = 0; i < n && cost < limit; i++)
    if (near[i] != e && (self->quick || near[i] < pair->first || near[i] >= pair->first + pair->n))
      cost += cost_of_line (self, near[i], line_box);
  return cost;
}

double
ent_router_place_label (
    EntRouter *self, guint e, const EntPoint curve[4], gboolean thorough, double limit, EntLabelPlace *best)
{
  static const double places[]
      = { 0, -0.04, 0.04, -0.08, 0.08, -0.12, 0.12, -0.16, 0.16, -0.2, 0.2, -0.24, 0.24, -0.28, 0.28, -0.32, 0.32 };
  static const double shifts[] = { 0, -6, 6 };
  const EntLinePlan *line = ent_line_plan (self->plan, e);
  gboolean fixed = !isnan (line->label_at);
  double least = G_MAXDOUBLE;

  if (line->n_shapes == 0)
    {
      best->placed = FALSE;
      return 0;
    }
  for (guint k = 0; k < (thorough ? G_N_ELEMENTS (shifts) : 1); k++)
    for (guint i = 0; i < (fixed ? 1 : G_N_ELEMENTS (places)); i += thorough ? 1 : self->huge ? 6 : 2)
      {
        double t = fixed ? CLAMP (line->label_at, 0, 1) : 0.5 + places[i];
        EntPoint at = ent_curve_point (curve, t), along = ent_curve_tangent (curve, t);
        double length = hypot (along.x, along.y);

        if (length > 0)
          {
            at.x += along.y / length * shifts[k];
            at.y -= along.x / length * shifts[k];
          }
        for (guint s = 0; s < line->n_shapes; s++)
          {
            EntLabelPlace place = { .placed = TRUE, .shape = s };
            double cost = fabs (t - 0.5) * 14 * !fixed + fabs (shifts[k]) * 0.4 + s * 7;
            EntRect ends;

            place.box = ent_rect_around (at, line->shapes[s].width, line->shapes[s].height);
            place.badge = line->shapes[s].n_lines > 0 ? ent_scene_badge_on (line, place.box) : place.box;
            if (cost >= MIN (least, limit))
              continue;
            ends = ent_rect_grow (place.box, CLEAR_OF_ENDS);
            if (ent_rect_contains (ends, curve[0]))
              cost += ent_edge (self->parts, e)->source_head != ENT_HEAD_NONE ? 40 : 15;
            if (ent_rect_contains (ends, curve[3]))
              cost += ent_edge (self->parts, e)->target_head != ENT_HEAD_NONE ? 40 : 15;
            cost = cost_of_place (self, e, &place, cost, MIN (least, limit));
            if (cost < least)
              {
                least = cost;
                *best = place;
              }
          }
      }
  return least;
}

void
ent_router_write_label (EntRouter *self, guint e)
{
  const EntLinePlan *line = ent_line_plan (self->plan, e);
  const EntSceneEdge *edge = ent_edge (self->parts, e);
  const EntLabelPlace *place = &self->places[e];
  const EntLabelShape *shape;
  EntSceneLabel *label;

  if (edge->label == G_MAXUINT)
    return;
  label = ent_label (self->parts, edge->label);
  shape = &line->shapes[place->shape];
  ent_scene_texts_free (label->lines, label->n_lines);
  ent_scene_text_clear (&label->badge_text);
  label->box = place->box;
  label->badge = place->badge;
  label->n_lines = shape->n_lines;
  label->lines = ent_scene_texts_copy (shape->lines, shape->n_lines, place->box.x, place->box.y, 1);
  label->badge_text = ent_scene_text_copy (&line->badge, place->badge.x, place->badge.y, 1);
  label->badge_hollow = line->badge_hollow;
}
