/* SPDX-License-Identifier: GPL-3.0-or-later */
/* layout-score GRAPH LAYOUT [BEFORE]
 *
 * Judges the drawing of any program, by plain loops and apart from the engine that it judges. GRAPH has "n id w h" and
 * "e a b" lines, LAYOUT and BEFORE "id x y" lines (middles of boxes). Prints
 *   stress  least over all scales of the mean of (scale × length ÷ steps − 1)²; of large graphs from 200 nodes
 *   cross   crossings of straight lines without a common end; of large graphs from 2,000 of the lines
 *   ov      overlapping pairs of boxes
 *   fill    area of the boxes ÷ area of their rectangle
 *   median, p95  how far the nodes of BEFORE moved, in median lengths of edges
 * O(n² + m²) up to 20,000 edges, seconds above. */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>

#define LARGE 2000
#define SOURCES 200
#define MANY_LINES 20000
#define SAMPLES 2000

static int n, m, *from, *to;
static double *x, *y, *w, *h;

static void *
must (void *memory)
{
  if (memory == NULL)
    exit (2);
  return memory;
}

static FILE *
open_or_end (const char *path)
{
  FILE *file = fopen (path, "r");

  if (file == NULL)
    {
      perror (path);
      exit (2);
    }
  return file;
}

static void
read_graph (const char *path)
{
  FILE *file = open_or_end (path);
  char line[512];
  int a, b, room = 0;
  double p, q;

  while (fgets (line, sizeof line, file) != NULL)
    if (sscanf (line, "n %d %lf %lf", &a, &p, &q) == 3 && a == n)
      {
        w = must (realloc (w, sizeof *w * ((size_t) n + 1))), h = must (realloc (h, sizeof *h * ((size_t) n + 1)));
        w[n] = p, h[n++] = q;
      }
    else if (sscanf (line, "e %d %d", &a, &b) == 2 && a != b && a >= 0 && b >= 0 && a < n && b < n)
      {
        if (m == room)
          {
            room = room * 2 + 1024;
            from = must (realloc (from, sizeof *from * (size_t) room)),
            to = must (realloc (to, sizeof *to * (size_t) room));
          }
        from[m] = a, to[m++] = b;
      }
  fclose (file);
}

static int
by_size (const void *a, const void *b)
{
  double p = *(const double *) a, q = *(const double *) b;

  return (p > q) - (p < q);
}

static double
stress (void)
{
  int *start = must (calloc ((size_t) n + 2, sizeof *start)),
      *beside = must (calloc (2 * (size_t) m + 1, sizeof *beside));
  int *steps = must (calloc ((size_t) n + 1, sizeof *steps)), *queue = must (calloc ((size_t) n + 1, sizeof *queue));
  int stride = n > LARGE ? n / SOURCES : 1;
  double sum = 0, squares = 0, pairs = 0;

  for (int e = 0; e < m; e++)
    start[from[e] + 2]++, start[to[e] + 2]++;
  for (int v = 1; v <= n; v++) /* start[v + 1]: where v's row begins, until it is filled */
    start[v + 1] += start[v];
  for (int e = 0; e < m; e++)
    beside[start[from[e] + 1]++] = to[e], beside[start[to[e] + 1]++] = from[e];
  for (int s = 0; s < n; s += stride)
    {
      int head = 0, tail = 1;

      for (int v = 0; v < n; v++)
        steps[v] = -1;
      queue[0] = s, steps[s] = 0;
      while (head < tail)
        for (int v = queue[head++], k = start[v]; k < start[v + 1]; k++)
          if (steps[beside[k]] < 0)
            steps[beside[k]] = steps[v] + 1, queue[tail++] = beside[k];
      for (int v = 0; v < n; v++)
        if (steps[v] > 0)
          {
            double r = hypot (x[s] - x[v], y[s] - y[v]) / steps[v];

            sum += r, squares += r * r, pairs++;
          }
    }
  free (start), free (beside), free (steps), free (queue);
  return squares > 0 ? 1 - sum * sum / (squares * pairs) : 1;
}

static double
side (int a, int b, int c)
{
  return (x[b] - x[a]) * (y[c] - y[a]) - (y[b] - y[a]) * (x[c] - x[a]);
}

static bool
apart (double a, double b, double c, double d)
{
  return fmax (a, b) < fmin (c, d) || fmax (c, d) < fmin (a, b);
}

static bool
cross (int e, int f)
{
  int a = from[e], b = to[e], c = from[f], d = to[f];

  return a != c && a != d && b != c && b != d && !apart (x[a], x[b], x[c], x[d]) && !apart (y[a], y[b], y[c], y[d])
         && (side (a, b, c) > 0) != (side (a, b, d) > 0) && (side (c, d, a) > 0) != (side (c, d, b) > 0);
}

static long
count_crossings (void)
{
  long crossings = 0, samples = 0;

  if (m <= MANY_LINES)
    for (int e = 0; e < m; e++)
      for (int f = e + 1; f < m; f++)
        crossings += cross (e, f);
  else
    for (int e = 0; e < m; e += m / SAMPLES, samples++)
      for (int f = 0; f < m; f++)
        crossings += f != e && cross (e, f);
  return samples == 0 ? crossings : (long) ((double) crossings / (double) samples * m / 2);
}

static int
by_top (const void *a, const void *b)
{
  int i = *(const int *) a, j = *(const int *) b;
  double p = y[i] - h[i] / 2, q = y[j] - h[j] / 2;

  return (p > q) - (p < q);
}

/* Each box with those that begin before it ends. */
static long
count_overlaps (void)
{
  int *order = must (calloc ((size_t) n + 1, sizeof *order));
  long overlaps = 0;

  for (int v = 0; v < n; v++)
    order[v] = v;
  qsort (order, (size_t) n, sizeof *order, by_top);
  for (int i = 0; i < n; i++)
    for (int j = i + 1, v = order[i]; j < n && y[order[j]] - h[order[j]] / 2 < y[v] + h[v] / 2 - 1e-3; j++)
      overlaps += fabs (x[order[j]] - x[v]) < (w[order[j]] + w[v]) / 2 - 1e-3;
  free (order);
  return overlaps;
}

int
main (int argc, char **argv)
{
  char line[512];
  long crossings = 0, overlaps = 0;
  int placed = 0, k, known = 0;
  double px, py, x0 = INFINITY, y0 = INFINITY, x1 = -INFINITY, y1 = -INFINITY, area = 0;
  FILE *file;

  if (argc < 3)
    return fputs ("usage: layout-score GRAPH LAYOUT [BEFORE]\n", stderr), 2;
  read_graph (argv[1]);
  x = must (calloc ((size_t) n + 1, sizeof *x)), y = must (calloc ((size_t) n + 1, sizeof *y));
  file = open_or_end (argv[2]);
  while (fgets (line, sizeof line, file) != NULL)
    if (sscanf (line, "%d %lf %lf", &k, &px, &py) == 3 && k >= 0 && k < n && isfinite (px) && isfinite (py))
      x[k] = px, y[k] = py, placed++;
  fclose (file);
  if (placed != n)
    return fprintf (stderr, "%s: %d of %d nodes have a place\n", argv[2], placed, n), 1;
  crossings = count_crossings ();
  overlaps = count_overlaps ();
  for (int v = 0; v < n; v++)
    {
      x0 = fmin (x0, x[v] - w[v] / 2), x1 = fmax (x1, x[v] + w[v] / 2);
      y0 = fmin (y0, y[v] - h[v] / 2), y1 = fmax (y1, y[v] + h[v] / 2);
      area += w[v] * h[v];
    }
  printf ("stress=%.5f cross=%ld ov=%ld fill=%.4f", stress (), crossings, overlaps,
          area / fmax ((x1 - x0) * (y1 - y0), 1e-9));
  if (argc > 3 && m > 0)
    {
      double *length = must (calloc ((size_t) m, sizeof *length)), *moved = must (calloc ((size_t) n, sizeof *moved));

      for (int e = 0; e < m; e++)
        length[e] = hypot (x[from[e]] - x[to[e]], y[from[e]] - y[to[e]]);
      qsort (length, (size_t) m, sizeof *length, by_size);
      file = open_or_end (argv[3]);
      while (fgets (line, sizeof line, file) != NULL && known < n)
        if (sscanf (line, "%d %lf %lf", &k, &px, &py) == 3 && k >= 0 && k < n)
          moved[known++] = hypot (x[k] - px, y[k] - py) / length[m / 2];
      fclose (file);
      qsort (moved, (size_t) known, sizeof *moved, by_size);
      if (known > 0)
        printf (" median=%.4f p95=%.4f", moved[known / 2], moved[known * 95 / 100]);
      free (length), free (moved);
    }
  putchar ('\n');
  free (x), free (y), free (w), free (h), free (from), free (to);
  return 0;
}
