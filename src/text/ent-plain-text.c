/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Positions by a table of code points before each block of bytes, so that an answer walks one block at most.
 * Invariant: bytes and positions always mean the same text, which never changes; a table is whole or absent. */
#include "ent-plain-text.h"

#include <string.h>

#include "ent-error.h"

#define BLOCK 256 /* bytes; a multiple of 8 */
#define MAX_SIZE ((gsize) 16 * 1024 * 1024)

struct _EntPlainText
{
  char *own; /* nullable: freed with it */
  const char *text;
  gsize size;
  guint32 *marks; /* code points that start before block i; one more than there are blocks. NULL until asked for */
  gint64 length;  /* valid with marks */
  char *sha256;
  EntFold *fold;
  EntTextIndex *index;
};

EntPlainText *
ent_plain_text_new (const char *text)
{
  EntPlainText *self = g_new0 (EntPlainText, 1);

  self->text = text;
  self->size = strlen (text);
  self->index = ent_text_index_new (text, self->size);
  return self;
}

/* TRUE when the text starts, after white space, with the beginning of an HTML document. */
static gboolean
is_html (const char *data, gsize size)
{
  static const char *const starts[] = { "<!doctype html", "<html" };

  while (size > 0 && g_ascii_isspace (*data))
    data++, size--;
  for (guint i = 0; i < G_N_ELEMENTS (starts); i++)
    if (size >= strlen (starts[i]) && g_ascii_strncasecmp (data, starts[i], strlen (starts[i])) == 0)
      return TRUE;
  return FALSE;
}

EntPlainText *
ent_plain_text_new_from_bytes (GBytes *bytes, GError **error)
{
  EntPlainText *self;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size), *reason = NULL;
  char *copy;
  gsize n = 0;

  if (size >= 3 && memcmp (data, "\357\273\277", 3) == 0)
    data += 3, size -= 3;
  if (size >= 5 && memcmp (data, "%PDF-", 5) == 0)
    reason = "a PDF document, not plain text";
  else if (is_html (data, size))
    reason = "an HTML document, not plain text";
  else if (size > MAX_SIZE)
    reason = "longer than 16 MiB, the most that an article may be";
  else if (!g_utf8_validate (data, (gssize) size, NULL)) /* U+0000 is not valid here either */
    reason = "not plain text in UTF-8";
  if (reason != NULL)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT, reason);
      return NULL;
    }
  copy = g_malloc (size + 1);
  for (gsize i = 0; i < size; i++)
    if (data[i] != '\r' || i + 1 == size || data[i + 1] != '\n')
      copy[n++] = data[i];
  copy[n] = '\0';
  self = ent_plain_text_new (copy);
  self->own = copy;
  return self;
}

void
ent_plain_text_free (EntPlainText *self)
{
  if (self == NULL)
    return;
  ent_fold_free (self->fold);
  ent_text_index_free (self->index);
  g_free (self->marks);
  g_free (self->sha256);
  g_free (self->own);
  g_free (self);
}

const char *
ent_plain_text_get (EntPlainText *self)
{
  return self->text;
}

gsize
ent_plain_text_get_size (EntPlainText *self)
{
  return self->size;
}

/* Code points that start in @size bytes: the bytes that do not continue one, eight at a time. */
static guint32
count_starts (const char *bytes, gsize size)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  guint64 continuing = 0; /* eight counters of one byte each; a block adds at most 32 to each */
  guint32 n = 0;
  gsize i = 0;

  for (; i + 8 <= size; i += 8)
    {
      guint64 word;

      memcpy (&word, bytes + i, 8);
      continuing += (word >> 7) & ~(word >> 6) & ones;
    }
  n = (guint32) i;
  for (; continuing != 0; continuing >>= 8)
    n -= (guint32) (continuing & 0xff);
  for (; i < size; i++)
    n += ((guchar) bytes[i] & 0xc0) != 0x80;
  return n;
}

static void
make_marks (EntPlainText *self)
{
  gsize blocks = (self->size + BLOCK - 1) / BLOCK;
  guint32 sum = 0;

  if (self->marks != NULL)
    return;
  self->marks = g_new (guint32, blocks + 1);
  for (gsize i = 0; i < blocks; i++)
    {
      self->marks[i] = sum;
      sum += count_starts (self->text + i * BLOCK, MIN (BLOCK, self->size - i * BLOCK));
    }
  self->marks[blocks] = sum;
  self->length = sum;
}

gint64
ent_plain_text_get_length (EntPlainText *self)
{
  make_marks (self);
  return self->length;
}

const char *
ent_plain_text_get_sha256 (EntPlainText *self)
{
  if (self->sha256 == NULL)
    self->sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, self->text, (gssize) self->size);
  return self->sha256;
}

const EntFold *
ent_plain_text_get_fold (EntPlainText *self)
{
  if (self->fold == NULL)
    self->fold = ent_fold_new (self->text);
  return self->fold;
}

gssize
ent_plain_text_byte_of (EntPlainText *self, gint64 position)
{
  gsize low = 0, high;
  const char *p;

  make_marks (self);
  if (position < 0 || position > self->length)
    return -1;
  if (position == self->length)
    return (gssize) self->size;
  if ((gsize) self->length == self->size)
    return (gssize) position;
  high = (self->size + BLOCK - 1) / BLOCK;
  while (high - low > 1)
    {
      gsize middle = (low + high) / 2;

      if (self->marks[middle] <= position)
        low = middle;
      else
        high = middle;
    }
  p = self->text + low * BLOCK;
  while (((guchar) *p & 0xc0) == 0x80) /* ends a code point of the block before */
    p++;
  for (gint64 i = self->marks[low]; i < position; i++)
    p = g_utf8_next_char (p);
  return p - self->text;
}

gint64
ent_plain_text_position_of (EntPlainText *self, gsize byte)
{
  gsize block = byte / BLOCK;

  make_marks (self);
  return self->marks[block] + count_starts (self->text + block * BLOCK, byte - block * BLOCK);
}

EntTextIndex *
ent_plain_text_get_index (EntPlainText *self)
{
  return self->index;
}

gssize
ent_plain_text_find (EntPlainText *self, const char *needle, gsize size, gsize from)
{
  return ent_text_index_find (self->index, needle, size, from);
}

guint
ent_plain_text_count (EntPlainText *self, const char *needle, guint most)
{
  gsize size = strlen (needle);
  guint n = 0;

  for (gssize at = ent_plain_text_find (self, needle, size, 0); at >= 0 && n < most;
       at = ent_plain_text_find (self, needle, size, (gsize) at + 1))
    n++;
  return n;
}
