/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A temporary file is called `.NAME.RRRCCC`: R is random, C is a check of NAME and R. The check is how a sweep knows
 * our own leavings without any mark that a file system might not be able to hold. */
#include "ent-temp-file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define NAME_BYTES_MAX 255
#define PARTS 3
#define TRIES 100
#define STALE_S (24 * 60 * 60)

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

static void
put_letters (char *to, guint32 value)
{
  for (int i = 0; i < PARTS; i++, value /= sizeof letters - 1)
    to[i] = letters[value % (sizeof letters - 1)];
}

/* The name up to its last full stop; what follows are 2 × PARTS characters. */
static char *
make_prefix (const char *name)
{
  gsize length = strlen (name);
  gsize most = NAME_BYTES_MAX - 2 - 2 * PARTS;

  if (length > most)
    {
      /* Not inside a UTF-8 sequence: some file systems refuse a name that is not UTF-8. */
      length = most;
      while (length > 0 && ((guchar) name[length] & 0xc0) == 0x80)
        length--;
    }
  return g_strdup_printf (".%.*s.", (int) length, name);
}

static void
put_check (char *to, const char *prefix, const char *random)
{
  g_autofree char *whole = g_strdup_printf ("entente%s%.*s", prefix, PARTS, random);

  /* A second round: the low bits of g_str_hash() alone follow the last letters too closely. */
  put_letters (to, (guint32) (g_str_hash (whole) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15) >> 32));
}

int
ent_temp_file_open (int dir_fd, const char *name, mode_t mode, char **temp_name)
{
  g_autofree char *prefix = make_prefix (name);

  for (int i = 0; i < TRIES; i++)
    {
      g_autofree char *temp = NULL;
      char tail[2 * PARTS + 1] = "";
      int fd;

      put_letters (tail, g_random_int ());
      put_check (tail + PARTS, prefix, tail);
      temp = g_strconcat (prefix, tail, NULL);
      fd = openat (dir_fd, temp, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, mode);
      if (fd >= 0)
        {
          *temp_name = g_steal_pointer (&temp);
          return fd;
        }
      if (errno != EEXIST && errno != EINTR)
        return -1;
    }
  return -1;
}

gboolean
ent_temp_file_is_ours (const char *candidate, const char *name)
{
  g_autofree char *prefix = make_prefix (name);
  char check[PARTS];
  const char *tail;

  if (!g_str_has_prefix (candidate, prefix))
    return FALSE;
  tail = candidate + strlen (prefix);
  if (strlen (tail) != 2 * PARTS)
    return FALSE;
  put_check (check, prefix, tail);
  return memcmp (check, tail + PARTS, PARTS) == 0;
}

void
ent_temp_file_sweep (int dir_fd, const char *name)
{
  int fd = openat (dir_fd, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  struct dirent *entry;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  if (dir == NULL)
    {
      if (fd >= 0)
        close (fd);
      return;
    }
  while ((entry = readdir (dir)) != NULL)
    {
      struct stat st;

      if (ent_temp_file_is_ours (entry->d_name, name)
          && fstatat (dir_fd, entry->d_name, &st, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG (st.st_mode)
          && st.st_uid == geteuid () && now - st.st_mtim.tv_sec > STALE_S)
        unlinkat (dir_fd, entry->d_name, 0);
    }
  closedir (dir);
}
