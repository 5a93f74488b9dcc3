/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The arithmetic of the view, without a display: conversions undo each other, the point under the pointer stays, fits
 * fit. */
#include "ent-viewport.h"

#define NEAR 1e-6

static void
assert_near (EntPoint a, EntPoint b)
{
  g_assert_cmpfloat_with_epsilon (a.x, b.x, NEAR);
  g_assert_cmpfloat_with_epsilon (a.y, b.y, NEAR);
}

static EntViewport
random_view (void)
{
  EntViewport view = { .width = g_test_rand_double_range (50, 3000),
                       .height = g_test_rand_double_range (50, 3000),
                       .middle = { g_test_rand_double_range (-5000, 5000), g_test_rand_double_range (-5000, 5000) },
                       .zoom = exp (g_test_rand_double_range (log (ENT_ZOOM_MIN), log (ENT_ZOOM_MAX))) };

  return view;
}

static EntPoint
random_point (double reach)
{
  return ent_point (g_test_rand_double_range (-reach, reach), g_test_rand_double_range (-reach, reach));
}

static EntRect
random_rect (void)
{
  EntPoint at = random_point (2000);

  return ent_rect (at.x, at.y, g_test_rand_double_range (1, 4000), g_test_rand_double_range (1, 4000));
}

/* TRUE when @inner lies in @outer, but for rounding. */
static gboolean
lies_in (EntRect inner, EntRect outer)
{
  return inner.x >= outer.x - NEAR && inner.y >= outer.y - NEAR && inner.x + inner.width <= outer.x + outer.width + NEAR
         && inner.y + inner.height <= outer.y + outer.height + NEAR;
}

static void
test_conversion (void)
{
  EntViewport view = { 800, 600, { 10, 20 }, 2 };

  assert_near (ent_viewport_to_widget (&view, ent_point (10, 20)), ent_point (400, 300));
  assert_near (ent_viewport_to_widget (&view, ent_point (11, 18)), ent_point (402, 296));
  for (int i = 0; i < 1000; i++)
    {
      EntPoint p = random_point (3000);

      view = random_view ();
      assert_near (ent_viewport_to_scene (&view, ent_viewport_to_widget (&view, p)), p);
    }
}

static void
test_visible (void)
{
  EntViewport view = { 800, 600, { 10, 20 }, 2 };
  EntRect visible = ent_viewport_visible (&view), drawn = ent_viewport_rect_to_widget (&view, visible);

  assert_near (ent_point (visible.x, visible.y), ent_point (-190, -130));
  assert_near (ent_point (visible.width, visible.height), ent_point (400, 300));
  assert_near (ent_point (drawn.x, drawn.y), ent_point (0, 0));
  assert_near (ent_point (drawn.width, drawn.height), ent_point (800, 600));
}

static void
test_zoom_holds_the_anchor (void)
{
  for (int i = 0; i < 1000; i++)
    {
      EntViewport view = random_view (), zoomed;
      EntPoint anchor = ent_point (g_test_rand_double_range (0, view.width), g_test_rand_double_range (0, view.height));

      zoomed = ent_viewport_zoomed (&view, g_test_rand_double_range (0.001, 20), anchor);
      g_assert_cmpfloat (zoomed.zoom, >=, ENT_ZOOM_MIN);
      g_assert_cmpfloat (zoomed.zoom, <=, ENT_ZOOM_MAX);
      assert_near (ent_viewport_to_scene (&zoomed, anchor), ent_viewport_to_scene (&view, anchor));
    }
}

static void
test_pan (void)
{
  EntViewport view = { 800, 600, { 10, 20 }, 2 }, moved = ent_viewport_panned (&view, 30, -8);
  EntPoint before = ent_viewport_to_widget (&view, ent_point (0, 0)),
           after = ent_viewport_to_widget (&moved, ent_point (0, 0));

  assert_near (ent_point (after.x - before.x, after.y - before.y), ent_point (30, -8));
}

static void
test_resize_keeps_the_corner (void)
{
  EntViewport view = { 800, 600, { 10, 20 }, 2 }, wider = ent_viewport_resized (&view, 1000, 500);

  assert_near (ent_viewport_to_widget (&wider, ent_point (3, 4)), ent_viewport_to_widget (&view, ent_point (3, 4)));
  g_assert_cmpfloat (wider.width, ==, 1000);
  g_assert_cmpfloat (wider.height, ==, 500);
}

static void
test_fit (void)
{
  EntInsets insets = { 10, 60, 20, 30 };

  for (int i = 0; i < 1000; i++)
    {
      EntViewport view = random_view (), fitted;
      EntRect bounds = random_rect (), area, drawn;

      view.width = MAX (view.width, 300);
      view.height = MAX (view.height, 300);
      area = ent_rect (10, 60, view.width - 30, view.height - 90);
      fitted = ent_viewport_fitted (&view, bounds, insets, 1);
      drawn = ent_viewport_rect_to_widget (&fitted, bounds);
      g_assert_cmpfloat (fitted.zoom, <=, 1);
      if (fitted.zoom > ENT_ZOOM_MIN)
        g_assert_true (lies_in (drawn, area));
      assert_near (ent_rect_middle (drawn), ent_rect_middle (area));
      /* As large as may be. */
      if (fitted.zoom < 1 && fitted.zoom > ENT_ZOOM_MIN)
        g_assert_true (fabs (drawn.width - area.width) < NEAR || fabs (drawn.height - area.height) < NEAR);
    }
}

static void
test_fit_of_nothing (void)
{
  EntViewport view = { 800, 600, { 10, 20 }, 2 };
  EntInsets none = { 0 };

  view = ent_viewport_fitted (&view, ent_rect (0, 0, 0, 0), none, 1);
  g_assert_cmpfloat (view.zoom, ==, 1);
  assert_near (view.middle, ent_point (0, 0));
}

static void
test_reveal (void)
{
  EntViewport view = { 800, 600, { 400, 300 }, 1 }, seen;
  EntInsets insets = { 20, 20, 20, 20 };
  EntRect free_area = ent_rect (20, 20, 760, 560);

  /* In view: nothing moves. */
  seen = ent_viewport_revealed (&view, ent_rect (100, 100, 50, 50), insets, FALSE);
  g_assert_true (ent_viewport_equal (&seen, &view));
  /* Half out: the least move. */
  seen = ent_viewport_revealed (&view, ent_rect (760, 100, 60, 50), insets, FALSE);
  assert_near (seen.middle, ent_point (440, 300));
  /* In sight, though wholly in the margin: no more than that either. */
  seen = ent_viewport_revealed (&view, ent_rect (782, 100, 18, 18), insets, FALSE);
  assert_near (seen.middle, ent_point (420, 300));
  /* Out of sight, or asked for: to the middle. */
  seen = ent_viewport_revealed (&view, ent_rect (3000, 100, 60, 50), insets, FALSE);
  assert_near (seen.middle, ent_point (3030, 125));
  seen = ent_viewport_revealed (&view, ent_rect (100, 100, 50, 50), insets, TRUE);
  assert_near (seen.middle, ent_point (125, 125));
  /* Larger than the view: zooms out, never in. */
  seen = ent_viewport_revealed (&view, ent_rect (0, 0, 2000, 100), insets, FALSE);
  g_assert_cmpfloat (seen.zoom, <, 1);
  g_assert_true (lies_in (ent_viewport_rect_to_widget (&seen, ent_rect (0, 0, 2000, 100)), free_area));
  for (int i = 0; i < 1000; i++)
    {
      EntRect rect = random_rect ();

      seen = ent_viewport_revealed (&view, rect, insets, g_test_rand_bit ());
      g_assert_cmpfloat (seen.zoom, <=, view.zoom);
      g_assert_true (lies_in (ent_viewport_rect_to_widget (&seen, rect), free_area));
    }
}

static void
test_kept_over (void)
{
  EntRect bounds = ent_rect (0, 0, 1000, 500);

  for (int i = 0; i < 1000; i++)
    {
      EntViewport view = random_view (), kept = ent_viewport_kept_over (&view, bounds), again;
      EntRect drawn = ent_viewport_rect_to_widget (&kept, bounds);

      g_assert_true (ent_rect_overlaps (ent_rect_grow (drawn, 1), ent_rect (0, 0, kept.width, kept.height)));
      again = ent_viewport_kept_over (&kept, bounds);
      assert_near (again.middle, kept.middle);
    }
}

static void
test_between (void)
{
  for (int i = 0; i < 200; i++)
    {
      EntViewport from = random_view (), to = random_view (), at;
      double last = from.zoom;

      from.width = to.width;
      from.height = to.height;
      at = ent_viewport_between (&from, &to, 0);
      assert_near (at.middle, from.middle);
      g_assert_cmpfloat_with_epsilon (at.zoom, from.zoom, NEAR);
      at = ent_viewport_between (&from, &to, 1);
      g_assert_true (ent_viewport_equal (&at, &to));
      for (double t = 0.1; t < 1; t += 0.1)
        {
          at = ent_viewport_between (&from, &to, t);
          g_assert_true ((at.zoom - last) * (to.zoom - from.zoom) >= 0);
          last = at.zoom;
        }
    }
  /* A zoom at the pointer keeps the point under it all the way. */
  {
    EntViewport from = { 800, 600, { 10, 20 }, 0.5 }, to = ent_viewport_zoomed (&from, 4, ent_point (700, 100)), at;

    for (double t = 0; t <= 1; t += 0.05)
      {
        at = ent_viewport_between (&from, &to, t);
        assert_near (ent_viewport_to_scene (&at, ent_point (700, 100)),
                     ent_viewport_to_scene (&from, ent_point (700, 100)));
      }
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/viewport/conversion", test_conversion);
  g_test_add_func ("/viewport/visible", test_visible);
  g_test_add_func ("/viewport/zoom-holds-the-anchor", test_zoom_holds_the_anchor);
  g_test_add_func ("/viewport/pan", test_pan);
  g_test_add_func ("/viewport/resize-keeps-the-corner", test_resize_keeps_the_corner);
  g_test_add_func ("/viewport/fit", test_fit);
  g_test_add_func ("/viewport/fit-of-nothing", test_fit_of_nothing);
  g_test_add_func ("/viewport/reveal", test_reveal);
  g_test_add_func ("/viewport/kept-over", test_kept_over);
  g_test_add_func ("/viewport/between", test_between);
  return g_test_run ();
}
