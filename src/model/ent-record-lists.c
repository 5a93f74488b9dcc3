/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The counted, immutable lists of records: one block of memory each, shared by every copy of the record that holds them.
 * Invariant: an empty list is NULL, so equal content has one form. */
#include "ent-record.h"

#include <string.h>

#define DEFINE_REF(Type, prefix)                                                                                             \
  Type *prefix##_ref (Type *self)                                                                                            \
  {                                                                                                                          \
    g_atomic_ref_count_inc (&self->ref);                                                                                     \
    return self;                                                                                                             \
  }

DEFINE_REF (EntStrings, ent_strings)
DEFINE_REF (EntIntegers, ent_integers)
DEFINE_REF (EntRecords, ent_records)
DEFINE_REF (EntUnknown, ent_unknown)

EntStrings *
ent_strings_new (const char *const *items, guint n)
{
  EntStrings *self;

  if (n == 0)
    return NULL;
  self = g_malloc (sizeof *self + n * sizeof (char *));
  g_atomic_ref_count_init (&self->ref);
  self->n = n;
  for (guint i = 0; i < n; i++)
    self->items[i] = g_ref_string_new (items[i]);
  return self;
}

void
ent_strings_unref (EntStrings *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref))
    return;
  for (guint i = 0; i < self->n; i++)
    g_ref_string_release (self->items[i]);
  g_free (self);
}

gboolean
ent_strings_contains (const EntStrings *self, const char *value)
{
  for (guint i = 0; i < ent_strings_n (self); i++)
    if (strcmp (self->items[i], value) == 0)
      return TRUE;
  return FALSE;
}

EntIntegers *
ent_integers_new (const gint64 *items, guint n)
{
  EntIntegers *self;

  if (n == 0)
    return NULL;
  self = g_malloc (sizeof *self + n * sizeof (gint64));
  g_atomic_ref_count_init (&self->ref);
  self->n = n;
  memcpy (self->items, items, n * sizeof (gint64));
  return self;
}

void
ent_integers_unref (EntIntegers *self)
{
  if (self != NULL && g_atomic_ref_count_dec (&self->ref))
    g_free (self);
}

static EntRecords *
records_alloc (guint n)
{
  EntRecords *self = g_malloc (sizeof *self + n * sizeof (EntRecord *));

  g_atomic_ref_count_init (&self->ref);
  self->n = n;
  return self;
}

EntRecords *
ent_records_new_take (EntRecord **items, guint n)
{
  EntRecords *self;

  if (n == 0)
    return NULL;
  self = records_alloc (n);
  memcpy (self->items, items, n * sizeof (EntRecord *));
  return self;
}

void
ent_records_unref (EntRecords *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref))
    return;
  for (guint i = 0; i < self->n; i++)
    ent_record_unref (self->items[i]);
  g_free (self);
}

EntRecords *
ent_records_insert (const EntRecords *self, guint index, EntRecord *record)
{
  guint n = ent_records_n (self);
  EntRecords *list;

  g_return_val_if_fail (index <= n, NULL);
  list = records_alloc (n + 1);
  for (guint i = 0; i < index; i++)
    list->items[i] = ent_record_ref (self->items[i]);
  list->items[index] = record;
  for (guint i = index; i < n; i++)
    list->items[i + 1] = ent_record_ref (self->items[i]);
  return list;
}

EntRecords *
ent_records_remove (const EntRecords *self, guint index)
{
  guint n = ent_records_n (self);
  EntRecords *list;

  g_return_val_if_fail (index < n, NULL);
  if (n == 1)
    return NULL;
  list = records_alloc (n - 1);
  for (guint i = 0; i < n - 1; i++)
    list->items[i] = ent_record_ref (self->items[i < index ? i : i + 1]);
  return list;
}

EntRecords *
ent_records_replace (const EntRecords *self, guint index, EntRecord *record)
{
  guint n = ent_records_n (self);
  EntRecords *list;

  g_return_val_if_fail (index < n, NULL);
  list = records_alloc (n);
  for (guint i = 0; i < n; i++)
    list->items[i] = i == index ? record : ent_record_ref (self->items[i]);
  return list;
}

EntRecords *
ent_records_splice (EntRecords *self, guint index, gboolean drop, EntRecord *record)
{
  guint n = ent_records_n (self), behind = n - index - (drop ? 1 : 0), rest = n - (drop ? 1 : 0) + (record != NULL ? 1 : 0);
  EntRecord *gone;

  if (self == NULL || rest == 0 || !g_atomic_ref_count_compare (&self->ref, 1))
    {
      EntRecords *fresh = drop && record == NULL ? ent_records_remove (self, index)
                          : drop                 ? ent_records_replace (self, index, record)
                                                 : ent_records_insert (self, index, record);

      ent_records_unref (self);
      return fresh;
    }
  gone = drop ? self->items[index] : NULL;
  if (rest > n)
    self = g_realloc (self, sizeof *self + rest * sizeof (EntRecord *));
  memmove (&self->items[rest - behind], &self->items[n - behind], behind * sizeof (EntRecord *));
  if (record != NULL)
    self->items[index] = record;
  self->n = rest;
  ent_record_unref (gone);
  return self;
}

EntUnknown *
ent_unknown_new_take (EntUnknownMember *items, guint n)
{
  EntUnknown *self;

  if (n == 0)
    return NULL;
  self = g_malloc (sizeof *self + n * sizeof (EntUnknownMember));
  g_atomic_ref_count_init (&self->ref);
  self->n = n;
  memcpy (self->items, items, n * sizeof (EntUnknownMember));
  return self;
}

void
ent_unknown_unref (EntUnknown *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->ref))
    return;
  for (guint i = 0; i < self->n; i++)
    {
      g_ref_string_release (self->items[i].name);
      g_ref_string_release (self->items[i].json);
    }
  g_free (self);
}
