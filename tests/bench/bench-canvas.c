/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-canvas SCENE [ACTORS]: one measurement of the map widget in a window of 1280 x 800, as one line of JSON.
 *
 *   floor        two ready pictures shown by turns: what GTK itself takes
 *   script N     200 frames of the camera's way over a made map of N actors
 *   bare         a window with nothing in it: its time to the first frame, its memory
 *   start N      a map until its first frame, until all of the view is drawn, and until that is the true scene and no
 *                rough one; the longest that the main loop was away meanwhile; without the making of the map
 *   drag N       an actor with its lines moved 120 frames at 100 %, from a view at rest
 *   rest N       frames painted and processor time used in 5 s in which nothing happens
 *   raster N     a view drawn as tiles by one thread and by cairo alone, at three zooms (needs no display)
 *   pick N       100,000 hit tests, half of them on lines (needs no display)
 *
 * Map and camera are those of the peers (cytoscape.js, sigma.js): mulberry32 with seed 12345, nine lines in ten to near
 * neighbours and one anywhere. A frame's time runs from the frame clock's before-paint until the X server has done what
 * after-paint left it. `processor` is milliseconds a frame of all threads. */
#include <gdk/x11/gdkx.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "ent-canvas-private.h"
#include "ent-memory.h"
#include "ent-scene-index.h"

#include "scene-map.h"

#define WIDTH 1280
#define HEIGHT 800
#define CELL_WIDTH 180
#define CELL_HEIGHT 120
#define FRAMES 200
#define WARM_UP 10

static double
now_ms (clockid_t clock)
{
  struct timespec t;

  clock_gettime (clock, &t);
  return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

/* --- The map --- */

static guint32 seed = 12345;

static double
next_random (void)
{
  guint32 t;

  seed += 0x6D2B79F5u;
  t = (seed ^ (seed >> 15)) * (seed | 1);
  t ^= t + (t ^ (t >> 7)) * (t | 61);
  return (t ^ (t >> 14)) / 4294967296.0;
}

typedef struct
{
  int columns, rows;
  double fit; /* the zoom of the whole map */
  double sum; /* of positions and of ends of lines: the peers' graph has the same */
} Made;

static int
clamped (int v, int low, int high)
{
  return v < low ? low : v > high ? high : v;
}

static EntSnapshot *
made_map (guint n, Made *made)
{
  static const char *const labels[] = { "supports", "funds", "informs", "opposes" };
  static const char *const kinds[] = { "state", "person", "organization", "alliance", "agency", "force" };
  static const char *const stances[] = { "cooperative", "neutral", "neutral", "conflictual" };
  g_autoptr (EntMapIndex) index = NULL;
  Maker maker;

  maker_init (&maker);
  made->columns = (int) ceil (sqrt (n));
  made->rows = ((int) n + made->columns - 1) / made->columns;
  made->sum = 0;
  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("a%u", i), *name = g_strdup_printf ("Actor %u", i);
      double x = (int) i % made->columns * CELL_WIDTH + (next_random () - 0.5) * 60;
      double y = (int) i / made->columns * CELL_HEIGHT + (next_random () - 0.5) * 40;
      int kind = (int) (next_random () * 6);

      maker_actor (&maker, id, name, kinds[kind], x, y);
      made->sum += x + y;
    }
  for (guint e = 0; e < 3 * n; e++)
    {
      int a = (int) (next_random () * n), b, gx, gy;
      double r = next_random (), u = next_random (), v = next_random ();
      g_autofree char *id = g_strdup_printf ("r%u", e), *source = NULL, *target = NULL;

      if (r < 0.9)
        {
          gx = clamped (a % made->columns + (int) (u * 9) - 4, 0, made->columns - 1);
          gy = clamped (a / made->columns + (int) (v * 9) - 4, 0, made->rows - 1);
          b = MIN (gy * made->columns + gx, (int) n - 1);
        }
      else
        b = (int) (u * n);
      if (a == b)
        b = (a + 1) % (int) n;
      made->sum += a + 2.0 * b;
      source = g_strdup_printf ("a%d", a);
      target = g_strdup_printf ("a%d", b);
      ent_record_set_string (&maker_relation (&maker, id, source, target, labels[e & 3])->stance, stances[e & 3]);
    }
  made->fit = MIN (WIDTH / ((double) made->columns * CELL_WIDTH), HEIGHT / ((double) made->rows * CELL_HEIGHT)) * 0.95;
  index = maker_finish (&maker);
  return ent_snapshot_ref (ent_map_index_get_snapshot (index));
}

/* --- Figures --- */

static int
by_size (gconstpointer a, gconstpointer b)
{
  const double *x = a, *y = b;

  return *x < *y ? -1 : *x > *y;
}

static double
percentile (GArray *values, double share)
{
  g_array_sort (values, by_size);
  return values->len > 0 ? g_array_index (values, double, (guint) (share * (values->len - 1) + 0.5)) : 0;
}

/* Proportional share of memory, MB: @what "Pss" of all, "Pss_Anon" of what is no file's, which other programs have no
 * part in. */
static double
pss (const char *what)
{
  g_autofree char *field = g_strdup_printf ("\n%s:", what);
  g_autofree char *text = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/smaps_rollup", &text, NULL, NULL))
    return 0;
  line = strstr (text, field);
  return line != NULL ? g_ascii_strtod (line + strlen (field), NULL) / 1024 : 0;
}

typedef enum
{
  BENCH_FLOOR,
  BENCH_SCRIPT,
  BENCH_DRAG,
  BENCH_REST,
  BENCH_START,
  BENCH_BARE
} Scene;

typedef struct
{
  Scene scene;
  guint n;
  Made made;
  EntCanvas *canvas;
  GtkWidget *window, *floor;
  GMainLoop *loop;
  GdkTexture *ready[2];
  cairo_surface_t *pictures[2];
  int frame;        /* -WARM_UP ... */
  gboolean started; /* the map is there */
  double begin, processor, rest_begin, rest_processor;
  GArray *times, *crisp_times;
  guint not_crisp, painted;
  double last_input;
  double launched, making, shown, full, final; /* milliseconds: when main() began, and from then, less what the map took to make */
  gboolean placed;                      /* the view is where the drag is to be */
  double scene_ms;
} Bench;

/* --- The floor --- */

typedef struct
{
  GtkWidget parent;
  Bench *bench;
} Floor;
typedef GtkWidgetClass FloorClass;
static GType floor_get_type (void);
G_DEFINE_TYPE (Floor, floor, GTK_TYPE_WIDGET)

static void
floor_snapshot (GtkWidget *widget, GtkSnapshot *snapshot)
{
  Bench *bench = ((Floor *) (gpointer) widget)->bench;
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (0, 0, WIDTH, HEIGHT);
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (widget));
  int i = bench->frame & 1;

  if (gtk_get_minor_version () < 10 && GSK_IS_CAIRO_RENDERER (renderer))
    {
      cairo_t *cr = gtk_snapshot_append_cairo (snapshot, &bounds);

      cairo_set_operator (cr, CAIRO_OPERATOR_SOURCE);
      cairo_set_source_surface (cr, bench->pictures[i], 0, 0);
      cairo_paint (cr);
      cairo_destroy (cr);
    }
  else
    gtk_snapshot_append_texture (snapshot, bench->ready[i], &bounds);
}

static void
floor_class_init (FloorClass *klass)
{
  klass->snapshot = floor_snapshot;
}

static void
floor_init (Floor *self)
{
}

static void
make_floor (Bench *bench)
{
  for (int i = 0; i < 2; i++)
    {
      cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, WIDTH, HEIGHT);
      guint32 *pixels = (guint32 *) (gpointer) cairo_image_surface_get_data (surface);
      g_autoptr (GBytes) bytes = NULL;

      for (guint k = 0; k < WIDTH * HEIGHT; k++)
        pixels[k] = 0xff000000u | (k * 2654435761u >> 8) | (i ? 0x404040u : 0);
      cairo_surface_mark_dirty (surface);
      bytes = g_bytes_new (pixels, WIDTH * HEIGHT * 4);
      bench->pictures[i] = surface;
      bench->ready[i] = gdk_memory_texture_new (WIDTH, HEIGHT, GDK_MEMORY_DEFAULT, bytes, WIDTH * 4);
    }
  bench->floor = g_object_new (floor_get_type (), NULL);
  ((Floor *) (gpointer) bench->floor)->bench = bench;
}

/* --- Frames --- */

static void
camera (Bench *bench, int f)
{
  EntViewport view = bench->canvas->view;
  double mx = bench->made.columns * CELL_WIDTH / 2.0 - CELL_WIDTH / 2.0,
         my = bench->made.rows * CELL_HEIGHT / 2.0 - CELL_HEIGHT / 2.0, sf = bench->made.fit, t;

  view.middle = ent_point (mx, my);
  view.zoom = sf;
  if (f < 0 || f >= 190)
    ;
  else if (f < 40)
    view.middle.x = mx + 30 * sin (f / 40.0 * 2 * G_PI) / sf;
  else if (f < 90)
    view.zoom = sf * pow (1 / sf, (f - 40) / 50.0);
  else if (f < 140)
    {
      view.zoom = 1;
      view.middle = ent_point (mx + (f - 90) * 24, my + (f - 90) * 8);
    }
  else
    {
      t = (f - 140) / 50.0;
      view.zoom = pow (sf, t);
      view.middle = ent_point (mx + (1 - t) * 1200, my + (1 - t) * 400);
    }
  ent_canvas_set_view (bench->canvas, view, FALSE);
}

static double polled; /* when the main loop last woke up */
static double block;  /* the longest that it was away */

static int
poll_and_tell (GPollFD *fds, guint n, int timeout)
{
  int result;

  if (polled > 0)
    block = MAX (block, now_ms (CLOCK_MONOTONIC) - polled);
  result = g_poll (fds, n, timeout);
  polled = now_ms (CLOCK_MONOTONIC);
  return result;
}

/* All of the view is drawn, be it from a rough scene. */
static gboolean
is_full (Bench *bench)
{
  EntTilesState state;

  if (bench->canvas == NULL)
    return TRUE;
  state = ent_tiles_get_state (bench->canvas->tiles);
  return bench->canvas->scene != NULL && state.wanted > 0 && state.crisp == state.wanted;
}

static gboolean
is_ready (Bench *bench)
{
  return is_full (bench) && (bench->canvas == NULL || !bench->canvas->rough);
}

static int
length_of (const Bench *bench)
{
  return bench->scene == BENCH_DRAG ? 120 : FRAMES;
}

/* The view of the drag; FALSE until it rests there. */
static gboolean
place_drag (Bench *bench)
{
  EntViewport view = bench->canvas->view;
  guint node = (guint) (bench->made.rows / 2 * bench->made.columns + bench->made.columns / 2);

  if (bench->placed)
    {
      if (is_ready (bench))
        ent_canvas_drag_start (bench->canvas, node);
      return bench->canvas->drag == ENT_DRAG_MOVE;
    }
  view.zoom = 1;
  view.middle = ent_rect_middle (ent_canvas_node (bench->canvas->scene, node)->box);
  ent_canvas_set_view (bench->canvas, view, FALSE);
  bench->placed = TRUE;
  return FALSE;
}

/* One step a frame. */
static gboolean
step (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  Bench *bench = data;

  if (bench->scene >= BENCH_REST)
    return G_SOURCE_CONTINUE;
  if (!bench->started)
    {
      if (!is_ready (bench) || (bench->scene == BENCH_DRAG && !place_drag (bench)))
        return G_SOURCE_CONTINUE;
      bench->started = TRUE;
      bench->frame = -WARM_UP;
    }
  bench->frame++;
  if (bench->frame == 0)
    bench->processor = now_ms (CLOCK_PROCESS_CPUTIME_ID);
  if (bench->scene == BENCH_SCRIPT)
    camera (bench, bench->frame);
  else if (bench->scene == BENCH_DRAG && bench->frame < length_of (bench))
    ent_canvas_drag_move (bench->canvas, ent_point (bench->frame * 2, bench->frame));
  gtk_widget_queue_draw (widget);
  return G_SOURCE_CONTINUE;
}

static void
before_paint (GdkFrameClock *clock, Bench *bench)
{
  bench->begin = now_ms (CLOCK_MONOTONIC);
}

static void
after_paint (GdkFrameClock *clock, Bench *bench)
{
  double took;

  gdk_display_sync (gdk_display_get_default ());
  took = now_ms (CLOCK_MONOTONIC) - bench->begin;
  bench->painted++;
  if (bench->scene >= BENCH_START)
    {
      double now = now_ms (CLOCK_MONOTONIC) - bench->launched - bench->making;

      if (bench->shown <= 0)
        bench->shown = now;
      if (bench->full <= 0 && is_full (bench))
        bench->full = now;
      bench->final = now;
      if (is_ready (bench))
        g_main_loop_quit (bench->loop);
      return;
    }
  if (!bench->started || bench->frame < 0)
    return;
  if (bench->frame < length_of (bench))
    {
      EntTilesState state = { 0 };

      g_array_append_val (bench->times, took);
      if (bench->canvas != NULL)
        state = ent_tiles_get_state (bench->canvas->tiles);
      bench->not_crisp += state.crisp < state.wanted;
      bench->last_input = now_ms (CLOCK_MONOTONIC);
      return;
    }
  if (bench->frame == length_of (bench))
    bench->processor = now_ms (CLOCK_PROCESS_CPUTIME_ID) - bench->processor;
  if (is_ready (bench) || bench->frame > 2000)
    g_main_loop_quit (bench->loop);
}

static gboolean
rest_is_over (gpointer data)
{
  Bench *bench = data;

  bench->rest_processor = now_ms (CLOCK_PROCESS_CPUTIME_ID) - bench->rest_processor;
  g_main_loop_quit (bench->loop);
  return G_SOURCE_REMOVE;
}

static gboolean
rest_begins (gpointer data)
{
  Bench *bench = data;

  if (!is_ready (bench))
    return G_SOURCE_CONTINUE;
  bench->painted = 0;
  bench->rest_processor = now_ms (CLOCK_PROCESS_CPUTIME_ID);
  g_timeout_add (5000, rest_is_over, bench);
  return G_SOURCE_REMOVE;
}

static void
show (Bench *bench, EntMap *map, EntSelection *selection)
{
  GdkFrameClock *clock;
  GtkWidget *child;

  if (bench->scene == BENCH_FLOOR)
    make_floor (bench);
  else if (bench->scene != BENCH_BARE)
    {
      bench->canvas = ENT_CANVAS (ent_canvas_new ());
      g_main_context_set_poll_func (NULL, poll_and_tell);
      ent_canvas_set_content (bench->canvas, map, selection, NULL);
    }
  child = bench->canvas != NULL ? GTK_WIDGET (bench->canvas) : bench->floor != NULL ? bench->floor : gtk_label_new ("");
  bench->window = gtk_window_new ();
  gtk_window_set_decorated (GTK_WINDOW (bench->window), FALSE);
  gtk_window_set_default_size (GTK_WINDOW (bench->window), WIDTH, HEIGHT);
  gtk_window_set_child (GTK_WINDOW (bench->window), child);
  gtk_window_present (GTK_WINDOW (bench->window));
  clock = gtk_widget_get_frame_clock (child);
  g_signal_connect (clock, "before-paint", G_CALLBACK (before_paint), bench);
  g_signal_connect_after (clock, "after-paint", G_CALLBACK (after_paint), bench);
  if (bench->scene == BENCH_REST)
    g_timeout_add (1500, rest_begins, bench);
  else
    gtk_widget_add_tick_callback (child, step, bench, NULL);
  g_main_loop_run (bench->loop);
}

static void
report (Bench *bench, const char *name)
{
  GskRenderer *renderer = gtk_native_get_renderer (gtk_widget_get_native (bench->window));
  double done = now_ms (CLOCK_MONOTONIC) - bench->last_input;

  printf ("{\"scene\": \"%s\", \"n\": %u, \"renderer\": \"%s\", \"gtk\": \"%u.%u\", \"sum\": %.3f, ", name, bench->n,
          G_OBJECT_TYPE_NAME (renderer), gtk_get_major_version (), gtk_get_minor_version (), bench->made.sum);
  if (bench->scene >= BENCH_START)
    printf ("\"shown\": %.1f, \"full\": %.1f, \"final\": %.1f, \"block\": %.1f, ", bench->shown, bench->full, bench->final, block);
  else if (bench->scene == BENCH_REST)
    printf ("\"painted\": %u, \"processor\": %.2f, ", bench->painted, bench->rest_processor);
  else
    printf ("\"frames\": %u, \"p50\": %.2f, \"p95\": %.2f, \"p99\": %.2f, \"max\": %.2f, \"processor\": %.2f, "
            "\"not_crisp\": %.3f, \"to_crisp\": %.1f, ",
            bench->times->len, percentile (bench->times, 0.5), percentile (bench->times, 0.95),
            percentile (bench->times, 0.99), percentile (bench->times, 1), bench->processor / length_of (bench),
            bench->not_crisp / (double) MAX (bench->times->len, 1), done);
  printf ("\"pss\": %.1f, \"anon\": %.1f}\n", pss ("Pss"), pss ("Pss_Anon"));
}

/* --- Picks --- */

static void
pick (Bench *bench, EntMapIndex *index)
{
  enum
  {
    PICKS = 100000
  };
  EntSceneOptions options = { .text_scale = 1 };
  g_autoptr (EntScene) scene = NULL;
  g_autofree double *took = g_new (double, PICKS);
  g_autofree EntPoint *points = g_new (EntPoint, PICKS);
  double begin = now_ms (CLOCK_MONOTONIC), processor = now_ms (CLOCK_PROCESS_CPUTIME_ID), build, places, mean = 0;
  EntRect bounds;
  guint n_edges, on_line = 0;
  const EntSceneEdge *edges;

  scene = ent_scene_new (index, &options);
  build = now_ms (CLOCK_MONOTONIC) - begin;
  processor = now_ms (CLOCK_PROCESS_CPUTIME_ID) - processor;
  begin = now_ms (CLOCK_MONOTONIC);
  ent_scene_peek_places (scene);
  places = now_ms (CLOCK_MONOTONIC) - begin;
  bounds = ent_scene_bounds (scene);
  edges = ent_scene_edges (scene, &n_edges);
  for (guint i = 0; i < PICKS; i++)
    points[i] = i % 2 == 0
                    ? ent_scene_edge_point (&edges[(guint) (next_random () * n_edges)], next_random (), NULL)
                    : ent_point (bounds.x + next_random () * bounds.width, bounds.y + next_random () * bounds.height);
  for (guint i = 0; i < PICKS; i++)
    {
      double start = now_ms (CLOCK_MONOTONIC);
      EntHit hit = ent_scene_hit (scene, points[i], 6);

      took[i] = (now_ms (CLOCK_MONOTONIC) - start) * 1000;
      on_line += hit.kind == ENT_HIT_EDGE;
      mean += took[i] / PICKS;
    }
  qsort (took, PICKS, sizeof *took, by_size);
  printf ("{\"scene\": \"pick\", \"n\": %u, \"lines\": %u, \"sum\": %.3f, \"build\": %.1f, \"processor\": %.1f, \"places\": %.1f, \"mean\": "
          "%.2f, "
          "\"p50\": %.2f, \"p99\": %.2f, \"on_line\": %.2f, \"pss\": %.1f}\n",
          bench->n, n_edges, bench->made.sum, build, processor, places, mean, took[PICKS / 2], took[PICKS * 99 / 100],
          on_line / (double) PICKS, pss ("Pss"));
}

/* --- Drawing --- */

/* Milliseconds of processor time that drawing the view around the map's middle takes, text shaped before. */
static double
draw_view (const Bench *bench, EntPainter *painter, EntScene *scene, double zoom, gboolean tiles)
{
  EntPoint middle = ent_rect_middle (ent_scene_bounds (scene));
  EntPoint from = ent_point (middle.x - WIDTH / 2.0 / zoom, middle.y - HEIGHT / 2.0 / zoom);
  int side = tiles ? ENT_TILE_SIZE : WIDTH;
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, side, tiles ? side : HEIGHT);
  double least = G_MAXDOUBLE;

  for (guint round = 0; round < 4; round++)
    {
      double begin = now_ms (CLOCK_PROCESS_CPUTIME_ID), took;

      for (int y = 0; tiles && y < HEIGHT; y += side)
        for (int x = 0; x < WIDTH; x += side)
          ent_painter_draw_tile (painter, surface, scene, NULL, ENT_THEME_LIGHT,
                                 ent_point (from.x + x / zoom, from.y + y / zoom), zoom, 1);
      if (!tiles)
        {
          cairo_t *cr = cairo_create (surface);
          EntRect seen = ent_rect (from.x, from.y, WIDTH / zoom, HEIGHT / zoom);

          cairo_scale (cr, zoom, zoom);
          cairo_translate (cr, -from.x, -from.y);
          ent_painter_draw_background (painter, cr, ENT_THEME_LIGHT, seen, zoom);
          ent_painter_draw (painter, cr, scene, NULL, ENT_THEME_LIGHT, seen, zoom);
          cairo_destroy (cr);
        }
      took = now_ms (CLOCK_PROCESS_CPUTIME_ID) - begin;
      if (round > 0)
        least = MIN (least, took);
    }
  cairo_surface_destroy (surface);
  return least;
}

static void
raster (Bench *bench, EntMapIndex *index)
{
  static const char *const names[] = { "whole", "between", "full" };
  EntSceneOptions options = { .text_scale = 1 };
  g_autoptr (EntScene) scene = ent_scene_new (index, &options);
  g_autoptr (EntPainter) painter = ent_painter_new ();

  ent_scene_peek_places (scene);
  printf ("{\"scene\": \"raster\", \"n\": %u, \"sum\": %.3f", bench->n, bench->made.sum);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      double zoom = pow (bench->made.fit, 1 - i / 2.0);
      double tiles = draw_view (bench, painter, scene, zoom, TRUE), cairo = draw_view (bench, painter, scene, zoom, FALSE);

      printf (", \"%s\": %.2f, \"%s_cairo\": %.2f", names[i], tiles, names[i], cairo);
    }
  printf ("}\n");
}

int
main (int argc, char **argv)
{
  static const char *const names[] = { "floor", "script", "drag", "rest", "start", "bare" };
  Bench bench = { .launched = now_ms (CLOCK_MONOTONIC), .n = argc > 2 ? (guint) atoi (argv[2]) : 1000 };
  g_autoptr (EntSnapshot) snapshot = NULL;
  g_autoptr (EntMap) map = NULL;
  g_autoptr (EntSelection) selection = NULL;
  const char *name = argc > 1 ? argv[1] : "";

  /* As the program does; a bare window is GTK alone. */
  if (strcmp (name, "bare") != 0)
    ent_memory_set_up ();
  setlocale (LC_ALL, "C.UTF-8");
  bench.making = now_ms (CLOCK_MONOTONIC);
  snapshot = made_map (bench.n, &bench.made);
  bench.making = now_ms (CLOCK_MONOTONIC) - bench.making;
  if (strcmp (name, "pick") == 0 || strcmp (name, "raster") == 0)
    {
      g_autoptr (EntMapIndex) index = ent_map_index_new (snapshot);

      if (name[0] == 'p')
        pick (&bench, index);
      else
        raster (&bench, index);
      return 0;
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (name, names[i]) == 0)
      bench.scene = i;
  gtk_init ();
  map = ent_map_new_from_snapshot (snapshot);
  selection = ent_selection_new (map);
  bench.loop = g_main_loop_new (NULL, FALSE);
  bench.times = g_array_new (FALSE, FALSE, sizeof (double));
  show (&bench, map, selection);
  report (&bench, name);
  gtk_window_destroy (GTK_WINDOW (bench.window));
  return 0;
}
