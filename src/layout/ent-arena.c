/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that is freed as a whole: a list of chunks, each twice the one before. Invariant: what is handed out is zeroed
 * and stays until the arena, or the mark before it, goes. */
#include "ent-layout-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ALIGN 64
#define FIRST_CHUNK ((size_t) 1 << 16)

typedef struct _Chunk
{
  struct _Chunk *before;
  size_t size, used;
  unsigned char *bytes;
} Chunk;

struct _EntArena
{
  Chunk *last;
};

static void *
must (void *memory)
{
  if (memory == NULL)
    {
      fputs ("layout: no memory\n", stderr);
      abort ();
    }
  return memory;
}

EntArena *
ent_arena_new (void)
{
  return must (calloc (1, sizeof (EntArena)));
}

static void
drop_last (EntArena *self)
{
  Chunk *chunk = self->last;

  self->last = chunk->before;
  free (chunk->bytes);
  free (chunk);
}

void
ent_arena_free (EntArena *self)
{
  while (self->last != NULL)
    drop_last (self);
  free (self);
}

void *
ent_arena_alloc (EntArena *self, size_t count, size_t size)
{
  size_t bytes;
  void *result;

  if (__builtin_mul_overflow (count, size, &bytes) || bytes > SIZE_MAX / 4)
    must (NULL);
  bytes = (bytes + ALIGN) & ~(size_t) (ALIGN - 1);
  if (self->last == NULL || self->last->size - self->last->used < bytes)
    {
      Chunk *chunk = must (calloc (1, sizeof (Chunk)));

      chunk->size = self->last == NULL ? FIRST_CHUNK : self->last->size * 2;
      while (chunk->size < bytes)
        chunk->size *= 2;
      chunk->bytes = must (aligned_alloc (ALIGN, chunk->size));
      chunk->before = self->last;
      self->last = chunk;
    }
  result = self->last->bytes + self->last->used;
  self->last->used += bytes;
  return memset (result, 0, bytes);
}

EntArenaMark
ent_arena_mark (EntArena *self)
{
  EntArenaMark mark = { self->last, self->last == NULL ? 0 : self->last->used };

  return mark;
}

void
ent_arena_release (EntArena *self, EntArenaMark mark)
{
  while (self->last != mark.chunk)
    drop_last (self);
  if (self->last != NULL)
    self->last->used = mark.used;
}
