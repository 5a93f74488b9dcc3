/* SPDX-License-Identifier: GPL-3.0-or-later */
/* libFuzzer on sequences of edits: the bytes are the dice that the random-edit program throws, and say when to undo and redo. Whatever they
 * are: the invariants of a map hold after every edit, a refused one changes nothing, undoing all gives the first map and redoing all the
 * last, and what is saved is read as the same. */
#include "edit-ops.h"
#include "ent-history.h"
#include "ent-map-reader.h"
#include "ent-map-writer.h"

int LLVMFuzzerTestOneInput (const guint8 *data, gsize size);

/* An input of more edits finds nothing that a shorter one does not. */
#define MOST_EDITS 300

typedef struct
{
  const guint8 *next, *end;
} Bytes;

static guint
dice (gpointer data, guint n)
{
  Bytes *bytes = data;
  guint number = 0;

  for (guint most = n - 1; most > 0; most >>= 8)
    number = number << 8 | (bytes->next < bytes->end ? *bytes->next++ : 0);
  return number % n;
}

static void
check_saved (EntMap *map)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = ent_map_write (ent_map_peek (map), NULL, &error);
  g_autoptr (EntSnapshot) again = NULL;

  g_assert_no_error (error);
  again = ent_map_read (bytes, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (ent_snapshot_equal (again, ent_map_peek (map)));
}

static void
one_step (EditOps *ops, EntHistory *history)
{
  guint what = dice (ops->data, 10);
  g_autoptr (EntSnapshot) before = ent_map_snapshot (ops->map);
  g_autoptr (GError) error = NULL;
  gboolean done = TRUE;

  if (what == 0)
    ent_history_undo (history);
  else if (what == 1)
    ent_history_redo (history);
  else if (what == 2)
    ent_history_go_to (history, dice (ops->data, ent_history_get_n_steps (history) + 1));
  else if (what == 3)
    ent_history_break_merge (history);
  else
    edit_ops_do (ops, &done, &error);
  g_assert_true (done == (error == NULL));
  g_assert_true (done || ent_snapshot_equal (before, ent_map_peek (ops->map)));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  Bytes bytes = { data, data + size };
  g_autoptr (EntMap) map = ent_map_new ();
  g_autoptr (EntHistory) history = ent_history_new (map);
  g_autoptr (EntSnapshot) first = ent_map_snapshot (map), last = NULL;
  EditOps ops = { .map = map, .dice = dice, .data = &bytes };

  for (guint i = 0; i < MOST_EDITS && bytes.next < bytes.end; i++)
    {
      one_step (&ops, history);
      edit_ops_check (map, NULL);
    }
  edit_ops_check_index (ent_map_peek_index (map), ent_map_peek (map));
  check_saved (map);
  ent_history_go_to (history, ent_history_get_n_steps (history));
  last = ent_map_snapshot (map);
  while (ent_history_get_can_undo (history))
    ent_history_undo (history);
  g_assert_true (ent_snapshot_equal (first, ent_map_peek (map)));
  while (ent_history_get_can_redo (history))
    ent_history_redo (history);
  g_assert_true (ent_snapshot_equal (last, ent_map_peek (map)));
  g_clear_pointer (&ops.clip, ent_snapshot_unref);
  return 0;
}
