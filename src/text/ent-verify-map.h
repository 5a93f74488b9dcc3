/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All excerpts of a map in their own articles, in a thread. */
#pragma once

#include "ent-verify.h"

G_BEGIN_DECLS

typedef struct
{
  const EntArticle *article;
  const EntExcerpt *excerpt;
  EntFinding finding;
} EntVerified;

typedef struct
{
  EntSnapshot *map; /* what was looked at; all else points into it */
  GArray *items;    /* EntVerified, each excerpt once, in file order */
} EntVerification;

void ent_verification_free (EntVerification *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntVerification, ent_verification_free)

/* @done of @total excerpts. */
typedef void (*EntVerifyProgress) (guint done, guint total, gpointer user_data);

/* NULL with @error only when cancelled. @progress (nullable) is called in this thread. (transfer full) */
EntVerification *ent_verify_map (EntSnapshot *map, EntVerifyProgress progress, gpointer progress_data, GCancellable *cancellable,
                                 GError **error);

/* The same in a thread. @progress (nullable) is called in the caller's thread, now and then, and never after the finish. */
void ent_verify_map_async (EntSnapshot *map, EntVerifyProgress progress, gpointer progress_data, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
EntVerification *ent_verify_map_finish (GAsyncResult *result, GError **error);

G_END_DECLS
