/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Routes and label places of large maps, at a cost that grows with the number of lines and of the cards that they pass,
 * whatever the map looks like: one pass; the bend is chosen by the foreign cards on the way alone, then each label
 * takes the best place on its line among what a grid with full cells still tells. The longer the line, the fewer bends
 * are tried: one that passes dozens of cards meets some of them however it bends. */
#include "ent-scene-router.h"

/* Bends that are tried, by the number of cells of the grid that a line passes. */
static guint
n_bends_of (const EntRouter *self, double cells)
{
  if (self->huge)
    return cells < 24 ? 3 : 1;
  if (cells < 8)
    return 9;
  if (cells < 24)
    return 5;
  return cells < 48 ? 3 : 1;
}

/* Length of the curve's pieces in foreign cards, weighed; gives up at @limit. */
static double
cost_of_cards (EntRouter *self, const EntPairPlan *pair, guint e, double limit)
{
  double cost = 0;

  for (guint k = 0; k < ENT_SCENE_PIECES && cost < limit; k++)
    {
      EntPoint from = self->flat[e][k], to = self->flat[e][k + 1];
      guint n;
      const guint *near = ent_grid_near_piece (self->nodes, from, to, &n);

      for (guint i = 0; i < n; i++)
        if (near[i] != pair->a && near[i] != pair->b)
          cost += 4 * ent_piece_length_in (from, to, ent_rect_grow (ent_node (self->parts, near[i])->box, 2));
    }
  return cost;
}

static double
best_bend (EntRouter *self, const EntPairPlan *pair, guint n, double length)
{
  gboolean loop = pair->a == pair->b;
  double least = G_MAXDOUBLE, best = 0;

  if (n == 1 && !loop)
    return ent_router_bends[0]; /* no choice: what the longest lines pass need not be looked at */
  for (guint i = 0; i < n; i++)
    {
      double bend = loop ? i : ent_router_bends[i], cost = loop ? i : ent_router_cost_of_bend (bend, length);
      EntPoint curve[4];

      if (cost >= least)
        break;
      for (guint e = pair->first; e < pair->first + pair->n && cost < least; e++)
        {
          ent_router_set_curve (self, e, bend, curve);
          cost += cost_of_cards (self, pair, e, least - cost);
        }
      if (cost < least)
        {
          least = cost;
          best = bend;
        }
    }
  return best;
}

void
ent_router_settle_quickly (EntRouter *self, const EntPairPlan *pair)
{
  double length = ent_distance (ent_rect_middle (ent_node (self->parts, pair->a)->box),
                                ent_rect_middle (ent_node (self->parts, pair->b)->box));
  gboolean free_lines = FALSE;
  double bend;

  for (guint e = pair->first; e < pair->first + pair->n; e++)
    free_lines = free_lines || isnan (ent_line_plan (self->plan, e)->bend);
  if (pair->a == pair->b)
    bend = best_bend (self, pair, 4, length);
  else
    bend = free_lines ? best_bend (self, pair, n_bends_of (self, length / ent_grid_side (self->nodes)), length) : 0;
  for (guint e = pair->first; e < pair->first + pair->n; e++)
    {
      ent_router_set_curve (self, e, bend, ent_edge (self->parts, e)->curve);
      ent_router_note_line (self, e);
    }
  for (guint e = pair->first; e < pair->first + pair->n; e++)
    {
      ent_router_place_label (self, e, ent_edge (self->parts, e)->curve, FALSE, G_MAXDOUBLE, &self->places[e]);
      ent_router_note_label (self, e);
    }
}

void
ent_router_set_straight (EntRouter *self, const EntPairPlan *pair)
{
  for (guint e = pair->first; e < pair->first + pair->n; e++)
    ent_router_set_curve (self, e, 0, ent_edge (self->parts, e)->curve);
}
