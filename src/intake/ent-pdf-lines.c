/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The reader of the helper's records. The helper may have been made to write anything: a record that is not as it
 * should be ends the reading with an error, and nothing is believed before the last record has come. */
#include "ent-pdf-lines.h"

#include <string.h>

#include "ent-error.h"

#define MOST_LINES 1000000
#define MOST_PAGES 2000

static void
clear_line (gpointer data)
{
  g_free (((EntPdfLine *) data)->text);
}

static EntPdfLines *
pdf_lines_new_empty (void)
{
  EntPdfLines *self = g_new0 (EntPdfLines, 1);

  self->title = g_strdup ("");
  self->author = g_strdup ("");
  self->created = g_strdup ("");
  self->program = g_strdup ("");
  self->pages = g_array_new (FALSE, TRUE, sizeof (EntPdfPage));
  self->lines = g_array_new (FALSE, TRUE, sizeof (EntPdfLine));
  g_array_set_clear_func (self->lines, clear_line);
  return self;
}

void
ent_pdf_lines_free (EntPdfLines *self)
{
  if (self == NULL)
    return;
  g_free (self->title);
  g_free (self->author);
  g_free (self->created);
  g_free (self->program);
  g_array_unref (self->pages);
  g_array_unref (self->lines);
  g_free (self);
}

/* @n whole numbers parted by single blanks, as points; what comes after them, or NULL where they are not there. */
static const char *
read_numbers (const char *p, double *numbers, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      char *end;
      gint64 value = g_ascii_strtoll (p, &end, 10);

      if (end == p || value < -1000000 || value > 1000000 || (*end != ' ' && *end != '\0'))
        return NULL;
      numbers[i] = (double) value / 10;
      p = *end == ' ' ? end + 1 : end;
    }
  return p;
}

/* Ligatures of letters are letters: nobody searches for the others. */
static char *
plain_letters (const char *text)
{
  static const char *const letters[] = { "ff", "fi", "fl", "ffi", "ffl", "st", "st" };
  GString *out = g_string_sized_new (strlen (text));
  char *normal;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= 0xfb00 && c <= 0xfb06)
        g_string_append (out, letters[c - 0xfb00]);
      else if (c != 0xfeff && c != 0x200b && c >= 0x20)
        g_string_append_unichar (out, c);
    }
  normal = g_utf8_normalize (out->str, -1, G_NORMALIZE_NFC);
  g_string_free (out, TRUE);
  return g_strstrip (normal);
}

static gboolean
read_line (EntPdfLines *self, const char *record)
{
  EntPdfLine line = { 0 };
  double box[4];
  const char *text = read_numbers (record, box, 4);
  EntPdfPage *page;

  if (text == NULL || self->pages->len == 0 || self->lines->len >= MOST_LINES)
    return FALSE;
  page = &g_array_index (self->pages, EntPdfPage, self->pages->len - 1);
  line = (EntPdfLine){ MIN (box[0], box[2]),
                       MIN (box[1], box[3]),
                       MAX (box[0], box[2]),
                       MAX (box[1], box[3]),
                       plain_letters (text),
                       self->pages->len - 1,
                       FALSE };
  if (line.text[0] == '\0')
    {
      g_free (line.text);
      return TRUE;
    }
  g_array_append_val (self->lines, line);
  page->n++;
  return TRUE;
}

static gboolean
read_page (EntPdfLines *self, const char *record)
{
  double size[2];
  EntPdfPage page = { .first = self->lines->len };

  if (read_numbers (record, size, 2) == NULL || self->pages->len >= MOST_PAGES)
    return FALSE;
  page.width = size[0];
  page.height = size[1];
  g_array_append_val (self->pages, page);
  return TRUE;
}

static gboolean
read_record (EntPdfLines *self, const char *record)
{
  if (g_str_has_prefix (record, "line "))
    return read_line (self, record + 5);
  if (g_str_has_prefix (record, "page "))
    return read_page (self, record + 5);
  if (g_str_has_prefix (record, "title "))
    ent_reading_offer_line (&self->title, record + 6);
  else if (g_str_has_prefix (record, "author "))
    ent_reading_offer_line (&self->author, record + 7);
  else if (g_str_has_prefix (record, "created "))
    ent_reading_offer_line (&self->created, record + 8);
  else if (g_str_has_prefix (record, "program "))
    ent_reading_offer_line (&self->program, record + 8);
  else
    return FALSE;
  return TRUE;
}

EntPdfLines *
ent_pdf_lines_new (const char *data, gsize size, GError **error)
{
  g_autoptr (EntPdfLines) self = pdf_lines_new_empty ();
  const char *end = data + size;

  if (!g_utf8_validate (data, (gssize) size, NULL))
    data = end;
  while (data < end)
    {
      const char *next = memchr (data, '\n', (gsize) (end - data));
      g_autofree char *record = NULL;

      if (next == NULL)
        break;
      record = g_strndup (data, (gsize) (next - data));
      data = next + 1;
      self->cut = g_str_equal (record, "cut");
      if (data == end && (self->cut || g_str_equal (record, "end")))
        return g_steal_pointer (&self);
      if (g_str_equal (record, "locked") || g_str_equal (record, "broken"))
        {
          g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT,
                               record[0] == 'l' ? "the PDF is locked with a password; save a copy without one"
                                                : "this is no PDF, or a broken one");
          return NULL;
        }
      if (!read_record (self, record))
        break;
    }
  g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT,
                       "the program that reads PDF files did not come to an end with this one");
  return NULL;
}
