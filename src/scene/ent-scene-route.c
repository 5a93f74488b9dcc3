/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes of lines. A pair's lines are one fan of curves between the middles of two cards, cut off at the cards'
 * borders. All the free ones share one bend, tried from straight to strong on both sides until nothing better can
 * follow: the bend itself costs, so the search ends early where there is room. */
#include "ent-scene-router.h"

#define CLEAR_OF_NODES 7.0
#define ENDS_APART 14.0
#define AROUND 50.0 /* lines may run this far around all cards at no cost */
#define PASSES 4
/* What a cell of a large map's grids tells at most. */
#define HUGE_FROM 100000
#define QUICK_NODES 24
#define QUICK_LINES 12

const double ent_router_bends[ENT_N_BENDS]
    = { 0,     0.05, -0.05, 0.1,  -0.1,  0.15, -0.15, 0.2, -0.2, 0.26, -0.26, 0.33,
        -0.33, 0.42, -0.42, 0.52, -0.52, 0.65, -0.65, 0.8, -0.8, 1.0,  -1.0 };

double
ent_scene_head_reach (double width)
{
  return 6 + width * 1.5;
}

/* --- Judging --- */

double
ent_router_cost_of_bend (double bend, double length)
{
  double b = fabs (bend);

  return 20 * b + 60 * b * b + 0.1 * b * length;
}

/* How far @inner reaches out of @outer, all sides together. */
static double
excess (EntRect inner, EntRect outer)
{
  return MAX (0, outer.x - inner.x) + MAX (0, inner.x + inner.width - outer.x - outer.width)
         + MAX (0, outer.y - inner.y) + MAX (0, inner.y + inner.height - outer.y - outer.height);
}

/* Ends of other pairs' lines at node @node so near to @end that their heads touch. */
static double
cost_of_end (EntRouter *self, const EntPairPlan *own, guint node, EntPoint end)
{
  const GArray *pairs = self->plan->pairs_of->pdata[node];
  double cost = 0;

  for (guint i = 0; i < pairs->len; i++)
    {
      const EntPairPlan *pair = ent_pair_plan (self->plan, g_array_index (pairs, guint, i));

      if (pair == own)
        continue;
      for (guint k = pair->first; k < pair->first + pair->n && self->routed[k]; k++)
        {
          gboolean at_source = ent_edge (self->parts, k)->source == node;
          EntPoint other = self->flat[k][at_source ? 0 : ENT_SCENE_PIECES];

          if (fabs (other.x - end.x) < ENDS_APART && fabs (other.y - end.y) < ENDS_APART)
            cost += ENT_COST_ENDS / sqrt ((double) own->n * pair->n)
                    * (1 - MAX (fabs (other.x - end.x), fabs (other.y - end.y)) / ENDS_APART);
        }
    }
  return cost;
}

/* What edge @e's curve in `flat` costs beside its bend. */
static double
cost_of_curve (EntRouter *self, guint e, double limit)
{
  const EntPairPlan *pair = ent_pair_plan (self->plan, ent_line_plan (self->plan, e)->pair);
  const EntPoint *line = self->flat[e];
  EntRect span = self->spans[e];
  const guint *near;
  guint n;
  double cost = 0.35 * excess (span, self->area);

  cost += cost_of_end (self, pair, ent_edge (self->parts, e)->source, line[0]);
  cost += cost_of_end (self, pair, ent_edge (self->parts, e)->target, line[ENT_SCENE_PIECES]);
  near = ent_grid_near_line (self->nodes, line, ENT_SCENE_PIECES, CLEAR_OF_NODES, &n);
  for (guint i = 0; i < n; i++)
    {
      EntRect box = ent_node (self->parts, near[i])->box;
      double length;

      if (near[i] == pair->a || near[i] == pair->b
          || !ent_rect_overlaps (ent_rect_grow (span, 1), ent_rect_grow (box, CLEAR_OF_NODES)))
        continue;
      length = ent_line_length_in (line, ent_rect_grow (box, CLEAR_OF_NODES));
      if (length > 0)
        cost += ent_line_length_in (line, ent_rect_grow (box, 2)) > 0 ? ENT_COST_NODE_HIT + 2 * length
                                                                      : 15 + 0.5 * length;
    }
  if (cost >= limit)
    return cost;
  near = ent_grid_near_line (self->labels, line, ENT_SCENE_PIECES, 2, &n);
  for (guint i = 0; i < n; i++)
    if (self->places[near[i]].placed && (near[i] < pair->first || near[i] >= pair->first + pair->n)
        && ent_rect_overlaps (ent_rect_grow (span, 1), ent_rect_grow (self->places[near[i]].box, 2)))
      {
        double length = ent_line_length_in (line, ent_rect_grow (self->places[near[i]].box, 2));

        if (length > 0)
          cost += ENT_COST_LABEL_LINE + MIN (length, 40) * 0.25;
      }
  if (cost >= limit)
    return cost;
  near = ent_grid_near_line (self->lines, line, ENT_SCENE_PIECES, 0, &n);
  for (guint i = 0; i < n && cost < limit; i++)
    if (self->routed[near[i]] && (near[i] < pair->first || near[i] >= pair->first + pair->n)
        && ent_rect_overlaps (ent_rect_grow (span, 1), ent_rect_grow (self->spans[near[i]], 1)))
      {
        const EntPairPlan *other = ent_pair_plan (self->plan, ent_line_plan (self->plan, near[i])->pair);
        guint crossings = ent_line_crossings (line, span, self->flat[near[i]], self->spans[near[i]]);

        /* Through a fan is one trouble for the eye, not as many as the fan has lines. */
        if (crossings > 0)
          cost += ENT_COST_CROSSING * crossings / sqrt ((double) pair->n * other->n);
      }
  return cost;
}

/* --- Descent --- */

/* Lays out the pair with @bend, labels too. Stops once it costs @limit or more. */
static double
try_bend (EntRouter *self, const EntPairPlan *pair, double bend, double length, gboolean thorough, double limit)
{
  double cost = pair->a == pair->b ? bend : ent_router_cost_of_bend (bend, length);
  g_autofree EntPoint *curves = g_new (EntPoint, pair->n * 4);

  for (guint i = 0; i < pair->n; i++)
    {
      ent_router_set_curve (self, pair->first + i, bend, curves + 4 * i);
      self->places[pair->first + i].placed = FALSE;
    }
  for (guint i = 0; i < pair->n && cost < limit; i++)
    cost += cost_of_curve (self, pair->first + i, limit - cost);
  for (guint i = 0; i < pair->n && cost < limit; i++)
    {
      /* From the middle of the fan outwards, where there is the least room. */
      guint k = pair->first + (pair->n - 1) / 2 + (i % 2 == 1 ? (i + 1) / 2 : 0) - (i % 2 == 0 ? i / 2 : 0);
      EntLabelPlace place = { 0 };
      double label = ent_router_place_label (self, k, curves + 4 * (k - pair->first), thorough, limit - cost, &place);

      if (label == G_MAXDOUBLE)
        return G_MAXDOUBLE;
      self->places[k] = place;
      cost += label;
    }
  return cost;
}

void
ent_router_note_line (EntRouter *self, guint e)
{
  for (guint k = 0; k < ENT_SCENE_PIECES; k++)
    {
      EntPoint a = self->flat[e][k], b = self->flat[e][k + 1];

      if (self->quick)
        ent_grid_add_piece (self->lines, e, a, b);
      else
        ent_grid_add (self->lines, e, ent_rect (MIN (a.x, b.x), MIN (a.y, b.y), fabs (a.x - b.x), fabs (a.y - b.y)));
    }
}

void
ent_router_note_label (EntRouter *self, guint e)
{
  const EntLabelPlace *place = &self->places[e];

  if (place->placed)
    ent_grid_add (self->labels, e, place->badge.width > 0 ? ent_rect_union (place->box, place->badge) : place->box);
}

static void
note_pair (EntRouter *self, const EntPairPlan *pair)
{
  for (guint i = pair->first; i < pair->first + pair->n; i++)
    {
      ent_router_note_line (self, i);
      ent_router_note_label (self, i);
    }
}

/* Gives the pair its best bend and label places among all that stands. TRUE when that changed something. */
static gboolean
settle_pair (EntRouter *self, const EntPairPlan *pair, gboolean thorough)
{
  gboolean loop = pair->a == pair->b, free_lines = FALSE, was_routed = self->routed[pair->first], changed;
  guint n = loop ? 4 : ENT_N_BENDS, best = 0, first = was_routed ? self->chosen[pair - ent_pair_plan (self->plan, 0)] : 0;
  double length = ent_distance (ent_rect_middle (ent_node (self->parts, pair->a)->box),
                                ent_rect_middle (ent_node (self->parts, pair->b)->box));
  double least = G_MAXDOUBLE;
  g_autofree EntLabelPlace *before = g_memdup2 (&self->places[pair->first], pair->n * sizeof (EntLabelPlace));
  g_autofree EntLabelPlace *places = g_new0 (EntLabelPlace, pair->n);
  g_autofree EntPoint *old = g_memdup2 (self->flat[pair->first], pair->n * sizeof *self->flat);

  for (guint i = pair->first; i < pair->first + pair->n; i++)
    free_lines = free_lines || isnan (ent_line_plan (self->plan, i)->bend);
  n = free_lines || loop ? n : 1;
  /* The one that was best when it was last looked at comes first: it mostly still is, and others are soon known to be worse. Of equals
   * the first in the order of bends is taken, as if they were tried in that order. */
  for (guint k = 0; k < n + (first > 0); k++)
    {
      guint i = first == 0 ? k : k == 0 ? first : k - 1;
      double bend = loop ? i : ent_router_bends[i], limit = i < best ? least * (1 + 1e-9) + 1e-9 : least, cost;

      if (k > 0 && i == first && first > 0)
        continue;
      if ((k > 0 || first == 0) && (loop ? bend : ent_router_cost_of_bend (bend, length)) >= limit)
        break;
      cost = try_bend (self, pair, bend, length, thorough, limit);
      if (cost < least || (cost == least && i < best))
        {
          least = cost;
          best = i;
          memcpy (places, &self->places[pair->first], pair->n * sizeof (EntLabelPlace));
        }
    }
  self->chosen[pair - ent_pair_plan (self->plan, 0)] = (guint8) best;
  for (guint i = 0; i < pair->n; i++)
    {
      EntPoint curve[4];

      ent_router_set_curve (self, pair->first + i, loop ? best : ent_router_bends[best], curve);
      self->places[pair->first + i] = places[i];
      memcpy (ent_edge (self->parts, pair->first + i)->curve, curve, sizeof curve);
    }
  changed = !was_routed || memcmp (old, self->flat[pair->first], pair->n * sizeof *self->flat) != 0
            || memcmp (before, places, pair->n * sizeof (EntLabelPlace)) != 0;
  if (changed)
    note_pair (self, pair);
  return changed;
}

static EntRouter *
router_new (const EntScenePlan *plan, EntSceneParts *parts)
{
  EntRouter *self = g_new0 (EntRouter, 1);
  EntRect area = { 0 };
  guint n = parts->edges->len;

  self->plan = plan;
  self->parts = parts;
  for (guint i = 0; i < parts->nodes->len; i++)
    area = i > 0 ? ent_rect_union (area, ent_node (parts, i)->box) : ent_node (parts, i)->box;
  self->quick = n > ENT_SCENE_QUICK_FROM || plan->rough;
  self->huge = n > HUGE_FROM;
  self->area = ent_rect_grow (area, AROUND);
  self->nodes = ent_grid_new (area, parts->nodes->len, self->quick ? QUICK_NODES : 0);
  self->lines = ent_grid_new (area, parts->nodes->len, self->quick ? QUICK_LINES : 0);
  self->labels = ent_grid_new (area, parts->nodes->len, self->quick ? QUICK_NODES : 0);
  for (guint i = 0; i < parts->nodes->len; i++)
    ent_grid_add (self->nodes, i, ent_node (parts, i)->box);
  self->flat = g_malloc0_n (n + 1, sizeof *self->flat);
  self->spans = g_new0 (EntRect, n + 1);
  self->routed = g_new0 (gboolean, n + 1);
  self->places = g_new0 (EntLabelPlace, n + 1);
  self->chosen = g_new0 (guint8, plan->pairs->len + 1);
  return self;
}

static void
router_free (EntRouter *self)
{
  ent_grid_free (self->nodes);
  ent_grid_free (self->lines);
  ent_grid_free (self->labels);
  g_free (self->flat);
  g_free (self->spans);
  g_free (self->routed);
  g_free (self->places);
  g_free (self->chosen);
  g_free (self);
}

/* What stays as it is. */
static void
take_over (EntRouter *self, const EntPairPlan *pair)
{
  for (guint i = pair->first; i < pair->first + pair->n; i++)
    {
      const EntSceneEdge *edge = ent_edge (self->parts, i);

      ent_curve_flatten (edge->curve, self->flat[i]);
      self->spans[i] = ent_router_span (self->flat[i]);
      self->routed[i] = TRUE;
      if (edge->label != G_MAXUINT)
        {
          const EntSceneLabel *label = ent_label (self->parts, edge->label);

          self->places[i] = (EntLabelPlace){ .placed = TRUE, .box = label->box, .badge = label->badge };
        }
    }
  note_pair (self, pair);
}

void
ent_scene_route (const EntScenePlan *plan, EntSceneParts *parts, const gboolean *touched, gboolean once)
{
  EntRouter *self = router_new (plan, parts);
  guint n = plan->pairs->len;
  gboolean changed = TRUE;

  if (touched != NULL)
    for (guint i = 0; i < n; i++)
      if (!touched[i])
        take_over (self, ent_pair_plan (plan, i));
  for (guint pass = 0; pass < (once || self->quick ? 1 : PASSES) && changed; pass++)
    {
      changed = FALSE;
      for (guint i = 0; i < n && ent_scene_work_goes_on (plan, i, n, 300, 900); i++)
        if (touched != NULL && !touched[i])
          continue;
        else if (plan->straight)
          ent_router_set_straight (self, ent_pair_plan (plan, i));
        else if (self->quick)
          ent_router_settle_quickly (self, ent_pair_plan (plan, i));
        else
          changed = settle_pair (self, ent_pair_plan (plan, i), pass > 0) || changed;
    }
  for (guint i = 0; i < n && ent_scene_work_goes_on (plan, n, n, 300, 900); i++)
    if (touched == NULL || touched[i])
      {
        const EntPairPlan *pair = ent_pair_plan (plan, i);

        for (guint k = pair->first; k < pair->first + pair->n; k++)
          {
            EntSceneEdge *edge = ent_edge (parts, k);

            edge->bounds = ent_rect_grow (ent_curve_bounds (edge->curve), ent_scene_head_reach (edge->width));
            ent_router_write_label (self, k);
          }
      }
  router_free (self);
}
