/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands out while a page tells of it: a path between two actors, a step of the story. What is chosen besides stands out as ever; all else is faded. */
#include "ent-canvas-private.h"

void
ent_canvas_set_path (EntCanvas *self, const char *const *ids)
{
  gboolean any = ids != NULL && ids[0] != NULL;

  g_return_if_fail (ENT_IS_CANVAS (self));
  if (!any && self->path == NULL)
    return;
  g_strfreev (self->path);
  self->path = any ? g_strdupv ((char **) ids) : NULL;
  self->emphasis_stale = TRUE;
  ent_canvas_queue_update (self);
}

static void
bring_back (EntEmphasis *emphasis)
{
  if (*emphasis == ENT_EMPHASIS_FADED)
    *emphasis = ENT_EMPHASIS_NORMAL;
}

static void
emphasize_line (EntCanvas *self, EntSceneEmphasis *emphasis, guint edge, EntEmphasis level)
{
  const EntSceneEdge *line = ent_canvas_edge (self->scene, edge);

  if (level == ENT_EMPHASIS_CHOSEN)
    emphasis->edges[edge] = level;
  else
    bring_back (&emphasis->edges[edge]);
  bring_back (&emphasis->nodes[line->source]);
  bring_back (&emphasis->nodes[line->target]);
}

/* What the map has no more is passed over. O(ids x lines) at worst, for actors. */
void
ent_canvas_emphasize_path (EntCanvas *self, EntSceneEmphasis *emphasis)
{
  guint n_nodes, n_edges;

  if (self->path == NULL)
    return;
  ent_scene_nodes (self->scene, &n_nodes);
  ent_scene_edges (self->scene, &n_edges);
  for (guint i = 0; i < n_nodes; i++)
    if (emphasis->nodes[i] == ENT_EMPHASIS_NORMAL)
      emphasis->nodes[i] = ENT_EMPHASIS_FADED;
  for (guint i = 0; i < n_edges; i++)
    if (emphasis->edges[i] == ENT_EMPHASIS_NORMAL)
      emphasis->edges[i] = ENT_EMPHASIS_FADED;
  for (guint i = 0; self->path[i] != NULL; i++)
    {
      int edge = ent_scene_edge_of (self->scene, self->path[i]), node = ent_scene_node_of (self->scene, self->path[i]);

      if (edge >= 0)
        emphasize_line (self, emphasis, (guint) edge, ENT_EMPHASIS_CHOSEN);
      if (node < 0)
        continue;
      for (guint j = 0; j < n_edges; j++)
        {
          const EntSceneEdge *line = ent_canvas_edge (self->scene, j);

          if (line->source == (guint) node || line->target == (guint) node)
            emphasize_line (self, emphasis, j, ENT_EMPHASIS_NORMAL);
        }
      emphasis->nodes[node] = ENT_EMPHASIS_CHOSEN;
    }
}
