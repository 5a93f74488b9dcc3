/* SPDX-License-Identifier: GPL-3.0-or-later */
/* New places are computed from the present ones along one axis; the other is kept.
 * Invariant: doing the same again changes nothing (but for the rounding of positions to 0.1). */
#include "ent-edit-place.h"

#include <string.h>

#include "ent-edit-private.h"

typedef struct
{
  const char *id;
  double at, half; /* middle and half the size along the axis */
  EntPoint place;
} Placed;

/* The things that have a position; a thing that cannot have one is refused. */
static GArray *
gather (EntMap *map, const char *const *ids, const EntPoint *sizes, guint n, gboolean vertical, GError **error)
{
  GArray *all = g_array_new (FALSE, FALSE, sizeof (Placed));

  for (guint i = 0; i < n; i++)
    {
      const EntRecord *record = ent_map_find (map, ids[i]);
      int field = record != NULL ? ent_record_type_find (record->type, "position") : -1;
      const EntPosition *place;
      Placed placed = { .id = ids[i] };

      if (field < 0)
        {
          ent_edit_no_such (error, "thing with a place", ids[i]);
          g_array_unref (all);
          return NULL;
        }
      place = *(EntPosition **) ent_record_slot (record, (guint) field);
      if (place == NULL)
        continue;
      placed.place = ent_point (place->x, place->y);
      placed.at = vertical ? place->y : place->x;
      placed.half = (vertical ? sizes[i].y : sizes[i].x) / 2;
      g_array_append_val (all, placed);
    }
  return all;
}

static gboolean
put_all (EntMap *map, GArray *all, gboolean vertical, const char *verb, GError **error)
{
  g_autofree char *label = NULL;
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  if (all->len == 0)
    return TRUE;
  for (guint i = 0; i < all->len; i++)
    g_ptr_array_add (ids, (gpointer) g_array_index (all, Placed, i).id);
  label = ent_edit_label_for_many (map, verb, (const char *const *) ids->pdata, ids->len);
  ent_map_begin (map, label, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      const Placed *placed = &g_array_index (all, Placed, i);
      EntRecord *copy = ent_record_copy (ent_map_find (map, placed->id));

      ent_edit_set_place (ent_record_slot (copy, (guint) ent_record_type_find (copy->type, "position")),
                          vertical ? ent_point (placed->place.x, placed->at) : ent_point (placed->at, placed->place.y));
      ent_edit_put (map, placed->id, copy);
    }
  return ent_map_commit (map, error);
}

gboolean
ent_edit_align (EntMap *map, const char *const *ids, const EntPoint *sizes, guint n, EntAlign align, GError **error)
{
  gboolean vertical = align >= ENT_ALIGN_TOP;
  g_autoptr (GArray) all = gather (map, ids, sizes, n, vertical, error);
  double first = G_MAXDOUBLE, last = -G_MAXDOUBLE;

  if (all == NULL)
    return FALSE;
  for (guint i = 0; i < all->len; i++)
    {
      const Placed *placed = &g_array_index (all, Placed, i);

      first = MIN (first, placed->at - placed->half);
      last = MAX (last, placed->at + placed->half);
    }
  for (guint i = 0; i < all->len; i++)
    {
      Placed *placed = &g_array_index (all, Placed, i);

      if (align == ENT_ALIGN_LEFT || align == ENT_ALIGN_TOP)
        placed->at = first + placed->half;
      else if (align == ENT_ALIGN_RIGHT || align == ENT_ALIGN_BOTTOM)
        placed->at = last - placed->half;
      else
        placed->at = (first + last) / 2;
    }
  return put_all (map, all, vertical, "Align", error);
}

static int
compare_at (gconstpointer a, gconstpointer b)
{
  const Placed *p = a, *q = b;

  return p->at != q->at ? (p->at < q->at ? -1 : 1) : strcmp (p->id, q->id);
}

gboolean
ent_edit_distribute (EntMap *map, const char *const *ids, const EntPoint *sizes, guint n, gboolean vertical, GError **error)
{
  g_autoptr (GArray) all = gather (map, ids, sizes, n, vertical, error);
  double room, edge;

  if (all == NULL)
    return FALSE;
  if (all->len < 3)
    return TRUE; /* the outer two stay */
  g_array_sort (all, compare_at);
  room = g_array_index (all, Placed, all->len - 1).at - g_array_index (all, Placed, 0).at;
  for (guint i = 1; i < all->len; i++)
    room -= g_array_index (all, Placed, i - 1).half + g_array_index (all, Placed, i).half;
  edge = g_array_index (all, Placed, 0).at + g_array_index (all, Placed, 0).half;
  for (guint i = 1; i + 1 < all->len; i++)
    {
      Placed *placed = &g_array_index (all, Placed, i);

      edge += room / (all->len - 1);
      placed->at = edge + placed->half;
      edge += 2 * placed->half;
    }
  return put_all (map, all, vertical, "Distribute", error);
}
