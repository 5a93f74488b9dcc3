/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of a redaction share: settled first (ent-publish.c, ent-publish-part.c), then copied by (ent-publish-copy.c). */
#pragma once

#include "ent-publish.h"

G_BEGIN_DECLS

typedef struct
{
  EntSnapshot *map;
  const EntPublishProfile *profile;
  gboolean strips;     /* article texts and what depends on them go */
  gboolean cuts;       /* nothing is redacted, only left out: unknown members stay */
  GHashTable *hidden;  /* set of ids (borrowed) that go */
  GHashTable *renames; /* id -> new name */
  GHashTable *ids;     /* all ids, and new ones under way; id -> new id or NULL */
  GHashTable *gone;    /* set of ids that nothing may refer to any more */
  EntSecrets *secrets;
  guint n_unknown;
} EntRedaction;

void ent_redaction_init (EntRedaction *self, EntSnapshot *map, const EntPublishProfile *profile);
void ent_redaction_clear (EntRedaction *self);
/* The record of that id; kinds are none that could be chosen. (transfer none) */
EntRecord *ent_redaction_find (EntSnapshot *map, const char *id);
/* @word is an id, else the name or alias of one actor. (transfer none) */
EntRecord *ent_redaction_resolve (EntSnapshot *map, const char *word, GError **error);
/* TRUE when nothing may tell where @article was published. */
gboolean ent_redaction_is_anonymous (EntRedaction *self, const EntArticle *article);
/* Adds the ids of what proves @relation to the set @excerpts. */
void ent_redaction_add_evidence (GHashTable *excerpts, const EntRelation *relation);
/* The map as settled. (transfer full) */
EntSnapshot *ent_redaction_copy_map (EntRedaction *self);

G_END_DECLS
