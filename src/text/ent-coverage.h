/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a map leaves out: sentences that say something about two of its actors and prove nothing, relations that nothing proves, actors
 * that no article names, excerpts that prove nothing. */
#pragma once

#include <gio/gio.h>

#include "ent-map.h"

G_BEGIN_DECLS

typedef struct
{
  const EntArticle *article;
  gint64 start, end;   /* code points of its text */
  gsize from, to;      /* the same in bytes */
  GPtrArray *actors;   /* const EntActor, two or more, in the order in which the sentence names them first */
} EntOpenSentence;

typedef struct
{
  EntSnapshot *map;
  GArray *sentences;   /* EntOpenSentence, in file order; none that a supporting, disputing or mentioning excerpt touches */
  GPtrArray *unproved; /* const EntRelation without evidence, in file order */
  GPtrArray *unnamed;  /* const EntActor whose name and aliases stand in no article, in file order */
  GPtrArray *idle;     /* const EntExcerpt that no relation names, in file order */
} EntCoverage;

/* Excerpts count where they stand today: exact or moved. O(text). NULL with @error only when cancelled. (transfer full) */
EntCoverage *ent_coverage_new (EntSnapshot *map, GCancellable *cancellable, GError **error);
void ent_coverage_free (EntCoverage *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntCoverage, ent_coverage_free)

/* The same in a thread. */
void ent_coverage_new_async (EntSnapshot *map, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
EntCoverage *ent_coverage_new_finish (GAsyncResult *result, GError **error);

G_END_DECLS
