/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What every arrangement promises: finite places without overlaps, pins that stay, the same bytes for any number of
 * threads and any locale, a quick end when cancelled; and what single ones are for. */
#include "ent-layout.h"
#include "ent-random.h"

#include <glib.h>
#include <locale.h>
#include <string.h>
#include <time.h>

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED
#endif
#endif

#define ALGORITHMS 8

typedef struct
{
  EntLayoutGraph g;
  double *w, *h, *x, *y;
  int *a, *b, *group;
  double *when;
  bool *pinned;
} Case;

static Case *
case_new (int n, int room)
{
  Case *c = g_new0 (Case, 1);

  c->w = g_new (double, n + 1), c->h = g_new (double, n + 1), c->x = g_new (double, n + 1), c->y = g_new (double, n + 1);
  c->a = g_new (int, room + 1), c->b = g_new (int, room + 1);
  c->group = g_new (int, n + 1), c->when = g_new (double, n + 1), c->pinned = g_new0 (bool, n + 1);
  for (int v = 0; v < n; v++)
    c->w[v] = 80 + v % 5 * 20, c->h[v] = 40, c->x[v] = c->y[v] = NAN, c->group[v] = v % 4 - 1, c->when[v] = v % 7 == 0 ? NAN : 1990 + v % 30;
  c->g = (EntLayoutGraph){ .n_nodes = n, .width = c->w, .height = c->h, .source = c->a, .target = c->b, .x = c->x, .y = c->y,
                           .pinned = c->pinned, .group = c->group, .when = c->when };
  return c;
}

static void
case_free (Case *c)
{
  g_free (c->w), g_free (c->h), g_free (c->x), g_free (c->y), g_free (c->a), g_free (c->b), g_free (c->group), g_free (c->when);
  g_free (c->pinned), g_free (c);
}

static void
edge (Case *c, int a, int b)
{
  c->a[c->g.n_edges] = a, c->b[c->g.n_edges++] = b;
}

/* A random tree and @more lines; with loops, parallel edges and, by @parts, several components. */
static Case *
random_case (int n, int more, int parts, uint64_t seed)
{
  Case *c = case_new (n, 3 * n + more + 8);
  EntRandom r = ent_random (seed, 9);

  for (int v = parts; v < n; v++)
    edge (c, v, v % parts + parts * ent_random_int (&r, v / parts));
  for (int i = 0; i < more && n > 1; i++)
    {
      int v = ent_random_int (&r, n), u = v % parts + parts * ent_random_int (&r, (n - v % parts + parts - 1) / parts);

      edge (c, v, u);
      if (i % 5 == 0)
        edge (c, u, v);
    }
  return c;
}

static void
check (const Case *c, EntLayoutOptions options, const char *what)
{
  int n = c->g.n_nodes;
  g_autofree double *x = g_new0 (double, n + 1), *y = g_new0 (double, n + 1);

  g_test_message ("%s, algorithm %d, %d nodes", what, options.algorithm, n);
  g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_DONE);
  for (int v = 0; v < n; v++)
    {
      g_assert_true (isfinite (x[v]) && isfinite (y[v]));
      if (c->pinned[v] && isfinite (c->x[v]) && isfinite (c->y[v]))
        g_assert_true (x[v] == c->x[v] && y[v] == c->y[v]);
    }
  for (int v = 0; v < n && n <= 3000; v++)
    for (int u = 0; u < v; u++)
      {
        double wv = c->w[v] > 0 && c->w[v] < 1e9 ? c->w[v] : 0, wu = c->w[u] > 0 && c->w[u] < 1e9 ? c->w[u] : 0;
        double hv = c->h[v] > 0 && c->h[v] < 1e9 ? c->h[v] : 0, hu = c->h[u] > 0 && c->h[u] < 1e9 ? c->h[u] : 0;

        if (!(c->pinned[v] && c->pinned[u]))
          g_assert_true (fabs (x[v] - x[u]) >= (wv + wu) / 2 - 1e-3 || fabs (y[v] - y[u]) >= (hv + hu) / 2 - 1e-3);
      }
}

static void
check_all (const Case *c, const char *what)
{
  for (int k = 0; k < ALGORITHMS; k++)
    check (c, ent_layout_options ((EntLayoutAlgorithm) k), what);
}

static void
test_small_counts (void)
{
  for (int n = 0; n <= 4; n++)
    {
      Case *c = case_new (n, 16);

      check_all (c, "no edges");
      memset (c->x, 0, sizeof (double) * (gsize) n), memset (c->y, 0, sizeof (double) * (gsize) n);
      g_assert_cmpint (ent_layout_score (&c->g, c->x, c->y).overlaps, ==, n * (n - 1) / 2);
      check_all (c, "all in one place");
      for (int v = 0; v < n; v++)
        edge (c, v, v), edge (c, v, (v + 1) % n), edge (c, (v + 1) % n, v);
      check_all (c, "loops and parallel edges");
      case_free (c);
    }
}

static void
test_shapes (void)
{
  static const int sizes[] = { 7, 40, 149, 152, 400 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int n = sizes[i];
      Case *star = case_new (n, n), *line = case_new (n, n), *mesh = random_case (n, n, 1, i), *parts = random_case (n, n / 4, 5, i);
      Case *whole = case_new (MIN (n, 40), 800);

      for (int v = 1; v < n; v++)
        edge (star, 0, v), edge (line, v - 1, v);
      for (int v = 0; v < MIN (n, 40); v++)
        for (int u = 0; u < v; u++)
          edge (whole, u, v);
      check_all (star, "star"), check_all (line, "line"), check_all (mesh, "mesh"), check_all (parts, "parts");
      check_all (whole, "complete");
      case_free (star), case_free (line), case_free (mesh), case_free (parts), case_free (whole);
    }
}

static void
test_many_parts (void)
{
  Case *c = random_case (3000, 0, 1000, 3);

  check (c, ent_layout_options (ENT_LAYOUT_ORGANIC), "1000 components");
  check (c, ent_layout_options (ENT_LAYOUT_LAYERED), "1000 components");
  case_free (c);
}

static void
test_hub (void)
{
  Case *c = case_new (10001, 10000);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  EntLayoutScore score;
  g_autofree double *x = g_new0 (double, 10001), *y = g_new0 (double, 10001);

  for (int v = 1; v <= 10000; v++)
    edge (c, 0, v);
  g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_DONE);
  score = ent_layout_score (&c->g, x, y);
  g_assert_cmpint (score.overlaps, ==, 0);
  case_free (c);
}

/* Given places that are worth nothing: all in one, not finite, enormous. */
static void
test_bad_positions (void)
{
  for (int kind = 0; kind < 4; kind++)
    for (int pins = 0; pins < 3; pins++)
      {
        Case *c = random_case (60, 40, 2, 5);

        for (int v = 0; v < 60; v++)
          {
            c->x[v] = kind == 0 ? 5 : kind == 1 ? (v % 2 ? INFINITY : NAN) : kind == 2 ? (v % 2 ? 1e300 : -1e300) : v;
            c->y[v] = kind == 0 ? 5 : kind == 1 ? (v % 3 ? -INFINITY : 0) : kind == 2 ? (v % 3 ? 1e300 : 0) : v * 3;
            c->pinned[v] = pins == 2 || (pins == 1 && v % 6 == 0);
          }
        check_all (c, "bad positions");
        case_free (c);
      }
}

static void
test_bad_sizes (void)
{
  Case *c = random_case (50, 30, 1, 6);

  for (int v = 0; v < 50; v += 3)
    c->w[v] = v % 2 ? NAN : -5, c->h[v] = v % 4 ? 0 : NAN;
  check_all (c, "bad sizes");
  case_free (c);
}

static void
test_invalid (void)
{
  Case *c = random_case (10, 0, 1, 1);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  double x[10], y[10];

  c->b[3] = 10;
  g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_INVALID);
  c->b[3] = -1;
  g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_INVALID);
  c->b[3] = 0;
  options.root = 10;
  g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_INVALID);
  case_free (c);
}

/* Pins at random places among free nodes, for all sizes of algorithm. */
static void
test_pins (void)
{
  static const int sizes[] = { 12, 90, 300 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      Case *c = random_case (sizes[i], sizes[i] / 2, 2, 11 + i);
      EntRandom r = ent_random (i, 5);

      for (int v = 0; v < sizes[i]; v += 4)
        {
          c->x[v] = 3000 * ent_random_unit (&r), c->y[v] = 2000 * ent_random_unit (&r);
          c->pinned[v] = true;
        }
      check_all (c, "pins");
      case_free (c);
    }
}

static void
test_same_bytes (void)
{
  static const int sizes[] = { 100, 1000, 10000 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      int n = sizes[i];
      Case *c = random_case (n, n / 2, 1, 20 + i);
      g_autofree double *x = g_new (double, n), *y = g_new (double, n), *x1 = g_new (double, n), *y1 = g_new (double, n);
      EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);

      options.budget = 3;
      for (int threads = 1; threads <= 3; threads++)
        {
          options.threads = threads;
          g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_DONE);
          if (threads == 1)
            memcpy (x1, x, sizeof (double) * (gsize) n), memcpy (y1, y, sizeof (double) * (gsize) n);
          g_assert_cmpmem (x, sizeof (double) * (gsize) n, x1, sizeof (double) * (gsize) n);
          g_assert_cmpmem (y, sizeof (double) * (gsize) n, y1, sizeof (double) * (gsize) n);
        }
      options.seed = 2;
      g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_DONE);
      g_assert_cmpint (memcmp (x, x1, sizeof (double) * (gsize) n), !=, 0);
      case_free (c);
    }
}

static void
stop_at_half (double part, void *data)
{
  if (part > 0.2)
    atomic_store ((atomic_bool *) data, true);
}

static void
test_cancel (void)
{
  Case *c = random_case (4000, 2000, 40, 30);
  atomic_bool cancel = true;
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  g_autofree double *x = g_new0 (double, 4000), *y = g_new0 (double, 4000);

  options.cancel = &cancel;
  for (int k = 0; k < ALGORITHMS; k++)
    {
      options.algorithm = (EntLayoutAlgorithm) k;
      x[7] = 42;
      g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_CANCELLED);
      g_assert_true (x[7] == 42);
    }
  atomic_store (&cancel, false);
  options.algorithm = ENT_LAYOUT_ORGANIC;
  options.progress = stop_at_half, options.progress_data = &cancel;
  g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_CANCELLED);
  case_free (c);
}

/* --- Lengths --- */

/* A row of four, the middle edge of which is to be three times as long: it is, beside the others. */
static void
test_length (void)
{
  const int source[] = { 0, 1, 2, 2 }, target[] = { 1, 2, 3, 1 };
  const double length[] = { 1, 3, NAN, 1 }, even[] = { 1, 1, 1, 1 };
  const double size[] = { 10, 10, 10, 10 };
  EntLayoutGraph graph = { .n_nodes = 4, .width = size, .height = size, .n_edges = 4, .source = source, .target = target,
                           .length = length };
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  double x[4], y[4], x2[4], y2[4], outer, middle;

  g_assert_cmpint (ent_layout_run (&graph, &options, x, y), ==, ENT_LAYOUT_DONE);
  outer = (hypot (x[0] - x[1], y[0] - y[1]) + hypot (x[2] - x[3], y[2] - y[3])) / 2;
  middle = hypot (x[1] - x[2], y[1] - y[2]);
  g_assert_cmpfloat (middle, >, 2.5 * outer);
  g_assert_cmpfloat (middle, <, 3.5 * outer);
  /* All alike is as if none had been given. */
  graph.length = even;
  g_assert_cmpint (ent_layout_run (&graph, &options, x, y), ==, ENT_LAYOUT_DONE);
  graph.length = NULL;
  g_assert_cmpint (ent_layout_run (&graph, &options, x2, y2), ==, ENT_LAYOUT_DONE);
  g_assert_cmpmem (x, sizeof x, x2, sizeof x2);
  g_assert_cmpmem (y, sizeof y, y2, sizeof y2);
}

/* --- Looking on --- */

typedef struct
{
  int n, looks, nowhere;
  double part;
  atomic_bool wanted;
} Onlooker;

static void
look_on (const double *x, const double *y, void *data)
{
  Onlooker *self = data;
  int nowhere = 0;

  for (int v = 0; v < self->n; v++)
    {
      g_assert_cmpint (isnan (x[v]), ==, isnan (y[v]));
      g_assert_false (isinf (x[v]) || isinf (y[v]));
      nowhere += isnan (x[v]);
    }
  g_assert_cmpint (nowhere, <, self->n);
  self->nowhere = MAX (self->nowhere, nowhere);
  self->looks++;
  g_assert_false (atomic_load (&self->wanted));
  atomic_store (&self->wanted, true);
}

static void
note_part (double part, void *data)
{
  Onlooker *self = data;

  g_assert_cmpfloat (part, >, self->part);
  g_assert_cmpfloat (part, <=, 1);
  self->part = part;
}

/* It is shown each time that it is wished, and comes out the same. */
static void
test_look (void)
{
  enum { N = 3000 };
  Case *c = random_case (N, 4500, 3, 30);
  Onlooker onlooker = { .n = N, .wanted = true };
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  g_autofree double *x = g_new0 (double, N), *y = g_new0 (double, N), *x2 = g_new0 (double, N), *y2 = g_new0 (double, N);

  g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_DONE);
  options.look_wanted = &onlooker.wanted;
  options.look = look_on, options.look_data = &onlooker;
  options.progress = note_part, options.progress_data = &onlooker;
  g_assert_cmpint (ent_layout_run (&c->g, &options, x2, y2), ==, ENT_LAYOUT_DONE);
  g_assert_cmpmem (x, sizeof (double) * N, x2, sizeof (double) * N);
  g_assert_cmpmem (y, sizeof (double) * N, y2, sizeof (double) * N);
  g_assert_cmpint (onlooker.looks, >, 50);
  g_assert_cmpint (onlooker.nowhere, >, 0); /* components are shown one at a time */
  g_assert_true (onlooker.part == 1);
  onlooker.looks = 0, onlooker.part = 0;
  atomic_store (&onlooker.wanted, false);
  g_assert_cmpint (ent_layout_run (&c->g, &options, x2, y2), ==, ENT_LAYOUT_DONE);
  g_assert_cmpint (onlooker.looks, ==, 0);
  case_free (c);
}

typedef struct
{
  const Case *c;
  EntLayoutOptions options;
  double *x, *y;
} Job;

static gpointer
run_job (gpointer data)
{
  Job *job = data;

  return GINT_TO_POINTER (ent_layout_run (&job->c->g, &job->options, job->x, job->y));
}

/* Of the whole process, so that a busy machine does not count. */
static double
cpu_ms (void)
{
  struct timespec now;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &now);
  return (double) now.tv_sec * 1e3 + (double) now.tv_nsec * 1e-6;
}

/* What a layout still works after it was cancelled when it had worked for @after, ms; negative: it was done before. */
static double
work_after_cancel (Job *job, atomic_bool *cancel, double after)
{
  double begin = cpu_ms ();
  GThread *thread;

  atomic_store (cancel, false);
  thread = g_thread_new ("layout", run_job, job);
  while (cpu_ms () - begin < after)
    g_usleep (300);
  begin = cpu_ms ();
  atomic_store (cancel, true);
  return GPOINTER_TO_INT (g_thread_join (thread)) == ENT_LAYOUT_DONE ? -1 : cpu_ms () - begin;
}

/* Wherever in its work a large layout is, it ends within 16 ms. What other programs do to the caches only ever adds, so of
 * three tries at one place the best counts. */
static void
test_cancel_soon (void)
{
  Case *c = random_case (100000, 60000, 1, 31);
  atomic_bool cancel;
  g_autofree double *x = g_new0 (double, 100000), *y = g_new0 (double, 100000);
  Job job = { c, ent_layout_options (ENT_LAYOUT_ORGANIC), x, y };
  double worst = 0;

  job.options.cancel = &cancel;
  for (int i = 0; i < 6; i++)
    {
      double best = work_after_cancel (&job, &cancel, 15 + 230 * i);

      for (int again = 0; again < 2 && best >= 16; again++)
        best = MIN (best, work_after_cancel (&job, &cancel, 15 + 230 * i));
      worst = MAX (worst, best);
    }
  g_test_message ("ends after %.1f ms", worst);
#ifndef SANITIZED
  g_assert_cmpfloat (worst, <, 16);
#endif
  case_free (c);
}

/* The arrangement by time is the organic one and little more, of many nodes as well: nothing in it compares all pairs. */
static void
test_time_of_many (void)
{
  Case *c = random_case (40000, 20000, 1, 8);
  double took[2], begin;

  for (int k = 0; k < 2; k++)
    {
      begin = cpu_ms ();
      check (c, ent_layout_options (k == 0 ? ENT_LAYOUT_ORGANIC : ENT_LAYOUT_TIME), "many");
      took[k] = cpu_ms () - begin;
    }
  g_test_message ("organic %.0f ms, by time %.0f ms", took[0], took[1]);
  g_assert_cmpfloat (took[1], <, 3 * took[0]);
  case_free (c);
}

static void
test_budget_helps (void)
{
  Case *c = random_case (80, 60, 1, 44);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  double x[80], y[80];
  EntLayoutScore first, better;

  g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_DONE);
  first = ent_layout_score (&c->g, x, y);
  options.budget = 50;
  g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_DONE);
  better = ent_layout_score (&c->g, x, y);
  g_test_message ("stress %g to %g, crossings %d to %d", first.stress, better.stress, (int) first.crossings, (int) better.crossings);
  g_assert_cmpfloat (better.stress * ((double) better.crossings + 5), <, first.stress * ((double) first.crossings + 5));
  case_free (c);
}

/* A large tree is drawn with hardly any crossings. */
static void
test_large_tree (void)
{
  Case *c = random_case (30000, 0, 1, 6);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  int64_t crossings;

  g_assert_cmpint (ent_layout_run (&c->g, &options, c->x, c->y), ==, ENT_LAYOUT_DONE);
  crossings = ent_layout_score (&c->g, c->x, c->y).crossings;
  g_test_message ("%d crossings of %d lines", (int) crossings, c->g.n_edges);
  g_assert_cmpint (crossings, <, 3000);
  case_free (c);
}

/* A large mesh with holes in it is drawn with few crossings, and keeps its shape where the boxes get room. */
static void
test_large_mesh (void)
{
  int side = 150;
  Case *c = case_new (side * side, 3 * side * side);
  EntRandom r = ent_random (3, 9);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  EntLayoutScore score;

  for (int v = 0; v < side * side; v++)
    {
      if (v % side + 1 < side && ent_random_int (&r, 5) < 2)
        edge (c, v, v + 1);
      if (v + side < side * side && ent_random_int (&r, 5) < 3)
        edge (c, v, v + side);
      if (v % side + 1 < side && v + side < side * side && ent_random_int (&r, 2) > 0)
        edge (c, v, v + side + 1);
    }
  g_assert_cmpint (ent_layout_run (&c->g, &options, c->x, c->y), ==, ENT_LAYOUT_DONE);
  score = ent_layout_score (&c->g, c->x, c->y);
  g_test_message ("stress %g, %d crossings of %d lines", score.stress, (int) score.crossings, c->g.n_edges);
  g_assert_cmpfloat (score.stress, <, 0.031);
  g_assert_cmpint (score.crossings, <, 400);
  case_free (c);
}

/* A square grid has a drawing without crossings, and a small tree too. */
static void
test_finds_plane (void)
{
  Case *c = case_new (81, 200), *tree = random_case (40, 0, 1, 8);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  double x[81], y[81];

  for (int i = 0; i < 9; i++)
    for (int k = 0; k < 9; k++)
      {
        if (k > 0)
          edge (c, i * 9 + k, i * 9 + k - 1);
        if (i > 0)
          edge (c, i * 9 + k, i * 9 + k - 9);
      }
  options.budget = 30;
  ent_layout_run (&c->g, &options, x, y);
  g_assert_cmpint (ent_layout_score (&c->g, x, y).crossings, ==, 0);
  ent_layout_run (&tree->g, &options, x, y);
  g_assert_cmpint (ent_layout_score (&tree->g, x, y).crossings, ==, 0);
  options.algorithm = ENT_LAYOUT_LAYERED;
  ent_layout_run (&tree->g, &options, x, y);
  g_assert_cmpint (ent_layout_score (&tree->g, x, y).crossings, ==, 0);
  options.algorithm = ENT_LAYOUT_CIRCLE;
  ent_layout_run (&tree->g, &options, x, y);
  g_assert_cmpint (ent_layout_score (&tree->g, x, y).crossings, ==, 0);
  case_free (c), case_free (tree);
}

static void
test_layers_point_down (void)
{
  Case *c = case_new (30, 60);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_LAYERED);
  double x[30], y[30];

  for (int v = 1; v < 30; v++)
    edge (c, v / 2, v), edge (c, v / 3, v);
  ent_layout_run (&c->g, &options, x, y);
  for (int e = 0; e < c->g.n_edges; e++)
    if (c->a[e] != c->b[e])
      g_assert_cmpfloat (y[c->a[e]], <, y[c->b[e]]);
  edge (c, 29, 0); /* a circle does not stop it */
  check (c, options, "circle");
  case_free (c);
}

static void
test_rings_by_steps (void)
{
  Case *c = random_case (60, 20, 1, 12);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_RINGS);
  double x[60], y[60];

  options.root = 5;
  ent_layout_run (&c->g, &options, x, y);
  for (int v = 0; v < 60; v++)
    for (int e = 0; e < c->g.n_edges; e++)
      if ((c->a[e] == 5 || c->b[e] == 5) && c->a[e] != c->b[e] && v != 5)
        {
          int near = c->a[e] == 5 ? c->b[e] : c->a[e];
          bool is_near = false;

          for (int f = 0; f < c->g.n_edges; f++)
            is_near = is_near || (c->a[f] == 5 && c->b[f] == v) || (c->b[f] == 5 && c->a[f] == v);
          if (!is_near)
            g_assert_cmpfloat (hypot (x[v] - x[5], y[v] - y[5]), >, hypot (x[near] - x[5], y[near] - y[5]) * 0.9);
        }
  case_free (c);
}

static void
test_time_grows_rightwards (void)
{
  Case *c = random_case (50, 20, 1, 13);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_TIME);
  double x[50], y[50];

  ent_layout_run (&c->g, &options, x, y);
  for (int v = 0; v < 50; v++)
    for (int u = 0; u < 50; u++)
      if (c->when[v] < c->when[u] || (isnan (c->when[v]) && !isnan (c->when[u])))
        g_assert_cmpfloat (x[v], <, x[u]);
  case_free (c);
}

/* One actor of 1800 among those of 1990 to 2019: these keep most of the width, and their years stay apart. */
static void
test_time_of_long_ago (void)
{
  Case *c = random_case (31, 10, 1, 13);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_TIME);
  double x[31], y[31];

  for (int v = 0; v < 31; v++)
    c->when[v] = v == 30 ? 1800 : 1990 + v;
  ent_layout_run (&c->g, &options, x, y);
  g_assert_cmpfloat (x[0], >, x[30]);
  g_assert_cmpfloat (x[29] - x[0], >, x[0] - x[30]);
  for (int v = 1; v < 30; v++)
    g_assert_cmpfloat (fabs ((x[v] - x[v - 1]) / (x[29] - x[0]) - 1 / 29.0), <, 1e-3);
  case_free (c);
}

/* Lines of a dense graph with pins would cover fewer boxes in ever larger drawings. */
static void
test_budget_does_not_grow (void)
{
  double across[2];

  for (int more = 0; more < 2; more++)
    {
      Case *c = case_new (16, 200);
      EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
      double x[16], y[16], x0 = INFINITY, x1 = -INFINITY;

      for (int v = 0; v < 16; v++)
        for (int u = 0; u < v; u++)
          edge (c, u, v);
      for (int v = 0; v < 3; v++)
        c->x[v] = 300 * v, c->y[v] = 100 * (v % 2), c->pinned[v] = true;
      options.budget = more * 60;
      g_assert_cmpint (ent_layout_run (&c->g, &options, x, y), ==, ENT_LAYOUT_DONE);
      for (int v = 0; v < 16; v++)
        x0 = fmin (x0, x[v]), x1 = fmax (x1, x[v]);
      across[more] = x1 - x0;
      case_free (c);
    }
  g_test_message ("%g wide at first, %g after", across[0], across[1]);
  g_assert_cmpfloat (across[1], <, across[0] * 1.5);
}

static void
test_groups_apart (void)
{
  Case *c = random_case (80, 60, 1, 14);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_GROUPS);
  double x[80], y[80], box[4][4];

  ent_layout_run (&c->g, &options, x, y);
  for (int k = 0; k < 4; k++)
    {
      box[k][0] = box[k][1] = INFINITY, box[k][2] = box[k][3] = -INFINITY;
      for (int v = 0; v < 80; v++)
        if (c->group[v] == k - 1)
          {
            box[k][0] = fmin (box[k][0], x[v]), box[k][1] = fmin (box[k][1], y[v]);
            box[k][2] = fmax (box[k][2], x[v]), box[k][3] = fmax (box[k][3], y[v]);
          }
      for (int j = 0; j < k; j++)
        g_assert_true (box[k][0] > box[j][2] || box[j][0] > box[k][2] || box[k][1] > box[j][3] || box[j][1] > box[k][3]);
    }
  case_free (c);
}

/* Three of a hundred are new: the others stay where they are, the new ones come to their neighbours. */
static void
test_newcomers (void)
{
  Case *c = random_case (100, 60, 1, 15);
  EntLayoutOptions options = ent_layout_options (ENT_LAYOUT_ORGANIC);
  double x[100], y[100], fresh;

  ent_layout_run (&c->g, &options, c->x, c->y);
  fresh = ent_layout_score (&c->g, c->x, c->y).stress;
  for (int v = 97; v < 100; v++)
    c->x[v] = c->y[v] = NAN;
  options.algorithm = ENT_LAYOUT_SETTLE;
  check (c, options, "newcomers");
  ent_layout_run (&c->g, &options, x, y);
  for (int v = 0; v < 97; v++)
    g_assert_true (x[v] == c->x[v] && y[v] == c->y[v]);
  g_assert_cmpfloat (ent_layout_score (&c->g, x, y).stress, <, fresh * 1.1);
  case_free (c);
}

static void
test_align (void)
{
  double x[5] = { 0, 10, 20, 5, NAN }, y[5] = { 0, 3, -8, 9, 0 }, tx[5], ty[5];

  for (int i = 0; i < 5; i++)
    { /* mirrored, turned and moved */
      double s, c, px = isnan (x[i]) ? 1 : -x[i];

      ent_sin_cos (0.3, &s, &c);
      tx[i] = 100 + c * px - s * y[i], ty[i] = -50 + s * px + c * y[i];
    }
  ent_layout_align (5, x, y, tx, ty);
  for (int i = 0; i < 4; i++)
    g_assert_true (fabs (tx[i] - x[i]) < 1e-6 && fabs (ty[i] - y[i]) < 1e-6);
}

static void
test_sin_cos (void)
{
  for (int i = -50; i < 150; i++)
    {
      double s, c, turns = i / 37.0;

      ent_sin_cos (turns, &s, &c);
      g_assert_true (fabs (s - sin (turns * 2 * G_PI)) < 1e-8 && fabs (c - cos (turns * 2 * G_PI)) < 1e-8);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/layout/small-counts", test_small_counts);
  g_test_add_func ("/layout/shapes", test_shapes);
  g_test_add_func ("/layout/many-parts", test_many_parts);
  g_test_add_func ("/layout/hub", test_hub);
  g_test_add_func ("/layout/bad-positions", test_bad_positions);
  g_test_add_func ("/layout/bad-sizes", test_bad_sizes);
  g_test_add_func ("/layout/invalid", test_invalid);
  g_test_add_func ("/layout/pins", test_pins);
  g_test_add_func ("/layout/same-bytes", test_same_bytes);
  g_test_add_func ("/layout/cancel", test_cancel);
  g_test_add_func ("/layout/look", test_look);
  g_test_add_func ("/layout/length", test_length);
  g_test_add_func ("/layout/cancel-soon", test_cancel_soon);
  g_test_add_func ("/layout/time-of-many", test_time_of_many);
  g_test_add_func ("/layout/budget", test_budget_helps);
  g_test_add_func ("/layout/plane", test_finds_plane);
  g_test_add_func ("/layout/large-tree", test_large_tree);
  g_test_add_func ("/layout/large-mesh", test_large_mesh);
  g_test_add_func ("/layout/layers", test_layers_point_down);
  g_test_add_func ("/layout/rings", test_rings_by_steps);
  g_test_add_func ("/layout/time", test_time_grows_rightwards);
  g_test_add_func ("/layout/time-of-long-ago", test_time_of_long_ago);
  g_test_add_func ("/layout/budget-does-not-grow", test_budget_does_not_grow);
  g_test_add_func ("/layout/groups", test_groups_apart);
  g_test_add_func ("/layout/newcomers", test_newcomers);
  g_test_add_func ("/layout/align", test_align);
  g_test_add_func ("/layout/sin-cos", test_sin_cos);
  return g_test_run ();
}
