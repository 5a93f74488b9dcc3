/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Told once for a scene by ids, then applied by index to each emphasis, so that what changes with the pointer costs no look-ups.
 * Invariant: a line that shows a relation outside of the veil is outside of it. */
#include "ent-scene-private.h"

struct _EntSceneVeil
{
  EntScene *scene;        /* owned */
  guint8 *nodes, *edges;  /* by index, 1: veiled */
};

static void
veil_nodes (EntSceneVeil *self, const EntRecords *actors, const guint8 *shown)
{
  for (guint i = 0; i < ent_records_n (actors); i++)
    {
      int node = shown[i] ? -1 : ent_scene_node_of (self->scene, ((const EntActor *) actors->items[i])->id);

      if (node >= 0)
        self->nodes[node] = 1;
    }
}

static void
set_edges (EntSceneVeil *self, const EntRecords *relations, const guint8 *shown, gboolean which)
{
  for (guint i = 0; i < ent_records_n (relations); i++)
    {
      int edge = (shown[i] != 0) == which ? ent_scene_edge_of (self->scene, ((const EntRelation *) relations->items[i])->id) : -1;

      if (edge >= 0)
        self->edges[edge] = !which;
    }
}

EntSceneVeil *
ent_scene_veil_new (EntScene *self, const EntSnapshot *map, const guint8 *actors, const guint8 *relations)
{
  EntSceneVeil *veil = g_new0 (EntSceneVeil, 1);

  veil->scene = ent_scene_ref (self);
  veil->nodes = g_new0 (guint8, self->shown->nodes->len + 1);
  veil->edges = g_new0 (guint8, self->shown->edges->len + 1);
  veil_nodes (veil, map->lists[ENT_LIST_ACTORS], actors);
  set_edges (veil, map->lists[ENT_LIST_RELATIONS], relations, FALSE);
  set_edges (veil, map->lists[ENT_LIST_RELATIONS], relations, TRUE);
  return veil;
}

void
ent_scene_veil_free (EntSceneVeil *veil)
{
  ent_scene_unref (veil->scene);
  g_free (veil->nodes);
  g_free (veil->edges);
  g_free (veil);
}

gboolean
ent_scene_veil_fits (const EntSceneVeil *veil, EntScene *scene)
{
  return veil->scene->plan == scene->plan && veil->scene->shown->edges->len == scene->shown->edges->len;
}

static gboolean
stands_out (EntEmphasis emphasis)
{
  return emphasis == ENT_EMPHASIS_CHOSEN || emphasis == ENT_EMPHASIS_HOVERED;
}

void
ent_scene_veil_apply (const EntSceneVeil *veil, EntSceneEmphasis *emphasis, gboolean hide)
{
  const EntSceneParts *parts = veil->scene->shown;
  EntEmphasis veiled = hide ? ENT_EMPHASIS_HIDDEN : ENT_EMPHASIS_FADED;
  gboolean others = FALSE; /* a chosen line outside of the veil */

  for (guint i = 0; i < parts->edges->len && !others; i++)
    others = emphasis->edges[i] == ENT_EMPHASIS_CHOSEN && !veil->edges[i];
  for (guint i = 0; i < parts->nodes->len; i++)
    if (veil->nodes[i] && !stands_out (emphasis->nodes[i]))
      emphasis->nodes[i] = veiled;
  for (guint i = 0; i < parts->edges->len; i++)
    {
      if (!veil->edges[i])
        continue;
      if (!stands_out (emphasis->edges[i]) || (others && emphasis->edges[i] == ENT_EMPHASIS_CHOSEN))
        {
          emphasis->edges[i] = veiled;
          continue;
        }
      for (guint end = 0; end < 2; end++)
        {
          EntEmphasis *node = &emphasis->nodes[end == 0 ? ent_edge (parts, i)->source : ent_edge (parts, i)->target];

          if (!stands_out (*node))
            *node = ENT_EMPHASIS_NORMAL;
        }
    }
}
