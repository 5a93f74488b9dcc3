/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The watch's two functions run in the thread that works: they draw, put what is new where `lock` guards it, and wake
 * the main thread once. */
#include "ent-arrange-live.h"

#include "ent-sketch.h"

/* Between the showing of one sketch and the wish for the next. */
#define PAUSE_MS 60
/* More lines are a grey surface. */
#define MOST_TIES 20000
#define MARGIN 24.0 /* pixels at scale 1 */

struct _EntArrangeLive
{
  gatomicrefcount count;
  EntArrangeWatch watch;
  EntMapIndex *index;
  EntTheme theme;

  /* Of the thread that works */
  EntColour *colours; /* NULL until the first sketch */

  /* Of the main thread */
  EntArrangeLiveTell tell; /* NULL: ended */
  gpointer tell_data;
  guint pause;
  gboolean begun;

  GMutex lock; /* guards these */
  int width, height, device;
  double part;
  GdkTexture *picture; /* nullable: not told yet */
  gboolean woken;      /* the main thread is on its way */
};

EntArrangeLive *
ent_arrange_live_ref (EntArrangeLive *self)
{
  g_atomic_ref_count_inc (&self->count);
  return self;
}

void
ent_arrange_live_unref (EntArrangeLive *self)
{
  if (!g_atomic_ref_count_dec (&self->count))
    return;
  ent_map_index_unref (self->index);
  g_free (self->colours);
  g_clear_object (&self->picture);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static gboolean
ask (gpointer data)
{
  EntArrangeLive *self = data;

  self->pause = 0;
  atomic_store (&self->watch.look_wanted, true);
  return G_SOURCE_REMOVE;
}

static gboolean
tell (gpointer data)
{
  EntArrangeLive *self = data;
  g_autoptr (GdkTexture) picture = NULL;
  double part;

  g_mutex_lock (&self->lock);
  self->woken = FALSE;
  part = self->part;
  picture = g_steal_pointer (&self->picture);
  g_mutex_unlock (&self->lock);
  if (self->tell == NULL || !self->begun)
    return G_SOURCE_REMOVE;
  if (picture != NULL && self->pause == 0)
    self->pause = g_timeout_add (PAUSE_MS, ask, self);
  self->tell (part, picture, self->tell_data);
  return G_SOURCE_REMOVE;
}

/* With the lock. */
static void
wake (EntArrangeLive *self)
{
  if (!self->woken)
    g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, tell, ent_arrange_live_ref (self), (GDestroyNotify) ent_arrange_live_unref);
  self->woken = TRUE;
}

static void
on_progress (double part, gpointer data)
{
  EntArrangeLive *self = data;

  g_mutex_lock (&self->lock);
  self->part = part;
  wake (self);
  g_mutex_unlock (&self->lock);
}

static void
on_look (const EntArrangeState *state, gpointer data)
{
  EntArrangeLive *self = data;
  EntColour ground = ent_palette_get (self->theme)->background;
  EntSketch sketch = { .n = state->n, .places = state->places, .n_ties = state->n_ties, .ties = state->ties,
                       .most_ties = MOST_TIES };
  g_autoptr (GBytes) bytes = NULL;
  cairo_surface_t *surface;
  cairo_t *cr;
  gsize stride;
  int width, height, device;

  g_mutex_lock (&self->lock);
  device = self->device;
  width = self->width;
  height = self->height;
  g_mutex_unlock (&self->lock);
  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, width * device, height * device);
  stride = (gsize) cairo_image_surface_get_stride (surface);
  cr = cairo_create (surface);
  if (self->colours == NULL)
    self->colours = ent_sketch_colours (self->index, self->theme);
  sketch.colours = self->colours;
  cairo_set_source_rgb (cr, ground.r, ground.g, ground.b);
  cairo_paint (cr);
  cairo_scale (cr, device, device);
  ent_sketch_draw (&sketch, cr, width, height, MARGIN, self->theme);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  bytes = g_bytes_new_with_free_func (cairo_image_surface_get_data (surface), stride * (gsize) (height * device),
                                      (GDestroyNotify) cairo_surface_destroy, surface);
  g_mutex_lock (&self->lock);
  g_clear_object (&self->picture);
  self->picture = gdk_memory_texture_new (width * device, height * device, GDK_MEMORY_DEFAULT, bytes, stride);
  wake (self);
  g_mutex_unlock (&self->lock);
}

EntArrangeLive *
ent_arrange_live_new (EntMapIndex *index, EntTheme theme, EntArrangeLiveTell tell_it, gpointer data)
{
  EntArrangeLive *self;

  g_return_val_if_fail (index != NULL && tell_it != NULL, NULL);

  self = g_new0 (EntArrangeLive, 1);
  g_atomic_ref_count_init (&self->count);
  g_mutex_init (&self->lock);
  self->index = ent_map_index_ref (index);
  self->theme = theme;
  self->width = self->height = self->device = 1;
  self->tell = tell_it;
  self->tell_data = data;
  self->watch.progress = on_progress;
  self->watch.look = on_look;
  self->watch.data = self;
  return self;
}

void
ent_arrange_live_resize (EntArrangeLive *self, int width, int height, int device)
{
  g_mutex_lock (&self->lock);
  self->width = MAX (width, 1);
  self->height = MAX (height, 1);
  self->device = MAX (device, 1);
  g_mutex_unlock (&self->lock);
}

EntArrangeWatch *
ent_arrange_live_watch (EntArrangeLive *self)
{
  return &self->watch;
}

void
ent_arrange_live_begin (EntArrangeLive *self)
{
  self->begun = TRUE;
  atomic_store (&self->watch.look_wanted, true);
}

void
ent_arrange_live_end (EntArrangeLive *self)
{
  self->tell = NULL;
  g_clear_handle_id (&self->pause, g_source_remove);
  atomic_store (&self->watch.look_wanted, false);
}
