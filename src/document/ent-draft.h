/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A draft: a whole map that was not saved yet, kept in the user's state folder in case the program ends without warning.
 *
 * Two files: ID.entente, the map, always whole; and ID.draft, written once, which says what it is a draft of. A lock (flock(2)) on the
 * latter is held for as long as somebody works with the draft, so a draft that can be locked belongs to a process that is gone. Everything
 * here blocks: call it in a thread. A draft is used by one thread at a time. */
#pragma once

#include <gio/gio.h>

#include "ent-file-stamp.h"
#include "ent-map.h"

G_BEGIN_DECLS

typedef struct
{
  char *folder;
  char *id;
  int lock;           /* the open ID.draft */
  char *path;         /* nullable: of the file that the map belongs to */
  EntFileStamp stamp; /* of that file, when it was read or written last */
  char *name;         /* what the map was called without a file */

  /* Of drafts that were found: */
  EntSnapshot *content; /* nullable */
  gint64 time;          /* of the draft, seconds since 1970 */
} EntDraft;

/* The folder where drafts are: entente/drafts in the user's state folder. (transfer full) */
char *ent_draft_dup_folder (void);

/* A new draft, locked, with nothing in it. @stamp goes with @path (nullable). (transfer full), NULL with @error */
EntDraft *ent_draft_new (const char *folder, const char *path, const EntFileStamp *stamp, const char *name, GError **error);
/* Whether @self belongs to that file in that state. */
gboolean ent_draft_is_of (const EntDraft *self, const char *path, const EntFileStamp *stamp);
/* Puts @map in the place of what it held; whatever fails, the old content or the new one is there. O(size). */
gboolean ent_draft_write (EntDraft *self, const EntSnapshot *map, GCancellable *cancellable, GError **error);
/* Takes the draft off the disk. */
void ent_draft_remove (EntDraft *self);
/* Lets it go; what is on the disk stays, for the next start. */
void ent_draft_free (EntDraft *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (EntDraft, ent_draft_free)

/* The drafts of processes that are gone, locked, the newest first. What cannot be read as a map is moved to the folder "broken" in
 * @folder; @n_broken (out) (nullable) counts. O(size of all). (transfer full) of EntDraft */
GPtrArray *ent_draft_find (const char *folder, guint *n_broken, GCancellable *cancellable);

G_END_DECLS
