/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Collapsed groups are one node, and pictures of actors are drawn where they can be. */
#include <glib.h>
#include <math.h>
#include <string.h>

#include "ent-edit-delete.h"
#include "ent-edit-field.h"
#include "ent-edit-things.h"
#include "ent-edit.h"
#include "ent-painter.h"
#include "ent-scene-fold.h"
#include "ent-scene.h"

/* One dot. */
#define PNG                                                                                                            \
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="

typedef struct
{
  EntMap *map;
  char *ids[4], *group, *inner, *outer, *between;
} Place;

/* Two actors in a group, two outside of it. */
static void
set_up (Place *place, gconstpointer data)
{
  static const char *const names[] = { "China", "Japan", "France", "Spain" };

  place->map = ent_map_new ();
  for (guint i = 0; i < 4; i++)
    place->ids[i] = ent_edit_add_actor (place->map, names[i], "state", ent_point (300 * i, 100 * (i % 2)), NULL);
  place->inner = ent_edit_add_relation (place->map, place->ids[0], place->ids[1], "trades with", NULL);
  place->outer = ent_edit_add_relation (place->map, place->ids[2], place->ids[0], "visits", NULL);
  place->between = ent_edit_add_relation (place->map, place->ids[2], place->ids[3], "borders", NULL);
  place->group = ent_edit_add_group (place->map, "Asia", (const char *const *) place->ids, 2, NULL);
  g_assert_nonnull (place->group);
}

static void
tear_down (Place *place, gconstpointer data)
{
  for (guint i = 0; i < 4; i++)
    g_free (place->ids[i]);
  g_free (place->group);
  g_free (place->inner);
  g_free (place->outer);
  g_free (place->between);
  g_object_unref (place->map);
}

/* A group is collapsed beside what stands amid its members, and they are where they were when it is expanded. */
static void
test_room (Place *place, gconstpointer data)
{
  static const double scales[] = { 1, 1.5 };
  g_autofree char *amid = ent_edit_add_actor (place->map, "Korea", "state", ent_point (150, 60), NULL);
  const char *both[] = { place->ids[0], place->ids[1] };
  g_autofree char *caption = ent_edit_add_caption (place->map, "Written here", ent_point (150, 150), NULL);
  EntPoint wished = ent_point (150, 50);

  g_assert_nonnull (amid);
  g_assert_nonnull (caption);
  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      EntSceneOptions options = { .text_scale = scales[i] };
      g_autoptr (EntSnapshot) before = ent_map_snapshot (place->map);
      g_autoptr (EntScene) scene = ent_scene_new (ent_map_peek_index (place->map), &options);
      EntPoint at = ent_scene_place_of_group (scene, (const EntGroup *) ent_map_find (place->map, place->group), wished);
      g_autoptr (EntScene) folded = NULL;
      g_autoptr (GPtrArray) faults = NULL;
      g_autoptr (GArray) touched = NULL;
      guint n;
      const EntSceneCaption *captions;
      int node;

      g_assert_cmpfloat (fabs (at.x - wished.x) + fabs (at.y - wished.y), >, 20);
      g_assert_cmpfloat (fabs (at.x - wished.x) + fabs (at.y - wished.y), <, 300);
      g_assert_true (ent_edit_collapse_group (place->map, place->group, TRUE, at, NULL));
      folded = ent_scene_new (ent_map_peek_index (place->map), &options);
      node = ent_scene_node_of (folded, place->group);
      g_assert_cmpint (node, >=, 0);
      faults = ent_scene_faults (folded);
      for (guint k = 0; k < faults->len; k++)
        g_assert_null (strstr (g_ptr_array_index (faults, k), "overlap"));
      touched = ent_scene_nodes_in (folded, ent_scene_nodes (folded, NULL)[node].box);
      g_assert_cmpuint (touched->len, ==, 1);
      captions = ent_scene_captions (folded, &n);
      g_assert_false (ent_rect_overlaps (captions[0].box, ent_scene_nodes (folded, NULL)[node].box));
      g_assert_true (ent_edit_collapse_group (place->map, place->group, FALSE, at, NULL));
      for (guint k = 0; k < 2; k++)
        g_assert_true (ent_record_equal (&((EntActor *) ent_map_find (place->map, both[k]))->record, before->lists[ENT_LIST_ACTORS]->items[k]));
    }
  /* Nothing in the way: amid its members, whose own cards do not count. */
  {
    const char *gone[] = { amid, caption };
    g_autoptr (EntScene) scene = NULL;
    EntPoint at;

    g_assert_true (ent_edit_delete (place->map, gone, 2, NULL));
    scene = ent_scene_new (ent_map_peek_index (place->map), NULL);
    at = ent_scene_place_of_group (scene, (const EntGroup *) ent_map_find (place->map, place->group), ent_point (20, 10));
    g_assert_cmpfloat (at.x, ==, 20);
    g_assert_cmpfloat (at.y, ==, 10);
  }
}

static void
test_open (Place *place, gconstpointer data)
{
  EntMapIndex *index = ent_map_peek_index (place->map);
  g_autoptr (EntMapIndex) same = ent_scene_fold (index);

  g_assert_true (same == index);
}

static void
test_collapsed (Place *place, gconstpointer data)
{
  g_autoptr (EntScene) scene = NULL;
  g_autofree char *words = NULL;
  EntMapIndex *index;
  const EntSceneNode *node;
  int edge;
  guint n;

  g_assert_true (ent_edit_collapse_group (place->map, place->group, TRUE, ent_point (40, 50), NULL));
  index = ent_map_peek_index (place->map);
  scene = ent_scene_new (index, NULL);
  ent_scene_nodes (scene, &n);
  g_assert_cmpuint (n, ==, 3);
  g_assert_cmpint (ent_scene_node_of (scene, place->ids[0]), ==, -1);
  g_assert_cmpint (ent_scene_node_of (scene, place->group), >=, 0);
  node = &ent_scene_nodes (scene, NULL)[ent_scene_node_of (scene, place->group)];
  g_assert_cmpfloat (ent_rect_middle (node->box).x, ==, 40);
  g_assert_cmpfloat (ent_rect_middle (node->box).y, ==, 50);
  g_assert_cmpstr (node->lines[node->n_lines - 1].text, ==, "group of 2 actors");
  /* What is inside is gone, what goes out ends at the node, what is outside stays. */
  g_assert_cmpint (ent_scene_edge_of (scene, place->inner), ==, -1);
  edge = ent_scene_edge_of (scene, place->outer);
  g_assert_cmpint (edge, >=, 0);
  g_assert_cmpuint (ent_scene_edges (scene, NULL)[edge].target, ==, (guint) ent_scene_node_of (scene, place->group));
  g_assert_cmpint (ent_scene_edge_of (scene, place->between), >=, 0);
  ent_scene_groups (scene, &n);
  g_assert_cmpuint (n, ==, 0);
  words = ent_map_index_describe_actor (ent_scene_get_index (scene), place->group);
  g_assert_cmpstr (words, ==, "Asia, group of 2 actors, 1 relation");
  g_assert_true (ent_scene_get_map_index (scene) == index);
}

/* The hull of an open group goes around the node of a collapsed one. */
static void
test_nested (Place *place, gconstpointer data)
{
  g_autofree char *outer = ent_edit_add_group (place->map, "World", (const char *const *) place->ids, 3, NULL);
  g_autoptr (EntScene) scene = NULL;
  const EntSceneGroup *group;
  guint n;
  double left = G_MAXDOUBLE;

  g_assert_nonnull (outer);
  g_assert_true (ent_edit_collapse_group (place->map, place->group, TRUE, ent_point (-900, 0), NULL));
  scene = ent_scene_new (ent_map_peek_index (place->map), NULL);
  group = ent_scene_groups (scene, &n);
  g_assert_cmpuint (n, ==, 1);
  for (guint i = 0; i < group->n_hull; i++)
    left = MIN (left, group->hull[i].x);
  g_assert_cmpfloat (left, <, -900);
}

static cairo_surface_t *
draw (EntMap *map)
{
  g_autoptr (EntScene) scene = ent_scene_new (ent_map_peek_index (map), NULL);
  EntRect all = ent_scene_bounds (scene);
  cairo_surface_t *surface
      = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) all.width + 1, (int) all.height + 1);
  EntPainter *painter = ent_painter_new ();
  cairo_t *cr = cairo_create (surface);

  cairo_translate (cr, -all.x, -all.y);
  ent_painter_draw (painter, cr, scene, NULL, ENT_THEME_LIGHT, all, 1);
  cairo_destroy (cr);
  ent_painter_free (painter);
  return surface;
}

static gboolean
same_picture (cairo_surface_t *a, cairo_surface_t *b)
{
  return cairo_image_surface_get_height (a) == cairo_image_surface_get_height (b)
         && memcmp (cairo_image_surface_get_data (a), cairo_image_surface_get_data (b),
                    (gsize) cairo_image_surface_get_stride (a) * (gsize) cairo_image_surface_get_height (a))
                == 0;
}

static void
test_picture (Place *place, gconstpointer data)
{
  cairo_surface_t *plain = draw (place->map), *pictured, *broken;
  g_autofree char *svg = ent_picture_svg (PNG);
  g_autofree char *none = ent_picture_svg ("data:image/png;base64,QUJD");
  g_autofree char *empty = ent_picture_svg ("");

  g_assert_nonnull (svg);
  g_assert_null (none);
  g_assert_null (empty);
  g_assert_true (ent_edit_set_field (place->map, place->ids[3], "image", ent_value_string (PNG), NULL));
  pictured = draw (place->map);
  g_assert_false (same_picture (plain, pictured));
  g_assert_true (ent_edit_set_field (place->map, place->ids[3], "image", ent_value_string ("data:image/png;base64,QUJD"), NULL));
  broken = draw (place->map);
  g_assert_true (same_picture (plain, broken));
  cairo_surface_destroy (plain);
  cairo_surface_destroy (pictured);
  cairo_surface_destroy (broken);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define TEST(name, function) g_test_add ("/scene-fold/" name, Place, NULL, set_up, function, tear_down)
  TEST ("open", test_open);
  TEST ("collapsed", test_collapsed);
  TEST ("room", test_room);
  TEST ("nested", test_nested);
  TEST ("picture", test_picture);
  return g_test_run ();
}
