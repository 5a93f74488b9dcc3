/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes of large maps are built in a thread, while the old picture stays, and so is the first of any map: it begins as
 * soon as the map is there, while the window is still being made. At most one is under way; where the map changes
 * meanwhile, the next one begins when it is back.
 *
 * Invariant: `build_serial` counts what makes the result of a build that is under way worthless: other content, or a
 * scene built at once. */
#include "ent-canvas-private.h"

#include "ent-scene-index.h"

/* Actors and relations; a smaller map that is shown already is built anew at once. */
#define LARGE 600

typedef struct
{
  EntMapIndex *index;
  EntScene *closed; /* nullable: to be built */
  EntScene *scene;
  char *open_pair[3];
  double text_scale;
  gboolean rtl;
  guint serial;
  EntSceneWork work;
} Build;

static void
build_free (gpointer data)
{
  Build *build = data;

  ent_map_index_unref (build->index);
  g_clear_pointer (&build->closed, ent_scene_unref);
  g_clear_pointer (&build->scene, ent_scene_unref);
  g_free (build->open_pair[0]);
  g_free (build->open_pair[1]);
  g_free (build);
}

static void
make (Build *build)
{
  EntSceneOptions options = { .text_scale = build->text_scale, .rtl = build->rtl, .work = &build->work };

  /* Opened from the closed picture, whatever was open before: closing brings back what was there. */
  if (build->closed == NULL)
    build->closed = ent_scene_new (build->index, &options);
  if (build->closed == NULL)
    return; /* it was told to stop */
  build->scene = build->open_pair[0] != NULL
                     ? ent_scene_new_opened (build->closed, (const char *const *) build->open_pair)
                     : ent_scene_ref (build->closed);
}

static Build *
build_new (EntCanvas *self)
{
  Build *build = g_new0 (Build, 1);

  build->index = ent_map_index_ref (ent_map_peek_index (self->map));
  build->closed = self->closed != NULL ? ent_scene_ref (self->closed) : NULL;
  build->open_pair[0] = g_strdup (self->open_pair[0]);
  build->open_pair[1] = g_strdup (self->open_pair[1]);
  build->text_scale = self->text_scale;
  build->rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  build->serial = self->build_serial;
  return build;
}

static void
show (EntCanvas *self, Build *build)
{
  g_autoptr (EntScene) old = NULL;

  if (self->drag == ENT_DRAG_MOVE)
    ent_canvas_drag_cancel (self);
  old = g_steal_pointer (&self->scene);
  g_clear_pointer (&self->closed, ent_scene_unref);
  if (!self->build_again)
    self->closed = ent_scene_ref (build->closed);
  self->scene = ent_scene_ref (build->scene);
  g_clear_object (&self->sketch);
  ent_canvas_glide_from (self, self->map_changed ? old : NULL);
  self->map_changed = FALSE;
  self->emphasis_stale = TRUE;
  ent_canvas_update_legend (self);
  ent_canvas_queue_things (self);
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Build *build = data;

  make (build);
  /* Asked for by the first pointer that moves; it takes as long as it is large. */
  if (build->scene != NULL)
    ent_scene_peek_places (build->scene);
  g_task_return_boolean (task, TRUE);
}

static void
built (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntCanvas) self = ENT_CANVAS (data);
  Build *build = g_task_get_task_data (G_TASK (result));

  self->building = self->build_told = FALSE;
  self->work = NULL;
  self->halted = build->serial == self->build_serial && build->scene == NULL;
  if (self->map != NULL && build->serial == self->build_serial && build->scene != NULL)
    show (self, build);
  ent_canvas_tell_building (self);
  if (self->map == NULL)
    return;
  if (self->build_again)
    {
      self->build_again = FALSE;
      ent_canvas_build (self);
    }
  ent_canvas_queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

void
ent_canvas_stop_building (EntCanvas *self)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  if (self->work != NULL)
    g_atomic_int_set (&self->work->stop, TRUE);
  if (self->scene == NULL)
    self->build_again = FALSE;
}

double
ent_canvas_get_building (EntCanvas *self)
{
  g_return_val_if_fail (ENT_IS_CANVAS (self), -1);

  return self->build_told && self->work != NULL && self->scene == NULL ? g_atomic_int_get (&self->work->done) / 1000.0 : -1;
}

gboolean
ent_canvas_is_halted (EntCanvas *self)
{
  g_return_val_if_fail (ENT_IS_CANVAS (self), FALSE);

  return self->halted && self->scene == NULL;
}

void
ent_canvas_draw_map (EntCanvas *self)
{
  g_return_if_fail (ENT_IS_CANVAS (self));

  self->halted = FALSE;
  ent_canvas_queue_update (self);
}

void
ent_canvas_build (EntCanvas *self)
{
  guint size = ent_map_n (self->map, ENT_LIST_ACTORS) + ent_map_n (self->map, ENT_LIST_RELATIONS), shown = 0;
  g_autoptr (GTask) task = NULL;
  Build *build;

  if (self->scene != NULL)
    ent_scene_nodes (self->scene, &shown);
  if (size <= LARGE && shown > 0)
    {
      ent_canvas_build_now (self);
      return;
    }
  self->build_again = self->building;
  if (self->building)
    return;
  self->building = TRUE;
  self->build_told = size > LARGE; /* others are there before that could be read */
  self->halted = FALSE;
  gtk_widget_queue_draw (GTK_WIDGET (self));
  task = g_task_new (NULL, NULL, built, g_object_ref (self));
  g_task_set_source_tag (task, ent_canvas_build);
  build = build_new (self);
  self->work = &build->work;
  g_task_set_task_data (task, build, build_free);
  g_task_run_in_thread (task, work);
  ent_canvas_tell_building (self);
}

void
ent_canvas_build_now (EntCanvas *self)
{
  Build *build = build_new (self);

  self->build_serial++;
  self->build_again = self->halted = FALSE;
  ent_canvas_stop_building (self);
  make (build);
  show (self, build);
  build_free (build);
}
