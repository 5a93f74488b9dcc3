/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A rough scene stands for the true one until that is there: what is in it, and where its cards stand, is the same. */
#include "ent-scene.h"

#include <locale.h>
#include <math.h>
#include <string.h>

#include "scene-map.h"

static EntMapIndex *
made_map (guint n, guint relations)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (11);
  Maker maker;

  maker_init (&maker);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor %u", i);

      maker_actor (&maker, id, name, i % 3 == 0 ? "person" : "state", i % 7 == 0 ? NAN : i % 20 * 240, i / 20 * 150);
    }
  for (guint i = 0; i < relations; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i), *source = NULL, *target = NULL;

      source = g_strdup_printf ("a%u", (guint) g_rand_int_range (rand, 0, (gint32) n));
      target = g_strdup_printf ("a%u", (guint) g_rand_int_range (rand, 0, (gint32) n));
      maker_relation (&maker, id, source, target, i % 2 == 0 ? "urges to use influence on" : "meets");
    }
  return maker_finish (&maker);
}

static gboolean
is_same_rect (EntRect a, EntRect b)
{
  return a.x == b.x && a.y == b.y && a.width == b.width && a.height == b.height;
}

static void
check_same_things (EntScene *a, EntScene *b)
{
  guint n_a, n_b;
  const EntSceneNode *nodes_a = ent_scene_nodes (a, &n_a), *nodes_b = ent_scene_nodes (b, &n_b);
  const EntSceneEdge *edges_a, *edges_b;

  g_assert_cmpuint (n_a, ==, n_b);
  for (guint i = 0; i < n_a; i++)
    {
      g_assert_cmpstr (nodes_a[i].actor->id, ==, nodes_b[i].actor->id);
      g_assert_true (is_same_rect (nodes_a[i].box, nodes_b[i].box));
      g_assert_cmpint (ent_scene_node_of (a, nodes_a[i].actor->id), ==, (int) i);
      g_assert_cmpint (ent_scene_node_of (b, nodes_a[i].actor->id), ==, (int) i);
    }
  edges_a = ent_scene_edges (a, &n_a);
  edges_b = ent_scene_edges (b, &n_b);
  g_assert_cmpuint (n_a, ==, n_b);
  for (guint i = 0; i < n_a; i++)
    {
      g_assert_cmpstr (edges_a[i].relation->id, ==, edges_b[i].relation->id);
      g_assert_cmpuint (edges_a[i].source, ==, edges_b[i].source);
      g_assert_cmpuint (edges_a[i].target, ==, edges_b[i].target);
    }
}

static void
test_small (void)
{
  EntSceneOptions options = { .text_scale = 1.5, .rough = TRUE };
  g_autoptr (EntMapIndex) index = made_map (60, 180);
  g_autoptr (EntScene) rough = ent_scene_new (index, &options), true_one = NULL;
  guint n, n_true;

  options.rough = FALSE;
  true_one = ent_scene_new (index, &options);
  check_same_things (rough, true_one);
  ent_scene_labels (rough, &n);
  ent_scene_labels (true_one, &n_true);
  g_assert_cmpuint (n, ==, n_true);
}

static void
test_large (void)
{
  EntSceneOptions options = { .text_scale = 1, .rough = TRUE };
  g_autoptr (EntMapIndex) index = made_map (800, 2400);
  g_autoptr (EntScene) rough = NULL, true_one = NULL;
  const EntSceneEdge *edges;
  guint n;

  rough = ent_scene_new (index, &options);
  options.rough = FALSE;
  true_one = ent_scene_new (index, &options);
  check_same_things (rough, true_one);
  ent_scene_labels (rough, &n);
  g_assert_cmpuint (n, ==, 0);
  edges = ent_scene_edges (rough, &n);
  for (guint i = 0; i < n; i++)
    if (edges[i].source != edges[i].target && edges[i].n_relations == 1)
      {
        EntPoint a = edges[i].curve[0], b = edges[i].curve[3], middle = ent_scene_edge_point (&edges[i], 0.5, NULL);
        guint between = ent_map_index_relations_between (index, edges[i].relation->source, edges[i].relation->target)->len;

        if (between == 1)
          g_assert_cmpfloat (fabs ((b.x - a.x) * (middle.y - a.y) - (b.y - a.y) * (middle.x - a.x)), <, 1e-3 * (1 + ent_distance (a, b)));
      }
}

/* The true scene is the same one whether its cards come from a rough one or not. */
static void
check_from_cards (guint n, guint relations)
{
  EntSceneOptions options = { .text_scale = 1.25, .rtl = TRUE, .rough = TRUE };
  g_autoptr (EntMapIndex) index = made_map (n, relations);
  g_autoptr (EntScene) rough = ent_scene_new (index, &options), from_cards = NULL, anew = NULL;
  const EntSceneEdge *a, *b;
  const EntSceneLabel *labels_a, *labels_b;
  guint n_edges, n_labels;

  options.rough = FALSE;
  anew = ent_scene_new (index, &options);
  options.cards = rough;
  from_cards = ent_scene_new (index, &options);
  check_same_things (from_cards, anew);
  a = ent_scene_edges (from_cards, &n_edges);
  b = ent_scene_edges (anew, NULL);
  for (guint i = 0; i < n_edges; i++)
    g_assert_cmpmem (a[i].curve, sizeof a[i].curve, b[i].curve, sizeof b[i].curve);
  labels_a = ent_scene_labels (from_cards, &n_labels);
  labels_b = ent_scene_labels (anew, NULL);
  for (guint i = 0; i < n_labels; i++)
    g_assert_true (is_same_rect (labels_a[i].box, labels_b[i].box));
  g_assert_true (is_same_rect (ent_scene_bounds (from_cards), ent_scene_bounds (anew)));
}

static void
test_cards (void)
{
  check_from_cards (60, 180);
  check_from_cards (400, 1200);
}

static void
test_stop (void)
{
  EntSceneWork work = { .stop = TRUE };
  EntSceneOptions options = { .text_scale = 1, .rough = TRUE, .work = &work };
  g_autoptr (EntMapIndex) index = made_map (800, 2400);

  g_assert_null (ent_scene_new (index, &options));
  g_assert_cmpint (work.done, ==, 0);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/rough/small", test_small);
  g_test_add_func ("/scene/rough/large", test_large);
  g_test_add_func ("/scene/rough/cards", test_cards);
  g_test_add_func ("/scene/rough/stop", test_stop);
  return g_test_run ();
}
