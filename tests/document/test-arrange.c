/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Arrangements of a map: what moves and what stays, one step of undo, the same result each time, and what happens when
 * the map moves on or the person changes her mind. */
#include "ent-arrange.h"
#include "ent-arrange-graph.h"
#include "ent-document.h"
#include "ent-edit.h"
#include "ent-format.h"

#include <glib/gstdio.h>
#include <math.h>

#define N_ALGORITHMS (ENT_LAYOUT_SETTLE + 1)

static EntSnapshot *
read_map (const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));
  g_autoptr (GError) error = NULL;
  EntSnapshot *snapshot = ent_format_read (bytes, NULL, NULL, &error);

  g_assert_no_error (error);
  return snapshot;
}

static EntSnapshot *
bundled (void)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (g_getenv ("BUNDLED"), &text, NULL, NULL));
  return read_map (text);
}

/* @snapshot without the places of actors from number @from on. */
static EntSnapshot *
unplaced (EntSnapshot *snapshot, guint from)
{
  g_autoptr (EntMap) map = ent_map_new_from_snapshot (snapshot);

  ent_map_begin (map, "Forget Places", NULL);
  for (guint i = from; i < ent_map_n (map, ENT_LIST_ACTORS); i++)
    {
      EntActor *actor = (EntActor *) ent_record_copy (ent_map_nth (map, ENT_LIST_ACTORS, i));

      ent_record_set_record (&actor->position, NULL);
      ent_map_replace (map, ENT_LIST_ACTORS, i, actor);
    }
  g_assert_true (ent_map_commit (map, NULL));
  return ent_map_snapshot (map);
}

static EntArrangement *
arrange (EntSnapshot *snapshot, const EntArrangeOptions *options)
{
  g_autoptr (EntMapIndex) index = ent_map_index_new (snapshot);
  g_autoptr (GError) error = NULL;
  EntArrangement *made = ent_arrange (index, options, NULL, &error);

  g_assert_no_error (error);
  return made;
}

static void
assert_apart (const EntArrangement *made)
{
  for (guint i = 0; i < made->n; i++)
    for (guint j = 0; j < i; j++)
      if (ent_rect_overlaps (made->boxes[i], made->boxes[j]))
        g_error ("%s: %s covers %s", ent_arrange_name (made->algorithm), made->ids[i], made->ids[j]);
}

static void
test_each_algorithm (void)
{
  g_autoptr (EntSnapshot) snapshot = bundled ();

  for (int i = 0; i < N_ALGORITHMS; i++)
    {
      EntArrangeOptions options = { .algorithm = (EntLayoutAlgorithm) i };
      g_autoptr (EntArrangement) made = arrange (snapshot, &options), again = arrange (snapshot, &options);
      EntArrangeReport report = ent_arrangement_report (made);
      EntLayoutAlgorithm found;

      g_assert_true (ent_arrange_find (ent_arrange_name (i), &found) && (int) found == i);
      assert_apart (made);
      g_assert_cmpint (report.score.overlaps, ==, 0);
      g_assert_true (isfinite (report.score.stress));
      for (guint k = 0; k < made->n; k++)
        {
          g_assert_cmpfloat (made->to[k].x, ==, round (made->to[k].x * 10) / 10);
          g_assert_cmpfloat (made->to[k].x, ==, again->to[k].x);
          g_assert_cmpfloat (made->to[k].y, ==, again->to[k].y);
        }
    }
  g_assert_false (ent_arrange_find ("spiral", &(EntLayoutAlgorithm){ 0 }));
}

/* Every actor but the pinned and the unchosen may move, and those stay to the last digit. */
static void
test_what_stays (void)
{
  g_autoptr (EntSnapshot) snapshot = bundled ();
  g_autoptr (EntMap) map = ent_map_new_from_snapshot (snapshot);
  const char *odd[] = { "china" }, *chosen[] = { "china", "russia", "ukraine", "nobody" };
  EntPoint place = { 612.3, 250.7 };

  g_assert_true (ent_edit_move_actors (map, odd, &place, 1, FALSE, NULL));
  g_assert_true (ent_edit_set_pinned (map, odd, 1, TRUE, NULL));
  for (int i = 0; i < N_ALGORITHMS; i++)
    for (guint part = 0; part < 3; part++)
      {
        EntArrangeOptions options = { .algorithm = (EntLayoutAlgorithm) i, .free_pinned = part == 2 };
        g_autoptr (EntArrangement) made = NULL;
        guint moved = 0;

        if (part == 1)
          {
            options.actors = chosen;
            options.n_actors = G_N_ELEMENTS (chosen);
          }
        made = arrange (ent_map_peek (map), &options);
        for (guint k = 0; k < made->n; k++)
          {
            gboolean same = made->to[k].x == made->from[k].x && made->to[k].y == made->from[k].y;
            gboolean is_china = g_str_equal (made->ids[k], "china");

            if ((is_china && part < 2)
                || (part == 1 && !g_str_equal (made->ids[k], "russia") && !g_str_equal (made->ids[k], "ukraine")))
              g_assert_true (same);
            moved += !same;
          }
        if (i != ENT_LAYOUT_SETTLE)
          g_assert_cmpuint (moved, >, part == 1 ? 0 : made->n / 2);
        assert_apart (made);
      }
}

static void
test_one_step (void)
{
  g_autoptr (EntSnapshot) snapshot = bundled ();
  g_autoptr (EntMap) map = ent_map_new_from_snapshot (snapshot);
  g_autoptr (EntHistory) history = ent_history_new (map);
  EntArrangeOptions options = { .algorithm = ENT_LAYOUT_CIRCLE };
  g_autoptr (EntArrangement) made = arrange (snapshot, &options);
  g_autoptr (EntSnapshot) as_snapshot = ent_arrangement_to_snapshot (made, snapshot);
  g_autoptr (GError) error = NULL;

  g_assert_true (ent_arrangement_apply (made, map, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (ent_history_get_undo_label (history), ==, "Arrange as Circle");
  g_assert_false (ent_snapshot_equal (ent_map_peek (map), snapshot));
  g_assert_true (ent_snapshot_equal (ent_map_peek (map), as_snapshot));
  ent_history_undo (history);
  g_assert_false (ent_history_get_can_undo (history));
  g_assert_true (ent_snapshot_equal (ent_map_peek (map), snapshot));
}

static void
test_map_moved_on (void)
{
  g_autoptr (EntSnapshot) snapshot = bundled ();
  EntArrangeOptions options = { .algorithm = ENT_LAYOUT_GRID };
  g_autoptr (EntArrangement) made = arrange (snapshot, &options);
  const char *gone[] = { "ukraine" }, *moved[] = { "china" };
  EntPoint place = { 1, 2 };
  g_autoptr (GError) error = NULL;

  {
    g_autoptr (EntMap) map = ent_map_new_from_snapshot (snapshot);
    g_autofree char *added = ent_edit_add_actor (map, "Newcomer", "state", ent_point (-5000, 0), &error);

    g_assert_true (ent_edit_delete_actors (map, gone, 1, &error));
    g_assert_true (ent_arrangement_apply (made, map, &error));
    g_assert_cmpfloat (ent_map_actor (map, added)->position->x, ==, -5000);
    for (guint i = 0; i < made->n; i++)
      if (!g_str_equal (made->ids[i], "ukraine"))
        g_assert_cmpfloat (ent_map_actor (map, made->ids[i])->position->x, ==, made->to[i].x);
  }
  for (guint pin = 0; pin < 2; pin++)
    {
      g_autoptr (EntMap) map = ent_map_new_from_snapshot (snapshot);
      g_autoptr (EntSnapshot) before = NULL;

      if (pin)
        g_assert_true (ent_edit_set_pinned (map, moved, 1, TRUE, NULL));
      else
        g_assert_true (ent_edit_move_actors (map, moved, &place, 1, FALSE, NULL));
      before = ent_map_snapshot (map);
      g_assert_false (ent_arrangement_apply (made, map, &error));
      g_assert_error (error, ENT_ERROR, ENT_ERROR_EDIT);
      g_clear_error (&error);
      g_assert_true (ent_snapshot_equal (ent_map_peek (map), before));
    }
}

typedef struct
{
  GMainLoop *loop;
  EntArrangement *made;
  GError *error;
} Wait;

static void
on_arranged (GObject *source, GAsyncResult *result, gpointer data)
{
  Wait *wait = data;

  wait->made = ent_arrange_finish (result, &wait->error);
  g_main_loop_quit (wait->loop);
}

/* A map of many actors, each joined with the next and some with others. */
static EntSnapshot *
large (guint n)
{
  g_autoptr (GString) text = g_string_new ("{\"format\":\"entente-map\",\"version\":1,\"actors\":[");

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "%s{\"id\":\"a%u\",\"name\":\"%u\"}", i > 0 ? "," : "", i, i);
  g_string_append (text, "],\"relations\":[");
  for (guint i = 1; i < n; i++)
    g_string_append_printf (text, "%s{\"id\":\"r%u\",\"source\":\"a%u\",\"target\":\"a%u\"}", i > 1 ? "," : "", i, i - 1, i);
  for (guint i = 7; i < n; i += 3)
    g_string_append_printf (text, ",{\"id\":\"s%u\",\"source\":\"a%u\",\"target\":\"a%u\"}", i, i, (i * 7919) % i);
  g_string_append (text, "]}");
  return read_map (text->str);
}

static gboolean
cancel (gpointer data)
{
  g_cancellable_cancel (data);
  return G_SOURCE_REMOVE;
}

static void
test_async (void)
{
  g_autoptr (EntSnapshot) snapshot = bundled ();
  g_autoptr (EntMapIndex) index = ent_map_index_new (snapshot);
  EntArrangeOptions options = { .algorithm = ENT_LAYOUT_ORGANIC };
  g_autoptr (EntArrangement) same = arrange (snapshot, &options);
  Wait wait = { g_main_loop_new (NULL, FALSE), NULL, NULL };

  ent_arrange_async (index, &options, NULL, on_arranged, &wait);
  g_main_loop_run (wait.loop);
  g_assert_no_error (wait.error);
  for (guint i = 0; i < same->n; i++)
    g_assert_cmpfloat (same->to[i].x, ==, wait.made->to[i].x);
  ent_arrangement_free (wait.made);
  g_main_loop_unref (wait.loop);
}

static void
test_cancel (void)
{
  g_autoptr (EntSnapshot) snapshot = large (4000);
  g_autoptr (EntMapIndex) index = ent_map_index_new (snapshot);
  EntArrangeOptions options = { .algorithm = ENT_LAYOUT_ORGANIC };

  for (guint delay = 0; delay < 60; delay += 20)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      Wait wait = { g_main_loop_new (NULL, FALSE), NULL, NULL };

      ent_arrange_async (index, &options, cancellable, on_arranged, &wait);
      g_timeout_add (delay, cancel, cancellable);
      g_main_loop_run (wait.loop);
      g_assert_null (wait.made);
      g_assert_error (wait.error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
      g_clear_error (&wait.error);
      g_main_loop_unref (wait.loop);
    }
}

/* The bundled map arranged from nothing is a picture to print: also with every line of every bundle nothing covers
 * anything. By hand it was made with room, and stays as it is. */
static void
test_picture (void)
{
  g_autoptr (EntSnapshot) snapshot = bundled (), bare = unplaced (snapshot, 0), placed = NULL;
  g_autoptr (EntMapIndex) by_hand = ent_map_index_new (snapshot), index = NULL;
  EntArrangeOptions options = { .algorithm = ENT_LAYOUT_ORGANIC };
  EntSceneOptions open = { .text_scale = 1, .open_all = TRUE };
  g_autoptr (EntArrangement) made = arrange (bare, &options);
  g_autoptr (EntScene) hand = ent_scene_new (by_hand, &open), same = ent_scene_new_roomy (hand), tight = NULL, roomy = NULL,
                       closed = NULL;
  g_autoptr (GPtrArray) faults = NULL, screen = NULL, before = NULL;

  g_assert_true (same == hand);
  placed = ent_arrangement_to_snapshot (made, bare);
  index = ent_map_index_new (placed);
  closed = ent_scene_new (index, NULL);
  screen = ent_scene_faults (closed);
  g_assert_cmpuint (screen->len, ==, 0);
  tight = ent_scene_new (index, &open);
  before = ent_scene_faults (tight);
  roomy = ent_scene_new_roomy (tight);
  faults = ent_scene_faults (roomy);
  g_assert_cmpuint (before->len, >, 0);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpfloat (ent_scene_bounds (roomy).width, <, 2 * ent_scene_bounds (tight).width);
}

typedef struct
{
  EntArrangement *old;
  EntArrangeWatch watch;
  guint looks;
  double part;
} Onlooker;

static void
note_part (double part, gpointer data)
{
  Onlooker *self = data;

  g_assert_cmpfloat (part, >, self->part);
  self->part = part;
}

/* All are there, and turning them would not bring them nearer to their old places. */
static void
look_on (const EntArrangeState *state, gpointer data)
{
  Onlooker *self = data;
  double old_x = 0, old_y = 0, x = 0, y = 0, dot = 0, cross = 0;

  g_assert_cmpuint (state->n, ==, self->old->n);
  g_assert_cmpuint (state->n_ties, ==, self->old->n_ties);
  for (guint i = 0; i < state->n; i++)
    {
      g_assert_true (isfinite (state->places[i].x) && isfinite (state->places[i].y));
      old_x += self->old->to[i].x / state->n;
      old_y += self->old->to[i].y / state->n;
      x += state->places[i].x / state->n;
      y += state->places[i].y / state->n;
    }
  for (guint i = 0; i < state->n; i++)
    {
      double qx = self->old->to[i].x - old_x, qy = self->old->to[i].y - old_y, px = state->places[i].x - x,
             py = state->places[i].y - y;

      dot += px * qx + py * qy;
      cross += px * qy - py * qx;
    }
  g_assert_cmpfloat (dot, >, 0);
  g_assert_cmpfloat (fabs (cross), <, 1e-6 * dot);
  self->looks++;
  atomic_store (&self->watch.look_wanted, true);
}

/* A long arrangement can be watched, and comes out the same. */
static void
test_watch (void)
{
  g_autoptr (EntSnapshot) bare = large (1200), snapshot = NULL;
  EntArrangeOptions options = { .algorithm = ENT_LAYOUT_ORGANIC };
  g_autoptr (EntArrangement) old = arrange (bare, &options), unseen = NULL, seen = NULL, circle = NULL;
  Onlooker onlooker = { .old = old, .watch = { .progress = note_part, .look = look_on } };

  snapshot = ent_arrangement_to_snapshot (old, bare);
  options.seed = 9;
  unseen = arrange (snapshot, &options);
  onlooker.watch.data = &onlooker;
  atomic_store (&onlooker.watch.look_wanted, true);
  options.watch = &onlooker.watch;
  seen = arrange (snapshot, &options);
  g_assert_cmpuint (onlooker.looks, >, 20);
  g_assert_true (onlooker.part == 1);
  for (guint i = 0; i < seen->n; i++)
    {
      g_assert_cmpfloat (seen->to[i].x, ==, unseen->to[i].x);
      g_assert_cmpfloat (seen->to[i].y, ==, unseen->to[i].y);
    }
  /* Others have nothing to show before they are done. */
  onlooker.looks = 0;
  onlooker.part = 0;
  options.algorithm = ENT_LAYOUT_CIRCLE;
  circle = arrange (snapshot, &options);
  g_assert_cmpuint (onlooker.looks, ==, 0);
}

/* --- What the engine gets to know --- */

static void
test_graph (void)
{
  g_autoptr (EntSnapshot) snapshot = read_map (
      "{\"format\":\"entente-map\",\"version\":1,\"actors\":["
      "{\"id\":\"a\",\"name\":\"A\",\"kind\":\"state\"},{\"id\":\"b\",\"name\":\"B\",\"kind\":\"state\"},"
      "{\"id\":\"c\",\"name\":\"C\",\"kind\":\"person\"},{\"id\":\"d\",\"name\":\"D\"}],\"relations\":["
      "{\"id\":\"1\",\"source\":\"a\",\"target\":\"b\",\"when\":\"2018\",\"label\":\"a rather long label\"},"
      "{\"id\":\"2\",\"source\":\"b\",\"target\":\"a\",\"when\":\"201X\"},{\"id\":\"3\",\"source\":\"a\",\"target\":\"a\"},"
      "{\"id\":\"4\",\"source\":\"c\",\"target\":\"a\",\"kind\":\"leads\"},"
      "{\"id\":\"5\",\"source\":\"b\",\"target\":\"c\",\"kind\":\"member\"},"
      "{\"id\":\"6\",\"source\":\"d\",\"target\":\"b\"}]}");
  g_autoptr (EntMapIndex) index = ent_map_index_new (snapshot);
  EntSceneOptions measure = { .text_scale = 1, .measure_only = TRUE };
  g_autoptr (EntScene) scene = ent_scene_new (index, &measure);
  EntArrangeOptions options = { .algorithm = ENT_LAYOUT_ORGANIC, .root = "c" };
  g_autoptr (EntArrangeGraph) graph = ent_arrange_graph_new (scene, &options), ranked = NULL;

  g_assert_cmpint (graph->graph.n_nodes, ==, 4);
  g_assert_cmpint (graph->graph.n_edges, ==, 4); /* a-b once, a with itself not at all */
  g_assert_cmpint (graph->root, ==, 2);
  g_assert_cmpfloat (graph->when[0], ==, 2010);
  g_assert_true (isnan (graph->when[3]));
  g_assert_cmpint (graph->group[0], ==, graph->group[1]);
  g_assert_cmpint (graph->group[0], !=, graph->group[2]);
  /* Room for the label, at both ends. */
  g_assert_cmpfloat (graph->room_width[0], >, graph->room_width[2]);
  g_assert_cmpfloat (graph->room_width[0], ==, graph->room_width[1]);
  options.algorithm = ENT_LAYOUT_LAYERED;
  ranked = ent_arrange_graph_new (scene, &options);
  g_assert_cmpint (ranked->graph.n_edges, ==, 3); /* c above a and b, d above b; a-b is no rank */
  g_assert_cmpint (ranked->source[0], ==, 2);
  g_assert_cmpint (ranked->target[0], ==, 0);
  g_assert_cmpint (ranked->source[1], ==, 2);
  g_assert_cmpint (ranked->target[1], ==, 1);
  g_assert_cmpint (ranked->source[2], ==, 3);
}

/* --- Maps without places --- */

static void
test_missing (void)
{
  g_autoptr (EntSnapshot) snapshot = bundled ();
  guint n = snapshot->lists[ENT_LIST_ACTORS]->n;
  guint firsts[] = { 0, n - 3, n };

  for (guint k = 0; k < G_N_ELEMENTS (firsts); k++)
    {
      g_autoptr (EntSnapshot) partly = unplaced (snapshot, firsts[k]);
      g_autoptr (EntSnapshot) whole = ent_arrange_missing (partly, NULL, NULL);
      EntArrangeOptions stay = { .actors = (const char *const[]){ NULL }, .n_actors = 0 };
      g_autoptr (EntArrangement) still = arrange (whole, &stay);

      for (guint i = 0; i < n; i++)
        {
          const EntActor *was = (EntActor *) snapshot->lists[ENT_LIST_ACTORS]->items[i];
          const EntActor *is = (EntActor *) whole->lists[ENT_LIST_ACTORS]->items[i];

          g_assert_nonnull (is->position);
          if (i < firsts[k])
            g_assert_true (is->position->x == was->position->x && is->position->y == was->position->y);
        }
      assert_apart (still);
      if (firsts[k] == n)
        g_assert_true (whole == partly);
    }
}

static void
on_loaded (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (GError) error = NULL;

  ent_document_load_finish (ENT_DOCUMENT (source), result, NULL, &error);
  g_assert_no_error (error);
  g_main_loop_quit (data);
}

/* A file without places opens arranged, and nobody is asked to save that. */
static void
test_opened (void)
{
  g_autofree char *folder = g_dir_make_tmp ("entente-arrange-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "map.entente", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (EntDocument) document = ent_document_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  EntMap *map = ent_document_get_map (document);

  g_assert_true (g_file_set_contents (path, "{\"format\": \"entente-map\", \"version\": 1, \"actors\": [{\"id\": \"a\", "
                                            "\"name\": \"A\"}, {\"id\": \"b\", \"name\": \"B\"}]}", -1, NULL));
  ent_document_load_async (document, file, NULL, on_loaded, loop);
  g_main_loop_run (loop);
  g_assert_nonnull (ent_map_actor (map, "a")->position);
  g_assert_nonnull (ent_map_actor (map, "b")->position);
  g_assert_false (ent_document_get_modified (document));
  g_assert_false (ent_history_get_can_undo (ent_document_get_history (document)));
  g_unlink (path);
  g_rmdir (folder);
}

static void
test_small (void)
{
  static const char *const maps[]
      = { "{\"format\":\"entente-map\",\"version\":1}",
          "{\"format\":\"entente-map\",\"version\":1,\"actors\":[{\"id\":\"a\",\"name\":\"A\"}]}",
          ("{\"format\":\"entente-map\",\"version\":1,\"actors\":[{\"id\":\"a\",\"name\":\"A\",\"pinned\":true,"
           "\"position\":{\"x\":3,\"y\":4}}],\"relations\":[{\"id\":\"r\",\"source\":\"a\",\"target\":\"a\"}]}") };

  for (guint i = 0; i < G_N_ELEMENTS (maps); i++)
    for (int k = 0; k < N_ALGORITHMS; k++)
      {
        g_autoptr (EntSnapshot) snapshot = read_map (maps[i]);
        EntArrangeOptions options = { .algorithm = (EntLayoutAlgorithm) k, .root = "nobody" };
        g_autoptr (EntArrangement) made = arrange (snapshot, &options);
        EntArrangeReport report = ent_arrangement_report (made);

        g_assert_cmpuint (made->n, ==, i > 0 ? 1 : 0);
        g_assert_cmpint (report.score.crossings, ==, 0);
        g_assert_true (made->n == 0 || isfinite (made->to[0].x + made->to[0].y));
      }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrange/each-algorithm", test_each_algorithm);
  g_test_add_func ("/arrange/what-stays", test_what_stays);
  g_test_add_func ("/arrange/one-step", test_one_step);
  g_test_add_func ("/arrange/map-moved-on", test_map_moved_on);
  g_test_add_func ("/arrange/async", test_async);
  g_test_add_func ("/arrange/cancel", test_cancel);
  g_test_add_func ("/arrange/watch", test_watch);
  g_test_add_func ("/arrange/picture", test_picture);
  g_test_add_func ("/arrange/graph", test_graph);
  g_test_add_func ("/arrange/missing", test_missing);
  g_test_add_func ("/arrange/opened", test_opened);
  g_test_add_func ("/arrange/small", test_small);
  return g_test_run ();
}
