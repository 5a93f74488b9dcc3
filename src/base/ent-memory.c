/* SPDX-License-Identifier: GPL-3.0-or-later */
/* glibc raises the size from which a block is mapped by itself to the largest one ever freed, so that whatever a load
 * or a large scene takes for a moment stays with the program; and it makes a heap for each thread, where what one
 * has freed is no use to another. */
#include "ent-memory.h"

#include <stdlib.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define MAPPED (256 * 1024)
/* What lies free at the end of a heap goes back to the system from that size on: below, it would come and go many times a frame. */
#define TRIMMED (1024 * 1024)
#define HEAPS 2

void
ent_memory_set_up (void)
{
#ifdef __GLIBC__
  /* What the user has set holds. */
  if (getenv ("MALLOC_MMAP_THRESHOLD_") == NULL)
    mallopt (M_MMAP_THRESHOLD, MAPPED);
  if (getenv ("MALLOC_TRIM_THRESHOLD_") == NULL)
    mallopt (M_TRIM_THRESHOLD, TRIMMED);
  if (getenv ("MALLOC_ARENA_MAX") == NULL)
    mallopt (M_ARENA_MAX, HEAPS);
#endif
}
