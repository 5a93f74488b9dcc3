/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How actors, relations, captions and groups look in a scene: one rule a test. */
#include "ent-scene.h"

#include <locale.h>
#include <string.h>

#include "scene-map.h"

static EntScene *
scene_of (Maker *maker, const EntSceneOptions *options)
{
  g_autoptr (EntMapIndex) index = maker_finish (maker);

  return ent_scene_new (index, options);
}

static const EntSceneEdge *
edge_of (EntScene *scene, const char *id)
{
  guint n;
  int i = ent_scene_edge_of (scene, id);

  g_assert_cmpint (i, >=, 0);
  return &ent_scene_edges (scene, &n)[i];
}

static const EntSceneLabel *
label_of (EntScene *scene, const char *id)
{
  guint n;
  const EntSceneEdge *edge = edge_of (scene, id);

  g_assert_cmpuint (edge->label, !=, G_MAXUINT);
  return &ent_scene_labels (scene, &n)[edge->label];
}

static char *
joined (const EntSceneText *lines, guint n)
{
  GString *all = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      if (i > 0)
        g_string_append_c (all, ' ');
      g_string_append (all, lines[i].text);
    }
  return g_string_free (all, FALSE);
}

static void
test_names (void)
{
  static const char *const names[]
      = { "NATO", "United Nations Security Council", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
          "Committee for the Coordination of Common Security Interests in Northeast Asia and Beyond",
          "Line\nfeed\tand\u2028more" };
  Maker maker;
  g_autoptr (EntScene) scene = NULL;
  const EntSceneNode *nodes;
  guint n;

  maker_init (&maker);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);

      maker_actor (&maker, id, names[i], i == 0 ? "alliance" : "state", 0, i * 200);
    }
  scene = scene_of (&maker, NULL);
  nodes = ent_scene_nodes (scene, &n);
  g_assert_cmpuint (n, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = joined (nodes[i].lines, nodes[i].n_lines - 1);

      g_assert_cmpuint (nodes[i].n_lines, <=, 4);
      g_assert_cmpstr (name, ==, i == 4 ? "Line feed and more" : names[i]);
      g_assert_true (nodes[i].lines[0].bold);
      g_assert_false (nodes[i].lines[nodes[i].n_lines - 1].bold);
      g_assert_cmpfloat (nodes[i].lines[0].size, >, nodes[i].lines[nodes[i].n_lines - 1].size);
      g_assert_cmpfloat (nodes[i].box.width, >=, 104);
      g_assert_cmpfloat (nodes[i].box.height, >=, 46);
      g_assert_cmpfloat_with_epsilon (ent_rect_middle (nodes[i].box).y, i * 200, 1e-6);
    }
  /* A kind that is wider than the name stands there once. */
  g_assert_cmpuint (nodes[0].n_lines, ==, 2);
  g_assert_cmpstr (nodes[0].lines[1].text, ==, "alliance");
  g_assert_cmpuint (nodes[1].n_lines, ==, 3);
  g_assert_cmpuint (nodes[2].n_lines, ==, 2);
  g_assert_cmpuint (nodes[3].n_lines, ==, 4);
}

static void
test_kinds (void)
{
  Maker maker;
  EntKind *kind = (EntKind *) ent_record_new (&ent_kind_type);
  g_autoptr (EntScene) scene = NULL;
  const EntSceneNode *nodes;
  guint n;

  maker_init (&maker);
  ent_record_set_string (&kind->id, "company");
  ent_record_set_string (&kind->name, "Company");
  g_ptr_array_add (maker.lists[ENT_LIST_KINDS], kind);
  maker_actor (&maker, "a", "A", "company", 0, 0);
  maker_actor (&maker, "b", "B", "force", 200, 0);
  maker_actor (&maker, "c", "C", "something", 400, 0);
  maker_actor (&maker, "d", "D", "", 600, 0);
  scene = scene_of (&maker, NULL);
  nodes = ent_scene_nodes (scene, &n);
  g_assert_cmpstr (nodes[0].lines[1].text, ==, "Company");
  g_assert_cmpstr (nodes[1].lines[1].text, ==, "force");
  g_assert_cmpstr (nodes[2].lines[1].text, ==, "other");
  g_assert_cmpstr (nodes[3].lines[1].text, ==, "other");
}

static void
test_right_to_left (void)
{
  EntSceneOptions options = { .text_scale = 1, .rtl = TRUE };
  Maker maker;
  g_autoptr (EntScene) scene = NULL, plain = NULL;
  const EntSceneNode *nodes;
  guint n;

  for (guint pass = 0; pass < 2; pass++)
    {
      maker_init (&maker);
      maker_actor (&maker, "a", "روسيا", "state", 0, 0);
      maker_actor (&maker, "b", "Russia", "state", 300, 0);
      if (pass == 0)
        scene = scene_of (&maker, &options);
      else
        plain = scene_of (&maker, NULL);
    }
  nodes = ent_scene_nodes (scene, &n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (nodes[i].icon.x, >, ent_rect_middle (nodes[i].box).x);
  g_assert_true (nodes[0].lines[0].rtl);
  g_assert_cmpfloat (nodes[0].lines[0].x, <=, nodes[0].icon.x);
  g_assert_cmpfloat (nodes[0].lines[0].x, >, nodes[0].icon.x - 20);
  g_assert_false (nodes[1].lines[0].rtl);
  nodes = ent_scene_nodes (plain, &n);
  for (guint i = 0; i < n; i++)
    g_assert_cmpfloat (nodes[i].icon.x, <, ent_rect_middle (nodes[i].box).x);
}

static void
test_status (void)
{
  static const struct
  {
    const char *status, *text;
    EntHeadShape head;
  } rows[] = { { "asserted", "meets", ENT_HEAD_FILLED },           { "planned", "planned: meets", ENT_HEAD_HOLLOW },
               { "possible", "possible: meets", ENT_HEAD_HOLLOW }, { "asked", "asked: meets", ENT_HEAD_OPEN },
               { "denied", "denied: meets", ENT_HEAD_BARRED },     { "ended", "ended: meets", ENT_HEAD_BAR } };
  Maker maker;
  g_autoptr (EntScene) scene = NULL;

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = g_strdup_printf ("b%u", i), *relation = g_strdup_printf ("r%u", i);

      maker_actor (&maker, id, "B", "state", 500, i * 150 - 400.0);
      ent_record_set_string (&maker_relation (&maker, relation, "a", id, "meets")->status, rows[i].status);
    }
  scene = scene_of (&maker, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *relation = g_strdup_printf ("r%u", i);
      const EntSceneLabel *label = label_of (scene, relation);
      g_autofree char *text = joined (label->lines, label->n_lines);

      g_assert_cmpint (edge_of (scene, relation)->target_head, ==, rows[i].head);
      g_assert_cmpint (edge_of (scene, relation)->source_head, ==, ENT_HEAD_NONE);
      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpint (label->lines[0].italic, ==, i > 0);
    }
}

static void
test_direction_and_proof (void)
{
  static const char *const directions[] = { "forward", "both", "none" };
  Maker maker;
  g_autoptr (EntScene) scene = NULL;
  const EntSceneLabel *label;

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  for (guint i = 0; i < 6; i++)
    {
      static const guint evidence[] = { 0, 1, 2, 4, 2, 3 };
      g_autofree char *id = g_strdup_printf ("b%u", i), *relation = g_strdup_printf ("r%u", i);
      EntRelation *record;

      maker_actor (&maker, id, "B", "state", 500, i * 150 - 400.0);
      record = maker_relation (&maker, relation, "a", id, "meets");
      ent_record_set_string (&record->direction, directions[i % 3]);
      if (evidence[i] > 0)
        maker_evidence (record, evidence[i], i == 4 ? "disputes" : NULL);
    }
  scene = scene_of (&maker, NULL);
  g_assert_cmpint (edge_of (scene, "r1")->source_head, ==, ENT_HEAD_FILLED);
  g_assert_cmpint (edge_of (scene, "r1")->target_head, ==, ENT_HEAD_FILLED);
  g_assert_cmpint (edge_of (scene, "r2")->source_head, ==, ENT_HEAD_NONE);
  g_assert_cmpint (edge_of (scene, "r2")->target_head, ==, ENT_HEAD_NONE);

  g_assert_cmpint (edge_of (scene, "r0")->proof, ==, ENT_PROOF_NONE);
  g_assert_cmpint (edge_of (scene, "r3")->proof, ==, ENT_PROOF_MANY);
  g_assert_cmpfloat (edge_of (scene, "r0")->width, <, edge_of (scene, "r1")->width);
  g_assert_cmpfloat (edge_of (scene, "r1")->width, <, edge_of (scene, "r2")->width);
  g_assert_cmpfloat (edge_of (scene, "r2")->width, <, edge_of (scene, "r3")->width);

  label = label_of (scene, "r0");
  g_assert_cmpstr (label->badge_text.text, ==, "0");
  g_assert_true (label->badge_hollow);
  g_assert_true (ent_rect_contains (ent_rect_grow (label->box, 12), ent_rect_middle (label->badge)));
  g_assert_null (label_of (scene, "r1")->badge_text.text);
  g_assert_cmpfloat (label_of (scene, "r1")->badge.width, ==, 0);
  g_assert_cmpstr (label_of (scene, "r2")->badge_text.text, ==, "2");
  g_assert_cmpstr (label_of (scene, "r3")->badge_text.text, ==, "4");
  g_assert_cmpstr (label_of (scene, "r4")->badge_text.text, ==, "!");
  g_assert_true (edge_of (scene, "r4")->contested);
  g_assert_false (edge_of (scene, "r5")->contested);
}

static void
test_labels (void)
{
  static const char long_text[]
      = "promises to send a delegation of experts to the talks on the future of the whole region";
  Maker maker;
  g_autoptr (EntScene) scene = NULL;
  const EntSceneLabel *label;
  g_autofree char *text = NULL;
  EntRelation *record;

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  maker_actor (&maker, "b", "B", "state", 700, 0);
  maker_actor (&maker, "c", "C", "state", 700, 300);
  maker_actor (&maker, "d", "D", "state", 0, 300);
  maker_relation (&maker, "long", "a", "b", long_text);
  maker_evidence (maker_relation (&maker, "bare", "b", "c", ""), 1, NULL);
  maker_relation (&maker, "zero", "a", "d", "");
  record = maker_relation (&maker, "kind", "c", "d", "");
  ent_record_set_string (&record->kind, "leads");
  record->label_at = 0.25;
  scene = scene_of (&maker, NULL);

  label = label_of (scene, "long");
  text = joined (label->lines, label->n_lines);
  g_assert_cmpstr (text, ==, long_text);
  g_assert_cmpuint (label->n_lines, >=, 2);
  g_assert_cmpuint (label->n_lines, <=, 3);
  g_assert_cmpuint (edge_of (scene, "bare")->label, ==, G_MAXUINT);
  g_assert_cmpuint (label_of (scene, "zero")->n_lines, ==, 0);
  g_assert_cmpstr (label_of (scene, "zero")->badge_text.text, ==, "0");
  g_assert_cmpstr (label_of (scene, "kind")->lines[0].text, ==, "leads");
  g_assert_cmpfloat (ent_distance (ent_rect_middle (label_of (scene, "kind")->box),
                                   ent_scene_edge_point (edge_of (scene, "kind"), 0.25, NULL)),
                     <, 1e-6);
}

/* Positive to the left, looking from source to target; y runs downwards. */
static void
test_bend (void)
{
  Maker maker;
  g_autoptr (EntScene) scene = NULL;

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  maker_actor (&maker, "b", "B", "state", 500, 0);
  maker_relation (&maker, "up", "a", "b", "up")->bend = 0.2;
  maker_relation (&maker, "down", "b", "a", "down")->bend = 0.3;
  scene = scene_of (&maker, NULL);
  g_assert_cmpfloat_with_epsilon (ent_scene_edge_point (edge_of (scene, "up"), 0.5, NULL).y, -100, 1);
  g_assert_cmpfloat_with_epsilon (ent_scene_edge_point (edge_of (scene, "down"), 0.5, NULL).y, 150, 1);
}

static void
test_round_foreign_node (void)
{
  Maker maker;
  g_autoptr (EntScene) scene = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  maker_actor (&maker, "m", "In the middle", "state", 300, 4);
  maker_actor (&maker, "b", "B", "state", 600, 0);
  maker_relation (&maker, "r", "a", "b", "meets");
  scene = scene_of (&maker, NULL);
  faults = ent_scene_faults (scene);
  g_assert_cmpuint (faults->len, ==, 0);
}

static void
test_loop (void)
{
  Maker maker;
  g_autoptr (EntScene) scene = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  guint n;

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  maker_relation (&maker, "r", "a", "a", "reforms");
  maker_relation (&maker, "s", "a", "a", "praises");
  scene = scene_of (&maker, NULL);
  faults = ent_scene_faults (scene);
  g_assert_cmpuint (faults->len, ==, 0);
  ent_scene_edges (scene, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpfloat (edge_of (scene, "r")->bounds.width, >, 40);
  g_assert_cmpint (edge_of (scene, "r")->target_head, ==, ENT_HEAD_FILLED);
}

static void
test_captions_and_groups (void)
{
  static const char *const members[] = { "a", "b" };
  Maker maker;
  g_autoptr (EntScene) scene = NULL;
  EntCaption *caption;
  EntGroup *group = (EntGroup *) ent_record_new (&ent_group_type);
  const EntSceneCaption *captions;
  const EntSceneGroup *groups;
  const EntSceneNode *nodes;
  guint n;

  maker_init (&maker);
  maker_actor (&maker, "a", "A", "state", 0, 0);
  maker_actor (&maker, "b", "B", "state", 300, 200);
  for (guint i = 0; i < 2; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%u", i);

      caption = (EntCaption *) ent_record_new (&ent_caption_type);
      ent_record_set_string (&caption->id, id);
      ent_record_set_string (&caption->text, "A rather long caption with many words in it\nand a second line");
      caption->position = maker_position (800, i * 300);
      if (i == 1)
        caption->width = 120;
      g_ptr_array_add (maker.lists[ENT_LIST_CAPTIONS], caption);
    }
  ent_record_set_string (&group->id, "g");
  ent_record_set_string (&group->name, "Northeast Asia");
  group->members = ent_strings_new (members, 2);
  g_ptr_array_add (maker.lists[ENT_LIST_GROUPS], group);
  scene = scene_of (&maker, NULL);

  captions = ent_scene_captions (scene, &n);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpuint (captions[0].n_lines, ==, 2);
  g_assert_cmpuint (captions[1].n_lines, >, 3);
  g_assert_cmpfloat (captions[1].box.width, ==, 120);
  g_assert_cmpfloat_with_epsilon (ent_rect_middle (captions[1].box).y, 300, 1e-6);
  g_assert_cmpint (ent_scene_hit (scene, ent_point (800, 300), 3).kind, ==, ENT_HIT_CAPTION);

  groups = ent_scene_groups (scene, &n);
  nodes = ent_scene_nodes (scene, &n);
  g_assert_cmpstr (groups[0].name.text, ==, "Northeast Asia");
  g_assert_cmpuint (groups[0].n_hull, >=, 4);
  for (guint i = 0; i < n; i++)
    for (guint k = 0; k < groups[0].n_hull; k++)
      {
        EntPoint p = groups[0].hull[k], q = groups[0].hull[(k + 1) % groups[0].n_hull],
                 m = ent_rect_middle (nodes[i].box);

        /* The hull runs round its members the same way everywhere. */
        g_assert_cmpfloat ((q.x - p.x) * (m.y - p.y) - (q.y - p.y) * (m.x - p.x), >, 0);
      }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene-look/names", test_names);
  g_test_add_func ("/scene-look/kinds", test_kinds);
  g_test_add_func ("/scene-look/right-to-left", test_right_to_left);
  g_test_add_func ("/scene-look/status", test_status);
  g_test_add_func ("/scene-look/direction-and-proof", test_direction_and_proof);
  g_test_add_func ("/scene-look/labels", test_labels);
  g_test_add_func ("/scene-look/bend", test_bend);
  g_test_add_func ("/scene-look/round-foreign-node", test_round_foreign_node);
  g_test_add_func ("/scene-look/loop", test_loop);
  g_test_add_func ("/scene-look/captions-and-groups", test_captions_and_groups);
  return g_test_run ();
}
