/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All that differs goes before anything comes, for an id may stand elsewhere in the other content. */
#include "ent-edit-restore.h"

gboolean
ent_edit_restore (EntMap *map, const char *label, EntSnapshot *content, GError **error)
{
  guint start[ENT_N_LISTS], end[ENT_N_LISTS]; /* what differs, in @content */

  ent_map_begin (map, label, NULL);
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    {
      EntRecords *wanted = content->lists[list];
      guint n = ent_map_n (map, list), n_wanted = ent_records_n (wanted), same_end = 0;

      start[list] = 0;
      while (start[list] < MIN (n, n_wanted) && ent_record_equal (ent_map_nth (map, list, start[list]), wanted->items[start[list]]))
        start[list]++;
      while (same_end < MIN (n, n_wanted) - start[list]
             && ent_record_equal (ent_map_nth (map, list, n - 1 - same_end), wanted->items[n_wanted - 1 - same_end]))
        same_end++;
      end[list] = n_wanted - same_end;
      for (guint i = n - same_end; i > start[list]; i--)
        ent_map_remove (map, list, i - 1);
    }
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    for (guint i = start[list]; i < end[list]; i++)
      ent_map_insert (map, list, (int) i, ent_record_ref (content->lists[list]->items[i]));
  ent_map_replace_head (map, ent_record_ref (&content->head->record));
  return ent_map_commit (map, error);
}
