/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sheets of paper: one that fits, a poster that covers all, one as large as the picture; and the limit. */
#include <string.h>

#include "ent-error.h"
#include "ent-sheets.h"

static GBytes *
picture (guint width, guint height)
{
  char *svg = g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='%u' height='%u'><rect width='%u' height='%u' fill='#f00'/></svg>",
                               width, height, width, height);

  return g_bytes_new_take (svg, strlen (svg));
}

static void
test_one_sheet_turns_and_fits (void)
{
  g_autoptr (GBytes) svg = picture (4000, 1000);
  g_autoptr (EntSheets) sheets = ent_sheets_new (svg, 595, 842, 28, TRUE, FALSE, NULL, NULL);
  g_autoptr (EntSheets) upright = ent_sheets_new (svg, 595, 842, 28, FALSE, FALSE, NULL, NULL);
  double width, height;

  g_assert_cmpuint (ent_sheets_n (sheets), ==, 1);
  ent_sheets_get_size (sheets, &width, &height);
  g_assert_cmpfloat (width, ==, 842);
  ent_sheets_get_size (upright, &width, &height);
  g_assert_cmpfloat (width, ==, 595);
}

static void
test_as_large_as_the_picture (void)
{
  g_autoptr (GBytes) svg = picture (400, 200);
  g_autoptr (EntSheets) sheets = ent_sheets_new (svg, 0, 0, 28, TRUE, FALSE, NULL, NULL);
  double width, height;

  ent_sheets_get_size (sheets, &width, &height);
  g_assert_cmpfloat (width, ==, 300);
  g_assert_cmpfloat (height, ==, 150);
}

/* Red inside the margins of each sheet but where the picture has ended. */
static void
test_a_poster_covers_all (void)
{
  g_autoptr (GBytes) svg = picture (1500, 1000); /* 1125 x 750 points */
  g_autoptr (EntSheets) sheets = ent_sheets_new (svg, 500, 500, 50, TRUE, TRUE, NULL, NULL);
  double red = 0;

  g_assert_cmpuint (ent_sheets_n (sheets), ==, 6); /* of 400 x 400: three by two */
  for (guint i = 0; i < ent_sheets_n (sheets); i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 500, 500);
      cairo_t *cr = cairo_create (surface);
      const guint8 *data;

      cairo_set_source_rgb (cr, 1, 1, 1);
      cairo_paint (cr);
      g_assert_true (ent_sheets_draw (sheets, cr, i, NULL));
      cairo_surface_flush (surface);
      data = cairo_image_surface_get_data (surface);
      for (int y = 0; y < 500; y++)
        for (int x = 0; x < 500; x++)
          {
            guint32 pixel = ((const guint32 *) (gconstpointer) (data + y * cairo_image_surface_get_stride (surface)))[x] & 0xffffff;

            red += pixel == 0xff0000;
            g_assert_true (pixel != 0xff0000 || (x >= 50 && x < 450 && y >= 50 && y < 450));
          }
      cairo_destroy (cr);
      cairo_surface_destroy (surface);
    }
  g_assert_cmpfloat (red, >, 1125 * 750 * 0.98); /* all but the cutting lines */
  g_assert_cmpfloat (red, <=, 1125 * 750);
}

static void
test_too_many (void)
{
  g_autoptr (GBytes) svg = picture (20000, 20000);
  g_autoptr (GError) error = NULL;

  g_assert_null (ent_sheets_new (svg, 200, 200, 28, TRUE, TRUE, NULL, &error));
  g_assert_error (error, ENT_ERROR, ENT_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sheets/fits", test_one_sheet_turns_and_fits);
  g_test_add_func ("/sheets/as-large", test_as_large_as_the_picture);
  g_test_add_func ("/sheets/poster", test_a_poster_covers_all);
  g_test_add_func ("/sheets/too-many", test_too_many);
  return g_test_run ();
}
