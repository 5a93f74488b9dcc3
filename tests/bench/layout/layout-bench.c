/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout-bench GRAPH OUT [--algorithm NAME] [--seed N] [--threads N] [--budget MS] [--fill F] [--from FILE] [--pin]
 *
 * Lays out a graph ("n id w h" and "e a b" lines) for the comparison with other programs: writes "id x y" lines (the
 * middles of the boxes) and prints layout_s=SECONDS, the layout call alone. --fill is the part of the picture's
 * rectangle that the boxes shall cover; --from gives positions to begin with ("id x y" lines), --pin pins those. */
#include "ent-layout.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static const char *const NAMES[] = { "organic", "circle", "rings", "layered", "grid", "groups", "time", "settle" };

static void *
grow (void *memory, size_t size)
{
  memory = realloc (memory, size);
  if (memory == NULL)
    exit (2);
  return memory;
}

static FILE *
open_or_end (const char *path, const char *mode)
{
  FILE *file = fopen (path, mode);

  if (file == NULL)
    {
      perror (path);
      exit (2);
    }
  return file;
}

int
main (int argc, char **argv)
{
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  EntLayoutGraph graph = { 0 };
  const char *from = NULL;
  bool pin = false;
  double *w = NULL, *h = NULL, *x, *y;
  int *source = NULL, *target = NULL, nodes = 0, edges = 0, room = 0;
  char line[512];
  struct timespec begin, end;
  FILE *file;

  if (argc < 3)
    {
      fputs ("usage: layout-bench GRAPH OUT [--algorithm NAME] [--seed N] [--threads N] [--budget MS] [--fill F] "
             "[--from FILE] [--pin]\n",
             stderr);
      return 2;
    }
  options.gap = 2;
  options.threads = (int) sysconf (_SC_NPROCESSORS_ONLN);
  for (int i = 3; i < argc; i++)
    {
      const char *value = i + 1 < argc ? argv[i + 1] : "";

      if (strcmp (argv[i], "--pin") == 0)
        {
          pin = true;
          continue;
        }
      if (strcmp (argv[i], "--seed") == 0)
        options.seed = strtoull (value, NULL, 10);
      else if (strcmp (argv[i], "--threads") == 0)
        options.threads = atoi (value);
      else if (strcmp (argv[i], "--budget") == 0)
        options.budget = atof (value);
      else if (strcmp (argv[i], "--fill") == 0)
        options.fill = atof (value);
      else if (strcmp (argv[i], "--from") == 0)
        from = value;
      else if (strcmp (argv[i], "--algorithm") == 0)
        {
          int k = 0;

          while (k < 8 && strcmp (NAMES[k], value) != 0)
            k++;
          if (k == 8)
            return fprintf (stderr, "no algorithm %s\n", value), 2;
          options.algorithm = (EntLayoutAlgorithm) k;
        }
      else
        return fprintf (stderr, "no option %s\n", argv[i]), 2;
      i++;
    }
  file = open_or_end (argv[1], "r");
  while (fgets (line, sizeof line, file) != NULL)
    {
      int a, b;
      double p, q;

      if (sscanf (line, "n %d %lf %lf", &a, &p, &q) == 3 && a >= 0)
        {
          if (a >= nodes)
            {
              w = grow (w, sizeof (double) * ((size_t) a + 1)), h = grow (h, sizeof (double) * ((size_t) a + 1));
              for (; nodes <= a; nodes++)
                w[nodes] = h[nodes] = 0;
            }
          w[a] = p, h[a] = q;
        }
      else if (sscanf (line, "e %d %d", &a, &b) == 2)
        {
          if (edges == room)
            {
              room = room * 2 + 1024;
              source = grow (source, sizeof (int) * (size_t) room),
              target = grow (target, sizeof (int) * (size_t) room);
            }
          source[edges] = a, target[edges++] = b;
        }
    }
  fclose (file);
  x = grow (NULL, sizeof (double) * ((size_t) nodes + 1)), y = grow (NULL, sizeof (double) * ((size_t) nodes + 1));
  for (int v = 0; v < nodes; v++)
    x[v] = y[v] = NAN;
  if (from != NULL)
    {
      file = open_or_end (from, "r");
      while (fgets (line, sizeof line, file) != NULL)
        {
          int a;
          double p, q;

          if (sscanf (line, "%d %lf %lf", &a, &p, &q) == 3 && a >= 0 && a < nodes)
            x[a] = p, y[a] = q;
        }
      fclose (file);
    }
  graph = (EntLayoutGraph){
    .n_nodes = nodes, .width = w, .height = h, .n_edges = edges, .source = source, .target = target, .x = x, .y = y
  };
  bool *pinned = grow (NULL, (size_t) nodes + 1);
  memset (pinned, pin, (size_t) nodes + 1);
  graph.pinned = pinned;
  clock_gettime (CLOCK_MONOTONIC, &begin);
  if (ent_layout_run (&graph, &options, x, y) != ENT_LAYOUT_DONE)
    return fputs ("the graph is not valid\n", stderr), 1;
  clock_gettime (CLOCK_MONOTONIC, &end);
  file = open_or_end (argv[2], "w");
  for (int v = 0; v < nodes; v++)
    fprintf (file, "%d %.17g %.17g\n", v, x[v], y[v]);
  if (fclose (file) != 0)
    return 2;
  printf ("layout_s=%.6f\n", (double) (end.tv_sec - begin.tv_sec) + 1e-9 * (double) (end.tv_nsec - begin.tv_nsec));
  free (w), free (h), free (x), free (y), free (source), free (target), free (pinned);
  return 0;
}
