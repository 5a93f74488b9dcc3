/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Cards and label boxes that many things have alike are written once, in <defs>, and used from there: without that a large map is mostly
 * the same rectangles over again. A shape that few have stays with its thing, where drawing programs edit it more easily.
 *
 * Invariant: a shape is what its thing would be drawn with, moved by the left upper corner of its box, and holds the classes that
 * its own style depends on, since style sheets do not reach into it from where it is used. */
#include "ent-svg-private.h"

#include <string.h>

/* From how many things on. */
#define SHARED_FROM 12

typedef enum
{
  CARD,
  LABEL
} Kind;

typedef struct
{
  Kind kind;
  guint look;             /* of a card; of a label its stance, past all stances a bundle's */
  EntEmphasis emphasis;
  gboolean flag;          /* of a card pinned, of a label its badge hollow */
  int measures[6];        /* hundredths */
  const char *text;       /* of a card the kind, of a label that of its badge; NULL: none */
  guint uses, number;     /* number from 1; 0: not shared */
  guint example;          /* index of one that has it */
} Shape;

static guint
shape_hash (gconstpointer data)
{
  const Shape *shape = data;
  guint hash = shape->kind * 31 + shape->look * 7 + shape->emphasis * 3 + (guint) shape->flag;

  for (guint i = 0; i < G_N_ELEMENTS (shape->measures); i++)
    hash = hash * 16777619 ^ (guint) shape->measures[i];
  return shape->text != NULL ? hash ^ g_str_hash (shape->text) : hash;
}

static gboolean
shape_equal (gconstpointer a, gconstpointer b)
{
  const Shape *x = a, *y = b;

  return x->kind == y->kind && x->look == y->look && x->emphasis == y->emphasis && x->flag == y->flag
         && memcmp (x->measures, y->measures, sizeof x->measures) == 0 && g_strcmp0 (x->text, y->text) == 0;
}

static int
measure (double value)
{
  return (int) round (CLAMP (value, -1e7, 1e7) * 100);
}

static Shape
shape_of_label (EntSvg *svg, guint index)
{
  const EntSceneLabel *label = &ent_scene_labels (svg->scene, NULL)[index];
  const EntSceneEdge *edge = &ent_scene_edges (svg->scene, NULL)[label->edge];
  Shape shape = {
    .kind = LABEL,
    .look = label->bundle ? G_MAXUINT : edge->stance,
    .emphasis = ent_svg_edge_emphasis (svg, label->edge),
    .flag = label->badge_hollow,
    .measures = { measure (label->box.width), measure (label->box.height), measure (ent_label_radius (label)),
                  measure (label->badge.width), measure (label->badge.x - label->box.x), measure (label->badge.y - label->box.y) },
    .text = label->badge.width > 0 ? label->badge_text.text : NULL,
    .example = index,
  };

  return shape;
}

/* FALSE where the card is like no other. */
static gboolean
shape_of_card (EntSvg *svg, guint index, Shape *shape)
{
  const EntSceneNode *node = &ent_scene_nodes (svg->scene, NULL)[index];

  *shape = (Shape) {
    .kind = CARD,
    .look = ent_svg_node_look (svg, index),
    .emphasis = ent_svg_node_emphasis (svg, index),
    .flag = node->actor->pinned,
    .measures = { measure (node->box.width), measure (node->box.height), measure (node->icon.width),
                  measure (node->icon.x - node->box.x), measure (node->icon.y - node->box.y) },
    .text = node->actor->kind,
    .example = index,
  };
  return !g_hash_table_contains (svg->pictured, node->actor->id);
}

static void
count (EntSvg *svg, const Shape *shape, GPtrArray *order)
{
  Shape *known = g_hash_table_lookup (svg->shapes, shape);

  if (known == NULL)
    {
      known = g_memdup2 (shape, sizeof *shape);
      g_hash_table_add (svg->shapes, known);
      g_ptr_array_add (order, known);
    }
  known->uses++;
}

GHashTable *
ent_svg_shapes_new (void)
{
  return g_hash_table_new_full (shape_hash, shape_equal, g_free, NULL);
}

static void
define (EntSvg *svg, const Shape *shape)
{
  g_string_append_printf (svg->out, "<g id=\"s%u\" class=\"", shape->number);
  if (shape->kind == CARD)
    {
      EntRect box = ent_scene_nodes (svg->scene, NULL)[shape->example].box;

      g_string_append_printf (svg->out, "look%u\">\n", shape->look);
      ent_svg_card (svg, shape->example, ent_point (-box.x, -box.y));
    }
  else
    {
      const EntSceneLabel *label = &ent_scene_labels (svg->scene, NULL)[shape->example];
      g_autofree char *tone = ent_svg_label_tone (svg, label, shape->emphasis);

      g_string_append_printf (svg->out, "%s\">\n", tone);
      ent_svg_label_box (svg, label, ent_point (-label->box.x, -label->box.y));
    }
  g_string_append (svg->out, "</g>\n");
}

void
ent_svg_shapes (EntSvg *svg)
{
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  guint n, number = 0;

  ent_scene_nodes (svg->scene, &n);
  for (guint i = 0; i < n; i++)
    {
      Shape shape;

      if (shape_of_card (svg, i, &shape) && shape.emphasis != ENT_EMPHASIS_HIDDEN)
        count (svg, &shape, order);
    }
  ent_scene_labels (svg->scene, &n);
  for (guint i = 0; i < n; i++)
    {
      Shape shape = shape_of_label (svg, i);

      if (shape.emphasis != ENT_EMPHASIS_HIDDEN)
        count (svg, &shape, order);
    }
  for (guint i = 0; i < order->len; i++)
    {
      Shape *shape = order->pdata[i];

      if (shape->uses < SHARED_FROM)
        continue;
      shape->number = ++number;
      define (svg, shape);
    }
}

static const Shape *
shared (EntSvg *svg, const Shape *shape)
{
  const Shape *known = g_hash_table_lookup (svg->shapes, shape);

  return known != NULL && known->number > 0 ? known : NULL;
}

static gboolean
use (EntSvg *svg, const Shape *shape, EntRect box)
{
  const Shape *known = shared (svg, shape);

  if (known == NULL)
    return FALSE;
  g_string_append (svg->out, "<use xlink:href=\"#s");
  ent_svg_number (svg->out, known->number);
  g_string_append_c (svg->out, '"');
  ent_svg_attribute_place (svg->out, "x", box.x);
  ent_svg_attribute_place (svg->out, "y", box.y);
  g_string_append (svg->out, "/>\n");
  return TRUE;
}

gboolean
ent_svg_shares_label_box (EntSvg *svg, const EntSceneLabel *label)
{
  Shape shape = shape_of_label (svg, (guint) (label - ent_scene_labels (svg->scene, NULL)));

  return shared (svg, &shape) != NULL;
}

gboolean
ent_svg_use_label_box (EntSvg *svg, const EntSceneLabel *label)
{
  Shape shape = shape_of_label (svg, (guint) (label - ent_scene_labels (svg->scene, NULL)));

  return use (svg, &shape, label->box);
}

gboolean
ent_svg_use_card (EntSvg *svg, guint index)
{
  Shape shape;

  return shape_of_card (svg, index, &shape) && use (svg, &shape, ent_scene_nodes (svg->scene, NULL)[index].box);
}
