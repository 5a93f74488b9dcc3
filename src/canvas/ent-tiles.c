/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles by (scale, device scale, column, row). Invariant: tiles and what is known of them belong to the user's thread;
 * threads share with it only the queue, what they have drawn and the picture they draw, under one lock. The queue is
 * what the last frame lacked, nearest to the middle first, and is written anew each frame: nothing has to be called
 * off.
 *
 * A tile whose picture has changed is stale, and shown until the new one is there. New ones are held back until the
 * whole view has them (or some time has passed), so that a change shows at once and not as a patchwork. */
#include "ent-tiles-private.h"

#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ent-tile-pack.h"

/* Pictures of how many views are kept as images: this one with the lanes around it. */
#define VIEWS 2
/* And packed: what takes as much room as the images of so many views. */
#define PACKED_VIEWS 1
/* What does not become that much smaller, in words, is not worth it. */
#define MOST_PACKED (ENT_TILE_SIZE * ENT_TILE_SIZE / 2)
#define TILE_BYTES (ENT_TILE_SIZE * ENT_TILE_SIZE * 4)
/* Who draws is to take turns after the one that shows. */
#define NICE 5
/* So many that were not shown for longest are packed before they have to go. */
#define PACKED_AHEAD 8
/* Microseconds without a frame until images to draw on are given back. */
#define CALM (300 * 1000)

/* --- Pictures and keys --- */

static EntTilesPicture *
picture_ref (EntTilesPicture *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

static void
picture_unref (EntTilesPicture *self)
{
  if (!g_atomic_ref_count_dec (&self->ref))
    return;
  ent_scene_unref (self->scene);
  g_clear_pointer (&self->emphasis, ent_scene_emphasis_free);
  g_free (self);
}

static guint
key_hash (gconstpointer key)
{
  const EntTileKey *k = key;

  return g_double_hash (&k->scale) * 31 + (guint) k->device + (guint) k->x * 7919u + (guint) k->y * 104729u;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const EntTileKey *ka = a, *kb = b;

  return ka->scale == kb->scale && ka->device == kb->device && ka->x == kb->x && ka->y == kb->y;
}

static void
job_free (gpointer data)
{
  EntTileJob *job = data;

  picture_unref (job->picture);
  g_clear_pointer (&job->surface, cairo_surface_destroy);
  g_free (job->packed);
  g_free (job);
}

double
ent_tiles_step (double scale)
{
  return exp2 (round (log2 (scale) * 2) / 2);
}

EntTileJob *
ent_tiles_job_new (EntTiles *self, const EntTileKey *key)
{
  EntTileJob *job = g_new0 (EntTileJob, 1);

  job->key = *key;
  job->picture = picture_ref (self->picture);
  return job;
}

/* --- Drawing --- */

/* Gives the image back to be drawn on again; takes it. */
static void
recycle (EntTilesShared *shared, cairo_surface_t *surface)
{
  if (surface == NULL)
    return;
  pthread_mutex_lock (&shared->lock);
  /* What a texture still shows has two owners. */
  if (shared->n_spare < MOST_SPARE && cairo_surface_get_reference_count (surface) == 1)
    shared->spare[shared->n_spare++] = g_steal_pointer (&surface);
  pthread_mutex_unlock (&shared->lock);
  cairo_surface_destroy (surface);
}

static cairo_surface_t *
blank (EntTilesShared *shared)
{
  cairo_surface_t *surface = NULL;

  pthread_mutex_lock (&shared->lock);
  if (shared->n_spare > 0)
    surface = shared->spare[--shared->n_spare];
  pthread_mutex_unlock (&shared->lock);
  return surface != NULL ? surface : cairo_image_surface_create (CAIRO_FORMAT_ARGB32, ENT_TILE_SIZE, ENT_TILE_SIZE);
}

/* Of this thread: what a tile costs does not hang on what else the machine does. */
static double
processor_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

void
ent_tiles_draw (EntTilesShared *shared, EntPainter *painter, EntTileJob *job)
{
  double begin = processor_ms ();
  const EntTileKey *key = &job->key;
  EntPoint origin
      = ent_point ((double) key->x * ENT_TILE_SIZE / key->scale, (double) key->y * ENT_TILE_SIZE / key->scale);

  job->surface = blank (shared);
  ent_painter_draw_tile (painter, job->surface, job->picture->scene, job->picture->emphasis, job->picture->theme,
                         origin, key->scale, key->device);
  job->ms = processor_ms () - begin;
}

static gpointer
work (gpointer data)
{
  EntTilesShared *shared = data;
  /* Its own, and with it its own fonts: Pango keeps one font map a thread. */
  EntPainter *painter = ent_painter_new ();

  (void) !nice (NICE);
  pthread_mutex_lock (&shared->lock);
  while (!shared->stop)
    {
      EntTileJob *job = g_queue_pop_head (&shared->queue);

      if (job == NULL)
        {
          pthread_cond_wait (&shared->wake, &shared->lock);
          continue;
        }
      pthread_mutex_unlock (&shared->lock);
      if (job->pixels != NULL)
        job->packed = ent_tile_pack (job->pixels, ENT_TILE_SIZE * ENT_TILE_SIZE, MOST_PACKED, &job->n_packed);
      else
        ent_tiles_draw (shared, painter, job);
      pthread_mutex_lock (&shared->lock);
      g_queue_push_tail (&shared->done, job);
      pthread_cond_signal (&shared->drawn);
      if (!shared->told)
        {
          shared->told = TRUE;
          g_source_set_ready_time (shared->owner->source, 0);
        }
    }
  pthread_mutex_unlock (&shared->lock);
  ent_painter_free (painter);
  return NULL;
}

static void *
run (void *data)
{
  return work (data);
}

/* --- Keeping --- */

static void
tile_drop_kept (EntTiles *self, EntTile *tile)
{
  if (tile->kept != NULL && self->free_kept != NULL)
    self->free_kept (tile->kept);
  tile->kept = NULL;
}

static void
tile_remove (EntTiles *self, EntTile *tile)
{
  g_hash_table_steal (self->tiles, &tile->key);
  g_queue_unlink (tile->surface == NULL ? &self->packed : &self->recent, &tile->link);
  self->state.bytes -= tile->surface == NULL ? 0 : TILE_BYTES;
  self->state.packed -= tile->n_packed * sizeof *tile->packed;
  g_free (tile->packed);
  tile_drop_kept (self, tile);
  recycle (&self->shared, tile->surface);
  recycle (&self->shared, tile->next);
  g_free (tile);
}

/* Of as many tiles as a view can show. */
static gsize
view_bytes (const EntTiles *self)
{
  gsize columns = (gsize) (self->view.width + ENT_TILE_SIZE - 1) / ENT_TILE_SIZE + 1;
  gsize rows = (gsize) (self->view.height + ENT_TILE_SIZE - 1) / ENT_TILE_SIZE + 1;

  return columns * rows * TILE_BYTES;
}

void
ent_tiles_touch (EntTiles *self, EntTile *tile)
{
  tile->shown = self->frame;
  g_queue_unlink (&self->recent, &tile->link);
  g_queue_push_head_link (&self->recent, &tile->link);
}

static void
drop_packed (EntTiles *self, EntTile *tile)
{
  self->state.packed -= tile->n_packed * sizeof *tile->packed;
  g_clear_pointer (&tile->packed, g_free);
  tile->n_packed = 0;
}

/* (transfer full) nullable @packed: then it is dense. */
static void
take_packed (EntTiles *self, EntTile *tile, guint32 *packed, guint n_packed)
{
  tile->dense = packed == NULL;
  tile->packed = packed;
  tile->n_packed = n_packed;
  self->state.packed += n_packed * sizeof *packed;
}

/* Lets go of the image of a tile that is packed. */
static void
put_away (EntTiles *self, EntTile *tile)
{
  g_queue_unlink (&self->recent, &tile->link);
  g_queue_push_head_link (&self->packed, &tile->link);
  tile_drop_kept (self, tile);
  recycle (&self->shared, g_steal_pointer (&tile->surface));
  self->state.bytes -= TILE_BYTES;
}

static const guint32 *
pixels_of (EntTile *tile)
{
  cairo_surface_flush (tile->surface);
  return (const guint32 *) (gpointer) cairo_image_surface_get_data (tile->surface);
}

/* Packs the image away; FALSE where that would not help. */
static gboolean
pack (EntTiles *self, EntTile *tile)
{
  guint n;
  guint32 *packed;

  if (tile->stale || tile->dense)
    return FALSE;
  if (tile->packed == NULL)
    {
      packed = ent_tile_pack (pixels_of (tile), ENT_TILE_SIZE * ENT_TILE_SIZE, MOST_PACKED, &n);
      take_packed (self, tile, packed, n);
    }
  if (tile->packed == NULL)
    return FALSE;
  put_away (self, tile);
  return TRUE;
}

static gsize
most_bytes (const EntTiles *self)
{
  return MIN (self->most_bytes, VIEWS * view_bytes (self));
}

void
ent_tiles_pack_ahead (EntTiles *self)
{
  GList *l = self->recent.tail;
  gboolean any = FALSE;

  pthread_mutex_lock (&self->shared.lock);
  for (guint i = 0; i < PACKED_AHEAD && l != NULL && self->state.bytes + (PACKED_AHEAD - i) * TILE_BYTES > most_bytes (self);
       i++, l = l->prev)
    {
      EntTile *tile = l->data;
      EntTileJob *job;

      if (tile->stale || tile->dense || tile->packing || tile->packed != NULL || tile->shown + 1 >= self->frame)
        continue;
      job = ent_tiles_job_new (self, &tile->key);
      job->pixels = pixels_of (tile);
      job->surface = cairo_surface_reference (tile->surface);
      tile->packing = any = TRUE;
      g_queue_push_head (&self->shared.queue, job);
    }
  if (any)
    pthread_cond_broadcast (&self->shared.wake);
  pthread_mutex_unlock (&self->shared.lock);
}

/* An image less, that of what was not shown for longest, where that is packed already: what a frame needs next is drawn on it. */
static void
make_room (EntTiles *self)
{
  EntTile *tile = g_queue_peek_tail (&self->recent);

  if (tile != NULL && tile->packed != NULL && tile->shown + 1 < self->frame && self->state.bytes + TILE_BYTES > most_bytes (self))
    put_away (self, tile);
}

void
ent_tiles_unpack (EntTiles *self, EntTile *tile)
{
  if (tile->surface != NULL)
    return;
  make_room (self);
  tile->surface = blank (&self->shared);
  cairo_surface_flush (tile->surface);
  ent_tile_unpack (tile->packed, tile->n_packed, (guint32 *) (gpointer) cairo_image_surface_get_data (tile->surface));
  cairo_surface_mark_dirty (tile->surface);
  g_queue_unlink (&self->packed, &tile->link);
  g_queue_push_head_link (&self->recent, &tile->link);
  self->state.bytes += TILE_BYTES;
  drop_packed (self, tile);
}

void
ent_tiles_trim (EntTiles *self)
{
  while (self->state.bytes > most_bytes (self))
    {
      EntTile *tile = g_queue_peek_tail (&self->recent);

      if (tile == NULL || tile->shown == self->frame)
        break;
      if (!pack (self, tile))
        tile_remove (self, tile);
    }
  g_source_set_ready_time (self->calm, g_get_monotonic_time () + CALM);
  while (self->state.packed > MIN (self->most_bytes / 2, PACKED_VIEWS * view_bytes (self)) && !g_queue_is_empty (&self->packed))
    tile_remove (self, g_queue_peek_tail (&self->packed));
}

void
ent_tiles_promote (EntTiles *self, EntTile *tile)
{
  tile_drop_kept (self, tile);
  recycle (&self->shared, tile->surface);
  tile->surface = g_steal_pointer (&tile->next);
  tile->stale = tile->dense = tile->packing = FALSE;
}

/* Keeps what @job has drawn or packed, and frees it. */
void
ent_tiles_keep (EntTiles *self, EntTileJob *job)
{
  EntTile *tile = g_hash_table_lookup (self->tiles, &job->key);
  gboolean current = job->picture == self->picture;

  if (job->pixels != NULL)
    {
      if (tile != NULL && tile->surface == job->surface && tile->packed == NULL && !tile->stale)
        take_packed (self, tile, g_steal_pointer (&job->packed), job->n_packed);
      if (tile != NULL)
        tile->packing = FALSE;
      job_free (job);
      return;
    }
  if (current)
    g_hash_table_remove (self->asked, &job->key);
  self->state.drawn++;
  self->state.tile_ms = self->state.tile_ms == 0 ? job->ms : self->state.tile_ms * 0.9 + job->ms * 0.1;
  if (tile == NULL)
    {
      tile = g_new0 (EntTile, 1);
      tile->key = job->key;
      tile->surface = g_steal_pointer (&job->surface);
      tile->stale = !current;
      tile->link.data = tile;
      g_queue_push_head_link (&self->recent, &tile->link);
      g_hash_table_insert (self->tiles, &tile->key, tile);
      self->state.bytes += TILE_BYTES;
    }
  else if (current && tile->stale)
    {
      g_clear_pointer (&tile->next, cairo_surface_destroy);
      tile->next = g_steal_pointer (&job->surface);
    }
  job_free (job);
}

/* TRUE when the last frame wanted it. */
static gboolean
in_view (EntTiles *self, const EntTileKey *key)
{
  double factor = self->view.scale / key->scale * ENT_TILE_SIZE;

  return key->scale == self->tile_scale && key->device == self->view.device && (key->x + 1) * factor > self->view.left
         && key->x * factor < self->view.left + self->view.width && (key->y + 1) * factor > self->view.top
         && key->y * factor < self->view.top + self->view.height;
}

/* Takes over what threads have drawn. TRUE when some of it is in view. */
gboolean
ent_tiles_take (EntTiles *self)
{
  GQueue done = G_QUEUE_INIT;
  gboolean any = FALSE;
  EntTileJob *job;

  pthread_mutex_lock (&self->shared.lock);
  done = self->shared.done;
  g_queue_init (&self->shared.done);
  self->shared.told = FALSE;
  pthread_mutex_unlock (&self->shared.lock);
  while ((job = g_queue_pop_head (&done)) != NULL)
    {
      any = any || (job->pixels == NULL && in_view (self, &job->key));
      ent_tiles_keep (self, job);
    }
  return any;
}

static gboolean
dispatch (gpointer data)
{
  EntTiles *self = data;

  g_source_set_ready_time (self->source, -1);
  if (ent_tiles_take (self) && self->arrived != NULL)
    self->arrived (self, self->data);
  return G_SOURCE_CONTINUE;
}

/* Nothing moves: what is shown next will be little. */
static gboolean
calm_down (gpointer data)
{
  EntTiles *self = data;
  cairo_surface_t *gone[MOST_SPARE];
  guint n = 0;

  g_source_set_ready_time (self->calm, -1);
  pthread_mutex_lock (&self->shared.lock);
  while (self->shared.n_spare > LEAST_SPARE)
    gone[n++] = self->shared.spare[--self->shared.n_spare];
  pthread_mutex_unlock (&self->shared.lock);
  while (n > 0)
    cairo_surface_destroy (gone[--n]);
  return G_SOURCE_CONTINUE;
}

static gboolean
source_dispatch (GSource *source, GSourceFunc callback, gpointer data)
{
  return callback (data);
}

static GSourceFuncs source_funcs = { .dispatch = source_dispatch };

EntTiles *
ent_tiles_new (guint n_threads, gsize most_bytes, GFunc arrived, gpointer data)
{
  EntTiles *self = g_new0 (EntTiles, 1);

  pthread_mutex_init (&self->shared.lock, NULL);
  pthread_cond_init (&self->shared.wake, NULL);
  pthread_cond_init (&self->shared.drawn, NULL);
  self->shared.owner = self;
  self->arrived = arrived;
  self->data = data;
  self->most_bytes = most_bytes;
  self->painter = ent_painter_new ();
  self->tiles = g_hash_table_new (key_hash, key_equal);
  self->asked = g_hash_table_new_full (key_hash, key_equal, g_free, NULL);
  self->pieces = g_array_new (FALSE, FALSE, sizeof (EntTilePiece));
  self->missing = g_array_new (FALSE, FALSE, sizeof (EntTileWish));
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_callback (self->source, dispatch, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  self->calm = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_callback (self->calm, calm_down, self, NULL);
  g_source_attach (self->calm, g_main_context_get_thread_default ());
  self->n_threads = n_threads > 0 ? n_threads : MAX (1, g_get_num_processors () - 1);
  self->threads = g_new (pthread_t, self->n_threads);
  for (guint i = 0; i < self->n_threads; i++)
    if (pthread_create (&self->threads[i], NULL, run, &self->shared) != 0)
      g_error ("No thread to draw in");
  return self;
}

static void
not_packed (EntTiles *self, const EntTileKey *key)
{
  EntTile *tile = g_hash_table_lookup (self->tiles, key);

  if (tile != NULL)
    tile->packing = FALSE;
}

/* Takes the queue away; what is being drawn comes to `done`. */
void
ent_tiles_clear_queue (EntTiles *self)
{
  EntTileJob *job;

  pthread_mutex_lock (&self->shared.lock);
  while ((job = g_queue_pop_head (&self->shared.queue)) != NULL)
    {
      if (job->pixels == NULL)
        g_hash_table_remove (self->asked, &job->key);
      else
        not_packed (self, &job->key);
      job_free (job);
    }
  pthread_mutex_unlock (&self->shared.lock);
}

void
ent_tiles_clear (EntTiles *self)
{
  ent_tiles_clear_queue (self);
  while (!g_queue_is_empty (&self->recent))
    tile_remove (self, g_queue_peek_head (&self->recent));
  while (!g_queue_is_empty (&self->packed))
    tile_remove (self, g_queue_peek_head (&self->packed));
  g_hash_table_remove_all (self->asked);
  g_clear_pointer (&self->picture, picture_unref);
  self->held_since = 0;
}

void
ent_tiles_free (EntTiles *self)
{
  if (self == NULL)
    return;
  ent_tiles_clear (self);
  pthread_mutex_lock (&self->shared.lock);
  self->shared.stop = TRUE;
  pthread_cond_broadcast (&self->shared.wake);
  pthread_mutex_unlock (&self->shared.lock);
  for (guint i = 0; i < self->n_threads; i++)
    pthread_join (self->threads[i], NULL);
  g_queue_clear_full (&self->shared.done, job_free);
  while (self->shared.n_spare > 0)
    cairo_surface_destroy (self->shared.spare[--self->shared.n_spare]);
  g_source_destroy (self->source);
  g_source_unref (self->source);
  g_source_destroy (self->calm);
  g_source_unref (self->calm);
  pthread_mutex_destroy (&self->shared.lock);
  pthread_cond_destroy (&self->shared.drawn);
  pthread_cond_destroy (&self->shared.wake);
  ent_painter_free (self->painter);
  g_hash_table_unref (self->tiles);
  g_hash_table_unref (self->asked);
  g_array_unref (self->pieces);
  g_array_unref (self->missing);
  g_free (self->threads);
  g_free (self);
}

void
ent_tiles_set_kept_free (EntTiles *self, GDestroyNotify free_kept)
{
  self->free_kept = free_kept;
}

/* --- What has changed --- */

static gboolean
is_touched (const EntTileKey *key, const GArray *changed)
{
  double side = ENT_TILE_SIZE / key->scale;
  EntRect area = ent_rect (key->x * side, key->y * side, side, side);

  for (guint i = 0; i < changed->len; i++)
    if (ent_rect_overlaps (g_array_index (changed, EntRect, i), area))
      return TRUE;
  return FALSE;
}

void
ent_tiles_set_picture (EntTiles *self, EntScene *scene, EntSceneEmphasis *emphasis, EntTheme theme)
{
  EntTilesPicture *picture = g_new0 (EntTilesPicture, 1), *old = self->picture;
  g_autoptr (GArray) changed = g_array_new (FALSE, FALSE, sizeof (EntRect));
  gboolean all
      = old == NULL || old->theme != theme || !ent_scene_changes (old->scene, old->emphasis, scene, emphasis, changed);

  g_atomic_ref_count_init (&picture->ref);
  picture->scene = ent_scene_ref (scene);
  picture->emphasis = emphasis;
  picture->theme = theme;
  self->picture = picture;
  for (GList *l = self->recent.head; l != NULL && (all || changed->len > 0); l = l->next)
    {
      EntTile *tile = l->data;

      if (!all && !is_touched (&tile->key, changed))
        continue;
      g_clear_pointer (&tile->next, cairo_surface_destroy);
      tile->stale = TRUE;
      drop_packed (self, tile);
    }
  for (GList *l = self->packed.head, *next; l != NULL && (all || changed->len > 0); l = next)
    {
      EntTile *tile = l->data;

      next = l->next;
      if (all || is_touched (&tile->key, changed))
        tile_remove (self, tile);
    }
  /* What is still being drawn shows the old picture and comes back stale. */
  ent_tiles_clear_queue (self);
  g_hash_table_remove_all (self->asked);
  g_clear_pointer (&old, picture_unref);
}

gboolean
ent_tiles_show_scene (EntTiles *self, EntScene *scene)
{
  return self->picture != NULL && self->picture->scene == scene;
}

EntTilesState
ent_tiles_get_state (EntTiles *self)
{
  return self->state;
}
