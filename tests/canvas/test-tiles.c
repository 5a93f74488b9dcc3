/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tiles without a display: the picture put together equals the one drawn at once, what is asked for arrives, memory
 * keeps its bounds, and only what changed is drawn anew. Also built with a thread sanitizer. */
#include "ent-tile-pack.h"
#include "ent-tiles.h"

#include <string.h>

#include "scene-map.h"

typedef struct
{
  EntTiles *tiles;
  guint arrived;
} Fixture;

static void
arrived (gpointer tiles, gpointer data)
{
  ((Fixture *) data)->arrived++;
}

static EntScene *
made_scene (guint n)
{
  static const char *const names[] = { "Китай", "北朝鮮", "대한민국", "الصين", "भारत", "Żółć 😀", "China" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (n);
  g_autoptr (EntMapIndex) index = NULL;
  guint columns = (guint) ceil (sqrt (n));
  Maker maker;

  maker_init (&maker);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);

      maker_actor (&maker, id, names[i % G_N_ELEMENTS (names)], "state", i % columns * 260.0, i / columns * 150.0);
    }
  for (guint i = 0; i < 2 * n; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autofree char *source = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, (gint32) n));
      g_autofree char *target = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, (gint32) n));

      maker_evidence (maker_relation (&maker, id, source, target, i % 2 ? "meets" : ""), i % 3, NULL);
    }
  index = maker_finish (&maker);
  return ent_scene_new (index, NULL);
}

static void
put_together (cairo_surface_t *out, const EntTilePiece *pieces, guint n)
{
  cairo_t *cr = cairo_create (out);

  cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
  for (guint i = 0; i < n; i++)
    {
      cairo_matrix_t matrix;

      cairo_set_source_surface (cr, pieces[i].surface, 0, 0);
      cairo_matrix_init_scale (&matrix, 1 / pieces[i].factor, 1 / pieces[i].factor);
      cairo_matrix_translate (&matrix, -pieces[i].tile_x, -pieces[i].tile_y);
      cairo_pattern_set_matrix (cairo_get_source (cr), &matrix);
      cairo_pattern_set_extend (cairo_get_source (cr), CAIRO_EXTEND_PAD);
      cairo_rectangle (cr, pieces[i].x, pieces[i].y, pieces[i].width, pieces[i].height);
      cairo_fill (cr);
    }
  cairo_destroy (cr);
}

/* Frames until all is crisp and nothing is left to do. Returns the last one's pieces. */
static const EntTilePiece *
settle (Fixture *fixture, const EntTilesView *view, guint *n)
{
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

  while (g_get_monotonic_time () < end)
    {
      const EntTilePiece *pieces = ent_tiles_frame (fixture->tiles, view, n);
      EntTilesState state = ent_tiles_get_state (fixture->tiles);

      if (state.crisp == state.wanted && state.queued == 0)
        return pieces;
      g_usleep (1000);
      g_main_context_iteration (NULL, FALSE);
    }
  g_assert_not_reached ();
}

static double
mean_difference (cairo_surface_t *a, cairo_surface_t *b, int *most)
{
  int height = cairo_image_surface_get_height (a), stride = cairo_image_surface_get_stride (a);
  const guchar *pa, *pb;
  double sum = 0;

  cairo_surface_flush (a);
  cairo_surface_flush (b);
  pa = cairo_image_surface_get_data (a);
  pb = cairo_image_surface_get_data (b);
  *most = 0;
  for (int i = 0; i < stride * height; i++)
    {
      sum += abs (pa[i] - pb[i]);
      *most = MAX (*most, abs (pa[i] - pb[i]));
    }
  return sum / stride / height;
}

static void
equals_the_whole (void)
{
  static const struct
  {
    double zoom;
    int device;
  } cases[] = { { 0.25, 1 }, { 0.5, 1 }, { 1, 1 }, { 1.37, 1 }, { 4, 1 }, { 0.5, 2 }, { 1, 2 } };
  g_autoptr (EntScene) scene = made_scene (30);
  g_autoptr (EntPainter) painter = ent_painter_new ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture fixture = { ent_tiles_new (2, 64 << 20, arrived, &fixture), 0 };
      double scale = cases[i].zoom * cases[i].device;
      EntTilesView view = { scale, cases[i].device, -111, 37, 700, 500, FALSE, i % 2 ? 1000 : 0 };
      cairo_surface_t *got = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view.width, view.height);
      cairo_surface_t *wished = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view.width, view.height);
      const EntTilePiece *pieces;
      guint n;
      int most;
      double mean;

      ent_tiles_set_picture (fixture.tiles, scene, NULL, ENT_THEME_LIGHT);
      pieces = settle (&fixture, &view, &n);
      put_together (got, pieces, n);
      ent_painter_draw_tile (painter, wished, scene, NULL, ENT_THEME_LIGHT,
                             ent_point (view.left / scale, view.top / scale), scale, view.device);
      mean = mean_difference (got, wished, &most);
      g_test_message ("zoom %g at device scale %d: mean %.4f most %d", cases[i].zoom, cases[i].device, mean, most);
      g_assert_cmpfloat (mean, <, 0.02);
      g_assert_true (i % 2 == 1 || fixture.arrived > 0);
      cairo_surface_destroy (got);
      cairo_surface_destroy (wished);
      ent_tiles_free (fixture.tiles);
    }
}

/* While the zoom changes, coarser tiles stand in everywhere, and memory has its bounds. */
static void
stands_in (void)
{
  g_autoptr (EntScene) scene = made_scene (60);
  Fixture fixture = { ent_tiles_new (1, 8 << 20, arrived, &fixture), 0 };
  EntTilesView view = { 0.5, 1, 0, 0, 800, 600, FALSE, 0 };
  guint n, area;
  const EntTilePiece *pieces;

  ent_tiles_set_picture (fixture.tiles, scene, NULL, ENT_THEME_DARK);
  settle (&fixture, &view, &n);
  for (guint i = 0; i < 12; i++)
    {
      g_autofree guchar *seen = g_malloc0 (800 * 600);

      view.scale *= 1.07;
      view.left = (int) (view.left * 1.07) + 11;
      view.zooming = TRUE;
      pieces = ent_tiles_frame (fixture.tiles, &view, &n);
      for (guint k = 0; k < n; k++)
        for (int y = MAX (pieces[k].y, 0); y < MIN (pieces[k].y + pieces[k].height, 600); y++)
          for (int x = MAX (pieces[k].x, 0); x < MIN (pieces[k].x + pieces[k].width, 800); x++)
            seen[y * 800 + x] = 1;
      area = 0;
      for (guint k = 0; k < 800 * 600; k++)
        area += seen[k];
      /* What comes in at the side is not known yet. */
      g_assert_cmpuint (area, >, 800 * 600 * 8 / 10);
      g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).bytes, <=, 12 << 20);
      g_usleep (3000);
    }
  view.zooming = FALSE;
  pieces = settle (&fixture, &view, &n);
  for (guint k = 0; k < n; k++)
    g_assert_cmpfloat (pieces[k].factor, ==, 1);
  ent_tiles_free (fixture.tiles);
}

static void
only_what_changed (void)
{
  g_autoptr (EntScene) scene = made_scene (30), moved = NULL;
  Fixture fixture = { ent_tiles_new (1, 64 << 20, arrived, &fixture), 0 };
  EntTilesView view = { 1, 1, -100, -100, 1700, 1100, FALSE, 0 };
  EntSceneEmphasis *emphasis = ent_scene_emphasis_new (scene, 0, NULL, NULL, 1, "a7", NULL);
  const EntSceneNode *node = &ent_scene_nodes (scene, NULL)[7];
  EntPoint place = ent_rect_middle (node->box);
  const char *id = "a7";
  guint n, drawn, whole;
  const EntTilePiece *pieces;

  ent_tiles_set_picture (fixture.tiles, scene, NULL, ENT_THEME_LIGHT);
  settle (&fixture, &view, &n);
  while (ent_tiles_get_state (fixture.tiles).drawn < 10 * 7) /* with those around the view */
    {
      g_main_context_iteration (NULL, FALSE);
      ent_tiles_frame (fixture.tiles, &view, &n);
    }
  whole = ent_tiles_get_state (fixture.tiles).wanted;
  drawn = ent_tiles_get_state (fixture.tiles).drawn;
  /* The same again: nothing to do. */
  ent_tiles_set_picture (fixture.tiles, scene, NULL, ENT_THEME_LIGHT);
  settle (&fixture, &view, &n);
  g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).drawn, ==, drawn);
  /* One actor pointed at: some tiles, and all of the view is there meanwhile. */
  ent_tiles_set_picture (fixture.tiles, scene, emphasis, ENT_THEME_LIGHT);
  pieces = ent_tiles_frame (fixture.tiles, &view, &n);
  g_assert_cmpuint (n, ==, whole);
  g_assert_cmpfloat (pieces[0].factor, ==, 1);
  settle (&fixture, &view, &n);
  g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).drawn, >, drawn);
  g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).drawn, <, drawn + whole);
  /* Another theme: all. */
  drawn = ent_tiles_get_state (fixture.tiles).drawn;
  ent_tiles_set_picture (fixture.tiles, scene, NULL, ENT_THEME_DARK);
  settle (&fixture, &view, &n);
  g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).drawn, >=, drawn + whole);
  /* Moved a little: the result is the moved scene's picture, wherever it was drawn anew. */
  place.x += 40;
  moved = ent_scene_new_moved (scene, &id, &place, 1);
  ent_tiles_set_picture (fixture.tiles, moved, NULL, ENT_THEME_DARK);
  pieces = settle (&fixture, &view, &n);
  {
    g_autoptr (EntPainter) painter = ent_painter_new ();
    cairo_surface_t *got = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view.width, view.height);
    cairo_surface_t *wished = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view.width, view.height);
    int most;

    put_together (got, pieces, n);
    ent_painter_draw_tile (painter, wished, moved, NULL, ENT_THEME_DARK, ent_point (view.left, view.top), 1, 1);
    g_assert_cmpfloat (mean_difference (got, wished, &most), <, 0.02);
    cairo_surface_destroy (got);
    cairo_surface_destroy (wished);
  }
  ent_tiles_free (fixture.tiles);
}

/* Every pixel comes back, whatever the picture; what does not become smaller is not packed. */
static void
packs (void)
{
  enum
  {
    N = 4096
  };
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autofree guint32 *pixels = g_new (guint32, N), *back = g_new (guint32, N);

  for (guint round = 0; round < 400; round++)
    {
      guint longest = 1 + round % 60, most, n = 1 + (guint) g_rand_int_range (rand, 0, N), n_packed;
      guint32 *packed;

      for (guint i = 0; i < n;)
        {
          guint32 colour = g_rand_int (rand);

          for (guint k = (guint) g_rand_int_range (rand, 1, (gint32) longest + 1); k > 0 && i < n; k--)
            pixels[i++] = colour;
        }
      memset (back, 0, N * sizeof *back);
      packed = ent_tile_pack (pixels, n, n + 1, &n_packed);
      g_assert_nonnull (packed); /* one word more than it is long is always enough */
      g_assert_cmpuint (n_packed, <=, longest > 20 && n > 2000 ? n / 3 : n + 1);
      ent_tile_unpack (packed, n_packed, back);
      g_assert_cmpmem (pixels, n * sizeof *pixels, back, n * sizeof *back);
      g_free (packed);
      most = n_packed - 1;
      packed = ent_tile_pack (pixels, n, most, &n_packed);
      g_assert_null (packed);
      g_assert_cmpuint (n_packed, ==, 0);
    }
}

/* Far away and back again: what was there before is there at once, as it was, and is not drawn again. */
static void
comes_back (void)
{
  g_autoptr (EntScene) scene = made_scene (30);
  Fixture fixture = { ent_tiles_new (1, 64 << 20, arrived, &fixture), 0 };
  EntTilesView view = { 1, 1, -100, -100, 700, 500, FALSE, 0 };
  cairo_surface_t *before = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view.width, view.height);
  cairo_surface_t *after = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, view.width, view.height);
  const EntTilePiece *pieces;
  guint n;
  int most;

  ent_tiles_set_picture (fixture.tiles, scene, NULL, ENT_THEME_LIGHT);
  pieces = settle (&fixture, &view, &n);
  put_together (before, pieces, n);
  for (guint i = 0; i < 6; i++)
    {
      view.left += 5000;
      settle (&fixture, &view, &n);
      g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).bytes, <=, 2 * 4 * 3 * 256 * 1024 + 1);
    }
  g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).packed, >, 0);
  g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).packed, <=, 4 * 3 * 256 * 1024);
  view.left -= 6 * 5000;
  pieces = ent_tiles_frame (fixture.tiles, &view, &n);
  g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).crisp, ==, ent_tiles_get_state (fixture.tiles).wanted);
  put_together (after, pieces, n);
  g_assert_cmpfloat (mean_difference (before, after, &most), ==, 0);
  /* What is packed does not outlive a change. */
  ent_tiles_set_picture (fixture.tiles, scene, NULL, ENT_THEME_DARK);
  g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).packed, ==, 0);
  view.left += 5000;
  ent_tiles_frame (fixture.tiles, &view, &n);
  g_assert_cmpuint (ent_tiles_get_state (fixture.tiles).crisp, ==, 0);
  cairo_surface_destroy (before);
  cairo_surface_destroy (after);
  ent_tiles_free (fixture.tiles);
}

/* What will have to go next is packed by a thread while it is still there: frames that draw nothing have more and more packed. */
static void
packs_ahead (void)
{
  g_autoptr (EntScene) scene = made_scene (30);
  Fixture fixture = { ent_tiles_new (1, 64 << 20, arrived, &fixture), 0 };
  EntTilesView view = { 1, 1, -100, -100, 700, 500, FALSE, 0 };
  EntTilesState before, after;
  gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;
  guint n;

  ent_tiles_set_picture (fixture.tiles, scene, NULL, ENT_THEME_LIGHT);
  settle (&fixture, &view, &n);
  view.left += 5000;
  settle (&fixture, &view, &n);
  before = after = ent_tiles_get_state (fixture.tiles);
  while (after.packed < before.packed + 1000 && g_get_monotonic_time () < end)
    {
      ent_tiles_frame (fixture.tiles, &view, &n);
      g_main_context_iteration (NULL, FALSE);
      g_usleep (1000);
      after = ent_tiles_get_state (fixture.tiles);
    }
  g_assert_cmpuint (after.packed, >=, before.packed + 1000);
  g_assert_cmpuint (after.bytes, ==, before.bytes);
  g_assert_cmpuint (after.drawn, ==, before.drawn);
  ent_tiles_free (fixture.tiles);
}

/* Of the tiles that make the view: how long one of their pixels is. */
static double
factor_of (Fixture *fixture, const EntTilesView *view)
{
  guint n;
  const EntTilePiece *pieces = settle (fixture, view, &n);

  g_assert_cmpuint (n, >, 0);
  return pieces[n - 1].factor;
}

/* A zoom whose steps come before their tiles goes on with those of the step below, of which it needs fewer; the next zoom does not. */
static void
keeps_up (void)
{
  g_autoptr (EntScene) scene = made_scene (30);
  Fixture fixture = { ent_tiles_new (1, 64 << 20, arrived, &fixture), 0 };
  EntTilesView still = { 0.1, 1, -100, -100, 700, 500, FALSE, 0 }, zooming = still;
  guint n;

  zooming.zooming = TRUE;
  ent_tiles_set_picture (fixture.tiles, scene, NULL, ENT_THEME_LIGHT);
  settle (&fixture, &still, &n);
  zooming.scale = 0.9;
  g_assert_cmpfloat_with_epsilon (factor_of (&fixture, &zooming), 0.9, 1e-6);
  settle (&fixture, &still, &n);
  for (zooming.scale = 0.1; zooming.scale < 0.9; zooming.scale *= 1.1)
    ent_tiles_frame (fixture.tiles, &zooming, &n);
  zooming.scale = 0.9;
  g_assert_cmpfloat_with_epsilon (factor_of (&fixture, &zooming), 0.9 * G_SQRT2, 1e-6);
  settle (&fixture, &still, &n);
  g_assert_cmpfloat_with_epsilon (factor_of (&fixture, &zooming), 0.9, 1e-6);
  ent_tiles_free (fixture.tiles);
}

/* While the zoom goes on steadily, a step's tiles are there when it comes, given the time to draw them. */
static void
draws_ahead (void)
{
  g_autoptr (EntScene) scene = made_scene (60);

  for (int way = -1; way <= 1; way += 2)
    {
      Fixture fixture = { ent_tiles_new (1, 64 << 20, arrived, &fixture), 0 };
      EntTilesView view = { 0.7, 1, 0, 0, 700, 500, FALSE, 0 };
      double x = 900, y = 500;
      guint steps = 0, n;

      ent_tiles_set_picture (fixture.tiles, scene, NULL, ENT_THEME_LIGHT);
      for (guint i = 0; i < 60; i++)
        {
          double tile_scale = ent_tiles_step (view.scale);
          gint64 end = g_get_monotonic_time () + 20 * G_USEC_PER_SEC;

          view.zooming = TRUE;
          view.scale *= exp2 (way * 0.03);
          view.left = (int) (x * view.scale - view.width / 2);
          view.top = (int) (y * view.scale - view.height / 2);
          ent_tiles_frame (fixture.tiles, &view, &n);
          if (i > 0 && ent_tiles_step (view.scale) != tile_scale)
            {
              EntTilesState state = ent_tiles_get_state (fixture.tiles);

              steps++;
              g_assert_cmpuint (state.crisp, ==, state.wanted);
            }
          g_assert_true (i == 0 || ent_tiles_get_state (fixture.tiles).covered);
          /* The frame lasts until nothing is left to be drawn. */
          do
            {
              g_usleep (500);
              g_main_context_iteration (NULL, FALSE);
              ent_tiles_frame (fixture.tiles, &view, &n);
              g_assert_cmpint (g_get_monotonic_time (), <, end);
            }
          while (ent_tiles_get_state (fixture.tiles).queued > 0);
        }
      g_assert_cmpuint (steps, >=, 3);
      ent_tiles_free (fixture.tiles);
    }
}

/* Views and pictures that follow each other quickly, freed in the middle of it. */
static void
storm (void)
{
  g_autoptr (EntScene) scene = made_scene (40), other = made_scene (25);
  g_autoptr (GRand) rand = g_rand_new_with_seed (2);

  for (guint round = 0; round < 4; round++)
    {
      Fixture fixture = { ent_tiles_new (3, 4 << 20, arrived, &fixture), 0 };

      for (guint i = 0; i < 60; i++)
        {
          EntTilesView view = { exp2 (g_rand_double_range (rand, -3, 2)),
                                g_rand_int_range (rand, 1, 3),
                                g_rand_int_range (rand, -500, 3000),
                                g_rand_int_range (rand, -500, 3000),
                                600,
                                400,
                                g_rand_boolean (rand),
                                i % 5 == 0 ? 5 : 0, i % 10 == 0 };
          guint n;

          if (i % 7 == 0)
            ent_tiles_set_picture (fixture.tiles, i % 2 ? scene : other,
                                   i % 3 ? NULL
                                         : ent_scene_emphasis_new (i % 2 ? scene : other, 1, "a3", NULL, 0, NULL, NULL),
                                   ENT_THEME_LIGHT);
          if (i == 40)
            ent_tiles_clear (fixture.tiles);
          ent_tiles_frame (fixture.tiles, &view, &n);
          g_main_context_iteration (NULL, FALSE);
        }
      ent_tiles_free (fixture.tiles);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/tiles/equals-the-whole", equals_the_whole);
  g_test_add_func ("/tiles/stands-in", stands_in);
  g_test_add_func ("/tiles/only-what-changed", only_what_changed);
  g_test_add_func ("/tiles/packs", packs);
  g_test_add_func ("/tiles/comes-back", comes_back);
  g_test_add_func ("/tiles/packs-ahead", packs_ahead);
  g_test_add_func ("/tiles/keeps-up", keeps_up);
  g_test_add_func ("/tiles/draws-ahead", draws_ahead);
  g_test_add_func ("/tiles/storm", storm);
  return g_test_run ();
}
