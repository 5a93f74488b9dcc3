/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The scene: what is drawn of small maps, one behaviour a test, and what holds for any map. */
#include "ent-scene.h"

#include <locale.h>

#include "scene-map.h"

static EntMapIndex *
two_actors (guint n_relations, double dx, double dy)
{
  static const char *const labels[] = { "trades with", "denounces a test of", "keeps friendly relations with" };
  Maker maker;

  maker_init (&maker);
  maker_actor (&maker, "a", "China", "state", 100, 100);
  maker_actor (&maker, "b", "North Korea", "state", 100 + dx, 100 + dy);
  for (guint i = 0; i < n_relations; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i);
      EntRelation *relation
          = maker_relation (&maker, id, i % 2 == 0 ? "a" : "b", i % 2 == 0 ? "b" : "a", labels[i % 3]);

      ent_record_set_string (&relation->stance, i % 3 == 1 ? "conflictual" : "cooperative");
      maker_evidence (relation, 1 + i % 4, NULL);
    }
  return maker_finish (&maker);
}

static EntMapIndex *
random_map (guint seed, guint n_actors, guint n_relations, gboolean placed)
{
  static const char *const names[]
      = { "China", "United Nations Security Council", "Kim Jong Un", "روسيا", "北朝鲜", "NATO" };
  static const char *const labels[] = { "meets", "urges to use its influence over", "sends troops to", "", "supports" };
  static const char *const statuses[] = { "asserted", "possible", "denied", "asked", "ended", "planned" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  Maker maker;

  maker_init (&maker);
  for (guint i = 0; i < n_actors; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);
      guint columns = ceil (sqrt (n_actors));

      maker_actor (&maker, id, names[g_rand_int_range (rand, 0, 6)], "state",
                   placed ? i % columns * 330 + g_rand_double_range (rand, -40, 40) : NAN,
                   placed ? i / columns * 210 + g_rand_double_range (rand, -30, 30) : NAN);
    }
  for (guint i = 0; i < n_relations; i++)
    {
      g_autofree char *id = g_strdup_printf ("r%u", i), *source = NULL, *target = NULL;
      EntRelation *relation;

      source = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, n_actors));
      target = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, n_actors));
      relation = maker_relation (&maker, id, source, target, labels[g_rand_int_range (rand, 0, 5)]);
      ent_record_set_string (&relation->status, statuses[g_rand_int_range (rand, 0, 6)]);
      maker_evidence (relation, g_rand_int_range (rand, 0, 5), g_rand_int_range (rand, 0, 6) == 0 ? "disputes" : NULL);
      if (g_rand_int_range (rand, 0, 8) == 0)
        relation->bend = g_rand_double_range (rand, -0.4, 0.4);
    }
  return maker_finish (&maker);
}

static EntScene *
open_scene (EntMapIndex *index, double text_scale, gboolean open_all)
{
  EntSceneOptions options = { .text_scale = text_scale, .open_all = open_all };

  return ent_scene_new (index, &options);
}

static void
test_empty (void)
{
  Maker maker;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntScene) scene = NULL;
  guint n;

  maker_init (&maker);
  index = maker_finish (&maker);
  scene = ent_scene_new (index, NULL);
  ent_scene_nodes (scene, &n);
  g_assert_cmpuint (n, ==, 0);
  g_assert_cmpfloat (ent_scene_bounds (scene).width, ==, 0);
  g_assert_cmpint (ent_scene_node_of (scene, "a"), ==, -1);
  g_assert_cmpint (ent_scene_hit (scene, ent_point (0, 0), 5).kind, ==, ENT_HIT_NOTHING);
}

static void
test_bundle (void)
{
  g_autoptr (EntMapIndex) index = two_actors (13, 400, 0);
  g_autoptr (EntScene) closed = ent_scene_new (index, NULL), opened = NULL, all = open_scene (index, 1, TRUE);
  const char *const pair[] = { "b", "a", NULL };
  EntSceneOptions options = { .text_scale = 1, .open_pairs = pair };
  const EntSceneEdge *edges;
  const EntSceneLabel *labels;
  guint n;

  edges = ent_scene_edges (closed, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (edges[0].n_relations, ==, 13);
  g_assert_true (edges[0].mixed);
  g_assert_cmpuint (edges[0].stances, ==, 1u << ENT_STANCE_COOPERATIVE | 1u << ENT_STANCE_CONFLICTUAL);
  g_assert_cmpint (edges[0].source_head, ==, ENT_HEAD_FILLED);
  g_assert_cmpint (edges[0].target_head, ==, ENT_HEAD_FILLED);
  labels = ent_scene_labels (closed, &n);
  g_assert_cmpuint (n, ==, 1);
  g_assert_true (labels[0].bundle);
  g_assert_cmpstr (labels[0].lines[0].text, ==, "13 relations");
  g_assert_cmpint (ent_scene_edge_of (closed, "r12"), ==, 0);

  opened = ent_scene_new (index, &options);
  ent_scene_edges (opened, &n);
  g_assert_cmpuint (n, ==, 13);
  ent_scene_edges (all, &n);
  g_assert_cmpuint (n, ==, 13);
  g_assert_cmpint (ent_scene_edge_of (opened, "r12"), ==, 12);
}

/* Lines of one pair are told apart, and each carries its own label. */
static void
test_parallel (gconstpointer data)
{
  double angle = GPOINTER_TO_INT (data) * G_PI / 180;
  g_autoptr (EntMapIndex) index = two_actors (3, 420 * cos (angle), 420 * sin (angle));
  g_autoptr (EntScene) scene = ent_scene_new (index, NULL);
  g_autoptr (GPtrArray) faults = ent_scene_faults (scene);
  const EntSceneEdge *edges;
  guint n;

  edges = ent_scene_edges (scene, &n);
  g_assert_cmpuint (n, ==, 3);
  for (guint i = 0; i < n; i++)
    for (guint k = i + 1; k < n; k++)
      g_assert_cmpfloat (
          ent_distance (ent_scene_edge_point (&edges[i], 0.5, NULL), ent_scene_edge_point (&edges[k], 0.5, NULL)), >,
          18);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpuint (ent_scene_count_crossings (scene), ==, 0);
}

static gboolean
on_border (EntRect box, EntPoint p)
{
  EntRect outer = ent_rect_grow (box, 4), inner = ent_rect_grow (box, -0.5);

  return ent_rect_contains (outer, p) && !ent_rect_contains (inner, p);
}

static void
check_any (EntScene *scene)
{
  guint n_nodes, n_edges, n_labels;
  const EntSceneNode *nodes = ent_scene_nodes (scene, &n_nodes);
  const EntSceneEdge *edges = ent_scene_edges (scene, &n_edges);
  const EntSceneLabel *labels = ent_scene_labels (scene, &n_labels);
  EntRect bounds = ent_rect_grow (ent_scene_bounds (scene), 0.01);

  for (guint i = 0; i < n_nodes; i++)
    {
      EntPoint middle = ent_rect_middle (nodes[i].box);
      EntHit hit = ent_scene_hit (scene, middle, 4);

      g_assert_true (ent_rect_contains (bounds, middle));
      g_assert_cmpint (ent_scene_node_of (scene, nodes[i].actor->id), ==, i);
      g_assert_true ((hit.kind == ENT_HIT_NODE && ent_rect_contains (nodes[hit.index].box, middle))
                     || hit.kind == ENT_HIT_LABEL);
      for (guint k = 0; k < nodes[i].n_lines; k++)
        {
          const EntSceneText *line = &nodes[i].lines[k];
          double left = line->rtl ? line->x - line->width : line->x;

          g_assert_true (left >= nodes[i].box.x && left + line->width <= nodes[i].box.x + nodes[i].box.width);
          g_assert_true (line->baseline > nodes[i].box.y && line->baseline < nodes[i].box.y + nodes[i].box.height);
        }
    }
  for (guint i = 0; i < n_edges; i++)
    {
      for (guint k = 0; k < 4; k++)
        g_assert_true (isfinite (edges[i].curve[k].x) && isfinite (edges[i].curve[k].y));
      g_assert_true (on_border (nodes[edges[i].source].box, edges[i].curve[0]));
      g_assert_true (on_border (nodes[edges[i].target].box, edges[i].curve[3]));
      for (guint k = 0; k < edges[i].n_relations; k++)
        g_assert_cmpint (ent_scene_edge_of (scene, edges[i].relations[k]->id), ==, i);
    }
  for (guint i = 0; i < n_labels; i++)
    {
      const EntSceneEdge *edge = &edges[labels[i].edge];
      double least = G_MAXDOUBLE;

      g_assert_cmpuint (edge->label, ==, i);
      g_assert_true (isfinite (labels[i].box.x) && isfinite (labels[i].box.y));
      for (guint k = 0; k <= 100; k++)
        least
            = MIN (least, ent_distance (ent_scene_edge_point (edge, k / 100.0, NULL), ent_rect_middle (labels[i].box)));
      g_assert_cmpfloat (least, <, 13);
      g_assert_true (ent_rect_contains (bounds, ent_rect_middle (labels[i].box)));
    }
}

static void
test_random (void)
{
  for (guint seed = 0; seed < 25; seed++)
    {
      g_autoptr (EntMapIndex) index = random_map (seed, 3 + seed % 20, seed * 3, seed % 4 != 0);
      g_autoptr (EntScene) closed = ent_scene_new (index, NULL), opened = open_scene (index, 1.25, TRUE);

      check_any (closed);
      if (seed % 4 == 0)
        check_any (opened);
    }
}

/* Actors in one place, at the ends of the coordinates, and names that no picture has room for: odd, but no crash and no NaN. */
static void
test_extremes (void)
{
  Maker maker;
  g_autofree char *name = g_strnfill (300000, 'x'), *words = NULL;
  GString *text = g_string_new (NULL);
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntScene) scene = NULL;
  const EntSceneEdge *edges;
  guint n;

  for (guint i = 0; i < 3000; i++)
    g_string_append (text, "word ");
  words = g_string_free (text, FALSE);
  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 1e9, -1e9);
  maker_actor (&maker, "b", "B", "state", 1e9, -1e9);
  maker_actor (&maker, "c", name, "state", -1e9, 1e9);
  maker_actor (&maker, "d", words, "state", 0, 0);
  maker_relation (&maker, "ab", "a", "b", "meets");
  maker_relation (&maker, "ac", "a", "c", words);
  maker_relation (&maker, "cd", "c", "d", "meets");
  index = maker_finish (&maker);
  scene = ent_scene_new (index, NULL);
  edges = ent_scene_edges (scene, &n);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < 4; k++)
      g_assert_true (isfinite (edges[i].curve[k].x) && isfinite (edges[i].curve[k].y));
  g_assert_true (isfinite (ent_scene_bounds (scene).width));
}

int
main (int argc, char *argv[])
{
  static const int angles[] = { 0, 30, 60, 90, 135, 180, 270 };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene/empty", test_empty);
  g_test_add_func ("/scene/bundle", test_bundle);
  for (guint i = 0; i < G_N_ELEMENTS (angles); i++)
    {
      g_autofree char *name = g_strdup_printf ("/scene/parallel/%d", angles[i]);

      g_test_add_data_func (name, GINT_TO_POINTER (angles[i]), test_parallel);
    }
  g_test_add_func ("/scene/extremes", test_extremes);
  g_test_add_func ("/scene/random", test_random);
  return g_test_run ();
}
