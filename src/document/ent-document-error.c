/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The message of each error is a whole sentence that names the file; the reason is kept beside it, so that
 * a caller which already shows the file's name need not cut sentences apart. */
#include "ent-document-error.h"

#include <errno.h>

typedef struct
{
  char *reason;
} EntDocumentErrorPrivate;

static void
ent_document_error_private_init (EntDocumentErrorPrivate *priv)
{
  priv->reason = NULL;
}

static void
ent_document_error_private_copy (const EntDocumentErrorPrivate *from, EntDocumentErrorPrivate *to)
{
  to->reason = g_strdup (from->reason);
}

static void
ent_document_error_private_clear (EntDocumentErrorPrivate *priv)
{
  g_free (priv->reason);
}

G_DEFINE_EXTENDED_ERROR (EntDocumentError, ent_document_error)

GError *
ent_document_error_new (EntDocumentError code, const char *deed, const char *path, const char *reason)
{
  g_autofree char *shown = g_filename_display_name (path);
  GError *error = g_error_new (ENT_DOCUMENT_ERROR, (int) code, "Cannot %s “%s”: %s", deed, shown, reason);

  ent_document_error_get_private (error)->reason = g_strdup (reason);
  return error;
}

void
ent_document_error_set (GError **error, EntDocumentError code, const char *deed, const char *path,
                        const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  if (error == NULL)
    return;
  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_propagate_error (error, ent_document_error_new (code, deed, path, reason));
}

/* Only the failures that a user can do something about have words of their own. */
static const char *
words_for_errno (int saved_errno)
{
  switch (saved_errno)
    {
    case ENOSPC:
      return "there is no space left on the disk";
    case EDQUOT:
      return "your share of the disk is used up";
    case EROFS:
      return "the disk can only be read";
    case EACCES:
    case EPERM:
      return "you do not have the permission";
    case EIO:
      return "the disk reports an error";
    case ENAMETOOLONG:
      return "the name is too long";
    case ELOOP:
      return "its links lead in a circle";
    case EISDIR:
      return "it is a folder";
    case ENOENT:
      return "it does not exist";
    case ENOTDIR:
      return "a part of its path is not a folder";
    case EFBIG:
      return "the disk cannot hold so large a file";
    default:
      return g_strerror (saved_errno);
    }
}

static EntDocumentError
code_for_errno (int saved_errno)
{
  switch (saved_errno)
    {
    case ENOENT:
    case ENOTDIR:
      return ENT_DOCUMENT_ERROR_NOT_FOUND;
    case EISDIR:
    case ENXIO:
      return ENT_DOCUMENT_ERROR_NOT_REGULAR;
    case EFBIG:
      return ENT_DOCUMENT_ERROR_TOO_BIG;
    default:
      return ENT_DOCUMENT_ERROR_FAILED;
    }
}

void
ent_document_error_set_errno (GError **error, int saved_errno, const char *deed, const char *path)
{
  ent_document_error_set (error, code_for_errno (saved_errno), deed, path, "%s", words_for_errno (saved_errno));
}

const char *
ent_document_error_get_reason (const GError *error)
{
  const EntDocumentErrorPrivate *priv = NULL;

  if (error->domain == ENT_DOCUMENT_ERROR)
    priv = ent_document_error_get_private (error);
  return priv != NULL && priv->reason != NULL ? priv->reason : error->message;
}
