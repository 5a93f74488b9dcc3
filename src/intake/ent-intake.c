/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Tells the kinds apart, calls the reader, and does what all readings need. */
#include "ent-intake.h"

#include <string.h>

#include "ent-compose.h"
#include "ent-decode.h"
#include "ent-error.h"

static gboolean
starts_with (const char *data, gsize size, const char *word)
{
  gsize n = strlen (word);

  return size >= n && g_ascii_strncasecmp (data, word, n) == 0;
}

/* Past white space, a byte-order mark, an XML declaration, a DOCTYPE of XML and comments. */
static gboolean
looks_like_html (const char *data, gsize size)
{
  if (starts_with (data, size, "\357\273\277"))
    data += 3, size -= 3;
  while (size > 0)
    {
      const char *end;

      while (size > 0 && g_ascii_isspace (*data))
        data++, size--;
      if (starts_with (data, size, "<!doctype html") || starts_with (data, size, "<html")
          || starts_with (data, size, "<head"))
        return TRUE;
      if (starts_with (data, size, "<?xml"))
        end = memmem (data, size, "?>", 2);
      else if (starts_with (data, size, "<!--"))
        end = memmem (data, size, "-->", 3);
      else
        return FALSE;
      if (end == NULL)
        return FALSE;
      end = (const char *) memchr (end, '>', size - (gsize) (end - data)) + 1;
      size -= (gsize) (end - data);
      data = end;
    }
  return FALSE;
}

EntSourceKind
ent_intake_sniff (GBytes *bytes, const char *name)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  g_autofree char *lower = g_ascii_strdown (name != NULL ? name : "", -1);
  gsize head = MIN (size, 65536);

  if (size > 0 && memmem (data, MIN (size, 1024), "%PDF-", 5) != NULL)
    return ENT_SOURCE_PDF;
  if (size > 0 && looks_like_html (data, head))
    return ENT_SOURCE_HTML;
  if (g_str_has_suffix (lower, ".html") || g_str_has_suffix (lower, ".htm") || g_str_has_suffix (lower, ".xhtml"))
    return ENT_SOURCE_HTML;
  if (g_str_has_suffix (lower, ".md") || g_str_has_suffix (lower, ".markdown"))
    return ENT_SOURCE_MARKDOWN;
  return ENT_SOURCE_TEXT;
}

char *
ent_intake_decode (EntReading *self, GBytes *bytes, const char *encoding, GError **error)
{
  g_autoptr (EntDecoded) decoded = NULL;

  if (g_bytes_get_size (bytes) > ENT_INTAKE_MAX_TEXT)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT, "it is longer than 16 MiB, the most that is read");
      return NULL;
    }
  decoded = ent_decode (bytes, encoding, error);
  if (decoded == NULL)
    return NULL;
  g_free (self->encoding);
  self->encoding = g_steal_pointer (&decoded->encoding);
  self->guessed = decoded->guessed;
  self->replaced = decoded->replaced;
  return g_steal_pointer (&decoded->text);
}

/* The first line, where it stands alone as a title does: short, and not ending as a sentence does. */
static void
offer_first_line (EntReading *self)
{
  const char *end = strchr (self->text, '\n');
  g_autofree char *line = g_strndup (self->text, end != NULL ? (gsize) (end - self->text) : strlen (self->text));
  glong length = g_utf8_strlen (line, -1);

  if (length > 0 && length <= 200 && end != NULL && !g_str_has_suffix (line, ".") && !g_str_has_suffix (line, ","))
    ent_reading_offer_line (&self->title, line);
}

EntReading *
ent_intake_text (GBytes *bytes, const char *encoding, GError **error)
{
  g_autoptr (EntReading) self = ent_reading_new (ENT_SOURCE_TEXT);
  char *text = ent_intake_decode (self, bytes, encoding, error);
  GString *out;

  if (text == NULL)
    return NULL;
  out = g_string_new (text);
  g_string_replace (out, "\r\n", "\n", 0);
  g_free (text);
  g_free (self->text);
  /* No other change: the text is as people see it in an editor. */
  self->text = ent_compose (out->str);
  g_string_free (out, TRUE);
  return g_steal_pointer (&self);
}

EntReading *
ent_intake_read (GBytes *bytes, EntSourceKind kind, const char *encoding, GCancellable *cancellable, GError **error)
{
  static const char *const types[] = { "text/plain", "text/html", "text/markdown", "application/pdf" };
  g_autoptr (EntReading) self = NULL;
  const char *p;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  switch (kind)
    {
    case ENT_SOURCE_HTML:
      self = ent_intake_html (bytes, encoding, error);
      break;
    case ENT_SOURCE_MARKDOWN:
      self = ent_intake_markdown (bytes, encoding, error);
      break;
    case ENT_SOURCE_PDF:
      self = ent_intake_pdf (bytes, cancellable, error);
      break;
    case ENT_SOURCE_TEXT:
    default:
      self = ent_intake_text (bytes, encoding, error);
    }
  if (self == NULL || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  for (p = self->text; *p != '\0' && g_unichar_isspace (g_utf8_get_char (p)); p = g_utf8_next_char (p))
    ;
  if (*p == '\0')
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT, "there is no text in it");
      return NULL;
    }
  if (strlen (self->text) > ENT_INTAKE_MAX_TEXT) /* normal form, or two bytes for one */
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_LIMIT,
                           "its text is longer than 16 MiB, the most that an article may be");
      return NULL;
    }
  offer_first_line (self);
  g_free (self->type);
  self->type = g_strdup (types[self->kind]);
  g_free (self->sha256);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return g_steal_pointer (&self);
}

/* --- In a thread --- */

typedef struct
{
  GBytes *bytes;
  EntSourceKind kind;
  char *encoding; /* nullable */
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_bytes_unref (job->bytes);
  g_free (job->encoding);
  g_free (job);
}

static void
run (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Job *job = data;
  GError *error = NULL;
  EntReading *reading = ent_intake_read (job->bytes, job->kind, job->encoding, cancellable, &error);

  if (reading != NULL)
    g_task_return_pointer (task, reading, (GDestroyNotify) ent_reading_free);
  else
    g_task_return_error (task, error);
}

void
ent_intake_read_async (GBytes *bytes,
                       EntSourceKind kind,
                       const char *encoding,
                       GCancellable *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, data);
  Job *job = g_new0 (Job, 1);

  job->bytes = g_bytes_ref (bytes);
  job->kind = kind;
  job->encoding = g_strdup (encoding);
  g_task_set_source_tag (task, ent_intake_read_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, run);
}

EntReading *
ent_intake_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
