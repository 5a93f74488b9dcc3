/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles by (scale, device scale, column, row). Invariant: tiles and what is known of them belong to the user's thread;
 * threads share with it only the queue, what they have drawn and the picture they draw, under one lock. The queue is
 * what the last frame lacked, nearest to the middle first, and is written anew each frame: nothing has to be called
 * off.
 *
 * A tile whose picture has changed is stale, and shown until the new one is there. New ones are held back until the
 * whole view has them (or some time has passed), so that a change shows at once and not as a patchwork. */
#include "ent-tiles.h"

#include <pthread.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "ent-scene-index.h"
#include "ent-tile-pack.h"

/* How long new tiles wait for each other at most, microseconds. */
#define HOLD (120 * 1000)
/* Tiles of how many other scales may stand in. */
#define MOST_LAYERS 24
/* Lanes of tiles around the view that are drawn once all of it is there. */
#define RING 1
/* Pictures of how many views are kept as images: this one with the lanes around it. */
#define VIEWS 2
/* And packed: what takes as much room as the images of so many views. */
#define PACKED_VIEWS 1
/* What does not become that much smaller, in words, is not worth it. */
#define MOST_PACKED (ENT_TILE_SIZE * ENT_TILE_SIZE / 2)
#define TILE_BYTES (ENT_TILE_SIZE * ENT_TILE_SIZE * 4)
/* Images that wait to be drawn on again. */
#define MOST_SPARE 8
/* Frames of the present motion that the next tiles are chosen for. */
#define AHEAD 8
/* Who draws is to take turns after the one that shows. */
#define NICE 5

/* What all tiles show: one for all jobs of a time. */
typedef struct
{
  gatomicrefcount ref;
  EntScene *scene;
  EntSceneEmphasis *emphasis; /* nullable */
  EntTheme theme;
} Picture;

typedef struct
{
  double scale;
  int device, x, y;
} Key;

typedef struct
{
  Key key;
  cairo_surface_t *surface; /* what is shown; NULL while it is packed */
  cairo_surface_t *next;    /* held back; nullable */
  guint32 *packed;          /* nullable; only what is not stale */
  guint n_packed;           /* words */
  gboolean stale;           /* `surface` shows what was, and so does `next` where it is NULL */
  gpointer kept;            /* of `surface` */
  GList link;               /* in `recent` or `packed`, latest first */
  guint64 shown;            /* the last frame that used it */
} Tile;

typedef struct
{
  Key key;
  Picture *picture;
  cairo_surface_t *surface;
  double ms;
} Job;

/* What thread and user share. */
typedef struct
{
  pthread_mutex_t lock;
  pthread_cond_t wake, drawn;
  GQueue queue; /* of Job */
  GQueue done;  /* of Job */
  cairo_surface_t *spare[MOST_SPARE];
  guint n_spare;
  gboolean stop, told;
  GMainContext *context;
  EntTiles *owner;
} Shared;

struct _EntTiles
{
  Shared shared;
  pthread_t *threads;
  guint n_threads;
  GFunc arrived;
  gpointer data;
  GDestroyNotify free_kept;
  GSource *source;

  Picture *picture;
  EntPainter *painter; /* for what is drawn at once */
  GHashTable *tiles;   /* Key -> Tile */
  GQueue recent;       /* of Tile: images */
  GQueue packed;       /* of Tile */
  GHashTable *asked;   /* of Job: queued or being drawn for `picture` */
  gsize most_bytes;
  guint64 frame;
  gint64 held_since; /* microseconds; 0: nothing is held back */
  EntTilesView view; /* of the last frame */
  double tile_scale;
  int zoom_step;     /* where the scale went last, while it does: 1 or -1 */
  double dx, dy;     /* where the view went in the last frame, pixels */
  GArray *pieces;  /* EntTilePiece */
  GArray *missing; /* Wish */
  EntTilesState state;
};

/* A place to be drawn, and how far it is from the middle of the view. */
typedef struct
{
  Key key;
  double far;
} Wish;

/* --- Pictures and keys --- */

static Picture *
picture_ref (Picture *self)
{
  g_atomic_ref_count_inc (&self->ref);
  return self;
}

static void
picture_unref (Picture *self)
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
  const Key *k = key;

  return g_double_hash (&k->scale) * 31 + (guint) k->device + (guint) k->x * 7919u + (guint) k->y * 104729u;
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const Key *ka = a, *kb = b;

  return ka->scale == kb->scale && ka->device == kb->device && ka->x == kb->x && ka->y == kb->y;
}

static void
job_free (gpointer data)
{
  Job *job = data;

  picture_unref (job->picture);
  g_clear_pointer (&job->surface, cairo_surface_destroy);
  g_free (job);
}

double
ent_tiles_step (double scale)
{
  return exp2 (round (log2 (scale) * 2) / 2);
}

/* --- Drawing --- */

/* Gives the image back to be drawn on again; takes it. */
static void
recycle (Shared *shared, cairo_surface_t *surface)
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
blank (Shared *shared)
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

static void
draw (Shared *shared, EntPainter *painter, Job *job)
{
  double begin = processor_ms ();
  const Key *key = &job->key;
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
  Shared *shared = data;
  /* Its own, and with it its own fonts: Pango keeps one font map a thread. */
  EntPainter *painter = ent_painter_new ();

  (void) !nice (NICE);
  pthread_mutex_lock (&shared->lock);
  while (!shared->stop)
    {
      Job *job = g_queue_pop_head (&shared->queue);

      if (job == NULL)
        {
          pthread_cond_wait (&shared->wake, &shared->lock);
          continue;
        }
      pthread_mutex_unlock (&shared->lock);
      draw (shared, painter, job);
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
tile_drop_kept (EntTiles *self, Tile *tile)
{
  if (tile->kept != NULL && self->free_kept != NULL)
    self->free_kept (tile->kept);
  tile->kept = NULL;
}

static void
tile_remove (EntTiles *self, Tile *tile)
{
  g_hash_table_steal (self->tiles, &tile->key);
  g_queue_unlink (tile->packed != NULL ? &self->packed : &self->recent, &tile->link);
  self->state.bytes -= tile->packed != NULL ? 0 : TILE_BYTES;
  self->state.packed -= tile->n_packed * sizeof *tile->packed;
  g_free (tile->packed);
  tile_drop_kept (self, tile);
  recycle (&self->shared, tile->surface);
  recycle (&self->shared, tile->next);
  g_free (tile);
}

static void
touch (EntTiles *self, Tile *tile)
{
  tile->shown = self->frame;
  g_queue_unlink (&self->recent, &tile->link);
  g_queue_push_head_link (&self->recent, &tile->link);
}

/* Packs the image away; FALSE where that would not help. */
static gboolean
pack (EntTiles *self, Tile *tile)
{
  if (tile->stale)
    return FALSE;
  cairo_surface_flush (tile->surface);
  tile->packed = ent_tile_pack ((const guint32 *) (gpointer) cairo_image_surface_get_data (tile->surface),
                                ENT_TILE_SIZE * ENT_TILE_SIZE, MOST_PACKED, &tile->n_packed);
  if (tile->packed == NULL)
    return FALSE;
  g_queue_unlink (&self->recent, &tile->link);
  g_queue_push_head_link (&self->packed, &tile->link);
  tile_drop_kept (self, tile);
  recycle (&self->shared, g_steal_pointer (&tile->surface));
  self->state.bytes -= TILE_BYTES;
  self->state.packed += tile->n_packed * sizeof *tile->packed;
  return TRUE;
}

static void
unpack (EntTiles *self, Tile *tile)
{
  if (tile->packed == NULL)
    return;
  tile->surface = blank (&self->shared);
  cairo_surface_flush (tile->surface);
  ent_tile_unpack (tile->packed, tile->n_packed, (guint32 *) (gpointer) cairo_image_surface_get_data (tile->surface));
  cairo_surface_mark_dirty (tile->surface);
  g_queue_unlink (&self->packed, &tile->link);
  g_queue_push_head_link (&self->recent, &tile->link);
  self->state.bytes += TILE_BYTES;
  self->state.packed -= tile->n_packed * sizeof *tile->packed;
  g_clear_pointer (&tile->packed, g_free);
  tile->n_packed = 0;
}

static void
trim (EntTiles *self)
{
  gsize columns = (gsize) (self->view.width + ENT_TILE_SIZE - 1) / ENT_TILE_SIZE + 1;
  gsize rows = (gsize) (self->view.height + ENT_TILE_SIZE - 1) / ENT_TILE_SIZE + 1;
  gsize view = columns * rows * TILE_BYTES;

  while (self->state.bytes > MIN (self->most_bytes, VIEWS * view))
    {
      Tile *tile = g_queue_peek_tail (&self->recent);

      if (tile == NULL || tile->shown == self->frame)
        break;
      if (!pack (self, tile))
        tile_remove (self, tile);
    }
  while (self->state.packed > MIN (self->most_bytes / 2, PACKED_VIEWS * view))
    tile_remove (self, g_queue_peek_tail (&self->packed));
}

static void
promote (EntTiles *self, Tile *tile)
{
  tile_drop_kept (self, tile);
  recycle (&self->shared, tile->surface);
  tile->surface = g_steal_pointer (&tile->next);
  tile->stale = FALSE;
}

/* Keeps what @job has drawn, and frees it. */
static void
keep (EntTiles *self, Job *job)
{
  Tile *tile = g_hash_table_lookup (self->tiles, &job->key);
  gboolean current = job->picture == self->picture;

  if (current)
    g_hash_table_remove (self->asked, &job->key);
  self->state.drawn++;
  self->state.tile_ms = self->state.tile_ms == 0 ? job->ms : self->state.tile_ms * 0.9 + job->ms * 0.1;
  if (tile == NULL)
    {
      tile = g_new0 (Tile, 1);
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
in_view (EntTiles *self, const Key *key)
{
  double factor = self->view.scale / key->scale * ENT_TILE_SIZE;

  return key->scale == self->tile_scale && key->device == self->view.device && (key->x + 1) * factor > self->view.left
         && key->x * factor < self->view.left + self->view.width && (key->y + 1) * factor > self->view.top
         && key->y * factor < self->view.top + self->view.height;
}

/* Takes over what threads have drawn. TRUE when some of it is in view. */
static gboolean
take (EntTiles *self)
{
  GQueue done = G_QUEUE_INIT;
  gboolean any = FALSE;
  Job *job;

  pthread_mutex_lock (&self->shared.lock);
  done = self->shared.done;
  g_queue_init (&self->shared.done);
  self->shared.told = FALSE;
  pthread_mutex_unlock (&self->shared.lock);
  while ((job = g_queue_pop_head (&done)) != NULL)
    {
      any = any || in_view (self, &job->key);
      keep (self, job);
    }
  return any;
}

static gboolean
dispatch (gpointer data)
{
  EntTiles *self = data;

  g_source_set_ready_time (self->source, -1);
  if (take (self) && self->arrived != NULL)
    self->arrived (self, self->data);
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
  self->missing = g_array_new (FALSE, FALSE, sizeof (Wish));
  self->source = g_source_new (&source_funcs, sizeof (GSource));
  g_source_set_callback (self->source, dispatch, self, NULL);
  g_source_attach (self->source, g_main_context_get_thread_default ());
  self->n_threads = n_threads > 0 ? n_threads : MAX (1, g_get_num_processors () - 1);
  self->threads = g_new (pthread_t, self->n_threads);
  for (guint i = 0; i < self->n_threads; i++)
    if (pthread_create (&self->threads[i], NULL, run, &self->shared) != 0)
      g_error ("No thread to draw in");
  return self;
}

/* Takes the queue away; what is being drawn comes to `done`. */
static void
clear_queue (EntTiles *self)
{
  Job *job;

  pthread_mutex_lock (&self->shared.lock);
  while ((job = g_queue_pop_head (&self->shared.queue)) != NULL)
    {
      g_hash_table_remove (self->asked, &job->key);
      job_free (job);
    }
  pthread_mutex_unlock (&self->shared.lock);
}

void
ent_tiles_clear (EntTiles *self)
{
  clear_queue (self);
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
is_touched (const Key *key, const GArray *changed)
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
  Picture *picture = g_new0 (Picture, 1), *old = self->picture;
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
      Tile *tile = l->data;

      if (!all && !is_touched (&tile->key, changed))
        continue;
      g_clear_pointer (&tile->next, cairo_surface_destroy);
      tile->stale = TRUE;
    }
  for (GList *l = self->packed.head, *next; l != NULL && (all || changed->len > 0); l = next)
    {
      Tile *tile = l->data;

      next = l->next;
      if (all || is_touched (&tile->key, changed))
        tile_remove (self, tile);
    }
  /* What is still being drawn shows the old picture and comes back stale. */
  clear_queue (self);
  g_hash_table_remove_all (self->asked);
  g_clear_pointer (&old, picture_unref);
}

gboolean
ent_tiles_show_scene (EntTiles *self, EntScene *scene)
{
  return self->picture != NULL && self->picture->scene == scene;
}

/* --- A frame --- */

static int
by_distance (gconstpointer a, gconstpointer b)
{
  const Wish *wa = a, *wb = b;

  return wa->far < wb->far ? -1 : wa->far > wb->far;
}

static void
add_piece (EntTiles *self, Tile *tile, EntTilePiece piece)
{
  double factor = self->view.scale / tile->key.scale;

  unpack (self, tile);
  piece.factor = factor;
  piece.tile_x = tile->key.x * factor * ENT_TILE_SIZE - self->view.left;
  piece.tile_y = tile->key.y * factor * ENT_TILE_SIZE - self->view.top;
  piece.surface = tile->surface;
  piece.kept = &tile->kept;
  touch (self, tile);
  g_array_append_val (self->pieces, piece);
}

/* The pixels of the view that the tile at that place covers: whole ones, so that neighbours meet. */
static EntTilePiece
place_of (const EntTiles *self, const Key *key)
{
  double side = self->view.scale / key->scale * ENT_TILE_SIZE;
  EntTilePiece piece = { .x = (int) floor (key->x * side - self->view.left + 0.5),
                         .y = (int) floor (key->y * side - self->view.top + 0.5) };

  piece.width = (int) floor ((key->x + 1) * side - self->view.left + 0.5) - piece.x;
  piece.height = (int) floor ((key->y + 1) * side - self->view.top + 0.5) - piece.y;
  return piece;
}

static EntTilePiece
common (EntTilePiece a, EntTilePiece b)
{
  EntTilePiece piece = { .x = MAX (a.x, b.x), .y = MAX (a.y, b.y) };

  piece.width = MIN (a.x + a.width, b.x + b.width) - piece.x;
  piece.height = MIN (a.y + a.height, b.y + b.height) - piece.y;
  return piece;
}

typedef struct
{
  double scale;
  double worse; /* the less, the better it stands in */
} Layer;

static int
by_worse (gconstpointer a, gconstpointer b)
{
  const Layer *la = a, *lb = b;

  return la->worse < lb->worse ? -1 : la->worse > lb->worse;
}

/* The scales of which there are tiles, best stand-ins first: near ones, and of two as near the finer. */
static guint
find_layers (EntTiles *self, Layer layers[MOST_LAYERS])
{
  guint n = 0;

  for (GList *l = self->recent.head != NULL ? self->recent.head : self->packed.head; l != NULL && n < MOST_LAYERS;
       l = l->next != NULL || ((Tile *) l->data)->packed != NULL ? l->next : self->packed.head)
    {
      const Tile *tile = l->data;
      double steps = log2 (tile->key.scale / self->tile_scale);
      guint i;

      if (tile->key.device != self->view.device || tile->key.scale == self->tile_scale || steps > 2.5)
        continue;
      for (i = 0; i < n && layers[i].scale != tile->key.scale; i++)
        ;
      if (i == n)
        layers[n++] = (Layer){ tile->key.scale, steps > 0 ? steps : -steps * 1.01 };
    }
  qsort (layers, n, sizeof *layers, by_worse);
  return n;
}

/* Adds what other scales have of the place @hole. TRUE when that is all of it. */
static gboolean
stand_in (EntTiles *self, EntTilePiece hole, const Layer *layers, guint n)
{
  guint first = self->pieces->len;
  gint64 covered = 0;

  for (guint i = 0; i < n && covered < (gint64) hole.width * hole.height; i++)
    {
      double side = self->view.scale / layers[i].scale * ENT_TILE_SIZE;
      int x0 = (int) floor ((hole.x + self->view.left) / side), y0 = (int) floor ((hole.y + self->view.top) / side);
      int x1 = (int) floor ((hole.x + hole.width + self->view.left) / side);
      int y1 = (int) floor ((hole.y + hole.height + self->view.top) / side);

      covered = 0;
      for (int y = y0; y <= y1; y++)
        for (int x = x0; x <= x1; x++)
          {
            Key key = { layers[i].scale, self->view.device, x, y };
            Tile *tile = g_hash_table_lookup (self->tiles, &key);
            EntTilePiece piece = common (place_of (self, &key), hole);

            if (tile == NULL || piece.width <= 0 || piece.height <= 0)
              continue;
            add_piece (self, tile, piece);
            covered += (gint64) piece.width * piece.height;
          }
    }
  /* The best was found first, and is to be painted last. */
  for (guint a = first, b = self->pieces->len; a + 1 < b; a++, b--)
    {
      EntTilePiece piece = g_array_index (self->pieces, EntTilePiece, a);

      g_array_index (self->pieces, EntTilePiece, a) = g_array_index (self->pieces, EntTilePiece, b - 1);
      g_array_index (self->pieces, EntTilePiece, b - 1) = piece;
    }
  return covered >= (gint64) hole.width * hole.height;
}

typedef struct
{
  int x0, y0, x1, y1; /* the last ones included */
} Range;

static Range
range_of (const EntTiles *self)
{
  double side = self->view.scale / self->tile_scale * ENT_TILE_SIZE;
  Range range = { (int) floor (self->view.left / side), (int) floor (self->view.top / side),
                  (int) ceil ((self->view.left + self->view.width) / side) - 1,
                  (int) ceil ((self->view.top + self->view.height) / side) - 1 };

  return range;
}

/* Notes in `missing` what there is no true tile of, the middle of what will be seen next first. */
static void
find_missing (EntTiles *self, double scale, Range range)
{
  double middle_x = (range.x0 + range.x1) / 2.0 + CLAMP (self->dx * AHEAD / ENT_TILE_SIZE, -2, 2);
  double middle_y = (range.y0 + range.y1) / 2.0 + CLAMP (self->dy * AHEAD / ENT_TILE_SIZE, -2, 2);

  g_array_set_size (self->missing, 0);
  for (int y = range.y0; y <= range.y1; y++)
    for (int x = range.x0; x <= range.x1; x++)
      {
        Wish wish = { { scale, self->view.device, x, y }, hypot (x - middle_x, y - middle_y) };
        const Tile *tile = g_hash_table_lookup (self->tiles, &wish.key);

        if (tile == NULL || (tile->stale && tile->next == NULL))
          g_array_append_val (self->missing, wish);
      }
  g_array_sort (self->missing, by_distance);
}

static Job *
job_new (EntTiles *self, const Key *key)
{
  Job *job = g_new0 (Job, 1);

  job->key = *key;
  job->picture = picture_ref (self->picture);
  return job;
}

/* Lets threads draw what is missing. */
static void
ask (EntTiles *self)
{
  pthread_mutex_lock (&self->shared.lock);
  for (guint i = 0; i < self->missing->len; i++)
    {
      const Key *key = &g_array_index (self->missing, Wish, i).key;

      if (g_hash_table_contains (self->asked, key))
        continue;
      g_hash_table_add (self->asked, g_memdup2 (key, sizeof *key));
      g_queue_push_tail (&self->shared.queue, job_new (self, key));
    }
  self->state.queued = g_hash_table_size (self->asked);
  if (!g_queue_is_empty (&self->shared.queue))
    pthread_cond_broadcast (&self->shared.wake);
  pthread_mutex_unlock (&self->shared.lock);
}

/* Waits for a tile that a thread draws, no longer than until @end. */
static void
wait_for_thread (EntTiles *self, gint64 end)
{
  gint64 left = end - g_get_monotonic_time ();
  struct timespec until;

  if (left <= 0)
    return;
  clock_gettime (CLOCK_REALTIME, &until);
  left += until.tv_nsec / 1000;
  until.tv_sec += left / G_USEC_PER_SEC;
  until.tv_nsec = left % G_USEC_PER_SEC * 1000;
  pthread_mutex_lock (&self->shared.lock);
  if (g_queue_is_empty (&self->shared.done))
    pthread_cond_timedwait (&self->shared.drawn, &self->shared.lock, &until);
  pthread_mutex_unlock (&self->shared.lock);
}

/* Draws what is missing now, together with the threads, where that takes no longer than the view is ready to wait. */
static void
draw_at_once (EntTiles *self, Range range)
{
  gint64 end = g_get_monotonic_time () + (gint64) (self->view.patience * 1e3);
  double share = self->missing->len / (1.0 + self->n_threads);
  Job *job;

  if (self->missing->len == 0 || (!self->view.urgent && self->state.tile_ms * share > self->view.patience))
    return;
  clear_queue (self);
  ask (self);
  while (g_get_monotonic_time () < end)
    {
      pthread_mutex_lock (&self->shared.lock);
      job = g_queue_pop_head (&self->shared.queue);
      pthread_mutex_unlock (&self->shared.lock);
      if (job == NULL)
        break;
      draw (&self->shared, self->painter, job);
      keep (self, job);
    }
  /* What a thread has begun is nearly there; where the machine lets it wait, it is drawn here too. */
  take (self);
  find_missing (self, self->tile_scale, range);
  if (self->missing->len > 0)
    {
      wait_for_thread (self, MIN (end, g_get_monotonic_time () + (gint64) (2e3 * self->state.tile_ms)));
      take (self);
      find_missing (self, self->tile_scale, range);
    }
  for (guint i = 0; self->view.urgent && i < self->missing->len && g_get_monotonic_time () < end; i++)
    {
      job = job_new (self, &g_array_index (self->missing, Wish, i).key);
      draw (&self->shared, self->painter, job);
      keep (self, job);
    }
}

/* The places of tiles of @of_scale that the view will have at @scale. */
static Range
range_at (const EntTiles *self, double scale, double of_scale)
{
  double side = ENT_TILE_SIZE / of_scale;
  EntPoint middle = ent_point ((self->view.left + self->view.width / 2.0) / self->view.scale,
                               (self->view.top + self->view.height / 2.0) / self->view.scale);
  EntRect seen = ent_rect_around (middle, self->view.width / scale, self->view.height / scale);
  Range range = { (int) floor (seen.x / side), (int) floor (seen.y / side),
                  (int) ceil ((seen.x + seen.width) / side) - 1, (int) ceil ((seen.y + seen.height) / side) - 1 };

  return range;
}

/* Writes the queue anew: what is missing; else what will be seen next. */
static void
ask_anew (EntTiles *self, Range range)
{
  clear_queue (self);
  if (self->missing->len == 0 && self->view.zooming && self->zoom_step != 0)
    {
      /* The next step is taken where it is nearer than the present one; going out, there is more to be seen by then. */
      double next = ent_tiles_step (self->tile_scale * exp2 (self->zoom_step / 2.0));
      double change = sqrt (self->tile_scale * next);

      if (self->zoom_step < 0)
        find_missing (self, self->tile_scale, range_at (self, change, self->tile_scale));
      if (self->missing->len == 0)
        find_missing (self, next, range_at (self, change, next));
    }
  else if (self->missing->len == 0 && !self->view.zooming)
    find_missing (self, self->tile_scale, (Range){ range.x0 - RING, range.y0 - RING, range.x1 + RING, range.y1 + RING });
  ask (self);
}

/* Notes how the view moves. */
static void
follow (EntTiles *self, const EntTilesView *view)
{
  gboolean same = view->scale == self->view.scale && view->device == self->view.device;

  self->dx = same ? view->left - self->view.left : 0;
  self->dy = same ? view->top - self->view.top : 0;
  if (!view->zooming || self->view.scale <= 0)
    self->zoom_step = 0;
  else if (!same)
    self->zoom_step = view->scale > self->view.scale ? 1 : -1;
}

/* Lets new tiles be seen once the view has them all, or has waited long enough. */
static void
show_new (EntTiles *self, Range range)
{
  gint64 now = g_get_monotonic_time ();
  gboolean any = FALSE;

  for (int round = 0; round < 2; round++)
    for (int y = range.y0; y <= range.y1; y++)
      for (int x = range.x0; x <= range.x1; x++)
        {
          Key key = { self->tile_scale, self->view.device, x, y };
          Tile *tile = g_hash_table_lookup (self->tiles, &key);

          if (tile == NULL || tile->next == NULL)
            continue;
          any = TRUE;
          if (round > 0)
            promote (self, tile);
          else if (self->held_since == 0)
            self->held_since = now;
          if (round == 0 && self->missing->len > 0 && now - self->held_since < HOLD)
            return;
        }
  if (any)
    self->held_since = 0;
}

const EntTilePiece *
ent_tiles_frame (EntTiles *self, const EntTilesView *view, guint *n)
{
  Layer layers[MOST_LAYERS];
  guint n_layers = 0;
  Range range;

  *n = 0;
  g_return_val_if_fail (view->scale > 0 && view->device > 0, NULL);
  if (self->picture == NULL || view->width <= 0 || view->height <= 0)
    return NULL;
  self->frame++;
  follow (self, view);
  self->view = *view;
  self->tile_scale = view->zooming ? ent_tiles_step (view->scale) : view->scale;
  take (self);
  range = range_of (self);
  find_missing (self, self->tile_scale, range);
  draw_at_once (self, range);
  find_missing (self, self->tile_scale, range);
  show_new (self, range);
  if (self->missing->len > 0)
    n_layers = find_layers (self, layers);
  g_array_set_size (self->pieces, 0);
  self->state.wanted = self->state.crisp = 0;
  self->state.covered = TRUE;
  /* Stand-ins lie below: one may be as wide as several places. */
  for (int round = 0; round < 2; round++)
    for (int y = range.y0; y <= range.y1; y++)
      for (int x = range.x0; x <= range.x1; x++)
        {
          Key key = { self->tile_scale, view->device, x, y };
          Tile *tile = g_hash_table_lookup (self->tiles, &key);

          if (round == 0 && tile == NULL)
            self->state.covered = stand_in (self, place_of (self, &key), layers, n_layers) && self->state.covered;
          if (round == 1)
            self->state.wanted++;
          if (round == 1 && tile != NULL)
            {
              self->state.crisp += !tile->stale;
              add_piece (self, tile, place_of (self, &key));
            }
        }
  ask_anew (self, range);
  trim (self);
  *n = self->pieces->len;
  return (const EntTilePiece *) (gpointer) self->pieces->data;
}

EntTilesState
ent_tiles_get_state (EntTiles *self)
{
  return self->state;
}
