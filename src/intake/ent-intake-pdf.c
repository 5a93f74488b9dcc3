/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF is opened by entente-read-pdf, which may run out of its limits, crash or write anything: all that can come of
 * it here is an error. It gets the file as its standard input, in memory, and has no other. */
#include "ent-intake.h"

#include "config.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "ent-error.h"
#include "ent-pdf-lines.h"

#define HELPER "entente-read-pdf"
#define MOST_OUTPUT (48 * 1024 * 1024)
#define STEP 65536
/* What the helper's exit codes mean. */
#define EXIT_ENCRYPTED 3

/* Beside the program, or where the build has it, or where it is installed. (transfer full) */
static char *
find_helper (void)
{
  static const char *const places[] = { ".", "../intake", "../../src/intake" };
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL),
                  *folder = self != NULL ? g_path_get_dirname (self) : NULL;

  for (guint i = 0; folder != NULL && i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = g_build_filename (folder, places[i], HELPER, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }
  return g_build_filename (ENT_LIBEXEC_DIR, HELPER, NULL);
}

/* A file in memory that holds @bytes, at its start; -1 with @error. */
static int
open_in_memory (GBytes *bytes, GError **error)
{
  gsize size, done = 0;
  const char *data = g_bytes_get_data (bytes, &size);
  int fd = memfd_create ("pdf", MFD_CLOEXEC);

  while (fd >= 0 && done < size)
    {
      gssize n = write (fd, data + done, size - done);

      if (n < 0 && errno != EINTR)
        {
          close (fd);
          fd = -1;
        }
      done += n > 0 ? (gsize) n : 0;
    }
  if (fd < 0)
    g_set_error (error, ENT_ERROR, ENT_ERROR_FILE, "there is no room for it in memory: %s", g_strerror (errno));
  else
    lseek (fd, 0, SEEK_SET);
  return fd;
}

/* All that @process writes. NULL with @error, and then it is ended. */
static GByteArray *
read_output (GSubprocess *process, GCancellable *cancellable, GError **error)
{
  GInputStream *stream = g_subprocess_get_stdout_pipe (process);
  g_autoptr (GByteArray) out = g_byte_array_new ();
  g_autofree char *buffer = g_malloc (STEP);
  gssize n;

  while ((n = g_input_stream_read (stream, buffer, STEP, cancellable, error)) > 0 && out->len <= MOST_OUTPUT)
    g_byte_array_append (out, (const guint8 *) buffer, (guint) n);
  if (n == 0)
    return g_steal_pointer (&out);
  g_subprocess_force_exit (process);
  if (n > 0)
    g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT, "it holds more text than is read of one file");
  return NULL;
}

/* What the helper wrote about @bytes. (transfer full) NULL with @error. */
static GByteArray *
run_helper (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autofree char *helper = find_helper ();
  g_autoptr (GSubprocessLauncher) launcher
      = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GByteArray) out = NULL;
  g_autoptr (GError) missing = NULL;
  int fd = open_in_memory (bytes, error);

  if (fd < 0)
    return NULL;
  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  process = g_subprocess_launcher_spawn (launcher, &missing, helper, NULL);
  if (process == NULL)
    {
      g_set_error (error, ENT_ERROR, ENT_ERROR_FILE, "the program that reads PDF files cannot be started: %s",
                   missing->message);
      return NULL;
    }
  out = read_output (process, cancellable, error);
  g_subprocess_wait (process, NULL, NULL);
  if (out == NULL)
    return NULL;
  if (g_subprocess_get_if_exited (process) && g_subprocess_get_exit_status (process) == 0)
    return g_steal_pointer (&out);
  if (!g_subprocess_get_if_exited (process))
    g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT,
                         "the PDF is broken, or needs more memory or time than is given to it");
  else if (g_subprocess_get_exit_status (process) == EXIT_ENCRYPTED)
    g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT,
                         "the PDF is locked with a password; save a copy without one");
  else
    g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT, "this is no PDF, or a broken one");
  return NULL;
}

EntReading *
ent_intake_pdf (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntReading) self = ent_reading_new (ENT_SOURCE_PDF);
  g_autoptr (GByteArray) out = NULL;
  g_autoptr (EntPdfLines) lines = NULL;

  if (g_bytes_get_size (bytes) > ENT_INTAKE_MAX_PDF)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT,
                           "it is longer than 64 MiB, the most that is read of a PDF");
      return NULL;
    }
  out = run_helper (bytes, cancellable, error);
  if (out == NULL)
    return NULL;
  lines = ent_pdf_lines_new ((const char *) out->data, out->len, error);
  if (lines == NULL)
    return NULL;
  for (guint i = 0; i < lines->pages->len; i++)
    self->pictures += g_array_index (lines->pages, EntPdfPage, i).n == 0;
  if (lines->lines->len == 0)
    {
      g_set_error_literal (
          error, ENT_ERROR, ENT_ERROR_FORMAT,
          "the PDF has no text layer: its pages are pictures of text, which text recognition (OCR) has to read first");
      return NULL;
    }
  ent_pdf_flow (lines, self);
  return g_steal_pointer (&self);
}
