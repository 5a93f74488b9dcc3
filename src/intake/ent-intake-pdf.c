/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A PDF is opened by entente-read-pdf, which may run out of its limits, crash or write anything: all that can come of
 * it here is an error. */
#include "ent-intake.h"

#include "ent-child.h"
#include "ent-error.h"
#include "ent-pdf-lines.h"

static const EntChildLimits limits
    = { .memory = 1024 * 1024 * 1024, .cpu_seconds = 30, .seconds = 60, .output = 48 * 1024 * 1024 };

/* What the helper wrote about @bytes. (transfer full) NULL with @error. */
static GBytes *
run_helper (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autofree char *helper = ent_child_find ("entente-read-pdf");
  const char *const argv[] = { helper, NULL };
  g_autoptr (GError) failure = NULL;
  GBytes *out = helper != NULL ? ent_child_run (argv, bytes, &limits, cancellable, &failure) : NULL;

  if (out != NULL)
    return out;
  if (helper == NULL)
    g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FILE,
                         "the program that reads PDF files, entente-read-pdf, is not there");
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_TIMED_OUT)
           || g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_MESSAGE_TOO_LARGE))
    g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT, "the PDF needs more time than is given to it");
  else
    g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT,
                         "the PDF is broken, or needs more memory than is given to it");
  return NULL;
}

EntReading *
ent_intake_pdf (GBytes *bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (EntReading) self = ent_reading_new (ENT_SOURCE_PDF);
  g_autoptr (GBytes) out = NULL;
  g_autoptr (EntPdfLines) lines = NULL;
  const char *data;
  gsize size;

  if (g_bytes_get_size (bytes) > ENT_INTAKE_MAX_PDF)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT,
                           "it is longer than 64 MiB, the most that is read of a PDF");
      return NULL;
    }
  out = run_helper (bytes, cancellable, error);
  if (out == NULL)
    return NULL;
  data = g_bytes_get_data (out, &size);
  lines = ent_pdf_lines_new (data, size, error);
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
