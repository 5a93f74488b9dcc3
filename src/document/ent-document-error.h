/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Errors of files and documents: what went wrong with which file, told to the person who uses the program. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * EntDocumentError:
 * @ENT_DOCUMENT_ERROR_FAILED: the system refused a read or a write
 * @ENT_DOCUMENT_ERROR_NOT_FOUND: the file, or the folder that shall hold it, is not there
 * @ENT_DOCUMENT_ERROR_NOT_REGULAR: a folder, device, pipe or socket stands where a file is needed
 * @ENT_DOCUMENT_ERROR_TOO_BIG: the file is over the limit for a map
 * @ENT_DOCUMENT_ERROR_CHANGED_ON_DISK: someone else changed the file since it was read or saved; nothing was written
 * @ENT_DOCUMENT_ERROR_GONE: someone else removed the file since it was read or saved; nothing was written
 * @ENT_DOCUMENT_ERROR_INVALID: the bytes are not a map
 * @ENT_DOCUMENT_ERROR_REFUSED: what should be saved could not be opened again; nothing was written
 * @ENT_DOCUMENT_ERROR_NOT_DURABLE: the new file is in place, whole, but the disk did not confirm that it is kept
 * @ENT_DOCUMENT_ERROR_NEEDS_NAME: the document has no file of its own yet
 * @ENT_DOCUMENT_ERROR_READ_ONLY: the map is of a newer version, and may be saved only as a copy
 *
 * A cancelled operation gives %G_IO_ERROR_CANCELLED instead, and is never shown.
 */
typedef enum
{
  ENT_DOCUMENT_ERROR_FAILED,
  ENT_DOCUMENT_ERROR_NOT_FOUND,
  ENT_DOCUMENT_ERROR_NOT_REGULAR,
  ENT_DOCUMENT_ERROR_TOO_BIG,
  ENT_DOCUMENT_ERROR_CHANGED_ON_DISK,
  ENT_DOCUMENT_ERROR_GONE,
  ENT_DOCUMENT_ERROR_INVALID,
  ENT_DOCUMENT_ERROR_REFUSED,
  ENT_DOCUMENT_ERROR_NOT_DURABLE,
  ENT_DOCUMENT_ERROR_NEEDS_NAME,
  ENT_DOCUMENT_ERROR_READ_ONLY,
} EntDocumentError;

#define ENT_DOCUMENT_ERROR (ent_document_error_quark ())

GQuark ent_document_error_quark (void);

/**
 * ent_document_error_new:
 * @code: what kind of failure
 * @deed: what was tried, a verb such as "open" or "save"
 * @path: the file, in the file system's encoding
 * @reason: why, without full stop
 *
 * The message is one sentence: `Cannot DEED “PATH”: REASON`.
 *
 * Returns: (transfer full): a new error
 */
GError *ent_document_error_new (EntDocumentError code, const char *deed, const char *path, const char *reason);

/**
 * ent_document_error_set:
 * @error: (nullable): return place of the error
 *
 * As ent_document_error_new(), with a formatted reason.
 */
void ent_document_error_set (GError **error, EntDocumentError code, const char *deed, const char *path,
                             const char *format, ...) G_GNUC_PRINTF (5, 6);

/**
 * ent_document_error_set_errno:
 * @saved_errno: the `errno` of the failed call
 *
 * As ent_document_error_new(), with the words and the code that fit @saved_errno.
 */
void ent_document_error_set_errno (GError **error, int saved_errno, const char *deed, const char *path);

/**
 * ent_document_error_get_reason:
 * @error: any error
 *
 * For messages that name the file in their own way (`FILE: REASON` on the command line).
 *
 * Returns: (transfer none): the reason alone, or the whole message of an error of another domain
 */
const char *ent_document_error_get_reason (const GError *error);

G_END_DECLS
