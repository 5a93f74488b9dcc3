/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenes of large maps are built in a time that grows with the number of lines, whatever the map looks like. Times are
 * the thread's processor time; limits are several times what a slow machine takes and a fraction of what a cost of
 * lines squared would be. */
#include "ent-font.h"
#include "ent-scene.h"

#include <locale.h>
#include <string.h>
#include <time.h>

#include "scene-map.h"

typedef enum
{
  UNPLACED,
  CROWDED,  /* all cards in a space for some dozens */
  ONE_SPOT, /* all cards on each other */
  HUB,      /* all relations with one actor */
  ONE_PAIR, /* all relations between the same two */
  N_SHAPES
} Shape;

static EntMapIndex *
large_map (Shape shape, guint n, guint relations)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  Maker maker;

  maker_init (&maker);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor %u", i);
      double x = shape == UNPLACED ? NAN : shape == ONE_SPOT ? 0 : g_rand_double_range (rand, 0, 1500);

      maker_actor (&maker, id, name, "state", x, shape == ONE_SPOT ? 0 : g_rand_double_range (rand, 0, 1000));
    }
  for (guint i = 0; i < relations; i++)
    {
      guint from = (guint) g_rand_int_range (rand, 0, (gint32) n), to = (guint) g_rand_int_range (rand, 0, (gint32) n);
      g_autofree char *id = g_strdup_printf ("r%u", i), *source = NULL, *target = NULL;

      source = g_strdup_printf ("a%u", shape == HUB || shape == ONE_PAIR ? 0 : from);
      target = g_strdup_printf ("a%u", shape == ONE_PAIR ? 1 : to);
      maker_relation (&maker, id, source, target, i % 2 == 0 ? "urges to use influence on" : "meets");
    }
  return maker_finish (&maker);
}

static double
now (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static double
time_of (Shape shape, guint n, guint relations)
{
  EntSceneOptions options = { .text_scale = 1, .open_all = TRUE };
  g_autoptr (EntMapIndex) index = large_map (shape, n, relations);
  double begin = now (), taken;
  g_autoptr (EntScene) scene = ent_scene_new (index, &options);
  const EntSceneLabel *labels;
  guint n_lines, n_labels;

  taken = now () - begin;
  ent_scene_edges (scene, &n_lines);
  labels = ent_scene_labels (scene, &n_labels);
  g_assert_cmpuint (n_lines, ==, relations);
  g_assert_cmpuint (n_labels, ==, relations);
  for (guint i = 0; i < n_labels; i++)
    g_assert_cmpuint (labels[i].n_lines, >, 0);
  return taken;
}

static void
test_time (void)
{
  for (Shape shape = 0; shape < N_SHAPES; shape++)
    {
      double small, large;

      time_of (shape, 10, 10); /* fonts are loaded */
      small = time_of (shape, 250, 1250);
      large = time_of (shape, 1000, 5000);
      g_test_message ("shape %d: %.0f ms, of four times as much %.0f ms", shape, small, large);
#ifndef __SANITIZE_ADDRESS__
      g_assert_cmpfloat (large, <, 2000);
#endif
      g_assert_cmpfloat (large, <, small * 8 + 100);
    }
}

/* Labels that all differ, in several scripts, with words that are wider than a line. */
static char *
label_of (guint i)
{
  static const char *const words[]
      = { "keeps",  "friendly",  "relations",  "and",        "renews",   "a",
          "treaty", "of 1961",   "well-known", "北京的政府", "العلاقات", "Donaudampfschifffahrtsgesellschaftskapitän",
          "  two",  "отношения", "שלום" };
  guint scripts = i % 3 == 0 ? G_N_ELEMENTS (words) : 9;
  GString *label = g_string_new (NULL);

  for (guint k = 0; k < 4 + i % 9; k++)
    g_string_append_printf (label, "%s%s", k > 0 ? " " : "", words[(i * 7 + k * (i % 11 + 1)) % scripts]);
  g_string_append_printf (label, " %u", i);
  return g_string_free (label, FALSE);
}

/* Lines hold the label's words, are as wide as Pango says, and take few times what shaping each label once takes. */
static void
test_measure (void)
{
  enum
  {
    N = 400
  };
  PangoContext *context = ent_font_context_new ();
  Maker maker;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntScene) scene = NULL;
  double begin, once, all;
  const EntSceneEdge *edges;
  const EntSceneLabel *labels;
  guint n;

  time_of (UNPLACED, 10, 10); /* fonts are loaded */
  maker_init (&maker);
  for (guint i = 0; i <= N; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i);

      maker_actor (&maker, id, "A", "state", i * 1000.0, 0);
    }
  begin = now ();
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *label = label_of (i);
      PangoLayout *layout = ent_font_layout_new (context, label, 11, FALSE, FALSE);

      ent_font_layout_width (layout);
      g_object_unref (layout);
    }
  once = now () - begin;
  for (guint i = 0; i < N; i++)
    {
      g_autofree char *label = label_of (i), *id = g_strdup_printf ("r%u", i), *source = g_strdup_printf ("a%u", i),
                      *target = g_strdup_printf ("a%u", i + 1);

      maker_relation (&maker, id, source, target, label);
    }
  index = maker_finish (&maker);
  begin = now ();
  scene = ent_scene_new (index, NULL);
  all = now () - begin;
  g_test_message ("shaped once %.1f ms, scene %.1f ms", once, all);
#ifndef __SANITIZE_ADDRESS__
  g_assert_cmpfloat (all, <, 6 * once + 60);
#endif
  edges = ent_scene_edges (scene, &n);
  labels = ent_scene_labels (scene, &n);
  g_assert_cmpuint (n, ==, N);
  for (guint i = 0; i < n; i++)
    {
      const char *at = edges[labels[i].edge].relation->label;

      for (guint k = 0; k < labels[i].n_lines; k++)
        {
          const EntSceneText *line = &labels[i].lines[k];
          PangoLayout *layout = ent_font_layout_new (context, line->text, line->size, line->bold, line->italic);

          g_assert_cmpfloat_with_epsilon (ent_font_layout_width (layout), line->width, 0.6);
          g_object_unref (layout);
          while (*at == ' ')
            at++;
          g_assert_true (g_str_has_prefix (at, line->text));
          at += strlen (line->text);
        }
      g_assert_cmpstr (at, ==, "");
    }
  g_object_unref (context);
}

static gpointer
build (gpointer data)
{
  gpointer *args = data;
  EntSceneOptions options = { .text_scale = 1, .work = args[1] };

  return ent_scene_new (args[0], &options);
}

/* Another thread sees how far it is, and can end it at any point. */
static void
test_work (void)
{
  g_autoptr (EntMapIndex) index = large_map (CROWDED, 2000, 6000);

  for (gint at = 0; at <= 1000; at += 100)
    {
      EntSceneWork work = { 0 };
      gpointer args[] = { index, &work };
      GThread *thread = g_thread_new ("build", build, args);
      g_autoptr (EntScene) scene = NULL;
      gint last = 0, done = 0;
      gint64 deadline = g_get_monotonic_time () + 60 * G_USEC_PER_SEC;

      while ((done = g_atomic_int_get (&work.done)) < MIN (at, 600))
        {
          g_assert_cmpint (done, >=, last);
          g_assert_cmpint (g_get_monotonic_time (), <, deadline);
          last = done;
          g_thread_yield ();
        }
      if (at < 1000)
        g_atomic_int_set (&work.stop, TRUE);
      scene = g_thread_join (thread);
      /* Towards its end it may be over before it hears of that. */
      if (at <= 600)
        g_assert_null (scene);
      if (at == 1000)
        g_assert_nonnull (scene);
    }
}

int
main (int argc, char *argv[])
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/scene-large/time", test_time);
  g_test_add_func ("/scene-large/measure", test_measure);
  g_test_add_func ("/scene-large/work", test_work);
  return g_test_run ();
}
