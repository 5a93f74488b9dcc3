/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a text names the actors of a map. */
#pragma once

#include "ent-map.h"

G_BEGIN_DECLS

typedef struct _EntNames EntNames;

typedef struct
{
  gint64 start, end; /* code points of the text */
  const EntActor *actor;
} EntNaming;

/* All names and aliases of @actors (EntActor; nullable), which must outlive it. A name that several actors bear is that of the actor whose
 * own name it is, else of the first. O(names). (transfer full) */
EntNames *ent_names_new (const EntRecords *actors);
void ent_names_free (EntNames *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntNames, ent_names_free)

/* Every naming in @text in order, none inside another: from the left, the longest name first, whole words only. Letters count as they
 * stand ("US" is not "us"), but a name set all in capitals is found too; any blank, apostrophe and hyphen fits any other of its kind.
 * Scripts without blanks between words (Chinese, Japanese, Thai ...) need no word boundary; Korean particles after a name and Arabic and
 * Hebrew prefixes before one belong to no word. O(text x longest name). (transfer full) (element-type EntNaming) */
GArray *ent_names_find (const EntNames *self, const char *text);

/* Adds to @actors (a set) each EntActor whose name stands anywhere in @text as whole words, inside a longer name too: "NATO Secretary
 * General" names NATO. O(text x longest name). */
void ent_names_collect (const EntNames *self, const char *text, GHashTable *actors);

G_END_DECLS
