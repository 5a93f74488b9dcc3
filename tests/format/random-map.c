/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Ids are counted up; references choose among those that were given out, so the lists that others refer to are made first.
 * Invariant: the map is one that the reader takes without an error. */
#include "random-map.h"

#include <math.h>

typedef struct
{
  GRand *rand;
  guint n_ids;
  GPtrArray *actors, *excerpts, *any; /* ids that may be referred to */
} Maker;

static EntRecord *make_record (Maker *maker, const EntRecordType *type, gboolean reserved);

static gboolean
chance (Maker *maker, double p)
{
  return g_rand_double (maker->rand) < p;
}

static guint
below (Maker *maker, guint n)
{
  return (guint) g_rand_int_range (maker->rand, 0, (gint32) n);
}

static char *
random_text (Maker *maker)
{
  static const gunichar odd[] = { '"', '\\', '/', '\n', '\r', '\t', '\b', '\f', 1, 0x1f, 0x7f, 0x80, 0xe9, 0x202e, 0x4e2d, 0xd7ff, 0xe000,
                                  0xfeff, 0xfffd, 0xfffe, 0xffff, 0x10000, 0x1f600, 0x10ffff, '{', '}', '[', ']', ',', ':', ' ' };
  GString *text = g_string_new (NULL);

  for (guint n = below (maker, chance (maker, 0.1) ? 200 : 12); n > 0; n--)
    g_string_append_unichar (text, chance (maker, 0.4) ? odd[below (maker, G_N_ELEMENTS (odd))] : 'a' + below (maker, 26));
  return g_string_free (text, FALSE);
}

static double
random_number (Maker *maker)
{
  switch (below (maker, 5))
    {
    case 0:
      return below (maker, 1000);
    case 1:
      return below (maker, 100000) / 10.0 - 5000;
    case 2:
      return g_rand_double (maker->rand);
    case 3:
      return ldexp (g_rand_double (maker->rand) - 0.5, g_rand_int_range (maker->rand, -1070, 1020));
    default:
      return -(double) below (maker, 5);
    }
}

static const char *
one_of (Maker *maker, GPtrArray *ids)
{
  return g_ptr_array_index (ids, below (maker, ids->len));
}

/* The ids that a field may name, NULL where it names none. */
static GPtrArray *
referred (Maker *maker, guint flags)
{
  if ((flags & ENT_FIELD_REF_ACTOR) != 0)
    return maker->actors;
  if ((flags & ENT_FIELD_REF_EXCERPT) != 0)
    return maker->excerpts;
  return (flags & ENT_FIELD_REF_ANY) != 0 ? maker->any : NULL;
}

static char *
new_id (Maker *maker, const EntRecordType *type, gboolean reserved)
{
  char *id = g_strdup_printf (chance (maker, 0.1) ? "%u \"é\n" : "id%u", maker->n_ids++);

  if (!reserved)
    {
      g_ptr_array_add (maker->any, g_strdup (id));
      if (type == &ent_actor_type)
        g_ptr_array_add (maker->actors, g_strdup (id));
      if (type == &ent_excerpt_type)
        g_ptr_array_add (maker->excerpts, g_strdup (id));
    }
  return id;
}

static char *
random_string (Maker *maker, const EntRecordType *type, const EntField *field, gboolean reserved)
{
  static const char *const dates[] = { "", "2024", "2024-05-17", "../1961", "201X", "2024-05-17T10:00:00Z", "2001-21", "Y-12345" };
  GPtrArray *ids = referred (maker, field->flags);
  guint n = 0;

  if ((field->flags & ENT_FIELD_ID) != 0)
    return new_id (maker, type, reserved);
  if (ids != NULL)
    return g_strdup ((field->flags & ENT_FIELD_OR_EMPTY) != 0 && chance (maker, 0.3) ? "" : one_of (maker, ids));
  if (field->choices != NULL)
    {
      while (field->choices[n] != NULL)
        n++;
      return g_strdup (field->choices[below (maker, n)]);
    }
  if ((field->flags & ENT_FIELD_COLOUR) != 0)
    return g_strdup_printf ("#%06x", below (maker, 1 << 24));
  if ((field->flags & ENT_FIELD_EDTF) != 0)
    return g_strdup (dates[below (maker, G_N_ELEMENTS (dates))]);
  if ((field->flags & ENT_FIELD_NOT_EMPTY) != 0)
    return g_strdup ("not empty");
  return random_text (maker);
}

static double
number_of (Maker *maker, const EntField *field)
{
  double number = random_number (maker);

  if ((field->flags & ENT_FIELD_POSITIVE) != 0)
    return 0.25 + fabs (fmod (number, 8));
  if ((field->flags & (ENT_FIELD_LATITUDE | ENT_FIELD_LONGITUDE)) != 0)
    return fmod (number, 90);
  return (field->flags & ENT_FIELD_COORDINATE) != 0 ? fmod (number, 1e9) : number;
}

static EntRecords *
make_records (Maker *maker, const EntRecordType *type, guint n, gboolean reserved)
{
  g_autofree EntRecord **items = g_new (EntRecord *, n);

  if (type == &ent_evidence_type && maker->excerpts->len == 0)
    return NULL;
  for (guint i = 0; i < n; i++)
    items[i] = make_record (maker, type, reserved);
  return ent_records_new_take (items, n);
}

static EntStrings *
make_strings (Maker *maker, const EntField *field)
{
  GPtrArray *ids = referred (maker, field->flags);
  g_auto (GStrv) items = g_new0 (char *, 6);
  guint n = below (maker, 6);

  for (guint i = 0; i < n; i++)
    items[i] = ids != NULL ? g_strdup (one_of (maker, ids)) : random_text (maker);
  return ent_strings_new ((const char *const *) items, n);
}

static void
fill (Maker *maker, EntRecord *record, guint i, gboolean reserved)
{
  const EntField *field = &record->type->fields[i];
  gboolean inside = reserved || (field->flags & ENT_FIELD_RESERVED) != 0;
  gpointer slot = ent_record_slot (record, i);
  gint64 pages[3] = { 0, below (maker, 9), G_GINT64_CONSTANT (1) << 53 };

  ent_record_set_present (record, i, chance (maker, 0.5));
  switch (field->kind)
    {
    case ENT_FIELD_STRING:
      {
        g_autofree char *value = random_string (maker, record->type, field, reserved);

        ent_record_set_string (slot, value);
        break;
      }
    case ENT_FIELD_BOOL:
      /* Two groups may not both be collapsed over one actor. */
      *(gboolean *) slot = record->type != &ent_group_type && chance (maker, 0.5);
      break;
    case ENT_FIELD_NUMBER:
      *(double *) slot = number_of (maker, field);
      break;
    case ENT_FIELD_INTEGER:
      *(gint64 *) slot = below (maker, 1000);
      break;
    case ENT_FIELD_STRINGS:
      *(EntStrings **) slot = make_strings (maker, field);
      break;
    case ENT_FIELD_INTEGERS:
      *(EntIntegers **) slot = ent_integers_new (pages, below (maker, 4));
      break;
    case ENT_FIELD_RECORD:
      *(EntRecord **) slot = make_record (maker, field->record, inside);
      break;
    case ENT_FIELD_RECORDS:
      *(EntRecords **) slot = make_records (maker, field->record, below (maker, 4), inside);
      break;
    case ENT_FIELD_LIST:
      break;
    }
}

static EntUnknown *
make_unknown (Maker *maker)
{
  static const char *const values[] = { "null", "true", "[]", "{}", "0", "1.5e-7", "\"\\u0001/é\"", "[1,[2,{\"a\":[]}],\"b\"]", "{\"a b\":{\"c\":-1}}",
                                        "\"a string that is longer than eighty code points, so that what holds it does not stand on one line\"" };
  EntUnknownMember items[3];
  guint n = below (maker, 4);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("x-%u%s", i, chance (maker, 0.3) ? "\"\n" : "");

      items[i].name = g_ref_string_new (name);
      items[i].json = g_ref_string_new (values[below (maker, G_N_ELEMENTS (values))]);
    }
  return ent_unknown_new_take (items, n);
}

static EntRecord *
make_record (Maker *maker, const EntRecordType *type, gboolean reserved)
{
  EntRecord *record = ent_record_new (type);
  double density = g_rand_double (maker->rand);

  for (guint i = 0; i < type->n_fields; i++)
    {
      const EntField *field = &type->fields[i];
      GPtrArray *ids = referred (maker, field->flags);

      if (ids != NULL && ids->len == 0)
        continue;
      /* Merged actors that hold merged actors must end somewhere. */
      if ((field->flags & ENT_FIELD_REQUIRED) != 0 || chance (maker, reserved ? 0.2 : density))
        fill (maker, record, i, reserved);
      else if (field->kind != ENT_FIELD_STRING || ent_record_is_written (record, i))
        ent_record_set_present (record, i, FALSE);
    }
  if (type == &ent_excerpt_type)
    {
      ((EntExcerpt *) record)->start = below (maker, 100);
      ((EntExcerpt *) record)->end = ((EntExcerpt *) record)->start + 1 + below (maker, 100);
    }
  if (chance (maker, 0.2))
    ent_record_take_unknown (record, make_unknown (maker));
  return record;
}

EntSnapshot *
random_map_new (GRand *rand)
{
  static const EntListId order[] = { ENT_LIST_KINDS, ENT_LIST_ACTORS,   ENT_LIST_ARTICLES, ENT_LIST_RELATIONS,
                                     ENT_LIST_GROUPS, ENT_LIST_CAPTIONS, ENT_LIST_STORY };
  Maker maker = { .rand = rand };
  EntRecords *lists[ENT_N_LISTS] = { NULL };
  EntHead *head;

  maker.actors = g_ptr_array_new_with_free_func (g_free);
  maker.excerpts = g_ptr_array_new_with_free_func (g_free);
  maker.any = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    if (order[i] != ENT_LIST_RELATIONS || maker.actors->len > 0)
      lists[order[i]] = make_records (&maker, ent_list_record_type (order[i]), below (&maker, 6), FALSE);
  head = (EntHead *) make_record (&maker, &ent_head_type, FALSE);
  head->version = ENT_MAP_VERSION;
  ent_record_set_string (&head->format, "entente-map");
  for (EntListId list = 0; list < ENT_N_LISTS; list++)
    ent_record_set_present (&head->record, ent_list_head_field (list), chance (&maker, 0.5));
  g_ptr_array_unref (maker.actors);
  g_ptr_array_unref (maker.excerpts);
  g_ptr_array_unref (maker.any);
  return ent_snapshot_new_take (head, lists);
}
