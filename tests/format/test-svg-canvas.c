/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The picture of the SVG, drawn by librsvg, is the canvas's own: both are drawn of the same part of the same scene, and compared by
 * luminance after a blur of 2 pixels, which forgives another smoothing of the same edge.
 *
 * ENT_WHOLE_PICTURES=folder writes them, with the SVG of that part, for a look and for other programs (tests/peers). */
#include <locale.h>
#include <librsvg/rsvg.h>
#include <string.h>

#include "ent-format.h"
#include "ent-painter.h"
#include "ent-svg.h"

#include "scene-map.h"

#define MEAN 2.0    /* of 255 */
#define APART 32.0  /* of 255 */
#define REGION 12   /* pixels */
#define MARGIN 24.0 /* around the drawing, map units */
#define MOST_SIDE 1600

typedef struct
{
  int width, height;
  double *light; /* 0 to 255 */
} Grey;

static void
grey_clear (Grey *grey)
{
  g_free (grey->light);
}

/* --- Pictures --- */

static Grey
grey_of (cairo_surface_t *surface)
{
  const guchar *data = cairo_image_surface_get_data (surface);
  int stride = cairo_image_surface_get_stride (surface);
  Grey grey = { cairo_image_surface_get_width (surface), cairo_image_surface_get_height (surface), NULL };

  grey.light = g_new (double, grey.width * grey.height);
  for (int y = 0; y < grey.height; y++)
    for (int x = 0; x < grey.width; x++)
      {
        guint32 pixel = ((const guint32 *) (gconstpointer) (data + y * stride))[x];

        /* ITU-R BT.709 */
        grey.light[y * grey.width + x] = 0.2126 * (pixel >> 16 & 255) + 0.7152 * (pixel >> 8 & 255) + 0.0722 * (pixel & 255);
      }
  return grey;
}

/* One direction of a Gaussian blur of standard deviation 2; edges go on as they end. */
static void
blur_line (const double *from, double *to, int n, int step)
{
  static double weights[13];
  double sum = 0;

  if (weights[6] == 0)
    {
      for (int k = -6; k <= 6; k++)
        sum += weights[k + 6] = exp (-k * k / 8.0);
      for (int k = 0; k <= 12; k++)
        weights[k] /= sum;
    }
  for (int i = 0; i < n; i++)
    {
      sum = 0;
      for (int k = -6; k <= 6; k++)
        sum += weights[k + 6] * from[CLAMP (i + k, 0, n - 1) * step];
      to[i * step] = sum;
    }
}

static void
blur (Grey *grey)
{
  g_autofree double *half = g_new (double, grey->width * grey->height);

  for (int y = 0; y < grey->height; y++)
    blur_line (grey->light + y * grey->width, half + y * grey->width, grey->width, 1);
  for (int x = 0; x < grey->width; x++)
    blur_line (half + x, grey->light + x, grey->height, grey->width);
}

/* The sides of the region of pixels apart that @at is one of, each of them taken out of @apart. */
static void
measure_region (gboolean *apart, int width, int height, int at, int *wide, int *high)
{
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (int));
  int x0 = at % width, x1 = x0, y0 = at / width, y1 = y0;

  g_array_append_val (open, at);
  apart[at] = FALSE;
  while (open->len > 0)
    {
      int here = g_array_index (open, int, open->len - 1), x = here % width, y = here / width;

      g_array_set_size (open, open->len - 1);
      x0 = MIN (x0, x), x1 = MAX (x1, x), y0 = MIN (y0, y), y1 = MAX (y1, y);
      for (int dy = -1; dy <= 1; dy++)
        for (int dx = -1; dx <= 1; dx++)
          {
            int next = here + dy * width + dx;

            if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height || !apart[next])
              continue;
            apart[next] = FALSE;
            g_array_append_val (open, next);
          }
    }
  *wide = x1 - x0 + 1;
  *high = y1 - y0 + 1;
}

/* The mean difference; @worst: the smaller side of the region that differs most in it. */
static double
difference (cairo_surface_t *a, cairo_surface_t *b, int *worst)
{
  Grey p = grey_of (a), q = grey_of (b);
  int n = p.width * p.height;
  g_autofree gboolean *apart = g_new (gboolean, n);
  double sum = 0;

  g_assert_cmpint (p.width, ==, q.width);
  g_assert_cmpint (p.height, ==, q.height);
  blur (&p);
  blur (&q);
  for (int i = 0; i < n; i++)
    {
      sum += fabs (p.light[i] - q.light[i]);
      apart[i] = fabs (p.light[i] - q.light[i]) > APART;
    }
  *worst = 0;
  for (int i = 0; i < n; i++)
    if (apart[i])
      {
        int wide, high;

        measure_region (apart, p.width, p.height, i, &wide, &high);
        *worst = MAX (*worst, MIN (wide, high));
        g_test_message ("apart: %d x %d around %d, %d", wide, high, i % p.width, i / p.width);
      }
  grey_clear (&p);
  grey_clear (&q);
  return sum / n;
}

/* --- Both painters --- */

static cairo_surface_t *
by_canvas (EntScene *scene, const EntSceneEmphasis *emphasis, EntTheme theme, EntRect part)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) part.width, (int) part.height);
  g_autoptr (EntPainter) painter = ent_painter_new ();

  ent_painter_draw_tile (painter, surface, scene, emphasis, theme, ent_point (part.x, part.y), 1, 1);
  cairo_surface_flush (surface);
  return surface;
}

/* The SVG with a view box of that part alone. (transfer full) */
static char *
cut (GBytes *svg, EntRect part)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  char *from = strstr (text, " width=\""), *to = strstr (text, "\">\n");

  g_assert_true (from != NULL && to != NULL && from < to);
  *from = '\0';
  return g_strdup_printf ("%s width=\"%g\" height=\"%g\" viewBox=\"%g %g %g %g%s", text, part.width, part.height, part.x, part.y,
                          part.width, part.height, to);
}

static cairo_surface_t *
by_librsvg (const char *svg, EntRect part)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) part.width, (int) part.height);
  cairo_t *cr = cairo_create (surface);
  RsvgRectangle viewport = { 0, 0, part.width, part.height };
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (svg, (gssize) strlen (svg), NULL);
  RsvgHandle *handle = rsvg_handle_new_from_stream_sync (stream, NULL, RSVG_HANDLE_FLAG_UNLIMITED, NULL, &error);

  g_assert_no_error (error);
  rsvg_handle_render_document (handle, cr, &viewport, &error);
  g_assert_no_error (error);
  g_object_unref (handle);
  cairo_destroy (cr);
  cairo_surface_flush (surface);
  return surface;
}

static void
keep (const char *name, const char *svg, cairo_surface_t *canvas, cairo_surface_t *other)
{
  const char *folder = g_getenv ("ENT_WHOLE_PICTURES");
  g_autofree char *stem = folder != NULL ? g_build_filename (folder, name, NULL) : NULL;
  g_autofree char *picture = g_strconcat (stem, "-canvas.png", NULL), *drawn = g_strconcat (stem, "-librsvg.png", NULL);
  g_autofree char *text = g_strconcat (stem, ".svg", NULL);

  if (folder == NULL)
    return;
  cairo_surface_write_to_png (canvas, picture);
  cairo_surface_write_to_png (other, drawn);
  g_assert_true (g_file_set_contents (text, svg, -1, NULL));
}

static void
compare (EntScene *scene, const EntSceneEmphasis *emphasis, EntTheme theme, EntRect part, const char *name)
{
  EntSvgOptions options = { .theme = theme, .emphasis = emphasis };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) svg = ent_svg_write (scene, &options, NULL, &error);
  g_autofree char *text = NULL;
  cairo_surface_t *canvas = by_canvas (scene, emphasis, theme, part), *other;
  double mean;
  int worst;

  g_assert_no_error (error);
  text = cut (svg, part);
  other = by_librsvg (text, part);
  keep (name, text, canvas, other);
  mean = difference (canvas, other, &worst);
  g_test_message ("%s: mean %.3f of 255, largest region %d pixels", name, mean, worst);
  g_assert_cmpfloat (mean, <=, MEAN);
  g_assert_cmpint (worst, <=, REGION);
  cairo_surface_destroy (canvas);
  cairo_surface_destroy (other);
}

/* All of the drawing, or its middle where it is large; whole pixels. */
static EntRect
part_of (EntScene *scene)
{
  EntRect all = ent_rect_grow (ent_scene_bounds (scene), MARGIN);
  EntPoint middle = ent_rect_middle (all);
  EntRect part = ent_rect_around (middle, MIN (all.width, MOST_SIDE), MIN (all.height, MOST_SIDE));

  return ent_rect (floor (part.x), floor (part.y), ceil (part.width), ceil (part.height));
}

/* --- Maps --- */

static EntScene *
bundled (gboolean open_all)
{
  EntSceneOptions options = { .text_scale = 1, .open_all = open_all };
  g_autofree char *text = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (EntMapIndex) index = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (g_getenv ("BUNDLED"), &text, &length, NULL));
  bytes = g_bytes_new (text, length);
  map = ent_format_read (bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  index = ent_map_index_new (map);
  return ent_scene_new (index, &options);
}

/* Many cards and labels of few shapes, which the SVG shares. Every other step has another emphasis or proof. */
static EntScene *
alike (void)
{
  static const char *const stances[] = { "cooperative", "neutral", "conflictual" };
  static const char *const kinds[] = { "state", "person", "organization", "alliance" };
  EntSceneOptions options = { .text_scale = 1, .open_all = TRUE };
  g_autoptr (EntMapIndex) index = NULL;
  Maker maker;

  maker_init (&maker);
  for (guint i = 0; i < 400; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor %u", i);

      maker_actor (&maker, id, name, kinds[i % 4], i % 20 * 260 + i % 7 * 3.31, i / 20 * 170 + i % 5 * 4.17);
    }
  for (guint i = 0; i < 800; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i), *from = g_strdup_printf ("a%u", i % 400);
      g_autofree char *to = g_strdup_printf ("a%u", (i % 400 + (i < 400 ? 1 : 21)) % 400), *label = g_strdup_printf ("meets %u", i % 10);

      ent_record_set_string (&maker_relation (&maker, id, from, to, label)->stance, stances[i % 3]);
    }
  index = maker_finish (&maker);
  return ent_scene_new (index, &options);
}

/* --- Tests --- */

static void
test_bundled (void)
{
  static const char *const names[] = { "light", "dark", "light-contrast", "dark-contrast" };

  for (guint open = 0; open < 2; open++)
    {
      g_autoptr (EntScene) scene = bundled (open);

      for (EntTheme theme = 0; theme < ENT_N_THEMES; theme++)
        {
          g_autofree char *name = g_strdup_printf ("bundled-%s-%s", open ? "open" : "closed", names[theme]);

          compare (scene, NULL, theme, part_of (scene), name);
        }
    }
}

static void
test_emphasis (void)
{
  g_autoptr (EntScene) scene = bundled (FALSE);
  g_autoptr (EntSceneEmphasis) actor = ent_scene_emphasis_new (scene, 1, "china", NULL, 0, NULL, NULL);
  const EntRecords *relations = ent_map_index_get_snapshot (ent_scene_get_index (scene))->lists[ENT_LIST_RELATIONS];
  g_autoptr (EntSceneEmphasis) relation = ent_scene_emphasis_new (scene, 2, ent_record_id (relations->items[3]), NULL, 0, NULL, NULL);

  for (EntTheme theme = ENT_THEME_LIGHT; theme <= ENT_THEME_DARK; theme++)
    {
      compare (scene, actor, theme, part_of (scene), theme == ENT_THEME_LIGHT ? "actor-light" : "actor-dark");
      compare (scene, relation, theme, part_of (scene), theme == ENT_THEME_LIGHT ? "relation-light" : "relation-dark");
    }
}

/* Shapes written once are drawn as if each thing had its own. */
static void
test_shared (void)
{
  g_autoptr (EntScene) scene = alike ();
  g_autoptr (EntSceneEmphasis) chosen = ent_scene_emphasis_new (scene, 1, "a210", NULL, 0, NULL, NULL);
  EntSvgOptions options = { .theme = ENT_THEME_LIGHT };
  g_autoptr (GBytes) svg = ent_svg_write (scene, &options, NULL, NULL);
  g_autofree char *text = g_strndup (g_bytes_get_data (svg, NULL), g_bytes_get_size (svg));
  guint n_used = 0, n_own = 0;

  for (const char *at = strstr (text, "<use xlink:href=\"#s"); at != NULL; at = strstr (at + 1, "<use xlink:href=\"#s"))
    n_used++;
  for (const char *at = strstr (text, "<rect class=\"card\""); at != NULL; at = strstr (at + 1, "<rect class=\"card\""))
    n_own++;
  g_test_message ("%u used, %u cards written", n_used, n_own);
  g_assert_cmpuint (n_used, >, 1000);
  g_assert_cmpuint (n_own, <, 100);
  compare (scene, NULL, ENT_THEME_LIGHT, part_of (scene), "alike-light");
  compare (scene, NULL, ENT_THEME_DARK, part_of (scene), "alike-dark");
  compare (scene, chosen, ENT_THEME_LIGHT, part_of (scene), "alike-chosen");
}

/* What is not the same is seen to. */
static void
test_differences (void)
{
  g_autoptr (EntScene) scene = bundled (TRUE);
  EntRect part = part_of (scene), aside = part;
  cairo_surface_t *here = by_canvas (scene, NULL, ENT_THEME_LIGHT, part), *there;
  int worst;

  aside.x += 20;
  there = by_canvas (scene, NULL, ENT_THEME_LIGHT, aside);
  g_assert_cmpfloat (difference (here, here, &worst), ==, 0);
  g_assert_cmpint (worst, ==, 0);
  g_assert_cmpfloat (difference (here, there, &worst), >, MEAN);
  g_assert_cmpint (worst, >, REGION);
  cairo_surface_destroy (here);
  cairo_surface_destroy (there);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/svg-canvas/bundled", test_bundled);
  g_test_add_func ("/svg-canvas/emphasis", test_emphasis);
  g_test_add_func ("/svg-canvas/shared", test_shared);
  g_test_add_func ("/svg-canvas/differences", test_differences);
  return g_test_run ();
}
