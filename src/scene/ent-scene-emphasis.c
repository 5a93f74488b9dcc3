/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What choosing and hovering does to the look. With something chosen, all starts faded and what is connected with it is
 * brought back; what is chosen stands out, and what is under the pointer is shown as such whatever is chosen. */
#include "ent-scene-private.h"

typedef enum
{
  CHOSEN_NOTHING,
  CHOSEN_ACTOR,
  CHOSEN_RELATION,
  CHOSEN_PAIR
} Chosen;

static void
raise_to (EntEmphasis *emphasis, EntEmphasis least)
{
  static const int rank[]
      = { [ENT_EMPHASIS_FADED] = 0, [ENT_EMPHASIS_NORMAL] = 1, [ENT_EMPHASIS_HOVERED] = 2, [ENT_EMPHASIS_CHOSEN] = 3 };

  if (rank[*emphasis] < rank[least])
    *emphasis = least;
}

/* Gives the target itself emphasis @self_level, what hangs together with it @near_level. */
static void
mark (EntScene *scene,
      EntSceneEmphasis *emphasis,
      int kind,
      const char *id,
      const char *other,
      EntEmphasis self_level,
      EntEmphasis near_level)
{
  const EntSceneParts *parts = scene->shown;
  int a = id != NULL ? ent_scene_node_of (scene, id) : -1, b = other != NULL ? ent_scene_node_of (scene, other) : -1;
  int edge = id != NULL ? ent_scene_edge_of (scene, id) : -1;

  switch ((Chosen) kind)
    {
    case CHOSEN_ACTOR:
      if (a < 0)
        return;
      for (guint i = 0; i < parts->edges->len; i++)
        {
          const EntSceneEdge *e = ent_edge (parts, i);

          if (e->source == (guint) a || e->target == (guint) a)
            {
              raise_to (&emphasis->edges[i], near_level);
              raise_to (&emphasis->nodes[e->source], near_level);
              raise_to (&emphasis->nodes[e->target], near_level);
            }
        }
      raise_to (&emphasis->nodes[a], self_level);
      return;
    case CHOSEN_RELATION:
      if (edge < 0)
        return;
      raise_to (&emphasis->edges[edge], self_level);
      raise_to (&emphasis->nodes[ent_edge (parts, edge)->source], near_level);
      raise_to (&emphasis->nodes[ent_edge (parts, edge)->target], near_level);
      return;
    case CHOSEN_PAIR:
      if (a < 0 || b < 0)
        return;
      for (guint i = 0; i < parts->edges->len; i++)
        {
          const EntSceneEdge *e = ent_edge (parts, i);

          if ((e->source == (guint) a && e->target == (guint) b) || (e->source == (guint) b && e->target == (guint) a))
            raise_to (&emphasis->edges[i], self_level);
        }
      raise_to (&emphasis->nodes[a], near_level);
      raise_to (&emphasis->nodes[b], near_level);
      return;
    case CHOSEN_NOTHING:
    default:
      return;
    }
}

/* TRUE when the scene shows that target. */
static gboolean
shows (EntScene *scene, int kind, const char *id, const char *other)
{
  switch ((Chosen) kind)
    {
    case CHOSEN_ACTOR:
      return id != NULL && ent_scene_node_of (scene, id) >= 0;
    case CHOSEN_RELATION:
      return id != NULL && ent_scene_edge_of (scene, id) >= 0;
    case CHOSEN_PAIR:
      return id != NULL && other != NULL && ent_scene_node_of (scene, id) >= 0 && ent_scene_node_of (scene, other) >= 0;
    case CHOSEN_NOTHING:
    default:
      return FALSE;
    }
}

EntSceneEmphasis *
ent_scene_emphasis_new (EntScene *self,
                        int chosen_kind,
                        const char *chosen_id,
                        const char *chosen_other,
                        int hovered_kind,
                        const char *hovered_id,
                        const char *hovered_other)
{
  EntSceneEmphasis *emphasis = g_new0 (EntSceneEmphasis, 1);
  EntEmphasis rest = shows (self, chosen_kind, chosen_id, chosen_other) ? ENT_EMPHASIS_FADED : ENT_EMPHASIS_NORMAL;

  emphasis->nodes = g_new (EntEmphasis, self->shown->nodes->len + 1);
  emphasis->edges = g_new (EntEmphasis, self->shown->edges->len + 1);
  for (guint i = 0; i < self->shown->nodes->len; i++)
    emphasis->nodes[i] = rest;
  for (guint i = 0; i < self->shown->edges->len; i++)
    emphasis->edges[i] = rest;
  mark (self, emphasis, chosen_kind, chosen_id, chosen_other, ENT_EMPHASIS_CHOSEN, ENT_EMPHASIS_NORMAL);
  mark (self, emphasis, hovered_kind, hovered_id, hovered_other, ENT_EMPHASIS_HOVERED, rest);
  return emphasis;
}

void
ent_scene_emphasis_free (EntSceneEmphasis *emphasis)
{
  g_free (emphasis->nodes);
  g_free (emphasis->edges);
  g_free (emphasis);
}
