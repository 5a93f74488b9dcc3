/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How an arrangement is made, in three steps: the engine places what may move; the result is turned, mirrored or only
 * moved to lie nearest to what the reader knows; and the engine makes room where turning or standing cards need it.
 *
 * Cards get a margin for the labels of their lines. Small maps are drawn, and made wider or narrower until nothing
 * covers anything and no room is wasted. */
#include "ent-arrange.h"

#include "ent-arrange-graph.h"
#include "ent-edit.h"
#include "ent-error.h"

#include <math.h>
#include <string.h>

/* Maps up to this size are looked through for things that cover each other. */
#define MAX_LOOKED_THROUGH 150
/* From the narrowest to the widest that is tried: of sizes, and of margins as parts of what labels ask for. */
#define N_STEPS 10
#define LEAST_SIZE 0.7
#define SIZE_GROWTH 1.15
#define LEAST_ROOM 0.15
#define MIN_ROOM 0.3
#define ROOM_GROWTH 1.32
#define LEAST_GAP 12.0
#define BUDGET_MS 50.0

static const struct
{
  const char *name, *label;
} algorithms[] = {
  [ENT_LAYOUT_ORGANIC] = { "organic", "Arrange by Ties" },    [ENT_LAYOUT_CIRCLE] = { "circle", "Arrange as Circle" },
  [ENT_LAYOUT_RINGS] = { "rings", "Arrange as Rings" },       [ENT_LAYOUT_LAYERED] = { "layered", "Arrange as Hierarchy" },
  [ENT_LAYOUT_GRID] = { "grid", "Arrange as Grid" },          [ENT_LAYOUT_GROUPS] = { "groups", "Arrange by Group" },
  [ENT_LAYOUT_TIME] = { "time", "Arrange by Time" },          [ENT_LAYOUT_SETTLE] = { "settle", "Make Room" },
};

const char *
ent_arrange_name (EntLayoutAlgorithm algorithm)
{
  g_return_val_if_fail (algorithm < G_N_ELEMENTS (algorithms), NULL);

  return algorithms[algorithm].name;
}

gboolean
ent_arrange_find (const char *name, EntLayoutAlgorithm *algorithm)
{
  for (guint i = 0; i < G_N_ELEMENTS (algorithms); i++)
    if (g_str_equal (algorithms[i].name, name))
      {
        *algorithm = (EntLayoutAlgorithm) i;
        return TRUE;
      }
  return FALSE;
}

void
ent_arrangement_free (EntArrangement *self)
{
  for (guint i = 0; i < self->n; i++)
    g_free (self->ids[i]);
  g_free (self->ids);
  g_free (self->from);
  g_free (self->to);
  g_free (self->pinned);
  g_free (self->boxes);
  g_free (self->ties);
  g_free (self);
}

/* --- One arrangement --- */

typedef struct
{
  const EntArrangeOptions *options;
  EntArrangeGraph *graph;
  EntScene *scene; /* measured, not routed */
  const atomic_bool *cancel;
} Job;

static void
on_progress (double part, void *data)
{
  const Job *job = data;

  job->options->watch->progress (part, job->options->watch->data);
}

/* Turned as the arrangement will be at its end, so that the eye need not turn with it. */
static void
on_look (const double *x, const double *y, void *data)
{
  const Job *job = data;
  const EntLayoutGraph *graph = &job->graph->graph;
  gsize n = (gsize) graph->n_nodes;
  g_autofree double *numbers = g_new (double, 4 * n + 1);
  g_autofree EntPoint *places = g_new (EntPoint, n + 1);
  EntArrangeState state = { .n = (guint) n, .places = places, .n_ties = job->graph->n_ties, .ties = job->graph->ties };
  double *old_x = numbers, *old_y = old_x + n, *new_x = old_y + n, *new_y = new_x + n;

  for (gsize i = 0; i < n; i++)
    {
      old_x[i] = isnan (x[i]) ? NAN : graph->x[i];
      old_y[i] = graph->y[i];
      new_x[i] = x[i];
      new_y[i] = y[i];
    }
  ent_layout_align ((int) n, old_x, old_y, new_x, new_y);
  for (gsize i = 0; i < n; i++)
    places[i] = ent_point (new_x[i], new_y[i]);
  job->options->watch->look (&state, job->options->watch->data);
}

/* Of one run that takes nearly all the time. */
static void
watch (Job *job, EntLayoutOptions *options)
{
  EntArrangeWatch *watch = job->options->watch;

  if (watch == NULL || job->graph->n_movable < job->graph->graph.n_nodes
      || job->graph->graph.n_nodes <= MAX_LOOKED_THROUGH || options->algorithm == ENT_LAYOUT_SETTLE)
    return;
  options->progress = watch->progress != NULL ? on_progress : NULL;
  options->progress_data = job;
  options->look = watch->look != NULL ? on_look : NULL;
  options->look_wanted = &watch->look_wanted;
  options->look_data = job;
}

static EntLayoutStatus
run (Job *job, EntLayoutAlgorithm algorithm, const EntLayoutGraph *graph, int root, double *x, double *y)
{
  EntLayoutOptions options = ent_layout_options (algorithm);

  options.seed = job->options->seed;
  options.threads = (int) MIN (g_get_num_processors (), 8);
  /* The other algorithms have nothing to improve, and take the first result of what they build on. */
  options.budget = !job->options->quick && algorithm == ENT_LAYOUT_ORGANIC ? BUDGET_MS : 0;
  options.gap = LEAST_GAP;
  options.root = root;
  options.cancel = job->cancel;
  watch (job, &options);
  return ent_layout_run (graph, &options, x, y);
}

/* These have no upright of their own, so they may be turned. */
static gboolean
may_turn (EntLayoutAlgorithm algorithm)
{
  return algorithm == ENT_LAYOUT_ORGANIC || algorithm == ENT_LAYOUT_CIRCLE || algorithm == ENT_LAYOUT_RINGS;
}

/* Moves @x, @y so that their mean is that of the old places. */
static void
centre (int n, const double *old_x, const double *old_y, double *x, double *y)
{
  double dx = 0, dy = 0;
  int known = 0;

  for (int i = 0; i < n; i++)
    if (isfinite (old_x[i]) && isfinite (old_y[i]))
      {
        dx += old_x[i] - x[i];
        dy += old_y[i] - y[i];
        known++;
      }
  for (int i = 0; i < n && known > 0; i++)
    {
      x[i] += dx / known;
      y[i] += dy / known;
    }
}

/* Places the movable actors among themselves, as if the others were not there, where their old places are. */
static EntLayoutStatus
run_apart (Job *job, double *x, double *y)
{
  EntLayoutAlgorithm algorithm = job->options->algorithm;
  g_autoptr (EntArrangeGraph) part = ent_arrange_graph_movable (job->graph);
  const EntLayoutGraph *graph = &part->graph;
  g_autofree double *part_x = g_new (double, graph->n_nodes + 1), *part_y = g_new (double, graph->n_nodes + 1);
  EntLayoutStatus status = run (job, algorithm, graph, part->root, part_x, part_y);

  if (status != ENT_LAYOUT_DONE)
    return status;
  if (may_turn (algorithm))
    ent_layout_align (graph->n_nodes, graph->x, graph->y, part_x, part_y);
  else
    centre (graph->n_nodes, graph->x, graph->y, part_x, part_y);
  for (int i = 0; i < graph->n_nodes; i++)
    {
      x[part->nodes[i]] = part_x[i];
      y[part->nodes[i]] = part_y[i];
    }
  return ENT_LAYOUT_DONE;
}

/* Writes the new places of all actors to @x, @y. */
static EntLayoutStatus
place (Job *job, double *x, double *y)
{
  EntLayoutAlgorithm algorithm = job->options->algorithm;
  EntLayoutGraph graph = job->graph->graph;
  gboolean all_move = job->graph->n_movable == graph.n_nodes;
  EntLayoutStatus status;

  if (job->graph->n_movable == 0)
    {
      memcpy (x, graph.x, sizeof *x * (gsize) graph.n_nodes);
      memcpy (y, graph.y, sizeof *y * (gsize) graph.n_nodes);
      return ENT_LAYOUT_DONE;
    }
  if (algorithm == ENT_LAYOUT_SETTLE || (algorithm == ENT_LAYOUT_ORGANIC && !all_move))
    return run (job, algorithm, &graph, -1, x, y);
  memcpy (x, graph.x, sizeof *x * (gsize) graph.n_nodes);
  memcpy (y, graph.y, sizeof *y * (gsize) graph.n_nodes);
  status = run_apart (job, x, y);
  if (status != ENT_LAYOUT_DONE || (all_move && !may_turn (algorithm)))
    return status;
  graph.x = x;
  graph.y = y;
  return run (job, ENT_LAYOUT_SETTLE, &graph, -1, x, y);
}

static double
rounded (double value)
{
  return round (value * 10) / 10;
}

/* How many things cover something in the picture of these places. */
static guint
count_faults (Job *job, const double *x, const double *y)
{
  guint n;
  const EntSceneNode *nodes = ent_scene_nodes (job->scene, &n);
  g_autofree const char **ids = g_new (const char *, n + 1);
  g_autofree EntPoint *places = g_new (EntPoint, n + 1);
  g_autoptr (EntScene) drawn = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  for (guint i = 0; i < n; i++)
    {
      ids[i] = nodes[i].actor->id;
      places[i] = ent_point (rounded (x[i]), rounded (y[i]));
    }
  drawn = ent_scene_new_moved (job->scene, ids, places, n);
  faults = ent_scene_faults (drawn);
  return faults->len;
}

/* How a place is tried, @step from 0: narrow first. */
typedef EntLayoutStatus (*Try) (Job *job, guint step, const double *base_x, const double *base_y, double *x, double *y);

/* Sizes @x, @y so that ties are as long as the cards and labels at their ends ask for, in the mean. The engine's own
 * sizes are for cards alone. */
static void
normalize (const EntArrangeGraph *graph, double *x, double *y)
{
  double length = 0, wished = 0;

  for (guint i = 0; i < graph->n_ties; i++)
    {
      guint a = graph->ties[2 * i], b = graph->ties[2 * i + 1];

      length += hypot (x[a] - x[b], y[a] - y[b]);
      wished += (graph->card_width[a] + graph->card_width[b]) / 2 + (graph->room_width[a] + graph->room_width[b]) / 2;
    }
  if (!(length > 0))
    return;
  for (int i = 0; i < graph->graph.n_nodes; i++)
    {
      x[i] *= wished / length;
      y[i] *= wished / length;
    }
}

/* The shape stays and the whole grows: for arrangements that are all distances, whose crossings are the same at any size. */
static EntLayoutStatus
try_size (Job *job, guint step, const double *base_x, const double *base_y, double *x, double *y)
{
  EntLayoutGraph graph = job->graph->graph;
  double size = LEAST_SIZE * pow (SIZE_GROWTH, step);

  for (int i = 0; i < graph.n_nodes; i++)
    {
      x[i] = base_x[i] * size;
      y[i] = base_y[i] * size;
    }
  centre (graph.n_nodes, graph.x, graph.y, x, y);
  graph.x = x;
  graph.y = y;
  ent_arrange_graph_set_room (job->graph, MIN_ROOM);
  return run (job, ENT_LAYOUT_SETTLE, &graph, -1, x, y);
}

/* Wider margins around the cards: for arrangements that have rows or rings. */
static EntLayoutStatus
try_room (Job *job, guint step, const double *base_x, const double *base_y, double *x, double *y)
{
  ent_arrange_graph_set_room (job->graph, LEAST_ROOM * pow (ROOM_GROWTH, step));
  return place (job, x, y);
}

/* The narrowest arrangement in which nothing covers anything, by halving: a wider one is taken to have no more faults.
 * Where even the widest has some, the best that was seen. */
static EntLayoutStatus
search (Job *job, Try try, const double *base_x, const double *base_y, double *x, double *y)
{
  gsize n = (gsize) job->graph->graph.n_nodes;
  g_autofree double *try_x = g_new (double, n + 1), *try_y = g_new (double, n + 1);
  guint low = 0, high = N_STEPS - 1, best = G_MAXUINT;

  while (low <= high)
    {
      guint step = (low + high) / 2, faults;
      EntLayoutStatus status = try (job, step, base_x, base_y, try_x, try_y);

      if (status != ENT_LAYOUT_DONE)
        return status;
      faults = count_faults (job, try_x, try_y);
      if (faults <= best)
        {
          best = faults;
          memcpy (x, try_x, sizeof *x * n);
          memcpy (y, try_y, sizeof *y * n);
        }
      if (faults > 0)
        low = step + 1;
      else if (step == 0)
        break;
      else
        high = step - 1;
    }
  return ENT_LAYOUT_DONE;
}

static EntLayoutStatus
place_legibly (Job *job, double *x, double *y)
{
  int n = job->graph->graph.n_nodes;
  g_autofree double *base_x = NULL, *base_y = NULL;
  EntLayoutStatus status;

  if (job->options->quick || n > MAX_LOOKED_THROUGH || job->graph->n_movable == 0)
    return place (job, x, y);
  if (job->options->algorithm != ENT_LAYOUT_ORGANIC || job->graph->n_movable < n)
    return search (job, try_room, NULL, NULL, x, y);
  base_x = g_new (double, n + 1);
  base_y = g_new (double, n + 1);
  status = place (job, base_x, base_y);
  if (status == ENT_LAYOUT_DONE)
    normalize (job->graph, base_x, base_y);
  return status == ENT_LAYOUT_DONE ? search (job, try_size, base_x, base_y, x, y) : status;
}

static EntArrangement *
arrangement_new (Job *job, const double *x, const double *y, double seconds)
{
  EntArrangement *self = g_new0 (EntArrangement, 1);
  const EntLayoutGraph *graph = &job->graph->graph;
  const EntSceneNode *nodes = ent_scene_nodes (job->scene, &self->n);

  self->algorithm = job->options->algorithm;
  self->seconds = seconds;
  self->ids = g_new (char *, self->n + 1);
  self->from = g_new (EntPoint, self->n + 1);
  self->to = g_new (EntPoint, self->n + 1);
  self->pinned = g_new (gboolean, self->n + 1);
  self->boxes = g_new (EntRect, self->n + 1);
  for (guint i = 0; i < self->n; i++)
    {
      const EntActor *actor = nodes[i].actor;

      self->ids[i] = g_strdup (actor->id);
      self->from[i] = actor->position != NULL ? ent_point (actor->position->x, actor->position->y) : ent_point (NAN, NAN);
      self->pinned[i] = actor->pinned;
      /* What stands still keeps its place to the last digit. */
      self->to[i] = graph->pinned[i] && actor->position != NULL ? self->from[i] : ent_point (rounded (x[i]), rounded (y[i]));
      self->boxes[i] = ent_rect_around (self->to[i], nodes[i].box.width, nodes[i].box.height);
    }
  self->n_ties = job->graph->n_ties;
  self->ties = g_memdup2 (job->graph->ties, sizeof *self->ties * 2 * self->n_ties);
  return self;
}

static void
set_cancelled (GCancellable *cancellable, atomic_bool *flag)
{
  atomic_store (flag, true);
}

EntArrangement *
ent_arrange (EntMapIndex *index, const EntArrangeOptions *options, GCancellable *cancellable, GError **error)
{
  EntSceneOptions measure = { .text_scale = 1, .measure_only = TRUE };
  g_autoptr (EntScene) scene = NULL;
  g_autoptr (EntArrangeGraph) graph = NULL;
  g_autofree double *x = NULL, *y = NULL;
  atomic_bool cancel = false;
  Job job = { .options = options, .cancel = &cancel };
  EntLayoutStatus status = ENT_LAYOUT_CANCELLED;
  gulong handler;
  gint64 start;

  g_return_val_if_fail (index != NULL && options != NULL, NULL);

  handler = cancellable != NULL ? g_cancellable_connect (cancellable, G_CALLBACK (set_cancelled), &cancel, NULL) : 0;
  job.scene = scene = ent_scene_new (index, &measure);
  job.graph = graph = ent_arrange_graph_new (scene, options);
  x = g_new (double, graph->graph.n_nodes + 1);
  y = g_new (double, graph->graph.n_nodes + 1);
  start = g_get_monotonic_time ();
  if (!atomic_load (&cancel))
    status = place_legibly (&job, x, y);
  g_cancellable_disconnect (cancellable, handler);
  if (status == ENT_LAYOUT_CANCELLED)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "Cancelled");
      return NULL;
    }
  if (status == ENT_LAYOUT_INVALID)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT, "the map is too large to be arranged");
      return NULL;
    }
  return arrangement_new (&job, x, y, (double) (g_get_monotonic_time () - start) / G_USEC_PER_SEC);
}

/* --- In a thread --- */

typedef struct
{
  EntMapIndex *index;
  EntArrangeOptions options;
  char **actors, *root; /* what options points to */
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  ent_map_index_unref (request->index);
  g_strfreev (request->actors);
  g_free (request->root);
  g_free (request);
}

static void
arrange_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  Request *request = data;
  GError *error = NULL;
  EntArrangement *arrangement = ent_arrange (request->index, &request->options, cancellable, &error);

  if (arrangement != NULL)
    g_task_return_pointer (task, arrangement, (GDestroyNotify) ent_arrangement_free);
  else
    g_task_return_error (task, error);
}

void
ent_arrange_async (EntMapIndex *index,
                   const EntArrangeOptions *options,
                   GCancellable *cancellable,
                   GAsyncReadyCallback callback,
                   gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  g_task_set_source_tag (task, ent_arrange_async);
  request->index = ent_map_index_ref (index);
  request->options = *options;
  if (options->actors != NULL)
    {
      request->actors = g_new0 (char *, options->n_actors + 1);
      for (guint i = 0; i < options->n_actors; i++)
        request->actors[i] = g_strdup (options->actors[i]);
    }
  request->root = g_strdup (options->root);
  request->options.actors = (const char *const *) request->actors;
  request->options.root = request->root;
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, arrange_in_thread);
}

EntArrangement *
ent_arrange_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ent_arrange_async), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}

/* --- What becomes of it --- */

static gboolean
same_number (double a, double b)
{
  return a == b || (isnan (a) && isnan (b));
}

gboolean
ent_arrangement_apply (const EntArrangement *self, EntMap *map, GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GArray) places = g_array_new (FALSE, FALSE, sizeof (EntPoint));

  for (guint i = 0; i < self->n; i++)
    {
      const EntActor *actor = ent_map_actor (map, self->ids[i]);

      if (actor == NULL)
        continue;
      if (!same_number (actor->position != NULL ? actor->position->x : NAN, self->from[i].x)
          || !same_number (actor->position != NULL ? actor->position->y : NAN, self->from[i].y)
          || actor->pinned != self->pinned[i])
        {
          g_set_error (error, ENT_ERROR, ENT_ERROR_EDIT, "“%s” was moved or pinned meanwhile", actor->name);
          return FALSE;
        }
      if (self->to[i].x == self->from[i].x && self->to[i].y == self->from[i].y)
        continue;
      g_ptr_array_add (ids, self->ids[i]);
      g_array_append_val (places, self->to[i]);
    }
  return ent_edit_arrange_actors (map, algorithms[self->algorithm].label, (const char *const *) ids->pdata,
                                  (const EntPoint *) places->data, ids->len, error);
}

EntSnapshot *
ent_arrangement_to_snapshot (const EntArrangement *self, EntSnapshot *snapshot)
{
  EntRecords *lists[ENT_N_LISTS];
  g_autofree EntRecord **actors = g_new (EntRecord *, self->n + 1);

  g_return_val_if_fail (ent_records_n (snapshot->lists[ENT_LIST_ACTORS]) == self->n, NULL);

  for (guint i = 0; i < self->n; i++)
    {
      EntActor *actor = (EntActor *) snapshot->lists[ENT_LIST_ACTORS]->items[i];
      EntPosition *position;

      actors[i] = ent_record_ref (&actor->record);
      if (self->to[i].x == self->from[i].x && self->to[i].y == self->from[i].y)
        continue;
      ent_record_unref (actors[i]);
      actors[i] = ent_record_copy (&actor->record);
      position = (EntPosition *) (actor->position != NULL ? ent_record_copy (&actor->position->record)
                                                          : ent_record_new (&ent_position_type));
      position->x = self->to[i].x;
      position->y = self->to[i].y;
      ent_record_set_record (&((EntActor *) actors[i])->position, position);
      ent_record_unref (&position->record);
    }
  for (guint i = 0; i < ENT_N_LISTS; i++)
    lists[i] = i == ENT_LIST_ACTORS          ? ent_records_new_take (actors, self->n)
               : snapshot->lists[i] != NULL ? ent_records_ref (snapshot->lists[i])
                                             : NULL;
  return ent_snapshot_new_take ((EntHead *) ent_record_ref (&snapshot->head->record), lists);
}

EntArrangeReport
ent_arrangement_report (const EntArrangement *self)
{
  EntArrangeReport report = { 0 };
  g_autofree double *numbers = g_new (double, 4 * self->n + 1);
  double *width = numbers, *height = width + self->n, *x = height + self->n, *y = x + self->n;
  g_autofree int *source = g_new (int, self->n_ties + 1), *target = g_new (int, self->n_ties + 1);
  EntLayoutGraph graph = { .n_nodes = (int) self->n,
                           .width = width,
                           .height = height,
                           .n_edges = (int) self->n_ties,
                           .source = source,
                           .target = target };

  for (guint i = 0; i < self->n; i++)
    {
      width[i] = self->boxes[i].width;
      height[i] = self->boxes[i].height;
      x[i] = self->to[i].x;
      y[i] = self->to[i].y;
      if (!isnan (self->from[i].x))
        report.largest_move = MAX (report.largest_move, ent_distance (self->from[i], self->to[i]));
    }
  for (guint i = 0; i < self->n_ties; i++)
    {
      source[i] = (int) self->ties[2 * i];
      target[i] = (int) self->ties[2 * i + 1];
    }
  report.score = ent_layout_score (&graph, x, y);
  return report;
}

EntSnapshot *
ent_arrange_missing (EntSnapshot *snapshot, GCancellable *cancellable, GError **error)
{
  const EntRecords *actors = snapshot->lists[ENT_LIST_ACTORS];
  g_autoptr (GPtrArray) missing = g_ptr_array_new ();
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntArrangement) arrangement = NULL;
  EntArrangeOptions options = { .algorithm = ENT_LAYOUT_ORGANIC };

  for (guint i = 0; i < ent_records_n (actors); i++)
    if (((const EntActor *) actors->items[i])->position == NULL)
      g_ptr_array_add (missing, ((EntActor *) actors->items[i])->id);
  if (missing->len == 0)
    return ent_snapshot_ref (snapshot);
  if (missing->len < actors->n)
    {
      options.algorithm = ENT_LAYOUT_SETTLE;
      options.actors = (const char *const *) missing->pdata;
      options.n_actors = missing->len;
    }
  index = ent_map_index_new (snapshot);
  arrangement = ent_arrange (index, &options, cancellable, error);
  return arrangement != NULL ? ent_arrangement_to_snapshot (arrangement, snapshot) : NULL;
}
