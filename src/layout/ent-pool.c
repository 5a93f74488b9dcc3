/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Threads kept for one run. The caller works too. Invariant: between two calls of ent_pool_run no thread touches data.
 * Which thread takes a block is chance; a block writes only what is its own, so the result is not. */
#include "ent-layout-private.h"

#include <pthread.h>
#include <stdlib.h>

struct _EntPool
{
  pthread_t *threads;
  int n_threads; /* besides the caller */
  pthread_mutex_t lock;
  pthread_cond_t wake, done;
  unsigned round; /* of work; a thread that sees a new one joins in */
  int busy;
  bool end;
  EntPoolWork work;
  void *data;
  int blocks;
  atomic_int next;
};

static void
take_blocks (EntPool *self)
{
  int block;

  while ((block = atomic_fetch_add (&self->next, 1)) < self->blocks)
    self->work (self->data, block);
}

static void *
worker (void *data)
{
  EntPool *self = data;
  unsigned seen = 0;

  pthread_mutex_lock (&self->lock);
  for (;;)
    {
      while (!self->end && self->round == seen)
        pthread_cond_wait (&self->wake, &self->lock);
      if (self->end)
        break;
      seen = self->round;
      pthread_mutex_unlock (&self->lock);
      take_blocks (self);
      pthread_mutex_lock (&self->lock);
      if (--self->busy == 0)
        pthread_cond_signal (&self->done);
    }
  pthread_mutex_unlock (&self->lock);
  return NULL;
}

/* Fewer threads than asked for (none, even) do the same work more slowly. */
EntPool *
ent_pool_new (int threads)
{
  EntPool *self = calloc (1, sizeof (EntPool));

  if (self == NULL)
    return NULL;
  pthread_mutex_init (&self->lock, NULL);
  pthread_cond_init (&self->wake, NULL);
  pthread_cond_init (&self->done, NULL);
  self->threads = calloc ((size_t) threads, sizeof (pthread_t));
  while (self->threads != NULL && self->n_threads < threads - 1
         && pthread_create (&self->threads[self->n_threads], NULL, worker, self) == 0)
    self->n_threads++;
  return self;
}

void
ent_pool_free (EntPool *self)
{
  if (self == NULL)
    return;
  pthread_mutex_lock (&self->lock);
  self->end = true;
  pthread_cond_broadcast (&self->wake);
  pthread_mutex_unlock (&self->lock);
  for (int i = 0; i < self->n_threads; i++)
    pthread_join (self->threads[i], NULL);
  pthread_mutex_destroy (&self->lock);
  pthread_cond_destroy (&self->wake);
  pthread_cond_destroy (&self->done);
  free (self->threads);
  free (self);
}

void
ent_pool_run (EntPool *self, int blocks, EntPoolWork work, void *data)
{
  if (self == NULL || self->n_threads == 0 || blocks < 2)
    {
      for (int i = 0; i < blocks; i++)
        work (data, i);
      return;
    }
  pthread_mutex_lock (&self->lock);
  self->work = work;
  self->data = data;
  self->blocks = blocks;
  atomic_store (&self->next, 0);
  self->busy = self->n_threads;
  self->round++;
  pthread_cond_broadcast (&self->wake);
  pthread_mutex_unlock (&self->lock);
  take_blocks (self);
  pthread_mutex_lock (&self->lock);
  while (self->busy > 0)
    pthread_cond_wait (&self->done, &self->lock);
  pthread_mutex_unlock (&self->lock);
}
