/* SPDX-License-Identifier: GPL-3.0-or-later */
/* GLib moves the whole rest of a text for each pair that it composes, so a long decomposed text (Korean and Vietnamese as some systems write
 * them) would take the square of its length. Here it is given pieces, cut where nothing composes or changes places across.
 * Invariant: a piece ends before a letter that begins something of its own. Only a run of marks longer than any text has is cut amid. */
#include "ent-compose.h"

#include <string.h>

#define PIECE ((gsize) 1024) /* bytes; then the next good place is taken */
#define MOST ((gsize) 8192)  /* then any */

/* Letters never are the second of a pair, but the vowels and finals of Korean syllables. */
static gboolean
begins_something (gunichar c)
{
  GUnicodeType type;

  if (c < 128)
    return TRUE;
  if ((c >= 0x1160 && c <= 0x11ff) || (c >= 0xd7b0 && c <= 0xd7ff))
    return FALSE;
  type = g_unichar_type (c);
  return type == G_UNICODE_OTHER_LETTER || type == G_UNICODE_LOWERCASE_LETTER || type == G_UNICODE_UPPERCASE_LETTER;
}

char *
ent_compose (const char *text)
{
  gsize size = strlen (text);
  GString *out = g_string_sized_new (size + 1);
  const char *stop = text + size;

  while (text < stop)
    {
      const char *p = text;
      g_autofree char *piece = NULL;

      if ((gsize) (stop - text) > PIECE)
        {
          p = text + PIECE;
          while (((guchar) *p & 0xC0) == 0x80)
            p++;
          while (p < stop && (gsize) (p - text) < MOST && !begins_something (g_utf8_get_char (p)))
            p = g_utf8_next_char (p);
        }
      else
        p = stop;
      piece = g_utf8_normalize (text, p - text, G_NORMALIZE_NFC);
      g_string_append (out, piece);
      text = p;
    }
  return g_string_free (out, FALSE);
}
