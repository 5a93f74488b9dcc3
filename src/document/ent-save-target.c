/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Links are followed by hand, one at a time: realpath() knows no answer for a link whose target is not there yet, and
 * a save through such a link makes the target. After that all calls go through the open folder, so a folder renamed
 * during a save does not lead it astray. */
#include "ent-save-target.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ent-document-error.h"

#define DEED "save"
/* As the kernel's own limit (path_resolution(7)). */
#define LINKS_MAX 40

/* The text of the link at PATH, or NULL with errno set. */
static char *
read_link (const char *path)
{
  for (gsize room = 256;; room *= 2)
    {
      g_autofree char *text = g_malloc (room);
      gssize n = readlink (path, text, room);

      if (n < 0)
        return NULL;
      if ((gsize) n < room)
        {
          text[n] = '\0';
          return g_steal_pointer (&text);
        }
    }
}

/* Follows the links at the end of PATH; those in its folders are the kernel's. NULL with errno set on failure. */
static char *
follow_links (const char *path)
{
  g_autofree char *here = g_strdup (path);

  for (int i = 0; i <= LINKS_MAX; i++)
    {
      g_autofree char *text = NULL;
      const char *slash;
      struct stat st;

      if (lstat (here, &st) != 0)
        return errno == ENOENT ? g_steal_pointer (&here) : NULL;
      if (!S_ISLNK (st.st_mode))
        return g_steal_pointer (&here);
      text = read_link (here);
      if (text == NULL)
        return NULL;
      slash = strrchr (here, '/');
      if (text[0] != '/' && slash != NULL)
        {
          /* Not canonicalised: "link/.." is the parent of what the link leads to, which only the kernel knows. */
          char *joined = g_strdup_printf ("%.*s/%s", (int) (slash - here), here, text);

          g_free (here);
          here = joined;
        }
      else
        {
          g_free (here);
          here = g_steal_pointer (&text);
        }
    }
  errno = ELOOP;
  return NULL;
}

static gboolean
open_folder (EntSaveTarget *target, const char *path, GError **error)
{
  int flags = O_DIRECTORY | O_CLOEXEC;
  int failed;

  target->can_sync_dir = TRUE;
  do
    target->dir_fd = open (target->dir_path, flags | O_RDONLY);
  while (target->dir_fd < 0 && errno == EINTR);
  if (target->dir_fd < 0 && errno == EACCES)
    {
      /* A folder that may be written but not listed. */
      target->can_sync_dir = FALSE;
      target->dir_fd = open (target->dir_path, flags | O_PATH);
    }
  if (target->dir_fd >= 0)
    return TRUE;
  failed = errno;
  if (failed == ENOENT || failed == ENOTDIR)
    {
      g_autofree char *shown = g_filename_display_name (target->dir_path);

      ent_document_error_set (error, ENT_DOCUMENT_ERROR_NOT_FOUND, DEED, path,
                              failed == ENOENT ? "there is no folder “%s”" : "“%s” is not a folder", shown);
    }
  else
    ent_document_error_set_errno (error, failed, DEED, path);
  return FALSE;
}

/* What stands there now must be nothing, or a file that may be written. Replacing it needs only the folder, but one
 * who write-protects a file means its content; the mode is looked at because root is stopped by no permission. */
static gboolean
look_at_file (EntSaveTarget *target, const char *path, GError **error)
{
  if (fstatat (target->dir_fd, target->name, &target->st, AT_SYMLINK_NOFOLLOW) != 0)
    {
      target->exists = FALSE;
      if (errno == ENOENT)
        return TRUE;
      ent_document_error_set_errno (error, errno, DEED, path);
      return FALSE;
    }
  target->exists = TRUE;
  if (S_ISDIR (target->st.st_mode))
    ent_document_error_set (error, ENT_DOCUMENT_ERROR_NOT_REGULAR, DEED, path, "it is a folder");
  else if (!S_ISREG (target->st.st_mode))
    ent_document_error_set (error, ENT_DOCUMENT_ERROR_NOT_REGULAR, DEED, path, "it is not a regular file");
  else if ((target->st.st_mode & 0222) == 0
           || (faccessat (target->dir_fd, target->name, W_OK, AT_EACCESS) != 0 && errno == EACCES))
    ent_document_error_set (error, ENT_DOCUMENT_ERROR_FAILED, DEED, path, "it is write-protected");
  else
    return TRUE;
  return FALSE;
}

gboolean
ent_save_target_open (EntSaveTarget *target, const char *path, GError **error)
{
  const char *slash;

  target->path = follow_links (path);
  if (target->path == NULL)
    {
      ent_document_error_set_errno (error, errno, DEED, path);
      return FALSE;
    }
  slash = strrchr (target->path, '/');
  target->name = g_strdup (slash != NULL ? slash + 1 : target->path);
  if (slash == NULL)
    target->dir_path = g_strdup (".");
  else
    target->dir_path = slash == target->path ? g_strdup ("/") : g_strndup (target->path, (gsize) (slash - target->path));
  if (target->name[0] == '\0')
    {
      ent_document_error_set (error, ENT_DOCUMENT_ERROR_NOT_REGULAR, DEED, path, "it is the name of a folder");
      return FALSE;
    }
  return open_folder (target, path, error) && look_at_file (target, path, error);
}

void
ent_save_target_clear (EntSaveTarget *target)
{
  g_clear_pointer (&target->path, g_free);
  g_clear_pointer (&target->dir_path, g_free);
  g_clear_pointer (&target->name, g_free);
  if (target->dir_fd >= 0)
    close (target->dir_fd);
  target->dir_fd = -1;
}
