/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A mark at the start, then what is told, then UTF-8, then zero bytes as UTF-16 has them, then the guess of uchardet
 * (Mozilla's detector: frequencies of characters and pairs), then Windows-1252, which most old pages in the West are
 * in. */
#include "ent-decode.h"

#include <errno.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "ent-error.h"

/* A guess needs no more. */
#define LOOKED_AT (256 * 1024)

static const char *const names[]
    = { "UTF-8",        "UTF-16LE",     "UTF-16BE",     "windows-1252", "windows-1250", "windows-1251",
        "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258",
        "ISO-8859-2",   "ISO-8859-15",  "KOI8-R",       "KOI8-U",       "GB18030",      "Big5",
        "Shift_JIS",    "EUC-JP",       "ISO-2022-JP",  "UHC",          "TIS-620",      NULL };

const char *const *
ent_decode_names (void)
{
  return names;
}

gboolean
ent_decode_knows (const char *name)
{
  GIConv converter = g_iconv_open ("UTF-8", name);

  if (converter == (GIConv) -1)
    return FALSE;
  g_iconv_close (converter);
  return TRUE;
}

void
ent_decoded_free (EntDecoded *self)
{
  if (self == NULL)
    return;
  g_free (self->text);
  g_free (self->encoding);
  g_free (self);
}

/* The encoding that a byte-order mark tells, and its size. NULL without one. */
static const char *
marked (const char *data, gsize size, gsize *skip)
{
  static const struct
  {
    const char *mark, *name;
    gsize size;
  } marks[] = { { "\357\273\277", "UTF-8", 3 },
                { "\377\376\0\0", "UTF-32LE", 4 }, /* before the shorter one */
                { "\0\0\376\377", "UTF-32BE", 4 },
                { "\377\376", "UTF-16LE", 2 },
                { "\376\377", "UTF-16BE", 2 },
                { "\204\061\225\063", "GB18030", 4 } };

  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    if (size >= marks[i].size && memcmp (data, marks[i].mark, marks[i].size) == 0)
      {
        *skip = marks[i].size;
        return marks[i].name;
      }
  *skip = 0;
  return NULL;
}

/* UTF-16 without a mark: of a text with blanks and line feeds, every second byte is often zero, and the others never
 * are. */
static const char *
zeros (const char *data, gsize size)
{
  gsize n[2] = { 0, 0 };

  for (gsize i = 0; i < size; i++)
    n[i % 2] += data[i] == '\0';
  if (size % 2 == 0 && n[1] > size / 40 + 2 && n[0] * 50 < n[1])
    return "UTF-16LE";
  if (size % 2 == 0 && n[0] > size / 40 + 2 && n[1] * 50 < n[0])
    return "UTF-16BE";
  return NULL;
}

/* (transfer full) */
static char *
dup_guess (const char *data, gsize size)
{
  uchardet_t detector = uchardet_new ();
  char *name = NULL;

  if (uchardet_handle_data (detector, data, size) == 0)
    {
      uchardet_data_end (detector);
      name = g_strdup (uchardet_get_charset (detector));
    }
  uchardet_delete (detector);
  /* Supersets that are used in practice where the smaller is named, as the Encoding standard says. */
  if (name != NULL && (g_ascii_strcasecmp (name, "ISO-8859-1") == 0 || g_ascii_strcasecmp (name, "ASCII") == 0))
    g_clear_pointer (&name, g_free);
  else if (name != NULL && (g_ascii_strcasecmp (name, "GB2312") == 0 || g_ascii_strcasecmp (name, "GBK") == 0))
    {
      g_free (name);
      name = g_strdup ("GB18030");
    }
  if (name == NULL || name[0] == '\0' || !ent_decode_knows (name))
    {
      g_free (name);
      name = g_strdup ("windows-1252");
    }
  for (guint i = 0; names[i] != NULL; i++)
    if (g_ascii_strcasecmp (names[i], name) == 0 && !g_str_equal (names[i], name))
      {
        g_free (name);
        name = g_strdup (names[i]);
      }
  return name;
}

/* iconv knows UTF-8 of before RFC 3629, up to 31 bits, and lets it pass: what is no Unicode becomes U+FFFD, a byte at a time. Takes @text.
 * (transfer full) */
static char *
make_unicode (GString *text, guint *replaced)
{
  GString *out;
  const char *from = text->str, *stop = text->str + text->len, *end;

  if (g_utf8_validate (text->str, (gssize) text->len, NULL))
    return g_string_free (text, FALSE);
  out = g_string_sized_new (text->len);
  while (!g_utf8_validate (from, stop - from, &end))
    {
      g_string_append_len (out, from, end - from);
      g_string_append (out, "\357\277\275");
      (*replaced)++;
      from = end + 1;
    }
  g_string_append_len (out, from, end - from);
  g_string_free (text, TRUE);
  return g_string_free (out, FALSE);
}

/* What cannot be converted becomes U+FFFD, a byte at a time. (transfer full) */
static char *
convert (const char *data, gsize size, const char *encoding, guint *replaced)
{
  GIConv converter = g_iconv_open ("UTF-8", encoding);
  GString *out = g_string_sized_new (size + size / 2 + 16);
  char buffer[4096];
  char *in = (char *) data;

  g_return_val_if_fail (converter != (GIConv) -1, g_string_free (out, FALSE));
  while (size > 0)
    {
      char *to = buffer;
      gsize room = sizeof buffer;
      /* The other error is a full buffer. */
      gboolean stuck = g_iconv (converter, &in, &size, &to, &room) == (gsize) -1 && errno != E2BIG;

      g_string_append_len (out, buffer, to - buffer);
      if (stuck)
        {
          g_string_append (out, "\357\277\275");
          (*replaced)++;
          in++;
          size--;
        }
    }
  g_iconv_close (converter);
  for (char *p = memchr (out->str, '\0', out->len); p != NULL;
       p = memchr (p + 1, '\0', out->len - (gsize) (p + 1 - out->str)))
    {
      *p = '?'; /* U+0000 is no character of a text */
      (*replaced)++;
    }
  return make_unicode (out, replaced);
}

EntDecoded *
ent_decode (GBytes *bytes, const char *told, GError **error)
{
  EntDecoded *self = g_new0 (EntDecoded, 1);
  gsize size, skip;
  const char *data = g_bytes_get_data (bytes, &size);
  const char *name = size > 0 ? marked (data, size, &skip) : "UTF-8";

  if (size > 0)
    data += skip, size -= skip;
  if (name == NULL && told != NULL && told[0] != '\0' && ent_decode_knows (told))
    name = told;
  if (name == NULL && g_utf8_validate (data, (gssize) size, NULL))
    name = "UTF-8";
  if (name == NULL && (name = zeros (data, MIN (size, LOOKED_AT))) != NULL)
    self->guessed = TRUE;
  if (name == NULL && memchr (data, '\0', size) != NULL)
    {
      g_set_error_literal (error, ENT_ERROR, ENT_ERROR_FORMAT, "this is not text");
      ent_decoded_free (self);
      return NULL;
    }
  self->encoding = name != NULL ? g_strdup (name) : dup_guess (data, MIN (size, LOOKED_AT));
  self->guessed |= name == NULL;
  if (g_ascii_strcasecmp (self->encoding, "UTF-8") == 0 && g_utf8_validate (data, (gssize) size, NULL))
    self->text = g_strndup (size > 0 ? data : "", size);
  else
    self->text = convert (data, size, self->encoding, &self->replaced);
  return self;
}
