/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-scene MAP [MOST]: milliseconds of processor time of building, moving, opening and hit tests of a scene, and of
 * writing its SVG: of the map in the file MAP and of made maps of 100 to MOST actors (10,000). Beside it, where
 * Graphviz is installed, `neato -n2 -Tsvg` lays out and writes the same picture: the same places and lines, its own
 * routes. One line a map and case. Medians of several rounds.
 *
 * Made maps: actors on a loose grid; three relations each, of which nine in ten go to a near neighbour and one
 * anywhere, or all of them anywhere ("random", five each, none bundled). Deterministic. */
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "ent-map-reader.h"
#include "ent-scene.h"
#include "ent-svg.h"

#include "scene-map.h"

#define STEP_X 260.0
#define STEP_Y 150.0
#define MOST_LABELS 5000 /* lines that neato is given labels for */

/* Processor time of this process: a busy machine disturbs it least. */
static double
now_ms (void)
{
  struct timespec t;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &t);
  return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

/* The same of the children that have ended. */
static double
children_ms (void)
{
  struct rusage usage;

  getrusage (RUSAGE_CHILDREN, &usage);
  return (double) (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3
         + (double) (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
}

static int
by_size (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static double
median (double *values, guint n)
{
  qsort (values, n, sizeof *values, by_size);
  return values[n / 2];
}

static EntMapIndex *
made_map (guint n, guint relations, guint percent_near)
{
  static const char *const labels[] = { "meets", "urges to use influence", "sends troops to", "leads", "" };
  g_autoptr (GRand) rand = g_rand_new_with_seed (n);
  guint columns = (guint) ceil (sqrt (n * 0.6));
  Maker maker;

  maker_init (&maker);
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor %u", i);

      maker_actor (&maker, id, name, "state", i % columns * STEP_X + g_rand_double_range (rand, -40, 40),
                   i / columns * STEP_Y + g_rand_double_range (rand, -30, 30));
    }
  for (guint i = 0; i < relations; i++)
    {
      gint32 from = g_rand_int_range (rand, 0, (gint32) n), to = g_rand_int_range (rand, 0, (gint32) n);
      g_autofree char *id = g_strdup_printf ("r%u", i), *source = g_strdup_printf ("a%d", from), *target = NULL;
      EntRelation *relation;

      if (g_rand_int_range (rand, 0, 100) < (gint32) percent_near)
        to = from + g_rand_int_range (rand, 0, 3) * (gint32) columns + g_rand_int_range (rand, 1, 3);
      target = g_strdup_printf ("a%d", to % (gint32) n);
      relation = maker_relation (&maker, id, source, target, labels[i % G_N_ELEMENTS (labels)]);
      if (i % 3 > 0)
        maker_evidence (relation, i % 3, NULL);
    }
  return maker_finish (&maker);
}

static EntMapIndex *
read_map (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) problems = g_ptr_array_new ();
  g_autoptr (EntSnapshot) map = NULL;
  g_autoptr (GBytes) bytes = NULL;
  char *content = NULL;
  gsize length;

  if (g_file_get_contents (path, &content, &length, &error))
    {
      bytes = g_bytes_new_take (content, length);
      map = ent_map_read (bytes, problems, NULL, &error);
    }
  if (map == NULL)
    {
      g_printerr ("bench-scene: %s\n", error->message);
      exit (2);
    }
  return ent_map_index_new (map);
}

/* The scene's actors at their places and its lines, with labels where there are not too many for Graphviz, as it reads
 * them: points of 1/72 inch, y upwards. */
static char *
as_dot (EntScene *scene)
{
  GString *dot = g_string_new ("digraph{splines=line;node[shape=box,fixedsize=true];\n");
  guint n;
  const EntSceneNode *nodes = ent_scene_nodes (scene, &n);
  const EntSceneEdge *edges;

  for (guint i = 0; i < n; i++)
    g_string_append_printf (dot, "n%u[label=\"%s\",pos=\"%.1f,%.1f\",width=%.2f,height=%.2f];\n", i,
                            nodes[i].actor->name, ent_rect_middle (nodes[i].box).x, -ent_rect_middle (nodes[i].box).y,
                            nodes[i].box.width / 72, nodes[i].box.height / 72);
  edges = ent_scene_edges (scene, &n);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (dot, "n%u->n%u[label=\"%s\"];\n", edges[i].source, edges[i].target,
                            n <= MOST_LABELS ? edges[i].relation->label : "");
  g_string_append (dot, "}\n");
  return g_string_free (dot, FALSE);
}

/* Processor milliseconds of neato for that picture, its start included; negative where it is not there or fails. */
static double
time_of_neato (EntScene *scene, gsize *size)
{
  g_autofree char *dot = as_dot (scene), *neato = g_find_program_in_path ("neato"), *out = NULL;
  g_autoptr (GSubprocess) process = NULL;
  double begin = children_ms ();

  if (neato == NULL)
    return -1;
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                  | G_SUBPROCESS_FLAGS_STDERR_SILENCE,
                              NULL, neato, "-n2", "-Tsvg", NULL);
  if (process == NULL || !g_subprocess_communicate_utf8 (process, dot, NULL, &out, NULL, NULL)
      || !g_subprocess_get_successful (process))
    return -1;
  *size = strlen (out);
  return children_ms () - begin;
}

static void
measure (const char *name, EntMapIndex *index, gboolean open_all, gboolean with_neato)
{
  enum
  {
    MOST = 9,
    HITS = 200
  };
  EntSceneOptions options = { .text_scale = 1, .open_all = open_all };
  EntSvgOptions svg_options = { .theme = ENT_THEME_LIGHT, .legend = TRUE, .with_map = FALSE };
  double build[MOST], move[MOST], svg[MOST], begin = now_ms (), hit;
  g_autoptr (EntScene) scene = ent_scene_new (index, &options);
  g_autoptr (GRand) rand = g_rand_new_with_seed (1);
  EntRect bounds = ent_scene_bounds (scene);
  guint n_nodes, n_edges, rounds;
  const EntSceneNode *nodes = ent_scene_nodes (scene, &n_nodes);
  gsize size = 0, neato_size = 0;
  double neato = -1;

  ent_scene_edges (scene, &n_edges);
  rounds = now_ms () - begin < 500 ? MOST : 1;
  build[0] = now_ms () - begin;
  for (guint i = 0; i < rounds; i++)
    {
      const char *id = nodes[n_nodes / 2].actor->id;
      EntPoint place = ent_rect_middle (nodes[n_nodes / 2].box);
      g_autoptr (EntScene) moved = NULL;
      g_autoptr (GBytes) bytes = NULL;

      if (rounds > 1)
        {
          g_autoptr (EntScene) again = NULL;

          begin = now_ms ();
          again = ent_scene_new (index, &options);
          build[i] = now_ms () - begin;
        }
      begin = now_ms ();
      place.x += 5 + i;
      moved = ent_scene_new_moved (scene, &id, &place, 1);
      move[i] = now_ms () - begin;
      begin = now_ms ();
      bytes = ent_svg_write (scene, &svg_options, NULL, NULL);
      svg[i] = now_ms () - begin;
      size = g_bytes_get_size (bytes);
    }
  begin = now_ms ();
  for (guint i = 0; i < HITS; i++)
    ent_scene_hit (
        scene,
        ent_point (bounds.x + g_rand_double (rand) * bounds.width, bounds.y + g_rand_double (rand) * bounds.height), 6);
  hit = (now_ms () - begin) * 1000 / HITS;
  if (with_neato)
    neato = time_of_neato (scene, &neato_size);
  printf ("%-22s %6u actors %6u lines: build %9.1f ms, move %8.2f ms, hit %7.1f us, SVG %8.1f ms %7.2f MB", name,
          n_nodes, n_edges, median (build, rounds), median (move, rounds), hit, median (svg, rounds), size / 1e6);
  if (neato >= 0)
    printf ("; neato, straight lines%s: %8.1f ms %6.2f MB; build and SVG %.2f of it",
            n_edges <= MOST_LABELS ? " and labels" : "", neato, neato_size / 1e6,
            (median (build, rounds) + median (svg, rounds)) / neato);
  printf ("\n");
  fflush (stdout);
}

int
main (int argc, char **argv)
{
  static const guint sizes[] = { 100, 1000, 10000 };
  struct rusage usage;
  guint largest = argc > 2 ? (guint) atoi (argv[2]) : 10000;

  setlocale (LC_ALL, "C.UTF-8");
  if (argc < 2)
    return 2;
  {
    g_autoptr (EntMapIndex) index = read_map (argv[1]);

    measure ("bundled map", index, FALSE, TRUE);
    measure ("bundled map, open", index, TRUE, TRUE);
  }
  for (guint i = 0; i < G_N_ELEMENTS (sizes) && sizes[i] <= largest; i++)
    {
      g_autoptr (EntMapIndex) near = made_map (sizes[i], sizes[i] * 3, 90), far = NULL;

      measure ("near", near, FALSE, TRUE);
      far = made_map (sizes[i], sizes[i] < 10000 ? sizes[i] * 5 : sizes[i] * 3, 0);
      measure ("random, open", far, TRUE, TRUE);
    }
  if (largest >= 100000)
    {
      g_autoptr (EntMapIndex) near = made_map (100000, 300000, 90), far = NULL;

      measure ("near", near, FALSE, FALSE);
      far = made_map (100000, 300000, 0);
      measure ("random, open", far, TRUE, FALSE);
    }
  getrusage (RUSAGE_SELF, &usage);
  printf ("memory at most %.0f MB\n", usage.ru_maxrss / 1024.0);
  return 0;
}
