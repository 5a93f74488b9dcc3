/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is carried by a drag keeps to the box that is told for it: a picture of that size holds all of it. */
#include "ent-painter-private.h"

#include "scene-map.h"

/* Nothing of what is carried is drawn outside of the box that is told for it, and something within. */
static void
test_carried (void)
{
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntScene) scene = NULL;
  g_autoptr (EntPainter) painter = ent_painter_new ();
  Maker maker;
  guint nodes[] = { 0 }, edges[] = { 0, 1, 2 };
  EntCarried carried = { .nodes = nodes, .n_nodes = 1, .edges = edges, .n_edges = 3, .offset = { 60, -40 } };
  EntTheme theme = ENT_THEME_LIGHT;
  EntSceneEmphasis *emphasis;
  guint n_edges;

  maker_init (&maker);
  maker_actor (&maker, "a", "China", "state", 0, 0);
  maker_actor (&maker, "b", "Russia", "state", 420, 60);
  maker_actor (&maker, "c", "Kim", "person", -150, 300);
  maker_evidence (maker_relation (&maker, "r1", "a", "b", "supports"), 2, NULL);
  maker_evidence (maker_relation (&maker, "r2", "c", "a", "knows"), 1, NULL);
  maker_relation (&maker, "r3", "a", "b", "informs");
  index = maker_finish (&maker);
  scene = ent_scene_new (index, NULL);
  ent_scene_edges (scene, &n_edges);
  for (guint how = 0; how < 2; how++)
    {
      emphasis = ent_scene_emphasis_new (scene, 0, "", "", 0, "", "");
      emphasis->nodes[0] = how > 0 ? ENT_EMPHASIS_CHOSEN : ENT_EMPHASIS_NORMAL;
      for (guint i = 0; i < n_edges; i++)
        emphasis->edges[i] = how > 0 ? ENT_EMPHASIS_CHOSEN : ENT_EMPHASIS_NORMAL;
      for (guint kind = 0; kind < ENT_N_CARRIED; kind++)
        for (guint i = 0; i < MIN (ent_painter_carried_n (&carried, kind), kind == ENT_CARRIED_NODE ? 1 : n_edges); i++)
          {
            cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, 1000, 800);
            cairo_t *cr = cairo_create (surface);
            EntRect box = ent_painter_carried_box (scene, &carried, kind, i);
            const guint32 *pixels;
            guint within = 0;

            cairo_translate (cr, 300, 300);
            ent_painter_draw_carried (painter, cr, scene, emphasis, theme, 1, box, &carried, kind, i);
            cairo_destroy (cr);
            pixels = (const guint32 *) (gpointer) cairo_image_surface_get_data (surface);
            for (int y = 0; y < 800; y++)
              for (int x = 0; x < 1000; x++)
                if (pixels[y * 1000 + x] != 0)
                  {
                    g_assert_true (ent_rect_contains (ent_rect_grow (box, 1), ent_point (x + 0.5 - 300, y + 0.5 - 300)));
                    within++;
                  }
            g_assert_true ((within > 100) == (box.width > 0));
            cairo_surface_destroy (surface);
          }
      ent_scene_emphasis_free (emphasis);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/painter/carried", test_carried);
  return g_test_run ();
}
