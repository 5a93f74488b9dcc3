/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A map and its file: loading and saving in threads, and what happens to the file meanwhile.
 *
 * Invariant: the map in memory changes only after a load succeeded whole; the saved mark moves only after a save succeeded. At most one
 * load or save runs at a time ("busy"). Belongs to the main thread. */
#pragma once

#include <gio/gio.h>

#include "ent-document-error.h"
#include "ent-file-stamp.h"
#include "ent-history.h"
#include "ent-map.h"

G_BEGIN_DECLS

#define ENT_TYPE_DOCUMENT (ent_document_get_type ())
G_DECLARE_FINAL_TYPE (EntDocument, ent_document, ENT, DOCUMENT, GObject)

/* Properties, each notified at most once a change: "file" (GFile, nullable), "name", "modified", "busy", "read-only", "disk-state".
 * An empty, untitled map. (transfer full) */
EntDocument *ent_document_new (void);

EntMap *ent_document_get_map (EntDocument *self);
EntHistory *ent_document_get_history (EntDocument *self);
/* The file that a save goes to; NULL for a new map and for a map opened from an SVG (it is saved as a map of its own). (transfer none) */
GFile *ent_document_get_file (EntDocument *self);
/* What that file was like when it was read or written last; NULL without a file. (transfer none) */
const EntFileStamp *ent_document_get_stamp (EntDocument *self);
/* For the title: the file's display name, or "Untitled map" (of an SVG: its name with .entente). */
const char *ent_document_get_name (EntDocument *self);
gboolean ent_document_get_modified (EntDocument *self);
gboolean ent_document_get_busy (EntDocument *self);
/* The map is of a newer version: it is never saved over its file, only as a copy. */
gboolean ent_document_get_read_only (EntDocument *self);
/* What others did to the file; SAME while there is none. */
EntFileState ent_document_get_disk_state (EntDocument *self);
/* Nothing was ever put into it and it has no file: a window may use it for a file to open. */
gboolean ent_document_is_pristine (EntDocument *self);
/* Warnings of the last load, of EntProblem. (transfer none) */
GPtrArray *ent_document_get_warnings (EntDocument *self);

/* Reads @file and replaces the whole content, history forgotten. Actors without a place get one as if the file had it: the map is not
 * modified by that, nothing is there to undo, and the places go to the file with the next save. On failure everything stays as it was; @problems of the finish (nullable,
 * out, transfer full, of EntProblem) say all that is wrong and where. */
void ent_document_load_async (EntDocument *self, GFile *file, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
gboolean ent_document_load_finish (EntDocument *self, GAsyncResult *result, GPtrArray **problems, GError **error);

/* Replaces the whole content by what was not saved before, as changes of @path (nullable) that was like @stamp then; @name is of a map
 * without a file (nullable). Whether the file is still like that is looked up at once. */
void ent_document_restore (EntDocument *self, EntSnapshot *content, const char *path, const EntFileStamp *stamp, const char *name);

typedef enum
{
  ENT_SAVE_DEFAULT = 0,
  ENT_SAVE_OVERWRITE = 1 << 0, /* also where others changed the file, or another stands at the new place: the user was asked */
  ENT_SAVE_COPY = 1 << 1       /* the document stays with its own file and state */
} EntSaveFlags;

/* Saves a snapshot of this moment to @file (NULL: its own; ENT_DOCUMENT_ERROR_NEEDS_NAME where it has none). Edits made meanwhile stay
 * unsaved. Errors as of ent_durable_save(). */
void ent_document_save_async (EntDocument *self, GFile *file, EntSaveFlags flags, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean ent_document_save_finish (EntDocument *self, GAsyncResult *result, GError **error);

/* Where old versions of the file are kept with each save that replaces it (see ent-versions.h); NULL, as from the start: nowhere. */
void ent_document_set_versions_folder (EntDocument *self, const char *folder);

/* Looks at the file now: call it when a window gets the focus. */
void ent_document_check_disk (EntDocument *self);

G_END_DECLS
