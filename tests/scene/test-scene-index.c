/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene's places say the same as walking through everything. */
#include "ent-scene-index.h"

#include "scene-map.h"

/* Loops, bundles, long lines, far outliers and places on cell borders occur. */
static EntScene *
random_scene (GRand *rand, guint n, double spread, double text_scale)
{
  EntSceneOptions options = { .text_scale = text_scale, .open_all = g_rand_boolean (rand) };
  g_autoptr (EntMapIndex) index = NULL;
  Maker maker;

  maker_init (&maker);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor %u", i);
      double far = g_rand_int_range (rand, 0, 20) == 0 ? 6 : 1;

      maker_actor (&maker, id, name, "state",
                   g_rand_int_range (rand, -4, 5) * 256 * g_rand_boolean (rand)
                       + far * g_rand_double_range (rand, -spread, spread),
                   far * g_rand_double_range (rand, -spread, spread));
    }
  for (guint i = 0; i < 3 * n; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      g_autofree char *source = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, (gint32) n));
      g_autofree char *target = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, (gint32) n));

      maker_evidence (maker_relation (&maker, id, source, target, i % 2 ? "supports" : ""), i % 3, NULL);
    }
  index = maker_finish (&maker);
  return ent_scene_new (index, &options);
}

/* The distance from a line's curve, by very many points. */
static double
distance_of (const EntSceneEdge *edge, EntPoint point)
{
  enum
  {
    PIECES = 48
  };
  EntPoint from = edge->curve[0];
  double least = G_MAXDOUBLE;

  for (guint i = 1; i <= PIECES; i++)
    {
      EntPoint to = ent_scene_edge_point (edge, (double) i / PIECES, NULL);
      double dx = to.x - from.x, dy = to.y - from.y, square = dx * dx + dy * dy;
      double t = square > 0 ? CLAMP (((point.x - from.x) * dx + (point.y - from.y) * dy) / square, 0, 1) : 0;

      least = MIN (least, hypot (from.x + t * dx - point.x, from.y + t * dy - point.y));
      from = to;
    }
  return MAX (0, least - edge->width / 2);
}

static EntHit
hit_by_all (EntScene *scene, EntPoint point, double reach)
{
  EntHit hit = { ENT_HIT_NOTHING, 0 };
  guint n;
  const EntSceneLabel *labels = ent_scene_labels (scene, &n);
  const EntSceneNode *nodes;
  const EntSceneEdge *edges;

  for (guint i = n; i-- > 0;)
    if (ent_rect_contains (labels[i].box, point) || ent_rect_contains (labels[i].badge, point))
      return (EntHit){ ENT_HIT_LABEL, labels[i].edge };
  nodes = ent_scene_nodes (scene, &n);
  for (guint i = n; i-- > 0;)
    if (ent_rect_contains (nodes[i].box, point))
      return (EntHit){ ENT_HIT_NODE, i };
  edges = ent_scene_edges (scene, &n);
  for (guint i = n; i-- > 0;)
    {
      double distance = distance_of (&edges[i], point);

      if (distance < reach || (distance <= reach && hit.kind == ENT_HIT_NOTHING))
        {
          reach = distance;
          hit = (EntHit){ ENT_HIT_EDGE, i };
        }
    }
  return hit;
}

static gboolean
finds (const GArray *found, guint item)
{
  for (guint i = 0; i < found->len; i++)
    if (g_array_index (found, guint, i) == item)
      return TRUE;
  return FALSE;
}

static void
check_scene (EntScene *scene, GRand *rand)
{
  const EntSceneIndex *places = ent_scene_peek_places (scene);
  EntRect bounds = ent_rect_grow (ent_scene_bounds (scene), 50);
  guint n_nodes, n_edges, n_labels, lines = 0;
  const EntSceneNode *nodes = ent_scene_nodes (scene, &n_nodes);
  const EntSceneEdge *edges = ent_scene_edges (scene, &n_edges);
  const EntSceneLabel *labels = ent_scene_labels (scene, &n_labels);
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint k = 0; k < 200; k++)
    {
      EntPoint p = ent_point (g_rand_double_range (rand, bounds.x, bounds.x + bounds.width),
                              g_rand_double_range (rand, bounds.y, bounds.y + bounds.height));
      double reach = g_rand_double_range (rand, 0, 30);
      EntHit hit, wished;

      if (k % 2 == 0 && n_edges > 0)
        {
          p = ent_scene_edge_point (&edges[g_rand_int_range (rand, 0, (gint32) n_edges)], g_rand_double (rand), NULL);
          p = ent_point (p.x + g_rand_double_range (rand, -8, 8), p.y + g_rand_double_range (rand, -8, 8));
        }
      hit = ent_scene_hit (scene, p, reach);
      wished = hit_by_all (scene, p, reach);
      g_assert_cmpint (hit.kind, ==, wished.kind);
      g_assert_cmpuint (hit.index, ==, wished.index);
      lines += hit.kind == ENT_HIT_EDGE;
    }
  if (n_edges > 10)
    g_assert_cmpuint (lines, >, 20);
  for (guint k = 0; k < 12; k++)
    {
      double width = g_rand_double (rand) * bounds.width * (k % 4 ? 0.1 : 1.5);
      EntRect area = ent_rect (g_rand_double_range (rand, bounds.x - 100, bounds.x + bounds.width),
                               g_rand_double_range (rand, bounds.y - 100, bounds.y + bounds.height), width, width / 2);
      g_autoptr (GArray) exact = ent_scene_nodes_in (scene, area);
      guint n_exact = 0;

      ent_scene_index_find (places, ENT_PLACES_NODES, area, found);
      for (guint i = 0; i < n_nodes; i++)
        if (ent_rect_overlaps (nodes[i].box, area))
          {
            g_assert_true (finds (found, i));
            g_assert_cmpuint (g_array_index (exact, guint, n_exact++), ==, i);
          }
      g_assert_cmpuint (exact->len, ==, n_exact);
      ent_scene_index_find (places, ENT_PLACES_LABELS, area, found);
      for (guint i = 0; i < n_labels; i++)
        g_assert_true (!ent_rect_overlaps (labels[i].box, area) || finds (found, i));
      ent_scene_index_find (places, ENT_PLACES_EDGES, area, found);
      for (guint i = 1; i < found->len; i++)
        g_assert_cmpuint (g_array_index (found, guint, i - 1), <, g_array_index (found, guint, i));
      for (guint i = 0; i < n_edges; i++)
        for (guint j = 0; j <= 50; j++)
          if (ent_rect_contains (ent_rect_grow (area, edges[i].width),
                                 ent_scene_edge_point (&edges[i], j / 50.0, NULL)))
            {
              g_assert_true (finds (found, i));
              break;
            }
    }
}

static void
same_as_all (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  static const guint sizes[] = { 1, 2, 3, 10, 40, 100 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    for (guint round = 0; round < 4; round++)
      {
        g_autoptr (EntScene) scene
            = random_scene (rand, sizes[i], round == 3 ? 20000 : 150 * sqrt (sizes[i]) + 60, round == 2 ? 1.7 : 1);

        check_scene (scene, rand);
      }
}

static void
empty (void)
{
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntScene) scene = NULL;
  g_autoptr (GArray) found = g_array_new (FALSE, FALSE, sizeof (guint));
  Maker maker;

  maker_init (&maker);
  index = maker_finish (&maker);
  scene = ent_scene_new (index, NULL);
  g_assert_cmpint (ent_scene_hit (scene, ent_point (0, 0), 9).kind, ==, ENT_HIT_NOTHING);
  for (guint what = 0; what < ENT_N_PLACES; what++)
    {
      ent_scene_index_find (ent_scene_peek_places (scene), what, ent_rect (-10, -10, 20, 20), found);
      g_assert_cmpuint (found->len, ==, 0);
    }
}

/* Which lines stand for all does not hang on their order, and half of them are half of them. */
static void
ranks_are_even (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (3);
  g_autoptr (EntScene) scene = random_scene (rand, 300, 3000, 1);
  guint n, low = 0;

  ent_scene_edges (scene, &n);
  for (guint i = 0; i < n; i++)
    low += ent_scene_index_rank (ent_scene_peek_places (scene), i) < G_MAXUINT / 2;
  g_assert_cmpuint (low, >, n * 2 / 5);
  g_assert_cmpuint (low, <, n * 3 / 5);
}

static gpointer
ask (gpointer scene)
{
  return (gpointer) ent_scene_peek_places (scene);
}

static void
threads_share_one (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (5);
  g_autoptr (EntScene) scene = random_scene (rand, 200, 3000, 1);
  GThread *threads[4];
  gpointer first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("ask", ask, scene);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    {
      gpointer places = g_thread_join (threads[i]);

      g_assert_true (first == NULL || first == places);
      first = places;
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene-index/same-as-all", same_as_all);
  g_test_add_func ("/scene-index/empty", empty);
  g_test_add_func ("/scene-index/ranks-are-even", ranks_are_even);
  g_test_add_func ("/scene-index/threads-share-one", threads_share_one);
  return g_test_run ();
}
