/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records by table: each function walks the type's fields and does what the field's kind asks.
 * Invariant: a slot always holds a valid value of its kind (strings never NULL), so nothing checks twice. */
#include "ent-record.h"

#include <math.h>
#include <string.h>

char *
ent_empty_string (void)
{
  static gsize once = 0;
  static char *empty = NULL;

  if (g_once_init_enter (&once))
    {
      empty = g_ref_string_new_intern ("");
      g_once_init_leave (&once, 1);
    }
  return empty;
}

static char *
initial_string (const EntField *field)
{
  if (field->initial == NULL || field->initial[0] == '\0')
    return g_ref_string_acquire (ent_empty_string ());
  return g_ref_string_new_intern (field->initial);
}

gpointer
ent_record_slot (const EntRecord *self, guint i)
{
  return G_STRUCT_MEMBER_P (self, self->type->fields[i].offset);
}

EntRecord *
ent_record_new (const EntRecordType *type)
{
  EntRecord *self = g_malloc0 (type->size);

  self->type = type;
  g_atomic_ref_count_init (&self->ref);
  for (guint i = 0; i < type->n_fields; i++)
    {
      if (type->fields[i].kind == ENT_FIELD_STRING)
        *(char **) ent_record_slot (self, i) = initial_string (&type->fields[i]);
      else if (type->fields[i].kind == ENT_FIELD_NUMBER)
        *(double *) ent_record_slot (self, i) = NAN;
    }
  return self;
}

EntRecord *
ent_record_ref (const EntRecord *self)
{
  EntRecord *mine = (EntRecord *) self;

  g_atomic_ref_count_inc (&mine->ref);
  return mine;
}

void
ent_record_unref (EntRecord *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref))
    return;
  for (guint i = 0; i < self->type->n_fields; i++)
    {
      gpointer slot = ent_record_slot (self, i);

      switch (self->type->fields[i].kind)
        {
        case ENT_FIELD_STRING:
          g_ref_string_release (*(char **) slot);
          break;
        case ENT_FIELD_STRINGS:
          ent_strings_unref (*(EntStrings **) slot);
          break;
        case ENT_FIELD_INTEGERS:
          ent_integers_unref (*(EntIntegers **) slot);
          break;
        case ENT_FIELD_RECORD:
          ent_record_unref (*(EntRecord **) slot);
          break;
        case ENT_FIELD_RECORDS:
          ent_records_unref (*(EntRecords **) slot);
          break;
        case ENT_FIELD_BOOL:
        case ENT_FIELD_NUMBER:
        case ENT_FIELD_INTEGER:
        case ENT_FIELD_LIST:
          break;
        }
    }
  ent_unknown_unref (self->unknown);
  g_free (self);
}

EntRecord *
ent_record_copy (const EntRecord *self)
{
  EntRecord *copy = g_malloc (self->type->size);

  memcpy (copy, self, self->type->size);
  g_atomic_ref_count_init (&copy->ref);
  if (copy->unknown != NULL)
    ent_unknown_ref (copy->unknown);
  for (guint i = 0; i < copy->type->n_fields; i++)
    {
      gpointer slot = ent_record_slot (copy, i);

      switch (copy->type->fields[i].kind)
        {
        case ENT_FIELD_STRING:
          g_ref_string_acquire (*(char **) slot);
          break;
        case ENT_FIELD_STRINGS:
          if (*(EntStrings **) slot != NULL)
            ent_strings_ref (*(EntStrings **) slot);
          break;
        case ENT_FIELD_INTEGERS:
          if (*(EntIntegers **) slot != NULL)
            ent_integers_ref (*(EntIntegers **) slot);
          break;
        case ENT_FIELD_RECORD:
          if (*(EntRecord **) slot != NULL)
            ent_record_ref (*(EntRecord **) slot);
          break;
        case ENT_FIELD_RECORDS:
          if (*(EntRecords **) slot != NULL)
            ent_records_ref (*(EntRecords **) slot);
          break;
        case ENT_FIELD_BOOL:
        case ENT_FIELD_NUMBER:
        case ENT_FIELD_INTEGER:
        case ENT_FIELD_LIST:
          break;
        }
    }
  return copy;
}

static gboolean
unknown_equal (const EntUnknown *a, const EntUnknown *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (strcmp (a->items[i].name, b->items[i].name) != 0 || strcmp (a->items[i].json, b->items[i].json) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
strings_equal (const EntStrings *a, const EntStrings *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (strcmp (a->items[i], b->items[i]) != 0)
      return FALSE;
  return TRUE;
}

static gboolean
records_equal (const EntRecords *a, const EntRecords *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->n != b->n)
    return FALSE;
  for (guint i = 0; i < a->n; i++)
    if (!ent_record_equal (a->items[i], b->items[i]))
      return FALSE;
  return TRUE;
}

static gboolean
slots_equal (const EntRecord *a, const EntRecord *b, guint i)
{
  gpointer p = ent_record_slot (a, i), q = ent_record_slot (b, i);

  switch (a->type->fields[i].kind)
    {
    case ENT_FIELD_STRING:
      return strcmp (*(char **) p, *(char **) q) == 0;
    case ENT_FIELD_BOOL:
      return *(gboolean *) p == *(gboolean *) q;
    case ENT_FIELD_NUMBER:
      return *(double *) p == *(double *) q || (isnan (*(double *) p) && isnan (*(double *) q));
    case ENT_FIELD_INTEGER:
      return *(gint64 *) p == *(gint64 *) q;
    case ENT_FIELD_STRINGS:
      return strings_equal (*(EntStrings **) p, *(EntStrings **) q);
    case ENT_FIELD_INTEGERS:
      {
        const EntIntegers *x = *(EntIntegers **) p, *y = *(EntIntegers **) q;

        return x == y || (x != NULL && y != NULL && x->n == y->n && memcmp (x->items, y->items, x->n * sizeof (gint64)) == 0);
      }
    case ENT_FIELD_RECORD:
      return ent_record_equal (*(EntRecord **) p, *(EntRecord **) q);
    case ENT_FIELD_RECORDS:
      return records_equal (*(EntRecords **) p, *(EntRecords **) q);
    case ENT_FIELD_LIST:
      break;
    }
  return TRUE;
}

gboolean
ent_record_equal (const EntRecord *a, const EntRecord *b)
{
  if (a == b)
    return TRUE;
  if (a == NULL || b == NULL || a->type != b->type || !unknown_equal (a->unknown, b->unknown))
    return FALSE;
  for (guint i = 0; i < a->type->n_fields; i++)
    if (ent_record_is_written (a, i) != ent_record_is_written (b, i) || !slots_equal (a, b, i))
      return FALSE;
  return TRUE;
}

int
ent_record_type_find (const EntRecordType *type, const char *name)
{
  for (guint i = 0; i < type->n_fields; i++)
    if (strcmp (type->fields[i].name, name) == 0)
      return (int) i;
  return -1;
}

gboolean
ent_record_is_present (const EntRecord *self, guint i)
{
  return (self->present >> i & 1) != 0;
}

void
ent_record_set_present (EntRecord *self, guint i, gboolean present)
{
  if (present)
    self->present |= G_GUINT64_CONSTANT (1) << i;
  else
    self->present &= ~(G_GUINT64_CONSTANT (1) << i);
}

/* TRUE when "" is no value that a file may hold here: then it stands for an absent member only. */
static gboolean
refuses_empty (const EntField *field)
{
  const guint flags = ENT_FIELD_NOT_EMPTY | ENT_FIELD_COLOUR | ENT_FIELD_REF_ACTOR | ENT_FIELD_REF_EXCERPT | ENT_FIELD_REF_ANY;

  return (field->flags & (ENT_FIELD_OR_EMPTY | ENT_FIELD_REQUIRED)) == 0
         && (field->choices != NULL || (field->flags & flags) != 0);
}

gboolean
ent_record_is_written (const EntRecord *self, guint i)
{
  const EntField *field = &self->type->fields[i];
  gpointer slot = ent_record_slot (self, i);

  switch (field->kind)
    {
    case ENT_FIELD_NUMBER:
      return !isnan (*(double *) slot);
    case ENT_FIELD_RECORD:
      return *(EntRecord **) slot != NULL;
    case ENT_FIELD_STRING:
      if ((*(char **) slot)[0] == '\0' && refuses_empty (field))
        return FALSE;
      return ent_record_is_present (self, i) || (field->flags & ENT_FIELD_REQUIRED) != 0
             || strcmp (*(char **) slot, field->initial != NULL ? field->initial : "") != 0;
    case ENT_FIELD_BOOL:
      return ent_record_is_present (self, i) || *(gboolean *) slot;
    case ENT_FIELD_INTEGER:
      return ent_record_is_present (self, i) || (field->flags & ENT_FIELD_REQUIRED) != 0 || *(gint64 *) slot != 0;
    case ENT_FIELD_STRINGS:
    case ENT_FIELD_INTEGERS:
    case ENT_FIELD_RECORDS:
      return ent_record_is_present (self, i) || *(gpointer *) slot != NULL;
    case ENT_FIELD_LIST:
      break;
    }
  return ent_record_is_present (self, i);
}

const char *
ent_record_id (const EntRecord *self)
{
  /* By convention the id is a type's first field. */
  if (self->type->n_fields > 0 && (self->type->fields[0].flags & ENT_FIELD_ID) != 0)
    return *(char **) ent_record_slot (self, 0);
  return "";
}

void
ent_record_set_string (char **slot, const char *value)
{
  char *old = *slot;

  *slot = value == NULL || value[0] == '\0' ? g_ref_string_acquire (ent_empty_string ()) : g_ref_string_new (value);
  g_ref_string_release (old);
}

void
ent_record_set_record (gpointer slot, gpointer record)
{
  EntRecord **place = slot, *old = *place;

  *place = record != NULL ? ent_record_ref (record) : NULL;
  ent_record_unref (old);
}

void
ent_record_set_records (EntRecords **slot, EntRecords *records)
{
  EntRecords *old = *slot;

  *slot = records != NULL ? ent_records_ref (records) : NULL;
  ent_records_unref (old);
}

void
ent_record_take_unknown (EntRecord *self, EntUnknown *unknown)
{
  ent_unknown_unref (self->unknown);
  self->unknown = unknown;
}
