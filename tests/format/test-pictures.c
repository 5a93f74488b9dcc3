/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Pictures of two maps at the zooms, themes and scales that people use, against references that were looked at; and all
 * lines of a map where they are said to be drawn.
 *
 * A reference keeps the mean colour of each square of 16 pixels of the screen: libraries of other years draw a glyph's
 * edge otherwise, but not a card, a line or a word elsewhere or in another colour. ENT_NEW_PICTURES=1 writes them anew: then look at them, by
 * ENT_WHOLE_PICTURES=folder as they are drawn. */
#include <glib/gstdio.h>
#include <locale.h>

#include "ent-font.h"
#include "ent-map-reader.h"
#include "ent-painter.h"

#include "scene-map.h"

#define WIDTH 1280
#define HEIGHT 800
#define BLOCK 16
#define MEAN 3.0 /* steps of 255 a channel that a picture may differ */

static EntMapIndex *
bundled (void)
{
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_autoptr (EntSnapshot) map = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_getenv ("BUNDLED"), &text, &length, &error));
  bytes = g_bytes_new (text, length);
  map = ent_map_read (bytes, problems, NULL, &error);
  g_assert_no_error (error);
  return ent_map_index_new (map);
}

static EntMapIndex *
thousand (void)
{
  static const char *const kinds[] = { "state", "person", "organization", "alliance" };
  static const char *const stances[] = { "cooperative", "neutral", "conflictual" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  Maker maker;

  maker_init (&maker);
  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor %u", i);

      maker_actor (&maker, id, name, kinds[i % 4], i % 32 * 260 + g_rand_int_range (rand, 0, 60),
                   i / 32 * 170 + g_rand_int_range (rand, 0, 40));
    }
  for (guint i = 0; i < 2000; i++)
    {
      guint a = (guint) g_rand_int_range (rand, 0, 1000), b = (a + 1 + (guint) g_rand_int_range (rand, 0, 66)) % 1000;
      g_autofree char *id = g_strdup_printf ("r%u", i), *from = g_strdup_printf ("a%u", a), *to = g_strdup_printf ("a%u", b);

      ent_record_set_string (&maker_relation (&maker, id, from, to, "supports")->stance, stances[i % 3]);
    }
  return maker_finish (&maker);
}

/* @zoom is what people read; @device of its pixels make one of the screen's logical ones. */
static cairo_surface_t *
drawn (EntScene *scene, EntTheme theme, double zoom, int device, double aside)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH * device, HEIGHT * device);
  g_autoptr (EntPainter) painter = ent_painter_new ();
  EntPoint middle = ent_rect_middle (ent_scene_bounds (scene));

  ent_painter_draw_tile (painter, surface, scene, NULL, theme,
                         ent_point (middle.x + aside - WIDTH / zoom / 2, middle.y - HEIGHT / zoom / 2), zoom * device,
                         device);
  cairo_surface_flush (surface);
  return surface;
}

/* The mean of each square. (transfer full) */
static cairo_surface_t *
reduced (cairo_surface_t *whole, int device)
{
  cairo_surface_t *small = cairo_image_surface_create (CAIRO_FORMAT_RGB24, WIDTH / BLOCK, HEIGHT / BLOCK);
  const guchar *from = cairo_image_surface_get_data (whole);
  int from_stride = cairo_image_surface_get_stride (whole), stride = cairo_image_surface_get_stride (small);
  guchar *to = cairo_image_surface_get_data (small);
  int side = BLOCK * device;

  for (int y = 0; y < HEIGHT / BLOCK; y++)
    for (int x = 0; x < WIDTH / BLOCK; x++)
      for (int channel = 0; channel < 3; channel++)
        {
          guint sum = 0;

          for (int k = 0; k < side * side; k++)
            sum += from[(y * side + k / side) * from_stride + (x * side + k % side) * 4 + channel];
          to[y * stride + x * 4 + channel] = (guchar) (sum / (guint) (side * side));
        }
  cairo_surface_mark_dirty (small);
  return small;
}

static double
difference (cairo_surface_t *a, cairo_surface_t *b)
{
  const guchar *p = cairo_image_surface_get_data (a), *q = cairo_image_surface_get_data (b);
  int stride = cairo_image_surface_get_stride (a);
  double sum = 0;

  g_assert_cmpint (stride, ==, cairo_image_surface_get_stride (b));
  for (int y = 0; y < HEIGHT / BLOCK; y++)
    for (int x = 0; x < WIDTH / BLOCK * 4; x++)
      sum += x % 4 < 3 ? ABS (p[y * stride + x] - q[y * stride + x]) : 0;
  return sum / (3.0 * (WIDTH / BLOCK) * (HEIGHT / BLOCK));
}

/* The font that the references were drawn with is not everywhere. */
static gboolean
has_font (void)
{
  PangoContext *context = ent_font_context_new ();
  PangoLayout *layout = ent_font_layout_new (context, "Actor", 12, FALSE, FALSE);
  PangoFont *font = pango_context_load_font (context, pango_layout_get_font_description (layout));
  PangoFontDescription *described = pango_font_describe (font);
  gboolean has = g_str_equal (pango_font_description_get_family (described), "Noto Sans");

  g_test_message ("font: %s", pango_font_description_get_family (described));
  pango_font_description_free (described);
  g_object_unref (font);
  g_object_unref (layout);
  g_object_unref (context);
  return has;
}

static void
compare (EntScene *scene, const char *map, EntTheme theme, double zoom, int device, gboolean rtl)
{
  static const char *const themes[] = { "light", "dark", "light-contrast", "dark-contrast" };
  g_autofree char *name
      = g_strdup_printf ("%s-%s-%g-x%d%s.png", map, themes[theme], zoom * 100, device, rtl ? "-rtl" : "");
  g_autofree char *path = g_build_filename (g_getenv ("PICTURES"), name, NULL);
  cairo_surface_t *whole = drawn (scene, theme, zoom, device, 0), *small = reduced (whole, device), *reference;
  const char *folder = g_getenv ("ENT_WHOLE_PICTURES");

  if (folder != NULL)
    {
      g_autofree char *out = g_build_filename (folder, name, NULL);

      cairo_surface_write_to_png (whole, out);
    }
  if (g_getenv ("ENT_NEW_PICTURES") != NULL)
    cairo_surface_write_to_png (small, path);
  reference = cairo_image_surface_create_from_png (path);
  g_assert_cmpint (cairo_surface_status (reference), ==, CAIRO_STATUS_SUCCESS);
  g_test_message ("%s: %.2f", name, difference (small, reference));
  g_assert_cmpfloat (difference (small, reference), <, MEAN);
  cairo_surface_destroy (reference);
  cairo_surface_destroy (small);
  cairo_surface_destroy (whole);
}

static void
pictures (EntMapIndex *index, const char *map)
{
  static const double zooms[] = { 0.25, 0.5, 1, 2, 4 };

  for (int rtl = 0; rtl < 2; rtl++)
    {
      EntSceneOptions options = { .text_scale = 1, .rtl = rtl };
      g_autoptr (EntScene) scene = ent_scene_new (index, &options);

      for (guint i = 0; i < G_N_ELEMENTS (zooms) && !rtl; i++)
        {
          compare (scene, map, ENT_THEME_LIGHT, zooms[i], 1, FALSE);
          compare (scene, map, ENT_THEME_DARK, zooms[i], 1, FALSE);
        }
      compare (scene, map, ENT_THEME_LIGHT, 1, 2, rtl);
      if (!rtl)
        {
          compare (scene, map, ENT_THEME_LIGHT_CONTRAST, 1, 1, FALSE);
          compare (scene, map, ENT_THEME_DARK_CONTRAST, 1, 1, FALSE);
        }
    }
}

static void
test_pictures (void)
{
  g_autoptr (EntMapIndex) first = bundled (), second = thousand ();

  if (!has_font ())
    {
      g_test_skip ("the font of the references is not there");
      return;
    }
  pictures (first, "bundled");
  pictures (second, "thousand");
}

/* What differs from a reference is seen to. */
static void
test_differences (void)
{
  g_autoptr (EntMapIndex) index = bundled ();
  g_autoptr (EntScene) scene = ent_scene_new (index, NULL);
  cairo_surface_t *whole = drawn (scene, ENT_THEME_LIGHT, 1, 1, 0), *aside = drawn (scene, ENT_THEME_LIGHT, 1, 1, 24);
  cairo_surface_t *a = reduced (whole, 1), *b = reduced (aside, 1);

  g_test_message ("24 pixels aside: %.2f", difference (a, b));
  g_assert_cmpfloat (difference (a, a), ==, 0);
  g_assert_cmpfloat (difference (a, b), >, MEAN);
  cairo_surface_destroy (whole);
  cairo_surface_destroy (aside);
  cairo_surface_destroy (a);
  cairo_surface_destroy (b);
}

/* TRUE where something else lies on the line there. */
static gboolean
is_covered (EntScene *scene, EntPoint at)
{
  g_autoptr (GArray) nodes = ent_scene_nodes_in (scene, ent_rect_around (at, 8, 8));
  guint n;
  const EntSceneLabel *labels = ent_scene_labels (scene, &n);

  for (guint i = 0; i < n; i++)
    if (ent_rect_contains (ent_rect_grow (labels[i].box, 4), at))
      return TRUE;
  return nodes->len > 0;
}

/* Something other than ground at the point or beside it: dashes have gaps, so one of some points must have it. */
static gboolean
has_ink (cairo_surface_t *surface, double x, double y)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  EntColour ground = ent_palette_get (ENT_THEME_LIGHT)->background;

  for (int dy = -1; dy <= 1; dy++)
    for (int dx = -1; dx <= 1; dx++)
      {
        int px = (int) x + dx, py = (int) y + dy;

        if (px >= 0 && py >= 0 && px < WIDTH && py < HEIGHT && data[py * stride + px * 4 + 1] < ground.g * 255 - 12)
          return TRUE;
      }
  return FALSE;
}

/* Where the painter says that all lines are drawn, each that is in the picture and longer than 2 pixels has ink along
 * its way. */
static void
test_lines (void)
{
  g_autoptr (EntMapIndex) index = thousand ();
  g_autoptr (EntScene) scene = ent_scene_new (index, NULL);
  guint n, checked = 0, whole_views = 0;
  const EntSceneEdge *edges = ent_scene_edges (scene, &n);
  EntPoint middle = ent_rect_middle (ent_scene_bounds (scene));

  for (double zoom = 0.15; zoom <= 4; zoom *= 1.7)
    {
      guint all;
      cairo_surface_t *surface = drawn (scene, ENT_THEME_LIGHT, zoom, 1, 0);

      whole_views += ent_painter_count_lines (scene, zoom, &all) == all;
      for (guint i = 0; i < n && ent_painter_count_lines (scene, zoom, &all) == all; i++)
        {
          guint open = 0, ink = 0;

          if (MAX (edges[i].bounds.width, edges[i].bounds.height) * zoom < 2)
            continue;
          for (double t = 0.02; t < 1; t += 0.02)
            {
              EntPoint at = ent_scene_edge_point (&edges[i], t, NULL);
              double x = (at.x - middle.x) * zoom + WIDTH / 2, y = (at.y - middle.y) * zoom + HEIGHT / 2;

              if (x < 1 || y < 1 || x >= WIDTH - 1 || y >= HEIGHT - 1 || is_covered (scene, at))
                continue;
              open++;
              ink += has_ink (surface, x, y);
            }
          if (open < 8)
            continue;
          checked++;
          if (ink * 4 < open)
            g_test_message ("line %u at %g: %u of %u", i, zoom, ink, open);
          g_assert_cmpuint (ink * 4, >=, open);
        }
      cairo_surface_destroy (surface);
    }
  g_test_message ("%u lines in %u views", checked, whole_views);
  g_assert_cmpuint (checked, >, 300);
  g_assert_cmpuint (whole_views, >, 2);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/pictures/references", test_pictures);
  g_test_add_func ("/pictures/differences", test_differences);
  g_test_add_func ("/pictures/all-lines", test_lines);
  return g_test_run ();
}
