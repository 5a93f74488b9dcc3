/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A hash table by strings whose copies share what they have in common: a change of one copies only the small part of it that changes.
 * A table that nobody changes any more may be read by any thread, also while copies of it are changed. */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

typedef struct _EntSharedTable EntSharedTable;

/* @n: how many keys to expect. @ref and @unref are of the values, and must be safe in threads; both NULL: the table owns neither values nor
 * keys. (transfer full) */
EntSharedTable *ent_shared_table_new (guint n, GBoxedCopyFunc ref, GDestroyNotify unref);
/* O(parts), a part holding some 16 keys. (transfer full) */
EntSharedTable *ent_shared_table_copy (EntSharedTable *self);
void ent_shared_table_free (EntSharedTable *self);

guint ent_shared_table_size (EntSharedTable *self);
/* TRUE when there are so many more keys than were expected that a new table would be faster. */
gboolean ent_shared_table_is_crowded (EntSharedTable *self);
/* NULL where there is none. (transfer none) */
gpointer ent_shared_table_get (EntSharedTable *self, const char *key);
/* @key is a GRefString; @value is taken. */
void ent_shared_table_put (EntSharedTable *self, char *key, gpointer value);
void ent_shared_table_remove (EntSharedTable *self, const char *key);

G_END_DECLS
