/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A q-gram index (Navarro, Baeza-Yates, Sutinen, Tarhio 2001, "Indexing Methods for Approximate String Matching", on block addressing and
 * samples): of every fourth place of the text the eight bytes there, hashed, with the places of each hash in the order of the text. A
 * needle is looked up by the rarest of its own eight bytes, once for each way it may lie to the samples; each place is compared in full.
 *
 * Invariant: the index only leaves out places where the needle cannot stand, so what is found never depends on whether there is one. */
#include "ent-text-index.h"

#include <string.h>

#define GRAM ((gsize) 8) /* bytes */
#define STEP ((gsize) 4) /* bytes from sample to sample */
#define LEAST ((gsize) 4096) /* bytes of a text that is worth it */
#define WORTH 32 /* times the text is read before */
#define LOOKED_AT ((gsize) 256) /* grams of a needle that the rarest is sought among */

struct _EntTextIndex
{
  const char *text;
  gsize size, read; /* bytes; read so far without an index */
  guint bits;
  guint32 *starts; /* of the places of hash i; one more than there are hashes. NULL without an index */
  guint32 *places; /* samples: byte / STEP */
};

EntTextIndex *
ent_text_index_new (const char *text, gsize size)
{
  EntTextIndex *self = g_new0 (EntTextIndex, 1);

  self->text = text;
  self->size = size;
  return self;
}

void
ent_text_index_free (EntTextIndex *self)
{
  if (self == NULL)
    return;
  g_free (self->starts);
  g_free (self->places);
  g_free (self);
}

const char *
ent_text_index_get_text (EntTextIndex *self)
{
  return self->text;
}

gsize
ent_text_index_get_size (EntTextIndex *self)
{
  return self->size;
}

/* Fibonacci hashing (Knuth, "The Art of Computer Programming" 3, 6.4). */
static inline guint32
hash_of (const char *bytes, guint bits)
{
  guint64 word;

  memcpy (&word, bytes, GRAM);
  return (guint32) ((word * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> (64 - bits));
}

/* O(size). */
static void
make (EntTextIndex *self)
{
  gsize n = (self->size - GRAM) / STEP + 1;
  guint32 sum = 0;

  self->bits = MAX (g_bit_storage (n), 8);
  self->starts = g_new0 (guint32, ((gsize) 1 << self->bits) + 1);
  self->places = g_new (guint32, n);
  for (gsize i = 0; i < n; i++)
    self->starts[hash_of (self->text + i * STEP, self->bits)]++;
  /* Where the places of each hash end; filled from the last sample backwards, that becomes where they start. */
  for (gsize i = 0; i < (gsize) 1 << self->bits; i++)
    {
      sum += self->starts[i];
      self->starts[i] = sum;
    }
  self->starts[(gsize) 1 << self->bits] = sum;
  for (gsize i = n; i-- > 0;)
    self->places[--self->starts[hash_of (self->text + i * STEP, self->bits)]] = (guint32) i;
}

static gssize
read_through (EntTextIndex *self, const char *needle, gsize size, gsize from)
{
  const char *found = memmem (self->text + from, self->size - from, needle, size);

  return found != NULL ? found - self->text : -1;
}

/* For each remainder of a place in the needle by STEP the gram with the fewest places in the text. Returns how many they are in all. */
static gsize
rarest (EntTextIndex *self, const char *needle, gsize size, gsize at[STEP])
{
  gsize last = size - GRAM, step = MAX ((last + 1) / LOOKED_AT, 1), sum = 0;
  gsize least[STEP];

  if (step % 2 == 0)
    step++; /* all remainders come up */
  for (gsize r = 0; r < STEP; r++)
    {
      at[r] = r;
      least[r] = G_MAXSIZE;
    }
  for (gsize i = 0; i <= last; i += i < STEP - 1 ? 1 : step)
    {
      guint32 hash = hash_of (needle + i, self->bits);
      gsize n = self->starts[hash + 1] - self->starts[hash];

      if (n < least[i % STEP])
        {
          least[i % STEP] = n;
          at[i % STEP] = i;
        }
    }
  for (gsize r = 0; r < STEP; r++)
    sum += least[r];
  return sum;
}

/* The first place at or after @from, and before @before, whose byte @at is a sample. @budget: bytes that may be compared; 0 when they were
 * not enough. */
static gssize
look_up (EntTextIndex *self, const char *needle, gsize size, gsize from, gsize before, gsize at, gsize *budget)
{
  guint32 hash = hash_of (needle + at, self->bits), low = self->starts[hash], high = self->starts[hash + 1], end = high;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (self->places[middle] * STEP < from + at)
        low = middle + 1;
      else
        high = middle;
    }
  for (; low < end; low++)
    {
      gsize place = self->places[low] * STEP - at;

      if (place >= before || place + size > self->size)
        break;
      if (*budget < size)
        {
          *budget = 0;
          break;
        }
      *budget -= size;
      if (memcmp (self->text + place, needle, size) == 0)
        return (gssize) place;
    }
  return -1;
}

gssize
ent_text_index_find (EntTextIndex *self, const char *needle, gsize size, gsize from)
{
  gsize at[STEP], first, budget;

  if (size == 0 || size > self->size || from > self->size - size)
    return -1;
  if (self->starts == NULL && self->read / WORTH >= self->size && self->size >= LEAST)
    make (self);
  if (self->starts == NULL)
    {
      gssize found = read_through (self, needle, size, from);

      self->read += found >= 0 ? (gsize) found - from + size : self->size - from;
      return found;
    }
  /* A needle that is everywhere is found as fast by reading. */
  if (size < GRAM + STEP - 1 || rarest (self, needle, size, at) > self->size / 256)
    return read_through (self, needle, size, from);
  first = self->size;
  budget = 4 * self->size;
  for (gsize r = 0; r < STEP; r++)
    {
      gssize found = look_up (self, needle, size, from, first, at[r], &budget);

      if (budget == 0)
        return read_through (self, needle, size, from);
      if (found >= 0)
        first = (gsize) found;
    }
  return first < self->size ? (gssize) first : -1;
}

gboolean
ent_text_index_stands_once (EntTextIndex *self, gsize from, gsize to)
{
  return ent_text_index_find (self, self->text + from, to - from, 0) == (gssize) from
         && ent_text_index_find (self, self->text + from, to - from, from + 1) < 0;
}
