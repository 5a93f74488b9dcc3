/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Actors glide to their new places when a change of the map moves several of them far, so that the reader's eye can
 * follow: an arrangement, or its undo. The map and the scene at the end are final at once; only what is drawn is on its
 * way.
 *
 * Invariant: while a glide is under way, `glide_scene` is the scene at its end and `scene` one of the same plan with some
 * actors elsewhere, so the emphasis fits both. */
#include "ent-canvas-private.h"

#define GLIDE_SECONDS 0.45
/* Shorter ways need no help to be followed; scene units. */
#define LEAST_WAY 40.0
/* Larger maps would take longer to route than a frame lasts. */
#define MOST_EDGES 600

static void
forget (EntCanvas *self)
{
  if (self->glide_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->glide_tick);
  self->glide_tick = 0;
  g_clear_pointer (&self->glide_scene, ent_scene_unref);
  g_array_set_size (self->glide_ways, 0);
}

EntScene *
ent_canvas_final_scene (EntCanvas *self)
{
  return self->glide_scene != NULL ? self->glide_scene : self->scene;
}

/* Draws the actors at part @t of their ways. */
static void
show (EntCanvas *self, double t)
{
  guint n = self->glide_ways->len;
  g_autofree const char **ids = g_new (const char *, n + 1);
  g_autofree EntPoint *places = g_new (EntPoint, n + 1);

  for (guint i = 0; i < n; i++)
    {
      const EntCanvasWay *way = &g_array_index (self->glide_ways, EntCanvasWay, i);
      const EntSceneNode *node = ent_canvas_node (self->glide_scene, way->node);
      EntPoint to = ent_rect_middle (node->box);

      ids[i] = node->actor->id;
      places[i] = ent_point (way->from.x + (to.x - way->from.x) * t, way->from.y + (to.y - way->from.y) * t);
    }
  ent_scene_unref (self->scene);
  self->scene = ent_scene_new_moved (self->glide_scene, ids, places, n);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ent_canvas_glide_finish (EntCanvas *self)
{
  if (self->glide_scene == NULL)
    return;
  ent_scene_unref (self->scene);
  self->scene = ent_scene_ref (self->glide_scene);
  forget (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  ent_canvas_queue_things (self);
}

static gboolean
glide (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  EntCanvas *self = ENT_CANVAS (widget);
  gint64 now = gdk_frame_clock_get_frame_time (clock);
  double t;

  if (self->glide_start == 0)
    self->glide_start = now;
  t = (now - self->glide_start) / (GLIDE_SECONDS * G_USEC_PER_SEC);
  if (t < 1)
    {
      show (self, t < 0.5 ? 4 * t * t * t : 1 - pow (2 - 2 * t, 3) / 2);
      return G_SOURCE_CONTINUE;
    }
  self->glide_tick = 0; /* goes with this return */
  ent_canvas_glide_finish (self);
  return G_SOURCE_REMOVE;
}

void
ent_canvas_glide_from (EntCanvas *self, EntScene *old)
{
  gboolean animations = FALSE;
  guint n, n_edges;
  double longest = 0;

  forget (self);
  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-enable-animations", &animations, NULL);
  ent_scene_nodes (self->scene, &n);
  ent_scene_edges (self->scene, &n_edges);
  if (old == NULL || !animations || !gtk_widget_get_mapped (GTK_WIDGET (self)) || n_edges > MOST_EDGES)
    return;
  for (guint i = 0; i < n; i++)
    {
      const EntSceneNode *node = ent_canvas_node (self->scene, i);
      int before = ent_scene_node_of (old, node->actor->id);
      EntCanvasWay way = { .node = i };
      double length;

      if (before < 0)
        continue;
      way.from = ent_rect_middle (ent_canvas_node (old, (guint) before)->box);
      length = ent_distance (way.from, ent_rect_middle (node->box));
      longest = MAX (longest, length);
      if (length > 0.05)
        g_array_append_val (self->glide_ways, way);
    }
  if (self->glide_ways->len < 2 || longest < LEAST_WAY)
    {
      g_array_set_size (self->glide_ways, 0);
      return;
    }
  self->glide_scene = ent_scene_ref (self->scene);
  self->glide_start = 0;
  show (self, 0);
  self->glide_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), glide, NULL, NULL);
  ent_canvas_refit (self);
}
