/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The bundled map as a picture: at 100 % and 200 % text, with its bundles closed and all open, nothing overlaps, no
 * line runs through a foreign card, and nothing stands outside. And as a file: it is read without a problem and is in
 * canonical form. */
#include "ent-map-reader.h"
#include "ent-map-writer.h"
#include "ent-scene.h"

#include <string.h>

/* The closed picture has few lines that cross and few labels on other lines; more would be a worse arrangement. */
#define MAX_CROSSINGS 36
#define MAX_LABELS_ON_LINES 14
/* Fits a usual window at a scale at which it can be read, map units. */
#define MAX_WIDTH 1340.0
#define MAX_HEIGHT 950.0

static const char *map_file;

static GBytes *
load (void)
{
  g_autoptr (GError) error = NULL;
  char *content;
  gsize length;

  g_file_get_contents (map_file, &content, &length, &error);
  g_assert_no_error (error);
  return g_bytes_new_take (content, length);
}

static EntSnapshot *
read_map (GBytes *bytes)
{
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  EntSnapshot *map = ent_map_read (bytes, problems, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (problems->len, ==, 0);
  return map;
}

static EntScene *
scene_of (double text_scale, gboolean rtl, gboolean open_all)
{
  EntSceneOptions options = { .text_scale = text_scale, .rtl = rtl, .open_all = open_all };
  g_autoptr (GBytes) bytes = load ();
  g_autoptr (EntSnapshot) map = read_map (bytes);
  g_autoptr (EntMapIndex) index = ent_map_index_new (map);

  return ent_scene_new (index, &options);
}

static void
canonical (void)
{
  g_autoptr (GBytes) bytes = load (), written = NULL;
  g_autoptr (EntSnapshot) map = read_map (bytes);
  g_autoptr (GError) error = NULL;

  written = ent_map_write (map, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (bytes, written));
}

static void
all_proved (void)
{
  g_autoptr (GBytes) bytes = load ();
  g_autoptr (EntSnapshot) map = read_map (bytes);
  g_autoptr (EntMapIndex) index = ent_map_index_new (map);
  EntMapCounts counts = ent_map_index_count (index);

  g_assert_cmpuint (counts.actors, ==, 18);
  g_assert_cmpuint (counts.articles, ==, 1);
  g_assert_cmpuint (counts.unproved, ==, 0);
  g_assert_cmpuint (counts.detached, ==, 0);
}

/* What is drawn stands within @bounds, to a thousandth of a unit. */
static void
assert_inside (EntRect bounds, EntRect box)
{
  g_assert_cmpfloat (box.x, >=, bounds.x - 0.001);
  g_assert_cmpfloat (box.y, >=, bounds.y - 0.001);
  g_assert_cmpfloat (box.x + box.width, <=, bounds.x + bounds.width + 0.001);
  g_assert_cmpfloat (box.y + box.height, <=, bounds.y + bounds.height + 0.001);
}

static void
picture (double text_scale, gboolean rtl, gboolean open_all)
{
  g_autoptr (EntScene) scene = scene_of (text_scale, rtl, open_all);
  g_autoptr (GPtrArray) faults = ent_scene_faults (scene);
  EntRect bounds = ent_scene_bounds (scene);
  const EntSceneNode *nodes;
  const EntSceneEdge *edges;
  const EntSceneLabel *labels;
  guint n;

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("%s", (const char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);

  nodes = ent_scene_nodes (scene, &n);
  g_assert_cmpuint (n, ==, 18);
  for (guint i = 0; i < n; i++)
    assert_inside (bounds, nodes[i].box);
  edges = ent_scene_edges (scene, &n);
  for (guint i = 0; i < n; i++)
    {
      assert_inside (bounds, edges[i].bounds);
      g_assert_cmpuint (edges[i].label, !=, G_MAXUINT);
    }
  labels = ent_scene_labels (scene, &n);
  for (guint i = 0; i < n; i++)
    {
      assert_inside (bounds, labels[i].box);
      if (labels[i].badge.width > 0)
        assert_inside (bounds, labels[i].badge);
    }
  if (!open_all)
    {
      g_test_message ("%u crossings, %u labels on lines, %g x %g", ent_scene_count_crossings (scene),
                      ent_scene_count_labels_on_lines (scene), bounds.width, bounds.height);
      g_assert_cmpuint (ent_scene_count_crossings (scene), <=, MAX_CROSSINGS);
      g_assert_cmpuint (ent_scene_count_labels_on_lines (scene), <=, MAX_LABELS_ON_LINES);
      g_assert_cmpfloat (bounds.width, <=, MAX_WIDTH * text_scale);
      g_assert_cmpfloat (bounds.height, <=, MAX_HEIGHT * text_scale);
    }
}

static void
closed_at_100 (void)
{
  picture (1.0, FALSE, FALSE);
}

static void
closed_at_200 (void)
{
  picture (2.0, FALSE, FALSE);
}

static void
open_at_100 (void)
{
  picture (1.0, FALSE, TRUE);
}

static void
open_at_200 (void)
{
  picture (2.0, FALSE, TRUE);
}

static void
right_to_left (void)
{
  picture (1.0, TRUE, FALSE);
}

static gboolean
same_curve (const EntSceneEdge *a, const EntSceneEdge *b)
{
  return memcmp (a->curve, b->curve, sizeof a->curve) == 0;
}

/* @opened, in which bundle @bundle of @closed is open, has no fault, and few of the other lines run elsewhere: those
 * alone whose label was in the way. Closing brings back the picture. */
static void
assert_stays (EntScene *closed, EntScene *opened, guint bundle)
{
  guint n, n_labels, moved = 0;
  const EntSceneEdge *before = ent_scene_edges (closed, &n), *after = ent_scene_edges (opened, NULL), *again;
  const EntSceneLabel *labels = ent_scene_labels (closed, &n_labels), *new_labels = ent_scene_labels (opened, NULL);
  g_autoptr (GPtrArray) faults = ent_scene_faults (opened);
  g_autoptr (EntScene) reclosed = ent_scene_new_opened (opened, NULL), same = ent_scene_new_opened (closed, NULL);

  for (guint i = 0; i < faults->len; i++)
    g_test_message ("bundle %u open: %s", bundle, (const char *) faults->pdata[i]);
  g_assert_cmpuint (faults->len, ==, 0);
  g_assert_cmpint (ent_scene_edge_of (opened, before[bundle].relations[0]->id), !=,
                   ent_scene_edge_of (opened, before[bundle].relations[1]->id));
  for (guint i = 0; i < n; i++)
    if (i != bundle)
      {
        guint at = (guint) ent_scene_edge_of (opened, before[i].relation->id);

        g_assert_cmpuint (after[at].n_relations, ==, before[i].n_relations);
        moved += !same_curve (&before[i], &after[at])
                 || memcmp (&labels[before[i].label].box, &new_labels[after[at].label].box, sizeof (EntRect)) != 0;
      }
  g_test_message ("bundle %u of %u relations: %u of %u other lines moved", bundle, before[bundle].n_relations, moved,
                  n - 1);
  g_assert_cmpuint (moved, <=, n / 4);
  again = ent_scene_edges (same, NULL);
  for (guint i = 0; i < n; i++)
    g_assert_true (same_curve (&before[i], &again[i]));
  g_assert_cmpint (ent_scene_edge_of (reclosed, before[bundle].relations[0]->id), ==,
                   ent_scene_edge_of (reclosed, before[bundle].relations[1]->id));
}

/* Each bundle opened by itself, as a reader does it. */
static void
each_bundle (void)
{
  g_autoptr (GBytes) bytes = load ();
  g_autoptr (EntSnapshot) map = read_map (bytes);
  g_autoptr (EntMapIndex) index = ent_map_index_new (map);
  g_autoptr (EntScene) closed = ent_scene_new (index, NULL);
  const EntSceneEdge *edges;
  guint n, n_bundles = 0;

  edges = ent_scene_edges (closed, &n);
  for (guint i = 0; i < n; i++)
    {
      const char *pair[] = { edges[i].relation->source, edges[i].relation->target, NULL };
      EntSceneOptions options = { .text_scale = 1.0, .open_pairs = pair };
      g_autoptr (EntScene) scene = NULL, opened = NULL;
      g_autoptr (GPtrArray) faults = NULL;

      if (edges[i].n_relations < 2)
        continue;
      n_bundles++;
      opened = ent_scene_new_opened (closed, pair);
      assert_stays (closed, opened, i);
      scene = ent_scene_new (index, &options);
      faults = ent_scene_faults (scene);
      for (guint k = 0; k < faults->len; k++)
        g_test_message ("%s and %s open: %s", pair[0], pair[1], (const char *) faults->pdata[k]);
      g_assert_cmpuint (faults->len, ==, 0);
    }
  g_assert_cmpuint (n_bundles, >=, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 2);
  map_file = argv[1];
  g_test_add_func ("/bundled-map/canonical", canonical);
  g_test_add_func ("/bundled-map/all-proved", all_proved);
  g_test_add_func ("/bundled-map/closed-at-100", closed_at_100);
  g_test_add_func ("/bundled-map/closed-at-200", closed_at_200);
  g_test_add_func ("/bundled-map/open-at-100", open_at_100);
  g_test_add_func ("/bundled-map/open-at-200", open_at_200);
  g_test_add_func ("/bundled-map/right-to-left", right_to_left);
  g_test_add_func ("/bundled-map/each-bundle", each_bundle);
  return g_test_run ();
}
