/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Straight into the pixels looks as cairo does it: single lines, dashes and rectangles, and whole scenes by pieces. */
#include "ent-painter.h"
#include "ent-raster.h"
#include "ent-shapes.h"

#include "scene-map.h"

#define SIZE 120

static cairo_surface_t *
sheet (void)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, SIZE, SIZE);
  cairo_t *cr = cairo_create (surface);

  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  cairo_destroy (cr);
  return surface;
}

/* Of 255: the mean over all channels of all pixels, and the most that the ink of any 4 x 4 pixels differs by. */
static void
difference (cairo_surface_t *a, cairo_surface_t *b, double *mean, double *most)
{
  int width = cairo_image_surface_get_width (a), height = cairo_image_surface_get_height (a);
  int stride = cairo_image_surface_get_stride (a);
  const guchar *pa, *pb;
  double sum = 0;

  cairo_surface_flush (a);
  cairo_surface_flush (b);
  pa = cairo_image_surface_get_data (a);
  pb = cairo_image_surface_get_data (b);
  *most = 0;
  for (int y = 0; y + 4 <= height; y += 4)
    for (int x = 0; x + 4 <= width; x += 4)
      {
        int here = 0;

        for (int k = 0; k < 4; k++)
          for (int c = 0; c < 16; c++)
            {
              int at = (y + k) * stride + x * 4 + c;

              sum += abs (pa[at] - pb[at]);
              here += pa[at] - pb[at];
            }
        *most = MAX (*most, abs (here) / 64.0);
      }
  *mean = sum / (width * height * 4);
}

static void
lines (void)
{
  static const double dash[] = { 9, 5 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);

  for (guint round = 0; round < 300; round++)
    {
      cairo_surface_t *a = sheet (), *b = sheet ();
      EntRaster raster = ent_raster_on (a, ent_point (-3, 7), 2);
      cairo_t *cr = cairo_create (b);
      EntPoint points[3];
      guint n_dash = round % 3 == 0 ? 2 : 0;
      double phase = round % 2 == 0 ? round * 0.37 : 0;
      double width = g_rand_double_range (rand, 0.7, 2), mean, most;
      EntColour colour = { 0.2, 0.5, 0.1 };

      for (guint i = 0; i < 3; i++)
        points[i] = ent_point (g_rand_double_range (rand, -40, 90), g_rand_double_range (rand, -40, 90));
      /* Nearly on: a flattened curve has no corners. */
      points[1] = ent_point ((points[0].x + points[2].x) / 2 + 1, (points[0].y + points[2].y) / 2 + 1);
      if (round % 10 == 0)
        points[1].y = points[2].y = points[0].y;
      ent_raster_line (&raster, points, 3, width, dash, n_dash, phase, colour);
      cairo_surface_mark_dirty (a);
      cairo_scale (cr, 2, 2);
      cairo_translate (cr, 3, -7);
      for (guint i = 0; i < 3; i++)
        cairo_line_to (cr, points[i].x, points[i].y);
      cairo_set_line_width (cr, width / 2);
      cairo_set_dash (cr, dash, (int) n_dash, phase);
      cairo_set_source_rgb (cr, colour.r, colour.g, colour.b);
      cairo_stroke (cr);
      cairo_destroy (cr);
      difference (a, b, &mean, &most);
      g_assert_cmpfloat (mean, <, 0.6);
      g_assert_cmpfloat (most, <, n_dash> 0 ? 26 : 16);
      cairo_surface_destroy (a);
      cairo_surface_destroy (b);
    }
}

static void
rectangles (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (12);

  for (guint round = 0; round < 200; round++)
    {
      cairo_surface_t *a = sheet (), *b = sheet ();
      EntRaster raster = ent_raster_on (a, ent_point (0, 0), 1);
      cairo_t *cr = cairo_create (b);
      EntRect rect = ent_rect (g_rand_double_range (rand, -30, 110), g_rand_double_range (rand, -30, 110),
                               g_rand_double_range (rand, 0.1, 60), g_rand_double_range (rand, 0.1, 60));
      double mean, most;

      ent_raster_rect (&raster, rect, (EntColour){ 0.7, 0.1, 0.3 });
      cairo_surface_mark_dirty (a);
      cairo_set_source_rgb (cr, 0.7, 0.1, 0.3);
      cairo_rectangle (cr, rect.x, rect.y, rect.width, rect.height);
      cairo_fill (cr);
      cairo_destroy (cr);
      difference (a, b, &mean, &most);
      g_assert_cmpfloat (mean, <, 0.3);
      g_assert_cmpfloat (most, <, 4);
      cairo_surface_destroy (a);
      cairo_surface_destroy (b);
    }
}

/* Boxes with round corners, from specks to some that cover all, whole or as a haze. */
static void
rounded (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (13);

  for (guint round = 0; round < 300; round++)
    {
      cairo_surface_t *a = sheet (), *b = sheet ();
      EntRaster raster = ent_raster_on (a, ent_point (2, -1), 1.5);
      cairo_t *cr = cairo_create (b);
      EntPath *path = ent_path_new ();
      EntRect rect = ent_rect (g_rand_double_range (rand, -60, 90), g_rand_double_range (rand, -60, 90),
                               g_rand_double_range (rand, 1, 160), g_rand_double_range (rand, 1, 160));
      double radius = g_rand_double_range (rand, 0, 30), alpha = round % 3 == 0 ? g_rand_double_range (rand, 0.02, 1) : 1;
      double mean, most;

      ent_raster_rounded (&raster, rect, radius, (EntColour){ 0.1, 0.3, 0.8 }, alpha);
      cairo_surface_mark_dirty (a);
      cairo_set_source_rgba (cr, 0.1, 0.3, 0.8, alpha);
      cairo_scale (cr, 1.5, 1.5);
      cairo_translate (cr, -2, 1);
      ent_path_rounded_rect (path, rect, radius);
      ent_path_to_cairo (path, cr);
      g_array_unref (path);
      cairo_fill (cr);
      cairo_destroy (cr);
      difference (a, b, &mean, &most);
      g_assert_cmpfloat (mean, <, 0.6);
      g_assert_cmpfloat (most, <, 6);
      cairo_surface_destroy (a);
      cairo_surface_destroy (b);
    }
}

static EntScene *
made_scene (guint n)
{
  static const char *const labels[] = { "meets", "urges", "sends troops to", "" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (n);
  g_autoptr (EntMapIndex) index = NULL;
  guint columns = (guint) ceil (sqrt (n));
  Maker maker;

  maker_init (&maker);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor %u", i);

      maker_actor (&maker, id, name, "state", i % columns * 260.0, i / columns * 150.0);
    }
  for (guint i = 0; i < 3 * n; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autofree char *source = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, (gint32) n));
      g_autofree char *target = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, (gint32) n));

      maker_evidence (maker_relation (&maker, id, source, target, labels[i % 4]), i % 3, NULL);
    }
  index = maker_finish (&maker);
  return ent_scene_new (index, NULL);
}

/* The whole picture at once by cairo, against tiles of it: by far views too. */
static void
tiles_are_the_picture (void)
{
  static const double scales[] = { 0.12, 0.3, 0.7, 1, 2 };
  static const guint sizes[] = { 8, 80 };
  g_autoptr (EntPainter) painter = ent_painter_new ();

  for (guint k = 0; k < G_N_ELEMENTS (sizes); k++)
    for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
      {
        g_autoptr (EntScene) scene = made_scene (sizes[k]);
        double scale = scales[i], mean, most;
        EntPoint origin = ent_point (-90 / scale, -70 / scale);
        cairo_surface_t *whole = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 512, 512);
        cairo_surface_t *pieces = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 512, 512);
        cairo_t *cr = cairo_create (whole), *out = cairo_create (pieces);
        EntRect visible = ent_rect (origin.x, origin.y, 512 / scale, 512 / scale);

        cairo_scale (cr, scale, scale);
        cairo_translate (cr, -origin.x, -origin.y);
        ent_painter_draw_background (painter, cr, ENT_THEME_LIGHT, visible, scale);
        ent_painter_draw (painter, cr, scene, NULL, ENT_THEME_LIGHT, visible, scale);
        cairo_destroy (cr);
        for (int t = 0; t < 4; t++)
          {
            cairo_surface_t *tile = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 256, 256);
            EntPoint at = ent_point (origin.x + t % 2 * 256 / scale, origin.y + t / 2 * 256 / scale);

            ent_painter_draw_tile (painter, tile, scene, NULL, ENT_THEME_LIGHT, at, scale, 1);
            cairo_set_source_surface (out, tile, t % 2 * 256, t / 2 * 256);
            cairo_paint (out);
            cairo_surface_destroy (tile);
          }
        cairo_destroy (out);
        difference (whole, pieces, &mean, &most);
        g_test_message ("%u actors at %g: mean %.3f most %.1f", sizes[k], scale, mean, most);
        g_assert_cmpfloat (mean, <, 1.5);
        g_assert_cmpfloat (most, <, 14);
        cairo_surface_destroy (whole);
        cairo_surface_destroy (pieces);
      }
}

/* A far view of too many lines leaves some out, says so, and leaves the same ones out when it is nearer by a little. */
static void
thinned (void)
{
  g_autoptr (EntScene) few = made_scene (20), many = made_scene (4000);
  guint all, far, near;

  g_assert_cmpuint (ent_painter_count_lines (few, 0.1, &all), ==, all);
  far = ent_painter_count_lines (many, 0.02, &all);
  near = ent_painter_count_lines (many, 0.04, &all);
  g_assert_cmpuint (far, >, 100);
  g_assert_cmpuint (far, <, near);
  g_assert_cmpuint (near, <, all);
  g_assert_cmpuint (ent_painter_count_lines (many, 1, &all), ==, all);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/raster/lines", lines);
  g_test_add_func ("/raster/rectangles", rectangles);
  g_test_add_func ("/raster/rounded", rounded);
  g_test_add_func ("/raster/tiles-are-the-picture", tiles_are_the_picture);
  g_test_add_func ("/raster/thinned", thinned);
  return g_test_run ();
}
