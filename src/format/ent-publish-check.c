/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The end check: a finished file is taken apart into texts as a reader could see them, and none may hold a secret.
 * Each step of decoding is searched on its own, since a word may be hidden by any of them. */
#include "ent-publish.h"

#include <string.h>

#include "ent-error.h"

#define LEAST_RAW 4 /* characters of a word in ASCII that is searched for among marks and numbers */

static gboolean
clean (const EntPublished *self, const char *text, guint least, GError **error)
{
  const char *found = ent_secrets_find (self->secrets, text, least);

  if (found == NULL)
    return TRUE;
  g_set_error (error, ENT_ERROR, ENT_ERROR_FORMAT, "nothing is written: it would still hold “%s”, which is not to be published", found);
  return FALSE;
}

static void
append_reference (GString *out, const char *name, gsize length)
{
  static const struct
  {
    const char *name;
    char character;
  } known[] = { { "amp", '&' }, { "lt", '<' }, { "gt", '>' }, { "quot", '"' }, { "apos", '\'' } };
  gunichar c;

  for (guint i = 0; i < G_N_ELEMENTS (known); i++)
    if (strlen (known[i].name) == length && strncmp (name, known[i].name, length) == 0)
      {
        g_string_append_c (out, known[i].character);
        return;
      }
  if (name[0] != '#')
    return;
  c = (gunichar) (name[1] == 'x' || name[1] == 'X' ? g_ascii_strtoull (name + 2, NULL, 16) : g_ascii_strtoull (name + 1, NULL, 10));
  if (c != 0 && g_unichar_validate (c))
    g_string_append_unichar (out, c);
}

/* @text with its references resolved, and with @strip each tag as a blank. (transfer full) */
static char *
decode_xml (const char *text, gboolean strip)
{
  GString *out = g_string_sized_new (strlen (text));

  for (const char *p = text; *p != '\0'; p++)
    {
      const char *end = *p == '&' ? strchr (p, ';') : *p == '<' && strip ? strchr (p, '>') : NULL;

      if (end != NULL && *p == '&' && end - p < 12)
        append_reference (out, p + 1, (gsize) (end - p - 1));
      else if (end != NULL && *p == '<')
        g_string_append_c (out, ' ');
      else
        {
          g_string_append_c (out, *p);
          continue;
        }
      p = end;
    }
  return g_string_free (out, FALSE);
}

/* Bytes as text; what is none, a NUL too, is U+FFFD. (transfer full) */
static char *
valid_text (const char *data, gsize size)
{
  return g_utf8_make_valid (data != NULL ? data : "", (gssize) size);
}

/* What stands in data: URLs of text. */
static gboolean
check_data_urls (const EntPublished *self, const char *text, GError **error)
{
  for (const char *p = strstr (text, ";base64,"); p != NULL; p = strstr (p, ";base64,"))
    {
      gsize length, size;
      g_autofree char *encoded = NULL, *plain = NULL;
      g_autofree guchar *data = NULL;

      p += strlen (";base64,");
      length = strspn (p, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=");
      encoded = g_strndup (p, length);
      data = g_base64_decode (encoded, &size);
      plain = valid_text ((const char *) data, size);
      if (!clean (self, plain, LEAST_RAW, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_text (const EntPublished *self, const char *text, GError **error)
{
  g_autofree char *plain = decode_xml (text, FALSE), *read = decode_xml (text, TRUE);
  g_autofree char *unescaped = g_uri_unescape_string (plain, NULL);
  g_autoptr (GString) json = g_string_new (plain);

  ent_secrets_unescape (json);
  return clean (self, text, LEAST_RAW, error) && clean (self, plain, LEAST_RAW, error) && clean (self, json->str, LEAST_RAW, error)
         && (unescaped == NULL || !g_utf8_validate (unescaped, -1, NULL) || clean (self, unescaped, LEAST_RAW, error))
         && clean (self, read, 2, error) && check_data_urls (self, plain, error);
}

/* --- PDF --- */

/* Appends what @data is before it was deflated (ISO 32000-1, 7.4.4); nothing where it never was. */
static void
append_inflated (GString *out, const char *data, gsize size)
{
  g_autoptr (GZlibDecompressor) inflate = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB);
  char buffer[16384];
  gsize at = 0, n_read, n_written;
  GConverterResult result;

  do
    {
      result = g_converter_convert (G_CONVERTER (inflate), data + at, size - at, buffer, sizeof buffer, G_CONVERTER_NO_FLAGS, &n_read, &n_written,
                                    NULL);
      if (result == G_CONVERTER_ERROR)
        return;
      g_string_append_len (out, buffer, (gssize) n_written);
      at += n_read;
    }
  while (result != G_CONVERTER_FINISHED && (at < size || n_written > 0));
}

/* Appends strings in UTF-16 as hex digits: names of authors, and what stands for glyphs (7.9.2.2). */
static void
append_hex_strings (GString *out, const char *text)
{
  for (const char *p = strchr (text, '<'); p != NULL; p = strchr (p + 1, '<'))
    {
      g_autoptr (GByteArray) bytes = NULL;
      g_autofree char *utf8 = NULL;

      if (g_ascii_strncasecmp (p + 1, "feff", 4) != 0)
        continue;
      bytes = g_byte_array_new ();
      for (const char *d = p + 5; g_ascii_isxdigit (d[0]) && g_ascii_isxdigit (d[1]); d += 2)
        {
          guint8 byte = (guint8) (g_ascii_xdigit_value (d[0]) * 16 + g_ascii_xdigit_value (d[1]));

          g_byte_array_append (bytes, &byte, 1);
        }
      utf8 = g_convert ((char *) bytes->data, bytes->len, "UTF-8", "UTF-16BE", NULL, NULL, NULL);
      if (utf8 != NULL)
        g_string_append_printf (out, "\n%s", utf8);
    }
}

static gboolean
check_pdf (const EntPublished *self, const char *data, gsize size, GError **error)
{
  g_autoptr (GString) all = g_string_new_len (data, (gssize) size);
  const char *p = data, *end = data + size;
  g_autofree char *plain = NULL;
  g_autoptr (GString) hex = g_string_new (NULL);

  while ((p = memmem (p, (gsize) (end - p), "stream\n", 7)) != NULL)
    {
      const char *from = p + 7, *to = memmem (from, (gsize) (end - from), "endstream", 9);

      if (to == NULL)
        break;
      g_string_append_c (all, '\n');
      append_inflated (all, from, (gsize) (to - from));
      p = to + 9;
    }
  for (gsize i = 0; i < all->len; i++)
    if (all->str[i] == '\0')
      all->str[i] = ' ';
  plain = valid_text (all->str, all->len);
  append_hex_strings (hex, plain);
  return clean (self, plain, LEAST_RAW, error) && clean (self, hex->str, 2, error);
}

gboolean
ent_published_check (const EntPublished *self, GBytes *output, GError **error)
{
  gsize size;
  const char *data = g_bytes_get_data (output, &size);
  g_autofree char *text = NULL;

  if (self->secrets == NULL || size == 0)
    return TRUE;
  if (size > 5 && memcmp (data, "%PDF-", 5) == 0)
    return check_pdf (self, data, size, error);
  text = valid_text (data, size);
  if (g_str_has_prefix (text, "\xef\xbf\xbd""PNG"))
    return clean (self, text, LEAST_RAW, error);
  return check_text (self, text, error);
}
