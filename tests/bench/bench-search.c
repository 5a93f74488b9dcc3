/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-search: how long a search lets wait, beside grep -i over the same map's file. At 10,000 and 100,000 actors with three relations
 * each: the first question of all (names are read and folded first), later ones until their first section and until all are there, and
 * the peer, which reads the file from the cache of the system. Prints milliseconds; fails where the first results of a later question
 * need more than 50 ms at p95. */
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

#include "ent-map-writer.h"
#include "ent-search.h"
#include "ent-shown.h"

#define RELATIONS 3 /* an actor */
#define REPEATS 9
#define GOAL 50.0

static const char *const first_names[] = { "Ahmed", "Björn", "Chiara", "Đorđe", "Élodie", "Kim", "Ким", "Łukasz", "María", "Nguyễn", "Recep", "习近", "Zoë" };
static const char *const last_names[] = { "al-Sisi", "Blinken", "Erdoğan", "González", "Hernández", "Jong Un", "Müller", "Новак", "O’Brien", "Park", "Wałęsa", "平" };
static const char *const labels[] = { "meets", "exports oil to", "calls on", "is allied with", "condemns the attack of", "reports on",
                                      "keeps friendly relations with", "sends troops to", "mediates between them and" };
static const char *const questions[] = { "e", "kim", "erdogan", "oil", "friendly relations", "maria gonzalez", "новак", "nothing at all" };

static EntRecord *
actor_new (GRand *rand, guint i)
{
  EntActor *actor = (EntActor *) ent_record_new (&ent_actor_type);
  g_autofree char *id = g_strdup_printf ("a%u", i);
  g_autofree char *name = g_strdup_printf ("%s %s %u", first_names[g_rand_int_range (rand, 0, G_N_ELEMENTS (first_names))],
                                           last_names[g_rand_int_range (rand, 0, G_N_ELEMENTS (last_names))], i / 7);

  ent_record_set_string (&actor->id, id);
  ent_record_set_string (&actor->name, name);
  ent_record_set_string (&actor->kind, "person");
  actor->position = (EntPosition *) ent_record_new (&ent_position_type);
  actor->position->x = g_rand_int_range (rand, 0, 100000);
  actor->position->y = g_rand_int_range (rand, 0, 100000);
  return &actor->record;
}

static EntRecord *
relation_new (GRand *rand, guint i, guint n)
{
  EntRelation *relation = (EntRelation *) ent_record_new (&ent_relation_type);
  g_autofree char *id = g_strdup_printf ("r%u", i), *source = g_strdup_printf ("a%u", i / RELATIONS);
  g_autofree char *target = g_strdup_printf ("a%d", g_rand_int_range (rand, 0, (gint32) n));

  ent_record_set_string (&relation->id, id);
  ent_record_set_string (&relation->source, source);
  ent_record_set_string (&relation->target, target);
  ent_record_set_string (&relation->label, labels[g_rand_int_range (rand, 0, G_N_ELEMENTS (labels))]);
  ent_record_set_string (&relation->stance, i % 3 == 0 ? "cooperative" : "conflictual");
  return &relation->record;
}

static EntSnapshot *
map_new (guint n)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  g_autofree EntRecord **items = g_new (EntRecord *, n * RELATIONS);
  EntRecords *lists[ENT_N_LISTS] = { NULL };

  for (guint i = 0; i < n; i++)
    items[i] = actor_new (rand, i);
  lists[ENT_LIST_ACTORS] = ent_records_new_take (items, n);
  for (guint i = 0; i < n * RELATIONS; i++)
    items[i] = relation_new (rand, i, n);
  lists[ENT_LIST_RELATIONS] = ent_records_new_take (items, n * RELATIONS);
  return ent_snapshot_new_take ((EntHead *) ent_record_new (&ent_head_type), lists);
}

static double
ms_since (gint64 start)
{
  return (double) (g_get_monotonic_time () - start) / 1000;
}

static int
compare (gconstpointer a, gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : *(const double *) a > *(const double *) b;
}

static double
percentile (GArray *times, double share)
{
  g_array_sort (times, compare);
  return g_array_index (times, double, (guint) (share * (times->len - 1)));
}

/* --- Until results can be shown, as the window asks --- */

typedef struct
{
  GMainLoop *loop;
  gint64 start;
  double first; /* ms; 0: none yet */
} Asked;

static void
on_told (EntFoundSection *section, gpointer data)
{
  Asked *asked = data;

  if (asked->first <= 0)
    asked->first = ms_since (asked->start);
}

static void
on_done (GObject *source, GAsyncResult *result, gpointer data)
{
  ent_search_finish (result, NULL);
  g_main_loop_quit (((Asked *) data)->loop);
}

/* Returns the time until all is there. */
static double
ask (EntSearch *search, const char *question, double *first)
{
  Asked asked = { g_main_loop_new (NULL, FALSE), g_get_monotonic_time (), 0 };
  double all;

  ent_search_async (search, question, 30, on_told, &asked, NULL, on_done, &asked);
  g_main_loop_run (asked.loop);
  all = ms_since (asked.start);
  *first = asked.first > 0 ? asked.first : all;
  g_main_loop_unref (asked.loop);
  return all;
}

static double
grep (const char *path, const char *question)
{
  const char *argv[] = { "grep", "-i", "-c", "-F", "--", question, path, NULL };
  g_auto (GStrv) env = g_environ_setenv (g_get_environ (), "LC_ALL", "C.UTF-8", TRUE);
  gint64 start = g_get_monotonic_time ();

  if (!g_spawn_sync (NULL, (char **) argv, env, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, NULL, NULL))
    return -1;
  return ms_since (start);
}

static char *
write_map (EntSnapshot *map, const char *folder)
{
  g_autoptr (GBytes) bytes = ent_map_write (map, NULL, NULL);
  char *path = g_build_filename (folder, "map.entente", NULL);

  g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL);
  return path;
}

static void
time_filter (EntMapIndex *index)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (EntFacts) facts = ent_facts_new (index, NULL, NULL);
  double made = ms_since (start);
  g_autoptr (EntFilter) all = ent_filter_new (), some = ent_filter_with_value (all, ENT_FACET_STANCE, "cooperative", TRUE);
  g_autoptr (EntShown) shown = NULL;

  start = g_get_monotonic_time ();
  shown = ent_shown_new (facts, some);
  g_print ("  filter: facts %.1f ms once, then %.1f ms a filter (%u of %u relations)\n", made, ms_since (start), shown->n_relations,
           shown->all_relations);
}

static gboolean
measure (guint n, const char *folder)
{
  g_autoptr (EntSnapshot) map = map_new (n);
  g_autoptr (EntMapIndex) index = ent_map_index_new (map);
  g_autoptr (GArray) firsts = g_array_new (FALSE, FALSE, sizeof (double)), alls = g_array_new (FALSE, FALSE, sizeof (double));
  g_autofree char *path = write_map (map, folder);
  g_autoptr (EntSearch) search = ent_search_new (index, NULL);
  double first, all = ask (search, "kim", &first), p95;

  g_print ("%u actors, %u relations\n  first question of all: first results after %.1f ms, all after %.1f ms\n", n, n * RELATIONS, first, all);
  g_print ("  %-20s %10s %10s %10s\n", "question", "first", "all", "grep -i");
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (GArray) f = g_array_new (FALSE, FALSE, sizeof (double)), a = g_array_new (FALSE, FALSE, sizeof (double));
      g_autoptr (GArray) peer = g_array_new (FALSE, FALSE, sizeof (double));

      for (guint k = 0; k < REPEATS; k++)
        {
          double of_grep = k % 3 == 0 ? grep (path, questions[i]) : 0;

          all = ask (search, questions[i], &first);
          g_array_append_val (f, first);
          g_array_append_val (a, all);
          g_array_append_val (firsts, first);
          g_array_append_val (alls, all);
          if (k % 3 == 0)
            g_array_append_val (peer, of_grep);
        }
      g_print ("  %-20s %10.2f %10.2f %10.1f\n", questions[i], percentile (f, 0.5), percentile (a, 0.5), percentile (peer, 0.5));
    }
  p95 = percentile (firsts, 0.95);
  g_print ("  p95: first %.1f ms, all %.1f ms\n", p95, percentile (alls, 0.95));
  time_filter (index);
  g_remove (path);
  return p95 <= GOAL;
}

int
main (void)
{
  g_autofree char *folder = g_dir_make_tmp ("bench-search.XXXXXX", NULL);
  gboolean good = measure (10000, folder);

  good = measure (100000, folder) && good;
  g_rmdir (folder);
  return good ? 0 : 1;
}
