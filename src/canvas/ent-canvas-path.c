/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines that stand out while a page tells of them: a path between two actors. What is chosen besides stands out as ever; all else is faded. */
#include "ent-canvas-private.h"

void
ent_canvas_set_path (EntCanvas *self, const char *const *relations)
{
  gboolean any = relations != NULL && relations[0] != NULL;

  g_return_if_fail (ENT_IS_CANVAS (self));
  if (!any && self->path == NULL)
    return;
  g_strfreev (self->path);
  self->path = any ? g_strdupv ((char **) relations) : NULL;
  self->emphasis_stale = TRUE;
  ent_canvas_queue_update (self);
}

/* What the map has no more is passed over. */
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
      int edge = ent_scene_edge_of (self->scene, self->path[i]);
      const EntSceneEdge *line = edge >= 0 ? ent_canvas_edge (self->scene, (guint) edge) : NULL;

      if (line == NULL)
        continue;
      emphasis->edges[edge] = ENT_EMPHASIS_CHOSEN;
      if (emphasis->nodes[line->source] == ENT_EMPHASIS_FADED)
        emphasis->nodes[line->source] = ENT_EMPHASIS_NORMAL;
      if (emphasis->nodes[line->target] == ENT_EMPHASIS_FADED)
        emphasis->nodes[line->target] = ENT_EMPHASIS_NORMAL;
    }
}
