/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What lies outside of a filter: faded or hidden, not hit when hidden, and shown all the same when it is chosen. */
#include "ent-painter.h"

#include "scene-map.h"

/* Three actors in a row; c is veiled, with the line to it and one of the two between a and b. */
typedef struct
{
  EntMapIndex *index;
  EntScene *scene;
  guint8 actors[4], relations[4];
} Fixture;

static void
setup (Fixture *self, gconstpointer data)
{
  EntSceneOptions options = { .text_scale = 1, .open_all = data != NULL };
  Maker maker;

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  maker_actor (&maker, "b", "B", "state", 500, 0);
  maker_actor (&maker, "c", "C", "state", 1000, 0);
  maker_relation (&maker, "ab", "a", "b", "meets");
  maker_relation (&maker, "ab2", "a", "b", "pays");
  maker_relation (&maker, "bc", "b", "c", "meets");
  self->index = maker_finish (&maker);
  self->scene = ent_scene_new (self->index, &options);
  memcpy (self->actors, (const guint8[]){ 1, 1, 0, 0 }, 4);
  memcpy (self->relations, (const guint8[]){ 1, 0, 0, 0 }, 4);
}

static void
teardown (Fixture *self, gconstpointer data)
{
  ent_scene_unref (self->scene);
  ent_map_index_unref (self->index);
}

static EntSceneVeil *
veil_of (Fixture *self)
{
  return ent_scene_veil_new (self->scene, ent_map_index_get_snapshot (self->index), self->actors, self->relations);
}

static EntEmphasis
node (Fixture *self, const EntSceneEmphasis *emphasis, const char *id)
{
  return emphasis->nodes[ent_scene_node_of (self->scene, id)];
}

static EntEmphasis
edge (Fixture *self, const EntSceneEmphasis *emphasis, const char *id)
{
  return emphasis->edges[ent_scene_edge_of (self->scene, id)];
}

static EntSceneEmphasis *
emphasis_of (Fixture *self, const EntSceneVeil *veil, int kind, const char *id, const char *other, gboolean hide)
{
  EntSceneEmphasis *emphasis = ent_scene_emphasis_new (self->scene, kind, id, other, 0, NULL, NULL);

  ent_scene_veil_apply (veil, emphasis, hide);
  return emphasis;
}

static void
test_fade (Fixture *self, gconstpointer data)
{
  g_autoptr (EntSceneVeil) veil = veil_of (self);
  g_autoptr (EntSceneEmphasis) emphasis = emphasis_of (self, veil, 0, NULL, NULL, FALSE);

  g_assert_cmpint (node (self, emphasis, "a"), ==, ENT_EMPHASIS_NORMAL);
  g_assert_cmpint (node (self, emphasis, "c"), ==, ENT_EMPHASIS_FADED);
  g_assert_cmpint (edge (self, emphasis, "ab"), ==, ENT_EMPHASIS_NORMAL);
  g_assert_cmpint (edge (self, emphasis, "ab2"), ==, ENT_EMPHASIS_FADED);
  g_assert_cmpint (edge (self, emphasis, "bc"), ==, ENT_EMPHASIS_FADED);
}

static void
test_hide (Fixture *self, gconstpointer data)
{
  g_autoptr (EntSceneVeil) veil = veil_of (self);
  g_autoptr (EntSceneEmphasis) emphasis = emphasis_of (self, veil, 0, NULL, NULL, TRUE);
  guint n;
  EntPoint c = ent_rect_middle (ent_scene_nodes (self->scene, &n)[ent_scene_node_of (self->scene, "c")].box);
  const EntSceneEdge *line = &ent_scene_edges (self->scene, &n)[ent_scene_edge_of (self->scene, "bc")];
  EntPoint middle = ent_scene_edge_point (line, 0.5, NULL);

  g_assert_cmpint (node (self, emphasis, "c"), ==, ENT_EMPHASIS_HIDDEN);
  g_assert_cmpint (edge (self, emphasis, "bc"), ==, ENT_EMPHASIS_HIDDEN);
  g_assert_cmpint (ent_scene_hit (self->scene, c, 4).kind, ==, ENT_HIT_NODE);
  g_assert_cmpint (ent_scene_hit_seen (self->scene, emphasis, c, 4).kind, ==, ENT_HIT_NOTHING);
  g_assert_cmpint (ent_scene_hit (self->scene, middle, 4).kind, !=, ENT_HIT_NOTHING);
  g_assert_cmpint (ent_scene_hit_seen (self->scene, emphasis, middle, 4).kind, ==, ENT_HIT_NOTHING);
}

static void
test_chosen (Fixture *self, gconstpointer data)
{
  g_autoptr (EntSceneVeil) veil = veil_of (self);
  g_autoptr (EntSceneEmphasis) actor = emphasis_of (self, veil, 1, "c", NULL, TRUE);
  g_autoptr (EntSceneEmphasis) relation = emphasis_of (self, veil, 2, "bc", NULL, TRUE);
  g_autoptr (EntSceneEmphasis) pair = emphasis_of (self, veil, 3, "a", "b", TRUE);

  g_assert_cmpint (node (self, actor, "c"), ==, ENT_EMPHASIS_CHOSEN);
  g_assert_cmpint (edge (self, actor, "bc"), ==, ENT_EMPHASIS_HIDDEN);
  g_assert_cmpint (edge (self, relation, "bc"), ==, ENT_EMPHASIS_CHOSEN);
  g_assert_cmpint (node (self, relation, "c"), ==, ENT_EMPHASIS_NORMAL);
  g_assert_cmpint (edge (self, pair, "ab"), ==, ENT_EMPHASIS_CHOSEN);
  g_assert_cmpint (edge (self, pair, "ab2"), ==, ENT_EMPHASIS_HIDDEN);
}

/* Moved, it is the same things; another map is not. */
static void
test_fits (Fixture *self, gconstpointer data)
{
  g_autoptr (EntSceneVeil) veil = veil_of (self);
  const char *const id = "a";
  const EntPoint place = ent_point (0, 300);
  g_autoptr (EntScene) moved = ent_scene_new_moved (self->scene, &id, &place, 1), other = ent_scene_new (self->index, NULL);

  g_assert_true (ent_scene_veil_fits (veil, self->scene));
  g_assert_true (ent_scene_veil_fits (veil, moved));
  g_assert_false (ent_scene_veil_fits (veil, other));
}

/* What is hidden leaves no pixel: the picture is as empty as one of nothing. */
static void
test_painted (Fixture *self, gconstpointer data)
{
  EntRect bounds = ent_scene_bounds (self->scene);
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, (int) bounds.width + 1, (int) bounds.height + 1);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (EntPainter) painter = ent_painter_new ();
  g_autoptr (EntSceneVeil) veil = NULL;
  g_autoptr (EntSceneEmphasis) emphasis = NULL;
  guint n_pixels = (guint) (cairo_image_surface_get_stride (surface) * cairo_image_surface_get_height (surface)), sum = 0;

  memset (self->actors, 0, sizeof self->actors);
  memset (self->relations, 0, sizeof self->relations);
  veil = veil_of (self);
  emphasis = emphasis_of (self, veil, 0, NULL, NULL, TRUE);
  cairo_translate (cr, -bounds.x, -bounds.y);
  ent_painter_draw (painter, cr, self->scene, emphasis, ENT_THEME_LIGHT, bounds, 1);
  cairo_surface_flush (surface);
  for (guint i = 0; i < n_pixels; i++)
    sum |= cairo_image_surface_get_data (surface)[i];
  g_assert_cmpuint (sum, ==, 0);
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/veil/fade", Fixture, NULL, setup, test_fade, teardown);
  g_test_add ("/veil/hide", Fixture, NULL, setup, test_hide, teardown);
  g_test_add ("/veil/chosen", Fixture, NULL, setup, test_chosen, teardown);
  g_test_add ("/veil/fits", Fixture, NULL, setup, test_fits, teardown);
  g_test_add ("/veil/painted", Fixture, "open", setup, test_painted, teardown);
  return g_test_run ();
}
