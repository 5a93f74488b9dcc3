/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A frame: what tiles show the view, what stands in where they are not there yet, and what is to be drawn next. Invariant: each place of the
 * view has its own tile above whatever stands in for others, and what is missing is asked for by the end of the frame. */
#include "ent-tiles-private.h"

#include <math.h>
#include <time.h>

/* How long new tiles wait for each other at most, microseconds. */
#define HOLD (120 * 1000)
/* Tiles of how many other scales may stand in. */
#define MOST_LAYERS 24
/* Lanes of tiles around the view that are drawn once all of it is there. */
#define RING 1
/* Frames of the present motion that the next tiles are chosen for. */
#define AHEAD 8
/* More than one of so many tiles of a step missing when it comes is late. */
#define LATE 4

static int
by_distance (gconstpointer a, gconstpointer b)
{
  const EntTileWish *wa = a, *wb = b;

  return wa->far < wb->far ? -1 : wa->far > wb->far;
}

static void
add_piece (EntTiles *self, EntTile *tile, EntTilePiece piece)
{
  double factor = self->view.scale / tile->key.scale;

  ent_tiles_unpack (self, tile);
  piece.factor = factor;
  piece.tile_x = tile->key.x * factor * ENT_TILE_SIZE - self->view.left;
  piece.tile_y = tile->key.y * factor * ENT_TILE_SIZE - self->view.top;
  piece.surface = tile->surface;
  piece.kept = &tile->kept;
  ent_tiles_touch (self, tile);
  g_array_append_val (self->pieces, piece);
}

/* The pixels of the view that the tile at that place covers: whole ones, so that neighbours meet. */
static EntTilePiece
place_of (const EntTiles *self, const EntTileKey *key)
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
       l = l->next != NULL || ((EntTile *) l->data)->surface == NULL ? l->next : self->packed.head)
    {
      const EntTile *tile = l->data;
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
            EntTileKey key = { layers[i].scale, self->view.device, x, y };
            EntTile *tile = g_hash_table_lookup (self->tiles, &key);
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
        EntTileWish wish = { { scale, self->view.device, x, y }, hypot (x - middle_x, y - middle_y) };
        const EntTile *tile = g_hash_table_lookup (self->tiles, &wish.key);

        if (tile == NULL || (tile->stale && tile->next == NULL))
          g_array_append_val (self->missing, wish);
      }
  g_array_sort (self->missing, by_distance);
}

/* Lets threads draw what is missing. */
static void
ask (EntTiles *self)
{
  pthread_mutex_lock (&self->shared.lock);
  for (guint i = 0; i < self->missing->len; i++)
    {
      const EntTileKey *key = &g_array_index (self->missing, EntTileWish, i).key;

      if (g_hash_table_contains (self->asked, key))
        continue;
      g_hash_table_add (self->asked, g_memdup2 (key, sizeof *key));
      g_queue_push_tail (&self->shared.queue, ent_tiles_job_new (self, key));
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
  EntTileJob *job;

  if (self->missing->len == 0 || (!self->view.urgent && self->state.tile_ms * share > self->view.patience))
    return;
  ent_tiles_clear_queue (self);
  ask (self);
  while (g_get_monotonic_time () < end)
    {
      pthread_mutex_lock (&self->shared.lock);
      job = g_queue_pop_head (&self->shared.queue);
      pthread_mutex_unlock (&self->shared.lock);
      if (job == NULL)
        break;
      ent_tiles_draw (&self->shared, self->painter, job);
      ent_tiles_keep (self, job);
    }
  /* What a thread has begun is nearly there; where the machine lets it wait, it is drawn here too. */
  ent_tiles_take (self);
  find_missing (self, self->tile_scale, range);
  if (self->missing->len > 0)
    {
      wait_for_thread (self, MIN (end, g_get_monotonic_time () + (gint64) (2e3 * self->state.tile_ms)));
      ent_tiles_take (self);
      find_missing (self, self->tile_scale, range);
    }
  for (guint i = 0; self->view.urgent && i < self->missing->len && g_get_monotonic_time () < end; i++)
    {
      job = ent_tiles_job_new (self, &g_array_index (self->missing, EntTileWish, i).key);
      ent_tiles_draw (&self->shared, self->painter, job);
      ent_tiles_keep (self, job);
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
  ent_tiles_clear_queue (self);
  if (self->missing->len == 0 && self->view.zooming && self->zoom_step != 0)
    {
      /* The next step is taken where it is nearer than the present one, or where it is reached; going out, there is more to be seen by
       * then. */
      double next = ent_tiles_step (self->tile_scale * exp2 (self->zoom_step / 2.0));
      double change = !self->late ? sqrt (self->tile_scale * next) : MAX (self->tile_scale, next);

      if (self->zoom_step < 0)
        find_missing (self, self->tile_scale, range_at (self, change, self->tile_scale));
      if (self->missing->len == 0)
        find_missing (self, next, range_at (self, change, next));
    }
  else if (self->missing->len == 0 && !self->view.zooming)
    find_missing (self, self->tile_scale, (Range){ range.x0 - RING, range.y0 - RING, range.x1 + RING, range.y1 + RING });
  ask (self);
}

/* The scale of the tiles for a view that zooms: the nearest step. Where threads do not keep up with that, the step below, of which a
 * view has a third less tiles; better all of it a little coarser than half of it much. */
static double
step_for (const EntTiles *self, double scale)
{
  return self->late ? exp2 (floor (log2 (scale) * 2 + 1e-6) / 2) : ent_tiles_step (scale);
}

/* Notes whether a step of the zoom came before its tiles; the first of a zoom does in any case. */
static void
note_late (EntTiles *self, double last_scale, gboolean was_zooming, Range range)
{
  guint wanted = (guint) ((range.x1 - range.x0 + 1) * (range.y1 - range.y0 + 1));

  if (!self->view.zooming)
    self->late = FALSE;
  else if (was_zooming && self->tile_scale != last_scale && self->missing->len * LATE > wanted)
    self->late = TRUE;
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
          EntTileKey key = { self->tile_scale, self->view.device, x, y };
          EntTile *tile = g_hash_table_lookup (self->tiles, &key);

          if (tile == NULL || tile->next == NULL)
            continue;
          any = TRUE;
          if (round > 0)
            ent_tiles_promote (self, tile);
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
  gboolean was_zooming = self->view.zooming && self->zoom_step != 0;
  double last_scale = self->tile_scale;
  Range range;

  *n = 0;
  g_return_val_if_fail (view->scale > 0 && view->device > 0, NULL);
  if (self->picture == NULL || view->width <= 0 || view->height <= 0)
    return NULL;
  self->frame++;
  follow (self, view);
  self->view = *view;
  self->tile_scale = view->zooming ? step_for (self, view->scale) : view->scale;
  ent_tiles_take (self);
  range = range_of (self);
  find_missing (self, self->tile_scale, range);
  draw_at_once (self, range);
  find_missing (self, self->tile_scale, range);
  note_late (self, last_scale, was_zooming, range);
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
          EntTileKey key = { self->tile_scale, view->device, x, y };
          EntTile *tile = g_hash_table_lookup (self->tiles, &key);

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
  ent_tiles_trim (self);
  ent_tiles_pack_ahead (self);
  *n = self->pieces->len;
  return (const EntTilePiece *) (gpointer) self->pieces->data;
}
