/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of a scene in square tiles, drawn by threads of its own and kept while memory allows: what a frame costs
 * does not depend on the size of the map. No widget and no GTK in it.
 *
 * All of it belongs to one thread. Each frame says which view it shows; what was asked for before and is not wanted any
 * more is never drawn. */
#pragma once

#include "ent-painter.h"

G_BEGIN_DECLS

#define ENT_TILE_SIZE 256 /* pixels of the device */

typedef struct _EntTiles EntTiles;

/* @arrived (nullable) is called in the main loop of the thread that calls this, when something that the last frame
 * wanted can be shown. @n_threads 0: one for each processor but one. @most_bytes: of pictures kept, and never more than twice those
 * of a view; what a frame shows is kept in any case. Half as much more is kept packed. (transfer full) */
EntTiles *ent_tiles_new (guint n_threads, gsize most_bytes, GFunc arrived, gpointer data);
void ent_tiles_free (EntTiles *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntTiles, ent_tiles_free)

/* From now on tiles show that. Only tiles that it changes something on are drawn anew; the old ones stand in for them
 * until then. @emphasis nullable; (transfer full). Silent where nothing differs. */
void ent_tiles_set_picture (EntTiles *self, EntScene *scene, EntSceneEmphasis *emphasis, EntTheme theme);
/* TRUE when the picture is one of @scene. */
gboolean ent_tiles_show_scene (EntTiles *self, EntScene *scene);
/* Forgets all pictures: another map. */
void ent_tiles_clear (EntTiles *self);

typedef struct
{
  double scale;      /* pixels of the device a scene unit */
  int device;        /* device scale */
  int left, top;     /* of the view's left upper corner, in pixels of the device from the scene's origin */
  int width, height; /* of the view, likewise */
  gboolean zooming;  /* the scale is about to change: tiles of the nearest step of scale will do (of the step below, where threads do not keep up
                        * with it), and those of the next are drawn ahead */
  double patience;   /* milliseconds that missing tiles may be drawn in at once, by all threads and this one, before this returns */
  gboolean urgent;   /* they are to be, however many can be in that time */
} EntTilesView;

/* A rectangle of the view, in pixels of the device, and what of a tile goes there: the tile's left upper corner lies at
 * @tile_x, @tile_y and one of its pixels is @factor pixels long. */
typedef struct
{
  int x, y, width, height;
  double tile_x, tile_y, factor;
  cairo_surface_t *surface;
  gpointer *kept; /* the caller's own, with the tile's life; freed by ent_tiles_set_kept_free() */
} EntTilePiece;

/* What can be shown of @view, in the order to be painted; later pieces cover earlier ones. Asks for the rest. Valid until
 * the next call of any kind. */
const EntTilePiece *ent_tiles_frame (EntTiles *self, const EntTilesView *view, guint *n);
void ent_tiles_set_kept_free (EntTiles *self, GDestroyNotify free_kept);

/* The nearest step of scale, a power of the square root of two. */
double ent_tiles_step (double scale);

typedef struct
{
  guint wanted, crisp;  /* tiles of the last frame; those of them shown at the scale and picture asked for */
  guint queued;         /* asked for and not there yet */
  guint drawn;          /* since the beginning */
  gsize bytes;          /* kept as images */
  gsize packed;         /* bytes kept packed */
  double tile_ms;       /* what one costs lately, of processor time */
  gboolean covered;     /* the pieces of the last frame leave nothing of the view out */
} EntTilesState;

EntTilesState ent_tiles_get_state (EntTiles *self);

G_END_DECLS
