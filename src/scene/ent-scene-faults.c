/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is wrong with a picture, told as sentences that name the things. O(items squared), with boxes first: for tests
 * and for placing by hand, not for every frame. */
#include "ent-scene-private.h"

/* A box that nothing else may touch. */
typedef struct
{
  EntRect box;
  guint owner; /* boxes of the same owner may touch: a label and its badge */
  char *name;
} Thing;

static void
clear_thing (gpointer data)
{
  g_free (((Thing *) data)->name);
}

/* (transfer full) */
static char *
name_of_edge (const EntSceneParts *parts, const EntSceneEdge *edge)
{
  const char *source = ent_node (parts, edge->source)->actor->name,
             *target = ent_node (parts, edge->target)->actor->name;

  if (edge->n_relations > 1)
    return g_strdup_printf ("\"%s and %s, %u relations\"", source, target, edge->n_relations);
  return g_strdup_printf ("\"%s %s %s\"", source, edge->relation->label, target);
}

static void
add_thing (GArray *things, EntRect box, guint owner, char *name)
{
  Thing thing = { box, owner, name };

  g_array_append_val (things, thing);
}

static GArray *
things_of (const EntSceneParts *parts)
{
  GArray *things = g_array_new (FALSE, FALSE, sizeof (Thing));
  guint owner = 0;

  g_array_set_clear_func (things, clear_thing);
  for (guint i = 0; i < parts->nodes->len; i++)
    add_thing (things, ent_node (parts, i)->box, owner++,
               g_strdup_printf ("Actor \"%s\"", ent_node (parts, i)->actor->name));
  for (guint i = 0; i < parts->captions->len; i++)
    add_thing (things, ent_caption (parts, i)->box, owner++,
               g_strdup_printf ("Caption \"%s\"", ent_caption (parts, i)->caption->text));
  for (guint i = 0; i < parts->labels->len; i++)
    {
      const EntSceneLabel *label = ent_label (parts, i);
      g_autofree char *name = name_of_edge (parts, ent_edge (parts, label->edge));

      add_thing (things, label->box, owner, g_strdup_printf ("The label of %s", name));
      if (label->badge.width > 0)
        add_thing (things, label->badge, owner, g_strdup_printf ("The badge of %s", name));
      owner++;
    }
  return things;
}

GPtrArray *
ent_scene_faults (EntScene *self)
{
  const EntSceneParts *parts = self->shown;
  GPtrArray *faults = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) things = things_of (parts);

  for (guint i = 0; i < things->len; i++)
    for (guint k = i + 1; k < things->len; k++)
      {
        const Thing *a = &g_array_index (things, Thing, i), *b = &g_array_index (things, Thing, k);

        if (a->owner != b->owner && ent_rect_overlaps (a->box, b->box))
          {
            char *second = g_strdup (b->name);

            second[0] = g_ascii_tolower (second[0]);
            g_ptr_array_add (faults, g_strdup_printf ("%s and %s overlap.", a->name, second));
            g_free (second);
          }
      }
  for (guint i = 0; i < parts->edges->len; i++)
    {
      const EntSceneEdge *edge = ent_edge (parts, i);
      EntPoint line[ENT_SCENE_PIECES + 1];

      ent_curve_flatten (edge->curve, line);
      for (guint k = 0; k < parts->nodes->len; k++)
        if (k != edge->source && k != edge->target
            && ent_rect_overlaps (ent_rect_grow (edge->bounds, 1), ent_node (parts, k)->box)
            && ent_line_length_in (line, ent_node (parts, k)->box) > 0)
          {
            g_autofree char *name = name_of_edge (parts, edge);

            g_ptr_array_add (faults, g_strdup_printf ("The line %s runs through actor \"%s\".", name,
                                                      ent_node (parts, k)->actor->name));
          }
    }
  return faults;
}

guint
ent_scene_count_labels_on_lines (EntScene *self)
{
  const EntSceneParts *parts = self->shown;
  guint n = 0;

  for (guint i = 0; i < parts->edges->len; i++)
    {
      EntPoint line[ENT_SCENE_PIECES + 1];

      ent_curve_flatten (ent_edge (parts, i)->curve, line);
      for (guint k = 0; k < parts->labels->len; k++)
        if (ent_label (parts, k)->edge != i && ent_line_length_in (line, ent_label (parts, k)->box) > 0)
          n++;
    }
  return n;
}

guint
ent_scene_count_crossings (EntScene *self)
{
  const EntSceneParts *parts = self->shown;
  g_autofree EntPoint *lines = g_new (EntPoint, parts->edges->len * (ENT_SCENE_PIECES + 1) + 1);
  guint n = 0;

  for (guint i = 0; i < parts->edges->len; i++)
    ent_curve_flatten (ent_edge (parts, i)->curve, lines + i * (ENT_SCENE_PIECES + 1));
  for (guint i = 0; i < parts->edges->len; i++)
    for (guint k = i + 1; k < parts->edges->len; k++)
      if (ent_rect_overlaps (ent_edge (parts, i)->bounds, ent_edge (parts, k)->bounds))
        n += ent_line_crossings (lines + i * (ENT_SCENE_PIECES + 1), ent_edge (parts, i)->bounds,
                                 lines + k * (ENT_SCENE_PIECES + 1), ent_edge (parts, k)->bounds);
  return n;
}
