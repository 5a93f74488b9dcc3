/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The input lies in a file in memory, so that nothing is ever written to a helper that has stopped reading; its output is read with a
 * limit and an end on the clock. Whatever happens, the helper is dead and waited for when the call returns. */
#include "ent-child.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "config.h"

char *
ent_child_find (const char *name)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autofree char *beside = program != NULL ? g_path_get_dirname (program) : NULL;
  g_autofree char *pictures = beside != NULL ? g_build_filename (beside, "../../src/picture", NULL) : NULL;
  g_autofree char *intake = beside != NULL ? g_build_filename (beside, "../../src/intake", NULL) : NULL;
  const char *folders[] = { g_getenv ("ENTENTE_HELPERS"), beside, pictures, intake, ENT_LIBEXEC_DIR };

  for (guint i = 0; i < G_N_ELEMENTS (folders); i++)
    {
      g_autofree char *path = folders[i] != NULL ? g_build_filename (folders[i], name, NULL) : NULL;

      if (path != NULL && g_file_test (path, G_FILE_TEST_IS_REGULAR) && g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return NULL;
}

static void
limit (int resource, rlim_t most)
{
  struct rlimit value = { most, most };

  setrlimit (resource, &value);
}

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

/* A helper that has written all has nothing more to do: so long it may take to end, in milliseconds. */
#define GRACE_MS 1000

/* Between fork and exec: calls that are safe there alone. */
static void
set_limits (gpointer data)
{
  const EntChildLimits *limits = data;

  prctl (PR_SET_PDEATHSIG, SIGKILL);
  prctl (PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
  limit (RLIMIT_CORE, 0);
  limit (RLIMIT_FSIZE, 0);
  if (limits->cpu_seconds > 0)
    limit (RLIMIT_CPU, limits->cpu_seconds);
#ifndef SANITIZED
  /* The address sanitizer's shadow alone is larger than any limit. */
  if (limits->memory > 0)
    limit (RLIMIT_AS, limits->memory);
#endif
}

static int
input_fd (GBytes *input, GError **error)
{
  gsize size = 0, done = 0;
  const guint8 *data = input != NULL ? g_bytes_get_data (input, &size) : NULL;
  int fd = memfd_create ("entente-input", MFD_CLOEXEC);

  while (fd >= 0 && done < size)
    {
      gssize n = write (fd, data + done, size - done);

      if (n > 0)
        done += (gsize) n;
      else if (n == 0 || errno != EINTR)
        break;
    }
  if (fd >= 0 && done == size && lseek (fd, 0, SEEK_SET) == 0)
    return fd;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "no memory file for a helper: %s", g_strerror (errno));
  if (fd >= 0)
    close (fd);
  return -1;
}

/* Milliseconds for g_poll(). */
static int
rest_of (gint64 end)
{
  gint64 rest;

  if (end == 0)
    return -1;
  rest = (end - g_get_monotonic_time () + 999) / 1000;
  return (int) CLAMP (rest, 0, 60 * 60 * 1000);
}

/* Reads @fd to its end into @output. FALSE with @error set when that fails or is not allowed. */
static gboolean
read_output (int fd, GByteArray *output, const EntChildLimits *limits, GCancellable *cancellable, GError **error)
{
  gint64 end = limits->seconds > 0 ? g_get_monotonic_time () + limits->seconds * G_USEC_PER_SEC : 0;
  GPollFD polls[2] = { { fd, G_IO_IN | G_IO_HUP | G_IO_ERR, 0 }, { -1, 0, 0 } };
  guint n_polls = g_cancellable_make_pollfd (cancellable, &polls[1]) ? 2 : 1;
  gboolean done = FALSE;

  while (!done && !g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      guint8 part[16 * 1024];
      int ready = g_poll (polls, n_polls, rest_of (end));
      gssize n;

      if (ready < 0 && errno == EINTR)
        continue;
      if (ready == 0)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "a helper took too long");
          break;
        }
      if (polls[0].revents == 0)
        continue;
      n = read (fd, part, sizeof part);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "a helper cannot be read: %s", g_strerror (errno));
          break;
        }
      if ((gsize) n > limits->output - output->len)
        {
          g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE, "a helper wrote too much");
          break;
        }
      g_byte_array_append (output, part, (guint) n);
      done = n == 0;
    }
  if (n_polls == 2)
    g_cancellable_release_fd (cancellable);
  return done;
}

/* Waits for the end of @pid. FALSE with @error set where it was not a good one; @error may be NULL. */
static gboolean
wait_for (GPid pid, GError **error)
{
  int status = 0;
  pid_t got = 0;

  for (int ms = 0; got == 0 && ms < GRACE_MS; ms++)
    {
      if (ms > 0)
        g_usleep (1000);
      got = waitpid (pid, &status, WNOHANG);
    }
  if (got == 0)
    kill (pid, SIGKILL);
  while (got == 0 || (got < 0 && errno == EINTR))
    got = waitpid (pid, &status, 0);
  if (got == pid && WIFEXITED (status) && WEXITSTATUS (status) == 0)
    return TRUE;
  if (got == pid && WIFEXITED (status))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "a helper ended with status %d", WEXITSTATUS (status));
  else if (got == pid && WIFSIGNALED (status) && (WTERMSIG (status) == SIGXCPU || WTERMSIG (status) == SIGKILL))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_TIMED_OUT, "a helper computed too long");
  else
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "a helper broke down");
  return FALSE;
}

GBytes *
ent_child_run (const char *const *argv,
               GBytes *input,
               const EntChildLimits *limits,
               GCancellable *cancellable,
               GError **error)
{
  g_autoptr (GByteArray) output = g_byte_array_new ();
  g_autofree char *language = g_strdup_printf ("LANG=%s", g_getenv ("LANG") != NULL ? g_getenv ("LANG") : "C.UTF-8");
  const char *const environment[] = { language, "PATH=/usr/bin:/bin", NULL };
  gboolean is_read, is_started;
  int in, out = -1;
  GPid pid;

  g_return_val_if_fail (argv != NULL && argv[0] != NULL, NULL);

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  in = input_fd (input, error);
  if (in < 0)
    return NULL;
  is_started = g_spawn_async_with_pipes_and_fds (NULL, argv, environment,
                                                 G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDERR_TO_DEV_NULL, set_limits,
                                                 (gpointer) limits, in, -1, -1, NULL, NULL, 0, &pid, NULL, &out, NULL, NULL);
  close (in);
  if (!is_started)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "the helper %s cannot be started", argv[0]);
      return NULL;
    }
  is_read = read_output (out, output, limits, cancellable, error);
  close (out);
  if (!is_read)
    kill (pid, SIGKILL);
  if (!wait_for (pid, is_read ? error : NULL) || !is_read)
    return NULL;
  return g_byte_array_free_to_bytes (g_steal_pointer (&output));
}
