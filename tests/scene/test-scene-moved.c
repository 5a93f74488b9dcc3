/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What one scene has to do with another: the same map twice, at another text scale, with an actor elsewhere; and what
 * is asked of a scene: hits, faults, emphasis, places of actors without one. */
#include "ent-scene.h"

#include <locale.h>
#include <string.h>

#include "scene-map.h"

static const char *const labels[] = { "meets", "urges to use influence", "sends troops to", "leads" };

/* @n actors on a loose grid and as many relations and a half, mostly between neighbours. */
static EntMapIndex *
comfortable_map (guint seed, guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (seed);
  guint columns = ceil (sqrt (n));
  Maker maker;

  maker_init (&maker);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor %u", i);

      maker_actor (&maker, id, name, "state", i % columns * 340 + g_rand_double_range (rand, -30, 30),
                   i / columns * 200 + g_rand_double_range (rand, -25, 25));
    }
  for (guint i = 0; i < n * 3 / 2; i++)
    {
      guint from = g_rand_int_range (rand, 0, n), step = g_rand_boolean (rand) ? 1 : columns;
      g_autofree char *id = g_strdup_printf ("r%u", i), *source = g_strdup_printf ("a%u", from);
      g_autofree char *target = g_strdup_printf ("a%u", (from + step) % n);
      EntRelation *relation = maker_relation (&maker, id, source, target, labels[i % 4]);

      if (i % 3 > 0)
        maker_evidence (relation, i % 3, NULL);
    }
  return maker_finish (&maker);
}

static gboolean
same_rect (EntRect a, EntRect b, double scale)
{
  return fabs (a.x * scale - b.x) < 1e-6 && fabs (a.y * scale - b.y) < 1e-6 && fabs (a.width * scale - b.width) < 1e-6
         && fabs (a.height * scale - b.height) < 1e-6;
}

/* @b is @a times @scale, all of it. */
static void
assert_same (EntScene *a, EntScene *b, double scale)
{
  guint n, m;
  const EntSceneNode *nodes = ent_scene_nodes (a, &n), *other_nodes = ent_scene_nodes (b, &m);

  g_assert_cmpuint (n, ==, m);
  for (guint i = 0; i < n; i++)
    {
      g_assert_true (same_rect (nodes[i].box, other_nodes[i].box, scale));
      g_assert_true (same_rect (nodes[i].icon, other_nodes[i].icon, scale));
      g_assert_cmpuint (nodes[i].n_lines, ==, other_nodes[i].n_lines);
      for (guint k = 0; k < nodes[i].n_lines; k++)
        {
          g_assert_cmpstr (nodes[i].lines[k].text, ==, other_nodes[i].lines[k].text);
          g_assert_cmpfloat_with_epsilon (nodes[i].lines[k].x * scale, other_nodes[i].lines[k].x, 1e-6);
          g_assert_cmpfloat_with_epsilon (nodes[i].lines[k].size * scale, other_nodes[i].lines[k].size, 1e-6);
        }
    }
  {
    const EntSceneEdge *edges = ent_scene_edges (a, &n), *other = ent_scene_edges (b, &m);

    g_assert_cmpuint (n, ==, m);
    for (guint i = 0; i < n; i++)
      {
        for (guint k = 0; k < 4; k++)
          {
            g_assert_cmpfloat_with_epsilon (edges[i].curve[k].x * scale, other[i].curve[k].x, 1e-6);
            g_assert_cmpfloat_with_epsilon (edges[i].curve[k].y * scale, other[i].curve[k].y, 1e-6);
          }
        g_assert_cmpfloat_with_epsilon (edges[i].width * scale, other[i].width, 1e-6);
        g_assert_true (same_rect (edges[i].bounds, other[i].bounds, scale));
      }
  }
  {
    const EntSceneLabel *first = ent_scene_labels (a, &n), *other = ent_scene_labels (b, &m);

    g_assert_cmpuint (n, ==, m);
    for (guint i = 0; i < n; i++)
      {
        g_assert_true (same_rect (first[i].box, other[i].box, scale));
        g_assert_true (same_rect (first[i].badge, other[i].badge, scale));
        g_assert_cmpuint (first[i].n_lines, ==, other[i].n_lines);
      }
  }
  g_assert_true (same_rect (ent_scene_bounds (a), ent_scene_bounds (b), scale));
}

static void
test_same_twice (void)
{
  for (guint seed = 0; seed < 6; seed++)
    {
      g_autoptr (EntMapIndex) index = comfortable_map (seed, 14 + seed);
      g_autoptr (EntScene) a = ent_scene_new (index, NULL), b = ent_scene_new (index, NULL);

      assert_same (a, b, 1);
    }
}

/* The same shape at every text size. */
static void
test_text_scale (void)
{
  static const double scales[] = { 0.5, 1.25, 2, 3 };
  g_autoptr (EntMapIndex) index = comfortable_map (1, 16);
  g_autoptr (EntScene) plain = ent_scene_new (index, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (scales); i++)
    {
      EntSceneOptions options = { .text_scale = scales[i] };
      g_autoptr (EntScene) scaled = ent_scene_new (index, &options);

      assert_same (plain, scaled, scales[i]);
    }
}

/* A map in which there is room has no fault. */
static void
test_comfortable (void)
{
  for (guint seed = 0; seed < 20; seed++)
    {
      g_autoptr (EntMapIndex) index = comfortable_map (seed, 20);
      g_autoptr (EntScene) scene = ent_scene_new (index, NULL);
      g_autoptr (GPtrArray) faults = ent_scene_faults (scene);

      for (guint i = 0; i < faults->len; i++)
        g_test_message ("seed %u: %s", seed, (char *) faults->pdata[i]);
      g_assert_cmpuint (faults->len, ==, 0);
    }
}

static void
test_moved (void)
{
  for (guint i_scale = 0; i_scale < 2; i_scale++)
    {
      EntSceneOptions options = { .text_scale = i_scale == 0 ? 1 : 1.5 };
      g_autoptr (EntMapIndex) index = comfortable_map (3, 20);
      g_autoptr (EntScene) scene = ent_scene_new (index, &options), moved = NULL;
      const char *const ids[] = { "a7", "nobody", "a8" };
      EntPoint places[] = { { 90, -160 }, { 0, 0 }, { 200, -260 } };
      guint n, unchanged = 0;
      const EntSceneNode *before, *after;
      const EntSceneEdge *old, *new;

      moved = ent_scene_new_moved (scene, ids, places, 3);
      before = ent_scene_nodes (scene, &n);
      after = ent_scene_nodes (moved, &n);
      for (guint i = 0; i < n; i++)
        {
          EntPoint middle = ent_rect_middle (after[i].box);
          int which = i == 7 ? 0 : i == 8 ? 2 : -1;

          if (which < 0)
            g_assert_true (same_rect (before[i].box, after[i].box, 1));
          else
            {
              g_assert_cmpfloat_with_epsilon (middle.x, places[which].x, 1e-6);
              g_assert_cmpfloat_with_epsilon (middle.y, places[which].y, 1e-6);
              g_assert_cmpfloat_with_epsilon (after[i].lines[0].x - after[i].box.x,
                                              before[i].lines[0].x - before[i].box.x, 1e-6);
            }
        }
      old = ent_scene_edges (scene, &n);
      new = ent_scene_edges (moved, &n);
      for (guint i = 0; i < n; i++)
        {
          gboolean touches = old[i].source == 7 || old[i].target == 7 || old[i].source == 8 || old[i].target == 8;

          g_assert_true (ent_rect_contains (ent_rect_grow (after[new[i].source].box, 5), new[i].curve[0]));
          g_assert_true (ent_rect_contains (ent_rect_grow (after[new[i].target].box, 5), new[i].curve[3]));
          if (!touches && memcmp (old[i].curve, new[i].curve, sizeof old[i].curve) == 0)
            unchanged++;
        }
      g_assert_cmpuint (unchanged, >, n / 3);
      g_assert_true (ent_scene_get_index (moved) == index);
      g_assert_cmpint (ent_scene_node_of (moved, "a8"), ==, 8);
    }
}

/* Moving an actor onto a line bends the line away. */
static void
test_moved_onto_line (void)
{
  Maker maker;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntScene) scene = NULL, moved = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  const char *const ids[] = { "c" };
  EntPoint place = { 310, 3 };

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  maker_actor (&maker, "b", "B", "state", 600, 0);
  maker_actor (&maker, "c", "C", "state", 300, 300);
  maker_relation (&maker, "r", "a", "b", "meets");
  index = maker_finish (&maker);
  scene = ent_scene_new (index, NULL);
  moved = ent_scene_new_moved (scene, ids, &place, 1);
  faults = ent_scene_faults (moved);
  g_assert_cmpuint (faults->len, ==, 0);
}

/* Opening a bundle leaves all lines that are not near as they are, at any text scale, in small maps and large ones. */
static void
test_opened (void)
{
  for (guint i = 0; i < 4; i++)
    {
      guint columns = i < 2 ? 6 : 24, n;
      EntSceneOptions options = { .text_scale = i % 2 == 0 ? 1 : 1.5 };
      const char *const pair[] = { "a1", "a0", NULL };
      Maker maker;
      g_autoptr (EntMapIndex) index = NULL;
      g_autoptr (EntScene) closed = NULL, opened = NULL, again = NULL;
      const EntSceneEdge *before, *after;

      maker_init (&maker);
      for (guint k = 0; k < columns * columns; k++)
        {
          g_autofree char *id = g_strdup_printf ("a%u", k);

          maker_actor (&maker, id, "Somebody", "state", k % columns * 400, k / columns * 260);
        }
      for (guint k = 0; k < 2 * columns * columns; k++)
        {
          guint from = k % (columns * columns - columns);
          g_autofree char *id = g_strdup_printf ("r%u", k), *source = g_strdup_printf ("a%u", from);
          g_autofree char *target = g_strdup_printf ("a%u", k % 3 == 0 ? from + 1 : from + columns);

          maker_relation (&maker, id, k < 6 ? "a0" : source, k < 6 ? "a1" : target, labels[k % 4]);
        }
      index = maker_finish (&maker);
      closed = ent_scene_new (index, &options);
      opened = ent_scene_new_opened (closed, pair);
      g_assert_cmpint (ent_scene_edge_of (closed, "r0"), ==, ent_scene_edge_of (closed, "r1"));
      g_assert_cmpint (ent_scene_edge_of (opened, "r0"), !=, ent_scene_edge_of (opened, "r1"));
      before = ent_scene_edges (closed, &n);
      after = ent_scene_edges (opened, NULL);
      for (guint k = 0; k < n; k++)
        {
          guint at = (guint) ent_scene_edge_of (opened, before[k].relation->id);

          /* Rows below the first are far from the pair. */
          if (before[k].source < columns || before[k].target < columns)
            continue;
          g_assert_cmpmem (before[k].curve, sizeof before[k].curve, after[at].curve, sizeof after[at].curve);
          g_assert_true (same_rect (ent_scene_labels (closed, NULL)[before[k].label].box,
                                    ent_scene_labels (opened, NULL)[after[at].label].box, 1));
        }
      again = ent_scene_new_opened (closed, NULL);
      assert_same (closed, again, 1);
    }
}

/* A frame of a drag leaves most of its 16 ms to the painter. Processor time of the thread, so that neighbours do not
 * count. */
static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void
test_drag_time (void)
{
  g_autoptr (EntMapIndex) index = comfortable_map (5, 20);
  g_autoptr (EntScene) scene = ent_scene_new (index, NULL);
  double begin = now (), each;

  for (guint i = 0; i < 60; i++)
    {
      const char *const ids[] = { "a9" };
      EntPoint place = { 300 + i * 9, 150 + i * 5 };
      g_autoptr (EntScene) moved = ent_scene_new_moved (scene, ids, &place, 1);

      g_assert_nonnull (moved);
    }
  each = (now () - begin) / 60;
  g_test_message ("%.2f ms a frame", each);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpfloat (each, <, 4);
#endif
}

static void
test_arranged (void)
{
  for (guint placed = 0; placed < 2; placed++)
    {
      Maker maker;
      g_autoptr (EntMapIndex) index = NULL;
      g_autoptr (EntScene) scene = NULL;
      const EntSceneNode *nodes;
      guint n;

      maker_init (&maker);
      for (guint i = 0; i < 40; i++)
        {
          g_autofree char *id = g_strdup_printf ("a%u", i);

          maker_actor (&maker, id, i % 3 == 0 ? "North Korean troops and others" : "UN", "state",
                       placed && i < 5 ? i * 200 : NAN, 0);
        }
      for (guint i = 1; i < 12; i++)
        {
          g_autofree char *id = g_strdup_printf ("r%u", i), *target = g_strdup_printf ("a%u", i);

          maker_relation (&maker, id, "a17", target, "meets");
        }
      index = maker_finish (&maker);
      scene = ent_scene_new (index, NULL);
      nodes = ent_scene_nodes (scene, &n);
      for (guint i = 0; i < n; i++)
        for (guint k = i + 1; k < n; k++)
          g_assert_false (ent_rect_overlaps (nodes[i].box, nodes[k].box));
      if (!placed)
        g_assert_cmpfloat (ent_distance (ent_rect_middle (nodes[17].box), ent_point (0, 0)), <, 0.1);
      else
        g_assert_cmpfloat_with_epsilon (ent_rect_middle (nodes[3].box).x, 600, 1e-6);
    }
}

static void
test_faults (void)
{
  Maker maker;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntScene) scene = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  gboolean overlap = FALSE, through = FALSE;

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  maker_actor (&maker, "b", "B", "state", 800, 0);
  maker_actor (&maker, "c", "C", "state", 300, 0);
  maker_actor (&maker, "d", "D", "state", 0, 20);
  maker_relation (&maker, "r", "a", "b", "meets")->bend = 0;
  index = maker_finish (&maker);
  scene = ent_scene_new (index, NULL);
  faults = ent_scene_faults (scene);
  for (guint i = 0; i < faults->len; i++)
    {
      overlap = overlap || g_str_equal (faults->pdata[i], "Actor \"A\" and actor \"D\" overlap.");
      through = through || g_str_equal (faults->pdata[i], "The line \"A meets B\" runs through actor \"C\".");
    }
  g_assert_true (overlap);
  g_assert_true (through);
}

static EntMapIndex *
triangle (void)
{
  Maker maker;

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  maker_actor (&maker, "b", "B", "state", 500, 0);
  maker_actor (&maker, "c", "C", "state", 0, 400);
  maker_actor (&maker, "d", "D", "state", 500, 400);
  maker_relation (&maker, "ab", "a", "b", "meets");
  maker_relation (&maker, "ba", "b", "a", "praises");
  maker_relation (&maker, "cd", "c", "d", "meets");
  return maker_finish (&maker);
}

static void
test_emphasis (void)
{
  g_autoptr (EntMapIndex) index = triangle ();
  g_autoptr (EntScene) scene = ent_scene_new (index, NULL);
  int ab = ent_scene_edge_of (scene, "ab"), ba = ent_scene_edge_of (scene, "ba"), cd = ent_scene_edge_of (scene, "cd");

  {
    g_autoptr (EntSceneEmphasis) e = ent_scene_emphasis_new (scene, 0, NULL, NULL, 0, NULL, NULL);

    g_assert_cmpint (e->nodes[0], ==, ENT_EMPHASIS_NORMAL);
    g_assert_cmpint (e->edges[cd], ==, ENT_EMPHASIS_NORMAL);
  }
  {
    g_autoptr (EntSceneEmphasis) e = ent_scene_emphasis_new (scene, 1, "a", "", 1, "d", "");

    g_assert_cmpint (e->nodes[0], ==, ENT_EMPHASIS_CHOSEN);
    g_assert_cmpint (e->nodes[1], ==, ENT_EMPHASIS_NORMAL);
    g_assert_cmpint (e->nodes[2], ==, ENT_EMPHASIS_FADED);
    g_assert_cmpint (e->nodes[3], ==, ENT_EMPHASIS_HOVERED);
    g_assert_cmpint (e->edges[ab], ==, ENT_EMPHASIS_NORMAL);
    g_assert_cmpint (e->edges[cd], ==, ENT_EMPHASIS_FADED);
  }
  {
    g_autoptr (EntSceneEmphasis) e = ent_scene_emphasis_new (scene, 2, "ab", "", 2, "ba", "");

    g_assert_cmpint (e->edges[ab], ==, ENT_EMPHASIS_CHOSEN);
    g_assert_cmpint (e->edges[ba], ==, ENT_EMPHASIS_HOVERED);
    g_assert_cmpint (e->edges[cd], ==, ENT_EMPHASIS_FADED);
    g_assert_cmpint (e->nodes[0], ==, ENT_EMPHASIS_NORMAL);
    g_assert_cmpint (e->nodes[3], ==, ENT_EMPHASIS_FADED);
  }
  {
    g_autoptr (EntSceneEmphasis) e = ent_scene_emphasis_new (scene, 3, "b", "a", 0, NULL, NULL);

    g_assert_cmpint (e->edges[ab], ==, ENT_EMPHASIS_CHOSEN);
    g_assert_cmpint (e->edges[ba], ==, ENT_EMPHASIS_CHOSEN);
    g_assert_cmpint (e->nodes[1], ==, ENT_EMPHASIS_NORMAL);
    g_assert_cmpint (e->nodes[2], ==, ENT_EMPHASIS_FADED);
  }
  {
    /* What the map has no more fades nothing. */
    g_autoptr (EntSceneEmphasis) e = ent_scene_emphasis_new (scene, 1, "gone", "", 0, NULL, NULL);

    g_assert_cmpint (e->nodes[2], ==, ENT_EMPHASIS_NORMAL);
  }
}

static void
test_hit (void)
{
  g_autoptr (EntMapIndex) index = triangle ();
  g_autoptr (EntScene) scene = ent_scene_new (index, NULL);
  guint n;
  int cd = ent_scene_edge_of (scene, "cd");
  const EntSceneEdge *edge = &ent_scene_edges (scene, &n)[cd];
  const EntSceneLabel *label = &ent_scene_labels (scene, &n)[edge->label];
  EntHit hit = ent_scene_hit (scene, ent_rect_middle (label->badge), 4);
  EntPoint on_line = ent_scene_edge_point (edge, 0.15, NULL);
  g_autoptr (GArray) found = ent_scene_nodes_in (scene, ent_rect (-100, -100, 200, 800));

  g_assert_cmpint (hit.kind, ==, ENT_HIT_LABEL);
  g_assert_cmpuint (hit.index, ==, cd);
  hit = ent_scene_hit (scene, ent_point (on_line.x, on_line.y + 5), 6);
  g_assert_cmpint (hit.kind, ==, ENT_HIT_EDGE);
  g_assert_cmpuint (hit.index, ==, cd);
  g_assert_cmpint (ent_scene_hit (scene, ent_point (on_line.x, on_line.y + 15), 6).kind, ==, ENT_HIT_NOTHING);
  hit = ent_scene_hit (scene, ent_point (500, 400), 6);
  g_assert_cmpint (hit.kind, ==, ENT_HIT_NODE);
  g_assert_cmpuint (hit.index, ==, 3);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_cmpuint (g_array_index (found, guint, 0), ==, 0);
  g_assert_cmpuint (g_array_index (found, guint, 1), ==, 2);
}

static gpointer
build_in_thread (gpointer index)
{
  return ent_scene_new (index, NULL);
}

/* A scene is the same whichever thread builds it, and may be let go by any. */
static void
test_threads (void)
{
  g_autoptr (EntMapIndex) index = comfortable_map (2, 12);
  g_autoptr (EntScene) here = ent_scene_new (index, NULL);
  GThread *threads[3];

  for (guint i = 0; i < 3; i++)
    threads[i] = g_thread_new ("build", build_in_thread, index);
  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (EntScene) there = g_thread_join (threads[i]);

      assert_same (here, there, 1);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene-moved/same-twice", test_same_twice);
  g_test_add_func ("/scene-moved/text-scale", test_text_scale);
  g_test_add_func ("/scene-moved/comfortable", test_comfortable);
  g_test_add_func ("/scene-moved/moved", test_moved);
  g_test_add_func ("/scene-moved/moved-onto-line", test_moved_onto_line);
  g_test_add_func ("/scene-moved/opened", test_opened);
  g_test_add_func ("/scene-moved/drag-time", test_drag_time);
  g_test_add_func ("/scene-moved/arranged", test_arranged);
  g_test_add_func ("/scene-moved/faults", test_faults);
  g_test_add_func ("/scene-moved/emphasis", test_emphasis);
  g_test_add_func ("/scene-moved/hit", test_hit);
  g_test_add_func ("/scene-moved/threads", test_threads);
  return g_test_run ();
}
