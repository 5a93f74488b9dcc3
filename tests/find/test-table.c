/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A table that follows each change is the table that is made anew; what it tells of its moves leads whoever listens to the same rows. */
#include <string.h>

#include "ent-edit-field.h"
#include "ent-edit-proof.h"
#include "ent-edit.h"
#include "ent-history.h"
#include "ent-table.h"
#include "random-map.h"

static char *
kind_name (EntMapIndex *index, const char *kind)
{
  const EntKind *own = ent_map_index_kind (index, kind);

  return g_strdup (own != NULL ? own->name : kind);
}

/* One that shows the table by what it is told. */
typedef struct
{
  EntTable *table;
  GPtrArray *ids;
  guint told;
} Shower;

static void
moved (guint position, guint removed, guint added, gpointer data)
{
  Shower *self = data;

  g_assert_cmpuint (position + removed, <=, self->ids->len);
  if (removed > 0)
    g_ptr_array_remove_range (self->ids, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->ids, (int) (position + i), NULL);
  g_assert_cmpuint (self->ids->len, ==, ent_table_get_n (self->table));
  for (guint i = 0; i < added; i++)
    self->ids->pdata[position + i] = g_strdup (ent_record_id (ent_table_get_record (self->table, position + i)));
  self->told++;
  /* Whoever looks meanwhile sees what it expects. */
  for (guint i = 0; i < self->ids->len && self->ids->len < 1000; i++)
    g_assert_cmpstr (self->ids->pdata[i], ==, ent_record_id (ent_table_get_record (self->table, i)));
}

typedef struct
{
  EntMap *map;
  EntHistory *history;
  EntTableAsk ask;
  guint8 *shown; /* by place, of relations or actors; nullable */
  Shower shower;
  EntTable *table;
  guint anew;
} Fixture;

static void
make_anew (Fixture *f)
{
  ent_table_set_rows (f->table, &f->ask, ent_table_rows_new (ent_map_peek_index (f->map), &f->ask, NULL));
  f->anew++;
}

/* The filter of these tests. */
static gboolean
wants (const EntRecord *record)
{
  return strchr (ent_record_id (record), '7') == NULL;
}

static void
filter (Fixture *f)
{
  EntRecords *list = ent_map_peek (f->map)->lists[f->ask.list];
  g_autofree guint8 *shown = g_new0 (guint8, ent_records_n (list) + 1);

  for (guint i = 0; i < ent_records_n (list); i++)
    shown[i] = wants (list->items[i]);
  ent_table_set_shown (f->table, shown);
}

static void
on_changed (Fixture *f, EntChangeSet *set, int origin)
{
  if (!ent_table_follow (f->table, ent_map_peek_index (f->map), set, origin == ENT_CHANGE_UNDO, NULL))
    make_anew (f);
}

static Fixture *
fixture_new (guint n, EntListId list, EntColumn by, gboolean descending, const char *question)
{
  Fixture *f = g_new0 (Fixture, 1);
  g_autoptr (EntMapIndex) index = random_map (n);

  f->map = ent_map_new_from_snapshot (ent_snapshot_ref (ent_map_index_get_snapshot (index)));
  f->history = ent_history_new (f->map);
  f->ask = (EntTableAsk) { list, kind_name, { { by, descending } }, 1, (char *) question };
  f->table = f->shower.table = ent_table_new (list, kind_name, moved, &f->shower);
  f->shower.ids = g_ptr_array_new_with_free_func (g_free);
  make_anew (f);
  g_signal_connect_swapped (f->map, "changed", G_CALLBACK (on_changed), f);
  return f;
}

static void
fixture_free (Fixture *f)
{
  g_signal_handlers_disconnect_by_data (f->map, f);
  ent_table_free (f->table);
  g_ptr_array_unref (f->shower.ids);
  g_object_unref (f->history);
  g_object_unref (f->map);
  g_free (f);
}

/* As if it were made now. */
static void
check (Fixture *f, gboolean filtered)
{
  g_autoptr (EntTableRows) rows = ent_table_rows_new (ent_map_peek_index (f->map), &f->ask, NULL);
  EntRecords *list = rows->snapshot->lists[f->ask.list];
  guint n = 0;

  for (guint i = 0; i < rows->n; i++)
    {
      EntRecord *record = list->items[rows->sorted[i]];

      if (!rows->matches[rows->sorted[i]] || (filtered && !wants (record)))
        continue;
      g_assert_cmpuint (n, <, ent_table_get_n (f->table));
      g_assert_cmpstr (ent_record_id (ent_table_get_record (f->table, n)), ==, ent_record_id (record));
      g_assert_cmpstr (f->shower.ids->pdata[n], ==, ent_record_id (record));
      n++;
    }
  g_assert_cmpuint (n, ==, ent_table_get_n (f->table));
}

static const char *
any_id (EntMap *map, EntListId list)
{
  return ent_record_id (ent_map_nth (map, list, (guint) g_test_rand_int_range (0, (gint32) ent_map_n (map, list))));
}

static void
set_string (EntMap *map, EntListId list, const char *field, const char *value)
{
  g_autoptr (GError) error = NULL;

  ent_edit_set_field (map, any_id (map, list), field, ent_value_string (value), &error);
  g_assert_no_error (error);
}

static void
change_something (Fixture *f)
{
  EntMap *map = f->map;
  g_autofree char *name = g_strdup_printf ("%c name %d", 'A' + g_test_rand_int_range (0, 26), g_test_rand_int_range (0, 99));
  const char *ids[] = { any_id (map, ENT_LIST_ACTORS), any_id (map, ENT_LIST_ACTORS) };
  const EntPoint places[] = { { g_test_rand_double () * 100, 2 }, { 3, 4 } };
  g_autoptr (GError) error = NULL;

  switch (g_test_rand_int_range (0, 11))
    {
    case 0:
      g_free (ent_edit_add_actor (map, name, "state", ent_point (1, 1), &error));
      break;
    case 1:
      if (g_test_rand_int_range (0, 4) == 0)
        ent_edit_delete_actors (map, ids, 1, &error);
      break;
    case 2:
      set_string (map, ENT_LIST_ACTORS, "name", name);
      break;
    case 3:
      ent_edit_move_actors (map, ids, places, ids[0] != ids[1] ? 2 : 1, FALSE, &error);
      break;
    case 4:
      g_free (ent_edit_add_relation (map, ids[0], ids[1], g_test_rand_bit () ? name : "", &error));
      break;
    case 5:
      ids[0] = any_id (map, ENT_LIST_RELATIONS);
      ent_edit_delete_relations (map, ids, 1, &error);
      break;
    case 6:
      set_string (map, ENT_LIST_RELATIONS, "when", random_dates[g_test_rand_int_range (0, 8)]);
      break;
    case 7:
      set_string (map, ENT_LIST_ARTICLES, "reliability", g_test_rand_bit () ? "A" : "F");
      break;
    case 8:
      set_string (map, ENT_LIST_RELATIONS, "label", name);
      break;
    case 9:
      ent_history_undo (f->history);
      break;
    default:
      ent_history_redo (f->history);
      break;
    }
  g_clear_error (&error); /* an edit that the map does not allow is no change */
}

static void
test_follows (void)
{
  static const struct
  {
    EntListId list;
    EntColumn by;
    const char *question;
  } cases[] = {
    { ENT_LIST_ACTORS, ENT_COLUMN_NAME, NULL },      { ENT_LIST_ACTORS, ENT_COLUMN_KIND, "actor" },
    { ENT_LIST_ACTORS, ENT_COLUMN_RELATIONS, NULL }, { ENT_LIST_ACTORS, ENT_COLUMN_EXCERPTS, "name" },
    { ENT_LIST_RELATIONS, ENT_COLUMN_SOURCE, NULL }, { ENT_LIST_RELATIONS, ENT_COLUMN_LABEL, "name" },
    { ENT_LIST_RELATIONS, ENT_COLUMN_TARGET, "1" },  { ENT_LIST_RELATIONS, ENT_COLUMN_STANCE, NULL },
    { ENT_LIST_RELATIONS, ENT_COLUMN_WHEN, NULL },   { ENT_LIST_RELATIONS, ENT_COLUMN_GRADE, NULL },
    { ENT_LIST_RELATIONS, ENT_COLUMN_EXCERPTS, "meets actor" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      Fixture *f = fixture_new (30, cases[i].list, cases[i].by, g_test_rand_bit (), cases[i].question);

      check (f, FALSE);
      for (guint k = 0; k < 300; k++)
        {
          change_something (f);
          check (f, FALSE);
        }
      /* Small changes are followed. */
      g_assert_cmpuint (f->anew, ==, 1);
      filter (f);
      check (f, TRUE);
      for (guint k = 0; k < 30; k++)
        {
          change_something (f);
          filter (f);
          check (f, TRUE);
        }
      fixture_free (f);
    }
}

static void
test_tells_little (void)
{
  Fixture *f = fixture_new (30, ENT_LIST_RELATIONS, ENT_COLUMN_LABEL, FALSE, NULL);
  const char *id[] = { "a3" };
  EntPoint place = { 5, 5 };
  guint told = f->shower.told;

  /* A place on the map is no matter of the table, nor is a date of the order by labels. */
  g_assert_true (ent_edit_move_actors (f->map, id, &place, 1, FALSE, NULL));
  g_assert_true (ent_edit_set_field (f->map, "r5", "when", ent_value_string ("1999"), NULL));
  g_assert_cmpuint (f->shower.told, ==, told);
  /* One row moves: it goes and comes, or all between is told of once. */
  g_assert_true (ent_edit_set_field (f->map, "r5", "label", ent_value_string ("zz"), NULL));
  g_assert_cmpuint (f->shower.told, <=, told + 2);
  g_assert_cmpint (ent_table_find (f->table, "r5"), ==, (int) ent_table_get_n (f->table) - 1);
  fixture_free (f);
}

static void
test_order (void)
{
  Fixture *f = fixture_new (30, ENT_LIST_ACTORS, ENT_COLUMN_NAME, FALSE, NULL);

  g_assert_true (ent_edit_set_field (f->map, "a9", "name", ent_value_string ("élan"), NULL));
  g_assert_true (ent_edit_set_field (f->map, "a8", "name", ent_value_string ("ZEBRA"), NULL));
  g_assert_true (ent_edit_set_field (f->map, "a7", "name", ent_value_string ("aardvark"), NULL));
  /* Whatever their case. */
  g_assert_cmpint (ent_table_find (f->table, "a7"), ==, 0);
  g_assert_cmpint (ent_table_find (f->table, "a8"), >=, 28);
  fixture_free (f);
}

/* Dates that are not there come last. */
static void
test_when (void)
{
  Fixture *f = fixture_new (30, ENT_LIST_RELATIONS, ENT_COLUMN_WHEN, FALSE, NULL);
  gboolean ended = FALSE;

  for (guint i = 0; i < ent_table_get_n (f->table); i++)
    {
      const EntRelation *relation = (const EntRelation *) ent_table_get_record (f->table, i);

      g_assert_false (ended && relation->when[0] != '\0');
      ended = relation->when[0] == '\0';
    }
  g_assert_true (ended);
  fixture_free (f);
}

static void
test_cancelled (void)
{
  g_autoptr (EntMapIndex) index = random_map (30);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  EntTableAsk ask = { ENT_LIST_RELATIONS, kind_name, { { ENT_COLUMN_SOURCE, FALSE } }, 1, NULL };

  g_cancellable_cancel (cancellable);
  g_assert_null (ent_table_rows_new (index, &ask, cancellable));
}

/* A change of 10,000 actors with 30,000 relations: what stays is not told of. */
static void
test_large (void)
{
  Fixture *f = fixture_new (10000, ENT_LIST_RELATIONS, ENT_COLUMN_SOURCE, FALSE, NULL);
  gint64 worst = 0;
  guint told = f->shower.told;

  for (guint k = 0; k < 20; k++)
    {
      const char *id = any_id (f->map, ENT_LIST_ACTORS);
      g_autofree char *name = g_strdup_printf ("%c%u", 'A' + g_test_rand_int_range (0, 26), k);
      gint64 before = g_get_monotonic_time ();

      g_assert_true (ent_edit_set_field (f->map, id, "name", ent_value_string (name), NULL));
      worst = MAX (worst, g_get_monotonic_time () - before);
    }
  g_assert_cmpuint (f->shower.told, <=, told + 2 * 20);
  g_test_message ("worst of 20 renamings: %.1f ms", (double) worst / 1000);
  check (f, FALSE);
  fixture_free (f);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/table/follows", test_follows);
  g_test_add_func ("/table/tells-little", test_tells_little);
  g_test_add_func ("/table/order", test_order);
  g_test_add_func ("/table/when", test_when);
  g_test_add_func ("/table/cancelled", test_cancelled);
  g_test_add_func ("/table/large", test_large);
  return g_test_run ();
}
