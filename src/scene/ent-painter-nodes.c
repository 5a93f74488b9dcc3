/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actors: cards with an icon on a round ground, the name and the kind. */
#include "ent-painter-private.h"

#include "ent-style.h"

#define RING_GAP 3 /* between a chosen card and the middle of its ring */
#define RING_WIDTH 2.2

double
ent_node_radius (const EntSceneNode *node)
{
  return MIN (node->icon.height * 0.46, node->box.height / 2);
}

/* A soft shadow of two layers under the card; only where there is light to cast one. */
static void
paint_shadow (const EntPaint *paint, const EntSceneNode *node, EntEmphasis emphasis)
{
  static const struct
  {
    double grow, down, alpha;
  } layers[] = { { 2.2, 2.2, 0.025 }, { 0.8, 1.2, 0.05 } };
  double strength = emphasis == ENT_EMPHASIS_HOVERED ? 2 : 1;

  if (paint->theme != ENT_THEME_LIGHT || emphasis == ENT_EMPHASIS_FADED)
    return;
  for (guint i = 0; i < G_N_ELEMENTS (layers); i++)
    {
      EntRect box = ent_rect_grow (node->box, layers[i].grow);

      box.y += layers[i].down;
      ent_paint_round (paint, box, ent_node_radius (node) + layers[i].grow, (EntColour){ 0 }, layers[i].alpha * strength);
    }
}

static void
paint_card (const EntPaint *paint, const EntSceneNode *node, const EntNodeLook *look, EntEmphasis emphasis)
{
  double radius = ent_node_radius (node), inset = look->border_width / 2;

  if (emphasis == ENT_EMPHASIS_CHOSEN)
    ent_paint_bordered (paint, ent_rect_grow (node->box, RING_GAP), radius + RING_GAP, paint->palette->card,
                        paint->palette->accent, RING_WIDTH);
  ent_paint_bordered (paint, ent_rect_grow (node->box, -inset), radius - inset, look->fill, look->border,
                      look->border_width);
}

void
ent_paint_node (const EntPaint *paint, EntMapIndex *index, const EntSceneNode *node, EntEmphasis emphasis)
{
  const EntActor *actor = node->actor;
  EntNodeLook look = ent_node_look (paint->theme, actor->kind, ent_actor_colour (index, actor), emphasis);
  EntPath *path;

  paint_shadow (paint, node, emphasis);
  paint_card (paint, node, &look, emphasis);
  ent_paint_round (paint, node->icon, node->icon.width / 2, look.disc, 1);
  if (!ent_paint_picture (paint, actor, node->icon, emphasis == ENT_EMPHASIS_FADED))
    ent_paint_icon (paint, index, actor->kind, ent_icon_picture (node->icon), look.icon, emphasis == ENT_EMPHASIS_FADED);
  for (guint i = 0; i < node->n_lines; i++)
    ent_paint_text (paint, &node->lines[i], node->lines[i].bold ? look.name : look.kind);
  if (actor->pinned)
    {
      path = ent_paint_path (paint);
      ent_path_pin (path, node);
      ent_paint_stroke (paint, path, look.fill, ent_pin_rim (node));
      ent_paint_fill (paint, path, look.icon);
    }
}
