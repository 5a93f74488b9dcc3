/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An array of counted parts, each a short array of entries that is searched through.
 * Invariant: a part that more than one table holds is never written; it is copied first. */
#include "ent-shared-table.h"

#include <string.h>

#define KEYS_OF_PART 16
#define MIN_PARTS 16
#define MAX_PARTS 4096
#define CROWDED 8 /* times as many keys as were expected */

typedef struct
{
  guint hash;
  char *key; /* GRefString */
  gpointer value;
} Entry;

typedef struct
{
  gatomicrefcount ref;
  guint n, room;
  Entry *entries;
} Part;

struct _EntSharedTable
{
  GBoxedCopyFunc ref_value;
  GDestroyNotify unref_value;
  guint n, n_parts; /* n_parts is a power of two */
  Part **parts;     /* NULL where empty */
};

EntSharedTable *
ent_shared_table_new (guint n, GBoxedCopyFunc ref, GDestroyNotify unref)
{
  EntSharedTable *self = g_new0 (EntSharedTable, 1);

  self->ref_value = ref;
  self->unref_value = unref;
  self->n_parts = MIN_PARTS;
  while (self->n_parts < MAX_PARTS && self->n_parts * KEYS_OF_PART < n)
    self->n_parts *= 2;
  self->parts = g_new0 (Part *, self->n_parts);
  return self;
}

EntSharedTable *
ent_shared_table_copy (EntSharedTable *self)
{
  EntSharedTable *copy = g_memdup2 (self, sizeof *self);

  copy->parts = g_memdup2 (self->parts, self->n_parts * sizeof *self->parts);
  for (guint i = 0; i < copy->n_parts; i++)
    if (copy->parts[i] != NULL)
      g_atomic_ref_count_inc (&copy->parts[i]->ref);
  return copy;
}

static void
clear_entry (EntSharedTable *self, Entry *entry)
{
  if (self->unref_value == NULL)
    return;
  g_ref_string_release (entry->key);
  self->unref_value (entry->value);
}

static void
part_unref (EntSharedTable *self, Part *part)
{
  if (part == NULL || !g_atomic_ref_count_dec (&part->ref))
    return;
  for (guint i = 0; i < part->n; i++)
    clear_entry (self, &part->entries[i]);
  g_free (part->entries);
  g_free (part);
}

void
ent_shared_table_free (EntSharedTable *self)
{
  for (guint i = 0; i < self->n_parts; i++)
    part_unref (self, self->parts[i]);
  g_free (self->parts);
  g_free (self);
}

guint
ent_shared_table_size (EntSharedTable *self)
{
  return self->n;
}

gboolean
ent_shared_table_is_crowded (EntSharedTable *self)
{
  return self->n_parts < MAX_PARTS && self->n > self->n_parts * KEYS_OF_PART * CROWDED;
}

static guint
place_of (EntSharedTable *self, guint hash)
{
  /* g_str_hash() tells apart ends of strings in its low bits; the higher ones are mixed in. */
  return (hash ^ hash >> 15) & (self->n_parts - 1);
}

static Entry *
find (EntSharedTable *self, const char *key, guint hash)
{
  Part *part = self->parts[place_of (self, hash)];

  for (guint i = 0; part != NULL && i < part->n; i++)
    if (part->entries[i].hash == hash && strcmp (part->entries[i].key, key) == 0)
      return &part->entries[i];
  return NULL;
}

gpointer
ent_shared_table_get (EntSharedTable *self, const char *key)
{
  Entry *entry = find (self, key, g_str_hash (key));

  return entry != NULL ? entry->value : NULL;
}

/* The part of @hash as one that may be written. */
static Part *
own_part (EntSharedTable *self, guint hash)
{
  Part **slot = &self->parts[place_of (self, hash)], *old = *slot, *part;

  if (old != NULL && g_atomic_ref_count_compare (&old->ref, 1))
    return old;
  part = g_new0 (Part, 1);
  g_atomic_ref_count_init (&part->ref);
  if (old != NULL)
    {
      part->n = old->n;
      part->room = old->n + 1;
      part->entries = g_new (Entry, part->room);
      memcpy (part->entries, old->entries, old->n * sizeof *old->entries);
      for (guint i = 0; i < old->n && self->ref_value != NULL; i++)
        {
          g_ref_string_acquire (part->entries[i].key);
          self->ref_value (part->entries[i].value);
        }
      part_unref (self, old);
    }
  *slot = part;
  return part;
}

static char *
own_key (EntSharedTable *self, char *key)
{
  return self->ref_value != NULL ? g_ref_string_acquire (key) : key;
}

void
ent_shared_table_put (EntSharedTable *self, char *key, gpointer value)
{
  guint hash = g_str_hash (key);
  Entry *entry = find (self, key, hash), old;
  Part *part;

  if (entry != NULL && self->unref_value == NULL && entry->value == value)
    return;
  part = own_part (self, hash);
  entry = find (self, key, hash);
  if (entry != NULL)
    {
      old = *entry;
      entry->key = own_key (self, key);
      entry->value = value;
      clear_entry (self, &old);
      return;
    }
  if (part->n == part->room)
    {
      part->room = part->room * 2 + 2;
      part->entries = g_renew (Entry, part->entries, part->room);
    }
  part->entries[part->n++] = (Entry) { hash, own_key (self, key), value };
  self->n++;
}

void
ent_shared_table_remove (EntSharedTable *self, const char *key)
{
  guint hash = g_str_hash (key);
  Entry *entry = find (self, key, hash), old;
  Part *part;

  if (entry == NULL)
    return;
  part = own_part (self, hash);
  entry = find (self, key, hash);
  old = *entry;
  *entry = part->entries[--part->n];
  self->n--;
  clear_entry (self, &old);
}
