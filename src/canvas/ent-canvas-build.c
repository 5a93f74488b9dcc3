/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes of large maps are built in a thread, while the old picture stays, and so is the first of any map: it begins as
 * soon as the map is there, while the window is still being made. At most one is under way; where the map changes
 * meanwhile, the next one begins when it is back. Where nothing is shown yet, and the true scene takes long, the thread hands out a
 * rough one first, which is there soon: the same cards, lines with few trials or none. It makes way for the true one in one frame.
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
  EntScene *rough;       /* until it is shown; to be taken as an atomic */
  gboolean wants_rough;
  EntCanvas *canvas;     /* lives until the build is over: the main thread alone looks at both */
  gboolean over;
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
  g_clear_pointer (&build->rough, ent_scene_unref);
  g_free (build->open_pair[0]);
  g_free (build->open_pair[1]);
  g_free (build);
}

/* @rough (nullable) has the cards already. */
static void
make (Build *build, EntScene *rough)
{
  EntSceneOptions options = { .text_scale = build->text_scale, .rtl = build->rtl, .cards = rough, .work = &build->work };

  /* Opened from the closed picture, whatever was open before: closing brings back what was there. */
  if (build->closed == NULL)
    build->closed = ent_scene_new (build->index, &options);
  if (build->closed == NULL)
    return; /* it was told to stop */
  build->scene = build->open_pair[0] != NULL
                     ? ent_scene_new_opened (build->closed, (const char *const *) build->open_pair)
                     : ent_scene_ref (build->closed);
}

static EntScene *
make_rough (Build *build)
{
  const char *const *open = (const char *const *) build->open_pair;
  EntSceneOptions options = { .text_scale = build->text_scale, .rtl = build->rtl, .rough = TRUE, .open_pairs = open, .work = &build->work };

  return ent_scene_new (build->index, &options);
}

static gboolean
shows_something (EntCanvas *self)
{
  guint n = 0;

  if (self->scene != NULL)
    ent_scene_nodes (self->scene, &n);
  return n > 0;
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

/* @scene, and nullable @closed: what it is opened from. */
static void
show (EntCanvas *self, EntScene *scene, EntScene *closed)
{
  g_autoptr (EntScene) old = NULL;
  gboolean was_rough = self->rough;

  if (self->drag == ENT_DRAG_MOVE)
    ent_canvas_drag_cancel (self);
  old = g_steal_pointer (&self->scene);
  g_clear_pointer (&self->closed, ent_scene_unref);
  if (!self->build_again && closed != NULL)
    self->closed = ent_scene_ref (closed);
  self->scene = ent_scene_ref (scene);
  self->rough = closed == NULL;
  g_clear_object (&self->sketch);
  ent_canvas_glide_from (self, self->map_changed ? old : NULL);
  self->map_changed = FALSE;
  self->emphasis_stale = TRUE;
  ent_canvas_update_legend (self);
  ent_canvas_queue_things (self);
  /* Bent lines may reach further out. */
  if (was_rough)
    ent_canvas_view_refit (self);
}

static gboolean
show_rough (gpointer data)
{
  Build *build = g_task_get_task_data (G_TASK (data));
  g_autoptr (EntScene) rough = g_atomic_pointer_exchange (&build->rough, NULL);
  EntCanvas *self = build->canvas;

  if (rough == NULL || build->over || build->serial != self->build_serial || self->map == NULL || shows_something (self))
    return G_SOURCE_REMOVE;
  show (self, rough, NULL);
  ent_canvas_queue_update (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
work (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Build *build = data;
  g_autoptr (EntScene) rough = build->wants_rough ? make_rough (build) : NULL;

  if (rough != NULL)
    {
      ent_scene_peek_places (rough);
      g_atomic_pointer_set (&build->rough, ent_scene_ref (rough));
      g_idle_add_full (G_PRIORITY_DEFAULT, show_rough, g_object_ref (task), g_object_unref);
    }
  make (build, rough);
  /* Asked for by the first pointer that moves; it takes as long as it is large. */
  if (build->scene != NULL)
    ent_scene_peek_places (build->scene);
  g_task_return_boolean (task, TRUE);
}

/* What was called off is not drawn at all. */
static void
drop_rough (EntCanvas *self)
{
  if (self->drag == ENT_DRAG_MOVE)
    ent_canvas_drag_cancel (self);
  self->rough = FALSE;
  g_clear_pointer (&self->scene, ent_scene_unref);
  g_clear_pointer (&self->emphasis, ent_scene_emphasis_free);
  ent_tiles_clear (self->tiles);
  ent_canvas_clear_things (self);
  ent_canvas_clear_overview (self);
  ent_canvas_update_legend (self);
}

static void
built (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (EntCanvas) self = ENT_CANVAS (data);
  Build *build = g_task_get_task_data (G_TASK (result));

  build->over = TRUE;
  self->building = self->build_told = FALSE;
  self->work = NULL;
  self->halted = build->serial == self->build_serial && build->scene == NULL;
  if (self->halted && self->rough)
    drop_rough (self);
  if (self->map != NULL && build->serial == self->build_serial && build->scene != NULL)
    show (self, build->scene, build->closed);
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
  if (self->scene == NULL || self->rough)
    self->build_again = FALSE;
}

double
ent_canvas_get_building (EntCanvas *self)
{
  g_return_val_if_fail (ENT_IS_CANVAS (self), -1);

  return self->build_told && self->work != NULL && (self->scene == NULL || self->rough) ? g_atomic_int_get (&self->work->done) / 1000.0 : -1;
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
  guint size = ent_map_n (self->map, ENT_LIST_ACTORS) + ent_map_n (self->map, ENT_LIST_RELATIONS);
  g_autoptr (GTask) task = NULL;
  Build *build;

  if (size <= LARGE && shows_something (self) && !self->rough)
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
  build->canvas = self;
  build->wants_rough = !shows_something (self) && ent_scene_is_worth_roughing (ent_map_n (self->map, ENT_LIST_RELATIONS));
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
  make (build, NULL);
  show (self, build->scene, build->closed);
  build_free (build);
}
