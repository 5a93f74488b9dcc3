/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the keeping of tiles (ent-tiles.c) and the making of a frame (ent-tiles-frame.c) share. Invariant: only what is in EntTilesShared is
 * touched by threads, under its lock. */
#pragma once

#include <pthread.h>

#include "ent-scene-index.h"
#include "ent-tiles.h"

/* Images that wait to be drawn on again. */
#define MOST_SPARE 10
/* And once nothing has been shown for a while. */
#define LEAST_SPARE 4

/* What all tiles show: one for all jobs of a time. */
typedef struct
{
  gatomicrefcount ref;
  EntScene *scene;
  EntSceneEmphasis *emphasis; /* nullable */
  EntTheme theme;
} EntTilesPicture;

typedef struct
{
  double scale;
  int device, x, y;
} EntTileKey;

typedef struct
{
  EntTileKey key;
  cairo_surface_t *surface; /* what is shown; NULL while it is packed */
  cairo_surface_t *next;    /* held back; nullable */
  guint32 *packed;          /* nullable; only what is not stale. Beside `surface`: made ahead, for when that is to go */
  guint n_packed;           /* words */
  gboolean dense;           /* `surface` would not become much smaller */
  gboolean packing;         /* a thread is to pack it */
  gboolean stale;           /* `surface` shows what was, and so does `next` where it is NULL */
  gpointer kept;            /* of `surface` */
  GList link;               /* in `recent` or `packed`, latest first */
  guint64 shown;            /* the last frame that used it */
} EntTile;

typedef struct
{
  EntTileKey key;
  EntTilesPicture *picture;
  cairo_surface_t *surface;
  double ms;
  const guint32 *pixels; /* not NULL: those of `surface` are to be packed, and nothing is drawn */
  guint32 *packed;       /* nullable */
  guint n_packed;
} EntTileJob;

/* What thread and user share. */
typedef struct
{
  pthread_mutex_t lock;
  pthread_cond_t wake, drawn;
  GQueue queue; /* of EntTileJob */
  GQueue done;  /* of EntTileJob */
  cairo_surface_t *spare[MOST_SPARE];
  guint n_spare;
  gboolean stop, told;
  GMainContext *context;
  EntTiles *owner;
} EntTilesShared;

struct _EntTiles
{
  EntTilesShared shared;
  pthread_t *threads;
  guint n_threads;
  GFunc arrived;
  gpointer data;
  GDestroyNotify free_kept;
  GSource *source;
  GSource *calm; /* when nothing has been shown for a while */

  EntTilesPicture *picture;
  EntPainter *painter; /* for what is drawn at once */
  GHashTable *tiles;   /* EntTileKey -> EntTile */
  GQueue recent;       /* of EntTile: images */
  GQueue packed;       /* of EntTile */
  GHashTable *asked;   /* of EntTileJob: queued or being drawn for `picture` */
  gsize most_bytes;
  guint64 frame;
  gint64 held_since; /* microseconds; 0: nothing is held back */
  EntTilesView view; /* of the last frame */
  double tile_scale;
  int zoom_step;     /* where the scale went last, while it does: 1 or -1 */
  gboolean late;     /* steps of this zoom came before their tiles */
  double dx, dy;     /* where the view went in the last frame, pixels */
  GArray *pieces;  /* EntTilePiece */
  GArray *missing; /* EntTileWish */
  EntTilesState state;
};

/* A place to be drawn, and how far it is from the middle of the view. */
typedef struct
{
  EntTileKey key;
  double far;
} EntTileWish;

/* A job for that place, which shows the present picture. (transfer full) */
EntTileJob *ent_tiles_job_new (EntTiles *self, const EntTileKey *key);
/* Draws the tile that @job wants, in any thread. */
void ent_tiles_draw (EntTilesShared *shared, EntPainter *painter, EntTileJob *job);
/* Keeps what @job has drawn. (transfer full) */
void ent_tiles_keep (EntTiles *self, EntTileJob *job);
/* Takes over what threads have drawn. TRUE when some of it is in view. */
gboolean ent_tiles_take (EntTiles *self);
/* Takes the queue away; what is being drawn comes to `done`. */
void ent_tiles_clear_queue (EntTiles *self);
/* Lets threads pack what will have to go next. */
void ent_tiles_pack_ahead (EntTiles *self);
/* Makes an image of a tile that is packed. O(pixels). */
void ent_tiles_unpack (EntTiles *self, EntTile *tile);
/* Notes that the present frame shows it; it is no longer packed. */
void ent_tiles_touch (EntTiles *self, EntTile *tile);
/* What was held back is what is shown. */
void ent_tiles_promote (EntTiles *self, EntTile *tile);
/* Packs and drops what was not shown for longest, to the bytes that are allowed. */
void ent_tiles_trim (EntTiles *self);
