/* SPDX-License-Identifier: GPL-3.0-or-later */
/* entente-read-pdf: reads a PDF from standard input and writes the lines of text in it, with their places, to standard
 * output. A program of its own, run with limits (ent-child.h), so that what a broken or hostile file does to the PDF
 * library is done to this process alone; nothing it writes is trusted (ent-pdf-lines.c reads it).
 *
 * One record a line, numbers in tenths of a point from the upper left corner: "title TEXT", "author TEXT", "created
 * DAY", "program NAME", "page WIDTH HEIGHT", "line LEFT TOP RIGHT BOTTOM TEXT", at the end "end", "cut", "locked" or
 * "broken". */
#include <poppler.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MOST_BYTES (64 * 1024 * 1024)
#define MOST_PAGES 2000
#define MOST_OUTPUT (24 * 1024 * 1024)

static gsize written;

static GBytes *
read_all (void)
{
  GByteArray *bytes = g_byte_array_new ();
  guint8 buffer[65536];
  gssize n;

  while ((n = read (STDIN_FILENO, buffer, sizeof buffer)) > 0 && bytes->len < MOST_BYTES)
    g_byte_array_append (bytes, buffer, (guint) n);
  return g_byte_array_free_to_bytes (bytes);
}

/* @text on one line. */
static void
put_text (const char *word, const char *text)
{
  g_autofree char *line = g_utf8_make_valid (text, -1);

  for (char *p = line; *p != '\0'; p++)
    if ((guchar) *p < 0x20)
      *p = ' ';
  g_strstrip (line);
  if (line[0] != '\0')
    written += (gsize) printf ("%s %s\n", word, line);
}

static int
tenths (double points)
{
  return (int) CLAMP (points * 10, -1e6, 1e6);
}

static void
put_line (const PopplerRectangle *box, const char *text, gsize size)
{
  g_autofree char *word
      = g_strdup_printf ("line %d %d %d %d", tenths (box->x1), tenths (box->y1), tenths (box->x2), tenths (box->y2));
  g_autofree char *line = g_strndup (text, size);

  put_text (word, line);
}

/* Lines are parted by line feeds; each character has a box. */
static void
put_page (PopplerPage *page)
{
  g_autofree char *text = poppler_page_get_text (page);
  g_autofree PopplerRectangle *boxes = NULL;
  guint n = 0, i = 0;
  double width, height;
  const char *start = text;
  PopplerRectangle line = { 0 };
  gboolean empty = TRUE;

  poppler_page_get_size (page, &width, &height);
  written += (gsize) printf ("page %d %d\n", tenths (width), tenths (height));
  if (text == NULL || !poppler_page_get_text_layout (page, &boxes, &n))
    return;
  for (const char *p = text; *p != '\0' && i < n && written < MOST_OUTPUT; p = g_utf8_next_char (p), i++)
    if (*p == '\n')
      {
        if (!empty)
          put_line (&line, start, (gsize) (p - start));
        start = p + 1;
        empty = TRUE;
      }
    else if (*p != ' ' || !empty)
      {
        PopplerRectangle *box = &boxes[i];

        if (empty)
          line = *box;
        else if (*p != ' ')
          {
            line.x1 = MIN (line.x1, box->x1);
            line.y1 = MIN (line.y1, box->y1);
            line.x2 = MAX (line.x2, box->x2);
            line.y2 = MAX (line.y2, box->y2);
          }
        empty = FALSE;
      }
  if (!empty)
    put_line (&line, start, strlen (start));
}

int
main (void)
{
  g_autoptr (GBytes) bytes = NULL;
  PopplerDocument *document;
  g_autoptr (GError) error = NULL;
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *title = NULL, *author = NULL, *created = NULL, *creator = NULL, *producer = NULL, *program = NULL;
  int n;

  bytes = read_all ();
  document = poppler_document_new_from_bytes (bytes, NULL, &error);
  if (document == NULL)
    {
      puts (g_error_matches (error, POPPLER_ERROR, POPPLER_ERROR_ENCRYPTED) ? "locked" : "broken");
      return 0;
    }
  title = poppler_document_get_title (document);
  author = poppler_document_get_author (document);
  if (title != NULL)
    put_text ("title", title);
  if (author != NULL)
    put_text ("author", author);
  time = poppler_document_get_creation_date_time (document);
  if (time != NULL)
    {
      created = g_date_time_format (time, "%Y-%m-%d");
      put_text ("created", created);
    }
  creator = poppler_document_get_creator (document);
  producer = poppler_document_get_producer (document);
  program = g_strdup_printf ("%s %s", creator != NULL ? creator : "", producer != NULL ? producer : "");
  put_text ("program", program);
  n = poppler_document_get_n_pages (document);
  for (int i = 0; i < MIN (n, MOST_PAGES) && written < MOST_OUTPUT; i++)
    {
      PopplerPage *page = poppler_document_get_page (document, i);

      if (page == NULL)
        continue;
      put_page (page);
      g_object_unref (page);
    }
  g_object_unref (document);
  puts (n > MOST_PAGES || written >= MOST_OUTPUT ? "cut" : "end");
  return fflush (stdout) == 0 ? 0 : 1;
}
