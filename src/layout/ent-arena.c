/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that is freed as a whole: a list of chunks, each twice the one before. Large ones are asked of the kernel,
 * whose pages are zero and cost nothing until they are written to. Invariant: what is handed out is zeroed and stays
 * until the arena, or the mark before it, goes. */
#include "ent-layout-private.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#define ALIGN 64
#define FIRST_CHUNK ((size_t) 1 << 16)
#define LARGE ((size_t) 1 << 20)

typedef struct _Chunk
{
  struct _Chunk *before;
  size_t size, used, written; /* bytes from @written on were never handed out and are zero */
  unsigned char *bytes;
} Chunk;

struct _EntArena
{
  Chunk *last, *spare; /* (nullable) given back, for the next one */
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

static unsigned char *
new_bytes (size_t size)
{
  unsigned char *bytes;

  if (size < LARGE)
    return memset (must (aligned_alloc (ALIGN, size)), 0, size);
  bytes = mmap (NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  return must (bytes == MAP_FAILED ? NULL : bytes);
}

static void
drop (Chunk *chunk)
{
  if (chunk == NULL)
    return;
  if (chunk->size < LARGE)
    free (chunk->bytes);
  else
    munmap (chunk->bytes, chunk->size);
  free (chunk);
}

void
ent_arena_free (EntArena *self)
{
  while (self->last != NULL)
    {
      Chunk *chunk = self->last;

      self->last = chunk->before;
      drop (chunk);
    }
  drop (self->spare);
  free (self);
}

/* Adds a chunk with room for @bytes: the spare one, if that is large enough. */
static void
add_chunk (EntArena *self, size_t bytes)
{
  Chunk *chunk = self->spare;

  if (chunk != NULL && chunk->size >= bytes)
    {
      self->spare = NULL;
      chunk->used = 0;
    }
  else
    {
      chunk = must (calloc (1, sizeof (Chunk)));
      chunk->size = self->last == NULL ? FIRST_CHUNK : self->last->size * 2;
      while (chunk->size < bytes)
        chunk->size *= 2;
      chunk->bytes = new_bytes (chunk->size);
    }
  chunk->before = self->last;
  self->last = chunk;
}

void *
ent_arena_alloc (EntArena *self, size_t count, size_t size)
{
  size_t bytes, dirty;
  unsigned char *result;

  if (__builtin_mul_overflow (count, size, &bytes) || bytes > SIZE_MAX / 4)
    must (NULL);
  bytes = (bytes + ALIGN) & ~(size_t) (ALIGN - 1);
  if (self->last == NULL || self->last->size - self->last->used < bytes)
    add_chunk (self, bytes);
  result = self->last->bytes + self->last->used;
  dirty = self->last->written > self->last->used ? self->last->written - self->last->used : 0;
  self->last->used += bytes;
  if (self->last->written < self->last->used)
    self->last->written = self->last->used;
  return memset (result, 0, dirty < bytes ? dirty : bytes);
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
    {
      Chunk *chunk = self->last;
      bool keep = self->spare == NULL || self->spare->size < chunk->size;

      self->last = chunk->before;
      drop (keep ? self->spare : chunk);
      self->spare = keep ? chunk : self->spare;
    }
  if (self->last != NULL)
    self->last->used = mark.used;
}
