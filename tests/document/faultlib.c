/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A library to preload: makes the Nth system call on files below one folder fail.
 *
 *   ENT_FAULT_UNDER   the folder, an absolute real path; only calls on paths below it, or on files opened below it, count
 *   ENT_FAULT_NTH     which of them fails, from 1; 0 or unset: none, they are only counted
 *   ENT_FAULT_CALL    only calls of this name count; "create" is an open that makes a file; unset: all
 *   ENT_FAULT_ERRNO   the error's number; "short": a write takes half of what it is given, and no error
 *   ENT_FAULT_LOG     a file outside the folder; a line "NUMBER NAME ok|FAIL" is appended for each call that counts
 *
 * A failing close closes, as Linux does; every other failing call does nothing. Works below a sanitizer with
 * ASAN_OPTIONS=verify_asan_link_order=0, since what it calls is then the sanitizer's version. */
#undef _FILE_OFFSET_BITS
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>

#define FD_MAX 4096

static char under[PATH_MAX];
static size_t under_length;
static const char *only_call;
static long nth;
static int fault_errno;
static int fault_short;
static int log_fd = -1;
static long count;
static char tracked[FD_MAX];
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

#define NEXT(name) ((__typeof__ (&name)) dlsym (RTLD_NEXT, #name))

__attribute__ ((constructor)) static void
start (void)
{
  const char *value = getenv ("ENT_FAULT_UNDER");

  if (value == NULL || strlen (value) + 2 > sizeof under)
    return;
  if ((value = getenv ("ENT_FAULT_LOG")) != NULL)
    log_fd = (int) syscall (SYS_openat, AT_FDCWD, value, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  if ((value = getenv ("ENT_FAULT_NTH")) != NULL)
    nth = atol (value);
  if ((value = getenv ("ENT_FAULT_ERRNO")) != NULL)
    {
      fault_short = strcmp (value, "short") == 0;
      fault_errno = atoi (value);
    }
  only_call = getenv ("ENT_FAULT_CALL");
  strcpy (under, getenv ("ENT_FAULT_UNDER"));
  under_length = strlen (under);
}

static int
is_tracked (int fd)
{
  return fd >= 0 && fd < FD_MAX && tracked[fd];
}

static int
concerns (int dir_fd, const char *path)
{
  if (under_length == 0)
    return 0;
  if (path == NULL || path[0] == '\0')
    return is_tracked (dir_fd);
  if (path[0] == '/')
    return strncmp (path, under, under_length) == 0 && (path[under_length] == '/' || path[under_length] == '\0');
  if (dir_fd == AT_FDCWD)
    {
      char here[PATH_MAX];

      return syscall (SYS_getcwd, here, sizeof here) > 0 && concerns (AT_FDCWD, here);
    }
  return is_tracked (dir_fd);
}

/* Whether this call is the one to fail; errno is then set. A short write is no failure. */
static int
fails (const char *name, int concerned, int can_be_short)
{
  int fail;

  if (!concerned || (only_call != NULL && strcmp (only_call, name) != 0) || (fault_short && !can_be_short))
    return 0;
  pthread_mutex_lock (&lock);
  fail = ++count == nth;
  if (log_fd >= 0)
    dprintf (log_fd, "%ld %s %s\n", count, name, fail ? "FAIL" : "ok");
  pthread_mutex_unlock (&lock);
  if (fail)
    errno = fault_errno;
  return fail;
}

static int
track (int fd, int concerned)
{
  if (fd >= 0 && fd < FD_MAX)
    tracked[fd] = (char) concerned;
  return fd;
}

/* Calls with an open file, failing with -1. */
#define ON_FD(type, name, params, args)                                                                                \
  type name params                                                                                                     \
  {                                                                                                                    \
    return fails (#name, is_tracked (fd), 0) ? (type) -1 : NEXT (name) args;                                           \
  }
/* Calls with a path from the working folder, or from a folder. */
#define ON_PATH(type, name, params, args)                                                                              \
  type name params                                                                                                     \
  {                                                                                                                    \
    return fails (#name, concerns (AT_FDCWD, path), 0) ? (type) -1 : NEXT (name) args;                                 \
  }
#define ON_PATH_AT(type, name, params, args)                                                                           \
  type name params                                                                                                     \
  {                                                                                                                    \
    return fails (#name, concerns (dir, path), 0) ? (type) -1 : NEXT (name) args;                                      \
  }

#define OPEN_MODE(flags, mode)                                                                                         \
  mode_t mode = 0;                                                                                                     \
  if ((flags) & (O_CREAT | O_TMPFILE))                                                                                 \
    {                                                                                                                  \
      va_list rest;                                                                                                    \
      va_start (rest, flags);                                                                                          \
      mode = va_arg (rest, mode_t);                                                                                    \
      va_end (rest);                                                                                                   \
    }
#define OPEN_NAME(name, flags) (only_call != NULL && strcmp (only_call, "create") == 0 && ((flags) & O_CREAT) ? "create" : name)

#define OPEN(name)                                                                                                     \
  int name (const char *path, int flags, ...)                                                                          \
  {                                                                                                                    \
    int on = concerns (AT_FDCWD, path);                                                                                \
    OPEN_MODE (flags, mode)                                                                                            \
    return fails (OPEN_NAME (#name, flags), on, 0) ? -1 : track (NEXT (name) (path, flags, mode), on);                 \
  }
#define OPENAT(name)                                                                                                   \
  int name (int dir, const char *path, int flags, ...)                                                                 \
  {                                                                                                                    \
    int on = concerns (dir, path);                                                                                     \
    OPEN_MODE (flags, mode)                                                                                            \
    return fails (OPEN_NAME (#name, flags), on, 0) ? -1 : track (NEXT (name) (dir, path, flags, mode), on);            \
  }
OPEN (open)
OPEN (open64)
OPENAT (openat)
OPENAT (openat64)

int
creat (const char *path, mode_t mode)
{
  return open (path, O_WRONLY | O_CREAT | O_TRUNC, mode);
}

/* The C library opens a stream's file without passing here. */
#define FOPEN(name)                                                                                                    \
  FILE *name (const char *path, const char *mode)                                                                      \
  {                                                                                                                    \
    int on = concerns (AT_FDCWD, path);                                                                                \
    FILE *file = fails (#name, on, 0) ? NULL : NEXT (name) (path, mode);                                               \
    if (file != NULL)                                                                                                  \
      track (fileno (file), on);                                                                                       \
    return file;                                                                                                       \
  }
FOPEN (fopen)
FOPEN (fopen64)

#define MKSTEMP(name, params, args)                                                                                    \
  int name params                                                                                                      \
  {                                                                                                                    \
    int on = concerns (AT_FDCWD, path);                                                                                \
    return fails (#name, on, 0) ? -1 : track (NEXT (name) args, on);                                                   \
  }
MKSTEMP (mkstemp, (char *path), (path))
MKSTEMP (mkstemp64, (char *path), (path))
MKSTEMP (mkostemp, (char *path, int flags), (path, flags))
MKSTEMP (mkostemp64, (char *path, int flags), (path, flags))

int
close (int fd)
{
  int on = is_tracked (fd);
  int fail = fails ("close", on, 0);
  int result;

  if (on)
    tracked[fd] = 0;
  result = NEXT (close) (fd);
  if (fail)
    errno = fault_errno;
  return fail ? -1 : result;
}

int
dup (int fd)
{
  int on = is_tracked (fd);

  return fails ("dup", on, 0) ? -1 : track (NEXT (dup) (fd), on);
}

#define WRITE(name, params, args, half_args)                                                                           \
  ssize_t name params                                                                                                  \
  {                                                                                                                    \
    if (!fails (#name, is_tracked (fd), 1))                                                                            \
      return NEXT (name) args;                                                                                         \
    return fault_short && n > 1 ? NEXT (name) half_args : -1;                                                          \
  }
WRITE (write, (int fd, const void *data, size_t n), (fd, data, n), (fd, data, n / 2))
WRITE (pwrite, (int fd, const void *data, size_t n, off_t at), (fd, data, n, at), (fd, data, n / 2, at))
WRITE (pwrite64, (int fd, const void *data, size_t n, off64_t at), (fd, data, n, at), (fd, data, n / 2, at))
WRITE (writev, (int fd, const struct iovec *data, int n), (fd, data, n), (fd, data, n / 2))

ON_FD (ssize_t, read, (int fd, void *data, size_t n), (fd, data, n))
ON_FD (ssize_t, readv, (int fd, const struct iovec *data, int n), (fd, data, n))
ON_FD (ssize_t, pread, (int fd, void *data, size_t n, off_t at), (fd, data, n, at))
ON_FD (ssize_t, pread64, (int fd, void *data, size_t n, off64_t at), (fd, data, n, at))
ON_FD (ssize_t, copy_file_range, (int fd, off64_t *at, int to, off64_t *to_at, size_t n, unsigned int flags),
       (fd, at, to, to_at, n, flags))
ON_FD (off_t, lseek, (int fd, off_t at, int from), (fd, at, from))
ON_FD (off64_t, lseek64, (int fd, off64_t at, int from), (fd, at, from))
ON_FD (int, fsync, (int fd), (fd))
ON_FD (int, fdatasync, (int fd), (fd))
ON_FD (int, syncfs, (int fd), (fd))
ON_FD (int, fchmod, (int fd, mode_t mode), (fd, mode))
ON_FD (int, fchown, (int fd, uid_t user, gid_t group), (fd, user, group))
ON_FD (int, ftruncate, (int fd, off_t size), (fd, size))
ON_FD (int, ftruncate64, (int fd, off64_t size), (fd, size))
ON_FD (int, fallocate, (int fd, int mode, off_t at, off_t size), (fd, mode, at, size))
ON_FD (int, fallocate64, (int fd, int mode, off64_t at, off64_t size), (fd, mode, at, size))
ON_FD (int, fstat, (int fd, struct stat *st), (fd, st))
ON_FD (int, fstat64, (int fd, struct stat64 *st), (fd, st))
ON_FD (ssize_t, flistxattr, (int fd, char *list, size_t size), (fd, list, size))
ON_FD (ssize_t, fgetxattr, (int fd, const char *name, void *value, size_t size), (fd, name, value, size))
ON_FD (int, fsetxattr, (int fd, const char *name, const void *value, size_t size, int flags), (fd, name, value, size, flags))
ON_FD (int, fremovexattr, (int fd, const char *name), (fd, name))

ON_PATH (int, stat, (const char *path, struct stat *st), (path, st))
ON_PATH (int, stat64, (const char *path, struct stat64 *st), (path, st))
ON_PATH (int, lstat, (const char *path, struct stat *st), (path, st))
ON_PATH (int, lstat64, (const char *path, struct stat64 *st), (path, st))
ON_PATH (int, access, (const char *path, int how), (path, how))
ON_PATH (int, chmod, (const char *path, mode_t mode), (path, mode))
ON_PATH (int, chown, (const char *path, uid_t user, gid_t group), (path, user, group))
ON_PATH (int, truncate, (const char *path, off_t size), (path, size))
ON_PATH (int, truncate64, (const char *path, off64_t size), (path, size))
ON_PATH (int, unlink, (const char *path), (path))
ON_PATH (int, remove, (const char *path), (path))
ON_PATH (int, mkdir, (const char *path, mode_t mode), (path, mode))
ON_PATH (ssize_t, readlink, (const char *path, char *text, size_t n), (path, text, n))
ON_PATH_AT (int, fstatat, (int dir, const char *path, struct stat *st, int flags), (dir, path, st, flags))
ON_PATH_AT (int, fstatat64, (int dir, const char *path, struct stat64 *st, int flags), (dir, path, st, flags))
ON_PATH_AT (int, statx, (int dir, const char *path, int flags, unsigned int mask, struct statx *st), (dir, path, flags, mask, st))
ON_PATH_AT (int, faccessat, (int dir, const char *path, int how, int flags), (dir, path, how, flags))
ON_PATH_AT (int, fchmodat, (int dir, const char *path, mode_t mode, int flags), (dir, path, mode, flags))
ON_PATH_AT (int, fchownat, (int dir, const char *path, uid_t user, gid_t group, int flags), (dir, path, user, group, flags))
ON_PATH_AT (int, unlinkat, (int dir, const char *path, int flags), (dir, path, flags))
ON_PATH_AT (ssize_t, readlinkat, (int dir, const char *path, char *text, size_t n), (dir, path, text, n))
ON_PATH_AT (int, renameat, (int dir, const char *path, int to, const char *to_path), (dir, path, to, to_path))
ON_PATH_AT (int, renameat2, (int dir, const char *path, int to, const char *to_path, unsigned int flags),
            (dir, path, to, to_path, flags))
ON_PATH_AT (int, linkat, (int dir, const char *path, int to, const char *to_path, int flags), (dir, path, to, to_path, flags))
ON_PATH (int, rename, (const char *path, const char *to), (path, to))
ON_PATH (int, link, (const char *path, const char *to), (path, to))

char *
realpath (const char *path, char *resolved)
{
  return fails ("realpath", concerns (AT_FDCWD, path), 0) ? NULL : NEXT (realpath) (path, resolved);
}

DIR *
opendir (const char *path)
{
  int on = concerns (AT_FDCWD, path);
  DIR *dir = fails ("opendir", on, 0) ? NULL : NEXT (opendir) (path);

  if (dir != NULL)
    track (dirfd (dir), on);
  return dir;
}

DIR *
fdopendir (int fd)
{
  return fails ("fdopendir", is_tracked (fd), 0) ? NULL : NEXT (fdopendir) (fd);
}

int
closedir (DIR *dir)
{
  int fd = dirfd (dir);

  if (is_tracked (fd))
    tracked[fd] = 0;
  return NEXT (closedir) (dir);
}

#define READDIR(type, name)                                                                                            \
  type *name (DIR *dir)                                                                                                \
  {                                                                                                                    \
    return fails (#name, is_tracked (dirfd (dir)), 0) ? NULL : NEXT (name) (dir);                                      \
  }
READDIR (struct dirent, readdir)
READDIR (struct dirent64, readdir64)
