/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-list ACTORS: the list over a made map with three relations an actor, in a window of 1280 x 500; one line of JSON.
 * `open`: until the first frame with rows. `change`: what one edit of the map or its undoing takes of the main thread, with all that
 * follows from it for the list (the edit alone, without a list: `edit`). `frame`: the frame after it. `type` and `sort`: until all rows
 * stand as asked. Milliseconds; of changes and frames those of the main thread's own work. */
#include <locale.h>
#include <stdio.h>
#include <time.h>

#include "ent-edit-field.h"
#include "ent-edit.h"
#include "ent-history.h"
#include "ent-list-columns.h"
#include "ent-list-view.h"

#include "random-map.h"

#define EDITS 120

/* The line; GTest writes to the standard output too. */
static GString *told;

typedef struct
{
  GMainLoop *loop;
  EntMap *map;
  EntHistory *history;
  GtkWidget *window, *list;
  double began, frame; /* of the last frame */
  gboolean settled;
} Bench;

static double
now (void)
{
  return (double) g_get_monotonic_time () / 1000;
}

/* Of this thread's work: what else the machine does is left out. */
static double
work (void)
{
  struct timespec t;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &t);
  return (double) t.tv_sec * 1e3 + (double) t.tv_nsec / 1e6;
}

static void
before_paint (GdkFrameClock *clock, Bench *bench)
{
  bench->began = work ();
}

static void
after_paint (GdkFrameClock *clock, Bench *bench)
{
  gdk_display_sync (gdk_display_get_default ());
  bench->frame = work () - bench->began;
  g_main_loop_quit (bench->loop);
}

/* Until a frame was painted. */
static void
paint (Bench *bench)
{
  gtk_widget_queue_draw (bench->list);
  g_main_loop_run (bench->loop);
}

static void
edit (Bench *bench, guint i)
{
  guint n_actors = ent_map_n (bench->map, ENT_LIST_ACTORS), n_relations = ent_map_n (bench->map, ENT_LIST_RELATIONS);
  const EntActor *actor = ent_map_nth (bench->map, ENT_LIST_ACTORS, (guint) g_test_rand_int_range (0, (gint32) n_actors));
  const EntRelation *relation = ent_map_nth (bench->map, ENT_LIST_RELATIONS, (guint) g_test_rand_int_range (0, (gint32) n_relations));
  g_autofree char *id = g_strdup (relation->id), *name = g_strdup_printf ("Name %u", i), *actor_id = g_strdup (actor->id);
  const char *ids[] = { id };

  switch (i % 6)
    {
    case 0:
      ent_edit_set_field (bench->map, actor_id, "name", ent_value_string (name), NULL);
      break;
    case 1:
      ent_edit_set_field (bench->map, id, "label", ent_value_string (name), NULL);
      break;
    case 2:
      ent_edit_delete_relations (bench->map, ids, 1, NULL);
      break;
    case 4:
      g_free (ent_edit_add_relation (bench->map, actor_id, relation->target, name, NULL));
      break;
    default:
      ent_history_undo (bench->history);
      break;
    }
}

static int
by_size (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

static double
percentile (double *values, double share)
{
  qsort (values, EDITS, sizeof *values, by_size);
  return values[(guint) (share * (EDITS - 1))];
}

static void
tell_edits (Bench *bench, const char *name)
{
  double changes[EDITS], frames[EDITS];

  for (guint i = 0; i < EDITS; i++)
    {
      double begin = work ();

      edit (bench, i);
      changes[i] = work () - begin;
      paint (bench);
      frames[i] = bench->frame;
    }
  g_string_append_printf (told, "\"%s_p50\": %.2f, \"%s_p95\": %.2f, \"%s_frame_p95\": %.2f, ", name, percentile (changes, 0.5), name,
          percentile (changes, 0.95), name, percentile (frames, 0.95));
}

static GtkWidget *
find (GtkWidget *from, GType type)
{
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (child, type) && gtk_widget_get_visible (child) ? child : find (child, type);

      if (found != NULL && gtk_widget_get_visible (child))
        return found;
    }
  return NULL;
}

static void
on_settled (Bench *bench)
{
  bench->settled = TRUE;
}

/* Until the table says that it has settled. */
static void
settle (Bench *bench, const char *name, void (*ask) (Bench *bench))
{
  GtkSelectionModel *model = gtk_column_view_get_model (GTK_COLUMN_VIEW (find (bench->list, GTK_TYPE_COLUMN_VIEW)));
  gulong handler = g_signal_connect_swapped (model, "settled", G_CALLBACK (on_settled), bench);
  double begin = now ();

  bench->settled = FALSE;
  ask (bench);
  while (!bench->settled)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handler_disconnect (model, handler);
  g_string_append_printf (told, "\"%s\": %.1f, ", name, now () - begin);
  paint (bench);
  g_string_append_printf (told, "\"%s_frame\": %.1f, ", name, bench->frame);
}

static void
type (Bench *bench)
{
  gtk_editable_set_text (GTK_EDITABLE (find (bench->list, GTK_TYPE_SEARCH_ENTRY)), "77");
}

static void
sort (Bench *bench)
{
  ent_list_columns_sort (GTK_COLUMN_VIEW (find (bench->list, GTK_TYPE_COLUMN_VIEW)), ENT_COLUMN_TARGET, GTK_SORT_DESCENDING);
}

static void
sort_actors (Bench *bench)
{
  ent_list_columns_sort (GTK_COLUMN_VIEW (find (bench->list, GTK_TYPE_COLUMN_VIEW)), ENT_COLUMN_RELATIONS, GTK_SORT_DESCENDING);
}

int
main (int argc, char **argv)
{
  Bench bench = { 0 };
  guint n = argc > 1 ? (guint) atoi (argv[1]) : 10000;
  char *test_argv[] = { argv[0], NULL };
  int test_argc = 1;
  char **test_args = test_argv;
  g_autoptr (EntMapIndex) index = NULL;
  g_autoptr (EntSelection) selection = NULL;
  g_autoptr (EntFilterState) state = NULL;
  const char *id = NULL;

  setlocale (LC_ALL, "C.UTF-8");
  told = g_string_new (NULL);
  g_test_init (&test_argc, &test_args, NULL);
  gtk_init ();
  index = random_map (n);
  bench.map = ent_map_new_from_snapshot (ent_snapshot_ref (ent_map_index_get_snapshot (index)));
  bench.history = ent_history_new (bench.map);
  bench.loop = g_main_loop_new (NULL, FALSE);
  selection = ent_selection_new (bench.map);
  state = ent_filter_state_new ();
  ent_filter_state_set_map (state, bench.map);
  g_string_append_printf (told, "{\"n\": %u, ", n);
  ent_map_peek_index (bench.map);
  bench.list = g_object_ref_sink (ent_list_view_new (state));
  bench.window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (bench.window), 1280, 500);
  gtk_window_set_child (GTK_WINDOW (bench.window), bench.list);
  for (guint i = 0; i < EDITS; i++)
    edit (&bench, i);
  bench.began = work ();
  for (guint i = 0; i < EDITS; i++)
    edit (&bench, i);
  g_string_append_printf (told, "\"edit\": %.2f, ", (work () - bench.began) / EDITS);
  {
    double begin = now ();

    ent_list_view_set_content (ENT_LIST_VIEW (bench.list), bench.map, selection);
    gtk_window_present (GTK_WINDOW (bench.window));
    g_signal_connect (gtk_widget_get_frame_clock (bench.window), "before-paint", G_CALLBACK (before_paint), &bench);
    g_signal_connect_after (gtk_widget_get_frame_clock (bench.window), "after-paint", G_CALLBACK (after_paint), &bench);
    paint (&bench);
    g_string_append_printf (told, "\"open\": %.1f, ", now () - begin);
  }
  settle (&bench, "sort_actors", sort_actors);
  tell_edits (&bench, "actors");
  id = ((const EntRelation *) ent_map_nth (bench.map, ENT_LIST_RELATIONS, 5))->id;
  ent_selection_choose_relation (selection, id); /* the other table comes */
  for (guint i = 0; i < 20; i++)
    paint (&bench);
  settle (&bench, "sort", sort);
  tell_edits (&bench, "relations");
  settle (&bench, "type", type);
  g_string_append_printf (told, "\"gtk\": \"%u.%u\"}", gtk_get_major_version (), gtk_get_minor_version ());
  gtk_window_destroy (GTK_WINDOW (bench.window));
  puts (told->str);
  g_string_free (told, TRUE);
  return 0;
}
